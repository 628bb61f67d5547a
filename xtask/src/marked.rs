//! Marked-up articles: an article and its gold in one file that a person can write.
//!
//! In: a marked article. Out: the article's text and its [`Gold`]; and back. Must not know: scores.
//!
//! ```text
//! title: Quota talks end
//! style: wire
//! marks: curly
//! date: 2025-11-06
//! A1: direct | Ada Moreno | subject-verb, curly-marks
//! A2 in A1: indirect | Bo Lund; Cy Marsh | nested, several-speakers
//! A3: indirect | - | anonymous, subject-verb
//! ---
//! <c A1>“<s A2>Both ministers</s> <q A2>said</q> <c A2>that it would rain</c>,”</c> <s A1>Ada Moreno</s> <q A1>said</q>.
//! ```
//!
//! Above `---` stand the article's fields and one line for each attribution: its id, the id of the one it is nested in,
//! type, speakers (`-` for nobody identifiable), phenomena. Below stands the article with tags around the **c**ontent,
//! the cue (**q**) and the **s**ource. Tags may nest but not cross; one tag may serve several attributions
//! (`<s A1,A2>`), and a role in several parts has several tags.

use crate::gold::{ContentType, Gold, GoldAttribution, Part};
use std::cmp::Reverse;
use std::fmt::Display;
use std::fs;
use std::path::Path;

/// The roles as the tags write them.
const ROLES: [&str; 3] = ["c", "q", "s"];

/// Reads a marked article and writes its text and its gold into a folder.
pub(crate) fn write_gold(path: &Path, folder: &Path) -> Result<(), String> {
    let (text, gold) = unmark(&read(path)?).map_err(|e| in_file(path, e))?;
    let name = path.file_stem().ok_or_else(|| in_file(path, "has no name"))?.to_string_lossy();
    for (ending, content) in [("txt", text), ("gold.toml", gold.to_toml())] {
        let path = folder.join(format!("{name}.{ending}"));
        fs::write(&path, content).map_err(|e| in_file(&path, e))?;
    }
    println!("{}: {} attributions", folder.join(&*name).display(), gold.attributions.len());
    Ok(())
}

/// Reads an article and the gold beside it as one marked article.
pub(crate) fn read_marked(article: &Path) -> Result<String, String> {
    let beside = article.with_extension("gold.toml");
    let gold = Gold::parse(&read(&beside)?).map_err(|e| in_file(&beside, e))?;
    mark(&read(article)?, &gold).map_err(|e| in_file(article, e))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| in_file(path, e))
}

fn in_file(path: &Path, problem: impl Display) -> String {
    format!("{}: {problem}", path.display())
}

/// Takes the tags out of a marked article: its text and its gold.
pub(crate) fn unmark(marked: &str) -> Result<(String, Gold), String> {
    let (head, body) = marked.split_once("\n---\n").ok_or("there is no line `---` below the header")?;
    let mut gold = read_head(head)?;
    let text = read_body(body, &mut gold)?;
    for attribution in &mut gold.attributions {
        if attribution.content.is_empty() {
            return Err(format!("{}: has no content; tag it `<c {0}>…</c>`", attribution.id));
        }
        for parts in [&mut attribution.content, &mut attribution.cue, &mut attribution.source] {
            parts.sort_by_key(|p| (p.start, p.end));
        }
    }
    Ok((text, gold))
}

/// Puts the gold of an article into it as tags: the inverse of [`unmark`].
pub(crate) fn mark(text: &str, gold: &Gold) -> Result<String, String> {
    let mut head = format!("title: {}\nstyle: {}\nmarks: {}\n", gold.title, gold.style, gold.marks);
    for (key, value) in [("date", &gold.date), ("note", &gold.note)] {
        if let Some(value) = value {
            head.push_str(&format!("{key}: {value}\n"));
        }
    }
    for a in &gold.attributions {
        let outer = a.nested_in.as_ref().map(|outer| format!(" in {outer}")).unwrap_or_default();
        let speakers = if a.speakers.is_empty() { "-".to_owned() } else { a.speakers.join("; ") };
        let (kind, phenomena) = (a.content_type.name(), a.phenomena.join(", "));
        head.push_str(&format!("{}{outer}: {kind} | {speakers} | {phenomena}\n", a.id));
    }
    Ok(format!("{head}---\n{}", write_body(text, gold)?))
}

fn read_head(head: &str) -> Result<Gold, String> {
    let (mut title, mut style, mut marks, mut date, mut note) = (None, None, None, None, None);
    let mut attributions = Vec::new();
    for line in head.lines().filter(|line| !line.trim().is_empty()) {
        let (key, value) =
            line.split_once(':').ok_or_else(|| format!("no `:` in the header line `{line}`"))?;
        let (key, value) = (key.trim(), value.trim());
        match key {
            "title" => title = Some(value.to_owned()),
            "style" => style = Some(value.to_owned()),
            "marks" => marks = Some(value.to_owned()),
            "date" => date = Some(value.to_owned()),
            "note" => note = Some(value.to_owned()),
            _ => attributions.push(read_attribution(key, value)?),
        }
    }
    let given = |field: Option<String>, key| field.ok_or_else(|| format!("the header has no `{key}:`"));
    let (title, style, marks) = (given(title, "title")?, given(style, "style")?, given(marks, "marks")?);
    Ok(Gold { title, style, marks, date, note, attributions })
}

/// Reads `A2 in A1: indirect | Bo Lund; Cy Marsh | nested`, split at its colon.
fn read_attribution(key: &str, value: &str) -> Result<GoldAttribution, String> {
    let (id, outer) = match key.split_once(" in ") {
        Some((id, outer)) => (id.trim(), Some(outer.trim().to_owned())),
        None => (key, None),
    };
    if !is_id(id) {
        return Err(format!("`{key}:` is neither a field nor an attribution such as `A1:` or `A2 in A1:`"));
    }
    let [kind, speakers, phenomena] = value.split('|').map(str::trim).collect::<Vec<_>>()[..] else {
        return Err(format!("{id}: write `type | speakers | phenomena`"));
    };
    let content_type = ContentType::from_name(kind)
        .ok_or_else(|| format!("{id}: `{kind}` is none of direct, indirect, mixed"))?;
    let list = |text: &str, between| -> Vec<String> {
        text.split(between).map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
    };
    Ok(GoldAttribution {
        id: id.to_owned(),
        content_type,
        content: Vec::new(),
        cue: Vec::new(),
        source: Vec::new(),
        speakers: if speakers == "-" { Vec::new() } else { list(speakers, ';') },
        nested_in: outer,
        phenomena: list(phenomena, ','),
    })
}

fn is_id(id: &str) -> bool {
    id.strip_prefix('A').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Copies the text without its tags and puts the tagged parts into the gold.
fn read_body(body: &str, gold: &mut Gold) -> Result<String, String> {
    let mut text = String::with_capacity(body.len());
    let mut open: Vec<(Tag<'_>, usize)> = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let Some((tag, length)) = read_tag(&rest[at..]) else {
            text.push('<');
            rest = &rest[at + 1..];
            continue;
        };
        rest = &rest[at + length..];
        if !tag.closing {
            open.push((tag, text.len()));
            continue;
        }
        let near = text.lines().last().unwrap_or_default();
        let (opening, start) =
            open.pop().ok_or_else(|| format!("`</{}>` closes nothing after `{near}`", tag.role))?;
        if opening.role != tag.role {
            return Err(format!("`<{}>` and `</{}>` cross after `{near}`", opening.role, tag.role));
        }
        for id in opening.ids {
            let attribution = gold.attributions.iter_mut().find(|a| a.id == id);
            let attribution = attribution.ok_or_else(|| format!("{id}: has no line in the header"))?;
            let part = Part { start, end: text.len(), text: text[start..].to_owned() };
            match tag.role {
                "c" => attribution.content.push(part),
                "q" => attribution.cue.push(part),
                _ => attribution.source.push(part),
            }
        }
    }
    text.push_str(rest);
    match open.pop() {
        Some((tag, _)) => Err(format!("`<{} {}>` is never closed", tag.role, tag.ids.join(","))),
        None => Ok(text),
    }
}

struct Tag<'a> {
    role: &'a str,
    ids: Vec<&'a str>,
    closing: bool,
}

/// The tag that a text starts with, and its length; none where it starts with an ordinary `<`.
fn read_tag(text: &str) -> Option<(Tag<'_>, usize)> {
    let (inside, _) = text.strip_prefix('<')?.split_once('>')?;
    let length = inside.len() + 2;
    if let Some(role) = inside.strip_prefix('/') {
        return ROLES.contains(&role).then_some((Tag { role, ids: Vec::new(), closing: true }, length));
    }
    let (role, ids) = inside.split_once(' ')?;
    let ids: Vec<&str> = ids.split(',').collect();
    let good = ROLES.contains(&role) && ids.iter().all(|id| is_id(id));
    good.then_some((Tag { role, ids, closing: false }, length))
}

fn write_body(text: &str, gold: &Gold) -> Result<String, String> {
    let mut tags: Vec<(usize, Reverse<usize>, &str, Vec<&str>)> = Vec::new();
    for a in &gold.attributions {
        for (role, parts) in ROLES.into_iter().zip([&a.content, &a.cue, &a.source]) {
            for part in parts {
                let (start, end) = (part.start, Reverse(part.end));
                match tags.iter_mut().find(|t| (t.0, t.1, t.2) == (start, end, role)) {
                    Some(tag) => tag.3.push(&a.id),
                    None => tags.push((start, end, role, vec![&a.id])),
                }
            }
        }
    }
    tags.sort();
    let mut out = String::with_capacity(text.len() * 2);
    let mut at = 0;
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut copy_to = |to: usize, out: &mut String| -> Result<(), String> {
        out.push_str(text.get(at..to).ok_or_else(|| format!("a span ends inside a character at {to}"))?);
        at = to;
        Ok(())
    };
    for (start, Reverse(end), role, ids) in tags {
        while let Some((outer_end, outer_role)) = open.pop_if(|(outer_end, _)| *outer_end <= start) {
            copy_to(outer_end, &mut out)?;
            out.push_str(&format!("</{outer_role}>"));
        }
        if open.last().is_some_and(|(outer_end, _)| end > *outer_end) {
            return Err(format!("{}: the span {start}..{end} crosses another", ids.join(",")));
        }
        copy_to(start, &mut out)?;
        out.push_str(&format!("<{role} {}>", ids.join(",")));
        open.push((end, role));
    }
    while let Some((end, role)) = open.pop() {
        copy_to(end, &mut out)?;
        out.push_str(&format!("</{role}>"));
    }
    copy_to(text.len(), &mut out)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repo::{Repo, root};

    const HEAD: &str = "title: Quota talks end\nstyle: wire\nmarks: curly\ndate: 2025-11-06\nnote: a: b\n";
    const ARTICLE: &str = "Talks\n\n<c A1>“It rains < 3 days,”</c> <s A1,A2>Ada Moreno</s> <q A1>said</q>. \
        <c A1>“<s A3>Ministers</s> <q A3>said</q> <c A3>it would</c>.”</c> She <q A2>hoped</q> <c A2>for sun</c>.\n";
    const LINES: &str = "A1: direct | Ada Moreno | continuation, curly-marks\nA2: indirect | Ada Moreno | elided-subject\n\
        A3 in A1: indirect | Bo Lund; Cy Marsh | nested, several-speakers\n";

    #[test]
    fn a_marked_article_becomes_text_and_gold() {
        let (text, gold) = unmark(&format!("{HEAD}{LINES}---\n{ARTICLE}")).unwrap();
        assert_eq!(
            text,
            "Talks\n\n“It rains < 3 days,” Ada Moreno said. “Ministers said it would.” She hoped for sun.\n"
        );
        let [first, second, third] = &gold.attributions[..] else { panic!("three attributions") };
        assert_eq!(
            first.content.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(),
            ["“It rains < 3 days,”", "“Ministers said it would.”"]
        );
        assert_eq!(first.source, second.source);
        assert_eq!(third.nested_in.as_deref(), Some("A1"));
        assert_eq!(third.speakers, ["Bo Lund", "Cy Marsh"]);
        for part in gold.attributions.iter().flat_map(|a| a.content.iter().chain(&a.cue).chain(&a.source)) {
            assert_eq!(text[part.start..part.end], part.text);
        }
    }

    #[test]
    fn marking_gold_again_gives_the_marked_article_again() {
        let marked = format!("{HEAD}{LINES}---\n{ARTICLE}");
        let (text, gold) = unmark(&marked).unwrap();
        assert_eq!(mark(&text, &Gold::parse(&gold.to_toml()).unwrap()).unwrap(), marked);
    }

    #[test]
    fn mistakes_are_named() {
        let check = |lines: &str, body: &str, expected: &str| {
            let error = unmark(&format!("{HEAD}{lines}---\n{body}")).unwrap_err();
            assert!(error.contains(expected), "{error}");
        };
        check("A1: direct | Ada | colon\n", "no tags", "A1: has no content");
        check("A1: spoken | Ada | colon\n", "", "`spoken` is none of direct, indirect, mixed");
        check("A1: direct | Ada\n", "", "write `type | speakers | phenomena`");
        check("B: direct | Ada | colon\n", "", "neither a field nor an attribution");
        check("", "<c A9>x</c>", "A9: has no line in the header");
        check("A1: direct | Ada | colon\n", "<c A1>x <q A1>y</c> z</q>", "cross");
        check("A1: direct | Ada | colon\n", "<c A1>x", "never closed");
        check("", "x</c>", "closes nothing");
    }

    #[test]
    fn crossing_gold_spans_cannot_be_marked() {
        let (text, mut gold) = unmark(&format!("{HEAD}A1: direct | A | colon\n---\n<c A1>ab</c>c")).unwrap();
        gold.attributions[0].cue.push(Part { start: 1, end: 3, text: "bc".to_owned() });
        assert!(mark(&text, &gold).unwrap_err().contains("crosses"));
    }

    #[test]
    fn every_article_of_the_corpus_survives_marking_and_unmarking() {
        let repo = Repo::at(root()).unwrap();
        for path in repo.below("corpus/", ".gold.toml") {
            let (article, written) =
                (repo.read(&path.replace(".gold.toml", ".txt")).unwrap(), repo.read(path).unwrap());
            let marked =
                mark(&article, &Gold::parse(&written).unwrap()).unwrap_or_else(|e| panic!("{path}: {e}"));
            let (text, gold) = unmark(&marked).unwrap_or_else(|e| panic!("{path}: {e}"));
            assert!(
                text == article && gold.to_toml() == written,
                "{path}: not the same after marking and unmarking"
            );
        }
    }
}
