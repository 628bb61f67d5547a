//! HTML in fields, and web archives.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod common;

use common::directory;
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const TEXT: &str = "“The bridge is old,” Marta Lind said on <Sunday>, and 3 < 4.";

fn run(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
    command
        .current_dir(directory)
        .args(arguments)
        .args(["-f", "jsonl"])
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Each document's id, date, title, and the words of its first attribution.
fn found(output: &Output) -> Vec<[Value; 4]> {
    let lines = String::from_utf8(output.stdout.clone()).unwrap();
    let documents = lines.lines().map(|line| serde_json::from_str(line).unwrap());
    let found = documents.map(|it: Value| {
        let words = it["attributions"][0]["content"][0]["text"].clone();
        [it["id"].clone(), it["date"].clone(), it["title"].clone(), words]
    });
    found.collect()
}

fn line(id: &str, text: &str) -> String {
    format!("{}\n", json!({"id": id, "text": text}))
}

#[test]
fn a_text_that_holds_a_bracket_is_a_text() {
    let directory = directory(&[("a.jsonl", line("a", TEXT))]);
    let output = run(directory.path(), &["a.jsonl"]);
    assert_eq!(found(&output), [[json!("a"), Value::Null, Value::Null, json!("“The bridge is old,”")]]);
}

#[cfg(not(feature = "web"))]
#[test]
fn html_and_archives_need_a_feature() {
    let directory = directory(&[
        ("a.jsonl", line("a", "<p>“The bridge is old,” Marta Lind said.</p>") + &line("b", TEXT)),
        ("b.warc", "WARC/1.0\r\n".to_owned()),
    ]);
    let output = run(directory.path(), &["a.jsonl", "b.warc"]);
    assert_eq!(found(&output).len(), 1);
    let told = stderr(&output);
    assert!(told.contains(
        "a.jsonl, line 1: this text is HTML, which this build of dixit does not read; install it with"
    ));
    assert!(
        told.contains(
            "b.warc: this is a web archive, which this build of dixit does not read; install it with"
        )
    );
}

#[cfg(feature = "web")]
mod web {
    use super::*;

    /// A page with so much text that it is found.
    pub(super) fn page(head: &str) -> String {
        let more = "<p>Officials said it would close in the spring, and that a ferry would take its place for as long as the work goes \
                    on; nobody could say, on Sunday, how long that would be.</p>"
            .repeat(4);
        format!(
            "<!doctype html><html><head>{head}</head><body><nav>Home</nav><article><p>“The bridge is old,” Marta Lind said on Sunday, \
             after the council had met for the third time this month.</p>{more}</article></body></html>"
        )
    }

    #[test]
    fn fields_may_hold_pages_and_pieces_of_them() {
        let head = "<title>Bridge</title><meta property=\"article:published_time\" content=\"2025-10-26T08:00:00Z\">";
        let table = format!(
            "id,text,day\nc,\"{}\",2025-01-02\n",
            "<div>“The bridge is old,” Marta Lind said.<br>Nobody spoke.</div>".replace('"', "\"\"")
        );
        let lines = [
            line("a", "<p>“The bridge is <b>old</b>,” Marta&nbsp;Lind said.</p>\n<p>Short.</p>"),
            line("b", &page(head)),
            line("d", "<p></p>"),
        ];
        let directory = directory(&[("a.jsonl", lines.concat()), ("c.csv", table)]);
        let output = run(directory.path(), &["a.jsonl"]);
        let words = json!("“The bridge is old,”");
        let page = [json!("b"), json!("2025-10-26"), json!("Bridge"), words.clone()];
        assert_eq!(found(&output), [[json!("a"), Value::Null, Value::Null, words.clone()], page]);
        assert!(stderr(&output).contains("a.jsonl, line 3: only white space here"), "{}", stderr(&output));
        let output = run(directory.path(), &["c.csv", "--date-field", "day"]);
        assert_eq!(found(&output), [[json!("c"), json!("2025-01-02"), Value::Null, words]]);
    }
}

#[cfg(feature = "warc")]
mod warc {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut writer = GzEncoder::new(Vec::new(), Compression::default());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    fn record(kind: &str, uri: &str, block: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2025-10-27T01:02:03Z\r\n\
             Content-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    }

    fn response(uri: &str, headers: &str, body: &[u8]) -> Vec<u8> {
        record("response", uri, &[format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(), body].concat())
    }

    /// Records: one that is no page, pages in several codings, a damaged one, a picture.
    fn records() -> Vec<Vec<u8>> {
        let page = web::page("<title>Bridge</title>");
        let chunked = format!("{:x}\r\n{page}\r\n0\r\n\r\n", page.len());
        let dated = web::page("<meta property=\"article:published_time\" content=\"2025-10-26T08:00:00Z\">");
        let html = "Content-Type: text/html; charset=utf-8";
        vec![
            record("request", "https://a.example/1", b"GET / HTTP/1.1\r\n\r\n"),
            response("https://a.example/1", html, page.as_bytes()),
            response(
                "https://a.example/2",
                &format!("{html}\r\nTransfer-Encoding: chunked"),
                chunked.as_bytes(),
            ),
            response("https://a.example/3", &format!("{html}\r\nContent-Encoding: br"), b"\x01\x02"),
            response("https://a.example/4.png", "Content-Type: image/png", b"\x89PNG"),
            response(
                "https://a.example/5",
                &format!("{html}\r\nContent-Encoding: gzip"),
                &gzip(dated.as_bytes()),
            ),
            response("https://a.example/6", html, b"<html><body></body></html>"),
        ]
    }

    #[track_caller]
    fn check(output: &Output, name: &str) {
        let told = stderr(output);
        let of = |id: &str, date: &str, title: Value| {
            [json!(id), json!(date), title, json!("“The bridge is old,”")]
        };
        let bridge = json!("Bridge");
        let expected = [
            of("https://a.example/1", "2025-10-27", bridge.clone()),
            of("https://a.example/2", "2025-10-27", bridge),
            of("https://a.example/5", "2025-10-26", Value::Null),
        ];
        assert_eq!(found(output), expected, "{told}");
        assert!(
            told.contains(&format!("{name}: 4 pages; left out as no pages: 1 responses, 1 other records\n")),
            "{told}"
        );
        let packed = format!(
            "{name}, record 4 (https://a.example/3): the page is packed as \"br\", which is not read; this record was left out"
        );
        assert!(told.contains(&packed), "{told}");
        assert!(
            told.contains(&format!("{name}, record 7 (https://a.example/6): no article was found")),
            "{told}"
        );
        assert_eq!(output.status.code(), Some(1));
    }

    #[test]
    fn pages_of_archives_are_documents() {
        let packed: Vec<Vec<u8>> = records().iter().map(|record| gzip(record)).collect();
        let directory =
            directory(&[("news/a.warc", records().concat()), ("news/b.warc.gz", packed.concat())]);
        check(&run(directory.path(), &["news/a.warc"]), "news/a.warc");
        check(&run(directory.path(), &["news/b.warc.gz", "--threads", "1"]), "news/b.warc.gz");
        let both = run(directory.path(), &["news"]);
        assert_eq!(found(&both).len(), 6);
        assert!(!stderr(&run(directory.path(), &["news", "--quiet"])).contains("left out as no pages"));
    }

    #[test]
    fn what_is_cut_off_or_no_archive_is_told() {
        let whole = records();
        let cut = [&whole[1][..], &whole[2][..200]].concat();
        let no_length = [&whole[1][..], b"WARC/1.0\r\nWARC-Type: response\r\n\r\n"].concat();
        let directory = directory(&[
            ("a.warc", cut),
            ("b.warc", no_length),
            ("c.warc", b"{\"id\": 1}\n".to_vec()),
            ("d.warc", whole[0].clone()),
        ]);
        let output = run(directory.path(), &["a.warc", "b.warc", "c.warc", "d.warc"]);
        assert_eq!(found(&output).len(), 2);
        let told = stderr(&output);
        for expected in [
            "a.warc, record 2: the file ends in the middle of this record",
            "b.warc, record 2: its head has no Content-Length",
            "c.warc, record 1: this is no WARC record",
            "d.warc: it holds no web pages; there is nothing to attribute",
        ] {
            assert!(told.contains(expected), "{expected}\n{told}");
        }
    }
}
