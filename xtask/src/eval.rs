//! How much of the corpus the built command line gets right.
//!
//! In: the built `dixit`. Out: a table. Must not know: the libraries, how figures are defined; it runs `dixit eval` as a user
//! does.
//!
//! Of `corpus/heldout/` and `corpus/unseen/` only totals leave this module, and a list of misses is made for the open articles alone. Who reads
//! single held-out results tunes to them.

use crate::measure::{Measured, Scores, Speakers, eval, measure, program};
use crate::repo::Repo;
use std::fmt::Write;
use std::path::Path;

/// `dixit eval` reads the files of a folder, not those of folders below.
pub(crate) const OPEN: &str = "corpus/";
/// Folders of which only totals are looked at, and how their totals are called: the articles that issues are measured by, and those
/// built to confuse about speakers.
pub(crate) const TOTALS: [(&str, &str); 2] = [("corpus/heldout/", "heldout"), ("corpus/unseen/", "unseen")];

/// What a list of misses shows.
const MISSES: &str = "--errors=missed,speaker,silent,false-name";

/// Runs the command line over the corpus with one of its engines and reports. `binary` is the program, by default the release build.
pub(crate) fn run(repo: &Repo, binary: Option<&Path>, engine: &str, misses: bool) -> Result<String, String> {
    let binary = program(repo, binary)?;
    let options = ["--engine", engine];
    let open = measure(repo, &binary, OPEN, &options)?;
    let totals: Vec<(&str, Scores)> = TOTALS
        .iter()
        .map(|(folder, name)| Ok((*name, measure(repo, &binary, folder, &options)?.total)))
        .collect::<Result<_, String>>()?;
    let mut out = report(&open, &totals);
    if misses {
        let _ = write!(out, "\n{}", eval(repo, &binary, &[OPEN, MISSES, "--engine", engine])?);
    }
    Ok(out)
}

fn report(open: &Measured, totals: &[(&str, Scores)]) -> String {
    let width = open.by_document.iter().map(|document| document.id.len()).max().unwrap_or(0);
    let width = width.max("heldout (all)".len());
    let mut out = String::new();
    let _ = writeln!(out, "{:width$}  {:^29}  {:^29}  predicted", "", "direct", "all");
    let column = "right/gold     % wrong silent";
    let _ = writeln!(out, "{:width$}  {column}  {column}  (not gold)", "");
    for document in &open.by_document {
        row(&mut out, width, &document.id, &document.scores);
    }
    row(&mut out, width, "open (all)", &open.total);
    for (name, scores) in totals {
        row(&mut out, width, &format!("{name} (all)"), scores);
    }
    out
}

fn row(out: &mut String, width: usize, name: &str, scores: &Scores) {
    let column = |group: &str| {
        let Speakers { right, wrong, silent, missed, false_name, rightly_unnamed, missed_unnamed, .. } =
            scores.speakers.get(group).copied().unwrap_or_default();
        let (right, wrong) = (right + rightly_unnamed, wrong + false_name);
        let gold = right + wrong + silent + missed + missed_unnamed;
        let share = if gold == 0 { "-".into() } else { format!("{:.1}", 100.0 * right as f64 / gold as f64) };
        format!("{right:>5}/{gold:<4} {share:>5} {wrong:>5} {silent:>6}")
    };
    let (direct, all) = (column("direct"), column("all"));
    let _ = writeln!(out, "{name:width$}  {direct}  {all}  {:>4} ({})", scores.predicted, scores.spurious);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Document;
    use crate::measure::tests::scores;

    #[test]
    fn open_documents_have_rows() {
        let by_document = vec![Document { id: "quota".to_owned(), scores: scores(50.0, 1, 1) }];
        let open = Measured { total: scores(50.0, 1, 1), by_document };
        let out = report(&open, &[("heldout", scores(50.0, 4, 0))]);
        assert!(out.contains("quota          ") && out.contains("    1/2     50.0     1      0"), "{out}");
    }

    #[test]
    fn heldout_documents_appear_only_in_one_total() {
        let open = Measured { total: Scores::default(), by_document: Vec::new() };
        let out = report(&open, &[("heldout", scores(80.0, 4, 1))]);
        assert_eq!(out.lines().filter(|l| l.starts_with("heldout")).count(), 1);
        assert_eq!(out.lines().count(), 4, "{out}");
    }
}
