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
use dixit_attribution::learning::{
    ACTIONS, Arc, Chains, LABELS, Label, MEMORIES, MEMORY_KINDS, MemoryScores, STATES, STEPS, Scores,
    StepScores, arcs, labels,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A row of weights has a free place, so that it fills whole registers.
const WIDTH: usize = LABELS.next_multiple_of(4);

/// Mean weights smaller than this, of all labels beside the first, say too little for their room: two features in five of the mean of four
/// learners on PolNeAR train, whose largest weight is 0.7.
const FAINT: f32 = 0.0135;

/// Gradients smaller than this change nothing worth its time.
const NEGLIGIBLE: f32 = 1e-4;

/// The same for what can happen.
const ACTIONS_WIDTH: usize = ACTIONS.next_multiple_of(4);

/// What was learnt.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) features: Vec<(u64, Scores)>,
    pub(crate) steps: Vec<StepScores>,
    pub(crate) memories: Vec<MemoryScores>,
}

/// Learns from examples; `told` hears of each round and its loss a token.
///
/// Several learners that see the documents in orders of their own are averaged: what one has by chance, the others have not.
pub(crate) fn learn(examples: &[&Example], settings: &Settings, told: impl Fn(usize, f64) + Sync) -> Field {
    let dictionary = dictionary(examples, settings.least_count);
    let texts: Vec<Text> = examples.iter().map(|example| Text::new(example, &dictionary)).collect();
    let learners: Vec<Weights> = (0..settings.learners)
        .into_par_iter()
        .map(|at| {
            Learner::new(dictionary.len(), settings, at).learn(&texts, settings.rounds, |round, loss| {
                if at == 0 {
                    told(round, loss);
                }
            })
        })
        .collect();
    let Weights { rows, steps, memories } = mean(learners).unwrap_or_default();
    let mut features: Vec<(u64, Scores)> = dictionary
        .into_iter()
        .map(|(feature, id)| (feature, rows[id as usize]))
        .filter(|(_, scores)| scores.iter().any(|weight| (weight - scores[0]).abs() > FAINT))
        .collect();
    features.sort_by_key(|(feature, _)| *feature);
    Field { features, steps, memories }
}

/// What one learner has learnt.
#[derive(Default)]
struct Weights {
    rows: Vec<Scores>,
    steps: Vec<StepScores>,
    memories: Vec<MemoryScores>,
}

impl Weights {
    /// All of them, in the same order for all learners.
    fn all(&mut self) -> impl Iterator<Item = &mut f32> {
        let rows = self.rows.as_flattened_mut().iter_mut();
        let steps = self.steps.as_flattened_mut().as_flattened_mut().iter_mut();
        rows.chain(steps).chain(self.memories.as_flattened_mut().as_flattened_mut())
    }
}

/// The mean of the weights of learners; none where there is no learner.
fn mean(learners: Vec<Weights>) -> Option<Weights> {
    let share = 1.0 / learners.len() as f32;
    let mut mean = learners.into_iter().reduce(|mut sum, mut learner| {
        sum.all().zip(learner.all()).for_each(|(sum, weight)| *sum += *weight);
        sum
    })?;
    mean.all().for_each(|weight| *weight *= share);
    Some(mean)
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
    memories: Vec<[u16; MEMORY_KINDS]>,
    labels: Vec<Label>,
}

impl Text {
    fn new(example: &Example, dictionary: &FxHashMap<u64, u32>) -> Self {
        let Chains { chains, features, ends, steps, memories } = example.reading.chains(&example.document);
        let mut known = Vec::with_capacity(features.len());
        let mut known_ends = Vec::with_capacity(ends.len());
        let mut start = 0;
        for end in ends {
            let end = end as usize;
            known.extend(features[start..end].iter().filter_map(|feature| dictionary.get(feature)));
            known_ends.push(known.len());
            start = end;
        }
        Self { chains, features: known, ends: known_ends, steps, memories, labels: example.labels.clone() }
    }

    fn features(&self, token: usize) -> &[u32] {
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.features[start..self.ends[token]]
    }
}

struct Learner {
    rows: Vec<Row<WIDTH>>,
    steps: Vec<[Row<WIDTH>; LABELS]>,
    memories: Vec<[Row<ACTIONS_WIDTH>; STATES]>,
    arcs: Vec<Arc>,
    /// The label of each state.
    labels: [Label; STATES],
    rate: Rate,
    dropped: f32,
    random: Random,
}

/// Something for each state.
type States = [f32; STATES];

impl Learner {
    /// The learner `at`: what it does by chance is its own.
    fn new(features: usize, settings: &Settings, at: usize) -> Self {
        Self {
            rows: vec![Row::ZERO; features],
            steps: vec![[Row::ZERO; LABELS]; STEPS],
            memories: vec![[Row::ZERO; STATES]; MEMORIES],
            arcs: arcs(),
            labels: labels(),
            rate: Rate { alpha: settings.rate, l1: settings.l1, l2: settings.l2 },
            dropped: settings.dropped,
            random: Random::new(settings.seed.wrapping_add(at as u64)),
        }
    }

    /// Learns from all chains of the texts, `rounds` times.
    fn learn(mut self, texts: &[Text], rounds: usize, told: impl Fn(usize, f64)) -> Weights {
        let mut order: Vec<(usize, usize)> = texts
            .iter()
            .enumerate()
            .flat_map(|(at, text)| (0..text.chains.len()).map(move |c| (at, c)))
            .collect();
        let tokens: usize = texts.iter().map(|text| text.labels.len()).sum();
        for round in 0..rounds {
            self.random.shuffle(&mut order);
            let loss: f64 = order.iter().map(|&(text, chain)| self.chain(&texts[text], chain)).sum();
            told(round + 1, loss / tokens.max(1) as f64);
        }
        let memory = |kind: &[Row<ACTIONS_WIDTH>; STATES]| -> MemoryScores {
            std::array::from_fn(|state| std::array::from_fn(|action| kind[state].weights[action]))
        };
        Weights {
            rows: self.rows.iter().map(scores).collect(),
            steps: self
                .steps
                .iter()
                .map(|kind| std::array::from_fn(|previous| scores(&kind[previous])))
                .collect(),
            memories: self.memories.iter().map(memory).collect(),
        }
    }

    /// Learns from one chain; the negative log-likelihood that it had before.
    fn chain(&mut self, text: &Text, chain: usize) -> f64 {
        let chain = text.chains[chain].clone();
        if chain.is_empty() {
            return 0.0;
        }
        let (kept, ends) = self.keep(text, &chain);
        let kept_of = |at: usize| &kept[at.checked_sub(1).map_or(0, |before| ends[before])..ends[at]];
        // What each arc weighs at each token.
        let mut weights: Vec<f32> = Vec::with_capacity(chain.len() * self.arcs.len());
        for (at, token) in chain.clone().enumerate() {
            self.weigh(text, token, kept_of(at), &mut weights);
        }
        let weights: Vec<&[f32]> = weights.chunks_exact(self.arcs.len()).collect();
        let (forward, scales) = self.forward(&weights);
        let backward = self.backward(&weights, &scales);

        let mut loss = 0.0;
        let mut gold_state = 0;
        for (at, token) in chain.clone().enumerate() {
            let gold = text.labels[token];
            let mut by_label = [0.0; WIDTH];
            for (state, label) in self.labels.iter().enumerate() {
                by_label[*label as usize] += forward[at + 1][state] * backward[at][state];
            }
            by_label[gold as usize] -= 1.0;
            let mut by_step = [[0.0; WIDTH]; LABELS];
            let mut by_move = [[0.0; ACTIONS_WIDTH]; STATES];
            let mut next_state = gold_state;
            for (&Arc { from, action, to }, &weight) in self.arcs.iter().zip(weights[at]) {
                let (from, to) = (usize::from(from), usize::from(to));
                let mut slope = forward[at][from] * weight * backward[at][to] / scales[at];
                if from == gold_state && self.labels[to] == gold {
                    slope -= 1.0;
                    next_state = to;
                    loss += f64::from(scales[at]).ln() - f64::from(weight.max(f32::MIN_POSITIVE)).ln();
                }
                by_step[self.labels[from] as usize][self.labels[to] as usize] += slope;
                by_move[from][usize::from(action)] += slope;
            }
            gold_state = next_state;
            learn_all(&mut self.steps[usize::from(text.steps[token])], &by_step, self.rate);
            for kind in text.memories[token] {
                learn_all(&mut self.memories[usize::from(kind)], &by_move, self.rate);
            }
            if matters(&by_label) {
                for &feature in kept_of(at) {
                    self.rows[feature as usize].learn(&by_label, self.rate);
                }
            }
        }
        loss
    }

    /// For each token, and before the first, the share of each state; and what the shares were divided by.
    fn forward(&self, weights: &[&[f32]]) -> (Vec<States>, Vec<f32>) {
        let mut start = [0.0; STATES];
        start[0] = 1.0;
        let mut forward = vec![start];
        let mut scales = Vec::with_capacity(weights.len());
        for (at, weights) in weights.iter().enumerate() {
            let mut here = [0.0; STATES];
            for (&Arc { from, to, .. }, weight) in self.arcs.iter().zip(*weights) {
                here[usize::from(to)] += forward[at][usize::from(from)] * weight;
            }
            let scale = here.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            here.iter_mut().for_each(|share| *share /= scale);
            forward.push(here);
            scales.push(scale);
        }
        (forward, scales)
    }

    /// For each token what comes after it weighs, from each state.
    fn backward(&self, weights: &[&[f32]], scales: &[f32]) -> Vec<States> {
        let mut backward = vec![[1.0; STATES]; weights.len()];
        for at in (0..weights.len().saturating_sub(1)).rev() {
            let mut here = [0.0; STATES];
            for (&Arc { from, to, .. }, weight) in self.arcs.iter().zip(weights[at + 1]) {
                here[usize::from(from)] += weight * backward[at + 1][usize::from(to)];
            }
            here.iter_mut().for_each(|share| *share /= scales[at + 1]);
            backward[at] = here;
        }
        backward
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

    /// Adds what each arc weighs at a token: exponentials of scores, features' less their largest.
    fn weigh(&self, text: &Text, token: usize, features: &[u32], weights: &mut Vec<f32>) {
        let mut sums = [0.0f32; WIDTH];
        for &feature in features {
            for (sum, weight) in sums.iter_mut().zip(&self.rows[feature as usize].weights) {
                *sum += weight;
            }
        }
        let whole = 1.0 / (1.0 - self.dropped);
        let most = sums[..LABELS].iter().fold(f32::NEG_INFINITY, |most, sum| most.max(*sum));
        let step = &self.steps[usize::from(text.steps[token])];
        let mut moves = [[0.0f32; ACTIONS]; STATES];
        for kind in text.memories[token] {
            for (sums, row) in moves.iter_mut().zip(&self.memories[usize::from(kind)]) {
                for (sum, weight) in sums.iter_mut().zip(&row.weights) {
                    *sum += weight;
                }
            }
        }
        weights.extend(self.arcs.iter().map(|&Arc { from, action, to }| {
            let (before, after) = (self.labels[usize::from(from)], self.labels[usize::from(to)] as usize);
            let chain = step[before as usize].weights[after] + moves[usize::from(from)][usize::from(action)];
            (chain + (sums[after] - most) * whole).exp()
        }));
    }
}

/// Learns in all rows whose gradient is worth it.
fn learn_all<const N: usize>(rows: &mut [Row<N>], gradients: &[[f32; N]], rate: Rate) {
    for (row, gradient) in rows.iter_mut().zip(gradients).filter(|(_, gradient)| matters(*gradient)) {
        row.learn(gradient, rate);
    }
}

fn matters(gradient: &[f32]) -> bool {
    gradient.iter().any(|slope| slope.abs() > NEGLIGIBLE)
}
