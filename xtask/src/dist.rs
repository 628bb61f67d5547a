//! The release archive: `target/dist/dixit-VERSION-TARGET.tar.gz`, with the program, its man pages and completions.
//!
//! In: the checkout. Out: the archive, and an error if what it holds does not run. Must not know: what dixit prints, but for
//! its version and that an article of the corpus has a quotation.

use flate2::{Compression, GzBuilder, read::GzDecoder};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Linked statically: runs on any Linux of this processor, however old its libraries.
const STATIC: &str = "x86_64-unknown-linux-musl";
/// The article that the unpacked program has to read, and what it has to find there.
const ARTICLE: &str = "corpus/rare-earth-truce.txt";
const SPEAKER: &str = "Scott Bessent";
/// What goes along as it stands in the checkout.
const PAPERS: [&str; 4] = ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md"];
/// The manual of the command line; README.md in the archive's root is the project's.
const MANUAL: [(&str, &str); 2] =
    [("crates/cli/README.md", "doc/command-line.md"), ("docs/output.md", "doc/output.md")];
/// Each shell with the name under which it looks for a completion script.
const SHELLS: [(&str, &str); 3] = [("bash", "dixit.bash"), ("fish", "dixit.fish"), ("zsh", "_dixit")];
const EXECUTABLE: u32 = 0o755;
const READABLE: u32 = 0o644;

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Packed {
    bytes: Vec<u8>,
    mode: u32,
}

/// Paths in the archive, in its order.
type Files = BTreeMap<String, Packed>;

/// Builds, packs, unpacks and tries. Returns what to tell the person.
pub(crate) fn run(root: &Path) -> Result<String, String> {
    let host = host()?;
    let libraries = said_by(Command::new("rustc").args(["--print", "target-libdir", "--target", STATIC]))?;
    let target = target(&host, Path::new(libraries.trim()));
    if target != STATIC {
        eprintln!("note: building for {target}, with its C library; on Linux, after");
        eprintln!("      `rustup target add {STATIC}`, it is linked statically");
    }
    let program = build(root, target)?;
    let version = version(&program)?;
    let name = format!("dixit-{version}-{target}");
    let bytes = archive(&name, &gather(root, &program, target)?)?;
    try_out(root, &bytes, &name, &version)?;

    // Only what works gets the name of a release.
    let folder = root.join("target/dist");
    let path = folder.join(format!("{name}.tar.gz"));
    fs::create_dir_all(&folder).map_err(|e| at(&folder, &e))?;
    fs::write(&path, &bytes).map_err(|e| at(&path, &e))?;
    Ok(format!("{}: {} bytes, unpacked and tried\n", path.display(), bytes.len()))
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

/// Builds the program with everything, without symbols.
fn build(root: &Path, target: &str) -> Result<PathBuf, String> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root).args([
        "build",
        "--release",
        "--locked",
        "--package",
        "dixit",
        "--features",
        "full",
    ]);
    cargo.args(["--target", target, "--config", "profile.release.strip=\"symbols\""]);
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
    for paper in PAPERS {
        add(paper.to_owned(), read(&root.join(paper))?);
    }
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root).args([
        "tree",
        "--locked",
        "--package",
        "dixit",
        "--features",
        "full",
        "--target",
        target,
    ]);
    cargo.args(["--edges", "normal", "--prefix", "none", "--format", "{p}\t{l}\t{r}"]);
    add("THIRD-PARTY.tsv".to_owned(), third_party(&said_by(&mut cargo)?).into_bytes());
    for (path, name) in MANUAL {
        add(name.to_owned(), read(&root.join(path))?);
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

/// The crates of others that are linked in: MPL-2.0, for one, asks that those who get a program are told where its source is.
fn third_party(tree: &str) -> String {
    let lines = tree.lines().map(|line| line.trim_end_matches(" (*)"));
    // A path after the version: a crate of the workspace.
    let others = lines.filter(|line| {
        !line.is_empty()
            && !line
                .split('\t')
                .next()
                .is_some_and(|name| name.ends_with(')') && !name.ends_with("(proc-macro)"))
    });
    let sorted: BTreeSet<_> = others.collect();
    sorted.into_iter().fold("crate\tlicence\tsource\n".to_owned(), |list, line| list + line + "\n")
}

/// The files below one folder, as `.tar.gz`: the same bytes for the same files, whoever packs them and when.
fn archive(folder: &str, files: &Files) -> Result<Vec<u8>, String> {
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

/// Unpacks the archive elsewhere and runs what it holds.
fn try_out(root: &Path, archive: &[u8], name: &str, version: &str) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|e| format!("a folder to unpack into: {e}"))?;
    tar::Archive::new(GzDecoder::new(archive))
        .unpack(folder.path())
        .map_err(|e| format!("{name}: it does not unpack: {e}"))?;
    let program = folder.path().join(name).join(format!("dixit{}", std::env::consts::EXE_SUFFIX));
    let broken = |problem: String| {
        format!("{name}: the unpacked program does not work, nothing is written: {problem}")
    };
    let told = self::version(&program).map_err(broken)?;
    if told != version {
        return Err(broken(format!("it is of version {told}")));
    }
    let quotes =
        said_by(Command::new(&program).current_dir(folder.path()).arg(root.join(ARTICLE))).map_err(broken)?;
    if !quotes.contains(SPEAKER) {
        return Err(broken(format!("it does not find {SPEAKER} in {ARTICLE}")));
    }
    Ok(())
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
    use std::io::Read;

    fn files() -> Files {
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

    #[test]
    fn crates_of_others_are_listed_once() {
        let tree = "dixit v1 (/home/roe/dixit)\tMIT\t\nzip v2\tMIT\tu\nab v1 (proc-macro)\tMPL-2.0\tv\n\nzip v2\tMIT\tu (*)\n";
        let expected = "crate\tlicence\tsource\nab v1 (proc-macro)\tMPL-2.0\tv\nzip v2\tMIT\tu\n";
        assert_eq!(third_party(tree), expected);
    }

    #[test]
    fn what_does_not_run_is_told() {
        let root = crate::repo::root();
        let bytes = archive("dixit-1", &files()).expect("packed");
        let problem = try_out(root, &bytes, "dixit-1", "1").expect_err("no program");
        assert!(problem.starts_with("dixit-1: the unpacked program does not work"), "{problem}");
        let problem = try_out(root, &bytes[..bytes.len() / 2], "dixit-1", "1").expect_err("half an archive");
        assert!(problem.starts_with("dixit-1: it does not unpack"), "{problem}");
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
