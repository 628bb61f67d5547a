//! The error browser: what is wrong by kind, gold and prediction under the text.
//!
//! In: pairs of documents. Out: text. Must not know: how faults are found.

use super::excerpt::{Excerpts, said};
use crate::args::ErrorArg;
use anstyle::Style;
use dixit_attribution::{MarkedRow, render_rows};
use dixit_eval::{Fault, FaultKind, Pair, find_faults};
use dixit_formats::AnnotatedAttribution;
use std::fmt::Write;

const HEAD: Style = Style::new().bold();

/// Shows all faults of these kinds, all kinds where none is named.
pub(super) fn browse(pairs: &[Pair<'_>], flat: bool, kinds: &[ErrorArg]) -> String {
    let wanted: Vec<FaultKind> = kinds.iter().map(|kind| kind_of(*kind)).collect();
    let faults: Vec<Vec<Fault>> = pairs.iter().map(|pair| find_faults(pair, flat)).collect();
    let excerpts: Vec<Excerpts<'_>> = pairs.iter().map(|pair| Excerpts::new(pair.gold)).collect();
    let mut out = String::new();
    for kind in FaultKind::ALL.into_iter().filter(|kind| wanted.is_empty() || wanted.contains(kind)) {
        let count = faults.iter().flatten().filter(|fault| fault.kind == kind).count();
        let _ = writeln!(out, "{HEAD}{}: {count}{HEAD:#}", heading(kind));
        for ((pair, faults), excerpts) in pairs.iter().zip(&faults).zip(&excerpts) {
            for fault in faults.iter().filter(|fault| fault.kind == kind) {
                show(&mut out, pair, fault, excerpts);
            }
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn show(out: &mut String, pair: &Pair<'_>, fault: &Fault, excerpts: &Excerpts<'_>) {
    let gold = fault.gold.and_then(|at| pair.gold.attributions.get(at));
    let predicted = fault.predicted.zip(pair.predicted).and_then(|(at, found)| found.attributions.get(at));
    let Some(first) = gold.or(predicted) else { return };
    let _ = write!(out, "\n{}:{}", pair.gold.id, excerpts.place(&first.content));
    for (side, attribution) in [("gold", gold), ("predicted", predicted)] {
        if let Some(attribution) = attribution {
            let _ = write!(out, "  {side} {}", said(attribution));
        }
    }
    out.push('\n');
    let mut rows = Vec::new();
    rows.extend(gold.map(|attribution| row("gold", attribution)));
    rows.extend(predicted.map(|attribution| row("pred", attribution)));
    if let Some(document) = excerpts.document() {
        out.push_str(&render_rows(document, &rows));
    }
}

fn row<'a>(label: &'a str, attribution: &'a AnnotatedAttribution) -> MarkedRow<'a> {
    let AnnotatedAttribution { content, cue, source, .. } = attribution;
    MarkedRow { label, content, cue, source }
}

fn kind_of(kind: ErrorArg) -> FaultKind {
    match kind {
        ErrorArg::Missed => FaultKind::Missed,
        ErrorArg::Spurious => FaultKind::Spurious,
        ErrorArg::Cut => FaultKind::CutContent,
        ErrorArg::Long => FaultKind::LongContent,
        ErrorArg::Shifted => FaultKind::ShiftedContent,
        ErrorArg::Source => FaultKind::WrongSource,
        ErrorArg::Cue => FaultKind::WrongCue,
        ErrorArg::Type => FaultKind::WrongType,
        ErrorArg::Speaker => FaultKind::WrongSpeaker,
        ErrorArg::Silent => FaultKind::SilentSpeaker,
        ErrorArg::FalseName => FaultKind::FalseName,
    }
}

fn heading(kind: FaultKind) -> &'static str {
    match kind {
        FaultKind::Missed => "missed: in the gold, not found",
        FaultKind::Spurious => "spurious: found, not in the gold",
        FaultKind::CutContent => "cut: found, content too short",
        FaultKind::LongContent => "long: found, content too long",
        FaultKind::ShiftedContent => "shifted: found, content too short and too long",
        FaultKind::WrongSource => "source: found, another source than the gold's",
        FaultKind::WrongCue => "cue: found, another cue than the gold's",
        FaultKind::WrongType => "type: found, another type than the gold's",
        FaultKind::WrongSpeaker => "speaker: found, given to somebody else",
        FaultKind::SilentSpeaker => "silent: found, given to nobody",
        FaultKind::FalseName => "false-name: found, given to somebody where the gold names nobody",
    }
}
