//! Cases of people before a court.
//!
//! In: marked texts. Out: test results. Must not know: how statements are found.

use super::check;

#[test]
fn the_defendant_is_who_is_accused() {
    check(
        "Desmond Roe, 68, who worked for the council, admitted damage. Clive Lind wept. [The defendant] said he was sorry.",
        &["Desmond Roe"],
    );
    check(
        "Desmond Roe was charged in May. Clive Lind was found guilty. [The defendant] said he was sorry.",
        &["defendant*"],
    );
}

#[test]
fn whoever_is_on_trial_is_the_accused() {
    check("John Roe, 40, was on trial. The banker Henry Lind came. “No,” said [the accused].", &["John Roe"]);
    check("John Roe, 40, was on time. The banker Henry Lind came. “No,” said [the accused].", &["accused*"]);
}

#[test]
fn lawyers_speak_for_others() {
    check(
        "Desmond Roe denied it. [Ann Holt, for Roe,] said he was ill. [His lawyer] said no more.",
        &["Ann Holt"; 2],
    );
    check("[Ann Holt, prosecuting,] said he was ill. [The prosecutor] said no more.", &["Ann Holt"; 2]);
    // She is no pensioner for having spoken last.
    check("[Ann Holt, prosecuting,] said he was ill. [The pensioner] said no.", &["Ann Holt", "pensioner*"]);
    check("[Ann Holt] said he was ill. [The pensioner] said no.", &["Ann Holt"; 2]);
}

#[test]
fn a_justice_is_the_judge() {
    check("[Justice Ann Holt] said no. [The judge] said more.", &["Ann Holt"; 2]);
    check("[Mayor Ann Holt] said no. [The judge] said more.", &["Ann Holt", "judge*"]);
}
