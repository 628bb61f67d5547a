//! Gold in TOML, as dixit's corpus has it beside each article: bytes, and the words they cover.
//!
//! In: an article (`NAME.txt`) and its gold (`NAME.gold.toml`). Out: an [`AnnotatedDocument`]. Must not know: files.

use crate::marks::paragraphs;
use crate::{AnnotatedAttribution, AnnotatedDocument, AnnotatedSpeaker, FormatError};
use dixit_attribution::ContentType;
use dixit_tokenizer::{MAX_BYTES, Span};
use serde::Deserialize;

/// A gold file, as far as it says who said what.
#[derive(Deserialize)]
struct Gold {
    date: Option<String>,
    #[serde(rename = "attribution", default)]
    attributions: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    #[serde(rename = "type")]
    content_type: Type,
    content: Vec<Part>,
    #[serde(default)]
    cue: Vec<Part>,
    #[serde(default)]
    source: Vec<Part>,
    speakers: Option<Vec<String>>,
    nested_in: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Type {
    Direct,
    Indirect,
    Mixed,
}

#[derive(Deserialize)]
struct Part {
    start: usize,
    end: usize,
    text: String,
}

/// Reads the gold of an article. `id` is the document's, `file` the gold's name for errors.
///
/// # Errors
/// Where the TOML is wrong, or a part covers other words in the article than it says.
pub fn read_gold_toml(
    id: &str,
    text: &str,
    gold: &str,
    file: &str,
) -> Result<AnnotatedDocument, FormatError> {
    if text.len() > MAX_BYTES {
        return Err(FormatError::new(file, "its article is 4 GiB or longer; split it"));
    }
    let gold: Gold = toml::from_str(gold).map_err(|error| {
        let cause = error.message().to_owned();
        match error.span().and_then(|span| gold.get(..span.start)) {
            Some(before) => FormatError::at(file, before.matches('\n').count() + 1, cause),
            None => FormatError::new(file, cause),
        }
    })?;
    let mut attributions = Vec::with_capacity(gold.attributions.len());
    for entry in gold.attributions {
        let spans = |parts: &[Part]| -> Result<Vec<Span>, FormatError> {
            parts
                .iter()
                .map(|part| {
                    let Part { start, end, text: words } = part;
                    match text.get(*start..*end) {
                        Some(covered) if covered == words => Ok(Span::from_usize(*start, *end)),
                        covered => {
                            let cause = format!(
                                "{}: the bytes {start} to {end} of the article are {:?}, not {words:?}; is it another article?",
                                entry.id,
                                covered.unwrap_or_default()
                            );
                            Err(FormatError::new(file, cause))
                        }
                    }
                })
                .collect()
        };
        attributions.push(AnnotatedAttribution {
            content: spans(&entry.content)?,
            cue: spans(&entry.cue)?,
            source: spans(&entry.source)?,
            content_type: match entry.content_type {
                Type::Direct => ContentType::Direct,
                Type::Indirect => ContentType::Indirect,
                Type::Mixed => ContentType::Mixed,
            },
            source_kind: None,
            speakers: entry
                .speakers
                .map(|names| names.into_iter().map(|name| AnnotatedSpeaker { name, named: true }).collect()),
            nested_in: entry.nested_in,
            confidence: None,
            id: entry.id,
        });
    }
    Ok(AnnotatedDocument {
        id: id.to_owned(),
        text: text.to_owned(),
        paragraphs: paragraphs(text),
        date: gold.date,
        attributions,
        entities: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = "title = \"t\"\ndate = \"2025-11-06\"\n\n[[attribution]]\nid = \"A1\"\ntype = \"direct\"\n\
        content = [{ start = 0, end = 15, text = \"“It rains,”\" }]\nspeakers = [\"Ada Moreno\"]\n";

    #[test]
    fn gold_is_read() {
        let document = read_gold_toml("rain", "“It rains,” she said.", GOLD, "rain.gold.toml").unwrap();
        let first = &document.attributions[0];
        assert_eq!(
            (document.words(&first.content), first.content_type),
            ("“It rains,”".into(), ContentType::Direct)
        );
        assert_eq!((first.cue.len(), document.date.as_deref()), (0, Some("2025-11-06")));
    }

    #[test]
    fn what_is_wrong_is_told() {
        let check = |gold: &str, expected: &str| {
            let error = read_gold_toml("rain", "“It pours,” she said.", gold, "rain.gold.toml").unwrap_err();
            assert_eq!(error.to_string(), expected);
        };
        check(
            GOLD,
            "rain.gold.toml: A1: the bytes 0 to 15 of the article are \"“It pours,”\", not \"“It rains,”\"; is it another article?",
        );
        check(
            &GOLD.replace("\"direct\"", "\"loud\""),
            "rain.gold.toml, line 6: unknown variant `loud`, expected one of `direct`, `indirect`, `mixed`",
        );
    }
}
