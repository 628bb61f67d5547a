//! Annotated documents as the encoder of the `accurate` engine reads them.
//!
//! In: [`AnnotatedDocument`]s, a subword tokenizer. Out: a line of JSON for each: pieces, hints and labels by paragraph. Must not know:
//! files, the encoder, how it is trained (`training/` is, in Python).
//!
//! So words, pieces and hints are found by the code that finds them when the engine runs, and by no other.

use crate::example::Example;
use crate::{TrainError, examples};
use dixit_attribution::learning::{HINTS, Pieces, pieces};
use dixit_formats::AnnotatedDocument;
use dixit_tokenizer::subword::SubwordTokenizer;
use rayon::prelude::*;
use serde::Serialize;

/// A document as the encoder reads it.
#[derive(Debug, Serialize)]
pub struct Exported {
    /// Its id.
    pub id: String,
    /// Its paragraphs.
    pub paragraphs: Vec<ExportedParagraph>,
}

/// A paragraph as the encoder reads it. All but the pieces are by word.
#[derive(Debug, Serialize)]
pub struct ExportedParagraph {
    /// Ids in the vocabulary.
    pub pieces: Vec<u32>,
    /// The position of each word's first piece.
    pub heads: Vec<u32>,
    /// The hints of each word.
    pub hints: Vec<[u8; HINTS]>,
    /// The number of each word's gold label.
    pub labels: Vec<u8>,
    /// How far it is from each word of a content or a source to the first word of its cue, in words; 0 for all others.
    pub cues: Vec<i32>,
}

/// Reads documents as the encoder does, several at a time.
///
/// # Errors
/// [`TrainError::Document`] where one cannot be read; [`TrainError::Setting`] where the tokenizer has no `[UNK]`.
pub fn export(
    documents: &[AnnotatedDocument],
    tokenizer: &SubwordTokenizer,
) -> Result<Vec<Exported>, TrainError> {
    let unknown =
        tokenizer.id_of("[UNK]").ok_or(TrainError::Setting("the tokenizer needs an entry for `[UNK]`"))?;
    Ok(examples(documents)?.par_iter().map(|example| exported(example, tokenizer, unknown)).collect())
}

fn exported(example: &Example, tokenizer: &SubwordTokenizer, unknown: u32) -> Exported {
    let hints = example.reading.hints();
    let cues = cues(example);
    let paragraphs = example.document.paragraphs().iter().map(|paragraph| {
        let Pieces { ids, heads } = pieces(tokenizer, &example.document, paragraph.tokens, unknown);
        let tokens = paragraph.tokens.to_range();
        ExportedParagraph {
            pieces: ids,
            heads,
            hints: hints[tokens.clone()].to_vec(),
            labels: example.labels[tokens.clone()].iter().map(|label| *label as u8).collect(),
            cues: cues[tokens].to_vec(),
        }
    });
    Exported { paragraphs: paragraphs.collect(), id: example.id.clone() }
}

/// The way from each word of a content or a source to its cue.
fn cues(example: &Example) -> Vec<i32> {
    let mut cues = vec![0; example.labels.len()];
    for gold in &example.gold {
        let Some(cue) = gold.cue.first() else { continue };
        for token in gold.content.iter().chain(&gold.source).flat_map(|run| run.to_range()) {
            let far = i64::try_from(cue.start()).unwrap_or(0) - i64::try_from(token).unwrap_or(0);
            cues[token] = i32::try_from(far).unwrap_or(0);
        }
    }
    cues
}
