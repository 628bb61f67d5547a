//! The `accurate` engine with its built-in model, on articles of the corpus.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

use dixit_attribution::{AccurateEngine, Analysis, Config, Roster, analyze};
use dixit_tests::check_invariants;
use dixit_tokenizer::{Document, Source, tokenize};
use std::sync::LazyLock;

static ENGINE: LazyLock<AccurateEngine> = LazyLock::new(|| engine().unwrap());
static UNSURE: LazyLock<AccurateEngine> = LazyLock::new(|| engine().unwrap().where_unsure());

/// Articles of different kinds: a wire story, letters, an interview.
const ARTICLES: [&str; 3] = [
    include_str!("../../corpus/rare-earth-truce.txt"),
    include_str!("../../corpus/allotment-letters-british-w.txt"),
    include_str!("../../corpus/bell-tuner-interview-x.txt"),
];

fn engine() -> Result<AccurateEngine, dixit_attribution::EncoderError> {
    AccurateEngine::from_model(dixit_model_accurate::MODEL)
}

fn run(text: &str, engine: &AccurateEngine) -> (Document, Analysis) {
    let document = tokenize(Source::new(text).unwrap());
    let analysis = analyze(&document, engine, &Roster::builtin(), &Config::recommended());
    check_invariants(&document, &analysis);
    (document, analysis)
}

#[test]
fn invariants_hold() {
    for text in ARTICLES {
        assert!(run(text, &ENGINE).1.attributions.len() > 5);
        assert!(run(text, &UNSURE).1.attributions.len() > 5);
    }
    for odd in [
        "",
        "\u{1}",
        "“",
        &"word ".repeat(700),
        "\n\n“”\n\n",
        "x".repeat(3000).as_str(),
        "“Ja,” 说 👋🏽 \u{0}\u{202e}.",
    ] {
        run(odd, &ENGINE);
        run(odd, &UNSURE);
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let read = || format!("{:?}{:?}", run(ARTICLES[0], &ENGINE).1, run(ARTICLES[0], &UNSURE).1);
    let on = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(read);
    assert_eq!(on(1), on(3));
}

#[test]
fn an_article_is_read() {
    let (document, analysis) = run(ARTICLES[0], &ENGINE);
    insta::assert_snapshot!(dixit_attribution::render(&document, &analysis));
}

#[test]
fn the_model_tells_where_it_comes_from() {
    assert!(ENGINE.about().contains("PolNeAR"), "{}", ENGINE.about());
}
