//! Which predicted span is which gold one: one to one, best first.
//!
//! In: sets of words on both sides, and how well two fit. Out: pairs. Must not know: what the sets are.

use crate::words::Words;

/// From this Dice coefficient of the content's words on, a predicted attribution is the gold one. Half of the words is
/// what the field asks for (Pareti 2016's partial match; one to one, so that a long prediction cannot be several).
pub const FOUND: f64 = 0.5;

/// A gold and a predicted span that belong together, and how well they fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Match {
    pub(crate) gold: usize,
    pub(crate) predicted: usize,
    pub(crate) fit: f64,
}

/// Pairs by falling fit, ties in document order; only sets that share a word are asked for their fit, and a fit of 0 is none.
pub(crate) fn best_first(
    gold: &[&Words],
    predicted: &[&Words],
    fit: impl Fn(usize, usize) -> f64,
) -> Vec<Match> {
    let mut holders: Vec<(u32, usize)> = predicted
        .iter()
        .enumerate()
        .flat_map(|(position, words)| words.iter().map(move |word| (word, position)))
        .collect();
    holders.sort_unstable();
    let mut candidates = Vec::new();
    let mut near: Vec<usize> = Vec::new();
    for (position, words) in gold.iter().enumerate() {
        near.clear();
        for word in words.iter() {
            let from = holders.partition_point(|(held, _)| *held < word);
            near.extend(
                holders[from..].iter().take_while(|(held, _)| *held == word).map(|(_, holder)| holder),
            );
        }
        near.sort_unstable();
        near.dedup();
        for &other in &near {
            let fit = fit(position, other);
            if fit > 0.0 {
                candidates.push(Match { gold: position, predicted: other, fit });
            }
        }
    }
    candidates
        .sort_by(|a, b| b.fit.total_cmp(&a.fit).then((a.gold, a.predicted).cmp(&(b.gold, b.predicted))));
    let (mut used_gold, mut used_predicted) = (vec![false; gold.len()], vec![false; predicted.len()]);
    candidates.retain(|pair| {
        let free = !used_gold[pair.gold] && !used_predicted[pair.predicted];
        if free {
            (used_gold[pair.gold], used_predicted[pair.predicted]) = (true, true);
        }
        free
    });
    candidates
}

/// The pairs with the best shared contents.
pub(crate) fn by_dice(gold: &[&Words], predicted: &[&Words]) -> Vec<Match> {
    best_first(gold, predicted, |g, p| gold[g].dice(predicted[p]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::WordIndex;
    use dixit_tokenizer::Span;

    /// The pairs for spans of a text of one-letter words.
    fn check(gold: &[(usize, usize)], predicted: &[(usize, usize)], expected: &[(usize, usize)]) {
        let text = "a b c d e f g h i j k l m n o p";
        let index = WordIndex::new(text);
        let sets = |spans: &[(usize, usize)]| -> Vec<Words> {
            spans.iter().map(|(from, to)| index.touched(&[Span::from_usize(from * 2, to * 2)])).collect()
        };
        let (gold, predicted) = (sets(gold), sets(predicted));
        let found = by_dice(&gold.iter().collect::<Vec<_>>(), &predicted.iter().collect::<Vec<_>>());
        let found: Vec<(usize, usize)> = found.iter().map(|pair| (pair.gold, pair.predicted)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn one_to_one_and_the_best_first() {
        check(&[(0, 4)], &[(0, 2), (0, 3)], &[(0, 1)]);
        // One long prediction is one of two gold spans, the one it fits better.
        check(&[(0, 2), (2, 8)], &[(0, 8)], &[(1, 0)]);
        check(&[(0, 2), (4, 6)], &[(4, 6), (0, 2)], &[(0, 1), (1, 0)]);
        check(&[(0, 2)], &[(2, 4)], &[]);
        // Equally good: the earlier ones.
        check(&[(0, 2)], &[(0, 4), (0, 4)], &[(0, 0)]);
    }
}
