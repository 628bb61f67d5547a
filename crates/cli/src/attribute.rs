//! `dixit attribute`: many documents, some at a time, printed in order.
//!
//! In: checked options. Out: text or JSON on stdout, failures for the caller. Must not know: arguments as typed,
//! linguistics.

use crate::args::Format;
use crate::failure::Failure;
use crate::guard::guarded;
use crate::input;
use crate::load::{Job, Jobs};
use crate::names::speaker_ids;
use crate::options::{Options, Setup};
use crate::report::{self, Parts};
use crate::text;
use dixit_attribution::{Analysis, AttributionId, Config, analyze, render};
use dixit_tokenizer::{Document, Index, Source, tokenize};
use rayon::prelude::*;
use std::io::{self, BufWriter, IsTerminal, Write};

/// Documents of one round, per thread: enough to keep all busy.
const ROUND_DOCUMENTS: usize = 32;
/// Bytes of text of one round: what memory holds at a time, whatever the number of documents.
const ROUND_BYTES: u64 = 16 << 20;
/// From this many documents on, progress is shown.
const MANY: usize = 100;

/// A document done.
struct Done {
    text: String,
    /// Whether anything came through the filter.
    found: bool,
}

/// Attributes all inputs, puts what failed into `failures`. An error is one of the output.
pub(crate) fn run(options: &Options, failures: &mut Vec<Failure>) -> io::Result<()> {
    let (inputs, not_found) = input::find(&options.inputs);
    failures.extend(not_found);
    let pool = match rayon::ThreadPoolBuilder::new().num_threads(options.threads.unwrap_or(0)).build() {
        Ok(pool) => pool,
        Err(error) => {
            failures.push(Failure::new("--threads", format!("the threads could not be started: {error}")));
            return Ok(());
        }
    };
    let mut progress = Progress::new(inputs.len());
    let mut jobs = Jobs::new(inputs).peekable();
    let mut printer = Printer::new(options.format);
    let width = text::terminal_width();
    let most = pool.current_num_threads() * ROUND_DOCUMENTS;
    let (mut documents, mut found) = (0, false);
    while jobs.peek().is_some() {
        let results: Vec<Result<Done, Failure>> = {
            let round = next_round(&mut jobs, most);
            pool.install(|| {
                round.into_par_iter().map(|job| job.and_then(|job| attribute(job, options, width))).collect()
            })
        };
        for result in results {
            match result {
                Ok(done) => {
                    documents += 1;
                    found |= done.found;
                    printer.document(&done.text)?;
                }
                Err(failure) => failures.push(failure),
            }
        }
        progress.show(documents + failures.len());
    }
    progress.clear();
    printer.finish()?;
    if documents > 0 && !found && options.format == Format::Text && !options.filter.is_open() {
        let _ = writeln!(io::stderr(), "dixit: nothing matches these filters");
    }
    Ok(())
}

fn next_round(
    jobs: &mut impl Iterator<Item = Result<Job, Failure>>,
    most: usize,
) -> Vec<Result<Job, Failure>> {
    let mut round = Vec::new();
    let mut bytes = 0;
    while round.len() < most && bytes < ROUND_BYTES {
        let Some(job) = jobs.next() else { break };
        bytes += job.as_ref().map_or(0, Job::size);
        round.push(job);
    }
    round
}

fn attribute(job: Job, options: &Options, width: usize) -> Result<Done, Failure> {
    let (id, place, source) = job.into_source()?;
    guarded(&place, || {
        let (document, analysis) = analysis(source, &options.setup);
        let ids = speaker_ids(&analysis.entities);
        let keep = options.filter.keep(&analysis, &ids);
        let parts =
            Parts { id: &id, document: &document, analysis: &analysis, speaker_ids: &ids, keep: &keep };
        let found = keep.contains(&true);
        let text = match options.format {
            Format::Text if !found && !options.filter.is_open() => String::new(),
            Format::Text => text::page(parts, &place, width),
            Format::Json => json(serde_json::to_string_pretty(&report::report(parts, options.offsets))),
            Format::Jsonl => json(serde_json::to_string(&report::report(parts, options.offsets))),
            Format::Snapshot if options.filter.is_open() => render(&document, &analysis),
            Format::Snapshot => render(&document, &kept(analysis, &keep)),
        };
        Done { text, found }
    })
}

/// The whole pipeline on one text.
pub(crate) fn analysis(source: Source, setup: &Setup) -> (Document, Analysis) {
    analysis_with(source, setup, &setup.config)
}

/// The whole pipeline on one text, with settings of its own.
pub(crate) fn analysis_with(source: Source, setup: &Setup, config: &Config) -> (Document, Analysis) {
    let document = tokenize(source);
    let analysis = analyze(&document, setup.engine.as_ref(), &setup.roster, config);
    (document, analysis)
}

/// Our own types always serialise: they hold no maps with other keys than strings.
fn json(text: serde_json::Result<String>) -> String {
    text.unwrap_or_default()
}

/// The analysis with the wanted attributions only, their references among each other kept right.
fn kept(mut analysis: Analysis, keep: &[bool]) -> Analysis {
    let mut next = 0;
    let renumbered: Vec<Option<AttributionId>> = keep
        .iter()
        .map(|keep| {
            keep.then(|| {
                next += 1;
                AttributionId::from_usize(next - 1)
            })
        })
        .collect();
    let new = |id: AttributionId| renumbered.get(id.to_usize()).copied().flatten();
    let mut position = 0;
    analysis.attributions.retain(|_| {
        position += 1;
        keep.get(position - 1).copied().unwrap_or(true)
    });
    for attribution in &mut analysis.attributions {
        attribution.nested_in = attribution.nested_in.and_then(new);
        attribution.evidence.continues = attribution.evidence.continues.and_then(new);
    }
    analysis
}

/// Puts documents one after the other, as the format wants it.
struct Printer {
    format: Format,
    out: Box<dyn Write>,
    documents: usize,
    /// Whether the last document had more than one line.
    long: bool,
}

impl Printer {
    fn new(format: Format) -> Self {
        let out: Box<dyn Write> = match format {
            Format::Text => Box::new(BufWriter::new(anstream::AutoStream::auto(io::stdout()))),
            Format::Json | Format::Jsonl | Format::Snapshot => Box::new(BufWriter::new(io::stdout())),
        };
        Self { format, out, documents: 0, long: false }
    }

    fn document(&mut self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        self.documents += 1;
        match self.format {
            Format::Text | Format::Snapshot => {
                // Documents of one line each (nobody quoted) stay together.
                let long = text.lines().nth(1).is_some();
                let gap = if self.documents > 1 && (long || self.long) { "\n" } else { "" };
                self.long = long;
                write!(self.out, "{gap}{text}")
            }
            Format::Jsonl => writeln!(self.out, "{text}"),
            Format::Json => {
                let before = if self.documents == 1 { opening() } else { ",\n    ".to_owned() };
                write!(self.out, "{before}{}", text.replace('\n', "\n    "))
            }
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        match (self.format, self.documents) {
            (Format::Json, 0) => writeln!(self.out, "{}]\n}}", opening().trim_end())?,
            (Format::Json, _) => writeln!(self.out, "\n  ]\n}}")?,
            (Format::Text | Format::Jsonl | Format::Snapshot, _) => {}
        }
        self.out.flush()
    }
}

fn opening() -> String {
    format!("{{\n  \"version\": {},\n  \"documents\": [\n    ", report::VERSION)
}

/// A counter on stderr, where somebody watches and stdout is elsewhere.
struct Progress {
    watched: bool,
    shown: bool,
    inputs: usize,
}

impl Progress {
    fn new(inputs: usize) -> Self {
        Self { watched: io::stderr().is_terminal() && !io::stdout().is_terminal(), shown: false, inputs }
    }

    fn show(&mut self, done: usize) {
        if self.watched && done >= MANY {
            self.shown = true;
            let of = if self.inputs >= done { format!(" of {}", self.inputs) } else { String::new() };
            let _ = write!(io::stderr(), "\rdixit: {done}{of} documents");
        }
    }

    fn clear(&self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
