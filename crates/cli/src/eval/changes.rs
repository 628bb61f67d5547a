//! What changed between two predictions, and for better or worse where there is gold.
//!
//! In: documents of both predictions. Out: text. Must not know: how changes are found.

use super::excerpt::{Excerpts, kind, people};
use anstyle::{AnsiColor, Style};
use dixit_eval::{
    Aspect, Change, ChangeKind, Demand, Effect, Evaluation, Measure, Metric, Options, Pair, SpeakerGroup,
    compare, evaluate,
};
use dixit_formats::{AnnotatedAttribution, AnnotatedDocument, Role};
use std::fmt::Write;

const HEAD: Style = Style::new().bold();
const BETTER: Style = AnsiColor::Green.on_default();
const WORSE: Style = AnsiColor::Red.on_default();

/// How often what happened.
#[derive(Default)]
struct Tally {
    gained: usize,
    lost: usize,
    changed: usize,
    better: usize,
    worse: usize,
}

/// The changes between two predictions, each paired with the same gold.
pub(super) fn with_gold(old: &[Pair<'_>], new: &[Pair<'_>], flat: bool) -> String {
    let mut out = String::new();
    let mut tally = Tally::default();
    for (old, new) in old.iter().zip(new) {
        let empty = AnnotatedDocument { text: old.gold.text.clone(), ..AnnotatedDocument::default() };
        let (before, after) = (old.predicted.unwrap_or(&empty), new.predicted.unwrap_or(&empty));
        document(
            &mut out,
            &mut tally,
            &old.gold.id,
            before,
            after,
            &compare(before, after, Some(old.gold), flat),
        );
    }
    summary(&mut out, &tally, true);
    let options = Options { flat, resamples: 0, ..Options::default() };
    figures(&mut out, &evaluate(old, &options), &evaluate(new, &options));
    out
}

/// The changes between two predictions, paired with each other.
pub(super) fn without_gold(pairs: &[Pair<'_>], flat: bool) -> String {
    let mut out = String::new();
    let mut tally = Tally::default();
    for pair in pairs {
        let empty = AnnotatedDocument { text: pair.gold.text.clone(), ..AnnotatedDocument::default() };
        let (before, after) = (pair.gold, pair.predicted.unwrap_or(&empty));
        document(&mut out, &mut tally, &pair.gold.id, before, after, &compare(before, after, None, flat));
    }
    summary(&mut out, &tally, false);
    out
}

fn document(
    out: &mut String,
    tally: &mut Tally,
    id: &str,
    before: &AnnotatedDocument,
    after: &AnnotatedDocument,
    changes: &[Change],
) {
    if changes.is_empty() {
        return;
    }
    let _ = writeln!(out, "{HEAD}{id}{HEAD:#}");
    let excerpts = Excerpts::new(before);
    for change in changes {
        let effect = match change.effect {
            Some(Effect::Better) => {
                tally.better += 1;
                format!(" {BETTER}[better]{BETTER:#}")
            }
            Some(Effect::Worse) => {
                tally.worse += 1;
                format!(" {WORSE}[worse]{WORSE:#}")
            }
            Some(Effect::Neither) | None => String::new(),
        };
        match &change.kind {
            ChangeKind::Gained { new } => {
                tally.gained += 1;
                one(out, '+', after.attributions.get(*new), &effect, &excerpts);
            }
            ChangeKind::Lost { old } => {
                tally.lost += 1;
                one(out, '-', before.attributions.get(*old), &effect, &excerpts);
            }
            ChangeKind::Changed { old, new, aspects } => {
                tally.changed += 1;
                let both = before.attributions.get(*old).zip(after.attributions.get(*new));
                if let Some((old, new)) = both {
                    one(out, '~', Some(old), &effect, &excerpts);
                    for aspect in aspects {
                        let _ = writeln!(out, "      {}", difference(*aspect, old, new, &excerpts));
                    }
                }
            }
        }
    }
    out.push('\n');
}

fn one(
    out: &mut String,
    sign: char,
    attribution: Option<&AnnotatedAttribution>,
    effect: &str,
    excerpts: &Excerpts<'_>,
) {
    let Some(attribution) = attribution else { return };
    let people = people(attribution).map(|people| format!("{people}: ")).unwrap_or_default();
    let words = excerpts.words(&attribution.content);
    let _ = writeln!(out, "  {sign} {:<8}  {people}{words}{effect}", kind(attribution.content_type));
}

fn difference(
    aspect: Aspect,
    old: &AnnotatedAttribution,
    new: &AnnotatedAttribution,
    excerpts: &Excerpts<'_>,
) -> String {
    let (name, before, after) = match aspect {
        Aspect::Content => ("content", excerpts.words(&old.content), excerpts.words(&new.content)),
        Aspect::Cue => ("cue", excerpts.words(&old.cue), excerpts.words(&new.cue)),
        Aspect::Source => ("source", excerpts.words(&old.source), excerpts.words(&new.source)),
        Aspect::Type => ("type", kind(old.content_type).to_owned(), kind(new.content_type).to_owned()),
        Aspect::Speakers => {
            let said = |attribution| people(attribution).unwrap_or_else(|| "not told".to_owned());
            ("speaker", said(old), said(new))
        }
    };
    // A content is long: each on its line.
    match aspect {
        Aspect::Content => format!("content: {before}\n            → {after}"),
        _ => format!("{name}: {before} → {after}"),
    }
}

fn summary(out: &mut String, tally: &Tally, gold: bool) {
    let Tally { gained, lost, changed, better, worse } = tally;
    if gained + lost + changed == 0 {
        out.push_str("nothing changed\n");
        return;
    }
    let _ = write!(out, "{HEAD}{gained} gained, {lost} lost, {changed} changed{HEAD:#}");
    if gold {
        let neither = gained + lost + changed - better - worse;
        let _ = write!(out, ": {better} for the better, {worse} for the worse, {neither} neither");
    }
    out.push('\n');
}

/// The main figures before and after.
fn figures(out: &mut String, old: &Evaluation, new: &Evaluation) {
    let linked = Metric::Attribution { demand: Demand::Source, only: None };
    let found = Metric::Attribution { demand: Demand::Content, only: None };
    let exact = |role| Metric::Spans { role, measure: Measure::Exact, only: None };
    let rows = [
        ("attribution: content, right source", linked),
        ("attribution: content found", found),
        ("content: same words", exact(Role::Content)),
        ("cue: same words", exact(Role::Cue)),
        ("source: same words", exact(Role::Source)),
    ];
    let _ = writeln!(out, "\n{HEAD}{:36}{:>7}{:>7}{:>9}{HEAD:#}", "F1", "old", "new", "change");
    let mut line = |name: &str, old: f64, new: f64| {
        let _ = writeln!(out, "{name:36}{old:>7.1}{new:>7.1}{:>+9.1}", new - old);
    };
    for (name, metric) in rows {
        line(name, old.total.counts(metric).f1(), new.total.counts(metric).f1());
    }
    let speakers = |evaluation: &Evaluation| {
        evaluation.total.speakers.get(&SpeakerGroup::All).filter(|counts| counts.named() > 0).copied()
    };
    if let (Some(old), Some(new)) = (speakers(old), speakers(new)) {
        line("right speaker, of all named (%)", old.right_of_named(), new.right_of_named());
    }
}
