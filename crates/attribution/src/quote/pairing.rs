//! Quotation marks paired into quoted spans.
//!
//! In: [`Document`]. Out: [`Quotes`], every use still [`QuoteUse::Speech`]. Must not know: words, cues, speakers.
//!
//! One pass over each paragraph with a stack of open marks. A mark is read from its own shape where that decides
//! (“ opens, ” closes) and from the spaces around it where it does not (`"`, `'`, `''`). Where marks are missing, the
//! paragraph's other marks tell: each mark knows how many more closing than opening marks follow it ([`Room`]), so that a
//! lost mark costs its own quotation and never turns the others inside out. What is still open when the paragraph ends is
//! either reopened by the next one (the convention for long quotations) or was never closed.

use super::marks::{Class, Family, Mark, MarkRole, paragraph_marks};
use crate::{Closure, Diagnostic, DiagnosticKind, QuoteId, QuoteUse, QuotedSpan, Quotes};
use dixit_tokenizer::{Document, Index, Paragraph, Run, Span};

/// Deeper nesting than this is no prose: marks beyond it are reported as stray.
const MAX_DEPTH: usize = 4;

/// Tokens before a closing mark that make a quotation although its opening mark was lost.
const SHORTEST_WITHOUT_OPENING: usize = 3;

/// Pairs the quotation marks of a document. Total; linear in its length.
pub(super) fn pair(document: &Document) -> Quotes {
    let mut quotes = Quotes::default();
    let mut carried = None;
    let mut next = document.paragraphs().first().map(|first| paragraph_marks(document, first));
    for (position, paragraph) in document.paragraphs().iter().enumerate() {
        let marks = next.take().unwrap_or_default();
        let following = document.paragraphs().get(position + 1);
        next = following.map(|following| paragraph_marks(document, following));
        let reopener = following
            .zip(next.as_ref())
            .and_then(|(following, marks)| opening_mark(following, marks))
            .map(|mark| mark.family.class());
        carried = Pairing::new(document, paragraph, &marks, reopener).run(carried, &mut quotes);
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
    class: Class,
}

/// The mark that begins a paragraph and may open a quotation.
fn opening_mark<'a>(paragraph: &Paragraph, marks: &'a [Mark]) -> Option<&'a Mark> {
    marks.first().filter(|first| {
        first.token == paragraph.tokens.start() && (first.role != MarkRole::Close || first.misplaced_opening)
    })
}

/// A quotation of the paragraph at hand, in token positions.
struct Found {
    family: Family,
    start: usize,
    /// One past its last token, once known.
    end: Option<usize>,
    closure: Closure,
    /// Whether a quotation without an end may begin like this.
    begins_speech: bool,
    /// Its position among the paragraph's.
    parent: Option<usize>,
    /// Whether it has its opening mark.
    opened: bool,
    /// An apostrophe or a stray mark after all.
    dropped: bool,
}

/// The pairing of one paragraph.
struct Pairing<'a> {
    document: &'a Document,
    paragraph: &'a Paragraph,
    marks: &'a [Mark],
    /// What the next paragraph begins with, if that is an opening mark.
    reopener: Option<Class>,
    rooms: Vec<Room>,
    /// For each mark, the next one of its class.
    nexts: Vec<Option<usize>>,
    found: Vec<Found>,
    /// The open ones among `found`.
    stack: Vec<usize>,
    /// Quotations ignored in the innermost open one, by class.
    too_deep: [u32; Class::COUNT],
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Pairing<'a> {
    fn new(
        document: &'a Document,
        paragraph: &'a Paragraph,
        marks: &'a [Mark],
        reopener: Option<Class>,
    ) -> Self {
        let rooms = Room::after_each(marks);
        let (found, stack, diagnostics) = (Vec::new(), Vec::new(), Vec::new());
        let too_deep = [0; Class::COUNT];
        let nexts = next_of_class(marks);
        Self { document, paragraph, marks, reopener, rooms, nexts, found, stack, too_deep, diagnostics }
    }

    /// Pairs the marks; returns the quotation still open at the paragraph's end, if any.
    fn run(mut self, carried: Option<Carried>, quotes: &mut Quotes) -> Option<Carried> {
        let continues = carried.as_ref().filter(|carried| {
            opening_mark(self.paragraph, self.marks)
                .is_some_and(|first| first.family.class() == carried.class)
        });
        let continues = continues.map(|carried| carried.quote);
        for position in 0..self.marks.len() {
            self.take(position, continues.is_some() && position == 0);
        }
        self.drop_apostrophes(continues.is_some());
        // What should have reopened it may have been dropped.
        let continues = continues.filter(|_| self.found.first().is_some_and(|first| !first.dropped));
        match (continues, carried) {
            (Some(quote), _) => quotes.spans[quote.to_usize()].closure = Closure::Reopened,
            (None, Some(Carried { quote, .. })) => leave_unclosed(quote, quotes),
            (None, None) => {}
        }
        let carried = self.append(continues, quotes);
        quotes.diagnostics.append(&mut self.diagnostics);
        carried
    }

    /// Runs the stack over one mark.
    fn take(&mut self, position: usize, reopens: bool) {
        let mark = self.marks[position];
        match if reopens { MarkRole::Open } else { self.decide(position) } {
            MarkRole::Open => self.open(position),
            MarkRole::Close if self.too_deep[mark.family.class() as usize] > 0 => {
                self.too_deep[mark.family.class() as usize] -= 1;
                self.stray(mark.token);
            }
            MarkRole::Close => match self.closed_by(position) {
                Some(depth) => self.close(position, depth),
                // A closing single mark with nothing open is an apostrophe: `the farmers’ union`.
                None if mark.family.is_single() => {}
                None => {
                    self.stray(mark.token);
                    if self.is_lost_opening(position) {
                        self.found.push(Found {
                            family: mark.family,
                            start: self.paragraph.tokens.start(),
                            end: Some(mark.token + 1),
                            closure: Closure::Closed,
                            begins_speech: true,
                            parent: None,
                            opened: false,
                            dropped: false,
                        });
                    }
                }
            },
            MarkRole::Either if mark.family.is_single() || mark.after_number => {}
            MarkRole::Either => self.stray(mark.token),
        }
    }

    fn open(&mut self, position: usize) {
        let Mark { token, family, begins_speech, .. } = self.marks[position];
        let class = family.class();
        if let Some(depth) = self.topmost(class)
            && !self.has_room_for_nesting(position)
        {
            // `“I go, he said. “We stay.”`: the first was never closed; it ends before this one.
            self.too_deep = [0; Class::COUNT];
            for open in self.stack.drain(depth..) {
                let empty = self.found[open].start + 1 == token;
                self.found[open].end = Some(token);
                self.found[open].dropped = empty;
                if empty {
                    // `““I go,” he said.`
                    self.diagnostics.push(stray(self.document, self.found[open].start));
                }
            }
        }
        if self.stack.len() == MAX_DEPTH {
            self.too_deep[class as usize] += 1;
            return self.stray(token);
        }
        let parent = self.stack.last().copied();
        self.stack.push(self.found.len());
        self.found.push(Found {
            family,
            start: token,
            end: None,
            closure: Closure::Unclosed,
            begins_speech,
            parent,
            opened: true,
            dropped: false,
        });
    }

    fn close(&mut self, position: usize, depth: usize) {
        // Marks left open inside this one stay without an end: `append` reads single ones as apostrophes.
        let open = self.stack[depth];
        self.stack.truncate(depth);
        self.too_deep = [0; Class::COUNT];
        self.found[open].end = Some(self.marks[position].token + 1);
        self.found[open].closure = Closure::Closed;
    }

    /// Where on the stack the quotation is that a closing mark closes.
    fn closed_by(&self, position: usize) -> Option<usize> {
        let mark = &self.marks[position];
        let class = mark.family.class();
        let same = self.stack.iter().rposition(|&open| self.found[open].family == mark.family);
        let depth = same.or_else(|| {
            // `“We go," he said`; of single ones only where it can be no apostrophe: `‘We go,' he said`.
            let other = self.topmost(class)?;
            (!mark.family.is_single() || mark.after_stop).then_some(other)
        });
        let depth = depth.or_else(|| {
            // Typed twice for two: `'I said "go''`, `'the workers''`.
            (mark.family == Family::Typewriter).then(|| self.topmost(Class::Single)).flatten()
        })?;
        // An apostrophe reaches through no quotation that will have its own end: `‘Em said “the workers’ rights”`.
        let doubles =
            self.stack[depth..].iter().filter(|&&open| !self.found[open].family.is_single()).count();
        let reaches = !mark.family.is_single()
            || doubles == 0
            || self.rooms[position].of(Class::Double) < doubles as u32;
        reaches.then_some(depth)
    }

    /// Whether a mark opens or closes; `Either` when it does neither.
    fn decide(&self, position: usize) -> MarkRole {
        let mark = &self.marks[position];
        let class = mark.family.class();
        let open = self.open_count(class);
        let room = self.rooms[position].of(class);
        let next = self.nexts[position].map(|next| &self.marks[next]);
        match mark.role {
            // `a 12" gun," he said`: the quotation keeps enough marks to close without this one.
            MarkRole::Close | MarkRole::Either if mark.after_number && (open == 0 || room >= open) => {
                MarkRole::Either
            }
            // `the workers’ rights’`: a possessive, as long as a surer end is to come.
            MarkRole::Close if mark.maybe_apostrophe && open > 0 && room >= open => MarkRole::Either,
            MarkRole::Either if open > 0 => MarkRole::Close,
            MarkRole::Either if mark.family.is_single() || room == 0 => MarkRole::Either,
            MarkRole::Either => MarkRole::Open,
            // A lone opening `'` is an elision or a typo, unless it begins its paragraph and others like it follow.
            MarkRole::Open if mark.family == Family::StraightSingle && room == 0 => {
                let begins = mark.token == self.paragraph.tokens.start() && mark.before_capital;
                let follows = match next {
                    Some(next) => next.role != MarkRole::Either,
                    None => self.reopener == Some(Class::Single),
                };
                if begins && follows { MarkRole::Open } else { MarkRole::Either }
            }
            // `“the best“ and`; `"We go, "he said. "We stay."`
            MarkRole::Open if mark.misplaced_closing && open > 0 => {
                let closes = !mark.family.is_shapeless()
                    || next.is_none_or(|next| next.role == MarkRole::Open && !next.misplaced_closing);
                if closes { MarkRole::Close } else { MarkRole::Open }
            }
            // `” We stay.”`: a closing mark typed for an opening one.
            MarkRole::Close if open == 0 && mark.misplaced_opening && room > 0 => MarkRole::Open,
            // `the words" I am here" again`
            MarkRole::Close
                if open == 0
                    && mark.shifted_opening
                    && next.is_some_and(|next| next.role == MarkRole::Close && !next.misplaced_opening) =>
            {
                MarkRole::Open
            }
            role => role,
        }
    }

    /// Whether a closing mark with nothing to close shows that the paragraph's first mark was lost.
    ///
    /// Example: `We'll be back," the fans chanted.`: only up to the first comma-and-mark, in the first sentence, with no other
    /// mark before it nor one to spare after it. Counter-example: `They won. We'll be back," they said.` (begins anywhere).
    fn is_lost_opening(&self, position: usize) -> bool {
        let mark = &self.marks[position];
        let class = mark.family.class();
        let first_sentence = &self.document.sentences()[self.paragraph.sentences.start()];
        class == Class::Double
            && mark.ends_clause
            && self.found.is_empty()
            && self.rooms[position].of(class) == 0
            && mark.token < first_sentence.tokens.end()
            && mark.token - self.paragraph.tokens.start() >= SHORTEST_WITHOUT_OPENING
    }

    /// Whether the paragraph has closing marks enough for the open quotations and one more in them.
    fn has_room_for_nesting(&self, position: usize) -> bool {
        let class = self.marks[position].family.class();
        let open = self.open_count(class);
        let room = self.rooms[position].of(class);
        // The outermost needs no mark if the next paragraph goes on with it: `"He said “go” and left.`
        let goes_on = self.reopener == Some(class)
            && self.stack.first().is_some_and(|&outer| {
                let outer = &self.found[outer];
                outer.start == self.paragraph.tokens.start() && outer.family != self.marks[position].family
            });
        room + u32::from(goes_on) > open
    }

    /// The innermost open quotation of a class, as a place on the stack.
    fn topmost(&self, class: Class) -> Option<usize> {
        self.stack.iter().rposition(|&open| self.found[open].family.class() == class)
    }

    fn open_count(&self, class: Class) -> u32 {
        self.stack.iter().filter(|&&open| self.found[open].family.class() == class).count() as u32
    }

    fn stray(&mut self, token: usize) {
        self.diagnostics.push(stray(self.document, token));
    }

    /// Puts the paragraph's quotations into the document's, leaving out those that were apostrophes.
    fn append(&mut self, continues: Option<QuoteId>, quotes: &mut Quotes) -> Option<Carried> {
        let paragraph_end = self.paragraph.tokens.end();
        let mut carried = None;
        let mut ids: Vec<Option<QuoteId>> = Vec::with_capacity(self.found.len());
        for (position, quotation) in self.found.iter().enumerate() {
            let parent = quotation.parent.and_then(|parent| ids[parent]);
            if quotation.dropped {
                ids.push(parent);
                continue;
            }
            let id = QuoteId::from_usize(quotes.spans.len());
            ids.push(Some(id));
            let parent_end = match parent.map(QuoteId::to_usize) {
                Some(parent) => {
                    let end = quotes.tokens[parent].end();
                    end - usize::from(quotes.spans[parent].closure == Closure::Closed)
                }
                None => paragraph_end,
            };
            let run = Run::new(quotation.start..quotation.end.unwrap_or(paragraph_end).min(parent_end));
            let tokens = &self.document.tokens()[run.to_range()];
            let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
            let closed = quotation.closure == Closure::Closed;
            let inner_end = if closed { last.span.start() } else { last.span.end() };
            let inner_start = if quotation.opened { first.span.end() } else { first.span.start() };
            quotes.tokens.push(run);
            quotes.spans.push(QuotedSpan {
                outer: first.span.cover(last.span),
                inner: Span::between(inner_start.min(inner_end), inner_end),
                closure: quotation.closure,
                parent,
                continues: continues.filter(|_| position == 0),
                usage: QuoteUse::Speech,
            });
            if quotation.end.is_none() && parent.is_none() && carried.is_none() {
                carried = Some(Carried { quote: id, class: quotation.family.class() });
            } else if !closed {
                leave_unclosed(id, quotes);
            }
        }
        carried
    }

    /// Marks without a partner that opened nothing: apostrophes (`‘em`), and a mark with no word after it.
    fn drop_apostrophes(&mut self, continues: bool) {
        let paragraph_end = self.paragraph.tokens.end();
        // Of each quotation, whether a double one stands in it.
        let mut holds_double = vec![false; self.found.len()];
        for quotation in &self.found {
            if let Some(parent) = quotation.parent
                && !quotation.family.is_single()
            {
                holds_double[parent] = true;
            }
        }
        for (position, quotation) in self.found.iter_mut().enumerate() {
            if quotation.closure == Closure::Closed {
                continue;
            }
            let at_start = quotation.start == self.paragraph.tokens.start();
            if quotation.family.is_single() {
                let reopened = at_start && (continues || self.reopener == Some(Class::Single));
                quotation.dropped = quotation.parent.is_some()
                    || quotation.start + 1 == paragraph_end
                    || !quotation.begins_speech
                    || (holds_double[position] && !reopened);
            } else if quotation.start + 1 == paragraph_end {
                quotation.dropped = true;
                self.diagnostics.push(stray(self.document, quotation.start));
            }
        }
    }
}

/// How many more quotations the marks after a mark can close than they open, by class.
///
/// It is the most by which closing marks outnumber opening ones in any stretch that begins after the mark, so that marks
/// further on, of other quotations, count for nothing.
#[derive(Debug, Clone, Copy, Default)]
struct Room([u32; Class::COUNT]);

impl Room {
    /// The room after each mark.
    fn after_each(marks: &[Mark]) -> Vec<Room> {
        let mut rooms = vec![Room::default(); marks.len()];
        let mut room = Room::default();
        for (place, mark) in rooms.iter_mut().zip(marks).rev() {
            *place = room;
            if mark.family == Family::Typewriter && mark.role == MarkRole::Close {
                // It may stand for two single ones: `'the workers''`.
                room.0[Class::Single as usize] += 1;
            }
            let count = &mut room.0[mark.family.class() as usize];
            *count = match mark.role {
                MarkRole::Open if !mark.misplaced_closing || mark.family.is_shapeless() => {
                    count.saturating_sub(1)
                }
                MarkRole::Close if mark.maybe_apostrophe => *count,
                MarkRole::Either if mark.family.is_single() => *count,
                _ => *count + 1,
            };
        }
        rooms
    }

    fn of(&self, class: Class) -> u32 {
        self.0[class as usize]
    }
}

/// For each mark, the next one of its class.
fn next_of_class(marks: &[Mark]) -> Vec<Option<usize>> {
    let mut nexts = vec![None; marks.len()];
    let mut seen = [None; Class::COUNT];
    for (position, mark) in marks.iter().enumerate().rev() {
        nexts[position] = seen[mark.family.class() as usize].replace(position);
    }
    nexts
}

fn leave_unclosed(quote: QuoteId, quotes: &mut Quotes) {
    let span = &mut quotes.spans[quote.to_usize()];
    span.closure = Closure::Unclosed;
    quotes.diagnostics.push(Diagnostic { span: span.outer, kind: DiagnosticKind::UnclosedQuote });
}

fn stray(document: &Document, token: usize) -> Diagnostic {
    Diagnostic { span: document.tokens()[token].span, kind: DiagnosticKind::StrayMark }
}

#[cfg(test)]
mod tests;
