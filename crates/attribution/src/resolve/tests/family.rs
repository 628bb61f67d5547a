//! Cases of people with one surname: who is meant, and who belongs to whom.
//!
//! In: marked texts. Out: test results. Must not know: how mentions are found.

use super::check;

/// A headline and two paragraphs: a bare surname there may be anybody’s.
const LEAD: &str = "Long swims\n\nBy Ada Moreno\n\nIt rained.\n\n";

#[test]
fn whoever_is_introduced_is_meant() {
    let wait = "\n\nIt rained on.\n\nIt rained all day.\n\n[Rosa Marsh], her mother, said so.";
    check(
        &format!("{LEAD}Thea Marsh swam.\n\nIt was late.\n\nNobody came.\n\n“So did I,” said [Marsh].{wait}"),
        &["Thea Marsh", "Rosa Marsh"],
    );
    // A headline names people whom the text introduces below.
    check("[Marsh] said so.\n\nThea Marsh swam.\n\nRosa Marsh slept.", &["Thea Marsh / Rosa Marsh?"]);
}

#[test]
fn another_courtesy_is_another_person() {
    let both = format!("{LEAD}Nora Roe drove. Her daughter Kit Roe read.\n\n");
    let ms = "“It is,” [Ms. Roe] said.\n\n";
    check(
        &format!("{both}Kit Roe came. {ms}[Mrs. Roe] said so. [Ms. Roe] smiled."),
        &["Kit Roe", "Nora Roe", "Kit Roe"],
    );
    // A doctor may be called Ms.
    check(&format!("{both}Kit Roe came. “It is,” [Ms. Roe] said. [Dr. Roe] smiled."), &["Kit Roe"; 2]);
}

#[test]
fn who_replies_is_the_other() {
    let both = format!("{LEAD}Jane Roe met Neil Roe.\n\n“It is,” [Neil Roe] said.\n\n");
    check(&format!("{both}“It is not,” [Cllr Roe] replied."), &["Neil Roe", "Jane Roe"]);
    check(&format!("{both}“It is,” [Cllr Roe] said."), &["Neil Roe"; 2]);
    check(&format!("{both}“It is not,” [Mr. Roe] replied."), &["Neil Roe"; 2]);
}

#[test]
fn a_pronoun_beside_a_surname_tells_whose_it_is() {
    let both = format!("{LEAD}Jane Roe met Neil Roe.\n\n“It is,” [Neil Roe] said.\n\n");
    check(&format!("{both}[Cllr Roe], asked as she left, said no."), &["Neil Roe", "Jane Roe"]);
    check(&format!("{both}[Cllr Roe] said she was wrong."), &["Neil Roe"; 2]);
}
