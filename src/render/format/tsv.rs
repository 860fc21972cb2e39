//! Tab-separated values: what spreadsheets take from the clipboard, each value into a cell of its own.

use super::{FormatInfo, FormatKind, FormatWriter};
use crate::render::escape::spreadsheet_cell;
use crate::render::grid::Column;

pub(super) static FORMAT: FormatInfo = FormatInfo {
    id: "tsv",
    aliases: &[],
    endings: &["tsv", "tab"],
    help: "Tab-separated values, for pasting into a spreadsheet",
    kind: FormatKind::Rows,
    writer: FormatWriter::ByRow { head, row },
};

fn head(columns: &[Column]) -> String {
    let keys: Vec<&str> = columns.iter().map(|column| column.key).collect();
    keys.join("\t") + "\n"
}

fn row(_: &[Column], cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    cells.join("\t") + "\n"
}

/// No cell holds a tab or a line break, but a quote begins a cell that could.
fn cell(text: &str) -> String {
    let cell = spreadsheet_cell(text);
    if cell.contains('"') { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_in_its_cell() {
        let cells = ["=1+1", "a\tb\nc", "5\" lamp", "-3"].map(str::to_owned);
        assert_eq!(row(&[], &cells), "'=1+1\ta b c\t\"5\"\" lamp\"\t-3\n");
    }
}
