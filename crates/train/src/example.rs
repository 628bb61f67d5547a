//! An annotated document as the trainer reads it.
//!
//! In: an [`AnnotatedDocument`]. Out: [`Example`]: tokens, labels, which spans belong together. Must not know: weights.

use dixit_attribution::learning::{Groups, Label, Reading};
use dixit_attribution::{Quotes, Role, RuleEngine, find_quotes};
use dixit_formats::AnnotatedDocument;
use dixit_tokenizer::{Document, Source, SourceError, Span, TokenRun, tokenize};

/// A document with its gold labels and links.
pub(crate) struct Example {
    /// Its id, to tell in messages.
    pub(crate) id: String,
    pub(crate) document: Document,
    pub(crate) quotes: Quotes,
    pub(crate) reading: Reading,
    /// The gold label of each token.
    pub(crate) labels: Vec<Label>,
    /// The gold attributions that stand in no other, as tokens.
    pub(crate) gold: Vec<Gold>,
}

/// A gold attribution as tokens.
pub(crate) struct Gold {
    pub(crate) content: Vec<TokenRun>,
    pub(crate) cue: Vec<TokenRun>,
    pub(crate) source: Vec<TokenRun>,
}

impl Example {
    /// Tokenizes and labels a document. Nested attributions are left out: a token has one label.
    ///
    /// # Errors
    /// Where the text is too long for the tokenizer.
    pub(crate) fn new(
        annotated: &AnnotatedDocument,
        rules: &RuleEngine,
        groups: &Groups,
    ) -> Result<Self, SourceError> {
        let document = tokenize(Source::new(annotated.text.as_str())?);
        let quotes = find_quotes(&document);
        let reading = Reading::new(&document, &quotes, rules, groups);
        let runs = |spans: &[Span]| -> Vec<TokenRun> {
            spans.iter().map(|span| document.tokens_in(*span)).filter(|run| !run.is_empty()).collect()
        };
        let top_level = annotated.attributions.iter().filter(|attribution| attribution.nested_in.is_none());
        let gold: Vec<Gold> = top_level
            .map(|attribution| Gold {
                content: runs(&attribution.content),
                cue: runs(&attribution.cue),
                source: runs(&attribution.source),
            })
            .collect();
        let labels = label(&document, &gold);
        Ok(Self { id: annotated.id.clone(), document, quotes, reading, labels, gold })
    }
}

/// Where roles meet, the cue wins over the source, and the source over the content: short spans are not lost in long ones.
fn label(document: &Document, gold: &[Gold]) -> Vec<Label> {
    let mut labels = vec![Label::Outside; document.tokens().len()];
    for role in [Role::Content, Role::Source, Role::Cue] {
        for attribution in gold {
            let runs = match role {
                Role::Content => &attribution.content,
                Role::Source => &attribution.source,
                Role::Cue => &attribution.cue,
            };
            for run in runs {
                for (at, label) in labels[run.to_range()].iter_mut().enumerate() {
                    *label = Label::of(role, at == 0);
                }
            }
        }
    }
    // What a longer span lost to a shorter one, it begins anew after it; and every chain begins anew.
    for paragraph in document.paragraphs() {
        let mut previous = Label::Outside;
        for label in &mut labels[paragraph.tokens.to_range()] {
            if !label.may_follow(previous)
                && let Some((role, _)) = label.role()
            {
                *label = Label::of(role, true);
            }
            previous = *label;
        }
    }
    labels
}
