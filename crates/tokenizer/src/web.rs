//! Addresses in running text: URLs, bare domains, e-mail addresses, handles, hashtags.
//!
//! In: the text and a position. Out: where the address ends. Must not know: words.

use crate::TokenKind;
use crate::chars::{is_quote_mark, is_space};

/// The longest part of an e-mail address before the `@` (RFC 5321); also bounds the search for it.
const MAX_LOCAL_PART: usize = 64;
/// The longest domain name (RFC 1035); bounds the search.
const MAX_DOMAIN: usize = 253;
/// Top-level domains that make `name.tld` an address without `www.`; others stay ordinary words.
const TOP_LEVEL: [&str; 24] = [
    "au", "biz", "ca", "ch", "cn", "co", "com", "de", "edu", "eu", "fr", "gov", "info", "int", "io", "jp",
    "ly", "mil", "net", "news", "org", "ru", "tv", "uk",
];
/// What a URL can start with.
const SCHEMES: [&str; 4] = ["http://", "https://", "ftp://", "www."];

/// The end and kind of the address that starts at `at`, if one does.
pub(crate) fn address_at(text: &str, at: usize) -> Option<(usize, TokenKind)> {
    let rest = text.get(at..)?;
    let bytes = rest.as_bytes();
    if SCHEMES.iter().any(|scheme| {
        bytes.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme.as_bytes()))
            && bytes.get(scheme.len()).is_some_and(u8::is_ascii_alphanumeric)
    }) {
        return Some((at + url_len(rest), TokenKind::Url));
    }
    let local = bytes.iter().take(MAX_LOCAL_PART + 1).take_while(|byte| is_local_byte(**byte)).count();
    if bytes.get(local) == Some(&b'@') {
        let domain = domain_len(&bytes[local + 1..]);
        if bytes[local + 1..local + 1 + domain].contains(&b'.') {
            return Some((at + local + 1 + domain, TokenKind::Email));
        }
    }
    if bytes[..local].contains(&b'.') {
        let domain = domain_len(bytes);
        let last = bytes[..domain].rsplit(|byte| *byte == b'.').next().unwrap_or_default();
        let known = TOP_LEVEL.iter().any(|known| known.as_bytes() == last) && last.len() < domain;
        // A lone letter before the dot is an initialism ("p.ca"), not a site.
        if known && domain > last.len() + 2 {
            let path = if bytes.get(domain) == Some(&b'/') { url_len(&rest[domain..]) } else { 0 };
            return Some((at + domain + path, TokenKind::Url));
        }
    }
    None
}

/// The end of the `@handle` or `#hashtag` that starts at `at`, if one does.
pub(crate) fn tag_at(text: &str, at: usize) -> Option<usize> {
    let name = text.get(at + 1..)?;
    if text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let len = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    // "#1" is a rank, not a tag.
    let named = name[..len].chars().any(|c| !c.is_ascii_digit());
    named.then_some(at + 1 + len)
}

fn is_local_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+' | b'%')
}

/// The length of the dotted name at the start, without a final dot or hyphen.
fn domain_len(bytes: &[u8]) -> usize {
    let mut len = 0;
    for (at, byte) in bytes.iter().enumerate().take(MAX_DOMAIN) {
        match byte {
            byte if byte.is_ascii_alphanumeric() => len = at + 1,
            // A dot or hyphen must stand between letters.
            b'.' | b'-' if len == at && at > 0 => {}
            _ => break,
        }
    }
    len
}

/// The length of a URL: up to white space, a quotation mark or a bracket that closes the sentence's own, without the
/// punctuation that ends the sentence.
fn url_len(rest: &str) -> usize {
    let mut opened = 0usize;
    let mut end = 0;
    for (at, c) in rest.char_indices() {
        match c {
            '(' => opened += 1,
            ')' if opened == 0 => break,
            ')' => opened -= 1,
            '<' | '>' | '[' | ']' | '{' | '}' | '|' | '…' | '—' | '–' => break,
            c if is_space(c) || (is_quote_mark(c) && c != '\'') => break,
            _ => {}
        }
        if !matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'') {
            end = at + c.len_utf8();
        }
    }
    end
}
