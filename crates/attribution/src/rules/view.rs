//! A document as the rules see it: tokens with parts of speech, and which of them stand in quotation marks.
//!
//! In: [`Document`], [`Quotes`], one [`Pos`] a token. Out: [`View`], with small questions about tokens. Must not know: cues.

use crate::pos::Pos;
use crate::{QuoteUse, Quotes};
use dixit_tokenizer::{Document, TokenKind, TokenRun};
use std::ops::Range;

/// The tokens of a document with what the rules ask of them.
pub(super) struct View<'a> {
    pub(super) document: &'a Document,
    pub(super) pos: &'a [Pos],
    /// Top-level quotations that may be speech, in order.
    pub(super) quotes: Vec<TokenRun>,
    /// For each token, one more than the index in `quotes` of the quotation it stands in; 0 outside.
    quote_of: Vec<u32>,
    /// Stretches that rules work on: sentences, joined where a break falls inside a quotation.
    pub(super) stretches: Vec<Range<usize>>,
}

impl<'a> View<'a> {
    pub(super) fn new(document: &'a Document, quotes: &Quotes, pos: &'a [Pos]) -> Self {
        let mut speech = Vec::new();
        let mut quote_of = vec![0; document.tokens().len()];
        for (_, span, run) in quotes.top_level() {
            if matches!(span.usage, QuoteUse::Nickname | QuoteUse::Title) {
                continue;
            }
            speech.push(run);
            quote_of[run.to_range()].fill(speech.len() as u32);
        }
        let mut view = Self { document, pos, quotes: speech, quote_of, stretches: Vec::new() };
        view.stretches = view.find_stretches();
        view
    }

    /// Sentences, joined where the break falls inside a quotation.
    fn find_stretches(&self) -> Vec<Range<usize>> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        for paragraph in self.document.paragraphs() {
            for sentence in &self.document.sentences()[paragraph.sentences.to_range()] {
                let tokens = sentence.tokens.to_range();
                let inside = self.in_quote(tokens.start)
                    && tokens.start > paragraph.tokens.start()
                    && self.quote_of[tokens.start] == self.quote_of[tokens.start - 1];
                match stretches.last_mut() {
                    Some(last) if inside && last.start >= paragraph.tokens.start() => last.end = tokens.end,
                    _ => stretches.push(tokens),
                }
            }
        }
        stretches
    }

    /// One past the last token.
    pub(super) fn len(&self) -> usize {
        self.pos.len()
    }

    /// The text of a token.
    pub(super) fn word(&self, token: usize) -> &'a str {
        self.document.word(token)
    }

    /// Whether a token is this (lower-case) word, in any case.
    pub(super) fn is(&self, token: usize, word: &str) -> bool {
        self.word(token).eq_ignore_ascii_case(word)
    }

    /// Whether a token is one of these (lower-case) words, in any case.
    pub(super) fn is_any(&self, token: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(token, word))
    }

    /// The part of speech of a token; punctuation past the ends.
    pub(super) fn pos(&self, token: usize) -> Pos {
        self.pos.get(token).copied().unwrap_or(Pos::Punctuation)
    }

    /// What kind of token it is.
    pub(super) fn kind(&self, token: usize) -> TokenKind {
        self.document.tokens().get(token).map_or(TokenKind::Punctuation, |token| token.kind)
    }

    /// Whether a token stands in a quotation (its marks included).
    pub(super) fn in_quote(&self, token: usize) -> bool {
        self.quote_of.get(token).is_some_and(|&quote| quote > 0)
    }

    /// The index in `quotes` of the quotation a token stands in.
    pub(super) fn quote_at(&self, token: usize) -> Option<usize> {
        self.quote_of.get(token).and_then(|&quote| (quote as usize).checked_sub(1))
    }

    /// Whether a quotation begins or ends between a token and the next.
    pub(super) fn crosses(&self, token: usize) -> bool {
        self.quote_of.get(token) != self.quote_of.get(token + 1)
    }

    /// Whether a token begins with a capital.
    pub(super) fn is_capitalised(&self, token: usize) -> bool {
        self.word(token).starts_with(char::is_uppercase)
    }

    /// The stretch a token stands in.
    pub(super) fn stretch_of(&self, token: usize) -> Range<usize> {
        let after = self.stretches.partition_point(|stretch| stretch.start <= token);
        after.checked_sub(1).and_then(|at| self.stretches.get(at)).cloned().unwrap_or(token..token)
    }

    /// The tokens of the paragraph a token stands in.
    pub(super) fn paragraph_of(&self, token: usize) -> Range<usize> {
        use dixit_tokenizer::Index as _;
        let paragraph = self.document.paragraph_of(token).to_usize();
        self.document.paragraphs().get(paragraph).map_or(0..0, |paragraph| paragraph.tokens.to_range())
    }

    /// Whether a token ends a sentence: `.`, `!`, `?`.
    pub(super) fn is_stop(&self, token: usize) -> bool {
        matches!(self.word(token), "." | "!" | "?" | "…" | "..." | "?!" | "!?")
    }

    /// The last token inside a quotation's marks.
    pub(super) fn last_inside(&self, quote: TokenRun) -> usize {
        let last = quote.end() - 1;
        if self.kind(last) == TokenKind::QuoteMark && last > quote.start() { last - 1 } else { last }
    }
}
