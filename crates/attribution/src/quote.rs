//! Everything in quotation marks: the data, and the stage that finds it.
//!
//! In: [`Document`]. Out: [`Quotes`]: every quoted span and what was odd. Must not know: who speaks, or whether anybody does.

mod marks;
mod pairing;
#[cfg(test)]
mod properties;
mod usage;

use crate::Diagnostic;
use dixit_tokenizer::{Document, Index, Span, TokenRun, typed_index};

/// Pairs the quotation marks of a document and sets apart what is recognisably no speech. Total; linear in its length.
pub fn find_quotes(document: &Document) -> Quotes {
    let mut quotes = pairing::pair(document);
    usage::classify(document, &mut quotes);
    quotes
}

typed_index!(
    /// A quoted span of [`Quotes`].
    QuoteId
);

/// How a quoted span ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Closure {
    /// With its mark.
    Closed,
    /// With its paragraph; the next paragraph reopens it.
    Reopened,
    /// With its paragraph, and nothing reopens it: a mark is missing.
    Unclosed,
}

/// Whether a quoted span is somebody's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum QuoteUse {
    /// Somebody's words, or at least nothing speaks against it.
    Speech,
    /// `so-called “experts”`
    Scare,
    /// `Dwayne “The Rock” Johnson`
    Nickname,
    /// `her film “Selma”`
    Title,
}

/// A stretch of text in quotation marks, inside one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct QuotedSpan {
    /// With its marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
    /// How it ends.
    pub closure: Closure,
    /// The quoted span it stands in.
    pub parent: Option<QuoteId>,
    /// The quoted span of the paragraph before, which this one goes on with.
    pub continues: Option<QuoteId>,
    /// Speech or not.
    pub usage: QuoteUse,
}

/// The quoted spans of a document, in text order (an outer one before those in it).
#[derive(Debug, Clone, Default)]
pub struct Quotes {
    /// The spans. [`QuoteId`]s index this.
    pub spans: Vec<QuotedSpan>,
    /// The token run of each span, marks included.
    pub tokens: Vec<TokenRun>,
    /// Unclosed and stray marks.
    pub diagnostics: Vec<Diagnostic>,
}

impl Quotes {
    /// The quoted spans that stand in no other one, with their token runs, in text order.
    pub fn top_level(&self) -> impl Iterator<Item = (QuoteId, &QuotedSpan, TokenRun)> {
        self.spans
            .iter()
            .zip(&self.tokens)
            .enumerate()
            .filter(|(_, (span, _))| span.parent.is_none())
            .map(|(position, (span, tokens))| (QuoteId::from_usize(position), span, *tokens))
    }
}
