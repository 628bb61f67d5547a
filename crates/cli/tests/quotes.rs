//! `dixit quotes`, from outside: the same quotation in several articles is one.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const LINES: &str = r#"{"id": "halyard-1", "outlet": "The Halyard", "day": "2025-03-04", "text": "“The bridge is old, and nobody has paid for it since it was built,” Marta Lind said. “No,” said Ada Roe."}
{"id": "courier-1", "outlet": "The Courier", "day": "2025-03-05", "text": "“The bridge is old and nobody has paid for it since it was built!” said Marta Lind. “No,” said Ada Roe."}
{"id": "courier-2", "outlet": "The Courier", "day": "2025-04-01", "text": "Marta Lind said that “nobody has paid for it since it was built”. “No,” said Jo Park. “- the ferry, at least, is new,” Ada Roe said."}
"#;

fn news() -> TempDir {
    directory(&[("news.jsonl", LINES)])
}

fn stdout(directory: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_dixit"))
        .current_dir(directory)
        .args(arguments)
        .args(["--date-field", "day"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_same_quotation_in_several_articles_is_one() {
    let directory = news();
    insta::assert_snapshot!(stdout(directory.path(), &["quotes", "news.jsonl"]));
    insta::assert_snapshot!(stdout(directory.path(), &["quotes", "news.jsonl", "--format", "csv"]));
    let json = stdout(directory.path(), &["quotes", "news.jsonl", "-f", "json", "--min", "3"]);
    insta::assert_snapshot!(json);
}

#[test]
fn quotations_are_added_up() {
    let directory = news();
    for by in ["speaker", "month", "outlet"] {
        insta::assert_snapshot!(by, stdout(directory.path(), &["quotes", "news.jsonl", "--by", by]));
    }
    let csv = stdout(directory.path(), &["quotes", "news.jsonl", "--by", "month", "-f", "csv", "-s", "roe"]);
    assert_eq!(csv, "month,quotations,documents,places\n2025-03,1,2,2\n2025-04,1,1,1\n");
}

#[test]
fn what_was_printed_is_gathered_as_the_articles_are() {
    let directory = news();
    stdout(directory.path(), &["news.jsonl", "-f", "jsonl", "--out", "run.jsonl", "--quiet"]);
    for options in [&["-f", "json"][..], &["-f", "csv", "--speaker", "Lind"], &["--by", "outlet"]] {
        let gathered = |file, threads| {
            stdout(directory.path(), &[&["quotes", file, "--threads", threads], options].concat())
        };
        let articles = gathered("news.jsonl", "1");
        assert_eq!(articles, gathered("news.jsonl", "3"), "{options:?}");
        assert_eq!(articles, gathered("run.jsonl", "2"), "{options:?}");
    }
}
