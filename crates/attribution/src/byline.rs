//! Where a byline names who wrote: `By Jane Roe`, `Interview by Jane Roe`.
//!
//! In: the tokens of a paragraph. Out: where the name begins. Must not know: names.

use dixit_tokenizer::Document;
use std::ops::Range;

/// A line with more tokens is no byline, unless it begins with `By`.
const LONGEST: usize = 10;

/// What may stand before `by`.
const WORK: &[&str] =
    &["interview", "interviewed", "report", "reporting", "story", "text", "words", "written"];

/// The first token of the name in a byline.
///
/// Counter-examples: `Led by Jane Roe`, `Written by Jane Roe in a hotel above the harbour of Oslo, the play …`.
pub(crate) fn name_of_byline(document: &Document, paragraph: Range<usize>) -> Option<usize> {
    let is =
        |at: usize, words: &[&str]| words.iter().any(|word| document.word(at).eq_ignore_ascii_case(word));
    let first = paragraph.start;
    if is(first, &["by"]) {
        return Some(first + 1);
    }
    (paragraph.len() <= LONGEST && is(first, WORK) && is(first + 1, &["by"])).then_some(first + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dixit_tokenizer::{Source, tokenize};

    fn check(text: &str, name: Option<&str>) {
        let document = tokenize(Source::new(text).unwrap());
        let found = name_of_byline(&document, 0..document.tokens().len());
        assert_eq!(found.map(|at| document.word(at)), name, "{text}");
    }

    #[test]
    fn bylines() {
        check("By Jane Roe", Some("Jane"));
        check("Interview by Hana Whitlock", Some("Hana"));
        check("Led by Jane Roe", None);
        check("Written by Jane Roe in a hotel above the harbour of Oslo, the play is long.", None);
        check("", None);
    }
}
