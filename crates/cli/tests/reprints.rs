//! Articles that are printed again: told in order, whatever the threads, and whatever was interrupted.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
use serde_json::{Value, json};
use std::fs;
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// Every so-manieth article is one from before, under another headline.
const EVERY: usize = 4;
const ARTICLES: usize = 400;

/// An article, each sentence with words of its own.
fn article(number: usize) -> String {
    let said = |at: usize| {
        let word = |of: usize| format!("w{}", (number * 31 + at) * 17 + of);
        format!(
            "“The {} is {} and {} it,” said Ada {}.",
            word(0),
            word(1),
            word(2),
            if at == 0 { "Moreno" } else { "Roe" }
        )
    };
    (0..12).map(said).collect::<Vec<_>>().join("\n\n")
}

fn lines() -> Vec<String> {
    let line = |number: usize| {
        let text = match number % EVERY {
            3 => format!("Seen elsewhere\n\n{}", article(number / 8 * 4)),
            _ => article(number),
        };
        json!({"id": format!("n,{number}"), "text": text}).to_string()
    };
    (0..ARTICLES).map(line).collect()
}

fn command(directory: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    command.current_dir(directory.path()).args(arguments).stdin(Stdio::null());
    command
}

fn run(directory: &TempDir, arguments: &[&str]) -> Output {
    let output = command(directory, arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

const RUN: [&str; 4] = ["news.jsonl", "--engine", "rules", "--reprints"];

#[test]
fn a_reprint_names_the_first_on_any_number_of_threads() {
    let directory = directory(&[("news.jsonl", lines().join("\n"))]);
    let printed =
        |format, threads| run(&directory, &[&RUN[..], &["-f", format, "--threads", threads]].concat());
    for format in ["jsonl", "json", "csv", "tsv"] {
        assert!(printed(format, "1").stdout == printed(format, "3").stdout, "{format}");
    }
    let output = printed("jsonl", "2");
    assert!(String::from_utf8_lossy(&output.stderr).contains("reprints of earlier ones: 100 documents"));
    for (number, line) in String::from_utf8_lossy(&output.stdout).lines().enumerate() {
        let line: Value = serde_json::from_str(line).unwrap();
        let expected = match number % EVERY {
            3 => json!(format!("n,{}", number / 8 * 4)),
            _ => Value::Null,
        };
        assert_eq!(line["reprint_of"], expected, "{}", line["id"]);
    }
    let table = printed("csv", "2").stdout;
    let mut rows = csv_rows(&table);
    assert_eq!(rows.next().unwrap().last().unwrap(), "reprint_of");
    assert!(rows.all(|row| row.last().unwrap().is_empty() == (row[0][2..].parse::<usize>().unwrap() % EVERY != 3)));
    let whole: Value = serde_json::from_slice(&printed("json", "2").stdout).unwrap();
    assert_eq!(whole["documents"][3]["reprint_of"], "n,0");
}

/// The cells of rows without line breaks and quotation marks in cells that matter here: the first and the last.
fn csv_rows(table: &[u8]) -> impl Iterator<Item = Vec<String>> {
    let table = String::from_utf8(table.to_owned()).unwrap();
    let row = |line: &str| {
        let first = line.trim_start_matches('"').split("\",").next().unwrap().to_owned();
        let last = line.rsplit_once(if line.ends_with('"') { ",\"" } else { "," }).unwrap().1;
        vec![first, last.trim_end_matches('"').to_owned()]
    };
    table.lines().map(row).collect::<Vec<_>>().into_iter()
}

#[test]
fn an_unfinished_run_goes_on_as_if_nothing_had_happened() {
    for format in ["jsonl", "csv"] {
        let mut lines = lines();
        let directory = directory(&[("news.jsonl", lines.join("\n"))]);
        let out =
            [&RUN[..], &["-f", format, "--threads", "1", "--out", "out", "--resume", "--quiet"]].concat();
        let mut child = command(&directory, &out).spawn().unwrap();
        while !directory.path().join("out.parts/00001.part").exists() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(!directory.path().join("out").exists(), "it was not killed in time");
        // The first of some is there no more, and another comes before them: what was done says something else now.
        lines.remove(0);
        lines.insert(0, json!({"id": "new", "text": article(4)}).to_string());
        fs::write(directory.path().join("news.jsonl"), lines.join("\n")).unwrap();
        run(&directory, &out);
        let unbroken = run(&directory, &[&RUN[..], &["-f", format]].concat()).stdout;
        assert!(fs::read(directory.path().join("out")).unwrap() == unbroken, "the output is another");
    }
}

#[test]
fn counts_leave_reprints_out() {
    let directory = directory(&[("news.jsonl", lines().join("\n"))]);
    run(&directory, &[&RUN[..], &["-f", "jsonl", "--out", "run.jsonl"]].concat());
    for (command, told) in [("quotes", "100 reprints left out"), ("speakers", "100 reprints left out")] {
        let documents = |more: &[&str]| {
            let output = run(&directory, &[&[command, "run.jsonl", "-f", "json"], more].concat());
            let report: Value = serde_json::from_slice(&output.stdout).unwrap();
            (report["total"]["documents"].as_u64().unwrap(), String::from_utf8(output.stderr).unwrap())
        };
        let (counted, stderr) = documents(&[]);
        assert!(counted == 300 && stderr.contains(told), "{counted} {stderr}");
        let (counted, stderr) = documents(&["--with-reprints"]);
        assert!(counted == 400 && stderr.is_empty(), "{counted} {stderr}");
    }
}

#[test]
fn formats_without_a_place_for_it_are_refused() {
    let directory = directory(&[("news.jsonl", lines().join("\n"))]);
    let output = command(&directory, &[&RUN[..], &["-f", "tei"]].concat()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--reprints: only --format json"));
}
