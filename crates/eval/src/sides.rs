//! A gold and a predicted document made comparable: every role as a set of words.
//!
//! In: two documents of the same text. Out: [`Sides`]. Must not know: metrics.

use crate::head::head;
use crate::words::{WordIndex, Words};
use dixit_formats::{AnnotatedAttribution, AnnotatedDocument, Role};

/// One text with what both sides say of it.
pub(crate) struct Sides<'a> {
    pub(crate) index: WordIndex<'a>,
    pub(crate) document: &'a AnnotatedDocument,
    pub(crate) gold: Vec<Item<'a>>,
    /// Without those inside others, where nesting is not to be scored.
    pub(crate) predicted: Vec<Item<'a>>,
    /// All predictions, nested ones too.
    pub(crate) everything: Vec<Item<'a>>,
}

/// An attribution as sets of words.
#[derive(Clone)]
pub(crate) struct Item<'a> {
    pub(crate) attribution: &'a AnnotatedAttribution,
    pub(crate) content: Words,
    pub(crate) cue: Words,
    pub(crate) source: Words,
    /// The head word of the source.
    pub(crate) head: Option<u32>,
}

impl<'a> Sides<'a> {
    /// `predicted` none: nothing was predicted. `flat`: nested predictions are left out.
    pub(crate) fn new(
        gold: &'a AnnotatedDocument,
        predicted: Option<&'a AnnotatedDocument>,
        flat: bool,
    ) -> Self {
        let index = WordIndex::new(&gold.text);
        let items = |document: &'a AnnotatedDocument| -> Vec<Item<'a>> {
            document.attributions.iter().map(|attribution| Item::new(&index, attribution)).collect()
        };
        let everything = predicted.map(items).unwrap_or_default();
        let wanted = |item: &&Item<'a>| !flat || item.attribution.nested_in.is_none();
        let (gold_items, predicted) = (items(gold), everything.iter().filter(wanted).cloned().collect());
        Self { document: gold, gold: gold_items, predicted, everything, index }
    }
}

impl<'a> Item<'a> {
    pub(crate) fn new(index: &WordIndex<'_>, attribution: &'a AnnotatedAttribution) -> Self {
        Self {
            attribution,
            content: index.touched(&attribution.content),
            cue: index.touched(&attribution.cue),
            source: index.touched(&attribution.source),
            head: head(index, &attribution.source),
        }
    }

    pub(crate) fn role(&self, role: Role) -> &Words {
        match role {
            Role::Source => &self.source,
            Role::Cue => &self.cue,
            Role::Content => &self.content,
        }
    }
}

/// The contents of some attributions, to match.
pub(crate) fn contents<'i>(items: &'i [Item<'_>]) -> Vec<&'i Words> {
    items.iter().map(|item| &item.content).collect()
}
