//! What kind of reporting a cue is.
//!
//! In: nothing. Out: [`CueClass`]. Must not know: the lexicon.

/// The class of a reporting verb, noun or phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum CueClass {
    /// said, told, according to
    Neutral,
    /// claimed, insisted
    Claim,
    /// admitted, conceded
    Admission,
    /// denied, rejected
    Denial,
    /// promised, vowed
    Promise,
    /// asked, wondered
    Question,
    /// thought, believed
    Thought,
    /// warned, threatened
    Warning,
    /// demanded, urged
    Demand,
    /// praised, hailed
    Praise,
    /// criticised, blasted
    Criticism,
    /// announced, declared
    Announcement,
    /// agreed, accepted
    Agreement,
    /// hoped, expressed optimism
    Hope,
    /// feared, worried
    Fear,
    /// planned, intended
    Plan,
    /// wrote, tweeted
    Writing,
}
