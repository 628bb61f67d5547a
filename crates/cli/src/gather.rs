//! What one question about many documents needs: each one read, or taken from an earlier run, and its answer added up.
//!
//! In: inputs, and what is to be known of a document. Out: the answers, one after the other, in the order of the inputs; failures for the
//! caller. Must not know: the question.

use crate::attribute::analysis_with;
use crate::failure::Failure;
use crate::input::{self, Input};
use crate::load::{Job, Jobs, Loaded};
use crate::names::speaker_ids;
use crate::options::Setup;
use crate::pipeline;
use crate::progress::{Counter, Line};
use crate::report;
use crate::text::counted;
use dixit_attribution::Analysis;
use dixit_formats::{Carried, Piece};
use dixit_tokenizer::Document;
use jiff::civil::Date;
use std::io::{self, Write};
use std::path::PathBuf;

/// An article that was read now.
pub(crate) struct Read {
    pub(crate) id: String,
    pub(crate) place: String,
    /// Its own day, or the one that all have.
    pub(crate) date: Option<Date>,
    pub(crate) carried: Carried,
    pub(crate) piece: Option<Piece>,
    pub(crate) document: Document,
    pub(crate) analysis: Analysis,
    pub(crate) speaker_ids: Vec<String>,
}

impl Read {
    pub(crate) fn new(loaded: Loaded, setup: &Setup) -> Self {
        let Loaded { id, place, date, carried, piece, source, .. } = loaded;
        let config = setup.config(date);
        let (document, analysis) = analysis_with(source, setup, &config);
        let speaker_ids = speaker_ids(&analysis.entities, &id, &setup.roster);
        Self { id, place, date: config.date, carried, piece, document, analysis, speaker_ids }
    }
}

/// Asks every document, shows how far it has come, and gives the answers to `add`. What failed is put into `failures`.
pub(crate) fn gather<T: Send>(
    inputs: &[PathBuf],
    jobs: impl FnOnce(Vec<Input>) -> Jobs,
    threads: Option<usize>,
    failures: &mut Vec<Failure>,
    ask: impl Fn(Job) -> Result<T, Failure> + Sync,
    mut add: impl FnMut(T),
) -> Result<(), Failure> {
    let (inputs, not_found) = input::find(inputs);
    failures.extend(not_found);
    let jobs = jobs(inputs);
    let (mut counter, mut line) = (Counter::new(), Line::new(jobs.total(), false));
    let take = |answer, share| {
        counter.done(0, false, share);
        line.show(&counter);
        match answer {
            Ok(answer) => add(answer),
            Err(failure) => failures.push(failure),
        }
        Ok(())
    };
    pipeline::each(jobs, threads, ask, take).map_err(|error| Failure::new("output", error.to_string()))?;
    line.clear();
    Ok(())
}

/// Says how many documents were left out because an earlier run told them to be reprints.
pub(crate) fn tell_reprints(left_out: usize) {
    if left_out > 0 {
        let reprints = counted(left_out, "reprint", "reprints");
        let _ = writeln!(io::stderr(), "dixit: {reprints} left out; --with-reprints counts them too");
    }
}

/// Asks a line of what `dixit --format jsonl` printed, or an article. `can_be` is what can be done with such lines, for errors.
pub(crate) fn ask<T>(
    job: Job,
    setup: &Setup,
    can_be: &str,
    line: impl FnOnce(String, &[u8]) -> Result<T, String>,
    article: impl FnOnce(Read) -> T,
) -> Result<T, Failure> {
    if let Some(bytes) = job.run() {
        return line(job.id.clone(), bytes)
            .map_err(|cause| Failure::new(job.place.as_str(), format!("{cause}; this line was left out")));
    }
    let loaded = job.load()?;
    if loaded.source.text().starts_with(report::opening().trim_end()) {
        let cause = format!(
            "this is what `dixit --format json` printed; `--format jsonl` prints what can be {can_be}"
        );
        return Err(Failure::new(loaded.place, cause));
    }
    Ok(article(Read::new(loaded, setup)))
}
