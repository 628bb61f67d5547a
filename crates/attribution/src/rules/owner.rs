//! Whose words a cue reports.
//!
//! In: [`View`], a [`Cue`], its sentence. Out: [`Owner`]. Must not know: what is said.

use super::cues::{Cue, Form, cue_at};
use super::phrase::{begins_clause, is_person_noun, noun_phrase_after, noun_phrase_before, subject_before};
use super::view::View;
use crate::lexicon::Frames;
use crate::papers::is_signboard;
use crate::pos::Pos;
use dixit_tokenizer::TokenRun;
use std::ops::Range;

/// Verbs that take somebody and what he or she does: `remembers his teacher saying`.
const PERCEIVING: &[&str] = &[
    "hear",
    "heard",
    "hearing",
    "hears",
    "recall",
    "recalled",
    "recalling",
    "recalls",
    "remember",
    "remembered",
    "remembering",
    "remembers",
];

/// Whose words a cue reports.
pub(super) struct Owner {
    pub(super) source: TokenRun,
    /// The cue's own clause leaves the subject out.
    pub(super) elided: bool,
    /// The cue stands in a relative clause.
    pub(super) relative: bool,
}

/// Whether a verb takes what somebody does or did: `remembers asking`, `remembers his teacher saying`.
pub(super) fn is_perceiving(view: &View<'_>, verb: usize) -> bool {
    PERCEIVING.contains(&view.word(verb))
}

/// Finds whose words a cue reports.
pub(super) fn source_of(
    view: &View<'_>,
    cue: &Cue,
    stretch: &Range<usize>,
    last_source: Option<TokenRun>,
) -> Option<Owner> {
    if cue.form == Form::Finite
        && let Some(subject) = subject_before(view, cue.head, stretch.start)
    {
        return Some(Owner { source: subject.tokens, elided: false, relative: subject.relative.is_some() });
    }
    // `Not so fast, say traders in Chicago.`
    if cue.form == Form::Finite
        && cue.word.strong
        && cue.start > stretch.start
        && view.word(cue.start - 1) == ","
        && let Some(source) = noun_phrase_after(view, cue.end, stretch.end)
        && (source.end() >= stretch.end || matches!(view.word(source.end()), "." | ","))
    {
        return Some(Owner { source, elided: false, relative: false });
    }
    // `, adding that …`, `and promised to …`
    let joined = cue.head > stretch.start
        && (matches!(view.pos(cue.head - 1), Pos::Conjunction | Pos::Adverb)
            // `while insisting that`, `by noting that`
            || cue.form == Form::Ing && view.is_any(cue.head - 1, &["while", "by", "without", "when", "before", "after"])

            || view.word(cue.head - 1) == ",");
    if !joined && cue.form == Form::Finite {
        return None;
    }
    if cue.form == Form::Ing && !(joined && cue.is_participle_of_saying()) {
        return None;
    }
    let same_zone = |source: &TokenRun| view.in_quote(source.start()) == view.in_quote(cue.head);
    last_source
        .filter(same_zone)
        .or_else(|| governing_subject(view, cue.head, stretch.start))
        .map(|source| Owner { source, elided: true, relative: false })
}

/// Who a cue before its content belongs to: its own subject, or that of the clause it goes on with.
pub(super) fn cue_subject(view: &View<'_>, cue: &Cue, floor: usize) -> Option<TokenRun> {
    if cue.form == Form::Finite
        && let Some(subject) = subject_before(view, cue.head, floor)
    {
        return Some(subject.tokens);
    }
    let participle = (cue.form == Form::Ing).then(|| participle_subject(view, cue, floor)).flatten();
    participle.or_else(|| governing_subject(view, cue.head, floor))
}

/// Who does what a participle says, where that is not the subject of its clause: `remembers | his teacher saying, “…”`, `quoted | the
/// minister as saying, “…”`, `left, with | his aide shouting, “…”`, `held | a banner reading “…”`.
///
/// Counter-example: `took to the radio saying, “…”`.
fn participle_subject(view: &View<'_>, cue: &Cue, floor: usize) -> Option<TokenRun> {
    let mut end = cue.head.checked_sub(usize::from(view.is(cue.head.saturating_sub(1), "as")))?;
    while end > floor && end == cue.head && view.pos(end - 1) == Pos::Adverb {
        end -= 1;
    }
    let head = end.checked_sub(1).filter(|&head| head >= floor)?;
    if !view.pos(head).is_noun() && view.pos(head) != Pos::Pronoun {
        return None;
    }
    let subject = noun_phrase_before(view, end, floor).filter(|subject| subject.start() > floor)?;
    let before = subject.start() - 1;
    let with = view.is(before, "with") && begins_clause(view, before, floor);
    let told = view.is(end, "as") || is_perceiving(view, before) || with || is_signboard(view.word(head));
    told.then_some(subject)
}

/// `Trump met Xi on Monday and said …`, `Trump smiled, saying …`: the subject of the nearest finite verb to the left.
pub(super) fn governing_subject(view: &View<'_>, verb: usize, floor: usize) -> Option<TokenRun> {
    let mut fallback = None;
    // `Vogt noted that he taught law, adding …`, `…, and added …`: a comma leads back out of what was noted.
    let before = verb.saturating_sub(1 + usize::from(view.pos(verb.saturating_sub(1)) == Pos::Conjunction));
    let after_comma = before > floor && view.word(before) == ",";
    for token in (floor..verb).rev() {
        if view.crosses(token) && view.in_quote(token) && !view.in_quote(verb) {
            continue;
        }
        if view.is_stop(token) && view.in_quote(token) == view.in_quote(verb) {
            break;
        }
        // The tagger takes some past tenses for participles.
        if (view.pos(token).is_finite() || view.pos(token) == Pos::Participle)
            && view.in_quote(token) == view.in_quote(verb)
            && let Some(subject) = subject_before(view, token, floor)
        {
            // `Okafor said | the minister leaned over and whispered`
            let after_cue = subject
                .clause_start
                .checked_sub(1)
                .and_then(|before| cue_at(view, before))
                .is_some_and(|cue| cue.word.frames.contains(Frames::BARE));
            let after_cue = after_cue
                && view.pos(verb).is_finite()
                && is_person(view, subject.tokens)
                && !(token..verb).any(|between| view.word(between) == ",");
            // `When he returned he began by saying`
            let nominative = !after_comma
                && subject.tokens.len() == 1
                && view.is_any(subject.tokens.start(), &["he", "she", "they", "we", "i"]);
            let noted =
                after_comma && subject.clause_start > floor && view.is(subject.clause_start - 1, "that");
            if !noted && (after_cue || nominative || begins_clause(view, subject.clause_start, floor)) {
                return Some(subject.tokens);
            }
            // `In March my supplier called and said`
            fallback.get_or_insert(subject.tokens);
        }
    }
    fallback
}

/// A name, or a noun for persons, at the end of a phrase.
fn is_person(view: &View<'_>, phrase: TokenRun) -> bool {
    let head = phrase.end() - 1;
    view.pos(head) == Pos::Name || is_person_noun(view, head)
}
