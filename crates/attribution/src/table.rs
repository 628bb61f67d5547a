//! Word lists with an index by hash, made when the crate is compiled.
//!
//! In: rows of a word and its value. Out: [`Table`], which finds a row by its word, and [`WordMap`], the same for a list that is
//! read at run time. Must not know: what the words are for.
//!
//! Nearly every token is looked up in several lists, so that a look-up must not cost a search (measured on PolNeAR train: with
//! binary search over the same lists a quarter of the time of the whole pipeline went into comparing words). The lists are ours
//! and the hash has no secret: never use it for words of a text as keys, which somebody might choose so that they all collide.

/// Rows by their word. `SLOTS` is a power of two and at least 1.5 times the number of rows.
pub(crate) struct Table<V: 'static, const SLOTS: usize> {
    rows: &'static [(&'static str, V)],
    /// A row stands where its hash says or in the next free place after it, word and value together: a look-up is mostly one
    /// line of the cache.
    slots: [Slot<V>; SLOTS],
}

#[derive(Debug, Clone, Copy)]
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

    /// The value of a word in any case, where the table has it in lower case.
    #[inline]
    pub(crate) fn get_in_any_case(&self, word: &str) -> Option<V> {
        self.numbered_in_any_case(word).map(|(_, value)| value)
    }

    /// The number of a word's row, and its value.
    #[inline]
    pub(crate) fn numbered(&self, word: &str) -> Option<(usize, V)> {
        find(&self.slots, Key::new(word), |row| self.word(row) == Some(word))
    }

    /// The same for a word in any case, without a copy of it.
    #[inline]
    pub(crate) fn numbered_in_any_case(&self, word: &str) -> Option<(usize, V)> {
        if !word.is_ascii() {
            return self.numbered(&word.to_lowercase());
        }
        let known = |row: usize| self.word(row).is_some_and(|known| known.eq_ignore_ascii_case(word));
        find(&self.slots, Key::new(word).in_lower_case(), known)
    }

    fn word(&self, row: usize) -> Option<&'static str> {
        self.rows.get(row).map(|(word, _)| *word)
    }
}

/// The same for rows that are read at run time.
#[derive(Debug, Clone)]
pub(crate) struct WordMap<V> {
    words: Vec<&'static str>,
    slots: Vec<Slot<V>>,
}

impl<V: Copy + Default> WordMap<V> {
    /// The map of at most 65,534 rows; any further ones are left out. Of two rows with one word the later counts.
    pub(crate) fn new(rows: &[(&'static str, V)]) -> Self {
        let rows = &rows[..rows.len().min(usize::from(u16::MAX) - 1)];
        let size = (rows.len() * 3 / 2 + 1).next_power_of_two();
        let mut slots = vec![Slot { key: Key(0, 0), value: V::default(), row: 0 }; size];
        for (row, (word, value)) in (1..).zip(rows) {
            let key = Key::new(word);
            let mut at = key.hash() as usize % size;
            let known = |slot: &Slot<V>| slot.key == key && rows[usize::from(slot.row) - 1].0 == *word;
            while slots[at].row != 0 && !known(&slots[at]) {
                at = (at + 1) % size;
            }
            slots[at] = Slot { key, value: *value, row };
        }
        Self { words: rows.iter().map(|(word, _)| *word).collect(), slots }
    }

    /// The value of a word.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<V> {
        find(&self.slots, Key::new(word), |row| self.words.get(row) == Some(&word)).map(|(_, value)| value)
    }
}

/// The number of a key's row, and its value; `is_it` says of a row whether it is the word's, where the key does not tell. One slot at
/// least is free; their number is a power of two.
#[inline]
fn find<V: Copy>(slots: &[Slot<V>], key: Key, is_it: impl Fn(usize) -> bool) -> Option<(usize, V)> {
    let mut at = key.hash() as usize & (slots.len() - 1);
    loop {
        let slot = &slots[at];
        let row = usize::from(slot.row).checked_sub(1)?;
        if slot.key == key && (key.is_whole() || is_it(row)) {
            return Some((row, slot.value));
        }
        at = (at + 1) & (slots.len() - 1);
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

    /// The key of the same word in lower case. For ASCII only.
    #[inline]
    const fn in_lower_case(self) -> Self {
        // The length is smaller than any letter.
        Self(lower_bytes(self.0), lower_bytes(self.1))
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

/// Eight ASCII bytes with their capitals made small, all at once: the high bit of a byte says whether it is one.
#[inline]
const fn lower_bytes(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let from_a = bytes + (0x80 - b'A' as u64) * EACH;
    let after_z = bytes + (0x80 - b'Z' as u64 - 1) * EACH;
    let capital = (from_a & !after_z) & (0x80 * EACH);
    bytes | capital >> 2
}

#[inline]
const fn four(word: &[u8], at: usize) -> u64 {
    u32::from_le_bytes([word[at], word[at + 1], word[at + 2], word[at + 3]]) as u64
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
            assert_eq!(WordMap::new(ROWS).get(word), Some(*value), "{word}");
        }
    }

    #[test]
    fn other_words_are_not() {
        for word in ["b", "Said", "sai", "saids", "said so and thus was that", "aa", "e"] {
            assert_eq!(TABLE.get(word), None, "{word}");
            assert_eq!(WordMap::new(ROWS).get(word), None, "{word}");
        }
    }

    #[test]
    fn case_does_not_count_where_it_is_not_asked_for() {
        for word in ["SAID", "Said", "sAiD", "SaidSaid", "Said so and THAT was that", "É", ""] {
            assert_eq!(TABLE.get_in_any_case(word), TABLE.get(&word.to_lowercase()), "{word}");
        }
        // The neighbors of the letters are none.
        for byte in 0..128 {
            let word = [byte; 9].map(char::from).iter().collect::<String>();
            assert_eq!(Key::new(&word).in_lower_case(), Key::new(&word.to_ascii_lowercase()), "{word}");
        }
        assert_eq!(TABLE.get_in_any_case("Said so and thus was that"), None);
    }

    #[test]
    fn the_later_row_of_a_word_counts() {
        assert_eq!(WordMap::new(&[("said", 1), ("told", 2), ("said", 3)]).get("said"), Some(3));
    }

    #[test]
    fn an_empty_map_has_nothing() {
        assert_eq!(WordMap::<u8>::new(&[]).get("said"), None);
    }

    #[test]
    fn short_words_are_different_keys() {
        let words =
            ["", "a", "aa", "aaa", "aba", "abba", "abbba", "aabba", "abcdefgh", "abcdefghi", "bbcdefghi"];
        for (at, word) in words.iter().enumerate() {
            assert!(Key::new(word).is_whole());
            assert!(words[..at].iter().all(|other| Key::new(other) != Key::new(word)), "{word}");
        }
        assert_ne!(Key::new("abcdefghijklmno"), Key::new("abcdefghijkxmno"));
        assert_ne!(Key::new("abcdefghijklmno"), Key::new("abcdefgxijklmno"));
        assert!(!Key::new("abcdefghijklmnop").is_whole());
    }

    #[test]
    fn a_full_half_of_collisions_ends() {
        // Of 16 bytes or more, the middle does not count.
        static SAME: Table<u8, 4> = Table::new(&[("12345678x12345678", 1), ("12345678y12345678", 2)]);
        assert_eq!(SAME.get("12345678y12345678"), Some(2));
        assert_eq!(SAME.get("12345678z12345678"), None);
    }
}
