//! By what a document is told again: its content, and all that its output depends on.
//!
//! In: the options as typed, a document. Out: [`Settings`], a [`Key`]. Must not know: what was done already.

use crate::args::{AttributeArgs, CommonArgs, FieldArgs, ManyArgs};
use crate::load::Loaded;
use dixit_tokenizer::OffsetUnit;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use twox_hash::XxHash3_128;

/// A hash of a document and of the settings: with a billion documents, two are the same by chance once in 10^20 runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Key([u8; 16]);

impl From<Key> for String {
    fn from(key: Key) -> Self {
        format!("{:032x}", u128::from_be_bytes(key.0))
    }
}

impl TryFrom<String> for Key {
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        u128::from_str_radix(&text, 16).map(|number| Self(number.to_be_bytes()))
    }
}

/// Hashes bytes.
pub(super) fn hash(bytes: &[u8]) -> String {
    Key(XxHash3_128::oneshot(bytes).to_be_bytes()).into()
}

/// All but the document that the output depends on, by the name that people know it by.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Settings(BTreeMap<String, String>);

impl Settings {
    /// Whoever adds an option has to say here whether it changes the output.
    pub(crate) fn of(args: &AttributeArgs) -> Self {
        let AttributeArgs {
            files: _,
            format,
            out: _,
            carry,
            offsets,
            speaker,
            content_type,
            min_confidence,
            flat,
            sample: _,
            reprints,
            dry_run: _,
            quiet: _,
            resume: _,
            errors: _,
            log: _,
            many: ManyArgs { fields, common: CommonArgs { date, roster, engine, model }, threads: _ },
        } = args;
        // What they name is in the document.
        let FieldArgs { text_field: _, id_field: _, date_field: _, piece_size } = fields;
        let settings = [
            ("dixit", program()),
            ("--format", format!("{format:?}")),
            ("--carry", format!("{carry:?}")),
            ("--offsets", format!("{offsets:?}")),
            ("--speaker", format!("{speaker:?}")),
            ("--type", format!("{content_type:?}")),
            ("--min-confidence", format!("{min_confidence:?}")),
            ("--flat", flat.to_string()),
            ("--reprints", reprints.to_string()),
            ("--date", format!("{date:?}")),
            ("--piece-size", piece_size.to_string()),
            ("--engine", format!("{engine:?}")),
            ("--roster", content(roster.as_deref())),
            ("--model", content(model.as_deref())),
        ];
        Self(settings.map(|(name, value)| (name.to_owned(), value)).into())
    }

    /// The names of what is not the same in others.
    pub(super) fn differences(&self, other: &Self) -> Vec<String> {
        let names: BTreeSet<&String> = self.0.keys().chain(other.0.keys()).collect();
        let differ = |name: &&String| self.0.get(*name) != other.0.get(*name);
        names.into_iter().filter(differ).cloned().collect()
    }

    /// By what a document is told under these settings.
    pub(super) fn key(&self, document: &Loaded) -> Key {
        let Loaded { id, place: _, title, date, carried, piece, source } = document;
        let date = date.map(|date| date.to_string());
        let mut hasher = XxHash3_128::new();
        let mut add = |bytes: &[u8]| {
            hasher.write(&(bytes.len() as u64).to_le_bytes());
            hasher.write(bytes);
        };
        self.0.iter().for_each(|(name, value)| {
            add(name.as_bytes());
            add(value.as_bytes());
        });
        add(id.as_bytes());
        // A title that is missing is another than an empty one.
        [title.as_ref(), date.as_ref()].into_iter().for_each(|field| {
            add(&[u8::from(field.is_some())]);
            add(field.map_or(&[], |field| field.as_bytes()));
        });
        carried.iter().for_each(|(name, value)| {
            add(name.as_bytes());
            add(value.get().as_bytes());
        });
        add(source.text().as_bytes());
        if let Some(piece) = piece {
            add(&piece.start.count(OffsetUnit::Bytes).to_le_bytes());
        }
        Key(hasher.finish_128().to_be_bytes())
    }
}

/// The version, and what tells two builds of one version apart.
fn program() -> String {
    let file = std::env::current_exe().and_then(fs::metadata);
    let built = file.and_then(|file| Ok((file.len(), file.modified()?)));
    format!("{} {:?}", env!("CARGO_PKG_VERSION"), built.ok())
}

fn content(path: Option<&Path>) -> String {
    path.map(|path| hash(&fs::read(path).unwrap_or_default())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dixit_formats::Carried;
    use dixit_tokenizer::Source;

    #[test]
    fn whatever_changes_the_output_changes_the_key() {
        let document = |id: &str, title: Option<&str>, date: Option<&str>, text: &str| Loaded {
            id: id.to_owned(),
            place: "a.txt".to_owned(),
            title: title.map(str::to_owned),
            date: date.map(|date| date.parse().unwrap()),
            carried: Carried::new(),
            piece: None,
            source: Source::new(text.to_owned()).unwrap(),
        };
        let (one, other) = (Settings::default(), Settings(BTreeMap::from([("a".into(), "b".into())])));
        let keys = BTreeSet::from([
            one.key(&document("ab", None, None, "c")),
            one.key(&document("a", None, None, "bc")),
            one.key(&document("ab", Some(""), None, "c")),
            one.key(&document("ab", None, Some("2025-10-26"), "c")),
            other.key(&document("ab", None, None, "c")),
        ]);
        assert_eq!(keys.len(), 5);
        assert!(keys.contains(&one.key(&document("ab", None, None, "c"))));
        assert_eq!(one.differences(&other), ["a"]);
        for key in keys {
            assert_eq!(Key::try_from(String::from(key)), Ok(key));
        }
    }
}
