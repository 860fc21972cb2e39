//! Binary workbooks: cells in their short form, which calamine passes over, and cells far from all others,
//! for which its table of a sheet would take all memory.
//!
//! A cell may be written without its column: it stands beside the one before (records 12 to 18 of
//! MS-XLSB 2.5, `BrtShortBlank` to `BrtShortIsst`). SheetJS writes almost every cell so. Each is
//! rewritten in its long form before the workbook is opened.

use std::io::{Cursor, Read, Seek, Write};

use calamine::{Data, DataRef, Xlsb};
use zip::ZipArchive;
use zip::result::ZipResult;

use crate::input::table::held::MOST_COLUMNS;

/// The long form of each short record: blank, number, error, truth, float, text, shared text.
const LONG: [(u32, u8); 7] = [(12, 1), (13, 2), (14, 3), (15, 4), (16, 5), (17, 6), (18, 7)];
/// The records that begin a row, and the largest one of a cell in its long form.
const ROW: u32 = 0;
const LAST_CELL: u32 = 11;

/// Rows that a sheet can have.
const ROWS: u32 = 1_048_576;

/// A cell that has a value.
pub(crate) struct PlacedCell {
    /// From 0.
    pub(crate) row: u32,
    /// From 0.
    pub(crate) column: usize,
    pub(crate) value: Data,
}

/// Returns the cells of a sheet that have a value, by row and column. A cell that comes twice stands there
/// twice, the one that counts last.
///
/// # Errors
///
/// What is damaged, also a cell that no sheet has room for.
pub(crate) fn cells<R: Read + Seek>(
    book: &mut Xlsb<R>,
    sheet: &str,
) -> Result<Vec<PlacedCell>, String> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|cause| cause.to_string())?;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|cause| cause.to_string())? {
        let (row, column) = cell.get_position();
        let value = cell.get_value();
        if matches!(value, DataRef::Empty) {
            continue;
        }
        let column = usize::try_from(column).expect("a usize has at least 32 bits");
        if row >= ROWS || column >= MOST_COLUMNS {
            return Err("a cell stands beyond the last row or column of a sheet".to_owned());
        }
        cells.push(PlacedCell { row, column, value: value.clone().into() });
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    Ok(cells)
}

/// Returns a workbook without short cells; `None` where it has none.
///
/// # Errors
///
/// When the archive is damaged.
pub(crate) fn with_long_cells<R: Read + Seek>(file: R) -> ZipResult<Option<Cursor<Vec<u8>>>> {
    let mut archive = ZipArchive::new(file)?;
    let mut rewritten: Vec<(usize, Vec<u8>)> = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let name = String::from_utf8_lossy(part.name_raw()).to_ascii_lowercase();
        if name.starts_with("xl/worksheets/") && name.ends_with(".bin") {
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes)?;
            rewritten.extend(lengthened(&bytes).map(|bytes| (index, bytes)));
        }
    }
    if rewritten.is_empty() {
        return Ok(None);
    }
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        match rewritten.iter().find(|(place, _)| *place == index) {
            None => writer.raw_copy_file(archive.by_index_raw(index)?)?,
            Some((_, bytes)) => {
                let name = archive.by_index_raw(index)?.name()?.into_owned();
                let stored = zip::write::SimpleFileOptions::default()
                    .compression_method(zip::CompressionMethod::Stored);
                writer.start_file(name, stored)?;
                writer.write_all(bytes)?;
            }
        }
    }
    writer.finish().map(Some)
}

/// Rewrites the records of a sheet; `None` where none is short, or where they are cut off, which
/// is reported when the workbook is read.
fn lengthened(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut rest, mut out, mut any) = (bytes, Vec::with_capacity(bytes.len()), false);
    let mut column: u32 = 0;
    while !rest.is_empty() {
        let (kind, after) = varying(rest, 2)?;
        let (length, after) = varying(after, 4)?;
        let (payload, after) = after.split_at_checked(usize::try_from(length).ok()?)?;
        let whole = rest.get(..rest.len() - after.len())?;
        match LONG.iter().find(|(short, _)| *short == kind) {
            Some((_, long)) => {
                any = true;
                out.push(*long);
                push_length(&mut out, length.checked_add(4)?);
                out.extend_from_slice(&column.to_le_bytes());
                out.extend_from_slice(payload);
                column = column.wrapping_add(1);
            }
            None => {
                if kind == ROW {
                    column = 0;
                } else if kind <= LAST_CELL {
                    let place = payload.first_chunk::<4>()?;
                    column = u32::from_le_bytes(*place).wrapping_add(1);
                }
                out.extend_from_slice(whole);
            }
        }
        rest = after;
    }
    any.then_some(out)
}

/// Reads a number of seven bits a byte.
fn varying(bytes: &[u8], most: usize) -> Option<(u32, &[u8])> {
    let (mut value, mut rest) = (0_u32, bytes);
    for shift in (0..most).map(|place| place * 7) {
        let (byte, after) = rest.split_first()?;
        // The kind of a record keeps the mark of its second byte in the number.
        value |= u32::from(byte & 0x7f) << shift;
        rest = after;
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some((value, rest))
}

fn push_length(out: &mut Vec<u8>, mut length: u32) {
    loop {
        let byte = u8::try_from(length & 0x7f).unwrap_or(0x7f);
        length >>= 7;
        out.push(if length > 0 { byte | 0x80 } else { byte });
        if length == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u8, payload: &[u8]) -> Vec<u8> {
        let mut bytes = vec![kind];
        push_length(&mut bytes, u32::try_from(payload.len()).unwrap());
        [bytes, payload.to_vec()].concat()
    }

    #[test]
    fn short_cells_get_the_column_after_the_one_before() {
        let row = record(0, &[0; 16]);
        let first = record(6, &[2, 0, 0, 0, 9, 9]);
        let short = record(17, &[7; 130]);
        let big = [vec![0x91, 0x01], vec![0]].concat();
        let sheet = [big.clone(), row.clone(), first.clone(), short.clone(), short].concat();
        let long = |column: u8| record(6, &[&[column, 0, 0, 0][..], &[7; 130]].concat());
        assert_eq!(lengthened(&sheet), Some([big, row.clone(), first, long(3), long(4)].concat()));
        assert_eq!(lengthened(&row), None);
    }

    #[test]
    fn what_is_cut_off_is_left_as_it_is() {
        let sheet = [record(0, &[0; 16]), record(17, &[7; 20])].concat();
        for length in 0..sheet.len() {
            // It ends, and never with more cells than there are.
            assert!(lengthened(&sheet[..length]).is_none());
        }
    }
}
