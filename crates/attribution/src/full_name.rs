//! Full names, for telling the same person in two documents.
//!
//! In: a name. Out: [`FullName`], or none where it is a surname, a first name or initials alone. Must not know: entities,
//! documents, the roster.

use crate::coreference::leads_surname;
use crate::fold::fold;

/// A name that says who somebody is beyond one document: a first name and a surname.
///
/// Within a document `Moreno` is whoever was introduced as Ada Moreno; in another it may be anybody.
///
/// ```
/// use dixit_attribution::FullName;
///
/// let name = FullName::new("Ada M. Moreno").map(|name| (name.base().to_owned(), name.initials().to_owned()));
/// assert_eq!(name, Some(("ada moreno".to_owned(), "m".to_owned())));
/// assert_eq!(FullName::new("ADA MORENO"), FullName::new("Ada Moreno"));
/// for part in ["Moreno", "A. Moreno", "van der Horst", "Moreno Jr."] {
///     assert_eq!(FullName::new(part), None);
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FullName {
    base: String,
    initials: String,
}

impl FullName {
    /// Reads a name without titles; none where it is not a full one. Case, diacritics and full stops do not count.
    pub fn new(name: &str) -> Option<Self> {
        // `van der Horst`, `bin Salman`: no first name begins with a small letter.
        let name = name.trim_start();
        let capital = name.split(' ').position(|word| !word.starts_with(char::is_lowercase))?;
        let shown = name.split(' ').skip(capital).collect::<Vec<_>>().join(" ");
        let mut words: Vec<String> =
            fold(&shown).split_whitespace().map(|word| word.trim_matches(',').to_owned()).collect();
        let generation = words.pop_if(|word| matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv"));
        while words.len() > 1 && leads_surname(&words) {
            words.remove(0);
        }
        let is_initial = |word: &String| word.chars().nth(1).is_none();
        if words.iter().filter(|word| !is_initial(word)).count() < 2 {
            return None;
        }
        let last = words.len() - 1;
        let (mut base, mut initials) = (Vec::new(), String::new());
        for (at, word) in words.into_iter().enumerate() {
            if at > 0 && at < last && is_initial(&word) {
                initials.push_str(&word);
            } else {
                base.push(word);
            }
        }
        base.extend(generation);
        Some(Self { base: base.join(" "), initials })
    }

    /// Folded, without middle initials: `robert kennedy jr`.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The folded middle initials: `f`; empty where the name has none.
    pub fn initials(&self) -> &str {
        &self.initials
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        let found = FullName::new(name).map(|name| format!("{}/{}", name.base, name.initials));
        assert_eq!(found.unwrap_or_default(), expected, "{name}");
    }

    #[test]
    fn a_first_name_and_a_surname_are_a_full_name() {
        check("Zoë O’Brien", "zoe o'brien/");
        check("Robert F. Kennedy, Jr.", "robert kennedy jr/f");
        check("George H. W. Bush", "george bush/hw");
        check("J.D. Vance", "jd vance/");
        check("J. Edgar Hoover", "j edgar hoover/");
        check("Hillary Rodham Clinton", "hillary rodham clinton/");
        check("Annelies van der Horst", "annelies van der horst/");
        check("Van Jones", "van jones/");
        check("Xi Jinping", "xi jinping/");
    }

    #[test]
    fn less_is_none() {
        for name in [
            "",
            "Moreno",
            "J. Smith",
            "J. D. Smith",
            "de Blasio",
            "De Blasio",
            "bin Salman",
            "习近平",
            "Kennedy Jr.",
        ] {
            check(name, "");
        }
    }
}
