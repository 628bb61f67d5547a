//! Paragraphs, sentences and words of news text, as byte spans of the original.
//!
//! News punctuates in ways that general tokenizers trip over: `U.S. President`, `“Is it over?” he asked.`,
//! `LONDON (Reuters) -`, `the ’90s`, `6’2”`. This crate reads them as an editor would, and never changes, drops or copies
//! a byte: every result is a [`Span`] of **bytes** of the text as it came.
//!
//! In: a text. Out: a [`Document`]. Must not know: which marks make a quotation, who speaks, files, threads.
//!
//! ```
//! use dixit_tokenizer::{Source, tokenize};
//!
//! let text = "WASHINGTON — “Is it over?” the U.S. president asked. “It’s not,” he added.\nHe left.";
//! let document = tokenize(Source::new(text)?);
//!
//! let sentences: Vec<&str> = document.sentences().iter().map(|sentence| document.slice(sentence.span)).collect();
//! assert_eq!(sentences, [
//!     "WASHINGTON — “Is it over?” the U.S. president asked.",
//!     "“It’s not,” he added.",
//!     "He left.",
//! ]);
//! let second = document.sentences()[1].tokens;
//! let words: Vec<&str> = second.ids().map(|id| document.token_text(id)).collect();
//! assert_eq!(words, ["“", "It", "’s", "not", ",", "”", "he", "added", "."]);
//! # Ok::<(), dixit_tokenizer::SourceError>(())
//! ```
//!
//! # Stages
//! Data flows one way, and [`tokenize`] is the list of the stages:
//!
//! 1. paragraphs: lines, or blocks of lines where the text was wrapped by hand;
//! 2. words: the boundaries of Unicode Standard Annex #29 ("Unicode Text Segmentation") under a layer of news habits, each
//!    with a [`TokenKind`];
//! 3. sentences: the terminators among the words, less those of abbreviations and of quotations that go on.
//!
//! Tokenizing is total: any text gives a [`Document`], whatever its marks. Only taking a text can fail ([`SourceError`]: a
//! binary file, no UTF-8, 4 GiB or more). Time and memory are linear in the length of the text; looking up a token by its
//! place is logarithmic. Nothing is global, nothing does I/O or starts a thread.
//!
//! # Positions
//! [`ByteOffset`] and [`Span`] count bytes. For programs that count characters (Python, R) or UTF-16 units (JavaScript, Java)
//! a [`UnitMap`] converts at the edge, and [`Source::line_column`] is for people:
//!
//! ```
//! use dixit_tokenizer::{ByteOffset, OffsetUnit, Source, Span, UnitMap};
//!
//! let source = Source::new("“Oui.”\n“It’s over.”")?;
//! let over = Span::from_usize(21, 25);
//! assert_eq!(source.slice(over), "over");
//! assert_eq!(UnitMap::new(source.text(), OffsetUnit::Chars).from_span(over), (13, 17));
//! assert_eq!(source.line_column(over.start()), (2, 7));
//! # Ok::<(), dixit_tokenizer::SourceError>(())
//! ```
//!
//! # Conventions that other crates rely on
//! - White space is Unicode's, and also the byte order mark and the zero-width space. All else is in a token.
//! - `’s` is a token of its own ([`TokenKind::Possessive`]), also in `it’s`; other contractions are one word (`don’t`).
//! - An apostrophe or single mark that is in no word is a [`TokenKind::QuoteMark`]: whether `dogs’` is a plural possessive
//!   or closes a quotation takes the quotations to tell. So it is after a digit (`6’2”`).
//! - An abbreviation keeps its full stop, so a sentence that ends in `U.S.` has no full stop of its own.
//! - `and/or` is three tokens; `9/11`, `AT&T` and `10-year-old` are one; a dash between words is always a token.
//!
//! # Features
//! - `serde`: spans (as `[start, end]`), offsets and ids can be written and read.
//! - `subword`: subwords for neural engines, aligned to words; the module `subword` has an example.
//!
//! Features add; they never change a result.

mod abbreviation;
mod chars;
mod document;
mod index;
mod paragraph;
mod sentence;
mod source;
mod span;
#[cfg(feature = "subword")]
pub mod subword;
mod units;
mod web;
mod word;

pub use document::{Document, Paragraph, Sentence, Token, TokenKind};
pub use index::{Index, ParagraphId, Run, SentenceId, TokenId, TokenRun};
pub use source::{MAX_BYTES, Source, SourceError, SourceErrorKind};
pub use span::{ByteOffset, Span};
pub use units::{OffsetUnit, UnitMap};

/// Splits a text into paragraphs, sentences and tokens. Total; time and memory are linear in its length.
pub fn tokenize(source: Source) -> Document {
    let text = source.text();
    // English news has a token to about five bytes and a sentence to about 120; a guess saves most of the regrowth.
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut sentences = Vec::with_capacity(text.len() / 120);
    let mut paragraphs = Vec::new();
    for range in paragraph::find_paragraphs(text) {
        let first_token = tokens.len();
        let first_sentence = sentences.len();
        word::find_words(text, range, &mut tokens);
        let found: &[Token] = &tokens[first_token..];
        let mut start = 0;
        sentence::find_sentences(text, found, |end| {
            let span = covering(&found[start..end]);
            sentences.push(Sentence { span, tokens: Run::new(first_token + start..first_token + end) });
            start = end;
        });
        if !found.is_empty() {
            paragraphs.push(Paragraph {
                span: covering(found),
                tokens: Run::new(first_token..tokens.len()),
                sentences: Run::new(first_sentence..sentences.len()),
            });
        }
    }
    Document::from_parts(source, tokens, sentences, paragraphs)
}

/// From the first token to the last.
fn covering(tokens: &[Token]) -> Span {
    match tokens {
        [first, .., last] => first.span.cover(last.span),
        [only] => only.span,
        [] => Span::default(),
    }
}

/// The examples of the README are tested too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
