//! Where indirect content ends.
//!
//! In: [`View`], where a content starts, its sentence. Out: one past its last token. Must not know: sources, quotations' owners.

use super::cues::{Cue, Form, cue_at};
use super::phrase::subject_before;
use super::time::is_time;
use super::view::View;
use crate::pos::Pos;

/// Verbs that are cues at least this often end the content before them.
const SURE: f32 = 0.5;

/// How far after `, and` the verb of a new clause is looked for.
const NEW_CLAUSE_REACH: usize = 20;

/// The end of the content that starts at `start`: the end of its sentence, or the first sign that the reporter goes on in
/// his or her own words.
pub(super) fn content_end(view: &View<'_>, start: usize, limit: usize, cue: &Cue, relative: bool) -> usize {
    let infinitive = view.pos(start) == Pos::To;
    // Content that starts inside a quotation ends with it; content outside may hold quotations.
    let inside = view.in_quote(cue.head);
    let mut end = limit;
    for token in start..limit {
        if inside && token > start && view.quote_at(token) != view.quote_at(cue.head) {
            end = token;
            break;
        }
        if !inside && view.in_quote(token) {
            continue;
        }
        if inside && view.is_stop(token) {
            end = token;
            break;
        }
        if token > start && ends_before(view, token, limit, cue, Around { relative, infinitive }) {
            end = token;
            break;
        }
    }
    trim(view, start, end, inside)
}

/// Takes the sentence's stop, closing commas and marks off.
fn trim(view: &View<'_>, start: usize, mut end: usize, inside: bool) -> usize {
    while end > start {
        let last = end - 1;
        let outer_stop = (view.is_stop(last)
            || matches!(view.word(last), "," | ";" | ":" | "—" | "–" | "--" | "("))
            && (inside || !view.in_quote(last));
        let mark = inside && view.kind(last) == dixit_tokenizer::TokenKind::QuoteMark;
        if !(outer_stop || mark) {
            break;
        }
        end = last;
    }
    end
}

/// What kind of clause the content is, and stands in.
#[derive(Clone, Copy)]
struct Around {
    /// The cue is in a relative clause.
    relative: bool,
    /// The content is an infinitive.
    infinitive: bool,
}

/// Whether the content is over before this token.
fn ends_before(view: &View<'_>, token: usize, limit: usize, cue: &Cue, around: Around) -> bool {
    let Around { relative, infinitive } = around;
    let word = view.word(token);
    if word == ";" {
        return true;
    }
    let comma = word == "," || view.kind(token) == dixit_tokenizer::TokenKind::Dash;
    let next = if comma { token + 1 } else { token };
    // `…, according to Reuters`
    if view.is(next, "according") && view.is(next + 1, "to") {
        return true;
    }
    if comma {
        // `…, adding that`, `…, describing it as`
        if let Some(other) = cue_at(view, next)
            && other.is_participle_of_saying()
        {
            return true;
        }
        // `…, but he called it`, `…, but declined`; not `not to stop, but rather to start`.
        if view.is(next, "but") && !view.is_any(next + 1, &["rather", "also", "not", "that", "to"]) {
            return true;
        }
        // The reporter's own remark: 121 against 57 in PolNeAR train for `which`, 45 against 33 for `while`.
        if view.is_any(next, &["which", "while", "although"]) && !is_parenthesis(view, next, limit) {
            return true;
        }
        // `Judge Roe, who had promised to be brief, was not`: the main clause goes on after the relative one.
        if relative
            && (view.pos(next).is_finite() || view.pos(next) == Pos::Adverb && view.pos(next + 1).is_finite())
        {
            return true;
        }
        // `…, Trump said.`
        if trailing_clause(view, next, limit) {
            return true;
        }
    }
    // `…, and the commerce secretary maintained that`: another's words; after an infinitive, any new clause.
    if comma && view.is(next, "and") && new_clause(view, next + 1, limit, infinitive) {
        return true;
    }
    // `… and promised to`: the same speaker's next verb, in the same tense.
    let joined = if comma { next } else { token };
    if view.is_any(joined, &["and", "but"])
        && let Some(other) = cue_at(view, joined + 1)
            .or_else(|| cue_at(view, joined + 2).filter(|_| view.pos(joined + 1) == Pos::Adverb))
        && (other.form == Form::Finite && matches!(view.pos(other.head), Pos::Past | Pos::Says | Pos::Say)
            || other.form == Form::Ing)
        && view.pos(other.head) == view.pos(cue.head)
        && other.word.rate >= SURE
    {
        return true;
    }
    false
}

/// Nothing but a time stands between here and the end of a reporting clause: `said on Tuesday, …`.
fn is_closed(view: &View<'_>, mut at: usize, limit: usize) -> bool {
    while at < limit && (is_time(view, at) || view.is(at, "on") && is_time(view, at + 1)) {
        at += 1;
    }
    at >= limit || matches!(view.word(at), "." | "," | "!" | "?")
}

/// `, which has been hit nine times, would go`: the clause around a relative one goes on after its comma.
fn is_parenthesis(view: &View<'_>, start: usize, limit: usize) -> bool {
    view.is(start, "which")
        && (start + 1..limit.min(start + NEW_CLAUSE_REACH)).any(|token| {
            view.word(token) == ","
                && (view.pos(token + 1).is_finite()
                    || view.pos(token + 1) == Pos::Adverb && view.pos(token + 2).is_finite())
        })
}

/// Whether a clause with its own subject begins here whose verb is a sure cue (or, with `any`, any verb).
fn new_clause(view: &View<'_>, start: usize, limit: usize, any: bool) -> bool {
    let verb = (start..limit.min(start + NEW_CLAUSE_REACH)).find(|&token| {
        view.pos(token).is_finite()
            && (any
                || cue_at(view, token).is_some_and(|cue| cue.word.rate >= SURE && cue.form == Form::Finite))
    });
    verb.is_some_and(|verb| {
        subject_before(view, verb, start).is_some_and(|subject| subject.clause_start == start)
    })
}

/// `Trump said` before a stop or a comma: the content before it is another's.
fn trailing_clause(view: &View<'_>, start: usize, limit: usize) -> bool {
    for token in start..limit.min(start + 12) {
        if matches!(view.word(token), "," | ";" | ".") {
            return false;
        }
        if view.pos(token).is_finite() {
            return cue_at(view, token).is_some_and(|cue| {
                cue.form == Form::Finite
                    && cue.word.rate >= SURE
                    && is_closed(view, cue.end, limit)
                    && subject_before(view, cue.head, start)
                        .is_some_and(|subject| subject.clause_start == start)
            });
        }
    }
    false
}
