//! Parquet, for data frames and databases: a row per attribution, or an article a row with its attributions as a list.
//!
//! In: [`Article`]s. Out: a Parquet file, to whatever takes bytes. Must not know: files, how articles are found.
//!
//! Rows are made where an article is read, by any thread; a [`ParquetWriter`] puts them behind one another. It holds a group of rows, some
//! sixteen megabytes, whatever the number of articles.

mod columns;
mod schema;

use crate::Article;
use crate::row::row;
use columns::Columns;
use dixit_tokenizer::{OffsetUnit, UnitMap};
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use schema::{Field, Node, leaf};
use std::io::{self, Write};
use std::sync::Arc;

/// A group of rows is written when its values take about so many bytes.
const GROUP_BYTES: usize = 16 << 20;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParquetShape {
    /// An attribution, with the columns of the tables.
    Flat,
    /// An article, its attributions in a list, with the parts of each role.
    Nested,
}

impl ParquetShape {
    fn fields(self, carried: &[String]) -> Vec<Field> {
        match self {
            ParquetShape::Flat => schema::flat(carried),
            ParquetShape::Nested => schema::nested(carried),
        }
    }
}

/// The rows of an article.
#[derive(Debug, Default)]
pub struct ParquetRows(Vec<Vec<Node>>);

/// The rows of an article, with these of its carried fields. Positions count `unit`s.
pub fn parquet_rows(
    article: &Article<'_>,
    shape: ParquetShape,
    unit: OffsetUnit,
    carried: &[String],
) -> ParquetRows {
    let units = UnitMap::new(article.document.text(), unit);
    let more: Vec<Node> = carried.iter().map(|name| schema::text(article.carried.cell(name))).collect();
    ParquetRows(match shape {
        ParquetShape::Flat => {
            let rows = article.wanted().map(|(number, attribution)| {
                let cells = row(article, number, attribution, &units).map(leaf);
                cells.into_iter().chain(more.iter().cloned()).collect()
            });
            rows.collect()
        }
        ParquetShape::Nested => vec![schema::document(article, &units, more)],
    })
}

/// Writes a Parquet file.
pub struct ParquetWriter<W: Write + Send> {
    out: SerializedFileWriter<W>,
    fields: Vec<Field>,
    columns: Columns,
}

impl<W: Write + Send> ParquetWriter<W> {
    /// Begins a file of rows of one shape, with columns for these carried fields.
    ///
    /// # Errors
    /// Those of writing, and two columns of one name.
    pub fn new(out: W, shape: ParquetShape, carried: &[String]) -> io::Result<Self> {
        let fields = shape.fields(carried);
        let name = match shape {
            ParquetShape::Flat => "attribution",
            ParquetShape::Nested => "document",
        };
        let schema = Arc::new(schema::message(name, &fields).map_err(plain)?);
        let properties = WriterProperties::builder()
            // Every reader of Parquet knows Snappy.
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("dixit ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let out = SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(plain)?;
        let columns = Columns::new(&fields);
        Ok(Self { out, fields, columns })
    }

    /// Adds the rows of an article, of this shape and with these carried fields.
    ///
    /// # Errors
    /// Those of writing.
    pub fn write(&mut self, rows: &ParquetRows) -> io::Result<()> {
        for row in &rows.0 {
            self.columns.push(&self.fields, row);
        }
        if self.columns.bytes() >= GROUP_BYTES { self.group() } else { Ok(()) }
    }

    fn group(&mut self) -> io::Result<()> {
        self.columns.write(&mut self.out).map_err(plain)?;
        self.columns = Columns::new(&self.fields);
        Ok(())
    }

    /// Ends the file. Without this it cannot be read.
    ///
    /// # Errors
    /// Those of writing.
    pub fn finish(mut self) -> io::Result<()> {
        if self.columns.bytes() > 0 {
            self.group()?;
        }
        self.out.finish().map(drop).map_err(plain)
    }
}

/// The error of writing that is beneath.
fn plain(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::COLUMNS;
    use crate::sample::with_sample;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::schema::printer::print_schema;

    /// The schema and the rows of a file of two articles, one of them with nothing that is wanted.
    fn read(shape: ParquetShape) -> String {
        let carried = ["outlet", "source"].map(str::to_owned);
        let rows = |unit| with_sample(|article| parquet_rows(article, shape, unit, &carried));
        let none = with_sample(|article| {
            parquet_rows(
                &Article { keep: &[], title: None, date: None, ..*article },
                shape,
                OffsetUnit::Bytes,
                &carried,
            )
        });
        let mut file = Vec::new();
        let mut writer = ParquetWriter::new(&mut file, shape, &carried).unwrap();
        writer.write(&none).unwrap();
        writer.write(&rows(OffsetUnit::Chars)).unwrap();
        writer.group().unwrap();
        writer.write(&none).unwrap();
        writer.finish().unwrap();
        let reader = SerializedFileReader::new(bytes::Bytes::from(file)).unwrap();
        let mut out = Vec::new();
        print_schema(&mut out, reader.metadata().file_metadata().schema());
        let rows = reader.get_row_iter(None).unwrap().map(|row| format!("{}\n", row.unwrap()));
        String::from_utf8(out).unwrap() + &rows.collect::<String>()
    }

    #[test]
    fn an_attribution_is_a_row() {
        let read = read(ParquetShape::Flat);
        assert!(COLUMNS.iter().all(|column| read.contains(&format!(" {column}"))), "{read}");
        insta::assert_snapshot!(read);
    }

    #[test]
    fn an_article_is_a_row_with_a_list() {
        insta::assert_snapshot!(read(ParquetShape::Nested));
    }

    #[test]
    fn errors_of_writing_are_told_as_such() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Err(io::ErrorKind::StorageFull.into())
            }
        }
        let writer = ParquetWriter::new(Full, ParquetShape::Flat, &[]).and_then(ParquetWriter::finish);
        assert_eq!(writer.err().unwrap().kind(), io::ErrorKind::StorageFull);
    }
}
