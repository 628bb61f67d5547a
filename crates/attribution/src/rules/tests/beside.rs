//! Verbs right beside quotations that the tagger took for something else.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::{NOTHING, check};

#[test]
fn before_their_subject() {
    // `grumbles` was taken for a name, `cautions` for a noun, `quipped` for a participle.
    check(
        "“We were not asked,” grumbles Esteban Roy.",
        "direct Esteban Roy | grumbles | “We were not asked,”",
    );
    check(
        "“Six is an anecdote,” cautions Wim Hoekstra of the university, “and I have five.”",
        "direct Wim Hoekstra | cautions | “Six is an anecdote,” … “and I have five.”",
    );
    check(
        "“Then count again,” quipped council President Lyle Baptiste.",
        "direct council President Lyle Baptiste | quipped | “Then count again,”",
    );
    check("The words “a few lines of verse” replies to nobody.", NOTHING);
}

#[test]
fn after_their_subject() {
    // `luthier` was taken for a comparative, `shot` for a noun.
    check(
        "“I never signed it,” the 54-year-old luthier shot back.",
        "direct the 54-year-old luthier | shot back | “I never signed it,”",
    );
    check("“I never signed it,” Ruiz grumbles.", "direct Ruiz | grumbles | “I never signed it,”");
    check(
        "“I never signed it,” Lena Ruiz, a welder, replies as she leaves.",
        "direct Lena Ruiz, a welder | replies | “I never signed it,”",
    );
}

#[test]
fn after_marks_in_marks() {
    check(
        "“They told me, ‘Go home,’” grumbles Marta Lindqvist.",
        "direct Marta Lindqvist | grumbles | “They told me, ‘Go home,’”
         > direct They | told | ‘Go home,’",
    );
}

#[test]
fn before_the_quotation() {
    check("He jokes, “It never ends!”", "direct He | jokes | “It never ends!”");
    check("He loves a good joke, “It” and all.", NOTHING);
}

#[test]
fn verbs_of_two_words_before_their_subject() {
    check("“I should know,” chipped in Esteban Roy.", "direct Esteban Roy | chipped in | “I should know,”");
    check("The “old” chipped in the kiln.", NOTHING);
}

#[test]
fn verbs_that_name() {
    check("They left over what their union calls “a wage”.", "direct their union | calls | “a wage”");
    check("They left with the usual calls “to arms”.", NOTHING);
}
