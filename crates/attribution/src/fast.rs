//! The `fast` engine: a linear-chain conditional random field over hashed features.
//!
//! In: [`Document`], [`Quotes`]. Out: [`Roles`]. Must not know: speakers, rosters, output.

mod clause;
mod groups;
mod labels;
mod pairs;
mod signals;
mod templates;

pub use groups::Groups;
pub use labels::{LABELS, Label};
pub use pairs::Choice;

use crate::rules::RuleEngine;
use crate::{Quotes, RoleSpan, Statement, link};
use dixit_tokenizer::Document;
use std::ops::Range;

pub use templates::{MEMORIES, MEMORY_KINDS, STEPS};

/// A document as the tagger reads it.
pub struct Reading {
    pub statements: Vec<Statement>,
    signals: Vec<signals::Signal>,
}

/// The features of a document.
#[derive(Debug, Clone, Default)]
pub struct Chains {
    /// Its chains, one a paragraph, as token positions.
    pub chains: Vec<Range<usize>>,
    /// The features of all tokens, one after the other.
    pub features: Vec<u64>,
    /// Where each token's features end.
    pub ends: Vec<u32>,
    /// The kind of place of the step that leads to each token.
    pub steps: Vec<u8>,
    /// The kinds of places of each token for the memory of the roles before it.
    pub memories: Vec<[u16; MEMORY_KINDS]>,
}

impl Reading {
    /// Reads a document.
    pub fn new(document: &Document, quotes: &Quotes, rules: &RuleEngine, groups: &Groups) -> Self {
        let (pos, roles) = rules.read(document, quotes);
        let statements = link(document, quotes, &roles);
        let signals = signals::signals(document, quotes, &pos, &statements, groups);
        Self { statements, signals }
    }

    /// The features of all tokens.
    pub fn chains(&self, document: &Document) -> Chains {
        let mut found = Chains::default();
        for paragraph in document.paragraphs() {
            let chain = paragraph.tokens.to_range();
            for token in chain.clone() {
                templates::features(&self.signals, &chain, token, |feature| found.features.push(feature));
                found.ends.push(found.features.len() as u32);
                found.steps.push(templates::step(&self.signals, &chain, token));
                found.memories.push(templates::memories(&self.signals, &chain, token));
            }
            found.chains.push(chain);
        }
        found
    }

    /// For each content part its candidate cues, and for each cue its candidate sources. Spans in text order.
    pub fn choices(&self, document: &Document, spans: &[RoleSpan]) -> (Vec<Choice>, Vec<Choice>) {
        let scene = pairs::Scene::new(document, &self.signals, spans, &self.statements);
        (pairs::cues_of_contents(&scene), pairs::sources_of_cues(&scene))
    }
}
