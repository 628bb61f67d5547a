//! Quotations that a noun for words attributes: a reply, an answer, a verdict.
//!
//! In: [`View`], a quotation's ends. Out: its [`Reporting`]. Must not know: reporting verbs but those that go with such nouns.

use super::cues::cue_at;
use super::direct::{Reporting, is_sentence_like};
use super::phrase::{noun_phrase_after, owner_at, source_after, subject_before};
use super::view::View;
use crate::pos::Pos;
use crate::{CueClass, Pattern};
use dixit_tokenizer::{Run, TokenRun};
use std::ops::Range;

/// Nouns that are words of somebody: `her answer: “…”`, `“…,” came the reply`.
const REPLIES: &[&str] = &[
    "advice",
    "answer",
    "assessment",
    "call",
    "calls",
    "comment",
    "complaint",
    "conclusion",
    "contribution",
    "cries",
    "cry",
    "defence",
    "defense",
    "explanation",
    "instruction",
    "line",
    "mantra",
    "message",
    "motto",
    "order",
    "phrase",
    "pitch",
    "plea",
    "prediction",
    "promise",
    "question",
    "quip",
    "reaction",
    "remark",
    "reply",
    "response",
    "retort",
    "review",
    "rule",
    "saying",
    "shout",
    "shouts",
    "slogan",
    "summary",
    "take",
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

/// Who owns the noun takes no more than this many tokens with it.
const LONGEST_OWNER: usize = 8;

/// What somebody does who puts a thing in these words: `is how she put it`.
const WORDING: &[&str] = &[
    "called",
    "calls",
    "characterised",
    "characterized",
    "characterises",
    "characterizes",
    "described",
    "describes",
    "put",
    "puts",
    "summed",
    "sums",
];

/// What a reply does before its words: nothing that is somebody’s.
const BEING: &[&str] = &["was", "is", "came", "comes", "read", "reads", "ran", "runs", "went"];

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
    // `came her answer`, `was his one-word verdict`
    let owned = |token: usize| matches!(view.pos(token), Pos::Possessor | Pos::PossessiveEnding);
    if (came + 1..noun).any(owned) {
        return was_the_reply(view, came, limit);
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
        return was_the_reply(view, was, limit);
    }
    let verb = (was + 2..limit).find(|&token| {
        view.pos(token).is_verb()
            && (cue_at(view, token).is_some_and(|cue| cue.word.strong)
                || view.is_any(token, WORDING)
                // `is how she remembers it`; not `is how it began`
                || view.is(was + 1, "how") && has_object(view, token)
                // `was all that she would offer`
                || view.is(was + 1, "all") && view.pos(token - 1) == Pos::Modal)
    })?;
    let subject = subject_before(view, verb, was + 2)?;
    if view.is_any(subject.tokens.start(), &["it", "this", "that"]) {
        return None;
    }
    Some(Reporting {
        cue: Some(Run::new(verb..verb + 1)),
        class: Some(CueClass::Neutral),
        source: Some(subject.tokens),
        end: verb + 1,
        pattern: Pattern::QuoteThenSubjectVerb,
        confidence: ADJACENT,
    })
}

/// `remembers it`, `describes the job`, `sees her work`; not `began.`
fn has_object(view: &View<'_>, verb: usize) -> bool {
    view.pos(verb).is_finite()
        && matches!(view.pos(verb + 1), Pos::Pronoun | Pos::Determiner | Pos::Possessor)
}

/// `“Count again,” was Okafor’s verdict.`
///
/// Counter-example: `“Count again,” was Okafor’s third film.`
fn was_the_reply(view: &View<'_>, was: usize, limit: usize) -> Option<Reporting> {
    let noun = (was + 2..limit.min(was + LONGEST_OWNER)).find(|&token| is_reply(view, token))?;
    // `was his one-word verdict`
    let own = |token: &usize| matches!(view.pos(*token), Pos::Possessor | Pos::PossessiveEnding);
    let owner = (was + 1..noun).rev().find(own);
    let owner = owner.or_else(|| (was + 1..noun).rev().find(|&token| view.pos(token) != Pos::Adjective))?;
    let source = match view.pos(owner) {
        Pos::Possessor | Pos::PossessiveEnding => owner_at(view, owner, was + 1)?,
        // `was the verdict of the coach`
        Pos::Determiner if view.is_any(noun + 1, &["of", "from"]) => source_after(view, noun + 2, limit)?,
        _ => return None,
    };
    Some(Reporting {
        cue: Some(Run::new(noun..noun + 1)),
        class: Some(CueClass::Neutral),
        source: Some(source),
        end: noun + 1,
        pattern: Pattern::CueNoun,
        confidence: ADJACENT,
    })
}

/// `His answer was “No, and do not ask again.”`: as before a colon, but nothing except the verb divides them.
///
/// Counter-example: `His answer was “brief” at best.`
pub(super) fn reply_was(view: &View<'_>, index: usize) -> Option<Reporting> {
    let quote = view.quotes[index];
    let was = quote.start().checked_sub(1)?;
    let joint = if view.word(was) == "," { was.checked_sub(1)? } else { was };
    let stretch = view.stretch_of(quote.start());
    let whole = is_sentence_like(view, quote) && quote.end() == stretch.end;
    (view.is_any(joint, &["was", "is"]) && whole && joint > stretch.start)
        .then(|| reply_before(view, stretch.start, joint))
        .flatten()
}

/// `Okafor’s verdict? “Rubbish.”`: the reporter asks and answers.
///
/// Counter-example: `What was Okafor’s verdict? “Rubbish.”` (a question of its own, that somebody else may answer).
pub(super) fn reply_asked(view: &View<'_>, index: usize) -> Option<Reporting> {
    let quote = view.quotes[index];
    let joint = quote.start().checked_sub(1).filter(|&joint| view.word(joint) == "?")?;
    let floor = view.stretch_of(joint).start;
    let plain = (floor..joint).all(|token| !view.pos(token).is_finite() && !view.in_quote(token));
    let near = view.paragraph_of(quote.start()).start <= floor && is_sentence_like(view, quote);
    (plain && near).then(|| reply_before(view, floor, joint)).flatten()
}

/// `Her answer: “Ask the river.”`, `Greer’s verdict was blunt: “Rubbish.”`: the noun is the cue, and its possessor speaks.
///
/// Counter-example: `The answer: “42”` (nobody's).
pub(super) fn reply_before(view: &View<'_>, floor: usize, joint: usize) -> Option<Reporting> {
    let noun = (floor + 1..joint).find(|&token| is_reply(view, token))?;
    let owner = noun - 1;
    let owner = (floor..noun).rev().find(|&token| view.pos(token) != Pos::Adjective).unwrap_or(owner);
    let source = match view.pos(owner) {
        Pos::Possessor | Pos::PossessiveEnding => owner_at(view, owner, floor)?,
        // `The message from the treasury: “Count again.”`
        _ if view.is(noun + 1, "from") => noun_phrase_after(view, noun + 2, joint)?,
        _ => return None,
    };
    let mut between: Range<usize> = noun + 1..joint;
    // `Okafor’s message to the council was simple:`, `Her reply, in the next issue, ran to a single line:`
    let blunt = between.all(|token| view.is_any(token, BEING) || !view.pos(token).is_finite());
    blunt.then_some(Reporting {
        cue: Some(Run::new(noun..noun + 1)),
        class: Some(CueClass::Neutral),
        source: Some(source),
        end: joint,
        pattern: Pattern::CueNoun,
        confidence: AFTER_COLON,
    })
}
