//! Quotations in a headline that the text gives again with their speaker.
//!
//! In: [`View`], the direct drafts. Out: a [`Draft`] for each such quotation. Must not know: reporting verbs, indirect speech.

use super::direct::Direct;
use super::draft::Draft;
use super::view::View;
use crate::fold::fold;
use dixit_tokenizer::{TokenKind, TokenRun};

/// Fewer words are a phrase that several may use.
const FEWEST_WORDS: usize = 3;

/// The words of a headline are given again within the first so many quotations.
const QUOTATIONS: usize = 40;

/// How often the two have one speaker in `corpus/`; PolNeAR has no headlines of this kind.
const CONFIDENCE: f32 = 0.8;

/// So many headings are looked at.
const MOST_HEADINGS: usize = 8;

/// Attributes the quotation that opens the headline, and those that are headings by themselves, to whoever says the same words in the
/// text.
///
/// Example: `‘HE HAD MY HADDOCK’: Gran’s fury`, and below it `‘He had my haddock,’ said Jane Roe.` Counter-example: `‘Orchard of Glass’: a
/// review`, where nobody says so. Linear: a bounded number of headings and quotations.
pub(super) fn find_headline(view: &View<'_>, direct: &mut Direct) {
    let headings = (0..view.quotes.len()).filter(|&index| is_heading(view, direct, index));
    for index in headings.take(MOST_HEADINGS).collect::<Vec<_>>() {
        give(view, direct, index);
    }
}

/// `‘HE HAD MY HADDOCK’: Gran’s fury` at the very start; `‘We don’t do it the easy way’` as a paragraph, without a stop.
fn is_heading(view: &View<'_>, direct: &Direct, index: usize) -> bool {
    let quote = view.quotes[index];
    let paragraph = view.paragraph_of(quote.start());
    let opens = paragraph.start == quote.start();
    if quote.start() == 0 {
        let label = matches!(view.word(quote.end()), ":" | "|") || quote.end() == paragraph.end;
        return opens && label && direct.owner[index].is_none();
    }
    let stopped = matches!(view.word(view.last_inside(quote)), "." | "," | "!" | "?");
    // What goes on with the quotation before it is a heading all the same.
    let free = direct.owner[index].is_none_or(|owner| {
        let draft = &direct.drafts[owner];
        draft.cue.is_none() && draft.content.len() == 1
    });
    opens && quote.end() == paragraph.end && !stopped && free
}

fn give(view: &View<'_>, direct: &mut Direct, index: usize) {
    let quote = view.quotes[index];
    let words = words(view, quote);
    if words.len() < FEWEST_WORDS {
        return;
    }
    let own = direct.owner[index];
    let repeated = (index + 1..view.quotes.len().min(index + QUOTATIONS)).find_map(|other| {
        let owner = direct.owner[other].filter(|&owner| Some(owner) != own)?;
        let said = self::words(view, view.quotes[other]);
        said.windows(words.len()).any(|window| window == words).then_some(owner)
    });
    let source = repeated.and_then(|owner| {
        let draft = &direct.drafts[owner];
        // Said by whoever the quotation goes on with.
        let first = draft.continues.map_or(draft, |first| direct.drafts.get(first).unwrap_or(draft));
        draft.source.or(first.source)
    });
    let Some(source) = source else { return };
    let heading = Draft { source: Some(source), ..Draft::without_cue(quote, CONFIDENCE) };
    match own {
        Some(own) => direct.drafts[own] = heading,
        None => {
            direct.owner[index] = Some(direct.drafts.len());
            direct.drafts.push(heading);
        }
    }
}

fn words(view: &View<'_>, quote: TokenRun) -> Vec<String> {
    let words = quote.to_range().filter(|&token| view.kind(token) == TokenKind::Word);
    words.map(|token| fold(view.word(token))).collect()
}
