//! Parts of speech, by a first-order hidden Markov model.
//!
//! In: [`Document`]. Out: one [`Pos`] a token. Must not know: cues, quotes, mentions.
//!
//! The model (`models/pos.tsv`, card beside it) is counted, not learned by hand: costs of a tag after a tag, and of a tag
//! given a word or, for unknown words, its suffix (Brants 2000, "TnT", with bigrams). Decoding is Viterbi over each
//! sentence; words keep only the tags they were seen with, so it is near-linear in practice.

use crate::table::WordMap;
use dixit_tokenizer::{Document, TokenKind};
use std::collections::HashMap;
use std::ops::Range;

/// Coarse Penn Treebank tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Pos {
    /// Singular or mass noun.
    Noun,
    /// Plural noun.
    Nouns,
    /// Proper noun.
    Name,
    /// Past tense: said.
    Past,
    /// Third person singular: says.
    Says,
    /// Other present: say.
    Say,
    /// Infinitive or imperative.
    Base,
    /// saying
    Ing,
    /// Past participle: (has) said.
    Participle,
    /// will, would, can
    Modal,
    /// he, they, there
    Pronoun,
    /// his, their
    Possessor,
    /// the, a, this, all
    Determiner,
    /// Adjectives, comparatives.
    Adjective,
    /// Adverbs, not.
    Adverb,
    /// Prepositions and subordinators, that.
    Preposition,
    /// to
    To,
    /// and, or, but
    Conjunction,
    /// Numbers.
    Cardinal,
    /// who, which, what, when
    Wh,
    /// ’s
    PossessiveEnding,
    /// Particles: (point) out.
    Particle,
    /// Interjections, foreign words, symbols.
    Other,
    /// Punctuation.
    Punctuation,
}

impl Pos {
    pub(crate) const ALL: [Pos; 24] = [
        Pos::Noun,
        Pos::Nouns,
        Pos::Name,
        Pos::Past,
        Pos::Says,
        Pos::Say,
        Pos::Base,
        Pos::Ing,
        Pos::Participle,
        Pos::Modal,
        Pos::Pronoun,
        Pos::Possessor,
        Pos::Determiner,
        Pos::Adjective,
        Pos::Adverb,
        Pos::Preposition,
        Pos::To,
        Pos::Conjunction,
        Pos::Cardinal,
        Pos::Wh,
        Pos::PossessiveEnding,
        Pos::Particle,
        Pos::Other,
        Pos::Punctuation,
    ];

    /// The names the model file uses, in the order of [`Self::ALL`].
    const NAMES: [&str; 24] = [
        "NN", "NNS", "NNP", "VBD", "VBZ", "VBP", "VB", "VBG", "VBN", "MD", "PRP", "PRPS", "DT", "JJ", "RB",
        "IN", "TO", "CC", "CD", "WH", "POS", "RP", "X", "PUNCT",
    ];

    /// A common or proper noun.
    pub(crate) fn is_noun(self) -> bool {
        matches!(self, Pos::Noun | Pos::Nouns | Pos::Name)
    }

    /// A verb that can carry a clause: past, present or modal.
    pub(crate) fn is_finite(self) -> bool {
        matches!(self, Pos::Past | Pos::Says | Pos::Say | Pos::Modal)
    }

    /// Any verb form.
    pub(crate) fn is_verb(self) -> bool {
        self.is_finite() || matches!(self, Pos::Base | Pos::Ing | Pos::Participle)
    }
}

/// A stretch of [`PosModel::costs`]: where it begins and how many there are.
type Place = (u16, u8);

const TAGS: usize = Pos::ALL.len();

/// The longest suffix the model knows, in characters (as in `xtask/src/pos.rs`).
const LONGEST_SUFFIX: usize = 4;

/// Sentences are decoded in pieces of at most this many tokens, so that a text without sentence ends needs no more memory.
const LONGEST_PIECE: usize = 1000;

/// The part-of-speech model, ready to use.
#[derive(Debug, Clone)]
pub(crate) struct PosModel {
    transitions: Vec<[i32; TAGS]>,
    /// The tags that forms may have. Most forms share theirs with others: 3,500 lists for 17,800 forms.
    costs: Vec<(Pos, i32)>,
    suffixes: WordMap<Place>,
    words: WordMap<Place>,
}

impl PosModel {
    /// The model that is built into the crate. Reads its 350 kB once: a few milliseconds.
    pub(crate) fn embedded() -> Self {
        let (mut transitions, mut tags, mut suffixes, mut words) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut places: HashMap<&str, Place> = HashMap::new();
        for line in include_str!("../models/pos.tsv").lines() {
            let Some((form, rest)) = line.split_once('\t') else { continue };
            if form == "@" {
                let mut row = [0; TAGS];
                for (cell, cost) in row.iter_mut().zip(rest.split(' ')) {
                    *cell = cost.parse().unwrap_or_default();
                }
                transitions.push(row);
                continue;
            }
            let costs = *places.entry(rest).or_insert_with(|| {
                let start = tags.len();
                tags.extend(rest.split(' ').filter_map(|pair| {
                    let (name, cost) = pair.split_once(':')?;
                    let tag = Pos::NAMES.iter().position(|known| *known == name)?;
                    Some((Pos::ALL[tag], cost.parse().ok()?))
                }));
                (start as u16, (tags.len() - start) as u8)
            });
            match form.strip_prefix('-') {
                Some(suffix) => suffixes.push((suffix, costs)),
                None => words.push((form, costs)),
            }
        }
        Self { transitions, costs: tags, suffixes: WordMap::new(&suffixes), words: WordMap::new(&words) }
    }

    /// The tag of every token of a document.
    pub(crate) fn tag(&self, document: &Document) -> Vec<Pos> {
        let mut tags = Vec::with_capacity(document.tokens().len());
        let mut lattice = Lattice::default();
        let mut form = String::new();
        for sentence in document.sentences() {
            let mut start = sentence.tokens.start();
            while start < sentence.tokens.end() {
                let end = sentence.tokens.end().min(start + LONGEST_PIECE);
                self.read_piece(document, start..end, &mut lattice, &mut form);
                lattice.best_path(self, &mut tags);
                start = end;
            }
        }
        tags
    }

    /// Looks all tokens up before any is decoded: the processor then waits for several look-ups at a time.
    fn read_piece<'m>(
        &'m self,
        document: &Document,
        piece: Range<usize>,
        lattice: &mut Lattice<'m>,
        form: &mut String,
    ) {
        lattice.tokens.clear();
        let mut opening = true;
        for token in piece {
            let kind = document.tokens()[token].kind;
            lattice.tokens.push(self.costs(kind, document.word(token), opening, form));
            opening =
                opening && !matches!(kind, TokenKind::Word | TokenKind::Number | TokenKind::Abbreviation);
        }
    }

    fn transition(&self, previous: Option<Pos>, next: Pos) -> i32 {
        let row = previous.map_or(TAGS, |tag| tag as usize);
        self.transitions.get(row).map_or(0, |row| row[next as usize])
    }

    fn costs(&self, kind: TokenKind, word: &str, opening: bool, form: &mut String) -> &[(Pos, i32)] {
        match kind {
            TokenKind::QuoteMark | TokenKind::Dash | TokenKind::Punctuation => {
                return &[(Pos::Punctuation, 0)];
            }
            TokenKind::Email | TokenKind::Url => return &[(Pos::Name, 0)],
            TokenKind::Symbol => return &[(Pos::Other, 0)],
            _ => {}
        }
        form.clear();
        let capital = if word.starts_with(char::is_uppercase) { "^" } else { "" };
        form.push_str(capital);
        if word.is_ascii() {
            form.push_str(word);
            form.make_ascii_lowercase();
        } else {
            form.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
        }
        let stem = &form[capital.len()..];
        // A word seen only with a capital elsewhere, opening a sentence here: a name.
        let known = if opening { self.words.get(stem) } else { None };
        if let Some(costs) = known.or_else(|| self.words.get(form)) {
            return self.costs_in(costs);
        }
        // An unknown word with a capital is a name, wherever it stands: `Vogt asked`.
        let mut end = ['0'; LONGEST_SUFFIX];
        let mut first = LONGEST_SUFFIX;
        for c in stem.chars().rev().take(LONGEST_SUFFIX) {
            first -= 1;
            end[first] = if c.is_ascii_digit() { '0' } else { c };
        }
        for first in first..=LONGEST_SUFFIX {
            form.clear();
            form.push_str(capital);
            form.extend(&end[first..]);
            if let Some(costs) = self.suffixes.get(form) {
                return self.costs_in(costs);
            }
        }
        &[(Pos::Noun, 0)]
    }

    fn costs_in(&self, (start, tags): Place) -> &[(Pos, i32)] {
        let start = usize::from(start);
        self.costs.get(start..start + usize::from(tags)).unwrap_or_default()
    }
}

/// The states of one piece's Viterbi search.
#[derive(Default)]
struct Lattice<'m> {
    /// The tags that each token may have, with their costs.
    tokens: Vec<&'m [(Pos, i32)]>,
    /// Tag, cost so far, and which state of the layer before led here.
    states: Vec<(Pos, i32, usize)>,
    /// Where each token's layer starts in `states`.
    layers: Vec<usize>,
}

impl Lattice<'_> {
    fn push(&mut self, model: &PosModel, token: usize) {
        let before = self.layers.last().map(|&start| start..self.states.len());
        self.layers.push(self.states.len());
        for &(tag, cost) in self.tokens[token] {
            let (so_far, back) = match &before {
                None => (model.transition(None, tag), 0),
                Some(layer) => {
                    let mut best = (i32::MAX, layer.start);
                    for (at, &(previous, so_far, _)) in self.states[layer.clone()].iter().enumerate() {
                        let total = so_far + model.transition(Some(previous), tag);
                        if total < best.0 {
                            best = (total, layer.start + at);
                        }
                    }
                    best
                }
            };
            self.states.push((tag, so_far.saturating_add(cost), back));
        }
    }

    /// Appends the tags of the tokens.
    fn best_path(&mut self, model: &PosModel, tags: &mut Vec<Pos>) {
        self.states.clear();
        self.layers.clear();
        for token in 0..self.tokens.len() {
            self.push(model, token);
        }
        let first = tags.len();
        let last_layer = self.layers.last().copied().unwrap_or(0);
        let Some(mut at) = (last_layer..self.states.len()).min_by_key(|&state| self.states[state].1) else {
            return;
        };
        for _ in &self.layers {
            let (tag, _, back) = self.states[at];
            tags.push(tag);
            at = back;
        }
        tags[first..].reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dixit_tokenizer::{Source, tokenize};

    /// Tags the words of `Trump/Name said/Past` (blanks between tokens) and checks that the tags come back.
    #[track_caller]
    fn check(tagged: &str) {
        let words: Vec<&str> =
            tagged.split(' ').filter_map(|pair| pair.rsplit_once('/')).map(|(word, _)| word).collect();
        let document = tokenize(Source::new(words.join(" ")).unwrap());
        let tags = PosModel::embedded().tag(&document);
        let found: Vec<String> =
            tags.iter().enumerate().map(|(at, tag)| format!("{}/{tag:?}", document.word(at))).collect();
        assert_eq!(found.join(" "), tagged);
    }

    #[test]
    fn plain_sentences() {
        check("Trump/Name said/Past the/Determiner deal/Noun is/Says old/Adjective ./Punctuation");
        check("They/Pronoun say/Say that/Preposition officials/Nouns will/Modal act/Base ./Punctuation");
        check("She/Pronoun has/Says been/Participle told/Participle to/To wait/Base ./Punctuation");
        check("He/Pronoun left/Past ,/Punctuation saying/Ing so/Adverb ./Punctuation");
    }

    #[test]
    fn the_same_form_by_its_neighbours() {
        check("He/Pronoun claims/Says victory/Noun ./Punctuation");
        check("His/Possessor claims/Nouns were/Past old/Adjective ./Punctuation");
        check(
            "The/Determiner minister/Noun ’s/PossessiveEnding report/Noun was/Past short/Adjective ./Punctuation",
        );
    }

    #[test]
    fn unknown_words_by_capital_and_suffix() {
        check("Yesterday/Noun Xanthor/Name spoke/Past ./Punctuation");
        check("She/Pronoun was/Past quobbling/Ing ./Punctuation");
        check("He/Pronoun answered/Past glombly/Adverb ./Punctuation");
    }

    #[test]
    fn a_tag_for_every_token_of_a_long_sentence() {
        let document = tokenize(Source::new("so and ".repeat(LONGEST_PIECE)).unwrap());
        assert_eq!(PosModel::embedded().tag(&document).len(), document.tokens().len());
    }

    #[test]
    fn the_model_fits_its_places() {
        assert!(PosModel::embedded().costs.len() < usize::from(u16::MAX));
    }

    #[test]
    fn nothing_to_tag() {
        let document = tokenize(Source::new("").unwrap());
        assert!(PosModel::embedded().tag(&document).is_empty());
    }
}
