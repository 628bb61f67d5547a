//! The learner: FTRL-proximal (McMahan et al. 2013), which keeps most weights at 0.
//!
//! In: gradients. Out: weights. Must not know: what they weigh.

/// How weights move.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rate {
    /// How fast.
    pub(crate) alpha: f32,
    /// How much a sum of gradients must exceed to move a weight from 0.
    pub(crate) l1: f32,
    /// How strongly it is drawn back to 0.
    pub(crate) l2: f32,
}

/// Keeps the first steps small.
const BETA: f32 = 1.0;

/// Weights that learn together, one a label.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<const N: usize> {
    /// The weights.
    pub(crate) weights: [f32; N],
    sums: [f32; N],
    squares: [f32; N],
}

impl<const N: usize> Row<N> {
    /// All weights 0.
    pub(crate) const ZERO: Self = Self { weights: [0.0; N], sums: [0.0; N], squares: [0.0; N] };

    /// Takes a step against a gradient.
    pub(crate) fn learn(&mut self, gradient: &[f32; N], rate: Rate) {
        for (at, &slope) in gradient.iter().enumerate() {
            let squares = self.squares[at] + slope * slope;
            let (root, before) = (squares.sqrt(), self.squares[at].sqrt());
            self.sums[at] += slope - (root - before) / rate.alpha * self.weights[at];
            self.squares[at] = squares;
            let beyond = (self.sums[at].abs() - rate.l1).max(0.0);
            self.weights[at] = -self.sums[at].signum() * beyond / ((BETA + root) / rate.alpha + rate.l2);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_move_against_the_gradient_once_it_is_sure() {
        let rate = Rate { alpha: 0.1, l1: 1.0, l2: 0.0 };
        let mut row = Row::<2>::ZERO;
        row.learn(&[0.5, -0.5], rate);
        assert_eq!(row.weights, [0.0, 0.0], "one small gradient is not enough");
        for _ in 0..10 {
            row.learn(&[0.5, -0.5], rate);
        }
        assert!(row.weights[0] < 0.0 && row.weights[1] > 0.0);
    }
}
