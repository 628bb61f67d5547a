//! Question and answer in paragraphs of their own: who speaks is who spoke before the last.
//!
//! In: [`View`], a quotation, what is found so far. Out: the draft of the other speaker. Must not know: reporting clauses, who the
//! speakers are.

use super::direct::{Direct, confidence};
use super::draft::Draft;
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
    if asked_in.end != paragraph.start {
        return None;
    }
    let alone = asked_in == (asked.start()..asked.end());
    // The last quotation of the paragraph before the question's.
    let earlier = (0..before).rev().find(|&at| view.quotes[at].start() < asked_in.start)?;
    // `“How fast?” asked Mr Hale.` `“Fast,” said Dunn.` `“And who drove?”`: who asked asks on.
    let asks_on = asks(view, quote) && (alone || asks(view, view.quotes[earlier]));
    if !asks(view, asked) && !asks_on {
        return None;
    }
    let answerer = found.owner[earlier].filter(|&draft| draft != asker)?;
    if view.paragraph_of(view.quotes[earlier].start()).end != asked_in.start {
        return None;
    }
    other_source(view, found, asker, answerer).then_some(answerer)
}

/// `“How often did you ring?” the lawyer asked.` `“Nine.”` `“You counted?”` `“My mother taught me,” Nwosu answered.`: who answers is named
/// only below, and the quotations between alternate.
///
/// Counter-example: the same before `“No more questions,” the lawyer said.` (an even number of steps leads to who asked).
pub(super) fn settle_exchanges(view: &View<'_>, found: &mut Direct) {
    let mut index = 1;
    while index < view.quotes.len() {
        let begins = found.owner[index].is_none() && is_alone(view, index) && follows(view, index);
        let asker = found.owner[index - 1].filter(|_| begins && asks(view, view.quotes[index - 1]));
        let Some(asker) = asker else {
            index += 1;
            continue;
        };
        let open = |at: &usize| found.owner[*at].is_none() && is_alone(view, *at) && follows(view, *at);
        let end = (index..view.quotes.len().min(index + LONGEST_EXCHANGE)).take_while(open).count() + index;
        let answer = found.owner.get(end).copied().flatten().filter(|&draft| {
            let quote = view.quotes[end];
            // The one after the question, or two further on.
            (end - index) % 2 == 0
                && follows(view, end)
                && other_source(view, found, asker, draft)
                && found.drafts[draft].cue.is_some()
                && view.paragraph_of(quote.start()).start == quote.start()
        });
        if let Some(answerer) = answer {
            for at in index..end {
                let speaker = if (at - index) % 2 == 0 { answerer } else { asker };
                found.owner[at] = Some(found.drafts.len());
                let draft = Draft::without_cue(view.quotes[at], confidence::ALTERNATION);
                found.drafts.push(Draft { continues: Some(speaker), ..draft });
            }
        }
        index = end.max(index + 1);
    }
}

fn asks(view: &View<'_>, quote: TokenRun) -> bool {
    view.word(view.last_inside(quote)).ends_with('?')
}

/// Whether a quotation is a paragraph.
fn is_alone(view: &View<'_>, index: usize) -> bool {
    let quote = view.quotes[index];
    !view.reopened[index] && view.paragraph_of(quote.start()) == (quote.start()..quote.end())
}

/// Whether it stands in the paragraph right after that of the quotation before.
fn follows(view: &View<'_>, index: usize) -> bool {
    let before = view.paragraph_of(view.quotes[index - 1].start());
    before.end == view.paragraph_of(view.quotes[index].start()).start
}

/// Whether two drafts have sources of different words.
fn other_source(view: &View<'_>, found: &Direct, one: usize, other: usize) -> bool {
    let words = |run: TokenRun| run.to_range().map(|token| lower(view.word(token))).collect::<Vec<_>>();
    let (one, other) = (source_of(found, one).map(words), source_of(found, other).map(words));
    other.is_some() && one != other
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
