//! Source files that read alike: module docs, length, white space.
//!
//! In: `.rs`, `.md` and `.toml` files. Out: problems. Must not know: what the files say.

use super::Problem;
use crate::repo::Repo;

/// A longer file is two files.
const MAX_LINES: usize = 500;

/// Folders whose files may hold odd white space on purpose.
const AS_FOUND: [&str; 2] = ["corpus/", "tests/fixtures/"];

pub(super) fn check(repo: &Repo) -> Result<Vec<Problem>, String> {
    let mut problems = Vec::new();
    for path in &repo.files {
        let rust = path.ends_with(".rs");
        let text_of_ours = rust || path.ends_with(".md") || path.ends_with(".toml");
        if !text_of_ours || AS_FOUND.iter().any(|folder| path.starts_with(folder)) {
            continue;
        }
        let text = repo.read(path)?;
        if rust {
            problems.extend(check_rust(path, &text));
        }
        problems.extend(check_white_space(path, &text));
    }
    Ok(problems)
}

fn check_rust(path: &str, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !text.starts_with("//! ") {
        problems.push(Problem::at(
            path,
            1,
            "no module docs; open with `//!`: what it is, In, Out, what it must not know",
        ));
    }
    let lines = text.lines().count();
    if lines > MAX_LINES && !is_generated(text) {
        let message = format!("{lines} lines, over {MAX_LINES}; split it where it does two things");
        problems.push(Problem::new(path, message));
    }
    problems
}

/// Whether the module docs say that the file is written by codegen.
fn is_generated(text: &str) -> bool {
    text.lines().take_while(|l| l.starts_with("//!")).any(|l| l.contains("`cargo xtask codegen`"))
}

fn check_white_space(path: &str, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (i, line) in text.split('\n').enumerate() {
        if line.ends_with('\r') {
            problems.push(Problem::at(path, i + 1, "CRLF line end; write LF (check `core.autocrlf`)"));
            break;
        }
        if line.ends_with([' ', '\t']) {
            problems.push(Problem::at(path, i + 1, "trailing white space; remove it"));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn module_docs_are_asked_for() {
        assert!(check_rust("a.rs", "//! Docs.\nfn a() {}\n").is_empty());
        assert_eq!(check_rust("a.rs", "// No docs.\n//! Docs.\n")[0].line, Some(1));
    }

    #[test]
    fn long_files_are_refused_unless_generated() {
        let code = "fn a() {}\n".repeat(MAX_LINES);
        assert_eq!(check_rust("a.rs", &format!("//! Docs.\n{code}")).len(), 1);
        assert_eq!(check_rust("a.rs", &format!("//! By `cargo xtask codegen`.\n{code}")).len(), 0);
    }

    #[test]
    fn white_space_is_found_with_its_line() {
        assert!(check_white_space("a.md", "a\n\nb\n").is_empty());
        assert_eq!(
            check_white_space("a.md", "a\nb \n\tc\t\n").iter().map(|p| p.line).collect::<Vec<_>>(),
            [Some(2), Some(3)]
        );
        assert!(check_white_space("a.md", "a\r\nb\r\n")[0].message.contains("CRLF"));
    }
}
