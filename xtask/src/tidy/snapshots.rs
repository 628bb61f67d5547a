//! Snapshots that no test reads any more.
//!
//! In: `.snap` files. Out: problems. Must not know: what a snapshot shows.
//!
//! A snapshot says at its top which test file wrote it and, for those made from a folder of fixtures, from which
//! fixture. Both must still be there, and the test file must still name the snapshot.

use super::Problem;
use crate::repo::Repo;

pub(super) fn check(repo: &Repo) -> Result<Vec<Problem>, String> {
    let mut problems = Vec::new();
    for path in repo.below("", ".snap") {
        problems.extend(check_snapshot(path, &repo.read(path)?, |file| repo.read(file).ok()));
    }
    for path in repo.files.iter().filter(|p| p.ends_with(".snap.new") || p.ends_with(".pending-snap")) {
        problems.push(Problem::new(path, "neither accepted nor rejected; read it, then do either"));
    }
    Ok(problems)
}

fn check_snapshot(path: &str, text: &str, read: impl Fn(&str) -> Option<String>) -> Option<Problem> {
    let orphan = |why: String| Some(Problem::new(path, format!("{why}; remove the snapshot")));
    let Some(source) = header(text, "source") else { return orphan("it names no test file".into()) };
    let Some(test) = read(source) else { return orphan(format!("its test file {source} is gone")) };
    if let Some(fixture) = header(text, "input_file").filter(|f| read(f).is_none()) {
        return orphan(format!("its fixture {fixture} is gone"));
    }
    let name = name(path);
    if !test.contains(name) {
        return orphan(format!("no test in {source} is called `{name}`"));
    }
    None
}

/// A field of the header between the first two `---` lines.
fn header<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let fields = text.strip_prefix("---\n")?.lines().take_while(|line| *line != "---");
    let mut values = fields.filter_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
    values.next().map(|value| value.trim().trim_matches('"'))
}

/// The test's name in a snapshot's path: `pipeline__continuation-2@one.md.snap` is from `continuation`.
fn name(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".snap");
    let stem = file.split('@').next().unwrap_or(file);
    let name = stem.rsplit("__").next().unwrap_or(stem);
    match name.rsplit_once('-') {
        Some((before, number)) if number.bytes().all(|b| b.is_ascii_digit()) => before,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str) -> Option<String> {
        let read = |file: &str| match file {
            "tests/tests/pipeline.rs" => Some("fn test_direct() {}\nfn help() {}\n".to_owned()),
            "tests/fixtures/a.md" => Some(String::new()),
            _ => None,
        };
        check_snapshot(path, text, read).map(|p| p.message)
    }

    #[test]
    fn snapshots_with_a_test_are_kept() {
        let text = "---\nsource: tests/tests/pipeline.rs\nexpression: out\ninput_file: tests/fixtures/a.md\n---\nx\n";
        assert_eq!(check("tests/tests/snapshots/pipeline__direct@a.md.snap", text), None);
        let text = "---\nsource: tests/tests/pipeline.rs\n---\nx\n";
        assert_eq!(check("tests/tests/snapshots/pipeline__help-2.snap", text), None);
    }

    #[test]
    fn orphans_are_found() {
        let orphan = |path: &str, text: &str| check(path, text).unwrap_or_default();
        let gone = "---\nsource: tests/tests/gone.rs\n---\n";
        assert!(orphan("pipeline__direct.snap", gone).contains("gone.rs is gone"));
        let gone = "---\nsource: tests/tests/pipeline.rs\ninput_file: tests/fixtures/b.md\n---\n";
        assert!(orphan("pipeline__direct@b.md.snap", gone).contains("b.md is gone"));
        let other = "---\nsource: tests/tests/pipeline.rs\n---\n";
        assert!(orphan("pipeline__indirect.snap", other).contains("`indirect`"));
        assert!(orphan("pipeline__direct.snap", "no header").contains("names no test file"));
    }
}
