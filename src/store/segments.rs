//! What figures look at in orders, packed some thousand orders a segment, kept beside them in the store.
//! A segment of which an order has changed is outdated until it is packed again; till then the orders
//! themselves are read.
//!
//! Anyone who packs something else, or otherwise, adds a migration that outdates all segments.

use std::ops::Range;

use rusqlite::{Connection, Row, params};

use super::orders::{self, Batch, verify_order};
use super::pack::{MOST_ROWS, Texts, numbers, pack_numbers, pack_texts};
use super::sums::{RowTotals, damage, seal, unseal, verify};
use super::words::{completion_number, numbered_completion};
use super::{Store, StoreError};
use crate::domain::{ColumnSet, Completion, Moment, OrderId};

/// Orders of a segment, at least: it is parted where there are twice as many. Few in tests, so that a
/// test need not have thousands.
const ROWS: usize = if cfg!(test) { 3 } else { MOST_ROWS / 2 };
/// Where the last segment ends: no id comes near it.
const END: i64 = i64::MAX;

/// Bits of an order's kind; those below are the number of its completion.
const COMPLETION: i64 = 7;
const PAID: i64 = 8;
const COMPLETED: i64 = 16;
const ESTIMATED: i64 = 32;
const BY_SKU: i64 = 64;

/// Orders by columns, their ids rising.
#[derive(Debug)]
pub(super) struct Segment<'a> {
    pub(super) ids: Vec<i64>,
    pub(super) paid: Vec<i64>,
    pub(super) completed: Vec<i64>,
    pub(super) kinds: Vec<i64>,
    pub(super) shops: Texts<'a>,
    /// Countries, and products or SKUs; `None` where these are not looked at.
    pub(super) groups: Option<(Texts<'a>, Texts<'a>)>,
}

/// What stands in an order's columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind(pub(super) i64);

/// A segment as it is kept: each column ends with its checksum.
#[derive(Debug, PartialEq, Eq)]
struct Packed {
    /// The id that it begins at.
    first: i64,
    /// The id that the next one begins at.
    next: i64,
    totals: RowTotals,
    moments: Vec<u8>,
    shops: Vec<u8>,
    countries: Vec<u8>,
    items: Vec<u8>,
}

/// Orders on their way into segments.
#[derive(Default)]
struct Slims {
    orders: Vec<Slim>,
    /// Shop, country and item of each, one after another.
    texts: String,
    /// The checksums of the rows that were added since the last segment.
    sums: Vec<(i64, i64)>,
}

/// An order on its way into a segment.
struct Slim {
    id: i64,
    paid_at: Option<i64>,
    completed_at: Option<i64>,
    kind: i64,
    /// Where its texts begin, and where each ends.
    bounds: [usize; 4],
}

impl Kind {
    pub(super) fn paid_at(self, millis: i64) -> Option<Moment> {
        (self.0 & PAID != 0).then(|| Moment::from_millis(millis))
    }

    pub(super) fn completed_at(self, millis: i64) -> Option<Moment> {
        (self.0 & COMPLETED != 0).then(|| Moment::from_millis(millis))
    }

    pub(super) fn completion(self) -> Option<Completion> {
        numbered_completion(self.0 & COMPLETION)
    }

    /// Returns whether the moment of completion is estimated.
    pub(super) fn is_estimated(self) -> bool {
        self.0 & ESTIMATED != 0
    }

    /// Returns whether the item is a SKU, because there is no product.
    pub(super) fn is_by_sku(self) -> bool {
        self.0 & BY_SKU != 0
    }
}

impl<'a> Segment<'a> {
    /// Unpacks a segment; `None` where the bytes are none.
    fn of(mut moments: &[u8], shops: &'a [u8], groups: Option<[&'a [u8]; 2]>) -> Option<Self> {
        let mut column = || numbers(&mut moments);
        let (ids, paid, completed, kinds) = (column()?, column()?, column()?, column()?);
        let rows = ids.len();
        let alike = [&paid, &completed, &kinds].into_iter().all(|column| column.len() == rows);
        let groups = match groups {
            Some([countries, items]) => {
                Some((Texts::of(countries, rows)?, Texts::of(items, rows)?))
            }
            None => None,
        };
        let shops = Texts::of(shops, rows)?;
        alike.then_some(Self { ids, paid, completed, kinds, shops, groups })
    }
}

impl Packed {
    /// Packs the first orders, so many or all that there are.
    fn of(slims: &Slims, rows: usize, ids: Range<i64>, totals: RowTotals) -> Self {
        let orders = slims.orders.get(..rows).unwrap_or(&slims.orders);
        let mut moments = Vec::new();
        pack_numbers(&mut moments, orders.iter().map(|order| order.id));
        for moment in [|order: &Slim| order.paid_at, |order: &Slim| order.completed_at] {
            // What is not given takes no room of its own.
            let near = orders.iter().find_map(moment).unwrap_or(0);
            pack_numbers(&mut moments, orders.iter().map(|order| moment(order).unwrap_or(near)));
        }
        pack_numbers(&mut moments, orders.iter().map(|order| order.kind));
        let texts = |which: fn(&Slim) -> Range<usize>| {
            let text = |order| slims.texts.get(which(order)).unwrap_or_default();
            pack_texts(orders.len(), orders.iter().map(text))
        };
        let (first, next) = (ids.start, ids.end);
        let shops = texts(|Slim { bounds: [from, to, ..], .. }| *from..*to);
        let countries = texts(|Slim { bounds: [_, from, to, _], .. }| *from..*to);
        let items = texts(|Slim { bounds: [.., from, to], .. }| *from..*to);
        Self {
            first,
            next,
            totals,
            moments: seal(moments, ("moments", first)),
            shops: seal(shops, ("shops", first)),
            countries: seal(countries, ("countries", first)),
            items: seal(items, ("items", first)),
        }
    }

    fn segment(&self, columns: ColumnSet) -> rusqlite::Result<Segment<'_>> {
        let groups = wants_groups(columns);
        let groups = groups.then_some([self.countries.as_slice(), self.items.as_slice()]);
        unpack((self.first, &self.moments), &self.shops, groups)
    }

    /// Writes the segment.
    fn insert(&self, db: &Connection) -> rusqlite::Result<()> {
        let mut insert = db.prepare_cached(
            "INSERT INTO order_figures VALUES (?1, ?2, ?3, ?4, row_sum(?1, ?2, ?3, ?4), ?5, ?6, ?7, ?8)",
        )?;
        let Self { first, next, totals, moments, shops, countries, items } = self;
        let RowTotals { rows, total } = totals;
        insert.execute(params![first, next, rows, total, moments, shops, countries, items])?;
        Ok(())
    }
}

impl Slims {
    /// Adds the order of a row, unless its id is none.
    fn add(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        self.sums.push((row.get(0)?, verify_order(row)?));
        let number =
            |column: usize| -> rusqlite::Result<_> { Ok(row.get_ref(column)?.as_i64_or_null()?) };
        let text = |column: usize| -> rusqlite::Result<&str> {
            Ok(row.get_ref(column)?.as_str_or_null()?.unwrap_or_default())
        };
        let id = number(0)?
            .filter(|id| u64::try_from(*id).is_ok_and(|id| OrderId::from_number(id).is_some()));
        let Some(id) = id else { return Ok(()) };
        let (paid_at, completed_at) = (number(8)?, number(10)?);
        let (product, sku) = (text(2)?, text(3)?);
        let bit = |is: bool, bit: i64| if is { bit } else { 0 };
        let kind = completion_number(text(11)?)
            | bit(paid_at.is_some(), PAID)
            | bit(completed_at.is_some(), COMPLETED)
            | bit(number(12)? == Some(1), ESTIMATED)
            | bit(product.is_empty(), BY_SKU);
        let item = if product.is_empty() { sku } else { product };
        let mut end = |text: &str| {
            self.texts.push_str(text);
            self.texts.len()
        };
        let bounds = [end(""), end(text(1)?), end(text(4)?), end(item)];
        self.orders.push(Slim { id, paid_at, completed_at, kind, bounds });
        Ok(())
    }

    /// Takes the checksums of the rows before an id.
    fn take_sums(&mut self, before: i64) -> RowTotals {
        let count = self.sums.partition_point(|(id, _)| *id < before);
        let mut totals = RowTotals::default();
        self.sums.drain(..count).for_each(|(_, sum)| totals.add(sum));
        totals
    }

    /// Drops the first orders.
    fn drop_first(&mut self, rows: usize) {
        self.orders.drain(..rows.min(self.orders.len()));
        let from = self.orders.first().map_or(self.texts.len(), |order| order.bounds[0]);
        self.texts.drain(..from);
        let bounds = self.orders.iter_mut().flat_map(|order| &mut order.bounds);
        bounds.for_each(|bound| *bound -= from);
    }
}

impl Store {
    /// Visits all orders by segments, their ids rising, those of outdated segments as they are now.
    pub(super) fn each_segment(
        &self,
        columns: ColumnSet,
        visit: &mut dyn FnMut(&Segment<'_>),
    ) -> Result<(), StoreError> {
        let groups = if wants_groups(columns) { ", countries, items" } else { "" };
        let sql =
            format!("SELECT {BOUNDS}, moments, shops{groups} FROM order_figures ORDER BY first");
        let mut select = self.db.prepare(&sql)?;
        let mut rows = select.query([])?;
        let (mut outdated, mut known, mut chain) = (None, RowTotals::default(), Chain::default());
        while let Some(row) = rows.next()? {
            let bounds = chain.follow(row)?;
            let Some(segment) = kept(row, columns)? else {
                outdated = outdated.or(Some(bounds.ids.start));
                known.add_all(bounds.totals);
                continue;
            };
            if let Some(from) = outdated.take() {
                self.visit_unpacked(from..bounds.ids.start, known, columns, visit)?;
                known = RowTotals::default();
            }
            visit(&segment);
        }
        chain.end()?;
        match outdated {
            Some(from) => self.visit_unpacked(from..END, known, columns, visit),
            None => Ok(()),
        }
    }

    fn visit_unpacked(
        &self,
        ids: Range<i64>,
        known: RowTotals,
        columns: ColumnSet,
        visit: &mut dyn FnMut(&Segment<'_>),
    ) -> Result<(), StoreError> {
        let mut found = RowTotals::default();
        pack(&self.db, ids.clone(), &mut |packed| {
            found.add_all(packed.totals);
            visit(&packed.segment(columns)?);
            Ok(())
        })?;
        Ok(require_orders(&ids, known, found)?)
    }

    /// Fails when other orders were found than there are.
    pub(super) fn require_orders(&self, found: RowTotals) -> rusqlite::Result<()> {
        require_orders(&(0..END), noted_orders(&self.db)?, found)
    }

    /// Fails when an order that was not found is in after all, so that the tree of orders is damaged.
    pub(super) fn require_absent(&self, id: i64) -> rusqlite::Result<()> {
        self.require_all_absent(&[id])
    }

    /// Fails when one of the orders that were not found is in after all; the ids rise.
    pub(super) fn require_all_absent(&self, ids: &[i64]) -> rusqlite::Result<()> {
        let mut select = self.db.prepare_cached(&format!(
            "SELECT {BOUNDS}, moments FROM order_figures WHERE first <= ?1 \
             ORDER BY first DESC LIMIT 1"
        ))?;
        let mut ids = ids;
        while let Some(id) = ids.first() {
            let mut rows = select.query([id])?;
            let Some(row) = rows.next()? else {
                return Err(damage("what is kept for figures of orders begins too late"));
            };
            let Bounds { ids: range, totals } = Bounds::of(row)?;
            if !range.contains(id) {
                return Err(damage(format!("what is kept for figures of order {id} is not found")));
            }
            let (here, rest) = ids.split_at(ids.partition_point(|id| range.contains(id)));
            ids = rest;
            let there = match row.get_ref(5)?.as_blob_or_null()? {
                Some(moments) => {
                    let mut moments = unseal(moments, ("moments", range.start))?;
                    numbers(&mut moments).ok_or_else(|| damage("packed ids of orders"))?
                }
                None => {
                    let mut found = RowTotals::default();
                    let mut there = Vec::new();
                    pack(&self.db, range.clone(), &mut |packed| {
                        found.add_all(packed.totals);
                        there.extend(packed.segment(ColumnSet::SHOP)?.ids);
                        Ok(())
                    })?;
                    require_orders(&range, totals, found)?;
                    there
                }
            };
            if let Some(id) = here.iter().find(|id| there.binary_search(id).is_ok()) {
                return Err(damage(format!("order {id} is not found where it must be")));
            }
        }
        Ok(())
    }

    /// Returns which segments are not what their orders say: none, when the store is sound.
    pub(super) fn wrong_segments(&self) -> Result<Vec<String>, StoreError> {
        let sql = format!(
            "SELECT {BOUNDS}, moments, shops, countries, items FROM order_figures ORDER BY first"
        );
        let mut select = self.db.prepare(&sql)?;
        let mut rows = select.query([])?;
        let (mut faults, mut chain) = (Vec::new(), Chain::default());
        while let Some(row) = rows.next()? {
            let Bounds { ids, totals } = chain.follow(row)?;
            let first = ids.start;
            let columns = [row.get(5)?, row.get(6)?, row.get(7)?, row.get(8)?];
            let is_packed = columns.iter().any(Option::is_some);
            let [moments, shops, countries, items]: [Option<Vec<u8>>; 4] = columns;
            let (mut found, mut right) = (RowTotals::default(), !is_packed);
            pack(&self.db, ids.clone(), &mut |packed| {
                found.add_all(packed.totals);
                right |= packed.first == first
                    && Some(&packed.moments) == moments.as_ref()
                    && Some(&packed.shops) == shops.as_ref()
                    && Some(&packed.countries) == countries.as_ref()
                    && Some(&packed.items) == items.as_ref();
                Ok(())
            })?;
            if !right || found != totals {
                faults.push(format!("what is kept for figures of orders from {first} on is wrong"));
            }
        }
        chain.end()?;
        Ok(faults)
    }
}

impl Batch<'_> {
    /// Notes that an order changes, comes or goes.
    pub(super) fn outdate(&self, id: i64) -> rusqlite::Result<()> {
        if self.outdated.borrow().contains(&id) {
            return Ok(());
        }
        let mut find = self.db.prepare_cached(
            "SELECT (SELECT max(first) FROM order_figures WHERE first <= ?1), \
             (SELECT min(first) FROM order_figures WHERE first > ?1)",
        )?;
        let (first, next): (Option<i64>, Option<i64>) =
            find.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let first = first.ok_or_else(|| damage("what is kept for figures begins too late"))?;
        self.note_changed()?;
        let mut clear = self.db.prepare_cached(
            "UPDATE order_figures SET moments = NULL, shops = NULL, countries = NULL, items = NULL \
             WHERE first = ?1 AND moments IS NOT NULL",
        )?;
        clear.execute([first])?;
        self.outdated.replace(first..next.unwrap_or(END));
        Ok(())
    }

    /// Notes beside the outdated orders which of them have come and gone.
    pub(super) fn note_changed(&self) -> rusqlite::Result<()> {
        let changed = self.changed.take();
        let first = self.outdated.borrow().start;
        if changed == RowTotals::default() {
            return Ok(());
        }
        // Where what is noted is damaged it stays so, and is missed when it is read.
        let mut update = self.db.prepare_cached(
            "UPDATE order_figures SET rows = rows + ?2, total = total + ?3, \
             sum = row_sum(first, next, rows + ?2, total + ?3) \
             WHERE first = ?1 AND sum = row_sum(first, next, rows, total)",
        )?;
        update.execute(params![first, changed.rows, changed.total])?;
        Ok(())
    }

    /// Packs what is outdated.
    pub(super) fn pack_outdated(&self) -> rusqlite::Result<()> {
        self.note_changed()?;
        self.outdated.take();
        pack_outdated(&self.db)
    }

    /// Packs everything again, whatever was kept before.
    pub(super) fn pack_again(&self) -> rusqlite::Result<()> {
        self.changed.take();
        self.outdated.take();
        pack_again(&self.db)
    }
}

/// Packs everything again, whatever was kept before.
pub(super) fn pack_again(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch("DELETE FROM order_figures")?;
    pack(db, 0..END, &mut |packed| packed.insert(db))
}

/// Packs what is outdated.
pub(super) fn pack_outdated(db: &Connection) -> rusqlite::Result<()> {
    let mut select =
        db.prepare(&format!("SELECT {BOUNDS}, moments IS NULL FROM order_figures ORDER BY first"))?;
    let mut rows = select.query([])?;
    let mut ranges: Vec<Bounds> = Vec::new();
    let (mut follows, mut chain) = (false, Chain::default());
    while let Some(row) = rows.next()? {
        let (bounds, outdated) = (chain.follow(row)?, row.get(5)?);
        match ranges.last_mut() {
            Some(last) if outdated && follows => {
                last.ids.end = bounds.ids.end;
                last.totals.add_all(bounds.totals);
            }
            Some(_) | None if outdated => ranges.push(bounds),
            Some(_) | None => {}
        }
        follows = outdated;
    }
    chain.end()?;
    drop(rows);
    let mut delete = db.prepare("DELETE FROM order_figures WHERE first >= ?1 AND first < ?2")?;
    for Bounds { ids, totals } in ranges {
        delete.execute(params![ids.start, ids.end])?;
        let mut found = RowTotals::default();
        pack(db, ids.clone(), &mut |packed| {
            found.add_all(packed.totals);
            packed.insert(db)
        })?;
        require_orders(&ids, totals, found)?;
    }
    Ok(())
}

/// What stands before the packed columns of a segment.
const BOUNDS: &str = "first, next, rows, total, sum";

/// Which orders a segment stands for.
struct Bounds {
    ids: Range<i64>,
    totals: RowTotals,
}

impl Bounds {
    /// Reads [`BOUNDS`].
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        verify(row, 0..4, 4, "order_figures")?;
        let totals = RowTotals { rows: row.get(2)?, total: row.get(3)? };
        Ok(Self { ids: row.get(0)?..row.get(1)?, totals })
    }
}

/// Sees that segments follow one another without a hole, from the first id to the last.
#[derive(Default)]
struct Chain {
    next: i64,
}

impl Chain {
    fn follow(&mut self, row: &Row<'_>) -> rusqlite::Result<Bounds> {
        let bounds = Bounds::of(row)?;
        if bounds.ids.start != self.next {
            return Err(damage(format!(
                "what is kept for figures lacks orders from {}",
                self.next
            )));
        }
        self.next = bounds.ids.end;
        Ok(bounds)
    }

    fn end(&self) -> rusqlite::Result<()> {
        if self.next == END {
            return Ok(());
        }
        Err(damage(format!("what is kept for figures lacks orders from {}", self.next)))
    }
}

/// Returns how many orders there are, as is noted beside them.
pub(super) fn noted_orders(db: &Connection) -> rusqlite::Result<RowTotals> {
    let mut select = db.prepare(&format!("SELECT {BOUNDS} FROM order_figures ORDER BY first"))?;
    let mut rows = select.query([])?;
    let (mut known, mut chain) = (RowTotals::default(), Chain::default());
    while let Some(row) = rows.next()? {
        known.add_all(chain.follow(row)?.totals);
    }
    chain.end()?;
    Ok(known)
}

/// Fails when other orders were found than are noted.
fn require_orders(ids: &Range<i64>, known: RowTotals, found: RowTotals) -> rusqlite::Result<()> {
    if known == found {
        return Ok(());
    }
    Err(damage(format!(
        "of the orders from {} on there are {}, {} were found, or others",
        ids.start, known.rows, found.rows
    )))
}

/// Packs the orders of some ids, and visits each segment. There is one segment even where there is no
/// order.
fn pack(
    db: &Connection,
    ids: Range<i64>,
    visit: &mut dyn FnMut(Packed) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let columns = orders::COLUMNS;
    let mut select = db.prepare_cached(&format!(
        "SELECT {columns} FROM orders WHERE id >= ?1 AND id < ?2 ORDER BY id"
    ))?;
    let mut rows = select.query(params![ids.start, ids.end])?;
    let (mut first, mut slims) = (ids.start, Slims::default());
    while let Some(row) = rows.next()? {
        slims.add(row)?;
        if slims.orders.len() == 2 * ROWS
            && let Some(next) = slims.orders.get(ROWS).map(|order| order.id)
        {
            let totals = slims.take_sums(next);
            visit(Packed::of(&slims, ROWS, first..next, totals))?;
            slims.drop_first(ROWS);
            first = next;
        }
    }
    let totals = slims.take_sums(ids.end);
    visit(Packed::of(&slims, 2 * ROWS, first..ids.end, totals))
}

/// Reads a segment that follows [`BOUNDS`]; `None` when it is outdated.
fn kept<'a>(row: &'a Row<'_>, columns: ColumnSet) -> rusqlite::Result<Option<Segment<'a>>> {
    let bytes = |column: usize| -> rusqlite::Result<Option<&'a [u8]>> {
        Ok(row.get_ref(column)?.as_blob_or_null()?)
    };
    let (moments, shops) = match (bytes(5)?, bytes(6)?) {
        (None, None) => return Ok(None),
        (Some(moments), Some(shops)) => (moments, shops),
        (Some(_), None) | (None, Some(_)) => return Err(damage("packed columns of orders")),
    };
    let groups = if wants_groups(columns) {
        let (Some(countries), Some(items)) = (bytes(7)?, bytes(8)?) else {
            return Err(damage("packed columns of orders"));
        };
        Some([countries, items])
    } else {
        None
    };
    unpack((row.get(0)?, moments), shops, groups).map(Some)
}

/// Unpacks the columns of a segment that begins at an id, each with its checksum.
fn unpack<'a>(
    (first, moments): (i64, &'a [u8]),
    shops: &'a [u8],
    groups: Option<[&'a [u8]; 2]>,
) -> rusqlite::Result<Segment<'a>> {
    let groups = match groups {
        Some([countries, items]) => {
            Some([unseal(countries, ("countries", first))?, unseal(items, ("items", first))?])
        }
        None => None,
    };
    let (moments, shops) = (unseal(moments, ("moments", first))?, unseal(shops, ("shops", first))?);
    Segment::of(moments, shops, groups).ok_or_else(|| damage("packed columns of orders"))
}

fn wants_groups(columns: ColumnSet) -> bool {
    columns.has_any(ColumnSet::ITEM.and(ColumnSet::COUNTRY))
}
