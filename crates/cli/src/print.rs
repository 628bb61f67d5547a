//! Documents put one after the other, as the format wants it.
//!
//! In: what was made of each document. Out: stdout, a file, or a directory of files. Must not know: how it was made.

use crate::args::Format;
use crate::report;
use crate::reprints::REPRINT_OF;
use dixit_formats::{
    ANNOTATIONS_BETWEEN, ANNOTATIONS_CLOSING, ANNOTATIONS_OPENING, HtmlArticle, HtmlEntry, Separator,
    guarded, html_closing, html_opening, table_header, tei_corpus_closing, tei_corpus_opening, tei_opening,
};
#[cfg(feature = "parquet")]
use dixit_formats::{ParquetRows, ParquetShape, ParquetWriter};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};
use tempfile::SpooledTempFile;

/// Bytes of articles for a page that memory holds; more lie in a file, for the page's index comes before them.
const SPOOLED: usize = 8 << 20;

/// What was made of a document.
pub(crate) enum Printed {
    /// Nothing is printed where it is empty.
    Text(String),
    /// A part of a page, whose beginning tells of all parts.
    Page(HtmlArticle),
    /// Rows of a Parquet file.
    #[cfg(feature = "parquet")]
    Rows(ParquetRows),
    /// Two files.
    Standoff { id: String, text: String, annotation: String },
}

/// Prints the documents of a run.
pub(crate) struct Printer {
    format: Format,
    to: To,
    documents: usize,
    /// Whether the last document had more than one line.
    long: bool,
    /// The first document, where one alone is printed otherwise than several.
    first: String,
    /// What the index of a page says of each article, and their parts of it.
    index: Vec<HtmlEntry>,
    articles: SpooledTempFile,
}

enum To {
    Stream(Box<dyn Write>),
    #[cfg(feature = "parquet")]
    Parquet(Box<ParquetWriter<Out>>),
    Directory {
        path: PathBuf,
        taken: HashSet<String>,
    },
}

impl Printer {
    pub(crate) fn new(format: Format, out: Option<&Path>, carried: &[String]) -> io::Result<Self> {
        let mut to = match (format, out) {
            (Format::Brat, path) => {
                let path = path.unwrap_or(Path::new(".")).to_owned();
                fs::create_dir_all(&path).map_err(|error| named(&path, &error))?;
                To::Directory { path, taken: HashSet::new() }
            }
            #[cfg(feature = "parquet")]
            (Format::Parquet | Format::ParquetNested, Some(path)) => {
                let writer = ParquetWriter::new(created(path)?, shape(format), carried)
                    .map_err(|error| named(path, &error))?;
                To::Parquet(Box::new(writer))
            }
            (Format::Text, Some(path)) => {
                let file: Box<dyn Write> = Box::new(created(path)?);
                To::Stream(Box::new(BufWriter::new(anstream::StripStream::new(file))))
            }
            (_, Some(path)) => To::Stream(Box::new(BufWriter::new(created(path)?))),
            (Format::Text, None) => {
                To::Stream(Box::new(BufWriter::new(anstream::AutoStream::auto(io::stdout()))))
            }
            (_, None) => To::Stream(Box::new(BufWriter::new(io::stdout()))),
        };
        if let To::Stream(out) = &mut to {
            out.write_all(header(format, carried).as_bytes())?;
        }
        Ok(Self {
            format,
            to,
            documents: 0,
            long: false,
            first: String::new(),
            index: Vec::new(),
            articles: SpooledTempFile::new(SPOOLED),
        })
    }

    /// Prints a document, with what it is a reprint of.
    pub(crate) fn document(&mut self, printed: Printed, first: Option<&str>) -> io::Result<()> {
        match (printed, &mut self.to) {
            (Printed::Text(text), To::Stream(_)) if text.is_empty() => Ok(()),
            (Printed::Text(text), To::Stream(_)) => self.text(match first {
                Some(first) => marked(&text, self.format, first),
                None => text,
            }),
            (Printed::Page(page), _) => {
                self.index.push(page.entry);
                self.articles.write_all(page.html.as_bytes())
            }
            (Printed::Standoff { id, text, annotation }, To::Directory { path, taken }) => {
                let name = file_name(&id, taken);
                for (ending, content) in [("txt", text), ("ann", annotation)] {
                    let file = path.join(format!("{name}.{ending}"));
                    fs::write(&file, content).map_err(|error| named(&file, &error))?;
                }
                Ok(())
            }
            #[cfg(feature = "parquet")]
            (Printed::Rows(rows), To::Parquet(writer)) => writer.write(&rows),
            // Each format has its own kind of output.
            _ => Ok(()),
        }
    }

    fn text(&mut self, text: String) -> io::Result<()> {
        let To::Stream(out) = &mut self.to else { return Ok(()) };
        self.documents += 1;
        match self.format {
            Format::Text | Format::Snapshot => {
                // Documents of one line each (nobody quoted) stay together.
                let long = text.lines().nth(1).is_some();
                let gap = if self.documents > 1 && (long || self.long) { "\n" } else { "" };
                self.long = long;
                write!(out, "{gap}{text}")
            }
            Format::Json => {
                let before = if self.documents == 1 { report::opening() } else { ",\n    ".to_owned() };
                write!(out, "{before}{}", text.replace('\n', "\n    "))
            }
            Format::WebAnnotation => {
                let before = if self.documents == 1 { ANNOTATIONS_OPENING } else { ANNOTATIONS_BETWEEN };
                write!(out, "{before}{text}")
            }
            Format::Tei => match self.documents {
                1 => {
                    self.first = text;
                    Ok(())
                }
                2 => write!(out, "{}{}{text}", tei_corpus_opening(), std::mem::take(&mut self.first)),
                _ => out.write_all(text.as_bytes()),
            },
            Format::Jsonl
            | Format::Csv
            | Format::Tsv
            | Format::Conll
            | Format::Parquet
            | Format::ParquetNested
            | Format::Brat
            | Format::Html => {
                write!(out, "{text}{}", ending(self.format))
            }
        }
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        let mut out = match self.to {
            To::Stream(out) => out,
            #[cfg(feature = "parquet")]
            To::Parquet(writer) => return writer.finish(),
            To::Directory { .. } => return Ok(()),
        };
        match (self.format, self.documents) {
            (Format::Json, 0) => writeln!(out, "{}]\n}}", report::opening().trim_end())?,
            (Format::Json, _) => writeln!(out, "\n  ]\n}}")?,
            (Format::Tei, 0) => write!(out, "{}{}", tei_corpus_opening(), tei_corpus_closing())?,
            (Format::Tei, 1) => write!(out, "{}{}", tei_opening(), self.first)?,
            (Format::Tei, _) => out.write_all(tei_corpus_closing().as_bytes())?,
            (Format::Html, _) => {
                out.write_all(html_opening(&self.index).map_err(io::Error::other)?.as_bytes())?;
                self.articles.rewind()?;
                io::copy(&mut self.articles, &mut out)?;
                out.write_all(html_closing().as_bytes())?;
            }
            (Format::WebAnnotation, 0) => write!(out, "{ANNOTATIONS_OPENING}{ANNOTATIONS_CLOSING}")?,
            (Format::WebAnnotation, _) => out.write_all(ANNOTATIONS_CLOSING.as_bytes())?,
            _ => {}
        }
        out.flush()
    }
}

/// What stands before the first document.
pub(crate) fn header(format: Format, carried: &[String]) -> String {
    match format {
        Format::Csv => table_header(Separator::Comma, carried),
        Format::Tsv => table_header(Separator::Tab, carried),
        _ => String::new(),
    }
}

/// What stands after each document, where documents stand alone.
pub(crate) fn ending(format: Format) -> &'static str {
    if format == Format::Jsonl { "\n" } else { "" }
}

/// The output of a document with what it is a reprint of, which is known only once all before it are there: the last field of its JSON,
/// or the last cell of its rows, which is empty so far.
pub(crate) fn marked(output: &str, format: Format, first: &str) -> String {
    let string = serde_json::to_string(first).unwrap_or_default();
    let row = |line: &str| format!("{line}{}\n", cell(format, first));
    match format {
        Format::Csv | Format::Tsv => output.lines().map(row).collect(),
        Format::Json => {
            let open = output.trim_end().strip_suffix("\n}").unwrap_or(output);
            format!("{open},\n  \"{REPRINT_OF}\": {string}\n}}")
        }
        _ => {
            let end = ending(format);
            let open = output.strip_suffix(end).unwrap_or(output);
            format!(
                "{},\"{REPRINT_OF}\":{string}}}{}",
                open.strip_suffix('}').unwrap_or(open),
                &output[open.len()..]
            )
        }
    }
}

/// A cell as tables write it.
fn cell(format: Format, text: &str) -> String {
    let text = guarded(text);
    let delimiter = if format == Format::Csv { ',' } else { '\t' };
    if text.contains([delimiter, '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

fn created(path: &Path) -> io::Result<Out> {
    let file = File::create(path).map_err(|error| named(path, &error))?;
    Ok(Out { path: path.to_owned(), file })
}

/// A file whose errors say which it is.
#[derive(Debug)]
struct Out {
    path: PathBuf,
    file: File,
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes).map_err(|error| named(&self.path, &error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush().map_err(|error| named(&self.path, &error))
    }
}

/// What a row of a Parquet file is.
#[cfg(feature = "parquet")]
pub(crate) fn shape(format: Format) -> ParquetShape {
    if format == Format::ParquetNested { ParquetShape::Nested } else { ParquetShape::Flat }
}

/// The error with the file that it is about.
fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}; choose another place with --out", path.display()))
}

/// A file's name for a document, which no other has.
fn file_name(id: &str, taken: &mut HashSet<String>) -> String {
    let plain: String = id
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' })
        .collect();
    let plain = plain.trim_start_matches('.');
    let plain = if plain.is_empty() { "document" } else { plain };
    let mut name = plain.to_owned();
    let mut number = 1;
    while !taken.insert(name.to_lowercase()) {
        number += 1;
        name = format!("{plain}-{number}");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reprint_is_marked_at_the_end() {
        assert_eq!(marked("a,\nb,\n", Format::Csv, "x,\"y\""), "a,\"x,\"\"y\"\"\"\nb,\"x,\"\"y\"\"\"\n");
        assert_eq!(marked("a\t\n", Format::Tsv, "=x"), "a\t'=x\n");
        assert_eq!(marked("", Format::Csv, "x"), "");
        let [one, many] = ["{\"id\":{}}", "{\n  \"id\": {}\n}"];
        assert_eq!(marked(one, Format::Jsonl, "\"x"), r#"{"id":{},"reprint_of":"\"x"}"#);
        assert_eq!(marked(&format!("{one}\n"), Format::Jsonl, "x"), "{\"id\":{},\"reprint_of\":\"x\"}\n");
        assert_eq!(marked(many, Format::Json, "x"), "{\n  \"id\": {},\n  \"reprint_of\": \"x\"\n}");
    }

    #[test]
    fn file_names_are_plain_and_apart() {
        let mut taken = HashSet::new();
        let mut check = |id: &str, expected: &str| assert_eq!(file_name(id, &mut taken), expected);
        check("news/a", "news_a");
        check("news:A", "news_A-2");
        check("../../etc/passwd", "_.._etc_passwd");
        check("", "document");
    }
}
