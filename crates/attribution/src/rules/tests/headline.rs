//! Quotations in headlines, and by things that carry words.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::{NOTHING, check};

#[test]
fn the_text_says_whose_they_are() {
    check(
        "‘HE HAD MY HADDOCK’: Gran’s fury\n\n‘He had my haddock,’ said Jane Roe.",
        "direct Jane Roe | - | ‘HE HAD MY HADDOCK’
         direct Jane Roe | said | ‘He had my haddock,’",
    );
    // Nobody says so again.
    check(
        "‘ORCHARD OF THE GLASS’: A review\n\n‘He had my haddock,’ said Jane Roe.",
        "direct Jane Roe | said | ‘He had my haddock,’",
    );
}

#[test]
fn things_that_carry_words() {
    check(
        "A bumper sticker on half the trucks has its own view. “I would rather be rationed.”",
        "direct A bumper sticker on half the trucks | - | “I would rather be rationed.”",
    );
    check("A truck with a loud horn has its own view. “I would rather be rationed.”", NOTHING);
}
