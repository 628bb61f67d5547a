//! `dixit eval`: predictions measured against gold, what is wrong with them, what changed between two.
//!
//! In: arguments. Out: what to print, or what could not be read. Must not know: definitions of metrics.
//!
//! Nothing is printed when any input fails: figures over the rest would look like figures over all.

mod beside;
mod changes;
mod coreference;
mod curve;
mod excerpt;
mod faults;
pub(crate) mod gather;
mod overlay;
mod own;
mod report;
pub(crate) mod table;

use crate::args::{EvalArgs, EvalFormat};
use crate::failure::Failure;
use crate::options::{Setup, Wrong};
use dixit_eval::{Options, Pair, evaluate, evaluate_coreference, pair};
use dixit_formats::AnnotatedDocument;
use std::collections::HashSet;
use std::path::Path;

/// What a command says, or why it cannot.
type Said = Result<String, Vec<Failure>>;

/// Runs the command; the outer error is one of usage.
pub(crate) fn run(args: &EvalArgs) -> Result<Said, Wrong> {
    let gold = args.gold.as_deref().or(args.gold_option.as_deref());
    if let [old, new] = args.compare.as_slice() {
        return Ok(compare(old, new, gold, args));
    }
    let Some(gold) = gold else {
        return Err(Wrong("which gold? Try `dixit eval gold.jsonl`, or `dixit eval --help`".to_owned()));
    };
    if args.curve {
        return match read_gold(gold, args) {
            Ok(gold) => curve::run(&gold, &args.common, &Options { resamples: 0, ..options(args) }),
            Err(failures) => Ok(Err(failures)),
        };
    }
    let setup = match &args.predicted {
        None => Some(Setup::new(&args.common)?),
        Some(_) if args.common.date.is_some() || args.common.roster.is_some() => {
            let cause = "--date and --roster are for dixit's own run; leave them out, or leave PRED out";
            return Err(Wrong(cause.to_owned()));
        }
        Some(_) => None,
    };
    Ok(measure(gold, setup.as_ref(), args))
}

fn measure(gold_path: &Path, setup: Option<&Setup>, args: &EvalArgs) -> Said {
    let gold = read_gold(gold_path, args)?;
    let predicted = match (setup, &args.predicted) {
        (None, Some(path)) => gather::predicted(path, &gold)?,
        (Some(setup), _) => own::attribute(&gold, setup)?,
        (None, None) => Vec::new(),
    };
    let pairs = paired(&gold, &predicted, args.predicted.as_deref().unwrap_or(gold_path))?;
    if let Some(kinds) = &args.errors {
        return Ok(faults::browse(&pairs, args.flat, kinds));
    }
    if args.coreference {
        return same_people(&pairs, gold_path, args);
    }
    let evaluation = evaluate(&pairs, &options(args));
    Ok(match args.format {
        EvalFormat::Text => table::page(&evaluation, args.flat, args.resamples),
        EvalFormat::Json => report::json(&evaluation, args.flat),
        EvalFormat::Csv => report::csv(&evaluation),
    })
}

fn same_people(pairs: &[Pair<'_>], gold_path: &Path, args: &EvalArgs) -> Said {
    let evaluation = evaluate_coreference(pairs, &options(args));
    if evaluation.documents.is_empty() {
        let cause = "no document has \"entities\" with \"mentions\"; only JSON and JSONL can have them";
        return Err(vec![Failure::new(gold_path.display().to_string(), cause)]);
    }
    Ok(match args.format {
        EvalFormat::Text => coreference::page(&evaluation, args.resamples),
        EvalFormat::Json => coreference::json(&evaluation),
        EvalFormat::Csv => coreference::csv(&evaluation),
    })
}

fn compare(old_path: &Path, new_path: &Path, gold: Option<&Path>, args: &EvalArgs) -> Said {
    let gold = gold.map(|path| read_gold(path, args)).transpose()?;
    let (old, new) = gather::runs(old_path, new_path, gold.as_deref())?;
    if let Some(gold) = &gold {
        let (old, new) = (paired(gold, &old, old_path)?, paired(gold, &new, new_path)?);
        return Ok(changes::with_gold(&old, &new, &options(args)));
    }
    // A document of one run alone is one in which the other found nothing.
    let known: HashSet<&str> = old.iter().map(|document| document.id.as_str()).collect();
    let only_new = new.iter().filter(|document| !known.contains(document.id.as_str()));
    let bare: Vec<AnnotatedDocument> = only_new
        .map(|document| AnnotatedDocument {
            id: document.id.clone(),
            text: document.text.clone(),
            ..AnnotatedDocument::default()
        })
        .collect();
    let old = [old, bare].concat();
    Ok(changes::without_gold(&paired(&old, &new, new_path)?, args.flat))
}

fn options(args: &EvalArgs) -> Options {
    Options { flat: args.flat, resamples: args.resamples, ..Options::default() }
}

fn read_gold(path: &Path, args: &EvalArgs) -> Result<Vec<AnnotatedDocument>, Vec<Failure>> {
    let mut gold = gather::gold(path)?;
    if let Some(path) = &args.speakers {
        overlay::speakers(&mut gold, path).map_err(|failure| vec![failure])?;
    }
    if let Some(path) = &args.kinds {
        overlay::kinds(&mut gold, path).map_err(|failure| vec![failure])?;
    }
    Ok(gold)
}

fn paired<'a>(
    gold: &'a [AnnotatedDocument],
    predicted: &'a [AnnotatedDocument],
    path: &Path,
) -> Result<Vec<Pair<'a>>, Vec<Failure>> {
    pair(gold, predicted).map_err(|error| vec![Failure::new(path.display().to_string(), error.to_string())])
}
