//! Attributions before anybody knows who the speakers are.
//!
//! In: nothing (plain data, filled by [`crate::link()`]). Out: [`Statement`]. Must not know: entities, engines.

use crate::{ContentType, CueClass, Pattern};
use dixit_tokenizer::{TokenRun, typed_index};

typed_index!(
    /// A statement: an attribution without its speaker.
    StatementId
);

/// Content, cue and source tied together, as tokens of the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Direct, indirect or mixed.
    pub content_type: ContentType,
    /// The parts of the content, in order; never empty.
    pub content: Vec<TokenRun>,
    /// The parts of the cue; empty where there is none.
    pub cue: Vec<TokenRun>,
    /// What kind of reporting the cue is.
    pub class: Option<CueClass>,
    /// The parts of the source; empty where there is none.
    pub source: Vec<TokenRun>,
    /// The statement inside whose content this one stands.
    pub nested_in: Option<StatementId>,
    /// The earlier statement whose speaker goes on here, where this one has no source.
    pub continues: Option<StatementId>,
    /// Which pattern found it.
    pub pattern: Pattern,
    /// How likely it is right, from 0 to 1.
    pub confidence: f32,
}
