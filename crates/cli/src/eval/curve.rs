//! `dixit eval --curve`: what the encoder costs and gives, by how unsure the fast engine must be for it to be asked.
//!
//! In: gold, the arguments of the engine. Out: a table, a row for each threshold. Must not know: how doubt is found.

use super::own;
use crate::args::CommonArgs;
use crate::failure::Failure;
use crate::options::{Setup, Wrong, accurate};
use dixit_attribution::ContentType;
use dixit_eval::{Demand, Evaluation, Metric, Options, evaluate, pair};
use dixit_formats::AnnotatedDocument;
use std::fmt::Write as _;
use std::time::Instant;

/// The doubts that are tried: 0 asks the encoder about everything, 1 about nothing.
const DOUBTS: [f32; 12] = [0.0, 0.1, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 1.0];

/// Measures each threshold. The outer error is one of usage.
pub(super) fn run(
    gold: &[AnnotatedDocument],
    common: &CommonArgs,
    options: &Options,
) -> Result<Result<String, Vec<Failure>>, Wrong> {
    let words: usize = gold.iter().map(|document| document.text.split_whitespace().count()).sum();
    let mut table = String::from("doubt  words/s  times  attribution F  direct  mixed  indirect\n");
    let mut slowest = None;
    for doubt in DOUBTS {
        let engine = accurate(common.model.as_deref())?.asked_above(doubt);
        let setup = Setup::with_engine(common, Box::new(engine))?;
        let start = Instant::now();
        let predicted = match own::attribute(gold, &setup) {
            Ok(predicted) => predicted,
            Err(failures) => return Ok(Err(failures)),
        };
        let rate = words as f64 / start.elapsed().as_secs_f64();
        let slowest = *slowest.get_or_insert(rate);
        let pairs = match pair(gold, &predicted) {
            Ok(pairs) => pairs,
            Err(error) => return Ok(Err(vec![Failure::new("gold", error.to_string())])),
        };
        let figures = figures(&evaluate(&pairs, options));
        let _ = writeln!(table, "{doubt:5.2}  {rate:7.0}  {:5.1}  {figures}", rate / slowest);
    }
    Ok(Ok(table))
}

/// Attribution F of all types, then of each.
fn figures(evaluation: &Evaluation) -> String {
    let types = [ContentType::Direct, ContentType::Mixed, ContentType::Indirect].map(Some);
    let f = |only| evaluation.total.counts(Metric::Attribution { demand: Demand::Source, only }).f1();
    let [direct, mixed, indirect] = types.map(f);
    format!("{:13.1}  {direct:6.1}  {mixed:5.1}  {indirect:8.1}", f(None))
}
