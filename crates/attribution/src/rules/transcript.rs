//! Transcripts and interviews: lines that open with who speaks.
//!
//! In: [`View`] without turns. Out: a [`Draft`] for each turn. Must not know: who the speakers are.

use super::cues::cue_at;
use super::draft::Draft;
use super::view::View;
use crate::Pattern;
use crate::pos::Pos;
use dixit_tokenizer::{Run, TokenKind, TokenRun};
use std::ops::Range;

/// A label is a name, perhaps with a title: never longer than this.
const LONGEST_LABEL: usize = 7;

/// A stage direction is short.
const LONGEST_DIRECTION: usize = 8;

/// A text is a transcript when at least this many paragraphs open with a label.
const FEWEST_TURNS: usize = 3;

/// Verbs whose forms are cues at least this often report when the paragraph is the reporter's.
const REPORTING_RATE: f32 = 0.4;

/// How often a label's turn is right on the texts of `corpus/`; PolNeAR has almost none.
const CONFIDENCE: f32 = 0.9;

/// The turns of a transcript, and the tokens they cover, so that other rules leave them alone.
pub(super) fn find_turns(view: &View<'_>) -> Vec<Draft> {
    let labels: Vec<Option<TokenRun>> =
        view.document.paragraphs().iter().map(|paragraph| label(view, paragraph.tokens.to_range())).collect();
    if labels.iter().flatten().count() < FEWEST_TURNS {
        return Vec::new();
    }
    let mut turns: Vec<Draft> = Vec::new();
    for (paragraph, label) in view.document.paragraphs().iter().zip(&labels) {
        let tokens = paragraph.tokens.to_range();
        match label {
            Some(label) => {
                // The colon after the label, where it has one, is neither's.
                let start = if view.word(label.end()) == ":" { label.end() + 1 } else { label.end() };
                // `Witness: Babatunde Olaniyan, Chief Hydrologist` is a list, no turn.
                let spoken = view.is_stop(tokens.end - 1)
                    || matches!(view.kind(tokens.end - 1), TokenKind::QuoteMark | TokenKind::Dash)
                    || view.word(tokens.end - 1) == ")";
                if start < tokens.end && spoken {
                    turns.push(Draft {
                        cue: None,
                        class: None,
                        source: Some(*label),
                        content: vec![Run::new(start..without_stage_direction(view, start, tokens.end))],
                        continues: None,
                        pattern: Pattern::TranscriptLine,
                        confidence: CONFIDENCE,
                    });
                }
            }
            None => {
                // A turn of several paragraphs: those right after it, as long as they do not read like the reporter's own.
                if let Some(turn) = turns.last_mut()
                    && turn.extent().1 == tokens.start
                    && view.is_stop(tokens.end - 1)
                    && !is_narration(view, tokens)
                {
                    turn.content.push(paragraph.tokens);
                }
            }
        }
    }
    turns
}

/// `It’s a floor. (Laughter.)`: one past the last spoken token.
fn without_stage_direction(view: &View<'_>, start: usize, end: usize) -> usize {
    if view.word(end - 1) != ")" {
        return end;
    }
    let open =
        (start.max(end.saturating_sub(LONGEST_DIRECTION))..end).rev().find(|&token| view.word(token) == "(");
    open.filter(|&open| open > start).unwrap_or(end)
}

/// `In a statement, Peregrine Foods declined to comment.`: somebody with a name speaks in the third person, and nobody in the
/// first.
///
/// Counter-example: `My union told me so.`
fn is_narration(view: &View<'_>, paragraph: Range<usize>) -> bool {
    let first_person = paragraph.clone().any(|token| {
        !view.in_quote(token)
            && view.is_any(
                token,
                &["i", "we", "my", "our", "you", "your", "us", "me", "i'm", "i’m", "we’re", "we're"],
            )
    });
    let reports = paragraph.clone().any(|token| {
        !view.in_quote(token)
            && view.pos(token) == Pos::Past
            && cue_at(view, token).is_some_and(|cue| cue.word.rate >= REPORTING_RATE)
            && token > paragraph.start
            && matches!(view.pos(token - 1), Pos::Name | Pos::Pronoun | Pos::Noun | Pos::Nouns)
    });
    reports && !first_person
}

/// The label that opens a paragraph: `GREER:`, `MS. LEAVITT:`, `Q:`, `Interviewer:`, `Ms Okafor:`.
///
/// Counter-example: `The result: nobody came.` (a determiner), `LONDON: Shares rose` is not told apart by itself, which is why a text
/// needs several labelled lines.
fn label(view: &View<'_>, paragraph: Range<usize>) -> Option<TokenRun> {
    let start = paragraph.start;
    let colon =
        (start + 1..paragraph.end.min(start + LONGEST_LABEL + 1)).find(|&token| view.word(token) == ":")?;
    let words = start..colon;
    let letter = words.len() == 1 && matches!(view.word(start), "Q" | "A");
    let named = words.clone().all(|token| {
        view.is_capitalised(token)
            || matches!(view.kind(token), TokenKind::Number)
            || matches!(view.word(token), "(" | ")" | "-" | "," | "the" | "of" | "de" | "van" | "von" | ".")
    });
    let article =
        matches!(view.pos(start), Pos::Determiner) && !view.word(start).chars().all(char::is_uppercase);
    let quoted = words.clone().any(|token| view.in_quote(token));
    let verb = words
        .clone()
        .any(|token| view.pos(token).is_finite() && !view.word(token).chars().all(char::is_uppercase));
    (letter || named && !article && !quoted && !verb).then(|| Run::new(words))
}
