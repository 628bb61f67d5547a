//! What sort of thing a name names, as far as its words tell: a person, an organisation, a place, a work.
//!
//! In: [`Lexed`] and where a name and its title stand. Out: [`Sort`] and [`Gender`]. Must not know: other mentions, who they are.

use super::Sort;
use super::lexed::{Lexed, Shape};
use super::name::{LONGEST_PERSON, gender_of_words};
use crate::Gender;
use crate::words::Word;
use dixit_tokenizer::{TokenKind, TokenRun};

/// Last words of names that no person has. Not in the lists of words, for the tagger sees those.
const NO_SURNAMES: [&str; 51] = [
    "Accord",
    "Act",
    "Agreement",
    "Airport",
    "Amendment",
    "Avenue",
    "Award",
    "Awards",
    "Boulevard",
    "Bridge",
    "Cathedral",
    "Cemetery",
    "Championship",
    "Championships",
    "Cup",
    "Draft",
    "Expressway",
    "Fellowship",
    "Festival",
    "Games",
    "Goals",
    "Highway",
    "Hospital",
    "Hotel",
    "Island",
    "Islands",
    "League",
    "Mountains",
    "Museum",
    "Mysteries",
    "Olympics",
    "Opera",
    "Parkway",
    "Plan",
    "Podcast",
    "Prize",
    "Program",
    "Programme",
    "Project",
    "Scholarship",
    "Series",
    "Show",
    "Stadium",
    "Station",
    "Studies",
    "Telescope",
    "Theater",
    "Theatre",
    "Tournament",
    "Treaty",
    "War",
];

/// Person, organisation or place, and the gender that the words tell.
pub(super) fn classify_name(
    lexed: &Lexed<'_>,
    head: usize,
    stop: usize,
    titled: bool,
    first: usize,
) -> (Sort, Gender) {
    let last = stop - 1;
    // Without the nickname: `Svetlana “Big Sky” Moroz-Tully` has two.
    let mark = (head..stop)
        .find(|&at| lexed.kind(at) == Some(TokenKind::QuoteMark) && lexed.document.space_before(at));
    let nickname = mark.map_or(head..head, |mark| {
        mark..(mark + 1..stop)
            .find(|&at| lexed.kind(at) == Some(TokenKind::QuoteMark))
            .map_or(stop, |close| close + 1)
    });
    let words = stop - head - nickname.len();
    let by_first_name = gender_of_first_name(lexed, head);
    let by_title = gender_of_words(lexed, TokenRun::new(first..head));
    let organisation_word = lexed.is(last, Word::ORGANISATION)
        && !(words == 2 && lexed.is(head, Word::FIRST_NAME) && !lexed.is(head, Word::PLACE));
    let has_of = (head..stop)
        .filter(|at| !nickname.contains(at))
        .any(|at| matches!(lexed.word(at), "of" | "for" | "&" | "and" | "the"));
    if is_place_in_words(lexed, head, stop, first) {
        return (Sort::Place, Gender::Unknown);
    }
    if is_work(lexed, head, last) {
        return (Sort::Thing, Gender::Unknown);
    }
    if titled && !has_of && words <= LONGEST_PERSON {
        // Women are called `spokesman` too; the first name knows better.
        let woman = by_first_name == Gender::Feminine && lexed.word(head - 1).ends_with("man");
        return (Sort::Person, if woman { by_first_name } else { by_title.or(by_first_name) });
    }
    if organisation_word
        || has_of
        || (head + 1..stop).any(|at| lexed.possessive(at) && !nickname.contains(&at)) && words > 2
    {
        return (Sort::Organisation, Gender::Unknown);
    }
    if (head..stop).all(|at| lexed.is(at, Word::PLACE)) {
        return (Sort::Place, Gender::Unknown);
    }
    if words == 1 {
        if lexed.shape(head) == Shape::Caps && lexed.word(head + 1) != ":" && lexed.word(head).len() <= 6 {
            return (Sort::Organisation, Gender::Unknown);
        }
        let sort = if lexed.is(head, Word::FIRST_NAME) { Sort::Person } else { Sort::Unknown };
        return (sort, by_first_name);
    }
    if words <= LONGEST_PERSON && lexed.is(head, Word::FIRST_NAME) {
        return (Sort::Person, by_first_name);
    }
    if lexed.is(head, Word::ORGANISATION | Word::NATION | Word::PLACE) || words > LONGEST_PERSON {
        return (Sort::Organisation, Gender::Unknown);
    }
    let initial = (head..last).any(|at| lexed.kind(at) == Some(TokenKind::Abbreviation));
    let particle = (head..stop).any(|at| lexed.is(at, Word::PARTICLE) && !lexed.capital(at));
    // `Park Ji-hoon`: a given name of two syllables after a surname; not `Acme Co-op`.
    let syllables =
        lexed.word(last).split_once('-').is_some_and(|(_, two)| two.chars().all(char::is_lowercase));
    if words == 2 && syllables && FAMILY_FIRST.contains(&lexed.word(head)) {
        return (Sort::Person, Gender::Unknown);
    }
    // `Conservatoire de Paris`
    if particle && lexed.is(last, Word::PLACE) {
        return (Sort::Organisation, Gender::Unknown);
    }
    (if initial || particle { Sort::Person } else { Sort::Unknown }, Gender::Unknown)
}

/// Frequent Korean and Taiwanese surnames, which stand before given names with a hyphen.
const FAMILY_FIRST: [&str; 40] = [
    "Ahn", "Bae", "Baek", "Ban", "Cha", "Chang", "Chen", "Cho", "Choi", "Ha", "Han", "Hong", "Hsu", "Huang",
    "Hwang", "Jang", "Jeong", "Jung", "Kang", "Kim", "Koo", "Kwon", "Lai", "Lee", "Lim", "Lin", "Moon",
    "Nam", "Oh", "Park", "Roh", "Ryu", "Seo", "Shin", "Son", "Song", "Tsai", "Wang", "Yoo", "Yoon",
];

/// `New Zealand`, `South Dakota`, `in St. Louis`; not `Xochi London`, `St. Francis said`.
fn is_place_in_words(lexed: &Lexed<'_>, head: usize, stop: usize, first: usize) -> bool {
    let last = stop - 1;
    let part = matches!(
        lexed.word(head),
        "New"
            | "North"
            | "South"
            | "East"
            | "West"
            | "Northern"
            | "Southern"
            | "Eastern"
            | "Western"
            | "San"
            | "Santa"
    );
    if stop - head == 2 && part && lexed.is(last, Word::PLACE) {
        return true;
    }
    let saint = head == first + 1 && stop == head + 1 && matches!(lexed.word(first), "St." | "Saint");
    // `in St. Ives`, and `the Saint Sunniva`, a ship.
    let located =
        first > 0 && matches!(lexed.word(first - 1), "in" | "near" | "from" | "to" | "at" | "the" | "The");
    saint && (lexed.is(last, Word::PLACE) || located)
}

/// `the Boxer Scholarship`, `the César Award`: no surname ends like that.
fn is_work(lexed: &Lexed<'_>, head: usize, last: usize) -> bool {
    last > head && NO_SURNAMES.contains(&lexed.word(last))
}

fn gender_of_first_name(lexed: &Lexed<'_>, at: usize) -> Gender {
    match (lexed.is(at, Word::FIRST_MASCULINE), lexed.is(at, Word::FIRST_FEMININE)) {
        (true, false) => Gender::Masculine,
        (false, true) => Gender::Feminine,
        _ => Gender::Unknown,
    }
}
