//! What whole-pipeline tests share: fixtures and the invariants of every analysis.
//!
//! In: fixture files, documents, analyses. Out: [`Fixture`], [`check_invariants`], [`run`]. Must not know: the command
//! line.

mod fixture;
mod invariants;

pub use fixture::Fixture;
pub use invariants::check_invariants;

use dixit_attribution::{Analysis, Config, Roster, RuleEngine, analyze};
use dixit_tokenizer::{Document, Source, tokenize};

/// The whole pipeline as the command line runs it, with its result checked.
///
/// # Panics
/// Where the result breaks an invariant.
pub fn run(text: &str, config: &Config) -> (Document, Analysis) {
    let source = Source::new(text).expect("test texts are shorter than 4 GiB");
    let document = tokenize(source);
    let analysis = analyze(&document, &RuleEngine::new(), &Roster::builtin(), config);
    check_invariants(&document, &analysis);
    (document, analysis)
}
