//! Cells of some rows of one table, column after column: what every table format fills and every
//! decoder reads.

use crate::domain::{Moment, WallTime};
use crate::input::RowProblem;
use crate::input::rows::CountedRows;
use crate::input::table::cell_padding::Unpadded;
use crate::input::table::row::{Cell, Row};

/// The most rows of a chunk.
pub(crate) const CHUNK_ROWS: usize = 512;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellKind {
    /// Nothing.
    Empty,
    /// A text, blanks around it included.
    Text,
    /// A whole number of a spreadsheet, written in digits.
    Number,
    /// A date of a spreadsheet: milliseconds of wall time since 1970, in eight bytes.
    Date,
    /// A moment that names its zone: milliseconds since 1970 in UTC, in eight bytes.
    Moment,
    /// A formula that failed, or a value that cannot be a cell's.
    Error,
}

/// Where a cell stands in the buffer of its chunk, and what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CellRange {
    start: u32,
    /// The length in the lower bits, the kind in the upper: none for a text, so that the range of a
    /// text needs no more than its places.
    length: u32,
}

/// Bits of a length; no row is longer.
const LENGTH_BITS: u32 = 28;
const LENGTHS: u32 = (1 << LENGTH_BITS) - 1;

impl CellRange {
    /// The empty cell.
    pub(crate) const EMPTY: Self = Self { start: 0, length: 0 };

    /// Returns the range of a text; an empty one is an empty cell.
    #[inline(always)]
    pub(crate) fn text(start: u32, length: u32) -> Self {
        Self { start, length: length & LENGTHS }
    }

    /// Returns the same of a text that is known to be shorter than 256 MB, as every field of a block is.
    #[inline(always)]
    pub(crate) fn short_text(start: u32, length: u32) -> Self {
        Self { start, length }
    }

    fn of_kind(kind: CellKind, start: u32, length: u32) -> Self {
        let kind = match kind {
            CellKind::Empty => return Self::EMPTY,
            CellKind::Text => return Self::text(start, length),
            CellKind::Number => 1,
            CellKind::Date => 2,
            CellKind::Moment => 3,
            CellKind::Error => 4,
        };
        Self { start, length: length & LENGTHS | kind << LENGTH_BITS }
    }

    /// Returns what the cell holds.
    #[inline(always)]
    pub(crate) fn kind(self) -> CellKind {
        match self.length >> LENGTH_BITS {
            _ if self.is_empty() => CellKind::Empty,
            0 => CellKind::Text,
            1 => CellKind::Number,
            2 => CellKind::Date,
            3 => CellKind::Moment,
            _ => CellKind::Error,
        }
    }

    /// Returns whether the cell holds a text or the digits of a number.
    #[inline(always)]
    pub(crate) fn is_text(self) -> bool {
        self.length.wrapping_sub(1) < (2 << LENGTH_BITS) - 1
    }

    /// Returns whether the cell holds nothing.
    #[inline(always)]
    pub(crate) fn is_empty(self) -> bool {
        self.length == 0
    }

    /// Returns the bytes of a text of exactly so many, in the buffer of its chunk; `None` for every
    /// other cell.
    #[inline(always)]
    pub(crate) fn sized<const LENGTH: usize>(self, buffer: &[u8]) -> Option<&[u8; LENGTH]> {
        if to_usize(self.length) != LENGTH {
            return None;
        }
        let start = to_usize(self.start);
        buffer.get(start..start + LENGTH)?.as_array()
    }

    /// Returns a text of one to eight bytes; `None` for every other cell, and where fewer than eight bytes
    /// end with it.
    #[inline(always)]
    pub(crate) fn short(self, buffer: &[u8]) -> Option<ShortText> {
        if !(1..=8).contains(&self.length) {
            return None;
        }
        let from = (to_usize(self.start) + to_usize(self.length)).checked_sub(8)?;
        let tail = *buffer.get(from..from + 8)?.as_array()?;
        Some(ShortText { tail: u64::from_le_bytes(tail), length: self.length })
    }

    /// Returns where the cell's bytes begin and end.
    #[inline(always)]
    pub(crate) fn bounds(self) -> (usize, usize) {
        let start = to_usize(self.start);
        (start, start + to_usize(self.length & LENGTHS))
    }
}

/// A text of one to eight bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShortText {
    /// The eight bytes that end with it, whatever stands before it, the first the lowest.
    pub(crate) tail: u64,
    /// How many of them are its own.
    pub(crate) length: u32,
}

impl ShortText {
    /// Returns its bytes as a number, zeros for those that it lacks.
    #[inline(always)]
    pub(crate) fn number(self) -> u64 {
        self.tail >> (64 - 8 * self.length)
    }
}

/// A text by its length and its first and last bytes: texts of up to [`TextKey::WHOLE`] bytes are equal where
/// all of this is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct TextKey {
    /// The first eight bytes of a text of more than eight.
    head: u64,
    /// The last eight bytes, zeros for those that it lacks.
    tail: u64,
    length: u32,
}

impl TextKey {
    /// Bytes of the longest text that is all in its key.
    pub(crate) const WHOLE: usize = 16;

    /// Returns the key of a text.
    #[inline(always)]
    pub(crate) fn of(text: &[u8]) -> Self {
        let length = to_u32(text.len());
        match (text.first_chunk(), text.last_chunk()) {
            (Some(head), Some(tail)) if text.len() > 8 => {
                let [head, tail] = [head, tail].map(|bytes| u64::from_le_bytes(*bytes));
                Self { head, tail, length }
            }
            _ => {
                let fold = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
                Self { head: 0, tail: text.iter().rev().fold(0, fold), length }
            }
        }
    }

    /// Returns whether the text is all in its key.
    #[inline(always)]
    pub(crate) fn is_whole(self) -> bool {
        to_usize(self.length) <= Self::WHOLE
    }

    /// Returns a number below 2 to the power of some bits, which differs for most texts.
    #[inline(always)]
    pub(crate) fn hash(self, bits: u32) -> usize {
        let mixed = (self.tail ^ self.head.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        usize::try_from(mixed >> (u64::BITS - bits)).expect("few bits")
    }
}

/// Cells of up to [`CHUNK_ROWS`] rows, only of the columns asked for.
#[derive(Debug, Default)]
pub(crate) struct CellChunk {
    /// The text of a block, and after it what had to be written elsewhere.
    pub(crate) buffer: Vec<u8>,
    /// The columns asked for, by their places in the table.
    columns: Vec<usize>,
    /// Column after column, [`CHUNK_ROWS`] cells each.
    cells: Vec<CellRange>,
    /// The numbers of the rows.
    rows: Vec<u64>,
    /// Rows without any content, which have no cells here.
    pub(crate) blank: u64,
    /// Rows that are none, which have no cells here.
    pub(crate) problems: Vec<RowProblem>,
    /// Rows with fewer fields than titles, of those that have cells here.
    pub(crate) short: Vec<u64>,
    /// The last row of a file, where it ends with an empty cell and without a line break: the cell
    /// may be missing. `None` for every other end.
    pub(crate) open_end: Option<u64>,
}

/// Rows with fewer fields than titles: the missing ones are taken as empty. Lines beside a table have
/// fewer fields than it, and are none of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ShortRows {
    /// All of them.
    pub(crate) rows: CountedRows,
    /// As [`CellChunk::open_end`].
    pub(crate) open_end: Option<u64>,
}

impl ShortRows {
    /// Adds what was found elsewhere.
    pub(crate) fn merge(&mut self, other: Self) {
        self.rows.merge(other.rows);
        self.open_end = self.open_end.or(other.open_end);
    }

    /// Puts rows under their real numbers.
    pub(crate) fn settle(&mut self, real: &dyn Fn(u64) -> u64) {
        self.rows.settle(real);
        self.open_end = self.open_end.map(real);
    }
}

/// The columns that a decoder asks for, a slot for each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots(Vec<usize>);

impl Slots {
    /// Asks for a column, and returns its slot.
    pub(crate) fn of(&mut self, column: usize) -> usize {
        self.find(column).unwrap_or_else(|| {
            self.0.push(column);
            self.0.len() - 1
        })
    }

    /// Returns the slot of a column that was asked for.
    pub(crate) fn find(&self, column: usize) -> Option<usize> {
        self.0.iter().position(|asked| *asked == column)
    }

    /// Returns the columns, by slot.
    pub(crate) fn columns(&self) -> &[usize] {
        &self.0
    }
}

impl CellChunk {
    /// Prepares for the cells of some columns.
    pub(crate) fn new(columns: &[usize]) -> Self {
        let cells = vec![CellRange::EMPTY; columns.len() * CHUNK_ROWS];
        Self { columns: columns.to_vec(), cells, ..Self::default() }
    }

    /// Drops all rows, and what was written after so many bytes of the buffer.
    pub(crate) fn clear(&mut self, keep: usize) {
        self.buffer.truncate(keep);
        self.rows.clear();
        self.problems.clear();
        self.short.clear();
        (self.blank, self.open_end) = (0, None);
    }

    /// Returns the count of rows.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns whether no more rows can be added.
    pub(crate) fn is_full(&self) -> bool {
        self.rows.len() >= CHUNK_ROWS
    }

    /// Returns the columns asked for.
    pub(crate) fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// Returns the slot of a column; `None` where it was not asked for.
    #[inline]
    pub(crate) fn slot_of(&self, column: usize) -> Option<usize> {
        self.columns.iter().position(|asked| *asked == column)
    }

    /// Returns the numbers of the rows.
    #[inline]
    pub(crate) fn rows(&self) -> &[u64] {
        &self.rows
    }

    /// Returns the number of a row.
    pub(crate) fn row_number(&self, row: usize) -> u64 {
        self.rows.get(row).copied().unwrap_or(0)
    }

    /// Adds the number of a row whose cells are put by [`Self::column_mut`].
    #[inline]
    pub(crate) fn push_row(&mut self, number: u64) {
        self.rows.push(number);
    }

    /// Adds the numbers of so many rows that follow each other.
    #[inline]
    pub(crate) fn push_rows(&mut self, first: u64, count: usize) {
        self.rows.extend(first..first + u64::try_from(count).expect("rows of a chunk"));
    }

    /// Returns the cells of the rows in one of the columns asked for; none for any other.
    #[inline]
    pub(crate) fn column(&self, slot: usize) -> &[CellRange] {
        let from = slot.saturating_mul(CHUNK_ROWS);
        self.cells.get(from..from.saturating_add(self.rows.len())).unwrap_or_default()
    }

    /// Returns the room for the cells of a column and the buffer that they stand in.
    #[inline]
    pub(crate) fn column_mut(&mut self, slot: usize) -> (&mut [CellRange], &mut Vec<u8>) {
        let from = slot * CHUNK_ROWS;
        let cells = self.cells.get_mut(from..from + self.rows.len()).unwrap_or_default();
        (cells, &mut self.buffer)
    }

    /// Returns the bytes of a cell.
    #[inline(always)]
    pub(crate) fn bytes(&self, cell: CellRange) -> &[u8] {
        let (start, end) = cell.bounds();
        self.buffer.get(start..end).unwrap_or_default()
    }

    /// Returns the bytes of a text; `None` for every other cell.
    #[inline(always)]
    pub(crate) fn text_bytes(&self, cell: CellRange) -> Option<&[u8]> {
        let (start, length) = (to_usize(cell.start), to_usize(cell.length));
        if length.wrapping_sub(1) >= to_usize(LENGTHS) {
            return None;
        }
        self.buffer.get(start..start + length)
    }

    /// Returns the bytes of a text of exactly so many; `None` for every other cell.
    #[inline(always)]
    pub(crate) fn sized<const LENGTH: usize>(&self, cell: CellRange) -> Option<&[u8; LENGTH]> {
        cell.sized(&self.buffer)
    }

    /// Returns the bytes of a text of one to eight as a number, zeros for those that it lacks; `None`
    /// for every other cell, and where fewer than eight bytes end with it.
    #[inline(always)]
    pub(crate) fn word(&self, cell: CellRange) -> Option<u64> {
        cell.short(&self.buffer).map(ShortText::number)
    }

    /// Returns the bytes of a text or of digits, blanks around them included; none for all else.
    #[inline(always)]
    pub(crate) fn written(&self, cell: CellRange) -> &[u8] {
        if cell.is_text() { self.bytes(cell) } else { &[] }
    }

    /// Returns the key of the same.
    #[inline(always)]
    pub(crate) fn key(&self, cell: CellRange) -> TextKey {
        match cell.short(&self.buffer) {
            Some(short) => TextKey { head: 0, tail: short.number(), length: short.length },
            None => TextKey::of(self.written(cell)),
        }
    }

    /// Returns the cell of a row in one of the columns asked for, blanks around it left out.
    pub(crate) fn cell(&self, slot: usize, row: usize) -> Cell<'_> {
        match self.column(slot).get(row) {
            Some(cell) => self.value(*cell),
            None => Cell::Empty,
        }
    }

    /// Returns the bytes of a text or of digits, blanks around them left out; none for all else.
    #[inline(always)]
    pub(crate) fn trimmed(&self, cell: CellRange) -> &[u8] {
        if !cell.is_text() {
            return &[];
        }
        let bytes = self.bytes(cell);
        let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        if is_plain(bytes.first()) && is_plain(bytes.last()) { bytes } else { trim(bytes) }
    }

    /// Returns what a cell holds, blanks around it left out.
    pub(crate) fn value(&self, cell: CellRange) -> Cell<'_> {
        let bytes = self.bytes(cell);
        let text = || std::str::from_utf8(bytes).unwrap_or_default().trim();
        let millis = || bytes.as_array().map_or(0, |bytes| i64::from_le_bytes(*bytes));
        match cell.kind() {
            CellKind::Empty => Cell::Empty,
            CellKind::Text => match text() {
                "" => Cell::Empty,
                text => Cell::Text(text),
            },
            CellKind::Number => text().parse().map_or(Cell::Error(text()), Cell::Whole),
            CellKind::Date => match chrono::DateTime::from_timestamp_millis(millis()) {
                Some(wall) => Cell::Date(wall.naive_utc()),
                None => Cell::Error("a date that no calendar has"),
            },
            CellKind::Moment => Cell::Moment(Moment::from_millis(millis())),
            CellKind::Error => Cell::Error(text()),
        }
    }

    /// Returns the text of a cell, blanks around it left out; a number in digits, and empty for all
    /// else.
    pub(crate) fn text(&self, slot: Option<usize>, row: usize) -> &str {
        let cell = slot.and_then(|slot| self.column(slot).get(row));
        cell.map_or("", |cell| self.text_of(*cell))
    }

    /// Returns the text of a cell as [`Self::text`] does.
    #[inline]
    pub(crate) fn text_of(&self, cell: CellRange) -> &str {
        std::str::from_utf8(self.trimmed(cell)).unwrap_or_default()
    }

    /// Adds a row whose cells, by the places of their columns, stand in the buffer already.
    pub(crate) fn push_cells(&mut self, number: u64, cell: impl Fn(usize) -> CellRange) {
        let at = self.rows.len();
        self.rows.push(number);
        let columns = self.cells.chunks_exact_mut(CHUNK_ROWS);
        for (cells, column) in columns.zip(&self.columns) {
            if let Some(room) = cells.get_mut(at) {
                *room = cell(*column);
            }
        }
    }

    /// Adds a row of any table; returns false, and adds nothing, where the row is blank.
    pub(crate) fn push(&mut self, row: &(impl Row + ?Sized)) -> bool {
        if row.is_blank() {
            self.blank += 1;
            return false;
        }
        let at = self.rows.len();
        self.rows.push(row.number());
        for slot in 0..self.columns.len() {
            let column = self.columns.get(slot).copied().unwrap_or(usize::MAX);
            let cell = self.put(row.cell(column));
            if let Some(room) = self.cells.get_mut(slot * CHUNK_ROWS + at) {
                *room = cell;
            }
        }
        true
    }

    /// Puts a text into a cell of a row; an empty one empties it.
    pub(crate) fn replace(&mut self, slot: usize, row: usize, text: &str) {
        let cell = if text.is_empty() { Cell::Empty } else { Cell::Text(text) };
        let cell = self.put(cell);
        if let Some(room) = self.cells.get_mut(slot * CHUNK_ROWS + row) {
            *room = cell;
        }
    }

    /// Takes off what stands around the values of texts.
    pub(crate) fn trim_cells(&mut self) {
        let count = self.rows.len();
        for column in self.cells.chunks_mut(CHUNK_ROWS) {
            for cell in column.iter_mut().take(count).filter(|cell| cell.kind() == CellKind::Text) {
                let (start, end) = cell.bounds();
                let text = self.buffer.get(start..end).and_then(|text| str::from_utf8(text).ok());
                let Some(text) = text else { continue };
                let Unpadded { before, value } = Unpadded::of(text);
                let short = |size: usize| u32::try_from(size).expect("shorter than its buffer");
                *cell = CellRange::text(cell.start + short(before), short(value.len()));
            }
        }
    }

    /// Drops rows that are not to be kept.
    pub(crate) fn retain(&mut self, kept: &[bool]) {
        let mut flags = kept.iter();
        let count = self.rows.len();
        self.rows.retain(|_| flags.next().is_none_or(|kept| *kept));
        for column in self.cells.chunks_mut(CHUNK_ROWS) {
            let mut to = 0;
            for (from, kept) in (0..count).zip(kept) {
                if let Some(cell) = column.get(from).copied().filter(|_| *kept) {
                    if let Some(room) = column.get_mut(to) {
                        *room = cell;
                    }
                    to += 1;
                }
            }
        }
    }

    /// Puts a value at the end of the buffer.
    fn put(&mut self, cell: Cell<'_>) -> CellRange {
        let start = self.buffer.len();
        let kind = match cell {
            Cell::Empty => return CellRange::EMPTY,
            Cell::Text(text) => {
                self.buffer.extend_from_slice(text.as_bytes());
                CellKind::Text
            }
            Cell::Whole(number) => {
                self.buffer.extend_from_slice(number.to_string().as_bytes());
                CellKind::Number
            }
            Cell::Date(wall) => {
                self.buffer.extend_from_slice(&wall_millis(wall).to_le_bytes());
                CellKind::Date
            }
            Cell::Moment(moment) => {
                self.buffer.extend_from_slice(&moment.millis().to_le_bytes());
                CellKind::Moment
            }
            Cell::Error(text) => {
                self.buffer.extend_from_slice(text.as_bytes());
                CellKind::Error
            }
        };
        let length = self.buffer.len() - start;
        CellRange::of_kind(kind, to_u32(start), to_u32(length))
    }
}

/// Leaves out blanks around a text; apart, so that what calls it stays short.
#[inline(never)]
fn trim(text: &[u8]) -> &[u8] {
    std::str::from_utf8(text).unwrap_or_default().trim().as_bytes()
}

fn wall_millis(wall: WallTime) -> i64 {
    wall.and_utc().timestamp_millis()
}

/// Returns a place as an index.
#[inline(always)]
pub(crate) fn to_usize(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// Returns a place in a buffer, none of which is as long as 4 GB.
#[inline(always)]
pub(crate) fn to_u32(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// What takes the chunks of a table, in parts that are joined at the end.
pub(crate) trait ChunkScan: Sized + Send {
    /// Returns the columns that chunks must have.
    fn columns(&self) -> &[usize];
    /// Takes a chunk.
    fn chunk(&mut self, chunk: &mut CellChunk);
    /// Ends a block of rows.
    fn end_block(&mut self, number: u64);
    /// Adds what another scan of other blocks of the same table has found.
    fn absorb(&mut self, other: Self);
    /// Puts what was found in blocks in the order of the table, under the rows' real numbers.
    fn settle(&mut self, real: &dyn Fn(u64) -> u64);
}
