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
