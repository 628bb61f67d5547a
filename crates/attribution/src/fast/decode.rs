//! The best labels of a chain, and how sure each is.
//!
//! In: scores of labels and moves, which labels each token may have. Out: [`Label`]s, and a share each. Must not know: where the
//! scores come from, what a token is.
//!
//! Viterbi search for a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001).

use super::labels::Label;
use super::model::{Scores, Tables};
use super::states::{START, STATES};
use super::templates::MEMORY_KINDS;

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

    /// A source, or nothing at all.
    pub(super) fn source_or_outside() -> Self {
        Self(1 << Label::Outside as u8 | 1 << Label::BeginSource as u8 | 1 << Label::InSource as u8)
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
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// What its features say.
    pub(super) scores: Scores,
    /// The kind of the step that leads to it.
    pub(super) step: u8,
    /// The kinds of place it is to the memory.
    pub(super) memories: [u16; MEMORY_KINDS],
    /// What it may be.
    pub(super) allowed: LabelSet,
}

/// Something for each state.
type States = [f32; STATES];

/// States whose score lies this far below the best are left. On PolNeAR train, 15 finds the same and takes a third longer.
const BEAM: f32 = 8.0;

/// The most likely labels of a chain, and for each the share that its states had among all, as far as the chain had been read: what
/// comes later is not in it, for that would cost a second search. Linear.
pub(super) fn best_labels(chain: &[Place], tables: &Tables) -> Vec<(Label, f32)> {
    let mut steps: Vec<(States, [u8; STATES])> = Vec::with_capacity(chain.len());
    let (mut totals, mut best) = (start(), 0.0);
    for place in chain {
        // A place more takes what cannot happen.
        let mut next = [f32::NEG_INFINITY; STATES + 1];
        let mut back = [0u8; STATES + 1];
        for from in (0..STATES).filter(|&from| totals[from] >= best - BEAM) {
            let moves = tables.moves(place.step, &place.memories, from);
            for (&to, score) in tables.targets[from].iter().zip(moves) {
                let to = usize::from(to).min(STATES);
                let total = totals[from] + score;
                let better = total > next[to];
                next[to] = if better { total } else { next[to] };
                back[to] = if better { from as u8 } else { back[to] };
            }
        }
        best = f32::NEG_INFINITY;
        for ((total, next), label) in totals.iter_mut().zip(next).zip(&tables.labels) {
            let label = *label as usize;
            *total = next + if place.allowed.has(label) { place.scores[label] } else { f32::NEG_INFINITY };
            best = best.max(*total);
        }
        // No allowed label can follow: the chain starts anew, so that no constraint can empty it.
        if best == f32::NEG_INFINITY {
            (totals, best) = (start(), 0.0);
        }
        steps.push((totals, std::array::from_fn(|state| back[state])));
    }
    let mut state =
        (0..STATES).max_by(|&a, &b| totals[a].total_cmp(&totals[b]).then(b.cmp(&a))).unwrap_or(START);
    let mut labels = vec![(Label::Outside, 1.0); chain.len()];
    for (place, (totals, back)) in labels.iter_mut().zip(&steps).rev() {
        let label = tables.labels[state];
        // Nobody asks how sure a token is of nothing.
        let share = if label == Label::Outside { 1.0 } else { share(totals, label, tables) };
        *place = (label, share);
        state = usize::from(back[state]);
    }
    labels
}

/// The share of a label's states among all.
fn share(totals: &States, label: Label, tables: &Tables) -> f32 {
    let most = totals.iter().fold(f32::NEG_INFINITY, |most, total| most.max(*total));
    let (mut all, mut own) = (0.0, 0.0);
    for (total, of) in totals.iter().zip(&tables.labels).filter(|(total, _)| **total >= most - BEAM) {
        let weight = (total - most).exp();
        all += weight;
        own += if *of == label { weight } else { 0.0 };
    }
    own / all
}

/// A chain begins in one state.
fn start() -> States {
    let mut states = [f32::NEG_INFINITY; STATES];
    states[START] = 0.0;
    states
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fast::labels::LABELS;
    use crate::fast::model::{Model, Weights};

    /// A model whose places say nothing.
    fn flat() -> Model {
        Model::pack(&Weights::default(), 0)
    }

    fn place(label: Label, score: f32) -> Place {
        let mut scores = [0.0; LABELS];
        scores[label as usize] = score;
        Place { scores, step: 0, memories: [0; MEMORY_KINDS], allowed: LabelSet::ALL }
    }

    fn labels(chain: &[Place], model: &Model) -> Vec<Label> {
        best_labels(chain, model.moves()).into_iter().map(|(label, _)| label).collect()
    }

    #[test]
    fn an_inside_needs_its_begin() {
        let chain = [place(Label::InContent, 3.0), place(Label::InContent, 3.0)];
        assert_eq!(labels(&chain, &flat()), [Label::BeginContent, Label::InContent]);
    }

    #[test]
    fn a_forced_label_wins_over_scores() {
        let mut chain =
            [place(Label::Outside, 9.0), place(Label::BeginCue, 1.0), place(Label::InContent, 2.0)];
        chain[0].allowed = LabelSet::only(Label::BeginContent);
        chain[1].allowed = LabelSet::only(Label::InContent);
        chain[2].allowed = LabelSet::ALL.without_inside();
        let found = best_labels(&chain, flat().moves());
        assert_eq!([found[0].0, found[1].0], [Label::BeginContent, Label::InContent]);
        assert!(found[2].0 != Label::InContent);
        assert_eq!(found[0].1, 1.0, "nothing else is allowed");
    }

    #[test]
    fn what_is_remembered_matters() {
        // After a cue, the memory speaks for a content; after nothing, it does not.
        let mut memories = vec![[[0.0; super::super::ACTIONS]; STATES]; 1];
        for (state, label) in flat().moves().labels.iter().enumerate() {
            if *label == Label::BeginCue {
                memories[0][state][3] = 0.4;
            }
        }
        let model = Model::pack(&Weights { memories, ..Weights::default() }, 0);
        let chain = [place(Label::BeginCue, 5.0), place(Label::Outside, 1.0)];
        assert_eq!(labels(&chain, &model)[1], Label::BeginContent);
        let chain = [place(Label::Outside, 5.0), place(Label::Outside, 1.0)];
        assert_eq!(labels(&chain, &model)[1], Label::Outside);
    }

    #[test]
    fn the_surer_the_larger_the_share() {
        let share = |score: f32| best_labels(&[place(Label::BeginCue, score)], flat().moves())[0];
        let (weak, strong) = (share(1.0), share(4.0));
        assert_eq!((weak.0, strong.0), (Label::BeginCue, Label::BeginCue));
        // One of four labels that can stand first: e / (e + 3).
        assert!((weak.1 - 0.475).abs() < 0.001 && strong.1 > 0.9, "{} {}", weak.1, strong.1);
    }

    #[test]
    fn impossible_constraints_still_give_labels() {
        let mut chain = [place(Label::Outside, 1.0), place(Label::Outside, 1.0)];
        chain[0].allowed = LabelSet::only(Label::Outside);
        chain[1].allowed = LabelSet::only(Label::InCue);
        let found = best_labels(&chain, flat().moves());
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|(_, share)| share.is_finite()));
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(best_labels(&[], flat().moves()).is_empty());
    }
}
