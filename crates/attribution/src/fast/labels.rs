//! The labels of the tagger: begin and inside of each role.
//!
//! In: nothing. Out: [`Label`], and which may follow which. Must not know: features, weights.

use crate::Role;

/// What a token is to the attribution it stands in (BIO, Ramshaw and Marcus 1995).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Label {
    /// In no attribution.
    Outside,
    /// The first token of a source.
    BeginSource,
    /// A further token of a source.
    InSource,
    /// The first token of a cue.
    BeginCue,
    /// A further token of a cue.
    InCue,
    /// The first token of a part of a content.
    BeginContent,
    /// A further token of it.
    InContent,
}

/// How many labels there are.
pub const LABELS: usize = 7;

impl Label {
    /// All, in the order of their numbers.
    pub const ALL: [Label; LABELS] = [
        Label::Outside,
        Label::BeginSource,
        Label::InSource,
        Label::BeginCue,
        Label::InCue,
        Label::BeginContent,
        Label::InContent,
    ];

    /// The first or a further token of a role.
    pub fn of(role: Role, first: bool) -> Self {
        match (role, first) {
            (Role::Source, true) => Label::BeginSource,
            (Role::Source, false) => Label::InSource,
            (Role::Cue, true) => Label::BeginCue,
            (Role::Cue, false) => Label::InCue,
            (Role::Content, true) => Label::BeginContent,
            (Role::Content, false) => Label::InContent,
        }
    }

    /// Its role, and whether it begins it; nothing outside.
    pub fn role(self) -> Option<(Role, bool)> {
        match self {
            Label::Outside => None,
            Label::BeginSource => Some((Role::Source, true)),
            Label::InSource => Some((Role::Source, false)),
            Label::BeginCue => Some((Role::Cue, true)),
            Label::InCue => Some((Role::Cue, false)),
            Label::BeginContent => Some((Role::Content, true)),
            Label::InContent => Some((Role::Content, false)),
        }
    }

    /// Whether this label may stand right after `previous`; a chain begins as if after [`Label::Outside`].
    pub fn may_follow(self, previous: Label) -> bool {
        match self.role() {
            Some((role, false)) => previous.role().is_some_and(|(before, _)| before == role),
            _ => true,
        }
    }
}
