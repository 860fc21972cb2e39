//! Comma-separated values that no spreadsheet takes for formulas.

use super::{FormatInfo, FormatKind, FormatWriter};
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

fn row(_: &[Column], cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    cells.join(",") + "\n"
}

fn cell(text: &str) -> String {
    let cell = spreadsheet_cell(text);
    if cell.contains([',', '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}
