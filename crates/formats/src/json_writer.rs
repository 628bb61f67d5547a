//! Annotated documents as JSONL, in the form that [`read_jsonl`](crate::read_jsonl) reads.
//!
//! In: [`AnnotatedDocument`]s. Out: a line each. Must not know: files.

use crate::{AnnotatedAttribution, AnnotatedDocument};
use dixit_tokenizer::{OffsetUnit, Span, UnitMap};
use serde_json::{Map, Value, json};

/// Writes documents with their texts, offsets in code points as the field's corpora have them. Entities are left out.
pub fn write_jsonl(documents: &[AnnotatedDocument]) -> String {
    documents.iter().map(|document| line(document) + "\n").collect()
}

fn line(document: &AnnotatedDocument) -> String {
    let units = UnitMap::new(&document.text, OffsetUnit::Chars);
    let attributions: Vec<Value> =
        document.attributions.iter().map(|attribution| value(attribution, &units)).collect();
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(document.id));
    object.insert("offsets".to_owned(), json!("chars"));
    if let Some(date) = &document.date {
        object.insert("date".to_owned(), json!(date));
    }
    object.insert("text".to_owned(), json!(document.text));
    object.insert("attributions".to_owned(), Value::Array(attributions));
    Value::Object(object).to_string()
}

fn value(attribution: &AnnotatedAttribution, units: &UnitMap<'_>) -> Value {
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(attribution.id));
    object.insert("type".to_owned(), json!(attribution.content_type.name()));
    object.insert("content".to_owned(), spans(&attribution.content, units));
    object.insert("cue".to_owned(), spans(&attribution.cue, units));
    object.insert("source".to_owned(), spans(&attribution.source, units));
    object.insert("nested_in".to_owned(), json!(attribution.nested_in));
    if let Some(speakers) = &attribution.speakers {
        let speakers = speakers.iter().map(|speaker| json!({"name": speaker.name, "named": speaker.named}));
        object.insert("speakers".to_owned(), speakers.collect());
    }
    if let Some(confidence) = attribution.confidence {
        object.insert("confidence".to_owned(), json!((confidence * 100.0).round() / 100.0));
    }
    Value::Object(object)
}

fn spans(spans: &[Span], units: &UnitMap<'_>) -> Value {
    spans.iter().map(|span| json!(units.from_span(*span))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_jsonl;

    #[test]
    fn what_is_written_reads_back() {
        let line = r#"{"id": "a", "text": "“Oui,” dit Ада. Non.", "date": "2025-03-01", "attributions": [
            {"id": "x", "type": "direct", "content": [[0, 6]], "cue": [[7, 10]], "source": [[11, 14]],
             "speakers": [{"name": "Ада", "named": true}], "confidence": 0.75},
            {"id": "y", "type": "indirect", "content": [[16, 19]], "nested_in": "x"}]}"#
            .replace('\n', "");
        let read = |text: &str| read_jsonl(text, "a.jsonl").remove(0).unwrap().into_annotated().unwrap();
        let document = read(&line);
        assert_eq!(document.words(&document.attributions[0].source), "Ада");
        assert_eq!(read(&write_jsonl(std::slice::from_ref(&document))), document);
    }
}
