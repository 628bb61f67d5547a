//! The file of known people: who they are, and which offices they held when.
//!
//! In: TOML text. Out: [`Roster`]. Must not know: documents.

/// Known people with dated offices.
#[derive(Debug, Clone, Default)]
pub struct Roster {}

impl Roster {
    /// The small roster built into the crate: the people of trade news.
    pub fn builtin() -> Self {
        Self::default()
    }
}
