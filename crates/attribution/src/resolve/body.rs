//! Whose words a thing says: `a statement by Acme`, `the front page of The Herald`, `a Gallup poll`.
//!
//! In: a source that names nobody itself, the mentions in it. Out: the named entity that speaks through it. Must not know: how
//! sources are found.

use super::Resolver;
use crate::fold::fold;
use crate::papers::{is_handwriting, is_paper, is_periodical, is_printed};
use crate::words::{Word, classify};
use crate::{Entity, EntityId, EntityKind, Gender, MentionKind};
use dixit_tokenizer::{Index, TokenKind, TokenRun};

/// Sources are not longer than this, as far as it matters here.
const LONGEST: usize = 24;

/// Whose a thing is.
struct Owner {
    entities: Vec<EntityId>,
    /// Who made it, by `by` or `from`; otherwise the name is a part of what it is called.
    maker: bool,
}

impl Resolver<'_> {
    /// The entities that speak through the thing in `source`.
    ///
    /// `Acme` for `A statement posted on Acme’s website`, `Herald` for `the front page of The Herald`, `Gallup poll` for `a new
    /// Gallup poll`, and so for `the poll` after it; `Gallup` for `a poll by Gallup`, `Roe` and `Doe` for `a study by Jane Roe and John
    /// Doe`; none for `FEC records`, `emails about Acme`, `a poll of farmers`.
    pub(super) fn body(&mut self, source: TokenRun) -> Option<Vec<EntityId>> {
        let source = TokenRun::new(source.start()..source.end().min(source.start() + LONGEST));
        let head = self.head(source)?;
        let word = fold(self.document.word(head));
        let poll = matches!(word.as_str(), "poll" | "survey");
        if let Some(writer) = self.writer(source).filter(|_| !poll) {
            return Some(vec![writer]);
        }
        if !poll && !is_paper(&word) && !is_handwriting(&word) {
            return None;
        }
        let owner = self.owner(source, head, &word);
        if !poll {
            return owner.map(|owner| owner.entities);
        }
        let Some(owner) = owner else {
            let the = self.document.word(source.start()).eq_ignore_ascii_case("the");
            let the_poll = self.poll.filter(|_| the && head == source.start() + 1 && source.len() == 2);
            return the_poll.map(|poll| vec![poll]);
        };
        let &first = owner.entities.first()?;
        let known = &self.entities[first.to_usize()];
        if known.kind == EntityKind::Person {
            return None;
        }
        if owner.maker {
            self.poll = Some(first);
            return Some(owner.entities);
        }
        let name = match self.owners(source, head) {
            Some(owners) => format!("{owners} {word}"),
            None => format!("{} {word}", known.name),
        };
        let next = EntityId::from_usize(self.entities.len());
        let id = *self.unnamed.entry(name.to_lowercase()).or_insert(next);
        if id == next {
            self.entities.push(Entity::unnamed(name, EntityKind::Organisation, Gender::Unknown));
        }
        self.entities[id.to_usize()].named = true;
        self.poll = Some(id);
        Some(vec![id])
    }

    /// The names right before the thing, as written: `CNN/ORC` in `a CNN/ORC poll`, `CNN-ORC` in `a new CNN-ORC poll`.
    fn owners(&self, source: TokenRun, head: usize) -> Option<&str> {
        let name = |at: usize| {
            let text = self.document.word(at);
            text == "/"
                || text == "&"
                || text.starts_with(char::is_uppercase) && !classify(&fold(text)).contains(Word::CALENDAR)
        };
        let end = (source.start()..head).rev().find(|&at| name(at))? + 1;
        let start = (source.start()..end).rev().take_while(|&at| name(at)).last()?;
        let start =
            start + usize::from(matches!(self.document.word(start), "The" | "A" | "An" | "One" | "Another"));
        let fits = start < end && self.document.word(start) != "/";
        fits.then(|| self.document.slice(self.document.span_of(TokenRun::new(start..end))))
    }

    /// The last word before the first preposition, participle or mark.
    fn head(&self, source: TokenRun) -> Option<usize> {
        let ends = |at: usize| {
            let token = self.document.tokens().get(at);
            let mark = token.is_none_or(|token| {
                !matches!(
                    token.kind,
                    TokenKind::Word | TokenKind::Abbreviation | TokenKind::Number | TokenKind::Possessive
                ) && self.document.word(at) != "/"
            });
            mark || matches!(
                self.document.word(at),
                "of" | "by"
                    | "from"
                    | "in"
                    | "on"
                    | "for"
                    | "at"
                    | "to"
                    | "about"
                    | "with"
                    | "that"
                    | "which"
                    | "who"
                    | "last"
                    | "this"
                    | "released"
                    | "published"
                    | "posted"
                    | "conducted"
                    | "compiled"
                    | "taken"
                    | "issued"
                    | "sent"
            ) && at > source.start()
        };
        let end = source.to_range().find(|&at| ends(at)).unwrap_or(source.end());
        end.checked_sub(1).filter(|&head| head >= source.start())
    }

    /// Who wrote what is `her` or `Roe’s`: `her reply`, `the first line of her 84 field notebooks`, `a card in her handwriting`, and for a
    /// body `its statement`.
    ///
    /// Not `her horse`, `the report that her office sent`, `a letter to her friends`.
    fn writer(&self, source: TokenRun) -> Option<EntityId> {
        /// Between the owner and the thing stand at most so many words: `her 84 field notebooks`.
        const LONGEST_DESCRIPTION: usize = 4;
        let first = self.phrases.partition_point(|phrase| phrase.tokens.start() < source.start());
        let inside = self.phrases[first..].iter().take_while(|phrase| phrase.tokens.start() < source.end());
        inside.enumerate().find_map(|(offset, phrase)| {
            let [owner] = self.mentions[first + offset].entities[..] else { return None };
            let end = phrase.tokens.end();
            let owned = match phrase.kind {
                MentionKind::Pronoun => self.is_any(phrase.tokens.start(), &["his", "her", "its"]),
                _ => self.document.tokens().get(end).is_some_and(|token| token.kind == TokenKind::Possessive),
            };
            let plain = |at: &usize| {
                let token = self.document.tokens().get(*at);
                token.is_some_and(|token| {
                    matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Possessive)
                }) && !classify(&fold(self.document.word(*at))).intersects(Word::PREPOSITION | Word::CLOSED)
            };
            let known = &self.entities[owner.to_usize()];
            let writes = |at: usize| {
                let word = fold(self.document.word(at));
                match known.kind {
                    EntityKind::Person => is_handwriting(&word),
                    EntityKind::Organisation => is_paper(&word) || is_handwriting(&word),
                    EntityKind::Group | EntityKind::Unknown => false,
                }
            };
            let start = phrase.tokens.start();
            // `a line in her hand`
            let by_hand = start > source.start()
                && self.is_any(start - 1, &["in"])
                && self.is_any(end, &["hand", "writing"])
                && known.kind == EntityKind::Person;
            let mut after = (end..source.end().min(end + LONGEST_DESCRIPTION)).take_while(plain);
            (owned && known.named && (by_hand || after.any(writes))).then_some(owner)
        })
    }

    /// Whose the thing at `head` is.
    fn owner(&self, source: TokenRun, head: usize, word: &str) -> Option<Owner> {
        let first = self.phrases.partition_point(|phrase| phrase.tokens.start() < source.start());
        let inside = self.phrases[first..]
            .iter()
            .enumerate()
            .take_while(|(_, phrase)| phrase.tokens.start() < source.end());
        for (offset, phrase) in inside {
            let index = first + offset;
            let entities = &self.mentions[index].entities;
            let Some(known) = entities.first().map(|entity| &self.entities[entity.to_usize()]) else {
                continue;
            };
            let all_named = entities.iter().all(|entity| self.entities[entity.to_usize()].named);
            // `Jane Roe and John Doe` come before `Jane Roe`.
            let names = match phrase.kind {
                MentionKind::Name => entities.len() == 1,
                MentionKind::Collective => {
                    phrase.members.iter().all(|&member| self.phrases[member].kind == MentionKind::Name)
                }
                MentionKind::Nominal | MentionKind::Pronoun => false,
            };
            if !names || !all_named {
                continue;
            }
            let (start, end) = (phrase.tokens.start(), phrase.tokens.end());
            let small = |at: usize| {
                self.document
                    .tokens()
                    .get(at)
                    .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Possessive))
                    && !self.document.word(at).starts_with(char::is_uppercase)
            };
            // `a post by the Rovers chairman, Jane Roe`: hers; `an e-mail of May obtained by Acme`, `a FOIA reply`: nobody’s.
            let next = classify(&fold(self.document.word(end)));
            let role = end < source.end() && next.intersects(Word::ROLE) && known.kind != EntityKind::Person;
            let from = self.is_any(head + 1, &["by", "from"])
                && self.link(head, start) == self.document.word(head + 1);
            if is_handwriting(word) && !is_paper(word) && (role || !from) {
                continue;
            }
            let before = end <= head && (end..head).all(small);
            let own =
                self.document.tokens().get(end).is_some_and(|token| token.kind == TokenKind::Possessive);
            let link = self.link(head, start);
            let maker = matches!(link, "by" | "from");
            let after = start > head
                && (maker
                    || matches!(link, "website" | "site")
                    || matches!(link, "in" | "on") && is_printed(word)
                    || link == "of"
                        && self.document.word(start - 1) == ","
                        && known.kind == EntityKind::Person
                    || link == "of" && (matches!(word, "page" | "cover" | "website") || is_periodical(word)));
            // A statement speaks for a person, a report only for who made it.
            let fits = match known.kind {
                EntityKind::Person => {
                    link == "by"
                        // `The report of the referee, Jane Roe`
                        || link == "of" && start > head && matches!(word, "report" | "letter" | "memo")
                            && self.document.word(start - 1) == ","
                        || maker && is_handwriting(word) && !self.is_any(start - 1, &["to", "of"])
                        || (own || maker)
                            && matches!(word, "statement" | "letter" | "tweet" | "memo" | "op-ed")
                }
                EntityKind::Organisation | EntityKind::Unknown => true,
                EntityKind::Group => false,
            };
            if (before || after) && fits {
                return Some(Owner { entities: entities.clone(), maker: after && maker });
            }
        }
        None
    }

    /// The word that says how the name at `start` belongs to the thing at `head`: `by` in `a report by the watchdog group Acme`.
    ///
    /// Not in `a report by an aide who met Acme`, `a report by the son of Roe`: something stands between that is no description.
    fn link(&self, head: usize, start: usize) -> &str {
        const LONGEST_DESCRIPTION: usize = 6;
        let described = |at: usize| {
            let word = fold(self.document.word(at));
            let classes = classify(&word);
            // `a post by the chairman, Edwin Roe`
            if at + 1 == start && self.document.word(at) == "," {
                return true;
            }
            let kind = self.document.tokens().get(at).map(|token| token.kind);
            matches!(kind, Some(TokenKind::Word | TokenKind::Possessive))
                && !classes.intersects(Word::PREPOSITION | Word::VERB)
                && (matches!(word.as_str(), "the" | "a" | "an") || !classes.contains(Word::CLOSED))
        };
        let nearest = start.checked_sub(1).map_or("", |at| self.document.word(at));
        if matches!(nearest, "website" | "site") {
            return nearest;
        }
        let first = start.saturating_sub(LONGEST_DESCRIPTION + 1).max(head + 1);
        let link = (first..start).rev().find(|&at| !described(at));
        link.map_or("", |at| self.document.word(at))
    }

    /// The named entity whose name these words are, where no phrase was found: `Glenn Roe` in a headline.
    pub(super) fn by_words(&self, source: TokenRun) -> Option<EntityId> {
        const LONGEST_NAME: usize = 6;
        let skip = usize::from(self.document.word(source.start()).eq_ignore_ascii_case("the"));
        let words: Vec<&str> = (source.start() + skip..source.end().min(source.start() + LONGEST_NAME + 1))
            .map(|at| self.document.word(at))
            .collect();
        if words.is_empty()
            || source.len() > LONGEST_NAME
            || !words.iter().all(|word| word.starts_with(char::is_uppercase))
        {
            return None;
        }
        let name = fold(&words.join(" "));
        let same = |entity: &Entity| {
            entity.named
                && (fold(&entity.name) == name || entity.aliases.iter().any(|alias| fold(alias) == name))
        };
        let mut found = (0..self.entities.len()).filter(|&at| same(&self.entities[at]));
        let one = found.next()?;
        found.next().is_none().then(|| EntityId::from_usize(one))
    }
}
