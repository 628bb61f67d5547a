//! What a trainer of the `fast` engine needs: documents as the tagger reads them, and models from weights.
//!
//! In: nothing. Out: the names that `dixit-train` uses. Must not know: how weights are learnt. Feature `learning`; these names may
//! change with any version.

pub use crate::fast::{
    Chains, Choice, Joined, LABELS, Label, Model, Reading, SIGNS, STEPS, Scores, Signs, StepScores, Weights,
};
