//! Where an agency’s dateline ends: `KUALA LUMPUR, Oct. 26 (Halyard News) —`.
//!
//! In: the tokens of a paragraph or its first sentence. Out: the first token after the dash. Must not know: dates, places.

use dixit_tokenizer::{Document, TokenKind};
use std::ops::Range;

/// A dateline has at most this many tokens: `WASHINGTON, Oct. 26, 2025 (Halyard News) —`.
const LONGEST: usize = 18;

/// Words of a place’s name that need no capital.
const SMALL: &[&str] =
    &["am", "an", "and", "de", "del", "der", "des", "do", "la", "le", "of", "on", "sur", "the", "upon"];

/// One past the dash of the dateline that `tokens` begin with; none where they begin with the story.
///
/// Examples: `WASHINGTON — The deal …`, `TARN VALLEY, Ohio, March 4, 2025 /WireDesk/ -- The mill …`. Counter-examples: `The deal — the
/// first — is close.`, `NATO’s members — The Hague’s guests — ate.`, `NATO — the alliance — is late.`
pub(crate) fn after_dateline(document: &Document, tokens: Range<usize>) -> Option<usize> {
    let place = document.word(tokens.start);
    let letters = || place.chars().filter(|c| c.is_alphabetic());
    if letters().count() < 2 || !place.starts_with(char::is_uppercase) {
        return None;
    }
    let capitals = letters().all(char::is_uppercase);
    let kind = |token: usize| document.tokens().get(token).map(|token| token.kind);
    let mut before = tokens.start + 1..tokens.end.min(tokens.start + LONGEST);
    let dash = before.find(|&token| kind(token) == Some(TokenKind::Dash) || !belongs(document, token))?;
    // `New York (AFP) –`: capitals or an agency.
    if !capitals && document.word(dash - 1) != ")" {
        return None;
    }
    let begins = dash + 1;
    let lower = document.word(begins).starts_with(char::is_lowercase);
    (kind(dash) == Some(TokenKind::Dash) && begins < tokens.end && !lower).then_some(begins)
}

/// Whether a word or a mark can be part of a dateline.
fn belongs(document: &Document, token: usize) -> bool {
    let word = document.word(token);
    !word.starts_with(char::is_lowercase) && !matches!(word, ":" | ";" | "?" | "!" | "’s" | "'s")
        || SMALL.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dixit_tokenizer::{Source, tokenize};

    /// The word after the dateline.
    fn check(text: &str, after: Option<&str>) {
        let document = tokenize(Source::new(text).unwrap());
        let found = after_dateline(&document, 0..document.tokens().len());
        assert_eq!(found.map(|at| document.word(at)), after, "{text}");
    }

    #[test]
    fn datelines() {
        check("OTTAWA — Canada agreed.", Some("Canada"));
        check("KUALA LUMPUR, Oct. 26 (Halyard News) — “We wait,” she said.", Some("“"));
        check("TARN VALLEY, Ohio, March 4, 2025 /WireDesk/ -- The mill is open.", Some("The"));
        check("RIO DE JANEIRO and STRATFORD-upon-Avon (Reuters) - Rain fell.", Some("Rain"));
        check("New York (AFP) – Rain fell.", Some("Rain"));
        check("MONTEVIDEO, Oct 14 (Transpress) - Rain fell.", Some("Rain"));
    }

    #[test]
    fn stories() {
        check("The deal — the first — is close.", None);
        check("Jane Roe (Lab) – the MP – ate.", None);
        check("NATO — the alliance — is late.", None);
        check("NATO’s members — The Hague’s guests — ate.", None);
        check("LIND: We wait — So what?", None);
        check("OTTAWA —", None);
        check("", None);
    }
}
