//! Pronouns resolved by who is in the reader’s mind.
//!
//! In: resolved mentions, in text order. Out: whom a pronoun means. Must not know: names’ forms, rosters.

use super::groups::Group;
use super::{Input, Node, Resolution};
use crate::fold::fold;
use crate::mention::{Phrase, Pronoun, Sort};
use crate::words::{Word, classify};
use crate::{Gender, MentionKind, Quotes};
use dixit_tokenizer::{Document, Index, ParagraphId, SentenceId, TokenKind, TokenRun};
use std::collections::VecDeque;

/// How many mentions back an antecedent is looked for: keeps the stage linear.
const MEMORY: usize = 48;
/// Of how many namesakes a bare name is remembered.
const MOST_EITHER: usize = 3;
/// How many sentences back, quotations not counted.
const FURTHEST_SENTENCE: usize = 7;
/// What a sentence’s distance is worth; further ones are worth nothing more.
const BY_DISTANCE: [i32; 5] = [46, 36, 22, 14, 7];
/// The antecedent stands in another paragraph.
const OTHER_PARAGRAPH: i32 = -10;
/// It is the subject of its clause.
const SUBJECT: i32 = 20;
/// It is the source of a statement: who speaks goes on speaking.
const SPEAKER: i32 = 14;
/// … all the more where the pronoun speaks too and nobody has spoken between.
const SPEAKS_AGAIN: i32 = 16;
/// It asked somebody: who is asked answers. In place of what subject and speaker are worth.
const ASKED: i32 = -24;
/// It opens its sentence.
const OPENS_SENTENCE: i32 = 6;
/// Its gender is known and fits.
const GENDER_KNOWN: i32 = 8;
/// Nobody knows whether it is a person at all.
const UNKNOWN_SORT: i32 = -6;
/// … and it is one word that says nothing, `Instagram`: a person would have been named in full first.
const UNKNOWN_WORD: i32 = -30;
/// It is one of several that a bare name may mean.
const UNSURE: i32 = -6;
/// It has no name: `a spokesman`.
const UNNAMED: i32 = -8;
/// What being subject or speaker is worth, of 2, where a paragraph and more lie between.
const FADED: i32 = 1;
/// For each earlier mention of it …
const OFTEN: i32 = 2;
/// … up to this many.
const MOST_OFTEN: i32 = 3;
/// It stands inside a quotation, the pronoun does not.
const IN_QUOTE: i32 = -34;
/// It stands in a headline, a byline or a caption.
const IN_LINE: i32 = -20;
/// It only says whose: `Clinton campaign`, `Trump’s`.
const MODIFIER: i32 = -16;
/// A pronoun is itself a sign that the antecedent is spoken of.
const BY_PRONOUN: i32 = 4;
/// Fewer points than this are no antecedent.
const ENOUGH: i32 = 14;
/// Two antecedents closer than this leave the pronoun open.
const CLEAR: i32 = 4;

/// Which direct content each phrase stands in, the innermost one. Both lists are in text order.
fn voices(phrases: &[Phrase], direct: &[(TokenRun, Option<usize>)]) -> Vec<Option<(usize, Option<usize>)>> {
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    phrases
        .iter()
        .map(|phrase| {
            let at = phrase.tokens.start();
            while next < direct.len() && direct[next].0.start() <= at {
                open.retain(|&content| direct[content].0.end() > direct[next].0.start());
                open.push(next);
                next += 1;
            }
            open.retain(|&content| direct[content].0.end() > at);
            open.last().map(|&content| (content, direct[content].1))
        })
        .collect()
}

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
    opens_sentence: bool,
    paragraph: ParagraphId,
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
    voices: Vec<Option<(usize, Option<usize>)>>,
    pub(super) traces: VecDeque<Trace>,
    /// Those mentioned together, latest last.
    pub(super) groups: VecDeque<Group>,
}

impl<'a> Salience<'a> {
    pub(super) fn new(
        document: &'a Document,
        quotes: &Quotes,
        phrases: &'a [Phrase],
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
        direct.sort_by_key(|(run, _)| (run.start(), usize::MAX - run.end()));
        let voices = voices(phrases, &direct);
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
        Self {
            document,
            phrases,
            places,
            voices,
            traces: VecDeque::with_capacity(MEMORY + 1),
            groups: VecDeque::new(),
        }
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
            Some(Pronoun::Third) => self
                .emphatic(resolutions, index)
                .unwrap_or_else(|| self.person(input, nodes, resolutions, index)),
            Some(Pronoun::Neuter) => {
                let found = self.plain(nodes, index, |sort| {
                    matches!(sort, Sort::Organisation | Sort::Place | Sort::Unknown)
                });
                let speaks = found.nodes.is_empty() && input.speaks[index];
                speaks.then(|| self.sender(nodes, index)).flatten().unwrap_or(found)
            }
            Some(Pronoun::Plural) => {
                let found = self.plain(nodes, index, |sort| sort == Sort::Group);
                let later = |group: &Resolution| group.antecedent > found.antecedent;
                match self.together(nodes, index).filter(later) {
                    Some(group) if group.antecedent.is_some_and(|at| self.distance(at, index).0 <= 1) => {
                        group
                    }
                    _ => found,
                }
            }
            Some(Pronoun::Relative) => self.relative(input, resolutions, index),
            Some(Pronoun::First | Pronoun::FirstPlural | Pronoun::Second) | None => Resolution::default(),
        }
    }

    /// `he`, `she`: the best by the points above.
    pub(super) fn person(
        &self,
        input: &Input<'_>,
        nodes: &mut [Node],
        resolutions: &[Resolution],
        index: usize,
    ) -> Resolution {
        let phrase = &self.phrases[index];
        // In a direct quotation the speaker is `I`, never `he`.
        let speaker = self.voice(index);
        let speaker = speaker.and_then(|speaker| resolutions[speaker].nodes.first().copied());
        // (node, points, phrase), in order of appearance; short, so a linear search is fine.
        let mut scores: Vec<(usize, i32, usize)> = Vec::new();
        let mut often: Vec<(usize, i32)> = Vec::new();
        let object = self.is_object(index);
        let last_speaker = self.traces.iter().rev().find(|trace| input.leads[trace.phrase]);
        // `Roe seems late — he told us` is no word of whoever spoke before Roe.
        // `Asked whether Roe faces Doe, she replied` speaks of the one who spoke.
        let sentence = self.places[index].sentence;
        let opens =
            self.document.sentences().get(sentence.to_usize()).map(|sentence| sentence.tokens.start());
        let asked =
            opens.is_some_and(|at| matches!(self.document.word(at), "Asked" | "Pressed" | "Questioned"));
        // What is said before the pronoun is no telling: `The nominee, he said, was late`.
        let said = |earlier: &Phrase| {
            input.said_before[index].is_some_and(|begin| begin <= earlier.tokens.start())
                && earlier.kind != MentionKind::Pronoun
        };
        let own_subject = input.speaks[index]
            && !asked
            && self
                .traces
                .iter()
                .rev()
                .take_while(|trace| self.places[trace.phrase].sentence == sentence)
                .any(|trace| {
                    let earlier = &self.phrases[trace.phrase];
                    earlier.subject
                        && earlier.quote.is_none()
                        && !said(earlier)
                        && nodes[trace.node].gender.fits(phrase.gender)
                        && matches!(nodes[trace.node].sort, Sort::Person | Sort::Unknown)
                });
        let again = last_speaker.filter(|_| input.speaks[index] && !own_subject).map(|trace| trace.node);
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
            if object && self.same_clause(trace.phrase, index) {
                continue;
            }
            let mut points = BY_DISTANCE.get(distance).copied().unwrap_or(0);
            points += if same_paragraph { 0 } else { OTHER_PARAGRAPH };
            let active = if earlier.subject || trace.speaks { SUBJECT } else { 0 }
                + if trace.speaks && !(own_subject && distance > 0) { SPEAKER } else { 0 }
                + if trace.speaks && again == Some(trace.node) && distance <= 1 { SPEAKS_AGAIN } else { 0 };
            let asks = self.asks_somebody(trace.phrase)
                || input.speaks[index] && !same_paragraph && self.asks_question(trace.phrase);
            let active = if asks { ASKED } else { active };
            points += if same_paragraph || distance < 2 { active } else { active * FADED / 2 };
            points += if self.is_line(earlier) { IN_LINE } else { 0 };
            points += if self.places[trace.phrase].opens_sentence { OPENS_SENTENCE } else { 0 };
            points += if node.gender == phrase.gender && phrase.gender != Gender::Unknown {
                GENDER_KNOWN
            } else {
                0
            };
            points += match node.sort {
                Sort::Unknown if trace.speaks || node.name.contains(' ') => UNKNOWN_SORT,
                Sort::Unknown => UNKNOWN_WORD,
                _ => 0,
            };
            points += if node.named { 0 } else { UNNAMED };
            points += if trace.unsure { UNSURE } else { 0 };
            let elsewhere = match (self.voices[trace.phrase], self.voices[index]) {
                (Some(earlier), now) => now.is_none_or(|now| now.0 != earlier.0 && now.1 != earlier.1),
                (None, _) => earlier.quote.is_some() && earlier.quote != phrase.quote,
            };
            points += if elsewhere || said(earlier) { IN_QUOTE } else { 0 };
            // `The secretary’s prediction, as his motorcade idled, was …`: a possessor that opens its sentence is its topic.
            points += match earlier.modifier || self.possessive(earlier) {
                true if self.places[trace.phrase].opens_sentence && distance <= 1 => SUBJECT,
                true => MODIFIER,
                false => 0,
            };
            points += if earlier.kind == MentionKind::Pronoun { BY_PRONOUN } else { 0 };
            match often.iter_mut().find(|(counted, _)| *counted == trace.node) {
                Some(count) => count.1 = (count.1 + OFTEN).min(OFTEN * MOST_OFTEN),
                None => often.push((trace.node, 0)),
            }
            match scores.iter_mut().find(|(scored, _, _)| *scored == trace.node) {
                Some(score) if score.1 >= points => {}
                Some(score) => (score.1, score.2) = (points, trace.phrase),
                None => scores.push((trace.node, points, trace.phrase)),
            }
        }
        for score in &mut scores {
            score.1 += often.iter().find(|(node, _)| *node == score.0).map_or(0, |&(_, bonus)| bonus);
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
                if nodes[node].gender == Gender::Unknown && nodes[node].sort == Sort::Person {
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
            // An unknown name that speaks may be a body, one of two words is rather a person.
            let unknown = nodes[trace.node].sort == Sort::Unknown
                && (!trace.speaks
                    || nodes[trace.node].gender != Gender::Unknown
                    || nodes[trace.node].name.contains(' '));
            if !fits(nodes[trace.node].sort)
                || unknown
                || trace.unsure
                || earlier.modifier
                || earlier.quote != quote && earlier.quote.is_some()
            {
                continue;
            }
            let points = if earlier.subject || trace.speaks { SUBJECT } else { 0 }
                + if trace.speaks { SPEAKER } else { 0 };
            if best.is_none_or(|(most, _)| points > most) {
                best = Some((points, trace));
            }
        }
        match best {
            Some((points, trace)) if points > 0 => Resolution::one(trace.node, Some(trace.phrase)),
            _ => Resolution::default(),
        }
    }

    /// `him`, `her` where it is no possessive.
    fn is_object(&self, index: usize) -> bool {
        let at = self.phrases[index].tokens.start();
        let word = self.document.word(at);
        let next = self.document.tokens().get(at + 1);
        let followed =
            next.is_some_and(|next| matches!(next.kind, TokenKind::Word | TokenKind::Abbreviation));
        let classes = classify(&fold(self.document.word(at + 1)));
        word.eq_ignore_ascii_case("him")
            || word.eq_ignore_ascii_case("her")
                && (!followed || classes.intersects(Word::CLOSED | Word::PREPOSITION))
    }

    /// Whether an earlier subject’s clause goes on up to here: `an aide drove up to make her …`, where `her` is not the aide.
    fn same_clause(&self, earlier: usize, later: usize) -> bool {
        const LONGEST_CLAUSE: usize = 8;
        self.phrases[earlier].subject
            && later - earlier <= LONGEST_CLAUSE
            && self.places[earlier].sentence == self.places[later].sentence
            && self.phrases[earlier + 1..later].iter().all(|phrase| !phrase.subject)
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
