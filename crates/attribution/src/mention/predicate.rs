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
        let Some(verb) = saying_verb(lexed, phrase.tokens.start()) else { continue };
        let subject = subject_of(lexed, phrases, index, verb);
        if let Some(subject) = subject.filter(|&subject| phrases[subject].gender.fits(phrases[index].gender))
        {
            phrases[index].apposed = Some(subject);
        }
    }
}

/// `no hero`, `any hero`
fn is_denied(lexed: &Lexed<'_>, phrase: &Phrase) -> bool {
    ["no", "any", "another", "every", "each"]
        .iter()
        .any(|word| lexed.word(phrase.tokens.start()).eq_ignore_ascii_case(word))
}

/// Where the verb stands by which what begins at `start` is said of its subject.
fn saying_verb(lexed: &Lexed<'_>, start: usize) -> Option<usize> {
    let mut before = start.checked_sub(1)?;
    let mut adverbs = 0;
    while lexed.is(before, Word::ADVERB) && adverbs < MOST_ADVERBS {
        adverbs += 1;
        before = before.checked_sub(1)?;
    }
    let word = lexed.word(before);
    if word == "as" {
        let verb = before.checked_sub(1)?;
        let does = matches!(
            lexed.word(verb),
            "served"
                | "serves"
                | "serving"
                | "serve"
                | "worked"
                | "works"
                | "working"
                | "acted"
                | "acting"
                | "resigned"
                | "retired"
        ) || lexed.word(verb) == "down" && lexed.word(verb.checked_sub(1)?).starts_with("step");
        return does.then_some(verb);
    }
    if matches!(word, "elected" | "appointed" | "named" | "made") {
        let was = before.checked_sub(1)?;
        return matches!(lexed.word(was), "is" | "was" | "been").then_some(was);
    }
    matches!(word, "is" | "was" | "became" | "becomes" | "remains" | "remained").then_some(before)
}

/// The subject of the verb at `verb`, for the description `index`: the last one before it, and nobody else between.
fn subject_of(lexed: &Lexed<'_>, phrases: &[Phrase], index: usize, verb: usize) -> Option<usize> {
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
    let plain = (phrase.tokens.end()..verb).all(|at| {
        lexed.is(at, Word::ADVERB)
            || matches!(lexed.word(at), "has" | "had" | "later" | "then" | "also" | "would")
    });
    (somebody
        && plain
        && lexed.document.sentence_of(phrase.tokens.start()) == sentence
        && phrase.quote == phrases[index].quote)
        .then_some(subject)
}
