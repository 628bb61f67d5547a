//! Turns `crates/attribution/lexicon/cues.toml` into Rust tables.
//!
//! In: the TOML text. Out: the text of `crates/attribution/src/lexicon/generated.rs`. Must not know: how the tables are used.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cues {
    verb: BTreeMap<String, Verb>,
    noun: BTreeMap<String, Verb>,
    adjective: BTreeMap<String, Verb>,
    phrase: BTreeMap<String, Phrase>,
}

/// Verbs, nouns and adjectives have the same columns.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verb {
    class: String,
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default)]
    strong: bool,
    #[serde(default)]
    clause: Vec<String>,
    #[serde(default)]
    object: Option<String>,
    #[serde(default)]
    ambiguous: bool,
    rate: Option<f32>,
    #[expect(dead_code, reason = "documents the rate")]
    seen: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    class: String,
    role: String,
    rate: Option<f32>,
    #[expect(dead_code, reason = "documents the rate")]
    seen: u32,
}

/// Complements that are flags; `prep:X` becomes a list.
const FRAMES: [&str; 7] = ["that", "bare", "to", "wh", "np", "ing", "as"];

/// The share of cues that is assumed where a word was not seen often enough to count one.
const UNSEEN_RATE: f32 = 0.4;

/// Generates the tables.
pub(crate) fn generate(toml_text: &str) -> Result<String, String> {
    let cues: Cues = toml::from_str(toml_text).map_err(|error| format!("cues.toml: {error}"))?;
    let mut out = String::from(
        "//! Cue tables. In: `lexicon/cues.toml`, by `cargo xtask codegen`. Out: what `lexicon.rs` looks up. Must not be edited.\n\n\
         use super::{CueWord, Frames, Object, Phrase, PhraseRole, Rests};\nuse crate::CueClass;\n\n",
    );
    for (name, table) in [("VERB", &cues.verb), ("NOUN", &cues.noun), ("ADJECTIVE", &cues.adjective)] {
        let mut forms: BTreeMap<String, usize> = BTreeMap::new();
        let _ = writeln!(out, "pub(super) static {name}S: &[CueWord] = &[");
        for (index, (lemma, verb)) in table.iter().enumerate() {
            let own = [lemma.clone()];
            for form in if verb.forms.is_empty() { &own[..] } else { &verb.forms[..] } {
                if forms.insert(form.clone(), index).is_some() {
                    return Err(format!("cues.toml: the form {form:?} belongs to two entries; keep one"));
                }
            }
            let _ = writeln!(out, "    {},", word(lemma, verb)?);
        }
        let _ = writeln!(out, "];\n");
        let _ = writeln!(out, "/// Form to entry.\npub(super) static {name}_FORMS: &[(&str, u16)] = &[");
        for (form, index) in &forms {
            let _ = writeln!(out, "    ({form:?}, {index}),");
        }
        let _ = writeln!(out, "];\n");
        if name == "VERB" {
            write_phrasal(&mut out, &forms);
        }
    }
    let _ = writeln!(out, "pub(super) static PHRASES: &[Phrase] = &[");
    // First word to the phrases that begin with it: a stretch of the list, which is in order of words.
    let mut firsts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (place, (text, phrase)) in cues.phrase.iter().enumerate() {
        let first = text.split(' ').next().unwrap_or_default();
        firsts.entry(first).or_insert((place, place)).1 = place + 1;
        let words: Vec<String> = text.split(' ').map(|word| format!("{word:?}")).collect();
        let _ = writeln!(
            out,
            "    Phrase {{ words: &[{}], class: CueClass::{}, role: PhraseRole::{}, rate: {:?} }},",
            words.join(", "),
            camel(&phrase.class),
            camel(&phrase.role),
            phrase.rate.unwrap_or(UNSEEN_RATE),
        );
    }
    let _ = writeln!(out, "];\n");
    let _ = writeln!(
        out,
        "/// First word to where its phrases begin and end.\npub(super) static PHRASES_BY_FIRST: &[(&str, (u16, u16))] = &["
    );
    for (first, (start, end)) in &firsts {
        let _ = writeln!(out, "    ({first:?}, ({start}, {end})),");
    }
    let _ = writeln!(out, "];");
    Ok(out)
}

/// First word to the other words of the forms that begin with it, the longest first.
fn write_phrasal(out: &mut String, forms: &BTreeMap<String, usize>) {
    let mut phrasal: BTreeMap<&str, Vec<(Vec<&str>, usize)>> = BTreeMap::new();
    for (form, index) in forms {
        let mut words = form.split(' ');
        let first = words.next().unwrap_or_default();
        let rest: Vec<&str> = words.collect();
        if !rest.is_empty() {
            phrasal.entry(first).or_default().push((rest, *index));
        }
    }
    let _ = writeln!(
        out,
        "/// First word to the rest of each form and its entry, the longest first.\npub(super) static PHRASAL_VERBS: &[(&str, Rests)] = &["
    );
    for (first, rests) in &mut phrasal {
        rests.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        let rests: Vec<String> = rests.iter().map(|(rest, index)| format!("(&{rest:?}, {index})")).collect();
        let _ = writeln!(out, "    ({first:?}, &[{}]),", rests.join(", "));
    }
    let _ = writeln!(out, "];\n");
}

fn word(lemma: &str, verb: &Verb) -> Result<String, String> {
    let mut frames = Vec::new();
    let mut prepositions = Vec::new();
    for clause in &verb.clause {
        match clause.strip_prefix("prep:") {
            Some(preposition) => prepositions.push(format!("{preposition:?}")),
            None if FRAMES.contains(&clause.as_str()) => {
                frames.push(format!("Frames::{}.bits()", clause.to_uppercase()))
            }
            None => return Err(format!("cues.toml: {lemma}: unknown clause {clause:?}")),
        }
    }
    let frames = if frames.is_empty() { "0".to_owned() } else { frames.join(" | ") };
    Ok(format!(
        "CueWord {{ lemma: {lemma:?}, class: CueClass::{}, strong: {}, frames: Frames::from_bits_truncate({frames}), prepositions: &[{}], object: Object::{}, ambiguous: {}, rate: {:?} }}",
        camel(&verb.class),
        verb.strong,
        prepositions.join(", "),
        camel(verb.object.as_deref().unwrap_or("none")),
        verb.ambiguous,
        verb.rate.unwrap_or(UNSEEN_RATE),
    ))
}

fn camel(word: &str) -> String {
    word.split('_')
        .map(|part| {
            let mut chars = part.chars();
            chars
                .next()
                .map(|first| first.to_ascii_uppercase().to_string() + chars.as_str())
                .unwrap_or_default()
        })
        .collect()
}
