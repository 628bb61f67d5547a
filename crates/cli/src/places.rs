//! Where something stands, for people: line and column.
//!
//! In: a text. Out: positions in it. Must not know: what stands there.

use dixit_tokenizer::{ByteOffset, OffsetUnit, Span, UnitMap};

/// The lines of one text. Building it is linear, asking it is quick, in any order.
pub(crate) struct Places<'a> {
    chars: UnitMap<'a>,
    /// Where each line starts.
    lines: Vec<ByteOffset>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(after.map(|(position, _)| position + 1));
        Self {
            chars: UnitMap::new(text, OffsetUnit::Chars),
            lines: lines.map(ByteOffset::from_usize).collect(),
        }
    }

    /// Line and column of a span's start, both from 1, the column in code points.
    pub(crate) fn line_column(&self, span: Span) -> (usize, u32) {
        let start = span.start();
        let line = self.lines.partition_point(|line| *line <= start).max(1);
        (line, self.chars.from_bytes(start) - self.chars.from_bytes(self.lines[line - 1]) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_agrees_with_counting() {
        let text = "Zoë said:\n“习近平 😀 yes”\r\n\n".repeat(40);
        let places = Places::new(&text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..offset];
            let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
            let place = places.line_column(Span::from_usize(offset, offset));
            assert_eq!(place, (before.matches('\n').count() + 1, column as u32));
        }
        assert_eq!(Places::new("").line_column(Span::new(0, 0)), (1, 1));
    }
}
