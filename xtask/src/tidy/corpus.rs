//! A corpus that says what it means: gold that fits its article, and enough of every phenomenon.
//!
//! In: `corpus/`. Out: problems. Must not know: what any program makes of it.
//!
//! Problems name the file and the attribution but never quote the article: those of `corpus/heldout/` and `corpus/unseen/` are not read.

use super::Problem;
use crate::gold::{ContentType, Gold, GoldAttribution, NOTICE, PHENOMENA, Part};
use crate::repo::Repo;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::RangeInclusive;

const CORPUS: &str = "corpus/";
const HELDOUT: &str = "corpus/heldout/";
const UNSEEN: &str = "corpus/unseen/";
const MIN_ARTICLES: usize = 30;
const MIN_HELDOUT: usize = 10;
/// So many attributions make an article small enough to read and large enough to hold trouble.
const ATTRIBUTIONS: RangeInclusive<usize> = 8..=30;
/// Fewer examples than this of a phenomenon tell nothing.
const MIN_EXAMPLES: usize = 5;

pub(super) fn check(repo: &Repo) -> Result<Vec<Problem>, String> {
    let mut problems = check_pairs(repo);
    for path in repo.below(CORPUS, ".gold.toml") {
        let Ok(text) = repo.read(&path.replace(".gold.toml", ".txt")) else { continue };
        let messages = check_article(&text, &repo.read(path)?);
        problems.extend(messages.into_iter().map(|message| Problem::new(path, message)));
    }
    let (articles, heldout) =
        (repo.below(CORPUS, ".gold.toml").count(), repo.below(HELDOUT, ".gold.toml").count());
    if articles < MIN_ARTICLES {
        problems.push(Problem::new(CORPUS, format!("{articles} articles, under {MIN_ARTICLES}; write more")));
    }
    if heldout < MIN_HELDOUT {
        problems.push(Problem::new(HELDOUT, format!("{heldout} articles, under {MIN_HELDOUT}; write more")));
    }
    for (slug, (open, closed)) in examples(repo)?.into_iter().filter(|(_, n)| n.0 + n.1 < MIN_EXAMPLES) {
        let message = format!(
            "{slug}: {} examples, under {MIN_EXAMPLES}; write more (`cargo xtask tidy --table`)",
            open + closed
        );
        problems.push(Problem::new(CORPUS, message));
    }
    Ok(problems)
}

/// Whether only totals of an article are looked at.
fn is_closed(path: &str) -> bool {
    path.starts_with(HELDOUT) || path.starts_with(UNSEEN)
}

/// How often each phenomenon occurs, in the open articles and in those of which only totals are looked at.
pub(super) fn table(repo: &Repo) -> Result<String, String> {
    let mut out = format!("{:18} {:>5} {:>8}\n", "phenomenon", "open", "closed");
    for (slug, (open, closed)) in examples(repo)? {
        let _ = writeln!(out, "{slug:18} {open:>5} {closed:>8}");
    }
    let (closed, open): (Vec<&str>, Vec<&str>) =
        repo.below(CORPUS, ".gold.toml").partition(|path| is_closed(path));
    let _ = writeln!(out, "{:18} {:>5} {:>8}", "articles", open.len(), closed.len());
    Ok(out)
}

fn examples(repo: &Repo) -> Result<BTreeMap<&'static str, (usize, usize)>, String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = PHENOMENA.iter().map(|slug| (*slug, (0, 0))).collect();
    for path in repo.below(CORPUS, ".gold.toml") {
        let Ok(gold) = Gold::parse(&repo.read(path)?) else { continue };
        for slug in gold.attributions.iter().flat_map(|a| &a.phenomena) {
            if let Some((open, closed)) = counts.get_mut(slug.as_str()) {
                *(if is_closed(path) { closed } else { open }) += 1;
            }
        }
    }
    Ok(counts)
}

/// Every article has its gold, and every gold its article.
fn check_pairs(repo: &Repo) -> Vec<Problem> {
    let mut problems = Vec::new();
    for path in repo.below(CORPUS, "") {
        let (partner, message) = match path.strip_suffix(".gold.toml") {
            Some(stem) => (format!("{stem}.txt"), "has no article; add"),
            None => match path.strip_suffix(".txt") {
                Some(stem) => (format!("{stem}.gold.toml"), "has no gold; write"),
                None => continue,
            },
        };
        if !repo.has(&partner) {
            problems.push(Problem::new(path, format!("{message} {partner}")));
        }
    }
    problems
}

/// What is wrong with an article's gold.
fn check_article(text: &str, gold_text: &str) -> Vec<String> {
    let mut messages = Vec::new();
    if !gold_text.starts_with(NOTICE) {
        messages.push(format!("does not say that the article is invented; open with `{NOTICE}`"));
    }
    let gold = match Gold::parse(gold_text) {
        Ok(gold) => gold,
        Err(error) => {
            messages.push(error);
            return messages;
        }
    };
    if gold.title.trim().is_empty() || gold.style.trim().is_empty() || gold.marks.trim().is_empty() {
        messages.push("title, style or marks is blank; fill it in".to_owned());
    }
    if let Some(date) = gold.date.as_deref().filter(|date| !is_date(date)) {
        messages.push(format!("date `{date}`: write it as 2025-11-06"));
    }
    if !ATTRIBUTIONS.contains(&gold.attributions.len()) {
        let (n, min, max) = (gold.attributions.len(), ATTRIBUTIONS.start(), ATTRIBUTIONS.end());
        messages.push(format!("{n} attributions, not {min} to {max}; write a longer or shorter article"));
    }
    let mut ids = BTreeSet::new();
    for attribution in &gold.attributions {
        let of_this = |message: String| format!("{}: {message}", attribution.id);
        if !ids.insert(&attribution.id) {
            messages.push(of_this("this id stands twice; number the attributions anew".to_owned()));
        }
        messages.extend(check_parts(text, attribution).into_iter().map(of_this));
        messages.extend(check_fields(attribution).into_iter().map(of_this));
        messages.extend(check_nesting(&gold, attribution).map(of_this));
        messages.extend(check_type(&gold, attribution).map(of_this));
    }
    messages
}

fn check_parts(text: &str, attribution: &GoldAttribution) -> Vec<String> {
    let mut messages = Vec::new();
    if attribution.content.is_empty() {
        messages.push("no content; mark what was said".to_owned());
    }
    for (role, parts) in
        [("content", &attribution.content), ("cue", &attribution.cue), ("source", &attribution.source)]
    {
        for Part { start, end, text: words } in parts {
            match text.get(*start..*end) {
                Some(there) if there == words => {}
                Some(_) => {
                    messages.push(format!("{role} {start}..{end}: other words stand there; mark it anew"))
                }
                None => {
                    messages.push(format!("{role} {start}..{end}: not a range of characters; mark it anew"))
                }
            }
            if words.is_empty() || words.trim() != words {
                messages.push(format!(
                    "{role} {start}..{end}: empty, or white space at an edge; mark words only"
                ));
            }
        }
        if parts.windows(2).any(|pair| pair[0].end > pair[1].start) {
            messages.push(format!("{role}: parts overlap or are out of order; sort them by start"));
        }
    }
    messages
}

fn check_fields(attribution: &GoldAttribution) -> Vec<String> {
    let mut messages = Vec::new();
    for (field, list) in [("speakers", &attribution.speakers), ("phenomena", &attribution.phenomena)] {
        if list.iter().any(|item| item.trim().is_empty() || item.trim() != item) {
            messages.push(format!("{field}: blank, or white space at an edge; write the names only"));
        }
        if list.iter().collect::<BTreeSet<_>>().len() < list.len() {
            messages.push(format!("{field}: something stands twice; remove one"));
        }
    }
    if attribution.phenomena.is_empty() {
        messages.push("no phenomena; name what it is an example of".to_owned());
    }
    for slug in attribution.phenomena.iter().filter(|slug| !PHENOMENA.contains(&slug.as_str())) {
        messages.push(format!("`{slug}` is no phenomenon; choose from corpus/README.md"));
    }
    let says = |slug: &str| attribution.phenomena.iter().any(|p| p == slug);
    if says("nested") != attribution.nested_in.is_some() {
        messages.push("`nested` and nested_in do not agree; give both or neither".to_owned());
    }
    if says("no-cue") && !attribution.cue.is_empty() {
        messages.push("`no-cue` but a cue is marked; drop either".to_owned());
    }
    messages
}

/// The attribution that this one is nested in must be there, and larger.
fn check_nesting(gold: &Gold, attribution: &GoldAttribution) -> Option<String> {
    let outer = attribution.nested_in.as_ref()?;
    let Some(found) = gold.attributions.iter().find(|a| a.id == *outer) else {
        return Some(format!("nested in {outer}, which is not there; correct nested_in"));
    };
    let (first, last) = (attribution.content.first()?.start, attribution.content.last()?.end);
    let holds = |p: &Part| p.start <= first && last <= p.end && last - first < p.end - p.start;
    let message = || format!("does not stand inside a content of {outer}; correct nested_in or the spans");
    (!found.content.iter().any(holds)).then(message)
}

/// The type must agree with the quotation marks, roughly: marks missing in the article and labels of transcripts, whose
/// lines are direct without marks, are left alone.
fn check_type(gold: &Gold, attribution: &GoldAttribution) -> Option<String> {
    let says = |slug: &str| attribution.phenomena.iter().any(|p| p == slug);
    let label = says("transcript-line") || says("interview-qa");
    let in_label_line = label || (gold.style == "transcript" || gold.style == "interview") && says("no-cue");
    let parts = &attribution.content;
    let (first, last) = (parts.first()?, parts.last()?);
    let (opened, closed) = (opens(&first.text), closes(&last.text));
    match attribution.content_type {
        ContentType::Direct if in_label_line || says("stray-mark") => None,
        ContentType::Direct if !(opened && closed) => Some(
            "direct, but does not begin and end with a quotation mark; correct the spans or the type".into(),
        ),
        ContentType::Indirect if opened && closed => {
            Some("indirect, but stands in quotation marks; correct the spans or the type".into())
        }
        ContentType::Mixed
            if !in_label_line && !says("stray-mark") && !parts.iter().any(|p| has_marks(&p.text)) =>
        {
            Some("mixed, but nothing of it stands in quotation marks; correct the type".into())
        }
        _ => None,
    }
}

/// Whether a character may be a quotation mark; some are apostrophes too.
fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '”' | '‘' | '’' | '„' | '‚' | '«' | '»' | '‹' | '›')
}

fn opens(text: &str) -> bool {
    text.starts_with(is_mark)
}

fn closes(text: &str) -> bool {
    text.trim_end_matches(['.', ',', '!', '?', ';', ':']).ends_with(is_mark)
}

/// Whether a mark stands at the edge of a word, where no apostrophe stands.
fn has_marks(text: &str) -> bool {
    let edge = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–');
    opens(text) || closes(text) || text.split(edge).any(|word| opens(word) || closes(word))
}

/// Whether it reads like 2025-11-06.
fn is_date(date: &str) -> bool {
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    matches!(date.split('-').collect::<Vec<_>>()[..], [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marked::unmark;

    /// Checks an article with one attribution of interest, and seven that pass; `change` spoils its gold.
    fn check(line: &str, body: &str, change: impl Fn(&mut Gold), expected: &[&str]) {
        let mut marked = format!("title: t\nstyle: wire\nmarks: curly\nA0: {line}\n");
        for i in 1..8 {
            marked.push_str(&format!("A{i}: indirect | Ada | colon\n"));
        }
        marked.push_str(&format!("---\n{body}"));
        for i in 1..8 {
            marked.push_str(&format!("\n<c A{i}>that it rains</c>"));
        }
        let (text, mut gold) = unmark(&marked).unwrap();
        change(&mut gold);
        let messages = check_article(&text, &gold.to_toml());
        assert_eq!(messages.len(), expected.len(), "{messages:?}");
        for (message, expected) in messages.iter().zip(expected) {
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn good_gold_passes() {
        check(
            "direct | Ada | curly-marks",
            "<c A0>“It rains,”</c> <s A0>Ada</s> <q A0>said</q>",
            |_| {},
            &[],
        );
        check("direct | Ada | transcript-line, no-cue", "<s A0>ADA</s>: <c A0>It rains.</c>", |_| {}, &[]);
        check("mixed | Ada | mixed-quote", "<s A0>Ada</s> <q A0>called</q> <c A0>it ‘wet’</c>", |_| {}, &[]);
    }

    #[test]
    fn the_type_agrees_with_the_marks() {
        check("direct | Ada | colon", "<c A0>It rains</c>", |_| {}, &["A0: direct, but"]);
        check("indirect | Ada | colon", "<c A0>“It rains”</c>", |_| {}, &["A0: indirect, but"]);
        check("mixed | Ada | colon", "<c A0>it’s Ada’s rain</c>", |_| {}, &["A0: mixed, but"]);
    }

    #[test]
    fn spans_agree_with_the_article() {
        let body = "<c A0>“Café,”</c> <s A0>Ada</s> <q A0>said</q>";
        let kind = "direct | Ada | colon";
        check(kind, body, |g| g.attributions[0].cue[0].start += 1, &["A0: cue 18..21: other words"]);
        check(kind, body, |g| g.attributions[0].content[0].end -= 1, &["not a range of characters"]);
        check(kind, body, |g| g.attributions[0].source[0].end += 900, &["not a range of characters"]);
        let again = |g: &mut Gold| {
            g.attributions[0].cue = [g.attributions[0].cue.clone(), g.attributions[0].cue.clone()].concat()
        };
        check(kind, body, again, &["cue: parts overlap"]);
    }

    #[test]
    fn nesting_is_real() {
        let body = "<c A0>“It rains”</c>";
        let inner =
            |outer: &'static str| move |g: &mut Gold| g.attributions[0].nested_in = Some(outer.to_owned());
        check("direct | Ada | nested", body, inner("A9"), &["A9, which is not there"]);
        check("direct | Ada | nested", body, inner("A1"), &["inside a content of A1"]);
        check("direct | Ada | nested", body, inner("A0"), &["inside a content of A0"]);
        check("direct | Ada | nested", body, |_| {}, &["do not agree"]);
    }

    #[test]
    fn fields_are_known() {
        let body = "<c A0>“It rains”</c> <q A0>said</q>";
        check("direct | Ada | rain", body, |_| {}, &["`rain` is no phenomenon"]);
        check("direct | Ada | no-cue", body, |_| {}, &["a cue is marked"]);
        check("direct | Ada; Ada | colon", body, |_| {}, &["speakers: something stands twice"]);
        check("direct | Ada | colon", body, |g| g.date = Some("6 Nov".into()), &["write it as"]);
        check("direct | Ada | colon", body, |g| g.attributions[1].id = "A0".into(), &["stands twice"]);
        check("direct | Ada | colon", body, |g| g.attributions.truncate(2), &["2 attributions"]);
    }

    #[test]
    fn the_notice_is_asked_for() {
        let messages = check_article("", "title = 't'\nstyle = 's'\nmarks = 'm'\n");
        assert!(messages[0].contains("invented"), "{messages:?}");
    }
}
