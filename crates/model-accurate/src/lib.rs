//! The model of dixit's `accurate` engine, as bytes for `dixit_attribution::AccurateEngine::from_model`.
//!
//! In: nothing. Out: [`MODEL`]. Must not know: anything; what the bytes mean is the engine's affair.
//!
//! What it was trained on, what it reaches and where it fails stands in `data/accurate.md`.

/// The bytes of the model file, a little under ten megabytes.
pub const MODEL: &[u8] = include_bytes!("../data/accurate.safetensors");
