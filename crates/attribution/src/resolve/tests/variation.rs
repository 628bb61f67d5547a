//! Cases of people in other words, and of who asks and who answers.
//!
//! In: marked texts. Out: test results. Must not know: how statements are found.

use super::check;

#[test]
fn where_somebody_is_from() {
    check("Pep Arrua fumed. “Never,” [the Argentine] raged.", &["Pep Arrua"]);
    check("“My feet,” [Tsegaye Wolde] said. “Never,” grinned [the Ethiopian].", &["Tsegaye Wolde"; 2]);
    // Several.
    check("Pep Arrua fumed. “Never,” [the British] said.", &["British*"]);
}

#[test]
fn called_so_once_called_so_again() {
    check(
        "[Yasmin Farouk] said no. “No,” [the chemist] said. John Doe came. Ann Roe fell. “Yes,” [the chemist] said.",
        &["Yasmin Farouk"; 3],
    );
}

#[test]
fn who_asks_in_passing() {
    check("Lucia Fenn sighed. When a fan asked what was next, [she] said it was late.", &["Lucia Fenn"]);
    check("Lucia Fenn fell. Asked by a reporter what was next, [she] said it was late.", &["Lucia Fenn"]);
    // The sentence is about the fan.
    check("A fan wept. [She] said it was late.", &["fan*"]);
}

#[test]
fn roles_around_names() {
    check("[Bank of England policymaker Sarah Kerr] said so.", &["Sarah Kerr"]);
    check(
        "[Ingrid Roe] said so.\n\nHer neighbour, the retired dentist John Doe, is not sure. “No,” [he] said.",
        &["Ingrid Roe", "John Doe"],
    );
}

#[test]
fn who_a_letter_is_from() {
    check("I have a letter from the Harbour Council. [It] says all is well.", &["Harbour Council"]);
    check("I have a friend on the moon. [It] says all is well.", &["-"]);
}

#[test]
fn what_stands_around_a_name() {
    check("[Toby Frayne KC] said so. [Frayne] said more.", &["Toby Frayne"; 2]);
    check("[PC Wendy Mottram] said so. [PC World] said more.", &["Wendy Mottram", "PC World"]);
    check("[A baker called Edward] said so. [He] left.", &["Edward"; 2]);
}

#[test]
fn who_writes_in() {
    check("[A reader, Edward,] said so. [He] left.", &["Edward"; 2]);
    check("SkyBridge Airlines said no. [The carrier] said so.", &["SkyBridge Airlines"]);
    check("SkyBridge Airlines said no. [The charity] said so.", &["charity*"]);
}

#[test]
fn somebody_himself_acts() {
    check(
        "“It was no answer, Mr. Doe,” [John Roe] said.\n\nIn the end Jim Doe himself took the stand. He was asked twice. “Yes,” [he] said.",
        &["John Roe", "Jim Doe"],
    );
    check("Roe wept. The town forgave [Jim Roe]. “Yes,” [he] said.", &["Jim Roe", "Jim Roe"]);
}

#[test]
fn a_body_speaks_of_itself() {
    check("Tarn Kovacs said it was sorry. [The company] said no more.", &["Tarn Kovacs"]);
    check("Tarn Kovacs said he was sorry. [The company] said no more.", &["company*"]);
}

#[test]
fn the_other_of_two() {
    let sisters = "Inés Quintana and Marisol Quintana own the boat. ";
    check(
        &format!("{sisters}[Inés Quintana] said it was late. “It was early,” said [her sister]."),
        &["Inés Quintana", "Marisol Quintana"],
    );
    check(
        "Gunnar Roe met his aunt, Beatriz Roe. [Beatriz Roe] said no. [Her nephew] said yes.",
        &["Beatriz Roe", "Gunnar Roe"],
    );
    check("[Hugo Doe] said no. Jane Roe waited. [Her predecessor] said yes.", &["Hugo Doe", "Hugo Doe"]);
    // A third one, or nobody of the name.
    check(
        &format!("{sisters}Rosa Quintana cooks. [Inés Quintana] said no. [Her sister] said yes."),
        &["Inés Quintana", "Her sister*"],
    );
    check("Jane Roe waited. [Ann Doe] said no. [Her sister] said yes.", &["Ann Doe", "Her sister*"]);
}
