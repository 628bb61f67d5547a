//! The day in a field of the input, in the forms that archives have.
//!
//! In: a text. Out: a day, or what is wrong. Must not know: where the text stands.

use jiff::civil::Date;

/// Reads `2025-10-26`, also with a time after it, `20251026`, or `Sun, 26 Oct 2025 08:00:00 +0000`; none where it is empty.
pub(super) fn read(text: &str) -> Result<Option<Date>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let day = text.get(..10).filter(|_| text.as_bytes().get(10).is_none_or(|byte| !byte.is_ascii_digit()));
    let plain = [day, Some(text)].into_iter().flatten().find_map(|it| it.parse().ok());
    plain
        .or_else(|| Some(jiff::fmt::rfc2822::parse(text).ok()?.date()))
        .map(Some)
        .ok_or_else(|| format!("the date {text:?} is none that is known; write it as YYYY-MM-DD"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(read(text), Ok(expected.map(|day| day.parse().unwrap())), "{text}");
    }

    #[test]
    fn days_are_read_in_common_forms() {
        check("2025-10-26", Some("2025-10-26"));
        check(" 2025-10-26T08:00:00Z ", Some("2025-10-26"));
        check("2025-10-26 08:00:00", Some("2025-10-26"));
        check("20251026", Some("2025-10-26"));
        check("Sun, 26 Oct 2025 08:00:00 +0000", Some("2025-10-26"));
        check("", None);
        assert!(read("last week").is_err() && read("26.10.2025").is_err() && read("2025-13-01").is_err());
    }
}
