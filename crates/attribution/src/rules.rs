//! The rule engine: role tags from quotation marks, a lexicon of cues and the order of words.
//!
//! In: [`Document`], [`Quotes`]. Out: [`Roles`]. Must not know: speakers, rosters, output.
//!
//! ```text
//! Document ─► parts of speech ─► View ─┬► turns of a transcript
//!                                      ├► quotations with their reporting clauses ─► quotations that go on with them
//!                                      └► clauses governed by a cue ─► drafts ─► Roles
//! ```

mod adjunct;
mod after;
mod alternation;
mod before;
mod beside;
mod continuation;
mod cues;
mod direct;
mod draft;
mod extent;
mod headline;
mod indirect;
mod inner;
mod label;
mod other_cues;
mod owner;
mod phrase;
mod reply;
mod somebody;
mod time;
mod transcript;
mod view;

use crate::pos::{Pos, PosModel};
use crate::{Engine, Quotes, Roles};
use dixit_tokenizer::Document;

/// The engine by rules and lexicons: a cue lexicon counted on PolNeAR (Newell et al. 2018), the order of words, and parts of
/// speech from a hidden Markov model (Brants 2000, "TnT"). No machine learning beyond those counts.
#[derive(Debug, Clone)]
pub struct RuleEngine {
    pos: PosModel,
}

impl RuleEngine {
    /// Reads the part-of-speech model that is built in: a few milliseconds, once for any number of documents.
    pub fn new() -> Self {
        Self { pos: PosModel::embedded() }
    }
}

impl Default for RuleEngine {
    fn default() -> Self {
        Self::new()
    }
}

impl RuleEngine {
    /// The parts of speech that the rules saw, and the roles they found.
    pub(crate) fn read(&self, document: &Document, quotes: &Quotes) -> (Vec<Pos>, Roles) {
        let mut pos = self.pos.tag(document);
        beside::mend_verbs(document, quotes, &mut pos);
        let mut view = view::View::new(document, quotes, &pos, &[]);
        let turns = transcript::find_turns(&view);
        // Only a transcript is looked at again, its turns now read like quotations.
        if !turns.is_empty() {
            view = view::View::new(document, quotes, &pos, &turns);
        }
        let mut found = direct::find_direct(&view, turns);
        headline::find_headline(&view, &mut found);
        inner::find_inner(&view, &mut found);
        indirect::find_indirect(&view, &mut found);
        inner::find_inside_contents(&view, &mut found);
        let roles = draft::into_roles(&found.drafts);
        (pos, roles)
    }
}

impl Engine for RuleEngine {
    fn tag(&self, document: &Document, quotes: &Quotes) -> Roles {
        self.read(document, quotes).1
    }
}

#[cfg(test)]
mod tests;
