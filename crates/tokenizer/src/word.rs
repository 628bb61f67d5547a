//! Tokens: words, numbers and marks.
//!
//! In: the text and one paragraph's bytes. Out: [`Token`]s in order, covering everything but white space. Must not know:
//! sentences, which quotation marks belong together.
//!
//! Words begin and end where UAX #29 says, under a layer that joins what news writes as one word (`trade-weary`,
//! `$4bn`, `U.S.`) and parts what it does not (`Trump|’s`, `6|’|2|”`). The ASCII part of UAX #29 is spelled out here,
//! because it is nearly all of the text; words with other letters go through `unicode-segmentation`.
//!
//! `and/or` is three tokens; `9/11` is one. Every `’s` is a token of its own, also in `it’s`.

use crate::abbreviation::{Group, group_of};
use crate::chars::{
    ends_word, is_apostrophe, is_currency, is_dash, is_hyphen, is_quote_mark, is_space, is_unit_sign,
    kind_of_mark,
};
use crate::{Span, Token, TokenKind, web};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// First piece of text given to the segmentation library; it grows only for words longer than this, so that the work
/// stays linear however long a word is.
const SEGMENT_WINDOW: usize = 64;
/// Elided words that begin with an apostrophe of either shape.
const ELISIONS: [&str; 8] = ["em", "n", "neath", "til", "tis", "twas", "twere", "twill"];
/// Elided words that begin with a set apostrophe (’); after a typed one they may as well open a quotation.
const SET_ELISIONS: [&str; 5] = ["bout", "cause", "course", "cuz", "round"];
/// Words after which a hanging hyphen belongs to the word before: `pre- and post-war`.
const HANGING: [&str; 3] = ["and", "or", "to"];

/// Appends the tokens of one paragraph. Linear, allocates only for `tokens`.
pub(crate) fn find_words(text: &str, paragraph: Range<usize>, tokens: &mut Vec<Token>) {
    // Cutting the text here makes the paragraph's end the end of everything the scanner can see.
    let mut scanner = Scanner { text: text.get(..paragraph.end).unwrap_or(text), tokens };
    let mut at = paragraph.start;
    while at < paragraph.end {
        at = scanner.step(at);
    }
}

struct Scanner<'a> {
    text: &'a str,
    tokens: &'a mut Vec<Token>,
}

impl Scanner<'_> {
    /// Reads one token, or skips one character of white space; returns where the next starts.
    fn step(&mut self, at: usize) -> usize {
        let Some(c) = self.char_at(at) else { return self.text.len() };
        if c.is_ascii_alphabetic() {
            return self.ascii_word(at);
        }
        if is_space(c) {
            return at + c.len_utf8();
        }
        if c.is_alphanumeric() {
            return self.word(at, at);
        }
        self.mark(at, c)
    }

    /// A word of ASCII letters with nothing after it that could join: two words in three, so it has its own short way.
    fn ascii_word(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let letters = bytes[at..].iter().position(|byte| !byte.is_ascii_alphabetic());
        let end = letters.map_or(bytes.len(), |len| at + len);
        match bytes.get(end) {
            None | Some(b' ' | b',' | b'\n' | b'"' | b')' | b';' | b'?' | b'!') => {
                self.push(at, end, TokenKind::Word)
            }
            _ => self.word(at, at),
        }
    }

    /// A word or number that starts at `start` (perhaps with a sign) and has its first letter or digit at `core`.
    fn word(&mut self, start: usize, core: usize) -> usize {
        if start == core
            && let Some((end, kind)) = web::address_at(self.text, start)
        {
            return self.push(start, end, kind);
        }
        let number =
            self.text[start..core].contains(is_currency) || self.char_at(core).is_some_and(char::is_numeric);
        let (mut end, mut abbreviated) = self.joined(core);
        // "U.S.-China": the hyphen goes on.
        while abbreviated
            && let Some(hyphen) = self.char_at(end).filter(|&c| is_hyphen(c))
            && self.alphanumeric_at(end + hyphen.len_utf8())
        {
            (end, abbreviated) = self.joined(end + hyphen.len_utf8());
        }
        if abbreviated {
            return self.push(start, end, TokenKind::Abbreviation);
        }
        if number && self.char_before(end).is_numeric() && self.char_at(end).is_some_and(is_unit_sign) {
            end += self.char_at(end).map_or(0, char::len_utf8);
        }
        if self.has_hanging_hyphen(end) {
            end += 1;
        }
        let number = number || self.text[core..end].contains(is_currency);
        let kind = if number && !self.is_compound(start, end) { TokenKind::Number } else { TokenKind::Word };
        self.push(start, end, kind)
    }

    /// The end of the pieces from `core` on that apostrophes, hyphens and the like join, and whether it is past a full
    /// stop that belongs to them.
    fn joined(&self, core: usize) -> (usize, bool) {
        let mut end = self.run(core);
        let mut piece = core;
        let mut dotted = false;
        while let Some(c) = self.char_at(end) {
            let before = self.char_before(end);
            let next = end + c.len_utf8();
            let Some(after) = self.char_at(next) else { break };
            let both_digits = before.is_ascii_digit() && after.is_ascii_digit();
            let joins = match c {
                c if is_apostrophe(c) || c == '‘' => {
                    before.is_alphabetic() && after.is_alphabetic() && !self.is_possessive(end)
                }
                ',' | '/' | ':' => both_digits,
                '.' if both_digits => true,
                '.' => {
                    let inner = self.dot_joins(piece, end);
                    dotted |= inner;
                    inner
                }
                '&' => before.is_uppercase() && after.is_uppercase(),
                '$' => self.is_country_of_dollar(core, end) && after.is_ascii_digit(),
                c if is_hyphen(c) => {
                    after.is_alphanumeric() || (is_currency(after) && self.digit_at(next + after.len_utf8()))
                }
                // "4.25%-4.5%"
                c if is_unit_sign(c) => {
                    before.is_numeric() && is_hyphen(after) && self.alphanumeric_at(next + after.len_utf8())
                }
                _ => false,
            };
            if !joins {
                break;
            }
            piece = if is_currency(after) || is_hyphen(after) { next + after.len_utf8() } else { next };
            end = self.run(piece);
        }
        match self.abbreviation_end(core, piece, end, dotted) {
            Some(stop) => (stop, true),
            None => (end, false),
        }
    }

    /// Everything that starts with neither letter, digit nor white space.
    fn mark(&mut self, at: usize, c: char) -> usize {
        let next = at + c.len_utf8();
        if is_apostrophe(c) || matches!(c, '‘' | '‛') {
            return self.apostrophe(at, c);
        }
        if matches!(c, '`') {
            let double = self.char_at(next) == Some('`');
            return self.push(at, if double { next + 1 } else { next }, TokenKind::QuoteMark);
        }
        if is_quote_mark(c) {
            return self.push(at, next, TokenKind::QuoteMark);
        }
        if (is_currency(c) || (matches!(c, '-' | '+' | '\u{2212}' | '.' | '~') && self.opens_number(at)))
            && let Some(digit) = self.first_digit(next)
        {
            return self.word(at, digit);
        }
        match c {
            '.' | '…' => self.dots(at),
            '!' | '?' => {
                let end = self.run_of(at, |c| matches!(c, '!' | '?'));
                self.push(at, end, TokenKind::Punctuation)
            }
            '-' => {
                let end = self.run_of(at, |c| c == '-');
                self.push(at, end, TokenKind::Dash)
            }
            c if is_dash(c) => {
                let end = self.run_of(at, |other| other == c);
                self.push(at, end, TokenKind::Dash)
            }
            '@' | '#' => match web::tag_at(self.text, at) {
                Some(end) => self.push(at, end, TokenKind::Url),
                None => self.push(at, next, TokenKind::Symbol),
            },
            c if c.is_ascii() || ends_word(c) => self.push(at, next, kind_of_mark(c)),
            // Emoji with their modifiers, and marks with something combined onto them.
            c => {
                let end = self.segment_end(at, |_| false).max(next);
                self.push(at, end, kind_of_mark(c))
            }
        }
    }

    /// An apostrophe that is in no word yet: possessive ending, elision (’90s, ’em), or a quotation mark.
    fn apostrophe(&mut self, at: usize, c: char) -> usize {
        let next = at + c.len_utf8();
        if is_apostrophe(c) && self.is_possessive(at) {
            return self.push(at, next + 1, TokenKind::Possessive);
        }
        if c == '\'' && self.char_at(next) == Some('\'') {
            return self.push(at, next + 1, TokenKind::QuoteMark);
        }
        if let Some(end) = self.elision_end(at, next, c) {
            return self.push(at, end, TokenKind::Word);
        }
        self.push(at, next, TokenKind::QuoteMark)
    }

    /// Where the word that an apostrophe at `at` elides the start of ends: ’90s, ’em, ’n’.
    fn elision_end(&self, at: usize, next: usize, c: char) -> Option<usize> {
        if self.char_before(at).is_alphanumeric() {
            return None;
        }
        let end = self.run_of(next, |c| c.is_ascii_alphanumeric());
        let word = &self.text[next..end];
        let bytes = word.as_bytes();
        // After a typed apostrophe a bare number may as well open a quotation: '50 percent of all'.
        let decade = match bytes {
            [a, b, tail @ ..] if a.is_ascii_digit() && b.is_ascii_digit() => {
                matches!(tail, [b's' | b'S']) || (tail.is_empty() && c == '’')
            }
            _ => false,
        };
        let listed = |list: &[&str]| list.iter().any(|entry| entry.eq_ignore_ascii_case(word));
        if word.eq_ignore_ascii_case("n") {
            let closing = self.char_at(end).filter(|&c| is_apostrophe(c));
            return Some(end + closing.map_or(0, char::len_utf8));
        }
        (decade || listed(&ELISIONS) || (c == '’' && listed(&SET_ELISIONS))).then_some(end)
    }

    /// Two or more full stops, ellipsis characters, or full stops with single spaces between (`. . .`).
    fn dots(&mut self, at: usize) -> usize {
        let mut end = self.run_of(at, |c| matches!(c, '.' | '…'));
        if end == at + 1 {
            let mut spaced = end;
            let mut count = 1;
            while let Some(space @ (' ' | '\u{a0}')) = self.char_at(spaced)
                && self.char_at(spaced + space.len_utf8()) == Some('.')
            {
                spaced += space.len_utf8() + 1;
                count += 1;
            }
            // Two would be an abbreviation's stop and a lost one.
            if count >= 3 {
                end = spaced;
            }
        }
        self.push(at, end, TokenKind::Punctuation)
    }

    /// Whether the full stop at `dot` is inside an initialism (`U.S`, `e.g`, `Ph.D`) or a lower-case compound (`a.b`).
    /// A stop before a capital is a sentence's end with its space lost: `said.He`.
    fn dot_joins(&self, piece: usize, dot: usize) -> bool {
        let after = dot + 1;
        if !self.char_at(after).is_some_and(char::is_alphanumeric) {
            return false;
        }
        let left = &self.text[piece..dot];
        let end = self.run_of(after, |c| c.is_ascii_alphabetic());
        let right = &self.text[after..end];
        let alone = !self.char_at(end).is_some_and(char::is_alphanumeric);
        if is_one_letter(left) {
            return alone && (right.len() == 1 || matches!(right, "Sc" | "Phil" | "Ed" | "Eng"));
        }
        (alone && matches!((left, right), ("Ph", "D") | ("ph", "d") | ("Ed", "D")))
            || (left.ends_with(char::is_lowercase) && self.char_at(after).is_some_and(char::is_lowercase))
    }

    /// Past the full stop after `end`, if it belongs to the word.
    fn abbreviation_end(&self, core: usize, piece: usize, end: usize, dotted: bool) -> Option<usize> {
        if self.char_at(end) != Some('.') || matches!(self.char_at(end + 1), Some('.' | '…')) {
            return None;
        }
        let stop = end + 1;
        let word = &self.text[core..end];
        // "C.D.O.s." is a plural at a sentence's end.
        if dotted && end - piece <= 2 && &self.text[piece..end] != "s" {
            return Some(stop);
        }
        // In "trade-Gen." only the last part counts.
        match group_of(&self.text[piece..end]).or_else(|| group_of(word)) {
            Some(Group::BeforeNumber) => return self.number_follows(stop).then_some(stop),
            Some(_) => return Some(stop),
            None => {}
        }
        (is_one_letter(word) && word.starts_with(char::is_uppercase) && self.initial_follows(word, stop))
            .then_some(stop)
    }

    /// Whether the text after the full stop of a single capital shows that it is an initial ("J. Smith", "J., K."); at
    /// the end of a paragraph or before a closing mark it is a plain word ("vitamin C.").
    fn initial_follows(&self, word: &str, stop: usize) -> bool {
        match self.char_at(stop) {
            Some(c) if is_space(c) => {
                word != "I" && self.char_at(stop + c.len_utf8()).is_some_and(char::is_alphanumeric)
            }
            Some(c) => {
                c.is_alphanumeric() || matches!(c, ',' | ';' | ':') || is_hyphen(c) || is_apostrophe(c)
            }
            None => false,
        }
    }

    fn number_follows(&self, at: usize) -> bool {
        let skip = self.char_at(at).filter(|&c| is_space(c)).map_or(0, char::len_utf8);
        self.digit_at(at + skip)
    }

    /// Whether `’s` stands here with nothing after it that would make it a longer word.
    fn is_possessive(&self, at: usize) -> bool {
        let Some(c) = self.char_at(at) else { return false };
        let next = at + c.len_utf8();
        matches!(self.char_at(next), Some('s' | 'S')) && !self.alphanumeric_at(next + 1)
    }

    /// `US` of `US$5`, `C` of `C$5`.
    fn is_country_of_dollar(&self, core: usize, end: usize) -> bool {
        end - core <= 3 && self.text[core..end].bytes().all(|byte| byte.is_ascii_uppercase())
    }

    /// Whether a sign at `at` can open a number: nothing but white space or an opening bracket before it.
    fn opens_number(&self, at: usize) -> bool {
        let before = self.char_before(at);
        before == '\0' || is_space(before) || matches!(before, '(' | '[' | '"' | '“' | '‘')
    }

    /// The first digit of an amount whose sign ends at `at`; between may stand one currency sign and a decimal point.
    fn first_digit(&self, at: usize) -> Option<usize> {
        let mut digit = at;
        for _ in 0..2 {
            match self.char_at(digit) {
                Some(c) if is_currency(c) || c == '.' => digit += c.len_utf8(),
                _ => break,
            }
        }
        self.digit_at(digit).then_some(digit)
    }

    /// Whether a token that starts like a number has letters after a hyphen: `10-year-old`.
    fn is_compound(&self, start: usize, end: usize) -> bool {
        let token = &self.text[start..end];
        let mut pieces = token.split(is_hyphen).skip(1);
        pieces.any(|piece| piece.starts_with(char::is_alphabetic))
    }

    /// `pre-` of `pre- and post-war`.
    fn has_hanging_hyphen(&self, end: usize) -> bool {
        self.text[end..].strip_prefix("- ").is_some_and(|rest| {
            HANGING.iter().any(|word| rest.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
        })
    }

    /// The end of the unbroken letters and digits from `at` on, at least one character.
    fn run(&self, at: usize) -> usize {
        let end = self.run_of(at, |c| c.is_ascii_alphanumeric() || c == '_');
        let run = match self.char_at(end) {
            // UAX #29 keeps some marks inside words; here they end the run, and the rules of `word` decide about them.
            Some(c) if !c.is_ascii() && !ends_word(c) => {
                self.segment_end(at, |c| matches!(c, '.' | ',' | ':' | ';' | '‘') || is_apostrophe(c))
            }
            _ => end,
        };
        run.max(at + self.char_at(at).map_or(0, char::len_utf8))
    }

    /// The end of the UAX #29 segment that starts at `at`, but not past white space (UAX #29 takes the byte
    /// order mark into words) or a character that `cuts`.
    fn segment_end(&self, at: usize, cuts: impl Fn(char) -> bool) -> usize {
        let mut window = SEGMENT_WINDOW;
        loop {
            let mut stop = (at + window).min(self.text.len());
            while !self.text.is_char_boundary(stop) {
                stop -= 1;
            }
            let piece = &self.text[at..stop];
            let cut = piece.find(|c| is_space(c) || cuts(c));
            let piece = &piece[..cut.unwrap_or(piece.len())];
            let segment = piece.split_word_bounds().next().map_or(0, str::len);
            if segment < piece.len() || cut.is_some() || stop == self.text.len() {
                return at + segment;
            }
            window *= 2;
        }
    }

    fn run_of(&self, at: usize, belongs: impl Fn(char) -> bool) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.find(|c| !belongs(c)).map_or(self.text.len(), |len| at + len)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    /// The character before, or NUL at the start.
    fn char_before(&self, at: usize) -> char {
        self.text.get(..at).and_then(|before| before.chars().next_back()).unwrap_or('\0')
    }

    fn digit_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(|c| c.is_ascii_digit())
    }

    fn alphanumeric_at(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(char::is_alphanumeric)
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        self.tokens.push(Token { span: Span::from_usize(start, end), kind });
        end
    }
}

fn is_one_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

#[cfg(test)]
mod tests;
