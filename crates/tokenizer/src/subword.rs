//! Subwords for neural engines (feature `subword`).
//!
//! In: a `tokenizer.json` and the words of a [`Document`]. Out: [`Piece`]s, each inside the word it belongs to. Must not
//! know: what a model does with them.
//!
//! Words are given to the subword tokenizer one by one, as it was fed when such models are trained to label words
//! ("pre-tokenized input"); so a piece never spans two words, and its place in the original is known exactly, whatever
//! the tokenizer normalizes.
//!
//! ```
//! use dixit_tokenizer::subword::SubwordTokenizer;
//! use dixit_tokenizer::{Run, Source, tokenize};
//!
//! # let json: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/wordpiece.json"));
//! let tokenizer = SubwordTokenizer::from_json(json)?; // the bytes of a `tokenizer.json`
//! let document = tokenize(Source::new("Bessent said so.")?);
//! let all = Run::new(0..document.tokens().len());
//! for piece in tokenizer.encode(&document, all) {
//!     let word = document.token_text(piece.token);
//!     assert!(word.contains(document.slice(piece.span)));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::{Document, Index, Span, TokenId, TokenRun};
use std::fmt;
use tokenizers::{EncodeInput, InputSequence};

/// Ugaritic letters, which hardly a vocabulary holds and no normalizer deletes: whether they encode shows whether unknown
/// words do.
const PROBE: &str = "\u{1038b}\u{10380}";

/// A subword.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub id: u32,
    /// The bytes of the original text that it stands for, on character boundaries. Two pieces of one character (bytes
    /// of an emoji) have the same span.
    pub span: Span,
    /// The word that it is part of.
    pub token: TokenId,
}

/// A subword tokenizer, loaded once and shared: encoding takes `&self` and starts no threads.
pub struct SubwordTokenizer {
    inner: tokenizers::Tokenizer,
}

impl SubwordTokenizer {
    /// Loads the JSON form that Hugging Face tokenizers write. Its truncation and padding are switched off: how long an
    /// input may be is the engine's to decide. Its special tokens are not recognised in text.
    ///
    /// # Errors
    /// [`SubwordErrorKind::Malformed`], [`SubwordErrorKind::NoUnknown`].
    pub fn from_json(json: &[u8]) -> Result<Self, SubwordError> {
        let malformed = |error: tokenizers::Error| SubwordError {
            kind: SubwordErrorKind::Malformed,
            detail: error.to_string(),
        };
        let mut inner = tokenizers::Tokenizer::from_bytes(json).map_err(malformed)?;
        inner.with_truncation(None).map_err(malformed)?;
        inner.with_padding(None);
        inner.set_encode_special_tokens(true);
        if let Err(error) = inner.encode(PROBE, false) {
            return Err(SubwordError { kind: SubwordErrorKind::NoUnknown, detail: error.to_string() });
        }
        Ok(Self { inner })
    }

    /// The pieces of a run of words, in order. A word may have none, where the tokenizer's normalizer deletes all of it
    /// (a control character). Linear in the number of words; what one word costs is the tokenizer's affair.
    pub fn encode(&self, document: &Document, run: TokenRun) -> Vec<Piece> {
        let words: Vec<&str> = run.ids().map(|id| document.token_text(id)).collect();
        let input = EncodeInput::Single(InputSequence::from(words.as_slice()));
        // Loading has shown that unknown words encode, which is all that could fail.
        let Ok(encoding) = self.inner.encode(input, false) else { return Vec::new() };
        let mut pieces = Vec::with_capacity(encoding.len());
        let places = encoding.get_word_ids().iter().zip(encoding.get_offsets());
        for (id, (word, offsets)) in encoding.get_ids().iter().zip(places) {
            let Some(position) = word.map(|word| run.start() + word as usize) else { continue };
            let Some(token) = document.tokens().get(position) else { continue };
            let (start, end) = on_boundaries(document.slice(token.span), *offsets);
            let at = token.span.start().to_usize();
            let span = Span::from_usize(at + start, at + end);
            pieces.push(Piece { id: *id, span, token: TokenId::from_usize(position) });
        }
        pieces
    }

    /// The number of a vocabulary entry, such as `[CLS]`.
    pub fn id_of(&self, entry: &str) -> Option<u32> {
        self.inner.token_to_id(entry)
    }

    /// The vocabulary entry of a number.
    pub fn entry(&self, id: u32) -> Option<String> {
        self.inner.id_to_token(id)
    }

    /// How many vocabulary entries there are, added ones included.
    pub fn vocabulary_len(&self) -> usize {
        self.inner.get_vocab_size(true)
    }
}

impl fmt::Debug for SubwordTokenizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SubwordTokenizer({} entries)", self.vocabulary_len())
    }
}

/// Widens offsets in a word to whole characters, so that slicing with them is always right.
fn on_boundaries(word: &str, (start, end): (usize, usize)) -> (usize, usize) {
    let mut end = end.min(word.len());
    let mut start = start.min(end);
    while !word.is_char_boundary(start) {
        start -= 1;
    }
    while !word.is_char_boundary(end) {
        end += 1;
    }
    (start, end)
}

/// Why bytes are no [`SubwordTokenizer`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubwordError {
    kind: SubwordErrorKind,
    detail: String,
}

/// The kinds of [`SubwordError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SubwordErrorKind {
    /// Not the JSON of a tokenizer.
    Malformed,
    /// The vocabulary has no entry for unknown words, so that some text could not be encoded.
    NoUnknown,
}

impl SubwordError {
    /// What went wrong.
    pub fn kind(&self) -> SubwordErrorKind {
        self.kind
    }
}

impl fmt::Display for SubwordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            SubwordErrorKind::Malformed => write!(f, "not a tokenizer's JSON: {}", self.detail),
            SubwordErrorKind::NoUnknown => {
                write!(f, "the tokenizer cannot encode unknown words: {}", self.detail)
            }
        }
    }
}

impl std::error::Error for SubwordError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Run, Source, tokenize};

    const WORDPIECE: &[u8] = include_bytes!("../testdata/wordpiece.json");
    const BYTE_BPE: &[u8] = include_bytes!("../testdata/bytebpe.json");

    fn pieces_of(json: &[u8], text: &str) -> (Document, Vec<Piece>, SubwordTokenizer) {
        let tokenizer = SubwordTokenizer::from_json(json).unwrap();
        let document = tokenize(Source::new(text).unwrap());
        let pieces = tokenizer.encode(&document, Run::new(0..document.tokens().len()));
        for piece in &pieces {
            assert!(document.tokens()[piece.token.to_usize()].span.contains(piece.span), "{piece:?}");
            assert!(
                document.text().get(piece.span.to_range()).is_some_and(|text| !text.is_empty()),
                "{piece:?}"
            );
        }
        assert!(pieces.windows(2).all(|pair| pair[0].token <= pair[1].token));
        (document, pieces, tokenizer)
    }

    /// The original text of each piece, words parted by spaces, pieces by `|`.
    fn check(json: &[u8], text: &str, expected: &str) {
        let (document, pieces, _) = pieces_of(json, text);
        let words = document.tokens().iter().enumerate().map(|(position, _)| {
            let of_word = pieces.iter().filter(|piece| piece.token.to_usize() == position);
            of_word.map(|piece| document.slice(piece.span)).collect::<Vec<_>>().join("|")
        });
        assert_eq!(words.collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn lower_casing_keeps_the_original_places() {
        check(WORDPIECE, "“The Trade,” HE said.", "“ The Trade , ” HE said .");
    }

    #[test]
    fn stripped_accents_keep_the_original_places() {
        check(WORDPIECE, "Naïve cafés", "Naïve café|s");
        check(WORDPIECE, "Nai\u{308}ve.", "Nai\u{308}ve .");
    }

    #[test]
    fn a_word_that_the_subwords_split_stays_one_word() {
        check(WORDPIECE, "trade-trading in the U.S.", "trade|-|t|r|a|d|ing i|n the U|.|S|.");
        check(WORDPIECE, "don’t 👋", "d|o|n|’|t 👋");
    }

    #[test]
    fn byte_pieces_widen_to_their_character() {
        check(BYTE_BPE, "the é", "the é|é|é");
        check(BYTE_BPE, "“👋”", "“|“ 👋|👋|👋|👋|👋 ”|”");
    }

    #[test]
    fn pieces_of_a_byte_level_word_are_its_bytes() {
        check(BYTE_BPE, "He said the", "H|H|e said the");
    }

    #[test]
    fn special_entries_are_no_text() {
        let (_, pieces, tokenizer) = pieces_of(WORDPIECE, "[SEP] [CLS]");
        let special = [tokenizer.id_of("[SEP]"), tokenizer.id_of("[CLS]")];
        assert!(pieces.iter().all(|piece| !special.contains(&Some(piece.id))));
    }

    #[test]
    fn a_run_keeps_document_positions() {
        let tokenizer = SubwordTokenizer::from_json(WORDPIECE).unwrap();
        let document = tokenize(Source::new("He said. The trade.").unwrap());
        let second = document.sentences()[1];
        let pieces = tokenizer.encode(&document, second.tokens);
        assert_eq!(pieces.first().map(|piece| piece.token), Some(TokenId::from_usize(3)));
        assert!(pieces.iter().all(|piece| second.span.contains(piece.span)));
    }

    #[test]
    fn bad_json_is_an_error() {
        assert_eq!(SubwordTokenizer::from_json(b"{}").unwrap_err().kind(), SubwordErrorKind::Malformed);
        assert_eq!(SubwordTokenizer::from_json(b"").unwrap_err().kind(), SubwordErrorKind::Malformed);
        let no_unknown = String::from_utf8_lossy(WORDPIECE).replace("\"[UNK]\":", "\"[other]\":");
        let error = SubwordTokenizer::from_json(no_unknown.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), SubwordErrorKind::NoUnknown);
    }
}
