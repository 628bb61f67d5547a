//! Figures for people: tables of metrics, speakers and confidence.
//!
//! In: an evaluation. Out: aligned text. Must not know: how figures are defined.

use anstyle::Style;
use dixit_eval::{
    BINS, Calibration, Counts, Demand, Evaluation, Interval, Measure, Metric, SpeakerCounts, SpeakerGroup,
    TYPES,
};
use dixit_formats::Role;
use std::fmt::Write;

pub(super) const HEAD: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();
/// Columns of the names of rows.
const NAME: usize = 34;

/// The whole page.
pub(crate) fn page(evaluation: &Evaluation, flat: bool, resamples: usize) -> String {
    let total = &evaluation.total;
    let nested = if flat { ", nested ones left out" } else { "" };
    let mut out = format!(
        "{}: {} in the gold, {} predicted{nested}\n\n",
        count(evaluation.documents.len(), "document"),
        count(total.gold, "attribution"),
        total.predicted,
    );
    metrics(&mut out, evaluation);
    let _ = writeln!(out, "{:NAME$}{:>7.1} % of those found", "right type", total.type_accuracy());
    if total
        .speakers
        .values()
        .any(|counts| counts.named() + counts.unnamed_found() + counts.missed_unnamed > 0)
    {
        speakers(&mut out, evaluation);
    }
    if let Some(found) = &evaluation.calibration {
        confidence(&mut out, found, !total.speakers.is_empty());
    }
    let drawn = match evaluation.interval(Metric::Attribution { demand: Demand::Source, only: None }) {
        None => String::new(),
        Some(_) => format!("; 95 %: where F1 (right) lies in {resamples} resamples of the documents"),
    };
    let _ = writeln!(
        out,
        "\n{FAINT}In percent, over all documents. Found: half of the words agree (Dice), one to one{drawn}.{FAINT:#}"
    );
    out
}

/// `1 document`, `2 documents`.
pub(super) fn count(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The rows of the first table, with their names.
fn rows() -> Vec<(String, Metric)> {
    let mut rows = Vec::new();
    let mut with_types = |name: &str, metric: fn(Option<_>) -> Metric| {
        rows.push((name.to_owned(), metric(None)));
        rows.extend(TYPES.map(|only| (format!("  {}", only.name()), metric(Some(only)))));
    };
    with_types("attribution: content, right source", |only| Metric::Attribution {
        demand: Demand::Source,
        only,
    });
    with_types("attribution: content found", |only| Metric::Attribution { demand: Demand::Content, only });
    with_types("content: same words", |only| Metric::Spans {
        role: Role::Content,
        measure: Measure::Exact,
        only,
    });
    let spans = |role, measure| Metric::Spans { role, measure, only: None };
    rows.extend(
        [
            ("content: share of words", spans(Role::Content, Measure::Partial)),
            ("content: any shared word", spans(Role::Content, Measure::Overlap)),
            ("content: single words", spans(Role::Content, Measure::Token)),
            ("content: same words, right source", Metric::Attribution { demand: Demand::Strict, only: None }),
            ("cue: same words", spans(Role::Cue, Measure::Exact)),
            ("cue: any shared word", spans(Role::Cue, Measure::Overlap)),
            ("source: same words", spans(Role::Source, Measure::Exact)),
            ("source: same head", spans(Role::Source, Measure::Head)),
            ("source: any shared word", spans(Role::Source, Measure::Overlap)),
        ]
        .map(|(name, metric)| (name.to_owned(), metric)),
    );
    rows
}

fn metrics(out: &mut String, evaluation: &Evaluation) {
    let _ = writeln!(
        out,
        "{HEAD}{:NAME$}{:>7}{:>7}{:>7}{:>14}{:>7}{:>11}{HEAD:#}",
        "", "P", "R", "F1", "95 %", "gold", "predicted"
    );
    for (name, metric) in rows() {
        let counts: Counts = evaluation.total.counts(metric);
        if counts.gold == 0 && counts.predicted == 0 {
            continue;
        }
        let _ = writeln!(
            out,
            "{name:NAME$}{:>7.1}{:>7.1}{HEAD}{:>7.1}{HEAD:#}{:>14}{:>7}{:>11}",
            counts.precision(),
            counts.recall(),
            counts.f1(),
            ends(evaluation.interval(metric)),
            counts.gold,
            counts.predicted,
        );
    }
}

/// `61.2–70.4`, or nothing.
pub(super) fn ends(interval: Option<Interval>) -> String {
    interval.map(|found| format!("{:.1}–{:.1}", found.low, found.high)).unwrap_or_default()
}

fn speakers(out: &mut String, evaluation: &Evaluation) {
    let _ = writeln!(
        out,
        "\n{HEAD}{:14}{:>6}{:>8}{:>14}{:>7}{:>8}{:>8}{:>8}{:>16}{HEAD:#}",
        "speakers", "named", "right", "95 %", "wrong", "silent", "missed", "", "false names"
    );
    let types = TYPES.map(SpeakerGroup::Type);
    let kinds = evaluation.total.speakers.keys().filter(|group| matches!(group, SpeakerGroup::Kind(_)));
    let groups = std::iter::once(SpeakerGroup::All).chain(types).chain(kinds.copied());
    for (group, counts) in groups.filter_map(|group| Some((group, evaluation.total.speakers.get(&group)?))) {
        let indent = if group == SpeakerGroup::All { "" } else { "  " };
        let share = |part: usize, whole: usize| match whole {
            0 => "-".to_owned(),
            _ => format!("{:.1}", 100.0 * part as f64 / whole as f64),
        };
        let SpeakerCounts { right, wrong, silent, missed, false_name, .. } = *counts;
        let (named, unnamed) = (counts.named(), counts.unnamed_found());
        let nobody = if unnamed == 0 {
            "-".to_owned()
        } else {
            format!("{} of {unnamed}", share(false_name, unnamed))
        };
        let interval = if named == 0 { String::new() } else { ends(evaluation.speaker_interval(group)) };
        let _ = writeln!(
            out,
            "{:14}{named:>6}{HEAD}{:>8}{HEAD:#}{interval:>14}{:>7}{:>8}{:>8}{:>24}",
            format!("{indent}{}", group.key()),
            share(right, named),
            share(wrong, named),
            share(silent, named),
            share(missed, named),
            nobody,
        );
    }
}

fn confidence(out: &mut String, found: &Calibration, speakers: bool) {
    let right = if speakers { "right speaker" } else { "right source" };
    let _ = writeln!(
        out,
        "\n{HEAD}{:14}{:>12}{:>8}{:>8}{HEAD:#}   right: found, with the {right}",
        "confidence", "predictions", "mean", "right"
    );
    for (position, bin) in found.bins.iter().enumerate().filter(|(_, bin)| bin.predictions > 0) {
        let edges =
            format!("  {:.1}–{:.1}", position as f64 / BINS as f64, (position + 1) as f64 / BINS as f64);
        let _ = writeln!(
            out,
            "{edges:14}{:>12}{:>8.1}{:>8.1}",
            bin.predictions,
            100.0 * bin.confidence,
            100.0 * bin.right
        );
    }
    let _ = writeln!(out, "expected calibration error (ECE, {BINS} bins): {:.1}", 100.0 * found.ece);
    let _ = writeln!(
        out,
        "\n{HEAD}{:14}{:>12}{:>8}{:>8}{:>14}{HEAD:#}",
        "at least", "predictions", "kept", "right", "gold covered"
    );
    for row in &found.coverage {
        let _ = writeln!(
            out,
            "{:14}{:>12}{:>8.1}{:>8.1}{:>14.1}",
            format!("  {:.2}", row.threshold),
            row.kept,
            row.coverage,
            row.precision,
            row.recall
        );
    }
}
