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
use crate::rounds;
use crate::text;
use dixit_attribution::{Analysis, AttributionId, Config, analyze, render};
use dixit_tokenizer::{Document, Index, Source, tokenize};
use std::io::{self, BufWriter, Write};

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
    let mut printer = Printer::new(options.format);
    let width = text::terminal_width();
    let mut found = false;
    let documents = rounds::each(
        Jobs::new(inputs),
        options.threads,
        failures,
        |job| attribute(job, options, width),
        |done| {
            found |= done.found;
            printer.document(&done.text)
        },
    )?;
    printer.finish()?;
    if documents > 0 && !found && options.format == Format::Text && !options.filter.is_open() {
        let _ = writeln!(io::stderr(), "dixit: nothing matches these filters");
    }
    Ok(())
}

fn attribute(job: Job, options: &Options, width: usize) -> Result<Done, Failure> {
    let (id, place, source) = job.into_source()?;
    guarded(&place, || {
        let (document, analysis) = analysis(source, &options.setup);
        let ids = speaker_ids(&analysis.entities, &id, &options.setup.roster);
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
                let before = if self.documents == 1 { report::opening() } else { ",\n    ".to_owned() };
                write!(self.out, "{before}{}", text.replace('\n', "\n    "))
            }
        }
    }

    fn finish(&mut self) -> io::Result<()> {
        match (self.format, self.documents) {
            (Format::Json, 0) => writeln!(self.out, "{}]\n}}", report::opening().trim_end())?,
            (Format::Json, _) => writeln!(self.out, "\n  ]\n}}")?,
            (Format::Text | Format::Jsonl | Format::Snapshot, _) => {}
        }
        self.out.flush()
    }
}
