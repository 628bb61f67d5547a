//! Features: signals in combination, each a 64-bit number.
//!
//! In: the [`Signal`]s of a document, a token. Out: the numbers of its features. Must not know: weights, labels, text.

use super::signals::Signal;
use std::ops::Range;

/// The signals past the ends of a chain.
const EDGE: Signal = Signal::NONE;

/// Takes the features of a token. A feature's number is [`mix`] of its template's number and its value: both are part of every
/// model, so that a template keeps its number and a number is never used again.
pub(super) trait Sink {
    /// All that a word says by itself at a place of [`word_features`]; `None` past the ends of the chain.
    fn word(&mut self, place: usize, signal: &Signal, position: Option<usize>);

    /// Features of few small values, each with one more than the largest it has. Each template is a number and which of the
    /// values it takes, in order; there are at most [`MOST`](super::packed::MOST).
    fn closed<const N: usize>(&mut self, values: [(u8, usize); N], templates: &[(u64, &[usize])]);

    /// A feature that can have any value.
    fn open(&mut self, template: u64, value: u64);
}

/// How many calls of each kind [`visit`] makes.
pub(super) const CLOSED: usize = 25;
pub(super) const OPEN: usize = 34;

/// Places around a token at which [`word_features`] are asked: three before it, itself, three after it.
pub(super) const PLACES: usize = 7;

/// The place of the token itself.
pub(super) const TOKEN: usize = 3;

/// No place has more of them.
pub(super) const MOST_OF_WORD: usize = 6;

/// The features of a word at a place, whatever stands around it.
pub(super) fn word_features(place: usize, s: &Signal, mut put: impl FnMut(u64)) {
    let mut put = |template: u64, value: u32| put(mix(template, u64::from(value)));
    put(place as u64 + 2, s.word);
    if (1..=5).contains(&place) {
        put(place as u64 + 101, u32::from(s.group));
    }
    match place {
        2 => {
            put(18, s.suffix3);
            put(20, s.suffix2);
        }
        3 => {
            put(14, s.suffix2);
            put(15, s.suffix3);
            put(16, s.prefix3);
            put(17, s.prefix4);
        }
        4 => {
            put(19, s.suffix3);
            put(21, s.suffix2);
        }
        _ => {}
    }
}

/// One more than the largest value of each signal.
mod size {
    pub(super) const POS: usize = super::POS;
    pub(super) const SHAPE: usize = 16;
    pub(super) const QUOTE: usize = 4;
    pub(super) const QUOTE_LENGTH: usize = 9;
    pub(super) const PARAGRAPH: usize = 17;
    pub(super) const SENTENCE: usize = 32;
    pub(super) const PLACE: usize = 9;
    pub(super) const CUE: usize = 26;
    pub(super) const RULE: usize = 31;
    pub(super) const PATTERN: usize = 18;
    pub(super) const NESTED: usize = 7;
    pub(super) const BETWEEN: usize = 128;
    pub(super) const DISTANCE: usize = 10;
    pub(super) const AUXILIARIES: usize = 64;
    pub(super) const FINITE: usize = 16;
    pub(super) const COMMAS: usize = 4;
    pub(super) const BRACKET: usize = 2;
}

/// Shows a sink the features of a token of the chain.
///
/// Numbers that are missing were used once. Sixteen went first (pairs of words further apart, words with two or three parts of
/// speech around them, and the like): cross-validation on PolNeAR train found nothing lost without them. Thirteen more (some
/// trigrams of shapes, pairs of groups before and after the token) went for speed: they were one in five of the places in memory that
/// a token visits, and attribution F fell by 0.2.
#[inline(always)]
pub(super) fn visit(signals: &[Signal], chain: &Range<usize>, token: usize, sink: &mut impl Sink) {
    use size::*;
    let position = |offset: isize| -> Option<usize> {
        token.checked_add_signed(offset).filter(|position| chain.contains(position))
    };
    let at = |offset: isize| -> &Signal { position(offset).map_or(&EDGE, |position| &signals[position]) };
    let around = [at(-3), at(-2), at(-1), at(0), at(1), at(2), at(3)];
    for (place, signal) in around.into_iter().enumerate() {
        sink.word(place, signal, position(place as isize - 3));
    }
    let [_, l2, l1, t, r1, r2, _] = around;
    let c = &t.clause;
    let two = |a: u32, b: u32| u64::from(a) << 32 | u64::from(b);
    let with = |word: u32, values: &[u8]| mix(u64::from(word), few(values));
    let groups = |a: u16, b: u16, values: &[u8]| mix(u64::from(a) << 16 | u64::from(b), few(values));
    // Words.
    sink.open(9, two(l1.word, t.word));
    sink.open(10, two(t.word, r1.word));
    sink.closed([(l1.shape, SHAPE), (t.shape, SHAPE), (r1.shape, SHAPE)], &[(22, &[0, 1, 2])]);
    // Parts of speech, and how often each label is at all.
    sink.closed([(l1.pos, POS), (t.pos, POS)], &[(1, &[]), (26, &[0]), (27, &[1])]);
    sink.closed(
        [(l1.pos, POS), (t.pos, POS), (r1.pos, POS)],
        &[(28, &[2]), (30, &[0, 1]), (31, &[1, 2]), (32, &[0, 1, 2])],
    );
    sink.closed([(l2.pos, POS), (l1.pos, POS), (t.pos, POS)], &[(25, &[0]), (33, &[0, 1, 2])]);
    sink.closed([(t.pos, POS), (r1.pos, POS), (r2.pos, POS)], &[(29, &[2]), (34, &[0, 1, 2])]);
    sink.open(35, with(t.word, &[l1.pos]));
    sink.open(36, with(t.word, &[r1.pos]));
    sink.open(37, with(l1.word, &[t.pos]));
    sink.open(38, with(r1.word, &[t.pos]));
    // Quotation marks.
    sink.closed(
        [(l2.quote, QUOTE), (l1.quote, QUOTE), (t.quote, QUOTE), (r1.quote, QUOTE), (r2.quote, QUOTE)],
        &[(39, &[1, 2, 3]), (40, &[0, 1, 2, 3, 4])],
    );
    sink.closed(
        [(l1.quote, QUOTE), (l1.quote_length, QUOTE_LENGTH), (t.quote, QUOTE), (t.shape, SHAPE)],
        &[(42, &[0, 1, 2, 3])],
    );
    sink.closed(
        [(r1.quote, QUOTE), (r1.quote_length, QUOTE_LENGTH), (t.quote, QUOTE), (t.shape, SHAPE)],
        &[(43, &[0, 1, 2, 3])],
    );
    sink.open(44, with(t.word, &[t.quote]));
    sink.open(45, with(l1.word, &[t.quote, t.quote_length]));
    sink.closed(
        [(t.quote, QUOTE), (t.quote_length, QUOTE_LENGTH), (t.paragraph, PARAGRAPH), (t.place, PLACE)],
        &[(41, &[0, 1]), (46, &[0, 1, 2]), (50, &[3, 0, 2])],
    );
    sink.closed(
        [(t.quote, QUOTE), (t.quote_length, QUOTE_LENGTH), (t.rule, RULE), (t.sentence, SENTENCE)],
        &[(47, &[0, 1, 2, 3]), (53, &[3, 2])],
    );
    // Place.
    sink.closed(
        [(t.sentence, SENTENCE), (t.place, PLACE), (t.shape, SHAPE), (u8::from(c.bracket), BRACKET)],
        &[(48, &[1, 2]), (51, &[0, 1]), (129, &[3, 2])],
    );
    sink.closed([(t.sentence, SENTENCE), (t.pos, POS)], &[(52, &[0, 1])]);
    // Cues.
    sink.closed([(l2.cue, CUE), (r1.cue, CUE), (r2.cue, CUE)], &[(54, &[0]), (57, &[1]), (58, &[2])]);
    sink.closed([(t.cue, CUE), (t.pos, POS), (r1.pos, POS)], &[(56, &[0]), (59, &[0, 1, 2])]);
    sink.closed([(l1.cue, CUE), (t.pos, POS), (r1.pos, POS)], &[(55, &[0]), (60, &[0, 1, 2])]);
    // The nearest cue on each side.
    for (near, base) in [(&t.left, 66), (&t.right, 74)] {
        sink.open(base, with(near.word, &[near.distance]));
        sink.closed(
            [(near.distance, DISTANCE), (near.between, BETWEEN), (t.pos, POS)],
            &[(base + 1, &[0, 1]), (base + 4, &[0, 1, 2])],
        );
        sink.open(base + 2, with(near.word, &[near.between]));
        sink.open(base + 3, with(near.word, &[t.pos]));
        sink.open(base + 6, few(&[near.between, t.pos, t.rule]));
        sink.open(base + 7, with(t.word, &[near.between]));
    }
    // What the rules found.
    sink.closed(
        [(l1.rule, RULE), (t.rule, RULE), (r1.rule, RULE)],
        &[(85, &[0]), (86, &[1]), (87, &[2]), (89, &[0, 1, 2])],
    );
    sink.closed([(l2.rule, RULE), (r2.rule, RULE)], &[(84, &[0]), (88, &[1])]);
    sink.open(90, few(&[l2.rule, l1.rule, t.rule, r1.rule, r2.rule]));
    sink.closed([(t.rule, RULE), (t.pattern, PATTERN), (t.nested, NESTED)], &[(91, &[0, 1]), (100, &[2, 0])]);
    for (template, side) in [(92, l1), (93, r1)] {
        sink.open(template, few(&[side.rule, side.pattern, t.rule, t.pattern]));
    }
    sink.closed([(t.rule, RULE), (t.pos, POS), (r1.pos, POS)], &[(94, &[0, 1, 2])]);
    sink.open(97, with(t.word, &[t.rule]));
    sink.open(99, with(t.left.word, &[t.rule, t.pattern]));
    sink.closed([(l1.nested, NESTED), (t.nested, NESTED), (r1.nested, NESTED)], &[(101, &[0, 1, 2])]);
    // Groups of words.
    sink.open(107, groups(l1.group, t.group, &[]));
    sink.open(108, groups(t.group, r1.group, &[]));
    sink.open(112, groups(t.group, 0, &[t.rule]));
    // The clause.
    sink.open(114, groups(t.group, 0, &[c.auxiliaries, t.pos]));
    sink.open(115, with(t.word, &[c.auxiliaries]));
    sink.closed([(t.pos, POS), (c.auxiliaries, AUXILIARIES), (r1.pos, POS)], &[(116, &[0, 1, 2])]);
    for (verb, base) in [(&c.verb_left, 117), (&c.verb_right, 120)] {
        sink.open(base, groups(verb.group, 0, &[verb.distance, t.pos]));
        sink.open(base + 1, groups(verb.group, t.group, &[]));
    }
    sink.open(123, groups(c.head_left.group, t.group, &[t.pos]));
    sink.open(124, groups(c.head_right.group, t.group, &[t.pos]));
    sink.closed([(t.pos, POS), (c.end, DISTANCE), (c.finite, FINITE)], &[(126, &[2, 0]), (128, &[1, 0])]);
    sink.closed(
        [(c.commas, COMMAS), (t.shape, SHAPE), (r1.pos, POS), (r2.pos, POS)],
        &[(130, &[0, 1, 2, 3])],
    );
}

/// Small values as one.
pub(super) fn few(values: &[u8]) -> u64 {
    values.iter().fold(1, |sum, value| sum << 8 | u64::from(*value))
}

/// Appends the numbers of the features of a token of the chain.
pub(super) fn features(signals: &[Signal], chain: &Range<usize>, token: usize, numbers: &mut Vec<u64>) {
    visit(signals, chain, token, &mut Numbers(numbers));
}

/// Features by their numbers.
struct Numbers<'a>(&'a mut Vec<u64>);

impl Sink for Numbers<'_> {
    fn word(&mut self, place: usize, signal: &Signal, _: Option<usize>) {
        word_features(place, signal, |feature| self.0.push(feature));
    }

    fn closed<const N: usize>(&mut self, values: [(u8, usize); N], templates: &[(u64, &[usize])]) {
        debug_assert!(values.iter().all(|(value, size)| usize::from(*value) < *size));
        self.0.extend(templates.iter().map(|(template, fields)| {
            let value = fields.iter().fold(few(&[]), |sum, &field| sum << 8 | u64::from(values[field].0));
            mix(*template, value)
        }));
    }

    fn open(&mut self, template: u64, value: u64) {
        self.0.push(mix(template, value));
    }
}

/// A feature's number: well spread, the same on every machine.
pub(super) fn mix(template: u64, value: u64) -> u64 {
    let mut hash = (value ^ template.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^= hash >> 29;
    hash = hash.wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ hash >> 32
}

/// How many kinds of places there are for a step from one label to the next. (Parts of speech or shapes of both sides as
/// further kinds gave nothing in cross-validation.)
pub const STEPS: usize = 48;

/// How many kinds of places the memory of the roles before is asked at, at once.
pub const MEMORY_KINDS: usize = 4;

/// All kinds of places of the memory (groups of words as a further kind gave nothing): a range for each of the [`MEMORY_KINDS`].
pub const MEMORIES: usize = 24 + POS * 2 + 32 + 128;

/// Parts of speech, and none.
const POS: usize = 25;

/// The kind of place of the step that leads to a token: marks, commas and what the rules say.
pub(super) fn step(signals: &[Signal], chain: &Range<usize>, token: usize) -> u8 {
    let here = &signals[token];
    let before = if token > chain.start { &signals[token - 1] } else { &EDGE };
    const COMMA: u8 = 8;
    let stop = match (before.shape, here.shape) {
        (_, COMMA) => 1,
        (COMMA, _) => 2,
        (_, 9..=13) => 3,
        _ => 0,
    };
    let role = |rule: u8| (rule % 8).div_ceil(2);
    let rule = match (here.rule, role(before.rule) == role(here.rule) && here.rule.is_multiple_of(2)) {
        (0, _) => 0,
        (_, true) => 1,
        _ => 2,
    };
    mark_step(before, here) + 4 * stop + 16 * rule
}

/// The kinds of places of a token for the memory of the roles of the spans before it: marks, a sentence's begin, the rules'
/// role; the part of speech; how often the word is a cue; what is between the nearest cue on the left and it.
pub(super) fn memories(signals: &[Signal], chain: &Range<usize>, token: usize) -> [u16; MEMORY_KINDS] {
    let here = &signals[token];
    let before = if token > chain.start { &signals[token - 1] } else { &EDGE };
    let starts = u8::from(here.place % 4 == 1);
    let rule = match here.rule % 8 {
        0 => 0,
        tag if tag % 2 == 1 => 1,
        _ => 2,
    };
    let kinds = [
        u16::from(mark_step(before, here) + 4 * starts + 8 * rule),
        u16::from(here.pos) * 2 + u16::from(before.shape == 8),
        u16::from(here.cue),
        u16::from(here.left.between),
    ];
    in_ranges(kinds, [24, 2 * POS as u16, 32])
}

/// Outside, into, out of and in a quotation.
fn mark_step(before: &Signal, here: &Signal) -> u8 {
    match (before.quote, here.quote) {
        (0 | 3, 0) => 0,
        (_, 1) => 1,
        (3, _) => 2,
        _ => 3,
    }
}

/// Each kind in the range after the ones before it.
fn in_ranges(mut kinds: [u16; MEMORY_KINDS], sizes: [u16; MEMORY_KINDS - 1]) -> [u16; MEMORY_KINDS] {
    let mut base = 0;
    for (kind, size) in kinds[1..].iter_mut().zip(sizes) {
        base += size;
        *kind += base;
    }
    kinds
}
