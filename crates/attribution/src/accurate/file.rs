//! The model file of the `accurate` engine: `safetensors` with a few strings of our own.
//!
//! In: bytes. Out: [`File`], whose tensors come with the sizes asked for, or [`EncoderError`]. Must not know: what is multiplied
//! with what, where the file lies.
//!
//! A matrix is either a tensor `NAME` of 32-bit floats or the pair `NAME.q4` (bytes of two 4-bit columns) and `NAME.scale` (a
//! half-precision scale for each 32 columns). Metadata: `format`, `version`, `about`, `heads`, `crc32` of all that follows the header, in
//! decimal, and, if measured, `confidence`.

use super::stored::{GROUP, Stored, Values, float};
use safetensors::tensor::{Dtype, SafeTensors, TensorView};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

/// The name of the format, in the file's metadata.
const FORMAT: &str = "dixit-accurate";

/// The version of the file and of what its numbers mean.
const VERSION: &str = "1";

/// Why bytes are no model of the `accurate` engine.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncoderError {
    /// They are no `safetensors` file, an incomplete one, or one of something else.
    NotAModel,
    /// A model of another version of dixit.
    Version(String),
    /// Some byte has changed.
    Checksum,
    /// A tensor or a string of the metadata is not there.
    Missing(String),
    /// A tensor or a string of the metadata is not as the others need it.
    Unfit {
        /// Its name.
        name: String,
        /// What it should be.
        expected: String,
        /// What it is.
        found: String,
    },
}

impl fmt::Display for EncoderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => f.write_str(
                "no model of dixit's accurate engine, or an incomplete one; name the model file, or copy it again",
            ),
            Self::Version(found) => write!(
                f,
                "a model of version {found}, but this program reads version {VERSION}; get the model of this version of dixit"
            ),
            Self::Checksum => f.write_str("the model is damaged (checksum); copy the file again"),
            Self::Missing(name) => write!(f, "the model has no `{name}`; export it again"),
            Self::Unfit { name, expected, found } => {
                write!(f, "the model's `{name}` should be {expected}, but is {found}; export it again")
            }
        }
    }
}

impl std::error::Error for EncoderError {}

/// An open model file.
pub(super) struct File<'a> {
    tensors: SafeTensors<'a>,
    strings: HashMap<String, String>,
}

impl<'a> File<'a> {
    /// Reads the header and proves the checksum.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, EncoderError> {
        let (header, metadata) = SafeTensors::read_metadata(bytes).map_err(|_| EncoderError::NotAModel)?;
        let strings: HashMap<String, String> =
            metadata.metadata().iter().flatten().map(|(name, value)| (name.clone(), value.clone())).collect();
        let file =
            Self { tensors: SafeTensors::deserialize(bytes).map_err(|_| EncoderError::NotAModel)?, strings };
        if file.strings.get("format").is_none_or(|format| format != FORMAT) {
            return Err(EncoderError::NotAModel);
        }
        let version = file.string("version")?;
        if version != VERSION {
            return Err(EncoderError::Version(version.to_owned()));
        }
        let data = bytes.get(size_of::<u64>() + header..).unwrap_or_default();
        if file.number("crc32")? != u64::from(crc32fast::hash(data)) {
            return Err(EncoderError::Checksum);
        }
        Ok(file)
    }

    /// A string of the metadata.
    pub(super) fn string(&self, name: &str) -> Result<&str, EncoderError> {
        self.strings.get(name).map(String::as_str).ok_or_else(|| EncoderError::Missing(name.to_owned()))
    }

    /// A string of the metadata that is a number.
    pub(super) fn number(&self, name: &str) -> Result<u64, EncoderError> {
        let text = self.string(name)?;
        text.parse().map_err(|_| unfit(name, "a number".to_owned(), format!("`{text}`")))
    }

    /// A string of the metadata that is a list of numbers with commas; nothing where it is not there.
    pub(super) fn numbers(&self, name: &str) -> Result<Vec<f32>, EncoderError> {
        let Ok(text) = self.string(name) else { return Ok(Vec::new()) };
        let number = |part: &str| {
            part.trim()
                .parse()
                .map_err(|_| unfit(name, "numbers with commas".to_owned(), format!("`{text}`")))
        };
        text.split(',').map(number).collect()
    }

    /// Whether there is a matrix of this name.
    pub(super) fn has_matrix(&self, name: &str) -> bool {
        self.tensors.tensor(name).is_ok() || self.tensors.tensor(&format!("{name}.q4")).is_ok()
    }

    /// A tensor of bytes.
    pub(super) fn bytes(&self, name: &str) -> Result<&'a [u8], EncoderError> {
        self.tensor(name, Dtype::U8).map(|tensor| tensor.data())
    }

    /// A tensor of floats with as many numbers as `length` says, or of any length.
    pub(super) fn floats(&self, name: &str, length: Option<usize>) -> Result<Vec<f32>, EncoderError> {
        let tensor = self.tensor(name, Dtype::F32)?;
        let values: Vec<f32> = tensor.data().chunks_exact(4).map(float).collect();
        match length {
            Some(length) if values.len() != length => {
                Err(unfit(name, format!("{length} numbers"), format!("of shape {:?}", tensor.shape())))
            }
            _ => Ok(values),
        }
    }

    /// A matrix of `columns`, and of `rows` or any number of them but none.
    pub(super) fn matrix(
        &self,
        name: &str,
        rows: Option<usize>,
        columns: usize,
    ) -> Result<Stored<'a>, EncoderError> {
        let (found, stored) = if self.tensors.tensor(name).is_ok() {
            let tensor = self.tensor(name, Dtype::F32)?;
            (tensor.shape().to_vec(), Values::Floats(Cow::Borrowed(tensor.data())))
        } else {
            let (packed, scale) = (format!("{name}.q4"), format!("{name}.scale"));
            let nibbles = self.tensors.tensor(&packed).map_err(|_| EncoderError::Missing(name.to_owned()))?;
            let nibbles = of_kind(&packed, nibbles, Dtype::U8)?;
            let scales = self.tensor(&scale, Dtype::F16)?;
            let shape: Vec<usize> = match nibbles.shape() {
                [rows, pairs] => vec![*rows, pairs.saturating_mul(2)],
                other => other.to_vec(),
            };
            if let [rows, columns] = shape[..]
                && (columns % GROUP != 0 || scales.shape() != [rows, columns / GROUP])
            {
                let expected = format!("[{rows}, {}], one for each {GROUP} columns", columns / GROUP);
                return Err(unfit(&scale, expected, format!("{:?}", scales.shape())));
            }
            let (nibbles, scales) = (Cow::Borrowed(nibbles.data()), Cow::Borrowed(scales.data()));
            (shape, Values::Nibbles { nibbles, scales })
        };
        match found[..] {
            [found, width] if width == columns && rows.unwrap_or(found) == found && found > 0 => {
                Ok(Stored { rows: found, columns, values: stored })
            }
            _ => {
                let rows = rows.map_or_else(|| "any".to_owned(), |rows| rows.to_string());
                Err(unfit(name, format!("[{rows}, {columns}]"), format!("{found:?}")))
            }
        }
    }

    fn tensor(&self, name: &str, kind: Dtype) -> Result<TensorView<'a>, EncoderError> {
        let tensor = self.tensors.tensor(name).map_err(|_| EncoderError::Missing(name.to_owned()))?;
        of_kind(name, tensor, kind)
    }
}

fn of_kind<'a>(name: &str, tensor: TensorView<'a>, kind: Dtype) -> Result<TensorView<'a>, EncoderError> {
    if tensor.dtype() == kind {
        Ok(tensor)
    } else {
        Err(unfit(name, format!("of type {kind:?}"), format!("of type {:?}", tensor.dtype())))
    }
}

/// The error of a tensor or string that is not as it should be.
pub(super) fn unfit(name: &str, expected: String, found: String) -> EncoderError {
    EncoderError::Unfit { name: name.to_owned(), expected, found }
}
