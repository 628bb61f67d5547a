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

    /// Whether a label is among them.
    pub(super) fn has(self, label: usize) -> bool {
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

/// States whose score lies this far below the best are left. On PolNeAR train, 15 finds the same and takes a third longer.
const BEAM: f32 = 8.0;

/// A state that a token may well be in.
#[derive(Debug, Clone, Copy)]
struct Cell {
    /// The best score of a way here.
    total: f32,
    /// Where that comes from, among all cells.
    back: u32,
    state: u8,
}

/// The most likely labels of a chain, and for each the share that its states had among all, as far as the chain had been read: what
/// comes later is not in it, for that would cost a second search. Linear.
pub(super) fn best_labels(chain: &[Place], tables: &Tables) -> Vec<(Label, f32)> {
    // The first cell is no token's: a chain begins in one state.
    let mut cells = vec![Cell { total: 0.0, back: 0, state: START as u8 }];
    let mut ends = Vec::with_capacity(chain.len() + 1);
    let mut layer = 0..1;
    for place in chain {
        ends.push(layer.end);
        // A place more takes what cannot happen.
        let mut next = [f32::NEG_INFINITY; STATES + 1];
        let mut back = [0u32; STATES + 1];
        let mut reached = 0u64;
        let said = tables.said(place.step, &place.memories);
        for at in layer.clone() {
            let cell = cells[at];
            let state = usize::from(cell.state).min(STATES - 1);
            let moves = said.moves(state);
            for (&to, score) in tables.targets[state].iter().zip(moves) {
                let to = usize::from(to).min(STATES);
                let total = cell.total + score;
                let better = total > next[to];
                next[to] = if better { total } else { next[to] };
                back[to] = if better { at as u32 } else { back[to] };
                reached |= 1 << to;
            }
        }
        let mut open = reached & tables.states_of(place.allowed);
        let mut best = f32::NEG_INFINITY;
        let (start, mut rest) = (cells.len(), open);
        while rest != 0 {
            let state = rest.trailing_zeros() as usize % STATES;
            rest &= rest - 1;
            next[state] += place.scores[tables.labels[state] as usize];
            best = best.max(next[state]);
        }
        while open != 0 {
            let state = open.trailing_zeros() as usize % STATES;
            open &= open - 1;
            if next[state] >= best - BEAM {
                cells.push(Cell { total: next[state], back: back[state], state: state as u8 });
            }
        }
        // No allowed label can follow: the chain starts anew, so that no constraint can empty it.
        if cells.len() == start {
            cells.push(Cell { total: 0.0, back: layer.start as u32, state: START as u8 });
        }
        layer = start..cells.len();
    }
    // Of cells as good, the first.
    let mut at =
        layer.clone().rev().max_by(|&a, &b| cells[a].total.total_cmp(&cells[b].total)).unwrap_or_default();
    let mut labels = vec![(Label::Outside, 1.0); chain.len()];
    for (place, start) in labels.iter_mut().zip(ends).rev() {
        let label = tables.labels[usize::from(cells[at].state)];
        // Nobody asks how sure a token is of nothing.
        let share =
            if label == Label::Outside { 1.0 } else { share(&cells[start..layer.end], label, tables) };
        *place = (label, share);
        layer.end = start;
        at = cells[at].back as usize;
    }
    labels
}

/// The share of a label's states among all of a token's.
fn share(cells: &[Cell], label: Label, tables: &Tables) -> f32 {
    let most = cells.iter().fold(f32::NEG_INFINITY, |most, cell| most.max(cell.total));
    let (mut all, mut own) = (0.0, 0.0);
    for cell in cells {
        let weight = (cell.total - most).exp();
        all += weight;
        own += if tables.labels[usize::from(cell.state)] == label { weight } else { 0.0 };
    }
    own / all
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
