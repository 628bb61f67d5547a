//! Text as UTF-8, whatever its encoding, bit by bit: for what is too long to be held at once.
//!
//! In: bytes as they come. Out: their text, or why there is none. Must not know: files, what the text says.
//!
//! What is ASCII so far is handed on as it is; what comes first that is not, with what follows it, tells the encoding. So a text that is
//! UTF-8 to all appearance and damaged later is told where it is damaged, and not before.

use crate::encoding::is_damaged;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, Encoding, UTF_8};
use std::fmt;

/// So many bytes from the first on that is not ASCII tell the encoding.
const TELLING: usize = 64 << 10;

/// Why there is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StreamError {
    /// A NUL byte: a binary file.
    Binary,
    /// Not UTF-8 at this byte of the input, though UTF-8 elsewhere.
    Damaged {
        /// From 0.
        at: u64,
    },
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Binary => write!(f, "this is a binary file, not text (it holds a NUL byte)"),
            Self::Damaged { at } => write!(f, "the text is damaged UTF-8 (bad byte at offset {at})"),
        }
    }
}

impl std::error::Error for StreamError {}

/// A text whose bytes come one after the other.
///
/// ```
/// use dixit_formats::TextStream;
///
/// let (mut stream, mut text) = (TextStream::new(), String::new());
/// stream.push(b"caf\xe9, ", false, &mut text)?;
/// stream.push(b"th\xe9", true, &mut text)?;
/// assert_eq!(text, "café, thé");
/// # Ok::<(), dixit_formats::StreamError>(())
/// ```
pub struct TextStream {
    /// None until something tells.
    encoding: Option<Known>,
    detector: EncodingDetector,
    /// Bytes that came and were not yet decoded.
    waiting: Vec<u8>,
    /// Where these begin in the input.
    at: u64,
}

enum Known {
    Utf8,
    Other(Decoder),
}

impl fmt::Debug for TextStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextStream(at {})", self.at)
    }
}

impl Default for TextStream {
    fn default() -> Self {
        Self::new()
    }
}

impl TextStream {
    /// A text of which nothing is known yet.
    pub fn new() -> Self {
        let detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        Self { encoding: None, detector, waiting: Vec::new(), at: 0 }
    }

    /// Takes the next bytes, and adds to `text` what they say, as far as it can be told yet. `last` tells that no more come.
    ///
    /// # Errors
    /// [`StreamError`]. What was added before it is right; nothing can be read after it.
    pub fn push(&mut self, bytes: &[u8], last: bool, text: &mut String) -> Result<(), StreamError> {
        let before = text.len();
        self.waiting.extend_from_slice(bytes);
        if self.encoding.is_none() {
            self.ascii(text);
            if !self.waiting.is_empty() && (last || self.waiting.len() >= TELLING) {
                self.encoding = Some(self.told(last)?);
            }
        }
        match &mut self.encoding {
            None => {}
            Some(Known::Utf8) => self.utf8(last, text)?,
            Some(Known::Other(decoder)) => {
                text.reserve(decoder.max_utf8_buffer_length(self.waiting.len()).unwrap_or_default());
                let _ = decoder.decode_to_string(&self.waiting, text, last);
                self.at += self.waiting.len() as u64;
                self.waiting.clear();
            }
        }
        if text.get(before..).is_some_and(|new| new.contains('\0')) {
            return Err(StreamError::Binary);
        }
        Ok(())
    }

    /// Hands on what is ASCII.
    fn ascii(&mut self, text: &mut String) {
        let end = self.waiting.iter().position(|byte| !byte.is_ascii()).unwrap_or(self.waiting.len());
        let ascii: Vec<u8> = self.waiting.drain(..end).collect();
        self.detector.feed(&ascii, false);
        self.at += end as u64;
        text.push_str(&String::from_utf8(ascii).unwrap_or_default());
    }

    /// The encoding, by what waits, which begins with what is not ASCII.
    fn told(&mut self, last: bool) -> Result<Known, StreamError> {
        let waiting = &self.waiting;
        let error = match std::str::from_utf8(waiting) {
            Ok(_) => return Ok(Known::Utf8),
            // A character that is still to come in full.
            Err(error) if error.error_len().is_none() && !last => return Ok(Known::Utf8),
            Err(error) => error,
        };
        let damaged = StreamError::Damaged { at: self.at + error.valid_up_to() as u64 };
        let mark = if self.at == 0 { Encoding::for_bom(waiting) } else { None };
        match mark {
            Some((encoding, _)) if encoding == UTF_8 => Err(damaged),
            Some((encoding, _)) => Ok(Known::Other(encoding.new_decoder_with_bom_removal())),
            None if waiting.contains(&0) => Err(StreamError::Binary),
            None if is_damaged(waiting) => Err(damaged),
            None => {
                self.detector.feed(waiting, last);
                let encoding = self.detector.guess(None, Utf8Detection::Deny);
                Ok(Known::Other(encoding.new_decoder_without_bom_handling()))
            }
        }
    }

    fn utf8(&mut self, last: bool, text: &mut String) -> Result<(), StreamError> {
        let (end, good) = match std::str::from_utf8(&self.waiting) {
            Ok(_) => (self.waiting.len(), true),
            Err(error) => (error.valid_up_to(), error.error_len().is_none() && !last),
        };
        let valid: Vec<u8> = self.waiting.drain(..end).collect();
        self.at += end as u64;
        text.push_str(&String::from_utf8(valid).unwrap_or_default());
        if good { Ok(()) } else { Err(StreamError::Damaged { at: self.at }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode;

    const TEXT: &str = "“It rains,” Zoë said. “Ça va?” The café’s roof leaked — again.";

    /// The text of bytes that come so many at a time.
    fn streamed(bytes: &[u8], at_a_time: usize) -> Result<String, StreamError> {
        let (mut stream, mut text) = (TextStream::new(), String::new());
        for bytes in bytes.chunks(at_a_time) {
            stream.push(bytes, false, &mut text)?;
        }
        stream.push(b"", true, &mut text)?;
        Ok(text)
    }

    #[test]
    fn a_text_is_the_same_bit_by_bit_as_at_once() {
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(TEXT);
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let ascii = "It rained all day. ".repeat(9000);
        let late = [ascii.as_bytes(), &windows].concat();
        let marked = format!("\u{feff}{TEXT}");
        let texts = [
            TEXT.as_bytes(),
            &windows,
            &[&[0xff, 0xfe], &utf16[..]].concat(),
            &late,
            &[ascii.as_bytes(), TEXT.as_bytes()].concat(),
            &TEXT.repeat(3000).into_bytes(),
            marked.as_bytes(),
            b"",
        ];
        for bytes in texts {
            let at_once = String::from_utf8(decode(bytes.to_owned())).unwrap();
            for at_a_time in [1, 7, 5000, usize::MAX] {
                // Byte by byte, long texts would only take long.
                if at_a_time > 1 || bytes.len() < 1000 {
                    assert!(
                        streamed(bytes, at_a_time) == Ok(at_once.clone()),
                        "{at_once:.40} by {at_a_time}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        let long = TEXT.repeat(3000);
        for (bytes, expected) in [
            ([TEXT.as_bytes(), b"\xff"].concat(), StreamError::Damaged { at: TEXT.len() as u64 }),
            ([long.as_bytes(), b"\xff"].concat(), StreamError::Damaged { at: long.len() as u64 }),
            ([long.as_bytes(), b"\xe2\x80"].concat(), StreamError::Damaged { at: long.len() as u64 }),
            ([b"abc", &b"\0"[..]].concat(), StreamError::Binary),
            (b"PK\x03\x04\0\xff".to_vec(), StreamError::Binary),
        ] {
            for at_a_time in [7, 5000] {
                assert_eq!(streamed(&bytes, at_a_time), Err(expected));
            }
        }
    }
}
