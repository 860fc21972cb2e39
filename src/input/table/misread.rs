//! Workbooks made of a text that a spreadsheet program has opened wrongly: each line as one cell, or its UTF-8 as
//! Latin letters.

use crate::input::SourceError;
use crate::input::container::encoding::in_whole_characters;
use crate::input::container::raw_file::Input;
use crate::input::table::held::{HeldSheet, TooManyCells};
use crate::input::table::row::{Cell, Flow, Row};
use crate::input::table::sheet_cell::SheetCell;
use crate::input::table::workbook::{SheetRow, Workbook};

/// What a workbook of unknown titles is once it is put right.
pub(crate) enum Corrected {
    /// The lines of a text.
    Text(String),
    /// The same sheets with the texts as they were.
    Sheets(Vec<HeldSheet>),
}

/// Puts a workbook right; `None` where nothing shows that it was opened wrongly.
///
/// # Errors
///
/// When it cannot be read, or has too many cells to be held.
pub(crate) fn corrected(
    input: &Input,
    workbook: &mut Workbook,
) -> Result<Option<Corrected>, SourceError> {
    let (mut sheets, mut is_changed) = (Vec::new(), false);
    for name in workbook.sheets() {
        let mut sheet = HeldSheet::named(name.clone());
        let mut is_full = false;
        workbook.each_row(input, &name, &mut |row| {
            is_full = copy(row, &mut sheet, &mut is_changed).is_err();
            Ok(if is_full { Flow::Stop } else { Flow::Next })
        })?;
        if is_full {
            return Ok(None);
        }
        sheet.merges = workbook.merges(input, &name)?;
        sheets.push(sheet);
    }
    let text = sheets.iter().find(|sheet| !sheet.rows.is_empty()).and_then(lines);
    Ok(text.map(Corrected::Text).or(is_changed.then_some(Corrected::Sheets(sheets))))
}

/// Copies a row, and its texts in whole characters.
fn copy(
    row: &SheetRow<'_>,
    sheet: &mut HeldSheet,
    is_changed: &mut bool,
) -> Result<(), TooManyCells> {
    for column in 0..row.len() {
        let cell = match row.cell(column) {
            Cell::Empty => continue,
            Cell::Text(text) => {
                let whole = in_whole_characters(text.to_owned());
                *is_changed |= whole != text;
                SheetCell::Text(whole.into())
            }
            cell @ (Cell::Whole(_) | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_)) => {
                SheetCell::kept(cell)
            }
        };
        sheet.put(row.number(), column, cell)?;
    }
    Ok(())
}

/// Returns the lines of a sheet that has one column, in which separators stand.
fn lines(sheet: &HeldSheet) -> Option<String> {
    let line = |(_, cells): &(u64, Vec<SheetCell<'static>>)| match cells.as_slice() {
        [SheetCell::Text(text)] => Some(format!("{text}\n")),
        _ => None,
    };
    let text: String = sheet.rows.iter().map(line).collect::<Option<_>>()?;
    let is_separated = text.lines().next()?.contains([',', ';', '\t', '|']);
    (is_separated && sheet.rows.len() > 1).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> HeldSheet {
        let mut sheet = HeldSheet::named(rows[0].concat());
        for (number, cells) in (1..).zip(rows) {
            for (column, text) in cells.iter().enumerate() {
                let cell = SheetCell::Text((*text).to_owned().into());
                sheet.put(number, column, cell).unwrap();
            }
        }
        sheet
    }

    #[test]
    fn a_sheet_of_one_column_with_separators_is_a_text() {
        let text = "order_id;created_at\n8208460785972844;2026-01-16\n";
        let rows: Vec<Vec<&str>> = text.lines().map(|line| vec![line]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        assert_eq!(lines(&sheet(&rows)).as_deref(), Some(text));
        assert_eq!(lines(&sheet(&[&["order_id", "created_at"], &["1;2"]])), None);
        assert_eq!(lines(&sheet(&[&["order_id"], &["8208460785972844"]])), None);
    }

    #[test]
    fn texts_in_latin_letters_are_put_right_in_every_sheet() {
        let utf_8 = |text: &str| -> String { text.bytes().map(char::from).collect() };
        let title = utf_8("订单号");
        let mut workbook = Workbook::Held(vec![sheet(&[&["note"]]), sheet(&[&[&title, "é"]])]);
        let input = Input::empty("o.xlsx").unwrap();
        let Some(Corrected::Sheets(sheets)) = corrected(&input, &mut workbook).unwrap() else {
            panic!("the texts are in Latin letters")
        };
        let [_, second] = sheets.as_slice() else { panic!("two sheets") };
        let cells: Vec<String> =
            second.rows[0].1.iter().map(|cell| cell.cell().to_text()).collect();
        assert_eq!(cells, ["订单号", "é"]);
        let mut plain = Workbook::Held(vec![sheet(&[&["订单号", "é"]])]);
        assert!(corrected(&input, &mut plain).unwrap().is_none());
    }
}
