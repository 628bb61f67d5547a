//! Transcripts and interviews: lines that open with who speaks.
//!
//! In: [`View`] without turns. Out: a [`Draft`] for each turn. Must not know: who the speakers are.

use super::cues::cue_at;
use super::draft::Draft;
use super::view::View;
use crate::Pattern;
use crate::pos::Pos;
use dixit_tokenizer::{Run, TokenKind, TokenRun};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A label is a name, perhaps with a title: never longer than this.
const LONGEST_LABEL: usize = 7;

/// A stage direction is short.
const LONGEST_DIRECTION: usize = 8;

/// Who speaks is named within this many tokens of the beginning.
const INTRODUCTION: usize = 300;

/// A text is a transcript when at least this many paragraphs open with a label.
const FEWEST_TURNS: usize = 3;

/// At least one paragraph in this many opens with a label; in other texts only [`exchanges`] are read as turns.
const LEAST_SHARE: usize = 4;

/// One question with its answer is an interview.
const FEWEST_ANSWERS: usize = 2;

/// Verbs whose forms are cues at least this often report when the paragraph is the reporter's.
const REPORTING_RATE: f32 = 0.4;

/// How often a label's turn is right on the texts of `corpus/`; PolNeAR has almost none.
const CONFIDENCE: f32 = 0.9;

/// The turns of a transcript. The other rules read their tokens like those of a quotation.
pub(super) fn find_turns(view: &View<'_>) -> Vec<Draft> {
    let mut labels = labels(view);
    let asks = |label: &TokenRun| matches!(view.word(label.start()), "Q" | "Q.");
    let fewest = if labels.iter().flatten().any(asks) { FEWEST_ANSWERS } else { FEWEST_TURNS };
    let labelled = labels.iter().flatten().count();
    if labelled < fewest {
        return Vec::new();
    }
    let is_transcript = labelled * LEAST_SHARE >= labels.len();
    if !is_transcript {
        labels = exchanges(view, labels);
    }
    let mut turns: Vec<Draft> = Vec::new();
    // Whether the paragraph before belongs to the last turn.
    let mut open = false;
    for (paragraph, label) in view.document.paragraphs().iter().zip(&labels) {
        let tokens = paragraph.tokens.to_range();
        if let Some(label) = label {
            // The colon after the label, where it has one, is neither's.
            let start =
                if matches!(view.word(label.end()), ":" | ".") { label.end() + 1 } else { label.end() };
            // `Witness: Babatunde Olaniyan, Chief Hydrologist` is a list, no turn.
            // Nor is `Superdelegates: 547.`
            let words = (start..tokens.end).any(|token| view.word(token).contains(char::is_alphabetic));
            let spoken = words && is_spoken(view, tokens.end);
            // `ANN ROE, HOST:` in a line of its own: what she says comes below.
            let heads = start >= tokens.end && is_transcript && in_capitals(view, *label);
            open = heads || spoken && !is_closed(view, &tokens, start);
            if heads {
                turns.push(turn(*label, Vec::new()));
            } else if spoken {
                let end = without_stage_direction(view, start, tokens.end);
                turns.push(turn(*label, vec![Run::new(start..end)]));
            }
        } else if is_stage_direction(view, &tokens) {
            // `(Laughter.)` belongs to nobody; the turn goes on after it.
        } else if is_transcript && open && is_spoken(view, tokens.end) && !is_narration(view, tokens) {
            // A turn of several paragraphs: those right after it, as long as they do not read like the reporter's own. After the
            // last turn of an exchange the article goes on, which nothing tells from a turn.
            if let Some(turn) = turns.last_mut() {
                turn.content.push(paragraph.tokens);
            }
        } else {
            open = false;
        }
    }
    turns.retain(|turn| !turn.content.is_empty());
    without_epilogue(view, &mut turns);
    turns
}

fn turn(label: TokenRun, content: Vec<TokenRun>) -> Draft {
    Draft {
        cue: None,
        class: None,
        source: Some(label),
        content,
        continues: None,
        pattern: Pattern::TranscriptLine,
        confidence: CONFIDENCE,
    }
}

/// The reporter’s own words below an interview are not its last answer: after the last label a paragraph, and all below it, where
/// somebody’s words in marks have a reporting clause in the third person.
///
/// Example: `A: I like it.` and below it `At the gate he bends to listen. “E flat,” he says.` Counter-example: `A: I like it.` and below it `“No,”
/// my master said. I stayed.` (he who speaks of himself is no reporter).
fn without_epilogue(view: &View<'_>, turns: &mut [Draft]) {
    let Some(last) = turns.last_mut() else { return };
    let own = last.content.len().min(1);
    let begins = last.content.iter().skip(own).position(|paragraph| is_epilogue(view, paragraph.to_range()));
    if let Some(begins) = begins {
        last.content.truncate(own + begins);
    }
}

/// `“E flat,” he says.`
fn is_epilogue(view: &View<'_>, paragraph: Range<usize>) -> bool {
    let speaks_of_self =
        paragraph.clone().any(|token| !view.in_quote(token) && view.is_any(token, FIRST_PERSON));
    let reported = paragraph.clone().skip(2).any(|token| {
        let told =
            !view.in_quote(token) && cue_at(view, token).is_some_and(|cue| cue.word.rate >= REPORTING_RATE);
        told && view.is_any(token - 1, &["he", "she", "they"]) && view.kind(token - 2) == TokenKind::QuoteMark
    });
    reported && !speaks_of_self
}

/// Who says these speaks of himself or herself.
const FIRST_PERSON: &[&str] = &["i", "me", "i'm", "i’m", "i've", "i’ve"];

/// The label of each paragraph that has one. A word before a colon is a label when it comes again, is in capitals, or is a
/// full name; `Where: Room 12` is not.
fn labels(view: &View<'_>) -> Vec<Option<TokenRun>> {
    let text = |label: &TokenRun| view.document.slice(view.document.span_of(*label));
    let found: Vec<Option<TokenRun>> =
        view.document.paragraphs().iter().map(|paragraph| label(view, paragraph.tokens.to_range())).collect();
    let found_labels = found.iter().flatten().count();
    if found_labels < FEWEST_ANSWERS {
        return vec![None; found.len()];
    }
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for label in found.iter().flatten() {
        *counts.entry(text(label)).or_insert(0) += 1;
    }
    // Words of longer labels and of the introduction: `Odell:` after `Mark Odell:`.
    let longer = found.iter().flatten().filter(|label| label.len() > 1).flat_map(|label| label.to_range());
    for token in longer.chain(0..view.len().min(INTRODUCTION)) {
        *counts.entry(view.word(token)).or_insert(0) += 1;
    }
    found
        .into_iter()
        .map(|label| {
            label.filter(|label| {
                let name = text(label);
                // `A. Wheat forgives.` may be a list; with a `Q.` it is an answer.
                if name == "A." && !counts.contains_key("Q.") {
                    return false;
                }
                // `Both: We do.`
                if name == "Both" && found_labels > FEWEST_TURNS {
                    return true;
                }
                let capitals = in_capitals(view, *label);
                let full_name = label.len() > 1 && label.to_range().any(|token| view.pos(token) == Pos::Name);
                capitals || full_name || counts.get(name).is_some_and(|&count| count > 1)
            })
        })
        .collect()
}

/// An exchange that an article prints: two turns or more, one right after the other, of different people whose names stand in
/// capitals and elsewhere in the text without. All other labels go.
///
/// Example, in a long article with `Vogt` in it: `LIND: Will you go?` and below it `VOGT: No.` Counter-example: `WINNERS: The bakers.` and
/// below it `LOSERS: The millers.`
fn exchanges(view: &View<'_>, labels: Vec<Option<TokenRun>>) -> Vec<Option<TokenRun>> {
    let names: HashSet<String> = (0..view.len())
        .filter(|&token| view.pos(token) == Pos::Name && view.word(token).contains(char::is_lowercase))
        .map(|token| view.word(token).to_uppercase())
        .collect();
    let is_person =
        |label: &TokenRun| in_capitals(view, *label) && names.contains(view.word(label.end() - 1));
    let person = |at: Option<usize>| at.and_then(|at| labels.get(at)).copied().flatten().filter(is_person);
    let surname = |label: TokenRun| view.word(label.end() - 1);
    let kept = (0..labels.len()).map(|at| {
        let label = person(Some(at))?;
        let other = |at: Option<usize>| person(at).is_some_and(|other| surname(other) != surname(label));
        (other(at.checked_sub(1)) || other(Some(at + 1))).then_some(label)
    });
    kept.collect()
}

/// `GREER: “We wait.”` and `“GREER: We wait.”`: a turn in marks that ends with its paragraph, so that the next one is none of it;
/// `GREER: We wait.”`, where the whole exchange stands in marks.
///
/// Counter-example: `“GREER: We wait.` before `“Then we go.”`, and `GREER: We call it “the wait.”`
fn is_closed(view: &View<'_>, paragraph: &Range<usize>, start: usize) -> bool {
    let mark = |token: usize| view.kind(token) == TokenKind::QuoteMark;
    let odd = paragraph.clone().filter(|&token| mark(token)).count() % 2 == 1;
    mark(paragraph.end - 1) && (mark(paragraph.start) || mark(start) || odd)
}

/// `MS. LEAVITT`; not `Ms. LEAVITT`.
fn in_capitals(view: &View<'_>, label: TokenRun) -> bool {
    !view.document.slice(view.document.span_of(label)).contains(char::is_lowercase)
}

/// Whether what ends here ends as sentences do.
fn is_spoken(view: &View<'_>, end: usize) -> bool {
    let last = end - 1;
    view.is_stop(last)
        || view.kind(last) == TokenKind::Dash
        || view.word(last) == ")"
        || view.kind(last) == TokenKind::QuoteMark && last > 0 && view.is_stop(last - 1)
}

/// `(Laughter.)`, `[Crosstalk]`
fn is_stage_direction(view: &View<'_>, paragraph: &Range<usize>) -> bool {
    matches!(view.word(paragraph.start), "(" | "[")
        && matches!(view.word(paragraph.end - 1), ")" | "]")
        && paragraph.clone().filter(|&token| matches!(view.word(token), "(" | "[")).count() == 1
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

/// `Mr. GREER`, `Senator ALDOUS`, `The Chairman`: a surname in capitals after a title, or the chair.
fn is_record_label(view: &View<'_>, words: Range<usize>) -> bool {
    let chair = words.len() == 2
        && view.is(words.start, "the")
        && view
            .is_any(words.start + 1, &["chairman", "chairwoman", "chair", "speaker", "president", "clerk"]);
    let capitals = |token: usize| {
        let letters = view.word(token).chars().filter(|c| c.is_alphabetic());
        letters.clone().count() > 1 && letters.clone().all(char::is_uppercase)
    };
    let surname = words.len() > 1
        && capitals(words.end - 1)
        && view.is_capitalised(words.start)
        && !capitals(words.start)
        && words.clone().skip(1).all(|token| capitals(token) || view.is_capitalised(token));
    chair || surname
}

/// The label that opens a paragraph: `GREER:`, `MS. LEAVITT:`, `Q:`, `Interviewer:`, `Ms Okafor:`.
///
/// Counter-example: `The result: nobody came.` (a determiner), `LONDON: Shares rose` is not told apart by itself, which is why a text
/// needs several labelled lines.
fn label(view: &View<'_>, paragraph: Range<usize>) -> Option<TokenRun> {
    // `“GREER: We wait.`, in an exchange that is printed as a quotation.
    let opened = view.kind(paragraph.start) == TokenKind::QuoteMark && paragraph.len() > 2;
    let start = paragraph.start + usize::from(opened);
    // `Q    Is citrus closed?`, as the White House prints it.
    let record =
        matches!(view.word(start), "Q." | "A.") || view.word(start) == "Q" && view.word(start + 1) != ":";
    if record && paragraph.len() > 2 {
        return Some(Run::new(start..start + 1));
    }
    // `Mr. GREER. Thank you.`, as the Congressional Record prints it; the next sentence begins with a capital or a mark.
    let stop = (start + 1..paragraph.end.min(start + LONGEST_LABEL)).find(|&token| view.word(token) == ".");
    if let Some(stop) = stop
        && stop + 1 < paragraph.end
        && is_record_label(view, start..stop)
    {
        return Some(Run::new(start..stop));
    }
    let colon =
        (start + 1..paragraph.end.min(start + LONGEST_LABEL + 1)).find(|&token| view.word(token) == ":")?;
    let words = start..colon;
    let letter = words.len() == 1 && matches!(view.word(start), "Q" | "A" | "Both");
    // `AGUINALDO (farmer)`: what stands in brackets says who that is.
    let bracket = words.clone().find(|&token| view.word(token) == "(").unwrap_or(colon);
    let named = words.clone().all(|token| {
        token > bracket
            || view.is_capitalised(token)
            || matches!(view.kind(token), TokenKind::Number)
            || matches!(view.word(token), "(" | ")" | "-" | "," | "the" | "of" | "de" | "van" | "von" | ".")
    });
    let article =
        matches!(view.pos(start), Pos::Determiner) && !view.word(start).chars().all(char::is_uppercase);
    let capitals = in_capitals(view, Run::new(words.clone()));
    let quoted = words.clone().any(|token| view.in_quote(token)) && !(opened && capitals);
    let verb = words
        .clone()
        .any(|token| view.pos(token).is_finite() && !view.word(token).chars().all(char::is_uppercase));
    (letter || named && !article && !quoted && !verb).then(|| Run::new(words))
}
