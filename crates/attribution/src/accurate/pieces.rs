//! Words as pieces.
//!
//! In: the words of a paragraph. Out: [`Pieces`]: vocabulary ids, and where each word's begin. Must not know: weights, labels.

use dixit_tokenizer::subword::SubwordTokenizer;
use dixit_tokenizer::{Document, Index, TokenRun};
use std::ops::Range;

/// No word has more pieces than this: what an address goes on with tells nothing, and a window must hold any word.
const MOST_PIECES: usize = 12;

/// The pieces of a run of words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pieces {
    /// Ids in the vocabulary.
    pub ids: Vec<u32>,
    /// For each word the position of its first piece; every word has one.
    pub heads: Vec<u32>,
}

impl Pieces {
    /// The pieces of some words.
    pub(super) fn of(&self, words: &Range<usize>) -> &[u32] {
        let at = |word: usize| self.heads.get(word).map_or(self.ids.len(), |head| *head as usize);
        self.ids.get(at(words.start)..at(words.end)).unwrap_or_default()
    }
}

/// Cuts words into pieces. A word of none, such as a control character, is one `unknown` piece. Linear.
pub fn pieces(tokenizer: &SubwordTokenizer, document: &Document, run: TokenRun, unknown: u32) -> Pieces {
    let mut found = Pieces::default();
    let encoded = tokenizer.encode(document, run);
    let mut rest = encoded.as_slice();
    for token in run.to_range() {
        found.heads.push(u32::try_from(found.ids.len()).unwrap_or(u32::MAX));
        let own = rest.iter().take_while(|piece| piece.token.to_usize() == token).count();
        let (of_word, after) = rest.split_at(own);
        rest = after;
        match of_word {
            [] => found.ids.push(unknown),
            _ => found.ids.extend(of_word.iter().take(MOST_PIECES).map(|piece| piece.id)),
        }
    }
    found
}
