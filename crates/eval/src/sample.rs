//! For tests: small documents, written as the words they hold.
//!
//! In: words. Out: annotated documents. Must not know: metrics.

use crate::sides::Sides;
use dixit_formats::{
    AnnotatedAttribution, AnnotatedDocument, AnnotatedEntity, AnnotatedSpeaker, content_type, quoted_regions,
};
use dixit_tokenizer::Span;
use std::ops::{Deref, DerefMut};

/// A document under construction.
#[derive(Clone)]
pub(crate) struct Sample(AnnotatedDocument);

impl Sample {
    pub(crate) fn new(text: &str) -> Self {
        Self(AnnotatedDocument { id: "a".to_owned(), text: text.to_owned(), ..AnnotatedDocument::default() })
    }

    /// The same text, of which nothing is said.
    pub(crate) fn bare(&self) -> Self {
        Self::new(&self.0.text)
    }

    /// Adds an attribution; parts of a role have ` … ` between them, `?` marks a speaker who is not named.
    pub(crate) fn says(&mut self, content: &str, cue: &str, source: &str, speakers: &[&str]) {
        let spans = |words: &str| -> Vec<Span> {
            let parts = words.split(" … ").filter(|part| !part.is_empty());
            parts
                .map(|part| {
                    let start = self.0.text.find(part).expect(part);
                    Span::from_usize(start, start + part.len())
                })
                .collect()
        };
        let content = spans(content);
        let speaker = |name: &&str| AnnotatedSpeaker {
            name: name.trim_start_matches('?').to_owned(),
            named: !name.starts_with('?'),
        };
        let attribution = AnnotatedAttribution {
            id: (self.0.attributions.len() + 1).to_string(),
            content_type: content_type(&self.0.text, &content, &quoted_regions(&self.0.text)),
            cue: spans(cue),
            source: spans(source),
            content,
            source_kind: None,
            speakers: Some(speakers.iter().map(speaker).collect()),
            nested_in: None,
            confidence: None,
        };
        self.0.attributions.push(attribution);
    }

    /// Adds an entity; its mentions have ` | ` between them, `it#2` is the second `it` of the text.
    pub(crate) fn mentions(&mut self, is_person: Option<bool>, mentions: &str) {
        let span = |mention: &str| {
            let (words, nth) = mention.split_once('#').unwrap_or((mention, "1"));
            let nth: usize = nth.parse().expect(mention);
            let (start, _) = self.0.text.match_indices(words).nth(nth - 1).expect(mention);
            Span::from_usize(start, start + words.len())
        };
        let entity = AnnotatedEntity {
            id: (self.0.entities.len() + 1).to_string(),
            name: String::new(),
            aliases: Vec::new(),
            is_person,
            mentions: mentions.split(" | ").map(span).collect(),
        };
        self.0.entities.push(entity);
    }
}

impl Deref for Sample {
    type Target = AnnotatedDocument;

    fn deref(&self) -> &AnnotatedDocument {
        &self.0
    }
}

impl DerefMut for Sample {
    fn deref_mut(&mut self) -> &mut AnnotatedDocument {
        &mut self.0
    }
}

/// Both sides, nested predictions too.
pub(crate) fn sides<'a>(gold: &'a AnnotatedDocument, predicted: &'a AnnotatedDocument) -> Sides<'a> {
    Sides::new(gold, Some(predicted), false)
}
