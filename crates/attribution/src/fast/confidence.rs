//! How likely an attribution of the tagger is right.
//!
//! In: the labels with their shares, a [`Joined`]. Out: its signs, and from them a probability. Must not know: how labels are found.
//!
//! A logistic regression (Platt 1999) over a few signs; its weights are fitted on attributions found in documents that the tagger
//! was not trained on.

use super::join::Joined;
use crate::Statement;
use dixit_tokenizer::TokenRun;

/// How many signs there are.
pub const SIGNS: usize = 10;

/// What speaks for an attribution. The first is always 1.
pub type Signs = [f32; SIGNS];

/// Probabilities are kept this far from 0 and 1, so that their log-odds stay finite.
const MARGIN: f32 = 1e-3;

/// The signs of an attribution. `share` gives that of the label that a token got.
pub(super) fn signs(joined: &Joined, share: impl Fn(usize) -> f32, statements: &[Statement]) -> Signs {
    let of = |run: TokenRun| match run.len() {
        1 => share(run.start()),
        _ => share(run.start()).min(share(run.end() - 1)),
    };
    let content = joined.content.iter().map(|run| of(*run)).fold(1.0, f32::min);
    let cue = joined.cue.map_or(MARGIN, &of);
    let source = joined.source.map_or(1.0, &of);
    let ruled = joined.ruled.map(|at| statements[at].confidence);
    [
        1.0,
        log_odds(content),
        log_odds(cue),
        log_odds(source),
        log_odds(joined.pair),
        ruled.map_or(0.0, log_odds),
        f32::from(u8::from(ruled.is_some())),
        f32::from(u8::from(joined.source.is_none())),
        f32::from(u8::from(joined.cue.is_none())),
        f32::from(u8::from(joined.nested)),
    ]
}

/// The probability that signs stand for, under a model's weights; one half where it has none.
pub(super) fn probability(signs: &Signs, weights: &[f32]) -> f32 {
    let sum: f32 = signs.iter().zip(weights).map(|(sign, weight)| sign * weight).sum();
    1.0 / (1.0 + (-sum).exp())
}

fn log_odds(probability: f32) -> f32 {
    let kept = probability.clamp(MARGIN, 1.0 - MARGIN);
    (kept / (1.0 - kept)).ln()
}
