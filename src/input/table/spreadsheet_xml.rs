//! XML Spreadsheet 2003: what older back offices and reporting tools write under the name `.xls`.
//!
//! Elements and attributes as Microsoft's "XML Spreadsheet Reference" (Office 2003) has them.

use std::borrow::Cow;

use chrono::NaiveDateTime;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::input::table::held::{HeldFormat, HeldSheet, Merge, TooManyCells};
use crate::input::table::sheet_cell::{SheetCell, without_utc};

/// Why such a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum XmlError {
    /// It is no XML.
    #[error("{0}")]
    Xml(#[from] quick_xml::Error),
    /// It ends before its last element.
    #[error("the file ends inside <{0}>")]
    Cut(&'static str),
    /// It has more cells than are held.
    #[error("a sheet has too many cells")]
    TooManyCells,
}

impl From<TooManyCells> for XmlError {
    fn from(_: TooManyCells) -> Self {
        Self::TooManyCells
    }
}

/// XML with a `Workbook` in the namespace of spreadsheets.
pub(crate) const FORMAT: HeldFormat = HeldFormat {
    is: |text| {
        text.starts_with('<')
            && text.contains("urn:schemas-microsoft-com:office:spreadsheet")
            && (text.contains("<Workbook") || text.contains(":Workbook"))
    },
    read: |input, text| read(text).map_err(|cause| input.broken_workbook(&cause.to_string())),
};

/// Where reading stands.
#[derive(Default)]
struct ReadPosition {
    row: u64,
    column: usize,
    /// Columns that the present cell takes beyond the first.
    across: usize,
    /// What the present cell's value is written as; `None` outside a value.
    kind: Option<String>,
    text: String,
}

/// Reads the sheets of a file.
fn read(text: &str) -> Result<Vec<HeldSheet>, XmlError> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    let mut sheets: Vec<HeldSheet> = Vec::new();
    let mut at = ReadPosition::default();
    loop {
        match reader.read_event()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "Worksheet" => {
                    let name = value(&element, "Name").unwrap_or_else(|| "Sheet".to_owned());
                    sheets.push(HeldSheet::named(name));
                    at = ReadPosition::default();
                }
                "Row" => {
                    at.row = number(&element, "Index").unwrap_or(at.row + 1);
                    at.column = 0;
                }
                "Cell" => at.cell(&element, sheets.last_mut()),
                "Data" => (at.kind, at.text) = (value(&element, "Type"), String::new()),
                _ => {}
            },
            Event::Text(text) if at.kind.is_some() => {
                at.text.push_str(&text.xml10_content());
            }
            Event::CData(text) if at.kind.is_some() => at.text.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) if at.kind.is_some() => at.text.push_str(&resolved(&entity)),
            Event::End(element) => match element.local_name().as_ref() {
                "Data" => {
                    if let (Some(kind), Some(sheet)) = (at.kind.take(), sheets.last_mut()) {
                        sheet.put(at.row, at.column, cell(&kind, std::mem::take(&mut at.text)))?;
                    }
                }
                "Cell" => at.column += 1 + std::mem::take(&mut at.across),
                "Workbook" => return Ok(sheets),
                _ => {}
            },
            Event::Eof => return Err(XmlError::Cut("Workbook")),
            _ => {}
        }
    }
}

impl ReadPosition {
    fn cell(&mut self, element: &BytesStart<'_>, sheet: Option<&mut HeldSheet>) {
        if let Some(index) = number(element, "Index") {
            self.column = usize::try_from(index.saturating_sub(1)).unwrap_or(usize::MAX);
        }
        let span = |name| number(element, name).filter(|count| *count <= 1_048_576);
        self.across = span("MergeAcross").and_then(|count| count.try_into().ok()).unwrap_or(0);
        if let (Some(down), Some(sheet)) = (span("MergeDown"), sheet) {
            let (first, left) = (self.row, self.column);
            let last = first.saturating_add(down);
            sheet.merges.push(Merge { first, last, left, right: left + self.across });
        }
    }
}

/// Returns an attribute, whatever its prefix.
pub(crate) fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element
        .attributes()
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(attribute.value.as_ref()).ok().map(Cow::into_owned)
}

/// Returns an attribute that is a number.
pub(crate) fn number(element: &BytesStart<'_>, name: &str) -> Option<u64> {
    value(element, name)?.trim().parse().ok()
}

/// Returns the characters that an entity stands for.
pub(crate) fn resolved(entity: &quick_xml::events::BytesRef<'_>) -> String {
    let written = format!("&{};", &**entity);
    // Careless writers use the names of HTML; such a sign decides nothing.
    quick_xml::escape::unescape(&written).map_or(written.clone(), Cow::into_owned)
}

/// Returns the value of a cell. A number keeps its digits: ids are read from the text, never
/// through a float.
pub(crate) fn cell(kind: &str, text: String) -> SheetCell<'static> {
    let trimmed = text.trim();
    match kind {
        _ if trimmed.is_empty() => SheetCell::Empty,
        "Number" => match trimmed.parse() {
            Ok(whole) => SheetCell::Whole(whole),
            Err(_) => trimmed.parse().map_or(SheetCell::Error(text.clone()), SheetCell::of_number),
        },
        "DateTime" => {
            let shown = without_utc(trimmed);
            NaiveDateTime::parse_from_str(shown, "%Y-%m-%dT%H:%M:%S%.f")
                .map_or_else(|_| SheetCell::Text(Cow::Owned(shown.to_owned())), SheetCell::Date)
        }
        "Boolean" => match trimmed {
            "1" => SheetCell::TRUE,
            _ => SheetCell::FALSE,
        },
        "Error" => SheetCell::Error(text),
        _ => SheetCell::Text(Cow::Owned(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="a &amp; b"><Table>
<Row><Cell><Data ss:Type="String">x &lt; y</Data></Cell><Cell ss:Index="3"><Data ss:Type="Number">8208460785972844</Data></Cell></Row>
<Row ss:Index="4"><Cell ss:MergeDown="1"/><Cell><Data ss:Type="DateTime">2026-01-16T15:57:00.000</Data></Cell></Row>
</Table></Worksheet></Workbook>"#;

    #[test]
    fn rows_in_any_order_are_put_in_their_places() {
        let row = |number: u64| {
            format!(
                "<Row ss:Index=\"{number}\"><Cell><Data ss:Type=\"Number\">{number}</Data></Cell></Row>"
            )
        };
        let (head, tail) = FILE.split_at(FILE.find("<Row>").unwrap());
        let end = &tail[tail.find("</Table>").unwrap()..];
        let rows = [5, 2, 9, 1].map(row).concat();
        let sheets = read(&format!("{head}{rows}{end}")).unwrap();
        let numbers = sheets[0].rows.iter().map(|(number, cells)| match cells.as_slice() {
            [SheetCell::Whole(value)] => (*number, *value),
            other => panic!("{other:?}"),
        });
        assert_eq!(numbers.collect::<Vec<_>>(), [(1, 1), (2, 2), (5, 5), (9, 9)]);
    }

    #[test]
    fn cells_stand_where_they_say() {
        let sheets = read(FILE).unwrap();
        assert_eq!(sheets[0].name, "a & b");
        let [(1, first), (4, second)] = sheets[0].rows.as_slice() else { panic!("{sheets:?}") };
        assert!(matches!(&first[0], SheetCell::Text(text) if text == "x < y"));
        assert!(matches!(first[2], SheetCell::Whole(8_208_460_785_972_844)));
        assert!(matches!(second[1], SheetCell::Date(_)));
        assert_eq!(sheets[0].merges, [Merge { first: 4, last: 5, left: 0, right: 0 }]);
    }

    #[test]
    fn a_time_is_the_one_that_is_shown_whatever_is_written_behind_it() {
        for written in ["2026-01-16T15:57:00.000", "2026-01-16T15:57:00.000Z"] {
            let read = cell("DateTime", written.to_owned());
            assert!(
                matches!(read, SheetCell::Date(date) if date.to_string() == "2026-01-16 15:57:00")
            );
        }
    }

    #[test]
    fn a_file_that_is_cut_off_is_an_error() {
        for length in (60..FILE.len() - 12).filter(|length| FILE.is_char_boundary(*length)) {
            assert!(read(&FILE[..length]).is_err(), "{length}");
        }
    }
}
