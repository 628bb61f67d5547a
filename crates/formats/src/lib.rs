//! Annotated quotations in and out: dixit's JSONL, brat standoff as PolNeAR has it, gold in TOML; out only: tables, TEI, a
//! page to look at.
//!
//! In: what the caller read from a file, with the name to tell in errors. Out: [`AnnotatedDocument`]s, or a
//! [`FormatError`] that names the file, the line and the remedy; of an [`Article`], text. Must not know: files, the command
//! line, scores.
//!
//! Every position in an [`AnnotatedDocument`] is a byte span of its text, whatever the file counted. Reading is total:
//! any input gives documents or an error, never a panic.
//!
//! ```
//! use dixit_formats::read_jsonl;
//!
//! let line = r#"{"id": "a", "text": "“Oui,” dit-elle.", "attributions": [{"content": [[0, 6]], "cue": [[7, 15]]}]}"#;
//! let document = read_jsonl(line, "a.jsonl").remove(0)?.into_annotated()?;
//! assert_eq!(document.slice(document.attributions[0].content[0]), "“Oui,”");
//! # Ok::<(), dixit_formats::FormatError>(())
//! ```

mod analysis;
mod article;
mod brat;
mod carried;
mod conll;
mod document;
mod encoding;
mod error;
mod fragment;
mod gold_toml;
mod html;
mod json;
mod json_writer;
mod marks;
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod patchwork;
mod piece;
mod row;
#[cfg(test)]
mod sample;
mod segments;
mod stream;
mod table;
mod tei;
mod value;
#[cfg(feature = "warc")]
mod warc;
mod web_annotation;

pub use analysis::from_analysis;
pub use article::{Article, rounded};
pub use brat::{read_brat, write_brat};
pub use carried::Carried;
pub use conll::conll_article;
pub use dixit_attribution::{ContentType, Role, SourceKind};
pub use document::{AnnotatedAttribution, AnnotatedDocument, AnnotatedEntity, AnnotatedSpeaker};
pub use encoding::decode;
pub use error::FormatError;
pub use fragment::{is_html, read_fragment};
pub use gold_toml::read_gold_toml;
pub use html::{HtmlArticle, HtmlEntry, html_article, html_closing, html_opening};
pub use json::{JsonDocument, read_json, read_jsonl, source_kind};
pub use json_writer::write_jsonl;
pub use marks::{content_type, paragraphs, quoted_regions};
pub use page::{Page, is_page, read_page};
#[cfg(feature = "parquet")]
pub use parquet::{ParquetRows, ParquetShape, ParquetWriter, parquet_rows};
pub use patchwork::patchwork;
pub use piece::{Piece, PieceStart, cut};
pub use row::{COLUMNS, carried_columns};
pub use stream::{StreamError, TextStream};
pub use table::{Separator, guarded, table_header, table_rows};
pub use tei::{tei_article, tei_corpus_closing, tei_corpus_opening, tei_opening};
#[cfg(feature = "warc")]
pub use warc::{MAX_PAGE_BYTES, Response, WarcHead, read_response};
pub use web_annotation::{ANNOTATIONS_BETWEEN, ANNOTATIONS_CLOSING, ANNOTATIONS_OPENING, web_annotations};

/// The examples of the README are tested too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
