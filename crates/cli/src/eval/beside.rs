//! Where the text of a standoff annotation stands.
//!
//! In: the path of an annotation. Out: the path of its text, and the document's id. Must not know: what is in them.
//!
//! Most corpora have `NAME.ann` beside `NAME.txt`. PolNeAR as released has `attributions/NAME_ANNOTATOR.ann` and
//! `text/NAME.txt`, and for some texts the annotations of several people, of which the first by name is the one that
//! figures are told of.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The folder beside an annotation's own that may hold its text.
const TEXTS: &str = "text";

/// The text of `NAME.ann` and its id.
pub(super) fn text_of(annotation: &Path) -> Option<(PathBuf, String)> {
    let stem = annotation.file_stem()?.to_str()?;
    let folder = annotation.parent()?;
    let texts = folder.join("..").join(TEXTS);
    let without_annotator = stem.rsplit_once('_').map(|(name, _)| name);
    [Some(stem), without_annotator].into_iter().flatten().find_map(|name| {
        let file = format!("{name}.txt");
        [folder.join(&file), texts.join(&file)]
            .into_iter()
            .find(|path| path.is_file())
            .map(|path| (path, name.to_owned()))
    })
}

/// The files without further annotations of a text that an earlier one annotates, and how many those are.
pub(super) fn one_annotation_a_text(files: Vec<PathBuf>) -> (Vec<PathBuf>, usize) {
    let before = files.len();
    let mut seen = HashSet::new();
    let is_first = |path: &PathBuf| {
        let standoff = path.extension().is_some_and(|extension| extension == "ann");
        let text = if standoff { text_of(path) } else { None };
        text.is_none_or(|(text, _)| seen.insert(text))
    };
    let kept: Vec<PathBuf> = files.into_iter().filter(is_first).collect();
    let left_out = before - kept.len();
    (kept, left_out)
}
