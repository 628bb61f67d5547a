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

impl CueClass {
    /// All of them, in this order.
    pub const ALL: [Self; 17] = [
        Self::Neutral,
        Self::Claim,
        Self::Admission,
        Self::Denial,
        Self::Promise,
        Self::Question,
        Self::Thought,
        Self::Warning,
        Self::Demand,
        Self::Praise,
        Self::Criticism,
        Self::Announcement,
        Self::Agreement,
        Self::Hope,
        Self::Fear,
        Self::Plan,
        Self::Writing,
    ];

    /// `neutral`, `claim`, …, as files and tables have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Claim => "claim",
            Self::Admission => "admission",
            Self::Denial => "denial",
            Self::Promise => "promise",
            Self::Question => "question",
            Self::Thought => "thought",
            Self::Warning => "warning",
            Self::Demand => "demand",
            Self::Praise => "praise",
            Self::Criticism => "criticism",
            Self::Announcement => "announcement",
            Self::Agreement => "agreement",
            Self::Hope => "hope",
            Self::Fear => "fear",
            Self::Plan => "plan",
            Self::Writing => "writing",
        }
    }
}
