//! Whom `I` and `you` mean in what somebody says, and who is a person because `he` or `she` stands for him or her.
//!
//! In: the speakers of all statements, the phrases. Out: entities for mentions that had none, and kinds. Must not know: how speakers
//! were found.

use super::{Resolver, Speaker};
use crate::inside::{innermost, sort_outer_first};
use crate::mention::Pronoun;
use crate::{ContentType, Entity, EntityId, EntityKind, Gender, MentionId, MentionKind, Pattern, Verdict};
use dixit_tokenizer::{Index, TokenRun};
use std::collections::{BTreeMap, BTreeSet};

/// Whose `we` it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    Writer,
    Speaker(EntityId),
    /// Of whoever says this statement.
    Statement(usize),
}

impl Resolver<'_> {
    /// Links `I`, `me` and `my` to who says it (outside of quotations, to who writes), and `you` in a transcript to the other one; `we`
    /// of one speaker are the same ones throughout.
    ///
    /// Example: `“I wait,” said Roe.` (`I` is Roe.) Counter-example: `Roe said I was late.` (not Roe’s own words: who writes).
    pub(super) fn link_voices(&mut self, speakers: &[Option<Speaker>]) {
        let voices = self.voices();
        let inside = innermost(self.phrases, &voices);
        let mut touched: BTreeSet<EntityId> = BTreeSet::new();
        let mut author: Option<EntityId> = None;
        let mut together: BTreeMap<Whose, Vec<MentionId>> = BTreeMap::new();
        for index in 0..self.phrases.len() {
            let inside = inside[index].map(|voice| voices[voice].1);
            if self.phrases[index].pronoun == Some(Pronoun::FirstPlural)
                && self.mentions[index].entities.is_empty()
                && let Some(whose) = self.whose_we(speakers, index, inside)
            {
                together.entry(whose).or_default().push(MentionId::from_usize(index));
            }
            let person = match (self.phrases[index].pronoun, inside) {
                (Some(Pronoun::First), Some(statement)) => one_speaker(speakers, statement),
                (Some(Pronoun::First), None) if self.phrases[index].quote.is_none() => {
                    let author =
                        *author.get_or_insert_with(|| self.byline().unwrap_or_else(|| self.writer_of_text()));
                    Some((author, None))
                }
                (Some(Pronoun::Second), Some(statement)) => {
                    self.addressee(speakers, statement).map(|person| (person, None))
                }
                _ => None,
            };
            let Some((person, by)) = person.filter(|_| self.mentions[index].entities.is_empty()) else {
                continue;
            };
            self.mentions[index].entities.push(person);
            let named = |by: &usize| self.mentions[*by].kind == MentionKind::Name;
            self.mentions[index].antecedent = by.and_then(|by: usize| {
                if named(&by) { Some(MentionId::from_usize(by)) } else { self.mentions[by].antecedent }
            });
            self.entities[person.to_usize()].mentions.push(MentionId::from_usize(index));
            touched.insert(person);
        }
        for (_, mentions) in together.into_iter().filter(|(_, mentions)| mentions.len() > 1) {
            self.add_together(mentions);
        }
        for person in touched {
            let mentions = &mut self.entities[person.to_usize()].mentions;
            mentions.sort_unstable();
            mentions.dedup();
        }
    }

    /// Whose `we` stands at a phrase; none in a quotation that nobody says.
    ///
    /// Example: `“We wait,” said Roe.` (Roe’s). Counter-example: `the sign read “We wait”`
    fn whose_we(&self, speakers: &[Option<Speaker>], index: usize, inside: Option<usize>) -> Option<Whose> {
        match inside {
            Some(statement) => Some(match one_speaker(speakers, statement) {
                Some((person, _)) => Whose::Speaker(person),
                None => Whose::Statement(statement),
            }),
            None => self.phrases[index].quote.is_none().then_some(Whose::Writer),
        }
    }

    /// Those whom one speaker means by `we`: nobody says who they are, but the same ones.
    fn add_together(&mut self, mentions: Vec<MentionId>) {
        let id = EntityId::from_usize(self.entities.len());
        for mention in &mentions {
            self.mentions[mention.to_usize()].entities.push(id);
        }
        let group = Entity::unnamed("we".to_owned(), EntityKind::Group, Gender::Unknown);
        self.entities.push(Entity { mentions, ..group });
    }

    /// A name that nobody knows is a person’s where `he` or `she` stands for it.
    ///
    /// Example: `Galois was born in 1811. He …` Counter-example: `Lidl was founded in 1973. It …`
    pub(super) fn settle_kinds(&mut self) {
        for entity in &mut self.entities {
            let he = |mention: &MentionId| {
                let phrase = self.phrases.get(mention.to_usize());
                phrase.is_some_and(|phrase| phrase.pronoun == Some(Pronoun::Third))
            };
            if entity.kind == EntityKind::Unknown && entity.mentions.iter().any(he) {
                entity.kind = EntityKind::Person;
            }
        }
    }

    /// Somebody without a name: who writes `I` where no byline says who that is.
    fn writer_of_text(&mut self) -> EntityId {
        let id = EntityId::from_usize(self.entities.len());
        self.entities.push(Entity::unnamed("I".to_owned(), EntityKind::Person, Gender::Unknown));
        id
    }

    /// What is somebody’s own words, and in which statement, in text order, the outer before the inner.
    fn voices(&self) -> Vec<(TokenRun, usize)> {
        let own = self.statements.iter().enumerate().filter(|(_, s)| s.content_type == ContentType::Direct);
        let mut voices: Vec<(TokenRun, usize)> =
            own.flat_map(|(statement, s)| s.content.iter().map(move |&tokens| (tokens, statement))).collect();
        sort_outer_first(&mut voices);
        voices
    }

    /// Whom a turn of a transcript speaks to: who spoke before it, or else after it.
    fn addressee(&self, speakers: &[Option<Speaker>], statement: usize) -> Option<EntityId> {
        /// Turns are drafts side by side; a nested one may stand between.
        const NEAR: usize = 4;
        let turn = |at: &usize| self.statements[*at].pattern == Pattern::TranscriptLine;
        if !turn(&statement) {
            return None;
        }
        let (own, _) = one_speaker(speakers, statement)?;
        let other =
            |at: usize| one_speaker(speakers, at).map(|(person, _)| person).filter(|person| *person != own);
        let before = (statement.saturating_sub(NEAR)..statement).rev().filter(turn).find_map(other);
        let after = || {
            let end = self.statements.len().min(statement + 1 + NEAR);
            (statement + 1..end).filter(turn).find_map(other)
        };
        before.or_else(after)
    }
}

/// The one speaker of a statement, and the mention that tells.
fn one_speaker(speakers: &[Option<Speaker>], statement: usize) -> Option<(EntityId, Option<usize>)> {
    let speaker = speakers.get(statement)?.as_ref()?;
    match &speaker.verdict {
        Verdict::Speakers(people) if people.len() == 1 => Some((people[0], speaker.mention)),
        _ => None,
    }
}
