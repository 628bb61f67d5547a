//! Words that mentions are made of: titles, roles, organisations, first names.
//!
//! In: a folded word. Out: its [`Word`] classes. Must not know: documents. First names and roles are the frequent ones only;
//! everything that uses them works, less surely, without. The lists are in `lexicon/words.toml`; `cargo xtask codegen`
//! makes the tables.

#[rustfmt::skip]
mod generated;

use crate::fold::folded;
use crate::table::Table;
use bitflags::bitflags;
use generated::{COUNTRIES, NICKNAMES, WORDS};

bitflags! {
    /// The classes a word can belong to.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub(crate) struct Word: u32 {
        /// Stands before a name: `Senator`, `spokesman`.
        const TITLE = 1;
        /// A noun for a person by what he or she does or is.
        const ROLE = 2;
        /// Such a noun or title for a man.
        const MASCULINE = 4;
        /// Such a noun or title for a woman.
        const FEMININE = 8;
        /// Several people: `voters`, `police`.
        const GROUP = 16;
        /// A noun for a body of people, alone or as the last word of its name.
        const ORGANISATION = 32;
        /// A noun for something that says things without being anybody: `the report`.
        const THING = 64;
        /// A place that can stand for its government, or a part of its name.
        const PLACE = 128;
        /// An adjective of origin or party.
        const NATION = 256;
        /// An adjective or noun that often stands between article and role.
        const MODIFIER = 512;
        /// A lower-case part of surnames: `van`.
        const PARTICLE = 1024;
        /// Days and months.
        const CALENDAR = 2048;
        /// A function word, or a word that often begins a sentence and is no name.
        const FUNCTION = 4096;
        /// A preposition.
        const PREPOSITION = 8192;
        /// A first name of men.
        const FIRST_MASCULINE = 16384;
        /// A first name of women.
        const FIRST_FEMININE = 32768;
        /// A finite verb that is hardly ever a noun.
        const VERB = 65536;
        /// An adverb.
        const ADVERB = 131072;
        /// A first name that is also a word: `Will`, `Rose`.
        const FIRST_NAME_AND_WORD = 262144;
        /// An article, pronoun, auxiliary or conjunction: no part of a name.
        const CLOSED = 524288;
    }
}

impl Word {
    /// A first name of anybody.
    pub(crate) const FIRST_NAME: Self = Self::FIRST_MASCULINE.union(Self::FIRST_FEMININE);
}

static BY_WORD: Table<u32, 16384> = Table::new(WORDS);
static COUNTRY_BY_WORD: Table<&str, 256> = Table::new(COUNTRIES);
static FULL_BY_NICKNAME: Table<&str, 256> = Table::new(NICKNAMES);

/// The classes of a folded word; none for a word not known.
pub(crate) fn classify(folded: &str) -> Word {
    BY_WORD.get(folded).map_or(Word::empty(), Word::from_bits_truncate)
}

/// How many words the lists have.
pub(crate) fn listed() -> usize {
    WORDS.len()
}

/// The classes of a word as it is written and its number among the words of the lists; none for a word not known.
pub(crate) fn numbered(word: &str) -> Option<(Word, usize)> {
    // What folding changes beside capitals.
    let found = if word.is_ascii() && !word.contains('.') {
        BY_WORD.numbered_in_any_case(word)
    } else {
        BY_WORD.numbered(&folded(word))
    };
    found.map(|(number, bits)| (Word::from_bits_truncate(bits), number))
}

/// The country or body that a folded adjective or name stands for, as rosters write it.
pub(crate) fn country(folded: &str) -> Option<&'static str> {
    COUNTRY_BY_WORD.get(folded)
}

/// The first name that a folded nickname is short for, where its letters do not tell: `bill` for `william`.
pub(crate) fn nickname(folded: &str) -> Option<&'static str> {
    FULL_BY_NICKNAME.get(folded)
}

/// A country or body by its own code: `MX`.
pub(crate) fn country_code(code: &str) -> Option<&'static str> {
    COUNTRIES.iter().map(|&(_, known)| known).find(|known| *known == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(COUNTRIES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(NICKNAMES.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn a_word_may_have_several_classes() {
        assert!(classify("april").contains(Word::CALENDAR | Word::FIRST_FEMININE));
        assert!(classify("zzz").is_empty());
    }
}
