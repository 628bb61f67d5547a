//! Precision, recall and F from counts that add up over documents.
//!
//! In: hits and totals of both sides. Out: percentages. Must not know: what was counted.

/// What one metric counts in some documents. Hits are fractions where a metric gives credit for a part.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Counts {
    /// Credit among the predicted.
    pub hit_predicted: f64,
    /// All that was predicted.
    pub predicted: usize,
    /// Credit among the gold.
    pub hit_gold: f64,
    /// All gold.
    pub gold: usize,
}

impl Counts {
    /// Counts in which a hit is one on both sides.
    pub(crate) fn whole(hits: usize, predicted: usize, gold: usize) -> Self {
        Self { hit_predicted: hits as f64, predicted, hit_gold: hits as f64, gold }
    }

    /// Adds other counts so many times, as micro-averages add them.
    pub(crate) fn add_times(&mut self, other: &Counts, times: u32) {
        let weight = f64::from(times);
        self.hit_predicted += weight * other.hit_predicted;
        self.predicted += times as usize * other.predicted;
        self.hit_gold += weight * other.hit_gold;
        self.gold += times as usize * other.gold;
    }

    /// The share of the predicted that is right, in percent; 0 where nothing was predicted.
    pub fn precision(&self) -> f64 {
        percent(self.hit_predicted, self.predicted)
    }

    /// The share of the gold that was found, in percent; 0 where there is no gold.
    pub fn recall(&self) -> f64 {
        percent(self.hit_gold, self.gold)
    }

    /// The harmonic mean of precision and recall (van Rijsbergen 1979), in percent.
    pub fn f1(&self) -> f64 {
        harmonic(self.precision(), self.recall())
    }
}

pub(crate) fn harmonic(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

pub(crate) fn percent(part: f64, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part / whole as f64 }
}
