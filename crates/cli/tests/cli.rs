//! The built program, from outside: a directory, a command, what it prints and how it ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const ARTICLE: &str =
    "“The bridge is old,” Marta Lind said. “It was built for carts.”\n\nThe mayor nodded.\n";

fn command(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    command.current_dir(directory).args(arguments).stdin(Stdio::null());
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(variable);
    }
    command
}

fn run(directory: &Path, arguments: &[&str]) -> Output {
    command(directory, arguments).output().unwrap()
}

fn piped(directory: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(directory, arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that fails early does not read; that is no failure of the test.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// All there is to see: exit code, stdout, stderr.
fn seen(output: &Output) -> String {
    format!(
        "exit {}\n--- stdout\n{}--- stderr\n{}",
        output.status.code().map_or("by signal".to_owned(), |code| code.to_string()),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    )
}

fn stdout(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", seen(output));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The ids of the documents, in order.
fn ids(output: &Output) -> Vec<String> {
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| {
            let document: serde_json::Value = serde_json::from_str(line).unwrap();
            document["id"].as_str().unwrap().to_owned()
        })
        .collect()
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_done() {
    let directory = directory(&[
        ("a.txt", ARTICLE.as_bytes()),
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("binary.txt", b"PK\x03\x04\0\0"),
        ("damaged.txt", b"caf\xc3\xa9 \xe2\x80\x9cyes\xff"),
        ("none/picture.png", b"\x89PNG"),
        ("z.txt", ARTICLE.as_bytes()),
    ]);
    let arguments = [
        "--quiet",
        "--format",
        "jsonl",
        "a.txt",
        "empty.txt",
        "blank.txt",
        "binary.txt",
        "damaged.txt",
        "missing.txt",
        "none",
        "x*.txt",
        "z.txt",
    ];
    let output = run(directory.path(), &arguments);
    assert_eq!(ids(&output), ["a", "z"]);
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stderr), @r#"
    dixit: 7 failures:
      none: no articles here; dixit reads *.txt and *.jsonl files in directories, also *.gz and *.zst of them (other files can be named one by one)
      x*.txt: no file matches this pattern
      empty.txt: it is empty; there is nothing to attribute
      blank.txt: only white space here; there is nothing to attribute
      binary.txt: this is a binary file, not text (it holds a NUL byte); save its text as UTF-8 first
      damaged.txt: the text is damaged UTF-8 (bad byte at offset 12); mend it, e.g. `iconv -c -f UTF-8 -t UTF-8`
      missing.txt: no such file or directory; check the spelling
    "#);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn jsonl_goes_on_after_a_bad_line() {
    let lines = [
        r#"{"id": "one", "text": "“Yes,” he said.", "attributions": "gold", "speakers": 7}"#,
        r#"{"id": "two"}"#,
        r#"{"text": "No id."}"#,
        r#"{"id": "#,
        r#"{"id": 5, "text": ""}"#,
        r#"{"id": ["x"], "text": "a"}"#,
    ];
    let directory = directory(&[("news.jsonl", lines.join("\n").as_bytes())]);
    let output = run(directory.path(), &["news.jsonl", "--format", "jsonl", "--quiet"]);
    assert_eq!(ids(&output), ["one", "5"]);
    assert!(!String::from_utf8_lossy(&output.stdout).contains("gold"));
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stderr), @r#"
    dixit: 4 failures:
      news.jsonl, line 2: the object has no "text" (another field: --text-field); this line was left out
      news.jsonl, line 3: the object has no "id" (another field: --id-field); this line was left out
      news.jsonl, line 4: no JSON document (EOF while parsing a value, column 6); this line was left out
      news.jsonl, line 6: "id" is neither a string nor a number; this line was left out
    "#);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn directories_and_patterns_are_read_in_order_and_ids_are_unique() {
    let text = ARTICLE.as_bytes();
    let directory = directory(&[
        ("news/b/one.txt", text),
        ("news/a/one.txt", text),
        ("news/a/two.TXT", text),
        ("news/a/notes.md", text),
        ("news/.hidden/three.txt", text),
        ("news/c.jsonl", br#"{"id": "line", "text": "Yes."}"#),
    ]);
    let all = run(directory.path(), &["--format", "jsonl", "news"]);
    assert_eq!(ids(&all), ["news/a/one.txt", "two", "news/b/one.txt", "line"]);
    let pattern = run(directory.path(), &["--format", "jsonl", "news/*/one.txt", "./news/a/one.txt"]);
    assert_eq!(ids(&pattern), ["news/a/one.txt", "news/b/one.txt"]);
    let deep = run(directory.path(), &["--format", "jsonl", "news/**/two.*"]);
    assert_eq!(ids(&deep), ["two"]);
}

#[cfg(unix)]
#[test]
fn links_in_circles_and_pipes_in_directories_do_not_hang() {
    let directory = directory(&[("news/a.txt", ARTICLE.as_bytes())]);
    let news = directory.path().join("news");
    std::os::unix::fs::symlink(&news, news.join("again")).unwrap();
    assert!(Command::new("mkfifo").arg(news.join("pipe.txt")).status().unwrap().success());
    let output = run(directory.path(), &["--format", "jsonl", "news"]);
    assert_eq!(ids(&output), ["a"]);
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn a_pipe_is_read_as_text_or_as_jsonl() {
    let directory = directory::<&str>(&[]);
    for arguments in [&["--format", "jsonl"][..], &["attribute", "-", "--format", "jsonl"]] {
        assert_eq!(ids(&piped(directory.path(), arguments, ARTICLE.as_bytes())), ["stdin"]);
    }
    let lines = b"{\"id\": \"x\", \"text\": \"Yes.\"}\n{\"id\": \"y\", \"text\": \"No.\"}\n";
    assert_eq!(ids(&piped(directory.path(), &["-f", "jsonl"], lines)), ["x", "y"]);
    assert_eq!(ids(&piped(directory.path(), &["-f", "jsonl"], b"{braces} are no JSON.\n")), ["stdin"]);
    insta::assert_snapshot!(seen(&piped(directory.path(), &["-f", "jsonl"], b"")), @r#"
    exit 1
    --- stdout
    --- stderr
    dixit: stdin: it is empty; there is nothing to attribute
    "#);
}

#[test]
fn any_number_of_threads_prints_the_same_bytes() {
    let lines: Vec<String> = (0..500)
        .map(|number| {
            format!("{}\n", serde_json::json!({"id": number, "text": ARTICLE.repeat(number % 7 + 1)}))
        })
        .collect();
    let directory = directory(&[("news.jsonl", lines.concat().as_bytes()), ("bad.txt", b"\0")]);
    for format in ["text", "json", "jsonl", "csv", "tsv", "tei", "html", "snapshot"] {
        let on = |threads| {
            let output =
                run(directory.path(), &["news.jsonl", "bad.txt", "--format", format, "--threads", threads]);
            assert_eq!(output.status.code(), Some(1));
            output
        };
        assert!(on("1") == on("4"), "{format} differs");
    }
}

#[test]
fn wrong_usage_is_exit_code_2() {
    let directory = directory(&[("a.txt", ARTICLE.as_bytes()), ("bad.toml", b"[[person]]\nnmae = 1\n")]);
    let mut all = String::new();
    for arguments in [
        &["a.txt", "--format", "xml"][..],
        &["a.txt", "--format", "brat"],
        &["a.txt", "--threads", "0"],
        &["a.txt", "--min-confidence", "7"],
        &["a.txt", "--date", "22.10.2025"],
        &["a.txt", "--speaker", "…"],
        &["a.txt", "--roster", "bad.toml"],
        &["a.txt", "--roster", "missing.toml"],
        &["explain"],
        &["explain", "a.txt", "--attribution", "1", "--quote", "x"],
        &["completions", "tcl"],
    ] {
        let output = run(directory.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", seen(&output));
        assert!(output.stdout.is_empty());
        let stderr = String::from_utf8_lossy(&output.stderr);
        all += &format!("$ dixit {}\n{}\n", arguments.join(" "), stderr.lines().next().unwrap());
    }
    insta::assert_snapshot!(all, @r#"
    $ dixit a.txt --format xml
    error: invalid value 'xml' for '--format <FORMAT>'
    $ dixit a.txt --format brat
    error: --format brat writes two files for each article; say where with `--out DIRECTORY`
    $ dixit a.txt --threads 0
    error: --threads: at least 1
    $ dixit a.txt --min-confidence 7
    error: --min-confidence: 7 is not between 0 and 1
    $ dixit a.txt --date 22.10.2025
    error: --date: "22.10.2025" is no day; write it as YYYY-MM-DD, e.g. 2025-10-22
    $ dixit a.txt --speaker …
    error: --speaker: a name is needed, e.g. --speaker bessent
    $ dixit a.txt --roster bad.toml
    error: --roster: bad.toml: roster, line 2, column 1: unknown key `nmae`
    $ dixit a.txt --roster missing.toml
    error: --roster: missing.toml: no such file; check the spelling
    $ dixit explain
    error: the following required arguments were not provided:
    $ dixit explain a.txt --attribution 1 --quote x
    error: the argument '--attribution <N>' cannot be used with '--quote <TEXT>'
    $ dixit completions tcl
    error: invalid value 'tcl' for '<SHELL>'
    "#);
}

#[test]
fn help_is_short() {
    let directory = directory::<&str>(&[]);
    let help = stdout(&run(directory.path(), &["-h"]));
    assert!(help.lines().count() <= 46, "{} lines", help.lines().count());
    insta::assert_snapshot!(help);
}

#[test]
fn an_article_is_attributed_in_every_format() {
    let directory = directory(&[("bridge.txt", ARTICLE.as_bytes())]);
    let line = stdout(&run(directory.path(), &["bridge.txt", "-f", "jsonl", "--offsets", "chars"]));
    let document: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!((&document["version"], &document["id"]), (&1.into(), &"bridge".into()));
    let first = &document["attributions"][0];
    assert_eq!((&first["type"], &first["cue"][0]["text"]), (&"direct".into(), &"said".into()));
    assert_eq!(
        first["content"][0],
        serde_json::json!({"start": 0, "end": 20, "text": "“The bridge is old,”"})
    );
    assert_eq!(first["speakers"][0]["id"], "marta-lind");
    let whole = stdout(&run(directory.path(), &["bridge.txt", "--format", "json"]));
    let whole: serde_json::Value = serde_json::from_str(&whole).unwrap();
    assert_eq!((&whole["version"], whole["documents"].as_array().map(Vec::len)), (&1.into(), Some(1)));
    assert!(stdout(&run(directory.path(), &["bridge.txt"])).contains("\nMarta Lind\n   1  direct"));
    assert!(
        stdout(&run(directory.path(), &["bridge.txt", "-f", "snapshot"]))
            .contains("1   direct -> Marta Lind [said")
    );
    assert!(
        stdout(&run(directory.path(), &["explain", "bridge.txt", "-q", "old"]))
            .contains("speaker     Marta Lind")
    );
}

#[test]
fn filters_that_leave_nothing_say_so() {
    let directory = directory(&[("bridge.txt", ARTICLE.as_bytes())]);
    assert!(stdout(&run(directory.path(), &["bridge.txt", "--speaker", "LIND"])).contains("Marta Lind"));
    insta::assert_snapshot!(seen(&run(directory.path(), &["bridge.txt", "--speaker", "nobody"])), @r#"
    exit 0
    --- stdout
    --- stderr
    dixit: nothing matches these filters
    "#);
    let line = stdout(&run(
        directory.path(),
        &["bridge.txt", "--type", "indirect", "--speaker", "lind", "-f", "jsonl"],
    ));
    assert!(line.contains("\"attributions\":[]"), "{line}");
}

#[test]
fn words_are_shown() {
    let text = "WASHINGTON — “It’s over,” Gen. Mark Roe said.\n\nHe paid $4bn. 习近平 did not; the long line of words goes on \
                until it no longer fits between the margins of a page.";
    let directory = directory(&[("a.txt", text.as_bytes())]);
    insta::assert_snapshot!(stdout(&run(directory.path(), &["tokenize", "a.txt"])));
}

#[test]
fn pieces_stand_under_their_words() {
    let vocabulary = r####"{"version": "1.0", "pre_tokenizer": null, "model": {"type": "WordPiece", "unk_token": "[UNK]",
        "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": {"[UNK]": 0, "un": 1, "##work": 2,
        "##able": 3, "talks": 4, "are": 5, ".": 6, "The": 7}}}"####;
    let directory = directory(&[
        ("a.txt", "The talks are unworkable. The Łuk.".as_bytes()),
        ("tokenizer.json", vocabulary.as_bytes()),
        ("bad.json", b"{}"),
    ]);
    let pieces = |file| run(directory.path(), &["tokenize", "a.txt", "--tokenizer", file]);
    insta::assert_snapshot!(stdout(&pieces("tokenizer.json")), @r#"
    paragraph 1
      sentence 1.1
        The  talks  are  unworkable        .
        The  talks  are  un|##work|##able  .
      sentence 1.2
        The  Łuk    .
        The  [UNK]  .
    "#);
    insta::assert_snapshot!(seen(&pieces("bad.json")), @r#"
    exit 1
    --- stdout
    --- stderr
    dixit: bad.json: not a tokenizer's JSON: Model missing. at line 1 column 2
    "#);
    insta::assert_snapshot!(seen(&pieces("missing.json")), @r#"
    exit 1
    --- stdout
    --- stderr
    dixit: missing.json: no such file or directory; check the spelling
    "#);
}

#[test]
fn a_chain_of_pronouns_is_explained_with_its_points() {
    let text = "Jane Roe met Ann Doe.\n\n\"I was late,\" she said.\n\n\"It rained,\" she said.\n";
    let directory = directory(&[("c.txt", text.as_bytes())]);
    insta::assert_snapshot!(stdout(&run(directory.path(), &["explain", "c.txt", "-q", "rained"])), @r#"
    [2] direct, confidence 0.87, c.txt:5:1

        "It rained," she said.
        ^^^^^^^^^^^^ === ~~~~

        cue         “said”, neutral; found by quote then subject verb
        mention     “she”, a pronoun, 5:14
        antecedent  “she”, a pronoun, 3:15; 92 points, Ann Doe has 22
        antecedent  “Jane Roe”, a name, 1:1; 62 points, Ann Doe has 36
        speaker     Jane Roe (jane-roe)
        roster      no entry
    "#);
}

#[test]
fn explaining_nothing_says_so() {
    let directory = directory(&[("a.txt", b"It rained.\n")]);
    insta::assert_snapshot!(seen(&run(directory.path(), &["explain", "a.txt"])), @r#"
    exit 0
    --- stdout
    a.txt: nobody is quoted here
    --- stderr
    "#);
    insta::assert_snapshot!(seen(&run(directory.path(), &["explain", "a.txt", "-a", "3"])), @r#"
    exit 1
    --- stdout
    --- stderr
    dixit: a.txt: there is no attribution 3; none was found
    "#);
    insta::assert_snapshot!(seen(&run(directory.path(), &["explain", "a.txt", "-q", "rain"])), @r#"
    exit 1
    --- stdout
    --- stderr
    dixit: a.txt: no attribution holds "rain"; `dixit a.txt` lists them all
    "#);
    insta::assert_snapshot!(seen(&run(directory.path(), &["explain", "b.txt"])), @r#"
    exit 1
    --- stdout
    --- stderr
    dixit: b.txt: no such file or directory; check the spelling
    "#);
}

#[test]
fn completions_know_the_commands() {
    let directory = directory::<&str>(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(stdout(&run(directory.path(), &["completions", shell])).contains("explain"), "{shell}");
    }
}

#[test]
fn man_pages_know_the_commands() {
    let directory = directory::<&str>(&[]);
    assert_eq!(stdout(&run(directory.path(), &["man", "."])), "");
    let page = std::fs::read_to_string(directory.path().join("dixit.1")).expect("a page");
    assert!(page.contains("engine") && page.contains("dixit\\-explain(1)"), "{page}");
    assert!(directory.path().join("dixit-explain.1").exists());
    assert!(!page.contains("dixit\\-man"), "hidden");
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_who_leaves_is_no_failure_and_a_full_disk_is_one() {
    let directory = directory::<&str>(&[]);
    let lines: String =
        (0..3000).map(|id| format!("{{\"id\": {id}, \"text\": \"“Yes,” he said.\"}}\n")).collect();
    fs::write(directory.path().join("news.jsonl"), lines).unwrap();
    for arguments in [&["news.jsonl", "-f", "jsonl"][..], &["news.jsonl"], &["tokenize", "news.jsonl"]] {
        let mut child = command(directory.path(), arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{arguments:?}");
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = command(directory.path(), arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(stderr, "dixit: output: it could not be written: No space left on device (os error 28)\n");
    }
}

#[test]
fn no_colour_where_nobody_watches() {
    let directory = directory(&[("a.txt", ARTICLE.as_bytes())]);
    for arguments in [&["a.txt"][..], &["explain", "a.txt"], &["tokenize", "a.txt"]] {
        assert!(!stdout(&run(directory.path(), arguments)).contains('\x1b'));
        let forced = command(directory.path(), arguments).env("CLICOLOR_FORCE", "1").output().unwrap();
        let coloured = String::from_utf8_lossy(&forced.stdout).contains('\x1b');
        assert!(coloured || arguments[0] == "explain", "{arguments:?}");
        let never = command(directory.path(), arguments)
            .env("CLICOLOR_FORCE", "1")
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        assert!(!String::from_utf8_lossy(&never.stdout).contains('\x1b'), "{arguments:?}");
    }
}
