//! The page of measurements: sections between markers, each written by itself, prose around them left alone.
//!
//! In: a page's text, a section. Out: the page with it. Must not know: what is measured.

/// A measured section of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// By which it is found again: `threads`.
    pub(crate) key: String,
    pub(crate) heading: String,
    /// How it was measured, then the table.
    pub(crate) text: String,
}

impl Section {
    /// As it is printed.
    pub(crate) fn shown(&self) -> String {
        format!("## {}\n\n{}\n", self.heading, self.text)
    }
}

/// The page with the section in the place where it was, else at the end.
pub(crate) fn with(page: &str, section: &Section) -> Result<String, String> {
    let (begin, end) = (format!("<!-- bench: {} -->\n", section.key), "<!-- /bench -->\n");
    let block = format!("{begin}{}{end}", section.text);
    let Some((before, rest)) = page.split_once(&begin) else {
        return Ok(format!("{}\n\n## {}\n\n{block}", page.trim_end(), section.heading));
    };
    let (_, after) = rest
        .split_once(end)
        .ok_or_else(|| format!("{} has no {}after it", begin.trim_end(), end.replace('\n', " ")))?;
    Ok(format!("{before}{block}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(key: &str, text: &str) -> Section {
        Section { key: key.to_owned(), heading: format!("By {key}"), text: text.to_owned() }
    }

    #[test]
    fn a_section_is_put_where_it_was() {
        let page = "# Speed\n\nProse.\n";
        let page = with(page, &section("threads", "1\n")).expect("added");
        let page = with(&page, &section("stages", "2\n")).expect("added");
        let page = page.replace("## By threads\n", "## Own heading\n\nOwn prose.\n");
        let page = with(&page, &section("threads", "3\n")).expect("replaced");
        let expected = "\
# Speed

Prose.

## Own heading

Own prose.

<!-- bench: threads -->
3
<!-- /bench -->

## By stages

<!-- bench: stages -->
2
<!-- /bench -->
";
        assert_eq!(page, expected);
    }

    #[test]
    fn a_lost_marker_is_told() {
        let problem = with("<!-- bench: a -->\n1\n", &section("a", "2\n")).expect_err("no end");
        assert!(problem.contains("<!-- bench: a -->") && problem.contains("<!-- /bench -->"), "{problem}");
    }
}
