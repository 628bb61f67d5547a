//! The other of two: `said her sister`, `his predecessor replied`, `the older brother said`.
//!
//! In: a possessed description that speaks, who was spoken of. Out: whom it means, where only one person can be meant. Must not know:
//! names’ forms, rosters.

use super::court::Court;
use super::description::Description;
use super::facts::{Facts, Rank};
use super::family::{Families, Kin};
use super::salience::Salience;
use super::told::Told;
use super::variation::possessor;
use super::{Input, Node, Resolution};
use crate::Gender;
use crate::fold::fold;
use crate::mention::{Article, Phrase, Pronoun, Sort};

/// Of two founders, `the co-founder` is the one spoken of within this many sentences.
const FOUNDER_SENTENCES: usize = 3;

/// How somebody is tied to whoever the description says he or she belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// By birth or marriage.
    Kin(Kin, Gender),
    /// By office: who had it before …
    Predecessor,
    /// … or after.
    Successor,
    /// By work or contest: the two are whom the text is about.
    Peer,
}

impl Tie {
    fn of(head: &str) -> Option<Self> {
        if let Some((kin, gender)) = Kin::of(head) {
            return Some(Self::Kin(kin, gender));
        }
        Some(match head {
            "predecessor" => Self::Predecessor,
            "successor" => Self::Successor,
            "opponent" | "rival" | "challenger" | "co-author" | "coauthor" | "co-founder" | "cofounder"
            | "co-owner" | "teammate" => Self::Peer,
            _ => return None,
        })
    }
}

/// What is known of people beside their names.
pub(super) struct Known<'a> {
    pub(super) families: &'a Families,
    pub(super) facts: &'a Facts,
    pub(super) told: &'a Told,
    pub(super) court: &'a Court,
}

/// Whom a possessed description means: of kin, the one whom the text ties to the owner, or, where it speaks, the one who has the
/// surname too; of peers, the only other person spoken of; a predecessor is somebody who had the office.
///
/// `Inés Quintana waited. “It was late,” said her sister.` in a text about Inés and Marisol Quintana is Marisol. Not where a third
/// Quintana is spoken of, nor where nobody else has the name.
pub(super) fn the_other(
    input: &Input<'_>,
    nodes: &mut [Node],
    resolutions: &[Resolution],
    salience: &Salience<'_>,
    known: &Known<'_>,
    index: usize,
) -> Option<Resolution> {
    let phrase = &input.phrases[index];
    if phrase.plural || !phrase.is_alone() {
        return None;
    }
    let tie = Tie::of(&fold(input.document.word(phrase.head.start())))?;
    if let (Article::Definite, Tie::Kin(Kin::Sibling, gender)) = (phrase.article, tie) {
        let Some(rank) = rank_before(input, phrase) else {
            return known
                .families
                .called_so(nodes, Kin::Sibling, gender)
                .filter(|_| input.speaks[index])
                .map(one);
        };
        return known.families.ranked(nodes, known.facts, salience, rank, gender).map(one);
    }
    if let (Article::Definite, Tie::Kin(kin, gender)) = (phrase.article, tie)
        && phrase.tokens.len() == 2
        && (input.speaks[index] || phrase.subject && phrase.quote.is_none())
        && salience.voice(index).is_none()
    {
        return known.families.called_so(nodes, kin, gender).map(one);
    }
    let head = fold(input.document.word(phrase.head.start()));
    let mine = salience.voice(index).filter(|_| is_mine(input, phrase, &head));
    if phrase.article != Article::Possessed && mine.is_none() {
        return None;
    }
    // `“My father said so,” Roe recalled`: Roe’s.
    let owners = match mine {
        // `“My brother told us,” she said`: she comes later.
        Some(source) if source > index && input.phrases[source].pronoun == Some(Pronoun::Third) => {
            salience.resolve(input, nodes, resolutions, source)
        }
        Some(source) => resolutions[source].clone(),
        None => possessor(input, nodes, resolutions, salience, index)?,
    };
    let owner = match owners.nodes[..] {
        [owner] => owner,
        _ => return None,
    };
    if let Tie::Kin(kin, gender) = tie {
        let linked = || known.families.linked(nodes, owner, kin, gender, rank_before(input, phrase));
        let acts = input.speaks[index] || (kin == Kin::Sibling || mine.is_some()) && phrase.subject;
        let named = acts.then(|| known.families.by_name(nodes, owner, kin, gender)).flatten();
        // `“It was her,” Mrs. Hauge said. Her sister said no.`: not Mrs. Hauge again, but whoever is her sister.
        let last = salience.last_speaker().filter(|&(_, last)| named == Some(last) && kin == Kin::Sibling);
        let other = last.and_then(|(_, last)| known.families.linked(nodes, last, kin, gender, None));
        // `The son smiled. His father looked on`: the only father the text has.
        let only = || known.families.called_so(nodes, kin, gender).filter(|_| !nodes[owner].named);
        return other.or(named).or_else(linked).or_else(only).map(one);
    }
    if !input.speaks[index] {
        return None;
    }
    let mut others: Vec<usize> = Vec::new();
    for (_, node) in salience.recent() {
        let other = &nodes[node];
        if node != owner && other.named && other.sort == Sort::Person && !others.contains(&node) {
            others.push(node);
        }
    }
    let fits: Vec<usize> = match tie {
        Tie::Predecessor => {
            let former = known.facts.former();
            others.iter().copied().filter(|node| former.contains(node)).collect()
        }
        // The office that the owner is said to have had.
        Tie::Successor => {
            // `the former manager` just before
            let called = salience.recent().filter(|&(_, node)| node == owner).map(|(earlier, _)| {
                let earlier = &input.phrases[earlier];
                Description::new(input.document, earlier.tokens, Some(earlier.head.start()))
            });
            let called: Vec<Description> = called.filter(|description| description.former).collect();
            let titles = || nodes[owner].titles.iter().filter(|title| title.former).chain(&called);
            let had = |head: &str| titles().any(|title| title.head == head);
            let has =
                |&node: &usize| nodes[node].titles.iter().any(|title| !title.former && had(&title.head));
            others.iter().copied().filter(has).collect()
        }
        _ => Vec::new(),
    };
    match (&fits[..], &others[..]) {
        ([node], _) | ([], [node]) => Some(one(*node)),
        _ => None,
    }
}

/// Whom a description means by what the text tells beside a name: `the 61-year-old` after `Dale Roe, 61,`; `the founder` and `who
/// founded the firm`; `the former manager` and `who ran the club until May`; `the record-holder` and `who has held it since`.
///
/// `holders` are those who bear such a title. Not where two are of that age, or nobody left an office.
pub(super) fn by_facts(
    input: &Input<'_>,
    nodes: &[Node],
    salience: &Salience<'_>,
    known: &Known<'_>,
    (index, description): (usize, &Description),
    holders: &[usize],
) -> Option<usize> {
    let phrase = &input.phrases[index];
    if phrase.article == Article::Indefinite {
        return None;
    }
    if let Some(age) = age_told(input, phrase).filter(|_| phrase.article == Article::Definite) {
        return known.facts.of_age(nodes, age, phrase.gender);
    }
    let head = description.head.as_str();
    let new = phrase.tokens.to_range().any(|at| matches!(input.document.word(at), "new" | "incoming"));
    if new
        && phrase.article == Article::Definite
        && is_office(head)
        && let Some(node) = known.facts.successor(nodes, phrase.gender)
    {
        return Some(node);
    }
    if description.former {
        let titled = holders
            .iter()
            .any(|&node| nodes[node].titles.iter().any(|title| title.former && title.covers(description)));
        if titled || !is_office(head) {
            return None;
        }
        let former = known.facts.former();
        let fits = |&(_, node): &(usize, usize)| {
            former.contains(&node) && nodes[node].gender.fits(phrase.gender) && !holders.contains(&node)
        };
        return salience.recent().find(fits).map(|(_, node)| node);
    }
    match head {
        _ if !holders.is_empty() => None,
        "defendant" | "accused" => known.court.defendant(),
        "prosecutor" => known.court.prosecutor(),
        "founder" => known.facts.founder(nodes, phrase.gender),
        "co-founder" | "cofounder" if phrase.article == Article::Definite => {
            let mut founders = known.facts.founders();
            founders.retain(|&node| nodes[node].gender.fits(phrase.gender));
            match founders[..] {
                [node] => Some(node),
                _ => salience.latest_of(&founders, index, FOUNDER_SENTENCES),
            }
        }
        "record-holder" | "title-holder" | "champion" | "holder" => known.facts.holder(nodes, phrase.gender),
        _ => None,
    }
}

/// 61 of `the 61-year-old`.
pub(super) fn age_told(input: &Input<'_>, phrase: &Phrase) -> Option<u8> {
    let mut ages = phrase.tokens.to_range().filter_map(|at| {
        let age = input.document.word(at).strip_suffix("-year-old")?;
        age.parse::<u8>().ok()
    });
    ages.next()
}

/// What somebody leads or runs.
fn is_office(head: &str) -> bool {
    matches!(
        head,
        "manager"
            | "leader"
            | "negotiator"
            | "director"
            | "head"
            | "boss"
            | "chief"
            | "coach"
            | "captain"
            | "chair"
            | "chairman"
            | "chairwoman"
            | "commander"
            | "editor"
            | "owner"
            | "president"
            | "executive"
            | "champion"
            | "record-holder"
            | "mayor"
    )
}

/// `My father`, `our mother`, `Dad`: of whoever says so.
fn is_mine(input: &Input<'_>, phrase: &Phrase, head: &str) -> bool {
    let first = input.document.word(phrase.tokens.start());
    let named = phrase.tokens.len() == 1
        && matches!(head, "dad" | "mom" | "mum" | "mam")
        && first.starts_with(char::is_uppercase);
    named || ["my", "our"].iter().any(|mine| first.eq_ignore_ascii_case(mine))
}

fn one(node: usize) -> Resolution {
    Resolution::one(node, None)
}

/// `older` in `the older brother`, `her older sister`.
fn rank_before(input: &Input<'_>, phrase: &Phrase) -> Option<Rank> {
    Rank::of(&fold(input.document.word(phrase.head.start().checked_sub(1)?)))
}
