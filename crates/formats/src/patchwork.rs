//! A stand-in for a text that is not there, from the pieces that predictions quote of it.
//!
//! In: [`JsonDocument`]s of one text. Out: a text in which every piece stands at its place, spaces elsewhere. Must not
//! know: what the pieces are.
//!
//! Two runs can be compared without the articles that way: all that either of them found is there.

use crate::{FormatError, JsonDocument};
use dixit_tokenizer::OffsetUnit;

/// The longest stand-in, in units. A wrong offset must not take all memory.
const LONGEST: usize = 1 << 26;

/// The text that several predictions of one document quote from, with spaces for what none of them quotes.
///
/// # Errors
/// Where a piece has no words, where the documents count offsets differently, or where offsets are beyond any text.
pub fn patchwork(documents: &[&JsonDocument]) -> Result<String, FormatError> {
    let Some(first) = documents.first() else { return Ok(String::new()) };
    let mut canvas: Vec<Option<char>> = Vec::new();
    for document in documents {
        if document.unit() != first.unit() {
            let cause = format!(
                "counts offsets otherwise than {}; write both with the same --offsets, or give the texts with --gold",
                first.place()
            );
            return Err(document.error(cause));
        }
        for (start, text) in document.pieces() {
            let Some(text) = text else {
                let cause = "holds no \"text\", and not all of its spans have the words they cover; give the texts with --gold";
                return Err(document.error(cause));
            };
            let mut at = start as usize;
            for c in text.chars() {
                let width = match document.unit() {
                    OffsetUnit::Bytes => c.len_utf8(),
                    OffsetUnit::Chars => 1,
                    OffsetUnit::Utf16 => c.len_utf16(),
                };
                if at + width > LONGEST {
                    return Err(document.error(format!("has a span at {at}, which is beyond any article")));
                }
                if canvas.len() < at + width {
                    canvas.resize(at + width, Some(' '));
                }
                canvas[at] = Some(c);
                canvas[at + 1..at + width].fill(None);
                at += width;
            }
        }
    }
    Ok(canvas.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_jsonl;

    fn document(line: &str) -> JsonDocument {
        read_jsonl(line, "a.jsonl").remove(0).unwrap()
    }

    #[test]
    fn pieces_stand_at_their_places_in_every_unit() {
        for (unit, at) in [("bytes", [0, 5, 7, 11]), ("chars", [0, 2, 4, 8]), ("utf16", [0, 3, 5, 9])] {
            let [a, b, c, d] = at;
            let line = format!(
                "{{\"id\": 1, \"offsets\": \"{unit}\", \"attributions\": [{{\"content\": [{{\"start\": {a}, \"end\": {b}, \
                 \"text\": \"😀x\"}}], \"cue\": [{{\"start\": {c}, \"end\": {d}, \"text\": \"said\"}}]}}]}}"
            );
            let document = document(&line);
            let text = patchwork(&[&document]).unwrap();
            assert_eq!(text, "😀x  said", "{unit}");
            let placed = document.place_on(&text).unwrap();
            assert_eq!(placed.words(&placed.attributions[0].cue), "said");
        }
    }

    #[test]
    fn what_cannot_be_patched_is_told() {
        let bare = document(r#"{"id": 1, "attributions": [{"content": [[0, 4]]}]}"#);
        let told = patchwork(&[&bare]).unwrap_err().to_string();
        assert!(told.starts_with("a.jsonl, line 1: holds no \"text\""), "{told}");
        let bytes = document(r#"{"id": 1, "offsets": "bytes", "attributions": []}"#);
        assert!(patchwork(&[&bare, &bytes]).is_err());
        let far = document(
            r#"{"id": 1, "attributions": [{"content": [{"start": 4000000000, "end": 4000000001, "text": "x"}]}]}"#,
        );
        assert!(patchwork(&[&far]).unwrap_err().to_string().contains("beyond any article"));
    }
}
