//! `dixit attribute`: many documents, printed in order.
//!
//! In: checked options. Out: text or JSON on stdout, failures for the caller. Must not know: arguments as typed,
//! linguistics.

use crate::args::Format;
use crate::failure::Failure;
use crate::input::{self, Input, is_packed, is_page_by_name};
use crate::load::{Job, Jobs, Loaded};
use crate::log::Log;
use crate::names::speaker_ids;
use crate::options::{Options, Setup};
use crate::pipeline;
use crate::print::Printed;
#[cfg(feature = "parquet")]
use crate::print::shape;
use crate::report::report;
use crate::reprints::{Reprints, Signature};
use crate::resume::{self, Key, Known};
use crate::sink::{self, Opened};
use crate::summary::{Share, Summary};
use crate::text;
use dixit_attribution::{Analysis, AttributionId, Config, Diagnostic, DiagnosticKind, analyze, render};
#[cfg(feature = "parquet")]
use dixit_formats::parquet_rows;
use dixit_formats::{
    Article, Separator, conll_article, from_analysis, html_article, table_rows, tei_article, web_annotations,
    write_brat,
};
use dixit_tokenizer::{Document, Index, Source, Span, tokenize};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// A document done.
enum Done {
    Now {
        printed: Printed,
        share: Share,
        /// Whether anything came through the filter.
        found: bool,
        /// What tells it again, where an interrupted run could go on.
        key: Option<Key>,
        text: Signed,
    },
    Earlier(resume::Done, Signed),
}

/// By what a document is known as a reprint.
struct Signed {
    id: String,
    /// None where nobody asked, and of what is too short.
    signature: Option<Signature>,
}

/// Attributes all inputs, and tells what failed. An error is one of the output.
pub(crate) fn run(options: &Options, log: &mut Log) -> io::Result<()> {
    let inputs = found(options, log)?;
    let Opened { mut sink, known, warnings } = match sink::open(options) {
        Ok(opened) => opened,
        Err(failure) => {
            log.broken(failure);
            return Ok(());
        }
    };
    warnings.iter().for_each(|warning| log.warn(warning));
    let width = text::terminal_width();
    let (mut found, mut summary, mut reprints) = (false, Summary::default(), Reprints::default());
    let jobs = Jobs::new(inputs, &options.fields);
    let jobs = match options.sample {
        Some(size) => jobs.sampled(size),
        None => jobs,
    };
    log.begin(jobs.total());
    let take = |done: Result<Done, Failure>, share_read| match done {
        Ok(Done::Now { printed, share, found: any, key, text }) => {
            log.done(Some(share.words()), share.goes_on(), share_read);
            found |= any;
            let first = reprints.add(&text.id, text.signature.as_ref());
            summary.add_reprints(usize::from(first.is_some()));
            sink.document(printed, key, &share, first)?;
            summary.add(share);
            Ok(())
        }
        Ok(Done::Earlier(done, text)) => {
            let first = reprints.add(&text.id, text.signature.as_ref());
            summary.add_reprints(usize::from(first.is_some()));
            let share = sink.known(done, first)?;
            log.done(None, share.goes_on(), share_read);
            summary.add_known(share);
            Ok(())
        }
        Err(failure) => {
            log.done(Some(0), false, share_read);
            log.fail(failure)
        }
    };
    let work = |job| attribute(job, options, width, known.as_ref());
    pipeline::each(jobs, options.threads, work, take)?;
    sink.finish()?;
    let documents = summary.documents();
    if documents > 0 && !found && options.format == Format::Text && !options.filter.is_open() {
        log.warn("nothing matches these filters");
    }
    // What is read by people says so itself, and one article is seen at a glance.
    log.summary(summary, documents > 1 && !matches!(options.format, Format::Text | Format::Snapshot));
    Ok(())
}

/// The inputs that are there.
fn found(options: &Options, log: &mut Log) -> io::Result<Vec<Input>> {
    let (inputs, not_found) = input::find(&options.inputs);
    not_found.into_iter().try_for_each(|failure| log.fail(failure))?;
    Ok(inputs)
}

/// Says what would be read.
pub(crate) fn dry_run(options: &Options, log: &mut Log) -> io::Result<()> {
    let inputs = found(options, log)?;
    let mut out = BufWriter::new(io::stdout());
    let (mut files, mut bytes) = (0, 0);
    for input in &inputs {
        let (kind, path) = match input {
            Input::Stdin => ("stdin", Path::new("-")),
            Input::Text { path, .. } if is_page_by_name(path) => ("page", path.as_path()),
            Input::Text { path, .. } => ("text", path.as_path()),
            Input::Jsonl { path } => ("jsonl", path.as_path()),
            Input::Table { path, .. } => ("table", path.as_path()),
            Input::Parquet { path } => ("parquet", path.as_path()),
            Input::Warc { path } => ("warc", path.as_path()),
        };
        let mut in_pieces = false;
        match std::fs::metadata(path) {
            Ok(metadata) => {
                bytes += metadata.len();
                in_pieces =
                    kind == "text" && !is_packed(path) && metadata.len() > options.fields.piece as u64;
            }
            Err(_) if *input == Input::Stdin => {}
            Err(error) => {
                log.fail(Failure::io(path, &error))?;
                continue;
            }
        }
        files += 1;
        writeln!(out, "{kind}\t{}{}", path.display(), if in_pieces { "\tin pieces" } else { "" })?;
    }
    writeln!(out, "{files} inputs, {bytes} bytes; nothing was read")?;
    out.flush()
}

fn attribute(job: Job, options: &Options, width: usize, known: Option<&Known>) -> Result<Done, Failure> {
    let number = job.number;
    let loaded = job.load()?;
    let key = known.map(|known| known.key(&loaded));
    // Pieces of a document are no articles.
    let is_signed = options.reprints && loaded.piece.is_none();
    let signature = is_signed.then(|| Signature::of(loaded.source.text())).flatten();
    let text = Signed { id: loaded.id.clone(), signature };
    if let Some(done) = key.and_then(|key| known?.find(key)) {
        return Ok(Done::Earlier(done, text));
    }
    let Loaded { id, place, title, date, carried, piece, source } = loaded;
    let config = options.setup.config(date);
    let (document, mut analysis) = analysis_with(source, &options.setup, &config);
    if piece.is_some() {
        let span = Span::from_usize(0, document.text().len());
        analysis.diagnostics.insert(0, Diagnostic { span, kind: DiagnosticKind::Piece });
    }
    let ids = speaker_ids(&analysis.entities, &id, &options.setup.roster);
    let keep = options.filter.keep(&analysis, &ids);
    let article = Article {
        id: &id,
        title: title.as_deref(),
        date: config.date,
        carried: &carried,
        piece: piece.as_ref(),
        document: &document,
        analysis: &analysis,
        speaker_ids: &ids,
        keep: &keep,
    };
    let share = Share::of(&article);
    let found = keep.contains(&true);
    let filtered = !options.filter.is_open();
    let rows = |separator| table_rows(&article, separator, options.offsets, &options.columns);
    let json = |text: serde_json::Result<String>| Printed::Text(text.unwrap_or_default());
    let printed = match options.format {
        Format::Text | Format::Html if !found && filtered => Printed::Text(String::new()),
        Format::Text => Printed::Text(text::page(article, &place, width)),
        // Our own types always serialise: they hold no maps with other keys than strings.
        Format::Json => json(serde_json::to_string_pretty(&report(article, options.offsets))),
        Format::Jsonl => json(serde_json::to_string(&report(article, options.offsets))),
        Format::Csv => Printed::Text(rows(Separator::Comma)),
        Format::Tsv => Printed::Text(rows(Separator::Tab)),
        #[cfg(feature = "parquet")]
        Format::Parquet | Format::ParquetNested => {
            let shape = shape(options.format);
            Printed::Rows(parquet_rows(&article, shape, options.offsets, &options.columns))
        }
        // Refused before anything is read.
        #[cfg(not(feature = "parquet"))]
        Format::Parquet | Format::ParquetNested => Printed::Text(String::new()),
        Format::WebAnnotation => json(web_annotations(&article)),
        Format::Conll => Printed::Text(conll_article(&article, options.offsets)),
        Format::Tei => Printed::Text(tei_article(&article, number)),
        Format::Html => {
            let page = html_article(&article, number);
            Printed::Page(page.map_err(|error| Failure::new(place.as_str(), error.to_string()))?)
        }
        Format::Brat => {
            let found = from_analysis(&id, &document, &kept(analysis, &keep));
            Printed::Standoff { annotation: write_brat(&found), id, text: found.text }
        }
        Format::Snapshot if filtered => Printed::Text(render(&document, &kept(analysis, &keep))),
        Format::Snapshot => Printed::Text(render(&document, &analysis)),
    };
    Ok(Done::Now { printed, share, found, key, text })
}

/// The whole pipeline on one text, with settings of its own.
pub(crate) fn analysis_with(source: Source, setup: &Setup, config: &Config) -> (Document, Analysis) {
    let document = tokenize(source);
    let analysis = analyze(&document, setup.engine.as_ref(), &setup.roster, config);
    (document, analysis)
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
