//! What went wrong with an input, in words for people.
//!
//! In: causes. Out: [`Failure`] and the list of them on stderr. Must not know: what was to be done with the input.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;

/// An input that could not be used: which, why, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    place: String,
    cause: String,
}

impl Failure {
    pub(crate) fn new(place: impl Into<String>, cause: impl Into<String>) -> Self {
        Self { place: place.into(), cause: cause.into() }
    }

    /// For a path that the system would not read.
    pub(crate) fn io(path: &Path, error: &io::Error) -> Self {
        let cause = match error.kind() {
            io::ErrorKind::NotFound => "no such file or directory; check the spelling".to_owned(),
            io::ErrorKind::PermissionDenied => {
                "permission denied; make it readable, or run as its owner".to_owned()
            }
            io::ErrorKind::IsADirectory => "this is a directory; a file is needed here".to_owned(),
            _ => error.to_string(),
        };
        Self::new(path.display().to_string(), cause)
    }

    /// For output that could not be written.
    pub(crate) fn output(error: &io::Error) -> Self {
        Self::new("output", format!("it could not be written: {error}"))
    }

    pub(crate) fn cause(&self) -> &str {
        &self.cause
    }

    /// Where it is, with the line apart, where the place ends in one: `news.jsonl, line 3`.
    pub(crate) fn place_and_line(&self) -> (&str, Option<usize>) {
        let parts = self.place.rsplit_once(", line ");
        match parts.and_then(|(place, line)| Some((place, line.parse().ok()?))) {
            Some((place, line)) => (place, Some(line)),
            None => (&self.place, None),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.cause)
    }
}

/// Lists the failures on stderr. Errors of stderr itself have nowhere to go.
pub(crate) fn list(failures: &[Failure]) {
    let mut stderr = io::stderr().lock();
    let _ = match failures {
        [] => Ok(()),
        [failure] => writeln!(stderr, "dixit: {failure}"),
        _ => writeln!(stderr, "dixit: {} failures:", failures.len())
            .and_then(|()| failures.iter().try_for_each(|failure| writeln!(stderr, "  {failure}"))),
    };
}
