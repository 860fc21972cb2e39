//! Reads xlsx and xls workbooks, hidden and filtered rows included.

use std::fs::File;
use std::io::{BufReader, Read};

use calamine::{Reader, Xls};

use crate::input::SourceError;
use crate::input::container::cfb as ole;
use crate::input::container::raw_file::Input;
use crate::input::decode::dates::DayZero;
use crate::input::table::row::{Cell, Flow, Row};
use crate::input::table::sheet_cell::SheetCell;
use crate::input::table::xlsx::{Book, XlsxError};

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
}

/// One row of a sheet.
pub(crate) struct SheetRow<'a> {
    number: u64,
    cells: Vec<SheetCell<'a>>,
}

impl Workbook {
    /// Opens an xlsx workbook, after checking what it claims to unpack to.
    pub(crate) fn xlsx(input: &Input) -> Result<Self, SourceError> {
        check_size(input)?;
        let broken = |cause: XlsxError| broken(input, &cause.to_string());
        let workbook = Book::open(BufReader::new(input.seekable()?)).map_err(broken)?;
        Ok(Self::Xlsx(Box::new(workbook)))
    }

    /// Opens an xls workbook.
    pub(crate) fn xls(input: &Input) -> Result<Self, SourceError> {
        let mut file = input.seekable()?;
        if !ole::is_sound(&mut file).map_err(|cause| input.unreadable(cause))? {
            return Err(broken(input, "its sectors are chained in circles or out of the file"));
        }
        let workbook =
            Xls::new(BufReader::new(file)).map_err(|cause| broken(input, &cause.to_string()))?;
        Ok(Self::Xls(Box::new(workbook)))
    }

    /// Returns the day from which numbers without a date format count days. An xls workbook does
    /// not tell it through the library; those of its own date cells are known there.
    pub(crate) fn day_zero(&self) -> DayZero {
        match self {
            Self::Xlsx(book) => book.day_zero(),
            Self::Xls(_) => DayZero::Of1900,
        }
    }

    /// Returns the names of the sheets, in the workbook's order.
    pub(crate) fn sheets(&self) -> Vec<String> {
        match self {
            Self::Xlsx(book) => book.sheets(),
            Self::Xls(workbook) => workbook.sheet_names(),
        }
    }

    /// Visits the rows of a sheet that have any cell, in order.
    pub(crate) fn each_row(
        &mut self,
        input: &Input,
        sheet: &str,
        visit: &mut dyn FnMut(&SheetRow<'_>) -> Result<Flow, SourceError>,
    ) -> Result<(), SourceError> {
        match self {
            Self::Xlsx(book) => each_xlsx_row(book, input, sheet, visit),
            Self::Xls(workbook) => {
                let range = workbook
                    .worksheet_range(sheet)
                    .map_err(|cause| broken(input, &cause.to_string()))?;
                let (top, left) = range.start().unwrap_or((0, 0));
                let mut row = SheetRow { number: 0, cells: Vec::new() };
                for (number, cells) in (u64::from(top) + 1..).zip(range.rows()) {
                    row.number = number;
                    row.cells.clear();
                    row.pad_to(usize::try_from(left).unwrap_or(0));
                    row.cells.extend(cells.iter().map(SheetCell::of_xls));
                    if visit(&row)? == Flow::Stop {
                        break;
                    }
                }
                Ok(())
            }
        }
    }
}

fn each_xlsx_row(
    book: &mut Book<BufReader<File>>,
    input: &Input,
    sheet: &str,
    visit: &mut dyn FnMut(&SheetRow<'_>) -> Result<Flow, SourceError>,
) -> Result<(), SourceError> {
    let broken = |cause: XlsxError| broken(input, &cause.to_string());
    let mut cells = book.cells(sheet).map_err(broken)?;
    let mut row = SheetRow { number: 0, cells: Vec::new() };
    while let Some((at, column, cell)) = cells.next().map_err(broken)? {
        let number = u64::from(at) + 1;
        if number != row.number {
            if !row.cells.is_empty() && visit(&row)? == Flow::Stop {
                return Ok(());
            }
            row.number = number;
            row.cells.clear();
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column < 16_384 {
            row.pad_to(column);
            row.cells.push(cell);
        }
    }
    if !row.cells.is_empty() {
        visit(&row)?;
    }
    Ok(())
}

impl SheetRow<'_> {
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
        match self.cells.get(column) {
            None | Some(SheetCell::Empty) => Cell::Empty,
            Some(SheetCell::Text(text)) => match text.trim() {
                "" => Cell::Empty,
                text => Cell::Text(text),
            },
            Some(SheetCell::Whole(number)) => Cell::Whole(*number),
            Some(SheetCell::Date(date)) => Cell::Date(*date),
            Some(SheetCell::Error(text)) => Cell::Error(text),
        }
    }
}

fn broken(input: &Input, cause: &str) -> SourceError {
    SourceError::BrokenWorkbook { path: input.name().to_owned(), cause: cause.to_owned() }
}

/// Refuses a workbook that claims, or turns out, to unpack to far more than a sheet can hold.
fn check_size(input: &Input) -> Result<(), SourceError> {
    let too_large = |claimed, largest| SourceError::TooLarge {
        path: input.name().to_owned(),
        claimed,
        largest,
    };
    let mut archive = zip::ZipArchive::new(BufReader::new(input.seekable()?))
        .map_err(|cause| broken(input, &cause.to_string()))?;
    let (mut packed, mut unpacked) = (0_u64, 0_u64);
    let mut unchecked = Vec::new();
    for index in 0..archive.len() {
        let entry =
            archive.by_index_raw(index).map_err(|cause| broken(input, &cause.to_string()))?;
        packed = packed.saturating_add(entry.compressed_size());
        unpacked = unpacked.saturating_add(entry.size());
        // Sheets are streamed; every other part is held in memory, so its claim is verified
        // where lying about it could matter.
        let name = entry.name().map_err(|cause| broken(input, &cause.to_string()))?;
        if !name.starts_with("xl/worksheets/") && entry.compressed_size() > SMALL / DENSEST {
            unchecked.push(index);
        }
    }
    let largest = LARGEST.min(SMALL.max(packed.saturating_mul(DENSEST)));
    if unpacked > largest {
        return Err(too_large(unpacked, largest));
    }
    for index in unchecked {
        let entry = archive.by_index(index).map_err(|cause| broken(input, &cause.to_string()))?;
        let claimed = entry.size();
        let real = std::io::copy(&mut entry.take(claimed + 1), &mut std::io::sink())
            .map_err(|cause| broken(input, &cause.to_string()))?;
        if real > claimed {
            return Err(too_large(real, claimed));
        }
    }
    Ok(())
}
