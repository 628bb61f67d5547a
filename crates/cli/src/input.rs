//! The arguments FILE resolved: directories walked, patterns expanded, an id for each file.
//!
//! In: paths as typed. Out: [`Input`]s in order, and what could not be found. Must not know: what the files hold.

use crate::failure::Failure;
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// A place that documents come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// What is piped in: a text, or JSONL where its first line is an object with a text.
    Stdin,
    /// One document.
    Text {
        /// Where it is.
        path: PathBuf,
        /// Its stem, or its path where another file has the same stem.
        id: String,
    },
    /// A document a line.
    Jsonl {
        /// Where it is.
        path: PathBuf,
    },
    /// A document a row.
    Table {
        /// Where it is.
        path: PathBuf,
        /// What stands between cells.
        delimiter: u8,
    },
    /// A document a row, for data frames.
    Parquet {
        /// Where it is.
        path: PathBuf,
    },
    /// A document a page.
    Warc {
        /// Where it is.
        path: PathBuf,
    },
}

/// Finds the inputs behind the arguments, each file once.
pub(crate) fn find(arguments: &[PathBuf]) -> (Vec<Input>, Vec<Failure>) {
    let mut finder = Finder::default();
    for argument in arguments {
        finder.argument(argument);
    }
    let ids = ids(&finder.files);
    let inputs = finder
        .files
        .into_iter()
        .zip(ids)
        .map(|(path, id)| match id {
            _ if path == Path::new("-") => Input::Stdin,
            _ if is_jsonl(&path) => Input::Jsonl { path },
            _ if is_warc(&path) => Input::Warc { path },
            _ if is_parquet(&path) => Input::Parquet { path },
            id => match delimiter(&path) {
                Some(delimiter) => Input::Table { path, delimiter },
                None => Input::Text { path, id },
            },
        })
        .collect();
    (inputs, finder.failures)
}

#[derive(Default)]
struct Finder {
    files: Vec<PathBuf>,
    seen: HashSet<PathBuf>,
    failures: Vec<Failure>,
}

impl Finder {
    fn argument(&mut self, path: &Path) {
        if path == Path::new("-") {
            self.push(path.to_owned());
        } else if path.is_dir() {
            self.directory(path);
        } else if std::fs::symlink_metadata(path).is_err() && is_pattern(path) {
            self.pattern(path);
        } else {
            // A file, or something that cannot be read: reading says why.
            self.push(path.to_owned());
        }
    }

    fn directory(&mut self, directory: &Path) {
        let before = (self.files.len(), self.seen.len(), self.failures.len());
        let mut known = 0;
        let hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".");
        let walk = walkdir::WalkDir::new(directory).follow_links(true).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name())) {
            match entry {
                // Pipes and devices are no articles, and reading one might never end.
                Ok(entry) if entry.file_type().is_file() && is_article(entry.path()) => {
                    known += usize::from(!self.push(entry.into_path()));
                }
                Ok(_) => {}
                // A link that leads back up: what is there is being read already.
                Err(error) if error.loop_ancestor().is_some() => {}
                Err(error) => {
                    let path = error.path().unwrap_or(directory);
                    let failure = error.io_error().map_or_else(
                        || Failure::new(path.display().to_string(), error.to_string()),
                        |error| Failure::io(path, error),
                    );
                    self.failures.push(failure);
                }
            }
        }
        if before == (self.files.len(), self.seen.len(), self.failures.len()) && known == 0 {
            let cause = "no articles here; dixit reads *.txt and *.jsonl files in directories, also *.gz and *.zst of \
                         them (other files can be named one by one)";
            self.failures.push(Failure::new(directory.display().to_string(), cause));
        }
    }

    fn pattern(&mut self, path: &Path) {
        let place = path.display().to_string();
        let Some(pattern) = path.to_str() else {
            self.failures.push(Failure::new(place, "the pattern is not UTF-8"));
            return;
        };
        let mut found = false;
        match glob::glob(pattern) {
            Ok(paths) => {
                for path in paths {
                    found = true;
                    match path {
                        Ok(path) if path.is_dir() => self.matched_directory(&path, pattern),
                        Ok(path) => {
                            self.push(path);
                        }
                        Err(error) => self.failures.push(Failure::io(error.path(), error.error())),
                    }
                }
                if !found {
                    self.failures.push(Failure::new(place, "no file matches this pattern"));
                }
            }
            Err(error) => {
                self.failures.push(Failure::new(place, format!("this is no pattern: {}", error.msg)));
            }
        }
    }

    /// A directory that a pattern matched: walked for `news/*`, left alone for `news/**`, which lists all files itself.
    fn matched_directory(&mut self, directory: &Path, pattern: &str) {
        if !pattern.contains("**") {
            self.directory(directory);
        }
    }

    /// Whether it is new.
    fn push(&mut self, path: PathBuf) -> bool {
        let path = tidy(&path);
        let new = self.seen.insert(path.clone());
        if new {
            self.files.push(path);
        }
        new
    }
}

/// An id for each file: its stem, or its whole path where the stem is another's too.
fn ids(files: &[PathBuf]) -> Vec<String> {
    let mut count: HashMap<String, usize> = HashMap::new();
    for path in files.iter().filter(|path| !is_of_many(path)) {
        *count.entry(stem(path)).or_default() += 1;
    }
    files
        .iter()
        .map(|path| {
            let stem = stem(path);
            if count.get(&stem).is_some_and(|count| *count > 1) { slashed(path) } else { stem }
        })
        .collect()
}

/// The file's name without its extension, and without that of its packing.
pub(crate) fn stem(path: &Path) -> String {
    without_packing(path).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The path from the working directory, where it is below it; with `/` on every system.
fn slashed(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).unwrap_or(path);
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    match parts.split_first() {
        Some((root, rest)) if root == "/" => format!("/{}", rest.join("/")),
        _ => parts.join("/"),
    }
}

/// Without `./`, so that `a.txt` and `./a.txt` are one.
fn tidy(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

fn is_pattern(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().iter().any(|byte| matches!(byte, b'*' | b'?' | b'['))
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().is_some_and(|found| extensions.iter().any(|wanted| found.eq_ignore_ascii_case(wanted)))
}

/// Whether a file is compressed, by its name.
pub(crate) fn is_packed(path: &Path) -> bool {
    has_extension(path, &["gz", "zst"])
}

/// `a.txt.gz` as `a.txt`.
fn without_packing(path: &Path) -> PathBuf {
    if is_packed(path) { path.with_extension("") } else { path.to_owned() }
}

/// Whether a file is of a kind, packed or not.
fn is_named(path: &Path, extensions: &[&str]) -> bool {
    has_extension(&without_packing(path), extensions)
}

fn is_article(path: &Path) -> bool {
    is_named(path, &["txt", "jsonl"])
        || cfg!(feature = "web") && is_page_by_name(path)
        || cfg!(feature = "warc") && is_warc(path)
}

/// Whether a file is a web page, as far as its name tells.
pub(crate) fn is_page_by_name(path: &Path) -> bool {
    is_named(path, &["html", "htm", "xhtml"])
}

fn is_jsonl(path: &Path) -> bool {
    is_named(path, &["jsonl", "ndjson"])
}

fn is_warc(path: &Path) -> bool {
    is_named(path, &["warc"])
}

fn is_parquet(path: &Path) -> bool {
    is_named(path, &["parquet", "pq"])
}

/// What stands between the cells of a table; none for what is no table.
fn delimiter(path: &Path) -> Option<u8> {
    [("csv", b','), ("tsv", b'\t')]
        .into_iter()
        .find_map(|(it, between)| is_named(path, &[it]).then_some(between))
}

fn is_of_many(path: &Path) -> bool {
    is_jsonl(path) || is_warc(path) || is_parquet(path) || delimiter(path).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_enough_until_two_files_share_it() {
        let files = ["a/one.txt", "b/one.txt", "b/two.txt", "b/two.jsonl"].map(PathBuf::from);
        assert_eq!(ids(&files), ["a/one.txt", "b/one.txt", "two", "two"]);
        let packed = ["a/one.txt.gz", "a/two.txt", "b/two.csv.zst"].map(PathBuf::from);
        assert_eq!(ids(&packed), ["one", "two", "two"]);
    }

    #[test]
    fn a_file_named_twice_is_read_once() {
        let (inputs, _) = find(&[PathBuf::from("x/a.txt"), PathBuf::from("./x/a.txt")]);
        assert_eq!(inputs.len(), 1);
    }
}
