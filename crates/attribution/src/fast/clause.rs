//! What the tagger sees of a token's clause: auxiliaries, the nearest verbs and heads, commas, brackets.
//!
//! In: the [`Signal`]s of a sentence, parts of speech. Out: a [`Clause`] in each signal. Must not know: weights, labels.

use super::signals::{Signal, distance, hash};
use crate::pos::Pos;
use std::ops::Range;

/// Where a token stands in its clause.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Clause {
    /// The auxiliaries right before, as bits of [`auxiliary`].
    pub(super) auxiliaries: u8,
    /// The nearest full verb on each side.
    pub(super) verb_left: Neighbor,
    pub(super) verb_right: Neighbor,
    /// The nearest noun, name or pronoun on each side.
    pub(super) head_left: Neighbor,
    pub(super) head_right: Neighbor,
    /// Finite verbs before it in the sentence, up to three, and 4 times those after it.
    pub(super) finite: u8,
    /// How far the sentence's end is, in steps.
    pub(super) end: u8,
    /// In round brackets.
    pub(super) bracket: bool,
    /// Commas since the nearest cue on the left, up to three.
    pub(super) commas: u8,
}

impl Clause {
    /// No token's.
    pub(super) const NONE: Clause = {
        const NONE: Neighbor = Neighbor { group: 0, distance: 0, pos: 0 };
        Clause {
            auxiliaries: 0,
            verb_left: NONE,
            verb_right: NONE,
            head_left: NONE,
            head_right: NONE,
            finite: 0,
            end: 0,
            bracket: false,
            commas: 0,
        }
    };
}

/// A word nearby.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Neighbor {
    pub(super) group: u16,
    pub(super) distance: u8,
    pub(super) pos: u8,
}

/// Bits of [`Clause::auxiliaries`].
mod auxiliary {
    pub(super) const BE: u8 = 1;
    pub(super) const HAVE: u8 = 1 << 1;
    pub(super) const MODAL: u8 = 1 << 2;
    pub(super) const TO: u8 = 1 << 3;
    pub(super) const NOT: u8 = 1 << 4;
    pub(super) const DO: u8 = 1 << 5;
}

const BE: [u32; 10] = [
    hash(b"is"),
    hash(b"was"),
    hash(b"are"),
    hash(b"were"),
    hash(b"be"),
    hash(b"been"),
    hash(b"being"),
    hash(b"am"),
    hash(b"'re"),
    hash(b"'m"),
];
const HAVE: [u32; 5] = [hash(b"has"), hash(b"have"), hash(b"had"), hash(b"having"), hash(b"'ve")];
const DO: [u32; 3] = [hash(b"do"), hash(b"does"), hash(b"did")];
const NOT: [u32; 3] = [hash(b"not"), hash(b"n't"), hash(b"never")];

/// The bit of an auxiliary, 0 for any other word.
fn auxiliary_of(word: u32, pos: Pos) -> u8 {
    match pos {
        Pos::Modal => auxiliary::MODAL,
        Pos::To => auxiliary::TO,
        _ if BE.contains(&word) => auxiliary::BE,
        _ if HAVE.contains(&word) => auxiliary::HAVE,
        _ if DO.contains(&word) => auxiliary::DO,
        _ if NOT.contains(&word) => auxiliary::NOT,
        _ => 0,
    }
}

/// Sees the clauses of one sentence. Linear.
pub(super) fn see_clauses(
    signals: &mut [Signal],
    pos: &[Pos],
    tokens: Range<usize>,
    is_cue: impl Fn(&Signal) -> bool,
) {
    const OPENS: u32 = hash(b"(");
    const CLOSES: u32 = hash(b")");
    let (mut verb, mut head) = (Neighbor::default(), Neighbor::default());
    let (mut verb_at, mut head_at) = (0, 0);
    let (mut bits, mut finite, mut commas, mut bracket) = (0u8, 0u8, 0u8, false);
    for at in tokens.clone() {
        let (word, group, here) = (signals[at].word, signals[at].group, pos[at]);
        bracket = word == OPENS || bracket && word != CLOSES;
        let clause = &mut signals[at].clause;
        clause.auxiliaries = bits;
        clause.verb_left = seen_from(verb, at - verb_at);
        clause.head_left = seen_from(head, at - head_at);
        clause.finite = finite;
        clause.end = distance(tokens.end - at - 1);
        clause.bracket = bracket;
        clause.commas = commas;
        let bit = auxiliary_of(word, here);
        bits = match here {
            _ if bit > 0 => bits | bit,
            Pos::Adverb => bits,
            _ => 0,
        };
        finite = (finite + u8::from(here.is_finite())).min(3);
        commas = match signals[at].shape {
            _ if is_cue(&signals[at]) => 0,
            8 => (commas + 1).min(3),
            _ => commas,
        };
        let neighbor = Neighbor { group, distance: 0, pos: 1 + here as u8 };
        if is_full_verb(here, bit) {
            (verb, verb_at) = (neighbor, at);
        } else if is_head(here) {
            (head, head_at) = (neighbor, at);
        }
    }
    (verb, head) = Default::default();
    finite = 0;
    for at in tokens.rev() {
        let (word, group, here) = (signals[at].word, signals[at].group, pos[at]);
        let clause = &mut signals[at].clause;
        clause.verb_right = seen_from(verb, verb_at.saturating_sub(at));
        clause.head_right = seen_from(head, head_at.saturating_sub(at));
        clause.finite += 4 * finite;
        finite = (finite + u8::from(here.is_finite())).min(3);
        let neighbor = Neighbor { group, distance: 0, pos: 1 + here as u8 };
        if is_full_verb(here, auxiliary_of(word, here)) {
            (verb, verb_at) = (neighbor, at);
        } else if is_head(here) {
            (head, head_at) = (neighbor, at);
        }
    }
}

/// A neighbor, so many tokens away; none stays none.
fn seen_from(neighbor: Neighbor, away: usize) -> Neighbor {
    match neighbor.pos {
        0 => neighbor,
        _ => Neighbor { distance: distance(away - 1), ..neighbor },
    }
}

fn is_full_verb(pos: Pos, auxiliary: u8) -> bool {
    pos.is_verb() && auxiliary == 0
}

fn is_head(pos: Pos) -> bool {
    matches!(pos, Pos::Noun | Pos::Nouns | Pos::Name | Pos::Pronoun | Pos::Wh)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The clauses of one sentence; a word of the lexicon's is no matter here, so `said` stands for the cues.
    fn clauses(words: &[(&str, Pos)]) -> Vec<Clause> {
        let mut signals: Vec<Signal> = words
            .iter()
            .map(|(word, _)| Signal {
                word: hash(word.as_bytes()),
                group: hash(word.as_bytes()) as u16,
                shape: if *word == "," { 8 } else { 6 },
                ..Signal::NONE
            })
            .collect();
        let pos: Vec<Pos> = words.iter().map(|(_, pos)| *pos).collect();
        let all = 0..words.len();
        see_clauses(&mut signals, &pos, all, |signal| signal.word == hash(b"said"));
        signals.iter().map(|signal| signal.clause).collect()
    }

    #[test]
    fn auxiliaries_reach_their_verb_over_an_adverb() {
        let seen = clauses(&[
            ("bakers", Pos::Nouns),
            ("were", Pos::Past),
            ("often", Pos::Adverb),
            ("told", Pos::Participle),
            ("so", Pos::Adverb),
        ]);
        assert_eq!(seen[3].auxiliaries, auxiliary::BE);
        assert_eq!(seen[4].auxiliaries, 0);
        assert_eq!(seen[3].head_left.group, hash(b"bakers") as u16);
        assert_eq!(seen[1].verb_right.group, hash(b"told") as u16);
    }

    #[test]
    fn commas_count_from_the_cue() {
        let seen = clauses(&[
            ("now", Pos::Adverb),
            (",", Pos::Punctuation),
            ("she", Pos::Pronoun),
            ("said", Pos::Past),
            ("bread", Pos::Noun),
            (",", Pos::Punctuation),
            ("rolls", Pos::Nouns),
        ]);
        assert_eq!([seen[3].commas, seen[4].commas, seen[6].commas], [1, 0, 1]);
        assert_eq!((seen[6].verb_left.group, seen[6].finite), (hash(b"said") as u16, 1));
    }

    #[test]
    fn brackets_open_and_close() {
        let other = Pos::Punctuation;
        let seen = clauses(&[("(", other), ("rye", Pos::Noun), (")", other), ("rose", Pos::Past)]);
        assert_eq!(seen.iter().map(|clause| clause.bracket).collect::<Vec<_>>(), [true, true, false, false]);
    }
}
