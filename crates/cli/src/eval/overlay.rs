//! Speakers and kinds of sources that stand in files of their own, put on gold documents.
//!
//! In: gold documents, JSON by document id and attribution id. Out: the documents with what the file says. Must not know:
//! scores.

use super::gather::content;
use crate::failure::Failure;
use dixit_formats::{AnnotatedDocument, AnnotatedSpeaker, source_kind};
use serde_json::{Map, Value};
use std::path::Path;

/// Puts speakers on gold: a name, a list of names, or null for nobody. Documents that the file leaves out have none.
pub(super) fn speakers(gold: &mut [AnnotatedDocument], path: &Path) -> Result<(), Failure> {
    let file = read(path)?;
    let known = gold.iter().filter(|document| file.contains_key(&document.id)).count();
    if known == 0 {
        return Err(Failure::new(path.display().to_string(), "none of its documents is in the gold"));
    }
    for document in gold {
        let entries = entries(&file, &document.id, path)?;
        for attribution in &mut document.attributions {
            attribution.speakers = match entries {
                None => None,
                Some(entries) => Some(names(entries.get(&attribution.id)).ok_or_else(|| {
                    let cause = format!(
                        "{}, {}: neither a name nor a list of names nor null",
                        document.id, attribution.id
                    );
                    Failure::new(path.display().to_string(), cause)
                })?),
            };
        }
    }
    Ok(())
}

/// Puts kinds of sources on gold: `name`, `nominal`, `pronoun` or `none`.
pub(super) fn kinds(gold: &mut [AnnotatedDocument], path: &Path) -> Result<(), Failure> {
    let file = read(path)?;
    for document in gold {
        let Some(entries) = entries(&file, &document.id, path)? else { continue };
        for attribution in &mut document.attributions {
            let Some(kind) = entries.get(&attribution.id) else { continue };
            let known = kind.as_str().and_then(source_kind).ok_or_else(|| {
                let cause = format!(
                    "{}, {}: {kind} is none of name, nominal, pronoun, none",
                    document.id, attribution.id
                );
                Failure::new(path.display().to_string(), cause)
            })?;
            attribution.source_kind = Some(known);
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<Map<String, Value>, Failure> {
    let wrong = |cause: String| Failure::new(path.display().to_string(), cause);
    let value: Value =
        serde_json::from_str(&content(path)?).map_err(|error| wrong(format!("no JSON: {error}")))?;
    match value {
        Value::Object(documents) => Ok(documents),
        _ => Err(wrong("no object with document ids".to_owned())),
    }
}

fn entries<'a>(
    file: &'a Map<String, Value>,
    id: &str,
    path: &Path,
) -> Result<Option<&'a Map<String, Value>>, Failure> {
    match file.get(id) {
        None => Ok(None),
        Some(Value::Object(entries)) => Ok(Some(entries)),
        Some(_) => {
            Err(Failure::new(path.display().to_string(), format!("{id}: no object with attribution ids")))
        }
    }
}

fn names(value: Option<&Value>) -> Option<Vec<AnnotatedSpeaker>> {
    let speaker = |name: &str| AnnotatedSpeaker { name: name.to_owned(), named: true };
    match value {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::String(name)) => Some(vec![speaker(name)]),
        Some(Value::Array(names)) => names.iter().map(|name| name.as_str().map(speaker)).collect(),
        Some(_) => None,
    }
}
