//! The mentions and chains of one side of a document.
//!
//! In: the entities of an annotated document. Out: [`Side`]. Must not know: the other side, metrics.

use crate::head::head;
use crate::words::{WordIndex, Words};
use dixit_formats::{AnnotatedDocument, AnnotatedEntity};
use dixit_tokenizer::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Pronouns that stand inside the phrase they refer to. Corpora of coreference (OntoNotes, GUM) do not mark them.
const RELATIVE: [&str; 4] = ["which", "who", "whom", "whose"];

/// Pronouns for one person who is spoken of, lower case.
const THIRD_PERSON: [&str; 8] = ["he", "her", "hers", "herself", "him", "himself", "his", "she"];

/// Other pronouns, lower case: no phrase by which one would know who is meant.
const OTHER_PRONOUNS: [&str; 40] = [
    "all",
    "another",
    "anyone",
    "both",
    "each",
    "everyone",
    "i",
    "it",
    "its",
    "itself",
    "me",
    "mine",
    "my",
    "myself",
    "none",
    "one",
    "others",
    "our",
    "ours",
    "ourselves",
    "some",
    "someone",
    "that",
    "their",
    "theirs",
    "them",
    "themselves",
    "there",
    "these",
    "they",
    "this",
    "those",
    "us",
    "we",
    "what",
    "you",
    "your",
    "yours",
    "yourself",
    "yourselves",
];

/// What kind of words a mention is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A name or a description.
    Phrase,
    /// `he`, `her`.
    ThirdPerson,
    /// `I`, `they`.
    OtherPronoun,
}

/// A phrase that some entity is mentioned by.
#[derive(Debug)]
pub(super) struct Mentioned {
    /// Its words, less a possessive `’s` at the end.
    pub(super) words: Words,
    /// The one that says who is meant.
    pub(super) head: Option<u32>,
    pub(super) form: Form,
    /// Its place in [`Side::chains`].
    pub(super) chain: usize,
}

/// All mentions of one entity.
#[derive(Debug, Default)]
pub(super) struct Together {
    /// Places in [`Side::mentions`], in order.
    pub(super) mentions: Vec<usize>,
    /// Whether it is a person; none where that is not told.
    pub(super) is_person: Option<bool>,
}

/// What one side says who is mentioned where.
#[derive(Debug, Default)]
pub(super) struct Side {
    /// In text order, each once.
    pub(super) mentions: Vec<Mentioned>,
    /// A mention is in one of them.
    pub(super) chains: Vec<Together>,
}

impl Side {
    /// The mentions of a document's entities. One that several entities have (`both Greer and Bessent`) is a mention of these
    /// together, as in corpora, whose mentions have one entity each.
    pub(super) fn new(index: &WordIndex<'_>, document: &AnnotatedDocument) -> Self {
        let mut owners: BTreeMap<Words, (Option<u32>, BTreeSet<usize>)> = BTreeMap::new();
        for (owner, entity) in document.entities.iter().enumerate() {
            for span in &entity.mentions {
                let words = mention_words(index, *span);
                if !words.is_empty() && !is_one_of(index, &words, &RELATIVE) {
                    let head = || (head(index, &[*span]), BTreeSet::new());
                    owners.entry(words).or_insert_with(head).1.insert(owner);
                }
            }
        }
        let mut places: BTreeMap<BTreeSet<usize>, usize> = BTreeMap::new();
        let mut side = Side::default();
        for (words, (head, owners)) in owners {
            let chain = *places.entry(owners).or_insert_with_key(|owners| {
                let is_person = together(owners.iter().filter_map(|owner| document.entities.get(*owner)));
                side.chains.push(Together { mentions: Vec::new(), is_person });
                side.chains.len() - 1
            });
            side.chains[chain].mentions.push(side.mentions.len());
            let form = form(index, &words);
            side.mentions.push(Mentioned { words, head, form, chain });
        }
        side
    }
}

/// Whether several are people.
fn together<'a>(entities: impl Iterator<Item = &'a AnnotatedEntity>) -> Option<bool> {
    let mut all = Some(true);
    for entity in entities {
        all = match (all, entity.is_person) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (None, _) | (_, None) => None,
            (Some(true), Some(true)) => Some(true),
        };
    }
    all
}

/// The words of a mention: `the minister’s` and `the minister` are the same words, for corpora disagree on that.
fn mention_words(index: &WordIndex<'_>, span: Span) -> Words {
    let words = index.touched(&[span]);
    let mut all: Vec<u32> = words.iter().collect();
    let is_possessive = |word: u32| {
        index.word(word).eq_ignore_ascii_case("s")
            && index.before(word).is_some_and(|before| matches!(before, '\'' | '’'))
    };
    if all.len() > 1 && all.last().is_some_and(|last| is_possessive(*last)) {
        all.pop();
    }
    all.into_iter().collect()
}

fn is_one_of(index: &WordIndex<'_>, words: &Words, list: &[&str]) -> bool {
    let mut all = words.iter();
    match (all.next(), all.next()) {
        (Some(only), None) => list.contains(&index.word(only).to_lowercase().as_str()),
        _ => false,
    }
}

fn form(index: &WordIndex<'_>, words: &Words) -> Form {
    if is_one_of(index, words, &THIRD_PERSON) {
        Form::ThirdPerson
    } else if is_one_of(index, words, &OTHER_PRONOUNS) {
        Form::OtherPronoun
    } else {
        Form::Phrase
    }
}
