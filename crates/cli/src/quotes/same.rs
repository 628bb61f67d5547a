//! Which quotations of many documents are one, and who said it.
//!
//! In: what each document quotes, one after the other. Out: an entry for each quotation, with variants and places. Must not know:
//! output formats, how documents are read. Memory grows with the quotations; time nearly in step with them.

use super::quoted::{Quotation, Quoted, Speaker};
use crate::names::fold;
use dixit_attribution::ContentType;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Words from which on the same words are the same quotation, whoever is said to have said them. "We will see" is everybody's.
const TELLING: usize = 5;
/// Words from which on nearly the same is the same whoever is said to have said it; a shorter piece needs a speaker in common,
/// because "at the end of the day" stands in many a long quotation.
const SURE: usize = 8;
/// Words in a shingle: one changed word spoils as many of them.
const SHINGLE: usize = 3;
/// The share of the shorter one's shingles that the longer one must have, in hundredths: one word in twelve may differ.
const SHARED: usize = 70;
/// A shingle leads to so many long quotations at most, the longest first: one that is in more tells little.
const LEADS: usize = 32;

/// The same quotation, wherever it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    /// Most frequent first; of one frequency the longest.
    pub(crate) variants: Vec<Variant>,
    /// Whom articles name, most frequent first.
    pub(crate) speakers: Vec<Vote>,
    /// How many it stands in.
    pub(crate) documents: usize,
}

/// What is the same but for marks, case and punctuation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Variant {
    /// As it stands where it was found first.
    pub(crate) text: String,
    pub(crate) documents: usize,
    /// In the order of the input.
    pub(crate) places: Vec<Place>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Place {
    /// Which document of the input it is: two may have one id.
    pub(crate) number: usize,
    pub(crate) document: String,
    pub(crate) date: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) start: u64,
    pub(crate) content_type: ContentType,
    pub(crate) speakers: Vec<Speaker>,
}

/// A speaker with the number of articles that name them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Vote {
    pub(crate) speaker: Speaker,
    pub(crate) documents: usize,
}

impl Entry {
    fn new(mut variants: Vec<Variant>) -> Self {
        variants.sort_by_key(|variant| {
            let first = variant.places.first().map(|place| (place.number, place.start));
            (Reverse(variant.documents), Reverse(variant.text.len()), first)
        });
        let mut entry = Self { variants, speakers: Vec::new(), documents: 0 };
        entry.documents = documents(entry.places());
        entry.speakers = votes(&entry);
        entry
    }

    pub(crate) fn text(&self) -> &str {
        self.variants.first().map_or("", |variant| &variant.text)
    }

    /// None where no article tells.
    pub(crate) fn speaker(&self) -> Option<&Speaker> {
        self.speakers.first().map(|vote| &vote.speaker)
    }

    /// Of all variants, variant by variant.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Place> {
        self.variants.iter().flat_map(|variant| &variant.places)
    }

    /// The first in the input.
    pub(crate) fn first(&self) -> Option<&Place> {
        self.places().min_by_key(|place| (place.number, place.start))
    }
}

fn documents<'a>(places: impl Iterator<Item = &'a Place>) -> usize {
    places.map(|place| place.number).collect::<HashSet<_>>().len()
}

/// Each article has one vote for each speaker. Of one frequency, an id that means the same one everywhere comes first, then
/// whoever was named first.
fn votes(entry: &Entry) -> Vec<Vote> {
    let mut places: Vec<&Place> = entry.places().collect();
    places.sort_by_key(|place| (place.number, place.start));
    let mut votes: Vec<Vote> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    let mut given: HashSet<(usize, usize)> = HashSet::new();
    for place in places {
        for speaker in &place.speakers {
            let vote = *at.entry(speaker.key()).or_insert_with(|| {
                votes.push(Vote { speaker: speaker.clone(), documents: 0 });
                votes.len() - 1
            });
            if given.insert((vote, place.number)) {
                votes[vote].documents += 1;
            }
        }
    }
    votes.sort_by_key(|vote| (Reverse(vote.documents), vote.speaker.id.is_none()));
    votes
}

/// What quotations are the same by, when all their words are.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Words(String),
    /// A short one is its speaker's.
    Short(String, String),
    /// A short one of nobody known is its document's.
    Alone(String, usize),
}

/// A variant with its words.
#[derive(Debug)]
struct Group {
    words: Vec<u32>,
    variant: Variant,
}

/// The quotations of all documents so far.
#[derive(Debug, Default)]
pub(crate) struct Collection {
    groups: Vec<Group>,
    at: HashMap<Key, usize>,
    words: HashMap<String, u32>,
    documents: usize,
    /// The document that the last piece was one of.
    in_pieces: Option<String>,
}

impl Collection {
    /// How many documents were added.
    pub(crate) fn documents(&self) -> usize {
        self.documents
    }

    pub(crate) fn add(&mut self, quoted: Quoted) {
        let Quoted { id, date, outlet, piece_of, is_reprint: _, quotations } = quoted;
        // Pieces of one document come one after the other.
        if piece_of.is_none() || piece_of != self.in_pieces {
            self.documents += 1;
        }
        let number = self.documents - 1;
        let id = piece_of.clone().unwrap_or(id);
        self.in_pieces = piece_of;
        for Quotation { text, start, content_type, speakers } in quotations {
            let folded = fold(&text);
            if folded.is_empty() {
                continue;
            }
            let words: Vec<u32> = folded.split(' ').map(|word| self.word(word)).collect();
            let key = match speakers.first() {
                _ if words.len() >= TELLING => Key::Words(folded),
                Some(speaker) => Key::Short(folded, speaker.key()),
                None => Key::Alone(folded, number),
            };
            let group = *self.at.entry(key).or_insert_with(|| {
                self.groups
                    .push(Group { words, variant: Variant { text, documents: 0, places: Vec::new() } });
                self.groups.len() - 1
            });
            let variant = &mut self.groups[group].variant;
            // Documents come one after the other.
            if variant.places.last().is_none_or(|last| last.number != number) {
                variant.documents += 1;
            }
            let (document, date, outlet) = (id.clone(), date.clone(), outlet.clone());
            variant.places.push(Place { number, document, date, outlet, start, content_type, speakers });
        }
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(number) = self.words.get(word) {
            return *number;
        }
        let number = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.insert(word.to_owned(), number);
        number
    }

    /// The entries, what most documents quote first.
    pub(crate) fn finish(self) -> Vec<Entry> {
        let mut groups = self.groups;
        // Long ones first, so that each piece of a quotation finds the whole. Nothing is joined to a piece: no chain of pieces
        // leads from one quotation to another. The sort is stable, groups are in the order of the input.
        groups.sort_by_key(|group| (Reverse(group.words.len()), Reverse(group.variant.documents)));
        let mut leaders: Vec<Leader> = Vec::new();
        let mut leads: HashMap<Shingle, Vec<usize>> = HashMap::new();
        for Group { words, variant } in groups {
            let shingles: BTreeSet<Shingle> = if words.len() < TELLING {
                BTreeSet::new()
            } else {
                words.windows(SHINGLE).filter_map(|window| window.try_into().ok()).collect()
            };
            let speakers: HashSet<String> =
                variant.places.iter().flat_map(|place| &place.speakers).map(Speaker::key).collect();
            match nearest(&shingles, &leaders, &leads, words.len() >= SURE, &speakers) {
                Some(leader) => leaders[leader].variants.push(variant),
                None => {
                    for shingle in &shingles {
                        let leads = leads.entry(*shingle).or_default();
                        if leads.len() < LEADS {
                            leads.push(leaders.len());
                        }
                    }
                    leaders.push(Leader { shingles, speakers, variants: vec![variant] });
                }
            }
        }
        let mut entries: Vec<Entry> = leaders.into_iter().map(|leader| Entry::new(leader.variants)).collect();
        entries.sort_by_cached_key(|entry| {
            let first = entry.first().map(|place| (place.number, place.start));
            (Reverse(entry.documents), Reverse(entry.places().count()), first)
        });
        entries
    }
}

type Shingle = [u32; SHINGLE];

/// A quotation that is no piece of another, with what was joined to it.
#[derive(Debug)]
struct Leader {
    shingles: BTreeSet<Shingle>,
    /// Of the leader's own places.
    speakers: HashSet<String>,
    variants: Vec<Variant>,
}

/// The leader that has most of these shingles, the first of several, where it has enough of them.
fn nearest(
    shingles: &BTreeSet<Shingle>,
    leaders: &[Leader],
    leads: &HashMap<Shingle, Vec<usize>>,
    sure: bool,
    speakers: &HashSet<String>,
) -> Option<usize> {
    let candidates: BTreeSet<usize> =
        shingles.iter().filter_map(|shingle| leads.get(shingle)).flatten().copied().collect();
    candidates
        .into_iter()
        .filter(|at| sure || !leaders[*at].speakers.is_disjoint(speakers))
        .map(|at| (shingles.intersection(&leaders[at].shingles).count(), at))
        .filter(|(shared, _)| shared * 100 >= shingles.len() * SHARED)
        .max_by_key(|(shared, at)| (*shared, Reverse(*at)))
        .map(|(_, at)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(id: &str, quotations: &[(&str, &str)]) -> Quoted {
        let quotations = quotations.iter().enumerate().map(|(at, (who, text))| Quotation {
            text: (*text).to_owned(),
            start: at as u64,
            content_type: ContentType::Direct,
            speakers: match who.strip_prefix('@') {
                _ if who.is_empty() => Vec::new(),
                Some(name) => vec![Speaker { id: None, name: name.to_owned() }],
                None => vec![Speaker { id: Some((*who).to_owned()), name: who.to_uppercase() }],
            },
        });
        Quoted {
            id: id.to_owned(),
            date: None,
            outlet: None,
            piece_of: None,
            is_reprint: false,
            quotations: quotations.collect(),
        }
    }

    /// The entries as `documents speaker: variant | variant`, of documents with one quotation each.
    #[track_caller]
    fn check(quotations: &[(&str, &str)], expected: &[&str]) {
        let mut collection = Collection::default();
        for one in quotations {
            collection.add(quoted("a", &[*one]));
        }
        let entries: Vec<String> = collection
            .finish()
            .iter()
            .map(|entry| {
                let who = entry.speaker().map_or("-", |speaker| &speaker.name);
                let variants: Vec<&str> =
                    entry.variants.iter().map(|variant| variant.text.as_str()).collect();
                format!("{} {who}: {}", entry.documents, variants.join(" | "))
            })
            .collect();
        assert_eq!(entries, expected);
    }

    const LONG: &str = "The bridge is old, it was built for carts and nobody has paid for it since.";

    #[test]
    fn marks_case_and_punctuation_do_not_matter() {
        check(
            &[("roe", "The bridge – it’s old – must go"), ("", "the bridge, it's old, must go!")],
            &["2 ROE: The bridge – it’s old – must go"],
        );
    }

    #[test]
    fn pieces_and_nearly_the_same_words_are_joined() {
        let piece = "it was built for carts and nobody has paid";
        let nearly = "The bridge is old, it was built for horses and nobody has paid for it since.";
        check(
            &[("roe", piece), ("roe", LONG), ("lind", nearly), ("roe", LONG)],
            &[&format!("4 ROE: {LONG} | {nearly} | {piece}") as &str],
        );
        let other = "The ferry is new, it was made for cars and everybody has paid for it twice.";
        check(&[("roe", LONG), ("roe", other)], &[&format!("1 ROE: {LONG}"), &format!("1 ROE: {other}")]);
    }

    #[test]
    fn a_short_piece_is_joined_to_its_speakers_words_only() {
        let piece = "it was built for carts";
        check(&[("roe", LONG), ("roe", piece)], &[&format!("2 ROE: {LONG} | {piece}")]);
        check(&[("roe", LONG), ("lind", piece)], &[&format!("1 ROE: {LONG}"), &format!("1 LIND: {piece}")]);
    }

    #[test]
    fn a_few_words_are_the_same_of_one_speaker_only() {
        check(
            &[
                ("roe", "We will see"),
                ("lind", "We will see."),
                ("roe", "we will see"),
                ("", "No"),
                ("", "No"),
            ],
            &["2 ROE: We will see", "1 LIND: We will see.", "1 -: No", "1 -: No"],
        );
    }

    #[test]
    fn the_speaker_is_whom_most_articles_name() {
        check(&[("lind", LONG), ("roe", LONG), ("roe", LONG)], &[&format!("3 ROE: {LONG}")]);
        // An id that means somebody everywhere beats a surname of one article.
        check(&[("@roe", LONG), ("roe", LONG)], &[&format!("2 ROE: {LONG}")]);
        // One article has one vote.
        let mut collection = Collection::default();
        collection.add(quoted("a", &[("lind", LONG), ("lind", LONG)]));
        collection.add(quoted("b", &[("roe", LONG)]));
        collection.add(quoted("c", &[("roe", LONG)]));
        let entries = collection.finish();
        assert_eq!((entries[0].documents, entries[0].places().count()), (3, 4));
        assert_eq!(entries[0].speaker().unwrap().name, "ROE");
    }
}
