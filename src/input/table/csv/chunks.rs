//! Cuts a text into blocks of whole records, so that several threads can take them apart.

use std::io::{self, Read};

use crate::input::container::raw_file::read_up_to;
use crate::input::table::csv::quote_scan::{QuoteScan, Step};

/// Bytes of a block: small enough to stay in a core's own cache while it is taken apart.
const BLOCK: usize = 512 * 1024;
/// One of so many parts of a block is left for the next one.
const KEPT: usize = 32;
/// Rows by which the end of a block is moved, at most, so that it does not part the rows of an order.
const MOST_MOVED: usize = 16;
/// The longest record.
pub(crate) const LONGEST: usize = 16 * 1024 * 1024;

/// Where a block may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    /// With a record of delimited text, which may hold line breaks in quotes.
    Records,
    /// The same, but while the first block has no quotes it is taken that none has a line break in
    /// them; anyone who takes the blocks apart finds out where one has.
    RecordsWithoutQuotes,
    /// With a record of delimited text, wherever quotes stand: it is read byte by byte.
    RecordsWithCare {
        /// The byte between fields.
        delimiter: u8,
    },
    /// With any line.
    Lines,
}

/// The field of a record that those of one order share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KeyField {
    /// The byte between fields.
    pub(crate) delimiter: u8,
    /// Its place in the record, counted from 0.
    pub(crate) column: usize,
}

impl KeyField {
    /// Returns whether the last record of a text has the key of the first record of another, as far as that can
    /// be told without a look at quotes.
    fn is_shared(self, above: &[u8], below: &[u8]) -> bool {
        let ended = above.strip_suffix(b"\n").unwrap_or(above);
        let start = memchr::memrchr(b'\n', ended).map_or(0, |at| at + 1);
        let last = ended.get(start..).and_then(|record| self.of(record));
        last.is_some_and(|key| self.of(below) == Some(key))
    }

    /// Returns the field of the first record of a text.
    fn of(self, text: &[u8]) -> Option<&[u8]> {
        text.split(|byte| [self.delimiter, b'\n'].contains(byte)).nth(self.column)
    }
}

/// Cuts a text into blocks and hands out one after another.
pub(crate) struct Chunks<R> {
    reader: R,
    ends: Ends,
    key: Option<KeyField>,
    size: usize,
    /// What was read beyond the last block's end.
    rest: Vec<u8>,
    number: u64,
    ended: bool,
}

/// One block, in a buffer of the caller's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its number, counted from 0.
    pub(crate) number: u64,
    /// Count of its bytes, from the buffer's beginning.
    pub(crate) length: usize,
    /// Nothing follows it.
    pub(crate) last: bool,
}

/// Why there is no block.
#[derive(Debug)]
pub(crate) enum BlockError {
    /// The input failed.
    Io(io::Error),
    /// No record ends for too long.
    TooLong,
}

impl<R: Read> Chunks<R> {
    /// Cuts a text into blocks of about this many bytes; `None` is the usual count.
    pub(crate) fn new(reader: R, ends: Ends, size: Option<usize>) -> Self {
        let size = size.unwrap_or(BLOCK);
        Self { reader, ends, key: None, size, rest: Vec::new(), number: 0, ended: false }
    }

    /// Ends blocks where a key changes, where that is near.
    pub(crate) fn with_key(self, key: Option<KeyField>) -> Self {
        Self { key, ..self }
    }

    /// Reads the next block into a buffer; `None` at the end.
    ///
    /// A block of records ends after a line break that an even count of quotes precedes in it. That
    /// is a record's end wherever quotes are used as they should; anyone who takes the block apart
    /// finds out where they are not, because it then ends inside quotes.
    pub(crate) fn next(&mut self, buffer: &mut Vec<u8>) -> Result<Option<Block>, BlockError> {
        let mut filled = self.rest.len();
        buffer.resize(self.size.max(filled), 0);
        if let Some(start) = buffer.get_mut(..filled) {
            start.copy_from_slice(&self.rest);
        }
        self.rest.clear();
        loop {
            if !self.ended {
                let room = buffer.get_mut(filled..).unwrap_or_default();
                let wanted = room.len();
                let count = read_up_to(&mut self.reader, room).map_err(BlockError::Io)?;
                filled += count;
                self.ended = count < wanted;
            }
            let text = buffer.get(..filled).unwrap_or_default();
            if self.ended {
                let length = without_end_mark(text).len();
                let block = |number| Block { number, length, last: true };
                return Ok((length > 0).then(|| block(self.next_number())));
            }
            if self.ends == Ends::RecordsWithoutQuotes
                && self.number == 0
                && memchr::memchr(b'"', text).is_some()
            {
                self.ends = Ends::Records;
            }
            // The last cell of a file is compared with those above it, so the last block has some rows.
            let early = text.get(..filled.saturating_sub(self.size / KEPT)).unwrap_or_default();
            let end = self.end_in(early).or_else(|| self.end_in(text));
            if let Some(cut) = end.map(|end| self.between_orders(text, end)) {
                self.rest.extend_from_slice(text.get(cut..).unwrap_or_default());
                let number = self.next_number();
                return Ok(Some(Block { number, length: cut, last: false }));
            }
            // What has no quotes to be left open is as long as it is.
            if filled > LONGEST && self.ends != Ends::Lines {
                return Err(BlockError::TooLong);
            }
            buffer.resize(buffer.len() * 2, 0);
        }
    }

    /// Moves the end of a block up to where the key changes; leaves it where that is far.
    fn between_orders(&self, text: &[u8], end: usize) -> usize {
        let Some(key) = self.key else { return end };
        let mut at = end;
        for _ in 0..MOST_MOVED {
            let Some((above, below)) = text.split_at_checked(at) else { break };
            if !key.is_shared(above, below) {
                return at;
            }
            let earlier = above.split_last().and_then(|(_, above)| self.end_in(above));
            let Some(earlier) = earlier else { break };
            at = earlier;
        }
        end
    }

    /// Returns the end of the last record that ends in a text, as far as it can be told.
    fn end_in(&self, text: &[u8]) -> Option<usize> {
        match self.ends {
            Ends::Records => last_end(text),
            Ends::RecordsWithCare { delimiter } => careful_end(text, delimiter),
            Ends::Lines | Ends::RecordsWithoutQuotes => {
                memchr::memrchr(b'\n', text).map(|at| at + 1)
            }
        }
    }

    fn next_number(&mut self) -> u64 {
        let number = self.number;
        self.number += 1;
        number
    }
}

/// Takes off the sign with which old programs end a file (Ctrl-Z).
fn without_end_mark(text: &[u8]) -> &[u8] {
    text.strip_suffix(b"\x1a").unwrap_or(text)
}

/// Returns the end of the last record that is ended, byte by byte.
fn careful_end(text: &[u8], delimiter: u8) -> Option<usize> {
    let mut scan = QuoteScan::new(delimiter);
    let mut end = None;
    for (at, byte) in text.iter().enumerate() {
        // What follows a carriage return may be the line feed of the same line break.
        let next = text.get(at + 1);
        let is_whole = *byte == b'\n' || next.is_some_and(|next| *next != b'\n');
        if scan.next(*byte) == Step::Record && is_whole {
            end = Some(at + 1);
        }
    }
    end
}

/// Returns the end of the last line break that an even count of quotes precedes.
fn last_end(text: &[u8]) -> Option<usize> {
    let quotes = memchr::memchr_iter(b'"', text).count();
    if quotes == 0 {
        return memchr::memrchr(b'\n', text).map(|at| at + 1);
    }
    let mut inside = quotes % 2 == 1;
    for at in memchr::memrchr2_iter(b'"', b'\n', text) {
        if text.get(at) == Some(&b'"') {
            inside = !inside;
        } else if !inside {
            return Some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str, size: usize) -> Vec<String> {
        let mut blocks = Chunks::new(text.as_bytes(), Ends::Records, Some(size));
        let (mut buffer, mut all) = (Vec::new(), Vec::new());
        while let Some(block) = blocks.next(&mut buffer).unwrap() {
            assert_eq!(block.number, u64::try_from(all.len()).unwrap());
            all.push(String::from_utf8(buffer[..block.length].to_vec()).unwrap());
        }
        all
    }

    #[test]
    fn blocks_end_with_a_record() {
        assert_eq!(blocks("a,b\nc,d\ne", 5), ["a,b\n", "c,d\n", "e"]);
        assert_eq!(blocks("abcdefghij\nk\n", 6), ["abcdefghij\n", "k\n"]);
        assert_eq!(blocks("", 4), [""; 0]);
        assert_eq!(blocks("a,b\n\x1a", 5), ["a,b\n"]);
        assert_eq!(blocks("\x1a", 5), [""; 0]);
    }

    #[test]
    fn a_line_break_inside_quotes_ends_no_block() {
        assert_eq!(blocks("a\n\"b\nc\"\nd\n", 6), ["a\n", "\"b\nc\"\n", "d\n"]);
    }

    #[test]
    fn line_breaks_are_taken_for_ends_where_the_first_block_has_no_quotes() {
        let cut = |text: &str| {
            let mut blocks = Chunks::new(text.as_bytes(), Ends::RecordsWithoutQuotes, Some(6));
            let mut buffer = Vec::new();
            let mut next = || blocks.next(&mut buffer).unwrap().map(|block| block.length);
            std::iter::from_fn(&mut next).collect::<Vec<_>>()
        };
        assert_eq!(cut("a\n\"b\nc\"\nd\n"), [2, 6, 2]);
        assert_eq!(cut("a,b\nc\n\"b\ncd\"\nd\n"), [6, 3, 6]);
    }

    #[test]
    fn a_block_ends_where_the_key_changes() {
        let text = "1,a,x\n2,b,x\n3,b,x\n4,b,x\n5,c,x\n6,d,x\n";
        let key = KeyField { delimiter: b',', column: 1 };
        let cut = |size| {
            let mut blocks =
                Chunks::new(text.as_bytes(), Ends::Records, Some(size)).with_key(Some(key));
            let mut buffer = Vec::new();
            let mut next = || blocks.next(&mut buffer).unwrap().map(|block| block.length / 6);
            std::iter::from_fn(&mut next).collect::<Vec<_>>()
        };
        assert_eq!(cut(23), [1, 3, 2]);
        assert_eq!(cut(26), [4, 2]);
        // Longer than a block.
        assert_eq!(cut(17), [1, 2, 2, 1]);
    }

    #[test]
    fn nothing_is_lost_at_any_size() {
        let text = "a,\"1\n2\",c\r\nd,e,f\n\n\"x\"\"y\",z\nlast";
        for size in 1..40 {
            assert_eq!(blocks(text, size).concat(), text, "{size}");
        }
    }
}
