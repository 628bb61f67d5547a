//! The same documents in every format that dixit reads.
//!
//! In: a JSONL file of documents, a folder. Out: a file or a folder for each [`Input`]. Must not know: what reads them.

use super::corpus::Line;
use super::process::{Outcome, run};
use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::encoding::{CompressionLevel, compress};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A format of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Input {
    Jsonl,
    JsonlGzip,
    JsonlZstd,
    Csv,
    Text,
    Html,
    Warc,
    WarcGzip,
    Parquet,
}

impl Input {
    /// JSONL first: the others are seen beside it.
    pub(crate) const ALL: [Self; 9] = [
        Self::Jsonl,
        Self::JsonlGzip,
        Self::JsonlZstd,
        Self::Csv,
        Self::Text,
        Self::Html,
        Self::Warc,
        Self::WarcGzip,
        Self::Parquet,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "JSONL",
            Self::JsonlGzip => "JSONL, gzip",
            Self::JsonlZstd => "JSONL, zstd",
            Self::Csv => "CSV",
            Self::Text => "text files",
            Self::Html => "web pages",
            Self::Warc => "WARC",
            Self::WarcGzip => "WARC, gzip",
            Self::Parquet => "Parquet",
        }
    }

    fn file(self) -> &'static str {
        match self {
            Self::Jsonl => "articles.jsonl",
            Self::JsonlGzip => "articles.jsonl.gz",
            Self::JsonlZstd => "articles.jsonl.zst",
            Self::Csv => "articles.csv",
            Self::Text => "text",
            Self::Html => "pages",
            Self::Warc => "articles.warc",
            Self::WarcGzip => "articles.warc.gz",
            Self::Parquet => "articles.parquet",
        }
    }

    /// What dixit has to be told about the fields.
    pub(crate) fn options(self) -> &'static [&'static str] {
        match self {
            Self::Parquet => &["--id-field", "document", "--text-field", CARRIED],
            _ => &[],
        }
    }

    /// Writes the documents in this format below a folder; none, with the reason, where that needs a dixit that has it.
    pub(crate) fn write(self, jsonl: &Path, folder: &Path, dixit: &Path) -> Result<Made, String> {
        let path = folder.join(self.file());
        let failed = |e: io::Error| format!("{}: {e}", path.display());
        let made = match self {
            Self::Jsonl => fs::copy(jsonl, &path).map(|_| ()),
            Self::JsonlGzip => gzip(jsonl, &path),
            Self::JsonlZstd => zstd(jsonl, &path),
            Self::Csv => csv(jsonl, &path),
            Self::Text => files(jsonl, &path, "txt", |line| line.text),
            Self::Html => files(jsonl, &path, "html", |line| page(&line.text)),
            Self::Warc => warc(jsonl, &path),
            Self::WarcGzip => {
                let plain = folder.join(Self::Warc.file());
                warc(jsonl, &plain).and_then(|()| gzip(&plain, &path))
            }
            Self::Parquet => return parquet(jsonl, &path, dixit),
        };
        made.map_err(failed)?;
        Ok(Made::There(path))
    }
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Made {
    There(PathBuf),
    /// And why.
    Not(String),
}

fn documents(jsonl: &Path) -> io::Result<impl Iterator<Item = io::Result<Line>>> {
    let lines = BufReader::new(File::open(jsonl)?).lines();
    Ok(lines.map(|line| Ok(serde_json::from_str(&line?)?)))
}

fn gzip(from: &Path, to: &Path) -> io::Result<()> {
    let mut packed = GzEncoder::new(File::create(to)?, Compression::default());
    io::copy(&mut File::open(from)?, &mut packed)?;
    packed.finish().map(|_| ())
}

fn zstd(from: &Path, to: &Path) -> io::Result<()> {
    let mut packed = BufWriter::new(File::create(to)?);
    compress(File::open(from)?, &mut packed, CompressionLevel::Fastest);
    packed.flush()
}

fn csv(from: &Path, to: &Path) -> io::Result<()> {
    let mut table = BufWriter::new(File::create(to)?);
    table.write_all(b"id,text\n")?;
    for line in documents(from)? {
        let Line { id, text } = line?;
        writeln!(table, "{id},\"{}\"", text.replace('"', "\"\""))?;
    }
    table.flush()
}

fn files(from: &Path, to: &Path, ending: &str, content: impl Fn(Line) -> String) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for line in documents(from)? {
        let line = line?;
        fs::write(to.join(format!("{}.{ending}", line.id)), content(line))?;
    }
    Ok(())
}

/// A page with the article among what pages have besides.
fn page(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let mut paragraphs = escaped.trim_end().split("\n\n");
    let title = paragraphs.next().unwrap_or_default();
    let body: String = paragraphs.map(|paragraph| format!("<p>{paragraph}</p>\n")).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body>\n\
         <nav><a href=\"/\">Home</a> <a href=\"/world\">World</a> <a href=\"/sport\">Sport</a></nav>\n\
         <main><article>\n<h1>{title}</h1>\n{body}</article></main>\n<footer>All rights reserved</footer>\n</body>\n</html>\n"
    )
}

fn warc(from: &Path, to: &Path) -> io::Result<()> {
    let mut archive = BufWriter::new(File::create(to)?);
    for (i, line) in documents(from)?.enumerate() {
        let Line { id, text } = line?;
        let page = page(&text);
        let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
        write!(
            archive,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{i:012}>\r\n\
             WARC-Date: 2025-10-26T00:00:00Z\r\nWARC-Target-URI: https://news.example/{id}\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}{page}\r\n\r\n",
            http.len() + page.len()
        )?;
    }
    archive.flush()
}

/// The field in which texts are handed on to the Parquet file.
const CARRIED: &str = "article";

/// By dixit itself, which writes fields that it carries through: no other writer has to be linked for this.
fn parquet(jsonl: &Path, path: &Path, dixit: &Path) -> Result<Made, String> {
    let fields = path.with_extension("fields.jsonl");
    let write = || -> io::Result<()> {
        let mut lines = BufWriter::new(File::create(&fields)?);
        for line in documents(jsonl)? {
            let Line { id, text } = line?;
            let line = serde_json::json!({ "id": id, "text": "Nothing.", CARRIED: text });
            writeln!(lines, "{line}")?;
        }
        lines.flush()
    };
    write().map_err(|e| format!("{}: {e}", fields.display()))?;
    let mut command = Command::new(dixit);
    command
        .arg(&fields)
        .args(["--quiet", "--format", "parquet-nested", "--carry", CARRIED, "--out"])
        .arg(path);
    Ok(match run(&mut command)? {
        Outcome::Done(_) => Made::There(path.to_owned()),
        Outcome::Failed(said) => Made::Not(said),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn some(folder: &Path) -> PathBuf {
        let jsonl = folder.join("some.jsonl");
        let line = r#"{"id":"a0","text":"Head & <Co>\n\n“It is,” he \"said\", here.\n"}"#;
        fs::write(&jsonl, format!("{line}\n")).expect("written");
        jsonl
    }

    #[test]
    fn every_format_holds_the_document() {
        let folder = tempfile::tempdir().expect("a folder");
        let jsonl = some(folder.path());
        let read = |input: Input, below: &str| {
            let made = input.write(&jsonl, folder.path(), Path::new("no-dixit")).expect("made");
            let Made::There(path) = made else { panic!("{made:?}") };
            fs::read(path.join(below)).or_else(|_| fs::read(path)).expect("read")
        };
        let plain = fs::read(&jsonl).expect("read");
        assert_eq!(read(Input::Jsonl, ""), plain);
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(read(Input::JsonlGzip, "").as_slice())
            .read_to_end(&mut unpacked)
            .expect("gzip");
        assert_eq!(unpacked, plain);
        let packed = read(Input::JsonlZstd, "");
        let mut unpacked = Vec::new();
        let mut decoder = ruzstd::decoding::StreamingDecoder::new(packed.as_slice()).expect("zstd");
        decoder.read_to_end(&mut unpacked).expect("zstd");
        assert_eq!(unpacked, plain);
        let text = |input, below: &str| String::from_utf8(read(input, below)).expect("UTF-8");
        assert_eq!(
            text(Input::Csv, ""),
            "id,text\na0,\"Head & <Co>\n\n“It is,” he \"\"said\"\", here.\n\"\n"
        );
        assert_eq!(text(Input::Text, "a0.txt"), "Head & <Co>\n\n“It is,” he \"said\", here.\n");
        let page = text(Input::Html, "a0.html");
        assert!(page.contains("<h1>Head &amp; &lt;Co></h1>\n<p>“It is,” he \"said\", here.</p>"), "{page}");
    }

    #[test]
    fn records_of_an_archive_are_as_long_as_they_say() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.warc");
        warc(&some(folder.path()), &path).expect("written");
        let archive = fs::read_to_string(path).expect("read");
        let (head, block) = archive.split_once("\r\n\r\n").expect("a head");
        let length: usize = head
            .lines()
            .find_map(|l| l.strip_prefix("Content-Length: "))
            .expect("told")
            .parse()
            .expect("a number");
        assert_eq!(block.len(), length + "\r\n\r\n".len());
    }
}
