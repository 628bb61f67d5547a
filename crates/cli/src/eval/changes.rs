//! What changed between two predictions, and for better or worse where there is gold.
//!
//! In: documents of both predictions. Out: text. Must not know: how changes are found.

use super::excerpt::{Excerpts, people};
use anstyle::{AnsiColor, Style};
use dixit_eval::{
    Aspect, Change, ChangeKind, Demand, Effect, Evaluation, Measure, Metric, Options, Pair, SpeakerGroup,
    TYPES, change_intervals, compare, evaluate,
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
pub(super) fn with_gold(old: &[Pair<'_>], new: &[Pair<'_>], options: &Options) -> String {
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
            &compare(before, after, Some(old.gold), options.flat),
        );
    }
    summary(&mut out, &tally, true);
    figures(&mut out, old, new, options);
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
    let _ = writeln!(out, "  {sign} {:<8}  {people}{words}{effect}", attribution.content_type.name());
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
        Aspect::Type => ("type", old.content_type.name().to_owned(), new.content_type.name().to_owned()),
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

/// The main figures before and after, and where the change lies when other documents are drawn.
fn figures(out: &mut String, old: &[Pair<'_>], new: &[Pair<'_>], options: &Options) {
    let plain = Options { resamples: 0, ..*options };
    let (old, new) = (evaluate(old, &plain), evaluate(new, &plain));
    let intervals = change_intervals(&old, &new, options);
    let of_change = |metric: Metric| {
        let at = Metric::all().into_iter().position(|other| other == metric)?;
        let interval = intervals.as_ref()?.get(at)?;
        Some(format!("{:+.1} to {:+.1}", interval.low, interval.high))
    };
    let linked = |only| Metric::Attribution { demand: Demand::Source, only };
    let exact = |role| Metric::Spans { role, measure: Measure::Exact, only: None };
    let mut rows = vec![("attribution: content, right source", linked(None))];
    rows.extend(TYPES.map(|only| (only.name(), linked(Some(only)))));
    rows.extend([
        ("attribution: content found", Metric::Attribution { demand: Demand::Content, only: None }),
        ("content: same words", exact(Role::Content)),
        ("cue: same words", exact(Role::Cue)),
        ("source: same words", exact(Role::Source)),
    ]);
    let head = if intervals.is_some() { "95 %" } else { "" };
    let head = format!("{:36}{:>7}{:>7}{:>9}{head:>16}", "F1", "old", "new", "change");
    let _ = writeln!(out, "\n{HEAD}{}{HEAD:#}", head.trim_end());
    for (name, metric) in rows {
        let (before, after) = (old.total.counts(metric), new.total.counts(metric));
        if before.gold > 0 {
            let indent = if matches!(metric, Metric::Attribution { only: Some(_), .. }) { "  " } else { "" };
            let interval = of_change(metric).unwrap_or_default();
            line(out, &format!("{indent}{name}"), before.f1(), after.f1(), &interval);
        }
    }
    let speakers = |evaluation: &Evaluation| {
        evaluation.total.speakers.get(&SpeakerGroup::All).filter(|counts| counts.named() > 0).copied()
    };
    if let (Some(old), Some(new)) = (speakers(&old), speakers(&new)) {
        line(out, "right speaker, of all named (%)", old.right_of_named(), new.right_of_named(), "");
    }
}

fn line(out: &mut String, name: &str, old: f64, new: f64, interval: &str) {
    let line = format!("{name:36}{old:>7.1}{new:>7.1}{:>+9.1}{interval:>16}", new - old);
    let _ = writeln!(out, "{}", line.trim_end());
}
