//! OpenDocument spreadsheets, packed or flat.
//!
//! Elements and attributes as OpenDocument 1.2, part 1, chapter 9 has them. They are known by their local
//! names, so that the spreadsheets of OpenOffice 1 are read as well.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::input::table::held::{HeldFormat, HeldSheet, MOST_CELLS, MOST_COLUMNS, Merge};
use crate::input::table::sheet_cell::{SheetCell, without_utc};
use crate::input::table::spreadsheet_xml::{self, XmlError};

/// Rows that a sheet can have.
const MOST_ROWS: u64 = 1_048_576;
/// How many cells may be copies of others: a document says once what comes again and again.
const MOST_COPIES: usize = 4_000_000;
/// The most blanks that one element stands for.
const MOST_BLANKS: u64 = 1000;

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OdsError {
    /// It has a password.
    #[error("it has a password")]
    Locked,
    /// Its archive is damaged.
    #[error("{0}")]
    Zip(#[from] ZipError),
    /// What its manifest is cannot be read.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// Its content is damaged, or too large.
    #[error("{0}")]
    Xml(#[from] XmlError),
}

/// A flat document, whose one part is the whole.
pub(crate) const FLAT: HeldFormat = HeldFormat {
    is: |text| {
        text.starts_with('<')
            && text.contains("urn:oasis:names:tc:opendocument")
            && text.contains("<office:document")
    },
    read: |input, text| {
        read(text.as_bytes()).map_err(|cause| input.broken_workbook(&cause.to_string()))
    },
};

/// Reads the sheets of a packed document.
///
/// # Errors
///
/// When it has a password, is damaged, or has more cells than are held.
pub(crate) fn read_packed<R: Read + Seek>(file: R) -> Result<Vec<HeldSheet>, OdsError> {
    /// A manifest names a few parts; what comes behind so much of it is not looked at.
    const MANIFEST: u64 = 1024 * 1024;
    let mut archive = ZipArchive::new(file)?;
    let mut manifest = Vec::new();
    match archive.by_name("META-INF/manifest.xml") {
        Ok(part) => part.take(MANIFEST).read_to_end(&mut manifest)?,
        Err(ZipError::FileNotFound) => 0,
        Err(cause) => return Err(cause.into()),
    };
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(OdsError::Locked);
    }
    let content = archive.by_name("content.xml")?;
    Ok(read(BufReader::new(content))?)
}

/// Reads the sheets of a document whose text is given.
///
/// # Errors
///
/// When it is damaged, or has more cells than are held.
fn read(text: impl BufRead) -> Result<Vec<HeldSheet>, XmlError> {
    let mut reader = Reader::from_reader(text);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    let (mut buffer, mut skipped) = (Vec::new(), Vec::new());
    let mut document = SheetsInReading::default();
    loop {
        match reader.read_event_into(&mut buffer)? {
            Event::Start(element) if is_no_cell(&element) => {
                reader.read_to_end_into(element.to_end().name(), &mut skipped)?;
                skipped.clear();
            }
            Event::Start(element) => document.start(&element),
            Event::End(element) => match element.local_name().as_ref() {
                "spreadsheet" | "document-content" | "document" => return Ok(document.sheets),
                name => document.end(name)?,
            },
            Event::Text(text) => document.text(&text.xml10_content()),
            Event::CData(text) => document.text(&text.xml10_content()),
            Event::GeneralRef(entity) => document.text(&spreadsheet_xml::resolved(&entity)),
            Event::Eof => return Err(XmlError::Cut("office:spreadsheet")),
            _ => {}
        }
        buffer.clear();
    }
}

/// Returns whether an element stands among the cells and holds none: remarks, drawings with the tables of
/// their charts, what was there before a change.
fn is_no_cell(element: &BytesStart<'_>) -> bool {
    let is_drawn = element.name().prefix().is_some_and(|prefix| prefix.as_ref() == "draw");
    is_drawn || matches!(element.local_name().as_ref(), "annotation" | "shapes" | "tracked-changes")
}

/// The sheets read so far, and where reading stands.
#[derive(Default)]
struct SheetsInReading {
    sheets: Vec<HeldSheet>,
    /// Cells of the sheets before the present one.
    before: usize,
    /// How many cells of all sheets are copies.
    copies: usize,
    /// Rows from here on follow, from 1.
    next_row: u64,
    row: RepeatedRow,
    cell: Option<OdsCell>,
    /// The present cell's text stands in a paragraph.
    in_paragraph: bool,
}

/// The present row.
#[derive(Default)]
struct RepeatedRow {
    number: u64,
    /// How many rows it stands for.
    times: u64,
    column: usize,
    /// How many of its cells are no copies.
    written: usize,
    cells: Vec<(usize, SheetCell<'static>)>,
}

/// The present cell.
struct OdsCell {
    kind: String,
    /// Its value, where an attribute has it.
    value: Option<String>,
    /// The code of its currency; `None` for other cells, and for amounts in any currency.
    currency: Option<String>,
    text: String,
    paragraphs: u64,
    /// How many columns it stands in.
    times: usize,
}

impl SheetsInReading {
    fn start(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "table" => {
                let name = attribute(element, "name").unwrap_or_else(|| "Sheet".to_owned());
                self.before += self.sheets.last().map_or(0, HeldSheet::cells);
                self.sheets.push(HeldSheet::named(name));
                self.next_row = 1;
            }
            "table-row" => {
                let times = number(element, "number-rows-repeated").unwrap_or(1);
                self.row = RepeatedRow { number: self.next_row, times, ..RepeatedRow::default() };
                self.next_row = self.next_row.saturating_add(times);
            }
            "table-cell" | "covered-table-cell" => self.begin_cell(element),
            "p" | "h" => {
                self.in_paragraph = true;
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            "s" => {
                let count = number(element, "c").unwrap_or(1).min(MOST_BLANKS);
                (0..count).for_each(|_| self.text(" "));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            _ => {}
        }
    }

    fn begin_cell(&mut self, element: &BytesStart<'_>) {
        let times = number(element, "number-columns-repeated").unwrap_or(1);
        let times = usize::try_from(times).unwrap_or(usize::MAX).min(MOST_COLUMNS);
        let kind = attribute(element, "value-type").unwrap_or_else(|| "string".to_owned());
        let value = match kind.as_str() {
            "string" => "string-value",
            "date" => "date-value",
            "time" => "time-value",
            "boolean" => "boolean-value",
            _ => "value",
        };
        let value = attribute(element, value).filter(|value| !value.is_empty());
        let currency = attribute(element, "currency").filter(|code| !code.trim().is_empty());
        let spanned = |name| number(element, name).filter(|count| (2..=MOST_ROWS).contains(count));
        if let (Some(down), Some(sheet)) = (spanned("number-rows-spanned"), self.sheets.last_mut())
        {
            let across = spanned("number-columns-spanned").and_then(|count| count.try_into().ok());
            let (first, left) = (self.row.number, self.row.column);
            let right = left + across.unwrap_or(1_usize) - 1;
            sheet.merges.push(Merge { first, last: first.saturating_add(down - 1), left, right });
        }
        let text = String::new();
        self.cell = Some(OdsCell { kind, value, currency, text, paragraphs: 0, times });
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.in_paragraph) {
            cell.text.push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), XmlError> {
        match name {
            "p" | "h" => self.in_paragraph = false,
            "table-cell" | "covered-table-cell" => {
                let Some(cell) = self.cell.take() else { return Ok(()) };
                let from = self.row.column;
                self.row.column = from.saturating_add(cell.times);
                let value = cell.value();
                if !matches!(value, SheetCell::Empty) {
                    let columns = (from..self.row.column).take_while(|at| *at < MOST_COLUMNS);
                    self.row.written += 1;
                    self.row.cells.extend(columns.map(|column| (column, value.clone())));
                }
            }
            "table-row" => return self.end_row(),
            _ => {}
        }
        Ok(())
    }

    /// Puts the present row into its sheet, as often as it stands there.
    fn end_row(&mut self) -> Result<(), XmlError> {
        let RepeatedRow { number, times, written, cells, .. } = std::mem::take(&mut self.row);
        let Some(sheet) = self.sheets.last_mut().filter(|_| !cells.is_empty()) else {
            return Ok(());
        };
        let last = number.saturating_add(times);
        let all = usize::try_from(times).unwrap_or(usize::MAX).saturating_mul(cells.len());
        self.copies = self.copies.saturating_add(all.saturating_sub(written));
        if last > MOST_ROWS + 1 || self.copies > MOST_COPIES {
            return Err(XmlError::TooManyCells);
        }
        for number in number..last {
            for (column, cell) in &cells {
                sheet.put(number, *column, cell.clone())?;
                if self.before + sheet.cells() > MOST_CELLS {
                    return Err(XmlError::TooManyCells);
                }
            }
        }
        Ok(())
    }
}

impl OdsCell {
    fn value(self) -> SheetCell<'static> {
        let value = self.value.unwrap_or(self.text);
        match self.kind.as_str() {
            "currency" => match (spreadsheet_xml::cell("Number", value), self.currency) {
                (amount @ (SheetCell::Whole(_) | SheetCell::Text(_)), Some(code)) => {
                    let amount = amount.cell().to_text();
                    SheetCell::Text(Cow::Owned(format!("{amount} {code}")))
                }
                (amount, _) => amount,
            },
            "float" | "percentage" => spreadsheet_xml::cell("Number", value),
            "boolean" if value.eq_ignore_ascii_case("true") => SheetCell::TRUE,
            "boolean" => SheetCell::FALSE,
            "date" => SheetCell::Text(Cow::Owned(without_utc(&value).to_owned())),
            _ if value.trim().is_empty() => SheetCell::Empty,
            _ => SheetCell::Text(Cow::Owned(value)),
        }
    }
}

/// Returns an attribute, whatever its prefix; LibreOffice says twice what a cell is, the second time in
/// words of its own.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attributes = element.attributes().filter_map(Result::ok);
    let mut named = attributes.filter(|attribute| {
        let prefix = attribute.key.prefix();
        attribute.key.local_name().as_ref() == name
            && prefix.is_none_or(|prefix| prefix.as_ref() != "calcext")
    });
    quick_xml::escape::unescape(named.next()?.value.as_ref()).ok().map(Cow::into_owned)
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u64> {
    attribute(element, name)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(rows: &str) -> String {
        format!(
            "<?xml version='1.0'?><office:document xmlns:office='o' xmlns:table='t' xmlns:text='x'>\
             <office:body><office:spreadsheet><table:table table:name='a &amp; b'>{rows}\
             </table:table></office:spreadsheet></office:body></office:document>"
        )
    }

    fn sheet(rows: &str) -> HeldSheet {
        read(document(rows).as_bytes()).unwrap().remove(0)
    }

    fn texts(sheet: &HeldSheet) -> Vec<(u64, Vec<String>)> {
        let cells = |cells: &Vec<SheetCell<'_>>| {
            let shown = |cell: &SheetCell<'_>| match cell {
                SheetCell::Empty => String::new(),
                SheetCell::Text(text) => text.to_string(),
                other => format!("{other:?}"),
            };
            cells.iter().map(shown).collect()
        };
        sheet.rows.iter().map(|(number, row)| (*number, cells(row))).collect()
    }

    fn row(number: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn rows_and_cells_stand_as_often_as_they_say() {
        let sheet = sheet(
            "<table:table-row table:number-rows-repeated='3'><table:table-cell \
             table:number-columns-repeated='1024'/></table:table-row>\n <table:table-row \
             table:number-rows-repeated='2'>\n  <table:table-cell table:number-columns-repeated='2' \
             office:value-type='string'><text:p>x<text:s text:c='2'/>&lt;<![CDATA[>]]></text:p>\
             <text:p>z</text:p></table:table-cell>\n  <table:covered-table-cell/>\
             <table:table-cell office:value-type='float' \
             office:value='8208460785972844'><text:p>8.2E+15</text:p></table:table-cell>\n \
             </table:table-row><table:table-row table:number-rows-repeated='9999999999'>\
             <table:table-cell table:number-columns-repeated='9999999999'/></table:table-row>",
        );
        let cells = ["x  <>\nz", "x  <>\nz", "", "Whole(8208460785972844)"];
        assert_eq!(sheet.name, "a & b");
        assert_eq!(texts(&sheet), [row(4, &cells), row(5, &cells)]);
    }

    #[test]
    fn what_stands_beside_a_cells_text_is_none_of_it() {
        let sheet = sheet(
            "<table:table-row><table:table-cell office:value-type='string' \
             calcext:value-type='error' office:string-value=''><office:annotation><text:p>note\
             </text:p></office:annotation><draw:frame><table:table><table:table-row/></table:table>\
             </draw:frame><text:p><text:span>#N/A</text:span></text:p></table:table-cell>\
             <table:table-cell calcext:value-type='date' office:value-type='date' \
             office:date-value='2025-12-13T19:48:00Z'><text:p>13.12.25</text:p></table:table-cell>\
             <table:table-cell table:number-rows-spanned='3' table:number-columns-spanned='2' \
             office:value-type='boolean' office:boolean-value='true'><text:p>WAHR</text:p>\
             </table:table-cell></table:table-row>",
        );
        assert_eq!(texts(&sheet), [row(1, &["#N/A", "2025-12-13T19:48:00", "TRUE"])]);
        assert_eq!(sheet.merges, [Merge { first: 1, last: 3, left: 2, right: 3 }]);
    }

    #[test]
    fn an_amount_has_the_currency_of_its_cell() {
        let cell = |of: &str| format!("<table:table-cell office:value-type='currency' {of}/>");
        let amount = cell("office:currency='EUR' office:value='12.5'");
        let row_of = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
        let sheet = sheet(&row_of(&(amount + &cell("office:value='7'"))));
        assert_eq!(texts(&sheet), [row(1, &["12.5 EUR", "Whole(7)"])]);
    }

    #[test]
    fn more_cells_than_are_held_are_refused_before_they_take_memory() {
        let cell = "<table:table-cell table:number-columns-repeated='1000' \
                    office:value-type='string'><text:p>x</text:p></table:table-cell>";
        let repeated = |rows: u64| {
            format!("<table:table-row table:number-rows-repeated='{rows}'>{cell}</table:table-row>")
        };
        assert_eq!(sheet(&repeated(10)).rows.len(), 10);
        for rows in [4_001, MOST_ROWS + 1, u64::MAX] {
            let beyond = document(&repeated(rows));
            assert!(matches!(read(beyond.as_bytes()), Err(XmlError::TooManyCells)), "{rows}");
        }
        let halves = document(&[repeated(2_001), repeated(2_001)].concat());
        assert!(matches!(read(halves.as_bytes()), Err(XmlError::TooManyCells)));
    }

    #[test]
    fn a_document_that_is_cut_off_is_an_error() {
        let whole = document("<table:table-row><table:table-cell/></table:table-row>");
        for length in (60..whole.len() - 60).filter(|length| whole.is_char_boundary(*length)) {
            assert!(read(&whole.as_bytes()[..length]).is_err(), "{length}");
        }
    }
}
