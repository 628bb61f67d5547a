//! Attributions in the making: what the rules collect before they hand over role tags.
//!
//! In: nothing. Out: [`Draft`]s → [`Roles`]. Must not know: how they are found.

use crate::{CueClass, Pattern, Role, RoleSpan, RoleSpanId, Roles, Tie};
use dixit_tokenizer::{Index, TokenRun};

/// A content with its cue and source.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) cue: Option<TokenRun>,
    pub(super) class: Option<CueClass>,
    pub(super) source: Option<TokenRun>,
    pub(super) content: Vec<TokenRun>,
    pub(super) continues: Option<usize>,
    pub(super) pattern: Pattern,
    pub(super) confidence: f32,
}

impl Draft {
    /// A quotation that no cue attributes: its source stands elsewhere, or it goes on with an earlier draft.
    pub(super) fn without_cue(content: TokenRun, confidence: f32) -> Self {
        Self {
            cue: None,
            class: None,
            source: None,
            content: vec![content],
            continues: None,
            pattern: Pattern::Continuation,
            confidence,
        }
    }
}

/// The role spans and ties of the drafts, in their order.
pub(super) fn into_roles(drafts: &[Draft]) -> Roles {
    let mut roles = Roles::default();
    for draft in drafts {
        let mut span = |role: Role, tokens: TokenRun| {
            roles.spans.push(RoleSpan { role, tokens });
            RoleSpanId::from_usize(roles.spans.len() - 1)
        };
        let cue = draft.cue.map(|tokens| span(Role::Cue, tokens)).into_iter().collect();
        let source = draft.source.map(|tokens| span(Role::Source, tokens)).into_iter().collect();
        let mut parts = draft.content.clone();
        parts.sort_by_key(|run| (run.start(), run.end()));
        let content = parts.into_iter().map(|tokens| span(Role::Content, tokens)).collect();
        roles.ties.push(Tie {
            cue,
            class: draft.class,
            source,
            content,
            continues: draft.continues,
            pattern: draft.pattern,
            confidence: draft.confidence,
        });
    }
    roles
}
