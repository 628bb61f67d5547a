//! A fixture: a Markdown file with one small article.
//!
//! In: the file's text. Out: [`Fixture`]. Must not know: what is done with it.

use dixit_attribution::Config;

/// A heading, a line that says why, an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixture {
    /// `Verb before subject`
    pub title: String,
    /// Why the case is interesting.
    pub why: String,
    /// The article, without its last newline.
    pub text: String,
    /// Its settings: the recommended ones, with the article's day where the fixture gives one.
    pub config: Config,
}

impl Fixture {
    /// Reads a fixture: `# heading`, one line of prose, and a fenced block ```` ```text ````, with `date=YYYY-MM-DD`
    /// behind it where the day matters.
    ///
    /// # Panics
    /// With what is wrong with the file.
    pub fn parse(markdown: &str) -> Self {
        let (head, rest) = markdown.split_once("\n```text").expect("a fixture has a ```text block");
        let (info, rest) = rest.split_once('\n').expect("an article in the block");
        let (text, after) = rest.rsplit_once("\n```").expect("the block is closed");
        assert!(after.trim().is_empty(), "nothing after the article: {after:?}");
        let mut prose = head.lines().filter(|line| !line.trim().is_empty());
        let title = prose.next().and_then(|line| line.strip_prefix("# ")).expect("a heading comes first");
        let why = prose.next().expect("a line says why");
        assert_eq!(prose.next(), None, "one line of prose is enough");
        let mut config = Config::recommended();
        if let Some(date) = info.trim().strip_prefix("date=") {
            config.date = Some(date.parse().expect("a date like 2025-10-22"));
        } else {
            assert_eq!(info.trim(), "", "only date=… stands behind ```text");
        }
        Self { title: title.to_owned(), why: why.to_owned(), text: text.to_owned(), config }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fixture_is_read() {
        let fixture =
            Fixture::parse("# Told\n\nWhy not.\n\n```text date=2016-09-12\n“Yes,” he said.\n\nNo.\n```\n");
        assert_eq!(fixture.title, "Told");
        assert_eq!(fixture.text, "“Yes,” he said.\n\nNo.");
        assert!(fixture.config.date.is_some());
    }
}
