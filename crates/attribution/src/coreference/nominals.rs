//! Descriptions resolved: by apposition, by a title in the text, by an office in the roster.
//!
//! In: a description among the phrases, the names found, the roster, the date. Out: whom it means. Must not know: pronouns.

use super::business::{is_generic, is_society, lone_name, says_it};
use super::description::{Description, is_nobody_twice, shown};
use super::family::Kin;
use super::kin::{Known, age_told, by_facts, the_other};
use super::kinds::holder_of_kind;
use super::possession::{
    is_media, is_public, is_same_as_name, means, names_by_field, names_with_owner, possessor_country,
    strip_possessor,
};
use super::salience::Salience;
use super::variation::{possessor, spouse_of, varies};
use super::{Input, Node, Resolution};
use crate::fold::fold;
use crate::mention::{Article, Phrase, Sort};
use crate::words::country_code;
use crate::{Gender, MentionKind};
use std::collections::HashMap;

/// `the spokesman` is one spoken of within this many sentences.
const UNNAMED_SENTENCES: usize = 6;
/// `the company` is the organisation spoken of within this many sentences.
const ORGANISATION_SENTENCES: usize = 3;
/// `his Chinese counterpart` is looked for among this many entities.
pub(super) const MOST_COUNTERPARTS: usize = 64;
/// The organisation a text is about is named at least twice, and twice as often as any other.
const MAIN_MENTIONS: usize = 2;
/// A body’s name is looked for among this many entities.
const MOST_NAMED: usize = 64;
/// At most this many holders of one title are looked at.
pub(super) const MOST_HOLDERS: usize = 16;
/// The country of an office that the text gives no country for: the built-in roster and its newspapers are American.
pub(super) const HOME: &str = "US";

/// Who is described how, so far.
pub(super) struct Descriptions {
    /// The head noun of a title, to those who bear it.
    pub(super) heads: HashMap<String, Vec<usize>>,
    /// Folded groups and other repeated unnamed descriptions.
    unnamed: HashMap<String, usize>,
    /// Named by description: `the Clinton campaign`.
    derived: HashMap<String, usize>,
    /// The nouns that somebody was called by instead of the name: `the chemist` is the same one from then on.
    varied: HashMap<String, usize>,
    /// Roster people that entities stand for.
    pub(super) people: HashMap<usize, usize>,
    /// Two people with one surname whom the text joins with `and`.
    pub(super) couples: Vec<(usize, usize)>,
    /// The organisation named far more often than any other.
    main_organisation: Option<usize>,
}

impl Descriptions {
    pub(super) fn new(nodes: &[Node], resolutions: &[Resolution]) -> Self {
        let mut counts = vec![0_usize; nodes.len()];
        for &node in resolutions.iter().flat_map(|resolution| &resolution.nodes) {
            counts[node] += usize::from(nodes[node].sort == Sort::Organisation);
        }
        let main = (0..nodes.len()).max_by_key(|&node| (counts[node], usize::MAX - node)).filter(|&main| {
            let others = (0..nodes.len()).filter(|&node| node != main).map(|node| counts[node]).max();
            counts[main] >= MAIN_MENTIONS && counts[main] >= MAIN_MENTIONS * others.unwrap_or_default()
        });
        let mut heads: HashMap<String, Vec<usize>> = HashMap::new();
        let mut people = HashMap::new();
        for (index, node) in nodes.iter().enumerate() {
            for title in &node.titles {
                let holders = heads.entry(title.head.clone()).or_default();
                if holders.last() != Some(&index) {
                    holders.push(index);
                }
            }
            if let Some((person, _)) = node.roster {
                people.entry(person).or_insert(index);
            }
        }
        Self {
            heads,
            unnamed: HashMap::new(),
            derived: HashMap::new(),
            varied: HashMap::new(),
            people,
            couples: Vec::new(),
            main_organisation: main,
        }
    }

    pub(super) fn resolve(
        &mut self,
        input: &Input<'_>,
        nodes: &mut Vec<Node>,
        resolutions: &[Resolution],
        salience: &Salience<'_>,
        known: &Known<'_>,
        index: usize,
    ) -> Resolution {
        let phrase = &input.phrases[index];
        // `She was a sculptor`: who she is is known by now; whom a description means that comes later is not.
        let same = |&other: &usize| input.phrases[other].kind == MentionKind::Name || other < index;
        if let Some(named) = phrase.apposed.filter(same)
            && let [node] = resolutions[named].nodes[..]
        {
            return Resolution::one(node, Some(named));
        }
        let noun = input.document.word(phrase.head.start());
        if matches!(noun, "former" | "latter") {
            let meant = salience.one_of_two(nodes, index, noun);
            return meant
                .map_or_else(|| self.new_unnamed(input, nodes, phrase), |node| by_text(salience, node));
        }
        let description = Description::new(input.document, phrase.tokens, Some(phrase.head.start()));
        let definite = matches!(phrase.article, Article::Definite | Article::Possessed)
            || phrase.article == Article::Bare && !phrase.plural;
        match phrase.sort {
            Sort::Person if definite && !phrase.plural => {
                self.person(input, nodes, resolutions, salience, known, (index, description))
            }
            Sort::Person => self.new_unnamed(input, nodes, phrase),
            Sort::Organisation => self.organisation(input, nodes, resolutions, salience, index, &description),
            Sort::Group => self.group(input, nodes, phrase),
            Sort::Place | Sort::Thing | Sort::Unknown => Resolution::default(),
        }
    }

    fn person(
        &mut self,
        input: &Input<'_>,
        nodes: &mut Vec<Node>,
        resolutions: &[Resolution],
        salience: &Salience<'_>,
        known: &Known<'_>,
        (index, mut description): (usize, Description),
    ) -> Resolution {
        let phrase = &input.phrases[index];
        let country = possessor_country(input, nodes, resolutions, index);
        if description.country.is_none() && phrase.article == Article::Possessed {
            description.country = country;
        }
        // `his Chinese counterpart`: the one with that country’s office whom the text names.
        if description.head == "counterpart"
            && let Some(code) = description.country
        {
            let theirs: Vec<usize> = (0..nodes.len().min(MOST_COUNTERPARTS))
                .filter(|&node| {
                    nodes[node].sort == Sort::Person
                        && nodes[node].titles.iter().any(|title| title.country == Some(code))
                })
                .collect();
            return match theirs[..] {
                [node] => by_text(salience, node),
                [] => self.new_unnamed(input, nodes, phrase),
                _ => Resolution::either(theirs),
            };
        }
        // `“The president is clear,” a White House official said`: the president of the speaker’s country.
        if description.country.is_none() {
            description.country = salience.voice(index).and_then(|source| {
                let source = &input.phrases[source];
                let described = source.kind == MentionKind::Nominal;
                described.then(|| Description::new(input.document, source.tokens, None).country).flatten()
            });
        }
        // The possessor is no part of the description: `Trump’s campaign manager`.
        if phrase.article == Article::Possessed {
            strip_possessor(input, phrase, &mut description);
        }
        let holders: Vec<usize> = self
            .heads
            .get(&description.head)
            .into_iter()
            .flatten()
            .copied()
            .take(MOST_HOLDERS)
            .filter(|&node| {
                // `the Ohio Republican` is no `Republican Party`.
                !matches!(nodes[node].sort, Sort::Organisation | Sort::Place)
                    && nodes[node].gender.fits(phrase.gender)
                    && nodes[node].titles.iter().any(|title| {
                        let country = title.country.or_else(|| office_country(input, &nodes[node], title));
                        title.covers(&description)
                            && (country.is_none()
                                || description.country.is_none()
                                || country == description.country)
                    })
            })
            .collect();
        if let Some(node) = by_facts(input, nodes, salience, known, (index, &description), &holders) {
            return by_text(salience, node);
        }
        // Whoever is called a sister has one: `Her sister`, after her, is the other.
        let sibling = matches!(Kin::of(&description.head), Some((Kin::Sibling, _)));
        if sibling && let Some(found) = the_other(input, nodes, resolutions, salience, known, index) {
            return found;
        }
        match holders[..] {
            [] => {}
            [node] => return by_text(salience, node),
            _ => {
                let home = |&node: &usize| {
                    nodes[node].titles.iter().any(|title| {
                        title.covers(&description)
                            && !title.former
                            && title.country.is_none_or(|code| code == HOME)
                    })
                };
                let at_home: Vec<usize> = holders.iter().copied().filter(home).collect();
                if let ([node], None) = (&at_home[..], description.country) {
                    return by_text(salience, *node);
                }
                if let Some(node) = self.active_holder(input, nodes, salience, &description, &holders, index)
                {
                    return by_text(salience, node);
                }
                let pool = if at_home.is_empty() { holders } else { at_home };
                return latest_or_all(salience, pool, index, UNNAMED_SENTENCES);
            }
        }
        if let Some(resolution) = self.by_roster(input, nodes, salience, &description, phrase) {
            return resolution;
        }
        if let Some(node) = self.known_holder(input, nodes, salience, &description, index) {
            return by_text(salience, node);
        }
        if let Some(node) = self.active_holder(input, nodes, salience, &description, &[], index) {
            return by_text(salience, node);
        }
        if let Some(resolution) = self.likely_holder(input, nodes, salience, &description, index) {
            return resolution;
        }
        // `the spokesman` after `a spokesman`
        if phrase.article == Article::Definite {
            let earlier = salience.recent().find(|&(earlier, node)| {
                let other = &input.phrases[earlier];
                !nodes[node].named
                    && other.kind == MentionKind::Nominal
                    && input
                        .document
                        .word(other.head.start())
                        .eq_ignore_ascii_case(input.document.word(phrase.head.start()))
                    && salience.distance(earlier, index).0 <= UNNAMED_SENTENCES
            });
            if let Some((_, node)) = earlier {
                return Resolution::one(node, None);
            }
        }
        if let Some(node) = holder_of_kind(input, nodes, salience, &description, index) {
            return by_text(salience, node);
        }
        let word = fold(input.document.word(phrase.head.start()));
        if phrase.article == Article::Possessed
            && matches!(word.as_str(), "lawyer" | "attorney" | "solicitor" | "barrister" | "counsel")
            && let Some(client) = possessor(input, nodes, resolutions, salience, index)
            && let [client] = client.nodes[..]
            && let Some(node) = known.court.lawyer_of(client)
        {
            return by_text(salience, node);
        }
        if let Some(resolution) = spouse_of(input, nodes, resolutions, salience, &self.couples, index)
            .or_else(|| the_other(input, nodes, resolutions, salience, known, index))
        {
            return resolution;
        }
        let active = input.speaks[index] || phrase.subject && phrase.quote.is_none();
        if active
            && phrase.article == Article::Definite
            && let Some(node) = known.told.whom(input, nodes, salience, index)
        {
            return by_text(salience, node);
        }
        let bare = phrase.article == Article::Definite && phrase.tokens.len() == 2;
        if let Some(&node) = self.varied.get(&word).filter(|_| bare) {
            return by_text(salience, node);
        }
        // `the 45-year-old` is nobody who is 61.
        let age = age_told(input, phrase);
        let fits = |resolution: &Resolution| {
            let own = resolution.nodes.first().and_then(|&node| known.facts.age(node));
            age.is_none() || own.is_none() || own == age
        };
        let lay =
            |resolution: &Resolution| resolution.nodes.iter().all(|&node| !known.court.is_counsel(node));
        if let Some(resolution) = varies(input, nodes, resolutions, salience, index).filter(fits).filter(lay)
        {
            if let [node] = resolution.nodes[..] {
                self.varied.insert(word, node);
            }
            return resolution;
        }
        self.new_unnamed(input, nodes, phrase)
    }

    /// `the ministry` is the Commerce Ministry, `the company` the one just spoken of, `the Clinton campaign` has a name.
    fn organisation(
        &mut self,
        input: &Input<'_>,
        nodes: &mut Vec<Node>,
        resolutions: &[Resolution],
        salience: &Salience<'_>,
        index: usize,
        description: &Description,
    ) -> Resolution {
        let phrase = &input.phrases[index];
        let named_by = (index + 1..input.phrases.len().min(index + 6)).find(|&inner| {
            let inner = &input.phrases[inner];
            inner.kind == MentionKind::Name
                && inner.tokens.end() <= phrase.head.start()
                && inner.tokens.start() >= phrase.tokens.start()
        });
        let named_by = named_by.or_else(|| {
            (index.saturating_sub(4)..index).find(|&inner| {
                let inner = &input.phrases[inner];
                inner.kind == MentionKind::Name
                    && inner.tokens.start() >= phrase.tokens.start()
                    && inner.tokens.end() <= phrase.head.start()
            })
        });
        // `the Xinhua news agency` is Xinhua.
        if let Some(inner) = named_by
            && phrase.article == Article::Definite
            && is_same_as_name(&description.head)
            && let [node] = resolutions[inner].nodes[..]
            && nodes[node].sort != Sort::Place
        {
            return Resolution::one(node, Some(inner));
        }
        if let Some(inner) = named_by {
            let owner = &input.phrases[inner].head;
            let name = format!(
                "{} {}",
                input.document.slice(input.document.span_of(*owner)),
                input.document.word(phrase.head.start())
            );
            let node = *self.derived.entry(name.to_lowercase()).or_insert_with(|| {
                nodes.push(unnamed(&name, Sort::Organisation, Gender::Unknown));
                nodes.len() - 1
            });
            nodes[node].named = names_with_owner(&description.head);
            return Resolution::one(node, None);
        }
        if phrase.plural {
            return self.group(input, nodes, phrase);
        }
        if let Some(node) = self.ends_name(input, nodes, phrase) {
            return by_text(salience, node);
        }
        if phrase.article == Article::Definite {
            let generic = is_generic(&description.head);
            let business = matches!(description.head.as_str(), "company" | "firm");
            let found = salience.recent().find(|&(earlier, node)| {
                let other = &input.phrases[earlier];
                let mut words = nodes[node].name.split([' ', '-']);
                let contains = words.any(|word| means(word, &description.head));
                // `the water company` is Severn Vale Water.
                let field = generic
                    && description.words.len() == 2
                    && nodes[node]
                        .name
                        .split(' ')
                        .any(|word| word.eq_ignore_ascii_case(&description.words[0]));
                let near = salience.distance(earlier, index).0 <= ORGANISATION_SENTENCES;
                let active = other.subject || input.speaks[earlier];
                (nodes[node].sort == Sort::Organisation
                    || nodes[node].sort == Sort::Unknown && says_it(input, other))
                    && !(business && is_public(&nodes[node].name))
                    // `The Herald reported`: of somebody else.
                    && !(business && input.speaks[earlier] && is_media(&nodes[node].name))
                    && nodes[node].named
                    && (contains
                        || field
                        || generic && near && active && other.quote.is_none() && !salience.is_line(other))
            });
            let titled = self.heads.get(&description.head).into_iter().flatten().find(|&&node| {
                nodes[node].sort == Sort::Organisation
                    && nodes[node].titles.iter().any(|title| title.covers(description))
            });
            let lone = if business { lone_name(input, nodes, salience, index) } else { None };
            let here = |phrase: usize| salience.distance(phrase, index).0 == 0;
            if let Some((phrase, node)) = lone
                && here(phrase)
                && found.is_none_or(|(other, _)| !here(other))
            {
                return by_text(salience, node);
            }
            if let Some((_, node)) = found.or(lone) {
                return by_text(salience, node);
            }
            // `The company, Acme Foods, said`: called so.
            if let Some(&node) = titled {
                return by_text(salience, node);
            }
            // The one company that a press release is about.
            if is_generic(&description.head)
                && let Some(node) = self.main_organisation
                && !(business && (is_public(&nodes[node].name) || is_media(&nodes[node].name)))
            {
                return by_text(salience, node);
            }
        }
        let found = self.group(input, nodes, phrase);
        // `the Commission`, where the text gives it no longer name.
        let capital = input.document.word(phrase.head.start()).chars().next().is_some_and(char::is_uppercase);
        let defined =
            capital && phrase.article == Article::Definite && phrase.head.start() > phrase.tokens.start();
        if let [node] = found.nodes[..]
            && !phrase.plural
            && (defined && description.words.len() == 1 || names_by_field(description))
        {
            nodes[node].named = true;
        }
        found
    }

    /// The one body whose name ends in the same words: `the sheriff’s office` is the Marlow County Sheriff’s Office.
    ///
    /// Not `the office`, which says too little.
    fn ends_name(&self, input: &Input<'_>, nodes: &[Node], phrase: &Phrase) -> Option<usize> {
        let text = shown(input, phrase).to_lowercase().replace('’', "'");
        let the = input.document.word(phrase.tokens.start()).eq_ignore_ascii_case("the");
        if !the || !text.contains(' ') {
            return None;
        }
        let ends = |node: &usize| {
            let node = &nodes[*node];
            let name = node.name.to_lowercase().replace('’', "'");
            node.named
                && matches!(node.sort, Sort::Organisation | Sort::Unknown)
                && name.strip_suffix(&text).is_some_and(|rest| rest.ends_with(' '))
        };
        let mut found = (0..nodes.len().min(MOST_NAMED)).filter(ends);
        let node = found.next()?;
        found.next().is_none().then_some(node)
    }

    /// Unnamed groups and bodies: the same words mean the same ones.
    fn group(&mut self, input: &Input<'_>, nodes: &mut Vec<Node>, phrase: &Phrase) -> Resolution {
        let name = shown(input, phrase);
        let sort = phrase.sort;
        if phrase.plural && is_nobody_twice(input, phrase) {
            nodes.push(unnamed(&name, sort, Gender::Unknown));
            return Resolution::one(nodes.len() - 1, None);
        }
        let node = *self.unnamed.entry(name.to_lowercase()).or_insert_with(|| {
            nodes.push(unnamed(&name, sort, Gender::Unknown));
            nodes.len() - 1
        });
        if is_society(input, phrase) {
            nodes[node].named = true;
            nodes[node].sort = Sort::Organisation;
        }
        Resolution::one(node, None)
    }

    fn new_unnamed(&mut self, input: &Input<'_>, nodes: &mut Vec<Node>, phrase: &Phrase) -> Resolution {
        nodes.push(unnamed(&shown(input, phrase), phrase.sort, phrase.gender));
        Resolution::one(nodes.len() - 1, None)
    }
}

/// The country of a title that the text gives without one, by the roster: Sheinbaum, `President`, is Mexico’s.
fn office_country(input: &Input<'_>, node: &Node, title: &Description) -> Option<&'static str> {
    let (person, _) = node.roster.as_ref()?;
    let named = title.title();
    let office = input.roster.people()[*person].offices.iter().find(|office| fold(&office.title) == named)?;
    country_code(office.country.as_deref()?)
}

fn unnamed(name: &str, sort: Sort, gender: Gender) -> Node {
    Node { name: name.to_owned(), sort, named: false, gender, titles: Vec::new(), roster: None }
}

/// The one of several who was spoken of last, within so many sentences; all of them where none was.
pub(super) fn latest_or_all(
    salience: &Salience<'_>,
    nodes: Vec<usize>,
    index: usize,
    sentences: usize,
) -> Resolution {
    match salience.latest_of(&nodes, index, sentences) {
        Some(node) => by_text(salience, node),
        None => Resolution::either(nodes),
    }
}

/// With the latest named mention of the entity as antecedent.
pub(super) fn by_text(salience: &Salience<'_>, node: usize) -> Resolution {
    let antecedent = salience.recent().find(|&(_, other)| other == node).map(|(phrase, _)| phrase);
    Resolution::one(node, antecedent)
}
