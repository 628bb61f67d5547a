//! Who is the subject of a verb.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::{NOTHING, check};

#[test]
fn names_with_titles() {
    check(
        "Trade Minister Ana Ferreira said the port was safe.",
        "indirect Trade Minister Ana Ferreira | said | the port was safe",
    );
    check("After the meeting Okafor said the port was safe.", "indirect Okafor | said | the port was safe");
    check(
        "The ministry’s spokesman Josh Lee said the port was safe.",
        "indirect The ministry’s spokesman Josh Lee | said | the port was safe",
    );
}

#[test]
fn prepositions_within_the_subject() {
    check(
        "A spokesman for the ministry said the port was safe.",
        "indirect A spokesman for the ministry | said | the port was safe",
    );
    check(
        "The head of the dockers’ union in Lisbon said the port was safe.",
        "indirect The head of the dockers’ union in Lisbon | said | the port was safe",
    );
}

#[test]
fn several_subjects() {
    check(
        "Both Greer and Bessent said the port was safe.",
        "indirect Both Greer and Bessent | said | the port was safe",
    );
    check(
        "Greer and Bessent said the port was safe.",
        "indirect Greer and Bessent | said | the port was safe",
    );
    check("Diop met Vogt and Okafor said the port was safe.", "indirect Okafor | said | the port was safe");
    check(
        "Neither Greer nor Bessent said the port was safe.",
        "indirect Neither Greer nor Bessent | said | the port was safe",
    );
}

#[test]
fn relative_clauses() {
    check("Cable, who replaced Farron, said the port was safe.", "indirect Cable | said | the port was safe");
    check("Cable, who said the port was safe, replaced Farron.", "indirect Cable | said | the port was safe");
    check(
        "Under the plan, Cable said, the port was safe.",
        "indirect Cable | said | Under the plan … the port was safe",
    );
}

#[test]
fn appositions() {
    check(
        "Hugh Hill, a doctor from Boise, Idaho, said the port was safe.",
        "indirect Hugh Hill, a doctor from Boise, Idaho | said | the port was safe",
    );
    check(
        "In Lisbon, Hugh Hill, a doctor, said the port was safe.",
        "indirect Hugh Hill, a doctor | said | the port was safe",
    );
    check(
        "Hugh Hill (Harbour Party) said the port was safe.",
        "indirect Hugh Hill | said | the port was safe",
    );
    check(
        "The mayor — an engineer — said the port was safe.",
        "indirect The mayor — an engineer | said | the port was safe",
    );
}

#[test]
fn time_between_subject_and_verb() {
    check("Okafor on Tuesday said the port was safe.", "indirect Okafor | said | the port was safe");
    check(
        "The ministry last week said the port was safe.",
        "indirect The ministry | said | the port was safe",
    );
}

#[test]
fn reflexives_and_pronouns() {
    check("Okafor himself said the port was safe.", "indirect Okafor himself | said | the port was safe");
    check("They said the port was safe.", "indirect They | said | the port was safe");
    check("There said a sign that the port was safe.", NOTHING);
}

#[test]
fn nouns_without_names() {
    check("Officials said the port was safe.", "indirect Officials | said | the port was safe");
    check("Some said the port was safe.", "indirect Some | said | the port was safe");
    check(
        "Others in the room said the port was safe.",
        "indirect Others in the room | said | the port was safe",
    );
    check("The three said the port was safe.", "indirect The three | said | the port was safe");
    check(
        "The departing minister said the port was safe.",
        "indirect The departing minister | said | the port was safe",
    );
}

#[test]
fn after_the_verb() {
    check("“We wait,” said Jane Roe of the panel.", "direct Jane Roe | said | “We wait,”");
    check("“We wait,” said the Bank of Lisbon.", "direct the Bank of Lisbon | said | “We wait,”");
    check("“We wait,” said Lee in an interview.", "direct Lee | said | “We wait,”");
    check(
        "“We wait,” said an official at the ministry.",
        "direct an official at the ministry | said | “We wait,”",
    );
    check("“We wait,” said Greer and Bessent.", "direct Greer and Bessent | said | “We wait,”");
}

#[test]
fn after_according_to() {
    check(
        "According to its secretary general, Xóchitl Barragán, the port was safe.",
        "indirect its secretary general, Xóchitl Barragán | According to | the port was safe",
    );
    check("According to Reuters, the port was safe.", "indirect Reuters | According to | the port was safe");
    check(
        "The port was safe, according to Jane Roe, an engineer.",
        "indirect Jane Roe, an engineer | according to | The port was safe",
    );
}

#[test]
fn one_of_them() {
    check("One of them said the port was safe.", "indirect One of them | said | the port was safe");
    check(
        "One of the inspectors said the port was safe.",
        "indirect One of the inspectors | said | the port was safe",
    );
}

#[test]
fn people_familiar_with() {
    check(
        "People familiar with the talks said the port was safe.",
        "indirect People familiar with the talks | said | the port was safe",
    );
    check(
        "Officials briefed on the plan said the port was safe.",
        "indirect Officials briefed on the plan | said | the port was safe",
    );
}

#[test]
fn adjectives_that_stand_for_people() {
    check("“I own no hat,” said the accused.", "direct the accused | said | “I own no hat,”");
    check("“It floods,” the latter said.", "direct the latter | said | “It floods,”");
    check("“It floods,” the former mayor said.", "direct the former mayor | said | “It floods,”");
}
