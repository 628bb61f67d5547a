//! A document as the encoder reads it: windows of whole paragraphs, or of the sentences that are asked about.
//!
//! In: [`Document`], the hints of its words. Out: [`Window`]s that hold every word asked about once, in order. Must not know: weights, labels.

use super::encoder::Window;
use super::pieces::{Pieces, pieces};
use crate::fast::HINTS;
use dixit_tokenizer::subword::SubwordTokenizer;
use dixit_tokenizer::{Document, Index, TokenRun};
use std::ops::Range;

/// A window holds this many pieces beside its `[CLS]` and its last `[SEP]`; the encoder has places for two more.
const MOST_PIECES: usize = 254;

/// The entries of a vocabulary that are no text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Special {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) unknown: u32,
}

impl Special {
    /// Those that BERT's vocabularies have.
    pub(super) fn of(tokenizer: &SubwordTokenizer) -> Option<Self> {
        let [start, end, unknown] = ["[CLS]", "[SEP]", "[UNK]"].map(|entry| tokenizer.id_of(entry));
        Some(Self { start: start?, end: end?, unknown: unknown? })
    }
}

/// The sentences of a document that are asked about; those that follow one another in a paragraph together. Near-linear.
pub(super) fn runs(document: &Document, asked: &[bool]) -> Vec<TokenRun> {
    let mut runs: Vec<TokenRun> = Vec::new();
    let paragraph = |run: TokenRun| document.paragraph_of(run.start());
    for (sentence, _) in document.sentences().iter().zip(asked).filter(|(_, asked)| **asked) {
        let tokens = sentence.tokens;
        match runs.last_mut() {
            Some(run) if run.end() == tokens.start() && paragraph(*run) == paragraph(tokens) => {
                *run = TokenRun::new(run.start()..tokens.end());
            }
            _ => runs.push(tokens),
        }
    }
    runs
}

/// The windows of some [`runs`]. They are packed in order; one too long for a window is cut before a sentence, or, where there is none,
/// before a word. Linear.
pub(super) fn windows(
    tokenizer: &SubwordTokenizer,
    special: Special,
    document: &Document,
    hints: &[[u8; HINTS]],
    runs: &[TokenRun],
) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    let mut room = 0;
    for run in runs {
        let words = pieces(tokenizer, document, *run, special.unknown);
        for part in parts(document, *run, &words) {
            let ids = words.of(&part);
            if windows.is_empty() || ids.len() + 1 > room {
                windows.push(Window {
                    pieces: vec![special.start],
                    hints: vec![[0; HINTS]],
                    heads: Vec::new(),
                });
                room = MOST_PIECES;
            }
            room = room.saturating_sub(ids.len() + 1);
            let Some(window) = windows.last_mut() else { continue };
            for word in part {
                window.heads.push(u32::try_from(window.pieces.len()).unwrap_or(u32::MAX));
                window.pieces.extend(words.of(&(word..word + 1)));
                let hint = hints.get(run.start() + word).copied().unwrap_or_default();
                window.hints.resize(window.pieces.len(), hint);
            }
            window.pieces.push(special.end);
            window.hints.push([0; HINTS]);
        }
    }
    windows
}

/// The words of a run that a window can hold at a time.
fn parts(document: &Document, run: TokenRun, words: &Pieces) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut first = 0;
    let begins = |word: usize| {
        let token = run.start() + word;
        document.sentences()[document.sentence_of(token).to_usize()].tokens.start() == token
    };
    while words.of(&(first..words.heads.len())).len() > MOST_PIECES {
        let fit = (first + 1..=words.heads.len())
            .take_while(|end| words.of(&(first..*end)).len() <= MOST_PIECES)
            .last();
        let fit = fit.unwrap_or(first + 1);
        let cut = (first + 1..fit).rev().find(|word| begins(*word)).unwrap_or(fit);
        parts.push(first..cut);
        first = cut;
    }
    if first < words.heads.len() {
        parts.push(first..words.heads.len());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use dixit_tokenizer::{Source, tokenize};

    /// A tokenizer that knows letters alone, so that a word has as many pieces as letters.
    fn letters() -> SubwordTokenizer {
        let mut vocabulary = String::from(r#""[PAD]":0,"[UNK]":1,"[CLS]":2,"[SEP]":3"#);
        for (at, letter) in ('a'..='z').chain(['.', '“', '”', ',']).enumerate() {
            vocabulary += &format!(r###","{letter}":{},"##{letter}":{}"###, 2 * at + 4, 2 * at + 5);
        }
        let json = format!(
            r###"{{"version":"1.0","truncation":null,"padding":null,"added_tokens":[],"normalizer":{{"type":"BertNormalizer","clean_text":true,
            "handle_chinese_chars":true,"strip_accents":null,"lowercase":true}},"pre_tokenizer":{{"type":"BertPreTokenizer"}},"post_processor":null,
            "decoder":null,"model":{{"type":"WordPiece","unk_token":"[UNK]","continuing_subword_prefix":"##","max_input_chars_per_word":100,
            "vocab":{{{vocabulary}}}}}}}"###
        );
        SubwordTokenizer::from_json(json.as_bytes()).unwrap()
    }

    /// The windows of a text as words, `/` between windows. `ask` tells which sentences are asked about.
    fn check(text: &str, ask: impl Fn(usize) -> bool, expected: &str) {
        let tokenizer = letters();
        let special = Special::of(&tokenizer).unwrap();
        let document = tokenize(Source::new(text).unwrap());
        let asked: Vec<bool> = (0..document.sentences().len()).map(ask).collect();
        let runs = runs(&document, &asked);
        let hints: Vec<[u8; HINTS]> = (0..document.tokens().len()).map(|at| [at as u8; HINTS]).collect();
        let windows = windows(&tokenizer, special, &document, &hints, &runs);
        let mut words = runs.iter().flat_map(|run| run.to_range());
        let shown = windows.iter().map(|window| {
            assert!(window.pieces.len() <= MOST_PIECES + 2 && window.hints.len() == window.pieces.len());
            assert_eq!((window.pieces[0], window.pieces.last()), (special.start, Some(&special.end)));
            let mut shown = String::new();
            for head in &window.heads {
                let word = words.next().unwrap();
                assert_eq!(window.hints[*head as usize], [word as u8; HINTS]);
                shown += document.word(word);
                shown.push(' ');
            }
            shown
        });
        assert_eq!(shown.collect::<Vec<_>>().join("/ "), expected);
        assert_eq!(words.next(), None, "every word asked about is in a window");
    }

    #[test]
    fn paragraphs_share_a_window() {
        check("He said so.\n\nShe did.", |_| true, "He said so . She did . ");
    }

    #[test]
    fn only_what_is_asked_about_is_read() {
        check("He said so. It rains. She did.\n\nNo.", |at| at % 2 == 0, "He said so . She did . ");
        check("He said so.", |_| false, "");
    }

    #[test]
    fn a_long_paragraph_is_cut_before_a_sentence() {
        let long = "He said so then. ".repeat(30);
        // Thirteen pieces a sentence: nineteen fit.
        let sentences = |count: usize| "He said so then . ".repeat(count);
        check(&long, |_| true, &format!("{}/ {}", sentences(19), sentences(11)));
    }

    #[test]
    fn a_sentence_without_end_is_cut_before_a_word() {
        let long = "word ".repeat(100);
        check(&long, |_| true, &format!("{}/ {}", "word ".repeat(63), "word ".repeat(37)));
    }

    #[test]
    fn a_word_has_at_most_so_many_pieces() {
        let tokenizer = letters();
        let document = tokenize(Source::new("abcdefghijklmnopqrstuvwxyz is \u{1} Ω.").unwrap());
        let all = TokenRun::new(0..document.tokens().len());
        let found = pieces(&tokenizer, &document, all, 1);
        assert_eq!(found.heads.len(), document.tokens().len(), "every word has a first piece");
        assert_eq!(found.of(&(0..1)).len(), 12);
    }
}
