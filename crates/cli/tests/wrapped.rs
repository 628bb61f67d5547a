//! Lines that a program broke: the same statements as in whole paragraphs.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};

/// Articles of our own corpus, a paragraph a line.
const ARTICLES: [&str; 4] =
    ["rare-earth-truce.txt", "lido-vote-british.txt", "hearing-port-cranes.txt", "bench-rook-k.txt"];

/// A text with lines of at most so many characters and an empty line between paragraphs.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut column = 0;
        for word in paragraph.split_whitespace() {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > width {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
        out.push_str("\n\n");
    }
    out
}

/// Of each attribution its type, its speaker and its words, without their white space; and that positions are of the text as it is.
fn said(directory: &Path, name: &str) -> Vec<String> {
    let text = std::fs::read_to_string(directory.join(name)).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_dixit"))
        .current_dir(directory)
        .args([name, "-f", "json", "--date", "2025-10-26"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let attributions = report["documents"][0]["attributions"].as_array().unwrap().iter();
    let told = attributions.map(|it| {
        let parts = it["content"].as_array().unwrap().iter().map(|part| {
            let [start, end] = ["start", "end"].map(|key| part[key].as_u64().unwrap() as usize);
            assert_eq!(part["text"], text[start..end]);
            text[start..end].split_whitespace().collect::<Vec<_>>().join(" ")
        });
        let words: Vec<String> = parts.collect();
        format!("{} {} {}", it["type"], it["speakers"][0]["name"], words.join(" … "))
    });
    told.collect()
}

#[test]
fn wrapped_lines_change_no_statement() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    for name in ARTICLES {
        let text = std::fs::read_to_string(corpus.join(name)).unwrap();
        let whole: String = wrapped(&text, usize::MAX);
        let directory = directory(&[
            ("whole.txt", whole),
            ("72.txt", wrapped(&text, 72)),
            ("58.txt", wrapped(&text, 58)),
        ]);
        let expected = said(directory.path(), "whole.txt");
        assert!(expected.len() > 3, "{name}");
        for wrapped in ["72.txt", "58.txt"] {
            assert_eq!(said(directory.path(), wrapped), expected, "{name}, {wrapped}");
        }
    }
}
