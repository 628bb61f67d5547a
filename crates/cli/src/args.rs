//! The command line as typed.
//!
//! In: arguments. Out: [`Args`], nothing checked but its form. Must not know: what the options do.

mod attribute;
mod quotes;

pub(crate) use attribute::{AttributeArgs, Format, LogArg, OffsetsArg};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
pub(crate) use quotes::{By, QuotesArgs, QuotesFormat};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  dixit article.txt                          who said what, to read
  dixit news/ --format jsonl > quotes.jsonl  every *.txt and *.jsonl below news/
  dixit news/ --format csv > quotes.csv      a row per attribution, for a spreadsheet
  dixit article.txt --format html > a.html   a page to look at
  curl -s URL | dixit - --speaker bessent    from a pipe; only what one of them said
  dixit explain article.txt --quote 'versus the globe'

FILE is text, JSONL, CSV or TSV (with id and text), also .gz or .zst; a page, WARC or Parquet where
that is built in; a directory; a pattern; or -.
Exit codes: 0 done, 1 some inputs failed (the others are done), 2 wrong usage.";

const EVAL_EXAMPLES: &str = "\
Examples:
  dixit eval corpus/                         how much of this gold dixit finds
  dixit eval gold.jsonl quotes.jsonl         how much of it stands in quotes.jsonl
  dixit eval PolNeAR/data/train --flat       brat standoff, without nested attributions
  dixit eval gold.jsonl --errors=missed,cut  what is wrong, drawn under the text
  dixit eval GUM.jsonl --coreference         who is the same as whom
  dixit eval --compare old.jsonl new.jsonl --gold gold.jsonl

GOLD and PRED are JSONL or JSON as `dixit FILE --format jsonl` prints it (gold also has \"text\";
offsets count code points where \"offsets\" does not say otherwise), brat standoff (NAME.ann with
NAME.txt, also in PolNeAR's own folders), NAME.gold.toml with NAME.txt, or a directory of these.
An attribution is found when half of the words of the contents agree (Dice), one to one.";

const TRAIN_EXAMPLES: &str = "\
Examples:
  dixit train gold.jsonl --out my.model
  dixit train PolNeAR/data/train --out polnear.model --held-out unseen.jsonl
  dixit article.txt --model my.model

GOLD is what `dixit eval` takes as gold. The figures printed at the end are those of cross-validation: each document read
by a model that was trained without it. Nested attributions are not learnt: a word has one role.";

const SPEAKERS_EXAMPLES: &str = "\
Examples:
  dixit speakers news/                   who speaks in the articles below news/, most quoted first
  dixit speakers quotes.jsonl --top 20   the same from what `dixit --format jsonl` printed
  dixit speakers news/ --type direct --format csv > speakers.csv

The same person in two articles is one row where the roster, or a full name that nobody else has,
says so; a surname alone is a row for each article. Unnamed speakers (\"officials\") are counted by
what they are called. Of several speakers of one statement each counts. Words are those that
`dixit tokenize` shows, without marks and punctuation. The total stands in text and json.
Exit codes: 0 done, 1 some inputs failed (the others are done), 2 wrong usage.";

const ROSTER_EXAMPLES: &str = "\
Examples:
  dixit roster init news/ > people.toml  the people quoted below news/, to be edited
  dixit roster check people.toml         names and offices of two people, impossible dates
  dixit roster check                     the built-in roster
  dixit news/ --roster people.toml

A roster is TOML as `dixit roster init` writes it, or CSV with the columns id, name, aliases,
gender, wikidata, office, country, from, to, shared.
Exit codes: 0 fine, 1 something to mend or an input that failed, 2 wrong usage.";

/// Who said what in the news: finds quotations and their speakers.
#[derive(Debug, Parser)]
#[command(name = "dixit", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true, max_term_width = 100)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) attribute: AttributeArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Find who said what (the default: `dixit FILE` is enough)
    #[command(after_help = EXAMPLES)]
    Attribute(AttributeArgs),
    /// Show why: cue, mention, antecedent and roster entry of each attribution
    Explain(ExplainArgs),
    /// List who speaks in many articles, how often and how
    #[command(after_help = SPEAKERS_EXAMPLES)]
    Speakers(SpeakersArgs),
    /// List what many articles quote: each quotation once, with its variants and places
    #[command(after_help = quotes::EXAMPLES)]
    Quotes(QuotesArgs),
    /// Show paragraphs, sentences and words
    Tokenize(TokenizeArgs),
    /// Measure predictions against gold, browse what is wrong, compare two runs
    #[command(after_help = EVAL_EXAMPLES)]
    Eval(EvalArgs),
    /// Check a file of known people, or draft one from articles
    #[command(after_help = ROSTER_EXAMPLES)]
    Roster(RosterArgs),
    /// Train a model for the fast engine, with cross-validation
    #[command(after_help = TRAIN_EXAMPLES)]
    Train(TrainArgs),
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Write the man pages, of dixit and of each command, into a directory
    #[command(hide = true)]
    Man {
        /// The directory, which is there
        directory: PathBuf,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct FieldArgs {
    /// The field of JSONL, or the column of CSV and TSV, that holds the text
    #[arg(long, value_name = "NAME", default_value = "text", hide_short_help = true)]
    pub(crate) text_field: String,
    /// ... that holds the document's id
    #[arg(long, value_name = "NAME", default_value = "id", hide_short_help = true)]
    pub(crate) id_field: String,
    /// ... that holds its day of publication (default: dates are not read)
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) date_field: Option<String>,
    /// Read texts of more than N KiB in pieces of at most that
    #[arg(long, value_name = "N", default_value_t = PIECE_KIB, hide_short_help = true,
        value_parser = clap::value_parser!(u32).range(LEAST_PIECE_KIB..=MOST_PIECE_KIB))]
    pub(crate) piece_size: u32,
}

/// In KiB: no article is as long (PolNeAR's longest has 24), and a thread that reads one takes some 100 MB.
const PIECE_KIB: u32 = 1024;
/// Smaller ones would cut articles.
const LEAST_PIECE_KIB: i64 = 32;
/// Offsets in a text end at 4 GiB.
const MOST_PIECE_KIB: i64 = (4 << 20) - 1;

/// What every command over many documents takes.
#[derive(Debug, ClapArgs)]
pub(crate) struct ManyArgs {
    #[command(flatten)]
    pub(crate) fields: FieldArgs,
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    /// How many documents at a time (default: one per core)
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CommonArgs {
    /// The day of publication, by which "the treasury secretary" is somebody
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<String>,
    /// A file of known speakers, in place of the built-in one
    #[arg(long, value_name = "FILE")]
    pub(crate) roster: Option<PathBuf>,
    /// What finds the statements
    #[arg(long, value_enum, default_value_t, hide_short_help = true)]
    pub(crate) engine: EngineArg,
    /// A model of your own: for the fast engine as `dixit train` writes it, for the accurate one as training/export.py does
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub(crate) model: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum EngineArg {
    /// A trained model, with the rules' findings among its evidence
    #[default]
    Fast,
    /// A small transformer beside it: finds more, at a fiftieth of the speed
    Accurate,
    /// The transformer for the sentences that the fast engine is not sure of
    Auto,
    /// Rules and lexicons alone
    Rules,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct TrainArgs {
    /// What is right: files or directories
    #[arg(value_name = "GOLD", required = true)]
    pub(crate) gold: Vec<PathBuf>,
    /// Where the model goes
    #[arg(short, long, value_name = "FILE", required_unless_present_any = ["export", "calibrate"])]
    pub(crate) out: Option<PathBuf>,
    /// Train nothing: write what the encoder of the accurate engine reads and should say, as JSONL
    #[arg(long, value_name = "FILE", requires = "tokenizer", conflicts_with = "out")]
    pub(crate) export: Option<PathBuf>,
    /// Train nothing: print the confidence weights of this model of the accurate engine, for training/export.py
    #[arg(long, value_name = "FILE", conflicts_with_all = ["out", "export"])]
    pub(crate) calibrate: Option<PathBuf>,
    /// The tokenizer.json of the encoder, for --export
    #[arg(long, value_name = "FILE", requires = "export")]
    pub(crate) tokenizer: Option<PathBuf>,
    /// Where to write what was found in unseen documents, as JSONL for `dixit eval`
    #[arg(long, value_name = "FILE")]
    pub(crate) held_out: Option<PathBuf>,
    /// How often every document is seen
    #[arg(long, value_name = "N")]
    pub(crate) rounds: Option<usize>,
    /// How many learners, each with its own order of the documents, are averaged
    #[arg(long, value_name = "N")]
    pub(crate) learners: Option<usize>,
    /// How sure a weight must be to leave 0: the larger, the fewer features
    #[arg(long, value_name = "X")]
    pub(crate) l1: Option<f32>,
    /// How strongly weights are drawn back to 0
    #[arg(long, value_name = "X")]
    pub(crate) l2: Option<f32>,
    /// How fast weights move
    #[arg(long, value_name = "X")]
    pub(crate) rate: Option<f32>,
    /// The share of features left out at random, from 0 to below 1
    #[arg(long, value_name = "X")]
    pub(crate) dropped: Option<f32>,
    /// Into how many parts the documents are split for cross-validation
    #[arg(long, value_name = "N")]
    pub(crate) folds: Option<usize>,
    /// The most bytes of the model
    #[arg(long, value_name = "N")]
    pub(crate) bytes: Option<usize>,
    /// Orders the documents; the same seed, the same model
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// What to remember of the data in the model: origin and licence
    #[arg(long, value_name = "TEXT")]
    pub(crate) about: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ExplainArgs {
    /// A text file, or - for what is piped in
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Only the attribution with this number, as `dixit FILE` shows it
    #[arg(short, long, value_name = "N", conflicts_with = "quote")]
    pub(crate) attribution: Option<usize>,
    /// Only attributions whose content holds these words
    #[arg(short, long, value_name = "TEXT")]
    pub(crate) quote: Option<String>,
    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct SpeakersArgs {
    /// Text or JSONL files, directories, patterns, or - (default: what is piped in); JSONL of articles or of a run's output
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// How to print: a table to read, one JSON object with the total, JSON a line for each speaker, CSV
    #[arg(short, long, value_enum, default_value_t)]
    pub(crate) format: SpeakersFormat,
    /// Only attributions of this type; repeatable
    #[arg(short = 't', long = "type", value_name = "TYPE", value_enum)]
    pub(crate) content_type: Vec<TypeArg>,
    /// Only attributions at least this sure, from 0 to 1
    #[arg(long, value_name = "P")]
    pub(crate) min_confidence: Option<f32>,
    /// Count articles too that a run with --reprints told to be reprints of earlier ones
    #[arg(long)]
    pub(crate) with_reprints: bool,
    /// Leave out attributions inside others
    #[arg(long)]
    pub(crate) flat: bool,
    /// Only speakers with at least N attributions
    #[arg(long, value_name = "N", default_value_t = 1, hide_default_value = true)]
    pub(crate) min: usize,
    /// Only the N who are quoted most
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
    #[command(flatten)]
    pub(crate) many: ManyArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum SpeakersFormat {
    // A table for reading
    #[default]
    Text,
    // One JSON object, with the total
    Json,
    // One JSON object a speaker, each on its line
    Jsonl,
    // A row for each speaker
    Csv,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RosterArgs {
    #[command(subcommand)]
    pub(crate) command: RosterCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RosterCommand {
    /// Tell what is odd: one name or office of two people, dates the wrong way round
    #[command(after_help = ROSTER_EXAMPLES)]
    Check(RosterCheckArgs),
    /// Draft a roster from articles: the people in them, most quoted first, to be edited
    #[command(after_help = ROSTER_EXAMPLES)]
    Init(RosterInitArgs),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RosterInitArgs {
    /// Text or JSONL files, directories, patterns, or - (default: what is piped in)
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Only people with at least N attributions; 0 for those too who are only mentioned
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) min: usize,
    /// Also those whom the roster knows
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) many: ManyArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RosterCheckArgs {
    /// Rosters, in TOML or CSV (default: the built-in one)
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct TokenizeArgs {
    /// A text file, or - for what is piped in
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// A Hugging Face tokenizer.json, whose pieces are shown under the words
    #[arg(long, value_name = "FILE")]
    pub(crate) tokenizer: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct EvalArgs {
    /// What is right: a file or a directory
    #[arg(value_name = "GOLD", required_unless_present = "compare")]
    pub(crate) gold: Option<PathBuf>,
    /// What was predicted, or - (default: dixit itself reads the gold's texts)
    #[arg(value_name = "PRED")]
    pub(crate) predicted: Option<PathBuf>,
    /// How to print: a table to read, JSON with all figures, CSV with a row for each document
    #[arg(short, long, value_enum, default_value_t)]
    pub(crate) format: EvalFormat,
    /// Show what is wrong instead, all of it or only some kinds
    #[arg(long, value_name = "KIND", value_enum, num_args = 0.., require_equals = true, value_delimiter = ',',
        conflicts_with = "format")]
    pub(crate) errors: Option<Vec<ErrorArg>>,
    /// Measure who is the same as whom instead: MUC, B³, CEAFe, pronouns; GOLD has entities with mentions
    #[arg(long, conflicts_with_all = ["errors", "compare", "flat"])]
    pub(crate) coreference: bool,
    /// Measure what the accurate engine costs and gives instead, asked only where the fast engine is unsure
    #[arg(long, conflicts_with_all = ["predicted", "errors", "compare", "coreference", "format"])]
    pub(crate) curve: bool,
    /// Show what changed from one prediction to another instead
    #[arg(long, value_names = ["OLD", "NEW"], num_args = 2, conflicts_with_all = ["predicted", "format", "errors"])]
    pub(crate) compare: Vec<PathBuf>,
    /// With --compare: the gold that tells better from worse
    #[arg(
        long = "gold",
        id = "gold_option",
        value_name = "GOLD",
        requires = "compare",
        conflicts_with = "gold"
    )]
    pub(crate) gold_option: Option<PathBuf>,
    /// Leave out predictions inside others, for gold without nesting, such as PolNeAR; speakers are judged with them
    #[arg(long)]
    pub(crate) flat: bool,
    /// Gold speakers: JSON with a name, names or null for each attribution id of each document id
    #[arg(long, value_name = "FILE")]
    pub(crate) speakers: Option<PathBuf>,
    /// Kinds of gold sources: JSON with name, nominal, pronoun or none, likewise
    #[arg(long, value_name = "FILE")]
    pub(crate) kinds: Option<PathBuf>,
    /// How often documents are drawn for the 95 % intervals; 0 for none
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub(crate) resamples: usize,
    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum EvalFormat {
    // Tables for reading
    #[default]
    Text,
    // One JSON object with all figures
    Json,
    // F1 of each document, and in total
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ErrorArg {
    /// Gold that was not found
    Missed,
    /// Found where gold has nothing
    Spurious,
    /// Content too short
    Cut,
    /// Content too long
    Long,
    /// Content both too short and too long
    Shifted,
    /// The wrong source, or none, or one too many
    Source,
    /// Other words as the cue
    Cue,
    /// Direct, mixed, indirect confused
    Type,
    /// Given to somebody else
    Speaker,
    /// Given to nobody
    Silent,
    /// Given to somebody where gold names nobody
    FalseName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TypeArg {
    // All of it in quotation marks
    Direct,
    // None of it
    Indirect,
    // Some of it
    Mixed,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn a_file_alone_is_attributed() {
        let args = Args::try_parse_from(["dixit", "a.txt", "--format", "json"]).unwrap();
        assert!(args.command.is_none());
        assert_eq!(args.attribute.files, [PathBuf::from("a.txt")]);
    }
}
