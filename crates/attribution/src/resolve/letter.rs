//! Who wrote what a thing says, where the text told so before: `He left a will and a sheet. “Prune,” the sheet read.`
//!
//! In: a source that names nobody, the mentions and statements before it. Out: who wrote it. Must not know: how sources are found.

use super::{Resolver, Speaker};
use crate::fold::fold;
use crate::mention::Pronoun;
use crate::papers::{is_document, is_handwriting, is_paper};
use crate::{EntityId, EntityKind, MentionKind, Verdict};
use dixit_tokenizer::{Index, TokenKind, TokenRun};

/// What was left or sent is spoken of within so many sentences …
const WITHIN_SENTENCES: usize = 2;
/// … and among so many mentions, which keeps odd texts linear.
const WITHIN_MENTIONS: usize = 32;
/// The verb stands so near to who wrote: `once`, `had`, `later`.
const VERB_WITHIN: usize = 3;
/// The thing is named so many words after: `left a will, signed in 2004, that names nobody, and a sheet`.
const THING_WITHIN: usize = 24;

/// `in a` stands so near after the cue: `said late on Friday in a statement`.
const SAID_IN_WITHIN: usize = 8;
/// … and its noun so near after that: `a brief written statement`.
const MOST_ADJECTIVES: usize = 4;
/// `the statement` is the one spoken of so many sentences before at most.
const SAID_IN_SENTENCES: usize = 6;
/// More are not remembered, which keeps odd texts linear.
const MOST_SAID_IN: usize = 64;

/// Something that somebody said something in.
pub(super) struct SaidIn {
    thing: String,
    sentence: usize,
    speakers: Vec<EntityId>,
}

impl Resolver<'_> {
    /// The person who left, wrote or sent the thing that speaks: `He left a note. “Back soon,” the note said.`
    ///
    /// Not `She found a note`, `He left a note` three sentences before, `the newspaper said`.
    pub(super) fn written_by(&self, source: TokenRun) -> Option<Verdict> {
        let thing = self.thing(source)?;
        let here = self.document.sentence_of(source.start()).to_usize();
        let near = |said: &&SaidIn| here.saturating_sub(said.sentence) <= SAID_IN_SENTENCES;
        if let Some(said) = self.said_in.iter().rev().find(|said| said.thing == thing).filter(near) {
            return Some(Verdict::Speakers(said.speakers.clone()));
        }
        let paper = is_handwriting(&thing)
            || is_document(&thing)
            || matches!(thing.as_str(), "sheet" | "card" | "page" | "line" | "entry");
        if !paper {
            return None;
        }
        let names_it = |at: usize| {
            let word = fold(self.document.word(at));
            // `Roe wrote to her sister`
            let letter = matches!(thing.as_str(), "letter" | "note" | "email" | "e-mail")
                && self.is_any(at, &["to"])
                && self.is_any(at - 1, &["wrote"]);
            word == thing
                || letter
                || thing == "entry" && matches!(word.as_str(), "diary" | "journal" | "log" | "logbook")
        };
        let index = self.writer_before(source.start(), WITHIN_SENTENCES, names_it, |index| {
            let [entity] = self.mentions[index].entities[..] else { return false };
            let known = &self.entities[entity.to_usize()];
            known.named && known.kind == EntityKind::Person
        })?;
        Some(Verdict::Speakers(self.mentions[index].entities.clone()))
    }

    /// `statement` of `the statement`, `entry` of `the entry for 9 February`; not of `a statement`, `the statement’s author`.
    fn thing(&self, source: TokenRun) -> Option<String> {
        let the = self.is_any(source.start(), &["the"]);
        let thing = fold(self.document.word(source.start() + 1));
        let entry = thing == "entry" && self.is_any(source.start() + 2, &["for", "of"]);
        (the && (source.len() == 2 || entry)).then_some(thing)
    }

    /// Remembers in what somebody said something: `in a statement`, `in a memorandum dated May 6`; `the statement` is theirs from then on.
    ///
    /// Not `in the statement`, which was spoken of before; not `in a hall`.
    pub(super) fn hear_in(&mut self, index: usize, speaker: &Speaker) {
        let Verdict::Speakers(speakers) = &speaker.verdict else { return };
        let statement = &self.statements[index];
        let named = speakers.iter().all(|entity| self.entities[entity.to_usize()].named);
        let Some(cue) = statement.cue.first().filter(|_| named && !speakers.is_empty()) else { return };
        let quoted = |at: usize| self.document.tokens()[at].kind == TokenKind::QuoteMark;
        let sentence = self.document.sentence_of(cue.start()).to_usize();
        let limit = self.document.sentences().get(sentence).map_or(0, |sentence| sentence.tokens.end());
        let near = (cue.start()..limit.min(cue.end() + SAID_IN_WITHIN)).take_while(|&at| !quoted(at));
        let thing = near.filter(|&at| self.is_any(at, &["in", "by", "via"])).find_map(|at| {
            let one = self.is_any(at + 1, &["a", "an", "his", "her", "its", "their"]);
            let nouns = (at + 2..limit.min(at + 2 + MOST_ADJECTIVES)).take_while(|&at| {
                self.document.tokens()[at].kind == TokenKind::Word
                    && !self.is_any(at, &["to", "of", "on", "for"])
            });
            let mut nouns = nouns.filter(|_| one).map(|at| fold(self.document.word(at)));
            nouns.find(|noun| is_handwriting(noun) || is_paper(noun) || is_document(noun))
        });
        if let Some(thing) = thing.filter(|_| self.said_in.len() < MOST_SAID_IN) {
            self.said_in.push(SaidIn { thing, sentence, speakers: speakers.clone() });
        }
    }

    /// `“I left a note. It said, ‘Count to two hundred’”`: who says so.
    pub(super) fn own_letter(&self, it: usize, base: Option<&Speaker>) -> Option<Verdict> {
        let base = base.filter(|base| matches!(base.verdict, Verdict::Speakers(_)))?;
        if self.phrases[it].pronoun != Some(Pronoun::Neuter) {
            return None;
        }
        let letter = |at: usize| is_handwriting(&fold(self.document.word(at)));
        let first = |index: usize| self.phrases[index].pronoun == Some(Pronoun::First);
        self.writer_before(self.phrases[it].tokens.start(), 1, letter, first)?;
        Some(base.verdict.clone())
    }

    /// The latest mention before a token that is the subject of `left`, `wrote`, `sent` with such a thing after it.
    fn writer_before(
        &self,
        before: usize,
        sentences: usize,
        thing: impl Fn(usize) -> bool,
        writer: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let here = self.document.sentence_of(before).to_usize();
        let end = self.phrases.partition_point(|phrase| phrase.tokens.start() < before);
        (end.saturating_sub(WITHIN_MENTIONS)..end).rev().find(|&index| {
            let phrase = &self.phrases[index];
            let sentence = self.document.sentence_of(phrase.tokens.start());
            let near = (1..=sentences).contains(&(here - sentence.to_usize().min(here)));
            // `Her campaign sent an e-mail`: not she.
            if !near || !phrase.subject || phrase.kind == MentionKind::Collective || !writer(index) {
                return false;
            }
            let limit = self.document.sentences().get(sentence.to_usize()).map_or(0, |s| s.tokens.end());
            let after = phrase.tokens.end();
            let words = (after..limit.min(after + VERB_WITHIN))
                .take_while(|&at| self.document.tokens()[at].kind == TokenKind::Word);
            let writes = |at: usize| {
                self.is_any(
                    at,
                    &["left", "wrote", "sent", "posted", "pinned", "mailed", "e-mailed", "kept", "keeps"],
                )
            };
            // `Roe, the governor’s counsel, who drafted the law, wrote`
            let aside = self.is_any(after, &[","]);
            let closed = || {
                (after + 1..limit).filter(|&at| aside && self.is_any(at - 1, &[","])).find(|&at| writes(at))
            };
            let wrote = words.into_iter().find(|&at| writes(at)).or_else(closed);
            wrote.is_some_and(|verb| (verb + 1..limit.min(verb + THING_WITHIN)).any(&thing))
        })
    }
}
