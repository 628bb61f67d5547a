//! The scores that a change must not lower without saying why: `corpus/baseline.csv`.
//!
//! In: the built `dixit`, the committed scores. Out: the scores of today, or what is worse. Must not know: how figures are
//! defined.
//!
//! Open articles have a row each. Of the held-out ones, and of PolNeAR's development part, there is one row of totals: who sees
//! single results tunes to them.

use crate::eval::{OPEN, TOTALS};
use crate::measure::{Scores, measure, program};
use crate::repo::Repo;
use std::fmt::Write;
use std::fs;
use std::path::Path;

const CORPUS_FILE: &str = "corpus/baseline.csv";
const POLNEAR_FILE: &str = "corpus/baseline-polnear-dev.csv";

/// PolNeAR's development part with the speakers of some of it, where the folder is beside the repository.
const POLNEAR: &str = "../shared/data/polnear.dev.jsonl";
const POLNEAR_OPTIONS: [&str; 5] = [
    "--flat",
    "--speakers",
    "../shared/data/speakers.dev.json",
    "--kinds",
    "../shared/data/speakers.dev.kinds.json",
];

/// The columns after the counts: F1 of these metrics.
const METRICS: [&str; 8] = [
    "attribution",
    "attribution/direct",
    "attribution/mixed",
    "attribution/indirect",
    "found",
    "content_exact",
    "cue_exact",
    "source_exact",
];

/// The last column: the right speakers, in percent of all gold attributions that name somebody.
const SPEAKERS: &str = "speakers";

/// The columns that say how much gold there is and how much was predicted. More or less of these is not better or worse.
const COUNTS: [&str; 2] = ["gold", "predicted"];

/// What to remember when a figure is worse.
const REMEDY: &str =
    "If that is the price of something better, run `cargo xtask baseline` and give the reason in the commit.";

/// Writes the scores, or compares them. `polnear` writes those of PolNeAR too; a check compares them where both the file and
/// the corpus are there.
pub(crate) fn run(repo: &Repo, binary: Option<&Path>, check: bool, polnear: bool) -> Result<String, String> {
    let binary = program(repo, binary)?;
    let open = measure(repo, &binary, OPEN, &[])?;
    let mut rows: Vec<Row> =
        open.by_document.iter().map(|document| Row::new(&document.id, &document.scores)).collect();
    rows.push(Row::new("(open)", &open.total));
    for (folder, name) in TOTALS {
        rows.push(Row::new(&format!("({name})"), &measure(repo, &binary, folder, &[])?.total));
    }
    let mut said = settle(repo, CORPUS_FILE, &rows, check)?;
    let there = repo.root.join(POLNEAR).exists();
    if polnear && !there {
        return Err(format!("{POLNEAR}: not there; without it {POLNEAR_FILE} cannot be made or compared"));
    }
    if polnear || (check && repo.has(POLNEAR_FILE)) {
        if there {
            let total = measure(repo, &binary, POLNEAR, &POLNEAR_OPTIONS)?.total;
            said += &settle(repo, POLNEAR_FILE, &[Row::new("(polnear dev)", &total)], check)?;
        } else {
            let _ = writeln!(said, "{POLNEAR_FILE}: not compared, {POLNEAR} is not there");
        }
    }
    Ok(said)
}

fn settle(repo: &Repo, file: &str, rows: &[Row], check: bool) -> Result<String, String> {
    if check {
        return compare(file, &repo.read(file)?, rows);
    }
    let path = repo.root.join(file);
    fs::write(&path, to_csv(rows)).map_err(|e| format!("{file}: {e}"))?;
    Ok(format!("{file}: {} rows written\n", rows.len()))
}

/// A line of the file: a name, and a cell for each column, empty where there is no gold.
struct Row {
    name: String,
    cells: Vec<String>,
}

impl Row {
    fn new(name: &str, scores: &Scores) -> Self {
        let mut cells = vec![scores.gold.to_string(), scores.predicted.to_string()];
        cells.extend(METRICS.map(|key| match scores.metrics.get(key) {
            Some(metric) if metric.gold > 0 => format!("{:.1}", metric.f1),
            _ => String::new(),
        }));
        let named =
            scores.speakers.get("all").filter(|all| all.right + all.wrong + all.silent + all.missed > 0);
        cells.push(named.map(|all| format!("{:.1}", all.right_of_named)).unwrap_or_default());
        Self { name: name.to_owned(), cells }
    }
}

fn header() -> Vec<&'static str> {
    ["document"].into_iter().chain(COUNTS).chain(METRICS).chain([SPEAKERS]).collect()
}

/// Names are file names without commas or quotation marks.
fn to_csv(rows: &[Row]) -> String {
    let mut out = header().join(",") + "\n";
    for row in rows {
        let _ = writeln!(out, "{},{}", row.name, row.cells.join(","));
    }
    out
}

/// Compares the scores with the committed ones: an error where one is worse, or where the file is of other documents.
fn compare(file: &str, committed: &str, rows: &[Row]) -> Result<String, String> {
    let outdated = |what: String| format!("{file}: {what}; run `cargo xtask baseline` and commit the file");
    let mut lines = committed.lines();
    if lines.next() != Some(header().join(",").as_str()) {
        return Err(outdated("has other columns".to_owned()));
    }
    let known: Vec<(&str, Vec<&str>)> = lines
        .filter_map(|line| line.split_once(','))
        .map(|(name, cells)| (name, cells.split(',').collect()))
        .collect();
    if let Some((name, _)) = known.iter().find(|(name, _)| rows.iter().all(|row| row.name != *name)) {
        return Err(outdated(format!("{name} is no document any more")));
    }
    let (mut worse, mut better) = (String::new(), 0);
    for row in rows {
        let Some((_, cells)) = known.iter().find(|(name, _)| *name == row.name) else {
            return Err(outdated(format!("has no row for {}", row.name)));
        };
        if cells.len() != row.cells.len() || cells.first().copied() != row.cells.first().map(String::as_str) {
            return Err(outdated(format!("the gold of {} is another", row.name)));
        }
        let columns = header().into_iter().skip(1).zip(&row.cells).zip(cells).skip(COUNTS.len());
        for ((column, now), before) in columns {
            match (now.parse::<f64>(), before.parse::<f64>()) {
                (Ok(now), Ok(before)) if now < before => {
                    let _ = writeln!(worse, "  {}: {column} is {now:.1}, was {before:.1}", row.name);
                }
                (Ok(now), Ok(before)) => better += usize::from(now > before),
                _ if now == before => {}
                _ => return Err(outdated(format!("the gold of {} is another", row.name))),
            }
        }
    }
    if !worse.is_empty() {
        return Err(format!("{file}: worse than before\n{worse}{REMEDY}"));
    }
    Ok(match better {
        0 => format!("{file}: as before\n"),
        _ => format!("{file}: {better} figures are better; `cargo xtask baseline` keeps them\n"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::tests::scores;

    fn rows(f1: f64) -> Vec<Row> {
        vec![Row::new("quota", &scores(f1, 3, 1)), Row::new("(open)", &scores(80.0, 3, 1))]
    }

    #[test]
    fn the_same_scores_are_as_before() {
        let csv = to_csv(&rows(66.7));
        assert_eq!(csv.lines().nth(1), Some("quota,4,4,66.7,,,,,,,,75.0"));
        assert_eq!(compare("b.csv", &csv, &rows(66.7)).unwrap(), "b.csv: as before\n");
    }

    #[test]
    fn a_worse_score_names_the_document_and_the_remedy() {
        let told = compare("b.csv", &to_csv(&rows(66.7)), &rows(66.6)).unwrap_err();
        assert_eq!(
            told,
            format!("b.csv: worse than before\n  quota: attribution is 66.6, was 66.7\n{REMEDY}")
        );
    }

    #[test]
    fn a_better_score_passes_and_is_told() {
        let told = compare("b.csv", &to_csv(&rows(66.7)), &rows(70.0)).unwrap();
        assert_eq!(told, "b.csv: 1 figures are better; `cargo xtask baseline` keeps them\n");
    }

    #[test]
    fn a_file_of_other_documents_is_out_of_date() {
        let check = |committed: &str, expected: &str| {
            let told = compare("b.csv", committed, &rows(66.7)).unwrap_err();
            assert!(told.starts_with(expected) && told.contains("run `cargo xtask baseline`"), "{told}");
        };
        let csv = to_csv(&rows(66.7));
        check("document,gold\n", "b.csv: has other columns");
        check(&format!("{csv}gone,1,1,,,,,,,,,\n"), "b.csv: gone is no document any more");
        check(&csv.replace("quota,", "other,"), "b.csv: other is no document any more");
        check(&csv.replace("quota,4", "quota,5"), "b.csv: the gold of quota is another");
        check(&to_csv(&rows(66.7)[1..]), "b.csv: has no row for quota");
    }
}
