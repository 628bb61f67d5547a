//! `dixit train` from outside: gold in, a model out that `dixit` reads.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// Who speaks, and of what, so that there are a few sentences to learn from.
const PEOPLE: [&str; 6] = ["Marta Lind", "Bo Ek", "The mayor", "Okafor", "She", "Ada Moreno"];
const TOPICS: [&str; 6] = [
    "the bridge is old",
    "carts are slow",
    "rain would come",
    "the toll is too high",
    "nobody had asked",
    "work starts in May",
];

/// Articles of one sentence a paragraph, all of it gold, in code points.
fn gold() -> String {
    let mut lines = String::new();
    for article in 0..6 {
        let (mut text, mut attributions) = (String::new(), Vec::new());
        for (at, topic) in TOPICS.iter().enumerate() {
            let who = PEOPLE[(at + article) % PEOPLE.len()];
            let start = text.chars().count();
            let said = start + who.chars().count() + 1;
            let content = said + 5;
            let end = content + topic.chars().count();
            text += &format!("{who} said {topic}.\n\n");
            attributions.push(serde_json::json!({
                "content": [[content, end]], "cue": [[said, said + 4]], "source": [[start, said - 1]], "type": "indirect",
            }));
        }
        let line =
            serde_json::json!({"id": format!("a{article}"), "text": text, "attributions": attributions});
        lines += &format!("{line}\n");
    }
    lines
}

fn directory() -> TempDir {
    let directory = TempDir::new().unwrap();
    fs::write(directory.path().join("gold.jsonl"), gold()).unwrap();
    fs::write(directory.path().join("a.txt"), "Kiri Holm said the ferry is late.\n").unwrap();
    directory
}

fn run(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    command.current_dir(directory).args(arguments).stdin(Stdio::null()).env_remove("COLUMNS");
    command.output().unwrap()
}

fn stdout(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output, code: i32) -> String {
    assert_eq!(output.status.code(), Some(code));
    String::from_utf8(output.stderr.clone()).unwrap()
}

const TRAIN: [&str; 5] = ["train", "gold.jsonl", "--folds", "2", "--out"];

#[test]
fn a_model_is_trained_measured_and_read() {
    let files = directory();
    let page =
        stdout(&run(files.path(), &[&TRAIN[..], &["my.model", "--held-out", "unseen.jsonl"]].concat()));
    assert!(page.starts_with("my.model: "), "{page}");
    assert!(page.contains("6 documents: 36 attributions in the gold"), "{page}");
    let measured =
        stdout(&run(files.path(), &["eval", "gold.jsonl", "unseen.jsonl", "--flat", "--resamples", "0"]));
    // Confidences are rounded in the file, so that the figures of calibration may differ in the last digit.
    let figures = measured.split("\n\nconfidence").next().unwrap();
    assert!(page.contains(figures), "{page}\n{measured}");
    let read = stdout(&run(files.path(), &["a.txt", "--model", "my.model", "--format", "snapshot"]));
    assert!(read.contains("Kiri Holm"), "{read}");
}

#[test]
fn the_same_seed_gives_the_same_model() {
    let files = directory();
    let train = |out: &str, seed: &str| {
        stdout(&run(files.path(), &[&TRAIN[..], &[out, "--seed", seed]].concat()));
        fs::read(files.path().join(out)).unwrap()
    };
    assert_eq!(train("a", "1"), train("b", "1"));
    assert_ne!(train("a", "1"), train("c", "2"));
}

#[test]
fn what_is_wrong_is_told_with_its_remedy() {
    let files = directory();
    fs::write(files.path().join("one.jsonl"), gold().lines().next().unwrap()).unwrap();
    fs::write(files.path().join("bad.model"), "dixit, but no model").unwrap();
    let told = |arguments: &[&str], code: i32| stderr(&run(files.path(), arguments), code);
    let missing = told(&["train", "no.jsonl", "nor.jsonl", "--out", "x"], 1);
    assert!(
        missing.contains("no.jsonl: no such file") && missing.contains("nor.jsonl: no such file"),
        "{missing}"
    );
    let few = told(&["train", "one.jsonl", "--out", "x"], 1);
    assert!(few.contains("one.jsonl: 1 documents with attributions, but at least 5 are needed"), "{few}");
    let folds = told(&["train", "gold.jsonl", "--folds", "1", "--out", "x"], 2);
    assert!(folds.contains("at least 2 folds"), "{folds}");
    let model = told(&["a.txt", "--model", "bad.model"], 2);
    assert!(model.contains("--model: bad.model: no model of dixit's fast engine"), "{model}");
    let both = told(&["a.txt", "--model", "bad.model", "--engine", "rules"], 2);
    assert!(both.contains("--model is for engines that have one"), "{both}");
    let accurate = told(&["a.txt", "--model", "bad.model", "--engine", "accurate"], 2);
    assert!(accurate.contains("--model: bad.model: no model of dixit's accurate engine"), "{accurate}");
    let alone = told(&["train", "gold.jsonl", "--export", "x"], 2);
    assert!(alone.contains("--tokenizer"), "{alone}");
    assert!(!files.path().join("x").exists());
}

#[test]
fn an_encoder_gets_documents_as_numbers() {
    let files = directory();
    let tokenizer = concat!(env!("CARGO_MANIFEST_DIR"), "/../tokenizer/testdata/wordpiece.json");
    let arguments = ["train", "gold.jsonl", "--export", "x.jsonl", "--tokenizer", tokenizer];
    stdout(&run(files.path(), &arguments));
    let exported = fs::read_to_string(files.path().join("x.jsonl")).unwrap();
    assert_eq!(exported.lines().count(), gold().lines().count());
    for line in exported.lines() {
        let document: serde_json::Value = serde_json::from_str(line).unwrap();
        for paragraph in document["paragraphs"].as_array().unwrap() {
            let length = |part: &str| paragraph[part].as_array().unwrap().len();
            assert!(length("pieces") >= length("heads"));
            assert_eq!([length("hints"), length("labels"), length("cues")], [length("heads"); 3]);
        }
    }
}
