//! What is wrong with a file, in words for people.
//!
//! In: nothing. Out: [`FormatError`]. Must not know: formats.

use std::fmt;

/// Something in a file that cannot be read: where, why, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormatError {
    file: String,
    line: Option<usize>,
    cause: String,
}

impl FormatError {
    /// An error of the file as a whole.
    pub fn new(file: impl Into<String>, cause: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, cause: cause.into() }
    }

    /// An error in a line, counted from 1.
    pub fn at(file: impl Into<String>, line: usize, cause: impl Into<String>) -> Self {
        Self { file: file.into(), line: Some(line), cause: cause.into() }
    }

    /// Where it is: `news.jsonl, line 3`.
    pub fn place(&self) -> String {
        match self.line {
            Some(line) => format!("{}, line {line}", self.file),
            None => self.file.clone(),
        }
    }

    /// What is wrong, and the remedy.
    pub fn cause(&self) -> &str {
        &self.cause
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.cause)
    }
}

impl std::error::Error for FormatError {}
