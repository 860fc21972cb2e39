//! Segments written again with orders that have come, changed or gone.

use std::collections::{BTreeSet, VecDeque};

use rusqlite::{Connection, params};

use super::chain::{Chain, END, SegmentBounds, sound};
use super::columns::{BOUNDS, COLUMNS, Looked, PackedSegment, SegmentRows};
use crate::domain::Moment;

use crate::store::stored_order::{self, StoredOrder, signed, stored, verify_order};
use crate::store::sums::{ORDERS, RowTotals, damage, note_rows, totals};

/// Orders put into segments by rising ids. Only segments to which one belongs are written again.
pub(in crate::store) struct Rewrite<'a> {
    db: &'a Connection,
    /// Segments that were not reached yet.
    waiting: VecDeque<SegmentBounds>,
    open: Option<OpenSegment>,
    /// Orders of the open segment on their way back, and the id that the next segment begins at.
    out: SegmentRows,
    first: i64,
}

/// A segment that is written again.
struct OpenSegment {
    end: i64,
    old: SegmentRows,
    /// How many of them have been passed.
    passed: usize,
}

impl<'a> Rewrite<'a> {
    pub(in crate::store) fn new(db: &'a Connection) -> rusqlite::Result<Self> {
        let waiting = all_bounds(db)?;
        Ok(Self { db, waiting, open: None, out: SegmentRows::default(), first: 0 })
    }

    /// Returns what is kept of an order; ids must not fall from call to call.
    pub(in crate::store) fn known(&mut self, id: i64) -> rusqlite::Result<Option<StoredOrder<'_>>> {
        self.seek(id)?;
        if self.out.last_id() == Some(id) {
            return Ok(self.out.get(self.out.len() - 1));
        }
        let open = self.open.as_ref();
        let old = open.filter(|open| open.old.id(open.passed) == Some(id));
        Ok(old.and_then(|open| open.old.get(open.passed)))
    }

    /// Keeps an order in the place of what is known of it; ids must not fall from call to call.
    pub(in crate::store) fn put(&mut self, order: &StoredOrder<'_>) -> rusqlite::Result<()> {
        let id = signed(order.order.id);
        self.seek(id)?;
        if self.out.last_id() == Some(id) {
            self.out.pop();
        } else if self.out.last_id() > Some(id) {
            return Err(damage("orders to be packed do not rise"));
        }
        if let Some(open) = self.open.as_mut().filter(|open| open.old.id(open.passed) == Some(id)) {
            open.passed += 1;
        }
        self.push(order)
    }

    fn push(&mut self, order: &StoredOrder<'_>) -> rusqlite::Result<()> {
        self.out.push(order);
        let db = self.db;
        self.first = self.out.emit_full(self.first, &mut |packed| packed.insert(db))?;
        Ok(())
    }

    /// Opens the segment that an id belongs to, and passes the orders below it.
    fn seek(&mut self, id: i64) -> rusqlite::Result<()> {
        if self.open.as_ref().is_none_or(|open| id >= open.end) {
            self.close()?;
            let before = self.waiting.partition_point(|bounds| bounds.ids.end <= id);
            self.waiting.drain(..before);
            let bounds = self.waiting.pop_front();
            let bounds = bounds.ok_or_else(|| damage("orders to be packed do not rise"))?;
            self.first = bounds.ids.start;
            let old = take(self.db, &bounds)?;
            self.open = Some(OpenSegment { end: bounds.ids.end, old, passed: 0 });
        }
        self.pass(Some(id))
    }

    /// Keeps the old orders below an id, or all.
    fn pass(&mut self, below: Option<i64>) -> rusqlite::Result<()> {
        let Some(mut open) = self.open.take() else { return Ok(()) };
        while open.old.id(open.passed).is_some_and(|old| below.is_none_or(|id| old < id)) {
            if let Some(order) = open.old.get(open.passed) {
                self.push(&order)?;
            }
            open.passed += 1;
        }
        self.open = Some(open);
        Ok(())
    }

    fn close(&mut self) -> rusqlite::Result<()> {
        self.pass(None)?;
        let Some(open) = self.open.take() else { return Ok(()) };
        let db = self.db;
        self.out.emit_rest(self.first..open.end, &mut |packed| packed.insert(db))
    }

    /// Writes what is left.
    pub(in crate::store) fn finish(mut self) -> rusqlite::Result<()> {
        self.close()
    }
}

/// Returns the bounds of all segments, by their ids.
pub(super) fn all_bounds(db: &Connection) -> rusqlite::Result<VecDeque<SegmentBounds>> {
    let mut select = db.prepare(&format!("SELECT {BOUNDS} FROM order_segments ORDER BY first"))?;
    let mut rows = select.query([])?;
    let (mut all, mut chain) = (VecDeque::new(), Chain::default());
    while let Some(row) = rows.next()? {
        all.push_back(chain.follow(row)?);
    }
    chain.end()?;
    Ok(all)
}

/// Reads a segment's orders and removes it.
fn take(db: &Connection, bounds: &SegmentBounds) -> rusqlite::Result<SegmentRows> {
    let select = format!("{} WHERE first = ?1", Looked::ALL.select());
    let mut select = db.prepare_cached(&select)?;
    let rows = select
        .query_row([bounds.ids.start], |row| SegmentRows::of(&Looked::ALL.read(row, bounds)?))?;
    db.prepare_cached("DELETE FROM order_segments WHERE first = ?1")?
        .execute([bounds.ids.start])?;
    Ok(rows)
}

/// Packs the orders that are not packed yet. A store without any segment gets its first.
pub(in crate::store) fn pack_orders(db: &Connection) -> Result<(), rusqlite::Error> {
    let none = "SELECT NOT EXISTS (SELECT 1 FROM order_segments)";
    if db.query_row(none, [], |row| row.get(0))? {
        SegmentRows::default().emit_rest(0..END, &mut |packed| packed.insert(db))?;
    }
    let mut rewrite = Rewrite::new(db)?;
    let columns = stored_order::COLUMNS;
    let mut select = db.prepare(&format!("SELECT {columns} FROM orders ORDER BY id"))?;
    let mut rows = select.query([])?;
    let mut found = RowTotals::default();
    while let Some(row) = rows.next()? {
        found.add(verify_order(row)?);
        if let Some(order) = stored(row)? {
            rewrite.put(&order)?;
        }
    }
    drop(rows);
    rewrite.finish()?;
    let known = totals(db, ORDERS.table, None)?;
    if known != found {
        return Err(damage(format!("`orders` has {} rows, {} were found", known.rows, found.rows)));
    }
    db.execute("DELETE FROM orders", [])?;
    note_rows(db, &ORDERS, "", RowTotals::default().since(found))
}

/// Orders that were removed.
pub(in crate::store) struct GoneOrders {
    pub(in crate::store) ids: Vec<i64>,
    /// When the last of them was paid or completed; `None` where none was, or none removed.
    pub(in crate::store) last: Option<Moment>,
}

/// Removes packed orders placed before a moment, but for those of which something is still to come.
pub(in crate::store) fn forget_orders(
    db: &Connection,
    before: Moment,
    kept: &BTreeSet<i64>,
) -> rusqlite::Result<GoneOrders> {
    let (mut out, mut first) = (SegmentRows::default(), 0);
    let mut gone = GoneOrders { ids: Vec::new(), last: None };
    for bounds in all_bounds(db)? {
        let old = take(db, &bounds)?;
        for order in (0..old.len()).filter_map(|row| old.get(row)) {
            let id = signed(order.order.id);
            if order.order.created_at < before && !kept.contains(&id) {
                gone.ids.push(id);
                gone.last = gone.last.max(order.order.paid_at).max(order.order.completed_at);
                continue;
            }
            out.push(&order);
            first = out.emit_full(first, &mut |packed| packed.insert(db))?;
        }
    }
    out.emit_rest(first..END, &mut |packed| packed.insert(db))?;
    Ok(gone)
}

/// Copies the sound segments of a damaged store to a new one that has none, and returns how many orders
/// they have and whether every one was reached.
pub(in crate::store) fn join_segments(
    old: &Connection,
    new: &Connection,
) -> rusqlite::Result<(u64, bool)> {
    new.execute("DELETE FROM order_segments", [])?;
    let mut whole = true;
    for direction in ["ASC", "DESC"] {
        match copy_sound(old, new, direction) {
            Ok(sound) => {
                whole &= sound;
                break;
            }
            // What cannot be reached from either end is lost.
            Err(_) => whole = false,
        }
    }
    Ok((close_holes(new)?, whole))
}

/// Copies sound segments, and returns whether there were no others.
fn copy_sound(old: &Connection, new: &Connection, direction: &str) -> rusqlite::Result<bool> {
    let select = format!("{} ORDER BY first {direction}", Looked::ALL.select());
    let mut select = old.prepare(&select)?;
    let mut rows = select.query([])?;
    let mut insert = new.prepare(&format!(
        "INSERT OR IGNORE INTO order_segments ({BOUNDS}, {COLUMNS}) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
    ))?;
    let mut whole = true;
    while let Some(row) = rows.next()? {
        let is_sound =
            SegmentBounds::of(row).and_then(|bounds| sound(row, &bounds).map(drop)).is_ok();
        whole &= is_sound;
        if is_sound {
            let mut values = Vec::with_capacity(10);
            for column in 0..10 {
                values.push(row.get::<_, rusqlite::types::Value>(column)?);
            }
            insert.execute(rusqlite::params_from_iter(values))?;
        }
    }
    Ok(whole)
}

/// Lets segments follow one another again where some are lost, and returns how many orders there are.
fn close_holes(db: &Connection) -> rusqlite::Result<u64> {
    let mut select = db.prepare(&format!("SELECT {BOUNDS} FROM order_segments ORDER BY first"))?;
    let mut rows = select.query([])?;
    let mut kept: Vec<SegmentBounds> = Vec::new();
    let mut overlapping: Vec<i64> = Vec::new();
    while let Some(row) = rows.next()? {
        let bounds = SegmentBounds::of(row)?;
        if kept.last().is_some_and(|last| bounds.ids.start < last.ids.end) {
            overlapping.push(bounds.ids.start);
        } else {
            kept.push(bounds);
        }
    }
    drop(rows);
    for first in overlapping {
        db.execute("DELETE FROM order_segments WHERE first = ?1", [first])?;
    }
    let starts = kept.iter().skip(1).map(|bounds| bounds.ids.start).chain([END]);
    for (bounds, next) in kept.iter().zip(starts).filter(|(bounds, next)| bounds.ids.end != *next) {
        db.execute(
            "UPDATE order_segments SET next = ?2, sum = row_sum(first, ?2, rows) WHERE first = ?1",
            params![bounds.ids.start, next],
        )?;
    }
    if let Some(first) = kept.first().map(|bounds| bounds.ids.start).filter(|first| *first > 0) {
        SegmentRows::default()
            .emit_rest(0..first, &mut |packed: PackedSegment| packed.insert(db))?;
    }
    let orders: i64 = kept.iter().map(|bounds| bounds.rows).sum();
    Ok(u64::try_from(orders).expect("a count of rows is not negative"))
}
