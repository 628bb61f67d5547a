//! The type of a content where a file gives none: by the quotation marks around its words.
//!
//! In: a text. Out: its regions in quotation marks, the [`ContentType`] of spans. Must not know: speakers, and how
//! `dixit-attribution` pairs marks: gold must not change with the program that is measured against it.
//!
//! This is what PolNeAR's release leaves to its reader. Marks are paired within a paragraph, in the plainest way that
//! reads PolNeAR's outlets: `“ ”`, the toggles `"` and `''`, ``` `` ```; an open mark runs to the end of its paragraph.

use dixit_attribution::ContentType;
use dixit_tokenizer::Span;
use std::ops::Range;

/// A line longer than this, in characters, is not one that was wrapped by hand.
const WRAPPED_COLUMNS: usize = 120;
/// So many lines that hold something, at least, tell whether a text was wrapped by hand.
const WRAPPED_LINES: usize = 20;
/// The share of lines that are followed by another, from which on a text was wrapped by hand.
const WRAPPED_SHARE: f64 = 0.6;
/// Within so many characters a single mark must be closed to count.
const SINGLE_REACH: usize = 600;

/// Whether the words of a content stand in quotation marks: all, none or some of them. `regions` are those of the text.
pub fn content_type(text: &str, content: &[Span], regions: &[Span]) -> ContentType {
    let (mut words, mut inside) = (0, 0);
    for span in content {
        let Some(part) = text.get(span.to_range()) else { continue };
        for word in word_starts(part) {
            words += 1;
            let at = span.start().to_usize() + word;
            let after = regions.partition_point(|region| region.start().to_usize() <= at);
            let region = after.checked_sub(1).and_then(|last| regions.get(last));
            inside += usize::from(region.is_some_and(|region| at < region.end().to_usize()));
        }
    }
    match inside {
        0 => ContentType::Indirect,
        all if all == words => ContentType::Direct,
        _ => ContentType::Mixed,
    }
}

/// Where the runs of letters and digits start.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut before = false;
    text.char_indices().filter_map(move |(at, c)| {
        let starts = c.is_alphanumeric() && !before;
        before = c.is_alphanumeric();
        starts.then_some(at)
    })
}

/// The paragraphs of a text: its lines; blocks of lines between blank ones where it was wrapped by hand.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        if from < to {
            found.push(Span::from_usize(from, to));
        }
    };
    if !is_wrapped(text) {
        for (at, _) in text.match_indices('\n').chain([(text.len(), "")]) {
            push(start, at);
            start = at + 1;
        }
        return found;
    }
    let mut at = 0;
    while let Some(newline) = text[at..].find('\n').map(|found| at + found) {
        let rest = &text[newline + 1..];
        let blank = rest.trim_start_matches([' ', '\t', '\r']);
        at = newline + 1;
        if blank.starts_with('\n') {
            push(start, newline);
            at = text.len() - blank.trim_start().len();
            start = at;
        }
    }
    push(start, text.len());
    found
}

fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.split('\n').collect();
    let followed: Vec<bool> = lines
        .windows(2)
        .filter(|two| !two[0].trim().is_empty())
        .map(|two| !two[1].trim().is_empty())
        .collect();
    let full = followed.iter().filter(|next| **next).count();
    followed.len() > WRAPPED_LINES
        && full as f64 > WRAPPED_SHARE * followed.len() as f64
        && lines.iter().all(|line| line.chars().count() < WRAPPED_COLUMNS)
}

/// What stands in quotation marks, the marks included, in order. Linear.
pub fn quoted_regions(text: &str) -> Vec<Span> {
    let mut regions = Vec::new();
    for paragraph in paragraphs(text) {
        let Range { start, end } = paragraph.to_range();
        let Some(part) = text.get(start..end) else { continue };
        let (double, any) = double_regions(part);
        let single = single_regions(part, &double, any);
        let found = double.iter().chain(&single);
        regions.extend(found.map(|region| Span::from_usize(start + region.start, start + region.end)));
    }
    regions.sort_unstable();
    regions
}

/// What stands in double marks, and whether there is any such mark.
fn double_regions(text: &str) -> (Vec<Range<usize>>, bool) {
    let mut regions = Vec::new();
    let mut open = None;
    let mut any = false;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let (mark, length) = match c {
            '“' | '„' | '‟' | '«' => (Mark::Opens, c.len_utf8()),
            '”' | '»' => (Mark::Closes, c.len_utf8()),
            '"' => (Mark::Toggles, 1),
            '`' if rest.starts_with("``") => (Mark::Opens, 2),
            '\'' if rest.starts_with("''") => (Mark::Toggles, 2),
            _ => {
                at += c.len_utf8();
                continue;
            }
        };
        any = true;
        let after = at + length;
        match (mark, open) {
            (Mark::Opens, Some(_)) => {}
            (Mark::Opens | Mark::Toggles, None) => open = Some(at),
            (Mark::Closes | Mark::Toggles, Some(start)) => {
                regions.push(start..after);
                open = None;
            }
            (Mark::Closes, None) => {
                // A closing mark in an opening one's place is a common slip.
                let before = text[..at].chars().next_back().unwrap_or(' ');
                let next = text[after..].chars().next().unwrap_or(' ');
                if " \t(—–-".contains(before) && !next.is_whitespace() {
                    open = Some(at);
                }
            }
        }
        at = after;
    }
    regions.extend(open.map(|start| start..text.len()));
    (regions, any)
}

#[derive(Clone, Copy)]
enum Mark {
    Opens,
    Closes,
    Toggles,
}

/// What stands in single marks: curly ones, and straight ones where the paragraph has no double mark (headlines).
fn single_regions(text: &str, double: &[Range<usize>], any_double: bool) -> Vec<Range<usize>> {
    let mut regions = Vec::new();
    let mut from = 0;
    // Double regions are in order and apart.
    let in_double = |at: usize| {
        let after = double.partition_point(|region| region.start <= at);
        after.checked_sub(1).and_then(|last| double.get(last)).is_some_and(|region| at < region.end)
    };
    let mut before = None;
    for (at, c) in text.char_indices() {
        let last = before.replace(c);
        let opens = match c {
            '‘' => true,
            '\'' => !any_double,
            _ => false,
        };
        if !opens || at < from || last.is_some_and(|b| is_word(b) || "'’‘".contains(b)) {
            continue;
        }
        let inner = at + c.len_utf8();
        let next = text[inner..].chars().next();
        let good = if any_double {
            next.is_some_and(|n| !n.is_whitespace())
        } else {
            next.is_some_and(|n| is_word(n) || "([$".contains(n))
        };
        if !good || in_double(at) {
            continue;
        }
        let Some(end) = closing(&text[inner..], if c == '‘' { '’' } else { '\'' }) else { continue };
        let end = inner + end;
        if !in_double(end - 1) {
            regions.push(at..end);
            from = end;
        }
    }
    regions
}

/// One past the first mark that ends a word and starts none.
fn closing(text: &str, mark: char) -> Option<usize> {
    let mut before: Option<char> = None;
    let mut chars = text.char_indices().take(SINGLE_REACH).peekable();
    while let Some((at, c)) = chars.next() {
        let after_word = before.is_some_and(|b| !b.is_whitespace());
        if c == mark && after_word && chars.peek().is_none_or(|(_, n)| !is_word(*n)) {
            return Some(at + c.len_utf8());
        }
        before = Some(c);
    }
    None
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The type of the words between `[` and `]`, which are not part of the text.
    fn check(marked: &str, expected: ContentType) {
        let text = marked.replace(['[', ']'], "");
        let mut content = Vec::new();
        let mut shift = 0;
        let mut start = 0;
        for (at, c) in marked.char_indices() {
            match c {
                '[' => start = at - shift,
                ']' => content.push(Span::from_usize(start, at - shift)),
                _ => continue,
            }
            shift += 1;
        }
        assert_eq!(content_type(&text, &content, &quoted_regions(&text)), expected, "{marked}");
    }

    #[test]
    fn marks_tell_the_type() {
        check("[“It rains,”] she said. [“It pours.”]", ContentType::Direct);
        check("She said [it rains].", ContentType::Indirect);
        check("She called it [“a flood” of biblical size].", ContentType::Mixed);
        check("She said, [\"It rains.\"] And left.", ContentType::Direct);
        check("[''It rains,''] she said, ''in there''.", ContentType::Direct);
        check("[``It rains,''] she said.", ContentType::Direct);
        check("She said [‘It rains’].", ContentType::Direct);
        check("'It rains' says the dogs' owner [in '98]", ContentType::Indirect);
    }

    #[test]
    fn an_open_mark_ends_with_its_paragraph() {
        check("[“It rains.]\n[“It pours,”] she said.", ContentType::Direct);
        check("“It rains.\n[It pours], she said.", ContentType::Indirect);
    }

    #[test]
    fn a_content_without_words_is_indirect() {
        check("“[…]”", ContentType::Indirect);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let block = "one line\nand another\n".repeat(12);
        let text = format!("{block}\n \n{block}");
        assert_eq!(paragraphs(&text).len(), 2);
        assert_eq!(paragraphs("one\n\ntwo\n").len(), 2);
        assert_eq!(paragraphs("").len(), 0);
    }
}
