//! Whether third-person pronouns lead to the right person: what an attribution to `he` needs.
//!
//! In: both sides of a document. Out: [`PronounCounts`]. Must not know: chains' metrics.

use super::alignment::{MentionMatch, align};
use super::side::{Form, Side};
use crate::counts::percent;

/// How often `he`, `she`, `his`, `her`, … of a person whom the gold also mentions by a name or a description are given to that
/// person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PronounCounts {
    /// The phrase nearest before it (else after it) in its predicted chain is one of the gold's chain.
    pub right: usize,
    /// … is somebody else's, or none of the chain's phrases is in the gold.
    pub wrong: usize,
    /// The pronoun was not found, or its predicted chain has no phrase.
    pub silent: usize,
}

impl PronounCounts {
    /// The right ones, in percent of all.
    pub fn accuracy(&self) -> f64 {
        percent(self.right as f64, self.all())
    }

    /// The right ones, in percent of those that are given to anybody.
    pub fn precision(&self) -> f64 {
        percent(self.right as f64, self.right + self.wrong)
    }

    /// How many there are.
    pub fn all(&self) -> usize {
        self.right + self.wrong + self.silent
    }

    pub(crate) fn add_times(&mut self, other: &PronounCounts, times: u32) {
        let times = times as usize;
        self.right += times * other.right;
        self.wrong += times * other.wrong;
        self.silent += times * other.silent;
    }
}

/// Counts the pronouns of one document. Mentions are matched by their heads: how long a phrase is does not matter here.
pub(super) fn judge(gold: &Side, predicted: &Side) -> PronounCounts {
    let everything = (vec![true; gold.chains.len()], vec![true; predicted.chains.len()]);
    let pairs = align(gold, predicted, (&everything.0, &everything.1), MentionMatch::Head);
    let mut gold_chain = vec![None; predicted.mentions.len()];
    for (at, found) in pairs.iter().enumerate() {
        if let Some(found) = found {
            gold_chain[*found] = Some(gold.mentions[at].chain);
        }
    }
    let mut counts = PronounCounts::default();
    for (at, mention) in gold.mentions.iter().enumerate() {
        let chain = &gold.chains[mention.chain];
        let named = || chain.mentions.iter().any(|other| gold.mentions[*other].form == Form::Phrase);
        if mention.form != Form::ThirdPerson || chain.is_person == Some(false) || !named() {
            continue;
        }
        *match pairs[at].map(|found| led_to(predicted, found, &gold_chain)) {
            None | Some(None) => &mut counts.silent,
            Some(Some(person)) if person == Some(mention.chain) => &mut counts.right,
            Some(Some(_)) => &mut counts.wrong,
        } += 1;
    }
    counts
}

/// The gold chain of the phrase that a predicted pronoun leads to: the nearest before it, else after it, of those that the gold
/// has. `None` where the chain has no phrase, `Some(None)` where it has none of the gold's.
fn led_to(predicted: &Side, pronoun: usize, gold_chain: &[Option<usize>]) -> Option<Option<usize>> {
    let chain = &predicted.chains[predicted.mentions[pronoun].chain];
    let phrases: Vec<usize> =
        chain.mentions.iter().copied().filter(|at| predicted.mentions[*at].form == Form::Phrase).collect();
    if phrases.is_empty() {
        return None;
    }
    let (before, after): (Vec<usize>, Vec<usize>) = phrases.into_iter().partition(|at| *at < pronoun);
    Some(before.into_iter().rev().chain(after).find_map(|at| gold_chain[at]))
}
