//! What is odd in a roster that reads: names of two people, offices of two holders, dates the wrong way round.
//!
//! In: [`Roster`]. Out: [`Finding`]s, in the order of the file. Must not know: documents, the file's form.

use super::{Office, Person, Roster, office_key};
use crate::fold::fold;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Something in a roster that makes names or offices mean nobody, or somebody else; see [`Roster::check`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    kind: FindingKind,
    position: Option<(usize, usize)>,
}

/// The kinds of [`Finding`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum FindingKind {
    /// Nobody is in it.
    NoPeople,
    /// Two people have one name: as full name or alias of either. A text with that name then means neither.
    SameName {
        /// As the second of them writes it.
        name: String,
        /// Whether it is an alias there.
        alias: bool,
        /// The second's id.
        person: String,
        /// The one who has it first in the file.
        other: Clash,
    },
    /// Two people hold one office on one day, and it is not [`Office::shared`]. On those days it means neither.
    SameOffice {
        /// The title or description that both have.
        title: String,
        /// Whose office it is.
        country: Option<String>,
        /// Whoever comes later by date.
        holder: Term,
        /// Whoever comes first.
        other: Term,
    },
    /// An office that ended before it began.
    EndsBeforeItBegins {
        /// Its title.
        title: String,
        /// Who held it, and when.
        holder: Term,
    },
}

/// Who has a name already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The person's id.
    pub person: String,
    /// Whether the name is an alias there.
    pub alias: bool,
    /// Line and column, where the roster came from a text.
    pub position: Option<(usize, usize)>,
}

/// Somebody's time in an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The person's id.
    pub person: String,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// Line and column, where the roster came from a text.
    pub position: Option<(usize, usize)>,
}

impl Finding {
    /// What is odd.
    pub fn kind(&self) -> &FindingKind {
        &self.kind
    }

    /// Line and column, both from 1, where the roster came from a text; in CSV the column is that of the table.
    pub fn position(&self) -> Option<(usize, usize)> {
        self.position
    }
}

/// What it is and what to do, without the place.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FindingKind::NoPeople => write!(f, "nobody is in this roster; write at least one person"),
            FindingKind::SameName { name, alias, person, other } => {
                let what = if *alias { "alias" } else { "name" };
                let there = if other.alias { "an alias" } else { "the name" };
                write!(f, "the {what} \"{name}\" of `{person}` is also {there} of `{}`", other.person)?;
                at_line(f, other.position)?;
                write!(f, "; a text with it means neither: make them one, or write one of them otherwise")
            }
            FindingKind::SameOffice { title, country, holder, other } => {
                write!(f, "`{title}`")?;
                if let Some(country) = country {
                    write!(f, " ({country})")?;
                }
                write!(f, " is held by {holder} and by {other}")?;
                at_line(f, other.position)?;
                write!(
                    f,
                    "; mend the dates, tell places apart by `country`, or, if several hold it, say `shared = true`"
                )
            }
            FindingKind::EndsBeforeItBegins { title, holder } => {
                write!(f, "`{title}` ended before it began: {holder}; mend `from` or `to`")
            }
        }
    }
}

fn at_line(f: &mut fmt::Formatter<'_>, position: Option<(usize, usize)>) -> fmt::Result {
    position.map_or(Ok(()), |(line, _)| write!(f, " on line {line}"))
}

/// ``  `lew` (2013-02-28 to 2017-01-20)  ``
impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` (", self.person)?;
        match (self.from, self.to) {
            (Some(from), Some(to)) => write!(f, "{from} to {to})"),
            (Some(from), None) => write!(f, "since {from})"),
            (None, Some(to)) => write!(f, "until {to})"),
            (None, None) => write!(f, "no dates)"),
        }
    }
}

/// An office of the roster.
#[derive(Clone, Copy)]
struct Held<'r> {
    /// The numbers of the person and of the office among the person's.
    at: (usize, usize),
    person: &'r Person,
    office: &'r Office,
}

impl Held<'_> {
    fn first(self) -> Date {
        self.office.from.unwrap_or(Date::MIN)
    }

    fn last(self) -> Date {
        self.office.to.unwrap_or(Date::MAX)
    }

    fn is_backwards(self) -> bool {
        self.first() > self.last()
    }

    /// The folded title and descriptions.
    fn keys(self) -> impl Iterator<Item = String> {
        std::iter::once(&self.office.title).chain(&self.office.aliases).map(|title| office_key(title))
    }

    fn country(self) -> Option<String> {
        self.office.country.clone()
    }
}

pub(super) fn check(roster: &Roster) -> Vec<Finding> {
    if roster.people.is_empty() {
        return vec![Finding { kind: FindingKind::NoPeople, position: None }];
    }
    let mut found = same_names(roster);
    found.extend(offices(roster));
    // Findings of one place stay in the order in which they were made.
    found.sort_by_key(|finding| finding.position);
    found
}

fn same_names(roster: &Roster) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut owners: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (at, person) in roster.people.iter().enumerate() {
        for (number, name) in std::iter::once(&person.name).chain(&person.aliases).enumerate() {
            let (owner, owned) = *owners.entry(fold(name)).or_insert((at, number));
            if owner == at {
                continue;
            }
            let other = Clash {
                person: roster.people[owner].id.clone(),
                alias: owned > 0,
                position: roster.name_position(owner, owned),
            };
            let kind = FindingKind::SameName {
                name: name.clone(),
                alias: number > 0,
                person: person.id.clone(),
                other,
            };
            found.push(Finding { kind, position: roster.name_position(at, number) });
        }
    }
    found
}

fn offices(roster: &Roster) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut shared: BTreeSet<(Option<String>, String)> = BTreeSet::new();
    let mut holders: BTreeMap<(Option<String>, String), Vec<Held<'_>>> = BTreeMap::new();
    for (at, person) in roster.people.iter().enumerate() {
        for (number, office) in person.offices.iter().enumerate() {
            let held = Held { at: (at, number), person, office };
            if held.is_backwards() {
                let holder = term(roster, held);
                let kind = FindingKind::EndsBeforeItBegins { title: office.title.clone(), holder };
                found.push(Finding { kind, position: roster.office_position(at, number) });
                continue;
            }
            for key in held.keys() {
                if office.shared {
                    shared.insert((held.country(), key.clone()));
                }
                holders.entry((held.country(), key)).or_default().push(held);
            }
        }
    }
    let is_shared = |held: Held<'_>| held.keys().any(|key| shared.contains(&(held.country(), key)));
    let mut told = BTreeSet::new();
    for ((country, title), mut held) in holders {
        held.retain(|held| !is_shared(*held));
        held.sort_by_key(|held| (held.first(), held.last(), held.at));
        for (other, holder) in overlaps(&held) {
            if told.insert((other.at, holder.at)) {
                let (holder_at, number) = holder.at;
                let kind = FindingKind::SameOffice {
                    title: title.clone(),
                    country: country.clone(),
                    holder: term(roster, holder),
                    other: term(roster, other),
                };
                found.push(Finding { kind, position: roster.office_position(holder_at, number) });
            }
        }
    }
    found
}

/// Of holders in order of their first day, each one with the one before who stays longest, where the two overlap: one finding
/// for each, however many there are. A handover on one day is no overlap.
fn overlaps<'r>(held: &[Held<'r>]) -> Vec<(Held<'r>, Held<'r>)> {
    let mut found = Vec::new();
    // Whoever stays longest so far, and the longest of another person: somebody's own next term is no clash.
    let (mut longest, mut second): (Option<Held<'r>>, Option<Held<'r>>) = (None, None);
    for &holder in held {
        let mine = |other: &Held<'_>| other.at.0 == holder.at.0;
        let other = longest.filter(|other| !mine(other)).or(second);
        if let Some(other) = other.filter(|other| holder.first() < other.last()) {
            found.push((other, holder));
        }
        match longest {
            Some(before) if mine(&before) => {
                if holder.last() > before.last() {
                    longest = Some(holder);
                }
            }
            Some(before) if holder.last() > before.last() => (longest, second) = (Some(holder), longest),
            Some(_) => {
                if second.is_none_or(|second| holder.last() > second.last()) {
                    second = Some(holder);
                }
            }
            None => longest = Some(holder),
        }
    }
    found
}

fn term(roster: &Roster, held: Held<'_>) -> Term {
    Term {
        person: held.person.id.clone(),
        from: held.office.from,
        to: held.office.to,
        position: roster.office_position(held.at.0, held.at.1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A roster of people with their names and offices, and what is odd in it, each with its line.
    #[track_caller]
    fn check(people: &[&str], expected: &[&str]) {
        let text: String = people.iter().map(|person| format!("[[person]]\n{person}\n")).collect();
        let findings = Roster::from_toml(&text).unwrap().check();
        let found: Vec<String> = findings
            .iter()
            .map(|finding| {
                let (line, column) = finding.position().unwrap_or_default();
                let text = finding.to_string();
                format!("{line}:{column} {}", text.split(';').next().unwrap_or_default())
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn one_name_of_two_people_is_told() {
        check(
            &[
                "id = 'a'\nname = 'Ada Moreno'\naliases = ['Ada M. Moreno', 'ADA MORENO']",
                "id = 'b'\nname = 'Adá Moreno'",
                "id = 'c'\nname = 'C. Roe'\naliases = ['Cy Roe', 'Ada M Moreno']",
                "id = 'd'\nname = 'Cy Roe'",
            ],
            &[
                "7:8 the name \"Adá Moreno\" of `b` is also the name of `a` on line 3",
                "11:22 the alias \"Ada M Moreno\" of `c` is also an alias of `a` on line 4",
                "14:8 the name \"Cy Roe\" of `d` is also an alias of `c` on line 11",
            ],
        );
    }

    #[test]
    fn an_office_of_two_on_one_day_is_told_once() {
        let mayor = |id: &str, dates: &str| format!("id = '{id}'\nname = '{id}'\noffices = [{{ {dates} }}]");
        check(
            &[
                &mayor("a", "title = 'mayor', aliases = ['chief'], country = 'PT', to = 2020-01-01"),
                &mayor("b", "title = 'chief', aliases = ['the Mayor'], country = 'PT', from = 2019-12-31"),
                &mayor("c", "title = 'mayor', country = 'ES', from = 2019-12-31"),
                &mayor("d", "title = 'mayor', from = 2019-12-31"),
            ],
            &["8:12 `chief` (PT) is held by `b` (since 2019-12-31) and by `a` (until 2020-01-01) on line 4"],
        );
        // Four who overlap are three findings, not six.
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|id| mayor(id, "title = 'member'"));
        check(
            &[&a, &b, &c, &d],
            &[
                "8:12 `member` is held by `b` (no dates) and by `a` (no dates) on line 4",
                "12:12 `member` is held by `c` (no dates) and by `a` (no dates) on line 4",
                "16:12 `member` is held by `d` (no dates) and by `a` (no dates) on line 4",
            ],
        );
    }

    #[test]
    fn handovers_shared_offices_and_own_terms_are_fine() {
        check(
            &[
                "id = 'a'\nname = 'A'\noffices = [{ title = 'mayor', from = 2001-01-01, to = 2005-01-01 }, \
                 { title = 'senator', aliases = ['x'] }, { title = 'mayor', from = 2004-01-01, to = 2006-01-01 }]",
                "id = 'b'\nname = 'B'\noffices = [{ title = 'mayor', from = 2006-01-01 }, \
                 { title = 'senator', shared = true }]",
                "id = 'c'\nname = 'C'\noffices = [{ title = 'senator', aliases = ['x'] }]",
            ],
            &[],
        );
    }

    #[test]
    fn the_longest_term_of_another_is_what_counts() {
        let term = |id: &str, dates: &[&str]| {
            let terms: Vec<String> =
                dates.iter().map(|dates| format!("{{ title = 'mayor', {dates} }}")).collect();
            format!("id = '{id}'\nname = '{id}'\noffices = [{}]", terms.join(", "))
        };
        check(
            &[
                &term("a", &["from = 2000-01-01, to = 2000-12-31", "from = 2002-01-01, to = 2030-01-01"]),
                &term("b", &["from = 2001-01-01, to = 2010-01-01"]),
                &term("c", &["from = 2012-01-01, to = 2012-05-01"]),
            ],
            &[
                "4:69 `mayor` is held by `a` (2002-01-01 to 2030-01-01) and by `b` (2001-01-01 to 2010-01-01) on line 8",
                "12:12 `mayor` is held by `c` (2012-01-01 to 2012-05-01) and by `a` (2002-01-01 to 2030-01-01) on line 4",
            ],
        );
    }

    #[test]
    fn dates_the_wrong_way_round_and_nobody_are_told() {
        check(
            &[
                "id = 'a'\nname = 'A'\noffices = [\n  { title = 'mayor', from = 2005-01-01, to = 2001-01-01 },\n]",
                "id = 'b'\nname = 'B'\noffices = [{ title = 'mayor', from = 2001-01-01 }]",
            ],
            &["5:3 `mayor` ended before it began: `a` (2005-01-01 to 2001-01-01)"],
        );
        check(&[], &["0:0 nobody is in this roster"]);
    }

    #[test]
    fn a_table_has_positions_too() {
        let roster = Roster::from_csv(
            "id,name,aliases,office,from,to\na,A Roe,A B Roe,,,\na,,A C Roe,mayor,2000-01-01,\n\
             b,B Roe,B C Roe;A C Roe,mayor,2001-01-01,\n",
        );
        let positions: Vec<_> = roster.unwrap().check().iter().map(Finding::position).collect();
        assert_eq!(positions, [Some((4, 3)), Some((4, 4))]);
    }
}
