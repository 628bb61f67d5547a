//! `dixit train`: a model for the fast engine from gold.
//!
//! In: arguments. Out: a model file, the figures of cross-validation to print, or what is wrong. Must not know: how weights are learnt.

use crate::args::TrainArgs;
use crate::eval::{gather, table};
use crate::failure::Failure;
use crate::options::{Wrong, accurate};
use dixit_eval::{Options, evaluate, pair};
use dixit_formats::{AnnotatedDocument, write_jsonl};
use dixit_tokenizer::subword::SubwordTokenizer;
use dixit_train::{Progress, Settings, TrainError, calibrate, export, train};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Trains, writes and measures; or everything that is wrong with the gold.
pub(crate) fn run(args: &TrainArgs) -> Result<Result<String, Vec<Failure>>, Wrong> {
    let settings = settings(args);
    let (mut gold, mut failures) = (Vec::new(), Vec::new());
    for path in &args.gold {
        match gather::gold(path) {
            Ok(documents) => gold.extend(documents),
            Err(wrong) => failures.extend(wrong),
        }
    }
    if !failures.is_empty() {
        return Ok(Err(failures));
    }
    if let (Some(out), Some(tokenizer)) = (&args.export, &args.tokenizer) {
        return Ok(write_export(&gold, tokenizer, out).map_err(|failure| vec![failure]));
    }
    if let Some(model) = &args.calibrate {
        let engine = accurate(Some(model))?;
        return Ok(calibrate(&gold, &engine)
            .map(|weights| format!("{}\n", listed(&weights)))
            .map_err(|error| vec![Failure::new(model.display().to_string(), error.to_string())]));
    }
    let Some(out) = &args.out else { return Err(Wrong("name a file for the model with `--out`".to_owned())) };
    let trained = match train(&gold, &settings, &about(args, &gold, &settings), tell) {
        Ok(trained) => trained,
        Err(TrainError::Setting(cause)) => return Err(Wrong(cause.to_owned())),
        Err(error) => {
            let names: Vec<String> = args.gold.iter().map(|path| path.display().to_string()).collect();
            return Ok(Err(vec![Failure::new(names.join(", "), error.to_string())]));
        }
    };
    let model = trained.model.to_bytes();
    let bytes = model.len();
    let held_out = args.held_out.as_ref().map(|path| (path, write_jsonl(&trained.held_out).into_bytes()));
    for (path, content) in [(out, model)].into_iter().chain(held_out) {
        if let Err(error) = std::fs::write(path, content) {
            return Ok(Err(vec![Failure::io(path, &error)]));
        }
    }
    Ok(Ok(figures(&gold, &trained.held_out, out, bytes)))
}

fn listed(weights: &[f32]) -> String {
    weights.iter().map(|weight| format!("{weight:.4}")).collect::<Vec<_>>().join(",")
}

/// Writes what the encoder reads of each document.
fn write_export(gold: &[AnnotatedDocument], tokenizer: &Path, out: &Path) -> Result<String, Failure> {
    let json = std::fs::read(tokenizer).map_err(|error| Failure::io(tokenizer, &error))?;
    let wrong = |error: String| Failure::new(tokenizer.display().to_string(), error);
    let subwords = SubwordTokenizer::from_json(&json).map_err(|error| wrong(error.to_string()))?;
    let exported = export(gold, &subwords)
        .map_err(|error| Failure::new(out.display().to_string(), error.to_string()))?;
    let lines = exported.iter().map(|document| Ok(serde_json::to_string(document)? + "\n"));
    let text = lines.collect::<serde_json::Result<String>>().map_err(|error| wrong(error.to_string()))?;
    std::fs::write(out, text).map_err(|error| Failure::io(out, &error))?;
    Ok(format!("{}: {} documents\n", out.display(), gold.len()))
}

fn settings(args: &TrainArgs) -> Settings {
    let mut settings = Settings::recommended();
    settings.rounds = args.rounds.unwrap_or(settings.rounds);
    settings.learners = args.learners.unwrap_or(settings.learners);
    settings.l1 = args.l1.unwrap_or(settings.l1);
    settings.l2 = args.l2.unwrap_or(settings.l2);
    settings.rate = args.rate.unwrap_or(settings.rate);
    settings.dropped = args.dropped.unwrap_or(settings.dropped);
    settings.folds = args.folds.unwrap_or(settings.folds);
    settings.bytes = args.bytes.unwrap_or(settings.bytes);
    settings.seed = args.seed.unwrap_or(settings.seed);
    settings
}

/// What the model remembers of its making. No paths: they mean nothing elsewhere.
fn about(args: &TrainArgs, gold: &[AnnotatedDocument], settings: &Settings) -> String {
    let attributions: usize = gold.iter().map(|document| document.attributions.len()).sum();
    let Settings { rounds, learners, rate, l1, l2, dropped, least_count, seed, .. } = settings;
    format!(
        "{}\n{} documents, {attributions} attributions\nrounds {rounds}, learners {learners}, rate {rate}, l1 {l1}, l2 {l2}, dropped {dropped}, least count {least_count}, seed {seed}\ndixit {}\n",
        args.about.as_deref().unwrap_or("origin and licence of the data not told"),
        gold.len(),
        env!("CARGO_PKG_VERSION"),
    )
}

/// Progress, on a terminal in one line, else a line for each step.
fn tell(progress: Progress) {
    let mut stderr = io::stderr().lock();
    let end = if stderr.is_terminal() && matches!(progress, Progress::Round { .. }) { "\r" } else { "\n" };
    let _ = match progress {
        Progress::Read { documents, tokens } => write!(stderr, "{documents} documents, {tokens} tokens{end}"),
        Progress::Round { fold: Some(fold), round, loss } => {
            write!(stderr, "without part {}: round {round}, loss {loss:.4}{end}", fold + 1)
        }
        Progress::Round { fold: None, round, loss } => {
            write!(stderr, "all: round {round}, loss {loss:.4}{end}")
        }
        Progress::Packed { features, bytes } => write!(stderr, "{features} features, {bytes} bytes{end}"),
    };
}

fn figures(gold: &[AnnotatedDocument], held_out: &[AnnotatedDocument], out: &Path, bytes: usize) -> String {
    let written = format!("{}: {bytes} bytes\n\n", out.display());
    match pair(gold, held_out) {
        Ok(pairs) => {
            let options = Options { flat: true, resamples: 0, ..Options::default() };
            format!(
                "{written}Cross-validation, each document read by a model that has not seen it:\n\n{}",
                table::page(&evaluate(&pairs, &options), true, 0)
            )
        }
        // Two documents of one name: nothing to compare by.
        Err(error) => format!("{written}no figures: {error}\n"),
    }
}
