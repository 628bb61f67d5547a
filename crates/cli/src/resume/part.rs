//! One part of an output: a line with a checksum, a line that lists its documents, their output.
//!
//! In: documents' output; a file. Out: a file that is whole or not there; what is in it, or that it is damaged. Must not know: which
//! part it is of what.

use super::key::{Key, Settings, hash};
use crate::summary::Share;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

/// How each part begins; the number is raised when the form of parts changes.
const OPENING: &str = "dixit part 1 ";
/// About how many bytes a document takes in the list.
const ENTRY: usize = 200;

/// The list of a part's documents.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) settings: Settings,
    /// In the order of their output.
    pub(super) documents: Vec<Entry>,
}

/// A document that is done.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) key: Key,
    /// Of its output.
    pub(super) bytes: u64,
    pub(super) share: Share,
}

/// A part that is being made, in memory.
#[derive(Debug, Default)]
pub(super) struct Part {
    documents: Vec<Entry>,
    data: Vec<u8>,
}

impl Part {
    /// Adds a document's output, and tells where in the data it stands.
    pub(super) fn add(&mut self, key: Key, output: &[u8], share: Share) -> (u64, u64) {
        let start = self.data.len() as u64;
        self.data.extend_from_slice(output);
        self.documents.push(Entry { key, bytes: output.len() as u64, share });
        (start, self.data.len() as u64)
    }

    /// About how large it will be, in bytes. Many documents may have little or no output.
    pub(super) fn weight(&self) -> u64 {
        (self.data.len() + self.documents.len() * ENTRY) as u64
    }

    pub(super) fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Writes it to a place where it is whole or not at all, whenever the machine stops.
    pub(super) fn write(self, settings: &Settings, path: &Path) -> io::Result<()> {
        let manifest = Manifest { settings: settings.clone(), documents: self.documents };
        let mut checked = serde_json::to_vec(&manifest)?;
        checked.push(b'\n');
        checked.extend_from_slice(&self.data);
        let unfinished = path.with_extension("tmp");
        let mut file = File::create(&unfinished)?;
        file.write_all(format!("{OPENING}{}\n", hash(&checked)).as_bytes())?;
        file.write_all(&checked)?;
        file.sync_all()?;
        put_in_place(&unfinished, path)
    }
}

/// Gives a finished file its name, for good.
pub(super) fn put_in_place(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    keep_names(to);
    Ok(())
}

/// Makes the name of a file or directory outlast a power cut: it is kept by the directory above.
pub(super) fn keep_names(path: &Path) {
    let above = path.parent().filter(|above| *above != Path::new("")).unwrap_or(Path::new("."));
    // Systems that cannot do this keep names safe without.
    let _ = File::open(above).and_then(|above| above.sync_all());
}

/// What is in a part; none where it is damaged.
pub(super) fn checked(path: &Path) -> io::Result<Option<Manifest>> {
    let bytes = fs::read(path)?;
    let end = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| end + 1);
    let (opening, rest) = bytes.split_at(end);
    if opening != format!("{OPENING}{}\n", hash(rest)).as_bytes() {
        return Ok(None);
    }
    let manifest = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
    Ok(serde_json::from_slice(manifest).ok())
}

/// The list of documents of a part that was checked.
pub(super) fn manifest(path: &Path) -> io::Result<Manifest> {
    let mut reader = BufReader::new(File::open(path)?);
    reader.skip_until(b'\n')?;
    let mut line = Vec::new();
    reader.read_until(b'\n', &mut line)?;
    Ok(serde_json::from_slice(&line)?)
}

/// A reader at the beginning of the data of a part that was checked.
pub(super) fn data(path: &Path) -> io::Result<BufReader<File>> {
    let mut reader = BufReader::new(File::open(path)?);
    reader.skip_until(b'\n')?;
    reader.skip_until(b'\n')?;
    Ok(reader)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_part_is_read_again_and_any_damage_is_seen() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("1.part");
        let key = Key::try_from("0f".to_owned()).unwrap();
        let mut part = Part::default();
        assert_eq!(part.add(key, b"one\n", Share::default()), (0, 4));
        assert_eq!(part.add(key, b"two\ntwo\n", Share::default()), (4, 12));
        part.write(&Settings::default(), &path).unwrap();
        let manifest = checked(&path).unwrap().unwrap();
        assert_eq!(
            manifest.documents.iter().map(|it| (it.key, it.bytes)).collect::<Vec<_>>(),
            [(key, 4), (key, 8)]
        );
        let mut read = String::new();
        data(&path).unwrap().read_to_string(&mut read).unwrap();
        assert_eq!(read, "one\ntwo\ntwo\n");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);

        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            fs::write(&path, &whole[..at]).unwrap();
            assert!(checked(&path).unwrap().is_none(), "cut off at {at}");
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(&path, damaged).unwrap();
            assert!(checked(&path).unwrap().is_none(), "damaged at {at}");
        }
    }
}
