//! Pronouns as phrases.
//!
//! In: the tokens, classified; the names found. Out: more [`Phrase`]s. Must not know: whom they mean.

use super::{Lexed, Phrase, Pronoun, Sort};
use crate::fold::lower;
use crate::words::Word;
use crate::{Gender, MentionKind};
use dixit_tokenizer::TokenRun;

pub(super) fn find_pronouns(lexed: &Lexed<'_>, phrases: &mut Vec<Phrase>) {
    for at in 0..lexed.len() {
        let word = lexed.word(at);
        if word.len() > 10 || !lexed.is(at, Word::FUNCTION) && !word.contains(['’', '\'']) {
            continue;
        }
        let Some((pronoun, gender)) = pronoun(word) else { continue };
        // `Vice Premier He` was found as a name.
        if word == "He"
            && !lexed.opening(at)
            && at > 0
            && lexed.is(at - 1, Word::TITLE)
            && lexed.capital(at - 1)
        {
            continue;
        }
        let run = TokenRun::new(at..at + 1);
        let sort = match pronoun {
            Pronoun::Third | Pronoun::First | Pronoun::Second => Sort::Person,
            _ => Sort::Unknown,
        };
        let mut phrase = Phrase::new(MentionKind::Pronoun, sort, run, run);
        phrase.gender = gender;
        phrase.pronoun = Some(pronoun);
        phrase.plural = matches!(pronoun, Pronoun::Plural | Pronoun::FirstPlural);
        phrases.push(phrase);
    }
}

/// `US` is a country, `us` a pronoun; the rest may begin a sentence.
pub(super) fn pronoun(word: &str) -> Option<(Pronoun, Gender)> {
    let word = if word == "I" || word.len() > 1 && word.chars().all(char::is_uppercase) {
        word
    } else {
        &*lower(word)
    };
    // `he’ll`, `I’d`
    let word = match word.find(['’', '\'']) {
        Some(mark)
            if matches!(word[mark..].trim_start_matches(['’', '\'']), "ll" | "d" | "ve" | "re" | "m") =>
        {
            // Lowered above, `I` too.
            if mark == 1 && word.starts_with('i') { "I" } else { &word[..mark] }
        }
        _ => word,
    };
    Some(match word {
        "he" | "him" | "his" | "himself" => (Pronoun::Third, Gender::Masculine),
        "she" | "her" | "hers" | "herself" => (Pronoun::Third, Gender::Feminine),
        "I" | "me" | "my" | "mine" | "myself" => (Pronoun::First, Gender::Unknown),
        "we" | "us" | "our" | "ours" | "ourselves" => (Pronoun::FirstPlural, Gender::Unknown),
        "you" | "your" | "yours" => (Pronoun::Second, Gender::Unknown),
        "they" | "them" | "their" | "theirs" | "themselves" => (Pronoun::Plural, Gender::Unknown),
        "it" | "its" | "itself" => (Pronoun::Neuter, Gender::Unknown),
        "who" | "whom" | "whose" | "which" => (Pronoun::Relative, Gender::Unknown),
        _ => return None,
    })
}
