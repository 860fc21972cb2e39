//! The columns of moments of a table, and the clock that they share.

use std::collections::HashMap;

use crate::domain::{Moment, Zone};
use crate::input::decode::date_column::DateColumn;
use crate::input::decode::dates::DateOrder;
use crate::input::decode::orders::Problem;
use crate::input::decode::timestamp_cache::Stamps;
use crate::input::table::header::Header;
use crate::input::table::row::{RawRow, Row};

/// How many columns of moments a table has at most.
const COUNT: usize = 5;

/// The columns of moments of a table, in the order in which they are read.
pub(crate) struct MomentColumns {
    columns: [Option<DateColumn>; COUNT],
    /// Their places in the table; `usize::MAX`, where there is nothing, for those it lacks.
    places: [usize; COUNT],
    stamps: Stamps,
    /// Some title names a zone, so that its times are read by a clock of their own.
    own_clocks: bool,
}

impl MomentColumns {
    /// Finds the columns of some fields in a header.
    pub(crate) fn new(
        header: &Header,
        fields: [&str; COUNT],
        zone: Zone,
        orders: &HashMap<usize, DateOrder>,
    ) -> Self {
        let columns = fields.map(|field| {
            let column = header.column(field)?;
            let order = orders.get(&column).copied().unwrap_or(DateOrder::MonthFirst);
            Some(DateColumn::new(column, order, header.zone(column)).counted_from(header.day_zero))
        });
        let place = |column: &Option<DateColumn>| column.as_ref().map(DateColumn::column);
        let places = columns.each_ref().map(|column| place(column).unwrap_or(usize::MAX));
        let own_clocks = columns.iter().flatten().any(DateColumn::has_own_zone);
        Self { columns, places, stamps: Stamps::new(zone), own_clocks }
    }

    /// Returns the columns that there are, for the verdict on their date order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &DateColumn> {
        self.columns.iter().flatten()
    }

    /// Returns the zone of times that name none.
    pub(crate) fn zone(&self) -> Zone {
        self.stamps.zone()
    }

    /// Returns a column's place in the table.
    #[inline]
    pub(crate) fn place(&self, at: usize) -> Option<usize> {
        self.columns.get(at)?.as_ref().map(DateColumn::column)
    }

    /// Reads one moment of a row; `None` when the cell is empty or there is no such column.
    pub(crate) fn read<R: Row + ?Sized>(
        &mut self,
        at: usize,
        row: &R,
    ) -> Result<Option<Moment>, Problem> {
        match self.columns.get_mut(at) {
            Some(Some(column)) => column.read(row, self.stamps.clock()),
            Some(None) | None => Ok(None),
        }
    }

    /// Reads one moment of a row and notes its bit when it names no zone: `None` when it is not
    /// written in the usual way, `Some(None)` when it is empty. Nothing is counted.
    #[inline(never)]
    pub(crate) fn skim(
        &mut self,
        at: usize,
        row: &impl RawRow,
        zoneless: &mut u8,
    ) -> Option<Option<Moment>> {
        self.skim_inlined(at, row, zoneless)
    }

    /// Reads the first moments of a row as [`Self::skim`] does; `None` when one of them is not
    /// written in the usual way. One call for all: calls are a sixth of the work of a moment.
    #[inline(never)]
    pub(crate) fn skim_first(
        &mut self,
        row: &impl RawRow,
        moments: &mut [Option<Moment>],
        zoneless: &mut u8,
    ) -> Option<()> {
        for (at, moment) in moments.iter_mut().enumerate() {
            *moment = self.skim_inlined(at, row, zoneless)?;
        }
        Some(())
    }

    #[inline(always)]
    fn skim_inlined(
        &mut self,
        at: usize,
        row: &impl RawRow,
        zoneless: &mut u8,
    ) -> Option<Option<Moment>> {
        if self.own_clocks {
            return None;
        }
        let column = *self.places.get(at)?;
        row.moment(column, &mut self.stamps, at, zoneless)
    }

    /// Counts the moments of a row that was skimmed, a bit each, which name no zone.
    pub(crate) fn note_zoneless(&mut self, zoneless: u8) {
        if zoneless == 0 {
            return;
        }
        for (at, column) in self.columns.iter_mut().enumerate() {
            if let Some(column) = column {
                if zoneless >> at & 1 == 1 {
                    column.note_without_zone();
                }
            }
        }
    }

    /// Adds what another reader of the same table has found in its rows.
    pub(crate) fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.columns.iter_mut().flatten().zip(other.iter()) {
            mine.merge(theirs);
        }
    }

    /// Rewrites the rows noted.
    pub(crate) fn renumber(&mut self, real: &dyn Fn(u64) -> u64) {
        self.columns.iter_mut().flatten().for_each(|column| column.renumber(real));
    }
}
