//! The best one-to-one assignment.
//!
//! In: weighted edges between two sides. Out: the greatest sum of weights in which nothing is assigned twice. Must not know: what
//! is assigned.

use pathfinding::kuhn_munkres::kuhn_munkres;
use pathfinding::matrix::Matrix;
use std::collections::BTreeMap;

/// Weights are compared as whole multiples of this share: far below what a figure shows, and a sum of them fits an `i64`.
const STEPS: f64 = (1u64 << 40) as f64;

/// An edge between two nodes, and its weight from 0 to 1.
type Edge = (usize, usize, f64);

/// The greatest sum. Cubic in the largest group of nodes that hang together, not in all of them.
pub(super) fn best_total(edges: Vec<Edge>) -> f64 {
    components(edges).into_iter().map(|edges| best_of_component(&edges)).sum()
}

/// The edges by what hangs together: nothing is ever assigned across.
fn components(edges: Vec<Edge>) -> Vec<Vec<Edge>> {
    // Each left node's first right node, and each right node's, lead to the one that stands for the component.
    let mut leaders: BTreeMap<usize, usize> = BTreeMap::new();
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for (left, right, _) in &edges {
        let anchor = *first.entry(*left).or_insert(*right);
        let (a, b) = (leader(&mut leaders, anchor), leader(&mut leaders, *right));
        leaders.insert(a.max(b), a.min(b));
    }
    let mut groups: BTreeMap<usize, Vec<Edge>> = BTreeMap::new();
    for edge in edges {
        groups.entry(leader(&mut leaders, edge.1)).or_default().push(edge);
    }
    groups.into_values().collect()
}

/// The node that stands for another's component; what was passed on the way is shortened.
fn leader(leaders: &mut BTreeMap<usize, usize>, node: usize) -> usize {
    let mut at = node;
    while let Some(next) = leaders.get(&at).copied().filter(|next| *next != at) {
        if let Some(after) = leaders.get(&next).copied() {
            leaders.insert(at, after);
        }
        at = next;
    }
    at
}

fn best_of_component(edges: &[Edge]) -> f64 {
    if let [(_, _, weight)] = edges {
        return *weight;
    }
    let (rows, columns) =
        (positions(edges.iter().map(|edge| edge.0)), positions(edges.iter().map(|edge| edge.1)));
    // The solver wants no more rows than columns.
    let turned = rows.len() > columns.len();
    let (height, width) = if turned { (columns.len(), rows.len()) } else { (rows.len(), columns.len()) };
    let mut steps = Matrix::new(height, width, 0i64);
    let mut weights: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for (left, right, weight) in edges {
        let place = (rows[left], columns[right]);
        let place = if turned { (place.1, place.0) } else { place };
        steps[place] = (weight * STEPS).round() as i64;
        weights.insert(place, *weight);
    }
    let (_, chosen) = kuhn_munkres(&steps);
    chosen.into_iter().enumerate().filter_map(|place| weights.get(&place)).sum()
}

/// The place of each node among all of its side.
fn positions(nodes: impl Iterator<Item = usize>) -> BTreeMap<usize, usize> {
    let mut all: Vec<usize> = nodes.collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().enumerate().map(|(position, node)| (node, position)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(edges: &[Edge], expected: f64) {
        let found = best_total(edges.to_vec());
        assert!((found - expected).abs() < 1e-9, "{edges:?}: {found}");
    }

    #[test]
    fn nothing_is_assigned_twice() {
        check(&[], 0.0);
        check(&[(3, 7, 0.5)], 0.5);
        // The greedy choice of 0.9 would leave 0.1.
        check(&[(0, 0, 0.9), (0, 1, 0.8), (1, 0, 0.8), (1, 1, 0.1)], 1.6);
        // More on one side than on the other, whichever it is.
        check(&[(0, 0, 0.4), (1, 0, 0.6), (2, 0, 0.5)], 0.6);
        check(&[(0, 0, 0.4), (0, 1, 0.6), (0, 2, 0.5)], 0.6);
        // Two that hang together only by a third, and one apart.
        check(&[(0, 0, 0.5), (1, 1, 0.5), (1, 0, 0.9), (5, 5, 1.0)], 2.0);
    }

    /// The greatest sum by trying everything.
    fn tried(edges: &[Edge], used_left: u32, used_right: u32) -> f64 {
        let Some(((left, right, weight), rest)) = edges.split_first() else { return 0.0 };
        let without = tried(rest, used_left, used_right);
        if used_left & (1 << left) != 0 || used_right & (1 << right) != 0 {
            return without;
        }
        without.max(weight + tried(rest, used_left | 1 << left, used_right | 1 << right))
    }

    proptest! {
        #[test]
        fn it_is_the_greatest(edges in prop::collection::btree_map((0usize..5, 0usize..5), 1u32..100, 0..12)) {
            let edges: Vec<Edge> =
                edges.into_iter().map(|((left, right), weight)| (left, right, f64::from(weight) / 100.0)).collect();
            prop_assert!((best_total(edges.clone()) - tried(&edges, 0, 0)).abs() < 1e-9);
        }
    }
}
