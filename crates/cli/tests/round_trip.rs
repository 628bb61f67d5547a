//! What is printed of the corpus, read back: JSONL and standoff tell the same of every attribution.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
use dixit_formats::{AnnotatedDocument, ContentType, read_brat, read_jsonl, write_brat, write_jsonl};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Articles of our own corpus.
fn articles() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").canonicalize().unwrap();
    let files = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<PathBuf> = files.filter(|it| it.extension().is_some_and(|it| it == "txt")).collect();
    texts.sort();
    texts.truncate(40);
    texts
}

/// A role's words without their white space: standoff parts a span at line breaks.
fn words(document: &AnnotatedDocument, spans: &[dixit_tokenizer::Span]) -> String {
    spans.iter().flat_map(|span| document.slice(*span).split_whitespace()).collect::<Vec<_>>().join(" ")
}

/// What both forms tell of each attribution.
fn told(document: &AnnotatedDocument) -> Vec<(ContentType, [String; 3], usize)> {
    let of = |it: &dixit_formats::AnnotatedAttribution| {
        let roles = [&it.content, &it.cue, &it.source].map(|spans| words(document, spans));
        (it.content_type, roles, it.content[0].start().to_usize())
    };
    document.attributions.iter().map(of).collect()
}

#[test]
fn jsonl_and_standoff_read_back_equal() {
    let directory = directory::<&str>(&[]);
    for (format, out) in [("jsonl", "run.jsonl"), ("brat", "standoff")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        let command = command.current_dir(directory.path()).args(articles()).stdin(Stdio::null());
        assert!(
            command
                .args(["-f", format, "-o", out, "--offsets", "utf16", "--quiet"])
                .status()
                .unwrap()
                .success()
        );
    }
    let run = fs::read_to_string(directory.path().join("run.jsonl")).unwrap();
    let mut attributions = 0;
    for line in read_jsonl(&run, "run.jsonl") {
        let line = line.unwrap();
        let [text, ann] = ["txt", "ann"].map(|ending| {
            fs::read_to_string(directory.path().join(format!("standoff/{}.{ending}", line.id()))).unwrap()
        });
        let document = line.place_on(&text).unwrap();
        let standoff = read_brat(line.id(), &text, &ann, "a.ann").unwrap();
        assert_eq!(told(&document), told(&standoff), "{}", line.id());
        // Written and read once more nothing changes.
        let again = read_brat(line.id(), &text, &write_brat(&standoff), "a.ann").unwrap();
        assert_eq!(again, standoff);
        let plain = AnnotatedDocument { entities: Vec::new(), ..document };
        let written = write_jsonl(std::slice::from_ref(&plain));
        let mut again = read_jsonl(&written, "b.jsonl").remove(0).unwrap().into_annotated().unwrap();
        // The kind of a source is told by `--format jsonl` only.
        for (again, it) in again.attributions.iter_mut().zip(&plain.attributions) {
            again.source_kind = it.source_kind;
        }
        assert_eq!(again, plain);
        attributions += plain.attributions.len();
    }
    assert!(attributions > 400, "{attributions}");
}
