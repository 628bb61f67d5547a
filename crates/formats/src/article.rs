//! An article that was read, as the writers take it.
//!
//! In: a document, its analysis, the ids of its speakers, which attributions are wanted. Out: [`Article`]. Must not know:
//! file formats.

use crate::{Carried, Piece};
use dixit_attribution::{Analysis, Attribution, Entity, EntityId, SourceKind, Verdict};
use dixit_tokenizer::{Document, Index, Span};
use jiff::civil::Date;

/// What the writers are given of one article.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// The document's id.
    pub id: &'a str,
    /// Its headline, where the input tells it apart from the text.
    pub title: Option<&'a str>,
    /// The day of publication, where the input or the caller tells it.
    pub date: Option<Date>,
    /// What else the input says of it.
    pub carried: &'a Carried,
    /// Which piece of a document it is, where that was too long to be read at once.
    pub piece: Option<&'a Piece>,
    /// Its text.
    pub document: &'a Document,
    /// What was found in it.
    pub analysis: &'a Analysis,
    /// The ids of the analysis's entities, in their order.
    pub speaker_ids: &'a [String],
    /// For each attribution whether it is wanted.
    pub keep: &'a [bool],
}

impl<'a> Article<'a> {
    /// The wanted attributions with their numbers, which count from 1 and do not change with what is wanted.
    pub fn wanted(&self) -> impl Iterator<Item = (usize, &'a Attribution)> + use<'a> {
        let kept = self.analysis.attributions.iter().zip(self.keep).enumerate();
        kept.filter(|(_, (_, keep))| **keep).map(|(position, (attribution, _))| (position + 1, attribution))
    }

    /// An entity and its id.
    pub fn entity(&self, id: EntityId) -> Option<(&'a str, &'a Entity)> {
        let position = id.to_usize();
        Some((self.speaker_ids.get(position)?, self.analysis.entities.get(position)?))
    }

    /// The words of a role, ` … ` between its parts, each on one line.
    pub(crate) fn words(&self, spans: &[Span]) -> String {
        let parts: Vec<String> = spans.iter().map(|span| one_line(self.document.slice(*span))).collect();
        parts.join(" … ")
    }
}

/// How much is known of a speaker: what totals are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Somebody with a name.
    Named,
    /// `officials`
    Anonymous,
    /// One of several.
    Ambiguous,
    /// Nobody.
    Unknown,
}

impl Standing {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Standing::Named => "named",
            Standing::Anonymous => "anonymous",
            Standing::Ambiguous => "ambiguous",
            Standing::Unknown => "unknown",
        }
    }

    /// That of a verdict. Several speakers are named when one of them is.
    pub(crate) fn of(verdict: &Verdict, article: &Article<'_>) -> Self {
        match verdict {
            Verdict::Speakers(ids)
                if ids.iter().any(|id| article.entity(*id).is_some_and(|(_, e)| e.named)) =>
            {
                Standing::Named
            }
            Verdict::Speakers(_) => Standing::Anonymous,
            Verdict::Ambiguous(_) => Standing::Ambiguous,
            Verdict::Unknown => Standing::Unknown,
        }
    }
}

/// Those whom a verdict names: the speakers, or the candidates.
pub(crate) fn named_in(verdict: &Verdict) -> &[EntityId] {
    match verdict {
        Verdict::Speakers(ids) | Verdict::Ambiguous(ids) => ids,
        Verdict::Unknown => &[],
    }
}

/// A confidence as it is written: two decimals, the same on every machine.
pub fn rounded(confidence: f32) -> f64 {
    (f64::from(confidence) * 100.0).round() / 100.0
}

/// The text with each run of white space that breaks a line made one space.
pub(crate) fn one_line(text: &str) -> String {
    let breaks =
        |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if !text.contains(breaks) {
        return text.to_owned();
    }
    text.split(breaks).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// As [`source_kind`](crate::source_kind) reads it.
pub(crate) fn source_kind_name(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Name => "name",
        SourceKind::Nominal => "nominal",
        SourceKind::Pronoun => "pronoun",
        SourceKind::Collective => "collective",
        SourceKind::Absent => "absent",
    }
}
