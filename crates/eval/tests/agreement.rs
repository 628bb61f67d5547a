//! The figures are those of the reference scorers on three small predictions (`crates/eval/testdata/README.md`).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

use dixit_eval::{AnnotatedDocument, Evaluation, Options, SpeakerCounts, SpeakerGroup, evaluate, pair};
use dixit_formats::read_jsonl;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The reference rounds to two decimals.
const ROUNDING: f64 = 0.0051;

fn testdata(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata").join(name)).unwrap()
}

fn gold() -> Vec<AnnotatedDocument> {
    read_jsonl(&testdata("gold.jsonl"), "gold")
        .into_iter()
        .map(|one| one.unwrap().into_annotated().unwrap())
        .collect()
}

fn evaluated(name: &str, flat: bool) -> Evaluation {
    let gold = gold();
    let predicted: Vec<AnnotatedDocument> = read_jsonl(&testdata(&format!("{name}.jsonl")), name)
        .into_iter()
        .map(|one| {
            let one = one.unwrap();
            let text = &gold.iter().find(|document| document.id == one.id()).unwrap().text;
            one.place_on(text).unwrap()
        })
        .collect();
    let options = Options { flat, resamples: 0, ..Options::default() };
    evaluate(&pair(&gold, &predicted).unwrap(), &options)
}

/// The metric that the reference calls so.
fn our_key(theirs: &str) -> String {
    match theirs.strip_prefix("cofenet_exact/") {
        Some(role) => format!("{role}_fragment"),
        None => theirs.to_owned(),
    }
}

fn check_scores(name: &str, flat: bool) {
    let file = format!("{name}{}.score.json", if flat { ".flat" } else { "" });
    let expected: Value = serde_json::from_str(&testdata(&file)).unwrap();
    let evaluation = evaluated(name, flat);
    let mut compared = 0;
    for (key, figures) in expected.as_object().unwrap() {
        let Some(f1) = figures.get("F1") else { continue };
        let (_, counts) =
            evaluation.total.metrics().find(|(metric, _)| metric.key() == our_key(key)).expect(key);
        let near = |ours: f64, theirs: &Value| {
            let theirs = theirs.as_f64().unwrap();
            assert!((ours - theirs).abs() < ROUNDING, "{file}: {key}: {ours} is not {theirs}");
        };
        near(counts.precision(), &figures["P"]);
        near(counts.recall(), &figures["R"]);
        near(counts.f1(), f1);
        assert_eq!(
            (&figures["gold"], &figures["pred"]),
            (&counts.gold.into(), &counts.predicted.into()),
            "{file}: {key}"
        );
        compared += 1;
    }
    assert_eq!(compared, 21, "{file}");
    assert!((evaluation.total.type_accuracy() - expected["type"]["acc"].as_f64().unwrap()).abs() < ROUNDING);
    assert_eq!(expected["type"]["matched"], evaluation.total.found);
}

#[test]
fn spans_and_attributions_agree() {
    for name in ["rules", "damaged", "marks"] {
        check_scores(name, false);
        check_scores(name, true);
    }
}

/// A row as the reference prints it.
fn row(key: &str, n: &SpeakerCounts) -> String {
    let share = |part: usize, whole: usize| match whole {
        0 => "    -".to_owned(),
        _ => format!("{:5.1}", 100.0 * part as f64 / whole as f64),
    };
    let (found, named, unnamed) = (n.found(), n.named(), n.unnamed_found());
    format!(
        "{key:9} named {named:4}  found {}  accuracy on found {}  wrong person {}  silent {}  right of all {}  | unnamed found {unnamed:4}  false name {}\n",
        share(found, named),
        share(n.right, found),
        share(n.wrong, found),
        share(n.silent, found),
        share(n.right, named),
        share(n.false_name, unnamed),
    )
}

#[test]
fn speakers_agree() {
    for name in ["rules", "damaged", "marks"] {
        let table = evaluated(name, true).total.speakers;
        let mut groups: Vec<(&str, &SpeakerCounts)> = table
            .iter()
            .filter(|(group, _)| !matches!(group, SpeakerGroup::Kind(_)))
            .map(|(group, counts)| (group.key(), counts))
            .collect();
        groups.sort_by_key(|(key, _)| (*key != "all", *key));
        let ours: String = groups.into_iter().map(|(key, counts)| row(key, counts)).collect();
        assert_eq!(ours, testdata(&format!("{name}.speakers.txt")), "{name}");
    }
}
