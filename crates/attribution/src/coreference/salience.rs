//! Who is in the reader’s mind.
//!
//! In: resolved mentions, in text order. Out: those spoken of last, how far away, and who was spoken of together. Must not know: names’ forms, rosters.

use super::groups::Group;
use super::{Node, Resolution};
use crate::inside::{innermost, sort_outer_first};
use crate::mention::{Phrase, Sort};
use crate::{MentionKind, Quotes};
use dixit_tokenizer::{Document, Index, ParagraphId, SentenceId, TokenKind, TokenRun};
use std::collections::VecDeque;

/// How many mentions back an antecedent is looked for: keeps the stage linear.
const MEMORY: usize = 48;
/// Of how many namesakes a bare name is remembered.
const MOST_EITHER: usize = 3;

/// A mention remembered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trace {
    pub(super) phrase: usize,
    pub(super) node: usize,
    pub(super) speaks: bool,
    /// The mention may mean somebody else of the same name.
    pub(super) unsure: bool,
}

/// Where a phrase stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) sentence: SentenceId,
    pub(super) opens_sentence: bool,
    pub(super) paragraph: ParagraphId,
    /// How many sentences up to its own have words outside quotations.
    told: usize,
}

/// What the reader remembers at a point of the text.
pub(super) struct Salience<'a> {
    pub(super) document: &'a Document,
    pub(super) phrases: &'a [Phrase],
    /// Where each phrase stands.
    pub(super) places: Vec<Place>,
    /// For each phrase, the direct content it stands in: its number and its source phrase.
    pub(super) voices: Vec<Option<(usize, Option<usize>)>>,
    pub(super) traces: VecDeque<Trace>,
    /// How often the whole text names each node.
    pub(super) named: Vec<usize>,
    /// … and the one it names most.
    pub(super) named_most: usize,
    /// Whom the text is an obituary of, and the phrase that names him or her first.
    pub(super) subject: Option<(usize, usize)>,
    /// Those mentioned together, latest last.
    pub(super) groups: VecDeque<Group>,
}

impl<'a> Salience<'a> {
    pub(super) fn new(
        document: &'a Document,
        quotes: &Quotes,
        phrases: &'a [Phrase],
        resolutions: &[Resolution],
        mut direct: Vec<(TokenRun, Option<usize>)>,
    ) -> Self {
        // For each sentence, how many sentences up to it have words outside quotations.
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
        sort_outer_first(&mut direct);
        let voice = |content: usize| (content, direct[content].1);
        let voices = innermost(phrases, &direct).into_iter().map(|content| content.map(voice)).collect();
        let place = |phrase: &Phrase| {
            let (start, sentence) = (phrase.tokens.start(), document.sentence_of(phrase.tokens.start()));
            let opens = document.sentences().get(sentence.to_usize());
            Place {
                sentence,
                opens_sentence: opens.is_some_and(|sentence| sentence.tokens.start() == start),
                paragraph: document.paragraph_of(start),
                told: told.get(sentence.to_usize()).copied().unwrap_or_default(),
            }
        };
        let places = phrases.iter().map(place).collect();
        let mut named = Vec::new();
        for resolution in resolutions {
            if let [node] = resolution.nodes[..] {
                named.resize(named.len().max(node + 1), 0_usize);
                named[node] += 1;
            }
        }
        let named_most = named.iter().copied().max().unwrap_or_default();
        let traces = VecDeque::with_capacity(MEMORY + 1);
        let groups = VecDeque::new();
        Self { document, phrases, places, voices, traces, named, named_most, subject: None, groups }
    }

    /// Remembers a resolved mention.
    pub(super) fn push(&mut self, nodes: &[Node], resolution: &Resolution, phrase: usize, speaks: bool) {
        // `Clinton` of Bill and Hillary Clinton: `she` will tell.
        let either = resolution
            .ambiguous
            .iter()
            .take(MOST_EITHER)
            .filter(|_| resolution.nodes.is_empty() && self.phrases[phrase].kind == MentionKind::Name);
        let one = resolution.nodes.iter().take(1).filter(|_| resolution.nodes.len() == 1);
        for &node in one.chain(either) {
            if nodes[node].sort == Sort::Thing {
                continue;
            }
            if self.traces.len() == MEMORY {
                self.traces.pop_front();
            }
            self.traces.push_back(Trace { phrase, node, speaks, unsure: resolution.nodes.is_empty() });
        }
    }

    /// The mentions remembered, latest first: phrase and node.
    pub(super) fn recent(&self) -> impl Iterator<Item = (usize, usize)> {
        self.traces.iter().rev().filter(|trace| !trace.unsure).map(|trace| (trace.phrase, trace.node))
    }

    /// Who spoke last: phrase and node.
    pub(super) fn last_speaker(&self) -> Option<(usize, usize)> {
        let trace = self.traces.iter().rev().find(|trace| trace.speaks && !trace.unsure)?;
        Some((trace.phrase, trace.node))
    }

    /// Which of several entities was spoken of last, within so many sentences before a phrase.
    pub(super) fn latest_of(&self, nodes: &[usize], index: usize, sentences: usize) -> Option<usize> {
        let mut recent = self.recent();
        let near = |&(earlier, node): &(usize, usize)| {
            nodes.contains(&node) && self.distance(earlier, index).0 <= sentences
        };
        recent.find(near).map(|(_, node)| node)
    }

    /// The source of the direct quotation that a phrase stands in.
    pub(super) fn voice(&self, index: usize) -> Option<usize> {
        self.voices[index].and_then(|(_, source)| source)
    }

    /// How many told sentences lie between a mention and a later one, and whether they share a paragraph.
    pub(super) fn distance(&self, earlier: usize, later: usize) -> (usize, bool) {
        let (a, b) = (&self.places[earlier], &self.places[later]);
        let between = b.told.saturating_sub(a.told).max(usize::from(a.sentence != b.sentence));
        (between, a.paragraph == b.paragraph)
    }

    /// Headlines, bylines and captions do not end with a full stop.
    pub(super) fn is_line(&self, phrase: &Phrase) -> bool {
        const LINE_MOST_TOKENS: usize = 30;
        let paragraph = self.document.paragraph_of(phrase.tokens.start()).to_usize();
        self.document.paragraphs().get(paragraph).is_some_and(|paragraph| {
            let last = self.document.word(paragraph.tokens.end().saturating_sub(1));
            paragraph.tokens.len() <= LINE_MOST_TOKENS && last.chars().all(char::is_alphanumeric)
        })
    }

    pub(super) fn possessive(&self, phrase: &Phrase) -> bool {
        self.document
            .tokens()
            .get(phrase.tokens.end())
            .is_some_and(|token| token.kind == TokenKind::Possessive)
    }
}
