//! The annotated text: what an analysis says, drawn under the words it says it about. For snapshot tests and for reading.
//!
//! In: a [`Document`] and its [`Analysis`]. Out: plain text with ASCII marks, free of numbers that change without
//! cause (no confidences, no ids, no offsets). Must not know: terminals, colours, files.

mod layout;

use crate::{
    Analysis, Attribution, AttributionId, Diagnostic, EntityId, QuoteUse, RosterMatch, SourceKind, Verdict,
};
use dixit_tokenizer::{Document, Index, Span};
use layout::{Mark, Sheet};
use std::fmt::{Debug, Write};

/// Draws an analysis under its text.
///
/// One sentence a line, wrapped at about 100 columns, with the marks of each attribution in a row of its own below:
/// `^` content, `~` cue, `=` source. The number in the margin is the attribution's place in its paragraph (`1.1` stands
/// inside `1`); a line with that number says who spoke and how it was found. Quotation marks that were given to nobody
/// are drawn with `'` and a letter. Sentences without any of this are cut short. Diagnostics come last.
///
/// ```text
///     “This is China versus the globe,” Bessent said.
/// 1   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ======= ~~~~
/// 1   direct -> Scott Bessent (bessent) [said, quote_then_subject_verb]
/// ```
///
/// Total and, but for its own length, linear: an analysis of another text gives nonsense, not a panic.
pub fn render(document: &Document, analysis: &Analysis) -> String {
    let view = View::new(document, analysis);
    let mut out = String::new();
    let mut cursor = Marks::new(&view.marks);
    for (position, paragraph) in document.paragraphs().iter().enumerate() {
        if position > 0 {
            out.push('\n');
        }
        let marks = cursor.take(paragraph.span);
        let labels = view.labels(&marks);
        let sheet = Sheet::new(document, paragraph, &marks, layout::Elision::Shorten);
        sheet.draw(&mut out, |row| find(&labels, row));
        for (row, label) in &labels {
            view.legend(&mut out, label, *row, paragraph.span);
        }
    }
    let gap = if out.is_empty() { "" } else { "\n" };
    for (position, diagnostic) in analysis.diagnostics.iter().enumerate() {
        out.push_str(if position == 0 { gap } else { "" });
        remark(&mut out, document, diagnostic);
    }
    out
}

/// Draws one attribution under the sentences it stands in, and nothing else.
///
/// Marks as in [`render`], without numbers and without a legend. Empty for an id of another analysis.
pub fn render_attribution(document: &Document, analysis: &Analysis, id: AttributionId) -> String {
    let Some(attribution) = analysis.attributions.get(id.to_usize()) else { return String::new() };
    let Attribution { content, cue, source, .. } = attribution;
    render_rows(document, &[MarkedRow { label: "", content, cue, source }])
}

/// What somebody says of a text, to be drawn in a row of its own.
#[derive(Debug, Clone, Copy)]
pub struct MarkedRow<'a> {
    /// Stands in the margin.
    pub label: &'a str,
    /// Drawn with `^`.
    pub content: &'a [Span],
    /// Drawn with `~`.
    pub cue: &'a [Span],
    /// Drawn with `=`.
    pub source: &'a [Span],
}

/// Draws rows of marks under the sentences they stand in, and nothing else: two annotations of one text, say, to compare them.
///
/// ```
/// use dixit_attribution::{MarkedRow, render_rows};
/// use dixit_tokenizer::{Source, Span, tokenize};
///
/// let document = tokenize(Source::new("It rains, she said. He left.")?);
/// let gold = MarkedRow { label: "gold", content: &[Span::new(0, 8)], cue: &[Span::new(14, 18)], source: &[] };
/// let found = MarkedRow { label: "found", content: &[Span::new(3, 8)], ..gold };
/// assert_eq!(render_rows(&document, &[gold, found]), "      It rains, she said.
/// gold  ^^^^^^^^      ~~~~
/// found    ^^^^^      ~~~~
/// ");
/// # Ok::<(), dixit_tokenizer::SourceError>(())
/// ```
pub fn render_rows(document: &Document, rows: &[MarkedRow<'_>]) -> String {
    let mut out = String::new();
    let mut marks = Vec::new();
    for (position, row) in rows.iter().enumerate() {
        push_marks(&mut marks, row.content, row.cue, row.source, position);
    }
    marks.retain(|mark| !mark.span.is_empty());
    marks.sort_by_key(|mark| (mark.span, mark.row));
    let mut cursor = Marks::new(&marks);
    for paragraph in document.paragraphs() {
        let marks = cursor.take(paragraph.span);
        if !marks.is_empty() {
            let label = |row: usize| rows.get(row).map_or("", |row| row.label);
            Sheet::new(document, paragraph, &marks, layout::Elision::Drop).draw(&mut out, label);
        }
    }
    out
}

/// Everything to draw, in the order of drawing.
struct View<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    /// Rows before this many are attributions (`order[row]`), those after it are quotations (`quotes[row - …]`).
    order: Vec<usize>,
    /// The row of the attribution that a row's attribution is nested in.
    parent: Vec<Option<usize>>,
    quotes: Vec<usize>,
    /// Sorted by span.
    marks: Vec<Mark>,
}

impl<'a> View<'a> {
    fn new(document: &'a Document, analysis: &'a Analysis) -> Self {
        let (order, parent) = nesting_order(&analysis.attributions);
        let quotes = quotes_of_nobody(analysis);
        let mut marks = Vec::new();
        for (row, attribution) in order.iter().enumerate() {
            let Attribution { content, cue, source, .. } = &analysis.attributions[*attribution];
            push_marks(&mut marks, content, cue, source, row);
        }
        for (position, quote) in quotes.iter().enumerate() {
            let span = analysis.quotes[*quote].outer;
            marks.push(Mark { span, stroke: '\'', row: order.len() + position });
        }
        marks.retain(|mark| !mark.span.is_empty());
        marks.sort_by_key(|mark| (mark.span, mark.row));
        Self { document, analysis, order, parent, quotes, marks }
    }

    /// The label of each row that has a mark in a paragraph, in row order: `1`, `1.1`, `2`, `a`.
    fn labels(&self, marks: &[Mark]) -> Vec<(usize, String)> {
        let mut rows: Vec<usize> = marks.iter().map(|mark| mark.row).collect();
        rows.sort_unstable();
        rows.dedup();
        let mut labels: Vec<(usize, String)> = Vec::with_capacity(rows.len());
        let mut children: Vec<usize> = Vec::with_capacity(rows.len());
        let (mut roots, mut letters) = (0, 0);
        for row in rows {
            let parent = self
                .parent
                .get(row)
                .copied()
                .flatten()
                .and_then(|parent| labels.binary_search_by_key(&parent, |(row, _)| *row).ok());
            let label = if row >= self.order.len() {
                letters += 1;
                letter(letters)
            } else if let Some(parent) = parent {
                children[parent] += 1;
                format!("{}.{}", labels[parent].1, children[parent])
            } else {
                roots += 1;
                roots.to_string()
            };
            labels.push((row, label));
            children.push(0);
        }
        labels
    }

    fn legend(&self, out: &mut String, label: &str, row: usize, paragraph: Span) {
        let _ = match self.order.get(row) {
            Some(id) => {
                let attribution = &self.analysis.attributions[*id];
                writeln!(out, "{label:<3} {}", self.attribution_legend(attribution, paragraph))
            }
            None => {
                let quote = self.quotes.get(row - self.order.len()).map(|id| self.analysis.quotes[*id].usage);
                writeln!(out, "{label:<3} {}", quote.map_or("", quote_legend))
            }
        };
    }

    fn attribution_legend(&self, attribution: &Attribution, paragraph: Span) -> String {
        let kind = attribution.content_type.name();
        let cue: Vec<&str> = attribution.cue.iter().map(|span| self.document.slice(*span)).collect();
        let mut evidence = Vec::new();
        if !cue.is_empty() {
            evidence.push(one_line(&cue.join(" ... ")));
        }
        evidence.push(snake(&attribution.evidence.pattern));
        let antecedent = attribution
            .evidence
            .antecedent
            .and_then(|id| self.analysis.mentions.get(id.to_usize()))
            .map(|mention| format!(" <- {}", one_line(self.document.slice(mention.span))));
        if attribution.source_kind != SourceKind::Name || antecedent.is_some() {
            evidence.push(snake(&attribution.source_kind) + &antecedent.unwrap_or_default());
        }
        let begun = attribution
            .content
            .iter()
            .chain(&attribution.cue)
            .chain(&attribution.source)
            .any(|span| span.start() < paragraph.start());
        let goes_on = if begun { ", from above" } else { "" };
        format!("{kind} -> {} [{}]{goes_on}", self.verdict(&attribution.speaker), evidence.join(", "))
    }

    fn verdict(&self, verdict: &Verdict) -> String {
        let names = |ids: &[EntityId]| ids.iter().map(|id| self.entity(*id)).collect::<Vec<_>>();
        match verdict {
            Verdict::Speakers(ids) => names(ids).join(" + "),
            Verdict::Ambiguous(ids) => format!("one of: {}", names(ids).join(" | ")),
            Verdict::Unknown => "unknown".to_owned(),
        }
    }

    fn entity(&self, id: EntityId) -> String {
        let Some(entity) = self.analysis.entities.get(id.to_usize()) else { return "?".to_owned() };
        let name = one_line(&entity.name);
        match &entity.roster {
            Some(link) => match &link.by {
                RosterMatch::Office(office) => format!("{name} ({}, by office: {office})", link.person),
                RosterMatch::Name | RosterMatch::SurnameAndTitle => format!("{name} ({})", link.person),
            },
            None if entity.named => name,
            None => format!("{name} (unnamed)"),
        }
    }
}

fn push_marks(marks: &mut Vec<Mark>, content: &[Span], cue: &[Span], source: &[Span], row: usize) {
    for (spans, stroke) in [(content, '^'), (source, '='), (cue, '~')] {
        marks.extend(spans.iter().map(|span| Mark { span: *span, stroke, row }));
    }
}

/// Hands out marks paragraph by paragraph, clipped to it; one that goes on is handed out again for the next.
struct Marks<'a> {
    rest: &'a [Mark],
    open: Vec<Mark>,
}

impl<'a> Marks<'a> {
    /// `all` is sorted by span.
    fn new(all: &'a [Mark]) -> Self {
        Self { rest: all, open: Vec::new() }
    }

    fn take(&mut self, paragraph: Span) -> Vec<Mark> {
        let (here, rest) =
            self.rest.split_at(self.rest.partition_point(|mark| mark.span.start() < paragraph.end()));
        self.rest = rest;
        self.open.extend_from_slice(here);
        self.open.retain(|mark| mark.span.end() > paragraph.start());
        let clipped = |mark: &Mark| {
            let start = mark.span.start().max(paragraph.start());
            Mark { span: Span::between(start, mark.span.end().min(paragraph.end())), ..*mark }
        };
        let mut marks: Vec<Mark> = self.open.iter().map(clipped).collect();
        marks.sort_by_key(|mark| (mark.span, mark.row));
        marks
    }
}

/// The attributions with nested ones right below the one they stand in, and the row of that one.
fn nesting_order(attributions: &[Attribution]) -> (Vec<usize>, Vec<Option<usize>>) {
    let parent_of = |id: usize| {
        attributions[id].nested_in.map(Index::to_usize).filter(|parent| *parent < attributions.len())
    };
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); attributions.len()];
    for id in 0..attributions.len() {
        if let Some(parent) = parent_of(id) {
            children[parent].push(id);
        }
    }
    let mut row_of: Vec<Option<usize>> = vec![None; attributions.len()];
    let (mut order, mut parents) = (Vec::new(), Vec::new());
    // Every root first; a second round takes in what a cycle (a broken analysis) keeps from being reached.
    let roots = (0..attributions.len()).filter(|id| parent_of(*id).is_none()).chain(0..attributions.len());
    for root in roots {
        let mut stack = vec![root];
        while let Some(id) = stack.pop() {
            if row_of[id].is_none() {
                row_of[id] = Some(order.len());
                parents.push(parent_of(id).and_then(|parent| row_of[parent]));
                order.push(id);
                stack.extend(children[id].iter().rev());
            }
        }
    }
    (order, parents)
}

/// The quotations that no content touches, without those inside another such quotation.
fn quotes_of_nobody(analysis: &Analysis) -> Vec<usize> {
    let mut contents: Vec<Span> =
        analysis.attributions.iter().flat_map(|attribution| attribution.content.iter().copied()).collect();
    contents.sort_unstable();
    // The furthest end so far, so that one binary search finds whether any earlier content reaches a place.
    let reach: Vec<_> = contents
        .iter()
        .scan(Default::default(), |furthest, span| {
            *furthest = span.end().max(*furthest);
            Some(*furthest)
        })
        .collect();
    let covered = |span: Span| {
        let before = contents.partition_point(|content| content.start() < span.end());
        before.checked_sub(1).is_some_and(|last| reach[last] > span.start())
    };
    let mut shown_until = Default::default();
    let mut shown = Vec::new();
    for (id, quote) in analysis.quotes.iter().enumerate() {
        if quote.outer.start() >= shown_until && !covered(quote.outer) {
            shown.push(id);
            shown_until = quote.outer.end();
        }
    }
    shown
}

fn quote_legend(usage: QuoteUse) -> &'static str {
    match usage {
        QuoteUse::Speech => "quoted, given to nobody",
        QuoteUse::Scare => "scare quotes",
        QuoteUse::Nickname => "nickname",
        QuoteUse::Title => "title",
    }
}

fn remark(out: &mut String, document: &Document, diagnostic: &Diagnostic) {
    let text = one_line(document.slice(diagnostic.span));
    let _ = write!(out, "! {}", snake(&diagnostic.kind));
    if diagnostic.span.to_range() != (0..document.text().len()) && !text.is_empty() {
        let _ = write!(out, ": {}", layout::shortened(&text, 60));
    }
    out.push('\n');
}

fn find(labels: &[(usize, String)], row: usize) -> &str {
    labels.binary_search_by_key(&row, |(row, _)| *row).map_or("", |position| &labels[position].1)
}

/// a, b, … z, aa, ab, …
fn letter(mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or(0)));
        number /= 26;
    }
    letters.iter().rev().collect()
}

/// White space as single spaces, control characters visible.
fn one_line(text: &str) -> String {
    layout::printable(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The name of a variant without fields, as the serde feature writes it: `QuoteThenSubjectVerb` is
/// `quote_then_subject_verb`.
fn snake(variant: &impl Debug) -> String {
    let mut out = String::new();
    for character in format!("{variant:?}").chars() {
        if character.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(character.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests;
