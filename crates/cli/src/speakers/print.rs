//! The speakers for people, programs and spreadsheets.
//!
//! In: rows and the total. Out: text. Must not know: how they were counted.

use super::tally::{Count, Row, Total};
use crate::report::VERSION;
use crate::text::{counted, cut, printable};
use anstyle::Style;
use dixit_attribution::{CueClass, EntityKind};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

const HEAD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
/// Between columns.
const GAP: usize = 2;
/// The narrowest column of names; a terminal too narrow for it scrolls.
const NARROWEST_NAME: usize = 16;
/// Room for one class, `announcement 10, …`; below this there is no column of cues.
const NARROWEST_CUES: usize = 18;
/// The columns of numbers.
const NUMBERS: [&str; 6] = ["docs", "said", "words", "direct", "mixed", "indirect"];

fn numbers(count: &Count) -> [usize; NUMBERS.len()] {
    [count.documents, count.attributions, count.words, count.direct, count.mixed, count.indirect]
}

/// A table at most about `width` columns wide, and a last line with the total. `all` is how many speakers there are.
pub(super) fn text(rows: &[Row], total: &Total, all: usize, width: usize) -> String {
    let mut out = String::new();
    if !rows.is_empty() {
        table(&mut out, rows, width);
        out.push('\n');
    }
    if rows.len() < all {
        let _ =
            writeln!(out, "{FAINT}{} of {} shown{FAINT:#}", rows.len(), counted(all, "speaker", "speakers"));
    }
    let Total { count, named, anonymous, ambiguous, unknown } = total;
    let _ = writeln!(
        out,
        "{}, {}, {}: {named} named, {anonymous} anonymous, {ambiguous} ambiguous, {unknown} unknown",
        counted(count.documents, "document", "documents"),
        counted(count.attributions, "attribution", "attributions"),
        counted(count.words, "word", "words"),
    );
    out
}

fn table(out: &mut String, rows: &[Row], width: usize) {
    let cells: Vec<[String; NUMBERS.len()]> =
        rows.iter().map(|row| numbers(&row.count).map(|number| number.to_string())).collect();
    let widths: Vec<usize> = NUMBERS
        .iter()
        .enumerate()
        .map(|(at, head)| cells.iter().map(|cells| cells[at].len()).chain([head.len()]).max().unwrap_or(0))
        .collect();
    let taken: usize = widths.iter().map(|width| width + GAP).sum();
    let names: Vec<(String, String)> = rows.iter().map(name).collect();
    let longest = names.iter().map(|(name, note)| name.width() + note.width()).max().unwrap_or(0);
    let room = width.saturating_sub(taken + GAP + NARROWEST_CUES).max(NARROWEST_NAME);
    let name_width = longest.max("speaker".len()).min(room);
    let cue_width = width.saturating_sub(name_width + taken + GAP);
    let with_cues = cue_width >= NARROWEST_CUES;
    let _ = write!(out, "{HEAD}{:<name_width$}", "speaker");
    for (head, width) in NUMBERS.iter().zip(&widths) {
        let _ = write!(out, "{:GAP$}{head:>width$}", "");
    }
    if with_cues {
        let _ = write!(out, "{:GAP$}cues", "");
    }
    let _ = writeln!(out, "{HEAD:#}");
    for ((row, cells), (name, note)) in rows.iter().zip(&cells).zip(&names) {
        let name = cut(name, name_width);
        let note = cut(note, name_width - name.width());
        let pad = name_width - name.width() - note.width();
        let _ = write!(out, "{name}{FAINT}{note}{FAINT:#}{:pad$}", "");
        for (cell, width) in cells.iter().zip(&widths) {
            let _ = write!(out, "{:GAP$}{cell:>width$}", "");
        }
        let cues = if with_cues { cues(&row.count.cues, cue_width) } else { String::new() };
        if !cues.is_empty() {
            let _ = write!(out, "{:GAP$}{FAINT}{cues}{FAINT:#}", "");
        }
        out.push('\n');
    }
}

/// `Scott Bessent` and ` (bessent)`
fn name(row: &Row) -> (String, String) {
    let note = match (&row.id, &row.document) {
        (None, _) => " (unnamed)".to_owned(),
        (Some(_), Some(document)) => format!(" (in {})", printable(document)),
        (Some(id), None) if row.known => format!(" ({})", printable(id)),
        (Some(_), None) => String::new(),
    };
    (printable(&row.name), note)
}

/// `neutral 9, claim 2, …`: the most frequent classes, as many as there is room for.
fn cues(cues: &BTreeMap<CueClass, usize>, width: usize) -> String {
    let mut sorted: Vec<(&CueClass, &usize)> = cues.iter().collect();
    sorted.sort_by(|(_, a), (_, b)| b.cmp(a));
    let mut out = String::new();
    for (position, (class, count)) in sorted.iter().enumerate() {
        let cell = format!("{}{} {count}", if position > 0 { ", " } else { "" }, class.name());
        // Room for `, …` after it, where others follow.
        let after = if position + 1 < sorted.len() { 3 } else { 0 };
        if out.len() + cell.len() + after > width {
            out.push_str(if position > 0 { ", …" } else { "…" });
            break;
        }
        out.push_str(&cell);
    }
    out
}

#[derive(Serialize)]
struct SpeakersReport<'a> {
    version: u32,
    speakers: Vec<SpeakerReport<'a>>,
    total: TotalReport<'a>,
}

#[derive(Serialize)]
struct SpeakerReport<'a> {
    id: Option<&'a str>,
    name: &'a str,
    aliases: &'a [String],
    kind: EntityKind,
    named: bool,
    /// Whether the roster knows them; the id is its then.
    known: bool,
    /// The one document that this is somebody in; null where the id means the same one in every document.
    document: Option<&'a str>,
    #[serde(flatten)]
    count: CountReport<'a>,
}

#[derive(Serialize)]
struct CountReport<'a> {
    documents: usize,
    attributions: usize,
    words: usize,
    direct: usize,
    mixed: usize,
    indirect: usize,
    cue_classes: &'a BTreeMap<CueClass, usize>,
}

#[derive(Serialize)]
struct TotalReport<'a> {
    #[serde(flatten)]
    count: CountReport<'a>,
    named: usize,
    anonymous: usize,
    ambiguous: usize,
    unknown: usize,
}

impl<'a> CountReport<'a> {
    fn new(count: &'a Count) -> Self {
        let Count { documents, attributions, words, direct, mixed, indirect, cues } = count;
        Self {
            documents: *documents,
            attributions: *attributions,
            words: *words,
            direct: *direct,
            mixed: *mixed,
            indirect: *indirect,
            cue_classes: cues,
        }
    }
}

impl<'a> SpeakerReport<'a> {
    fn new(row: &'a Row) -> Self {
        Self {
            id: row.id.as_deref(),
            name: &row.name,
            aliases: &row.aliases,
            kind: row.kind,
            named: row.named,
            known: row.known,
            document: row.document.as_deref(),
            count: CountReport::new(&row.count),
        }
    }
}

/// One object with all speakers and the total.
pub(super) fn json(rows: &[Row], total: &Total) -> String {
    let report = SpeakersReport {
        version: VERSION,
        speakers: rows.iter().map(SpeakerReport::new).collect(),
        total: TotalReport {
            count: CountReport::new(&total.count),
            named: total.named,
            anonymous: total.anonymous,
            ambiguous: total.ambiguous,
            unknown: total.unknown,
        },
    };
    // Our own types always serialise: their maps have strings for keys.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

/// An object a line for each speaker; no total, so that all lines are of one kind.
pub(super) fn jsonl(rows: &[Row]) -> String {
    let line = |row| serde_json::to_string(&SpeakerReport::new(row)).unwrap_or_default() + "\n";
    rows.iter().map(line).collect()
}

/// A row for each speaker, with a column for each class of cues; no total, so that all rows are of one kind.
pub(super) fn csv(rows: &[Row]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["id", "name", "kind", "named", "known", "document", "documents", "attributions", "words"];
    let types = ["direct", "mixed", "indirect"];
    let classes = CueClass::ALL.map(|class| format!("cue_{}", class.name()));
    // Writing into memory does not fail, and all rows have as many fields.
    let _ = writer.write_record(head.into_iter().chain(types).chain(classes.iter().map(String::as_str)));
    for row in rows {
        let text = [
            row.id.clone().unwrap_or_default(),
            row.name.clone(),
            kind(row.kind).to_owned(),
            row.named.to_string(),
            row.known.to_string(),
            row.document.clone().unwrap_or_default(),
        ];
        let classes = CueClass::ALL.map(|class| row.count.cues.get(&class).copied().unwrap_or(0));
        let numbers = numbers(&row.count).into_iter().chain(classes).map(|number| number.to_string());
        let _ = writer.write_record(text.into_iter().chain(numbers));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// As the JSON names it.
fn kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Group => "group",
        EntityKind::Unknown => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, id: Option<&str>, attributions: usize) -> Row {
        let cues = [(CueClass::Neutral, attributions), (CueClass::Warning, 2), (CueClass::Hope, 1)];
        Row {
            id: id.map(str::to_owned),
            name: name.to_owned(),
            aliases: Vec::new(),
            kind: EntityKind::Person,
            named: id.is_some(),
            known: id == Some("known"),
            document: id.and_then(|id| id.split_once('@')).map(|(_, document)| document.to_owned()),
            count: Count {
                documents: 1,
                attributions,
                words: 12_345,
                direct: attributions,
                cues: cues.into_iter().collect(),
                ..Count::default()
            },
        }
    }

    #[test]
    fn a_table_fits_the_terminal() {
        let rows = [
            row("Zoë Known", Some("known"), 100),
            row("习近平", Some("xi@a-document-of-a-very-long-name"), 3),
            row("officials familiar with the matter", None, 1),
        ];
        let total = Total::default();
        for width in [60, 80, 120] {
            let page = text(&rows, &total, 4, width);
            let page = anstream::adapter::strip_str(&page).to_string();
            assert!(page.lines().take(4).all(|line| line.width() <= width.max(62)), "{width}:\n{page}");
        }
        let page = anstream::adapter::strip_str(&text(&rows, &total, 4, 90)).to_string();
        insta::assert_snapshot!(page, @r"
        speaker                     docs  said  words  direct  mixed  indirect  cues
        Zoë Known (known)              1   100  12345     100      0         0  neutral 100, …
        习近平 (in a-document-of-…     1     3  12345       3      0         0  neutral 3, …
        officials familiar with t…     1     1  12345       1      0         0  warning 2, …

        3 of 4 speakers shown
        0 documents, 0 attributions, 0 words: 0 named, 0 anonymous, 0 ambiguous, 0 unknown
        ");
    }
}
