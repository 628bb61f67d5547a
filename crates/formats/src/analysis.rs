//! What dixit itself found, as an annotated document.
//!
//! In: a document and its analysis. Out: an [`AnnotatedDocument`]. Must not know: engines, file formats.

use crate::marks::paragraphs;
use crate::{AnnotatedAttribution, AnnotatedDocument, AnnotatedEntity, AnnotatedSpeaker};
use dixit_attribution::{Analysis, Entity, EntityKind};
use dixit_tokenizer::{Document, Index};

/// An analysis as the JSONL has it: ids from 1, confidences with two decimals, ambiguous speakers as nobody.
pub fn from_analysis(id: &str, document: &Document, analysis: &Analysis) -> AnnotatedDocument {
    let speaker = |entity: &Entity| AnnotatedSpeaker { name: entity.name.clone(), named: entity.named };
    let attributions =
        analysis.attributions.iter().enumerate().map(|(position, found)| AnnotatedAttribution {
            id: (position + 1).to_string(),
            content_type: found.content_type,
            content: found.content.clone(),
            cue: found.cue.clone(),
            source: found.source.clone(),
            source_kind: Some(found.source_kind),
            speakers: Some(analysis.speakers(found).map(speaker).collect()),
            nested_in: found.nested_in.map(|outer| (outer.to_usize() + 1).to_string()),
            confidence: Some((f64::from(found.confidence) * 100.0).round() / 100.0),
        });
    let entities = analysis.entities.iter().enumerate().map(|(position, entity)| AnnotatedEntity {
        id: (position + 1).to_string(),
        name: entity.name.clone(),
        aliases: entity.aliases.clone(),
        is_person: is_person(entity.kind),
        mentions: entity.mentions.iter().filter_map(|id| Some(analysis.mention(*id)?.span)).collect(),
    });
    AnnotatedDocument {
        id: id.to_owned(),
        text: document.text().to_owned(),
        paragraphs: paragraphs(document.text()),
        date: None,
        attributions: attributions.collect(),
        entities: entities.collect(),
    }
}

/// As the JSON's `kind` is read.
fn is_person(kind: EntityKind) -> Option<bool> {
    match kind {
        EntityKind::Person | EntityKind::Group => Some(true),
        EntityKind::Organisation => Some(false),
        EntityKind::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dixit_attribution::{Config, Roster, RuleEngine, analyze};
    use dixit_tokenizer::{Source, tokenize};

    #[test]
    fn an_analysis_keeps_words_and_speakers() {
        let text = "“It rains,” Ada Moreno said.";
        let document = tokenize(Source::new(text).unwrap());
        let analysis = analyze(&document, &RuleEngine::new(), &Roster::builtin(), &Config::recommended());
        let annotated = from_analysis("rain", &document, &analysis);
        let first = &annotated.attributions[0];
        assert_eq!((first.id.as_str(), annotated.words(&first.content)), ("1", "“It rains,”".to_owned()));
        let speaker = AnnotatedSpeaker { name: "Ada Moreno".to_owned(), named: true };
        assert_eq!(first.speakers, Some(vec![speaker]));
    }
}
