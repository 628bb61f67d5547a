//! Quotations whose speaker is named without a verb: by a noun, a dash, a colon. In: sentences. Out: their readings. Must not know:
//! who the speakers are.

use super::{NOTHING, check};

#[test]
fn replies_of_somebody() {
    check("Her answer: “Ask the river.”", "direct Her | answer | “Ask the river.”");
    check("Greer’s verdict was blunt: “Rubbish.”", "direct Greer’s | verdict | “Rubbish.”");
    check("The answer: “Forty-two”.", NOTHING);
}

#[test]
fn replies_after_the_quotation() {
    check("“Nobody told us,” came a voice from the back.", "direct - | came a voice | “Nobody told us,”");
    check("“No,” was the reply.", "direct - | was the reply | “No,”");
    check("“No,” was on the ballot.", NOTHING);
}

#[test]
fn all_she_would_say() {
    check("“No,” was all she would say.", "direct she | say | “No,”");
    check("“We’ll see,” is how she put it.", "direct she | put | “We’ll see,”");
    check("“Like a tooth out” is how Roe remembers it.", "direct Roe | remembers | “Like a tooth out”");
    check("“The Long Road” is how it began.", NOTHING);
}

#[test]
fn passives_are_no_adjectives() {
    check("Audiences can be encouraged to stay.", NOTHING);
    check(
        "The chair is concerned that inflation will rise.",
        "indirect The chair | is concerned | that inflation will rise",
    );
}

#[test]
fn descriptions_before_a_colon() {
    check(
        "A hand-lettered sign put it another way: “One mat, one vote.”",
        "direct A hand-lettered sign | - | “One mat, one vote.”",
    );
    check("With a shrug, Okafor: “Count again.”", "direct Okafor | - | “Count again.”");
    check("A song: “Red River.”", NOTHING);
}

#[test]
fn nouns_for_words() {
    check("His answer was “No, and do not ask again.”", "direct His | answer | “No, and do not ask again.”");
    check("His answer was “brief” at best.", NOTHING);
    check("“Count again,” was Okafor’s verdict.", "direct Okafor’s | verdict | “Count again,”");
    check("“Count again,” was Okafor’s third film.", NOTHING);
    check("The message from Okafor: “Count again.”", "direct Okafor | message | “Count again.”");
}

#[test]
fn labels_with_times_and_senders() {
    check("11:02 Lena Vogt: “It is a raffle, no more.”", "direct Lena Vogt | - | “It is a raffle, no more.”");
    check(
        "More from Lena Vogt: “Judge me in five years.”",
        "direct Lena Vogt | - | “Judge me in five years.”",
    );
    check(
        "A tram from Lena Vogt’s street: “Judge me in five years.”",
        "direct A tram from Lena Vogt’s street | - | “Judge me in five years.”",
    );
}

#[test]
fn the_subject_of_the_sentence_before_a_colon() {
    check("Both used the same phrase, a day and a mile apart: “Pick one.”", "direct Both | - | “Pick one.”");
    check("In the Lords, “a decade of dithering” was over.", NOTHING);
    check(
        "In the Lords, “a decade’s dithering” was how Lena Vogt characterised it.",
        "direct Lena Vogt | characterised | “a decade’s dithering”",
    );
}

#[test]
fn the_reporter_asks_and_answers() {
    check("Vogt’s verdict? “Rubbish, all of it.”", "direct Vogt’s | verdict | “Rubbish, all of it.”");
    check("What was Vogt’s verdict? “Rubbish, all of it.”", NOTHING);
    check("“No comment,” was all that Lena Vogt would offer.", "direct Lena Vogt | offer | “No comment,”");
}

#[test]
fn replies_with_a_number_in_them() {
    check("“Robbed,” was his one-word verdict.", "direct his | verdict | “Robbed,”");
    check("“Robbed,” came her answer.", "direct her | answer | “Robbed,”");
    check("“Robbed,” was the one-word verdict on the wall.", NOTHING);
}

#[test]
fn here_is_somebody() {
    check(
        "Here’s Okafor in December 1992: “Our new course must rest on more.”",
        "direct Okafor | - | “Our new course must rest on more.”",
    );
    check("Here’s the thing: nobody came.", NOTHING);
}
