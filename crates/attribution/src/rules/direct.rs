//! Quotations and their reporting clauses.
//!
//! In: [`View`]. Out: a [`Draft`] for every quotation that a reporting clause beside it attributes, with the quotations
//! that go on with it. Must not know: indirect speech, who the speakers are.

use super::continuation::{
    continues, continues_in_next_paragraph, resumes_in_lower_case, subject_of_sentence_before,
};
use super::cues::{Cue, Form, cue_at};
use super::draft::Draft;
use super::label::{dash_after, label_before};
use super::owner::cue_subject;
use super::phrase::{source_after, subject_before};
use super::reply::{came_the_reply, reply_was, was_all};
use super::view::View;
use crate::pos::Pos;
use crate::{CueClass, Pattern};
use dixit_tokenizer::{Run, TokenKind, TokenRun};

/// A reporting clause is looked for at most this many tokens from its quotation.
const REACH: usize = 40;

/// A quotation of up to this many tokens, marks included, that no punctuation ends is a word in a sentence.
const SHORT: usize = 4;

/// This many names and words in marks may stand in a reporting clause between the parts of a quotation.
const SCARE_WORDS: usize = 2;

/// Between a cue and the quotation it opens stand at most this many tokens: `told reporters at the White House on Friday, “…”`.
const LONGEST_ADJUNCT: usize = 24;

/// How often each pattern is right: precision of content (Dice ≥ 0.5) and source head on PolNeAR train, rounded.
mod confidence {
    pub(super) const ADJACENT: f32 = 0.95;
    /// `Trump said, “…”`
    pub(super) const BEFORE: f32 = 0.85;
    pub(super) const CONTINUATION: f32 = 0.4;
    pub(super) const UNKNOWN_VERB: f32 = 0.65;
    pub(super) const SENTENCE_BEFORE: f32 = 0.45;
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
        } else if let Some(reporting) =
            dash_after(view, index).or_else(|| label_before(view, index)).or_else(|| reply_was(view, index))
        {
            last_end = reporting.end.max(quote.end());
            let mut draft = reporting.draft(vec![quote]);
            found.claim_earlier(view, index, &mut draft);
            found.owner[index] = Some(found.drafts.len());
            found.drafts.push(draft);
        } else if let Some(source) = subject_of_sentence_before(view, index) {
            last_end = quote.end();
            found.owner[index] = Some(found.drafts.len());
            found.drafts.push(Draft {
                cue: None,
                class: None,
                source: Some(source),
                content: vec![quote],
                continues: None,
                pattern: Pattern::Continuation,
                confidence: confidence::SENTENCE_BEFORE,
            });
        } else if let Some(owner) = previous.filter(|_| continues_in_next_paragraph(view, index)) {
            last_end = quote.end();
            found.owner[index] = Some(found.drafts.len());
            found.drafts.push(Draft {
                cue: None,
                class: None,
                source: None,
                content: vec![quote],
                continues: Some(owner),
                pattern: Pattern::Continuation,
                confidence: confidence::CONTINUATION,
            });
        }
    }
    found
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
    fn draft(self, content: Vec<TokenRun>) -> Draft {
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

    fn of(cue: &Cue, source: TokenRun, end: usize, pattern: Pattern) -> Self {
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
    if view.word(quote.start().saturating_sub(1)) == ":" {
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
        || view.word(quote.end()) == ",";
    if !ended && (view.stretch_of(quote.start()).start != quote.start() || quote.len() <= SHORT) {
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
    let comma_ended = matches!(inner_end, "," | "—" | "--" | "–") || view.word(quote.end()) == ",";
    for token in after..limit {
        if token == after && view.is_any(token, &["came", "was", "is", "went"]) {
            return came_the_reply(view, token, limit).or_else(|| was_all(view, token, limit));
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
        let stops = matches!(view.word(token), "." | ";" | ":")
            || (view.pos(token).is_finite() && !in_relative(view, after, token));
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

/// Between quotation and subject only commas and adverbs: `“…,” then Trump said`. Not `“…,” and Trump said …`.
fn reaches_back(view: &View<'_>, after: usize, subject: usize) -> bool {
    (after..subject).all(|token| matches!(view.pos(token), Pos::Adverb | Pos::Punctuation))
}

fn is_auxiliary(view: &View<'_>, token: usize) -> bool {
    view.pos(token) == Pos::Modal
        || view.is_any(token, &["has", "have", "had", "did", "was", "is", "were", "are"])
}

/// Whether a verb stands in a relative clause begun after `from`: `“…,” Cable, who replaced Farron, said`.
fn in_relative(view: &View<'_>, from: usize, token: usize) -> bool {
    (from..token).any(|between| view.pos(between) == Pos::Wh)
}

/// After a sentence break, `He said no` is a sentence of its own; `he said.` is not.
fn takes_content(view: &View<'_>, cue: &Cue, limit: usize) -> bool {
    cue.end < limit
        && !matches!(view.word(cue.end), "," | "." | ":" | "!" | "?")
        && !matches!(view.pos(cue.end), Pos::Preposition | Pos::Adverb)
        || view.is(cue.end, "that")
}

/// `Trump said: “…”`, `Trump told reporters on Friday, “…”`: the clause before a quotation.
///
/// The subject of `“A,” said Vogt, adding, “B.”` is the source of the quotation before.
fn clause_before(view: &View<'_>, index: usize, earlier: Option<TokenRun>) -> Option<Reporting> {
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
    let colon = view.word(joint) == ":";
    let comma = view.word(joint) == "," || view.kind(joint) == TokenKind::Dash;
    if let Some(opening) = opening_clause(view, floor, joint) {
        return Some(opening);
    }
    // Nearest cue to the left, with nothing between that could be its content.
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
        let adjacent = cue.end == before;
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
    if !matches!(view.word(joint), "," | ":") || joint < floor + 3 {
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

/// A quotation that stands as a sentence: it opens with a capital and ends as sentences do, or is long.
pub(super) fn is_sentence_like(view: &View<'_>, quote: TokenRun) -> bool {
    let first = quote.start() + 1;
    let last = view.last_inside(quote);
    let opens =
        view.is_capitalised(first) || matches!(view.word(first), "…" | "..." | "[" | "‘" | "'" | "“" | "\"");
    let ends = view.is_stop(last)
        || view.is_stop(quote.end())
        || matches!(view.word(last), "," | "—" | "--")
        || view.word(quote.end()) == ",";
    opens && (ends || quote.len() > 8)
}
