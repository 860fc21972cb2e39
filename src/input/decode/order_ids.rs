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
            InvalidId::NotDigits | InvalidId::Length(_) => "",
        };
        format!("{wrong} ({EXPECTED}){repair}")
    })
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
