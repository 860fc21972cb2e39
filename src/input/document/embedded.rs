//! JSON documents that stand in the lines or the cells of another text: of a log, of a stream of events
//! (`data: {…}`), of a table with a column of answers.

use serde::de::IgnoredAny;

use crate::input::document::extract::{OWN_KEYS, printed_by_program};
use crate::input::table::csv::dialect::DELIMITERS;
use crate::input::table::csv::records::first_records;
use crate::input::table::row::{Cell, Row};

/// So many brackets of a line are tried as the beginning of a document.
const TRIED: usize = 8;

/// Returns whether the beginning of a text has a row of this trade behind a bracket.
pub(crate) fn may_be_within(head: &[u8]) -> bool {
    let row = memchr::memchr2(b'{', b'[', head).and_then(|at| head.get(at..));
    row.is_some_and(|row| {
        OWN_KEYS.iter().any(|key| memchr::memmem::find(row, key.as_bytes()).is_some())
    })
}

/// What the pieces of a text hold.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Within {
    /// Documents with a row of this trade, each in a line.
    Documents(String),
    /// Such rows as a program of Python prints them, which are no JSON.
    Printed(&'static str),
}

/// Returns what the lines of a text hold, or its cells; `None` where no row of this trade is in them, or one
/// that is not whole.
pub(crate) fn documents_within(text: &str) -> Option<Within> {
    let in_lines = || joined(text.lines().map(in_line));
    let delimited = |delimiter: u8| {
        let records = first_records(text.as_bytes(), delimiter, usize::MAX);
        let cells = |record| (0..Row::len(record)).map(|column| in_cell(Row::cell(record, column)));
        joined(records.iter().flat_map(cells))
    };
    let fenced = fenced(text);
    let in_fences = || joined(fenced.iter().map(|block| whole(block)));
    in_fences().or_else(in_lines).or_else(|| DELIMITERS.into_iter().find_map(delimited))
}

/// Returns the blocks of code of a text in Markdown.
fn fenced(text: &str) -> Vec<&str> {
    let (mut blocks, mut begun, mut at) = (Vec::new(), None, 0);
    for line in text.split_inclusive('\n') {
        let is_fence = ["```", "~~~"].iter().any(|sign| line.trim_start().starts_with(sign));
        match (is_fence, begun) {
            (true, None) => begun = Some(at + line.len()),
            (true, Some(start)) => {
                blocks.extend(text.get(start..at).map(str::trim));
                begun = None;
            }
            (false, _) => {}
        }
        at += line.len();
    }
    blocks
}

/// Returns what some cells hold, as [`documents_within`] does.
pub(crate) fn documents_in_cells(cells: &[String]) -> Option<Within> {
    joined(cells.iter().map(|cell| in_cell(Cell::Text(cell))))
}

fn in_cell(cell: Cell<'_>) -> EmbeddedText<'_> {
    match cell {
        Cell::Text(text) if text.starts_with(['{', '[']) => whole(text),
        _ => EmbeddedText::Nothing,
    }
}

/// What a piece of text holds.
enum EmbeddedText<'t> {
    Document(&'t str),
    /// A row of this trade that is in no whole document.
    Piece,
    /// A row of this trade as a program printed it.
    Printed(&'static str),
    Nothing,
}

fn joined<'t>(pieces: impl Iterator<Item = EmbeddedText<'t>>) -> Option<Within> {
    let mut all = String::new();
    for piece in pieces {
        match piece {
            EmbeddedText::Document(text) => {
                all.extend(text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
                all.push('\n');
            }
            EmbeddedText::Piece => return None,
            EmbeddedText::Printed(what) => return Some(Within::Printed(what)),
            EmbeddedText::Nothing => {}
        }
    }
    (!all.is_empty()).then_some(Within::Documents(all))
}

fn in_line(line: &str) -> EmbeddedText<'_> {
    let line = line.trim_end().trim_end_matches([',', ';']);
    let starts = line
        .match_indices(['{', '['])
        .map(|(at, _)| line.get(at..).expect("a bracket was found there"));
    let document =
        starts.take(TRIED).map(whole).find(|found| matches!(found, EmbeddedText::Document(_)));
    document.unwrap_or_else(|| {
        if has_own_key(line) { EmbeddedText::Piece } else { EmbeddedText::Nothing }
    })
}

fn whole(text: &str) -> EmbeddedText<'_> {
    match serde_json::from_str::<IgnoredAny>(text) {
        _ if !has_own_key(text) => EmbeddedText::Nothing,
        Ok(_) => EmbeddedText::Document(text),
        Err(_) => printed_by_program(text).map_or(EmbeddedText::Piece, EmbeddedText::Printed),
    }
}

fn has_own_key(text: &str) -> bool {
    OWN_KEYS.iter().any(|key| text.contains(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = r#"{"order_id": "8208460785972844", "note": "a,b"}"#;

    #[test]
    fn lines_and_cells_may_hold_documents() {
        let quoted = format!("\"{}\"", ROW.replace('"', "\"\""));
        for text in [
            format!("data: {ROW}\n\nevent: end\n"),
            format!("2026-01-16 10:00:01,123 INFO [main] answer: {ROW}\n"),
            format!("page;answer\n1;{quoted}\n"),
            format!("page,answer\n1,{quoted}\n2,\n"),
        ] {
            let found = Within::Documents(format!("{ROW}\n"));
            assert_eq!(documents_within(&text), Some(found), "{text}");
        }
        let printed = "page,rows\n1,\"[{'order_id': '8208460785972844', 'is_paid': True}]\"\n";
        assert!(matches!(documents_within(printed), Some(Within::Printed(_))));
    }

    #[test]
    fn blocks_of_code_may_hold_documents() {
        let pretty = ROW.replace(", ", ",\n  ");
        let text = format!("Page 1:\n\n```json\n{pretty}\n```\n\n~~~\n{ROW}\n~~~\n");
        let found = format!("{}\n{ROW}\n", pretty.replace('\n', " "));
        assert_eq!(documents_within(&text), Some(Within::Documents(found)));
        let cut = format!("```\n{ROW}\n```\n```\n{}\n```\n", ROW.trim_end_matches('}'));
        assert_eq!(documents_within(&cut), None);
    }

    #[test]
    fn what_is_not_whole_is_not_passed_over() {
        for text in [
            format!("data: {ROW}\ndata: {}\n", ROW.trim_end_matches('}')),
            format!("a,b\n{}\n", ROW.trim_end_matches('}')),
            "a,b\n1,2\n".to_owned(),
            "data: {\"a\": 1}\n".to_owned(),
        ] {
            assert_eq!(documents_within(&text), None, "{text}");
        }
    }
}
