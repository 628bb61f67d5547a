//! Which of several people with one surname a bare one means, and who of the roster.
//!
//! In: what is known of them when the bare name comes. Out: one of them, or all of them. Must not know: pronouns.

use super::description::Description;
use super::names::Extra;
use super::{Input, Node, Resolution};
use crate::fold::fold;
use crate::mention::{Phrase, Pronoun, Sort};
use crate::{Gender, RosterMatch};
use dixit_tokenizer::Document;

/// Of several people with one surname, the one fully named within this many paragraphs is meant, if only one was.
const NEAR_PARAGRAPHS: usize = 2;
/// … or the one with this many times as many full mentions as any other.
const DOMINANCE: usize = 2;
/// Whoever spoke under his full name within this many paragraphs goes on speaking under his surname.
const FULL_PARAGRAPHS: usize = 2;

/// How newspapers address people who are called by their surname.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Courtesy {
    Mr,
    Mrs,
    Ms,
    Dr,
    /// `Cllr`, `Sen.`
    Office,
}

/// How a name of one word is addressed.
pub(super) fn courtesy(document: &Document, phrase: &Phrase) -> Option<Courtesy> {
    let last = phrase.title.end().checked_sub(1).filter(|_| !phrase.title.is_empty())?;
    (phrase.head.len() == 1).then(|| match document.word(last).trim_end_matches('.') {
        "Mr" => Courtesy::Mr,
        "Mrs" => Courtesy::Mrs,
        "Ms" | "Miss" => Courtesy::Ms,
        "Dr" => Courtesy::Dr,
        _ => Courtesy::Office,
    })
}

/// Of several namesakes, those whom the text has named in full: whoever is introduced further down is not meant yet.
///
/// `Thea Roe swam. “So did I,” said Roe. … Rosa Roe, her mother, waited` is Thea. Where nobody has been introduced, as in a
/// headline, anybody may be meant.
pub(super) fn introduced(extras: &[Extra], candidates: &mut Vec<usize>, at: usize) {
    let known = |node: &usize| extras[*node].introduced.is_some_and(|first| first < at);
    if candidates.iter().any(known) {
        candidates.retain(known);
    }
}

/// Of several namesakes, those whom the text addresses so: after `Ms. Roe` for one of two, `Mrs. Roe` is the other.
///
/// Not `Dr. Roe`, whom the text may call `Ms. Roe` as well.
pub(super) fn addressed(extras: &[Extra], candidates: &mut Vec<usize>, courtesy: Option<Courtesy>) {
    let Some(courtesy @ (Courtesy::Mr | Courtesy::Mrs | Courtesy::Ms)) = courtesy else { return };
    let same = |node: &usize| extras[*node].courtesy == Some(courtesy);
    if candidates.iter().any(same) {
        candidates.retain(same);
        return;
    }
    let other = |node: &usize| {
        let plain = matches!(extras[*node].courtesy, Some(Courtesy::Mr | Courtesy::Mrs | Courtesy::Ms));
        plain && extras[*node].courtesy != Some(courtesy)
    };
    if !candidates.iter().all(other) {
        candidates.retain(|node| !other(node));
    }
}

/// The gender in `Clinton herself`.
pub(super) fn herself(document: &Document, phrase: &Phrase) -> Gender {
    match document.word(phrase.tokens.end()) {
        "herself" => Gender::Feminine,
        "himself" => Gender::Masculine,
        _ => Gender::Unknown,
    }
}

/// The gender that the words after a name tell: `Cllr Roe, asked about it as she left`.
///
/// Not `Roe said she was late`, `Roe slept while she worked`, who may be another.
pub(super) fn gender_beside(input: &Input<'_>, at: usize) -> Gender {
    const NEXT_PHRASES: usize = 6;
    let document = input.document;
    let end = input.phrases[at].tokens.end();
    if document.word(end) != "," {
        return Gender::Unknown;
    }
    let sentence = document.sentence_of(end);
    for phrase in input.phrases[at + 1..].iter().take(NEXT_PHRASES) {
        let start = phrase.tokens.start();
        // Only a pronoun that can be nobody else: no other person stands between.
        let person = matches!(phrase.sort, Sort::Person | Sort::Unknown) && phrase.pronoun.is_none();
        if document.sentence_of(start) != sentence || person || phrase.quote != input.phrases[at].quote {
            break;
        }
        if phrase.pronoun == Some(Pronoun::Third) {
            let before = start.checked_sub(1).map_or("", |at| document.word(at));
            let leads = matches!(before, "as" | "when" | "while" | "after" | "before" | "until" | "once");
            return if leads { phrase.gender } else { Gender::Unknown };
        }
    }
    Gender::Unknown
}

/// Which of several people with the same surname a bare one means.
///
/// After `Bill Clinton told …`, `Clinton said` in the same paragraph is his; where both spouses stand in it, nobody knows.
pub(super) fn namesake(extras: &[Extra], candidates: &[usize], paragraph: usize, speaks: bool) -> Resolution {
    // `Eric Roe slept. John Roe spoke in May. Roe added …`
    if speaks {
        let last = candidates.iter().filter_map(|&node| extras[node].spoke_in_full).max();
        let mut latest = candidates.iter().filter(|&&node| extras[node].spoke_in_full == last);
        if let (Some(last), Some(&node), None) = (last, latest.next(), latest.next())
            && last + FULL_PARAGRAPHS >= paragraph
        {
            return Resolution::one(node, None);
        }
    }
    let near: Vec<usize> = candidates
        .iter()
        .copied()
        .filter(|&node| extras[node].last_paragraph.is_some_and(|last| last + NEAR_PARAGRAPHS > paragraph))
        .collect();
    if let [node] = near[..] {
        return Resolution::one(node, None);
    }
    // `Ann Roe, mother of John Roe, spoke. Roe added …`
    let spoke: Vec<usize> = near.iter().copied().filter(|&node| extras[node].spoke).collect();
    if let ([node], true) = (&spoke[..], speaks) {
        return Resolution::one(*node, None);
    }
    let mut by_count: Vec<usize> = if near.is_empty() { candidates.to_vec() } else { near };
    by_count.sort_by_key(|&node| (usize::MAX - extras[node].full_mentions, node));
    if extras[by_count[0]].full_mentions >= DOMINANCE * extras[by_count[1]].full_mentions.max(1) {
        return Resolution::one(by_count[0], None);
    }
    by_count.sort_unstable();
    Resolution::either(by_count)
}

/// Those of several people of the roster who ever had the office of a title: `Secretary Clinton`, `President Clinton`.
pub(super) fn by_office(
    input: &Input<'_>,
    nodes: &[Node],
    candidates: &[usize],
    title: &Description,
) -> Vec<usize> {
    let held = |node: &usize| {
        let Some((person, _)) = &nodes[*node].roster else { return false };
        let head = title.words.last();
        input.roster.people()[*person].offices.iter().any(|office| {
            let office = fold(&office.title);
            office.split(' ').any(|word| Some(word) == head.map(String::as_str))
        })
    };
    candidates.iter().copied().filter(held).collect()
}

/// Links a person whom the text never names in full: `President Trump`. A bare surname is nobody’s, and so is the surname
/// of somebody whom the text gives another first name.
pub(super) fn link_surname_to_roster(input: &Input<'_>, node: &mut Node, extra: &Extra) {
    if extra.full || node.roster.is_some() || matches!(node.sort, Sort::Organisation | Sort::Place) {
        return;
    }
    let people = input.roster.surnamed(&fold(&node.name));
    let fitting = people.iter().copied().filter(|&person| {
        let person = &input.roster.people()[person];
        let office = |title: &Description| {
            person.offices.iter().any(|office| {
                let begun = input.date.is_none_or(|date| office.begun_by(date));
                let country = title.country.is_none_or(|code| office.country.as_deref() == Some(code));
                let same = |text: &String| {
                    fold(text) == title.title()
                        || title.words.len() == 1 && fold(text).ends_with(&title.title())
                };
                begun && country && (same(&office.title) || office.aliases.iter().any(same))
            })
        };
        person.gender.fits(node.gender) && node.titles.iter().any(office)
    });
    if let [person] = fitting.collect::<Vec<_>>()[..] {
        node.roster = Some((person, RosterMatch::SurnameAndTitle));
        node.gender = node.gender.or(input.roster.people()[person].gender);
        node.sort = Sort::Person;
    }
}
