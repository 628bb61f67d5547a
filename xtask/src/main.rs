//! Chores of the workspace: `cargo xtask --help`.
//!
//! In: arguments. Out: changed files, a report, or an exit code. Must not know: any crate of the workspace, so that broken
//! generated code cannot block its own repair.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "talking to a person is this program's work")]

mod codegen;
mod pos;

use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};
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
    /// Writes the generated tables from their data files.
    Codegen {
        /// Change nothing; fail if a table is out of date.
        #[arg(long)]
        check: bool,
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
}

fn main() -> ExitCode {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = manifest.parent().unwrap_or(manifest);
    let done = match Args::parse().chore {
        Chore::Codegen { check } => codegen::run(root, check),
        Chore::Pos { stems, out } => {
            pos::run(&stems, &out.unwrap_or_else(|| root.join("crates/attribution/models/pos.tsv")))
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}
