//! For tests: a small article with a hand-made analysis, one case of everything that writers stumble over.
//!
//! In: nothing. Out: [`with_sample`]. Must not know: the stages, so that no rule can change these tests.

use crate::{Article, Carried};
use dixit_attribution::{
    Analysis, Attribution, AttributionId, ContentType, CueClass, Entity, EntityId, EntityKind, Evidence,
    Gender, Pattern, RosterLink, RosterMatch, SourceKind, Verdict,
};
use dixit_tokenizer::{Index, Source, Span, tokenize};
use jiff::civil::date;

/// Markup, a content over two paragraphs, a formula.
pub(crate) const TEXT: &str = "Talks & <tariffs> stall\n\n“This is China versus the globe,” the treasury chief \
    said. “It is unworkable.\n\n“Nobody wants it.” He said officials expected <i>Álvarez</i> to call it “a draft”.\n\n\
    =1+1, somebody said.\n";

fn at(words: &str) -> Span {
    let start = TEXT.find(words).expect(words);
    Span::from_usize(start, start + words.len())
}

fn entity(name: &str, kind: EntityKind, person: Option<&str>) -> Entity {
    let link = |person: &str| RosterLink { person: person.to_owned(), by: RosterMatch::Name };
    Entity {
        name: name.to_owned(),
        kind,
        named: kind != EntityKind::Group,
        gender: Gender::Unknown,
        aliases: Vec::new(),
        mentions: Vec::new(),
        roster: person.map(link),
    }
}

/// Direct over two paragraphs; mixed; nested by somebody unnamed; nested and ambiguous; unknown.
fn attributions() -> Vec<Attribution> {
    let who = |id| Verdict::Speakers(vec![EntityId::from_usize(id)]);
    let evidence = Evidence {
        pattern: Pattern::QuoteThenSubjectVerb,
        cue_class: Some(CueClass::Neutral),
        mention: None,
        antecedent: None,
        continues: None,
    };
    let direct = Attribution {
        content_type: ContentType::Direct,
        content: vec![
            at("“This is China versus the globe,”"),
            at("“It is unworkable.\n\n“Nobody wants it.”"),
        ],
        cue: vec![at("said")],
        source: vec![at("the treasury chief")],
        source_kind: SourceKind::Nominal,
        speaker: who(0),
        nested_in: None,
        confidence: 0.9349,
        evidence,
    };
    let nested_in = |id| Some(AttributionId::from_usize(id));
    let mixed = Attribution {
        content_type: ContentType::Mixed,
        content: vec![at("officials expected <i>Álvarez</i> to call it “a draft”")],
        source: vec![at("He")],
        source_kind: SourceKind::Pronoun,
        confidence: 0.7,
        ..direct.clone()
    };
    let nested = Attribution {
        content: vec![at("<i>Álvarez</i> to call it “a draft”")],
        cue: vec![at("expected")],
        source: vec![at("officials")],
        source_kind: SourceKind::Nominal,
        speaker: who(1),
        nested_in: nested_in(1),
        ..mixed.clone()
    };
    let ambiguous = Attribution {
        content_type: ContentType::Direct,
        content: vec![at("“a draft”")],
        cue: vec![at("call")],
        source: vec![at("Álvarez")],
        source_kind: SourceKind::Name,
        speaker: Verdict::Ambiguous(vec![EntityId::from_usize(2), EntityId::from_usize(0)]),
        nested_in: nested_in(2),
        confidence: 0.4,
        ..nested.clone()
    };
    let unknown = Attribution {
        content_type: ContentType::Indirect,
        content: vec![at("=1+1")],
        cue: vec![at("said")],
        source: Vec::new(),
        source_kind: SourceKind::Absent,
        speaker: Verdict::Unknown,
        nested_in: None,
        ..direct.clone()
    };
    vec![direct, mixed, nested, ambiguous, unknown]
}

/// Does something with the article and its analysis.
pub(crate) fn with_sample<T>(work: impl FnOnce(&Article<'_>) -> T) -> T {
    let entities = vec![
        entity("Scott Bessent", EntityKind::Person, Some("bessent")),
        entity("officials", EntityKind::Group, None),
        entity("“Álvarez” & <Sons>", EntityKind::Organisation, None),
    ];
    let attributions = attributions();
    let keep = vec![true; attributions.len()];
    let analysis = Analysis {
        attributions,
        entities,
        mentions: Vec::new(),
        quotes: Vec::new(),
        diagnostics: Vec::new(),
    };
    let document = tokenize(Source::new(TEXT).expect("short"));
    let mut carried = Carried::new();
    carried.push_text("outlet", "The Halyard\t& Sons");
    work(&Article {
        id: "a",
        title: Some("Talks & <tariffs> stall"),
        date: Some(date(2025, 10, 26)),
        carried: &carried,
        piece: None,
        document: &document,
        analysis: &analysis,
        speaker_ids: &["bessent", "officials", "álvarez-sons@a"].map(str::to_owned),
        keep: &keep,
    })
}
