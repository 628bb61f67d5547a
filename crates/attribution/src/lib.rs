//! Who said what: finds quotations in news text and links each to its speaker.

mod attribution;
mod config;
mod coreference;
mod cue_class;
mod date;
mod diagnostic;
mod entity;
mod fold;
mod lexicon;
mod link;
mod mention;
mod pos;
mod quote;
mod render;
mod resolve;
mod role;
mod roster;
mod rules;
mod source;
mod statement;
mod text_check;
mod words;

pub use attribution::{Analysis, Attribution, AttributionId, ContentType, Evidence, SourceKind, Verdict};
pub use config::Config;
pub use cue_class::CueClass;
pub use date::find_date;
pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use entity::{
    Entity, EntityId, EntityKind, Gender, Mention, MentionId, MentionKind, RosterLink, RosterMatch,
};
pub use link::{link, without_nested};
pub use quote::{Closure, QuoteId, QuoteUse, QuotedSpan, Quotes, find_quotes};
pub use render::{render, render_attribution};
pub use resolve::Speakers;
pub use role::{Engine, Pattern, Role, RoleSpan, RoleSpanId, Roles, Tie};
pub use roster::{Office, Person, Roster, RosterError, RosterErrorKind};
pub use rules::RuleEngine;
pub use statement::{Statement, StatementId};
pub use text_check::check_text;

use dixit_tokenizer::Document;

/// Finds who said what in a document. Total: odd text gives diagnostics, never an error. Linear in the text's length.
pub fn analyze(document: &Document, engine: &dyn Engine, roster: &Roster, config: &Config) -> Analysis {
    let quotes = find_quotes(document);
    let roles = engine.tag(document, &quotes);
    let mut statements = link(document, &quotes, &roles);
    if !config.nested {
        statements = without_nested(statements);
    }
    let mut diagnostics = quotes.diagnostics.clone();
    diagnostics.extend(check_text(document));
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.kind));
    let speakers = find_speakers(document, &quotes, &statements, roster, config);
    Analysis {
        attributions: speakers.attributions,
        entities: speakers.entities,
        mentions: speakers.mentions,
        quotes: quotes.spans,
        diagnostics,
    }
}

/// The "who" half of [`analyze`], for statements that come from elsewhere: gives each its speaker.
pub fn find_speakers(
    document: &Document,
    quotes: &Quotes,
    statements: &[Statement],
    roster: &Roster,
    config: &Config,
) -> Speakers {
    let phrases = mention::find_phrases(document, quotes);
    let date = config.date.or_else(|| find_date(document));
    let coreference = coreference::find_entities(document, quotes, statements, &phrases, roster, date);
    resolve::resolve(document, statements, &phrases, coreference)
}
