//! What one document quotes in marks, and where.
//!
//! In: an analysis, or a line of what `dixit --format jsonl` printed. Out: [`Quoted`]. Must not know: other documents.

use crate::names::{fold, is_local};
use crate::options::Bounds;
use crate::said::run_line;
use dixit_attribution::{Analysis, ContentType, Verdict};
use dixit_formats::rounded;
use dixit_tokenizer::{Document, Index};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

/// Between two pieces of one quotation, as in CSV.
const BETWEEN: &str = " … ";

/// One document.
#[derive(Debug, PartialEq)]
pub(crate) struct Quoted {
    pub(crate) id: String,
    /// The day of publication as `2025-03-01`.
    pub(crate) date: Option<String>,
    pub(crate) outlet: Option<String>,
    /// The document that it is a piece of, where it is one.
    pub(crate) piece_of: Option<String>,
    /// Whether the run told it to be a reprint of an earlier one.
    pub(crate) is_reprint: bool,
    /// In text order.
    pub(crate) quotations: Vec<Quotation>,
}

impl Quoted {
    /// The same as a piece of a document, which begins there.
    pub(crate) fn of(mut self, document: String, start: u64) -> Self {
        self.piece_of = Some(document);
        self.quotations.iter_mut().for_each(|quotation| quotation.start += start);
        self
    }
}

#[derive(Debug, PartialEq)]
pub(crate) struct Quotation {
    /// The words in marks, without the outer marks.
    pub(crate) text: String,
    /// Where the attribution's content begins: bytes of an article, whatever the run counted in its output.
    pub(crate) start: u64,
    pub(crate) content_type: ContentType,
    /// Empty where the text does not tell whom.
    pub(crate) speakers: Vec<Speaker>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Speaker {
    /// None where the article's id would mean nobody in another.
    pub(crate) id: Option<String>,
    pub(crate) name: String,
}

impl Speaker {
    fn new(id: &str, name: &str, document: &str) -> Self {
        Self { id: (!is_local(id, document)).then(|| id.to_owned()), name: name.to_owned() }
    }

    /// What two articles must agree in to mean the same one, as far as they tell.
    pub(crate) fn key(&self) -> String {
        self.id.clone().unwrap_or_else(|| format!("@{}", fold(&self.name)))
    }
}

/// What an analysis says; date and outlet are the caller's to add.
pub(crate) fn from_analysis(
    id: String,
    document: &Document,
    analysis: &Analysis,
    speaker_ids: &[String],
    bounds: &Bounds,
) -> Quoted {
    let mut quotations = Vec::new();
    for said in &analysis.attributions {
        if !bounds.hold(said.content_type, rounded(said.confidence), said.nested_in.is_some()) {
            continue;
        }
        let pieces: Vec<&str> = said.content.iter().map(|span| document.slice(*span)).collect();
        let speakers = match &said.speaker {
            Verdict::Speakers(ids) => ids.iter().map(|id| id.to_usize()).collect(),
            Verdict::Ambiguous(_) | Verdict::Unknown => Vec::new(),
        };
        quotations.push(Quotation {
            text: in_marks(&pieces, said.content_type),
            start: said.content.first().map_or(0, |span| span.start().to_u32().into()),
            content_type: said.content_type,
            speakers: speakers
                .into_iter()
                .map(|at| Speaker::new(&speaker_ids[at], &analysis.entities[at].name, &id))
                .collect(),
        });
    }
    Quoted { id, date: None, outlet: None, piece_of: None, is_reprint: false, quotations }
}

/// A line of a run's output; what is not needed is skipped.
#[derive(Deserialize)]
struct Run {
    version: u32,
    date: Option<String>,
    piece: Option<RunPieceOf>,
    reprint_of: Option<IgnoredAny>,
    #[serde(default)]
    fields: RunFields,
    attributions: Vec<RunAttribution>,
}

#[derive(Default, Deserialize)]
struct RunFields {
    outlet: Option<Value>,
}

#[derive(Deserialize)]
struct RunPieceOf {
    document: String,
    start: u64,
}

#[derive(Deserialize)]
struct RunAttribution {
    #[serde(rename = "type")]
    content_type: ContentType,
    content: Vec<RunPiece>,
    speakers: Vec<RunSpeaker>,
    nested_in: Option<usize>,
    confidence: f64,
}

#[derive(Deserialize)]
struct RunPiece {
    start: u32,
    text: String,
}

#[derive(Deserialize)]
struct RunSpeaker {
    id: String,
    name: String,
}

/// What a line of a run's output says, or why it is none.
pub(crate) fn from_run(id: String, line: &[u8], bounds: &Bounds) -> Result<Quoted, String> {
    let run: Run = run_line(line, |run: &Run| run.version)?;
    let mut quotations = Vec::new();
    for said in run.attributions {
        if !bounds.hold(said.content_type, said.confidence, said.nested_in.is_some()) {
            continue;
        }
        let pieces: Vec<&str> = said.content.iter().map(|piece| piece.text.as_str()).collect();
        quotations.push(Quotation {
            text: in_marks(&pieces, said.content_type),
            start: said.content.first().map_or(0, |piece| piece.start.into()),
            content_type: said.content_type,
            speakers: said.speakers.iter().map(|one| Speaker::new(&one.id, &one.name, &id)).collect(),
        });
    }
    let outlet = run.fields.outlet.map(|outlet| match outlet {
        Value::String(text) => text,
        other => other.to_string(),
    });
    let outlet = outlet.filter(|name| !name.is_empty());
    let is_reprint = run.reprint_of.is_some();
    let quoted = Quoted { id, date: run.date, outlet, piece_of: None, is_reprint, quotations };
    Ok(match run.piece {
        Some(piece) => quoted.of(piece.document, piece.start),
        None => quoted,
    })
}

/// The words in marks. Of a mixed quotation, those without marks are the reporter's; in single marks, which are apostrophes too,
/// it is taken as a whole.
fn in_marks(pieces: &[&str], content_type: ContentType) -> String {
    let mut marked = Vec::new();
    if content_type == ContentType::Mixed {
        pieces.iter().for_each(|piece| between_marks(piece, &mut marked));
    }
    if marked.is_empty() {
        marked.extend(pieces.iter().map(|piece| without_marks(piece)));
    }
    marked.retain(|words| !words.is_empty());
    marked.join(BETWEEN)
}

/// What stands between double marks; to the end where they are closed in another piece.
fn between_marks<'a>(piece: &'a str, found: &mut Vec<&'a str>) {
    let mut open = None;
    for (at, mark) in piece.char_indices().filter(|(_, c)| matches!(c, '“' | '”' | '„' | '«' | '»' | '"'))
    {
        open = match open {
            Some(start) => {
                found.push(piece[start..at].trim());
                None
            }
            None if mark == '”' => None,
            None => Some(at + mark.len_utf8()),
        };
    }
    if let Some(start) = open {
        found.push(piece[start..].trim());
    }
}

/// A piece without the mark at each end.
fn without_marks(piece: &str) -> &str {
    let is_mark = |c| matches!(c, '“' | '”' | '„' | '«' | '»' | '"' | '‘' | '’' | '\'' | '‹' | '›');
    let piece = piece.trim();
    let piece = piece.strip_prefix(is_mark).unwrap_or(piece);
    piece.strip_suffix(is_mark).unwrap_or(piece).trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::TypeArg;
    use crate::names::speaker_ids;
    use crate::report::report;
    use crate::sample::{article, sample};
    use dixit_attribution::Roster;
    use dixit_tokenizer::OffsetUnit;

    #[test]
    fn an_article_and_what_was_printed_of_it_quote_the_same() {
        let bounds = Bounds::new(&[TypeArg::Direct, TypeArg::Mixed], None, true).unwrap();
        let (document, analysis) = sample();
        let ids = speaker_ids(&analysis.entities, "a", &Roster::builtin());
        let keep = vec![true; analysis.attributions.len()];
        let line = report(article(&document, &analysis, &ids, &keep), OffsetUnit::Bytes);
        let line = serde_json::to_vec(&line).unwrap();
        let run = from_run("a".to_owned(), &line, &bounds).unwrap();
        let quoted = from_analysis("a".to_owned(), &document, &analysis, &ids, &bounds);
        assert!(quoted.quotations.len() > 2);
        assert_eq!(quoted.quotations, run.quotations);
    }

    #[track_caller]
    fn check(content_type: ContentType, pieces: &[&str], expected: &str) {
        assert_eq!(in_marks(pieces, content_type), expected);
    }

    #[test]
    fn the_words_in_marks_are_quoted() {
        check(
            ContentType::Direct,
            &["“The bridge is old,”", "“it was built.”"],
            "The bridge is old, … it was built.",
        );
        check(ContentType::Direct, &["“‘Go,’ he said”"], "‘Go,’ he said");
        check(ContentType::Mixed, &["that it was “a relic”, built “for carts”"], "a relic … for carts");
        check(ContentType::Mixed, &["it is \"very old\" and «too small»"], "very old … too small");
        check(ContentType::Mixed, &["it was “old", "and small”"], "old");
        check(
            ContentType::Mixed,
            &["that it was ‘a relic’ of the past"],
            "that it was ‘a relic’ of the past",
        );
    }
}
