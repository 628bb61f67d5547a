//! Who said what: finds quotations and reported speech in news text and ties each to its cue, its source and its speaker.
//!
//! In: a [`Document`] of `dixit-tokenizer`. Out: an [`Analysis`]: [`Attribution`]s (content, cue, source, speaker, evidence),
//! the [`Entity`]s and [`Mention`]s they refer to, every [`QuotedSpan`], and [`Diagnostic`]s. Must not know: files, threads,
//! output formats. The terms are those of PARC3 (Pareti 2012, 2016) and PolNeAR (Newell et al. 2018).
//!
//! ```
//! use dixit_attribution::{Config, ContentType, FastEngine, Roster, analyze};
//! use dixit_tokenizer::{Source, tokenize};
//!
//! let text = "“The talks went well,” Treasury Secretary Scott Bessent told reporters. He said that a deal was near.";
//! let document = tokenize(Source::new(text)?);
//! let analysis = analyze(&document, &FastEngine::new(), &Roster::builtin(), &Config::recommended());
//!
//! let mut lines = Vec::new();
//! for attribution in &analysis.attributions {
//!     let speakers = analysis.speakers(attribution).map(|speaker| speaker.name.as_str());
//!     let words = attribution.content.iter().map(|span| document.slice(*span));
//!     lines.push(format!("{}: {}", speakers.collect::<Vec<_>>().join(", "), words.collect::<Vec<_>>().join(" … ")));
//! }
//! assert_eq!(lines, ["Scott Bessent: “The talks went well,”", "Scott Bessent: that a deal was near"]);
//! assert_eq!(analysis.attributions[1].content_type, ContentType::Indirect);
//! # Ok::<(), dixit_tokenizer::SourceError>(())
//! ```
//!
//! Every position is a [`Span`](dixit_tokenizer::Span) of **bytes** of the text as it came, which is never changed or
//! copied. For a program that counts characters or UTF-16 units, convert at the edge with [`dixit_tokenizer::UnitMap`].
//!
//! # Who: the roster and the date
//! Speakers are found and named from the article itself. A [`Roster`] of known people adds who they are: it knows names,
//! aliases and offices with their dates, so that an office names whoever held it on the day of publication, where the text
//! speaks of that country at all. The day comes from [`Config::date`], else from the text ([`find_date`]). Without a day an
//! office names nobody whom the text does not name (`the Florida senator`, of Marco Rubio, needs none): not knowing is an answer ([`Verdict::Unknown`], [`Verdict::Ambiguous`], [`Entity::named`]).
//!
//! ```
//! use dixit_attribution::{Config, FastEngine, Roster, analyze};
//! use dixit_tokenizer::{Source, SourceError, tokenize};
//! use jiff::civil::{Date, date};
//!
//! let (engine, roster) = (FastEngine::new(), Roster::builtin());
//! let speaker = |day: Option<Date>| -> Result<String, SourceError> {
//!     let document = tokenize(Source::new("WASHINGTON — The treasury secretary said that a deal was near.")?);
//!     let config = Config { date: day, ..Config::recommended() };
//!     let analysis = analyze(&document, &engine, &roster, &config);
//!     Ok(analysis.speakers(&analysis.attributions[0]).map(|speaker| speaker.name.clone()).collect())
//! };
//! assert_eq!(speaker(Some(date(2025, 10, 26)))?, "Scott Bessent");
//! assert_eq!(speaker(Some(date(2016, 5, 1)))?, "Jacob Lew");
//! assert_eq!(speaker(None)?, "treasury secretary"); // a description: `named` is false
//! # Ok::<(), SourceError>(())
//! ```
//!
//! Your own people go into a TOML text of the same form ([`Roster::from_toml`]), or a table ([`Roster::from_csv`]):
//!
//! ```
//! use dixit_attribution::Roster;
//!
//! let roster = Roster::from_toml(
//!     r#"
//!     [[person]]
//!     id = "moreno"
//!     name = "Ada Moreno"
//!     aliases = ["Ada M. Moreno"]
//!     gender = "feminine"
//!     offices = [{ title = "fisheries minister", country = "PT", from = 2024-03-01 }]
//!     "#,
//! )?;
//! assert_eq!(roster.person("moreno").map(|person| person.offices.len()), Some(1));
//! # Ok::<(), dixit_attribution::RosterError>(())
//! ```
//!
//! # The annotated text
//! [`render()`] draws an analysis under its words (`^` content, `~` cue, `=` source), without numbers that change without
//! cause, for snapshot tests of your own articles:
//!
//! ```
//! use dixit_attribution::{Config, FastEngine, Roster, analyze, render};
//! use dixit_tokenizer::{Source, tokenize};
//!
//! let document = tokenize(Source::new("“It went well,” Ada Moreno said.")?);
//! let analysis = analyze(&document, &FastEngine::new(), &Roster::default(), &Config::recommended());
//! let expected = "
//!     “It went well,” Ada Moreno said.
//! 1   ^^^^^^^^^^^^^^^ ========== ~~~~
//! 1   direct -> Ada Moreno [said, quote_then_subject_verb]
//! ";
//! assert_eq!(render(&document, &analysis).trim(), expected.trim());
//! # Ok::<(), dixit_tokenizer::SourceError>(())
//! ```
//!
//! # Stages
//! Data flows one way. Each stage is a function that returns a new value; [`analyze`] is the list of them:
//!
//! ```
//! use dixit_attribution::{Config, Engine, FastEngine, Roster, check_text, find_quotes, find_speakers, link};
//! use dixit_tokenizer::{Source, tokenize};
//!
//! let document = tokenize(Source::new("“It went well,” Ada Moreno said.")?);
//! let quotes = find_quotes(&document); // marks paired; nicknames, titles and scare quotes set apart
//! let roles = FastEngine::new().tag(&document, &quotes); // which tokens are source, cue, content: the seam for engines
//! let statements = link(&document, &quotes, &roles); // attributions without speakers, nested ones marked
//! let who = find_speakers(&document, &quotes, &statements, &Roster::builtin(), &Config::recommended());
//! let remarks = check_text(&document); // no text, not English, lost line breaks
//!
//! assert_eq!((quotes.spans.len(), statements.len(), who.attributions.len()), (1, 1, 1));
//! assert_eq!(who.entities[0].name, "Ada Moreno");
//! assert!(remarks.is_empty());
//! # Ok::<(), dixit_tokenizer::SourceError>(())
//! ```
//!
//! # Engines
//! [`FastEngine`] is the one to use: a small learned model, built in, that has the rules' findings among its evidence and leaves
//! alone what quotation marks settle. `dixit-train` makes models from annotated documents of your own
//! ([`FastEngine::from_model`]). [`RuleEngine`] is rules and a lexicon alone: where every finding must name its rule. `AccurateEngine`
//! (feature `accurate`) finds more at a fiftieth of the speed. An [`Engine`] of your own fills [`Roles`] in their place; everything after it is shared. Statements from elsewhere, a hand-made
//! annotation say, get their speakers from [`find_speakers`].
//!
//! # Errors, cost, threads
//! Analysis is total: odd text gives a [`Diagnostic`], never an error or a panic. Only loading can fail ([`RosterError`],
//! [`dixit_tokenizer::SourceError`]). Time and memory are linear in the length of the text.
//!
//! Nothing here is global, does I/O or starts a thread (the `accurate` engine uses the caller's rayon pool), and the same input gives the same output on any machine. Make one
//! engine (some milliseconds) and one [`Roster`], and share them by reference between as many threads as you like.
//!
//! # Features
//! `serde`: an [`Analysis`] and all in it can be written and read. `accurate`: the engine by a transformer, without its model. Features add; they never change a result.

#[cfg(feature = "accurate")]
mod accurate;
mod attribution;
mod byline;
mod config;
mod coreference;
mod cue_class;
mod date;
mod dateline;
mod diagnostic;
mod entity;
mod fast;
mod fold;
mod full_name;
mod inside;
pub mod learning;
mod lexicon;
mod link;
mod mention;
mod papers;
mod pos;
mod quote;
mod render;
mod resolve;
mod role;
mod roster;
mod rules;
mod source;
mod statement;
mod table;
mod text_check;
mod words;

#[cfg(feature = "accurate")]
pub use accurate::{AccurateEngine, EncoderError};
pub use attribution::{Analysis, Attribution, AttributionId, ContentType, Evidence, SourceKind, Verdict};
pub use config::Config;
pub use cue_class::CueClass;
pub use date::find_date;
pub use diagnostic::{Diagnostic, DiagnosticKind};
pub use entity::{
    Entity, EntityId, EntityKind, Gender, Mention, MentionId, MentionKind, RosterLink, RosterMatch, Step,
};
pub use fast::{FastEngine, ModelError};
pub use full_name::FullName;
pub use link::{link, without_nested};
pub use quote::{Closure, QuoteId, QuoteUse, QuotedSpan, Quotes, find_quotes};
pub use render::{MarkedRow, render, render_attribution, render_rows};
pub use resolve::Speakers;
pub use role::{Engine, Pattern, Role, RoleSpan, RoleSpanId, Roles, Tie};
pub use roster::{Clash, Finding, FindingKind, Office, Person, Roster, RosterError, RosterErrorKind, Term};
pub use rules::RuleEngine;
pub use statement::{Statement, StatementId};
pub use text_check::check_text;

use dixit_tokenizer::Document;

/// Finds who said what in a document. Total: odd text gives diagnostics, never an error. Linear in the text's length.
///
/// The body is the list of the stages; the crate's front page shows them one by one.
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

/// The "who" half of [`analyze`], for statements that come from elsewhere: gives each its speaker. Total; linear in the
/// length of the document.
///
/// [`Speakers::attributions`] has one for each statement, in the same order.
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

/// The examples of the README are tested too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
