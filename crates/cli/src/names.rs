//! Names for machines and for looking up: slugs, speaker ids, folded forms.
//!
//! In: entities. Out: an id for each, unique in its document. Must not know: attributions, output formats.

use dixit_attribution::Entity;
use std::collections::{HashMap, HashSet};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// An id for each entity, in order: its roster id, else its name as a slug; the second of the same gets `-2`.
pub(crate) fn speaker_ids(entities: &[Entity]) -> Vec<String> {
    let mut taken: HashSet<String> = HashSet::new();
    // The last number given to each slug, so that thousands of namesakes cost no more than one each.
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut ids = vec![String::new(); entities.len()];
    // Known people first: no slug may take their id.
    let (known, others): (Vec<_>, Vec<_>) =
        entities.iter().enumerate().partition(|(_, entity)| entity.roster.is_some());
    for (position, entity) in known.into_iter().chain(others) {
        let wanted = entity.roster.as_ref().map_or_else(|| slug(&entity.name), |link| link.person.clone());
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
        ids[position] = id;
    }
    ids
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
    use dixit_attribution::{EntityKind, Gender, RosterLink, RosterMatch};

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

    #[test]
    fn ids_are_unique_and_the_roster_goes_first() {
        let entities = [
            entity("Bessent", None),
            entity("Scott Bessent", Some("bessent")),
            entity("…", None),
            entity("Bessent", None),
        ];
        assert_eq!(speaker_ids(&entities), ["bessent-2", "bessent", "speaker", "bessent-3"]);
    }

    #[test]
    fn slugs_keep_letters_only() {
        assert_eq!(slug("Zoë O’Brien-Łuk"), "zoe-obrien-łuk");
        assert_eq!(slug("习近平"), "习近平");
    }
}
