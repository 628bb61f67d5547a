//! Who speaks for several people of whom only some are named: `Democrats, including Jane Roe`.
//!
//! In: a source, the phrases in it. Out: the entities named there. Must not know: how sources are found.

use super::Resolver;
use crate::mention::Sort;
use crate::{EntityId, MentionKind};
use dixit_tokenizer::{Index, TokenRun};

/// Sources are not longer than this, as far as it matters here.
const LONGEST: usize = 48;

impl Resolver<'_> {
    /// Those named after `including`, `such as` or `like` in a source that `described`, a plural, heads.
    ///
    /// Jane Roe and John Doe for `Several senators, including Jane Roe (Ohio) and John Doe`; nobody for `Voters in towns like
    /// Springfield`, `Democrats, including Roe’s aides`.
    pub(super) fn included(&self, described: usize, source: TokenRun) -> Option<Vec<EntityId>> {
        let plural = &self.phrases[described];
        if !plural.plural || plural.kind != MentionKind::Nominal {
            return None;
        }
        let end = source.end().min(source.start() + LONGEST);
        let (word, begin) = (plural.head.end()..end).find_map(|at| match self.document.word(at) {
            "including" | "like" => Some((at, at + 1)),
            "such" if self.document.word(at + 1) == "as" => Some((at, at + 2)),
            _ => None,
        })?;
        // `Voters in towns like Springfield`: nothing but `of trade` and marks may stand between, and no other plural.
        let including = self.document.word(word) == "including";
        let first = self.phrases.partition_point(|phrase| phrase.tokens.start() < plural.tokens.start());
        let between = self.phrases[first..]
            .iter()
            .take_while(|phrase| phrase.tokens.start() < word)
            .any(|phrase| phrase.tokens.start() >= plural.head.end() && phrase.plural);
        if between && !including {
            return None;
        }
        let places = matches!(
            self.document.word(plural.head.start()),
            "countries" | "states" | "nations" | "governments" | "others" | "Others"
        );
        let mut entities: Vec<EntityId> = Vec::new();
        let mut next = begin;
        while let Some(index) = self.name_at(next).or_else(|| self.name_at(next + 1)).filter(|_| next < end) {
            let after = self.after_bracket(self.phrases[index].tokens.end(), end);
            let ends = after >= end
                || matches!(self.document.word(after), "," | "and" | "of" | "--" | "—" | "–" | ")");
            // `including Roe’s aides`, `officials in states like Ohio`
            if !ends || self.phrases[index].sort == Sort::Place && !places {
                break;
            }
            for &entity in &self.mentions[index].entities {
                if self.entities[entity.to_usize()].named && !entities.contains(&entity) {
                    entities.push(entity);
                }
            }
            let comma = usize::from(self.document.word(after) == ",");
            let and = usize::from(self.document.word(after + comma) == "and");
            if comma + and == 0 {
                break;
            }
            next = after + comma + and;
        }
        (!entities.is_empty()).then_some(entities)
    }

    /// The name that begins at a token.
    fn name_at(&self, at: usize) -> Option<usize> {
        let first = self.phrases.partition_point(|phrase| phrase.tokens.start() < at);
        let here = self.phrases[first..].iter().take_while(|phrase| phrase.tokens.start() == at);
        let name = here.enumerate().find(|(_, phrase)| phrase.kind == MentionKind::Name && !phrase.modifier);
        name.map(|(offset, _)| first + offset)
    }

    /// After `(Ohio)`, if it stands there.
    fn after_bracket(&self, at: usize, end: usize) -> usize {
        if self.document.word(at) != "(" {
            return at;
        }
        (at..end).find(|&close| self.document.word(close) == ")").map_or(at, |close| close + 1)
    }
}
