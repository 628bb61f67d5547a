//! Capitalised words that are no names all the same: `the Company`, `the Frenchman`, `Senate Republicans`.
//!
//! In: [`Lexed`]. Out: whether a word is one. Must not know: phrases.

use super::lexed::{Lexed, Shape};
use crate::words::{Word, classify};
use dixit_tokenizer::TokenKind;

/// Whether a single capitalised word is a description and no name: `the Company` of a contract, `the Frenchman`,
/// `Bonn-based`. Not `the Post`.
pub(super) fn describes(lexed: &Lexed<'_>, head: usize, titled: bool) -> bool {
    let word = lexed.word(head);
    if word
        .rsplit_once('-')
        .is_some_and(|(_, last)| matches!(last, "based" | "led" | "backed" | "owned" | "born"))
    {
        return true;
    }
    // Also `the “Company”` of a definition.
    let marked = head > 1 && lexed.kind(head - 1) == Some(TokenKind::QuoteMark);
    let the = head > 0 && lexed.word(head - 1 - usize::from(marked)).eq_ignore_ascii_case("the");
    // `Jane Roe, Ambassador and Head of Mission`
    let role =
        lexed.is(head, Word::ROLE) && !lexed.is(head, Word::FIRST_NAME) && lexed.word(head + 1) == "of";
    if role && !titled {
        return true;
    }
    let origin = ["man", "woman"].iter().any(|end| word.ends_with(end)) && lexed.is(head, Word::ROLE);
    if lexed.headline(head) && lexed.is(head, Word::ORGANISATION) && is_generic(word) {
        return true;
    }
    // `Roe’s Son Says`, as headlines write it; not `Roe’s Prince`.
    let kin = ["Son", "Daughter", "Wife", "Husband", "Brother", "Sister", "Mother", "Father", "Widow"];
    if head > 0 && lexed.possessive(head - 1) && kin.contains(&word) {
        return true;
    }
    !titled
        && the
        && (origin
            || lexed.shape(head) == Shape::Capital && lexed.is(head, Word::ORGANISATION) && is_generic(word))
}

/// `Republicans`, `Saudis`: an adjective of origin or party with `-s`.
pub(super) fn is_demonym_plural(lexed: &Lexed<'_>, at: usize) -> bool {
    let folded = lexed.folded(at);
    folded.strip_suffix('s').is_some_and(|one| classify(one).contains(Word::NATION))
        && lexed.shape(at) == Shape::Capital
}

/// Nouns that a text defines for one body and then writes with a capital.
fn is_generic(word: &str) -> bool {
    matches!(
        word,
        "Agency"
            | "Alliance"
            | "Association"
            | "Authority"
            | "Board"
            | "Coalition"
            | "Commission"
            | "Committee"
            | "Company"
            | "Corporation"
            | "Council"
            | "Department"
            | "Federation"
            | "Firm"
            | "Foundation"
            | "Group"
            | "Institute"
            | "Ministry"
            | "Newspaper"
            | "Organisation"
            | "Organization"
            | "Partnership"
            | "Society"
            | "Trust"
            | "Union"
            | "University"
    )
}

/// Professions that are put before names and are no names themselves: `Chef`, `Hydrologist`; not `Baker`, `Porter`.
pub(super) fn is_profession(word: &str) -> bool {
    ["ist", "ician", "keeper", "fielder", "worker", "owner"].iter().any(|ending| word.ends_with(ending))
        || matches!(
            word,
            "Chef"
                | "Engineer"
                | "Lawyer"
                | "Nurse"
                | "Referee"
                | "Singer"
                | "Solicitor"
                | "Striker"
                | "Student"
                | "Teacher"
                | "Winger"
        )
}

/// `a woman in a raincoat, who would be identified only as Salma`, `the man, who gave his name as Ed`: where the name begins that a
/// person just described goes by.
///
/// Counter-example: `a woman who works as Santa`, `a man identified as a former aide`
pub(super) fn name_given(lexed: &Lexed<'_>, end: usize) -> Option<usize> {
    const FURTHEST: usize = 14;
    let mut told = false;
    for at in end..end + FURTHEST {
        let word = lexed.word(at);
        told |= matches!(word, "name" | "identified" | "known");
        if word == "as" && told {
            return lexed.capital(at + 1).then_some(at + 1);
        }
        if lexed.capital(at) || matches!(word, "." | "?" | "!" | "said") {
            return None;
        }
    }
    None
}

/// `his sister and co-owner, Roxanne Gallant`: where the name begins.
///
/// Counter-example: `his sister and parents, Roxanne Gallant said`
pub(super) fn and_role(lexed: &Lexed<'_>, end: usize) -> Option<usize> {
    const LONGEST_ROLE: usize = 3;
    if lexed.word(end) != "and" {
        return None;
    }
    let small = |at: &usize| {
        lexed.wordlike(*at)
            && !lexed.capital(*at)
            && !lexed.is(*at, Word::VERB | Word::CLOSED | Word::PREPOSITION)
            && !lexed.word(*at).ends_with('s')
    };
    let role = (end + 1..end + 1 + LONGEST_ROLE).take_while(small).last()?;
    (lexed.word(role + 1) == "," && lexed.capital(role + 2)).then_some(role + 2)
}

/// `Justice Department`, `Republican National Committee`, `EU Member States`: what begins like a title and is a body.
///
/// Counter-example: `Senator Church`, `Justice Roe`, `Chair of the Judiciary Committee`
pub(super) fn is_body(lexed: &Lexed<'_>, first: usize, stop: usize) -> bool {
    let body = matches!(
        lexed.word(stop - 1),
        "Administration"
            | "Agency"
            | "Association"
            | "Bureau"
            | "Commission"
            | "Committee"
            | "Council"
            | "Court"
            | "Department"
            | "Ministry"
            | "Office"
            | "Party"
            | "States"
            | "Union"
    );
    let name = (first + 1..stop).any(|at| {
        lexed.is(at, Word::FIRST_NAME)
            || lexed.word(at).ends_with('.')
            || matches!(lexed.word(at), "of" | "for")
    });
    body && stop - first > 1 && !name && !lexed.word(first).ends_with('.')
}
