//! Figures for programs: JSON with all of them, CSV with a row for each document.
//!
//! In: an evaluation. Out: text. Must not know: how figures are defined.

use dixit_eval::{Calibration, Counts, Evaluation, Interval, Scores, SpeakerCounts, SpeakerGroup};
use serde::Serialize;
use std::collections::BTreeMap;

/// Raised when a field changes its meaning or goes away. New fields do not raise it.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    documents: usize,
    /// Whether nested predictions were left out.
    flat: bool,
    #[serde(flatten)]
    total: ScoresReport,
    calibration: Option<CalibrationReport>,
    by_document: Vec<DocumentReport<'a>>,
}

#[derive(Serialize)]
struct DocumentReport<'a> {
    id: &'a str,
    #[serde(flatten)]
    scores: ScoresReport,
}

#[derive(Serialize)]
struct ScoresReport {
    gold: usize,
    predicted: usize,
    spurious: usize,
    /// The right type in percent of the attributions found.
    type_accuracy: f64,
    /// By [`dixit_eval::Metric::key`].
    metrics: BTreeMap<String, MetricReport>,
    /// By group; empty where gold names no speakers.
    speakers: BTreeMap<&'static str, SpeakersReport>,
}

#[derive(Serialize)]
struct MetricReport {
    precision: f64,
    recall: f64,
    f1: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    f1_interval: Option<[f64; 2]>,
    gold: usize,
    predicted: usize,
}

#[derive(Serialize)]
struct SpeakersReport {
    right: usize,
    wrong: usize,
    silent: usize,
    missed: usize,
    false_name: usize,
    rightly_unnamed: usize,
    missed_unnamed: usize,
    right_of_named: f64,
    right_of_found: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    right_of_named_interval: Option<[f64; 2]>,
}

#[derive(Serialize)]
struct CalibrationReport {
    predictions: usize,
    ece: f64,
    bins: Vec<BinReport>,
    coverage: Vec<CoverageReport>,
}

#[derive(Serialize)]
struct BinReport {
    predictions: usize,
    confidence: f64,
    right: f64,
}

#[derive(Serialize)]
struct CoverageReport {
    threshold: f64,
    kept: usize,
    coverage: f64,
    precision: f64,
    recall: f64,
}

/// All figures as one JSON object.
pub(super) fn json(evaluation: &Evaluation, flat: bool) -> String {
    let by_document = evaluation.documents.iter().map(|document| DocumentReport {
        id: &document.id,
        scores: scores(&document.scores, |_| None, |_| None),
    });
    let report = Report {
        version: VERSION,
        documents: evaluation.documents.len(),
        flat,
        total: scores(
            &evaluation.total,
            |metric| evaluation.interval(metric),
            |group| evaluation.speaker_interval(group),
        ),
        calibration: evaluation.calibration.as_ref().map(calibration),
        by_document: by_document.collect(),
    };
    // Our own types always serialise: they hold no maps with other keys than strings.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn scores(
    scores: &Scores,
    interval: impl Fn(dixit_eval::Metric) -> Option<Interval>,
    speaker_interval: impl Fn(SpeakerGroup) -> Option<Interval>,
) -> ScoresReport {
    let ends = |interval: Option<Interval>| interval.map(|found| [rounded(found.low), rounded(found.high)]);
    let metrics = scores.metrics().map(|(metric, counts)| {
        let report = MetricReport {
            precision: rounded(counts.precision()),
            recall: rounded(counts.recall()),
            f1: rounded(counts.f1()),
            f1_interval: ends(interval(metric)),
            gold: counts.gold,
            predicted: counts.predicted,
        };
        (metric.key(), report)
    });
    let speakers = scores.speakers.iter().map(|(group, counts)| {
        let SpeakerCounts { right, wrong, silent, missed, false_name, rightly_unnamed, missed_unnamed } =
            *counts;
        let report = SpeakersReport {
            right,
            wrong,
            silent,
            missed,
            false_name,
            rightly_unnamed,
            missed_unnamed,
            right_of_named: rounded(counts.right_of_named()),
            right_of_found: rounded(counts.right_of_found()),
            right_of_named_interval: ends(speaker_interval(*group)),
        };
        (group.key(), report)
    });
    ScoresReport {
        gold: scores.gold,
        predicted: scores.predicted,
        spurious: scores.spurious,
        type_accuracy: rounded(scores.type_accuracy()),
        metrics: metrics.collect(),
        speakers: speakers.collect(),
    }
}

fn calibration(calibration: &Calibration) -> CalibrationReport {
    let bins = calibration.bins.iter().map(|bin| BinReport {
        predictions: bin.predictions,
        confidence: rounded(bin.confidence),
        right: rounded(bin.right),
    });
    let coverage = calibration.coverage.iter().map(|row| CoverageReport {
        threshold: row.threshold,
        kept: row.kept,
        coverage: rounded(row.coverage),
        precision: rounded(row.precision),
        recall: rounded(row.recall),
    });
    CalibrationReport {
        predictions: calibration.predictions,
        ece: (calibration.ece * 10_000.0).round() / 10_000.0,
        bins: bins.collect(),
        coverage: coverage.collect(),
    }
}

/// Two decimals.
pub(super) fn rounded(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}

/// F1 of every metric for each document and in total, and the right speakers of all named ones; empty where there is no gold.
pub(super) fn csv(evaluation: &Evaluation) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let head = ["document", "gold", "predicted", "spurious"].map(str::to_owned);
    let metrics = evaluation.total.metrics().map(|(metric, _)| metric.key());
    let speakers = ["speakers_named", "speakers_right"].map(str::to_owned);
    let _ = writer.write_record(head.into_iter().chain(metrics).chain(speakers));
    for document in &evaluation.documents {
        let _ = writer.write_record(row(&document.id, &document.scores));
    }
    let _ = writer.write_record(row("(total)", &evaluation.total));
    // Nothing can fail: it is written to memory.
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn row(name: &str, scores: &Scores) -> Vec<String> {
    let figure =
        |counts: Counts| if counts.gold == 0 { String::new() } else { format!("{:.1}", counts.f1()) };
    let mut row = vec![name.to_owned()];
    row.extend([scores.gold, scores.predicted, scores.spurious].map(|count| count.to_string()));
    row.extend(scores.metrics().map(|(_, counts)| figure(counts)));
    let speakers = scores.speakers.get(&SpeakerGroup::All).filter(|counts| counts.named() > 0);
    row.push(speakers.map(|counts| counts.named().to_string()).unwrap_or_default());
    row.push(speakers.map(|counts| format!("{:.1}", counts.right_of_named())).unwrap_or_default());
    row
}
