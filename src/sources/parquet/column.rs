//! Reads one column of a row group, some rows at a time, page by page.

use bytes::Bytes;
use parquet::basic::Encoding;
use parquet::column::page::{Page, PageReader};
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::serialized_reader::SerializedPageReader;

use super::file::SharedFile;
use super::runs::{Runs, broken};
use super::stored::{Dictionary, Present, Shape, Stored, plain_numbers, plain_texts};
use super::values::{Meaning, Numbers, Texts, Values};

/// A column of a row group, read from its first row to its last.
pub(super) struct Pages {
    pages: SerializedPageReader<SharedFile>,
    shape: Shape,
    dictionary: Dictionary,
    open: Option<Open>,
    levels: Vec<u32>,
    codes: Vec<u32>,
}

/// A page that is being read.
struct Open {
    /// Rows not read yet.
    left: usize,
    /// Tells which rows have a value; `None` where all have.
    levels: Option<Runs>,
    values: Source,
}

enum Source {
    /// Codes of the dictionary.
    Codes(Runs),
    /// The values themselves, from this byte on.
    Plain { bytes: ByteArray, at: usize },
}

impl Pages {
    pub(super) fn new(pages: SerializedPageReader<SharedFile>, shape: Shape) -> Self {
        let dictionary = Dictionary::default();
        Self { pages, shape, dictionary, open: None, levels: Vec::new(), codes: Vec::new() }
    }

    /// Returns the texts of the dictionary, before any row is read; `None` where there is none.
    pub(super) fn dictionary(&mut self) -> Result<Option<&Dictionary>, ParquetError> {
        if self.pages.peek_next_page()?.is_some_and(|page| page.is_dict)
            && let Some(Page::DictionaryPage { buf, num_values, .. }) =
                self.pages.get_next_page()?
        {
            self.dictionary = Dictionary::new(buf, num_values, self.shape)?;
            return Ok(Some(&self.dictionary));
        }
        Ok(None)
    }

    /// Passes over rows; pages in which none is wanted are not unpacked.
    pub(super) fn skip(&mut self, count: usize) -> Result<(), ParquetError> {
        let mut left = count;
        while left > 0 {
            if self.open.as_ref().is_none_or(|open| open.left == 0) {
                let next = self.pages.peek_next_page()?;
                let rows = next.filter(|page| !page.is_dict).and_then(|page| page.num_levels);
                if let Some(rows) = rows.filter(|rows| *rows <= left) {
                    self.pages.skip_next_page()?;
                    left -= rows;
                    continue;
                }
            }
            let count = self.turn(left)?;
            self.take(count, &mut Values::Odd(Vec::new()))?;
            left -= count;
        }
        Ok(())
    }

    /// Reads the values of the next rows.
    pub(super) fn read(&mut self, count: usize) -> Result<Values, ParquetError> {
        let mut values = match self.shape.meaning {
            Meaning::Text | Meaning::Written(_) => Values::Texts(Texts::default()),
            Meaning::Whole | Meaning::Moment { .. } => Values::Numbers(Numbers::default()),
            Meaning::Odd => Values::Odd(Vec::new()),
        };
        let mut left = count;
        while left > 0 {
            let count = self.turn(left)?;
            self.take(count, &mut values)?;
            left -= count;
        }
        Ok(values)
    }

    /// Opens the next page where the present one is over, and returns how many rows, of those
    /// wanted, are in it.
    fn turn(&mut self, wanted: usize) -> Result<usize, ParquetError> {
        loop {
            if let Some(open) = &self.open
                && open.left > 0
            {
                return Ok(open.left.min(wanted));
            }
            let ended = || ParquetError::EOF("a column ends before its group".to_owned());
            match self.pages.get_next_page()?.ok_or_else(ended)? {
                Page::DictionaryPage { buf, num_values, .. } => {
                    self.dictionary = Dictionary::new(buf, num_values, self.shape)?;
                }
                Page::DataPage { buf, num_values, encoding, def_level_encoding, .. } => {
                    let (levels, start) = self.levels(&buf, def_level_encoding)?;
                    self.open = Some(Open::new(buf, start, (num_values, levels), encoding)?);
                }
                Page::DataPageV2 { buf, num_values, encoding, def_levels_byte_len, .. } => {
                    let length = usize::try_from(def_levels_byte_len).map_err(|_| broken())?;
                    let levels = match self.shape.level_bits() {
                        0 => None,
                        bits => Some(Runs::new(buf.clone().into(), 0..length, bits)?),
                    };
                    self.open = Some(Open::new(buf, length, (num_values, levels), encoding)?);
                }
            }
        }
    }

    /// Returns the levels at the head of a page, and where they end.
    fn levels(
        &self,
        page: &Bytes,
        encoding: Encoding,
    ) -> Result<(Option<Runs>, usize), ParquetError> {
        let bits = self.shape.level_bits();
        if bits == 0 {
            return Ok((None, 0));
        }
        if encoding != Encoding::RLE {
            return Err(ParquetError::NYI(format!("levels packed as {encoding}")));
        }
        let length = page.first_chunk().map(|length| u32::from_le_bytes(*length));
        let length = length.and_then(|length| usize::try_from(length).ok()).ok_or_else(broken)?;
        let end = length.checked_add(4).ok_or_else(broken)?;
        Ok((Some(Runs::new(page.clone().into(), 4..end, bits)?), end))
    }

    /// Reads rows of the open page.
    fn take(&mut self, count: usize, values: &mut Values) -> Result<(), ParquetError> {
        let Some(open) = &mut self.open else { return Err(broken()) };
        let full = u32::try_from(self.shape.full).map_err(|_| broken())?;
        self.levels.clear();
        let known = match &mut open.levels {
            None => Some(full),
            Some(levels) => levels.same(count)?,
        };
        let (filled, present) = match (known, &mut open.levels) {
            (Some(level), _) if level == full => (count, Present::All),
            (known, levels) => {
                match (known, levels) {
                    (None, Some(levels)) => levels.read(count, &mut self.levels)?,
                    (known, _) => self.levels.resize(count, known.unwrap_or(0)),
                }
                let filled = self.levels.iter().filter(|level| **level == full).count();
                (filled, Present::Some { levels: &self.levels, full })
            }
        };
        open.left -= count;
        match &mut open.values {
            Source::Codes(runs) => {
                self.codes.clear();
                runs.read(filled, &mut self.codes)?;
                self.dictionary.take(&self.codes, present, count, values)
            }
            Source::Plain { bytes, at } => match self.shape.stored {
                Stored::Bytes => plain_texts(bytes, at, (present, count), values),
                Stored::Four => plain_numbers(bytes, at, (present, count), self.shape, values),
                Stored::Eight => plain_numbers(bytes, at, (present, count), self.shape, values),
            },
        }
        .ok_or_else(broken)
    }
}

impl Open {
    fn new(
        page: Bytes,
        start: usize,
        (rows, levels): (u32, Option<Runs>),
        encoding: Encoding,
    ) -> Result<Self, ParquetError> {
        let (bytes, end) = (ByteArray::from(page), usize::MAX);
        let values = match encoding {
            Encoding::PLAIN => Source::Plain { bytes, at: start },
            Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY => {
                let end = end.min(bytes.len());
                // A page without any value may have no width either.
                let width = bytes.data().get(start).copied().unwrap_or(0);
                Source::Codes(Runs::new(bytes, end.min(start + 1)..end, width)?)
            }
            other => return Err(ParquetError::NYI(format!("values packed as {other}"))),
        };
        Ok(Self { left: usize::try_from(rows).map_err(|_| broken())?, levels, values })
    }
}
