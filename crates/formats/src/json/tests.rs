//! JSON documents of every form, and what is wrong with others.

use super::*;
use proptest::prelude::*;

const TEXT: &str = "“Oui,” said Zoë Lund. 😀 She left.";

/// The one document of a line.
fn read(line: &str) -> Result<AnnotatedDocument, String> {
    let document = read_jsonl(line, "a.jsonl").remove(0).map_err(|error| error.to_string())?;
    document.into_annotated().map_err(|error| error.to_string())
}

/// A document with the text and these fields.
fn with(fields: &str) -> String {
    format!("{{\"id\": \"a\", \"text\": \"{TEXT}\", {fields}}}")
}

#[test]
fn spans_are_read_in_every_form_and_unit() {
    for (unit, content, last) in
        [("chars", [0, 6], [24, 27]), ("utf16", [0, 6], [25, 28]), ("bytes", [0, 10], [32, 35])]
    {
        let line = with(&format!(
            "\"offsets\": \"{unit}\", \"attributions\": [{{\"content\": [{content:?}], \"cue\": {{\"start\": {}, \"end\": {}}}, \
             \"source\": [{{\"start\": {}, \"end\": {}, \"text\": \"She\"}}]}}]",
            last[0], last[1], last[0], last[1]
        ));
        let document = read(&line).unwrap();
        let found = &document.attributions[0];
        let words = [&found.content, &found.cue, &found.source].map(|spans| document.words(spans));
        assert_eq!(words, ["“Oui,”", "She", "She"], "{unit}");
        assert_eq!((found.id.as_str(), found.content_type), ("1", ContentType::Direct));
    }
}

#[test]
fn speakers_are_read_in_every_form() {
    let check = |fields: &str, expected: Option<&[(&str, bool)]>| {
        let line = with(&format!(
            "\"attributions\": [{{\"content\": [[0, 6]]{fields}}}], \"entities\": [{{\"id\": \"e1\", \"name\": \"Zoë Lund\"}}]"
        ));
        let found = read(&line).unwrap().attributions.remove(0).speakers;
        let found: Option<Vec<(String, bool)>> =
            found.map(|all| all.into_iter().map(|speaker| (speaker.name, speaker.named)).collect());
        let expected: Option<Vec<(String, bool)>> =
            expected.map(|all| all.iter().map(|(name, named)| ((*name).to_owned(), *named)).collect());
        assert_eq!(found, expected, "{fields}");
    };
    check("", None);
    check(", \"speaker\": null", Some(&[]));
    check(", \"speakers\": []", Some(&[]));
    check(", \"speaker\": \"Lund\"", Some(&[("Lund", true)]));
    check(", \"speaker\": \"e1\"", Some(&[("Zoë Lund", true)]));
    check(", \"speakers\": [\"Lund\", \"Moe\"]", Some(&[("Lund", true), ("Moe", true)]));
    check(
        ", \"speakers\": [{\"name\": \"officials\", \"named\": false}, {\"id\": \"x\"}]",
        Some(&[("officials", false)]),
    );
}

#[test]
fn entities_tell_whether_they_are_people() {
    let check = |fields: &str, expected: Option<bool>| {
        let line = with(&format!(
            "\"attributions\": [], \"entities\": [{{\"id\": 1, \"mentions\": [[13, 21], [26, 29]]{fields}}}]"
        ));
        let entity = read(&line).unwrap().entities.remove(0);
        assert_eq!((entity.is_person, entity.mentions.len()), (expected, 2), "{fields}");
    };
    check("", None);
    check(", \"kind\": \"unknown\"", None);
    check(", \"kind\": \"person\"", Some(true));
    check(", \"kind\": \"group\"", Some(true));
    check(", \"type\": \"PER\"", Some(true));
    check(", \"type\": \"organization\"", Some(false));
}

#[test]
fn silver_speakers_are_no_gold() {
    let line = with(
        "\"speaker_annotation\": \"silver\", \"attributions\": [{\"content\": [[0, 6]], \"speaker\": \"x\"}]",
    );
    assert_eq!(read(&line).unwrap().attributions[0].speakers, None);
}

#[test]
fn a_report_of_many_documents_is_read() {
    let document = "{\"id\": 7, \"attributions\": []}";
    let read =
        read_json(&format!("{{\"version\": 1, \"documents\": [{document}, {document}]}}"), "a.json").unwrap();
    assert_eq!((read.len(), read[0].id()), (2, "7"));
    assert_eq!(read_json(document, "a.json").unwrap().len(), 1);
    assert!(read_json("{}\n{}", "a.json").unwrap_err().to_string().contains("end in .jsonl"));
}

#[test]
fn what_is_wrong_names_file_line_and_field() {
    let check = |line: &str, expected: &str| assert_eq!(read(line).unwrap_err(), expected);
    check("{oops", "a.jsonl, line 1: no JSON (key must be a string, column 2)");
    check("[]", "a.jsonl, line 1: the document is no object");
    check("{}", "a.jsonl, line 1: the document has no \"id\"; documents are paired by it");
    check("{\"id\": []}", "a.jsonl, line 1: \"id\" is neither a string nor a number");
    check(
        "{\"id\": \"a\"}",
        "a.jsonl, line 1: document \"a\": there are no \"attributions\"; write [] where nobody is quoted",
    );
    check(
        "{\"id\": \"a\", \"attributions\": []}",
        "a.jsonl, line 1: document \"a\" has no \"text\"; gold needs the text that its offsets count in",
    );
    let one = |attribution: &str, expected: &str| {
        check(
            &with(&format!("\"attributions\": [{attribution}]")),
            &format!("a.jsonl, line 1: document \"a\": {expected}"),
        );
    };
    one(
        "{\"content\": [[0]]}",
        "attribution 1: \"content\": a span is neither [start, end] nor {\"start\": …, \"end\": …} with whole numbers",
    );
    one("{\"content\": [[6, 0]]}", "attribution 1: \"content\": a span ends before it starts");
    one(
        "{\"id\": \"A\", \"type\": \"loud\"}",
        "attribution A: \"type\" is \"loud\"; write direct, indirect or mixed",
    );
    one("{\"confidence\": 7}", "attribution 1: \"confidence\" is no number from 0 to 1");
    one(
        "{\"speakers\": [7]}",
        "attribution 1: \"speakers\" holds neither a name nor an object with a \"name\"",
    );
    one(
        "{\"content\": [[0, 99]]}",
        "attribution 1: the span 0..99 ends after the text (33 code points); is it another text, or does \"offsets\" name another unit?",
    );
    one(
        "{\"content\": [{\"start\": 1, \"end\": 4, \"text\": \"Yes\"}]}",
        "attribution 1: the span 1..4 covers \"Oui\", not \"Yes\"; is it another text, or does \"offsets\" name another unit?",
    );
    check(
        &with("\"offsets\": \"bytes\", \"attributions\": [{\"cue\": [[0, 1]]}]"),
        "a.jsonl, line 1: document \"a\": attribution 1: the span 0..1 cuts a character (offsets count bytes); \
         is it another text, or does \"offsets\" name another unit?",
    );
}

#[test]
fn good_lines_are_read_beside_bad_ones() {
    let read = read_jsonl(
        "\u{feff}{\"id\": 1, \"attributions\": []}\r\n\nx\n{\"id\": 2, \"attributions\": []}",
        "a.jsonl",
    );
    assert_eq!(read.len(), 3);
    assert_eq!(read[1].as_ref().unwrap_err().place(), "a.jsonl, line 3");
    assert_eq!(read[2].as_ref().unwrap().id(), "2");
}

proptest! {
    #[test]
    fn no_offsets_panic(text in "[aé😀 “]{0,12}", start in 0u32..60, end in 0u32..60, unit in "bytes|chars|utf16") {
        let text = Value::from(text);
        let line = format!("{{\"id\": 1, \"text\": {text}, \"offsets\": \"{unit}\", \"attributions\": [{{\"content\": [[{start}, {end}]]}}]}}");
        let _ = read(&line);
    }
}
