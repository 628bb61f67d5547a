//! W3C Web Annotations, as JSON-LD: an annotation per attribution.
//!
//! In: an [`Article`]. Out: its annotations, and what stands around those of all articles. Must not know: files, other articles.
//!
//! The targets are the parts of what was said; bodies say who, of which type, how surely, and where the cue and the source stand.
//! Positions are code points, as the [model](https://www.w3.org/TR/annotation-model/) wants them.

use crate::Article;
use crate::article::{Standing, named_in, rounded};
use dixit_attribution::{Attribution, CueClass};
use dixit_tokenizer::{OffsetUnit, Span, UnitMap};
use serde::Serialize;

/// Characters before and after the words that a quotation selector tells, so that they are found in a text that has changed.
const CONTEXT: usize = 32;

/// What stands before the annotations of the first article.
pub const ANNOTATIONS_OPENING: &str = "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"#said\",\"type\":\"AnnotationPage\",\"items\":[";
/// What stands between two annotations.
pub const ANNOTATIONS_BETWEEN: &str = ",\n";
/// What stands after the last.
pub const ANNOTATIONS_CLOSING: &str = "]}\n";

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: Vec<Body<'a>>,
    target: Vec<Specific<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Body<'a> {
    Text(TextualBody<'a>),
    Part(Specific<'a>),
}

#[derive(Serialize)]
struct TextualBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    value: std::borrow::Cow<'a, str>,
}

#[derive(Serialize)]
struct Specific<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<&'static str>,
    #[serde(rename = "styleClass")]
    role: &'static str,
    source: &'a str,
    selector: [Selector<'a>; 2],
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    #[serde(rename = "TextPositionSelector")]
    Position { start: u64, end: u64 },
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: &'a str, prefix: &'a str, suffix: &'a str },
}

/// The annotations of an article, [`ANNOTATIONS_BETWEEN`] between them; empty where nobody is quoted.
///
/// # Errors
/// None that is known: what is written has no maps.
pub fn web_annotations(article: &Article<'_>) -> serde_json::Result<String> {
    // A piece's annotations are of the document that it is one of.
    let source = iri(article.piece.map_or(article.id, |piece| &piece.document));
    let writer =
        Writer { article, source: &source, units: UnitMap::new(article.document.text(), OffsetUnit::Chars) };
    let annotations =
        article.wanted().map(|(number, it)| serde_json::to_string(&writer.annotation(number, it)));
    Ok(annotations.collect::<Result<Vec<_>, _>>()?.join(ANNOTATIONS_BETWEEN))
}

struct Writer<'a> {
    article: &'a Article<'a>,
    source: &'a str,
    units: UnitMap<'a>,
}

impl<'a> Writer<'a> {
    fn annotation(&self, number: usize, attribution: &'a Attribution) -> Annotation<'a> {
        let text = |purpose, value: std::borrow::Cow<'a, str>| {
            Body::Text(TextualBody { id: None, kind: "TextualBody", purpose, value })
        };
        // Candidates are no speakers: who wants them has the JSON.
        let is_known =
            matches!(Standing::of(&attribution.speaker, self.article), Standing::Named | Standing::Anonymous);
        let speakers = named_in(&attribution.speaker).iter().filter(|_| is_known);
        let mut body: Vec<Body<'a>> = speakers
            .filter_map(|id| self.article.entity(*id))
            .map(|(id, entity)| {
                let id = Some(format!("{}#{}", self.source, iri(id)));
                let value = entity.name.as_str().into();
                Body::Text(TextualBody { id, kind: "TextualBody", purpose: "identifying", value })
            })
            .collect();
        body.push(text("tagging", attribution.content_type.name().into()));
        body.extend(
            attribution.evidence.cue_class.map(|class| text("classifying", CueClass::name(class).into())),
        );
        body.push(text("assessing", rounded(attribution.confidence).to_string().into()));
        for (role, spans) in [("cue", &attribution.cue), ("source", &attribution.source)] {
            body.extend(spans.iter().map(|span| Body::Part(self.part(role, Some("describing"), *span))));
        }
        Annotation {
            id: match self.article.piece {
                Some(piece) => format!("{}#said-{}.{number}", self.source, piece.number),
                None => format!("{}#said-{number}", self.source),
            },
            kind: "Annotation",
            motivation: "identifying",
            body,
            target: attribution.content.iter().map(|span| self.part("content", None, *span)).collect(),
        }
    }

    fn part(&self, role: &'static str, purpose: Option<&'static str>, span: Span) -> Specific<'a> {
        let before = self.article.piece.map_or(0, |piece| piece.start.count(OffsetUnit::Chars));
        let (start, end) = self.units.from_span(span);
        let (start, end) = (before + u64::from(start), before + u64::from(end));
        let text = self.article.document.text();
        let (before, after) = (
            text.get(..span.start().to_usize()).unwrap_or_default(),
            text.get(span.end().to_usize()..).unwrap_or_default(),
        );
        let prefix = before.char_indices().rev().nth(CONTEXT - 1).map_or(before, |(at, _)| &before[at..]);
        let suffix = after.char_indices().nth(CONTEXT).map_or(after, |(at, _)| &after[..at]);
        let quote = Selector::Quote { exact: self.article.document.slice(span), prefix, suffix };
        let selector = [Selector::Position { start, end }, quote];
        Specific { kind: "SpecificResource", purpose, role, source: self.source, selector }
    }
}

/// An id as an address: one that is an address stays as it is, but for its fragment; in others what may not stand there is `%XX`.
fn iri(id: &str) -> String {
    use std::fmt::Write;

    let is_address = ["http://", "https://", "urn:"].iter().any(|scheme| id.starts_with(scheme));
    let id = if is_address { id.split('#').next().unwrap_or(id) } else { id };
    let mut out = String::with_capacity(id.len());
    for c in id.chars() {
        let stays = c.is_alphanumeric()
            || "-._~/".contains(c)
            || is_address && !(c.is_whitespace() || "<>\"{}|\\^`".contains(c));
        if stays {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{TEXT, with_sample};
    use crate::{Piece, PieceStart};
    use serde_json::Value;

    fn page() -> Value {
        let annotations = with_sample(|article| web_annotations(article).unwrap());
        serde_json::from_str(&format!("{ANNOTATIONS_OPENING}{annotations}{ANNOTATIONS_CLOSING}")).unwrap()
    }

    #[test]
    fn an_attribution_is_an_annotation() {
        insta::assert_snapshot!(serde_json::to_string_pretty(&page()["items"][0]).unwrap());
        assert_eq!(page()["items"].as_array().unwrap().len(), 5);
    }

    #[test]
    fn both_selectors_of_a_part_find_it() {
        let chars: Vec<char> = TEXT.chars().collect();
        let page = page();
        let mut parts = 0;
        for annotation in page["items"].as_array().unwrap() {
            let bodies = annotation["body"].as_array().unwrap().iter();
            for part in annotation["target"]
                .as_array()
                .unwrap()
                .iter()
                .chain(bodies.filter(|it| it.get("selector").is_some()))
            {
                let [position, quote] = [0, 1].map(|at| &part["selector"][at]);
                let at = |key: &str| position[key].as_u64().unwrap() as usize;
                let exact: String = chars[at("start")..at("end")].iter().collect();
                assert_eq!(quote["exact"], exact);
                let [prefix, suffix] = ["prefix", "suffix"].map(|key| quote[key].as_str().unwrap());
                assert!(TEXT.contains(&format!("{prefix}{exact}{suffix}")));
                parts += 1;
            }
        }
        assert_eq!(parts, 15);
    }

    #[test]
    fn those_of_a_piece_are_of_its_document() {
        let start = PieceStart::default().after("“Before.”");
        let piece = Piece { document: "https://a.example/b".to_owned(), number: 3, start };
        let annotations = with_sample(|article| {
            web_annotations(&Article { id: &piece.id(), piece: Some(&piece), ..*article }).unwrap()
        });
        let first = annotations.split(ANNOTATIONS_BETWEEN).next().unwrap();
        let (first, whole): (Value, Value) =
            (serde_json::from_str(first).unwrap(), page()["items"][0].clone());
        assert_eq!(first["id"], "https://a.example/b#said-3.1");
        assert_eq!(first["target"][0]["source"], "https://a.example/b");
        let start = |of: &Value| of["target"][0]["selector"][0]["start"].as_u64().unwrap();
        assert_eq!(start(&first), start(&whole) + 9);
    }

    #[test]
    fn ids_are_addresses() {
        let check = |id: &str, expected: &str| assert_eq!(iri(id), expected);
        check("news/a b", "news/a%20b");
        check("roe@a", "roe%40a");
        check("Álvarez", "Álvarez");
        check("https://a.example/b?c=d#e", "https://a.example/b?c=d");
        check("a#b:\u{80}", "a%23b%3A%C2%80");
    }
}
