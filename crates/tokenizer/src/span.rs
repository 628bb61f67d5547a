//! Byte offsets and spans: the only way this workspace says *where*.
//!
//! In: nothing. Out: [`ByteOffset`], [`Span`]. Must not know: the text they point into. Other units
//! (characters, UTF-16) exist only at the edge.

use std::fmt;

/// A position in the original UTF-8 text, counted in **bytes** from its start.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct ByteOffset(u32);

impl ByteOffset {
    /// The offset `bytes` after the start of the text.
    pub const fn new(bytes: u32) -> Self {
        Self(bytes)
    }

    /// The offset for a `usize`; positions past 4 GiB (which [`crate::Source`] refuses) saturate.
    pub fn from_usize(bytes: usize) -> Self {
        Self(u32::try_from(bytes).unwrap_or(u32::MAX))
    }

    /// The number of bytes before this position.
    pub const fn to_u32(self) -> u32 {
        self.0
    }

    /// The number of bytes before this position, to index with.
    pub const fn to_usize(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Debug for ByteOffset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A half-open range of **bytes** of the original text: `start` is in it, `end` is not.
///
/// ```
/// use dixit_tokenizer::Span;
/// let said = Span::new(6, 10);
/// assert_eq!(said.len(), 4);
/// assert!(Span::new(0, 12).contains(said) && !said.overlaps(Span::new(10, 12)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: ByteOffset,
    end: ByteOffset,
}

impl Span {
    /// The span from byte `start` to byte `end`; reversed bounds are put in order, so that a span is always valid.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start: ByteOffset(start.min(end)), end: ByteOffset(start.max(end)) }
    }

    /// The span between two offsets (put in order).
    pub fn between(start: ByteOffset, end: ByteOffset) -> Self {
        Self::new(start.0, end.0)
    }

    /// The span for a pair of `usize` byte positions, as string searches give them.
    pub fn from_usize(start: usize, end: usize) -> Self {
        Self::between(ByteOffset::from_usize(start), ByteOffset::from_usize(end))
    }

    /// First byte.
    pub const fn start(self) -> ByteOffset {
        self.start
    }

    /// One past the last byte.
    pub const fn end(self) -> ByteOffset {
        self.end
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end.0 - self.start.0
    }

    /// Whether it covers no byte.
    pub const fn is_empty(self) -> bool {
        self.start.0 == self.end.0
    }

    /// Whether every byte of `other` is in this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` is in this span.
    pub fn contains_offset(self, offset: ByteOffset) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that contains both.
    pub fn cover(self, other: Span) -> Span {
        Span::between(self.start.min(other.start), self.end.max(other.end))
    }

    /// The bytes as a `usize` range, to slice with.
    pub const fn to_range(self) -> std::ops::Range<usize> {
        self.start.to_usize()..self.end.to_usize()
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start.0, self.end.0)
    }
}

/// Spans are read and written as `[start, end]`, in bytes.
#[cfg(feature = "serde")]
mod serde_impl {
    use super::Span;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    impl Serialize for Span {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            (self.start.to_u32(), self.end.to_u32()).serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for Span {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let (start, end) = <(u32, u32)>::deserialize(deserializer)?;
            Ok(Span::new(start, end))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reversed_bounds_are_put_in_order() {
        assert_eq!(Span::new(9, 4), Span::new(4, 9));
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!Span::new(0, 4).overlaps(Span::new(4, 8)));
        assert!(Span::new(0, 5).overlaps(Span::new(4, 8)));
    }

    #[test]
    fn cover_spans_the_gap() {
        assert_eq!(Span::new(0, 2).cover(Span::new(6, 8)), Span::new(0, 8));
    }
}
