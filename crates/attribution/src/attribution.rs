//! What an analysis says: attributions, their speakers, and why.
//!
//! In: nothing (plain data). Out: [`Analysis`], [`Attribution`], [`Verdict`], [`Evidence`]. Must not know: output formats.

use crate::{CueClass, Diagnostic, Entity, EntityId, Mention, MentionId, Pattern, QuotedSpan};
use dixit_tokenizer::{Index, Span, typed_index};

typed_index!(
    /// An attribution of an [`Analysis`].
    AttributionId
);

/// Whether the content stands in quotation marks; inside another’s content, in marks of its own: what `“He said it was late,” Roe
/// recalled` has of his is indirect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum ContentType {
    /// All of it: `“We’ll make a deal,” Trump said.`
    Direct,
    /// None of it: `Trump said they would make a deal.`
    Indirect,
    /// Some of it: `Trump called it “a disturbance” for markets.`
    Mixed,
}

impl ContentType {
    /// `direct`, `indirect` or `mixed`, as files and tables have it.
    pub fn name(self) -> &'static str {
        match self {
            ContentType::Direct => "direct",
            ContentType::Indirect => "indirect",
            ContentType::Mixed => "mixed",
        }
    }
}

/// What kind of words name the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum SourceKind {
    /// `Scott Bessent`
    Name,
    /// `the treasury chief`
    Nominal,
    /// `he`
    Pronoun,
    /// `both Greer and Bessent`
    Collective,
    /// None in the text.
    Absent,
}

/// Who the speaker is. Not knowing is an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Verdict {
    /// One speaker, or several who said it together; never empty.
    Speakers(Vec<EntityId>),
    /// One of these, and the text does not tell which.
    Ambiguous(Vec<EntityId>),
    /// Nobody can tell.
    Unknown,
}

impl Verdict {
    /// The speakers, where they are known; empty otherwise.
    pub fn speakers(&self) -> &[EntityId] {
        match self {
            Verdict::Speakers(ids) => ids,
            Verdict::Ambiguous(_) | Verdict::Unknown => &[],
        }
    }
}

/// Why an attribution says what it says: the chain cue → mention → antecedent → roster entry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Evidence {
    /// The pattern that tied content, cue and source.
    pub pattern: Pattern,
    /// What kind of reporting the cue is.
    pub cue_class: Option<CueClass>,
    /// The mention that the source is.
    pub mention: Option<MentionId>,
    /// For a pronoun or a description: the named mention it was resolved to.
    pub antecedent: Option<MentionId>,
    /// The attribution whose speaker goes on here, where the text names none again.
    pub continues: Option<AttributionId>,
}

/// A content tied to its cue, its source and its speaker. Spans are bytes of the original text.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Attribution {
    /// Direct, indirect or mixed.
    pub content_type: ContentType,
    /// The parts of the content, in order, with their quotation marks; never empty.
    pub content: Vec<Span>,
    /// The parts of the cue; empty where there is none.
    pub cue: Vec<Span>,
    /// The parts of the source; empty where there is none.
    pub source: Vec<Span>,
    /// What kind of words the source is.
    pub source_kind: SourceKind,
    /// Who said it.
    pub speaker: Verdict,
    /// The attribution inside whose content this one stands.
    pub nested_in: Option<AttributionId>,
    /// How likely content and speaker are right, from 0 to 1: how often the pattern is right times how often a source of this
    /// kind is given to the right speaker, both measured on PolNeAR's training part where it has such cases.
    pub confidence: f32,
    /// Why.
    pub evidence: Evidence,
}

/// Everything found in one document.
#[derive(Debug, Clone, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Analysis {
    /// In the order of their first content span. [`AttributionId`]s index this.
    pub attributions: Vec<Attribution>,
    /// The people and organisations found. [`EntityId`]s index this.
    pub entities: Vec<Entity>,
    /// In text order. [`MentionId`]s index this.
    pub mentions: Vec<Mention>,
    /// Everything in quotation marks, attributed or not, in text order.
    pub quotes: Vec<QuotedSpan>,
    /// What was odd in the text, in text order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Analysis {
    /// The entity of an id of this analysis; none for an id of another one.
    pub fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.to_usize())
    }

    /// The mention of an id of this analysis; none for an id of another one.
    pub fn mention(&self, id: MentionId) -> Option<&Mention> {
        self.mentions.get(id.to_usize())
    }

    /// Who said it: one entity, several who said it together, or nothing where the speaker is unknown or ambiguous.
    ///
    /// Look at [`Entity::named`]: `officials` are entities too.
    pub fn speakers<'a>(&'a self, attribution: &'a Attribution) -> impl Iterator<Item = &'a Entity> {
        attribution.speaker.speakers().iter().filter_map(|&id| self.entity(id))
    }
}
