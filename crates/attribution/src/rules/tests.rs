//! The rules, sentence by sentence: a text, and each statement in it on a line.
//!
//! In: texts. Out: test results. Must not know: who the speakers are.
//!
//! A line says `type source | cue | content`, with ` … ` between parts, `-` for what is not there, `¶` for the end of a
//! paragraph and `>` before a statement inside another. Most rules have their doc comment's example here, and its
//! counter-example, which says nothing or something else.

mod after;
mod alternation;
mod before;
mod beside;
mod continuation;
mod cues;
mod direct;
mod extent;
mod headline;
mod indirect;
mod inner;
mod label;
mod other_cues;
mod phrase;
mod transcript;
mod view;

use super::RuleEngine;
use crate::{Engine, Statement, find_quotes, link};
use dixit_tokenizer::{Document, Source, TokenRun, tokenize};
use std::sync::OnceLock;

/// What a text says in which nobody speaks.
const NOTHING: &str = "";

/// Reading the part-of-speech model takes longer than all these texts.
static ENGINE: OnceLock<RuleEngine> = OnceLock::new();

/// Checks that a text is read as expected; white space around lines is layout.
#[track_caller]
fn check(text: &str, expected: &str) {
    let document = tokenize(Source::new(text).unwrap());
    let quotes = find_quotes(&document);
    let roles = ENGINE.get_or_init(RuleEngine::new).tag(&document, &quotes);
    let found: Vec<String> =
        link(&document, &quotes, &roles).iter().map(|statement| line(&document, statement)).collect();
    let expected: Vec<&str> = expected.lines().map(str::trim).collect();
    assert!(
        found == expected,
        "{text}\n\nis read as\n  {}\nand should be\n  {}",
        found.join("\n  "),
        expected.join("\n  ")
    );
}

/// `> direct Trump | said | “We will,” … “Go.”`
fn line(document: &Document, statement: &Statement) -> String {
    let nested = if statement.nested_in.is_some() { "> " } else { "" };
    let kind = statement.content_type.name();
    let source = words(document, &statement.source);
    let cue = words(document, &statement.cue);
    let content = words(document, &statement.content);
    format!("{nested}{kind} {source} | {cue} | {content}")
}

fn words(document: &Document, parts: &[TokenRun]) -> String {
    let part = |run: &TokenRun| {
        let first = document.tokens()[run.start()].span;
        let last = document.tokens()[run.end() - 1].span;
        document.slice(first.cover(last)).replace("\n\n", " ¶ ").replace('\n', " ¶ ")
    };
    if parts.is_empty() { "-".to_owned() } else { parts.iter().map(part).collect::<Vec<_>>().join(" … ") }
}
