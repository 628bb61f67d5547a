//! Annotated documents out of files and directories.
//!
//! In: paths. Out: documents in order, or all that is wrong with the files. Must not know: what is done with them.

use super::beside::{one_annotation_a_text, text_of};
use crate::failure::Failure;
use crate::load::read_one;
use dixit_formats::{
    AnnotatedDocument, FormatError, JsonDocument, patchwork, read_brat, read_gold_toml, read_json, read_jsonl,
};
use std::collections::{BTreeMap, HashMap};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// How the files end that are read in a directory.
const ENDINGS: [&str; 4] = [".jsonl", ".ndjson", ".ann", ".gold.toml"];

/// Failures told one by one; the rest is counted.
const TOLD: usize = 20;

/// A document as a file has it.
enum Item {
    /// Its text may be elsewhere.
    Json(JsonDocument),
    Whole(AnnotatedDocument),
}

impl Item {
    fn id(&self) -> &str {
        match self {
            Item::Json(document) => document.id(),
            Item::Whole(document) => &document.id,
        }
    }
}

/// Gold: every document with its text.
pub(crate) fn gold(path: &Path) -> Result<Vec<AnnotatedDocument>, Vec<Failure>> {
    let placed = items(path)?.into_iter().map(|item| match item {
        Item::Json(document) => document.into_annotated(),
        Item::Whole(document) => Ok(document),
    });
    all(placed)
}

/// Predictions; where they have no text, the gold of the same id has it.
pub(super) fn predicted(
    path: &Path,
    gold: &[AnnotatedDocument],
) -> Result<Vec<AnnotatedDocument>, Vec<Failure>> {
    let texts: HashMap<&str, &str> =
        gold.iter().map(|document| (document.id.as_str(), document.text.as_str())).collect();
    all(items(path)?.into_iter().map(|item| place(item, |id| texts.get(id).copied())))
}

/// Two predictions of the same texts, which the gold has, or the predictions, or which are patched together.
pub(super) fn runs(
    old: &Path,
    new: &Path,
    gold: Option<&[AnnotatedDocument]>,
) -> Result<(Vec<AnnotatedDocument>, Vec<AnnotatedDocument>), Vec<Failure>> {
    if let Some(gold) = gold {
        return Ok((predicted(old, gold)?, predicted(new, gold)?));
    }
    let (old, new) = (items(old)?, items(new)?);
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut bare: BTreeMap<String, Vec<&JsonDocument>> = BTreeMap::new();
    for item in old.iter().chain(&new) {
        let text = match item {
            Item::Json(document) => document.text(),
            Item::Whole(document) => Some(document.text.as_str()),
        };
        match (text, item) {
            (Some(text), _) => drop(texts.insert(item.id().to_owned(), text.to_owned())),
            (None, Item::Json(document)) => bare.entry(document.id().to_owned()).or_default().push(document),
            (None, Item::Whole(_)) => {}
        }
    }
    let mut failures = Vec::new();
    bare.retain(|id, _| !texts.contains_key(id));
    for (id, documents) in bare {
        match patchwork(&documents) {
            Ok(text) => drop(texts.insert(id, text)),
            Err(error) => failures.push(failure(error)),
        }
    }
    if !failures.is_empty() {
        return Err(shortened(failures));
    }
    let placed = |items: Vec<Item>| {
        all(items.into_iter().map(|item| place(item, |id| texts.get(id).map(String::as_str))))
    };
    Ok((placed(old)?, placed(new)?))
}

fn place<'a>(item: Item, text: impl Fn(&str) -> Option<&'a str>) -> Result<AnnotatedDocument, FormatError> {
    match item {
        Item::Whole(document) => Ok(document),
        Item::Json(document) if document.text().is_some() => document.into_annotated(),
        Item::Json(document) => match text(document.id()) {
            Some(text) => document.place_on(text),
            None => {
                let cause = format!(
                    "the predicted document {:?} is not in the gold; leave it out, or give the gold it was made from",
                    document.id()
                );
                Err(FormatError::new(document.place(), cause))
            }
        },
    }
}

fn all(
    documents: impl Iterator<Item = Result<AnnotatedDocument, FormatError>>,
) -> Result<Vec<AnnotatedDocument>, Vec<Failure>> {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for document in documents {
        match document {
            Ok(document) => good.push(document),
            Err(error) => bad.push(failure(error)),
        }
    }
    if bad.is_empty() { Ok(good) } else { Err(shortened(bad)) }
}

fn failure(error: FormatError) -> Failure {
    Failure::new(error.place(), error.cause())
}

fn shortened(mut failures: Vec<Failure>) -> Vec<Failure> {
    if failures.len() > TOLD {
        let more = failures.len() - TOLD;
        failures.truncate(TOLD);
        failures.push(Failure::new("and", format!("{more} more of them")));
    }
    failures
}

/// The documents of a file, or of the files of a directory.
fn items(path: &Path) -> Result<Vec<Item>, Vec<Failure>> {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for file in files(path).map_err(|failure| vec![failure])? {
        for item in read(&file) {
            match item {
                Ok(item) => good.push(item),
                Err(failure) => bad.push(failure),
            }
        }
    }
    match (bad.is_empty(), good.is_empty()) {
        (false, _) => Err(shortened(bad)),
        (true, true) => Err(vec![Failure::new(path.display().to_string(), "there is no document in it")]),
        (true, false) => Ok(good),
    }
}

/// The file; or those of a directory, or, where there are none, those in the directories below it.
fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    for depth in [1, usize::MAX] {
        let mut found = Vec::new();
        for entry in walkdir::WalkDir::new(path).max_depth(depth).sort_by_file_name() {
            let entry = entry.map_err(|error| Failure::new(path.display().to_string(), error.to_string()))?;
            let name = entry.file_name().to_string_lossy();
            if entry.file_type().is_file() && ENDINGS.iter().any(|ending| name.ends_with(ending)) {
                found.push(entry.into_path());
            }
        }
        if !found.is_empty() {
            let (found, left_out) = one_annotation_a_text(found);
            if left_out > 0 {
                let place = path.display();
                // Without stderr there is nobody to tell.
                let _ = writeln!(
                    std::io::stderr(),
                    "dixit: {place}: {left_out} further annotations of the same texts were left out; of each text the first by file name counts"
                );
            }
            return Ok(found);
        }
    }
    let cause = "no annotated documents here; dixit eval reads *.jsonl, NAME.ann beside NAME.txt, and NAME.gold.toml beside NAME.txt";
    Err(Failure::new(path.display().to_string(), cause))
}

fn read(path: &Path) -> Vec<Result<Item, Failure>> {
    let place = path.display().to_string();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let content = match content(path) {
        Ok(content) => content,
        Err(failure) => return vec![Err(failure)],
    };
    let json = |documents: Vec<Result<JsonDocument, FormatError>>| {
        documents.into_iter().map(|document| document.map(Item::Json).map_err(failure)).collect()
    };
    if let Some(stem) = name.strip_suffix(".gold.toml") {
        let text = path.with_file_name(format!("{stem}.txt"));
        let text = text.is_file().then(|| (text, stem.to_owned()));
        return vec![annotated(path, stem, text, |id, text| read_gold_toml(id, text, &content, &place))];
    }
    if let Some(stem) = name.strip_suffix(".ann") {
        return vec![annotated(path, stem, text_of(path), |id, text| read_brat(id, text, &content, &place))];
    }
    if name.ends_with(".json") {
        return match read_json(&content, &place) {
            Ok(documents) => json(documents.into_iter().map(Ok).collect()),
            Err(error) => vec![Err(failure(error))],
        };
    }
    if name == "-" || name.ends_with(".jsonl") || name.ends_with(".ndjson") {
        return json(read_jsonl(&content, &place));
    }
    let cause = "annotated documents are read from *.jsonl, *.json, NAME.ann and NAME.gold.toml; is it one of these under another name?";
    vec![Err(Failure::new(place, cause))]
}

/// A document whose text stands in another file.
fn annotated(
    path: &Path,
    stem: &str,
    text: Option<(PathBuf, String)>,
    read: impl FnOnce(&str, &str) -> Result<AnnotatedDocument, FormatError>,
) -> Result<Item, Failure> {
    let Some((text, id)) = text else {
        let cause = format!("its text is missing: {stem}.txt should stand beside it");
        return Err(Failure::new(path.display().to_string(), cause));
    };
    let loaded = read_one(&text)?;
    read(&id, loaded.source.text()).map(Item::Whole).map_err(failure)
}

/// What stands in a file, or what is piped in.
pub(super) fn content(path: &Path) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|error| Failure::io(path, &error))?;
    } else {
        bytes = std::fs::read(path).map_err(|error| Failure::io(path, &error))?;
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::new(
            path.display().to_string(),
            format!("it is not UTF-8 (bad byte at offset {at}); convert it first"),
        )
    })
}
