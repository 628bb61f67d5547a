//! Names of headlines, cut where the names of the body end: `Jane Roe` in `Jane Roe Defends Tax`.
//!
//! In: [`Lexed`] and the names found. Out: the same, those of the first paragraphs cut. Must not know: who they are.

use super::lexed::Lexed;
use super::{Phrase, Sort};
use crate::Gender;
use crate::fold::folded;
use crate::words::{Word, classify};
use dixit_tokenizer::{Document, Index, SentenceId, TokenKind, TokenRun};
use std::borrow::Cow;
use std::collections::HashMap;

/// The paragraphs that may be headlines, captions and labels, where each word has a capital and a name no end.
const HEADLINES: usize = 3;

/// Words of this many bytes tell by their capitals whether a sentence is a headline …
const LONG_WORD_BYTES: usize = 4;

/// … if of ten that are no prepositions so many have one. `Jane Roe Hart said no.` has three of four.
const CAPITALS_OF_TEN: usize = 8;

/// Names have not more words than this.
const LONGEST_NAME: usize = 4;

/// Cuts the names in the first paragraphs at those of people whom the rest of the text names in full: `Glenn Roe` and `Ann Doe` in
/// `Glenn Roe Blasts Ann Doe`, `Jane Roe` in `Year Jane Roe`.
///
/// Not `Jane Roe Foundation`, nor a name that the rest of the text has as well, whole or without its middle (`Jane Roe Hart`, later
/// `Jane Hart`).
pub(super) fn cut_at_known(lexed: &Lexed<'_>, phrases: &mut Vec<Phrase>) {
    let body = lexed.document.paragraphs().get(HEADLINES).map_or(lexed.len(), |later| later.tokens.start());
    let first_in_body = phrases.partition_point(|phrase| phrase.tokens.start() < body);
    let mut title_case = TitleCase::new(lexed.document);
    let too_long: Vec<bool> = phrases[..first_in_body]
        .iter()
        .map(|phrase| {
            phrase.head.len() > 2
                && !lexed.is(phrase.head.end() - 1, Word::ORGANISATION | Word::PLACE)
                && title_case.at(phrase.head.start())
        })
        .collect();
    if !too_long.contains(&true) {
        return;
    }
    // Full names of the body and the phrase that first has each.
    let mut known: HashMap<Vec<Cow<'_, str>>, usize> = HashMap::new();
    for (at, phrase) in phrases.iter().enumerate().filter(|(_, phrase)| is_full(lexed, phrase.head)) {
        let short = phrase.head.len() == 2 || at >= first_in_body;
        if short && !phrase.modifier {
            known.entry(key(lexed, phrase.head)).or_insert(at);
        }
    }
    let mut cut: Vec<Phrase> = Vec::new();
    for (phrase, too_long) in phrases[..first_in_body].iter().zip(too_long) {
        let name = key(lexed, phrase.head);
        let ends = [name.first(), name.last()].into_iter().flatten().cloned().collect::<Vec<_>>();
        let pieces = if too_long && !known.contains_key(&name) && !known.contains_key(&ends) {
            pieces(lexed, phrase, &known, phrases)
        } else {
            Vec::new()
        };
        if pieces.is_empty() {
            cut.push(phrase.clone());
        } else {
            cut.extend(pieces);
        }
    }
    phrases.splice(..first_in_body, cut);
}

/// Which sentences have capitals like a headline. Asked in text order, each is read once.
pub(crate) struct TitleCase<'d> {
    document: &'d Document,
    last: Option<(SentenceId, bool)>,
}

impl<'d> TitleCase<'d> {
    pub(crate) fn new(document: &'d Document) -> Self {
        Self { document, last: None }
    }

    /// Whether the sentence of a token has, with a full stop or without.
    pub(crate) fn at(&mut self, token: usize) -> bool {
        let sentence = self.document.sentence_of(token);
        match self.last {
            Some((last, found)) if last == sentence => found,
            _ => {
                let found = is_title_case(self.document, sentence);
                self.last = Some((sentence, found));
                found
            }
        }
    }
}

fn is_title_case(document: &Document, sentence: SentenceId) -> bool {
    let (mut all, mut capital) = (0, 0);
    for at in document.sentences()[sentence.to_usize()].tokens.to_range() {
        let word = document.word(at);
        let is_word = document.tokens().get(at).is_some_and(|token| token.kind == TokenKind::Word);
        let tells = is_word && word.len() >= LONG_WORD_BYTES;
        if tells && !classify(&folded(word)).intersects(Word::PREPOSITION | Word::CLOSED) {
            all += 1;
            capital += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    capital * 10 >= all * CAPITALS_OF_TEN
}

fn key<'d>(lexed: &Lexed<'d>, run: TokenRun) -> Vec<Cow<'d, str>> {
    run.to_range().map(|at| lexed.folded(at)).collect()
}

/// `Jane Roe`, `Jane B. Roe`: a first name of the list and a few words.
fn is_full(lexed: &Lexed<'_>, run: TokenRun) -> bool {
    (2..=LONGEST_NAME).contains(&run.len())
        && lexed.is(run.start(), Word::FIRST_NAME)
        && run.to_range().all(|at| lexed.wordlike(at))
        && !lexed.is(run.end() - 1, Word::ORGANISATION | Word::PLACE | Word::FUNCTION)
}

/// The known names inside a phrase, as phrases of their own.
fn pieces(
    lexed: &Lexed<'_>,
    phrase: &Phrase,
    known: &HashMap<Vec<Cow<'_, str>>, usize>,
    phrases: &[Phrase],
) -> Vec<Phrase> {
    let mut found: Vec<Phrase> = Vec::new();
    let mut at = phrase.head.start();
    while at + 1 < phrase.head.end() {
        let longest = (2..=LONGEST_NAME.min(phrase.head.end() - at)).rev().find_map(|len| {
            let run = TokenRun::new(at..at + len);
            known.get(&key(lexed, run)).map(|&body| (run, body))
        });
        let Some((mut run, body)) = longest else {
            at += 1;
            continue;
        };
        // `Jane Roe Jr.`
        if run.end() < phrase.head.end()
            && matches!(lexed.word(run.end()), "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III")
        {
            run = TokenRun::new(run.start()..run.end() + 1);
        }
        // `Jane Roe Foundation Opens`
        let body_name = run.end() < phrase.head.end() && lexed.is(run.end(), Word::ORGANISATION);
        if body_name {
            run = TokenRun::new(run.start()..run.end() + 1);
        }
        let mut piece = phrase.clone();
        let titled = run.start() == phrase.head.start();
        piece.tokens = TokenRun::new(if titled { phrase.tokens.start() } else { run.start() }..run.end());
        piece.head = run;
        piece.title = if titled { phrase.title } else { TokenRun::new(run.start()..run.start()) };
        (piece.sort, piece.gender) = if body_name {
            (Sort::Organisation, Gender::Unknown)
        } else {
            (phrases[body].sort, phrases[body].gender)
        };
        // `Jane Roe’s Son`
        piece.modifier &= run.end() == phrase.head.end();
        found.push(piece);
        at = run.end();
    }
    found
}
