//! The repository on disk: where its root is, and which files it holds.
//!
//! In: a folder. Out: [`Repo`], its files in a fixed order. Must not know: what any chore does with them.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that no chore looks into: build output and version control.
const SKIPPED: [&str; 3] = [".git", "target", "node_modules"];

/// The root of the checkout that this xtask was built from.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// A checkout, with the paths of its files relative to its root, sorted, `/` between the parts.
pub(crate) struct Repo {
    pub(crate) root: PathBuf,
    pub(crate) files: Vec<String>,
}

impl Repo {
    /// The checkout in a folder.
    pub(crate) fn at(root: &Path) -> Result<Self, String> {
        let mut files = Vec::new();
        walk(root, "", &mut files)?;
        files.sort();
        Ok(Self { root: root.to_owned(), files })
    }

    /// The files below a folder (`corpus/`) that end so (`.gold.toml`).
    pub(crate) fn below<'a>(&'a self, folder: &'a str, ending: &'a str) -> impl Iterator<Item = &'a str> {
        self.files.iter().map(String::as_str).filter(move |f| f.starts_with(folder) && f.ends_with(ending))
    }

    /// Whether there is such a file, or such a folder with files in it.
    pub(crate) fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        self.files.iter().any(|f| f == path || f.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')))
    }

    /// A file's text.
    pub(crate) fn read(&self, path: &str) -> Result<String, String> {
        fs::read_to_string(self.root.join(path)).map_err(|e| format!("{path}: {e}"))
    }
}

fn walk(root: &Path, folder: &str, files: &mut Vec<String>) -> Result<(), String> {
    let entries = fs::read_dir(root.join(folder)).map_err(|e| format!("{folder}: {e}"))?;
    for entry in entries {
        let entry = entry.map_err(|e| format!("{folder}: {e}"))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
        if !entry.file_type().map_err(|e| format!("{path}: {e}"))?.is_dir() {
            files.push(path);
        } else if !SKIPPED.contains(&name.as_str()) {
            walk(root, &path, files)?;
        }
    }
    Ok(())
}
