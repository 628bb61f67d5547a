//! The page to read: who is quoted, with what, and where.
//!
//! In: an analysis. Out: lines with ANSI styles, which the writer strips where nobody wants them. Must not know: files,
//! JSON.

use crate::places::Places;
use anstyle::{AnsiColor, Style};
use dixit_attribution::{Analysis, Attribution, ContentType, Diagnostic, EntityId, Verdict};
use dixit_formats::{Article, rounded};
use dixit_tokenizer::{Document, Index};
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const TITLE: Style = Style::new().bold().underline();
const SPEAKER: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const DIRECT: Style = AnsiColor::Green.on_default();
const MIXED: Style = AnsiColor::Yellow.on_default();
const INDIRECT: Style = AnsiColor::Cyan.on_default();
const WARNING: Style = AnsiColor::Yellow.on_default();

/// Below this an attribution is shown with its confidence: more likely wrong than right.
const DOUBTFUL: f64 = 0.5;
/// The narrowest column for quotations, however narrow the terminal.
const NARROWEST: usize = 24;

/// Writes a document for reading, at most about `width` columns wide.
pub(crate) fn page(article: Article<'_>, place: &str, width: usize) -> String {
    let Article { document, analysis, speaker_ids, keep, .. } = article;
    let page = Page { document, analysis, speaker_ids, places: Places::new(document.text()), width };
    let wanted: Vec<usize> = (0..analysis.attributions.len()).filter(|id| keep[*id]).collect();
    let mut out = String::new();
    let _ = writeln!(out, "{TITLE}{}{TITLE:#}: {}", printable(place), page.summary(&wanted));
    let mut groups: Vec<(&Verdict, Vec<usize>)> = Vec::new();
    let mut group_of = std::collections::HashMap::new();
    for id in wanted {
        let speaker = &analysis.attributions[id].speaker;
        let group = *group_of.entry(key(speaker)).or_insert_with(|| {
            groups.push((speaker, Vec::new()));
            groups.len() - 1
        });
        groups[group].1.push(id);
    }
    // Those whom nobody can name come last.
    groups.sort_by_key(|(speaker, _)| matches!(speaker, Verdict::Unknown));
    let where_width =
        groups.iter().flat_map(|(_, ids)| ids).map(|id| page.place(*id).len()).max().unwrap_or(0);
    for (speaker, ids) in &groups {
        let _ = writeln!(out, "\n{}", page.speaker(speaker));
        for id in ids {
            page.attribution(&mut out, *id, where_width);
        }
    }
    if !analysis.diagnostics.is_empty() {
        out.push('\n');
    }
    for diagnostic in &analysis.diagnostics {
        page.diagnostic(&mut out, diagnostic);
    }
    out
}

/// The same for speakers who belong in one group.
fn key(verdict: &Verdict) -> (u8, Vec<EntityId>) {
    match verdict {
        Verdict::Speakers(ids) => (0, ids.clone()),
        Verdict::Ambiguous(ids) => (1, ids.clone()),
        Verdict::Unknown => (2, Vec::new()),
    }
}

struct Page<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    speaker_ids: &'a [String],
    places: Places<'a>,
    width: usize,
}

impl Page<'_> {
    /// `12 attributions (5 direct, 2 mixed, 5 indirect)`
    fn summary(&self, wanted: &[usize]) -> String {
        let all = self.analysis.attributions.len();
        if all == 0 {
            return "nobody is quoted here".to_owned();
        }
        let types = [ContentType::Direct, ContentType::Mixed, ContentType::Indirect];
        let counts: Vec<String> = types
            .iter()
            .map(|kind| {
                let of_kind = |id: &&usize| self.analysis.attributions[**id].content_type == *kind;
                (wanted.iter().filter(of_kind).count(), kind.name())
            })
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| format!("{count} {name}"))
            .collect();
        let shown = if wanted.len() == all { String::new() } else { format!("{} of ", wanted.len()) };
        let noun = if all == 1 { "attribution" } else { "attributions" };
        let counts = if counts.is_empty() { String::new() } else { format!(" ({})", counts.join(", ")) };
        format!("{shown}{all} {noun}{counts}")
    }

    /// `Scott Bessent  bessent`
    fn speaker(&self, verdict: &Verdict) -> String {
        let names = |ids: &[EntityId], between: &str| {
            ids.iter().map(|id| self.name(*id)).collect::<Vec<_>>().join(between)
        };
        match verdict {
            Verdict::Speakers(ids) => names(ids, " and "),
            Verdict::Ambiguous(ids) => {
                format!("{} {FAINT}(the text does not tell which){FAINT:#}", names(ids, " or "))
            }
            Verdict::Unknown => format!("{SPEAKER}Unknown{SPEAKER:#}"),
        }
    }

    fn name(&self, id: EntityId) -> String {
        let Some(entity) = self.analysis.entities.get(id.to_usize()) else { return "?".to_owned() };
        let note = match (&entity.roster, entity.named) {
            (Some(_), _) => format!(" {FAINT}({}){FAINT:#}", self.speaker_ids[id.to_usize()]),
            (None, false) => format!(" {FAINT}(unnamed){FAINT:#}"),
            (None, true) => String::new(),
        };
        format!("{SPEAKER}{}{SPEAKER:#}{note}", printable(&entity.name))
    }

    /// `12:40`, the line and column of the content's start.
    fn place(&self, id: usize) -> String {
        let first = self.analysis.attributions[id].content.first().copied().unwrap_or_default();
        let (line, column) = self.places.line_column(first);
        format!("{line}:{column}")
    }

    fn attribution(&self, out: &mut String, id: usize, where_width: usize) {
        let attribution = &self.analysis.attributions[id];
        let kind = attribution.content_type.name();
        let style = match attribution.content_type {
            ContentType::Direct => DIRECT,
            ContentType::Mixed => MIXED,
            ContentType::Indirect => INDIRECT,
        };
        let place = self.place(id);
        let _ = write!(
            out,
            "{FAINT}{:>4}{FAINT:#}  {style}{kind:<8}{style:#}  {FAINT}{place:<where_width$}{FAINT:#}  ",
            id + 1
        );
        let indent = 4 + 2 + 8 + 2 + where_width + 2;
        let text = content(self.document, attribution);
        let lines = wrapped(&text, self.width.saturating_sub(indent).max(NARROWEST));
        out.push_str(&lines.join(&format!("\n{:indent$}", "")));
        let mut notes = Vec::new();
        if let Some(parent) = attribution.nested_in {
            notes.push(format!("inside {}", parent.to_usize() + 1));
        }
        if rounded(attribution.confidence) < DOUBTFUL {
            notes.push(format!("doubtful, {:.2}", rounded(attribution.confidence)));
        }
        if !notes.is_empty() {
            let _ = write!(out, " {FAINT}[{}]{FAINT:#}", notes.join("; "));
        }
        out.push('\n');
    }

    fn diagnostic(&self, out: &mut String, diagnostic: &Diagnostic) {
        let (line, column) = self.places.line_column(diagnostic.span);
        let _ = writeln!(out, "{WARNING}note{WARNING:#} {line}:{column}  {}", diagnostic.kind.message());
    }
}

/// The content's parts in one line, ` … ` between them.
pub(crate) fn content(document: &Document, attribution: &Attribution) -> String {
    let parts: Vec<String> =
        attribution.content.iter().map(|span| printable(document.slice(*span))).collect();
    parts.join(" … ")
}

/// A text in lines of at most `width` columns, as far as its words allow.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let columns = word.width();
        let line = lines.len() - 1;
        if used > 0 && used + 1 + columns > width {
            lines.push(word.to_owned());
            used = columns;
        } else {
            if used > 0 {
                lines[line].push(' ');
                used += 1;
            }
            lines[line].push_str(word);
            used += columns;
        }
    }
    lines
}

/// A text in one line that cannot play tricks on a terminal: control characters visible, direction marks left out.
pub(crate) fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(
            word.chars()
                .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
                .map(|c| if c.is_control() { '\u{fffd}' } else { c }),
        );
    }
    out
}

/// `1 person`, `2 people`
pub(crate) fn counted(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

/// A text in at most `width` columns, with `…` where it is cut.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= width
        })
        .collect();
    if width == 0 { kept } else { format!("{kept}…") }
}

/// The columns of the terminal that stdout is, else 100.
pub(crate) fn terminal_width() -> usize {
    terminal_size::terminal_size_of(std::io::stdout()).map_or(100, |(width, _)| usize::from(width.0).max(40))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::speaker_ids;
    use crate::sample::{article, sample};
    use dixit_attribution::Roster;

    fn shown(keep: [bool; 5], width: usize) -> String {
        let (document, analysis) = sample();
        let speaker_ids = speaker_ids(&analysis.entities, "a", &Roster::builtin());
        let article = article(&document, &analysis, &speaker_ids, &keep);
        page(article, "news/a.txt", width)
    }

    #[test]
    fn a_page_is_read_at_a_glance() {
        insta::assert_snapshot!(anstream::adapter::strip_str(&shown([true; 5], 70)).to_string());
    }

    #[test]
    fn a_filtered_page_says_of_how_many() {
        let page = anstream::adapter::strip_str(&shown([true, false, false, false, false], 100)).to_string();
        insta::assert_snapshot!(page, @r#"
    news/a.txt: 1 of 5 attributions (1 direct)

    Scott Bessent (bessent)
       1  direct    1:3  “This is China versus the globe,” … “It is unworkable.”

    note 3:55  this quotation is never closed; it was ended with its paragraph
    "#);
    }

    #[test]
    fn words_wrap_by_columns_not_bytes() {
        assert_eq!(wrapped("“né” “né” “né”", 9), ["“né” “né”", "“né”"]);
        assert_eq!(wrapped("", 9), [""]);
    }

    #[test]
    fn an_article_cannot_colour_a_terminal() {
        assert_eq!(printable("a\u{1b}[31m\n b\u{202e}"), "a\u{fffd}[31m b");
    }
}
