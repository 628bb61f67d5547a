//! Columns as CoNLL's shared tasks have them: a word a line, for taggers and for counting in words.
//!
//! In: an [`Article`]. Out: its lines. Must not know: files, other articles.
//!
//! ```text
//! # document = bridge
//! # said 1 = direct<tab>marta-lind<tab>Marta Lind<tab>0.97
//! 1<tab>“<tab>0<tab>3<tab>O<tab>O<tab>B-1
//! 2<tab>The<tab>3<tab>6<tab>O<tab>O<tab>I-1
//! ```

use crate::article::{named_in, one_line, rounded};
use crate::{Article, Piece};
use dixit_tokenizer::{Index, OffsetUnit, Span, UnitMap};
use std::fmt::Write;

/// Where a word stands in one attribution's role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    number: usize,
    /// Whether a part of the role begins here.
    begins: bool,
}

/// The lines of an article: what it is and who speaks in lines that begin with `#`, then each word with its place in the sentence, its
/// positions in `unit`s, and which sources, cues and contents it belongs to (`B-1` begins a part of the first attribution's, `I-1` goes on
/// with it, `|` between several, `O` for none). An empty line after each sentence.
pub fn conll_article(article: &Article<'_>, unit: OffsetUnit) -> String {
    let document = article.document;
    let units = UnitMap::new(document.text(), unit);
    let marks = marks(article);
    let mut out = head(article, unit);
    for sentence in document.sentences() {
        for (place, token) in sentence.tokens.ids().enumerate() {
            let Some(span) = document.tokens().get(token.to_usize()).map(|token| token.span) else {
                continue;
            };
            let (start, end) = units.from_span(span);
            let _ = write!(out, "{}\t{}\t{start}\t{end}", place + 1, word(document.slice(span)));
            for role in &marks {
                let cell = role.get(token.to_usize()).map_or("O".to_owned(), |marks| cell(marks));
                let _ = write!(out, "\t{cell}");
            }
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

fn head(article: &Article<'_>, unit: OffsetUnit) -> String {
    let mut out = format!("# document = {}\n", one_line(article.id));
    if let Some(title) = article.title {
        let _ = writeln!(out, "# title = {}", one_line(title));
    }
    if let Some(date) = article.date {
        let _ = writeln!(out, "# date = {date}");
    }
    if let Some(Piece { document, number, start }) = article.piece {
        let _ = writeln!(out, "# piece = {}\t{number}\t{}", one_line(document), start.count(unit));
    }
    for (number, attribution) in article.wanted() {
        let people: Vec<_> =
            named_in(&attribution.speaker).iter().filter_map(|id| article.entity(*id)).collect();
        let ids: Vec<&str> = people.iter().map(|(id, _)| *id).collect();
        let names: Vec<String> = people.iter().map(|(_, entity)| one_line(&entity.name)).collect();
        let _ = writeln!(
            out,
            "# said {number} = {}\t{}\t{}\t{}",
            attribution.content_type.name(),
            ids.join("; "),
            names.join("; "),
            rounded(attribution.confidence)
        );
    }
    out
}

/// For source, cue and content what each word belongs to.
fn marks(article: &Article<'_>) -> [Vec<Vec<Mark>>; 3] {
    let tokens = article.document.tokens();
    let mut marks = [(); 3].map(|()| vec![Vec::new(); tokens.len()]);
    for (number, attribution) in article.wanted() {
        let roles = [&attribution.source, &attribution.cue, &attribution.content];
        for (marks, spans) in marks.iter_mut().zip(roles) {
            for span in spans {
                mark(marks, article, *span, number);
            }
        }
    }
    marks
}

fn mark(marks: &mut [Vec<Mark>], article: &Article<'_>, span: Span, number: usize) {
    for (position, token) in article.document.tokens_in(span).ids().enumerate() {
        if let Some(marks) = marks.get_mut(token.to_usize()) {
            marks.push(Mark { number, begins: position == 0 });
        }
    }
}

fn cell(marks: &[Mark]) -> String {
    if marks.is_empty() {
        return "O".to_owned();
    }
    let marks = marks.iter().map(|mark| format!("{}-{}", if mark.begins { 'B' } else { 'I' }, mark.number));
    marks.collect::<Vec<_>>().join("|")
}

/// A word without what would end its cell.
fn word(text: &str) -> String {
    text.chars().map(|c| if c.is_whitespace() || c.is_control() { '\u{a0}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{TEXT, with_sample};

    #[test]
    fn an_article_is_a_word_a_line() {
        insta::assert_snapshot!(with_sample(|article| conll_article(article, OffsetUnit::Chars)));
    }

    #[test]
    fn every_word_slices_back_and_has_seven_cells() {
        let lines = with_sample(|article| conll_article(article, OffsetUnit::Bytes));
        let mut words = 0;
        for line in lines.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 7, "{line}");
            let [start, end]: [usize; 2] = [2, 3].map(|at| cells[at].parse().unwrap());
            assert_eq!(&TEXT[start..end], cells[1]);
            words += 1;
        }
        assert_eq!(words, with_sample(|article| article.document.tokens().len()));
    }
}
