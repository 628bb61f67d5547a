//! Fathers and sons of one name: `Donald Trump` and `Donald Trump Jr.`
//!
//! In: the names among the phrases, their words (without `Jr.`). Out: the same words, the sons’ told apart. Must not know: entities.

use super::Input;
use crate::MentionKind;
use crate::fold::fold;
use dixit_tokenizer::TokenRun;
use std::collections::HashSet;

/// Which of two.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Generation {
    Junior,
    Senior,
}

impl Generation {
    const fn word(self) -> &'static str {
        match self {
            Self::Junior => "jr",
            Self::Senior => "sr",
        }
    }
}

/// Makes `jr` a part of the surname where a name without it is somebody else’s: of a person whom the roster knows by just that
/// name, or who is `Sr.` in the text. So `Trump Jr.` and `Don Jr.` find their own.
///
/// `Robert F. Kennedy Jr.` stays `Robert F. Kennedy`: nobody else is called so.
pub(super) fn tell_apart(input: &Input<'_>, words: &mut [Vec<String>]) {
    let generations: Vec<Option<Generation>> = input
        .phrases
        .iter()
        .map(|phrase| (phrase.kind == MentionKind::Name).then(|| generation(input, phrase.head)).flatten())
        .collect();
    let mut full: Vec<(usize, Generation)> = Vec::new();
    for (at, generation) in generations.iter().enumerate() {
        full.extend(generation.filter(|_| words[at].len() > 1).map(|generation| (at, generation)));
    }
    if full.is_empty() {
        return;
    }
    let both: HashSet<(String, Generation)> =
        full.iter().map(|&(at, generation)| (words[at].join(" "), generation)).collect();
    let distinct = |at: usize, generation: Generation| {
        let name = words[at].join(" ");
        let other = if generation == Generation::Junior { Generation::Senior } else { Generation::Junior };
        let known = input.roster.named(&name).iter().any(|&person| {
            fold(&input.roster.people()[person].name) == name
                && !input.roster.named(&format!("{name} {}", generation.word())).contains(&person)
        });
        known || both.contains(&(name, other))
    };
    // Each once: a text may name one son a thousand times.
    let mut apart: Vec<(Vec<String>, Generation)> = Vec::new();
    let mut seen: HashSet<(&[String], Generation)> = HashSet::new();
    for (at, generation) in full {
        if seen.insert((&words[at], generation)) && distinct(at, generation) {
            apart.push((words[at].clone(), generation));
        }
    }
    for (at, own) in words.iter_mut().enumerate() {
        let Some(generation) = generations[at] else { continue };
        for (name, _) in apart.iter().filter(|(_, other)| *other == generation) {
            let surname = name.last() == own.last();
            let first = own.len() == 1
                && name.first().zip(own.first()).is_some_and(|(full, own)| full.starts_with(own.as_str()));
            if surname || first {
                if first {
                    own.clone_from(name);
                }
                if let Some(last) = own.last_mut() {
                    last.push(' ');
                    last.push_str(generation.word());
                }
                break;
            }
        }
    }
}

/// By `Jr.` or `Sr.` at its end.
fn generation(input: &Input<'_>, name: TokenRun) -> Option<Generation> {
    match input.document.word(name.end().checked_sub(1)?).trim_end_matches('.') {
        "Jr" => Some(Generation::Junior),
        "Sr" => Some(Generation::Senior),
        _ => None,
    }
}
