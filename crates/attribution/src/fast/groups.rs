//! Groups of words that stand in like company.
//!
//! In: the hash of a word. Out: the number of its group. Must not know: documents, labels.

use super::signals::hash;
use rustc_hash::FxHashMap;

/// Words by group (`models/groups.txt`, card beside it).
#[derive(Debug, Clone)]
pub struct Groups {
    /// The hash of each word and one more than its group.
    words: FxHashMap<u32, u16>,
}

impl Groups {
    /// Reads the table of the crate.
    pub fn new() -> Self {
        let words = include_str!("../../models/groups.txt")
            .lines()
            .zip(1..)
            .flat_map(|(line, group)| line.split(' ').map(move |word| (hash(word.as_bytes()), group)))
            .collect();
        Self { words }
    }

    /// The group of a word, from 1; 0 for one that is not in the table.
    pub(super) fn of(&self, word: u32) -> u16 {
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
        let group = |word: &str| groups.of(hash(word.as_bytes()));
        assert_eq!(group("senator"), group("governor"));
        assert_ne!(group("senator"), group("said"));
        assert_eq!(group("qwrtzpsdf"), 0);
    }
}
