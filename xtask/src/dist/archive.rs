//! The archive itself: files as one `.tar.gz`.
//!
//! In: paths with their bytes. Out: bytes, the same for the same files. Must not know: what the files are.

use flate2::{Compression, GzBuilder};
use std::collections::BTreeMap;

pub(super) const EXECUTABLE: u32 = 0o755;
pub(super) const READABLE: u32 = 0o644;

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Packed {
    pub(super) bytes: Vec<u8>,
    pub(super) mode: u32,
}

/// Paths in the archive, in its order.
pub(super) type Files = BTreeMap<String, Packed>;

/// The files below one folder, as `.tar.gz`: the same bytes for the same files, whoever packs them and when.
pub(super) fn archive(folder: &str, files: &Files) -> Result<Vec<u8>, String> {
    let failed = |e: std::io::Error| format!("{folder}: it could not be packed: {e}");
    // Without a time and a file name; the system is told as unknown.
    let gzip = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    let mut tar = tar::Builder::new(gzip);
    for (name, file) in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(file.bytes.len() as u64);
        header.set_mode(file.mode);
        header.set_mtime(0);
        header.set_uid(0);
        header.set_gid(0);
        tar.append_data(&mut header, format!("{folder}/{name}"), file.bytes.as_slice()).map_err(failed)?;
    }
    tar.into_inner().and_then(flate2::write::GzEncoder::finish).map_err(failed)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    pub(in crate::dist) fn files() -> Files {
        let file = |bytes: &str, mode| Packed { bytes: bytes.as_bytes().to_vec(), mode };
        Files::from([
            ("man/man1/dixit.1".to_owned(), file(".TH", READABLE)),
            ("dixit".to_owned(), file("a program", EXECUTABLE)),
            ("README.md".to_owned(), file("", READABLE)),
        ])
    }

    #[test]
    fn an_archive_holds_the_files_sorted_and_without_time() {
        let bytes = archive("dixit-1", &files()).expect("packed");
        let mut unpacked = tar::Archive::new(GzDecoder::new(bytes.as_slice()));
        let found: Vec<_> = unpacked
            .entries()
            .expect("entries")
            .map(|entry| {
                let mut entry = entry.expect("an entry");
                let mut text = String::new();
                entry.read_to_string(&mut text).expect("text");
                let header = entry.header();
                let path = entry.path().expect("a path").display().to_string();
                (path, text, header.mode().expect("a mode"), header.mtime().expect("a time"))
            })
            .collect();
        let expected = [
            ("dixit-1/README.md", "", READABLE),
            ("dixit-1/dixit", "a program", EXECUTABLE),
            ("dixit-1/man/man1/dixit.1", ".TH", READABLE),
        ];
        assert_eq!(found, expected.map(|(path, text, mode)| (path.to_owned(), text.to_owned(), mode, 0)));
        assert_eq!(bytes, archive("dixit-1", &files()).expect("packed again"), "the same bytes");
        assert_eq!(bytes[4..8], [0; 4], "gzip's time");
    }
}
