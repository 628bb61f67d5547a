//! The checks that neither the compiler nor the tests make: `cargo xtask tidy`, also run as a test.
//!
//! In: the repository. Out: [`Problem`]s, each with its remedy. Must not know: how the checked things are used.

mod corpus;
mod documents;
mod lexicon;
mod snapshots;
mod style;

use crate::repo::Repo;
use std::fmt;

/// Something to mend: where, what, and how.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Problem {
    path: String,
    line: Option<usize>,
    message: String,
}

impl Problem {
    fn new(path: &str, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line: None, message: message.into() }
    }

    fn at(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { line: Some(line), ..Self::new(path, message) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

/// Runs every check; the error lists what is wrong, one line for each problem.
pub(crate) fn run(repo: &Repo) -> Result<(), String> {
    let mut problems = style::check(repo)?;
    problems.extend(lexicon::check(repo)?);
    problems.extend(corpus::check(repo)?);
    problems.extend(documents::check(repo)?);
    problems.extend(snapshots::check(repo)?);
    problems.sort();
    if problems.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    Err(format!("tidy: {} to mend\n{}", problems.len(), lines.join("\n")))
}

/// How often each phenomenon occurs in the corpus.
pub(crate) fn table(repo: &Repo) -> Result<String, String> {
    corpus::table(repo)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repo::root;

    #[test]
    fn the_repository_is_tidy() {
        if let Err(problems) = run(&Repo::at(root()).unwrap()) {
            panic!("\n{problems}");
        }
    }
}
