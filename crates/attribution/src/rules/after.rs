//! The reporting clause after a quotation.
//!
//! In: [`View`], a quotation. Out: its [`Reporting`]. Must not know: clauses before quotations, what goes on with it.

use super::adjunct::HEARERS;
use super::cues::{Cue, Form, cue_at};
use super::direct::{Reporting, SHORT, confidence, is_auxiliary};
use super::owner::is_perceiving;
use super::phrase::{is_participle_after_adverb, noun_phrase_after, source_after, subject_before};
use super::reply::{came_the_reply, was_all};
use super::view::View;
use crate::lexicon::Object;
use crate::pos::Pos;
use crate::{CueClass, Pattern};
use dixit_tokenizer::{Run, TokenKind};

/// A reporting clause is looked for at most this many tokens from its quotation.
const REACH: usize = 40;

/// A quotation that no punctuation ends and that begins its sentence is a title unless it has more tokens: `“Orange Is the New Black” star
/// Lena Vogt said`.
const SHORTEST_UNENDED: usize = 8;

/// `“…,” Trump said`, `“…,” said Trump`, `“…,” according to Trump`: the clause after a quotation.
pub(super) fn clause_after(view: &View<'_>, index: usize) -> Option<Reporting> {
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
    // `“Is it over?” He told reporters that it was.`: a capital may begin a sentence, even where the verb is one of saying.
    let capital =
        view.is_capitalised(after) && view.pos(after) != Pos::Name && matches!(inner_end, "?" | "!");
    let crossed = capital || stretch.start >= after && stretch.start > quote.start();
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
    let clause = Clause { start: after, limit, crossed, comma_ended, short: quote.len() <= SHORT };
    verb_in(view, &clause)
}

/// What may be a reporting clause.
struct Clause {
    start: usize,
    /// One past the last token that may belong to it.
    limit: usize,
    /// A sentence ends between the quotation and it.
    crossed: bool,
    /// The quotation ends in a comma or a dash.
    comma_ended: bool,
    /// The quotation is a word or two.
    short: bool,
}

/// The verb that reports, with its source.
///
/// A verb in a relative clause reports only where no other does: `“…,” a man, who asked not to be named, | said`.
fn verb_in(view: &View<'_>, clause: &Clause) -> Option<Reporting> {
    let &Clause { start: after, limit, crossed, comma_ended, short } = clause;
    let mut relative = None;
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
            let cue = whole(view, cue);
            // `“…,” a driver who opposed the plan | said.`
            if let Some(Reporting { source: Some(source), .. }) = &relative
                && cue.word.strong
                && !takes_content(view, &cue, limit)
            {
                return Some(Reporting::of(&cue, *source, cue.end, Pattern::QuoteThenSubjectVerb));
            }
            if let Some(subject) = subject_before(view, token, after)
                && subject.clause_start <= after + 8
                && (subject.clause_start == after || reaches_back(view, after, subject.clause_start))
                && !(crossed && takes_content(view, &cue, limit))
            {
                let reporting = Reporting::of(&cue, subject.tokens, cue.end, Pattern::QuoteThenSubjectVerb);
                if subject.relative.is_none() {
                    return Some(reporting);
                }
                relative.get_or_insert(reporting);
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
            if relative.is_none() && comma_ended && !crossed && view.pos(token).is_finite() && !short {
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
            return relative;
        }
    }
    relative
}

/// The cue with the words that it takes along: `“…?” Okafor wanted | to know.`, `“…?” Otto recalls | asking her.`
///
/// Counter-example: `“…?” Otto recalls a street.`
fn whole(view: &View<'_>, cue: Cue) -> Cue {
    if view.is(cue.end, "to") && view.is(cue.end + 1, "know") {
        return Cue { end: cue.end + 2, ..cue };
    }
    let asking = cue_at(view, cue.end).filter(|saying| saying.form == Form::Ing && saying.word.strong);
    match asking.filter(|_| is_perceiving(view, cue.head)) {
        Some(saying) => Cue { end: saying.end, word: saying.word, ..cue },
        None => cue,
    }
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

/// Whether a verb stands in a relative clause begun after `from`: `“…,” Cable, who replaced Farron, said`.
///
/// Counter-example: `“…,” Cable, who had said nothing, exploded.` (a comma before it and a stop after it)
fn in_relative(view: &View<'_>, from: usize, token: usize) -> bool {
    let main_verb = token > from && view.word(token - 1) == "," && view.is_stop(token + 1);
    !main_verb && (from..token).any(|between| view.pos(between) == Pos::Wh)
}

/// After a sentence break, `He said no` is a sentence of its own; `he said.` and `he asked reporters.` are not.
fn takes_content(view: &View<'_>, cue: &Cue, limit: usize) -> bool {
    let hearer = noun_phrase_after(view, cue.end, limit)
        .filter(|hearer| cue.word.object != Object::None && view.is_stop(hearer.end()));
    let pronoun = view.is_any(cue.end, HEARERS) && view.is_stop(cue.end + 1);
    let end = hearer.map_or(cue.end + usize::from(pronoun), |hearer| hearer.end());
    end < limit
        && !matches!(view.word(end), "," | "." | ":" | "!" | "?")
        && !matches!(view.pos(end), Pos::Preposition | Pos::Adverb)
        || view.is(end, "that")
}
