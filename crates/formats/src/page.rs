//! Web pages: the article on one, without menus, advertisements and other articles.
//!
//! In: the bytes of a page. Out: its text with title and date, or why there is none. Must not know: files, the web.
//!
//! What the article is on a page is found as browsers find it for their reading view.

use crate::FormatError;

/// The article of a web page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its headline, from the page's metadata.
    pub title: Option<String>,
    /// Its time of publication, as the page's metadata have it.
    pub published: Option<String>,
    /// Its text, with an empty line between paragraphs.
    pub text: String,
}

/// Whether bytes are a page, by how they begin.
pub fn is_page(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    [&b"<!doctype html"[..], b"<html"].into_iter().any(|sign| {
        start.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign))
            && start.get(sign.len()).is_none_or(|next| !next.is_ascii_alphanumeric())
    })
}

/// Reads a page. `file` is for errors.
///
/// # Errors
/// Where it holds no article; and always without the feature `web`.
#[cfg(not(feature = "web"))]
pub fn read_page(_bytes: Vec<u8>, file: &str) -> Result<Page, FormatError> {
    let cause = "this is a web page, which this build of dixit does not read; install it with `--features web` (or `full`), \
                 or save the page as text";
    Err(FormatError::new(file, cause))
}

/// Reads a page. `file` is for errors.
///
/// # Errors
/// Where it holds no article; and always without the feature `web`.
#[cfg(feature = "web")]
pub fn read_page(bytes: Vec<u8>, file: &str) -> Result<Page, FormatError> {
    let none = |why: &dyn std::fmt::Display| no_article(file, why);
    let article = opened(decoded(bytes), file)?.parse().map_err(|error| none(&error))?;
    let text = article.text_content.trim();
    if text.is_empty() {
        return Err(none(&"it has no text"));
    }
    let title = article.title.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Page {
        title: Some(title).filter(|title| !title.is_empty()),
        published: article.published_time,
        text: format!("{text}\n"),
    })
}

#[cfg(feature = "web")]
fn no_article(file: &str, why: &dyn std::fmt::Display) -> FormatError {
    FormatError::new(file, format!("no article was found on this page ({why}); save its text instead"))
}

/// HTML ready to be read, unless it is too wild.
#[cfg(feature = "web")]
pub(crate) fn opened(html: String, file: &str) -> Result<dom_smoothie::Readability, FormatError> {
    use dom_smoothie::{Config, Readability, TextMode};

    let none = |why: &dyn std::fmt::Display| no_article(file, why);
    if html.matches('<').take(MAX_TAGS + 1).count() > MAX_TAGS {
        return Err(none(&"it has too many tags"));
    }
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    let reader = Readability::new(html, None, Some(config)).map_err(|error| none(&error))?;
    if is_too_deep(&reader) {
        return Err(none(&"its elements stand in one another too deeply"));
    }
    Ok(reader)
}

/// A page of more tags is no article.
#[cfg(feature = "web")]
const MAX_TAGS: usize = 60_000;
/// Elements in elements that the extraction still has stack for; browsers stop at 512, articles have less than 50.
#[cfg(feature = "web")]
const MAX_DEPTH: usize = 256;
/// A page names its encoding within so many bytes.
#[cfg(feature = "web")]
const HEAD_BYTES: usize = 1024;

#[cfg(feature = "web")]
fn is_too_deep(reader: &dom_smoothie::Readability) -> bool {
    let (mut node, mut depth) = (reader.doc.root(), 0);
    loop {
        if let Some(child) = node.first_child() {
            depth += 1;
            if depth > MAX_DEPTH {
                return true;
            }
            node = child;
            continue;
        }
        loop {
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return false };
            depth -= 1;
            node = parent;
        }
    }
}

/// A page's text, in the encoding that its head names, else in the one that it seems to be of.
#[cfg(feature = "web")]
fn decoded(bytes: Vec<u8>) -> String {
    let head = bytes.get(..HEAD_BYTES).unwrap_or(&bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let label = head.split_once("charset=").map(|(_, label)| label.trim_start_matches(['"', '\'', ' ']));
    let label = label
        .and_then(|label| label.split(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).next());
    let named = label.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let bytes = crate::encoding::decode_as(bytes, named);
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_by_how_they_begin() {
        for page in ["<!DOCTYPE html><p>", "\u{feff}\n <html lang=en>", "<!doctype html>"] {
            assert!(is_page(page.as_bytes()), "{page}");
        }
        for other in ["", "<", "<htmlx>", "“<html>” is a tag", "<?xml version='1.0'?>"] {
            assert!(!is_page(other.as_bytes()), "{other}");
        }
    }

    #[cfg(feature = "web")]
    const PAGE: &str = r#"<!DOCTYPE html><html><head><meta charset="windows-1252"><title>Bridge to close | The Halyard</title>
        <meta property="og:title" content="Bridge to close">
        <meta property="article:published_time" content="2025-10-26T08:00:00Z"></head>
        <body><nav><ul><li><a href="/">Home</a><li><a href="/sport">Sport</a></ul></nav>
        <article><h1>Bridge to close</h1>
        <p>“The bridge is old,” Marta Lind said on Sunday, after the council had met for the third time this month. “It was
        built for carts, and it carries four thousand cars a day.”</p>
        <p>Officials said it would close in the spring, and that a ferry would take its place for as long as the work
        goes on; nobody could say, on Sunday, how long that would be.</p>
        <p>The <b>mayor</b> nodded &amp; left. He has been in office for eleven years, and the bridge has been on his list for all
        of them, as his office likes to point out whenever it is asked.</p></article>
        <footer>Subscribe to our newsletter</footer><script>alert("“x,” he said")</script></body></html>"#;

    #[cfg(feature = "web")]
    #[test]
    fn the_article_of_a_page_is_read() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(PAGE);
        let page = read_page(bytes.into_owned(), "bridge.html").unwrap();
        assert_eq!(page.title.as_deref(), Some("Bridge to close"));
        assert_eq!(page.published.as_deref(), Some("2025-10-26T08:00:00Z"));
        insta::assert_snapshot!(page.text);
    }

    #[cfg(feature = "web")]
    #[test]
    fn a_page_without_an_article_is_told_and_none_panics() {
        let error = read_page(b"<!doctype html><title>x</title>".to_vec(), "x.html").unwrap_err();
        assert!(error.to_string().starts_with("x.html: no article was found on this page ("), "{error}");
        for (tags, times) in
            [("<div><p>a", 240), ("<div><p>a", 3_000), ("<b><table><td><i></b>", 500), ("<p>a ", 70_000)]
        {
            let _ = read_page(tags.repeat(times).into_bytes(), "x.html");
        }
    }
}
