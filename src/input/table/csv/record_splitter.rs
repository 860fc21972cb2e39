//! Splits a block of whole records into fields.
//!
//! The same records as [`crate::input::table::csv::records::Records`] finds, which is what odd ones are left to.

use std::ops::Range;

use crate::input::RowProblem;
use crate::input::scan::order_file::not_utf8;
use crate::input::table::csv::delimiter_scan::{Marks, Needles};
use crate::input::table::csv::records::{Record, Scan, split};
use crate::input::table::csv::unquoted::Bare;
use crate::input::table::jsonl::record::JsonRow;

/// Bytes searched at a time, so that the marks stay in the nearest cache.
const STRETCH: usize = 16 * 1024;

/// The block ends inside quotes: it was cut in the wrong place, or a quote is never closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Misfit;

/// What stands in a row's place.
pub(crate) enum Found<'a> {
    /// A record without quotes.
    Bare(&'a Bare<'a>),
    /// Any other record.
    Record(&'a Record<'a>),
    /// An object with anything that a record cannot hold.
    Object(&'a JsonRow),
    /// No row.
    Unreadable(RowProblem),
}

/// Takes blocks of whole rows apart.
pub(crate) trait Splitter {
    /// Visits every row of a block, numbered on from `first`, and returns how many there were.
    fn each(
        &mut self,
        block: &[u8],
        first: u64,
        visit: &mut impl FnMut(Found<'_>),
    ) -> Result<u64, Misfit>;
}

/// Splits blocks; keeps its buffers from block to block.
pub(crate) struct BlockRows {
    delimiter: u8,
    needles: Needles,
    /// Where delimiters, line breaks and quotes stand, and before them the last one passed;
    /// `u32::MAX` before the first.
    marks: Marks,
    next: usize,
    next_break: usize,
    /// Marks of the last record but that at its end.
    width: usize,
    searched: usize,
    fields: Vec<Range<usize>>,
    copy: Vec<u8>,
    /// Whether what was searched is known to be UTF-8.
    utf8: Utf8,
}

/// What is known of a block's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Utf8 {
    /// ASCII as far as was searched.
    SoFar,
    /// The whole block is UTF-8.
    Whole,
    /// Somewhere it is not.
    Not,
}

/// Where a record's content ends and where the next begins.
struct End {
    content: usize,
    next: usize,
}

/// What follows a quoted field.
enum Quoted {
    /// Another field.
    Field {
        /// Where it begins.
        next: usize,
    },
    /// The record's end.
    Last(End),
}

/// What the marks tell of a record.
enum Shape {
    /// Its fields are known.
    Plain(End),
    /// It has quotes of a kind that need a closer look.
    Odd,
}

impl BlockRows {
    /// Prepares for a delimiter.
    pub(crate) fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            needles: Needles::new(delimiter),
            marks: Marks::default(),
            next: 0,
            next_break: 0,
            width: 0,
            searched: 0,
            fields: Vec::new(),
            copy: Vec::new(),
            utf8: Utf8::SoFar,
        }
    }

    /// Takes the record that begins at `start` if it has no quotes, and returns where the next
    /// begins.
    #[inline]
    fn bare(
        &mut self,
        block: &[u8],
        start: usize,
        number: u64,
        visit: &mut impl FnMut(Found<'_>),
    ) -> Option<usize> {
        let mark = loop {
            match self.marks.breaks().get(self.next_break) {
                Some(mark) => break *mark,
                None if self.searched < block.len() => self.search(block),
                None => return None,
            }
        };
        let at = self.place_of(mark)?;
        let content = usize::try_from(mark).ok()?;
        let (next, marks) = match block.get(content)? {
            b'\n' => (content + 1, 1),
            b'\r' if block.get(content + 1) == Some(&b'\n') && self.marks.all().len() > at + 1 => {
                (content + 2, 2)
            }
            _ => return None,
        };
        let (before, fields) = (self.next.checked_sub(1)?, at + 1 - self.next);
        let record = Bare::new(block, self.marks.from(before)?, fields, number)?;
        if self.is_utf8(block, start..content) {
            visit(Found::Bare(&record));
        } else {
            visit(Found::Unreadable(not_utf8(number)));
        }
        self.width = at - self.next;
        self.next = at + marks;
        self.next_break += marks;
        Some(next)
    }

    /// Returns the place of a line break's or quote's mark among all; records are mostly as wide as
    /// the one before.
    #[inline]
    fn place_of(&self, mark: u32) -> Option<usize> {
        let (all, at) = (self.marks.all(), self.next + self.width);
        if all.get(at) == Some(&mark) {
            return Some(at);
        }
        Some(self.next + all.get(self.next..)?.binary_search(&mark).ok()?)
    }

    /// Tells whether a record is text; only of a block that is not all text it must be looked at.
    fn is_utf8(&self, block: &[u8], record: Range<usize>) -> bool {
        self.utf8 != Utf8::Not || std::str::from_utf8(block.get(record).unwrap_or_default()).is_ok()
    }

    fn plain(
        &self,
        block: &[u8],
        start: usize,
        end: &End,
        number: u64,
        visit: &mut impl FnMut(Found<'_>),
    ) {
        if self.is_utf8(block, start..end.content) {
            visit(Found::Record(&Record::new(block, &self.fields, number)));
        } else {
            visit(Found::Unreadable(not_utf8(number)));
        }
    }

    /// Takes a record that has quotes or an unusual end, and returns where the next begins.
    fn quoting(
        &mut self,
        block: &[u8],
        start: usize,
        number: u64,
        visit: &mut impl FnMut(Found<'_>),
    ) -> Result<usize, Misfit> {
        let next = match self.shape(block, start) {
            Shape::Plain(end) => {
                self.plain(block, start, &end, number, visit);
                end.next
            }
            Shape::Odd => self.odd(block, start, number, visit)?,
        };
        let passed = |mark: &u32| usize::try_from(*mark).is_ok_and(|mark| mark < next);
        let later = self.marks.breaks().get(self.next_break..).unwrap_or_default();
        self.next_break += later.iter().take_while(|at| passed(at)).count();
        Ok(next)
    }

    /// Takes a record apart in the slow and certain way; returns where the next begins.
    fn odd(
        &mut self,
        block: &[u8],
        start: usize,
        number: u64,
        visit: &mut impl FnMut(Found<'_>),
    ) -> Result<usize, Misfit> {
        let rest = block.get(start..).unwrap_or_default();
        let mut scan = Scan::default();
        let (content, next) = match scan.go_on(rest, self.delimiter, true) {
            Some(length) => (length.content, start + length.with_break),
            None if scan.quoted => return Err(Misfit),
            None => (rest.len(), block.len()),
        };
        self.copy.clear();
        self.copy.extend_from_slice(rest.get(..content).unwrap_or_default());
        if std::str::from_utf8(&self.copy).is_err() {
            visit(Found::Unreadable(not_utf8(number)));
        } else {
            self.fields.clear();
            split(&mut self.copy, self.delimiter, &mut self.fields);
            visit(Found::Record(&Record::new(&self.copy, &self.fields, number)));
        }
        while let Some(mark) = self.mark(block)
            && mark < next
        {
            self.next += 1;
        }
        Ok(next)
    }

    /// Finds the fields of the record that begins at `start`.
    fn shape(&mut self, block: &[u8], start: usize) -> Shape {
        self.fields.clear();
        let mut from = start;
        loop {
            let Some(mark) = self.mark(block) else {
                self.fields.push(from..block.len());
                return Shape::Plain(End { content: block.len(), next: block.len() });
            };
            self.next += 1;
            match block.get(mark) {
                Some(b'\n') => {
                    self.fields.push(from..mark);
                    return Shape::Plain(End { content: mark, next: mark + 1 });
                }
                Some(b'\r') => {
                    self.fields.push(from..mark);
                    return Shape::Plain(End {
                        content: mark,
                        next: self.after_return(block, mark),
                    });
                }
                Some(b'"') => match self.quoted(block, mark, from) {
                    Some(Quoted::Field { next }) => from = next,
                    Some(Quoted::Last(end)) => return Shape::Plain(end),
                    None => return Shape::Odd,
                },
                _ => {
                    self.fields.push(from..mark);
                    from = mark + 1;
                }
            }
        }
    }

    fn after_return(&mut self, block: &[u8], mark: usize) -> usize {
        if block.get(mark + 1) != Some(&b'\n') {
            return mark + 1;
        }
        if self.mark(block).is_some() {
            self.next += 1;
        }
        mark + 2
    }

    /// Takes a quoted field that has no quotes inside and ends right before a delimiter or a line
    /// break, or returns `None` for any other use of quotes.
    fn quoted(&mut self, block: &[u8], mark: usize, from: usize) -> Option<Quoted> {
        if mark != from {
            return None;
        }
        let close = loop {
            let close = self.mark(block)?;
            self.next += 1;
            if block.get(close) == Some(&b'"') {
                break close;
            }
        };
        let after = close + 1;
        let quoted = match block.get(after) {
            None => Quoted::Last(End { content: after, next: after }),
            Some(b'\n') => Quoted::Last(End { content: after, next: after + 1 }),
            Some(b'\r') => {
                self.next += usize::from(self.mark(block).is_some());
                self.fields.push(from + 1..close);
                let next = self.after_return(block, after);
                return Some(Quoted::Last(End { content: after, next }));
            }
            Some(byte) if *byte == self.delimiter => Quoted::Field { next: after + 1 },
            Some(_) => return None,
        };
        self.next += usize::from(self.mark(block).is_some());
        self.fields.push(from + 1..close);
        Some(quoted)
    }

    /// Returns the next mark, searching on as needed.
    fn mark(&mut self, block: &[u8]) -> Option<usize> {
        loop {
            if let Some(mark) = self.marks.all().get(self.next) {
                return usize::try_from(*mark).ok();
            }
            if self.searched >= block.len() {
                return None;
            }
            self.search(block);
        }
    }

    /// Searches on, after dropping the marks that have been passed: all line breaks and quotes are
    /// among them, whether these or all marks have come to an end.
    fn search(&mut self, block: &[u8]) {
        let passed = self.next.min(self.marks.all().len()).saturating_sub(1);
        self.marks.drop_first(passed);
        (self.next, self.next_break) = (1, 0);
        let from = self.searched;
        let to = block.len().min(from + STRETCH);
        let stretch = block.get(from..to).unwrap_or_default();
        let at = u32::try_from(from).unwrap_or(u32::MAX);
        let ascii = self.needles.search(stretch, at, &mut self.marks);
        self.searched = to;
        if self.utf8 == Utf8::SoFar && !ascii {
            let whole = std::str::from_utf8(block).is_ok();
            self.utf8 = if whole { Utf8::Whole } else { Utf8::Not };
        }
    }
}

impl Splitter for BlockRows {
    fn each(
        &mut self,
        block: &[u8],
        first: u64,
        visit: &mut impl FnMut(Found<'_>),
    ) -> Result<u64, Misfit> {
        self.marks.begin(u32::MAX);
        (self.next, self.next_break, self.searched) = (1, 0, 0);
        self.utf8 = Utf8::SoFar;
        let (mut start, mut number) = (0, first);
        while start < block.len() {
            start = match self.bare(block, start, number, visit) {
                Some(next) => next,
                None => self.quoting(block, start, number, visit)?,
            };
            number += 1;
        }
        Ok(number - first)
    }
}
