//! A matrix as the model file holds it, read row by row.
//!
//! In: bytes of a tensor. Out: rows of numbers. Must not know: what the rows mean, how they are multiplied.

use rten_simd::f16;
use std::borrow::Cow;

/// Columns that share one scale where weights have four bits.
pub(super) const GROUP: usize = 32;

/// A matrix whose bytes fit its sizes; [`super::file`] sees to that.
pub(super) struct Stored<'a> {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) values: Values<'a>,
}

pub(super) enum Values<'a> {
    /// Little-endian 32-bit floats.
    Floats(Cow<'a, [u8]>),
    /// Two columns a byte, the even one in the low half, each 8 too large; and a half-precision scale for each group of columns.
    Nibbles { nibbles: Cow<'a, [u8]>, scales: Cow<'a, [u8]> },
}

impl Stored<'_> {
    /// A copy that needs the file no more: 4-bit rows stay as small as they are.
    pub(super) fn into_owned(self) -> Stored<'static> {
        let values = match self.values {
            Values::Floats(bytes) => Values::Floats(Cow::Owned(bytes.into_owned())),
            Values::Nibbles { nibbles, scales } => {
                Values::Nibbles { nibbles: Cow::Owned(nibbles.into_owned()), scales: Cow::Owned(scales.into_owned()) }
            }
        };
        Stored { rows: self.rows, columns: self.columns, values }
    }

    /// Writes a row; the first one instead of one that is out of range.
    pub(super) fn read(&self, row: usize, out: &mut [f32]) {
        let row = if row < self.rows { row } else { 0 };
        match &self.values {
            Values::Floats(bytes) => {
                let bytes = bytes.chunks_exact(4 * self.columns).nth(row).unwrap_or_default();
                for (out, value) in out.iter_mut().zip(bytes.chunks_exact(4)) {
                    *out = float(value);
                }
            }
            Values::Nibbles { nibbles, scales } => {
                let nibbles = nibbles.chunks_exact(self.columns / 2).nth(row).unwrap_or_default();
                let scales = scales.chunks_exact(2 * (self.columns / GROUP)).nth(row).unwrap_or_default();
                let groups = nibbles.chunks_exact(GROUP / 2).zip(scales.chunks_exact(2));
                for (out, (nibbles, scale)) in out.chunks_exact_mut(GROUP).zip(groups) {
                    let scale = half(scale);
                    for (pair, both) in out.chunks_exact_mut(2).zip(nibbles) {
                        pair[0] = f32::from(i16::from(both & 15) - 8) * scale;
                        pair[1] = f32::from(i16::from(both >> 4) - 8) * scale;
                    }
                }
            }
        }
    }
}

/// The float of four little-endian bytes.
pub(super) fn float(bytes: &[u8]) -> f32 {
    f32::from_le_bytes(bytes.try_into().unwrap_or_default())
}

fn half(bytes: &[u8]) -> f32 {
    f16::from_bits(u16::from_le_bytes(bytes.try_into().unwrap_or_default())).to_f32()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: Values<'_>, row: usize, expected: [f32; 4]) {
        let stored = Stored { rows: 2, columns: GROUP, values };
        let mut out = vec![0.0; GROUP];
        stored.read(row, &mut out);
        assert_eq!(out[..4], expected);
    }

    #[test]
    fn rows_are_read_from_nibbles_and_floats() {
        // A row of 1.5 (scale 0.5 × 3) and -2 (0.5 × -4) in turn, then one of scale 2.
        let nibbles = [[0x4b; GROUP / 2], [0x98; GROUP / 2]].concat();
        let scales = [0x3800_u16.to_le_bytes(), 0x4000_u16.to_le_bytes()].concat();
        let values = || Values::Nibbles { nibbles: Cow::Borrowed(&nibbles), scales: Cow::Borrowed(&scales) };
        check(values(), 0, [1.5, -2.0, 1.5, -2.0]);
        check(values(), 1, [0.0, 2.0, 0.0, 2.0]);
        check(values(), 7, [1.5, -2.0, 1.5, -2.0]); // out of range
        let floats: Vec<u8> = (0..64_u8).flat_map(|value| f32::from(value).to_le_bytes()).collect();
        check(Values::Floats(Cow::Borrowed(&floats)), 1, [32.0, 33.0, 34.0, 35.0]);
    }
}
