//! What stands between a cue and what is said: the person spoken to, time, place, channel.
//!
//! In: [`View`], a [`Cue`]. Out: where the content can begin. Must not know: contents, quotations' owners.

use super::cues::Cue;
use super::phrase::noun_phrase_after;
use super::time::is_time;
use super::view::View;
use crate::lexicon::Object;
use crate::pos::Pos;

/// Pronouns of the person spoken to.
pub(super) const HEARERS: &[&str] = &["her", "him", "me", "them", "us", "you"];

/// Steps over the person spoken to and the time, place and channel: `told reporters in Ohio on Friday | that`. The first token
/// of what is said; `None` where the sentence ends first.
pub(super) fn after_adjuncts(view: &View<'_>, cue: &Cue, limit: usize) -> Option<usize> {
    let mut at = cue.end;
    let takes_object = matches!(cue.word.object, Object::Required | Object::Optional);
    if takes_object
        && !view.crosses(at - 1)
        && !view.is(at, "that")
        && let Some(object) = noun_phrase_after(view, at, limit)
    {
        let clause_subject = cue.word.object == Object::Optional
            && (view.pos(object.end()).is_finite() || view.pos(object.end()) == Pos::Adverb);
        if !clause_subject {
            at = object.end();
        }
    }
    // `told her that`: the tagger takes `her` for a possessor.
    if takes_object && at == cue.end && view.is_any(at, HEARERS) && view.is(at + 1, "that") {
        at += 1;
    }
    // `said only that`
    if view.is_any(at, &["only", "just"]) && view.is(at + 1, "that") {
        at += 1;
    }
    let mut resting = at;
    loop {
        if at >= limit || view.crosses(at - 1) {
            break;
        }
        if view.pos(at) == Pos::Adverb && !view.is_any(at, &["not", "only", "even"]) {
            at += 1;
        } else if is_adjunct_opener(view, at)
            && let Some(object) = noun_phrase_after(view, at + 1, limit)
        {
            at = object.end();
            // `in an interview with CNBC that was aired`: relative clauses belong to the adjunct.
        } else if is_time(view, at) {
            at += 1;
        } else {
            break;
        }
        resting = at;
    }
    // `said on Friday, that …`; a comma before anything else closes the reporting clause.
    if view.word(resting) == "," && view.is(resting + 1, "that") {
        resting += 1;
    }
    // A bare clause after an adjunct is surest where it opens like one; else the adjunct was part of it.
    (resting < limit && !matches!(view.word(resting), "." | "," | ";" | "?" | "!")).then_some(resting)
}

/// Prepositions of time, place and channel after a cue.
fn is_adjunct_opener(view: &View<'_>, token: usize) -> bool {
    matches!(view.pos(token), Pos::Preposition | Pos::To)
        && view.is_any(
            token,
            &["on", "in", "at", "during", "to", "after", "before", "via", "by", "with", "from", "through"])
        && !matches!(view.pos(token + 1), Pos::Base | Pos::Ing)
        // `agreed to brief senators`: an infinitive that the tagger missed.
        && (view.pos(token) != Pos::To
            || matches!(view.pos(token + 1), Pos::Determiner | Pos::Possessor | Pos::Name | Pos::Pronoun | Pos::Nouns))
}
