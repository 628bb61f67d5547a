//! Who said it: whether the speakers of found attributions are the gold ones.
//!
//! In: both sides of a document whose gold says who speaks. Out: an [`Outcome`] for each gold attribution, and tables of them.
//! Must not know: how speakers were found.
//!
//! Speaker accuracy over all gold quotations is the measure of Elson & McKeown (2010) and Muzny et al. (2017); here it is
//! told apart what is lost because a quotation is not found, given to the wrong person, or given to nobody, as Vishnubhotla
//! et al. (2022) tell kinds of mentions apart. All predictions take part, nested ones too: no precision is told.

use crate::attributions::found;
use crate::counts::percent;
use crate::names::{Name, same_people};
use crate::sides::{Item, Sides};
use dixit_formats::{AnnotatedAttribution, ContentType, SourceKind};
use std::collections::{BTreeMap, BTreeSet};

/// What became of a gold attribution's speakers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Gold names somebody; the same people are predicted.
    Right,
    /// Gold names somebody; somebody else is predicted.
    Wrong,
    /// Gold names somebody; nobody is predicted.
    Silent,
    /// Gold names somebody; the attribution is not found.
    Missed,
    /// Gold names nobody; somebody is predicted.
    FalseName,
    /// Gold names nobody, and neither does the prediction.
    RightlyUnnamed,
    /// Gold names nobody; the attribution is not found.
    MissedUnnamed,
}

/// Which attributions a row of the speaker table counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpeakerGroup {
    /// All of them.
    All,
    /// Those of a type.
    Type(ContentType),
    /// Those whose gold source is of a kind: a name, a description, a pronoun, or none.
    Kind(SourceKind),
}

impl SpeakerGroup {
    /// `all`, `direct`, `pronoun`, `none`.
    pub fn key(self) -> &'static str {
        match self {
            SpeakerGroup::All => "all",
            SpeakerGroup::Type(content_type) => content_type.name(),
            SpeakerGroup::Kind(SourceKind::Name) => "name",
            SpeakerGroup::Kind(SourceKind::Nominal) => "nominal",
            SpeakerGroup::Kind(SourceKind::Pronoun) => "pronoun",
            SpeakerGroup::Kind(SourceKind::Collective) => "collective",
            SpeakerGroup::Kind(SourceKind::Absent) => "none",
        }
    }
}

/// How often each [`Outcome`] occurs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each field counts the outcome of its name")]
pub struct SpeakerCounts {
    pub right: usize,
    pub wrong: usize,
    pub silent: usize,
    pub missed: usize,
    pub false_name: usize,
    pub rightly_unnamed: usize,
    pub missed_unnamed: usize,
}

/// The counts of every group that occurs.
pub type SpeakerTable = BTreeMap<SpeakerGroup, SpeakerCounts>;

impl SpeakerCounts {
    fn push(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::Right => &mut self.right,
            Outcome::Wrong => &mut self.wrong,
            Outcome::Silent => &mut self.silent,
            Outcome::Missed => &mut self.missed,
            Outcome::FalseName => &mut self.false_name,
            Outcome::RightlyUnnamed => &mut self.rightly_unnamed,
            Outcome::MissedUnnamed => &mut self.missed_unnamed,
        } += 1;
    }

    pub(crate) fn add(&mut self, other: &SpeakerCounts) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.silent += other.silent;
        self.missed += other.missed;
        self.false_name += other.false_name;
        self.rightly_unnamed += other.rightly_unnamed;
        self.missed_unnamed += other.missed_unnamed;
    }

    /// Gold attributions that name somebody.
    pub fn named(&self) -> usize {
        self.found() + self.missed
    }

    /// Those of them that are found.
    pub fn found(&self) -> usize {
        self.right + self.wrong + self.silent
    }

    /// Found ones that name nobody.
    pub fn unnamed_found(&self) -> usize {
        self.false_name + self.rightly_unnamed
    }

    /// The right people, in percent of all that name somebody.
    pub fn right_of_named(&self) -> f64 {
        percent(self.right as f64, self.named())
    }

    /// The right people, in percent of the found ones that name somebody.
    pub fn right_of_found(&self) -> f64 {
        percent(self.right as f64, self.found())
    }
}

/// The outcome of each gold attribution, with the prediction it was judged by; none where gold says nothing of speakers.
pub(crate) fn outcomes(sides: &Sides<'_>) -> Option<Vec<(Outcome, Option<usize>)>> {
    sides.gold.iter().find(|item| item.attribution.speakers.is_some())?;
    let wanted: Vec<Vec<Name>> = sides.gold.iter().map(|item| named(item.attribution)).collect();
    let all: BTreeSet<Name> = wanted.iter().flatten().cloned().collect();
    let mut matched = vec![None; sides.gold.len()];
    for pair in found(&sides.gold, &sides.everything) {
        matched[pair.gold] = Some(pair.predicted);
    }
    let judged = wanted.iter().zip(matched).map(|(want, matched)| {
        let got = matched.map(|at| named(sides.everything[at].attribution));
        (judge(want, got.as_deref(), &all), matched)
    });
    Some(judged.collect())
}

/// The names of an attribution's speakers; `officials` are nobody.
pub(crate) fn named(attribution: &AnnotatedAttribution) -> Vec<Name> {
    let speakers = attribution.speakers.iter().flatten();
    speakers
        .filter(|speaker| speaker.named && !speaker.name.is_empty())
        .map(|speaker| Name::new(&speaker.name))
        .collect()
}

fn judge(want: &[Name], got: Option<&[Name]>, all: &BTreeSet<Name>) -> Outcome {
    match (want.is_empty(), got) {
        (true, None) => Outcome::MissedUnnamed,
        (true, Some([])) => Outcome::RightlyUnnamed,
        (true, Some(_)) => Outcome::FalseName,
        (false, None) => Outcome::Missed,
        (false, Some([])) => Outcome::Silent,
        (false, Some(got)) if same_people(got, want, all) => Outcome::Right,
        (false, Some(_)) => Outcome::Wrong,
    }
}

/// The counts of one document.
pub(crate) fn table(sides: &Sides<'_>) -> SpeakerTable {
    let mut table = SpeakerTable::new();
    for (item, (outcome, _)) in sides.gold.iter().zip(outcomes(sides).unwrap_or_default()) {
        let groups = [
            SpeakerGroup::All,
            SpeakerGroup::Type(item.attribution.content_type),
            SpeakerGroup::Kind(kind(sides, item)),
        ];
        for group in groups {
            table.entry(group).or_default().push(outcome);
        }
    }
    table
}

/// Pronouns that are sources, lower case.
const PRONOUNS: [&str; 24] = [
    "each", "he", "her", "herself", "him", "himself", "his", "i", "it", "its", "itself", "me", "my", "one",
    "our", "she", "their", "them", "they", "us", "we", "who", "which", "you",
];

/// What kind of words the gold source is: as annotated; else none, a single pronoun, words of which one is in the speaker's
/// name, or a description.
///
/// `Ms Moreno` for Ada Moreno is a name, `the minister` is a description.
fn kind(sides: &Sides<'_>, item: &Item<'_>) -> SourceKind {
    if let Some(kind) = item.attribution.source_kind {
        return kind;
    }
    let words: Vec<String> = item.source.iter().map(|word| sides.index.word(word).to_lowercase()).collect();
    let names = named(item.attribution);
    match words.as_slice() {
        [] => SourceKind::Absent,
        [one] if PRONOUNS.contains(&one.as_str()) => SourceKind::Pronoun,
        words => {
            let source = Name::new(&words.join(" "));
            let shared = |name: &Name| name.words().iter().any(|word| source.words().contains(word));
            if names.iter().any(shared) { SourceKind::Name } else { SourceKind::Nominal }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Sample, sides};

    /// The outcome for one gold attribution `one two three four`, spoken by `want`.
    fn check(want: &[&str], predicted: &[(&str, &[&str])], expected: Outcome) {
        let mut gold = Sample::new("one two three four five six");
        gold.says("one two three four", "", "", want);
        let mut prediction = gold.bare();
        for (content, speakers) in predicted {
            prediction.says(content, "", "", speakers);
        }
        let outcomes = outcomes(&sides(&gold, &prediction)).unwrap();
        assert_eq!(outcomes[0].0, expected, "{want:?} {predicted:?}");
    }

    #[test]
    fn every_outcome_occurs() {
        check(&["Ada Moreno"], &[("two three four", &["Moreno"])], Outcome::Right);
        check(&["Ada Moreno"], &[("two three four", &["Bo Lund"])], Outcome::Wrong);
        check(&["Ada Moreno"], &[("two three four", &[])], Outcome::Silent);
        check(&["Ada Moreno"], &[("two three four", &["?officials"])], Outcome::Silent);
        check(&["Ada Moreno"], &[("four five six", &["Ada Moreno"])], Outcome::Missed);
        check(&[], &[("two three four", &["Bo Lund"])], Outcome::FalseName);
        check(&[], &[("two three four", &["?officials"])], Outcome::RightlyUnnamed);
        check(&[], &[], Outcome::MissedUnnamed);
    }

    #[test]
    fn kinds_of_sources() {
        let kind_of = |source: &str| {
            let mut gold = Sample::new("“Rain” Ms Moreno he the minister and");
            gold.says("“Rain”", "", source, &["Ada Moreno"]);
            let sides = sides(&gold, &gold);
            kind(&sides, &sides.gold[0])
        };
        assert_eq!(kind_of("Ms Moreno"), SourceKind::Name);
        assert_eq!(kind_of("the minister"), SourceKind::Nominal);
        assert_eq!(kind_of("he"), SourceKind::Pronoun);
        assert_eq!(kind_of(""), SourceKind::Absent);
    }
}
