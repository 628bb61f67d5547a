//! Which words report, and in what form.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::{NOTHING, check};

#[test]
fn verbs_not_nouns() {
    check("Trump claims that the port is safe.", "indirect Trump | claims | that the port is safe");
    check("His claims were old.", NOTHING);
}

#[test]
fn noun_tags_that_are_verbs() {
    check(
        "Iyer, who binds books, estimates that the port is safe.",
        "indirect Iyer | estimates | that the port is safe",
    );
    check("The estimates that were published are old.", NOTHING);
}

#[test]
fn phrasal_verbs() {
    check("Vogt pointed out that the port was safe.", "indirect Vogt | pointed out | that the port was safe");
    check("Vogt made clear that the port was safe.", "indirect Vogt | made clear | that the port was safe");
    check("Vogt pointed at the port.", NOTHING);
}

#[test]
fn headlines() {
    check("Trump Says Deal Is Near", "indirect Trump | Says | Deal Is Near");
    check("Port Is Safe, Vogt Says", "indirect Vogt | Says | Port Is Safe");
}

#[test]
fn auxiliaries() {
    check("Vogt has said that the port was safe.", "indirect Vogt | has said | that the port was safe");
    check("Vogt did not say that the port was safe.", "indirect Vogt | did not say | that the port was safe");
    check(
        "Vogt would later say that the port was safe.",
        "indirect Vogt | would later say | that the port was safe",
    );
    check("Vogt is saying that the port is safe.", "indirect Vogt | is saying | that the port is safe");
}

#[test]
fn passives_have_no_speaker_before_them() {
    check("Vogt was told that the port was safe.", NOTHING);
    check("The port was said to be safe.", NOTHING);
    check("A plan praised by the mayor failed.", NOTHING);
}

#[test]
fn past_tense_tagged_as_participle() {
    check(
        "The secretary predicted that the port would open.",
        "indirect The secretary | predicted | that the port would open",
    );
    check("Vogt, called to the port, left.", NOTHING);
}

#[test]
fn infinitives() {
    check("Vogt came to say that the port was safe.", NOTHING);
    check("Vogt wants to say that the port is safe.", "indirect Vogt | wants | to say that the port is safe");
}
