//! Which name `the company` can mean.
//!
//! In: names and who is in mind. Out: one of them. Must not know: rosters, titles.

use super::possession::{is_media, is_public};
use super::salience::Salience;
use super::{Input, Node};
use crate::fold::fold;
use crate::mention::{Phrase, Sort};
use crate::words::{Word, classify};
use crate::{Gender, MentionKind};

/// `Laurel Harbours said it was sorry`: a name of nobody knows what that speaks of itself as `it` is a body’s.
///
/// Counter-example: `Tsegaye Wolde said he was sorry`.
pub(super) fn says_it(input: &Input<'_>, phrase: &Phrase) -> bool {
    let end = phrase.tokens.end();
    let said = classify(&fold(input.document.word(end))).contains(Word::VERB);
    said && (end + 1..end + 3).any(|at| matches!(input.document.word(at), "it" | "its"))
}

/// `Workers at Quillon left. The company said`, `Roe spoke of Acme Corp. when the company left`: a lone name of a business just
/// before, or a body in the same sentence.
///
/// Not `Quillon left. The company said` (who knows what that is), nor where there are two.
pub(super) fn lone_name(
    input: &Input<'_>,
    nodes: &[Node],
    salience: &Salience<'_>,
    index: usize,
) -> Option<(usize, usize)> {
    let near = || salience.recent().take_while(|&(phrase, _)| salience.distance(phrase, index).0 <= 1);
    let lone = |&(phrase, node): &(usize, usize)| {
        let known = &nodes[node];
        let body = known.sort == Sort::Organisation && salience.distance(phrase, index).0 == 0;
        let word = known.sort == Sort::Unknown
            && known.gender == Gender::Unknown
            && known.roster.is_none()
            && !known.name.contains(' ')
            && !classify(&fold(&known.name)).intersects(Word::FIRST_NAME | Word::NATION | Word::GROUP)
            && salience
                .recent()
                .any(|(other, same)| same == node && is_business(input, &input.phrases[other]));
        known.named
            && (word || body && !is_public(&known.name) && !is_media(&known.name))
            && input.phrases[phrase].kind == MentionKind::Name
            && input.phrases[phrase].quote.is_none()
            && !salience.is_line(&input.phrases[phrase])
    };
    let mut found = near().filter(lone);
    let first = found.next()?;
    found.all(|(_, node)| node == first.1).then_some(first)
}

/// Whether what stands beside a name says that it is a business: `Quillon workers`, `at Quillon`, `the lender Quillon`,
/// `employers such as Quillon`.
fn is_business(input: &Input<'_>, phrase: &Phrase) -> bool {
    let start = phrase.tokens.start();
    let before = |back: usize| start.checked_sub(back).map_or("", |at| input.document.word(at));
    phrase.modifier
        || matches!(before(1), "at" | "giant" | "called" | "maker")
        || before(1) == "as" && before(2) == "such"
        || is_one_of_firms(input, phrase.tokens.end())
        || says_it(input, phrase)
}

/// `Quillon was one of several firms`, `Quillon is a lender`
fn is_one_of_firms(input: &Input<'_>, end: usize) -> bool {
    const NEAR: usize = 6;
    let body = |at: usize| classify(&fold(input.document.word(at))).contains(Word::ORGANISATION);
    matches!(input.document.word(end), "is" | "was") && (end + 1..end + NEAR).any(body)
}

/// `the Friends of Thornleigh Lido`, `Mothers for Peace`: people who are a body by their capital; not `Friends of the mayor`, nor the first
/// word of a sentence.
pub(super) fn is_society(input: &Input<'_>, phrase: &Phrase) -> bool {
    let (document, head) = (input.document, phrase.head.start());
    let capital = |at: usize| document.word(at).starts_with(char::is_uppercase);
    let inside = head > 0 && document.word(head - 1).starts_with(char::is_lowercase);
    inside
        && phrase.plural
        && capital(head)
        && matches!(document.word(head + 1), "of" | "for" | "Against" | "against")
        && capital(head + 2)
        && document.word(head).ends_with('s')
        && !classify(&fold(document.word(head))).intersects(Word::NATION | Word::TITLE)
}

/// Nouns that may stand for a body of nearly any kind.
pub(super) fn is_generic(head: &str) -> bool {
    matches!(
        head,
        "company"
            | "group"
            | "firm"
            | "organization"
            | "organisation"
            | "agency"
            | "nonprofit"
            | "website"
            | "site"
    )
}
