//! Cues that are no verbs: `according to`, nouns, adjectives, set phrases.
//!
//! In: [`View`], a token. Out: a [`Draft`]. Must not know: verbs of reporting, who the speakers are.

use super::cues::{AUXILIARIES, Cue, Form};
use super::draft::Draft;
use super::extent::content_end;
use super::phrase::{owner_at, source_after, subject_before};
use super::time::is_time;
use super::view::View;
use crate::lexicon::{self, CueWord, Frames, Object, PhraseRole};
use crate::pos::Pos;
use crate::{CueClass, Pattern};
use dixit_tokenizer::{Run, TokenRun};
use std::ops::Range;

/// Nouns and adjectives below this share of cues in PolNeAR train are left alone.
const NEEDED_RATE: f32 = 0.1;

/// Phrases need more, since nothing else speaks for them.
const NEEDED_PHRASE_RATE: f32 = 0.3;

/// `in the former minister’s own words`: from `in` to `words` are fewer tokens than this.
const LONGEST_OWNER: usize = 8;

/// How often these patterns are right on PolNeAR train, rounded.
mod confidence {
    pub(super) const ACCORDING_TO: f32 = 0.84;
    pub(super) const NOUN: f32 = 0.4;
    pub(super) const ADJECTIVE: f32 = 0.5;
}

/// The attribution whose cue begins at a token and is no verb.
pub(super) fn other_cue(view: &View<'_>, token: usize, stretch: &Range<usize>) -> Option<Draft> {
    source_phrase(view, token, stretch)
        .or_else(|| own_words(view, token, stretch))
        .or_else(|| as_clause(view, token, stretch))
        .or_else(|| noun_cue(view, token, stretch))
        .or_else(|| adjective_cue(view, token, stretch))
}

/// `According to Reuters, the deal is close.`, `The deal, in the words of one delegate, is close.`
fn source_phrase(view: &View<'_>, token: usize, stretch: &Range<usize>) -> Option<Draft> {
    let phrase = lexicon::phrases(view.word(token)).iter().find(|phrase| {
        phrase.role == PhraseRole::SourceAfter
            && phrase.words.len() > 1
            && phrase.rate >= NEEDED_PHRASE_RATE
            && phrase.words.iter().enumerate().all(|(at, word)| view.is(token + at, word))
    })?;
    let cue_end = token + phrase.words.len();
    if cue_end >= stretch.end {
        return None;
    }
    let source = source_after(view, cue_end, stretch.end)?;
    let content = around(view, token, source.end(), stretch);
    (!content.is_empty()).then_some(Draft {
        cue: Some(Run::new(token..cue_end)),
        class: Some(phrase.class),
        source: Some(source),
        content,
        continues: None,
        pattern: Pattern::AccordingTo,
        confidence: confidence::ACCORDING_TO,
    })
}

/// `The result, in the minister’s own words, is “a mess”.`
///
/// Counter-example: `in other words`, `in the minister’s words there was regret` (no comma closes it).
fn own_words(view: &View<'_>, token: usize, stretch: &Range<usize>) -> Option<Draft> {
    if !view.is(token, "in") {
        return None;
    }
    let words = (token + 2..(token + LONGEST_OWNER).min(stretch.end)).find(|&at| view.is(at, "words"))?;
    let own = words - usize::from(view.pos(words - 1) == Pos::Adjective || view.is(words - 1, "own"));
    let owner = own - 1;
    let source = owner_at(view, owner, stretch.start).filter(|_| !view.is_any(owner, &["its", "your"]))?;
    let after = words + 1;
    let closed = after >= stretch.end || matches!(view.word(after), "," | "." | ":");
    let content = around(view, token, after, stretch);
    (source.start() == token + 1 && closed && !content.is_empty()).then_some(Draft {
        cue: Some(Run::new(words..after)),
        class: Some(CueClass::Neutral),
        source: Some(source),
        content,
        continues: None,
        pattern: Pattern::CueNoun,
        confidence: confidence::ACCORDING_TO,
    })
}

/// `The talks were, as Powell put it, “candid”.`
///
/// Counter-example: `as Powell put it down` (not the phrase), `as he said goodbye`.
fn as_clause(view: &View<'_>, token: usize, stretch: &Range<usize>) -> Option<Draft> {
    if !view.is(token, "as")
        || token > stretch.start
            && !matches!(view.word(token - 1), "," | "—" | "–" | "(")
            && view.pos(token - 1) != Pos::Conjunction
    {
        return None;
    }
    let source = source_after(view, token + 1, stretch.end)?;
    let rest = source.end();
    let phrase = lexicon::phrases("as")
        .iter()
        .filter(|phrase| phrase.role == PhraseRole::AsClause && phrase.words.get(1) == Some(&"*"))
        .filter(|phrase| phrase.words[2..].iter().enumerate().all(|(at, word)| view.is(rest + at, word)))
        .max_by_key(|phrase| phrase.words.len())?;
    let mut end = rest + phrase.words.len() - 2;
    // `As the president said last week, …`
    while end < stretch.end && (is_time(view, end) || view.is(end, "on") && is_time(view, end + 1)) {
        end += 1;
    }
    // The clause is closed: `as he said goodbye` is another one.
    let adjunct = matches!(view.pos(end), Pos::Preposition | Pos::Adverb) && phrase.words.len() > 3;
    let closed = adjunct
        || end >= stretch.end
        || matches!(view.word(end), "," | "." | ":" | ";" | "—" | "–" | ")")
        || view.crosses(end - 1);
    let content = around(view, token, end, stretch);
    (closed && !content.is_empty()).then_some(Draft {
        cue: Some(Run::new(rest..end)),
        class: Some(phrase.class),
        source: Some(source),
        content,
        continues: None,
        pattern: Pattern::AsClause,
        confidence: confidence::ACCORDING_TO,
    })
}

/// What a parenthesis from `start` to `end` speaks of: the rest of its sentence.
fn around(view: &View<'_>, start: usize, end: usize, stretch: &Range<usize>) -> Vec<TokenRun> {
    let last = content_stop(view, stretch);
    let comma_after = (end..stretch.end)
        .find(|&token| view.word(token) == "," || view.is_stop(token) && !view.in_quote(token));
    let opens = (stretch.start..start)
        .all(|before| matches!(view.pos(before), Pos::Conjunction | Pos::Adverb | Pos::Punctuation));
    let mut content = Vec::new();
    // `A calendar, a hotline and, in the words of one delegate, “a great deal of reading.”`: the quotation is what was said.
    // `according to a plaque by the turnstile, “the finest bath in the west”`
    let light =
        |comma: usize| view.word(comma) == "," && !(end..comma).any(|token| view.pos(token).is_verb());
    let next = comma_after.filter(|&comma| light(comma)).map_or(end, |comma| comma + 1);
    if let Some(quote) = view.quote_at(next).map(|quote| view.quotes[quote])
        && quote.start() == next
        && !opens
    {
        return vec![quote];
    }
    if opens {
        if let Some(comma) = comma_after.filter(|&comma| view.word(comma) == "," && comma + 1 < last) {
            content.push(Run::new(comma + 1..last));
        } else if end < last && comma_after.is_none() {
            content.push(Run::new(end..last));
        }
        return content;
    }
    let before = if view.word(start - 1) == "," { start - 1 } else { start };
    if before > stretch.start {
        content.push(Run::new(stretch.start..before));
    }
    // `Shares, according to Reuters, fell.`: the clause before is not complete.
    let complete = (stretch.start..before).any(|token| view.pos(token).is_finite());
    if let Some(comma) = comma_after
        && view.word(comma) == ","
        && comma + 1 < last
        && !complete
    {
        content.push(Run::new(comma + 1..last));
    }
    content
}

/// One past the last token of a sentence that is not its full stop.
fn content_stop(view: &View<'_>, stretch: &Range<usize>) -> usize {
    let end = stretch.end;
    if end > stretch.start && view.is_stop(end - 1) && !view.in_quote(end - 1) { end - 1 } else { end }
}

/// `Greer’s reminder that tariffs are separate`, `their promise to keep working`
///
/// Counter-example: `the reminder that Greer sent` (nobody owns it), `his fear of heights`.
fn noun_cue(view: &View<'_>, token: usize, stretch: &Range<usize>) -> Option<Draft> {
    if !matches!(view.pos(token), Pos::Noun | Pos::Nouns) {
        return None;
    }
    let noun = lexicon::noun(view.word(token)).filter(|noun| noun.rate >= NEEDED_RATE)?;
    let opener = complement(view, token + 1, noun)?;
    let mut owner = token;
    while owner > stretch.start
        && matches!(view.pos(owner - 1), Pos::Adjective | Pos::Adverb | Pos::Participle | Pos::Noun)
        && owner + 3 > token
    {
        owner -= 1;
    }
    let owner = owner.checked_sub(1).filter(|&owner| owner >= stretch.start)?;
    let source = owner_at(view, owner, stretch.start)
        .filter(|_| !view.is_any(owner, &["its", "my", "your", "our"]))?;
    let cue = Cue { start: token, head: token, end: token + 1, word: noun, form: Form::Finite };
    let mut end = content_end(view, opener, stretch.end, &cue, true);
    // `The union’s promise to keep working was welcomed`: the noun is the subject of a verb after its infinitive.
    if view.pos(opener) == Pos::To {
        let subordinate = |at: usize| {
            (opener..at).any(|before| {
                view.pos(before) == Pos::Wh || view.pos(before) == Pos::Pronoun || view.is(before, "that")
            })
        };
        end = (opener..end).find(|&at| view.pos(at).is_finite() && !subordinate(at)).unwrap_or(end);
    }
    (end > opener).then(|| Draft {
        cue: Some(cue.tokens()),
        class: Some(noun.class),
        source: Some(source),
        content: vec![Run::new(opener..end)],
        continues: None,
        pattern: Pattern::CueNoun,
        confidence: confidence::NOUN,
    })
}

/// `The Fed chair is confident that inflation will fall.`
///
/// Counter-example: `It is certain that inflation will fall.` (nobody is said to think so).
fn adjective_cue(view: &View<'_>, token: usize, stretch: &Range<usize>) -> Option<Draft> {
    if !matches!(view.pos(token), Pos::Adjective | Pos::Participle | Pos::Past) {
        return None;
    }
    let adjective = lexicon::adjective(view.word(token)).filter(|adjective| adjective.rate >= NEEDED_RATE)?;
    let opener = complement(view, token + 1, adjective)?;
    // `Audiences can be encouraged to stay`: the passive of a verb that takes a person; `is concerned that` is none.
    let passive = view.pos(token) != Pos::Adjective
        && view.pos(opener) == Pos::To
        && lexicon::verb_in_any_case(view.word(token)).is_some_and(|verb| verb.object != Object::None);
    if passive {
        return None;
    }
    let mut be = token;
    while be > stretch.start && view.pos(be - 1) == Pos::Adverb {
        be -= 1;
    }
    let be = be.checked_sub(1).filter(|&be| be >= stretch.start)?;
    if !view.is_any(
        be,
        &["is", "are", "was", "were", "am", "remains", "remained", "be", "been", "feels", "felt", "’s", "'s"],
    ) || view.pos(be) == Pos::PossessiveEnding
    {
        return None;
    }
    let subject = subject_before(view, be, stretch.start)?.tokens;
    if view.is_any(subject.start(), &["it", "this", "that", "there", "what"]) {
        return None;
    }
    let mut start = be;
    while start > subject.end() && (view.pos(start - 1) == Pos::Modal || view.is_any(start - 1, AUXILIARIES))
    {
        start -= 1;
    }
    let cue = Cue { start, head: token, end: token + 1, word: adjective, form: Form::Finite };
    let end = content_end(view, opener, stretch.end, &cue, false);
    (end > opener).then(|| Draft {
        cue: Some(cue.tokens()),
        class: Some(adjective.class),
        source: Some(subject),
        content: vec![Run::new(opener..end)],
        continues: None,
        pattern: Pattern::CueAdjective,
        confidence: confidence::ADJECTIVE,
    })
}

/// Where the clause that a noun or an adjective takes begins: at `that` or `to`.
fn complement(view: &View<'_>, at: usize, word: &CueWord) -> Option<usize> {
    let that = view.is(at, "that") && word.frames.contains(Frames::THAT) && !view.pos(at + 1).is_finite();
    let to = view.pos(at) == Pos::To && view.pos(at + 1) == Pos::Base && word.frames.contains(Frames::TO);
    (that || to).then_some(at)
}
