//! Paragraphs: lines of the text, or blocks of lines where the text was wrapped by hand.
//!
//! In: the text. Out: byte ranges, one a paragraph, trimmed and not blank. Must not know: words, sentences.
//!
//! Two kinds of plain text reach us. In most, a line is a paragraph. In hard-wrapped text (mail, wire copy, books) lines
//! are cut at some width and blank lines separate paragraphs. Long texts tell by counting; short ones only where each
//! line is so full that the next word would not have fitted.

use crate::chars::is_space;
use std::ops::Range;

/// A counted verdict needs more than this many lines that have a next line.
const MIN_COUNTED_LINES: usize = 20;
/// Hard-wrapped when more than this share (in percent) of the lines is directly followed by another.
const MIN_FOLLOWED_PERCENT: usize = 60;
/// A line this long (in characters) shows that the text is not wrapped by hand.
const MAX_WRAPPED_WIDTH: usize = 120;
/// A block narrower than this is a list or verse rather than wrapped prose.
const MIN_BLOCK_WIDTH: usize = 45;
/// In a text that is wrapped elsewhere, a line that takes this share (in percent) of the width was probably cut too.
const MIN_FULL_PERCENT: usize = 75;

/// A line without its terminator.
#[derive(Clone)]
struct Line {
    /// Its bytes, trimmed; empty for a blank line.
    bytes: Range<usize>,
    /// Its width in characters up to its last visible one, capped at [`MAX_WRAPPED_WIDTH`]; indentation takes room.
    width: usize,
    /// Whether it is too wide for wrapped text, white space at its end included.
    too_wide: bool,
    /// Whether U+2029, the paragraph separator, ends it.
    ends_paragraph: bool,
}

impl Line {
    fn is_blank(&self) -> bool {
        self.bytes.is_empty()
    }
}

/// Finds the paragraphs of a text. Linear.
pub(crate) fn find_paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = find_lines(text);
    let narrow = !lines.iter().any(|line| line.too_wide);
    let whole_wrapped = narrow && is_wrapped_by_count(&lines);
    let full_width = if narrow && !whole_wrapped { width_of_wrapped(text, &lines) } else { None };
    let mut paragraphs = Vec::new();
    for block in blocks(&lines) {
        let joined = whole_wrapped
            || full_width.is_some_and(|width| is_nearly_full(block, width))
            || (narrow && is_wrapped_block(text, block));
        if let (true, [first, .., last]) = (joined, block) {
            paragraphs.push(first.bytes.start..last.bytes.end);
        } else {
            paragraphs.extend(block.iter().map(|line| line.bytes.clone()));
        }
    }
    paragraphs
}

/// The runs of lines between blank lines or paragraph separators.
fn blocks(lines: &[Line]) -> impl Iterator<Item = &[Line]> {
    let ends = |line: &Line| line.is_blank() || line.ends_paragraph;
    let runs = lines.split_inclusive(ends).map(|run| match run {
        [lines @ .., blank] if blank.is_blank() => lines,
        lines => lines,
    });
    runs.filter(|block| !block.is_empty())
}

/// Splits at LF, CR LF, CR, vertical tab, form feed, NEL, U+2028 and U+2029.
fn find_lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < bytes.len() {
        let len = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\n' | b'\r' | 0x0b | 0x0c => 1,
            0xc2 if bytes.get(at + 1) == Some(&0x85) => 2,
            0xe2 if bytes.get(at + 1) == Some(&0x80) && matches!(bytes.get(at + 2), Some(0xa8 | 0xa9)) => 3,
            _ => 0,
        };
        if len == 0 {
            at += 1;
            continue;
        }
        lines.push(line(text, start..at, len == 3 && bytes[at + 2] == 0xa9));
        at += len;
        start = at;
    }
    lines.push(line(text, start..bytes.len(), false));
    lines
}

fn line(text: &str, bytes: Range<usize>, ends_paragraph: bool) -> Line {
    let raw = text.get(bytes.clone()).unwrap_or_default();
    let right = raw.trim_end_matches(is_space);
    let trimmed = right.trim_start_matches(is_space);
    let start = bytes.start + (right.len() - trimmed.len());
    // Counting the characters of a long line is wasted: only "too wide" matters.
    let width = right.chars().take(MAX_WRAPPED_WIDTH).count();
    let too_wide = raw.chars().nth(MAX_WRAPPED_WIDTH - 1).is_some();
    Line { bytes: start..start + trimmed.len(), width, too_wide, ends_paragraph }
}

/// The counted verdict, word for word the one that the reference scorer uses.
fn is_wrapped_by_count(lines: &[Line]) -> bool {
    let mut counted = 0;
    let mut followed = 0;
    for pair in lines.windows(2) {
        if !pair[0].is_blank() {
            counted += 1;
            followed += usize::from(!pair[1].is_blank());
        }
    }
    counted > MIN_COUNTED_LINES && followed * 100 > counted * MIN_FOLLOWED_PERCENT
}

/// Whether a block of lines is one wrapped paragraph: each line but the last is full (the next line's first word would
/// not have fitted), at least one line goes on in lower case, and at most half of the lines end like a sentence.
fn is_wrapped_block(text: &str, block: &[Line]) -> bool {
    let width = block.iter().map(|line| line.width).max().unwrap_or(0);
    if block.len() < 2 || width < MIN_BLOCK_WIDTH {
        return false;
    }
    let mut goes_on = 0;
    let mut ends = 0;
    for pair in block.windows(2) {
        let (this, next) = (&text[pair[0].bytes.clone()], &text[pair[1].bytes.clone()]);
        let first_word = next.split(is_space).next().unwrap_or_default();
        if pair[0].width + 1 + first_word.chars().count() <= width {
            return false;
        }
        let ends_like_sentence = this.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?', ':']);
        ends += usize::from(ends_like_sentence);
        goes_on += usize::from(!ends_like_sentence && first_word.starts_with(char::is_lowercase));
    }
    goes_on > 0 && ends * 2 < block.len()
}

/// The width at which a text is wrapped, if at least half of its blocks of several lines are: then the others are too, where
/// their lines are nearly as wide.
fn width_of_wrapped(text: &str, lines: &[Line]) -> Option<usize> {
    let (mut wrapped, mut several) = (0, 0);
    for block in blocks(lines).filter(|block| block.len() > 1) {
        several += 1;
        wrapped += usize::from(is_wrapped_block(text, block));
    }
    let width = lines.iter().map(|line| line.width).max()?;
    (wrapped > 0 && wrapped * 2 >= several).then_some(width)
}

/// Whether every line of a block but the last takes most of the width.
fn is_nearly_full(block: &[Line], width: usize) -> bool {
    let before_last = block.split_last().map_or(&[][..], |(_, lines)| lines);
    before_last.iter().all(|line| line.width * 100 >= width * MIN_FULL_PERCENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = find_paragraphs(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_line_is_a_paragraph() {
        check("One.\nTwo.\n\n  Three.  \n", &["One.", "Two.", "Three."]);
        check("", &[]);
        check(" \n\t\n", &[]);
    }

    #[test]
    fn every_line_end_counts() {
        check("a\r\nb\rc\u{b}d\u{c}e\u{85}f\u{2028}g\u{2029}h", &["a", "b", "c", "d", "e", "f", "g", "h"]);
    }

    #[test]
    fn invisible_edges_are_trimmed() {
        check("\u{feff}One.\u{a0}\n\u{a0}\n\u{200b}Two.\u{feff}", &["One.", "Two."]);
    }

    /// Lines of a counted text: `blocks` blocks of three lines each.
    fn blocks(blocks: usize, line_end: &str) -> String {
        format!("One line.{line_end}Another line.{line_end}The third.{line_end}{line_end}").repeat(blocks)
    }

    #[test]
    fn long_wrapped_text_is_told_by_counting() {
        let paragraphs = find_paragraphs(&blocks(8, "\n"));
        assert_eq!(paragraphs.len(), 8);
        assert_eq!(find_paragraphs(&blocks(8, "\r\n")).len(), 8);
        // 18 lines are too few to tell.
        assert_eq!(find_paragraphs(&blocks(6, "\n")).len(), 18);
        // One long line shows that lines are paragraphs.
        assert_eq!(find_paragraphs(&(blocks(8, "\n") + &"x".repeat(120))).len(), 25);
        assert_eq!(find_paragraphs(&(blocks(8, "\n") + &"x".repeat(119))).len(), 9);
    }

    #[test]
    fn short_wrapped_text_is_told_by_full_lines() {
        let wrapped = "The treasury secretary said on Monday that the talks\n\
                       had gone well and that both sides would meet again in\n\
                       Geneva next week.";
        check(wrapped, &[wrapped]);
        let two = format!("A headline\n\n{wrapped}\n\n{wrapped}");
        check(&two, &["A headline", wrapped, wrapped]);
    }

    #[test]
    fn a_block_goes_with_a_wrapped_text_where_it_is_nearly_full() {
        let wrapped = "The treasury secretary said on Monday that the talks\n\
                       had gone well and that both sides would meet again in\n\
                       Geneva next week.";
        // Cut a word too early, as some programs do; alone it would be three paragraphs.
        let loose = "The trade representative did not say that\nin public, but an aide of his said it for him\ntoday.";
        let byline = "Talks go on\nBy A Reporter";
        assert_eq!(find_paragraphs(loose).len(), 3);
        let text = format!("{byline}\n\n{wrapped}\n\n{loose}\n\n{wrapped}");
        check(&text, &["Talks go on", "By A Reporter", wrapped, loose, wrapped]);
        // The separator of paragraphs parts even wrapped lines.
        let parted = format!("{wrapped}\u{2029}{wrapped}");
        check(&parted, &[wrapped, wrapped]);
    }

    #[test]
    fn short_lines_that_are_not_full_stay_paragraphs() {
        let list = "the treasury secretary, who said on Monday that\nthe trade representative\nthe president";
        assert_eq!(find_paragraphs(list).len(), 3);
        let sentences =
            "The treasury secretary said on Monday that it went well.\nThe president did not.\nBoth left.";
        assert_eq!(find_paragraphs(sentences).len(), 3);
    }
}
