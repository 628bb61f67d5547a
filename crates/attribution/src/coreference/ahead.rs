//! Whoever is described before the name comes: `Analyst says …` above `…, said Jane Roe, an analyst`.
//!
//! In: the entities as they stand when all phrases were read. Out: descriptions that turn out to mean somebody named further on.
//! Must not know: pronouns, rosters.

use super::description::Description;
use super::kinds::is_kind_of;
use super::{Input, Node, Resolution};
use crate::MentionKind;
use crate::fold::fold;
use crate::mention::{Article, Phrase, Sort};
use crate::words::{Word, classify};
use dixit_tokenizer::Index;

/// An office stands at most this many paragraphs before the name of its holder …
const NAME_WITHIN: usize = 2;
/// … and in the first so many paragraphs.
const LEAD: usize = 6;

/// Whom a headline means is named within this many paragraphs.
const HEADLINE_WITHIN: usize = 4;
/// A headline has at most this many words.
const HEADLINE_WORDS: usize = 24;
/// A text of fewer paragraphs has no headline.
const FEWEST_PARAGRAPHS: usize = 3;
/// An indefinite description in the first so many paragraphs, the headline among them, leads up to a name …
const INDEFINITE_LEAD: usize = 2;
/// … in the next so many.
const INDEFINITE_WITHIN: usize = 2;
/// The next paragraph begins within this many phrases.
const MOST_PHRASES: usize = 32;

/// Gives descriptions to whoever is named further on.
pub(super) fn named_further_on(input: &Input<'_>, nodes: &[Node], resolutions: &mut [Resolution]) {
    name_after_office(input, nodes, resolutions);
    name_after_headline(input, nodes, resolutions);
    name_after_indefinite(input, nodes, resolutions);
}

fn paragraph(input: &Input<'_>, index: usize) -> usize {
    input.document.paragraph_of(input.phrases[index].tokens.start()).to_usize()
}

/// The phrases of the paragraphs up to `last`.
fn phrases_through(input: &Input<'_>, last: usize) -> usize {
    input
        .phrases
        .partition_point(|phrase| input.document.paragraph_of(phrase.tokens.start()).to_usize() <= last)
}

/// An unnamed person who says something, by the reporter’s words.
fn unnamed_speaker(
    input: &Input<'_>,
    nodes: &[Node],
    resolutions: &[Resolution],
    index: usize,
) -> Option<usize> {
    let phrase = &input.phrases[index];
    let [node] = resolutions[index].nodes[..] else { return None };
    let fits = phrase.kind == MentionKind::Nominal
        && input.speaks[index]
        && !phrase.plural
        && phrase.quote.is_none()
        && phrase.apposed.is_none()
        && !nodes[node].named;
    fits.then_some(node)
}

/// The named person whom a phrase that speaks names in full.
fn named_speaker(
    input: &Input<'_>,
    nodes: &[Node],
    resolutions: &[Resolution],
    index: usize,
) -> Option<usize> {
    let phrase = &input.phrases[index];
    let [node] = resolutions[index].nodes[..] else { return None };
    let fits = phrase.kind == MentionKind::Name
        && phrase.head.len() > 1
        && input.speaks[index]
        && nodes[node].sort == Sort::Person
        && nodes[node].named;
    fits.then_some(node)
}

/// `Analyst says rates will fall`, as a headline, is whoever speaks first in the text and is not named in the headline, if an analyst,
/// or if nothing else is said of that person, or if the first paragraph begins with what he or she says.
///
/// Not where the headline’s noun is another’s office: `Man says he ran` above `…, Police Chief Jane Roe said.`
fn name_after_headline(input: &Input<'_>, nodes: &[Node], resolutions: &mut [Resolution]) {
    let document = input.document;
    let paragraphs = document.paragraphs();
    let Some(headline) = paragraphs.first() else { return };
    let is_headline = paragraphs.len() >= FEWEST_PARAGRAPHS
        && headline.sentences.len() == 1
        && headline.tokens.len() <= HEADLINE_WORDS;
    if !is_headline {
        return;
    }
    let end = phrases_through(input, 0);
    let mut roles = (0..end)
        .filter(|&index| input.phrases[index].article != Article::Definite)
        .filter_map(|index| Some((index, unnamed_speaker(input, nodes, resolutions, index)?)))
        .filter(|&(_, node)| nodes[node].sort == Sort::Person);
    let (Some((role, unnamed)), None) = (roles.next(), roles.next()) else { return };
    let in_headline = |node: usize| {
        resolutions[..end].iter().any(|known| known.nodes.contains(&node) || known.ambiguous.contains(&node))
    };
    let found = (end..phrases_through(input, HEADLINE_WITHIN)).find_map(|index| {
        let node = named_speaker(input, nodes, resolutions, index)?;
        (!in_headline(node)).then_some((index, node))
    });
    let Some((name, node)) = found.filter(|&(_, node)| nodes[node].gender.fits(nodes[unnamed].gender)) else {
        return;
    };
    let described = Described::new(input, role);
    let first = paragraph(input, name) == 1;
    if described.is(&nodes[node]) || nodes[node].titles.is_empty() || first && !described.is_office() {
        give(resolutions, unnamed, node, name);
    }
}

/// `A retired plumber said …` in the lead is whoever is named next and speaks, if a plumber, or if introduced in no other way.
///
/// Not `An official said …`, for anybody may be one; not where the next who speaks is introduced as something else.
fn name_after_indefinite(input: &Input<'_>, nodes: &[Node], resolutions: &mut [Resolution]) {
    for index in 0..phrases_through(input, INDEFINITE_LEAD) {
        let phrase = &input.phrases[index];
        if phrase.article != Article::Indefinite {
            continue;
        }
        let Some(unnamed) = unnamed_speaker(input, nodes, resolutions, index) else { continue };
        let found = match nodes[unnamed].sort {
            Sort::Person => person_after(input, nodes, resolutions, index),
            Sort::Organisation => body_after(input, nodes, resolutions, index),
            _ => None,
        };
        if let Some((name, node)) = found.filter(|&(_, node)| nodes[node].gender.fits(nodes[unnamed].gender))
        {
            give(resolutions, unnamed, node, name);
        }
    }
}

/// The next new person who speaks, if the description at `index` fits.
fn person_after(
    input: &Input<'_>,
    nodes: &[Node],
    resolutions: &[Resolution],
    index: usize,
) -> Option<(usize, usize)> {
    let end = phrases_through(input, paragraph(input, index) + INDEFINITE_WITHIN);
    let known = |node: usize| resolutions[..index].iter().any(|known| known.nodes.contains(&node));
    let (name, node) = (index + 1..end).find_map(|name| {
        let node = named_speaker(input, nodes, resolutions, name)?;
        (!known(node)).then_some((name, node))
    })?;
    let described = Described::new(input, index);
    let alone = nodes[node].titles.is_empty()
        && input.phrases[index].subject
        && !described.is_anybody()
        && !is_introduced(input, &input.phrases[name])
        && paragraph(input, name) > paragraph(input, index);
    (described.is(&nodes[node]) || alone).then_some((name, node))
}

/// `A climate group said …`, and the next paragraph begins with a new body’s name.
fn body_after(
    input: &Input<'_>,
    nodes: &[Node],
    resolutions: &[Resolution],
    index: usize,
) -> Option<(usize, usize)> {
    let document = input.document;
    let next = document.paragraphs().get(paragraph(input, index) + 1)?.tokens.start();
    let begin = next + usize::from(document.word(next) == "The");
    let name = (index + 1..input.phrases.len().min(index + MOST_PHRASES)).find(|&name| {
        let phrase = &input.phrases[name];
        phrase.kind == MentionKind::Name && (next..=begin).contains(&phrase.tokens.start())
    })?;
    let [node] = resolutions[name].nodes[..] else { return None };
    let new = !resolutions[..name].iter().any(|known| known.nodes.contains(&node));
    // `Rain fell`
    let body = nodes[node].sort == Sort::Organisation
        || nodes[node].sort == Sort::Unknown && nodes[node].name.contains(' ');
    (new && body && input.phrases[name].subject).then_some((name, node))
}

/// Whether more follows a name than its age: `Jane Roe, a plumber`, `Jane Roe of Acme`.
fn is_introduced(input: &Input<'_>, name: &Phrase) -> bool {
    let document = input.document;
    let end = name.tokens.end();
    let age = document.word(end + 1).parse::<u8>().is_ok() && document.word(end + 2) == ",";
    match document.word(end) {
        "," => !age,
        "(" | "of" | "from" => true,
        _ => false,
    }
}

/// A description that names nobody.
struct Described {
    head: String,
    country: Option<&'static str>,
}

impl Described {
    fn new(input: &Input<'_>, index: usize) -> Self {
        let phrase = &input.phrases[index];
        let description = Description::new(input.document, phrase.tokens, Some(phrase.head.start()));
        Self { head: description.head, country: description.country }
    }

    /// Whether somebody’s titles say the same, or something of the kind.
    fn is(&self, node: &Node) -> bool {
        node.titles.iter().any(|title| {
            let abroad = self.country.is_some() && title.country.is_some() && self.country != title.country;
            // Every director is an official; a Chinese one is news once.
            let known = self.head != "official" || self.country.is_some() && self.country == title.country;
            !abroad && known && (title.head == self.head || is_kind_of(title, &self.head))
        })
    }

    /// Whether it is somebody’s office, of which there is one.
    fn is_office(&self) -> bool {
        classify(&self.head).contains(Word::TITLE) && !classify(&self.head).contains(Word::ROLE)
    }

    /// Whether newspapers call people so whom they will not name, or anybody.
    fn is_anybody(&self) -> bool {
        matches!(
            self.head.as_str(),
            "source"
                | "official"
                | "aide"
                | "spokesman"
                | "spokeswoman"
                | "spokesperson"
                | "person"
                | "insider"
                | "adviser"
                | "diplomat"
                | "officer"
                | "reporter"
                | "judge"
                | "witness"
        )
    }
}

/// Makes every phrase of an unnamed entity somebody’s whose name stands at `name`.
fn give(resolutions: &mut [Resolution], unnamed: usize, node: usize, name: usize) {
    for resolution in resolutions {
        if resolution.nodes == [unnamed] {
            *resolution = Resolution::one(node, Some(name));
        }
    }
}

/// The office before the name: `The mayor was not brief.`, and in the next paragraph `“…,” Jane Roe said`, who is introduced
/// in no other way.
///
/// Not where the name comes with a description of its own: `Jane Roe, who farms, said`.
fn name_after_office(input: &Input<'_>, nodes: &[Node], resolutions: &mut [Resolution]) {
    let document = input.document;
    let paragraph = |index: usize| document.paragraph_of(input.phrases[index].tokens.start()).to_usize();
    let lead = input.phrases.partition_point(|phrase| {
        document.paragraph_of(phrase.tokens.start()).to_usize() <= LEAD + NAME_WITHIN
    });
    let mut first = vec![true; nodes.len()];
    let mut open: Option<(usize, usize)> = None;
    let mut found: Option<(usize, usize, usize)> = None;
    for (index, resolution) in resolutions.iter().enumerate().take(lead) {
        let [node] = resolution.nodes[..] else { continue };
        let (phrase, known) = (&input.phrases[index], &nodes[node]);
        // A bare surname in the headline introduces nobody.
        let introduces = phrase.kind != MentionKind::Name || phrase.head.len() > 1;
        let new = introduces && std::mem::replace(&mut first[node], false);
        let titled = || classify(&fold(document.word(phrase.head.start()))).contains(Word::TITLE);
        let office = phrase.kind == MentionKind::Nominal
            && new
            && !known.named
            && known.sort == Sort::Person
            && !phrase.plural
            && phrase.article == Article::Definite
            && (phrase.subject || input.speaks[index])
            && phrase.quote.is_none()
            && titled();
        if office && open.is_none() && paragraph(index) <= LEAD {
            open = Some((index, node));
        }
        if let Some((earlier, unnamed)) = open
            && new
            && phrase.kind == MentionKind::Name
            && phrase.head.len() > 1
            && phrase.title.is_empty()
            && phrase.apposed.is_none()
            && input.speaks[index]
            && known.sort == Sort::Person
            && known.titles.is_empty()
            && known.gender.fits(nodes[unnamed].gender)
            && !matches!(document.word(phrase.tokens.end()), "," | "(" | "of")
            && (1..=NAME_WITHIN).contains(&(paragraph(index) - paragraph(earlier)))
        {
            found = Some((unnamed, node, index));
            break;
        }
    }
    let Some((unnamed, node, name)) = found else { return };
    // `the mayor` again, taken for somebody else further down.
    let head = |index: usize| fold(document.word(input.phrases[index].head.start()));
    let office = open.map(|(index, _)| head(index));
    let mut meant = vec![false; nodes.len()];
    meant[unnamed] = true;
    for (index, resolution) in resolutions.iter().enumerate() {
        let phrase = &input.phrases[index];
        if let [other] = resolution.nodes[..]
            && !nodes[other].named
            && phrase.kind == MentionKind::Nominal
            && phrase.article == Article::Definite
            && phrase.tokens.len() == 2
            && !phrase.plural
            && office.as_ref() == Some(&head(index))
        {
            meant[other] = true;
        }
    }
    for resolution in resolutions {
        let same = matches!(resolution.nodes[..], [other] if meant[other]);
        let either =
            resolution.ambiguous.contains(&node) && resolution.ambiguous.iter().any(|&other| meant[other]);
        if same || either && resolution.ambiguous.len() == 2 {
            *resolution = Resolution::one(node, Some(name));
        }
    }
}
