//! What the marks decide: statements of the rules that the tagger may not change.
//!
//! In: the rules' statements. Out: [`Held`]: which of them stand, and which labels that leaves to each token. Must not know: weights.

use super::decode::LabelSet;
use super::labels::Label;
use crate::dateline::after_dateline;
use crate::{ContentType, Pattern, QuoteUse, Quotes, Role, RoleSpan, Statement};
use dixit_tokenizer::{Document, TokenRun};
use std::collections::BTreeSet;

/// Direct statements of patterns that are right this often stand as they are. Chosen by cross-validation on PolNeAR train, where
/// direct F is 93.5 at 0.9, 93.6 at 0.75, 93.8 at 0.6 and 93.7 at 0.4.
const SURE: f32 = 0.6;

/// The statements that stand, and what they leave open.
pub(super) struct Held {
    /// Their positions among the rules' statements, in order.
    pub(super) statements: Vec<usize>,
    /// What each token may be.
    pub(super) allowed: Vec<LabelSet>,
}

/// Holds the contents and cues of sure direct statements; where in its source's words a source is stays open, since the tagger knows
/// its extent better.
///
/// Example: `“We wait,” Vogt said.` Counter-example: `Vogt called it “a ruin”` (mixed).
pub(super) fn hold(document: &Document, statements: &[Statement]) -> Held {
    let mut held = Held { statements: Vec::new(), allowed: vec![LabelSet::ALL; document.tokens().len()] };
    // `OTTAWA — Canada said …`: a dateline is no part of a source.
    for paragraph in document.paragraphs() {
        let tokens = paragraph.tokens.to_range();
        if let Some(after) = after_dateline(document, tokens.clone()) {
            held.allowed[tokens.start..after].fill(LabelSet::only(Label::Outside));
        }
    }
    for (at, statement) in statements.iter().enumerate() {
        if !stands(statement) {
            continue;
        }
        let parts = |role: Role, runs: &[TokenRun]| -> Vec<(Role, TokenRun)> {
            runs.iter().map(|run| (role, *run)).collect()
        };
        let spans = [parts(Role::Content, &statement.content), parts(Role::Cue, &statement.cue)].concat();
        let taken =
            |run: &TokenRun| held.allowed[run.to_range()].iter().any(|allowed| *allowed != LabelSet::ALL);
        if spans.iter().any(|(_, run)| run.is_empty() || taken(run)) {
            continue;
        }
        held.statements.push(at);
        for (role, run) in spans {
            for (position, token) in run.to_range().enumerate() {
                held.allowed[token] = LabelSet::only(Label::of(role, position == 0));
            }
        }
    }
    // What is whose words is no words of anybody: `“Go,” asked another` has one content.
    let after = |at: &&usize| {
        matches!(statements[**at].pattern, Pattern::QuoteThenSubjectVerb | Pattern::QuoteThenVerbSubject)
    };
    for &at in held.statements.iter().filter(after) {
        for run in &statements[at].source {
            for allowed in &mut held.allowed[run.to_range()] {
                if *allowed == LabelSet::ALL {
                    *allowed = LabelSet::source_or_outside();
                }
            }
        }
    }
    end_spans(&mut held.allowed);
    held
}

fn stands(statement: &Statement) -> bool {
    statement.nested_in.is_none()
        && statement.content_type == ContentType::Direct
        && statement.confidence >= SURE
        && (!statement.cue.is_empty()
            || matches!(
                statement.pattern,
                Pattern::TranscriptLine | Pattern::DashAttribution | Pattern::Continuation
            ))
}

/// The titles of works and the nicknames among the quotations that begin no content of the rules, in text order.
pub(super) fn works(quotes: &Quotes, statements: &[Statement]) -> Vec<TokenRun> {
    let contents = statements.iter().flat_map(|statement| &statement.content);
    let begun: BTreeSet<usize> = contents.map(|run| run.start()).collect();
    let spans = quotes.spans.iter().zip(&quotes.tokens);
    spans
        .filter(|(span, _)| matches!(span.usage, QuoteUse::Title | QuoteUse::Nickname))
        .map(|(_, tokens)| *tokens)
        .filter(|tokens| !begun.contains(&tokens.start()))
        .collect()
}

/// Whether a content is one of these [`works`], perhaps with words that make no clause of it.
///
/// Example: `Shah reviewed | “The Drowned Harbour” for the paper`. Counter-example: `Shah remembers | that “The Drowned Harbour” came in a
/// crate`. Logarithmic in the works, linear in the span.
pub(super) fn is_only_a_work(works: &[TokenRun], span: &RoleSpan, is_finite: impl Fn(usize) -> bool) -> bool {
    let run = span.tokens;
    let work = works.binary_search_by_key(&run.start(), |work| work.start());
    let no_clause = |at: usize| !(works[at].end()..run.end()).any(is_finite);
    span.role == Role::Content && work.is_ok_and(no_clause)
}

/// A span that is held ends where the rules end it.
fn end_spans(allowed: &mut [LabelSet]) {
    for at in 1..allowed.len() {
        if allowed[at] == LabelSet::ALL && allowed[at - 1].is_one() {
            allowed[at] = allowed[at].without_inside();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleEngine;
    use crate::{Engine, find_quotes, link};
    use dixit_tokenizer::{Source, tokenize};

    /// The words that can be part of a source and of no content.
    fn only_sources(text: &str) -> Vec<String> {
        let document = tokenize(Source::new(text).unwrap());
        let quotes = find_quotes(&document);
        let statements = link(&document, &quotes, &RuleEngine::new().tag(&document, &quotes));
        let held = hold(&document, &statements);
        let only =
            (0..document.tokens().len()).filter(|at| held.allowed[*at] == LabelSet::source_or_outside());
        only.map(|at| document.word(at).to_owned()).collect()
    }

    #[test]
    fn a_source_is_no_content() {
        assert_eq!(only_sources("“Watch out for them,” tweeted another."), ["another"]);
        // Before its quotation a subject may be another clause's.
        assert_eq!(only_sources("Another tweeted, “Watch out for them.”"), [""; 0]);
    }

    /// Whether these words are nothing but a work.
    fn is_work(text: &str, words: &str) -> bool {
        let document = tokenize(Source::new(text).unwrap());
        let quotes = find_quotes(&document);
        let start = text.find(words).expect(words);
        let tokens = document.tokens_in(dixit_tokenizer::Span::from_usize(start, start + words.len()));
        let is_finite = |token: usize| matches!(document.word(token), "came" | "is");
        is_only_a_work(&works(&quotes, &[]), &RoleSpan { role: Role::Content, tokens }, is_finite)
    }

    #[test]
    fn a_title_is_no_content() {
        let text = "Shah remembers the novel “The Drowned Harbour” well.";
        assert!(is_work(text, "“The Drowned Harbour”"));
        assert!(is_work(
            "Shah reviewed the novel “The Drowned Harbour” for the paper.",
            "“The Drowned Harbour” for the paper"
        ));
        // A clause about it is more.
        assert!(!is_work(
            "Shah says the novel “The Drowned Harbour” is a mess.",
            "“The Drowned Harbour” is a mess"
        ));
        assert!(!is_work(text, "the novel “The Drowned Harbour”"));
        assert!(!is_work("Shah said, “The harbour has drowned.”", "“The harbour has drowned.”"));
    }
}
