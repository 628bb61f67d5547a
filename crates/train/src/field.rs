//! The conditional random field: from labelled examples to weights.
//!
//! In: [`Example`]s. Out: the weights of features and steps. Must not know: links, confidence, files.
//!
//! Stochastic gradient descent on the log-likelihood of whole chains (Lafferty, McCallum and Pereira 2001), one chain at a time, with
//! FTRL-proximal steps and features dropped at random (Wang and Manning 2013), so that none is relied on alone.

use crate::Settings;
use crate::example::Example;
use crate::ftrl::{Rate, Row};
use crate::random::Random;
use dixit_attribution::learning::{Chains, LABELS, Label, STEPS, Scores, StepScores};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A row of weights has a free place, so that it fills whole registers.
const WIDTH: usize = LABELS.next_multiple_of(4);

/// Gradients smaller than this change nothing worth its time.
const NEGLIGIBLE: f32 = 1e-4;

/// What was learnt.
pub(crate) struct Field {
    pub(crate) features: Vec<(u64, Scores)>,
    pub(crate) steps: Vec<StepScores>,
}

/// Learns from examples; `told` hears of each round and its loss a token.
pub(crate) fn learn(examples: &[&Example], settings: &Settings, mut told: impl FnMut(usize, f64)) -> Field {
    let dictionary = dictionary(examples, settings.least_count);
    let texts: Vec<Text> = examples.iter().map(|example| Text::new(example, &dictionary)).collect();
    let mut order: Vec<(usize, usize)> = texts
        .iter()
        .enumerate()
        .flat_map(|(at, text)| (0..text.chains.len()).map(move |c| (at, c)))
        .collect();
    let tokens: usize = texts.iter().map(|text| text.labels.len()).sum();
    let mut learner = Learner {
        rows: vec![Row::ZERO; dictionary.len()],
        steps: vec![[Row::ZERO; LABELS]; STEPS],
        may: Label::ALL.map(|previous| Label::ALL.map(|next| next.may_follow(previous))),
        rate: Rate { alpha: settings.rate, l1: settings.l1 },
        dropped: settings.dropped,
        random: Random::new(settings.seed),
    };
    for round in 0..settings.rounds {
        learner.random.shuffle(&mut order);
        let loss: f64 = order.iter().map(|&(text, chain)| learner.chain(&texts[text], chain)).sum();
        told(round + 1, loss / tokens.max(1) as f64);
    }
    let mut features: Vec<(u64, Scores)> = dictionary
        .into_iter()
        .map(|(feature, id)| (feature, scores(&learner.rows[id as usize])))
        .filter(|(_, scores)| scores.iter().any(|weight| *weight != 0.0))
        .collect();
    features.sort_by_key(|(feature, _)| *feature);
    let steps =
        learner.steps.iter().map(|kind| std::array::from_fn(|previous| scores(&kind[previous]))).collect();
    Field { features, steps }
}

fn scores(row: &Row<WIDTH>) -> Scores {
    std::array::from_fn(|label| row.weights[label])
}

/// The features that are seen often enough, numbered.
fn dictionary(examples: &[&Example], least: u32) -> FxHashMap<u64, u32> {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    for example in examples {
        for feature in example.reading.chains(&example.document).features {
            *counts.entry(feature).or_default() += 1;
        }
    }
    let mut kept: Vec<u64> =
        counts.into_iter().filter(|(_, count)| *count >= least).map(|(feature, _)| feature).collect();
    kept.sort_unstable();
    (0u32..).zip(kept).map(|(id, feature)| (feature, id)).collect()
}

/// An example with its features as numbers of the dictionary.
struct Text {
    chains: Vec<Range<usize>>,
    features: Vec<u32>,
    /// Where each token's features end.
    ends: Vec<usize>,
    steps: Vec<u8>,
    labels: Vec<Label>,
}

impl Text {
    fn new(example: &Example, dictionary: &FxHashMap<u64, u32>) -> Self {
        let Chains { chains, features, ends, steps } = example.reading.chains(&example.document);
        let mut known = Vec::with_capacity(features.len());
        let mut known_ends = Vec::with_capacity(ends.len());
        let mut start = 0;
        for end in ends {
            let end = end as usize;
            known.extend(features[start..end].iter().filter_map(|feature| dictionary.get(feature)));
            known_ends.push(known.len());
            start = end;
        }
        Self { chains, features: known, ends: known_ends, steps, labels: example.labels.clone() }
    }

    fn features(&self, token: usize) -> &[u32] {
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.features[start..self.ends[token]]
    }
}

struct Learner {
    rows: Vec<Row<WIDTH>>,
    steps: Vec<[Row<WIDTH>; LABELS]>,
    may: [[bool; LABELS]; LABELS],
    rate: Rate,
    dropped: f32,
    random: Random,
}

impl Learner {
    /// Learns from one chain; the negative log-likelihood that it had before.
    fn chain(&mut self, text: &Text, chain: usize) -> f64 {
        let chain = text.chains[chain].clone();
        if chain.is_empty() {
            return 0.0;
        }
        let (kept, ends) = self.keep(text, &chain);
        let kept_of = |at: usize| &kept[at.checked_sub(1).map_or(0, |before| ends[before])..ends[at]];
        let whole = 1.0 / (1.0 - self.dropped);
        let emissions: Vec<Scores> = (0..chain.len()).map(|at| self.emission(kept_of(at), whole)).collect();
        let steps: Vec<StepScores> = chain.clone().map(|token| self.step(text.steps[token])).collect();

        // Forward and backward, each token's sums scaled to 1.
        let mut forward: Vec<Scores> = Vec::with_capacity(chain.len());
        let mut scales: Vec<f32> = Vec::with_capacity(chain.len());
        for at in 0..chain.len() {
            let mut here: Scores = std::array::from_fn(|label| {
                let arriving = match at.checked_sub(1) {
                    None => steps[0][Label::Outside as usize][label],
                    Some(before) => (0..LABELS)
                        .map(|previous| forward[before][previous] * steps[at][previous][label])
                        .sum(),
                };
                arriving * emissions[at][label]
            });
            let scale = here.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            here.iter_mut().for_each(|score| *score /= scale);
            forward.push(here);
            scales.push(scale);
        }
        let mut backward: Vec<Scores> = vec![[1.0; LABELS]; chain.len()];
        for at in (0..chain.len() - 1).rev() {
            backward[at] = std::array::from_fn(|previous| {
                let next = at + 1;
                let sum: f32 = (0..LABELS)
                    .map(|label| {
                        steps[next][previous][label] * emissions[next][label] * backward[next][label]
                    })
                    .sum();
                sum / scales[next]
            });
        }

        let mut loss = 0.0;
        let mut previous = Label::Outside as usize;
        for (at, token) in chain.clone().enumerate() {
            let gold = text.labels[token] as usize;
            let likelihood = emissions[at][gold] * steps[at][previous][gold];
            loss += f64::from(scales[at]).ln() - f64::from(likelihood.max(f32::MIN_POSITIVE)).ln();
            for from in 0..LABELS {
                let arriving = match at.checked_sub(1) {
                    None => f32::from(u8::from(from == Label::Outside as usize)),
                    Some(before) => forward[before][from],
                };
                if arriving < NEGLIGIBLE && from != previous {
                    continue;
                }
                let mut gradient = [0.0; WIDTH];
                for label in 0..LABELS {
                    let path = arriving * steps[at][from][label] * emissions[at][label] * backward[at][label];
                    gradient[label] = path / scales[at];
                }
                if from == previous {
                    gradient[gold] -= 1.0;
                }
                self.steps[usize::from(text.steps[token])][from].learn(&gradient, self.rate);
            }
            let mut gradient = [0.0; WIDTH];
            for label in 0..LABELS {
                gradient[label] = forward[at][label] * backward[at][label];
            }
            gradient[gold] -= 1.0;
            if gradient.iter().any(|slope| slope.abs() > NEGLIGIBLE) {
                for &feature in kept_of(at) {
                    self.rows[feature as usize].learn(&gradient, self.rate);
                }
            }
            previous = gold;
        }
        loss
    }

    /// The features of a chain that are not dropped this time, and where each token's end.
    fn keep(&mut self, text: &Text, chain: &Range<usize>) -> (Vec<u32>, Vec<usize>) {
        let mut kept = Vec::new();
        let mut ends = Vec::with_capacity(chain.len());
        for token in chain.clone() {
            for &feature in text.features(token) {
                if !self.random.chance(self.dropped) {
                    kept.push(feature);
                }
            }
            ends.push(kept.len());
        }
        (kept, ends)
    }

    /// The exponentials of a token's scores, less their largest.
    fn emission(&self, features: &[u32], whole: f32) -> Scores {
        let mut sums = [0.0f32; WIDTH];
        for &feature in features {
            for (sum, weight) in sums.iter_mut().zip(&self.rows[feature as usize].weights) {
                *sum += weight;
            }
        }
        let most = sums[..LABELS].iter().fold(f32::NEG_INFINITY, |most, sum| most.max(*sum));
        std::array::from_fn(|label| ((sums[label] - most) * whole).exp())
    }

    /// The exponentials of a step's scores; 0 where a label may not follow.
    fn step(&self, kind: u8) -> StepScores {
        std::array::from_fn(|previous| {
            std::array::from_fn(|label| {
                if self.may[previous][label] {
                    self.steps[usize::from(kind)][previous].weights[label].exp()
                } else {
                    0.0
                }
            })
        })
    }
}
