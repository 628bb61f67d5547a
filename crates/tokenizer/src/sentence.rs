//! Sentences: runs of a paragraph's tokens.
//!
//! In: the text and one paragraph's tokens. Out: the number of tokens of each sentence. Must not know: who speaks.
//!
//! The rules are those of UAX #29, read over tokens instead of characters (a full stop that belongs to a word is
//! already inside an abbreviation, a URL or a number), then corrected for news: abbreviations, quotations followed by
//! "he asked", datelines, numbered lists.

use crate::abbreviation::{Group, group_of};
use crate::chars::is_terminator;
use crate::{Token, TokenKind};

/// Words that open a sentence so often that an abbreviation before them ended one: "in the U.S. | He left".
/// Sorted; in the case they have at a sentence's start.
const OPENERS: [&str; 82] = [
    "A",
    "About",
    "According",
    "After",
    "All",
    "Also",
    "Although",
    "An",
    "And",
    "Another",
    "Any",
    "Are",
    "As",
    "Asked",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Did",
    "Do",
    "Does",
    "During",
    "Each",
    "Earlier",
    "Even",
    "Every",
    "Few",
    "For",
    "From",
    "Had",
    "Has",
    "Have",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "Instead",
    "Is",
    "It",
    "Its",
    "Later",
    "Many",
    "Meanwhile",
    "More",
    "Most",
    "My",
    "No",
    "Not",
    "Now",
    "On",
    "One",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "To",
    "Under",
    "We",
    "What",
    "When",
    "While",
    "You",
];
/// Verbs that, after a name, tie a quotation that ended in `?` or `!` to its speaker: “Is it over?” Trump asked.
const REPORTING: [&str; 32] = [
    "added",
    "adds",
    "asked",
    "asking",
    "asks",
    "continued",
    "cried",
    "declared",
    "demanded",
    "exclaimed",
    "explained",
    "inquired",
    "insisted",
    "joked",
    "quipped",
    "recalled",
    "remarked",
    "replied",
    "responded",
    "said",
    "says",
    "shouted",
    "shouts",
    "thought",
    "told",
    "tweeted",
    "wondered",
    "wonders",
    "writes",
    "wrote",
    "yelled",
    "yells",
];
/// How many opening marks are looked past for a sentence's first word; a bound, so that a wall of marks stays linear.
const MAX_OPENING_MARKS: usize = 6;
/// How many tokens a name and a title may take before that verb.
const MAX_NAME_TOKENS: usize = 6;

/// Calls `found` with the end (as a position in `tokens`) of each sentence. Linear.
pub(crate) fn find_sentences(text: &str, tokens: &[Token], mut found: impl FnMut(usize)) {
    let mut paragraph = Paragraph { text, tokens, straight_open: false };
    let mut start = 0;
    let mut at = 0;
    while at < tokens.len() {
        if !paragraph.can_end(at) {
            paragraph.note_mark(at);
            at += 1;
            continue;
        }
        let end = paragraph.past_closers(at);
        if end < tokens.len() && paragraph.breaks(start, at, end) {
            found(end);
            start = end;
        }
        at = end;
    }
    if start < tokens.len() {
        found(tokens.len());
    }
}

struct Paragraph<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Whether the straight double marks before the current token are odd in number.
    straight_open: bool,
}

impl<'a> Paragraph<'a> {
    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| &self.text[token.span.to_range()])
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn space_before(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(at)) {
            (Some(before), Some(token)) => before.span.end() != token.span.start(),
            _ => true,
        }
    }

    /// Whether a sentence could end with the token.
    fn can_end(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(TokenKind::Punctuation) => self.word(at).starts_with(is_terminator),
            Some(TokenKind::Abbreviation) => true,
            _ => false,
        }
    }

    fn note_mark(&mut self, at: usize) {
        if self.word(at) == "\"" {
            self.straight_open = !self.straight_open;
        }
    }

    /// The position after the terminator at `at` and the closing marks and brackets that stay with it.
    fn past_closers(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.tokens.len() && self.closes(end) {
            self.note_mark(end);
            end += 1;
        }
        end
    }

    fn closes(&self, at: usize) -> bool {
        let spaced = self.space_before(at);
        match self.kind(at) {
            Some(TokenKind::QuoteMark) => match self.word(at) {
                "”" | "''" | "»" | "›" | "」" | "』" => true,
                "\"" => {
                    !spaced && (self.straight_open || self.space_before(at + 1))
                        || spaced && self.straight_open && self.space_before(at + 1)
                }
                "’" | "'" | "“" | "‘" => {
                    !spaced && (self.space_before(at + 1) || !self.is_text(at + 1))
                }
                _ => false,
            },
            Some(TokenKind::Punctuation) => {
                let word = self.word(at);
                matches!(word, ")" | "]" | "}" | "）" | "】") || (!spaced && word.starts_with(is_terminator))
            }
            _ => false,
        }
    }

    /// Whether a sentence that began at `start` ends after the terminator at `at`, whose closers end at `next`.
    fn breaks(&self, start: usize, at: usize, next: usize) -> bool {
        let abbreviation = self.kind(at) == Some(TokenKind::Abbreviation) && next == at + 1;
        let quoted = (at + 1..next).any(|mark| self.kind(mark) == Some(TokenKind::QuoteMark));
        let Some(kind) = self.kind(next) else { return true };
        if !self.space_before(next) && !self.may_lack_space(at, next) {
            return false;
        }
        let content = self.first_content(next);
        let opener = self.word(content);
        let lower = starts_lower(opener);
        match kind {
            TokenKind::Punctuation if !matches!(self.word(next), "(" | "[" | "¿" | "¡") => {
                return self.can_end(next)
                    && self.word(next).len() > 1
                    && !lower
                    && !abbreviation
                    && self.word(next) != "!";
            }
            TokenKind::Dash => return !abbreviation && !quoted && !lower,
            TokenKind::Possessive => return false,
            _ => {}
        }
        if content >= self.tokens.len() {
            return kind == TokenKind::QuoteMark;
        }
        if lower {
            return false;
        }
        if abbreviation {
            return self.abbreviation_breaks(at, next);
        }
        if self.is_list_number(start, at) {
            return false;
        }
        if quoted && self.word(at) != "." {
            return !self.is_speaker_tag(next);
        }
        true
    }

    /// A lost space: `said.He`, `over.”He`; but not `Yahoo!’s`, `…and`.
    fn may_lack_space(&self, at: usize, next: usize) -> bool {
        self.kind(at) == Some(TokenKind::Punctuation)
            && matches!(self.kind(next), Some(TokenKind::Word | TokenKind::Abbreviation))
            && self.word(next).starts_with(char::is_uppercase)
            && !matches!(self.word(at), "…" | "...")
    }

    fn is_text(&self, at: usize) -> bool {
        !matches!(self.kind(at), Some(TokenKind::QuoteMark | TokenKind::Punctuation | TokenKind::Dash) | None)
    }

    /// The first token from `at` on that is no opening mark or bracket; gives up after a few.
    fn first_content(&self, at: usize) -> usize {
        let skips = |at: &usize| {
            matches!(self.kind(*at), Some(TokenKind::QuoteMark | TokenKind::Dash))
                || matches!(self.word(*at), "(" | "[" | "…" | "...")
        };
        at + (at..at + MAX_OPENING_MARKS).take_while(skips).count()
    }

    /// Whether a sentence ends at an abbreviation that a capital or a number follows.
    fn abbreviation_breaks(&self, at: usize, next: usize) -> bool {
        let word = self.word(at);
        let stem = word.strip_suffix('.').unwrap_or(word);
        let opener = OPENERS.binary_search(&self.word(next)).is_ok();
        match group_of(stem) {
            Some(Group::NeverEnd | Group::BeforeNumber) => false,
            Some(Group::MayEnd | Group::Month) | None => opener,
        }
    }

    /// `1.` or `(2.` at the start of a sentence numbers it.
    fn is_list_number(&self, start: usize, at: usize) -> bool {
        at == start + 1 && self.kind(start) == Some(TokenKind::Number) && self.word(start).len() <= 3
    }

    /// Whether a name and a reporting verb follow: `Trump asked.`
    fn is_speaker_tag(&self, next: usize) -> bool {
        for at in next..next + MAX_NAME_TOKENS {
            let word = self.word(at);
            if REPORTING.binary_search(&word).is_ok() {
                return at > next;
            }
            let named = word.starts_with(char::is_uppercase)
                || matches!(word, "of" | "the" | "de" | "al" | "van" | "von");
            if !named {
                return false;
            }
        }
        false
    }
}

/// Whether a word goes on a sentence: it starts in lower case and is no name like `iPhone`.
fn starts_lower(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_lowercase) && !chars.next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(OPENERS.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(REPORTING.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
