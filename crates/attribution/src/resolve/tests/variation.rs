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

#[test]
fn what_somebody_said_it_in_is_theirs() {
    check(
        "[Acme Corp.] said in a brief statement it was sorry. “Sorry,” [the statement] read.",
        &["Acme Corp."; 2],
    );
    check("[Jane Roe] wrote in a memorandum dated May 6. “No,” [the memorandum] goes on.", &["Jane Roe"; 2]);
    check("Jane Roe kept a diary of storms. [The entry for 9 May] reads: “Gale.”", &["Jane Roe"]);
    check(
        "Osei Roe, the governor’s counsel, who drafted the law, wrote in a memorandum that it was late.\n\n“No,” [the memorandum] goes on.",
        &["Osei Roe"],
    );
    // Of another thing, or long ago.
    check(
        "[Acme Corp.] said in a statement it was sorry. “Sorry,” [the sign] read.",
        &["Acme Corp.", "sign*"],
    );
    check(
        "[Acme Corp.] said in a statement it was sorry. A. b. It rained. It snowed. It rained. It hailed. It rained. It froze. It rained. “Sorry,” [the statement] read.",
        &["Acme Corp.", "statement*"],
    );
}

#[test]
fn bodies_by_the_end_of_their_names() {
    check(
        "The Marlow County Sheriff’s Office came. [The sheriff’s office] said no.",
        &["Marlow County Sheriff’s Office"],
    );
    check("Roe’s Office Supplies came. [The sheriff’s office] said no.", &["sheriff’s office*"]);
    check(
        "The company, Pacific Harvest Foods, was late. Pacific Harvest was sold. [Pacific Harvest] said no. [The company] said more.",
        &["Pacific Harvest Foods"; 2],
    );
    // A paper is nobody’s company.
    check(
        "By Ann Roe\nCoastal Press\n\nFish wait. [The company] said no.\n\nCoastal Press helped.",
        &["company*"],
    );
}

#[test]
fn captains_of_clubs() {
    check(
        "Saltmere led by captain Tidy’s goal. Marcus Tidy limped. “No,” said [the Saltmere captain].",
        &["Marcus Tidy"],
    );
    check(
        "Saltmere led by owner Tidy’s goal. Marcus Tidy limped. “No,” said [the Penbury captain].",
        &["Penbury captain*"],
    );
}

#[test]
fn honorifics_in_brackets() {
    check(
        "[The President of the Guild, Chief (Mrs.) Comfort Etukudo,] said no. [Etukudo] left.",
        &["Comfort Etukudo"; 2],
    );
    check("[Hon. (Mrs.) Grace Amadi-Teke] said no.", &["Grace Amadi-Teke"]);
}

#[test]
fn offices_for_a_field() {
    check(
        "They praised the Commissioner for Trade, Dr. Adaeze Nwosu, at noon. [The commissioner] said no.",
        &["Adaeze Nwosu"],
    );
    check("[The Larkin Center for Justice] said no.", &["Larkin Center for Justice"]);
}

#[test]
fn ships_of_saints() {
    check(
        "In the lounge of the Saint Sunniva, Beathag Rendall waits. [She] said it was late.",
        &["Beathag Rendall"],
    );
    check("Saint Teresa waits. [She] said it was late.", &["Teresa"]);
}

#[test]
fn names_before_a_comma_at_the_start() {
    check("[Kalvex, the largest company,] said no. [It] left.", &["Kalvex"; 2]);
    check("[Grocers, the largest group,] said no.", &["Grocers*"]);
}

#[test]
fn wider_words_for_a_title() {
    check("State Sen. Jane Roe fell. [The lawmaker] said no.", &["Jane Roe"]);
    check("Detective Inspector Jane Roe fell. [The detective] said no.", &["Jane Roe"]);
    check("Rovers coach Jane Roe fell. [The Rovers manager] said no.", &["Jane Roe"]);
    check("Prime Minister Jane Roe fell. [The premier] said no.", &["Jane Roe"]);
    check("Acme CEO Jane Roe fell. [The chief executive] said no.", &["Jane Roe"]);
    // Two of the kind, none of it, and nobody whom an official must be.
    check("Sen. Jane Roe fell. Sen. Ann Lind ran. [The lawmaker] said no.", &["lawmaker*"]);
    check("Sgt. Jane Roe fell. [The lawmaker] said no.", &["lawmaker*"]);
    check("Mayor Jane Roe fell. [The official] said no.", &["official*"]);
    check("Trade Commissioner Jane Roe fell. [The chief executive] said no.", &["chief executive*"]);
}

#[test]
fn bodies_by_what_they_are() {
    check("Oxfam shut two shops. [The charity] said no.", &["Oxfam"]);
    check("Northumbria Police shut two roads. [The force] said no.", &["Northumbria Police"]);
    check("Acme shut two roads. [The force] said no.", &["force*"]);
    check("The World Health Organization met. [The WHO] said no.", &["World Health Organization"]);
}

#[test]
fn majesties_are_no_names() {
    check("[His Royal Majesty] said no.", &["His Royal Majesty*"]);
    check("[Majesty Roe] said no.", &["Majesty Roe"]);
}

#[test]
fn the_former_and_the_latter() {
    let two = "Peter Asante wants a bridge; Kofi Mensah wants a tunnel. ";
    check(
        &format!("{two}“It floods,” [the former] said. “It falls,” said [the latter]."),
        &["Peter Asante", "Kofi Mensah"],
    );
    check(&format!("{two}Ann Roe came. “It floods,” [the former mayor] said."), &["former mayor*"]);
}

#[test]
fn a_letter_is_whose_who_wrote() {
    check("Lena Ortiz wrote to Ann Roe in 1961. “Late,” [the letter] reads.", &["Lena Ortiz"]);
    check("Lena Ortiz went to Ann Roe in 1961. “Late,” [the letter] reads.", &["letter*"]);
}

#[test]
fn given_names_of_two_syllables() {
    check("Park Ji-hoon bakes. Park admitted it. “Only on Mondays,” [he] said.", &["Park Ji-hoon"]);
    // No surname that such a name follows: nobody knows what it is, and it can be `it`.
    check("Acme Co-op said it was late. “Only on Mondays,” [the company] said.", &["Acme Co-op"]);
}

#[test]
fn offices_by_what_somebody_does() {
    check(
        "Sigga Roe chairs the council. “Full,” said Jón Lind, a fisher. [The chair] said no.",
        &["Sigga Roe"],
    );
    check("Sigga Roe met the council. “Full,” said Jón Lind, a fisher. [The chair] said no.", &["chair*"]);
}

#[test]
fn the_new_one_took_over() {
    let change = "Chief Executive Dana Cole resigned, and Raj Patel took over. ";
    check(&format!("{change}[The new chief executive] said no."), &["Raj Patel"]);
    check(
        "Chief Executive Dana Cole came, and Raj Patel left. [The new chief executive] said no.",
        &["Dana Cole"],
    );
}

#[test]
fn the_elder_of_two() {
    check(
        "Owen Pratt, 61, is the elder; his brother Lyle Pratt keeps the books. [The older brother] said yes.",
        &["Owen Pratt"],
    );
    check(
        "Owen Pratt, 61, is the elder statesman; his friend Lyle Lind keeps the books. [The older man] said yes.",
        &["older man*"],
    );
}
