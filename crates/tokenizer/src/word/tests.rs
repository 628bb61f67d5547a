//! Cases of the word stage: a text, and its tokens with ` | ` between.

use super::*;

fn words(text: &str) -> Vec<(&str, TokenKind)> {
    let mut tokens = Vec::new();
    find_words(text, 0..text.len(), &mut tokens);
    tokens.iter().map(|token| (&text[token.span.to_range()], token.kind)).collect()
}

fn check(text: &str, expected: &str) {
    let found: Vec<&str> = words(text).into_iter().map(|(word, _)| word).collect();
    assert_eq!(found.join(" | "), expected);
}

/// Each of `texts` is one token of one kind.
fn check_kind(kind: TokenKind, texts: &[&str]) {
    for text in texts {
        assert_eq!(words(text), [(*text, kind)]);
    }
}

#[test]
fn plain_words_and_marks() {
    check("The tariff, he said, stays.", "The | tariff | , | he | said | , | stays | .");
    check("", "");
    check(" \t\n ", "");
}

#[test]
fn abbreviations_keep_their_stop() {
    check("The U.S. President", "The | U.S. | President");
    check("Mr. Mnuchin, Sen. Thune", "Mr. | Mnuchin | , | Sen. | Thune");
    check("J.D. Vance and J. K. Rowling", "J.D. | Vance | and | J. | K. | Rowling");
    check("J.K.Rowling", "J.K. | Rowling");
    check("at 5 p.m. on Nov. 5", "at | 5 | p.m. | on | Nov. | 5");
    check("a Ph.D. thesis, i.e. long", "a | Ph.D. | thesis | , | i.e. | long");
    check("in the U.S.", "in | the | U.S.");
    check("collateralized C.D.O.s by", "collateralized | C.D.O.s | by");
    check("the U.S.-China deal", "the | U.S.-China | deal");
    check("(R-Ky.) and (D-N.Y.)", "( | R-Ky. | ) | and | ( | D-N.Y. | )");
    check_kind(TokenKind::Abbreviation, &["U.S.", "Mr.", "J.D.", "e.g.", "Inc.", "MR."]);
}

#[test]
fn ordinary_words_do_not_keep_their_stop() {
    check("vitamin C.", "vitamin | C | .");
    check("He said no. Then", "He | said | no | . | Then");
    check("No. 5 and No.1", "No. | 5 | and | No. | 1");
    check("It was I. He", "It | was | I | . | He");
    check("the gen. view", "the | gen | . | view");
}

#[test]
fn a_lost_space_is_found() {
    check("he said.Then", "he | said | . | Then");
    check("Acme Inc.The", "Acme | Inc. | The");
}

#[test]
fn numbers() {
    check("It cost $4bn, or 10,000.", "It | cost | $4bn | , | or | 10,000 | .");
    check("up 2.5%, to €1.2m", "up | 2.5% | , | to | €1.2m");
    check("a -0.3% change", "a | -0.3% | change");
    check("$1.5-$2 and US$5m", "$1.5-$2 | and | US$5m");
    check("at 4.25%-4.5%, a 10%-plus rise", "at | 4.25%-4.5% | , | a | 10%-plus | rise");
    check("in 2015–16", "in | 2015 | – | 16");
    check("at 10:30, 9/11", "at | 10:30 | , | 9/11");
    check("batting .324", "batting | .324");
    check("the $ sign", "the | $ | sign");
    check_kind(
        TokenKind::Number,
        &["$4bn", "10,000", "2.5%", "4th", "1980s", "9/11", "2015-16", "US$5m", "½", "٣"],
    );
    check_kind(TokenKind::Word, &["10-year-old", "G7", "COVID-19"]);
}

#[test]
fn apostrophes_inside_words() {
    for word in ["don’t", "don't", "o’clock", "O’Neill", "O'Neill", "y’all", "l’État", "Hawai‘i"]
    {
        check_kind(TokenKind::Word, &[word]);
    }
}

#[test]
fn possessives_are_their_own_token() {
    check("Trump’s tariffs", "Trump | ’s | tariffs");
    check("TRUMP'S U.S.’s Inc.'s", "TRUMP | 'S | U.S. | ’s | Inc. | 's");
    check("it’s café’s", "it | ’s | café | ’s");
    check("the dogs’ and owners' house", "the | dogs | ’ | and | owners | ' | house");
    assert_eq!(words("Trump’s")[1].1, TokenKind::Possessive);
    assert_eq!(words("dogs’")[1].1, TokenKind::QuoteMark);
}

#[test]
fn elisions_are_words() {
    check("the ’90s and '80s", "the | ’90s | and | '80s");
    check("in ’16, '50 percent of'", "in | ’16 | , | ' | 50 | percent | of | '");
    check("get ’em ’til 'tis done", "get | ’em | ’til | 'tis | done");
    check("rock ’n’ roll, rock 'n' roll", "rock | ’n’ | roll | , | rock | 'n' | roll");
    check("‘round the world’", "‘ | round | the | world | ’");
}

#[test]
fn addresses() {
    check("Mail bob.smith@nytimes.com.", "Mail | bob.smith@nytimes.com | .");
    check("see https://a.org/x?y=1,2, or", "see | https://a.org/x?y=1,2 | , | or");
    check("(www.nytimes.com/a_(b))", "( | www.nytimes.com/a_(b) | )");
    check("on nytimes.com’s page", "on | nytimes.com | ’s | page");
    check("said @realDonaldTrump, #MAGA!", "said | @realDonaldTrump | , | #MAGA | !");
    check("ranked #1", "ranked | # | 1");
    check_kind(TokenKind::Email, &["a@b.org"]);
    check_kind(TokenKind::Url, &["http://x.y", "www.a.b", "@a", "#é", "bbc.co.uk"]);
}

#[test]
fn hyphens_and_dashes() {
    for word in ["trade-weary", "10-year-old", "Asia-Pacific", "al-Rashid", "mid\u{2011}term"] {
        check_kind(TokenKind::Word, &[word]);
    }
    check("it—yes—is", "it | — | yes | — | is");
    check("it--yes -- is - no – ok", "it | -- | yes | -- | is | - | no | – | ok");
    check("pre- and post-war", "pre- | and | post-war");
    check_kind(TokenKind::Dash, &["-", "--", "---", "–", "—", "――"]);
}

#[test]
fn quotation_marks() {
    check("“‘No,’ he said”", "“ | ‘ | No | , | ’ | he | said | ”");
    check("``Go.'' ''Go''", "`` | Go | . | '' | '' | Go | ''");
    check("«Non» „Nein“ ‹x› ‚y‘", "« | Non | » | „ | Nein | “ | ‹ | x | › | ‚ | y | ‘");
    check_kind(
        TokenKind::QuoteMark,
        &["“", "”", "\"", "'", "’", "‘", "«", "»", "„", "‚", "‹", "›", "``", "''"],
    );
}

#[test]
fn feet_and_inches_leave_the_marks_apart() {
    check("He is 6’2” tall", "He | is | 6 | ’ | 2 | ” | tall");
    check("5'11\"", "5 | ' | 11 | \"");
    check("6' 2\"", "6 | ' | 2 | \"");
}

#[test]
fn ellipses_are_one_token() {
    check("Well... no… yes . . . ok", "Well | ... | no | … | yes | . . . | ok");
    check("end. . . .", "end | . . . .");
    check("Mr.... Mr…", "Mr | .... | Mr | …");
}

#[test]
fn slashes_ampersands_brackets_bullets() {
    check("and/or AT&T (R&D) [sic]", "and | / | or | AT&T | ( | R&D | ) | [ | sic | ]");
    check("• one * two", "• | one | * | two");
    check("Really?!", "Really | ?!");
}

#[test]
fn other_scripts_and_emoji() {
    check("naïve Erdoğan’s", "naïve | Erdoğan | ’s");
    check("习近平。", "习 | 近 | 平 | 。");
    check("👨‍👩‍👧🇺🇸🇬🇧 ok👍🏽", "👨‍👩‍👧 | 🇺🇸 | 🇬🇧 | ok | 👍🏽");
    check("e\u{301}te\u{301}", "e\u{301}te\u{301}");
    check("\u{feff}The\u{a0}end\u{200b}", "The | end");
}

#[test]
fn ascii_words_start_where_uax_29_says() {
    // The spelled-out ASCII part may join or part what UAX #29 has, but never starts a word elsewhere.
    let text = "It's 10,000.5 trade-weary U.S. men; a_b said:no x.y 3'4 and/or (5%)";
    let starts: Vec<usize> = text.split_word_bound_indices().map(|(at, _)| at).collect();
    let mut tokens = Vec::new();
    find_words(text, 0..text.len(), &mut tokens);
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
        assert!(starts.contains(&token.span.start().to_usize()) || text[token.span.to_range()] == *"no");
    }
}
