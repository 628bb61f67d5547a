//! Who said how much in one document, without positions: what counting needs.
//!
//! In: an analysis, or a line of what `dixit --format jsonl` printed. Out: [`Said`]. Must not know: other documents.

use crate::names::is_local;
use crate::options::Bounds;
use crate::report::VERSION;
use dixit_attribution::{Analysis, ContentType, CueClass, EntityKind, Gender, Verdict};
use dixit_formats::rounded;
use dixit_tokenizer::{Document, Index, Source, Token, TokenKind, tokenize};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// One document.
#[derive(Debug, PartialEq)]
pub(crate) struct Said {
    /// The document's id.
    pub(crate) document: String,
    /// The document that it is a piece of, where it is one.
    pub(crate) piece_of: Option<String>,
    /// Whether the run told it to be a reprint of an earlier one.
    pub(crate) is_reprint: bool,
    /// Everybody in it, also those who say nothing.
    pub(crate) people: Vec<Figure>,
    /// In text order; only those that were asked for.
    pub(crate) statements: Vec<Statement>,
}

/// Somebody in a document.
#[derive(Debug, PartialEq)]
pub(crate) struct Figure {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: EntityKind,
    pub(crate) named: bool,
    pub(crate) gender: Gender,
    /// Whether the roster knows them.
    pub(crate) known: bool,
    /// Whether the id is of this document only.
    pub(crate) local: bool,
}

/// Something said.
#[derive(Debug, PartialEq)]
pub(crate) struct Statement {
    pub(crate) who: Who,
    pub(crate) content_type: ContentType,
    pub(crate) cue_class: Option<CueClass>,
    /// Of the content, as `dixit tokenize` shows them, without marks and punctuation.
    pub(crate) words: usize,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Who {
    /// Positions in [`Said::people`]; never empty.
    Speakers(Vec<usize>),
    Ambiguous,
    Unknown,
}

/// What an analysis says.
pub(crate) fn from_analysis(
    id: String,
    document: &Document,
    analysis: &Analysis,
    speaker_ids: &[String],
    bounds: &Bounds,
) -> Said {
    let people = analysis
        .entities
        .iter()
        .zip(speaker_ids)
        .map(|(entity, speaker)| Figure {
            local: is_local(speaker, &id),
            id: speaker.clone(),
            name: entity.name.clone(),
            kind: entity.kind,
            named: entity.named,
            gender: entity.gender,
            known: entity.roster.is_some(),
        })
        .collect();
    let wanted = analysis.attributions.iter().filter(|attribution| {
        let confidence = rounded(attribution.confidence);
        bounds.hold(attribution.content_type, confidence, attribution.nested_in.is_some())
    });
    let statements = wanted
        .map(|attribution| Statement {
            who: match &attribution.speaker {
                Verdict::Speakers(ids) => Who::Speakers(ids.iter().map(|id| id.to_usize()).collect()),
                Verdict::Ambiguous(_) => Who::Ambiguous,
                Verdict::Unknown => Who::Unknown,
            },
            content_type: attribution.content_type,
            cue_class: attribution.evidence.cue_class,
            words: attribution.content.iter().map(|span| words(document.slice(*span))).sum(),
        })
        .collect();
    Said { document: id, piece_of: None, is_reprint: false, people, statements }
}

/// The words of a piece of content. Counted piece by piece, so that an article and what was printed of it count the same.
fn words(piece: &str) -> usize {
    let Ok(source) = Source::new(piece) else { return 0 };
    count_words(&tokenize(source))
}

/// The words of a document.
pub(crate) fn count_words(document: &Document) -> usize {
    let is_word = |token: &&Token| match token.kind {
        TokenKind::Word | TokenKind::Number | TokenKind::Abbreviation | TokenKind::Email | TokenKind::Url => {
            true
        }
        TokenKind::Possessive
        | TokenKind::QuoteMark
        | TokenKind::Dash
        | TokenKind::Punctuation
        | TokenKind::Symbol => false,
    };
    document.tokens().iter().filter(is_word).count()
}

/// A line of a run's output; what counting does not need is skipped.
#[derive(Deserialize)]
struct Run {
    version: u32,
    piece: Option<RunPieceOf>,
    reprint_of: Option<serde::de::IgnoredAny>,
    attributions: Vec<RunAttribution>,
    entities: Vec<RunEntity>,
}

#[derive(Deserialize)]
struct RunPieceOf {
    document: String,
}

#[derive(Deserialize)]
struct RunAttribution {
    #[serde(rename = "type")]
    content_type: ContentType,
    content: Vec<RunPiece>,
    speakers: Vec<RunSpeaker>,
    ambiguous: Vec<RunSpeaker>,
    nested_in: Option<usize>,
    confidence: f64,
    evidence: RunEvidence,
}

#[derive(Deserialize)]
struct RunPiece {
    text: String,
}

#[derive(Deserialize)]
struct RunSpeaker {
    id: String,
}

#[derive(Deserialize)]
struct RunEvidence {
    cue_class: Option<CueClass>,
}

#[derive(Deserialize)]
struct RunEntity {
    id: String,
    name: String,
    kind: EntityKind,
    named: bool,
    gender: Gender,
    roster: Option<serde::de::IgnoredAny>,
}

/// What somebody wants to know of a line of a run's output, by the version that it says it is of; or why it is none.
pub(crate) fn run_line<T: DeserializeOwned>(line: &[u8], version: impl Fn(&T) -> u32) -> Result<T, String> {
    let run: T = serde_json::from_slice(line).map_err(|error| {
        let cause = error.to_string();
        let cause = cause.split(" at line ").next().unwrap_or(&cause);
        format!("this is not what `dixit --format jsonl` prints ({cause}, column {})", error.column())
    })?;
    match version(&run) {
        VERSION => Ok(run),
        other => {
            Err(format!("it is of version {other} of the format, not {VERSION}; run dixit on the text again"))
        }
    }
}

/// What a line of a run's output says, or why it is none.
pub(crate) fn from_run(id: String, line: &[u8], bounds: &Bounds) -> Result<Said, String> {
    let run: Run = run_line(line, |run: &Run| run.version)?;
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut people = Vec::with_capacity(run.entities.len());
    for entity in run.entities {
        places.insert(entity.id.clone(), people.len());
        people.push(Figure {
            local: is_local(&entity.id, &id),
            id: entity.id,
            name: entity.name,
            kind: entity.kind,
            named: entity.named,
            gender: entity.gender,
            known: entity.roster.is_some(),
        });
    }
    let mut statements = Vec::new();
    for attribution in run.attributions {
        if !bounds.hold(attribution.content_type, attribution.confidence, attribution.nested_in.is_some()) {
            continue;
        }
        let mut speakers = Vec::new();
        for RunSpeaker { id } in &attribution.speakers {
            let place =
                places.get(id).ok_or_else(|| format!("the speaker {id:?} is not among its entities"))?;
            speakers.push(*place);
        }
        statements.push(Statement {
            who: match (speakers.is_empty(), attribution.ambiguous.is_empty()) {
                (false, _) => Who::Speakers(speakers),
                (true, false) => Who::Ambiguous,
                (true, true) => Who::Unknown,
            },
            content_type: attribution.content_type,
            cue_class: attribution.evidence.cue_class,
            words: attribution.content.iter().map(|piece| words(&piece.text)).sum(),
        });
    }
    let (piece_of, is_reprint) = (run.piece.map(|piece| piece.document), run.reprint_of.is_some());
    Ok(Said { document: id, piece_of, is_reprint, people, statements })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::speaker_ids;
    use crate::report::report;
    use crate::sample::{article, sample};
    use dixit_attribution::Roster;
    use dixit_tokenizer::OffsetUnit;

    fn both(bounds: &Bounds) -> (Said, Said) {
        let (document, analysis) = sample();
        let ids = speaker_ids(&analysis.entities, "a", &Roster::builtin());
        let keep = vec![true; analysis.attributions.len()];
        let article = article(&document, &analysis, &ids, &keep);
        let line = serde_json::to_vec(&report(article, OffsetUnit::Utf16)).unwrap();
        let article = from_analysis("a".to_owned(), &document, &analysis, &ids, bounds);
        (article, from_run("a".to_owned(), &line, bounds).unwrap())
    }

    #[test]
    fn an_article_and_what_was_printed_of_it_say_the_same() {
        let (article, run) = both(&Bounds::default());
        assert_eq!(article, run);
        let counted: Vec<_> =
            article.statements.iter().map(|said| (&said.who, said.content_type.name(), said.words)).collect();
        let one = |at| Who::Speakers(vec![at]);
        assert_eq!(
            counted,
            [
                (&one(0), "direct", 9),
                (&one(0), "mixed", 9),
                (&one(1), "mixed", 7),
                (&Who::Ambiguous, "direct", 2),
                (&Who::Unknown, "direct", 2),
            ]
        );
        let (article, run) = both(&Bounds::new(&[], Some(0.7), true).unwrap());
        assert_eq!((article.statements.len(), article), (2, run));
    }

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let error = from_run("a".to_owned(), line.as_bytes(), &Bounds::default()).unwrap_err();
        assert_eq!(error, expected);
    }

    #[test]
    fn other_lines_are_told_why() {
        check(
            r#"{"version": 2, "attributions": [], "entities": []}"#,
            "it is of version 2 of the format, not 1; run dixit on the text again",
        );
        check(
            r#"{"version": 1, "attributions": []}"#,
            "this is not what `dixit --format jsonl` prints (missing field `entities`, column 34)",
        );
    }
}
