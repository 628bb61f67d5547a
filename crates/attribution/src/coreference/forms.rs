//! How names are compared and shown: folded words, and the form for readers.
//!
//! In: the phrase of a name. Out: its folded words, or the name as it is shown. Must not know: entities.

use crate::fold::fold;
use crate::mention::Phrase;
use dixit_tokenizer::{Document, TokenKind};

/// The folded words of a name, without `Jr.` and nicknames in quotation marks.
pub(super) fn name_words(document: &Document, phrase: &Phrase) -> Vec<String> {
    let mut words = Vec::new();
    let mut quoted = false;
    for at in phrase.head.to_range() {
        match document.tokens().get(at).map(|token| token.kind) {
            Some(TokenKind::QuoteMark) => quoted = !quoted && document.space_before(at),
            Some(TokenKind::Word | TokenKind::Abbreviation | TokenKind::Number | TokenKind::Url)
                if !quoted =>
            {
                let word = fold(document.word(at));
                if !matches!(word.as_str(), "jr" | "sr" | "the" | "ii" | "iii")
                    || at == phrase.head.start() && word != "the"
                {
                    words.push(word);
                }
            }
            _ => {}
        }
    }
    // `Van der Horst said` at a sentence's start is the surname of `Annelies van der Horst`.
    while words.len() > 1 && leads_surname(&words) {
        words.remove(0);
    }
    words
}

/// Whether a name begins with a particle: `van der Horst`, `De Vries`; not `Van Jones`, whose first name it is.
pub(crate) fn leads_surname(words: &[String]) -> bool {
    match words[0].as_str() {
        "van" => matches!(words[1].as_str(), "der" | "den" | "de" | "t"),
        word => matches!(
            word,
            "von"
                | "de"
                | "der"
                | "den"
                | "del"
                | "della"
                | "di"
                | "du"
                | "dos"
                | "la"
                | "ter"
                | "ten"
                | "zu"
                | "af"
        ),
    }
}

/// A name as it is shown: without titles, nicknames’ marks kept out, all-caps names in capitals and small letters.
pub(super) fn display(document: &Document, phrase: &Phrase) -> String {
    let mut shown = String::new();
    let mut quoted = false;
    for at in phrase.head.to_range() {
        let kind = document.tokens().get(at).map(|token| token.kind);
        // The mark of `Workers’ Union` follows its word; a nickname’s opens after a space.
        if kind == Some(TokenKind::QuoteMark) && (quoted || document.space_before(at)) {
            quoted = !quoted;
            continue;
        }
        if quoted {
            continue;
        }
        if !shown.is_empty() && document.space_before(at) {
            shown.push(' ');
        }
        shown.push_str(document.word(at));
    }
    shown
}

/// `BASSETT-LYLE` is shown as `Bassett-Lyle`; `NATO` as it is.
pub(super) fn calm(name: &str) -> String {
    let mut inner = false;
    let mut out = String::with_capacity(name.len());
    for character in name.chars() {
        if inner {
            out.extend(character.to_lowercase());
        } else {
            out.push(character);
        }
        inner = character.is_alphabetic();
    }
    out
}

/// All-caps names of people in capitals and small letters.
pub(super) fn shown(name: String, person_like: bool) -> String {
    let all_caps = name.len() > 6 && !name.chars().any(char::is_lowercase) && person_like;
    if all_caps { calm(&name) } else { name }
}
