//! JSON values taken apart, with errors that say which field is wrong.
//!
//! In: JSON values. Out: strings, lists and pieces, or what is wrong with a field. Must not know: what the fields mean.

use serde_json::{Map, Value};

/// A span as the file has it, in the file's unit, with the words it says it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) text: Option<String>,
}

/// A JSON object.
pub(crate) type Object = Map<String, Value>;

/// The object that a value should be.
pub(crate) fn object<'a>(value: &'a Value, what: &str) -> Result<&'a Object, String> {
    value.as_object().ok_or_else(|| format!("{what} is no object"))
}

/// The list in a field; empty where the field is missing or null.
pub(crate) fn list<'a>(object: &'a Object, key: &str) -> Result<&'a [Value], String> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(&[]),
        Some(Value::Array(values)) => Ok(values),
        Some(_) => Err(format!("\"{key}\" is no list")),
    }
}

/// The string in a field, where there is one. Numbers are ids too.
pub(crate) fn id(object: &Object, key: &str) -> Result<Option<String>, String> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(_) => Err(format!("\"{key}\" is neither a string nor a number")),
    }
}

/// The string in a field, where there is one.
pub(crate) fn string<'a>(object: &'a Object, key: &str) -> Result<Option<&'a str>, String> {
    match object.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("\"{key}\" is no string")),
    }
}

/// The spans in a field: a list of `[start, end]` pairs or of objects with `start` and `end`, or one such object.
pub(crate) fn pieces(object: &Object, key: &str) -> Result<Vec<Piece>, String> {
    let wrong = |cause: &str| format!("\"{key}\": {cause}");
    match object.get(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(values)) => values.iter().map(|value| piece(value).map_err(wrong)).collect(),
        Some(value @ Value::Object(_)) => Ok(vec![piece(value).map_err(wrong)?]),
        Some(_) => Err(wrong("is no list of spans")),
    }
}

fn piece(value: &Value) -> Result<Piece, &'static str> {
    const FORM: &str = "a span is neither [start, end] nor {\"start\": …, \"end\": …} with whole numbers";
    let offset = |value: Option<&Value>| {
        value.and_then(Value::as_u64).and_then(|offset| u32::try_from(offset).ok()).ok_or(FORM)
    };
    let (start, end, text) = match value {
        Value::Array(pair) if pair.len() == 2 => (offset(pair.first())?, offset(pair.get(1))?, None),
        Value::Object(fields) => {
            let text = fields.get("text").and_then(Value::as_str).map(str::to_owned);
            (offset(fields.get("start"))?, offset(fields.get("end"))?, text)
        }
        _ => return Err(FORM),
    };
    if start > end {
        return Err("a span ends before it starts");
    }
    Ok(Piece { start, end, text })
}
