//! The whole pipeline on fixtures and corpus: drawn, and its invariants checked.

use dixit_attribution::{Config, render};
use dixit_tests::{Fixture, run, run_rules};
use std::path::{Path, PathBuf};

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files with an extension in a directory, sorted; `deep` looks one level down too.
fn files(directory: &Path, extension: &str, deep: bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(directory).expect("the directory is part of the repository") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() && deep {
            found.extend(files(&path, extension, false));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn fixtures() {
    insta::glob!("../fixtures", "*/*.md", |path| {
        let fixture = Fixture::parse(&std::fs::read_to_string(path).expect("a readable fixture"));
        let (document, analysis) = run(&fixture.text, &fixture.config);
        insta::with_settings!({ description => fixture.why, omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(render(&document, &analysis));
        });
    });
}

#[test]
fn every_fixture_keeps_the_invariants() {
    let fixtures: Vec<PathBuf> = files(&here().join("fixtures"), "md", true)
        .into_iter()
        .filter(|path| !path.ends_with("README.md"))
        .collect();
    assert!(fixtures.len() >= 20, "{} fixtures", fixtures.len());
    for path in fixtures {
        let fixture = Fixture::parse(&std::fs::read_to_string(&path).expect("a readable fixture"));
        for (document, analysis) in
            [run(&fixture.text, &fixture.config), run_rules(&fixture.text, &fixture.config)]
        {
            render(&document, &analysis);
        }
    }
}

/// The held-out articles are not touched: nobody looks at single ones of them.
fn corpus() -> impl Iterator<Item = String> {
    files(&here().join("../corpus"), "txt", false)
        .into_iter()
        .map(|path| std::fs::read_to_string(path).expect("a readable article"))
}

#[test]
fn every_article_of_the_corpus_keeps_the_invariants() {
    for text in corpus() {
        let config = Config::recommended();
        for (document, analysis) in [run(&text, &config), run_rules(&text, &config)] {
            render(&document, &analysis);
        }
    }
}

#[test]
fn without_nesting_nothing_is_nested() {
    for text in corpus() {
        let config = Config { nested: false, ..Config::recommended() };
        for (_, analysis) in [run(&text, &config), run_rules(&text, &config)] {
            assert!(analysis.attributions.iter().all(|found| found.nested_in.is_none()));
        }
    }
}
