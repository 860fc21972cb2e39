//! Reads one column of a row group, some rows at a time, page by page.

use bytes::Bytes;
use parquet::basic::Encoding;
use parquet::column::page::{Page, PageReader};
use parquet::data_type::ByteArray;
use parquet::errors::ParquetError;
use parquet::file::serialized_reader::SerializedPageReader;

use super::file::SharedFile;
use super::filled::Filled;
use super::runs::{Runs, broken};
use super::stored::{Dictionary, Present, Shape, Stored, plain_numbers, plain_texts};
use super::values::{Meaning, Numbers, Standing, Texts, Values};

/// A column of a row group, read from its first row to its last.
pub(super) struct Pages {
    pages: SerializedPageReader<SharedFile>,
    shape: Shape,
    dictionary: Dictionary,
    /// The dictionary was read.
    known: bool,
    open: Option<Open>,
    filled: Filled,
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
        let (filled, codes) = (Filled::default(), Vec::new());
        Self { pages, shape, dictionary, known: false, open: None, filled, codes }
    }

    /// Returns the texts of the dictionary, before any row is read; `None` where there is none.
    pub(super) fn dictionary(&mut self) -> Result<Option<&Dictionary>, ParquetError> {
        if self.known {
            return Ok(Some(&self.dictionary));
        }
        if self.pages.peek_next_page()?.is_some_and(|page| page.is_dict)
            && let Some(Page::DictionaryPage { buf, num_values, .. }) =
                self.pages.get_next_page()?
        {
            self.dictionary = Dictionary::new(buf, num_values, self.shape)?;
            self.known = true;
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
            Meaning::Whole | Meaning::Moment { .. } => {
                if self.turn(count)? == count
                    && let Some(standing) = self.stand(count)?
                {
                    return Ok(Values::Numbers(Numbers::standing(standing)));
                }
                Values::Numbers(Numbers::new(Vec::with_capacity(count)))
            }
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
                    self.known = true;
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

    /// Leaves rows of the open page where they stand; `None` where they must be taken.
    fn stand(&mut self, count: usize) -> Result<Option<Standing>, ParquetError> {
        let Some(open) = &mut self.open else { return Err(broken()) };
        let (Source::Plain { bytes, at }, Some(width)) = (&mut open.values, self.shape.width())
        else {
            return Ok(None);
        };
        let values = fill(&mut self.filled, self.shape, &mut open.levels, count)?;
        let filled = values.map(|_| (self.filled.clone(), self.filled.ranks()));
        let start = *at;
        *at += values.unwrap_or(count) * width;
        open.left -= count;
        if *at > bytes.len() {
            return Err(broken());
        }
        let (page, shape, rows) = (bytes.clone(), self.shape, count);
        Ok(Some(Standing { page, start, width, shape, rows, filled }))
    }

    /// Reads rows of the open page.
    fn take(&mut self, count: usize, values: &mut Values) -> Result<(), ParquetError> {
        let Some(open) = &mut self.open else { return Err(broken()) };
        let (filled, present) = match fill(&mut self.filled, self.shape, &mut open.levels, count)? {
            None => (count, Present::All),
            Some(filled) => (filled, Present::Some(&self.filled)),
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

/// Finds out which of the next rows have a value, and returns how many; `None` where all have.
fn fill(
    filled: &mut Filled,
    shape: Shape,
    levels: &mut Option<Runs>,
    count: usize,
) -> Result<Option<usize>, ParquetError> {
    let Some(levels) = levels else { return Ok(None) };
    let full = u32::try_from(shape.full).map_err(|_| broken())?;
    filled.clear();
    match levels.same(count)? {
        Some(level) if level == full => return Ok(None),
        Some(_) => filled.extend(false, count),
        None => levels.filled(count, full, filled)?,
    }
    Ok(Some(filled.count()))
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
