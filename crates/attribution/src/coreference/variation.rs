//! The same person in other words: `the 41-year-old`, `the falconer`, `his wife`.
//!
//! In: descriptions that no title, office or name explains. Out: whom they mean, where just one person is likely. Must not
//! know: names’ forms, rosters.

use super::salience::Salience;
use super::{Input, Node, Resolution};
use crate::fold::fold;
use crate::mention::{Article, Phrase, Sort};
use crate::words::{Word, classify};
use crate::{Gender, MentionKind};
use dixit_tokenizer::{Index, TokenKind};

/// A variation follows its person within this many sentences.
const NEAR_SENTENCES: usize = 2;

/// `the 41-year-old asked`, right after somebody spoke: newspapers vary the name of whoever goes on speaking.
///
/// Not `the spokesman said`, `the senator said`: those are people of their own, known by their office.
pub(super) fn varies(
    input: &Input<'_>,
    nodes: &mut [Node],
    resolutions: &[Resolution],
    salience: &Salience<'_>,
    index: usize,
) -> Option<Resolution> {
    let phrase = &input.phrases[index];
    let the = phrase.article == Article::Definite
        && input.document.word(phrase.tokens.start()).eq_ignore_ascii_case("the");
    // `The retired surgeon has not told why.`
    let active = input.speaks[index] || phrase.subject && phrase.quote.is_none();
    let begins = active && leads(input, phrase) || is_party_of_place(input, phrase);
    if !begins || !the || !phrase.is_alone() || !is_variation(input, phrase) {
        return None;
    }
    let found = salience.person(input, nodes, resolutions, index);
    let ([node], Some(antecedent)) = (&found.nodes[..], found.antecedent) else { return None };
    let near = salience.distance(antecedent, index).0 <= NEAR_SENTENCES;
    // A name of two words that are in no list: a festival has more.
    let person = nodes[*node].sort == Sort::Person
        || nodes[*node].sort == Sort::Unknown && nodes[*node].name.split(' ').count() == 2;
    (near && nodes[*node].named && person).then_some(found)
}

/// `a reversal for the Ohio Republican`: whoever was spoken of, wherever it stands; not `the Republican`.
fn is_party_of_place(input: &Input<'_>, phrase: &Phrase) -> bool {
    let head = fold(input.document.word(phrase.head.start()));
    let place = phrase.head.start().checked_sub(1).is_some_and(|at| {
        classify(&fold(input.document.word(at))).contains(Word::PLACE)
            && input.document.word(at).starts_with(char::is_uppercase)
    });
    matches!(head.as_str(), "republican" | "democrat") && place
}

/// Whether a description begins a clause of the reporter’s own, and has no other name in it.
///
/// `“…,” the falconer said`, `Asked …, the falconer said`, `said the falconer`; not `with a note that the falconer had
/// praised it`, nor `the Lincoln actor`, who plays somebody.
fn leads(input: &Input<'_>, phrase: &Phrase) -> bool {
    let document = input.document;
    let start = phrase.tokens.start();
    let sentence = document.sentence_of(start).to_usize();
    let opens = document.sentences().get(sentence).is_some_and(|s| s.tokens.start() == start);
    let before = start.checked_sub(1);
    let clause = before.and_then(|at| document.tokens().get(at)).is_some_and(|token| {
        matches!(token.kind, TokenKind::QuoteMark | TokenKind::Dash | TokenKind::Punctuation)
    });
    let verb = before.is_some_and(|at| classify(&fold(document.word(at))).contains(Word::VERB));
    let named = (start + 1..phrase.head.start()).any(|at| {
        let word = document.word(at);
        word.chars().next().is_some_and(char::is_uppercase)
            && word != "New"
            && !classify(&fold(word)).intersects(Word::PLACE | Word::NATION)
    });
    (opens || clause || verb) && !named
}

/// Whether a noun says what sort of person somebody is and not which office he or she holds in the story.
pub(super) fn is_variation(input: &Input<'_>, phrase: &Phrase) -> bool {
    let head = fold(input.document.word(phrase.head.start()));
    // Said of whom a charge is brought against, and of nobody else.
    if head == "accused" {
        return false;
    }
    let classes = classify(&head);
    // `The 43-year-old former congressman`
    let aged = phrase.tokens.to_range().any(|at| input.document.word(at).ends_with("-year-old"));
    if aged || !classes.intersects(Word::ROLE | Word::TITLE) {
        return true;
    }
    if classes.contains(Word::TITLE) {
        return matches!(
            head.as_str(),
            "professor"
                | "coach"
                | "captain"
                | "candidate"
                | "democrat"
                | "republican"
                | "author"
                | "actor"
                | "actress"
                | "singer"
                | "activist"
                | "billionaire"
                | "businessman"
                | "businesswoman"
                | "lady"
                | "leader"
                | "veteran"
                | "economist"
                | "historian"
                | "comedian"
                | "doctor"
                | "entrepreneur"
                | "scientist"
                | "researcher"
                | "surgeon"
                | "neurosurgeon"
                | "physician"
                | "mogul"
                | "tycoon"
                | "magnate"
                | "columnist"
                | "rapper"
                | "physicist"
                | "philanthropist"
        );
    }
    !matches!(
        head.as_str(),
        "official"
            | "source"
            | "man"
            | "woman"
            | "person"
            | "boy"
            | "girl"
            | "bloke"
            | "guy"
            | "chap"
            | "lad"
            | "lass"
            | "kid"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "lawyer"
            | "solicitor"
            | "barrister"
            | "judge"
            | "juror"
            | "witness"
            | "reporter"
            | "journalist"
            | "interviewer"
            | "moderator"
            | "host"
            | "officer"
            | "defendant"
            | "plaintiff"
            | "suspect"
            | "victim"
            | "client"
            | "colleague"
            | "counterpart"
            | "rival"
            | "opponent"
            | "challenger"
            | "predecessor"
            | "successor"
            | "friend"
            | "neighbor"
            | "neighbour"
            | "relative"
            | "wife"
            | "husband"
            | "son"
            | "daughter"
            | "critic"
            | "expert"
            | "voter"
            | "customer"
            | "resident"
            | "reader"
            | "user"
            | "caller"
            | "buyer"
            | "seller"
            | "member"
            | "staffer"
            | "insider"
            | "observer"
            | "guest"
            | "visitor"
            | "speaker"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "pope"
            | "premier"
            | "patient"
            | "passenger"
            | "driver"
            | "guard"
            | "clerk"
            | "attendant"
            | "assistant"
            | "deputy"
            | "stranger"
            | "bystander"
            | "front-runner"
            | "frontrunner"
            | "runner-up"
            | "incumbent"
            | "nominee"
            | "winner"
            | "loser"
            | "favorite"
            | "favourite"
            | "insurer"
            | "retailer"
            | "supplier"
            | "carmaker"
            | "automaker"
            | "lender"
            | "publisher"
            | "broadcaster"
    )
}

/// The gender of a spouse.
fn spouse(head: &str) -> Option<Gender> {
    match head {
        "husband" => Some(Gender::Masculine),
        "wife" => Some(Gender::Feminine),
        "spouse" => Some(Gender::Unknown),
        _ => None,
    }
}

/// `His wife` of one of two whom the text named together with one surname: `Luz and Hector Barragán`.
///
/// Not of anybody else with the name: `Trump’s wife` is no daughter of his.
pub(super) fn spouse_of(
    input: &Input<'_>,
    nodes: &mut [Node],
    resolutions: &[Resolution],
    salience: &Salience<'_>,
    couples: &[(usize, usize)],
    index: usize,
) -> Option<Resolution> {
    let phrase = &input.phrases[index];
    let gender = spouse(&fold(input.document.word(phrase.head.start())))?;
    if phrase.article != Article::Possessed {
        return None;
    }
    let owners = possessor(input, nodes, resolutions, salience, index)?;
    let mut found: Vec<usize> = Vec::new();
    for &(a, b) in couples {
        for (one, other) in [(a, b), (b, a)] {
            let owned = owners.nodes.contains(&one) || owners.ambiguous.contains(&one);
            let known = nodes[other].gender != Gender::Unknown || owners.nodes == [one];
            if owned && known && nodes[other].gender.fits(gender) && !found.contains(&other) {
                found.push(other);
            }
        }
    }
    match found[..] {
        [node] => Some(Resolution::one(node, None)),
        _ => None,
    }
}

/// Whom `his` in `his wife` means, and `Roe’s` in `Roe’s wife`.
pub(super) fn possessor(
    input: &Input<'_>,
    nodes: &mut [Node],
    resolutions: &[Resolution],
    salience: &Salience<'_>,
    index: usize,
) -> Option<Resolution> {
    let phrase = &input.phrases[index];
    // The possessor begins where the description does: the phrase just after it, or just before.
    let near = index.saturating_sub(2)..input.phrases.len().min(index + 3);
    let owner = near.filter(|&other| other != index).find(|&other| {
        let other = &input.phrases[other];
        other.tokens.start() == phrase.tokens.start() && other.tokens.end() <= phrase.head.start()
    })?;
    // A pronoun comes after the description it opens, so it is not resolved yet.
    Some(match input.phrases[owner].kind {
        MentionKind::Pronoun => salience.resolve(input, nodes, resolutions, owner),
        _ => resolutions[owner].clone(),
    })
}

/// Two people whom the text joins with `and` and whose names end in the same word.
pub(super) fn couple(nodes: &[Node], members: &[usize]) -> Option<(usize, usize)> {
    let [a, b] = *members else { return None };
    let surname = nodes[a].surname();
    (nodes[a].named && surname.is_some() && surname == nodes[b].surname()).then_some((a, b))
}
