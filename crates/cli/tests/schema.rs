//! The JSON Schema of a line of JSONL, and what dixit prints.
//!
//! A validator from a registry brings thirty crates; the few keywords that the schema uses are checked here. Stricter than
//! a schema: every field that is printed must be described.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Stdio};

/// What the schema says with other words than these is not checked, so it may not say it.
const KEYWORDS: [&str; 14] = [
    "$defs",
    "$ref",
    "$schema",
    "anyOf",
    "const",
    "description",
    "enum",
    "format",
    "items",
    "maximum",
    "minimum",
    "properties",
    "required",
    "type",
];

/// What is wrong with a value, and where.
fn problems(schema: &Value, root: &Value, value: &Value, place: &str, out: &mut Vec<String>) {
    let before = out.len();
    let mut wrong = |cause: &str| out.push(format!("{place}: {cause}"));
    for keyword in schema.as_object().unwrap().keys() {
        assert!(KEYWORDS.contains(&keyword.as_str()) || keyword == "title", "not checked here: {keyword}");
    }
    if schema["const"] != Value::Null && schema["const"] != *value {
        wrong("another value");
    }
    if schema["enum"].as_array().is_some_and(|values| !values.contains(value)) {
        wrong("none of the values");
    }
    let is = |name: &Value| match name.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no type: {other}"),
    };
    match &schema["type"] {
        Value::Null => {}
        Value::Array(names) if !names.iter().any(is) => wrong("of another type"),
        name @ Value::String(_) if !is(name) => wrong("of another type"),
        _ => {}
    }
    if let Some(number) = value.as_f64() {
        let below = schema["minimum"].as_f64().is_some_and(|least| number < least);
        let above = schema["maximum"].as_f64().is_some_and(|most| number > most);
        if below || above {
            wrong("out of range");
        }
    }
    for field in schema["required"].as_array().into_iter().flatten() {
        if value.get(field.as_str().unwrap()).is_none() {
            wrong(&format!("no {field}"));
        }
    }
    if let Some(reference) = schema["$ref"].as_str() {
        problems(root.pointer(&reference[1..]).unwrap(), root, value, place, out);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let fits = |choice: &&Value| {
            let mut found = Vec::new();
            problems(choice, root, value, place, &mut found);
            found.is_empty()
        };
        if choices.iter().find(fits).is_none() {
            out.push(format!("{place}: fits no choice"));
        }
    }
    if out.len() > before {
        return;
    }
    if let (Some(items), Some(values)) = (schema.get("items"), value.as_array()) {
        for (position, item) in values.iter().enumerate() {
            problems(items, root, item, &format!("{place}[{position}]"), out);
        }
    }
    if let (Some(fields), Some(values)) = (schema.get("properties"), value.as_object()) {
        for (name, field) in values {
            let place = format!("{place}.{name}");
            match fields.get(name) {
                Some(schema) => problems(schema, root, field, &place, out),
                None => out.push(format!("{place}: not described")),
            }
        }
    }
}

fn schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/attribution.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn what_is_printed_is_as_the_schema_says() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let output = Command::new(env!("CARGO_BIN_EXE_dixit"))
        .current_dir(corpus)
        .args(["--format", "jsonl", "--date", "2025-10-26"])
        .args([
            "rare-earth-truce.txt",
            "lido-vote-british.txt",
            "hearing-port-cranes.txt",
            "bench-rook-k.txt",
        ])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success());
    let schema = schema();
    let mut lines = 0;
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let mut found = Vec::new();
        problems(&schema, &schema, &serde_json::from_str(line).unwrap(), "$", &mut found);
        assert!(found.is_empty(), "{}", found.join("\n"));
        lines += 1;
    }
    assert_eq!(lines, 4);
}

#[test]
fn pieces_and_reprints_are_as_the_schema_says() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let text = std::fs::read_to_string(corpus.join("rare-earth-truce.txt")).unwrap();
    let directory = tempfile::tempdir().unwrap();
    for (name, text) in [("a.txt", text.clone()), ("b.txt", text.clone()), ("long.txt", text.repeat(20))] {
        std::fs::write(directory.path().join(name), text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_dixit"))
        .current_dir(directory.path())
        .args(["--format", "jsonl", "--reprints", "--piece-size", "32", "a.txt", "b.txt", "long.txt"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let (schema, lines) = (schema(), String::from_utf8(output.stdout).unwrap());
    for line in lines.lines() {
        let mut found = Vec::new();
        problems(&schema, &schema, &serde_json::from_str(line).unwrap(), "$", &mut found);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
    assert!(lines.contains("\"reprint_of\":\"a\"") && lines.contains("\"piece\":{\"document\":\"long\""));
}

#[test]
fn what_is_not_as_the_schema_says_is_found() {
    let check = |line: &str, expected: &[&str]| {
        let (schema, mut found) = (schema(), Vec::new());
        problems(&schema, &schema, &serde_json::from_str(line).unwrap(), "$", &mut found);
        assert_eq!(found, expected);
    };
    let line = |more: &str| {
        format!(
            "{{\"version\": 1, \"id\": \"a\", \"offsets\": \"bytes\", \"attributions\": [], \"entities\": [], \"diagnostics\": []{more}}}"
        )
    };
    check(&line(""), &[]);
    check(&line(", \"ID\": 1"), &["$.ID: not described"]);
    check(&line(", \"date\": 1"), &["$.date: of another type"]);
    check(
        "{\"version\": 2}",
        &[
            "$: no \"id\"",
            "$: no \"offsets\"",
            "$: no \"attributions\"",
            "$: no \"entities\"",
            "$: no \"diagnostics\"",
        ],
    );
    let diagnostic = "[{\"kind\": \"a\", \"message\": \"\", \"start\": -1, \"end\": 0, \"text\": \"\"}]";
    check(
        &line("").replace("\"diagnostics\": []", &format!("\"diagnostics\": {diagnostic}")),
        &["$.diagnostics[0].start: of another type", "$.diagnostics[0].start: out of range"],
    );
}
