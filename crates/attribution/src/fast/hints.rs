//! What the encoder of the `accurate` engine is told of a token besides its pieces.
//!
//! In: a [`Signal`]. Out: a few small numbers, each an entry of a table that is learnt with the encoder. Must not know: the encoder.

use super::signals::Signal;

/// How many hints a token has.
pub const HINTS: usize = 8;

/// How many values each hint can take; 0 is that of pieces that are no word's.
pub const HINT_VALUES: [usize; HINTS] = [17, 37, 9, 33, 32, 8, 32, 32];

/// The hints of a token: its shape, what the marks around it are, where in its sentence it stands, what the rules have it as, by which
/// pattern, what their nested statement has it as, how often it is a cue, its part of speech.
pub(super) fn hints(signal: &Signal) -> [u8; HINTS] {
    let quote = 1 + signal.quote + 4 * signal.quote_length;
    [
        1 + signal.shape,
        quote,
        signal.place,
        1 + signal.rule,
        1 + signal.pattern,
        1 + signal.nested,
        1 + signal.cue,
        1 + signal.pos,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fast::{Groups, Reading};
    use crate::{RuleEngine, find_quotes};
    use dixit_tokenizer::{Source, tokenize};

    #[test]
    fn hints_fit_their_tables() {
        let text = "BERLIN — “We wait,” Vogt said, calling it “a ruin”. “‘No,’ he told us,” Roe said. U.S. 5% of-it; (so)!\n\nROE: He knows that it rains, I think it was claimed.";
        let document = tokenize(Source::new(text).unwrap());
        let reading = Reading::new(&document, &find_quotes(&document), &RuleEngine::new(), &Groups::new());
        let hints = reading.hints();
        assert_eq!(hints.len(), document.tokens().len());
        for hint in &hints {
            assert!(
                hint.iter()
                    .zip(HINT_VALUES)
                    .all(|(value, values)| usize::from(*value) < values && *value > 0)
            );
        }
        // A name that the rules have as a source, outside of marks; and its cue.
        let at = |word: &str| (0..document.tokens().len()).find(|at| document.word(*at) == word).unwrap();
        assert!(hints[at("Vogt")][3] > 1 && hints[at("said")][3] > 1 && hints[at("rains")][1] == 1);
        assert!(hints[at("ruin")][1] > 1);
    }
}
