//! `dixit explain`: why an attribution says what it says.
//!
//! In: one analysed document. Out: lines for people. Must not know: how anything was found.

use crate::args::ExplainArgs;
use crate::attribute::analysis_with;
use crate::failure::Failure;
use crate::guard::guarded;
use crate::input::stem;
use crate::load::{Loaded, read_one};
use crate::names::{fold, speaker_ids};
use crate::options::Setup;
use crate::places::Places;
use crate::text::{content, printable, terminal_width, wrapped};
use anstyle::Style;
use dixit_attribution::{
    Analysis, Attribution, AttributionId, EntityId, MentionId, Roster, RosterMatch, SourceKind, Verdict,
    render_attribution,
};
use dixit_formats::rounded;
use dixit_tokenizer::{Document, Index, Span};
use serde::Serialize;
use std::fmt::Write;
use std::path::Path;

const HEAD: Style = Style::new().bold();
const LABEL: Style = Style::new().dimmed();
/// Columns of the labels in front.
const INDENT: usize = 16;

/// Explains the attributions asked for.
pub(crate) fn run(args: &ExplainArgs, setup: &Setup) -> Result<String, Failure> {
    let Loaded { place, date, source, .. } = read_one(&args.file)?;
    guarded(&place, || {
        let (document, analysis) = analysis_with(source, setup, &setup.config(date));
        explain(&document, &analysis, &setup.roster, args, &place)
    })?
}

fn explain(
    document: &Document,
    analysis: &Analysis,
    roster: &Roster,
    args: &ExplainArgs,
    place: &str,
) -> Result<String, Failure> {
    let all = analysis.attributions.len();
    let wanted: Vec<usize> = match (args.attribution, &args.quote) {
        (Some(number), _) if (1..=all).contains(&number) => vec![number - 1],
        (Some(number), _) => {
            let have =
                if all == 0 { "none was found".to_owned() } else { format!("they go from 1 to {all}") };
            return Err(Failure::new(place, format!("there is no attribution {number}; {have}")));
        }
        (None, Some(quote)) => {
            let quote = fold(quote);
            let holds = |id: &usize| fold(&content(document, &analysis.attributions[*id])).contains(&quote);
            (0..all).filter(holds).collect()
        }
        (None, None) => (0..all).collect(),
    };
    if let (true, Some(quote)) = (wanted.is_empty(), &args.quote) {
        let cause = format!("no attribution holds {quote:?}; `dixit {place}` lists them all");
        return Err(Failure::new(place, cause));
    }
    if wanted.is_empty() {
        return Ok(format!("{}: nobody is quoted here\n", printable(place)));
    }
    let explainer = Explainer {
        document,
        analysis,
        ids: speaker_ids(&analysis.entities, &stem(Path::new(place)), roster),
        places: Places::new(document.text()),
        width: terminal_width(),
    };
    let mut out = String::new();
    for (position, id) in wanted.into_iter().enumerate() {
        if position > 0 {
            out.push('\n');
        }
        explainer.attribution(&mut out, id, place);
    }
    Ok(out)
}

struct Explainer<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    ids: Vec<String>,
    places: Places<'a>,
    width: usize,
}

impl Explainer<'_> {
    fn attribution(&self, out: &mut String, id: usize, place: &str) {
        let attribution = &self.analysis.attributions[id];
        let (line, column) =
            self.places.line_column(attribution.content.first().copied().unwrap_or_default());
        let _ = writeln!(
            out,
            "{HEAD}[{}] {}{HEAD:#}, confidence {:.2}, {}:{line}:{column}\n",
            id + 1,
            name(&attribution.content_type),
            rounded(attribution.confidence),
            printable(place),
        );
        out.push_str(&render_attribution(self.document, self.analysis, AttributionId::from_usize(id)));
        out.push('\n');
        let evidence = &attribution.evidence;
        let class = evidence.cue_class.map(|class| format!(", {}", name(&class))).unwrap_or_default();
        let cue = match attribution.cue.as_slice() {
            [] => "none".to_owned(),
            spans => format!("{}{class}", self.quoted(spans)),
        };
        self.row(out, "cue", &format!("{cue}; found by {}", name(&evidence.pattern)));
        self.row(out, "mention", &self.source(attribution));
        for line in self.chain(evidence.mention, evidence.antecedent) {
            self.row(out, "antecedent", &line);
        }
        if let Some(continued) = evidence.continues {
            self.row(out, "continues", &format!("[{}], whose speaker goes on", continued.to_usize() + 1));
        }
        self.speaker(out, &attribution.speaker);
        if let Some(parent) = attribution.nested_in {
            self.row(out, "nested in", &format!("[{}]", parent.to_usize() + 1));
        }
    }

    fn source(&self, attribution: &Attribution) -> String {
        match (attribution.evidence.mention, attribution.source_kind) {
            (Some(mention), SourceKind::Absent) => {
                format!("none here; the one that governs it: {}", self.mention(mention))
            }
            (Some(mention), _) => self.mention(mention),
            (None, SourceKind::Absent) => "none in the text".to_owned(),
            (None, kind) => format!("{}, a {}", self.quoted(&attribution.source), name(&kind)),
        }
    }

    /// The antecedents of a mention, from the nearest to the one with a name, each with its points and who came second.
    fn chain(&self, mention: Option<MentionId>, named: Option<MentionId>) -> Vec<String> {
        /// Longer chains are cut before their named end.
        const MOST: usize = 6;
        let mut lines = Vec::new();
        let (mut at, mut last) = (mention, None);
        while let Some(step) = at.and_then(|id| self.analysis.mention(id)).and_then(|mention| mention.step) {
            if lines.len() < MOST {
                let second = step.second.and_then(|(id, points)| Some((self.analysis.entity(id)?, points)));
                let second =
                    second.map(|(entity, points)| format!(", {} has {points}", printable(&entity.name)));
                let points = format!("{} points{}", step.points, second.unwrap_or_default());
                lines.push(format!("{}; {points}", self.mention(step.to)));
            }
            last = Some(step.to);
            at = last;
        }
        if let Some(named) = named.filter(|named| Some(*named) != last) {
            lines.push(self.mention(named));
        }
        lines
    }

    /// `“he”, a pronoun, 12:4`
    fn mention(&self, id: MentionId) -> String {
        match self.analysis.mentions.get(id.to_usize()) {
            Some(mention) => {
                let (line, column) = self.places.line_column(mention.span);
                format!("{}, a {}, {line}:{column}", self.quoted(&[mention.span]), name(&mention.kind))
            }
            None => "?".to_owned(),
        }
    }

    fn speaker(&self, out: &mut String, verdict: &Verdict) {
        let (label, ids): (_, &[EntityId]) = match verdict {
            Verdict::Speakers(ids) => ("speaker", ids),
            Verdict::Ambiguous(ids) => ("one of", ids),
            Verdict::Unknown => {
                self.row(out, "speaker", "unknown: nothing in the text tells");
                return;
            }
        };
        for id in ids {
            let Some(entity) = self.analysis.entities.get(id.to_usize()) else { continue };
            let known = &self.ids[id.to_usize()];
            let unnamed = if entity.named { "" } else { ", unnamed" };
            self.row(out, label, &format!("{} ({known}){unnamed}", printable(&entity.name)));
            let roster = match &entity.roster {
                Some(link) => match &link.by {
                    RosterMatch::Name => format!("{}, by name", link.person),
                    RosterMatch::SurnameAndTitle => format!("{}, by surname and title", link.person),
                    RosterMatch::Office(office) => {
                        format!("{}, by office on that day: {office}", link.person)
                    }
                },
                None => "no entry".to_owned(),
            };
            self.row(out, "roster", &roster);
        }
    }

    fn quoted(&self, spans: &[Span]) -> String {
        let parts: Vec<String> = spans.iter().map(|span| printable(self.document.slice(*span))).collect();
        format!("“{}”", parts.join(" … "))
    }

    fn row(&self, out: &mut String, label: &str, text: &str) {
        let lines = wrapped(text, self.width.saturating_sub(INDENT).max(24));
        let _ = writeln!(out, "    {LABEL}{label:<12}{LABEL:#}{}", lines.join(&format!("\n{:INDENT$}", "")));
    }
}

/// A variant in words, as the JSON names it: `subject verb clause`.
fn name(variant: &impl Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => name.replace('_', " "),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::sample;
    use std::path::PathBuf;

    fn explained(attribution: Option<usize>, quote: Option<&str>) -> Result<String, String> {
        let (document, analysis) = sample();
        let common = crate::args::CommonArgs {
            date: None,
            roster: None,
            engine: crate::args::EngineArg::Rules,
            model: None,
        };
        let quote = quote.map(str::to_owned);
        let args = ExplainArgs { file: PathBuf::from("a.txt"), attribution, quote, common };
        explain(&document, &analysis, &Roster::builtin(), &args, "a.txt")
            .map(|text| anstream::adapter::strip_str(&text).to_string())
            .map_err(|failure| failure.to_string())
    }

    #[test]
    fn the_whole_chain_is_shown() {
        insta::assert_snapshot!(explained(None, None).unwrap());
    }

    #[test]
    fn words_find_their_attribution_however_they_are_typed() {
        let found = explained(None, Some("beatriz alvarez  TO CALL")).unwrap();
        let heads: Vec<&str> = found.lines().filter(|line| line.starts_with('[')).collect();
        assert_eq!(
            heads,
            ["[2] mixed, confidence 0.70, a.txt:3:9", "[3] mixed, confidence 0.60, a.txt:3:28"]
        );
    }

    #[test]
    fn a_wrong_number_is_told_which_there_are() {
        let told = explained(Some(6), None).unwrap_err();
        assert_eq!(told, "a.txt: there is no attribution 6; they go from 1 to 5");
    }
}
