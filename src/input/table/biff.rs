//! Checks the records of an xls workbook before it is opened: calamine lays out every sheet as one table of
//! all cells between its first and its last one, and takes as much memory as a sheet says it has.
//!
//! Records as MS-XLS 2.4 has them.

use crate::input::table::held::MOST_CELLS;

/// Columns and rows of a sheet.
const COLUMNS: u16 = 256;
const ROWS: u32 = 65_536;

/// The records looked at: the beginning of a sheet, how far its cells reach, and what holds cells.
const BOF: u16 = 0x0809;
/// From here on all is encrypted; such a workbook is refused for its password.
const FILEPASS: u16 = 0x002f;
const DIMENSIONS: u16 = 0x0200;
const CELLS: [u16; 8] = [0x0006, 0x00bd, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e];

/// Why a sheet cannot be laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Misplaced {
    /// A cell, or the end of a sheet, stands where no sheet reaches.
    #[error("a cell stands beyond the last row or column of a sheet")]
    Beyond,
    /// The cells between the first and the last one of each sheet are too many.
    #[error("its cells stand too far apart")]
    TooFarApart,
}

/// Checks where the cells of a workbook stand, by its stream of records. One that is cut off is checked as
/// far as it goes.
///
/// # Errors
///
/// When a sheet cannot be laid out.
pub(crate) fn check(stream: &[u8]) -> Result<(), Misplaced> {
    let (mut area, mut before) = (Area::default(), 0_usize);
    for BiffRecord { kind, data } in Records(stream) {
        match kind {
            BOF => before += std::mem::take(&mut area).cells(),
            DIMENSIONS => check_claim(data)?,
            FILEPASS => return Ok(()),
            _ if CELLS.contains(&kind) => {
                if let (Some(row), Some(column)) = (short(data, 0), short(data, 2)) {
                    area.add(row, column)?;
                }
            }
            _ => {}
        }
        if before + area.cells() > MOST_CELLS {
            return Err(Misplaced::TooFarApart);
        }
    }
    Ok(())
}

/// Checks what a sheet says of its first and last cell: the record of BIFF8, or the shorter one before it.
fn check_claim(data: &[u8]) -> Result<(), Misplaced> {
    let is_short = data.len() < 14;
    let row = |at: usize| match is_short {
        true => short(data, at / 2).map(u32::from),
        false => data.get(at..).and_then(<[u8]>::first_chunk).copied().map(u32::from_le_bytes),
    };
    let columns = short(data, if is_short { 6 } else { 10 });
    let (Some(first), Some(rows), Some(columns)) = (row(0), row(4), columns) else { return Ok(()) };
    let is_empty = rows == 0 || columns == 0;
    match is_empty || (rows <= ROWS && first < rows && columns <= COLUMNS) {
        true => Ok(()),
        false => Err(Misplaced::Beyond),
    }
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..)?.first_chunk().copied().map(u16::from_le_bytes)
}

/// The smallest table that holds all cells of a sheet.
#[derive(Default)]
struct Area {
    /// The first and the last row and column; `None` without a cell.
    rows: Option<(u16, u16)>,
    columns: Option<(u16, u16)>,
}

impl Area {
    fn add(&mut self, row: u16, column: u16) -> Result<(), Misplaced> {
        if column >= COLUMNS {
            return Err(Misplaced::Beyond);
        }
        for (reach, at) in [(&mut self.rows, row), (&mut self.columns, column)] {
            let (first, last) = reach.unwrap_or((at, at));
            *reach = Some((first.min(at), last.max(at)));
        }
        Ok(())
    }

    fn cells(&self) -> usize {
        let length =
            |(first, last): (u16, u16)| usize::from(last).saturating_sub(usize::from(first)) + 1;
        self.rows.map_or(0, length) * self.columns.map_or(0, length)
    }
}

/// One record.
struct BiffRecord<'a> {
    kind: u16,
    data: &'a [u8],
}

/// The records of a stream.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = BiffRecord<'a>;

    fn next(&mut self) -> Option<BiffRecord<'a>> {
        let (kind, length) = (short(self.0, 0)?, short(self.0, 2)?);
        let (data, rest) = self.0.get(4..)?.split_at_checked(usize::from(length))?;
        self.0 = rest;
        Some(BiffRecord { kind, data })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u16]) -> Vec<u8> {
        let length = u16::try_from(data.len() * 2).unwrap();
        [kind, length].iter().chain(data).flat_map(|short| short.to_le_bytes()).collect()
    }

    fn number(row: u16, column: u16) -> Vec<u8> {
        record(0x0203, &[row, column, 0, 0, 0, 0, 0])
    }

    fn claim(first: u16, rows: u16, columns: u16) -> Vec<u8> {
        record(DIMENSIONS, &[first, 0, rows, 0, 0, columns, 0])
    }

    fn checked(records: &[Vec<u8>]) -> Result<(), Misplaced> {
        check(&records.concat())
    }

    #[test]
    fn cells_stand_where_sheets_reach() {
        let sheet = || record(BOF, &[0x0600, 0x0010, 0, 0]);
        assert_eq!(checked(&[sheet(), claim(0, 2, 256), number(0, 0), number(1, 255)]), Ok(()));
        assert_eq!(checked(&[sheet(), claim(0, 0, 0)]), Ok(()));
        assert_eq!(checked(&[sheet(), number(0, 256)]), Err(Misplaced::Beyond));
        assert_eq!(checked(&[sheet(), claim(0, 2, 257)]), Err(Misplaced::Beyond));
        assert_eq!(checked(&[sheet(), claim(3, 2, 1)]), Err(Misplaced::Beyond));
        assert_eq!(checked(&[sheet(), record(FILEPASS, &[0]), number(0, 256)]), Ok(()));
        let old = record(DIMENSIONS, &[0, 2, 0, 300, 0]);
        assert_eq!(checked(&[sheet(), old]), Err(Misplaced::Beyond));
    }

    #[test]
    fn the_tables_of_all_sheets_together_are_bounded() {
        let far = || [record(BOF, &[0x0600, 0x0010]), number(0, 0), number(65_535, 255)].concat();
        assert_eq!(checked(&[far(), number(3, 3)]), Ok(()));
        assert_eq!(checked(&[far(), far()]), Err(Misplaced::TooFarApart));
    }

    #[test]
    fn a_stream_that_is_cut_off_is_checked_as_far_as_it_goes() {
        let stream = [number(0, 0), number(0, 999)].concat();
        for length in 0..stream.len() {
            assert_eq!(check(&stream[..length]), Ok(()), "{length}");
        }
        assert_eq!(check(&stream), Err(Misplaced::Beyond));
    }
}
