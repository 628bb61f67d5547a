//! Proper names: runs of capitalised words, cut into title and name, and told apart into people, organisations and places.
//!
//! In: [`Lexed`]. Out: [`Phrase`]s. Must not know: who they are.

use super::described::{describes, is_body, is_demonym_plural};
use super::lexed::{Lexed, Shape};
use super::office::office;
use super::sort::classify_name;
use super::title::{extend_over_role, is_honorific, stands_before_surname, title_end};
use super::{Phrase, Sort};
use crate::words::Word;
use crate::{Gender, MentionKind};
use dixit_tokenizer::{TokenKind, TokenRun};

/// Names of people are not longer than this; longer runs are organisations or titles of works.
pub(super) const LONGEST_PERSON: usize = 5;
/// A run is cut here at the latest, so that a text all in capitals stays linear.
const LONGEST_RUN: usize = 24;

/// Finds the names that begin in `from..end` (one sentence) and appends them.
pub(super) fn find_names(lexed: &Lexed<'_>, start: usize, end: usize, phrases: &mut Vec<Phrase>) {
    let mut at = start;
    while at < end {
        if !begins_name(lexed, at, end) {
            phrases.extend(site(lexed, at));
            at += 1;
            continue;
        }
        let stop = run_end(lexed, at, end);
        split_run(lexed, at, stop, phrases);
        at = stop.max(at + 1);
    }
}

/// The name of a website: `GunMart.com said`, `according to Realtor.example`; not `https://acme.com/a`, `@roe`, `me@acme.com`.
fn site(lexed: &Lexed<'_>, at: usize) -> Option<Phrase> {
    let bare = |word: &str| {
        word.starts_with(char::is_alphabetic)
            && word.contains('.')
            && !word.starts_with("www.")
            && word.chars().all(|character| character.is_alphanumeric() || matches!(character, '.' | '-'))
    };
    if lexed.kind(at) != Some(TokenKind::Url) || !bare(lexed.word(at)) {
        return None;
    }
    let run = TokenRun::new(at..at + 1);
    let mut phrase = Phrase::new(MentionKind::Name, Sort::Organisation, run, run);
    // `the acme.com website`
    phrase.modifier = matches!(lexed.word(at + 1), "website" | "site");
    Some(phrase)
}

/// Letters after a name that are no part of it: `Toby Frayne KC`; not `John Roe`.
const HONOURS: [&str; 15] =
    ["CBE", "DBE", "FBA", "FRS", "KBE", "KC", "MBE", "MD", "MP", "MSP", "OBE", "PhD", "QC", "RA", "TD"];
const KNOWN: Word =
    Word::FIRST_NAME.union(Word::PLACE).union(Word::NATION).union(Word::TITLE).union(Word::ORGANISATION);

/// Whether a capital here means a name.
///
/// `Treasury said` and `Bessent said` begin one; `Speaking to reporters` and `But` do not.
fn begins_name(lexed: &Lexed<'_>, at: usize, end: usize) -> bool {
    if !lexed.capital(at) || !lexed.wordlike(at) || lexed.word(at) == "I" || is_contraction(lexed.word(at)) {
        return false;
    }
    // `The WHO said`
    if lexed.word(at) == "WHO" && at > 0 && lexed.word(at - 1).eq_ignore_ascii_case("the") {
        return true;
    }
    let next_capital = at + 1 < end && lexed.capital(at + 1) && lexed.wordlike(at + 1);
    let first_name = lexed.is(at, Word::FIRST_NAME);
    if lexed.is(at, Word::CALENDAR) && !(first_name && next_capital && !lexed.is(at + 1, Word::CALENDAR)) {
        return false;
    }
    // `Great Cascade Mutual`: a word that often begins sentences is a name inside one.
    if lexed.is(at, Word::CLOSED) || lexed.is(at, Word::FUNCTION) && (lexed.opening(at) || lexed.headline(at))
    {
        // `Will Smith`, `Vice Premier He`, but not `He said`, `The New`.
        let after_title =
            at > 0 && lexed.capital(at - 1) && lexed.is(at - 1, Word::TITLE) && !lexed.opening(at);
        let named = first_name && next_capital && !lexed.is(at + 1, Word::FUNCTION);
        return after_title || named && (lexed.known_name(at) || !lexed.is(at + 1, Word::VERB));
    }
    if lexed.headline(at) {
        return lexed.known_name(at) || lexed.is(at, KNOWN) && !lexed.seen_small(at);
    }
    if !lexed.opening(at) {
        return true;
    }
    // A transcript label; not that of a headline: `Report: Bridge Shut`.
    if lexed.word(at + 1) == ":" && lexed.is(at, Word::THING) && !first_name {
        return false;
    }
    if lexed.word(at + 1) == ":" || lexed.possessive(at + 1) {
        return true;
    }
    // `Hon. (Mrs.) Grace Roe`
    if lexed.is(at, Word::TITLE) && lexed.word(at + 1) == "(" && is_honorific(lexed.word(at + 2)) {
        return true;
    }
    if lexed.known_name(at) {
        return true;
    }
    if next_capital {
        return first_name || lexed.is(at, KNOWN) || !lexed.seen_small(at) && !looks_verbal(lexed, at);
    }
    // `Israel` and `Virginia` are names in any case, `Grace` and `Mark` are not.
    if lexed.is(at, Word::FIRST_NAME_AND_WORD) && !lexed.is(at, Word::PLACE) || lexed.seen_small(at) {
        return false;
    }
    // `Ferreira and Berg said`.
    let pair = lexed.word(at + 1) == "and"
        && lexed.capital(at + 2)
        && lexed.wordlike(at + 2)
        && (lexed.is(at + 3, Word::VERB) || lexed.word(at + 3) == "both" && lexed.is(at + 4, Word::VERB));
    if pair && lexed.unknown(at) && !lexed.word(at).ends_with('s') && !looks_verbal(lexed, at) {
        return true;
    }
    // `Acme, the largest grocer, said`
    if lexed.unknown(at)
        && lexed.word(at + 1) == ","
        && matches!(lexed.word(at + 2), "the" | "a" | "an" | "who" | "which" | "whose")
        && !looks_verbal(lexed, at)
    {
        return true;
    }
    // An unknown word alone at the start of a sentence, never capitalised inside one: `Santilli said`, but not `Footage
    // from the game shows`.
    if lexed.unknown(at)
        && lexed.is(at + 1, Word::VERB)
        && !lexed.word(at).ends_with('s')
        && !looks_verbal(lexed, at)
    {
        return true;
    }
    lexed.is(at, KNOWN.union(Word::GROUP)) && !lexed.is(at, Word::VERB | Word::ROLE)
}

/// `I’d`, `I'll`
fn is_contraction(word: &str) -> bool {
    matches!(word.strip_prefix('I'), Some(rest) if rest.starts_with(['’', '\'']))
}

/// `Speaking`, `Asked`, `Apparently`: words that begin sentences and are in no list.
fn looks_verbal(lexed: &Lexed<'_>, at: usize) -> bool {
    let word = lexed.word(at);
    lexed.is(at, Word::ADVERB)
        || lexed.shape(at) == Shape::Capital
            && ["ing", "ed", "ly", "tion", "ness"].iter().any(|ending| word.ends_with(ending))
            && word.len() > 5
}

/// Where the run of name words that begins at `at` ends.
fn run_end(lexed: &Lexed<'_>, at: usize, end: usize) -> usize {
    let end = end.min(at + LONGEST_RUN);
    let capital = |position: usize| {
        position < end
            && lexed.capital(position)
            && lexed.wordlike(position)
            && (!lexed.is(position, Word::CALENDAR)
                || lexed.is(position, Word::FIRST_NAME) && lexed.capital(position + 1))
            && (!lexed.headline(position)
                || lexed.known_name(position)
                || lexed.is(position, KNOWN)
                // `Jane Hartwell` in no other place; not `Israel Refuse`, `Jane Refuse` where the body has a Jane.
                || lexed.is(position - 1, Word::FIRST_NAME)
                    && !lexed.is(position - 1, Word::PLACE)
                    && !lexed.known_name(position - 1)
                    && !lexed.is(position, Word::VERB | Word::FUNCTION))
    };
    let mut organisation = lexed.is(at, Word::ORGANISATION | Word::TITLE);
    let mut stop = at + 1;
    while stop < end {
        if capital(stop) {
            // `Allegheny Tube Workers` goes on, though `Workers` may begin a sentence; `Trump He` does not.
            // `Chief Of Staff` in a headline.
            let part = lexed.word(stop) == "Of" && lexed.is(stop - 1, Word::TITLE | Word::ORGANISATION);
            let closed_class =
                lexed.is(stop, Word::PREPOSITION | Word::VERB) || super::pronoun(lexed.word(stop)).is_some();
            // `Al From`, in the middle of a sentence.
            let surname = stop == at + 1
                && lexed.is(at, Word::FIRST_NAME)
                && lexed.shape(stop) == Shape::Capital
                && !lexed.opening(at)
                && !lexed.headline(at)
                && lexed.is(stop, Word::PREPOSITION);
            if closed_class
                && !part
                && !surname
                && lexed.is(stop, Word::FUNCTION)
                && !lexed.is(stop, Word::FIRST_NAME | Word::ORGANISATION)
            {
                break;
            }
            organisation |= lexed.is(stop, Word::ORGANISATION | Word::TITLE);
            stop += 1;
            continue;
        }
        let word = lexed.word(stop);
        // `Ursula von der Leyen`
        if lexed.is(stop, Word::PARTICLE) && !lexed.is(stop, Word::PREPOSITION) {
            let after = (stop..end.min(stop + 3)).find(|&position| !lexed.is(position, Word::PARTICLE));
            if let Some(after) = after.filter(|&after| capital(after)) {
                stop = after + 1;
                continue;
            }
        }
        // `Johnson & Johnson`, `Department of the Treasury`, `Friends of Porthmellin Lido`
        if word == "&" && capital(stop + 1) {
            organisation = true;
            stop += 2;
            continue;
        }
        if organisation
            && matches!(word, "of" | "for")
            && (lexed.is(stop - 1, Word::ORGANISATION | Word::TITLE) || lexed.is(at, Word::ORGANISATION))
        {
            let after = if lexed.word(stop + 1) == "the" { stop + 2 } else { stop + 1 };
            if capital(after) {
                stop = after + 1;
                continue;
            }
        }
        // `Department of Health and Human Services`, `Customs and Border Protection`; not `Greer and Treasury Department`
        if word == "and" && capital(stop + 1) && joins_organisation(lexed, at, stop, end) {
            organisation = true;
            stop += 2;
            continue;
        }
        // `Dockworkers’ Union`
        if lexed.possessive(stop)
            && matches!(lexed.word(stop), "’" | "'")
            && stop + 1 < end
            && lexed.capital(stop + 1)
        {
            let last = (stop + 1..end.min(stop + 4)).take_while(|&position| capital(position)).last();
            if last.is_some_and(|last| lexed.is(last, Word::ORGANISATION)) {
                organisation = true;
                stop += 2;
                continue;
            }
        }
        // `Chief (Mrs.) Comfort Roe`
        if word == "("
            && is_honorific(lexed.word(stop + 1))
            && lexed.word(stop + 2) == ")"
            && capital(stop + 3)
        {
            stop += 4;
            continue;
        }
        // `Marlow County Sheriff’s Office`, `the Women’s Hospital`; not `Roe’s Office`.
        if lexed.possessive(stop) && owns_body(lexed.word(stop - 1)) && capital(stop + 1) {
            let last = (stop + 1..end.min(stop + 3)).take_while(|&position| capital(position)).last();
            if last.is_some_and(|last| lexed.is(last, Word::ORGANISATION)) {
                organisation = true;
                stop += 2;
                continue;
            }
        }
        // `Robert F. Kennedy, Jr.`
        if word == ","
            && matches!(lexed.word(stop + 1), "Jr." | "Sr." | "Jr" | "Sr" | "Inc." | "Inc" | "LLC" | "Ltd.")
        {
            stop += 2;
            continue;
        }
        if word == "plc" {
            stop += 1;
            break;
        }
        // `Morwenna ‘Mo’ Bassett-Lyle`
        if lexed.kind(stop) == Some(TokenKind::QuoteMark) && lexed.document.space_before(stop) {
            let close = (stop + 2..end.min(stop + 5))
                .find(|&position| lexed.kind(position) == Some(TokenKind::QuoteMark));
            if let Some(close) = close.filter(|&close| capital(close + 1) && capital(stop + 1)) {
                stop = close + 2;
                continue;
            }
        }
        break;
    }
    stop
}

/// Whose bodies are called after them, whoever they are.
fn owns_body(word: &str) -> bool {
    matches!(
        word,
        "Sheriff"
            | "Attorney"
            | "General"
            | "Prosecutor"
            | "Coroner"
            | "Governor"
            | "Mayor"
            | "Women"
            | "Men"
            | "Children"
            | "People"
            | "Farmers"
            | "Teachers"
            | "Workers"
            | "Veterans"
            | "Assessor"
            | "Clerk"
    )
}

/// Whether `and` after `at..stop` joins two parts of one organisation’s name.
fn joins_organisation(lexed: &Lexed<'_>, at: usize, stop: usize, end: usize) -> bool {
    let right = stop + 1..end.min(stop + 4);
    let right: Vec<usize> =
        right.take_while(|&position| lexed.capital(position) && lexed.wordlike(position)).collect();
    if right.iter().any(|&position| lexed.is(position, Word::TITLE | Word::FIRST_NAME)) {
        return false;
    }
    let of = (at..stop).any(|position| matches!(lexed.word(position), "of" | "for"));
    if of && lexed.is(at, Word::ORGANISATION) {
        return true;
    }
    let last = right.last().copied().unwrap_or(stop);
    // `Limerick City and County Council`
    let area = |at: usize| {
        matches!(lexed.word(at), "City" | "County" | "Town" | "Borough" | "District" | "Parish" | "State")
    };
    if area(stop - 1)
        && right.first().is_some_and(|&at| area(at))
        && lexed.is(last, Word::ORGANISATION)
        && !area(last)
    {
        return true;
    }
    // `Trade and Investment Partnership`, `Fair Pay and Leave Act`
    let ends = lexed.is(last, Word::ORGANISATION)
        || matches!(lexed.word(last), "Partnership" | "Agreement" | "Accord" | "Pact" | "Treaty" | "Act")
        || lexed.possessive(last + 1) && lexed.is(last + 2, Word::ORGANISATION);
    let left_person = (at..stop).any(|position| lexed.is(position, Word::FIRST_NAME | Word::TITLE));
    let left_partial = !lexed.is(stop - 1, Word::ORGANISATION) || lexed.is(at, Word::PLACE) && stop - at > 1;
    ends && !left_person
        && left_partial
        && (right.len() > 1 || stop - at > 1)
        && (stop - at > 1 || lexed.word(at.wrapping_sub(1)).eq_ignore_ascii_case("the"))
}

/// Cuts one run into the phrases it holds.
fn split_run(lexed: &Lexed<'_>, start: usize, stop: usize, phrases: &mut Vec<Phrase>) {
    // `Q3` numbers the question of a transcript.
    let number =
        |at: usize| lexed.word(at).strip_prefix(['Q', 'A']).is_some_and(|n| n.parse::<u16>().is_ok());
    let first =
        (start..stop).find(|&at| !matches!(lexed.word(at), "The" | "the") && !number(at)).unwrap_or(start);
    let office = office(lexed, first, stop);
    let first = office.map_or(first, |office| office.title);
    // Parts of the office are nobody by themselves: `Health` of `Secretary of Health and Human Services`.
    while office.is_some() && phrases.last().is_some_and(|part| part.tokens.start() >= first) {
        phrases.pop();
    }
    let title_end = match office {
        Some(office) => office.name,
        None if is_body(lexed, first, stop) => first,
        None => title_end(lexed, first, stop),
    };
    // All title and no name: `the President`, `Treasury Secretary`, `the Commissioner for Commerce`. The nominals take care of it.
    if title_end == stop || title_end > first && matches!(lexed.word(title_end), "of" | "for") {
        return;
    }
    // `His Royal Majesty`, `Your Honour`: anybody is addressed so.
    let whose = start.checked_sub(1).map_or("", |at| lexed.word(at)).to_ascii_lowercase();
    if matches!(whose.as_str(), "his" | "her" | "your" | "their")
        && matches!(
            lexed.word(stop - 1),
            "Majesty"
                | "Highness"
                | "Excellency"
                | "Lordship"
                | "Ladyship"
                | "Honour"
                | "Honor"
                | "Holiness"
                | "Eminence"
        )
    {
        return;
    }
    let mut head = title_end;
    let titled = title_end > first;
    // Modifiers before a name: `American Jane Roe`, `U.S. Sen.` was title already; `Democrat Bernie Sanders` too.
    if !titled {
        while head + 1 < stop
            && lexed.is(head, Word::NATION)
            && !lexed.is(stop - 1, Word::ORGANISATION)
            && lexed.is(head + 1, Word::FIRST_NAME)
        {
            head += 1;
        }
    }
    // `Chipmaker Acme`, `Rival Acme` at a sentence’s start; not `Maker Faire`.
    let maker = |word: &str| word.len() > "maker".len() && word.ends_with("maker");
    if !titled
        && head + 1 < stop
        && lexed.opening(head)
        && !lexed.known_name(head)
        && (maker(lexed.word(head)) || matches!(lexed.word(head), "Rival" | "Startup"))
    {
        head += 1;
    }
    let (sort, gender) = classify_name(lexed, head, stop, titled, first);
    // A bare nationality or party names a group or nobody; it is an adjective mostly.
    let adjective = lexed.is(head, Word::NATION) && !lexed.is(head, Word::PLACE);
    // `CREW` is a body, `Crew` is not.
    let group =
        lexed.is(head, Word::GROUP) && !titled && (lexed.shape(head) != Shape::Caps || lexed.headline(head));
    // `Ms. White`, `Mr. English`
    let addressed = titled && is_honorific(lexed.word(head - 1));
    if stop - head == 1 && !addressed && (adjective || group || describes(lexed, head, titled)) {
        return;
    }
    // `Senate Republicans`, `the Saudis`, `Russians`, but `Mr. Poles`: several people without a name.
    if is_demonym_plural(lexed, stop - 1) && !titled {
        return;
    }
    // `Kestrel Marine Cables plc`: the legal form is no part of the name.
    let mut name_end = stop;
    while name_end > head + 1
        && (matches!(lexed.word(name_end - 1), "plc" | "Inc." | "Inc" | "Ltd." | "Ltd" | "LLC" | ",")
            || name_end > head + 2 && HONOURS.contains(&lexed.word(name_end - 1)))
    {
        name_end -= 1;
    }
    let mut phrase =
        Phrase::new(MentionKind::Name, sort, TokenRun::new(first..stop), TokenRun::new(head..name_end));
    phrase.title = TokenRun::new(first..title_end);
    phrase.gender = gender;
    // `Trump campaign`, `Clinton allies`: the name only says whose.
    phrase.modifier = !lexed.capital(stop)
        && lexed.is(stop, Word::ROLE | Word::ORGANISATION | Word::GROUP | Word::THING)
        && !lexed.is(stop, Word::VERB)
        // `Roe and Lind both said`
        && !matches!(lexed.word(stop), "both" | "all" | "each")
        || lexed.word(stop) == "/"
        || sort == Sort::Place
            && !lexed.capital(stop)
            && lexed.is(stop, Word::MODIFIER)
            && !lexed.is(stop, Word::VERB | Word::CLOSED | Word::PREPOSITION | Word::ADVERB);
    if phrase.sort == Sort::Unknown && is_dateline(lexed, start, stop) {
        phrase.sort = Sort::Place;
    }
    let beside_surname = start > 0 && stands_before_surname(lexed.word(start - 1));
    if !titled && (sort == Sort::Person || sort == Sort::Unknown && (phrase.head.len() > 1 || beside_surname))
    {
        extend_over_role(lexed, &mut phrase);
    }
    phrases.push(phrase);
}

/// `AMES, Iowa, Nov. 12 -- China …`: capitals at the start of a paragraph with a dash soon after.
fn is_dateline(lexed: &Lexed<'_>, start: usize, stop: usize) -> bool {
    const DASH_WITHIN: usize = 16;
    lexed.opening(start)
        && (start..stop).all(|at| lexed.shape(at) == Shape::Caps)
        && (stop..stop + DASH_WITHIN).any(|at| lexed.kind(at) == Some(TokenKind::Dash))
        && lexed.word(stop) != ":"
}

/// `Mrs.`, `spokeswoman`, `Congressman`
pub(super) fn gender_of_words(lexed: &Lexed<'_>, run: TokenRun) -> Gender {
    for at in run.to_range().rev() {
        match (lexed.is(at, Word::MASCULINE), lexed.is(at, Word::FEMININE)) {
            (true, false) => return Gender::Masculine,
            (false, true) => return Gender::Feminine,
            _ => {}
        }
    }
    Gender::Unknown
}
