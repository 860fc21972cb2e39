//! From a block of delimited text to chunks of cells.

use crate::domain::to_u64;
use crate::input::RowProblem;
use crate::input::rows::FILE_CUT;
use crate::input::table::block_reader::{BlockPlace, BlockReader};
use crate::input::table::cell_chunk::{CHUNK_ROWS, CellChunk, CellRange, to_u32, to_usize};
use crate::input::table::csv::dialect::CsvLayout;
use crate::input::table::csv::last_cell::LastCell;
use crate::input::table::csv::quote_scan::unquote;
use crate::input::table::csv::structural_index::{InnerQuotes, OpenQuote, StructuralIndex};
use crate::input::table::csv::swallowed_rows;
use crate::input::table::foreign_ids::ForeignIds;

/// Takes blocks apart; keeps its lists from block to block.
#[derive(Debug)]
pub(crate) struct CsvReader {
    layout: CsvLayout,
    foreign: ForeignIds,
    index: StructuralIndex,
    /// Where the positions of the rows of a chunk begin.
    firsts: Vec<u32>,
    /// The rows of the chunk follow each other, and each has as many fields as there are titles.
    together: bool,
    utf8: bool,
    /// Records of the block with rows of the table in a quoted field, and how many.
    swallowed: Vec<(u32, u32)>,
    /// How the last cell of the file ends; whole in every block but the last.
    last_cell: LastCell,
}

/// Cells above the last one that it is compared with.
const COMPARED: usize = 200;

/// Bytes below which the field of the id may be blank: `""`, `" "`.
const SHORT_KEY: u32 = 8;

impl CsvReader {
    /// Prepares for a table.
    pub(crate) fn new(layout: CsvLayout, foreign: ForeignIds) -> Self {
        let index = StructuralIndex::new(layout.delimiter);
        Self {
            layout,
            foreign,
            index,
            firsts: Vec::new(),
            together: true,
            utf8: true,
            swallowed: Vec::new(),
            last_cell: LastCell::Whole,
        }
    }

    /// Returns how the table is built.
    pub(crate) const fn layout(&self) -> CsvLayout {
        self.layout
    }

    /// Chooses the rows of a chunk from a record on; returns the first record that is left.
    fn rows(&mut self, chunk: &mut CellChunk, place: BlockPlace, from: usize) -> usize {
        self.firsts.clear();
        self.together = true;
        let titles = self.layout.titles;
        let mut first = self.first_of(from);
        let mut record = from;
        while record < self.index.len() && self.firsts.len() < CHUNK_ROWS {
            let number = place.before + 1 + u64::try_from(record).unwrap_or(u64::MAX);
            let is_below = number > self.layout.header_row;
            let run = if is_below { self.regular(first, record) } else { 0 };
            let width = to_u32(titles);
            self.firsts.extend((0..to_u32(run)).map(|row| first + row * width));
            chunk.push_rows(number, run);
            first += to_u32(run * titles);
            record += run;
            if self.firsts.len() >= CHUNK_ROWS {
                break;
            }
            let Some(next) = self.index.records().get(record).copied() else { break };
            if is_below {
                self.together = false;
                let number = number + u64::try_from(run).unwrap_or(u64::MAX);
                let is_marked = self.index.irregular.binary_search(&to_u32(record)).is_ok();
                let place_of = |of: &(u32, u32)| of.0.cmp(&to_u32(record));
                let swallowed = self.swallowed.binary_search_by(place_of).ok();
                let fault = match swallowed.and_then(|at| self.swallowed.get(at)) {
                    Some((_, rows)) => Some(QuoteFault::Swallowed { rows: *rows }),
                    None => is_marked.then_some(QuoteFault::AfterClosing),
                };
                let last = place.last && record + 1 == self.index.len();
                self.odd_row(chunk, OddRow { first, next, number, fault, last }, place);
            }
            first = next;
            record += 1;
        }
        record
    }

    /// Returns where the positions of a record begin.
    fn first_of(&self, record: usize) -> u32 {
        let end = |before: usize| self.index.records().get(before).copied();
        record.checked_sub(1).and_then(end).unwrap_or(1)
    }

    /// Compares the last cell of the file, behind which no line break stands, with those above it. Below a
    /// table may stand lines that are none of its rows: those have no id.
    fn compare_last_cell(&self, text: &[u8], place: BlockPlace) -> LastCell {
        let CsvLayout { titles, key, header_row, .. } = self.layout;
        let is_row = |record: &usize| {
            let number = place.before + 1 + u64::try_from(*record).unwrap_or(u64::MAX);
            let fields = self.first_of(*record + 1) - self.first_of(*record);
            number > header_row && to_usize(fields) == titles
        };
        let cell = |record: usize, column: usize| self.field(text, self.first_of(record), column);
        let last = self.index.len().checked_sub(1).filter(|last| is_row(last) && titles > 1);
        match last {
            Some(last)
                if cell(last, key).len() >= to_usize(SHORT_KEY)
                    && !self.is_below_table(text, place) =>
            {
                let rows = (0..last).rev().filter(is_row).take(COMPARED);
                let above = rows.map(|record| cell(record, titles - 1));
                LastCell::of(cell(last, titles - 1), above)
            }
            Some(_) | None => LastCell::Whole,
        }
    }

    /// Returns how many records from one on are rows that need no closer look, as far as there is
    /// room in the chunk: they have as many fields as titles, and something in the column of ids.
    fn regular(&self, first: u32, record: usize) -> usize {
        let (titles, key) = (self.layout.titles, self.layout.key);
        let irregular = &self.index.irregular;
        let odd = irregular.get(irregular.partition_point(|at| to_usize(*at) < record));
        let room = CHUNK_ROWS - self.firsts.len();
        let room = odd.map_or(room, |odd| room.min(to_usize(*odd) - record));
        let room = match self.last_cell {
            LastCell::Cut => room.min(self.index.len() - record - 1),
            LastCell::Whole | LastCell::Empty => room,
        };
        if !self.utf8 || titles < 2 {
            return 0;
        }
        let nexts = self.index.records().get(record..).unwrap_or_default();
        let keys = self.index.positions().get(to_usize(first) - 1 + key..).unwrap_or_default();
        let rows = nexts.iter().zip(keys.chunks(titles)).take(room);
        let width = to_u32(titles);
        let mut end = first;
        rows.take_while(|(next, key)| {
            end += width;
            // An id is longer; what is shorter may be nothing, in quotes or not.
            let has_key = key
                .first_chunk()
                .is_some_and(|[before, end]| end.wrapping_sub(before.wrapping_add(1)) >= SHORT_KEY);
            **next == end && has_key
        })
        .count()
    }

    /// Takes a record that needs a closer look.
    #[cold]
    fn odd_row(&mut self, chunk: &mut CellChunk, row: OddRow, place: BlockPlace) {
        let text = chunk.buffer.get(..place.length).unwrap_or_default();
        let count = to_usize(row.next - row.first);
        let bytes = self.record(text, &row);
        if !self.utf8 && std::str::from_utf8(bytes).is_err() {
            chunk.problems.push(not_utf8(row.number));
            return;
        }
        let mut unquoted = Vec::new();
        let mut blank = |column: usize| {
            unquoted.clear();
            unquote(self.field(text, row.first, column), &mut unquoted);
            std::str::from_utf8(&unquoted).is_ok_and(|text| text.trim().is_empty())
        };
        if (0..count).all(&mut blank) {
            chunk.blank += 1;
            return;
        }
        let titles = self.layout.titles;
        let more = (titles..count).any(|column| !blank(column));
        let shown = |bytes: &[u8]| RowProblem::shorten(&String::from_utf8_lossy(bytes));
        if let Some(fault) = row.fault {
            let found = match fault {
                QuoteFault::AfterClosing => {
                    vec![after_closing(row.number, shown(self.after_closing(text, &row)))]
                }
                // Each of the rows is lost, and counts as a bad one.
                QuoteFault::Swallowed { rows } => {
                    vec![swallowed(row.number, rows, shown(bytes)); to_usize(rows) + 1]
                }
            };
            chunk.problems.extend(found);
        } else if more {
            let problem = more_fields(row.number, count, titles, shown(bytes));
            chunk.problems.push(problem);
        } else if count < titles
            && row.last
            && !ends_with_break(text)
            && !self.is_below_table(text, place)
        {
            let found = format!("has {count} fields of {titles}");
            chunk.problems.push(cut_off(row.number, &found, shown(bytes)));
        } else if row.last && self.last_cell == LastCell::Cut {
            let found = "has a last cell that is shorter than those above it";
            chunk.problems.push(cut_off(row.number, found, shown(bytes)));
        } else if let Some(problem) = self.foreign_row(text, &row) {
            chunk.problems.push(problem);
        } else {
            let mut first = row.first;
            if count < titles {
                first = self.index.pad(row.first, count, titles);
                chunk.short.push(row.number);
            }
            self.firsts.push(first);
            chunk.push_row(row.number);
        }
    }

    /// Returns what is wrong with a record that is a row of another table.
    fn foreign_row(&self, text: &[u8], row: &OddRow) -> Option<RowProblem> {
        let count = to_usize(row.next - row.first);
        let cell = |column: usize| {
            let mut unquoted = Vec::new();
            if column < count {
                unquote(self.field(text, row.first, column), &mut unquoted);
            }
            String::from_utf8_lossy(&unquoted).into_owned()
        };
        let id = self.foreign.id().filter(|id| cell(*id).trim().is_empty());
        id.and_then(|_| self.foreign.problem(row.number, std::iter::empty(), cell))
    }

    /// Returns whether the last record begins as no id of the table does, so that it is a line below the table and no
    /// row that was cut.
    fn is_below_table(&self, text: &[u8], place: BlockPlace) -> bool {
        let CsvLayout { key, header_row, .. } = self.layout;
        let begins = |record: usize| {
            let mut unquoted = Vec::new();
            unquote(self.field(text, self.first_of(record), 0), &mut unquoted);
            String::from_utf8_lossy(&unquoted).trim_start().chars().next()
        };
        let Some(last) = self.index.len().checked_sub(1) else { return false };
        let Some(own) = begins(last).filter(|own| key == 0 && !own.is_ascii_digit()) else {
            return false;
        };
        let is_row = |record: &usize| {
            place.before + 1 + u64::try_from(*record).unwrap_or(u64::MAX) > header_row
        };
        let mut above = (0..last).rev().filter(is_row).take(COMPARED).peekable();
        above.peek().is_some() && above.all(|record| begins(record) != Some(own))
    }

    /// Returns the bytes of a record without its line break.
    fn record<'t>(&self, text: &'t [u8], row: &OddRow) -> &'t [u8] {
        let position = |at: u32| self.index.positions().get(to_usize(at)).copied();
        let start = position(row.first - 1).map_or(0, |end| to_usize(end.wrapping_add(1)));
        let end = position(row.next - 1).map_or(text.len(), to_usize);
        let bytes = text.get(start..end).unwrap_or_default();
        bytes.strip_suffix(b"\r").unwrap_or(bytes)
    }

    /// Returns the field of a record as it stands.
    fn field<'t>(&self, text: &'t [u8], first: u32, column: usize) -> &'t [u8] {
        let at = to_usize(first) + column;
        let end = self.index.positions().get(at).map_or(0, |end| to_usize(*end));
        let before = at.checked_sub(1).and_then(|at| self.index.positions().get(at));
        let start = before.map_or(0, |end| to_usize(end.wrapping_add(1)));
        text.get(start..end).unwrap_or_default()
    }

    /// Returns the first field with a text after its closing quote.
    fn after_closing<'t>(&self, text: &'t [u8], row: &OddRow) -> &'t [u8] {
        let count = to_usize(row.next - row.first);
        let fields = (0..count).map(|column| self.field(text, row.first, column));
        let mut odd = fields.filter(|field| {
            let Some(rest) = field.strip_prefix(b"\"") else { return false };
            let quotes = rest.iter().filter(|byte| **byte == b'"').count();
            rest.trim_ascii_end().last() != Some(&b'"') || quotes % 2 == 0
        });
        odd.next().unwrap_or_default()
    }

    /// Puts the cells of the chosen rows, column after column.
    fn cells(&self, chunk: &mut CellChunk) {
        let positions = self.index.positions();
        for slot in 0..chunk.columns().len() {
            let column = chunk.columns().get(slot).copied().unwrap_or(usize::MAX);
            let (cells, buffer) = chunk.column_mut(slot);
            if column >= self.layout.titles {
                cells.fill(CellRange::EMPTY);
                continue;
            }
            match self.firsts.first() {
                Some(first) if self.together => {
                    let fields = positions.get(to_usize(*first) - 1 + column..).unwrap_or_default();
                    of_whole_rows(cells, fields, self.layout.titles);
                }
                Some(_) | None => {
                    for (cell, first) in cells.iter_mut().zip(&self.firsts) {
                        let field = positions.get(to_usize(*first) - 1 + column..);
                        let field = field.and_then(|field| field.first_chunk());
                        *cell = field.map_or(CellRange::EMPTY, of_field);
                    }
                }
            }
            if column + 1 == self.layout.titles {
                trim_returns(cells, buffer);
            }
        }
        self.undo_quotes(chunk);
    }

    /// Takes the quotes off the cells of fields that begin with one.
    fn undo_quotes(&self, chunk: &mut CellChunk) {
        let quoted = self.index.quoted();
        let Some(first) = self.firsts.first().filter(|_| !quoted.is_empty()) else { return };
        let inner = self.index.inner_quotes;
        let slots: Vec<Option<usize>> =
            (0..self.layout.titles).map(|column| chunk.slot_of(column)).collect();
        let (mut rest, mut before) = (from_place(quoted, *first), *first);
        for (row, first) in self.firsts.iter().enumerate() {
            // A short row stands behind all others.
            if *first < before {
                rest = from_place(quoted, *first);
            }
            before = *first;
            while let Some((place, after)) = rest.split_first() {
                let Some(column) = place.checked_sub(*first).map(to_usize) else {
                    rest = after;
                    continue;
                };
                if column >= self.layout.titles {
                    break;
                }
                rest = after;
                if let Some(slot) = slots.get(column).copied().flatten() {
                    let (cells, buffer) = chunk.column_mut(slot);
                    cells
                        .get_mut(row)
                        .into_iter()
                        .for_each(|cell| undo_quotes(cell, buffer, inner));
                }
            }
        }
    }
}

impl BlockReader for CsvReader {
    fn read(
        &mut self,
        chunk: &mut CellChunk,
        place: BlockPlace,
        take: &mut impl FnMut(&mut CellChunk),
    ) -> Result<u64, OpenQuote> {
        let text = chunk.buffer.get(..place.length).unwrap_or_default();
        self.index.search(text)?;
        self.utf8 = self.index.is_ascii() || simdutf8::basic::from_utf8(text).is_ok();
        self.swallowed = swallowed_rows::find(text, &self.index, &self.layout);
        self.index.add_irregular(self.swallowed.iter().map(|(record, _)| *record));
        self.last_cell = match place.last && !ends_with_break(text) {
            true => self.compare_last_cell(text, place),
            false => LastCell::Whole,
        };
        let count = self.index.len();
        let mut next = 0;
        while next < count {
            chunk.clear(place.length);
            next = self.rows(chunk, place, next);
            self.cells(chunk);
            let is_read = chunk.slot_of(self.layout.titles - 1).is_some();
            if next >= count && is_read && self.last_cell == LastCell::Empty {
                chunk.open_end = Some(place.before + to_u64(count));
            }
            take(chunk);
        }
        Ok(u64::try_from(count).unwrap_or(u64::MAX))
    }
}

/// Returns the cell between the end of the field before and its own end.
#[inline(always)]
fn of_field([before, end]: &[u32; 2]) -> CellRange {
    let start = before.wrapping_add(1);
    CellRange::text(start, end.saturating_sub(start))
}

/// Returns the same of a field of a row that lacks none: it ends where it begins, at the earliest.
#[inline(always)]
fn of_whole_row(field: &[u32]) -> CellRange {
    let [before, end, ..] = field else { return CellRange::EMPTY };
    let start = before.wrapping_add(1);
    CellRange::short_text(start, end.wrapping_sub(start))
}

/// Puts the cells of one column of rows that follow each other and lack no field, given the positions
/// from the end of the field before the first of them on.
fn of_whole_rows(cells: &mut [CellRange], fields: &[u32], titles: usize) {
    for (cell, field) in cells.iter_mut().zip(fields.chunks_exact(titles)) {
        *cell = of_whole_row(field);
    }
    // Nothing may follow the last row.
    if let Some((last, before)) = cells.split_last_mut() {
        *last = of_whole_row(fields.get(before.len() * titles..).unwrap_or_default());
    }
}

/// Returns the places of fields from one on.
fn from_place(quoted: &[u32], place: u32) -> &[u32] {
    quoted.get(quoted.partition_point(|quoted| *quoted < place)..).unwrap_or_default()
}

/// What may be wrong with the quotes of a record.
#[derive(Clone, Copy)]
enum QuoteFault {
    /// A text stands after a closing quote.
    AfterClosing,
    /// Rows of the table stand between an opening quote and the one that closes it.
    Swallowed { rows: u32 },
}

/// A record that needs a closer look.
struct OddRow {
    /// Where its positions begin and where those of the next begin.
    first: u32,
    next: u32,
    number: u64,
    /// What is wrong with its quotes.
    fault: Option<QuoteFault>,
    /// Nothing follows it.
    last: bool,
}

fn ends_with_break(text: &[u8]) -> bool {
    matches!(text.last(), Some(b'\n' | b'\r'))
}

/// Takes the carriage return of a line break off the last fields of records.
fn trim_returns(cells: &mut [CellRange], buffer: &[u8]) {
    for cell in cells {
        let (start, end) = cell.bounds();
        if end > start && buffer.get(end - 1) == Some(&b'\r') {
            *cell = CellRange::text(to_u32(start), to_u32(end - 1 - start));
        }
    }
}

/// Takes the quotes off a field, in place or, where quotes are doubled, at the buffer's end.
fn undo_quotes(cell: &mut CellRange, buffer: &mut Vec<u8>, inner_quotes: InnerQuotes) {
    let (start, end) = cell.bounds();
    let inner = buffer.get(start + 1..end.saturating_sub(1)).unwrap_or_default();
    let closed = end - start >= 2 && buffer.get(end - 1) == Some(&b'"');
    let has_none = match inner_quotes {
        InnerQuotes::Nowhere => true,
        InnerQuotes::Possible => memchr::memchr(b'"', inner).is_none(),
    };
    if closed && has_none {
        *cell = CellRange::text(to_u32(start + 1), to_u32(end - start - 2));
        return;
    }
    let at = buffer.len();
    let field = buffer.get(start..end).unwrap_or_default().to_vec();
    unquote(&field, buffer);
    *cell = CellRange::text(to_u32(at), to_u32(buffer.len() - at));
}

fn problem(row: u64, value: String, expected: String) -> RowProblem {
    RowProblem { sheet: None, row, column: "(row)".to_owned(), value, expected }
}

/// Returns the problem of a row that is no text.
pub(crate) fn not_utf8(row: u64) -> RowProblem {
    let expected = "has bytes that are not UTF-8; save the file again as UTF-8".to_owned();
    problem(row, String::new(), expected)
}

fn after_closing(row: u64, value: String) -> RowProblem {
    let expected = "a text follows a closing quote; write quotes inside a field as \"\" (Spark: \
                    `escape` set to `\"`), and close every quote that is opened"
        .to_owned();
    problem(row, value, expected)
}

fn swallowed(row: u64, rows: u32, value: String) -> RowProblem {
    let expected = format!(
        "a quote opens in this row and is closed {rows} rows below, so that those are a part of its \
         text; write a quote inside a field as \"\", or leave it out"
    );
    problem(row, value, expected)
}

fn more_fields(row: u64, fields: usize, titles: usize, value: String) -> RowProblem {
    let expected =
        format!("has {fields} fields under {titles} titles; quote values that hold the delimiter");
    problem(row, value, expected)
}

fn cut_off(row: u64, found: &str, value: String) -> RowProblem {
    let expected =
        format!("{FILE_CUT}, which {found} and no line break; export or download it again");
    problem(row, value, expected)
}
