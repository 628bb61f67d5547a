//! Confidence: from attributions that were found, right or wrong, to the weights of their signs.
//!
//! In: signs of attributions found in documents that the tagger did not learn from, and gold. Out: weights. Must not know: features.

use crate::example::Gold;
use crate::ftrl::{Rate, Row};
use dixit_attribution::learning::{Joined, SIGNS, Signs};
use dixit_tokenizer::TokenRun;

/// Rounds and rate: the likelihood no longer changes after them.
const ROUNDS: usize = 60;
const RATE: Rate = Rate { alpha: 0.05, l1: 0.0, l2: 0.0 };

/// Contents agree from this Dice on, as where attributions are scored.
const FOUND: f32 = 0.5;

/// Fits a logistic regression to signs.
pub(crate) fn fit<'a>(judged: impl Iterator<Item = &'a (Signs, bool)> + Clone) -> Vec<f32> {
    let mut row = Row::<SIGNS>::ZERO;
    for _ in 0..ROUNDS {
        for (signs, right) in judged.clone() {
            let sum: f32 = signs.iter().zip(&row.weights).map(|(sign, weight)| sign * weight).sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - f32::from(u8::from(*right));
            row.learn(&signs.map(|sign| sign * error), RATE);
        }
    }
    row.weights.to_vec()
}

/// Judges what was found in a document: right where a gold content agrees and the source is the same, or neither has one.
/// Nested attributions are left out, since gold without nesting cannot judge them.
pub(crate) fn judge(found: &[(Joined, Signs)], gold: &[Gold]) -> Vec<(Signs, bool)> {
    found
        .iter()
        .filter(|(joined, _)| !joined.nested)
        .map(|(joined, signs)| {
            let best = gold
                .iter()
                .map(|one| (dice(&joined.content, &one.content), one))
                .max_by(|a, b| a.0.total_cmp(&b.0));
            let right = best.is_some_and(|(dice, one)| {
                let source = match (joined.source, one.source.as_slice()) {
                    (None, []) => true,
                    (Some(source), gold) => gold.iter().any(|run| shared(source, *run) > 0),
                    _ => false,
                };
                dice >= FOUND && source
            });
            (*signs, right)
        })
        .collect()
}

fn dice(a: &[TokenRun], b: &[TokenRun]) -> f32 {
    let common: usize = a.iter().flat_map(|x| b.iter().map(|y| shared(*x, *y))).sum();
    let all: usize = a.iter().chain(b).map(|run| run.len()).sum();
    2.0 * common as f32 / all.max(1) as f32
}

fn shared(a: TokenRun, b: TokenRun) -> usize {
    a.end().min(b.end()).saturating_sub(a.start().max(b.start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fitted_confidence_is_the_share_of_right_ones() {
        let mut signs = [0.0; SIGNS];
        signs[0] = 1.0;
        let mut strong = signs;
        strong[1] = 1.0;
        // Weak ones are right half of the time, strong ones nine times in ten.
        let judged: Vec<(Signs, bool)> =
            (0..100).flat_map(|n| [(signs, n % 2 == 0), (strong, n % 10 != 0)]).collect();
        let weights = fit(judged.iter());
        let share = |signs: &Signs| {
            let sum: f32 = signs.iter().zip(&weights).map(|(sign, weight)| sign * weight).sum();
            1.0 / (1.0 + (-sum).exp())
        };
        assert!((share(&signs) - 0.5).abs() < 0.05, "{}", share(&signs));
        assert!((share(&strong) - 0.9).abs() < 0.05, "{}", share(&strong));
    }
}
