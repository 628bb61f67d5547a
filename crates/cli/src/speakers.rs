//! `dixit speakers`: who speaks in many documents, how often and how.
//!
//! In: articles, or what `dixit --format jsonl` printed of them. Out: a list of speakers with their counts. Must not know: how
//! speakers are found.

mod print;
mod tally;

use crate::args::{SpeakersArgs, SpeakersFormat};
use crate::failure::Failure;
use crate::gather::{ask, gather, tell_reprints};
use crate::load::{Fields, Job, Jobs};
use crate::options::{self, Bounds, Setup, Wrong};
use crate::said::{Said, from_analysis, from_run};
use crate::text::terminal_width;
use std::path::PathBuf;
use tally::Tally;

/// `dixit speakers`, checked.
pub(crate) struct Options {
    inputs: Vec<PathBuf>,
    format: SpeakersFormat,
    bounds: Bounds,
    with_reprints: bool,
    min: usize,
    top: Option<usize>,
    fields: Fields,
    setup: Setup,
    threads: Option<usize>,
}

impl Options {
    pub(crate) fn new(args: SpeakersArgs) -> Result<Self, Wrong> {
        let mut setup = Setup::new(&args.many.common)?;
        setup.config.nested = !args.flat;
        Ok(Self {
            inputs: options::inputs(args.files, "dixit speakers news/")?,
            format: args.format,
            bounds: Bounds::new(&args.content_type, args.min_confidence, args.flat)?,
            with_reprints: args.with_reprints,
            min: args.min,
            top: args.top,
            fields: options::fields(args.many.fields),
            setup,
            threads: options::threads(args.many.threads)?,
        })
    }
}

/// Counts the speakers of all inputs, puts what failed into `failures`.
pub(crate) fn run(options: &Options, failures: &mut Vec<Failure>) -> Result<String, Failure> {
    let mut tally = Tally::default();
    let jobs = |inputs| Jobs::with_runs(inputs, &options.fields);
    let ask = |job| said(job, options);
    let mut left_out = 0;
    let add = |said: Said| match said.is_reprint && !options.with_reprints {
        true => left_out += 1,
        false => tally.add(said),
    };
    gather(&options.inputs, jobs, options.threads, failures, ask, add)?;
    tell_reprints(left_out);
    let (mut rows, total) = tally.finish();
    let all = rows.len();
    rows.retain(|row| row.count.attributions >= options.min);
    rows.truncate(options.top.unwrap_or(usize::MAX));
    Ok(match options.format {
        SpeakersFormat::Text => print::text(&rows, &total, all, terminal_width()),
        SpeakersFormat::Json => print::json(&rows, &total),
        SpeakersFormat::Jsonl => print::jsonl(&rows),
        SpeakersFormat::Csv => print::csv(&rows),
    })
}

fn said(job: Job, options: &Options) -> Result<Said, Failure> {
    let line = |id, line: &[u8]| from_run(id, line, &options.bounds);
    ask(job, &options.setup, "counted", line, |read| {
        let piece_of = read.piece.map(|piece| piece.document);
        let said = from_analysis(read.id, &read.document, &read.analysis, &read.speaker_ids, &options.bounds);
        Said { piece_of, ..said }
    })
}
