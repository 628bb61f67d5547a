//! Attention: each piece takes from all pieces of its window what its heads look for.
//!
//! In: queries, keys and values of all pieces. Out: what each piece takes. Must not know: weights, layers.

use rten_gemm::{GemmExecutor, GemmInputA, GemmInputB, GemmOptions};
use rten_simd::SimdOp;
use rten_tensor::Matrix;
use rten_vecmath::Softmax;

/// Room for one head, reused from head to head.
#[derive(Default)]
pub(super) struct Room {
    shares: Vec<f32>,
    taken: Vec<f32>,
}

/// Writes what each piece takes, a row of `width` each. A row of `input` has the query of a piece, divided by the root of its
/// head's width, its key and its value, each of `width`.
pub(super) fn attend(
    multiplier: &GemmExecutor<f32>,
    input: &[f32],
    (width, heads): (usize, usize),
    room: &mut Room,
    out: &mut [f32],
) {
    let (stride, each) = (3 * width, width / heads);
    let count = input.len() / stride;
    room.shares.resize(count * count, 0.0);
    room.taken.resize(count * each, 0.0);
    let multiply = |a: Option<Matrix<'_>>, b: Option<Matrix<'_>>, out: &mut [f32]| {
        let (Some(a), Some(b)) = (a, b) else { return };
        let done =
            multiplier.gemm(out, GemmInputA::Unpacked(a), GemmInputB::Unpacked(b), GemmOptions::default());
        debug_assert_eq!(done, Ok(()));
    };
    for head in 0..heads {
        let part = |at: usize, shape: [usize; 2], strides: [usize; 2]| {
            Matrix::from_slice_with_strides(shape, input.get(at * width + head * each..)?, strides).ok()
        };
        let queries = part(0, [count, each], [stride, 1]);
        let keys = part(1, [each, count], [1, stride]);
        let values = part(2, [count, each], [stride, 1]);
        multiply(queries, keys, &mut room.shares);
        for row in room.shares.chunks_exact_mut(count) {
            Softmax::new_mut(row).dispatch();
        }
        let shares = Matrix::from_data([count, count], &room.shares[..]);
        multiply(Some(shares), values, &mut room.taken);
        for (out, taken) in out.chunks_exact_mut(width).zip(room.taken.chunks_exact(each)) {
            out[head * each..][..each].copy_from_slice(taken);
        }
    }
}
