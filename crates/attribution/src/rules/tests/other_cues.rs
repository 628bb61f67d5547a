//! Cues that are no verbs.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::{NOTHING, check};

#[test]
fn according_to() {
    check("According to Reuters, the deal is close.", "indirect Reuters | According to | the deal is close");
    check(
        "The deal, according to Reuters, is close.",
        "indirect Reuters | according to | The deal … is close",
    );
    check("The deal is close, according to Reuters.", "indirect Reuters | according to | The deal is close");
    check(
        "The deal is close, according to Reuters, which saw the text.",
        "indirect Reuters | according to | The deal is close",
    );
}

#[test]
fn in_the_words_of() {
    check(
        "The deal, in the words of one delegate, is close.",
        "indirect one delegate | in the words of | The deal … is close",
    );
    check(
        "In the words of one delegate, the deal is close.",
        "indirect one delegate | In the words of | the deal is close",
    );
    check("The words of one delegate were clear.", NOTHING);
}

#[test]
fn as_somebody_put_it() {
    check("As Powell put it, the talks were candid.", "indirect Powell | put it | the talks were candid");
    check("The talks were candid, as Powell said.", "indirect Powell | said | The talks were candid");
    check("As Okafor put it, “Nobody was asked.”", "direct Okafor | put it | “Nobody was asked.”");
    check(
        "The talks, as the mayor put it, were candid.",
        "indirect the mayor | put it | The talks … were candid",
    );
    check("Vogt waved as Powell put it down.", NOTHING);
}

#[test]
fn nouns() {
    check(
        "The council heard Greer’s reminder that tariffs are separate.",
        "indirect Greer’s | reminder | that tariffs are separate",
    );
    check(
        "The council welcomed their promise to keep working.",
        "indirect their | promise | to keep working",
    );
    check(
        "The union’s promise to keep working was welcomed.",
        "indirect The union’s | promise | to keep working",
    );
    check("The reminder that Greer sent was short.", NOTHING);
    check("His fear of heights is known.", NOTHING);
    check("Its claim that tariffs are separate is old.", NOTHING);
}

#[test]
fn adjectives() {
    check(
        "The bank chief is confident that prices will fall.",
        "indirect The bank chief | is confident | that prices will fall",
    );
    check(
        "Vogt was not convinced that prices would fall.",
        "indirect Vogt | was not convinced | that prices would fall",
    );
    check(
        "Vogt has been optimistic that prices would fall.",
        "indirect Vogt | has been optimistic | that prices would fall",
    );
    check(
        "Vogt is determined to keep the port open.",
        "indirect Vogt | is determined | to keep the port open",
    );
    check("It is certain that prices will fall.", NOTHING);
    check("Vogt is confident.", NOTHING);
}

#[test]
fn according_to_and_a_quotation() {
    check("According to Vogt, the pier is “a ruin.”", "mixed Vogt | According to | the pier is “a ruin.”");
}

#[test]
fn nouns_of_a_possessor_only() {
    check("Its promise to keep working was old.", NOTHING);
    check(
        "Vogt repeated his warning that the pier was old.",
        "indirect Vogt | repeated his warning | that the pier was old",
    );
}

#[test]
fn as_somebody_said_some_day() {
    check(
        "As the president said last week, the talks were candid.",
        "indirect the president | said last week | the talks were candid",
    );
    check(
        "As Powell said on Monday, the talks were candid.",
        "indirect Powell | said on Monday | the talks were candid",
    );
}

#[test]
fn a_quotation_after_its_source() {
    check(
        "It is wide and, according to a plaque by the gate, “the finest bath in the west”.",
        "direct a plaque | according to | “the finest bath in the west”",
    );
    check(
        "It is wide, according to a plaque that says “the finest”.",
        "indirect a plaque | according to | It is wide
         direct a plaque | says | “the finest”",
    );
}

#[test]
fn in_own_words() {
    check(
        "The result, in the minister’s words, is “a mess.”",
        "mixed the minister’s | words | The result … is “a mess.”",
    );
    check("The result is, in his own words, “a mess.”", "direct his | words | “a mess.”");
    check("In other words, the result was poor.", NOTHING);
    check("In the minister’s words there was regret.", NOTHING);
}
