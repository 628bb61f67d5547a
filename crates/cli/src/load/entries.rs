//! The documents of a file of many, one entry after the other.
//!
//! In: a [`Reader`]. Out: [`Job`]s and failures, in order, with a last word on the file. Must not know: how entries are read.

use super::Job;
use super::tally::Tally;
use crate::failure::Failure;
use std::path::Path;

/// What a reader comes upon next.
pub(super) enum Found {
    Entry(Result<Job, Failure>),
    /// No document, and nothing wrong.
    Nothing,
    /// What nothing can be read after.
    Broken(Failure),
    End,
}

/// Reads entry after entry of one file.
pub(super) trait Reader {
    /// What entries are called: `lines`.
    const ENTRIES: &str;
    /// What is wrong with a file without entries.
    const NONE: &str;

    fn path(&self) -> &Path;

    fn read(&mut self) -> Found;
}

/// The documents of one file.
pub(super) struct Entries<R> {
    reader: R,
    tally: Tally,
    done: bool,
}

impl<R: Reader> Entries<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, tally: Tally::default(), done: false }
    }
}

impl<R: Reader> Iterator for Entries<R> {
    type Item = Result<Job, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            match self.reader.read() {
                Found::Entry(entry) => {
                    if let Some(told) = self.tally.take(entry) {
                        return Some(told);
                    }
                }
                Found::Nothing => {}
                Found::Broken(failure) => {
                    self.done = true;
                    return Some(Err(failure));
                }
                Found::End => {
                    self.done = true;
                    return self.tally.last_word(self.reader.path(), R::ENTRIES, R::NONE);
                }
            }
        }
        None
    }
}
