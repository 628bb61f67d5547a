//! The built `dixit eval`, run as a user runs it, and its figures.
//!
//! In: a program, gold, options. Out: [`Measured`]. Must not know: the libraries, how figures are defined.

use crate::repo::Repo;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The figures of a run.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Measured {
    #[serde(flatten)]
    pub(crate) total: Scores,
    pub(crate) by_document: Vec<Document>,
}

/// The figures of a document.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Document {
    pub(crate) id: String,
    #[serde(flatten)]
    pub(crate) scores: Scores,
}

/// Figures of one or several documents.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub(crate) struct Scores {
    pub(crate) gold: usize,
    pub(crate) predicted: usize,
    /// Predictions that are no gold attribution.
    pub(crate) spurious: usize,
    pub(crate) metrics: BTreeMap<String, Metric>,
    /// By group: `all`, `direct`, …
    pub(crate) speakers: BTreeMap<String, Speakers>,
}

/// A metric, as far as baselines need it.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub(crate) struct Metric {
    pub(crate) f1: f64,
    pub(crate) gold: usize,
}

/// What became of the speakers of gold attributions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
pub(crate) struct Speakers {
    pub(crate) right: usize,
    pub(crate) wrong: usize,
    pub(crate) silent: usize,
    pub(crate) missed: usize,
    pub(crate) false_name: usize,
    pub(crate) rightly_unnamed: usize,
    pub(crate) missed_unnamed: usize,
    pub(crate) right_of_named: f64,
}

/// Runs `dixit eval` over some gold and reads its figures.
pub(crate) fn measure(repo: &Repo, binary: &Path, gold: &str, options: &[&str]) -> Result<Measured, String> {
    let mut arguments = vec![gold, "--format", "json", "--resamples", "0"];
    arguments.extend(options);
    let output = eval(repo, binary, &arguments)?;
    serde_json::from_str(&output).map_err(|e| format!("{} eval {gold}: output: {e}", binary.display()))
}

/// What `dixit eval` prints.
pub(crate) fn eval(repo: &Repo, binary: &Path, arguments: &[&str]) -> Result<String, String> {
    let shown = binary.display();
    let mut command = Command::new(binary);
    let output = command.current_dir(&repo.root).arg("eval").args(arguments).output();
    let output = output.map_err(|error| not_started(binary, &error))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{shown} eval {}: {}\n{said}", arguments.join(" "), output.status));
    }
    String::from_utf8(output.stdout).map_err(|e| format!("{shown} eval: output: {e}"))
}

/// What to say where a program does not start.
pub(crate) fn not_started(binary: &Path, error: &std::io::Error) -> String {
    let shown = binary.display();
    format!("{shown}: {error}; build it with `cargo build --release`, or name another with `--dixit`")
}

/// The program to run: as named, relative to where the chore was called, by default the release build.
pub(crate) fn program(repo: &Repo, named: Option<&Path>) -> Result<PathBuf, String> {
    match named {
        Some(path) => std::path::absolute(path).map_err(|e| format!("{}: {e}", path.display())),
        None => Ok(target(repo).join("release").join(format!("dixit{}", std::env::consts::EXE_SUFFIX))),
    }
}

/// Where cargo builds.
pub(crate) fn target(repo: &Repo) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repo.root.join("target"), PathBuf::from)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Figures with one metric and the speakers.
    pub(crate) fn scores(f1: f64, right: usize, wrong: usize) -> Scores {
        let mut scores = Scores { gold: right + wrong, predicted: right + wrong, ..Scores::default() };
        scores.metrics.insert("attribution".to_owned(), Metric { f1, gold: right + wrong });
        let right_of_named = 100.0 * right as f64 / (right + wrong) as f64;
        scores
            .speakers
            .insert("all".to_owned(), Speakers { right, wrong, right_of_named, ..Speakers::default() });
        scores
    }

    #[test]
    fn figures_are_read_as_dixit_prints_them() {
        let json = r#"{"version": 1, "documents": 1, "gold": 3, "predicted": 2, "spurious": 1,
            "metrics": {"found": {"precision": 1.0, "recall": 1.0, "f1": 66.67, "gold": 3, "predicted": 2}},
            "speakers": {}, "calibration": null, "by_document": [{"id": "a", "gold": 3, "predicted": 2, "spurious": 1,
            "metrics": {}, "speakers": {}}]}"#;
        let measured: Measured = serde_json::from_str(json).unwrap();
        assert_eq!((measured.total.gold, measured.total.metrics["found"].f1), (3, 66.67));
        assert_eq!((measured.by_document[0].id.as_str(), measured.by_document[0].scores.spurious), ("a", 1));
    }
}
