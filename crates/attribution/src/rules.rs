//! The rule engine: role tags from quotation marks, a lexicon of cues and the order of words.
//!
//! In: [`Document`], [`Quotes`]. Out: [`Roles`]. Must not know: speakers, rosters, output.

use crate::{Engine, Quotes, Roles};
use dixit_tokenizer::Document;

/// The engine by rules and lexicons.
#[derive(Debug, Clone, Copy, Default)]
pub struct RuleEngine;

impl Engine for RuleEngine {
    fn tag(&self, _document: &Document, _quotes: &Quotes) -> Roles {
        Roles::default()
    }
}
