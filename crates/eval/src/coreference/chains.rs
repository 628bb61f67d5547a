//! MUC, B³ and CEAFe of two partitions of mentions.
//!
//! In: chains (the mentions of one entity each) of both sides; a mention found on both has the same number. Out:
//! [`CoreferenceScores`]. Must not know: texts, how mentions are matched.
//!
//! All three are as Pradhan et al. (2014) have them for predicted mentions: a mention of one side only stays where it is, and
//! counts against that side.

use super::assignment::best_total;
use super::scores::CoreferenceScores;
use crate::counts::Counts;
use std::collections::{BTreeMap, BTreeSet};

/// The mentions of one entity, each once.
pub(super) type Chain = Vec<u32>;

/// How many mentions a gold and a predicted chain share: a row for each gold chain, by predicted chain.
type Shared = Vec<BTreeMap<usize, usize>>;

/// Scores one document. No mention is in two chains of one side.
pub(super) fn score(gold: &[Chain], predicted: &[Chain]) -> CoreferenceScores {
    let shared = shared(gold, predicted);
    let back = transposed(&shared, predicted.len());
    let mentions = |chains: &[Chain]| -> BTreeSet<u32> { chains.iter().flatten().copied().collect() };
    let (all_gold, all_predicted) = (mentions(gold), mentions(predicted));
    let found = all_gold.intersection(&all_predicted).count();
    CoreferenceScores {
        mentions: Counts::whole(found, all_predicted.len(), all_gold.len()),
        muc: sides(links(predicted, &back), links(gold, &shared)),
        b_cubed: sides(portions(predicted, &back), portions(gold, &shared)),
        ceaf_e: aligned(gold, predicted, &shared),
    }
}

/// Counts of both sides, each a credit and what it is of.
fn sides((hit_predicted, predicted): (f64, usize), (hit_gold, gold): (f64, usize)) -> Counts {
    Counts { hit_predicted, predicted, hit_gold, gold }
}

fn shared(gold: &[Chain], predicted: &[Chain]) -> Shared {
    let holders: BTreeMap<u32, usize> = predicted
        .iter()
        .enumerate()
        .flat_map(|(chain, mentions)| mentions.iter().map(move |mention| (*mention, chain)))
        .collect();
    let row = |chain: &Chain| {
        let mut row = BTreeMap::new();
        for holder in chain.iter().filter_map(|mention| holders.get(mention)) {
            *row.entry(*holder).or_insert(0) += 1;
        }
        row
    };
    gold.iter().map(row).collect()
}

fn transposed(shared: &Shared, width: usize) -> Shared {
    let mut back = vec![BTreeMap::new(); width];
    for (from, row) in shared.iter().enumerate() {
        for (to, count) in row {
            if let Some(row) = back.get_mut(*to) {
                row.insert(from, *count);
            }
        }
    }
    back
}

/// MUC (Vilain et al. 1995): of the links that hold each chain together, those that are left when the other side cuts it up.
fn links(chains: &[Chain], shared: &Shared) -> (f64, usize) {
    let of = |(chain, row): (&Chain, &BTreeMap<usize, usize>)| {
        // A mention that the other side does not have is a piece of its own.
        let pieces = row.len() + chain.len() - row.values().sum::<usize>();
        (chain.len().saturating_sub(pieces), chain.len().saturating_sub(1))
    };
    let (kept, all) =
        chains.iter().zip(shared).map(of).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    (kept as f64, all)
}

/// B³ (Bagga & Baldwin 1998): for each mention, the share of its chain that is in its chain of the other side too.
fn portions(chains: &[Chain], shared: &Shared) -> (f64, usize) {
    let of = |(chain, row): (&Chain, &BTreeMap<usize, usize>)| {
        let squares: usize = row.values().map(|count| count * count).sum();
        squares as f64 / chain.len().max(1) as f64
    };
    (chains.iter().zip(shared).map(of).sum(), chains.iter().map(Vec::len).sum())
}

/// CEAFe (Luo 2005): chains aligned one to one so that the sum of their likeness is the greatest; φ4, Dice's coefficient of
/// their mentions.
fn aligned(gold: &[Chain], predicted: &[Chain], shared: &Shared) -> Counts {
    let likeness = |from: usize, to: usize, count: usize| {
        let size = |chains: &[Chain], at: usize| chains.get(at).map_or(0, Vec::len);
        2.0 * count as f64 / (size(gold, from) + size(predicted, to)) as f64
    };
    let edges = shared
        .iter()
        .enumerate()
        .flat_map(|(from, row)| row.iter().map(move |(to, count)| (from, *to, likeness(from, *to, *count))));
    let total = best_total(edges.collect());
    Counts { hit_predicted: total, predicted: predicted.len(), hit_gold: total, gold: gold.len() }
}

#[cfg(test)]
mod tests;
