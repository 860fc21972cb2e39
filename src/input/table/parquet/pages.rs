//! Pages of the columns of a row group, looked at before the crate's reader unpacks them.
//!
//! The crate panics where a column begins before its file, where a page refers to a dictionary that
//! its column lacks, and where a page ends before its bits that say which rows have a value; a
//! damaged file must be an error.

use std::sync::Arc;

use parquet::arrow::arrow_reader::RowGroups;
use parquet::basic::Encoding;
use parquet::column::page::{Page, PageIterator, PageMetadata, PageReader};
use parquet::errors::ParquetError;
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::serialized_reader::SerializedPageReader;

use super::file::SharedFile;

/// A row group whose pages are checked.
pub(super) struct CheckedGroup<'a> {
    file: &'a SharedFile,
    metadata: &'a ParquetMetaData,
    group: &'a RowGroupMetaData,
    rows: usize,
}

/// The pages of one column of one row group, as the crate asks for them: all at once.
struct Chunk(Option<CheckedPages>);

struct CheckedPages {
    pages: SerializedPageReader<SharedFile>,
    has_dictionary: bool,
    /// Whether pages begin with a bit for each row that says whether it has a value.
    has_nulls: bool,
}

fn damaged(what: &str) -> ParquetError {
    ParquetError::General(what.to_owned())
}

impl<'a> CheckedGroup<'a> {
    /// Takes a row group by its number, counted from 0.
    pub(super) fn new(
        file: &'a SharedFile,
        metadata: &'a ParquetMetaData,
        number: usize,
    ) -> Result<Self, ParquetError> {
        let group = metadata.row_groups().get(number);
        let group = group.ok_or_else(|| damaged("the row group is missing"))?;
        let rows = usize::try_from(group.num_rows());
        let rows = rows.map_err(|_| damaged("its count of rows is below 0"))?;
        Ok(Self { file, metadata, group, rows })
    }
}

impl RowGroups for CheckedGroup<'_> {
    fn num_rows(&self) -> usize {
        self.rows
    }

    fn column_chunks(&self, column: usize) -> Result<Box<dyn PageIterator>, ParquetError> {
        let chunk = self.group.columns().get(column);
        let chunk = chunk.ok_or_else(|| damaged("a column of the schema is missing"))?;
        let start = chunk.dictionary_page_offset().unwrap_or_else(|| chunk.data_page_offset());
        if start < 0 || chunk.compressed_size() < 0 {
            return Err(damaged("a column begins before the file or has fewer than 0 bytes"));
        }
        let column = chunk.column_descr();
        let has_nulls = column.max_rep_level() == 0 && column.max_def_level() == 1;
        let file = Arc::new(self.file.clone());
        let pages = SerializedPageReader::new(file, chunk, self.rows, None)?;
        Ok(Box::new(Chunk(Some(CheckedPages { pages, has_dictionary: false, has_nulls }))))
    }

    fn row_groups(&self) -> Box<dyn Iterator<Item = &RowGroupMetaData> + '_> {
        Box::new(std::iter::once(self.group))
    }

    fn metadata(&self) -> &ParquetMetaData {
        self.metadata
    }
}

impl CheckedPages {
    fn check(&mut self, page: &Page) -> Result<(), ParquetError> {
        let encoding = match page {
            Page::DictionaryPage { .. } => {
                self.has_dictionary = true;
                return Ok(());
            }
            Page::DataPage { encoding, .. } | Page::DataPageV2 { encoding, .. } => *encoding,
        };
        let coded = [Encoding::RLE_DICTIONARY, Encoding::PLAIN_DICTIONARY];
        if coded.contains(&encoding) && !self.has_dictionary {
            return Err(damaged("a page refers to a dictionary that is missing"));
        }
        if self.has_nulls && levels(page).is_none_or(|bytes| !holds(bytes, page.num_values())) {
            return Err(damaged("a page ends before it says which rows have a value"));
        }
        Ok(())
    }
}

/// Returns the bytes that say which rows of a page have a value: nothing where they are not in
/// runs. `None` where the page ends before them.
fn levels(page: &Page) -> Option<&[u8]> {
    match page {
        Page::DataPage { buf, def_level_encoding: Encoding::RLE, .. } => {
            let (length, rest) = buf.split_first_chunk()?;
            rest.get(..usize::try_from(u32::from_le_bytes(*length)).ok()?)
        }
        Page::DataPageV2 { buf, def_levels_byte_len, rep_levels_byte_len, .. } => {
            let start = usize::try_from(*rep_levels_byte_len).ok()?;
            buf.get(start..)?.get(..usize::try_from(*def_levels_byte_len).ok()?)
        }
        Page::DataPage { .. } | Page::DictionaryPage { .. } => Some(&[]),
    }
}

/// Returns whether the bytes hold all the bits that their runs promise, of so many rows.
fn holds(bytes: &[u8], rows: u32) -> bool {
    let (mut bytes, mut left) = (bytes, u64::from(rows));
    while left > 0 && !bytes.is_empty() {
        // A run begins with its length, seven bits a byte, of which the lowest tells its kind.
        let Some(last) = bytes.iter().take(5).position(|byte| *byte < 0x80) else { return false };
        let (head, rest) = bytes.split_at(last + 1);
        let head = head.iter().rev().fold(0, |head, byte| head << 7 | u64::from(byte & 0x7f));
        let (rows, length) = match head & 1 {
            0 => (left.min(head >> 1), 1),
            _ => (left.min((head >> 1) * 8), left.min((head >> 1) * 8).div_ceil(8)),
        };
        let Some(next) = usize::try_from(length).ok().and_then(|length| rest.get(length..)) else {
            return false;
        };
        (bytes, left) = (next, left - rows);
    }
    true
}

impl Iterator for Chunk {
    type Item = Result<Box<dyn PageReader>, ParquetError>;

    fn next(&mut self) -> Option<Self::Item> {
        let pages = self.0.take()?;
        Some(Ok(Box::new(pages)))
    }
}

impl PageIterator for Chunk {}

impl Iterator for CheckedPages {
    type Item = Result<Page, ParquetError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for CheckedPages {
    fn get_next_page(&mut self) -> Result<Option<Page>, ParquetError> {
        let page = self.pages.get_next_page()?;
        page.iter().try_for_each(|page| self.check(page))?;
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>, ParquetError> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<(), ParquetError> {
        self.pages.skip_next_page()
    }

    fn at_record_boundary(&mut self) -> Result<bool, ParquetError> {
        self.pages.at_record_boundary()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_hold_the_bits_that_they_promise_or_do_not() {
        // 10 rows with a value; 16 rows in two bytes; both.
        for (bytes, rows, expected) in [
            (&[20, 1][..], 10, true),
            (&[20], 10, false),
            (&[5, 0xff, 0xff], 16, true),
            (&[5, 0xff], 16, false),
            // The last of the rows stand in the first byte.
            (&[5, 0xff], 8, true),
            (&[20, 1, 5, 0xff, 0xff], 26, true),
            (&[20, 1, 5, 0xff], 26, false),
            (&[0xff, 0xff, 0xff, 0xff, 0xff, 1], 8, false),
            (&[], 8, true),
        ] {
            assert_eq!(holds(bytes, rows), expected, "{bytes:?} {rows}");
        }
    }
}
