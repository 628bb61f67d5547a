//! Which of several stretches of text each phrase stands in.
//!
//! In: phrases and token runs, both in text order. Out: for each phrase the innermost run around its first token. Must not know:
//! what the runs are.

use crate::mention::Phrase;
use dixit_tokenizer::TokenRun;

/// Puts runs into text order, an outer one before those in it.
pub(crate) fn sort_outer_first<T>(runs: &mut [(TokenRun, T)]) {
    runs.sort_by_key(|(run, _)| (run.start(), usize::MAX - run.end()));
}

/// For each phrase the position of the innermost run that it begins in. Both are in text order, an outer run before those in it. Linear in
/// both, times the depth of nesting.
pub(crate) fn innermost<T>(phrases: &[Phrase], runs: &[(TokenRun, T)]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0;
    phrases
        .iter()
        .map(|phrase| {
            let at = phrase.tokens.start();
            while next < runs.len() && runs[next].0.start() <= at {
                open.retain(|&run| runs[run].0.end() > runs[next].0.start());
                open.push(next);
                next += 1;
            }
            open.retain(|&run| runs[run].0.end() > at);
            open.last().copied()
        })
        .collect()
}
