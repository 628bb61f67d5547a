//! Noun phrases, found outward from a verb: who is its subject.
//!
//! In: [`View`], a place. Out: token runs. Must not know: cues, quotations' speakers.
//!
//! There is no parser: a phrase is grown token by token over parts of speech, and stops where a phrase cannot go on.

use super::somebody::stands_for_somebody;
use super::time::{after_time, is_time_word};
use super::view::View;
use crate::pos::Pos;
use dixit_tokenizer::{Run, TokenKind, TokenRun};

/// A subject further away from its verb than this is found wrongly more often than rightly.
const LONGEST_REACH: usize = 60;

/// A title before a name has at most this many words: `former state party chair`.
const LONGEST_TITLE: usize = 6;

/// Prepositions that go on with a noun phrase: `a spokesman for the ministry`, `officials in Washington`.
const NOUN_PREPOSITIONS: &[&str] = &[
    "of", "for", "in", "at", "from", "with", "on", "to", "by", "under", "behind", "over", "near", "about",
    "outside", "between", "among", "who",
];

/// The subject of a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// Its tokens, with an apposition that stands between commas before the verb.
    pub(super) tokens: TokenRun,
    /// Where the clause begins: the subject, with what stands before it in its clause left out.
    pub(super) clause_start: usize,
    /// The relative pronoun that stands for it, where the verb is in a relative clause: `Cable, who said`.
    pub(super) relative: Option<usize>,
}

impl Subject {
    fn plain(tokens: TokenRun) -> Self {
        Self { tokens, clause_start: tokens.start(), relative: None }
    }
}

/// The subject that stands before a verb, looked for no further left than `floor`.
///
/// Example: `Cable, who replaced Farron, said`: Cable. Counter-example: `the plan, Cable said`: not the plan.
pub(super) fn subject_before(view: &View<'_>, verb: usize, floor: usize) -> Option<Subject> {
    let floor = floor.max(verb.saturating_sub(LONGEST_REACH));
    let mut end = verb;
    while end > floor && is_between_subject_and_verb(view, end - 1) {
        end -= 1;
    }
    end = skip_time_before(view, end, floor);
    if end == floor {
        return None;
    }
    let last = end - 1;
    if view.crosses(last) {
        return None;
    }
    if view.word(last) == "," || view.kind(last) == dixit_tokenizer::TokenKind::Dash {
        return subject_before_parenthesis(view, last, floor);
    }
    if view.word(last) == ")" {
        let open = (floor..last).rev().find(|&token| view.word(token) == "(")?;
        let name = noun_phrase_before(view, open, floor)?;
        return Some(Subject::plain(name));
    }
    if view.pos(last) == Pos::Wh && view.is_any(last, &["who", "which", "that"]) {
        // `Cable, who said …`: the antecedent speaks.
        let before = if last > floor && view.word(last - 1) == "," { last - 1 } else { last };
        let antecedent = noun_phrase_before(view, before, floor)?;
        return Some(Subject { relative: Some(last), ..Subject::plain(antecedent) });
    }
    let tokens = noun_phrase_before(view, end, floor)?;
    Some(Subject::plain(tokens))
}

/// Adverbs and auxiliaries: `Trump has also repeatedly said`.
fn is_between_subject_and_verb(view: &View<'_>, token: usize) -> bool {
    match view.pos(token) {
        Pos::Adverb | Pos::Modal => true,
        // `have both indicated`
        Pos::Determiner | Pos::Conjunction => {
            view.is_any(token, &["both", "all"])
                && token > 0
                && view.is_any(token - 1, &["have", "had", "are", "were"])
        }
        Pos::Past | Pos::Says | Pos::Say | Pos::Base | Pos::Participle | Pos::Ing => view.is_any(
            token,
            &[
                "has", "have", "had", "did", "does", "do", "is", "are", "was", "were", "been", "be", "being",
                "'s", "’s", "used", "kept", "keep", "keeps",
            ],
        ),
        // `used to say`
        Pos::To => token > 0 && view.is(token - 1, "used"),
        _ => false,
    }
}

/// `Trump on Tuesday said`, `the ministry last week said`: steps over the time before `end`.
fn skip_time_before(view: &View<'_>, end: usize, floor: usize) -> usize {
    let mut at = end;
    let mut seen = false;
    while at > floor && at + 5 > end {
        let token = at - 1;
        if is_time_word(view, token) {
            seen = true;
        } else if !(seen
            && (view.is_any(token, &["on", "in", "late", "early", "last", "this", "earlier", "the"])
                || view.pos(token) == Pos::Cardinal))
        {
            break;
        }
        at -= 1;
    }
    // Nothing but the time before the verb is no step at all.
    if seen && at > floor { at } else { end }
}

/// `Hugh Hill, a doctor from Boise, Idaho, said`: of all commas before the verb, the leftmost that leaves a noun phrase which
/// begins its clause.
fn subject_before_parenthesis(view: &View<'_>, closing: usize, floor: usize) -> Option<Subject> {
    let mark = view.word(closing);
    let mut best: Option<Subject> = None;
    let mut token = closing;
    while token > floor + 1 {
        token -= 1;
        if view.crosses(token) || view.is_stop(token) {
            break;
        }
        if view.word(token) != mark || !opens_parenthesis(view, token + 1) {
            continue;
        }
        let Some(phrase) = noun_phrase_before(view, token, floor) else { continue };
        // A name, or the beginning of the clause: places inside an apposition are neither first nor last.
        if begins_clause(view, phrase.start(), floor) || best.is_none() {
            let apposition = !view.is_any(token + 1, &["who", "which", "whose", "whom", "where", "when"])
                && matches!(
                    view.pos(token + 1),
                    Pos::Determiner
                        | Pos::Noun
                        | Pos::Nouns
                        | Pos::Name
                        | Pos::Adjective
                        | Pos::Possessor
                        | Pos::Cardinal
                );
            let end = if apposition { closing } else { phrase.end() };
            best = Some(Subject::plain(Run::new(phrase.start()..end)));
            if begins_clause(view, phrase.start(), floor) && !view.is_any(token + 1, &["who"]) {
                continue;
            }
        }
    }
    best
}

/// What may stand between commas after a subject: a relative clause, an apposition, a participle, an age, a phrase.
fn opens_parenthesis(view: &View<'_>, token: usize) -> bool {
    (view.pos(token) != Pos::Conjunction || view.is(token, "both"))
        && !matches!(view.pos(token), Pos::Pronoun | Pos::Modal | Pos::Punctuation)
        && !view.pos(token).is_finite()
}

/// Whether a clause begins at a token: after a stop, a quotation, a conjunction, or an opening phrase with its comma.
pub(super) fn begins_clause(view: &View<'_>, token: usize, floor: usize) -> bool {
    if token <= floor {
        return true;
    }
    let before = token - 1;
    view.crosses(before)
        || matches!(view.word(before), "," | ":" | ";" | "." | "—" | "–" | "--" | "!" | "?" | ")")
        || view.pos(before) == Pos::Conjunction
        || view.is_any(
            before,
            &[
                "that", "as", "while", "when", "if", "because", "although", "though", "whether", "after",
                "before", "since", "but",
            ],
        )
}

/// The noun phrase that ends right before `end`.
pub(super) fn noun_phrase_before(view: &View<'_>, end: usize, floor: usize) -> Option<TokenRun> {
    let last = end.checked_sub(1).filter(|&last| last >= floor && !view.crosses(last))?;
    if view.pos(last) == Pos::Pronoun {
        if view.is_any(last, &["there"]) {
            return None;
        }
        // `one of them said`
        if last > floor + 1
            && view.is(last - 1, "of")
            && let Some(start) = core_before(view, last - 1, floor)
        {
            return Some(Run::new(start..end));
        }
        // `Trump himself said`
        if view.is_any(last, &["himself", "herself", "itself", "themselves"])
            && let Some(start) = core_before(view, last, floor)
        {
            return Some(Run::new(start..end));
        }
        return Some(Run::new(last..end));
    }
    let mut start = core_before(view, end, floor)?;
    // `a spokesman for | the ministry`, `the head of | the union`; `Greer and | Bessent`.
    while start > floor + 1 && start + LONGEST_REACH > end {
        let joint = start - 1;
        if view.crosses(joint) {
            break;
        }
        let joins = (matches!(view.pos(joint), Pos::Preposition | Pos::To)
            && view.is_any(joint, NOUN_PREPOSITIONS)
            && !is_time_word(view, start))
            || view.is_any(joint, &["and", "&", "or", "nor"]);
        if !joins {
            break;
        }
        // `people familiar with the talks`, `officials briefed on the plan`
        let described = matches!(view.pos(joint - 1), Pos::Adjective | Pos::Participle | Pos::Past)
            && joint > floor + 1
            && matches!(view.pos(joint - 2), Pos::Noun | Pos::Nouns);
        let joint_start = if described { joint - 1 } else { joint };
        let Some(before) = core_before(view, joint_start, floor) else { break };
        let listing = view.is_any(joint, &["and", "or", "nor", "&"]);
        // `met Xi and Trump said`: a list of subjects begins its clause; anything else is another clause.
        if listing
            && !(begins_clause(view, before, floor)
                || view.is_any(before, &["both", "neither", "either"])
                || before
                    .checked_sub(1)
                    .is_some_and(|token| view.is_any(token, &["both", "neither", "either"])))
        {
            break;
        }
        // `after the meeting in Paris Trump`: a preposition only joins when a noun is before it.
        if view.pos(joint - 1) == Pos::Pronoun {
            break;
        }
        start = before;
    }
    start = after_time(view, start, end);
    if start > floor && view.is_any(start - 1, &["both", "neither", "either"]) {
        start -= 1;
    }
    Some(Run::new(start..end))
}

/// Whose something is, where `token` says so: `his`, `the minister’s`; with its ending, since that is how PolNeAR marks sources.
///
/// Example: `the minister | ’s words`. Counter-example: `the | words`.
pub(super) fn owner_at(view: &View<'_>, token: usize, floor: usize) -> Option<TokenRun> {
    match view.pos(token) {
        Pos::Possessor => Some(Run::new(token..token + 1)),
        Pos::PossessiveEnding => {
            let phrase = noun_phrase_before(view, token, floor)?;
            Some(Run::new(phrase.start()..token + 1))
        }
        _ => None,
    }
}

/// The plain noun phrase (no prepositions) that ends right before `end`: its first token.
fn core_before(view: &View<'_>, end: usize, floor: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|&last| last >= floor && !view.crosses(last))?;
    if !is_head(view, last) {
        return None;
    }
    let mut start = last;
    while start > floor {
        let token = start - 1;
        if view.crosses(token) {
            // `Dwayne “The Rock” Johnson` is no quotation to the view; any other one ends the phrase.
            break;
        }
        match view.pos(token) {
            Pos::Determiner | Pos::Possessor => {
                start = token;
                if token > floor && view.is_any(token - 1, &["all", "both", "half"]) {
                    start = token - 1;
                }
                break;
            }
            Pos::Name | Pos::Adjective | Pos::Cardinal | Pos::PossessiveEnding => start = token,
            // `after the meeting Trump said`: a common noun before a name is its title or another phrase's end.
            Pos::Noun | Pos::Nouns
                if view.pos(start) != Pos::Name
                    || is_person_noun(view, token)
                    // `“…,” tax law expert Lyle Baptiste said`: nothing stands before it that it could end.
                    || opens_title(view, token, floor)
                    || view.is_capitalised(token) =>
            {
                start = token
            }
            Pos::Participle | Pos::Ing if premodifies(view, token, floor) => start = token,
            // `a clearly moved Roe said`
            Pos::Adverb if token > floor && is_participle_after_adverb(view, start) => start = token,
            Pos::Past if token > floor + 1 && is_participle_after_adverb(view, token) => start = token,
            Pos::Punctuation if matches!(view.word(token), "-" | "/" | "&") => start = token,
            // `the farmers’ union`, `Peter “Tiny” Maddox`: a mark that quotes nothing, with a word before it.
            Pos::Punctuation
                if view.kind(token) == TokenKind::QuoteMark
                    && !view.in_quote(token)
                    && token > floor
                    && view.pos(token - 1).is_noun() =>
            {
                start = token;
            }
            // `Sen. Ted Cruz, R-Texas`, `a tall, quiet man` are rare before a verb; a comma ends the phrase.
            _ => break,
        }
    }
    // A possessive ending needs its owner.
    (view.pos(start) != Pos::PossessiveEnding && view.pos(start) != Pos::Punctuation).then_some(start)
}

/// Whether nothing but a title stands from `floor` to a common noun.
fn opens_title(view: &View<'_>, noun: usize, floor: usize) -> bool {
    noun - floor < LONGEST_TITLE
        && (floor..noun).all(|token| {
            // `the Herald’s senior politics editor Lyle Baptiste`
            matches!(
                view.pos(token),
                Pos::Noun
                    | Pos::Adjective
                    | Pos::Name
                    | Pos::Determiner
                    | Pos::Possessor
                    | Pos::PossessiveEnding
            )
        })
}

/// Whether a phrase may end in this token.
fn is_head(view: &View<'_>, token: usize) -> bool {
    match view.pos(token) {
        Pos::Noun | Pos::Nouns | Pos::Name => true,
        // `both`, `some`, `the three`, `others`
        Pos::Determiner => view.is_any(
            token,
            &[
                "some", "many", "others", "both", "all", "another", "those", "most", "few", "several",
                "each", "neither", "one", "this", "that",
            ],
        ),
        Pos::Cardinal => true,
        // The tagger follows the Treebank, where `both` is a conjunction.
        Pos::Conjunction => view.is_any(token, &["both", "neither", "either"]),
        Pos::Adjective => {
            view.is_any(token, &["other", "many", "most", "several", "few", "democratic", "republican"])
                || view.is_capitalised(token)
                || stands_for_somebody(view, token)
        }
        Pos::Other => view.is_capitalised(token),
        _ => stands_for_somebody(view, token),
    }
}

/// `a clearly moved`: what stands after a determiner and an adverb.
///
/// Counter-example: `that clearly moved Roe` (no article).
pub(super) fn is_participle_after_adverb(view: &View<'_>, token: usize) -> bool {
    matches!(view.pos(token), Pos::Adjective | Pos::Participle | Pos::Ing | Pos::Past)
        && token > 1
        && view.pos(token - 1) == Pos::Adverb
        && view.is_any(token - 2, &["a", "an", "the", "one", "another"])
}

/// `the departing minister`, `the accused man`: a participle between determiner and noun.
fn premodifies(view: &View<'_>, token: usize, floor: usize) -> bool {
    token > floor
        && matches!(
            view.pos(token - 1),
            Pos::Determiner | Pos::Possessor | Pos::Adjective | Pos::PossessiveEnding | Pos::Adverb
        )
        && (view.pos(token - 1) != Pos::Adverb || token > floor + 1 && view.pos(token - 2) == Pos::Determiner)
        && matches!(view.pos(token + 1), Pos::Noun | Pos::Nouns | Pos::Adjective | Pos::Name)
}

/// A common noun that can stand before a name as its title: `spokesman Josh Earnest`, `campaign manager Robby Mook`.
pub(super) fn is_person_noun(view: &View<'_>, token: usize) -> bool {
    let word = view.word(token);
    let lower = word.to_lowercase();
    const ENDINGS: &[&str] = &[
        "man", "woman", "person", "er", "or", "ist", "ent", "ant", "ary", "ian", "ee", "ief", "ess", "ate",
        "ster", "ive", "eur", "air", "cian", "al", "oach", "ege", "udge",
    ];
    view.pos(token) == Pos::Noun && ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// The noun phrase after `according to` or an inverted verb, with an apposition that a comma closes: `its secretary general, Xóchitl
/// Barragán, …`.
///
/// Counter-example: `according to Reuters, the deal is close` (a clause follows).
pub(super) fn source_after(view: &View<'_>, start: usize, ceiling: usize) -> Option<TokenRun> {
    let plain = noun_phrase_after(view, start, ceiling)?;
    let comma = plain.end();
    if view.word(comma) != "," || !matches!(view.pos(comma + 1), Pos::Name | Pos::Determiner | Pos::Cardinal)
    {
        return Some(plain);
    }
    let named = plain.to_range().any(|token| view.pos(token) == Pos::Name);
    match noun_phrase_after(view, comma + 1, ceiling) {
        Some(apposition)
            if matches!(view.word(apposition.end()), "," | ".")
                && (apposition.end() + 1 < ceiling || view.word(apposition.end()) == ".")
                && (named || view.pos(comma + 1) == Pos::Name) =>
        {
            Some(Run::new(start..apposition.end()))
        }
        _ => Some(plain),
    }
}

/// The noun phrase that begins at `start`, after an inverted verb: `said | Josh Earnest, the spokesman`.
pub(super) fn noun_phrase_after(view: &View<'_>, start: usize, ceiling: usize) -> Option<TokenRun> {
    if start >= ceiling {
        return None;
    }
    if view.pos(start) == Pos::Pronoun {
        return Some(Run::new(start..start + 1));
    }
    let mut end = core_after(view, start, ceiling)?;
    while end + 1 < ceiling && !view.crosses(end - 1) {
        let joins = (matches!(view.pos(end), Pos::Preposition | Pos::To)
            && view.is_any(end, &["of", "for", "at", "from", "with", "in", "to"]))
            || view.is_any(end, &["and", "&"]);
        if !joins || is_time_word(view, end + 1) {
            break;
        }
        // `said Jane Roe of the panel`: a full name is complete; `the Bank of England`, `Ministry of Commerce` are not.
        if view.pos(end - 1) == Pos::Name
            && end >= start + 2
            && view.pos(end - 2) == Pos::Name
            && view.pos(start) != Pos::Determiner
            && !view.is_any(end, &["and", "&"])
        {
            break;
        }
        // `said Trump in a statement`, `said Lee in an interview`: a channel, not a part of the name.
        if view.is_any(end, &["in", "at", "to", "with", "from"])
            && (view.pos(end - 1) == Pos::Name || view.is_any(end + 1, &["a", "an"]))
        {
            break;
        }
        match core_after(view, end + 1, ceiling) {
            Some(further) => end = further,
            None => break,
        }
    }
    Some(Run::new(start..end))
}

/// The plain noun phrase that begins at `start`: one past its last token.
fn core_after(view: &View<'_>, start: usize, ceiling: usize) -> Option<usize> {
    let mut end = start;
    let mut head = false;
    while end < ceiling && (end == start || !view.crosses(end - 1)) {
        match view.pos(end) {
            Pos::Determiner | Pos::Possessor
                if end == start
                    || view.is_any(end - 1, &["all", "both"])
                    || view.pos(end - 1) == Pos::PossessiveEnding =>
            {
                // `said another.`
                head = is_head(view, end) && !view.is_any(end, &["this", "that"]);
            }
            Pos::Noun | Pos::Nouns | Pos::Name => {
                if is_time_word(view, end) && head {
                    break;
                }
                head = true;
            }
            Pos::PossessiveEnding if head => head = false,
            // `said the pilots’ union leader`
            Pos::Punctuation
                if head
                    && view.kind(end) == TokenKind::QuoteMark
                    && !view.in_quote(end)
                    && matches!(view.pos(end + 1), Pos::Noun | Pos::Nouns | Pos::Adjective) =>
            {
                head = false;
            }
            Pos::Adjective | Pos::Cardinal => head = head || is_head(view, end),
            _ if !head && stands_for_somebody(view, end) => head = true,
            Pos::Participle | Pos::Ing if !head && end > start => {}
            // `said a clearly moved Roe`
            Pos::Adverb if !head && end > start && is_participle_after_adverb(view, end + 1) => {}
            Pos::Past if !head && end > start && is_participle_after_adverb(view, end) => {}
            Pos::Determiner if is_head(view, end) => head = true,
            _ => break,
        }
        end += 1;
    }
    head.then_some(end)
}
