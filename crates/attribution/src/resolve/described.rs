//! Descriptions whose noun is in no list: `the centre-back` is Jo Roe, where the text has `Jo Roe, the centre-back,`.
//!
//! In: a source that is no mention, the names. Out: whom it means. Must not know: how sources are found.

use super::Resolver;
use crate::fold::fold;
use crate::words::{Word, classify};
use crate::{EntityId, EntityKind, MentionKind};
use dixit_tokenizer::{Index, TokenKind, TokenRun};
use std::collections::HashMap;

/// `, the former centre-back,`: the noun is at most so many words after the article.
const NOUN_WITHIN: usize = 4;

impl Resolver<'_> {
    /// The only person of whom the text says what the source does: `the centre-back` after `Jo Roe, the centre-back,`.
    ///
    /// Not where two are called so, nor `a centre-back`.
    pub(super) fn described_before(&self, source: TokenRun) -> Option<EntityId> {
        let last = source.end().checked_sub(1)?;
        let noun = self.document.word(last);
        if source.len() != 2
            || !self.is_any(source.start(), &["the"])
            || !noun.starts_with(char::is_lowercase)
            || !classify(&fold(noun)).is_empty()
        {
            return None;
        }
        let described = self.described.get_or_init(|| self.find_described());
        described.get(&fold(noun)).copied().flatten()
    }

    /// The noun of each `, a retired bellringer,` after a name; nobody where two are called so. Linear in the number of names.
    fn find_described(&self) -> HashMap<String, Option<EntityId>> {
        let mut found: HashMap<String, Option<EntityId>> = HashMap::new();
        for (phrase, mention) in self.phrases.iter().zip(&self.mentions) {
            let [entity] = mention.entities[..] else { continue };
            let known = &self.entities[entity.to_usize()];
            let person = known.named && matches!(known.kind, EntityKind::Person | EntityKind::Unknown);
            let end = phrase.tokens.end();
            let article = self.is_any(end + 1, &["the", "a", "an"]);
            if phrase.kind != MentionKind::Name || !person || self.document.word(end) != "," || !article {
                continue;
            }
            let words = (end + 2..end + 2 + NOUN_WITHIN).take_while(|&at| {
                self.document.tokens().get(at).is_some_and(|token| token.kind == TokenKind::Word)
                    && !classify(&fold(self.document.word(at))).intersects(Word::CLOSED | Word::PREPOSITION)
            });
            let Some(last) = words.last() else { continue };
            if !matches!(self.document.word(last + 1), "," | "." | "of" | "at" | "for" | "in" | "who") {
                continue;
            }
            let other = found.entry(fold(self.document.word(last))).or_insert(Some(entity));
            if *other != Some(entity) {
                *other = None;
            }
        }
        found
    }
}
