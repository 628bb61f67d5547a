//! What holds of the quoted spans of any text.

use super::{Closure, QuoteId, Quotes, find_quotes};
use dixit_tokenizer::{Document, Index, Source, tokenize};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Marks of every style, and what they are mistaken for or stand next to.
#[rustfmt::skip]
const NASTY: [&str; 52] = [
    "“", "”", "‘", "’", "\"", "'", "''", "``", "`", "«", "»", "‹", "›", "„", "‚", "‟", "‛", "「", "」", "＂",
    "“", "”", "‘", "’", "\"", "'", "s", "n", "em", "We", "go", "Ünï", "6", "12", "90s", "$4", "'s", ",", ".",
    "...", "!", "?", ":", "—", "--", "-", "(", ")", "=", ">", "\u{202a}", "习",
];
const SPACES: [&str; 9] = ["", "", "", " ", " ", " ", "\n", "\r\n", "\n\n"];

fn read(text: &str) -> Document {
    tokenize(Source::new(text).expect("a test text is shorter than 4 GiB"))
}

/// Everything that [`Quotes`] promises.
fn check_invariants(text: &str) {
    let document = read(text);
    let Quotes { spans, tokens, diagnostics } = find_quotes(&document);
    assert_eq!(spans.len(), tokens.len());
    let mut top_end = 0;
    for (position, (span, run)) in spans.iter().zip(&tokens).enumerate() {
        let (outer, inner) = (span.outer.to_range(), span.inner.to_range());
        assert!(text.is_char_boundary(outer.start) && text.is_char_boundary(outer.end));
        assert!(text.is_char_boundary(inner.start) && text.is_char_boundary(inner.end));
        assert!(!outer.is_empty() && span.outer.contains(span.inner), "{span:?}");
        assert_eq!(document.span_of(*run), span.outer, "run and span differ");
        assert_eq!(document.paragraph_of(run.start()), document.paragraph_of(run.end() - 1));
        if position > 0 {
            assert!(spans[position - 1].outer.start() <= span.outer.start(), "out of order");
        }
        match span.parent.map(QuoteId::to_usize) {
            Some(parent) => {
                assert!(parent < position, "a child before its parent");
                assert!(
                    spans[parent].inner.contains(span.outer),
                    "{span:?} sticks out of {:?}",
                    spans[parent]
                );
            }
            None => {
                assert!(outer.start >= top_end, "top-level spans overlap");
                top_end = outer.end;
            }
        }
        if let Some(earlier) = span.continues.map(QuoteId::to_usize) {
            assert!(earlier < position && spans[earlier].closure == Closure::Reopened);
            assert_eq!(
                document.paragraph_of(tokens[earlier].start()).to_usize() + 1,
                document.paragraph_of(run.start()).to_usize(),
            );
        }
        if span.closure == Closure::Reopened {
            assert!(spans.iter().any(|later| later.continues.map(QuoteId::to_usize) == Some(position)));
        }
    }
    for diagnostic in &diagnostics {
        assert!(!document.slice(diagnostic.span).is_empty());
    }
    assert!(diagnostics.is_sorted_by_key(|diagnostic| (diagnostic.span, diagnostic.kind)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2048, ..ProptestConfig::default() })]

    #[test]
    fn nasty_text_keeps_the_promises(
        pieces in prop::collection::vec((prop::sample::select(&NASTY[..]), prop::sample::select(&SPACES[..])), 0..60)
    ) {
        let text: String = pieces.iter().flat_map(|(piece, space)| [*piece, *space]).collect();
        check_invariants(&text);
    }

    #[test]
    fn any_text_keeps_the_promises(text in any::<String>()) {
        check_invariants(&text);
    }
}

/// Patterns that made, or could make, each mark look at all others.
#[test]
fn time_is_linear_in_one_paragraph() {
    const BYTES: usize = 5_000_000;
    // Ten times what a slow machine needs; quadratic work on a million marks takes an hour.
    const LIMIT: Duration = Duration::from_secs(30);
    let patterns = [
        "\"",
        "'",
        "''",
        "“",
        "”",
        "‘",
        "’",
        "«",
        "“a ",
        "”a",
        "a\" ",
        "‘6’",
        "6\" ",
        "6' 2\" ",
        "“‘",
        "“‘a’ ",
        "s’ a ",
        "A “B” C ",
        "so-called “a ",
        "a, \"b ",
        "— \"a",
    ];
    for pattern in patterns {
        let document = read(&pattern.repeat(BYTES / pattern.len()));
        let start = Instant::now();
        let quotes = find_quotes(&document);
        assert!(start.elapsed() < LIMIT, "{pattern:?} took {:?}", start.elapsed());
        assert!(quotes.spans.len() <= document.tokens().len());
    }
}

#[test]
fn quotations_that_touch_keep_the_promises() {
    check_invariants("‚“\t\"Reuters‘ (Oct. 22, 2025 \0‚,'' told reporters");
    check_invariants("‚…\"“\"\"told reporters‘``,“  told reporters");
}
