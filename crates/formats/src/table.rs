//! One row per attribution, as CSV or TSV, for spreadsheets and data frames.
//!
//! In: an [`Article`]. Out: the rows, and the row of the columns' names. Must not know: files, other articles.
//!
//! A cell never breaks a line: tabs and line breaks are a space there. A cell that begins as a formula does gets a `'` before
//! it, because spreadsheets would run it; whoever wants the exact words takes the JSON.

use crate::Article;
use crate::article::{Standing, named_in, one_line, rounded, source_kind_name};
use dixit_attribution::{Attribution, CueClass, EntityId};
use dixit_tokenizer::{Index, OffsetUnit, UnitMap};

/// What stands between the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// CSV. Opens with a byte order mark, without which Excel takes `“` for `â€œ`.
    Comma,
    /// TSV, without a byte order mark: for programs.
    Tab,
}

/// The columns, in order. New ones come at the end.
pub const COLUMNS: [&str; 19] = [
    "document",
    "date",
    "title",
    "id",
    "type",
    "speaker",
    "speaker_id",
    "speaker_status",
    "roster",
    "content",
    "cue",
    "source",
    "source_kind",
    "cue_class",
    "nested_in",
    "confidence",
    "start",
    "end",
    "content_spans",
];

/// The row of the columns' names.
pub fn table_header(separator: Separator) -> String {
    let mark = match separator {
        Separator::Comma => "\u{feff}",
        Separator::Tab => "",
    };
    format!("{mark}{}", rows(separator, std::iter::once(COLUMNS.map(str::to_owned))))
}

/// The rows of an article; none where nobody is quoted. Positions count `unit`s.
pub fn table_rows(article: &Article<'_>, separator: Separator, unit: OffsetUnit) -> String {
    let units = UnitMap::new(article.document.text(), unit);
    rows(separator, article.wanted().map(|(number, attribution)| row(article, number, attribution, &units)))
}

fn rows(separator: Separator, rows: impl Iterator<Item = [String; COLUMNS.len()]>) -> String {
    let delimiter = match separator {
        Separator::Comma => b',',
        Separator::Tab => b'\t',
    };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    for row in rows {
        // All rows are of one length and memory takes everything: there is nothing to fail.
        let _ = writer.write_record(&row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn row(
    article: &Article<'_>,
    number: usize,
    attribution: &Attribution,
    units: &UnitMap<'_>,
) -> [String; COLUMNS.len()] {
    let people = named_in(&attribution.speaker);
    let joined = |of: &dyn Fn(EntityId) -> Option<String>| -> String {
        people.iter().filter_map(|id| of(*id)).collect::<Vec<_>>().join("; ")
    };
    let spans: Vec<(u32, u32)> = attribution.content.iter().map(|span| units.from_span(*span)).collect();
    let start = spans.iter().map(|(start, _)| *start).min();
    let end = spans.iter().map(|(_, end)| *end).max();
    let number_or_none = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let spans: Vec<String> = spans.iter().map(|(start, end)| format!("{start}-{end}")).collect();
    [
        guarded(article.id),
        article.date.map(|date| date.to_string()).unwrap_or_default(),
        guarded(article.title.unwrap_or_default()),
        number.to_string(),
        attribution.content_type.name().to_owned(),
        guarded(&joined(&|id| Some(article.entity(id)?.1.name.clone()))),
        guarded(&joined(&|id| Some(article.entity(id)?.0.to_owned()))),
        Standing::of(&attribution.speaker, article).name().to_owned(),
        guarded(&joined(&|id| Some(article.entity(id)?.1.roster.as_ref()?.person.clone()))),
        guarded(&article.words(&attribution.content)),
        guarded(&article.words(&attribution.cue)),
        guarded(&article.words(&attribution.source)),
        source_kind_name(attribution.source_kind).to_owned(),
        attribution.evidence.cue_class.map(CueClass::name).unwrap_or_default().to_owned(),
        attribution.nested_in.map(|outer| (outer.to_usize() + 1).to_string()).unwrap_or_default(),
        rounded(attribution.confidence).to_string(),
        number_or_none(start),
        number_or_none(end),
        spans.join(";"),
    ]
}

/// A text as a cell: on one line, and no formula.
fn guarded(text: &str) -> String {
    let line = one_line(text);
    // What a line break hid is looked at too: spreadsheets skip white space before a formula.
    match line.trim_start().chars().next() {
        Some('=' | '+' | '-' | '@') => format!("'{line}"),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::with_sample;

    #[test]
    fn a_row_has_every_column() {
        let rows = with_sample(|article| {
            table_header(Separator::Comma) + &table_rows(article, Separator::Comma, OffsetUnit::Chars)
        });
        insta::assert_snapshot!(rows);
    }

    #[test]
    fn commas_and_tabs_read_back_alike() {
        let read = |separator, delimiter| {
            let rows = with_sample(|article| table_rows(article, separator, OffsetUnit::Bytes));
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(delimiter)
                .has_headers(false)
                .from_reader(rows.as_bytes());
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
        };
        let rows: Vec<Vec<String>> = read(Separator::Comma, b',');
        assert_eq!(rows, read(Separator::Tab, b'\t'));
        assert_eq!(rows.len(), 5);
        assert!(rows.iter().all(|row| row.len() == COLUMNS.len()));
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(guarded(text), expected);
    }

    #[test]
    fn cells_are_no_formulas_and_break_no_lines() {
        check("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")");
        check("- first", "'- first");
        check("+1", "'+1");
        check("@roe", "'@roe");
        check("\t=1", "'=1");
        check("\r@x", "'@x");
        check(" =1", "' =1");
        check("two\n\n  lines\r\n", "two lines");
        check("a - b", "a - b");
        check("", "");
    }
}
