//! The examples of docs/output.md, run: in Python where it has the packages, in R where it is there.

#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const BRIDGE: &str =
    "“The bridge is old,” Marta Lind said. “It was built for carts.”\n\nOfficials said it would close.\n";
const FERRY: &str = "=1+1 is what the ferry costs, said Ada Moreno.\n";
/// What runs SQL as DuckDB's own program does: each statement, its rows printed.
const DUCKDB: &str = "import duckdb, sys\n\
    for statement in duckdb.extract_statements(sys.stdin.read()):\n    \
    rows = duckdb.sql(statement.query).fetchall()\n    \
    print(rows)\n    \
    assert rows, statement.query\n";

/// What every example leaves behind, checked after it. A row per attribution, three in all.
const CHECK: &str = "\nassert len(rows) == 3, rows\nassert len(quotes) == 3, quotes\n";

/// The blocks of one language in the documentation.
fn blocks(language: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/output.md");
    let text = fs::read_to_string(path).unwrap();
    let opening = format!("```{language}\n");
    text.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

/// Everything that the examples read, as the documentation says that it is made.
fn outputs() -> tempfile::TempDir {
    let directory = directory(&[("bridge.txt", BRIDGE), ("ferry.txt", FERRY)]);
    let mut formats = vec![("csv", "quotes.csv"), ("jsonl", "quotes.jsonl")];
    if cfg!(feature = "parquet") {
        formats.extend([("parquet", "quotes.parquet"), ("parquet-nested", "articles.parquet")]);
    }
    for (format, file) in formats {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        let command = command.current_dir(directory.path()).args(["bridge.txt", "ferry.txt", "--quiet"]);
        assert!(command.args(["-f", format, "-o", file]).status().unwrap().success());
    }
    directory
}

fn has(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    let command = command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn runs(directory: &Path, program: &str, arguments: &[&str], input: &str) {
    fs::write(directory.join("input"), input).unwrap();
    let input_file = fs::File::open(directory.join("input")).unwrap();
    let mut command = Command::new(program);
    let output = command.current_dir(directory).args(arguments).stdin(input_file).output().unwrap();
    assert!(output.status.success(), "{input}\n{}", String::from_utf8_lossy(&output.stderr));
}

/// Whether a block reads what this build does not write.
fn is_of_parquet(block: &str) -> bool {
    block.contains(".parquet")
}

fn python(package: &str, wanted: usize) {
    let blocks: Vec<String> =
        blocks("python").into_iter().filter(|it| it.contains(&format!("import {package} "))).collect();
    assert_eq!(blocks.len(), wanted, "examples of {package}");
    let directory = outputs();
    for block in blocks {
        let needs = if is_of_parquet(&block) && package == "pandas" { "pandas, pyarrow" } else { package };
        if is_of_parquet(&block) && !cfg!(feature = "parquet") {
            eprintln!("skipped: this build writes no Parquet for the example in {package}");
        } else if !has("python3", &["-c", &format!("import {needs}")]) {
            eprintln!("skipped: there is no python3 with {needs} to run its example");
        } else {
            runs(directory.path(), "python3", &["-"], &(block + CHECK));
        }
    }
}

#[test]
fn pandas_reads_it() {
    python("pandas", 2);
}

#[test]
fn polars_reads_it() {
    python("polars", 2);
}

#[test]
fn duckdb_reads_it() {
    let blocks = blocks("sql");
    assert_eq!(blocks.len(), 2);
    if !has("python3", &["-c", "import duckdb"]) {
        eprintln!("skipped: there is no python3 with duckdb to run its examples");
        return;
    }
    let directory = outputs();
    for block in blocks.iter().filter(|it| cfg!(feature = "parquet") || !is_of_parquet(it)) {
        runs(directory.path(), "python3", &["-c", DUCKDB], block);
    }
}

#[test]
fn r_reads_it() {
    let blocks = blocks("r");
    assert_eq!(blocks.len(), 1);
    if !has("Rscript", &["-e", "library(jsonlite)"]) {
        eprintln!("skipped: there is no Rscript with jsonlite to run its example");
        return;
    }
    let directory = outputs();
    runs(
        directory.path(),
        "Rscript",
        &["-"],
        &format!("{}\nstopifnot(nrow(quotes) == 3, nrow(runs) == 2)\n", blocks[0]),
    );
}
