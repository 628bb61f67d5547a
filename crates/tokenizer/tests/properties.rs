//! What holds for every text: the promises of `Document`, checked on arbitrary strings and on strings glued from a nasty
//! alphabet.

use dixit_tokenizer::{ByteOffset, Document, OffsetUnit, Source, Span, TokenKind, UnitMap, tokenize};
use proptest::prelude::*;

/// Bits of text that have broken tokenizers: marks, joiners, half-finished abbreviations, odd white space.
#[rustfmt::skip]
const NASTY: [&str; 82] = [
    "U.S.", "Mr.", "J.", "D.", "p.m.", "No.", "no.", "Nov.", "e.g.", "Ph.D.", "Inc.", "He", "he",
    "Trump", "said", "I", "s", "S", "n", "em", "a", "É", "é", "e\u{301}", "\u{301}", "ß", "习", "ไทย",
    "한", "ا", "1", "2.5", "10,000", "5", "½", "$", "€", "%", "-", "--", "—", "–", "\u{2011}", "\u{ad}",
    "_", "/", "&", "@", "#", "http://", "www.", ".com", "a@b.c", ".", "..", "…", "!", "?", ",", ":",
    ";", "(", ")", "[", "]", "<", "\"", "''", "'", "’", "‘", "“", "”", "„", "`", "«", "👋🏽", "👨‍👩‍👧",
    "🇺", "\u{200d}", "\u{200f}", "\u{fe0f}",
];
const SPACES: [&str; 14] =
    ["", "", "", " ", " ", " ", "\n", "\n\n", "\r\n", "\r", "\t", "\u{a0}", "\u{feff}", "\u{2029}"];

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

fn read(text: &str) -> Document {
    tokenize(Source::new(text).expect("a test text is shorter than 4 GiB"))
}

/// Everything that `Document` promises.
fn check_invariants(text: &str) -> Document {
    let document = read(text);
    let mut at = 0;
    for token in document.tokens() {
        let range = token.span.to_range();
        assert!(!token.span.is_empty() && range.start >= at, "empty or out of order: {token:?}");
        assert!(text[at..range.start].chars().all(is_space), "not covered: {:?}", &text[at..range.start]);
        let word = &text[range.clone()];
        assert!(!word.starts_with(is_space) && !word.ends_with(is_space), "space at the edge: {token:?}");
        at = range.end;
    }
    assert!(text[at..].chars().all(is_space), "not covered: {:?}", &text[at..]);

    let mut token = 0;
    for sentence in document.sentences() {
        assert!(!sentence.tokens.is_empty() && sentence.tokens.start() == token);
        assert_eq!(sentence.span, document.span_of(sentence.tokens));
        token = sentence.tokens.end();
    }
    assert_eq!(token, document.tokens().len());

    let (mut token, mut sentence) = (0, 0);
    for paragraph in document.paragraphs() {
        assert!(paragraph.tokens.start() == token && paragraph.sentences.start() == sentence);
        assert!(!paragraph.tokens.is_empty() && !paragraph.sentences.is_empty());
        assert_eq!(paragraph.span, document.span_of(paragraph.tokens));
        let sentences = &document.sentences()[paragraph.sentences.to_range()];
        assert_eq!(sentences.first().map(|first| first.tokens.start()), Some(token));
        assert_eq!(sentences.last().map(|last| last.tokens.end()), Some(paragraph.tokens.end()));
        (token, sentence) = (paragraph.tokens.end(), paragraph.sentences.end());
    }
    assert_eq!((token, sentence), (document.tokens().len(), document.sentences().len()));
    document
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1024, ..ProptestConfig::default() })]

    #[test]
    fn any_string_keeps_the_promises(text in ".{0,200}") {
        check_invariants(&text);
    }

    #[test]
    fn any_glued_string_keeps_the_promises(
        pieces in prop::collection::vec((prop::sample::select(&NASTY[..]), prop::sample::select(&SPACES[..])), 0..60)
    ) {
        let text: String = pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect();
        check_invariants(&text);
    }

    #[test]
    fn units_convert_like_the_standard_library_counts(text in "[a-c“é👋\n]{0,400}", at in 0usize..2000) {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let offset = ByteOffset::from_usize(at);
        let chars = UnitMap::new(&text, OffsetUnit::Chars);
        prop_assert_eq!(chars.from_bytes(offset) as usize, text[..at].chars().count());
        prop_assert_eq!(chars.to_bytes(chars.from_bytes(offset)), offset);
        let utf16 = UnitMap::new(&text, OffsetUnit::Utf16);
        prop_assert_eq!(utf16.from_bytes(offset) as usize, text[..at].encode_utf16().count());
        prop_assert_eq!(utf16.to_bytes(utf16.from_bytes(offset)), offset);
    }
}

/// Long walls of one thing: where a scan that looks ahead without a bound would take forever, or recursion overflow.
#[test]
fn walls_of_anything_are_linear() {
    const BYTES: usize = 1_000_000;
    #[rustfmt::skip]
    let walls = [
        "a.", "U.S.-", "a-", "a’", "é’é", "a+", "’", "'", "\" ", ". ", ". \"", "… ", "… I ", "- ", "习", "ไทย", "\u{301}",
        "\u{200d}", "👨‍👩‍👧", "🇺🇸", "a@", "www.a", "www.a(", "1,", "$", "- .", "? A ", "? “ ", "a'", ".a", "[1", "A. [1] ",
        "Mr. ", "\n", "\n\n", "a\n", "a \r\n", "http://", "#a", "@", "é", "é.", "-5", "a:", "`", "''", "``",
    ];
    for wall in walls {
        check_invariants(&wall.repeat(BYTES / wall.len()));
    }
}

#[test]
fn a_line_of_five_megabytes_is_read() {
    let line =
        "“The talks,” he said, cost $4bn in the U.S. and naïve men’s 10-year-old plans. ".repeat(60_000);
    assert!(line.len() > 5_000_000);
    let document = check_invariants(&line);
    assert_eq!((document.paragraphs().len(), document.sentences().len()), (1, 60_000));
}

#[test]
fn spans_point_into_the_original() {
    let document = check_invariants("\u{feff}“Ça va?” demanda-t-il.\r\n👋 Oui.");
    let words: Vec<&str> = document.tokens().iter().map(|token| document.slice(token.span)).collect();
    assert_eq!(words, ["“", "Ça", "va", "?", "”", "demanda-t-il", ".", "👋", "Oui", "."]);
    assert_eq!(document.tokens()[0].span, Span::new(3, 6));
    assert_eq!(document.tokens()[7].kind, TokenKind::Symbol);
    assert_eq!((document.paragraphs().len(), document.sentences().len()), (2, 2));
}
