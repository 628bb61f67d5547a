//! The `accurate` engine.

mod pieces;

pub use pieces::{Pieces, pieces};
