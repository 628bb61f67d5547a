//! Who has which surname.
//!
//! In: the names gathered. Out: [`Families`]. Must not know: pronouns, descriptions.

use super::salience::Salience;
use super::{Input, Node, Resolution};
use crate::Gender;
use crate::mention::Sort;
use crate::words::{Word, classify};
use std::collections::HashMap;

/// A surname shared by more people than this is looked up among the first ones only, which keeps odd texts linear.
const MOST_OF_ONE_NAME: usize = 8;

/// The people of each surname.
#[derive(Default)]
pub(super) struct Families {
    /// `Liv Brandvold Hauge` is of both names.
    by_surname: HashMap<String, Vec<usize>>,
}

impl Families {
    pub(super) fn new(nodes: &[Node]) -> Self {
        let mut families = Self::default();
        for (index, node) in nodes.iter().enumerate() {
            if !node.named || !matches!(node.sort, Sort::Person | Sort::Unknown) {
                continue;
            }
            for surname in surnames(node) {
                let people = families.by_surname.entry(surname.to_owned()).or_default();
                if people.len() < MOST_OF_ONE_NAME && !people.contains(&index) {
                    people.push(index);
                }
            }
        }
        families
    }

    /// The others who share a surname with somebody, in text order.
    pub(super) fn of(&self, nodes: &[Node], node: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for &other in surnames(&nodes[node]).flat_map(|surname| self.by_surname.get(surname)).flatten() {
            if other != node && !found.contains(&other) {
                found.push(other);
            }
        }
        found
    }

    /// `Cllr Roe replied`, right after one of two Roes spoke: the other one.
    ///
    /// Not `Cllr Roe said`, who may go on, nor where a third Roe was spoken of.
    pub(super) fn who_replies(
        &self,
        input: &Input<'_>,
        nodes: &[Node],
        resolution: &Resolution,
        salience: &Salience<'_>,
        index: usize,
    ) -> Option<Resolution> {
        let phrase = &input.phrases[index];
        let before = phrase.tokens.start().checked_sub(1).map_or("", |at| input.document.word(at));
        let replies = is_reply(before) || is_reply(input.document.word(phrase.tokens.end()));
        let [node] = resolution.nodes[..] else { return None };
        if phrase.head.len() > 1 || !input.leads[index] || !replies {
            return None;
        }
        let last = salience.last_speaker().filter(|&(earlier, _)| salience.distance(earlier, index).0 <= 1);
        if last.is_none_or(|(_, speaker)| speaker != node) {
            return None;
        }
        let title = if phrase.title.is_empty() { Gender::Unknown } else { phrase.gender };
        let mut others = self.of(nodes, node);
        others.retain(|&other| {
            nodes[other].gender.fits(title) && salience.recent().any(|(_, known)| known == other)
        });
        match others[..] {
            [other] => Some(Resolution::one(other, None)),
            _ => None,
        }
    }
}

/// The words of a name that may be its surname.
fn surnames(node: &Node) -> impl Iterator<Item = &str> {
    let particle = |word: &&str| !classify(word).contains(Word::PARTICLE) && word.len() > 2;
    node.name.split(' ').skip(1).filter(particle)
}

fn is_reply(verb: &str) -> bool {
    matches!(
        verb,
        "replied" | "replies" | "retorted" | "retorts" | "countered" | "counters" | "answered" | "responded"
    )
}
