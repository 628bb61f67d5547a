//! Whether confidences mean what they say.
//!
//! In: predictions with their confidence, and whether they are right. Out: [`Calibration`]. Must not know: documents.

use crate::counts::percent;

/// Bins of equal width between 0 and 1; the last includes 1. Ten are usual, and enough for a few hundred predictions.
pub const BINS: usize = 10;

/// Confidences from which on the coverage table counts.
pub const THRESHOLDS: [f64; 8] = [0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.25, 0.0];

/// A predicted attribution, as far as calibration is concerned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// How sure the prediction was, from 0 to 1.
    pub confidence: f64,
    /// Whether it is right: found, and said by the right people where gold names speakers, else with the right source.
    pub right: bool,
}

/// Predictions of about the same confidence.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bin {
    /// How many there are.
    pub predictions: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// The share of them that is right.
    pub right: f64,
}

/// What is left when unsure predictions are dropped.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coverage {
    /// Predictions at least this sure are kept.
    pub threshold: f64,
    /// How many those are.
    pub kept: usize,
    /// Their share of all predictions, in percent.
    pub coverage: f64,
    /// The share of them that is right, in percent.
    pub precision: f64,
    /// The right ones among them, in percent of all gold attributions.
    pub recall: f64,
}

/// How confidences and results agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Predictions that say how sure they are.
    pub predictions: usize,
    /// The expected calibration error (Naeini et al. 2015, Guo et al. 2017): the mean distance between confidence and share of right
    /// ones over [`BINS`] bins of equal width, weighted by their size; from 0, which is best, to 1.
    pub ece: f64,
    /// From the least sure to the surest.
    pub bins: [Bin; BINS],
    /// From the strictest threshold to none.
    pub coverage: Vec<Coverage>,
}

/// Sums up judgements; none without any. `gold` is the number of gold attributions.
pub fn calibrate(judgements: &[Judgement], gold: usize) -> Option<Calibration> {
    let all = judgements.len();
    if all == 0 {
        return None;
    }
    let mut bins = [Bin::default(); BINS];
    for judgement in judgements {
        // Confidences have two decimals; the nudge keeps 0.7, which is a little less in binary, in its bin.
        let bin = &mut bins[((judgement.confidence * BINS as f64 + 1e-9) as usize).min(BINS - 1)];
        bin.predictions += 1;
        bin.confidence += judgement.confidence;
        bin.right += f64::from(u8::from(judgement.right));
    }
    let mut ece = 0.0;
    for bin in bins.iter_mut().filter(|bin| bin.predictions > 0) {
        let size = bin.predictions as f64;
        (bin.confidence, bin.right) = (bin.confidence / size, bin.right / size);
        ece += (bin.confidence - bin.right).abs() * size / all as f64;
    }
    let coverage = THRESHOLDS.map(|threshold| {
        let kept = judgements.iter().filter(|judgement| judgement.confidence >= threshold - 1e-9);
        let (kept, right) = kept.fold((0, 0), |(kept, right), j| (kept + 1, right + usize::from(j.right)));
        Coverage {
            threshold,
            kept,
            coverage: percent(kept as f64, all),
            precision: percent(right as f64, kept),
            recall: percent(right as f64, gold),
        }
    });
    Some(Calibration { predictions: all, ece, bins, coverage: coverage.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(confidence: f64, right: usize, wrong: usize) -> Vec<Judgement> {
        let judgement = |right| Judgement { confidence, right };
        std::iter::repeat_n(judgement(true), right)
            .chain(std::iter::repeat_n(judgement(false), wrong))
            .collect()
    }

    #[test]
    fn confidence_that_is_right_as_often_as_it_says_has_no_error() {
        let all = [judged(0.7, 7, 3), judged(1.0, 4, 0)].concat();
        let calibration = calibrate(&all, 20).unwrap();
        assert!(calibration.ece < 1e-9, "{}", calibration.ece);
        assert_eq!((calibration.bins[7].predictions, calibration.bins[9].predictions), (10, 4));
    }

    #[test]
    fn the_error_is_the_weighted_distance() {
        // |0.9 - 0.5| over a half, |0.2 - 0.0| over the other.
        let all = [judged(0.9, 5, 5), judged(0.2, 0, 10)].concat();
        assert!((calibrate(&all, 10).unwrap().ece - 0.3).abs() < 1e-9);
    }

    #[test]
    fn what_is_kept_is_counted() {
        let all = [judged(0.9, 3, 1), judged(0.4, 1, 3)].concat();
        let coverage = calibrate(&all, 10).unwrap().coverage;
        let at = |threshold: f64| coverage.iter().find(|row| row.threshold == threshold).copied().unwrap();
        let sure = at(0.9);
        assert_eq!((sure.kept, sure.coverage, sure.precision, sure.recall), (4, 50.0, 75.0, 30.0));
        assert_eq!((at(0.0).kept, at(0.0).precision), (8, 50.0));
        assert_eq!(calibrate(&[], 10), None);
    }
}
