//! Quotations that a noun for words attributes: a reply, an answer, a verdict.
//!
//! In: [`View`], a quotation's ends. Out: its [`Reporting`]. Must not know: reporting verbs but those that go with such nouns.

use super::cues::cue_at;
use super::direct::Reporting;
use super::phrase::{noun_phrase_before, source_after, subject_before};
use super::view::View;
use crate::pos::Pos;
use crate::{CueClass, Pattern};
use dixit_tokenizer::{Run, TokenRun};
use std::ops::Range;

/// Nouns that are words of somebody: `her answer: “…”`, `“…,” came the reply`.
const REPLIES: &[&str] = &[
    "advice",
    "answer",
    "call",
    "calls",
    "comment",
    "conclusion",
    "cries",
    "cry",
    "explanation",
    "message",
    "motto",
    "plea",
    "reaction",
    "remark",
    "reply",
    "response",
    "retort",
    "shout",
    "shouts",
    "slogan",
    "summary",
    "verdict",
    "view",
    "voice",
    "voices",
    "warning",
    "words",
];

/// How often a quotation right beside `came the reply` is its content on PolNeAR train, rounded.
const ADJACENT: f32 = 0.95;

/// … and one after `Her answer:`.
const AFTER_COLON: f32 = 0.65;

/// Whether a token is a noun for words of somebody.
pub(super) fn is_reply(view: &View<'_>, token: usize) -> bool {
    view.pos(token).is_noun() && REPLIES.binary_search(&view.word(token).to_lowercase().as_str()).is_ok()
}

/// `“Fine,” came the reply from the crowd.`: the noun is part of the cue, and who replied may be left out.
///
/// Counter-example: `“Fine,” came up in court.`
pub(super) fn came_the_reply(view: &View<'_>, came: usize, limit: usize) -> Option<Reporting> {
    let noun = (came + 1..limit.min(came + 4)).find(|&token| view.pos(token).is_noun())?;
    if !is_reply(view, noun) {
        return None;
    }
    let source = view.is(noun + 1, "from").then(|| source_after(view, noun + 2, limit)).flatten();
    Some(Reporting {
        cue: Some(Run::new(came..noun + 1)),
        class: Some(CueClass::Neutral),
        source,
        end: source.map_or(noun + 1, TokenRun::end),
        pattern: Pattern::QuoteThenVerbSubject,
        confidence: ADJACENT,
    })
}

/// `“No,” was all she would say.`, `“We’ll see,” is how she put it.`
///
/// Counter-example: `“No,” was on the ballot.`
pub(super) fn was_all(view: &View<'_>, was: usize, limit: usize) -> Option<Reporting> {
    if !view.is_any(was + 1, &["all", "how", "what"]) {
        return None;
    }
    let verb = (was + 2..limit).find(|&token| {
        view.pos(token).is_verb()
            && (cue_at(view, token).is_some_and(|cue| cue.word.strong) || view.is(token, "put"))
    })?;
    let subject = subject_before(view, verb, was + 2)?;
    Some(Reporting {
        cue: Some(Run::new(verb..verb + 1)),
        class: Some(CueClass::Neutral),
        source: Some(subject.tokens),
        end: verb + 1,
        pattern: Pattern::QuoteThenSubjectVerb,
        confidence: ADJACENT,
    })
}

/// `Her answer: “Ask the river.”`, `Greer’s verdict was blunt: “Rubbish.”`: the noun is the cue, and its possessor speaks.
///
/// Counter-example: `The answer: “42”` (nobody's).
pub(super) fn reply_before(view: &View<'_>, floor: usize, joint: usize) -> Option<Reporting> {
    let noun = (floor + 1..joint).find(|&token| is_reply(view, token))?;
    let owner = noun - 1;
    let source = match view.pos(owner) {
        Pos::Possessor => Run::new(owner..noun),
        Pos::PossessiveEnding => Run::new(noun_phrase_before(view, owner, floor)?.start()..noun),
        _ => return None,
    };
    let between: Range<usize> = noun + 1..joint;
    let blunt = between.clone().all(|token| {
        view.is_any(token, &["was", "is"])
            || matches!(
                view.pos(token),
                Pos::Adjective | Pos::Adverb | Pos::Preposition | Pos::Pronoun | Pos::Name
            )
    });
    blunt.then_some(Reporting {
        cue: Some(Run::new(noun..noun + 1)),
        class: Some(CueClass::Neutral),
        source: Some(source),
        end: joint,
        pattern: Pattern::CueNoun,
        confidence: AFTER_COLON,
    })
}
