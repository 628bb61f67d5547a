//! The reporting clause before a quotation.
//!
//! In: [`View`], a quotation. Out: its [`Reporting`]. Must not know: clauses after quotations, indirect speech.

use super::cues::{Form, cue_at};
use super::direct::{Reporting, confidence, is_auxiliary, is_sentence_like};
use super::label::label_after_dash;
use super::owner::cue_subject;
use super::phrase::{source_after, subject_before};
use super::view::View;
use crate::pos::Pos;
use crate::{CueClass, Pattern};
use dixit_tokenizer::{Run, TokenKind, TokenRun};
use std::ops::Range;

/// Between a cue and the quotation it opens stand at most this many tokens: `told reporters at the White House on Friday, “…”`.
const LONGEST_ADJUNCT: usize = 24;

/// What opens a clause between commas that tells when, where or who, and not what is said.
const SUBORDINATORS: &[&str] =
    &["after", "as", "before", "once", "shortly", "since", "when", "where", "which", "while", "who", "whose"];

/// `Trump said: “…”`, `Trump told reporters on Friday, “…”`: the clause before a quotation.
///
/// The subject of `“A,” said Vogt, adding, “B.”` is the source of the quotation before.
pub(super) fn clause_before(view: &View<'_>, index: usize, earlier: Option<TokenRun>) -> Option<Reporting> {
    let quote = view.quotes[index];
    let stretch = view.stretch_of(quote.start());
    let mut before = quote.start();
    let mut floor = stretch.start;
    if before == floor {
        // `Cruz continued:` may end the paragraph, or the sentence, before.
        let previous = before.checked_sub(1)?;
        if view.word(previous) != ":" {
            return None;
        }
        before = previous + 1;
        floor = view.stretch_of(previous).start;
    }
    let joint = before - 1;
    if view.in_quote(joint) || before <= floor {
        return None;
    }
    if view.word(joint) == ":" && label_after_dash(view, floor, joint).is_some() {
        return None;
    }
    if let Some(opening) = opening_clause(view, floor, joint) {
        return Some(opening);
    }
    // `They wrote, | and I’m quoting, “…”`: it is not the quoter who speaks.
    let quoter = aside_before(view, floor..joint).filter(|&aside| is_quoter(view, aside));
    if let Some(reporting) = quoter.and_then(|aside| cue_before(view, index, floor..aside, earlier)) {
        return Some(reporting);
    }
    cue_before(view, index, floor..before, earlier).or_else(|| {
        let aside = aside_before(view, floor..joint).filter(|_| is_sentence_like(view, quote))?;
        cue_before(view, index, floor..aside, earlier)
    })
}

/// `Clement said in May, | when the story broke, “…”`: where a clause between commas begins that only tells when, where or who.
///
/// Counter-example: `Clement came in May, when the story broke, “…”` (no cue before it).
fn aside_before(view: &View<'_>, before: Range<usize>) -> Option<usize> {
    let joint = before.end;
    if view.word(joint) != "," {
        return None;
    }
    let lowest = before.start.max(joint.saturating_sub(LONGEST_ADJUNCT));
    (lowest..joint)
        .rev()
        .take_while(|&token| !view.in_quote(token))
        .find(|&token| {
            view.word(token) == "," && (view.is_any(token + 1, SUBORDINATORS) || is_quoter(view, token + 1))
        })
        .map(|comma| comma + 1)
}

/// `and I quote`, `and I’m reading from the translation`
///
/// Counter-example: `and she quotes`
pub(super) fn is_quoter(view: &View<'_>, start: usize) -> bool {
    view.is(start, "and")
        && view.is_any(start + 1, &["i", "i'm", "i’m", "i'll", "i’ll"])
        && (start + 2..start + 5).any(|token| {
            view.is_any(token, &["quote", "quoting", "read", "reading", "paraphrase", "paraphrasing"])
        })
}

/// The nearest cue to the left, with nothing between that could be its content.
fn cue_before(
    view: &View<'_>,
    index: usize,
    clause: Range<usize>,
    earlier: Option<TokenRun>,
) -> Option<Reporting> {
    let quote = view.quotes[index];
    let (floor, before) = (clause.start, clause.end);
    let joint = before.checked_sub(1).filter(|_| floor < before)?;
    let colon = view.word(joint) == ":";
    let comma = view.word(joint) == "," || view.kind(joint) == TokenKind::Dash;
    let lowest = floor.max(before.saturating_sub(LONGEST_ADJUNCT));
    for token in (lowest..before).rev() {
        if view.in_quote(token) {
            return None;
        }
        let Some(cue) = cue_at(view, token) else {
            if view.pos(token).is_finite() && !is_auxiliary(view, token) && !colon {
                return None;
            }
            continue;
        };
        if cue.form == Form::Passive || cue.form == Form::Base && !colon {
            continue;
        }
        // `took the floor, when it was his turn, “…”`: across an aside only verbs of saying reach.
        if before < quote.start() && !colon && !cue.word.strong {
            return None;
        }
        // `asked what nobody seemed eager to answer: “…”`
        if colon && !cue.word.strong && cue.end != joint {
            continue;
        }
        // `“A,” she said, pointing, “B.”`: what she did, while she went on.
        let beside = index.checked_sub(1).is_some_and(|at| view.quotes[at].start() >= floor);
        if cue.form == Form::Ing && !cue.word.strong && comma && beside {
            return None;
        }
        // `All he would say was, “…”`
        let was = usize::from(view.is_any(cue.end, &["was", "is"]));
        let gap = cue.end + was..joint.max(cue.end + was);
        let adjacent = cue.end == quote.start();
        let clean = gap.clone().all(|between| !view.pos(between).is_finite() && view.word(between) != ":");
        if !(colon || (comma && clean) || adjacent || (clean && is_sentence_like(view, quote))) {
            return None;
        }
        // `called it “a disturbance”`, `said that “we …”`: part of a clause, for the rules of indirect speech.
        if !colon
            && !comma
            && (!is_sentence_like(view, quote)
                || !cue.word.strong
                || view.is(joint, "that")
                || view.is(joint, "as"))
        {
            return None;
        }
        // `appeared to be carrying a syringe, “for patients”`
        if comma && !cue.word.strong && !is_sentence_like(view, quote) {
            return None;
        }
        let earlier = earlier.filter(|source| floor <= source.start() && source.end() <= cue.start);
        let source = cue_subject(view, &cue, floor).or(earlier)?;
        let mut reporting = Reporting::of(&cue, source, quote.end(), Pattern::SubjectVerbThenQuote);
        reporting.confidence = if cue.word.strong { confidence::BEFORE } else { confidence::UNKNOWN_VERB };
        return Some(reporting);
    }
    None
}

/// `Said Dorothy Roe, who grew up there, “…”`, `As Akhil Roe, who teaches law, put it, “…”`: a clause that is the whole sentence before
/// its quotation.
fn opening_clause(view: &View<'_>, floor: usize, joint: usize) -> Option<Reporting> {
    if !matches!(view.word(joint), "," | ":") || joint < floor + 2 {
        return None;
    }
    if view.is(floor, "as") && view.is_any(joint - 2, &["put", "puts"]) && view.is(joint - 1, "it") {
        let subject = subject_before(view, joint - 2, floor + 1)?;
        let cue = Run::new(joint - 2..joint);
        return Some(Reporting {
            cue: Some(cue),
            class: Some(CueClass::Neutral),
            source: Some(subject.tokens),
            end: joint,
            pattern: Pattern::AsClause,
            confidence: confidence::BEFORE,
        });
    }
    let cue = cue_at(view, floor).filter(|cue| cue.form == Form::Finite && cue.word.strong)?;
    let source = source_after(view, cue.end, joint)?;
    let described =
        source.end() == joint || view.word(source.end()) == "," && view.pos(source.end() + 1) == Pos::Wh;
    described.then(|| Reporting::of(&cue, source, joint, Pattern::SubjectVerbThenQuote))
}
