//! The seam between engines and everything after them.
//!
//! In: what an [`Engine`] saw in a document. Out: [`Roles`]: which tokens are a source, a cue or a content, and, where the
//! engine knows, which of them belong together. Must not know: how an engine works, who the speakers are.

use crate::{CueClass, Quotes};
use dixit_tokenizer::{Document, TokenRun, typed_index};

/// Anything that tags roles: a learned model ([`crate::FastEngine`]), rules alone ([`crate::RuleEngine`]), or yours.
///
/// `Sync`, so that one engine serves many threads.
pub trait Engine: Sync {
    /// Tags the sources, cues and contents of a document. Total; linear in its length; the same result every time.
    ///
    /// Token runs are positions in [`Document::tokens`]. [`crate::link()`] forgives runs out of order and overlapping ones.
    fn tag(&self, document: &Document, quotes: &Quotes) -> Roles;
}

/// What a run of tokens is to an attribution, in the terms of PARC3 (Pareti 2012, 2016) and PolNeAR (Newell et al. 2018).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Who said it: `Bessent`, `a person familiar with the talks`.
    Source,
    /// The words that attribute: `said`, `according to`.
    Cue,
    /// What was said.
    Content,
}

typed_index!(
    /// A span of [`Roles`].
    RoleSpanId
);

/// A run of tokens with its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleSpan {
    /// Its role.
    pub role: Role,
    /// Its tokens.
    pub tokens: TokenRun,
}

/// Role spans that the engine already knows to belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// The cue's parts; empty where there is none (a transcript line).
    pub cue: Vec<RoleSpanId>,
    /// What the lexicon says of the cue.
    pub class: Option<CueClass>,
    /// The source's parts; empty where the text gives none.
    pub source: Vec<RoleSpanId>,
    /// The content's parts, in order; never empty.
    pub content: Vec<RoleSpanId>,
    /// The earlier tie whose speaker goes on here, where this one has no source of its own.
    pub continues: Option<usize>,
    /// Which pattern found it.
    pub pattern: Pattern,
    /// How often the pattern is right, from 0 to 1.
    pub confidence: f32,
}

/// The spans an engine tagged. Spans of the same role may be shared by several ties (one subject, two verbs).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roles {
    /// The spans, in any order.
    pub spans: Vec<RoleSpan>,
    /// What belongs together. Spans in no tie are joined by the linker.
    pub ties: Vec<Tie>,
}

/// The pattern that found an attribution: its evidence, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Pattern {
    /// `“…,” Trump said.`
    QuoteThenSubjectVerb,
    /// `“…,” said Trump.`
    QuoteThenVerbSubject,
    /// `Trump said: “…”`, `Trump said, “…”`
    SubjectVerbThenQuote,
    /// `According to Trump, “…”` or `…, according to Trump`
    AccordingTo,
    /// `…, as Trump put it`
    AsClause,
    /// `“…” — Jane Roe, chief executive`
    DashAttribution,
    /// `GREER: …`, `A: …`
    TranscriptLine,
    /// `Trump said (that) …`
    SubjectVerbClause,
    /// `Trump promised to …`
    SubjectVerbInfinitive,
    /// `Trump called the plan “a disturbance”`
    SubjectVerbObject,
    /// `…, Trump said.`
    ClauseThenSubjectVerb,
    /// `Trump’s claim that …`
    CueNoun,
    /// `Trump is confident that …`
    CueAdjective,
    /// `…, adding that …`: the subject is the one of the clause before.
    ElidedSubject,
    /// A quotation after an attributed one, with nothing that says otherwise.
    Continuation,
    /// A learned engine.
    Learned,
}
