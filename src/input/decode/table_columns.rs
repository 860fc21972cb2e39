//! The columns that a decoder asks a table for, and those of them that are times.

use std::collections::HashMap;

use crate::domain::Zone;
use crate::input::decode::date_column::DateColumn;
use crate::input::decode::dates::DateOrder;
use crate::input::decode::timestamp_column::{TimestampColumn, TimestampColumns};
use crate::input::table::cell_chunk::Slots;
use crate::input::table::header::Header;

/// The columns asked for, a slot each, and the columns of times.
pub(crate) struct TableColumns {
    /// The columns asked for.
    pub(crate) slots: Slots,
    /// The columns of times.
    pub(crate) times: TimestampColumns,
}

impl TableColumns {
    /// Asks for the first column and those of some fields of times; other slots follow theirs.
    pub(crate) fn new(
        header: &Header,
        id_column: usize,
        times: [&str; 5],
        zone: Zone,
        orders: &HashMap<usize, DateOrder>,
    ) -> Self {
        let mut slots = Slots::default();
        slots.of(id_column);
        // The word for a sum stands in the first column, whichever it is.
        slots.of(0);
        let times = TimestampColumns::new(header, times, &mut slots, zone, orders);
        Self { slots, times }
    }

    /// Returns the columns that chunks must have, in their order.
    pub(crate) fn asked(&self) -> &[usize] {
        self.slots.columns()
    }

    /// Returns the slot of a column of the table in chunks.
    pub(crate) fn slot(&self, column: usize) -> Option<usize> {
        self.slots.find(column)
    }

    /// Returns the column in a slot; `None` where there is no slot.
    pub(crate) fn column(&self, slot: Option<usize>) -> Option<usize> {
        self.slots.columns().get(slot?).copied()
    }

    /// Returns the columns of times, for the verdict on their date order.
    pub(crate) fn dates(&self) -> impl Iterator<Item = &DateColumn> {
        self.times.iter().map(TimestampColumn::dates)
    }
}
