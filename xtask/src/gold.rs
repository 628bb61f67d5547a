//! Gold files (`NAME.gold.toml`): what a careful reader found in the article beside it.
//!
//! In: TOML text. Out: [`Gold`], and TOML text again, byte for byte the same. Must not know: the article, scores.
//!
//! Every span is given twice, as bytes and as the words it covers, so that an article edited without its gold is noticed.

use serde::Deserialize;
use std::fmt::Write;

/// The first line of every gold file, so that nobody takes an invented sentence for a real one.
pub(crate) const NOTICE: &str =
    "# Invented for testing dixit. Nobody named in the article said what stands in it.";

/// What an attribution can be an example of. `corpus/README.md` explains each; tidy counts them.
pub(crate) const PHENOMENA: [&str; 41] = [
    "according-to",
    "anonymous",
    "apostrophe",
    "apposition",
    "bare-clause",
    "british-single",
    "collective",
    "colon",
    "continuation",
    "cue-noun",
    "cue-phrase",
    "curly-marks",
    "dash-attribution",
    "elided-subject",
    "feet-inches",
    "in-a-statement",
    "interview-qa",
    "mixed-quote",
    "multi-paragraph",
    "nested",
    "nested-marks",
    "no-cue",
    "nominal",
    "organisation",
    "other-marks",
    "pronoun",
    "relative-clause",
    "roster-office",
    "sentence-final",
    "several-speakers",
    "split-quote",
    "straight-marks",
    "stray-mark",
    "subject-verb",
    "that-clause",
    "title-name",
    "to-infinitive",
    "told-object",
    "transcript-line",
    "verb-subject",
    "wrote-on",
];

/// Whether the content stands in quotation marks: all of it, none of it, some of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ContentType {
    Direct,
    Indirect,
    Mixed,
}

impl ContentType {
    /// As gold files and the command line write it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            ContentType::Direct => "direct",
            ContentType::Indirect => "indirect",
            ContentType::Mixed => "mixed",
        }
    }

    /// The type of that name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [ContentType::Direct, ContentType::Indirect, ContentType::Mixed]
            .into_iter()
            .find(|t| t.name() == name)
    }
}

/// A stretch of the article: from byte `start` up to byte `end`, and the words there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: String,
}

/// One attribution of the gold.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoldAttribution {
    pub(crate) id: String,
    #[serde(rename = "type")]
    pub(crate) content_type: ContentType,
    pub(crate) content: Vec<Part>,
    pub(crate) cue: Vec<Part>,
    pub(crate) source: Vec<Part>,
    /// Canonical names; empty where nobody can be identified.
    pub(crate) speakers: Vec<String>,
    pub(crate) nested_in: Option<String>,
    pub(crate) phenomena: Vec<String>,
}

/// The gold of one article.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gold {
    pub(crate) title: String,
    pub(crate) style: String,
    pub(crate) marks: String,
    /// The day of publication that is handed to the reader, where the article does not tell it.
    pub(crate) date: Option<String>,
    pub(crate) note: Option<String>,
    #[serde(rename = "attribution", default)]
    pub(crate) attributions: Vec<GoldAttribution>,
}

impl Gold {
    /// Reads a gold file; unknown keys are refused.
    pub(crate) fn parse(toml: &str) -> Result<Self, String> {
        toml::from_str(toml).map_err(|e| e.to_string().trim_end().to_owned())
    }

    /// The gold file, as [`Gold::parse`] reads it: one line for each field, so that a change shows as one line.
    pub(crate) fn to_toml(&self) -> String {
        let mut out = format!("{NOTICE}\n");
        let head = [("title", Some(&self.title)), ("style", Some(&self.style)), ("marks", Some(&self.marks))];
        for (key, value) in
            head.into_iter().chain([("date", self.date.as_ref()), ("note", self.note.as_ref())])
        {
            if let Some(value) = value {
                line(&mut out, key, &quoted(value));
            }
        }
        for attribution in &self.attributions {
            out.push_str("\n[[attribution]]\n");
            line(&mut out, "id", &quoted(&attribution.id));
            line(&mut out, "type", &quoted(attribution.content_type.name()));
            line(&mut out, "content", &parts(&attribution.content));
            line(&mut out, "cue", &parts(&attribution.cue));
            line(&mut out, "source", &parts(&attribution.source));
            line(&mut out, "speakers", &strings(&attribution.speakers));
            if let Some(outer) = &attribution.nested_in {
                line(&mut out, "nested_in", &quoted(outer));
            }
            line(&mut out, "phenomena", &strings(&attribution.phenomena));
        }
        out
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {value}");
}

/// A basic string of TOML. JSON's escapes are among TOML's; only DEL has to be written otherwise.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

fn strings(list: &[String]) -> String {
    format!("[{}]", list.iter().map(|s| quoted(s)).collect::<Vec<_>>().join(", "))
}

fn parts(list: &[Part]) -> String {
    let one = |p: &Part| format!("{{ start = {}, end = {}, text = {} }}", p.start, p.end, quoted(&p.text));
    format!("[{}]", list.iter().map(one).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_phenomena_are_sorted_without_duplicates() {
        assert!(PHENOMENA.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn unknown_keys_are_refused() {
        let error = Gold::parse("title = 'a'\nstyle = 'wire'\nmarks = 'curly'\nauthor = 'x'\n").unwrap_err();
        assert!(error.contains("unknown field `author`"), "{error}");
    }

    #[test]
    fn odd_characters_survive_writing_and_reading() {
        let note = Some("tab\t \"marks\" back\\slash \u{7f} é\u{1}".to_owned());
        let (title, style, marks) = ("A".to_owned(), "wire".to_owned(), "curly".to_owned());
        let gold = Gold { title, style, marks, date: None, note, attributions: Vec::new() };
        assert_eq!(Gold::parse(&gold.to_toml()).unwrap(), gold);
    }
}
