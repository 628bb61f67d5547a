//! Documents out of inputs, one after the other, so that memory holds a few of them only.
//!
//! In: [`Input`]s. Out: [`Job`]s, in order, and failures in between. Must not know: what is done with a document.

use crate::failure::Failure;
use crate::input::Input;
use dixit_tokenizer::{Source, SourceErrorKind};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Bad lines of one file that are told one by one; the rest is counted.
const BAD_LINES_TOLD: usize = 20;

/// A document to be analysed.
#[derive(Debug)]
pub(crate) struct Job {
    /// Which one it is of all inputs, from 0; what failed counts.
    pub(crate) number: usize,
    /// Its id in the output.
    pub(crate) id: String,
    /// Where it comes from, for people: `news/a.txt`, `news.jsonl, line 3`.
    pub(crate) place: String,
    text: Text,
}

#[derive(Debug)]
enum Text {
    /// Still to be read, by whoever analyses it.
    Unread(PathBuf),
    Read(Vec<u8>),
    /// From JSONL, where an empty text is an empty document, not a mistake.
    Line(String),
    /// A line of what `dixit --format jsonl` printed: an article that was read already.
    Run(Vec<u8>),
}

impl Job {
    /// About how much memory it will need, in bytes of text.
    pub(crate) fn size(&self) -> u64 {
        match &self.text {
            Text::Unread(path) => std::fs::metadata(path).map_or(0, |metadata| metadata.len()),
            Text::Read(bytes) => bytes.len() as u64,
            Text::Line(text) => text.len() as u64,
            Text::Run(line) => line.len() as u64,
        }
    }

    /// Its line of a run's output, where it is one; it has no text then.
    pub(crate) fn run(&self) -> Option<&[u8]> {
        if let Text::Run(line) = &self.text { Some(line) } else { None }
    }

    /// Its id, its place and its checked text.
    pub(crate) fn into_source(self) -> Result<(String, String, Source), Failure> {
        let Self { id, place, text, .. } = self;
        let source = match text {
            Text::Unread(path) => {
                let bytes = std::fs::read(&path).map_err(|error| Failure::io(&path, &error))?;
                checked(bytes, &place)?
            }
            Text::Read(bytes) => checked(bytes, &place)?,
            Text::Line(text) => {
                Source::new(text).map_err(|error| Failure::new(place.as_str(), error.to_string()))?
            }
            Text::Run(_) => return Err(Failure::new(place, "the object has no \"text\"")),
        };
        Ok((id, place, source))
    }
}

/// Reads one file or what is piped in, as one text.
pub(crate) fn read_one(path: &Path) -> Result<(String, Source), Failure> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(|error| Failure::io(path, &error))?;
        return Ok(("stdin".to_owned(), checked(bytes, "stdin")?));
    }
    let place = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| Failure::io(path, &error))?;
    let source = checked(bytes, &place)?;
    Ok((place, source))
}

fn checked(bytes: Vec<u8>, place: &str) -> Result<Source, Failure> {
    if bytes.is_empty() {
        return Err(Failure::new(place, "it is empty; there is nothing to attribute"));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let cause = "the text is UTF-16, not UTF-8; convert it first, e.g. `iconv -f UTF-16 -t UTF-8`";
        return Err(Failure::new(place, cause));
    }
    let source = Source::from_bytes(bytes).map_err(|error| {
        let hint = match error.kind() {
            SourceErrorKind::Binary => "; save its text as UTF-8 first",
            _ => "",
        };
        Failure::new(place, format!("{error}{hint}"))
    })?;
    if source.text().trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(Failure::new(place, "only white space here; there is nothing to attribute"));
    }
    Ok(source)
}

/// The documents of the inputs, in order, read as they are asked for.
pub(crate) struct Jobs {
    inputs: std::vec::IntoIter<Input>,
    lines: Option<Lines>,
    /// Whether lines of a run's output are documents too.
    runs: bool,
    /// How many were given out.
    given: usize,
}

impl Jobs {
    pub(crate) fn new(inputs: Vec<Input>) -> Self {
        Self { inputs: inputs.into_iter(), lines: None, runs: false, given: 0 }
    }

    /// The same, where what `dixit --format jsonl` printed will do too.
    pub(crate) fn with_runs(inputs: Vec<Input>) -> Self {
        Self { runs: true, ..Self::new(inputs) }
    }

    /// How many inputs are still to be opened.
    pub(crate) fn inputs(&self) -> usize {
        self.inputs.len()
    }

    fn read(&mut self) -> Option<Result<Job, Failure>> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(job) => return Some(job),
                    None => self.lines = None,
                }
            }
            let input = self.inputs.next()?;
            if let Some(job) = self.open(input) {
                return Some(job);
            }
        }
    }

    fn open(&mut self, input: Input) -> Option<Result<Job, Failure>> {
        match input {
            Input::Text { path, id } => {
                let place = path.display().to_string();
                Some(Ok(Job { number: 0, id, place, text: Text::Unread(path) }))
            }
            Input::Jsonl { path } => match File::open(&path) {
                Ok(file) => {
                    self.lines = Some(Lines::new(Box::new(BufReader::new(file)), path, self.runs));
                    None
                }
                Err(error) => Some(Err(Failure::io(&path, &error))),
            },
            Input::Stdin => self.open_stdin(),
        }
    }

    fn open_stdin(&mut self) -> Option<Result<Job, Failure>> {
        let mut stdin = BufReader::new(io::stdin());
        let mut first = Vec::new();
        if let Err(error) = stdin.read_until(b'\n', &mut first) {
            return Some(Err(Failure::io(Path::new("stdin"), &error)));
        }
        let rest = io::Cursor::new(first.clone()).chain(stdin);
        if serde_json::from_slice::<Line>(without_bom(&first))
            .is_ok_and(|line| line.text.is_some() || self.runs && line.is_run())
        {
            self.lines = Some(Lines::new(Box::new(BufReader::new(rest)), PathBuf::from("stdin"), self.runs));
            return None;
        }
        let mut bytes = Vec::new();
        let mut rest = rest;
        match rest.read_to_end(&mut bytes) {
            Ok(_) => {
                let (id, place) = ("stdin".to_owned(), "stdin".to_owned());
                Some(Ok(Job { number: 0, id, place, text: Text::Read(bytes) }))
            }
            Err(error) => Some(Err(Failure::io(Path::new("stdin"), &error))),
        }
    }
}

impl Iterator for Jobs {
    type Item = Result<Job, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let number = self.given;
        self.given += 1;
        Some(self.read()?.map(|job| Job { number, ..job }))
    }
}

/// A line of JSONL. Everything else in it, gold annotation above all, is skipped unread.
#[derive(Deserialize)]
struct Line {
    id: Option<serde_json::Value>,
    text: Option<String>,
    version: Option<IgnoredAny>,
    attributions: Option<IgnoredAny>,
}

impl Line {
    /// Whether it is what `dixit --format jsonl` printed.
    fn is_run(&self) -> bool {
        self.text.is_none() && self.version.is_some() && self.attributions.is_some()
    }
}

/// The documents of one JSONL file.
struct Lines {
    reader: Box<dyn BufRead + Send>,
    path: PathBuf,
    number: usize,
    documents: usize,
    bad: usize,
    done: bool,
    runs: bool,
}

impl Lines {
    fn new(reader: Box<dyn BufRead + Send>, path: PathBuf, runs: bool) -> Self {
        Self { reader, path, number: 0, documents: 0, bad: 0, done: false, runs }
    }

    fn place(&self) -> String {
        format!("{}, line {}", self.path.display(), self.number)
    }

    fn parse(&self, bytes: &[u8]) -> Result<Job, Failure> {
        let fail = |cause: String| Failure::new(self.place(), format!("{cause}; this line was left out"));
        let line: Line = serde_json::from_slice(without_bom(bytes).trim_ascii_end()).map_err(|error| {
            // Every line is its own JSON text: serde's line number would only mislead.
            let cause = error.to_string();
            let cause = cause.split(" at line ").next().unwrap_or(&cause);
            fail(format!("no JSON document ({cause}, column {})", error.column()))
        })?;
        let text = match line.text {
            _ if self.runs && line.is_run() => Text::Run(without_bom(bytes).trim_ascii_end().to_owned()),
            Some(text) => Text::Line(text),
            None => return Err(fail("the object has no \"text\"".to_owned())),
        };
        let id = match line.id {
            Some(serde_json::Value::String(id)) => id,
            Some(serde_json::Value::Number(id)) => id.to_string(),
            None | Some(serde_json::Value::Null) => {
                return Err(fail("the object has no \"id\"".to_owned()));
            }
            Some(_) => return Err(fail("\"id\" is neither a string nor a number".to_owned())),
        };
        Ok(Job { number: 0, id, place: self.place(), text })
    }

    /// What there is to say once the file is read.
    fn last_word(&mut self) -> Option<Result<Job, Failure>> {
        self.done = true;
        let name = self.path.display().to_string();
        if self.bad > BAD_LINES_TOLD {
            let more = self.bad - BAD_LINES_TOLD;
            return Some(Err(Failure::new(name, format!("{more} more bad lines were left out"))));
        }
        (self.documents + self.bad == 0)
            .then(|| Err(Failure::new(name, "it is empty; there is nothing to attribute")))
    }
}

impl Iterator for Lines {
    type Item = Result<Job, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut bytes = Vec::new();
        while !self.done {
            bytes.clear();
            self.number += 1;
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => return self.last_word(),
                Ok(_) if bytes.contains(&0) => {
                    self.done = true;
                    return Some(Err(Failure::new(
                        self.place(),
                        "this is a binary file, not JSONL (it holds a NUL byte); reading stopped here",
                    )));
                }
                Ok(_) if bytes.trim_ascii().is_empty() => {}
                Ok(_) => match self.parse(&bytes) {
                    Ok(job) => {
                        self.documents += 1;
                        return Some(Ok(job));
                    }
                    Err(failure) => {
                        self.bad += 1;
                        if self.bad <= BAD_LINES_TOLD {
                            return Some(Err(failure));
                        }
                    }
                },
                Err(error) => {
                    self.done = true;
                    return Some(Err(Failure::io(&self.path, &error)));
                }
            }
        }
        None
    }
}

fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<Result<String, String>> {
        let reader = Box::new(io::Cursor::new(text.as_bytes().to_vec()));
        Lines::new(reader, PathBuf::from("x.jsonl"), false)
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
        assert_eq!(found.len(), BAD_LINES_TOLD + 1);
        assert_eq!(found.last().unwrap(), &Err("x.jsonl: 30 more bad lines were left out".to_owned()));
    }
}
