//! What is wrong with a prediction, attribution by attribution.
//!
//! In: a pair of documents. Out: its [`Fault`]s in text order. Must not know: how they are shown.

use crate::attributions::{found, right_source};
use crate::pairing::Pair;
use crate::sides::{Item, Sides};
use crate::speakers::{Outcome, outcomes};
use dixit_tokenizer::Span;

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// A gold attribution that is not found.
    Missed,
    /// A predicted attribution that is no gold one.
    Spurious,
    /// Found, but the predicted content has only some of the gold's words.
    CutContent,
    /// Found, but the predicted content has all of the gold's words and more.
    LongContent,
    /// Found, but both contents have words that the other has not.
    ShiftedContent,
    /// Found, with the wrong source, or without one, or with one where gold has none.
    WrongSource,
    /// Found, with a cue of other words.
    WrongCue,
    /// Found, with the wrong type.
    WrongType,
    /// Found, and given to somebody else.
    WrongSpeaker,
    /// Found, and given to nobody although gold names somebody.
    SilentSpeaker,
    /// Found, and given to somebody although gold names nobody.
    FalseName,
}

impl FaultKind {
    /// All kinds, in the order of reports.
    pub const ALL: [FaultKind; 11] = [
        FaultKind::Missed,
        FaultKind::Spurious,
        FaultKind::CutContent,
        FaultKind::LongContent,
        FaultKind::ShiftedContent,
        FaultKind::WrongSource,
        FaultKind::WrongCue,
        FaultKind::WrongType,
        FaultKind::WrongSpeaker,
        FaultKind::SilentSpeaker,
        FaultKind::FalseName,
    ];
}

/// Something wrong. A found attribution may have several faults, each told by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The position of the gold attribution.
    pub gold: Option<usize>,
    /// The position of the predicted attribution.
    pub predicted: Option<usize>,
}

impl Fault {
    /// A gold attribution that is not found.
    pub fn missed(gold: usize) -> Self {
        Self { kind: FaultKind::Missed, gold: Some(gold), predicted: None }
    }

    /// A predicted attribution that is no gold one.
    pub fn spurious(predicted: usize) -> Self {
        Self { kind: FaultKind::Spurious, gold: None, predicted: Some(predicted) }
    }
}

/// All that is wrong in one document, in text order. `flat`: nested predictions are neither spurious nor anything else.
pub fn find_faults(pair: &Pair<'_>, flat: bool) -> Vec<Fault> {
    let sides = Sides::new(pair.gold, pair.predicted, flat);
    // Positions among all predictions, of which `predicted` are some.
    let positions: Vec<usize> = (0..sides.everything.len())
        .filter(|at| !flat || sides.everything[*at].attribution.nested_in.is_none())
        .collect();
    let position = |at: usize| positions.get(at).copied().unwrap_or(at);
    let (mut found_gold, mut found_predicted) =
        (vec![false; sides.gold.len()], vec![false; sides.predicted.len()]);
    let mut faults = Vec::new();
    for pair in found(&sides.gold, &sides.predicted) {
        (found_gold[pair.gold], found_predicted[pair.predicted]) = (true, true);
        let (gold, predicted) = (&sides.gold[pair.gold], &sides.predicted[pair.predicted]);
        let at = |kind| Fault { kind, gold: Some(pair.gold), predicted: Some(position(pair.predicted)) };
        faults.extend(differences(gold, predicted).into_iter().map(at));
    }
    for (gold, (outcome, predicted)) in outcomes(&sides).unwrap_or_default().into_iter().enumerate() {
        let kind = match outcome {
            Outcome::Wrong => FaultKind::WrongSpeaker,
            Outcome::Silent => FaultKind::SilentSpeaker,
            Outcome::FalseName => FaultKind::FalseName,
            Outcome::Right | Outcome::Missed | Outcome::RightlyUnnamed | Outcome::MissedUnnamed => continue,
        };
        faults.push(Fault { kind, gold: Some(gold), predicted });
    }
    let missed = (0..sides.gold.len()).filter(|at| !found_gold[*at] && !sides.gold[*at].content.is_empty());
    faults.extend(missed.map(Fault::missed));
    let spurious = (0..sides.predicted.len())
        .filter(|at| !found_predicted[*at] && !sides.predicted[*at].content.is_empty());
    faults.extend(spurious.map(|at| Fault::spurious(position(at))));
    let start = |items: &[Item<'_>], at: Option<usize>| -> Option<Span> {
        items.get(at?)?.attribution.content.iter().min().copied()
    };
    faults.sort_by_key(|fault| {
        let place = start(&sides.gold, fault.gold).or_else(|| start(&sides.everything, fault.predicted));
        (place, fault.gold, fault.predicted, fault.kind)
    });
    faults
}

/// What differs between a gold attribution and the one found for it, but for speakers.
fn differences(gold: &Item<'_>, predicted: &Item<'_>) -> Vec<FaultKind> {
    let mut kinds = Vec::new();
    let shared = gold.content.shared(&predicted.content);
    match (shared == predicted.content.len(), shared == gold.content.len()) {
        (true, true) => {}
        (true, false) => kinds.push(FaultKind::CutContent),
        (false, true) => kinds.push(FaultKind::LongContent),
        (false, false) => kinds.push(FaultKind::ShiftedContent),
    }
    if !right_source(gold, predicted) {
        kinds.push(FaultKind::WrongSource);
    }
    if gold.cue != predicted.cue {
        kinds.push(FaultKind::WrongCue);
    }
    if gold.attribution.content_type != predicted.attribution.content_type {
        kinds.push(FaultKind::WrongType);
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Sample;

    /// The faults of one prediction against one gold attribution.
    fn check(predicted: (&str, &str, &str, &[&str]), expected: &[FaultKind]) {
        let mut gold = Sample::new("“It rains now,” Ada Moreno said. Bo Lund wept.");
        gold.says("It rains now", "said", "Ada Moreno", &["Ada Moreno"]);
        let mut prediction = gold.bare();
        let (content, cue, source, speakers) = predicted;
        prediction.says(content, cue, source, speakers);
        let faults = find_faults(&Pair { gold: &gold, predicted: Some(&prediction) }, false);
        let kinds: Vec<FaultKind> = faults.iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds, expected, "{content}");
    }

    #[test]
    fn each_fault_is_told_by_itself() {
        let ada: &[&str] = &["Ada Moreno"];
        check(("“It rains now,”", "said", "Moreno", ada), &[]);
        check(("It rains", "said", "Moreno", ada), &[FaultKind::CutContent]);
        check(("It rains now,” Ada", "said", "Moreno", ada), &[FaultKind::LongContent, FaultKind::WrongType]);
        check(("rains now,” Ada", "said", "Moreno", ada), &[FaultKind::ShiftedContent, FaultKind::WrongType]);
        check(("It rains now", "", "Bo Lund", ada), &[FaultKind::WrongSource, FaultKind::WrongCue]);
        check(("It rains now", "said", "", ada), &[FaultKind::WrongSource]);
        check(("It rains now", "said", "Moreno", &["Bo Lund"]), &[FaultKind::WrongSpeaker]);
        check(("It rains now", "said", "Moreno", &[]), &[FaultKind::SilentSpeaker]);
        check(("Bo Lund wept", "said", "Moreno", ada), &[FaultKind::Missed, FaultKind::Spurious]);
    }

    #[test]
    fn positions_are_those_of_the_whole_prediction() {
        let mut gold = Sample::new("“It rains now,” Ada Moreno said. Bo Lund wept.");
        gold.says("It rains now", "said", "Ada Moreno", &[]);
        let mut prediction = gold.bare();
        prediction.says("It rains now,” Ada", "", "", &[]);
        prediction.says("Moreno", "", "", &[]);
        prediction.says("Bo Lund wept", "", "", &[]);
        prediction.attributions[1].nested_in = Some("1".to_owned());
        let faults = find_faults(&Pair { gold: &gold, predicted: Some(&prediction) }, true);
        assert_eq!(faults.last(), Some(&Fault::spurious(2)));
        assert!(faults.iter().all(|fault| fault.predicted != Some(1)));
    }
}
