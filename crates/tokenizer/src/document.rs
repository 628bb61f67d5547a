//! The immutable result of tokenizing.
//!
//! In: [`Source`] and the stages' results. Out: [`Document`]. Must not know: how the pieces were found.

use crate::{ByteOffset, Index, ParagraphId, Run, SentenceId, Source, Span, TokenId, TokenRun};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum TokenKind {
    /// Letters, perhaps with inner apostrophes, hyphens or digits: `don’t`, `trade-weary`, `G7`.
    Word,
    /// Digits with their separators and attached units: `10,000`, `$4bn`, `2.5%`.
    Number,
    /// A word whose full stop belongs to it: `U.S.`, `Mr.`, `J.D.`
    Abbreviation,
    /// The possessive ending `’s`, or the bare `’` after a plural.
    Possessive,
    /// An e-mail address.
    Email,
    /// A web address, or a social-media handle or hashtag.
    Url,
    /// Any mark that can open or close a quotation, also single and typewriter ones: “ ” ‘ ’ " ' « » ‹ › „ ‚ `` ''
    QuoteMark,
    /// `-` standing alone, `–`, `—`, `--`.
    Dash,
    /// Any other punctuation.
    Punctuation,
    /// Anything else: symbols, emoji.
    Symbol,
}

/// A token: where and what. Its text is [`Document::word`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// A sentence: never empty, inside one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRun,
}

/// A paragraph: never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens.
    pub tokens: TokenRun,
    /// Its sentences.
    pub sentences: Run<SentenceId>,
}

/// A text with its paragraphs, sentences and tokens.
///
/// Tokens are in order, do not overlap, and every character that is not white space (nor a byte order mark or zero-width
/// space) is in one of them. Every token is in one sentence, every sentence in one paragraph.
#[derive(Debug, Clone)]
pub struct Document {
    source: Source,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    paragraphs: Vec<Paragraph>,
}

impl Document {
    pub(crate) fn from_parts(
        source: Source,
        tokens: Vec<Token>,
        sentences: Vec<Sentence>,
        paragraphs: Vec<Paragraph>,
    ) -> Self {
        Self { source, tokens, sentences, paragraphs }
    }

    /// The source it was made from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// The text a span covers (empty for a span of another text).
    pub fn slice(&self, span: Span) -> &str {
        self.source.slice(span)
    }

    /// All tokens, in order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// All sentences, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All paragraphs, in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// The text of the token at a position; empty past the end, so that looking around needs no bounds check.
    pub fn word(&self, position: usize) -> &str {
        self.tokens.get(position).map_or("", |token| self.slice(token.span))
    }

    /// The text of a token.
    pub fn token_text(&self, id: TokenId) -> &str {
        self.word(id.to_usize())
    }

    /// The bytes from the first token of a run to its last; an empty run gives an empty span where it stands.
    pub fn span_of(&self, run: TokenRun) -> Span {
        match (self.tokens.get(run.start()), run.end().checked_sub(1).and_then(|last| self.tokens.get(last)))
        {
            (Some(first), Some(last)) if !run.is_empty() => {
                Span::between(first.span.start(), last.span.end())
            }
            (Some(next), _) => Span::between(next.span.start(), next.span.start()),
            _ => Span::from_usize(self.text().len(), self.text().len()),
        }
    }

    /// The tokens that share at least one byte with a span. Logarithmic.
    pub fn tokens_in(&self, span: Span) -> TokenRun {
        let start = self.tokens.partition_point(|token| token.span.end() <= span.start());
        let end = self.tokens.partition_point(|token| token.span.start() < span.end());
        Run::new(start..end)
    }

    /// The token that covers a byte, or the next one after it. Logarithmic.
    pub fn token_at_or_after(&self, offset: ByteOffset) -> usize {
        self.tokens.partition_point(|token| token.span.end() <= offset)
    }

    /// The sentence a token position is in (the last one for a position past the end). Logarithmic.
    pub fn sentence_of(&self, position: usize) -> SentenceId {
        let after = self.sentences.partition_point(|sentence| sentence.tokens.start() <= position);
        SentenceId::from_usize(after.saturating_sub(1))
    }

    /// The paragraph a token position is in (the last one for a position past the end). Logarithmic.
    pub fn paragraph_of(&self, position: usize) -> ParagraphId {
        let after = self.paragraphs.partition_point(|paragraph| paragraph.tokens.start() <= position);
        ParagraphId::from_usize(after.saturating_sub(1))
    }

    /// Whether white space stands before the token at a position (or it is the first of the text).
    pub fn space_before(&self, position: usize) -> bool {
        match (
            position.checked_sub(1).and_then(|previous| self.tokens.get(previous)),
            self.tokens.get(position),
        ) {
            (Some(previous), Some(token)) => previous.span.end() != token.span.start(),
            _ => true,
        }
    }
}
