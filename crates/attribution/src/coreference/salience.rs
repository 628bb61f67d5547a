//! Pronouns resolved by who is in the reader’s mind.
//!
//! In: resolved mentions, in text order. Out: whom a pronoun means. Must not know: names’ forms, rosters.

use super::{Input, Node, Resolution};
use crate::mention::{Phrase, Pronoun, Sort};
use crate::{Gender, MentionKind, Quotes};
use dixit_tokenizer::{Document, Index, TokenKind};
use std::collections::{HashMap, VecDeque};

/// How many mentions back an antecedent is looked for: keeps the stage linear.
const MEMORY: usize = 48;
/// How many sentences back, quotations not counted.
const FURTHEST_SENTENCE: usize = 7;
/// What a sentence’s distance is worth; further ones are worth nothing more.
const BY_DISTANCE: [i32; 5] = [40, 36, 22, 14, 7];
/// The antecedent stands in another paragraph.
const OTHER_PARAGRAPH: i32 = -4;
/// It is the subject of its clause.
const SUBJECT: i32 = 20;
/// It is the source of a statement: who speaks goes on speaking.
const SPEAKER: i32 = 14;
/// It opens its sentence.
const OPENS_SENTENCE: i32 = 6;
/// Its gender is known and fits.
const GENDER_KNOWN: i32 = 8;
/// Nobody knows whether it is a person at all.
const UNKNOWN_SORT: i32 = -14;
/// It has no name: `a spokesman`.
const UNNAMED: i32 = -2;
/// It stands inside a quotation, the pronoun does not.
const IN_QUOTE: i32 = -34;
/// It only says whose: `Clinton campaign`, `Trump’s`.
const MODIFIER: i32 = -16;
/// A pronoun is itself a sign that the antecedent is spoken of.
const BY_PRONOUN: i32 = 4;
/// Fewer points than this are no antecedent.
const ENOUGH: i32 = 14;
/// Two antecedents closer than this leave the pronoun open.
const CLEAR: i32 = 4;

/// A mention remembered.
#[derive(Debug, Clone, Copy)]
struct Trace {
    phrase: usize,
    node: usize,
    speaks: bool,
}

/// What the reader remembers at a point of the text.
pub(super) struct Salience<'a> {
    document: &'a Document,
    phrases: &'a [Phrase],
    /// For each sentence, how many sentences up to it have words outside quotations.
    told: Vec<usize>,
    /// The source phrase of each quoted span that is a content.
    speaker_of_quote: HashMap<usize, usize>,
    traces: VecDeque<Trace>,
}

impl<'a> Salience<'a> {
    pub(super) fn new(
        document: &'a Document,
        quotes: &Quotes,
        phrases: &'a [Phrase],
        speaker_of_quote: HashMap<usize, usize>,
    ) -> Self {
        let mut told = Vec::with_capacity(document.sentences().len());
        let (mut count, mut quote, mut covered) = (0, 0, 0);
        for sentence in document.sentences() {
            let mut outside = false;
            for at in sentence.tokens.to_range() {
                while quote < quotes.tokens.len() && quotes.tokens[quote].start() <= at {
                    covered = covered.max(quotes.tokens[quote].end());
                    quote += 1;
                }
                outside |= at >= covered
                    && document.tokens().get(at).is_some_and(|token| token.kind == TokenKind::Word);
            }
            count += usize::from(outside);
            told.push(count);
        }
        Self { document, phrases, told, speaker_of_quote, traces: VecDeque::with_capacity(MEMORY + 1) }
    }

    /// Remembers a resolved mention.
    pub(super) fn push(&mut self, nodes: &[Node], resolution: &Resolution, phrase: usize, speaks: bool) {
        if let [node] = resolution.nodes[..]
            && nodes[node].sort != Sort::Thing
        {
            if self.traces.len() == MEMORY {
                self.traces.pop_front();
            }
            self.traces.push_back(Trace { phrase, node, speaks });
        }
    }

    /// The mentions remembered, latest first: phrase and node.
    pub(super) fn recent(&self) -> impl Iterator<Item = (usize, usize)> {
        self.traces.iter().rev().map(|trace| (trace.phrase, trace.node))
    }

    /// How many told sentences lie between a mention and a later one, and whether they share a paragraph.
    pub(super) fn distance(&self, earlier: usize, later: usize) -> (usize, bool) {
        let (earlier, later) = (self.phrases[earlier].tokens.start(), self.phrases[later].tokens.start());
        let (a, b) =
            (self.document.sentence_of(earlier).to_usize(), self.document.sentence_of(later).to_usize());
        let told = |sentence: usize| self.told.get(sentence).copied().unwrap_or_default();
        let between = told(b).saturating_sub(told(a)).max(usize::from(a != b));
        (between, self.document.paragraph_of(earlier) == self.document.paragraph_of(later))
    }

    /// Whom a pronoun means.
    pub(super) fn resolve(
        &self,
        input: &Input<'_>,
        nodes: &mut [Node],
        resolutions: &[Resolution],
        index: usize,
    ) -> Resolution {
        let phrase = &self.phrases[index];
        match phrase.pronoun {
            Some(Pronoun::Third) => self.third(nodes, resolutions, index),
            Some(Pronoun::Neuter) => {
                self.plain(nodes, index, |sort| matches!(sort, Sort::Organisation | Sort::Place))
            }
            Some(Pronoun::Plural) => self.plain(nodes, index, |sort| sort == Sort::Group),
            Some(Pronoun::Relative) => self.relative(input, resolutions, index),
            Some(Pronoun::First | Pronoun::FirstPlural | Pronoun::Second) | None => Resolution::default(),
        }
    }

    /// `he`, `she`: the best by the points above.
    fn third(&self, nodes: &mut [Node], resolutions: &[Resolution], index: usize) -> Resolution {
        let phrase = &self.phrases[index];
        // In a direct quotation the speaker is `I`, never `he`.
        let speaker = phrase.quote.and_then(|quote| self.speaker_of_quote.get(&quote.to_usize()));
        let speaker = speaker.and_then(|&speaker| resolutions[speaker].nodes.first().copied());
        // (node, points, phrase), in order of appearance; short, so a linear search is fine.
        let mut scores: Vec<(usize, i32, usize)> = Vec::new();
        for trace in self.traces.iter().rev() {
            let (distance, same_paragraph) = self.distance(trace.phrase, index);
            if distance > FURTHEST_SENTENCE {
                break;
            }
            let node = &nodes[trace.node];
            if !matches!(node.sort, Sort::Person | Sort::Unknown)
                || !node.gender.fits(phrase.gender)
                || speaker == Some(trace.node)
            {
                continue;
            }
            let earlier = &self.phrases[trace.phrase];
            // `her campaign` inside the phrase of a longer mention that it belongs to: `his wife` is not he.
            if earlier.tokens.start() <= phrase.tokens.start() && phrase.tokens.end() <= earlier.tokens.end()
            {
                continue;
            }
            let mut points = BY_DISTANCE.get(distance).copied().unwrap_or(0);
            points += if same_paragraph { 0 } else { OTHER_PARAGRAPH };
            points += if earlier.subject { SUBJECT } else { 0 };
            points += if trace.speaks { SPEAKER } else { 0 };
            points += if self.opens_sentence(earlier) { OPENS_SENTENCE } else { 0 };
            points += if node.gender == phrase.gender { GENDER_KNOWN } else { 0 };
            points += if node.sort == Sort::Unknown { UNKNOWN_SORT } else { 0 };
            points += if node.named { 0 } else { UNNAMED };
            points += if earlier.quote.is_some() && earlier.quote != phrase.quote { IN_QUOTE } else { 0 };
            points += if earlier.modifier || self.possessive(earlier) { MODIFIER } else { 0 };
            points += if earlier.kind == MentionKind::Pronoun { BY_PRONOUN } else { 0 };
            match scores.iter_mut().find(|(scored, _, _)| *scored == trace.node) {
                Some(score) if score.1 >= points => {}
                Some(score) => (score.1, score.2) = (points, trace.phrase),
                None => scores.push((trace.node, points, trace.phrase)),
            }
        }
        scores.retain(|&(_, points, _)| points >= ENOUGH);
        // A stable sort: of equals the one mentioned last stays first.
        scores.sort_by_key(|&(_, points, _)| -points);
        match scores[..] {
            [] => Resolution::default(),
            [(first, a, _), (second, b, _), ..] if a - b < CLEAR => {
                Resolution { nodes: Vec::new(), ambiguous: vec![first, second], antecedent: None }
            }
            [(node, _, antecedent), ..] => {
                if nodes[node].gender == Gender::Unknown {
                    nodes[node].gender = phrase.gender;
                }
                Resolution::one(node, Some(antecedent))
            }
        }
    }

    /// `it`, `they`: the latest subject of a fitting sort in this sentence or the one before.
    fn plain(&self, nodes: &[Node], index: usize, fits: impl Fn(Sort) -> bool) -> Resolution {
        let quote = self.phrases[index].quote;
        let mut best: Option<(i32, &Trace)> = None;
        for trace in self.traces.iter().rev() {
            let (distance, _) = self.distance(trace.phrase, index);
            if distance > 1 {
                break;
            }
            let earlier = &self.phrases[trace.phrase];
            if !fits(nodes[trace.node].sort)
                || earlier.modifier
                || earlier.quote != quote && earlier.quote.is_some()
            {
                continue;
            }
            let points = if earlier.subject { SUBJECT } else { 0 } + if trace.speaks { SPEAKER } else { 0 };
            if best.is_none_or(|(most, _)| points > most) {
                best = Some((points, trace));
            }
        }
        match best {
            Some((points, trace)) if points > 0 => Resolution::one(trace.node, Some(trace.phrase)),
            _ => Resolution::default(),
        }
    }

    /// `Cable, who replaced Farron, said`: `who` is the phrase that ends just before it.
    fn relative(&self, input: &Input<'_>, resolutions: &[Resolution], index: usize) -> Resolution {
        let start = self.phrases[index].tokens.start();
        let before = |end: usize| {
            end == start || end + 1 == start && matches!(self.document.word(end), "," | "—" | "–" | ")")
        };
        const NEAR: usize = 10;
        let found = (index.saturating_sub(NEAR)..index).find(|&earlier| {
            before(input.phrases[earlier].tokens.end()) && !resolutions[earlier].nodes.is_empty()
        });
        match found {
            Some(earlier) => Resolution {
                nodes: resolutions[earlier].nodes.clone(),
                ambiguous: Vec::new(),
                antecedent: Some(earlier),
            },
            None => Resolution::default(),
        }
    }

    fn opens_sentence(&self, phrase: &Phrase) -> bool {
        let sentence = self.document.sentence_of(phrase.tokens.start());
        self.document
            .sentences()
            .get(sentence.to_usize())
            .is_some_and(|s| s.tokens.start() == phrase.tokens.start())
    }

    fn possessive(&self, phrase: &Phrase) -> bool {
        self.document
            .tokens()
            .get(phrase.tokens.end())
            .is_some_and(|token| token.kind == TokenKind::Possessive)
    }
}
