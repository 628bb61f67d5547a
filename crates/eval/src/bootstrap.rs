//! Confidence intervals by the bootstrap over documents.
//!
//! In: how many documents, and figures of any selection of them. Out: 95 % intervals. Must not know: what the figures are.
//!
//! Documents, not attributions, are drawn: those of one article stand and fall together (Efron & Tibshirani 1993; for language
//! processing, Koehn 2004 and Berg-Kirkpatrick et al. 2012). The interval is that of percentiles.

/// The share of resamples below and above an interval, each.
const TAIL: f64 = 0.025;

/// Where a figure lies in 95 % of resamples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// From here …
    pub low: f64,
    /// … to here.
    pub high: f64,
}

/// The interval of each figure. `figures` is given how often each document was drawn, and pushes as many figures each time.
/// The same seed gives the same intervals on any machine.
pub(crate) fn intervals(
    documents: usize,
    resamples: usize,
    seed: u64,
    mut figures: impl FnMut(&[u32], &mut Vec<f64>),
) -> Vec<Interval> {
    if documents == 0 || resamples == 0 {
        return Vec::new();
    }
    let mut random = SplitMix64(seed);
    let mut drawn = vec![0; documents];
    let mut columns: Vec<Vec<f64>> = Vec::new();
    let mut row = Vec::new();
    for _ in 0..resamples {
        drawn.fill(0);
        for _ in 0..documents {
            drawn[random.below(documents)] += 1;
        }
        row.clear();
        figures(&drawn, &mut row);
        columns.resize_with(row.len(), Vec::new);
        for (column, figure) in columns.iter_mut().zip(&row) {
            column.push(*figure);
        }
    }
    columns.iter_mut().map(|column| percentiles(column)).collect()
}

fn percentiles(figures: &mut [f64]) -> Interval {
    figures.sort_unstable_by(f64::total_cmp);
    let last = figures.len().saturating_sub(1);
    let at = |share: f64| figures.get((share * last as f64).round() as usize).copied().unwrap_or_default();
    Interval { low: at(TAIL), high: at(1.0 - TAIL) }
}

/// Steele, Lea & Flood's SplitMix64 (2014): a few lines that give the same numbers everywhere.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another; the bias of at most one in 2^64 is nobody's concern.
    fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_the_published_one() {
        // The first numbers for the seed 1234567, as the reference implementation prints them.
        let mut random = SplitMix64(1_234_567);
        assert_eq!([random.next(), random.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }

    #[test]
    fn the_mean_of_coin_flips_has_the_interval_of_the_textbook() {
        // 400 flips, half heads: 0.5 ± 1.96 · 0.5 / √400 = 0.451 to 0.549.
        let mean = |drawn: &[u32], out: &mut Vec<f64>| {
            let heads: u32 = drawn.iter().step_by(2).sum();
            out.push(f64::from(heads) / 400.0);
        };
        let found = intervals(400, 2000, 1, mean);
        assert!((found[0].low - 0.451).abs() < 0.006 && (found[0].high - 0.549).abs() < 0.006, "{found:?}");
        assert_eq!(found, intervals(400, 2000, 1, mean));
    }

    #[test]
    fn without_documents_there_is_nothing_to_draw() {
        assert!(intervals(0, 100, 1, |_, out| out.push(1.0)).is_empty());
    }
}
