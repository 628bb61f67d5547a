//! Counts a part-of-speech model from tagged tokens.
//!
//! In: token files with Penn Treebank tags (`*.tokens.jsonl` and the texts beside them). Out:
//! `crates/attribution/models/pos.tsv`: transition costs, suffix costs and word costs of a first-order hidden Markov model
//! (Brants 2000, with bigrams). Must not know: attributions.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// The coarse tags, in the order of `dixit_attribution`'s `Pos`.
const TAGS: [&str; 24] = [
    "NN", "NNS", "NNP", "VBD", "VBZ", "VBP", "VB", "VBG", "VBN", "MD", "PRP", "PRPS", "DT", "JJ", "RB", "IN",
    "TO", "CC", "CD", "WH", "POS", "RP", "X", "PUNCT",
];

/// Costs are `-ln p` in these units, so that they are small integers.
const COST_SCALE: f64 = 16.0;

/// Words seen less often are left to their suffix.
const MIN_COUNT: u32 = 3;

/// Suffixes seen on fewer rare words say nothing.
const MIN_SUFFIX_COUNT: u32 = 12;

/// Words up to this frequency teach the suffixes (Brants 2000).
const RARE: u32 = 10;

/// The longest suffix looked at, in characters.
const SUFFIX: usize = 4;

#[derive(Deserialize)]
struct Text {
    id: String,
    text: String,
}

#[derive(Deserialize)]
struct Tokens {
    id: String,
    tokens: Vec<(usize, usize)>,
    sentence: Vec<u32>,
    pos: Vec<String>,
}

/// A word with its tag; `None` starts a sentence.
type Item = Option<(String, usize)>;

/// Trains on `stems` (paths without `.jsonl`) and writes the model; prints the accuracy on every tenth document when these are left out.
pub(crate) fn run(stems: &[String], out: &Path) -> Result<(), String> {
    let mut documents = Vec::new();
    for stem in stems {
        documents.extend(read(stem)?);
    }
    let (test, train): (Vec<_>, Vec<_>) = documents.iter().enumerate().partition(|(at, _)| at % 10 == 0);
    let held: Vec<_> = train.into_iter().map(|(_, document)| document).collect();
    let model = Model::count(held.into_iter());
    println!(
        "accuracy with every tenth document left out: {:.2}%",
        100.0 * model.accuracy(test.into_iter().map(|(_, d)| d))
    );
    let model = Model::count(documents.iter());
    std::fs::write(out, model.write()).map_err(|error| format!("{}: {error}", out.display()))
}

fn read(stem: &str) -> Result<Vec<Vec<Item>>, String> {
    let open = |path: String| std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"));
    let bad = |error: serde_json::Error| format!("{stem}: {error}");
    let texts = open(format!("{stem}.jsonl"))?;
    let texts: BTreeMap<String, String> = texts
        .lines()
        .map(|line| serde_json::from_str::<Text>(line).map(|text| (text.id, text.text)))
        .collect::<Result<_, _>>()
        .map_err(bad)?;
    let mut documents = Vec::new();
    for line in open(format!("{stem}.tokens.jsonl"))?.lines() {
        let tokens: Tokens = serde_json::from_str(line).map_err(bad)?;
        let Some(text) = texts.get(&tokens.id) else { continue };
        let chars: Vec<char> = text.chars().collect();
        let mut items: Vec<Item> = Vec::new();
        let mut last: Option<(usize, u32)> = None;
        for ((&(start, end), &sentence), pos) in tokens.tokens.iter().zip(&tokens.sentence).zip(&tokens.pos) {
            let word: String = chars.get(start..end).unwrap_or_default().iter().collect();
            let word = word.replace('’', "'");
            let glued = last.is_some_and(|(before, same)| before == start && same == sentence);
            if last.is_none_or(|(_, before)| before != sentence) {
                items.push(None);
            }
            last = Some((end, sentence));
            // dixit keeps `don't`, `we'll` in one token, under the tag of its first part.
            if glued && matches!(word.to_lowercase().as_str(), "n't" | "'ll" | "'re" | "'ve" | "'d" | "'m") {
                if let Some(Some((previous, _))) = items.last_mut() {
                    previous.push_str(&word);
                }
                continue;
            }
            items.push(Some((word, coarse(pos))));
        }
        documents.push(items);
    }
    Ok(documents)
}

fn coarse(pos: &str) -> usize {
    let name = match pos {
        "NNPS" => "NNP",
        "JJR" | "JJS" => "JJ",
        "RBR" | "RBS" => "RB",
        "PRP$" => "PRPS",
        "PDT" => "DT",
        "WP" | "WDT" | "WRB" | "WP$" => "WH",
        "EX" => "PRP",
        "," | "." | ":" | "''" | "``" | "-RRB-" | "-LRB-" | "HYPH" | "#" | "$" => "PUNCT",
        other => other,
    };
    TAGS.iter().position(|tag| *tag == name).unwrap_or(22)
}

/// The key a word is looked up by: capitalised words inside a sentence apart from all others.
pub(crate) fn key(word: &str, first: bool) -> String {
    let lower = word.to_lowercase();
    if !first && word.starts_with(char::is_uppercase) { format!("^{lower}") } else { lower }
}

type Counts = [u32; TAGS.len()];

struct Model {
    words: BTreeMap<String, Counts>,
    suffixes: BTreeMap<String, Counts>,
    tags: Counts,
    /// `bigrams[previous][next]`, with one row more for the start of a sentence.
    bigrams: Vec<Counts>,
}

impl Model {
    fn count<'a>(documents: impl Iterator<Item = &'a Vec<Item>>) -> Self {
        let mut model = Self {
            words: BTreeMap::new(),
            suffixes: BTreeMap::new(),
            tags: [0; 24],
            bigrams: vec![[0; 24]; 25],
        };
        for items in documents {
            let mut previous = TAGS.len();
            let mut first = true;
            for item in items {
                match item {
                    None => (previous, first) = (TAGS.len(), true),
                    Some((word, tag)) => {
                        model.words.entry(key(word, first)).or_insert([0; 24])[*tag] += 1;
                        model.tags[*tag] += 1;
                        model.bigrams[previous][*tag] += 1;
                        previous = *tag;
                        // An opening mark does not end the start of a sentence.
                        first = first && TAGS[*tag] == "PUNCT";
                    }
                }
            }
        }
        let mut suffixes: BTreeMap<String, Counts> = BTreeMap::new();
        for (word, counts) in &model.words {
            if counts.iter().sum::<u32>() > RARE {
                continue;
            }
            for suffix in suffix_keys(word) {
                let entry = suffixes.entry(suffix).or_insert([0; 24]);
                for (sum, count) in entry.iter_mut().zip(counts) {
                    *sum += count;
                }
            }
        }
        suffixes.retain(|_, counts| counts.iter().sum::<u32>() >= MIN_SUFFIX_COUNT);
        model.suffixes = suffixes;
        model.words.retain(|_, counts| counts.iter().sum::<u32>() >= MIN_COUNT);
        model
    }

    /// `-ln (P(tag | form) / P(tag))`, for the tags the form was seen with.
    fn costs(&self, counts: &Counts) -> Vec<(usize, i32)> {
        let total: u32 = counts.iter().sum();
        let all: u32 = self.tags.iter().sum();
        let mut seen: Vec<(usize, i32)> = (0..TAGS.len())
            .filter(|&tag| counts[tag] * 200 >= total && counts[tag] > 0)
            .map(|tag| {
                let given_form = f64::from(counts[tag]) / f64::from(total);
                let alone = f64::from(self.tags[tag]) / f64::from(all);
                (tag, (-(given_form / alone).ln() * COST_SCALE).round() as i32)
            })
            .collect();
        seen.sort_by_key(|&(tag, _)| std::cmp::Reverse(counts[tag]));
        seen
    }

    fn transition(&self, previous: usize, next: usize) -> i32 {
        let row = &self.bigrams[previous];
        let total: u32 = row.iter().sum();
        let all: u32 = self.tags.iter().sum();
        let smooth = f64::from(self.tags[next]) / f64::from(all);
        let p = 0.98 * f64::from(row[next]) / f64::from(total.max(1)) + 0.02 * smooth;
        (-p.ln() * COST_SCALE).round() as i32
    }

    fn write(&self) -> String {
        let mut out = String::from(
            "# Part-of-speech costs, counted by `cargo xtask pos`; see pos.md for data and licence. Do not edit.\n",
        );
        for previous in 0..=TAGS.len() {
            let row: Vec<String> =
                (0..TAGS.len()).map(|next| self.transition(previous, next).to_string()).collect();
            let _ = writeln!(out, "@\t{}", row.join(" "));
        }
        for (sign, table) in [("-", &self.suffixes), ("", &self.words)] {
            for (form, counts) in table {
                let costs: Vec<String> =
                    self.costs(counts).iter().map(|(tag, cost)| format!("{}:{cost}", TAGS[*tag])).collect();
                let _ = writeln!(out, "{sign}{form}\t{}", costs.join(" "));
            }
        }
        out
    }

    fn emit(&self, word: &str, first: bool) -> Vec<(usize, i32)> {
        let own = key(word, first);
        if let Some(counts) = self.words.get(&own) {
            return self.costs(counts);
        }
        suffix_keys(&own)
            .find_map(|suffix| self.suffixes.get(&suffix))
            .map_or_else(|| vec![(0, 0)], |counts| self.costs(counts))
    }

    fn accuracy<'a>(&self, documents: impl Iterator<Item = &'a Vec<Item>>) -> f64 {
        let (mut right, mut all) = (0u32, 0u32);
        for items in documents {
            for sentence in items.split(Option::is_none) {
                let words: Vec<&(String, usize)> = sentence.iter().flatten().collect();
                let tags = self.viterbi(&words);
                right += words.iter().zip(&tags).map(|(word, tag)| u32::from(word.1 == *tag)).sum::<u32>();
                all += words.len() as u32;
            }
        }
        f64::from(right) / f64::from(all.max(1))
    }

    fn viterbi(&self, words: &[&(String, usize)]) -> Vec<usize> {
        let mut layers: Vec<Vec<(usize, i32, usize)>> = Vec::new();
        let mut first = true;
        for (word, _) in words {
            let layer = self
                .emit(word, first)
                .into_iter()
                .map(|(tag, cost)| match layers.last() {
                    None => (tag, cost + self.transition(TAGS.len(), tag), 0),
                    Some(before) => before
                        .iter()
                        .enumerate()
                        .map(|(back, &(previous, so_far, _))| {
                            (tag, so_far + cost + self.transition(previous, tag), back)
                        })
                        .min_by_key(|&(_, total, _)| total)
                        .unwrap_or((tag, cost, 0)),
                })
                .collect();
            layers.push(layer);
            first = first && !word.starts_with(char::is_alphanumeric);
        }
        let mut tags = vec![0; words.len()];
        let mut at =
            layers.last().and_then(|layer| (0..layer.len()).min_by_key(|&i| layer[i].1)).unwrap_or(0);
        for (position, layer) in layers.iter().enumerate().rev() {
            tags[position] = layer[at].0;
            at = layer[at].2;
        }
        tags
    }
}

/// The suffixes of a word, longest first; digits are one class; the capital sign stays.
fn suffix_keys(key: &str) -> impl Iterator<Item = String> + use<> {
    let capital = if key.starts_with('^') { "^" } else { "" };
    let chars: Vec<char> =
        key.trim_start_matches('^').chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    (0..=SUFFIX.min(chars.len()))
        .rev()
        .map(move |length| format!("{capital}{}", chars[chars.len() - length..].iter().collect::<String>()))
}
