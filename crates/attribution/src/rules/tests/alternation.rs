//! Quotations without a reporting clause: whose they are by what stands before.
//!
//! In: texts, and what they say. Out: test results. Must not know: who the speakers are.

use super::check;

#[test]
fn question_and_answer_alternate() {
    check(
        "“I saw the car,” Dunn told the court.\n\n“How fast was it?” asked Mr Hale.\n\n“Fast.”\n\n“Faster than that?”",
        "direct Dunn | told | “I saw the car,”
         direct Mr Hale | asked | “How fast was it?”
         direct - | - | “Fast.”
         direct - | - | “Faster than that?”",
    );
    // Nobody asked: the speaker goes on, where it is long enough to be speech.
    check(
        "“Who saw it?” asked Mr Hale.\n\n“I saw the car,” Dunn told the court.\n\n“Fast.”",
        "direct Mr Hale | asked | “Who saw it?”
         direct Dunn | told | “I saw the car,”",
    );
}

#[test]
fn a_sentence_about_somebody_before() {
    check(
        "Vogt let the silence stretch. Then she walked to the window. “It was no rain.”",
        "direct she | - | “It was no rain.”",
    );
    check(
        "For Kofi Mensah, a plumber, it is simple. “I can’t afford it.”",
        "direct Kofi Mensah, a plumber | - | “I can’t afford it.”",
    );
    check("For weeks, it is simple. “I can’t afford it.”", super::NOTHING);
    check("Then the rain came. “I can’t afford it.”", super::NOTHING);
}

#[test]
fn who_asked_asks_on() {
    check(
        "“Is that his hand?” Mr Hale asked.\n\n“It looks like his,” Dunn said.\n\n“And did he change it?”\n\n“Every spring.”",
        "direct Mr Hale | asked | “Is that his hand?”
         direct Dunn | said | “It looks like his,”
         direct - | - | “And did he change it?”
         direct - | - | “Every spring.”",
    );
    check(
        "“Is that his hand?” Mr Hale asked.\n\n“It looks like his,” Dunn said.\n\n“Every spring.”",
        "direct Mr Hale | asked | “Is that his hand?”
         direct Dunn | said | “It looks like his,”",
    );
}

#[test]
fn who_answers_is_named_below() {
    let exchange = "It rained.\n\n“How often did you ring?” the lawyer asked.\n\n“Nine.”\n\n“You counted?”";
    check(
        &format!("{exchange}\n\n“My mother taught me,” Nwosu answered."),
        "direct the lawyer | asked | “How often did you ring?”
         direct - | - | “Nine.”
         direct - | - | “You counted?”
         direct Nwosu | answered | “My mother taught me,”",
    );
    check(
        &format!("{exchange}\n\n“No more questions,” the lawyer said."),
        "direct the lawyer | asked | “How often did you ring?”
         direct the lawyer | said | “No more questions,”",
    );
}
