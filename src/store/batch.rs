//! A transaction that writes into the store.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use rusqlite::Transaction;

use super::StoreError;
use super::segments::pack_orders;
use super::sums::{Counted, ORDERS, RowTotals, note_rows};
use crate::domain::Contradiction;

/// Writes that become visible together, or not at all.
#[derive(Debug)]
pub(crate) struct Batch<'a> {
    pub(super) db: Transaction<'a>,
    /// Orders that have come and gone and are not packed, not yet noted.
    pub(super) changed: Cell<RowTotals>,
    /// What records of one dispute or order say differently, with its name.
    pub(super) contradictions: RefCell<Vec<(String, Contradiction)>>,
    /// The keys of disputes without an id that were put with the day alone on which they were filed.
    pub(super) days: RefCell<BTreeSet<i64>>,
}

impl Batch<'_> {
    /// Returns the rows of a table that a condition on `?1` chooses, to see what a change of them
    /// makes.
    pub(super) fn rows_where(
        &self,
        counted: &Counted,
        condition: &str,
        value: impl rusqlite::ToSql,
    ) -> rusqlite::Result<RowTotals> {
        let Counted { table, sum, .. } = counted;
        let sql =
            format!("SELECT count(*), coalesce(sum({sum}), 0) FROM {table} WHERE {condition}");
        self.db
            .prepare_cached(&sql)?
            .query_row([value], |row| Ok(RowTotals { rows: row.get(0)?, total: row.get(1)? }))
    }

    /// Changes rows of a table that a condition on `?1` chooses, and notes what has come and gone.
    pub(super) fn changing<T>(
        &self,
        counted: &Counted,
        condition: &str,
        value: &dyn rusqlite::ToSql,
        change: impl FnOnce() -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let before = self.rows_where(counted, condition, value)?;
        let done = change()?;
        let after = self.rows_where(counted, condition, value)?;
        note_rows(&self.db, counted, "", after.since(before))?;
        Ok(done)
    }

    /// Packs the orders that were put since.
    pub(super) fn pack_orders(&self) -> rusqlite::Result<()> {
        self.note_changed()?;
        pack_orders(&self.db)
    }

    /// Notes which orders that are not packed have come and gone.
    pub(super) fn note_changed(&self) -> rusqlite::Result<()> {
        note_rows(&self.db, &ORDERS, "", self.changed.take())
    }
}
