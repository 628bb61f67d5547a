//! Whether two names are the same person's.
//!
//! In: names. Out: whether they match. Must not know: documents, rosters.
//!
//! Names are compared without case, diacritics, titles, a leading "the" and possessive endings. One name matches another
//! when its words stand in the other in the same order and the last words agree, and, where the prediction is the shorter one, no
//! other gold name of the document would match as well.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Words in front of a name that are no part of it.
const TITLES: [&str; 12] =
    ["dr", "gen", "gov", "mr", "mrs", "ms", "president", "prof", "rep", "sen", "sir", "the"];

/// A name's words, for comparison.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name(Vec<String>);

impl Name {
    pub(crate) fn new(name: &str) -> Self {
        // Upper case first: `ß` and final sigma fold as Unicode's case folding has them.
        let folded: String = name.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect();
        let plain = folded.replace('’', "'").replace("'s", "");
        let plain: String = plain.nfkd().filter(|c| canonical_combining_class(*c) == 0).collect();
        let words: Vec<&str> =
            plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let last = words.len().saturating_sub(1);
        let kept = words.iter().enumerate().filter(|(at, word)| *at == last || !TITLES.contains(word));
        Self(kept.map(|(_, word)| (*word).to_owned()).collect())
    }

    pub(crate) fn words(&self) -> &[String] {
        &self.0
    }

    /// Whether its words stand in the other in this order, with the same last word.
    fn within(&self, long: &Name) -> bool {
        let mut rest = long.0.iter();
        !self.0.is_empty()
            && self.0.last() == long.0.last()
            && self.0.iter().all(|word| rest.any(|other| other == word))
    }

    /// Whether a predicted name is a gold one's person: equal, fuller, or shorter where no other name of `all` fits.
    fn is(&self, gold: &Name, all: &BTreeSet<Name>) -> bool {
        self == gold
            || gold.within(self)
            || (self.within(gold) && all.iter().filter(|other| self.within(other)).count() == 1)
    }
}

/// Whether the predicted people are the gold ones: as many, and each of them one of those. `all` are the gold names of the
/// document.
pub(crate) fn same_people(predicted: &[Name], gold: &[Name], all: &BTreeSet<Name>) -> bool {
    predicted.len() == gold.len() && predicted.iter().all(|name| gold.iter().any(|other| name.is(other, all)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(predicted: &[&str], gold: &[&str], others: &[&str], expected: bool) {
        let names = |list: &[&str]| list.iter().map(|name| Name::new(name)).collect::<Vec<_>>();
        let all = names(gold).into_iter().chain(names(others)).collect();
        assert_eq!(same_people(&names(predicted), &names(gold), &all), expected, "{predicted:?} {gold:?}");
    }

    #[test]
    fn the_same_people_under_other_names() {
        check(&["Moreno"], &["Ada Moreno"], &[], true);
        check(&["Dr Ada Moreno"], &["Moreno"], &[], true);
        check(&["Maros Sefcovic"], &["Maroš Šefčovič"], &[], true);
        check(&["White House"], &["The White House"], &[], true);
        check(&["Jürgen Groß’s"], &["JÜRGEN GROSS"], &[], true);
        check(&["Bo Lund", "Ada Moreno"], &["Ada Moreno", "Bo Lund"], &[], true);
        check(&["Ada R. Moreno"], &["Ada Moreno"], &[], true);
    }

    #[test]
    fn other_people() {
        check(&["Moreno"], &["Ada Moreno"], &["Eva Moreno"], false);
        check(&["Ada Lund"], &["Ada Moreno"], &[], false);
        check(&["Bo Lund"], &["Ada Moreno", "Bo Lund"], &[], false);
        check(&["Ada"], &["Ada Moreno"], &[], false);
    }
}
