//! How much of the inputs has been read.
//!
//! In: the inputs, and each as it is begun. Out: a share from 0 to 1, where it is known how much there is. Must not know: what is
//! in them.

use crate::input::Input;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What the inputs are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// A document a file.
    Files,
    /// As they lie there, packed or not: how many documents are in them nobody knows.
    Bytes,
    /// Something is piped in, or only some of the documents are wanted.
    Unknown,
}

/// How far reading has come.
#[derive(Debug)]
pub(super) struct Reach {
    unit: Unit,
    total: u64,
    /// Of inputs that are through.
    passed: u64,
    /// Of the one being read.
    weight: u64,
    inside: Arc<AtomicU64>,
    /// Its size, where files are counted and this one is read bit by bit; else 0.
    size: AtomicU64,
}

impl Reach {
    pub(super) fn unknown() -> Self {
        Self {
            unit: Unit::Unknown,
            total: 0,
            passed: 0,
            weight: 0,
            inside: Arc::default(),
            size: AtomicU64::new(0),
        }
    }

    pub(super) fn of(inputs: &[Input]) -> Self {
        let unit = if inputs.iter().all(|input| matches!(input, Input::Text { .. })) {
            Unit::Files
        } else if inputs.contains(&Input::Stdin) {
            Unit::Unknown
        } else {
            Unit::Bytes
        };
        let total = inputs.iter().map(|input| weight(unit, input)).sum();
        Self { unit, total, ..Self::unknown() }
    }

    /// An input is begun, the one before is through.
    pub(super) fn begin(&mut self, input: &Input) {
        self.passed += self.weight;
        self.weight = weight(self.unit, input);
        self.inside.store(0, Ordering::Relaxed);
        self.size.store(0, Ordering::Relaxed);
    }

    /// Counts what is read of a file.
    pub(super) fn counted(&self, file: File) -> impl Read + Send + use<> {
        if self.unit == Unit::Files {
            self.size.store(file.metadata().map_or(0, |metadata| metadata.len()), Ordering::Relaxed);
        }
        Counted { file, read: Arc::clone(&self.inside) }
    }

    pub(super) fn share(&self) -> Option<f64> {
        let inside = self.inside.load(Ordering::Relaxed) as f64;
        let inside = match (self.unit, self.size.load(Ordering::Relaxed)) {
            (Unit::Files, 0) => 0.0,
            (Unit::Files, size) => (inside / size as f64).min(1.0),
            _ => inside.min(self.weight as f64),
        };
        (self.total > 0).then(|| (self.passed as f64 + inside) / self.total as f64)
    }

    /// How many documents there are, where that is known before they are read.
    pub(super) fn documents(&self) -> Option<usize> {
        (self.unit == Unit::Files).then_some(self.total as usize)
    }
}

fn weight(unit: Unit, input: &Input) -> u64 {
    match (unit, input) {
        (Unit::Files, _) => 1,
        (Unit::Unknown, _) | (_, Input::Stdin) => 0,
        (
            Unit::Bytes,
            Input::Text { path, .. }
            | Input::Jsonl { path }
            | Input::Table { path, .. }
            | Input::Parquet { path }
            | Input::Warc { path },
        ) => size(path),
    }
}

/// The size of a file in bytes; 0 for one that is not there, which reading will tell.
fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |metadata| metadata.len())
}

struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.file.read(buffer)?;
        self.read.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_of_files_or_of_bytes() {
        let text = |name: &str| Input::Text { path: name.into(), id: name.to_owned() };
        let inputs = [text("a"), text("b")];
        let mut reach = Reach::of(&inputs);
        assert_eq!((reach.documents(), reach.share()), (Some(2), Some(0.0)));
        reach.begin(&inputs[0]);
        reach.begin(&inputs[1]);
        assert_eq!(reach.share(), Some(0.5));
        // Of a large one it is told how far reading has come.
        let mut large = tempfile::NamedTempFile::new().unwrap();
        io::Write::write_all(&mut large, &[b' '; 1000]).unwrap();
        reach.counted(File::open(large.path()).unwrap()).read_exact(&mut [0; 500]).unwrap();
        assert_eq!(reach.share(), Some(0.75));

        let mut file = tempfile::NamedTempFile::new().unwrap();
        io::Write::write_all(&mut file, &[b' '; 1000]).unwrap();
        let inputs = [Input::Jsonl { path: file.path().to_owned() }, text("none")];
        let mut reach = Reach::of(&inputs);
        reach.begin(&inputs[0]);
        let mut counted = reach.counted(File::open(file.path()).unwrap());
        counted.read_exact(&mut [0; 250]).unwrap();
        assert_eq!((reach.documents(), reach.share()), (None, Some(0.25)));

        assert_eq!(Reach::of(&[Input::Stdin, text("a")]).share(), None);
    }
}
