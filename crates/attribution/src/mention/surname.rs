//! Bare surnames that are words of another kind: `Deacon said`, `King added`.
//!
//! In: [`Lexed`] and the names found. Out: more [`Phrase`]s. Must not know: who they are.

use super::lexed::{Lexed, Shape};
use super::{Phrase, Sort};
use crate::MentionKind;
use crate::words::Word;
use dixit_tokenizer::TokenRun;

/// Finds the bare surnames that are words of another kind: `Deacon said`, `King added`, where the text has a `Colleen Deacon`, a
/// `Peter King`. `names` are those found so far, in text order; the new ones are appended.
///
/// Not `Deacon Roe`, `the King`, nor a word that only begins its sentence and no clause of its own.
pub(super) fn find_surnames(lexed: &Lexed<'_>, phrases: &mut Vec<Phrase>) {
    const MOST: usize = 16;
    let mut surnames: Vec<&str> = Vec::new();
    for phrase in phrases.iter().filter(|phrase| phrase.sort == Sort::Person) {
        let last = phrase.head.end() - 1;
        let other =
            Word::TITLE.union(Word::ROLE).union(Word::GROUP).union(Word::FUNCTION).union(Word::NATION);
        let full = matches!(phrase.head.len(), 2 | 3) && lexed.is(phrase.head.start(), Word::FIRST_NAME);
        if full
            && !lexed.headline(last)
            && lexed.is(last, other)
            && lexed.shape(last) == Shape::Capital
            && !surnames.contains(&lexed.word(last))
        {
            surnames.push(lexed.word(last));
        }
    }
    surnames.truncate(MOST);
    if surnames.is_empty() {
        return;
    }
    let taken: Vec<TokenRun> = phrases.iter().map(|phrase| phrase.tokens).collect();
    let mut next = 0;
    for at in 0..lexed.len() {
        while next < taken.len() && taken[next].end() <= at {
            next += 1;
        }
        let in_name = taken.get(next).is_some_and(|name| name.start() <= at);
        if in_name || !lexed.capital(at) || !surnames.contains(&lexed.word(at)) {
            continue;
        }
        let the = at > 0 && !lexed.opening(at) && (lexed.is(at - 1, Word::CLOSED) || lexed.capital(at - 1));
        let begins = lexed.opening(at) && !lexed.is(at + 1, Word::VERB) && !lexed.possessive(at + 1);
        if !the && !begins && (!lexed.capital(at + 1) || lexed.opening(at + 1)) && !lexed.headline(at) {
            let run = TokenRun::new(at..at + 1);
            phrases.push(Phrase::new(MentionKind::Name, Sort::Person, run, run));
        }
    }
}
