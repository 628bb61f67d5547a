//! Documents too long to be read at once: nothing of them is lost, and each piece is a record that stands for itself.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// KiB: the smallest pieces there are.
const SIZE: usize = 32;

/// A long text, each paragraph another.
fn long() -> String {
    let paragraph = |number: usize| {
        format!(
            "“The bridge is {number} years old,” Marta Lind said. “It was built for carts.”\n\nNobody – not even Zoë – went there on day {number}. Officials said it would close.\n\n"
        )
    };
    (0..800).map(paragraph).collect()
}

fn command(directory: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    command.current_dir(directory.path()).args(arguments);
    command.args(["--engine", "rules", "--piece-size", &SIZE.to_string()]).stdin(Stdio::null());
    command
}

fn run(directory: &TempDir, arguments: &[&str]) -> Output {
    command(directory, arguments).output().unwrap()
}

fn records(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Every part with a text anywhere in a record.
fn parts<'a>(value: &'a Value, found: &mut Vec<(usize, usize, &'a str)>) {
    let number = |field: &str| value[field].as_u64().map(|number| number as usize);
    if let (Some(start), Some(end), Some(text)) = (number("start"), number("end"), value["text"].as_str()) {
        found.push((start, end, text));
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| parts(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| parts(value, found)),
        _ => {}
    }
}

/// That the records are the pieces of a text, with the ids and parts of such.
#[track_caller]
fn check(records: &[Value], id: &str, text: &str) {
    assert!(records.len() > 3, "{}", records.len());
    let starts: Vec<usize> =
        records.iter().map(|it| it["piece"]["start"].as_u64().unwrap() as usize).collect();
    assert_eq!(starts[0], 0);
    let mut said = 0;
    for (number, (record, start)) in records.iter().zip(&starts).enumerate() {
        assert_eq!(record["id"], format!("{id}#{}", number + 1));
        assert_eq!(
            (&record["piece"]["document"], &record["piece"]["number"]),
            (&json!(id), &json!(number + 1))
        );
        assert_eq!(record["diagnostics"][0]["kind"], "piece");
        let end = starts.get(number + 1).copied().unwrap_or(text.len());
        let piece = &text[*start..end];
        assert!(piece.len() <= SIZE << 10 && !piece.trim().is_empty());
        let mut found = Vec::new();
        parts(&record["attributions"], &mut found);
        parts(&record["entities"], &mut found);
        assert!(found.iter().all(|(start, end, words)| &piece[*start..*end] == *words));
        said += record["attributions"].as_array().unwrap().len();
    }
    // Two in every first paragraph of two, cut nowhere.
    assert_eq!(said, 1600);
}

#[test]
fn a_long_text_is_read_in_pieces_from_wherever_it_comes() {
    let text = long();
    let line = json!({"id": "l", "text": text, "outlet": "The Halyard"}).to_string();
    let directory = directory(&[("big.txt", &text), ("big.jsonl", &line)]);
    let jsonl =
        |arguments: &[&str]| run(&directory, &[&["--format", "jsonl", "--quiet"], arguments].concat());
    let one = jsonl(&["big.txt", "--threads", "1"]);
    check(&records(&one), "big", &text);
    assert!(one.stdout == jsonl(&["big.txt", "--threads", "3"]).stdout);

    let lines = records(&jsonl(&["big.jsonl"]));
    check(&lines, "l", &text);
    assert!(lines.iter().all(|record| record["fields"]["outlet"] == "The Halyard"));

    let mut child = command(&directory, &["--format", "jsonl", "--quiet", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let piped = text.clone();
    let writer = std::thread::spawn(move || stdin.write_all(piped.as_bytes()));
    check(&records(&child.wait_with_output().unwrap()), "stdin", &text);
    writer.join().unwrap().unwrap();

    // As another encoding, packed or not.
    let utf16: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    fs::write(directory.path().join("wide.txt"), utf16).unwrap();
    check(&records(&jsonl(&["wide.txt"])), "wide", &text);
}

#[test]
fn it_is_one_document_for_whoever_counts() {
    let text = long();
    let directory = directory(&[("big.txt", text.as_str()), ("a.txt", "“No,” Ada Moreno said.\n")]);
    let output = run(&directory, &["big.txt", "a.txt", "--format", "jsonl", "--out", "run.jsonl"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.starts_with("dixit: 2 documents, "), "{told}");
    for input in [&["big.txt", "a.txt"][..], &["run.jsonl"]] {
        let quotes = run(&directory, &[&["quotes"], input, &["--format", "json"]].concat());
        let quotes: Value = serde_json::from_slice(&quotes.stdout).unwrap();
        assert_eq!(quotes["total"]["documents"], 2, "{}", quotes["total"]);
        let place = &quotes["quotations"][1]["variants"][0]["places"][0];
        let (document, start) =
            (place["document"].as_str().unwrap(), place["start"].as_u64().unwrap() as usize);
        assert!(document == "big" && text[start..].starts_with('“'), "{place}");
        let speakers = run(&directory, &[&["speakers"], input, &["--format", "json"]].concat());
        let speakers: Value = serde_json::from_slice(&speakers.stdout).unwrap();
        assert_eq!(speakers["total"]["documents"], 2);
        assert_eq!(speakers["speakers"][0]["documents"], 1);
    }
}

#[test]
fn what_fails_on_the_way_is_told_with_what_was_done() {
    let text = long();
    let damaged = [text.as_bytes(), b"\xff\xfe", text.as_bytes()].concat();
    let binary = [text.as_bytes(), b"\0"].concat();
    let directory =
        directory(&[("damaged.txt", damaged), ("binary.txt", binary), ("ok.txt", text.into_bytes())]);
    let output =
        run(&directory, &["damaged.txt", "binary.txt", "ok.txt", "--format", "jsonl", "--errors", "e"]);
    assert_eq!(output.status.code(), Some(1));
    let errors = fs::read_to_string(directory.path().join("e")).unwrap();
    let reasons: Vec<String> = errors
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["reason"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(reasons.len(), 2, "{errors}");
    assert!(reasons[0].contains("damaged UTF-8") && reasons[0].ends_with("was left out"), "{errors}");
    assert!(reasons[1].contains("NUL") && reasons[1].ends_with("was left out"), "{errors}");
    let ids = String::from_utf8_lossy(&output.stdout);
    assert!(ids.lines().last().unwrap().contains("\"id\":\"ok#"));
}

#[test]
fn an_unfinished_run_goes_on_in_the_middle_of_one() {
    let directory = directory(&[("big.txt", long().repeat(4))]);
    let arguments = ["big.txt", "--format", "jsonl", "--threads", "1"];
    let whole = run(&directory, &arguments).stdout;
    let out = [&arguments[..], &["--out", "out", "--resume"]].concat();
    let mut child = command(&directory, &out).stderr(Stdio::null()).spawn().unwrap();
    let first = directory.path().join("out.parts/00001.part");
    while !first.exists() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(first.exists(), "it was not killed in time");
    let told = run(&directory, &[&out[..], &["--log", "json"]].concat()).stderr;
    assert!(String::from_utf8_lossy(&told).contains("\"documents\":1,\"done_earlier\":1,"));
    assert!(fs::read(directory.path().join("out")).unwrap() == whole);
}

#[test]
fn tables_and_pages_tell_the_piece() {
    let directory = directory(&[("big.txt", long())]);
    let printed =
        |format| String::from_utf8(run(&directory, &["big.txt", "--format", format]).stdout).unwrap();
    assert!(printed("tsv").contains("\nbig#2\t"));
    assert!(printed("conll").contains("# document = big#2\n# piece = big\t2\t"));
    assert!(printed("tei").contains("<note>Piece 2 of big, from byte "));
    assert!(printed("html").contains("piece 2 of big, from byte "));
    assert!(printed("web-annotation").contains("\"id\":\"big#said-2.1\""));
    let dry = run(&directory, &["big.txt", "--dry-run"]);
    assert!(String::from_utf8_lossy(&dry.stdout).starts_with("text\tbig.txt\tin pieces\n"));
}
