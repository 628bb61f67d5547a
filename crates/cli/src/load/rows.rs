//! CSV and TSV: a document a row.
//!
//! In: a stream with a header. Out: [`Job`]s and failures, each with its line. Must not know: what is done with a document.

use super::entries::{Found, Reader};
use super::fields::{TITLE, headline};
use super::{Fields, Job, Text, date};
use crate::failure::Failure;
use csv::ByteRecord;
use dixit_formats::{Carried, decode};
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// The documents of one table.
pub(super) struct Rows {
    reader: csv::Reader<Box<dyn BufRead>>,
    path: PathBuf,
    text: usize,
    id: usize,
    date: Option<usize>,
    title: Option<usize>,
    /// The columns that are handed on, with their names.
    carried: Vec<(usize, String)>,
    /// The row that was read last.
    row: ByteRecord,
}

impl Rows {
    /// Reads the header, where the columns have to be.
    pub(super) fn new(
        reader: Box<dyn BufRead>,
        path: PathBuf,
        delimiter: u8,
        fields: Fields,
    ) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(reader);
        let header = reader.byte_headers().map_err(|error| Failure::new(name.as_str(), cause(&error)))?;
        let plain = |column| words(column).trim_start_matches('\u{feff}').trim().to_owned();
        let columns: Vec<String> = header.iter().map(plain).collect();
        if columns.iter().all(String::is_empty) {
            return Err(Failure::new(name, "it is empty; there is nothing to attribute"));
        }
        let place = |field: &str, option: &str| {
            let found = columns.iter().position(|column| column == field);
            found.ok_or_else(|| {
                let there = columns.join(", ");
                let cause =
                    format!("no column is called {field:?}; name one of these with {option}: {there}");
                Failure::new(name.as_str(), cause)
            })
        };
        let text = place(&fields.text, "--text-field")?;
        let id = place(&fields.id, "--id-field")?;
        let date = fields.date.as_deref().map(|field| place(field, "--date-field")).transpose()?;
        let title = columns.iter().position(|column| column == TITLE);
        let read = [Some(text), Some(id), date];
        let carried = columns.iter().enumerate().filter(|(at, name)| {
            let is_read = read.contains(&Some(*at)) || title == Some(*at) && !fields.carry.names(TITLE);
            !is_read && fields.carry.takes(name)
        });
        let carried = carried.map(|(at, name)| (at, name.clone())).collect();
        Ok(Self { reader, path, text, id, date, title, carried, row: ByteRecord::new() })
    }

    fn job(&self, row: &ByteRecord) -> Result<Job, Failure> {
        let line = row.position().map_or(0, csv::Position::line);
        let place = format!("{}, line {line}", self.path.display());
        let fail = |cause: String| Failure::new(place.as_str(), format!("{cause}; this row was left out"));
        let cell = |at: usize| row.get(at).map(words);
        let cells = "it has fewer cells than the header; is a quotation mark missing?";
        let (Some(text), Some(id)) = (cell(self.text), cell(self.id)) else {
            return Err(fail(cells.to_owned()));
        };
        if id.is_empty() {
            return Err(fail("its id is empty".to_owned()));
        }
        let date = self.date.and_then(cell).unwrap_or_default();
        let date = date::read(&date).map_err(fail)?;
        let title = self.title.and_then(cell).as_deref().and_then(headline);
        let mut carried = Carried::default();
        for (at, name) in &self.carried {
            carried.push_text(name, &cell(*at).unwrap_or_default());
        }
        Ok(Job { number: 0, id, place, title, date, carried, piece: None, text: Text::Line(text) })
    }
}

impl Reader for Rows {
    const ENTRIES: &str = "rows";
    const NONE: &str = "it has no rows";

    fn path(&self) -> &Path {
        &self.path
    }

    fn read(&mut self) -> Found {
        match self.reader.read_byte_record(&mut self.row) {
            Ok(false) => Found::End,
            Ok(true) => Found::Entry(self.job(&self.row)),
            Err(error) => Found::Broken(Failure::new(self.path.display().to_string(), cause(&error))),
        }
    }
}

/// The words of a cell, whatever its encoding.
fn words(cell: &[u8]) -> String {
    let decoded = decode(cell.to_owned());
    String::from_utf8(decoded).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn cause(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::entries::Entries;
    use super::*;
    use std::io::Cursor;

    /// Ids and failures of a table.
    fn read(table: &str, fields: Fields) -> Vec<String> {
        let reader: Box<dyn BufRead> = Box::new(Cursor::new(table.as_bytes().to_vec()));
        match Rows::new(reader, PathBuf::from("x.csv"), b',', fields) {
            Ok(rows) => {
                Entries::new(rows).map(|job| job.map_or_else(|it| it.to_string(), |job| job.id)).collect()
            }
            Err(failure) => vec![failure.to_string()],
        }
    }

    #[test]
    fn rows_are_documents_and_bad_ones_are_told() {
        let table = "\u{feff}id,text\n1,\"two\nlines\"\n2\n,x\n3,y,more\n";
        assert_eq!(
            read(table, Fields::default()),
            [
                "1",
                "x.csv, line 4: it has fewer cells than the header; is a quotation mark missing?; this row was left out",
                "x.csv, line 5: its id is empty; this row was left out",
                "3",
            ]
        );
    }

    #[test]
    fn columns_are_called_as_somebody_says() {
        let fields =
            Fields { text: "body".into(), id: "url".into(), date: Some("day".into()), ..Fields::default() };
        let table = "url,body,day\na,x,2025-10-26\nb,y,someday\nc,z,\n";
        assert_eq!(
            read(table, fields),
            [
                "a",
                "x.csv, line 3: the date \"someday\" is none that is known; write it as YYYY-MM-DD; this row was left out",
                "c",
            ]
        );
        assert_eq!(
            read("url,body\n", Fields::default()),
            ["x.csv: no column is called \"text\"; name one of these with --text-field: url, body"]
        );
        assert_eq!(read("", Fields::default()), ["x.csv: it is empty; there is nothing to attribute"]);
        assert_eq!(
            read("id,text\n", Fields::default()),
            ["x.csv: it has no rows; there is nothing to attribute"]
        );
    }
}
