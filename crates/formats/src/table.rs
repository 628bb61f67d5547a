//! One row per attribution, as CSV or TSV, for spreadsheets and data frames.
//!
//! In: an [`Article`]. Out: the rows, and the row of the columns' names. Must not know: files, other articles.
//!
//! A cell never breaks a line: tabs and line breaks are a space there. A cell that begins as a formula does gets a `'` before
//! it, because spreadsheets would run it; whoever wants the exact words takes the JSON.

use crate::Article;
use crate::article::one_line;
use crate::row::{COLUMNS, Cell, carried_columns, row};
use dixit_tokenizer::{OffsetUnit, UnitMap};

/// What stands between the cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// CSV. Opens with a byte order mark, without which Excel takes `“` for `â€œ`.
    Comma,
    /// TSV, without a byte order mark: for programs.
    Tab,
}

/// The row of the columns' names, those of the carried fields at the end.
pub fn table_header(separator: Separator, carried: &[String]) -> String {
    let mark = match separator {
        Separator::Comma => "\u{feff}",
        Separator::Tab => "",
    };
    let names = COLUMNS.map(str::to_owned).into_iter().chain(carried_columns(carried));
    format!("{mark}{}", rows(separator, std::iter::once(names.map(|name| guarded(&name)).collect())))
}

/// The rows of an article, with these of its carried fields; none where nobody is quoted. Positions count `unit`s.
pub fn table_rows(
    article: &Article<'_>,
    separator: Separator,
    unit: OffsetUnit,
    carried: &[String],
) -> String {
    let units = UnitMap::new(article.document.text(), unit);
    let more: Vec<String> = carried.iter().map(|name| guarded(&article.carried.cell(name))).collect();
    let wanted = article.wanted();
    let cells = |row: [Cell; COLUMNS.len()]| row.map(written).into_iter().chain(more.iter().cloned());
    rows(separator, wanted.map(|(number, it)| cells(row(article, number, it, &units)).collect()))
}

fn rows(separator: Separator, rows: impl Iterator<Item = Vec<String>>) -> String {
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

fn written(cell: Cell) -> String {
    match cell {
        Cell::Words(words) => guarded(&words),
        Cell::Name(name) => name.to_owned(),
        Cell::Spans(spans) => spans,
        Cell::Number(number) => number.map(|number| number.to_string()).unwrap_or_default(),
        Cell::Share(share) => share.to_string(),
        Cell::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// A text as a cell: on one line, and no formula.
///
/// ```
/// use dixit_formats::guarded;
///
/// assert_eq!((guarded("=1+1"), guarded("one\ntwo")), ("'=1+1".to_owned(), "one two".to_owned()));
/// ```
pub fn guarded(text: &str) -> String {
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
            let carried = ["outlet", "source"].map(str::to_owned);
            table_header(Separator::Comma, &carried)
                + &table_rows(article, Separator::Comma, OffsetUnit::Chars, &carried)
        });
        insta::assert_snapshot!(rows);
    }

    #[test]
    fn commas_and_tabs_read_back_alike() {
        let read = |separator, delimiter| {
            let rows = with_sample(|article| table_rows(article, separator, OffsetUnit::Bytes, &[]));
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
