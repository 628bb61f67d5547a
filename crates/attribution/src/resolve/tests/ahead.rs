//! Cases of people and bodies that are described before they are named.
//!
//! In: marked texts. Out: test results. Must not know: how statements are found.

use super::check;

#[test]
fn a_headline_means_whom_the_text_names() {
    check(
        "[Analyst] says rates will fall\n\nRates will fall soon, [Jane Roe, an analyst at Acme,] said.\n\nThey rose in May.",
        &["Jane Roe"; 2],
    );
    check(
        "[NHS chief] says winter is hard\n\nThe head of the service is worried.\n\nIn an interview [Jane Roe] said it was late.",
        &["Jane Roe"; 2],
    );
    // Somebody named in the headline is another.
    check(
        "[London’s mayor] rebuffs Jim Doe on rents\n\nRents rise.\n\n[Jim Doe] said he was sorry.",
        &["London’s mayor*", "Jim Doe"],
    );
    // Somebody with an office of her own.
    check(
        "[Man] says he ran from dogs\n\nHe ran far.\n\nThe dogs are safe, [Police Chief Jane Roe] said.",
        &["Man*", "Jane Roe"],
    );
}

#[test]
fn an_indefinite_description_leads_up_to_a_name() {
    check(
        "A quiet town\n\n[A retired plumber] said it rained.\n\n“It was wet,” [Jane Roe, a plumber from Ohio,] said.",
        &["Jane Roe"; 2],
    );
    check(
        "A quiet town\n\n[A lawmaker in Ohio] said it rained.\n\n“It was wet,” [Rep. Jane Roe] said.",
        &["Jane Roe"; 2],
    );
    check(
        "A quiet town\n\n[A woman who fell] said it rained.\n\n“It was wet,” [Jane Roe] said.",
        &["Jane Roe"; 2],
    );
    // Anybody may be an official.
    check(
        "A quiet town\n\n[An official] said it rained.\n\n“It was wet,” [Jane Roe] said.",
        &["official*", "Jane Roe"],
    );
    // Somebody introduced as something else.
    check(
        "A quiet town\n\n[A plumber] said it rained.\n\n“It was wet,” [Jane Roe, a baker,] said.",
        &["plumber*", "Jane Roe"],
    );
}

#[test]
fn an_indefinite_body_leads_up_to_its_name() {
    check(
        "A quiet town\n\n[A climate group] said it rained.\n\nTarnfield Action was founded in May.",
        &["Tarnfield Action"],
    );
    check(
        "A quiet town\n\n[A climate group] said it rained.\n\nIt rained on Tarnfield Action in May.",
        &["climate group*"],
    );
}
