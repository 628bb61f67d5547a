//! Parquet in and out.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
#[cfg(feature = "parquet")]
use serde_json::{Value, json};
#[cfg(feature = "parquet")]
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const LINES: &str = concat!(
    r#"{"id": "a", "title": "Bridge", "outlet": "The Halyard", "text": "“It is old,” Marta Lind said.\n\n“Carts,” she said."}"#,
    "\n",
    r#"{"id": "b", "text": "Nobody spoke."}"#,
    "\n"
);

fn run(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    command.current_dir(directory).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_needs_a_feature() {
    let directory = directory(&[("a.jsonl", LINES), ("a.parquet", "PAR1")]);
    let output = run(directory.path(), &["a.jsonl", "-f", "parquet", "--out", "q.parquet"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--features full"), "{}", stderr(&output));
    assert!(!directory.path().join("q.parquet").exists());
    let output = run(directory.path(), &["a.parquet"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output)
            .contains("a.parquet: this is a Parquet file, which this build of dixit does not read; install")
    );
}

/// A directory with the rows of the lines, as dixit writes them.
#[cfg(feature = "parquet")]
fn written(format: &str) -> tempfile::TempDir {
    let directory = directory(&[("a.jsonl", LINES)]);
    let arguments =
        ["a.jsonl", "-f", format, "--out", "q.parquet", "--carry", "outlet", "--date", "2025-10-26"];
    let output = run(directory.path(), &arguments);
    assert!(output.status.success(), "{}", stderr(&output));
    directory
}

#[cfg(feature = "parquet")]
#[test]
fn rows_are_documents_again() {
    let directory = written("parquet");
    let fields = ["--text-field", "content", "--id-field", "document", "--date-field", "date", "-f", "jsonl"];
    let output = run(directory.path(), &[&["q.parquet"], &fields[..]].concat());
    assert!(output.status.success(), "{}", stderr(&output));
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let head = |line: &Value| json!([line["id"], line["date"], line["title"], line["fields"]["outlet"]]);
    assert_eq!(
        lines.iter().map(head).collect::<Vec<_>>(),
        vec![json!(["a", "2025-10-26", "Bridge", "The Halyard"]); 2]
    );
    let fields = &lines[1]["fields"];
    assert_eq!(
        [&fields["id"], &fields["speaker"], &fields["nested_in"]],
        [&json!(2), &json!("Marta Lind"), &Value::Null]
    );
    // An id may be a number.
    let output =
        run(directory.path(), &["q.parquet", "--text-field", "content", "-f", "jsonl", "--carry", "start"]);
    let first: Value =
        serde_json::from_slice(output.stdout.split(|byte| *byte == b'\n').next().unwrap()).unwrap();
    assert_eq!((&first["id"], &first["fields"]), (&json!("1"), &json!({"start": 0})));
}

#[cfg(feature = "parquet")]
#[test]
fn what_cannot_be_read_is_told() {
    let directory = written("parquet-nested");
    let whole = fs::read(directory.path().join("q.parquet")).unwrap();
    fs::write(directory.path().join("cut.parquet"), &whole[..whole.len() / 2]).unwrap();
    fs::write(directory.path().join("text.parquet"), LINES).unwrap();
    let mut damaged = whole.clone();
    damaged[4..40].fill(0xff);
    fs::write(directory.path().join("damaged.parquet"), damaged).unwrap();
    fs::write(directory.path().join("a.parquet.gz"), "").unwrap();
    let files = ["q.parquet", "cut.parquet", "text.parquet", "a.parquet.gz", "none.parquet"];
    let output = run(directory.path(), &files);
    assert_eq!(output.status.code(), Some(1));
    let told = stderr(&output);
    for expected in [
        "q.parquet: no column is called \"text\"; name one of these with --text-field: document, date, title, attributions, outlet",
        "cut.parquet: the Parquet data is damaged",
        "text.parquet: the Parquet data is damaged",
        "a.parquet.gz: Parquet is packed inside",
        "none.parquet: no such file",
    ] {
        assert!(told.contains(expected), "{expected}\n{told}");
    }
    let fields = ["--text-field", "title", "--id-field", "document", "-f", "jsonl"];
    let output = run(directory.path(), &[&["damaged.parquet"], &fields[..]].concat());
    assert!(
        stderr(&output).contains("damaged.parquet, row 1: the Parquet data is damaged"),
        "{}",
        stderr(&output)
    );
    let output = run(directory.path(), &[&["q.parquet"], &fields[..]].concat());
    assert!(
        stderr(&output).contains("q.parquet, row 2: its \"title\" is null or no text; this row was left out")
    );
    assert_eq!(output.stdout.iter().filter(|byte| **byte == b'\n').count(), 1);
    let output = run(directory.path(), &["a.jsonl", "-f", "parquet"]);
    assert!(stderr(&output).contains("--format parquet needs a file to write: `--out quotes.parquet`"));
}

#[cfg(feature = "parquet")]
#[test]
fn threads_change_no_byte() {
    let lines: String = (0..300).map(|id| LINES.replace("\"a\"", &format!("\"a{id}\""))).collect();
    let directory = directory(&[("a.jsonl", lines)]);
    let written = ["1", "3"].map(|threads| {
        run(
            directory.path(),
            &["a.jsonl", "-f", "parquet-nested", "--out", "q.parquet", "--threads", threads],
        );
        fs::read(directory.path().join("q.parquet")).unwrap()
    });
    assert!(written[0] == written[1] && written[0].starts_with(b"PAR1") && written[0].ends_with(b"PAR1"));
}

/// Files as pandas and polars write them, in each packing.
#[cfg(feature = "parquet")]
const OTHERS: &str = r#"
import pandas, polars, sys
table = pandas.DataFrame({"key": [1, 2], "body": ["“It is old,” Marta Lind said.", None], "tags": [["a"], None]})
table["day"] = pandas.to_datetime(["1960-01-02 00:01", "2025-10-26 23:59"])
for packing in ["snappy", "gzip", "brotli", "lz4", "zstd", None]:
    table.to_parquet(f"pandas-{packing}.parquet", compression=packing)
table.to_parquet("pandas-pages.parquet", compression="zstd", data_page_version="2.0")
table.astype({"day": "datetime64[ns]"}).to_parquet("pandas-nanoseconds.parquet")
polars.from_pandas(table).write_parquet("polars.parquet")
"#;

#[cfg(feature = "parquet")]
#[test]
fn what_other_programs_write_is_read() {
    let directory = directory::<&str>(&[]);
    let mut python = Command::new("python3");
    let python = python
        .current_dir(directory.path())
        .args(["-c", "import pandas, polars, pyarrow"])
        .stdin(Stdio::null());
    if !python.output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no python3 with pandas, polars and pyarrow to write files");
        return;
    }
    assert!(
        Command::new("python3")
            .current_dir(directory.path())
            .args(["-c", OTHERS])
            .status()
            .unwrap()
            .success()
    );
    let mut files: Vec<_> = fs::read_dir(directory.path())
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(files.len(), 9);
    for file in files {
        let output = run(
            directory.path(),
            &[&file, "--text-field", "body", "--id-field", "key", "--date-field", "day", "-f", "jsonl"],
        );
        let line: Value = serde_json::from_slice(&output.stdout).unwrap();
        let told =
            json!([line["id"], line["date"], line["fields"], line["attributions"][0]["cue"][0]["text"]]);
        assert_eq!(told, json!(["1", "1960-01-02", {"tags": ["a"]}, "said"]), "{file}");
        assert!(stderr(&output).contains("row 2: its \"body\" is null or no text"), "{file}");
    }
}
