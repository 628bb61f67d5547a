//! The `accurate` engine: a small transformer reads the words of a window and scores the label of each.
//!
//! In: bytes of a model file, windows of word pieces. Out: label scores of each word. Must not know: speakers, rosters, output,
//! where the file lies.
//!
//! ```text
//! bytes ─► file ─► stored matrices ─┬─► embeddings, as they are stored
//!                                   └─► linear maps, packed ─► Encoder ◄─ Window
//!                                                                 └─► scores of each word
//! ```

mod attention;
mod encoder;
mod file;
mod linear;
mod rows;
mod stored;
#[cfg(test)]
mod tests;

pub use encoder::{Encoder, Precision, SIGNS, Window};
pub use file::EncoderError;
