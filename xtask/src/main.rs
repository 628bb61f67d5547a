//! Chores of the workspace: `cargo xtask codegen`, …
//!
//! In: arguments. Out: changed files, or an exit code. Must not know: any crate of the workspace, so that broken generated
//! code cannot block its own repair.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "talking to a person is this program's work")]

mod codegen;

use clap::{Parser, Subcommand};
use std::path::Path;
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
}

fn main() -> ExitCode {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = manifest.parent().unwrap_or(manifest);
    let done = match Args::parse().chore {
        Chore::Codegen { check } => codegen::run(root, check),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}
