//! Quotation marks, one by one: what family, and whether they look as if they open or close.
//!
//! In: [`Document`], one paragraph. Out: [`Mark`]s in order, feet-and-inches left out. Must not know: pairs.

use dixit_tokenizer::{Document, Paragraph, TokenKind};

/// Marks of one shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// “ ” and „ “
    CurlyDouble,
    /// ‘ ’ and ‚ ‘
    CurlySingle,
    /// `"`
    StraightDouble,
    /// `'`, and a lone backtick before it
    StraightSingle,
    /// ``` `` ``` and `''`
    Typewriter,
    /// « »
    Guillemets,
    /// ‹ ›
    SingleGuillemets,
    /// 「 」 and 『 』
    Corners,
}

/// Families whose marks close each other's quotations: `“We go," he said` is found in every newspaper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Double,
    Single,
    Guillemets,
    SingleGuillemets,
    Corners,
}

impl Class {
    pub(super) const COUNT: usize = 5;
}

impl Family {
    pub(super) fn class(self) -> Class {
        match self {
            Family::CurlyDouble | Family::StraightDouble | Family::Typewriter => Class::Double,
            Family::CurlySingle | Family::StraightSingle => Class::Single,
            Family::Guillemets => Class::Guillemets,
            Family::SingleGuillemets => Class::SingleGuillemets,
            Family::Corners => Class::Corners,
        }
    }

    /// Whether its marks are apostrophes too.
    pub(super) fn is_single(self) -> bool {
        self.class() == Class::Single
    }

    /// Whether its opening and closing marks look the same.
    pub(super) fn is_shapeless(self) -> bool {
        matches!(self, Family::StraightDouble | Family::StraightSingle | Family::Typewriter)
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
    /// An opening mark that stands where a closing one would: `“the best“ and`, `"We go, "he said`.
    pub(super) misplaced_closing: bool,
    /// A single mark that ends a word of speech or a plural: `workers’ rights`, `goin’ home`, `the workers’’`.
    pub(super) maybe_apostrophe: bool,
    /// It touches the number before it: it may mean inches, feet, minutes.
    pub(super) after_number: bool,
    /// Punctuation that ends a phrase touches it from the left: `home,”`.
    pub(super) after_stop: bool,
    /// A capital follows, as where speech begins.
    pub(super) before_capital: bool,
}

/// The marks of a paragraph that may open or close a quotation.
pub(super) fn paragraph_marks(document: &Document, paragraph: &Paragraph) -> Vec<Mark> {
    let style = Style::of(document, paragraph);
    let is_mark = |&token: &usize| document.tokens()[token].kind == TokenKind::QuoteMark;
    paragraph
        .tokens
        .to_range()
        .filter(is_mark)
        .filter(|&token| !is_feet_or_inches(document, token))
        .filter_map(|token| Mark::read(document, paragraph, token, style))
        .collect()
}

impl Mark {
    /// Reads one mark; none if it is an apostrophe whatever stands further on.
    fn read(document: &Document, paragraph: &Paragraph, token: usize, style: Style) -> Option<Mark> {
        let around = Around::of(document, paragraph, token);
        let word = document.word(token);
        let (family, role) = match word {
            "„" => (Family::CurlyDouble, MarkRole::Open),
            "“" | "‟" if style.low_double => (Family::CurlyDouble, around.role_or(MarkRole::Close)),
            "“" | "‟" => (Family::CurlyDouble, MarkRole::Open),
            "”" => (Family::CurlyDouble, MarkRole::Close),
            "‚" => (Family::CurlySingle, MarkRole::Open),
            "‘" | "‛" if style.low_single => (Family::CurlySingle, around.role_or(MarkRole::Close)),
            "‘" | "‛" => (Family::CurlySingle, MarkRole::Open),
            "’" => (Family::CurlySingle, MarkRole::Close),
            "«" => (Family::Guillemets, style.guillemet(MarkRole::Open)),
            "»" => (Family::Guillemets, style.guillemet(MarkRole::Close)),
            "‹" => (Family::SingleGuillemets, style.guillemet(MarkRole::Open)),
            "›" => (Family::SingleGuillemets, style.guillemet(MarkRole::Close)),
            "「" | "『" => (Family::Corners, MarkRole::Open),
            "」" | "』" => (Family::Corners, MarkRole::Close),
            "``" => (Family::Typewriter, MarkRole::Open),
            "''" => (Family::Typewriter, around.role()),
            "`" => (Family::StraightSingle, MarkRole::Open),
            "'" => (Family::StraightSingle, around.role()),
            _ => (Family::StraightDouble, around.role()),
        };
        let single = family.is_single();
        // `Obama‘s`, `Qur'an`: nothing of one mark's width parts two words.
        if single && around.after_word && around.word_after && !around.space_before && !around.space_after {
            return None;
        }
        let opens = role == MarkRole::Open;
        let closing_place = around.after_word || around.after_stop;
        Some(Mark {
            token,
            family,
            role,
            misplaced_opening: role == MarkRole::Close
                && around.space_before
                && ((around.word_after && !around.space_after) || around.first),
            misplaced_closing: opens
                && closing_place
                && if around.space_before {
                    family.is_shapeless() && around.after_stop && around.lower_case_after
                } else {
                    around.space_after || around.before_stop
                },
            maybe_apostrophe: single
                && role == MarkRole::Close
                && around.after_clipped
                && ((around.space_after && around.word_after) || document.word(token + 1) == word),
            after_number: around.after_number && !around.space_before,
            after_stop: around.after_stop && !around.space_before,
            before_capital: around.capital_after,
        })
    }
}

/// What a paragraph's own habits say about shapes that differ between languages.
#[derive(Clone, Copy)]
struct Style {
    /// „ occurs, so that “ closes.
    low_double: bool,
    /// ‚ occurs, so that ‘ closes.
    low_single: bool,
    /// » opens and « closes.
    reversed: bool,
}

impl Style {
    fn of(document: &Document, paragraph: &Paragraph) -> Self {
        let has_mark = |mark: &str| document.slice(paragraph.span).contains(mark);
        Self {
            low_double: has_mark("„"),
            low_single: has_mark("‚"),
            reversed: opens_with_reversed_guillemet(document, paragraph),
        }
    }

    fn guillemet(self, role: MarkRole) -> MarkRole {
        match role {
            MarkRole::Open if self.reversed => MarkRole::Close,
            MarkRole::Close if self.reversed => MarkRole::Open,
            role => role,
        }
    }
}

/// What stands next to a mark.
struct Around {
    /// It begins its paragraph.
    first: bool,
    space_before: bool,
    space_after: bool,
    /// A word or number is the next token.
    word_after: bool,
    /// It begins with a small letter.
    lower_case_after: bool,
    /// It begins with a capital.
    capital_after: bool,
    /// A word or number is the token before.
    after_word: bool,
    /// A number is the token before.
    after_number: bool,
    /// The token before touches the mark and may end in an apostrophe: a plural, `goin’`, `o’`.
    after_clipped: bool,
    /// An opening bracket, a dash, an equals sign or an opening mark is the token before, touching the mark.
    after_opener: bool,
    /// An equals sign is the token before, touching the mark: `href="`.
    after_equals: bool,
    /// Punctuation that ends a phrase is the token before.
    after_stop: bool,
    /// Punctuation that ends a phrase is the next token, touching the mark.
    before_stop: bool,
    /// Punctuation or a symbol is the next token, touching the mark.
    before_punctuation: bool,
}

impl Around {
    fn of(document: &Document, paragraph: &Paragraph, token: usize) -> Self {
        let first = token == paragraph.tokens.start()
            || (token == paragraph.tokens.start() + 1 && is_invisible(document.word(token - 1)));
        let last = token + 1 == paragraph.tokens.end();
        let previous = if first { "" } else { document.word(token - 1) };
        let next = if last { "" } else { document.word(token + 1) };
        let space_before = first || document.space_before(token) || is_invisible(previous);
        let space_after = last || document.space_before(token + 1);
        let word_after = starts_word(next);
        Self {
            first,
            space_before,
            space_after,
            word_after,
            lower_case_after: next.starts_with(char::is_lowercase),
            capital_after: next.starts_with(char::is_uppercase),
            after_word: previous.ends_with(char::is_alphanumeric),
            after_number: !first && document.tokens()[token - 1].kind == TokenKind::Number,
            after_clipped: !space_before && is_clipped(previous),
            after_opener: !space_before
                && (matches!(previous, "(" | "[" | "{" | "—" | "–" | "--" | "-" | "/" | "=")
                    || is_opening_mark(previous)),
            after_equals: !space_before && previous == "=",
            after_stop: !first && is_stop(previous),
            before_stop: !space_after && (is_stop(next) || matches!(next, ":" | ")" | "]" | "}")),
            before_punctuation: !space_after && !word_after,
        }
    }

    /// Reads a shapeless mark from the spaces around it; the order is from the surest sign to the weakest.
    fn role(&self) -> MarkRole {
        match (self.space_before, self.space_after) {
            _ if self.after_equals => MarkRole::Open,
            _ if self.first => MarkRole::Open,
            (true, false) if self.before_stop && self.after_stop => MarkRole::Close,
            (true, false) => MarkRole::Open,
            (false, true) if self.after_opener => MarkRole::Either,
            (false, true) => MarkRole::Close,
            (true, true) if self.after_stop => MarkRole::Close,
            // `said,"We go."` and `“We go,"he said`
            (false, false) if self.after_stop && self.word_after => MarkRole::Either,
            (false, false) if self.after_stop => MarkRole::Close,
            (false, false) if self.after_opener && self.word_after => MarkRole::Open,
            (false, false) if self.before_punctuation && !self.after_opener => MarkRole::Close,
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

fn starts_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '@' | '#'))
}

/// Punctuation that ends a phrase.
fn is_stop(text: &str) -> bool {
    matches!(text, "," | ";") || text.starts_with(['.', '!', '?', '…'])
}

/// Marks for the direction of writing, which web pages leave behind.
fn is_invisible(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| {
            matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
        })
}

/// Whether an apostrophe may end a word: a plural or a name in s, `goin’`, `o’`.
fn is_clipped(word: &str) -> bool {
    word.ends_with(['s', 'S', 'z', 'x'])
        || (word.len() > 3 && word.ends_with("in"))
        || ["an", "o", "ol", "th", "wi"].iter().any(|clipped| clipped.eq_ignore_ascii_case(word))
}

fn is_opening_mark(text: &str) -> bool {
    matches!(text, "“" | "‘" | "«" | "„" | "‚" | "``" | "`" | "\"" | "'" | "‹")
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

/// Feet before inches, and inches after feet. Single ones (`a 12" gun`) are left for the pairing to tell.
///
/// Example: `6' 2"` and `6’2”`: four marks, no quotation. Counter-example: `“We sold 400,” he said.` and `"up 12"`.
fn is_feet_or_inches(document: &Document, token: usize) -> bool {
    let touches_number = |mark: usize| {
        mark.checked_sub(1).is_some_and(|before| document.tokens()[before].kind == TokenKind::Number)
            && !document.space_before(mark)
    };
    let is_foot = |mark: usize| matches!(document.word(mark), "'" | "’") && touches_number(mark);
    if !touches_number(token) {
        return false;
    }
    match document.word(token) {
        "'" | "’" => {
            document.tokens().get(token + 1).is_some_and(|next| next.kind == TokenKind::Number)
                && (!document.space_before(token + 1)
                    || (matches!(document.word(token + 2), "\"" | "”" | "''")
                        && !document.space_before(token + 2)))
        }
        "\"" | "”" | "''" => token.checked_sub(2).is_some_and(is_foot),
        _ => false,
    }
}
