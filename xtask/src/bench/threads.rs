//! How the whole program gets faster with threads, beside a loop that only computes.
//!
//! In: a program, a corpus. Out: rates and peak memory for each number of threads. Must not know: pages.
//!
//! A machine's cores may be shared, and two of them may be one: what a loop without memory and locks gains from a second thread is
//! all that anything can gain. Runs are interleaved, round by round, each of dixit's followed by one of the loop, so
//! that a machine that slows down slows both; of the rounds the best counts, since others on a machine only take away.

use super::corpus::{Corpus, Extent};
use super::process::{Output, Ran, must_run};
use super::table::{Table, grouped, number};
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// The loop runs for this part of the time that dixit ran before it …
const LOOP_SHARE: u32 = 4;
/// … between these: shorter, and starting threads counts; longer, and nothing more is learnt.
const LOOP_TIMES: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(20)];
/// Steps between two looks at the clock: some milliseconds.
const LOOP_STEPS: u32 = 1 << 22;

/// The best of the rounds, for one number of threads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Row {
    pub(crate) threads: usize,
    /// Seconds.
    pub(crate) time: f64,
    /// How many cores it kept busy in that run.
    pub(crate) cores: f64,
    /// Bytes, the most of all rounds.
    pub(crate) peak: u64,
    /// Steps of the loop a second.
    pub(crate) loop_rate: f64,
}

/// All that was measured.
pub(crate) struct Measured {
    pub(crate) rows: Vec<Row>,
    /// Seconds; none where there is no `wc`.
    pub(crate) wc: Option<f64>,
    pub(crate) output: u64,
}

/// 1, 2, 4, … and all.
pub(crate) fn counts(cores: usize) -> Vec<usize> {
    let mut counts: Vec<usize> =
        std::iter::successors(Some(1), |n| Some(n * 2)).take_while(|&n| n < cores).collect();
    counts.push(cores.max(1));
    counts
}

/// Measures in rounds. It is an error if the output depends on the number of threads.
pub(crate) fn measure(
    dixit: &Path,
    options: &[&str],
    corpus: &Corpus,
    counts: &[usize],
    rounds: usize,
) -> Result<Measured, String> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut first, mut wc) = (None, None::<f64>);
    for round in 0..rounds {
        for &threads in counts {
            let mut command = Command::new(dixit);
            command.arg(&corpus.path).args([
                "--quiet",
                "--format",
                "jsonl",
                "--threads",
                &threads.to_string(),
            ]);
            let ran = must_run(command.args(options))?;
            check(&mut first, ran.output, threads)?;
            let [least, most] = LOOP_TIMES;
            let loop_rate = spin(threads, (ran.time / LOOP_SHARE).clamp(least, most));
            keep(&mut rows, row(threads, &ran, loop_rate));
            eprintln!("round {} of {rounds}, {threads} threads: {:.1} s", round + 1, ran.time.as_secs_f64());
        }
        wc = words(&corpus.path).map(|time| wc.map_or(time, |best| best.min(time)));
    }
    Ok(Measured { rows, wc, output: first.map_or(0, |output| output.bytes) })
}

/// That the output is the one there was before.
fn check(first: &mut Option<Output>, output: Output, threads: usize) -> Result<(), String> {
    match *first.get_or_insert(output) {
        one if one == output => Ok(()),
        one => Err(format!(
            "with {threads} threads the output is another one than before: {} bytes (hash {:032x}), before {} (hash {:032x})",
            output.bytes, output.hash, one.bytes, one.hash
        )),
    }
}

fn row(threads: usize, ran: &Ran, loop_rate: f64) -> Row {
    let time = ran.time.as_secs_f64();
    Row { threads, time, cores: ran.busy.as_secs_f64() / time, peak: ran.peak, loop_rate }
}

/// Joins a row with what is known for as many threads.
fn keep(rows: &mut Vec<Row>, new: Row) {
    let Some(row) = rows.iter_mut().find(|row| row.threads == new.threads) else { return rows.push(new) };
    let (peak, loop_rate) = (row.peak.max(new.peak), row.loop_rate.max(new.loop_rate));
    let best = if new.time < row.time { new } else { *row };
    *row = Row { peak, loop_rate, ..best };
}

/// Computes on so many threads for a time. Steps a second.
fn spin(threads: usize, time: Duration) -> f64 {
    let start = Instant::now();
    let work = |seed: usize| {
        let mut steps = 0_u64;
        // Four chains, so that a core has as much to do as it can: two threads that share one then show it.
        let mut states = [1_u64, 2, 3, 4].map(|chain| chain + seed as u64);
        loop {
            for _ in 0..LOOP_STEPS {
                for state in &mut states {
                    *state = (*state ^ (*state >> 29)).wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
                }
            }
            black_box(states);
            steps += u64::from(LOOP_STEPS);
            if start.elapsed() >= time {
                return steps;
            }
        }
    };
    let steps: u64 = std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|seed| scope.spawn(move || work(seed))).collect();
        running.into_iter().filter_map(|thread| thread.join().ok()).sum()
    });
    steps as f64 / start.elapsed().as_secs_f64()
}

/// The seconds of `wc -w` over a file, or over all files of a folder; none where the machine has no `wc`.
fn words(path: &Path) -> Option<f64> {
    let mut command = Command::new("wc");
    if path.is_dir() {
        // As a person would: `find … -exec wc -w {} +`.
        command = Command::new("find");
        command.arg(path).args(["-name", "*.txt", "-exec", "wc", "-w", "{}", "+"]);
    } else {
        command.arg("-w").arg(path);
    }
    must_run(&mut command).ok().map(|ran| ran.time.as_secs_f64())
}

/// The rows as a table; ratios are to one thread.
pub(crate) fn table(measured: &Measured, extent: Extent) -> Table {
    let mut table = Table::new(&[
        "threads",
        "words/s",
        "MB/s",
        "× one thread",
        "loop × one thread",
        "of the loop's",
        "cores busy",
        "words/s a busy core",
        "peak memory, MB",
    ]);
    let (megabytes, words) = (extent.megabytes(), extent.words as f64);
    let Some(one) = measured.rows.first() else { return table };
    for row in &measured.rows {
        let (gain, loop_gain) = (one.time / row.time, row.loop_rate / one.loop_rate);
        table.row([
            row.threads.to_string(),
            number(words / row.time),
            number(megabytes / row.time),
            number(gain),
            number(loop_gain),
            number(gain / loop_gain),
            number(row.cores),
            number(words / row.time / row.cores),
            grouped(row.peak / 1_000_000),
        ]);
    }
    if let Some(time) = measured.wc {
        let rates = [number(words / time), number(megabytes / time), number(one.time / time)];
        let mut row = vec!["`wc -w`".to_owned()];
        // The loop, the cores and the memory are dixit's.
        row.extend(rates);
        table.row(row);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(threads: usize, time: f64, peak: u64, loop_rate: f64) -> Row {
        Row { threads, time, cores: 1.0, peak, loop_rate }
    }

    #[test]
    fn threads_double_up_to_all() {
        assert_eq!(counts(1), [1]);
        assert_eq!(counts(2), [1, 2]);
        assert_eq!(counts(6), [1, 2, 4, 6]);
        assert_eq!(counts(0), [1]);
    }

    #[test]
    fn the_best_of_the_rounds_counts_and_the_most_memory() {
        let mut rows = Vec::new();
        for row in
            [some(1, 3.0, 20, 5.0), some(2, 2.0, 30, 8.0), some(1, 2.5, 10, 4.0), some(2, 2.2, 40, 9.0)]
        {
            keep(&mut rows, row);
        }
        assert_eq!(rows, [some(1, 2.5, 20, 5.0), some(2, 2.0, 40, 9.0)]);
    }

    #[test]
    fn another_output_is_an_error() {
        let output = Output { bytes: 5, hash: 1 };
        let mut first = None;
        assert_eq!(check(&mut first, output, 1), Ok(()));
        assert_eq!(check(&mut first, output, 2), Ok(()));
        let problem = check(&mut first, Output { hash: 2, ..output }, 2).expect_err("another hash");
        assert!(problem.starts_with("with 2 threads the output is another"), "{problem}");
    }

    #[test]
    fn the_table_has_ratios() {
        let two = Row { cores: 1.25, ..some(2, 2.5, 60_000_000, 160.0) };
        let rows = vec![some(1, 4.0, 50_000_000, 100.0), two];
        let extent = Extent { documents: 1, bytes: 10_000_000, words: 1_600_000 };
        let shown = table(&Measured { rows, wc: Some(0.1), output: 0 }, extent).markdown();
        let cells = |line: usize| -> Vec<String> {
            let line = shown.lines().nth(line).expect("a line");
            line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
        };
        assert_eq!(cells(3), ["2", "640,000", "4.00", "1.60", "1.60", "1.00", "1.25", "512,000", "60"]);
        assert_eq!(cells(4), ["`wc -w`", "16,000,000", "100", "40.0", "", "", "", "", ""]);
    }

    #[test]
    fn the_loop_computes() {
        assert!(spin(2, Duration::from_millis(1)) > 0.0);
    }
}
