//! Cases of `I` and `you`.
//!
//! In: whole texts. Out: test results. Must not know: how statements are found.

use crate::{Config, Engine, Roster, RuleEngine, find_quotes, find_speakers, link};
use dixit_tokenizer::{Index, Source, tokenize};

/// The name of whom each of these words means, where anybody.
fn check(text: &str, words: &[(&str, Option<&str>)]) {
    let document = tokenize(Source::new(text).unwrap());
    let quotes = find_quotes(&document);
    let statements = link(&document, &quotes, &RuleEngine::new().tag(&document, &quotes));
    let found = find_speakers(&document, &quotes, &statements, &Roster::default(), &Config::recommended());
    for (word, name) in words {
        let mention = found.mentions.iter().find(|mention| document.slice(mention.span) == *word).unwrap();
        let entity = mention.entities.first().map(|entity| found.entities[entity.to_usize()].name.as_str());
        assert_eq!(entity, *name, "{word} in {text}");
    }
}

#[test]
fn i_is_whoever_says_it() {
    check(
        "“I wait,” said Ada Moreno. “My boat waits.”",
        &[("I", Some("Ada Moreno")), ("My", Some("Ada Moreno"))],
    );
    check("“I’ve told them no,” said Ada Moreno.", &[("I’ve", Some("Ada Moreno"))]);
    check("“He said, ‘I wait,’” Ada Moreno recalled.", &[("I", None)]);
    check("Ada Moreno said I was late.", &[("I", Some("I"))]);
    check("By Ada Moreno\n\nIt rained. I was late.", &[("I", Some("Ada Moreno"))]);
}

#[test]
fn you_in_a_transcript_is_the_other_one() {
    let text = "ADA MORENO: Will you go?\n\nHUGO ROE: No.\n\nMORENO: I see.\n\nROE: Good.";
    check(text, &[("you", Some("Hugo Roe"))]);
    check("“Will you go?” said Ada Moreno.", &[("you", None)]);
}

/// The mentions of each `we`.
#[track_caller]
fn check_we(text: &str, expected: &[usize]) {
    let document = tokenize(Source::new(text).unwrap());
    let quotes = find_quotes(&document);
    let statements = link(&document, &quotes, &RuleEngine::new().tag(&document, &quotes));
    let found = find_speakers(&document, &quotes, &statements, &Roster::default(), &Config::recommended());
    let ours = found.entities.iter().filter(|entity| entity.name == "we");
    assert_eq!(ours.map(|entity| entity.mentions.len()).collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn we_of_one_speaker_are_the_same() {
    check_we("“We wait,” said Ada Moreno. “Our boat waits.”", &[2]);
    check_we("We wait. It is our boat.", &[2]);
    check_we("“We wait for our boat,” said Ada Moreno. “Let us go with ours,” said Hugo Roe.", &[2, 2]);
    // Two speakers, once each; said once.
    check_we("“We wait,” said Ada Moreno. “Our boat waits,” said Hugo Roe.", &[]);
    check_we("“We wait,” said Ada Moreno.", &[]);
}
