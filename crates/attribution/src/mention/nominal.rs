//! Descriptions: `the president`, `his top trade negotiator`, `a spokeswoman for the ministry`, `officials`, `the company`.
//!
//! In: [`Lexed`] and the names already found. Out: [`Phrase`]s. Must not know: who they refer to.

use super::lexed::Lexed;
use super::name::gender_of_words;
use super::{Article, Phrase, Sort};
use crate::MentionKind;
use crate::words::Word;
use dixit_tokenizer::{TokenKind, TokenRun};

/// How far before its noun an article is looked for.
const FURTHEST_ARTICLE: usize = 7;
/// How far a complement (`of the Friends of X`) reaches at most.
const LONGEST_COMPLEMENT: usize = 10;

const NOUN: Word = Word::ROLE.union(Word::ORGANISATION).union(Word::GROUP).union(Word::THING);

/// Finds the descriptions of a document. `phrases` holds its names, in text order; the descriptions are appended.
pub(super) fn find_nominals(lexed: &Lexed<'_>, phrases: &mut Vec<Phrase>) {
    let names: Vec<(TokenRun, TokenRun)> =
        phrases.iter().map(|phrase| (phrase.tokens, phrase.head)).collect();
    let mut next_name = 0;
    for at in 0..lexed.len() {
        while next_name < names.len() && names[next_name].0.end() <= at {
            next_name += 1;
        }
        let in_name = names.get(next_name).is_some_and(|(whole, _)| whole.start() <= at);
        if in_name || !is_noun(lexed, at) {
            continue;
        }
        // `trade group`, `campaign manager`: the last noun is the head.
        if is_noun(lexed, at + 1)
            && !lexed.opening(at + 1)
            && names.get(next_name).is_none_or(|name| name.0.start() != at + 1)
        {
            continue;
        }
        // `the finance lead`: an unknown noun follows, so this one is no head; `the council voted` has a verb after it.
        let modifies = !lexed.capital(at + 1)
            && lexed.is(at + 1, Word::MODIFIER)
            && !lexed.is(at + 1, Word::VERB | Word::CLOSED | Word::PREPOSITION | Word::ADVERB);
        // `the progressive heavyweights wrote`
        let plural = lexed.unknown(at + 1)
            && !lexed.capital(at + 1)
            && lexed.word(at + 1).ends_with('s')
            && lexed.is(at + 2, Word::VERB);
        // `both agree that`: after two, a noun would be a plural.
        let acts = lexed.word(at).eq_ignore_ascii_case("both")
            && !lexed.word(at + 1).ends_with('s')
            && (lexed.is(at + 2, Word::CLOSED | Word::PREPOSITION) || !lexed.wordlike(at + 2));
        if lexed.unknown_noun(at + 1) && !acts || modifies || plural {
            continue;
        }
        // `Group Procurement Director`: the last of several capitalised words is the head.
        const LONGEST_TITLE: usize = 4;
        let capitals = (at + 1..at + LONGEST_TITLE)
            .take_while(|&next| lexed.capital(next) && lexed.wordlike(next) && !lexed.opening(next))
            .take_while(|&next| names.get(next_name).is_none_or(|name| name.0.start() != next));
        if lexed.capital(at) && capitals.into_iter().any(|next| is_noun(lexed, next)) {
            continue;
        }
        if let Some(phrase) = nominal(lexed, at, next_name.checked_sub(1).map(|name| names[name].0)) {
            phrases.push(phrase);
        }
    }
}

fn is_noun(lexed: &Lexed<'_>, at: usize) -> bool {
    if is_person_by_form(lexed, at) || is_count(lexed, at) || is_one_of_two(lexed, at) {
        return true;
    }
    // `both Roe and the council` are those two.
    if lexed.word(at).eq_ignore_ascii_case("both")
        && (lexed.capital(at + 1) || matches!(lexed.word(at + 1), "the" | "his" | "her"))
    {
        return false;
    }
    lexed.is(at, NOUN)
        && lexed.wordlike(at)
        && (!lexed.is(at, Word::CLOSED | Word::PREPOSITION | Word::ADVERB) || lexed.is(at, Word::GROUP))
}

/// A word for a human being that is in no list of roles.
fn is_person_by_form(lexed: &Lexed<'_>, at: usize) -> bool {
    // Nearly all tokens are in a list, which is soon known.
    lexed.unknown(at) && (is_age(lexed, at) || is_holder(lexed, at) || is_trade(lexed, at))
        || is_origin(lexed, at)
}

/// `the 41-year-old`; not `the 41-year-old miller`.
fn is_age(lexed: &Lexed<'_>, at: usize) -> bool {
    lexed.word(at).ends_with("-year-old")
        && !lexed.capital(at + 1)
        && (!lexed.wordlike(at + 1)
            || lexed.is(at + 1, Word::CLOSED | Word::PREPOSITION | Word::ADVERB | Word::VERB))
}

/// `the record-holder`
fn is_holder(lexed: &Lexed<'_>, at: usize) -> bool {
    lexed.word(at).ends_with("-holder") && lexed.wordlike(at)
}

/// `the bandleader`, `a trombonist`, `the deckhand`: a word in no list whose ending says what somebody does.
///
/// Counter-example: `the waist`, `the newspaper`
fn is_trade(lexed: &Lexed<'_>, at: usize) -> bool {
    const ENDINGS: [&str; 22] = [
        "bearer", "builder", "catcher", "dealer", "grapher", "hand", "ician", "keeper", "leader", "maker",
        "monger", "onist", "ologist", "owner", "player", "runner", "seller", "smith", "woman", "man",
        "worker", "wright",
    ];
    if at == 0 || lexed.capital(at) || lexed.opening(at) {
        return false;
    }
    let word = lexed.word(at);
    ENDINGS.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
        && !lexed.is(at + 1, NOUN)
        && !lexed.unknown_noun(at + 1)
}

/// `the Texan said`, `grinned the Ethiopian`; not `the Texan senator`, `the American said` of a paper, `the Chinese said`, `the British said`
/// (several).
fn is_origin(lexed: &Lexed<'_>, at: usize) -> bool {
    lexed.is(at, Word::NATION)
        && !lexed.is(at, Word::ROLE)
        && !["ese", "sh", "ch", "s"].iter().any(|ending| lexed.word(at).ends_with(ending))
        && at > 0
        && lexed.word(at - 1).eq_ignore_ascii_case("the")
        && (lexed.is(at + 1, Word::VERB | Word::ADVERB)
            || lexed.unknown(at + 1) && !lexed.capital(at + 1) && lexed.word(at + 1).ends_with("ed")
            || at > 1
                && lexed.kind(at + 1) == Some(TokenKind::Punctuation)
                && (lexed.is(at - 2, Word::VERB)
                    || lexed.unknown(at - 2) && lexed.word(at - 2).ends_with("ed")))
        && !lexed.is(at + 1, NOUN | Word::MODIFIER)
}

/// `the two met`, `none of those three`, `all three said`, `neither said`, `the couple said`: so many who were spoken of; not `the two
/// sides`, `neither Roe nor Lind`, `the couple of days`.
fn is_count(lexed: &Lexed<'_>, at: usize) -> bool {
    let word = lexed.word(at);
    let verb = |at: usize| {
        !lexed.capital(at)
            && (lexed.is(at, Word::VERB | Word::ADVERB)
                || lexed.is(at, Word::CLOSED) && !matches!(lexed.word(at), "a" | "the" | "and" | "or")
                || lexed.unknown(at) && lexed.word(at).ends_with("ed"))
    };
    if word.eq_ignore_ascii_case("neither") {
        return verb(at + 1) && !matches!(lexed.word(at + 1), "in" | "of");
    }
    let after =
        |words: &[&str]| at > 0 && words.iter().any(|before| lexed.word(at - 1).eq_ignore_ascii_case(before));
    if matches!(word, "pair" | "couple" | "duo" | "trio") {
        return after(&["the"]) && lexed.word(at + 1) != "of";
    }
    matches!(word, "two" | "three" | "four")
        && after(&["the", "these", "those", "all"])
        && (verb(at + 1) || matches!(lexed.word(at + 1), "," | "." | "of"))
}

/// `the former said`, `said the latter`, `said the accused`; not `the former mayor`, `the latter half`.
fn is_one_of_two(lexed: &Lexed<'_>, at: usize) -> bool {
    matches!(lexed.word(at), "former" | "latter" | "accused")
        && at > 0
        && lexed.word(at - 1).eq_ignore_ascii_case("the")
        && (!lexed.wordlike(at + 1)
            || !lexed.capital(at + 1)
                && lexed.is(at + 1, Word::VERB | Word::ADVERB | Word::CLOSED)
                && !lexed.is(at + 1, NOUN | Word::MODIFIER))
}

fn nominal(lexed: &Lexed<'_>, at: usize, name_before: Option<TokenRun>) -> Option<Phrase> {
    let (start, article) = left_edge(lexed, at, name_before);
    // A bare singular small noun is a verb, a title or a part of something else: `report`, `lead`, `chief`, except after a
    // comma or `and`, where it is an apposition: `Jane Roe, chief executive of Acme`.
    let count = is_count(lexed, at);
    let plural = is_plural(lexed, at) || count;
    if article == Article::Bare && !plural {
        let after_name = start > 0
            && matches!(
                lexed.word(start - 1),
                "," | "and" | "as" | "elected" | "appointed" | "—" | "–" | "--" | "("
            );
        // `Dad told me`: as good as a name.
        let dad = matches!(lexed.word(at), "Dad" | "Mom" | "Mum") && !lexed.capital(at + 1);
        // `Analyst says rates will fall`, as a headline
        let heads = at == 0 && lexed.is(at, Word::ROLE) && lexed.is(at + 1, Word::VERB);
        let opens_caps =
            dad || heads || lexed.capital(at) && (!lexed.opening(at) || lexed.word(at + 1) == ":");
        if !after_name && !opens_caps && start == at {
            return None;
        }
        if lexed.is(at, Word::VERB) && !after_name {
            return None;
        }
    }
    if article == Article::Bare && plural && lexed.is(at, Word::VERB) {
        return None;
    }
    let mut end = complement_end(lexed, at + 1);
    // `Ministers from Ireland and Italy`
    if (plural || lexed.is(at, Word::GROUP))
        && end > at + 1
        && lexed.is(end - 1, Word::PLACE)
        && lexed.word(end) == "and"
        && lexed.is(end + 1, Word::PLACE)
        && lexed.capital(end + 1)
    {
        end += 2;
    }
    let sort = if lexed.is(at, Word::GROUP) || plural && lexed.is(at, Word::ROLE) || count {
        Sort::Group
    } else if lexed.is(at, Word::ROLE) || is_person_by_form(lexed, at) || is_one_of_two(lexed, at) {
        Sort::Person
    } else if lexed.is(at, Word::ORGANISATION) {
        Sort::Organisation
    } else {
        Sort::Thing
    };
    let head = TokenRun::new(at..at + 1);
    let mut phrase = Phrase::new(MentionKind::Nominal, sort, TokenRun::new(start..end), head);
    phrase.article = article;
    phrase.plural = plural;
    phrase.gender = gender_of_words(lexed, head);
    phrase.modifier = lexed.possessive(at + 1);
    Some(phrase)
}

/// Plurals are in the group list or end in `s`; `-ss` and `-us` do not (`boss`, `campus`).
fn is_plural(lexed: &Lexed<'_>, at: usize) -> bool {
    let word = lexed.word(at);
    lexed.is(at, Word::GROUP)
        || word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !lexed.is(at, Word::ROLE)
}

/// `senators`, `women`: no single word for several, as `crowd` and `police` are.
fn is_several(noun: &str) -> bool {
    noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("us")
        || noun.ends_with("men")
        || matches!(noun, "people" | "children")
}

/// Which of several, between an article and a noun; not `first` after it, as in `came first`.
fn is_rank(word: &str) -> bool {
    matches!(word, "first" | "last" | "next" | "only" | "other" | "same" | "ever")
}

/// Where a description begins, and with which article.
pub(super) fn left_edge(lexed: &Lexed<'_>, at: usize, name_before: Option<TokenRun>) -> (usize, Article) {
    let mut modifiers = at;
    // `both`, `some`: articles themselves.
    if lexed.is(at, Word::CLOSED) {
        let before = at.checked_sub(1).map(|before| lexed.word(before).to_ascii_lowercase());
        return match before.as_deref() {
            Some("the") => (at - 1, Article::Definite),
            _ => (at, Article::Indefinite),
        };
    }
    for position in (at.saturating_sub(FURTHEST_ARTICLE)..at).rev() {
        if lexed.opening(position + 1) {
            break;
        }
        let word = lexed.word(position);
        match word.to_ascii_lowercase().as_str() {
            // `warned that Senators would`: several are `those`.
            "that" if is_several(lexed.word(at)) => break,
            "the" | "this" | "that" | "these" | "those" => return (position, Article::Definite),
            "a" | "an" | "one" | "another" | "some" | "several" | "many" | "most" | "any" | "no" | "few"
            | "two" | "three" | "four" | "five" | "every" | "each" | "other" => {
                // `the two leaders`, `his two sons`
                let before = position.checked_sub(1).map(|before| lexed.word(before).to_ascii_lowercase());
                // `the only other player`, `the other two leaders`; not `only two leaders`
                let ranked = before.as_deref().is_some_and(is_rank)
                    && position > 1
                    && matches!(lexed.word(position - 2), "the" | "The" | "these" | "his" | "her" | "their");
                if ranked {
                    continue;
                }
                return match before.as_deref() {
                    Some("the" | "these" | "those") => (position - 1, Article::Definite),
                    Some("his" | "her" | "its" | "their" | "my" | "our") => {
                        (position - 1, Article::Possessed)
                    }
                    _ => (position, Article::Indefinite),
                };
            }
            "his" | "her" | "its" | "their" | "my" | "our" | "your" | "whose" => {
                return (position, Article::Possessed);
            }
            _ => {}
        }
        if lexed.possessive(position) {
            let start = name_before
                .filter(|name| name.end() == position)
                .map_or_else(|| possessor_start(lexed, position.saturating_sub(1)), TokenRun::start);
            return (start, Article::Possessed);
        }
        let and = word == "and"
            && position > 0
            && lexed.is(position - 1, NOUN | Word::MODIFIER | Word::NATION)
            && position + 1 < at;
        let content = lexed.wordlike(position) || lexed.kind(position) == Some(TokenKind::Number);
        if !content
            || !and
                && lexed.is(position, Word::PREPOSITION | Word::FUNCTION)
                && !lexed.is(position, Word::MODIFIER | Word::ORGANISATION)
                // `the next Czech composer`
                && !is_rank(word)
        {
            break;
        }
        let known =
            lexed.is(position, Word::MODIFIER | Word::NATION | NOUN | Word::PLACE) || lexed.capital(position);
        if known && modifiers == position + 1 && !lexed.is(position, Word::VERB) && !and {
            modifiers = position;
        }
        if lexed.is(position, Word::VERB) && !lexed.is(position, NOUN | Word::MODIFIER) {
            break;
        }
    }
    (modifiers, Article::Bare)
}

/// Where a possessor without a name begins: `the` in `the league’s commissioner`, the noun itself in `dockers’ leader`.
fn possessor_start(lexed: &Lexed<'_>, noun: usize) -> usize {
    const FURTHEST: usize = 4;
    for position in (noun.saturating_sub(FURTHEST)..noun).rev() {
        if lexed.opening(position + 1) || !lexed.wordlike(position) {
            break;
        }
        match lexed.word(position).to_ascii_lowercase().as_str() {
            "the" | "a" | "an" | "this" | "his" | "her" | "its" | "their" | "my" | "our" => return position,
            _ if lexed.is(position, Word::VERB | Word::PREPOSITION | Word::FUNCTION) => break,
            _ => {}
        }
    }
    noun
}

/// Where the complement of a description ends: `of the Friends of Porthmellin Lido`, `for the ministry`.
fn complement_end(lexed: &Lexed<'_>, after: usize) -> usize {
    if !matches!(lexed.word(after), "of" | "for" | "at" | "from" | "with" | "to" | "in") {
        return after;
    }
    let limit = after + LONGEST_COMPLEMENT;
    let mut at = after + 1;
    if matches!(lexed.word(at), "the" | "a" | "an" | "his" | "her" | "its" | "their") {
        at += 1;
    }
    let mut end = after;
    while at < limit {
        let name = lexed.capital(at) && lexed.wordlike(at) && !lexed.is(at, Word::CALENDAR);
        if name || lexed.is(at, NOUN) && !lexed.is(at, Word::FUNCTION | Word::VERB) {
            at += 1;
            end = at;
        } else if lexed.possessive(at)
            || lexed.is(at, Word::MODIFIER)
            || matches!(lexed.word(at), "of" | "for" | "the" | "&" | "at")
                && end == at
                && lexed.capital(at + 1 + usize::from(lexed.word(at + 1) == "the"))
        {
            at += 1;
        } else {
            break;
        }
    }
    if end == after { field_end(lexed, after).unwrap_or(end) } else { end }
}

/// `director of rugby,`, `head of global affairs,`: up to three small words before a comma.
fn field_end(lexed: &Lexed<'_>, after: usize) -> Option<usize> {
    if lexed.word(after) != "of" {
        return None;
    }
    let small = |at: &usize| {
        lexed.wordlike(*at) && !lexed.capital(*at) && !lexed.is(*at, Word::CLOSED | Word::PREPOSITION)
    };
    let end = (after + 1..after + 4).take_while(small).last()? + 1;
    (lexed.word(end) == ",").then_some(end)
}
