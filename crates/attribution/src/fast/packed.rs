//! Sums of weights in little room: what is added up beforehand is asked for all over, and the less of memory it fills the nearer it is.
//!
//! In: weights of the labels, few at a time. Out: [`Packed`], and [`Sums`] of many. Must not know: features, where weights come from.

use super::buckets::STORED;

/// No more weights than this are added up into one [`Packed`]: a weight has eight bits, their sum ten.
pub(super) const MOST: usize = 4;

/// Added to each sum, so that they add without signs.
const BIAS: u64 = 512;

/// How many bits a label's sum has.
const BITS: u32 = 10;

/// Every second label's place.
const EVERY_SECOND: u64 = 0x3ff | 0x3ff << (2 * BITS) | 0x3ff << (4 * BITS);

/// The sums of up to [`MOST`] weights of each label but the first, ten bits each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Packed(u64);

impl Packed {
    /// No weights.
    pub(super) const NOTHING: Self = Self((BIAS | BIAS << (2 * BITS) | BIAS << (4 * BITS)) * (1 | 1 << BITS));

    /// From the sums in the order of the labels.
    pub(super) fn new(sums: [i16; STORED]) -> Self {
        debug_assert!(sums.iter().all(|sum| (-512..512).contains(sum)));
        let biased = sums.map(|sum| (i64::from(sum) + BIAS as i64) as u64 & 0x3ff);
        Self(biased.iter().rev().fold(0, |packed, sum| packed << BITS | sum))
    }
}

/// Many of them added up: twice the bits for each label.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    even: u64,
    odd: u64,
    count: u64,
}

impl Sums {
    /// Adds one; no more than a thousand.
    #[inline(always)]
    pub(super) fn add(&mut self, packed: Packed) {
        self.even += packed.0 & EVERY_SECOND;
        self.odd += packed.0 >> BITS & EVERY_SECOND;
        self.count += 1;
    }

    /// The sums in the order of the labels.
    #[inline(always)]
    pub(super) fn in_order(self) -> [i16; STORED] {
        let Self { even, odd, count } = self;
        let zero = (BIAS * count) as i64;
        let at = |sums: u64, place: u32| ((sums >> (2 * BITS * place) & 0xf_ffff) as i64 - zero) as i16;
        [at(even, 0), at(odd, 0), at(even, 1), at(odd, 1), at(even, 2), at(odd, 2)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_come_back() {
        let rows: [[i16; STORED]; 3] =
            [[-512, 508, 0, 1, -1, 77], [508, -512, -3, 200, -200, 0], [0, 0, 0, 0, 0, -511]];
        let mut sums = Sums::default();
        for (at, row) in rows.into_iter().cycle().take(60).enumerate() {
            sums.add(if at % 2 == 0 { Packed::new(row) } else { Packed::NOTHING });
        }
        // Thirty of them, each of the three ten times.
        let expected: [i16; STORED] =
            std::array::from_fn(|label| 10 * rows.iter().map(|row| row[label]).sum::<i16>());
        assert_eq!(sums.in_order(), expected);
        assert_eq!(Packed::NOTHING, Packed::new([0; STORED]));
    }
}
