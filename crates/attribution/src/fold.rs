//! Names folded for comparison.
//!
//! In: any text. Out: its lower-case form without diacritics and full stops, with plain apostrophes. Must not know: what the
//! text names. Nothing folded is ever shown or used for offsets.

use std::borrow::Cow;

/// Folds a text: `Šefčovič` and `sefcovic` are the same, so are `O’Brien` and `o'brien`, `J.D.` and `JD`.
pub(crate) fn fold(text: &str) -> String {
    folded(text).into_owned()
}

/// The same without a copy where the text is folded already, as most words are.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase() && byte != b'.') {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        push_folded(&mut folded, character);
    }
    Cow::Owned(folded)
}

/// The lower-case form of a word, without a copy where it has no capital.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase())
}

fn push_folded(out: &mut String, character: char) {
    match character {
        '.' => {}
        '’' | '‘' | 'ʼ' => out.push('\''),
        '\u{2010}' | '\u{2011}' => out.push('-'),
        character if character.is_ascii() => out.push(character.to_ascii_lowercase()),
        character if character.is_whitespace() => out.push(' '),
        character => character.to_lowercase().for_each(|lower| match plain(lower) {
            Some(base) => out.push_str(base),
            None => out.push(lower),
        }),
    }
}

/// The letters under a Latin letter's diacritics. Combining marks fold to nothing.
fn plain(lower: char) -> Option<&'static str> {
    Some(match lower {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ắ' | 'ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ế' | 'ề' | 'ệ' | 'ễ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' | 'ị' => "i",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ố' | 'ồ' | 'ộ' => "o",
        'œ' => "oe",
        'ŕ' | 'ř' => "r",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ư' | 'ứ' | 'ừ' => "u",
        'ý' | 'ÿ' | 'ỳ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        '\u{300}'..='\u{36f}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{fold, lower};

    #[test]
    fn diacritics_case_and_stops_do_not_count() {
        assert_eq!(fold("Maroš Šefčovič"), fold("maros sefcovic"));
        assert_eq!(fold("J.D. O’Neill"), "jd o'neill");
        assert_ne!(fold("Müller"), fold("Miller"));
    }

    #[test]
    fn lower_case_keeps_stops_and_diacritics() {
        assert_eq!(lower("said"), "said");
        assert_eq!(lower("U.S."), "u.s.");
        assert_eq!(lower("ÉTAT"), "état");
    }
}
