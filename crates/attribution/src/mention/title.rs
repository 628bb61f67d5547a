//! The titles before names: `U.S. Treasury Secretary` before `Scott Bessent`, `former secretary of state`, `Mr.`.
//!
//! In: [`Lexed`] and a run of name words. Out: where its title ends, or begins. Must not know: who they are.

use super::described::is_profession;
use super::lexed::Lexed;
use super::name::gender_of_words;
use super::{Phrase, Sort};
use crate::Gender;
use crate::words::Word;
use dixit_tokenizer::TokenRun;

/// Where the title that opens a run ends; `first` where there is none.
///
/// `U.S. Treasury Secretary Scott Bessent` has one up to `Secretary`; `Steve King` and `King` alone after a first name have
/// none.
pub(super) fn title_end(lexed: &Lexed<'_>, first: usize, stop: usize) -> usize {
    let mut end = first;
    let mut at = first;
    while at < stop {
        // `Chief (Mrs.) Comfort Roe`
        if lexed.word(at) == ")" && end == at && at > first {
            end = at + 1;
        }
        // `City Engineer Prakash Venkataraman`: a role before a first name and a surname.
        let role = lexed.is(at, Word::ROLE)
            && !lexed.is(at, Word::FIRST_NAME)
            && at + 2 < stop
            && (lexed.is(at + 1, Word::FIRST_NAME) || at == first && is_profession(lexed.word(at)))
            && !(at > first && lexed.is(at - 1, Word::FIRST_NAME));
        // `Ranking Member Ortega`, `Council Member Roe`; not `Member States`.
        let member = lexed.word(at).eq_ignore_ascii_case("member")
            && at > 0
            && at + 1 < stop
            && (lexed.word(at - 1).eq_ignore_ascii_case("ranking")
                || at > first && lexed.is(at - 1, Word::ORGANISATION));
        // `PC Wendy Mottram`; not `PC World`.
        let police = at == first
            && matches!(lexed.word(at), "PC" | "WPC" | "DC" | "DS" | "DI" | "DCI")
            && at + 2 < stop
            && lexed.is(at + 1, Word::FIRST_NAME);
        if role || member || police {
            end = at + 1;
        }
        if lexed.is(at, Word::TITLE) {
            // `Steve King`, `Peter T. King`, `Mr. Prince`, `Xochi Shah`
            let is_surname = at + 1 == stop
                && at > first
                && (lexed.is(at - 1, Word::FIRST_NAME)
                    && !lexed.is(at - 1, Word::TITLE | Word::MODIFIER)
                    // `Virginia Governor`
                    && (!lexed.is(at - 1, Word::PLACE) || is_title_and_surname(lexed.word(at)))
                    || is_initial(lexed, at - 1)
                    || lexed.unknown(at - 1) && is_title_and_surname(lexed.word(at))
                    || is_honorific(lexed.word(at - 1)) && !is_address(lexed.word(at)));
            let is_middle = at > first
                && lexed.is(at - 1, Word::FIRST_NAME)
                && !lexed.is(at, Word::FIRST_NAME.complement())
                || lexed.is(at, Word::FIRST_NAME) && at + 1 < stop && at == end && at > first;
            // `Larkin Center for Justice`; but `Secretary for Justice Jane Roe`.
            let is_cause = end == first && at > first + 1 && matches!(lexed.word(at - 1), "of" | "for");
            // `M.` in `Harry M. Reid` is no Monsieur.
            let is_initial = at > first && is_initial(lexed, at);
            if !is_surname && !is_middle && !is_initial && !is_cause {
                end = at + 1;
                if lexed.word(at + 1).eq_ignore_ascii_case("of") {
                    // `Secretary of State John Kerry`, `Attorney General of New York`
                    let after = if lexed.word(at + 2) == "the" { at + 3 } else { at + 2 };
                    end = (after + 1).min(stop);
                    while end < stop && lexed.is(end, Word::ORGANISATION) {
                        end += 1;
                    }
                    at = end;
                    continue;
                }
            }
        }
        at += 1;
    }
    // An organisation’s last word may be a title too: `Office of the Trade Representative`.
    if end == stop && is_periodical(lexed, first, stop) { first } else { end }
}

/// Whether a run of titles is the name of a paper: `The Economist said`, `The Derry Union Leader`, `the Hollywood Reporter`.
///
/// Not `Economist Jane Roe`, `the Senate Majority Leader`, nor a headline’s `The Economist`.
fn is_periodical(lexed: &Lexed<'_>, first: usize, stop: usize) -> bool {
    let the = first > 0 && lexed.word(first - 1).eq_ignore_ascii_case("the")
        || lexed.word(first).eq_ignore_ascii_case("the");
    let last = lexed.word(stop - 1);
    let before = if stop - first > 1 { lexed.word(stop - 2) } else { "" };
    the && !lexed.headline(first)
        && matches!(
            (before, last),
            ("" | "The", "Economist") | ("Union" | "Times", "Leader") | ("Hollywood", "Reporter")
        )
}

/// `T.` in `Peter T. King`.
fn is_initial(lexed: &Lexed<'_>, at: usize) -> bool {
    let mut letters = lexed.word(at).chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.') && letters.next().is_none()
}

/// Stands before surnames only.
pub(super) fn is_honorific(word: &str) -> bool {
    matches!(word, "Mr." | "Mr" | "Mrs." | "Mrs" | "Ms." | "Ms" | "Miss")
}

/// What people are addressed by after `Mr.`: `Mr. President`, `Madam Speaker`; not `Mr. King`.
fn is_address(word: &str) -> bool {
    matches!(
        word,
        "President"
            | "Speaker"
            | "Chairman"
            | "Secretary"
            | "Minister"
            | "Ambassador"
            | "Mayor"
            | "Governor"
            | "Senator"
            | "Director"
            | "Vice"
            | "Prime"
            | "Attorney"
    )
}

/// Titles that are surnames as well.
fn is_title_and_surname(word: &str) -> bool {
    matches!(
        word,
        "Baron"
            | "Bishop"
            | "Count"
            | "Deacon"
            | "Dean"
            | "Duke"
            | "Earl"
            | "Judge"
            | "Kaiser"
            | "King"
            | "Lord"
            | "Major"
            | "Marshal"
            | "Master"
            | "Pope"
            | "Prince"
            | "Provost"
            | "Shah"
            | "Sheikh"
            | "Singer"
            | "Star"
            | "Sultan"
    )
}

/// `spokesman Neil Sroka`, `former Obama speechwriter Jon Favreau`: the small role noun before a name is its title.
///
/// Not so where a verb stands between: `she told reporters John Doe was ill` (a plural is no title). An unknown name with
/// such a title is a person (`editor Asab Al-Roe`), unless bodies are called so too (`the insurer Acme Mutual`).
pub(super) fn extend_over_role(lexed: &Lexed<'_>, phrase: &mut Phrase) {
    const FURTHEST: usize = 6;
    let start = phrase.tokens.start();
    let Some(mut last) = start.checked_sub(1) else { return };
    // `former secretary of state Jane Roe`
    if last > 1
        && lexed.word(last - 1) == "of"
        && !lexed.capital(last)
        && lexed.is(last - 2, Word::TITLE)
        && lexed.is(last, Word::ORGANISATION | Word::MODIFIER | Word::THING | Word::PLACE)
    {
        last -= 2;
    }
    if !lexed.is(last, Word::TITLE | Word::ROLE) || lexed.is(last, Word::VERB) || lexed.capital(last) {
        return;
    }
    if phrase.sort == Sort::Unknown {
        if lexed.is(last, Word::ORGANISATION | Word::GROUP | Word::THING) || lexed.word(last).ends_with('s') {
            return;
        }
        phrase.sort = Sort::Person;
    }
    let mut begin = last;
    // Where the nouns begin that stand right before the role: `radio talk show` in `radio talk show host`.
    let mut beside_role = last;
    while begin > 0 && last - begin < FURTHEST {
        let before = begin - 1;
        let modifier = lexed.is(before, Word::MODIFIER | Word::NATION | Word::ROLE | Word::ORGANISATION)
            || lexed.capital(before) && lexed.wordlike(before)
            || extends_role(lexed, before, begin == beside_role);
        if beside_role == begin && lexed.unknown_noun(before) {
            beside_role = before;
        }
        if !modifier || lexed.is(before, Word::PREPOSITION | Word::VERB) || lexed.opening(begin) {
            break;
        }
        begin = before;
        // `Bank of England policymaker Jane Roe`
        if begin > 1
            && lexed.capital(begin)
            && lexed.word(begin - 1) == "of"
            && lexed.is(begin - 2, Word::ORGANISATION)
        {
            begin -= 2;
        }
    }
    phrase.title = TokenRun::new(begin..start);
    phrase.tokens = TokenRun::new(begin..phrase.tokens.end());
    let woman = phrase.gender == Gender::Feminine && lexed.word(start - 1).ends_with("man");
    if !woman {
        phrase.gender = gender_of_words(lexed, phrase.title).or(phrase.gender);
    }
}

/// Small words that stand before bare surnames in reports of matches and business, and never before bodies: `captain Lind`.
///
/// Counter-example: `rival Acme`, `owner Acme`
pub(super) fn stands_before_surname(word: &str) -> bool {
    matches!(
        word,
        "captain"
            | "skipper"
            | "manager"
            | "coach"
            | "striker"
            | "winger"
            | "midfielder"
            | "defender"
            | "goalkeeper"
            | "keeper"
            | "centre-back"
            | "full-back"
            | "batsman"
            | "bowler"
            | "referee"
            | "chairman"
            | "chairwoman"
            | "quarterback"
            | "pitcher"
            | "president"
            | "spokesman"
            | "spokeswoman"
            | "teammate"
    )
}

/// Whether a small word of no list goes with the role noun after it: `radio host Jane Roe`, `cultural anthropologist Jane Roe`.
///
/// Counter-example: `to replace outgoing governor Jane Roe`, `will face challenger Jane Roe`
fn extends_role(lexed: &Lexed<'_>, at: usize, beside: bool) -> bool {
    let word = lexed.word(at);
    let adjective = lexed.unknown(at) && !lexed.capital(at) && (word.ends_with("al") || word.contains('-'));
    let verb =
        at > 0 && matches!(lexed.word(at - 1), "to" | "will" | "would" | "could" | "can" | "may" | "might");
    adjective || beside && lexed.unknown_noun(at) && !verb
}
