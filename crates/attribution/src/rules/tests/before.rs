//! Reporting clauses before quotations.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::{NOTHING, check};

#[test]
fn an_aside_between_clause_and_quotation() {
    check(
        "Clement initially said in the spring, when the story broke, “I did not send any of it.”",
        "direct Clement | said | “I did not send any of it.”",
    );
    check("Clement came in the spring, when the story broke, “I did not send any of it.”", NOTHING);
}

#[test]
fn after_an_article_nothing_is_a_verb() {
    check(
        "“To be honest,” said Bianchi with a shrug, “I’d forgotten about it.”",
        "direct Bianchi | said | “To be honest,” … “I’d forgotten about it.”",
    );
    check(
        "Bianchi shrugged, “I’d forgotten about it.”",
        "direct Bianchi | shrugged | “I’d forgotten about it.”",
    );
}

#[test]
fn in_the_words_of() {
    check(
        "In the words of one resident: “It stinks.”",
        "direct one resident | In the words of | “It stinks.”",
    );
    check("In the rooms of one resident: “It stinks.”", NOTHING);
}

#[test]
fn label_after_a_dash() {
    check(
        "Pollsters agree – Lena Vogt: “One lesson was a simple one.”",
        "direct Lena Vogt | - | “One lesson was a simple one.”",
    );
    check(
        "Pollsters agree, Lena Vogt said: “One lesson was a simple one.”",
        "direct Lena Vogt | said | “One lesson was a simple one.”",
    );
}

#[test]
fn the_subject_that_a_participle_leaves_out() {
    check(
        "Vogt noted that the mayor taught law, adding: “I know a little about this.”",
        "indirect Vogt | noted | that the mayor taught law
         direct Vogt | adding | “I know a little about this.”",
    );
    check(
        "When he returned he began by saying, “I don’t think it’s right.”",
        "direct he | saying | “I don’t think it’s right.”",
    );
}

#[test]
fn who_quotes_is_not_who_speaks() {
    check(
        "They wrote, and I’m quoting, “A schedule is forthcoming.”",
        "direct They | wrote | “A schedule is forthcoming.”",
    );
    check(
        "They wrote, and she’s quoting, “A schedule is forthcoming.”",
        "direct she | quoting | “A schedule is forthcoming.”",
    );
}

#[test]
fn whose_shout_others_hear() {
    check(
        "Neighbors reported hearing a man shouting, “Get back!”",
        "indirect Neighbors | reported | hearing a man shouting
         direct a man | shouting | “Get back!”",
    );
    check("Neighbors met a man, shouting, “Get back!”", "direct Neighbors | shouting | “Get back!”");
}

#[test]
fn a_verb_that_opens_the_sentence() {
    check("Said Nair: “I’d rather not.”", "direct Nair | Said | “I’d rather not.”");
    check("Boats: “I’d rather not.”", NOTHING);
}

#[test]
fn whose_a_participle_is() {
    check(
        "Some followers shoved a guard, with Roe reportedly yelling: “Get him out!”",
        "direct Roe | yelling | “Get him out!”",
    );
    check(
        "Vogt held up a banner saying, “Bakers against the levy.”",
        "direct a banner | saying | “Bakers against the levy.”",
    );
    check("Vogt took to the radio saying, “We are done here.”", "direct Vogt | saying | “We are done here.”");
    check(
        "Vogt met with the mayor, saying, “We are done here.”",
        "direct Vogt | saying | “We are done here.”",
    );
}
