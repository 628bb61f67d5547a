//! Who holds an office: by the roster and the date, by the roster and the text, by a title in the text that says less.
//!
//! In: a description of a person, the names found, the roster, the date. Out: whom it means. Must not know: pronouns.

use super::description::{Description, is_party};
use super::nominals::{Descriptions, HOME, MOST_COUNTERPARTS, MOST_HOLDERS, by_text, latest_or_all};
use super::salience::Salience;
use super::{Input, Node, Resolution};
use crate::RosterMatch;
use crate::fold::fold;
use crate::mention::{Article, Phrase, Sort};

/// Of several senators, `the Florida senator` is the one spoken of within this many sentences.
const LIKELY_SENTENCES: usize = 3;

/// Of several who have an office, the one who did something within this many sentences.
const ACTIVE_SENTENCES: usize = 2;
/// What may be said of anybody who has an office.
const SAYS_LITTLE: [&str; 14] = [
    "freshman",
    "junior",
    "independent",
    "outspoken",
    "sitting",
    "conservative",
    "liberal",
    "moderate",
    "socialist",
    "first-term",
    "two-term",
    "three-term",
    "billionaire",
    "new",
];

impl Descriptions {
    /// Whoever held the office on the article’s date. Without a date an office names nobody.
    ///
    /// `the treasury chief` is Scott Bessent in October 2025; in 2016 it is not.
    pub(super) fn by_roster(
        &mut self,
        input: &Input<'_>,
        nodes: &mut Vec<Node>,
        salience: &Salience<'_>,
        description: &Description,
        phrase: &Phrase,
    ) -> Option<Resolution> {
        let date = input.date.filter(|_| !description.former)?;
        let title = description.title();
        let mut holders: Vec<(usize, Option<&str>)> = Vec::new();
        for (person, office) in input.roster.office_holders(&title) {
            let fits = office.held_on(date)
                && description.country.is_none_or(|code| office.country.as_deref() == Some(code))
                && input.roster.people()[person].gender.fits(phrase.gender);
            if fits && !holders.iter().any(|&(known, _)| known == person) {
                holders.push((person, office.country.as_deref()));
            }
        }
        let present: Vec<(usize, Option<&str>)> =
            holders.iter().copied().filter(|(person, _)| self.people.contains_key(person)).collect();
        let pool = if present.is_empty() { holders } else { present };
        let home: Vec<usize> =
            pool.iter().filter(|(_, country)| *country == Some(HOME)).map(|&(person, _)| person).collect();
        // `The chancellor` in a British text is the British one.
        let spoken: Vec<usize> = pool
            .iter()
            .filter(|(_, country)| country.is_some_and(|code| input.countries.contains(code)))
            .map(|&(person, _)| person)
            .collect();
        let person = match (&pool[..], &home[..], &spoken[..]) {
            ([(person, _)], _, _) => *person,
            (_, [person], _) => *person,
            (_, _, [person]) => *person,
            _ => return None,
        };
        if let Some(&node) = self.people.get(&person) {
            return Some(by_text(salience, node));
        }
        // Somebody the text never names: only where it speaks of the country at all, and of nothing smaller that has
        // such an office (`the governor`, `the senator` are somebody else’s).
        let country = pool.iter().find(|(known, _)| *known == person).and_then(|&(_, country)| country)?;
        if !input.countries.contains(country)
            || matches!(title.as_str(), "senator" | "governor" | "representative" | "leader")
        {
            return None;
        }
        let known = &input.roster.people()[person];
        let by = RosterMatch::Office(title);
        // `Scott` beside `the Treasury Secretary`: the part of the name that the text gives.
        let folded = fold(&known.name);
        let part = (0..nodes.len().min(MOST_COUNTERPARTS)).find(|&node| {
            let other = &nodes[node];
            let single = other.named && other.roster.is_none() && !other.name.contains(' ');
            single
                && matches!(other.sort, Sort::Person | Sort::Unknown)
                && other.gender.fits(known.gender)
                && (folded.split(' ').next() == Some(fold(&other.name).as_str())
                    || folded.ends_with(&format!(" {}", fold(&other.name))))
        });
        if let Some(node) = part {
            nodes[node].roster = Some((person, by));
            nodes[node].sort = Sort::Person;
            nodes[node].gender = known.gender;
            self.people.insert(person, node);
            return Some(by_text(salience, node));
        }
        let node = nodes.len();
        nodes.push(Node {
            name: known.name.clone(),
            sort: Sort::Person,
            named: true,
            gender: known.gender,
            titles: vec![description.clone()],
            roster: Some((person, by)),
        });
        self.people.insert(person, node);
        Some(Resolution::one(node, None))
    }

    /// The only one of the roster's people in the text (of several, the one spoken of last) who ever had an office that is not everybody's: `the Florida senator`,
    /// `the former secretary of state`. Somebody the text names needs no date for that.
    ///
    /// Not `the senator`, `the president`: the text may mean one whom it does not name.
    pub(super) fn known_holder(
        &self,
        input: &Input<'_>,
        nodes: &[Node],
        salience: &Salience<'_>,
        description: &Description,
        index: usize,
    ) -> Option<usize> {
        let phrase = &input.phrases[index];
        if !description.former && description.words.len() < 2 {
            return None;
        }
        let mut found: Vec<usize> = Vec::new();
        for (person, office) in input.roster.office_holders(&description.title()) {
            let Some(&node) = self.people.get(&person) else { continue };
            let when = match input.date {
                Some(date) if description.former => office.to.is_some_and(|to| to <= date),
                Some(date) => office.held_on(date),
                // `Secretary of State John Kerry` is not the former one.
                None => {
                    !description.former
                        || !nodes[node].titles.iter().any(|title| !title.former && title.covers(description))
                }
            };
            let country = description
                .country
                .is_none_or(|code| office.country.as_deref().is_some_and(|c| c.starts_with(code)));
            if when && country && nodes[node].gender.fits(phrase.gender) && !found.contains(&node) {
                found.push(node);
            }
        }
        match found[..] {
            [node] => Some(node),
            _ => salience.latest_of(&found, index, LIKELY_SENTENCES),
        }
    }

    /// Of those who bear such a title, or of the roster’s people in the text who ever had the office, the one who just did or said
    /// something: `the senator` after `Sanders was asked`, `the GOP front-runner` after `Trump smiled`.
    ///
    /// Not where two of them just did, nor `the former senator`, nor `the vice president` of a president.
    pub(super) fn active_holder(
        &self,
        input: &Input<'_>,
        nodes: &[Node],
        salience: &Salience<'_>,
        description: &Description,
        bearers: &[usize],
        index: usize,
    ) -> Option<usize> {
        if input.phrases[index].article != Article::Definite || description.former {
            return None;
        }
        let party = description.words.iter().find(|word| is_party(word));
        let plain: Vec<&str> = description
            .words
            .iter()
            .map(String::as_str)
            .filter(|word| !is_party(word) && !SAYS_LITTLE.contains(word))
            .collect();
        let runs = matches!(plain[..], ["candidate" | "nominee" | "front-runner"]);
        let titles = match party {
            Some(party) if runs => vec![format!("{party} candidate")],
            None if runs => {
                ["republican", "democratic"].iter().map(|party| format!("{party} candidate")).collect()
            }
            _ => vec![plain.join(" ")],
        };
        let mut pool = bearers.to_vec();
        for (person, office) in titles.iter().flat_map(|title| input.roster.office_holders(title)) {
            let held = input.date.is_none_or(|date| office.held_on(date));
            let country = description.country.is_none_or(|code| office.country.as_deref() == Some(code));
            let Some(&node) = self.people.get(&person).filter(|_| held && country) else { continue };
            let other = party.is_some_and(|party| !runs && runs_for_another(input, &nodes[node], party));
            if !other && nodes[node].gender.fits(input.phrases[index].gender) && !pool.contains(&node) {
                pool.push(node);
            }
        }
        // `Roe and Lind host the show. … “…,” the host said`
        for node in salience.called_so(&description.head) {
            if nodes[node].gender.fits(input.phrases[index].gender) && !pool.contains(&node) {
                pool.push(node);
            }
        }
        // Of candidates any may be meant.
        let mut near = salience.recent().take_while(|&(earlier, _)| salience.distance(earlier, index).0 <= 1);
        if runs {
            let mut spoken = near.by_ref().map(|(_, node)| node).filter(|node| pool.contains(node));
            let first = spoken.next()?;
            if spoken.any(|node| node != first) {
                return None;
            }
        }
        let mut active = salience.recent().filter(|&(earlier, node)| {
            let phrase = &input.phrases[earlier];
            pool.contains(&node)
                && phrase.quote.is_none()
                && (phrase.subject || input.speaks[earlier])
                && !salience.in_list(earlier)
        });
        let (phrase, node) = active.next()?;
        let near = salience.distance(phrase, index).0 <= ACTIVE_SENTENCES;
        let beside =
            active.any(|(other, another)| another != node && salience.distance(other, phrase).0 == 0);
        (near && !beside).then_some(node)
    }

    /// Whoever bears a title that the description only says more of: Rubio, a senator, is `the Florida senator`.
    pub(super) fn likely_holder(
        &self,
        input: &Input<'_>,
        nodes: &[Node],
        salience: &Salience<'_>,
        description: &Description,
        index: usize,
    ) -> Option<Resolution> {
        let phrase = &input.phrases[index];
        if phrase.article != Article::Definite || description.words.len() < 2 || description.former {
            return None;
        }
        // `captain Lind`, and then `the Acme captain`: nothing but a name is added.
        let of_name = (phrase.tokens.start() + 1..phrase.head.start())
            .all(|at| input.document.word(at).starts_with(char::is_uppercase));
        let bare =
            |title: &Description| of_name && title.words == [description.head.as_str()] && !title.former;
        let holders: Vec<usize> = self
            .heads
            .get(&description.head)?
            .iter()
            .copied()
            .take(MOST_HOLDERS)
            .filter(|&node| {
                nodes[node].named
                    && nodes[node].gender.fits(phrase.gender)
                    && nodes[node].titles.iter().any(|title| title.may_be(description) || bare(title))
                    && !holds_elsewhere(input, &nodes[node], description)
            })
            .collect();
        match holders[..] {
            [] => None,
            [node] => Some(by_text(salience, node)),
            _ => Some(latest_or_all(salience, holders, index, LIKELY_SENTENCES)),
        }
    }
}

/// Whether the roster knows somebody to have had such an office, but of another place: Cruz is not `the Florida senator`.
fn holds_elsewhere(input: &Input<'_>, node: &Node, description: &Description) -> bool {
    let Some((person, _)) = &node.roster else { return false };
    let title = description.title();
    let mut known = false;
    for office in &input.roster.people()[*person].offices {
        if office.aliases.iter().any(|alias| fold(alias) == title) {
            return false;
        }
        known |= fold(&office.title) == description.head && !office.aliases.is_empty();
    }
    known
}

/// Whether the roster knows somebody to have run for another party.
fn runs_for_another(input: &Input<'_>, node: &Node, party: &str) -> bool {
    let Some((person, _)) = &node.roster else { return false };
    let mut parties = input.roster.people()[*person].offices.iter().filter_map(|office| {
        let title = fold(&office.title);
        let (party, run) = title.split_once(' ')?;
        (matches!(run, "candidate" | "nominee") && is_party(party)).then(|| party.to_owned())
    });
    let mut known = parties.by_ref().peekable();
    known.peek().is_some() && !known.any(|known| known == party)
}
