//! The people of many documents gathered into drafts of roster entries.
//!
//! In: the people of each document. Out: a roster's TOML with what was seen as comments. Must not know: how documents are read.
//! Memory grows with the number of people.

use crate::names::{fold, slug};
use crate::same_person::FullNames;
use crate::text::counted;
use dixit_attribution::{FullName, Gender, Person, Roster};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write;

/// As many titles are shown as somebody may check.
const MOST_TITLES: usize = 5;
/// As many ways to write a name are kept of one person: more are a sign of a text that is none.
const MOST_FORMS: usize = 50;
/// As many titles are remembered of one person, for the same reason.
const MOST_KEPT_TITLES: usize = 500;

/// Somebody, in one document or in all.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Full names, the best first.
    pub(crate) forms: Vec<String>,
    /// The first of them.
    pub(crate) full: FullName,
    /// The roster's id, where it knows them.
    pub(crate) known: Option<String>,
    /// Whether two people have this name, in the document or in the roster.
    pub(crate) two: bool,
    /// Whether it is surely a person.
    pub(crate) person: bool,
    pub(crate) gender: Gender,
    /// Each as often as it was seen.
    pub(crate) titles: Vec<String>,
    pub(crate) attributions: usize,
    /// Where they first say something, or stand: `news/a.txt:5:12`.
    pub(crate) first: String,
}

/// A draft over several documents.
#[derive(Debug)]
struct Gathered {
    draft: Draft,
    documents: usize,
    /// Forms of the name with how often they were the best of a document.
    forms: Vec<(String, usize)>,
    masculine: bool,
    feminine: bool,
    /// By their folded form: as first seen, and how often.
    titles: BTreeMap<String, (String, usize)>,
}

/// Who is the same in two documents.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Known(String),
    Name(FullName),
}

/// The people of all documents so far.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    documents: usize,
    people: Vec<Gathered>,
    places: HashMap<Key, usize>,
    names: FullNames,
    /// Names of two people of one document, with one of them.
    unclear: BTreeMap<FullName, Draft>,
}

impl Drafts {
    /// Adds the people of one document, each once.
    pub(crate) fn add(&mut self, people: Vec<Draft>) {
        self.documents += 1;
        let unknown = people.iter().filter(|draft| draft.known.is_none());
        self.names.add(unknown.map(|draft| (&draft.full, draft.gender)));
        for draft in people {
            if draft.two {
                self.unclear.entry(draft.full.clone()).or_insert(draft);
                continue;
            }
            let key = draft.known.clone().map_or_else(|| Key::Name(draft.full.clone()), Key::Known);
            let next = self.people.len();
            match *self.places.entry(key).or_insert(next) {
                place if place == next => self.people.push(Gathered::new(draft)),
                place => self.people[place].join(Gathered::new(draft)),
            }
        }
    }

    /// The roster's TOML: those with at least `min` attributions, most quoted first; those whom the roster knows with `all` only.
    pub(crate) fn finish(self, roster: &Roster, min: usize, all: bool) -> String {
        let mut people = joined(self.people, &self.names);
        let bearers = bearers(&people);
        people.retain(|gathered| gathered.draft.is_wanted(min) && (all || gathered.draft.known.is_none()));
        people.sort_by(|a, b| {
            let most = |gathered: &Gathered| (gathered.draft.attributions, gathered.documents);
            most(b).cmp(&most(a)).then_with(|| a.draft.full.cmp(&b.draft.full))
        });
        let mut out = head(people.len(), self.documents);
        let mut ids: HashSet<String> = roster.people().iter().map(|person| person.id.clone()).collect();
        let is_own = |form: &str, name: &FullName| {
            bearers.get(name).is_none_or(|bearers| *bearers < 2) && roster.with_name(form).next().is_none()
        };
        for gathered in &people {
            out.push('\n');
            gathered.write(&mut out, roster, &mut ids, &is_own);
        }
        write_unclear(&mut out, self.unclear.values().filter(|draft| draft.is_wanted(min)), roster);
        out
    }
}

/// Tells of names that are left out. Those of the roster are no news.
fn write_unclear<'a>(out: &mut String, unclear: impl Iterator<Item = &'a Draft>, roster: &Roster) {
    let names = unclear.filter_map(|draft| Some((draft.forms.first()?, &draft.first)));
    let mut names = names.filter(|(name, _)| roster.with_name(name).next().is_none()).peekable();
    if names.peek().is_some() {
        out.push_str("\n# Left out, for two people of one article have the name:\n");
    }
    for (name, place) in names {
        let _ = writeln!(out, "#   {name} ({place})");
    }
}

impl Draft {
    /// Whether it is said, or sure, to be a person, with so many attributions.
    fn is_wanted(&self, min: usize) -> bool {
        self.attributions >= min && (self.person || self.attributions > 0)
    }
}

fn head(people: usize, documents: usize) -> String {
    format!(
        "# Drafted by `dixit roster init`: {} of {}, most quoted first.\n\
         # Look at each: a name may be that of two people, or of no person. An office needs its dates, and its country (US, GB, …),\n\
         # before its line may lose the `#`. Then: `dixit roster check FILE`, and `dixit news/ --roster FILE`.\n",
        counted(people, "person", "people"),
        counted(documents, "document", "documents"),
    )
}

/// Joins the forms of a name with and without middle initials, where they are one person's.
fn joined(people: Vec<Gathered>, names: &FullNames) -> Vec<Gathered> {
    let mut all: Vec<Gathered> = Vec::new();
    let mut bases: HashMap<String, usize> = HashMap::new();
    for gathered in people {
        let full = &gathered.draft.full;
        let one = gathered.draft.known.is_none() && names.is_one_person(full);
        let place = one.then(|| *bases.entry(full.base().to_owned()).or_insert(all.len()));
        match place.and_then(|place| all.get_mut(place)) {
            Some(same) => same.join(gathered),
            None => all.push(gathered),
        }
    }
    all
}

/// How many people have each form of a name, also those who are left out.
fn bearers(people: &[Gathered]) -> HashMap<FullName, usize> {
    let mut bearers: HashMap<FullName, usize> = HashMap::new();
    for gathered in people {
        let names: BTreeSet<FullName> =
            gathered.forms.iter().filter_map(|(form, _)| FullName::new(form)).collect();
        for name in names {
            *bearers.entry(name).or_default() += 1;
        }
    }
    bearers
}

impl Gathered {
    fn new(draft: Draft) -> Self {
        let mut gathered = Self {
            documents: 1,
            forms: Vec::new(),
            masculine: draft.gender == Gender::Masculine,
            feminine: draft.gender == Gender::Feminine,
            titles: BTreeMap::new(),
            draft,
        };
        for (at, form) in std::mem::take(&mut gathered.draft.forms).into_iter().enumerate() {
            gathered.form(form, usize::from(at == 0));
        }
        for title in std::mem::take(&mut gathered.draft.titles) {
            gathered.title(fold(&title), title, 1);
        }
        gathered
    }

    fn form(&mut self, form: String, times: usize) {
        match self.forms.iter().position(|(known, _)| *known == form) {
            Some(at) => self.forms[at].1 += times,
            None if self.forms.len() < MOST_FORMS => self.forms.push((form, times)),
            None => {}
        }
    }

    fn title(&mut self, folded: String, title: String, times: usize) {
        if self.titles.len() < MOST_KEPT_TITLES || self.titles.contains_key(&folded) {
            self.titles.entry(folded).or_insert((title, 0)).1 += times;
        }
    }

    /// The same person in other documents.
    fn join(&mut self, other: Self) {
        self.documents += other.documents;
        self.draft.attributions += other.draft.attributions;
        self.draft.person |= other.draft.person;
        self.masculine |= other.masculine;
        self.feminine |= other.feminine;
        for (form, times) in other.forms {
            self.form(form, times);
        }
        for (folded, (title, times)) in other.titles {
            self.title(folded, title, times);
        }
    }

    /// Writes the entry. `is_own` tells whether a form of a name is nobody else's.
    fn write(
        &self,
        out: &mut String,
        roster: &Roster,
        ids: &mut HashSet<String>,
        is_own: &dyn Fn(&str, &FullName) -> bool,
    ) {
        let attributions = counted(self.draft.attributions, "attribution", "attributions");
        let documents = counted(self.documents, "document", "documents");
        let known = self.draft.known.as_ref().and_then(|id| roster.person(id));
        let notes = match (known, self.draft.person) {
            (Some(_), _) => "; in the roster already",
            (None, true) => "",
            (None, false) => "; perhaps no person",
        };
        let _ = writeln!(out, "# {attributions} in {documents}, the first in {}{notes}", self.draft.first);
        match known {
            Some(person) => out.push_str(&person.to_toml()),
            None => {
                out.push_str(&self.person(ids, is_own).to_toml());
                self.write_titles(out);
            }
        }
    }

    fn person(&self, ids: &mut HashSet<String>, is_own: &dyn Fn(&str, &FullName) -> bool) -> Person {
        let mut forms: Vec<&(String, usize)> = self.forms.iter().collect();
        forms.sort_by(|(_, a), (_, b)| b.cmp(a));
        let name = forms.first().map(|(form, _)| form.clone()).unwrap_or_default();
        let mut seen: HashSet<FullName> = FullName::new(&name).into_iter().collect();
        let mut is_alias =
            |form: &String| FullName::new(form).is_some_and(|full| is_own(form, &full) && seen.insert(full));
        let aliases = forms.iter().map(|(form, _)| form).filter(|form| is_alias(form)).cloned().collect();
        let wanted = slug(&name);
        let mut id = wanted.clone();
        for number in 2.. {
            if ids.insert(id.clone()) {
                break;
            }
            id = format!("{wanted}-{number}");
        }
        let gender = match (self.masculine, self.feminine) {
            (true, false) => Gender::Masculine,
            (false, true) => Gender::Feminine,
            _ => Gender::Unknown,
        };
        Person { id, name, aliases, gender, wikidata: None, offices: Vec::new() }
    }

    /// What the person was called, as offices that lack their dates.
    fn write_titles(&self, out: &mut String) {
        let mut titles: Vec<&(String, usize)> = self.titles.values().collect();
        titles.sort_by(|(_, a), (_, b)| b.cmp(a));
        if titles.is_empty() {
            return;
        }
        out.push_str("# offices = [\n");
        for (title, times) in titles.into_iter().take(MOST_TITLES) {
            let title = title.replace(['"', '\\'], "'");
            let times = counted(*times, "time", "times");
            let _ =
                writeln!(out, "#   {{ title = \"{title}\", country = \"\", from = YYYY-MM-DD }}, # {times}");
        }
        out.push_str("# ]\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(forms: &[&str], titles: &[&str], attributions: usize) -> Draft {
        Draft {
            forms: forms.iter().map(|form| (*form).to_owned()).collect(),
            full: FullName::new(forms[0]).unwrap(),
            known: None,
            two: false,
            person: true,
            gender: Gender::Unknown,
            titles: titles.iter().map(|title| (*title).to_owned()).collect(),
            attributions,
            first: "a.txt:1:1".to_owned(),
        }
    }

    fn drafted(documents: Vec<Vec<Draft>>, min: usize, all: bool) -> (String, Roster) {
        let mut drafts = Drafts::default();
        documents.into_iter().for_each(|people| drafts.add(people));
        let text = drafts.finish(&Roster::builtin(), min, all);
        let roster = Roster::from_toml(&text).map_err(|error| format!("{error}\n{text}")).unwrap();
        (text, roster)
    }

    /// The people drafted: `id: name = alias = …`.
    #[track_caller]
    fn check(documents: Vec<Vec<Draft>>, expected: &[&str]) {
        let (text, roster) = drafted(documents, 1, false);
        let people = roster.people().iter().map(|person| {
            let names = std::iter::once(&person.name).chain(&person.aliases);
            format!("{}: {}", person.id, names.cloned().collect::<Vec<_>>().join(" = "))
        });
        assert_eq!(people.collect::<Vec<_>>(), expected, "{text}");
        assert!(roster.check().is_empty() || roster.people().is_empty(), "{:?}", roster.check());
    }

    #[test]
    fn a_form_of_a_name_is_an_alias_where_it_is_nobody_elses() {
        check(
            vec![
                vec![draft(&["Ada Roe", "ADA ROE", "Addie Roe"], &[], 2)],
                vec![draft(&["Ada M. Roe"], &[], 1), draft(&["Ben Lind", "Benny Lind"], &[], 1)],
                vec![draft(&["Benny Lind"], &[], 1)],
            ],
            &["ada-roe: Ada Roe = Ada M. Roe = Addie Roe", "ben-lind: Ben Lind", "benny-lind: Benny Lind"],
        );
        check(
            vec![
                vec![draft(&["Ada Roe"], &[], 1)],
                vec![draft(&["Ada M. Roe"], &[], 1)],
                vec![draft(&["Ada K. Roe"], &[], 0)],
            ],
            &["ada-roe: Ada Roe", "ada-m-roe: Ada M. Roe"],
        );
        // The roster's name, and its id.
        check(
            vec![vec![
                draft(&["Scott T. Bessent", "Scott Bessent"], &[], 1),
                draft(&["Lee Jae-Myung"], &[], 1),
            ]],
            &["lee-jae-myung-2: Lee Jae-Myung", "scott-t-bessent: Scott T. Bessent"],
        );
    }

    #[test]
    fn a_draft_says_what_was_seen() {
        let known = Draft { known: Some("bessent".to_owned()), ..draft(&["Scott Bessent"], &["chief"], 3) };
        let two = |name| Draft { two: true, ..draft(&[name], &[], 1) };
        let maybe = Draft { person: false, ..draft(&["Orrick Press"], &[], 1) };
        let (text, _) = drafted(
            vec![
                vec![
                    known,
                    two("Cy Roe"),
                    two("Jerome Powell"),
                    draft(&["Ada Roe"], &["mayor", "deputy \"chief\""], 1),
                ],
                vec![Draft { gender: Gender::Feminine, ..draft(&["Ada Roe"], &["Mayor"], 1) }, maybe],
                vec![
                    draft(&["Ben Lind"], &[], 0),
                    Draft { person: false, ..draft(&["New Zealand"], &[], 0) },
                ],
            ],
            0,
            true,
        );
        insta::assert_snapshot!(text);
    }
}
