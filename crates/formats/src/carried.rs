//! What an input says of a document beside what dixit reads: outlet, address, section.
//!
//! In: fields as the input has them. Out: [`Carried`], which is written as it was read, as JSON or as cells. Must not know: what the
//! fields mean.

use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

/// Fields of a document that are handed on, in the order of the input. Their values are JSON as it was written: a number keeps its
/// digits.
///
/// ```
/// use dixit_formats::Carried;
///
/// let mut carried = Carried::default();
/// carried.push_text("outlet", "The Halyard");
/// assert_eq!(serde_json::to_string(&carried).unwrap(), r#"{"outlet":"The Halyard"}"#);
/// assert_eq!((carried.cell("outlet"), carried.cell("url")), ("The Halyard".to_owned(), String::new()));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Carried {
    fields: Vec<(String, Box<RawValue>)>,
}

impl Carried {
    /// No fields.
    pub const fn new() -> Self {
        Self { fields: Vec::new() }
    }

    /// Adds a field. One that is there already gets this value, as with JSON readers everywhere.
    pub fn push(&mut self, name: impl Into<String>, value: Box<RawValue>) {
        let name = name.into();
        match self.fields.iter_mut().find(|(there, _)| *there == name) {
            Some((_, there)) => *there = value,
            None => self.fields.push((name, value)),
        }
    }

    /// Adds a field that is a string.
    pub fn push_text(&mut self, name: impl Into<String>, text: &str) {
        // A string is always JSON.
        if let Ok(value) = to_raw_value(text) {
            self.push(name, value);
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The fields with their values as they were written, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RawValue)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), &**value))
    }

    /// A field as a cell: a string without its marks, nothing for null and for what is missing, else the JSON.
    pub fn cell(&self, name: &str) -> String {
        let Some((_, value)) = self.fields.iter().find(|(there, _)| there == name) else {
            return String::new();
        };
        match value.get() {
            "null" => String::new(),
            json => serde_json::from_str(json).unwrap_or_else(|_| json.to_owned()),
        }
    }
}

impl Serialize for Carried {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.fields.iter().map(|(name, value)| (name, value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_as_they_were_written() {
        let mut carried = Carried::default();
        for (name, json) in [
            ("n", "1.10"),
            ("big", "123456789012345678901"),
            ("list", "[1, \"a\"]"),
            ("no", "null"),
            ("n", "2.0"),
        ] {
            carried.push(name, RawValue::from_string(json.to_owned()).unwrap());
        }
        assert_eq!(
            serde_json::to_string(&carried).unwrap(),
            r#"{"n":2.0,"big":123456789012345678901,"list":[1, "a"],"no":null}"#
        );
        let cells = ["n", "big", "list", "no"].map(|name| carried.cell(name));
        assert_eq!(cells, ["2.0", "123456789012345678901", "[1, \"a\"]", ""]);
    }
}
