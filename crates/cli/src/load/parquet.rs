//! Parquet: a document a row.
//!
//! In: a file, which has to be one that can be read at any place. Out: [`Job`]s and failures, each with its row. Must not know: what is
//! done with a document.
//!
//! Only the columns that are wanted are read, page by page: memory holds a page of each (a megabyte, as files are usually written).

mod pages;

use super::entries::{Found, Reader};
use super::fields::{TITLE, headline};
use super::{Fields, Job, Text, date};
use crate::failure::Failure;
use crate::guard::guarded;
use dixit_formats::Carried;
use jiff::ToSpan;
use jiff::civil::{Date, date as day_of};
use pages::Table;
use parquet::basic::{LogicalType, TimeUnit};
use parquet::file::reader::FileReader;
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::{Type, TypePtr};
use serde_json::value::to_raw_value;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Parquet counts time from here.
const EPOCH: Date = day_of(1970, 1, 1);
const DAY_NANOSECONDS: i64 = 86_400_000_000_000;
/// Rows that are decoded at a time.
const BATCH_ROWS: usize = 64;

/// The documents of one Parquet file.
pub(super) struct Rows {
    rows: RowIter<'static>,
    path: PathBuf,
    fields: Fields,
    /// Whether a whole number in the date's column counts nanoseconds.
    nanoseconds: bool,
    /// Which row it is, from 1.
    row: usize,
}

impl Rows {
    /// Reads what the file says of itself, where the columns have to be.
    pub(super) fn new(path: &Path, fields: Fields) -> Result<Self, Failure> {
        let place = path.display().to_string();
        let file = File::open(path).map_err(|error| Failure::io(path, &error))?;
        let table = guarded(&place, || Table::new(file))?.map_err(|error| failure(&place, &error))?;
        let root = table.metadata().file_metadata().schema_descr().root_schema();
        let (name, schema) = (root.name().to_owned(), root.get_fields().to_vec());
        let find = |field: &str, option: &str| {
            schema.iter().find(|column| column.name() == field).ok_or_else(|| {
                let there: Vec<&str> = schema.iter().map(|column| column.name()).collect();
                let there = there.join(", ");
                Failure::new(
                    place.as_str(),
                    format!("no column is called {field:?}; name one of these with {option}: {there}"),
                )
            })
        };
        find(&fields.text, "--text-field")?;
        find(&fields.id, "--id-field")?;
        let day = fields.date.as_deref().map(|field| find(field, "--date-field")).transpose()?;
        let nanoseconds = day.is_some_and(counts_nanoseconds);
        let wanted = schema.iter().filter(|column| is_wanted(&fields, column.name())).cloned().collect();
        let projection = Type::group_type_builder(&name).with_fields(wanted).build();
        let rows = projection.and_then(|it| RowIter::from_file_into(Box::new(table)).project(Some(it)));
        let rows = rows.map_err(|error| failure(&place, &error))?.with_batch_size(BATCH_ROWS);
        let path = path.to_owned();
        Ok(Self { rows, path, fields, nanoseconds, row: 0 })
    }

    fn job(&self, row: &Row) -> Result<Job, Failure> {
        let place = format!("{}, row {}", self.path.display(), self.row);
        let fail = |cause: String| Failure::new(place.as_str(), format!("{cause}; this row was left out"));
        let (mut text, mut id, mut day, mut title, mut carried) = (None, None, None, None, Carried::new());
        for (name, field) in row.get_column_iter() {
            if *name == self.fields.text {
                text = words(field);
            } else if *name == self.fields.id {
                id = words(field);
            } else if Some(name) == self.fields.date.as_ref() {
                day = self.day(field).map_err(fail)?;
            } else if name == TITLE && matches!(field, Field::Str(_)) {
                title = words(field).as_deref().and_then(headline);
                if self.fields.carry.names(TITLE) {
                    carry(&mut carried, name, field);
                }
            } else if self.fields.carry.takes(name) {
                carry(&mut carried, name, field);
            }
        }
        let text = text.ok_or_else(|| fail(format!("its {:?} is null or no text", self.fields.text)))?;
        let id = id.filter(|id| !id.is_empty()).ok_or_else(|| fail("its id is empty".to_owned()))?;
        Ok(Job { number: 0, id, place, title, date: day, carried, piece: None, text: Text::Line(text) })
    }

    /// The day in a field: a date, a time, or a text that holds one.
    fn day(&self, field: &Field) -> Result<Option<Date>, String> {
        match field {
            Field::Long(count) if self.nanoseconds => {
                let days = count.div_euclid(DAY_NANOSECONDS).days();
                EPOCH.checked_add(days).map(Some).map_err(|error| error.to_string())
            }
            field => date::read(&words(field).unwrap_or_default()),
        }
    }
}

impl Reader for Rows {
    const ENTRIES: &str = "rows";
    const NONE: &str = "it has no rows";

    fn path(&self) -> &Path {
        &self.path
    }

    fn read(&mut self) -> Found {
        self.row += 1;
        let place = format!("{}, row {}", self.path.display(), self.row);
        // Files from anywhere, read by code that was not written for damaged ones.
        match guarded(&place, || self.rows.next()) {
            Ok(None) => Found::End,
            Ok(Some(Ok(row))) => Found::Entry(self.job(&row)),
            Ok(Some(Err(error))) => Found::Broken(failure(&place, &error)),
            Err(_) => Found::Broken(failure(&place, &"the reader gave up")),
        }
    }
}

/// What the reader says of a file that it cannot read.
fn failure(place: &str, cause: &dyn std::fmt::Display) -> Failure {
    let cause = cause.to_string();
    let cause = cause.trim_start_matches("Parquet error: ");
    Failure::new(
        place,
        format!("the Parquet data is damaged or of a kind that is not read ({cause}); reading stopped here"),
    )
}

/// Whether a column is read at all.
fn is_wanted(fields: &Fields, name: &str) -> bool {
    let is_read = name == fields.text || name == fields.id || Some(name) == fields.date.as_deref();
    is_read || name == TITLE || fields.carry.takes(name)
}

fn counts_nanoseconds(column: &TypePtr) -> bool {
    let unit = match column.get_basic_info().logical_type_ref() {
        Some(LogicalType::Timestamp(kind)) => &kind.unit,
        _ => return false,
    };
    matches!(unit, TimeUnit::NANOS)
}

/// The words of a field; none of one that is null, or has parts.
fn words(field: &Field) -> Option<String> {
    match field {
        Field::Str(text) => Some(text.clone()),
        Field::Bytes(bytes) => Some(String::from_utf8_lossy(bytes.data()).into_owned()),
        Field::Null | Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) => None,
        // Numbers are ids too, and days have a form of their own.
        field => Some(field.to_string()),
    }
}

fn carry(carried: &mut Carried, name: &str, field: &Field) {
    match field {
        Field::Bytes(_) => carried.push_text(name, &words(field).unwrap_or_default()),
        field => {
            // JSON values are always JSON.
            if let Ok(value) = to_raw_value(&field.to_json_value()) {
                carried.push(name, value);
            }
        }
    }
}
