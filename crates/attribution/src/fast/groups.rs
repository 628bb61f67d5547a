//! Groups of words that stand in like company.
//!
//! In: the hash of a word. Out: what is known of it without its neighbors. Must not know: documents, labels.

use super::signals::{Cue, cue, hash};
use rustc_hash::FxHashMap;

/// The table of the crate, its card beside it: a group a line.
const TABLE: &str = include_str!("../../models/groups.txt");

/// Words by group.
#[derive(Debug, Clone)]
pub struct Groups {
    /// What is known of a word by its hash.
    words: FxHashMap<u32, Known>,
}

/// A word of the table.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    /// Its group, from 1; 0: a word that is not in the table.
    pub(super) group: u16,
    /// Its own number, from 1, in the order of [`Groups::words`]; 0: not in the table.
    pub(super) word: u16,
    /// How often it is a cue: the lexicon is asked once, when the table is read.
    pub(super) cue: Cue,
}

impl Groups {
    /// Reads the table of the crate.
    pub fn new() -> Self {
        let words = Self::words().zip(1u16..);
        let words = words.map(|((word, group), number)| {
            (hash(word.as_bytes()), Known { group, word: number, cue: cue(word) })
        });
        Self { words: words.collect() }
    }

    /// All words, each with its group.
    pub(super) fn words() -> impl Iterator<Item = (&'static str, u16)> {
        TABLE.lines().zip(1..).flat_map(|(line, group)| line.split(' ').map(move |word| (word, group)))
    }

    /// What is known of a word.
    pub(super) fn of(&self, word: u32) -> Known {
        self.words.get(&word).copied().unwrap_or_default()
    }
}

impl Default for Groups {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_like_company_share_a_group() {
        let groups = Groups::new();
        let group = |word: &str| groups.of(hash(word.as_bytes())).group;
        assert_eq!(group("senator"), group("governor"));
        assert_ne!(group("senator"), group("said"));
        assert_eq!(group("qwrtzpsdf"), 0);
    }
}
