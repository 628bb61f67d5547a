//! The columns of both shapes, and an article as values of them.
//!
//! In: an [`Article`]. Out: [`Field`]s, and rows of [`Node`]s in their order. Must not know: how columns are stored.

use crate::Article;
use crate::article::{named_in, rounded, source_kind_name};
use crate::row::{COLUMNS, Cell, carried_columns};
use dixit_attribution::{Attribution, CueClass, EntityId, Verdict};
use dixit_tokenizer::{Index, Span, UnitMap};
use jiff::civil::{Date, date};
use parquet::basic::{ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::errors::Result;
use parquet::schema::types::{Type, TypePtr};
use std::sync::Arc;

/// Parquet counts days from here.
const EPOCH: Date = date(1970, 1, 1);

/// A column, or a list of some.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    Text,
    Number,
    Day,
    Share,
    Flag,
    List(Vec<Field>),
}

/// A value.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Nothing,
    Text(String),
    /// A day is one too.
    Number(i32),
    Share(f64),
    Flag(bool),
    List(Vec<Vec<Node>>),
}

fn field(name: impl Into<String>, kind: Kind) -> Field {
    Field { name: name.into(), kind }
}

fn texts(carried: &[String]) -> impl Iterator<Item = Field> {
    carried_columns(carried).map(|name| field(name, Kind::Text))
}

/// The columns of a row per attribution.
pub(super) fn flat(carried: &[String]) -> Vec<Field> {
    let kind = |name: &str| match name {
        "date" => Kind::Day,
        "id" | "nested_in" | "start" | "end" => Kind::Number,
        "confidence" => Kind::Share,
        _ => Kind::Text,
    };
    COLUMNS.iter().map(|name| field(*name, kind(name))).chain(texts(carried)).collect()
}

/// The columns of a row per article.
pub(super) fn nested(carried: &[String]) -> Vec<Field> {
    let parts = || {
        Kind::List(vec![field("start", Kind::Number), field("end", Kind::Number), field("text", Kind::Text)])
    };
    let people = || {
        let texts = ["id", "name", "roster"].map(|name| field(name, Kind::Text));
        Kind::List(texts.into_iter().chain([field("named", Kind::Flag)]).collect())
    };
    let attribution = vec![
        field("id", Kind::Number),
        field("type", Kind::Text),
        field("content", parts()),
        field("cue", parts()),
        field("source", parts()),
        field("source_kind", Kind::Text),
        field("speakers", people()),
        field("ambiguous", people()),
        field("cue_class", Kind::Text),
        field("nested_in", Kind::Number),
        field("confidence", Kind::Share),
    ];
    let document = vec![
        field("document", Kind::Text),
        field("date", Kind::Day),
        field("title", Kind::Text),
        field("attributions", Kind::List(attribution)),
    ];
    document.into_iter().chain(texts(carried)).collect()
}

/// The schema in Parquet's words.
pub(super) fn message(name: &str, fields: &[Field]) -> Result<Type> {
    Type::group_type_builder(name).with_fields(types(fields)?).build()
}

fn types(fields: &[Field]) -> Result<Vec<TypePtr>> {
    fields.iter().map(|field| Ok(Arc::new(of(field)?))).collect()
}

fn of(field: &Field) -> Result<Type> {
    let name = field.name.as_str();
    let leaf = |physical, logical| {
        Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical)
            .build()
    };
    match &field.kind {
        Kind::Text => leaf(Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Number => leaf(Physical::INT32, None),
        Kind::Day => leaf(Physical::INT32, Some(LogicalType::Date)),
        Kind::Share => leaf(Physical::DOUBLE, None),
        Kind::Flag => leaf(Physical::BOOLEAN, None),
        Kind::List(inner) => {
            // The three levels that the format wants of a list.
            let group = |name, repetition, fields| {
                Type::group_type_builder(name).with_repetition(repetition).with_fields(fields)
            };
            let element = group("element", Repetition::REQUIRED, types(inner)?).build()?;
            let list = group("list", Repetition::REPEATED, vec![Arc::new(element)]).build()?;
            group(name, Repetition::REQUIRED, vec![Arc::new(list)])
                .with_logical_type(Some(LogicalType::List))
                .with_converted_type(ConvertedType::LIST)
                .build()
        }
    }
}

/// A text; nothing where it is empty.
pub(super) fn text(text: impl Into<String>) -> Node {
    let text = text.into();
    if text.is_empty() { Node::Nothing } else { Node::Text(text) }
}

fn number(number: Option<u32>) -> Node {
    // Positions from 2 GiB on are of no article; Parquet's plain numbers end there.
    number.and_then(|number| i32::try_from(number).ok()).map_or(Node::Nothing, Node::Number)
}

fn count(count: usize) -> Node {
    number(u32::try_from(count).ok())
}

fn day(day: Option<Date>) -> Node {
    let days = day.and_then(|day| EPOCH.until(day).ok()).map(|since| since.get_days());
    days.map_or(Node::Nothing, Node::Number)
}

/// A cell of a row as a value.
pub(super) fn leaf(cell: Cell) -> Node {
    match cell {
        Cell::Words(words) | Cell::Spans(words) => text(words),
        Cell::Name(name) => text(name),
        Cell::Number(of) => number(of),
        Cell::Share(share) => Node::Share(share),
        Cell::Day(of) => day(of),
    }
}

/// An article as a row.
pub(super) fn document(article: &Article<'_>, units: &UnitMap<'_>, more: Vec<Node>) -> Vec<Node> {
    let attributions = article.wanted().map(|(number, it)| attribution(article, units, number, it)).collect();
    let row = vec![
        text(article.id),
        day(article.date),
        text(article.title.unwrap_or_default()),
        Node::List(attributions),
    ];
    row.into_iter().chain(more).collect()
}

fn attribution(article: &Article<'_>, units: &UnitMap<'_>, id: usize, it: &Attribution) -> Vec<Node> {
    let parts = |spans: &[Span]| {
        let part = |span: &Span| {
            let (start, end) = units.from_span(*span);
            vec![number(Some(start)), number(Some(end)), text(article.document.slice(*span))]
        };
        Node::List(spans.iter().map(part).collect())
    };
    let person = |id: &EntityId| {
        let (id, entity) = article.entity(*id)?;
        let roster = entity.roster.as_ref().map(|link| link.person.clone()).unwrap_or_default();
        Some(vec![text(id), text(entity.name.clone()), text(roster), Node::Flag(entity.named)])
    };
    let people = Node::List(named_in(&it.speaker).iter().filter_map(person).collect());
    let none = Node::List(Vec::new());
    let (speakers, ambiguous) = match it.speaker {
        Verdict::Ambiguous(_) => (none, people),
        Verdict::Speakers(_) | Verdict::Unknown => (people, none),
    };
    vec![
        count(id),
        text(it.content_type.name()),
        parts(&it.content),
        parts(&it.cue),
        parts(&it.source),
        text(source_kind_name(it.source_kind)),
        speakers,
        ambiguous,
        text(it.evidence.cue_class.map(CueClass::name).unwrap_or_default()),
        it.nested_in.map_or(Node::Nothing, |outer| count(outer.to_usize() + 1)),
        Node::Share(rounded(it.confidence)),
    ]
}
