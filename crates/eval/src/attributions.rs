//! Whole attributions of one document: which are found, and with the right source.
//!
//! In: both sides of a document. Out: [`Counts`], and the pairs behind them. Must not know: speakers' names.

use crate::counts::Counts;
use crate::head::same_source;
use crate::matching::{FOUND, Match, by_dice};
use crate::metric::Demand;
use crate::sides::{Item, Sides, contents};
use dixit_formats::ContentType;

/// What a demand counts.
pub(crate) fn count(sides: &Sides<'_>, demand: Demand, only: Option<ContentType>) -> Counts {
    let pairs = by_dice(&contents(&sides.gold), &contents(&sides.predicted));
    let wanted = |content_type: ContentType| only.is_none_or(|only| only == content_type);
    let mut type_of_match = vec![None; sides.predicted.len()];
    let mut hits = 0;
    for pair in &pairs {
        let (gold, predicted) = (&sides.gold[pair.gold], &sides.predicted[pair.predicted]);
        let content_type = gold.attribution.content_type;
        type_of_match[pair.predicted] = Some(content_type);
        hits += usize::from(wanted(content_type) && meets(demand, pair, gold, predicted));
    }
    let gold = sides
        .gold
        .iter()
        .filter(|item| !item.content.is_empty() && wanted(item.attribution.content_type))
        .count();
    let predicted = sides.predicted.iter().zip(type_of_match).filter(|(item, matched)| {
        !item.content.is_empty() && wanted(matched.unwrap_or(item.attribution.content_type))
    });
    Counts::whole(hits, predicted.count(), gold)
}

fn meets(demand: Demand, pair: &Match, gold: &Item<'_>, predicted: &Item<'_>) -> bool {
    match demand {
        Demand::Content => pair.fit >= FOUND,
        Demand::Source => pair.fit >= FOUND && right_source(gold, predicted),
        Demand::Strict => gold.content == predicted.content && right_source(gold, predicted),
    }
}

/// Whether neither has a source, or the heads match.
pub(crate) fn right_source(gold: &Item<'_>, predicted: &Item<'_>) -> bool {
    match (gold.source.is_empty(), predicted.source.is_empty()) {
        (true, true) => true,
        (false, false) => same_source(&gold.source, gold.head, &predicted.source, predicted.head),
        _ => false,
    }
}

/// The gold attributions that are found, each with the predicted one.
pub(crate) fn found(gold: &[Item<'_>], predicted: &[Item<'_>]) -> Vec<Match> {
    let mut pairs = by_dice(&contents(gold), &contents(predicted));
    pairs.retain(|pair| pair.fit >= FOUND);
    pairs
}
