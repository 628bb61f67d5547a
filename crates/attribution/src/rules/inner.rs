//! Quotations inside quotations, and inside the turns of a transcript.
//!
//! In: [`View`], the direct drafts. Out: a [`Draft`] for each inner quotation with a reporting verb right beside it, inside the same outer one.
//! Must not know: indirect speech, who the speakers are.

use super::before::is_quoter;
use super::cues::{Cue, Form, cue_at};
use super::direct::{Direct, Reporting, is_sentence_like};
use super::draft::Draft;
use super::owner::governing_subject;
use super::phrase::{source_after, subject_before};
use super::reply::reply_before;
use super::view::View;
use crate::Pattern;
use crate::lexicon;
use crate::pos::Pos;
use dixit_tokenizer::TokenKind;

/// Between the verb and an inner quotation stand at most this many tokens: `asked me, ‘…’`.
const REACH: usize = 16;

/// The drafts of one sentence stand among this many.
const LOOK_BACK: usize = 8;

/// A rule or a motto has at least so many words, less one.
const SHORTEST_RULE: usize = 3;

/// How often such a quotation is right in `corpus/`; PolNeAR does not annotate them.
const CONFIDENCE: f32 = 0.8;

/// Attributes the quotations inside contents that have words of the reporter's too: `The minister told him, “We sign,” Vogt said.`
///
/// Counter-example: `Vogt called it “the beast,” Okafor said.` (`call` names).
pub(super) fn find_inside_contents(view: &View<'_>, direct: &mut Direct) {
    for (index, &quote) in view.quotes.iter().enumerate() {
        let Some(outer) = direct.owner[index].and_then(|owner| direct.drafts.get(owner)) else { continue };
        let naming = named_before(view, quote.start());
        let named = naming.is_some();
        let Some((cue, source)) = naming.or_else(|| clause_before(view, quote.start())) else { continue };
        let inside = outer.content.iter().any(|run| {
            run.start() <= source.start().min(cue.start)
                && quote.end() <= run.end()
                && run.len() > quote.len()
        });
        // `he thinks “children should behave”`: part of a clause.
        let whole = named || quote.start() > cue.end || is_sentence_like(view, quote);
        let known = direct.drafts.iter().rev().take(LOOK_BACK).any(|draft| draft.cue == Some(cue.tokens()));
        if inside && whole && !known {
            direct.drafts.push(Draft {
                cue: Some(cue.tokens()),
                class: Some(cue.word.class),
                source: Some(source),
                content: vec![quote],
                continues: None,
                pattern: Pattern::SubjectVerbThenQuote,
                confidence: CONFIDENCE,
            });
        }
    }
}

/// Attributes the inner quotations that a reporting verb introduces or follows.
///
/// Example: `“My supplier called and said, ‘The price is good.’”` Counter-example: `“We call it ‘the beast’.”` (`call` names).
pub(super) fn find_inner(view: &View<'_>, direct: &mut Direct) {
    for (at, &quote) in view.inner_quotes.iter().enumerate() {
        if let Some(before) = at.checked_sub(1).map(|before| view.inner_quotes[before])
            && let Some(draft) = direct.drafts.last_mut()
            && draft.content.last() == Some(&before)
            && goes_on(view, before.end(), quote.start())
        {
            draft.content.push(quote);
            continue;
        }
        if let Some((cue, source)) =
            clause_before(view, quote.start()).or_else(|| clause_after(view, quote.end()))
        {
            // `‘A,’ she writes, ‘and B.’` is one attribution of two parts.
            if let Some(same) =
                direct.drafts.iter_mut().rev().take(2).find(|draft| draft.cue == Some(cue.tokens()))
            {
                same.content.push(quote);
                continue;
            }
            direct.drafts.push(Draft {
                cue: Some(cue.tokens()),
                class: Some(cue.word.class),
                source: Some(source),
                content: vec![quote],
                continues: None,
                pattern: Pattern::SubjectVerbThenQuote,
                confidence: CONFIDENCE,
            });
        } else if let Some(reply) = reply_before_inner(view, quote.start()) {
            direct.drafts.push(reply.draft(vec![quote]));
        }
    }
}

/// `My father’s rule was “never toast a letter”`, inside another quotation.
///
/// Counter-example: `My father’s rule was “brief”` (one word is no rule).
fn reply_before_inner(view: &View<'_>, quote: usize) -> Option<Reporting> {
    let was =
        quote.checked_sub(1).filter(|&was| view.is_any(was, &["was", "is"]) || view.word(was) == ":")?;
    let lowest = view.stretch_of(was).start.max(was.saturating_sub(REACH));
    let floor = (lowest..was).rev().take_while(|&token| view.kind(token) != TokenKind::QuoteMark).last()?;
    let long = (quote + 1..quote + SHORTEST_RULE).all(|token| view.kind(token) != TokenKind::QuoteMark);
    reply_before(view, floor, was).filter(|_| long)
}

/// `‘Go home,’ he told me. ‘There is nothing here.’`, `‘Go home,’ said the clerk, ‘and stay there.’`: between the two is one short
/// reporting clause, and no other quotation.
fn goes_on(view: &View<'_>, from: usize, to: usize) -> bool {
    let resumes = to > 0 && view.word(to - 1) == "," && view.word(to + 1).starts_with(char::is_lowercase);
    from < to
        && to - from <= REACH / 2
        && (view.is_stop(to - 1) || resumes)
        && (from..to - 1).all(|token| !view.is_stop(token))
        && (from..to).any(|token| cue_at(view, token).is_some_and(|cue| cue.word.strong))
}

/// `what he called “the lobbying season”`, `which she describes as “a ruin”`, `a change it calls “a cliff”`: who names a thing so, in a
/// relative clause of the content.
///
/// Counter-example: `Vogt called it “the beast”` (no relative clause: the name is the whole content).
fn named_before(view: &View<'_>, quote: usize) -> Option<Clause> {
    let joint = quote.checked_sub(1)?;
    let head = if view.is(joint, "as") { joint.checked_sub(1)? } else { joint };
    let cue = cue_at(view, head).filter(|cue| cue.form == Form::Finite && view.is_any(head, NAMING))?;
    let sentence = view.stretch_of(head).start;
    let subject = subject_before(view, head, sentence).filter(|subject| subject.relative.is_none())?;
    let before = subject.tokens.start().checked_sub(1).filter(|&before| before >= sentence)?;
    let relative = view.is_any(before, &["what", "which"])
        || view.pos(subject.tokens.start()) == Pos::Pronoun && view.pos(before).is_noun();
    relative.then_some((cue, subject.tokens))
}

/// Verbs that give a thing a name, where they end in it: `calls “a cliff”`, `describes as “a cliff”`.
const NAMING: &[&str] = &[
    "branded",
    "brands",
    "called",
    "calls",
    "characterised",
    "characterises",
    "characterized",
    "characterizes",
    "deemed",
    "described",
    "describes",
    "dubbed",
    "dubs",
    "labeled",
    "labelled",
    "labels",
    "terms",
    "termed",
];

type Clause = (Cue, dixit_tokenizer::TokenRun);

fn clause_before(view: &View<'_>, quote: usize) -> Option<Clause> {
    if let Some(clause) = quotative_before(view, quote) {
        return Some(clause);
    }
    // `They wrote me, | and I’m quoting, | “…”`
    let aside = (quote.saturating_sub(REACH)..quote)
        .rev()
        .find(|&comma| view.word(comma) == "," && is_quoter(view, comma + 1))
        .filter(|&comma| (comma..quote).all(|token| !view.is_stop(token)));
    let quote = aside.map_or(quote, |comma| comma + 1);
    let floor = quote.saturating_sub(REACH);
    for token in (floor..quote).rev() {
        if view.is_stop(token) || view.crosses(token) && token + 1 != quote {
            return None;
        }
        let Some(cue) = cue_at(view, token) else { continue };
        // `kept telling us, ‘…’`
        let kept = cue.form == Form::Ing
            && cue.head > 0
            && view.is_any(cue.head - 1, &["keep", "keeps", "kept", "started", "began"]);
        // `As my father liked to say, “…”`
        let habit = cue.form == Form::Base && cue.head > 1 && view.is(cue.head - 1, "to");
        let habit = (habit && view.is_any(cue.head - 2, HABITS)).then(|| cue.head - 2);
        if cue.form != Form::Finite && !kept && habit.is_none() || !cue.word.strong {
            return None;
        }
        // `The first thing he asked me was, ‘…’`
        let joint = if matches!(view.word(quote - 1), "," | ":") { quote - 1 } else { quote };
        let copula = usize::from(joint > cue.end && view.is_any(joint - 1, &["was", "is"]));
        let between_is_light =
            (cue.end..joint - copula).all(|at| !view.pos(at).is_verb() && !view.is_stop(at));
        // `wrote in the log, “…”`, `told the girls, ‘…’`
        let divided = quote == cue.end
            || view.word(quote - 1) == ","
            || view.word(quote - 1) == ":"
            || copula > 0
            || view.is_any(quote - 1, &["me", "him", "her", "us", "them", "you", "myself"]);
        if !between_is_light || !divided {
            return None;
        }
        let sentence = view.stretch_of(cue.head).start;
        let subject = subject_before(view, habit.unwrap_or(cue.head), sentence)
            .map(|subject| subject.tokens)
            .or_else(|| governing_subject(view, cue.head, sentence))?;
        return Some((cue, subject));
    }
    None
}

/// What people do who say a thing often: `liked to say`.
const HABITS: &[&str] = &["like", "liked", "likes", "love", "loved", "loves", "used"];

/// `The clerk goes, ‘…’`, `And she was like, ‘…’`: what people who tell a story say for `said`.
///
/// Counter-example: `It goes ‘well’` (no capital), `nothing like ‘Hamlet’`.
fn quotative_before(view: &View<'_>, quote: usize) -> Option<Clause> {
    let joint = quote.checked_sub(if view.word(quote.checked_sub(1)?) == "," { 2 } else { 1 })?;
    let head = if view.is_any(joint, &["like", "all"])
        && joint > 0
        && view.is_any(joint - 1, &["was", "is", "were", "are", "’s", "'s"])
    {
        joint - 1
    } else if view.is_any(joint, &["go", "goes", "went"]) {
        joint
    } else {
        return None;
    };
    let sentence = view.stretch_of(head).start;
    let subject = subject_before(view, head, sentence)?;
    let word = lexicon::verb("said")?;
    let cue = Cue { start: head, head, end: joint + 1, word, form: Form::Finite };
    view.is_capitalised(quote + 1).then_some((cue, subject.tokens))
}

fn clause_after(view: &View<'_>, after: usize) -> Option<Clause> {
    let start = if view.word(after) == "," { after + 1 } else { after };
    let limit = (start + REACH).min(view.len());
    (start..limit)
        .take_while(|&token| !view.is_stop(token) && !view.crosses(token))
        .find_map(|token| cue_at(view, token))
        .filter(|cue| cue.form == Form::Finite && cue.word.strong)
        .and_then(|cue| {
            // `‘Who pays?’ said the clerk.`
            let subject = if cue.start == start {
                source_after(view, cue.end, limit)?
            } else {
                subject_before(view, cue.head, start).filter(|subject| subject.clause_start == start)?.tokens
            };
            Some((cue, subject))
        })
}
