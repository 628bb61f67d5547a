//! The archive tried: unpacked elsewhere, its program run, its papers looked through.
//!
//! In: an archive's bytes. Out: what is wrong with it, if anything. Must not know: what dixit prints, but for its version and
//! that an article of the corpus has a speaker.

use super::{links, said_by, version};
use flate2::read::GzDecoder;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The article that the unpacked program has to read, and whom it has to find there.
const ARTICLE: &str = "corpus/rare-earth-truce.txt";
const SPEAKER: &str = "Scott Bessent";
/// Each is a model of its own.
const ENGINES: [&str; 2] = ["fast", "accurate"];
/// What asks for a loader, and so for the libraries of the machine that it was built on.
const LOADERS: [&[u8]; 2] = [b"/lib64/ld-linux", b"/lib/ld-musl"];

/// Unpacks, runs, looks.
pub(super) fn try_out(
    root: &Path,
    archive: &[u8],
    name: &str,
    told: &str,
    is_static: bool,
) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|e| format!("a folder to unpack into: {e}"))?;
    tar::Archive::new(GzDecoder::new(archive))
        .unpack(folder.path())
        .map_err(|e| format!("{name}: it does not unpack: {e}"))?;
    let unpacked = folder.path().join(name);
    let program = unpacked.join(format!("dixit{}", std::env::consts::EXE_SUFFIX));
    runs(root, &program, told, is_static)
        .map_err(|e| format!("{name}: the unpacked program does not work, nothing is written: {e}"))?;
    papers(&unpacked).map_err(|e| format!("{name}: nothing is written: {e}"))
}

fn runs(root: &Path, program: &Path, told: &str, is_static: bool) -> Result<(), String> {
    let found = version(program)?;
    if found != told {
        return Err(format!("it is of version {found}"));
    }
    let elsewhere = program.parent().unwrap_or(root);
    for engine in ENGINES {
        let mut command = Command::new(program);
        command.current_dir(elsewhere).arg(root.join(ARTICLE)).args(["--engine", engine]);
        if !said_by(&mut command)?.contains(SPEAKER) {
            return Err(format!("--engine {engine}: it does not find {SPEAKER} in {ARTICLE}"));
        }
    }
    let bytes = fs::read(program).map_err(|e| e.to_string())?;
    let loaded = LOADERS.iter().any(|loader| bytes.windows(loader.len()).any(|window| window == *loader));
    if is_static && loaded { Err("it is not linked statically".to_owned()) } else { Ok(()) }
}

/// Every page is a page, and every link of a paper leads somewhere.
fn papers(unpacked: &Path) -> Result<(), String> {
    let files = below(unpacked, "")?;
    for path in &files {
        let read = || fs::read_to_string(unpacked.join(path)).map_err(|e| format!("{path}: {e}"));
        if path.ends_with(".1") && !read()?.lines().any(|line| line.starts_with(".TH dixit")) {
            return Err(format!("{path}: this is no man page"));
        }
        if path.starts_with("completions/") && !read()?.contains("dixit") {
            return Err(format!("{path}: these are no completions"));
        }
        if path.ends_with(".md") {
            let dead = links::targets(&read()?, path).into_iter().find(|target| !files.contains(target));
            if let Some(target) = dead {
                return Err(format!("{path}: a link leads to {target}, which is not in the archive"));
            }
        }
    }
    Ok(())
}

/// All files of a folder, `/` between the parts.
fn below(root: &Path, folder: &str) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    let failed = |e: std::io::Error| format!("{folder}: {e}");
    for entry in fs::read_dir(root.join(folder)).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
        if entry.path().is_dir() { files.extend(below(root, &path)?) } else { files.push(path) }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::super::archive::{archive, tests::files};
    use super::*;

    #[test]
    fn what_does_not_run_is_told() {
        let root = crate::repo::root();
        let bytes = archive("dixit-1", &files()).expect("packed");
        let problem = try_out(root, &bytes, "dixit-1", "1", false).expect_err("no program");
        assert!(problem.starts_with("dixit-1: the unpacked program does not work"), "{problem}");
        let problem =
            try_out(root, &bytes[..bytes.len() / 2], "dixit-1", "1", false).expect_err("half an archive");
        assert!(problem.starts_with("dixit-1: it does not unpack"), "{problem}");
    }

    #[test]
    fn papers_that_lead_nowhere_are_told() {
        let check = |path: &str, text: &str, expected: Result<(), &str>| {
            let folder = tempfile::tempdir().expect("a folder");
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            fs::write(folder.path().join("LICENSE"), "").expect("written");
            fs::write(file, text).expect("written");
            assert_eq!(papers(folder.path()), expected.map_err(str::to_owned), "{path}: {text}");
        };
        check("doc/a.md", "[a](../LICENSE)", Ok(()));
        check(
            "doc/a.md",
            "[a](LICENSE)",
            Err("doc/a.md: a link leads to doc/LICENSE, which is not in the archive"),
        );
        check("man/man1/dixit.1", ".TH dixit 1\n", Ok(()));
        check("man/man1/dixit.1", "usage", Err("man/man1/dixit.1: this is no man page"));
        check("completions/_dixit", "", Err("completions/_dixit: these are no completions"));
    }
}
