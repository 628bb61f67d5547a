//! The tokenizer's abbreviations.
//!
//! In: `abbreviations.txt`. Out: a sorted static table. Must not know: files.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The groups of the data file and the variants they become.
const GROUPS: [(&str, &str); 4] = [
    ("never-end", "NeverEnd"),
    ("may-end", "MayEnd"),
    ("months", "Month"),
    ("before-number", "BeforeNumber"),
];

const HEAD: &str = "\
//! The table of abbreviations. In: nothing. Out: rows, sorted by key. Must not know: how they are used.
//!
//! Generated from `crates/tokenizer/data/abbreviations.txt` by `cargo xtask codegen`; do not edit.

use super::Entry;
use super::Group::{BeforeNumber, MayEnd, Month, NeverEnd};

#[rustfmt::skip]
pub(super) static ABBREVIATIONS: &[Entry] = &[
";

/// The table's Rust text.
///
/// # Errors
/// The first line that is no group, no entry, out of order, or there twice.
pub(super) fn generate(data: &str) -> Result<String, String> {
    let mut rows = BTreeMap::new();
    let mut group = None;
    let mut previous = "";
    for (number, line) in data.lines().enumerate() {
        let fail = |what: &str| Err(format!("line {}: {what}: {line:?}", number + 1));
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            group = GROUPS.iter().find(|(known, _)| *known == name).map(|(_, variant)| *variant);
            if group.is_none() {
                return fail("unknown group");
            }
            previous = "";
            continue;
        }
        let Some(group) = group else { return fail("an entry before any group") };
        if !line.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'.') || line.ends_with('.') {
            return fail("an entry is ASCII letters, perhaps with full stops inside");
        }
        if line <= previous {
            return fail("not in order");
        }
        previous = line;
        let capital = line.starts_with(|c: char| c.is_ascii_uppercase());
        if rows.insert(line.to_ascii_lowercase(), (capital, group)).is_some() {
            return fail("there twice, letter case aside");
        }
    }
    let mut table = HEAD.to_owned();
    for (key, (capital, group)) in rows {
        let _ = writeln!(table, "    Entry {{ key: {key:?}, capital: {capital}, group: {group} }},");
    }
    table.push_str("];\n");
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_across_groups() {
        let table = generate("# note\n[never-end]\nMr\n\n[may-end]\nInc\n").unwrap();
        let inc = table.find(r#"key: "inc", capital: true, group: MayEnd"#);
        let mr = table.find(r#"key: "mr", capital: true, group: NeverEnd"#);
        assert!(inc.is_some() && inc < mr);
    }

    #[test]
    fn bad_data_is_named_by_its_line() {
        assert!(generate("Mr").unwrap_err().contains("line 1: an entry before any group"));
        assert!(generate("[never-end]\nMs\nMr").unwrap_err().contains("line 3: not in order"));
        assert!(generate("[never-end]\nMr\n[may-end]\nmr").unwrap_err().contains("there twice"));
        assert!(generate("[other]").unwrap_err().contains("unknown group"));
        assert!(generate("[may-end]\nInc.").unwrap_err().contains("full stops inside"));
    }
}
