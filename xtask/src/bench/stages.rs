//! How fast each stage is, beside `tokenizers` and `wc -w`: what `tests/benches/speed.rs` measures, in one process on one thread.
//!
//! In: a checkout, a JSONL file of documents. Out: a table. Must not know: the libraries.

use super::table::{Table, number};
use serde::Deserialize;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the bench prints with `--json`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Measured {
    pub(crate) documents: u64,
    pub(crate) bytes: u64,
    pub(crate) words: u64,
    /// Medians by name, in order.
    seconds: Vec<(String, f64)>,
}

/// The row that the others are seen beside, as the bench calls it.
const WHOLE: &str = "whole pipeline";
/// What each row is to a reader; a row that is not here is one of the peers.
const STAGES: [(&str, &str); 6] = [
    ("tokenize", "tokenize: words, sentences, paragraphs"),
    ("find_quotes", "quotes: marks paired"),
    ("engine", "tag: sources, cues, contents"),
    ("link", "link: joined to statements"),
    ("check_text", "check: what is odd in the text"),
    ("find_speakers", "speakers: who is meant"),
];

/// Builds and runs the bench.
pub(crate) fn measure(root: &Path, jsonl: &Path, engine: &str, rounds: usize) -> Result<Measured, String> {
    let rounds = rounds.to_string();
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root).args(["bench", "--quiet", "--package", "dixit-tests", "--bench", "speed", "--"]);
    // All of the file once.
    cargo.args(["--json", "--megabytes", "0", "--engine", engine, "--rounds", &rounds, "--jsonl"]).arg(jsonl);
    let output = cargo.stderr(Stdio::inherit()).output().map_err(|e| format!("cargo: {e}"))?;
    if !output.status.success() {
        return Err(format!("cargo bench -p dixit-tests: {}", output.status));
    }
    read(&output.stdout)
}

fn read(printed: &[u8]) -> Result<Measured, String> {
    serde_json::from_slice(printed).map_err(|e| format!("cargo bench -p dixit-tests: what it prints: {e}"))
}

pub(crate) fn table(measured: &Measured) -> Table {
    let time_of =
        |wanted: &str| measured.seconds.iter().find(|(name, _)| name == wanted).map(|(_, time)| *time);
    let whole = time_of(WHOLE).unwrap_or(f64::NAN);
    let mut table =
        Table::new(&["one thread", "words/s", "MB/s", "time, % of the whole", "dixit's speed / its"]);
    for (name, time) in &measured.seconds {
        let stage = STAGES.iter().find(|(known, _)| known == name);
        let peer = stage.is_none() && name != WHOLE;
        table.row([
            match stage {
                Some((_, shown)) => (*shown).to_owned(),
                None if peer => format!("`{name}`"),
                None => "dixit, from bytes to attributions".to_owned(),
            },
            number(measured.words as f64 / time),
            number(measured.bytes as f64 / 1e6 / time),
            number(100.0 * time / whole),
            if peer { number(time / whole) } else { String::new() },
        ]);
    }
    table
}

/// Whether the peer was there.
pub(crate) fn has_tokenizers(measured: &Measured) -> bool {
    measured.seconds.iter().any(|(name, _)| name.starts_with("tokenizers"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bench_is_read_and_set_beside_its_peers() {
        let printed = br#"{"documents":2,"bytes":2000000,"words":300000,
            "seconds":[["tokenize",0.25],["whole pipeline",1.0],["tokenizers, encode_fast",0.5]]}"#;
        let measured = read(printed).expect("read");
        assert!(has_tokenizers(&measured));
        let shown = table(&measured).markdown();
        let rows: Vec<String> =
            shown.lines().skip(2).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        let expected = [
            "| tokenize: words, sentences, paragraphs | 1,200,000 | 8.00 | 25.0 | |",
            "| dixit, from bytes to attributions | 300,000 | 2.00 | 100 | |",
            "| `tokenizers, encode_fast` | 600,000 | 4.00 | 50.0 | 0.50 |",
        ];
        assert_eq!(rows, expected);
        assert!(read(b"error").expect_err("no JSON").contains("dixit-tests"));
    }
}
