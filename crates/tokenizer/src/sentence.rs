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
#[rustfmt::skip]
const OPENERS: [&str; 82] = [
    "A", "About", "According", "After", "All", "Also", "Although", "An", "And", "Another", "Any", "Are",
    "As", "Asked", "At", "Because", "Before", "Both", "But", "By", "Did", "Do", "Does", "During",
    "Each", "Earlier", "Even", "Every", "Few", "For", "From", "Had", "Has", "Have", "He", "Her", "Here",
    "His", "How", "However", "I", "If", "In", "Instead", "Is", "It", "Its", "Later", "Many",
    "Meanwhile", "More", "Most", "My", "No", "Not", "Now", "On", "One", "Our", "She", "Since", "So",
    "Some", "Still", "Such", "That", "The", "Their", "Then", "There", "These", "They", "This", "Those",
    "Though", "To", "Under", "We", "What", "When", "While", "You",
];
/// Verbs that, after a name, tie a quotation that ended in `?` or `!` to its speaker: “Is it over?” Trump asked.
#[rustfmt::skip]
const REPORTING: [&str; 32] = [
    "added", "adds", "asked", "asking", "asks", "continued", "cried", "declared", "demanded",
    "exclaimed", "explained", "inquired", "insisted", "joked", "quipped", "recalled", "remarked",
    "replied", "responded", "said", "says", "shouted", "shouts", "thought", "told", "tweeted",
    "wondered", "wonders", "writes", "wrote", "yelled", "yells",
];
/// How many opening marks are looked past for a sentence's first word; a bound, so that a wall of marks stays linear.
const MAX_OPENING_MARKS: usize = 6;
/// How many tokens a name and a title may take before that verb.
const MAX_NAME_TOKENS: usize = 6;

/// Calls `found` with the end (as a position in `tokens`) of each sentence. Linear.
pub(crate) fn find_sentences(text: &str, tokens: &[Token], mut found: impl FnMut(usize)) {
    let mut paragraph = Paragraph { text, tokens, straight_open: false, typewriter_open: false };
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
    /// Whether a `"` is open before the current token, by counting.
    straight_open: bool,
    /// Whether a typewriter mark (`` or '') is open before the current token, by counting.
    typewriter_open: bool,
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
        match self.word(at) {
            "\"" => self.straight_open = !self.straight_open,
            "''" => self.typewriter_open = !self.typewriter_open,
            "``" => self.typewriter_open = true,
            _ => {}
        }
    }

    /// The position after the terminator at `at` and the closing marks, brackets and note numbers that stay with it.
    fn past_closers(&mut self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.tokens.len() {
            if self.closes(end) {
                self.note_mark(end);
                end += 1;
            } else if self.is_note_number(end) {
                end += 3;
            } else {
                break;
            }
        }
        end
    }

    fn closes(&self, at: usize) -> bool {
        let space_before = self.space_before(at);
        let space_after = self.space_before(at + 1);
        match self.kind(at) {
            Some(TokenKind::QuoteMark) => match self.word(at) {
                "”" | "»" | "›" | "」" | "』" => true,
                "\"" => self.undirected_closes(space_before, space_after, self.straight_open),
                "''" => self.undirected_closes(space_before, space_after, self.typewriter_open),
                // “ closes in German; an apostrophe after a terminator closes unless a word follows at once.
                "’" | "'" | "“" | "‘" => !space_before && (space_after || !self.is_text(at + 1)),
                _ => false,
            },
            Some(TokenKind::Punctuation) => {
                let word = self.word(at);
                matches!(word, ")" | "]" | "}" | "）" | "】")
                    || (!space_before && word.starts_with(is_terminator))
            }
            _ => false,
        }
    }

    /// Whether a mark that looks the same at both ends closes: by where the space is, else by counting.
    fn undirected_closes(&self, space_before: bool, space_after: bool, open: bool) -> bool {
        match (space_before, space_after) {
            (false, true) => true,
            (true, false) => false,
            _ => open,
        }
    }

    /// `[12]` after a full stop: a note to the sentence before.
    fn is_note_number(&self, at: usize) -> bool {
        self.word(at) == "[" && self.kind(at + 1) == Some(TokenKind::Number) && self.word(at + 2) == "]"
    }

    /// Whether a sentence that began at `start` ends after the terminator at `at`, whose closers end at `next`.
    fn breaks(&self, start: usize, at: usize, next: usize) -> bool {
        let Some(kind) = self.kind(next) else { return true };
        if !self.space_before(next) && !self.may_lack_space(at, next) {
            return false;
        }
        // Dots that open a sentence do not end it too: "“… She asked me".
        let ellipsis = is_ellipsis(self.word(at));
        if ellipsis && self.first_content(start) > at {
            return false;
        }
        let content = self.first_content(next);
        let Some(first) = self.kind(content) else { return kind == TokenKind::QuoteMark };
        let word = self.word(content);
        if starts_lower(word) || matches!(first, TokenKind::Punctuation | TokenKind::Possessive) {
            return false;
        }
        let bare = next == at + 1;
        let quoted = (at + 1..next).any(|mark| self.kind(mark) == Some(TokenKind::QuoteMark));
        if self.kind(at) == Some(TokenKind::Abbreviation) {
            return kind != TokenKind::Dash && self.abbreviation_breaks(at, word);
        }
        if kind == TokenKind::Dash {
            // "“Go!” — Reuters": what follows the dash belongs to the quotation.
            return !quoted;
        }
        if bare && ellipsis {
            // A pause as often as an end; only a word that opens sentences decides. "I" is a capital anywhere.
            return word != "I" && is_opener(word);
        }
        if self.is_list_number(start, at) {
            return false;
        }
        !(quoted && self.word(at) != "." && self.is_speaker_tag(next))
    }

    /// A lost space: `said.He`, `over.”He`; but not `Yahoo!’s`, `…and`. Chinese and Japanese write none.
    fn may_lack_space(&self, at: usize, next: usize) -> bool {
        let lost = self.kind(at) == Some(TokenKind::Punctuation)
            && matches!(self.kind(next), Some(TokenKind::Word | TokenKind::Abbreviation))
            && self.word(next).starts_with(char::is_uppercase)
            && !is_ellipsis(self.word(at));
        lost || self.word(at).starts_with(['。', '！', '？', '｡', '．'])
    }

    fn is_text(&self, at: usize) -> bool {
        !matches!(self.kind(at), Some(TokenKind::QuoteMark | TokenKind::Punctuation | TokenKind::Dash) | None)
    }

    /// The first token from `at` on that is no opening mark or bracket; gives up after a few.
    fn first_content(&self, at: usize) -> usize {
        let skips = |at: &usize| {
            matches!(self.kind(*at), Some(TokenKind::QuoteMark | TokenKind::Dash))
                || matches!(self.word(*at), "(" | "[" | "¿" | "¡")
                || is_ellipsis(self.word(*at))
        };
        at + (at..at + MAX_OPENING_MARKS).take_while(skips).count()
    }

    /// Whether a sentence ends at an abbreviation, when the next words start with `word`, a capital or a number.
    fn abbreviation_breaks(&self, at: usize, word: &str) -> bool {
        let abbreviation = self.word(at);
        match group_of(abbreviation.strip_suffix('.').unwrap_or(abbreviation)) {
            Some(Group::NeverEnd | Group::BeforeNumber) => false,
            Some(Group::MayEnd | Group::Month) | None => is_opener(word),
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

fn is_opener(word: &str) -> bool {
    OPENERS.binary_search(&word).is_ok()
}

/// Two dots or more, or an ellipsis character.
fn is_ellipsis(word: &str) -> bool {
    word.starts_with('…') || (word.starts_with('.') && word.len() > 1)
}

/// Whether a word goes on a sentence: it starts in lower case and is no name like `iPhone`.
fn starts_lower(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_lowercase) && !chars.next().is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests;
