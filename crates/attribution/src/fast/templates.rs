//! Features: signals in combination, each a 64-bit number.
//!
//! In: the [`Signal`]s of a document, a token. Out: the numbers of its features. Must not know: weights, labels, text.

use super::signals::Signal;
use std::ops::Range;

/// The signals past the ends of a chain.
const EDGE: Signal = Signal::NONE;

/// How many features a token has.
pub(super) const FEATURES: usize = 134;

/// The features of a token of the chain.
pub(super) fn features(signals: &[Signal], chain: &Range<usize>, token: usize) -> [u64; FEATURES] {
    let mut features = [0; FEATURES];
    let at = |offset: isize| -> &Signal {
        token
            .checked_add_signed(offset)
            .filter(|position| chain.contains(position))
            .map_or(&EDGE, |position| &signals[position])
    };
    let (l3, l2, l1, t, r1, r2, r3) = (at(-3), at(-2), at(-1), at(0), at(1), at(2), at(3));
    let mut template = 0;
    let mut put = |value: u64| {
        features[template] = mix(template as u64 + 1, value);
        template += 1;
    };
    let two = |a: u32, b: u32| u64::from(a) << 32 | u64::from(b);
    let few = |values: &[u8]| values.iter().fold(1u64, |sum, value| sum << 8 | u64::from(*value));
    let with = |word: u32, values: &[u8]| mix(u64::from(word), few(values));
    put(1);
    for s in [l3, l2, l1, t, r1, r2, r3] {
        put(u64::from(s.word));
    }
    put(two(l1.word, t.word));
    put(two(t.word, r1.word));
    put(two(l1.word, r1.word));
    put(two(l2.word, l1.word));
    put(two(r1.word, r2.word));
    put(u64::from(t.suffix2));
    put(u64::from(t.suffix3));
    put(u64::from(t.prefix3));
    put(u64::from(t.prefix4));
    put(u64::from(l1.suffix3));
    put(u64::from(r1.suffix3));
    put(u64::from(l1.suffix2));
    put(u64::from(r1.suffix2));
    put(few(&[l1.shape, t.shape, r1.shape]));
    put(few(&[t.shape, r1.shape, r2.shape]));
    put(few(&[l2.shape, l1.shape, t.shape]));
    // Parts of speech.
    for s in [l2, l1, t, r1, r2] {
        put(few(&[s.pos]));
    }
    put(few(&[l1.pos, t.pos]));
    put(few(&[t.pos, r1.pos]));
    put(few(&[l1.pos, t.pos, r1.pos]));
    put(few(&[l2.pos, l1.pos, t.pos]));
    put(few(&[t.pos, r1.pos, r2.pos]));
    put(with(t.word, &[l1.pos]));
    put(with(t.word, &[r1.pos]));
    put(with(l1.word, &[t.pos]));
    put(with(r1.word, &[t.pos]));
    // Quotation marks.
    put(few(&[l1.quote, t.quote, r1.quote]));
    put(few(&[l2.quote, l1.quote, t.quote, r1.quote, r2.quote]));
    put(few(&[t.quote, t.quote_length]));
    put(few(&[l1.quote, l1.quote_length, t.quote, t.shape]));
    put(few(&[r1.quote, r1.quote_length, t.quote, t.shape]));
    put(with(t.word, &[t.quote]));
    put(with(l1.word, &[t.quote, t.quote_length]));
    put(few(&[t.quote, t.quote_length, t.paragraph]));
    put(few(&[t.quote, t.quote_length, t.rule, t.sentence]));
    // Place.
    put(few(&[t.place, t.shape]));
    put(few(&[t.place, t.pos, r1.pos]));
    put(few(&[t.place, t.quote, t.paragraph]));
    put(few(&[t.sentence, t.place]));
    put(few(&[t.sentence, t.pos]));
    put(few(&[t.sentence, t.rule]));
    // Cues.
    for s in [l2, l1, t, r1, r2] {
        put(few(&[s.cue]));
    }
    put(few(&[t.cue, t.pos, r1.pos]));
    put(few(&[l1.cue, t.pos, r1.pos]));
    put(few(&[l1.pos, t.cue, r1.pos]));
    put(few(&[l1.cue, l1.pos, t.pos, t.shape]));
    put(few(&[r1.cue, r1.pos, t.pos, t.shape]));
    put(with(l1.word, &[t.cue, r1.pos]));
    put(with(r1.word, &[t.cue, l1.pos]));
    // The nearest cue on each side.
    for near in [&t.left, &t.right] {
        put(with(near.word, &[near.distance]));
        put(few(&[near.distance, near.between]));
        put(with(near.word, &[near.between]));
        put(with(near.word, &[t.pos]));
        put(few(&[near.distance, near.between, t.pos]));
        put(few(&[near.between, t.shape, t.quote]));
        put(few(&[near.between, t.pos, t.rule]));
        put(with(t.word, &[near.between]));
    }
    put(few(&[t.left.between, t.left.distance, t.right.between, t.right.distance]));
    put(two(t.left.word, t.right.word));
    // What the rules found.
    for s in [l2, l1, t, r1, r2] {
        put(few(&[s.rule]));
    }
    put(few(&[l1.rule, t.rule, r1.rule]));
    put(few(&[l2.rule, l1.rule, t.rule, r1.rule, r2.rule]));
    put(few(&[t.rule, t.pattern]));
    put(few(&[l1.rule, l1.pattern, t.rule, t.pattern]));
    put(few(&[r1.rule, r1.pattern, t.rule, t.pattern]));
    put(few(&[t.rule, t.pos, r1.pos]));
    put(few(&[t.rule, t.pos, l1.pos]));
    put(few(&[l1.rule, t.rule, t.pos, t.shape]));
    put(with(t.word, &[t.rule]));
    put(with(t.word, &[t.rule, l1.rule]));
    put(with(t.left.word, &[t.rule, t.pattern]));
    put(few(&[t.nested, t.rule]));
    put(few(&[l1.nested, t.nested, r1.nested]));
    // Groups of words.
    let groups = |a: u16, b: u16, values: &[u8]| mix(u64::from(a) << 16 | u64::from(b), few(values));
    for s in [l2, l1, t, r1, r2] {
        put(u64::from(s.group));
    }
    put(groups(l1.group, t.group, &[]));
    put(groups(t.group, r1.group, &[]));
    put(groups(l1.group, r1.group, &[t.pos]));
    put(groups(l2.group, l1.group, &[]));
    put(groups(r1.group, r2.group, &[]));
    put(groups(t.group, 0, &[t.rule]));
    put(groups(t.group, 0, &[t.quote, t.sentence]));
    // The clause.
    let c = &t.clause;
    put(groups(t.group, 0, &[c.auxiliaries, t.pos]));
    put(with(t.word, &[c.auxiliaries]));
    put(few(&[t.pos, c.auxiliaries, r1.pos]));
    for verb in [&c.verb_left, &c.verb_right] {
        put(groups(verb.group, 0, &[verb.distance, t.pos]));
        put(groups(verb.group, t.group, &[]));
        put(with(verb.word, &[t.pos]));
    }
    put(groups(c.head_left.group, t.group, &[t.pos]));
    put(groups(c.head_right.group, t.group, &[t.pos]));
    put(few(&[c.head_left.pos, c.head_left.distance, t.pos, c.auxiliaries]));
    put(few(&[c.finite, t.pos]));
    put(few(&[c.finite, t.left.distance, c.commas]));
    put(few(&[c.end, t.pos]));
    put(few(&[u8::from(c.bracket), t.shape]));
    put(few(&[c.commas, t.shape, r1.pos, r2.pos]));
    put(few(&[t.shape, r1.pos, r2.pos, r3.pos]));
    put(with(r1.word, &[t.shape, r2.pos, r3.pos]));
    put(with(t.word, &[l1.shape, r1.pos, r2.pos]));
    put(with(t.left.word, &[c.commas, t.shape]));
    debug_assert_eq!(template, FEATURES);
    features
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
