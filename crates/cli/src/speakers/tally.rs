//! Speakers counted over documents.
//!
//! In: what was said in each document, one after the other. Out: a row for each speaker, and the total. Must not know: output
//! formats, how documents are read. Memory grows with the number of speakers, not of statements.

use crate::names::{fold, slug};
use crate::said::{Figure, Said, Statement, Who};
use crate::same_person::FullNames;
use dixit_attribution::{ContentType, CueClass, EntityKind, FullName};
use std::collections::{BTreeMap, HashMap};

/// What somebody said, in numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Count {
    pub(crate) documents: usize,
    pub(crate) attributions: usize,
    pub(crate) words: usize,
    pub(crate) direct: usize,
    pub(crate) mixed: usize,
    pub(crate) indirect: usize,
    /// Attributions by the class of their cue; one without a cue is in none.
    pub(crate) cues: BTreeMap<CueClass, usize>,
}

/// A speaker.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    /// None for unnamed ones: a description is nobody's id.
    pub(crate) id: Option<String>,
    pub(crate) name: String,
    /// Other names of the same person, most frequent first.
    pub(crate) aliases: Vec<String>,
    pub(crate) kind: EntityKind,
    pub(crate) named: bool,
    /// Whether the roster knows them.
    pub(crate) known: bool,
    /// The one document whose somebody this is, where the name says too little to tell them in another.
    pub(crate) document: Option<String>,
    pub(crate) count: Count,
}

/// All documents.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Total {
    /// `documents` counts all that were read, also those that quote nobody.
    pub(crate) count: Count,
    /// Attributions with a speaker who has a name.
    pub(crate) named: usize,
    /// With unnamed speakers only.
    pub(crate) anonymous: usize,
    /// Of one of several, the text does not tell whom.
    pub(crate) ambiguous: usize,
    /// Of nobody known.
    pub(crate) unknown: usize,
}

/// Who is the same in two documents.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    /// Of the roster, or of a full name, or an organisation: by id.
    Named(String),
    /// Unnamed: by description.
    Described(String),
    /// By the number of the document and the id there.
    Local(usize, String),
}

/// A row being counted, with what it needs for that.
#[derive(Debug)]
struct Counted {
    row: Row,
    /// The number of the last document that had it.
    last: usize,
    /// The names that it was given, with how often.
    names: Vec<(String, usize)>,
    /// Where it is somebody known by a full name alone.
    full: Option<FullName>,
}

/// The speakers of all documents so far.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    rows: Vec<Counted>,
    places: HashMap<Key, usize>,
    names: FullNames,
    total: Total,
    /// The document that the last piece was one of.
    in_pieces: Option<String>,
}

impl Count {
    fn add(&mut self, statement: &Statement) {
        self.attributions += 1;
        self.words += statement.words;
        match statement.content_type {
            ContentType::Direct => self.direct += 1,
            ContentType::Mixed => self.mixed += 1,
            ContentType::Indirect => self.indirect += 1,
        }
        if let Some(class) = statement.cue_class {
            *self.cues.entry(class).or_default() += 1;
        }
    }

    /// Adds those of other documents.
    fn join(&mut self, other: Count) {
        self.documents += other.documents;
        self.attributions += other.attributions;
        self.words += other.words;
        self.direct += other.direct;
        self.mixed += other.mixed;
        self.indirect += other.indirect;
        for (class, count) in other.cues {
            *self.cues.entry(class).or_default() += count;
        }
    }
}

impl Tally {
    /// Counts a document.
    pub(crate) fn add(&mut self, said: Said) {
        // Pieces of one document come one after the other.
        if said.piece_of.is_none() || said.piece_of != self.in_pieces {
            self.total.count.documents += 1;
        }
        self.in_pieces.clone_from(&said.piece_of);
        let document = self.total.count.documents - 1;
        let full: Vec<Option<FullName>> = said.people.iter().map(full_name).collect();
        let people = full.iter().zip(&said.people);
        self.names.add(people.filter_map(|(name, figure)| Some((name.as_ref()?, figure.gender))));
        for statement in &said.statements {
            self.total.count.add(statement);
            match &statement.who {
                Who::Ambiguous => self.total.ambiguous += 1,
                Who::Unknown => self.total.unknown += 1,
                Who::Speakers(speakers) if speakers.iter().any(|&at| said.people[at].named) => {
                    self.total.named += 1;
                }
                Who::Speakers(_) => self.total.anonymous += 1,
            }
            let Who::Speakers(speakers) = &statement.who else { continue };
            for &at in speakers {
                let counted = self.counted(&said, document, at, &full[at]);
                counted.row.count.documents += usize::from(counted.last != document);
                counted.last = document;
                counted.row.count.add(statement);
                counted.name(&said.people[at].name, 1);
            }
        }
    }

    fn counted(&mut self, said: &Said, document: usize, at: usize, full: &Option<FullName>) -> &mut Counted {
        let figure = &said.people[at];
        let key = match (figure.named, figure.local) {
            (false, _) => Key::Described(fold(&figure.name)),
            (true, true) => Key::Local(document, figure.id.clone()),
            (true, false) => Key::Named(figure.id.clone()),
        };
        let next = self.rows.len();
        let place = *self.places.entry(key).or_insert(next);
        if place == next {
            self.rows.push(Counted {
                row: Row {
                    id: figure.named.then(|| figure.id.clone()),
                    name: figure.name.clone(),
                    aliases: Vec::new(),
                    kind: figure.kind,
                    named: figure.named,
                    known: figure.known,
                    document: (figure.named && figure.local).then(|| said.document.clone()),
                    count: Count::default(),
                },
                last: usize::MAX,
                names: Vec::new(),
                full: full.clone(),
            });
        }
        &mut self.rows[place]
    }

    /// The speakers, those with most attributions first, and the total.
    pub(crate) fn finish(self) -> (Vec<Row>, Total) {
        let mut rows: Vec<Counted> = Vec::new();
        let mut bases: HashMap<String, usize> = HashMap::new();
        for counted in self.rows {
            let base = counted.full.as_ref().filter(|name| self.names.is_one_person(name));
            let place = base.map(|name| *bases.entry(name.base().to_owned()).or_insert(rows.len()));
            match place.and_then(|place| rows.get_mut(place)) {
                Some(same) => same.join(counted),
                None => rows.push(counted),
            }
        }
        let mut rows: Vec<Row> = rows.into_iter().map(Counted::finish).collect();
        rows.sort_by(|a, b| {
            let most = |row: &Row| (row.count.attributions, row.count.words);
            most(b).cmp(&most(a)).then_with(|| (&a.name, &a.id).cmp(&(&b.name, &b.id)))
        });
        (rows, self.total)
    }
}

impl Counted {
    fn name(&mut self, name: &str, times: usize) {
        match self.names.iter_mut().find(|(known, _)| known == name) {
            Some((_, count)) => *count += times,
            None => self.names.push((name.to_owned(), times)),
        }
    }

    /// The same person under another form of the name. No document has both.
    fn join(&mut self, other: Counted) {
        self.row.count.join(other.row.count);
        for (name, times) in other.names {
            self.name(&name, times);
        }
    }

    /// The most frequent name is the one to show.
    fn finish(mut self) -> Row {
        self.names.sort_by(|(_, a), (_, b)| b.cmp(a));
        let mut names = self.names.into_iter().map(|(name, _)| name);
        let mut row = self.row;
        if let Some(name) = names.next() {
            if self.full.is_some() {
                row.id = Some(slug(&name));
            }
            row.name = name;
        }
        // `Officials` is no other name of `officials`.
        row.aliases = if row.named { names.collect() } else { Vec::new() };
        row
    }
}

/// The full name of somebody who is known by it alone.
fn full_name(figure: &Figure) -> Option<FullName> {
    let person = matches!(figure.kind, EntityKind::Person | EntityKind::Unknown);
    if person && figure.named && !figure.known && !figure.local { FullName::new(&figure.name) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dixit_attribution::Gender;

    fn figure(id: &str, name: &str) -> Figure {
        Figure {
            id: id.to_owned(),
            name: name.to_owned(),
            kind: EntityKind::Person,
            named: id != "-",
            gender: Gender::Unknown,
            known: false,
            local: id.contains('@'),
        }
    }

    fn said(people: &[(&str, &str)], statements: &[&[usize]]) -> Said {
        Said {
            document: "a".to_owned(),
            piece_of: None,
            is_reprint: false,
            people: people.iter().map(|(id, name)| figure(id, name)).collect(),
            statements: statements
                .iter()
                .map(|speakers| Statement {
                    who: if speakers.is_empty() { Who::Unknown } else { Who::Speakers(speakers.to_vec()) },
                    content_type: ContentType::Direct,
                    cue_class: Some(CueClass::Neutral),
                    words: 3,
                })
                .collect(),
        }
    }

    /// The rows as `id name documents/attributions`, and the total.
    #[track_caller]
    fn check(documents: Vec<Said>, expected: &[&str]) -> Total {
        let mut tally = Tally::default();
        documents.into_iter().for_each(|said| tally.add(said));
        let (rows, total) = tally.finish();
        let rows: Vec<String> = rows
            .iter()
            .map(|row| {
                let names = [std::slice::from_ref(&row.name), &row.aliases[..]].concat().join(" = ");
                let Count { documents, attributions, .. } = row.count;
                format!("{} {names} {documents}/{attributions}", row.id.as_deref().unwrap_or("-"))
            })
            .collect();
        assert_eq!(rows, expected);
        total
    }

    #[test]
    fn a_surname_is_nobody_elsewhere_and_a_full_name_is() {
        let total = check(
            vec![
                said(
                    &[("ada-roe", "Ada Roe"), ("roe@a", "Roe"), ("-", "officials")],
                    &[&[0], &[0, 2], &[1], &[]],
                ),
                said(&[("ada-roe", "Ada Roe"), ("roe@a", "Roe"), ("-", "Officials")], &[&[0], &[1], &[2]]),
            ],
            &["ada-roe Ada Roe 2/3", "- officials 2/2", "roe@a Roe 1/1", "roe@a Roe 1/1"],
        );
        assert_eq!((total.count.attributions, total.count.documents, total.count.words), (7, 2, 21));
        assert_eq!((total.named, total.anonymous, total.ambiguous, total.unknown), (5, 1, 0, 1));
    }

    #[test]
    fn middle_initials_join_where_they_fit_one_person() {
        let with = || said(&[("ada-m-roe", "Ada M. Roe")], &[&[0], &[0]]);
        let without = || said(&[("ada-roe", "Ada Roe")], &[&[0]]);
        check(vec![without(), with()], &["ada-m-roe Ada M. Roe = Ada Roe 2/3"]);
        // Another Ada Roe, who says nothing.
        let other = said(&[("ada-k-roe", "Ada K. Roe")], &[]);
        check(vec![without(), with(), other], &["ada-m-roe Ada M. Roe 1/2", "ada-roe Ada Roe 1/1"]);
    }
}
