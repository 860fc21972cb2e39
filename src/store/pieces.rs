//! What figures look at in orders, packed some thousand orders a piece, kept beside them in the store.
//! A piece of which an order has changed is outdated until it is packed anew; till then the orders
//! themselves are read.
//!
//! Whoever packs something else, or otherwise, adds a migration that outdates all pieces.

use std::ops::Range;

use rusqlite::{Connection, Row, params};

use super::orders::Batch;
use super::pack::{MOST_ROWS, Texts, numbers, pack_numbers, pack_texts};
use super::words::{completion_number, numbered_completion};
use super::{Store, StoreError};
use crate::domain::{ColumnSet, Completion, Moment, OrderId};

/// Orders of a piece, at least: it is parted where there are twice as many. Few in tests, so that a
/// test need not have thousands.
const ROWS: usize = if cfg!(test) { 3 } else { MOST_ROWS / 2 };
/// Where the last piece ends: no id comes near it.
const END: i64 = i64::MAX;

/// Bits of an order's kind; those below are the number of its completion.
const COMPLETION: i64 = 7;
const PAID: i64 = 8;
const COMPLETED: i64 = 16;
const ESTIMATED: i64 = 32;
const BY_SKU: i64 = 64;

/// Orders by columns, their ids rising.
#[derive(Debug)]
pub(super) struct Piece<'a> {
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

/// A piece as it is kept.
#[derive(Debug, PartialEq, Eq)]
struct Packed {
    moments: Vec<u8>,
    shops: Vec<u8>,
    countries: Vec<u8>,
    items: Vec<u8>,
}

/// Orders on their way into pieces.
#[derive(Default)]
struct Slims {
    orders: Vec<Slim>,
    /// Shop, country and item of each, one after another.
    texts: String,
}

/// An order on its way into a piece.
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

    /// Tells whether the moment of completion is estimated.
    pub(super) fn is_estimated(self) -> bool {
        self.0 & ESTIMATED != 0
    }

    /// Tells whether the item is a SKU, because there is no product.
    pub(super) fn is_by_sku(self) -> bool {
        self.0 & BY_SKU != 0
    }
}

impl<'a> Piece<'a> {
    /// Unpacks a piece; `None` where the bytes are none.
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
    fn of(slims: &Slims, rows: usize) -> Self {
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
        Self {
            moments,
            shops: texts(|Slim { bounds: [from, to, ..], .. }| *from..*to),
            countries: texts(|Slim { bounds: [_, from, to, _], .. }| *from..*to),
            items: texts(|Slim { bounds: [.., from, to], .. }| *from..*to),
        }
    }

    fn piece(&self, columns: ColumnSet) -> Option<Piece<'_>> {
        let groups = [self.countries.as_slice(), self.items.as_slice()];
        Piece::of(&self.moments, &self.shops, wants_groups(columns).then_some(groups))
    }
}

impl Slims {
    const COLUMNS: &str = "id, paid_at, completed_at, completion, completed_estimated, shop, \
        country, product, sku";

    /// Adds the order of a row, unless its id is none.
    fn add(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let number =
            |column: usize| -> rusqlite::Result<_> { Ok(row.get_ref(column)?.as_i64_or_null()?) };
        let text = |column: usize| -> rusqlite::Result<&str> {
            Ok(row.get_ref(column)?.as_str_or_null()?.unwrap_or_default())
        };
        let id = number(0)?
            .filter(|id| u64::try_from(*id).is_ok_and(|id| OrderId::from_number(id).is_some()));
        let Some(id) = id else { return Ok(()) };
        let (paid_at, completed_at) = (number(1)?, number(2)?);
        let (product, sku) = (text(7)?, text(8)?);
        let bit = |is: bool, bit: i64| if is { bit } else { 0 };
        let kind = completion_number(text(3)?)
            | bit(paid_at.is_some(), PAID)
            | bit(completed_at.is_some(), COMPLETED)
            | bit(number(4)? == Some(1), ESTIMATED)
            | bit(product.is_empty(), BY_SKU);
        let item = if product.is_empty() { sku } else { product };
        let mut end = |text: &str| {
            self.texts.push_str(text);
            self.texts.len()
        };
        let bounds = [end(""), end(text(5)?), end(text(6)?), end(item)];
        self.orders.push(Slim { id, paid_at, completed_at, kind, bounds });
        Ok(())
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
    /// Visits all orders by pieces, their ids rising, those of outdated pieces as they are now.
    pub(super) fn each_piece(
        &self,
        columns: ColumnSet,
        visit: &mut dyn FnMut(&Piece<'_>),
    ) -> Result<(), StoreError> {
        let groups = if wants_groups(columns) { ", countries, items" } else { "" };
        let sql = format!("SELECT first, moments, shops{groups} FROM order_figures ORDER BY first");
        let mut select = self.db.prepare(&sql)?;
        let mut rows = select.query([])?;
        let mut outdated = None;
        while let Some(row) = rows.next()? {
            let first = row.get(0)?;
            let Some(piece) = kept(row, columns)? else {
                outdated = outdated.or(Some(first));
                continue;
            };
            if let Some(from) = outdated.take() {
                self.visit_unpacked(from..first, columns, visit)?;
            }
            visit(&piece);
        }
        match outdated {
            Some(from) => self.visit_unpacked(from..END, columns, visit),
            None => Ok(()),
        }
    }

    fn visit_unpacked(
        &self,
        ids: Range<i64>,
        columns: ColumnSet,
        visit: &mut dyn FnMut(&Piece<'_>),
    ) -> Result<(), StoreError> {
        Ok(pack(&self.db, ids, &mut |_, packed| {
            packed.piece(columns).iter().for_each(&mut *visit);
            Ok(())
        })?)
    }

    /// Returns which pieces are not what their orders say: none, when the store is sound.
    pub(super) fn wrong_pieces(&self) -> Result<Vec<String>, StoreError> {
        let mut select = self.db.prepare(
            "SELECT first, lead(first, 1, ?1) OVER (ORDER BY first), moments, shops, countries, \
             items FROM order_figures",
        )?;
        let mut rows = select.query([END])?;
        let mut faults = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(moments) = row.get(2)? else { continue };
            let (shops, countries, items) = (row.get(3)?, row.get(4)?, row.get(5)?);
            let kept = Packed { moments, shops, countries, items };
            let (first, mut right) = (row.get(0)?, false);
            pack(&self.db, first..row.get(1)?, &mut |from, packed| {
                right = from == first && packed == kept;
                Ok(())
            })?;
            if !right {
                faults.push(format!("what is kept for figures of orders from {first} on is wrong"));
            }
        }
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
        let first = first.unwrap_or_default();
        let mut clear = self.db.prepare_cached(
            "UPDATE order_figures SET moments = NULL, shops = NULL, countries = NULL, items = NULL \
             WHERE first = ?1 AND moments IS NOT NULL",
        )?;
        clear.execute([first])?;
        self.outdated.replace(first..next.unwrap_or(END));
        Ok(())
    }

    /// Packs what is outdated.
    pub(super) fn pack_outdated(&self) -> rusqlite::Result<()> {
        self.outdated.take();
        pack_outdated(&self.db)
    }

    /// Packs everything, leaving nothing of what was there.
    pub(super) fn pack_anew(&self) -> rusqlite::Result<()> {
        self.db.execute_batch(
            "DELETE FROM order_figures; INSERT INTO order_figures (first) VALUES (0)",
        )?;
        self.pack_outdated()
    }
}

/// Packs what is outdated.
pub(super) fn pack_outdated(db: &Connection) -> rusqlite::Result<()> {
    let mut select =
        db.prepare("SELECT first, moments IS NULL FROM order_figures ORDER BY first")?;
    let mut rows = select.query([])?;
    let mut ranges: Vec<Range<i64>> = Vec::new();
    let mut follows = false;
    while let Some(row) = rows.next()? {
        let (first, outdated) = (row.get(0)?, row.get(1)?);
        match ranges.last_mut() {
            Some(last) if follows => last.end = first,
            Some(_) | None => {}
        }
        if outdated && !follows {
            ranges.push(first..END);
        }
        follows = outdated;
    }
    drop(rows);
    let mut delete = db.prepare("DELETE FROM order_figures WHERE first >= ?1 AND first < ?2")?;
    let mut insert = db.prepare("INSERT INTO order_figures VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for ids in ranges {
        delete.execute(params![ids.start, ids.end])?;
        pack(db, ids, &mut |first, packed| {
            let Packed { moments, shops, countries, items } = packed;
            insert.execute(params![first, moments, shops, countries, items]).map(drop)
        })?;
    }
    Ok(())
}

/// Packs the orders of some ids, and visits each piece with the id that it begins at. There is one
/// piece even where there is no order.
fn pack(
    db: &Connection,
    ids: Range<i64>,
    visit: &mut dyn FnMut(i64, Packed) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let columns = Slims::COLUMNS;
    let mut select = db.prepare_cached(&format!(
        "SELECT {columns} FROM orders WHERE id >= ?1 AND id < ?2 ORDER BY id"
    ))?;
    let mut rows = select.query(params![ids.start, ids.end])?;
    let (mut first, mut slims) = (ids.start, Slims::default());
    while let Some(row) = rows.next()? {
        slims.add(row)?;
        if slims.orders.len() == 2 * ROWS {
            visit(first, Packed::of(&slims, ROWS))?;
            slims.drop_first(ROWS);
            first = slims.orders.first().map_or(first, |order| order.id);
        }
    }
    visit(first, Packed::of(&slims, 2 * ROWS))
}

/// Reads a piece; `None` when it is outdated, or damaged.
fn kept<'a>(row: &'a Row<'_>, columns: ColumnSet) -> rusqlite::Result<Option<Piece<'a>>> {
    let bytes = |column: usize| -> rusqlite::Result<Option<&'a [u8]>> {
        Ok(row.get_ref(column)?.as_blob_or_null()?)
    };
    let (Some(moments), Some(shops)) = (bytes(1)?, bytes(2)?) else { return Ok(None) };
    if !wants_groups(columns) {
        return Ok(Piece::of(moments, shops, None));
    }
    let (Some(countries), Some(items)) = (bytes(3)?, bytes(4)?) else { return Ok(None) };
    Ok(Piece::of(moments, shops, Some([countries, items])))
}

fn wants_groups(columns: ColumnSet) -> bool {
    columns.has_any(ColumnSet::ITEM.and(ColumnSet::COUNTRY))
}
