//! The `fast` engine: a conditional random field over hashed features, with the rules' findings among them.
//!
//! In: [`Document`], [`Quotes`]. Out: [`Roles`]. Must not know: speakers, rosters, output.
//!
//! ```text
//! Document ─► rules ─┬─► held: direct quotations whose marks and cue settle them
//!                    └─► signals ─► features ─► scores ─► labels ─► spans ─► content → cue → source ─► Roles
//! ```

mod buckets;
mod clause;
mod confidence;
mod decode;
#[cfg(feature = "accurate")]
mod doubt;
mod groups;
mod hints;
mod hold;
mod join;
mod labels;
mod model;
mod packed;
mod pairs;
mod signals;
mod states;
mod sums;
mod templates;
#[cfg(test)]
mod tests;

pub use confidence::{SIGNS, Signs};
pub use groups::Groups;
pub use hints::{HINT_VALUES, HINTS};
pub use join::Joined;
pub use labels::{LABELS, Label};
pub(crate) use model::Tables;
pub use model::{MemoryScores, Model, ModelError, Scores, StepScores, Weights};
pub use pairs::Choice;
pub use states::{ACTIONS, Arc, STATES, arcs, labels};
pub use templates::{MEMORIES, MEMORY_KINDS, STEPS};

use crate::rules::RuleEngine;
use crate::{
    CueClass, Engine, Pattern, Quotes, Role, RoleSpan, RoleSpanId, Roles, Statement, Tie, lexicon, link,
};
use decode::{Decoded, Place};
use dixit_tokenizer::{Document, Index, TokenRun};
use pairs::{Choices, Link, Scene};
use std::ops::Range;

/// Chains longer than this are cut, so that a text without line breaks needs no more memory than others.
const LONGEST_CHAIN: usize = 2000;

/// Added to the score of each cue and of each content that begins: a chain is shy of what it is not sure of, but F weighs what is missed
/// and what is wrong alike. Chosen by cross-validation on PolNeAR train, where they raise attribution F by 0.2 and 0.4.
const EAGER_CUES: f32 = 0.7;
const EAGER_CONTENTS: f32 = 0.4;

/// The engine by a learned model: a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001) that labels sources,
/// cues and contents, with the rules' findings among its features, and log-linear models that join the labelled spans.
///
/// What quotation marks and their reporting clause settle stays as the rules have it.
#[derive(Debug, Clone)]
pub struct FastEngine {
    rules: RuleEngine,
    groups: Groups,
    model: Model,
}

impl FastEngine {
    /// The engine with the model that is built in; its card is `models/fast.md`. Takes a few milliseconds, once for any number of
    /// documents.
    pub fn new() -> Self {
        let model = Model::from_bytes(include_bytes!("../models/fast.bin"));
        // A test holds that the built-in model can be read; without weights, only what the rules hold would be found.
        Self::with_model(model.unwrap_or_else(|_| Model::pack(&Weights::default(), 0)))
    }

    /// An engine with a model of your own, as `dixit train` writes it.
    ///
    /// # Errors
    /// Where the bytes are no model, of another version, or damaged.
    pub fn from_model(bytes: &[u8]) -> Result<Self, ModelError> {
        Model::from_bytes(bytes).map(Self::with_model)
    }

    /// An engine with a model that was just trained.
    pub fn with_model(model: Model) -> Self {
        Self { rules: RuleEngine::new(), groups: Groups::new(), model }
    }

    /// Its model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What the tagger sees and finds in a document, each attribution with its signs.
    pub fn read(&self, document: &Document, quotes: &Quotes) -> (Reading, Vec<(Joined, Signs)>) {
        let reading = self.see(document, quotes);
        let found = self.find(document, &reading);
        (reading, found)
    }

    /// What the tagger sees of a document.
    pub(crate) fn see(&self, document: &Document, quotes: &Quotes) -> Reading {
        Reading::new(document, quotes, &self.rules, &self.groups)
    }

    /// For each sentence how unsure the tagger is of its least sure token, from 0 to 1.
    #[cfg(feature = "accurate")]
    pub(crate) fn doubts(&self, document: &Document, reading: &Reading) -> Vec<f32> {
        let mut doubts = Vec::with_capacity(document.tokens().len());
        self.label(document, reading, None, |decoded, chain| doubts.extend(doubt::doubts(decoded, chain)));
        let most = |tokens: TokenRun| doubts[tokens.to_range()].iter().copied().fold(0.0, f32::max);
        document.sentences().iter().map(|sentence| most(sentence.tokens)).collect()
    }

    /// The spans that the tagger labels in a document.
    pub fn spans(&self, document: &Document, reading: &Reading) -> Vec<RoleSpan> {
        spans(self.label(document, reading, None, |_, _| {}).labels())
    }

    /// What the tagger finds in a document that it has read.
    pub fn find(&self, document: &Document, reading: &Reading) -> Vec<(Joined, Signs)> {
        self.find_with(document, reading, None)
    }

    /// What it finds together with somebody who has an opinion on every token.
    pub(crate) fn find_with(
        &self,
        document: &Document,
        reading: &Reading,
        other: Option<Opinion<'_>>,
    ) -> Vec<(Joined, Signs)> {
        let decoded = self.label(document, reading, other, |_, _| {});
        let mut spans = spans(decoded.labels());
        let is_finite = |token: usize| reading.signals[token].is_finite();
        spans.retain(|span| !hold::is_only_a_work(&reading.works, span, is_finite));
        let scene = reading.scene(document, &spans);
        let mut joined = join::join(&scene, &reading.statements, &reading.held, &self.model);
        join::add_nested(&reading.statements, &mut joined);
        let with_signs = joined.into_iter().map(|one| {
            let signs = confidence::signs(&one, |token| decoded.share(token), &reading.statements);
            (one, signs)
        });
        with_signs.collect()
    }

    /// The label of every token, and its share. Each chain is shown when it has been read.
    fn label(
        &self,
        document: &Document,
        reading: &Reading,
        other: Option<Opinion<'_>>,
        mut shown: impl FnMut(&Decoded, &[Place<'_>]),
    ) -> Decoded {
        let allowed = &reading.held.allowed;
        let mut decoded = Decoded::with_capacity(document.tokens().len());
        let mut places = Vec::new();
        let mut summer = self.model.summer(&reading.signals);
        for chain in chains(document) {
            places.clear();
            // Where one label is left, nobody asks for its score.
            let sums = summer.sums(&chain, |token| !allowed[token].is_one());
            places.extend(chain.clone().zip(&sums).map(|(token, sum)| {
                let mut scores = self.model.scores(sum);
                // Of what the other does not tell, the features alone decide.
                let other = other.and_then(|other| Some((other, other.scores.get(token).copied()??)));
                if let Some((other, said)) = other {
                    other.join(said, &mut scores);
                }
                scores[Label::BeginCue as usize] += EAGER_CUES;
                scores[Label::BeginContent as usize] += EAGER_CONTENTS;
                Place {
                    tables: other.map_or(self.model.moves(), |(other, _)| other.tables),
                    scores,
                    step: templates::step(&reading.signals, &chain, token),
                    memories: templates::memories(&reading.signals, &chain, token),
                    allowed: allowed[token],
                }
            }));
            decoded.read(&places);
            shown(&decoded, &places);
        }
        decoded
    }
}

impl Default for FastEngine {
    fn default() -> Self {
        Self::new()
    }
}

impl Engine for FastEngine {
    fn tag(&self, document: &Document, quotes: &Quotes) -> Roles {
        let (reading, found) = self.read(document, quotes);
        roles(document, &reading.statements, found, self.model.confidence())
    }
}

/// What was found, as the seam has it.
pub(crate) fn roles(
    document: &Document,
    statements: &[Statement],
    found: Vec<(Joined, Signs)>,
    confidence: &[f32],
) -> Roles {
    let mut roles = Roles::default();
    for (joined, signs) in found {
        let ruled = joined.ruled.map(|at| &statements[at]);
        let mut span = |role: Role, tokens: TokenRun| {
            roles.spans.push(RoleSpan { role, tokens });
            RoleSpanId::from_usize(roles.spans.len() - 1)
        };
        let class = joined.cue.and_then(|cue| class_of(document, cue));
        let tie = Tie {
            cue: joined.cue.map(|run| span(Role::Cue, run)).into_iter().collect(),
            class: ruled.and_then(|rule| rule.class).or(class),
            source: joined.source.map(|run| span(Role::Source, run)).into_iter().collect(),
            content: joined.content.iter().map(|run| span(Role::Content, *run)).collect(),
            continues: joined.continues,
            pattern: ruled.map_or(Pattern::Learned, |rule| rule.pattern),
            confidence: confidence::probability(&signs, confidence),
        };
        roles.ties.push(tie);
    }
    roles
}

/// What somebody else says of the labels, to be weighed against the features.
///
/// Both are log-linear, so that their product is too (Hinton 2002): scores and moves add up.
#[derive(Clone, Copy)]
pub(crate) struct Opinion<'a> {
    /// Scores of every token's labels, weighed already; none for those that nobody else has read.
    pub(crate) scores: &'a [Option<Scores>],
    /// What the features' scores are multiplied with.
    pub(crate) of_features: f32,
    /// The moves of both.
    pub(crate) tables: &'a Tables,
}

impl Opinion<'_> {
    fn join(&self, said: Scores, scores: &mut Scores) {
        for (score, said) in scores.iter_mut().zip(said) {
            *score = *score * self.of_features + said;
        }
    }
}

/// The kind of reporting of a learned cue: of its first word that the lexicon has.
fn class_of(document: &Document, cue: TokenRun) -> Option<CueClass> {
    let words = || cue.to_range().map(|token| document.word(token));
    let verb = words().find_map(lexicon::verb_in_any_case);
    let other = || words().find_map(|word| lexicon::noun(word).or_else(|| lexicon::adjective(word)));
    verb.or_else(other).map(|word| word.class)
}

/// The chains of a document: its paragraphs, long ones cut.
fn chains(document: &Document) -> impl Iterator<Item = Range<usize>> {
    document.paragraphs().iter().flat_map(|paragraph| {
        let tokens = paragraph.tokens.to_range();
        tokens.clone().step_by(LONGEST_CHAIN).map(move |start| start..tokens.end.min(start + LONGEST_CHAIN))
    })
}

/// The spans of labels, in text order.
fn spans(labels: &[Label]) -> Vec<RoleSpan> {
    let mut spans = Vec::new();
    let mut at = 0;
    while at < labels.len() {
        let start = at;
        at += 1;
        let Some((role, _)) = labels[start].role() else { continue };
        while labels.get(at).is_some_and(|label| *label == Label::of(role, false)) {
            at += 1;
        }
        spans.push(RoleSpan { role, tokens: TokenRun::new(start..at) });
    }
    spans
}

/// A document as the tagger reads it.
pub struct Reading {
    /// What the rules found.
    pub statements: Vec<Statement>,
    /// Titles of works and nicknames in marks that are no content of theirs, in text order.
    works: Vec<TokenRun>,
    /// What the marks settle.
    held: hold::Held,
    signals: Vec<signals::Signal>,
}

/// The features of a document.
#[derive(Debug, Clone, Default)]
pub struct Chains {
    /// Its chains as token positions.
    pub chains: Vec<Range<usize>>,
    /// The features of all tokens, one after the other.
    pub features: Vec<u64>,
    /// Where each token's features end.
    pub ends: Vec<u32>,
    /// The kind of the step that leads to each token.
    pub steps: Vec<u8>,
    /// The kinds of places of each token for the memory of the roles before it.
    pub memories: Vec<[u16; MEMORY_KINDS]>,
}

impl Reading {
    /// Reads a document.
    pub fn new(document: &Document, quotes: &Quotes, rules: &RuleEngine, groups: &Groups) -> Self {
        let (pos, roles) = rules.read(document, quotes);
        let statements = link(document, quotes, &roles);
        let signals = signals::signals(document, quotes, &pos, &statements, groups);
        let works = hold::works(quotes, &statements);
        let held = hold::hold(document, &statements);
        Self { statements, works, held, signals }
    }

    /// The features of all tokens.
    pub fn chains(&self, document: &Document) -> Chains {
        let mut found = Chains::default();
        for chain in chains(document) {
            for token in chain.clone() {
                templates::features(&self.signals, &chain, token, &mut found.features);
                found.ends.push(u32::try_from(found.features.len()).unwrap_or(u32::MAX));
                found.steps.push(templates::step(&self.signals, &chain, token));
                found.memories.push(templates::memories(&self.signals, &chain, token));
            }
            found.chains.push(chain);
        }
        found
    }

    /// What the encoder of the `accurate` engine is told of each token.
    pub fn hints(&self) -> Vec<[u8; HINTS]> {
        self.signals.iter().map(hints::hints).collect()
    }

    /// For each content part its candidate cues, and for each cue its candidate sources. Spans in text order.
    pub fn choices(&self, document: &Document, spans: &[RoleSpan]) -> (Vec<Choice>, Vec<Choice>) {
        let scene = self.scene(document, spans);
        let all = |link: Link| {
            let choices = Choices::new(&scene, link);
            choices.seekers().map(|at| choices.of(at)).collect()
        };
        (all(Link::CueOfContent), all(Link::SourceOfCue))
    }

    fn scene<'a>(&'a self, document: &'a Document, spans: &'a [RoleSpan]) -> Scene<'a> {
        Scene::new(document, &self.signals, spans, &self.statements)
    }
}
