//! A document as the rules see it: tokens with parts of speech, and which of them stand in quotation marks.
//!
//! In: [`Document`], [`Quotes`], one [`Pos`] a token. Out: [`View`], with small questions about tokens. Must not know: cues.

use super::draft::Draft;
use crate::dateline::after_dateline;
use crate::lexicon;
use crate::pos::Pos;
use crate::{Closure, QuoteUse, Quotes};
use dixit_tokenizer::{Document, Run, TokenKind, TokenRun};
use std::ops::Range;

/// The subject of a reporting clause has at most this many tokens.
const LONGEST_SUBJECT: usize = 16;

/// No rule looks further than this many tokens. The longest sentence with an attribution in PolNeAR train has 290.
const LONGEST_STRETCH: usize = 600;

/// The tokens of a document with what the rules ask of them.
pub(super) struct View<'a> {
    pub(super) document: &'a Document,
    pub(super) pos: &'a [Pos],
    /// Top-level quotations that may be speech, in order.
    pub(super) quotes: Vec<TokenRun>,
    /// For each of them, whether it goes on with the one before, reopened in a new paragraph.
    pub(super) reopened: Vec<bool>,
    /// Quotations inside quotations and turns, in order.
    pub(super) inner_quotes: Vec<TokenRun>,
    /// For each token, whether it stands in the turn of a transcript.
    in_turn: Vec<bool>,
    /// For each token, one more than the index in `quotes` of the quotation it stands in; 0 outside.
    quote_of: Vec<u32>,
    /// Stretches that rules work on: sentences, joined where a break falls inside a quotation.
    pub(super) stretches: Vec<Range<usize>>,
}

impl<'a> View<'a> {
    pub(super) fn new(document: &'a Document, quotes: &Quotes, pos: &'a [Pos], turns: &[Draft]) -> Self {
        let mut view = Self {
            document,
            pos,
            quotes: Vec::new(),
            reopened: Vec::new(),
            inner_quotes: Vec::new(),
            in_turn: vec![false; pos.len()],
            quote_of: vec![0; pos.len()],
            stretches: Vec::new(),
        };
        for run in turns.iter().flat_map(|turn| &turn.content) {
            view.in_turn[run.to_range()].fill(true);
        }
        for (span, &run) in quotes.spans.iter().zip(&quotes.tokens) {
            if matches!(span.usage, QuoteUse::Nickname | QuoteUse::Title) || run.is_empty() {
                continue;
            }
            if span.parent.is_some() || view.in_turn[run.start()] {
                view.inner_quotes.push(run);
                continue;
            }
            let end = if span.closure == Closure::Unclosed { view.likely_end(run) } else { run.end() };
            view.quotes.push(Run::new(run.start()..end));
            view.reopened.push(span.continues.is_some());
            view.quote_of[run.start()..end].fill(view.quotes.len() as u32);
        }
        view.stretches = view.find_stretches();
        view
    }

    /// Where a quotation that lost its closing mark ends: at the comma before its reporting clause, or with its paragraph.
    ///
    /// Example: `“Call us first, said Diop.`: after `first,`. Counter-example: `“Call us, he will say so, and go.`
    fn likely_end(&self, run: TokenRun) -> usize {
        (run.start() + 2..run.end())
            .find(|&token| self.word(token - 1) == "," && self.opens_reporting_clause(token, run.end()))
            .unwrap_or(run.end())
    }

    /// `said Diop`, `Diop said`: a verb of saying with its subject beside it, and nothing it could govern.
    fn opens_reporting_clause(&self, token: usize, limit: usize) -> bool {
        let says = |at: usize| {
            self.pos(at).is_finite()
                && lexicon::verb_in_any_case(self.word(at)).is_some_and(|verb| verb.strong)
        };
        let subject = |at: usize| {
            matches!(
                self.pos(at),
                Pos::Name | Pos::Pronoun | Pos::Determiner | Pos::Cardinal | Pos::Possessor | Pos::Nouns
            )
        };
        if says(token) {
            return subject(token + 1);
        }
        let verb = (token + 1..limit.min(token + LONGEST_SUBJECT)).find(|&at| self.pos(at).is_finite());
        verb.is_some_and(|verb| {
            says(verb)
                && subject(token)
                && (verb + 1 >= limit
                    || matches!(self.word(verb + 1), "." | ",")
                    || matches!(self.pos(verb + 1), Pos::Preposition | Pos::Adverb))
        })
    }

    /// Sentences, joined where the break falls inside a quotation; without the dateline.
    fn find_stretches(&self) -> Vec<Range<usize>> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        for paragraph in self.document.paragraphs() {
            for sentence in &self.document.sentences()[paragraph.sentences.to_range()] {
                let tokens = sentence.tokens.to_range();
                let inside = self.in_quote(tokens.start)
                    && tokens.start > paragraph.tokens.start()
                    && self.quote_of[tokens.start] == self.quote_of[tokens.start - 1];
                match stretches.last_mut() {
                    Some(last)
                        if inside
                            && last.start >= paragraph.tokens.start()
                            && last.len() < LONGEST_STRETCH =>
                    {
                        last.end = tokens.end;
                    }
                    _ => {
                        // A text without sentence ends comes in pieces, so that no rule looks further than one.
                        let start = after_dateline(self.document, tokens.clone()).unwrap_or(tokens.start);
                        let mut tokens = start..tokens.end;
                        while tokens.len() > LONGEST_STRETCH {
                            let end = tokens.start + LONGEST_STRETCH;
                            stretches.push(tokens.start..end);
                            tokens.start = end;
                        }
                        stretches.push(tokens);
                    }
                }
            }
        }
        stretches
    }

    /// Whether a token stands in the turn of a transcript.
    pub(super) fn in_turn(&self, token: usize) -> bool {
        self.in_turn.get(token).is_some_and(|&inside| inside)
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
        let text = self.word(token);
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
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
