//! `Both`, of two people whom the text does not list: those in the sentence before, those who spoke in turn.
//!
//! In: who is in mind. Out: two of them. Must not know: names’ forms, rosters.

use super::salience::{Salience, Trace};
use super::{Node, Resolution};
use crate::MentionKind;
use crate::fold::fold;
use crate::mention::Sort;
use crate::words::{Word, classify};

/// `Both officials` may be two who spoke in turn within this many sentences.
const SPEAKER_SENTENCES: usize = 4;

impl Salience<'_> {
    /// `The witnesses were Ada Moreno, who farms, and Joop Roe. Both agreed`: the only two people spoken of in the last sentence.
    ///
    /// Not where a third is, nor one alone.
    pub(super) fn two_beside(&self, nodes: &[Node], index: usize) -> Option<Resolution> {
        let next = classify(&fold(self.document.word(self.phrases[index].tokens.end())));
        if !next.intersects(Word::VERB | Word::ADVERB | Word::CLOSED) {
            return None;
        }
        let mut found: Vec<usize> = Vec::new();
        let mut sentence = None;
        for trace in self.traces.iter().rev() {
            let person = nodes[trace.node].sort == Sort::Person;
            if !person || self.phrases[trace.phrase].quote.is_some() {
                continue;
            }
            let place = *sentence.get_or_insert(self.places[trace.phrase].sentence);
            if place != self.places[trace.phrase].sentence || self.distance(trace.phrase, index).0 > 1 {
                break;
            }
            if !found.contains(&trace.node) {
                found.insert(0, trace.node);
            }
        }
        let pair = found.len() == 2 && found.iter().all(|&node| nodes[node].named);
        pair.then(|| Resolution::several(found, None))
    }

    /// `Asante wants a bridge; Mensah a tunnel. “It floods,” said the former`: of the two named last, the first, or the other.
    ///
    /// Not where the sentence before names a third.
    pub(super) fn one_of_two(&self, nodes: &[Node], index: usize, noun: &str) -> Option<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut last = None;
        for trace in self.traces.iter().rev() {
            let phrase = &self.phrases[trace.phrase];
            if phrase.kind != MentionKind::Name || phrase.quote.is_some() || !nodes[trace.node].named {
                continue;
            }
            let place = self.places[trace.phrase].sentence;
            let far = self.distance(trace.phrase, index).0 > SPEAKER_SENTENCES;
            // A third may stand in a sentence before theirs.
            if far || found.len() == 2 && last != Some(place) {
                break;
            }
            if !found.contains(&trace.node) {
                found.insert(0, trace.node);
                last = Some(place);
            }
        }
        match (&found[..], noun) {
            (&[first, _], "former") => Some(first),
            (&[_, second], "latter") => Some(second),
            _ => None,
        }
    }

    /// `The two lawyers agreed`: the two called so, or the one and whoever spoke last beside him.
    ///
    /// Not where three are called so, or nobody.
    pub(super) fn two_called(&self, nodes: &[Node], index: usize, noun: &str) -> Option<Resolution> {
        let called =
            |node: usize| nodes[node].named && nodes[node].titles.iter().any(|title| title.head == noun);
        let mut found: Vec<usize> = Vec::new();
        for (_, node) in self.recent() {
            if called(node) && !found.contains(&node) {
                found.insert(0, node);
            }
        }
        if found.len() == 1 {
            let near = |trace: &&Trace| self.distance(trace.phrase, index).0 <= SPEAKER_SENTENCES;
            let mut speakers = self.traces.iter().rev().take_while(near).filter(|trace| trace.speaks);
            let other = speakers.find(|trace| {
                let node = &nodes[trace.node];
                !trace.unsure && !found.contains(&trace.node) && node.named && node.sort == Sort::Person
            })?;
            found.push(other.node);
        }
        (found.len() == 2).then(|| Resolution::several(found, None))
    }

    /// `Both officials promised`, after one said something and then another.
    pub(super) fn two_speakers(&self, nodes: &[Node], index: usize) -> Option<Resolution> {
        let mut found: Vec<usize> = Vec::new();
        for trace in self.traces.iter().rev().filter(|trace| trace.speaks) {
            if self.distance(trace.phrase, index).0 > SPEAKER_SENTENCES {
                break;
            }
            if !found.contains(&trace.node) {
                found.insert(0, trace.node);
            }
        }
        // A body and two people: the people.
        let somebody = |node: &usize| matches!(nodes[*node].sort, Sort::Person | Sort::Unknown);
        if found.iter().filter(|node| somebody(node)).count() > 1 {
            found.retain(somebody);
        }
        // Of more speakers, the last two.
        found.drain(..found.len().saturating_sub(2));
        let pair = found.len() == 2 && found.iter().all(|&node| nodes[node].named);
        pair.then(|| Resolution::several(found, None))
    }
}
