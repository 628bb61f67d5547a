//! Which articles are the same text printed again: wire copy, cut, under another headline, with a sentence changed here and there.
//!
//! In: the texts of documents, in order. Out: for each the first document with nearly the same text, where there is one. Must not know:
//! how documents are read or printed.
//!
//! A text is the set of its runs of words, and a [`Signature`] what MinHash (Broder 1997) keeps of the set: as large a share of two
//! signatures is equal as of the sets. Signatures are made by the workers; [`Reprints`] sees them in the order of the documents, so that the
//! same documents give the same answer on any number of threads. Only first documents are kept, 400 bytes and an id for each: a reprint
//! is compared with the first of its kind, and no chain of ever other texts is one cluster.

use crate::names::fold;
use minhash_rs::prelude::{MinHash, MinHasher};
use std::collections::{BTreeSet, HashMap};
use twox_hash::XxHash3_128;

/// Words in a run. Of five, two articles on one subject by different authors have hardly any in common.
const RUN: usize = 5;
/// Numbers in a signature.
const NUMBERS: usize = 32;
/// Numbers that have to be equal, next to each other, for two signatures to be compared: all pairs would be too many.
const BAND: usize = 2;
/// A share of equal numbers from which on it is a reprint: `a_reprint_is_told_from_another_article` measures it.
const SAME: f64 = 0.25;
/// Shorter texts say too little.
const FEWEST_WORDS: usize = 40;

/// Any odd number of many bits will do: the golden ratio's.
const MIXER: u64 = 0x9e37_79b9_7f4a_7c15;

/// The field, or column, that holds the id of the first document of its kind.
pub(crate) const REPRINT_OF: &str = "reprint_of";

type Sketch = MinHash<u32, NUMBERS>;

/// What is kept of a text to compare it.
#[derive(Debug, Clone)]
pub(crate) struct Signature(Sketch);

impl Signature {
    /// None of a text that is too short.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let hash = |word: &str| XxHash3_128::oneshot(word.as_bytes()) as u64;
        let words: Vec<u64> = fold(text).split(' ').map(hash).collect();
        if words.len() < FEWEST_WORDS {
            return None;
        }
        let mut sketch = Sketch::new();
        for run in words.windows(RUN) {
            sketch.insert(
                run.iter().fold(0, |run: u64, word| (run.rotate_left(23) ^ word).wrapping_mul(MIXER)),
            );
        }
        Some(Self(sketch))
    }

    /// The keys by which it may be found.
    fn bands(&self) -> impl Iterator<Item = u32> {
        let numbers: Vec<u32> = self.0.iter().copied().collect();
        let key = |band: &[u32]| band.iter().fold(0_u32, |key, number| key.rotate_left(16) ^ number);
        numbers.chunks(BAND).map(key).collect::<Vec<_>>().into_iter()
    }
}

/// A document that is no reprint.
#[derive(Debug)]
struct First {
    id: Box<str>,
    signature: Sketch,
}

/// The documents so far.
#[derive(Debug, Default)]
pub(crate) struct Reprints {
    firsts: Vec<First>,
    /// For each band, who had its key first.
    bands: [HashMap<u32, u32>; NUMBERS / BAND],
}

impl Reprints {
    /// Adds the next document. The id of the first one with nearly the same text, where there is one.
    pub(crate) fn add(&mut self, id: &str, signature: Option<&Signature>) -> Option<String> {
        let signature = signature?;
        if let Some(first) = self.nearest(signature, SAME) {
            return Some(first.id.to_string());
        }
        // Far beyond what memory holds.
        let number = u32::try_from(self.firsts.len()).ok()?;
        for (band, key) in self.bands.iter_mut().zip(signature.bands()) {
            band.entry(key).or_insert(number);
        }
        self.firsts.push(First { id: id.into(), signature: signature.0 });
        None
    }

    /// The document with the largest share of equal numbers, at least `same`; the earliest of several.
    fn nearest(&self, signature: &Signature, same: f64) -> Option<&First> {
        let keys = self.bands.iter().zip(signature.bands());
        let numbers: BTreeSet<u32> = keys.filter_map(|(band, key)| band.get(&key).copied()).collect();
        let mut best: Option<(f64, &First)> = None;
        for first in numbers.iter().filter_map(|number| self.firsts.get(*number as usize)) {
            let share = first.signature.estimate_jaccard_index(&signature.0);
            if share >= same && best.is_none_or(|(most, _)| share > most) {
                best = Some((share, first));
            }
        }
        best.map(|(_, first)| first)
    }
}

#[cfg(test)]
mod tests;
