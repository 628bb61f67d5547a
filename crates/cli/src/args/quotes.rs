//! The arguments of `dixit quotes`.
//!
//! In: what somebody typed. Out: [`QuotesArgs`]. Must not know: what they do.

use super::ManyArgs;
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

pub(super) const EXAMPLES: &str = "\
Examples:
  dixit quotes news/ --min 2             what several articles below news/ quote
  dixit quotes quotes.jsonl --speaker Lind
  dixit quotes quotes.jsonl --by month
  dixit quotes news/ --format csv > quotes.csv

Direct and mixed quotations, with their words in marks; those inside others are left out. Two are the
same where their words are, or nearly; of fewer than 5 words, where all words and the speaker are.
The speaker is the one that most articles name.
Exit codes: 0 done, 1 some inputs failed (the others are done), 2 wrong usage.";

#[derive(Debug, ClapArgs)]
pub(crate) struct QuotesArgs {
    /// Text or JSONL files, directories, patterns, or - (default: what is piped in); JSONL of articles or of a run's output
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// How to print: a table to read; one JSON object, or CSV, with all variants and places
    #[arg(short, long, value_enum, default_value_t)]
    pub(crate) format: QuotesFormat,
    /// Only what this one said: an id, or a part of the name
    #[arg(short, long, value_name = "NAME")]
    pub(crate) speaker: Option<String>,
    /// Only quotations in at least N articles
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true)]
    pub(crate) min: usize,
    /// Totals instead of quotations
    #[arg(long, value_enum)]
    pub(crate) by: Option<By>,
    /// Only attributions at least this sure, from 0 to 1
    #[arg(long, value_name = "P")]
    pub(crate) min_confidence: Option<f32>,
    /// Count articles too that a run with --reprints told to be reprints of earlier ones
    #[arg(long)]
    pub(crate) with_reprints: bool,
    #[command(flatten)]
    pub(crate) many: ManyArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum QuotesFormat {
    // A table for reading
    #[default]
    Text,
    // One JSON object, with the total
    Json,
    // A row for each place
    Csv,
}

/// What quotations are added up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    /// Who said them
    Speaker,
    /// The articles' months
    Month,
    /// The articles' field `outlet`
    Outlet,
}
