//! Workbooks of Gnumeric: XML, which the program packs with gzip. Its own file `gnumeric.xsd` describes it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::input::table::held::{HeldFormat, HeldSheet, Merge};
use crate::input::table::sheet_cell::SheetCell;
use crate::input::table::spreadsheet_xml::{XmlError, number, resolved, value};

/// XML with a `Workbook` in the namespace of Gnumeric.
pub(crate) const FORMAT: HeldFormat = HeldFormat {
    is: |text| text.starts_with('<') && text.contains("<gnm:Workbook"),
    read: |input, text| read(text).map_err(|cause| input.broken_workbook(&cause.to_string())),
};

/// A cell whose text is being read.
struct GnumericCell {
    row: u64,
    column: usize,
    /// What its value is, by Gnumeric's number; `None` of a formula, whose result is not kept.
    kind: Option<u64>,
}

/// Reads the sheets of a file.
fn read(text: &str) -> Result<Vec<HeldSheet>, XmlError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    let (mut sheets, mut cell, mut open) = (Vec::<HeldSheet>::new(), None, String::new());
    loop {
        match reader.read_event()? {
            Event::Start(element) => {
                open.clear();
                match element.local_name().as_ref() {
                    "Sheet" => sheets.push(HeldSheet::named("Sheet")),
                    "Cell" => cell = open_cell(&element),
                    _ => {}
                }
            }
            Event::Text(text) => open.push_str(&text.xml10_content()),
            Event::CData(text) => open.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) => open.push_str(&resolved(&entity)),
            Event::End(element) => match (element.local_name().as_ref(), sheets.last_mut()) {
                ("Name", Some(sheet)) if sheet.rows.is_empty() => sheet.name.clone_from(&open),
                ("Cell", Some(sheet)) => {
                    if let Some(GnumericCell { row, column, kind }) = cell.take() {
                        sheet.put(row, column, of_kind(kind, &open))?;
                    }
                }
                ("Merge", Some(sheet)) => sheet.merges.extend(merge(&open)),
                ("Workbook", _) => return Ok(sheets),
                _ => {}
            },
            Event::Eof => return Err(XmlError::Cut("Workbook")),
            _ => {}
        }
    }
}

fn open_cell(element: &BytesStart<'_>) -> Option<GnumericCell> {
    let row = number(element, "Row")?.checked_add(1)?;
    let column = value(element, "Col")?.parse().ok()?;
    Some(GnumericCell { row, column, kind: number(element, "ValueType") })
}

/// Returns the value of a cell; a number keeps its digits.
fn of_kind(kind: Option<u64>, text: &str) -> SheetCell<'static> {
    match kind {
        _ if text.trim().is_empty() => SheetCell::Empty,
        Some(30 | 40) => match text.parse() {
            Ok(whole) => SheetCell::Whole(whole),
            Err(_) => text
                .parse()
                .map_or_else(|_| SheetCell::Error(text.to_owned()), SheetCell::of_number),
        },
        Some(50) => SheetCell::Error(text.to_owned()),
        None if text.starts_with('=') => {
            SheetCell::Error(format!("a formula whose result is not saved: {text}"))
        }
        Some(_) | None => SheetCell::Text(text.to_owned().into()),
    }
}

/// Reads `A2:B4`.
fn merge(text: &str) -> Option<Merge> {
    let place = |text: &str| {
        let digits = text.find(|c: char| c.is_ascii_digit())?;
        let (letters, row) = text.split_at_checked(digits)?;
        let column = letters.bytes().try_fold(0_usize, |column, letter| {
            let letter = letter.to_ascii_uppercase().checked_sub(b'A').filter(|at| *at < 26)?;
            column.checked_mul(26)?.checked_add(usize::from(letter) + 1)
        })?;
        Some((row.parse().ok()?, column.checked_sub(1)?))
    };
    let (from, to) = text.trim().split_once(':')?;
    let ((first, left), (last, right)) = (place(from)?, place(to)?);
    Some(Merge { first, last, left, right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_in_their_rows_and_columns() {
        let text = "<gnm:Workbook><gnm:SheetNameIndex><gnm:SheetName>S</gnm:SheetName></gnm:SheetNameIndex>\
                    <gnm:Sheets><gnm:Sheet><gnm:Name>S</gnm:Name><gnm:MergedRegions><gnm:Merge>A2:B3</gnm:Merge>\
                    </gnm:MergedRegions><gnm:Cells><gnm:Cell Row=\"0\" Col=\"1\" ValueType=\"60\">a &amp; b\
                    </gnm:Cell><gnm:Cell Row=\"1\" Col=\"0\" ValueType=\"40\">8208460785972844</gnm:Cell>\
                    <gnm:Cell Row=\"1\" Col=\"1\">=A1</gnm:Cell></gnm:Cells></gnm:Sheet></gnm:Sheets></gnm:Workbook>";
        let sheets = read(text).unwrap();
        assert_eq!((sheets.len(), sheets[0].name.as_str()), (1, "S"));
        assert_eq!(sheets[0].merges, [Merge { first: 2, last: 3, left: 0, right: 1 }]);
        let shown = format!("{:?}", sheets[0].rows);
        assert!(shown.contains("(1, [Empty, Text(\"a & b\")])"), "{shown}");
        assert!(shown.contains("(2, [Whole(8208460785972844), Error("), "{shown}");
        assert!(read("<gnm:Workbook><gnm:Sheets>").is_err());
    }
}
