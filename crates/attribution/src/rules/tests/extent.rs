//! Where indirect content ends.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::check;

#[test]
fn end_of_sentence() {
    check("Vogt said the port was safe. It rained.", "indirect Vogt | said | the port was safe");
    check(
        "Vogt said the port was safe “for now.” It rained.",
        "mixed Vogt | said | the port was safe “for now.”",
    );
}

#[test]
fn but() {
    check(
        "Vogt said the port was safe, but declined to say more.",
        "indirect Vogt | said | the port was safe
         indirect Vogt | declined | to say more",
    );
    check("Vogt said the port was safe, but she left.", "indirect Vogt | said | the port was safe");
    check(
        "Vogt said the plan was not to stop, but rather to start.",
        "indirect Vogt | said | the plan was not to stop, but rather to start",
    );
}

#[test]
fn remarks_of_the_reporter() {
    check("Vogt said the port was safe, which nobody believed.", "indirect Vogt | said | the port was safe");
    check("Vogt said the port was safe, although it was closed.", "indirect Vogt | said | the port was safe");
    check(
        "Vogt said the port was safe, while the pier was closed.",
        "indirect Vogt | said | the port was safe",
    );
    check(
        "Vogt said the port which was closed was safe.",
        "indirect Vogt | said | the port which was closed was safe",
    );
}

#[test]
fn semicolon() {
    check("Vogt said the port was safe; it was closed.", "indirect Vogt | said | the port was safe");
}

#[test]
fn adding() {
    check(
        "Vogt said the port was safe, adding that the pier was old.",
        "indirect Vogt | said | the port was safe
         indirect Vogt | adding | that the pier was old",
    );
    check("Vogt said the port was safe, being old.", "indirect Vogt | said | the port was safe, being old");
}

#[test]
fn and_another_says() {
    check(
        "Vogt said the port was safe, and Okafor said the pier was old.",
        "indirect Vogt | said | the port was safe
         indirect Okafor | said | the pier was old",
    );
    check(
        "Vogt said the port was safe, and the pier was old.",
        "indirect Vogt | said | the port was safe, and the pier was old",
    );
    check(
        "Vogt promised to keep the port open, and the ships came.",
        "indirect Vogt | promised | to keep the port open",
    );
}

#[test]
fn and_the_same_one_says() {
    check(
        "Vogt said the port was safe and promised to keep it open.",
        "indirect Vogt | said | the port was safe
         indirect Vogt | promised | to keep it open",
    );
    check(
        "Vogt said the port was safe and the pier was old.",
        "indirect Vogt | said | the port was safe and the pier was old",
    );
}

#[test]
fn relative_clause() {
    check(
        "Judge Roe, who had promised to be brief, was not.",
        "indirect Judge Roe | had promised | to be brief",
    );
    check("Vogt promised to be brief, as always.", "indirect Vogt | promised | to be brief, as always");
}

#[test]
fn trailing_clause_of_another() {
    check(
        "Vogt promised to be brief, Okafor said.",
        "indirect Okafor | said | Vogt promised to be brief
         > indirect Vogt | promised | to be brief",
    );
    check(
        "Vogt said the port was safe, according to Okafor.",
        "indirect Okafor | according to | Vogt said the port was safe
         > indirect Vogt | said | the port was safe",
    );
}

#[test]
fn quotation_marks_bound_nested_contents() {
    check(
        "“Okafor said the port was safe. We wait,” Vogt said.",
        "direct Vogt | said | “Okafor said the port was safe. We wait,”
         > indirect Okafor | said | the port was safe",
    );
}

#[test]
fn participles_that_report() {
    check(
        "Vogt called the pier old, describing it as “a ruin.”",
        "indirect Vogt | called | the pier old
         mixed Vogt | describing | it as “a ruin.”",
    );
}

#[test]
fn which_within_the_content() {
    check(
        "Vogt said the pier, which was hit nine times, would go.",
        "indirect Vogt | said | the pier, which was hit nine times, would go",
    );
}

#[test]
fn trailing_clause_with_a_time() {
    check(
        "Vogt promised to be brief, Okafor said on Tuesday.",
        "indirect Okafor | said | Vogt promised to be brief
         > indirect Vogt | promised | to be brief",
    );
}
