//! Gold and predicted documents brought together.
//!
//! In: documents of both sides. Out: [`Pair`]s by id, or a [`PairError`]. Must not know: what is in them.

use dixit_formats::AnnotatedDocument;
use std::collections::BTreeMap;
use std::fmt;

/// A gold document with its prediction.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// What is right.
    pub gold: &'a AnnotatedDocument,
    /// What was predicted; none where the document was left out, which counts as nothing found.
    pub predicted: Option<&'a AnnotatedDocument>,
}

/// Why documents are no pairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PairError {
    /// Two gold or two predicted documents have this id.
    Twice(String),
    /// A predicted document that gold does not have.
    NotInGold(String),
    /// The predicted document is of another text: offsets would mean nothing.
    OtherText(String),
}

impl fmt::Display for PairError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PairError::Twice(id) => write!(f, "the document {id:?} is there twice; leave one out"),
            PairError::NotInGold(id) => {
                write!(
                    f,
                    "the predicted document {id:?} is not in the gold; leave it out, or give the gold it was made from"
                )
            }
            PairError::OtherText(id) => {
                write!(
                    f,
                    "the predicted document {id:?} has another text than the gold; predict on the gold's text"
                )
            }
        }
    }
}

impl std::error::Error for PairError {}

/// Pairs documents by id, in the order of the gold.
///
/// # Errors
/// Where an id is there twice, a predicted document is not in the gold, or is of another text.
pub fn pair<'a>(
    gold: &'a [AnnotatedDocument],
    predicted: &'a [AnnotatedDocument],
) -> Result<Vec<Pair<'a>>, PairError> {
    let mut by_id = BTreeMap::new();
    for document in predicted {
        if by_id.insert(document.id.as_str(), document).is_some() {
            return Err(PairError::Twice(document.id.clone()));
        }
    }
    let mut pairs: Vec<Pair<'a>> = Vec::with_capacity(gold.len());
    let mut seen = BTreeMap::new();
    for document in gold {
        if seen.insert(document.id.as_str(), ()).is_some() {
            return Err(PairError::Twice(document.id.clone()));
        }
        let predicted = by_id.remove(document.id.as_str());
        if predicted.is_some_and(|predicted| predicted.text != document.text) {
            return Err(PairError::OtherText(document.id.clone()));
        }
        pairs.push(Pair { gold: document, predicted });
    }
    match by_id.into_keys().next() {
        Some(id) => Err(PairError::NotInGold(id.to_owned())),
        None => Ok(pairs),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(id: &str, text: &str) -> AnnotatedDocument {
        AnnotatedDocument { id: id.to_owned(), text: text.to_owned(), ..AnnotatedDocument::default() }
    }

    #[test]
    fn documents_are_paired_by_id_in_the_order_of_gold() {
        let (gold, predicted) = ([document("b", "x"), document("a", "y")], [document("a", "y")]);
        let pairs = pair(&gold, &predicted).unwrap();
        assert!(pairs[0].gold.id == "b" && pairs[0].predicted.is_none());
        assert_eq!(pairs[1].predicted.map(|found| found.id.as_str()), Some("a"));
    }

    #[test]
    fn what_is_no_pair_is_refused() {
        let gold = [document("a", "x")];
        let error = |predicted: &[AnnotatedDocument]| pair(&gold, predicted).unwrap_err();
        assert_eq!(error(&[document("b", "x")]), PairError::NotInGold("b".to_owned()));
        assert_eq!(error(&[document("a", "y")]), PairError::OtherText("a".to_owned()));
        assert_eq!(error(&[document("a", "x"), document("a", "x")]), PairError::Twice("a".to_owned()));
        assert_eq!(
            pair(&[document("a", ""), document("a", "")], &[]).unwrap_err(),
            PairError::Twice("a".to_owned())
        );
    }
}
