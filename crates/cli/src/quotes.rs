//! `dixit quotes`: what many documents quote, each quotation once.
//!
//! In: articles, or what `dixit --format jsonl` printed of them. Out: a list of quotations with variants and places, or totals.
//! Must not know: how quotations and speakers are found.

mod print;
mod quoted;
mod same;
mod totals;

use crate::args::{By, QuotesArgs, QuotesFormat, TypeArg};
use crate::failure::Failure;
use crate::gather::{Read, ask, gather, tell_reprints};
use crate::load::{Carry, Fields, Job, Jobs};
use crate::names::fold;
use crate::options::{self, Bounds, Setup, Wrong};
use crate::text::terminal_width;
use dixit_formats::Piece;
use dixit_tokenizer::OffsetUnit;
use quoted::{Quoted, from_analysis, from_run};
use same::{Collection, Entry};
use std::path::PathBuf;
use totals::totals;

/// The field of the input that names a document's publisher.
const OUTLET: &str = "outlet";

/// `dixit quotes`, checked.
pub(crate) struct Options {
    inputs: Vec<PathBuf>,
    format: QuotesFormat,
    by: Option<By>,
    bounds: Bounds,
    /// Folded; none for everybody.
    speaker: Option<String>,
    min: usize,
    with_reprints: bool,
    fields: Fields,
    setup: Setup,
    threads: Option<usize>,
}

impl Options {
    pub(crate) fn new(args: QuotesArgs) -> Result<Self, Wrong> {
        let mut setup = Setup::new(&args.many.common)?;
        setup.config.nested = false;
        let speaker = args.speaker.as_deref().map(fold);
        if speaker.as_ref().is_some_and(String::is_empty) {
            return Err(Wrong("--speaker: a name is needed, e.g. --speaker bessent".to_owned()));
        }
        let carry = Carry::Only(vec![OUTLET.to_owned()]);
        Ok(Self {
            inputs: options::inputs(args.files, "dixit quotes news/")?,
            format: args.format,
            by: args.by,
            bounds: Bounds::new(&[TypeArg::Direct, TypeArg::Mixed], args.min_confidence, true)?,
            speaker,
            min: args.min,
            with_reprints: args.with_reprints,
            fields: Fields { carry, ..options::fields(args.many.fields) },
            setup,
            threads: options::threads(args.many.threads)?,
        })
    }

    fn wants(&self, entry: &Entry) -> bool {
        entry.documents >= self.min
            && self.speaker.as_ref().is_none_or(|wanted| {
                entry.speaker().is_some_and(|speaker| {
                    let whole = |text: &str| format!(" {} ", fold(text));
                    speaker.id.as_ref().is_some_and(|id| fold(id) == *wanted)
                        || whole(&speaker.name).contains(&whole(wanted))
                })
            })
    }
}

/// Gathers the quotations of all inputs, puts what failed into `failures`.
pub(crate) fn run(options: &Options, failures: &mut Vec<Failure>) -> Result<String, Failure> {
    let mut collection = Collection::default();
    let jobs = |inputs| Jobs::with_runs(inputs, &options.fields);
    let ask = |job| quoted(job, options);
    let mut left_out = 0;
    let add = |quoted: Quoted| match quoted.is_reprint && !options.with_reprints {
        true => left_out += 1,
        false => collection.add(quoted),
    };
    gather(&options.inputs, jobs, options.threads, failures, ask, add)?;
    tell_reprints(left_out);
    let documents = collection.documents();
    let mut entries = collection.finish();
    let all = entries.len();
    entries.retain(|entry| options.wants(entry));
    if let Some(by) = options.by {
        let rows = totals(&entries, by);
        return Ok(match options.format {
            QuotesFormat::Text => print::totals_text(&rows, by, terminal_width()),
            QuotesFormat::Json => print::totals_json(&rows, by),
            QuotesFormat::Csv => print::totals_csv(&rows, by),
        });
    }
    Ok(match options.format {
        QuotesFormat::Text => print::text(&entries, all, documents, terminal_width()),
        QuotesFormat::Json => print::json(&entries, all, documents),
        QuotesFormat::Csv => print::csv(&entries),
    })
}

fn quoted(job: Job, options: &Options) -> Result<Quoted, Failure> {
    let line = |id, line: &[u8]| from_run(id, line, &options.bounds);
    ask(job, &options.setup, "gathered", line, |read| {
        let Read { id, date, carried, piece, document, analysis, speaker_ids, .. } = read;
        let quoted = from_analysis(id, &document, &analysis, &speaker_ids, &options.bounds);
        let outlet = Some(carried.cell(OUTLET)).filter(|name| !name.is_empty());
        let quoted = Quoted { date: date.map(|date| date.to_string()), outlet, ..quoted };
        match piece {
            Some(Piece { document, start, .. }) => quoted.of(document, start.count(OffsetUnit::Bytes)),
            None => quoted,
        }
    })
}
