//! The JSON: what other programs read, kept apart from the library's types so that those may change.
//!
//! In: an analysis. Out: [`DocumentReport`], for serde. Must not know: files, how it is printed.

use dixit_attribution::{
    Analysis, Attribution, ContentType, CueClass, DiagnosticKind, Entity, EntityId, EntityKind, Gender,
    Mention, MentionId, MentionKind, Pattern, RosterMatch, SourceKind, Verdict,
};
use dixit_formats::{Article, Carried, rounded};
use dixit_tokenizer::{Document, Index, OffsetUnit, Span, UnitMap};
use serde::Serialize;

/// Raised when a field changes its meaning or goes away. New fields do not raise it.
pub(crate) const VERSION: u32 = 1;

/// Bytes of a remark's text: PolNeAR's longest paragraph has 4,100, so a longer one tells nothing but that it is long.
const LONGEST_EXCERPT: usize = 5_000;
/// So many characters are left of a longer one.
const BEGINNING: usize = 80;

/// How one JSON object of all documents begins.
pub(crate) fn opening() -> String {
    format!("{{\n  \"version\": {VERSION},\n  \"documents\": [\n    ")
}

/// One document.
#[derive(Serialize)]
pub(crate) struct DocumentReport<'a> {
    version: u32,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    /// What the input has beside the fields that are read.
    #[serde(skip_serializing_if = "Carried::is_empty")]
    fields: &'a Carried,
    #[serde(skip_serializing_if = "Option::is_none")]
    piece: Option<PieceReport<'a>>,
    offsets: OffsetUnit,
    attributions: Vec<AttributionReport<'a>>,
    entities: Vec<EntityReport<'a>>,
    diagnostics: Vec<DiagnosticReport<'a>>,
}

/// Which piece of a document it is.
#[derive(Serialize)]
struct PieceReport<'a> {
    document: &'a str,
    number: usize,
    /// In the unit of all offsets.
    start: u64,
}

#[derive(Serialize)]
struct Piece<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct AttributionReport<'a> {
    /// From 1, in text order; the same whatever is filtered out.
    id: usize,
    #[serde(rename = "type")]
    content_type: ContentType,
    content: Vec<Piece<'a>>,
    cue: Vec<Piece<'a>>,
    source: Vec<Piece<'a>>,
    source_kind: SourceKind,
    speakers: Vec<SpeakerReport<'a>>,
    /// The possible speakers, where the text does not tell which.
    ambiguous: Vec<SpeakerReport<'a>>,
    /// The id of the attribution it stands in, which a filter may have left out.
    nested_in: Option<usize>,
    confidence: f64,
    evidence: EvidenceReport<'a>,
}

#[derive(Serialize)]
struct SpeakerReport<'a> {
    id: &'a str,
    name: &'a str,
    named: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    roster: Option<&'a str>,
}

#[derive(Serialize)]
struct EvidenceReport<'a> {
    pattern: Pattern,
    cue_class: Option<CueClass>,
    mention: Option<MentionReport<'a>>,
    antecedent: Option<MentionReport<'a>>,
    /// The id of the attribution whose speaker goes on here.
    continues: Option<usize>,
}

#[derive(Serialize)]
struct MentionReport<'a> {
    #[serde(flatten)]
    piece: Piece<'a>,
    kind: MentionKind,
}

#[derive(Serialize)]
struct EntityReport<'a> {
    id: &'a str,
    name: &'a str,
    kind: EntityKind,
    named: bool,
    gender: Gender,
    aliases: &'a [String],
    roster: Option<RosterReport<'a>>,
    mentions: Vec<MentionReport<'a>>,
}

#[derive(Serialize)]
struct RosterReport<'a> {
    id: &'a str,
    by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<&'a str>,
}

#[derive(Serialize)]
struct DiagnosticReport<'a> {
    kind: DiagnosticKind,
    message: &'static str,
    #[serde(flatten)]
    piece: Piece<'a>,
}

/// Reports a document.
pub(crate) fn report<'a>(article: Article<'a>, unit: OffsetUnit) -> DocumentReport<'a> {
    let Article { id, title, date, carried, piece, document, analysis, speaker_ids, .. } = article;
    let writer = Writer { document, analysis, speaker_ids, units: UnitMap::new(document.text(), unit) };
    DocumentReport {
        version: VERSION,
        id,
        title,
        date: date.map(|date| date.to_string()),
        fields: carried,
        piece: piece.map(|it| PieceReport {
            document: &it.document,
            number: it.number,
            start: it.start.count(unit),
        }),
        offsets: unit,
        attributions: article.wanted().map(|(number, it)| writer.attribution(number, it)).collect(),
        entities: analysis
            .entities
            .iter()
            .zip(speaker_ids)
            .map(|(entity, id)| writer.entity(entity, id))
            .collect(),
        diagnostics: analysis
            .diagnostics
            .iter()
            .map(|diagnostic| DiagnosticReport {
                kind: diagnostic.kind,
                message: diagnostic.kind.message(),
                piece: writer.excerpt(diagnostic.span),
            })
            .collect(),
    }
}

struct Writer<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    speaker_ids: &'a [String],
    units: UnitMap<'a>,
}

impl<'a> Writer<'a> {
    fn piece(&self, span: Span) -> Piece<'a> {
        let (start, end) = self.units.from_span(span);
        Piece { start, end, text: self.document.slice(span) }
    }

    /// A piece whose text is left out where it would repeat a whole article, and cut where it would repeat much of it.
    fn excerpt(&self, span: Span) -> Piece<'a> {
        let piece = self.piece(span);
        let text = match piece.text {
            _ if span.to_range() == (0..self.document.text().len()) => "",
            long if long.len() > LONGEST_EXCERPT => {
                long.char_indices().nth(BEGINNING).map_or(long, |(end, _)| &long[..end])
            }
            short => short,
        };
        Piece { text, ..piece }
    }

    fn pieces(&self, spans: &[Span]) -> Vec<Piece<'a>> {
        spans.iter().map(|span| self.piece(*span)).collect()
    }

    fn attribution(&self, number: usize, attribution: &Attribution) -> AttributionReport<'a> {
        let (speakers, ambiguous) = match &attribution.speaker {
            Verdict::Speakers(ids) => (self.speakers(ids), Vec::new()),
            Verdict::Ambiguous(ids) => (Vec::new(), self.speakers(ids)),
            Verdict::Unknown => (Vec::new(), Vec::new()),
        };
        let evidence = &attribution.evidence;
        AttributionReport {
            id: number,
            content_type: attribution.content_type,
            content: self.pieces(&attribution.content),
            cue: self.pieces(&attribution.cue),
            source: self.pieces(&attribution.source),
            source_kind: attribution.source_kind,
            speakers,
            ambiguous,
            nested_in: attribution.nested_in.map(|id| id.to_usize() + 1),
            confidence: rounded(attribution.confidence),
            evidence: EvidenceReport {
                pattern: evidence.pattern,
                cue_class: evidence.cue_class,
                mention: evidence.mention.and_then(|id| self.mention(id)),
                antecedent: evidence.antecedent.and_then(|id| self.mention(id)),
                continues: evidence.continues.map(|id| id.to_usize() + 1),
            },
        }
    }

    fn speakers(&self, ids: &[EntityId]) -> Vec<SpeakerReport<'a>> {
        ids.iter()
            .filter_map(|id| {
                let entity = self.analysis.entities.get(id.to_usize())?;
                Some(SpeakerReport {
                    id: self.speaker_ids.get(id.to_usize())?,
                    name: &entity.name,
                    named: entity.named,
                    roster: entity.roster.as_ref().map(|link| link.person.as_str()),
                })
            })
            .collect()
    }

    fn mention(&self, id: MentionId) -> Option<MentionReport<'a>> {
        let Mention { span, kind, .. } = self.analysis.mentions.get(id.to_usize())?;
        Some(MentionReport { piece: self.piece(*span), kind: *kind })
    }

    fn entity(&self, entity: &'a Entity, id: &'a str) -> EntityReport<'a> {
        EntityReport {
            id,
            name: &entity.name,
            kind: entity.kind,
            named: entity.named,
            gender: entity.gender,
            aliases: &entity.aliases,
            roster: entity.roster.as_ref().map(|link| {
                let (by, office) = match &link.by {
                    RosterMatch::Name => ("name", None),
                    RosterMatch::SurnameAndTitle => ("surname_and_title", None),
                    RosterMatch::Office(office) => ("office", Some(office.as_str())),
                };
                RosterReport { id: &link.person, by, office }
            }),
            mentions: entity.mentions.iter().filter_map(|id| self.mention(*id)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::speaker_ids;
    use crate::sample::{TEXT, article, sample};
    use dixit_attribution::Roster;

    fn json(unit: OffsetUnit, keep: &[bool]) -> String {
        let (document, analysis) = sample();
        let speaker_ids = speaker_ids(&analysis.entities, "a", &Roster::builtin());
        let article = article(&document, &analysis, &speaker_ids, keep);
        serde_json::to_string_pretty(&report(article, unit)).unwrap()
    }

    fn parsed(unit: OffsetUnit, keep: &[bool]) -> serde_json::Value {
        serde_json::from_str(&json(unit, keep)).unwrap()
    }

    #[test]
    fn all_fields_are_there() {
        insta::assert_snapshot!(json(OffsetUnit::Chars, &[true; 5]));
    }

    /// Every `{start, end, text}` anywhere in the report.
    fn pieces<'a>(json: &'a serde_json::Value, found: &mut Vec<(usize, usize, &'a str)>) {
        if let (Some(start), Some(end), Some(text)) =
            (json["start"].as_u64(), json["end"].as_u64(), json["text"].as_str())
        {
            found.push((start as usize, end as usize, text));
        }
        match json {
            serde_json::Value::Array(values) => values.iter().for_each(|value| pieces(value, found)),
            serde_json::Value::Object(fields) => fields.values().for_each(|value| pieces(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_piece_slices_back_in_every_unit() {
        let chars: Vec<char> = TEXT.chars().collect();
        let units: Vec<u16> = TEXT.encode_utf16().collect();
        for unit in [OffsetUnit::Bytes, OffsetUnit::Chars, OffsetUnit::Utf16] {
            let json = parsed(unit, &[true; 5]);
            let mut found = Vec::new();
            pieces(&json, &mut found);
            assert!(found.len() > 20, "{}", found.len());
            for (start, end, text) in found {
                let sliced = match unit {
                    OffsetUnit::Bytes => TEXT[start..end].to_owned(),
                    OffsetUnit::Chars => chars[start..end].iter().collect(),
                    OffsetUnit::Utf16 => String::from_utf16(&units[start..end]).unwrap(),
                };
                assert_eq!(sliced, text, "{unit:?}");
            }
        }
    }

    #[test]
    fn a_filter_leaves_ids_as_they_are() {
        let json = parsed(OffsetUnit::Bytes, &[false, false, true, false, false]);
        assert_eq!(json["attributions"].as_array().unwrap().len(), 1);
        assert_eq!(
            (&json["attributions"][0]["id"], &json["attributions"][0]["nested_in"]),
            (&3.into(), &2.into())
        );
    }
}
