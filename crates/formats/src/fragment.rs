//! HTML in a field of a text: told apart from text, and read as text.
//!
//! In: the string of a field. Out: whether it is HTML; what it says. Must not know: files, what the article on a page is.
//!
//! A piece of a page is the article already, so nothing of it is taken for menus and left out.

use crate::FormatError;
use crate::page::is_page;

/// Elements that articles in databases are made of: their tags tell HTML from a text that holds a `<`.
const ELEMENTS: [&str; 20] = [
    "a",
    "article",
    "b",
    "blockquote",
    "body",
    "br",
    "div",
    "em",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "i",
    "img",
    "main",
    "p",
    "section",
    "span",
    "strong",
];
/// So many ends of lines and paragraphs in tags are no talk about HTML.
const MIN_BREAKS: usize = 3;

/// Whether a text is HTML: a page; or it begins with a tag that articles have and holds an end of an element; or it has three
/// paragraphs or lines that end with a tag. A text that only holds a `<` is none.
pub fn is_html(text: &str) -> bool {
    if !text.contains('<') {
        return false;
    }
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let begins =
        start.starts_with("<!--") || start.strip_prefix('<').is_some_and(|tag| is_tag(tag, &ELEMENTS));
    let ends = || text.split("</").skip(1).any(|tag| is_tag(tag, &ELEMENTS));
    let breaks = || {
        let closed = text.split("</").skip(1).filter(|tag| is_tag(tag, &["p", "div"]));
        let lines = text.split('<').skip(1).filter(|tag| is_tag(tag, &["br"]));
        closed.chain(lines).take(MIN_BREAKS).count() == MIN_BREAKS
    };
    is_page(text.as_bytes()) || begins && ends() || breaks()
}

/// Whether what follows a `<` or `</` is one of these names, and then the rest of a tag.
fn is_tag(after: &str, names: &[&str]) -> bool {
    let end = after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
    let (name, rest) = after.split_at(end);
    let is_rest = rest.starts_with(['>', '/']) || rest.starts_with(char::is_whitespace);
    is_rest && rest.contains('>') && names.iter().any(|it| it.eq_ignore_ascii_case(name))
}

/// What a piece of a page says, with an empty line between paragraphs. `file` is for errors.
///
/// # Errors
/// Where it is too wild to be an article; and always without the feature `web`.
#[cfg(not(feature = "web"))]
pub fn read_fragment(_html: String, file: &str) -> Result<String, FormatError> {
    let cause = "this text is HTML, which this build of dixit does not read; install it with `--features web` (or `full`), or \
                 take the tags out";
    Err(FormatError::new(file, cause))
}

/// What a piece of a page says, with an empty line between paragraphs. `file` is for errors.
///
/// # Errors
/// Where it is too wild to be an article; and always without the feature `web`.
#[cfg(feature = "web")]
pub fn read_fragment(html: String, file: &str) -> Result<String, FormatError> {
    let reader = crate::page::opened(html, file)?;
    reader.doc.select(UNREAD).remove();
    Ok(format!("{}\n", reader.doc.formatted_text().trim()))
}

/// What no reader sees.
#[cfg(feature = "web")]
const UNREAD: &str = "head, script, style, noscript, template, iframe, object, svg, button, form";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: bool) {
        assert_eq!(is_html(text), expected, "{text}");
    }

    #[test]
    fn html_is_told_from_texts_about_it() {
        check("<p>“Yes,” she said.</p>", true);
        check("\n<DIV class=\"a\">Yes.<br/></DIV>", true);
        check("<!-- wp:paragraph --><p>Yes.</p>", true);
        check("<!doctype html><title>a</title>", true);
        check("PARIS — Yes.<br>No.<br />Perhaps.<BR>", true);
        check("One.</p> Two.</p> Three.</p>", true);
        check("It fell to <10 percent, he said.", false);
        check("<10 percent, he said, and > 5.", false);
        check("“Put it in <p> and </p>,” she said. “Then <br>.”", false);
        check("<p> is a tag, she said.", false);
        check("<laughs> “Yes,” she said.</laughs>", false);
        check("<b", false);
        check("</", false);
        check("", false);
    }

    #[cfg(feature = "web")]
    #[test]
    fn a_fragment_is_read_whole() {
        let html = "<p>Talks &amp; <b>tariffs</b>: “Yes,” she&nbsp;said.</p><script>x</script><h2>No</h2><p>“No,”<br>he said.</p>";
        let text = read_fragment(html.to_owned(), "a").unwrap();
        assert_eq!(text, "Talks & tariffs: “Yes,” she said.\n\nNo\n\n“No,”\nhe said.\n");
        for (tags, times) in [("<div><p>a", 3_000), ("<b><table><td><i></b>", 500), ("<p>a ", 70_000)] {
            let _ = read_fragment(tags.repeat(times), "a");
        }
    }
}
