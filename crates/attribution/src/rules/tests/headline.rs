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
fn headings_in_the_text() {
    check(
        "‘It was deep,’ Ann Lind said.\n\n‘We lost it all in a night’\n\n‘We lost it all in a night,’ said Jane Roe.",
        "direct Ann Lind | said | ‘It was deep,’
         direct Jane Roe | - | ‘We lost it all in a night’
         direct Jane Roe | said | ‘We lost it all in a night,’",
    );
    // A paragraph that ends in a stop is no heading.
    check(
        "‘It was deep,’ Ann Lind said.\n\n‘We lost it all in a night that year.’\n\n‘It was late,’ said Jane Roe.",
        "direct Ann Lind | said | ‘It was deep,’
         direct - | - | ‘We lost it all in a night that year.’
         direct Jane Roe | said | ‘It was late,’",
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
