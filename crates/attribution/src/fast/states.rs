//! What the chain remembers: the label, and the roles of the last two spans.
//!
//! In: nothing. Out: the states and the moves between them. Must not know: scores, features.
//!
//! A first-order chain over labels forgets, three tokens into a content, whose cue it was waiting for. With the roles of the last two
//! spans in the state it knows that a source and a cue came before: attribution F rises by 1.8 in cross-validation on PolNeAR train.

use super::labels::Label;
use crate::Role;

/// How many states there are: outside before any span, and for each pair of last roles outside, at the begin and inside.
pub const STATES: usize = 37;

/// What can happen at a token: outside, begin a source, a cue, a content, go on.
pub const ACTIONS: usize = 5;

/// The state in which a chain begins: outside, no span before.
#[cfg(test)]
const START: usize = 0;

/// A move from a state to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// The state before.
    pub from: u8,
    /// What happens.
    pub action: u8,
    /// The state after.
    pub to: u8,
}

/// The roles of the last two spans, 0 for none, and where in the last one: outside 0, begin 1, inside 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct State {
    before: u8,
    last: u8,
    place: u8,
}

const OUTSIDE: u8 = 0;
const BEGIN: u8 = 1;
const INSIDE: u8 = 2;

/// The roles; one more than the place here is a role's number in a state, and the action that begins it.
pub(super) const ROLES: [Role; 3] = [Role::Source, Role::Cue, Role::Content];

/// The action that goes on with a span; 0 is to stay outside.
pub(super) const GO_ON: usize = 4;

fn states() -> Vec<State> {
    let mut states = Vec::with_capacity(STATES);
    for before in 0..=3 {
        for last in 0..=3 {
            for place in [OUTSIDE, BEGIN, INSIDE] {
                if last > 0 || before == 0 && place == OUTSIDE {
                    states.push(State { before, last, place });
                }
            }
        }
    }
    states
}

/// The search has a cell for each state, by place, then the roles of the last two spans: what leads to cells side by side comes from
/// cells side by side, so that a processor does four at a time. A few cells are no state.
pub(super) const CELLS: usize = 3 * PAIRS;

/// The pairs of last roles, none among them.
pub(super) const PAIRS: usize = 16;

/// The cell of each state.
pub(super) fn cells() -> [usize; STATES] {
    let states = states();
    std::array::from_fn(|at| {
        let State { before, last, place } = states[at];
        usize::from(place) * PAIRS + usize::from(before) * 4 + usize::from(last)
    })
}

/// The label of each state.
pub fn labels() -> [Label; STATES] {
    let states = states();
    std::array::from_fn(|at| match states[at] {
        State { place: OUTSIDE, .. } => Label::Outside,
        State { last, place, .. } => Label::of(ROLES[usize::from(last) - 1], place == BEGIN),
    })
}

/// All moves, by the state they lead to.
pub fn arcs() -> Vec<Arc> {
    let states = states();
    let find = |state: State| states.iter().position(|known| *known == state);
    let mut arcs = Vec::new();
    for (from, &State { before, last, place }) in states.iter().enumerate() {
        let mut add = |action: u8, state: State| {
            if let Some(to) = find(state) {
                arcs.push(Arc { from: from as u8, action, to: to as u8 });
            }
        };
        add(0, State { before, last, place: OUTSIDE });
        for role in 1..=3 {
            add(role, State { before: last, last: role, place: BEGIN });
        }
        if place != OUTSIDE {
            add(GO_ON as u8, State { before, last, place: INSIDE });
        }
    }
    arcs.sort_by_key(|arc| (arc.to, arc.from));
    arcs
}

/// The label that an action gives after a label; none where it cannot happen.
pub(super) fn label_after(action: usize, label: Label) -> Option<Label> {
    match (action, label.role()) {
        (0, _) => Some(Label::Outside),
        (1..=3, _) => Some(Label::of(ROLES[action - 1], true)),
        (_, Some((role, _))) => Some(Label::of(role, false)),
        (_, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_move_keeps_to_the_labels() {
        let labels = labels();
        assert_eq!(states().len(), STATES);
        for Arc { from, action, to } in arcs() {
            let (before, after) = (labels[usize::from(from)], labels[usize::from(to)]);
            assert!(after.may_follow(before));
            assert_eq!(label_after(usize::from(action), before), Some(after));
        }
        assert_eq!(labels[START], Label::Outside);
    }

    #[test]
    fn a_begin_moves_the_memory_on() {
        let find = |before, last, place| {
            states().iter().position(|state| *state == State { before, last, place }).unwrap() as u8
        };
        // A cue begins in a source that followed a content.
        let arc = Arc { from: find(3, 1, INSIDE), action: 2, to: find(1, 2, BEGIN) };
        assert!(arcs().contains(&arc));
    }
}
