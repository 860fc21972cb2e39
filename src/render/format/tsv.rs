//! Tab-separated values: what spreadsheets take from the clipboard, each value into a cell of its own.

use super::csv::separated;
use super::info::{FormatInfo, FormatKind, FormatWriter};
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

/// No cell holds a tab or a line break, but a quote begins a cell that could.
fn row(_: &[Column], cells: &[String], into: &mut String) {
    separated(cells, '\t', |cell| cell.contains('"'), into);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_in_its_cell() {
        let cells = ["=1+1", "a\tb\nc", "5\" lamp", "-3"].map(str::to_owned);
        let mut written = String::new();
        row(&[], &cells, &mut written);
        assert_eq!(written, "'=1+1\ta b c\t\"5\"\" lamp\"\t-3\n");
    }
}
