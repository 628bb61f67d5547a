//! Any text at all: no panic, the invariants hold, and threads change nothing.

use dixit_attribution::{AttributionId, Config, render, render_attribution};
use dixit_tests::{run, run_rules};
use dixit_tokenizer::Index;
use proptest::prelude::*;
use rayon::prelude::*;
use std::sync::Once;

/// What news is made of, and what breaks it.
const PIECES: &[&str] = &[
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "''",
    "``",
    "«",
    "»",
    "„",
    "‚",
    "(",
    ")",
    ",",
    ".",
    "?",
    "!",
    ":",
    ";",
    "…",
    "-",
    "—",
    "–",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{feff}",
    "\u{200b}",
    "\u{a0}",
    "\0",
    "\u{301}",
    "😀",
    "习近平",
    "é",
    "Trump",
    "Scott Bessent",
    "U.S. Treasury Secretary",
    "Ms. Lind",
    "the treasury chief",
    "officials",
    "he",
    "She",
    "both",
    "Reuters",
    "GREER",
    "Q",
    "A",
    "said",
    "told",
    "told reporters",
    "according to",
    "adding that",
    "in a statement",
    "asked",
    "denied",
    "that",
    "to",
    "who",
    "and",
    "the talks",
    "went on",
    "on Wednesday",
    "Oct. 22, 2025",
    "WASHINGTON",
    "6'2\"",
    "don’t",
    "farmers’",
    "’90s",
    "so-called",
    "$4bn",
    "https://a.b/c",
    "a@b.c",
    "J.D.",
];

fn news() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::sample::select(PIECES), prop::bool::weighted(0.7)), 0..120).prop_map(
        |pieces| {
            pieces
                .into_iter()
                .map(|(piece, space)| if space { format!("{piece} ") } else { piece.to_owned() })
                .collect()
        },
    )
}

/// While a failing text is made smaller, only its smallest form is worth printing.
static QUIET: Once = Once::new();

fn drawn(text: &str) -> String {
    QUIET.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            let text = panic.payload().downcast_ref::<String>();
            if text.is_some_and(|text| text.starts_with("Test failed")) {
                usual(panic);
            }
        }));
    });
    run_rules(text, &Config::recommended());
    let (document, analysis) = run(text, &Config::recommended());
    for id in 0..analysis.attributions.len() {
        assert!(!render_attribution(&document, &analysis, AttributionId::from_usize(id)).is_empty());
    }
    render(&document, &analysis)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_analysed(text in any::<String>()) {
        drawn(&text);
    }

    #[test]
    fn broken_news_is_analysed(text in news()) {
        drawn(&text);
    }

    #[test]
    fn threads_change_nothing(texts in prop::collection::vec(news(), 8)) {
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            pool.install(|| texts.par_iter().map(|text| drawn(text)).collect::<Vec<_>>())
        };
        prop_assert_eq!(on(1), on(4));
    }
}
