//! An attribution as one row: the columns that CSV, TSV and Parquet share.
//!
//! In: an [`Article`], one of its attributions. Out: a [`Cell`] for each of [`COLUMNS`]. Must not know: how cells are written.

use crate::Article;
use crate::article::{Standing, named_in, rounded, source_kind_name};
use dixit_attribution::{Attribution, CueClass, EntityId};
use dixit_tokenizer::{Index, UnitMap};
use jiff::civil::Date;

/// The columns, in order. New ones come at the end.
pub const COLUMNS: [&str; 19] = [
    "document",
    "date",
    "title",
    "id",
    "type",
    "speaker",
    "speaker_id",
    "speaker_status",
    "roster",
    "content",
    "cue",
    "source",
    "source_kind",
    "cue_class",
    "nested_in",
    "confidence",
    "start",
    "end",
    "content_spans",
];

/// What the columns of carried fields are called: as the fields, or `input_NAME` where there is a [column](COLUMNS) of that name.
pub fn carried_columns(carried: &[String]) -> impl Iterator<Item = String> {
    carried.iter().map(|name| match COLUMNS.contains(&name.as_str()) {
        true => format!("input_{name}"),
        false => name.clone(),
    })
}

/// What stands in a column.
pub(crate) enum Cell {
    /// Words of the article, or of whoever named something; empty for none.
    Words(String),
    /// One of a few names of dixit's own; empty for none.
    Name(&'static str),
    /// `0-24;42-71`
    Spans(String),
    Number(Option<u32>),
    Share(f64),
    Day(Option<Date>),
}

/// The row of an attribution.
pub(crate) fn row(
    article: &Article<'_>,
    number: usize,
    attribution: &Attribution,
    units: &UnitMap<'_>,
) -> [Cell; COLUMNS.len()] {
    let people = named_in(&attribution.speaker);
    let joined = |of: &dyn Fn(EntityId) -> Option<String>| -> Cell {
        Cell::Words(people.iter().filter_map(|id| of(*id)).collect::<Vec<_>>().join("; "))
    };
    let spans: Vec<(u32, u32)> = attribution.content.iter().map(|span| units.from_span(*span)).collect();
    let start = spans.iter().map(|(start, _)| *start).min();
    let end = spans.iter().map(|(_, end)| *end).max();
    let spans: Vec<String> = spans.iter().map(|(start, end)| format!("{start}-{end}")).collect();
    // Numbers count attributions of a text below 4 GiB.
    let counted = |number: usize| Cell::Number(u32::try_from(number).ok());
    [
        Cell::Words(article.id.to_owned()),
        Cell::Day(article.date),
        Cell::Words(article.title.unwrap_or_default().to_owned()),
        counted(number),
        Cell::Name(attribution.content_type.name()),
        joined(&|id| Some(article.entity(id)?.1.name.clone())),
        joined(&|id| Some(article.entity(id)?.0.to_owned())),
        Cell::Name(Standing::of(&attribution.speaker, article).name()),
        joined(&|id| Some(article.entity(id)?.1.roster.as_ref()?.person.clone())),
        Cell::Words(article.words(&attribution.content)),
        Cell::Words(article.words(&attribution.cue)),
        Cell::Words(article.words(&attribution.source)),
        Cell::Name(source_kind_name(attribution.source_kind)),
        Cell::Name(attribution.evidence.cue_class.map(CueClass::name).unwrap_or_default()),
        attribution.nested_in.map_or(Cell::Number(None), |outer| counted(outer.to_usize() + 1)),
        Cell::Share(rounded(attribution.confidence)),
        Cell::Number(start),
        Cell::Number(end),
        Cell::Spans(spans.join(";")),
    ]
}
