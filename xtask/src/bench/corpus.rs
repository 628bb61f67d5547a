//! The corpus of a bench on disk: made once, document by document, and found again.
//!
//! In: articles, how much is wanted, a folder. Out: [`Corpus`]. Must not know: what is done with it.

use super::recombine::{Article, Plan, Recombined, SEED};
use crate::repo::Repo;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use twox_hash::XxHash3_128;

/// Changes when the same plan makes other documents, so that those of before are not taken for them.
const VERSION: u32 = 1;
/// Files in one folder: tools that list folders stay quick.
const FILES_A_FOLDER: u64 = 1000;
/// Tells that a corpus is whole, and of what.
const MANIFEST: &str = "manifest.json";

/// What a corpus was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Recipe {
    version: u32,
    seed: u64,
    /// Of what is made of the articles, in hexadecimal.
    articles: String,
    bytes: u64,
    files: Option<u64>,
}

/// How much there is in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Extent {
    pub(crate) documents: u64,
    /// Of text, without what a format adds.
    pub(crate) bytes: u64,
    /// As `wc -w` counts them.
    pub(crate) words: u64,
}

impl Extent {
    pub(crate) fn megabytes(self) -> f64 {
        self.bytes as f64 / 1e6
    }
}

#[derive(Serialize, Deserialize)]
struct Manifest {
    recipe: Recipe,
    extent: Extent,
}

/// A corpus that is there, whole.
#[derive(Debug)]
pub(crate) struct Corpus {
    /// A JSONL file, or a folder of text files.
    pub(crate) path: PathBuf,
    pub(crate) extent: Extent,
}

/// The open articles of the checkout's corpus: those right in its folder, never those below it.
pub(crate) fn articles(repo: &Repo) -> Result<Vec<Article>, String> {
    let open = repo.below("corpus/", ".txt").filter(|path| path.matches('/').count() == 1);
    let texts: Vec<String> = open.map(|path| repo.read(path)).collect::<Result<_, _>>()?;
    let articles: Vec<Article> = texts.iter().filter_map(|text| Article::new(text)).collect();
    if articles.is_empty() { Err("corpus/: no articles to recombine".to_owned()) } else { Ok(articles) }
}

/// The corpus of that name in a folder: as it is, where it was made of the same before, else made.
pub(crate) fn make(folder: &Path, name: &str, articles: &[Article], plan: Plan) -> Result<Corpus, String> {
    let folder = folder.join(name);
    let mut hasher = XxHash3_128::new();
    // Each document depends on all articles: a few say whether they are the same.
    Recombined::new(articles, Plan { bytes: 1_000_000, documents: None }, SEED)
        .for_each(|text| hasher.write(text.as_bytes()));
    let recipe = Recipe {
        version: VERSION,
        seed: SEED,
        articles: format!("{:032x}", hasher.finish_128()),
        bytes: plan.bytes,
        files: plan.documents,
    };
    let path = folder.join(if plan.documents.is_some() { "articles" } else { "articles.jsonl" });
    if let Some(extent) = known(&folder, &recipe) {
        return Ok(Corpus { path, extent });
    }
    let failed = |e: io::Error| format!("{}: {e}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed)?;
    }
    fs::create_dir_all(&folder).map_err(failed)?;
    eprintln!("making {} …", path.display());
    let documents = Recombined::new(articles, plan, SEED);
    let extent = if plan.documents.is_some() { files(&path, documents) } else { lines(&path, documents) };
    let manifest = Manifest { recipe, extent: extent.map_err(failed)? };
    let text = serde_json::to_string_pretty(&manifest).map_err(|e| e.to_string())?;
    fs::write(folder.join(MANIFEST), text + "\n").map_err(failed)?;
    Ok(Corpus { path, extent: manifest.extent })
}

/// How much a folder holds, where it is whole and of this recipe.
fn known(folder: &Path, recipe: &Recipe) -> Option<Extent> {
    let text = fs::read(folder.join(MANIFEST)).ok()?;
    let manifest: Manifest = serde_json::from_slice(&text).ok()?;
    (manifest.recipe == *recipe).then_some(manifest.extent)
}

/// A line of our JSONL.
#[derive(Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) text: String,
}

fn lines(path: &Path, documents: impl Iterator<Item = String>) -> io::Result<Extent> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut extent = Extent::default();
    for text in documents {
        let line = Line { id: format!("a{}", extent.documents), text };
        extent.add(&line.text);
        serde_json::to_writer(&mut file, &line)?;
        file.write_all(b"\n")?;
    }
    file.flush()?;
    Ok(extent)
}

fn files(folder: &Path, documents: impl Iterator<Item = String>) -> io::Result<Extent> {
    let mut extent = Extent::default();
    for text in documents {
        let number = extent.documents;
        let below = folder.join(format!("{:04}", number / FILES_A_FOLDER));
        if number.is_multiple_of(FILES_A_FOLDER) {
            fs::create_dir_all(&below)?;
        }
        extent.add(&text);
        fs::write(below.join(format!("a{number}.txt")), text)?;
    }
    Ok(extent)
}

impl Extent {
    fn add(&mut self, text: &str) {
        self.documents += 1;
        self.bytes += text.len() as u64;
        self.words += text.split_ascii_whitespace().count() as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_open_articles_are_taken() {
        let root = tempfile::tempdir().expect("a folder");
        for path in ["corpus/a.txt", "corpus/heldout/b.txt", "corpus/unseen/c.txt", "docs/d.txt"] {
            let path = root.path().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            fs::write(path, "A text.\n").expect("written");
        }
        let found = articles(&Repo::at(root.path()).expect("a repository")).expect("articles");
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn a_corpus_is_made_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let articles: Vec<Article> = Article::new("Head\n\nOne two.\n\nThree.").into_iter().collect();
        let plan = Plan { bytes: 500, documents: None };
        let made = make(folder.path(), "some", &articles, plan).expect("made");
        let text = fs::read_to_string(&made.path).expect("read");
        assert_eq!(text.lines().count() as u64, made.extent.documents);
        let read: Vec<Line> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(read.iter().map(|line| line.text.len() as u64).sum::<u64>(), made.extent.bytes);

        // Found again as it is; made anew where the articles are others.
        fs::write(&made.path, "kept").expect("written");
        let again = make(folder.path(), "some", &articles, plan).expect("found");
        assert_eq!(
            (fs::read(&again.path).expect("read").as_slice(), again.extent),
            (&b"kept"[..], made.extent)
        );
        let others: Vec<Article> = Article::new("Other\n\nFour five.").into_iter().collect();
        let other = make(folder.path(), "some", &others, plan).expect("made");
        assert_ne!(fs::read(&other.path).expect("read"), b"kept");
    }

    #[test]
    fn many_files_stand_in_several_folders() {
        let folder = tempfile::tempdir().expect("a folder");
        let articles: Vec<Article> = Article::new("One two three.").into_iter().collect();
        let plan = Plan { bytes: 15_000, documents: Some(FILES_A_FOLDER + 1) };
        let made = make(folder.path(), "files", &articles, plan).expect("made");
        assert_eq!((made.extent.documents, made.extent.words), (1001, 3003));
        assert!(made.path.join("0000/a999.txt").is_file() && made.path.join("0001/a1000.txt").is_file());
    }
}
