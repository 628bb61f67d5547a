//! Web archives: what a record of a WARC file says of itself, and the page in an HTTP response.
//!
//! In: the lines at the head of a record; the bytes of its block. Out: [`WarcHead`]; the [`Response`] in it. Must not know: files, how
//! records are told apart, what the article on a page is.
//!
//! The head of a record is a dozen lines of a fixed form (ISO 28500), and the block of one may be gigabytes that nobody wants: readers
//! that hold whole records do not fit, so the few lines are read here. HTTP is read by `httparse`.

use crate::encoding::decode_as;
use encoding_rs::Encoding;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use std::io::{Cursor, ErrorKind, Read};

/// A page of more bytes, unpacked, is no article.
pub const MAX_PAGE_BYTES: usize = 16 << 20;
/// An HTTP response has fewer headers; browsers stop at some hundreds.
const MAX_HEADERS: usize = 256;
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// What a record says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WarcHead {
    /// What kind of record it is, such as `response`.
    pub kind: String,
    /// The address that was asked for.
    pub uri: Option<String>,
    /// When it was asked.
    pub date: Option<String>,
    /// What its block is.
    pub content_type: String,
    /// How many bytes its block has. None where the head does not say it, and then nothing can be read after it.
    pub length: Option<u64>,
}

impl WarcHead {
    /// Takes a line of the head.
    pub fn line(&mut self, line: &[u8]) {
        let line = String::from_utf8_lossy(line);
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => {
                // Some programs write the address between angle brackets, as an old draft had it.
                self.uri = Some(value.trim_matches(['<', '>']).to_owned()).filter(|uri| !uri.is_empty());
            }
            "warc-date" => self.date = Some(value.to_owned()),
            "content-type" => self.content_type = value.to_ascii_lowercase(),
            "content-length" => self.length = value.parse().ok(),
            _ => {}
        }
    }

    /// Whether its block is an HTTP response.
    pub fn is_response(&self) -> bool {
        self.kind == "response" && self.content_type.starts_with("application/http")
    }
}

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Response {
    /// A page, unpacked.
    Page(Vec<u8>),
    /// A picture, a redirection, an error: nothing to read.
    Other,
}

/// Reads an HTTP response.
///
/// # Errors
/// What is wrong with it, for people.
pub fn read_response(block: &[u8]) -> Result<Response, String> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let parsed = httparse::ParserConfig::default()
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_spaces_after_header_name_in_responses(true)
        .ignore_invalid_headers_in_responses(true)
        .parse_response(&mut response, block);
    let start = match parsed {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Err("the HTTP response is cut off".to_owned()),
        Err(error) => return Err(format!("this is no HTTP response ({error})")),
    };
    let header = |name: &str| {
        let found = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        found
            .map(|header| String::from_utf8_lossy(header.value).trim().to_ascii_lowercase())
            .unwrap_or_default()
    };
    let content_type = header("content-type");
    let is_html = ["text/html", "application/xhtml+xml"].iter().any(|html| content_type.starts_with(html));
    if response.code != Some(200) || !is_html {
        return Ok(Response::Other);
    }
    let mut body = block.get(start..).unwrap_or_default().to_owned();
    if header("transfer-encoding").split(',').any(|coding| coding.trim() == "chunked") {
        body = joined(&body).unwrap_or(body);
    }
    for coding in header("content-encoding").split(',').rev() {
        body = unpacked(body, coding.trim())?;
    }
    if body.len() > MAX_PAGE_BYTES {
        return Err(too_long());
    }
    let charset =
        content_type.split_once("charset=").map(|(_, label)| label.trim_matches(['"', '\'', ' ', ';']));
    let named = charset.and_then(|label| Encoding::for_label(label.split(';').next()?.as_bytes()));
    Ok(Response::Page(if named.is_some() { decode_as(body, named) } else { body }))
}

fn too_long() -> String {
    format!("the page is longer than {} MiB", MAX_PAGE_BYTES >> 20)
}

/// The chunks of a body put together. None where it has none: crawlers often keep the header and store the body joined.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Ok(httparse::Status::Complete((start, length))) = httparse::parse_chunk_size(rest) {
        if length == 0 {
            return Some(out);
        }
        let chunk = rest.get(start..)?;
        let end = usize::try_from(length).ok().filter(|end| *end <= chunk.len()).unwrap_or(chunk.len());
        let (chunk, after) = chunk.split_at(end);
        out.extend_from_slice(chunk);
        rest = after.strip_prefix(b"\r\n").unwrap_or(after);
    }
    // The end may be missing where the crawler stopped; what came is a page all the same.
    (!out.is_empty()).then_some(out)
}

/// A body without one of its codings.
fn unpacked(body: Vec<u8>, coding: &str) -> Result<Vec<u8>, String> {
    match coding {
        "" | "identity" => Ok(body),
        // Crawlers keep this header too where they store the page unpacked.
        "gzip" | "x-gzip" if !body.starts_with(&GZIP) => Ok(body),
        "gzip" | "x-gzip" => all_of(MultiGzDecoder::new(Cursor::new(body))),
        "deflate" if body.trim_ascii_start().starts_with(b"<") => Ok(body),
        "deflate" => all_of(ZlibDecoder::new(Cursor::new(body))),
        _ if body.trim_ascii_start().starts_with(b"<") => Ok(body),
        other => Err(format!("the page is packed as {other:?}, which is not read")),
    }
}

/// All that a decoder gives. What was cut off is a page as far as it goes.
fn all_of(decoder: impl Read) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    match decoder.take(MAX_PAGE_BYTES as u64 + 1).read_to_end(&mut out) {
        Err(error) if error.kind() != ErrorKind::UnexpectedEof || out.is_empty() => {
            Err(format!("the packed page is damaged ({error})"))
        }
        _ => Ok(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{GzEncoder, ZlibEncoder};
    use std::io::Write;

    const PAGE: &str = "<!doctype html><p>Ça va?</p>";

    fn response(headers: &str, body: &[u8]) -> Vec<u8> {
        [format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(), body].concat()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut writer = GzEncoder::new(Vec::new(), Compression::default());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    #[track_caller]
    fn check(headers: &str, body: &[u8]) {
        let page = read_response(&response(headers, body)).unwrap();
        assert_eq!(page, Response::Page(PAGE.as_bytes().to_owned()), "{headers}");
    }

    #[test]
    fn pages_are_unpacked_from_their_codings() {
        let page = PAGE.as_bytes();
        let chunked = format!("5\r\n{}\r\n18;x=y\r\n{}\r\n0\r\n\r\n", &PAGE[..5], &PAGE[5..]);
        check("Content-Type: text/html", page);
        check("content-type: TEXT/HTML; charset=\"utf-8\"\r\nBad header line", page);
        check("Content-Type: application/xhtml+xml\r\nTransfer-Encoding: chunked", chunked.as_bytes());
        check("Content-Type: text/html\r\nTransfer-Encoding: chunked", page);
        check("Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(page));
        check("Content-Type: text/html\r\nContent-Encoding: gzip", page);
        check("Content-Type: text/html\r\nContent-Encoding: br", page);
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(page).unwrap();
        check("Content-Type: text/html\r\nContent-Encoding: deflate", &zlib.finish().unwrap());
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(PAGE);
        check("Content-Type: text/html; charset=ISO-8859-1", &windows);
    }

    #[test]
    fn what_is_no_page_is_left_out_and_what_is_damaged_told() {
        assert_eq!(read_response(&response("Content-Type: image/png", b"x")), Ok(Response::Other));
        assert_eq!(
            read_response(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nx"),
            Ok(Response::Other)
        );
        let cause = |block: &[u8]| read_response(block).unwrap_err();
        assert_eq!(cause(b"HTTP/1.1 200 OK\r\nContent-Ty"), "the HTTP response is cut off");
        assert!(cause(b"\0\0\0").starts_with("this is no HTTP response ("));
        let packed = response("Content-Type: text/html\r\nContent-Encoding: br", b"\x1b\x03");
        assert_eq!(cause(&packed), "the page is packed as \"br\", which is not read");
        let bomb = gzip(&vec![b' '; MAX_PAGE_BYTES + 1]);
        assert_eq!(
            cause(&response("Content-Type: text/html\r\nContent-Encoding: gzip", &bomb)),
            "the page is longer than 16 MiB"
        );
        for headers in [
            "Content-Type: text/html\r\nContent-Encoding: gzip",
            "Content-Type: text/html\r\nTransfer-Encoding: chunked",
        ] {
            for body in [&b"\x1f\x8b"[..], b"\x1f\x8b\x08junk", b"ffffffffffffffff\r\n", b"5\r\nab", b"0"] {
                let _ = read_response(&response(headers, body));
            }
        }
    }

    #[test]
    fn heads_are_read_line_by_line() {
        let mut head = WarcHead::default();
        for line in [
            "WARC-Type: response\r\n",
            "warc-target-uri: <http://a.example/b:c>",
            "WARC-Date: 2025-10-26T08:00:00Z",
            "junk",
            "Content-Length: 7",
            "Content-Type: application/http; msgtype=response",
        ] {
            head.line(line.as_bytes());
        }
        assert!(head.is_response());
        assert_eq!((head.uri.as_deref(), head.length), (Some("http://a.example/b:c"), Some(7)));
    }
}
