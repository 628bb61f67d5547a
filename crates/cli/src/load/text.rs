//! A text out of bytes: not empty, not binary, of whatever encoding, of a web page its article.
//!
//! In: the bytes of a file. Out: a [`Source`], or why there is none. Must not know: where documents come from.

use super::{Loaded, date, unpack};
use crate::failure::Failure;
use crate::guard::guarded;
use crate::input::{is_page_by_name, stem};
use dixit_formats::{Carried, StreamError, decode, is_page, read_fragment, read_page};
use dixit_tokenizer::{Source, SourceErrorKind};
use jiff::civil::Date;
use std::path::Path;

/// Reads one file or what is piped in, as one text.
pub(crate) fn read_one(path: &Path) -> Result<Loaded, Failure> {
    let piped = path == Path::new("-");
    let place = if piped { "stdin".to_owned() } else { path.display().to_string() };
    let bytes = if piped {
        let mut bytes = Vec::new();
        unpack::stdin()?.read_to_end(&mut bytes).map_err(|error| Failure::io(path, &error))?;
        bytes
    } else {
        unpack::read(path)?
    };
    let read = read(bytes, &place, !piped && is_page_by_name(path))?;
    let id = if piped { place.clone() } else { stem(path) };
    Ok(Loaded {
        id,
        place,
        title: read.title,
        date: read.date,
        carried: Carried::default(),
        piece: None,
        source: read.source,
    })
}

/// What was read of a file.
pub(super) struct Read {
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) source: Source,
}

/// Reads a text, or the article of a web page.
pub(super) fn read(bytes: Vec<u8>, place: &str, named_page: bool) -> Result<Read, Failure> {
    if bytes.is_empty() || !(named_page || is_page(&bytes)) {
        return Ok(Read { title: None, date: None, source: checked(bytes, place)? });
    }
    // Pages are the wildest input there is, and not read by code of ours.
    let page = guarded(place, || read_page(bytes, place))?;
    let page = page.map_err(|error| Failure::new(error.place(), error.cause()))?;
    // Nobody asked for this day: one that cannot be read is none.
    let date = date::read(page.published.as_deref().unwrap_or_default()).unwrap_or_default();
    Ok(Read { title: page.title, date, source: checked(page.text.into_bytes(), place)? })
}

/// Reads the HTML of a field: the article of a whole page, all of a piece of one.
pub(super) fn read_html(html: String, place: &str) -> Result<Read, Failure> {
    if is_page(html.as_bytes()) {
        return read(html.into_bytes(), place, true);
    }
    let text = guarded(place, || read_fragment(html, place))?;
    let text = text.map_err(|error| Failure::new(error.place(), error.cause()))?;
    Ok(Read { title: None, date: None, source: checked(text.into_bytes(), place)? })
}

/// What is wrong with a text that comes bit by bit, and the remedy.
pub(super) fn cause(error: &StreamError) -> String {
    match error {
        StreamError::Binary => format!("{error}; save its text as UTF-8 first"),
        StreamError::Damaged { .. } => format!("{error}; mend it, e.g. `iconv -c -f UTF-8 -t UTF-8`"),
    }
}

fn checked(bytes: Vec<u8>, place: &str) -> Result<Source, Failure> {
    if bytes.is_empty() {
        return Err(Failure::new(place, "it is empty; there is nothing to attribute"));
    }
    let source = Source::from_bytes(decode(bytes)).map_err(|error| {
        let cause = match error.kind() {
            SourceErrorKind::Binary => format!("{error}; save its text as UTF-8 first"),
            // What is of another encoding was decoded.
            SourceErrorKind::NotUtf8 { at } => format!(
                "the text is damaged UTF-8 (bad byte at offset {}); mend it, e.g. `iconv -c -f UTF-8 -t UTF-8`",
                at.to_u32()
            ),
            _ => error.to_string(),
        };
        Failure::new(place, cause)
    })?;
    if source.text().trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return Err(Failure::new(place, "only white space here; there is nothing to attribute"));
    }
    Ok(source)
}
