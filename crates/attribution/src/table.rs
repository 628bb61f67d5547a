//! Word lists with an index by hash, made when the crate is compiled.
//!
//! In: rows of a word and its value. Out: [`Table`], which finds a row by its word; [`ShortWord`], the
//! key of a map of ours. Must not know: what the words are for.
//!
//! Nearly every token is looked up in several lists, so that a look-up must not cost a search (measured on PolNeAR train: with
//! binary search over the same lists a quarter of the time of the whole pipeline went into comparing words). The lists are ours
//! and the hash has no secret: never use it for words of a text as keys, which somebody might choose so that they all collide.

use std::hash::{Hash, Hasher};

/// Rows by their word. `SLOTS` is a power of two and at least 1.5 times the number of rows.
pub(crate) struct Table<V: 'static, const SLOTS: usize> {
    rows: &'static [(&'static str, V)],
    /// A row stands where its hash says or in the next free place after it, word and value together: a look-up is mostly one
    /// line of the cache.
    slots: [Slot<V>; SLOTS],
}

#[derive(Clone, Copy)]
struct Slot<V> {
    key: Key,
    value: V,
    /// One more than the row's number; 0 is free.
    row: u16,
}

impl<V: Copy, const SLOTS: usize> Table<V, SLOTS> {
    /// The table of rows with different words; a wrong `SLOTS` does not compile.
    pub(crate) const fn new(rows: &'static [(&'static str, V)]) -> Self {
        assert!(
            SLOTS.is_power_of_two() && rows.len() * 3 <= SLOTS * 2 && rows.len() < u16::MAX as usize,
            "the list has grown: double SLOTS"
        );
        let mut slots = [Slot { key: Key(0, 0), value: rows[0].1, row: 0 }; SLOTS];
        let mut row = 0;
        while row < rows.len() {
            let (word, value) = rows[row];
            let key = Key::new(word);
            let mut at = key.hash() as usize % SLOTS;
            while slots[at].row != 0 {
                at = (at + 1) % SLOTS;
            }
            row += 1;
            slots[at] = Slot { key, value, row: row as u16 };
        }
        Self { rows, slots }
    }

    /// The value of a word.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<V> {
        self.numbered(word).map(|(_, value)| value)
    }

    /// The number of a word's row, and its value.
    #[inline]
    pub(crate) fn numbered(&self, word: &str) -> Option<(usize, V)> {
        let key = Key::new(word);
        let mut at = key.hash() as usize % SLOTS;
        loop {
            let slot = &self.slots[at];
            let row = usize::from(slot.row).checked_sub(1)?;
            if slot.key == key && (key.is_whole() || self.rows[row].0 == word) {
                return Some((row, slot.value));
            }
            at = (at + 1) % SLOTS;
        }
    }
}

/// A word in two numbers: its first eight bytes, and its last seven with its length. For a word of up to 15 bytes, that is all of
/// it, so that it is compared without a look at the word itself, which would not be in the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key(u64, u64);

impl Key {
    const LONGEST_WHOLE: usize = 15;

    #[inline]
    const fn new(word: &str) -> Self {
        let bytes = word.as_bytes();
        let len = bytes.len();
        let (first, last) = match len {
            0 => (0, 0),
            1..4 => (bytes[0] as u64 | (bytes[len / 2] as u64) << 8, (bytes[len - 1] as u64) << 8),
            4..8 => (four(bytes, 0), four(bytes, len - 4) << 8),
            // The first of the last eight bytes is among the first eight, or else between.
            _ => (
                four(bytes, 0) | four(bytes, 4) << 32,
                (four(bytes, len - 8) | four(bytes, len - 4) << 32) & !0xff,
            ),
        };
        Self(
            first,
            last | if len <= Self::LONGEST_WHOLE { len as u64 } else { Self::LONGEST_WHOLE as u64 + 1 },
        )
    }

    /// Whether no other word has this key.
    #[inline]
    const fn is_whole(self) -> bool {
        self.1 & 0xff <= Self::LONGEST_WHOLE as u64
    }

    #[inline]
    const fn hash(self) -> u64 {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let mixed = (self.0.wrapping_mul(ODD) ^ self.1.rotate_left(29)).wrapping_mul(ODD);
        mixed ^ mixed >> 32
    }
}

#[inline]
const fn four(word: &[u8], at: usize) -> u64 {
    u32::from_le_bytes([word[at], word[at + 1], word[at + 2], word[at + 3]]) as u64
}

/// A word of up to 15 bytes as the key of a map that is filled at run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShortWord(Key);

impl ShortWord {
    /// None for a longer word.
    #[inline]
    pub(crate) fn new(word: &str) -> Option<Self> {
        let key = Key::new(word);
        key.is_whole().then_some(Self(key))
    }
}

impl Hash for ShortWord {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0.hash());
    }
}

/// Passes the hash of a [`ShortWord`] on.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct ShortWordHasher(u64);

impl Hasher for ShortWordHasher {
    /// Not called: a key writes one number.
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
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
            assert_eq!(TABLE.get(word), Some(*value), "{word}");
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
        // Of 16 bytes or more, the middle does not count.
        static SAME: Table<u8, 4> = Table::new(&[("12345678x12345678", 1), ("12345678y12345678", 2)]);
        assert_eq!(SAME.get("12345678y12345678"), Some(2));
        assert_eq!(SAME.get("12345678z12345678"), None);
    }
}
