//! The best labels of a chain, and how sure each is.
//!
//! In: scores of labels and moves, which labels each token may have. Out: [`Decoded`]: labels, and a share each. Must not know: where the
//! scores come from, what a token is.
//!
//! Viterbi search for a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001).

use super::labels::Label;
use super::model::{Four, Moves, Scores, Tables};
use super::states::{CELLS, GO_ON, PAIRS, ROLES};
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

    /// Whether a label that goes on with a span is left.
    fn has_inside(self) -> bool {
        self != self.without_inside()
    }

    pub(super) fn has(self, label: usize) -> bool {
        self.0 >> label & 1 == 1
    }
}

/// One token of a chain.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// What steps and memories say here.
    pub(super) tables: &'a Tables,
    /// What its features say.
    pub(super) scores: Scores,
    /// The kind of the step that leads to it.
    pub(super) step: u8,
    /// The kinds of place it is to the memory.
    pub(super) memories: [u16; MEMORY_KINDS],
    /// What it may be.
    pub(super) allowed: LabelSet,
}

/// Cells whose score lies this far below the best are left, and their shares with them. On PolNeAR train, 15 finds the same.
const BEAM: f32 = 8.0;

/// The best score of a way to each cell; minus infinity where there is none worth its while.
pub(super) type Totals = [f32; CELLS];

/// The cell in which a chain begins: outside, no span before.
const FIRST: usize = 0;

/// The most likely labels of a document's tokens, chain by chain.
#[derive(Default)]
pub(super) struct Decoded {
    labels: Vec<Label>,
    /// The scores after each token.
    totals: Vec<Totals>,
}

impl Decoded {
    /// For so many tokens.
    pub(super) fn with_capacity(tokens: usize) -> Self {
        Self { labels: Vec::with_capacity(tokens), totals: Vec::with_capacity(tokens) }
    }

    /// The labels of the tokens of all chains so far.
    pub(super) fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The share that the states of a token's label had among all, as far as its chain had been read: what comes later is not in it,
    /// for that would cost a second search. Found when it is asked for, since few tokens are asked.
    pub(super) fn share(&self, token: usize) -> f32 {
        match self.labels.get(token).zip(self.totals.get(token)) {
            None => 0.0,
            // Nobody asks how sure a token is of nothing.
            Some((Label::Outside, _)) => 1.0,
            Some((&label, totals)) => share(totals, label),
        }
    }

    /// The labels and totals of the last so many tokens.
    #[cfg(feature = "accurate")]
    pub(super) fn last(&self, tokens: usize) -> (&[Label], &[Totals]) {
        let first = self.labels.len().saturating_sub(tokens);
        (&self.labels[first..], &self.totals[first..])
    }

    /// Adds the most likely labels of the next chain. Linear.
    ///
    /// Forward, only the scores are kept; on the way back, the step that led to a cell is found again, for one cell a token.
    pub(super) fn read(&mut self, chain: &[Place<'_>]) {
        let first = self.totals.len();
        let mut before = start();
        for place in chain {
            let mut totals = step(&before, &place.tables.said(place.step, &place.memories), place.allowed);
            add_scores(&mut totals, place);
            let best = highest(&totals);
            // No allowed label can follow: the chain starts anew, so that no constraint can empty it.
            if best == f32::NEG_INFINITY {
                totals = start();
            } else {
                for total in &mut totals {
                    *total = if *total >= best - BEAM { *total } else { f32::NEG_INFINITY };
                }
            }
            self.totals.push(totals);
            before = totals;
        }
        let mut cell = FIRST;
        for other in IN_ORDER {
            if before[other] > before[cell] {
                cell = other;
            }
        }
        self.labels.resize(first + chain.len(), Label::Outside);
        for (at, place) in chain.iter().enumerate().rev() {
            self.labels[first + at] = label_of(cell);
            before = if at == 0 { start() } else { self.totals[first + at - 1] };
            cell = cell_before(cell, &before, &place.tables.said(place.step, &place.memories));
        }
    }
}

fn start() -> Totals {
    let mut totals = [f32::NEG_INFINITY; CELLS];
    totals[FIRST] = 0.0;
    totals
}

/// The larger number, in one instruction.
#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// The larger numbers of some rows.
#[inline(always)]
fn largest<const N: usize>(rows: &[f32]) -> [f32; N] {
    let mut best = [f32::NEG_INFINITY; N];
    for row in rows.chunks_exact(N) {
        for (best, value) in best.iter_mut().zip(row) {
            *best = larger(*best, *value);
        }
    }
    best
}

/// The largest number, found in a few additions' time: four at a time, not one after the other.
#[inline(always)]
pub(super) fn highest(totals: &Totals) -> f32 {
    largest::<1>(&largest::<4>(&largest::<PAIRS>(totals)))[0]
}

/// The better ways to cells side by side: those so far, or others.
#[inline(always)]
fn better(best: &Four, ways: &Four) -> Four {
    let mut better = *best;
    for (best, way) in better.iter_mut().zip(ways) {
        *best = larger(*best, *way);
    }
    better
}

/// The best way to each cell that the allowed labels leave, without what the token's features say.
///
/// Most cells are too far below the best to be worth their while, or are none of what a held quotation leaves: the work is that of
/// the others.
#[inline]
fn step(before: &Totals, said: &[&Moves; 1 + MEMORY_KINDS], allowed: LabelSet) -> Totals {
    const NOWHERE: Four = [f32::NEG_INFINITY; 4];
    const FOURS: usize = PAIRS / 4;
    let (mut outside, mut begun, mut inside) = ([NOWHERE; FOURS], [NOWHERE; ROLES.len()], [NOWHERE; FOURS]);
    let may_go_on = allowed.has_inside();
    for (at, from) in before.as_chunks::<4>().0.iter().enumerate() {
        if *from == NOWHERE {
            continue;
        }
        let ways = |action: usize| -> Four {
            let [a, b, c, d, e] = said.map(|moves| &moves[at][action]);
            let mut ways = *from;
            for (cell, way) in ways.iter_mut().enumerate() {
                *way += (((a[cell] + b[cell]) + c[cell]) + d[cell]) + e[cell];
            }
            ways
        };
        // To stay or come outside: the roles stay the same, wherever in the last one it was.
        if allowed.has(Label::Outside as usize) {
            outside[at % FOURS] = better(&outside[at % FOURS], &ways(0));
        }
        // To begin: the last role is now the one before, and the one before that is forgotten.
        for (role, begun) in begun.iter_mut().enumerate() {
            if allowed.has(2 * role + 1) {
                *begun = better(begun, &ways(role + 1));
            }
        }
        if may_go_on && at >= FOURS {
            inside[at % FOURS] = better(&inside[at % FOURS], &ways(GO_ON));
        }
    }
    let [source, cue, content] = begun;
    let begun: [Four; FOURS] =
        std::array::from_fn(|last| [f32::NEG_INFINITY, source[last], cue[last], content[last]]);
    let mut after = [f32::NEG_INFINITY; CELLS];
    after[..PAIRS].copy_from_slice(outside.as_flattened());
    after[PAIRS..2 * PAIRS].copy_from_slice(begun.as_flattened());
    after[2 * PAIRS..].copy_from_slice(inside.as_flattened());
    after
}

/// Adds what the features say of the label of each cell, if it is allowed.
#[inline]
fn add_scores(totals: &mut Totals, place: &Place<'_>) {
    let mut scores = place.scores;
    for (label, score) in scores.iter_mut().enumerate() {
        *score = if place.allowed.has(label) { *score } else { f32::NEG_INFINITY };
    }
    let nothing = f32::NEG_INFINITY;
    let [outside, s, s_on, cue, cue_on, content, content_on] = scores;
    let by_place = [[outside; 4], [nothing, s, cue, content], [nothing, s_on, cue_on, content_on]];
    for (totals, scores) in totals.chunks_exact_mut(PAIRS).zip(by_place) {
        for (total, score) in totals.iter_mut().zip(scores.iter().cycle()) {
            *total += score;
        }
    }
}

/// The cell from which the best way leads to a cell.
fn cell_before(cell: usize, before: &Totals, said: &[&Moves; 1 + MEMORY_KINDS]) -> usize {
    let (place, pair) = (cell / PAIRS, cell % PAIRS);
    let mut best = (f32::NEG_INFINITY, if place == 1 { pair / 4 } else { pair });
    let mut look_at = |from: usize, action: usize| {
        let [a, b, c, d, e] = said.map(|moves| moves[from / 4][action][from % 4]);
        let total = before[from] + ((((a + b) + c) + d) + e);
        if total > best.0 {
            best = (total, from);
        }
    };
    match place {
        0 => (0..3).for_each(|place| look_at(place * PAIRS + pair, 0)),
        1 => {
            for older in 0..=ROLES.len() {
                (0..3).for_each(|place| look_at(place * PAIRS + 4 * older + pair / 4, pair % 4));
            }
        }
        _ => (1..3).for_each(|place| look_at(place * PAIRS + pair, GO_ON)),
    }
    best.1
}

/// The cells in the order of their states.
const IN_ORDER: [usize; CELLS] = {
    let mut order = [0; CELLS];
    let mut at = 0;
    while at < CELLS {
        order[at] = at % 3 * PAIRS + at / 3;
        at += 1;
    }
    order
};

pub(super) fn label_of(cell: usize) -> Label {
    match (cell / PAIRS, cell % 4) {
        (1, role @ 1..) => Label::ALL[2 * role - 1],
        (2, role @ 1..) => Label::ALL[2 * role],
        _ => Label::Outside,
    }
}

/// The share of a label's cells among all of a token's.
fn share(totals: &Totals, label: Label) -> f32 {
    let most = highest(totals);
    let (mut all, mut own) = (0.0, 0.0);
    let live = IN_ORDER.into_iter().filter(|&cell| totals[cell] > f32::NEG_INFINITY);
    if live.clone().all(|cell| label_of(cell) == label) {
        return 1.0;
    }
    for cell in live {
        let weight = (totals[cell] - most).exp();
        all += weight;
        own += if label_of(cell) == label { weight } else { 0.0 };
    }
    own / all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fast::labels::LABELS;
    use crate::fast::model::{Model, Weights};
    use crate::fast::states::{ACTIONS, STATES, cells, labels as labels_of_states};

    /// A model whose places say nothing.
    fn flat() -> Model {
        Model::pack(&Weights::default(), 0)
    }

    fn place(model: &Model, label: Label, score: f32) -> Place<'_> {
        let mut scores = [0.0; LABELS];
        scores[label as usize] = score;
        let tables = model.moves();
        Place { tables, scores, step: 0, memories: [0; MEMORY_KINDS], allowed: LabelSet::ALL }
    }

    /// The labels of a chain, each with its share.
    fn best_labels(chain: &[Place<'_>]) -> Vec<(Label, f32)> {
        let mut decoded = Decoded::default();
        decoded.read(chain);
        (0..chain.len()).map(|token| (decoded.labels()[token], decoded.share(token))).collect()
    }

    fn labels(chain: &[Place<'_>]) -> Vec<Label> {
        best_labels(chain).into_iter().map(|(label, _)| label).collect()
    }

    #[test]
    fn an_inside_needs_its_begin() {
        let model = flat();
        let chain = [place(&model, Label::InContent, 3.0), place(&model, Label::InContent, 3.0)];
        assert_eq!(labels(&chain), [Label::BeginContent, Label::InContent]);
    }

    #[test]
    fn a_forced_label_wins_over_scores() {
        let model = flat();
        let place = |label, score| place(&model, label, score);
        let mut chain =
            [place(Label::Outside, 9.0), place(Label::BeginCue, 1.0), place(Label::InContent, 2.0)];
        chain[0].allowed = LabelSet::only(Label::BeginContent);
        chain[1].allowed = LabelSet::only(Label::InContent);
        chain[2].allowed = LabelSet::ALL.without_inside();
        let found = best_labels(&chain);
        assert_eq!([found[0].0, found[1].0], [Label::BeginContent, Label::InContent]);
        assert!(found[2].0 != Label::InContent);
        assert_eq!(found[0].1, 1.0, "nothing else is allowed");
    }

    #[test]
    fn what_is_remembered_matters() {
        // After a cue, the memory speaks for a content; after nothing, it does not.
        let mut memories = vec![[[0.0; ACTIONS]; STATES]; 1];
        for (state, label) in labels_of_states().iter().enumerate() {
            if *label == Label::BeginCue {
                memories[0][state][3] = 0.4;
            }
        }
        let model = Model::pack(&Weights { memories, ..Weights::default() }, 0);
        let place = |label, score| place(&model, label, score);
        assert_eq!(
            labels(&[place(Label::BeginCue, 5.0), place(Label::Outside, 1.0)])[1],
            Label::BeginContent
        );
        assert_eq!(labels(&[place(Label::Outside, 5.0), place(Label::Outside, 1.0)])[1], Label::Outside);
    }

    #[test]
    fn the_surer_the_larger_the_share() {
        let model = flat();
        let share = |score: f32| best_labels(&[place(&model, Label::BeginCue, score)])[0];
        let (weak, strong) = (share(1.0), share(4.0));
        assert_eq!((weak.0, strong.0), (Label::BeginCue, Label::BeginCue));
        // One of four labels that can stand first: e / (e + 3).
        assert!((weak.1 - 0.475).abs() < 0.001 && strong.1 > 0.9, "{} {}", weak.1, strong.1);
    }

    #[test]
    fn impossible_constraints_still_give_labels() {
        let model = flat();
        let mut chain = [place(&model, Label::Outside, 1.0), place(&model, Label::Outside, 1.0)];
        chain[0].allowed = LabelSet::only(Label::Outside);
        chain[1].allowed = LabelSet::only(Label::InCue);
        let found = best_labels(&chain);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|(_, share)| share.is_finite()));
    }

    #[test]
    fn cells_have_the_labels_of_their_states() {
        let labels = labels_of_states();
        for (state, cell) in cells().into_iter().enumerate() {
            assert_eq!(label_of(cell), labels[state]);
        }
        // A place for each, in the same order.
        let order: Vec<usize> = IN_ORDER.into_iter().filter(|cell| cells().contains(cell)).collect();
        assert_eq!(order, cells());
    }

    #[test]
    fn each_chain_begins_anew() {
        let model = flat();
        let mut decoded = Decoded::default();
        decoded.read(&[place(&model, Label::BeginCue, 5.0)]);
        decoded.read(&[place(&model, Label::InCue, 9.0)]);
        assert!(decoded.labels()[1] != Label::InCue, "nothing to go on with");
        assert_eq!((decoded.labels().len(), decoded.share(2)), (2, 0.0));
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(best_labels(&[]).is_empty());
    }
}
