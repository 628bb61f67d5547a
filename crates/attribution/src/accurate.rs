//! The `accurate` engine: a small transformer beside the `fast` engine's features.
//!
//! In: [`Document`], [`Quotes`]. Out: [`Roles`]. Must not know: speakers, rosters, output, where the model's bytes come from.
//!
//! ```text
//! Document ─► rules ─┬─► features ─► scores ──────────────────────┐
//!                    ├─► hints, pieces ─► windows ─► encoder ─► scores ─► labels ─► spans ─► … as in the `fast` engine
//!                    └─► held: what the marks settle ─────────────┘
//! ```

mod attention;
mod encoder;
mod file;
mod linear;
mod pieces;
mod rows;
mod stored;
#[cfg(test)]
mod tests;
mod windows;

use encoder::Encoder;
pub use file::EncoderError;
pub use pieces::{Pieces, pieces};

use crate::fast::{FastEngine, Joined, Label, Opinion, Reading, Scores, Signs, Tables, roles};
use crate::{Engine, Quotes, Roles};
use dixit_tokenizer::subword::SubwordTokenizer;
use dixit_tokenizer::{Document, Index};
use std::fmt;
use windows::{Special, runs, windows};

/// How much the `fast` engine's features count beside the encoder: chosen on documents of PolNeAR train that neither had learnt from.
const FEATURES: f32 = 0.5;

/// How much the encoder counts.
const ENCODER: f32 = 0.9;

/// Added where a cue or a content begins: who is surer need not be as eager as the `fast` engine alone.
const CALM: f32 = -0.1;

/// Above this doubt of its least sure token, a sentence is given to the encoder by [`AccurateEngine::where_unsure`]. On documents of PolNeAR
/// train that nothing had learnt from, `dixit eval --curve` found 4.9 times the words a second there, for 1.1 points of attribution F.
const DOUBT: f32 = 0.5;

/// The engine by a transformer encoder (Devlin et al. 2019; Wang et al. 2020) whose scores are joined with those of [`FastEngine`]'s
/// conditional random field. What quotation marks and their reporting clause settle stays as the rules have it.
///
/// The same text gives the same result on any number of threads. Matrices are multiplied in the rayon pool of the caller; a thread outside of
/// one starts rayon's own, unless it is made a pool of one first: `ThreadPoolBuilder::new().num_threads(1).use_current_thread().build()`.
///
/// ```
/// use dixit_attribution::AccurateEngine;
///
/// // The crate `dixit-model-accurate` has the model: `AccurateEngine::from_model(dixit_model_accurate::MODEL)`.
/// let error = AccurateEngine::from_model(b"no model").err().map(|error| error.to_string());
/// assert!(error.is_some_and(|error| error.starts_with("no model of dixit's accurate engine")));
/// ```
pub struct AccurateEngine {
    fast: FastEngine,
    encoder: Encoder,
    subwords: SubwordTokenizer,
    special: Special,
    tables: Tables,
    /// Sentences of less doubt are the `fast` engine's.
    doubt: f32,
}

impl AccurateEngine {
    /// The engine with a model from its bytes, as `training/export.py` writes them.
    ///
    /// # Errors
    /// Where the bytes are no model, of another version, or damaged.
    pub fn from_model(bytes: &[u8]) -> Result<Self, EncoderError> {
        let encoder = Encoder::from_bytes(bytes)?;
        let subwords = SubwordTokenizer::from_json(encoder.tokenizer_json())
            .map_err(|error| file::unfit("tokenizer", "a tokenizer.json".to_owned(), error.to_string()))?;
        let special = Special::of(&subwords).ok_or_else(|| EncoderError::Missing("[CLS]".to_owned()))?;
        let fast = FastEngine::new();
        let steps = encoder.transitions().map(|row| row.map(|score| score * ENCODER));
        let tables = fast.model().moves().joined(FEATURES, &steps);
        Ok(Self { fast, encoder, subwords, special, tables, doubt: 0.0 })
    }

    /// Where the encoder comes from: data, licences, settings.
    pub fn about(&self) -> &str {
        self.encoder.about()
    }

    /// The engine that asks the encoder only about the sentences in which the `fast` engine is unsure of some token, and so is several
    /// times as fast.
    pub fn where_unsure(self) -> Self {
        self.asked_above(DOUBT)
    }

    /// The same with a doubt of your own, from 0 (asked about everything) to 1 (about nothing).
    pub fn asked_above(self, doubt: f32) -> Self {
        Self { doubt, ..self }
    }

    /// What the encoder says of the labels of every token of the sentences that it is asked about.
    fn scores(&self, document: &Document, reading: &Reading) -> Vec<Option<Scores>> {
        let asked: Vec<bool> = match self.doubt {
            doubt if doubt <= 0.0 => vec![true; document.sentences().len()],
            doubt => self.fast.doubts(document, reading).iter().map(|found| *found > doubt).collect(),
        };
        let runs = runs(document, &asked);
        let windows = windows(&self.subwords, self.special, document, &reading.hints(), &runs);
        let mut read = windows.iter().flat_map(|window| self.encoder.read(window));
        let mut scores = vec![None; document.tokens().len()];
        for run in runs {
            let first = document.paragraphs()[document.paragraph_of(run.start()).to_usize()].tokens.start();
            for token in run.to_range() {
                scores[token] = read.next().map(|said| self.weighed(said, token == first));
            }
        }
        scores
    }

    /// Scores as they count. A chain begins as the encoder learnt it, not as if after a word outside of everything.
    fn weighed(&self, mut said: Scores, first: bool) -> Scores {
        for (label, score) in said.iter_mut().enumerate() {
            let begin = self.encoder.starts()[label] - self.encoder.transitions()[0][label];
            *score = (*score + if first { begin } else { 0.0 }) * ENCODER;
        }
        said[Label::BeginCue as usize] += CALM;
        said[Label::BeginContent as usize] += CALM;
        said
    }

    /// What the engine sees and finds in a document, each attribution with its signs.
    pub fn read(&self, document: &Document, quotes: &Quotes) -> (Reading, Vec<(Joined, Signs)>) {
        let reading = self.fast.see(document, quotes);
        let scores = self.scores(document, &reading);
        let opinion = Opinion { scores: &scores, of_features: FEATURES, tables: &self.tables };
        let found = self.fast.find_with(document, &reading, Some(opinion));
        (reading, found)
    }
}

impl fmt::Debug for AccurateEngine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AccurateEngine(asked above {}, {})", self.doubt, self.about())
    }
}

impl Engine for AccurateEngine {
    fn tag(&self, document: &Document, quotes: &Quotes) -> Roles {
        let (reading, found) = self.read(document, quotes);
        let confidence = match self.encoder.confidence() {
            [] => self.fast.model().confidence(),
            own => own,
        };
        roles(document, &reading.statements, found, confidence)
    }
}
