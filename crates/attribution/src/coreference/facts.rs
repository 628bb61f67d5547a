//! What the words right after names tell of people: `, 61,`, `, the younger by three years,`, `, who founded the firm`,
//! `, who led the team until 2023`.
//!
//! In: the names found. Out: [`Facts`]. Must not know: pronouns, descriptions, rosters.

use super::{Input, Node, Resolution};
use crate::mention::{Phrase, Sort, after_bracket};
use crate::words::{Word, classify};
use crate::{Gender, MentionKind};
use dixit_tokenizer::{Document, Index};

/// A clause is read up to here.
const LONGEST_CLAUSE: usize = 28;
/// More facts than this are not remembered, which keeps odd texts linear.
const MOST_FACTS: usize = 256;
/// The verb of `who for five years held` is among the first so many words.
const VERB_WITHIN: usize = 7;

/// … and `not related` of `chair of the trust, who is not related` here.
const UNRELATED_WITHIN: usize = 5;

/// Of two siblings or namesakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    Older,
    Younger,
}

impl Rank {
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "older" | "elder" | "big" | "eldest" | "oldest" | "senior" => Some(Self::Older),
            "younger" | "little" | "kid" | "baby" | "youngest" | "junior" => Some(Self::Younger),
            _ => None,
        }
    }

    pub(super) fn other(self) -> Self {
        match self {
            Self::Older => Self::Younger,
            Self::Younger => Self::Older,
        }
    }
}

/// What one clause tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fact {
    Age(u8),
    Rank(Rank),
    /// `who founded the firm`
    Founder,
    /// `who led the team until 2023`, `sacked nine days earlier`
    Former,
    /// `who has held the record since`
    Holder,
    /// `who is not related to the family`, `no relation`
    Unrelated,
    /// `took over`, `was named`: the new one.
    New,
}

/// What the text tells of people beside their names.
#[derive(Debug, Default)]
pub(super) struct Facts {
    found: Vec<(usize, Fact)>,
}

impl Facts {
    /// Reads the words after every name of a person.
    pub(super) fn new(input: &Input<'_>, nodes: &[Node], resolutions: &[Resolution]) -> Self {
        let mut facts = Self::default();
        let mut known = vec![0_usize; nodes.len()];
        let mut founders_end = None;
        for (phrase, resolution) in input.phrases.iter().zip(resolutions) {
            let [node] = resolution.nodes[..] else { continue };
            let person = nodes[node].named && matches!(nodes[node].sort, Sort::Person | Sort::Unknown);
            // So many facts of one person are enough, which keeps odd texts linear.
            const MOST_OF_ONE: usize = 4;
            if phrase.kind != MentionKind::Name || !person || known[node] >= MOST_OF_ONE {
                continue;
            }
            if facts.found.len() > MOST_FACTS {
                break;
            }
            let mut told = told_after(input.document, phrase);
            if founded_by(input.document, phrase, founders_end) {
                founders_end = Some(phrase.tokens.end());
                told.push(Fact::Founder);
            }
            known[node] += told.len();
            facts.found.extend(told.into_iter().map(|fact| (node, fact)));
        }
        facts
    }

    fn who(&self, fact: Fact) -> Vec<usize> {
        let mut nodes: Vec<usize> = Vec::new();
        for &(node, other) in &self.found {
            if other == fact && !nodes.contains(&node) {
                nodes.push(node);
            }
        }
        nodes
    }

    fn only(&self, nodes: &[Node], fact: Fact, gender: Gender) -> Option<usize> {
        let mut found = self.who(fact);
        found.retain(|&node| nodes[node].gender.fits(gender));
        if let [node] = found[..] { Some(node) } else { None }
    }

    /// The one of an age: of `Dale Roe, 61, said`, `the 61-year-old` is he.
    pub(super) fn of_age(&self, nodes: &[Node], age: u8, gender: Gender) -> Option<usize> {
        self.only(nodes, Fact::Age(age), gender)
    }

    pub(super) fn age(&self, node: usize) -> Option<u8> {
        self.found.iter().find_map(|&(known, fact)| match fact {
            Fact::Age(age) if known == node => Some(age),
            _ => None,
        })
    }

    pub(super) fn rank(&self, node: usize) -> Option<Rank> {
        self.found.iter().find_map(|&(known, fact)| match fact {
            Fact::Rank(rank) if known == node => Some(rank),
            _ => None,
        })
    }

    /// The only one who `founded the firm`.
    pub(super) fn founder(&self, nodes: &[Node], gender: Gender) -> Option<usize> {
        self.only(nodes, Fact::Founder, gender)
    }

    /// Those who `founded the firm`.
    pub(super) fn founders(&self) -> Vec<usize> {
        self.who(Fact::Founder)
    }

    /// The only one who `has held the record since`.
    pub(super) fn holder(&self, nodes: &[Node], gender: Gender) -> Option<usize> {
        self.only(nodes, Fact::Holder, gender)
    }

    /// The only one who `took over`.
    pub(super) fn successor(&self, nodes: &[Node], gender: Gender) -> Option<usize> {
        self.only(nodes, Fact::New, gender)
    }

    /// Those who are `not related` to their namesakes.
    pub(super) fn unrelated(&self) -> Vec<usize> {
        self.who(Fact::Unrelated)
    }

    /// Those who `led the team until 2023`.
    pub(super) fn former(&self) -> Vec<usize> {
        self.who(Fact::Former)
    }
}

/// `was founded in 1981 by Ruth Roe and Kwame Lind`, of each; `founders_end` is where the one before ends.
fn founded_by(document: &Document, phrase: &Phrase, founders_end: Option<usize>) -> bool {
    /// `founded in Ohio in 1981 by`
    const VERB_BEFORE: usize = 7;
    let Some(before) = phrase.tokens.start().checked_sub(1) else { return false };
    match document.word(before) {
        "by" => (before.saturating_sub(VERB_BEFORE)..before)
            .rev()
            .take_while(|&at| document.word(at) != ".")
            .any(|at| matches!(document.word(at), "founded" | "co-founded" | "cofounded" | "established")),
        "and" | "," => founders_end == Some(before),
        _ => false,
    }
}

/// What the words right after a name tell.
fn told_after(document: &Document, phrase: &Phrase) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut at = after_bracket(document, phrase.tokens.end());
    if document.word(at) != "," {
        // `For twelve years Roe ran the city`
        let end = sentence_end(document, at);
        facts.extend(who_did(document, at, end).filter(|&fact| phrase.subject && fact != Fact::Holder));
        facts.extend(is_ranked(document, at).or_else(|| took_over(document, at)).filter(|_| phrase.subject));
        return facts;
    }
    let number = at + 1 + usize::from(matches!(document.word(at + 1), "now" | "aged" | "then"));
    if let Ok(age) = document.word(number).parse::<u8>()
        && matches!(document.word(number + 1), "," | "." | "and" | "—" | "–")
    {
        if document.word(at + 1) != "then" {
            facts.push(Fact::Age(age));
        }
        at = number + 1;
    }
    facts.extend(clause(document, at + 1));
    // `Paul Roe, chair of the trust, who is not related`
    const LONGEST_ROLE: usize = 8;
    let later = (at + 2..at + 2 + LONGEST_ROLE).find(|&at| document.word(at) == ",");
    let later =
        later.filter(|&later| later < sentence_end(document, at) && document.word(later + 1) == "who");
    facts.extend(later.and_then(|later| clause(document, later + 1)).filter(|&fact| fact == Fact::Unrelated));
    facts
}

/// Where the sentence of a token ends, or the part of it that is read.
fn sentence_end(document: &Document, at: usize) -> usize {
    let sentence = document.sentences().get(document.sentence_of(at).to_usize());
    sentence.map_or(at, |sentence| sentence.tokens.end().min(at + LONGEST_CLAUSE))
}

/// What a clause after a name tells that begins at a token.
fn clause(document: &Document, at: usize) -> Option<Fact> {
    let end = sentence_end(document, at);
    match document.word(at) {
        "no" if document.word(at + 1) == "relation" => Some(Fact::Unrelated),
        "is" | "was" => is_ranked(document, at),
        "sacked" | "fired" | "dismissed" | "ousted" | "deposed" => Some(Fact::Former),
        "the" => {
            if let Some(rank) = Rank::of(document.word(at + 1)) {
                let alone = matches!(document.word(at + 2), "by" | "of" | "," | ".");
                return alone.then_some(Fact::Rank(rank));
            }
            let somebody = matches!(document.word(at + 1), "man" | "woman" | "one" | "person");
            let left = (at + 2..end.min(at + 2 + VERB_WITHIN))
                .any(|at| matches!(document.word(at), "replaced" | "succeeded" | "ousted" | "unseated"));
            (somebody && left).then_some(Fact::Former)
        }
        "who" if (at + 1..end.min(at + 1 + UNRELATED_WITHIN)).any(|at| is_unrelated(document, at)) => {
            Some(Fact::Unrelated)
        }
        "who" => who_did(document, at + 1, end),
        _ => None,
    }
}

/// `is the elder`, `was the younger of the two`; not `is the elder statesman`.
fn is_ranked(document: &Document, at: usize) -> Option<Fact> {
    let the = matches!(document.word(at), "is" | "was") && document.word(at + 1) == "the";
    let rank = Rank::of(document.word(at + 2)).filter(|_| the)?;
    matches!(document.word(at + 3), "," | "." | ";" | "of" | "and").then_some(Fact::Rank(rank))
}

/// `took over`, `was named chief executive`, `succeeds him`; not `took over a bakery`.
fn took_over(document: &Document, at: usize) -> Option<Fact> {
    let next = document.word(at + 1);
    let over = matches!(document.word(at + 2), "." | "," | "as" | "from" | "on" | "in");
    let new = match document.word(at) {
        "took" | "takes" => next == "over" && over,
        "was" | "is" => matches!(next, "named" | "appointed" | "elected"),
        "succeeds" | "succeeded" | "replaces" | "replaced" => true,
        _ => false,
    };
    new.then_some(Fact::New)
}

/// `not related`, `no relation`
fn is_unrelated(document: &Document, at: usize) -> bool {
    matches!((document.word(at), document.word(at + 1)), ("not", "related") | ("no", "relation"))
        || document.word(at) == "unrelated"
}

/// `founded the firm`, `for five years held the record`, `has led it since`: of the clause from `at` to `end`.
///
/// Not `led the march`, `ran into a tree`: nothing says that it was an office, and for how long.
fn who_did(document: &Document, at: usize, end: usize) -> Option<Fact> {
    let verb = (at..end.min(at + VERB_WITHIN)).find(|&at| {
        let classes = classify(document.word(at));
        classes.contains(Word::VERB) && !classes.contains(Word::PREPOSITION)
            || matches!(document.word(at), "held" | "led" | "ran" | "did" | "had" | "has" | "used" | "headed")
    })?;
    let leads = |word: &str| {
        matches!(word, "held" | "led" | "run" | "headed" | "managed" | "coached" | "chaired" | "been")
    };
    match document.word(verb) {
        "founded" | "cofounded" | "co-founded" | "established" => Some(Fact::Founder),
        "started" | "launched" => {
            // `started the firm`, not `started late`
            let thing =
                matches!(document.word(verb + 1), "the" | "a" | "an" | "it" | "his" | "her" | "their");
            let body = (verb + 2..end.min(verb + 2 + 3))
                .any(|at| classify(document.word(at)).contains(Word::ORGANISATION));
            (thing && body).then_some(Fact::Founder)
        }
        "has" if leads(document.word(verb + 1)) => Some(Fact::Holder),
        "holds" => Some(Fact::Holder),
        "used" if document.word(verb + 1) == "to" => {
            let led = ["run", "lead", "head", "manage", "coach", "chair", "hold", "own", "edit"];
            led.contains(&document.word(verb + 2)).then_some(Fact::Former)
        }
        "held" | "led" | "ran" | "did" | "had" | "headed" | "managed" | "coached" | "directed"
        | "chaired" | "edited" | "owned" | "captained" | "commanded" => {
            /// `For twelve years Roe ran`
            const BEFORE: usize = 6;
            let begin = document
                .sentences()
                .get(document.sentence_of(at).to_usize())
                .map_or(at, |sentence| sentence.tokens.start().max(at.saturating_sub(BEFORE)));
            let until = (begin..end).any(|at| {
                matches!(document.word(at), "until" | "till" | "years" | "decades" | "decade" | "before")
            });
            until.then_some(Fact::Former)
        }
        _ => None,
    }
}
