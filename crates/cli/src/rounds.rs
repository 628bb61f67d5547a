//! Many documents, some at a time, their results in order.
//!
//! In: inputs, and what is to be done with a document. Out: the results, one after the other; failures for the caller. Must not
//! know: what is done, how it is printed.

use crate::failure::Failure;
use crate::load::{Job, Jobs};
use rayon::prelude::*;
use std::io::{self, IsTerminal, Write};

/// Documents of one round, per thread: enough to keep all busy.
const ROUND_DOCUMENTS: usize = 32;
/// Bytes of text of one round: what memory holds at a time, whatever the number of documents.
const ROUND_BYTES: u64 = 16 << 20;
/// From this many documents on, progress is shown.
const MANY: usize = 100;

/// Does some work on each document, on so many threads (none: one per core), without progress if `quiet`, and takes the results in the order of the
/// inputs. Puts what failed into `failures`; an error is one of taking. Returns how many documents were done.
pub(crate) fn each<T: Send>(
    jobs: Jobs,
    quiet: bool,
    threads: Option<usize>,
    failures: &mut Vec<Failure>,
    work: impl Fn(Job) -> Result<T, Failure> + Sync,
    mut take: impl FnMut(T) -> io::Result<()>,
) -> io::Result<usize> {
    let pool = match rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build() {
        Ok(pool) => pool,
        Err(error) => {
            failures.push(Failure::new("--threads", format!("the threads could not be started: {error}")));
            return Ok(0);
        }
    };
    let mut progress = Progress::new(jobs.inputs(), quiet);
    let mut jobs = jobs.peekable();
    let most = pool.current_num_threads() * ROUND_DOCUMENTS;
    let mut documents = 0;
    while jobs.peek().is_some() {
        let results: Vec<Result<T, Failure>> = {
            let round = next_round(&mut jobs, most);
            pool.install(|| round.into_par_iter().map(|job| job.and_then(&work)).collect())
        };
        for result in results {
            match result {
                Ok(done) => {
                    documents += 1;
                    take(done)?;
                }
                Err(failure) => failures.push(failure),
            }
        }
        progress.show(documents + failures.len());
    }
    progress.clear();
    Ok(documents)
}

fn next_round(
    jobs: &mut impl Iterator<Item = Result<Job, Failure>>,
    most: usize,
) -> Vec<Result<Job, Failure>> {
    let mut round = Vec::new();
    let mut bytes = 0;
    while round.len() < most && bytes < ROUND_BYTES {
        let Some(job) = jobs.next() else { break };
        bytes += job.as_ref().map_or(0, Job::size);
        round.push(job);
    }
    round
}

/// A counter on stderr, where somebody watches and stdout is elsewhere.
struct Progress {
    watched: bool,
    shown: bool,
    inputs: usize,
}

impl Progress {
    fn new(inputs: usize, quiet: bool) -> Self {
        let watched = !quiet && io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self { watched, shown: false, inputs }
    }

    fn show(&mut self, done: usize) {
        if self.watched && done >= MANY {
            self.shown = true;
            let of = if self.inputs >= done { format!(" of {}", self.inputs) } else { String::new() };
            let _ = write!(io::stderr(), "\rdixit: {done}{of} documents");
        }
    }

    fn clear(&self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
