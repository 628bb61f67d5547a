//! Links between the papers of the archive, which lie elsewhere there than in the checkout.
//!
//! In: a Markdown text, where it lies, what is packed where. Out: the same with links that work in the archive. Must not know:
//! what the papers say.

/// A file of the checkout, and where it is in the archive.
pub(super) type Place = (&'static str, &'static str);

/// A paper with its links changed: to the archive's file, else to the page of the checkout's file below `web`.
pub(super) fn moved(text: &str, (from, to): Place, packed: &[Place], web: &str) -> String {
    with_links(text, |link| {
        let (path, anchor) = split(link)?;
        let path = resolved(folder(from), path)?;
        let target = match packed.iter().find(|(checkout, _)| *checkout == path) {
            Some((_, there)) => relative(folder(to), there),
            None => format!("{web}/{path}"),
        };
        Some(target + anchor)
    })
}

/// The files of the archive, by their paths there, that a paper's links lead to.
pub(super) fn targets(text: &str, path: &str) -> Vec<String> {
    let mut targets = Vec::new();
    with_links(text, |link| {
        // A link that leads out of the archive is one that leads nowhere.
        targets.extend(
            split(link).map(|(target, _)| resolved(folder(path), target).unwrap_or(target.to_owned())),
        );
        None
    });
    targets
}

/// The text with each link that `change` has something for replaced.
fn with_links(text: &str, mut change: impl FnMut(&str) -> Option<String>) -> String {
    let mut fenced = false;
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        fenced ^= line.trim_start().starts_with("```");
        let mut rest = line;
        while let Some((before, after)) = rest.split_once("](").filter(|_| !fenced) {
            let Some((link, after)) = after.split_once(')') else { break };
            out = out + before + "](" + change(link).as_deref().unwrap_or(link) + ")";
            rest = after;
        }
        out += rest;
    }
    out
}

/// Path and anchor of a link to another file of ours.
fn split(link: &str) -> Option<(&str, &str)> {
    let elsewhere = link.contains("://") || link.starts_with(['#', '/']) || link.starts_with("mailto:");
    (!elsewhere).then(|| link.split_at(link.find('#').unwrap_or(link.len())))
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path from the root; none where it leads out.
fn resolved(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/').filter(|part| !matches!(*part, "" | ".")) {
        match part {
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The way from a folder to a file.
fn relative(folder: &str, to: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(one, other)| one == other).count();
    "../".repeat(from.len() - shared) + &to[shared..].join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKED: [Place; 3] = [
        ("README.md", "README.md"),
        ("crates/cli/README.md", "doc/command-line.md"),
        ("docs/output.md", "doc/output.md"),
    ];

    #[test]
    fn links_lead_to_where_things_are() {
        let check = |place: Place, text: &str, expected: &str| {
            assert_eq!(moved(text, place, &PACKED, "https://x.example/blob/1"), expected);
        };
        let [readme, manual, output] = PACKED;
        check(
            readme,
            "[a](docs/output.md), [b](crates/cli/README.md#x)",
            "[a](doc/output.md), [b](doc/command-line.md#x)",
        );
        check(readme, "[a](corpus/README.md)\n", "[a](https://x.example/blob/1/corpus/README.md)\n");
        check(manual, "[a](../../docs/output.md#b)", "[a](output.md#b)");
        check(manual, "[a](../attribution/m.md)", "[a](https://x.example/blob/1/crates/attribution/m.md)");
        check(
            output,
            "[a](../README.md) ![b](c.svg)",
            "[a](../README.md) ![b](https://x.example/blob/1/docs/c.svg)",
        );
        let alone = "[a](#b) [c](https://d.example/e) f](g\n```text\n[h](docs/output.md)\n```\n";
        check(readme, alone, alone);
    }

    #[test]
    fn a_papers_links_are_found() {
        let text = "[a](output.md#b) and [c](../LICENSE-MIT), [d](https://e.example), [f](../../out)\n";
        assert_eq!(targets(text, "doc/command-line.md"), ["doc/output.md", "LICENSE-MIT", "../../out"]);
    }
}
