//! Mentions gathered into the people, organisations and groups they refer to.
//!
//! In: [`Phrase`]s, the sources of [`Statement`]s (who speaks is who is spoken of next), [`Roster`], the article’s date.
//! Out: [`Coreference`]. Must not know: attributions, output.

mod ahead;
mod both;
mod business;
mod court;
mod description;
mod facts;
mod family;
mod forms;
mod groups;
mod holders;
mod junior;
mod kin;
mod kinds;
mod letter;
mod longer;
mod names;
mod namesakes;
mod nominals;
mod obituary;
mod possession;
mod pronoun;
mod relative;
mod salience;
mod same_name;
mod shared_surname;
mod told;
mod variation;

pub(crate) use forms::leads_surname;
pub(crate) use possession::is_media;

use crate::mention::{Phrase, Pronoun, Sort};
use crate::source::source_phrase;
use crate::{
    ContentType, Entity, EntityId, EntityKind, Gender, Mention, MentionId, MentionKind, Quotes, Roster,
    RosterLink, RosterMatch, Statement, Step,
};
use court::Court;
use description::Description;
use dixit_tokenizer::{Document, Index, TokenRun};
use facts::Facts;
use family::Families;
use jiff::civil::Date;
use kin::Known;
use salience::Salience;
use std::collections::BTreeSet;
use told::Told;

/// Who is mentioned where.
#[derive(Debug, Clone, Default)]
pub(crate) struct Coreference {
    /// One for each phrase, in the same order.
    pub(crate) mentions: Vec<Mention>,
    /// In the order of their first mention.
    pub(crate) entities: Vec<Entity>,
    /// For each mention that could be one of several entities and stays open: which.
    pub(crate) ambiguous: Vec<Vec<EntityId>>,
}

/// Nobody has more names; keeps odd texts linear.
const MOST_ALIASES: usize = 32;

/// Of namesakes, one spoken of this many times as often as all others (and one more) is meant by the bare name: right for 17 of
/// 18 such names that were read in PolNeAR train, and for 10 of 11 pronouns.
const FAR_MORE: usize = 4;

/// More couples than this are not remembered, for the same reason.
const MOST_COUPLES: usize = 64;

/// What the stage is given.
struct Input<'a> {
    document: &'a Document,
    phrases: &'a [Phrase],
    /// Whether a phrase is the source of a statement.
    speaks: Vec<bool>,
    /// … of one that stands in no other.
    leads: Vec<bool>,
    /// Where the words that a source says begin, if before it: `Roe` in `Roe is late, she said`.
    said_before: Vec<Option<usize>>,
    roster: &'a Roster,
    date: Option<Date>,
    /// Countries the text speaks of.
    countries: BTreeSet<&'static str>,
}

/// An entity in the making.
#[derive(Debug, Clone)]
struct Node {
    name: String,
    sort: Sort,
    named: bool,
    gender: Gender,
    /// Titles and descriptions the text gives.
    titles: Vec<Description>,
    roster: Option<(usize, RosterMatch)>,
}

impl Node {
    /// The last word of a name of several.
    fn surname(&self) -> Option<&str> {
        self.name.rsplit_once(' ').map(|(_, last)| last)
    }
}

/// What a phrase was resolved to.
#[derive(Debug, Clone, Default)]
struct Resolution {
    nodes: Vec<usize>,
    ambiguous: Vec<usize>,
    antecedent: Option<usize>,
    /// Where it was decided by points: those of the antecedent, and who came second.
    ranked: Option<Ranked>,
}

/// A phrase and what it scored, and the node that came second.
#[derive(Debug, Clone, Copy)]
struct Ranked {
    phrase: usize,
    points: i32,
    second: Option<(usize, i32)>,
}

impl Resolution {
    fn one(node: usize, antecedent: Option<usize>) -> Self {
        Self { nodes: vec![node], antecedent, ..Self::default() }
    }

    fn several(nodes: Vec<usize>, antecedent: Option<usize>) -> Self {
        Self { nodes, antecedent, ..Self::default() }
    }

    /// One of these, which the text does not tell.
    fn either(ambiguous: Vec<usize>) -> Self {
        Self { ambiguous, ..Self::default() }
    }
}

/// Gathers the phrases of a document into entities. Total; linear in their number for any text whose surnames are not all
/// the same.
pub(crate) fn find_entities(
    document: &Document,
    quotes: &Quotes,
    statements: &[Statement],
    phrases: &[Phrase],
    roster: &Roster,
    date: Option<Date>,
) -> Coreference {
    let mut speaks = vec![false; phrases.len()];
    let mut leads = vec![false; phrases.len()];
    let mut said_before = vec![None; phrases.len()];
    let mut direct: Vec<(TokenRun, Option<usize>)> = Vec::new();
    for statement in statements {
        let phrase = statement.source.first().and_then(|source| source_phrase(document, phrases, *source));
        if let Some(phrase) = phrase {
            speaks[phrase] = true;
            leads[phrase] |= statement.nested_in.is_none();
            let begin = statement.content.first().map(|content| content.start());
            said_before[phrase] = begin.filter(|&begin| begin < phrases[phrase].tokens.start());
        }
        if statement.content_type == ContentType::Direct {
            direct.extend(statement.content.iter().map(|content| (*content, phrase)));
        }
    }
    let countries = description::countries(document);
    let input = Input { document, phrases, speaks, leads, said_before, roster, date, countries };
    let mut nodes = Vec::new();
    let mut resolutions = names::resolve_names(&input, &mut nodes);
    let mut salience = Salience::new(document, quotes, phrases, &resolutions, direct);
    salience.subject = obituary::subject(&input, &nodes, &resolutions);
    let facts = Facts::new(&input, &nodes, &resolutions);
    let court = Court::new(&input, &nodes, &resolutions);
    let mut families = Families::new(&nodes, &facts);
    let mut descriptions = nominals::Descriptions::new(&nodes, &resolutions);
    let mut told = Told::default();
    // A collective stands before its members; it is filled when the last of them is.
    let mut open: Vec<usize> = Vec::new();
    for index in 0..phrases.len() {
        let phrase = &phrases[index];
        match phrase.kind {
            MentionKind::Name => {
                let found = families
                    .younger(&input, &mut nodes, &resolutions, index)
                    .or_else(|| families.kin_of_name(&input, &nodes, &resolutions[index], index))
                    .or_else(|| salience.namesake(&resolutions[index].ambiguous, index))
                    .or_else(|| families.who_replies(&input, &nodes, &resolutions[index], &salience, index));
                if let Some(found) = found {
                    resolutions[index] = found;
                }
                // `the Roes`: `both` may follow.
                if resolutions[index].nodes.len() > 1 {
                    salience.push_group(&input, &nodes, index, resolutions[index].nodes.clone());
                }
            }
            MentionKind::Nominal if phrase.plural => {
                let several = salience.several(&nodes, &families, index);
                several.iter().for_each(|found| salience.again(index, found));
                resolutions[index] = several.unwrap_or_else(|| {
                    let known = Known { families: &families, facts: &facts, told: &told, court: &court };
                    descriptions.resolve(&input, &mut nodes, &resolutions, &salience, &known, index)
                });
            }
            MentionKind::Nominal => {
                let known = Known { families: &families, facts: &facts, told: &told, court: &court };
                resolutions[index] =
                    descriptions.resolve(&input, &mut nodes, &resolutions, &salience, &known, index);
            }
            MentionKind::Pronoun => {
                resolutions[index] = salience.resolve(&input, &mut nodes, &resolutions, index);
                settle_namesake(&mut resolutions, index);
            }
            MentionKind::Collective => {
                open.push(index);
                continue;
            }
        }
        families.learn(&input, &mut nodes, &resolutions, index);
        told.hear(&input, &nodes, &resolutions[index].nodes, phrase);
        if phrase.pronoun != Some(Pronoun::Relative) {
            salience.push(&nodes, &resolutions[index], index, input.speaks[index]);
        }
        while let Some(&collective) = open.last()
            && phrases[collective].members.last().is_none_or(|&last| last <= index)
        {
            open.pop();
            let members = members_of(&phrases[collective], &resolutions);
            if descriptions.couples.len() < MOST_COUPLES {
                descriptions.couples.extend(variation::couple(&nodes, &members));
            }
            resolutions[collective].nodes = members.clone();
            salience.push_group(&input, &nodes, collective, members);
        }
    }
    groups::families(&input, &nodes, &mut resolutions);
    ahead::named_further_on(&input, &nodes, &mut resolutions);
    settle_by_number(phrases, &nodes, &mut resolutions);
    fill_collectives(phrases, &mut resolutions);
    set_antecedents(&input, &nodes, &mut resolutions);
    finish(&input, nodes, &resolutions)
}

/// `Clinton smiled. She said …`: the pronoun at `index` tells which of two the name before it meant.
fn settle_namesake(resolutions: &mut [Resolution], index: usize) {
    if let ([node], Some(antecedent)) = (&resolutions[index].nodes[..], resolutions[index].antecedent)
        && resolutions[antecedent].nodes.is_empty()
        && resolutions[antecedent].ambiguous.contains(node)
    {
        resolutions[antecedent] = Resolution::one(*node, None);
    }
}

/// Gives bare names that two people share, and pronouns that only one named person fits, to the one whom the text speaks of far
/// more often.
fn settle_by_number(phrases: &[Phrase], nodes: &[Node], resolutions: &mut [Resolution]) {
    let mut counts = vec![0_usize; nodes.len()];
    for &node in resolutions.iter().flat_map(|resolution| &resolution.nodes) {
        counts[node] += 1;
    }
    for (resolution, phrase) in resolutions.iter_mut().zip(phrases) {
        let named = resolution.ambiguous.iter().filter(|&&node| nodes[node].named).count();
        // `he`, of one who is named and of `a reporter`
        let fits = phrase.kind == MentionKind::Name || phrase.kind == MentionKind::Pronoun && named == 1;
        if !fits || !resolution.nodes.is_empty() {
            continue;
        }
        let most = resolution.ambiguous.iter().copied().max_by_key(|&node| (counts[node], usize::MAX - node));
        let Some(most) = most else { continue };
        let others = resolution
            .ambiguous
            .iter()
            .filter(|&&node| node != most)
            .map(|&node| counts[node])
            .sum::<usize>();
        if counts[most] >= FAR_MORE * (others + 1) {
            *resolution = Resolution::one(most, None);
        }
    }
}

/// Whom a collective means: its members in order, each once.
fn members_of(collective: &Phrase, resolutions: &[Resolution]) -> Vec<usize> {
    let mut members: Vec<usize> = Vec::new();
    for node in collective.members.iter().flat_map(|&member| &resolutions[member].nodes) {
        if !members.contains(node) {
            members.push(*node);
        }
    }
    members
}

/// Gives collectives the members that were settled after them.
fn fill_collectives(phrases: &[Phrase], resolutions: &mut [Resolution]) {
    for (index, phrase) in phrases.iter().enumerate().filter(|(_, phrase)| !phrase.members.is_empty()) {
        resolutions[index].nodes = members_of(phrase, resolutions);
    }
}

/// Makes the antecedent of a pronoun or a description the nearest mention before it that names its entity (the first one
/// after it where the name comes later). Entities without a name keep the mention they were found by.
fn set_antecedents(input: &Input<'_>, nodes: &[Node], resolutions: &mut [Resolution]) {
    let mut later: Vec<Option<usize>> = vec![None; nodes.len()];
    for (index, resolution) in resolutions.iter().enumerate().rev() {
        if let ([node], MentionKind::Name) = (&resolution.nodes[..], input.phrases[index].kind) {
            later[*node] = Some(index);
        }
    }
    let mut before: Vec<Option<usize>> = vec![None; nodes.len()];
    for (index, resolution) in resolutions.iter_mut().enumerate() {
        let [node] = resolution.nodes[..] else { continue };
        let phrase = &input.phrases[index];
        match phrase.kind {
            MentionKind::Name => before[node] = Some(index),
            MentionKind::Nominal | MentionKind::Pronoun => {
                let apposed = resolution.antecedent.filter(|&other| {
                    phrase.apposed == Some(other) || phrase.pronoun == Some(Pronoun::Relative)
                });
                let named = apposed.or(before[node]).or(later[node]);
                resolution.antecedent = named.or(resolution.antecedent);
            }
            MentionKind::Collective => {}
        }
    }
}

/// Turns nodes into entities, in the order of their first mention, leaving out unnamed ones that nobody quotes or speaks of
/// again.
fn finish(input: &Input<'_>, nodes: Vec<Node>, resolutions: &[Resolution]) -> Coreference {
    let mut uses = vec![0_usize; nodes.len()];
    for (index, resolution) in resolutions.iter().enumerate() {
        for &node in resolution.nodes.iter().chain(&resolution.ambiguous) {
            uses[node] += if input.speaks[index] { 2 } else { 1 };
        }
    }
    let mut ids: Vec<Option<EntityId>> = vec![None; nodes.len()];
    let mut result = Coreference::default();
    for (index, phrase) in input.phrases.iter().enumerate() {
        let resolution = &resolutions[index];
        let id = MentionId::from_usize(index);
        let mut to_entity = |node: usize, entities: &mut Vec<Entity>| {
            if !nodes[node].named && uses[node] < 2 {
                return None;
            }
            if ids[node].is_none() {
                ids[node] = Some(EntityId::from_usize(entities.len()));
                entities.push(entity(input, &nodes[node]));
            }
            ids[node]
        };
        let mut entities = Vec::new();
        for &node in &resolution.nodes {
            let Some(entity) = to_entity(node, &mut result.entities) else { continue };
            entities.push(entity);
            let entity = &mut result.entities[entity.to_usize()];
            entity.mentions.push(id);
            if phrase.kind == MentionKind::Name && resolution.nodes.len() == 1 {
                let form = forms::display(input.document, phrase);
                let room = entity.aliases.len() < MOST_ALIASES;
                if room && form != entity.name && !entity.aliases.contains(&form) {
                    entity.aliases.push(form);
                }
            }
        }
        let ambiguous =
            resolution.ambiguous.iter().filter_map(|&node| to_entity(node, &mut result.entities)).collect();
        result.ambiguous.push(ambiguous);
        let step = resolution.ranked.filter(|_| !entities.is_empty()).map(|ranked| Step {
            to: MentionId::from_usize(ranked.phrase),
            points: ranked.points,
            second: ranked.second.and_then(|(node, points)| Some((ids[node]?, points))),
        });
        result.mentions.push(Mention {
            span: input.document.span_of(phrase.tokens),
            head: input.document.span_of(phrase.head),
            kind: phrase.kind,
            entities,
            antecedent: resolution.antecedent.map(MentionId::from_usize),
            step,
        });
    }
    result
}

fn entity(input: &Input<'_>, node: &Node) -> Entity {
    let roster = node
        .roster
        .as_ref()
        .map(|(person, by)| RosterLink { person: input.roster.people()[*person].id.clone(), by: by.clone() });
    let name = match &node.roster {
        Some((person, _)) => input.roster.people()[*person].name.clone(),
        None => node.name.clone(),
    };
    let kind = match node.sort {
        Sort::Person => EntityKind::Person,
        Sort::Organisation | Sort::Place => EntityKind::Organisation,
        Sort::Group => EntityKind::Group,
        Sort::Thing | Sort::Unknown => EntityKind::Unknown,
    };
    Entity {
        name,
        kind,
        named: node.named,
        gender: node.gender,
        aliases: Vec::new(),
        mentions: Vec::new(),
        roster,
    }
}
