//! The day an article was published, where its captions, datelines or metadata lines tell.
//!
//! In: [`Document`]. Out: a date, or none. Must not know: the roster. A date in running prose is the day of something else.

use dixit_tokenizer::{Document, TokenRun};
use jiff::civil::Date;

/// Captions, bylines and metadata stand among the first lines.
const FIRST_PARAGRAPHS: usize = 12;
/// A line of at most this many tokens is no running prose …
const LINE_MOST_TOKENS: usize = 30;
/// … and a dateline’s dash comes within this many.
const DATELINE_TOKENS: usize = 16;

/// Finds the day of publication among the first lines of an article; none where no line gives day, month and year.
pub fn find_date(document: &Document) -> Option<Date> {
    document.paragraphs().iter().take(FIRST_PARAGRAPHS).find_map(|paragraph| {
        let run = paragraph.tokens;
        // `WASHINGTON, Oct. 22, 2025 (Reuters) —`
        let dash = run
            .to_range()
            .take(DATELINE_TOKENS)
            .find(|&at| matches!(document.word(at), "—" | "–" | "--" | "-"));
        if let Some(dash) = dash
            && document.word(run.start()).chars().all(|character| !character.is_lowercase())
            && let Some(date) = date_in(document, TokenRun::new(run.start()..dash))
        {
            return Some(date);
        }
        let prose = run.len() > LINE_MOST_TOKENS
            || matches!(document.word(run.end() - 1), "." | "!" | "?" | "”" | "\"");
        if prose { None } else { date_in(document, run) }
    })
}

/// The first full date in a run: `22 October, 2025`, `October 22, 2025`, `Oct. 22, 2025`, `2025-10-22`.
fn date_in(document: &Document, run: TokenRun) -> Option<Date> {
    run.to_range().find_map(|at| {
        let word = document.word(at);
        if let Some(date) = iso(word) {
            return Some(date);
        }
        // `2025-10-22` in pieces, where a tokenizer cuts it.
        if document.word(at + 1) == "-" && document.word(at + 3) == "-" {
            let (year, month, day) = (word, document.word(at + 2), document.word(at + 4));
            if year.len() == 4 {
                return Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
            }
        }
        let month = month(word)?;
        let skip_comma = |at: usize| if document.word(at) == "," { at + 1 } else { at };
        let before = at
            .checked_sub(1)
            .filter(|&before| before >= run.start())
            .and_then(|before| day(document.word(before)));
        let (day, year_at) = match before {
            Some(day) => (day, skip_comma(at + 1)),
            None => (day(document.word(at + 1))?, skip_comma(at + 2)),
        };
        let year = document.word(year_at);
        if year_at >= run.end() || year.len() != 4 {
            return None;
        }
        Date::new(year.parse().ok()?, month, day).ok()
    })
}

/// `2025-10-22`, also with a time after it.
fn iso(word: &str) -> Option<Date> {
    let date = word.get(..10)?;
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn day(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let short = (3..=4).contains(&word.len());
    let at = MONTHS.iter().position(|month| *month == word || short && month.starts_with(&word))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use dixit_tokenizer::{Source, tokenize};

    fn check(text: &str, expected: &str) {
        let document = tokenize(Source::new(text).unwrap());
        let found = find_date(&document).map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn captions_datelines_and_metadata_tell() {
        check(
            "Donald Trump and Mark Rutte in Washington, D.C., U.S., 22 October, 2025\nReuters\n\nProse.",
            "2025-10-22",
        );
        check("WASHINGTON, Oct. 22, 2025 (Reuters) — The president spoke.", "2025-10-22");
        check("AMES, Iowa, Nov. 12, 2025 -- China has bought less.", "2025-11-12");
        check("Published: 2025-10-22\n\nProse.", "2025-10-22");
        check("Title\n\n22 October 2025\n\nProse.", "2025-10-22");
        check("October 22, 2025", "2025-10-22");
    }

    #[test]
    fn prose_and_dates_without_year_do_not() {
        check("She was born on October 22, 1960, in a small town.", "");
        check("WASHINGTON, Oct. 22 — The president spoke.", "");
        check("Tamar Courier, Wednesday 22 January", "");
        check("Born on 31 February 2025", "");
    }
}
