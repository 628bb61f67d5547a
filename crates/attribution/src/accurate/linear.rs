//! Linear maps of all rows of a window at once, in whole numbers or in floats.
//!
//! In: stored weights; rows. Out: rows. Must not know: what the rows mean, which layer this is.
//!
//! Whole numbers: each output has a scale of its own, and its weights are packed once, when loaded. Some processors add the products
//! of two neighbours in 16 bits, saturating; so two neighbours may not sum to more than 128 (255 · 128 fits), and every processor
//! gives the same sums.

use super::rows::{Bytes, Rescale};
use super::stored::Stored;
use rten_gemm::{BiasVector, GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix};
use rten_simd::SimdOp;
use rten_tensor::{Matrix, NdTensorView};

/// The steps from 0 to the largest weight of a row, or sum of two neighbours: rounding adds at most one to a sum.
const STEPS: f32 = 127.0;

/// How the weights of linear maps are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Precision {
    /// In 7 bits, activations in 8: the fast and small way.
    #[default]
    Whole,
    /// In floats of 32 bits: to tell what rounding changes.
    Float,
}

/// The multipliers for this processor. Made for each window: they cannot be handed between threads.
pub(super) struct Multipliers {
    pub(super) whole: GemmExecutor<u8, i8, i32>,
    pub(super) float: GemmExecutor<f32>,
}

impl Multipliers {
    pub(super) fn new() -> Self {
        Self { whole: GemmExecutor::new(), float: GemmExecutor::new() }
    }
}

/// The rows that go into a map, as maps of this precision want them.
#[derive(Default)]
pub(super) struct Input {
    precision: Precision,
    floats: Vec<f32>,
    bytes: Bytes,
}

impl Input {
    pub(super) fn new(precision: Precision) -> Self {
        Self { precision, ..Self::default() }
    }

    pub(super) fn clear(&mut self) {
        self.floats.clear();
        self.bytes.clear();
    }

    pub(super) fn push(&mut self, row: &[f32]) {
        match self.precision {
            Precision::Whole => self.bytes.push(row),
            Precision::Float => self.floats.extend_from_slice(row),
        }
    }
}

/// Room for what a map computes, reused from map to map.
#[derive(Default)]
pub(super) struct Room {
    sums: Vec<i32>,
    floats: Vec<f32>,
}

/// A linear map with a bias.
pub(super) struct Linear {
    weights: Weights,
    bias: Vec<f32>,
    inputs: usize,
}

enum Weights {
    Whole { packed: PackedBMatrix<i8>, totals: Vec<i32>, scales: Vec<f32> },
    Float(PackedBMatrix<f32>),
}

impl Linear {
    /// A map of matrices one upon the other, each with a factor for its outputs; `bias` is of all outputs, with the factors in it.
    pub(super) fn new(parts: &[(&Stored<'_>, f32)], bias: Vec<f32>, precision: Precision) -> Self {
        let inputs = parts.first().map_or(0, |(part, _)| part.columns);
        let outputs = bias.len();
        let rows =
            parts.iter().flat_map(|(part, factor)| (0..part.rows).map(move |row| (part, row, *factor)));
        let mut row = vec![0.0; inputs];
        let multipliers = Multipliers::new();
        let weights = match precision {
            Precision::Whole => {
                let mut weights = Vec::with_capacity(inputs * outputs);
                let mut scales = Vec::with_capacity(outputs);
                for (part, at, factor) in rows {
                    part.read(at, &mut row);
                    let scale = step(&row);
                    let steps = scale.recip();
                    weights.extend(row.iter().map(|weight| round(weight * steps)));
                    scales.push(scale * factor);
                }
                weights.resize(inputs * outputs, 0);
                scales.resize(outputs, 0.0);
                let total = |row: &[i8]| row.iter().map(|weight| i32::from(*weight)).sum();
                let totals = weights.chunks_exact(inputs).map(total).collect();
                let view = NdTensorView::from_data([outputs, inputs], &weights[..]);
                Weights::Whole { packed: multipliers.whole.prepack_b(view.transposed()), totals, scales }
            }
            Precision::Float => {
                let mut weights = Vec::with_capacity(inputs * outputs);
                for (part, at, factor) in rows {
                    part.read(at, &mut row);
                    weights.extend(row.iter().map(|weight| weight * factor));
                }
                weights.resize(inputs * outputs, 0.0);
                let view = NdTensorView::from_data([outputs, inputs], &weights[..]);
                Weights::Float(multipliers.float.prepack_b(view.transposed()))
            }
        };
        Self { weights, bias, inputs }
    }

    /// Maps all rows and hands on each with its place, in order.
    pub(super) fn map(
        &self,
        multipliers: &Multipliers,
        input: &Input,
        room: &mut Room,
        mut then: impl FnMut(usize, &mut [f32]),
    ) {
        let outputs = self.bias.len();
        match &self.weights {
            Weights::Whole { packed, totals, scales } => {
                let bytes = &input.bytes;
                let count = bytes.scales.len();
                room.sums.resize(count * outputs, 0);
                room.floats.resize(outputs, 0.0);
                // Each row has a zero of its own, and `rten-gemm` 0.27 takes those of the first rows for all: it is told of none.
                let rows = Matrix::from_data([count, self.inputs], &bytes.values[..]);
                let done = multipliers.whole.gemm(
                    &mut room.sums,
                    GemmInputA::Unpacked(rows),
                    GemmInputB::Packed(packed),
                    GemmOptions::default(),
                );
                debug_assert_eq!(done, Ok(()));
                let out = &mut room.floats[..outputs];
                let rows = room.sums.chunks_exact(outputs).zip(bytes.scales.iter().zip(&bytes.zeros));
                for (at, (sums, (scale, zero))) in rows.enumerate() {
                    let (scale, zero) = (*scale, *zero);
                    Rescale { sums, zero, scale, totals, scales, bias: &self.bias, out }.dispatch();
                    then(at, out);
                }
            }
            Weights::Float(packed) => {
                let count = input.floats.len() / self.inputs;
                room.floats.resize(count * outputs, 0.0);
                let options = GemmOptions { bias: Some(BiasVector::Row(&self.bias)), ..Default::default() };
                let rows = Matrix::from_data([count, self.inputs], &input.floats[..]);
                let done = multipliers.float.gemm(
                    &mut room.floats,
                    GemmInputA::Unpacked(rows),
                    GemmInputB::Packed(packed),
                    options,
                );
                debug_assert_eq!(done, Ok(()));
                for (at, out) in room.floats.chunks_exact_mut(outputs).enumerate() {
                    then(at, out);
                }
            }
        }
    }
}

/// What one step of a row's weights stands for.
fn step(row: &[f32]) -> f32 {
    let mut largest = [0.0_f32; 8];
    let (eights, rest) = row.as_chunks::<8>();
    for weights in eights {
        for (at, largest) in largest.iter_mut().enumerate() {
            // Where the signs differ, the sum is smaller than the larger of the two.
            let sum = weights[at] + weights[at ^ 1];
            *largest = largest.max(weights[at].abs()).max(sum.abs());
        }
    }
    let largest = largest.into_iter().chain(rest.iter().map(|weight| 2.0 * weight.abs())).fold(0.0, f32::max);
    (largest / STEPS).max(f32::MIN_POSITIVE)
}

/// Rounds to the nearest, ties to even, without a call for each number: what is added leaves a float no room for a fraction.
fn round(value: f32) -> i8 {
    const NO_FRACTION: f32 = 12_582_912.0;
    ((value + NO_FRACTION) - NO_FRACTION) as i8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accurate::stored::Values;
    use std::borrow::Cow;

    /// Maps three rows that are as large as bytes can be, and compares with sums of the same in floats.
    fn check(weights: &[f32; 64]) {
        let bytes: Vec<u8> = weights.iter().flat_map(|weight| weight.to_le_bytes()).collect();
        let stored =
            || Stored { rows: 32, columns: 64, values: Values::Floats(Cow::Owned(bytes.repeat(32))) };
        let rows =
            [[255.0; 64], [-255.0; 64], std::array::from_fn(|at| if at % 2 == 0 { 255.0 } else { -255.0 })];
        let sums = |precision| {
            let linear = Linear::new(&[(&stored(), 1.0)], vec![0.5; 32], precision);
            let mut input = Input::new(precision);
            rows.iter().for_each(|row| input.push(row));
            let mut sums = Vec::new();
            linear.map(&Multipliers::new(), &input, &mut Room::default(), |_, row| sums.push(row[31]));
            sums
        };
        let allowed = step(weights) * 64.0 * 256.0;
        for (whole, float) in sums(Precision::Whole).iter().zip(sums(Precision::Float)) {
            assert!(
                (whole - float).abs() <= allowed,
                "{whole} should be {float}, steps of {}",
                step(weights)
            );
        }
        for pair in weights.as_chunks::<2>().0 {
            let [first, second] = pair.map(|weight| i32::from(round(weight / step(weights))));
            assert!((first + second).abs() <= 128, "{pair:?} became {first} and {second}");
        }
    }

    #[test]
    fn weights_of_any_kind_keep_their_sums() {
        check(&[1.0; 64]);
        check(&[-1.0; 64]);
        check(&[0.0; 64]);
        check(&std::array::from_fn(|at| if at % 2 == 0 { 1.0 } else { -1.0 }));
        check(&std::array::from_fn(|at| if at == 40 { 3.0 } else { 0.1 }));
        check(&std::array::from_fn(|at| (at as f32).sin()));
    }
}
