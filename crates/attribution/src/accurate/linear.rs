//! Linear maps of all rows of a window at once, in whole numbers or in floats.
//!
//! In: stored weights; rows. Out: rows. Must not know: what the rows mean, which layer this is.
//!
//! Whole numbers: weights have at most [`STEPS`] steps each way from zero, each output its own scale, and are packed once, when
//! loaded. Processors that multiply bytes add two products in 16 bits, saturating: 255 · 63 · 2 still fits, so that each of them
//! gives the same sums.

use super::rows::{Bytes, Rescale};
use super::stored::Stored;
use rten_gemm::{
    BiasVector, GemmExecutor, GemmInputA, GemmInputB, GemmOptions, PackedBMatrix, QuantParams,
};
use rten_simd::SimdOp;
use rten_tensor::{Matrix, NdTensorView};

/// The steps of a weight from 0 to the largest of its row.
const STEPS: f32 = 63.0;

/// How the weights of linear maps are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Precision {
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
    Whole { packed: PackedBMatrix<i8>, scales: Vec<f32> },
    Float(PackedBMatrix<f32>),
}

impl Linear {
    /// A map of matrices one upon the other, each with a factor for its outputs; `bias` is of all outputs, with the factors in it.
    pub(super) fn new(parts: &[(&Stored<'_>, f32)], bias: Vec<f32>, precision: Precision) -> Self {
        let inputs = parts.first().map_or(0, |(part, _)| part.columns);
        let outputs = bias.len();
        let rows = parts.iter().flat_map(|(part, factor)| (0..part.rows).map(move |row| (part, row, *factor)));
        let mut row = vec![0.0; inputs];
        let multipliers = Multipliers::new();
        let weights = match precision {
            Precision::Whole => {
                let mut weights = Vec::with_capacity(inputs * outputs);
                let mut scales = Vec::with_capacity(outputs);
                for (part, at, factor) in rows {
                    part.read(at, &mut row);
                    let largest = row.iter().fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
                    let scale = (largest / STEPS).max(f32::MIN_POSITIVE);
                    let steps = scale.recip();
                    weights.extend(row.iter().map(|weight| round(weight * steps)));
                    scales.push(scale * factor);
                }
                weights.resize(inputs * outputs, 0);
                scales.resize(outputs, 0.0);
                let view = NdTensorView::from_data([outputs, inputs], &weights[..]);
                Weights::Whole { packed: multipliers.whole.prepack_b(view.transposed()), scales }
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
            Weights::Whole { packed, scales } => {
                let bytes = &input.bytes;
                let count = bytes.scales.len();
                room.sums.resize(count * outputs, 0);
                room.floats.resize(outputs, 0.0);
                let options =
                    GemmOptions { a_quant: Some(QuantParams { zero_point: &bytes.zeros[..] }), ..Default::default() };
                let rows = Matrix::from_data([count, self.inputs], &bytes.values[..]);
                let done = multipliers.whole.gemm(
                    &mut room.sums,
                    GemmInputA::Unpacked(rows),
                    GemmInputB::Packed(packed),
                    options,
                );
                debug_assert_eq!(done, Ok(()));
                let out = &mut room.floats[..outputs];
                for (at, (sums, scale)) in room.sums.chunks_exact(outputs).zip(&bytes.scales).enumerate() {
                    Rescale { sums, scale: *scale, scales, bias: &self.bias, out }.dispatch();
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

/// Rounds to the nearest, ties to even, without a call for each number: what is added leaves a float no room for a fraction.
fn round(value: f32) -> i8 {
    const NO_FRACTION: f32 = 12_582_912.0;
    ((value + NO_FRACTION) - NO_FRACTION) as i8
}
