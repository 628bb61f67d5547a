//! What a trainer of the `fast` engine needs: documents as the tagger reads them, and models from weights.
//!
//! In: nothing. Out: the names that `dixit-train` uses. Must not know: how weights are learnt. These names may change with any
//! version.

pub use crate::fast::{
    ACTIONS, Arc, Chains, Choice, Groups, HINT_VALUES, HINTS, Joined, LABELS, Label, MEMORIES, MEMORY_KINDS,
    MemoryScores, Model, Reading, SIGNS, STATES, STEPS, Scores, Signs, StepScores, Weights, arcs, labels,
};

#[cfg(feature = "accurate")]
pub use crate::accurate::{Pieces, pieces};
