//! The weights of features, by their numbers.
//!
//! In: numbers with their weights. Out: the weights of a number, and the sum of those of many. Must not know: what a feature is,
//! files.

use super::labels::LABELS;
use super::sums::Row;
use std::hint::black_box;

/// A bucket is one cache line: a feature costs one visit to memory.
pub(super) const SLOTS: usize = 8;

/// All labels but [`Label::Outside`](super::Label::Outside), whose weight is 0: only differences matter to a chain.
pub(super) const STORED: usize = LABELS - 1;

/// A weight of 0.
pub(super) const BIAS: u8 = 128;

/// Every second byte.
const EVERY_SECOND: u64 = 0x00ff_00ff_00ff_00ff;

/// One in each of the four places of half of the tags.
const ONES: u64 = 0x0001_0001_0001_0001;

/// Eight features with their weights, in one cache line.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct Bucket {
    /// The lower bits of the features' numbers, four in each half; 0: free.
    pub(super) tags: [u64; 2],
    /// Weights plus [`BIAS`], so that they add without signs.
    pub(super) weights: [[u8; STORED]; SLOTS],
}

impl Bucket {
    pub(super) const EMPTY: Self = Self { tags: [0; 2], weights: [[BIAS; STORED]; SLOTS] };

    fn tag(&self, slot: usize) -> u16 {
        (self.tags[slot / 4] >> (16 * (slot % 4))) as u16
    }

    /// A bit for each tag, the same for every 32nd.
    fn filter(&self) -> u32 {
        let tags = (0..SLOTS).map(|slot| self.tag(slot)).filter(|&tag| tag != 0);
        tags.fold(0, |bits, tag| bits | 1 << (tag % 32))
    }

    /// The weights of a tag, and whether it is there. Without branches, since half of the features of a text are not, and no
    /// processor guesses which: the lowest place of a word that is 0 once the tag is taken out.
    #[inline]
    fn find(&self, tag: u16) -> (u64, u64) {
        let zero = |word: u64| word.wrapping_sub(ONES) & !word & (ONES << 15);
        let wanted = u64::from(tag) * ONES;
        let (low, high) = (zero(self.tags[0] ^ wanted), zero(self.tags[1] ^ wanted));
        let found = u64::from(low | high != 0);
        let word = if low == 0 { high } else { low };
        let half = if low == 0 { 4 } else { 0 };
        let slot = (half + (word.trailing_zeros() / 16) as usize) % SLOTS;
        let [a, b, c, d, e, f] = self.weights[slot];
        (u64::from_le_bytes([a, b, c, d, e, f, 0, 0]) & found.wrapping_neg(), found)
    }
}

/// Features with their weights.
#[derive(Debug, Clone)]
pub(super) struct Buckets {
    buckets: Vec<Bucket>,
    /// For each bucket which tags it can have, one bit for 32 of them: half of a text's features have no weight, and five in six of
    /// those are seen not to in a table that fits a processor's nearer memory.
    filter: Vec<u32>,
}

impl Buckets {
    /// So many buckets, at least one, with some of these features: a full bucket turns away what comes later.
    pub(super) fn with(buckets: usize, features: impl IntoIterator<Item = (u64, [u8; STORED])>) -> Self {
        let mut buckets = vec![Bucket::EMPTY; buckets.max(1)];
        let count = buckets.len();
        for (feature, weights) in features {
            let bucket = &mut buckets[place(feature, count)];
            if let Some(slot) = (0..SLOTS).find(|&slot| bucket.tag(slot) == 0) {
                bucket.tags[slot / 4] |= u64::from(tag(feature)) << (16 * (slot % 4));
                bucket.weights[slot] = weights;
            }
        }
        Self::from_filled(buckets)
    }

    /// Buckets as [`Self::all`] gave them; at least one.
    pub(super) fn from_filled(buckets: Vec<Bucket>) -> Self {
        let filter = buckets.iter().map(Bucket::filter).collect();
        Self { buckets, filter }
    }

    /// All buckets, in order.
    pub(super) fn all(&self) -> &[Bucket] {
        &self.buckets
    }

    /// How many features there are.
    pub(super) fn len(&self) -> usize {
        let slots = self.buckets.iter().flat_map(|bucket| (0..SLOTS).map(|slot| bucket.tag(slot)));
        slots.filter(|&tag| tag != 0).count()
    }

    /// The weights of a feature; 0 for one that is not there.
    pub(super) fn row(&self, feature: u64) -> Row {
        let place = place(feature, self.buckets.len());
        if self.filter[place] >> (tag(feature) % 32) & 1 == 0 {
            return Row::default();
        }
        let (row, found) = self.buckets[place].find(tag(feature));
        Row::from_biased(row & EVERY_SECOND, row >> 8 & EVERY_SECOND, found)
    }

    /// Adds a feature to some, unless it is surely not there; most that are not are seen not to be. Without branches: half of the
    /// features of a text are there, and no processor guesses which.
    #[inline(always)]
    pub(super) fn keep_likely<const N: usize>(&self, feature: u64, kept: &mut Kept<N>) {
        debug_assert!(kept.len < N);
        let likely = self.filter[place(feature, self.filter.len())] >> (tag(feature) % 32) & 1;
        if let Some(next) = kept.features.get_mut(kept.len) {
            *next = feature;
        }
        kept.len += likely as usize;
    }

    /// Looks at the buckets of some features and does nothing else, so that the processor waits for many of them at a time: most are
    /// far from it, and what [`Self::sum`] does with one leaves it no room to look ahead.
    #[inline]
    pub(super) fn touch(&self, features: &[u64]) {
        let seen = features
            .iter()
            .fold(0, |seen, &feature| seen ^ self.buckets[place(feature, self.buckets.len())].tags[0]);
        black_box(seen);
    }

    /// The sum of the weights of some features; no more than 256.
    #[inline]
    pub(super) fn sum(&self, features: &[u64]) -> Row {
        // Weights without signs, every second one in its own sixteen bits: six sums in two additions.
        let (mut even, mut odd, mut found) = (0u64, 0u64, 0u64);
        for &feature in features {
            let (row, there) = self.buckets[place(feature, self.buckets.len())].find(tag(feature));
            even += row & EVERY_SECOND;
            odd += row >> 8 & EVERY_SECOND;
            found += there;
        }
        Row::from_biased(even, odd, found)
    }
}

/// At most so many features; what comes after them is left out.
pub(super) struct Kept<const N: usize> {
    features: [u64; N],
    len: usize,
}

impl<const N: usize> Kept<N> {
    pub(super) const NONE: Self = Self { features: [0; N], len: 0 };

    /// Those that were kept.
    #[inline]
    pub(super) fn all(&self) -> &[u64] {
        &self.features[..self.len.min(N)]
    }
}

/// The bucket of a feature, of so many.
#[inline]
fn place(feature: u64, buckets: usize) -> usize {
    ((u128::from(feature) * buckets as u128) >> 64) as usize
}

/// Never 0, which marks a free slot.
#[inline]
fn tag(feature: u64) -> u16 {
    (feature as u16).max(1)
}
