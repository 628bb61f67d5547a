//! What the coreference metrics count.
//!
//! In: counts. Out: precision, recall, F of each metric, and their mean. Must not know: chains, documents.

use crate::counts::Counts;

/// A figure of coreference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CoreferenceMetric {
    /// Mentions found, whatever they refer to.
    Mentions,
    /// MUC: the links between mentions of one entity (Vilain et al. 1995).
    Muc,
    /// B³: for each mention, its chain (Bagga & Baldwin 1998).
    BCubed,
    /// CEAFe: entities aligned one to one, φ4 (Luo 2005).
    CeafE,
    /// The mean F of MUC, B³ and CEAFe: the score of CoNLL-2012 (Pradhan et al. 2012).
    Mean,
}

impl CoreferenceMetric {
    /// All of them, in the order of reports.
    pub const ALL: [CoreferenceMetric; 5] = [
        CoreferenceMetric::Mentions,
        CoreferenceMetric::Muc,
        CoreferenceMetric::BCubed,
        CoreferenceMetric::CeafE,
        CoreferenceMetric::Mean,
    ];

    /// Its name in files: `b_cubed`.
    pub fn key(self) -> &'static str {
        match self {
            CoreferenceMetric::Mentions => "mentions",
            CoreferenceMetric::Muc => "muc",
            CoreferenceMetric::BCubed => "b_cubed",
            CoreferenceMetric::CeafE => "ceaf_e",
            CoreferenceMetric::Mean => "mean",
        }
    }
}

/// The counts of a document, or of several, which add up as the reference scorer adds them: credits and totals, each.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct CoreferenceScores {
    /// Mentions.
    pub mentions: Counts,
    /// Links.
    pub muc: Counts,
    /// Mentions; credit for the share of the chain.
    pub b_cubed: Counts,
    /// Entities; credit for the likeness to the one aligned.
    pub ceaf_e: Counts,
}

impl CoreferenceScores {
    /// What a metric counts; nothing for the mean, which is of figures.
    pub fn counts(&self, metric: CoreferenceMetric) -> Option<Counts> {
        match metric {
            CoreferenceMetric::Mentions => Some(self.mentions),
            CoreferenceMetric::Muc => Some(self.muc),
            CoreferenceMetric::BCubed => Some(self.b_cubed),
            CoreferenceMetric::CeafE => Some(self.ceaf_e),
            CoreferenceMetric::Mean => None,
        }
    }

    /// The F of a metric, in percent.
    pub fn f1(&self, metric: CoreferenceMetric) -> f64 {
        match self.counts(metric) {
            Some(counts) => counts.f1(),
            None => (self.muc.f1() + self.b_cubed.f1() + self.ceaf_e.f1()) / 3.0,
        }
    }

    pub(crate) fn add_times(&mut self, other: &CoreferenceScores, times: u32) {
        self.mentions.add_times(&other.mentions, times);
        self.muc.add_times(&other.muc, times);
        self.b_cubed.add_times(&other.b_cubed, times);
        self.ceaf_e.add_times(&other.ceaf_e, times);
    }
}
