//! Adjectives that stand for people: `said the accused`, `the latter said`.
//!
//! In: [`View`], a token. Out: whether it ends such a phrase. Must not know: cues, contents.

use super::view::View;
use crate::pos::Pos;

/// Whether an adjective or participle after `the` stands for somebody.
///
/// Example: `said the | accused`. Counter-example: `the accused | man said`, `the latter | half`.
pub(super) fn stands_for_somebody(view: &View<'_>, token: usize) -> bool {
    let noun_follows =
        matches!(view.pos(token + 1), Pos::Noun | Pos::Nouns | Pos::Name | Pos::Adjective | Pos::Cardinal);
    token > 0
        && view.is(token - 1, "the")
        && view.is_any(
            token,
            &["accused", "bereaved", "deceased", "elder", "former", "injured", "latter", "younger"],
        )
        && (!noun_follows || view.crosses(token))
}
