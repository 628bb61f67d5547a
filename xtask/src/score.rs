//! Whether predicted attributions are the gold ones, and whether the speakers are the same people.
//!
//! In: an article, its gold attributions, predicted ones. Out: one [`Outcome`] for each gold attribution. Must not
//! know: files, how the prediction was made.
//!
//! A gold attribution is *found* when a predicted one shares enough of its content's words: Dice's coefficient of at
//! least [`FOUND`], one to one, best first. Words are runs of letters and digits, so that quotation marks and commas at
//! the edges never matter.

use crate::gold::Gold;
use serde::Deserialize;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The share of content words from which on a gold attribution counts as found; the field's usual one.
const FOUND: f64 = 0.5;

/// Words in front of a name that are no part of it.
const TITLES: [&str; 12] =
    ["dr", "gen", "gov", "mr", "mrs", "ms", "president", "prof", "rep", "sen", "sir", "the"];

/// What became of a gold attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Found, with the right speakers; or with none where the gold names none.
    Right,
    /// Found, and given to somebody else.
    Wrong,
    /// Found, and given to nobody although the gold names somebody.
    Silent,
    /// Not found.
    Missed,
}

/// A span of a prediction, in bytes.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct PredictedSpan {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// A speaker of a prediction.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct PredictedSpeaker {
    pub(crate) name: String,
    /// False for "officials", which names nobody.
    #[serde(default = "yes")]
    pub(crate) named: bool,
}

fn yes() -> bool {
    true
}

/// A predicted attribution, as far as scoring needs it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Predicted {
    pub(crate) content: Vec<PredictedSpan>,
    pub(crate) speakers: Vec<PredictedSpeaker>,
}

/// The outcome of each gold attribution, with the prediction it was matched to.
pub(crate) fn score(text: &str, gold: &Gold, predicted: &[Predicted]) -> Vec<(Outcome, Option<usize>)> {
    let words = words(text);
    let wanted: Vec<BTreeSet<usize>> = gold
        .attributions
        .iter()
        .map(|a| covered(&words, a.content.iter().map(|p| (p.start, p.end))))
        .collect();
    let found: Vec<BTreeSet<usize>> =
        predicted.iter().map(|p| covered(&words, p.content.iter().map(|s| (s.start, s.end)))).collect();
    let universe: BTreeSet<Name> =
        gold.attributions.iter().flat_map(|a| &a.speakers).map(|s| normal(s)).collect();
    let pairs = match_best_first(&wanted, &found);
    gold.attributions
        .iter()
        .zip(pairs)
        .map(|(attribution, pair)| {
            let Some(at) = pair else { return (Outcome::Missed, None) };
            let want: Vec<Name> = attribution.speakers.iter().map(|s| normal(s)).collect();
            let got: Vec<Name> =
                predicted[at].speakers.iter().filter(|s| s.named).map(|s| normal(&s.name)).collect();
            (judge(&want, &got, &universe), Some(at))
        })
        .collect()
}

fn judge(want: &[Name], got: &[Name], universe: &BTreeSet<Name>) -> Outcome {
    if want.is_empty() && got.is_empty() {
        Outcome::Right
    } else if got.is_empty() {
        Outcome::Silent
    } else if want.len() == got.len() && got.iter().all(|g| want.iter().any(|w| same(g, w, universe))) {
        Outcome::Right
    } else {
        Outcome::Wrong
    }
}

/// A name's words, for comparison: lower case, without diacritics, titles and possessive endings.
type Name = Vec<String>;

fn normal(name: &str) -> Name {
    let plain = name.to_lowercase().replace('’', "'").replace("'s", "");
    let plain: String = plain.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let last = words.len().saturating_sub(1);
    let kept = words.iter().enumerate().filter(|(i, word)| *i == last || !TITLES.contains(word));
    kept.map(|(_, word)| (*word).to_owned()).collect()
}

/// Whether two names are the same person's: equal, the prediction fuller (`Scott Bessent` for `Bessent`), or shorter
/// where no other speaker of the article would fit as well.
fn same(got: &Name, want: &Name, universe: &BTreeSet<Name>) -> bool {
    got == want
        || within(want, got)
        || (within(got, want) && universe.iter().filter(|other| within(got, other)).count() == 1)
}

/// Whether the words of one name stand in the other in this order, with the same last word.
fn within(short: &Name, long: &Name) -> bool {
    let mut rest = long.iter();
    !short.is_empty()
        && short.last() == long.last()
        && short.iter().all(|word| rest.any(|other| other == word))
}

/// The byte ranges of the words of a text.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match found.last_mut() {
            Some((_, end)) if *end == at => *end = at + c.len_utf8(),
            _ => found.push((at, at + c.len_utf8())),
        }
    }
    found
}

/// The words that some spans touch.
fn covered(words: &[(usize, usize)], spans: impl Iterator<Item = (usize, usize)>) -> BTreeSet<usize> {
    let touched = |(start, end): (usize, usize)| {
        words.partition_point(|w| w.1 <= start)..words.partition_point(|w| w.0 < end)
    };
    spans.flat_map(touched).collect()
}

/// For each gold content the predicted one it is matched to: pairs by falling overlap, ties in text order.
fn match_best_first(gold: &[BTreeSet<usize>], predicted: &[BTreeSet<usize>]) -> Vec<Option<usize>> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in predicted.iter().enumerate() {
            let dice = 2.0 * g.intersection(p).count() as f64 / (g.len() + p.len()).max(1) as f64;
            if dice >= FOUND {
                pairs.push((dice, i, j));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut matched, mut used) = (vec![None; gold.len()], vec![false; predicted.len()]);
    for (_, i, j) in pairs {
        if matched[i].is_none() && !used[j] {
            (matched[i], used[j]) = (Some(j), true);
        }
    }
    matched
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marked::unmark;

    /// Scores a prediction, given as the words it covers and its speakers, against a gold of one attribution.
    fn check(speakers: &str, predicted: &[(&str, &[&str])]) -> Outcome {
        let marked = format!(
            "title: t\nstyle: wire\nmarks: curly\nA1: direct | {speakers} | colon\n---\n<c A1>“one two three four”</c> five six"
        );
        let (text, gold) = unmark(&marked).unwrap();
        let predicted: Vec<Predicted> = predicted
            .iter()
            .map(|(content, speakers)| {
                let start = text.find(content).unwrap();
                let named = |s: &&str| PredictedSpeaker {
                    name: s.trim_start_matches('?').into(),
                    named: !s.starts_with('?'),
                };
                Predicted {
                    content: vec![PredictedSpan { start, end: start + content.len() }],
                    speakers: speakers.iter().map(named).collect(),
                }
            })
            .collect();
        score(&text, &gold, &predicted)[0].0
    }

    #[test]
    fn found_from_half_of_the_words_on() {
        assert_eq!(check("Ada Moreno", &[("one two three four", &["Ada Moreno"])]), Outcome::Right);
        assert_eq!(check("Ada Moreno", &[("three four” five six", &["Ada Moreno"])]), Outcome::Right);
        assert_eq!(check("Ada Moreno", &[("four” five six", &["Ada Moreno"])]), Outcome::Missed);
        assert_eq!(check("Ada Moreno", &[]), Outcome::Missed);
    }

    #[test]
    fn one_to_one_and_the_best_first() {
        let predicted: [(&str, &[&str]); 2] =
            [("two three", &["Bo Lund"]), ("one two three", &["Ada Moreno"])];
        assert_eq!(check("Ada Moreno", &predicted), Outcome::Right);
    }

    #[test]
    fn the_same_people() {
        let outcome = |want: &str, got: &[&str]| check(want, &[("one two three four", got)]);
        assert_eq!(outcome("Ada Moreno", &["Moreno"]), Outcome::Right);
        assert_eq!(outcome("Moreno", &["Dr Ada Moreno"]), Outcome::Right);
        assert_eq!(outcome("Maros Sefcovic", &["Maroš Šefčovič"]), Outcome::Right);
        assert_eq!(outcome("The White House", &["White House"]), Outcome::Right);
        assert_eq!(outcome("Ada Moreno; Eva Moreno", &["Moreno", "Eva Moreno"]), Outcome::Wrong);
        assert_eq!(outcome("Ada Moreno; Bo Lund", &["Bo Lund", "Ada Moreno"]), Outcome::Right);
        assert_eq!(outcome("Ada Moreno; Bo Lund", &["Bo Lund"]), Outcome::Wrong);
        assert_eq!(outcome("Ada Moreno", &["Ada Lund"]), Outcome::Wrong);
        assert_eq!(outcome("Ada Moreno", &[]), Outcome::Silent);
        assert_eq!(outcome("Ada Moreno", &["?officials"]), Outcome::Silent);
        assert_eq!(outcome("-", &["?officials"]), Outcome::Right);
        assert_eq!(outcome("-", &[]), Outcome::Right);
        assert_eq!(outcome("-", &["Ada Moreno"]), Outcome::Wrong);
    }
}
