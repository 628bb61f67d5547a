//! The figures of coreference: a page for people, JSON and CSV for programs.
//!
//! In: an evaluation. Out: text. Must not know: how figures are defined.

use super::report::rounded;
use super::table::{FAINT, HEAD, count, ends};
use dixit_eval::{
    CoreferenceEvaluation, CoreferenceFigures, CoreferenceMetric, CoreferenceScores, Interval, MentionMatch,
    PronounCounts, Scope,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Raised when a field changes its meaning or goes away. New fields do not raise it.
const VERSION: u32 = 1;

/// Columns of the names of rows.
const NAME: usize = 12;

/// The whole page.
pub(super) fn page(evaluation: &CoreferenceEvaluation, resamples: usize) -> String {
    let mut out = count(evaluation.documents.len(), "document");
    if evaluation.left_out > 0 {
        let _ = write!(out, ", {} more without entities in the gold left out", evaluation.left_out);
    }
    out.push('\n');
    for (persons, singletons) in [(true, false), (true, true), (false, false), (false, true)] {
        if evaluation.tells_persons || !persons {
            let scope = |mentions| Scope { mentions, persons, singletons };
            group(&mut out, evaluation, [scope(MentionMatch::Words), scope(MentionMatch::Head)]);
        }
    }
    pronouns(&mut out, evaluation);
    let drawn = match evaluation.pronoun_interval() {
        None => String::new(),
        Some(_) => format!("; 95 %: where F1 (right) lies in {resamples} resamples of the documents"),
    };
    let _ = writeln!(
        out,
        "\n{FAINT}In percent, over all documents{drawn}.\n\
         Same words: the whole mention. Same head: its head, and no word that is not in it (CorefUD’s partial match).\n\
         Mean: of the F1 of MUC, B³ and CEAFe (CoNLL-2012).{FAINT:#}"
    );
    out
}

/// The rows of one group of entities, mentions matched by words and by heads beside each other.
fn group(out: &mut String, evaluation: &CoreferenceEvaluation, scopes: [Scope; 2]) {
    let [scope, _] = scopes;
    let whom = if scope.persons { "persons" } else { "all entities" };
    let once = if scope.singletons { "also those mentioned once" } else { "mentioned more than once" };
    let figures = format!("{:>7}{:>7}{:>7}{:>13}", "P", "R", "F1", "95 %");
    let figures = if evaluation.pronoun_interval().is_some() { &figures } else { &figures[..21] };
    let width = figures.len();
    let _ = writeln!(
        out,
        "\n{HEAD}{whom}, {once}{HEAD:#}\n{HEAD}{:NAME$}{:>width$}{:>width$}{HEAD:#}\n{HEAD}{:NAME$}{figures}{figures}{:>8}{:>11}{HEAD:#}",
        "", "same words", "same head", "", "gold", "predicted"
    );
    for metric in CoreferenceMetric::ALL {
        let mut line = format!("{:NAME$}", format!("  {}", name(metric)));
        for scope in scopes {
            cells(&mut line, evaluation, scope, metric);
        }
        if let Some(counts) = evaluation.total.scores(scope).counts(metric) {
            let _ = write!(line, "{:>8}{:>11}", counts.gold, counts.predicted);
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

fn cells(line: &mut String, evaluation: &CoreferenceEvaluation, scope: Scope, metric: CoreferenceMetric) {
    let scores = evaluation.total.scores(scope);
    let _ = match scores.counts(metric) {
        Some(counts) => write!(line, "{:>7.1}{:>7.1}", counts.precision(), counts.recall()),
        None => write!(line, "{:14}", ""),
    };
    let _ = write!(line, "{HEAD}{:>7.1}{HEAD:#}", scores.f1(metric));
    if let Some(interval) = evaluation.interval(scope, metric) {
        let _ = write!(line, "{:>13}", ends(Some(interval)));
    }
}

fn name(metric: CoreferenceMetric) -> &'static str {
    match metric {
        CoreferenceMetric::Mentions => "mentions",
        CoreferenceMetric::Muc => "MUC",
        CoreferenceMetric::BCubed => "B³",
        CoreferenceMetric::CeafE => "CEAFe",
        CoreferenceMetric::Mean => "mean",
    }
}

fn pronouns(out: &mut String, evaluation: &CoreferenceEvaluation) {
    let counts = evaluation.total.pronouns;
    if counts.all() == 0 {
        return;
    }
    let share = |part: usize| 100.0 * part as f64 / counts.all() as f64;
    let interval = match evaluation.pronoun_interval() {
        Some(interval) => format!(" ({})", ends(Some(interval))),
        None => String::new(),
    };
    let _ = writeln!(
        out,
        "\n{HEAD}he, she: {:.1}{HEAD:#}{interval} of {} go to the right person, {:.1} to another, {:.1} to nobody",
        share(counts.right),
        count(counts.all(), "pronoun"),
        share(counts.wrong),
        share(counts.silent),
    );
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    documents: usize,
    /// Documents whose gold has no entities.
    left_out: usize,
    #[serde(flatten)]
    total: FiguresReport,
    by_document: Vec<DocumentReport<'a>>,
}

#[derive(Serialize)]
struct DocumentReport<'a> {
    id: &'a str,
    #[serde(flatten)]
    figures: FiguresReport,
}

#[derive(Serialize)]
struct FiguresReport {
    pronouns: PronounsReport,
    /// By [`Scope::key`], then by [`CoreferenceMetric::key`].
    scopes: BTreeMap<String, BTreeMap<&'static str, MetricReport>>,
}

#[derive(Serialize)]
struct PronounsReport {
    right: usize,
    wrong: usize,
    silent: usize,
    accuracy: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    accuracy_interval: Option<[f64; 2]>,
}

/// The mean has an F alone.
#[derive(Serialize)]
struct MetricReport {
    #[serde(skip_serializing_if = "Option::is_none")]
    precision: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recall: Option<f64>,
    f1: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    f1_interval: Option<[f64; 2]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gold: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    predicted: Option<usize>,
}

/// All figures as one JSON object.
pub(super) fn json(evaluation: &CoreferenceEvaluation) -> String {
    let by_document = evaluation.documents.iter().map(|document| DocumentReport {
        id: &document.id,
        figures: figures(&document.figures, |_, _| None, None),
    });
    let report = Report {
        version: VERSION,
        documents: evaluation.documents.len(),
        left_out: evaluation.left_out,
        total: figures(
            &evaluation.total,
            |scope, metric| evaluation.interval(scope, metric),
            evaluation.pronoun_interval(),
        ),
        by_document: by_document.collect(),
    };
    // Our own types always serialise: they hold no maps with other keys than strings.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

fn figures(
    figures: &CoreferenceFigures,
    interval: impl Fn(Scope, CoreferenceMetric) -> Option<Interval>,
    pronoun_interval: Option<Interval>,
) -> FiguresReport {
    let ends = |interval: Option<Interval>| interval.map(|found| [rounded(found.low), rounded(found.high)]);
    let metric = |scope: Scope, scores: CoreferenceScores, metric: CoreferenceMetric| {
        let counts = scores.counts(metric);
        let report = MetricReport {
            precision: counts.map(|counts| rounded(counts.precision())),
            recall: counts.map(|counts| rounded(counts.recall())),
            f1: rounded(scores.f1(metric)),
            f1_interval: ends(interval(scope, metric)),
            gold: counts.map(|counts| counts.gold),
            predicted: counts.map(|counts| counts.predicted),
        };
        (metric.key(), report)
    };
    let scopes = Scope::all().map(|scope| {
        let scores = figures.scores(scope);
        (scope.key(), CoreferenceMetric::ALL.map(|one| metric(scope, scores, one)).into())
    });
    let PronounCounts { right, wrong, silent } = figures.pronouns;
    let accuracy = rounded(figures.pronouns.accuracy());
    let accuracy_interval = ends(pronoun_interval);
    FiguresReport {
        pronouns: PronounsReport { right, wrong, silent, accuracy, accuracy_interval },
        scopes: scopes.collect(),
    }
}

/// The F of every metric in every scope for each document and in total, and how many pronouns are right.
pub(super) fn csv(evaluation: &CoreferenceEvaluation) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let mut head = vec!["document".to_owned(), "pronouns".to_owned(), "pronouns_right".to_owned()];
    for scope in Scope::all() {
        head.extend(CoreferenceMetric::ALL.map(|metric| format!("{}/{}", scope.key(), metric.key())));
    }
    let _ = writer.write_record(head);
    for document in &evaluation.documents {
        let _ = writer.write_record(row(&document.id, &document.figures));
    }
    let _ = writer.write_record(row("(total)", &evaluation.total));
    // Nothing can fail: it is written to memory.
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn row(name: &str, figures: &CoreferenceFigures) -> Vec<String> {
    let pronouns = figures.pronouns;
    let mut row = vec![name.to_owned(), pronouns.all().to_string(), pronouns.right.to_string()];
    for scope in Scope::all() {
        let scores = figures.scores(scope);
        row.extend(CoreferenceMetric::ALL.map(|metric| format!("{:.1}", scores.f1(metric))));
    }
    row
}
