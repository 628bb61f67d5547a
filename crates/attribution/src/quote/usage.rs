//! Quoted spans that are nobody's words: nicknames, titles of works, scare quotes.
//!
//! In: [`Document`], paired [`Quotes`]. Out: their [`QuoteUse`]. Must not know: cues, speakers. What is left as
//! [`QuoteUse::Speech`] is speech only if an engine finds who said it.

use crate::{QuoteUse, QuotedSpan, Quotes};
use dixit_tokenizer::{Document, TokenKind, TokenRun};

/// A title of more words than this has not been seen in PolNeAR train outside of lists of headlines.
const LONGEST_TITLE: usize = 14;

/// A nickname stands between first name and surname and is short.
const LONGEST_NICKNAME: usize = 3;

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

/// Words that announce a word used at a distance. Ordered, for binary search.
const SCARE_WORDS: &[&str] =
    &["alleged", "dubbed", "labeled", "labelled", "nicknamed", "so-called", "supposed", "termed"];

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

/// Example: `Dwayne “The Rock” Johnson`. Counter-example: `Trump said “The Wall” Monday` (no name on the left).
fn is_nickname(document: &Document, tokens: TokenRun, inner: TokenRun) -> bool {
    let Some(before) = tokens.start().checked_sub(1) else { return false };
    inner.len() <= LONGEST_NICKNAME
        && is_capitalised(document.word(before))
        && before.checked_sub(1).is_none_or(|two_before| {
            // `In “The Rock” Johnson` would be a sentence opener, not a first name.
            !matches!(document.word(two_before), "." | "!" | "?")
        })
        && is_capitalised(document.word(tokens.end()))
        && document.tokens()[before].kind == TokenKind::Word
        && document.tokens().get(tokens.end()).is_some_and(|next| next.kind == TokenKind::Word)
        && inner.to_range().all(|token| document.tokens()[token].kind == TokenKind::Word)
        && inner.to_range().any(|token| is_capitalised(document.word(token)))
}

/// Example: `his film “Far From Home”`, `“The Art of the Deal,” his 1987 book`. Counter-example: `“We Shall,” he said.`
fn is_title(document: &Document, tokens: TokenRun, inner: TokenRun) -> bool {
    if inner.len() > LONGEST_TITLE || !is_title_case(document, inner) {
        return false;
    }
    let before = tokens.start().checked_sub(1).map_or("", |token| document.word(token));
    let before = before.to_lowercase();
    if WORK_NOUNS.binary_search(&before.as_str()).is_ok()
        || matches!(before.as_str(), "titled" | "entitled" | "called")
    {
        return true;
    }
    let words = inner.to_range().filter(|&token| document.tokens()[token].kind == TokenKind::Word).count();
    let ends_with_stop =
        inner.end().checked_sub(1).is_some_and(|last| matches!(document.word(last), "." | "!" | "?"));
    // Without a noun that says so, only a title of several words that governs nothing and is governed by a preposition
    // or an article: `starred in “The Lost City”`, `on “Meet the Press”`.
    words >= 2
        && !ends_with_stop
        && matches!(
            before.as_str(),
            "on" | "in"
                | "of"
                | "the"
                | "to"
                | "for"
                | "from"
                | "host"
                | "author"
                | "his"
                | "her"
                | "their"
                | "("
                | "sang"
                | "and"
        )
}

/// Example: `the so-called “experts” left`. Counter-example: `called it “a disturbance”` (somebody's words).
fn is_scare(document: &Document, tokens: TokenRun, inner: TokenRun) -> bool {
    inner.len() <= LONGEST_SCARE
        && tokens.start().checked_sub(1).is_some_and(|before| {
            SCARE_WORDS.binary_search(&document.word(before).to_lowercase().as_str()).is_ok()
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
