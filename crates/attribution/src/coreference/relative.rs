//! Whom `who` means, which of several namesakes a bare name, and who is asked.
//!
//! In: resolved mentions, in text order. Out: a [`Resolution`]. Must not know: names' forms, rosters.

use super::salience::{Salience, Trace};
use super::{Input, Node, Resolution};
use crate::MentionKind;
use crate::fold::fold;
use crate::mention::{Article, Pronoun, Sort, after_bracket};
use crate::papers::is_handwriting;

impl Salience<'_> {
    /// `Cable, who replaced Farron, said`: `who` is the phrase that ends just before it.
    pub(super) fn relative(&self, input: &Input<'_>, resolutions: &[Resolution], index: usize) -> Resolution {
        let start = self.before_all_of(self.phrases[index].tokens.start());
        let who =
            self.document.word(self.phrases[index].tokens.start()).to_ascii_lowercase().starts_with("who");
        let before = |end: usize| {
            // `Senator Jane Roe (Vt.), who`
            let end = if who { after_bracket(self.document, end) } else { end };
            end == start || end + 1 == start && matches!(self.document.word(end), "," | "—" | "–" | ")")
        };
        const NEAR: usize = 12;
        let near = index.saturating_sub(NEAR)..index;
        let found = near.clone().find(|&earlier| {
            before(input.phrases[earlier].tokens.end()) && !resolutions[earlier].nodes.is_empty()
        });
        // `Senator Jane Roe of Vermont, who`, `Jane Roe, head of the Metal Trades, who`: a place, a body is no person. Not
        // `Vermont, which`.
        let found = match found {
            Some(place)
                if who
                    && (matches!(input.phrases[place].sort, Sort::Place | Sort::Organisation)
                        || input.phrases[place].sort == Sort::Unknown && self.after_the(place)) =>
            {
                near.rev()
                    .find(|&earlier| {
                        let phrase = &input.phrases[earlier];
                        phrase.tokens.end() <= input.phrases[place].tokens.start()
                            && self.places[earlier].sentence == self.places[index].sentence
                            && phrase.kind != MentionKind::Pronoun
                            && phrase.sort == Sort::Person
                            && !phrase.modifier
                            && !resolutions[earlier].nodes.is_empty()
                    })
                    .or(found)
            }
            found => found,
        };
        match found {
            Some(earlier) => Resolution {
                nodes: resolutions[earlier].nodes.clone(),
                antecedent: Some(earlier),
                ..Resolution::default()
            },
            None => Resolution::default(),
        }
    }

    /// Where `all of whom`, `both of which` begin; not `one of whom`, who is somebody else.
    fn before_all_of(&self, start: usize) -> usize {
        let word = |back: usize| start.checked_sub(back).map_or("", |at| self.document.word(at));
        let all = word(1) == "of" && matches!(word(2), "all" | "both" | "none" | "neither");
        if all { start - 2 } else { start }
    }

    /// `the Metal Trades`
    fn after_the(&self, index: usize) -> bool {
        let before = self.phrases[index].tokens.start().checked_sub(1);
        before.is_some_and(|at| self.document.word(at).eq_ignore_ascii_case("the"))
    }

    /// Which of several people with one name a bare one means: the one who last did or said something, within a few sentences,
    /// where no other of them stands beside him.
    ///
    /// `He concluded …`, of Bill Clinton, and then `Clinton declared`; not after `Bill Clinton came`: newspapers give the full
    /// name of whoever is not meant by the bare one.
    pub(super) fn namesake(&self, candidates: &[usize], index: usize) -> Option<Resolution> {
        const NAMESAKE_SENTENCES: usize = 3;
        let mut found: Option<&Trace> = None;
        for trace in
            self.traces.iter().rev().filter(|trace| !trace.unsure && candidates.contains(&trace.node))
        {
            let near = self.distance(trace.phrase, index).0 <= NAMESAKE_SENTENCES;
            let phrase = &self.phrases[trace.phrase];
            let active = trace.speaks || phrase.subject;
            let bare = phrase.kind == MentionKind::Pronoun || phrase.head.len() == 1 || trace.speaks;
            match found {
                None if near && active && bare => found = Some(trace),
                None => return None,
                Some(last) if self.places[last.phrase].sentence != self.places[trace.phrase].sentence => {
                    break;
                }
                Some(last) if last.node != trace.node && (active || !near) => return None,
                Some(_) => {}
            }
        }
        found.map(|trace| Resolution::one(trace.node, Some(trace.phrase)))
    }

    /// `A reporter asked Roe`, `Doe later asked the mayor`; not `Doe asked whether`, `Doe asked Roe to leave`, `Doe questioned Roe’s
    /// plan`.
    pub(super) fn asks_somebody(&self, index: usize) -> bool {
        const NEXT_PHRASES: usize = 4;
        if self.asks_in_passing(index) {
            return true;
        }
        let end = self.phrases[index].tokens.end();
        let verb = (end..end + 2)
            .find(|&at| matches!(self.document.word(at), "asked" | "asks" | "pressed" | "questioned"));
        let Some(object) = verb.map(|verb| verb + 1) else { return false };
        let next = index + 1..self.phrases.len().min(index + 1 + NEXT_PHRASES);
        next.into_iter().any(|other| {
            let other = &self.phrases[other];
            let person = matches!(other.sort, Sort::Person | Sort::Unknown | Sort::Group);
            other.tokens.start() == object
                && person
                && self.document.word(other.tokens.end()) != "to"
                && !self.possessive(other)
                && other.pronoun.is_none_or(|p| p == Pronoun::Third)
        })
    }

    /// `Roe asked, “Wet how?”` and in the next paragraph `“Very,” he said.`: who asks does not answer.
    ///
    /// Not `Roe asked Doe`, which is another matter, nor `said Roe, “Wet how?”`.
    pub(super) fn asks_question(&self, index: usize) -> bool {
        let tokens = self.phrases[index].tokens;
        let asks = |at: usize| matches!(self.document.word(at), "asked" | "asks");
        asks(tokens.end())
            && matches!(self.document.word(tokens.end() + 1), "," | ":" | "." | "“" | "\"" | "‘")
            || tokens.start().checked_sub(1).is_some_and(asks)
    }

    /// `I have a letter from the council. It says`, `The letter, signed by Ada Moreno, was blunt. “No,” it said`: whoever the letter is
    /// from.
    ///
    /// Not `I have a friend on the council. It says` (no word before it says where the thing is from), nor `The bill is backed by
    /// Ada Moreno. It says`.
    pub(super) fn sender(&self, nodes: &[Node], index: usize) -> Option<Resolution> {
        let near = |trace: &&Trace| self.distance(trace.phrase, index).0 <= 1;
        let trace = self.traces.iter().rev().take_while(near).find(|trace| {
            let start = self.phrases[trace.phrase].tokens.start();
            let before = |back: usize| start.checked_sub(back).map_or("", |at| self.document.word(at));
            let the = usize::from(before(1).eq_ignore_ascii_case("the"));
            match (nodes[trace.node].sort, before(1 + the)) {
                (Sort::Organisation, "from" | "by") => true,
                (Sort::Person, "by") => matches!(before(2), "signed" | "written" | "sent" | "penned"),
                (Sort::Person, "from") => {
                    matches!(
                        before(2),
                        "letter"
                            | "message"
                            | "email"
                            | "e-mail"
                            | "note"
                            | "memo"
                            | "statement"
                            | "text"
                            | "card"
                    )
                }
                (Sort::Person, _) => self.owns_paper(trace.phrase),
                _ => false,
            }
        })?;
        Some(Resolution::one(trace.node, Some(trace.phrase)))
    }

    /// `Her answer hangs there today.`, `Roe’s short letter to them was read.`
    ///
    /// Not `Her horse`.
    fn owns_paper(&self, index: usize) -> bool {
        /// Up to the thing itself: `her short letter`.
        const WITHIN: usize = 3;
        let tokens = self.phrases[index].tokens;
        let pronoun = tokens.len() == 1
            && ["his", "her"].iter().any(|own| self.document.word(tokens.start()).eq_ignore_ascii_case(own));
        let owned = pronoun || self.possessive(&self.phrases[index]);
        let thing = |at: usize| is_handwriting(&fold(self.document.word(at)));
        owned && (tokens.end()..tokens.end() + WITHIN).any(thing)
    }

    /// `In the end Anwar himself took the stand`: the name just before it.
    ///
    /// Not `Anwar blamed himself`.
    pub(super) fn emphatic(&self, resolutions: &[Resolution], index: usize) -> Option<Resolution> {
        let start = self.phrases[index].tokens.start();
        let before = index.checked_sub(1).filter(|&before| self.phrases[before].tokens.end() == start)?;
        let emphatic = matches!(self.document.word(start), "himself" | "herself");
        (emphatic && resolutions[before].nodes.len() == 1)
            .then(|| Resolution { antecedent: Some(before), ..resolutions[before].clone() })
    }

    /// `When a fan asked what was next, she smiled`, `Asked by a reporter what had happened, she snapped`: somebody new, in a clause that only
    /// leads up to the answer.
    ///
    /// Not `A fan asked what was next` (the sentence is about the fan).
    fn asks_in_passing(&self, index: usize) -> bool {
        let phrase = &self.phrases[index];
        let start = phrase.tokens.start();
        let before = |back: usize| start.checked_sub(back).map_or("", |at| self.document.word(at));
        let by = before(1) == "by" && matches!(before(2), "Asked" | "Pressed" | "Questioned" | "Challenged");
        let when = matches!(before(1), "When" | "After" | "As") && phrase.subject;
        phrase.article == Article::Indefinite && (by || when)
    }
}
