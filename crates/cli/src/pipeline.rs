//! Many documents at a time, their results in order.
//!
//! In: inputs, and what is to be done with a document. Out: the results, one after the other, in the order of the inputs. Must
//! not know: what is done, how it is printed.
//!
//! The calling thread reads and hands on, the others work. What was read and not yet handed on is bounded, so that memory does
//! not grow with the number of documents; the bound is wide, so that one slow document keeps no thread waiting.

use crate::failure::Failure;
use crate::guard::guarded;
use crate::load::{Job, Jobs};
use std::collections::VecDeque;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

/// Documents read and not yet handed on: while one takes two thousand times as long as the others, these go on.
const WINDOW_DOCUMENTS: usize = 2048;
/// Bytes of text of these documents: what memory holds at a time, whatever the number of documents.
const WINDOW_BYTES: u64 = 16 << 20;

/// Does some work on each document, on so many threads (none: one per core), and gives the results to `take` in the order of the
/// inputs, each with how much of the inputs has been read, where that is known. An error is one of `take`, and the end.
pub(crate) fn each<T: Send>(
    mut jobs: Jobs,
    threads: Option<usize>,
    work: impl Fn(Job) -> Result<T, Failure> + Sync,
    mut take: impl FnMut(Result<T, Failure>, Option<f64>) -> io::Result<()>,
) -> io::Result<()> {
    let pool = match rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build() {
        Ok(pool) => pool,
        Err(error) => {
            let cause = format!("the threads could not be started: {error}");
            return take(Err(Failure::new("--threads", cause)), None);
        }
    };
    let (sender, receiver) = mpsc::channel();
    let stopped = AtomicBool::new(false);
    let (work, stop) = (&work, &stopped);
    pool.in_place_scope_fifo(|scope| {
        let mut window = Window { first: 0, bytes: 0, documents: VecDeque::new() };
        let mut run = || {
            while let Some(job) = jobs.next() {
                let number = window.push(job.as_ref().map_or(0, Job::size));
                match job {
                    Err(failure) => window.put(number, Err(failure)),
                    Ok(job) => {
                        let sender = sender.clone();
                        scope.spawn_fifo(move |_| {
                            if !stop.load(Ordering::Relaxed) {
                                let place = job.place.clone();
                                let result = guarded(&place, || work(job)).and_then(|result| result);
                                // Nobody listens any more where `take` failed.
                                let _ = sender.send((number, result));
                            }
                        });
                    }
                }
                receiver.try_iter().for_each(|(number, result)| window.put(number, result));
                window.hand_on(&mut take, jobs.share())?;
                while window.is_full() {
                    window.wait(&receiver);
                    window.hand_on(&mut take, jobs.share())?;
                }
            }
            while !window.documents.is_empty() {
                window.wait(&receiver);
                window.hand_on(&mut take, jobs.share())?;
            }
            Ok(())
        };
        let result = run();
        stop.store(result.is_err(), Ordering::Relaxed);
        result
    })
}

/// The documents that were read and not yet handed on, in order.
struct Window<T> {
    /// The number of the first of them.
    first: usize,
    /// Of all their texts.
    bytes: u64,
    /// The size of each text, and what was made of it.
    documents: VecDeque<(u64, Option<Result<T, Failure>>)>,
}

impl<T> Window<T> {
    fn is_full(&self) -> bool {
        self.documents.len() >= WINDOW_DOCUMENTS || self.bytes >= WINDOW_BYTES
    }

    /// A document whose result is still to come; its number.
    fn push(&mut self, bytes: u64) -> usize {
        self.bytes += bytes;
        self.documents.push_back((bytes, None));
        self.first + self.documents.len() - 1
    }

    fn put(&mut self, number: usize, result: Result<T, Failure>) {
        if let Some((_, place)) = self.documents.get_mut(number - self.first) {
            *place = Some(result);
        }
    }

    /// Waits for one of the results. There is one to come: the first of all was not handed on.
    fn wait(&mut self, receiver: &mpsc::Receiver<(usize, Result<T, Failure>)>) {
        if matches!(self.documents.front(), Some((_, None)))
            && let Ok((number, result)) = receiver.recv()
        {
            self.put(number, result);
        }
    }

    fn hand_on(
        &mut self,
        take: &mut impl FnMut(Result<T, Failure>, Option<f64>) -> io::Result<()>,
        share: Option<f64>,
    ) -> io::Result<()> {
        while let Some((bytes, Some(_))) = self.documents.front() {
            self.bytes -= bytes;
            self.first += 1;
            if let Some((_, Some(result))) = self.documents.pop_front() {
                take(result, share)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Input;
    use crate::load::Fields;
    use std::sync::{Condvar, Mutex};
    use std::time::Duration;

    fn jobs(count: usize) -> Jobs {
        let inputs = (0..count).map(|number| Input::Text { path: "none".into(), id: number.to_string() });
        Jobs::new(inputs.collect(), &Fields::default())
    }

    #[test]
    fn one_slow_document_keeps_nobody_waiting_and_order_stays() {
        let (done, more) = (Mutex::new(0), Condvar::new());
        let work = |job: Job| {
            if job.number == 0 {
                let too_few = |done: &mut usize| *done < WINDOW_DOCUMENTS - 1;
                let patience = Duration::from_secs(60);
                let waited = more.wait_timeout_while(done.lock().unwrap(), patience, too_few).unwrap();
                assert!(!waited.1.timed_out(), "the others waited for the first one");
            }
            *done.lock().unwrap() += 1;
            more.notify_all();
            if job.number % 10 == 3 { Err(Failure::new(job.id, "bad")) } else { Ok(job.number) }
        };
        let mut next = 0;
        let take = |result: Result<usize, Failure>, _| {
            match result {
                Ok(number) => assert_eq!(number, next),
                Err(failure) => assert_eq!(failure.to_string(), format!("{next}: bad")),
            }
            next += 1;
            Ok(())
        };
        each(jobs(WINDOW_DOCUMENTS + 500), Some(2), work, take).unwrap();
        assert_eq!(next, WINDOW_DOCUMENTS + 500);
    }

    #[test]
    fn an_error_of_the_output_ends_it() {
        let mut taken = 0;
        let take = |_, _| {
            taken += 1;
            if taken == 5 { Err(io::Error::other("full")) } else { Ok(()) }
        };
        let error = each(jobs(5000), Some(2), |job: Job| Ok(job.number), take).unwrap_err();
        assert_eq!((error.to_string(), taken), ("full".to_owned(), 5));
    }

    #[test]
    fn a_panic_is_a_failure_of_its_document() {
        crate::guard::install();
        let work = |job: Job| {
            assert_ne!(job.number, 1, "oops");
            Ok(job.number)
        };
        let mut results = Vec::new();
        each(jobs(3), Some(1), work, |result: Result<usize, Failure>, _| {
            results.push(result.is_ok());
            Ok(())
        })
        .unwrap();
        assert_eq!(results, [true, false, true]);
    }
}
