//! `dixit tokenize`: paragraphs, sentences and words, for eyes.
//!
//! In: one document. Out: lines for people. Must not know: quotations, speakers.

use crate::args::TokenizeArgs;
use crate::failure::Failure;
use crate::guard::guarded;
use crate::load::{Loaded, read_one};
use crate::text::{printable, terminal_width};
use anstyle::Style;
use dixit_tokenizer::subword::SubwordTokenizer;
use dixit_tokenizer::{Document, Index, tokenize};
use std::fmt::Write;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

const HEAD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
/// Columns in front of the words.
const INDENT: usize = 4;
/// Columns between words.
const GAP: usize = 2;

/// Shows the words of a file, with the pieces of a tokenizer where one is given.
pub(crate) fn run(args: &TokenizeArgs) -> Result<String, Failure> {
    let tokenizer = args.tokenizer.as_deref().map(load).transpose()?;
    let Loaded { place, source, .. } = read_one(&args.file)?;
    guarded(&place, || {
        let document = tokenize(source);
        let pieces = tokenizer.map(|tokenizer| pieces(&document, &tokenizer));
        show(&document, pieces.as_deref(), terminal_width())
    })
}

fn load(path: &Path) -> Result<SubwordTokenizer, Failure> {
    let json = std::fs::read(path).map_err(|error| Failure::io(path, &error))?;
    SubwordTokenizer::from_json(&json)
        .map_err(|error| Failure::new(path.display().to_string(), error.to_string()))
}

/// The pieces of each word, as one cell: `un|work|able`; an unknown one as its vocabulary entry.
fn pieces(document: &Document, tokenizer: &SubwordTokenizer) -> Vec<String> {
    let mut cells = vec![String::new(); document.tokens().len()];
    for sentence in document.sentences() {
        for piece in tokenizer.encode(document, sentence.tokens) {
            let Some(cell) = cells.get_mut(piece.token.to_usize()) else { continue };
            if !cell.is_empty() {
                cell.push('|');
            }
            cell.push_str(&printable(&tokenizer.entry(piece.id).unwrap_or_default()));
        }
    }
    cells
}

/// Paragraph by paragraph, a sentence with its number, then its words, and the pieces of each right below it.
fn show(document: &Document, pieces: Option<&[String]>, width: usize) -> String {
    let mut out = String::new();
    for (number, paragraph) in document.paragraphs().iter().enumerate() {
        let gap = if number > 0 { "\n" } else { "" };
        let _ = writeln!(out, "{gap}{HEAD}paragraph {}{HEAD:#}", number + 1);
        for (place, sentence) in paragraph.sentences.ids().enumerate() {
            let Some(sentence) = document.sentences().get(sentence.to_usize()) else { continue };
            let _ = writeln!(out, "  {FAINT}sentence {}.{}{FAINT:#}", number + 1, place + 1);
            let (mut words, mut below) = (Line::default(), Line::default());
            for token in sentence.tokens.ids() {
                let word = printable(document.token_text(token));
                let piece = pieces.and_then(|pieces| pieces.get(token.to_usize())).map_or("", String::as_str);
                let columns = word.width().max(piece.width());
                if words.width > 0 && INDENT + words.width + GAP + columns > width {
                    flush(&mut out, &mut words, &mut below);
                }
                words.push(&word, columns);
                below.push(piece, columns);
            }
            flush(&mut out, &mut words, &mut below);
        }
    }
    out
}

/// Cells side by side.
#[derive(Default)]
struct Line {
    text: String,
    width: usize,
}

impl Line {
    fn push(&mut self, cell: &str, columns: usize) {
        let gap = if self.width > 0 { GAP } else { 0 };
        let _ = write!(self.text, "{:gap$}{cell}{:pad$}", "", "", pad = columns - cell.width());
        self.width += gap + columns;
    }
}

fn flush(out: &mut String, words: &mut Line, below: &mut Line) {
    for (line, style) in [(std::mem::take(words), Style::new()), (std::mem::take(below), FAINT)] {
        let text = line.text.trim_end();
        if !text.is_empty() {
            let _ = writeln!(out, "{:INDENT$}{style}{text}{style:#}", "");
        }
    }
}
