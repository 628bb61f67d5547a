//! What stderr tells of a run, and the file of its failures.
//!
//! In: documents done, warnings, failures, the summary. Out: words for people or JSON lines, and the exit code. Must not know: what
//! is done with documents.

use crate::args::LogArg;
use crate::failure::{self, Failure};
use crate::progress::{Counter, Line, Stand};
use crate::summary::{Figures, Summary};
use crate::{DONE, SOME_FAILED};
use serde::Serialize;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often JSON tells of progress.
const EVERY: Duration = Duration::from_secs(5);

/// A line of JSON.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Event<'a> {
    Progress { documents: usize, documents_per_second: u64, words_per_second: u64, seconds_left: Option<u64> },
    Warning { message: &'a str },
    Failure(Failed<'a>),
    Summary(Figures<'a>),
}

/// A failure as programs read it.
#[derive(Serialize)]
struct Failed<'a> {
    place: &'a str,
    /// From 1, where it is one of several documents of a file.
    line: Option<usize>,
    reason: &'a str,
}

/// What is to be told.
pub(crate) struct Log {
    form: LogArg,
    quiet: bool,
    errors: Option<(PathBuf, File)>,
    failures: Vec<Failure>,
    counter: Counter,
    line: Line,
    /// When JSON told of progress.
    told: Instant,
}

impl Log {
    /// Makes the file of failures anew, where one is wanted.
    pub(crate) fn new(form: LogArg, quiet: bool, errors: Option<&Path>) -> Result<Self, Failure> {
        let file = |path: &Path| match File::create(path) {
            Ok(file) => Ok((path.to_owned(), file)),
            Err(error) => {
                let cause = format!("{error}; choose another place with --errors");
                Err(Failure::new(path.display().to_string(), cause))
            }
        };
        Ok(Self {
            form,
            quiet,
            errors: errors.map(file).transpose()?,
            failures: Vec::new(),
            counter: Counter::new(),
            line: Line::new(None, true),
            told: Instant::now(),
        })
    }

    /// Documents are about to come, so many where that is known.
    pub(crate) fn begin(&mut self, total: Option<usize>) {
        self.counter = Counter::new();
        self.line = Line::new(total, self.quiet || self.form == LogArg::Json);
    }

    /// A document is done, by this run or (no words) an earlier one; or, as it goes on, a later piece of one.
    pub(crate) fn done(&mut self, words: Option<usize>, goes_on: bool, share: Option<f64>) {
        match words {
            Some(words) => self.counter.done(words, goes_on, share),
            None => self.counter.known(goes_on, share),
        }
        self.line.show(&self.counter);
        if self.form == LogArg::Json && !self.quiet && self.told.elapsed() >= EVERY {
            self.told = Instant::now();
            let Stand { documents, documents_per_second, words_per_second, seconds_left } =
                self.counter.stand();
            tell(&Event::Progress {
                documents,
                documents_per_second: documents_per_second.round() as u64,
                words_per_second: words_per_second.round() as u64,
                seconds_left,
            });
        }
    }

    /// An input could not be used. An error is one of the file of failures.
    pub(crate) fn fail(&mut self, failure: Failure) -> io::Result<()> {
        if let Some((path, file)) = &mut self.errors {
            let mut line = serde_json::to_vec(&failed(&failure))?;
            line.push(b'\n');
            file.write_all(&line)
                .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
        }
        self.broken(failure);
        Ok(())
    }

    /// Something other than an input failed.
    pub(crate) fn broken(&mut self, failure: Failure) {
        if self.form == LogArg::Json {
            tell(&Event::Failure(failed(&failure)));
        }
        self.failures.push(failure);
    }

    pub(crate) fn warn(&mut self, message: &str) {
        self.line.clear();
        match self.form {
            LogArg::Text => {
                let _ = writeln!(io::stderr(), "dixit: {message}");
            }
            LogArg::Json => tell(&Event::Warning { message }),
        }
    }

    /// All documents are through. `wanted` tells whether people want to read of it.
    pub(crate) fn summary(&mut self, mut summary: Summary, wanted: bool) {
        self.line.clear();
        summary.add_failures(self.failures.len());
        match self.form {
            _ if self.quiet => {}
            LogArg::Text if wanted => {
                let _ = write!(io::stderr(), "{summary}");
            }
            LogArg::Text => {}
            LogArg::Json => tell(&Event::Summary(summary.figures())),
        }
    }

    /// Lists the failures, where they were not told already; the exit code.
    pub(crate) fn finish(mut self) -> u8 {
        self.line.clear();
        if self.form == LogArg::Text {
            failure::list(&self.failures);
        }
        if self.failures.is_empty() { DONE } else { SOME_FAILED }
    }
}

fn failed(failure: &Failure) -> Failed<'_> {
    let (place, line) = failure.place_and_line();
    Failed { place, line, reason: failure.cause() }
}

/// Errors of stderr itself have nowhere to go.
fn tell(event: &Event<'_>) {
    let mut stderr = io::stderr().lock();
    let _ = serde_json::to_writer(&mut stderr, event).map(|()| stderr.write_all(b"\n"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_read_of_everything() {
        let one = Failure::new("news, line 3 of many.jsonl, line 17", "no JSON document");
        let other = Failure::new("a.txt, line up", "it is empty");
        let summary = Summary::default();
        let progress = |seconds_left| Event::Progress {
            documents: 1200,
            documents_per_second: 400,
            words_per_second: 90_000,
            seconds_left,
        };
        let lines = [
            progress(Some(12)),
            progress(None),
            Event::Warning { message: "a \"part\" is damaged" },
            Event::Failure(failed(&one)),
            Event::Failure(failed(&other)),
            Event::Summary(summary.figures()),
        ];
        let lines: Vec<String> = lines.iter().map(|it| serde_json::to_string(it).unwrap()).collect();
        insta::assert_snapshot!(lines.join("\n"), @r#"
        {"event":"progress","documents":1200,"documents_per_second":400,"words_per_second":90000,"seconds_left":12}
        {"event":"progress","documents":1200,"documents_per_second":400,"words_per_second":90000,"seconds_left":null}
        {"event":"warning","message":"a \"part\" is damaged"}
        {"event":"failure","place":"news, line 3 of many.jsonl","line":17,"reason":"no JSON document"}
        {"event":"failure","place":"a.txt, line up","line":null,"reason":"it is empty"}
        {"event":"summary","documents":0,"done_earlier":0,"failures":0,"words":0,"attributions":0,"direct":0,"mixed":0,"indirect":0,"speakers":[]}
        "#);
    }
}
