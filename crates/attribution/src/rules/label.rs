//! Quotations whose speaker is named without a verb: by a dash after them, or a colon before.
//!
//! In: [`View`], a quotation. Out: its [`Reporting`]. Must not know: reporting verbs, indirect speech.

use super::direct::{Reporting, is_sentence_like};
use super::phrase::{begins_clause, noun_phrase_after, noun_phrase_before, source_after, subject_before};
use super::reply::{is_reply, reply_before};
use super::view::View;
use crate::pos::Pos;
use crate::{CueClass, Pattern};
use dixit_tokenizer::{Run, TokenKind, TokenRun};

/// How often these patterns are right on PolNeAR train, rounded.
const LABEL_CONFIDENCE: f32 = 0.65;

/// After a description and a colon, a quotation of fewer tokens, its marks included, may be a title.
const SHORTEST_SENTENCE: usize = 6;

/// A name and an office after a dash end their paragraph within this many tokens.
const REACH: usize = 40;

/// So many verbs before a colon are asked for their subject.
const VERBS_TRIED: usize = 3;

/// A label after a dash has at most this many tokens, its dash included.
const LONGEST_LABEL: usize = 8;

/// `“…” — Jane Roe, chief executive`
///
/// Counter-example: `“…” — and Jane Roe left.`
pub(super) fn dash_after(view: &View<'_>, index: usize) -> Option<Reporting> {
    let quote = view.quotes[index];
    let paragraph = view.paragraph_of(quote.start());
    let dash = quote.end();
    let own_paragraph = dash == paragraph.end;
    if view.kind(dash) != TokenKind::Dash || !view.is_capitalised(dash + 1) {
        return None;
    }
    // `MONDAY’S ‘OUTLIERS’ – Links to the news`: a quotation with its speaker stands alone.
    let lead_in = (paragraph.start..quote.start()).rev();
    let last =
        lead_in.take_while(|&token| !view.is_stop(token)).find(|&token| view.kind(token) == TokenKind::Word);
    if last.is_some() {
        return None;
    }
    let paragraph = if own_paragraph { view.paragraph_of(dash) } else { paragraph };
    // `“…” – Jane Roe, aged nine. The last page …`: the line may be one of several.
    let end = view.stretch_of(dash + 1).end.clamp(dash + 1, paragraph.end.max(dash + 1));
    let source = noun_phrase_after(view, dash + 1, end)?;
    let rest = source.end()..end;
    let plain = rest.clone().all(|token| !view.pos(token).is_finite());
    let named = source.to_range().any(|token| view.pos(token) == Pos::Name);
    (plain && named && rest.len() < REACH).then_some(Reporting {
        cue: None,
        class: None,
        source: Some(source),
        end,
        pattern: Pattern::DashAttribution,
        confidence: LABEL_CONFIDENCE,
    })
}

/// `Jane Roe, chief executive: “…”`: a name and a colon.
pub(super) fn label_before(view: &View<'_>, index: usize) -> Option<Reporting> {
    let quote = view.quotes[index];
    let joint = quote.start().checked_sub(1).filter(|&joint| view.word(joint) == ":")?;
    let floor = after_time(view, view.stretch_of(joint).start, joint);
    // `The chancellor was drier: “…”`: the subject of whatever stands before the colon.
    let verb = (floor..joint).rev().find(|&token| view.pos(token).is_finite() && !view.in_quote(token));
    // `The minister, on whether she would fish: “…”`
    let topic = noun_phrase_after(view, floor, joint).filter(|phrase| {
        view.word(phrase.end()) == "," && view.is_any(phrase.end() + 1, &["on", "asked", "about"])
    });
    if let Some(reply) = reply_before(view, floor, joint) {
        return Some(reply);
    }
    if let Some(source) = word_from(view, floor, joint) {
        return Some(labelled(source, quote));
    }
    // `In the words of one resident: “…”`
    if view.is(floor, "in")
        && view.is(floor + 1, "the")
        && view.is(floor + 2, "words")
        && view.is(floor + 3, "of")
    {
        return Some(Reporting {
            cue: Some(Run::new(floor..floor + 4)),
            class: Some(CueClass::Neutral),
            source: Some(source_after(view, floor + 4, joint)?),
            end: quote.end(),
            pattern: Pattern::AccordingTo,
            confidence: LABEL_CONFIDENCE,
        });
    }
    // `Here’s Okafor in December 1992: “…”`
    if view.is_any(floor, &["here", "this"])
        && view.is_any(floor + 1, &["is", "was", "'s", "’s"])
        && let Some(source) = noun_phrase_after(view, floor + 2, joint)
        && source.to_range().any(|token| view.pos(token) == Pos::Name)
    {
        return Some(labelled(source, quote));
    }
    let after_dash = label_after_dash(view, floor, joint);
    let source = match verb {
        _ if after_dash.is_some() => after_dash?,
        Some(_) if topic.is_some() => topic?,
        Some(_) => main_subject(view, floor, joint)
            .or_else(|| noun_phrase_after(view, floor, joint))
            // `Then came Okafor: “…”`, `With a shrug, Okafor: “…”`
            .or_else(|| noun_phrase_before(view, joint, floor))?,
        None => noun_phrase_after(view, floor, joint).or_else(|| noun_phrase_before(view, joint, floor))?,
    };
    // `The answer: “42”` is nobody's.
    if is_reply(view, source.end() - 1) && quote.len() < SHORTEST_SENTENCE {
        return None;
    }
    let person = |token: usize| view.pos(token) == Pos::Name || view.pos(token) == Pos::Pronoun;
    // `In the hall: “…”` names nobody.
    let adjunct = source.start() > floor && view.pos(source.start() - 1) == Pos::Preposition;
    // `A hand-lettered sign over the door put it another way: “One mat, one vote.”`
    let described = !adjunct
        && is_sentence_like(view, quote)
        && (view.is(source.start(), "the")
            || quote.len() >= SHORTEST_SENTENCE
                && matches!(view.pos(source.start()), Pos::Determiner | Pos::Possessor | Pos::Cardinal));
    // `Both used the same phrase, 40 miles apart: “Pick one.”`
    let both = source.len() == 1 && view.is(source.start(), "both");
    (source.to_range().any(person) || described || both).then(|| labelled(source, quote))
}

fn labelled(source: TokenRun, quote: TokenRun) -> Reporting {
    Reporting {
        cue: None,
        class: None,
        source: Some(source),
        end: quote.end(),
        pattern: Pattern::TranscriptLine,
        confidence: LABEL_CONFIDENCE,
    }
}

/// The subject of the last verb before a colon that has one and begins its clause.
///
/// Example: `Lind writes that “grudge” is a loaded word: “…”` (`is` has none that begins a clause). Counter-example: `The hall, where Lind
/// writes, was full: “…”`.
fn main_subject(view: &View<'_>, floor: usize, joint: usize) -> Option<TokenRun> {
    let verbs = (floor..joint).rev().filter(|&token| view.pos(token).is_finite() && !view.in_quote(token));
    verbs.take(VERBS_TRIED).find_map(|verb| {
        let subject = subject_before(view, verb, floor).filter(|subject| subject.relative.is_none())?;
        let start = subject.clause_start;
        // `In “Freight,” she has one line on it: “…”`
        let opens = view.is_any(start, &["he", "she"])
            && start > floor
            && matches!(view.kind(start - 1), TokenKind::Punctuation | TokenKind::QuoteMark);
        (opens || begins_clause(view, start, floor)).then_some(subject.tokens)
    })
}

/// The time that opens an entry of a live blog is no part of its label: `11:02 Lena Vogt: “…”`.
///
/// Counter-example: `Two residents: “…”`
fn after_time(view: &View<'_>, floor: usize, joint: usize) -> usize {
    let clock = view.word(floor).split_once([':', '.']).is_some_and(|(hour, minute)| {
        let number =
            |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        number(hour) && minute.len() == 2 && number(minute)
    });
    let mut start = floor + usize::from(clock);
    if clock && view.is_any(start, &["am", "pm", "a.m.", "p.m.", "gmt", "bst", "et"]) {
        start += 1;
    }
    if clock && view.kind(start) == TokenKind::Dash {
        start += 1;
    }
    start.min(joint.saturating_sub(1).max(floor))
}

/// `More from Lena Vogt: “…”`, `A tweet from the union: “…”`: whose words follow.
///
/// Counter-example: `A tram from Lena Vogt’s street: “…”`
fn word_from(view: &View<'_>, floor: usize, joint: usize) -> Option<TokenRun> {
    let from = (floor..joint.min(floor + LONGEST_LABEL)).find(|&token| view.is(token, "from"))?;
    let word = from.checked_sub(1).filter(|&word| word >= floor)?;
    let named = noun_phrase_after(view, from + 1, joint)?;
    let owned = view.kind(named.end()) == TokenKind::Possessive;
    (view.is_any(word, WORDS) && !owned && named.to_range().any(|token| view.pos(token) == Pos::Name))
        .then_some(named)
}

/// Words that are somebody’s where they come from somebody.
const WORDS: &[&str] = &[
    "comment",
    "email",
    "line",
    "message",
    "more",
    "note",
    "post",
    "quote",
    "reaction",
    "response",
    "statement",
    "text",
    "this",
    "tweet",
    "verdict",
    "word",
];

/// `Pollsters agree – Lena Vogt: “…”`: after a dash, the label is all there is.
///
/// Counter-example: `Pollsters – not Lena Vogt – agree: “…”`
pub(super) fn label_after_dash(view: &View<'_>, floor: usize, joint: usize) -> Option<TokenRun> {
    let dash = (floor..joint)
        .rev()
        .take(LONGEST_LABEL)
        .find(|&token| view.kind(token) == TokenKind::Dash || view.word(token) == "-")?;
    noun_phrase_after(view, dash + 1, joint)
        .filter(|phrase| phrase.end() == joint && phrase.to_range().any(|token| view.pos(token) == Pos::Name))
}
