//! Cases of several people named together, and of what means them afterwards.
//!
//! In: marked texts. Out: test results. Must not know: how statements are found.

use super::check;

#[test]
fn lists_go_on_after_brackets_places_and_appositions() {
    check("[Sen. Ada Moreno (Vt.) and former Ohio governor Joop Roe] said so.", &["Ada Moreno + Joop Roe"]);
    check(
        "[Ada Moreno, along with Judge Luis Pell of the Court of Appeals and Wanda Lind, a law professor,] said so.",
        &["Ada Moreno + Luis Pell + Wanda Lind"],
    );
    check(
        "[Lena’s niece Mara, the vice-president of the party, and father Jon-Marc] said so.",
        &["Mara + Jon-Marc"],
    );
    check("They met. [Ada Moreno and the State Department] said so.", &["Ada Moreno + State Department"]);
    check("They met. [MSNBC’s Ada Moreno and Reuters’ Joop Roe] said so.", &["Ada Moreno + Joop Roe"]);
    check(
        "Ada Moreno, 25, and her husband, Joop Roe, came. [The couple] said so.",
        &["Ada Moreno + Joop Roe"],
    );
    check(
        "[Ada Moreno and Senators Joop Roe and Wanda Lind] said so.",
        &["Ada Moreno + Joop Roe + Wanda Lind"],
    );
    // One person; somebody of a body; a pronoun that only says whose.
    check("[Anton Roe, president and head of the Harbor Guild] said so.", &["Anton Roe"]);
    check("[Judge Luis Pell of the High Court and the Bar Council] said so.", &["Luis Pell"]);
    check("Ada Moreno came. [Joop Roe and her aides] said so.", &["Joop Roe + her aides*"]);
}

#[test]
fn what_leads_up_to_a_list_is_no_member() {
    check("Ahead of the Nevada caucus, [Ada Moreno and Joop Roe] said so.", &["Ada Moreno + Joop Roe"]);
    check("[Her rivals, Sens. Ada Moreno and Joop Roe,] said so.", &["Ada Moreno + Joop Roe"]);
    check("[Several leaders, including Ada Moreno and Joop Roe,] said so.", &["Ada Moreno + Joop Roe"]);
    check("[Ada Moreno, Joop Roe and Wanda Lind] said so.", &["Ada Moreno + Joop Roe + Wanda Lind"]);
}

#[test]
fn both_are_those_just_named() {
    check("[Ada Moreno and Joop Roe both] said so.", &["Ada Moreno + Joop Roe"]);
    check("[Both the Harbor Herald and the Mill Gazette] said so.", &["Harbor Herald + Mill Gazette"]);
    let two = "Ada Moreno and Joop Roe met. ";
    let names = "Ada Moreno + Joop Roe";
    check(
        &format!("{two}[Both] said so. [Neither] said more. [The two] said so. [The pair] said no."),
        &[names; 4],
    );
    check(&format!("{two}[Neither of them] said so."), &[names]);
    check(
        "Gov. Jack Moreno, his wife, Betsy, and Wanda Lind met. [None of those three] said so.",
        &["Jack Moreno + Betsy Moreno + Wanda Lind"],
    );
    check("He met Sens. Ada Moreno (D-N.J.) and Joop Roe (R-Fla.), [all of whom] said so.", &[names]);
    // Two parties, two others’ parents, a list of three, a body of two.
    check(&format!("{two}[Both camps] said so."), &["Both*"]);
    check(&format!("{two}[Both parents] said so."), &["parents*"]);
    check(&format!("{two}[The three] said so."), &["three*"]);
    check(&format!("{two}[Some of them] said so."), &["Some of them*"]);
    check("The two camps met. [All of the aides] said so.", &["All of the aides*"]);
}

#[test]
fn a_plural_noun_means_those_whom_the_text_calls_so() {
    let names = "Ada Moreno + Joop Roe";
    check("A study by Ada Moreno and Joop Roe came out. [The authors] said so.", &[names]);
    check("A study by Ada Moreno and Joop Roe came out. It rained. [The researchers] said so.", &[names]);
    check(
        "Sens. Ada Moreno and Joop Roe came. [The senators] said so. [The two lawmakers] left.",
        &[names; 2],
    );
    check("Ada Moreno and Joop Roe, both economists, came. [The economists] said so.", &[names]);
    // Called something else; new; of two lists either; those who are meant by more.
    check("Ada Moreno and Joop Roe came. [The voters] said so.", &["voters*"]);
    check("A study by Ada Moreno and Joop Roe came out. [Researchers] said so.", &["Researchers*"]);
    check(
        "A study by Ada Moreno and Joop Roe came out. Ann Doe and Max Lind wrote a paper. [The authors] said so.",
        &["authors*"],
    );
    check("Sens. Ada Moreno and Joop Roe came. [The senators who left] said so.", &["senators*"]);
    check("A plan by Ada Moreno and Joop Roe came out. [The authors] said so.", &["authors*"]);
}

#[test]
fn they_are_no_mere_examples() {
    check("Ada Moreno and Joop Roe met. [They] said so.", &["Ada Moreno + Joop Roe"]);
    check("It had stars like Ada Moreno and Joop Roe. [They] said so.", &["-"]);
}

#[test]
fn a_treaty_is_one() {
    check(
        "[The Harbor Trade and Investment Partnership] said so.",
        &["Harbor Trade and Investment Partnership"],
    );
    check("They met. [Ada Moreno and the Harbor Partnership] said so.", &["Ada Moreno + Harbor Partnership"]);
}

#[test]
fn a_role_of_two_is_the_one_who_acts() {
    check("Radio hosts Ada Moreno and Joop Roe came. Roe laughed. [The host] said so.", &["Joop Roe"]);
    check("Radio hosts Ada Moreno and Joop Roe came. [The host] said so.", &["host*"]);
}

#[test]
fn a_business_beside() {
    check("Workers at Quillon left. [The company] said so.", &["Quillon"]);
    check("The Acme Company closed. Roe spoke of Quillon Inc. when [the company] said so.", &["Quillon"]);
    check("Yesterday Quillon workers met Harwick workers. [The company] said so.", &["company*"]);
}

#[test]
fn a_headline_names_no_son() {
    check("[Roe’s Son] said so.", &["Roe’s Son*"]);
    check("In a thread with Roe’s campaign, Acme News asked why. [The campaign] said no.", &["Roe campaign"]);
}

#[test]
fn a_family_of_two() {
    check("Luz Barragan met Hector Barragan. [The Barragans] said so.", &["Luz Barragan + Hector Barragan"]);
    check("Luz Barragan came. [The Barragans] said so.", &["Barragans"]);
}

#[test]
fn friends_with_a_capital_are_a_body() {
    check("In May [the Friends of Harbor Lido] said no.", &["Friends of Harbor Lido"]);
    check("In May [the friends of Jane Roe] said no.", &["friends of Jane Roe*"]);
    check("[Friends of Jane Roe] said no.", &["Friends of Jane Roe*"]);
}

#[test]
fn both_are_the_two_of_the_sentence_before() {
    check(
        "The guests were Ada Moreno, who runs the Harbor Office, and Joop Roe, the head of the Tide Office. [Both] agreed it was late.",
        &["Ada Moreno + Joop Roe"],
    );
    check(
        "Joop Roe came. Ada Moreno met Luis Pell and Wanda Lind at Ed Doe’s. [Both] agreed it was late.",
        &["Luis Pell + Wanda Lind"],
    );
    check("Ada Moreno met Luis Pell at Ed Doe’s. [Both] agreed it was late.", &["Both*"]);
    // A list after all.
    check("[Ada Moreno, who met the Harbor Office and Joop Roe,] said so.", &["Ada Moreno"]);
}

#[test]
fn both_siblings_are_those_who_are_called_so() {
    let two = "Gail Hart sells tickets. Her brother Peter Hart opened a shop. Joop Roe came. ";
    check(&format!("{two}[Both siblings] say it was late."), &["Gail Hart + Peter Hart"]);
    check(&format!("{two}[Both sisters] say it was late."), &["sisters*"]);
}

#[test]
fn both_of_one_name() {
    let vances = "Petra Vance dived. Dionne Vance, no relation, kicked.\n\nIt rained.\n\n";
    check(&format!("{vances}[Both Vances] agreed."), &["Petra Vance + Dionne Vance"]);
    check(
        &format!("{vances}Neither Vance gives up. But [both] agree that it rains."),
        &["Petra Vance + Dionne Vance"],
    );
    check(&format!("{vances}Ada Vance slept.\n\nIt rained. [Both Vances] agreed."), &["Vances"]);
}

#[test]
fn the_two_lawyers() {
    let lead = "Jane Roe’s lawyer, Hugo Tull, asked her. “No,” [Jane Roe] said. ";
    check(
        &format!(
            "{lead}“It is,” said [Rosa Quay], who speaks for the town.\n\n[The two lawyers] agreed to wait."
        ),
        &["Jane Roe", "Rosa Quay", "Hugo Tull + Rosa Quay"],
    );
}
