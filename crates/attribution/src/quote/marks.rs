//! Quotation marks, one by one: what family, and whether they look as if they open or close.
//!
//! In: [`Document`], one paragraph. Out: [`Mark`]s in order, apostrophes and feet-and-inches left out. Must not know: pairs.

use dixit_tokenizer::{Document, Paragraph, TokenKind};

/// Marks that pair with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// “ ” and „ “
    CurlyDouble,
    /// ‘ ’ and ‚ ‘
    CurlySingle,
    /// `"`
    StraightDouble,
    /// `'`
    StraightSingle,
    /// ``` `` ``` and `''`
    Typewriter,
    /// « » and ‹ ›
    Guillemets,
}

impl Family {
    pub(super) const COUNT: usize = 6;

    /// Whether its marks are apostrophes too.
    pub(super) fn is_single(self) -> bool {
        matches!(self, Family::CurlySingle | Family::StraightSingle)
    }
}

/// What a mark looks like it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkRole {
    Open,
    Close,
    Either,
}

/// A quotation mark that may pair.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// Its position among the document's tokens.
    pub(super) token: usize,
    pub(super) family: Family,
    pub(super) role: MarkRole,
    /// A closing mark that stands where an opening one would: space before, word after.
    pub(super) misplaced_opening: bool,
    /// A single closing mark after an s and before a word: `workers’ rights`.
    pub(super) maybe_possessive: bool,
}

/// The marks of a paragraph that may open or close a quotation.
pub(super) fn paragraph_marks(document: &Document, paragraph: &Paragraph) -> Vec<Mark> {
    let low_double = has_mark(document, paragraph, "„");
    let low_single = has_mark(document, paragraph, "‚");
    let reversed = opens_with_reversed_guillemet(document, paragraph);
    let mut marks: Vec<Mark> = Vec::new();
    for token in paragraph.tokens.to_range() {
        if document.tokens()[token].kind != TokenKind::QuoteMark || is_feet_or_inches(document, token, &marks)
        {
            continue;
        }
        let around = Around::of(document, paragraph, token);
        let (family, role) = match document.word(token) {
            "„" => (Family::CurlyDouble, MarkRole::Open),
            "“" | "‟" if low_double => (Family::CurlyDouble, around.role_or(MarkRole::Close)),
            "“" | "‟" => (Family::CurlyDouble, MarkRole::Open),
            "”" => (Family::CurlyDouble, MarkRole::Close),
            "‚" => (Family::CurlySingle, MarkRole::Open),
            "‘" | "‛" if low_single => (Family::CurlySingle, around.role_or(MarkRole::Close)),
            "‘" | "‛" => (Family::CurlySingle, MarkRole::Open),
            "’" => (Family::CurlySingle, MarkRole::Close),
            "«" | "‹" if reversed => (Family::Guillemets, MarkRole::Close),
            "»" | "›" if reversed => (Family::Guillemets, MarkRole::Open),
            "«" | "‹" => (Family::Guillemets, MarkRole::Open),
            "»" | "›" => (Family::Guillemets, MarkRole::Close),
            "``" => (Family::Typewriter, MarkRole::Open),
            "''" => (Family::Typewriter, around.role()),
            "'" => (Family::StraightSingle, around.role()),
            _ => (Family::StraightDouble, around.role()),
        };
        marks.push(Mark {
            token,
            family,
            role,
            misplaced_opening: around.space_before && around.word_after && !around.space_after,
            maybe_possessive: family.is_single()
                && around.after_plural
                && around.space_after
                && around.word_after,
        });
    }
    marks
}

/// What stands next to a mark.
struct Around {
    space_before: bool,
    space_after: bool,
    /// A word or number is the next token.
    word_after: bool,
    /// The token before ends in s.
    after_plural: bool,
    /// An opening bracket or dash is the token before, touching the mark.
    after_opener: bool,
    /// Punctuation that ends a phrase is the token before.
    after_stop: bool,
    /// Punctuation follows, touching the mark.
    before_punctuation: bool,
}

impl Around {
    fn of(document: &Document, paragraph: &Paragraph, token: usize) -> Self {
        let first = token == paragraph.tokens.start();
        let last = token + 1 == paragraph.tokens.end();
        let previous = if first { "" } else { document.word(token - 1) };
        let next = if last { "" } else { document.word(token + 1) };
        let space_before = first || document.space_before(token);
        let space_after = last || document.space_before(token + 1);
        let starts_word = |text: &str| {
            text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '@' | '#'))
        };
        Self {
            space_before,
            space_after,
            word_after: starts_word(next),
            after_plural: !space_before && previous.ends_with(['s', 'S', 'z', 'x']),
            after_opener: !space_before
                && (matches!(previous, "(" | "[" | "{" | "—" | "–" | "--" | "-" | "/")
                    || is_opening_mark(previous)),
            after_stop: !first && matches!(previous, "," | "." | "!" | "?" | "…" | "..." | ";"),
            before_punctuation: !space_after && !starts_word(next),
        }
    }

    /// Reads a shapeless mark from the spaces around it; the order is from the surest sign to the weakest.
    fn role(&self) -> MarkRole {
        match (self.space_before, self.space_after) {
            (true, false) if self.before_punctuation && self.after_stop => MarkRole::Close,
            (true, false) => MarkRole::Open,
            (false, true) if self.after_opener => MarkRole::Either,
            (false, true) => MarkRole::Close,
            (true, true) | (false, false) if self.after_stop => MarkRole::Close,
            (false, false) if self.after_opener && self.word_after => MarkRole::Open,
            (false, false) if self.before_punctuation => MarkRole::Close,
            _ => MarkRole::Either,
        }
    }

    /// [`Self::role`], with a fallback where the spaces do not tell.
    fn role_or(&self, fallback: MarkRole) -> MarkRole {
        match self.role() {
            MarkRole::Either => fallback,
            role => role,
        }
    }
}

fn is_opening_mark(text: &str) -> bool {
    matches!(text, "“" | "‘" | "«" | "„" | "‚" | "``" | "\"" | "'" | "‹")
}

fn has_mark(document: &Document, paragraph: &Paragraph, mark: &str) -> bool {
    document.slice(paragraph.span).contains(mark)
}

/// `»So ist es«`, as German and Danish books print it: the first guillemet of the paragraph is the closing one and stands before
/// a word.
fn opens_with_reversed_guillemet(document: &Document, paragraph: &Paragraph) -> bool {
    paragraph
        .tokens
        .to_range()
        .find(|&token| matches!(document.word(token), "«" | "»" | "‹" | "›"))
        .is_some_and(|token| matches!(document.word(token), "»" | "›") && document.space_before(token))
}

/// Feet, inches, minutes and seconds: a mark that touches the number before it and closes nothing.
///
/// Example: `He is 6' 2" and 6’2”`: four marks, no quotation. Counter-example: `“We sold 400,” he said.` and `"up 12"`.
fn is_feet_or_inches(document: &Document, token: usize, earlier: &[Mark]) -> bool {
    let Some(number) = token.checked_sub(1) else { return false };
    if document.tokens()[number].kind != TokenKind::Number || document.space_before(token) {
        return false;
    }
    let is_open = |family: Family| {
        let opened =
            earlier.iter().filter(|mark| mark.family == family && mark.role == MarkRole::Open).count();
        let closed =
            earlier.iter().filter(|mark| mark.family == family && mark.role == MarkRole::Close).count();
        opened > closed
    };
    match document.word(token) {
        // Feet: inches follow, or nothing is open that this could close.
        "'" | "’" => {
            document.tokens().get(token + 1).is_some_and(|next| next.kind == TokenKind::Number)
                || !is_open(if document.word(token) == "'" {
                    Family::StraightSingle
                } else {
                    Family::CurlySingle
                })
        }
        // Inches: feet stand before, or nothing is open that this could close.
        "\"" | "”" => {
            let after_feet = number.checked_sub(2).is_some_and(|feet| {
                matches!(document.word(number - 1), "'" | "’")
                    && document.tokens()[feet].kind == TokenKind::Number
            });
            after_feet
                || !is_open(if document.word(token) == "\"" {
                    Family::StraightDouble
                } else {
                    Family::CurlyDouble
                })
        }
        _ => false,
    }
}
