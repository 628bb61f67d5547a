//! Which full names of many documents are one person's.
//!
//! In: the full names of each document's people. Out: whether all forms of a name mean one person. Must not know: what the people
//! said, rosters.

use dixit_attribution::{FullName, Gender};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The full names of all documents so far.
#[derive(Debug, Default)]
pub(crate) struct FullNames {
    /// By the name without middle initials.
    bases: HashMap<String, Base>,
}

#[derive(Debug, Default)]
struct Base {
    initials: BTreeSet<String>,
    masculine: bool,
    feminine: bool,
    /// Whether a document tells two people of this name apart.
    apart: bool,
}

impl FullNames {
    /// Adds the people of one document, each once.
    pub(crate) fn add<'a>(&mut self, people: impl Iterator<Item = (&'a FullName, Gender)>) {
        let mut here: HashSet<&str> = HashSet::new();
        for (name, gender) in people {
            let base = self.bases.entry(name.base().to_owned()).or_default();
            base.apart |= !here.insert(name.base());
            base.masculine |= gender == Gender::Masculine;
            base.feminine |= gender == Gender::Feminine;
            if !name.initials().is_empty() {
                base.initials.insert(name.initials().to_owned());
            }
        }
    }

    /// Whether a name with and without its middle initials means one person: no other initials were seen, no document has two
    /// people of the name, and it is not both a man's and a woman's.
    pub(crate) fn is_one_person(&self, name: &FullName) -> bool {
        self.bases
            .get(name.base())
            .is_some_and(|base| base.initials.len() < 2 && !base.apart && !(base.masculine && base.feminine))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the first name of the first document is one person's, over all documents.
    #[track_caller]
    fn check(documents: &[&[(&str, Gender)]], expected: bool) {
        let mut names = FullNames::default();
        for document in documents {
            let people: Vec<(FullName, Gender)> =
                document.iter().map(|(name, gender)| (FullName::new(name).unwrap(), *gender)).collect();
            names.add(people.iter().map(|(name, gender)| (name, *gender)));
        }
        let first = FullName::new(documents[0][0].0).unwrap();
        assert_eq!(names.is_one_person(&first), expected, "{documents:?}");
    }

    #[test]
    fn initials_join_only_where_nothing_speaks_against_it() {
        let (he, she, any) = (Gender::Masculine, Gender::Feminine, Gender::Unknown);
        check(&[&[("Ada Moreno", any)], &[("Ada M. Moreno", she)]], true);
        check(&[&[("Ada Moreno", any)], &[("Ada M. Moreno", any)], &[("Ada K. Moreno", any)]], false);
        check(&[&[("Ada Moreno", any), ("Ada M. Moreno", any)]], false);
        check(&[&[("Robin Roe", he)], &[("Robin T. Roe", she)]], false);
    }
}
