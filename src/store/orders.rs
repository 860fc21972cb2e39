//! Orders: kept by parent order id, lent one at a time.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params};

use super::spill_buffer::Aside;
use super::sums::{RowTotals, damage, verify};
use super::words::{completion, completion_word, order_state, order_state_word};
use super::{Store, StoreError};
use crate::domain::{
    Completion, Contradiction, Country, Currency, Moment, Money, Order, OrderFacts, OrderId,
    OrderRecord, PartDates,
};

/// Writes that become visible together, or not at all.
#[derive(Debug)]
pub struct Batch<'a> {
    pub(super) db: Transaction<'a>,
    /// Ids of which is known that what is kept for figures is outdated.
    pub(super) outdated: RefCell<Range<i64>>,
    /// Orders of these ids that have come and gone, not yet noted beside them.
    pub(super) changed: Cell<RowTotals>,
    /// What records of one dispute or order say differently, with its name.
    pub(super) contradictions: RefCell<Vec<(String, Contradiction)>>,
}

/// An order whose completion is only estimated, and the channel shop to ask its detail with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToDate {
    /// The order.
    pub id: OrderId,
    /// The channel shop; 0 for a seller with one.
    pub channel: u64,
}

const PUT: &str = "
INSERT INTO orders VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
  ?17, ?18, ?19, ?19, NULL, ?20, ?21, ?22, row_sum(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,
  ?13, ?14, ?15, ?16, ?17, ?18, ?21, ?22))
ON CONFLICT (id) DO UPDATE SET
  shop = ?2, product = ?3, sku = ?4, country = ?5, amount = ?6, currency = ?7, created_at = ?8,
  paid_at = ?9, shipped_at = ?10, completed_at = ?11, completion = ?12, completed_estimated = ?13,
  protection_ends_at = ?14, status = ?15, state = ?16, tracking = ?17, carrier = ?18,
  last_seen = max(last_seen, ?19), channel = iif(?20 = 0, channel, ?20), dated = ?21,
  part_dates = ?22, sum = excluded.sum
RETURNING sum";

/// Memory for pages of the store during an import, in KB.
const IMPORT_CACHE: i64 = 16 * 1024;

/// All of an order that anything is made of, and last the checksum over it.
pub(super) const COLUMNS: &str = "id, shop, product, sku, country, amount, currency, created_at, paid_at, \
    shipped_at, completed_at, completion, completed_estimated, protection_ends_at, status, state, \
    tracking, carrier, dated, part_dates, sum";

/// The place of the checksum among [`COLUMNS`].
pub(super) const SUM: usize = 20;

impl Store {
    /// Begins writes that become visible together.
    ///
    /// # Errors
    ///
    /// When another process writes for longer than the store waits.
    pub fn batch(&mut self) -> Result<Batch<'_>, StoreError> {
        let db = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Batch {
            db,
            outdated: RefCell::default(),
            changed: Cell::default(),
            contradictions: RefCell::default(),
        })
    }

    /// Lends every order of `shops` (of all, when there are none), by id, and returns how many.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn each_order(
        &self,
        shops: &[String],
        visit: &mut dyn FnMut(&Order<'_>),
    ) -> Result<u64, StoreError> {
        let mut select = self.db.prepare(&format!("SELECT {COLUMNS} FROM orders ORDER BY id"))?;
        let mut rows = select.query([])?;
        let (mut count, mut found) = (0, RowTotals::default());
        while let Some(row) = rows.next()? {
            found.add(verify_order(row)?);
            let Some(order) = lent(row)? else { continue };
            if shops.is_empty() || shops.iter().any(|shop| shop == order.shop) {
                visit(&order);
                count += 1;
            }
        }
        self.require_orders(found)?;
        self.require_unchanged()?;
        Ok(count)
    }

    /// Returns an order, or `None` when it is not in.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn order(&self, id: OrderId) -> Result<Option<OrderFacts>, StoreError> {
        let mut select = self.db.prepare_cached(&by_id())?;
        let mut rows = select.query(params![signed(id)])?;
        let Some(row) = rows.next()? else {
            self.require_absent(signed(id))?;
            return Ok(None);
        };
        verify_order(row)?;
        Ok(lent(row)?.map(|order| order.facts()))
    }

    /// Returns when the oldest order of a shop that may still change was placed.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn oldest_unfinished(&self, shop: &str) -> Result<Option<Moment>, StoreError> {
        let sql = "SELECT min(created_at) FROM orders \
                   WHERE shop = ?1 AND state NOT IN ('finished', 'closed')";
        Ok(moment(self.db.query_row(sql, [shop], |row| row.get(0))?))
    }

    /// Returns the orders of a shop whose completion is only estimated and has not been asked for,
    /// the newest first.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn orders_to_date(&self, shop: &str) -> Result<Vec<ToDate>, StoreError> {
        let mut select = self.db.prepare_cached(
            "SELECT id, channel FROM orders WHERE completed_estimated = 1 \
             AND end_asked_at IS NULL AND shop = ?1 ORDER BY completed_at DESC, id DESC",
        )?;
        let rows = select.query_map([shop], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut orders = Vec::new();
        for row in rows {
            let (id, channel) = row?;
            orders.extend(OrderId::from_number(id).map(|id| ToDate { id, channel }));
        }
        Ok(orders)
    }
}

impl Batch<'_> {
    /// Makes the writes visible, and lasting.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn commit(self) -> Result<(), StoreError> {
        self.note_changed()?;
        Ok(self.db.commit()?)
    }

    /// Returns what records of one dispute or order said differently, each with its name.
    pub fn contradictions(&self) -> Vec<(String, Contradiction)> {
        self.contradictions.take()
    }

    /// Keeps an order as seen at `seen` through `channel` (0 for a seller with one), merged with
    /// what is known of it.
    ///
    /// # Errors
    ///
    /// When the file cannot be written, or what is known of it is damaged.
    pub fn put_order(
        &self,
        order: &Order<'_>,
        channel: u64,
        seen: Moment,
    ) -> Result<(), StoreError> {
        self.merge_order(order, Some(seen), channel, seen)
    }

    /// Keeps orders that were set aside as seen at `seen`, from an export whose newest moment is
    /// `dated`, and returns how many there were.
    ///
    /// # Errors
    ///
    /// When the file cannot be written, what was set aside cannot be read, or what is known of one
    /// is damaged.
    pub fn put_aside(
        &self,
        orders: Aside,
        dated: Option<Moment>,
        seen: Moment,
    ) -> Result<u64, StoreError> {
        // Orders come by id and so all over the index, whose pages would be written many times over.
        let empty = "SELECT NOT EXISTS (SELECT 1 FROM orders)";
        let is_empty = self.db.query_row(empty, [], |row| row.get(0))?;
        let index = if is_empty {
            let sql = "SELECT sql FROM sqlite_schema WHERE name = 'orders_by_shop'";
            let made_by: Option<String> =
                self.db.query_row(sql, [], |row| row.get(0)).optional()?;
            self.db.execute_batch("DROP INDEX IF EXISTS orders_by_shop")?;
            made_by
        } else {
            None
        };
        // The rest of an index is kept at hand, in KB.
        self.db.pragma_update(None, "cache_size", -IMPORT_CACHE)?;
        let mut highest = None;
        let count = orders.each(&mut |order| {
            // Nothing is known of an order above all that have come.
            let is_new = is_empty && highest < Some(order.id);
            highest = highest.max(Some(order.id));
            if is_new {
                self.write_order(order, (dated, None), 0, seen, None)
            } else {
                self.merge_order(order, dated, 0, seen)
            }
        })?;
        if let Some(sql) = index {
            self.db.execute_batch(&sql)?;
        }
        self.pack_outdated()?;
        Ok(count)
    }

    fn merge_order(
        &self,
        order: &Order<'_>,
        dated: Option<Moment>,
        channel: u64,
        seen: Moment,
    ) -> Result<(), StoreError> {
        let Some((mut record, sum)) = self.known_order(order.id)? else {
            return self.write_order(order, (dated, None), channel, seen, None);
        };
        let contradictions = record.merge(&OrderRecord::new(order.facts(), dated));
        let named = contradictions.into_iter().map(|found| (order.id.to_string(), found));
        self.contradictions.borrow_mut().extend(named);
        self.write_record(&record, channel, seen, sum)
    }

    /// Returns what is known of an order, and its checksum.
    fn known_order(&self, id: OrderId) -> Result<Option<(OrderRecord, i64)>, StoreError> {
        let mut select = self.db.prepare_cached(&by_id())?;
        let mut rows = select.query(params![signed(id)])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let sum = verify_order(row)?;
        let Some(order) = lent(row)? else { return Ok(None) };
        let mut record = OrderRecord::new(order.facts(), moment(row.get(18)?));
        let part_dates: Option<String> = row.get(19)?;
        record.part_dates = match part_dates.as_deref() {
            Some(text) => Some(Box::new(
                PartDates::from_text(text).ok_or_else(|| damage("dates of an order's parts"))?,
            )),
            None => None,
        };
        Ok(Some((record, sum)))
    }

    fn write_record(
        &self,
        record: &OrderRecord,
        channel: u64,
        seen: Moment,
        old: i64,
    ) -> Result<(), StoreError> {
        let part_dates = record.part_dates.as_ref().and_then(|dates| dates.to_text(record.dated));
        let dates = (record.dated, part_dates);
        self.write_order(&record.facts.borrow(), dates, channel, seen, Some(old))
    }

    /// Writes an order in the place of what was known, of which the checksum is given.
    fn write_order(
        &self,
        order: &Order<'_>,
        (dated, part_dates): (Option<Moment>, Option<String>),
        channel: u64,
        seen: Moment,
        old: Option<i64>,
    ) -> Result<(), StoreError> {
        self.outdate(signed(order.id))?;
        let mut statement = self.db.prepare_cached(PUT)?;
        let values = params![
            signed(order.id),
            order.shop,
            order.product,
            order.sku,
            order.country.as_ref().map(Country::code),
            order.amount.map(|amount| amount.minor),
            order.amount.as_ref().map(|amount| amount.currency.code()),
            order.created_at.millis(),
            order.paid_at.map(Moment::millis),
            order.shipped_at.map(Moment::millis),
            order.completed_at.map(Moment::millis),
            order.completion.map(completion_word),
            order.completed_estimated,
            order.protection_ends_at.map(Moment::millis),
            order.status,
            order_state_word(order.state),
            order.tracking,
            order.carrier,
            seen.millis(),
            channel,
            dated.map(Moment::millis),
            part_dates,
        ];
        let sum = statement.query_row(values, |row| row.get(0))?;
        let mut changed = self.changed.get();
        changed.add(sum);
        if let Some(old) = old {
            changed = changed.since(RowTotals { rows: 1, total: old });
        }
        self.changed.set(changed);
        Ok(())
    }

    /// Notes what the order's detail said at `asked` about the end of trade: with `at` the
    /// completion is stated from now on, without it stays estimated and is not asked for again.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn date_order(
        &self,
        id: OrderId,
        at: Option<Moment>,
        completion: Option<Completion>,
        asked: Moment,
    ) -> Result<(), StoreError> {
        if let Some((mut record, sum)) = self.known_order(id)? {
            if let Some(at) = at {
                // The end of trade is stated from now on, whatever was estimated before.
                record.facts.completed_at = Some(at);
                record.facts.completed_estimated = false;
            }
            record.facts.completion = completion.or(record.facts.completion);
            self.write_record(&record, 0, asked, sum)?;
            let mut update =
                self.db.prepare_cached("UPDATE orders SET end_asked_at = ?2 WHERE id = ?1")?;
            update.execute(params![signed(id), asked.millis()])?;
        }
        Ok(())
    }
}

/// Compares an order's row of [`COLUMNS`] with its checksum, and returns that.
pub(super) fn verify_order(row: &Row<'_>) -> rusqlite::Result<i64> {
    verify(row, 0..SUM, SUM, "orders")
}

/// Returns the id as the database's integer: ids have at most 17 digits.
pub(super) fn signed(id: OrderId) -> i64 {
    i64::try_from(id.number()).unwrap_or(i64::MAX)
}

pub(super) fn amount(minor: Option<i64>, currency: Option<&str>) -> Option<Money> {
    Some(Money { minor: minor?, currency: Currency::from_code(currency?)? })
}

pub(super) fn moment(millis: Option<i64>) -> Option<Moment> {
    millis.map(Moment::from_millis)
}

/// The query of a whole order by its id.
pub(super) fn by_id() -> String {
    format!("SELECT {COLUMNS} FROM orders WHERE id = ?1")
}

pub(super) fn lent<'a>(row: &'a Row<'_>) -> Result<Option<Order<'a>>, StoreError> {
    let text = |column: usize| -> Result<&'a str, StoreError> {
        Ok(row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?.unwrap_or(""))
    };
    let time =
        |column: usize| -> Result<Option<Moment>, StoreError> { Ok(moment(row.get(column)?)) };
    let Some(id) = OrderId::from_number(row.get(0)?) else { return Ok(None) };
    Ok(Some(Order {
        id,
        shop: text(1)?,
        product: text(2)?,
        sku: text(3)?,
        country: Country::from_code(text(4)?),
        amount: amount(row.get(5)?, Some(text(6)?)),
        created_at: Moment::from_millis(row.get(7)?),
        paid_at: time(8)?,
        shipped_at: time(9)?,
        completed_at: time(10)?,
        completion: completion(text(11)?),
        completed_estimated: row.get(12)?,
        protection_ends_at: time(13)?,
        status: text(14)?,
        state: order_state(text(15)?),
        tracking: text(16)?,
        carrier: text(17)?,
    }))
}
