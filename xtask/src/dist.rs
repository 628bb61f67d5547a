//! The release archive: `target/dist/dixit-VERSION-TARGET.tar.gz`, with the program, its man pages, completions and papers.
//!
//! In: the checkout. Out: the archive, and an error if what it holds does not work. Must not know: what dixit prints, but for
//! its version.

mod archive;
mod licences;
mod links;
mod trial;

use crate::measure;
use crate::repo::Repo;
use archive::{EXECUTABLE, Files, Packed, READABLE, archive};
use licences::{Library, Metadata};
use links::Place;
use serde_json::Value;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Linked statically: runs on any Linux of this processor, however old its libraries.
const STATIC: &str = "x86_64-unknown-linux-musl";
/// What goes along, and where; the links of Markdown are changed to fit.
const PAPERS: [Place; 14] = [
    ("CHANGELOG.md", "CHANGELOG.md"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("README.md", "README.md"),
    ("crates/attribution/models/fast.md", "doc/model-fast.md"),
    ("crates/attribution/models/pos.md", "doc/model-pos.md"),
    ("crates/attribution/src/roster/default.toml", "doc/roster.toml"),
    ("crates/cli/README.md", "doc/command-line.md"),
    ("crates/model-accurate/data/accurate.md", "doc/model-accurate.md"),
    ("docs/curve.svg", "doc/curve.svg"),
    ("docs/engines.md", "doc/engines.md"),
    ("docs/output.md", "doc/output.md"),
    ("docs/performance.md", "doc/performance.md"),
    ("schema/attribution.schema.json", "doc/attribution.schema.json"),
];
/// Whose text every crate under Apache-2.0 may use.
const APACHE: &str = "LICENSE-APACHE";
/// The C library of [`STATIC`], which Rust's toolchain brings without its terms: those of its COPYRIGHT file.
const MUSL: (&str, &str) = ("https://musl.libc.org", "Copyright © 2005-2020 Rich Felker, et al.");
/// Where the terms of the MIT licence begin, after who has the rights.
const MIT_BEGINS: &str = "Permission is hereby granted";
/// Who wrote Rust's own library; a toolchain has it.
const RUST_LIBRARY: (&str, &str) = ("share/doc/rust/COPYRIGHT-library.html", "rust-library.html");
/// Each shell with the name under which it looks for a completion script.
const SHELLS: [(&str, &str); 3] = [("bash", "dixit.bash"), ("fish", "dixit.fish"), ("zsh", "_dixit")];
const INSTALL: &str = "\
# Install

`dixit` runs from where it lies, and needs nothing else of this archive. For one user, on Linux or macOS, in this folder:

```sh
install -D -t ~/.local/bin dixit
install -D -m 644 -t ~/.local/share/man/man1 man/man1/*.1
install -D -m 644 completions/dixit.bash ~/.local/share/bash-completion/completions/dixit
install -D -m 644 -t ~/.config/fish/completions completions/dixit.fish
```

zsh looks for `completions/_dixit` in the folders of its `$fpath`. Then `dixit article.txt`, and `man dixit`. [The manual](doc/command-line.md) has the
rest; where [README.md](README.md) says `cargo run --release --`, say `dixit`.
";

/// Builds, packs, unpacks and tries. Returns what to tell the person.
pub(crate) fn run(repo: &Repo) -> Result<String, String> {
    let start = Instant::now();
    let root = repo.root.as_path();
    let host = host()?;
    let libraries = said_by(Command::new("rustc").args(["--print", "target-libdir", "--target", STATIC]))?;
    let target = target(&host, Path::new(libraries.trim()));
    if target != STATIC {
        eprintln!("note: building for {target}, with its C library; on Linux, after");
        eprintln!("      `rustup target add {STATIC}`, it is linked statically");
    }
    let program = build(root, target)?;
    let built = start.elapsed();
    let version = version(&program)?;
    let name = format!("dixit-{version}-{target}");
    let bytes = archive(&name, &gather(root, &program, target)?)?;
    trial::try_out(root, &bytes, &name, &version, target == STATIC)?;

    // Only what works gets the name of a release.
    let folder = measure::target(repo).join("dist");
    let path = folder.join(format!("{name}.tar.gz"));
    fs::create_dir_all(&folder).map_err(|e| at(&folder, &e))?;
    fs::write(&path, &bytes).map_err(|e| at(&path, &e))?;
    Ok(format!(
        "{}: {} bytes, unpacked and tried; {} s, of which {} s to build\n",
        path.display(),
        bytes.len(),
        start.elapsed().as_secs(),
        built.as_secs()
    ))
}

/// The static target where its libraries are there and its programs run here, else this machine's own.
fn target<'a>(host: &'a str, libraries: &Path) -> &'a str {
    let runs_here = host.starts_with("x86_64-") && host.contains("-linux-");
    if runs_here && libraries.is_dir() { STATIC } else { host }
}

fn host() -> Result<String, String> {
    let about = said_by(Command::new("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "`rustc -vV` does not tell its host".to_owned())
}

/// A call of cargo about the program with everything, for a target.
fn cargo(root: &Path, command: &str, target: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root).args([command, "--locked", "--package", "dixit", "--features", "full"]);
    cargo.args(["--target", target]);
    cargo
}

/// Builds the program with everything, without symbols.
fn build(root: &Path, target: &str) -> Result<PathBuf, String> {
    let mut cargo = cargo(root, "build", target);
    cargo.args(["--release", "--config", "profile.release.strip=\"symbols\""]);
    // The diagnostics go to stderr, for people; where the program lies is told on stdout.
    cargo.arg("--message-format=json-render-diagnostics").stderr(std::process::Stdio::inherit());
    let messages = said_by(&mut cargo)?;
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .ok_or_else(|| "cargo has not told which program it built".to_owned())
}

/// The version that a program says it is of.
fn version(program: &Path) -> Result<String, String> {
    let line = said_by(Command::new(program).arg("--version"))?;
    let version = line.trim().strip_prefix("dixit ").map(str::to_owned);
    version.ok_or_else(|| format!("{}: `--version` prints {line:?}", program.display()))
}

/// All that goes into the archive.
fn gather(root: &Path, program: &Path, target: &str) -> Result<Files, String> {
    let mut files = Files::new();
    let file_name = program.file_name().and_then(OsStr::to_str).unwrap_or("dixit");
    files.insert(file_name.to_owned(), Packed { bytes: read(program)?, mode: EXECUTABLE });
    let mut add = |name: String, bytes| files.insert(name, Packed { bytes, mode: READABLE });

    let metadata = metadata(root, target)?;
    let web = web(&metadata)?;
    for place in PAPERS {
        let bytes = read(&root.join(place.0))?;
        let bytes = match String::from_utf8(bytes) {
            Ok(text) if place.0.ends_with(".md") => links::moved(&text, place, &PAPERS, &web).into_bytes(),
            Ok(text) => text.into_bytes(),
            Err(error) => error.into_bytes(),
        };
        add(place.1.to_owned(), bytes);
    }
    add("INSTALL.md".to_owned(), INSTALL.as_bytes().to_vec());

    let mut tree = cargo(root, "tree", target);
    tree.args(["--edges", "normal", "--prefix", "none", "--format", "{p}\t{l}\t{r}"]);
    let apache = fs::read_to_string(root.join(APACHE)).map_err(|e| at(Path::new(APACHE), &e))?;
    let mit = fs::read_to_string(root.join("LICENSE-MIT")).map_err(|e| at(Path::new("LICENSE-MIT"), &e))?;
    let musl = musl_terms(&mit)?;
    let musl = Library { name: "musl, the C library", licence: "MIT", source: MUSL.0, text: &musl };
    let library = (target == STATIC).then_some(musl);
    let list = licences::collect(&said_by(&mut tree)?, &metadata, &apache, library)?;
    add("THIRD-PARTY.md".to_owned(), list.into_bytes());
    let toolchain = said_by(Command::new("rustc").args(["--print", "sysroot"]))?;
    match fs::read(Path::new(toolchain.trim()).join(RUST_LIBRARY.0)) {
        Ok(bytes) => drop(add(RUST_LIBRARY.1.to_owned(), bytes)),
        Err(_) => eprintln!("note: this toolchain has no {}; it is left out", RUST_LIBRARY.0),
    }

    for (shell, name) in SHELLS {
        let script = said_by(Command::new(program).args(["completions", shell]))?;
        add(format!("completions/{name}"), script.into_bytes());
    }
    let pages = tempfile::tempdir().map_err(|e| format!("a folder for man pages: {e}"))?;
    said_by(Command::new(program).arg("man").arg(pages.path()))?;
    for entry in fs::read_dir(pages.path()).map_err(|e| at(pages.path(), &e))? {
        let entry = entry.map_err(|e| at(pages.path(), &e))?;
        add(format!("man/man1/{}", entry.file_name().to_string_lossy()), read(&entry.path())?);
    }
    Ok(files)
}

fn musl_terms(mit: &str) -> Result<String, String> {
    let at = mit.find(MIT_BEGINS).ok_or_else(|| format!("LICENSE-MIT: it does not say “{MIT_BEGINS}”"))?;
    Ok(format!("{}\n\n{}", MUSL.1, &mit[at..]))
}

/// What cargo knows of all crates, where their sources lie above all.
fn metadata(root: &Path, target: &str) -> Result<Metadata, String> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root).args(["metadata", "--locked", "--format-version", "1"]);
    cargo.args(["--features", "dixit/full", "--filter-platform", target]);
    serde_json::from_str(&said_by(&mut cargo)?).map_err(|e| format!("cargo metadata: what it prints: {e}"))
}

/// Where files of this version that do not go along can be looked at; releases are tagged with their version.
fn web(metadata: &Metadata) -> Result<String, String> {
    let own = metadata.packages.iter().find(|package| package.name == "dixit");
    let own = own.ok_or("cargo metadata: there is no package dixit")?;
    let repository = own.repository.as_deref().ok_or("crates/cli/Cargo.toml: it has no repository")?;
    Ok(format!("{repository}/blob/{}", own.version))
}

/// What a command prints, if it ends well.
fn said_by(command: &mut Command) -> Result<String, String> {
    let shown = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|e| format!("{shown}: it does not start: {e}"))?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{shown}: {}\n{}", output.status, stderr.trim_end()).trim_end().to_owned());
    }
    String::from_utf8(output.stdout).map_err(|_| format!("{shown}: what it prints is not UTF-8"))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|e| at(path, &e))
}

fn at(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_papers_are_there_and_their_links_work() {
        let root = crate::repo::root();
        // What `gather` makes.
        let mut there: Vec<&str> = PAPERS.iter().map(|(_, to)| *to).collect();
        there.extend(["INSTALL.md", "THIRD-PARTY.md"]);
        for place in PAPERS.into_iter().filter(|(from, _)| from.ends_with(".md")) {
            let text = fs::read_to_string(root.join(place.0)).expect(place.0);
            let moved = links::moved(&text, place, &PAPERS, "https://x.example");
            for target in links::targets(&moved, place.1) {
                assert!(there.contains(&target.as_str()), "{}: {target}", place.1);
            }
        }
        for target in links::targets(INSTALL, "INSTALL.md") {
            assert!(there.contains(&target.as_str()), "INSTALL.md: {target}");
        }
    }

    #[test]
    fn the_c_librarys_terms_are_its_own() {
        let terms = musl_terms("MIT License\n\nCopyright (c) Roe\n\nPermission is hereby granted, free\n");
        let expected = "Copyright © 2005-2020 Rich Felker, et al.\n\nPermission is hereby granted, free\n";
        assert_eq!(terms.as_deref(), Ok(expected));
        assert!(musl_terms("Apache").is_err());
    }

    #[test]
    fn static_where_it_is_installed_and_runs() {
        let there = std::env::temp_dir();
        let check = |host, libraries, expected| assert_eq!(target(host, libraries), expected, "{host}");
        check("x86_64-unknown-linux-gnu", there.as_path(), STATIC);
        check("x86_64-unknown-linux-gnu", Path::new("no/such/folder"), "x86_64-unknown-linux-gnu");
        check("aarch64-apple-darwin", there.as_path(), "aarch64-apple-darwin");
    }
}
