//! The abbreviations of news: which words keep their full stop, and whether a sentence can end there.
//!
//! In: a word without its full stop. Out: its [`Group`]. Must not know: the text around it.

mod generated;

use generated::ABBREVIATIONS;

/// How an abbreviation behaves; the groups of `data/abbreviations.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// A sentence never ends here: `Gen.`
    NeverEnd,
    /// A sentence may end here: `Inc.`
    MayEnd,
    /// A day usually follows: `Nov.`
    Month,
    /// An abbreviation only before a number: `No.`
    BeforeNumber,
}

/// A row of the generated table.
pub(crate) struct Entry {
    /// In lower case.
    key: &'static str,
    /// Whether the text must have a capital.
    capital: bool,
    group: Group,
}

/// No entry is longer; a longer word needs no look-up.
const MAX_LEN: usize = 8;

/// The group of a word, given without its full stop; a single capital is an initial and has none. Logarithmic, allocates
/// nothing.
pub(crate) fn group_of(word: &str) -> Option<Group> {
    if matches!(word.as_bytes(), [b'A'..=b'Z']) {
        return None;
    }
    let mut lower = [0; MAX_LEN];
    let lower = lower.get_mut(..word.len())?;
    for (to, from) in lower.iter_mut().zip(word.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    let found = ABBREVIATIONS.binary_search_by(|entry| entry.key.as_bytes().cmp(lower)).ok()?;
    let entry = ABBREVIATIONS.get(found)?;
    (!entry.capital || word.starts_with(|c: char| c.is_ascii_uppercase())).then_some(entry.group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted_and_fits() {
        assert!(ABBREVIATIONS.windows(2).all(|pair| pair[0].key < pair[1].key));
        assert!(ABBREVIATIONS.iter().all(|entry| entry.key.len() <= MAX_LEN));
    }

    #[test]
    fn every_entry_of_the_data_file_is_found() {
        let mut count = 0;
        for line in include_str!("../data/abbreviations.txt").lines() {
            if !line.is_empty() && !line.starts_with(['#', '[']) {
                assert!(group_of(line).is_some(), "{line} is not in the table: run `cargo xtask codegen`");
                count += 1;
            }
        }
        assert_eq!(count, ABBREVIATIONS.len(), "run `cargo xtask codegen`");
    }

    #[test]
    fn a_capital_entry_needs_a_capital() {
        assert_eq!(group_of("Gen"), Some(Group::NeverEnd));
        assert_eq!(group_of("GEN"), Some(Group::NeverEnd));
        assert_eq!(group_of("gen"), None);
        assert_eq!((group_of("v"), group_of("V")), (Some(Group::NeverEnd), None));
        assert_eq!(group_of("NO"), Some(Group::BeforeNumber));
    }
}
