//! Who has which surname, and who is whose brother, mother, wife.
//!
//! In: the names gathered, the descriptions beside them. Out: [`Families`]. Must not know: how pronouns are resolved.

use super::facts::{Facts, Rank};
use super::salience::Salience;
use super::{Input, Node, Resolution};
use crate::fold::fold;
use crate::mention::{Article, Phrase, Sort};
use crate::words::{Word, classify};
use crate::{Gender, MentionKind};
use dixit_tokenizer::TokenKind;
use std::collections::HashMap;

/// A surname shared by more people than this is looked up among the first ones only, which keeps odd texts linear.
const MOST_OF_ONE_NAME: usize = 8;

/// More ties than this are not remembered, for the same reason.
const MOST_LINKS: usize = 64;

/// What somebody is to somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kin {
    Sibling,
    Spouse,
    Parent,
    Child,
    /// `niece`, `grandfather`: of one family, and mostly of one name.
    Further,
}

impl Kin {
    /// By the noun, with its gender.
    pub(super) fn of(noun: &str) -> Option<(Self, Gender)> {
        let (feminine, masculine) = (Gender::Feminine, Gender::Masculine);
        Some(match noun {
            "sister" => (Self::Sibling, feminine),
            "brother" => (Self::Sibling, masculine),
            "twin" | "sibling" => (Self::Sibling, Gender::Unknown),
            "wife" | "widow" => (Self::Spouse, feminine),
            "husband" | "widower" => (Self::Spouse, masculine),
            "spouse" => (Self::Spouse, Gender::Unknown),
            "mother" | "mum" | "mom" => (Self::Parent, feminine),
            "father" | "dad" => (Self::Parent, masculine),
            "daughter" => (Self::Child, feminine),
            "son" => (Self::Child, masculine),
            "niece" | "aunt" | "grandmother" | "granddaughter" => (Self::Further, feminine),
            "nephew" | "uncle" | "grandfather" | "grandson" => (Self::Further, masculine),
            "cousin" => (Self::Further, Gender::Unknown),
            _ => return None,
        })
    }

    /// What the owner is to whoever is this to him or her.
    const fn back(self) -> Self {
        match self {
            Self::Parent => Self::Child,
            Self::Child => Self::Parent,
            other => other,
        }
    }
}

/// `his older brother, Ed Roe`
#[derive(Debug, Clone, Copy)]
struct Link {
    owner: usize,
    relative: usize,
    kin: Kin,
    rank: Option<Rank>,
}

/// The people of each surname, and who is whose.
#[derive(Default)]
pub(super) struct Families {
    /// `Liv Brandvold Hauge` is of both names.
    by_surname: HashMap<String, Vec<usize>>,
    /// Whose name says nothing of kin.
    unrelated: Vec<usize>,
    links: Vec<Link>,
    /// Whose brother, mother, child is spoken of, named or not.
    owners: Vec<(usize, Kin)>,
}

impl Families {
    pub(super) fn new(nodes: &[Node], facts: &Facts) -> Self {
        let mut families = Self { unrelated: facts.unrelated(), ..Self::default() };
        for (index, node) in nodes.iter().enumerate() {
            if !node.named || !matches!(node.sort, Sort::Person | Sort::Unknown) {
                continue;
            }
            for surname in surnames(node) {
                let people = families.by_surname.entry(surname.to_owned()).or_default();
                if people.len() < MOST_OF_ONE_NAME && !people.contains(&index) {
                    people.push(index);
                }
            }
        }
        families
    }

    /// The others who share a surname with somebody, in text order.
    pub(super) fn of(&self, nodes: &[Node], node: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for &other in surnames(&nodes[node]).flat_map(|surname| self.by_surname.get(surname)).flatten() {
            if other != node && !found.contains(&other) {
                found.push(other);
            }
        }
        found
    }

    /// Remembers the kin named beside the phrase that says whose: `her` in `her younger sister, Liv Hauge`, `the captain` in `the
    /// captain’s brother Luca`. Whoever is given no surname shares the owner’s, as newspapers leave it out then.
    pub(super) fn learn(
        &mut self,
        input: &Input<'_>,
        nodes: &mut [Node],
        resolutions: &[Resolution],
        owner: usize,
    ) {
        let owners = &resolutions[owner].nodes;
        let Some(&first) = owners.first() else { return };
        self.learn_claim(input, nodes, resolutions, owner);
        self.learn_marriage(input, nodes, resolutions, owner);
        let Some((name, noun)) = relative_beside(input, resolutions, owner) else { return };
        let [relative] = resolutions[name].nodes[..] else { return };
        let Some((kin, _)) = Kin::of(&fold(input.document.word(noun))) else { return };
        if !nodes[relative].named {
            return;
        }
        let before = noun.checked_sub(1).map_or("", |at| input.document.word(at));
        let rank = Rank::of(before).filter(|_| kin == Kin::Sibling);
        for &owner in owners.iter().filter(|&&owner| owner != relative && nodes[owner].named) {
            if self.links.len() < MOST_LINKS {
                self.links.push(Link { owner, relative, kin, rank });
            }
        }
        let surname = nodes[first].surname().map(str::to_owned);
        let shared = surname.filter(|surname| {
            owners.iter().all(|&owner| {
                let person = nodes[owner].sort == Sort::Person
                    || owners.len() > 1 && nodes[owner].sort == Sort::Unknown;
                person && nodes[owner].surname() == Some(surname.as_str())
            })
        });
        if let Some(surname) = shared
            && kin != Kin::Further
            && input.phrases[name].kind == MentionKind::Name
            && input.phrases[name].head.len() == 1
            && nodes[relative].roster.is_none()
            && !nodes[relative].name.contains(' ')
        {
            nodes[relative].name = format!("{} {surname}", nodes[relative].name);
        }
    }

    /// `his son`: he has one, whoever that is.
    fn learn_claim(&mut self, input: &Input<'_>, nodes: &[Node], resolutions: &[Resolution], owner: usize) {
        let [node] = resolutions[owner].nodes[..] else { return };
        let Some(noun) = possessed_noun(input, owner) else { return };
        let Some((kin, _)) = Kin::of(&fold(input.document.word(noun))) else { return };
        if nodes[node].named && self.owners.len() < MOST_LINKS && !self.owners.contains(&(node, kin)) {
            self.owners.push((node, kin));
        }
    }

    /// `In 1957 she married a painter, Hugo Roe`
    fn learn_marriage(
        &mut self,
        input: &Input<'_>,
        nodes: &[Node],
        resolutions: &[Resolution],
        owner: usize,
    ) {
        /// `married the late painter, Hugo Roe`
        const NAME_WITHIN: usize = 6;
        let end = input.phrases[owner].tokens.end();
        let [node] = resolutions[owner].nodes[..] else { return };
        if input.document.word(end) != "married" || !input.phrases[owner].subject || !nodes[node].named {
            return;
        }
        let next = input.phrases[owner + 1..].iter().enumerate();
        let mut near = next.take_while(|(_, phrase)| phrase.tokens.start() <= end + NAME_WITHIN);
        let Some((at, _)) = near.find(|(_, phrase)| phrase.kind == MentionKind::Name) else { return };
        let [spouse] = resolutions[owner + 1 + at].nodes[..] else { return };
        if spouse != node && nodes[spouse].sort == Sort::Person && self.links.len() < MOST_LINKS {
            self.links.push(Link { owner: node, relative: spouse, kin: Kin::Spouse, rank: None });
        }
    }

    /// `The father`, `the widower`: the only person whom the text calls so, or calls somebody his son.
    ///
    /// Not where two are called so, nor where the text speaks of the kin of two people.
    pub(super) fn called_so(&self, nodes: &[Node], kin: Kin, gender: Gender) -> Option<usize> {
        let mut found: Vec<usize> = Vec::new();
        let links =
            self.links.iter().flat_map(|link| [(link.relative, link.kin), (link.owner, link.kin.back())]);
        let owners = self.owners.iter().map(|&(node, kin)| (node, kin.back()));
        for (node, known) in links.chain(owners) {
            if known == kin && nodes[node].named && nodes[node].gender.fits(gender) && !found.contains(&node)
            {
                found.push(node);
            }
        }
        only(&found)
    }

    /// `the younger Osgood, Wanda,`: the node of `Wanda`, who is an Osgood.
    ///
    /// Not `the younger Osgood said`, `the younger Osgood, who`.
    pub(super) fn younger(
        &self,
        input: &Input<'_>,
        nodes: &mut [Node],
        resolutions: &[Resolution],
        index: usize,
    ) -> Option<Resolution> {
        let (phrase, next) = (&input.phrases[index], input.phrases.get(index + 1)?);
        let (start, end) = (phrase.tokens.start(), phrase.tokens.end());
        let rank = Rank::of(input.document.word(start.checked_sub(1)?)).is_some();
        let alone = |phrase: &Phrase| phrase.kind == MentionKind::Name && phrase.tokens.len() == 1;
        let beside = next.tokens.start() == end + 1 && input.document.word(end) == ",";
        let [node] = resolutions[index + 1].nodes[..] else { return None };
        let closed = matches!(input.document.word(next.tokens.end()), "," | ".");
        if !rank || !alone(phrase) || !alone(next) || !beside || !closed || nodes[node].roster.is_some() {
            return None;
        }
        if !nodes[node].name.contains(' ') {
            nodes[node].name = format!("{} {}", nodes[node].name, input.document.word(start));
        }
        nodes[node].sort = Sort::Person;
        Some(Resolution::one(node, None))
    }

    /// `Mrs. Roe`, where no woman of that name is named in full: `his wife, Marta`, whom the text gave the name.
    pub(super) fn kin_of_name(
        &self,
        input: &Input<'_>,
        nodes: &[Node],
        resolution: &Resolution,
        index: usize,
    ) -> Option<Resolution> {
        let phrase = &input.phrases[index];
        let [node] = resolution.nodes[..] else { return None };
        let bare = phrase.head.len() == 1 && !phrase.title.is_empty() && !nodes[node].name.contains(' ');
        if !bare || phrase.gender == Gender::Unknown {
            return None;
        }
        let mut found: Vec<usize> = Vec::new();
        for link in &self.links {
            let other = link.relative;
            let same = nodes[other].surname() == Some(nodes[node].name.as_str());
            if same && nodes[other].gender == phrase.gender && !found.contains(&other) {
                found.push(other);
            }
        }
        only(&found).map(|node| Resolution::one(node, None))
    }

    /// Whom the text itself calls somebody’s brother, wife, …, where that is one person.
    pub(super) fn linked(
        &self,
        nodes: &[Node],
        owner: usize,
        kin: Kin,
        gender: Gender,
        rank: Option<Rank>,
    ) -> Option<usize> {
        let mut found: Vec<usize> = Vec::new();
        for link in &self.links {
            let (other, tie, own) = match (link.owner == owner, link.relative == owner) {
                (true, _) => (link.relative, link.kin, link.rank),
                (_, true) => (link.owner, link.kin.back(), link.rank.map(Rank::other)),
                _ => continue,
            };
            let ranked = rank.is_none() || own.is_none() || own == rank;
            if tie == kin && ranked && nodes[other].gender.fits(gender) && !found.contains(&other) {
                found.push(other);
            }
        }
        only(&found)
    }

    /// The only other person of the same surname, who is not known to be other kin: `His brother said`, of Dale Roe, is Curtis
    /// Roe, though he is named further down, and not Roy Roe, `their father`.
    pub(super) fn by_name(&self, nodes: &[Node], owner: usize, kin: Kin, gender: Gender) -> Option<usize> {
        if kin == Kin::Spouse || self.unrelated.contains(&owner) {
            return None;
        }
        let mut others = self.of(nodes, owner);
        others.retain(|&other| {
            let mut called = nodes[other].titles.iter().filter_map(|title| Kin::of(&title.head));
            let elder = self.links.iter().any(|link| {
                link.owner == other && link.kin == Kin::Child
                    || link.relative == other && link.kin == Kin::Parent
            });
            let fits = match kin {
                // Whoever is somebody’s daughter may be a sister too.
                Kin::Sibling | Kin::Child => {
                    !elder && !called.any(|(kin, _)| !matches!(kin, Kin::Sibling | Kin::Child))
                }
                Kin::Parent => !called.any(|(kin, _)| matches!(kin, Kin::Child | Kin::Sibling | Kin::Spouse)),
                Kin::Spouse | Kin::Further => !called.any(|(called, _)| called != kin),
            };
            let unrelated = self.unrelated.contains(&other);
            nodes[other].sort == Sort::Person && nodes[other].gender.fits(gender) && fits && !unrelated
        });
        // `their father, Roy Roe`: of all Roes, the one whom the text calls so.
        let called = |&node: &usize| {
            let mut called = nodes[node].titles.iter().filter_map(|title| Kin::of(&title.head));
            called.any(|(called, _)| called == kin)
        };
        if others.iter().filter(|node| called(node)).count() == 1 {
            others.retain(called);
        }
        // Of `Liv Roe Hart`, who has a sister Kit Roe, and a `Jo Hart`, the whole surname counts first.
        let whole: Vec<usize> = others
            .iter()
            .copied()
            .filter(|&other| nodes[other].surname() == nodes[owner].surname())
            .collect();
        only(if whole.is_empty() { &others } else { &whole })
    }

    /// `The older brother`: of two siblings of whom the text tells which is older, by a word or their ages.
    pub(super) fn ranked(
        &self,
        nodes: &[Node],
        facts: &Facts,
        salience: &Salience<'_>,
        rank: Rank,
        gender: Gender,
    ) -> Option<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut add = |node: usize| {
            if nodes[node].gender.fits(gender) && !found.contains(&node) {
                found.push(node);
            }
        };
        for link in self.links.iter().filter(|link| link.kin == Kin::Sibling) {
            match link.rank {
                Some(own) if own == rank => add(link.relative),
                Some(_) => add(link.owner),
                None => {}
            }
        }
        let mut seen: Vec<usize> = Vec::new();
        for (_, node) in salience.recent() {
            if seen.contains(&node) {
                continue;
            }
            seen.push(node);
            match facts.rank(node) {
                Some(own) if own == rank => add(node),
                Some(_) => _ = self.by_name(nodes, node, Kin::Sibling, gender).map(&mut add),
                None => {}
            }
            let Some(age) = facts.age(node) else { continue };
            let sibling = self.by_name(nodes, node, Kin::Sibling, gender);
            if let Some((sibling, other)) = sibling.and_then(|sibling| Some((sibling, facts.age(sibling)?)))
                && age != other
            {
                add(if (age > other) == (rank == Rank::Older) { node } else { sibling });
            }
        }
        only(&found)
    }

    /// The two whom the text calls siblings, or couple, where it does so of no others.
    pub(super) fn pair(&self, kin: Kin) -> Option<[usize; 2]> {
        let mut found: Option<[usize; 2]> = None;
        for link in self.links.iter().filter(|link| link.kin == kin) {
            let pair = [link.owner.min(link.relative), link.owner.max(link.relative)];
            if found.is_some_and(|known| known != pair) {
                return None;
            }
            found = Some(pair);
        }
        found
    }

    /// `Cllr Roe replied`, right after one of two Roes spoke: the other one.
    ///
    /// Not `Cllr Roe said`, who may go on, nor where a third Roe was spoken of.
    pub(super) fn who_replies(
        &self,
        input: &Input<'_>,
        nodes: &[Node],
        resolution: &Resolution,
        salience: &Salience<'_>,
        index: usize,
    ) -> Option<Resolution> {
        let phrase = &input.phrases[index];
        let before = phrase.tokens.start().checked_sub(1).map_or("", |at| input.document.word(at));
        let replies = is_reply(before) || is_reply(input.document.word(phrase.tokens.end()));
        let [node] = resolution.nodes[..] else { return None };
        if phrase.head.len() > 1 || !input.leads[index] || !replies {
            return None;
        }
        let last = salience.last_speaker().filter(|&(earlier, _)| salience.distance(earlier, index).0 <= 1);
        if last.is_none_or(|(_, speaker)| speaker != node) {
            return None;
        }
        let title = if phrase.title.is_empty() { Gender::Unknown } else { phrase.gender };
        let mut others = self.of(nodes, node);
        others.retain(|&other| {
            nodes[other].gender.fits(title)
                && nodes[other].surname() == nodes[node].surname()
                && salience.recent().any(|(_, known)| known == other)
        });
        match others[..] {
            [other] => Some(Resolution::one(other, None)),
            _ => None,
        }
    }
}

/// The words of a name that may be its surname.
fn surnames(node: &Node) -> impl Iterator<Item = &str> {
    let particle = |word: &&str| !classify(word).contains(Word::PARTICLE) && word.len() > 2;
    // `Zhao Yunfei` and `Zhao Meiling`: a word that is no first name may be the surname where it stands first.
    let first = node.name.split(' ').next().filter(|first| {
        node.name.split(' ').count() == 2 && !classify(&fold(first)).intersects(Word::FIRST_NAME)
    });
    first.into_iter().chain(node.name.split(' ').skip(1)).filter(particle)
}

fn is_reply(verb: &str) -> bool {
    matches!(
        verb,
        "replied" | "replies" | "retorted" | "retorts" | "countered" | "counters" | "answered" | "responded"
    )
}

fn only(nodes: &[usize]) -> Option<usize> {
    if let [node] = nodes { Some(*node) } else { None }
}

/// The name of a relative, and the noun that says what he or she is, beside the phrase that says whose: `her` in `Her brother
/// Peter`, `their mother, Jolanda`, `Gail` in `Gail’s brother Pete`, `the captain’s younger brother, Luca`.
fn relative_beside(input: &Input<'_>, resolutions: &[Resolution], owner: usize) -> Option<(usize, usize)> {
    /// Phrases that begin together stand side by side.
    const NEAR: usize = 4;
    let (start, end) = (input.phrases[owner].tokens.start(), input.phrases[owner].tokens.end());
    let possessive =
        input.document.tokens().get(end).is_some_and(|token| token.kind == TokenKind::Possessive);
    let possessed = if possessive { end + 1 } else { end };
    let pronoun = input.phrases[owner].kind == MentionKind::Pronoun;
    if !possessive && !pronoun {
        return None;
    }
    (owner.saturating_sub(NEAR)..input.phrases.len().min(owner + NEAR + 1)).find_map(|at| {
        let phrase = &input.phrases[at];
        let here = phrase.tokens.start() == start || phrase.tokens.start() == possessed;
        if at == owner || !here || phrase.plural {
            return None;
        }
        let titled = |phrase: &Phrase| {
            let last = phrase.title.end().checked_sub(1).filter(|_| !phrase.title.is_empty())?;
            (last >= possessed).then_some(last)
        };
        match phrase.kind {
            MentionKind::Name => Some((at, titled(phrase)?)),
            MentionKind::Nominal if phrase.article == Article::Possessed && end <= phrase.head.start() => {
                let apposed = phrase.apposed.filter(|&name| input.phrases[name].kind == MentionKind::Name);
                // `His brother said`, where it is known who that is.
                let known = phrase.apposed.is_none() && resolutions[at].nodes.len() == 1;
                Some((apposed.or(known.then_some(at))?, phrase.head.start()))
            }
            _ => None,
        }
    })
}

/// The noun of what the phrase that says whose is followed by: `son` of `his eldest son`, `Roe’s son`.
fn possessed_noun(input: &Input<'_>, owner: usize) -> Option<usize> {
    /// `his late older`
    const LONGEST: usize = 3;
    let end = input.phrases[owner].tokens.end();
    let possessive =
        input.document.tokens().get(end).is_some_and(|token| token.kind == TokenKind::Possessive);
    if !possessive && input.phrases[owner].kind != MentionKind::Pronoun {
        return None;
    }
    let start = end + usize::from(possessive);
    (start..start + LONGEST).find(|&at| Kin::of(&fold(input.document.word(at))).is_some()).filter(|&noun| {
        (start..noun)
            .all(|at| Rank::of(input.document.word(at)).is_some() || input.document.word(at) == "late")
    })
}
