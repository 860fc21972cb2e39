//! Reads workbooks of every format, hidden and filtered rows included.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Reader, Xls, XlsError, XlsOptions, Xlsb, XlsbError};

use crate::input::SourceError;
use crate::input::container::cfb;
use crate::input::container::raw_file::Input;
use crate::input::table::biff;
use crate::input::table::held::{HeldSheet, Merge};
use crate::input::table::ods::{self, OdsError};
use crate::input::table::row::{Cell, DayZero, Flow, Row};
use crate::input::table::sheet_cell::SheetCell;
use crate::input::table::xlsb::{self, PlacedCell};
use crate::input::table::xlsx::{Book, CellReader, XlsxError};

/// The most that a workbook may claim to unpack to, in bytes. A full sheet of the platform's
/// widest export stays below it.
const LARGEST: u64 = 2_000_000_000;
/// How many times smaller packed than unpacked a large workbook may be. Sheets reach about 30.
const DENSEST: u64 = 250;
/// A workbook below this size is not looked at more closely, in bytes.
const SMALL: u64 = 64 * 1024 * 1024;

/// A workbook, open.
pub(crate) enum Workbook {
    /// Office Open XML.
    Xlsx(Box<Book<BufReader<File>>>),
    /// The older binary format.
    Xls(Box<Xls<BufReader<File>>>),
    /// The newer binary format.
    Xlsb(Box<Xlsb<Box<dyn Seekable>>>),
    /// Sheets that are held whole: OpenDocument, XML, pages.
    Held(Vec<HeldSheet>),
}

/// What a workbook is read from: a file, or bytes that were made from one.
pub(crate) trait Seekable: Read + std::io::Seek + Send {}

impl<T: Read + std::io::Seek + Send> Seekable for T {}

/// One row of a sheet.
pub(crate) struct SheetRow<'a> {
    number: u64,
    cells: Vec<SheetCell<'a>>,
}

impl Workbook {
    /// Opens an xlsx workbook, after checking what it claims to unpack to.
    pub(crate) fn xlsx(input: &Input) -> Result<Self, SourceError> {
        check_size(input)?;
        let broken = |cause: XlsxError| input.broken_workbook(&cause.to_string());
        let workbook = Book::open(BufReader::new(input.seekable()?)).map_err(broken)?;
        Ok(Self::Xlsx(Box::new(workbook)))
    }

    /// Opens an xls workbook.
    pub(crate) fn xls(input: &Input) -> Result<Self, SourceError> {
        let mut file = input.seekable()?;
        let container = cfb::examine(&mut file).map_err(|cause| input.unreadable(cause))?;
        if !container.is_sound {
            return Err(
                input.broken_workbook("its sectors are chained in circles or out of the file")
            );
        }
        biff::check(&container.workbook)
            .map_err(|cause| input.broken_workbook(&cause.to_string()))?;
        let mut options = XlsOptions::default();
        if container.is_biff8 {
            // Its texts say themselves how they are written, whatever the code page: JExcelAPI and
            // Perl's WriteExcel note 1252 and write UTF-16.
            options.force_codepage = Some(UTF_16);
        }
        let opened = guarded(input, || Xls::new_with_options(BufReader::new(file), options))?;
        let workbook = opened.map_err(|cause| match cause {
            XlsError::Password => locked(input),
            cause => input.broken_workbook(&cause.to_string()),
        })?;
        Ok(Self::Xls(Box::new(workbook)))
    }

    /// Opens a binary workbook.
    pub(crate) fn xlsb(input: &Input) -> Result<Self, SourceError> {
        check_size(input)?;
        let long = xlsb::with_long_cells(BufReader::new(input.seekable()?));
        let file: Box<dyn Seekable> =
            match long.map_err(|c| input.broken_workbook(&c.to_string()))? {
                Some(rewritten) => Box::new(rewritten),
                None => Box::new(BufReader::new(input.seekable()?)),
            };
        match guarded(input, || Xlsb::new(file))? {
            Ok(workbook) => Ok(Self::Xlsb(Box::new(workbook))),
            Err(XlsbError::Password) => Err(locked(input)),
            Err(cause) => Err(input.broken_workbook(&cause.to_string())),
        }
    }

    /// Opens an OpenDocument spreadsheet.
    pub(crate) fn ods(input: &Input) -> Result<Self, SourceError> {
        check_size(input)?;
        let sheets = ods::read_packed(BufReader::new(input.seekable()?));
        sheets.map(Self::Held).map_err(|cause| match cause {
            OdsError::Locked => locked(input),
            OdsError::Zip(_) | OdsError::Io(_) | OdsError::Xml(_) => {
                input.broken_workbook(&cause.to_string())
            }
        })
    }

    /// Returns the day from which numbers without a date format count days. An xls workbook does
    /// not tell it through the library; those of its own date cells are known there.
    pub(crate) fn day_zero(&self) -> DayZero {
        match self {
            Self::Xlsx(book) => book.day_zero(),
            Self::Xls(_) | Self::Xlsb(_) | Self::Held(_) => DayZero::Of1900,
        }
    }

    /// Returns the last row of a sheet where the text of the file ends before the sheet does; `None` for one that
    /// is whole.
    pub(crate) fn cut_at(&self, sheet: &str) -> Option<u64> {
        let Self::Held(sheets) = self else { return None };
        let cut = sheets.iter().find(|held| held.name == sheet).filter(|held| held.is_cut)?;
        cut.rows.last().map(|(row, _)| *row)
    }

    /// Returns the sheets that are held whole; none of other workbooks.
    pub(crate) fn held(&self) -> &[HeldSheet] {
        match self {
            Self::Held(sheets) => sheets,
            Self::Xlsx(_) | Self::Xls(_) | Self::Xlsb(_) => &[],
        }
    }

    /// Returns the names of the sheets, in the workbook's order.
    pub(crate) fn sheets(&self) -> Vec<String> {
        match self {
            Self::Xlsx(book) => book.sheets(),
            Self::Xls(workbook) => workbook.sheet_names(),
            Self::Xlsb(workbook) => workbook.sheet_names(),
            Self::Held(sheets) => sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        }
    }

    /// Visits the rows of a sheet that have any cell, in order.
    pub(crate) fn each_row(
        &mut self,
        input: &Input,
        sheet: &str,
        visit: &mut dyn FnMut(&SheetRow<'_>) -> Result<Flow, SourceError>,
    ) -> Result<(), SourceError> {
        let range = match self {
            Self::Xlsx(book) => return each_xlsx_row(book, input, sheet, visit),
            Self::Held(sheets) => return each_held_row(sheets, sheet, visit),
            Self::Xls(workbook) => {
                guarded(input, || workbook.worksheet_range(sheet).map_err(|e| e.to_string()))?
            }
            Self::Xlsb(workbook) => {
                let cells = guarded(input, || xlsb::cells(workbook, sheet))?;
                let cells = cells.map_err(|cause| input.broken_workbook(&cause))?;
                return each_placed_row(&cells, visit);
            }
        };
        let range = range.map_err(|cause| input.broken_workbook(&cause))?;
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut row = SheetRow { number: 0, cells: Vec::new() };
        for (number, cells) in (u64::from(top) + 1..).zip(range.rows()) {
            row.number = number;
            row.cells.clear();
            row.pad_to(usize::try_from(left).expect("a usize has at least 32 bits"));
            row.cells.extend(cells.iter().map(SheetCell::of_calamine));
            if visit(&row)? == Flow::Stop {
                break;
            }
        }
        Ok(())
    }

    /// Returns the cells of a sheet that are one over several rows; none where the format does not
    /// say.
    pub(crate) fn merges(&mut self, input: &Input, sheet: &str) -> Result<Vec<Merge>, SourceError> {
        let of_calamine = |found: Vec<calamine::Dimensions>| {
            let wide = |column: u32| usize::try_from(column).expect("a usize has at least 32 bits");
            found
                .into_iter()
                .map(|d| Merge {
                    first: u64::from(d.start.0) + 1,
                    last: u64::from(d.end.0) + 1,
                    left: wide(d.start.1),
                    right: wide(d.end.1),
                })
                .collect()
        };
        match self {
            Self::Xlsx(book) => {
                book.merges(sheet).map_err(|cause| input.broken_workbook(&cause.to_string()))
            }
            Self::Xls(workbook) => {
                let found = guarded(input, || workbook.merge_cells_by_sheet_name(sheet))?;
                found.map(of_calamine).map_err(|cause| input.broken_workbook(&cause.to_string()))
            }
            Self::Xlsb(_) => Ok(Vec::new()),
            Self::Held(sheets) => {
                let sheet = sheets.iter().find(|held| held.name == sheet);
                // A sheet that is not there has no merged cells.
                Ok(sheet.map(|held| held.merges.clone()).unwrap_or_default())
            }
        }
    }
}

/// The code page that stands for UTF-16.
const UTF_16: u16 = 1200;

fn each_placed_row(
    cells: &[PlacedCell],
    visit: &mut dyn FnMut(&SheetRow<'_>) -> Result<Flow, SourceError>,
) -> Result<(), SourceError> {
    let mut row = SheetRow { number: 0, cells: Vec::new() };
    for cells in cells.chunk_by(|cell, next| cell.row == next.row) {
        row.cells.clear();
        for cell in cells {
            row.number = u64::from(cell.row) + 1;
            row.pad_to(cell.column);
            row.cells.truncate(cell.column);
            row.cells.push(SheetCell::of_calamine(&cell.value));
        }
        if visit(&row)? == Flow::Stop {
            break;
        }
    }
    Ok(())
}

fn each_held_row(
    sheets: &[HeldSheet],
    sheet: &str,
    visit: &mut dyn FnMut(&SheetRow<'_>) -> Result<Flow, SourceError>,
) -> Result<(), SourceError> {
    let Some(sheet) = sheets.iter().find(|held| held.name == sheet) else { return Ok(()) };
    let mut row = SheetRow { number: 0, cells: Vec::new() };
    for (number, cells) in &sheet.rows {
        row.number = *number;
        row.cells.clear();
        row.cells.extend(cells.iter().map(SheetCell::lent));
        if visit(&row)? == Flow::Stop {
            break;
        }
    }
    Ok(())
}
fn each_xlsx_row(
    book: &mut Book<BufReader<File>>,
    input: &Input,
    sheet: &str,
    visit: &mut dyn FnMut(&SheetRow<'_>) -> Result<Flow, SourceError>,
) -> Result<(), SourceError> {
    let broken = |cause: XlsxError| input.broken_workbook(&cause.to_string());
    let read = book.read_cells(sheet, |cells| each_row_of(cells, input, visit));
    read.map_err(broken)?
}

/// Cells may stand in any order within their row. Rows may not: all readers rely on their order.
fn each_row_of(
    mut cells: CellReader<'_>,
    input: &Input,
    visit: &mut dyn FnMut(&SheetRow<'_>) -> Result<Flow, SourceError>,
) -> Result<(), SourceError> {
    let broken = |cause: XlsxError| input.broken_workbook(&cause.to_string());
    let mut row = SheetRow { number: 0, cells: Vec::new() };
    while let Some((at, column, cell)) = cells.next().map_err(broken)? {
        let number = u64::from(at) + 1;
        if number != row.number {
            if number < row.number {
                return Err(broken(XlsxError::RowOutOfOrder { row: number, above: row.number }));
            }
            if !row.cells.is_empty() && visit(&row)? == Flow::Stop {
                return Ok(());
            }
            row.number = number;
            row.cells.clear();
        }
        let column = usize::try_from(column).expect("a usize has at least 32 bits");
        if column < 16_384 && !row.put(column, cell) {
            return Err(broken(XlsxError::CellTwice { row: number, column }));
        }
    }
    if !row.cells.is_empty() {
        visit(&row)?;
    }
    Ok(())
}

impl<'a> SheetRow<'a> {
    /// Puts a cell where it stands; returns whether no other stands there.
    fn put(&mut self, column: usize, cell: SheetCell<'a>) -> bool {
        self.pad_to(column);
        match self.cells.get_mut(column) {
            None => self.cells.push(cell),
            Some(empty @ SheetCell::Empty) => *empty = cell,
            Some(_) => return matches!(cell, SheetCell::Empty),
        }
        true
    }

    fn pad_to(&mut self, column: usize) {
        while self.cells.len() < column {
            self.cells.push(SheetCell::Empty);
        }
    }
}

impl Row for SheetRow<'_> {
    fn number(&self) -> u64 {
        self.number
    }

    fn len(&self) -> usize {
        self.cells.len()
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        self.cells.get(column).map_or(Cell::Empty, SheetCell::cell)
    }
}

thread_local! {
    /// The workbook that calamine reads on this thread.
    static IN_CALAMINE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Returns what to say of a panic on this thread: a workbook is damaged that calamine was reading;
/// `None` where it read none.
pub fn workbook_given_up() -> Option<SourceError> {
    let path = IN_CALAMINE.take()?;
    Some(SourceError::BrokenWorkbook { path, cause: CONTRADICTING.to_owned() })
}

const CONTRADICTING: &str = "its records contradict each other";

/// Calls calamine, of which 0.38 panics at some damaged workbooks. An error in place of the panic names the
/// file.
fn guarded<T>(input: &Input, call: impl FnOnce() -> T) -> Result<T, SourceError> {
    IN_CALAMINE.set(Some(input.name().to_owned()));
    // What a panic leaves half done is not used again: reading ends with this error.
    let done = catch_unwind(AssertUnwindSafe(call));
    IN_CALAMINE.set(None);
    done.map_err(|_| input.broken_workbook(CONTRADICTING))
}

/// Refuses a workbook that claims, or turns out, to unpack to far more than a sheet can hold.
fn check_size(input: &Input) -> Result<(), SourceError> {
    let too_large = |claimed, largest| SourceError::TooLarge {
        path: input.name().to_owned(),
        claimed,
        largest,
    };
    let mut archive = zip::ZipArchive::new(BufReader::new(input.seekable()?))
        .map_err(|cause| input.broken_workbook(&cause.to_string()))?;
    let (mut packed, mut unpacked) = (0_u64, 0_u64);
    let mut unchecked = Vec::new();
    for index in 0..archive.len() {
        let entry = archive
            .by_index_raw(index)
            .map_err(|cause| input.broken_workbook(&cause.to_string()))?;
        packed = packed.saturating_add(entry.compressed_size());
        unpacked = unpacked.saturating_add(entry.size());
        // Sheets are streamed; every other part is held in memory, so its claim is verified
        // where lying about it could matter.
        let name = entry.name().map_err(|cause| input.broken_workbook(&cause.to_string()))?;
        if !name.starts_with("xl/worksheets/") && entry.compressed_size() > SMALL / DENSEST {
            unchecked.push(index);
        }
    }
    let largest = LARGEST.min(SMALL.max(packed.saturating_mul(DENSEST)));
    if unpacked > largest {
        return Err(too_large(unpacked, largest));
    }
    for index in unchecked {
        let entry =
            archive.by_index(index).map_err(|cause| input.broken_workbook(&cause.to_string()))?;
        let claimed = entry.size();
        let real = std::io::copy(&mut entry.take(claimed + 1), &mut std::io::sink())
            .map_err(|cause| input.broken_workbook(&cause.to_string()))?;
        if real > claimed {
            return Err(too_large(real, claimed));
        }
    }
    Ok(())
}

pub(crate) fn locked(input: &Input) -> SourceError {
    SourceError::Named {
        path: input.name().to_owned(),
        what: "a workbook locked with a password".to_owned(),
        remedy: "open it in a spreadsheet program and save it without a password",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use calamine::Data;

    use super::*;
    use crate::files::Bounds;

    #[test]
    fn a_cell_far_from_all_others_takes_the_memory_of_its_row_alone() {
        let cell = |row, column, value| PlacedCell { row, column, value: Data::Int(value) };
        let cells = [
            cell(0, 1, 1),
            cell(0, 3, 2),
            cell(0, 3, 3),
            cell(7, 0, 4),
            cell(1_048_575, 16_383, 5),
        ];
        let mut rows = Vec::new();
        let read = each_placed_row(&cells, &mut |row| {
            let values = (0..row.len()).filter(|place| row.cell(*place) != Cell::Empty);
            let values = values.map(|place| (place, format!("{:?}", row.cell(place))));
            rows.push((row.number(), row.len(), values.collect::<Vec<_>>()));
            Ok(Flow::Next)
        });
        read.unwrap();
        let value = |place, value: &str| (place, format!("Whole({value})"));
        assert_eq!(
            rows,
            [
                (1, 4, vec![value(1, "1"), value(3, "3")]),
                (8, 1, vec![value(0, "4")]),
                (1_048_576, 16_384, vec![value(16_383, "5")]),
            ]
        );
    }

    #[test]
    fn a_panic_of_the_reader_is_a_damaged_file() {
        let file = tempfile::tempfile().unwrap();
        let name = "orders.xls".to_owned();
        let input = Input::of_file(name, file, &Arc::default(), Bounds::default()).unwrap();
        let during = guarded(&input, workbook_given_up).unwrap().expect("a workbook is read");
        assert!(during.to_string().contains("orders.xls"), "{during}");
        assert!(workbook_given_up().is_none());
        let after = guarded(&input, || -> () { panic!("as a reader may") }).unwrap_err();
        assert_eq!(after.to_string(), during.to_string());
        assert!(workbook_given_up().is_none());
    }
}
