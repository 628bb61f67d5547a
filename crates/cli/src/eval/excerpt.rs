//! One document of which pieces are shown.
//!
//! In: an annotated document. Out: where something stands, who said it, its words in a line. Must not know: why it is shown.

use crate::places::Places;
use crate::text::printable;
use dixit_formats::{AnnotatedAttribution, AnnotatedDocument};
use dixit_tokenizer::{Document, Source, Span, tokenize};
use std::cell::OnceCell;

/// The characters of a content that one line shows.
const SHOWN: usize = 90;

/// A text, cut into sentences when first needed.
pub(super) struct Excerpts<'a> {
    annotated: &'a AnnotatedDocument,
    places: OnceCell<Places<'a>>,
    document: OnceCell<Option<Document>>,
}

impl<'a> Excerpts<'a> {
    pub(super) fn new(annotated: &'a AnnotatedDocument) -> Self {
        Self { annotated, places: OnceCell::new(), document: OnceCell::new() }
    }

    /// The text in sentences; none for one longer than any reader takes.
    pub(super) fn document(&self) -> Option<&Document> {
        let cut = || Source::new(self.annotated.text.as_str()).ok().map(tokenize);
        self.document.get_or_init(cut).as_ref()
    }

    /// Line and column of the first of some spans.
    pub(super) fn place(&self, spans: &[Span]) -> String {
        let first = spans.iter().min().copied().unwrap_or_default();
        let places = self.places.get_or_init(|| Places::new(&self.annotated.text));
        let (line, column) = places.line_column(first);
        format!("{line}:{column}")
    }

    /// Some spans' words in one line, cut where they are many.
    pub(super) fn words(&self, spans: &[Span]) -> String {
        let words = printable(&self.annotated.words(spans));
        match words.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}...", words[..end].trim_end()),
            None if words.is_empty() => "nothing".to_owned(),
            None => words,
        }
    }
}

/// `A3 direct, Ada Moreno`, and how sure.
pub(super) fn said(attribution: &AnnotatedAttribution) -> String {
    let kind = attribution.content_type.name();
    let people = people(attribution).map(|people| format!(", {people}")).unwrap_or_default();
    let sure = attribution.confidence.map(|confidence| format!(", {confidence:.2}")).unwrap_or_default();
    format!("{} {kind}{people}{sure}", printable(&attribution.id))
}

/// The speakers; none where they are not annotated.
pub(super) fn people(attribution: &AnnotatedAttribution) -> Option<String> {
    let speakers = attribution.speakers.as_ref()?;
    if speakers.is_empty() {
        return Some("nobody".to_owned());
    }
    let name = |speaker: &dixit_formats::AnnotatedSpeaker| {
        let unnamed = if speaker.named { "" } else { " (unnamed)" };
        format!("{}{unnamed}", printable(&speaker.name))
    };
    Some(speakers.iter().map(name).collect::<Vec<_>>().join(" and "))
}
