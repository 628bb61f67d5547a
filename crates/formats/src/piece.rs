//! Documents too long to be read at once: where they are cut, and what is said of each piece.
//!
//! In: a text that is longer than a piece may be. Out: where its first piece ends; [`Piece`]. Must not know: files, how pieces are read.

use dixit_attribution::{QuotedSpan, find_quotes};
use dixit_tokenizer::{Document, OffsetUnit, Source, Span, tokenize};

/// So many bytes before the end of a piece are looked at for a better place to end. PolNeAR's longest article has 24,000.
const LOOK_BACK: usize = 64 << 10;
/// … but never more than this part of the piece.
const LOOK_BACK_PART: usize = 4;

/// Which piece of which document a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The document's id.
    pub document: String,
    /// Which one, from 1.
    pub number: usize,
    /// Where it begins in the document.
    pub start: PieceStart,
}

impl Piece {
    /// The piece's own id: `archive#2`.
    pub fn id(&self) -> String {
        format!("{}#{}", self.document, self.number)
    }
}

/// A place in a document of any length, in every unit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PieceStart {
    bytes: u64,
    chars: u64,
    utf16: u64,
}

impl PieceStart {
    /// The place where a text ends that begins here.
    #[must_use]
    pub fn after(self, text: &str) -> Self {
        let (mut chars, mut utf16) = (0, 0);
        for c in text.chars() {
            chars += 1;
            utf16 += c.len_utf16() as u64;
        }
        Self { bytes: self.bytes + text.len() as u64, chars: self.chars + chars, utf16: self.utf16 + utf16 }
    }

    /// The place, counted in a unit.
    pub fn count(self, unit: OffsetUnit) -> u64 {
        match unit {
            OffsetUnit::Bytes => self.bytes,
            OffsetUnit::Chars => self.chars,
            OffsetUnit::Utf16 => self.utf16,
        }
    }
}

/// Where the first piece of a text ends, in bytes: after at most `most` of them (but one character at least), at the end of a paragraph
/// outside quotations, else of a sentence outside quotations, else of a paragraph, of a sentence, of a word, else of a character. White
/// space stays with what it follows. The whole text where it is not longer.
///
/// ```
/// use dixit_formats::cut;
///
/// let text = "It rained.\n\n“It pours,” she said. “We stay.”\n\nNobody went.";
/// assert_eq!(&text[..cut(text, 58)], "It rained.\n\n“It pours,” she said. “We stay.”\n\n");
/// ```
pub fn cut(text: &str, most: usize) -> usize {
    if text.len() <= most {
        return text.len();
    }
    let first = text.chars().next().map_or(0, char::len_utf8);
    let end = boundary(text, most).max(first);
    let start = boundary(text, end - LOOK_BACK.min(end / LOOK_BACK_PART));
    let window = text.get(start..end).and_then(|window| Source::new(window).ok());
    window.and_then(|window| place(&tokenize(window))).map_or(end, |at| start + at)
}

/// The nearest place at or before one that is inside no character.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The last of the best places to cut; none where there is only one token.
fn place(document: &Document) -> Option<usize> {
    let quotes = find_quotes(document);
    let open: Vec<&QuotedSpan> = quotes.top_level().map(|(_, span, _)| span).collect();
    let is_inside = |at: usize| {
        let next = open.partition_point(|quoted| quoted.outer.start().to_usize() < at);
        let goes_on = open
            .get(next)
            .is_some_and(|quoted| quoted.outer.start().to_usize() == at && quoted.continues.is_some());
        let before = next.checked_sub(1).and_then(|before| open.get(before));
        goes_on || before.is_some_and(|quoted| quoted.outer.end().to_usize() > at)
    };
    let start = |span: &Span| span.start().to_usize();
    // The first ones begin before what is looked at.
    let paragraphs = || document.paragraphs().iter().skip(1).rev().map(|it| start(&it.span));
    let sentences = || document.sentences().iter().skip(1).rev().map(|it| start(&it.span));
    let tokens = || document.tokens().iter().skip(1).rev().map(|it| start(&it.span));
    let after_space =
        |at: &usize| document.text().get(..*at).is_some_and(|before| before.ends_with(char::is_whitespace));
    paragraphs()
        .find(|at| !is_inside(*at))
        .or_else(|| sentences().find(|at| !is_inside(*at)))
        .or_else(|| paragraphs().next())
        .or_else(|| sentences().next())
        .or_else(|| tokens().find(after_space))
        .or_else(|| tokens().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of a text.
    fn pieces(text: &str, most: usize) -> Vec<&str> {
        let (mut rest, mut pieces) = (text, Vec::new());
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(cut(rest, most));
            pieces.push(piece);
            rest = after;
        }
        pieces
    }

    /// A piece that might end inside `after` ends before it.
    #[track_caller]
    fn check(before: &str, after: &str) {
        let padding = format!("{}\n\n", "It rained all day. ".repeat(40));
        let text = format!("{padding}{before}{after}");
        let end = padding.len() + before.len();
        assert_eq!(cut(&text, end + after.len() / 2), end);
    }

    #[test]
    fn a_piece_ends_with_a_paragraph_outside_quotations() {
        check("Nobody went.\n\n", "“We stay,” said Roe. He sat.");
        check("“We stay,” said Roe.\n\n", "Nobody went there at all");
        check("Roe spoke.\n", "“First, we stay.\n\n“Then we go, and nobody stays behind,” he said");
    }

    #[test]
    fn without_one_a_sentence_ends_it_and_else_a_word() {
        let line = "“We stay here. We do not go,” said Roe. He sat. ".repeat(40);
        for piece in pieces(&line, 1000) {
            assert!(piece.ends_with("said Roe. ") || piece.ends_with("sat. "), "{piece}");
        }
        let words = "rain ".repeat(900);
        assert!(pieces(&words, 1000).iter().all(|piece| piece.ends_with("rain ")));
    }

    #[test]
    fn nothing_is_lost_and_no_character_is_cut() {
        for text in
            ["é".repeat(999), "\n".repeat(999), "“".repeat(999), "👩‍🚀 x".repeat(300), "a\r\n".repeat(300)]
        {
            for most in [0, 1, 5, 64, 500] {
                let pieces = pieces(&text, most);
                assert_eq!(pieces.concat(), text);
                assert!(pieces.iter().all(|piece| piece.len() <= most.max(4)));
            }
        }
    }

    #[test]
    fn places_count_in_every_unit() {
        let start = PieceStart::default().after("a“b").after("👩");
        let counts = [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16].map(|unit| start.count(unit));
        assert_eq!(counts, [9, 4, 5]);
    }
}
