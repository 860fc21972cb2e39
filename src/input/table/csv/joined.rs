//! Files that were joined: a table below which another begins, with titles of its own.

use std::io::Read;

use crate::domain::to_u64;
use crate::input::SourceError;
use crate::input::container::encoding::{TextEncoding, Utf8Reader};
use crate::input::container::raw_file::Input;
use crate::input::table::csv::records::first_records;
use crate::input::table::header::Header;
use crate::input::table::title_catalogue::TitleCatalogue;

/// So many tables of a text are looked for.
const MOST_TABLES: usize = 100;
/// So many lines without digits are taken for titles.
const MOST_TRIED: usize = 10_000;

/// So many bytes are read at once.
const PART: usize = 64 * 1024;

/// One of the tables of a text.
pub(crate) struct JoinedTable {
    /// The text, with blank lines in place of the tables above, so that rows keep their numbers.
    pub(crate) input: Input,
    /// Its titles.
    pub(crate) header: Header,
}

/// Returns the tables of a text in which other titles follow below the first; `None` where none do, and for
/// large files, which are not read once more for it.
pub(crate) fn tables(
    input: &Input,
    encoding: TextEncoding,
    delimiter: u8,
    first: &Header,
    catalogue: &TitleCatalogue,
) -> Result<Option<Vec<JoinedTable>>, SourceError> {
    if !input.is_small() {
        return Ok(None);
    }
    let mut lines = JoinedLines::default();
    parts(input, encoding, |part| lines.see(part))?;
    if !lines.end() {
        return Ok(None);
    }
    let mut text = Vec::new();
    parts(input, encoding, |part| text.extend_from_slice(part))?;
    let mut begins = titles_below(&text, delimiter, first, catalogue);
    if begins.is_empty() {
        return Ok(None);
    }
    begins.insert(0, (0, first.clone()));
    let ends = begins.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let table = |((from, header), to): (&(usize, Header), usize)| {
        let above = usize::try_from(header.row.saturating_sub(1)).ok().filter(|_| *from > 0);
        let mut own = vec![b'\n'; above.unwrap_or(0)];
        own.extend_from_slice(text.get(*from..to).expect("tables begin one behind another"));
        let own = input.of_bytes(&own)?;
        let name = match from {
            0 => input.name().to_owned(),
            _ => format!("{} · row {}", input.name(), header.row),
        };
        Ok(JoinedTable { input: own.again(name)?, header: header.clone() })
    };
    begins.iter().zip(ends).map(table).collect::<Result<_, _>>().map(Some)
}

/// Reads a text in parts.
fn parts(
    input: &Input,
    encoding: TextEncoding,
    mut take: impl FnMut(&[u8]),
) -> Result<(), SourceError> {
    let mut reader = Utf8Reader::new(input.document()?, encoding);
    // Reading to the end at once would clear room for more than each part has.
    let mut part = vec![0; PART];
    loop {
        let length = reader.read(&mut part).map_err(|cause| input.unreadable(cause))?;
        match part.get(..length) {
            Some(read @ [_, ..]) => take(read),
            Some([]) | None => return Ok(()),
        }
    }
}

/// Looks for lines that may be titles, part after part of a text: nearly no text has any below its rows, so
/// that it need not be kept.
#[derive(Debug, Default)]
struct JoinedLines {
    has_row: bool,
    are_titles: bool,
    /// What the line that is not ended holds.
    has_digit: bool,
    has_word: bool,
}

impl JoinedLines {
    fn see(&mut self, part: &[u8]) {
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', part) {
            self.add(part.get(start..end).unwrap_or_default());
            self.end();
            start = end + 1;
        }
        self.add(part.get(start..).unwrap_or_default());
    }

    #[inline]
    fn add(&mut self, bytes: &[u8]) {
        self.has_digit = self.has_digit || bytes.iter().any(u8::is_ascii_digit);
        let is_word = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
        self.has_word = self.has_word || !self.has_digit && bytes.iter().any(is_word);
    }

    /// Ends a line; returns whether some line below a row may be titles.
    #[inline]
    fn end(&mut self) -> bool {
        self.are_titles |= self.has_row && self.has_word && !self.has_digit;
        self.has_row |= self.has_digit;
        (self.has_digit, self.has_word) = (false, false);
        self.are_titles
    }
}

/// Returns where lines begin that are titles of a table and mean other columns than those above them, below
/// some row of those.
fn titles_below(
    text: &[u8],
    delimiter: u8,
    first: &Header,
    catalogue: &TitleCatalogue,
) -> Vec<(usize, Header)> {
    let (mut found, mut start): (Vec<(usize, Header)>, usize) = (Vec::new(), 0);
    let (mut has_row, mut is_filled, mut tried) = (false, true, 0);
    let ends = memchr::memchr_iter(b'\n', text).map(|at| at + 1).chain([text.len()]);
    for end in ends.filter(|end| *end > 0) {
        let at = start;
        let line = text.get(at..end).expect("lines end one behind another");
        start = end;
        if line.is_empty() {
            continue;
        }
        if line.iter().any(u8::is_ascii_digit) {
            (has_row, is_filled) = (true, true);
            continue;
        }
        let above = found.last().map_or(first, |(_, header)| header);
        let titles = || {
            let record = first_records(line, delimiter, 1).pop()?;
            catalogue.read(&record).filter(Header::is_complete)
        };
        tried += usize::from(has_row);
        if found.len() == MOST_TABLES || tried > MOST_TRIED {
            break;
        }
        if has_row && let Some(header) = titles() {
            has_row = false;
            if header.means_same_columns(above) {
                continue;
            }
            let before = first_records(
                text.get(..at).expect("the titles were found there"),
                delimiter,
                usize::MAX,
            );
            found.push((at, header.at_row(to_u64(before.len()) + 1)));
            is_filled = false;
        }
    }
    // Titles with nothing below them begin no table.
    if !is_filled {
        found.pop();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows_with_titles(text: &str) -> Vec<u64> {
        let catalogue = TitleCatalogue::new(&Vec::new());
        let first = first_records(text.as_bytes(), b',', 1).pop().unwrap();
        let first = catalogue.read(&first).unwrap();
        let found = titles_below(text.as_bytes(), b',', &first, &catalogue);
        for length in [7, text.len()] {
            let mut lines = JoinedLines::default();
            text.as_bytes().chunks(length).for_each(|part| lines.see(part));
            assert!(lines.end() || found.is_empty(), "{text}");
        }
        found.iter().map(|(_, header)| header.row).collect()
    }

    #[test]
    fn other_titles_below_rows_begin_a_table() {
        let titles = "order_id,created_at,status\n";
        let row = "8208460785972844,2026-01-16 10:00,finished\n";
        for (below, found) in [
            ("order_id,created_at,note,status\n", vec![3]),
            ("status,order_id,created_at\n", vec![3]),
            ("order_id,opened_at\n", vec![3]),
            (titles, vec![]),
            ("Order ID,Created at,Status\n", vec![]),
            ("the end,,\n", vec![]),
        ] {
            assert_eq!(rows_with_titles(&format!("{titles}{row}{below}{row}")), found, "{below}");
            // Titles in two languages stand above all rows.
            assert_eq!(rows_with_titles(&format!("{titles}{below}{row}")), [0_u64; 0], "{below}");
        }
        let note = "8208460785972844,\"2026-01-16\n10:00\",finished\n";
        let all = format!("{titles}{note}{row}order_id,opened_at\n{row}order_id,opened_at,note\n");
        assert_eq!(rows_with_titles(&all), [4]);
        assert_eq!(rows_with_titles(&format!("{all}{row}")), [4, 6]);
    }
}
