//! Hand-made analyses, drawn.

use super::*;
use crate::{
    Closure, ContentType, CueClass, DiagnosticKind, Entity, EntityKind, Evidence, Gender, Mention, MentionId,
    MentionKind, Pattern, QuotedSpan, RosterLink,
};
use dixit_tokenizer::{Source, tokenize};

fn document(text: &str) -> Document {
    tokenize(Source::new(text).unwrap())
}

/// The `nth` (from 0) place of some words.
fn nth(document: &Document, words: &str, nth: usize) -> Span {
    let (start, _) = document.text().match_indices(words).nth(nth).expect(words);
    Span::from_usize(start, start + words.len())
}

fn entity(name: &str, person: Option<&str>) -> Entity {
    Entity {
        name: name.to_owned(),
        kind: EntityKind::Person,
        named: true,
        gender: Gender::Unknown,
        aliases: Vec::new(),
        mentions: Vec::new(),
        roster: person.map(|person| RosterLink { person: person.to_owned(), by: RosterMatch::Name }),
    }
}

fn attribution(content: &[Span], cue: &[Span], source: &[Span], speaker: usize) -> Attribution {
    Attribution {
        content_type: ContentType::Direct,
        content: content.to_vec(),
        cue: cue.to_vec(),
        source: source.to_vec(),
        source_kind: if source.is_empty() { SourceKind::Absent } else { SourceKind::Name },
        speaker: Verdict::Speakers(vec![EntityId::from_usize(speaker)]),
        nested_in: None,
        confidence: 0.9,
        evidence: Evidence {
            pattern: Pattern::QuoteThenSubjectVerb,
            cue_class: Some(CueClass::Neutral),
            mention: None,
            antecedent: None,
            continues: None,
        },
    }
}

#[test]
fn marks_stand_under_their_words() {
    let document = document(
        "The talks went on in Kuala Lumpur. “This is China versus the globe,” Scott Bessent said. “The licensing \
         regime is unworkable and unacceptable to everybody who trades, whether in Asia or in São Paulo.” Markets fell.",
    );
    let analysis = Analysis {
        attributions: vec![attribution(
            &[
                nth(&document, "“This is China versus the globe,”", 0),
                nth(
                    &document,
                    "“The licensing regime is unworkable and unacceptable to everybody who trades, whether in Asia or in São Paulo.”",
                    0,
                ),
            ],
            &[nth(&document, "said", 0)],
            &[nth(&document, "Scott Bessent", 0)],
            0,
        )],
        entities: vec![entity("Scott Bessent", Some("bessent"))],
        ..Analysis::default()
    };
    insta::assert_snapshot!(render(&document, &analysis));
    insta::assert_snapshot!(render_attribution(&document, &analysis, AttributionId::from_usize(0)));
}

#[test]
fn nested_ones_stand_below_their_parent_and_others_have_letters() {
    let document = document(
        "Trump, noting that Putin had raised the idea, called “The Rock” a friend. “Who said that?”\n\n\
         He said it was over. It rained.\n\n\
         Nobody spoke here, and the weather in the capital of the province was as grey as the suits in the hall below.",
    );
    let trump = nth(&document, "Trump", 0);
    let mut outer = attribution(
        &[nth(&document, "Putin had raised the idea", 0)],
        &[nth(&document, "noting", 0)],
        &[trump],
        0,
    );
    outer.content_type = ContentType::Indirect;
    let mut inner = attribution(
        &[nth(&document, "the idea", 0)],
        &[nth(&document, "raised", 0)],
        &[nth(&document, "Putin", 0)],
        1,
    );
    inner.content_type = ContentType::Indirect;
    inner.nested_in = Some(AttributionId::from_usize(0));
    let mut pronoun = attribution(
        &[nth(&document, "it was over", 0)],
        &[nth(&document, "said", 1)],
        &[nth(&document, "He", 0)],
        0,
    );
    pronoun.content_type = ContentType::Indirect;
    pronoun.source_kind = SourceKind::Pronoun;
    pronoun.speaker = Verdict::Ambiguous(vec![EntityId::from_usize(0), EntityId::from_usize(1)]);
    pronoun.evidence.antecedent = Some(MentionId::from_usize(0));
    let quote = |words: &str, usage| {
        let outer = nth(&document, words, 0);
        QuotedSpan { outer, inner: outer, closure: Closure::Closed, parent: None, continues: None, usage }
    };
    let analysis = Analysis {
        attributions: vec![outer, inner, pronoun],
        entities: vec![entity("Donald Trump", Some("trump")), entity("Vladimir Putin", None)],
        mentions: vec![Mention {
            span: trump,
            head: trump,
            kind: MentionKind::Name,
            entities: vec![EntityId::from_usize(0)],
            antecedent: None,
            step: None,
        }],
        quotes: vec![quote("“The Rock”", QuoteUse::Nickname), quote("“Who said that?”", QuoteUse::Speech)],
        diagnostics: vec![Diagnostic {
            span: nth(&document, "It rained", 0),
            kind: DiagnosticKind::UnclosedQuote,
        }],
    };
    insta::assert_snapshot!(render(&document, &analysis));
}

#[test]
fn wide_and_strange_text_stays_aligned() {
    let document = document("“习近平 said\u{7} e\u{301}té \u{202e}txt,” said Łuk.");
    let analysis = Analysis {
        attributions: vec![attribution(
            &[nth(&document, "“习近平 said\u{7} e\u{301}té \u{202e}txt,”", 0)],
            &[nth(&document, "said", 1)],
            &[nth(&document, "Łuk", 0)],
            7,
        )],
        ..Analysis::default()
    };
    insta::assert_snapshot!(render(&document, &analysis));
}

#[test]
fn a_word_of_any_length_is_cut_and_nothing_is_lost() {
    let long = "x".repeat(250);
    let document = document(&format!("{long} said: “{long}”"));
    let analysis = Analysis {
        attributions: vec![attribution(&[nth(&document, &format!("“{long}”"), 0)], &[], &[], 0)],
        ..Analysis::default()
    };
    let drawn = render(&document, &analysis);
    assert_eq!(drawn.matches('x').count(), 500);
    assert_eq!(drawn.matches('^').count(), 252);
    assert!(drawn.lines().all(|line| line.chars().count() <= 105), "{drawn}");
}

#[test]
fn a_broken_analysis_is_drawn_all_the_same() {
    let document = document("“Yes,” he said.");
    let mut one = attribution(&[Span::new(900, 950), Span::new(1, 2)], &[], &[Span::new(3, 3)], 4);
    one.nested_in = Some(AttributionId::from_usize(1));
    let mut two = attribution(&[Span::new(0, 90)], &[], &[], 4);
    two.nested_in = Some(AttributionId::from_usize(0));
    let analysis = Analysis { attributions: vec![one, two], ..Analysis::default() };
    assert!(render(&document, &analysis).contains("direct -> ?"));
    assert_eq!(render_attribution(&document, &analysis, AttributionId::from_usize(9)), "");
}
