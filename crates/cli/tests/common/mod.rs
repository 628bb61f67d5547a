//! What the tests of the built program share.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

use std::fs;
use tempfile::TempDir;

/// A directory with some files.
pub(crate) fn directory<B: AsRef<[u8]>>(files: &[(&str, B)]) -> TempDir {
    let directory = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    directory
}
