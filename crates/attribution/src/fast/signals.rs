//! What the tagger sees of each token.
//!
//! In: [`Document`], [`Quotes`], parts of speech, what the rules found. Out: one [`Signal`] a token. Must not know: weights,
//! labels, how signals are combined.

use super::clause::{Clause, see_clauses};
use super::groups::Groups;
use crate::lexicon;
use crate::pos::Pos;
use crate::{QuoteUse, Quotes, Statement};
use dixit_tokenizer::{Document, TokenKind};

/// One token, as numbers. Hashes stand for words and their parts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signal {
    /// The word in lower case, digits alike.
    pub(super) word: u32,
    /// The group of words that it is in, from 1; 0: none.
    pub(super) group: u16,
    /// Its number among the words of the groups; 0: none, or one of several spellings (digits).
    pub(super) known: u32,
    /// Its last two and three letters, its first three and four.
    pub(super) suffix2: u32,
    pub(super) suffix3: u32,
    pub(super) prefix3: u32,
    pub(super) prefix4: u32,
    /// Capitals, digits, marks.
    pub(super) shape: u8,
    pub(super) pos: u8,
    /// How often the word is a cue, in steps; 0: never.
    pub(super) cue: u8,
    /// Outside of quotations 0; at the opening mark 1, inside 2, at the closing one 3.
    pub(super) quote: u8,
    /// How long the quotation is, in steps, and whether its sentence is in it whole.
    pub(super) quote_length: u8,
    /// First and last in its sentence, distance from its start.
    pub(super) place: u8,
    /// The role in the rules' top-level statement, with the pattern's confidence in steps.
    pub(super) rule: u8,
    pub(super) pattern: u8,
    /// The role in the rules' nested statement.
    pub(super) nested: u8,
    /// The nearest cue to the left and to the right in the sentence.
    pub(super) left: Near,
    pub(super) right: Near,
    /// Where it stands in its clause.
    pub(super) clause: Clause,
    /// What is true of its sentence.
    pub(super) sentence: u8,
    /// What is true of its paragraph.
    pub(super) paragraph: u8,
}

impl Signal {
    /// No token at all.
    pub(super) const NONE: Signal = {
        const NEAR: Near = Near { word: 0, distance: 0, between: 0 };
        Signal {
            word: 0,
            group: 0,
            known: 0,
            suffix2: 0,
            suffix3: 0,
            prefix3: 0,
            prefix4: 0,
            shape: 0,
            pos: 0,
            cue: 0,
            quote: 0,
            quote_length: 0,
            place: 0,
            rule: 0,
            pattern: 0,
            nested: 0,
            left: NEAR,
            right: NEAR,
            clause: Clause::NONE,
            sentence: 0,
            paragraph: 0,
        }
    };
}

impl Signal {
    /// Whether its part of speech is that of a finite verb.
    pub(super) fn is_finite(&self) -> bool {
        self.pos
            .checked_sub(1)
            .and_then(|at| Pos::ALL.get(usize::from(at)))
            .is_some_and(|pos| pos.is_finite())
    }
}

/// The nearest cue on one side.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Near {
    /// Its word; 0 where there is none.
    pub(super) word: u32,
    /// How far, in steps.
    pub(super) distance: u8,
    /// What stands between: marks, verbs, conjunctions.
    pub(super) between: u8,
}

/// Bits of [`Near::between`].
mod between {
    pub(super) const COMMA: u8 = 1;
    pub(super) const MARK: u8 = 1 << 1;
    pub(super) const FINITE: u8 = 1 << 2;
    pub(super) const SUBORDINATOR: u8 = 1 << 3;
    pub(super) const CONJUNCTION: u8 = 1 << 4;
    pub(super) const OTHER_STOP: u8 = 1 << 5;
    pub(super) const FINITE_TWICE: u8 = 1 << 6;
}

/// Roles as painted by the rules: begin and inside of source, cue, content.
fn paint(statements: &[Statement], signals: &mut [Signal]) {
    for statement in statements {
        let step = 1 + u8::from(statement.confidence >= 0.7) + u8::from(statement.confidence >= 0.85);
        let pattern = 1 + statement.pattern as u8;
        let parts = [(1u8, &statement.content), (3, &statement.cue), (5, &statement.source)];
        for (role, runs) in parts {
            for run in runs {
                for (at, signal) in signals[run.to_range()].iter_mut().enumerate() {
                    let tag = role + u8::from(at > 0);
                    if statement.nested_in.is_some() {
                        signal.nested = tag;
                    } else {
                        signal.rule = tag + 8 * step;
                        signal.pattern = pattern;
                    }
                }
            }
        }
    }
}

/// The signals of every token. Linear.
pub(super) fn signals(
    document: &Document,
    quotes: &Quotes,
    pos: &[Pos],
    statements: &[Statement],
    groups: &Groups,
) -> Vec<Signal> {
    let mut signals = vec![Signal::default(); document.tokens().len()];
    let mut lower = String::new();
    for (token, signal) in signals.iter_mut().enumerate() {
        let word = document.word(token);
        spell(word, &mut lower, signal);
        let known = groups.of(signal.word);
        signal.group = known.group;
        let one_spelling = !word.bytes().any(|byte| byte.is_ascii_digit());
        signal.known = if one_spelling { u32::from(known.word) } else { 0 };
        signal.pos = 1 + pos[token] as u8;
        let cue = if signal.known > 0 { known.cue } else { cue(&lower) };
        signal.cue = cue.step(pos[token]);
    }
    paint_quotes(quotes, &mut signals);
    paint(statements, &mut signals);
    for paragraph in document.paragraphs() {
        let tokens = paragraph.tokens.to_range();
        let opens = signals[tokens.start].quote == 1;
        let holds = signals[tokens.clone()].iter().any(|signal| signal.quote > 0);
        let ruled = signals[tokens.clone()].iter().any(|signal| signal.rule > 0);
        let short = tokens.len() < 12;
        let bits = 1 + u8::from(opens) + 2 * u8::from(holds) + 4 * u8::from(ruled) + 8 * u8::from(short);
        for signal in &mut signals[tokens] {
            signal.paragraph = bits;
        }
    }
    for sentence in document.sentences() {
        let tokens = sentence.tokens.to_range();
        look_around(document, pos, &mut signals, tokens.clone());
        see_clauses(&mut signals, pos, tokens, |signal| is_near_cue(signal.cue));
    }
    signals
}

/// What a word tells without its neighbors.
pub(super) fn alone(word: &str, group: u16) -> Signal {
    let mut signal = Signal { group, ..Signal::NONE };
    spell(word, &mut String::new(), &mut signal);
    signal
}

/// Everything that the letters tell.
fn spell(word: &str, lower: &mut String, signal: &mut Signal) {
    lower.clear();
    for c in word.chars() {
        if c.is_ascii() {
            lower.push(c.to_ascii_lowercase());
        } else if c == '’' {
            lower.push('\'');
        } else {
            lower.extend(c.to_lowercase());
        }
    }
    let bytes = lower.as_bytes();
    let end = bytes.len();
    signal.word = if bytes.iter().any(u8::is_ascii_digit) {
        let masked: Vec<u8> = bytes.iter().map(|b| if b.is_ascii_digit() { b'0' } else { *b }).collect();
        hash(&masked)
    } else {
        hash(bytes)
    };
    signal.suffix2 = hash(&bytes[end.saturating_sub(2)..]);
    signal.suffix3 = hash(&bytes[end.saturating_sub(3)..]);
    signal.prefix3 = hash(&bytes[..end.min(3)]);
    signal.prefix4 = hash(&bytes[..end.min(4)]);
    signal.shape = shape(word);
}

/// FNV-1a, 32 bits, never 0.
pub(super) const fn hash(bytes: &[u8]) -> u32 {
    let mut hash = 0x811c_9dc5u32;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    if hash == 0 { 1 } else { hash }
}

fn shape(word: &str) -> u8 {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return 0 };
    let digit = word.bytes().any(|b| b.is_ascii_digit());
    if first.is_uppercase() {
        let (mut upper, mut lower) = (0, 0);
        for c in chars {
            upper += u32::from(c.is_uppercase());
            lower += u32::from(c.is_lowercase());
        }
        return match (upper, lower) {
            (0, 0) => 1,
            (_, 0) => 2,
            (0, _) => 3,
            _ => 4,
        };
    }
    if digit {
        return 5;
    }
    if first.is_alphabetic() {
        return if word.contains('-') { 7 } else { 6 };
    }
    match first {
        ',' => 8,
        '.' | '!' | '?' => 9,
        ':' => 10,
        ';' => 11,
        '“' | '"' | '”' | '‘' | '’' | '\'' | '`' => 12,
        '-' | '–' | '—' => 13,
        '(' | ')' => 14,
        _ => 15,
    }
}

/// How often a word is a cue, by what it can be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cue {
    /// As a verb; 0: never.
    verb: u8,
    /// Where it is no verb, or none that the lexicon has.
    other: u8,
}

impl Cue {
    fn step(self, pos: Pos) -> u8 {
        match pos {
            Pos::Punctuation => 0,
            _ if pos.is_verb() && self.verb > 0 => self.verb,
            _ => self.other,
        }
    }
}

/// How often a word in lower case is a cue: verb, noun and adjective apart, in five steps each.
pub(super) fn cue(lower: &str) -> Cue {
    let step = |rate: f32| match rate {
        r if r >= 0.85 => 5,
        r if r >= 0.6 => 4,
        r if r >= 0.35 => 3,
        r if r >= 0.15 => 2,
        _ => 1,
    };
    let verb = lexicon::verb(lower);
    let noun = || lexicon::noun(lower).map(|noun| 10 + step(noun.rate));
    let adjective = || lexicon::adjective(lower).map(|adjective| 15 + step(adjective.rate));
    let no_verb = || verb.map(|verb| 20 + step(verb.rate));
    Cue {
        verb: verb.map_or(0, |verb| step(verb.rate) + if verb.strong { 5 } else { 0 }),
        other: noun().or_else(adjective).or_else(no_verb).unwrap_or_default(),
    }
}

/// Which steps of a [`Cue`] make a cue that neighbors are told of.
fn is_near_cue(step: u8) -> bool {
    matches!(step, 2..=5 | 7..=10 | 13..=15 | 18..=20)
}

fn paint_quotes(quotes: &Quotes, signals: &mut [Signal]) {
    for (_, span, run) in quotes.top_level() {
        if matches!(span.usage, QuoteUse::Nickname | QuoteUse::Title) || run.is_empty() {
            continue;
        }
        let scare = u8::from(span.usage == QuoteUse::Scare);
        let length = match run.len() {
            0..=4 => 1,
            5..=8 => 2,
            9..=14 => 3,
            _ => 4,
        } + 4 * scare;
        let tokens = run.to_range();
        let last = tokens.end - 1;
        for at in tokens.clone() {
            signals[at].quote = 2;
            signals[at].quote_length = length;
        }
        signals[last].quote = 3;
        signals[tokens.start].quote = 1;
    }
}

fn look_around(document: &Document, pos: &[Pos], signals: &mut [Signal], tokens: std::ops::Range<usize>) {
    let mut bits = 0u8;
    let mut cues = 0;
    for at in tokens.clone() {
        cues += u8::from(is_near_cue(signals[at].cue));
        bits |= u8::from(signals[at].quote > 0) | (2 * u8::from(signals[at].rule > 0));
    }
    bits |= 4 * cues.min(3);
    let question = document.word(tokens.end - 1) == "?";
    bits |= 16 * u8::from(question);
    let mut near = Near::default();
    let mut seen = 0u8;
    let mut since = 0usize;
    for at in tokens.clone() {
        let from_start = at - tokens.start;
        signals[at].place = match from_start {
            0 => 1,
            1 => 2,
            2..=4 => 3,
            _ => 4,
        } + if at + 1 == tokens.end { 4 } else { 0 };
        signals[at].sentence = bits;
        if near.word != 0 {
            signals[at].left = Near { word: near.word, distance: distance(since), between: seen };
        }
        since += 1;
        if is_near_cue(signals[at].cue) {
            near.word = signals[at].word;
            seen = 0;
            since = 0;
        } else {
            seen = see(seen, document, pos, signals, at);
        }
    }
    near = Near::default();
    seen = 0;
    since = 0;
    for at in tokens.rev() {
        if near.word != 0 {
            signals[at].right = Near { word: near.word, distance: distance(since), between: seen };
        }
        since += 1;
        if is_near_cue(signals[at].cue) {
            near.word = signals[at].word;
            seen = 0;
            since = 0;
        } else {
            seen = see(seen, document, pos, signals, at);
        }
    }
}

/// Distances in steps.
pub(super) fn distance(tokens: usize) -> u8 {
    match tokens {
        0..=4 => 1 + tokens as u8,
        5..=7 => 6,
        8..=12 => 7,
        13..=20 => 8,
        _ => 9,
    }
}

/// The bits of what stands between, with one token more.
fn see(seen: u8, document: &Document, pos: &[Pos], signals: &[Signal], at: usize) -> u8 {
    let kind = document.tokens()[at].kind;
    let bit = match kind {
        TokenKind::QuoteMark => between::MARK,
        TokenKind::Dash => between::OTHER_STOP,
        TokenKind::Punctuation => match document.word(at) {
            "," => between::COMMA,
            _ => between::OTHER_STOP,
        },
        _ if pos[at].is_finite() && seen & between::FINITE != 0 => between::FINITE_TWICE,
        _ if pos[at].is_finite() => between::FINITE,
        _ if pos[at] == Pos::Conjunction => between::CONJUNCTION,
        _ if pos[at] == Pos::Wh => between::SUBORDINATOR,
        _ if signals[at].word == hash(b"that") => between::SUBORDINATOR,
        _ => 0,
    };
    seen | bit
}
