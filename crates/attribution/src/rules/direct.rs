//! Quotations and their reporting clauses.
//!
//! In: [`View`]. Out: a [`Draft`] for every quotation that a reporting clause beside it attributes, with the quotations
//! that go on with it. Must not know: indirect speech, who the speakers are.

use super::after::clause_after;
use super::alternation::{other_speaker, settle_exchanges};
use super::before::clause_before;
use super::continuation::{
    continues, continues_in_next_paragraph, resumes_in_lower_case, subject_of_sentence_before,
};
use super::cues::Cue;
use super::draft::Draft;
use super::label::{dash_after, label_before};
use super::reply::{reply_asked, reply_was};
use super::view::View;
use crate::pos::Pos;
use crate::{CueClass, Pattern};
use dixit_tokenizer::{Run, TokenKind, TokenRun};
use std::ops::Range;

/// A quotation of up to this many tokens, marks included, that no punctuation ends is a word in a sentence.
pub(super) const SHORT: usize = 4;

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

pub(super) fn is_auxiliary(view: &View<'_>, token: usize) -> bool {
    view.pos(token) == Pos::Modal
        || view.is_any(token, &["has", "have", "had", "did", "was", "is", "were", "are"])
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
