//! Quotations that go on with one attributed before them.
//!
//! In: [`View`], a quotation, where the last reporting clause ended. Out: whether it goes on, or whose it is. Must not know: reporting clauses
//! of its own.

use super::cues::{Form, cue_at};
use super::direct::is_sentence_like;
use super::phrase::{begins_clause, is_person_noun, source_after, subject_before};
use super::view::View;
use crate::pos::Pos;
use dixit_tokenizer::{TokenKind, TokenRun};
use std::ops::Range;

/// A paragraph that is a quotation of fewer tokens is a heading or a slogan, and continues nothing.
const SHORTEST_CONTINUATION: usize = 8;

/// A sentence about somebody stands at most this many sentences before what he or she says.
const SENTENCES_BACK: usize = 2;

/// A sentence about somebody has its subject before one of its first verbs.
const VERBS_TRIED: usize = 2;

/// `Then down.`: between the two stand no more than this many tokens.
const LONGEST_FRAGMENT: usize = 6;

/// `“A,” said one trader, who asked not to be named, “can’t make it rain.”`: a quotation that begins in lower case after a comma
/// goes on with the one its sentence began with, whatever stands between.
///
/// Counter-example: `“A,” he said, adding, “and B.”` (a cue of its own right before it).
pub(super) fn resumes_in_lower_case(view: &View<'_>, index: usize, last_end: usize) -> bool {
    let quote = view.quotes[index];
    let stretch = view.stretch_of(quote.start());
    let Some(joint) = quote.start().checked_sub(1) else { return false };
    let divided = matches!(view.word(joint), "," | ";") || is_divider(view, joint);
    let own_cue = joint > 0 && cue_at(view, joint - 1).is_some_and(|cue| cue.word.strong)
        || last_end <= joint && (last_end..joint).any(|token| adds_clause(view, token));
    stretch.start < last_end
        && last_end <= quote.start()
        && divided
        && !own_cue
        && view.word(quote.start() + 1).starts_with(char::is_lowercase)
}

/// `“A,” he told the host, noting that he and his wife, Carla, “have talked for years.”`: another content has begun.
///
/// Counter-example: `“A,” he told the host, noting the time, “and B.”`
fn adds_clause(view: &View<'_>, token: usize) -> bool {
    view.is(token, "that") && token > 0 && cue_at(view, token - 1).is_some_and(|cue| cue.form == Form::Ing)
}

/// Whether a quotation goes on with the one before it: `“A,” he said. “B.”`, `“A,” he said, “B.”`
pub(super) fn continues(view: &View<'_>, index: usize, last_end: usize) -> bool {
    let quote = view.quotes[index];
    let paragraph = view.paragraph_of(quote.start());
    if last_end <= paragraph.start || last_end > quote.start() {
        return false;
    }
    let stretch = view.stretch_of(quote.start());
    let gap = last_end..quote.start();
    if stretch.start == quote.start() {
        // The next sentence: nothing but the rest of the reporting clause's own sentence stands between.
        let last_stretch = view.stretch_of(last_end - 1);
        return last_stretch.end == stretch.start && is_sentence_like(view, quote);
    }
    // The same sentence: `he said, “B”`, `he said — “B”`; not `“A.” Okafor: “B.”`.
    if stretch.start >= last_end {
        return false;
    }
    let joint = quote.start() - 1;
    let divided = matches!(view.word(joint), "," | ";" | ":")
        || is_divider(view, joint)
        // `said James Odell Jr. “I …”`: the abbreviation's stop ends the sentence as well.
        || view.word(joint).len() > 1 && view.word(joint).ends_with('.');
    let colon = view.word(joint) == ":";
    divided && gap.clone().all(|token| !introduces(view, token, quote.start(), colon))
}

/// A dash, or the comma inside another's marks: `whose shop is called “The Open String,” “…”`.
fn is_divider(view: &View<'_>, joint: usize) -> bool {
    view.kind(joint) == TokenKind::Dash
        || view.kind(joint) == TokenKind::QuoteMark && joint > 0 && view.word(joint - 1) == ","
}

/// Whether a cue between two quotations introduces the second one: `he said, adding, “I …”`.
///
/// Counter-examples: `said Hutchins, who says she has never lost a file, “I …”` (it has a clause of its own), `said Hutchins, when
/// asked about the ruling, “I …”` (a passive).
fn introduces(view: &View<'_>, token: usize, quote: usize, colon: bool) -> bool {
    let Some(cue) = cue_at(view, token).filter(|cue| cue.word.strong) else { return false };
    let mut clause = cue.end..quote;
    colon
        || cue.form != Form::Passive
            && !clause.any(|at| view.pos(at).is_finite() || view.pos(at) == Pos::Modal)
}

/// `The shop steward was less sure. “Ask me in a year.”`: a quotation that is a sentence, after a sentence about somebody. A quotation that
/// is a paragraph of its own may follow the sentence that ends the paragraph before.
///
/// Counter-example: `The room was full. “Welcome.”` (a room does not speak; only names, pronouns and `the` with a person's
/// role are taken, and who they are is another stage's).
pub(super) fn subject_of_sentence_before(view: &View<'_>, index: usize) -> Option<TokenRun> {
    let quote = view.quotes[index];
    let stretch = view.stretch_of(quote.start());
    let paragraph = view.paragraph_of(quote.start());
    let whole = paragraph == (quote.start()..quote.end());
    let ends = stretch.start == quote.start() && stretch.end == quote.end();
    let fits = if whole { !is_heading(view, index) } else { ends };
    if !fits || !is_sentence_like(view, quote) {
        return None;
    }
    let (floor, sentences_back) = match whole {
        true => (view.paragraph_of(quote.start().checked_sub(1)?).start, 1),
        false => (paragraph.start, SENTENCES_BACK),
    };
    let mut end = quote.start();
    for _ in 0..sentences_back {
        let before = view.stretch_of(end.checked_sub(1)?);
        if before.start < floor || before.end != end || before.clone().any(|token| view.in_quote(token)) {
            return None;
        }
        // A headline, a caption, and `Here is what she said:` tell nothing.
        if whole && !view.is_stop(before.end - 1) {
            return None;
        }
        if let Some(asked) = asked_in_passing(view, &before) {
            return Some(asked);
        }
        // `Somebody asked whether she had seen it.`: who is asked answers.
        if let Some(asked) = before.clone().find(|&token| view.is_any(token, &["asked", "asks"])) {
            return (asked..before.end)
                .find(|&token| view.is_any(token, &["he", "she"]))
                .map(|token| TokenRun::new(token..token + 1));
        }
        if let Some(named) =
            view.is(before.start, "for").then(|| named_at(view, before.start + 1, &before)).flatten()
            && view.word(named.end()) == ","
        {
            // `For Kofi Mensah, a plumber, it is simple.`
            return Some(named);
        }
        // `Told of the verdict, Okafor wept.`: the first verb may have no subject of its own.
        let mut verbs =
            before.clone().filter(|&token| view.pos(token).is_finite()).take(VERBS_TRIED).peekable();
        if verbs.peek().is_some() {
            let subject = verbs.find_map(|verb| person_before(view, verb, &before))?;
            return (!whole || is_somebody(view, subject)).then_some(subject);
        }
        // `The clerk, Ed Noonan, shrugs.`: the tagger took the verb for a noun.
        if before.len() > LONGEST_FRAGMENT {
            return named_at(view, before.start, &before);
        }
        // `Okafor looked up. Then down. “Count again.”`
        end = before.start;
    }
    None
}

/// `Did her back hurt? “Which part?”`: the reporter asks, and whom the question is about answers.
///
/// Counter-example: `Was it lonely up there? “We shall see.”` (nobody is asked).
fn asked_in_passing(view: &View<'_>, sentence: &Range<usize>) -> Option<TokenRun> {
    let asks = view.word(sentence.end - 1) == "?";
    let first = |words: &[&str]| sentence.clone().find(|&token| view.is_any(token, words));
    let whom = asks.then(|| first(&["he", "she"]).or_else(|| first(&["his", "her", "him"]))).flatten()?;
    Some(TokenRun::new(whom..whom + 1))
}

/// `‘Stories that last.’`, `“I worry.` above `Jane Roe, economist.”`: what layout sets apart between paragraphs, and no sentence
/// before it leads up to.
///
/// Counter-example: `“Nine.”`, and `“I worry.` above `“I do.”`
fn is_heading(view: &View<'_>, index: usize) -> bool {
    let quote = view.quotes[index];
    let single = matches!(view.word(quote.start()), "‘" | "'");
    let open = view.kind(quote.end() - 1) != TokenKind::QuoteMark;
    let goes_on = view.reopened.get(index + 1).copied().unwrap_or_default();
    single && quote.len() < SHORTEST_CONTINUATION || open && !goes_on
}

/// Whether a phrase is one human being or a body with a name: `Okafor`, `she`, `the former chief executive, 79,`.
///
/// Counter-example: `Okafor’s experience`, `they`
fn is_somebody(view: &View<'_>, phrase: TokenRun) -> bool {
    let comma = phrase.to_range().find(|&token| view.word(token) == ",").unwrap_or(phrase.end());
    let head = comma.saturating_sub(1).max(phrase.start());
    view.pos(head) == Pos::Name || view.is_any(head, &["he", "she"]) || is_person_noun(view, head)
}

/// The noun phrase with a name in it that begins at a token.
fn named_at(view: &View<'_>, start: usize, sentence: &Range<usize>) -> Option<TokenRun> {
    source_after(view, start, sentence.end)
        .filter(|phrase| phrase.to_range().any(|token| view.pos(token) == Pos::Name))
}

/// The person who is the subject of a verb, where the subject begins its clause.
fn person_before(view: &View<'_>, verb: usize, sentence: &Range<usize>) -> Option<TokenRun> {
    let subject = subject_before(view, verb, sentence.start)?;
    let person = subject.tokens.to_range().any(|token| matches!(view.pos(token), Pos::Name))
        || view.is_any(subject.tokens.start(), &["he", "she"])
        || is_person_noun(view, subject.tokens.end() - 1)
        // `A hand-painted sign greets us. “Honk if you love rain.”`
        || has_text(view, subject.tokens)
        // `The crowd cheered.`
        || cue_at(view, verb).is_some_and(|cue| cue.word.strong);
    // `Then she walked to the easel.`
    let opens = (sentence.start..subject.clause_start).all(|token| view.pos(token) == Pos::Adverb);
    (person && (opens || begins_clause(view, subject.clause_start, sentence.start))).then_some(subject.tokens)
}

/// Whether a thing is one that carries words: `a bumper sticker on half the trucks`, `the note by the till`.
///
/// Counter-example: `a truck with a bumper sticker`
fn has_text(view: &View<'_>, phrase: TokenRun) -> bool {
    let head = phrase.to_range().take_while(|&token| view.pos(token) != Pos::Preposition).last();
    head.is_some_and(|head| view.is_any(head, TEXTS))
}

const TEXTS: &[&str] = &[
    "banner",
    "billboard",
    "card",
    "email",
    "epitaph",
    "graffito",
    "inscription",
    "label",
    "leaflet",
    "letter",
    "line",
    "message",
    "note",
    "notice",
    "placard",
    "plaque",
    "poster",
    "postcard",
    "sign",
    "slogan",
    "sticker",
    "telegram",
    "text",
    "tweet",
];

/// A paragraph that is nothing but a quotation goes on with the quotation that ended the paragraph before.
pub(super) fn continues_in_next_paragraph(view: &View<'_>, index: usize) -> bool {
    let quote = view.quotes[index];
    let Some(previous) = index.checked_sub(1).map(|before| view.quotes[before]) else { return false };
    let paragraph = view.paragraph_of(quote.start());
    let before = view.paragraph_of(previous.start());
    paragraph.start == quote.start()
        && before.end == paragraph.start
        && quote.end() == paragraph.end
        && quote.len() >= SHORTEST_CONTINUATION
        && is_sentence_like(view, quote)
        && view.stretch_of(previous.end() - 1).end == before.end
}
