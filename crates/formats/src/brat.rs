//! brat standoff as PolNeAR has it (Newell et al. 2018): a text, and beside it lines of annotation.
//!
//! In: the text (`NAME.txt`) and its annotation (`NAME.ann`). Out: an [`AnnotatedDocument`], and the annotation again. Must
//! not know: files.
//!
//! ```text
//! T1<tab>Source 0 10<tab>Ada Moreno
//! T2<tab>Cue 11 15<tab>said
//! T3<tab>Content 16 25;27 34<tab>it rained too much
//! T4<tab>Attribution 0 34<tab>…
//! E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1
//! A1<tab>Type E1 indirect
//! #1<tab>AnnotatorNotes E1<tab>Ada Moreno
//! ```
//!
//! Offsets are code points; a span in several parts has `;` between them. An event may have several arguments of a role
//! (`Source:T1 Source2:T5`), which are parts of one. Without an attribute `Type`, which PolNeAR does not have, the type is
//! taken from the quotation marks. Other lines (notes, other attributes, relations) and other annotations are left alone:
//! the notes with the speakers' names are for people, nesting is told by the spans.

use crate::marks::{content_type, paragraphs, quoted_regions};
use crate::{AnnotatedAttribution, AnnotatedDocument, FormatError};
use dixit_attribution::{ContentType, Role};
use dixit_tokenizer::{ByteOffset, MAX_BYTES, OffsetUnit, Span, UnitMap};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

/// The attribute that tells an event's type.
const TYPE: &str = "Type";

/// Reads the annotation of a text. `id` is the document's, `file` the annotation's name for errors.
///
/// # Errors
/// The first line that cannot be read, an event of annotations that are not there, or spans that are of another text.
pub fn read_brat(
    id: &str,
    text: &str,
    annotation: &str,
    file: &str,
) -> Result<AnnotatedDocument, FormatError> {
    if text.len() > MAX_BYTES {
        return Err(FormatError::new(file, "its text is 4 GiB or longer; split it"));
    }
    let units = UnitMap::new(text, OffsetUnit::Chars);
    let length = units.from_bytes(ByteOffset::from_usize(text.len()));
    let mut bound: HashMap<&str, Vec<Span>> = HashMap::new();
    let mut events = Vec::new();
    let mut types = HashMap::new();
    for (position, line) in annotation.strip_prefix('\u{feff}').unwrap_or(annotation).lines().enumerate() {
        let wrong = |cause: String| FormatError::at(file, position + 1, cause);
        match line.chars().next() {
            Some('T') => {
                let (key, spans) = text_bound(line, text, &units, length).map_err(wrong)?;
                if bound.insert(key, spans).is_some() {
                    return Err(wrong(format!("{key} stands here twice; every annotation has its own id")));
                }
            }
            Some('E') => events.push((position + 1, line)),
            Some('A') => types.extend(event_type(line)),
            _ => {}
        }
    }
    let regions = quoted_regions(text);
    let mut attributions = Vec::new();
    for (line, event) in events {
        let read = read_event(event, &bound).map_err(|cause| FormatError::at(file, line, cause))?;
        let Some((key, [source, cue, content])) = read else { continue };
        attributions.push(AnnotatedAttribution {
            id: key.to_owned(),
            content_type: types.get(key).copied().unwrap_or_else(|| content_type(text, &content, &regions)),
            content,
            cue,
            source,
            source_kind: None,
            speakers: None,
            nested_in: None,
            confidence: None,
        });
    }
    Ok(AnnotatedDocument {
        id: id.to_owned(),
        text: text.to_owned(),
        paragraphs: paragraphs(text),
        date: None,
        attributions,
        entities: Vec::new(),
    })
}

/// Reads `T3<tab>Content 16 25;27 34<tab>it rained too much`: its id and its spans in bytes.
fn text_bound<'a>(
    line: &'a str,
    text: &str,
    units: &UnitMap<'_>,
    length: u32,
) -> Result<(&'a str, Vec<Span>), String> {
    const FORM: &str = "write id, type and offsets as `T1<tab>Content 16 25;27 34<tab>words`";
    let mut fields = line.splitn(3, '\t');
    let (key, head) = (fields.next().unwrap_or_default(), fields.next().ok_or(FORM)?);
    let (_, offsets) = head.split_once(' ').ok_or(FORM)?;
    let mut spans = Vec::new();
    for part in offsets.split(';') {
        let (start, end) = part.trim().split_once(' ').ok_or(FORM)?;
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| FORM);
        let (start, end) = (number(start)?, number(end)?);
        if start > end {
            return Err(format!("{key}: the span {start} {end} ends before it starts"));
        }
        if end > length {
            return Err(format!(
                "{key}: the span {start} {end} ends after the text ({length} code points); is it another text?"
            ));
        }
        spans.push(units.to_span(start, end));
    }
    if let Some(words) = fields.next() {
        // brat writes a space for a line break and between parts; a text of other words is another text.
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let covered: String = spans
            .iter()
            .map(|span| text.get(span.to_range()).unwrap_or_default())
            .collect::<Vec<_>>()
            .join(" ");
        if letters(words) != letters(&covered) {
            return Err(format!("{key}: its span covers {covered:?}, not {words:?}; is it another text?"));
        }
    }
    Ok((key, spans))
}

/// The id of an attribution and the spans of its source, cue and content, in order; none for another event.
type Event<'a> = Option<(&'a str, [Vec<Span>; 3])>;

/// Reads `E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1`.
fn read_event<'a>(line: &'a str, bound: &HashMap<&str, Vec<Span>>) -> Result<Event<'a>, String> {
    let (key, arguments) = line
        .split_once('\t')
        .ok_or("write an event as `E1<tab>Attribution:T4 Content:T3 Cue:T2 Source:T1`")?;
    let mut arguments = arguments.split_whitespace();
    if !arguments.next().is_some_and(|trigger| trigger.starts_with("Attribution:")) {
        return Ok(None);
    }
    let mut roles = [Vec::new(), Vec::new(), Vec::new()];
    for argument in arguments {
        let (role, target) = argument
            .split_once(':')
            .ok_or_else(|| format!("{key}: `{argument}` is no role with an id, such as Cue:T2"))?;
        let place = match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Source" => 0,
            "Cue" => 1,
            "Content" => 2,
            _ => continue,
        };
        let spans = bound.get(target).ok_or_else(|| {
            format!("{key}: there is no annotation {target} with a span; {role} has to name one")
        })?;
        roles[place].extend_from_slice(spans);
    }
    for spans in &mut roles {
        spans.sort_unstable();
    }
    Ok(Some((key, roles)))
}

/// Reads `A1<tab>Type E1 indirect`: the event and its type; none for another attribute.
fn event_type(line: &str) -> Option<(&str, ContentType)> {
    let mut words = line.split_once('\t')?.1.split_whitespace();
    let (TYPE, Some(event)) = (words.next()?, words.next()) else { return None };
    let name = words.next()?;
    let types = [ContentType::Direct, ContentType::Indirect, ContentType::Mixed];
    Some((event, types.into_iter().find(|kind| kind.name() == name)?))
}

/// The attributions of a document as brat standoff, which [`read_brat`] reads, with their types as attributes and the names
/// of their speakers as notes; spans are split at line breaks, as brat wants them.
pub fn write_brat(document: &AnnotatedDocument) -> String {
    let mut writer = Writer {
        document,
        units: UnitMap::new(&document.text, OffsetUnit::Chars),
        known: BTreeMap::new(),
        out: String::new(),
    };
    let mut events = String::new();
    for (position, attribution) in document.attributions.iter().enumerate() {
        let roles = [Role::Content, Role::Cue, Role::Source];
        let named = roles.map(|role| (name(role), writer.text_bound(name(role), attribution.role(role))));
        // PolNeAR's events stand on their cues; without one, on what there is.
        let [content, cue, source] = roles.map(|role| attribution.role(role));
        let place = [cue, content, source].into_iter().find(|spans| !spans.is_empty()).unwrap_or_default();
        let Some(trigger) = writer.text_bound("Attribution", place) else { continue };
        let _ = write!(events, "E{}\tAttribution:T{trigger}", position + 1);
        for (role, key) in named {
            if let Some(key) = key {
                let _ = write!(events, " {role}:T{key}");
            }
        }
        events.push('\n');
        let number = position + 1;
        let _ = writeln!(events, "A{number}\t{TYPE} E{number} {}", attribution.content_type.name());
        let names = attribution.speakers.iter().flatten().map(|speaker| speaker.name.as_str());
        let names = names.collect::<Vec<_>>().join("; ").replace(['\t', '\n', '\r'], " ");
        if !names.is_empty() {
            let _ = writeln!(events, "#{number}\tAnnotatorNotes E{number}\t{names}");
        }
    }
    writer.out + &events
}

fn name(role: Role) -> &'static str {
    match role {
        Role::Source => "Source",
        Role::Cue => "Cue",
        Role::Content => "Content",
    }
}

struct Writer<'a> {
    document: &'a AnnotatedDocument,
    units: UnitMap<'a>,
    /// The number of each annotation written.
    known: BTreeMap<(&'static str, Vec<Span>), usize>,
    out: String,
}

impl Writer<'_> {
    /// The number of the annotation with these spans, written now if it is new; none without spans.
    fn text_bound(&mut self, kind: &'static str, spans: &[Span]) -> Option<usize> {
        let spans = self.parts(spans);
        if spans.is_empty() {
            return None;
        }
        let next = self.known.len() + 1;
        let number = *self.known.entry((kind, spans.clone())).or_insert(next);
        if number == next {
            let offsets: Vec<String> = spans
                .iter()
                .map(|span| {
                    let (start, end) = self.units.from_span(*span);
                    format!("{start} {end}")
                })
                .collect();
            let words: Vec<&str> = spans.iter().map(|span| self.document.slice(*span)).collect();
            let _ = writeln!(self.out, "T{number}\t{kind} {}\t{}", offsets.join(";"), words.join(" "));
        }
        Some(number)
    }

    /// The spans in order, without what they share, split at line breaks.
    fn parts(&self, spans: &[Span]) -> Vec<Span> {
        let mut sorted = spans.to_vec();
        sorted.sort_unstable();
        let mut parts = Vec::new();
        let mut from = 0;
        for span in sorted {
            let range = span.to_range();
            let mut start = range.start.max(from);
            let Some(text) = self.document.text.get(start..range.end) else { continue };
            for line in text.split(['\n', '\r']) {
                if !line.is_empty() {
                    parts.push(Span::from_usize(start, start + line.len()));
                }
                start += line.len() + 1;
            }
            from = from.max(range.end);
        }
        parts
    }
}

#[cfg(test)]
mod tests;
