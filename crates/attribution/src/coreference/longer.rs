//! Names that the text gives in a longer form elsewhere: `the Larkin Center` and `the Larkin Center for Justice`, `Ms. Ocampo` and
//! `Melba Ocampo Frías`.
//!
//! In: the names among the phrases, their words. Out: by phrase, the one with its fuller name. Must not know: entities, rosters.
//!
//! Surnames that end a name need none of this (`names.rs`): `Frías` is found by its last word.

use super::Input;
use crate::MentionKind;
use crate::mention::{Phrase, Sort, TitleCase};
use crate::words::{Word, classify};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How the rest of a body’s name begins after its short form.
const LINKS: [&str; 5] = ["of", "for", "on", "in", "at"];

/// Names have not more words than this, as far as it matters here.
const LONGEST: usize = 8;

/// A short form and the phrase of its longer one; none where there are several.
#[derive(Default)]
struct Forms<'a> {
    by_short: HashMap<&'a [String], Option<usize>>,
}

impl<'a> Forms<'a> {
    fn add(&mut self, short: &'a [String], long: usize, words: &[Vec<String>]) {
        let known = self.by_short.entry(short).or_insert(Some(long));
        if known.is_some_and(|other| words[other] != words[long]) {
            *known = None;
        }
    }

    fn get(&self, short: &[String]) -> Option<usize> {
        self.by_short.get(short).copied().flatten()
    }
}

/// By phrase, the one that gives its name in a longer form.
pub(super) fn longer_names(input: &Input<'_>, words: &[Vec<String>]) -> BTreeMap<usize, usize> {
    let mut bodies = Forms::default();
    let mut people = People::default();
    let mut title_case = TitleCase::new(input.document);
    let several = |own: &[String]| (2..=LONGEST).contains(&own.len());
    for (at, own) in words.iter().enumerate().filter(|(_, own)| several(own)) {
        add_body(&mut bodies, input, (at, own), words);
        people.add(input, (at, own), words, &mut title_case);
    }
    let mut longer = BTreeMap::new();
    // Words that begin or end another name of several, and those that stand alone somewhere.
    let (mut taken, mut alone) = (HashSet::new(), HashSet::new());
    for (at, own) in words.iter().enumerate() {
        let [first, .., last] = &own[..] else {
            alone.extend(own.first());
            continue;
        };
        let phrase = &input.phrases[at];
        let given = classify(first).intersects(Word::FIRST_NAME);
        let short = |&long: &usize| !given && is_surname(phrase, first) && fits(phrase, &input.phrases[long]);
        let body = bodies.get(own).filter(|_| phrase.sort != Sort::Person);
        let person =
            || {
                people.double.get(own).filter(short).or_else(|| {
                    people.before_last.get(own).filter(|&long| fits(phrase, &input.phrases[long]))
                })
            };
        match body.or_else(person) {
            Some(long) => _ = longer.insert(at, long),
            None => taken.extend([first, last]),
        }
    }
    for (at, own) in words.iter().enumerate() {
        let [one] = &own[..] else { continue };
        let phrase = &input.phrases[at];
        let long = people.middle.get(own).filter(|&long| {
            !taken.contains(one)
                && is_surname(phrase, one)
                && fits(phrase, &input.phrases[long])
                && words[long].last().is_none_or(|last| !alone.contains(last))
        });
        longer.extend(long.map(|long| (at, long)));
    }
    longer
}

/// `the Larkin Center` is the Larkin Center for Justice; `the Justice Department` is not the Justice Department of a state: a
/// word of no list must tell which one.
fn add_body<'a>(
    bodies: &mut Forms<'a>,
    input: &Input<'_>,
    (at, own): (usize, &'a [String]),
    words: &[Vec<String>],
) {
    if input.phrases[at].sort == Sort::Person {
        return;
    }
    let Some(link) = own.iter().position(|word| LINKS.contains(&word.as_str())) else {
        add_first_words(bodies, input, (at, own), words);
        return;
    };
    let Some(short) = own.get(..link).filter(|short| short.len() > 1) else { return };
    let body = short.last().is_some_and(|last| classify(last).contains(Word::ORGANISATION));
    if body && short.iter().any(|word| classify(word).is_empty()) {
        bodies.add(short, at, words);
    }
}

/// `Pacific Harvest` is Pacific Harvest Foods, if that is a body; `Mary Jo` is no Mary Jo Weiss.
fn add_first_words<'a>(
    bodies: &mut Forms<'a>,
    input: &Input<'_>,
    (at, own): (usize, &'a [String]),
    words: &[Vec<String>],
) {
    let phrase = &input.phrases[at];
    let beside = phrase.apposed.or_else(|| {
        input.phrases.get(at + 1).and_then(|next| next.apposed.filter(|&of| of == at).map(|_| at + 1))
    });
    let called = beside.is_some_and(|other| input.phrases[other].sort == Sort::Organisation);
    let [short @ .., _] = own else { return };
    let given = short.first().is_some_and(|first| classify(first).intersects(Word::FIRST_NAME));
    // `the Justice Department` is not short for any Justice Department.
    let telling = short.last().is_some_and(|last| !classify(last).contains(Word::ORGANISATION));
    if short.len() > 1 && called && telling && !given {
        bodies.add(short, at, words);
    }
}

/// The short forms of people’s names.
#[derive(Default)]
struct People<'a> {
    /// `Ocampo Frías`
    double: Forms<'a>,
    /// `Ocampo`
    middle: Forms<'a>,
    /// `Melba Ocampo`
    before_last: Forms<'a>,
}

impl<'a> People<'a> {
    /// `Ms. Ocampo`, `Ocampo Frías` and `Melba Ocampo` are Melba Ocampo Frías, `Mr. Ortega` is José Ortega y Gasset.
    ///
    /// Not `Mr. Lyle` of Gary Lyle Hoffbauer, where the text calls him `Hoffbauer`; not `Jo Weiss` of Mary Jo Weiss: `Jo` begins
    /// a name of her own; not `Ann Doe` of a headline’s `Ann Doe Smiles`.
    fn add(
        &mut self,
        input: &Input<'_>,
        (at, own): (usize, &'a [String]),
        words: &[Vec<String>],
        title_case: &mut TitleCase<'_>,
    ) {
        let phrase = &input.phrases[at];
        if !matches!(phrase.sort, Sort::Person | Sort::Unknown) || phrase.modifier || own.len() < 3 {
            return;
        }
        let particle = |word: &String| classify(word).contains(Word::PARTICLE);
        let last = own.len() - 1;
        // `Ortega` in `Ortega y Gasset`
        let Some(before) = (1..last).rev().find(|&at| !particle(&own[at])) else { return };
        if own[before].chars().count() < 2 {
            return;
        }
        self.double.add(&own[before..], at, words);
        self.middle.add(&own[before..=before], at, words);
        let surname = |word: &String| {
            let other = Word::FIRST_NAME
                | Word::ORGANISATION
                | Word::PLACE
                | Word::VERB
                | Word::THING
                | Word::FUNCTION;
            !classify(word).intersects(other)
        };
        if phrase.sort == Sort::Person
            && surname(&own[before])
            && surname(&own[last])
            && !title_case.at(phrase.head.start())
        {
            self.before_last.add(&own[..=before], at, words);
        }
    }
}

/// Whether a name that begins with this word can be a surname alone.
fn is_surname(phrase: &Phrase, first: &str) -> bool {
    let classes = classify(first);
    let addressed = !phrase.title.is_empty();
    phrase.kind == MentionKind::Name
        && matches!(phrase.sort, Sort::Person | Sort::Unknown)
        && !phrase.modifier
        && (addressed
            || !classes.intersects(Word::FIRST_NAME | Word::ORGANISATION | Word::PLACE | Word::NATION))
}

/// Whether a name can be short for a longer one: of a person for sure, or of one who is addressed.
fn fits(short: &Phrase, long: &Phrase) -> bool {
    let person = long.sort == Sort::Person || !short.title.is_empty();
    person && short.gender.fits(long.gender)
}
