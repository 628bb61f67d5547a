//! Who is the same as whom: coreference of predicted mentions against gold entities.
//!
//! In: pairs of documents whose gold has entities with mentions. Out: [`CoreferenceEvaluation`]. Must not know: how entities were
//! found, how figures are printed.

mod alignment;
mod assignment;
mod chains;
mod pronouns;
mod scores;
mod side;

use crate::bootstrap::{Interval, intervals};
use crate::evaluation::Options;
use crate::pairing::Pair;
use crate::words::WordIndex;
pub use alignment::MentionMatch;
use alignment::numbered;
pub use pronouns::PronounCounts;
pub use scores::{CoreferenceMetric, CoreferenceScores};
use side::Side;

/// Which entities take part, and when a mention is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Scope {
    /// When a predicted mention is a gold one.
    pub mentions: MentionMatch,
    /// Only people, singly or several: those that the gold and the prediction each say are ([`is_person`]). A prediction that says
    /// so of nobody is taken whole.
    ///
    /// [`is_person`]: dixit_formats::AnnotatedEntity::is_person
    pub persons: bool,
    /// Entities that are mentioned once take part too. Corpora differ in whether they mark them; the reference scorer's
    /// corpus does not.
    pub singletons: bool,
}

impl Scope {
    /// All eight, in the order of reports.
    pub fn all() -> impl Iterator<Item = Scope> {
        [true, false].into_iter().flat_map(|persons| {
            [false, true].into_iter().flat_map(move |singletons| {
                [MentionMatch::Words, MentionMatch::Head].map(|mentions| Scope {
                    mentions,
                    persons,
                    singletons,
                })
            })
        })
    }

    /// Its name in files: `persons/singletons/head`.
    pub fn key(self) -> String {
        let whom = if self.persons { "persons" } else { "all" };
        let single = if self.singletons { "/singletons" } else { "" };
        let by = match self.mentions {
            MentionMatch::Words => "words",
            MentionMatch::Head => "head",
        };
        format!("{whom}{single}/{by}")
    }

    /// For each chain whether it takes part.
    fn keep(self, side: &Side) -> Vec<bool> {
        let told = side.chains.iter().any(|chain| chain.is_person.is_some());
        let person = |is_person: Option<bool>| !self.persons || !told || is_person == Some(true);
        let chains = side.chains.iter();
        chains.map(|chain| person(chain.is_person) && (self.singletons || chain.mentions.len() > 1)).collect()
    }
}

/// The figures of a document, or of several.
#[derive(Debug, Clone, PartialEq)]
pub struct CoreferenceFigures {
    /// Third-person pronouns.
    pub pronouns: PronounCounts,
    /// As [`Scope::all`] has them.
    scores: Vec<CoreferenceScores>,
}

/// A document's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentCoreference {
    /// Its id.
    pub id: String,
    /// Its figures.
    pub figures: CoreferenceFigures,
}

/// All figures of a prediction.
#[derive(Debug, Clone, PartialEq)]
pub struct CoreferenceEvaluation {
    /// Each document that has entities in the gold, in its order.
    pub documents: Vec<DocumentCoreference>,
    /// How many documents were left out because their gold has no entities with mentions.
    pub left_out: usize,
    /// All of them together: credits and totals are added, as the reference scorer does.
    pub total: CoreferenceFigures,
    /// Whether the gold says which of its entities are people.
    pub tells_persons: bool,
    /// Of each scope the F of each metric, then the pronouns.
    intervals: Vec<Interval>,
}

impl CoreferenceFigures {
    fn new() -> Self {
        let scores = vec![CoreferenceScores::default(); Scope::all().count()];
        Self { pronouns: PronounCounts::default(), scores }
    }

    fn of(pair: &Pair<'_>) -> Self {
        let index = WordIndex::new(&pair.gold.text);
        let gold = Side::new(&index, pair.gold);
        let predicted = pair.predicted.map(|document| Side::new(&index, document)).unwrap_or_default();
        let score = |scope: Scope| {
            let keep = (scope.keep(&gold), scope.keep(&predicted));
            let (gold, predicted) = numbered(&gold, &predicted, (&keep.0, &keep.1), scope.mentions);
            chains::score(&gold, &predicted)
        };
        Self { pronouns: pronouns::judge(&gold, &predicted), scores: Scope::all().map(score).collect() }
    }

    fn add_times(&mut self, other: &CoreferenceFigures, times: u32) {
        self.pronouns.add_times(&other.pronouns, times);
        for (sum, scores) in self.scores.iter_mut().zip(&other.scores) {
            sum.add_times(scores, times);
        }
    }

    /// The scores of a scope.
    pub fn scores(&self, scope: Scope) -> CoreferenceScores {
        let at = Scope::all().position(|other| other == scope);
        at.and_then(|at| self.scores.get(at)).copied().unwrap_or_default()
    }

    fn push(&self, figures: &mut Vec<f64>) {
        let all =
            self.scores.iter().flat_map(|scores| CoreferenceMetric::ALL.map(|metric| scores.f1(metric)));
        figures.extend(all);
        figures.push(self.pronouns.accuracy());
    }
}

impl CoreferenceEvaluation {
    /// Where the F of a metric lies in 95 % of resamples of the documents; none without resamples, or of a single document.
    pub fn interval(&self, scope: Scope, metric: CoreferenceMetric) -> Option<Interval> {
        let scope = Scope::all().position(|other| other == scope)?;
        let metric = CoreferenceMetric::ALL.into_iter().position(|other| other == metric)?;
        self.intervals.get(scope * CoreferenceMetric::ALL.len() + metric).copied()
    }

    /// Where the accuracy of pronouns lies, likewise.
    pub fn pronoun_interval(&self) -> Option<Interval> {
        self.intervals.last().copied()
    }
}

/// Scores the entities of a prediction against those of the gold: MUC, B³, CEAFe and their mean, and third-person pronouns.
/// Documents whose gold has no entities with mentions are left out.
///
/// Mentions are predicted, not given; how they are matched is [`MentionMatch`]'s matter. Relative pronouns (`who`) are left out on
/// both sides, and a mention of several entities is one of these together. Of [`Options`] the resamples and the seed count.
/// Time is linear in the text, but for groups of chains that share mentions with one another, in whose number it is cubic.
///
/// ```
/// use dixit_eval::{CoreferenceMetric, MentionMatch, Options, Scope, evaluate_coreference, pair};
/// use dixit_formats::read_jsonl;
///
/// let read = |entities: &str| {
///     let text = "Ada Moreno, the minister, smiled. She left. Bo Lund stayed.";
///     let line = format!(r#"{{"id": "a", "text": "{text}", "attributions": [], "entities": {entities}}}"#);
///     read_jsonl(&line, "example").remove(0).and_then(|document| document.into_annotated())
/// };
/// let gold = [read(r#"[{"id": 1, "kind": "person", "mentions": [[0, 24], [12, 24], [34, 37]]}]"#)?];
/// let found = [read(r#"[{"id": 1, "kind": "person", "mentions": [[0, 10], [34, 37]]}, {"id": 2, "mentions": [[44, 51]]}]"#)?];
/// let evaluation = evaluate_coreference(&pair(&gold, &found)?, &Options::default());
/// let scope = Scope { mentions: MentionMatch::Head, persons: true, singletons: false };
/// let scores = evaluation.total.scores(scope);
/// // One of two links is there, and nothing is wrong.
/// assert_eq!((scores.muc.recall(), scores.muc.precision()), (50.0, 100.0));
/// assert_eq!(scores.f1(CoreferenceMetric::CeafE), 80.0);
/// assert_eq!(evaluation.total.pronouns.right, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn evaluate_coreference(pairs: &[Pair<'_>], options: &Options) -> CoreferenceEvaluation {
    let has_mentions = |pair: &&Pair<'_>| pair.gold.entities.iter().any(|entity| !entity.mentions.is_empty());
    let annotated: Vec<&Pair<'_>> = pairs.iter().filter(has_mentions).collect();
    let of = |pair: &&Pair<'_>| DocumentCoreference {
        id: pair.gold.id.clone(),
        figures: CoreferenceFigures::of(pair),
    };
    let documents: Vec<DocumentCoreference> = annotated.iter().map(of).collect();
    let resamples = if documents.len() < 2 { 0 } else { options.resamples };
    let drawn = |drawn: &[u32], figures: &mut Vec<f64>| sum(&documents, drawn).push(figures);
    let entities = || annotated.iter().flat_map(|pair| &pair.gold.entities);
    CoreferenceEvaluation {
        left_out: pairs.len() - annotated.len(),
        total: sum(&documents, &vec![1; documents.len()]),
        tells_persons: entities().any(|entity| entity.is_person.is_some()),
        intervals: intervals(documents.len(), resamples, options.seed, drawn),
        documents,
    }
}

/// Documents together, each so many times.
fn sum(documents: &[DocumentCoreference], times: &[u32]) -> CoreferenceFigures {
    let mut total = CoreferenceFigures::new();
    for (document, times) in documents.iter().zip(times).filter(|(_, times)| **times > 0) {
        total.add_times(&document.figures, *times);
    }
    total
}

#[cfg(test)]
mod tests;
