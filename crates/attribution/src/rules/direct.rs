//! Quotations and their reporting clauses.
//!
//! In: [`View`]. Out: a [`Draft`] for every quotation that a reporting clause beside it attributes, with the quotations
//! that go on with it. Must not know: indirect speech, who the speakers are.

use super::alternation::{other_speaker, settle_exchanges};
use super::before::clause_before;
use super::continuation::{
    continues, continues_in_next_paragraph, resumes_in_lower_case, subject_of_sentence_before,
};
use super::cues::{Cue, Form, cue_at};
use super::draft::Draft;
use super::label::{dash_after, label_before};
use super::phrase::{is_participle_after_adverb, noun_phrase_after, source_after, subject_before};
use super::reply::{came_the_reply, reply_asked, reply_was, was_all};
use super::view::View;
use crate::pos::Pos;
use crate::{CueClass, Pattern};
use dixit_tokenizer::{Run, TokenKind, TokenRun};
use std::ops::Range;

/// A reporting clause is looked for at most this many tokens from its quotation.
const REACH: usize = 40;

/// A quotation of up to this many tokens, marks included, that no punctuation ends is a word in a sentence.
const SHORT: usize = 4;

/// A quotation that no punctuation ends and that begins its sentence is a title unless it has more tokens: `“Orange Is the New Black” star
/// Lena Vogt said`.
const SHORTEST_UNENDED: usize = 8;

/// This many names and words in marks may stand in a reporting clause between the parts of a quotation.
const SCARE_WORDS: usize = 2;

/// How often each pattern is right: precision of content (Dice ≥ 0.5) and source head on PolNeAR train, rounded.
pub(super) mod confidence {
    pub(in crate::rules) const ADJACENT: f32 = 0.95;
    /// `Trump said, “…”`
    pub(in crate::rules) const BEFORE: f32 = 0.85;
    pub(in crate::rules) const CONTINUATION: f32 = 0.4;
    pub(in crate::rules) const UNKNOWN_VERB: f32 = 0.65;
    pub(in crate::rules) const ALTERNATION: f32 = 0.6;
    pub(in crate::rules) const SENTENCE_BEFORE: f32 = 0.45;
}

/// A reporting clause beside a quotation.
pub(super) struct Reporting {
    pub(super) cue: Option<TokenRun>,
    pub(super) class: Option<CueClass>,
    pub(super) source: Option<TokenRun>,
    /// One past the clause's last token looked at.
    pub(super) end: usize,
    pub(super) pattern: Pattern,
    pub(super) confidence: f32,
}

/// What happened to each quotation, and the drafts.
pub(super) struct Direct {
    pub(super) drafts: Vec<Draft>,
    /// For each quotation of the view, the draft that has it.
    pub(super) owner: Vec<Option<usize>>,
}

/// Attributes the quotations that have a reporting clause, and those that go on with them.
pub(super) fn find_direct(view: &View<'_>, turns: Vec<Draft>) -> Direct {
    let mut found = Direct { drafts: turns, owner: vec![None; view.quotes.len()] };
    // Where the last attributed quotation or its clause ended.
    let mut last_end = 0;
    // The quotation of several paragraphs that was looked at last, and whether its end says whose it is.
    let mut chain = (0..0, false);
    for index in 0..view.quotes.len() {
        let quote = view.quotes[index];
        // Words in marks within the reporting clause are nobody's: `“A,” said a man in a “seed cap,” “B.”`
        let sentence = view.stretch_of(quote.start()).start;
        let previous = (index.saturating_sub(SCARE_WORDS + 1)..index)
            .rev()
            .take_while(|&before| {
                before + 1 == index
                    || view.quotes[before + 1].len() <= SHORT + 1
                    || view.quotes[before + 1].start() >= sentence
            })
            .find_map(|before| found.owner[before]);
        if let Some(reporting) = clause_after(view, index) {
            last_end = reporting.end;
            let content = content_with_lead_in(view, index, &found);
            let mut draft = reporting.draft(content);
            // `“First.” “Second,” he said.`: quotations that touch are one.
            found.claim_earlier(view, index, &mut draft);
            found.owner[index] = Some(found.drafts.len());
            found.drafts.push(draft);
        } else if let Some(owner) = previous.filter(|_| view.reopened[index]) {
            // `“First paragraph.` `“Second paragraph.”`
            last_end = quote.end();
            found.drafts[owner].content.push(quote);
            found.owner[index] = Some(owner);
        } else if let Some(owner) = previous.filter(|_| resumes_in_lower_case(view, index, last_end)) {
            last_end = quote.end();
            found.drafts[owner].content.push(quote);
            found.owner[index] = Some(owner);
        } else if let Some(reporting) =
            clause_before(view, index, previous.and_then(|owner| found.drafts[owner].source))
            && !found
                .drafts
                .iter()
                .rev()
                .take(2)
                .any(|draft| draft.cue.is_some() && draft.cue == reporting.cue)
        {
            last_end = quote.end();
            found.owner[index] = Some(found.drafts.len());
            found.drafts.push(reporting.draft(vec![quote]));
        } else if let Some(owner) = previous.filter(|_| continues(view, index, last_end)) {
            last_end = quote.end();
            found.drafts[owner].content.push(quote);
            found.owner[index] = Some(owner);
        } else if let Some(reporting) = dash_after(view, index)
            .or_else(|| label_before(view, index))
            .or_else(|| reply_was(view, index))
            .or_else(|| reply_asked(view, index))
        {
            last_end = reporting.end.max(quote.end());
            let mut draft = reporting.draft(vec![quote]);
            found.claim_earlier(view, index, &mut draft);
            found.owner[index] = Some(found.drafts.len());
            found.drafts.push(draft);
        } else if is_attributed_at_its_end(view, index, &mut chain) {
            // Claimed below, with the paragraph that says whose it is.
        } else if let Some(source) = subject_of_sentence_before(view, index) {
            last_end = quote.end();
            found.owner[index] = Some(found.drafts.len());
            let draft = Draft::without_cue(quote, confidence::SENTENCE_BEFORE);
            found.drafts.push(Draft { source: Some(source), ..draft });
        } else if let Some(speaker) = other_speaker(view, index, &found) {
            last_end = quote.end();
            found.owner[index] = Some(found.drafts.len());
            let draft = Draft::without_cue(quote, confidence::ALTERNATION);
            found.drafts.push(Draft { continues: Some(speaker), ..draft });
        } else if let Some(owner) = previous.filter(|_| continues_in_next_paragraph(view, index)) {
            last_end = quote.end();
            found.owner[index] = Some(found.drafts.len());
            let draft = Draft::without_cue(quote, confidence::CONTINUATION);
            found.drafts.push(Draft { continues: Some(owner), ..draft });
        }
    }
    settle_exchanges(view, &mut found);
    found
}

/// `“For years we left.` and below it `“No longer.” — Jane Roe, dean`: a quotation of several paragraphs whose last one says whose it is.
///
/// `chain` keeps the answer for all paragraphs of it, so that a long one is walked once.
fn is_attributed_at_its_end(view: &View<'_>, index: usize, chain: &mut (Range<usize>, bool)) -> bool {
    if !chain.0.contains(&index) {
        let goes_on = |at: &usize| view.reopened.get(at + 1).copied().unwrap_or_default();
        let last = (index..).find(|at| !goes_on(at)).unwrap_or(index);
        let attributed =
            last > index && (dash_after(view, last).is_some() || clause_after(view, last).is_some());
        *chain = (index..last, attributed);
    }
    chain.1 && chain.0.contains(&index)
}

impl Direct {
    /// `“First.” “Second,” he said.`: quotations that touch the one just attributed are one with it, and so are the paragraphs
    /// before it of the same quotation.
    fn claim_earlier(&mut self, view: &View<'_>, index: usize, draft: &mut Draft) {
        let mut earlier = index;
        while earlier > 0
            && self.owner[earlier - 1].is_none()
            && (view.reopened[earlier]
                || view.quotes[earlier - 1].end() == view.quotes[earlier].start()
                    && view.paragraph_of(view.quotes[earlier].start()).start < view.quotes[earlier].start()
                    && is_sentence_like(view, view.quotes[earlier - 1]))
        {
            earlier -= 1;
            draft.content.insert(0, view.quotes[earlier]);
            self.owner[earlier] = Some(self.drafts.len());
        }
    }
}

impl Reporting {
    pub(super) fn draft(self, content: Vec<TokenRun>) -> Draft {
        Draft {
            cue: self.cue,
            class: self.class,
            source: self.source,
            content,
            continues: None,
            pattern: self.pattern,
            confidence: self.confidence,
        }
    }

    pub(super) fn of(cue: &Cue, source: TokenRun, end: usize, pattern: Pattern) -> Self {
        Self {
            cue: Some(cue.tokens()),
            class: Some(cue.word.class),
            source: Some(source),
            end,
            pattern,
            confidence: confidence::ADJACENT,
        }
    }
}

/// The quotation, with the clause it is part of where it does not begin it: `The plan is “a disaster,” Trump said.`
fn content_with_lead_in(view: &View<'_>, index: usize, found: &Direct) -> Vec<TokenRun> {
    let quote = view.quotes[index];
    let stretch = view.stretch_of(quote.start());
    let mut start = stretch.start;
    // What belongs to an earlier attribution of the same sentence is not lead-in, nor is a quotation that touches this one.
    if let Some(before) = index.checked_sub(1)
        && view.quotes[before].start() >= stretch.start
        && (found.owner[before].is_some() || view.quotes[before].end() == quote.start())
    {
        return vec![quote];
    }
    if let Some(draft) = found.drafts.last()
        && let Some(cue) = draft.cue
        && cue.end() > start
        && cue.start() < quote.start()
    {
        start = quote.start();
    }
    while start < quote.start()
        && (view.kind(start) == TokenKind::Dash || matches!(view.word(start), "," | "•" | "*" | "-" | ":"))
    {
        start += 1;
    }
    // `It may have an impact: “While …,” Roe said.`: what stands before a colon is the reporter's.
    // So is it before a bracket or a dash: `Members grumbled (“I want my dues back,” wrote Roe)`.
    let joint = quote.start().saturating_sub(1);
    if matches!(view.word(joint), ":" | "(") || view.kind(joint) == TokenKind::Dash {
        return vec![quote];
    }
    // `In the Lords, “a decade of dithering” was how Roe put it.`
    if view.is_any(quote.end(), &["was", "is"]) && view.is_any(quote.end() + 1, &["how", "what"]) {
        return vec![quote];
    }
    // A dateline or a lead-in of a word or two before a full quotation is no part of it.
    if start >= quote.start() || (view.pos(start) == Pos::Conjunction && start + 1 >= quote.start()) {
        return vec![quote];
    }
    vec![Run::new(start..quote.end())]
}

/// `“…,” Trump said`, `“…,” said Trump`, `“…,” according to Trump`: the clause after a quotation.
fn clause_after(view: &View<'_>, index: usize) -> Option<Reporting> {
    let quote = view.quotes[index];
    let mut after = quote.end();
    // `vital.”” says Baek`: a mark too many.
    if view.kind(after) == TokenKind::QuoteMark && !view.in_quote(after) && !view.document.space_before(after)
    {
        after += 1;
    }
    let paragraph_end = view.paragraph_of(quote.start()).end;
    let last = view.last_inside(quote);
    let inner_end = view.word(last);
    if view.word(after) == "," && after < paragraph_end {
        after += 1;
    } else if inner_end == "." && !view.word(after).starts_with(char::is_lowercase) {
        // `“It’s over.” He said nothing more.`
        return None;
    }
    let next_quote = view.quotes.get(index + 1).map_or(usize::MAX, |next| next.start());
    let stretch = view.stretch_of(after.min(view.len().saturating_sub(1)));
    let limit = stretch.end.min(next_quote).min(paragraph_end).min(after + REACH);
    if after >= limit {
        return None;
    }
    let crossed = stretch.start >= after && stretch.start > quote.start();
    let ended = matches!(inner_end, "," | "?" | "!" | "—" | "--" | "–" | "…" | "..." | "?!" | "!?" | ".")
        || view.word(quote.end()) == ","
        || view.kind(quote.end()) == TokenKind::Dash;
    // `“A decade of dithering” was how Roe put it.`: the clause says itself that it reports.
    if !ended && view.is_any(after, &["was", "is"]) {
        return was_all(view, after, limit);
    }
    if !ended && (view.stretch_of(quote.start()).start != quote.start() || quote.len() <= SHORTEST_UNENDED) {
        // `rules “boring” people wanted`: nothing divides the quotation from the clause it is part of.
        return None;
    }
    if view.is(after, "according") && view.is(after + 1, "to") {
        let source = source_after(view, after + 2, limit)?;
        return Some(Reporting {
            cue: Some(Run::new(after..after + 2)),
            class: Some(CueClass::Neutral),
            source: Some(source),
            end: source.end(),
            pattern: Pattern::AccordingTo,
            confidence: confidence::ADJACENT,
        });
    }
    if let Some(clause) = as_clause_after(view, after, limit) {
        return Some(clause);
    }
    let comma_ended = matches!(inner_end, "," | "—" | "--" | "–") || view.word(quote.end()) == ",";
    for token in after..limit {
        if token == after && view.is_any(token, &["came", "was", "is", "went"]) {
            // `“Why now?” is the question on everyone’s lips.`: nobody's, unless it says whose.
            let came = view.is_any(token, &["came", "went"]);
            let reply = came_the_reply(view, token, limit)
                .filter(|reply| came || reply.source.is_some() || view.pos(reply.end) == Pos::Punctuation);
            return reply.or_else(|| was_all(view, token, limit));
        }
        if let Some(cue) = cue_at(view, token).filter(|cue| cue.form == Form::Finite) {
            let only_adverbs = (after..token).all(|between| view.pos(between) == Pos::Adverb);
            if only_adverbs {
                let source = source_after(view, cue.end, limit);
                match source {
                    Some(source) if !crossed => {
                        return Some(Reporting::of(
                            &cue,
                            source,
                            source.end(),
                            Pattern::QuoteThenVerbSubject,
                        ));
                    }
                    _ => return None,
                }
            }
            // `“…?” Okafor wanted to know.`
            let cue = if view.is(cue.end, "to") && view.is(cue.end + 1, "know") {
                Cue { end: cue.end + 2, ..cue }
            } else {
                cue
            };
            if let Some(subject) = subject_before(view, token, after)
                && subject.clause_start <= after + 8
                && (subject.clause_start == after || reaches_back(view, after, subject.clause_start))
                && !(crossed && takes_content(view, &cue, limit))
            {
                return Some(Reporting::of(&cue, subject.tokens, cue.end, Pattern::QuoteThenSubjectVerb));
            }
        }
        if let Some(reporting) = is_heard_saying(view, token, after) {
            return Some(reporting);
        }
        let stops = matches!(view.word(token), "." | ";" | ":")
            || (view.pos(token).is_finite()
                && !in_relative(view, after, token)
                // `analysts led by Eva Holm wrote`
                && !view.is(token + 1, "by")
                && !is_participle_after_adverb(view, token));
        if stops && !is_auxiliary(view, token) {
            // `“…,” he shrugged.`: after a comma, any verb reports.
            if comma_ended && !crossed && view.pos(token).is_finite() && quote.len() > 4 {
                let subject =
                    subject_before(view, token, after).filter(|subject| subject.clause_start == after)?;
                return Some(Reporting {
                    cue: Some(Run::new(token..token + 1)),
                    class: None,
                    source: Some(subject.tokens),
                    end: token + 1,
                    pattern: Pattern::QuoteThenSubjectVerb,
                    confidence: confidence::UNKNOWN_VERB,
                });
            }
            return None;
        }
    }
    None
}

/// `“There was,” as Okafor put it, “no other way.”`
///
/// Counter-example: `“Go,” as he said goodbye.` (the clause is not closed).
fn as_clause_after(view: &View<'_>, start: usize, limit: usize) -> Option<Reporting> {
    if !view.is(start, "as") {
        return None;
    }
    let source = noun_phrase_after(view, start + 1, limit)?;
    let verb = source.end();
    let (cue, class) = if view.is_any(verb, &["put", "puts"]) && view.is(verb + 1, "it") {
        (Run::new(verb..verb + 2), CueClass::Neutral)
    } else {
        let cue = cue_at(view, verb).filter(|cue| cue.form == Form::Finite && cue.word.strong)?;
        (cue.tokens(), cue.word.class)
    };
    let closed = cue.end() >= limit
        || matches!(view.word(cue.end()), "," | "." | ";")
        || view.kind(cue.end()) == TokenKind::Dash
        || view.pos(cue.end()) == Pos::Preposition;
    closed.then_some(Reporting {
        cue: Some(cue),
        class: Some(class),
        source: Some(source),
        end: cue.end(),
        pattern: Pattern::AsClause,
        confidence: confidence::ADJACENT,
    })
}

/// `“Go away,” the officer is heard saying on the tape.`, `“It works,” Roe is quoted as saying.`
///
/// Counter-example: `“Go away,” Roe was tired of saying.`
fn is_heard_saying(view: &View<'_>, token: usize, after: usize) -> Option<Reporting> {
    let cue = cue_at(view, token).filter(|cue| cue.form == Form::Ing && cue.word.strong)?;
    let heard = token.checked_sub(1 + usize::from(view.is(token.saturating_sub(1), "as")))?;
    if heard <= after + 1 || !view.is_any(heard, PERCEIVED) {
        return None;
    }
    let be = (after + 1..heard).rev().take_while(|&at| is_auxiliary(view, at) || view.is(at, "be")).last()?;
    let subject = subject_before(view, be, after).filter(|subject| subject.clause_start == after)?;
    Some(Reporting {
        cue: Some(Run::new(be..cue.end)),
        class: Some(cue.word.class),
        source: Some(subject.tokens),
        end: cue.end,
        pattern: Pattern::QuoteThenSubjectVerb,
        confidence: confidence::ADJACENT,
    })
}

/// What others can do with one who speaks: `is heard saying`.
const PERCEIVED: &[&str] =
    &["caught", "cited", "heard", "overheard", "quoted", "recorded", "reported", "seen", "shown"];

/// Between quotation and subject only commas and adverbs: `“…,” then Trump said`. Not `“…,” and Trump said …`.
fn reaches_back(view: &View<'_>, after: usize, subject: usize) -> bool {
    (after..subject).all(|token| matches!(view.pos(token), Pos::Adverb | Pos::Punctuation))
}

pub(super) fn is_auxiliary(view: &View<'_>, token: usize) -> bool {
    view.pos(token) == Pos::Modal
        || view.is_any(token, &["has", "have", "had", "did", "was", "is", "were", "are"])
}

/// Whether a verb stands in a relative clause begun after `from`: `“…,” Cable, who replaced Farron, said`.
///
/// Counter-example: `“…,” Cable, who had said nothing, exploded.` (a comma before it and a stop after it)
fn in_relative(view: &View<'_>, from: usize, token: usize) -> bool {
    let main_verb = token > from && view.word(token - 1) == "," && view.is_stop(token + 1);
    !main_verb && (from..token).any(|between| view.pos(between) == Pos::Wh)
}

/// After a sentence break, `He said no` is a sentence of its own; `he said.` is not.
fn takes_content(view: &View<'_>, cue: &Cue, limit: usize) -> bool {
    cue.end < limit
        && !matches!(view.word(cue.end), "," | "." | ":" | "!" | "?")
        && !matches!(view.pos(cue.end), Pos::Preposition | Pos::Adverb)
        || view.is(cue.end, "that")
}

/// A quotation that stands as a sentence: it opens with a capital and ends as sentences do, or is long.
pub(super) fn is_sentence_like(view: &View<'_>, quote: TokenRun) -> bool {
    let first = quote.start() + 1;
    let last = view.last_inside(quote);
    let opens = view.is_capitalised(first)
        || matches!(view.word(first), "…" | "..." | "." | "[" | "‘" | "'" | "“" | "\"");
    let ends = view.is_stop(last)
        || view.is_stop(quote.end())
        || matches!(view.word(last), "," | "—" | "--")
        || view.word(quote.end()) == ",";
    opens && (ends || quote.len() > 8)
}
