//! The text of one article, checked once.
//!
//! In: bytes or a string. Out: [`Source`]. Must not know: files, tokens.

use crate::{ByteOffset, Span};
use std::fmt;

/// The longest text a [`Source`] takes, in bytes: offsets are `u32`.
pub const MAX_BYTES: usize = u32::MAX as usize;

/// The text of one article, unchanged: every [`Span`] points into it.
#[derive(Clone, PartialEq, Eq)]
pub struct Source {
    text: Box<str>,
}

impl Source {
    /// Takes a text of at most [`MAX_BYTES`] bytes.
    ///
    /// # Errors
    /// [`SourceErrorKind::TooLong`].
    pub fn new(text: impl Into<Box<str>>) -> Result<Self, SourceError> {
        let text = text.into();
        if text.len() > MAX_BYTES {
            return Err(SourceError { kind: SourceErrorKind::TooLong });
        }
        Ok(Self { text })
    }

    /// Takes bytes that must be UTF-8 text. Linear in their length.
    ///
    /// # Errors
    /// [`SourceErrorKind::Binary`] where a NUL byte shows that it is no text, [`SourceErrorKind::NotUtf8`] with the
    /// first bad byte, [`SourceErrorKind::TooLong`].
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, SourceError> {
        if bytes.contains(&0) {
            return Err(SourceError { kind: SourceErrorKind::Binary });
        }
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(text),
            Err(error) => {
                let at = ByteOffset::from_usize(error.utf8_error().valid_up_to());
                Err(SourceError { kind: SourceErrorKind::NotUtf8 { at } })
            }
        }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text a span (bytes) covers; empty for a span that lies outside the text or cuts a character.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.to_range()).unwrap_or_default()
    }

    /// Line and column of an offset, both from 1, the column in characters. Linear in the offset.
    pub fn line_column(&self, offset: ByteOffset) -> (usize, usize) {
        let mut end = offset.to_usize().min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[..end];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Source({} bytes)", self.text.len())
    }
}

/// Why bytes are no [`Source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceError {
    kind: SourceErrorKind,
}

/// The kinds of [`SourceError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SourceErrorKind {
    /// A NUL byte: a binary file.
    Binary,
    /// Not UTF-8 from this byte on.
    NotUtf8 {
        /// The first bad byte.
        at: ByteOffset,
    },
    /// Longer than [`MAX_BYTES`].
    TooLong,
}

impl SourceError {
    /// What went wrong.
    pub fn kind(&self) -> SourceErrorKind {
        self.kind
    }
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            SourceErrorKind::Binary => write!(f, "this is a binary file, not text (it holds a NUL byte)"),
            SourceErrorKind::NotUtf8 { at } => write!(
                f,
                "the text is not UTF-8 (bad byte at offset {}); convert it first, e.g. `iconv -f WINDOWS-1252 -t UTF-8`",
                at.to_u32()
            ),
            SourceErrorKind::TooLong => write!(f, "the text is longer than 4 GiB; split it into articles"),
        }
    }
}

impl std::error::Error for SourceError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_utf8_is_named_by_its_byte() {
        let error = Source::from_bytes(b"ok \xff".to_vec()).unwrap_err();
        assert_eq!(error.kind(), SourceErrorKind::NotUtf8 { at: ByteOffset::new(3) });
    }

    #[test]
    fn nul_is_binary() {
        assert_eq!(Source::from_bytes(b"a\0b".to_vec()).unwrap_err().kind(), SourceErrorKind::Binary);
    }

    #[test]
    fn foreign_span_is_empty_not_a_panic() {
        let source = Source::new("é").unwrap();
        assert_eq!(source.slice(Span::new(1, 2)), "");
        assert_eq!(source.slice(Span::new(0, 99)), "");
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        let source = Source::new("a\nbé c").unwrap();
        assert_eq!(source.line_column(ByteOffset::new(6)), (2, 4));
    }
}
