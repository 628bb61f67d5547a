//! What changed from one prediction to another, and for better or worse where gold can tell.
//!
//! In: two predictions of one text, and its gold if there is one. Out: [`Change`]s in text order. Must not know: how they are
//! shown.

use crate::attributions::{found, right_source};
use crate::sides::{Item, Sides};
use crate::speakers::{Outcome, named, outcomes};
use dixit_formats::AnnotatedDocument;
use dixit_tokenizer::Span;

/// What happened to an attribution. Positions are those in each prediction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// Only the new prediction has it.
    Gained {
        /// Its position there.
        new: usize,
    },
    /// Only the old prediction has it.
    Lost {
        /// Its position there.
        old: usize,
    },
    /// Both have it, and say something else of it.
    Changed {
        /// Its position in the old prediction.
        old: usize,
        /// Its position in the new one.
        new: usize,
        /// What differs, in order.
        aspects: Vec<Aspect>,
    },
}

/// What two predictions can say differently of an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// The words of the content.
    Content,
    /// The words of the cue.
    Cue,
    /// The words of the source.
    Source,
    /// Direct, indirect or mixed.
    Type,
    /// Who said it.
    Speakers,
}

/// Whether a change is for the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// More of the gold is right than before.
    Better,
    /// Less is.
    Worse,
    /// Neither, for all that is measured.
    Neither,
}

/// A difference between two predictions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Its effect; none without gold.
    pub effect: Option<Effect>,
}

/// What differs between two predictions of the same text. Attributions are the same where their contents share half of their
/// words, one to one, best first. `flat`: attributions inside others are left out.
pub fn compare(
    old: &AnnotatedDocument,
    new: &AnnotatedDocument,
    gold: Option<&AnnotatedDocument>,
    flat: bool,
) -> Vec<Change> {
    let empty = AnnotatedDocument { text: old.text.clone(), ..AnnotatedDocument::default() };
    let reference = gold.unwrap_or(&empty);
    let (old, new) = (Side::new(reference, old, flat), Side::new(reference, new, flat));
    let pairs = found(&old.sides.predicted, &new.sides.predicted);
    let (mut kept_old, mut kept_new) =
        (vec![false; old.sides.predicted.len()], vec![false; new.sides.predicted.len()]);
    let mut changes: Vec<(Option<Span>, Change)> = Vec::new();
    let effect = |before: Rating, after: Rating| {
        gold.map(|_| match after.cmp(&before) {
            std::cmp::Ordering::Greater => Effect::Better,
            std::cmp::Ordering::Less => Effect::Worse,
            std::cmp::Ordering::Equal => Effect::Neither,
        })
    };
    for pair in pairs {
        (kept_old[pair.gold], kept_new[pair.predicted]) = (true, true);
        let (before, after) = (&old.sides.predicted[pair.gold], &new.sides.predicted[pair.predicted]);
        let aspects = aspects(before, after);
        if !aspects.is_empty() {
            let kind = ChangeKind::Changed {
                old: old.position(pair.gold),
                new: new.position(pair.predicted),
                aspects,
            };
            let effect = effect(old.ratings[pair.gold], new.ratings[pair.predicted]);
            changes.push((place(before), Change { kind, effect }));
        }
    }
    for (at, item) in old.sides.predicted.iter().enumerate().filter(|(at, _)| !kept_old[*at]) {
        let kind = ChangeKind::Lost { old: old.position(at) };
        changes.push((place(item), Change { kind, effect: effect(old.ratings[at], NOT_THERE) }));
    }
    for (at, item) in new.sides.predicted.iter().enumerate().filter(|(at, _)| !kept_new[*at]) {
        let kind = ChangeKind::Gained { new: new.position(at) };
        changes.push((place(item), Change { kind, effect: effect(NOT_THERE, new.ratings[at]) }));
    }
    // Stable: what starts at the same place is changed, lost, gained, in order.
    changes.sort_by_key(|(place, _)| *place);
    changes.into_iter().map(|(_, change)| change).collect()
}

/// How good a predicted attribution is, to compare: first whether it is gold at all, then who said it, then how well it is cut.
type Rating = (i8, u8, u8);

/// Between a spurious attribution and a right one.
const NOT_THERE: Rating = (0, 0, 0);
const SPURIOUS: Rating = (-1, 0, 0);

/// One prediction beside the gold.
struct Side<'a> {
    sides: Sides<'a>,
    ratings: Vec<Rating>,
    positions: Vec<usize>,
}

impl<'a> Side<'a> {
    fn new(gold: &'a AnnotatedDocument, predicted: &'a AnnotatedDocument, flat: bool) -> Self {
        let sides = Sides::new(gold, Some(predicted), flat);
        let mut ratings = vec![SPURIOUS; sides.predicted.len()];
        let speakers = outcomes(&sides);
        for pair in found(&sides.gold, &sides.predicted) {
            let (gold, predicted) = (&sides.gold[pair.gold], &sides.predicted[pair.predicted]);
            let speaker = speakers
                .as_ref()
                .and_then(|all| all.get(pair.gold))
                .is_some_and(|(outcome, _)| matches!(outcome, Outcome::Right | Outcome::RightlyUnnamed));
            let who = 2 * u8::from(right_source(gold, predicted)) + 2 * u8::from(speaker);
            let cut = 2 * u8::from(gold.content == predicted.content)
                + u8::from(gold.cue == predicted.cue)
                + u8::from(gold.attribution.content_type == predicted.attribution.content_type);
            ratings[pair.predicted] = (1, who, cut);
        }
        let all = predicted.attributions.iter().enumerate();
        let positions = all.filter(|(_, item)| !flat || item.nested_in.is_none()).map(|(at, _)| at).collect();
        Self { sides, ratings, positions }
    }

    fn position(&self, at: usize) -> usize {
        self.positions.get(at).copied().unwrap_or(at)
    }
}

fn place(item: &Item<'_>) -> Option<Span> {
    item.attribution.content.iter().min().copied()
}

fn aspects(old: &Item<'_>, new: &Item<'_>) -> Vec<Aspect> {
    let people = |item: &Item<'_>| {
        let mut names = named(item.attribution);
        names.sort();
        names
    };
    let differs = [
        (Aspect::Content, old.content != new.content),
        (Aspect::Cue, old.cue != new.cue),
        (Aspect::Source, old.source != new.source),
        (Aspect::Type, old.attribution.content_type != new.attribution.content_type),
        (Aspect::Speakers, people(old) != people(new)),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    fn texts() -> (Sample, Sample, Sample) {
        let mut gold = Sample::new("“It rains now,” Ada Moreno said. Bo Lund thinks it pours. He left.");
        gold.says("It rains now", "said", "Ada Moreno", &["Ada Moreno"]);
        gold.says("it pours", "thinks", "Bo Lund", &["Bo Lund"]);
        (gold.clone(), gold.bare(), gold.bare())
    }

    #[test]
    fn the_same_is_no_change() {
        let (gold, _, _) = texts();
        assert!(compare(&gold, &gold, Some(&gold), false).is_empty());
    }

    #[test]
    fn gold_tells_better_from_worse() {
        let (gold, mut old, mut new) = texts();
        old.says("It rains", "said", "Bo Lund", &["Bo Lund"]);
        new.says("It rains", "said", "Ada Moreno", &["Ada Moreno"]);
        old.says("it pours", "thinks", "Bo Lund", &["Bo Lund"]);
        new.says("He left", "", "", &[]);
        let changes = compare(&old, &new, Some(&gold), false);
        let aspects = vec![Aspect::Source, Aspect::Speakers];
        let expected = [
            (ChangeKind::Changed { old: 0, new: 0, aspects }, Some(Effect::Better)),
            (ChangeKind::Lost { old: 1 }, Some(Effect::Worse)),
            (ChangeKind::Gained { new: 1 }, Some(Effect::Worse)),
        ];
        assert_eq!(changes, expected.map(|(kind, effect)| Change { kind, effect }));
    }

    #[test]
    fn without_gold_nothing_is_judged() {
        let (_, mut old, mut new) = texts();
        old.says("It rains now", "said", "Ada Moreno", &["Ada Moreno"]);
        new.says("It rains now,” Ada", "said", "Ada Moreno", &["Ada Moreno"]);
        let changes = compare(&old, &new, None, false);
        let aspects = vec![Aspect::Content, Aspect::Type];
        assert_eq!(changes, [Change { kind: ChangeKind::Changed { old: 0, new: 0, aspects }, effect: None }]);
    }
}
