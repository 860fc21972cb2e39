//! Delimited texts whose first column has the titles: a line for each column of the table.

use crate::input::table::csv::last_cell::LastCell;
use crate::input::table::csv::records::first_records;
use crate::input::table::held::{HeldSheet, TooManyCells};
use crate::input::table::row::Row;
use crate::input::table::sheet_cell::SheetCell;

/// So many lines of a text may be columns of a table.
pub(crate) const MOST_COLUMNS: usize = 200;

/// Returns a table with a row for each column of a text. Cells that a line with values lacks are errors, or missing
/// where the text ends.
pub(crate) fn read(text: &str, delimiter: u8) -> Result<HeldSheet, TooManyCells> {
    let mut sheet = HeldSheet::named("columns");
    let records = first_records(text.as_bytes(), delimiter, MOST_COLUMNS);
    let rows = records.iter().map(Row::len).max().unwrap_or(0);
    for (column, record) in records.iter().enumerate() {
        let cells = record.texts();
        let ends = column + 1 == records.len() && !text.ends_with('\n');
        let lacking = rows - cells.len();
        if ends && let [_, above @ .., last] = cells.as_slice() {
            let last = LastCell::of(last.as_bytes(), above.iter().map(|cell| cell.as_bytes()));
            sheet.is_cut = lacking > 0 || last == LastCell::Cut;
        }
        let lacking = if ends || cells.len() < 2 { 0 } else { lacking };
        let wrong = || SheetCell::Error("a cell that its line lacks".to_owned());
        let cells = cells.into_iter().map(|cell| SheetCell::Text(cell.into()));
        let cells = cells.chain(std::iter::repeat_with(wrong).take(lacking));
        for (row, cell) in (1..).zip(cells) {
            sheet.put(row, column, cell)?;
        }
    }
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_columns_and_what_they_lack_is_said() {
        let read = |last: &str| {
            let ids = "id,1,2,3,4\nat,2025-12-01,2025-12-02,2025-12-03,";
            super::read(&format!("{ids}{last}"), b',').unwrap()
        };
        let whole = read("2025-12-04\n");
        let shown: Vec<String> = whole.rows.iter().map(|(_, cells)| format!("{cells:?}")).collect();
        assert_eq!(shown[0], "[Text(\"id\"), Text(\"at\")]");
        assert_eq!(shown[4], "[Text(\"4\"), Text(\"2025-12-04\")]");
        for (last, is_cut) in [
            ("2025-12-04", false),
            ("2025-12-0", true),
            ("2025-12-0\n", false),
            ("2025-12-04\nb,1,2,3", true),
            ("2025-12-04\nb", false),
        ] {
            assert_eq!(read(last).is_cut, is_cut, "{last:?}");
        }
        let short = read("2025-12-04\nb,1,2\nc,1,2,3,4\n");
        assert!(matches!(short.rows[3].1[2], SheetCell::Error(_)), "{:?}", short.rows);
    }
}
