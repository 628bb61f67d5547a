//! Whose words a cue reports.
//!
//! In: [`View`], a [`Cue`], its sentence. Out: [`Owner`]. Must not know: what is said.

use super::cues::{Cue, Form};
use super::direct::governing_subject;
use super::phrase::{noun_phrase_after, subject_before};
use super::view::View;
use crate::pos::Pos;
use dixit_tokenizer::TokenRun;
use std::ops::Range;

/// Whose words a cue reports.
pub(super) struct Owner {
    pub(super) source: TokenRun,
    /// The cue's own clause leaves the subject out.
    pub(super) elided: bool,
    /// The cue stands in a relative clause.
    pub(super) relative: bool,
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
