//! JSONL: a document a line.
//!
//! In: a stream of lines. Out: [`Job`]s and failures, each with its line. Must not know: what is done with a document.

use super::entries::{Found, Reader};
use super::fields::{TITLE, headline};
use super::{Carry, Fields, Job, Text, date};
use crate::failure::Failure;
use dixit_formats::Carried;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// Whether a line that begins so may be a document.
pub(super) fn may_be_document(start: &[u8]) -> bool {
    without_bom(start).trim_ascii_start().starts_with(b"{")
}

/// Whether a line is a document.
pub(super) fn is_document(line: &[u8], fields: &Fields, runs: bool) -> bool {
    read(line, fields).is_ok_and(|line| line.text.is_some() || runs && line.is_run())
}

/// A line of JSONL. What is not handed on, gold annotation above all, is skipped unread.
#[derive(Default)]
struct Line {
    id: Option<serde_json::Value>,
    text: Option<String>,
    date: Option<String>,
    title: Option<String>,
    carried: Carried,
    has_version: bool,
    has_attributions: bool,
}

impl Line {
    /// Takes the field that is called as titles are. One that is no string is a field like others.
    fn headline(&mut self, value: Box<RawValue>, carry: &Carry) {
        let text: Option<String> = serde_json::from_str(value.get()).ok();
        if carry.takes(TITLE) && (text.is_none() || carry.names(TITLE)) {
            self.carried.push(TITLE, value);
        }
        self.title = text.as_deref().and_then(headline);
    }

    /// Whether it is what `dixit --format jsonl` printed.
    fn is_run(&self) -> bool {
        self.text.is_none() && self.has_version && self.has_attributions
    }
}

fn read(line: &[u8], fields: &Fields) -> serde_json::Result<Line> {
    let mut reader = serde_json::Deserializer::from_slice(without_bom(line).trim_ascii_end());
    let line = Named(fields).deserialize(&mut reader)?;
    reader.end()?;
    Ok(line)
}

/// A line whose fields are called as somebody says.
struct Named<'a>(&'a Fields);

impl<'de> DeserializeSeed<'de> for Named<'_> {
    type Value = Line;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Line, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Named<'_> {
    type Value = Line;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line, A::Error> {
        let mut line = Line::default();
        while let Some(key) = map.next_key::<String>()? {
            let Fields { text, id, date, carry, .. } = self.0;
            if key == *text {
                line.text = map.next_value()?;
            } else if key == *id {
                line.id = map.next_value()?;
            } else if Some(&key) == date.as_ref() {
                line.date = map.next_value()?;
            } else if key == TITLE {
                line.headline(map.next_value()?, carry);
            } else if carry.takes(&key) {
                line.carried.push(key, map.next_value()?);
            } else {
                line.has_version |= key == "version";
                line.has_attributions |= key == "attributions";
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(line)
    }
}

/// That a field is not there, and the remedy.
fn missing(field: &str, option: &str) -> String {
    format!("the object has no {field:?} (another field: {option})")
}

/// The documents of one JSONL file.
pub(super) struct Lines {
    reader: Box<dyn BufRead>,
    path: PathBuf,
    number: usize,
    /// The line that was read last.
    line: Vec<u8>,
    fields: Fields,
    runs: bool,
}

impl Lines {
    pub(super) fn new(reader: Box<dyn BufRead>, path: PathBuf, fields: Fields, runs: bool) -> Self {
        Self { reader, path, number: 0, line: Vec::new(), fields, runs }
    }

    fn place(&self) -> String {
        format!("{}, line {}", self.path.display(), self.number)
    }

    fn parse(&self, bytes: &[u8]) -> Result<Job, Failure> {
        let fail = |cause: String| Failure::new(self.place(), format!("{cause}; this line was left out"));
        let line = read(bytes, &self.fields).map_err(|error| {
            // Every line is its own JSON text: serde's line number would only mislead.
            let cause = error.to_string();
            let cause = cause.split(" at line ").next().unwrap_or(&cause);
            fail(format!("no JSON document ({cause}, column {})", error.column()))
        })?;
        let text = match line.text {
            _ if self.runs && line.is_run() => Text::Run(without_bom(bytes).trim_ascii_end().to_owned()),
            Some(text) => Text::Line(text),
            None => return Err(fail(missing(&self.fields.text, "--text-field"))),
        };
        let id = match line.id {
            Some(serde_json::Value::String(id)) => id,
            Some(serde_json::Value::Number(id)) => id.to_string(),
            None | Some(serde_json::Value::Null) => {
                return Err(fail(missing(&self.fields.id, "--id-field")));
            }
            Some(_) => {
                return Err(fail(format!("{:?} is neither a string nor a number", self.fields.id)));
            }
        };
        let date = date::read(line.date.as_deref().unwrap_or_default()).map_err(fail)?;
        let (title, carried) = (line.title, line.carried);
        Ok(Job { number: 0, id, place: self.place(), title, date, carried, piece: None, text })
    }
}

impl Reader for Lines {
    const ENTRIES: &str = "lines";
    const NONE: &str = "it is empty";

    fn path(&self) -> &Path {
        &self.path
    }

    fn read(&mut self) -> Found {
        self.line.clear();
        self.number += 1;
        match self.reader.read_until(b'\n', &mut self.line) {
            Ok(0) => Found::End,
            Ok(_) if self.line.contains(&0) => Found::Broken(Failure::new(
                self.place(),
                "this is a binary file, not JSONL (it holds a NUL byte); reading stopped here",
            )),
            Ok(_) if self.line.trim_ascii().is_empty() => Found::Nothing,
            Ok(_) => Found::Entry(self.parse(&self.line)),
            Err(error) => Found::Broken(Failure::io(&self.path, &error)),
        }
    }
}

fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::super::entries::Entries;
    use super::super::tally::BAD_TOLD;
    use super::*;
    use std::io;

    fn lines(text: &str) -> Vec<Result<String, String>> {
        let reader = Box::new(io::Cursor::new(text.as_bytes().to_vec()));
        Entries::new(Lines::new(reader, PathBuf::from("x.jsonl"), Fields::default(), false))
            .map(|job| job.map(|job| job.id).map_err(|failure| failure.to_string()))
            .collect()
    }

    #[test]
    fn a_bad_line_is_told_and_the_rest_goes_on() {
        let found = lines(
            "\u{feff}{\"id\": 7, \"text\": \"a\"}\r\n\r\n{oops}\n{\"id\": \"b\", \"text\": \"\", \"attributions\": [1]}",
        );
        assert_eq!(found[0], Ok("7".to_owned()));
        assert_eq!(
            found[1],
            Err("x.jsonl, line 3: no JSON document (key must be a string, column 2); this line was left out"
                .to_owned())
        );
        assert_eq!(found[2], Ok("b".to_owned()));
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn many_bad_lines_are_counted() {
        let found = lines(&"x\n".repeat(50));
        assert_eq!(found.len(), BAD_TOLD + 1);
        assert_eq!(found.last().unwrap(), &Err("x.jsonl: 30 more bad lines were left out".to_owned()));
    }
}
