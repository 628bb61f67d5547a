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
