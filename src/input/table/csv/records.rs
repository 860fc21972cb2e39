//! Splits delimited text into records: quotes, line breaks inside quotes, CRLF, LF, CR.

use std::io::{self, Read};
use std::ops::Range;

use memchr::memchr3;

use crate::input::table::row::{Cell, RawRow, Row};

/// Bytes read at a time.
const CHUNK: usize = 256 * 1024;
/// The longest record; a longer one means a quote that is never closed.
const LONGEST: usize = 16 * 1024 * 1024;

/// Reads records one after another into one buffer.
pub(crate) struct Records<R> {
    reader: R,
    delimiter: u8,
    buffer: Vec<u8>,
    /// Unread bytes are `buffer[start..end]`.
    start: usize,
    end: usize,
    ended: bool,
    row: u64,
    fields: Vec<Range<usize>>,
}

/// One record, lent until the next is read.
#[derive(Debug)]
pub(crate) struct Record<'a> {
    bytes: &'a [u8],
    fields: &'a [Range<usize>],
    row: u64,
}

/// Why a record could not be read.
#[derive(Debug)]
pub(crate) enum RecordError {
    /// The input failed.
    Io(io::Error),
    /// A quote is never closed.
    Unclosed {
        /// The record's row.
        row: u64,
    },
    /// The record has bytes that are not UTF-8.
    NotUtf8 {
        /// The record's row.
        row: u64,
    },
}

impl<R: Read> Records<R> {
    /// Reads UTF-8 records whose fields are separated by one byte.
    pub(crate) fn new(reader: R, delimiter: u8) -> Self {
        let (start, end, ended, row) = (0, 0, false, 0);
        Self { reader, delimiter, buffer: Vec::new(), start, end, ended, row, fields: Vec::new() }
    }

    /// Reads the next record, blank lines included; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Record<'_>>, RecordError> {
        self.fields.clear();
        let Some(length) = self.find_end()? else { return Ok(None) };
        self.row += 1;
        let row = self.row;
        let from = self.start;
        self.start += length.with_break;
        let bytes = self.buffer.get_mut(from..from + length.content).unwrap_or_default();
        if std::str::from_utf8(bytes).is_err() {
            return Err(RecordError::NotUtf8 { row });
        }
        split(bytes, self.delimiter, &mut self.fields);
        Ok(Some(Record { bytes, fields: &self.fields, row }))
    }

    /// Finds where the record that begins at `start` ends, reading on as needed.
    fn find_end(&mut self) -> Result<Option<RecordLength>, RecordError> {
        let mut scan = Scan::default();
        loop {
            let unread = self.buffer.get(self.start..self.end).unwrap_or_default();
            if let Some(length) = scan.go_on(unread, self.delimiter, self.ended) {
                return Ok(Some(length));
            }
            if self.ended {
                if unread.is_empty() {
                    return Ok(None);
                }
                if scan.quoted {
                    return Err(RecordError::Unclosed { row: self.row + 1 });
                }
                let content = unread.len();
                return Ok(Some(RecordLength { content, with_break: content }));
            }
            if unread.len() > LONGEST {
                return Err(RecordError::Unclosed { row: self.row + 1 });
            }
            self.read_on().map_err(RecordError::Io)?;
        }
    }

    fn read_on(&mut self) -> io::Result<()> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.buffer.len() < self.end + CHUNK {
            self.buffer.resize(self.end + CHUNK, 0);
        }
        let room = self.buffer.get_mut(self.end..).unwrap_or_default();
        let count = loop {
            match self.reader.read(room) {
                Ok(count) => break count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        };
        self.ended = count == 0;
        self.end += count;
        Ok(())
    }
}

/// How long a record is, without and with the line break that ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RecordLength {
    /// Bytes before the line break.
    pub(crate) content: usize,
    /// Bytes with it.
    pub(crate) with_break: usize,
}

/// A search for a record's end that can be continued when more bytes are there.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    at: usize,
    /// Inside quotes, where the search stopped.
    pub(crate) quoted: bool,
}

impl Scan {
    /// Returns the record's length, or `None` when its end is not among these bytes.
    pub(crate) fn go_on(
        &mut self,
        bytes: &[u8],
        delimiter: u8,
        whole: bool,
    ) -> Option<RecordLength> {
        while let Some(found) =
            bytes.get(self.at..).and_then(|rest| memchr3(b'"', b'\n', b'\r', rest))
        {
            let at = self.at + found;
            match bytes.get(at) {
                Some(b'"') => {
                    if self.quoted {
                        self.quoted = false;
                    } else {
                        // A quote opens only at a field's start, or right after one that closed.
                        let before = at.checked_sub(1).and_then(|i| bytes.get(i));
                        self.quoted = before.is_none_or(|b| *b == delimiter || *b == b'"');
                    }
                }
                _ if self.quoted => {}
                Some(b'\n') => return Some(RecordLength { content: at, with_break: at + 1 }),
                _ => match bytes.get(at + 1) {
                    Some(b'\n') => {
                        return Some(RecordLength { content: at, with_break: at + 2 });
                    }
                    Some(_) => return Some(RecordLength { content: at, with_break: at + 1 }),
                    None if whole => {
                        return Some(RecordLength { content: at, with_break: at + 1 });
                    }
                    // The line feed of a CRLF may be in the next chunk.
                    None => {
                        self.at = at;
                        return None;
                    }
                },
            }
            self.at = at + 1;
        }
        self.at = bytes.len();
        None
    }
}

/// Splits a record into fields, undoubling quotes in place.
pub(crate) fn split(bytes: &mut [u8], delimiter: u8, fields: &mut Vec<Range<usize>>) {
    let mut at = 0;
    loop {
        if bytes.get(at) == Some(&b'"') {
            let (field, next) = quoted_field(bytes, at + 1, delimiter);
            fields.push(field);
            at = next;
        } else {
            let rest = bytes.get(at..).unwrap_or_default();
            let end = memchr::memchr(delimiter, rest).map_or(bytes.len(), |found| at + found);
            fields.push(at..end);
            at = end;
        }
        if at >= bytes.len() {
            return;
        }
        at += 1;
        if at == bytes.len() {
            fields.push(at..at);
            return;
        }
    }
}

/// Reads a quoted field whose text begins at `from`; returns it and where its delimiter stands.
fn quoted_field(bytes: &mut [u8], from: usize, delimiter: u8) -> (Range<usize>, usize) {
    let (mut read, mut write) = (from, from);
    while let Some(byte) = bytes.get(read).copied() {
        if byte == b'"' {
            if bytes.get(read + 1) == Some(&b'"') {
                read += 1;
            } else {
                // What stands between the closing quote and the delimiter is kept as text.
                read += 1;
                while let Some(byte) = bytes.get(read).copied().filter(|b| *b != delimiter) {
                    put(bytes, write, byte);
                    write += 1;
                    read += 1;
                }
                return (from..write, read);
            }
        }
        put(bytes, write, byte);
        write += 1;
        read += 1;
    }
    (from..write, read)
}

fn put(bytes: &mut [u8], at: usize, byte: u8) {
    if let Some(place) = bytes.get_mut(at) {
        *place = byte;
    }
}

impl<'a> Record<'a> {
    /// Lends fields of some bytes.
    pub(crate) fn new(bytes: &'a [u8], fields: &'a [Range<usize>], row: u64) -> Self {
        Self { bytes, fields, row }
    }

    /// Returns a field without the blanks around it.
    pub(crate) fn field(&self, column: usize) -> &str {
        std::str::from_utf8(self.raw(column)).unwrap_or_default().trim()
    }
}

impl RawRow for Record<'_> {
    #[inline(always)]
    fn raw(&self, column: usize) -> &[u8] {
        self.fields.get(column).and_then(|field| self.bytes.get(field.clone())).unwrap_or_default()
    }

    #[inline(always)]
    fn tail(&self, column: usize) -> Option<[u8; 8]> {
        self.bytes.get(..self.fields.get(column)?.end)?.last_chunk().copied()
    }
}

impl Row for Record<'_> {
    fn number(&self) -> u64 {
        self.row
    }

    fn len(&self) -> usize {
        self.fields.len()
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        match self.field(column) {
            "" => Cell::Empty,
            text => Cell::Text(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let mut records = Records::new(text.as_bytes(), b',');
        let mut rows = Vec::new();
        while let Some(record) = records.next().unwrap() {
            rows.push((0..record.len()).map(|i| record.field(i).to_owned()).collect());
        }
        rows
    }

    #[test]
    fn quotes_hold_delimiters_quotes_and_line_breaks() {
        assert_eq!(
            rows("a,\"b,\"\"c\"\"\r\nd\",e\r\nf,g,h"),
            [vec!["a", "b,\"c\"\r\nd", "e"], vec!["f", "g", "h"]]
        );
    }

    #[test]
    fn a_last_line_without_a_break_and_empty_fields_count() {
        assert_eq!(rows("a,\n,b\r,"), [["a", ""], ["", "b"], ["", ""]]);
    }

    #[test]
    fn blank_lines_are_rows() {
        let mut records = Records::new("a\n\nb".as_bytes(), b',');
        assert_eq!(records.next().unwrap().unwrap().number(), 1);
        assert!(records.next().unwrap().unwrap().is_blank());
        assert_eq!(records.next().unwrap().unwrap().number(), 3);
        assert!(records.next().unwrap().is_none());
    }

    #[test]
    fn a_quote_in_the_middle_of_a_field_is_text() {
        assert_eq!(rows("5\" pipe,b\n"), [["5\" pipe", "b"]]);
    }

    #[test]
    fn an_open_quote_at_the_end_is_an_error() {
        let mut records = Records::new("a\n\"b\nc".as_bytes(), b',');
        records.next().unwrap();
        assert!(matches!(records.next(), Err(RecordError::Unclosed { row: 2 })));
    }

    #[test]
    fn bytes_that_are_no_text_name_their_row() {
        let mut records = Records::new(&b"a\nb\xff\n"[..], b',');
        records.next().unwrap();
        assert!(matches!(records.next(), Err(RecordError::NotUtf8 { row: 2 })));
    }
}
