//! What whole-pipeline tests share: fixtures and the invariants of every analysis.
//!
//! In: fixture files, documents, analyses. Out: [`Fixture`], [`check_invariants`], [`run`], [`run_rules`]. Must not know: the
//! command line.

mod fixture;
mod invariants;

pub use fixture::Fixture;
pub use invariants::check_invariants;

use dixit_attribution::{Analysis, Config, Engine, FastEngine, Roster, RuleEngine, analyze};
use dixit_tokenizer::{Document, Source, tokenize};
use std::sync::LazyLock;

/// Read once: every test uses the same.
static TOOLS: LazyLock<(FastEngine, RuleEngine, Roster)> =
    LazyLock::new(|| (FastEngine::new(), RuleEngine::new(), Roster::builtin()));

/// The whole pipeline as the command line runs it, with its result checked.
///
/// # Panics
/// Where the result breaks an invariant.
pub fn run(text: &str, config: &Config) -> (Document, Analysis) {
    run_engine(text, &TOOLS.0, config)
}

/// The same with rules alone.
///
/// # Panics
/// Where the result breaks an invariant.
pub fn run_rules(text: &str, config: &Config) -> (Document, Analysis) {
    run_engine(text, &TOOLS.1, config)
}

fn run_engine(text: &str, engine: &dyn Engine, config: &Config) -> (Document, Analysis) {
    let source = Source::new(text).expect("test texts are shorter than 4 GiB");
    let document = tokenize(source);
    let analysis = analyze(&document, engine, &TOOLS.2, config);
    check_invariants(&document, &analysis);
    (document, analysis)
}
