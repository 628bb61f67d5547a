//! Indirect and mixed speech: the clause that a cue governs.
//!
//! In: [`View`], the direct drafts. Out: more [`Draft`]s. Must not know: who the speakers are.

use super::adjunct::after_adjuncts;
use super::cues::{Cue, Form, cue_at};
use super::direct::Direct;
use super::draft::Draft;
use super::extent::content_end;
use super::other_cues::other_cue;
use super::owner::{Owner, source_of};
use super::phrase::noun_phrase_after;
use super::view::View;
use crate::fold::lower;
use crate::lexicon::{self, Frames};
use crate::pos::Pos;
use crate::{CueClass, Pattern};
use dixit_tokenizer::{Run, TokenKind, TokenRun};
use std::ops::Range;

/// The share of a verb's occurrences in PolNeAR train that must be cues for it to be read as one, by what follows it: the less a
/// complement tells by itself, the surer the verb must be. Chosen on train.
mod needed_rate {
    pub(super) const THAT: f32 = 0.05;
    pub(super) const TO: f32 = 0.25;
    pub(super) const WH: f32 = 0.35;
    pub(super) const BARE: f32 = 0.45;
    pub(super) const STRICT_BARE: f32 = 0.2;
    pub(super) const OBJECT: f32 = 0.6;
    pub(super) const MIXED_OBJECT: f32 = 0.3;
    pub(super) const PREPOSITION: f32 = 0.5;
    pub(super) const SENTENCE_FINAL: f32 = 0.5;
    pub(super) const NOUN: f32 = 0.1;
    pub(super) const NESTED_THAT: f32 = 0.2;
}

/// Beginnings of verbs that utter the noun they take: `repeated his warning that`.
const UTTERING: &[&str] = &[
    "express", "voic", "repeat", "reiterat", "renew", "restat", "reaffirm", "stat", "issu", "rais", "stress",
    "underlin",
];

/// How often each pattern is right, by precision of content (Dice ≥ 0.5) and source head on PolNeAR train, rounded.
mod confidence {
    pub(super) const THAT: f32 = 0.88;
    pub(super) const BARE: f32 = 0.83;
    pub(super) const FINAL: f32 = 0.87;
    pub(super) const INFINITIVE: f32 = 0.52;
    pub(super) const OBJECT: f32 = 0.69;
    pub(super) const ELIDED: f32 = 0.78;
}

/// What a cue governs.
struct Governed {
    content: Vec<TokenRun>,
    /// One past the cue's last token, where a preposition joined it: `called | for`.
    cue_end: usize,
    pattern: Pattern,
    confidence: f32,
}

/// Adds the attributions whose content is (partly) outside quotation marks. Left to right, so that an outer one comes first.
pub(super) fn find_indirect(view: &View<'_>, direct: &mut Direct) {
    // For each token of a cue, the draft that has it.
    let mut used: Vec<Option<u32>> = vec![None; view.len()];
    for (at, draft) in direct.drafts.iter().enumerate() {
        if let Some(cue) = draft.cue {
            used[cue.to_range()].fill(u32::try_from(at).ok());
        }
    }
    for at in 0..view.stretches.len() {
        let stretch = view.stretches[at].clone();
        let mut last_source: Option<TokenRun> = None;
        for token in stretch.clone() {
            if let Some(draft) = used[token] {
                last_source =
                    direct.drafts.get(draft as usize).and_then(|draft| draft.source).or(last_source);
                continue;
            }
            if let Some(draft) = other_cue(view, token, &stretch) {
                let inside = view.in_quote(token) || view.in_turn(token);
                // `“We were proud to be asked,” she said.`
                if inside && draft.source.is_some_and(|source| is_own_voice(view, source)) {
                    continue;
                }
                let content = without_owned(view, draft.content, direct, inside);
                if !content.is_empty() {
                    let cue = draft.cue.unwrap_or(Run::new(token..token + 1));
                    used[cue.to_range()].fill(u32::try_from(direct.drafts.len()).ok());
                    claim_quotes(view, &content, direct);
                    last_source = draft.source.or(last_source);
                    direct.drafts.push(Draft { content, ..draft });
                }
                continue;
            }
            let Some(cue) = cue_at(view, token) else { continue };
            if matches!(cue.form, Form::Passive | Form::Base) {
                continue;
            }
            let quoted = view.in_quote(token) || view.in_turn(token);
            let Some(Owner { source, elided, relative }) = source_of(view, &cue, &stretch, last_source)
            else {
                continue;
            };
            let Some(governed) = governed(view, &cue, source, &stretch, relative) else { continue };
            if quoted && !may_nest_in_quotation(view, &cue, source, &governed) {
                continue;
            }
            // Words in a quotation that is nobody's are not reported by anybody either.
            if view.quote_at(token).is_some_and(|quote| direct.owner[quote].is_none()) {
                continue;
            }
            let content = without_owned(view, governed.content, direct, quoted);
            if content.is_empty() {
                continue;
            }
            used[cue.start..governed.cue_end].fill(u32::try_from(direct.drafts.len()).ok());
            last_source = Some(source);
            claim_quotes(view, &content, direct);
            direct.drafts.push(Draft {
                cue: Some(Run::new(cue.start..governed.cue_end)),
                class: Some(cue.word.class),
                source: Some(source),
                content,
                continues: None,
                pattern: if elided { Pattern::ElidedSubject } else { governed.pattern },
                confidence: if elided {
                    confidence::ELIDED.min(governed.confidence)
                } else {
                    governed.confidence
                },
            });
        }
    }
}

/// What a cue governs, tried from the surest sign to the weakest.
fn governed(
    view: &View<'_>,
    cue: &Cue,
    source: TokenRun,
    stretch: &Range<usize>,
    relative: bool,
) -> Option<Governed> {
    let limit = stretch.end;
    let rate = cue.word.rate;
    let opener = after_adjuncts(view, cue, limit);
    let make = |start: usize, cue_end: usize, pattern: Pattern, confidence: f32| {
        let end = content_end(view, start, limit, cue, relative);
        (end > start).then(|| Governed { content: vec![Run::new(start..end)], cue_end, pattern, confidence })
    };
    if let Some(at) = opener {
        if view.is(at, "that")
            && (view.pos(at) != Pos::Determiner || is_clause(view, at + 1, limit))
            && cue.word.frames.contains(Frames::THAT)
            && rate >= needed_rate::THAT
        {
            return make(at, cue.end, Pattern::SubjectVerbClause, confidence::THAT);
        }
        if view.pos(at) == Pos::To
            && matches!(view.pos(at + 1), Pos::Base | Pos::Say | Pos::Adverb | Pos::Adjective)
            && cue.word.frames.contains(Frames::TO)
            && rate >= needed_rate::TO
        {
            // `urged | the administration to act`, but `told supporters | to vote`: so PolNeAR draws the line.
            let start = if cue.word.class == CueClass::Demand { cue.end } else { at };
            return make(start, cue.end, Pattern::SubjectVerbInfinitive, confidence::INFINITIVE);
        }
        if (view.pos(at) == Pos::Wh || view.is_any(at, &["if", "whether"]))
            && cue.word.frames.contains(Frames::WH)
            && rate >= needed_rate::WH
        {
            return make(at, cue.end, Pattern::SubjectVerbClause, confidence::BARE);
        }
    }
    if let Some((after, that)) = verb_and_noun(view, cue, limit) {
        return if that {
            make(after, after, Pattern::SubjectVerbClause, confidence::THAT)
        } else {
            make(after, after, Pattern::SubjectVerbObject, confidence::OBJECT)
        };
    }
    if let Some(content) = sentence_final(view, cue, source, stretch)
        && rate >= needed_rate::SENTENCE_FINAL
    {
        return Some(Governed {
            content,
            cue_end: cue.end,
            pattern: Pattern::ClauseThenSubjectVerb,
            confidence: confidence::FINAL,
        });
    }
    // `Not so fast, say traders`: an inverted verb governs nothing after its subject.
    if source.start() >= cue.end {
        return None;
    }
    let at = opener?;
    if cue.word.frames.contains(Frames::BARE)
        && (rate >= needed_rate::BARE
            || rate >= needed_rate::STRICT_BARE && at == cue.end && begins_with_subject(view, at, limit))
        && is_clause(view, at, content_end(view, at, limit, cue, relative))
    {
        return make(at, cue.end, Pattern::SubjectVerbClause, confidence::BARE);
    }
    let direct_object = cue.end;
    let has_quote = (direct_object..content_end(view, direct_object.min(limit), limit, cue, relative))
        .any(|token| view.in_quote(token));
    let needed = if has_quote { needed_rate::MIXED_OBJECT } else { needed_rate::OBJECT };
    if direct_object >= limit {
        return None;
    }
    if cue.word.prepositions.iter().any(|preposition| view.is(direct_object, preposition))
        && rate >= needed.min(needed_rate::PREPOSITION)
    {
        return make(direct_object + 1, direct_object + 1, Pattern::SubjectVerbObject, confidence::OBJECT);
    }
    // `as she said it`: a pronoun alone is no content.
    if view.pos(direct_object) == Pos::Pronoun
        && (direct_object + 1 >= limit
            || view.pos(direct_object + 1) == Pos::Punctuation && !view.in_quote(direct_object + 1))
    {
        return None;
    }
    let opens_object = matches!(
        view.pos(direct_object),
        Pos::Determiner
            | Pos::Possessor
            | Pos::Noun
            | Pos::Nouns
            | Pos::Name
            | Pos::Adjective
            | Pos::Pronoun
            | Pos::Cardinal
            | Pos::Base
    ) || view.in_quote(direct_object) != view.in_quote(cue.head);
    let object = cue.word.frames.intersects(Frames::NP.union(Frames::AS)) && opens_object
        || cue.word.frames.contains(Frames::ING) && view.pos(direct_object) == Pos::Ing;
    (object && rate >= needed && (cue.form != Form::Ing || has_quote))
        .then(|| make(direct_object, cue.end, Pattern::SubjectVerbObject, confidence::OBJECT))
        .flatten()
}

/// `expressed confidence that`, `repeated his warning that`, `raised the possibility of`: verb and noun are the cue. One past the
/// noun, and whether a clause follows rather than a preposition.
///
/// Counter-example: `expressed the wish of his father`.
fn verb_and_noun(view: &View<'_>, cue: &Cue, limit: usize) -> Option<(usize, bool)> {
    // `welcomed their promise`: a promise of others, unless the verb is one of uttering.
    let uttered = view.pos(cue.end) != Pos::Possessor || {
        let verb = lower(view.word(cue.head));
        UTTERING.iter().any(|stem| verb.starts_with(stem))
    };
    if !uttered {
        return None;
    }
    let mut noun = cue.end;
    while noun < limit.min(cue.end + 2)
        && matches!(view.pos(noun), Pos::Possessor | Pos::Determiner | Pos::Adjective)
        && !view.crosses(noun)
    {
        noun += 1;
    }
    if noun >= limit || !matches!(view.pos(noun), Pos::Noun | Pos::Nouns) {
        return None;
    }
    let word = lexicon::noun(view.word(noun)).filter(|word| word.rate >= needed_rate::NOUN)?;
    let after = noun + 1;
    let clause = view.is(after, "that") && word.frames.contains(Frames::THAT)
        || view.pos(after) == Pos::To && view.pos(after + 1) == Pos::Base && word.frames.contains(Frames::TO);
    let preposition = word.prepositions.iter().any(|preposition| view.is(after, preposition))
        && (cue.word.rate >= needed_rate::MIXED_OBJECT
            || word.rate >= needed_rate::MIXED_OBJECT && noun > cue.end);
    (clause || preposition).then_some((after, clause))
}

/// A subject and right after it its verb: `Blumenfeld believes | the dissents matter less`.
///
/// Counter-example: `They felt the heat`.
fn begins_with_subject(view: &View<'_>, start: usize, limit: usize) -> bool {
    noun_phrase_after(view, start, limit).is_some_and(|subject| {
        let mut verb = subject.end();
        while verb < limit && view.pos(verb) == Pos::Adverb {
            verb += 1;
        }
        verb < limit && view.pos(verb).is_finite()
    })
}

/// Whether a clause with a verb of its own begins here: `Greer was already on his way`.
fn is_clause(view: &View<'_>, start: usize, limit: usize) -> bool {
    let opens = matches!(
        view.pos(start),
        Pos::Pronoun
            | Pos::Determiner
            | Pos::Name
            | Pos::Noun
            | Pos::Nouns
            | Pos::Possessor
            | Pos::Adjective
            | Pos::Cardinal
            | Pos::Wh
            | Pos::Ing
            | Pos::Preposition
            | Pos::Adverb
            | Pos::To
    ) || view.crosses(start.saturating_sub(1));
    // `asked me was, “Go”`: an object begins no clause.
    let object = view.is_any(start, &["me", "him", "us", "them"]);
    opens
        && !object
        && (start..limit)
            .take(30)
            .take_while(|&token| view.word(token) != ";")
            .any(|token| view.pos(token).is_finite() || is_contraction(view, token))
}

/// `he’d`, `I’ll`, `they’re`: a subject and its verb in one token.
///
/// Counter-example: `its`, `Vogt’s`
fn is_contraction(view: &View<'_>, token: usize) -> bool {
    view.word(token).split_once(['’', '\'']).is_some_and(|(subject, verb)| {
        let subjects = ["i", "you", "he", "she", "it", "we", "they", "there"];
        subjects.iter().any(|word| subject.eq_ignore_ascii_case(word))
            && matches!(verb, "d" | "ll" | "m" | "re" | "s" | "ve")
    })
}

/// `The deal is close, Trump said.`, `The deal, Trump said, is close.`
fn sentence_final(
    view: &View<'_>,
    cue: &Cue,
    source: TokenRun,
    stretch: &Range<usize>,
) -> Option<Vec<TokenRun>> {
    let start = source.start().min(cue.start);
    if start <= stretch.start + 1 || view.word(start - 1) != "," || view.crosses(start - 1) {
        return None;
    }
    let after = cue.end.max(source.end());
    let closed = after >= stretch.end || matches!(view.word(after), "," | "." | "?" | "!" | ";");
    let adjunct = !closed && after_adjuncts(view, cue, stretch.end).is_none();
    if !(closed || adjunct) {
        return None;
    }
    let mut first = stretch.start;
    // In a quotation, the clause begins with the quotation.
    for token in (stretch.start..start - 1).rev() {
        if view.crosses(token) && (view.in_quote(cue.head) || view.is_stop(token)) {
            first = token + 1;
            break;
        }
    }
    while first < start
        && (view.kind(first) == TokenKind::Dash
            || view.kind(first) == TokenKind::QuoteMark && view.in_quote(cue.head))
    {
        first += 1;
    }
    // `On Friday, he said` is no statement.
    let lead = first..start - 1;
    if lead.is_empty()
        || !lead.clone().any(|token| {
            view.pos(token).is_noun() || view.pos(token).is_verb() || view.pos(token) == Pos::Pronoun
        })
    {
        return None;
    }
    // `Asked about it, Vogt shrugged` is no statement either.
    if view.pos(lead.start) == Pos::Participle || view.is(lead.start, "asked") {
        return None;
    }
    let has_verb = lead.clone().any(|token| view.pos(token).is_finite());
    let mut content = vec![Run::new(lead)];
    // What follows the parenthesis goes on with the clause before it.
    let resume = if view.word(after) == "," { after + 1 } else { stretch.end };
    if resume < stretch.end
        && !matches!(view.pos(resume), Pos::Ing)
        && !(has_verb && view.is_any(resume, &["but", "and", "though", "while"]))
    {
        let end = content_end(view, resume, stretch.end, cue, false);
        if end > resume && !view.in_quote(resume) {
            content.push(Run::new(resume..end));
        }
    } else if !has_verb {
        return None;
    }
    if !has_verb && content.len() == 1 { None } else { Some(content) }
}

/// The speaker's own `I think`, or nobody's `it says`.
fn is_own_voice(view: &View<'_>, source: TokenRun) -> bool {
    view.is_any(source.start(), &["i", "we", "you", "it", "that", "which", "this", "what", "there"])
}

/// `“I told him I’d be back,” he said.`: whoever is quoted tells what he or she said then.
///
/// Counter-example: `“I think I’ll be back,” he said.`, `“I say we go,” he said.`
fn tells_what_it_said(view: &View<'_>, cue: &Cue, source: TokenRun) -> bool {
    view.is(source.start(), "i")
        && source.len() == 1
        && view.is_any(cue.head, &["said", "told", "asked", "wrote", "warned", "promised", "replied"])
}

/// Inside quotations only what is unmistakable is read as another's words: the speaker's own `I think` is not.
fn may_nest_in_quotation(view: &View<'_>, cue: &Cue, source: TokenRun, governed: &Governed) -> bool {
    let that = governed.content.first().is_some_and(|run| view.is(run.start(), "that"));
    (cue.word.rate >= needed_rate::SENTENCE_FINAL || that && cue.word.rate >= needed_rate::NESTED_THAT)
        && matches!(governed.pattern, Pattern::SubjectVerbClause | Pattern::SubjectVerbInfinitive)
        && (!is_own_voice(view, source) || tells_what_it_said(view, cue, source))
        && governed.content.iter().all(|run| view.quote_at(run.start()) == view.quote_at(run.end() - 1))
}

/// Contents never run into a quotation that another reporting clause already has.
fn without_owned(view: &View<'_>, content: Vec<TokenRun>, direct: &Direct, quoted: bool) -> Vec<TokenRun> {
    if quoted {
        return content;
    }
    let mut kept = Vec::new();
    for run in content {
        let owned = run
            .to_range()
            .find(|&token| view.quote_at(token).is_some_and(|quote| direct.owner[quote].is_some()));
        let mut end = owned.unwrap_or(run.end());
        while end > run.start() && matches!(view.word(end - 1), "," | ":" | "—" | "–") {
            end -= 1;
        }
        if end > run.start() && (owned.is_none() || end > run.start() + 2) {
            kept.push(Run::new(run.start()..end));
        }
    }
    kept
}

/// The quotations inside a content are taken.
fn claim_quotes(view: &View<'_>, content: &[TokenRun], direct: &mut Direct) {
    let draft = direct.drafts.len();
    for run in content {
        for token in run.to_range() {
            if let Some(quote) = view.quote_at(token)
                && direct.owner[quote].is_none()
                && run.start() <= view.quotes[quote].start()
            {
                direct.owner[quote] = Some(draft);
            }
        }
    }
}
