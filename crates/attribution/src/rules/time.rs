//! Words of time: what stands between a subject and its verb, or a verb and what is said, without belonging to either.
//!
//! In: [`View`], a token. Out: whether it tells a time. Must not know: cues, contents.

use super::view::View;

const WEEKDAYS: &[&str] = &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Other words that name a time by themselves, months with their abbreviations.
const TIME_WORDS: &[&str] = &[
    "yesterday",
    "today",
    "tomorrow",
    "tonight",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan.",
    "feb.",
    "mar.",
    "apr.",
    "aug.",
    "sept.",
    "oct.",
    "nov.",
    "dec.",
    "morning",
    "afternoon",
    "evening",
    "night",
    "week",
    "month",
    "year",
    "weekend",
];

/// Words that end an expression of time.
const TAILS: &[&str] =
    &["week", "month", "year", "night", "morning", "afternoon", "evening", "today", "yesterday", "ago"];

/// Words that begin one.
const OPENERS: &[&str] = &["last", "this", "late", "early", "earlier"];

/// A word that names a time, as `Tuesday` in `Trump on Tuesday said`.
pub(super) fn is_time_word(view: &View<'_>, token: usize) -> bool {
    view.is_any(token, WEEKDAYS) || view.is_any(token, TIME_WORDS)
}

/// Where a noun phrase begins that only a time stands before: `On Friday | residents said`, `In March | Acme said`.
///
/// Counter-example: `The Friday | meeting`, `Friday prayers`: a noun phrase of its own.
pub(super) fn after_time(view: &View<'_>, start: usize, end: usize) -> usize {
    let timed = start.checked_sub(1).is_some_and(|at| {
        view.is_any(at, &["on", "in", "by", "since", "until", "before", "after", "from", "late", "early"])
    });
    let mut at = start;
    while timed && at < end && is_time_word(view, at) {
        at += 1;
    }
    if at < end { at } else { start }
}

/// A token of an expression of time after a verb: `said last week`, `said late Friday`.
///
/// Counter-example: `said this deal`.
pub(super) fn is_time(view: &View<'_>, token: usize) -> bool {
    [WEEKDAYS, TAILS, OPENERS].iter().any(|words| view.is_any(token, words))
        && (view.is_capitalised(token) || is_tail_or_before_one(view, token))
}

/// `last week`, `this year`, `late Friday`: not `this deal`.
fn is_tail_or_before_one(view: &View<'_>, token: usize) -> bool {
    view.is_any(token, TAILS)
        || view.is_any(token + 1, TAILS)
        || view.is_any(token + 1, WEEKDAYS)
        || view.is(token, "earlier")
}
