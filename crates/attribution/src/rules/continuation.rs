//! Quotations that go on with one attributed before them.
//!
//! In: [`View`], a quotation, where the last reporting clause ended. Out: whether it goes on, or whose it is. Must not know: reporting clauses
//! of its own.

use super::cues::cue_at;
use super::direct::is_sentence_like;
use super::phrase::{begins_clause, is_person_noun, subject_before};
use super::view::View;
use crate::pos::Pos;
use dixit_tokenizer::{TokenKind, TokenRun};

/// A paragraph that is a quotation of fewer tokens is a heading or a slogan, and continues nothing.
const SHORTEST_CONTINUATION: usize = 8;

/// `“A,” said one trader, who asked not to be named, “can’t make it rain.”`: a quotation that begins in lower case after a comma
/// goes on with the one its sentence began with, whatever stands between.
///
/// Counter-example: `“A,” he said, adding, “and B.”` (a cue of its own right before it).
pub(super) fn resumes_in_lower_case(view: &View<'_>, index: usize, last_end: usize) -> bool {
    let quote = view.quotes[index];
    let stretch = view.stretch_of(quote.start());
    let Some(joint) = quote.start().checked_sub(1) else { return false };
    let divided = matches!(view.word(joint), "," | ";") || view.kind(joint) == TokenKind::Dash;
    let own_cue = joint > 0 && cue_at(view, joint - 1).is_some_and(|cue| cue.word.strong);
    stretch.start < last_end
        && last_end <= quote.start()
        && divided
        && !own_cue
        && view.word(quote.start() + 1).starts_with(char::is_lowercase)
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
    // The same sentence: `he said, “B”`, `he said — “B”`.
    if stretch.start > last_end {
        return false;
    }
    let joint = quote.start() - 1;
    let divided = matches!(view.word(joint), "," | ";" | ":") || view.kind(joint) == TokenKind::Dash;
    divided
        && gap.clone().all(|token| {
            // `said Hutchins, who farms near Ames, “I …”`, `he said, grinning, “I …”`; not `he said, adding, “I …”`.
            !cue_at(view, token).is_some_and(|cue| cue.word.strong)
        })
}

/// `The shop steward was less sure. “Ask me in a year.”`: a quotation that is a sentence, after a sentence about somebody, ends its
/// paragraph.
///
/// Counter-example: `The room was full. “Welcome.”` (a room does not speak; only names, pronouns and `the` with a person's
/// role are taken, and who they are is another stage's).
pub(super) fn subject_of_sentence_before(view: &View<'_>, index: usize) -> Option<TokenRun> {
    let quote = view.quotes[index];
    let stretch = view.stretch_of(quote.start());
    let paragraph = view.paragraph_of(quote.start());
    if stretch.start != quote.start() || quote.end() != paragraph.end || !is_sentence_like(view, quote) {
        return None;
    }
    let before = view.stretch_of(quote.start().checked_sub(1)?);
    if before.start < paragraph.start
        || before.end != stretch.start
        || before.clone().any(|token| view.in_quote(token))
    {
        return None;
    }
    let verb = before.clone().find(|&token| view.pos(token).is_finite())?;
    let subject = subject_before(view, verb, before.start)?;
    let person = subject.tokens.to_range().any(|token| matches!(view.pos(token), Pos::Name))
        || view.is_any(subject.tokens.start(), &["he", "she"])
        || is_person_noun(view, subject.tokens.end() - 1);
    (person && begins_clause(view, subject.clause_start, before.start)).then_some(subject.tokens)
}

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
