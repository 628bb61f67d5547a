//! `dixit roster`, from outside: rosters that are fine, and rosters that are not.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn run(directory: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dixit"))
        .current_dir(directory)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// All there is to see: exit code, stdout, stderr.
fn seen(output: &Output) -> String {
    format!(
        "exit {}\n--- stdout\n{}--- stderr\n{}",
        output.status.code().unwrap(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    )
}

const ODD: &str = r#"[[person]]
id = "moreno"
name = "Ada Moreno"
aliases = ["Ada M. Moreno"]
offices = [
  { title = "fisheries minister", aliases = ["sea chief"], country = "PT", from = 2024-03-01 },
  { title = "mayor", from = 2019-10-01, to = 2018-02-28 },
]

[[person]]
id = "roe"
name = "Ben Roe"
aliases = ["Ada M Moreno"]
offices = [{ title = "sea chief", country = "PT", from = 2020-03-01, to = 2024-06-30 }]
"#;

#[test]
fn what_is_odd_in_rosters_is_told_with_its_place() {
    let directory = directory(&[
        ("odd.toml", ODD),
        ("odd.csv", "id,name,aliases\nroe,Ben Roe,Benny Roe\nother,Benny Roe,\n"),
        ("wrong.toml", "[[person]]\nid = \"a\"\nnick = \"b\"\n"),
        ("empty.toml", ""),
        (
            "fine.csv",
            "id,name,office,from,shared\na,Ada Roe,senator,2001-01-01,TRUE\nb,Ben Roe,senator,2003-01-01,\n",
        ),
    ]);
    let files = ["odd.toml", "odd.csv", "wrong.toml", "empty.toml", "fine.csv", "missing.toml"];
    insta::assert_snapshot!(seen(&run(directory.path(), &[&["roster", "check"][..], &files].concat())), @r#"
    exit 1
    --- stdout
    odd.toml:6:3: `sea chief` (PT) is held by `moreno` (since 2024-03-01) and by `roe` (2020-03-01 to 2024-06-30) on line 14; mend the dates, tell places apart by `country`, or, if several hold it, say `shared = true`
    odd.toml:7:3: `mayor` ended before it began: `moreno` (2019-10-01 to 2018-02-28); mend `from` or `to`
    odd.toml:13:12: the alias "Ada M Moreno" of `roe` is also an alias of `moreno` on line 4; a text with it means neither: make them one, or write one of them otherwise
    odd.csv:3:2: the name "Benny Roe" of `other` is also an alias of `roe` on line 2; a text with it means neither: make them one, or write one of them otherwise
    wrong.toml:3:1: unknown key `nick`
    empty.toml: nobody is in this roster; write at least one person
    fine.csv: 2 people, 2 offices, nothing to mend
    --- stderr
    dixit: missing.toml: no such file or directory; check the spelling
    "#);
}

#[test]
fn the_built_in_roster_is_fine() {
    let directory = directory::<&str>(&[]);
    let output = run(directory.path(), &["roster", "check"]);
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.starts_with("the built-in roster: ") && text.ends_with(", nothing to mend\n"), "{text}");
}

const BRIDGE: &str = "“The bridge is old,” Mayor Marta Lind said. “It was built for carts.” Lind, 41, said so twice.\n\n\
                      “We will pay,” Treasury Secretary Scott Bessent told reporters.\n";
const FERRY: &str = "“The ferry is new,” said Marta P. Lind, the mayor of Ostby. Roe denied that it leaks.\n\n\
                     Tom Quist, a baker, watched. “It is safe,” said Mr Ola Ness.\n";

#[test]
fn a_roster_is_drafted_from_articles_and_reads() {
    let directory = directory(&[("bridge.txt", BRIDGE), ("ferry.txt", FERRY)]);
    let output = run(directory.path(), &["roster", "init", "bridge.txt", "ferry.txt", "missing.txt"]);
    insta::assert_snapshot!(seen(&output));
    let one = run(directory.path(), &["roster", "init", "ferry.txt", "bridge.txt", "--threads", "1"]);
    let head = |output: &Output| String::from_utf8_lossy(&output.stdout).lines().next().unwrap().to_owned();
    assert_eq!(head(&one), head(&output));
    for options in [&[][..], &["--min", "0"], &["--all"], &["--min", "9"]] {
        let output =
            run(directory.path(), &[&["roster", "init", "bridge.txt", "ferry.txt"], options].concat());
        assert_eq!(output.status.code(), Some(0));
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(text.contains("id = \"bessent\""), options == ["--all"], "{options:?}: {text}");
        assert_eq!(text.contains("name = \"Tom Quist\""), options == ["--min", "0"], "{options:?}: {text}");
        assert!(!text.contains("\"Roe\""));
        fs::write(directory.path().join("people.toml"), &text).unwrap();
        let checked = run(directory.path(), &["roster", "check", "people.toml"]);
        let clean = options != ["--min", "9"];
        assert_eq!(checked.status.code(), Some(i32::from(!clean)), "{}", seen(&checked));
        let used = run(directory.path(), &["ferry.txt", "--roster", "people.toml"]);
        let known = String::from_utf8_lossy(&used.stdout).contains("(marta-lind)");
        assert_eq!(known, clean, "{}", seen(&used));
    }
}
