//! Mentions and the entities they refer to: plain data, filled by the stages.
//!
//! In: nothing. Out: [`Mention`], [`Entity`]. Must not know: how they are found, attributions.

use dixit_tokenizer::{Span, typed_index};

typed_index!(
    /// A mention of an [`crate::Analysis`].
    MentionId
);
typed_index!(
    /// An entity of an [`crate::Analysis`].
    EntityId
);

/// What kind of words a mention is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum MentionKind {
    /// `U.S. Treasury Secretary Scott Bessent`, `Reuters`
    Name,
    /// `the treasury chief`, `officials`
    Nominal,
    /// `he`
    Pronoun,
    /// `both Greer and Bessent`: several entities in one mention.
    Collective,
}

/// A phrase that refers to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Mention {
    /// The whole phrase, with titles: `U.S. Treasury Secretary Scott Bessent`.
    pub span: Span,
    /// Its core: `Scott Bessent`, `chief`, `he`.
    pub head: Span,
    /// What kind of words it is.
    pub kind: MentionKind,
    /// Who it refers to: one entity, several for a collective, none where it could not be resolved.
    pub entities: Vec<EntityId>,
    /// For pronouns and descriptions: the named mention it was resolved by.
    pub antecedent: Option<MentionId>,
    /// For a pronoun that several could be meant by: how it was decided.
    pub step: Option<Step>,
}

/// How a pronoun was resolved: one step of its chain of antecedents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Step {
    /// The mention that it goes back to, perhaps a pronoun itself.
    pub to: MentionId,
    /// What that mention scored; points have no unit, and fewer than 14 are not enough.
    pub points: i32,
    /// Who came second, with what points.
    pub second: Option<(EntityId, i32)>,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum EntityKind {
    /// One human being.
    Person,
    /// `Reuters`, `the Commerce Ministry`, `Washington` when it speaks.
    Organisation,
    /// `officials`, `farmers`
    Group,
    /// The text does not tell.
    Unknown,
}

/// The pronouns that stand for an entity, as far as the text or the roster tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Gender {
    /// he
    Masculine,
    /// she
    Feminine,
    /// Not known.
    #[default]
    Unknown,
}

/// How an entity was recognised in the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RosterLink {
    /// The roster entry's id: `bessent`.
    pub person: String,
    /// What in the text matched.
    pub by: RosterMatch,
}

/// What matched a roster entry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum RosterMatch {
    /// The full name or an alias.
    Name,
    /// The surname with a fitting title or office.
    SurnameAndTitle,
    /// The office alone, on the article's date.
    Office(String),
}

/// A person, organisation or group that the document speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Entity {
    /// The best name: the roster's, else the longest in the text without titles; for unnamed ones the description
    /// without its article (`officials`).
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Whether the name names somebody; false for `officials`, `a spokeswoman`.
    pub named: bool,
    /// Which pronouns stand for it.
    pub gender: Gender,
    /// Other forms found in the text, without duplicates, in order of appearance.
    pub aliases: Vec<String>,
    /// Its mentions, in text order.
    pub mentions: Vec<MentionId>,
    /// The roster's person, where recognised.
    pub roster: Option<RosterLink>,
}

impl Entity {
    /// Somebody or something without a name, so far without mentions.
    pub(crate) fn unnamed(name: String, kind: EntityKind, gender: Gender) -> Self {
        Self { name, kind, named: false, gender, aliases: Vec::new(), mentions: Vec::new(), roster: None }
    }
}

impl Gender {
    /// This gender, or the other where this is not known.
    pub(crate) fn or(self, other: Gender) -> Gender {
        if self == Gender::Unknown { other } else { self }
    }

    /// Whether the two can be the same person’s.
    pub(crate) fn fits(self, other: Gender) -> bool {
        self == Gender::Unknown || other == Gender::Unknown || self == other
    }
}
