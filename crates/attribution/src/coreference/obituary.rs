//! Whom an obituary is of, and that he or she is meant where nobody else is near.
//!
//! In: the names found, who is in mind. Out: one person; points. Must not know: rosters, titles.

use super::salience::Salience;
use super::{Input, Node, Resolution};
use crate::mention::Sort;
use crate::{Gender, MentionKind};
use dixit_tokenizer::Index;

/// The death is told in the first so many paragraphs.
const LEAD: usize = 8;
/// The subject is the first person named, in the headline or just below.
const NAMED_WITHIN: usize = 3;
/// What it is worth that the text is an obituary of somebody, where a pronoun’s paragraph speaks of nobody else who fits …
const OF_THE_DEAD: i32 = 60;
/// … and where the pronoun says something, which the living do.
const SAYS_SOMETHING: i32 = 20;

/// Whom the text is an obituary of: the first person it names, if its lead says that he or she died, and at what age.
///
/// Not a report of an accident: nobody named in its headline died at a great age. Linear in the length of the lead.
pub(super) fn subject(
    input: &Input<'_>,
    nodes: &[Node],
    resolutions: &[Resolution],
) -> Option<(usize, usize)> {
    let document = input.document;
    let paragraph = |at: usize| document.paragraph_of(at).to_usize();
    let mut named = input.phrases.iter().zip(resolutions).enumerate().filter(|(_, (phrase, resolution))| {
        let person =
            matches!(resolution.nodes[..], [node] if nodes[node].sort == Sort::Person && nodes[node].named);
        phrase.kind == MentionKind::Name && phrase.head.len() > 1 && person
    });
    let (index, (first, resolution)) = named.next()?;
    if paragraph(first.tokens.start()) >= NAMED_WITHIN {
        return None;
    }
    let lead = document.paragraphs().get(..document.paragraphs().len().min(LEAD))?;
    let subject = *resolution.nodes.first()?;
    // Whoever is named first in the sentence that tells of the death.
    let sentences = lead.iter().flat_map(|paragraph| paragraph.sentences.to_range());
    let died = sentences.into_iter().any(|sentence| {
        let Some(sentence) = document.sentences().get(sentence) else { return false };
        let tokens = sentence.tokens;
        let Some(dies) = tokens.to_range().find(|&at| matches!(document.word(at), "died" | "dies" | "Dies"))
        else {
            return false;
        };
        let start = input.phrases.partition_point(|phrase| phrase.tokens.start() < tokens.start());
        let mut names = (start..input.phrases.len())
            .take_while(|&index| input.phrases[index].tokens.end() <= dies)
            .filter(|&index| input.phrases[index].kind == MentionKind::Name);
        names.next().is_some_and(|index| resolutions[index].nodes == [subject])
    });
    (died && is_old(input, lead.last().map_or(0, |paragraph| paragraph.tokens.end())))
        .then_some((subject, index))
}

/// `She was 88.`, `aged 91`, `at 88`: somebody who has lived, told before a token.
fn is_old(input: &Input<'_>, end: usize) -> bool {
    const OLD: u8 = 50;
    let document = input.document;
    (1..end).any(|at| {
        let age = document.word(at).parse::<u8>().is_ok_and(|age| (OLD..120).contains(&age));
        age && matches!(document.word(at - 1), "was" | "aged" | "at" | ",")
            && !document.word(at + 1).chars().any(char::is_alphabetic)
    })
}

impl Salience<'_> {
    /// Adds the points of whom an obituary is of, where the pronoun’s paragraph speaks of nobody else who fits.
    ///
    /// `“No flowers,” she had written.` is the dead woman, though her student spoke last; not `said Ms. Lund. “Never,” she added`.
    pub(super) fn remember_the_dead(
        &self,
        input: &Input<'_>,
        nodes: &[Node],
        index: usize,
        scores: &mut Vec<(usize, i32, usize)>,
    ) {
        let Some((subject, phrase)) = self.subject else { return };
        let gender = self.phrases[index].gender;
        if !nodes[subject].gender.fits(gender) || gender == Gender::Unknown {
            return;
        }
        let beside =
            self.recent().take_while(|&(earlier, _)| self.distance(earlier, index).1).any(|(_, node)| {
                node != subject && nodes[node].sort == Sort::Person && nodes[node].gender.fits(gender)
            });
        if beside {
            return;
        }
        let points = if input.speaks[index] && !self.long_ago(index) { SAYS_SOMETHING } else { OF_THE_DEAD };
        match scores.iter_mut().find(|(node, _, _)| *node == subject) {
            Some(score) => score.1 += points,
            None => scores.push((subject, points, phrase)),
        }
    }

    /// `She told this newspaper in 2009`, `she had written`, `she once said`: the living would have been asked now.
    fn long_ago(&self, index: usize) -> bool {
        /// `told the Courier in a long interview in 2009`
        const LONGEST_CLAUSE: usize = 12;
        let end = self.phrases[index].tokens.end();
        if matches!(self.document.word(end), "had" | "once" | "used")
            || self.document.word(end).ends_with("’d")
        {
            return true;
        }
        let year =
            |at: usize| self.document.word(at).parse::<u16>().is_ok_and(|year| (1800..2100).contains(&year));
        let clause = (end..end + LONGEST_CLAUSE)
            .take_while(|&at| !matches!(self.document.word(at), "." | "“" | "\"" | "«" | "‘" | ":"));
        clause.into_iter().any(|at| year(at) && matches!(self.document.word(at - 1), "in" | "of"))
    }
}
