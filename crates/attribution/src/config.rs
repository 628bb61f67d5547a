//! What a caller decides about one analysis.
//!
//! In: nothing. Out: [`Config`]. Must not know: files, flags.

use jiff::civil::Date;

/// The settings of one [`crate::analyze`] call. Start from [`Config::recommended`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Config {
    /// The day the article was published, where the caller knows it. Without it the day is looked for in captions and
    /// datelines; where there is none, no office names a person.
    pub date: Option<Date>,
    /// Whether to look for attributions inside contents.
    pub nested: bool,
}

impl Config {
    /// No date known, nested attributions wanted.
    pub const fn recommended() -> Self {
        Self { date: None, nested: true }
    }
}
