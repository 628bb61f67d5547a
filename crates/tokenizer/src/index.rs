//! Typed indexes, so that a sentence number can never be used as a token number.
//!
//! In: nothing. Out: [`TokenId`], [`SentenceId`], [`ParagraphId`], [`Run`]. Must not know: what they index.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// A `u32` index of one kind of thing.
pub trait Index: Copy + Ord + fmt::Debug {
    /// The index of the `position`-th thing.
    fn from_usize(position: usize) -> Self;
    /// Its position, to index with.
    fn to_usize(self) -> usize;
}

/// Declares an index newtype: `typed_index!(/// docs… TokenId)`. The calling crate needs a feature named `serde` (with the
/// crate `serde` behind it), under which the index can be written and read as its number.
#[macro_export]
macro_rules! typed_index {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
        pub struct $name(u32);

        impl $crate::Index for $name {
            fn from_usize(position: usize) -> Self {
                Self(u32::try_from(position).unwrap_or(u32::MAX))
            }
            fn to_usize(self) -> usize {
                self.0 as usize
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}#{}", stringify!($name), self.0)
            }
        }
    };
}

typed_index!(
    /// A token of a [`crate::Document`].
    TokenId
);
typed_index!(
    /// A sentence of a [`crate::Document`].
    SentenceId
);
typed_index!(
    /// A paragraph of a [`crate::Document`].
    ParagraphId
);

/// A half-open run of neighbouring things: tokens of a sentence, sentences of a paragraph.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Run<I> {
    start: u32,
    end: u32,
    of: PhantomData<I>,
}

/// A run of tokens.
pub type TokenRun = Run<TokenId>;

impl<I: Index> Run<I> {
    /// The run of positions `range`; reversed bounds give an empty run.
    pub fn new(range: Range<usize>) -> Self {
        let start = u32::try_from(range.start).unwrap_or(u32::MAX);
        let end = u32::try_from(range.end).unwrap_or(u32::MAX).max(start);
        Self { start, end, of: PhantomData }
    }

    /// The run of one thing.
    pub fn one(id: I) -> Self {
        Self::new(id.to_usize()..id.to_usize() + 1)
    }

    /// Position of the first thing.
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the position of the last thing.
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// How many things.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `id` is one of them.
    pub fn contains(self, id: I) -> bool {
        (self.start()..self.end()).contains(&id.to_usize())
    }

    /// The positions, to slice with.
    pub const fn to_range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The ids in order.
    pub fn ids(self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator {
        self.to_range().map(I::from_usize)
    }
}

impl<I> fmt::Debug for Run<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
