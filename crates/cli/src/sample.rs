//! For tests: a small article and a hand-made analysis of it with one case of everything.
//!
//! In: nothing. Out: [`sample`]. Must not know: the stages, so that no rule can change these tests.

use dixit_attribution::{
    Analysis, Attribution, AttributionId, ContentType, CueClass, Diagnostic, DiagnosticKind, Entity,
    EntityId, EntityKind, Evidence, Gender, Mention, MentionId, MentionKind, Pattern, RosterLink,
    RosterMatch, SourceKind, Verdict,
};
use dixit_formats::{Article, Carried};
use dixit_tokenizer::{Document, Index, Source, Span, tokenize};

/// Not ASCII from the first character on, so that bytes, characters and UTF-16 units all differ.
pub(crate) const TEXT: &str = "🗞 “This is China versus the globe,” the treasury chief said. “It is unworkable.”\n\n\
    He said officials expected Beatriz Álvarez to call it “a draft”. “Nobody knows.”\n";

/// Where the `nth` (from 0) of some words stands.
fn at(words: &str, nth: usize) -> Span {
    let (start, _) = TEXT.match_indices(words).nth(nth).expect(words);
    Span::from_usize(start, start + words.len())
}

fn mention(span: Span, kind: MentionKind, entity: usize, antecedent: Option<usize>) -> Mention {
    let entities = vec![EntityId::from_usize(entity)];
    Mention {
        span,
        head: span,
        kind,
        entities,
        antecedent: antecedent.map(MentionId::from_usize),
        step: None,
    }
}

fn entity(name: &str, kind: EntityKind, mentions: &[usize], roster: Option<RosterLink>) -> Entity {
    Entity {
        name: name.to_owned(),
        kind,
        named: kind == EntityKind::Person,
        gender: Gender::Unknown,
        aliases: Vec::new(),
        mentions: mentions.iter().copied().map(MentionId::from_usize).collect(),
        roster,
    }
}

/// The article with its analysis: direct in two parts, indirect, mixed and nested, ambiguous, unknown, unnamed.
pub(crate) fn sample() -> (Document, Analysis) {
    let by = RosterMatch::Office("treasury secretary".to_owned());
    let entities = vec![
        entity(
            "Scott Bessent",
            EntityKind::Person,
            &[0, 1],
            Some(RosterLink { person: "bessent".to_owned(), by }),
        ),
        entity("officials", EntityKind::Group, &[2], None),
        entity("Beatriz Álvarez", EntityKind::Person, &[3], None),
    ];
    let mentions = vec![
        mention(at("the treasury chief", 0), MentionKind::Nominal, 0, None),
        mention(at("He", 0), MentionKind::Pronoun, 0, Some(0)),
        mention(at("officials", 0), MentionKind::Nominal, 1, None),
        mention(at("Beatriz Álvarez", 0), MentionKind::Name, 2, None),
    ];
    let speaker = |id| Verdict::Speakers(vec![EntityId::from_usize(id)]);
    let base = Attribution {
        content_type: ContentType::Direct,
        content: vec![at("“This is China versus the globe,”", 0), at("“It is unworkable.”", 0)],
        cue: vec![at("said", 0)],
        source: vec![at("the treasury chief", 0)],
        source_kind: SourceKind::Nominal,
        speaker: speaker(0),
        nested_in: None,
        confidence: 0.9349,
        evidence: Evidence {
            pattern: Pattern::QuoteThenSubjectVerb,
            cue_class: Some(CueClass::Neutral),
            mention: Some(MentionId::from_usize(0)),
            antecedent: None,
            continues: None,
        },
    };
    let indirect = Attribution {
        content_type: ContentType::Mixed,
        content: vec![at("officials expected Beatriz Álvarez to call it “a draft”", 0)],
        cue: vec![at("said", 1)],
        source: vec![at("He", 0)],
        source_kind: SourceKind::Pronoun,
        evidence: Evidence {
            pattern: Pattern::SubjectVerbClause,
            mention: Some(MentionId::from_usize(1)),
            antecedent: Some(MentionId::from_usize(0)),
            ..base.evidence.clone()
        },
        confidence: 0.7,
        ..base.clone()
    };
    let nested = Attribution {
        content_type: ContentType::Mixed,
        content: vec![at("Beatriz Álvarez to call it “a draft”", 0)],
        cue: vec![at("expected", 0)],
        source: vec![at("officials", 0)],
        source_kind: SourceKind::Nominal,
        speaker: speaker(1),
        nested_in: Some(AttributionId::from_usize(1)),
        confidence: 0.6,
        evidence: Evidence {
            cue_class: Some(CueClass::Thought),
            mention: Some(MentionId::from_usize(2)),
            antecedent: None,
            ..indirect.evidence.clone()
        },
    };
    let innermost = Attribution {
        content_type: ContentType::Direct,
        content: vec![at("“a draft”", 0)],
        cue: vec![at("call", 0)],
        source: vec![at("Beatriz Álvarez", 0)],
        source_kind: SourceKind::Name,
        speaker: Verdict::Ambiguous(vec![EntityId::from_usize(2), EntityId::from_usize(1)]),
        nested_in: Some(AttributionId::from_usize(2)),
        confidence: 0.4,
        evidence: Evidence {
            pattern: Pattern::SubjectVerbObject,
            mention: Some(MentionId::from_usize(3)),
            ..base.evidence.clone()
        },
    };
    let unknown = Attribution {
        content: vec![at("“Nobody knows.”", 0)],
        cue: Vec::new(),
        source: Vec::new(),
        source_kind: SourceKind::Absent,
        speaker: Verdict::Unknown,
        confidence: 0.5,
        evidence: Evidence {
            pattern: Pattern::Continuation,
            cue_class: None,
            mention: None,
            antecedent: None,
            continues: Some(AttributionId::from_usize(1)),
        },
        ..base.clone()
    };
    let analysis = Analysis {
        attributions: vec![base, indirect, nested, innermost, unknown],
        entities,
        mentions,
        quotes: Vec::new(),
        diagnostics: vec![Diagnostic { span: at("“a draft”", 0), kind: DiagnosticKind::UnclosedQuote }],
    };
    let document = tokenize(Source::new(TEXT).expect("short"));
    (document, analysis)
}

/// The same for a writer, under the id `a`.
pub(crate) fn article<'a>(
    document: &'a Document,
    analysis: &'a Analysis,
    speaker_ids: &'a [String],
    keep: &'a [bool],
) -> Article<'a> {
    const NONE: &Carried = &Carried::new();
    Article {
        id: "a",
        title: None,
        date: None,
        carried: NONE,
        piece: None,
        document,
        analysis,
        speaker_ids,
        keep,
    }
}
