//! Text as UTF-8, whatever an archive has it in.
//!
//! In: bytes. Out: bytes of UTF-8 where it is text. Must not know: files, what the text says.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// The text as UTF-8: by its byte order mark, else by what it looks like. What is no text, or damaged UTF-8, is left as it
/// is: guessing would turn every quotation mark of it into three letters.
///
/// Positions count in what comes out.
pub fn decode(bytes: Vec<u8>) -> Vec<u8> {
    decode_as(bytes, None)
}

/// The same where something beside the text, such as a page's header, names its encoding.
pub(crate) fn decode_as(bytes: Vec<u8>, named: Option<&'static Encoding>) -> Vec<u8> {
    if std::str::from_utf8(&bytes).is_ok() {
        return bytes;
    }
    let encoding = match Encoding::for_bom(&bytes) {
        Some((encoding, _)) if encoding == encoding_rs::UTF_8 => return bytes,
        Some((encoding, _)) => encoding,
        None if bytes.contains(&0) || is_damaged(&bytes) => return bytes,
        None => named.unwrap_or_else(|| {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(&bytes, true);
            detector.guess(None, Utf8Detection::Deny)
        }),
    };
    let (text, _, _) = encoding.decode(&bytes);
    text.into_owned().into_bytes()
}

/// Whether more of it is UTF-8 beyond ASCII than is not.
pub(crate) fn is_damaged(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“It rains,” Zoë said. “Ça va?” The café’s roof leaked — again.";

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(String::from_utf8_lossy(&decode(bytes.to_owned())), expected);
    }

    #[test]
    fn texts_of_other_encodings_are_read() {
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(TEXT);
        check(&windows, TEXT);
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&[&[0xff, 0xfe], &utf16[..]].concat(), TEXT);
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&[&[0xfe, 0xff], &utf16[..]].concat(), TEXT);
        check(TEXT.as_bytes(), TEXT);
    }

    #[test]
    fn what_is_no_text_or_damaged_is_left_alone() {
        let damaged = [TEXT.as_bytes(), b"\xff"].concat();
        assert_eq!(decode(damaged.clone()), damaged);
        let binary = b"PK\x03\x04\0\xff".to_vec();
        assert_eq!(decode(binary.clone()), binary);
    }
}
