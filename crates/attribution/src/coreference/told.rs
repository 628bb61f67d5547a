//! What a text tells of people, for descriptions in other words: `the insurance agent` is the sister `who sells insurance`.
//!
//! In: mentions, as they are resolved. Out: whom a description fits by its words. Must not know: titles, rosters.

use super::salience::Salience;
use super::variation::is_variation;
use super::{Input, Node};
use crate::fold::fold;
use crate::mention::{Phrase, Sort};
use crate::words::{Word, classify};
use dixit_tokenizer::{Index, TokenKind, TokenRun};
use std::collections::HashMap;

/// A clause about somebody is read for this many tokens.
const CLAUSE: usize = 16;
/// Shorter words say too little; in bytes.
const SHORTEST: usize = 4;
/// So many clauses of each are remembered, the first ones …
const MOST_CLAUSES: usize = 24;
/// … and so many people: keeps odd texts linear.
const MOST_PEOPLE: usize = 64;

/// What was told of whom: the clauses, which are only read where a description asks.
#[derive(Debug, Default)]
pub(super) struct Told {
    clauses: HashMap<usize, Vec<TokenRun>>,
    /// In the order in which they were first told of.
    people: Vec<usize>,
}

impl Told {
    /// Remembers the clause whose subject somebody is, or that begins with `who` after the name.
    ///
    /// `Pellegrino, 70, sells boats these days`, `his sister, who sells insurance, came`; not `they met Pellegrino for lunch`.
    pub(super) fn hear(&mut self, input: &Input<'_>, nodes: &[Node], found: &[usize], phrase: &Phrase) {
        let &[node] = found else { return };
        let end = phrase.tokens.end();
        let apposed = || matches!(input.document.word(end), "," | "who");
        // `Delta Grain Terminals, which leases the dock`: nobody who could be the dock owner.
        let thing = || input.document.word(end) == "," && input.document.word(end + 1) == "which";
        if !is_person(&nodes[node]) || phrase.quote.is_some() || !(phrase.subject || apposed()) || thing() {
            return;
        }
        let clauses = self.clauses.entry(node).or_default();
        if clauses.is_empty() {
            self.people.push(node);
        }
        if clauses.len() < MOST_CLAUSES {
            let sentence = input.document.sentence_of(phrase.tokens.start());
            let limit = input.document.sentences().get(sentence.to_usize()).map_or(end, |s| s.tokens.end());
            clauses.push(TokenRun::new(end..limit.min(end + CLAUSE).max(end)));
        }
    }

    /// The words that say something about somebody.
    fn words(&self, input: &Input<'_>, node: usize) -> Vec<String> {
        let document = input.document;
        let clauses = self.clauses.get(&node).into_iter().flatten();
        let told = clauses.flat_map(|clause| {
            clause.to_range().take_while(|&at| {
                let kind = document.tokens().get(at).map(|token| token.kind);
                // `Roe said in a note that the falconer had gone`: what follows is of others.
                let others = matches!(
                    document.word(at),
                    "that" | "when" | "while" | "because" | "if" | "whether" | "but" | "as" | "said" | "says"
                );
                !others && !matches!(kind, Some(TokenKind::QuoteMark | TokenKind::Dash))
            })
        });
        told.map(|at| document.word(at))
            .filter(|word| word.starts_with(char::is_lowercase))
            .map(fold)
            .filter(|word| telling(word))
            .collect()
    }

    /// The one named person whose words a description repeats most: `the insurance agent`, `the bandleader`, `the co-founder`.
    ///
    /// Not `the voter`, for somebody who told voters so; nor where two fit as well.
    pub(super) fn whom(
        &self,
        input: &Input<'_>,
        nodes: &[Node],
        salience: &Salience<'_>,
        index: usize,
    ) -> Option<usize> {
        let phrase = &input.phrases[index];
        let head = phrase.head.start();
        let capital = (phrase.tokens.start() + 1..phrase.tokens.end())
            .any(|at| input.document.word(at).starts_with(char::is_uppercase));
        // `the Lincoln actor` is a person of his own …
        if capital || !phrase.is_alone() || salience.voice(index).is_some() {
            return None;
        }
        // … and so are `the president` and `the official`, but `the driver` is who drives the bus, and `the insurance agent` is one by the
        // insurance.
        let does = matches!(
            input.document.word(head),
            "driver" | "seller" | "buyer" | "guard" | "publisher" | "broadcaster"
        );
        let by_head = does || is_variation(input, phrase);
        let said: Vec<(String, bool)> = phrase
            .tokens
            .to_range()
            .take_while(|&at| at <= head)
            .filter(|&at| by_head || at != head)
            .filter(|&at| input.document.word(at).starts_with(char::is_lowercase))
            .map(|at| (fold(input.document.word(at)), at == head))
            .filter(|(word, _)| telling(word))
            .collect();
        if said.is_empty() {
            return None;
        }
        let mut best: Vec<(usize, usize)> = Vec::new();
        for &node in self.people.iter().rev().take(MOST_PEOPLE) {
            if !nodes[node].gender.fits(phrase.gender) {
                continue;
            }
            let told = self.words(input, node);
            let points = said
                .iter()
                .filter(|(word, is_head)| told.iter().any(|told| akin(word, told, *is_head)))
                .map(|(_, is_head)| if *is_head { 2 } else { 1 })
                .sum();
            if points > 0 {
                best.push((points, node));
            }
        }
        best.sort_by_key(|&(points, _)| std::cmp::Reverse(points));
        match best[..] {
            [(_, node)] => Some(node),
            [(first, node), (second, _), ..] if first > second => Some(node),
            _ => None,
        }
    }
}

fn is_person(node: &Node) -> bool {
    node.named && (node.sort == Sort::Person || node.sort == Sort::Unknown && node.name.contains(' '))
}

/// Whether a word says something about somebody.
fn telling(word: &str) -> bool {
    word.len() >= SHORTEST
        && !classify(word).intersects(Word::CLOSED | Word::PREPOSITION | Word::CALENDAR)
        && !matches!(
            word,
            "former"
                | "young"
                | "younger"
                | "elder"
                | "older"
                | "said"
                | "says"
                | "told"
                | "asked"
                | "people"
                | "year"
                | "years"
        )
}

/// `insurance` and `insurance`, `boat` and `boats`, `founder` and `founded`, `bandleader` and `band`.
///
/// Not the head `voter` and `voters`: others of the kind; the head `delegate` and `delegate`, which a title would say. Not `career` and
/// `care`.
fn akin(said: &str, told: &str, is_head: bool) -> bool {
    if said == told || told.strip_suffix('s') == Some(said) {
        return !is_head;
    }
    // `farmer` and `farms`, `driver` and `driving`: what somebody does.
    let root = ["er", "or", "man", "woman"].iter().find_map(|ending| said.strip_suffix(ending));
    let does = root.is_some_and(|root| {
        root.len() >= SHORTEST
            && told
                .strip_prefix(root)
                .is_some_and(|rest| matches!(rest, "" | "e" | "s" | "es" | "ed" | "ing" | "d"))
    });
    // `bandleader`
    let part = said.len() >= told.len() + SHORTEST && (said.starts_with(told) || said.ends_with(told));
    does || part
}
