//! Cases of the sentence stage: a paragraph, and its sentences with ` | ` between.

use super::*;
use crate::word::find_words;

fn check(text: &str, expected: &str) {
    let mut tokens = Vec::new();
    find_words(text, 0..text.len(), &mut tokens);
    let mut sentences = Vec::new();
    let mut start = 0;
    find_sentences(text, &tokens, |end| {
        sentences.push(&text[tokens[start].span.start().to_usize()..tokens[end - 1].span.end().to_usize()]);
        start = end;
    });
    assert_eq!(sentences.join(" | "), expected);
}

/// The text is one sentence.
fn check_one(text: &str) {
    check(text, text);
}

#[test]
fn lists_are_sorted() {
    assert!(OPENERS.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(REPORTING.windows(2).all(|pair| pair[0] < pair[1]));
}

#[test]
fn plain_ends() {
    check("He left. She stayed! Did they? Yes.", "He left. | She stayed! | Did they? | Yes.");
    check("No end", "No end");
    check("", "");
}

#[test]
fn abbreviations_inside_a_sentence() {
    check_one("The U.S. President met Gen. Mark Milley on Nov. 5 with J.D. Vance and George W. Bush.");
    check_one(
        "Apple Inc. shares fell 2.5 percent at 4 p.m. Monday, i.e. before Jan. 20, said Sen. John Thune, R-S.D.",
    );
    check_one("Shares of J.P. Morgan & Co. rose on Tues. after Fed Chair Jerome H. Powell spoke.");
    check_one("It was No. 5 in Brown v. Board, c. 1954.");
}

#[test]
fn abbreviations_at_the_end() {
    check(
        "He lives in the U.S. He left at 5 p.m. The end.",
        "He lives in the U.S. | He left at 5 p.m. | The end.",
    );
    check("It is run by Acme Inc. But not well.", "It is run by Acme Inc. | But not well.");
    check("made in the U.S. “We left,” he said.", "made in the U.S. | “We left,” he said.");
    check_one("Gen. The-Lanh Nguyen spoke.");
}

#[test]
fn quoted_questions_stay_with_their_speaker() {
    check_one("“Is it over?” he asked.");
    check_one("“Is it over?” Trump asked.");
    check_one("\"Is it over?\" Sen. John Thune asked.");
    check_one("``Never!'' said Mr. Trump.");
    check("“Is it over?” Nobody in the room knew.", "“Is it over?” | Nobody in the room knew.");
}

#[test]
fn quoted_statements_end() {
    check("“It’s over.” He left.", "“It’s over.” | He left.");
    check("“It’s over,” he said. “Go.”", "“It’s over,” he said. | “Go.”");
    check("\"Go. Now.\" He left. \"Why?\"", "\"Go. | Now.\" | He left. | \"Why?\"");
    check(
        "''Go,'' he said. ''Now. At once.'' They left.",
        "''Go,'' he said. | ''Now. | At once.'' | They left.",
    );
    check("He said ‘Go.’ Then ‘Stop.’", "He said ‘Go.’ | Then ‘Stop.’");
    check("Er sagte: „Geh.“ Dann ging er.", "Er sagte: „Geh.“ | Dann ging er.");
}

#[test]
fn datelines_open_the_first_sentence() {
    check(
        "WASHINGTON — The deal is off. Both sides left.",
        "WASHINGTON — The deal is off. | Both sides left.",
    );
    check_one("LONDON (Reuters) - The deal is off.");
    check_one("ST. LOUIS, Mo. — The deal is off.");
    check_one("WASHINGTON, D.C. -- The deal is off.");
    check_one("BEIJING, Feb. 5 (AP) — The deal is off.");
}

#[test]
fn brackets_and_notes_stay_with_their_sentence() {
    check("(He left.) She stayed. [He did.] (No!)", "(He left.) | She stayed. | [He did.] | (No!)");
    check("He left.[3] She stayed. [4] So did I.", "He left.[3] | She stayed. [4] | So did I.");
    check_one("He (why?) left.");
}

#[test]
fn ellipses() {
    check_one("He waited ... and left.");
    check_one("It was … Bessent who said it, and I … I left.");
    check("He waited… The door opened.", "He waited… | The door opened.");
    check("They left. … She asked me.", "They left. | … She asked me.");
    check_one("“… The end is near.”");
}

#[test]
fn odd_marks() {
    check_one("Yahoo! said it would, and Jeb! was there.");
    check("See https://a.org/b.html. It works.", "See https://a.org/b.html. | It works.");
    check("He left.She stayed.", "He left. | She stayed.");
    check("1. The first. 2. The second.", "1. The first. | 2. The second.");
    check("It fell. iPhone sales rose.", "It fell. | iPhone sales rose.");
    check("Really?! Yes!!", "Really?! | Yes!!");
    check("他走了。她留下。", "他走了。 | 她留下。");
}
