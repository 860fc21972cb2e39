//! Comma-separated values that no spreadsheet takes for formulas.

use super::info::{FormatInfo, FormatKind, FormatWriter};
use crate::render::escape::spreadsheet_cell;
use crate::render::grid::Column;

pub(super) static FORMAT: FormatInfo = FormatInfo {
    id: "csv",
    aliases: &[],
    endings: &["csv"],
    help: "Comma-separated values",
    kind: FormatKind::Rows,
    writer: FormatWriter::ByRow { head, row },
};

fn head(columns: &[Column]) -> String {
    let keys: Vec<&str> = columns.iter().map(|column| column.key).collect();
    keys.join(",") + "\n"
}

fn row(_: &[Column], cells: &[String], into: &mut String) {
    separated(cells, ',', needs_quotes, into);
}

fn needs_quotes(cell: &str) -> bool {
    cell.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n'))
}

/// Writes cells with a sign between them and a line break at their end; those that it is needed for
/// in quotes.
pub(super) fn separated(
    cells: &[String],
    separator: char,
    needs_quotes: fn(&str) -> bool,
    into: &mut String,
) {
    for (at, text) in cells.iter().enumerate() {
        if at > 0 {
            into.push(separator);
        }
        let cell = spreadsheet_cell(text);
        match needs_quotes(&cell) {
            true => into.extend(["\"", cell.replace('"', "\"\"").as_str(), "\""]),
            false => into.push_str(&cell),
        }
    }
    into.push('\n');
}
