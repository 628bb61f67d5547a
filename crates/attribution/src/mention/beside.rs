//! Descriptions before names that are mentions of their own: `his friend` in `his friend Jane Roe`.
//!
//! In: [`Lexed`] and the names found, with their titles. Out: the names less such a description, and a [`Phrase`] for it. Must not
//! know: who they are.

use super::lexed::Lexed;
use super::name::gender_of_words;
use super::nominal::left_edge;
use super::{Article, Phrase, Sort};
use crate::MentionKind;
use crate::words::Word;
use dixit_tokenizer::TokenRun;

/// Takes the description off a name that it stands before: `his friend` and `Jane Roe`, `the singer` and `Jane Roe`, two mentions of
/// one person. `phrases` holds names in text order; the descriptions are appended.
///
/// Counter-example: `singer Jane Roe`, `President Roe`, `former secretary of state Jane Roe`, where it is part of the name.
pub(super) fn split_roles(lexed: &Lexed<'_>, phrases: &mut Vec<Phrase>) {
    let names = phrases.iter().take_while(|phrase| phrase.kind == MentionKind::Name).count();
    for index in 0..names {
        let phrase = &phrases[index];
        let start = phrase.head.start();
        let role = start.wrapping_sub(1);
        let small = phrase.title.end() == start
            && !phrase.title.is_empty()
            && !phrase
                .title
                .to_range()
                .any(|at| lexed.capital(at) && lexed.is(at, Word::TITLE) || lexed.word(at) == "of");
        if !small || lexed.capital(role) || !lexed.is(role, Word::ROLE | Word::TITLE) {
            continue;
        }
        let name_before = index.checked_sub(1).map(|before| phrases[before].tokens);
        let (begin, article) = left_edge(lexed, role, name_before);
        let tells = match article {
            Article::Possessed => true,
            Article::Definite => matches!(lexed.word(begin), "the" | "The"),
            Article::Indefinite | Article::Bare => false,
        };
        if !tells {
            continue;
        }
        let head = TokenRun::new(role..start);
        let mut described =
            Phrase::new(MentionKind::Nominal, Sort::Person, TokenRun::new(begin..start), head);
        described.article = article;
        described.gender = gender_of_words(lexed, head);
        let name = &mut phrases[index];
        name.tokens = TokenRun::new(start..name.tokens.end());
        name.title = TokenRun::new(name.title.start().max(begin + 1).min(role)..start);
        phrases.push(described);
    }
}
