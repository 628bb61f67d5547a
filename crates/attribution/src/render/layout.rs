//! One paragraph laid out: its sentences as lines of words, its marks as rows under them.
//!
//! In: a paragraph and the marks in it. Out: lines of text. Must not know: what the marks stand for.

use dixit_tokenizer::{Document, Paragraph, Span};
use std::borrow::Cow;
use std::ops::Range;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a line, without the margin.
const COLUMNS: usize = 100;
/// Columns of the margin, where labels stand; a longer label widens it for its paragraph.
const MARGIN: usize = 4;
/// The longest piece of a word, in bytes, so that a word of zero-width characters cannot make a line of any length.
const PIECE_BYTES: usize = 1024;

/// A stretch to draw under the text.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    /// What it stands under.
    pub(super) span: Span,
    /// The character to draw with.
    pub(super) stroke: char,
    /// Marks of the same row share a line; rows are drawn in order.
    pub(super) row: usize,
}

/// What becomes of sentences without marks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Elision {
    /// They are cut to their first words.
    Shorten,
    /// They are left out; `[...]` stands for them between others.
    Drop,
}

/// A paragraph as lines.
pub(super) struct Sheet<'a> {
    marks: &'a [Mark],
    lines: Vec<Line<'a>>,
}

#[derive(Default)]
struct Line<'a> {
    words: Vec<Word<'a>>,
    width: usize,
    /// Stands after the words, in place of what was left out.
    note: String,
}

struct Word<'a> {
    text: &'a str,
    start: usize,
    column: usize,
}

impl<'a> Sheet<'a> {
    /// Lays out a paragraph. The marks are sorted by span and lie inside it.
    pub(super) fn new(
        document: &'a Document,
        paragraph: &Paragraph,
        marks: &'a [Mark],
        elision: Elision,
    ) -> Self {
        let sentences = document.sentences().get(paragraph.sentences.to_range()).unwrap_or_default();
        let mut lines = Vec::new();
        let mut reach = 0;
        let mut next_mark = 0;
        let mut plain: Vec<Span> = Vec::new();
        for sentence in sentences {
            let range = sentence.span.to_range();
            while marks.get(next_mark).is_some_and(|mark| mark.span.start() < sentence.span.end()) {
                reach = reach.max(marks[next_mark].span.to_range().end);
                next_mark += 1;
            }
            if reach > range.start {
                elide(&mut lines, document, &std::mem::take(&mut plain), elision);
                wrap(&mut lines, document.slice(sentence.span), range.start);
            } else {
                plain.push(sentence.span);
            }
        }
        if elision == Elision::Shorten {
            elide(&mut lines, document, &plain, elision);
        }
        Self { marks, lines }
    }

    /// Writes the lines, each with the rows of its marks below.
    pub(super) fn draw<'l>(&self, out: &mut String, label: impl Fn(usize) -> &'l str) {
        let margin = self.marks.iter().map(|mark| label(mark.row).len() + 1).max().unwrap_or(0).max(MARGIN);
        let mut next_mark = 0;
        let mut active: Vec<Mark> = Vec::new();
        for line in &self.lines {
            push_spaces(out, margin);
            let mut column = 0;
            for word in &line.words {
                push_spaces(out, word.column - column);
                out.push_str(&printable(word.text));
                column = word.column + word.text.width();
            }
            out.push_str(&line.note);
            out.push('\n');
            let Some(Range { start, end }) = line.range() else { continue };
            while self.marks.get(next_mark).is_some_and(|mark| mark.span.to_range().start < end) {
                active.push(self.marks[next_mark]);
                next_mark += 1;
            }
            active.retain(|mark| mark.span.to_range().end > start);
            let mut rows: Vec<(usize, Range<usize>, char)> = active
                .iter()
                .filter_map(|mark| Some((mark.row, line.columns(mark.span.to_range())?, mark.stroke)))
                .collect();
            // Stable: of marks that share columns the shorter, sorted later, stays visible.
            rows.sort_by_key(|(row, ..)| *row);
            for strokes in rows.chunk_by(|a, b| a.0 == b.0) {
                let mut drawn =
                    vec![' '; strokes.iter().map(|(_, columns, _)| columns.end).max().unwrap_or(0)];
                for (_, columns, stroke) in strokes {
                    drawn[columns.clone()].fill(*stroke);
                }
                let label = label(strokes[0].0);
                out.push_str(label);
                push_spaces(out, margin - label.len());
                out.extend(drawn);
                out.push('\n');
            }
        }
    }
}

impl Line<'_> {
    /// From its first byte to its last.
    fn range(&self) -> Option<Range<usize>> {
        let (first, last) = (self.words.first()?, self.words.last()?);
        Some(first.start..last.start + last.text.len())
    }

    /// The columns of a stretch of bytes on this line, at least one wide; none where no word of it is here.
    fn columns(&self, bytes: Range<usize>) -> Option<Range<usize>> {
        let first = self.words.partition_point(|word| word.start + word.text.len() <= bytes.start);
        let after = self.words.partition_point(|word| word.start < bytes.end);
        let (from, to) = (self.words.get(first)?, self.words.get(after.checked_sub(1)?)?);
        if first >= after {
            return None;
        }
        let start = from.column + width_before(from.text, bytes.start.saturating_sub(from.start));
        let end = to.column + width_before(to.text, (bytes.end - to.start).min(to.text.len()));
        Some(start..end.max(start + 1))
    }
}

fn width_before(text: &str, bytes: usize) -> usize {
    text.get(..bytes).map_or(0, UnicodeWidthStr::width)
}

/// Puts the words of a sentence into as many new lines as they need.
fn wrap<'a>(lines: &mut Vec<Line<'a>>, text: &'a str, offset: usize) {
    let mut line = Line::default();
    for (at, word, glued) in pieces(text) {
        let width = word.width();
        let space = usize::from(!glued && !line.words.is_empty());
        if line.width + space + width > COLUMNS && !line.words.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let column = if line.words.is_empty() { 0 } else { line.width + space };
        line.width = column + width;
        line.words.push(Word { text: word, start: offset + at, column });
    }
    if !line.words.is_empty() {
        lines.push(line);
    }
}

/// The words between white space with their offsets; what is wider than a line comes in pieces, the later ones glued.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str, bool)> {
    let mut at = 0;
    let mut glued = false;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let trimmed = rest.trim_start();
        glued &= trimmed.len() == rest.len();
        at += rest.len() - trimmed.len();
        let mut width = 0;
        let mut end = 0;
        let mut whole = true;
        for (position, character) in trimmed.char_indices() {
            if character.is_whitespace() {
                break;
            }
            width += character.width().unwrap_or(1);
            if end > 0 && (width > COLUMNS || position >= PIECE_BYTES) {
                whole = false;
                break;
            }
            end = position + character.len_utf8();
        }
        if end == 0 {
            return None;
        }
        let piece = (at, &trimmed[..end], glued);
        at += end;
        glued = !whole;
        Some(piece)
    })
}

/// Writes a run of sentences without marks: in full where it is one short sentence, else its first words.
fn elide<'a>(lines: &mut Vec<Line<'a>>, document: &'a Document, sentences: &[Span], elision: Elision) {
    let Some((first, more)) = sentences.split_first() else { return };
    let note = match (elision, more.len()) {
        (Elision::Drop, _) => {
            if let Some(line) = lines.last_mut() {
                line.note = " [...]".to_owned();
            }
            return;
        }
        (Elision::Shorten, 0) => String::new(),
        (Elision::Shorten, 1) => " [and 1 more sentence]".to_owned(),
        (Elision::Shorten, more) => format!(" [and {more} more sentences]"),
    };
    let mut line = Line { note, ..Line::default() };
    for (at, word, glued) in pieces(document.slice(*first)) {
        let width = word.width();
        let column = if line.words.is_empty() { 0 } else { line.width + usize::from(!glued) };
        if column + width + line.note.len() > COLUMNS && !line.words.is_empty() {
            line.note.insert_str(0, " ...");
            break;
        }
        line.width = column + width;
        line.words.push(Word { text: word, start: first.to_range().start + at, column });
    }
    lines.push(line);
}

/// A text cut to a width, with `...` where something is missing.
pub(super) fn shortened(text: &str, columns: usize) -> Cow<'_, str> {
    let mut width = 0;
    for (position, character) in text.char_indices() {
        width += character.width().unwrap_or(1);
        if width > columns {
            return Cow::Owned(format!("{}...", text[..position].trim_end()));
        }
    }
    Cow::Borrowed(text)
}

/// The text with control characters made visible and marks that turn the direction of writing left out: columns stay
/// as they are, and nothing in an article can play tricks on a terminal.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}'))
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

fn push_spaces(out: &mut String, count: usize) {
    out.extend(std::iter::repeat_n(' ', count));
}
