//! An output that a kill at any moment does not lose: written in parts beside its place, joined at the end.
//!
//! In: documents' output, in order, or that an earlier run did them. Out: `OUT.parts/`, then `OUT`, whole. Must not know: what a
//! document is, how its output is made.
//!
//! A part is whole or not there, and says which documents are in it. Where a document's output stands among the parts, the run
//! that comes to the end knows from its own pass over the inputs; so these may change between two runs.

mod key;
mod part;

use crate::failure::Failure;
use crate::load::Loaded;
use crate::summary::Share;
pub(crate) use key::{Key, Settings};
use part::{Entry, Part};
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// Bytes of output, with the list of its documents, in the first part of a run: little is lost where it is killed early.
const FIRST_PART: u64 = 64 << 10;
/// Each part is twice as large as the one before, up to this: 10 GB are 2,500 files, and waiting for the disk costs nothing.
const LARGE_PART: u64 = 4 << 20;
/// Held by the run that writes the parts; the system lets go of it when that ends, however it ends.
const LOCK: &str = "lock";
/// The output while it is joined.
const JOINED: &str = "joined.tmp";

/// Where the output of a document stands that is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Done {
    part: u32,
    /// Which one of the part, from 0.
    number: u32,
}

/// The documents that earlier runs did: 24 bytes of memory each.
#[derive(Debug)]
pub(crate) struct Known {
    settings: Settings,
    /// By key.
    done: Vec<(Key, Done)>,
}

impl Known {
    pub(crate) fn key(&self, document: &Loaded) -> Key {
        self.settings.key(document)
    }

    pub(crate) fn find(&self, key: Key) -> Option<Done> {
        let at = self.done.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        self.done.get(at).map(|(_, done)| *done)
    }
}

/// Some bytes of a part.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    part: u32,
    start: u64,
    end: u64,
    /// Where it is the output of a reprint, of what. No run before can know: inputs may have changed since.
    first: Option<String>,
}

/// An output in the making.
#[derive(Debug)]
pub(crate) struct Store {
    target: PathBuf,
    directory: PathBuf,
    /// Kept open, and so locked.
    _lock: File,
    settings: Settings,
    part: Part,
    /// The number of the part that is being made.
    number: u32,
    most: u64,
    /// What the output consists of, in order. Neighbours are one, so they are few.
    pieces: Vec<Piece>,
    /// The documents of the part that was asked for last, and where the output of each begins.
    opened: Option<(u32, Vec<(u64, Entry)>)>,
}

/// Begins an output, or goes on with one if `resume`. Also gives what to warn of.
pub(crate) fn open(
    target: &Path,
    settings: Settings,
    resume: bool,
) -> Result<(Store, Known, Vec<String>), Failure> {
    // Where OUT is a link, it stays one.
    let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
    let directory = beside(&target);
    let lock = lock(&target, &directory)?;
    let numbers = parts(&directory).map_err(|error| Failure::io(&directory, &error))?;
    if !resume && !numbers.is_empty() {
        let cause = "an unfinished run is here; go on with --resume, or delete this directory to start over";
        return Err(Failure::new(directory.display().to_string(), cause));
    }
    let mut known = Known { settings: settings.clone(), done: Vec::new() };
    let mut warnings = Vec::new();
    for &number in &numbers {
        let path = place(&directory, number);
        match part::checked(&path).map_err(|error| Failure::io(&path, &error))? {
            Some(manifest) => {
                let changed = manifest.settings.differences(&settings);
                if !changed.is_empty() {
                    let cause = format!(
                        "the unfinished run here was started otherwise ({}); go on as it was started, or delete this \
                         directory to start over",
                        changed.join(", ")
                    );
                    return Err(Failure::new(directory.display().to_string(), cause));
                }
                let documents = (0..).zip(&manifest.documents);
                let done = documents.map(|(at, entry)| (entry.key, Done { part: number, number: at }));
                known.done.extend(done);
            }
            None => {
                warnings
                    .push(format!("{}: this part is damaged; its documents are done again", path.display()));
                fs::remove_file(&path).map_err(|error| Failure::io(&path, &error))?;
            }
        }
    }
    known.done.sort_unstable_by_key(|(key, done)| (*key, done.part, done.number));
    let store = Store {
        target,
        directory,
        _lock: lock,
        settings,
        part: Part::default(),
        number: numbers.last().map_or(1, |last| last + 1),
        most: FIRST_PART,
        pieces: Vec::new(),
        opened: None,
    };
    Ok((store, known, warnings))
}

/// That what was checked is no longer there.
fn changed() -> io::Error {
    io::Error::other("somebody has changed a part while dixit was running")
}

/// The place of the parts.
fn beside(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".parts");
    PathBuf::from(name)
}

fn place(directory: &Path, number: u32) -> PathBuf {
    directory.join(format!("{number:05}.part"))
}

/// Makes the directory, which no other run may have at the same time.
fn lock(target: &Path, directory: &Path) -> Result<File, Failure> {
    let failed = |error: &io::Error| {
        let cause = format!("{error}; choose another place with --out");
        Failure::new(target.display().to_string(), cause)
    };
    match fs::create_dir(directory) {
        Ok(()) => part::keep_names(directory),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(failed(&error)),
    }
    let lock = File::create(directory.join(LOCK)).map_err(|error| failed(&error))?;
    match lock.try_lock() {
        Err(TryLockError::WouldBlock) => {
            let cause =
                "another dixit is writing this output; wait for it, or choose another place with --out";
            Err(Failure::new(target.display().to_string(), cause))
        }
        // Some file systems know no locks.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(lock),
    }
}

/// The numbers of the parts there, in order. What a killed run left unfinished is taken away.
fn parts(directory: &Path) -> io::Result<Vec<u32>> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        let named = |ending: &str| path.extension().is_some_and(|extension| extension == ending);
        let number = path.file_stem().and_then(|stem| stem.to_str()?.parse().ok());
        if named("tmp") {
            fs::remove_file(&path)?;
        } else if let (true, Some(number)) = (named("part"), number) {
            numbers.push(number);
        }
    }
    numbers.sort_unstable();
    Ok(numbers)
}

impl Store {
    /// Adds the output of a document.
    pub(crate) fn put(
        &mut self,
        key: Key,
        output: &[u8],
        share: Share,
        first: Option<String>,
    ) -> io::Result<()> {
        let (start, end) = self.part.add(key, output, share);
        self.add(Piece { part: self.number, start, end, first });
        if self.part.weight() >= self.most {
            self.write_part()?;
        }
        Ok(())
    }

    /// Adds the output of a document that an earlier run did; what it adds to the summary.
    pub(crate) fn take_over(&mut self, done: Done, first: Option<String>) -> io::Result<Share> {
        if self.opened.as_ref().is_none_or(|(part, _)| *part != done.part) {
            let manifest = part::manifest(&place(&self.directory, done.part)).map_err(|it| self.told(&it))?;
            let mut end = 0;
            let documents = manifest.documents.into_iter().map(|entry| {
                end += entry.bytes;
                (end - entry.bytes, entry)
            });
            self.opened = Some((done.part, documents.collect()));
        }
        let documents = self.opened.as_ref().map_or(&[][..], |(_, documents)| documents);
        let Some((start, entry)) = documents.get(done.number as usize) else {
            return Err(self.told(&changed()));
        };
        let (piece, share) = ((*start, start + entry.bytes), entry.share.clone());
        self.add(Piece { part: done.part, start: piece.0, end: piece.1, first });
        Ok(share)
    }

    fn add(&mut self, piece: Piece) {
        match self.pieces.last_mut() {
            Some(last)
                if (last.part, last.end) == (piece.part, piece.start)
                    && last.first.is_none()
                    && piece.first.is_none() =>
            {
                last.end = piece.end;
            }
            _ => self.pieces.push(piece),
        }
    }

    fn write_part(&mut self) -> io::Result<()> {
        let part = std::mem::take(&mut self.part);
        part.write(&self.settings, &place(&self.directory, self.number)).map_err(|it| self.told(&it))?;
        self.number += 1;
        self.most = (self.most * 2).min(LARGE_PART);
        Ok(())
    }

    /// Joins all to the output, which begins with a header, and takes the parts away. `marked` is the output of a reprint of something.
    pub(crate) fn finish(mut self, header: &str, marked: impl Fn(&str, &str) -> String) -> io::Result<()> {
        if !self.part.is_empty() {
            self.write_part()?;
        }
        let joined = self.directory.join(JOINED);
        self.join(header, &joined, marked).map_err(|error| {
            // Where the disk is full, this is a part of why.
            let _ = fs::remove_file(&joined);
            self.told(&error)
        })?;
        part::put_in_place(&joined, &self.target).map_err(|error| self.told(&error))?;
        // From here on nothing can be lost. What stays is found, and joined again, by whoever goes on.
        for number in parts(&self.directory)? {
            fs::remove_file(place(&self.directory, number))?;
        }
        fs::remove_file(self.directory.join(LOCK))?;
        // Somebody else's files may be in it.
        let _ = fs::remove_dir(&self.directory);
        Ok(())
    }

    fn join(&self, header: &str, joined: &Path, marked: impl Fn(&str, &str) -> String) -> io::Result<()> {
        let mut out = BufWriter::new(File::create(joined)?);
        out.write_all(header.as_bytes())?;
        for piece in &self.pieces {
            let mut reader = part::data(&place(&self.directory, piece.part))?;
            reader.seek_relative(piece.start as i64)?;
            let length = piece.end - piece.start;
            let mut reader = reader.take(length);
            let copied = match &piece.first {
                None => io::copy(&mut reader, &mut out)?,
                Some(first) => {
                    let mut output = String::new();
                    reader.read_to_string(&mut output)?;
                    out.write_all(marked(&output, first).as_bytes())?;
                    output.len() as u64
                }
            };
            if copied < length {
                return Err(changed());
            }
        }
        out.flush()?;
        out.get_ref().sync_all()
    }

    /// The error with where it was and what to do.
    fn told(&self, error: &io::Error) -> io::Error {
        let cause =
            format!("{}: {error}; what is done is kept: go on with --resume", self.directory.display());
        io::Error::new(error.kind(), cause)
    }
}
