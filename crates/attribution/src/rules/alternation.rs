//! Question and answer in paragraphs of their own: who speaks is who spoke before the last.
//!
//! In: [`View`], a quotation, what is found so far. Out: the draft of the other speaker. Must not know: reporting clauses, who the
//! speakers are.

use super::direct::Direct;
use super::view::View;
use crate::fold::lower;
use dixit_tokenizer::TokenRun;

/// An exchange without a reporting clause is followed for this many quotations of each speaker.
const LONGEST_EXCHANGE: usize = 16;

/// `“How fast?” asked Mr Hale.` `“Fast.”`: the answer to a question that stands alone in its paragraph is by who spoke before the question
/// was asked, and so is the next question.
///
/// Counter-example: `“Fast.”` after `“I saw it,” said Dunn.` (nobody asked, so it may be Dunn's own).
pub(super) fn other_speaker(view: &View<'_>, index: usize, found: &Direct) -> Option<usize> {
    let quote = view.quotes[index];
    let paragraph = view.paragraph_of(quote.start());
    if view.reopened[index] || paragraph != (quote.start()..quote.end()) {
        return None;
    }
    let before = index.checked_sub(1)?;
    let asked = view.quotes[before];
    let asker = found.owner[before]?;
    let asked_in = view.paragraph_of(asked.start());
    let asks = |quote: TokenRun| view.word(view.last_inside(quote)).ends_with('?');
    let alone = asked_in == (asked.start()..asked.end());
    // The last quotation of the paragraph before the question's.
    let earlier = (0..before).rev().find(|&at| view.quotes[at].start() < asked_in.start)?;
    // `“How fast?” asked Mr Hale.` `“Fast,” said Dunn.` `“And who drove?”`: who asked asks on.
    let asks_on = asks(quote) && (alone || asks(view.quotes[earlier]));
    if asked_in.end != paragraph.start || !(asks(asked) || asks_on) {
        return None;
    }
    let answerer = found.owner[earlier].filter(|&draft| draft != asker)?;
    if view.paragraph_of(view.quotes[earlier].start()).end != asked_in.start {
        return None;
    }
    let words = |run: TokenRun| run.to_range().map(|token| lower(view.word(token))).collect::<Vec<_>>();
    let (one, other) = (source_of(found, asker).map(words), source_of(found, answerer).map(words));
    (other.is_some() && one != other).then_some(answerer)
}

/// The source of a draft, or of the one that it goes on with.
fn source_of(found: &Direct, draft: usize) -> Option<TokenRun> {
    let mut draft = &found.drafts[draft];
    for _ in 0..LONGEST_EXCHANGE {
        match (draft.source, draft.continues) {
            (None, Some(earlier)) => draft = found.drafts.get(earlier)?,
            (source, _) => return source,
        }
    }
    None
}
