//! Which content has which cue, and which cue which source: from gold links to weights.
//!
//! In: [`Example`]s. Out: the weights of the pairs' features. Must not know: labels, files.

use crate::example::{Example, Gold};
use crate::ftrl::{Rate, Row};
use dixit_attribution::learning::Choice;
use dixit_attribution::{Role, RoleSpan};
use dixit_tokenizer::TokenRun;
use rustc_hash::FxHashMap;

/// Rounds, rate and threshold: with them 99.4 % of the gold contents find their cue and 98.9 % of the cues their source in unseen
/// documents of PolNeAR train.
const ROUNDS: usize = 6;
const RATE: Rate = Rate { alpha: 0.1, l1: 0.5, l2: 0.0 };

/// A choice and the right answer.
pub(crate) type Answered = (Choice, Option<usize>);

/// Learns from answered choices, of contents and of cues together: their features differ. Sorted by feature.
pub(crate) fn learn<'a>(choices: impl Iterator<Item = &'a Answered> + Clone) -> Vec<(u64, f32)> {
    let mut rows: FxHashMap<u64, Row<1>> = FxHashMap::default();
    for _ in 0..ROUNDS {
        for (choice, gold) in choices.clone() {
            let score = |features: &[u64]| -> f32 {
                features.iter().filter_map(|feature| rows.get(feature)).map(|row| row.weights[0]).sum()
            };
            let scores: Vec<f32> = choice.candidates.iter().map(|(_, features)| score(features)).collect();
            let most = scores.iter().fold(f32::NEG_INFINITY, |most, score| most.max(*score));
            let weights: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
            let all: f32 = weights.iter().sum();
            for ((candidate, features), weight) in choice.candidates.iter().zip(weights) {
                let gradient = weight / all - f32::from(u8::from(candidate == gold));
                for &feature in features {
                    rows.entry(feature).or_insert(Row::ZERO).learn(&[gradient], RATE);
                }
            }
        }
    }
    let mut weights: Vec<(u64, f32)> = rows
        .into_iter()
        .map(|(feature, row)| (feature, row.weights[0]))
        .filter(|(_, weight)| *weight != 0.0)
        .collect();
    weights.sort_by_key(|(feature, _)| *feature);
    weights
}

/// The choices between spans that a tagger labelled, with the answers that gold gives: so the links are learnt on spans as they come,
/// with missed cues and wrong ends. A part whose own cue was missed has none.
pub(crate) fn answered(example: &Example, spans: &[RoleSpan]) -> Vec<Answered> {
    let mut right: FxHashMap<usize, usize> = FxHashMap::default();
    for Gold { content, cue, source } in &example.gold {
        let Some(cue) = cue.first().and_then(|run| find(spans, Role::Cue, *run).next()) else { continue };
        for part in content {
            for part in find(spans, Role::Content, *part) {
                right.insert(part, cue);
            }
        }
        if let Some(source) = source.first().and_then(|run| find(spans, Role::Source, *run).next()) {
            right.insert(cue, source);
        }
    }
    let (cues, sources) = example.reading.choices(&example.document, spans);
    let with_gold = |choice: Choice| {
        let gold = right.get(&choice.span).copied();
        // A partner out of reach cannot be chosen; none is then the best answer.
        let gold =
            gold.filter(|gold| choice.candidates.iter().any(|(candidate, _)| candidate == &Some(*gold)));
        (choice, gold)
    };
    cues.into_iter().chain(sources).map(with_gold).collect()
}

/// The spans of a role that share a token with a run.
fn find(spans: &[RoleSpan], role: Role, run: TokenRun) -> impl Iterator<Item = usize> {
    // Spans do not overlap, so they are ordered by their ends too.
    let first = spans.partition_point(|span| span.tokens.end() <= run.start());
    let near = spans[first..].iter().take_while(move |span| span.tokens.start() < run.end());
    near.enumerate().filter(move |(_, span)| span.role == role).map(move |(offset, _)| first + offset)
}
