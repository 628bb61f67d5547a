//! A text out of bytes: not empty, not binary, of whatever encoding.
//!
//! In: the bytes of a file. Out: a [`Source`], or why there is none. Must not know: where documents come from.

use super::unpack;
use crate::failure::Failure;
use dixit_formats::decode;
use dixit_tokenizer::{Source, SourceErrorKind};
use std::path::Path;

/// Reads one file or what is piped in, as one text.
pub(crate) fn read_one(path: &Path) -> Result<(String, Source), Failure> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        unpack::stdin()?.read_to_end(&mut bytes).map_err(|error| Failure::io(path, &error))?;
        return Ok(("stdin".to_owned(), checked(bytes, "stdin")?));
    }
    let place = path.display().to_string();
    let source = checked(unpack::read(path)?, &place)?;
    Ok((place, source))
}

pub(super) fn checked(bytes: Vec<u8>, place: &str) -> Result<Source, Failure> {
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
