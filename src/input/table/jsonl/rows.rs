//! Takes blocks of JSON lines apart: a line in the usual way becomes a record without a copy.
//!
//! The usual way is one flat object of texts without escapes, plain numbers, `true`, `false` and
//! `null`. Any other line is left to [`JsonRow`], which finds the same where both can read.

use std::ops::Range;

use wide::u8x16;

use crate::input::RowProblem;
use crate::input::table::block_reader::{BlockPlace, BlockReader};
use crate::input::table::cell_chunk::{CellChunk, CellRange, to_u32};
use crate::input::table::csv::structural_index::OpenQuote;
use crate::input::table::foreign_ids::ForeignIds;
use crate::input::table::jsonl::record::{JsonLine, JsonRow, KeyColumn, KeyTable, OF_FAILURES};
use crate::input::table::row::{Cell, Row};

/// Keys that are found without a table; a file has few, and lines with more are read slowly.
const MOST_KNOWN: usize = 64;
/// How many keys that a line may leave out are tried before all are searched.
const TRIES: usize = 8;
/// No key.
const NONE: usize = usize::MAX;

/// Takes blocks apart; keeps what it knows of the keys from block to block.
pub(crate) struct JsonRows {
    /// The keys, with those that were met.
    pub(crate) keys: KeyTable,
    known: Vec<KnownKey>,
    /// The key that most likely comes first.
    first: usize,
    /// The values of the line, by column; empty for keys that it lacks.
    fields: Vec<Range<usize>>,
    /// A blank followed the last comma.
    spaced: bool,
    row: JsonRow,
    foreign: ForeignIds,
}

/// A key that was met.
struct KnownKey {
    /// The key in its quotes, with the colon.
    written: Box<[u8]>,
    /// The first of these bytes, to be compared at once, and a bit for each.
    head: [u8x16; 2],
    mask: u32,
    column: usize,
    /// The key that most likely follows.
    next: usize,
}

/// A key in a line, and where its colon ends.
enum ScannedKey {
    Known(usize),
    New(Range<usize>),
}

/// Bytes that are looked at at once.
const WINDOW: usize = 32;

impl JsonRows {
    /// Begins with keys that are known already.
    pub(crate) fn new(keys: KeyTable, foreign: ForeignIds) -> Self {
        let fields = vec![0..0; keys.names().len()];
        let (known, row) = (Vec::new(), JsonRow::default());
        Self { keys, known, first: NONE, fields, spaced: false, row, foreign }
    }

    /// Finds the fields of the line that begins at `start` and returns where the next line begins,
    /// or `None` when it is not written in the usual way.
    fn usual(&mut self, block: &[u8], start: usize, number: u64) -> Option<usize> {
        self.fields.fill(0..0);
        if block.get(start) != Some(&b'{') {
            return None;
        }
        let (mut at, mut before, mut seen) = (start + 1, NONE, u8x16::ZERO);
        loop {
            let mut expected = self.expected(block, at, before);
            if expected.is_none() && block.get(at) == Some(&b' ') && before != NONE {
                self.spaced = true;
                at += 1;
                expected = self.expected_now(block, at, before);
            }
            let (value, end) = match expected {
                Some((place, after)) => {
                    before = place;
                    value(block, after, &mut seen)?
                }
                None => {
                    let (key, after) = self.searched(block, at)?;
                    let found = value(block, after, &mut seen)?;
                    // A key counts as met once its value is read, as it does on the slow way.
                    before = match key {
                        ScannedKey::Known(place) => place,
                        ScannedKey::New(text) => self.learn(block.get(text)?, before, number)?,
                    };
                    found
                }
            };
            let field = self.fields.get_mut(self.known.get(before)?.column)?;
            if !Range::is_empty(field) {
                // A key that stands twice is left to the slow way.
                return None;
            }
            *field = value;
            match block.get(end) {
                Some(b',') => {
                    at = end + 1;
                    // Asked only where there were blanks lately, which is soon known beforehand.
                    if self.spaced {
                        self.spaced = block.get(at) == Some(&b' ');
                        at += usize::from(self.spaced);
                    }
                }
                Some(b'}') => {
                    let next = line_end(block, end + 1)?;
                    let text = || std::str::from_utf8(block.get(start..end)?).ok();
                    return (seen.to_bitmask() == 0 || text().is_some()).then_some(next);
                }
                _ => return None,
            }
        }
    }

    /// Finds a key among those that followed the one before lately; returns it and where its
    /// colon ends.
    #[inline(always)]
    fn expected(&self, block: &[u8], at: usize, before: usize) -> Option<(usize, usize)> {
        let rest = block.get(at..)?;
        let head = halves(rest.first_chunk()?);
        let mut place = self.known.get(before).map_or(self.first, |known| known.next);
        for _ in 0..TRIES {
            let known = self.known.get(place)?;
            if known.begins(head) && (known.written.len() <= WINDOW || known.is_before(rest)) {
                return Some((place, at + known.written.len()));
            }
            place = known.next;
        }
        None
    }

    #[cold]
    fn expected_now(&self, block: &[u8], at: usize, before: usize) -> Option<(usize, usize)> {
        self.expected(block, at, before)
    }

    /// Finds any key.
    fn searched(&self, block: &[u8], at: usize) -> Option<(ScannedKey, usize)> {
        if block.get(at) != Some(&b'"') {
            return None;
        }
        // That a new key is UTF-8 is checked when it is learnt.
        let mut seen = u8x16::ZERO;
        let close = text_end(block, at + 1, &mut seen)?;
        if block.get(close + 1) != Some(&b':') {
            return None;
        }
        let after = close + 2;
        let written = block.get(at..after)?;
        let key = match self.known.iter().position(|known| *known.written == *written) {
            Some(place) => ScannedKey::Known(place),
            None => ScannedKey::New(at + 1..close),
        };
        Some((key, after))
    }

    /// Notes a new key and what it followed; `None` when there are too many.
    fn learn(&mut self, key: &[u8], before: usize, number: u64) -> Option<usize> {
        if self.known.len() == MOST_KNOWN {
            return None;
        }
        let text = std::str::from_utf8(key).ok()?;
        if before == NONE && OF_FAILURES.contains(&text) {
            return None;
        }
        let KeyColumn { at: column, is_of_other_zone } = self.keys.column(text, number);
        if is_of_other_zone {
            return None;
        }
        if self.fields.len() <= column {
            self.fields.resize(column + 1, 0..0);
        }
        let written = [b"\"", key, b"\":"].concat().into_boxed_slice();
        let place = self.known.len();
        // What followed until now may still follow after the new one.
        let next = match self.known.get_mut(before) {
            Some(known) => std::mem::replace(&mut known.next, place),
            None => std::mem::replace(&mut self.first, place),
        };
        self.known.push(KnownKey::new(written, column, next));
        Some(place)
    }

    /// Reads a line in the slow and certain way into a chunk; returns where the next begins.
    fn odd(
        &mut self,
        chunk: &mut CellChunk,
        place: BlockPlace,
        start: usize,
        number: u64,
    ) -> usize {
        let block = chunk.buffer.get(..place.length).unwrap_or_default();
        let rest = block.get(start..).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest).map_or(block.len(), |at| start + at + 1);
        let line = block.get(start..end).unwrap_or_default();
        match self.row.line(line, number, &mut self.keys) {
            JsonLine::Blank => {}
            JsonLine::Row => {
                let is_blank = |id: usize| self.row.cell(id) == Cell::Empty;
                let text = |column: usize| self.row.cell(column).to_text();
                let is_foreign = self.foreign.id().is_some_and(is_blank);
                match is_foreign.then(|| self.foreign_row(number, text)).flatten() {
                    Some(problem) => chunk.problems.push(problem),
                    None => {
                        chunk.push(&self.row);
                    }
                }
            }
            JsonLine::Unreadable(problem) => chunk.problems.push(problem),
        }
        end
    }

    /// Returns what is wrong with a line that is a row of another table.
    #[cold]
    fn foreign_row(&self, number: u64, text: impl Fn(usize) -> String) -> Option<RowProblem> {
        let known = self.keys.names().len() - self.keys.unknown().len();
        let unknown = (known..).zip(self.keys.unknown().iter().map(String::as_str));
        self.foreign.problem(number, unknown, text)
    }

    /// Puts the cells of a line that was read in the usual way into a chunk.
    fn put(&self, chunk: &mut CellChunk, number: u64) {
        let lacks_id = |id: usize| self.fields.get(id).is_none_or(Range::is_empty);
        if self.foreign.id().is_some_and(lacks_id) {
            let bytes =
                |column: usize| chunk.bytes(self.fields.get(column).map_or(CellRange::EMPTY, cell));
            let text = |column: usize| String::from_utf8_lossy(bytes(column)).into_owned();
            if let Some(problem) = self.foreign_row(number, text) {
                chunk.problems.push(problem);
                return;
            }
        }
        if self.fields.iter().all(|field| chunk.trimmed(cell(field)).is_empty()) {
            chunk.blank += 1;
            return;
        }
        let of = |column: usize| self.fields.get(column);
        chunk.push_cells(number, |column| of(column).map_or(CellRange::EMPTY, cell));
    }
}

/// Returns the cell of a value.
#[inline]
fn cell(field: &Range<usize>) -> CellRange {
    CellRange::text(to_u32(field.start), to_u32(field.len()))
}

impl KnownKey {
    fn new(written: Box<[u8]>, column: usize, next: usize) -> Self {
        let (mut head, mut mask) = ([0; WINDOW], 0);
        for ((place, head), byte) in (0..).zip(&mut head).zip(&written) {
            *head = *byte;
            mask |= 1 << place;
        }
        Self { written, head: halves(&head), mask, column, next }
    }

    /// Returns whether the first bytes of a text are those of the key.
    #[inline]
    fn begins(&self, [a, b]: [u8x16; 2]) -> bool {
        let [x, y] = self.head;
        let same = a.simd_eq(x).to_bitmask() | b.simd_eq(y).to_bitmask() << 16;
        same & self.mask == self.mask
    }

    #[cold]
    fn is_before(&self, text: &[u8]) -> bool {
        text.starts_with(&self.written)
    }
}

#[inline]
fn halves(bytes: &[u8; WINDOW]) -> [u8x16; 2] {
    let (halves, _) = bytes.as_chunks::<16>();
    match halves {
        [a, b] => [u8x16::new(*a), u8x16::new(*b)],
        _ => [u8x16::ZERO; 2],
    }
}

impl BlockReader for JsonRows {
    fn read(
        &mut self,
        chunk: &mut CellChunk,
        place: BlockPlace,
        take: &mut impl FnMut(&mut CellChunk),
    ) -> Result<u64, OpenQuote> {
        let (mut start, mut number) = (0, place.before);
        chunk.clear(place.length);
        while start < place.length {
            number += 1;
            let block = chunk.buffer.get(..place.length).unwrap_or_default();
            start = match self.usual(block, start, number) {
                Some(next) => {
                    self.put(chunk, number);
                    next
                }
                None => self.odd(chunk, place, start, number),
            };
            if chunk.is_full() {
                take(chunk);
                chunk.clear(place.length);
            }
        }
        take(chunk);
        Ok(number - place.before)
    }
}

/// Returns 1 where one blank stands, as some writers put after a colon or a comma.
fn blank(block: &[u8], at: usize) -> usize {
    usize::from(block.get(at) == Some(&b' '))
}

/// Returns where the line after an object begins, or `None` when anything else follows.
fn line_end(block: &[u8], at: usize) -> Option<usize> {
    match block.get(at) {
        None => Some(at),
        Some(b'\n') => Some(at + 1),
        Some(b'\r') if block.get(at + 1) == Some(&b'\n') => Some(at + 2),
        Some(_) => None,
    }
}

/// Reads a value, after a blank or not: returns its text and where it ends, and adds the bytes
/// looked at to those seen.
#[inline]
fn value(block: &[u8], at: usize, seen: &mut u8x16) -> Option<(Range<usize>, usize)> {
    let rest = block.get(at..)?;
    let (start, text) = match rest.first_chunk::<{ WINDOW + 2 }>() {
        Some([b'"', text @ .., _]) => (at + 1, text),
        Some([b' ', b'"', text @ ..]) => (at + 2, text),
        _ => return other_value(block, at + blank(block, at), seen),
    };
    let [a, b] = halves(text);
    *seen |= a | b;
    let marks = marks(a) | marks(b) << 16;
    if marks == 0 {
        let end = text_end(block, start + WINDOW, seen)?;
        return Some((start..end, end + 1));
    }
    let end = start + usize::try_from(marks.trailing_zeros()).ok()?;
    (block.get(end) == Some(&b'"')).then_some((start..end, end + 1))
}

#[inline(never)]
fn other_value(block: &[u8], at: usize, seen: &mut u8x16) -> Option<(Range<usize>, usize)> {
    match block.get(at)? {
        b'"' => {
            let end = text_end(block, at + 1, seen)?;
            Some((at + 1..end, end + 1))
        }
        b'n' => word(block, at, b"null").map(|end| (0..0, end)),
        b't' => word(block, at, b"true").map(|end| (at..end, end)),
        b'f' => word(block, at, b"false").map(|end| (at..end, end)),
        b'-' | b'0'..=b'9' => number_end(block, at).map(|end| (at..end, end)),
        _ => None,
    }
}

fn word(block: &[u8], at: usize, word: &[u8]) -> Option<usize> {
    block.get(at..)?.starts_with(word).then_some(at + word.len())
}

/// Returns where a number without an exponent ends; `None` for what is no such number.
fn number_end(block: &[u8], at: usize) -> Option<usize> {
    let digits = |from: usize| {
        let rest = block.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let from = at + usize::from(block.get(at) == Some(&b'-'));
    let mut end = digits(from);
    if end == from || (end > from + 1 && block.get(from) == Some(&b'0')) {
        return None;
    }
    if block.get(end) == Some(&b'.') {
        let point = end;
        end = digits(point + 1);
        if end == point + 1 {
            return None;
        }
    }
    matches!(block.get(end), Some(b',' | b'}')).then_some(end)
}

/// Returns a bit for each quote, escape and control character, which may end a text.
#[inline]
fn marks(bytes: u8x16) -> u32 {
    // With this bit turned over, the quote is the next after the control characters.
    let turned = bytes ^ u8x16::splat(0b10);
    let low = turned.min(u8x16::splat(b'"' ^ 0b10)).simd_eq(turned);
    (low | bytes.simd_eq(u8x16::splat(b'\\'))).to_bitmask()
}

/// Returns where the quote stands that closes a text, and adds the bytes looked at to those seen;
/// `None` when an escape or a control character comes first.
#[inline(never)]
fn text_end(block: &[u8], from: usize, seen: &mut u8x16) -> Option<usize> {
    let mut rest = block.get(from..)?;
    while let Some((piece, after)) = rest.split_first_chunk::<16>() {
        let bytes = u8x16::new(*piece);
        *seen |= bytes;
        if marks(bytes) != 0 {
            break;
        }
        rest = after;
    }
    let found = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
    for byte in rest.iter().take(found) {
        *seen |= u8x16::splat(*byte);
    }
    let end = block.len() - rest.len() + found;
    (rest.get(found) == Some(&b'"')).then_some(end)
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
