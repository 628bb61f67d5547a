//! dixit's own prediction for gold documents.
//!
//! In: gold documents, of which only id, text and date are read. Out: what dixit finds, in order. Must not know: the gold.

use crate::attribute::analysis_with;
use crate::failure::Failure;
use crate::guard::guarded;
use crate::options::Setup;
use dixit_formats::{AnnotatedDocument, from_analysis};
use dixit_tokenizer::Source;
use rayon::prelude::*;

/// Attributes the texts of some documents, several at a time.
pub(super) fn attribute(
    gold: &[AnnotatedDocument],
    setup: &Setup,
) -> Result<Vec<AnnotatedDocument>, Vec<Failure>> {
    let done: Vec<Result<AnnotatedDocument, Failure>> =
        gold.par_iter().map(|document| one(document, setup)).collect();
    let (good, bad): (Vec<_>, Vec<_>) = done.into_iter().partition(Result::is_ok);
    let failures: Vec<Failure> = bad.into_iter().filter_map(Result::err).collect();
    if failures.is_empty() { Ok(good.into_iter().flatten().collect()) } else { Err(failures) }
}

fn one(gold: &AnnotatedDocument, setup: &Setup) -> Result<AnnotatedDocument, Failure> {
    let wrong = |cause: String| Failure::new(gold.id.as_str(), cause);
    let mut config = setup.config;
    if let (None, Some(date)) = (config.date, &gold.date) {
        let day = date
            .parse()
            .map_err(|_| wrong(format!("its date {date:?} is no day; write it as YYYY-MM-DD")))?;
        config.date = Some(day);
    }
    let source = Source::new(gold.text.as_str()).map_err(|error| wrong(error.to_string()))?;
    guarded(&gold.id, || {
        let (document, analysis) = analysis_with(source, setup, &config);
        from_analysis(&gold.id, &document, &analysis)
    })
}
