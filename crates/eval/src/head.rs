//! Whether two spans name the same source, by their head words.
//!
//! In: the spans of a source. Out: its head word. Must not know: parsers, speakers.
//!
//! Annotators differ in how much of a noun phrase is the source (`Heather Hurlburt, a former speechwriter` or `Hurlburt`);
//! who is meant is in its head. Heads stand in for the parser-based ones of Pareti (2016).

use crate::words::{WordIndex, Words};
use dixit_tokenizer::Span;

/// Words that open a postmodifier: the head stands before the first of them.
const POSTMODIFIERS: [&str; 19] = [
    "about", "among", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "that", "to", "under",
    "which", "who", "whose", "with",
];

/// The head of a source: the last word before the first comma or postmodifier of its first part. A possessive `’s` is none.
///
/// `the head of the party` has the head `head`; `Ada Moreno, the minister` has `Moreno`.
pub(crate) fn head(index: &WordIndex<'_>, source: &[Span]) -> Option<u32> {
    let first = source.iter().min()?;
    let words = index.touched(&[*first]);
    let mut head = None;
    let mut last: Option<u32> = None;
    for word in words.iter() {
        let text = index.word(word).to_lowercase();
        if let Some(last) = last
            && (POSTMODIFIERS.contains(&text.as_str()) || index.between(last, word).contains(','))
        {
            break;
        }
        last = Some(word);
        if text != "s" || !index.before(word).is_some_and(|c| matches!(c, '\'' | '’')) {
            head = Some(word);
        }
    }
    head.or_else(|| words.iter().next())
}

/// Whether one source's head is in the other.
pub(crate) fn same_source(
    gold: &Words,
    gold_head: Option<u32>,
    predicted: &Words,
    predicted_head: Option<u32>,
) -> bool {
    gold_head.is_some_and(|head| predicted.contains(head))
        || predicted_head.is_some_and(|head| gold.contains(head))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        let index = WordIndex::new(source);
        let found = head(&index, &[Span::from_usize(0, source.len())]);
        assert_eq!(found.map(|word| index.word(word)), Some(expected).filter(|word| !word.is_empty()));
    }

    #[test]
    fn the_head_stands_before_what_modifies_it() {
        check("the head of the party", "head");
        check("Ada Moreno, the minister", "Moreno");
        check("Ada Moreno", "Moreno");
        check("people who know", "people");
        check("the minister’s", "minister");
        check("that", "that");
        check("…", "");
    }
}
