//! Quotations that are paragraphs of their own, after a sentence about somebody.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::{NOTHING, check};

#[test]
fn after_the_paragraph_about_somebody() {
    check(
        "Okafor looked out over the rail.\n\n“It was spelled wrong.”",
        "direct Okafor | - | “It was spelled wrong.”",
    );
    check(
        "Okafor looked out over the rail.\n\n“It was spelled wrong.\n\n“So we waited.”",
        "direct Okafor | - | “It was spelled wrong. … “So we waited.”",
    );
    check("The room was full to the last seat.\n\n“Welcome to the show.”", NOTHING);
    check("Okafor’s silence was taken for a yes.\n\n“It was spelled wrong.”", NOTHING);
}

#[test]
fn who_is_asked_answers() {
    check(
        "Somebody asked whether he had seen the ball.\n\n“I heard it.”",
        "indirect Somebody | asked | whether he had seen the ball
         direct he | - | “I heard it.”",
    );
    check("Somebody asked about the ball.\n\n“I heard it.”", "indirect Somebody | asked about | the ball");
}

#[test]
fn headings_are_no_words_of_anybody() {
    check("Okafor sat down in the first row.\n\n‘Stories that last.’\n\nThe hall was full.", NOTHING);
    check(
        "Okafor sat down.\n\n\"I worry about the mills.\nJane Roe, economist.\"\n\nThe hall was full.",
        NOTHING,
    );
}

#[test]
fn the_reporter_asks_in_passing() {
    check(
        "Lind had bowled all day. Did her back hurt? “Which part of it?”",
        "direct her | - | “Which part of it?”",
    );
    check("And what had his brother wanted?\n\n“My parking space.”", "direct his | - | “My parking space.”");
    check("Was it lonely up there? “We shall see.”", NOTHING);
}

#[test]
fn the_last_paragraph_says_whose_it_is() {
    check(
        "In a statement, the council said it was proud.\n\n“For years we left.\n\n“No longer.” — Jane Roe, dean",
        "indirect the council | said | it was proud
         direct Jane Roe | - | “For years we left. … “No longer.”",
    );
    check(
        "Okafor looked up.\n\n“For years we left.\n\n“No longer.”",
        "direct Okafor | - | “For years we left. … “No longer.”",
    );
}
