//! Whose words `it` says, where it is a letter: `She sent one e-mail. “I have a lane free,” it read.`
//!
//! In: who is in mind. Out: who wrote it. Must not know: names’ forms, rosters.

use super::salience::{Salience, Trace};
use super::{Node, Resolution};
use crate::fold::fold;
use crate::mention::Sort;
use crate::papers::is_handwriting;
use crate::words::{Word, classify};

impl Salience<'_> {
    /// Who wrote what `it` says: `Roe sent me a card. “Congratulations,” it said.`, `Her answer hangs there. “Gentlemen,” it begins.`
    ///
    /// Not `Roe sent a photographer. “No,” it said`, nor where the letter is two sentences away.
    pub(super) fn writer(&self, nodes: &[Node], index: usize) -> Option<Resolution> {
        let near = |trace: &&Trace| self.distance(trace.phrase, index).0 <= 1;
        let trace = self.traces.iter().rev().take_while(near).find(|trace| {
            if self.places[trace.phrase].sentence == self.places[index].sentence {
                return false;
            }
            let person = matches!(nodes[trace.node].sort, Sort::Person | Sort::Unknown);
            person && !trace.unsure && (self.sends(trace.phrase) || self.owns_letter(trace.phrase))
        })?;
        Some(Resolution::one(trace.node, Some(trace.phrase)))
    }

    /// `she sent one e-mail`, `Roe left a note`
    fn sends(&self, index: usize) -> bool {
        /// `once`, `had`, `later`
        const VERB_WITHIN: usize = 3;
        /// `sent each of the two a long letter`
        const LETTER_WITHIN: usize = 14;
        let phrase = &self.phrases[index];
        let end = phrase.tokens.end();
        let verb = (end..end + VERB_WITHIN).find(|&at| {
            matches!(
                self.document.word(at),
                "sent" | "wrote" | "left" | "mailed" | "posted" | "typed" | "texted" | "e-mailed" | "emailed"
            )
        });
        let Some(verb) = verb.filter(|_| phrase.subject) else { return false };
        let ends = |at: &usize| matches!(self.document.word(*at), "." | ";" | ":" | "?" | "!" | "");
        let mut clause = (verb + 1..verb + 1 + LETTER_WITHIN).take_while(|at| !ends(at));
        clause.any(|at| self.is_letter(at))
    }

    /// `her answer`, `his two-page letter`
    fn owns_letter(&self, index: usize) -> bool {
        let start = self.phrases[index].tokens.start();
        let whose = matches!(self.document.word(start), "Her" | "her" | "His" | "his");
        let mut verb = start + 2..start + 4;
        let acts = verb
            .any(|at| self.is_letter(at - 1) && classify(&fold(self.document.word(at))).contains(Word::VERB));
        whose && self.places[index].opens_sentence && acts
    }

    fn is_letter(&self, at: usize) -> bool {
        is_handwriting(&fold(self.document.word(at)))
    }
}
