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
use std::sync::LazyLock;

/// Read once: every test uses the same.
static TOOLS: LazyLock<(RuleEngine, Roster)> = LazyLock::new(|| (RuleEngine::new(), Roster::builtin()));

/// The whole pipeline as the command line runs it, with its result checked.
///
/// # Panics
/// Where the result breaks an invariant.
pub fn run(text: &str, config: &Config) -> (Document, Analysis) {
    let source = Source::new(text).expect("test texts are shorter than 4 GiB");
    let document = tokenize(source);
    let (engine, roster) = &*TOOLS;
    let analysis = analyze(&document, engine, roster, config);
    check_invariants(&document, &analysis);
    (document, analysis)
}
