//! An annotated document: what somebody, a person or a program, says was said in a text.
//!
//! In: nothing (plain data). Out: [`AnnotatedDocument`]. Must not know: file formats, who annotated, scores.

use dixit_attribution::{ContentType, Role, SourceKind};
use dixit_tokenizer::Span;

/// A text with its attributions, gold or predicted. Spans are bytes of the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AnnotatedDocument {
    /// What documents are paired by.
    pub id: String,
    /// The whole text; spaces where [`patchwork`](crate::patchwork()) knows no words.
    pub text: String,
    /// Where the paragraphs are, by the file or by line breaks.
    pub paragraphs: Vec<Span>,
    /// The day of publication that the file tells, as written there.
    pub date: Option<String>,
    /// In the order of the file.
    pub attributions: Vec<AnnotatedAttribution>,
    /// The people and things of the document, where the file lists them.
    pub entities: Vec<AnnotatedEntity>,
}

/// Who said what, as annotated.
#[derive(Debug, Clone, PartialEq)]
pub struct AnnotatedAttribution {
    /// Its id in the document; its position, from 1, where the file gives none.
    pub id: String,
    /// Direct, indirect or mixed: as the file says, else by the quotation marks ([`content_type`](crate::content_type)).
    pub content_type: ContentType,
    /// The parts of what was said.
    pub content: Vec<Span>,
    /// The parts of the words that attribute it; empty where there are none.
    pub cue: Vec<Span>,
    /// The parts of the words that name who said it; empty where there are none.
    pub source: Vec<Span>,
    /// What kind of words the source is, where the file says so.
    pub source_kind: Option<SourceKind>,
    /// Who said it: nobody identifiable where empty; `None` where speakers are not annotated.
    pub speakers: Option<Vec<AnnotatedSpeaker>>,
    /// The id of the attribution inside whose content this one stands.
    pub nested_in: Option<String>,
    /// How sure whoever annotated is, from 0 to 1.
    pub confidence: Option<f64>,
}

/// Somebody who said something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnotatedSpeaker {
    /// The canonical name.
    pub name: String,
    /// False for `officials`, which names nobody.
    pub named: bool,
}

/// A person or thing of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnotatedEntity {
    /// Its id in the document.
    pub id: String,
    /// Its canonical name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Whether it is a person, or people (`officials`); none where the file does not tell.
    pub is_person: Option<bool>,
    /// Where it is mentioned.
    pub mentions: Vec<Span>,
}

impl AnnotatedDocument {
    /// The words of a span; empty for a span that is not of this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.to_range()).unwrap_or_default()
    }

    /// The words of several spans, ` … ` between them.
    pub fn words(&self, spans: &[Span]) -> String {
        spans.iter().map(|span| self.slice(*span)).collect::<Vec<_>>().join(" … ")
    }
}

impl AnnotatedAttribution {
    /// The parts of a role.
    pub fn role(&self, role: Role) -> &[Span] {
        match role {
            Role::Source => &self.source,
            Role::Cue => &self.cue,
            Role::Content => &self.content,
        }
    }
}
