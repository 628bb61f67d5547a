//! What was odd in a text. Analysis never fails; it says what it stumbled over.
//!
//! In: nothing. Out: [`Diagnostic`]. Must not know: how it is shown.

use dixit_tokenizer::Span;

/// A remark about a place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Diagnostic {
    /// Where; the whole text for a remark about all of it.
    pub span: Span,
    /// What.
    pub kind: DiagnosticKind,
}

/// The kinds of [`Diagnostic`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum DiagnosticKind {
    /// A quotation opens and nothing closes it in its paragraph; it was ended there.
    UnclosedQuote,
    /// A closing mark with nothing to close.
    StrayMark,
    /// No text but white space.
    EmptyText,
    /// The words are mostly not English ones; rules and lexicons are for English.
    NotEnglish,
    /// A paragraph so long that the text seems to have lost its line breaks.
    HugeParagraph,
    /// The text is a piece of a document that was too long to be read at once; whoever cut it says so.
    Piece,
}

impl DiagnosticKind {
    /// One line for people.
    pub fn message(self) -> &'static str {
        match self {
            DiagnosticKind::UnclosedQuote => {
                "this quotation is never closed; it was ended with its paragraph"
            }
            DiagnosticKind::StrayMark => "this quotation mark has no partner and was ignored",
            DiagnosticKind::EmptyText => "there is no text here",
            DiagnosticKind::NotEnglish => {
                "this does not look like English; dixit reads English only, expect little"
            }
            DiagnosticKind::HugeParagraph => {
                "one paragraph of over 100,000 bytes: the text seems to have lost its line breaks"
            }
            DiagnosticKind::Piece => {
                "this is a piece of a document too long to be read at once; nothing of the other pieces is known here"
            }
        }
    }
}
