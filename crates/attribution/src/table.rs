//! Word lists with an index by hash, made when the crate is compiled.
//!
//! In: rows of a word and its value. Out: [`Table`], which finds a row by its word; [`ShortWord`], the
//! key of a map of ours. Must not know: what the words are for.
//!
//! Nearly every token is looked up in several lists, so that a look-up must not cost a search (measured on PolNeAR train: with
//! binary search over the same lists a quarter of the time of the whole pipeline went into comparing words). The lists are ours
//! and the hash has no secret: never use it for words of a text as keys, which somebody might choose so that they all collide.

use std::hash::{Hash, Hasher};

/// Rows by their word. `SLOTS` is a power of two and at least twice the number of rows.
pub(crate) struct Table<V: 'static, const SLOTS: usize> {
    rows: &'static [(&'static str, V)],
    /// One more than the row's number; 0 is free. A row stands at its hash or at the next free place after it.
    slots: [u16; SLOTS],
}

impl<V, const SLOTS: usize> Table<V, SLOTS> {
    /// The table of rows with different words; a wrong `SLOTS` does not compile.
    pub(crate) const fn new(rows: &'static [(&'static str, V)]) -> Self {
        assert!(
            SLOTS.is_power_of_two() && rows.len() * 2 <= SLOTS && rows.len() < u16::MAX as usize,
            "the list has grown: double SLOTS"
        );
        let mut slots = [0; SLOTS];
        let mut row = 0;
        while row < rows.len() {
            let mut slot = hash(rows[row].0.as_bytes()) as usize % SLOTS;
            while slots[slot] != 0 {
                slot = (slot + 1) % SLOTS;
            }
            row += 1;
            slots[slot] = row as u16;
        }
        Self { rows, slots }
    }

    /// The value of a word.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<&'static V> {
        self.row(word).map(|row| &self.rows[row].1)
    }

    /// The number of a word's row.
    #[inline]
    pub(crate) fn row(&self, word: &str) -> Option<usize> {
        let mut slot = hash(word.as_bytes()) as usize % SLOTS;
        loop {
            let row = usize::from(self.slots[slot]).checked_sub(1)?;
            if self.rows[row].0 == word {
                return Some(row);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

/// A hash of the ends of a word and its length: English words of up to 16 bytes have no more than those.
#[inline]
const fn hash(word: &[u8]) -> u64 {
    let (first, last) = ends(word);
    mix(first ^ (word.len() as u64) << 56, last)
}

/// The first and the last eight bytes, which meet or overlap in words of up to 16: then these and the length are the word.
#[inline]
const fn ends(word: &[u8]) -> (u64, u64) {
    let len = word.len();
    match len {
        0 => (0, 0),
        1..4 => (word[0] as u64 | (word[len / 2] as u64) << 8, word[len - 1] as u64),
        4..8 => (four(word, 0), four(word, len - 4)),
        _ => (four(word, 0) | four(word, 4) << 32, four(word, len - 8) | four(word, len - 4) << 32),
    }
}

#[inline]
const fn mix(first: u64, last: u64) -> u64 {
    const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mixed = (first.wrapping_mul(ODD) ^ last.rotate_left(29)).wrapping_mul(ODD);
    mixed ^ mixed >> 32
}

#[inline]
const fn four(word: &[u8], at: usize) -> u64 {
    u32::from_le_bytes([word[at], word[at + 1], word[at + 2], word[at + 3]]) as u64
}

/// A word of up to 15 bytes as the key of a map that is filled at run time: compared without a look at the word itself, which
/// would not be in the cache. Its first eight bytes, and its last seven with its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShortWord(u64, u64);

impl ShortWord {
    /// None for a longer word.
    #[inline]
    pub(crate) fn new(word: &str) -> Option<Self> {
        let (first, last) = ends(word.as_bytes());
        let len = word.len() as u64;
        // The first of the last eight bytes is among the first eight.
        let last = if len < 8 { last << 8 } else { last & !0xff };
        (len < 16).then_some(Self(first, last | len))
    }
}

impl Hash for ShortWord {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(mix(self.0, self.1));
    }
}

/// Passes the hash of a [`ShortWord`] on.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ShortWordHasher(u64);

impl Hasher for ShortWordHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &[(&str, u8)] =
        &[("", 0), ("a", 1), ("said", 2), ("saidsaid", 3), ("said so and that was that", 4), ("é", 5)];
    static TABLE: Table<u8, 16> = Table::new(ROWS);

    #[test]
    fn every_row_is_found() {
        for (word, value) in ROWS {
            assert_eq!(TABLE.get(word), Some(value), "{word}");
        }
    }

    #[test]
    fn other_words_are_not() {
        for word in ["b", "Said", "sai", "saids", "said so and thus was that", "aa", "e"] {
            assert_eq!(TABLE.get(word), None, "{word}");
        }
    }

    #[test]
    fn short_words_are_different_keys() {
        let words =
            ["", "a", "aa", "aaa", "aba", "abba", "abbba", "aabba", "abcdefgh", "abcdefghi", "bbcdefghi"];
        for (at, word) in words.iter().enumerate() {
            assert!(ShortWord::new(word).is_some());
            assert!(words[..at].iter().all(|other| ShortWord::new(other) != ShortWord::new(word)), "{word}");
        }
        assert_ne!(ShortWord::new("abcdefghijklmno"), ShortWord::new("abcdefghijkxmno"));
        assert_ne!(ShortWord::new("abcdefghijklmno"), ShortWord::new("abcdefgxijklmno"));
        assert_eq!(ShortWord::new("abcdefghijklmnop"), None);
    }

    #[test]
    fn a_full_half_of_collisions_ends() {
        // Of 17 bytes or more, the middle does not count.
        static SAME: Table<u8, 4> = Table::new(&[("12345678x12345678", 1), ("12345678y12345678", 2)]);
        assert_eq!(SAME.get("12345678y12345678"), Some(&2));
        assert_eq!(SAME.get("12345678z12345678"), None);
    }
}
