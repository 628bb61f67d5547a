//! The best labels of a chain, and how likely each is.
//!
//! In: scores of labels and steps, which labels each token may have. Out: [`Label`]s, their probabilities. Must not know: where the
//! scores come from, what a token is.
//!
//! Viterbi and forward-backward for a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001).

use super::labels::{LABELS, Label};
use super::model::{Scores, StepScores};

/// A kind of step: its scores, and their exponentials, computed once.
#[derive(Debug, Clone)]
pub(super) struct Step {
    scores: StepScores,
    factors: StepScores,
}

impl Step {
    /// Steps that no labels allow have the factor 0.
    pub(super) fn new(scores: StepScores) -> Self {
        let may = successors();
        let factors = std::array::from_fn(|previous| {
            std::array::from_fn(
                |label| if may[previous][label] { scores[previous][label].exp() } else { 0.0 },
            )
        });
        Self { scores, factors }
    }

    /// The scores.
    pub(super) fn scores(&self) -> &StepScores {
        &self.scores
    }
}

/// The labels a token may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LabelSet(u8);

impl LabelSet {
    /// All labels.
    pub(super) const ALL: Self = Self(0x7f);

    /// This label alone.
    pub(super) fn only(label: Label) -> Self {
        Self(1 << label as u8)
    }

    /// These labels less those that go on with a span.
    pub(super) fn without_inside(self) -> Self {
        let inside = Label::ALL.into_iter().filter(|label| label.role().is_some_and(|(_, first)| !first));
        Self(inside.fold(self.0, |set, label| set & !(1 << label as u8)))
    }

    /// Whether only one label is left.
    pub(super) fn is_one(self) -> bool {
        self.0.is_power_of_two()
    }

    fn has(self, label: usize) -> bool {
        self.0 >> label & 1 == 1
    }
}

/// One token of a chain.
pub(super) struct Place<'a> {
    /// What its features say.
    pub(super) scores: Scores,
    /// What the step that leads to it says.
    pub(super) step: &'a Step,
    /// What it may be.
    pub(super) allowed: LabelSet,
}

/// For each label, which labels may follow.
fn successors() -> [[bool; LABELS]; LABELS] {
    Label::ALL.map(|previous| Label::ALL.map(|next| next.may_follow(previous)))
}

/// The most likely labels of a chain; `eagerness` is added for each cue that begins. Linear.
pub(super) fn best_labels(chain: &[Place<'_>], eagerness: f32) -> Vec<Label> {
    let may = successors();
    let mut backs: Vec<[u8; LABELS]> = Vec::with_capacity(chain.len());
    let mut totals = start();
    for place in chain {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut back = [0u8; LABELS];
        for label in (0..LABELS).filter(|&label| place.allowed.has(label)) {
            for previous in (0..LABELS).filter(|&previous| may[previous][label]) {
                let total = totals[previous] + place.step.scores[previous][label];
                if total > next[label] {
                    next[label] = total;
                    back[label] = previous as u8;
                }
            }
            next[label] += place.scores[label];
        }
        next[Label::BeginCue as usize] += eagerness;
        // No allowed label can follow: the chain starts anew, so that no constraint can empty it.
        totals = if next.iter().all(|total| *total == f32::NEG_INFINITY) { start() } else { next };
        backs.push(back);
    }
    let mut label = (0..LABELS).max_by(|&a, &b| totals[a].total_cmp(&totals[b]).then(b.cmp(&a))).unwrap_or(0);
    let mut labels = vec![Label::Outside; chain.len()];
    for (place, back) in labels.iter_mut().zip(&backs).rev() {
        *place = Label::ALL[label];
        label = usize::from(back[label]);
    }
    labels
}

/// A chain begins as if after [`Label::Outside`].
fn start() -> Scores {
    let mut totals = [f32::NEG_INFINITY; LABELS];
    totals[Label::Outside as usize] = 0.0;
    totals
}

/// How likely each label is at each token. Linear.
pub(super) fn probabilities(chain: &[Place<'_>]) -> Vec<Scores> {
    let mut forward: Vec<Scores> = Vec::with_capacity(chain.len());
    let mut before: Scores = start().map(f32::exp);
    // Exponentials once for each token: scores less their largest, so that none is too large.
    let factors: Vec<Scores> = chain
        .iter()
        .map(|place| {
            let most = place.scores.iter().fold(f32::NEG_INFINITY, |most, score| most.max(*score));
            std::array::from_fn(|label| {
                if place.allowed.has(label) { (place.scores[label] - most).exp() } else { 0.0 }
            })
        })
        .collect();
    let steps: Vec<&StepScores> = chain.iter().map(|place| &place.step.factors).collect();
    for (factor, step) in factors.iter().zip(&steps) {
        let mut here: Scores = std::array::from_fn(|label| {
            factor[label] * (0..LABELS).map(|previous| before[previous] * step[previous][label]).sum::<f32>()
        });
        normalize(&mut here);
        forward.push(here);
        before = here;
    }
    let mut after = [1.0f32; LABELS];
    for at in (0..chain.len()).rev() {
        for (probability, weight) in forward[at].iter_mut().zip(&after) {
            *probability *= weight;
        }
        normalize(&mut forward[at]);
        let (factor, step) = (&factors[at], steps[at]);
        let mut earlier: Scores = std::array::from_fn(|previous| {
            (0..LABELS).map(|label| step[previous][label] * factor[label] * after[label]).sum()
        });
        normalize(&mut earlier);
        after = earlier;
    }
    forward
}

/// Makes the sum 1; where nothing is left, all are alike.
fn normalize(scores: &mut Scores) {
    let sum: f32 = scores.iter().sum();
    if sum > 0.0 && sum.is_finite() {
        for score in scores.iter_mut() {
            *score /= sum;
        }
    } else {
        *scores = [1.0 / LABELS as f32; LABELS];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat() -> Step {
        Step::new([[0.0; LABELS]; LABELS])
    }

    fn place(step: &Step, label: Label, score: f32) -> Place<'_> {
        let mut scores = [0.0; LABELS];
        scores[label as usize] = score;
        Place { scores, step, allowed: LabelSet::ALL }
    }

    #[test]
    fn an_inside_needs_its_begin() {
        let step = flat();
        let chain = [place(&step, Label::InContent, 3.0), place(&step, Label::InContent, 3.0)];
        assert_eq!(best_labels(&chain, 0.0), [Label::BeginContent, Label::InContent]);
    }

    #[test]
    fn a_forced_label_wins_over_scores() {
        let step = flat();
        let mut chain = [
            place(&step, Label::Outside, 9.0),
            place(&step, Label::BeginCue, 1.0),
            place(&step, Label::InContent, 2.0),
        ];
        chain[0].allowed = LabelSet::only(Label::BeginContent);
        chain[1].allowed = LabelSet::only(Label::InContent);
        chain[2].allowed = LabelSet::ALL.without_inside();
        let labels = best_labels(&chain, 0.0);
        assert_eq!(labels[..2], [Label::BeginContent, Label::InContent]);
        assert!(labels[2] != Label::InContent);
        assert!(probabilities(&chain)[0][Label::BeginContent as usize] > 0.99);
    }

    #[test]
    fn eagerness_begins_more_cues() {
        let step = flat();
        let chain = [place(&step, Label::BeginCue, -0.5)];
        assert_eq!(best_labels(&chain, 0.0), [Label::Outside]);
        assert_eq!(best_labels(&chain, 0.7), [Label::BeginCue]);
    }

    #[test]
    fn probabilities_are_those_of_all_paths() {
        let step = flat();
        // Two tokens; all allowed paths summed by hand.
        let chain = [place(&step, Label::BeginCue, 0.3), place(&step, Label::InCue, 0.9)];
        let may = successors();
        let (mut total, mut first, mut second) = (0.0f32, [0.0f32; LABELS], [0.0f32; LABELS]);
        for a in (0..LABELS).filter(|&a| may[0][a]) {
            for b in (0..LABELS).filter(|&b| may[a][b]) {
                let weight = (chain[0].scores[a] + chain[1].scores[b]).exp();
                total += weight;
                first[a] += weight;
                second[b] += weight;
            }
        }
        let found = probabilities(&chain);
        for label in 0..LABELS {
            assert!((found[0][label] - first[label] / total).abs() < 1e-5);
            assert!((found[1][label] - second[label] / total).abs() < 1e-5);
        }
    }

    #[test]
    fn impossible_constraints_still_give_labels() {
        let step = flat();
        let mut chain = [place(&step, Label::Outside, 1.0), place(&step, Label::Outside, 1.0)];
        chain[0].allowed = LabelSet::only(Label::Outside);
        chain[1].allowed = LabelSet::only(Label::InCue);
        assert_eq!(best_labels(&chain, 0.0).len(), 2);
        assert!(probabilities(&chain).iter().flatten().all(|p| p.is_finite()));
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(best_labels(&[], 0.0).is_empty() && probabilities(&[]).is_empty());
    }
}
