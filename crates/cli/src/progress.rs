//! How far a run has come, for whoever watches.
//!
//! In: each document done. Out: a line on a terminal, or what a log is to say, now and then. Must not know: what is done, how a log
//! is written.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// From this many documents on, a terminal shows it: fewer are done before anybody looks.
const MANY: usize = 100;
/// How often a terminal is written to.
const EVERY: Duration = Duration::from_millis(200);

/// How far a run has come, and how fast.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stand {
    /// All that were handed on; what failed counts.
    pub(crate) documents: usize,
    /// Documents a second, of those done now.
    pub(crate) documents_per_second: f64,
    /// Words a second; 0 where words are not counted.
    pub(crate) words_per_second: f64,
    /// What is left at this rate, where it is known how much there is.
    pub(crate) seconds_left: Option<u64>,
}

/// Counts documents and the time they take.
#[derive(Debug)]
pub(crate) struct Counter {
    documents: usize,
    /// Of those done now, not in an earlier run.
    fresh: usize,
    words: usize,
    began: Instant,
    /// How much of the inputs had been read by then, and has been now.
    from: f64,
    share: Option<f64>,
}

impl Counter {
    pub(crate) fn new() -> Self {
        Self { documents: 0, fresh: 0, words: 0, began: Instant::now(), from: 0.0, share: None }
    }

    /// A document done just now, or failed, with its words; or a later piece of one, which is none of its own. `share` is how much of
    /// the inputs has been read, from 0 to 1.
    pub(crate) fn done(&mut self, words: usize, goes_on: bool, share: Option<f64>) {
        self.documents += usize::from(!goes_on);
        self.fresh += usize::from(!goes_on);
        self.words += words;
        self.share = share;
    }

    /// A document that an earlier run did. It took no time, so the clock starts after it.
    pub(crate) fn known(&mut self, goes_on: bool, share: Option<f64>) {
        self.documents += usize::from(!goes_on);
        self.share = share;
        if self.words == 0 {
            (self.began, self.from) = (Instant::now(), share.unwrap_or(0.0));
        }
    }

    pub(crate) fn stand(&self) -> Stand {
        self.stand_after(self.began.elapsed().as_secs_f64())
    }

    fn stand_after(&self, seconds: f64) -> Stand {
        let rate = |count: usize| if seconds > 0.0 { count as f64 / seconds } else { 0.0 };
        let left = |share: f64| {
            let read = share - self.from;
            (read > 0.0).then(|| (seconds * (1.0 - share) / read).ceil() as u64)
        };
        Stand {
            documents: self.documents,
            documents_per_second: rate(self.fresh),
            words_per_second: rate(self.words),
            seconds_left: self.share.and_then(left),
        }
    }
}

/// The line on a terminal, where somebody watches and stdout is elsewhere.
#[derive(Debug)]
pub(crate) struct Line {
    watched: bool,
    shown: Option<Instant>,
    /// How many documents there are, where that is known.
    of: Option<usize>,
}

impl Line {
    pub(crate) fn new(of: Option<usize>, quiet: bool) -> Self {
        let watched = !quiet && io::stderr().is_terminal() && !io::stdout().is_terminal();
        Self { watched, shown: None, of }
    }

    pub(crate) fn show(&mut self, counter: &Counter) {
        let due = self.shown.is_none_or(|shown| shown.elapsed() >= EVERY);
        if self.watched && counter.documents >= MANY && due {
            self.shown = Some(Instant::now());
            let _ = write!(io::stderr(), "\rdixit: {}\x1b[K", line(&counter.stand(), self.of));
        }
    }

    /// Takes the line away, so that other words can stand there.
    pub(crate) fn clear(&mut self) {
        if self.shown.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

fn line(stand: &Stand, of: Option<usize>) -> String {
    let of = of.filter(|of| *of >= stand.documents).map(|of| format!(" of {of}")).unwrap_or_default();
    let mut line =
        format!("{}{of} documents, {:.0} documents/s", stand.documents, stand.documents_per_second);
    if stand.words_per_second > 0.0 {
        line += &format!(", {:.0} words/s", stand.words_per_second);
    }
    if let Some(seconds) = stand.seconds_left {
        line += &match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
            (0, minutes, seconds) => format!(", {minutes}:{seconds:02} left"),
            (hours, minutes, seconds) => format!(", {hours}:{minutes:02}:{seconds:02} left"),
        };
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_and_remaining_time_are_of_what_is_done_now() {
        let mut counter = Counter::new();
        for number in 1..=50 {
            counter.known(false, Some(f64::from(number) / 200.0));
        }
        for number in 51..=100 {
            counter.done(300, false, Some(f64::from(number) / 200.0));
        }
        // A quarter of all in 10 seconds, half of all is left.
        let stand = counter.stand_after(10.0);
        let expected = Stand {
            documents: 100,
            documents_per_second: 5.0,
            words_per_second: 1500.0,
            seconds_left: Some(20),
        };
        assert_eq!(stand, expected);
        assert_eq!(line(&stand, Some(200)), "100 of 200 documents, 5 documents/s, 1500 words/s, 0:20 left");
        let later = Stand { seconds_left: Some(3723), words_per_second: 0.0, ..stand };
        assert_eq!(line(&later, None), "100 documents, 5 documents/s, 1:02:03 left");
    }

    #[test]
    fn what_cannot_be_known_is_not_told() {
        let mut counter = Counter::new();
        counter.done(300, false, None);
        assert_eq!(counter.stand_after(0.0).seconds_left, None);
        assert_eq!(line(&counter.stand_after(2.0), None), "1 documents, 0 documents/s, 150 words/s");
    }
}
