//! `dixit speakers`, from outside: who speaks in several articles, and in what was printed of them.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const BRIDGE: &str = "“The bridge is old,” Marta Lind said. “It was built for carts.” Officials warned of delays.\n\n\
                      “We will pay,” Treasury Secretary Scott Bessent told reporters.\n";
const FERRY: &str = "“The ferry is new,” said Marta P. Lind. Roe denied that it leaks. Officials agreed.\n\n\
                     Scott Bessent and Marta Lind said that it was safe.\n";
const STRIKE: &str = "Roe claimed that the strike was over. “Nobody asked us.”\n";

fn news() -> TempDir {
    directory(&[("bridge.txt", BRIDGE), ("ferry.txt", FERRY), ("strike.txt", STRIKE)])
}

fn run(directory: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dixit"))
        .current_dir(directory)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that fails early does not read; that is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// All there is to see: exit code, stdout, stderr.
fn seen(output: &Output) -> String {
    format!(
        "exit {}\n--- stdout\n{}--- stderr\n{}",
        output.status.code().unwrap(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    )
}

fn stdout(directory: &Path, arguments: &[&str], input: &str) -> String {
    let output = run(directory, arguments, input);
    assert_eq!(output.status.code(), Some(0), "{}", seen(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn speakers_are_counted_over_articles() {
    let directory = news();
    insta::assert_snapshot!(seen(&run(directory.path(), &["speakers", "."], "")));
}

#[test]
fn a_row_is_an_object_or_a_row_of_a_table() {
    let directory = news();
    insta::assert_snapshot!(stdout(
        directory.path(),
        &["speakers", ".", "--format", "json", "--top", "1"],
        ""
    ));
    insta::assert_snapshot!(stdout(directory.path(), &["speakers", ".", "-f", "csv"], ""));
    let lines = stdout(directory.path(), &["speakers", ".", "-f", "jsonl", "--min", "2"], "");
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!((&first["name"], &first["aliases"][0]), (&"Marta P. Lind".into(), &"Marta Lind".into()));
}

#[test]
fn what_was_printed_counts_as_the_articles_do() {
    let directory = news();
    let lines = stdout(directory.path(), &["-f", "jsonl", "bridge.txt", "ferry.txt", "strike.txt"], "");
    fs::write(directory.path().join("quotes.jsonl"), format!("\u{feff}{lines}")).unwrap();
    for options in [&["-f", "text"][..], &["-f", "json"], &["-f", "jsonl"], &["-f", "csv"], &["-t", "direct"]]
    {
        let count = |files: &[&str], input| {
            stdout(directory.path(), &[&["speakers"], options, files].concat(), input)
        };
        let articles = count(&["bridge.txt", "ferry.txt", "strike.txt", "--threads", "1"], "");
        assert_eq!(articles, count(&["quotes.jsonl"], ""), "{options:?}");
        assert_eq!(articles, count(&["-"], &lines), "{options:?}");
    }
    // Both in one file.
    let article = serde_json::json!({"id": "strike", "text": STRIKE}).to_string();
    let two: Vec<&str> = lines.lines().take(2).chain([article.as_str()]).collect();
    let mixed = stdout(directory.path(), &["speakers", "-"], &two.join("\n"));
    assert_eq!(mixed, stdout(directory.path(), &["speakers", "quotes.jsonl"], ""));
}

#[test]
fn the_same_person_has_the_same_id_in_every_article_and_a_surname_does_not() {
    let directory = news();
    let lines = stdout(directory.path(), &["-f", "jsonl", "."], "");
    let mut ids: Vec<(String, String)> = Vec::new();
    for line in lines.lines() {
        let document: serde_json::Value = serde_json::from_str(line).unwrap();
        let attributions = document["attributions"].as_array().unwrap();
        for speaker in attributions.iter().flat_map(|said| said["speakers"].as_array().unwrap()) {
            let text = |key| speaker[key].as_str().unwrap().to_owned();
            ids.push((text("name"), text("id")));
        }
    }
    ids.sort();
    ids.dedup();
    let ids: Vec<String> = ids.iter().map(|(name, id)| format!("{name}: {id}")).collect();
    insta::assert_snapshot!(ids.join("\n"));
}

#[test]
fn what_cannot_be_counted_is_told_and_the_rest_is_done() {
    let directory = directory(&[
        ("bridge.txt", BRIDGE),
        (
            "lines.jsonl",
            "{\"id\": \"a\", \"version\": 1, \"attributions\": []}\n{\"id\": \"b\", \"version\": 9, \"attributions\": \
                         [], \"entities\": []}\n{\"id\": \"c\"}\n",
        ),
        ("quiet.txt", "It rained.\n"),
    ]);
    let whole = stdout(directory.path(), &["bridge.txt", "-f", "json"], "");
    fs::write(directory.path().join("quotes.json"), whole).unwrap();
    let arguments = ["speakers", "bridge.txt", "lines.jsonl", "quotes.json", "missing.txt", "--top", "1"];
    insta::assert_snapshot!(seen(&run(directory.path(), &arguments, "")));
    insta::assert_snapshot!(seen(&run(directory.path(), &["speakers", "quiet.txt"], "")), @r"
    exit 0
    --- stdout
    1 document, 0 attributions, 0 words: 0 named, 0 anonymous, 0 ambiguous, 0 unknown
    --- stderr
    ");
    insta::assert_snapshot!(seen(&run(directory.path(), &["speakers", "x.txt", "--min-confidence", "2"], "")), @r"
    exit 2
    --- stdout
    --- stderr
    error: --min-confidence: 2 is not between 0 and 1

    Usage: dixit [OPTIONS] [FILE]...
           dixit <COMMAND>

    For more information, try '--help'.
    ");
    // The other commands read articles only.
    insta::assert_snapshot!(seen(&run(directory.path(), &["-f", "jsonl", "lines.jsonl"], "")), @r#"
    exit 1
    --- stdout
    --- stderr
    dixit: 3 failures:
      lines.jsonl, line 1: the object has no "text" (another field: --text-field); this line was left out
      lines.jsonl, line 2: the object has no "text" (another field: --text-field); this line was left out
      lines.jsonl, line 3: the object has no "text" (another field: --text-field); this line was left out
    "#);
}
