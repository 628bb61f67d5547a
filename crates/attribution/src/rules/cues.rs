//! Cues in the text: which tokens are reporting words, and in what form.
//!
//! In: [`View`], a token. Out: [`Cue`]. Must not know: who speaks, what is said.

use super::view::View;
use crate::lexicon::{self, CueWord, Frames};
use crate::pos::Pos;
use dixit_tokenizer::{Run, TokenRun};

/// What form a verb has, as far as it matters to what its subject is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// said, says, has said, will say: a subject stands before (or after) it.
    Finite,
    /// saying: the subject is that of the clause before.
    Ing,
    /// (to) say
    Base,
    /// was told, is expected: what stands before is not who says it.
    Passive,
}

/// A reporting verb in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    /// Its first token: auxiliaries belong to it, as in PolNeAR.
    pub(super) start: usize,
    /// The verb.
    pub(super) head: usize,
    /// One past its last token: particles belong to it.
    pub(super) end: usize,
    /// Its entry.
    pub(super) word: &'static CueWord,
    /// Its form.
    pub(super) form: Form,
}

impl Cue {
    /// `adding`, `describing`: a participle that reports by itself, since after a comma it hardly has another use.
    pub(super) fn is_participle_of_saying(&self) -> bool {
        self.form == Form::Ing && (self.word.strong || self.word.rate >= PARTICIPLE_RATE)
    }

    /// Its tokens.
    pub(super) fn tokens(&self) -> TokenRun {
        Run::new(self.start..self.end)
    }
}

/// Verbs that stand before another as its auxiliaries.
pub(super) const AUXILIARIES: &[&str] =
    &["has", "have", "had", "having", "is", "are", "was", "were", "be", "been", "being", "did", "does", "do"];

/// Participles of verbs that are cues at least this often in PolNeAR train report; finite forms need more.
const PARTICIPLE_RATE: f32 = 0.4;

/// How far left of a verb its auxiliary may stand.
const AUXILIARY_REACH: usize = 4;

/// The reporting verb at a token, if it is one.
///
/// Example: `Trump claims that`. Counter-example: `his claims`.
pub(super) fn cue_at(view: &View<'_>, token: usize) -> Option<Cue> {
    let pos = view.pos(token);
    if !pos.is_verb() && !matches!(pos, Pos::Name | Pos::Noun | Pos::Nouns | Pos::Adjective) {
        return None;
    }
    // `said Roe with a shrug, “…”`: after an article nothing is a verb.
    if token > 0 && view.is_any(token - 1, &["a", "an", "the"]) {
        return None;
    }
    let verb = || Some((lexicon::verb_in_any_case(view.word(token))?, token + 1));
    let (word, end) = phrasal(view, token).or_else(verb)?;
    if !pos.is_verb() && !is_headline_verb(view, token, word) && !governs_that(view, token, word) {
        return None;
    }
    Some(Cue { start: first_auxiliary(view, token), head: token, end, word, form: form(view, token) })
}

/// `pointed out`: the longest entry that goes on with the next one or two words.
fn phrasal(view: &View<'_>, token: usize) -> Option<(&'static CueWord, usize)> {
    if !matches!(
        view.pos(token + 1),
        Pos::Particle
            | Pos::Preposition
            | Pos::Adverb
            | Pos::To
            | Pos::Adjective
            | Pos::Determiner
            | Pos::Noun
            | Pos::Nouns
    ) || view.crosses(token)
    {
        return None;
    }
    let follows = |rest: &[&str]| rest.iter().enumerate().all(|(at, word)| view.is(token + 1 + at, word));
    lexicon::phrasal_verbs(view.word(token))
        .find(|(rest, _)| follows(rest) && (rest.len() == 1 || !view.crosses(token + 1)))
        .map(|(rest, word)| (word, token + 1 + rest.len()))
}

/// `Iyer, who binds books, estimates that`: tagged as a noun, but nothing before it makes it one and a clause follows.
///
/// Counter-example: `the estimates that were published`.
fn governs_that(view: &View<'_>, token: usize, word: &CueWord) -> bool {
    // `Benchekroun cautions nobody should`, `…, Benchekroun explains.`: only verbs of saying in `-s` right after a name.
    let after_name = word.strong
        && token > 0
        && view.pos(token) == Pos::Nouns
        && view.pos(token - 1) == Pos::Name
        && (matches!(view.pos(token + 1), Pos::Pronoun | Pos::Determiner | Pos::Wh)
            && !view.is(token + 1, "who")
            || token > 1 && view.word(token - 2) == "," && matches!(view.word(token + 1), "." | ","));
    if after_name {
        return true;
    }
    word.frames.contains(Frames::THAT)
        && view.is(token + 1, "that")
        && !view.pos(token + 2).is_verb()
        && token > 0
        && (matches!(view.pos(token - 1), Pos::Name | Pos::Pronoun | Pos::Adverb)
            || view.word(token - 1) == ",")
}

/// Headlines in title case are tagged as names: `Trump Says Deal Is Near`. Only verbs that are never nouns pass.
fn is_headline_verb(view: &View<'_>, token: usize, word: &CueWord) -> bool {
    view.is_capitalised(token)
        && word.strong
        && !word.ambiguous
        && token > 0
        && view.pos(token - 1) == Pos::Name
        && view.word(token).ends_with(['s', 'd'])
}

/// `has repeatedly said`: the auxiliary that begins the verb's group.
fn first_auxiliary(view: &View<'_>, token: usize) -> usize {
    let floor = token.saturating_sub(AUXILIARY_REACH);
    let mut start = token;
    let mut at = token;
    while at > floor && !view.crosses(at - 1) {
        at -= 1;
        if view.pos(at) == Pos::Modal || view.is_any(at, AUXILIARIES) && view.pos(at) != Pos::PossessiveEnding
        {
            start = at;
        } else if view.pos(at) != Pos::Adverb {
            break;
        }
    }
    start
}

fn form(view: &View<'_>, token: usize) -> Form {
    let mut before = token;
    let floor = token.saturating_sub(AUXILIARY_REACH);
    while before > floor && view.pos(before - 1) == Pos::Adverb {
        before -= 1;
    }
    let auxiliary = before.checked_sub(1);
    let be = auxiliary.is_some_and(|at| {
        view.is_any(at, &["is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "get", "got"])
            && view.pos(at) != Pos::PossessiveEnding
    });
    match view.pos(token) {
        Pos::Participle | Pos::Past if be => Form::Passive,
        // `when asked about the ruling`: nobody stands between.
        Pos::Participle | Pos::Past
            if auxiliary.is_some_and(|at| view.is_any(at, &["when", "if", "once", "until", "unless"])) =>
        {
            Form::Passive
        }
        Pos::Participle => match auxiliary {
            Some(at)
                if view.is_any(at, &["has", "have", "had", "having", "'ve", "’ve"])
                    || view.word(at).ends_with("’ve") =>
            {
                Form::Finite
            }
            // A participle after a comma or a noun: `a man called …`, `asked about it, Trump …`.
            _ if view.kind(token) == dixit_tokenizer::TokenKind::Word && looks_finite(view, before) => {
                Form::Finite
            }
            _ => Form::Passive,
        },
        // `is saying` has a subject; `, saying` has that of its clause.
        Pos::Ing if be => Form::Finite,
        Pos::Ing => Form::Ing,
        Pos::Base => match auxiliary {
            // `My grandmother used to say`
            Some(at) if view.pos(at) == Pos::To && at > 0 && view.is(at - 1, "used") => Form::Finite,
            Some(at) if view.pos(at) == Pos::To => Form::Base,
            // `Not so fast, say traders in Chicago.`
            Some(at) if view.word(at) == "," => Form::Finite,
            Some(at)
                if view.pos(at) == Pos::Modal
                    // `He’d always answer`
                    || view.word(at).ends_with(['d', 'l']) && view.word(at).contains(['\'', '’'])
                    || view.is_any(at, &["did", "does", "do", "n't", "not", "didn’t", "didn't"]) =>
            {
                Form::Finite
            }
            _ => Form::Base,
        },
        _ => Form::Finite,
    }
}

/// A participle without an auxiliary that nothing but a subject stands before is a past tense that the tagger missed: `the
/// secretary predicted that`. Counter-example: `a plan called “bold” by`.
fn looks_finite(view: &View<'_>, before: usize) -> bool {
    let Some(at) = before.checked_sub(1) else { return false };
    match view.pos(at) {
        Pos::Name | Pos::Pronoun => true,
        Pos::Noun | Pos::Nouns => !(before + 1..before + 3).any(|token| view.is(token, "by")),
        _ => view.word(at) == "," || view.word(at) == ")",
    }
}
