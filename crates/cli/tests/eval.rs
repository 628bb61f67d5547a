//! `dixit eval` from outside: files, a command, what it prints and how it ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const TEXT: &str = "“The bridge is old,” Marta Lind said. “It was built for carts.”\n\n\
    The mayor hopes that Oslo pays. “Nobody asked me,” Bo Ek told us.\n";

/// Gold for the text: byte offsets, as `dixit` counts them.
fn gold() -> String {
    line(&[
        (
            "A1",
            &["“The bridge is old,”", "“It was built for carts.”"],
            "said",
            "Marta Lind",
            "\"speakers\": [\"Marta Lind\"]",
        ),
        ("A2", &["that Oslo pays"], "hopes", "The mayor", "\"speakers\": [\"Bo Ek\"]"),
        ("A3", &["“Nobody asked me,”"], "told", "Bo Ek", "\"speakers\": []"),
    ])
}

/// A prediction: the first is cut, the second has another source, the third is missed, and there is one too many.
fn damaged() -> String {
    line(&[
        (
            "1",
            &["“The bridge is old,”"],
            "said",
            "Marta Lind",
            "\"speakers\": [{\"name\": \"Lind\"}], \"confidence\": 0.9",
        ),
        (
            "2",
            &["that Oslo pays"],
            "hopes",
            "Bo Ek",
            "\"speakers\": [{\"name\": \"Marta Lind\"}], \"confidence\": 0.6",
        ),
        ("3", &["Marta Lind said"], "", "", "\"speakers\": [], \"confidence\": 0.3"),
    ])
}

/// A document as JSONL.
fn line(attributions: &[(&str, &[&str], &str, &str, &str)]) -> String {
    let span = |words: &&str| {
        let start = TEXT.find(words).unwrap();
        serde_json::json!({"start": start, "end": start + words.len(), "text": words}).to_string()
    };
    let one = |(id, content, cue, source, more): &(&str, &[&str], &str, &str, &str)| {
        let spans = |words: &[&str]| {
            words.iter().filter(|word| !word.is_empty()).map(span).collect::<Vec<_>>().join(", ")
        };
        format!(
            "{{\"id\": \"{id}\", \"content\": [{}], \"cue\": [{}], \"source\": [{}], {more}}}",
            spans(content),
            spans(&[cue]),
            spans(&[source])
        )
    };
    let all: Vec<String> = attributions.iter().map(one).collect();
    let text = serde_json::Value::from(TEXT);
    format!(
        "{{\"id\": \"bridge\", \"text\": {text}, \"offsets\": \"bytes\", \"attributions\": [{}]}}\n",
        all.join(", ")
    )
}

fn run(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    command.current_dir(directory).arg("eval").args(arguments).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(variable);
    }
    command.output().unwrap()
}

fn stdout(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    serde_json::from_str(&stdout(output)).unwrap()
}

#[test]
fn figures_are_told_to_people() {
    let files = directory::<&str>(&[("gold.jsonl", &gold()), ("damaged.jsonl", &damaged())]);
    insta::assert_snapshot!(stdout(&run(files.path(), &["gold.jsonl", "damaged.jsonl"])));
}

#[test]
fn figures_are_told_to_programs() {
    let files = directory::<&str>(&[("gold.jsonl", &gold()), ("damaged.jsonl", &damaged())]);
    let report = json(&run(files.path(), &["gold.jsonl", "damaged.jsonl", "--format", "json"]));
    assert_eq!((&report["version"], &report["gold"], &report["spurious"]), (&1.into(), &3.into(), &1.into()));
    assert_eq!(report["metrics"]["found"]["f1"], 66.67);
    assert_eq!(report["metrics"]["attribution"]["f1"], 33.33);
    assert_eq!(report["by_document"][0]["speakers"]["all"]["wrong"], 1);
    assert_eq!(
        report["calibration"]["coverage"][1],
        serde_json::json!(
            {"threshold": 0.9, "kept": 1, "coverage": 33.33, "precision": 100.0, "recall": 33.33}
        )
    );
    let table = stdout(&run(files.path(), &["gold.jsonl", "damaged.jsonl", "--format", "csv"]));
    let lines: Vec<&str> = table.lines().collect();
    assert!(
        lines[0].starts_with("document,gold,predicted,spurious,attribution,attribution/direct"),
        "{table}"
    );
    assert!(lines[1].starts_with("bridge,3,3,1,33.3,66.7,,0.0") && lines[1].ends_with(",2,50.0"), "{table}");
    assert!(lines[2].starts_with("(total),3,3,1,33.3"), "{table}");
}

const PEOPLE: &str =
    "Marta Lind, who is mayor, opened the bridge. She smiled. Bo Ek said his goats fear the bridge.";

/// A document as JSONL, of the same text, with entities: kind and mentions; `his#1` is the second.
fn people(id: &str, entities: &[(&str, &[&str])]) -> String {
    let span = |mention: &&str| {
        let (words, nth) = mention.split_once('#').unwrap_or((mention, "0"));
        let (start, _) = PEOPLE.match_indices(words).nth(nth.parse().unwrap()).unwrap();
        serde_json::json!([start, start + words.len()])
    };
    let entity = |(at, (kind, mentions)): (usize, &(&str, &[&str]))| {
        let mentions: Vec<serde_json::Value> = mentions.iter().map(span).collect();
        serde_json::json!({"id": at + 1, "name": "", "kind": kind, "mentions": mentions})
    };
    let entities: Vec<serde_json::Value> = entities.iter().enumerate().map(entity).collect();
    let document = serde_json::json!({"id": id, "text": PEOPLE, "attributions": [], "entities": entities});
    format!("{document}\n")
}

fn who_is_who() -> (String, String) {
    let gold: &[(&str, &[&str])] = &[
        ("person", &["Marta Lind, who is mayor", "She"]),
        ("person", &["Bo Ek", "his"]),
        ("object", &["the bridge", "the bridge#1"]),
        ("animal", &["his goats"]),
    ];
    let found: &[(&str, &[&str])] =
        &[("person", &["Marta Lind", "She", "his"]), ("person", &["Bo Ek"]), ("unknown", &["goats"])];
    (people("a", gold) + &people("b", gold), people("a", gold) + &people("b", found))
}

#[test]
fn who_is_the_same_is_told_to_people() {
    let (gold, found) = who_is_who();
    let bare = r#"{"id": "c", "text": "Rain.", "attributions": []}"#;
    let files =
        directory::<&str>(&[("gold.jsonl", &(gold + bare)), ("found.jsonl", &found), ("bare.jsonl", bare)]);
    insta::assert_snapshot!(stdout(&run(files.path(), &["gold.jsonl", "found.jsonl", "--coreference"])));
    let none = run(files.path(), &["bare.jsonl", "--coreference"]);
    assert_eq!(none.status.code(), Some(1));
    insta::assert_snapshot!(String::from_utf8_lossy(&none.stderr));
}

#[test]
fn who_is_the_same_is_told_to_programs() {
    let (gold, found) = who_is_who();
    let files = directory::<&str>(&[("gold.jsonl", &gold), ("found.jsonl", &found)]);
    let of = |format| run(files.path(), &["gold.jsonl", "found.jsonl", "--coreference", "--format", format]);
    let report = json(&of("json"));
    assert_eq!((&report["documents"], &report["left_out"]), (&2.into(), &0.into()));
    assert_eq!(report["pronouns"]["accuracy"], 75.0);
    // Four links are in the gold, four are predicted, three are both.
    let muc = &report["scopes"]["persons/head"]["muc"];
    assert_eq!((&muc["precision"], &muc["recall"]), (&75.0.into(), &75.0.into()));
    assert_eq!(report["by_document"][1]["scopes"]["all/singletons/words"]["mentions"]["predicted"], 5);
    let table = stdout(&of("csv"));
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].starts_with("document,pronouns,pronouns_right,persons/words/mentions,"), "{table}");
    assert!(lines[1].starts_with("a,2,2,100.0,100.0") && lines[3].starts_with("(total),4,3,"), "{table}");
}

/// dixit's own reading, and the same from its JSON.
#[test]
fn who_is_the_same_in_a_run_and_in_its_output() {
    let (gold, _) = who_is_who();
    let files = directory::<&str>(&[("gold.jsonl", &gold)]);
    let dixit = Command::new(env!("CARGO_BIN_EXE_dixit"))
        .current_dir(files.path())
        .args(["gold.jsonl", "--format", "jsonl", "--offsets", "utf16"])
        .output()
        .unwrap();
    fs::write(files.path().join("found.jsonl"), dixit.stdout).unwrap();
    let own = stdout(&run(files.path(), &["gold.jsonl", "--coreference"]));
    assert_eq!(own, stdout(&run(files.path(), &["gold.jsonl", "found.jsonl", "--coreference"])));
}

#[test]
fn what_is_wrong_is_drawn_under_the_text() {
    let files = directory::<&str>(&[("gold.jsonl", &gold()), ("damaged.jsonl", &damaged())]);
    insta::assert_snapshot!(stdout(&run(files.path(), &["gold.jsonl", "damaged.jsonl", "--errors"])));
    let some = stdout(&run(files.path(), &["gold.jsonl", "damaged.jsonl", "--errors=missed,silent"]));
    assert!(
        some.starts_with("missed: in the gold, not found: 1\n") && some.ends_with("nobody: 0\n"),
        "{some}"
    );
}

#[test]
fn what_changed_is_told_and_gold_judges_it() {
    let files = directory::<&str>(&[("gold.jsonl", &gold()), ("damaged.jsonl", &damaged())]);
    let judged = ["--compare", "damaged.jsonl", "gold.jsonl", "--gold", "gold.jsonl"];
    insta::assert_snapshot!(stdout(&run(files.path(), &judged)));
    let same = stdout(&run(files.path(), &["--compare", "gold.jsonl", "gold.jsonl"]));
    assert_eq!(same, "nothing changed\n");
}

#[test]
fn two_runs_are_compared_without_their_texts() {
    let bare = |line: String| {
        let mut document: serde_json::Value = serde_json::from_str(&line).unwrap();
        document.as_object_mut().unwrap().remove("text");
        document.to_string()
    };
    let other = r#"{"id": "other", "offsets": "bytes", "attributions": []}"#;
    let files = directory::<&str>(&[
        ("old.jsonl", &bare(gold())),
        ("new.jsonl", &format!("{}\n{other}", bare(damaged()))),
        ("chars.jsonl", &bare(gold()).replace("bytes", "chars")),
    ]);
    insta::assert_snapshot!(stdout(&run(files.path(), &["--compare", "old.jsonl", "new.jsonl"])));
    let mixed = run(files.path(), &["--compare", "old.jsonl", "chars.jsonl"]);
    insta::assert_snapshot!(String::from_utf8_lossy(&mixed.stderr));
}

#[test]
fn brat_and_toml_give_the_same_figures_as_json() {
    let chars = |words: &str| {
        let start = TEXT[..TEXT.find(words).unwrap()].chars().count();
        format!("{start} {}", start + words.chars().count())
    };
    let ann = format!(
        "T1\tContent {};{}\t“The bridge is old,” “It was built for carts.”\nT2\tSource {}\tMarta Lind\nT3\tAttribution {}\tsaid\n\
         E1\tAttribution:T3 Content:T1 Source:T2\n",
        chars("“The bridge is old,”"),
        chars("“It was built for carts.”"),
        chars("Marta Lind"),
        chars("said"),
    );
    let part = |words: &str| {
        let start = TEXT.find(words).unwrap();
        format!("{{ start = {start}, end = {}, text = \"{words}\" }}", start + words.len())
    };
    let toml = format!(
        "title = \"t\"\n[[attribution]]\nid = \"A1\"\ntype = \"direct\"\ncontent = [{}, {}]\nsource = [{}]\n",
        part("“The bridge is old,”"),
        part("“It was built for carts.”"),
        part("Marta Lind"),
    );
    let files = directory::<&str>(&[
        ("brat/deep/bridge.ann", &ann),
        ("brat/deep/bridge.txt", TEXT),
        ("toml/bridge.gold.toml", &toml),
        ("toml/bridge.txt", TEXT),
        ("damaged.jsonl", &damaged()),
    ]);
    let brat = json(&run(files.path(), &["brat", "damaged.jsonl", "--format", "json"]));
    let toml = json(&run(files.path(), &["toml", "damaged.jsonl", "--format", "json"]));
    assert_eq!(brat, toml);
    assert_eq!(brat["metrics"]["attribution/direct"]["f1"], 100.0);
    // Each is the other's prediction.
    assert_eq!(
        json(&run(files.path(), &["brat", "toml", "-f", "json"]))["metrics"]["content_exact"]["f1"],
        100.0
    );
}

#[test]
fn polnear_is_read_as_it_is_released() {
    let ann = |name: &str| {
        let start = TEXT[..TEXT.find(name).unwrap()].chars().count();
        format!(
            "T1\tContent {start} {}\t{name}\nT2\tAttribution {start} {}\t{name}\nE1\tAttribution:T2 Content:T1\n",
            start + name.chars().count(),
            start + name.chars().count()
        )
    };
    let files = directory::<&str>(&[
        ("dev/attributions/bridge_4b22.ann", &ann("that Oslo pays")),
        ("dev/attributions/bridge_5fec.ann", &ann("told us")),
        ("dev/text/bridge.txt", TEXT),
        ("damaged.jsonl", &damaged()),
    ]);
    let output = run(files.path(), &["dev", "damaged.jsonl", "--format", "json"]);
    assert_eq!(json(&output)["metrics"]["content_exact"]["recall"], 100.0);
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "dixit: dev: 1 further annotations of the same texts were left out; of each text the first by file name counts\n"
    );
    let second = run(files.path(), &["dev/attributions/bridge_5fec.ann", "damaged.jsonl", "-f", "json"]);
    assert_eq!(json(&second)["metrics"]["content_exact"]["recall"], 0.0);
}

#[test]
fn without_a_prediction_dixit_reads_the_texts() {
    let files = directory::<&str>(&[("gold.jsonl", &gold())]);
    let own = json(&run(files.path(), &["gold.jsonl", "--format", "json"]));
    assert_eq!(own["speakers"]["direct"]["right"], 1, "{own}");
    let output = Command::new(env!("CARGO_BIN_EXE_dixit"))
        .current_dir(files.path())
        .args(["gold.jsonl", "--format", "jsonl", "--offsets", "utf16"])
        .output()
        .unwrap();
    fs::write(files.path().join("found.jsonl"), &output.stdout).unwrap();
    assert_eq!(json(&run(files.path(), &["gold.jsonl", "found.jsonl", "--format", "json"])), own);
}

#[test]
fn speakers_and_kinds_may_stand_elsewhere() {
    let files = directory::<&str>(&[
        ("gold.jsonl", &gold().replace("\"speakers\": []", "\"speakers\": [\"Nobody\"]")),
        ("damaged.jsonl", &damaged()),
        ("speakers.json", r#"{"bridge": {"A1": "Marta Lind", "A2": ["Marta Lind"], "A3": null}}"#),
        ("kinds.json", r#"{"bridge": {"A1": "pronoun", "A2": "none"}}"#),
        ("bad.json", r#"{"bridge": {"A1": "loud"}}"#),
        ("other.json", r#"{"tunnel": {}}"#),
    ]);
    let with =
        ["gold.jsonl", "damaged.jsonl", "-f", "json", "--speakers", "speakers.json", "--kinds", "kinds.json"];
    let speakers = &json(&run(files.path(), &with))["speakers"];
    assert_eq!((&speakers["all"]["right"], &speakers["all"]["missed_unnamed"]), (&2.into(), &1.into()));
    assert_eq!((&speakers["pronoun"]["right"], &speakers["none"]["right"]), (&1.into(), &1.into()));
    let told = |arguments: &[&str]| String::from_utf8(run(files.path(), arguments).stderr).unwrap();
    assert_eq!(
        told(&["gold.jsonl", "damaged.jsonl", "--kinds", "bad.json"]),
        "dixit: bad.json: bridge, A1: \"loud\" is none of name, nominal, pronoun, none\n"
    );
    assert_eq!(
        told(&["gold.jsonl", "damaged.jsonl", "--speakers", "other.json"]),
        "dixit: other.json: none of its documents is in the gold\n"
    );
}

#[test]
fn intervals_are_the_same_every_time() {
    let many: String =
        (0..12).map(|number| gold().replace("\"bridge\"", &format!("\"b{number}\""))).collect();
    let files = directory::<&str>(&[("gold.jsonl", &many)]);
    let on = |threads: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
        command.current_dir(files.path()).env("RAYON_NUM_THREADS", threads).args([
            "eval",
            "gold.jsonl",
            "-f",
            "json",
        ]);
        command.output().unwrap().stdout
    };
    assert!(on("1") == on("4"));
}

#[test]
fn what_cannot_be_read_is_told_and_nothing_is_measured() {
    let files = directory::<&str>(&[
        ("gold.jsonl", &gold()),
        ("bare.jsonl", r#"{"id": "bridge", "attributions": []}"#),
        ("other.jsonl", r#"{"id": "tunnel", "attributions": []}"#),
        ("texts.jsonl", &gold().replace("Oslo", "Rome")),
        ("twice.jsonl", &(gold() + &gold())),
        ("broken.jsonl", "{\n"),
        ("alone.ann", "T1\tCue 0 3\tThe\n"),
        ("empty/notes.md", "nothing"),
        ("notes.md", "nothing"),
    ]);
    let mut all = String::new();
    for arguments in [
        &["missing.jsonl"][..],
        &["bare.jsonl"],
        &["gold.jsonl", "other.jsonl"],
        &["gold.jsonl", "texts.jsonl"],
        &["twice.jsonl"],
        &["gold.jsonl", "broken.jsonl"],
        &["alone.ann"],
        &["empty"],
        &["notes.md"],
    ] {
        let output = run(files.path(), arguments);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{arguments:?}");
        all += &format!(
            "$ dixit eval {}\n{}\n",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr).trim_end()
        );
    }
    insta::assert_snapshot!(all);
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let files = directory::<&str>(&[("gold.jsonl", &gold())]);
    let mut all = String::new();
    for arguments in [
        &[][..],
        &["gold.jsonl", "gold.jsonl", "--date", "2025-11-06"],
        &["gold.jsonl", "--gold", "gold.jsonl"],
        &["--compare", "gold.jsonl"],
        &["gold.jsonl", "--errors=loud"],
        &["gold.jsonl", "--errors", "--format", "json"],
        &["gold.jsonl", "--coreference", "--errors"],
    ] {
        let output = run(files.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let stderr = String::from_utf8_lossy(&output.stderr);
        all += &format!("$ dixit eval {}\n{}\n", arguments.join(" "), stderr.lines().next().unwrap());
    }
    insta::assert_snapshot!(all);
}

#[test]
fn help_has_examples() {
    insta::assert_snapshot!(stdout(&run(Path::new("."), &["--help"])));
}

/// The folder beside the repository that holds corpora and the reference scorers, where there is one.
fn shared() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    path.join("data").is_dir().then_some(path)
}

#[test]
fn figures_agree_with_the_reference_on_polnear_dev() {
    let Some(shared) = shared() else {
        eprintln!("skipped: there is no ../shared with PolNeAR beside the repository");
        return;
    };
    if !Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no python3 to run the reference scorer");
        return;
    }
    let gold = fs::read_to_string(shared.join("data/polnear.dev.jsonl")).unwrap();
    let files = directory::<&str>(&[("gold.jsonl", &gold)]);
    let found = Command::new(env!("CARGO_BIN_EXE_dixit"))
        .current_dir(files.path())
        .args(["gold.jsonl", "--format", "jsonl", "--offsets", "chars"])
        .output()
        .unwrap();
    fs::write(files.path().join("found.jsonl"), &found.stdout).unwrap();
    let reference = Command::new("python3")
        .arg(shared.canonicalize().unwrap().join("score.py"))
        .current_dir(files.path())
        .args(["gold.jsonl", "found.jsonl", "--flat", "--json"])
        .output()
        .unwrap();
    let reference: serde_json::Value = serde_json::from_slice(&reference.stdout).unwrap();
    let ours =
        json(&run(files.path(), &["gold.jsonl", "found.jsonl", "--flat", "-f", "json", "--resamples", "0"]));
    let mut compared = 0;
    for (key, figures) in
        reference.as_object().unwrap().iter().filter(|(_, figures)| figures.get("F1").is_some())
    {
        let key = key.strip_prefix("cofenet_exact/").map_or(key.clone(), |role| format!("{role}_fragment"));
        for (mine, theirs) in [("precision", "P"), ("recall", "R"), ("f1", "F1")] {
            let (mine, theirs) =
                (ours["metrics"][&key][mine].as_f64().unwrap(), figures[theirs].as_f64().unwrap());
            assert!((mine - theirs).abs() < 0.1, "{key}: {mine} is not {theirs}");
        }
        compared += 1;
    }
    assert_eq!(compared, 21);
}

#[test]
fn the_curve_has_a_row_for_each_doubt() {
    let files = directory::<&str>(&[("gold.jsonl", &gold())]);
    let table = stdout(&run(files.path(), &["gold.jsonl", "--curve"]));
    let rows: Vec<Vec<&str>> = table.lines().map(|row| row.split_whitespace().collect()).collect();
    assert_eq!(rows[0][0], "doubt", "{table}");
    assert!(rows.len() > 5 && rows[1][0] == "0.00" && rows[rows.len() - 1][0] == "1.00", "{table}");
    assert!(rows[1..].iter().all(|row| row.len() == 7 && row[3].parse::<f64>().is_ok()), "{table}");
}
