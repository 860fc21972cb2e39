//! The first records of delimited text, in which titles are looked for.

use crate::input::table::csv::quote_scan::{QuoteScan, Step, unquote};
use crate::input::table::row::{Cell, Row};

/// A record as it was copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextRecord {
    row: u64,
    fields: Vec<String>,
}

/// Returns the first records of a text, blank lines included; a record that is not ended, or is not
/// UTF-8, ends them unless the text ends with it.
pub(crate) fn first_records(text: &[u8], delimiter: u8, most: usize) -> Vec<TextRecord> {
    let mut records = Vec::new();
    let mut scan = QuoteScan::new(delimiter);
    let (mut start, mut fields, mut ended) = (0, Vec::new(), true);
    for (at, byte) in text.iter().enumerate() {
        if records.len() >= most {
            return records;
        }
        match scan.next(*byte) {
            Step::Inside | Step::AfterClosing => {
                ended = false;
                continue;
            }
            Step::Record if *byte == b'\n' && at > 0 && text.get(at - 1) == Some(&b'\r') => {
                start = at + 1;
                continue;
            }
            Step::Field | Step::Record => {}
        }
        let Some(field) = field(text.get(start..at).unwrap_or_default()) else { return records };
        fields.push(field);
        (start, ended) = (at + 1, false);
        if matches!(byte, b'\n' | b'\r') {
            let row = u64::try_from(records.len()).unwrap_or(u64::MAX).saturating_add(1);
            records.push(TextRecord { row, fields: std::mem::take(&mut fields) });
            ended = true;
        }
    }
    if !ended
        && !scan.is_open()
        && let Some(field) = field(text.get(start..).unwrap_or_default())
    {
        fields.push(field);
        let row = u64::try_from(records.len()).unwrap_or(u64::MAX).saturating_add(1);
        records.push(TextRecord { row, fields });
    }
    records
}

fn field(bytes: &[u8]) -> Option<String> {
    let mut text = Vec::new();
    unquote(bytes, &mut text);
    Some(String::from_utf8(text).ok()?.trim().to_owned())
}

impl Row for TextRecord {
    fn number(&self) -> u64 {
        self.row
    }

    fn len(&self) -> usize {
        self.fields.len()
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        match self.fields.get(column).map(String::as_str) {
            None | Some("") => Cell::Empty,
            Some(text) => Cell::Text(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        first_records(text.as_bytes(), b',', 20).into_iter().map(|record| record.fields).collect()
    }

    #[test]
    fn quotes_hold_delimiters_quotes_and_line_breaks() {
        assert_eq!(
            rows("a,\"b,\"\"c\"\"\r\nd\",e\r\nf,g,h"),
            [vec!["a", "b,\"c\"\r\nd", "e"], vec!["f", "g", "h"]]
        );
    }

    #[test]
    fn a_last_line_without_a_break_and_empty_fields_and_blank_lines_count() {
        assert_eq!(rows("a,\n,b\r,"), [["a", ""], ["", "b"], ["", ""]]);
        let records = first_records(b"a\n\nb", b',', 20);
        assert!(records[1].is_blank());
        assert_eq!(records[2].number(), 3);
        assert_eq!(first_records(b"a\nb\nc\n", b',', 2).len(), 2);
    }

    #[test]
    fn quotes_inside_an_unquoted_field_are_text() {
        assert_eq!(rows("5\" pipe,b\n"), [["5\" pipe", "b"]]);
        assert_eq!(rows("5\"\" pipe,b\nc,d\n"), [["5\"\" pipe", "b"], ["c", "d"]]);
    }

    #[test]
    fn what_is_not_closed_or_not_text_ends_the_records() {
        assert_eq!(rows("a\n\"b\nc").len(), 1);
        assert_eq!(first_records(b"a\nb\xff\nc\n", b',', 20).len(), 1);
    }
}
