//! `dixit speakers`: who speaks in many documents, how often and how.
//!
//! In: articles, or what `dixit --format jsonl` printed of them. Out: a list of speakers with their counts. Must not know: how
//! speakers are found.

mod print;
mod tally;

use crate::args::{SpeakersArgs, SpeakersFormat};
use crate::attribute::analysis_with;
use crate::failure::Failure;
use crate::input;
use crate::load::{Fields, Job, Jobs, Loaded};
use crate::names::speaker_ids;
use crate::options::{self, Bounds, Setup, Wrong};
use crate::pipeline;
use crate::progress::{Counter, Line};
use crate::report;
use crate::said::{Said, from_analysis, from_run};
use crate::text::terminal_width;
use std::path::PathBuf;
use tally::Tally;

/// `dixit speakers`, checked.
pub(crate) struct Options {
    inputs: Vec<PathBuf>,
    format: SpeakersFormat,
    bounds: Bounds,
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
    let (inputs, not_found) = input::find(&options.inputs);
    failures.extend(not_found);
    let mut tally = Tally::default();
    let jobs = Jobs::with_runs(inputs, &options.fields);
    let (mut counter, mut line) = (Counter::new(), Line::new(jobs.total(), false));
    let take = |said, share| {
        counter.done(0, share);
        line.show(&counter);
        match said {
            Ok(said) => tally.add(said),
            Err(failure) => failures.push(failure),
        }
        Ok(())
    };
    pipeline::each(jobs, options.threads, |job| said(job, options), take)
        .map_err(|error| Failure::new("output", error.to_string()))?;
    line.clear();
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
    if let Some(line) = job.run() {
        return from_run(job.id.clone(), line, &options.bounds)
            .map_err(|cause| Failure::new(job.place.as_str(), format!("{cause}; this line was left out")));
    }
    let Loaded { id, place, date, source, .. } = job.load()?;
    if source.text().starts_with(report::opening().trim_end()) {
        let cause = "this is what `dixit --format json` printed; `--format jsonl` prints what can be counted";
        return Err(Failure::new(place, cause));
    }
    let (document, analysis) = analysis_with(source, &options.setup, &options.setup.config(date));
    let ids = speaker_ids(&analysis.entities, &id, &options.setup.roster);
    Ok(from_analysis(id, &document, &analysis, &ids, &options.bounds))
}
