//! Names for machines and for looking up: slugs, speaker ids, folded forms.
//!
//! In: entities. Out: an id for each, unique in its document, and the same in two for the same person only. Must not know: attributions, output formats.

use dixit_attribution::{Entity, EntityKind, FullName, Roster};
use std::collections::{HashMap, HashSet};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Between a name and the one document that it is somebody's name in.
const WITHIN: char = '@';

/// An id for each entity, in order: its roster id, else its name as a slug; the second of the same gets `-2`.
///
/// The same id in two documents is the same one: somebody of the roster, or of a full name that nobody else has in the document or
/// in the roster, an organisation, a description (`officials`). Whoever has less than that, a surname above all, is
/// somebody in this document only: `smith@a`.
pub(crate) fn speaker_ids(entities: &[Entity], document: &str, roster: &Roster) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    // The last number given to each slug, so that thousands of namesakes cost no more than one each.
    let mut counts: HashMap<String, usize> = HashMap::new();
    let slugs: Vec<String> = entities.iter().map(|entity| slug(&entity.name)).collect();
    let mut bearers: HashMap<&str, usize> = HashMap::new();
    for (entity, slug) in entities.iter().zip(&slugs) {
        if entity.roster.is_none() && entity.named {
            *bearers.entry(slug).or_default() += 1;
        }
    }
    let mut ids = vec![String::new(); entities.len()];
    // Known people first: no slug may take their id. Then names: no description may take theirs.
    let mut order: Vec<usize> = (0..entities.len()).collect();
    order.sort_by_key(|&at| (entities[at].roster.is_none(), !entities[at].named));
    for at in order {
        let entity = &entities[at];
        let wanted = entity.roster.as_ref().map_or(&slugs[at], |link| &link.person);
        let alone = bearers.get(wanted.as_str()).is_none_or(|bearers| *bearers < 2);
        let local = entity.roster.is_none() && !(alone && names_one(entity, roster))
            || entity.roster.is_none() && roster.person(wanted).is_some();
        let count = counts.entry(wanted.clone()).or_insert(0);
        let mut id = wanted.clone();
        loop {
            *count += 1;
            if *count > 1 {
                id = format!("{wanted}-{count}");
            }
            if taken.insert(id.clone()) {
                break;
            }
        }
        if local {
            id.push(WITHIN);
            id.push_str(document);
        }
        ids[at] = id;
    }
    ids
}

/// Whether an entity's name, or description, means the same one in every document, as far as its form tells.
fn names_one(entity: &Entity, roster: &Roster) -> bool {
    match entity.kind {
        _ if !entity.named => true,
        EntityKind::Organisation | EntityKind::Group => true,
        // A name of the roster without a link is the name of two people there.
        EntityKind::Person | EntityKind::Unknown => {
            FullName::new(&entity.name).is_some() && roster.with_name(&entity.name).next().is_none()
        }
    }
}

/// Whether an id is that of somebody in one document only.
pub(crate) fn is_local(id: &str, document: &str) -> bool {
    id.strip_suffix(document).is_some_and(|name| name.ends_with(WITHIN))
}

/// `Mark Rutte` is `mark-rutte`, `Zoë O’Brien` is `zoe-obrien`; `speaker` where nothing is left.
pub(crate) fn slug(name: &str) -> String {
    let words: Vec<String> =
        fold(name).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    if words.is_empty() { "speaker".to_owned() } else { words.join("-") }
}

/// Lower case, without diacritics and punctuation, single spaces: for comparing what people type.
pub(crate) fn fold(text: &str) -> String {
    let plain: String = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’'))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use dixit_attribution::{Gender, Person, RosterLink, RosterMatch};

    fn entity(name: &str, person: Option<&str>) -> Entity {
        Entity {
            name: name.to_owned(),
            kind: EntityKind::Person,
            named: true,
            gender: Gender::Unknown,
            aliases: Vec::new(),
            mentions: Vec::new(),
            roster: person.map(|person| RosterLink { person: person.to_owned(), by: RosterMatch::Name }),
        }
    }

    fn person(id: &str, name: &str) -> Person {
        let (aliases, offices) = (Vec::new(), Vec::new());
        let gender = Gender::Unknown;
        Person { id: id.to_owned(), name: name.to_owned(), aliases, gender, wikidata: None, offices }
    }

    #[track_caller]
    fn check(entities: &[Entity], expected: &[&str]) {
        let people = [("bessent", "Scott Bessent"), ("a-lee", "Ann Lee"), ("b-lee", "Ann Lee")];
        let roster = Roster::from_people(people.map(|(id, name)| person(id, name)).to_vec());
        assert_eq!(speaker_ids(entities, "news/a.txt", &roster), expected);
    }

    #[test]
    fn ids_are_unique_and_the_roster_goes_first() {
        check(
            &[
                entity("Bessent", None),
                entity("Scott Bessent", Some("bessent")),
                entity("…", None),
                entity("Bessent", None),
            ],
            &["bessent-2@news/a.txt", "bessent", "speaker@news/a.txt", "bessent-3@news/a.txt"],
        );
    }

    #[test]
    fn only_what_names_one_person_is_an_id_beyond_its_document() {
        let unnamed = |name| Entity { named: false, ..entity(name, None) };
        let body = |name| Entity { kind: EntityKind::Organisation, ..entity(name, None) };
        check(&[entity("Ada Moreno", None), entity("Roe", None)], &["ada-moreno", "roe@news/a.txt"]);
        check(
            &[entity("J. Roe", None), entity("van der Horst", None)],
            &["j-roe@news/a.txt", "van-der-horst@news/a.txt"],
        );
        // Two of one name, in the text or in the roster.
        check(
            &[entity("Ada Moreno", None), entity("ADA MORENO", None)],
            &["ada-moreno@news/a.txt", "ada-moreno-2@news/a.txt"],
        );
        check(&[entity("Ann Lee", None)], &["ann-lee@news/a.txt"]);
        // Not the roster's id, without its person.
        check(&[entity("Bessent", None), body("Bessent")], &["bessent@news/a.txt", "bessent-2@news/a.txt"]);
        check(
            &[unnamed("police"), body("Police"), unnamed("officials")],
            &["police-2", "police", "officials"],
        );
    }

    #[test]
    fn slugs_keep_letters_only() {
        assert_eq!(slug("Zoë O’Brien-Łuk"), "zoe-obrien-łuk");
        assert_eq!(slug("习近平"), "习近平");
    }
}
