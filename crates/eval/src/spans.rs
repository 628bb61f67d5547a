//! Span metrics of one document.
//!
//! In: both sides of a document, a role and a measure. Out: [`Counts`]. Must not know: other documents.

use crate::counts::Counts;
use crate::head::same_source;
use crate::matching::{Match, best_first, by_dice};
use crate::metric::Measure;
use crate::sides::{Item, Sides};
use crate::words::{WordIndex, Words};
use dixit_formats::{ContentType, Role};
use std::collections::BTreeSet;

/// What a measure counts for a role.
pub(crate) fn count(sides: &Sides<'_>, role: Role, measure: Measure, only: Option<ContentType>) -> Counts {
    match measure {
        Measure::Token => tokens(sides, role),
        Measure::Fragment => fragments(sides, role),
        Measure::Exact | Measure::Partial | Measure::Overlap | Measure::Head => {
            matched(sides, role, measure, only)
        }
    }
}

fn matched(sides: &Sides<'_>, role: Role, measure: Measure, only: Option<ContentType>) -> Counts {
    let (gold, predicted) = (distinct(&sides.gold, role), distinct(&sides.predicted, role));
    let gold_words: Vec<&Words> = gold.iter().map(|item| item.role(role)).collect();
    let predicted_words: Vec<&Words> = predicted.iter().map(|item| item.role(role)).collect();
    let pairs = match measure {
        Measure::Exact => best_first(&gold_words, &predicted_words, |g, p| {
            f64::from(u8::from(gold_words[g] == predicted_words[p]))
        }),
        Measure::Head => best_first(&gold_words, &predicted_words, |g, p| {
            let same = same_source(gold_words[g], gold[g].head, predicted_words[p], predicted[p].head);
            if same { gold_words[g].dice(predicted_words[p]) } else { 0.0 }
        }),
        _ => by_dice(&gold_words, &predicted_words),
    };
    let mut counts = Counts::default();
    let wanted = |content_type: ContentType| only.is_none_or(|only| only == content_type);
    let credit = |pair: &Match, of: &Words| match measure {
        Measure::Partial => {
            gold_words[pair.gold].shared(predicted_words[pair.predicted]) as f64 / of.len() as f64
        }
        _ => 1.0,
    };
    let mut type_of_match = vec![None; predicted.len()];
    for pair in &pairs {
        let content_type = gold[pair.gold].attribution.content_type;
        type_of_match[pair.predicted] = Some(content_type);
        if wanted(content_type) {
            counts.hit_gold += credit(pair, gold_words[pair.gold]);
            counts.hit_predicted += credit(pair, predicted_words[pair.predicted]);
        }
    }
    counts.gold = gold.iter().filter(|item| wanted(item.attribution.content_type)).count();
    counts.predicted = predicted
        .iter()
        .zip(type_of_match)
        .filter(|(item, matched)| wanted(matched.unwrap_or(item.attribution.content_type)))
        .count();
    counts
}

/// The attributions that have the role; a cue or a source that several share, once.
fn distinct<'i, 'a>(items: &'i [Item<'a>], role: Role) -> Vec<&'i Item<'a>> {
    let mut seen = BTreeSet::new();
    items
        .iter()
        .filter(|item| {
            let words = item.role(role);
            !words.is_empty() && (role == Role::Content || seen.insert(words))
        })
        .collect()
}

fn tokens(sides: &Sides<'_>, role: Role) -> Counts {
    let union = |items: &[Item<'_>]| Words::union(items.iter().map(|item| item.role(role)));
    let (gold, predicted) = (union(&sides.gold), union(&sides.predicted));
    Counts::whole(gold.shared(&predicted), predicted.len(), gold.len())
}

fn fragments(sides: &Sides<'_>, role: Role) -> Counts {
    let starts: Vec<u32> = sides.document.paragraphs.iter().map(|span| span.start().to_u32()).collect();
    let (gold, predicted) =
        (runs(&sides.index, &sides.gold, role, &starts), runs(&sides.index, &sides.predicted, role, &starts));
    Counts::whole(gold.intersection(&predicted).count(), predicted.len(), gold.len())
}

/// The parts of a role as runs of words, from the first to the last, cut where a paragraph starts.
fn runs(index: &WordIndex<'_>, items: &[Item<'_>], role: Role, starts: &[u32]) -> BTreeSet<(u32, u32)> {
    let paragraph = |word: u32| starts.partition_point(|start| *start <= index.span(word).start().to_u32());
    let mut found = BTreeSet::new();
    for span in items.iter().flat_map(|item| item.attribution.role(role)) {
        let mut run: Option<(u32, u32)> = None;
        for word in index.touched(&[*span]).iter() {
            run = match run {
                Some((first, last)) if paragraph(last) == paragraph(word) => Some((first, word)),
                done => {
                    found.extend(done);
                    Some((word, word))
                }
            };
        }
        found.extend(run);
    }
    found
}
