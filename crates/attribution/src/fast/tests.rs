//! The engine with the model that is built in.

use super::*;
use crate::{ContentType, find_quotes};
use dixit_tokenizer::{Source, tokenize};
use std::sync::LazyLock;

static ENGINE: LazyLock<FastEngine> = LazyLock::new(FastEngine::new);

/// A line for each attribution: `source | cue | content`, parts joined by `…`.
fn check(text: &str, expected: &[&str]) {
    let document = tokenize(Source::new(text).unwrap());
    let quotes = find_quotes(&document);
    let statements = link(&document, &quotes, &ENGINE.tag(&document, &quotes));
    let words = |runs: &[TokenRun]| -> String {
        let parts: Vec<&str> = runs.iter().map(|run| document.slice(document.span_of(*run))).collect();
        parts.join(" … ")
    };
    let found: Vec<String> = statements
        .iter()
        .map(|one| format!("{} | {} | {}", words(&one.source), words(&one.cue), words(&one.content)))
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// The largest model file that may be built in.
const MOST_BYTES: usize = 4_000_000;

#[test]
fn the_built_in_model_reads_and_is_small() {
    let bytes = include_bytes!("../../models/fast.bin");
    assert!(bytes.len() <= MOST_BYTES, "{} bytes", bytes.len());
    let model = Model::from_bytes(bytes).expect("`cargo xtask train` writes one that fits this code");
    assert!(model.len() > 50_000, "{} features", model.len());
    assert!(model.provenance().contains("PolNeAR"), "{}", model.provenance());
}

#[test]
fn statements_without_marks_are_found() {
    check(
        "The minister said that the pier would close.",
        &["The minister | said | that the pier would close"],
    );
    check(
        "The pier would close, according to the minister.",
        &["the minister | according to | The pier would close"],
    );
    check("The minister closed the pier and went home.", &[]);
}

#[test]
fn marks_are_the_rules_matter() {
    for text in [
        "“We wait,” Vogt said. “Nobody knows why.”",
        "Lind told reporters on Friday: “The bridge is old.”",
        "“No,” said Okafor, who built it.\n\n“Never,” she added.",
    ] {
        let document = tokenize(Source::new(text).unwrap());
        let quotes = find_quotes(&document);
        let statements = |engine: &dyn Engine| link(&document, &quotes, &engine.tag(&document, &quotes));
        let direct = |statements: Vec<Statement>| -> Vec<Vec<TokenRun>> {
            let direct = statements.into_iter().filter(|one| one.content_type == ContentType::Direct);
            direct.map(|one| one.content).collect()
        };
        let ruled = direct(statements(&RuleEngine::new()));
        assert!(!ruled.is_empty());
        assert_eq!(direct(statements(&*ENGINE)), ruled, "{text}");
    }
}

#[test]
fn a_chain_that_is_cut_is_still_read() {
    let text = "The minister said that the pier would close. ".repeat(600);
    let document = tokenize(Source::new(text.as_str()).unwrap());
    assert!(document.tokens().len() > 2 * LONGEST_CHAIN);
    let quotes = find_quotes(&document);
    let found = link(&document, &quotes, &ENGINE.tag(&document, &quotes)).len();
    assert!((590..=602).contains(&found), "{found} of 600");
}

#[test]
fn confidence_is_a_probability() {
    let text =
        "Vogt said the pier would close. Critics feared for the bakers, who hoped to stay, she thought.";
    let document = tokenize(Source::new(text).unwrap());
    let roles = ENGINE.tag(&document, &find_quotes(&document));
    assert!(!roles.ties.is_empty());
    assert!(roles.ties.iter().all(|tie| (0.0..=1.0).contains(&tie.confidence)));
}
