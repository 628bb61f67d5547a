//! The command line of dixit: who said what, from files to people and programs.
//!
//! In: arguments. Out: an exit code. Must not know: anything its modules do in detail.

mod args;
mod attribute;
mod eval;
mod explain;
mod failure;
mod gather;
mod guard;
mod input;
mod load;
mod log;
mod names;
mod options;
mod pipeline;
mod places;
mod print;
mod progress;
mod quotes;
mod report;
mod reprints;
mod resume;
mod roster;
mod said;
mod same_person;
#[cfg(test)]
mod sample;
mod sink;
mod speakers;
mod summary;
mod text;
mod train;
mod words;

use args::{Args, AttributeArgs, Command, QuotesArgs, RosterCommand, SpeakersArgs};
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use failure::Failure;
use log::Log;
use options::{Options, Setup, Wrong};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// All done.
const DONE: u8 = 0;
/// Some inputs failed; the others are done.
const SOME_FAILED: u8 = 1;

fn main() -> ExitCode {
    guard::install();
    let args = Args::parse();
    let code = match args.command {
        None => attribute(args.attribute),
        Some(Command::Attribute(args)) => attribute(args),
        Some(Command::Explain(args)) => {
            Setup::new(&args.common).map(|setup| show(explain::run(&args, &setup)))
        }
        Some(Command::Tokenize(args)) => Ok(show(words::run(&args))),
        Some(Command::Eval(args)) => eval::run(&args).map(show_or_list),
        Some(Command::Roster(args)) => match args.command {
            RosterCommand::Check(args) => Ok(check(&roster::check(&args))),
            RosterCommand::Init(args) => roster::init::Options::new(args).map(|options| {
                let mut failures = Vec::new();
                let result = roster::init::run(&options, &mut failures);
                show_and_list(result, &failures)
            }),
        },
        Some(Command::Speakers(args)) => speakers(args),
        Some(Command::Quotes(args)) => quotes(args),
        Some(Command::Train(args)) => train::run(&args).map(show_or_list),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "dixit", &mut script);
            Ok(written(io::stdout().write_all(&script)))
        }
        Some(Command::Man { directory }) => Ok(show(man(&directory))),
    };
    match code {
        Ok(code) => ExitCode::from(code),
        Err(Wrong(message)) => Args::command().error(ErrorKind::ValueValidation, message).exit(),
    }
}

fn attribute(args: AttributeArgs) -> Result<u8, Wrong> {
    let options = Options::new(args)?;
    // Trying out is to change nothing.
    let errors = options.errors.as_deref().filter(|_| !options.dry_run);
    let mut log = match Log::new(options.log, options.quiet, errors) {
        Ok(log) => log,
        Err(failure) => return Ok(show(Err(failure))),
    };
    let run = if options.dry_run { attribute::dry_run } else { attribute::run };
    match run(&options, &mut log) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => log.broken(Failure::output(&error)),
        _ => {}
    }
    Ok(log.finish())
}

fn speakers(args: SpeakersArgs) -> Result<u8, Wrong> {
    let options = speakers::Options::new(args)?;
    let mut failures = Vec::new();
    let result = speakers::run(&options, &mut failures);
    Ok(show_and_list(result, &failures))
}

fn quotes(args: QuotesArgs) -> Result<u8, Wrong> {
    let options = quotes::Options::new(args)?;
    let mut failures = Vec::new();
    let result = quotes::run(&options, &mut failures);
    Ok(show_and_list(result, &failures))
}

/// Writes a man page for dixit and one for each command, `dixit-eval.1`.
fn man(directory: &Path) -> Result<String, Failure> {
    clap_mangen::generate_to(Args::command(), directory).map_err(|error| Failure::io(directory, &error))?;
    Ok(String::new())
}

/// Prints what a command found in many documents, and what is wrong with others.
fn show_and_list(result: Result<String, Failure>, failures: &[Failure]) -> u8 {
    let code = show(result);
    failure::list(failures);
    if failures.is_empty() { code } else { SOME_FAILED }
}

/// Prints what is odd in rosters. That there is something is the exit code of a failure.
fn check(checked: &roster::Checked) -> u8 {
    let code = written(io::stdout().write_all(checked.text.as_bytes()));
    failure::list(&checked.failures);
    if checked.clean { code } else { SOME_FAILED }
}

/// Prints what a command for many files has to say, or all that is wrong with them.
fn show_or_list(result: Result<String, Vec<Failure>>) -> u8 {
    match result {
        Ok(text) => show(Ok(text)),
        Err(failures) => {
            failure::list(&failures);
            SOME_FAILED
        }
    }
}

/// Prints what a command for one file has to say.
fn show(result: Result<String, Failure>) -> u8 {
    match result {
        Ok(text) => {
            let mut out = anstream::AutoStream::auto(io::stdout());
            written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
        }
        Err(failure) => {
            failure::list(&[failure]);
            SOME_FAILED
        }
    }
}

/// The exit code after writing: a reader who has seen enough (`| head`) is no failure.
fn written(result: io::Result<()>) -> u8 {
    match result {
        Ok(()) => DONE,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => DONE,
        Err(error) => {
            failure::list(&[Failure::output(&error)]);
            SOME_FAILED
        }
    }
}
