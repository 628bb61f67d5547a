//! Wire copy, made of the corpus, and what is told of it. `cargo test -p dixit reprints -- --nocapture` prints the table of docs/output.md.

use super::*;
use std::fs;
use std::path::Path;

/// What an editor does with an agency's text.
#[derive(Debug, Clone, Copy)]
enum Edit {
    /// The same under another headline, with the agency named.
    Headline,
    /// … and cut to so many hundredths of its paragraphs.
    Cut(usize),
    /// … and every so-manieth sentence in other words.
    Reworded(usize),
    /// … cut to seventy hundredths, with every so-manieth sentence in other words.
    Both(usize),
}

/// The open articles of the corpus.
fn articles() -> Vec<(String, String)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let paths = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|it| it == "txt")).collect();
    paths.sort();
    paths.iter().map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

/// Every so-manieth sentence, crudely told, with each second word another.
fn reworded(text: &str, every: usize) -> String {
    let sentences = text.split_inclusive(". ").enumerate().map(|(number, sentence)| {
        if number % every != every - 1 {
            return sentence.to_owned();
        }
        let words = sentence.split(' ').enumerate();
        words.map(|(at, word)| if at % 2 == 0 { word } else { "otherwise" }).collect::<Vec<_>>().join(" ")
    });
    sentences.collect()
}

fn edited(text: &str, edit: Edit) -> String {
    let mut paragraphs: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let keep = match edit {
        Edit::Cut(share) => share,
        Edit::Both(_) => 70,
        Edit::Headline | Edit::Reworded(_) => 100,
    };
    paragraphs.truncate((paragraphs.len() * keep).div_ceil(100));
    let body = paragraphs.get(1..).unwrap_or_default().join("\n\n");
    let body = match edit {
        Edit::Reworded(every) | Edit::Both(every) => reworded(&body, every),
        Edit::Headline | Edit::Cut(_) => body,
    };
    format!(
        "What happened yesterday, and what comes next\n\n(Wire reports) - {body}\n\nWith material by our own staff."
    )
}

/// How many of the edited articles are told to be reprints, each of the right one, at each share of equal numbers.
fn found<const N: usize>(reprints: &Reprints, edit: Edit, shares: [f64; N]) -> [usize; N] {
    let mut found = [0; N];
    for (id, text) in articles() {
        let copy = Signature::of(&edited(&text, edit)).unwrap();
        for (found, same) in found.iter_mut().zip(shares) {
            let first = reprints.nearest(&copy, same);
            assert!(first.is_none_or(|first| *first.id == *id), "{id}: {first:?}");
            *found += usize::from(first.is_some());
        }
    }
    found
}

#[test]
fn a_reprint_is_told_from_another_article() {
    let mut reprints = Reprints::default();
    for (id, text) in articles() {
        assert_eq!(reprints.add(&id, Signature::of(&text).as_ref()), None, "{id}");
    }
    let (all, shares) = (articles().len(), [0.15, SAME, 0.35, 0.5]);
    for (edit, least) in [
        (Edit::Headline, 100),
        (Edit::Cut(80), 100),
        (Edit::Cut(60), 95),
        (Edit::Cut(40), 60),
        (Edit::Reworded(8), 98),
        (Edit::Reworded(4), 98),
        (Edit::Both(8), 95),
        (Edit::Both(4), 85),
    ] {
        let found = found(&reprints, edit, shares);
        println!("{edit:?}: {found:?} of {all} at {shares:?}");
        assert!(found[1] * 100 >= all * least, "{edit:?}: {found:?} of {all}");
    }
    // The nearest two articles that are none: some of the corpus are on one subject.
    let signatures: Vec<Signature> = articles().iter().filter_map(|(_, text)| Signature::of(text)).collect();
    let pairs =
        signatures.iter().enumerate().flat_map(|(at, one)| signatures[..at].iter().map(move |it| (one, it)));
    let nearest = pairs.map(|(one, other)| one.0.estimate_jaccard_index(&other.0)).fold(0.0, f64::max);
    println!("others: at most {nearest}");
    assert!(nearest < SAME / 2.0);
}

#[test]
fn the_first_is_named_and_nothing_chains() {
    let (_, text) = &articles()[0];
    let copy = edited(text, Edit::Headline);
    let mut reprints = Reprints::default();
    let mut add = |id: &str, text: &str| reprints.add(id, Signature::of(text).as_ref());
    assert_eq!(add("a", text), None);
    assert_eq!(add("b", &copy), Some("a".to_owned()));
    assert_eq!(add("c", &copy), Some("a".to_owned()));
    assert_eq!(add("short", "It rained."), None);
    assert_eq!(add("short too", "It rained."), None);
}
