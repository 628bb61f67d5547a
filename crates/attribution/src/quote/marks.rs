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
    /// An opening mark that stands where a closing one would: `“the best“ and`, `"We go, "he said`, `"But -- "he said`.
    pub(super) misplaced_closing: bool,
    /// A closing mark that would open if the space stood on its other side: `the words" I am`.
    pub(super) shifted_opening: bool,
    /// A closing mark after a comma, before a word: `We stay," he said`.
    pub(super) ends_clause: bool,
    /// What a quotation without an end may begin with: the paragraph's start, a colon, a comma, a full stop before it.
    pub(super) begins_speech: bool,
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
            "”" if around.after_equals => (Family::CurlyDouble, MarkRole::Open),
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
        Some(Mark {
            token,
            family,
            role,
            misplaced_opening: role == MarkRole::Close
                && around.space_before
                && ((around.word_after && !around.space_after) || around.first),
            misplaced_closing: opens
                && if around.space_before {
                    let goes_on = around.lower_case_after && (around.after_word || around.after_stop);
                    family.is_shapeless() && (goes_on || around.after_dash)
                } else {
                    (around.after_word || around.after_stop || around.after_dash)
                        && (around.space_after || around.before_stop)
                },
            shifted_opening: role == MarkRole::Close
                && !single
                && !around.space_before
                && around.space_after
                && around.word_after
                && (around.after_word || around.after_comma && around.capital_after),
            maybe_apostrophe: single
                && role == MarkRole::Close
                && around.after_clipped
                && ((around.space_after && around.word_after) || document.word(token + 1) == word),
            after_number: around.after_number && !around.space_before,
            after_stop: around.after_stop && !around.space_before,
            ends_clause: role == MarkRole::Close
                && !around.space_before
                && around.after_comma
                && around.space_after
                && around.word_after,
            begins_speech: around.first
                || (around.space_before && (around.after_stop || around.after_colon) && around.capital_after),
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
    after_comma: bool,
    after_colon: bool,
    after_dash: bool,
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
        // A shapeless mark opens if it has space before it.
        let after_opening_mark = is_opening_mark(previous)
            || (matches!(previous, "\"" | "'" | "''")
                && (token - 1 == paragraph.tokens.start() || document.space_before(token - 1)));
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
                    || after_opening_mark),
            after_equals: !space_before && previous == "=",
            after_stop: !first && is_stop(previous),
            after_comma: previous == ",",
            after_colon: previous == ":",
            after_dash: !first && document.tokens()[token - 1].kind == TokenKind::Dash,
            before_stop: !space_after
                && (is_stop(next) && !is_ellipsis(next) || matches!(next, ":" | ")" | "]" | "}")),
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

fn is_ellipsis(text: &str) -> bool {
    text.starts_with('…') || text.starts_with("..") || text.starts_with(". ")
}

/// Marks for the direction of writing, which web pages leave behind.
fn is_invisible(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'))
}

/// Whether an apostrophe may end a word: a plural or a name in s, `goin’`, `o’`.
fn is_clipped(word: &str) -> bool {
    word.ends_with(['s', 'S', 'z', 'x'])
        || (word.len() > 3 && word.ends_with("in"))
        || ["an", "o", "ol", "th", "wi"].iter().any(|clipped| clipped.eq_ignore_ascii_case(word))
}

fn is_opening_mark(text: &str) -> bool {
    matches!(text, "“" | "‘" | "«" | "„" | "‚" | "``" | "`" | "‹" | "「" | "『")
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

#[cfg(test)]
mod tests {
    use super::{MarkRole, paragraph_marks};
    use dixit_tokenizer::{Source, tokenize};

    /// Checks what each mark of a one-paragraph text looks like, shown before it: `<` opens, `>` closes, `|` may do either; a
    /// mark that is none, or an apostrophe for certain, has nothing before it. `~` follows where the place speaks against the
    /// shape, or for an apostrophe or inches.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let document = tokenize(Source::new(text).expect("a test text is short"));
        let mut shown = String::new();
        let mut at = 0;
        for mark in document.paragraphs().iter().flat_map(|paragraph| paragraph_marks(&document, paragraph)) {
            let start = document.tokens()[mark.token].span.start().to_usize();
            shown.push_str(&text[at..start]);
            shown.push(match mark.role {
                MarkRole::Open => '<',
                MarkRole::Close => '>',
                MarkRole::Either => '|',
            });
            let doubtful = mark.misplaced_opening
                || mark.misplaced_closing
                || mark.shifted_opening
                || mark.maybe_apostrophe
                || mark.after_number;
            shown.push_str(if doubtful { "~" } else { "" });
            at = start;
        }
        shown.push_str(&text[at..]);
        assert_eq!(shown, expected);
    }

    #[test]
    fn shapes_decide() {
        check("“A” ‘B’ «C» ‹D› ``E''", "<“A>” <‘B>’ <«C>» <‹D>› <``E>''");
        check("„A“ ‚B‘", "<„A>“ <‚B>‘");
        check("»A« »B«", "<»A>« <»B>«");
        check("「A」『B』", "<「A>」<『B>』");
    }

    #[test]
    fn spaces_decide_for_straight_marks() {
        check("\"A,\" he said. \"B.\"", "<\"A,>\" he said. <\"B.>\"");
        check("'A,' he said. 'B.'", "<'A,>' he said. <'B.>'");
        check("''A,'' he said. ''B.''", "<''A,>'' he said. <''B.>''");
        check("(\"A\") [\"B\"]", "(<\"A>\") [<\"B>\"]");
        check("\"'A' he\" 'I \"B\"'", "<\"<'A>' he>\" <'I <\"B>\">'");
        check("id=\"\" b=\"x\">", "id=<\">\" b=<\"x>\">");
        check("a \" b", "a |\" b");
        check("said,\"We\"", "said,|\"We>\"");
    }

    #[test]
    fn places_against_shapes() {
        check("the best“ and", "the best<~“ and");
        check("He left. ”We stay", "He left. >~”We stay");
        check("” … we", ">~” … we");
        check("We go, \"he said", "We go, <~\"he said");
        check("But -- \"He", "But -- <~\"He");
        check("the words\" I am", "the words>~\" I am");
        check("\u{202a}\"A\"", "\u{202a}<\"A>\"");
        // Counter-examples.
        check("We go, \"He said", "We go, <\"He said");
        check("best “and", "best <“and");
        check("We go,” he", "We go,>” he");
    }

    #[test]
    fn apostrophes() {
        check("don’t, Obama‘s, ’90s, 'em, rock 'n' roll", "don’t, Obama‘s, ’90s, 'em, rock 'n' roll");
        check("the workers’ rights", "the workers>~’ rights");
        check("goin' home, o' the", "goin>~' home, o>~' the");
        check("workers’’", "workers>~’>’");
        // Counter-examples: at the end of a clause, and after a word that takes none.
        check("the workers’, he", "the workers>’, he");
        check("a sham’ he", "a sham>’ he");
    }

    #[test]
    fn feet_and_inches() {
        check("6' 2\", 6’2”, 6'2 tall", "6' 2\", 6’2”, 6'2 tall");
        check("a 12\" gun, 6’ tall", "a 12>~\" gun, 6>~’ tall");
        // Counter-examples.
        check("400,” he", "400,>” he");
        check("\"up 12.\"", "<\"up 12.>\"");
    }
}
