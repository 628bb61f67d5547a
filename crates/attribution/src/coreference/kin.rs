//! The other of two: `said her sister`, `his predecessor replied`.
//!
//! In: a possessed description that speaks, who was spoken of. Out: whom it means, where only one person can be meant. Must not know:
//! names’ forms, rosters.

use super::salience::Salience;
use super::variation::possessor;
use super::{Input, Node, Resolution};
use crate::Gender;
use crate::fold::fold;
use crate::mention::{Article, Sort};

/// How somebody is tied to whoever the description says he or she belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// By birth: the two mostly share their surname.
    Kin(Gender),
    /// By work or contest: the two are whom the text is about.
    Peer,
}

impl Tie {
    fn of(head: &str) -> Option<Self> {
        Some(match head {
            "sister" | "mother" | "daughter" | "niece" | "aunt" | "grandmother" | "granddaughter" => {
                Self::Kin(Gender::Feminine)
            }
            "brother" | "father" | "son" | "nephew" | "uncle" | "grandfather" | "grandson" => {
                Self::Kin(Gender::Masculine)
            }
            "twin" | "cousin" | "sibling" => Self::Kin(Gender::Unknown),
            "predecessor" | "successor" | "opponent" | "rival" | "challenger" | "co-author" | "coauthor"
            | "co-founder" | "cofounder" | "co-owner" | "teammate" => Self::Peer,
            _ => return None,
        })
    }
}

/// Whom a possessed description means that speaks: of kin, the one who has the surname too; of peers, the only other person
/// spoken of.
///
/// `Inés Quintana waited. “It was late,” said her sister.` in a text about Inés and Marisol Quintana is Marisol. Not where a third
/// Quintana is spoken of, nor where nobody else has the name.
pub(super) fn the_other(
    input: &Input<'_>,
    nodes: &mut [Node],
    resolutions: &[Resolution],
    salience: &Salience<'_>,
    index: usize,
) -> Option<Resolution> {
    let phrase = &input.phrases[index];
    if phrase.article != Article::Possessed || phrase.plural || !phrase.is_alone() || !input.speaks[index] {
        return None;
    }
    let tie = Tie::of(&fold(input.document.word(phrase.head.start())))?;
    let owner = match possessor(input, nodes, resolutions, salience, index)?.nodes[..] {
        [owner] => owner,
        _ => return None,
    };
    let mut others: Vec<usize> = Vec::new();
    for (_, node) in salience.recent() {
        let other = &nodes[node];
        let fits = match tie {
            Tie::Kin(gender) => other.gender.fits(gender) && other.surname() == nodes[owner].surname(),
            Tie::Peer => true,
        };
        if node != owner && other.named && other.sort == Sort::Person && fits && !others.contains(&node) {
            others.push(node);
        }
    }
    match others[..] {
        [node] => Some(Resolution::one(node, None)),
        _ => None,
    }
}
