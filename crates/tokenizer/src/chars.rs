//! What single characters are: white space, quotation marks, dashes, terminators.
//!
//! In: a character. Out: its class. Must not know: its neighbours.

use crate::TokenKind;

/// White space, in the wide sense of web text: also the byte order mark and the zero-width space, which editors leave
/// behind and no reader sees.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// An apostrophe as typed (`'`) or as set (`’`).
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// A hyphen that can join the parts of a word: ASCII, U+2010, and the non-breaking U+2011.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// A dash between phrases: figure, en, em, bar, and the minus sign.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2e3a}' | '\u{2e3b}')
}

/// A mark that can open or close a quotation.
pub(crate) fn is_quote_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '`'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '＂'
    )
}

/// A mark that ends a sentence by itself, in any script that news is quoted in.
pub(crate) fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '.' | '!'
            | '?'
            | '…'
            | '。'
            | '！'
            | '？'
            | '｡'
            | '．'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
    )
}

/// A sign that stands before an amount.
pub(crate) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '€' | '¥' | '₹' | '₩' | '₽' | '₺' | '₴' | '₪' | '₿')
}

/// A sign that stands after an amount.
pub(crate) fn is_unit_sign(c: char) -> bool {
    matches!(c, '%' | '‰' | '¢' | '°')
}

/// Whether a non-ASCII character certainly ends a word: the punctuation of U+2010–205E (not its invisible marks, which
/// UAX #29 attaches to what stands before), spaces and guillemets. Saves the full segmentation for what needs it.
pub(crate) fn ends_word(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203e}' | '\u{2041}'..='\u{2053}' | '«' | '»')
        || is_space(c)
}

/// The kind of a character that is in no word, number, quotation mark or dash.
pub(crate) fn kind_of_mark(c: char) -> TokenKind {
    match c {
        '$' | '+' | '<' | '=' | '>' | '^' | '|' | '~' | '*' | '\\' | '@' | '#' | '&' | '%' | '_' => {
            TokenKind::Symbol
        }
        c if c.is_ascii_punctuation() => TokenKind::Punctuation,
        '¡' | '¿' | '·' | '§' | '¶' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' => {
            TokenKind::Punctuation
        }
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' => TokenKind::Punctuation,
        c if is_terminator(c) => TokenKind::Punctuation,
        '，' | '：' | '；' | '（' | '）' | '،' | '؛' => TokenKind::Punctuation,
        _ => TokenKind::Symbol,
    }
}
