//! Which content belongs to which cue, and which cue to which source: candidates and what speaks for them.
//!
//! In: labelled spans, the [`Signal`]s, the rules' statements. Out: for each content part its candidate cues, for each cue its
//! candidate sources, each with the numbers of its features. Must not know: weights, who the speakers are.

use super::signals::Signal;
use super::templates::mix;
use crate::{Role, RoleSpan, Statement};
use dixit_tokenizer::{Document, Index, TokenRun};
use std::ops::Range;

/// A span looks at this many candidates on each side.
const REACH: usize = 3;

/// Candidates further away than this many tokens are none.
const FURTHEST: usize = 160;

/// Marks and verbs between two spans are looked for among this many tokens after the first.
const MARKS_REACH: usize = 40;

/// How many features a pair has, and how many no partner at all.
const PAIR_FEATURES: usize = 18;
const NONE_FEATURES: usize = 5;

/// A span that may belong to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The span that looks for its partner.
    pub span: usize,
    /// Its candidates, with their features; the first stands for none.
    pub candidates: Vec<(Option<usize>, Vec<u64>)>,
}

/// What the pair features read.
pub(super) struct Scene<'a> {
    pub(super) document: &'a Document,
    pub(super) signals: &'a [Signal],
    pub(super) spans: &'a [RoleSpan],
    /// For each token, one more than the top-level statement of the rules that has it, by role: content, cue, source.
    pub(super) ruled: [Vec<u32>; 3],
    /// How many commas, other stops and finite verbs stand before each token, and before the end: one look at two places tells
    /// what stands between them.
    before: Vec<[u32; 3]>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        document: &'a Document,
        signals: &'a [Signal],
        spans: &'a [RoleSpan],
        statements: &[Statement],
    ) -> Self {
        let mut ruled = [(); 3].map(|()| vec![0u32; signals.len()]);
        for (at, statement) in statements.iter().enumerate() {
            if statement.nested_in.is_some() {
                continue;
            }
            for (role, runs) in [(0usize, &statement.content), (1, &statement.cue), (2, &statement.source)] {
                for run in runs {
                    ruled[role][run.to_range()].fill(at as u32 + 1);
                }
            }
        }
        let mut before = Vec::with_capacity(signals.len() + 1);
        let mut count = [0; 3];
        before.push(count);
        for signal in signals {
            count[0] += u32::from(signal.shape == 8);
            count[1] += u32::from(matches!(signal.shape, 9..=11 | 13));
            count[2] += u32::from(signal.is_finite());
            before.push(count);
        }
        Self { document, signals, spans, ruled, before }
    }

    /// What stands between, as bits: commas 1, other stops 2, finite verbs 4.
    fn marks(&self, between: &Range<usize>) -> u64 {
        let (from, to) = (self.before[between.start], self.before[between.end]);
        (0..3).map(|mark| u64::from(to[mark] > from[mark]) << mark).sum()
    }

    fn ruled(&self, role: usize, run: TokenRun) -> u32 {
        run.to_range().map(|token| self.ruled[role][token]).find(|&statement| statement > 0).unwrap_or(0)
    }
}

/// Which spans look for which: content parts for their cues, cues for their sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    CueOfContent,
    SourceOfCue,
}

impl Link {
    /// The role that looks, and the one it looks for.
    fn roles(self) -> (Role, Role) {
        match self {
            Self::CueOfContent => (Role::Content, Role::Cue),
            Self::SourceOfCue => (Role::Cue, Role::Source),
        }
    }

    /// The places of these roles in [`Scene::ruled`].
    fn rules(self) -> (usize, usize) {
        match self {
            Self::CueOfContent => (0, 1),
            Self::SourceOfCue => (1, 2),
        }
    }
}

/// The choices of one kind.
pub(super) struct Choices<'a> {
    scene: &'a Scene<'a>,
    link: Link,
    targets: Vec<usize>,
}

impl<'a> Choices<'a> {
    pub(super) fn new(scene: &'a Scene<'a>, link: Link) -> Self {
        let (_, to) = link.roles();
        let targets = (0..scene.spans.len()).filter(|&at| scene.spans[at].role == to).collect();
        Self { scene, link, targets }
    }

    /// The spans that look for a partner, in text order.
    pub(super) fn seekers(&self) -> impl Iterator<Item = usize> {
        let (from, _) = self.link.roles();
        let spans = self.scene.spans.iter().enumerate();
        spans.filter(move |(_, span)| span.role == from).map(|(at, _)| at)
    }

    /// The candidates of one of them: a bounded number.
    pub(super) fn of(&self, at: usize) -> Choice {
        let scene = self.scene;
        let (from, _) = self.link.roles();
        let (from_rule, to_rule) = self.link.rules();
        let span = &scene.spans[at];
        let start = |target: usize| scene.spans[target].tokens.start();
        let after = self.targets.partition_point(|&target| start(target) < span.tokens.start());
        let near = after.saturating_sub(REACH)..self.targets.len().min(after + REACH);
        let own_rule = scene.ruled(from_rule, span.tokens);
        let mut candidates = Vec::with_capacity(1 + 2 * REACH);
        candidates.push((None, none_features(scene, span, own_rule, from)));
        for &target in &self.targets[near] {
            let other = &scene.spans[target];
            if gap(span.tokens, other.tokens).len() > FURTHEST {
                continue;
            }
            let agrees = match (own_rule, scene.ruled(to_rule, other.tokens)) {
                (0, 0) => 0,
                (0, _) => 1,
                (_, 0) => 2,
                (a, b) if a == b => 3,
                _ => 4,
            };
            candidates.push((Some(target), pair_features(scene, span, other, agrees, from)));
        }
        Choice { span: at, candidates }
    }
}

/// The tokens between two spans that do not overlap.
fn gap(a: TokenRun, b: TokenRun) -> Range<usize> {
    let (first, second) = if a.start() <= b.start() { (a, b) } else { (b, a) };
    first.end().min(second.start())..second.start()
}

fn none_features(scene: &Scene<'_>, span: &RoleSpan, rule: u32, from: Role) -> Vec<u64> {
    let base = if from == Role::Content { 1000 } else { 2000 };
    let first = &scene.signals[span.tokens.start()];
    let mut features = Vec::with_capacity(NONE_FEATURES);
    let mut put = |template: u64, value: u64| features.push(mix(base + template, value));
    put(1, 0);
    put(2, u64::from(first.quote));
    put(3, u64::from(rule > 0) + 2 * u64::from(first.place));
    put(4, u64::from(first.word));
    put(5, u64::from(first.pos));
    features
}

fn pair_features(scene: &Scene<'_>, span: &RoleSpan, other: &RoleSpan, agrees: u8, from: Role) -> Vec<u64> {
    let base = if from == Role::Content { 100 } else { 200 };
    let between = gap(span.tokens, other.tokens);
    let before = other.tokens.start() < span.tokens.start();
    let side = u64::from(before);
    let document = scene.document;
    let sentences = document
        .sentence_of(span.tokens.start().max(other.tokens.start()))
        .to_usize()
        .saturating_sub(document.sentence_of(span.tokens.start().min(other.tokens.start())).to_usize())
        .min(3) as u64;
    let paragraphs =
        u64::from(document.paragraph_of(span.tokens.start()) != document.paragraph_of(other.tokens.start()));
    let mut inside = [0u64; 3];
    let first = scene.spans.partition_point(|middle| middle.tokens.start() < between.start);
    for middle in scene.spans[first..].iter().take_while(|middle| middle.tokens.start() < between.end) {
        inside[middle.role as usize] += 1;
    }
    let crowd = inside.map(|count| count.min(2));
    let crowd = crowd[0] + 3 * crowd[1] + 9 * crowd[2];
    let distance = match between.len() {
        0..=3 => between.len() as u64,
        4..=6 => 4,
        7..=12 => 5,
        13..=25 => 6,
        26..=60 => 7,
        _ => 8,
    };
    let marks = scene.marks(&(between.start..between.end.min(between.start + MARKS_REACH)));
    let here = &scene.signals[span.tokens.start()];
    let there = &scene.signals[other.tokens.start()];
    let mut features = Vec::with_capacity(PAIR_FEATURES);
    let mut put = |template: u64, value: u64| features.push(mix(base + template, value));
    put(1, side);
    put(2, side + 2 * sentences);
    put(3, side + 2 * distance);
    put(4, side + 2 * crowd);
    put(5, side + 2 * marks);
    put(6, u64::from(agrees));
    put(7, u64::from(agrees) + 8 * side + 16 * sentences);
    put(8, side + 2 * crowd + 64 * sentences);
    put(9, side + 2 * u64::from(here.quote) + 8 * u64::from(there.quote) + 32 * sentences);
    put(10, side + 2 * u64::from(here.pos) + 64 * u64::from(there.pos));
    put(11, (u64::from(there.word) << 1) + side);
    put(12, (u64::from(here.word) << 1) + side);
    put(13, paragraphs + 2 * side + 4 * u64::from(here.quote));
    put(14, side + 2 * distance + 32 * marks);
    put(15, side + 2 * crowd + 64 * u64::from(here.place) + 1024 * u64::from(here.quote));
    put(16, crowd + 32 * u64::from(agrees) + 512 * side);
    put(17, side + 2 * distance + 32 * crowd);
    put(18, side + 2 * marks + 32 * u64::from(there.pos));
    features
}
