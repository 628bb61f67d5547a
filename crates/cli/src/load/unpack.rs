//! Files as they were before somebody compressed them.
//!
//! In: a path, or what is piped in. Out: its bytes, unpacked where they are gzip or zstd, whatever the name says. Must not
//! know: what is in them.

use super::reach::Reach;
use crate::failure::Failure;
use dixit_tokenizer::MAX_BYTES;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::error::Error;
use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// Frames of zstd that say something to programs which know it: `50` to `5f`, then this.
const ZSTD_SKIPPED: [u8; 3] = [0x2a, 0x4d, 0x18];

/// A stream of bytes.
pub(super) type Unpacked = Box<dyn BufRead + Send>;

/// Opens a file.
pub(super) fn open(path: &Path) -> Result<Unpacked, Failure> {
    let file = File::open(path).map_err(|error| Failure::io(path, &error))?;
    unpacked(Box::new(BufReader::new(file))).map_err(|error| Failure::io(path, &error))
}

/// Opens a file of many documents, or a large one, whose reading is counted.
pub(super) fn open_counted(path: &Path, reach: &Reach) -> Result<Unpacked, Failure> {
    let file = File::open(path).map_err(|error| Failure::io(path, &error))?;
    unpacked(Box::new(BufReader::new(reach.counted(file)))).map_err(|error| Failure::io(path, &error))
}

/// Opens what is piped in.
pub(super) fn stdin() -> Result<Unpacked, Failure> {
    unpacked(Box::new(BufReader::new(io::stdin()))).map_err(|error| Failure::io(Path::new("stdin"), &error))
}

/// Reads a whole file. One byte more than a text may have is enough to say that it is too long.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let most = MAX_BYTES as u64 + 1;
    open(path)?.take(most).read_to_end(&mut bytes).map_err(|error| Failure::io(path, &error))?;
    Ok(bytes)
}

fn unpacked(mut reader: Unpacked) -> io::Result<Unpacked> {
    // A pipe may give its first bytes one by one; files and pipes of programs give enough at once.
    let start = reader.fill_buf()?;
    let is_skipped =
        start.first().is_some_and(|byte| byte & 0xf0 == 0x50) && start[1..].starts_with(&ZSTD_SKIPPED);
    Ok(if start.starts_with(&GZIP) {
        Box::new(BufReader::new(Told { packing: "gzip", reader: MultiGzDecoder::new(reader) }))
    } else if start.starts_with(&ZSTD) || is_skipped {
        Box::new(BufReader::new(Told { packing: "zstd", reader: Frames::new(reader) }))
    } else {
        reader
    })
}

/// A decoder whose errors say what to do.
struct Told<R> {
    packing: &'static str,
    reader: R,
}

impl<R: Read> Read for Told<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer).map_err(|error| {
            let packing = self.packing;
            let cause = match error.kind() {
                ErrorKind::Interrupted => return error,
                ErrorKind::UnexpectedEof => {
                    format!(
                        "the {packing} data ends too early, so the file is cut off; copy or download it again"
                    )
                }
                _ => format!("the {packing} data is damaged ({error}); copy or download it again"),
            };
            io::Error::other(cause)
        })
    }
}

/// The frames of a zstd file, one after the other.
struct Frames {
    reader: Unpacked,
    decoder: FrameDecoder,
    /// Whether a frame has begun and not ended.
    inside: bool,
}

impl Frames {
    fn new(reader: Unpacked) -> Self {
        Self { reader, decoder: FrameDecoder::new(), inside: false }
    }

    /// Begins the next frame, past those that are to be skipped.
    fn begin(&mut self) -> io::Result<()> {
        match self.decoder.init(&mut self.reader) {
            Ok(()) => self.inside = true,
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                length, ..
            })) => {
                let length = u64::from(length);
                if io::copy(&mut (&mut self.reader).take(length), &mut io::sink())? < length {
                    return Err(ErrorKind::UnexpectedEof.into());
                }
            }
            Err(error) => return Err(kind(error)),
        }
        Ok(())
    }

    /// Ends a frame, whose checksum has to be right where it has one.
    fn end(&mut self) -> io::Result<()> {
        self.inside = false;
        let [written, found] =
            [self.decoder.get_checksum_from_data(), self.decoder.get_calculated_checksum()];
        if written.is_some() && written != found {
            return Err(io::Error::new(ErrorKind::InvalidData, "its checksum is another"));
        }
        Ok(())
    }
}

impl Read for Frames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while !buffer.is_empty() {
            if !self.inside {
                if self.reader.fill_buf()?.is_empty() {
                    return Ok(0);
                }
                self.begin()?;
            } else if self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            } else if self.decoder.is_finished() {
                self.end()?;
            } else {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.reader, one).map_err(kind)?;
            }
        }
        Ok(0)
    }
}

/// The error, told apart by whether the data only ended too early.
fn kind(error: FrameDecoderError) -> io::Error {
    let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
    let mut cut = false;
    while let Some(inner) = cause {
        cut |= inner.downcast_ref::<io::Error>().is_some_and(|it| it.kind() == ErrorKind::UnexpectedEof);
        cause = inner.source();
    }
    io::Error::new(if cut { ErrorKind::UnexpectedEof } else { ErrorKind::InvalidData }, error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::{Cursor, Write};

    const TEXT: &str = "“It rains,” she said. ";

    fn gzip(text: &str) -> Vec<u8> {
        let mut writer = GzEncoder::new(Vec::new(), Compression::default());
        writer.write_all(text.as_bytes()).unwrap();
        writer.finish().unwrap()
    }

    fn zstd(text: &str) -> Vec<u8> {
        compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
    }

    fn read(bytes: Vec<u8>) -> Result<String, String> {
        let mut text = String::new();
        let reader = unpacked(Box::new(Cursor::new(bytes)));
        match reader.and_then(|mut reader| reader.read_to_string(&mut text)) {
            Ok(_) => Ok(text),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn what_was_packed_is_unpacked_member_after_member() {
        let long = TEXT.repeat(20_000);
        for pack in [gzip, zstd] {
            assert_eq!(read(pack(&long)), Ok(long.clone()));
            assert_eq!(read([pack("a"), pack("b")].concat()), Ok("ab".to_owned()));
        }
        let skipped = [&[0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9][..], &zstd("a")].concat();
        assert_eq!(read(skipped), Ok("a".to_owned()));
        assert_eq!(read(TEXT.into()), Ok(TEXT.to_owned()));
        assert_eq!(read(Vec::new()), Ok(String::new()));
    }

    #[test]
    fn what_is_cut_off_or_damaged_is_told() {
        for (packing, packed) in [("gzip", gzip(&TEXT.repeat(99))), ("zstd", zstd(&TEXT.repeat(99)))] {
            let cut = format!(
                "the {packing} data ends too early, so the file is cut off; copy or download it again"
            );
            for length in 5..packed.len() {
                assert_eq!(read(packed[..length].to_vec()), Err(cut.clone()), "{length}");
            }
            for at in 5..packed.len() {
                let mut damaged = packed.clone();
                damaged[at] ^= 0x55;
                // A header's free fields may be anything; nothing may panic.
                let _ = read(damaged);
            }
            let mut damaged = packed.clone();
            let last = damaged.len() - 1;
            damaged[last] ^= 0x55;
            let error = read(damaged).unwrap_err();
            assert!(error.starts_with(&format!("the {packing} data is damaged (")), "{error}");
        }
    }
}
