//! Fields that the input has and dixit does not read: where they come out again.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Stdio};

const LINES: &str = concat!(
    r#"{"id": 1, "title": " The\nbridge ", "outlet": "The Halyard", "text": "“It is old,” Marta Lind said.", "words": 1.10, "attributions": [[0]]}"#,
    "\n",
    r#"{"url": null, "source": ["a", "b"], "id": 2, "title": 7, "text": "“It is new,” Ada Moreno said."}"#,
    "\n"
);

/// What is printed, each line.
fn printed(directory: &Path, arguments: &[&str]) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    let output = command.current_dir(directory).args(arguments).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

fn objects(directory: &Path, arguments: &[&str]) -> Vec<Value> {
    printed(directory, arguments).iter().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn lines_keep_what_was_not_read() {
    let directory = directory(&[("a.jsonl", LINES)]);
    let lines = printed(directory.path(), &["a.jsonl", "-f", "jsonl"]);
    assert!(
        lines[0].contains(r#""title":"The bridge","fields":{"outlet":"The Halyard","words":1.10},"#),
        "{}",
        lines[0]
    );
    assert!(lines[1].contains(r#""fields":{"url":null,"source":["a", "b"],"title":7},"#), "{}", lines[1]);
    let some = objects(directory.path(), &["a.jsonl", "-f", "jsonl", "--carry", "words,title"]);
    assert_eq!(some[0]["fields"].to_string(), json!({"title": " The\nbridge ", "words": 1.1}).to_string());
    assert_eq!(some[1]["fields"], json!({"title": 7}));
    let none = objects(directory.path(), &["a.jsonl", "-f", "jsonl", "--carry", "nothing"]);
    assert_eq!(none[0].get("fields"), None);
}

/// The cells of the columns after the usual ones, header and all.
fn more_cells(directory: &Path, arguments: &[&str]) -> Vec<Vec<String>> {
    let text = printed(directory, arguments).join("\n");
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b'\t').has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().skip(19).map(str::to_owned).collect()).collect()
}

#[test]
fn tables_have_columns_for_what_is_named() {
    let directory = directory(&[("a.jsonl", LINES)]);
    let cells = more_cells(directory.path(), &["a.jsonl", "-f", "tsv", "--carry", "outlet,source,outlet"]);
    assert_eq!(cells, [["outlet", "input_source"], ["The Halyard", ""], ["", "[\"a\", \"b\"]"]]);
}

#[test]
fn rows_keep_their_other_cells() {
    let table = "\u{feff}id,outlet,title,text,n\n1,The Halyard,Bridge,\"“It is old,” Marta Lind said.\",007\n2,,,\"“It is new,” Ada Moreno said.\"\n";
    let directory = directory(&[("a.csv", table)]);
    let lines = objects(directory.path(), &["a.csv", "-f", "jsonl"]);
    assert_eq!(
        (&lines[0]["title"], &lines[0]["fields"]),
        (&json!("Bridge"), &json!({"outlet": "The Halyard", "n": "007"}))
    );
    assert_eq!((lines[1].get("title"), &lines[1]["fields"]), (None, &json!({"outlet": "", "n": ""})));
    let cells = more_cells(directory.path(), &["a.csv", "-f", "tsv", "--carry", "n,title"]);
    assert_eq!(cells, [["n", "input_title"], ["007", "Bridge"], ["", ""]]);
}
