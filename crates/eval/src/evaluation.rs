//! All figures of a prediction.
//!
//! In: pairs of documents. Out: an [`Evaluation`]: counts of each document, totals, intervals, calibration. Must not know:
//! how they are printed.

use crate::attributions::{self, found, right_source};
use crate::bootstrap::{Interval, intervals};
use crate::calibration::{Calibration, Judgement, calibrate};
use crate::counts::{Counts, percent};
use crate::metric::Metric;
use crate::pairing::Pair;
use crate::sides::Sides;
use crate::spans;
use crate::speakers::{Outcome, SpeakerCounts, SpeakerGroup, SpeakerTable, outcomes, table};
use std::collections::BTreeMap;

/// How to evaluate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Leave predicted attributions inside others out of spans and attributions: for gold that knows no nesting, as PolNeAR's.
    pub flat: bool,
    /// How often documents are drawn for intervals; 0 for none.
    pub resamples: usize,
    /// What the drawing starts from.
    pub seed: u64,
}

impl Default for Options {
    /// Nested predictions count, and a thousand resamples: enough for intervals to one decimal.
    fn default() -> Self {
        Self { flat: false, resamples: 1000, seed: 1 }
    }
}

/// The counts of a document, or of several.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// Gold attributions.
    pub gold: usize,
    /// Predicted attributions.
    pub predicted: usize,
    /// Predicted attributions that are no gold one, not even with another source.
    pub spurious: usize,
    /// Found attributions whose type is right.
    pub right_type: usize,
    /// Found attributions.
    pub found: usize,
    /// Who said it, where gold says so; empty otherwise.
    pub speakers: SpeakerTable,
    /// As [`Metric::all`] has them.
    counts: Vec<Counts>,
}

/// A document's scores.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentScores {
    /// Its id.
    pub id: String,
    /// Its counts.
    pub scores: Scores,
    /// How sure its predictions were, and whether they are right.
    pub judgements: Vec<Judgement>,
}

/// All figures of a prediction.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// Each document, in the order of the gold.
    pub documents: Vec<DocumentScores>,
    /// All of them together.
    pub total: Scores,
    /// Where predictions say how sure they are.
    pub calibration: Option<Calibration>,
    metric_intervals: Vec<Interval>,
    speaker_intervals: BTreeMap<SpeakerGroup, Interval>,
}

impl Scores {
    fn new() -> Self {
        Self {
            gold: 0,
            predicted: 0,
            spurious: 0,
            right_type: 0,
            found: 0,
            speakers: SpeakerTable::new(),
            counts: vec![Counts::default(); Metric::all().len()],
        }
    }

    fn of(sides: &Sides<'_>) -> Self {
        let found = found(&sides.gold, &sides.predicted);
        let same_type = |pair: &&crate::matching::Match| {
            let (gold, predicted) = (&sides.gold[pair.gold], &sides.predicted[pair.predicted]);
            gold.attribution.content_type == predicted.attribution.content_type
        };
        let count = |metric| match metric {
            Metric::Spans { role, measure, only } => spans::count(sides, role, measure, only),
            Metric::Attribution { demand, only } => attributions::count(sides, demand, only),
        };
        Self {
            gold: sides.gold.len(),
            predicted: sides.predicted.len(),
            spurious: sides.predicted.len() - found.len(),
            right_type: found.iter().filter(same_type).count(),
            found: found.len(),
            speakers: table(sides),
            counts: Metric::all().into_iter().map(count).collect(),
        }
    }

    fn add(&mut self, other: &Scores) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.spurious += other.spurious;
        self.right_type += other.right_type;
        self.found += other.found;
        for (group, counts) in &other.speakers {
            self.speakers.entry(*group).or_default().add(counts);
        }
        for (sum, counts) in self.counts.iter_mut().zip(&other.counts) {
            sum.add_times(counts, 1);
        }
    }

    /// What a metric counts.
    pub fn counts(&self, metric: Metric) -> Counts {
        let at = Metric::all().into_iter().position(|other| other == metric);
        at.and_then(|at| self.counts.get(at)).copied().unwrap_or_default()
    }

    /// Every metric with its counts, in the order of reports.
    pub fn metrics(&self) -> impl Iterator<Item = (Metric, Counts)> {
        Metric::all().into_iter().zip(self.counts.iter().copied())
    }

    /// The right type, in percent of the attributions found.
    pub fn type_accuracy(&self) -> f64 {
        percent(self.right_type as f64, self.found)
    }
}

impl Evaluation {
    /// Where a metric's F lies in 95 % of resamples; none without resamples, or of a single document.
    pub fn interval(&self, metric: Metric) -> Option<Interval> {
        let at = Metric::all().into_iter().position(|other| other == metric)?;
        self.metric_intervals.get(at).copied()
    }

    /// Where the share of right speakers of all named ones lies in 95 % of resamples; none as for metrics.
    pub fn speaker_interval(&self, group: SpeakerGroup) -> Option<Interval> {
        self.speaker_intervals.get(&group).copied()
    }
}

/// Evaluates a prediction.
pub fn evaluate(pairs: &[Pair<'_>], options: &Options) -> Evaluation {
    let documents: Vec<DocumentScores> = pairs
        .iter()
        .map(|pair| {
            let sides = Sides::new(pair.gold, pair.predicted, options.flat);
            DocumentScores {
                id: pair.gold.id.clone(),
                scores: Scores::of(&sides),
                judgements: judgements(&sides),
            }
        })
        .collect();
    let mut total = Scores::new();
    for document in &documents {
        total.add(&document.scores);
    }
    let judged: Vec<Judgement> =
        documents.iter().flat_map(|document| document.judgements.iter().copied()).collect();
    let (metric_intervals, speaker_intervals) = drawn_intervals(&documents, &total, options);
    Evaluation {
        calibration: calibrate(&judged, total.gold),
        documents,
        total,
        metric_intervals,
        speaker_intervals,
    }
}

/// How sure predictions were, and whether they are right: found, and by the right people where gold names speakers, else with
/// the right source.
fn judgements(sides: &Sides<'_>) -> Vec<Judgement> {
    let mut right = vec![false; sides.predicted.len()];
    let speakers = outcomes(sides);
    for pair in found(&sides.gold, &sides.predicted) {
        right[pair.predicted] = match &speakers {
            Some(outcomes) => outcomes
                .get(pair.gold)
                .is_some_and(|(outcome, _)| matches!(outcome, Outcome::Right | Outcome::RightlyUnnamed)),
            None => right_source(&sides.gold[pair.gold], &sides.predicted[pair.predicted]),
        };
    }
    let sure = sides.predicted.iter().zip(right);
    sure.filter_map(|(item, right)| Some(Judgement { confidence: item.attribution.confidence?, right }))
        .collect()
}

type Intervals = (Vec<Interval>, BTreeMap<SpeakerGroup, Interval>);

fn drawn_intervals(documents: &[DocumentScores], total: &Scores, options: &Options) -> Intervals {
    // One document drawn again and again is always the same.
    if documents.len() < 2 {
        return Intervals::default();
    }
    let metrics = total.counts.len();
    let groups: Vec<SpeakerGroup> = total.speakers.keys().copied().collect();
    let found = intervals(documents.len(), options.resamples, options.seed, |drawn, figures| {
        push_figures(documents, drawn, &groups, figures);
    });
    let speakers = found.get(metrics..).unwrap_or_default().iter().copied();
    let by_group = groups.iter().copied().zip(speakers).collect();
    (found.into_iter().take(metrics).collect(), by_group)
}

/// Where the change of each metric's F, from one prediction of some documents to another, lies in 95 % of resamples, in the order
/// of [`Metric::all`]: the same documents are drawn for both, so that what is common to both does not count (Koehn 2004). An
/// interval without 0 is a change that hardly comes from the choice of documents. None without resamples, of a single
/// document, or where the documents are not the same.
pub fn change_intervals(old: &Evaluation, new: &Evaluation, options: &Options) -> Option<Vec<Interval>> {
    let ids = |evaluation: &Evaluation| -> Vec<String> {
        evaluation.documents.iter().map(|document| document.id.clone()).collect()
    };
    if old.documents.len() < 2 || options.resamples == 0 || ids(old) != ids(new) {
        return None;
    }
    let (mut before, mut after) = (Vec::new(), Vec::new());
    Some(intervals(old.documents.len(), options.resamples, options.seed, |drawn, figures| {
        before.clear();
        after.clear();
        push_figures(&old.documents, drawn, &[], &mut before);
        push_figures(&new.documents, drawn, &[], &mut after);
        figures.extend(after.iter().zip(&before).map(|(after, before)| after - before));
    }))
}

/// The F of each metric, and the share of right speakers of each group, over documents drawn so many times each.
fn push_figures(
    documents: &[DocumentScores],
    drawn: &[u32],
    groups: &[SpeakerGroup],
    figures: &mut Vec<f64>,
) {
    let mut sums: Vec<Counts> = Vec::new();
    let mut speakers = vec![(0, 0); groups.len()];
    for (document, times) in documents.iter().zip(drawn).filter(|(_, times)| **times > 0) {
        sums.resize(document.scores.counts.len(), Counts::default());
        for (sum, counts) in sums.iter_mut().zip(&document.scores.counts) {
            sum.add_times(counts, *times);
        }
        for (sum, group) in speakers.iter_mut().zip(groups) {
            let counts: SpeakerCounts = document.scores.speakers.get(group).copied().unwrap_or_default();
            sum.0 += *times as usize * counts.right;
            sum.1 += *times as usize * counts.named();
        }
    }
    figures.extend(sums.iter().map(Counts::f1));
    figures.extend(speakers.iter().map(|(right, named)| percent(*right as f64, *named)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pairing::pair;
    use crate::sample::Sample;
    use dixit_formats::AnnotatedDocument;

    const TEXT: &str = "“It rains,” Ada Moreno said. Bo Lund hopes that it pours. The dogs of the minister barked, they say.";

    fn gold() -> Sample {
        let mut gold = Sample::new(TEXT);
        gold.says("“It rains,”", "said", "Ada Moreno", &["Ada Moreno"]);
        gold.says("that it pours", "hopes", "Bo Lund", &["Bo Lund"]);
        gold.says("The dogs of the minister barked", "say", "they", &[]);
        gold
    }

    fn figures(predicted: &Sample, flat: bool) -> impl Fn(&str) -> f64 + use<> {
        let (gold, predicted): ([AnnotatedDocument; 1], [AnnotatedDocument; 1]) =
            ([(*gold()).clone()], [(**predicted).clone()]);
        let options = Options { flat, resamples: 0, ..Options::default() };
        let total = evaluate(&pair(&gold, &predicted).unwrap(), &options).total;
        move |key| {
            let (_, counts) = total.metrics().find(|(metric, _)| metric.key() == key).expect(key);
            counts.f1()
        }
    }

    #[test]
    fn gold_is_right_and_nothing_is_wrong() {
        let (perfect, nothing) = (figures(&gold(), false), figures(&gold().bare(), false));
        for metric in Metric::all() {
            let none = metric.key().ends_with("/mixed");
            assert_eq!(perfect(&metric.key()), if none { 0.0 } else { 100.0 }, "{}", metric.key());
            assert_eq!(nothing(&metric.key()), 0.0);
        }
    }

    #[test]
    fn each_metric_forgives_its_own_share() {
        let mut predicted = gold().bare();
        predicted.says("It rains", "said", "Moreno", &[]);
        predicted.says("hopes that it pours", "", "Bo Lund", &[]);
        predicted.says("minister barked", "they say", "The dogs", &[]);
        let of = figures(&predicted, false);
        let near = |key: &str, expected: f64| assert!((of(key) - expected).abs() < 0.01, "{key} {}", of(key));
        near("content_exact", 33.33);
        near("content_overlap", 100.0);
        // Precision (1 + 3/4 + 1) / 3, recall (1 + 1 + 2/6) / 3.
        near("content_partial", 84.15);
        near("source_exact", 33.33);
        near("source_head", 66.67);
        near("cue_exact", 40.0);
        near("cue_overlap", 80.0);
        // The third has two of six words: 2 · 2 / 8 is one half.
        near("found", 100.0);
        near("attribution", 66.67);
        near("attribution_strict", 33.33);
        near("attribution/direct", 100.0);
    }

    #[test]
    fn intervals_hold_the_figure_they_are_of() {
        let gold: Vec<AnnotatedDocument> =
            (0..20).map(|number| AnnotatedDocument { id: number.to_string(), ..(*gold()).clone() }).collect();
        let mut predicted = gold.clone();
        predicted.iter_mut().step_by(2).for_each(|document| drop(document.attributions.pop()));
        let evaluation = evaluate(&pair(&gold, &predicted).unwrap(), &Options::default());
        for (metric, counts) in evaluation.total.metrics() {
            let interval = evaluation.interval(metric).unwrap();
            assert!((interval.low..=interval.high).contains(&counts.f1()), "{} {interval:?}", metric.key());
        }
        let found = evaluation.interval(Metric::all()[0]).unwrap();
        assert!(found.high - found.low > 3.0, "{found:?}");
        let speakers = evaluation.speaker_interval(SpeakerGroup::All).unwrap();
        assert_eq!((speakers.low, speakers.high), (100.0, 100.0));
    }

    #[test]
    fn a_change_is_judged_on_the_same_documents() {
        let gold: Vec<AnnotatedDocument> =
            (0..20).map(|number| AnnotatedDocument { id: number.to_string(), ..(*gold()).clone() }).collect();
        let mut old = gold.clone();
        // Each document is as bad as the others: the change is the same whichever are drawn.
        old.iter_mut().for_each(|document| drop(document.attributions.pop()));
        let options = Options::default();
        let evaluation =
            |predicted: &[AnnotatedDocument]| evaluate(&pair(&gold, predicted).unwrap(), &options);
        let (old, new) = (evaluation(&old), evaluation(&gold));
        let found = change_intervals(&old, &new, &options).unwrap()[0];
        assert_eq!((found.low, found.high), (20.0, 20.0));
        assert_eq!(change_intervals(&new, &new, &options).unwrap()[0], Interval { low: 0.0, high: 0.0 });
        assert_eq!(change_intervals(&old, &new, &Options { resamples: 0, ..options }), None);
    }

    #[test]
    fn nested_predictions_are_left_out_where_asked() {
        let mut predicted = gold();
        predicted.says("minister barked", "", "", &[]);
        if let Some(last) = predicted.attributions.last_mut() {
            last.nested_in = Some("3".to_owned());
        }
        assert!(figures(&predicted, false)("found") < 100.0);
        assert_eq!(figures(&predicted, true)("found"), 100.0);
    }

    #[test]
    fn an_attribution_said_twice_is_found_once() {
        let mut predicted = gold();
        predicted.says("“It rains,”", "said", "Ada Moreno", &["Ada Moreno"]);
        assert!((figures(&predicted, false)("attribution/direct") - 66.67).abs() < 0.01);
    }

    #[test]
    fn confidence_is_judged_by_speakers_where_gold_names_them() {
        let mut predicted = gold();
        for (attribution, confidence) in predicted.attributions.iter_mut().zip([0.9, 0.8, 0.7]) {
            attribution.confidence = Some(confidence);
        }
        predicted.attributions[1].speakers = Some(Vec::new());
        let (gold, predicted) = ([(*gold()).clone()], [(*predicted).clone()]);
        let pairs = pair(&gold, &predicted).unwrap();
        let evaluation = evaluate(&pairs, &Options::default());
        let right: Vec<bool> =
            evaluation.documents[0].judgements.iter().map(|judgement| judgement.right).collect();
        assert_eq!(right, [true, false, true]);
        let speakers = evaluation.total.speakers[&SpeakerGroup::All];
        assert_eq!((speakers.right, speakers.silent, speakers.rightly_unnamed), (1, 1, 1));
        assert_eq!(evaluation.speaker_interval(SpeakerGroup::All), None, "one document has no interval");
    }
}
