//! Chores of the workspace: `cargo xtask --help`.
//!
//! In: arguments. Out: changed files, a report, or an exit code. Must not know: any crate of the workspace, so that broken
//! generated code cannot block its own repair.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "talking to a person is this program's work")]

mod baseline;
mod bench;
mod codegen;
mod dist;
mod eval;
mod gold;
mod marked;
mod measure;
mod pos;
mod repo;
mod tidy;
mod train;

use clap::{Parser, Subcommand};
use repo::Repo;
use std::path::PathBuf;
use std::process::ExitCode;

/// Chores of the dixit workspace.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Writes the scores of the corpus, below which no change may fall without a reason.
    Baseline {
        /// Change nothing; fail if a score is worse than before.
        #[arg(long)]
        check: bool,
        /// Also of PolNeAR's development part, which is not part of the repository.
        #[arg(long)]
        polnear_dev: bool,
        /// The program to run [default: the release build].
        #[arg(long, value_name = "FILE")]
        dixit: Option<PathBuf>,
    },
    /// Measures speed and memory by threads, stages and formats, on a corpus that it makes.
    Bench(bench::BenchArgs),
    /// Writes the generated tables from their data files.
    Codegen {
        /// Change nothing; fail if a table is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Builds the release archive, target/dist/dixit-VERSION-TARGET.tar.gz, and tries it.
    Dist,
    /// Compares the built `dixit` with the corpus's gold; of the held-out articles, prints totals only.
    Eval {
        /// The program to run [default: the release build].
        #[arg(long, value_name = "FILE")]
        dixit: Option<PathBuf>,
        /// The engine, as `dixit --engine` names it.
        #[arg(long, value_name = "NAME", default_value = "fast")]
        engine: String,
        /// List what is missed in the open articles.
        #[arg(long)]
        misses: bool,
    },
    /// Turns a marked-up article into DIR/NAME.txt and DIR/NAME.gold.toml.
    Gold {
        /// The marked-up article.
        #[arg(value_name = "NAME.marked")]
        marked: PathBuf,
        /// The folder for both files.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Prints an article of the corpus with its gold as tags, to edit it and run `gold` again.
    Mark {
        /// The article; its gold stands beside it.
        #[arg(value_name = "DIR/NAME.txt")]
        article: PathBuf,
    },
    /// Counts the part-of-speech model from tagged corpora, which are not part of the repository.
    Pos {
        /// Paths without their ending: STEM.jsonl holds the texts, STEM.tokens.jsonl the tagged tokens.
        #[arg(required = true, value_name = "STEM")]
        stems: Vec<String>,
        /// Where the model goes [default: crates/attribution/models/pos.tsv].
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Checks what neither the compiler nor the tests check.
    Tidy {
        /// Print how often each phenomenon occurs in the corpus instead.
        #[arg(long)]
        table: bool,
    },
    /// Trains the model that is built in, from corpora that are not part of the repository.
    Train {
        /// The folder that holds `polnear.train.jsonl`, seen from the root of the repository.
        #[arg(long, value_name = "DIR", default_value = train::DATA)]
        data: String,
        /// Where to write what was found in unseen documents, for `dixit eval`.
        #[arg(long, value_name = "FILE")]
        held_out: Option<PathBuf>,
        /// The program to run [default: the release build].
        #[arg(long, value_name = "FILE")]
        dixit: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match run(Args::parse().chore) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: Chore) -> Result<(), String> {
    let root = repo::root();
    match chore {
        Chore::Baseline { check, polnear_dev, dixit } => {
            print!("{}", baseline::run(&Repo::at(root)?, dixit.as_deref(), check, polnear_dev)?);
            Ok(())
        }
        Chore::Bench(args) => bench::run(&Repo::at(root)?, &args, |table| print!("{table}")),
        Chore::Codegen { check } => codegen::run(root, check),
        Chore::Dist => {
            print!("{}", dist::run(&Repo::at(root)?)?);
            Ok(())
        }
        Chore::Eval { dixit, engine, misses } => {
            print!("{}", eval::run(&Repo::at(root)?, dixit.as_deref(), &engine, misses)?);
            Ok(())
        }
        Chore::Gold { marked, folder } => marked::write_gold(&marked, &folder),
        Chore::Mark { article } => {
            print!("{}", marked::read_marked(&article)?);
            Ok(())
        }
        Chore::Pos { stems, out } => {
            pos::run(&stems, &out.unwrap_or_else(|| root.join("crates/attribution/models/pos.tsv")))
        }
        Chore::Tidy { table: true } => {
            print!("{}", tidy::table(&Repo::at(root)?)?);
            Ok(())
        }
        Chore::Tidy { table: false } => tidy::run(&Repo::at(root)?),
        Chore::Train { data, held_out, dixit } => {
            train::run(&Repo::at(root)?, dixit.as_deref(), &data, held_out.as_deref())
        }
    }
}
