//! What somebody is said to be: `She was a sculptor`, `Roe, who was elected chair of Acme`, `Roe served as head of Acme`.
//!
//! In: [`Lexed`] and the phrases found, with their appositions. Out: descriptions tied to the subject they are said of. Must not
//! know: who they are.

use super::lexed::Lexed;
use super::{Phrase, Pronoun, Sort};
use crate::MentionKind;
use crate::words::Word;

/// How many phrases may stand between a subject and what it is said to be.
const FURTHEST_SUBJECT: usize = 8;
/// Words between the verb and the description: `was also a sculptor`.
const MOST_ADVERBS: usize = 2;
/// Words between two commas, after a subject: `Roe, born in 1929, is a sculptor`.
const LONGEST_ASIDE: usize = 16;

/// Ties each description that says what its subject is to that subject.
///
/// Not `He had a sculptor`, `She is no sculptor`, `He was a sculptor’s model` (the model is he), nor `They were sculptors`.
pub(super) fn link_predicates(lexed: &Lexed<'_>, phrases: &mut [Phrase]) {
    for index in 0..phrases.len() {
        let phrase = &phrases[index];
        let one = phrase.kind == MentionKind::Nominal
            && phrase.sort == Sort::Person
            && !phrase.plural
            && !phrase.modifier
            && phrase.apposed.is_none();
        if !one || is_denied(lexed, phrase) {
            continue;
        }
        let subject = match saying(lexed, phrase.tokens.start()) {
            Some(Saying::Is(verb)) => subject_of(lexed, phrases, index, verb, true),
            Some(Saying::As(verb)) => subject_of(lexed, phrases, index, verb, false),
            Some(Saying::Work(noun)) => match owner_of(lexed, phrases, index, noun) {
                Some(owner) => owner,
                None => subject_of(lexed, phrases, index, noun, false),
            },
            None => None,
        };
        if let Some(subject) = subject.filter(|&subject| phrases[subject].gender.fits(phrases[index].gender))
        {
            phrases[index].apposed = Some(subject);
        }
    }
}

/// How a description is said of a subject; each with the place of its verb.
#[derive(Debug, Clone, Copy)]
enum Saying {
    /// `was`
    Is(usize),
    /// `served as`, `was hired as`
    As(usize),
    /// `made a living as`, `her years as`
    Work(usize),
}

/// `no hero`, `any hero`
fn is_denied(lexed: &Lexed<'_>, phrase: &Phrase) -> bool {
    ["no", "any", "another", "every", "each"]
        .iter()
        .any(|word| lexed.word(phrase.tokens.start()).eq_ignore_ascii_case(word))
}

/// How what begins at `start` is said of a subject.
fn saying(lexed: &Lexed<'_>, start: usize) -> Option<Saying> {
    let mut before = start.checked_sub(1)?;
    let mut adverbs = 0;
    while lexed.is(before, Word::ADVERB) && adverbs < MOST_ADVERBS {
        adverbs += 1;
        before = before.checked_sub(1)?;
    }
    let word = lexed.word(before);
    if word == "as" {
        let verb = before.checked_sub(1)?;
        let down = lexed.word(verb) == "down" && lexed.word(verb.checked_sub(1)?).starts_with("step");
        let was =
            verb.checked_sub(1).is_some_and(|was| matches!(lexed.word(was), "is" | "was" | "been" | "being"));
        if was && AS_MADE.contains(&lexed.word(verb)) {
            return Some(Saying::As(verb - 1));
        }
        if AS_WORK.contains(&lexed.word(verb)) {
            return Some(Saying::Work(verb));
        }
        return (down || AS_VERBS.contains(&lexed.word(verb))).then_some(Saying::As(verb));
    }
    if matches!(word, "elected" | "appointed" | "named" | "made") {
        let was = before.checked_sub(1)?;
        return matches!(lexed.word(was), "is" | "was" | "been").then_some(Saying::Is(was));
    }
    matches!(word, "is" | "was" | "became" | "becomes" | "remains" | "remained").then_some(Saying::Is(before))
}

const AS_WORK: [&str; 9] =
    ["career", "fame", "job", "living", "reputation", "stint", "time", "work", "years"];
const AS_VERBS: [&str; 12] = [
    "served", "serves", "serving", "serve", "worked", "works", "working", "acted", "acts", "acting",
    "resigned", "retired",
];
const AS_MADE: [&str; 9] = [
    "appointed",
    "commissioned",
    "elected",
    "hired",
    "installed",
    "ordained",
    "recognised",
    "recognized",
    "sworn",
];

/// Whose work, where the word before it says so: `her years as mayor`, `Roe’s job as mayor`. `Some(None)`: somebody who is no phrase.
fn owner_of(lexed: &Lexed<'_>, phrases: &[Phrase], index: usize, noun: usize) -> Option<Option<usize>> {
    let before = noun.checked_sub(1)?;
    let owned = lexed.possessive(before)
        || matches!(lexed.word(before), "his" | "her" | "their" | "my" | "our" | "your" | "its");
    let end = if lexed.possessive(before) { before } else { noun };
    owned.then(|| {
        let near = index.saturating_sub(FURTHEST_SUBJECT)..index;
        near.rev().find(|&owner| {
            let phrase = &phrases[owner];
            let one = phrase.pronoun == Some(Pronoun::Third)
                || phrase.kind == MentionKind::Name && phrase.sort == Sort::Person;
            phrase.tokens.end() == end && one
        })
    })
}

/// The subject of the verb at `verb`, for the description `index`: the last one before it, and nobody else between; `plain`: nothing
/// else between either, but what a comma or a bracket encloses.
fn subject_of(
    lexed: &Lexed<'_>,
    phrases: &[Phrase],
    index: usize,
    verb: usize,
    plain: bool,
) -> Option<usize> {
    let sentence = lexed.document.sentence_of(verb);
    let near = index.saturating_sub(FURTHEST_SUBJECT)..index;
    let subject = near.rev().find(|&earlier| {
        let phrase = &phrases[earlier];
        phrase.tokens.end() <= verb && phrase.subject
    })?;
    let phrase = &phrases[subject];
    let who = phrase.pronoun == Some(Pronoun::Relative)
        && lexed.word(phrase.tokens.start()).eq_ignore_ascii_case("who");
    let somebody = match phrase.kind {
        MentionKind::Pronoun => phrase.pronoun == Some(Pronoun::Third) || who,
        MentionKind::Name => matches!(phrase.sort, Sort::Person | Sort::Unknown),
        MentionKind::Nominal => phrase.sort == Sort::Person && !phrase.plural,
        MentionKind::Collective => false,
    };
    // Only words that go with the verb stand between: `he has also been named chair`.
    let goes_with = |at: usize| {
        lexed.is(at, Word::ADVERB)
            || matches!(lexed.word(at), "has" | "had" | "later" | "then" | "also" | "would")
    };
    let first = (phrase.tokens.end()..verb).find(|&at| !goes_with(at));
    let last = (phrase.tokens.end()..verb).rfind(|&at| !goes_with(at));
    let enclosed = match (first.map(|at| lexed.word(at)), last.map(|at| lexed.word(at))) {
        (Some("("), Some(")" | "]")) => true,
        (Some(","), Some(",")) => first < last && verb - phrase.tokens.end() <= LONGEST_ASIDE,
        _ => false,
    };
    let fits = !plain || first.is_none() || enclosed;
    let same_clause =
        lexed.document.sentence_of(phrase.tokens.start()) == sentence && phrase.quote == phrases[index].quote;
    (somebody && fits && same_clause).then_some(subject)
}
