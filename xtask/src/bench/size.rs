//! Sizes as people say them: `10MB`.
//!
//! In: what was typed. Out: [`Size`], or how to say it. Must not know: what is of that size.

use std::fmt;
use std::str::FromStr;

/// A number of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Size(pub(crate) u64);

/// Powers of ten, as disks and the other figures have them.
const UNITS: [(&str, u64); 4] = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000), ("B", 1)];

impl FromStr for Size {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let wrong = || format!("{typed:?} is no size; say it as 10MB, 1.5GB or 300kB");
        let folded = typed.trim().to_ascii_lowercase();
        let unit = UNITS.iter().find(|(name, _)| folded.ends_with(&name.to_ascii_lowercase()));
        let (name, factor) = unit.copied().unwrap_or(("", 1));
        let number = folded[..folded.len() - name.len()].trim_end();
        // `inf`, `1e3` and the like are numbers to Rust.
        let number: f64 = match number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            true => number.parse().map_err(|_| wrong())?,
            false => return Err(wrong()),
        };
        let bytes = number * factor as f64;
        if (1.0..1e15).contains(&bytes) { Ok(Self(bytes as u64)) } else { Err(wrong()) }
    }
}

impl fmt::Display for Size {
    /// In the largest unit that it is at least one of; it reads back the same where it was typed in that unit.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = UNITS.iter().find(|(_, factor)| self.0 >= *factor);
        let (name, factor) = unit.copied().unwrap_or(("B", 1));
        write!(f, "{}{name}", self.0 as f64 / factor as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_shown() {
        let check = |typed: &str, bytes, shown: &str| {
            let size: Size = typed.parse().unwrap_or_else(|problem| panic!("{problem}"));
            assert_eq!((size.0, size.to_string().as_str()), (bytes, shown), "{typed}");
            assert_eq!(shown.parse(), Ok(size), "{shown}");
        };
        check("10MB", 10_000_000, "10MB");
        check("1.5 gb", 1_500_000_000, "1.5GB");
        check("300kB", 300_000, "300kB");
        check("5000", 5_000, "5kB");
        check("12b", 12, "12B");
    }

    #[test]
    fn what_is_no_size_is_told() {
        for typed in ["", "MB", "0", "-1MB", "1e3MB", "inf", "ten", "10MiB", "1.2.3", "9999999GB", "…"] {
            let problem = typed.parse::<Size>().expect_err(typed);
            assert!(problem.contains("10MB"), "{problem}");
        }
    }
}
