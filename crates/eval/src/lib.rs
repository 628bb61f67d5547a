//! The field's metrics for quote attribution, with intervals, over gold and predicted documents.
//!
//! In: gold and predicted [`AnnotatedDocument`]s. Out: an [`Evaluation`]; the [`Fault`]s of a prediction; the [`Change`]s
//! between two. Must not know: engines, files, how figures are printed.
//!
//! ```
//! use dixit_eval::{Demand, Metric, Options, evaluate, pair};
//! use dixit_formats::read_jsonl;
//!
//! let read = |line| read_jsonl(line, "example").remove(0).and_then(|document| document.into_annotated());
//! let gold = [read(r#"{"id": "a", "text": "It rains, she said.", "attributions": [{"content": [[0, 8]], "source": [[10, 13]]}]}"#)?];
//! let predicted = [read(r#"{"id": "a", "text": "It rains, she said.", "attributions": [{"content": [[3, 8]], "source": [[10, 13]]}]}"#)?];
//! let evaluation = evaluate(&pair(&gold, &predicted)?, &Options::default());
//! let linked = Metric::Attribution { demand: Demand::Source, only: None };
//! assert_eq!(evaluation.total.counts(linked).f1(), 100.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Spans are compared by their words, maximal runs of letters and digits: quotation marks and commas at the edges never matter.
//! What each metric means, and whose it is, stands at [`Measure`], [`Demand`], [`Outcome`] and [`Calibration`].

mod attributions;
mod bootstrap;
mod calibration;
mod coreference;
mod counts;
mod difference;
mod evaluation;
mod fault;
mod head;
mod matching;
mod metric;
mod names;
mod pairing;
#[cfg(test)]
mod sample;
mod sides;
mod spans;
mod speakers;
mod words;

pub use bootstrap::Interval;
pub use calibration::{BINS, Bin, Calibration, Coverage, Judgement, THRESHOLDS, calibrate};
pub use coreference::{
    CoreferenceEvaluation, CoreferenceFigures, CoreferenceMetric, CoreferenceScores, DocumentCoreference,
    MentionMatch, PronounCounts, Scope, evaluate_coreference,
};
pub use counts::Counts;
pub use difference::{Aspect, Change, ChangeKind, Effect, compare};
pub use evaluation::{DocumentScores, Evaluation, Options, Scores, change_intervals, evaluate};
pub use fault::{Fault, FaultKind, find_faults};
pub use matching::FOUND;
pub use metric::{Demand, Measure, Metric, TYPES};
pub use pairing::{Pair, PairError, pair};
pub use speakers::{Outcome, SpeakerCounts, SpeakerGroup, SpeakerTable};

pub use dixit_formats::AnnotatedDocument;

/// The examples of the README are tested too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
