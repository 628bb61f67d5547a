//! Documents that keep up with the files: paths that exist, a change log for this version.
//!
//! In: the Markdown files at the root and the corpus's, `Cargo.toml`. Out: problems. Must not know: what the code does.

use super::Problem;
use crate::gold::PHENOMENA;
use crate::repo::Repo;
use toml::{Table, Value};

/// The documents that a newcomer is sent to; each must be there.
const DOCUMENTS: [&str; 4] = ["ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "README.md"];

/// A bare file name with one of these endings is a path too, of a file anywhere in the repository.
const ENDINGS: [&str; 2] = [".rs", ".md"];

/// What stands for a part of a path rather than being it.
const PLACEHOLDERS: [&str; 5] = ["*", "<", "{", "…", "NAME"];

pub(super) fn check(repo: &Repo) -> Result<Vec<Problem>, String> {
    let mut problems = Vec::new();
    for path in DOCUMENTS.into_iter().filter(|path| !repo.has(path)) {
        problems.push(Problem::new(path, "missing; a newcomer is sent to it"));
    }
    for path in repo.files.iter().filter(|p| p.ends_with(".md") && !p.contains('/')) {
        for (line, text) in inline_code(&repo.read(path)?).filter(|(_, text)| !exists(repo, text)) {
            let message = format!("`{text}` does not exist; name the file that does, or write it otherwise");
            problems.push(Problem::at(path, line, message));
        }
    }
    if repo.has("CHANGELOG.md") {
        let version = workspace_version(&repo.read("Cargo.toml")?)?;
        let problem = check_headings(&repo.read("CHANGELOG.md")?, &version);
        problems.extend(problem.map(|message| Problem::new("CHANGELOG.md", message)));
    }
    if repo.has("corpus/README.md") {
        let readme = repo.read("corpus/README.md")?;
        for slug in PHENOMENA.iter().filter(|slug| !readme.contains(&format!("`{slug}`"))) {
            let message = format!("does not explain the phenomenon `{slug}`; add a line for it");
            problems.push(Problem::new("corpus/README.md", message));
        }
    }
    Ok(problems)
}

/// What stands between backticks outside of code blocks, with its line.
fn inline_code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    let prose = text.lines().enumerate().filter(move |(_, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fence && !fenced
    });
    prose.flat_map(|(i, line)| line.split('`').skip(1).step_by(2).map(move |code| (i + 1, code)))
}

/// Whether a piece of inline code is no path of ours, or one that exists.
fn exists(repo: &Repo, code: &str) -> bool {
    if code.contains(char::is_whitespace) || code.starts_with(['-', '/', '.', '~']) && !repo.has(first(code))
    {
        return true;
    }
    if code.contains('/') {
        return !repo.has(first(code)) || first(code) == code || has_known_part(repo, code);
    }
    let bare = ENDINGS.iter().any(|e| code.len() > e.len() && code.ends_with(e));
    !bare || has_known_part(repo, code) || repo.files.iter().any(|f| f.ends_with(&format!("/{code}")))
}

/// Whether the path is there, as far as it is written out.
fn has_known_part(repo: &Repo, path: &str) -> bool {
    let is_placeholder = |part: &&str| PLACEHOLDERS.iter().any(|p| part.contains(p));
    let known: Vec<&str> = path.split('/').take_while(|part| !is_placeholder(part)).collect();
    known.is_empty() || repo.has(&known.join("/"))
}

fn first(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

fn workspace_version(manifest: &str) -> Result<String, String> {
    let table: Table = manifest.parse().map_err(|e| format!("Cargo.toml: {e}"))?;
    let package = table.get("workspace").and_then(|w| w.get("package"));
    let version = package.and_then(|p| p.get("version")).and_then(Value::as_str);
    version.map(str::to_owned).ok_or_else(|| "Cargo.toml: no workspace.package.version".to_owned())
}

/// The newest heading is this version's, or "Unreleased" and the next, if any, this version's.
fn check_headings(changelog: &str, version: &str) -> Option<String> {
    let headings: Vec<&str> = changelog.lines().filter_map(|l| l.strip_prefix("## ")).collect();
    let is = |heading: &str, word: &str| {
        let head = heading.split_whitespace().next().unwrap_or_default();
        head.trim_matches(['[', ']']) == word
    };
    let good = match headings[..] {
        [] => false,
        [one] => is(one, version) || is(one, "Unreleased"),
        [newest, next, ..] => is(newest, version) || (is(newest, "Unreleased") && is(next, version)),
    };
    (!good).then(|| {
        format!("the newest heading is not `## {version}`, nor `## Unreleased` above it; add either")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn repo() -> Repo {
        let files =
            ["Cargo.toml", "README.md", "crates/a/src/quote.rs", "crates/a/src/quote/pair.rs", ".ci/run"];
        Repo { root: PathBuf::new(), files: files.map(str::to_owned).to_vec() }
    }

    #[test]
    fn paths_of_ours_must_exist() {
        for code in [
            "crates/a/src/quote.rs",
            "crates/a/",
            "quote.rs",
            "crates/*/lexicon/x.toml",
            ".ci/run",
            "README.md",
        ] {
            assert!(exists(&repo(), code), "{code}");
        }
        for code in [
            "crates/b/",
            "crates/a/src/role.rs",
            "role.rs",
            "crates/a/lexicon/*.toml",
            ".ci/walk",
            "DESIGN.md",
        ] {
            assert!(!exists(&repo(), code), "{code}");
        }
    }

    #[test]
    fn other_inline_code_is_left_alone() {
        for code in [
            "and/or",
            "dixit article.txt",
            "--flat",
            "../x",
            "/tmp/x",
            "Span",
            "people.csv",
            ".rs",
            "serde_json",
        ] {
            assert!(exists(&repo(), code), "{code}");
        }
    }

    #[test]
    fn code_blocks_are_no_inline_code() {
        let found: Vec<_> = inline_code("a `b` and `c`\n```\n`d`\n```\n`e`\n").collect();
        assert_eq!(found, [(1, "b"), (1, "c"), (5, "e")]);
    }

    #[test]
    fn the_change_log_keeps_up_with_the_version() {
        assert_eq!(check_headings("# Changes\n\n## Unreleased\n", "0.1.0"), None);
        assert_eq!(check_headings("## [0.1.0] - 2026-01-01\n## 0.0.9\n", "0.1.0"), None);
        assert_eq!(check_headings("## Unreleased\n\n## 0.1.0\n", "0.1.0"), None);
        assert!(check_headings("## Unreleased\n\n## 0.0.9\n", "0.1.0").is_some());
        assert!(check_headings("## 0.0.9\n", "0.1.0").is_some());
        assert!(check_headings("# Changes\n", "0.1.0").is_some());
    }
}
