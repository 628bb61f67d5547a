//! Surnames given once for several people: `Luz and Hector Barragán`, `the Bezuidenhout twins, Marius and Pieter`.
//!
//! In: phrases. Out: for each first name that shares one, the token of the surname. Must not know: entities.

use crate::MentionKind;
use crate::fold::fold;
use crate::mention::{Phrase, Sort};
use crate::words::{Word, classify};
use dixit_tokenizer::Document;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

/// By phrase, the token of the surname that it shares.
///
/// Not `Cher and Hector Barragán` (no first name in the list), not `Angola and Hector Barragán`.
pub(super) fn shared_surnames(document: &Document, phrases: &[Phrase]) -> BTreeMap<usize, usize> {
    let mut shared = BTreeMap::new();
    // `Luz Barragán`, in full somewhere.
    let full: LazyCell<BTreeSet<(String, String)>, _> = LazyCell::new(|| {
        phrases
            .iter()
            .filter(|phrase| phrase.kind == MentionKind::Name && phrase.head.len() > 1)
            .map(|phrase| {
                (fold(document.word(phrase.head.start())), fold(document.word(phrase.head.end() - 1)))
            })
            .collect()
    });
    let in_full = |one: usize, last: usize| {
        full.contains(&(
            fold(document.word(phrases[one].head.start())),
            fold(document.word(phrases[last].head.end() - 1)),
        ))
    };
    let lone = |index: usize| {
        let phrase = &phrases[index];
        phrase.kind == MentionKind::Name
            && phrase.head.len() == 1
            && phrase.title.is_empty()
            && matches!(phrase.sort, Sort::Person | Sort::Unknown)
    };
    let first_name = |index: usize| {
        classify(&fold(document.word(phrases[index].head.start()))).intersects(Word::FIRST_NAME)
    };
    // `Teo and Bram Vandersloot`, in no list of names, where the text speaks of twins.
    let kin: LazyCell<bool, _> = LazyCell::new(|| {
        (0..document.tokens().len()).any(|at| is_pair(&document.word(at).to_ascii_lowercase()))
    });
    let surnames: LazyCell<BTreeSet<String>, _> =
        LazyCell::new(|| full.iter().map(|(_, last)| last.clone()).collect());
    let unlisted = |one: usize| {
        let word = fold(document.word(phrases[one].head.start()));
        classify(&word).is_empty() && *kin && !surnames.contains(&word)
    };
    for (index, phrase) in phrases.iter().enumerate() {
        let [others @ .., last] = &phrase.members[..] else { continue };
        let first = |one: usize| first_name(one) || in_full(one, *last) || unlisted(one);
        let full = &phrases[*last];
        let person = full.kind == MentionKind::Name && matches!(full.sort, Sort::Person | Sort::Unknown);
        if person
            && full.head.len() > 1
            && (first_name(*last) || unlisted(*last))
            && others.iter().all(|&one| lone(one) && first(one))
        {
            shared.extend(others.iter().map(|&other| (other, full.head.end() - 1)));
        }
        if let Some(surname) = siblings(document, phrases, index)
            && phrase.members.iter().all(|&one| lone(one))
        {
            shared.extend(phrase.members.iter().map(|&member| (member, surname)));
        }
    }
    shared
}

/// What two of one surname are called.
fn is_pair(word: &str) -> bool {
    matches!(word, "twins" | "brothers" | "sisters" | "siblings" | "couple" | "spouses" | "newlyweds")
}

/// The surname in `the Bezuidenhout twins, Marius and Pieter`.
fn siblings(document: &Document, phrases: &[Phrase], collective: usize) -> Option<usize> {
    const NEAR: usize = 4;
    let mut before = phrases[collective].tokens.start().checked_sub(1)?;
    if document.word(before) == "," {
        before = before.checked_sub(1)?;
    }
    if !matches!(document.word(before), "twins" | "brothers" | "sisters" | "siblings") {
        return None;
    }
    let near = collective.saturating_sub(NEAR)..collective;
    near.rev()
        .find(|&index| phrases[index].kind == MentionKind::Name && phrases[index].tokens.end() == before)
        .map(|index| phrases[index].head.end() - 1)
}
