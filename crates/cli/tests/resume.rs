//! Runs that are killed and go on: nothing is lost, nothing comes twice, whatever else happened in between.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

const DOCUMENTS: usize = 400;
const KILLS: usize = 6;

const PARAGRAPHS: [&str; 8] = [
    "“The bridge is old,” Marta Lind said. “It was built for carts.”",
    "Officials said it would close before the winter.",
    "The mayor, Jon Aske, told reporters that he had “no choice” and that the council knew it.",
    "“We were never asked,” said Ada Roe, who owns the inn beside it. She added that her guests would stay away.",
    "Nothing was decided on Monday. Rain fell all day.",
    "According to Lind, the new one could cost 40 million euros, and she denied that it was too much.",
    "“Who pays?” Aske asked. “Not the town,” he said.",
    "A spokesman for the ministry said that it “takes note” of the report.",
];

/// Numbers that look like chance and are the same each time: a linear congruential generator.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

/// Articles that are like each other, and each another.
fn articles() -> Vec<String> {
    let mut random = Random(7);
    let article = |number| {
        let paragraphs: Vec<&str> = (0..4).map(|_| PARAGRAPHS[random.below(PARAGRAPHS.len())]).collect();
        json!({"id": format!("n{number}"), "text": paragraphs.join("\n\n")}).to_string()
    };
    (0..DOCUMENTS).map(article).collect()
}

/// A directory with `news.jsonl`.
fn news(lines: &[String]) -> TempDir {
    directory(&[("news.jsonl", lines.join("\n"))])
}

fn command(directory: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    command.current_dir(directory.path()).args(["news.jsonl", "--engine", "rules", "--threads", "2"]);
    command.args(arguments).stdin(Stdio::null());
    command
}

fn run(directory: &TempDir, arguments: &[&str]) -> Output {
    command(directory, arguments).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The parts that a killed run left.
fn parts(directory: &TempDir) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(directory.path().join("out.parts")) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut parts: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|it| it == "part")).collect();
    parts.sort();
    parts
}

/// Kills a run once it has written so many parts more, or is done, and so many milliseconds have gone by.
fn kill(directory: &TempDir, mut child: Child, more: usize, milliseconds: usize) {
    let before = parts(directory).len();
    while parts(directory).len() < before + more && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    std::thread::sleep(Duration::from_millis(milliseconds as u64));
    child.kill().unwrap();
    child.wait().unwrap();
}

/// A run into `out` that was killed after its first part.
fn killed(directory: &TempDir, format: &str) {
    let arguments = ["--format", format, "--out", "out"];
    let child = command(directory, &arguments).stderr(Stdio::null()).spawn().unwrap();
    kill(directory, child, 1, 0);
    assert!(
        !parts(directory).is_empty() && !directory.path().join("out").exists(),
        "it was not killed in time"
    );
}

/// The output of a run that nobody interrupts.
fn unbroken(directory: &TempDir, format: &str) -> Vec<u8> {
    let output = run(directory, &["--format", format, "--out", "unbroken", "--quiet"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let written = fs::read(directory.path().join("unbroken")).unwrap();
    assert_eq!(written, run(directory, &["--format", format, "--quiet"]).stdout, "stdout is another");
    written
}

/// Goes on until the end; what stderr said.
#[track_caller]
fn check(directory: &TempDir, format: &str) -> String {
    let output = run(directory, &["--format", format, "--out", "out", "--resume"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let expected = unbroken(directory, format);
    // Not `assert_eq`: nobody reads a megabyte.
    assert!(fs::read(directory.path().join("out")).unwrap() == expected, "the output is another");
    assert!(!directory.path().join("out.parts").exists());
    stderr(&output)
}

/// How many documents the last run did not have to do.
fn done_earlier(told: &str) -> usize {
    let told = told.split("done by an earlier run: ").nth(1).and_then(|rest| rest.split(' ').next());
    told.map_or(0, |number| number.parse().unwrap())
}

#[test]
fn killed_again_and_again_it_ends_as_if_nothing_had_happened() {
    for format in ["jsonl", "csv"] {
        let directory = news(&articles());
        let mut random = Random(KILLS as u64);
        let interrupt = |more, milliseconds| {
            let arguments = ["--format", format, "--out", "out", "--resume"];
            let child = command(&directory, &arguments).stderr(Stdio::null()).spawn().unwrap();
            kill(&directory, child, more, milliseconds);
        };
        for _ in 0..KILLS {
            interrupt(random.below(2), random.below(60));
        }
        // All kills may have come too early, or the last one too late.
        if parts(&directory).is_empty() {
            interrupt(1, 0);
        }
        assert!(done_earlier(&check(&directory, format)) > 0);
    }
}

#[test]
fn inputs_may_change_in_between() {
    let mut lines = articles();
    let directory = news(&lines);
    killed(&directory, "jsonl");
    lines[1] = lines[1].replace("n1", "renamed");
    lines[2] = lines[2].replace("\"text\":\"", "\"text\":\"Changed. ");
    lines.remove(4);
    lines.insert(0, json!({"id": "first", "text": PARAGRAPHS[0]}).to_string());
    lines.swap(6, 300);
    lines.push(lines[8].clone());
    fs::write(directory.path().join("news.jsonl"), lines.join("\n")).unwrap();
    assert!(done_earlier(&check(&directory, "jsonl")) > 0);
}

#[test]
fn a_damaged_part_is_done_again() {
    let directory = news(&articles());
    killed(&directory, "jsonl");
    let part = parts(&directory).remove(0);
    let mut bytes = fs::read(&part).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&part, bytes).unwrap();
    // What a run leaves that is killed while it writes, and while it joins.
    fs::write(directory.path().join("out.parts/00009.tmp"), "half").unwrap();
    fs::write(directory.path().join("out.parts/joined.tmp"), "half").unwrap();
    let told = check(&directory, "jsonl");
    assert!(told.contains("00001.part: this part is damaged; its documents are done again"), "{told}");
}

#[test]
fn killed_between_the_end_and_tidying_up_it_ends_again() {
    let directory = news(&articles());
    killed(&directory, "jsonl");
    let left: Vec<_> = parts(&directory).into_iter().map(|path| (fs::read(&path).unwrap(), path)).collect();
    check(&directory, "jsonl");
    fs::create_dir(directory.path().join("out.parts")).unwrap();
    left.iter().for_each(|(bytes, path)| fs::write(path, bytes).unwrap());
    assert!(done_earlier(&check(&directory, "jsonl")) > 0);
}

#[test]
fn what_an_unfinished_run_left_is_never_overwritten() {
    let directory = news(&articles());
    killed(&directory, "jsonl");
    let before = parts(&directory);
    let refused = |arguments: &[&str], cause: &str| {
        let output = run(&directory, arguments);
        let told = stderr(&output);
        assert!(output.status.code() == Some(1) && told.contains(cause), "{told}");
        assert_eq!(parts(&directory), before);
    };
    let out = ["--format", "jsonl", "--out", "out"];
    let unfinished =
        "out.parts: an unfinished run is here; go on with --resume, or delete this directory to start over";
    refused(&out, unfinished);
    refused(
        &[&out[..], &["--resume", "--offsets", "chars", "--flat"]].concat(),
        "the unfinished run here was started otherwise (--flat, --offsets); go on as it was started",
    );
    let lock = fs::File::create(directory.path().join("out.parts/lock")).unwrap();
    lock.lock().unwrap();
    refused(&[&out[..], &["--resume"]].concat(), "out: another dixit is writing this output; wait for it");
    drop(lock);
    check(&directory, "jsonl");
}

#[test]
fn what_cannot_go_on_is_told() {
    let directory = news(&articles()[..2]);
    for (arguments, code, cause) in [
        (&["--format", "tei", "--out", "a", "--resume"][..], 2, "only --format jsonl, csv and tsv can go on"),
        (&["--format", "csv", "--resume"], 2, "--out <PATH>"),
        (
            &["--format", "csv", "--out", ".", "--resume"],
            1,
            ".: this is no file, so a run into it cannot go on",
        ),
        (&["--format", "csv", "--out", "no/a", "--resume"], 1, "choose another place with --out"),
    ] {
        let output = run(&directory, arguments);
        let told = stderr(&output);
        assert!(output.status.code() == Some(code) && told.contains(cause), "{told}");
    }
}

#[test]
fn a_full_disk_is_told() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let directory = news(&articles());
    for format in ["jsonl", "csv", "json", "html", "tei"] {
        let output = run(&directory, &["--format", format, "--out", "/dev/full"]);
        let told = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(told.contains("/dev/full: No space left on device"), "{format}: {told}");
    }
}

#[test]
fn a_failure_is_listed_once_however_often_it_was_met() {
    let mut lines = articles();
    lines[16] = "{\"id\": \"broken".to_owned();
    lines[18] = json!({"id": "textless"}).to_string();
    let directory = news(&lines);
    fs::write(directory.path().join("empty.txt"), "").unwrap();
    let arguments =
        ["--format", "jsonl", "--out", "out", "--errors", "failed.jsonl", "none.txt", "empty.txt"];
    let child = command(&directory, &arguments).stderr(Stdio::null()).spawn().unwrap();
    kill(&directory, child, 1, 0);
    let output = run(&directory, &[&arguments[..], &["--resume", "--log", "json"]].concat());
    assert_eq!(output.status.code(), Some(1));
    let listed = fs::read_to_string(directory.path().join("failed.jsonl")).unwrap();
    insta::assert_snapshot!(listed, @r#"
    {"place":"news.jsonl","line":17,"reason":"no JSON document (EOF while parsing a string, column 14); this line was left out"}
    {"place":"news.jsonl","line":19,"reason":"the object has no \"text\" (another field: --text-field); this line was left out"}
    {"place":"none.txt","line":null,"reason":"no such file or directory; check the spelling"}
    {"place":"empty.txt","line":null,"reason":"it is empty; there is nothing to attribute"}
    "#);
    let told = stderr(&output);
    let events: Vec<Value> = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let failures: Vec<&Value> = events.iter().filter(|event| event["event"] == "failure").collect();
    assert_eq!(failures.len(), listed.lines().count());
    let summary = events.last().unwrap();
    assert_eq!(
        (&summary["event"], &summary["documents"], &summary["failures"]),
        (&json!("summary"), &json!(DOCUMENTS - 2), &json!(4))
    );
    assert!(summary["done_earlier"].as_u64() > Some(0), "{summary}");
    let output = fs::read_to_string(directory.path().join("out")).unwrap();
    assert_eq!(output.lines().count(), DOCUMENTS - 2);
}

#[cfg(unix)]
#[test]
fn links_in_a_circle_and_files_of_others_stop_nobody() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let directory = directory(&[("news/a.txt", PARAGRAPHS[0]), ("news/deep/b.txt", PARAGRAPHS[1])]);
    symlink("..", directory.path().join("news/deep/up")).unwrap();
    fs::write(directory.path().join("news/secret.txt"), PARAGRAPHS[2]).unwrap();
    let secret = directory.path().join("news/secret.txt");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may do anything reads it all the same.
    let readable = fs::read(&secret).is_ok();
    let output = Command::new(env!("CARGO_BIN_EXE_dixit"))
        .current_dir(directory.path())
        .args(["news", "--format", "jsonl", "--quiet", "--errors", "failed.jsonl"])
        .output()
        .unwrap();
    let documents = String::from_utf8_lossy(&output.stdout).lines().count();
    let listed = fs::read_to_string(directory.path().join("failed.jsonl")).unwrap();
    if readable {
        assert_eq!((output.status.code(), documents, listed.as_str()), (Some(0), 3, ""));
    } else {
        assert_eq!((output.status.code(), documents), (Some(1), 2));
        let expected = r#"{"place":"news/secret.txt","line":null,"reason":"permission denied; make it readable, or run as its owner"}"#;
        assert_eq!(listed.trim_end(), expected);
    }
}
