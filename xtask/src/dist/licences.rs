//! The licences of what others wrote and is linked in: who, under which terms, and the terms' texts.
//!
//! In: what `cargo tree` and `cargo metadata` print, the crates' sources as cargo keeps them. Out: `THIRD-PARTY.md`. Must not
//! know: which crates there are.
//!
//! MIT, BSD and Apache-2.0 ask that their text goes along with a program, MPL-2.0 that people are told where the source is.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How names of files with terms begin.
const NAMES: [&str; 7] = ["license", "licence", "copying", "copyright", "notice", "unlicense", "ofl"];
/// Standard texts name no author, so that any copy will do; the others hold a line with who wrote the crate.
const STANDARD: [&str; 2] = ["Apache-2.0", "MPL-2.0"];

/// A crate that is linked in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Linked {
    name: String,
    version: String,
    licence: String,
    source: String,
}

/// A crate as `cargo metadata` tells of it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) license_file: Option<PathBuf>,
    pub(super) repository: Option<String>,
    manifest_path: PathBuf,
}

/// What `cargo metadata` prints, as far as it is needed.
#[derive(Debug, Deserialize)]
pub(super) struct Metadata {
    pub(super) packages: Vec<Package>,
}

/// What is linked in and is no crate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Library<'a> {
    pub(super) name: &'a str,
    pub(super) licence: &'a str,
    pub(super) source: &'a str,
    pub(super) text: &'a str,
}

/// The list with all texts, each once. `tree` has a line a crate: `{p}`, `{l}`, `{r}`, with tabs between.
pub(super) fn collect(
    tree: &str,
    metadata: &Metadata,
    apache: &str,
    library: Option<Library<'_>>,
) -> Result<String, String> {
    let linked = linked(tree);
    let own: Vec<Vec<String>> =
        linked.iter().map(|one| own_texts(one, metadata)).collect::<Result<_, _>>()?;
    let mut texts: Vec<String> = Vec::new();
    let mut list = String::new();
    let mut without = Vec::new();
    for (i, one) in linked.iter().enumerate() {
        let found = if own[i].is_empty() { borrowed(one, &linked, &own, apache) } else { own[i].clone() };
        if found.is_empty() {
            without.push(format!("{} {} ({})", one.name, one.version, one.licence));
        }
        let mut numbers = BTreeSet::new();
        for text in found {
            let at = texts.iter().position(|known| *known == text).unwrap_or_else(|| {
                texts.push(text);
                texts.len() - 1
            });
            numbers.insert(at + 1);
        }
        let numbers: Vec<String> = numbers.iter().map(|n| format!("[{n}](#{n})")).collect();
        let Linked { name, version, licence, source } = one;
        list += &format!("| {name} | {version} | {licence} | {source} | {} |\n", numbers.join(", "));
    }
    if let Some(Library { name, licence, source, text }) = library {
        texts.push(tidied(text));
        list += &format!("| {name} | | {licence} | {source} | [{0}](#{0}) |\n", texts.len());
    }
    if !without.is_empty() {
        return Err(format!("no licence text is to be had for {}", without.join(", ")));
    }
    let texts: String = texts
        .iter()
        .enumerate()
        .map(|(i, text)| format!("\n## {}\n\n~~~~text\n{text}\n~~~~\n", i + 1))
        .collect();
    Ok(format!(
        "# What others wrote\n\nThe crates that dixit is built from, under which licences, where their sources are, and the licences' texts below. \
         Where there is an “or” (in older crates “/”), dixit takes either. Rust's own library is told of in \
         `rust-library.html`, where that is beside this file.\n\n\
         | crate | version | licence | source | texts |\n| --- | --- | --- | --- | --- |\n{list}{texts}"
    ))
}

/// The crates of others, each once, sorted.
fn linked(tree: &str) -> Vec<Linked> {
    let crates = tree.lines().filter_map(|line| {
        let mut fields = line.trim_end_matches(" (*)").split('\t');
        let mut package = fields.next()?.split(' ');
        let (name, version) = (package.next()?, package.next()?.strip_prefix('v')?);
        // A path after the version: a crate of the workspace.
        if package.next().is_some_and(|rest| rest != "(proc-macro)") {
            return None;
        }
        let mut field = || fields.next().unwrap_or_default().trim().to_owned();
        Some(Linked { name: name.to_owned(), version: version.to_owned(), licence: field(), source: field() })
    });
    let sorted: BTreeSet<Linked> = crates.collect();
    sorted.into_iter().collect()
}

/// The texts that a crate ships.
fn own_texts(one: &Linked, metadata: &Metadata) -> Result<Vec<String>, String> {
    let package = metadata.packages.iter().find(|p| p.name == one.name && p.version == one.version);
    let package =
        package.ok_or_else(|| format!("{} {}: `cargo metadata` does not know it", one.name, one.version))?;
    let folder = package.manifest_path.parent().unwrap_or(Path::new(""));
    let failed = |e: std::io::Error| format!("{}: {e}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if path.is_file() && NAMES.iter().any(|begin| name.starts_with(begin)) {
            paths.push(path);
        }
    }
    paths.extend(package.license_file.as_ref().map(|file| folder.join(file)));
    paths.sort();
    paths.dedup();
    let read =
        |path: &PathBuf| fs::read(path).map_err(failed).map(|bytes| tidied(&String::from_utf8_lossy(&bytes)));
    paths.iter().map(read).collect()
}

/// For a crate that ships none: those of another crate of its repository, or a text that names no author.
fn borrowed(one: &Linked, linked: &[Linked], own: &[Vec<String>], apache: &str) -> Vec<String> {
    let like = |same: &dyn Fn(&Linked) -> bool| {
        let found = linked.iter().zip(own).find(|(other, texts)| same(other) && !texts.is_empty());
        found.map(|(_, texts)| texts.clone())
    };
    if let Some(texts) =
        like(&|other| !one.source.is_empty() && other.source == one.source && other.licence == one.licence)
    {
        return texts;
    }
    let mut offered = one.licence.split("OR").flat_map(|part| part.split('/')).map(str::trim);
    if offered.clone().any(|licence| licence == STANDARD[0]) {
        return vec![tidied(apache)];
    }
    let standard =
        offered.next().is_some_and(|licence| STANDARD.contains(&licence)) && offered.next().is_none();
    if standard { like(&|other| other.licence == one.licence).unwrap_or_default() } else { Vec::new() }
}

/// Without what differs though it says the same: line ends and white space around.
fn tidied(text: &str) -> String {
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sources of crates in a folder: name, files with their texts.
    fn metadata(folder: &Path, crates: &[(&str, &[(&str, &str)])]) -> Metadata {
        let packages = crates.iter().map(|(name, files)| {
            let folder = folder.join(name);
            fs::create_dir_all(&folder).expect("made");
            for (file, text) in *files {
                fs::write(folder.join(file), text).expect("written");
            }
            Package {
                name: (*name).to_owned(),
                version: "1.0.0".to_owned(),
                license_file: None,
                repository: None,
                manifest_path: folder.join("Cargo.toml"),
            }
        });
        Metadata { packages: packages.collect() }
    }

    #[test]
    fn crates_of_others_are_listed_once() {
        let tree = "dixit v1 (/home/roe/dixit)\tMIT\t\nzip v2\tMIT\tu\nab v1 (proc-macro)\tMPL-2.0\tv\n\nzip v2\tMIT\tu (*)\n";
        let names: Vec<String> = linked(tree).into_iter().map(|one| one.name + " " + &one.source).collect();
        assert_eq!(names, ["ab v", "zip u"]);
    }

    #[test]
    fn texts_are_given_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let metadata = metadata(
            folder.path(),
            &[
                ("a", &[("LICENSE-MIT", "(c) A\r\n\r\nDo.\r\n"), ("lib.rs", "fn")]),
                ("b", &[("licence.txt", "\n(c) A\n\nDo.\n"), ("COPYING", "See.\n")]),
            ],
        );
        let tree = "a v1.0.0\tMIT\thttps://a.example\nb v1.0.0\tMIT\thttps://b.example\n";
        let musl = Library { name: "musl", licence: "MIT", source: "m", text: "(c) M\n" };
        let list = collect(tree, &metadata, "apache", Some(musl)).expect("collected");
        assert!(list.contains("| a | 1.0.0 | MIT | https://a.example | [1](#1) |\n"), "{list}");
        assert!(list.contains("| b | 1.0.0 | MIT | https://b.example | [1](#1), [2](#2) |\n"), "{list}");
        assert!(
            list.contains("\n## 1\n\n~~~~text\n(c) A\n\nDo.\n~~~~\n\n## 2\n\n~~~~text\nSee.\n~~~~\n"),
            "{list}"
        );
    }

    #[test]
    fn a_crate_without_text_borrows_what_says_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let metadata = metadata(
            folder.path(),
            &[
                ("with", &[("LICENSE", "(c) With, BSD")]),
                ("mozilla", &[("LICENSE", "MPL")]),
                ("sibling", &[]),
                ("either", &[]),
                ("weak", &[]),
                ("bare", &[]),
            ],
        );
        let check = |line: &str, expected: Result<&str, &str>| {
            let tree = format!("with v1.0.0\tBSD-3-Clause\tr\nmozilla v1.0.0\tMPL-2.0\tm\n{line}\n");
            let list = collect(&tree, &metadata, "apache", None);
            match expected {
                Ok(text) => assert!(list.expect("collected").contains(text), "{line}"),
                Err(problem) => assert!(list.expect_err("no text").contains(problem), "{line}"),
            }
        };
        check("sibling v1.0.0\tBSD-3-Clause\tr", Ok("| sibling | 1.0.0 | BSD-3-Clause | r | [2](#2) |"));
        check("either v1.0.0\tApache-2.0/MIT\te", Ok("~~~~text\napache\n"));
        check("weak v1.0.0\tMPL-2.0\tw", Ok("| weak | 1.0.0 | MPL-2.0 | w | [1](#1) |"));
        // The text alone would not tell whose it is.
        check("bare v1.0.0\tBSD-3-Clause\tb", Err("bare 1.0.0 (BSD-3-Clause)"));
        check("bare v1.0.0\tMIT\tb", Err("bare 1.0.0 (MIT)"));
    }
}
