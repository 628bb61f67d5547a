//! Quotations inside quotations.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::check;

#[test]
fn verb_before() {
    check(
        "“My supplier called and said, ‘The price is good,’” Vogt said.",
        "direct Vogt | said | “My supplier called and said, ‘The price is good,’”
         > direct My supplier | said | ‘The price is good,’",
    );
    check(
        "“He asked me, ‘Who pays?’” Vogt said.",
        "direct Vogt | said | “He asked me, ‘Who pays?’”
         > direct He | asked | ‘Who pays?’",
    );
    check(
        "“She wrote in the log, ‘No wind,’” Vogt said.",
        "direct Vogt | said | “She wrote in the log, ‘No wind,’”
         > direct She | wrote | ‘No wind,’",
    );
    check(
        "“The captain said: ‘No wind today.’ We left,” Vogt said.",
        "direct Vogt | said | “The captain said: ‘No wind today.’ We left,”
         > direct The captain | said | ‘No wind today.’",
    );
}

#[test]
fn verb_after() {
    check(
        "“‘Who pays?’ he asked, and I left,” Vogt said.",
        "direct Vogt | said | “‘Who pays?’ he asked, and I left,”
         > direct he | asked | ‘Who pays?’",
    );
}

#[test]
fn two_parts() {
    check(
        "“‘No wind,’ she writes, ‘and no tide,’” Vogt said.",
        "direct Vogt | said | “‘No wind,’ she writes, ‘and no tide,’”
         > direct she | writes | ‘No wind,’ … ‘and no tide,’",
    );
}

#[test]
fn names_and_words() {
    check("“We call it ‘the beast’,” Vogt said.", "direct Vogt | said | “We call it ‘the beast’,”");
    check("“The ‘old’ pier is closed,” Vogt said.", "direct Vogt | said | “The ‘old’ pier is closed,”");
    check(
        "“He left. ‘No wind’ is a song,” Vogt said.",
        "direct Vogt | said | “He left. ‘No wind’ is a song,”",
    );
}

#[test]
fn british_marks() {
    check(
        "‘My supplier said, “The price is good,”’ said Vogt.",
        "direct Vogt | said | ‘My supplier said, “The price is good,”’
         > direct My supplier | said | “The price is good,”",
    );
}

#[test]
fn used_to_say() {
    check(
        "“My grandmother used to say, ‘No wind, no bread,’” Vogt said.",
        "direct Vogt | said | “My grandmother used to say, ‘No wind, no bread,’”
         > direct My grandmother | say | ‘No wind, no bread,’",
    );
    check(
        "“They kept telling us, ‘No wind,’” Vogt said.",
        "direct Vogt | said | “They kept telling us, ‘No wind,’”
         > direct They | telling | ‘No wind,’",
    );
}

#[test]
fn inner_quotation_goes_on() {
    check(
        "“‘Go home,’ he told me. ‘There is nothing here,’” Vogt said.",
        "direct Vogt | said | “‘Go home,’ he told me. ‘There is nothing here,’”
         > direct he | told | ‘Go home,’ … ‘There is nothing here,’",
    );
}
