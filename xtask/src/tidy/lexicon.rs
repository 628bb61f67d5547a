//! Word lists that are easy to look up and to merge: sorted, nothing twice.
//!
//! In: the word lists of the crates, TOML and plain. Out: problems. Must not know: what the words mean.
//!
//! Order is that of bytes, as `LC_ALL=C sort` gives it. In TOML these are sorted: lists of strings, tables of entries
//! (tables below the root that hold nothing but tables) by key, arrays of tables by the entry's name ([`NAMES`]). A list
//! inside an entry keeps its own order (base form first, say) and only has nothing twice. A plain list (`.txt`) is
//! sorted from each `[group]` to the next.

use super::Problem;
use crate::repo::Repo;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// Where word lists stand. The roster is no word list: who belongs together stands together there.
const FOLDERS: [&str; 2] = ["/data/", "/lexicon/"];

/// The keys that name an entry; the first that it has counts.
const NAMES: [&str; 5] = ["id", "lemma", "text", "word", "name"];

/// A key whose words belong to one entry of their array only.
const OWNED: &str = "forms";

pub(super) fn check(repo: &Repo) -> Result<Vec<Problem>, String> {
    let mut problems = Vec::new();
    for path in repo.below("crates/", "").filter(|p| FOLDERS.iter().any(|folder| p.contains(folder))) {
        if path.ends_with(".toml") {
            problems.extend(check_toml(path, &repo.read(path)?));
        } else if path.ends_with(".txt") {
            problems.extend(check_plain(path, &repo.read(path)?));
        }
    }
    Ok(problems)
}

fn check_toml(path: &str, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    match text.parse::<Table>() {
        Ok(table) => check_table(path, &table, &mut problems),
        Err(error) => problems.push(Problem::new(path, format!("not TOML: {}", error.message()))),
    }
    problems
}

fn check_table(path: &str, table: &Table, problems: &mut Vec<Problem>) {
    for (key, value) in table {
        match value {
            Value::Table(inner) if inner.values().all(Value::is_table) => {
                let entries =
                    inner.iter().filter_map(|(name, entry)| Some((name.as_str(), entry.as_table()?)));
                check_entries(path, key, &entries.collect::<Vec<_>>(), problems);
            }
            Value::Table(inner) => check_table(path, inner, problems),
            Value::Array(items) if items.iter().all(Value::is_table) => {
                let entries = items.iter().filter_map(Value::as_table).map(|entry| (name(entry), entry));
                check_entries(path, key, &entries.collect::<Vec<_>>(), problems);
            }
            Value::Array(items) => {
                let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                check_order(path, key, &words, problems);
            }
            _ => {}
        }
    }
}

fn name(entry: &Table) -> &str {
    NAMES.iter().find_map(|key| entry.get(*key)).and_then(Value::as_str).unwrap_or_default()
}

fn check_entries(path: &str, table: &str, entries: &[(&str, &Table)], problems: &mut Vec<Problem>) {
    let names: Vec<&str> = entries.iter().map(|(name, _)| *name).collect();
    check_order(path, table, &names, problems);
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, entry) in entries {
        for (key, value) in *entry {
            let mut words: Vec<&str> =
                value.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            words.sort_unstable();
            for pair in words.windows(2).filter(|pair| pair[0] == pair[1]) {
                let message = format!("{table}: {name}: `{}` stands twice in {key}; remove one", pair[0]);
                problems.push(Problem::new(path, message));
            }
            words.dedup();
            for word in words.iter().filter(|_| key == OWNED) {
                if let Some(other) = owners.insert(word, name) {
                    let message =
                        format!("{table}: {name}: `{word}` is a form of `{other}` too; leave it in one");
                    problems.push(Problem::new(path, message));
                }
            }
        }
    }
}

fn check_plain(path: &str, text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let (mut group, mut words) = ("the list", Vec::new());
    for line in text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if line.starts_with('[') {
            check_order(path, group, &words, &mut problems);
            (group, words) = (line, Vec::new());
        } else {
            words.push(line);
        }
    }
    check_order(path, group, &words, &mut problems);
    problems
}

/// Reports the first word out of order and every word that stands twice in a row.
fn check_order(path: &str, list: &str, words: &[&str], problems: &mut Vec<Problem>) {
    for pair in words.windows(2).filter(|w| w[0] == w[1]) {
        problems.push(Problem::new(path, format!("{list}: `{}` stands twice; remove one", pair[0])));
    }
    if let Some(pair) = words.windows(2).find(|w| w[0] > w[1]) {
        let message = format!(
            "{list}: `{}` stands after `{}`; sort the list by bytes (capitals first)",
            pair[1], pair[0]
        );
        problems.push(Problem::new(path, message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(problems: Vec<Problem>, expected: &[&str]) {
        assert_eq!(problems.len(), expected.len(), "{problems:?}");
        for (problem, expected) in problems.iter().zip(expected) {
            assert!(problem.message.contains(expected), "{problem}");
        }
    }

    #[test]
    fn lists_are_sorted() {
        check(check_toml("a.toml", "month = ['Dec', 'Jan']\n[title]\nbefore = ['Dr', 'Mr']\n"), &[]);
        check(
            check_toml("a.toml", "month = ['Jan', 'Dec', 'Dec']\n"),
            &["`Dec` stands twice", "`Dec` stands after `Jan`"],
        );
        check(check_plain("a.txt", "# a list\nb\n\n[x]\nB\na\n[y]\nz\na\n"), &["[y]: `a` stands after `z`"]);
    }

    #[test]
    fn entries_are_sorted_by_name_and_own_their_forms() {
        let say = "[[verb]]\nlemma = 'say'\nforms = ['say', 'says', 'said']\n";
        let tell = "[[verb]]\nlemma = 'tell'\nforms = ['tell', 'told']\n";
        check(check_toml("a.toml", &format!("{say}{tell}")), &[]);
        check(check_toml("a.toml", &format!("{tell}{say}")), &["verb: `say` stands after `tell`"]);
        check(
            check_toml("a.toml", &format!("{say}{say}")),
            &["`say` stands twice", "`said` is", "`say` is", "`says` is"],
        );
        let (say, tell) = ("say = { forms = ['say', 'said'] }\n", "tell = { forms = ['tell', 'said'] }\n");
        let expected = ["verb: `say` stands after `tell`", "say: `said` is a form of `tell` too"];
        check(check_toml("a.toml", &format!("[verb]\n{tell}{say}")), &expected);
        let twice = "[[noun]]\nlemma = 'hope'\nforms = ['hope', 'hopes', 'hope']\n";
        check(check_toml("a.toml", twice), &["noun: hope: `hope` stands twice in forms"]);
    }

    #[test]
    fn broken_toml_is_a_problem() {
        check(check_toml("a.toml", "a = [\n"), &["not TOML"]);
    }
}
