//! Which phrase a source is.
//!
//! In: [`Phrase`]s and the token run of a source. Out: the phrase that heads it. Must not know: entities.

use crate::MentionKind;
use crate::fold::fold;
use crate::mention::{Phrase, Pronoun, Sort};
use crate::words::{Word, classify};
use dixit_tokenizer::{Document, TokenKind, TokenRun};
use std::ops::Range;

/// Titles and modifiers may stand this many tokens before the source that an engine tagged.
const FURTHEST_START: usize = 16;

/// The phrase that heads a source.
///
/// `spokesman` for `A spokesman for Mr. Clinton`, `Favreau` for `Jon Favreau, the president’s former speechwriter`; none for
/// `One of them` and `Trump’s gut`: nobody there is named by the whole.
pub(crate) fn source_phrase(document: &Document, phrases: &[Phrase], source: TokenRun) -> Option<usize> {
    if let Some(named) = one_of_them(document, phrases, source) {
        return Some(named);
    }
    let source = without_comma(document, source);
    match whole_of(document, source) {
        Some(whole) => {
            let several = |phrase: &Phrase| phrase.plural || phrase.pronoun == Some(Pronoun::Relative);
            heading(document, phrases, whole).filter(|&found| several(&phrases[found]))
        }
        None => heading(document, phrases, source),
    }
}

/// The name in `One of them, retired postman Alf Gristwood, tells her`, whether or not the engine tagged it too.
///
/// Not `One of them, who met Alf Gristwood, said`, nor `One of them said`.
fn one_of_them(document: &Document, phrases: &[Phrase], source: TokenRun) -> Option<usize> {
    /// `one of the two visitors,`
    const COMMA_WITHIN: usize = 6;
    /// `a retired town postman Alf`
    const NAME_WITHIN: usize = 5;
    let start = source.start();
    if !document.word(start).eq_ignore_ascii_case("one") || document.word(start + 1) != "of" {
        return None;
    }
    let comma = (start + 2..start + COMMA_WITHIN).find(|&at| document.word(at) == ",")?;
    let first = phrases.partition_point(|phrase| phrase.tokens.start() <= comma);
    let role = |at: usize| {
        let classes = classify(&fold(document.word(at)));
        let article = matches!(document.word(at), "a" | "an" | "the" | "retired" | "former");
        article || !classes.intersects(Word::VERB | Word::PREPOSITION | Word::CLOSED)
    };
    phrases[first..]
        .iter()
        .take_while(|phrase| phrase.tokens.start() <= comma + NAME_WITHIN)
        .enumerate()
        .find_map(|(offset, phrase)| {
            let person =
                phrase.kind == MentionKind::Name && matches!(phrase.sort, Sort::Person | Sort::Unknown);
            let full = person && phrase.head.len() > 1 && document.word(phrase.tokens.end()) == ",";
            (full && (comma + 1..phrase.tokens.start()).all(role)).then_some(first + offset)
        })
}

/// The phrase that heads a source which is no `all of …`.
fn heading(document: &Document, phrases: &[Phrase], source: TokenRun) -> Option<usize> {
    if source.is_empty() || is_partitive(document, source) {
        return None;
    }
    let first = phrases.partition_point(|phrase| phrase.tokens.start() + FURTHEST_START < source.start());
    let after = phrases.partition_point(|phrase| phrase.tokens.start() < source.end());
    let inside = |phrase: &Phrase| source.start() <= phrase.head.start() && phrase.head.end() <= source.end();
    let mut best: Option<usize> = None;
    for index in first..after.max(first) {
        let phrase = &phrases[index];
        if !inside(phrase) {
            continue;
        }
        if phrase.kind == MentionKind::Collective {
            // `Lena’s niece Mara and her father`: only whose somebody is stands before them.
            let whose = || best.is_none() && !after_complement(document, source, phrase);
            if opens(document, phrase.tokens.start(), source)
                || best.map_or_else(whose, |best| lists(document, phrases, best, phrase))
            {
                return Some(index);
            }
            continue;
        }
        let rest = phrase.tokens.end() < source.end();
        let possessor = rest
            && (document
                .tokens()
                .get(phrase.head.end())
                .is_some_and(|token| token.kind == TokenKind::Possessive)
                || matches!(document.word(phrase.head.end()), "’" | "'"))
            && phrase.head.end() + 1 < source.end();
        let part = rest && document.word(phrase.head.end()) == "/";
        // `his gut`: the possessive speaks of somebody, the source is something else; `his` alone is the speaker.
        let determiner = phrase.kind == MentionKind::Pronoun
            && source.len() > 1
            && matches!(
                document.word(phrase.head.start()).to_ascii_lowercase().as_str(),
                "his" | "its" | "their" | "my" | "our" | "your" | "whose"
            )
            || phrase.kind == MentionKind::Pronoun
                && source.len() > 1
                && document.word(phrase.head.start()).eq_ignore_ascii_case("her");
        // `FEC records`, `a POLITICO analysis`: a small noun after a name is the head.
        let noun = rest && phrase.kind == MentionKind::Name && is_small_noun(document, phrase.head.end());
        if possessor
            || part
            || noun
            || determiner
            || phrase.modifier && source.len() > phrase.tokens.len() + 1
        {
            continue;
        }
        if best.is_none_or(|best| phrase.head.start() < phrases[best].head.start()) {
            best = Some(index);
        }
    }
    let best = best.filter(|&best| !after_complement(document, source, &phrases[best]));
    let near = first..after.max(first);
    named_beside(document, phrases, source, best, near.clone())
        .or_else(|| name_after_role(phrases, best, near.clone()))
        .or_else(|| name_at_end(document, phrases, source, best, near.clone()))
        .or_else(|| wider(document, phrases, source, best, near))
        .or(best)
}

/// A source less the comma that closes it: an engine may tag `the other candidate, Ada Moreno,` whole.
fn without_comma(document: &Document, source: TokenRun) -> TokenRun {
    let closes = source.len() > 1 && document.word(source.end() - 1) == ",";
    TokenRun::new(source.start()..source.end() - usize::from(closes))
}

/// The name that ends a source after a description of its own: `A spokeswoman for the port, Kimiko Adeyemi`, `the cyclist, a
/// postman named Joop Roe`, `the other candidate, former Mayor Ada Moreno,`.
///
/// Not `A spokesman for the bank, Acme Trust`, nor `the mayor, who met Jane Roe`.
fn named_beside(
    document: &Document,
    phrases: &[Phrase],
    source: TokenRun,
    best: Option<usize>,
    near: Range<usize>,
) -> Option<usize> {
    let described = &phrases[best?];
    if described.kind != MentionKind::Nominal || described.sort != Sort::Person {
        return None;
    }
    near.into_iter().find(|&index| {
        let phrase = &phrases[index];
        phrase.kind == MentionKind::Name
            && phrase.head.len() > 1
            && phrase.tokens.end() == source.end()
            && phrase.tokens.start() > described.head.end()
            && matches!(document.word(before_title(document, phrase.tokens.start()) - 1), "," | "named")
            && matches!(phrase.sort, Sort::Person | Sort::Unknown)
            && phrase.gender.fits(described.gender)
    })
}

/// Where a title begins with the word that says since when it is one: at `former` in `former Mayor Ada Moreno`.
fn before_title(document: &Document, title: usize) -> usize {
    let before = title.saturating_sub(1);
    let says_when = matches!(document.word(before), "former" | "then" | "acting" | "retired");
    if before > 0 && says_when { before } else { title }
}

/// Whether several people are who a plural before them describes: `senators Jane Roe and John Doe`, `the two scholars --
/// Ms. Roe and Mr. Doe --`, `several leaders, including Ms. Roe and Mr. Doe`; not `senators who met Jane Roe and John Doe`.
fn lists(document: &Document, phrases: &[Phrase], plural: usize, several: &Phrase) -> bool {
    let (described, start) = (&phrases[plural], several.tokens.start());
    let end = described.tokens.end();
    described.kind == MentionKind::Nominal
        && described.plural
        && (end == start
            || end + 2 == start && document.word(end) == "," && document.word(end + 1) == "including"
            || end + 1 == start && matches!(document.word(end), "," | ":" | "—" | "–" | "--" | "("))
        && several.members.iter().all(|&member| phrases[member].kind == MentionKind::Name)
}

/// The name that follows a role: `Josh Roe` in `opinion editor Josh Roe`; not in `the mayor of Josh Roe`.
fn name_after_role(phrases: &[Phrase], best: Option<usize>, mut near: Range<usize>) -> Option<usize> {
    let described = &phrases[best?];
    if described.kind != MentionKind::Nominal || described.plural || described.sort != Sort::Person {
        return None;
    }
    near.find(|&index| {
        let phrase = &phrases[index];
        phrase.kind == MentionKind::Name
            && phrase.tokens.start() == described.head.end()
            && matches!(phrase.sort, Sort::Person | Sort::Unknown)
            && !phrase.modifier
    })
}

/// The name before which only words for what somebody does stand: `master of ceremonies Josh Roe`, `opinion editor Josh Roe,
/// who`; not `supporters of Josh Roe`, `Roe’s lawyer`.
fn name_at_end(
    document: &Document,
    phrases: &[Phrase],
    source: TokenRun,
    best: Option<usize>,
    mut near: Range<usize>,
) -> Option<usize> {
    let thing = |best: usize| {
        let phrase = &phrases[best];
        phrase.kind == MentionKind::Nominal
            && matches!(phrase.sort, Sort::Thing | Sort::Organisation)
            && !phrase.plural
    };
    if best.is_some_and(|best| !thing(best)) {
        return None;
    }
    near.find(|&index| {
        let phrase = &phrases[index];
        let (start, end) = (phrase.tokens.start(), phrase.tokens.end());
        phrase.kind == MentionKind::Name
            && phrase.head.len() > 1
            && !phrase.modifier
            && matches!(phrase.sort, Sort::Person | Sort::Unknown)
            && start > source.start()
            && (end == source.end() || matches!(document.word(end), "," | "(" | "who"))
            && is_small_noun(document, start - 1)
            && (source.start()..start).all(|at| {
                document
                    .tokens()
                    .get(at)
                    .is_some_and(|token| matches!(token.kind, TokenKind::Word | TokenKind::Abbreviation))
                    && !classify(&fold(document.word(at))).contains(Word::VERB)
            })
            && best.is_none_or(|best| phrases[best].tokens.end() <= start && !phrase.title.is_empty())
    })
}

/// The phrase of which an engine tagged only the end: all of a name (`Guild` in `the Court Players’ Guild`), the head of a
/// description (`Italy` in `Ministers from Ireland and Italy`), all of several people (`Xi` in `Trump and Xi`).
///
/// Not `Roe` in `met Doe and Roe`, which is no subject, nor `Xi` in `Rates fell for Trump, and Xi`.
fn wider(
    document: &Document,
    phrases: &[Phrase],
    source: TokenRun,
    best: Option<usize>,
    near: Range<usize>,
) -> Option<usize> {
    // `the Small Exporters`: names begin after their article.
    let article = source.len() > 1 && document.word(source.start()).eq_ignore_ascii_case("the");
    let source = TokenRun::new(source.start() + usize::from(article)..source.end());
    near.into_iter().find(|&index| {
        let phrase = &phrases[index];
        let covers = phrase.tokens.start() <= source.start()
            && source.end() <= phrase.tokens.end()
            && phrase.tokens.len() > source.len();
        if !covers {
            return false;
        }
        match phrase.kind {
            MentionKind::Name => {
                let possessive = matches!(document.word(source.end()), "’" | "'" | "’s" | "'s");
                best.is_none() && (source.end() == phrase.head.end() || possessive)
            }
            MentionKind::Nominal => {
                phrase.head.end() <= source.start() && source.end() == phrase.tokens.end()
            }
            MentionKind::Collective => {
                let commas = phrase.tokens.to_range().filter(|&at| document.word(at) == ",").count();
                let begins = |&member: &usize| phrases[member].tokens.start() == source.start();
                let last = phrase.members.last().map(|&last| phrases[last].tokens.start());
                phrase.subject
                    && source.end() == phrase.tokens.end()
                    && (last.is_some_and(|last| last <= source.start()) || phrase.members.iter().any(begins))
                    && (phrase.members.len() > 2) == (commas > 0)
            }
            MentionKind::Pronoun => false,
        }
    })
}

/// A small word that is neither verb nor function word.
fn is_small_noun(document: &Document, at: usize) -> bool {
    let word = document.word(at);
    let small = document.tokens().get(at).is_some_and(|token| token.kind == TokenKind::Word)
        && word.chars().next().is_some_and(char::is_lowercase);
    let classes = classify(&fold(word));
    let verb =
        classes.intersects(Word::VERB | Word::CLOSED | Word::PREPOSITION | Word::ADVERB | Word::FUNCTION);
    small && (!verb || classes.intersects(Word::THING | Word::GROUP | Word::ORGANISATION))
}

/// Those all of whom a source means, where it says so: `them` in `all of them`, `whom` in `Roe and Doe, both of whom`; not in
/// `some of them`.
pub(crate) fn whole_of(document: &Document, source: TokenRun) -> Option<TokenRun> {
    let of = (source.start() + 1..source.end().saturating_sub(1)).find(|&at| document.word(at) == "of")?;
    let all = ["all", "both", "none", "neither"]
        .iter()
        .any(|word| document.word(of - 1).eq_ignore_ascii_case(word));
    let begins = of - 1 == source.start() || document.word(of - 2) == ",";
    (all && begins).then(|| TokenRun::new(of + 1..source.end()))
}

/// `One of them`, `Some of your colleagues`, `two of the aides`
fn is_partitive(document: &Document, source: TokenRun) -> bool {
    document.word(source.start() + 1) == "of" && {
        let first = document.word(source.start()).to_ascii_lowercase();
        matches!(
            first.as_str(),
            "one"
                | "some"
                | "many"
                | "several"
                | "two"
                | "three"
                | "four"
                | "five"
                | "most"
                | "none"
                | "all"
                | "half"
                | "both"
                | "few"
                | "each"
                | "any"
                | "dozens"
                | "hundreds"
                | "thousands"
                | "members"
                | "neither"
                | "either"
                | "much"
        )
    }
}

fn opens(document: &Document, start: usize, source: TokenRun) -> bool {
    start <= source.start() || start == source.start() + 1 && !document.word(source.start()).contains(',')
}

/// Whether the found head only stands in the complement of an unknown noun: `a plaque by the company`, `the gut of Trump`.
fn after_complement(document: &Document, source: TokenRun, phrase: &Phrase) -> bool {
    let end = phrase.tokens.start().max(source.start());
    let before: Vec<&str> = (source.start()..end).map(|at| document.word(at)).collect();
    let comma = before.contains(&",");
    !comma
        && before.len() > 1
        && before.iter().skip(1).any(|word| {
            matches!(
                *word,
                "of" | "by" | "in" | "at" | "from" | "for" | "with" | "on" | "about" | "to" | "who" | "that"
            )
        })
}
