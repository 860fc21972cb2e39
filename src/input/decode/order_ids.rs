//! Order ids of cells.

use crate::domain::{InvalidId, OrderId};
use crate::input::decode::missing;
use crate::input::table::cell_chunk::CellChunk;
use crate::input::table::drawn::NO_ROW;
use crate::input::table::row::Cell;

/// Reads an order id from a cell.
pub(crate) fn read_id(cell: Cell<'_>) -> Result<OrderId, String> {
    const EXPECTED: &str = "16 or 17 digits expected";
    let parsed = match cell {
        Cell::Error(text) if text.starts_with(NO_ROW) => {
            return Err("is not a row of the table; copy the whole table again".to_owned());
        }
        Cell::Text(text) | Cell::Error(text) if missing::is_error_of_sheet(text) => {
            return Err(format!(
                "is what a spreadsheet shows in place of a value ({EXPECTED}); correct the formula, or \
                 widen the column, and export again"
            ));
        }
        Cell::Text(text) => OrderId::parse(text),
        Cell::Whole(0) => {
            return Err(format!(
                "is what programs write in place of the result of a formula ({EXPECTED}); open the workbook in a \
                 spreadsheet program, save it, and give that"
            ));
        }
        Cell::Whole(number) => u64::try_from(number)
            .ok()
            .and_then(OrderId::from_number)
            .ok_or_else(|| InvalidId::Length(number.to_string().len())),
        Cell::Empty => Err(InvalidId::Empty),
        Cell::Error(text) => {
            Err(OrderId::parse(text).map_or_else(|wrong| wrong, |_| InvalidId::Scientific))
        }
        Cell::Date(_) | Cell::Moment(_) => Err(InvalidId::NotDigits),
    };
    parsed.map_err(|wrong| {
        let repair = match wrong {
            InvalidId::Scientific => {
                "; export again, or import the csv as text and set the column to text"
            }
            InvalidId::Empty => "; where cells were merged, unmerge them and fill them down",
            InvalidId::Several => "; write a row for each order",
            InvalidId::Package => "; write the id without it, in one row for each order",
            InvalidId::NotDigits | InvalidId::Length(_) => "",
        };
        format!("{wrong} ({EXPECTED}){repair}")
    })
}

/// What becomes of ids with the number of a package behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PackageRows {
    /// Their rows are bad.
    #[default]
    Refused,
    /// Their rows are of the order that the id names.
    OfOrders,
}

/// The ids with the number of a package behind them.
#[derive(Clone, Debug, Default)]
pub(crate) struct PackageIds {
    rows: PackageRows,
    met: Vec<OrderId>,
}

impl PackageIds {
    /// Begins a column of ids.
    pub(crate) fn new(rows: PackageRows) -> Self {
        Self { rows, met: Vec::new() }
    }

    /// Notes such ids among the rows without one, and reads them where they are read.
    fn read(
        &mut self,
        chunk: &CellChunk,
        slot: usize,
        ids: &mut [Option<OrderId>],
        bad: &mut Vec<usize>,
    ) {
        bad.retain(|row| {
            let Some(id) = Self::id(chunk.cell(slot, *row)) else { return true };
            self.met.push(id);
            if let Some(read) = ids.get_mut(*row).filter(|_| self.rows == PackageRows::OfOrders) {
                *read = Some(id);
            }
            self.rows == PackageRows::Refused
        });
    }

    fn id(cell: Cell<'_>) -> Option<OrderId> {
        match cell {
            Cell::Text(text) => OrderId::of_package(text),
            Cell::Empty | Cell::Whole(_) | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_) => None,
        }
    }

    /// Returns whether a cell holds an id that is read.
    pub(crate) fn reads(&self, cell: Cell<'_>) -> bool {
        self.rows == PackageRows::OfOrders && Self::id(cell).is_some()
    }

    /// Returns the ids that were met, in any order, each as often as it was met.
    pub(crate) fn met(&self) -> &[OrderId] {
        &self.met
    }

    /// Adds those of other rows.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.met.extend(&other.met);
    }
}

/// Reads the ids of a column as [`read_ids`] does, and those of packages.
pub(crate) fn read_ids_with(
    packages: &mut PackageIds,
    chunk: &CellChunk,
    slot: usize,
    ids: &mut Vec<Option<OrderId>>,
    bad: &mut Vec<usize>,
) {
    read_ids(chunk, slot, ids, bad);
    packages.read(chunk, slot, ids, bad);
}

/// Reads the ids of a column of cells; rows without one are noted as bad.
pub(crate) fn read_ids(
    chunk: &CellChunk,
    slot: usize,
    ids: &mut Vec<Option<OrderId>>,
    bad: &mut Vec<usize>,
) {
    ids.clear();
    ids.extend(chunk.column(slot).iter().enumerate().map(|(row, cell)| {
        let quick = match chunk.sized::<16>(*cell) {
            Some(digits) => OrderId::from_digits(digits),
            None => chunk.text_bytes(*cell).and_then(OrderId::from_digits),
        };
        let id = quick.or_else(|| read_id(chunk.value(*cell)).ok());
        if id.is_none() {
            bad.push(row);
        }
        id
    }));
}
