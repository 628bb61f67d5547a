//! Generated tables: data files in, committed Rust out.
//!
//! In: the workspace's root. Out: the files of [`TABLES`], written or checked. Must not know: how a table is used.

mod abbreviations;
mod cues;
mod words;

use std::fs;
use std::path::Path;

/// A generated file: where it is, what it is made from, and how.
struct Table {
    /// From the root.
    data: &'static str,
    /// From the root.
    output: &'static str,
    /// The Rust text for the data's text, or what is wrong with the data.
    generate: fn(&str) -> Result<String, String>,
}

/// Every generated file. A new table is one row here and one module beside `abbreviations`.
const TABLES: &[Table] = &[
    Table {
        data: "crates/attribution/lexicon/cues.toml",
        output: "crates/attribution/src/lexicon/generated.rs",
        generate: cues::generate,
    },
    Table {
        data: "crates/attribution/lexicon/words.toml",
        output: "crates/attribution/src/words/generated.rs",
        generate: words::generate,
    },
    Table {
        data: "crates/tokenizer/data/abbreviations.txt",
        output: "crates/tokenizer/src/abbreviation/generated.rs",
        generate: abbreviations::generate,
    },
];

/// Writes every table; with `check`, only says which are out of date.
///
/// # Errors
/// What is wrong, for a person.
pub(crate) fn run(root: &Path, check: bool) -> Result<(), String> {
    let mut stale = Vec::new();
    for table in TABLES {
        let data = read(&root.join(table.data))?;
        let expected = (table.generate)(&data).map_err(|problem| format!("{}: {problem}", table.data))?;
        let output = root.join(table.output);
        if read(&output).is_ok_and(|current| current == expected) {
            continue;
        }
        if check {
            stale.push(table.output);
        } else {
            fs::write(&output, expected).map_err(|error| format!("{}: {error}", table.output))?;
            println!("wrote {}", table.output);
        }
    }
    if stale.is_empty() {
        Ok(())
    } else {
        Err(format!("out of date: {}; run `cargo xtask codegen`", stale.join(", ")))
    }
}

/// Reads a text, with the line ends of any checkout made `\n`.
fn read(path: &Path) -> Result<String, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(text.replace("\r\n", "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn committed_tables_are_up_to_date() {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        run(manifest.parent().unwrap(), true).unwrap();
    }
}
