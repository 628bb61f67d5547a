//! Who is who before a court: the accused, those who speak for one side, whom they speak for.
//!
//! In: the names found. Out: [`Court`]. Must not know: pronouns, descriptions, rosters.

use super::{Input, Node, Resolution};
use crate::MentionKind;
use crate::mention::{Phrase, Sort};
use crate::words::{Word, classify};
use dixit_tokenizer::Document;

/// What is done to or by the accused stands within so many words after the name: `, 68, was also charged`.
const VERB_WITHIN: usize = 8;
/// An aside after the name has at most so many words: `, who worked for the council for 37 years,`.
const ASIDE: usize = 24;
/// … and so many follow one another: age, street, work.
const MOST_ASIDES: usize = 3;
/// More people than this are not counted, which keeps odd texts linear.
const MOST_PEOPLE: usize = 64;

/// The people of a trial, as far as words beside their names tell.
#[derive(Debug, Default)]
pub(super) struct Court {
    /// How often a verb says that somebody is accused.
    accused: Vec<(usize, usize)>,
    /// Who speaks for one side, and for whom, where that is told.
    counsel: Vec<(usize, Side)>,
}

/// For whom a lawyer speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Prosecution,
    Defence,
    Of(usize),
}

impl Court {
    /// Reads the words beside every name of a person.
    pub(super) fn new(input: &Input<'_>, nodes: &[Node], resolutions: &[Resolution]) -> Self {
        let mut court = Self::default();
        for (index, phrase) in input.phrases.iter().enumerate() {
            let [node] = resolutions[index].nodes[..] else { continue };
            let person = nodes[node].named && matches!(nodes[node].sort, Sort::Person | Sort::Unknown);
            if phrase.kind != MentionKind::Name || !person {
                continue;
            }
            if phrase.subject && court.accused.len() < MOST_PEOPLE && is_accused(input.document, phrase) {
                match court.accused.iter_mut().find(|(other, _)| *other == node) {
                    Some((_, times)) => *times += 1,
                    None => court.accused.push((node, 1)),
                }
            }
            let known = court.counsel.iter().any(|&(other, _)| other == node);
            if !known && court.counsel.len() < MOST_PEOPLE {
                court.counsel.extend(side(input, resolutions, index).map(|side| (node, side)));
            }
        }
        court
    }

    /// Whom `the defendant` means: the one who is accused, or accused most often.
    pub(super) fn defendant(&self) -> Option<usize> {
        let &(node, most) = self.accused.iter().max_by_key(|&&(node, times)| (times, usize::MAX - node))?;
        let alone = self.accused.iter().all(|&(other, times)| other == node || times < most);
        alone.then_some(node)
    }

    /// Whom `the prosecutor` means.
    pub(super) fn prosecutor(&self) -> Option<usize> {
        self.only(|side| side == Side::Prosecution)
    }

    /// Whom `Roe’s lawyer` means.
    pub(super) fn lawyer_of(&self, client: usize) -> Option<usize> {
        self.only(|side| side == Side::Of(client))
            .or_else(|| self.only(|side| side == Side::Defence).filter(|_| self.defendant() == Some(client)))
    }

    /// Whether somebody speaks in court for others.
    pub(super) fn is_counsel(&self, node: usize) -> bool {
        self.counsel.iter().any(|&(other, _)| other == node)
    }

    fn only(&self, fits: impl Fn(Side) -> bool) -> Option<usize> {
        let mut found = self.counsel.iter().filter(|&&(_, side)| fits(side));
        let &(node, _) = found.next()?;
        found.next().is_none().then_some(node)
    }
}

/// `Roe, 68, denies`, `Roe was charged`, `Roe was found guilty`, `Roe faces two charges`.
///
/// Not `Roe was late`, `the judge jailed him`.
fn is_accused(document: &Document, phrase: &Phrase) -> bool {
    let mut at = phrase.tokens.end();
    // `, 68,`, `, of Larkspur Close, who worked for the council,`: asides.
    for _ in 0..MOST_ASIDES {
        let aside = document.word(at) == ","
            || at > phrase.tokens.end()
                && matches!(document.word(at), "who" | "a" | "an" | "the" | "of" | "from");
        if !aside {
            break;
        }
        let Some(comma) = (at + 1..at + ASIDE).find(|&at| document.word(at) == ",") else { return false };
        at = comma + 1;
    }
    let passive = |word: &str| {
        matches!(
            word,
            "charged"
                | "accused"
                | "convicted"
                | "jailed"
                | "sentenced"
                | "arrested"
                | "acquitted"
                | "fined"
                | "cleared"
                | "remanded"
                | "indicted"
                | "arraigned"
                | "prosecuted"
        )
    };
    let next = document.word(at + 1);
    match document.word(at) {
        "denies" | "denied" | "admits" | "admitted" | "pleaded" | "pleads" | "pled" => true,
        "is" | "was" | "has" | "had" => {
            passive(next)
                || next == "on" && document.word(at + 2) == "trial"
                || next == "been" && passive(document.word(at + 2))
                || passive(document.word(at + 2)) && classify(next).contains(Word::ADVERB)
                || next == "found" && matches!(document.word(at + 2), "guilty" | "not")
        }
        "faces" => {
            (at..at + VERB_WITHIN).any(|at| matches!(document.word(at), "charge" | "charges" | "trial"))
        }
        "walked" => next == "free",
        _ => false,
    }
}

/// `Jane Roe, prosecuting,`, `Jane Roe, for Lind,`, `Jane Roe, defending,`.
fn side(input: &Input<'_>, resolutions: &[Resolution], index: usize) -> Option<Side> {
    let document = input.document;
    let end = input.phrases[index].tokens.end();
    // `Kelechi Obi-Thomas (SAN),`, `Toby Frayne KC,`
    let comma = (end..end + 4).find(|&at| document.word(at) == ",")?;
    match document.word(comma + 1) {
        "prosecuting" => Some(Side::Prosecution),
        "defending" | "mitigating" => {
            let client = input.phrases.get(index + 1).filter(|next| next.tokens.start() == comma + 2);
            let client = client.and_then(|_| resolutions[index + 1].nodes.first());
            Some(client.map_or(Side::Defence, |&client| Side::Of(client)))
        }
        "for" => {
            let the = usize::from(document.word(comma + 2) == "the");
            match document.word(comma + 2 + the).to_ascii_lowercase().as_str() {
                "prosecution" | "crown" | "state" => return Some(Side::Prosecution),
                "defence" | "defense" => return Some(Side::Defence),
                _ => {}
            }
            let next = input.phrases.get(index + 1).filter(|next| {
                next.kind == MentionKind::Name
                    && next.tokens.start() == comma + 2
                    && matches!(document.word(next.tokens.end()), "," | "said" | "told")
            });
            let client = next.and_then(|_| resolutions[index + 1].nodes.first());
            client.map(|&client| Side::Of(client))
        }
        _ => None,
    }
}
