//! Offices with what they are for before a name: `Secretary of Homeland Security` before `Ada Moreno`.
//!
//! In: [`Lexed`] and a run of name words. Out: where the office begins and the name. Must not know: who holds it.

use super::lexed::{Lexed, Shape};
use crate::words::Word;

/// How far back from a run its title stands: `Assistant Secretary of State for East Asian and Pacific Affairs`.
const FURTHEST_TITLE: usize = 10;
/// A person’s name after an office: `Ada Moreno`, `Ana María Duarte Lima`. One word alone may be part of the office.
const SHORTEST_NAME: usize = 2;
const LONGEST_NAME: usize = 4;

/// An office and the name that follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Office {
    /// Its first token: `Secretary`.
    pub(super) title: usize,
    /// The first token of the name.
    pub(super) name: usize,
}

/// The office that stands before the name in a run, of which the run holds the end or all.
///
/// `Director of National Intelligence Ada Moreno` is `Ada Moreno`; so is `mayor of London Ada Moreno`. Not
/// `spokesman for Senator Ada Moreno` (whose spokesman), `lawyer for Ada Moreno`, `the University of Michigan Law School`.
pub(super) fn office(lexed: &Lexed<'_>, start: usize, stop: usize) -> Option<Office> {
    let name = name_start(lexed, start, stop)?;
    let title = title_before(lexed, name)?;
    Some(Office { title, name })
}

/// Where the name begins in a run: after the last word that says what an office is for.
fn name_start(lexed: &Lexed<'_>, start: usize, stop: usize) -> Option<usize> {
    let last = (start..stop).rev().find(|&at| {
        let first_name = lexed.is(at, Word::FIRST_NAME) && at > start;
        is_field(lexed, at) && !first_name
    })?;
    let name = last + 1;
    let words = name..stop;
    let fits = (SHORTEST_NAME..=LONGEST_NAME).contains(&words.len())
        && words.clone().all(|at| {
            (lexed.capital(at) || lexed.is(at, Word::PARTICLE))
                && !lexed.is(at, Word::TITLE | Word::ORGANISATION)
                || lexed.is(at, Word::FIRST_NAME)
        });
    fits.then_some(name)
}

/// What an office can be for: `Affairs`, `Commerce`, `Treasury`, `London`, and `NATO` before a first name; not `IHS` before `Life
/// Sciences`.
fn is_field(lexed: &Lexed<'_>, at: usize) -> bool {
    lexed.is(at, Word::ORGANISATION | Word::PLACE)
        || lexed.shape(at) == Shape::Caps && lexed.word(at).len() > 2 && lexed.is(at + 1, Word::FIRST_NAME)
        || FIELDS.binary_search(&lexed.word(at)).is_ok()
}

/// The title that `of` or `for` joins with the words up to the name, and the words that belong to it.
fn title_before(lexed: &Lexed<'_>, name: usize) -> Option<usize> {
    let mut joined = false;
    let mut at = name;
    while at > 0 && name - at < FURTHEST_TITLE {
        at -= 1;
        let word = lexed.word(at);
        if lexed.is(at, Word::TITLE | Word::ROLE) && !lexed.is(at, Word::FIRST_NAME) {
            // The first one met is the nearest: `spokesman for Senator Ada Moreno` has nothing between it and the name.
            return (joined && !lexed.word(at).ends_with('s')).then(|| first_of_title(lexed, at));
        }
        match word {
            "of" | "for" => joined = true,
            "the" | "and" | "&" => {}
            _ if lexed.capital(at) && lexed.wordlike(at) => {}
            _ => return None,
        }
    }
    None
}

/// `Deputy Assistant Secretary`, `former prime minister`: where the title begins whose last word is given.
fn first_of_title(lexed: &Lexed<'_>, last: usize) -> usize {
    let part = |at: usize| {
        lexed.is(at, Word::TITLE | Word::ROLE | Word::MODIFIER | Word::NATION | Word::ORGANISATION)
            && !lexed.is(at, Word::PREPOSITION | Word::VERB | Word::CLOSED)
    };
    let mut first = last;
    while first > 0 && last - first < FURTHEST_TITLE && !lexed.opening(first) && part(first - 1) {
        first -= 1;
    }
    first
}

/// Capitalised words that offices are for and that are neither bodies nor places. Sorted.
const FIELDS: [&str; 62] = [
    "Administration",
    "Affairs",
    "Agriculture",
    "Arts",
    "Biology",
    "Budget",
    "Business",
    "Chemistry",
    "Climate",
    "Commerce",
    "Communications",
    "Community",
    "Culture",
    "Defence",
    "Defense",
    "Development",
    "Digital",
    "Economics",
    "Economy",
    "Education",
    "Elections",
    "Employment",
    "Energy",
    "Engineering",
    "Environment",
    "Europe",
    "Family",
    "Finance",
    "Fisheries",
    "Health",
    "History",
    "Housing",
    "Immigration",
    "Industry",
    "Information",
    "Infrastructure",
    "Innovation",
    "Intelligence",
    "Interior",
    "Investment",
    "Justice",
    "Labor",
    "Labour",
    "Law",
    "Marketing",
    "Medicine",
    "Operations",
    "Physics",
    "Planning",
    "Policy",
    "Politics",
    "Relations",
    "Research",
    "Safety",
    "Science",
    "Security",
    "Services",
    "Sport",
    "State",
    "Tourism",
    "Trade",
    "Transport",
];
