//! Paragraphs, sentences and words of news text, as byte spans of the original.

mod abbreviation;
mod chars;
mod document;
mod index;
mod paragraph;
mod sentence;
mod source;
mod span;
mod web;
mod word;

pub use document::{Document, Paragraph, Sentence, Token, TokenKind};
pub use index::{Index, ParagraphId, Run, SentenceId, TokenId, TokenRun};
pub use source::{MAX_BYTES, Source, SourceError, SourceErrorKind};
pub use span::{ByteOffset, Span};

/// Splits a text into paragraphs, sentences and tokens. Total, and linear in its length.
pub fn tokenize(source: Source) -> Document {
    let text = source.text();
    // English news has a token to about five bytes and a sentence to about 120; a guess saves most of the regrowth.
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut sentences = Vec::with_capacity(text.len() / 120);
    let mut paragraphs = Vec::new();
    for range in paragraph::find_paragraphs(text) {
        let first_token = tokens.len();
        let first_sentence = sentences.len();
        word::find_words(text, range, &mut tokens);
        let found: &[Token] = &tokens[first_token..];
        let mut start = 0;
        sentence::find_sentences(text, found, |end| {
            let span = covering(&found[start..end]);
            sentences.push(Sentence { span, tokens: Run::new(first_token + start..first_token + end) });
            start = end;
        });
        if !found.is_empty() {
            paragraphs.push(Paragraph {
                span: covering(found),
                tokens: Run::new(first_token..tokens.len()),
                sentences: Run::new(first_sentence..sentences.len()),
            });
        }
    }
    Document::from_parts(source, tokens, sentences, paragraphs)
}

/// From the first token to the last.
fn covering(tokens: &[Token]) -> Span {
    match tokens {
        [first, .., last] => first.span.cover(last.span),
        [only] => only.span,
        [] => Span::default(),
    }
}
