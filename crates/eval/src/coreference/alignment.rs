//! Which predicted mention is which gold one.
//!
//! In: both sides of a document, which of their chains take part. Out: pairs of mentions; chains of numbers in which a pair has one
//! number. Must not know: metrics.

use super::chains::Chain;
use super::side::{Mentioned, Side};
use crate::matching::best_first;
use crate::words::Words;

/// When a predicted mention is a gold one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionMatch {
    /// The same words, the reference scorer's demand (Pradhan et al. 2014); less quotation marks, commas and a possessive `’s`
    /// at the edges.
    Words,
    /// All its words are in the gold mention, and the gold mention's head is one of them; one to one, the most alike first: the
    /// partial match of CorefUD (Žabokrtský et al. 2022). `Ada Moreno` is then `Ada Moreno, who leads the ministry`. The head
    /// is found without a parser: the last word before the first comma or postmodifier.
    Head,
}

/// For each gold mention the predicted one that is it, of those that take part.
pub(super) fn align(
    gold: &Side,
    predicted: &Side,
    keep: (&[bool], &[bool]),
    by: MentionMatch,
) -> Vec<Option<usize>> {
    let (gold_kept, predicted_kept) = (kept(gold, keep.0), kept(predicted, keep.1));
    let words = |side: &'_ Side, kept: &[usize]| -> Vec<Words> {
        kept.iter().map(|at| side.mentions[*at].words.clone()).collect()
    };
    let (gold_words, predicted_words) = (words(gold, &gold_kept), words(predicted, &predicted_kept));
    let fit = |one: usize, other: usize| {
        fit(&gold.mentions[gold_kept[one]], &predicted.mentions[predicted_kept[other]], by)
    };
    let pairs =
        best_first(&gold_words.iter().collect::<Vec<_>>(), &predicted_words.iter().collect::<Vec<_>>(), fit);
    let mut found = vec![None; gold.mentions.len()];
    for pair in pairs {
        found[gold_kept[pair.gold]] = Some(predicted_kept[pair.predicted]);
    }
    found
}

fn kept(side: &Side, keep: &[bool]) -> Vec<usize> {
    let of_kept_chain = |at: &usize| keep.get(side.mentions[*at].chain).copied().unwrap_or(false);
    (0..side.mentions.len()).filter(of_kept_chain).collect()
}

fn fit(gold: &Mentioned, predicted: &Mentioned, by: MentionMatch) -> f64 {
    let same = gold.words == predicted.words;
    let inside = || {
        gold.head.is_some_and(|head| predicted.words.contains(head))
            && predicted.words.shared(&gold.words) == predicted.words.len()
    };
    match by {
        _ if same => 1.0,
        MentionMatch::Head if inside() => gold.words.dice(&predicted.words),
        MentionMatch::Words | MentionMatch::Head => 0.0,
    }
}

/// The chains of both sides that take part, as numbers; those of a pair are the same.
pub(super) fn numbered(
    gold: &Side,
    predicted: &Side,
    keep: (&[bool], &[bool]),
    by: MentionMatch,
) -> (Vec<Chain>, Vec<Chain>) {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut names: Vec<u32> =
        (0..predicted.mentions.len()).map(|at| number(gold.mentions.len() + at)).collect();
    for (at, found) in align(gold, predicted, keep, by).into_iter().enumerate() {
        if let Some(found) = found {
            names[found] = number(at);
        }
    }
    let chains = |side: &Side, keep: &[bool], name: &dyn Fn(usize) -> u32| -> Vec<Chain> {
        let kept = side.chains.iter().zip(keep).filter(|(_, keep)| **keep);
        kept.map(|(chain, _)| chain.mentions.iter().map(|at| name(*at)).collect()).collect()
    };
    (chains(gold, keep.0, &number), chains(predicted, keep.1, &|at| names[at]))
}
