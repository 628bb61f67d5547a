//! Who wrote what a thing says, where the text told so before: `He left a will and a sheet. “Prune,” the sheet read.`
//!
//! In: a source that names nobody, the mentions before it. Out: who wrote it. Must not know: how sources are found.

use super::{Resolver, Speaker};
use crate::fold::fold;
use crate::mention::Pronoun;
use crate::papers::is_handwriting;
use crate::{EntityKind, MentionKind, Verdict};
use dixit_tokenizer::{Index, TokenKind, TokenRun};

/// What was left or sent is spoken of within so many sentences …
const WITHIN_SENTENCES: usize = 2;
/// … and among so many mentions, which keeps odd texts linear.
const WITHIN_MENTIONS: usize = 32;
/// The verb stands so near to who wrote: `once`, `had`, `later`.
const VERB_WITHIN: usize = 3;
/// The thing is named so many words after: `left a will, signed in 2004, that names nobody, and a sheet`.
const THING_WITHIN: usize = 24;

impl Resolver<'_> {
    /// The person who left, wrote or sent the thing that speaks: `He left a note. “Back soon,” the note said.`
    ///
    /// Not `She found a note`, `He left a note` three sentences before, `the newspaper said`.
    pub(super) fn written_by(&self, source: TokenRun) -> Option<Verdict> {
        let the = self.is_any(source.start(), &["the"]) && source.len() == 2;
        let thing = fold(self.document.word(source.end().checked_sub(1)?));
        let paper = is_handwriting(&thing) || matches!(thing.as_str(), "sheet" | "card" | "page" | "line");
        if !the || !paper {
            return None;
        }
        let names_it = |at: usize| fold(self.document.word(at)) == thing;
        let index = self.writer_before(source.start(), WITHIN_SENTENCES, names_it, |index| {
            let [entity] = self.mentions[index].entities[..] else { return false };
            let known = &self.entities[entity.to_usize()];
            known.named && known.kind == EntityKind::Person
        })?;
        Some(Verdict::Speakers(self.mentions[index].entities.clone()))
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
            let wrote = words.into_iter().find(|&at| {
                self.is_any(at, &["left", "wrote", "sent", "posted", "pinned", "mailed", "e-mailed"])
            });
            wrote.is_some_and(|verb| (verb + 1..limit.min(verb + THING_WITHIN)).any(&thing))
        })
    }
}
