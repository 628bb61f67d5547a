//! Cases of descriptions that repeat what the text told of somebody.
//!
//! In: marked texts. Out: test results. Must not know: how mentions are found.

use super::check;

/// Two people, of whom one sells insurance.
const LEAD: &str =
    "It rained.\n\nJane Roe, who sells insurance in Eugene, came late. Mary Doe slept.\n\nIt rained on.\n\n";

#[test]
fn what_was_told_of_somebody_describes_her() {
    check(&format!("{LEAD}“No,” [the insurance agent] said."), &["Jane Roe"]);
    check(&format!("{LEAD}“No,” [the plumber’s agent] said."), &["plumber’s agent*"]);
    check(
        "Hugo Lind leads the marching band.\n\nMary Doe slept.\n\n“No,” [the bandleader] said.",
        &["Hugo Lind"],
    );
    check(
        "Hugo Lind sells boats these days.\n\nJohn Doe slept.\n\n“No,” said [the boat dealer].",
        &["Hugo Lind"],
    );
    check("Hugo Lind farms in Ohio.\n\nJohn Doe slept.\n\n“No,” said [the farmer].", &["Hugo Lind"]);
}

#[test]
fn others_of_a_kind_do_not() {
    check(
        "Hugo Lind told voters so.\n\nJohn Doe slept.\n\nIt rained.\n\n[A voter] came. “No,” said [the voter].",
        &["voter*", "voter*"],
    );
    check(
        "Hugo Lind sells boats.\n\nJohn Doe sells boats.\n\nIt rained. It rained on. It rained.\n\n[The boat dealer] said no.",
        &["boat dealer*"],
    );
}

#[test]
fn a_letter_says_what_its_writer_wrote() {
    let left = "Jane Roe died in May. She left a will, signed in 2004, and a sheet dated 2019.\n\n";
    check(&format!("{left}“Prune,” [the sheet] read."), &["Jane Roe"]);
    check("Jane Roe came. Her campaign sent out an e-mail.\n\n“Prune,” [the e-mail] said.", &["e-mail*"]);
    check("Jane Roe found a note. “Prune,” [the note] said.", &["note*"]);
    check("A letter came. “Cut,” says [a letter from the city’s engineer, Jane Roe].", &["Jane Roe"]);
    check("It rained. “Cut,” read [a post by the Rovers chairman, Jane Roe].", &["Jane Roe"]);
    check("It rained. [The report of the referee, Jane Roe,] said so.", &["Jane Roe"]);
    check("It rained. [A FOIA reply] said so.", &["FOIA reply*"]);
    check(
        "It rained. [An e-mail from the head of the union obtained by The Derry Post] said so.",
        &["e-mail from the head of the union obtained by The Derry Post*"],
    );
}

#[test]
fn of_two_namesakes_the_one_beside_the_chair() {
    let present = "Present: Alan Roe, chair; Councilors Rhea Lind and Joon Bae.\nWitnesses: Dr. Paul Lind; Thomas Roe.\n\n";
    check(
        &format!("{present}[THE CHAIR]: We sit.\n\n[MR. ROE]: May I?\n\n[MS. LIND]: No.\n\n[DR. LIND]: No."),
        &["Alan Roe", "Thomas Roe", "Rhea Lind", "Paul Lind"],
    );
    check("Alan Roe, chair, came.\n\n[MR. ROE]: We sit.\n\n[MR. BAE]: May I?", &["Alan Roe", "BAE"]);
}

#[test]
fn whoever_met_them_for_a_paper_asks() {
    check(
        "Jane Roe bakes. Ada Lind of the Harbor Courier met Roe in May.\n\n[Q]: Why?\n\n[A]: I like it.\n\n[Q]: So?",
        &["Ada Lind", "Jane Roe", "Ada Lind"],
    );
    check(
        "Jane Roe bakes. Roe told Ada Lind why.\n\n[Q]: Why?\n\n[A]: I like it.\n\n[Q]: So?",
        &["Ada Lind", "Jane Roe", "Ada Lind"],
    );
    check(
        "Jane Roe of the bakery met her son.\n\n[Q]: Why?\n\n[A]: I like it.\n\n[Q]: So?",
        &["Q*", "Jane Roe", "Q*"],
    );
}

#[test]
fn a_noun_of_no_list_beside_a_name_describes() {
    let lead = "Jo Roe, the centre-back, ran. Mary Lind slept.\n\n";
    check(&format!("{lead}“No,” said [the centre-back]."), &["Jo Roe"]);
    check(&format!("{lead}Ann Doe, a centre-back, ran.\n\n“No,” said [the centre-back]."), &["centre-back*"]);
    check(&format!("{lead}“No,” said [a centre-back]."), &["centre-back*"]);
}

#[test]
fn those_who_founded_a_firm_are_its_founders() {
    let firm = "The firm was founded in 1981 by Ruth Lind and Kwame Roe.\n\n";
    check(&format!("{firm}Roe is 79. “No,” [the co-founder] said."), &["Kwame Roe"]);
    check(
        "The firm was sold in 1981 by Ruth Lind.\n\nIt rained. “No,” [the co-founder] said.",
        &["co-founder*"],
    );
}

#[test]
fn a_chief_executive_is_the_chief() {
    let lead = "Acme Chief Executive Jane Roe came. Mary Lind slept.\n\nIt rained.\n\n";
    check(&format!("{lead}“No,” [the Acme chief] said."), &["Jane Roe"]);
    check(&format!("{lead}“No,” [the police chief] said."), &["police chief*"]);
}

#[test]
fn the_driver_is_whoever_drives() {
    check("Jane Roe, who drives the bus, came. Mary Lind slept.\n\n“No,” [the driver] said.", &["Jane Roe"]);
    check("Jane Roe, who reads a lot, came. Mary Lind slept.\n\n“No,” [the driver] said.", &["driver*"]);
}

#[test]
fn what_which_tells_is_of_a_body() {
    let which =
        "Delta Grain Terminals, which leases the dock, came.\n\nIt rained. It rained on. It rained.\n\n";
    check(&format!("{which}“No,” said [the dock builder]."), &["dock builder*"]);
}
