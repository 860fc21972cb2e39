//! Takes blocks of JSON lines apart: a line in the usual way becomes a record without a copy.
//!
//! The usual way is one flat object of texts without escapes, plain numbers, `true`, `false` and
//! `null`. Any other line is left to [`JsonRow`], which finds the same where both can read.

use std::ops::Range;

use wide::u8x16;

use super::block_rows::{Found, Misfit, Splitter};
use super::csv::Record;
use super::plain_json::{JsonLine, JsonRow, Keys};

/// Keys that are found without a table; a file has few, and lines with more are read slowly.
const MOST_KNOWN: usize = 64;
/// How many keys that a line may leave out are tried before all are searched.
const TRIES: usize = 8;
/// No key.
const NONE: usize = usize::MAX;

/// Takes blocks apart; keeps what it knows of the keys from block to block.
pub(super) struct JsonRows {
    keys: Keys,
    known: Vec<Known>,
    /// The key that most likely comes first.
    first: usize,
    fields: Vec<Range<usize>>,
    row: JsonRow,
}

/// A key that was met.
struct Known {
    /// The key in its quotes, with the colon.
    written: Box<[u8]>,
    /// As many of these bytes as are compared at once, in two numbers, and where there are any.
    head: [u128; 2],
    mask: [u128; 2],
    column: usize,
    /// The key that most likely follows.
    next: usize,
}

/// Bytes of a key that are compared at once.
const HEAD: usize = 32;

/// A key at a place of a line.
enum Key {
    Known(usize),
    New(Range<usize>),
}

impl JsonRows {
    /// Begins with keys that are known already.
    pub(super) fn new(keys: Keys) -> Self {
        let fields = vec![0..0; keys.names().len()];
        Self { keys, known: Vec::new(), first: NONE, fields, row: JsonRow::default() }
    }

    /// Returns the keys, with those that were met.
    pub(super) fn into_keys(self) -> Keys {
        self.keys
    }

    /// Finds the fields of the line that begins at `start` and returns where the next line begins,
    /// or `None` when it is not written in the usual way.
    fn usual(&mut self, block: &[u8], start: usize, number: u64) -> Option<usize> {
        self.fields.fill(0..0);
        if block.get(start) != Some(&b'{') {
            return None;
        }
        let (mut at, mut before, mut beyond) = (start + 1, NONE, false);
        loop {
            let (key, after) = self.key(block, at, before)?;
            let (value, end) = value(block, after + blank(block, after), &mut beyond)?;
            // A key counts as met once its value has been read, as it does on the slow way.
            before = match key {
                Key::Known(place) => place,
                Key::New(text) => self.learn(block.get(text)?, before, number)?,
            };
            *self.fields.get_mut(self.known.get(before)?.column)? = value;
            match block.get(end) {
                Some(b',') => at = end + 1 + blank(block, end + 1),
                Some(b'}') => {
                    let next = line_end(block, end + 1)?;
                    let text = || std::str::from_utf8(block.get(start..end)?).ok();
                    return (!beyond || text().is_some()).then_some(next);
                }
                _ => return None,
            }
        }
    }

    /// Finds the key at a place, the one that followed the last time first; returns it and where
    /// its colon ends.
    fn key(&self, block: &[u8], at: usize, before: usize) -> Option<(Key, usize)> {
        let rest = block.get(at..)?;
        let head = rest.first_chunk().map(halves);
        let mut place = self.known.get(before).map_or(self.first, |known| known.next);
        for _ in 0..TRIES {
            let Some(known) = self.known.get(place) else { break };
            if known.begins(rest, head) {
                return Some((Key::Known(place), at + known.written.len()));
            }
            place = known.next;
        }
        if rest.first() != Some(&b'"') {
            return None;
        }
        let close = text_end(block, at + 1, &mut false)?;
        if block.get(close + 1) != Some(&b':') {
            return None;
        }
        let after = close + 2;
        let written = block.get(at..after)?;
        let key = match self.known.iter().position(|known| *known.written == *written) {
            Some(place) => Key::Known(place),
            None => Key::New(at + 1..close),
        };
        Some((key, after))
    }

    /// Notes a new key and what it followed; `None` when there are too many.
    fn learn(&mut self, key: &[u8], before: usize, number: u64) -> Option<usize> {
        if self.known.len() == MOST_KNOWN {
            return None;
        }
        let column = self.keys.column(std::str::from_utf8(key).ok()?, number);
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
        self.known.push(Known::new(written, column, next));
        Some(place)
    }

    /// Reads a line in the slow and certain way; returns where the next begins.
    fn odd(
        &mut self,
        block: &[u8],
        start: usize,
        number: u64,
        visit: &mut impl FnMut(Found<'_>),
    ) -> usize {
        let rest = block.get(start..).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest).map_or(block.len(), |at| start + at + 1);
        let line = block.get(start..end).unwrap_or_default();
        match self.row.line(line, number, &mut self.keys) {
            JsonLine::Blank => {}
            JsonLine::Row => visit(Found::Object(&self.row)),
            JsonLine::Unreadable(problem) => visit(Found::Unreadable(problem)),
        }
        end
    }
}

impl Known {
    fn new(written: Box<[u8]>, column: usize, next: usize) -> Self {
        let (mut head, mut mask) = ([0; HEAD], [0; HEAD]);
        for ((head, mask), byte) in head.iter_mut().zip(&mut mask).zip(&written) {
            (*head, *mask) = (*byte, u8::MAX);
        }
        Self { written, head: halves(&head), mask: halves(&mask), column, next }
    }

    /// Tells whether a text begins with the key; its first bytes are given where there are enough.
    fn begins(&self, text: &[u8], head: Option<[u128; 2]>) -> bool {
        match head {
            Some([a, b]) => {
                let ([x, y], [m, n]) = (self.head, self.mask);
                ((a ^ x) & m) | ((b ^ y) & n) == 0
                    && (self.written.len() <= HEAD || text.starts_with(&self.written))
            }
            None => text.starts_with(&self.written),
        }
    }
}

/// Returns bytes as two numbers.
fn halves(bytes: &[u8; HEAD]) -> [u128; 2] {
    let half = |place: usize| bytes.as_chunks().0.get(place).map_or(0, |h| u128::from_le_bytes(*h));
    [half(0), half(1)]
}

impl Splitter for JsonRows {
    fn each(
        &mut self,
        block: &[u8],
        first: u64,
        visit: &mut impl FnMut(Found<'_>),
    ) -> Result<u64, Misfit> {
        let (mut start, mut number) = (0, first);
        while start < block.len() {
            start = match self.usual(block, start, number) {
                Some(next) => {
                    visit(Found::Record(&Record::new(block, &self.fields, number)));
                    next
                }
                None => self.odd(block, start, number, visit),
            };
            number += 1;
        }
        Ok(number - first)
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

/// Reads a value: returns its text and where it ends, and notes bytes beyond ASCII.
#[inline]
fn value(block: &[u8], at: usize, beyond: &mut bool) -> Option<(Range<usize>, usize)> {
    match block.get(at)? {
        b'"' => {
            let end = text_end(block, at + 1, beyond)?;
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

/// Returns where the quote stands that closes a text, and notes bytes beyond ASCII; `None` when an
/// escape or a control character comes first.
#[inline]
fn text_end(block: &[u8], from: usize, beyond: &mut bool) -> Option<usize> {
    let (quote, escape) = (u8x16::splat(b'"'), u8x16::splat(b'\\'));
    let control = u8x16::splat(0x1f);
    let mut at = from;
    while let Some(piece) = block.get(at..).and_then(<[u8]>::first_chunk::<16>) {
        let bytes = u8x16::new(*piece);
        let odd = bytes.simd_eq(escape) | bytes.min(control).simd_eq(bytes);
        let marks = (bytes.simd_eq(quote) | odd).to_bitmask();
        // The highest bits of all bytes before the first mark.
        *beyond |= bytes.to_bitmask() & marks.wrapping_sub(1) & !marks != 0;
        if marks != 0 {
            let end = at + usize::try_from(marks.trailing_zeros()).ok()?;
            return (block.get(end) == Some(&b'"')).then_some(end);
        }
        at += 16;
    }
    let rest = block.get(at..)?;
    let found = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
    *beyond |= !rest.get(..found)?.is_ascii();
    (rest.get(found) == Some(&b'"')).then_some(at + found)
}

#[cfg(test)]
#[path = "json_rows_tests.rs"]
mod tests;
