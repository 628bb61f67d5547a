//! Quoted spans that are nobody's words: nicknames, titles of works, scare quotes.
//!
//! In: [`Document`], paired [`Quotes`]. Out: their [`QuoteUse`]. Must not know: cues, speakers. What is left as
//! [`QuoteUse::Speech`] is speech only if an engine finds who said it.

use crate::{QuoteUse, QuotedSpan, Quotes};
use dixit_tokenizer::{Document, Index, TokenKind, TokenRun};

/// A title of more words than this has not been seen in PolNeAR train outside of lists of headlines.
const LONGEST_TITLE: usize = 14;

/// A nickname stands between first name and surname and is short.
const LONGEST_NICKNAME: usize = 3;

/// Tokens on either side of a quoted span that show whether it stands in a headline.
const HEADLINE_REACH: usize = 8;

/// Scare quotes hold a word or a phrase, never a clause.
const LONGEST_SCARE: usize = 4;

/// Nouns for works that carry a title in quotation marks. Ordered, for binary search.
const WORK_NOUNS: &[&str] = &[
    "album",
    "anthem",
    "article",
    "ballad",
    "band",
    "bestseller",
    "biography",
    "blockbuster",
    "book",
    "broadway",
    "column",
    "comedy",
    "documentary",
    "drama",
    "editorial",
    "episode",
    "essay",
    "exhibition",
    "feature",
    "film",
    "hit",
    "hymn",
    "memoir",
    "memoirs",
    "miniseries",
    "movie",
    "musical",
    "musicals",
    "novel",
    "novella",
    "opera",
    "painting",
    "pamphlet",
    "paper",
    "picture",
    "play",
    "podcast",
    "poem",
    "program",
    "programme",
    "reality",
    "record",
    "report",
    "screenplay",
    "sculpture",
    "segment",
    "sequel",
    "series",
    "show",
    "single",
    "sitcom",
    "song",
    "soundtrack",
    "speech",
    "story",
    "symphony",
    "thriller",
    "tune",
    "video",
    "work",
];

/// Broadcasters and the like: what is quoted after their possessive is a programme. Ordered, for binary search.
const OUTLETS: &[&str] = &[
    "ABC",
    "BBC",
    "Bloomberg",
    "CBS",
    "CNBC",
    "CNN",
    "Central",
    "Channel",
    "Fox",
    "Fusion",
    "HBO",
    "Hulu",
    "ITV",
    "MSNBC",
    "NBC",
    "NPR",
    "Netflix",
    "Network",
    "News",
    "PBS",
    "POLITICO",
    "Showtime",
    "Telemundo",
    "Univision",
    "channel",
    "network",
];

/// Words that come between a person and a work: `starred in`, `the host of`. Ordered, for binary search.
const ROLE_WORDS: &[&str] = &[
    "anchor",
    "appearance",
    "appeared",
    "appearing",
    "author",
    "co-author",
    "co-creator",
    "co-editor",
    "co-host",
    "creator",
    "director",
    "editor",
    "episode",
    "fans",
    "guest",
    "host",
    "hosts",
    "performed",
    "role",
    "sang",
    "season",
    "sing",
    "singing",
    "star",
    "starred",
    "starring",
    "stars",
    "watch",
    "watched",
    "watching",
];

/// Words that announce a word used at a distance. `dubbed`, `labeled` and `termed` do not: PolNeAR has what follows them as
/// somebody's words. Ordered, for binary search.
const SCARE_WORDS: &[&str] = &["self-described", "self-proclaimed", "self-styled", "so-called"];

/// Words that announce another name of somebody. Ordered, for binary search.
const ALIAS_WORDS: &[&str] = &["alias", "moniker", "nickname", "nicknamed", "pseudonym"];

/// What crowds are heard in: `chants of “Build the Wall”` is speech, whatever its capitals.
const CROWD_WORDS: &[&str] = &["calls", "chant", "chants", "choruses", "cries", "cry", "shouts", "yells"];

/// Small words that stay lower-case in a title.
const SMALL_WORDS: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "de", "en", "for", "from", "in", "into", "la", "nor", "of",
    "on", "or", "the", "to", "vs.", "with",
];

/// Sets the use of each quoted span that is recognisably no speech.
pub(super) fn classify(document: &Document, quotes: &mut Quotes) {
    for (span, &tokens) in quotes.spans.iter_mut().zip(&quotes.tokens) {
        span.usage = usage(document, span, tokens);
    }
}

fn usage(document: &Document, span: &QuotedSpan, tokens: TokenRun) -> QuoteUse {
    let inner = document.tokens_in(span.inner);
    if span.inner.is_empty() || span.continues.is_some() || inner.is_empty() {
        return QuoteUse::Speech;
    }
    if is_nickname(document, tokens, inner) {
        QuoteUse::Nickname
    } else if is_title(document, tokens, inner) {
        QuoteUse::Title
    } else if is_scare(document, tokens, inner) {
        QuoteUse::Scare
    } else {
        QuoteUse::Speech
    }
}

/// Example: `Dwayne “The Rock” Johnson`, `known as “Guccifer”`. Counter-example: `Trump said “The Wall” Monday` (no name on
/// the left), `The ‘Shadow’ Campaign Begins` (a headline).
fn is_nickname(document: &Document, tokens: TokenRun, inner: TokenRun) -> bool {
    let Some(before) = tokens.start().checked_sub(1) else { return false };
    let kind = |token: usize| document.tokens().get(token).map(|token| token.kind);
    let words = inner.to_range().filter(|&token| kind(token) == Some(TokenKind::Word)).count();
    // Not `Toys ‘R’ Us`.
    let named =
        inner.to_range().any(|token| is_capitalised(document.word(token)) && document.word(token).len() > 1);
    if words == 0 || words > LONGEST_NICKNAME || !named {
        return false;
    }
    let known_as = document.word(before) == "as"
        && before.checked_sub(1).is_some_and(|known| document.word(known) == "known");
    if known_as || ALIAS_WORDS.binary_search(&document.word(before)).is_ok() {
        return is_title_case(document, inner);
    }
    words == inner.len()
        && is_capitalised(document.word(before))
        && before.checked_sub(1).is_none_or(|two_before| {
            // `In “The Rock” Johnson` would be a sentence opener, not a first name.
            !matches!(document.word(two_before), "." | "!" | "?")
        })
        && is_capitalised(document.word(tokens.end()))
        // `THE ‘WONDER WOMAN’ TRAILERS`
        && document.word(tokens.end()).contains(char::is_lowercase)
        && matches!(kind(before), Some(TokenKind::Word | TokenKind::Abbreviation))
        && kind(tokens.end()) == Some(TokenKind::Word)
        && !is_headline(document, tokens)
}

/// Example: `his film “Far From Home”`, `“The Art of the Deal,” his 1987 book`. Counter-example: `“We Shall,” he said.`
fn is_title(document: &Document, tokens: TokenRun, inner: TokenRun) -> bool {
    if inner.len() > LONGEST_TITLE {
        return false;
    }
    if is_bylined(document, tokens, inner) {
        return true;
    }
    if !is_title_case(document, inner) {
        return false;
    }
    let back = |steps: usize| tokens.start().checked_sub(steps).map_or("", |token| document.word(token));
    let is_work = |word: &str| WORK_NOUNS.binary_search(&word.to_lowercase().as_str()).is_ok();
    let is_role = |word: &str| ROLE_WORDS.binary_search(&word).is_ok();
    let before = back(1).to_lowercase();
    if is_work(&before)
        || matches!(before.as_str(), "titled" | "entitled")
        || (before == ","
            && (is_work(back(2)) || matches!(back(2).to_lowercase().as_str(), "titled" | "entitled")))
        || is_followed_by_work(document, tokens, inner)
    {
        return true;
    }
    // `CNN’s “State of the Union”`, `NBC News’ “Meet the Press”`
    let outlet = if matches!(before.as_str(), "’s" | "'s" | "’" | "'") { back(2) } else { "" };
    if OUTLETS.binary_search(&outlet).is_ok() {
        return true;
    }
    if is_headline(document, tokens) {
        return false;
    }
    if before == "called" {
        return back(2) != "so";
    }
    let preposition = matches!(before.as_str(), "on" | "in" | "of");
    if is_role(&before) || (preposition && is_role(back(2))) {
        return true;
    }
    // `chants of “Build the Wall”`, `wrote in “Ralph Nader”`
    let speech = (before == "of" && CROWD_WORDS.contains(&back(2)))
        || (before == "in" && matches!(back(2), "write" | "writes" | "writing" | "wrote"));
    let words = inner.to_range().filter(|&token| document.tokens()[token].kind == TokenKind::Word).count();
    let ends_with_stop =
        inner.end().checked_sub(1).is_some_and(|last| matches!(document.word(last), "." | "!" | "?"));
    if speech || words < 2 || ends_with_stop {
        return false;
    }
    // Without a noun that says so, only a title of several words that governs nothing and is governed by a preposition
    // or an article: `starred in “The Lost City”`, `on “Meet the Press”`.
    matches!(
        before.as_str(),
        "on" | "in" | "of" | "the" | "to" | "for" | "from" | "his" | "her" | "their" | "(" | "and"
    )
}

/// Example: `“Off Message” podcast`, `“The View” co-host`, `“Chi-Raq,” a movie about …`. Counter-example: `“Go Home,” the show’s
/// host said.`
fn is_followed_by_work(document: &Document, tokens: TokenRun, inner: TokenRun) -> bool {
    let is_work = |token: usize| WORK_NOUNS.binary_search(&document.word(token)).is_ok();
    let after = tokens.end();
    let comma = inner.end().checked_sub(1).is_some_and(|last| document.word(last) == ",");
    if comma {
        // Not `the`: `“Go Home,” the paper said.`
        return matches!(document.word(after), "a" | "an" | "his" | "her")
            && (after + 1..after + 4)
                .take_while(|&token| {
                    document.tokens().get(token).is_some_and(|token| token.kind == TokenKind::Word)
                })
                .any(|token| {
                    is_work(token)
                        && matches!(
                            document.word(token + 1),
                            "about" | "by" | "on" | "that" | "," | "." | "to"
                        )
                });
    }
    (is_work(after)
        && !matches!(document.word(after), "feature" | "paper" | "play" | "record" | "report" | "work"))
        || (ROLE_WORDS.binary_search(&document.word(after)).is_ok()
            && is_capitalised(document.word(after + 1)))
}

/// A headline in a list of them: `— “Sales opening across from Whitney Museum,” by DNAinfo’s Danielle Tcholakian`.
///
/// Counter-example: `“It was taken,” by his account.`
fn is_bylined(document: &Document, tokens: TokenRun, inner: TokenRun) -> bool {
    let begins_item = tokens.start().checked_sub(1).is_none_or(|before| {
        document.tokens()[before].kind == TokenKind::Dash
            || document.paragraph_of(before) != document.paragraph_of(tokens.start())
    });
    let name = tokens.end() + usize::from(document.word(tokens.end() + 1) == "the") + 1;
    begins_item
        && inner.end().checked_sub(1).is_some_and(|last| document.word(last) == ",")
        && document.word(tokens.end()) == "by"
        && is_capitalised(document.word(name))
}

/// Example: `the so-called “experts” left`. Counter-example: `called it “a disturbance”` (somebody's words).
fn is_scare(document: &Document, tokens: TokenRun, inner: TokenRun) -> bool {
    let back = |steps: usize| tokens.start().checked_sub(steps).map_or("", |token| document.word(token));
    inner.len() <= LONGEST_SCARE
        && (SCARE_WORDS.binary_search(&back(1).to_lowercase().as_str()).is_ok()
            || (back(1) == "called" && back(2).eq_ignore_ascii_case("so")))
}

/// Whether everything around is capitalised too, so that capitals tell nothing: `Who He ‘Would Love’ To See Run`.
fn is_headline(document: &Document, tokens: TokenRun) -> bool {
    let paragraph = document.paragraphs()[document.paragraph_of(tokens.start()).to_usize()].tokens;
    let left = tokens.start().saturating_sub(HEADLINE_REACH).max(paragraph.start())..tokens.start();
    let right = tokens.end()..(tokens.end() + HEADLINE_REACH).min(paragraph.end());
    !left.chain(right).any(|token| {
        let word = document.word(token);
        document.tokens()[token].kind == TokenKind::Word
            && word.len() >= 3
            && word.starts_with(char::is_lowercase)
            && !SMALL_WORDS.contains(&word)
    })
}

/// Every word but the small ones is capitalised, and there is one.
fn is_title_case(document: &Document, inner: TokenRun) -> bool {
    let mut capitals = 0;
    for (place, token) in inner.to_range().enumerate() {
        let word = document.word(token);
        match document.tokens()[token].kind {
            TokenKind::Word | TokenKind::Abbreviation if is_capitalised(word) => capitals += 1,
            TokenKind::Word if place > 0 && SMALL_WORDS.contains(&word) => {}
            TokenKind::Word => return false,
            _ => {}
        }
    }
    capitals > 0
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::{ALIAS_WORDS, OUTLETS, ROLE_WORDS, SCARE_WORDS, WORK_NOUNS};
    use crate::{QuoteUse, find_quotes};
    use dixit_tokenizer::{Source, tokenize};

    /// Checks the use of each top-level quoted span: T(itle), N(ickname), s(care quotes), or - for what may be speech.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let document = tokenize(Source::new(text).expect("a test text is short"));
        let quotes = find_quotes(&document);
        let uses: String = quotes
            .top_level()
            .map(|(_, span, _)| match span.usage {
                QuoteUse::Speech => '-',
                QuoteUse::Scare => 's',
                QuoteUse::Nickname => 'N',
                QuoteUse::Title => 'T',
            })
            .collect();
        assert_eq!(uses, expected, "{text}");
    }

    #[test]
    fn word_lists_are_in_order() {
        for list in [OUTLETS, ROLE_WORDS, SCARE_WORDS, WORK_NOUNS, ALIAS_WORDS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn nicknames() {
        check("The actor Dwayne “The Rock” Johnson agreed.", "N");
        check("It was won by Gov. C.L. \"Butch\" Otter of Idaho.", "N");
        check("The hacker known as “Guccifer,” who was arrested", "N");
        check("He wrote under the pseudonym “Carlos Danger,” she said.", "N");
        check("Trump said “The Wall” would come.", "-");
        check("They went to Toys ‘R’ Us again.", "-");
        check("Trump Just Announced Who He ‘Would Love’ To See", "-");
        check("It is known as “the end of it all” there.", "-");
    }

    #[test]
    fn titles_named_by_a_noun() {
        check("She liked his film “Selma” very much.", "T");
        check("the star of the hit Broadway play, “Eclipsed.”", "T");
        check("a memo titled \"The Facts on Where the Race Stands.\"", "T");
        check("He told the “Off Message” podcast so.", "T");
        check("''Trump Revealed,'' a biography by its reporters, and “Chi-Raq,” a movie about Chicago", "TT");
        check("His speech: “We go.”", "-");
        check("In his speech “we all” were named.", "-");
        check("“Go Home,” the paper said.", "-");
        check("“Shame,” the report said.", "-");
    }

    #[test]
    fn titles_after_an_outlet() {
        check("He spoke on CNN’s “State of the Union” on Sunday.", "T");
        check("He spoke on HBO's \"Real Time.\"", "T");
        check("He hit back at Trump’s “Total Disaster” remark.", "-");
        check("It was CNN’s “total failure” again.", "-");
    }

    #[test]
    fn titles_after_a_role() {
        check("She starred in “The Revenant.”", "T");
        check("the host of “Hannity” said so", "T");
        check("He believed in “God.”", "-");
    }

    #[test]
    fn titles_by_their_capitals() {
        check("He appeared with them on “Meet the Press” again.", "T");
        check("They met him with chants of “Build The Wall” there.", "-");
        check("He said he wrote in “Ralph Nader” that year.", "-");
        check("Obama Is The ‘Most Valuable Player’ For ISIS", "-");
        check("He called it a “Total Disaster” twice.", "-");
    }

    #[test]
    fn headlines() {
        check("MOVING SHOP—\"Gallery opening across from museum,\" by DNAinfo's Jane Roe", "T");
        check("\"Gallery opening across from museum,\" by the Post's Jane Roe", "T");
        check("“It was taken,” by his account.", "-");
        check("'Donald Trump is not a racist, guys'", "-");
    }

    #[test]
    fn scare_quotes() {
        check("the so-called “experts” left", "s");
        check("The so called “Self-Determination Initiative” failed.", "s");
        check("thousands of self-described \"Berners\" came", "s");
        check("He dubbed him “the little senator.”", "-");
        check("He called it “a disturbance”.", "-");
        check("a so-called “we will never go back to the table again” line", "-");
    }
}
