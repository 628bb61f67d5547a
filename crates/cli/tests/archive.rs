//! What archives hold: packed files, tables, other encodings, and files that are cut off.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
use flate2::{Compression, write::GzEncoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const ARTICLE: &str =
    "“The bridge is old,” Marta Lind said. The U.S. treasury secretary said that it “would close”.\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

fn command(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    command.current_dir(directory).args(arguments).args(["--format", "jsonl"]).stdin(Stdio::null());
    command
}

fn run(directory: &Path, arguments: &[&str]) -> Output {
    command(directory, arguments).output().unwrap()
}

/// Each document: its id, and what is said in it.
fn said(output: &Output) -> Vec<(String, Vec<String>)> {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let documents = text.lines().map(|line| {
        let document: Value = serde_json::from_str(line).unwrap();
        let attributions = document["attributions"].as_array().unwrap().iter();
        let words = attributions.map(|it| it["content"][0]["text"].as_str().unwrap().to_owned());
        (document["id"].as_str().unwrap().to_owned(), words.collect())
    });
    documents.collect()
}

#[track_caller]
fn check(output: &Output, ids: &[&str]) {
    let found = said(output);
    assert_eq!(
        found.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(),
        ids,
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    for (id, words) in found {
        assert_eq!(words, ["“The bridge is old,”", "that it “would close”"], "{id}");
    }
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn lines(ids: &[&str]) -> String {
    ids.iter().map(|id| format!("{}\n", json!({"id": id, "text": ARTICLE}))).collect()
}

#[test]
fn packed_files_are_read_as_what_they_were() {
    let directory = directory(&[
        ("news/a.txt.gz", gzip(ARTICLE.as_bytes())),
        ("news/b.txt.zst", zstd(ARTICLE.as_bytes())),
        ("news/c.jsonl.gz", gzip(lines(&["c1", "c2"]).as_bytes())),
        ("news/d.jsonl.zst", zstd(lines(&["d1"]).as_bytes())),
        // By what it is, not by its name.
        ("news/e.txt", gzip(ARTICLE.as_bytes())),
        ("news/f.txt.gz", ARTICLE.into()),
    ]);
    let output = run(directory.path(), &["news"]);
    check(&output, &["a", "b", "c1", "c2", "d1", "e", "f"]);
    let mut piped = command(directory.path(), &["-"]);
    let file = fs::File::open(directory.path().join("news/c.jsonl.gz")).unwrap();
    check(&piped.stdin(file).output().unwrap(), &["c1", "c2"]);
}

#[test]
fn what_is_cut_off_is_told_and_the_rest_is_done() {
    let many: Vec<String> = (0..2000).map(|number| format!("n{number}")).collect();
    let many = lines(&many.iter().map(String::as_str).collect::<Vec<_>>());
    let packed = gzip(many.as_bytes());
    let directory = directory(&[
        ("a.txt.gz", gzip(ARTICLE.as_bytes())[..60].to_vec()),
        ("b.jsonl.gz", packed[..packed.len() / 2].to_vec()),
        ("c.txt", ARTICLE.into()),
    ]);
    let output = run(directory.path(), &["a.txt.gz", "b.jsonl.gz", "c.txt", "--quiet"]);
    assert_eq!(output.status.code(), Some(1));
    let found = said(&output);
    assert!(found.len() > 500 && found.last().unwrap().0 == "c", "{}", found.len());
    insta::assert_snapshot!(stderr(&output), @r"
    dixit: 2 failures:
      a.txt.gz: the gzip data ends too early, so the file is cut off; copy or download it again
      b.jsonl.gz: the gzip data ends too early, so the file is cut off; copy or download it again
    ");
}

#[test]
fn tables_have_columns_of_any_name() {
    let cell = ARTICLE.trim();
    let rows = format!("url,day,body\n1,2016-05-01,{cell:?}\n2,2025-10-26T08:00:00Z,{cell:?}\n3,,{cell:?}\n");
    let directory = directory(&[
        ("news.csv", rows.replace("\\n", "").into()),
        ("news.tsv.gz", gzip(format!("id\ttext\nt\t{ARTICLE}").as_bytes())),
        ("news.jsonl", format!("{}\n", json!({"url": 4, "body": ARTICLE, "day": null})).into()),
    ]);
    let fields = ["--text-field", "body", "--id-field", "url", "--date-field", "day"];
    let output = run(directory.path(), &[&["news.csv", "news.jsonl"][..], &fields].concat());
    check(&output, &["1", "2", "3", "4"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let documents: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    // The office names whoever held it on the day of the row.
    let told = documents
        .iter()
        .map(|it| (it["date"].as_str(), it["attributions"][1]["speakers"][0]["id"].as_str().unwrap()));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            (Some("2016-05-01"), "lew"),
            (Some("2025-10-26"), "bessent"),
            (None, "u-s-treasury-secretary"),
            (None, "u-s-treasury-secretary")
        ]
    );
    check(&run(directory.path(), &["news.tsv.gz"]), &["t"]);
    let output = run(directory.path(), &["news.csv"]);
    let cause = "dixit: news.csv: no column is called \"text\"; name one of these with --text-field: url, day, body\n";
    assert_eq!((output.status.code(), stderr(&output)), (Some(1), cause.to_owned()));
}

#[test]
fn other_encodings_are_read() {
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(ARTICLE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let windows = ARTICLE.chars().map(|c| match c {
        '“' => 0x93,
        '”' => 0x94,
        c => c as u8,
    });
    let directory = directory(&[("a.txt", utf16), ("b.txt", windows.collect()), ("c.txt", ARTICLE.into())]);
    check(&run(directory.path(), &["a.txt", "b.txt", "c.txt"]), &["a", "b", "c"]);
}

const PAGE: &str = "<!DOCTYPE html><title>Bridge</title><meta property='article:published_time' content='2025-10-26'>\
    <nav>Home</nav><article><h1>Bridge</h1><p>ARTICLE</p><p>The rest of the day was quiet, and nobody else had anything to add \
    before the evening, when rain set in.</p></article>";

#[test]
fn pages_are_read_or_it_is_told_how_to() {
    let page = PAGE.replace("ARTICLE", ARTICLE.trim());
    let directory = directory(&[("a.html.gz", gzip(page.as_bytes())), ("b.txt", page.into())]);
    let output = run(directory.path(), &["a.html.gz", "b.txt"]);
    if cfg!(feature = "web") {
        check(&output, &["a", "b"]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.lines().all(|line| line.contains(r#""title":"Bridge","date":"2025-10-26""#)), "{text}");
        assert!(text.lines().all(|line| line.contains(r#""id":"bessent""#)), "{text}");
    } else {
        assert_eq!(output.status.code(), Some(1));
        assert!(
            stderr(&output)
                .contains("b.txt: this is a web page, which this build of dixit does not read; install")
        );
    }
}

#[test]
fn a_sample_is_the_same_each_time_and_in_order() {
    let ids: Vec<String> = (10..99).map(|number| number.to_string()).collect();
    let all = lines(&ids.iter().map(String::as_str).collect::<Vec<_>>());
    let directory = directory(&[("a.jsonl", all.as_str()), ("b.txt", ARTICLE)]);
    let drawn = |size: &str, threads: &str| {
        let output = run(directory.path(), &["a.jsonl", "b.txt", "--sample", size, "--threads", threads]);
        said(&output).into_iter().map(|(id, _)| id).collect::<Vec<_>>()
    };
    let sample = drawn("7", "1");
    assert_eq!((sample.len(), sample.is_sorted()), (7, true), "{sample:?}");
    assert_eq!(sample, drawn("7", "4"));
    assert!(sample[0].as_str() < "50" && sample[6].as_str() > "60", "{sample:?}");
    assert_eq!(drawn("1000", "2").len(), 90);
}

#[test]
fn a_dry_run_reads_nothing_and_quiet_says_nothing() {
    let directory = directory(&[("news/a.txt", ARTICLE.into()), ("news/b.jsonl.gz", b"no gzip".to_vec())]);
    let output = run(directory.path(), &["news", "none.txt", "--dry-run"]);
    let bytes = ARTICLE.len() + 7;
    let expected =
        format!("text\tnews/a.txt\njsonl\tnews/b.jsonl.gz\n2 inputs, {bytes} bytes; nothing was read\n");
    assert_eq!(String::from_utf8(output.stdout.clone()).unwrap().replace('\\', "/"), expected);
    assert_eq!(stderr(&output), "dixit: none.txt: no such file or directory; check the spelling\n");
    fs::write(directory.path().join("c.txt"), ARTICLE).unwrap();
    let told = |more: &[&str]| stderr(&run(directory.path(), &[&["news/a.txt"], more].concat()));
    assert_eq!(told(&[]), "");
    assert!(told(&["c.txt"]).starts_with("dixit: 2 documents, "), "{}", told(&["c.txt"]));
    assert_eq!(told(&["c.txt", "--quiet"]), "");
}
