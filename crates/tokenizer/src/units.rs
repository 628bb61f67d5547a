//! Byte offsets in the units of other programs: characters (Python, R) or UTF-16 code units (JavaScript, Java).
//!
//! In: the text, once. Out: [`UnitMap`], which converts offsets both ways. Must not know: what the offsets mark.
//!
//! Inside the workspace a position is always a byte of the original; this is for the edge.

use crate::{ByteOffset, Span};

/// What an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum OffsetUnit {
    /// Bytes of UTF-8.
    #[default]
    Bytes,
    /// Unicode characters (code points), as Python counts.
    Chars,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

/// Bytes between two checkpoints: a look-up reads at most this many bytes.
const BLOCK: usize = 128;

/// Converts the byte offsets of one text to another unit and back. Building it is linear, a conversion constant time
/// (`to_bytes`: logarithmic); nothing is stored for ASCII text.
///
/// ```
/// use dixit_tokenizer::{ByteOffset, OffsetUnit, UnitMap};
/// let map = UnitMap::new("«é» 👋!", OffsetUnit::Chars);
/// assert_eq!(map.from_bytes(ByteOffset::new(7)), 4);
/// assert_eq!(map.to_bytes(4), ByteOffset::new(7));
/// ```
#[derive(Debug, Clone)]
pub struct UnitMap<'a> {
    text: &'a str,
    unit: OffsetUnit,
    /// The units before byte `BLOCK * i`, counting a character where it starts; empty where a unit is a byte.
    checkpoints: Vec<u32>,
}

impl<'a> UnitMap<'a> {
    /// Reads a text once.
    pub fn new(text: &'a str, unit: OffsetUnit) -> Self {
        let mut checkpoints = Vec::new();
        if unit != OffsetUnit::Bytes && !text.is_ascii() {
            checkpoints.reserve(text.len() / BLOCK + 1);
            let mut before = 0;
            for block in text.as_bytes().chunks(BLOCK) {
                checkpoints.push(before);
                before += units_in(block, unit);
            }
        }
        Self { text, unit, checkpoints }
    }

    /// What it converts to.
    pub fn unit(&self) -> OffsetUnit {
        self.unit
    }

    /// The units before a byte offset. An offset inside a character counts that character; one past the end gives the
    /// length of the text.
    pub fn from_bytes(&self, offset: ByteOffset) -> u32 {
        let offset = offset.to_usize().min(self.text.len());
        let Some(checkpoint) = self.checkpoints.get(offset / BLOCK).or(self.checkpoints.last()) else {
            return ByteOffset::from_usize(offset).to_u32();
        };
        let block = (offset / BLOCK).min(self.checkpoints.len() - 1) * BLOCK;
        checkpoint + units_in(&self.text.as_bytes()[block..offset], self.unit)
    }

    /// The span `[start, end)` in units.
    pub fn from_span(&self, span: Span) -> (u32, u32) {
        (self.from_bytes(span.start()), self.from_bytes(span.end()))
    }

    /// The byte offset before which there are `units` units: the start of a character. A position between the two
    /// halves of a UTF-16 pair gives the start of that character, one past the end the length of the text.
    pub fn to_bytes(&self, units: u32) -> ByteOffset {
        if self.checkpoints.is_empty() {
            let mut offset = (units as usize).min(self.text.len());
            while !self.text.is_char_boundary(offset) {
                offset -= 1;
            }
            return ByteOffset::from_usize(offset);
        }
        // The last block that starts with at most that many units before it; the first character that starts in it
        // (the bytes before belong to a character of the block before, already counted).
        let block = self.checkpoints.partition_point(|before| *before <= units).saturating_sub(1);
        let mut before = self.checkpoints.get(block).copied().unwrap_or(0);
        let mut offset = (block * BLOCK).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset += 1;
        }
        for c in self.text.get(offset..).unwrap_or_default().chars() {
            before += units_of(c, self.unit);
            if before > units {
                break;
            }
            offset += c.len_utf8();
        }
        ByteOffset::from_usize(offset)
    }

    /// The byte span of `[start, end)` in units.
    pub fn to_span(&self, start: u32, end: u32) -> Span {
        Span::between(self.to_bytes(start), self.to_bytes(end))
    }
}

fn units_of(c: char, unit: OffsetUnit) -> u32 {
    match unit {
        OffsetUnit::Bytes => c.len_utf8() as u32,
        OffsetUnit::Chars => 1,
        OffsetUnit::Utf16 => c.len_utf16() as u32,
    }
}

/// The units of the characters that start in `bytes`.
fn units_in(bytes: &[u8], unit: OffsetUnit) -> u32 {
    let units = bytes.iter().map(|byte| match (byte, unit) {
        (_, OffsetUnit::Bytes) => 1,
        // A byte that continues a character.
        (0x80..=0xbf, _) => 0,
        // The first byte of a character past U+FFFF.
        (0xf0.., OffsetUnit::Utf16) => 2,
        _ => 1,
    });
    units.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character boundary of the text converts like the standard library counts, and back.
    fn check(text: &str) {
        for unit in [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16] {
            let map = UnitMap::new(text, unit);
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            for at in ends {
                let expected = text[..at].chars().map(|c| units_of(c, unit)).sum::<u32>();
                let offset = ByteOffset::from_usize(at);
                assert_eq!(map.from_bytes(offset), expected, "{unit:?} at {at}");
                assert_eq!(map.to_bytes(expected), offset, "{unit:?} back to {at}");
            }
            assert_eq!(map.to_bytes(u32::MAX).to_usize(), text.len());
            assert_eq!(
                map.from_bytes(ByteOffset::new(u32::MAX)),
                map.from_bytes(ByteOffset::from_usize(text.len()))
            );
        }
    }

    #[test]
    fn all_boundaries_convert_both_ways() {
        check("");
        check("plain");
        check("“Ça va?” 👋🏽 naïve");
        check(&"x👋é“".repeat(100));
        check(&"“".repeat(BLOCK));
        check(&"a".repeat(BLOCK * 2));
    }

    #[test]
    fn offset_inside_a_character_is_total() {
        let map = UnitMap::new("é👋", OffsetUnit::Utf16);
        assert_eq!(map.from_bytes(ByteOffset::new(1)), 1);
        // Between the two halves of the pair.
        assert_eq!(map.to_bytes(2), ByteOffset::new(2));
    }
}
