//! A document as the encoder reads it: windows of whole paragraphs.
//!
//! In: [`Document`], the hints of its words. Out: [`Window`]s that hold every word once, in order. Must not know: weights, labels.

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

/// The windows of the paragraphs of a document that are asked about. Paragraphs are packed in order; one too long for a window is cut before a sentence, or, where there is
/// none, before a word. Linear.
pub(super) fn windows(
    tokenizer: &SubwordTokenizer,
    special: Special,
    document: &Document,
    hints: &[[u8; HINTS]],
    asked: &[bool],
) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    let mut room = 0;
    for (paragraph, _) in document.paragraphs().iter().zip(asked).filter(|(_, asked)| **asked) {
        let words = pieces(tokenizer, document, paragraph.tokens, special.unknown);
        for part in parts(document, paragraph.tokens, &words) {
            let ids = words.of(&part);
            if windows.is_empty() || ids.len() + 1 > room {
                let start =
                    Window { pieces: vec![special.start], hints: vec![[0; HINTS]], heads: Vec::new() };
                windows.push(start);
                room = MOST_PIECES;
            }
            room = room.saturating_sub(ids.len() + 1);
            let Some(window) = windows.last_mut() else { continue };
            for word in part {
                window.heads.push(u32::try_from(window.pieces.len()).unwrap_or(u32::MAX));
                let ids = words.of(&(word..word + 1));
                window.pieces.extend(ids);
                let hint = hints.get(paragraph.tokens.start() + word).copied().unwrap_or_default();
                window.hints.resize(window.pieces.len(), hint);
            }
            window.pieces.push(special.end);
            window.hints.push([0; HINTS]);
        }
    }
    windows
}

/// The words of a paragraph that a window can hold at a time.
fn parts(document: &Document, paragraph: TokenRun, words: &Pieces) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut first = 0;
    let begins = |word: usize| {
        let token = paragraph.start() + word;
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
