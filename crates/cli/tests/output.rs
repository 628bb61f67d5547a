//! What `--format` writes, read again: rows, standoff, markup, pages.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

const BRIDGE: &str =
    "“The bridge is old,” Marta Lind said. “It was built for carts.”\n\nOfficials said it would close.\n";
const FERRY: &str = "=1+1 is what the ferry costs, said Ada Moreno.\n";

/// Two articles, one of them in a folder.
fn articles() -> TempDir {
    let directory = TempDir::new().unwrap();
    fs::create_dir(directory.path().join("news")).unwrap();
    fs::write(directory.path().join("news/bridge.txt"), BRIDGE).unwrap();
    fs::write(directory.path().join("ferry.txt"), FERRY).unwrap();
    directory
}

/// What dixit prints on both.
fn printed(directory: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    command.current_dir(directory).args(arguments).stdin(Stdio::null());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn rows_have_one_header() {
    let directory = articles();
    let rows =
        printed(directory.path(), &["news/bridge.txt", "ferry.txt", "-f", "tsv", "--date", "2025-10-26"]);
    insta::assert_snapshot!(rows);
    let none = printed(directory.path(), &["ferry.txt", "-f", "csv", "--speaker", "nobody"]);
    assert!(none.starts_with("\u{feff}document,") && none.lines().count() == 1, "{none}");
}

#[test]
fn standoff_agrees_with_jsonl_in_everything() {
    let directory = articles();
    let inputs = ["news/bridge.txt", "ferry.txt"];
    printed(directory.path(), &[inputs[0], inputs[1], "-f", "brat", "--out", "standoff"]);
    assert_eq!(fs::read_to_string(directory.path().join("standoff/bridge.txt")).unwrap(), BRIDGE);
    printed(directory.path(), &[inputs[0], inputs[1], "-f", "jsonl", "--out", "run.jsonl"]);
    let figures = printed(directory.path(), &["eval", "standoff", "run.jsonl", "--resamples", "0"]);
    let told = |line: &str| figures.lines().find(|it| it.starts_with(line)).unwrap().to_owned();
    for line in ["attribution: content, right source", "content: same words, right source", "cue: same words"]
    {
        assert!(told(line).contains("100.0  100.0  100.0"), "{figures}");
    }
    assert!(told("right type").contains("100.0 %"), "{figures}");
}

#[test]
fn one_article_is_a_text_and_several_are_a_corpus() {
    let directory = articles();
    let one = printed(directory.path(), &["ferry.txt", "-f", "tei"]);
    assert!(one.contains("who=\"#ada-moreno\"") && !one.contains("<teiCorpus"), "{one}");
    let two = printed(directory.path(), &["ferry.txt", "news/bridge.txt", "-f", "tei"]);
    assert!(two.contains("who=\"#d2.marta-lind\"") && two.ends_with("</TEI>\n</teiCorpus>\n"), "{two}");
    let pages = printed(directory.path(), &["ferry.txt", "news/bridge.txt", "-f", "html"]);
    assert!(pages.contains("<nav>") && pages.contains("2 articles"), "{pages}");
}
