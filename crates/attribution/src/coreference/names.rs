//! Names gathered: full name, surname, title and surname, first name, acronym.
//!
//! In: the names among the phrases. Out: a [`Node`] for each person or organisation named, and which phrase is whose. Must
//! not know: pronouns, descriptions without names.

use super::description::{Description, title_by_verb};
use super::forms::{calm, display, name_words, shown};
use super::longer::longer_names;
use super::namesakes::{
    Courtesy, addressed, by_office, courtesy, gender_beside, herself, introduced, link_surname_to_roster,
    namesake,
};
use super::same_name::same_first;
use super::shared_surname::shared_surnames;
use super::{Input, Node, Resolution, junior};
use crate::fold::fold;
use crate::mention::{Phrase, Pronoun, Sort};
use crate::words::{Word, classify};
use crate::{Gender, MentionKind, RosterMatch};
use dixit_tokenizer::{Document, Index, TokenKind};
use std::collections::{BTreeSet, HashMap};

/// A surname shared by more people than this is looked up among the first ones only, which keeps odd texts linear.
const MOST_NAMESAKES: usize = 16;

/// The first paragraphs, whose short names the text explains below.
const HEADLINES: usize = 3;

#[derive(Default)]
struct Known {
    /// Folded whole names.
    whole: HashMap<String, usize>,
    last: HashMap<String, Vec<usize>>,
    first: HashMap<String, Vec<usize>>,
    acronyms: HashMap<String, usize>,
    /// Roster people.
    people: HashMap<usize, usize>,
}

/// What is known of a node only while names are gathered.
#[derive(Clone, Default)]
pub(super) struct Extra {
    pub(super) first: String,
    /// How many words its fullest form has.
    pub(super) words: usize,
    pub(super) full: bool,
    pub(super) full_mentions: usize,
    pub(super) first_paragraph: Option<usize>,
    /// The first phrase that gives its full name.
    pub(super) introduced: Option<usize>,
    /// How a short name before addressed it.
    pub(super) courtesy: Option<Courtesy>,
    pub(super) last_paragraph: Option<usize>,
    /// Whether it has been the source of a statement.
    pub(super) spoke: bool,
    /// The paragraph where it last was so by its full name.
    pub(super) spoke_in_full: Option<usize>,
}

pub(super) fn resolve_names(input: &Input<'_>, nodes: &mut Vec<Node>) -> Vec<Resolution> {
    let mut resolutions = vec![Resolution::default(); input.phrases.len()];
    let mut index = Known::default();
    let mut extras: Vec<Extra> = Vec::new();
    let shared = shared_surnames(input.document, input.phrases);
    // Two who share a surname are people, whatever their first names.
    let surnames: BTreeSet<usize> = shared.values().copied().collect();
    let shares = |at: usize, phrase: &Phrase| {
        shared.contains_key(&at)
            || phrase.head.end().checked_sub(1).is_some_and(|last| surnames.contains(&last))
    };
    let mut words: Vec<Vec<String>> = input
        .phrases
        .iter()
        .enumerate()
        .map(|(at, phrase)| {
            let mut words = if phrase.kind == MentionKind::Name {
                name_words(input.document, phrase)
            } else {
                Vec::new()
            };
            words.extend(shared.get(&at).map(|&surname| fold(input.document.word(surname))));
            words
        })
        .collect();
    junior::tell_apart(input, &mut words);
    let longer = longer_names(input, &words);
    for (&short, &long) in &longer {
        words[short] = words[long].clone();
    }
    // Full names first, so that a headline's bare surname finds the full name below it.
    // Headlines come after all others: `Just Shared This About Roe` is no name where the text has a Jane Roe.
    let heads = |phrase: &Phrase| {
        phrase.sort == Sort::Unknown
            && phrase.head.len() > 2
            && input.document.paragraph_of(phrase.tokens.start()).to_usize() < HEADLINES
    };
    let (first, last): (Vec<usize>, Vec<usize>) = (0..input.phrases.len())
        .filter(|&at| words[at].len() >= 2)
        .partition(|&at| !heads(&input.phrases[at]));
    for (late, at) in first.into_iter().map(|at| (false, at)).chain(last.into_iter().map(|at| (true, at))) {
        let phrase = &input.phrases[at];
        let person = |node: &usize| nodes[*node].sort == Sort::Person;
        if late
            && !index.whole.contains_key(&words[at].join(" "))
            && words[at]
                .last()
                .and_then(|last| index.last.get(last))
                .is_some_and(|nodes| nodes.iter().any(person))
        {
            continue;
        }
        let name = || {
            let phrase = longer.get(&at).map_or(phrase, |&long| &input.phrases[long]);
            let name = display(input.document, phrase);
            match shared.get(&at) {
                Some(&surname) => format!("{name} {}", input.document.word(surname)),
                None => name,
            }
        };
        let node = full_name(input, nodes, &mut extras, &mut index, phrase, (&words[at], &name));
        // `Jane Roe` says nothing of whom `Hart` means, though she is Jane Roe Hart.
        extras[node].full_mentions += usize::from(!longer.contains_key(&at));
        let paragraph = input.document.paragraph_of(phrase.tokens.start()).to_usize();
        extras[node].first_paragraph.get_or_insert(paragraph);
        if !longer.contains_key(&at) && !late {
            extras[node].introduced.get_or_insert(at);
        }
        if shares(at, phrase) && nodes[node].sort == Sort::Unknown {
            nodes[node].sort = Sort::Person;
        }
        learn(input, &mut nodes[node], phrase, at);
        resolutions[at] = Resolution::one(node, None);
    }
    for (at, phrase) in input.phrases.iter().enumerate() {
        let paragraph = input.document.paragraph_of(phrase.tokens.start()).to_usize();
        match words[at].as_slice() {
            [] => continue,
            [word] => {
                resolutions[at] =
                    single(input, nodes, &mut extras, &mut index, (at, phrase), word, paragraph);
            }
            _ => {}
        }
        if let [node] = resolutions[at].nodes[..]
            && !longer.contains_key(&at)
        {
            // `Roe’s wife` speaks of her.
            let owner = words[at].len() == 1 && is_possessive(input.document, phrase.tokens.end());
            extras[node].last_paragraph = extras[node].last_paragraph.filter(|_| owner).or(Some(paragraph));
            extras[node].spoke |= input.speaks[at];
            extras[node].courtesy = extras[node].courtesy.or_else(|| courtesy(input.document, phrase));
            if input.speaks[at] && words[at].len() > 1 {
                extras[node].spoke_in_full = Some(paragraph);
            }
            if words[at].len() == 1 {
                learn(input, &mut nodes[node], phrase, at);
            }
        }
    }
    for (node, extra) in nodes.iter_mut().zip(&extras) {
        link_surname_to_roster(input, node, extra);
    }
    resolutions
}

fn full_name(
    input: &Input<'_>,
    nodes: &mut Vec<Node>,
    extras: &mut Vec<Extra>,
    index: &mut Known,
    phrase: &Phrase,
    (words, name): (&[String], &dyn Fn() -> String),
) -> usize {
    let whole = words.join(" ");
    let person_like = matches!(phrase.sort, Sort::Person | Sort::Unknown);
    let known = person_like.then(|| roster_named(input, words)).flatten();
    if let Some(person) = known
        && let Some(&node) = index.people.get(&person)
    {
        index.whole.entry(whole).or_insert(node);
        return node;
    }
    if let Some(&node) = index.whole.get(&whole) {
        return node;
    }
    let (first, last) = (&words[0], &words[words.len() - 1]);
    if person_like {
        let namesakes = index.last.get(last).map_or(&[][..], Vec::as_slice);
        let same = namesakes.iter().take(MOST_NAMESAKES).copied().find(|&node| {
            extras[node].full
                && same_first(&extras[node].first, first)
                && known.is_none_or(|_| nodes[node].roster.is_none())
                && nodes[node].gender.fits(phrase.gender)
        });
        if let Some(node) = same {
            index.whole.insert(whole, node);
            index.first.entry(first.clone()).or_default().push(node);
            // `Kenneth Roe` is fuller than `Ken Roe`, `Ken B. Roe` than `Ken Roe`.
            let fuller = |a: &str, b: &str| (a.chars().count(), b) > (b.chars().count(), a);
            if words.len() >= extras[node].words && first.len() > 1 && fuller(first, &extras[node].first)
                || words.len() > extras[node].words && first == &extras[node].first
            {
                nodes[node].name = shown(name(), person_like);
                extras[node].words = words.len();
                extras[node].first.clone_from(first);
            }
            return node;
        }
    }
    let node = nodes.len();
    let sort = if known.is_some() { Sort::Person } else { phrase.sort };
    nodes.push(Node {
        name: shown(name(), person_like),
        sort,
        named: true,
        gender: Gender::Unknown,
        titles: Vec::new(),
        roster: known.map(|person| (person, RosterMatch::Name)),
    });
    extras.push(Extra { first: first.clone(), words: words.len(), full: true, ..Extra::default() });
    if person_like {
        index.last.entry(last.clone()).or_default().push(node);
        index.first.entry(first.clone()).or_default().push(node);
    }
    if phrase.sort != Sort::Person {
        let initials: String = words
            .iter()
            .filter(|word| !matches!(word.as_str(), "of" | "for" | "and" | "the"))
            .flat_map(|word| word.split('-').filter_map(|part| part.chars().next()))
            .collect();
        index.acronyms.entry(initials).or_insert(node);
        if !person_like {
            index.last.entry(last.clone()).or_default().push(node);
            // `Baylor` is short for `Baylor University`; `National` is for nothing.
            if classify(first).is_empty() {
                index.first.entry(first.clone()).or_default().push(node);
            }
        }
    }
    if let Some(person) = known {
        index.people.insert(person, node);
        nodes[node].gender = input.roster.people()[person].gender;
    }
    index.whole.insert(whole, node);
    node
}

/// The roster’s person of a full name, also without its middle initials.
fn roster_named(input: &Input<'_>, words: &[String]) -> Option<usize> {
    let unique = |people: &[usize]| if let [person] = people { Some(*person) } else { None };
    unique(input.roster.named(&words.join(" "))).or_else(|| {
        let short: Vec<&str> = words
            .iter()
            .enumerate()
            .filter(|&(at, word)| at == 0 || word.len() > 1)
            .map(|(_, word)| word.as_str())
            .collect();
        if short.len() < words.len() { unique(input.roster.named(&short.join(" "))) } else { None }
    })
}

/// A name of one word: a surname, a first name, an acronym, or all there is.
fn single(
    input: &Input<'_>,
    nodes: &mut Vec<Node>,
    extras: &mut Vec<Extra>,
    index: &mut Known,
    (at, phrase): (usize, &Phrase),
    word: &String,
    paragraph: usize,
) -> Resolution {
    let titled = !phrase.title.is_empty();
    let acronym = || index.acronyms.get(word).filter(|_| word.len() > 2 || phrase.sort == Sort::Organisation);
    if matches!(phrase.sort, Sort::Organisation | Sort::Place)
        && !(is_first_name(word) && index.first.contains_key(word))
        && let Some(&node) = index.whole.get(word).or_else(acronym)
    {
        return Resolution::one(node, None);
    }
    // `Adelaide does the talking`, where the text has an Adelaide; not `in Adelaide`.
    let first_name = phrase.gender != Gender::Unknown || is_first_name(word);
    let before = phrase.tokens.start().checked_sub(1).map_or("", |at| input.document.word(at));
    let located = classify(&before.to_ascii_lowercase()).contains(Word::PREPOSITION);
    // … and `Israel said`, where it has a `Steve Israel`.
    let surname = || index.last.get(word).into_iter().flatten().any(|&node| nodes[node].sort == Sort::Person);
    let person_like =
        phrase.sort != Sort::Place || !located && (first_name && index.first.contains_key(word) || surname());
    let mut candidates: Vec<usize> = Vec::new();
    let family_first = input.roster.surnamed(word).iter().filter_map(|person| index.people.get(person));
    if person_like {
        let namesakes = index.last.get(word).into_iter().flatten().take(MOST_NAMESAKES);
        for &node in namesakes.chain(family_first) {
            if !candidates.contains(&node) {
                candidates.push(node);
            }
        }
        if candidates.is_empty() {
            // `Trump Train` is not whom `Trump` means, `Exxon Mobil` is what `Exxon` does.
            let known = is_first_name(word) || input.roster.surnamed(word).is_empty();
            let firsts = index.first.get(word).into_iter().flatten().copied().take(MOST_NAMESAKES);
            candidates.extend(firsts.filter(|&node| known || nodes[node].sort == Sort::Person));
        }
    }
    // A first name is no sign of gender where it is a surname: `Graham said`.
    let gender = if titled { phrase.gender } else { herself(input.document, phrase) };
    candidates.retain(|&node| {
        let sort = nodes[node].sort;
        nodes[node].gender.fits(gender)
            && !(titled && sort == Sort::Organisation)
            // `Twitter`, long before `Wilayat Twitter`, is another.
            && (sort == Sort::Person
                || extras[node].first_paragraph.is_none_or(|first| first <= paragraph)
                || paragraph < HEADLINES)
            && !(phrase.sort == Sort::Person && titled && sort == Sort::Place)
    });
    // `Team Roe`, `On Roe` of a headline are no namesakes of Jane Roe; `Xochi Roe` is.
    if candidates.iter().any(|&node| nodes[node].sort == Sort::Person) {
        let unlisted = |node: usize| classify(&extras[node].first).is_empty();
        candidates.retain(|&node| nodes[node].sort == Sort::Person || unlisted(node));
    }
    if candidates.len() > 1 && gender == Gender::Unknown {
        let beside = gender_beside(input, at);
        if candidates.iter().any(|&node| nodes[node].gender == beside) {
            candidates.retain(|&node| nodes[node].gender.fits(beside));
        }
    }
    let people = candidates.iter().all(|&node| !matches!(nodes[node].sort, Sort::Organisation | Sort::Place));
    if candidates.len() > 1 && people && paragraph >= HEADLINES {
        introduced(extras, &mut candidates, at);
    }
    if candidates.len() > 1 && titled {
        addressed(extras, &mut candidates, courtesy(input.document, phrase));
    }
    if candidates.len() > 1 && titled {
        let title = Description::new(input.document, phrase.title, None);
        let by_title: Vec<usize> = candidates
            .iter()
            .copied()
            .filter(|&node| nodes[node].titles.iter().any(|t| t.covers(&title)))
            .collect();
        let by_title =
            if by_title.is_empty() { by_office(input, nodes, &candidates, &title) } else { by_title };
        if !by_title.is_empty() && !title.head.is_empty() {
            candidates = by_title;
        }
    }
    // `the Clintons` of whom the text names two
    if let Some(family) = family(nodes, index, phrase, (word, before)) {
        return family;
    }
    match candidates[..] {
        [] => {}
        [node] => return Resolution::one(node, None),
        _ => return namesake(extras, &candidates, paragraph, input.speaks[at]),
    }
    if let Some(&node) = index.whole.get(word) {
        return Resolution::one(node, None);
    }
    let node = nodes.len();
    let shown = display(input.document, phrase);
    let label = !matches!(phrase.sort, Sort::Organisation | Sort::Place)
        && shown.len() > 3
        && !shown.chars().any(char::is_lowercase);
    nodes.push(Node {
        name: if label { calm(&shown) } else { shown },
        sort: phrase.sort,
        named: true,
        gender: Gender::Unknown,
        titles: Vec::new(),
        roster: None,
    });
    extras.push(Extra::default());
    index.whole.insert(word.clone(), node);
    Resolution::one(node, None)
}

/// Both people of a surname in the plural: `the Roes` after `Jane Roe` and `John Roe`.
///
/// So are `Neither Roe`, `both Roes`. Not `Roe`, nor `the Hastings` after `Ed Hastings`, nor where the text names three.
fn family(
    nodes: &[Node],
    index: &Known,
    phrase: &Phrase,
    (word, before): (&str, &str),
) -> Option<Resolution> {
    let neither = matches!(before, "Neither" | "neither");
    let both = neither || matches!(before, "Both" | "both" | "two");
    let surname = if neither { Some(word) } else { word.strip_suffix('s') };
    let surname = surname.filter(|_| phrase.title.is_empty())?;
    if index.last.contains_key(word) != neither {
        return None;
    }
    let named = index.last.get(surname).or_else(|| index.last.get(surname.strip_suffix('e')?))?;
    let mut people: Vec<usize> =
        named.iter().copied().filter(|&node| is_relative(&nodes[node], both)).take(MOST_NAMESAKES).collect();
    people.sort_unstable();
    people.dedup();
    let couple = people.len() == 2;
    couple.then(|| Resolution::several(people, None))
}

/// A person; where the text counts two of the name, also a name of two words that nobody knows.
fn is_relative(node: &Node, both: bool) -> bool {
    node.sort == Sort::Person || both && node.sort == Sort::Unknown && node.name.split(' ').count() == 2
}

fn is_possessive(document: &Document, at: usize) -> bool {
    document.tokens().get(at).is_some_and(|token| token.kind == TokenKind::Possessive)
}

fn is_first_name(folded: &str) -> bool {
    classify(folded).intersects(Word::FIRST_NAME)
}

/// What one mention tells of its entity: title, gender, apposition.
fn learn(input: &Input<'_>, node: &mut Node, phrase: &Phrase, at: usize) {
    const MOST_TITLES: usize = 12;
    if !phrase.title.is_empty() {
        node.sort = if node.sort == Sort::Unknown { Sort::Person } else { node.sort };
        push_title(node, Description::new(input.document, phrase.title, None), MOST_TITLES);
    }
    if let Some(title) = title_by_verb(input.document, phrase.tokens.end()).filter(|_| phrase.subject) {
        push_title(node, title, MOST_TITLES);
    }
    node.gender = node.gender.or(phrase.gender);
    let beside = [
        phrase.apposed,
        input.phrases.get(at + 1).and_then(|next| next.apposed.filter(|&of| of == at).map(|_| at + 1)),
    ];
    for other in beside.into_iter().flatten().map(|other| &input.phrases[other]) {
        if other.kind == MentionKind::Nominal {
            if node.sort == Sort::Unknown {
                node.sort = other.sort;
            }
            node.gender = node.gender.or(other.gender);
            push_title(
                node,
                Description::new(input.document, other.tokens, Some(other.head.start())),
                MOST_TITLES,
            );
        }
    }
    // `Kowalczyk-Bahr, who farms`; not `in New Zealand who farms`
    let after = input.document.word(phrase.tokens.end());
    let who = input.document.word(phrase.tokens.end() + usize::from(after == ","));
    let beside = after != "," && is_known_word(input.document, phrase);
    if node.sort == Sort::Unknown && matches!(who, "who" | "whose") && !beside {
        node.sort = Sort::Person;
    }
    // `Verizon cut its staff`: nothing stands between.
    let next = input.phrases.get(at + 1);
    if node.sort == Sort::Unknown
        && phrase.subject
        && node.gender == Gender::Unknown
        && !node.name.contains(' ')
        && next.is_some_and(|next| {
            next.pronoun == Some(Pronoun::Neuter)
                && input.document.word(next.tokens.start()) == "its"
                && input.document.sentence_of(next.tokens.start())
                    == input.document.sentence_of(phrase.tokens.start())
        })
    {
        node.sort = Sort::Organisation;
    }
    if node.sort == Sort::Unknown
        && input.speaks[at]
        && phrase.head.len() > 1
        && !is_known_word(input.document, phrase)
    {
        node.sort = Sort::Person;
    }
}

fn is_known_word(document: &Document, phrase: &Phrase) -> bool {
    let last = fold(document.word(phrase.head.end() - 1));
    classify(&last).intersects(Word::ORGANISATION | Word::PLACE)
}

fn push_title(node: &mut Node, title: Description, most: usize) {
    if let Some(other) = title.other_word()
        && node.titles.len() < most
        && !node.titles.contains(&other)
    {
        node.titles.push(other);
    }
    if !title.words.is_empty() && node.titles.len() < most && !node.titles.contains(&title) {
        node.titles.push(title);
    }
}
