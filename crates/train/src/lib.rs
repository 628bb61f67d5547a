//! Trains the models of dixit's `fast` engine from annotated documents.
//!
//! In: [`AnnotatedDocument`]s, [`Settings`]. Out: a [`Model`], and what it found in documents that it had not learnt from. Must not know:
//! files, the command line.
//!
//! The same documents, settings and seed give the same model, bit for bit, on the same machine; on another one the last bits of
//! exponentials may differ.
//!
//! ```
//! use dixit_formats::read_jsonl;
//! use dixit_train::{Settings, train};
//!
//! let line = r#"{"id": "a", "text": "It rains, she said. It snows, he said.", "attributions": [
//!     {"content": [[0, 8]], "cue": [[14, 18]], "source": [[10, 13]]}, {"content": [[20, 28]], "cue": [[33, 37]], "source": [[30, 32]]}]}"#;
//! let document = read_jsonl(&line.replace('\n', ""), "a.jsonl").remove(0)?.into_annotated()?;
//! let documents = [document.clone(), document];
//! let mut settings = Settings::recommended();
//! (settings.least_count, settings.folds) = (1, 2);
//! let trained = train(&documents, &settings, "two lines about the weather", |_| {})?;
//! assert!(trained.model.to_bytes().len() < settings.bytes);
//! assert_eq!(trained.held_out.len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod calibration;
mod example;
#[cfg(feature = "accurate")]
mod export;
mod field;
mod ftrl;
mod links;
mod random;

use dixit_attribution::learning::{Groups, Model, Signs, Weights};
use dixit_attribution::{FastEngine, RuleEngine, link};
use dixit_formats::{AnnotatedAttribution, AnnotatedDocument};
use dixit_tokenizer::{Index, Span, TokenRun};
use example::Example;
#[cfg(feature = "accurate")]
pub use export::{Exported, ExportedParagraph, export};
use field::Field;
use links::Answered;
use rayon::prelude::*;
use std::fmt;

/// How to train.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Settings {
    /// How often every document is seen.
    pub rounds: usize,
    /// How many learners, each with its own order and its own dropped features, are averaged.
    pub learners: usize,
    /// How fast weights move.
    pub rate: f32,
    /// How sure a weight must be to leave 0: the larger, the fewer features.
    pub l1: f32,
    /// How strongly weights are drawn back to 0.
    pub l2: f32,
    /// The share of features that is left out at random at each step.
    pub dropped: f32,
    /// Features seen less often are left out.
    pub least_count: u32,
    /// Into how many parts the documents are split for [`Trained::held_out`] and the confidence; at least 2.
    pub folds: usize,
    /// Orders the documents, and drops features.
    pub seed: u64,
    /// The most bytes that the model's features may take.
    pub bytes: usize,
}

impl Settings {
    /// What was best in cross-validation on PolNeAR train.
    pub fn recommended() -> Self {
        Self {
            rounds: 5,
            learners: 4,
            rate: 0.02,
            l1: 6.0,
            l2: 0.0,
            dropped: 0.4,
            least_count: 3,
            folds: 5,
            seed: 1,
            bytes: 3_800_000,
        }
    }
}

/// What training tells while it goes on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Progress {
    /// The documents are read.
    Read {
        /// How many.
        documents: usize,
        /// Their tokens.
        tokens: usize,
    },
    /// A round is done.
    Round {
        /// The part that is left out; none for the model itself.
        fold: Option<usize>,
        /// Which round, from 1.
        round: usize,
        /// The negative log-likelihood a token.
        loss: f64,
    },
    /// The model is packed.
    Packed {
        /// Features that have a weight.
        features: usize,
        /// Bytes of the file.
        bytes: usize,
    },
}

/// Why nothing was trained.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TrainError {
    /// Fewer documents with attributions than parts to split them into.
    TooFewDocuments {
        /// How many there are.
        documents: usize,
        /// How many are needed.
        needed: usize,
    },
    /// A document that cannot be read.
    Document {
        /// Its id.
        id: String,
        /// What is wrong.
        error: String,
    },
    /// A setting that makes no sense.
    Setting(&'static str),
}

impl fmt::Display for TrainError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewDocuments { documents, needed } => {
                write!(
                    f,
                    "{documents} documents with attributions, but at least {needed} are needed; give more, or fewer folds"
                )
            }
            Self::Document { id, error } => write!(f, "document {id}: {error}"),
            Self::Setting(wrong) => f.write_str(wrong),
        }
    }
}

impl std::error::Error for TrainError {}

/// A model with what is known of it.
#[derive(Debug, Clone)]
pub struct Trained {
    /// The model, from all documents.
    pub model: Model,
    /// For each document, what a model found in it that was trained without it: what cross-validation scores.
    pub held_out: Vec<AnnotatedDocument>,
}

/// Trains a model on all documents, after as many others as there are folds, each without its part.
///
/// The folds run beside each other in the `rayon` pool of the caller. Each takes about 40 seconds for a million tokens, and 600 MB.
///
/// # Errors
/// Where there are too few documents, one cannot be read, or a setting makes no sense.
pub fn train(
    documents: &[AnnotatedDocument],
    settings: &Settings,
    provenance: &str,
    told: impl Fn(Progress) + Sync,
) -> Result<Trained, TrainError> {
    if settings.folds < 2 {
        return Err(TrainError::Setting(
            "at least 2 folds are needed, since confidence is learnt from unseen documents",
        ));
    }
    if settings.learners == 0 {
        return Err(TrainError::Setting("at least 1 learner is needed"));
    }
    if !(0.0..1.0).contains(&settings.dropped)
        || settings.rate <= 0.0
        || settings.l1 < 0.0
        || settings.l2 < 0.0
    {
        return Err(TrainError::Setting(
            "the rate must be positive, l1 and l2 not negative, and the share dropped from 0 to below 1",
        ));
    }
    let with_gold = documents.iter().filter(|document| !document.attributions.is_empty()).count();
    if with_gold < settings.folds {
        return Err(TrainError::TooFewDocuments { documents: with_gold, needed: settings.folds });
    }
    let examples = examples(documents)?;
    let tokens = examples.iter().map(|example| example.labels.len()).sum();
    told(Progress::Read { documents: examples.len(), tokens });

    // Every document is labelled by a field that has not seen it; links and confidence are learnt from what comes out, and what
    // is tried on a part is learnt from the others.
    let folds: Vec<usize> = (0..examples.len()).map(|at| at % settings.folds).collect();
    let fields: Vec<Field> = (0..settings.folds)
        .into_par_iter()
        .map(|fold| {
            let seen: Vec<&Example> = without(&examples, &folds, fold).collect();
            field::learn(&seen, settings, |round, loss| {
                told(Progress::Round { fold: Some(fold), round, loss })
            })
        })
        .collect();
    let pack = |field: &Field, pairs: Vec<(u64, f32)>, confidence: Vec<f32>| {
        let Field { features, steps, memories } = field.clone();
        let weights =
            Weights { provenance: provenance.to_owned(), features, steps, memories, pairs, confidence };
        Model::pack(&weights, settings.bytes)
    };
    let mut answered: Vec<Vec<Answered>> = vec![Vec::new(); examples.len()];
    for (fold, field) in fields.iter().enumerate() {
        let engine = FastEngine::with_model(pack(field, Vec::new(), Vec::new()));
        for at in (0..examples.len()).filter(|at| folds[*at] == fold) {
            let spans = engine.spans(&examples[at].document, &examples[at].reading);
            answered[at] = links::answered(&examples[at], &spans);
        }
    }
    let mut judged: Vec<Vec<(Signs, bool)>> = vec![Vec::new(); examples.len()];
    let mut pairs = Vec::new();
    for (fold, field) in fields.iter().enumerate() {
        pairs.push(links::learn(without(&answered, &folds, fold).flatten()));
        let engine = FastEngine::with_model(pack(field, pairs[fold].clone(), Vec::new()));
        for at in (0..examples.len()).filter(|at| folds[*at] == fold) {
            let found = engine.find(&examples[at].document, &examples[at].reading);
            judged[at] = calibration::judge(&found, &examples[at].gold);
        }
    }
    let mut held_out: Vec<Option<AnnotatedDocument>> = vec![None; examples.len()];
    for (fold, field) in fields.iter().enumerate() {
        let confidence = calibration::fit(without(&judged, &folds, fold).flatten());
        let engine = FastEngine::with_model(pack(field, pairs[fold].clone(), confidence));
        for at in (0..examples.len()).filter(|at| folds[*at] == fold) {
            held_out[at] = Some(predicted(&examples[at], &engine, &documents[at]));
        }
    }

    let all: Vec<&Example> = examples.iter().collect();
    let field = field::learn(&all, settings, |round, loss| told(Progress::Round { fold: None, round, loss }));
    let confidence = calibration::fit(judged.iter().flatten());
    let model = pack(&field, links::learn(answered.iter().flatten()), confidence);
    told(Progress::Packed { features: model.len(), bytes: model.to_bytes().len() });
    Ok(Trained { model, held_out: held_out.into_iter().flatten().collect() })
}

/// Learns what the signs of a right attribution say where an encoder has a voice, from documents that neither it nor the `fast`
/// engine's model learnt from: what `training/export.py` writes into the model as its confidence.
///
/// # Errors
/// [`TrainError::Document`] where a document cannot be read.
#[cfg(feature = "accurate")]
pub fn calibrate(
    documents: &[AnnotatedDocument],
    engine: &dixit_attribution::AccurateEngine,
) -> Result<Vec<f32>, TrainError> {
    let judged: Vec<Vec<(Signs, bool)>> = examples(documents)?
        .par_iter()
        .map(|example| calibration::judge(&engine.read(&example.document, &example.quotes).1, &example.gold))
        .collect();
    Ok(calibration::fit(judged.iter().flatten()))
}

/// Reads all documents, several at a time.
fn examples(documents: &[AnnotatedDocument]) -> Result<Vec<Example>, TrainError> {
    let (rules, groups) = (RuleEngine::new(), Groups::new());
    let read = documents.par_iter().map(|document| {
        Example::new(document, &rules, &groups)
            .map_err(|error| TrainError::Document { id: document.id.clone(), error: error.to_string() })
    });
    read.collect()
}

/// The things of all folds but one.
fn without<'a, T>(things: &'a [T], folds: &'a [usize], fold: usize) -> impl Iterator<Item = &'a T> + Clone {
    things.iter().zip(folds).filter(move |(_, of)| **of != fold).map(|(thing, _)| thing)
}

/// What an engine finds in an example, without speakers.
fn predicted(example: &Example, engine: &FastEngine, gold: &AnnotatedDocument) -> AnnotatedDocument {
    use dixit_attribution::Engine as _;
    let statements =
        link(&example.document, &example.quotes, &engine.tag(&example.document, &example.quotes));
    let spans =
        |runs: &[TokenRun]| -> Vec<Span> { runs.iter().map(|run| example.document.span_of(*run)).collect() };
    let attributions = statements.iter().enumerate().map(|(at, statement)| AnnotatedAttribution {
        id: (at + 1).to_string(),
        content_type: statement.content_type,
        content: spans(&statement.content),
        cue: spans(&statement.cue),
        source: spans(&statement.source),
        source_kind: None,
        speakers: None,
        nested_in: statement.nested_in.map(|outer| (outer.to_usize() + 1).to_string()),
        confidence: Some(f64::from(statement.confidence)),
    });
    AnnotatedDocument {
        id: example.id.clone(),
        text: gold.text.clone(),
        paragraphs: gold.paragraphs.clone(),
        date: gold.date.clone(),
        attributions: attributions.collect(),
        entities: Vec::new(),
    }
}

/// The examples of the README are tested too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
