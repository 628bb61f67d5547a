//! What of a file of many documents is told.
//!
//! In: what became of each entry. Out: what of it is handed on, and the last word on the file. Must not know: how entries are read.

use super::Job;
use crate::failure::Failure;
use std::path::Path;

/// Bad entries of one file that are told one by one; the rest is counted.
pub(super) const BAD_TOLD: usize = 20;

/// How many entries of a file were documents, and how many were bad.
#[derive(Debug, Default)]
pub(super) struct Tally {
    documents: usize,
    bad: usize,
}

impl Tally {
    /// What is handed on of an entry: nothing of one bad one among too many.
    pub(super) fn take(&mut self, entry: Result<Job, Failure>) -> Option<Result<Job, Failure>> {
        match entry {
            Ok(_) => self.documents += 1,
            Err(_) => self.bad += 1,
        }
        (entry.is_ok() || self.bad <= BAD_TOLD).then_some(entry)
    }

    /// What there is to say once the file is read. `entries` is what they are called, `none` what to say where there were none.
    pub(super) fn last_word(&self, path: &Path, entries: &str, none: &str) -> Option<Result<Job, Failure>> {
        let cause = if self.bad > BAD_TOLD {
            format!("{} more bad {entries} were left out", self.bad - BAD_TOLD)
        } else if self.documents + self.bad == 0 {
            format!("{none}; there is nothing to attribute")
        } else {
            return None;
        };
        Some(Err(Failure::new(path.display().to_string(), cause)))
    }
}
