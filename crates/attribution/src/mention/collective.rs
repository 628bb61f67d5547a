//! Several mentioned together: `A and B`, `both A and B`, `A (Vt.), B, a law professor, and the C`.
//!
//! In: [`Lexed`] and the phrases found, with their appositions. Out: a collective [`Phrase`] for each list, put in. Must not
//! know: who they are.

use super::lexed::Lexed;
use super::{Article, Phrase, Pronoun, Sort, after_bracket, is_subject, leads_plainly};
use crate::MentionKind;
use crate::words::Word;
use dixit_tokenizer::TokenRun;

/// Longer lists are cut here: keeps the stage linear.
const MOST_MEMBERS: usize = 8;
/// What stands before a name that goes on a list is not longer: `the former party leader Ada Moreno`.
const LONGEST_ROLE: usize = 5;
/// How many phrases an apposition can hold that a list goes on after.
const NEXT_PHRASES: usize = 8;

/// How one member of a list is joined to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Comma,
    /// `and`: the list ends with what follows.
    And,
    /// `along with`: more may follow.
    With,
}

/// Joins `A and B`, `both A and B`, `A, B and C` into collectives.
///
/// Members may have brackets, places and appositions of their own: `Sen. Ada Moreno (Vt.) and former governor Joop Roe`,
/// `Judge Pell of the Court of Appeals and Wanda Lind`, `Mara Lind, a law professor, and the State Department`, `Roe, along with
/// Lind`. Not `Roe, a law professor and a former judge` (one person), nor `In Vermont, Roe and Lind` (a place, then two).
pub(super) fn join_collectives(lexed: &Lexed<'_>, phrases: &mut Vec<Phrase>) {
    let mut joined: Vec<Phrase> = Vec::new();
    let mut at = 0;
    while at < phrases.len() {
        let begins = eligible(lexed, &phrases[at]) && !is_siblings(lexed, &phrases[at]);
        let found = begins.then(|| list(lexed, phrases, at)).flatten();
        let Some((mut members, end)) = found.filter(|(members, _)| !ends_clause(lexed, phrases, members))
        else {
            at += 1;
            continue;
        };
        let last = members[members.len() - 1];
        let names = members[1..].iter().all(|&member| phrases[member].kind == MentionKind::Name);
        if members.len() > 2 && (opens_clause(lexed, &phrases[at], end) || names && describes(&phrases[at])) {
            members.remove(0);
        }
        // `His friend Roe and Lind`
        let first = phrases[members[0]].tokens.start();
        let described =
            phrases[members[0]].apposed.map(|of| phrases[of].tokens).filter(|run| run.end() == first);
        let first = described.map_or(first, TokenRun::start);
        let article = first.checked_sub(1).filter(|&the| lexed.word(the).eq_ignore_ascii_case("the"));
        let both = article.unwrap_or(first).checked_sub(1).filter(|&both| {
            ["both", "neither"].iter().any(|word| lexed.word(both).eq_ignore_ascii_case(word))
        });
        let run = TokenRun::new(both.unwrap_or(first)..end);
        let mut phrase = Phrase::new(MentionKind::Collective, Sort::Group, run, run);
        phrase.plural = true;
        phrase.quote = phrases[members[0]].quote;
        phrase.subject = is_subject(lexed, &phrase);
        phrase.members = members;
        joined.push(phrase);
        at = last + 1;
    }
    joined.sort_by_key(|phrase| phrase.tokens.start());
    insert_sorted(phrases, joined);
}

/// `Ada Moreno, who runs the Harbor Office, and Joop Roe`: a body that ends a clause about somebody, and somebody else.
///
/// Not `Ada Moreno, who met the Harbor Office and Joop Roe`.
fn ends_clause(lexed: &Lexed<'_>, phrases: &[Phrase], members: &[usize]) -> bool {
    const LONGEST_CLAUSE: usize = 10;
    let [first, second] = *members else { return false };
    let (body, person) = (&phrases[first], &phrases[second]);
    let start = body.tokens.start();
    let who = (start.saturating_sub(LONGEST_CLAUSE)..start)
        .rev()
        .take_while(|&at| !lexed.opening(at + 1) && !matches!(lexed.word(at), "," | ";"))
        .find(|&at| lexed.word(at) == "who");
    body.sort != Sort::Person
        && (person.sort == Sort::Person || person.sort == Sort::Unknown && person.head.len() > 1)
        && lexed.word(body.tokens.end()) == ","
        && who.is_some_and(|at| at > 0 && lexed.word(at - 1) == ",")
}

/// The list that begins with a phrase: its members and where the last of them ends.
fn list(lexed: &Lexed<'_>, phrases: &[Phrase], first: usize) -> Option<(Vec<usize>, usize)> {
    let mut members = vec![first];
    let mut closed = None;
    while members.len() < MOST_MEMBERS {
        let last = members[members.len() - 1];
        let [plain, place, apposed] = ends(lexed, phrases, last);
        let go_on = |end: Option<usize>| next_member(lexed, phrases, last, end?);
        // `Judge Pell of the High Court and the Bar` may be of both.
        let person = |found: &(usize, Link)| phrases[found.0].sort == Sort::Person;
        // `Roe, president and head of the Guild` is one person: a comma closes an apposition.
        let apposed = apposed.filter(|&end| lexed.word(end) == ",");
        let next = go_on(plain).or_else(|| go_on(place).filter(person)).or_else(|| go_on(apposed));
        let Some((member, link)) = next else { break };
        members.push(member);
        if link != Link::Comma {
            closed = Some(members.len());
        }
        // `Roe and Senators Lind and Hart`
        let last = phrases[member].title.to_range().last();
        let several = last.is_some_and(|title| lexed.word(title).trim_end_matches('.').ends_with('s'));
        if link == Link::And && !several {
            break;
        }
    }
    members.truncate(closed?);
    let last = members[members.len() - 1];
    Some((members, phrases[last].tokens.end()))
}

/// Where a member of a list may end: as it is or after its bracket, after its place, after its apposition.
fn ends(lexed: &Lexed<'_>, phrases: &[Phrase], member: usize) -> [Option<usize>; 3] {
    let phrase = &phrases[member];
    let end = after_age(lexed, after_bracket(lexed.document, phrase.tokens.end()));
    let near = member + 1..phrases.len().min(member + 1 + NEXT_PHRASES);
    // `Judge Pell of the Court of Appeals`
    let person = phrase.kind == MentionKind::Name && matches!(phrase.sort, Sort::Person | Sort::Unknown);
    let of = matches!(lexed.word(end), "of" | "from" | "at").then_some(end + 1);
    let place = of.filter(|_| person).and_then(|begin| {
        let begin = begin + usize::from(lexed.word(begin).eq_ignore_ascii_case("the"));
        let place = near.clone().find(|&next| phrases[next].tokens.start() == begin)?;
        let place = &phrases[place];
        let body = place.kind == MentionKind::Name && place.sort != Sort::Person;
        body.then(|| after_bracket(lexed.document, place.tokens.end()))
    });
    let from = place.unwrap_or(end);
    let apposed = (lexed.word(from) == ",").then(|| {
        near.clone().find(|&next| {
            let begin = phrases[next].tokens.start();
            phrases[next].apposed == Some(member) && (begin == from + 1 || begin == from + 2)
        })
    });
    let apposed = apposed.flatten().map(|next| phrases[next].tokens.end());
    [Some(end), place, apposed]
}

/// `Ada Moreno, 25, and her husband`
fn after_age(lexed: &Lexed<'_>, end: usize) -> usize {
    let age = lexed.word(end) == "," && lexed.word(end + 1).parse::<u8>().is_ok();
    if age && lexed.word(end + 2) == "," { end + 2 } else { end }
}

/// The member of a list that comes after one that ends at `end`.
fn next_member(lexed: &Lexed<'_>, phrases: &[Phrase], last: usize, end: usize) -> Option<(usize, Link)> {
    let (link, begin) = link(lexed, end)?;
    let near = last + 1..phrases.len();
    let begins = near.clone().take_while(|&next| phrases[next].tokens.start() <= begin);
    let exact = begins.filter(|&next| phrases[next].tokens.start() == begin).find(|&next| {
        let member = &phrases[next];
        // `Jane Roe, a former adviser and a director`
        (member.kind == MentionKind::Name || member.apposed != Some(last))
            && eligible(lexed, member)
            && !is_bare_role(member)
            && fits(phrases, last, member)
    });
    let named = || {
        let found = near
            .take_while(|&next| phrases[next].tokens.start() <= begin + LONGEST_ROLE)
            .find(|&next| phrases[next].kind == MentionKind::Name && phrases[next].tokens.start() > begin)?;
        let member = &phrases[found];
        let before = begin..member.tokens.start();
        let the = before.len() == 1 && matches!(lexed.word(begin), "the" | "The" | "then");
        let role = lexed.is(member.tokens.start() - 1, Word::ROLE)
            && before.clone().all(|at| {
                lexed.wordlike(at) && !lexed.is(at, Word::VERB | Word::PREPOSITION | Word::CLOSED)
                    || at == begin && matches!(lexed.word(at), "the" | "his" | "her" | "their")
            });
        ((the || role) && eligible(lexed, member) && fits(phrases, last, member)).then_some(found)
    };
    // `MSNBC’s Ada Moreno and the Herald’s Joop Roe`
    let owned = |owner: usize| {
        let end = phrases[owner].tokens.end();
        let found = (owner + 1..phrases.len())
            .take_while(|&next| phrases[next].tokens.start() <= end + 1)
            .find(|&next| phrases[next].tokens.start() == end + 1)?;
        let member = &phrases[found];
        let person = matches!(member.sort, Sort::Person | Sort::Unknown);
        (lexed.possessive(end) && member.kind == MentionKind::Name && person).then_some(found)
    };
    // `his House counterpart Joop Roe`
    let beside = |role: usize| {
        let end = phrases[role].tokens.end();
        let mut after = (role + 1..phrases.len()).take_while(|&next| phrases[next].tokens.start() <= end);
        let person = phrases[role].sort == Sort::Person;
        after.find(|&next| {
            person && phrases[next].tokens.start() == end && phrases[next].kind == MentionKind::Name
        })
    };
    let member = exact.or_else(named)?;
    let other = if phrases[member].kind == MentionKind::Name { owned(member) } else { beside(member) };
    Some((other.unwrap_or(member), link))
}

/// How a list goes on at a place, and where its next member begins.
fn link(lexed: &Lexed<'_>, end: usize) -> Option<(Link, usize)> {
    let comma = usize::from(lexed.word(end) == ",");
    let at = end + comma;
    match (lexed.word(at), lexed.word(at + 1)) {
        ("and" | "And" | "nor", _) => Some((Link::And, at + 1)),
        ("along" | "together", "with") => Some((Link::With, at + 2)),
        _ if comma == 1 => Some((Link::Comma, at)),
        _ => None,
    }
}

/// `Ministers from Ireland and Italy` are no ministers and Italy.
fn fits(phrases: &[Phrase], last: usize, member: &Phrase) -> bool {
    !(has_complement(&phrases[last]) && member.kind == MentionKind::Name && !is_apart(&phrases[last], member))
}

/// `a spokesman for the ministry, and Jane Roe`: the comma keeps them apart.
fn is_apart(last: &Phrase, member: &Phrase) -> bool {
    last.apposed.is_some() && member.tokens.start() > last.tokens.end() + 1
}

/// `Her rivals, Sens. Roe and Lind,`: who a plural describes is listed after it; not `Jane Roe, Hart and Lind`.
fn describes(first: &Phrase) -> bool {
    first.kind == MentionKind::Nominal && first.plural
}

/// Whether the first of a list only leads up to the clause whose subject the others are: `Ahead of the Nevada caucus, Roe and
/// Lind said`; not `With Roe, Lind and Hart all calling`.
fn opens_clause(lexed: &Lexed<'_>, first: &Phrase, end: usize) -> bool {
    const LONGEST_LEAD: usize = 8;
    let Some(opening) = leads_plainly(lexed, first.tokens.start(), LONGEST_LEAD) else { return false };
    let leads = lexed.is(opening, Word::PREPOSITION) || lexed.word(opening + 1) == "of";
    let after = (end..end + 3)
        .find(|&at| !lexed.is(at, Word::ADVERB) && !matches!(lexed.word(at), "both" | "all" | "each"));
    let verb =
        after.is_some_and(|at| lexed.is(at, Word::VERB | Word::CLOSED) && !lexed.word(at).ends_with("ing"));
    leads && verb && lexed.word(first.tokens.end()) == ","
}

/// `a spokesman for the ministry`
fn has_complement(phrase: &Phrase) -> bool {
    phrase.kind == MentionKind::Nominal && phrase.tokens.end() > phrase.head.end()
}

/// `Jane Roe, Ambassador and Head of Mission` is one person.
pub(super) fn is_bare_role(phrase: &Phrase) -> bool {
    phrase.kind == MentionKind::Nominal && phrase.article == Article::Bare && !phrase.plural
}

/// `the Bezuidenhout twins, Marius and Pieter` are two.
fn is_siblings(lexed: &Lexed<'_>, phrase: &Phrase) -> bool {
    phrase.kind == MentionKind::Nominal
        && matches!(lexed.word(phrase.head.start()), "twins" | "brothers" | "sisters" | "siblings")
}

fn eligible(lexed: &Lexed<'_>, phrase: &Phrase) -> bool {
    !phrase.modifier
        && match phrase.kind {
            MentionKind::Name => true,
            MentionKind::Nominal => phrase.sort != Sort::Thing,
            MentionKind::Pronoun => {
                let word = lexed.word(phrase.tokens.start());
                // `his aides` are not he.
                phrase.pronoun == Some(Pronoun::Third)
                    && ["he", "she", "him"].iter().any(|one| word.eq_ignore_ascii_case(one))
            }
            MentionKind::Collective => false,
        }
}

/// Merges new phrases in, before those that begin where they do, and moves the indexes that point at phrases.
fn insert_sorted(phrases: &mut Vec<Phrase>, new: Vec<Phrase>) {
    if new.is_empty() {
        return;
    }
    let mut moved = Vec::with_capacity(phrases.len());
    let mut merged = Vec::with_capacity(phrases.len() + new.len());
    let mut new = new.into_iter().peekable();
    for phrase in phrases.drain(..) {
        while let Some(collective) =
            new.next_if(|collective| collective.tokens.start() <= phrase.tokens.start())
        {
            merged.push(collective);
        }
        moved.push(merged.len());
        merged.push(phrase);
    }
    merged.extend(new);
    for phrase in &mut merged {
        phrase.apposed = phrase.apposed.and_then(|index| moved.get(index).copied());
        for member in &mut phrase.members {
            *member = moved.get(*member).copied().unwrap_or(*member);
        }
    }
    *phrases = merged;
}
