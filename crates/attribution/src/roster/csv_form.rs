//! The roster as a table: a row for each office.
//!
//! In: CSV text. Out: people, or the first thing wrong with its line. Must not know: how people are looked up.

use super::{Office, Person, Placed, Position, Positions, RosterError, RosterErrorKind};
use crate::Gender;
use csv::{ReaderBuilder, StringRecord, Trim};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The columns, in the order in which the documentation names them.
const COLUMNS: [&str; 10] =
    ["id", "name", "aliases", "gender", "wikidata", "office", "country", "from", "to", "shared"];

/// Between aliases.
const SEPARATOR: char = ';';

type Fault = (RosterErrorKind, usize);

/// One row: the texts of the known columns, blank ones as none.
struct Row<'r> {
    fields: &'r StringRecord,
    /// For each of [`COLUMNS`], the number of the field.
    places: &'r [Option<usize>; COLUMNS.len()],
    line: usize,
}

impl Row<'_> {
    fn get(&self, column: &str) -> Option<&str> {
        self.fields.get(self.place(column)?).filter(|text| !text.is_empty())
    }

    fn place(&self, column: &str) -> Option<usize> {
        COLUMNS.iter().position(|known| *known == column).and_then(|at| self.places[at])
    }

    fn fault(&self, kind: RosterErrorKind, column: &str) -> Fault {
        (kind, self.position(column).1)
    }

    fn position(&self, column: &str) -> Position {
        (self.line, self.place(column).unwrap_or_default() + 1)
    }
}

pub(super) fn people(text: &str) -> Result<Vec<Placed>, RosterError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = ReaderBuilder::new().flexible(true).trim(Trim::All).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| syntax(&error))?.clone();
    let places = places(&header).map_err(|(kind, column)| RosterError::new(kind, 1, column))?;
    let mut people: Vec<Placed> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|error| syntax(&error))?;
        let line = record.position().map_or(1, |position| line_of(position.line()));
        let row = Row { fields: &record, places: &places, line };
        if record.iter().all(str::is_empty) {
            continue;
        }
        add(&row, &mut people, &mut known).map_err(|(kind, column)| RosterError::new(kind, line, column))?;
    }
    Ok(people)
}

fn syntax(error: &csv::Error) -> RosterError {
    let line = error.position().map_or(1, |position| line_of(position.line()));
    RosterError::new(RosterErrorKind::Syntax(error.to_string()), line, 1)
}

fn line_of(line: u64) -> usize {
    usize::try_from(line).unwrap_or(usize::MAX)
}

fn places(header: &StringRecord) -> Result<[Option<usize>; COLUMNS.len()], Fault> {
    let mut places = [None; COLUMNS.len()];
    for (field, name) in header.iter().enumerate() {
        let column = COLUMNS.iter().position(|known| known.eq_ignore_ascii_case(name));
        match column {
            Some(column) if places[column].is_none() => places[column] = Some(field),
            _ => return Err((RosterErrorKind::UnknownKey(name.to_owned()), field + 1)),
        }
    }
    for (column, required) in [(0, "id"), (1, "name")] {
        if places[column].is_none() {
            return Err((RosterErrorKind::MissingKey(required), 1));
        }
    }
    Ok(places)
}

fn add(row: &Row<'_>, people: &mut Vec<Placed>, known: &mut BTreeMap<String, usize>) -> Result<(), Fault> {
    let id = row.get("id").ok_or_else(|| row.fault(RosterErrorKind::MissingKey("id"), "id"))?;
    let at = match known.get(id) {
        Some(&at) => at,
        None => {
            let name =
                row.get("name").ok_or_else(|| row.fault(RosterErrorKind::MissingKey("name"), "name"))?;
            known.insert(id.to_owned(), people.len());
            let person = Person {
                id: id.to_owned(),
                name: name.to_owned(),
                aliases: Vec::new(),
                gender: Gender::Unknown,
                wikidata: None,
                offices: Vec::new(),
            };
            people.push((person, Positions { names: vec![row.position("name")], offices: Vec::new() }));
            people.len() - 1
        }
    };
    let (person, positions) = &mut people[at];
    if row.get("name").is_some_and(|name| name != person.name) {
        return Err(row.fault(RosterErrorKind::DuplicateId(id.to_owned()), "name"));
    }
    for alias in row.get("aliases").into_iter().flat_map(|aliases| aliases.split(SEPARATOR)) {
        let alias = alias.trim();
        if !alias.is_empty() && !person.aliases.iter().any(|known| known == alias) {
            person.aliases.push(alias.to_owned());
            positions.names.push(row.position("aliases"));
        }
    }
    if let Some(gender) = row.get("gender") {
        person.gender = match gender {
            "masculine" => Gender::Masculine,
            "feminine" => Gender::Feminine,
            "unknown" => Gender::Unknown,
            _ => return Err(row.fault(RosterErrorKind::BadValue("gender"), "gender")),
        };
    }
    if let Some(wikidata) = row.get("wikidata") {
        person.wikidata = Some(wikidata.to_owned());
    }
    match row.get("office") {
        Some(title) => {
            person.offices.push(Office {
                title: title.to_owned(),
                aliases: Vec::new(),
                country: row.get("country").map(str::to_owned),
                from: day(row, "from")?,
                to: day(row, "to")?,
                shared: shared(row)?,
            });
            positions.offices.push(row.position("office"));
        }
        None => {
            if let Some(column) =
                ["country", "from", "to", "shared"].into_iter().find(|column| row.get(column).is_some())
            {
                return Err(row.fault(RosterErrorKind::MissingKey("office"), column));
            }
        }
    }
    Ok(())
}

fn day(row: &Row<'_>, column: &'static str) -> Result<Option<Date>, Fault> {
    row.get(column)
        .map(|text| text.parse().map_err(|_| row.fault(RosterErrorKind::BadValue(column), column)))
        .transpose()
}

/// Spreadsheets write `TRUE`.
fn shared(row: &Row<'_>) -> Result<bool, Fault> {
    match row.get("shared").map(str::to_ascii_lowercase).as_deref() {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(row.fault(RosterErrorKind::BadValue("shared"), "shared")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn rows_of_one_id_are_one_person() {
        let text = "\u{feff}name,id,aliases,office,from,to\r\n\
                    Ada Moreno,moreno,Ada M. Moreno; A. Moreno,mayor,2019-10-01,2024-02-28\r\n\
                    \r\n\
                    Ben Roe,roe\r\n\
                    ,moreno,A. Moreno,\"minister, fisheries\",2024-03-01,\r\n";
        let people: Vec<Person> = people(text).unwrap().into_iter().map(|(person, _)| person).collect();
        assert_eq!(people.iter().map(|person| person.id.as_str()).collect::<Vec<_>>(), ["moreno", "roe"]);
        assert_eq!(people[0].aliases, ["Ada M. Moreno", "A. Moreno"]);
        assert_eq!(people[0].offices[1].title, "minister, fisheries");
        assert_eq!(people[0].offices[0].to, Some(date(2024, 2, 28)));
        assert!(people[1].offices.is_empty());
    }

    #[track_caller]
    fn check(text: &str, position: (usize, usize), kind: &RosterErrorKind) {
        let error = people(text).unwrap_err();
        assert_eq!((error.position(), error.kind()), (position, kind), "{text}");
    }

    #[test]
    fn faults_are_named_with_their_line_and_column() {
        check("id,name,nick\n", (1, 3), &RosterErrorKind::UnknownKey("nick".into()));
        check("id,id,name\n", (1, 2), &RosterErrorKind::UnknownKey("id".into()));
        check("id\na\n", (1, 1), &RosterErrorKind::MissingKey("name"));
        check("", (1, 1), &RosterErrorKind::MissingKey("id"));
        check("id,name\n,A\n", (2, 1), &RosterErrorKind::MissingKey("id"));
        check("id,name\na,\n", (2, 2), &RosterErrorKind::MissingKey("name"));
        check("id,name\na,A\na,B\n", (3, 2), &RosterErrorKind::DuplicateId("a".into()));
        check("id,name,gender\na,A,f\n", (2, 3), &RosterErrorKind::BadValue("gender"));
        check("id,name,office,from\na,A,x,soon\n", (2, 4), &RosterErrorKind::BadValue("from"));
        check("id,name,office,shared\na,A,x,many\n", (2, 4), &RosterErrorKind::BadValue("shared"));
        check("id,name,office,from\na,A,,2020-01-01\n", (2, 4), &RosterErrorKind::MissingKey("office"));
    }
}
