//! Orders, packed by columns, some thousand a segment: the only copy of each, but for those that a sync
//! has put since, which are rows of `orders` until it ends. Whoever reads sees segments as they would
//! be with those packed too.

mod chain;
mod columns;
mod rewrite;

use std::collections::BTreeSet;
use std::ops::Range;

use columns::{BOUNDS, Blobs, PackedSegment, SegmentRows};
use rusqlite::{Connection, Row, params};

use super::pack::TextDictionary;
use super::stored_order::{self, StoredOrder, stored, verify_order};
use super::sums::{ORDERS, RowTotals, damage, unseal};
use super::{Store, StoreError};
use crate::domain::{ColumnSet, OrderStatus};
use crate::store::segments::chain::{Chain, SegmentBounds, sound};

pub(super) use columns::{ChosenOrder, Looked, Segment};
use rewrite::all_bounds;
pub(super) use rewrite::{Rewrite, forget_orders, join_segments, pack_orders};

impl Looked {
    /// Selects the bounds of segments, and of their columns those that are looked at.
    fn select(self) -> String {
        let groups = if self.groups { "countries, items" } else { "NULL, NULL" };
        let placed = if self.placed { "placed" } else { "NULL" };
        let rest = if self.rest { "rest" } else { "NULL" };
        format!("SELECT {BOUNDS}, moments, shops, {groups}, {placed}, {rest} FROM order_segments")
    }

    /// Unpacks a row of [`Looked::select`] whose bounds are these.
    fn read<'a>(self, row: &'a Row<'_>, bounds: &SegmentBounds) -> rusqlite::Result<Segment<'a>> {
        let blob =
            |column: usize| -> rusqlite::Result<&'a [u8]> { Ok(row.get_ref(column)?.as_blob()?) };
        let optional = |is: bool, column: usize| is.then(|| blob(column)).transpose();
        let groups = optional(self.groups, 6)?.zip(optional(self.groups, 7)?);
        let segment = Segment::of(Blobs {
            first: bounds.ids.start,
            moments: blob(4)?,
            shops: blob(5)?,
            groups: groups.map(|(countries, items)| [countries, items]),
            placed: optional(self.placed, 8)?,
            rest: optional(self.rest, 9)?,
        })?;
        if i64::try_from(segment.len()) == Ok(bounds.rows) {
            return Ok(segment);
        }
        Err(damage(format!("of the packed orders from {} on some are lost", bounds.ids.start)))
    }
}

/// Returns whether orders wait to be packed, or ought to.
fn has_unpacked(db: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM orders)";
    let there: bool = db.query_row(sql, [], |row| row.get(0))?;
    Ok(there || super::sums::totals(db, ORDERS.table, None)? != RowTotals::default())
}

/// Reads the unpacked orders of some ids.
fn unpacked(
    db: &Connection,
    ids: &Range<i64>,
    found: &mut RowTotals,
) -> Result<SegmentRows, StoreError> {
    let mut select = db.prepare_cached(&format!(
        "SELECT {} FROM orders WHERE id >= ?1 AND id < ?2 ORDER BY id",
        stored_order::COLUMNS
    ))?;
    let mut rows = select.query(params![ids.start, ids.end])?;
    let mut orders = SegmentRows::default();
    while let Some(row) = rows.next()? {
        found.add(verify_order(row)?);
        if let Some(stored) = stored(row)? {
            orders.push(&stored);
        }
    }
    Ok(orders)
}

/// Joins the orders of a segment with those that were put since, which replace it.
fn overlay(
    old: &SegmentRows,
    new: &SegmentRows,
    ids: Range<i64>,
    visit: &mut dyn FnMut(PackedSegment) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let (mut out, mut first, mut at) = (SegmentRows::default(), ids.start, 0);
    for row in 0..new.len() {
        let (Some(id), Some(order)) = (new.id(row), new.get(row)) else { continue };
        while old.id(at).is_some_and(|old| old <= id) {
            if let Some(order) = old.get(at).filter(|_| old.id(at) != Some(id)) {
                out.push(&order);
                first = out.emit_full(first, visit)?;
            }
            at += 1;
        }
        out.push(&order);
        first = out.emit_full(first, visit)?;
    }
    for order in (at..old.len()).filter_map(|row| old.get(row)) {
        out.push(&order);
        first = out.emit_full(first, visit)?;
    }
    out.emit_rest(first..ids.end, visit)
}

/// Reads what is kept packed of an order; `None` when it is not packed.
pub(super) fn packed_order<T>(
    db: &Connection,
    id: i64,
    read: impl FnOnce(&StoredOrder<'_>) -> T,
) -> rusqlite::Result<Option<T>> {
    let mut select = db.prepare_cached(&format!(
        "{} WHERE first <= ?1 ORDER BY first DESC LIMIT 1",
        Looked::ALL.select()
    ))?;
    let mut rows = select.query([id])?;
    let (row, bounds) = containing(&mut rows, id)?;
    // Most orders that are asked for are new: those are found out by their ids alone.
    let looked = Looked { groups: false, placed: false, rest: false };
    if looked.read(row, &bounds)?.row(id).is_none() {
        return Ok(None);
    }
    let segment = Looked::ALL.read(row, &bounds)?;
    let stored = segment.row(id).and_then(|row| segment.stored(row));
    Ok(stored.map(|stored| read(&stored)))
}

/// Takes the row of the segment that an id belongs to.
fn containing<'a, 's>(
    rows: &'a mut rusqlite::Rows<'s>,
    id: i64,
) -> rusqlite::Result<(&'a Row<'s>, SegmentBounds)> {
    let lost = || damage(format!("the packed orders near {id} are not found"));
    let row = rows.next()?.ok_or_else(lost)?;
    let bounds = SegmentBounds::of(row)?;
    if bounds.ids.contains(&id) { Ok((row, bounds)) } else { Err(lost()) }
}

impl Store {
    /// Visits all orders by segments, their ids rising, with at least the columns asked for.
    pub(super) fn each_segment(
        &self,
        looked: Looked,
        visit: &mut dyn FnMut(&Segment<'_>),
    ) -> Result<(), StoreError> {
        // What is packed, what is not, and what is noted of that, must be of one moment.
        let reading = match self.db.is_autocommit() {
            true => Some(self.db.unchecked_transaction()?),
            false => None,
        };
        let joins = has_unpacked(&self.db)?;
        let looked = if joins { Looked::ALL } else { looked };
        let mut select = self.db.prepare(&format!("{} ORDER BY first", looked.select()))?;
        let mut rows = select.query([])?;
        let (mut chain, mut found) = (Chain::default(), RowTotals::default());
        while let Some(row) = rows.next()? {
            let bounds = chain.follow(row)?;
            let segment = looked.read(row, &bounds)?;
            if joins {
                let new = unpacked(&self.db, &bounds.ids, &mut found)?;
                if new.len() > 0 {
                    overlay(&SegmentRows::of(&segment)?, &new, bounds.ids, &mut |packed| {
                        visit(&packed.segment()?);
                        Ok(())
                    })?;
                    continue;
                }
            }
            visit(&segment);
        }
        chain.end()?;
        self.require_totals(&ORDERS, None, found)?;
        drop(rows);
        drop(select);
        reading.map_or(Ok(()), rusqlite::Transaction::finish)?;
        Ok(())
    }

    /// Visits the segments that orders belong to, with the ids of theirs; the ids rise.
    pub(super) fn each_segment_of(
        &self,
        ids: &[i64],
        columns: ColumnSet,
        visit: &mut dyn FnMut(&Segment<'_>, &[i64]),
    ) -> Result<(), StoreError> {
        if has_unpacked(&self.db)? {
            return self.each_segment(Looked::of(columns), &mut |segment| visit(segment, ids));
        }
        let looked = Looked::of(columns);
        let select = format!("{} WHERE first <= ?1 ORDER BY first DESC LIMIT 1", looked.select());
        let mut select = self.db.prepare(&select)?;
        let mut ids = ids;
        while let Some(id) = ids.first() {
            let mut rows = select.query([id])?;
            let (row, bounds) = containing(&mut rows, *id)?;
            let (here, rest) = ids.split_at(ids.partition_point(|id| bounds.ids.contains(id)));
            visit(&looked.read(row, &bounds)?, here);
            ids = rest;
        }
        Ok(())
    }

    /// Returns the shops of orders.
    pub(super) fn order_shops(&self) -> Result<BTreeSet<String>, StoreError> {
        let mut shops: BTreeSet<String> = BTreeSet::new();
        let mut add = |texts: &TextDictionary<'_>| {
            for shop in texts.each_once() {
                if !shops.contains(shop) {
                    shops.insert(shop.to_owned());
                }
            }
        };
        if has_unpacked(&self.db)? {
            self.each_segment(Looked::of(ColumnSet::SHOP), &mut |segment| add(&segment.shops))?;
            return Ok(shops);
        }
        // Moments, of which a segment has most, need not be read.
        let select = format!("SELECT {BOUNDS}, shops FROM order_segments ORDER BY first");
        let mut select = self.db.prepare(&select)?;
        let mut rows = select.query([])?;
        let mut chain = Chain::default();
        while let Some(row) = rows.next()? {
            let bounds = chain.follow(row)?;
            let packed = unseal(row.get_ref(4)?.as_blob()?, "shops", bounds.ids.start)?;
            let count = usize::try_from(bounds.rows).ok();
            let texts = count.and_then(|count| TextDictionary::of(packed, count));
            add(&texts.ok_or_else(|| damage("packed shops of orders"))?);
        }
        chain.end()?;
        Ok(shops)
    }

    /// Returns what is wrong with segments: nothing, when the store is sound.
    pub(super) fn wrong_segments(&self) -> rusqlite::Result<Vec<String>> {
        let mut select = self.db.prepare(&format!("{} ORDER BY first", Looked::ALL.select()))?;
        let mut rows = select.query([])?;
        let (mut faults, mut chain) = (Vec::new(), Chain::default());
        while let Some(row) = rows.next()? {
            let bounds = chain.follow(row)?;
            faults.extend(sound(row, &bounds).err().map(|error| error.to_string()));
        }
        chain.end()?;
        Ok(faults)
    }
}

/// Returns whether nothing more is expected of an order in such a state.
pub(super) fn is_over(state: OrderStatus) -> bool {
    matches!(state, OrderStatus::Finished | OrderStatus::Closed)
}

/// Returns how many packed orders there are, as is noted beside them.
pub(super) fn noted_orders(db: &Connection) -> rusqlite::Result<i64> {
    Ok(all_bounds(db)?.iter().map(|bounds| bounds.rows).sum())
}
