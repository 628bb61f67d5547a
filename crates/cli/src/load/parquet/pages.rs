//! The pages of a Parquet file, those in zstd too.
//!
//! In: a file. Out: [`Table`], as the `parquet` crate reads it. Must not know: what stands in the columns.
//!
//! polars writes zstd unless told otherwise, and the crate unpacks it with a C library only. Here it is given such columns as if they
//! were not packed, and `ruzstd` unpacks each page on its way.

use parquet::basic::Compression;
use parquet::bloom_filter::Sbbf;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader, SerializedPageReader};
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;
use ruzstd::decoding::StreamingDecoder;
use std::fs::File;
use std::io::Read;
use std::sync::Arc;

/// A page is a megabyte as a rule; one that unpacks to more than this is damaged or made to be.
const MAX_PAGE_BYTES: u64 = 1 << 30;

/// A Parquet file.
pub(super) struct Table {
    inner: SerializedFileReader<File>,
    file: Arc<File>,
}

impl Table {
    pub(super) fn new(file: File) -> Result<Self> {
        let again = file.try_clone()?;
        Ok(Self { inner: SerializedFileReader::new(file)?, file: Arc::new(again) })
    }
}

impl FileReader for Table {
    fn metadata(&self) -> &ParquetMetaData {
        self.inner.metadata()
    }

    fn num_row_groups(&self) -> usize {
        self.inner.num_row_groups()
    }

    fn get_row_group(&self, at: usize) -> Result<Box<dyn RowGroupReader + '_>> {
        Ok(Box::new(Group { inner: self.inner.get_row_group(at)?, file: &self.file }))
    }

    fn get_row_iter(&self, projection: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_file(projection, self)
    }
}

struct Group<'a> {
    inner: Box<dyn RowGroupReader + 'a>,
    file: &'a Arc<File>,
}

impl RowGroupReader for Group<'_> {
    fn metadata(&self) -> &RowGroupMetaData {
        self.inner.metadata()
    }

    fn num_columns(&self) -> usize {
        self.inner.num_columns()
    }

    fn get_column_page_reader(&self, at: usize) -> Result<Box<dyn PageReader>> {
        let column = self.inner.metadata().column(at);
        if !matches!(column.compression(), Compression::ZSTD(_)) {
            return self.inner.get_column_page_reader(at);
        }
        let plain = column.clone().into_builder().set_compression(Compression::UNCOMPRESSED).build()?;
        let rows = usize::try_from(self.inner.metadata().num_rows())?;
        let inner = SerializedPageReader::new(Arc::clone(self.file), &plain, rows, None)?;
        Ok(Box::new(Unpacked { inner }))
    }

    fn get_column_bloom_filter(&self, at: usize) -> Option<&Sbbf> {
        self.inner.get_column_bloom_filter(at)
    }

    fn get_row_iter(&self, projection: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_row_group(projection, self)
    }
}

/// The pages of a column, each unpacked.
struct Unpacked {
    inner: SerializedPageReader<File>,
}

impl PageReader for Unpacked {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        self.inner.get_next_page()?.map(unpacked).transpose()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.inner.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.inner.skip_next_page()
    }
}

impl Iterator for Unpacked {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

fn unpacked(mut page: Page) -> Result<Page> {
    match &mut page {
        Page::DataPage { buf, .. } | Page::DictionaryPage { buf, .. } => {
            let bytes = after(buf, 0)?;
            *buf = bytes.into();
        }
        Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, is_compressed, .. } => {
            if *is_compressed {
                // The levels stand before it, never packed.
                let bytes = after(buf, (*def_levels_byte_len + *rep_levels_byte_len) as usize)?;
                *buf = bytes.into();
            }
        }
    }
    Ok(page)
}

/// The bytes with what stands after some of them unpacked.
fn after(bytes: &[u8], plain: usize) -> Result<Vec<u8>> {
    let (plain, packed) =
        bytes.split_at_checked(plain).ok_or_else(|| ParquetError::EOF("a page is too short".to_owned()))?;
    let mut out = plain.to_owned();
    if packed.is_empty() {
        return Ok(out);
    }
    let damaged =
        |error: &dyn std::fmt::Display| ParquetError::General(format!("a page in zstd is damaged: {error}"));
    let decoder = StreamingDecoder::new(packed).map_err(|error| damaged(&error))?;
    let read = decoder.take(MAX_PAGE_BYTES).read_to_end(&mut out).map_err(|error| damaged(&error))?;
    if read as u64 == MAX_PAGE_BYTES {
        return Err(damaged(&"it is too long"));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    #[test]
    fn what_stands_after_the_levels_is_unpacked() {
        let packed = compress_to_vec(&b"words"[..], CompressionLevel::Fastest);
        let page = [&b"\x01\x02"[..], &packed].concat();
        assert_eq!(after(&page, 2).unwrap(), b"\x01\x02words");
        assert_eq!(after(b"\x01\x02", 2).unwrap(), b"\x01\x02");
        assert!(after(b"\x01", 2).is_err());
        for length in 3..page.len() {
            assert!(after(&page[..length], 2).is_err(), "{length}");
        }
    }
}
