//! The file of known people: who they are, and which offices they held when.
//!
//! In: TOML or CSV text. Out: [`Roster`]. Must not know: documents.

mod check;
mod csv_form;
mod parse;
mod write;

pub use check::{Clash, Finding, FindingKind, Term};
pub use parse::{RosterError, RosterErrorKind};

use crate::Gender;
use crate::fold::fold;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The small roster built into the crate.
const BUILTIN: &str = include_str!("roster/default.toml");

/// An office and the days on which somebody held it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// `treasury secretary`
    pub title: String,
    /// Other descriptions of the holder: `treasury chief`.
    pub aliases: Vec<String>,
    /// Whose office it is, as an ISO 3166 code or the acronym of a body: `US`, `US-OH`, `EU`, `NATO`.
    pub country: Option<String>,
    /// The first day.
    pub from: Option<Date>,
    /// The last day; none for an office still held.
    pub to: Option<Date>,
    /// Whether several hold it at a time, as senators do. Said of one holder it is true of all: it is about the office. Only
    /// [`Roster::check`] asks.
    pub shared: bool,
}

impl Office {
    /// Whether it was held on a day (the first and the last included).
    pub fn held_on(&self, day: Date) -> bool {
        self.begun_by(day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether it was held on a day or before it: former presidents keep the title.
    pub fn begun_by(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day)
    }
}

/// A known person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Short and unique: `bessent`.
    pub id: String,
    /// The canonical name: `Scott Bessent`.
    pub name: String,
    /// Other full names: `Donald J. Trump`.
    pub aliases: Vec<String>,
    /// Which pronouns stand for the person.
    pub gender: Gender,
    /// The Wikidata item, where it is certain.
    pub wikidata: Option<String>,
    /// In the order of the file.
    pub offices: Vec<Office>,
}

/// Known people with dated offices. Immutable; looking up an id, a name or an office is logarithmic.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    people: Vec<Person>,
    ids: BTreeMap<String, usize>,
    names: BTreeMap<String, Vec<usize>>,
    surnames: BTreeMap<String, Vec<usize>>,
    /// Folded office titles and descriptions, to people and the position of the office among theirs.
    offices: BTreeMap<String, Vec<(usize, usize)>>,
    /// Where each person stands in the text; empty where there was none.
    positions: Vec<Positions>,
}

/// Line and column, both from 1; in CSV the column is that of the table.
type Position = (usize, usize);

/// Where a person's parts stand in the text of a roster.
#[derive(Debug, Clone, Default)]
struct Positions {
    /// Of the name, then of each alias.
    names: Vec<Position>,
    offices: Vec<Position>,
}

/// A person of a text, and where.
type Placed = (Person, Positions);

impl Roster {
    /// The small roster built into the crate: the people of trade news.
    ///
    /// # Panics
    /// Never: a test parses the same text.
    pub fn builtin() -> Self {
        Self::from_toml(BUILTIN).unwrap_or_default()
    }

    /// Reads a roster from TOML text; see the built-in one for the form.
    ///
    /// # Errors
    /// With its position, for text that is no TOML, unknown keys, missing names, bad dates, and ids used twice.
    pub fn from_toml(text: &str) -> Result<Self, RosterError> {
        parse::people(text).map(Self::from_placed)
    }

    /// Reads a roster from CSV text, as spreadsheets write it: a row for each office, or for a person without one.
    ///
    /// The first row names the columns: `id`, `name`, `aliases` (`;` between them), `gender`, `wikidata`, `office`,
    /// `country`, `from`, `to`, `shared` (`true` or blank), in any order; `id` and `name` there must be, the others may be left
    /// out. Further rows of an id add offices and aliases; they may leave the rest blank.
    ///
    /// ```
    /// let roster = dixit_attribution::Roster::from_csv(
    ///     "id,name,gender,office,country,from,to\n\
    ///      moreno,Ada Moreno,feminine,fisheries minister,PT,2024-03-01,\n\
    ///      moreno,,,mayor,,2019-10-01,2024-02-28\n",
    /// )?;
    /// assert_eq!(roster.person("moreno").map(|person| person.offices.len()), Some(2));
    /// # Ok::<(), dixit_attribution::RosterError>(())
    /// ```
    ///
    /// # Errors
    /// With its line, for text that is no CSV, unknown columns, missing ids and names, bad dates, and rows of one id that
    /// contradict each other.
    pub fn from_csv(text: &str) -> Result<Self, RosterError> {
        csv_form::people(text).map(Self::from_placed)
    }

    /// A roster of these people.
    pub fn from_people(people: Vec<Person>) -> Self {
        let mut roster = Self::default();
        for (index, person) in people.iter().enumerate() {
            roster.ids.entry(person.id.clone()).or_insert(index);
            for name in std::iter::once(&person.name).chain(&person.aliases) {
                push_unique(roster.names.entry(fold(name)).or_default(), index);
            }
            push_unique(roster.surnames.entry(surname(&person.name)).or_default(), index);
            for (position, office) in person.offices.iter().enumerate() {
                for title in std::iter::once(&office.title).chain(&office.aliases) {
                    push_unique(roster.offices.entry(office_key(title)).or_default(), (index, position));
                }
            }
        }
        roster.people = people;
        roster
    }

    fn from_placed(placed: Vec<Placed>) -> Self {
        let (people, positions) = placed.into_iter().unzip();
        Self { positions, ..Self::from_people(people) }
    }

    /// What is odd in it though it reads: one name of two people, an office of two on one day (unless it is
    /// [`Office::shared`]; a handover on one day is fine), an office that ended before it began, nobody at all. In the order of
    /// the file; empty where all is well. The built-in roster's is.
    ///
    /// O(n log n) in the number of names and offices; an office of many who overlap gives one finding for each, not for each pair.
    ///
    /// ```
    /// let roster = dixit_attribution::Roster::from_csv(
    ///     "id,name,office,country,from,to\n\
    ///      moreno,Ada Moreno,fisheries minister,PT,2024-03-01,\n\
    ///      roe,Ben Roe,fisheries minister,PT,2019-10-01,2024-06-30\n",
    /// )?;
    /// let findings = roster.check();
    /// assert_eq!(findings[0].position(), Some((2, 3)));
    /// assert!(findings[0].to_string().starts_with(
    ///     "`fisheries minister` (PT) is held by `moreno` (since 2024-03-01) and by `roe` (2019-10-01 to 2024-06-30)"
    /// ));
    /// # Ok::<(), dixit_attribution::RosterError>(())
    /// ```
    pub fn check(&self) -> Vec<Finding> {
        check::check(self)
    }

    /// Where a person's name (0) or alias (from 1) stands.
    fn name_position(&self, person: usize, number: usize) -> Option<Position> {
        self.positions.get(person)?.names.get(number).copied()
    }

    fn office_position(&self, person: usize, number: usize) -> Option<Position> {
        self.positions.get(person)?.offices.get(number).copied()
    }

    /// Everybody, in the order of the file.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// The person with an id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.ids.get(id).map(|&person| &self.people[person])
    }

    /// The people with this full name or alias; case, diacritics and full stops do not count.
    pub fn with_name(&self, name: &str) -> impl Iterator<Item = &Person> {
        self.named(&fold(name)).iter().map(|&person| &self.people[person])
    }

    /// The people with this full name or alias, folded.
    pub(crate) fn named(&self, folded: &str) -> &[usize] {
        self.names.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The people with this surname, folded. The first word for names whose family name comes first (`Xi Jinping`).
    pub(crate) fn surnamed(&self, folded: &str) -> &[usize] {
        self.surnames.get(folded).map_or(&[], Vec::as_slice)
    }

    /// Who has this title or description, at any time: person and office.
    pub(crate) fn office_holders(&self, folded: &str) -> impl Iterator<Item = (usize, &Office)> {
        self.offices
            .get(folded)
            .into_iter()
            .flatten()
            .map(|&(person, office)| (person, &self.people[person].offices[office]))
    }
}

/// Articles do not count: `secretary of the treasury`.
pub(crate) fn office_key(title: &str) -> String {
    fold(title).split(' ').filter(|&word| word != "the").collect::<Vec<_>>().join(" ")
}

fn push_unique<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// The folded family name. Chinese and Korean names of the roster put it first: `Xi Jinping`, `Lee Jae-myung`.
fn surname(name: &str) -> String {
    const FAMILY_NAME_FIRST: [&str; 6] = ["xi", "he", "li", "wang", "lee", "kim"];
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !matches!(*word, "jr" | "sr")).collect();
    let first = words.first().copied().unwrap_or_default();
    let family = if FAMILY_NAME_FIRST.contains(&first) { Some(first) } else { words.last().copied() };
    family.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn holders(title: &str, day: Date) -> Vec<String> {
        let roster = Roster::from_toml(BUILTIN).unwrap();
        let holders = roster.office_holders(title).filter(|(_, office)| office.held_on(day));
        holders.map(|(person, _)| roster.people()[person].id.clone()).collect()
    }

    #[test]
    fn the_built_in_roster_reads() {
        let roster = Roster::from_toml(BUILTIN).unwrap();
        assert!(roster.people().len() >= 70);
        assert_eq!(roster.named("volodymyr zelenskyy"), roster.named("volodymyr zelensky"));
        assert_eq!(roster.person("xi").map(|xi| xi.name.as_str()), Some("Xi Jinping"));
    }

    #[test]
    fn nothing_is_odd_in_the_built_in_roster() {
        assert_eq!(Roster::builtin().check(), []);
    }

    #[test]
    fn an_office_names_whoever_held_it_that_day() {
        assert_eq!(holders("treasury secretary", date(2025, 10, 22)), ["bessent"]);
        assert_eq!(holders("treasury secretary", date(2016, 5, 1)), ["lew"]);
        assert_eq!(holders("treasury chief", date(2025, 1, 25)), [""; 0]);
    }

    #[test]
    fn family_names_come_first_in_chinese_names() {
        let roster = Roster::builtin();
        assert_eq!(roster.surnamed("xi").len(), 1);
        assert!(roster.surnamed("jinping").is_empty());
    }
}
