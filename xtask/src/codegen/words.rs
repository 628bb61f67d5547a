//! The words that mentions are made of.
//!
//! In: `crates/attribution/lexicon/words.toml`. Out: sorted static tables. Must not know: files, what a class is used for.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The classes in the order of their bits, as `words.rs` has them.
const CLASSES: [&str; 20] = [
    "title",
    "role",
    "masculine",
    "feminine",
    "group",
    "organisation",
    "thing",
    "place",
    "nation",
    "modifier",
    "particle",
    "calendar",
    "function",
    "preposition",
    "first_masculine",
    "first_feminine",
    "verb",
    "adverb",
    "first_name_and_word",
    "closed",
];

const HEAD: &str = "\
//! The words of `words`, with the bits of `Word`. In: nothing. Out: sorted tables. Must not know: how they are used.
//!
//! Generated from `crates/attribution/lexicon/words.toml` by `cargo xtask codegen`; do not edit.

pub(super) static WORDS: &[(&str, u32)] = &[
";

/// Rows are filled up to here.
const WIDTH: usize = 110;

#[derive(Deserialize)]
struct Words {
    country: BTreeMap<String, String>,
    #[serde(default)]
    nickname: BTreeMap<String, String>,
    #[serde(flatten)]
    classes: BTreeMap<String, Vec<String>>,
}

/// The tables' Rust text.
///
/// # Errors
/// What the parser says, an unknown class, or a word that is not lower-case.
pub(super) fn generate(data: &str) -> Result<String, String> {
    let words: Words = toml::from_str(data).map_err(|error| error.to_string())?;
    let mut rows: BTreeMap<&str, u32> = BTreeMap::new();
    for (class, members) in &words.classes {
        let bit = CLASSES.iter().position(|known| known == class);
        let Some(bit) = bit else { return Err(format!("unknown class {class:?}")) };
        for word in members {
            if word.is_empty() || word.chars().any(char::is_uppercase) {
                return Err(format!("{class}: {word:?} is not a lower-case word"));
            }
            *rows.entry(word).or_default() |= 1 << bit;
        }
    }
    let mut out = String::from(HEAD);
    write_rows(&mut out, rows.iter().map(|(word, bits)| format!("({word:?}, {bits}),")));
    out.push_str("];\n\npub(super) static COUNTRIES: &[(&str, &str)] = &[\n");
    write_rows(&mut out, words.country.iter().map(|(word, code)| format!("({word:?}, {code:?}),")));
    out.push_str("];\n\npub(super) static NICKNAMES: &[(&str, &str)] = &[\n");
    write_rows(&mut out, words.nickname.iter().map(|(short, full)| format!("({short:?}, {full:?}),")));
    out.push_str("];\n");
    Ok(out)
}

fn write_rows(out: &mut String, rows: impl Iterator<Item = String>) {
    let mut line = String::new();
    for row in rows {
        if line.len() + row.len() > WIDTH {
            let _ = writeln!(out, "   {line}");
            line.clear();
        }
        line.push(' ');
        line.push_str(&row);
    }
    if !line.is_empty() {
        let _ = writeln!(out, "   {line}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_two_classes_is_one_row() {
        let out =
            generate("role = [\"may\", \"zebra\"]\ncalendar = [\"may\"]\n[country]\nuk = \"GB\"\n").unwrap();
        assert!(out.contains("(\"may\", 2050), (\"zebra\", 2),"), "{out}");
        assert!(out.contains("(\"uk\", \"GB\"),"), "{out}");
    }

    #[test]
    fn odd_data_is_refused() {
        assert!(generate("[country]\n").is_ok());
        let short = generate("[country]\n[nickname]\nbill = \"william\"\n").unwrap();
        assert!(short.contains("(\"bill\", \"william\"),"), "{short}");
        assert!(generate("roll = [\"x\"]\n[country]\n").unwrap_err().contains("unknown class \"roll\""));
        assert!(generate("role = [\"X\"]\n[country]\n").unwrap_err().contains("\"X\""));
    }
}
