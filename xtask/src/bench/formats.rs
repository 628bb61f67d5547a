//! How much formats cost, in and out, on all cores.
//!
//! In: a program, a JSONL file of documents. Out: a table for each direction. Must not know: pages.
//!
//! Round by round each format is run once, so that a machine that slows down slows all; the best of the rounds counts.

use super::corpus::Corpus;
use super::inputs::{Input, Made};
use super::process::{Outcome, run};
use super::table::{Table, grouped, number};
use std::fs;
use std::path::Path;
use std::process::Command;

/// As `dixit --format` names them; JSONL first: the others are seen beside it.
const OUTPUTS: [&str; 12] = [
    "jsonl",
    "json",
    "csv",
    "tsv",
    "brat",
    "tei",
    "web-annotation",
    "conll",
    "html",
    "text",
    "parquet",
    "parquet-nested",
];
/// Those that go to a file or a directory only.
const TO_A_PLACE: [&str; 3] = ["brat", "parquet", "parquet-nested"];

/// What dixit says of a format that it was built without; anything else that it complains of is a fault.
const NOT_BUILT_IN: &str = "--features";

/// A table, and the formats that were left out of it because dixit was built without them.
pub(crate) struct Formats {
    pub(crate) table: Table,
    pub(crate) skipped: Vec<&'static str>,
}

/// One format: how it went.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Row {
    /// The best time in seconds, the most memory in bytes.
    Measured(f64, u64),
    Skipped,
}

/// The table of what is read.
pub(crate) fn inputs(
    dixit: &Path,
    options: &[&str],
    sample: &Corpus,
    folder: &Path,
    rounds: usize,
) -> Result<Formats, String> {
    let folder = fresh(folder, "inputs")?;
    let mut runs = Vec::new();
    for input in Input::ALL {
        eprintln!("writing {} …", input.name());
        runs.push((input, input.write(&sample.path, &folder, dixit)?));
    }
    let names: Vec<&'static str> = Input::ALL.iter().map(|input| input.name()).collect();
    let rows = rounds_of(
        &names,
        rounds,
        |i| {
            let (input, made) = &runs[i];
            match made {
                Made::Not(reason) => Ok(Err(reason.clone())),
                Made::There(path) => {
                    let mut command = Command::new(dixit);
                    command.arg(path).args(["--quiet", "--format", "jsonl"]).args(input.options());
                    Ok(Ok(command))
                }
            }
        },
        options,
    )?;
    remove(&folder)?;
    Ok(formats("input", &names, &rows, sample))
}

/// The table of what is written, from JSONL.
pub(crate) fn outputs(
    dixit: &Path,
    options: &[&str],
    sample: &Corpus,
    folder: &Path,
    rounds: usize,
) -> Result<Formats, String> {
    let folder = fresh(folder, "outputs")?;
    let rows = rounds_of(
        &OUTPUTS,
        rounds,
        |i| {
            let format = OUTPUTS[i];
            let mut command = Command::new(dixit);
            command.arg(&sample.path).args(["--quiet", "--format", format]);
            if TO_A_PLACE.contains(&format) {
                // Written anew each time.
                let place = folder.join(format);
                if format == "brat" {
                    fresh(&folder, format)?;
                }
                command.arg("--out").arg(place);
            }
            Ok(Ok(command))
        },
        options,
    )?;
    remove(&folder)?;
    Ok(formats("output", &OUTPUTS, &rows, sample))
}

/// Runs what `command` makes for each name, in rounds; an inner error of it is why there is nothing to run.
fn rounds_of(
    names: &[&str],
    rounds: usize,
    command: impl Fn(usize) -> Result<Result<Command, String>, String>,
    options: &[&str],
) -> Result<Vec<Row>, String> {
    let mut rows: Vec<Row> = names.iter().map(|_| Row::Measured(f64::INFINITY, 0)).collect();
    for _ in 0..rounds {
        for (i, row) in rows.iter_mut().enumerate() {
            let Row::Measured(best, peak) = *row else { continue };
            let outcome = match command(i)? {
                Ok(mut command) => run(command.args(options))?,
                Err(reason) => Outcome::Failed(reason),
            };
            *row = match outcome {
                Outcome::Done(ran) => Row::Measured(best.min(ran.time.as_secs_f64()), peak.max(ran.peak)),
                Outcome::Failed(said) if said.contains(NOT_BUILT_IN) => {
                    eprintln!("{}: skipped: {said}", names[i]);
                    Row::Skipped
                }
                Outcome::Failed(said) => return Err(format!("{}: {said}", names[i])),
            };
        }
    }
    Ok(rows)
}

fn formats(direction: &str, names: &[&'static str], rows: &[Row], sample: &Corpus) -> Formats {
    let skipped = names.iter().zip(rows).filter(|(_, row)| **row == Row::Skipped).map(|(name, _)| *name);
    let skipped = skipped.collect();
    let mut table = Table::new(&[direction, "words/s", "MB/s", "of JSONL's", "peak memory, MB"]);
    let jsonl = match rows.first() {
        Some(Row::Measured(time, _)) => *time,
        _ => f64::NAN,
    };
    for (name, row) in names.iter().zip(rows) {
        let Row::Measured(time, peak) = row else { continue };
        let (words, megabytes) = (sample.extent.words as f64, sample.extent.megabytes());
        table.row([
            (*name).to_owned(),
            number(words / time),
            number(megabytes / time),
            number(jsonl / time),
            grouped(peak / 1_000_000),
        ]);
    }
    Formats { table, skipped }
}

/// An empty folder of that name.
fn fresh(folder: &Path, name: &str) -> Result<std::path::PathBuf, String> {
    let path = folder.join(name);
    if path.exists() {
        remove(&path)?;
    }
    fs::create_dir_all(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(path)
}

fn remove(folder: &Path) -> Result<(), String> {
    fs::remove_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::super::corpus::Extent;
    use super::*;

    #[test]
    fn formats_are_seen_beside_jsonl_and_skipped_ones_left_out() {
        let rows = [Row::Measured(2.0, 50_000_000), Row::Skipped, Row::Measured(4.0, 9_000_000)];
        let extent = Extent { documents: 3, bytes: 8_000_000, words: 1_200_000 };
        let sample = Corpus { path: "a.jsonl".into(), extent };
        let found = formats("input", &["JSONL", "WARC", "CSV"], &rows, &sample);
        assert_eq!(found.skipped, ["WARC"]);
        let shown = found.table.markdown();
        let expected = "\
| input | words/s | MB/s | of JSONL's | peak memory, MB |
| ----- | ------: | ---: | ---------: | --------------: |
| JSONL | 600,000 | 4.00 |       1.00 |              50 |
| CSV   | 300,000 | 2.00 |       0.50 |               9 |
";
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_fails_is_not_tried_again() {
        let tries = std::cell::Cell::new(0);
        let command = |_| {
            tries.set(tries.get() + 1);
            Ok(Err("not built in; install it with `--features full`".to_owned()))
        };
        let rows = rounds_of(&["WARC"], 3, command, &[]).expect("rows");
        assert_eq!(rows, [Row::Skipped]);
        assert_eq!(tries.get(), 1);
        let broken = rounds_of(&["CSV"], 3, |_| Ok(Err("a.csv: no column".to_owned())), &[]);
        assert_eq!(broken, Err("CSV: a.csv: no column".to_owned()));
    }
}
