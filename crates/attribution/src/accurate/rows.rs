//! What is done to the numbers of one piece: scaled, normalised, rounded to bytes. On the vectors that the processor has.
//!
//! In: rows of numbers, each as long as a multiple of [`LANES`]. Out: the same, changed in place or written beside. Must not
//! know: weights, layers, windows.

use rten_simd::ops::{BitOps, NumOps, ToFloat};
use rten_simd::{Isa, SimdOp};
use rten_vecmath::{ExtendInit, MinMax, Quantize};

/// Every row is as long as a multiple of this, which the width of every vector divides.
pub(super) const LANES: usize = 32;

/// Added to a variance, so that equal numbers can be divided by it.
const EPSILON: f32 = 1e-12;

/// The rows of a window, rounded to bytes: `value = (byte - zero) · scale`.
#[derive(Default)]
pub(super) struct Bytes {
    pub(super) values: Vec<u8>,
    pub(super) scales: Vec<f32>,
    pub(super) zeros: Vec<u8>,
}

impl Bytes {
    pub(super) fn clear(&mut self) {
        self.values.clear();
        self.scales.clear();
        self.zeros.clear();
    }

    /// Rounds a row. Its own range decides the steps, so that no other row changes what it becomes.
    pub(super) fn push(&mut self, row: &[f32]) {
        let (least, most) = MinMax::new(row).dispatch();
        // Zero has a byte of its own, or sums would drift.
        let (least, most) = (least.min(0.0), most.max(0.0));
        let scale = ((most - least) / f32::from(u8::MAX)).max(f32::MIN_POSITIVE);
        let zero = (-least / scale).round() as u8;
        self.values.reserve(row.len());
        self.values.extend_init(|spare| Quantize::new(row, &mut spare[..row.len()], scale.recip(), zero).dispatch());
        self.scales.push(scale);
        self.zeros.push(zero);
    }
}

/// Whole sums of products become numbers again: `sum · scale · scales + bias`.
pub(super) struct Rescale<'a> {
    pub(super) sums: &'a [i32],
    pub(super) scale: f32,
    pub(super) scales: &'a [f32],
    pub(super) bias: &'a [f32],
    pub(super) out: &'a mut [f32],
}

impl SimdOp for Rescale<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let (floats, ints) = (isa.f32(), isa.i32());
        let lanes = floats.len();
        let scale = floats.splat(self.scale);
        let inputs = self.scales.chunks_exact(lanes).zip(self.bias.chunks_exact(lanes));
        let rows = self.out.chunks_exact_mut(lanes).zip(self.sums.chunks_exact(lanes)).zip(inputs);
        for ((out, sums), (scales, bias)) in rows {
            let factor = floats.mul(scale, floats.load(scales));
            let sum = ints.to_float(ints.load(sums));
            floats.store(floats.mul_add(sum, factor, floats.load(bias)), out);
        }
    }
}

/// Adds a row to another and normalises the sum: mean 0, variance 1, then weight and bias.
pub(super) struct AddNorm<'a> {
    pub(super) row: &'a mut [f32],
    pub(super) add: &'a [f32],
    pub(super) weight: &'a [f32],
    pub(super) bias: &'a [f32],
}

impl SimdOp for AddNorm<'_> {
    type Output = ();

    #[inline(always)]
    fn eval<I: Isa>(self, isa: I) {
        let ops = isa.f32();
        let lanes = ops.len();
        let count = self.row.len() as f32;
        let mut sum = ops.zero();
        for (row, add) in self.row.chunks_exact_mut(lanes).zip(self.add.chunks_exact(lanes)) {
            let both = ops.add(ops.load(row), ops.load(add));
            sum = ops.add(sum, both);
            ops.store(both, row);
        }
        let mean = ops.splat(ops.sum(sum) / count);
        let mut squares = ops.zero();
        for row in self.row.chunks_exact(lanes) {
            let off = ops.sub(ops.load(row), mean);
            squares = ops.mul_add(off, off, squares);
        }
        let scale = ops.splat((ops.sum(squares) / count + EPSILON).sqrt().recip());
        let with = self.weight.chunks_exact(lanes).zip(self.bias.chunks_exact(lanes));
        for (row, (weight, bias)) in self.row.chunks_exact_mut(lanes).zip(with) {
            let off = ops.mul(ops.sub(ops.load(row), mean), scale);
            ops.store(ops.mul_add(off, ops.load(weight), ops.load(bias)), row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ramp(from: f32, step: f32) -> Vec<f32> {
        (0..64).map(|at| from + step * at as f32).collect()
    }

    fn check_bytes(row: &[f32]) {
        let mut bytes = Bytes::default();
        bytes.push(row);
        let (scale, zero) = (bytes.scales[0], f32::from(bytes.zeros[0]));
        for (value, byte) in row.iter().zip(&bytes.values) {
            let again = (f32::from(*byte) - zero) * scale;
            assert!((value - again).abs() <= scale * 1.01, "{value} became {again}, steps of {scale}");
        }
    }

    #[test]
    fn bytes_are_near_what_they_stand_for() {
        check_bytes(&ramp(-1.0, 0.1));
        check_bytes(&ramp(2.0, 0.1));
        check_bytes(&ramp(-9.0, 0.01));
        check_bytes(&[0.0; 64]);
        let mut bytes = Bytes::default();
        bytes.push(&[f32::NAN; 64]);
        bytes.push(&[f32::INFINITY; 64]);
        assert_eq!(bytes.values.len(), 128);
    }

    #[test]
    fn sums_are_rescaled() {
        let sums: Vec<i32> = (0..64).collect();
        let mut out = vec![0.0; 64];
        Rescale { sums: &sums, scale: 0.5, scales: &[0.25; 64], bias: &[1.0; 64], out: &mut out }.dispatch();
        assert_eq!(out[..3], [1.0, 1.125, 1.25]);
        assert_eq!(out[63], 1.0 + 63.0 / 8.0);
    }

    #[test]
    fn a_sum_is_normalised() {
        let mut row = ramp(-1.0, 0.1);
        AddNorm { row: &mut row, add: &ramp(3.0, 0.2), weight: &[2.0; 64], bias: &[0.5; 64] }.dispatch();
        let mean = row.iter().sum::<f32>() / 64.0;
        let variance = row.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / 64.0;
        assert!((mean - 0.5).abs() < 1e-5 && (variance - 4.0).abs() < 1e-4, "{mean} {variance}");
        let mut flat = [0.0; 64];
        AddNorm { row: &mut flat, add: &[0.0; 64], weight: &[2.0; 64], bias: &[0.5; 64] }.dispatch();
        assert_eq!(flat, [0.5; 64]);
    }
}
