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

/// Attributes the quotation that opens the headline to whoever says the same words in the text.
///
/// Example: `‘HE HAD MY HADDOCK’: Gran’s fury`, and below it `‘He had my haddock,’ said Jane Roe.` Counter-example: `‘Orchard of Glass’: a
/// review`, where nobody says so. Linear: one headline, a bounded number of quotations.
pub(super) fn find_headline(view: &View<'_>, direct: &mut Direct) {
    let Some(&quote) = view.quotes.first() else { return };
    let headline = view.paragraph_of(quote.start());
    let opens = headline.start == quote.start() && quote.start() == 0;
    let label = matches!(view.word(quote.end()), ":" | "|") || quote.end() == headline.end;
    if !opens || !label || direct.owner.first() != Some(&None) {
        return;
    }
    let words = words(view, quote);
    if words.len() < FEWEST_WORDS {
        return;
    }
    let repeated = (1..view.quotes.len().min(QUOTATIONS)).find_map(|index| {
        let owner = direct.owner[index]?;
        let other = self::words(view, view.quotes[index]);
        other.windows(words.len()).any(|window| window == words).then_some(owner)
    });
    let Some(source) = repeated.and_then(|owner| direct.drafts.get(owner)).and_then(|draft| draft.source)
    else {
        return;
    };
    direct.owner[0] = Some(direct.drafts.len());
    direct.drafts.push(Draft { source: Some(source), ..Draft::without_cue(quote, CONFIDENCE) });
}

fn words(view: &View<'_>, quote: TokenRun) -> Vec<String> {
    let words = quote.to_range().filter(|&token| view.kind(token) == TokenKind::Word);
    words.map(|token| fold(view.word(token))).collect()
}
