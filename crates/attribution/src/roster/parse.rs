//! The roster file's form, checked key by key.
//!
//! In: TOML text. Out: people, or the first thing wrong with its position. Must not know: how people are looked up.

use super::{Office, Person, Placed, Position, Positions};
use crate::Gender;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Why a text is no roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterError {
    kind: RosterErrorKind,
    line: usize,
    column: usize,
}

/// The kinds of [`RosterError`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RosterErrorKind {
    /// No TOML, or no CSV, at all; the parser's words.
    Syntax(String),
    /// A key, or a column, that no roster has.
    UnknownKey(String),
    /// A person or an office without this key.
    MissingKey(&'static str),
    /// The value of this key has another form than it must have.
    BadValue(&'static str),
    /// Two people with this id.
    DuplicateId(String),
}

impl RosterError {
    /// `column` is that of the text, or the number of a CSV row’s field.
    pub(super) fn new(kind: RosterErrorKind, line: usize, column: usize) -> Self {
        Self { kind, line, column }
    }

    /// What went wrong.
    pub fn kind(&self) -> &RosterErrorKind {
        &self.kind
    }

    /// Line and column, both from 1; in CSV the column is that of the table.
    pub fn position(&self) -> (usize, usize) {
        (self.line, self.column)
    }
}

impl fmt::Display for RosterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "roster, line {}, column {}: {}", self.line, self.column, self.kind)
    }
}

/// What is wrong and what to write, without the place.
impl fmt::Display for RosterErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RosterErrorKind::Syntax(message) => write!(f, "{message}"),
            RosterErrorKind::UnknownKey(key) => write!(f, "unknown key `{key}`"),
            RosterErrorKind::MissingKey(key) => write!(f, "`{key}` is missing"),
            RosterErrorKind::BadValue("gender") => {
                write!(f, "`gender` must be \"masculine\", \"feminine\" or \"unknown\"")
            }
            RosterErrorKind::BadValue(key @ ("from" | "to")) => {
                write!(f, "`{key}` must be a date, such as 2025-01-28")
            }
            RosterErrorKind::BadValue("country") => {
                write!(f, "`country` must be a code, such as \"US\" or \"NATO\"")
            }
            RosterErrorKind::BadValue("shared") => write!(f, "`shared` must be true or false"),
            RosterErrorKind::BadValue(key) => write!(f, "`{key}` has the wrong form"),
            RosterErrorKind::DuplicateId(id) => write!(f, "the id `{id}` is used twice"),
        }
    }
}

impl std::error::Error for RosterError {}

type Fault = (RosterErrorKind, Range<usize>);

pub(super) fn people(text: &str) -> Result<Vec<Placed>, RosterError> {
    let lines = Lines::new(text);
    read(text, &lines).map_err(|(kind, at)| {
        let (line, column) = lines.position(&at);
        RosterError::new(kind, line, column)
    })
}

/// Where the lines of a text start, to find positions in it.
struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(after).collect() }
    }

    /// The column counts characters.
    fn position(&self, at: &Range<usize>) -> Position {
        let line = self.starts.partition_point(|start| *start <= at.start).max(1);
        let before = self.text.get(self.starts[line - 1]..at.start).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

fn read(text: &str, lines: &Lines<'_>) -> Result<Vec<Placed>, Fault> {
    let document = DeTable::parse(text).map_err(|error| {
        (RosterErrorKind::Syntax(error.message().to_owned()), error.span().unwrap_or_default())
    })?;
    let mut people = Vec::new();
    let mut ids = BTreeSet::new();
    for (key, value) in document.get_ref() {
        if key.get_ref() != "person" {
            return Err((RosterErrorKind::UnknownKey(key.get_ref().to_string()), key.span()));
        }
        for entry in array("person", value)? {
            let (person, positions) = read_person(entry, lines)?;
            if !ids.insert(person.id.clone()) {
                return Err((RosterErrorKind::DuplicateId(person.id), entry.span()));
            }
            people.push((person, positions));
        }
    }
    Ok(people)
}

fn read_person(entry: &Spanned<DeValue<'_>>, lines: &Lines<'_>) -> Result<Placed, Fault> {
    let DeValue::Table(table) = entry.get_ref() else {
        return Err((RosterErrorKind::BadValue("person"), entry.span()));
    };
    let (mut id, mut name, mut wikidata) = (None, None, None);
    let (mut aliases, mut offices, mut gender) = (Vec::new(), Vec::new(), Gender::Unknown);
    let (mut name_at, mut aliases_at, mut offices_at) = (Vec::new(), Vec::new(), Vec::new());
    let position = |item: &Spanned<DeValue<'_>>| lines.position(&item.span());
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "id" => id = Some(string("id", value)?),
            "name" => {
                name = Some(string("name", value)?);
                name_at = vec![position(value)];
            }
            "aliases" => {
                aliases = strings("aliases", value)?;
                aliases_at = array("aliases", value)?.iter().map(position).collect();
            }
            "wikidata" => wikidata = Some(string("wikidata", value)?),
            "offices" => {
                offices_at = array("offices", value)?.iter().map(position).collect();
                offices = array("offices", value)?.iter().map(read_office).collect::<Result<_, _>>()?;
            }
            "gender" => {
                gender = match string("gender", value)?.as_str() {
                    "masculine" => Gender::Masculine,
                    "feminine" => Gender::Feminine,
                    "unknown" => Gender::Unknown,
                    _ => return Err((RosterErrorKind::BadValue("gender"), value.span())),
                }
            }
            other => return Err((RosterErrorKind::UnknownKey(other.to_owned()), key.span())),
        }
    }
    let id = id.ok_or((RosterErrorKind::MissingKey("id"), entry.span()))?;
    let name = name.ok_or((RosterErrorKind::MissingKey("name"), entry.span()))?;
    let names = name_at.into_iter().chain(aliases_at).collect();
    Ok((Person { id, name, aliases, gender, wikidata, offices }, Positions { names, offices: offices_at }))
}

fn read_office(entry: &Spanned<DeValue<'_>>) -> Result<Office, Fault> {
    let DeValue::Table(table) = entry.get_ref() else {
        return Err((RosterErrorKind::BadValue("offices"), entry.span()));
    };
    let (mut title, mut aliases, mut country, mut from, mut to) = (None, Vec::new(), None, None, None);
    let mut shared = false;
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "title" => title = Some(string("title", value)?),
            "aliases" => aliases = strings("aliases", value)?,
            "country" => country = Some(string("country", value)?),
            "from" => from = Some(day("from", value)?),
            "to" => to = Some(day("to", value)?),
            "shared" => match value.get_ref() {
                DeValue::Boolean(value) => shared = *value,
                _ => return Err((RosterErrorKind::BadValue("shared"), value.span())),
            },
            other => return Err((RosterErrorKind::UnknownKey(other.to_owned()), key.span())),
        }
    }
    let title = title.ok_or((RosterErrorKind::MissingKey("title"), entry.span()))?;
    Ok(Office { title, aliases, country, from, to, shared })
}

fn array<'a, 'i>(
    key: &'static str,
    value: &'a Spanned<DeValue<'i>>,
) -> Result<&'a [Spanned<DeValue<'i>>], Fault> {
    match value.get_ref() {
        DeValue::Array(array) => Ok(array),
        _ => Err((RosterErrorKind::BadValue(key), value.span())),
    }
}

/// A string that is not blank.
fn string(key: &'static str, value: &Spanned<DeValue<'_>>) -> Result<String, Fault> {
    match value.get_ref() {
        DeValue::String(text) if !text.trim().is_empty() => Ok(text.trim().to_owned()),
        _ => Err((RosterErrorKind::BadValue(key), value.span())),
    }
}

fn strings(key: &'static str, value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, Fault> {
    array(key, value)?.iter().map(|item| string(key, item)).collect()
}

/// A day: a TOML date without time.
fn day(key: &'static str, value: &Spanned<DeValue<'_>>) -> Result<Date, Fault> {
    let bad = || (RosterErrorKind::BadValue(key), value.span());
    let DeValue::Datetime(moment) = value.get_ref() else { return Err(bad()) };
    let (Some(date), None) = (moment.date, moment.time) else { return Err(bad()) };
    let year = i16::try_from(date.year).map_err(|_| bad())?;
    let month = i8::try_from(date.month).map_err(|_| bad())?;
    let day = i8::try_from(date.day).map_err(|_| bad())?;
    Date::new(year, month, day).map_err(|_| bad())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, position: (usize, usize), kind: RosterErrorKind) {
        let error = people(text).unwrap_err();
        assert_eq!((error.position(), error.kind()), (position, &kind));
    }

    #[test]
    fn faults_are_named_with_their_position() {
        check("[[person]]\nid = \"a\"\nnick = \"b\"", (3, 1), RosterErrorKind::UnknownKey("nick".into()));
        check("[[person]]\nid = \"a\"", (1, 1), RosterErrorKind::MissingKey("name"));
        check(
            "[[person]]\nid = \"a\"\nname = \"A\"\noffices = [{ title = \"x\", from = \"soon\" }]",
            (4, 34),
            RosterErrorKind::BadValue("from"),
        );
        let twice = "[[person]]\nid = \"a\"\nname = \"A\"\n[[person]]\nid = \"a\"\nname = \"B\"";
        check(twice, (4, 1), RosterErrorKind::DuplicateId("a".into()));
        check("people = []", (1, 1), RosterErrorKind::UnknownKey("people".into()));
        assert!(matches!(people("[[").unwrap_err().kind(), RosterErrorKind::Syntax(_)));
    }
}
