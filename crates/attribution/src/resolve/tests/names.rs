//! Cases of names: short and long forms of one, namesakes, papers.
//!
//! In: marked texts. Out: test results. Must not know: how statements are found (the brackets give them).

use super::check;

#[test]
fn the_first_of_two_surnames_is_enough() {
    check(
        "\"It rains,\" said Gloria Ocampo Frías. [Ms. Ocampo] said it snowed. [Ocampo Frías] said it cleared.",
        &["Gloria Ocampo Frías"; 2],
    );
    check("José Ibarra y Gasset came. [Mr. Ibarra] said no.", &["José Ibarra y Gasset"]);
    check("[Wexler Schultz] is late. [Debbie Wexler Schultz] said so.", &["Debbie Wexler Schultz"; 2]);
    // The text calls him by his last name: the other is somebody else.
    check("Gary Lyle Hoffbauer came. Hoffbauer sat. [Mr. Lyle] said no.", &["Lyle"]);
    check("Gloria Ocampo Frías came with Ed Ocampo. [Ocampo] said no.", &["Ed Ocampo"]);
    check("Gloria Ocampo Frías came. [Mr. Ocampo] said no.", &["Ocampo"]);
    check("[Gloria Ocampo] said no. [Gloria Ocampo Frías] said yes.", &["Gloria Ocampo Frías"; 2]);
    // A first name is no surname.
    check("Mary Jo Weiss came. [Jo] said no.", &["Jo"]);
}

#[test]
fn a_body_is_named_by_the_beginning_of_its_name() {
    check(
        "[The Larkin Center for Justice] said so. [The Larkin Center] said more.",
        &["Larkin Center for Justice"; 2],
    );
    check(
        "Rents rose at [the Larkin Center]. [The Larkin Center for Justice] said so.",
        &["Larkin Center for Justice"; 2],
    );
    // A word of its own must tell which one.
    check(
        "[The Health Department of Ohio] said so. [The Health Department] said more.",
        &["Health Department of Ohio", "Health Department"],
    );
}

#[test]
fn papers_are_named_after_people() {
    check("[The Derry Union Leader] said so.", &["Derry Union Leader"]);
    check("[The Economist] said so.", &["Economist"]);
    check("[The Senate Majority Leader] said so.", &["Senate Majority Leader*"]);
    check("[Economist Jane Roe] said so.", &["Jane Roe"]);
}

#[test]
fn a_headline_adds_nothing_to_names() {
    let body = "\n\nIt rains in Oslo, [Glenn Roe] said. [Ann Doe] said no.\n\nIt snows.\n\nIt rains, Glenn Roe wrote.\n\nAnn Doe slept.";
    check(
        &format!("[Glenn Roe Blasts Ann Doe] Over Taxes, Quotes Bible.{body}"),
        &["Glenn Roe", "Glenn Roe", "Ann Doe"],
    );
    check(
        &format!("Liar of the Year [Glenn Roe] Shocks Town.{body}"),
        &["Glenn Roe", "Glenn Roe", "Ann Doe"],
    );
    // A name that the body has whole; a body’s name; the lead is no headline.
    check(
        "[Ann Doe Hart] Wins Town Vote\n\n[Ann Hart] said so.\n\nAnn Doe was her name.\n\nAnn Hart slept.",
        &["Ann Doe Hart"; 2],
    );
    check(
        &format!("The [Ann Doe Foundation] Opens Its Doors.{body}"),
        &["Ann Doe Foundation", "Glenn Roe", "Ann Doe"],
    );
    check("Why Does Israel Refuse Talks?\n\n[Israel] refuses. It said so in Israel.", &["Israel"]);
    check("[Poll]: Roe Leads", &["Poll*"]);
}

#[test]
fn countries_that_are_first_names_too_begin_sentences() {
    check("[Israel] said no. [Virginia] said yes.", &["Israel", "Virginia"]);
    check("[Russians] said no. [Mr. Poles] said yes.", &["Russians*", "Poles"]);
}

#[test]
fn a_son_of_the_same_name_is_another() {
    check(
        "[Donald Trump] said no. [Donald Trump Jr.] said yes. [Trump Jr.] smiled. [Trump] said no.",
        &["Donald Trump", "Donald Trump Jr.", "Donald Trump Jr.", "Donald Trump"],
    );
    check("[Ed Roe Sr.] said no. [Ed Roe Jr.] said yes.", &["Ed Roe Sr.", "Ed Roe Jr."]);
    // Nobody else is called so.
    check("[Ed Roe Jr.] said no. [Ed Roe] said yes. [Roe] left.", &["Ed Roe Jr."; 3]);
}

#[test]
fn a_family_is_its_two_named_members() {
    check("Joe Platt and Ann Platt came. [The Platts] said no.", &["Joe Platt + Ann Platt"]);
    check("Joe Platt came. [The Platts] said no.", &["Platts"]);
    check("Joe Hastings met Ann Hasting. [Hastings] said no.", &["Joe Hastings"]);
}

#[test]
fn what_a_company_makes_is_no_part_of_its_name() {
    check("[Chipmaker Acme] said no. [Rival Zorin] said yes.", &["Acme", "Zorin"]);
    check("[Maker Faire] said no.", &["Maker Faire"]);
    check("\"No,\" [DJ Ben Doe] said. [Doe] left.", &["Ben Doe"; 2]);
}

#[test]
fn websites_are_names() {
    check("[GunMart.com] said no. Prices rose, according to [Homes.org].", &["GunMart.com", "Homes.org"]);
    check("[https://gunmart.com/a] said no.", &["https://gunmart.com/a*"]);
}

#[test]
fn those_named_among_several_speak_for_them() {
    check("[Democrats -- including Jane Roe --] said no.", &["Jane Roe"]);
    check(
        "[Several senators, including Sens. Jane Roe (Ohio), Ed Doe (Iowa) and Al Poe,] said no.",
        &["Jane Roe + Ed Doe + Al Poe"],
    );
    check("[Some defenders of trade, like Jane Roe, a scholar,] said no.", &["Jane Roe"]);
    check("[Voters in towns like Oslo] said no.", &["Voters*"]);
    check("[Democrats, including Roe’s aides,] said no.", &["Democrats*"]);
    check("[Voters who met Jane Roe] said no.", &["Voters*"]);
}

#[test]
fn bodies_that_begin_like_titles() {
    check("[The Justice Department] said so. [The department] said more.", &["Justice Department"; 2]);
    check("[The Republican National Committee] said so.", &["Republican National Committee"]);
    check("[EU Member States] said so.", &["EU Member States"]);
    check("[Jane Roe, Chair of the Harbor Committee,] said so.", &["Jane Roe"]);
    check("[Senator Church] said so. [Justice Roe] said more.", &["Church", "Roe"]);
}

#[test]
fn a_dateline_is_beside_nobody() {
    let lead =
        "DERRY, Ore. -- A probate judge heard them on Tuesday.\n\nJane Roe told Judge Ada Moreno so.\n\n";
    check(&format!("{lead}It rained.\n\n[The judge] asked for time."), &["Ada Moreno"]);
    check("Jane Roe — a probate judge — came. It rained.\n\n[The judge] asked for time.", &["Jane Roe"]);
}
