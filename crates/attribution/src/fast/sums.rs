//! What the features of a token say together.
//!
//! In: the [`Signal`]s of a document, the weights of single features. Out: the sum of the weights of all features of a token. Must
//! not know: labels, how features are made and weights stored.
//!
//! Most features ask for few small values, and many for some of the same ones: their weights are added up once, when the model is
//! loaded, into tables by those values. What a word says by itself is added up once for each word of a document. Sums are of
//! whole numbers, so that it is the same in which order they are made.

use super::buckets::{BIAS, Buckets, Kept, STORED};
use super::groups::Groups;
use super::packed::{MOST, Packed, Sums};
use super::signals::{Signal, alone};
use super::templates::{CLOSED, MOST_OF_WORD, OPEN, PLACES, Sink, TOKEN, few, mix, visit, word_features};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Weights of the labels, or sums of them, in the order in which they are unpacked: every second one first; filled up to what a
/// processor adds at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(align(16))]
pub(super) struct Row([i16; 8]);

impl Row {
    /// From the sums of weights plus [`BIAS`], sixteen bits each, and how many were added up.
    #[inline(always)]
    pub(super) fn from_biased(even: u64, odd: u64, count: u64) -> Self {
        // Written out: what builds arrays in the standard library is not always inlined, and this is called for every token.
        let zero = (u64::from(BIAS) * count) as i16;
        let at = |sums: u64, place: u32| ((sums >> (16 * place)) as i16).wrapping_sub(zero);
        Self([at(even, 0), at(even, 1), at(even, 2), 0, at(odd, 0), at(odd, 1), at(odd, 2), 0])
    }

    /// The weights in the order of their labels.
    pub(super) fn in_order(&self) -> [i16; STORED] {
        let [a, c, e, _, b, d, f, _] = self.0;
        [a, b, c, d, e, f]
    }

    /// From the weights in the order of their labels.
    #[inline(always)]
    fn from_ordered([a, b, c, d, e, f]: [i16; STORED]) -> Self {
        Self([a, c, e, 0, b, d, f, 0])
    }

    #[inline(always)]
    pub(super) fn add(&mut self, other: &Row) {
        for (sum, more) in self.0.iter_mut().zip(other.0) {
            *sum = sum.wrapping_add(more);
        }
    }
}

/// All features: their weights one by one, and what is added up of them beforehand.
#[derive(Debug, Clone)]
pub(super) struct Features {
    pub(super) buckets: Buckets,
    closed: Closed,
    known: KnownWords,
}

impl Features {
    /// Adds up what can be: some milliseconds, and some megabytes.
    pub(super) fn new(buckets: Buckets) -> Self {
        let (closed, known) = (Closed::new(&buckets), KnownWords::new(&buckets));
        Self { buckets, closed, known }
    }
}

/// The features of few small values, added up for all that these can be.
#[derive(Debug, Clone)]
struct Closed {
    /// Where each table starts.
    starts: [u32; CLOSED],
    rows: Vec<Packed>,
}

impl Closed {
    /// Half a million sums.
    fn new(buckets: &Buckets) -> Self {
        let mut builder = Builder {
            buckets,
            tables: 0,
            closed: Self { starts: [0; CLOSED], rows: Vec::new() },
            table: Vec::new(),
            part: Vec::new(),
        };
        visit(&[Signal::NONE], &(0..1), 0, &mut builder);
        debug_assert_eq!(builder.tables, CLOSED);
        builder.closed
    }

    /// A row by its place; nothing for a place that is none, which only a fault of the templates could ask for.
    #[inline(always)]
    fn row(&self, at: u32) -> Packed {
        self.rows.get(at as usize).copied().unwrap_or(Packed::NOTHING)
    }
}

/// Fills the tables of [`Closed`].
struct Builder<'a> {
    buckets: &'a Buckets,
    tables: usize,
    closed: Closed,
    /// The sums of one table.
    table: Vec<Row>,
    /// The weights of one template.
    part: Vec<Row>,
}

impl Sink for Builder<'_> {
    fn word(&mut self, _: usize, _: &Signal, _: Option<usize>) {}

    fn closed<const N: usize>(&mut self, values: [(u8, usize); N], templates: &[(u64, &[usize])]) {
        debug_assert!(templates.len() <= MOST);
        if let Some(place) = self.closed.starts.get_mut(self.tables) {
            *place = self.closed.rows.len() as u32;
        }
        self.tables += 1;
        let size = |fields: &[usize]| fields.iter().map(|&field| values[field].1).product::<usize>();
        let all: [usize; N] = std::array::from_fn(|field| field);
        self.table.clear();
        self.table.resize(size(&all), Row::default());
        for (template, fields) in templates {
            self.part.clear();
            self.part.extend((0..size(fields)).map(|at| {
                let mut rest = at;
                let mut value = [0u8; N];
                for (place, &field) in value[..fields.len()].iter_mut().zip(*fields).rev() {
                    *place = (rest % values[field].1) as u8;
                    rest /= values[field].1;
                }
                self.buckets.row(mix(*template, few(&value[..fields.len()])))
            }));
            // How far one step in each value leads in the table of the template.
            let mut steps = [0; N];
            for (place, &field) in fields.iter().enumerate() {
                steps[field] = size(&fields[place + 1..]);
            }
            let mut value = [0; N];
            let mut at = 0;
            for row in &mut self.table {
                row.add(&self.part[at]);
                // The last value counts fastest.
                for field in (0..N).rev() {
                    value[field] += 1;
                    at += steps[field];
                    if value[field] < values[field].1 {
                        break;
                    }
                    value[field] = 0;
                    at -= steps[field] * values[field].1;
                }
            }
        }
        self.closed.rows.extend(self.table.iter().map(|row| Packed::new(row.in_order())));
    }

    fn open(&mut self, _: u64, _: u64) {}
}

/// What a word says by itself, at each place around a token, in one cache line.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
struct Said {
    places: [Packed; PLACES],
    /// What there was no room for at the token itself.
    rest: Packed,
}

impl Said {
    const NOTHING: Self = Self { places: [Packed::NOTHING; PLACES], rest: Packed::NOTHING };
}

/// What the words of the groups say by themselves, added up when the model is loaded: most tokens of news.
#[derive(Debug, Clone)]
struct KnownWords {
    /// By their numbers; the first is for no token at all.
    said: Vec<Said>,
}

impl KnownWords {
    /// Twenty thousand words, at seven places each.
    fn new(buckets: &Buckets) -> Self {
        let words: Vec<Signal> = Groups::words().map(|(word, group)| alone(word, group)).collect();
        let mut said = Vec::with_capacity(words.len() + 1);
        say(buckets, std::iter::once(&Signal::NONE).chain(&words), &mut said);
        Self { said }
    }
}

/// Appends what some words say by themselves.
fn say<'a>(buckets: &Buckets, words: impl Iterator<Item = &'a Signal>, said: &mut Vec<Said>) {
    let (mut features, mut ends) = (Vec::new(), Vec::new());
    let mut words = words.peekable();
    while words.peek().is_some() {
        features.clear();
        ends.clear();
        for signal in words.by_ref().take(BATCH) {
            for place in 0..PLACES {
                let mut kept = Kept::<MOST_OF_WORD>::NONE;
                word_features(place, signal, |feature| buckets.keep_likely(feature, &mut kept));
                features.extend_from_slice(kept.all());
                ends.push(features.len());
            }
        }
        buckets.touch(&features);
        let mut start = 0;
        for ends in ends.chunks_exact(PLACES) {
            let mut word = Said::NOTHING;
            for (place, &end) in word.places.iter_mut().zip(ends) {
                let (first, rest) = features[start..end].split_at(MOST.min(end - start));
                *place = Packed::new(buckets.sum(first).in_order());
                if !rest.is_empty() {
                    debug_assert!(word.rest == Packed::NOTHING && rest.len() <= MOST);
                    word.rest = Packed::new(buckets.sum(rest).in_order());
                }
                start = end;
            }
            said.push(word);
        }
    }
}

/// What the words of a document say by themselves.
struct Words<'a> {
    known: &'a [Said],
    /// Of those that are not known.
    other: Vec<Said>,
    /// Which of them each token has: known ones first.
    of: Vec<u32>,
}

impl<'a> Words<'a> {
    fn new(buckets: &Buckets, known: &'a KnownWords, signals: &[Signal]) -> Self {
        let known = known.said.as_slice();
        let mut numbers: FxHashMap<[u32; 5], u32> = FxHashMap::default();
        let mut new = Vec::new();
        let of = signals.iter().map(|signal| {
            if signal.known > 0 {
                return signal.known;
            }
            let key = [signal.word, signal.suffix2, signal.suffix3, signal.prefix3, signal.prefix4];
            *numbers.entry(key).or_insert_with(|| {
                new.push(signal);
                (known.len() + new.len() - 1) as u32
            })
        });
        let of = of.collect();
        let mut other = Vec::with_capacity(new.len());
        say(buckets, new.into_iter(), &mut other);
        Self { known, other, of }
    }

    /// What the word of a token says; 0 stands for no token.
    #[inline(always)]
    fn said(&self, number: u32) -> &Said {
        let number = number as usize;
        self.known.get(number).unwrap_or_else(|| &self.other[number - self.known.len()])
    }
}

/// So many tokens are worked on at a time: their buckets fit a processor's nearest memory.
const BATCH: usize = 16;

/// Adds up the features of the tokens of a document.
pub(super) struct Summer<'a> {
    buckets: &'a Buckets,
    closed: &'a Closed,
    signals: &'a [Signal],
    words: Words<'a>,
    /// The rows of the tables that the tokens of a batch ask for, [`CLOSED`] each.
    rows: Vec<u32>,
    /// Their open features, and where each token's end.
    open: Vec<u64>,
    ends: Vec<usize>,
    /// What their words say.
    said: Vec<Sums>,
}

impl<'a> Summer<'a> {
    pub(super) fn new(features: &'a Features, signals: &'a [Signal]) -> Self {
        let Features { buckets, closed, known } = features;
        let words = Words::new(buckets, known, signals);
        let (rows, open, ends, said) = Default::default();
        Self { buckets, closed, signals, words, rows, open, ends, said }
    }

    /// The sum of the features of each token of the chain that is asked for; nothing for others.
    ///
    /// First all places are found where weights lie, then they are read, in short loops: most places are far from the processor,
    /// and it can wait for many of them at a time.
    pub(super) fn sums(&mut self, chain: &Range<usize>, asked: impl Fn(usize) -> bool) -> Vec<Row> {
        let mut sums = vec![Row::default(); chain.len()];
        let asked: Vec<usize> = chain.clone().filter(|&token| asked(token)).collect();
        for batch in asked.chunks(BATCH) {
            self.rows.clear();
            self.open.clear();
            self.ends.clear();
            self.said.clear();
            for &token in batch {
                self.place(chain, token);
            }
            self.buckets.touch(&self.open);
            let mut start = 0;
            let places = self.ends.iter().zip(&self.said).zip(self.rows.chunks_exact(CLOSED));
            for (&token, ((&end, &said), rows)) in batch.iter().zip(places) {
                let mut added = said;
                for &row in rows {
                    added.add(self.closed.row(row));
                }
                let sum = &mut sums[token - chain.start];
                *sum = self.buckets.sum(&self.open[start..end]);
                sum.add(&Row::from_ordered(added.in_order()));
                start = end;
            }
        }
        sums
    }

    /// Finds where the weights of a token lie. What its words say is near and is added up at once.
    fn place(&mut self, chain: &Range<usize>, token: usize) {
        let mut placer = Placer {
            starts: &self.closed.starts,
            words: &self.words,
            said: Sums::default(),
            rows: [0; CLOSED],
            tables: 0,
            buckets: self.buckets,
            open: Kept::NONE,
        };
        visit(self.signals, chain, token, &mut placer);
        debug_assert_eq!(placer.tables, CLOSED);
        self.rows.extend_from_slice(&placer.rows);
        self.open.extend_from_slice(placer.open.all());
        self.ends.push(self.open.len());
        self.said.push(placer.said);
    }
}

/// Finds where the weights of one token lie.
struct Placer<'a> {
    starts: &'a [u32; CLOSED],
    words: &'a Words<'a>,
    said: Sums,
    rows: [u32; CLOSED],
    tables: usize,
    buckets: &'a Buckets,
    open: Kept<OPEN>,
}

impl Sink for Placer<'_> {
    #[inline(always)]
    fn word(&mut self, place: usize, _: &Signal, position: Option<usize>) {
        let word = position.map_or(0, |position| self.words.of[position]);
        let said = self.words.said(word);
        self.said.add(said.places[place]);
        if place == TOKEN {
            self.said.add(said.rest);
        }
    }

    #[inline(always)]
    fn closed<const N: usize>(&mut self, values: [(u8, usize); N], _: &[(u64, &[usize])]) {
        let at = values.iter().fold(0, |at, (value, size)| at * *size as u32 + u32::from(*value));
        self.rows[self.tables] = self.starts[self.tables] + at;
        self.tables += 1;
    }

    #[inline(always)]
    fn open(&mut self, template: u64, value: u64) {
        self.buckets.keep_likely(mix(template, value), &mut self.open);
    }
}

#[cfg(test)]
mod tests {
    use super::super::templates::features;
    use super::*;

    /// Signals with something in every place, different from token to token.
    fn signals() -> Vec<Signal> {
        let mut all = Vec::new();
        for at in 0..40u32 {
            let small = |size: u32| (at.wrapping_mul(2_654_435_761) >> 7) as u8 % size as u8;
            all.push(Signal {
                word: 1 + at % 7,
                group: at as u16 % 7,
                suffix2: at % 3,
                shape: small(16),
                pos: small(25),
                cue: small(26),
                quote: small(4),
                rule: small(31),
                pattern: small(18),
                sentence: small(32),
                ..Signal::NONE
            });
        }
        all
    }

    #[test]
    fn tables_say_what_single_features_say() {
        let signals = signals();
        let chains = [0..25, 25..26, 26..40];
        let mut numbers = Vec::new();
        for chain in &chains {
            chain.clone().for_each(|token| features(&signals, chain, token, &mut numbers));
        }
        // Two of three features have a weight.
        let weighed = numbers.iter().filter(|feature| *feature % 3 > 0);
        let rows = weighed.map(|feature| (*feature, std::array::from_fn(|at| (feature >> (8 * at)) as u8)));
        let mut rows: Vec<_> = rows.collect();
        rows.sort_unstable();
        rows.dedup();
        let all = Features::new(Buckets::with(rows.len() / 4, rows));
        let mut summer = Summer::new(&all, &signals);
        for chain in &chains {
            let sums = summer.sums(chain, |token| token != 3);
            for (token, sum) in chain.clone().zip(&sums) {
                let mut numbers = Vec::new();
                features(&signals, chain, token, &mut numbers);
                let mut expected = Row::default();
                numbers.iter().for_each(|feature| expected.add(&all.buckets.row(*feature)));
                assert_eq!(*sum, if token == 3 { Row::default() } else { expected }, "token {token}");
            }
        }
    }
}
