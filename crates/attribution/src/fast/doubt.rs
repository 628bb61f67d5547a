//! How unsure the chain is of each of its labels.
//!
//! In: a chain that was read. Out: a number from 0 to 1 for each token. Must not know: who asks, features.
//!
//! The share that is found on the way ([`Decoded::share`]) does not know what comes later: at the first word of a source nobody has seen
//! the cue. Here the best way on from each cell counts as well (max-marginals), at the price of a second search; few ask for it.

use super::decode::{Decoded, Place, Totals, highest, label_of};
use super::states::{CELLS, GO_ON, PAIRS, ROLES};

/// For each token of the chain that was read last, one less the share of its label.
pub(super) fn doubts(decoded: &Decoded, chain: &[Place<'_>]) -> Vec<f32> {
    let (labels, totals) = decoded.last(chain.len());
    let mut doubts = vec![0.0; chain.len()];
    let mut onward = [0.0f32; CELLS];
    for at in (0..chain.len()).rev() {
        if let Some(next) = chain.get(at + 1) {
            onward = best_onward(&totals[at], next, &onward);
        }
        let ways: Totals = std::array::from_fn(|cell| totals[at][cell] + onward[cell]);
        let most = highest(&ways);
        let (mut all, mut own) = (0.0, 0.0);
        for (cell, way) in ways.iter().enumerate().filter(|(_, way)| **way > f32::NEG_INFINITY) {
            let weight = (way - most).exp();
            all += weight;
            own += if label_of(cell) == labels[at] { weight } else { 0.0 };
        }
        doubts[at] = if all > 0.0 { 1.0 - own / all } else { 0.0 };
    }
    doubts
}

/// The best score of a way from each live cell to the end of the chain, by those from the cells at the next token.
fn best_onward(live: &Totals, next: &Place<'_>, onward: &[f32; CELLS]) -> [f32; CELLS] {
    let said = next.tables.said(next.step, &next.memories);
    let mut best = [f32::NEG_INFINITY; CELLS];
    for (from, best) in best.iter_mut().enumerate().filter(|(from, _)| live[*from] > f32::NEG_INFINITY) {
        let (place, pair) = (from / PAIRS, from % PAIRS);
        let mut look_at = |action: usize, to: usize| {
            let label = label_of(to) as usize;
            if next.allowed.has(label) {
                let way: f32 = said.iter().map(|moves| moves[from / 4][action][from % 4]).sum();
                *best = best.max(way + next.scores[label] + onward[to]);
            }
        };
        look_at(0, pair);
        (1..=ROLES.len()).for_each(|role| look_at(role, PAIRS + 4 * (pair % 4) + role));
        if place > 0 {
            look_at(GO_ON, 2 * PAIRS + pair);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fast::decode::LabelSet;
    use crate::fast::labels::{LABELS, Label};
    use crate::fast::model::{Model, Weights};
    use crate::fast::templates::MEMORY_KINDS;

    /// The doubts of a chain of which each token has a score for one label, and of going from a begun cue to a begun content.
    fn check(chain: &[(Label, f32)], cue_to_content: f32, expected: &[f32]) {
        let mut steps = vec![[[0.0; LABELS]; LABELS]; 1];
        steps[0][Label::BeginCue as usize][Label::BeginContent as usize] = cue_to_content;
        let model = Model::pack(&Weights { steps, ..Weights::default() }, 0);
        let places: Vec<Place<'_>> = chain
            .iter()
            .map(|(label, score)| {
                let mut scores = [0.0; LABELS];
                scores[*label as usize] = *score;
                Place {
                    tables: model.moves(),
                    scores,
                    step: 0,
                    memories: [0; MEMORY_KINDS],
                    allowed: LabelSet::ALL,
                }
            })
            .collect();
        let mut decoded = Decoded::default();
        decoded.read(&places);
        let found = doubts(&decoded, &places);
        let near = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 0.02);
        assert!(near && found.len() == expected.len(), "{found:?}");
    }

    #[test]
    fn the_surer_the_less_doubt() {
        check(&[(Label::BeginCue, 6.0)], 0.0, &[0.01]);
        check(&[(Label::BeginCue, 1.0)], 0.0, &[0.52]);
        check(&[], 0.0, &[]);
    }

    #[test]
    fn what_comes_later_counts() {
        // A word that may be a cue: sure once a content follows that wants one.
        check(&[(Label::BeginCue, 2.0), (Label::BeginContent, 4.0)], 0.0, &[0.29, 0.06]);
        check(&[(Label::BeginCue, 2.0), (Label::BeginContent, 4.0)], 4.0, &[0.01, 0.0]);
    }
}
