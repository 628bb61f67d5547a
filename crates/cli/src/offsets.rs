//! Byte offsets turned into what readers count in: lines and columns, code points, UTF-16 units.
//!
//! In: a text. Out: positions in it. Must not know: what stands there.

use crate::args::OffsetUnit;
use dixit_tokenizer::{ByteOffset, Span};

/// Bytes between two checkpoints: a look-up walks at most this far.
const STRIDE: usize = 256;

/// Converts byte offsets of one text. Building it is linear, asking it is quick, in any order.
pub(crate) struct Positions<'a> {
    text: &'a str,
    /// Characters and UTF-16 units before each multiple of [`STRIDE`] bytes.
    checkpoints: Vec<(u32, u32)>,
    /// Byte offsets of the lines' starts.
    lines: Vec<u32>,
}

impl<'a> Positions<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let (mut chars, mut units) = (0, 0);
        let mut lines = vec![0];
        for (position, byte) in text.bytes().enumerate() {
            if position % STRIDE == 0 {
                checkpoints.push((chars, units));
            }
            (chars, units) = counted((chars, units), byte);
            if byte == b'\n' {
                lines.push(ByteOffset::from_usize(position + 1).to_u32());
            }
        }
        checkpoints.push((chars, units));
        Self { text, checkpoints, lines }
    }

    /// Code points and UTF-16 units before an offset.
    fn before(&self, offset: usize) -> (u32, u32) {
        let offset = offset.min(self.text.len());
        let from = (offset / STRIDE).min(self.checkpoints.len() - 1);
        let walked = &self.text.as_bytes()[from * STRIDE..offset];
        walked.iter().copied().fold(self.checkpoints[from], counted)
    }

    /// An offset in a unit.
    pub(crate) fn convert(&self, offset: ByteOffset, unit: OffsetUnit) -> u32 {
        match unit {
            OffsetUnit::Bytes => offset.to_u32(),
            OffsetUnit::Chars => self.before(offset.to_usize()).0,
            OffsetUnit::Utf16 => self.before(offset.to_usize()).1,
        }
    }

    /// Line and column of a span's start, from 1, the column in code points: `12:40`.
    pub(crate) fn line_column(&self, span: Span) -> (usize, u32) {
        let start = span.start();
        let line = self.lines.partition_point(|line| *line <= start.to_u32()).max(1);
        let column = self.before(start.to_usize()).0 - self.before(self.lines[line - 1] as usize).0;
        (line, column + 1)
    }
}

/// Counts a byte of UTF-8: a character at its first byte, a second UTF-16 unit at the first of four.
fn counted((chars, units): (u32, u32), byte: u8) -> (u32, u32) {
    let starts = u32::from(byte & 0b1100_0000 != 0b1000_0000);
    (chars + starts, units + starts + u32::from(byte >= 0b1111_0000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_offset_agrees_with_counting() {
        let text = "Zoë said:\n“习近平 😀 yes”\r\n\n".repeat(40);
        let positions = Positions::new(&text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let at = ByteOffset::from_usize(offset);
            assert_eq!(positions.convert(at, OffsetUnit::Chars) as usize, text[..offset].chars().count());
            assert_eq!(
                positions.convert(at, OffsetUnit::Utf16) as usize,
                text[..offset].encode_utf16().count()
            );
            let span = Span::between(at, at);
            let before = &text[..offset];
            let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
            assert_eq!(positions.line_column(span), (before.matches('\n').count() + 1, column as u32));
        }
        assert_eq!(Positions::new("").line_column(Span::new(0, 0)), (1, 1));
    }
}
