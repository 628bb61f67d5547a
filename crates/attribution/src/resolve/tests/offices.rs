//! Cases of offices with what they are for.
//!
//! In: marked texts. Out: test results. Must not know: how statements are found.

use super::check;

#[test]
fn an_office_before_a_name_is_no_part_of_it() {
    check("[Secretary of Homeland Security Ada Moreno] said so. [Moreno] left.", &["Ada Moreno"; 2]);
    check("[Undersecretary for Political Affairs Wenja Holt] said so. [She] left.", &["Wenja Holt"; 2]);
    check(
        "[Assistant Secretary of State for East Asian and Pacific Affairs Daniel Roe] said so.",
        &["Daniel Roe"],
    );
    check("[Under Secretary of Commerce for Industry and Security Alan Roe] said so.", &["Alan Roe"]);
    check("[The mayor of London Sara Roe] said so.", &["Sara Roe"]);
    check("[Governor of the Bank of England Andrew Roe] said so.", &["Andrew Roe"]);
    check("[Secretary-General of NATO John Roe] said so.", &["John Roe"]);
}

#[test]
fn whose_spokesman_is_no_office() {
    check("[A spokesman for Senator Ada Moreno] said so.", &["spokesman for Senator Ada Moreno*"]);
    check("[A lawyer for Ada Moreno] said so.", &["lawyer for Ada Moreno*"]);
    check("[The University of Michigan Law School] said so.", &["University of Michigan Law School"]);
    check("[Jane Roe, director for IHS Life Sciences,] said so.", &["Jane Roe"]);
}

#[test]
fn the_white_house_is_a_part_of_an_office() {
    let speakers = |text: &str| super::speakers(text, "2025-09-16");
    assert_eq!(
        speakers("The U.S. team left. [The White House press secretary] said no."),
        ["Karoline Leavitt"]
    );
    assert_eq!(
        speakers("The U.S. team left. [The White House gardener] said no."),
        ["White House gardener*"]
    );
}
