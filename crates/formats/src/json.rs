//! Documents as JSON: what `dixit attribute` writes, and gold in the same form.
//!
//! In: JSON or JSONL. Out: [`JsonDocument`]s, and with their text [`AnnotatedDocument`]s. Must not know: files.
//!
//! A document is `{"id", "attributions": […]}`, and where it is gold also `"text"`. An attribution has `content`, `cue` and
//! `source` (lists of `[start, end]` or of `{"start", "end", "text"}`; missing where there is none), and may have `id`, `type`,
//! `speakers` (names, or objects with `name` and `named`) or `speaker` (a name, or the id of one of the document's
//! `entities`), `nested_in`, `confidence`, `source_kind`. An entity has an `id`, and may have `name`, `aliases`, `mentions` (spans)
//! and `kind` or `type` (`person`, …). `"offsets"` says what offsets count: `bytes`, `chars` or
//! `utf16`; without it they are code points. Words given with a span are checked, so that a wrong unit is noticed.

use crate::marks::{content_type, paragraphs, quoted_regions};
use crate::value::{Object, Piece, id, list, object, pieces, string};
use crate::{AnnotatedAttribution, AnnotatedDocument, AnnotatedEntity, AnnotatedSpeaker, FormatError};
use dixit_attribution::{ContentType, SourceKind};
use dixit_tokenizer::{ByteOffset, MAX_BYTES, OffsetUnit, Span, UnitMap};
use serde_json::Value;
use std::collections::HashMap;

/// What stands in `speaker_annotation` where speakers are not to be taken for gold.
const NO_SPEAKERS: [&str; 2] = ["none", "silver"];

/// A document as it stands in a file: its offsets are not yet bytes, its text may be elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonDocument {
    file: String,
    line: Option<usize>,
    id: String,
    text: Option<String>,
    unit: OffsetUnit,
    date: Option<String>,
    paragraphs: Option<Vec<Piece>>,
    attributions: Vec<Raw>,
    entities: Vec<RawEntity>,
}

#[derive(Debug, Clone, PartialEq)]
struct Raw {
    id: String,
    content_type: Option<ContentType>,
    /// Content, cue, source.
    roles: [Vec<Piece>; 3],
    source_kind: Option<SourceKind>,
    speakers: Option<Vec<AnnotatedSpeaker>>,
    nested_in: Option<String>,
    confidence: Option<f64>,
}

#[derive(Debug, Clone, PartialEq)]
struct RawEntity {
    id: String,
    name: String,
    aliases: Vec<String>,
    is_person: Option<bool>,
    mentions: Vec<Piece>,
}

/// Reads JSONL, a document a line; blank lines are skipped. `file` is for errors.
pub fn read_jsonl(content: &str, file: &str) -> Vec<Result<JsonDocument, FormatError>> {
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    let lines = content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(position, line)| {
            let wrong = |cause| FormatError::at(file, position + 1, cause);
            let value: Value = serde_json::from_str(line).map_err(|error| wrong(no_json(&error)))?;
            parse(&value, file, Some(position + 1)).map_err(wrong)
        })
        .collect()
}

/// Reads one JSON value: a document, or an object with a list of `documents`, as `dixit attribute --format json` prints.
pub fn read_json(content: &str, file: &str) -> Result<Vec<JsonDocument>, FormatError> {
    let wrong = |cause| FormatError::new(file, cause);
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    let value: Value = serde_json::from_str(content).map_err(|error| {
        wrong(format!("{}; JSON a line is read from files that end in .jsonl", no_json(&error)))
    })?;
    match value.get("documents") {
        Some(Value::Array(documents)) => {
            documents.iter().map(|value| parse(value, file, None).map_err(wrong)).collect()
        }
        _ => Ok(vec![parse(&value, file, None).map_err(wrong)?]),
    }
}

fn no_json(error: &serde_json::Error) -> String {
    // Where each line is its own JSON text, serde's line number would only mislead.
    let cause = error.to_string();
    let cause = cause.split(" at line ").next().unwrap_or(&cause);
    format!("no JSON ({cause}, column {})", error.column())
}

fn parse(value: &Value, file: &str, line: Option<usize>) -> Result<JsonDocument, String> {
    let document = object(value, "the document")?;
    let id = id(document, "id")?.ok_or("the document has no \"id\"; documents are paired by it")?;
    let inside = |cause: String| format!("document {id:?}: {cause}");
    let unit = match string(document, "offsets").map_err(inside)? {
        None | Some("chars") => OffsetUnit::Chars,
        Some("bytes") => OffsetUnit::Bytes,
        Some("utf16") => OffsetUnit::Utf16,
        Some(other) => return Err(inside(format!("\"offsets\" is {other:?}; write bytes, chars or utf16"))),
    };
    if !document.contains_key("attributions") {
        let cause = "there are no \"attributions\"; write [] where nobody is quoted";
        return Err(inside(cause.to_owned()));
    }
    let entities = list(document, "entities").map_err(inside)?.iter().map(entity);
    let entities: Vec<RawEntity> = entities.collect::<Result<_, _>>().map_err(inside)?;
    let names: HashMap<&str, &str> =
        entities.iter().map(|entity| (entity.id.as_str(), entity.name.as_str())).collect();
    let annotation = string(document, "speaker_annotation").map_err(inside)?;
    let speakers = !annotation.is_some_and(|annotation| NO_SPEAKERS.contains(&annotation));
    let attributions = list(document, "attributions").map_err(inside)?.iter().enumerate();
    let attributions: Result<Vec<Raw>, String> =
        attributions.map(|(position, value)| attribution(value, position + 1, &names, speakers)).collect();
    let date = string(document, "date").map_err(inside)?.map(str::to_owned);
    let paragraphs = document
        .contains_key("paragraphs")
        .then(|| pieces(document, "paragraphs"))
        .transpose()
        .map_err(inside)?;
    Ok(JsonDocument {
        file: file.to_owned(),
        line,
        text: string(document, "text").map_err(inside)?.map(str::to_owned),
        unit,
        date,
        paragraphs,
        attributions: attributions.map_err(inside)?,
        entities,
        id,
    })
}

fn entity(value: &Value) -> Result<RawEntity, String> {
    let entity = object(value, "an entity")?;
    let id = id(entity, "id")?.ok_or("an entity has no \"id\"")?;
    let inside = |cause: String| format!("entity {id:?}: {cause}");
    let name = string(entity, "name").map_err(inside)?.unwrap_or_default().to_owned();
    let aliases = list(entity, "aliases").map_err(inside)?.iter().filter_map(Value::as_str);
    let aliases = aliases.map(str::to_owned).collect();
    let kind = ["kind", "type"].into_iter().find_map(|key| entity.get(key)?.as_str());
    let is_person = kind.and_then(is_person);
    let mentions = pieces(entity, "mentions").map_err(inside)?;
    Ok(RawEntity { id, name, aliases, is_person, mentions })
}

/// Whether a kind of entity is a person or people, by the words of this tool, of GUM and of the corpora that follow ACE. None
/// where it tells nothing.
fn is_person(kind: &str) -> Option<bool> {
    match kind.to_lowercase().as_str() {
        "" | "unknown" => None,
        "person" | "per" | "group" => Some(true),
        _ => Some(false),
    }
}

fn attribution(
    value: &Value,
    position: usize,
    entities: &HashMap<&str, &str>,
    speakers: bool,
) -> Result<Raw, String> {
    let fields = object(value, &format!("attribution {position}"))?;
    let id = match id(fields, "id") {
        Ok(id) => id.unwrap_or_else(|| position.to_string()),
        Err(cause) => return Err(format!("attribution {position}: {cause}")),
    };
    let inside = |cause: String| format!("attribution {id}: {cause}");
    let content_type = match string(fields, "type").map_err(inside)? {
        None | Some("") => None,
        Some("direct") => Some(ContentType::Direct),
        Some("indirect") => Some(ContentType::Indirect),
        Some("mixed") => Some(ContentType::Mixed),
        Some(other) => return Err(inside(format!("\"type\" is {other:?}; write direct, indirect or mixed"))),
    };
    let source_kind = match string(fields, "source_kind").map_err(inside)? {
        None => None,
        Some(name) => Some(source_kind(name).ok_or_else(|| {
            inside(format!("\"source_kind\" is {name:?}; write name, nominal, pronoun, collective or absent"))
        })?),
    };
    let confidence = match fields.get("confidence") {
        None | Some(Value::Null) => None,
        Some(value) => {
            let good = value.as_f64().filter(|confidence| (0.0..=1.0).contains(confidence));
            Some(good.ok_or_else(|| inside("\"confidence\" is no number from 0 to 1".to_owned()))?)
        }
    };
    let role = |key| pieces(fields, key).map_err(inside);
    Ok(Raw {
        content_type,
        roles: [role("content")?, role("cue")?, role("source")?],
        source_kind,
        speakers: if speakers { self::speakers(fields, entities).map_err(inside)? } else { None },
        nested_in: self::id(fields, "nested_in").map_err(inside)?,
        confidence,
        id,
    })
}

/// The kind of source of that name; `none` is another word for `absent`.
pub fn source_kind(name: &str) -> Option<SourceKind> {
    Some(match name {
        "name" => SourceKind::Name,
        "nominal" => SourceKind::Nominal,
        "pronoun" => SourceKind::Pronoun,
        "collective" => SourceKind::Collective,
        "absent" | "none" => SourceKind::Absent,
        _ => return None,
    })
}

/// Who speaks, where the attribution says anything of it.
fn speakers(
    fields: &Object,
    entities: &HashMap<&str, &str>,
) -> Result<Option<Vec<AnnotatedSpeaker>>, String> {
    let Some((key, value)) =
        ["speakers", "speaker"].into_iter().find_map(|key| Some((key, fields.get(key)?)))
    else {
        return Ok(None);
    };
    let one = |value: &Value| -> Result<Option<AnnotatedSpeaker>, String> {
        let (name, named) = match value {
            // Only "speaker" may be an id: a name in "speakers" is a name.
            Value::String(id) if key == "speaker" => (entities.get(id.as_str()).copied().unwrap_or(id), true),
            Value::String(name) => (name.as_str(), true),
            Value::Object(fields) => {
                let named = fields.get("named").and_then(Value::as_bool).unwrap_or(true);
                (string(fields, "name")?.unwrap_or_default(), named)
            }
            _ => return Err(format!("\"{key}\" holds neither a name nor an object with a \"name\"")),
        };
        // Without a name it is nobody.
        Ok((!name.is_empty()).then(|| AnnotatedSpeaker { name: name.to_owned(), named }))
    };
    let all = match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().map(one).collect::<Result<_, _>>()?,
        value => vec![one(value)?],
    };
    Ok(Some(all.into_iter().flatten().collect()))
}

impl JsonDocument {
    /// What documents are paired by.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its text, where the file has it.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// Where it stands: `news.jsonl, line 3`.
    pub fn place(&self) -> String {
        self.error(String::new()).place()
    }

    /// What its offsets count.
    pub fn unit(&self) -> OffsetUnit {
        self.unit
    }

    /// All that its spans quote: where each starts, and its words where the file has them.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = (u32, Option<&str>)> {
        let roles = self.attributions.iter().flat_map(|attribution| attribution.roles.iter().flatten());
        let mentions = self.entities.iter().flat_map(|entity| &entity.mentions);
        roles.chain(mentions).map(|piece| (piece.start, piece.text.as_deref()))
    }

    pub(crate) fn error(&self, cause: impl Into<String>) -> FormatError {
        match self.line {
            Some(line) => FormatError::at(&self.file, line, cause),
            None => FormatError::new(&self.file, cause),
        }
    }

    /// The document with its own text.
    ///
    /// # Errors
    /// Where it has none, or where a span is not of it.
    pub fn into_annotated(self) -> Result<AnnotatedDocument, FormatError> {
        match &self.text {
            Some(text) => self.place_on(text),
            None => {
                let cause = format!(
                    "document {:?} has no \"text\"; gold needs the text that its offsets count in",
                    self.id
                );
                Err(self.error(cause))
            }
        }
    }

    /// The document on a text that the caller has.
    ///
    /// # Errors
    /// Where a span does not lie in the text, or covers other words there than the file says.
    pub fn place_on(&self, text: &str) -> Result<AnnotatedDocument, FormatError> {
        if text.len() > MAX_BYTES {
            return Err(self.error(format!("document {:?}: the text is 4 GiB or longer; split it", self.id)));
        }
        let placing = Placing::new(text, self.unit);
        let wrong = |cause| self.error(format!("document {:?}: {cause}", self.id));
        let mut regions = None;
        let mut attributions = Vec::with_capacity(self.attributions.len());
        for raw in &self.attributions {
            let role = |pieces: &Vec<Piece>| {
                placing.all(pieces).map_err(|cause| wrong(format!("attribution {}: {cause}", raw.id)))
            };
            let [content, cue, source] = &raw.roles;
            let (content, cue, source) = (role(content)?, role(cue)?, role(source)?);
            let content_type = raw.content_type.unwrap_or_else(|| {
                content_type(text, &content, regions.get_or_insert_with(|| quoted_regions(text)))
            });
            attributions.push(AnnotatedAttribution {
                id: raw.id.clone(),
                content_type,
                content,
                cue,
                source,
                source_kind: raw.source_kind,
                speakers: raw.speakers.clone(),
                nested_in: raw.nested_in.clone(),
                confidence: raw.confidence,
            });
        }
        let mut entities = Vec::with_capacity(self.entities.len());
        for raw in &self.entities {
            let mentions =
                placing.all(&raw.mentions).map_err(|cause| wrong(format!("entity {:?}: {cause}", raw.id)))?;
            let (id, name, aliases) = (raw.id.clone(), raw.name.clone(), raw.aliases.clone());
            entities.push(AnnotatedEntity { id, name, aliases, is_person: raw.is_person, mentions });
        }
        let paragraphs = match &self.paragraphs {
            Some(pieces) => placing.all(pieces).map_err(|cause| wrong(format!("\"paragraphs\": {cause}")))?,
            None => paragraphs(text),
        };
        let (id, date, text) = (self.id.clone(), self.date.clone(), text.to_owned());
        Ok(AnnotatedDocument { id, text, paragraphs, date, attributions, entities })
    }
}

/// Turns a file's offsets into bytes of a text.
struct Placing<'a> {
    text: &'a str,
    units: UnitMap<'a>,
    length: u32,
}

impl<'a> Placing<'a> {
    fn new(text: &'a str, unit: OffsetUnit) -> Self {
        let units = UnitMap::new(text, unit);
        let length = units.from_bytes(ByteOffset::from_usize(text.len()));
        Self { text, units, length }
    }

    fn all(&self, pieces: &[Piece]) -> Result<Vec<Span>, String> {
        pieces.iter().map(|piece| self.one(piece)).collect()
    }

    fn one(&self, piece: &Piece) -> Result<Span, String> {
        let Piece { start, end, text } = piece;
        let unit = match self.units.unit() {
            OffsetUnit::Bytes => "bytes",
            OffsetUnit::Chars => "code points",
            OffsetUnit::Utf16 => "UTF-16 units",
        };
        let remedy = "is it another text, or does \"offsets\" name another unit?";
        if *end > self.length {
            return Err(format!(
                "the span {start}..{end} ends after the text ({} {unit}); {remedy}",
                self.length
            ));
        }
        let span = self.units.to_span(*start, *end);
        if self.units.from_span(span) != (*start, *end) {
            return Err(format!("the span {start}..{end} cuts a character (offsets count {unit}); {remedy}"));
        }
        let covered = self.text.get(span.to_range()).unwrap_or_default();
        match text {
            // What was written without its words, as a diagnostic of a whole text is.
            Some(text) if !text.is_empty() && text != covered => {
                Err(format!("the span {start}..{end} covers {covered:?}, not {text:?}; {remedy}"))
            }
            _ => Ok(span),
        }
    }
}

#[cfg(test)]
mod tests;
