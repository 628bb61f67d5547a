//! Quotation marks paired into quoted spans.
//!
//! In: [`Document`]. Out: [`Quotes`], every use still [`QuoteUse::Speech`]. Must not know: words, cues, speakers.
//!
//! One pass over each paragraph with a stack of open marks. A mark is read from its own shape where that decides
//! (“ opens, ” closes) and from the spaces around it where it does not (`"`, `'`, `''`). What is still open when the
//! paragraph ends is either reopened by the next one (the convention for long quotations) or was never closed.

use super::marks::{Family, Mark, MarkRole, paragraph_marks};
use crate::{Closure, Diagnostic, DiagnosticKind, QuoteId, QuoteUse, QuotedSpan, Quotes};
use dixit_tokenizer::{Document, Index, Paragraph, Run, Span};

/// Deeper nesting than this is no prose: marks beyond it are reported as stray.
const MAX_DEPTH: usize = 4;

/// Pairs the quotation marks of a document. Total; linear in its length.
pub(super) fn pair(document: &Document) -> Quotes {
    let mut quotes = Quotes::default();
    let mut carried = None;
    for paragraph in document.paragraphs() {
        carried = pair_paragraph(document, paragraph, carried, &mut quotes);
    }
    if let Some(Carried { quote, .. }) = carried {
        leave_unclosed(quote, &mut quotes);
    }
    quotes.diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.kind));
    quotes
}

/// A quotation that its paragraph did not close: the next one may reopen it.
struct Carried {
    quote: QuoteId,
    family: Family,
}

/// A quotation of the paragraph at hand, in token positions.
struct Found {
    family: Family,
    start: usize,
    /// One past its last token, once known.
    end: Option<usize>,
    closure: Closure,
    /// Its position among the paragraph's.
    parent: Option<usize>,
}

/// Pairs one paragraph; returns the quotation still open at its end, if any.
fn pair_paragraph(
    document: &Document,
    paragraph: &Paragraph,
    carried: Option<Carried>,
    quotes: &mut Quotes,
) -> Option<Carried> {
    let marks = paragraph_marks(document, paragraph);
    let continues = carried.and_then(|Carried { quote, family }| {
        let reopens = marks.first().is_some_and(|first| {
            first.token == paragraph.tokens.start() && first.family == family && first.role != MarkRole::Close
        });
        if reopens {
            quotes.spans[quote.to_usize()].closure = Closure::Reopened;
        } else {
            leave_unclosed(quote, quotes);
        }
        reopens.then_some(quote)
    });
    let found = match_marks(document, &marks, continues.is_some(), &mut quotes.diagnostics);
    append(document, found, paragraph.tokens.end(), continues, quotes)
}

/// Runs the stack over one paragraph's marks.
fn match_marks(
    document: &Document,
    marks: &[Mark],
    reopened: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut stack: Vec<usize> = Vec::new();
    let mut ahead = Ahead::of(marks);
    for (position, mark) in marks.iter().enumerate() {
        ahead.pass(mark);
        let open_here = stack.iter().rposition(|&open| found[open].family == mark.family);
        let role = if reopened && position == 0 {
            MarkRole::Open
        } else {
            decide(mark, open_here.is_some(), &ahead)
        };
        match (role, open_here) {
            (MarkRole::Open, _) => {
                if let Some(depth) = open_here
                    && !ahead.leaves_room_for_nesting(mark.family)
                {
                    // `“I go, he said. “We stay.”`: the first was never closed; it ends before this one.
                    for open in stack.drain(depth..) {
                        found[open].end = Some(mark.token);
                        found[open].closure = Closure::Unclosed;
                    }
                }
                if stack.len() == MAX_DEPTH {
                    diagnostics.push(stray(document, mark));
                    continue;
                }
                let parent = stack.last().copied();
                stack.push(found.len());
                found.push(Found {
                    family: mark.family,
                    start: mark.token,
                    end: None,
                    closure: Closure::Unclosed,
                    parent,
                });
            }
            (MarkRole::Close, Some(depth)) => {
                // Marks left open inside this one stay without an end: `append` reads single ones as apostrophes.
                let open = stack[depth];
                stack.truncate(depth);
                found[open].end = Some(mark.token + 1);
                found[open].closure = Closure::Closed;
            }
            // A closing single mark with nothing open is an apostrophe: `the farmers’ union`.
            (MarkRole::Close, None) if mark.family.is_single() => {}
            (MarkRole::Close, None) => diagnostics.push(stray(document, mark)),
            (MarkRole::Either, _) => {}
        }
    }
    found
}

/// Puts a paragraph's quotations into the document's, leaving out those that were apostrophes.
fn append(
    document: &Document,
    found: Vec<Found>,
    paragraph_end: usize,
    continues: Option<QuoteId>,
    quotes: &mut Quotes,
) -> Option<Carried> {
    let mut carried = None;
    let mut ids: Vec<Option<QuoteId>> = Vec::with_capacity(found.len());
    for (position, quotation) in found.iter().enumerate() {
        let parent = quotation.parent.and_then(|parent| ids[parent]);
        // A single mark without its partner was an apostrophe, unless it opened a (long) quotation of its own.
        let long = quotation.family == Family::CurlySingle && parent.is_none();
        if quotation.end.is_none() && quotation.family.is_single() && !long {
            ids.push(parent);
            continue;
        }
        let id = QuoteId::from_usize(quotes.spans.len());
        ids.push(Some(id));
        let parent_end = parent.map_or(paragraph_end, |parent| quotes.tokens[parent.to_usize()].end());
        let run = Run::new(quotation.start..quotation.end.unwrap_or(paragraph_end).min(parent_end));
        let tokens = &document.tokens()[run.to_range()];
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
        let closed = quotation.closure == Closure::Closed;
        let inner_end = if closed { last.span.start() } else { last.span.end() };
        quotes.tokens.push(run);
        quotes.spans.push(QuotedSpan {
            outer: first.span.cover(last.span),
            inner: Span::between(first.span.end().min(inner_end), inner_end),
            closure: quotation.closure,
            parent,
            continues: continues.filter(|_| position == 0),
            usage: QuoteUse::Speech,
        });
        if quotation.end.is_none() && parent.is_none() && carried.is_none() {
            carried = Some(Carried { quote: id, family: quotation.family });
        } else if !closed {
            leave_unclosed(id, quotes);
        }
    }
    carried
}

/// How many marks of each family are still to come in the paragraph, by what they look like.
#[derive(Default)]
struct Ahead {
    opening: [u32; Family::COUNT],
    closing: [u32; Family::COUNT],
}

impl Ahead {
    fn of(marks: &[Mark]) -> Self {
        let mut ahead = Self::default();
        for mark in marks {
            *ahead.counter(mark) += 1;
        }
        ahead
    }

    /// Marks that may do either are counted with the closing ones.
    fn counter(&mut self, mark: &Mark) -> &mut u32 {
        match mark.role {
            MarkRole::Open => &mut self.opening[mark.family as usize],
            MarkRole::Close | MarkRole::Either => &mut self.closing[mark.family as usize],
        }
    }

    fn pass(&mut self, mark: &Mark) {
        *self.counter(mark) -= 1;
    }

    /// Whether enough closing marks follow to close both the quotation that is open and one more in it.
    fn leaves_room_for_nesting(&self, family: Family) -> bool {
        self.closing[family as usize] >= self.opening[family as usize] + 2
    }

    fn has_closing(&self, family: Family) -> bool {
        self.closing[family as usize] > 0
    }
}

/// Whether a mark opens or closes; `Either` when it does neither.
fn decide(mark: &Mark, is_open: bool, ahead: &Ahead) -> MarkRole {
    match mark.role {
        MarkRole::Either if is_open => MarkRole::Close,
        MarkRole::Either if mark.family.is_single() && !ahead.has_closing(mark.family) => MarkRole::Either,
        MarkRole::Either => MarkRole::Open,
        // A lone opening `'` is an elision or a typo, never a quotation without an end.
        MarkRole::Open if mark.family == Family::StraightSingle && !ahead.has_closing(mark.family) => {
            MarkRole::Either
        }
        // `” We stay.”`: a closing mark typed for an opening one.
        MarkRole::Close if !is_open && mark.misplaced_opening && ahead.has_closing(mark.family) => {
            MarkRole::Open
        }
        // `the workers’ rights’`: inside single marks, a possessive as long as a surer end is to come.
        MarkRole::Close if is_open && mark.maybe_possessive && ahead.has_closing(mark.family) => {
            MarkRole::Either
        }
        role => role,
    }
}

fn leave_unclosed(quote: QuoteId, quotes: &mut Quotes) {
    let span = &mut quotes.spans[quote.to_usize()];
    span.closure = Closure::Unclosed;
    quotes.diagnostics.push(Diagnostic { span: span.outer, kind: DiagnosticKind::UnclosedQuote });
}

fn stray(document: &Document, mark: &Mark) -> Diagnostic {
    Diagnostic { span: document.tokens()[mark.token].span, kind: DiagnosticKind::StrayMark }
}
