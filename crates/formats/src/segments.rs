//! A text with its statements as nested pieces: what markup is written from.
//!
//! In: an [`Article`]. Out: for each paragraph, where statements open and close, well nested. Must not know: markup.
//!
//! A statement that reaches over paragraphs, or crosses another one, is several pieces; each knows which of how many it is.

use crate::Article;
use dixit_tokenizer::Span;
use std::collections::BTreeMap;

/// One step through a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step<'a> {
    /// Words, with nothing inside.
    Text(&'a str),
    /// A statement begins, or goes on.
    Open(Piece),
    /// The statement that was opened last ends, or breaks off.
    Close,
}

/// A piece of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The attribution's number.
    pub(crate) number: usize,
    /// Which piece of it this is, from 1.
    pub(crate) part: usize,
    /// How many there are.
    pub(crate) parts: usize,
}

/// The paragraphs of an article, in order.
pub(crate) fn segments<'a>(article: &Article<'a>) -> Vec<Vec<Step<'a>>> {
    let document = article.document;
    let mut pieces = pieces(article).into_iter().peekable();
    let mut parts: BTreeMap<usize, usize> = BTreeMap::new();
    let mut paragraphs = Vec::with_capacity(document.paragraphs().len());
    for paragraph in document.paragraphs() {
        let mut walk =
            Walk { article, steps: Vec::new(), open: Vec::new(), at: paragraph.span.start().to_usize() };
        while let Some((span, number)) = pieces.next_if(|(span, _)| span.start() < paragraph.span.end()) {
            walk.close_until(span.start().to_usize(), &mut parts);
            walk.open(span.end().to_usize(), number, &mut parts);
        }
        walk.close_until(paragraph.span.end().to_usize(), &mut parts);
        paragraphs.push(walk.steps);
    }
    for step in paragraphs.iter_mut().flatten() {
        if let Step::Open(piece) = step {
            piece.parts = parts.get(&piece.number).copied().unwrap_or(piece.part);
        }
    }
    paragraphs
}

/// Each wanted content cut at paragraphs, outer ones before inner ones.
fn pieces(article: &Article<'_>) -> Vec<(Span, usize)> {
    let paragraphs = article.document.paragraphs();
    let mut pieces = Vec::new();
    for (number, attribution) in article.wanted() {
        for content in &attribution.content {
            let first = paragraphs.partition_point(|paragraph| paragraph.span.end() <= content.start());
            let reached = paragraphs[first..].iter().take_while(|it| it.span.start() < content.end());
            for paragraph in reached {
                let start = content.start().max(paragraph.span.start());
                let end = content.end().min(paragraph.span.end());
                if start < end {
                    pieces.push((Span::between(start, end), number));
                }
            }
        }
    }
    pieces.sort_by_key(|(span, number)| (span.start(), std::cmp::Reverse(span.end()), *number));
    pieces
}

/// A walk through one paragraph.
struct Walk<'s, 'a> {
    article: &'s Article<'a>,
    steps: Vec<Step<'a>>,
    /// What is open, with its end.
    open: Vec<(usize, usize)>,
    at: usize,
}

impl Walk<'_, '_> {
    fn open(&mut self, end: usize, number: usize, parts: &mut BTreeMap<usize, usize>) {
        let part = parts.entry(number).or_default();
        *part += 1;
        self.steps.push(Step::Open(Piece { number, part: *part, parts: 0 }));
        self.open.push((end, number));
    }

    /// Goes on to a place, closing what ends on the way.
    fn close_until(&mut self, place: usize, parts: &mut BTreeMap<usize, usize>) {
        while let Some(end) = self.open.iter().map(|(end, _)| *end).min().filter(|end| *end <= place) {
            self.text(end);
            let Some(outermost) = self.open.iter().position(|(ends, _)| *ends == end) else { break };
            // Whatever is open inside of it is closed with it, and goes on after it where it crosses it.
            let inside = self.open.split_off(outermost);
            self.steps.extend(inside.iter().map(|_| Step::Close));
            for (ends, number) in inside.into_iter().filter(|(ends, _)| *ends > end) {
                self.open(ends, number, parts);
            }
        }
        self.text(place);
    }

    fn text(&mut self, end: usize) {
        let text = self.article.document.text().get(self.at..end).unwrap_or_default();
        if !text.is_empty() {
            self.steps.push(Step::Text(text));
        }
        self.at = self.at.max(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{TEXT, with_sample};
    use dixit_attribution::Analysis;

    /// The steps as brackets with number and part.
    fn drawn(article: &Article<'_>) -> String {
        let mut out = String::new();
        for paragraph in segments(article) {
            for step in paragraph {
                match step {
                    Step::Text(text) => out.push_str(text),
                    Step::Open(Piece { number, part, parts }) => {
                        out.push_str(&format!("[{number}:{part}/{parts} "));
                    }
                    Step::Close => out.push(']'),
                }
            }
            out.push('\n');
        }
        out
    }

    #[test]
    fn statements_nest_and_end_with_their_paragraph() {
        insta::assert_snapshot!(with_sample(drawn));
    }

    #[test]
    fn statements_that_cross_are_split() {
        let at = |words: &str| {
            let start = TEXT.find(words).unwrap();
            Span::from_usize(start, start + words.len())
        };
        let crossing = with_sample(|article| {
            let mut attributions = article.analysis.attributions.clone();
            attributions.truncate(3);
            attributions[0].content = vec![at("This is China versus")];
            attributions[1].content = vec![at("China versus the globe")];
            attributions[2].content = vec![at("versus the globe,” the")];
            let analysis = Analysis { attributions, ..article.analysis.clone() };
            drawn(&Article { analysis: &analysis, ..*article })
        });
        let expected = "“[1:1/1 This is [2:1/2 China [3:1/3 versus]]][2:2/2 [3:2/3  the globe]][3:3/3 ,” the] treasury chief said. “It is unworkable.";
        assert_eq!(crossing.lines().nth(1), Some(expected));
    }
}
