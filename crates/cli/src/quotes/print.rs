//! The quotations, or their totals, for people, programs and spreadsheets.
//!
//! In: entries, totals. Out: text. Must not know: how quotations were found to be the same.

use super::same::{Entry, Place};
use super::totals::Total;
use crate::args::By;
use crate::report::VERSION;
use crate::text::{counted, cut, printable};
use anstyle::Style;
use dixit_attribution::ContentType;
use dixit_formats::guarded;
use serde::Serialize;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

const HEAD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
/// Between columns.
const GAP: usize = 2;
/// The widest columns of speakers and of first places.
const WIDEST: usize = 24;
/// The narrowest column of quotations; a terminal too narrow for it scrolls.
const NARROWEST: usize = 24;
/// The columns of numbers of totals.
const NUMBERS: [&str; 3] = ["quotations", "documents", "places"];

/// A table at most about `width` columns wide, and a last line of how much there is in all: `all` quotations.
pub(super) fn text(entries: &[Entry], all: usize, documents: usize, width: usize) -> String {
    let rows = entries.iter().map(|entry| {
        let speaker = entry.speaker().map_or("?", |speaker| &speaker.name);
        let first = entry.first().map_or("", |place| &place.document);
        [
            entry.documents.to_string(),
            cut(&printable(speaker), WIDEST),
            printable(entry.text()),
            cut(&printable(first), WIDEST),
        ]
    });
    let mut out = String::new();
    if !entries.is_empty() {
        table(&mut out, ["docs", "speaker", "quotation", "first in"], rows.collect(), width);
        out.push('\n');
    }
    if entries.len() < all {
        let _ = writeln!(
            out,
            "{FAINT}{} of {} shown{FAINT:#}",
            entries.len(),
            counted(all, "quotation", "quotations")
        );
    }
    let _ = writeln!(
        out,
        "{}, {} in {}",
        counted(documents, "document", "documents"),
        counted(entries.len(), "quotation", "quotations"),
        counted(places(entries), "place", "places"),
    );
    out
}

/// The third column gets what room the others leave.
fn table(out: &mut String, head: [&str; 4], rows: Vec<[String; 4]>, width: usize) {
    let mut widths = head.map(UnicodeWidthStr::width);
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    let others = widths[0] + widths[1] + widths[3] + GAP * 3;
    widths[2] = widths[2].min(width.saturating_sub(others).max(NARROWEST));
    let mut line = |cells: [&str; 4], style: Style| {
        let cells = [cells[0], cells[1], &cut(cells[2], widths[2]), cells[3]];
        let pads = [0, 1, 2].map(|at| widths[at] - cells[at].width());
        let _ = writeln!(
            out,
            "{style}{:pad0$}{}{:GAP$}{}{:pad1$}{}{:pad2$}{}{style:#}",
            "",
            cells[0],
            "",
            cells[1],
            "",
            cells[2],
            "",
            cells[3],
            pad0 = pads[0],
            pad1 = pads[1] + GAP,
            pad2 = pads[2] + GAP,
        );
    };
    line(head, HEAD);
    for [count, speaker, quotation, first] in &rows {
        line([count, speaker, quotation, first], Style::new());
    }
}

fn places(entries: &[Entry]) -> usize {
    entries.iter().map(|entry| entry.places().count()).sum()
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    quotations: Vec<EntryReport<'a>>,
    total: TotalReport,
}

#[derive(Serialize)]
struct TotalReport {
    /// All that were read.
    documents: usize,
    /// Also those that a filter left out.
    quotations: usize,
}

#[derive(Serialize)]
struct EntryReport<'a> {
    quotation: &'a str,
    /// The first of `speakers`.
    speaker: Option<&'a str>,
    speaker_id: Option<&'a str>,
    documents: usize,
    speakers: Vec<VoteReport<'a>>,
    variants: Vec<VariantReport<'a>>,
}

#[derive(Serialize)]
struct VoteReport<'a> {
    id: Option<&'a str>,
    name: &'a str,
    documents: usize,
}

#[derive(Serialize)]
struct VariantReport<'a> {
    text: &'a str,
    documents: usize,
    places: Vec<PlaceReport<'a>>,
}

#[derive(Serialize)]
struct PlaceReport<'a> {
    document: &'a str,
    start: u64,
    #[serde(rename = "type")]
    content_type: ContentType,
    date: Option<&'a str>,
    outlet: Option<&'a str>,
    speakers: Vec<&'a str>,
}

impl<'a> EntryReport<'a> {
    fn new(entry: &'a Entry) -> Self {
        let speaker = entry.speaker();
        let votes = entry.speakers.iter().map(|vote| VoteReport {
            id: vote.speaker.id.as_deref(),
            name: &vote.speaker.name,
            documents: vote.documents,
        });
        let variants = entry.variants.iter().map(|variant| VariantReport {
            text: &variant.text,
            documents: variant.documents,
            places: variant.places.iter().map(PlaceReport::new).collect(),
        });
        Self {
            quotation: entry.text(),
            speaker: speaker.map(|speaker| speaker.name.as_str()),
            speaker_id: speaker.and_then(|speaker| speaker.id.as_deref()),
            documents: entry.documents,
            speakers: votes.collect(),
            variants: variants.collect(),
        }
    }
}

impl<'a> PlaceReport<'a> {
    fn new(place: &'a Place) -> Self {
        Self {
            document: &place.document,
            start: place.start,
            content_type: place.content_type,
            date: place.date.as_deref(),
            outlet: place.outlet.as_deref(),
            speakers: place.speakers.iter().map(|speaker| speaker.name.as_str()).collect(),
        }
    }
}

/// One object with all quotations and the total.
pub(super) fn json(entries: &[Entry], all: usize, documents: usize) -> String {
    pretty(&Report {
        version: VERSION,
        quotations: entries.iter().map(EntryReport::new).collect(),
        total: TotalReport { documents, quotations: all },
    })
}

/// Our own types always serialise: they have no maps.
fn pretty<T: Serialize>(report: &T) -> String {
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
}

/// A row for each place; `number` tells which are one quotation.
pub(super) fn csv(entries: &[Entry]) -> String {
    let head = [
        "number",
        "quotation",
        "speaker",
        "speaker_id",
        "documents",
        "variant",
        "document",
        "start",
        "type",
        "date",
        "outlet",
        "said_by",
    ];
    let rows = entries.iter().enumerate().flat_map(|(at, entry)| {
        let speaker = entry.speaker();
        let places = entry
            .variants
            .iter()
            .flat_map(|variant| variant.places.iter().map(move |place| (variant, place)));
        places.map(move |(variant, place)| {
            let said_by: Vec<&str> = place.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
            [
                (at + 1).to_string(),
                guarded(entry.text()),
                guarded(speaker.map_or("", |speaker| &speaker.name)),
                guarded(speaker.and_then(|speaker| speaker.id.as_deref()).unwrap_or_default()),
                entry.documents.to_string(),
                guarded(&variant.text),
                guarded(&place.document),
                place.start.to_string(),
                place.content_type.name().to_owned(),
                guarded(place.date.as_deref().unwrap_or_default()),
                guarded(place.outlet.as_deref().unwrap_or_default()),
                guarded(&said_by.join("; ")),
            ]
        })
    });
    written(head, rows)
}

/// Writing into memory does not fail, and all rows have as many fields.
fn written<const N: usize>(head: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let _ = writer.write_record(head);
    for row in rows {
        let _ = writer.write_record(row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// What the rows of totals are.
fn name_of(by: By) -> &'static str {
    match by {
        By::Speaker => "speaker",
        By::Month => "month",
        By::Outlet => "outlet",
    }
}

fn numbers(total: &Total) -> [String; NUMBERS.len()] {
    [total.quotations, total.documents, total.places].map(|number| number.to_string())
}

/// A table of totals.
pub(super) fn totals_text(totals: &[Total], by: By, width: usize) -> String {
    let room = width.saturating_sub(NUMBERS.iter().map(|head| head.len() + GAP).sum()).max(NARROWEST);
    let names: Vec<String> =
        totals.iter().map(|total| cut(&printable(total.name.as_deref().unwrap_or("?")), room)).collect();
    let widest = names.iter().map(|name| name.width()).chain([name_of(by).len()]).max().unwrap_or(0);
    let mut out = String::new();
    let _ = write!(out, "{HEAD}{:widest$}", name_of(by));
    for head in NUMBERS {
        let _ = write!(out, "{:GAP$}{head}", "");
    }
    let _ = writeln!(out, "{HEAD:#}");
    for (total, name) in totals.iter().zip(&names) {
        let _ = write!(out, "{name}{:pad$}", "", pad = widest - name.width());
        for (number, head) in numbers(total).iter().zip(NUMBERS) {
            let _ = write!(out, "{:GAP$}{number:>width$}", "", width = head.len());
        }
        out.push('\n');
    }
    out
}

#[derive(Serialize)]
struct TotalsReport<'a> {
    version: u32,
    by: &'static str,
    totals: Vec<SumReport<'a>>,
}

#[derive(Serialize)]
struct SumReport<'a> {
    /// Null for what no article tells.
    name: Option<&'a str>,
    quotations: usize,
    documents: usize,
    places: usize,
}

pub(super) fn totals_json(totals: &[Total], by: By) -> String {
    let totals = totals.iter().map(|total| SumReport {
        name: total.name.as_deref(),
        quotations: total.quotations,
        documents: total.documents,
        places: total.places,
    });
    pretty(&TotalsReport { version: VERSION, by: name_of(by), totals: totals.collect() })
}

pub(super) fn totals_csv(totals: &[Total], by: By) -> String {
    let [quotations, documents, places] = NUMBERS;
    let rows = totals.iter().map(|total| {
        let [quotations, documents, places] = numbers(total);
        [guarded(total.name.as_deref().unwrap_or_default()), quotations, documents, places]
    });
    written([name_of(by), quotations, documents, places], rows)
}
