//! What can be said of a text as a whole before anything is found in it.
//!
//! In: [`Document`]. Out: [`Diagnostic`]s. Must not know: quotations, cues, speakers.

use crate::table::Table;
use crate::{Diagnostic, DiagnosticKind};
use dixit_tokenizer::{Document, Span, TokenKind};

/// A paragraph longer than this, in bytes, has lost its line breaks: the longest in PolNeAR train has 4,100.
const HUGE_PARAGRAPH: u32 = 100_000;

/// Texts with fewer words are too short to tell their language from function words.
const FEWEST_WORDS: usize = 30;

/// Below this share of function words a text is not English: in PolNeAR train and GUM train the lowest is 0.19, in the same texts
/// with every word replaced from German, French or Spanish lists it stays under 0.06.
const FEWEST_FUNCTION_WORDS: f64 = 0.10;

/// How many words are looked at.
const SAMPLE: usize = 2_000;

/// In bytes, of the words below.
const LONGEST_FUNCTION_WORD: usize = 5;

/// The most frequent English words that hardly occur in other languages written in Latin letters.
#[rustfmt::skip]
static FUNCTION_WORDS: Table<(), 128> = Table::new(&[
    ("about", ()), ("after", ()), ("and", ()), ("are", ()), ("been", ()), ("but", ()), ("by", ()), ("could", ()),
    ("for", ()), ("from", ()), ("had", ()), ("has", ()), ("have", ()), ("he", ()), ("her", ()), ("his", ()), ("if", ()),
    ("is", ()), ("it", ()), ("its", ()), ("more", ()), ("not", ()), ("of", ()), ("or", ()), ("other", ()), ("said", ()),
    ("she", ()), ("than", ()), ("that", ()), ("the", ()), ("their", ()), ("there", ()), ("they", ()), ("this", ()),
    ("to", ()), ("was", ()), ("we", ()), ("were", ()), ("what", ()), ("when", ()), ("which", ()), ("who", ()),
    ("will", ()), ("with", ()), ("would", ()), ("you", ()),
]);

/// Remarks about the whole text: nothing in it, not English, no line breaks. Linear.
pub fn check_text(document: &Document) -> Vec<Diagnostic> {
    let whole = Span::from_usize(0, document.text().len());
    if document.tokens().is_empty() {
        return vec![Diagnostic { span: whole, kind: DiagnosticKind::EmptyText }];
    }
    let mut remarks: Vec<Diagnostic> = document
        .paragraphs()
        .iter()
        .filter(|paragraph| paragraph.span.len() > HUGE_PARAGRAPH)
        .map(|paragraph| Diagnostic { span: paragraph.span, kind: DiagnosticKind::HugeParagraph })
        .collect();
    if !is_english(document) {
        remarks.push(Diagnostic { span: whole, kind: DiagnosticKind::NotEnglish });
    }
    remarks
}

fn is_english(document: &Document) -> bool {
    let (mut words, mut known) = (0usize, 0usize);
    for (position, token) in document.tokens().iter().enumerate() {
        if token.kind != TokenKind::Word {
            continue;
        }
        words += 1;
        let word = document.word(position);
        known += usize::from(
            word.len() <= LONGEST_FUNCTION_WORD && FUNCTION_WORDS.get_in_any_case(word).is_some(),
        );
        if words == SAMPLE {
            break;
        }
    }
    words < FEWEST_WORDS || known as f64 >= FEWEST_FUNCTION_WORDS * words as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use dixit_tokenizer::{Source, tokenize};

    fn check(text: &str, expected: &[DiagnosticKind]) {
        let document = tokenize(Source::new(text).unwrap());
        let kinds: Vec<_> = check_text(&document).into_iter().map(|remark| remark.kind).collect();
        assert_eq!(kinds, expected, "{:.60}", text);
    }

    #[test]
    fn english_is_fine() {
        check(&"The minister said that they would not go to the talks if it was raining. ".repeat(4), &[]);
    }

    #[test]
    fn german_french_and_spanish_are_told() {
        for text in [
            "Der Minister sagte, dass die Gespräche am Montag beginnen und mehrere Tage dauern würden, wenn alle kommen. ",
            "Le ministre a déclaré que les discussions commenceraient lundi et dureraient plusieurs jours si tout le monde vient. ",
            "El ministro dijo que las conversaciones empezarían el lunes y durarían varios días si todos los invitados vienen. ",
        ] {
            check(&text.repeat(3), &[DiagnosticKind::NotEnglish]);
        }
    }

    #[test]
    fn white_space_is_empty() {
        check("", &[DiagnosticKind::EmptyText]);
        check(" \n\t \n", &[DiagnosticKind::EmptyText]);
    }

    #[test]
    fn a_text_without_line_breaks_is_told() {
        check(&"The minister said that they would not go. ".repeat(3_000), &[DiagnosticKind::HugeParagraph]);
    }
}
