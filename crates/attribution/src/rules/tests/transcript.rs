//! Transcripts and interviews.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::{NOTHING, check};

#[test]
fn labels() {
    check(
        "GREER: We wait.\n\nBESSENT: So do I.\n\nGREER: Good.",
        "direct GREER | - | We wait.
         direct BESSENT | - | So do I.
         direct GREER | - | Good.",
    );
    check(
        "MS. LEAVITT: We wait.\n\nTHE PRESIDENT: So do I.\n\nInterviewer: Good.",
        "direct MS. LEAVITT | - | We wait.
         direct THE PRESIDENT | - | So do I.
         direct Interviewer | - | Good.",
    );
}

#[test]
fn question_and_answer() {
    check(
        "Q: Who pays?\n\nA: Nobody yet.\n\nQ: Why?\n\nA: Ask the council.",
        "direct Q | - | Who pays?
         direct A | - | Nobody yet.
         direct Q | - | Why?
         direct A | - | Ask the council.",
    );
}

#[test]
fn fewer_than_three_labels() {
    check("The result: nobody came.\n\nLISBON: The rain went on.", NOTHING);
}

#[test]
fn an_exchange_in_an_article() {
    let around = "The council met in the old hall, where Vogt and Lind sat side by side.\n\n".repeat(9);
    check(
        &format!("{around}MARTA LIND: Will you go?\n\nVOGT: No.\n\nLIND: Why?\n\n{around}"),
        "direct MARTA LIND | - | Will you go?
         direct VOGT | - | No.
         direct LIND | - | Why?",
    );
    // Neither names nor an exchange.
    let lists = "WINNERS: The bakers won.\n\nLOSERS: The millers lost.\n\nVOTES: They were few.\n\n";
    check(&format!("{around}{lists}{around}"), NOTHING);
    check(
        &format!("{around}VOGT: He sat.\n\n{around}LIND: She sat.\n\n{around}VOGT: He left.\n\n{around}"),
        NOTHING,
    );
}

#[test]
fn several_paragraphs() {
    check(
        "GREER: We wait.\n\nThen we go, all of us.\n\nBESSENT: So do I.\n\nGREER: Good.",
        "direct GREER | - | We wait. … Then we go, all of us.
         direct BESSENT | - | So do I.
         direct GREER | - | Good.",
    );
}

#[test]
fn stage_directions() {
    check(
        "GREER: We wait. (Laughter.)\n\nBESSENT: So do I.\n\nGREER: (Pause.) Good.",
        "direct GREER | - | We wait.
         direct BESSENT | - | So do I.
         direct GREER | - | (Pause.) Good.",
    );
}

#[test]
fn narration_between_turns() {
    check(
        "GREER: We wait.\n\nBESSENT: So do I.\n\nThe ministry said the port was safe.\n\nGREER: Good.",
        "direct GREER | - | We wait.
         direct BESSENT | - | So do I.
         indirect The ministry | said | the port was safe
         direct GREER | - | Good.",
    );
    check(
        "GREER: We wait.\n\nMy union told me so.\n\nBESSENT: So do I.\n\nGREER: Good.",
        "direct GREER | - | We wait. … My union told me so.
         direct BESSENT | - | So do I.
         direct GREER | - | Good.",
    );
}

#[test]
fn lists_are_no_turns() {
    check("Witness: Babatunde Olaniyan\n\nClerk: Ana Ferreira\n\nPlace: Lisbon", NOTHING);
}

#[test]
fn quotations_inside_turns() {
    check(
        "GREER: He said, “No wind.”\n\nBESSENT: So do I.\n\nGREER: Good.",
        "direct GREER | - | He said, “No wind.”
         > direct He | said | “No wind.”
         direct BESSENT | - | So do I.
         direct GREER | - | Good.",
    );
}

#[test]
fn congressional_record() {
    check(
        "Mr. GREER. We wait.\n\nSenator ALDOUS. So do I.\n\nThe Chairman. Thank you.\n\nMr. GREER. Good.",
        "direct Mr. GREER | - | We wait.
         direct Senator ALDOUS | - | So do I.
         direct The Chairman | - | Thank you.
         direct Mr. GREER | - | Good.",
    );
}

#[test]
fn white_house_questions() {
    check(
        "Q    Is citrus closed?\n\nMR. GREER: Not yet.\n\nQ    Why?\n\nMR. GREER: Ask the council.",
        "direct Q | - | Is citrus closed?
         direct MR. GREER | - | Not yet.
         direct Q | - | Why?
         direct MR. GREER | - | Ask the council.",
    );
}

#[test]
fn surname_after_the_full_name() {
    check(
        "Mark Odell: We wait.\n\nAna Ferreira: So do I.\n\nOdell: Good.",
        "direct Mark Odell | - | We wait.
         direct Ana Ferreira | - | So do I.
         direct Odell | - | Good.",
    );
}

#[test]
fn stage_direction_in_its_own_paragraph() {
    check(
        "GREER: We wait.\n\n(Laughter.)\n\nThen we go, all of us.\n\nBESSENT: So do I.\n\nGREER: Good.",
        "direct GREER | - | We wait. … Then we go, all of us.
         direct BESSENT | - | So do I.
         direct GREER | - | Good.",
    );
}

#[test]
fn one_question_with_its_answer() {
    check(
        "Q. Who pays?\n\nA. Nobody yet.",
        "direct Q. | - | Who pays?
         direct A. | - | Nobody yet.",
    );
}

#[test]
fn labels_with_brackets() {
    check(
        "MORI: We wait.\n\nKENJI MORI (farmer): So do I.\n\nMORI: Good.",
        "direct MORI | - | We wait.
         direct KENJI MORI (farmer) | - | So do I.
         direct MORI | - | Good.",
    );
}

#[test]
fn figures_are_no_words() {
    check("GREER: 547.\n\nBESSENT: 1,046.\n\nVOGT: 46.", NOTHING);
    check(
        "GREER: No.\n\nBESSENT: 46 of them.\n\nVOGT: Why?",
        "direct GREER | - | No.
         direct BESSENT | - | 46 of them.
         direct VOGT | - | Why?",
    );
}

#[test]
fn labels_after_an_opening_mark() {
    check(
        "“GREER: We wait.\n\n“BESSENT: So do I.\n\n“Then we go.\n\n“GREER: Good.”\n\nThe port was closed.",
        "direct GREER | - | We wait.
         direct BESSENT | - | So do I. … “Then we go.
         direct GREER | - | Good.”",
    );
    check(
        "\"GREER: We wait.\"\n\n\"BESSENT: So do I.\"\n\n\"GREER: Good.\"\n\nThe port was closed.",
        "direct GREER | - | We wait.\"
         direct BESSENT | - | So do I.\"
         direct GREER | - | Good.\"",
    );
    check(
        "GREER: “We wait.”\n\nBESSENT: “So do I.”\n\nGREER: We call it “the wait.”\n\nMy port was closed.",
        "direct GREER | - | “We wait.”
         direct BESSENT | - | “So do I.”
         direct GREER | - | We call it “the wait.” … My port was closed.",
    );
    // A quotation that begins with words before a colon.
    check(
        "“Listen: We wait,” Greer said.\n\n“Remember: So do I,” Greer said.\n\n“Look: Good,” Greer said.",
        "direct Greer | said | “Listen: We wait,”
         direct Greer | said | “Remember: So do I,”
         direct Greer | said | “Look: Good,”",
    );
}

#[test]
fn an_exchange_inside_one_pair_of_marks() {
    check(
        "\"GREER: We wait.\n\nBESSENT: So do I.\n\nGREER: Good.\"\n\nMy port was closed.",
        "direct GREER | - | We wait.
         direct BESSENT | - | So do I.
         direct GREER | - | Good.\"",
    );
}

#[test]
fn below_the_last_answer_the_reporter_goes_on() {
    check(
        "Q: Why?\n\nA: I like it.\n\nAt the gate he bends to listen. “E flat,” he says.",
        "direct Q | - | Why?
         direct A | - | I like it.
         direct he | says | “E flat,”",
    );
    check(
        "Q: Why?\n\nA: I like it.\n\n“No,” he said to me. I stayed.",
        "direct Q | - | Why?
         direct A | - | I like it. … “No,” he said to me. I stayed.
         > direct he | said | “No,”",
    );
}

#[test]
fn a_label_alone_heads_what_stands_below() {
    check(
        "ANN ROE, HOST:\n\nThere are few left.\n\nBO LUND, BYLINE: It is late.\n\nROE: Thank you.",
        "direct ANN ROE, HOST | - | There are few left.
         direct BO LUND, BYLINE | - | It is late.
         direct ROE | - | Thank you.",
    );
    check("Contents:\n\nThere are few left.\n\nIt is late.\n\nThank you.", NOTHING);
}

#[test]
fn both_speak() {
    let start = "Q: Who?\n\nTeo: I do.\n\nBram: So do I.\n\nTeo: Yes.";
    let turns = "direct Q | - | Who?
         direct Teo | - | I do.
         direct Bram | - | So do I.
         direct Teo | - | Yes.";
    check(
        &format!("Teo and Bram draw.\n\n{start}\n\nBoth: Which one?"),
        &format!("{turns}\n         direct Both | - | Which one?"),
    );
    check("Both: A cup of flour.\n\nIt is late.\n\nThe soup is warm.", NOTHING);
}
