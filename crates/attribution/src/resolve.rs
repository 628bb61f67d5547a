//! Statements and entities put together: who said it.
//!
//! In: [`Statement`]s, [`Phrase`]s, [`Coreference`]. Out: [`Speakers`]: attributions with their speakers, and the mentions
//! and entities, with the unnamed ones added that only a source speaks of. Must not know: how statements were found.

mod body;
mod described;
mod including;
mod label;
mod letter;
mod voice;

use crate::coreference::Coreference;
use crate::mention::{Phrase, Pronoun, Sort};
use crate::source::{source_phrase, whole_of};
use crate::{
    Attribution, AttributionId, Entity, EntityId, EntityKind, Evidence, Gender, Mention, MentionId,
    MentionKind, Pattern, SourceKind, Statement, Verdict,
};
use dixit_tokenizer::{Document, Index, Span, TokenRun};
use letter::SaidIn;
use std::cell::OnceCell;
use std::collections::HashMap;

// The factors below are what a statement's confidence is multiplied by for its speaker. They are set by hand, not fitted:
// after reading 94 resolved sources of PolNeAR train with their context (27 of 30 names were right, 24 of 30 descriptions, 31
// of 34 pronouns, before the mistakes seen there were mended), 30 without a speaker, and the open corpus.

/// A speaker who is named there.
const NAMED: f32 = 0.98;
/// … described there.
const NOMINAL: f32 = 0.9;
/// … a pronoun there.
const PRONOUN: f32 = 0.88;
/// … the one before.
const CONTINUED: f32 = 0.9;
/// … `I` or `we` in a quotation.
const FIRST_PERSON: f32 = 0.85;
/// Nobody was found: the rest of the attribution may well be right.
const NOBODY: f32 = 0.8;

/// Everything about who.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Speakers {
    /// One for each statement, in the same order.
    pub attributions: Vec<Attribution>,
    /// In text order.
    pub mentions: Vec<Mention>,
    /// In the order of their first mention; those that only a source speaks of come last.
    pub entities: Vec<Entity>,
}

/// What was found for one statement.
#[derive(Debug, Clone)]
struct Speaker {
    verdict: Verdict,
    kind: SourceKind,
    mention: Option<usize>,
    certainty: f32,
}

impl Speaker {
    /// Somebody whom no mention names.
    fn unmentioned(speakers: Vec<EntityId>, kind: SourceKind, certainty: f32) -> Self {
        Self { verdict: Verdict::Speakers(speakers), kind, mention: None, certainty }
    }
}

/// Gives every statement its speaker. Attributions stand in the order of the statements. Linear in their number.
pub(crate) fn resolve(
    document: &Document,
    statements: &[Statement],
    phrases: &[Phrase],
    coreference: Coreference,
) -> Speakers {
    let Coreference { mentions, entities, ambiguous } = coreference;
    let mut resolver = Resolver {
        document,
        statements,
        phrases,
        mentions,
        entities,
        ambiguous,
        unnamed: HashMap::new(),
        poll: None,
        said_in: Vec::new(),
        interviewee: OnceCell::new(),
        interviewer: OnceCell::new(),
        author: OnceCell::new(),
        chairs: OnceCell::new(),
        described: OnceCell::new(),
    };
    let mut speakers: Vec<Option<Speaker>> = vec![None; statements.len()];
    for index in 0..statements.len() {
        resolver.settle(index, &mut speakers);
    }
    resolver.link_voices(&speakers);
    resolver.settle_kinds();
    let attributions = statements
        .iter()
        .zip(speakers)
        .map(|(statement, speaker)| resolver.attribution(statement, speaker.unwrap_or_else(nobody)))
        .collect();
    Speakers { attributions, mentions: resolver.mentions, entities: resolver.entities }
}

fn nobody() -> Speaker {
    Speaker { verdict: Verdict::Unknown, kind: SourceKind::Absent, mention: None, certainty: NOBODY }
}

struct Resolver<'a> {
    document: &'a Document,
    statements: &'a [Statement],
    phrases: &'a [Phrase],
    mentions: Vec<Mention>,
    entities: Vec<Entity>,
    ambiguous: Vec<Vec<EntityId>>,
    /// Unnamed entities that only sources speak of, by their folded words.
    unnamed: HashMap<String, EntityId>,
    /// The poll spoken of last.
    poll: Option<EntityId>,
    /// The statements, letters and filings that people said things in, in order.
    said_in: Vec<SaidIn>,
    /// Who answers and who asks where labels only say `A` and `Q`; found once.
    interviewee: OnceCell<Option<EntityId>>,
    interviewer: OnceCell<Option<EntityId>>,
    author: OnceCell<Option<EntityId>>,
    /// Whose label is a description; found once.
    chairs: OnceCell<Vec<EntityId>>,
    /// What people are called beside their names, by words in no list; found once.
    described: OnceCell<HashMap<String, Option<EntityId>>>,
}

impl Resolver<'_> {
    /// Settles a statement and those its speaker hangs on, without recursion: chains may be as long as the text.
    fn settle(&mut self, index: usize, speakers: &mut [Option<Speaker>]) {
        let mut chain = vec![index];
        while let Some(&top) = chain.last() {
            if speakers[top].is_some() {
                chain.pop();
                continue;
            }
            match self.hangs_on(top) {
                Some(other)
                    if other != top
                        && speakers[other].is_none()
                        && !chain.contains(&other)
                        && chain.len() < 64 =>
                {
                    chain.push(other);
                }
                other => {
                    let base = other.and_then(|other| speakers[other].clone());
                    let speaker = self.speaker(top, base);
                    self.hear_in(top, &speaker);
                    speakers[top] = Some(speaker);
                    chain.pop();
                }
            }
        }
    }

    /// The statement whose speaker this one needs first.
    fn hangs_on(&self, index: usize) -> Option<usize> {
        let statement = &self.statements[index];
        let other = if statement.source.is_empty() { statement.continues } else { statement.nested_in };
        other.map(Index::to_usize).filter(|&other| other < self.statements.len())
    }

    fn speaker(&mut self, index: usize, base: Option<Speaker>) -> Speaker {
        let statement = &self.statements[index];
        let Some(&source) = statement.source.first() else {
            return match base {
                Some(base) if statement.continues.is_some() => {
                    Speaker { kind: SourceKind::Absent, certainty: base.certainty * CONTINUED, ..base }
                }
                _ => nobody(),
            };
        };
        if statement.pattern == Pattern::TranscriptLine
            && let Some(speaker) = self.label(source)
        {
            return speaker;
        }
        match source_phrase(self.document, self.phrases, source) {
            Some(phrase) => self.by_phrase(phrase, source, base),
            None => self.without_mention(source),
        }
    }

    fn by_phrase(&mut self, index: usize, source: TokenRun, base: Option<Speaker>) -> Speaker {
        let phrase = &self.phrases[index];
        let (kind, certainty) = match phrase.kind {
            MentionKind::Name => (SourceKind::Name, NAMED),
            MentionKind::Nominal => (SourceKind::Nominal, NOMINAL),
            MentionKind::Pronoun => (SourceKind::Pronoun, PRONOUN),
            MentionKind::Collective => (SourceKind::Collective, NAMED),
        };
        // `I` in a quotation is whoever speaks it; `you` is somebody else, nobody knows who.
        if matches!(phrase.pronoun, Some(Pronoun::First | Pronoun::FirstPlural)) {
            return match base {
                Some(base) => {
                    Speaker { kind, mention: Some(index), certainty: base.certainty * FIRST_PERSON, ..base }
                }
                // `I` of the reporter’s own text is whoever the byline names.
                None if phrase.pronoun == Some(Pronoun::First) && phrase.quote.is_none() => {
                    let author = self.byline().map(|author| Verdict::Speakers(vec![author]));
                    let verdict = author.unwrap_or(Verdict::Unknown);
                    Speaker { verdict, kind, mention: Some(index), certainty: FIRST_PERSON }
                }
                None => Speaker { kind, mention: Some(index), ..nobody() },
            };
        }
        let entities = self.mentions[index].entities.clone();
        let mention = Some(index);
        // `all of them` are only somebody where `them` is.
        let named = |entity: &EntityId| self.entities[entity.to_usize()].named;
        if whole_of(self.document, source).is_some() && (entities.is_empty() || !entities.iter().all(named)) {
            return self.without_mention(source);
        }
        // A title or a thing that names nobody may speak for somebody who is named in it.
        let unnamed = entities.iter().all(|entity| !self.entities[entity.to_usize()].named);
        if phrase.kind == MentionKind::Nominal
            && !matches!(phrase.sort, Sort::Person | Sort::Group)
            && unnamed
            && let Some(body) = self.body(source)
        {
            return Speaker { verdict: Verdict::Speakers(body), kind, mention, certainty };
        }
        if unnamed && let Some(verdict) = self.written_by(source) {
            return Speaker { verdict, kind, mention, certainty };
        }
        if entities.is_empty()
            && let Some(verdict) = self.own_letter(index, base.as_ref())
        {
            return Speaker { verdict, kind, mention, certainty };
        }
        if unnamed && let Some(named) = self.included(index, source) {
            return Speaker { verdict: Verdict::Speakers(named), kind, mention, certainty };
        }
        if !entities.is_empty() {
            return Speaker { verdict: Verdict::Speakers(entities), kind, mention, certainty };
        }
        if !self.ambiguous[index].is_empty() {
            return Speaker {
                verdict: Verdict::Ambiguous(self.ambiguous[index].clone()),
                kind,
                mention,
                certainty: NOBODY,
            };
        }
        if phrase.kind == MentionKind::Nominal {
            let entity = self.add_unnamed(source, phrase.sort, phrase.gender);
            self.mentions[index].entities.push(entity);
            self.entities[entity.to_usize()].mentions.push(MentionId::from_usize(index));
            return Speaker { verdict: Verdict::Speakers(vec![entity]), kind, mention, certainty };
        }
        // `“E flat,” he says`, below an interview: who was interviewed.
        if phrase.pronoun == Some(Pronoun::Third)
            && let Some(person) = self.interviewed(phrase.gender)
        {
            return Speaker { verdict: Verdict::Speakers(vec![person]), kind, mention, certainty };
        }
        Speaker { verdict: Verdict::Unknown, kind, mention, certainty: NOBODY }
    }

    /// A source whose noun is in no list: somebody or something without a name, `a plaque by the turnstile`.
    fn without_mention(&mut self, source: TokenRun) -> Speaker {
        let lone = source.len() == 1;
        let word = self.document.word(source.start()).to_ascii_lowercase();
        if lone
            && matches!(
                word.as_str(),
                "that" | "who" | "which" | "you" | "it" | "he" | "she" | "they" | "one"
            )
        {
            return Speaker { kind: SourceKind::Pronoun, ..nobody() };
        }
        if let Some(verdict) = self.written_by(source) {
            return Speaker { verdict, kind: SourceKind::Nominal, mention: None, certainty: NOMINAL };
        }
        if let Some(named) = self.by_words(source) {
            return Speaker::unmentioned(vec![named], SourceKind::Name, NOMINAL);
        }
        if let Some(described) = self.described_before(source) {
            return Speaker::unmentioned(vec![described], SourceKind::Nominal, NOMINAL);
        }
        let entities = self
            .body(source)
            .unwrap_or_else(|| vec![self.add_unnamed(source, Sort::Unknown, Gender::Unknown)]);
        Speaker::unmentioned(entities, SourceKind::Nominal, NOMINAL)
    }

    fn add_unnamed(&mut self, source: TokenRun, sort: Sort, gender: Gender) -> EntityId {
        let text = self.document.slice(self.document.span_of(source));
        let mut words: Vec<&str> = text.split_whitespace().collect();
        if words.len() > 1 && matches!(words[0].to_ascii_lowercase().as_str(), "the" | "a" | "an") {
            words.remove(0);
        }
        let name = words.join(" ");
        let next = EntityId::from_usize(self.entities.len());
        let id = *self.unnamed.entry(name.to_lowercase()).or_insert(next);
        if id == next {
            let kind = match sort {
                Sort::Person => EntityKind::Person,
                Sort::Group => EntityKind::Group,
                Sort::Organisation | Sort::Place => EntityKind::Organisation,
                Sort::Thing | Sort::Unknown => EntityKind::Unknown,
            };
            self.entities.push(Entity::unnamed(name, kind, gender));
        }
        id
    }

    fn attribution(&self, statement: &Statement, speaker: Speaker) -> Attribution {
        let spans =
            |runs: &[TokenRun]| -> Vec<Span> { runs.iter().map(|run| self.document.span_of(*run)).collect() };
        let antecedent = speaker.mention.and_then(|mention| self.mentions[mention].antecedent);
        Attribution {
            content_type: statement.content_type,
            content: spans(&statement.content),
            cue: spans(&statement.cue),
            source: spans(&statement.source),
            source_kind: speaker.kind,
            speaker: speaker.verdict,
            nested_in: statement.nested_in.map(|id| AttributionId::from_usize(id.to_usize())),
            confidence: round(statement.confidence * speaker.certainty),
            evidence: Evidence {
                pattern: statement.pattern,
                cue_class: statement.class,
                mention: speaker.mention.map(MentionId::from_usize),
                antecedent,
                continues: statement.continues.map(|id| AttributionId::from_usize(id.to_usize())),
            },
        }
    }
}

/// To two decimals, so that results are the same on every machine.
fn round(confidence: f32) -> f32 {
    (confidence.clamp(0.0, 1.0) * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests;
