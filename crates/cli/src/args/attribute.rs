//! The command line of `dixit attribute`, as typed.
//!
//! In: arguments. Out: [`AttributeArgs`], nothing checked but its form. Must not know: what the options do.

use super::{ManyArgs, TypeArg};
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, ClapArgs)]
pub(crate) struct AttributeArgs {
    /// Text or JSONL files, directories, patterns, or - (default: what is piped in)
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// How to print
    #[arg(short, long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// Where to write instead of printing: a file; a directory for brat
    #[arg(short, long, value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
    /// What positions in JSON and tables count: UTF-8 bytes, code points (Python), UTF-16 units (JavaScript)
    #[arg(long, value_enum, default_value_t, hide_short_help = true)]
    pub(crate) offsets: OffsetsArg,
    /// Other fields of the input to hand on: as columns of tables, alone of all in JSON (which has all otherwise)
    #[arg(long, value_name = "FIELD", value_delimiter = ',', hide_short_help = true)]
    pub(crate) carry: Vec<String>,
    /// Only this speaker (roster id, name, alias or surname); repeatable
    #[arg(short, long, value_name = "WHO")]
    pub(crate) speaker: Vec<String>,
    /// Only this type; repeatable
    #[arg(short = 't', long = "type", value_name = "TYPE", value_enum)]
    pub(crate) content_type: Vec<TypeArg>,
    /// Only attributions at least this sure, from 0 to 1
    #[arg(long, value_name = "P")]
    pub(crate) min_confidence: Option<f32>,
    /// Leave out attributions inside others
    #[arg(long)]
    pub(crate) flat: bool,
    /// Only N documents, drawn from all; the same ones each time
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub(crate) sample: Option<usize>,
    /// Tell articles that are nearly the same text as an earlier one: wire copy, cut or with a new headline (json, jsonl, csv, tsv)
    #[arg(long, hide_short_help = true)]
    pub(crate) reprints: bool,
    /// Say what would be read, and read nothing
    #[arg(long, hide_short_help = true)]
    pub(crate) dry_run: bool,
    /// No progress and no summary on stderr, only what is wrong
    #[arg(short, long, hide_short_help = true)]
    pub(crate) quiet: bool,
    /// Go on with an unfinished run into the same --out FILE (jsonl, csv or tsv), or begin one
    #[arg(long, requires = "out", hide_short_help = true)]
    pub(crate) resume: bool,
    /// Where to list the inputs that failed, as JSONL
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub(crate) errors: Option<PathBuf>,
    /// How stderr tells of progress, warnings, failures and the summary
    #[arg(long, value_enum, default_value_t, hide_short_help = true)]
    pub(crate) log: LogArg,
    #[command(flatten)]
    pub(crate) many: ManyArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum LogArg {
    // For people
    #[default]
    Text,
    // A JSON object a line
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    // For reading: by speaker
    #[default]
    Text,
    // One JSON object with all documents
    Json,
    // One JSON object a document, each on its line
    Jsonl,
    // A row per attribution, for spreadsheets
    Csv,
    // The same with tabs, for programs
    Tsv,
    // Standoff: NAME.ann beside NAME.txt
    Brat,
    // TEI P5, with <said>
    Tei,
    // A row per attribution, with types, for data frames; needs --out
    Parquet,
    // The same with a row per article, attributions in a list
    ParquetNested,
    // W3C Web Annotations, as JSON-LD
    WebAnnotation,
    // A word a line, with source, cue and content as columns
    Conll,
    // A page to look at
    Html,
    // The annotated text, for snapshot tests
    Snapshot,
}

impl Format {
    /// Whether what an article is a reprint of has a place in it.
    pub(crate) fn tells_reprints(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl | Self::Csv | Self::Tsv)
    }

    /// Whether each document's output stands alone, so that an unfinished run can go on.
    pub(crate) fn resumes(self) -> bool {
        matches!(self, Self::Jsonl | Self::Csv | Self::Tsv)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum OffsetsArg {
    // UTF-8 bytes (Rust, Go)
    #[default]
    Bytes,
    // Code points (Python)
    Chars,
    // UTF-16 code units (JavaScript, Java)
    Utf16,
}
