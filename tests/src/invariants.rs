//! What holds for every document and every analysis, whatever the text.
//!
//! In: a [`Document`] and its [`Analysis`]. Out: nothing, or a panic that says what is broken. Must not know: which rules
//! were at work.

use dixit_attribution::{
    Analysis, Attribution, ContentType, Pattern, QuoteUse, QuotedSpan, SourceKind, Verdict,
};
use dixit_tokenizer::{Document, Index, Span};

/// Checks a document and its analysis.
///
/// # Panics
/// At the first broken invariant, with the place.
pub fn check_invariants(document: &Document, analysis: &Analysis) {
    check_document(document);
    check_quotes(document, analysis);
    check_entities(document, analysis);
    let mut last = None;
    for (id, attribution) in analysis.attributions.iter().enumerate() {
        let at = format!("attribution {id} ({attribution:?})");
        check_attribution(document, analysis, id, &at);
        let first = attribution.content[0].start();
        assert!(last.is_none_or(|last| last <= first), "{at}: not in text order");
        last = Some(first);
    }
    check_nesting(analysis);
    let starts: Vec<_> = analysis.diagnostics.iter().map(|diagnostic| diagnostic.span.start()).collect();
    assert!(starts.is_sorted(), "diagnostics not in text order: {:?}", analysis.diagnostics);
    for diagnostic in &analysis.diagnostics {
        assert!(in_text(document, diagnostic.span), "{diagnostic:?} is not in the text");
    }
}

/// In bounds and on character boundaries; may be empty.
fn in_text(document: &Document, span: Span) -> bool {
    document.text().get(span.to_range()).is_some_and(|text| text == document.slice(span))
}

fn check_document(document: &Document) {
    let text = document.text();
    let mut end = 0;
    let blank = |text: &str| text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
    for token in document.tokens() {
        let range = token.span.to_range();
        assert!(in_text(document, token.span) && !token.span.is_empty(), "{token:?} is no text");
        assert!(end <= range.start, "{token:?} overlaps the token before");
        assert!(blank(&text[end..range.start]), "no token covers {:?}", &text[end..range.start]);
        end = range.end;
    }
    assert!(blank(&text[end..]), "no token covers the end, {:?}", &text[end..]);
    let (mut token, mut sentence) = (0, 0);
    for paragraph in document.paragraphs() {
        assert!(!paragraph.tokens.is_empty() && paragraph.tokens.start() == token, "{paragraph:?}: gap");
        assert_eq!(paragraph.sentences.start(), sentence, "{paragraph:?}: gap in its sentences");
        assert_eq!(paragraph.span, document.span_of(paragraph.tokens), "{paragraph:?}");
        for sentence in &document.sentences()[paragraph.sentences.to_range()] {
            assert!(!sentence.tokens.is_empty() && sentence.tokens.start() == token, "{sentence:?}: gap");
            assert_eq!(sentence.span, document.span_of(sentence.tokens), "{sentence:?}");
            token = sentence.tokens.end();
        }
        assert_eq!(paragraph.tokens.end(), token, "{paragraph:?} ends elsewhere than its last sentence");
        sentence = paragraph.sentences.end();
    }
    assert_eq!(token, document.tokens().len(), "tokens outside of all paragraphs");
    assert_eq!(sentence, document.sentences().len(), "sentences outside of all paragraphs");
}

fn check_quotes(document: &Document, analysis: &Analysis) {
    let quotes = &analysis.quotes;
    for (id, quote) in quotes.iter().enumerate() {
        let at = format!("quote {id} ({quote:?})");
        assert!(in_text(document, quote.outer) && !quote.outer.is_empty(), "{at}: no text");
        assert!(
            in_text(document, quote.inner) && quote.outer.contains(quote.inner),
            "{at}: inner out of outer"
        );
        if let Some(parent) = quote.parent.map(Index::to_usize) {
            assert!(parent < id && quotes[parent].outer.contains(quote.outer), "{at}: not in its parent");
        }
        if let Some(before) = quote.continues.map(Index::to_usize) {
            assert!(
                before < id && quotes[before].outer.end() <= quote.outer.start(),
                "{at}: continues a later one"
            );
        }
    }
    assert!(quotes.is_sorted_by_key(|quote| quote.outer.start()), "quotes not in text order");
}

fn check_entities(document: &Document, analysis: &Analysis) {
    for (id, mention) in analysis.mentions.iter().enumerate() {
        let at = format!("mention {id} ({mention:?})");
        assert!(in_text(document, mention.span) && !mention.span.is_empty(), "{at}: no text");
        assert!(in_text(document, mention.head) && mention.span.contains(mention.head), "{at}: head outside");
        for entity in &mention.entities {
            let entity = analysis.entities.get(entity.to_usize());
            let entity = entity.unwrap_or_else(|| panic!("{at}: no such entity"));
            assert!(
                entity.mentions.iter().any(|found| found.to_usize() == id),
                "{at}: its entity does not know it"
            );
        }
        if let Some(antecedent) = mention.antecedent {
            assert!(antecedent.to_usize() < analysis.mentions.len(), "{at}: no such antecedent");
        }
    }
    assert!(analysis.mentions.is_sorted_by_key(|mention| mention.span.start()), "mentions not in text order");
    for (id, entity) in analysis.entities.iter().enumerate() {
        let at = format!("entity {id} ({entity:?})");
        assert!(!entity.name.trim().is_empty(), "{at}: no name");
        assert!(entity.mentions.is_sorted(), "{at}: mentions not in order");
        for mention in &entity.mentions {
            let mention = analysis.mentions.get(mention.to_usize());
            let mention = mention.unwrap_or_else(|| panic!("{at}: no such mention"));
            assert!(
                mention.entities.iter().any(|found| found.to_usize() == id),
                "{at}: {mention:?} is not its own"
            );
        }
        let mut aliases = entity.aliases.clone();
        aliases.sort();
        aliases.dedup();
        assert_eq!(aliases.len(), entity.aliases.len(), "{at}: an alias twice");
    }
}

fn check_attribution(document: &Document, analysis: &Analysis, id: usize, at: &str) {
    let attribution = &analysis.attributions[id];
    assert!(!attribution.content.is_empty(), "{at}: no content");
    for (role, spans) in
        [("content", &attribution.content), ("cue", &attribution.cue), ("source", &attribution.source)]
    {
        for span in spans {
            assert!(in_text(document, *span) && !span.is_empty(), "{at}: {role} {span:?} is no text");
        }
        let apart = |pair: &[Span]| pair[0].end() <= pair[1].start();
        assert!(spans.windows(2).all(apart), "{at}: {role} parts overlap or are not in order");
    }
    assert!((0.0..=1.0).contains(&attribution.confidence), "{at}: confidence {}", attribution.confidence);
    assert!(
        attribution.source_kind == SourceKind::Absent || !attribution.source.is_empty(),
        "{at}: a kind of source and no source"
    );
    let (ids, least) = match &attribution.speaker {
        Verdict::Speakers(ids) => (ids.as_slice(), 1),
        Verdict::Ambiguous(ids) => (ids.as_slice(), 2),
        Verdict::Unknown => (&[] as &[_], 0),
    };
    assert!(ids.len() >= least, "{at}: too few speakers");
    let mut distinct = ids.to_vec();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), ids.len(), "{at}: a speaker twice");
    assert!(ids.iter().all(|id| id.to_usize() < analysis.entities.len()), "{at}: no such entity");
    let evidence = &attribution.evidence;
    for mention in [evidence.mention, evidence.antecedent].into_iter().flatten() {
        assert!(mention.to_usize() < analysis.mentions.len(), "{at}: no such mention");
    }
    if let Some(continued) = evidence.continues {
        assert!(continued.to_usize() < analysis.attributions.len(), "{at}: continues nothing");
        assert_ne!(continued.to_usize(), id, "{at}: continues itself");
    }
    check_type(document, analysis, attribution, at);
}

/// Nested ones lie in the content they are nested in, and no nesting goes in circles.
fn check_nesting(analysis: &Analysis) {
    let parent_of = |id: usize| analysis.attributions[id].nested_in.map(Index::to_usize);
    for (id, attribution) in analysis.attributions.iter().enumerate() {
        let Some(parent) = parent_of(id) else { continue };
        let outer = analysis.attributions.get(parent);
        let outer = outer.unwrap_or_else(|| panic!("attribution {id}: nested in nothing"));
        for span in &attribution.content {
            assert!(
                outer.content.iter().any(|content| content.contains(*span)),
                "attribution {id}: {span:?} is not in the content of {parent}, {:?}",
                outer.content
            );
        }
        let mut up = Some(parent);
        let mut steps = 0;
        while let Some(parent) = up {
            steps += 1;
            assert!(
                parent != id && steps <= analysis.attributions.len(),
                "attribution {id}: nested in itself"
            );
            up = parent_of(parent);
        }
    }
}

/// The type agrees with the outermost marks, or for a nested one with its own: all words of the content stand in them, none or some. Marks that are no speech (a
/// title, a nickname) may stand in an indirect content too. Lines of a transcript need no marks.
fn check_type(document: &Document, analysis: &Analysis, attribution: &Attribution, at: &str) {
    if attribution.evidence.pattern == Pattern::TranscriptLine {
        return;
    }
    // Inside another's content, marks of its own count.
    let own = |quote: &QuotedSpan, span: Span| {
        let (marks, part) = (document.tokens_in(quote.outer), document.tokens_in(span));
        part.start() <= marks.start() + 1 && marks.end() <= part.end() + 1
    };
    let touching = |quote: &&QuotedSpan| match attribution.nested_in {
        None => quote.parent.is_none() && attribution.content.iter().any(|span| span.overlaps(quote.outer)),
        Some(_) => attribution.content.iter().any(|span| own(quote, *span)),
    };
    let quotes: Vec<&QuotedSpan> = analysis.quotes.iter().filter(touching).collect();
    let (mut speech, mut marked, mut all) = (0, 0, 0);
    for span in &attribution.content {
        for token in &document.tokens()[document.tokens_in(*span).to_range()] {
            if document.slice(token.span).chars().any(char::is_alphanumeric) {
                let around = |quote: &&&QuotedSpan| quote.outer.contains(token.span);
                all += 1;
                marked += usize::from(quotes.iter().any(|quote| around(&quote)));
                let said = quotes.iter().filter(around).any(|quote| quote.usage == QuoteUse::Speech);
                speech += usize::from(said);
            }
        }
    }
    let counts = format!("{speech} of {all} words in speech marks, {marked} in any");
    match attribution.content_type {
        ContentType::Direct => assert!(marked == all, "{at}: direct, but {counts}"),
        ContentType::Indirect => assert!(speech == 0, "{at}: indirect, but {counts}"),
        ContentType::Mixed => assert!(marked > 0 && speech < all, "{at}: mixed, but {counts}"),
    }
}
