//! How much of the corpus the built command line gets right.
//!
//! In: the articles of `corpus/`, their gold, the built `dixit`. Out: a table. Must not know: the libraries; it runs the
//! program as a user does.
//!
//! Of `corpus/heldout/` only totals leave this module: [`run`] adds its documents up before anything is printed, and a
//! list of misses is made for the open articles alone. Who reads single held-out results tunes to them.

use crate::gold::{ContentType, Gold};
use crate::repo::Repo;
use crate::score::{Outcome, Predicted, score};
use serde::Deserialize;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

const OPEN: &str = "corpus/";
const HELDOUT: &str = "corpus/heldout/";

/// The characters of a content that a list of misses shows.
const SHOWN: usize = 90;

/// Counts over some gold attributions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    gold: usize,
    right: usize,
    wrong: usize,
    silent: usize,
}

impl Counts {
    fn add(&mut self, outcome: Outcome) {
        self.gold += 1;
        match outcome {
            Outcome::Right => self.right += 1,
            Outcome::Wrong => self.wrong += 1,
            Outcome::Silent => self.silent += 1,
            Outcome::Missed => {}
        }
    }

    fn merge(&mut self, other: Counts) {
        self.gold += other.gold;
        self.right += other.right;
        self.wrong += other.wrong;
        self.silent += other.silent;
    }
}

/// The counts of a document, or of several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    direct: Counts,
    all: Counts,
    predicted: usize,
    unmatched: usize,
}

impl Tally {
    fn merge(&mut self, other: Tally) {
        self.direct.merge(other.direct);
        self.all.merge(other.all);
        self.predicted += other.predicted;
        self.unmatched += other.unmatched;
    }
}

/// One document's counts, and its misses in words.
struct Scored {
    tally: Tally,
    misses: Vec<String>,
}

/// Runs the command line over the corpus and reports. `binary` is the program, by default the release build.
pub(crate) fn run(repo: &Repo, binary: Option<&Path>, misses: bool) -> Result<String, String> {
    let binary = binary.map_or_else(|| release_build(repo), Path::to_owned);
    let (mut open, mut heldout) = (Vec::new(), Tally::default());
    for gold_path in repo.below(OPEN, ".gold.toml") {
        let name = gold_path.trim_end_matches(".gold.toml");
        let (text, gold) = (repo.read(&format!("{name}.txt"))?, Gold::parse(&repo.read(gold_path)?)?);
        let predicted = attribute(repo, &binary, &format!("{name}.txt"), gold.date.as_deref())?;
        let scored = evaluate(&text, &gold, &predicted);
        if gold_path.starts_with(HELDOUT) {
            heldout.merge(scored.tally);
        } else {
            open.push((name.trim_start_matches(OPEN), scored));
        }
    }
    Ok(report(&open, heldout, misses))
}

fn evaluate(text: &str, gold: &Gold, predicted: &[Predicted]) -> Scored {
    let outcomes = score(text, gold, predicted);
    let mut scored = Scored { tally: Tally::default(), misses: Vec::new() };
    let matched = outcomes.iter().filter(|(_, at)| at.is_some()).count();
    scored.tally.predicted = predicted.len();
    scored.tally.unmatched = predicted.len() - matched;
    for (attribution, (outcome, at)) in gold.attributions.iter().zip(outcomes) {
        scored.tally.all.add(outcome);
        if attribution.content_type == ContentType::Direct {
            scored.tally.direct.add(outcome);
        }
        let word = match outcome {
            Outcome::Right => continue,
            Outcome::Wrong => "wrong",
            Outcome::Silent => "silent",
            Outcome::Missed => "missed",
        };
        let got = at
            .map(|at| predicted[at].speakers.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join("; "));
        let content: Vec<&str> = attribution.content.iter().map(|p| p.text.as_str()).collect();
        let content: String = content.join(" … ").replace('\n', " ").chars().take(SHOWN).collect();
        let (id, kind, want) =
            (&attribution.id, attribution.content_type.name(), attribution.speakers.join("; "));
        let got = got.unwrap_or_default();
        scored.misses.push(format!("{word:6}  {id:4} {kind:8} gold [{want}] got [{got}]  {content}"));
    }
    scored
}

fn report(open: &[(&str, Scored)], heldout: Tally, misses: bool) -> String {
    let width = open.iter().map(|(name, _)| name.len()).max().unwrap_or(0).max("heldout (all)".len());
    let mut out = String::new();
    let _ = writeln!(out, "{:width$}  {:^29}  {:^29}  predicted", "", "direct", "all");
    let column = "right/gold     % wrong silent";
    let _ = writeln!(out, "{:width$}  {column}  {column}  (not gold)", "");
    let mut total = Tally::default();
    for (name, scored) in open {
        row(&mut out, width, name, scored.tally);
        total.merge(scored.tally);
    }
    row(&mut out, width, "open (all)", total);
    row(&mut out, width, "heldout (all)", heldout);
    if misses {
        for (name, scored) in open.iter().filter(|(_, scored)| !scored.misses.is_empty()) {
            let _ = writeln!(out, "\n{name}");
            for miss in &scored.misses {
                let _ = writeln!(out, "  {miss}");
            }
        }
    }
    out
}

fn row(out: &mut String, width: usize, name: &str, tally: Tally) {
    let column = |c: Counts| {
        let share =
            if c.gold == 0 { "-".into() } else { format!("{:.1}", 100.0 * c.right as f64 / c.gold as f64) };
        format!("{:>5}/{:<4} {share:>5} {:>5} {:>6}", c.right, c.gold, c.wrong, c.silent)
    };
    let (direct, all) = (column(tally.direct), column(tally.all));
    let _ = writeln!(out, "{name:width$}  {direct}  {all}  {:>4} ({})", tally.predicted, tally.unmatched);
}

/// What `dixit` writes for one document, as far as it matters here.
#[derive(Deserialize)]
struct Line {
    attributions: Vec<Predicted>,
}

fn attribute(
    repo: &Repo,
    binary: &Path,
    article: &str,
    date: Option<&str>,
) -> Result<Vec<Predicted>, String> {
    let mut command = Command::new(binary);
    command.current_dir(&repo.root).args(["attribute", "--format", "jsonl", "--offsets", "bytes"]);
    if let Some(date) = date {
        command.args(["--date", date]);
    }
    let shown = binary.display();
    let output = command.arg(article).output().map_err(|e| {
        format!("{shown}: {e}; build it with `cargo build --release`, or name another with `--dixit`")
    })?;
    if !output.status.success() {
        return Err(format!(
            "{shown} {article}: {}\n{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    let line: Line =
        serde_json::from_slice(&output.stdout).map_err(|e| format!("{shown} {article}: output: {e}"))?;
    Ok(line.attributions)
}

fn release_build(repo: &Repo) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repo.root.join("target"), PathBuf::from);
    target.join("release").join(format!("dixit{}", std::env::consts::EXE_SUFFIX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marked::unmark;
    use crate::score::{PredictedSpan, PredictedSpeaker};

    fn scored() -> Scored {
        let marked = "title: t\nstyle: wire\nmarks: curly\nA1: direct | Ada Moreno | colon\nA2: indirect | Bo Lund | colon\n\
            A3: indirect | - | anonymous\n---\n<c A1>“One two.”</c> <c A2>Three four.</c> <c A3>Five six.</c>";
        let (text, gold) = unmark(marked).unwrap();
        let predict = |content: &str, name: &str| {
            let start = text.find(content).unwrap();
            let content = vec![PredictedSpan { start, end: start + content.len() }];
            Predicted { content, speakers: vec![PredictedSpeaker { name: name.to_owned(), named: true }] }
        };
        evaluate(&text, &gold, &[predict("One two", "Moreno"), predict("Three", "Ada Moreno")])
    }

    #[test]
    fn open_documents_have_rows_and_misses() {
        let out = report(&[("quota", scored())], Tally::default(), true);
        assert!(out.contains("quota          "), "{out}");
        assert!(out.contains("wrong   A2   indirect gold [Bo Lund] got [Ada Moreno]  Three four."), "{out}");
        assert!(out.contains("missed  A3   indirect gold [] got []  Five six."), "{out}");
    }

    #[test]
    fn heldout_documents_appear_only_in_one_total() {
        let mut heldout = scored().tally;
        heldout.merge(scored().tally);
        let out = report(&[], heldout, true);
        assert_eq!(out.lines().filter(|l| l.starts_with("heldout")).count(), 1);
        assert!(!out.contains("Moreno") && !out.contains("A2"), "{out}");
    }
}
