//! Quotations added up by speaker, month or outlet.
//!
//! In: entries. Out: rows. Must not know: output formats.

use super::same::Entry;
use crate::args::By;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

/// The length of `2025-03`.
const MONTH: usize = 7;

/// What has one speaker, month or outlet.
#[derive(Debug, PartialEq)]
pub(super) struct Total {
    /// None for what no article tells.
    pub(super) name: Option<String>,
    /// How many different ones.
    pub(super) quotations: usize,
    pub(super) documents: usize,
    /// How often any of them stands somewhere.
    pub(super) places: usize,
}

#[derive(Default)]
struct Sum {
    name: Option<String>,
    quotations: HashSet<usize>,
    documents: HashSet<usize>,
    places: usize,
}

/// Months in order, else the largest first; what nobody tells comes last. A quotation counts in each month and outlet that has it.
pub(super) fn totals(entries: &[Entry], by: By) -> Vec<Total> {
    let mut sums: BTreeMap<Option<String>, Sum> = BTreeMap::new();
    for (number, entry) in entries.iter().enumerate() {
        for place in entry.places() {
            let (key, name) = match by {
                By::Speaker => {
                    let speaker = entry.speaker();
                    (speaker.map(|one| one.key()), speaker.map(|one| one.name.clone()))
                }
                By::Month => {
                    let month = place.date.as_deref().and_then(|date| date.get(..MONTH)).map(str::to_owned);
                    (month.clone(), month)
                }
                By::Outlet => (place.outlet.clone(), place.outlet.clone()),
            };
            let sum = sums.entry(key).or_default();
            if sum.places == 0 {
                sum.name = name;
            }
            sum.quotations.insert(number);
            sum.documents.insert(place.number);
            sum.places += 1;
        }
    }
    let mut totals: Vec<Total> = sums
        .into_values()
        .map(|sum| Total {
            name: sum.name,
            quotations: sum.quotations.len(),
            documents: sum.documents.len(),
            places: sum.places,
        })
        .collect();
    totals.sort_by_key(|total| {
        let size = if by == By::Month { 0 } else { total.places };
        (total.name.is_none(), Reverse(size))
    });
    totals
}
