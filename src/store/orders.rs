//! Orders: kept by parent order id, lent one at a time.

use std::cell::RefCell;
use std::ops::Range;

use rusqlite::{OptionalExtension, Row, Statement, Transaction, TransactionBehavior, params};

use super::spill_buffer::Aside;
use super::words::{completion, completion_word, order_state, order_state_word};
use super::{Store, StoreError};
use crate::domain::{Completion, Country, Currency, Moment, Money, Order, OrderFacts, OrderId};

/// Writes that become visible together, or not at all.
#[derive(Debug)]
pub struct Batch<'a> {
    pub(super) db: Transaction<'a>,
    /// Ids of which is known that what is kept for figures is outdated.
    pub(super) outdated: RefCell<Range<i64>>,
}

/// An order whose completion is only estimated, and the channel shop to ask its detail with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToDate {
    /// The order.
    pub id: OrderId,
    /// The channel shop; 0 for a seller with one.
    pub channel: u64,
}

// A later sighting wins, but what it does not say is kept, and a stated completion is never
// replaced by an estimated one. Of two estimates the earlier is nearer the truth, because each is
// a last change and so never before the completion.
const PUT: &str = "
INSERT INTO orders VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
  ?17, ?18, ?19, ?19, NULL, ?20)
ON CONFLICT (id) DO UPDATE SET
  shop = iif(excluded.shop <> '', excluded.shop, shop),
  product = iif(excluded.product <> '', excluded.product, product),
  sku = iif(excluded.sku <> '', excluded.sku, sku),
  country = coalesce(excluded.country, country),
  amount = coalesce(excluded.amount, amount),
  currency = coalesce(excluded.currency, currency),
  created_at = excluded.created_at,
  paid_at = coalesce(excluded.paid_at, paid_at),
  shipped_at = coalesce(excluded.shipped_at, shipped_at),
  completed_at = CASE
    WHEN excluded.completed_at IS NULL THEN completed_at
    WHEN completed_at IS NULL OR excluded.completed_estimated = 0 THEN excluded.completed_at
    WHEN completed_estimated = 0 THEN completed_at
    ELSE min(completed_at, excluded.completed_at) END,
  completed_estimated = CASE
    WHEN excluded.completed_at IS NULL THEN completed_estimated
    WHEN completed_at IS NULL THEN excluded.completed_estimated
    ELSE min(completed_estimated, excluded.completed_estimated) END,
  completion = coalesce(excluded.completion, completion),
  protection_ends_at = coalesce(excluded.protection_ends_at, protection_ends_at),
  status = iif(excluded.status <> '', excluded.status, status),
  state = iif(excluded.status <> '', excluded.state, state),
  tracking = iif(excluded.tracking <> '', excluded.tracking, tracking),
  carrier = iif(excluded.carrier <> '', excluded.carrier, carrier),
  last_seen = max(last_seen, excluded.last_seen),
  channel = excluded.channel";

/// Memory for pages of the store during an import, in KB.
const IMPORT_CACHE: i64 = 16 * 1024;

const COLUMNS: &str = "id, shop, product, sku, country, amount, currency, created_at, paid_at, \
    shipped_at, completed_at, completion, completed_estimated, protection_ends_at, status, state, \
    tracking, carrier";

impl Store {
    /// Begins writes that become visible together.
    ///
    /// # Errors
    ///
    /// When another process writes for longer than the store waits.
    pub fn batch(&mut self) -> Result<Batch<'_>, StoreError> {
        let db = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Batch { db, outdated: RefCell::default() })
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
        let mut count = 0;
        while let Some(row) = rows.next()? {
            let Some(order) = lent(row)? else { continue };
            if shops.is_empty() || shops.iter().any(|shop| shop == order.shop) {
                visit(&order);
                count += 1;
            }
        }
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
        let Some(row) = rows.next()? else { return Ok(None) };
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
        Ok(self.db.commit()?)
    }

    /// Keeps an order as seen at `seen` through `channel` (0 for a seller with one).
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn put_order(
        &self,
        order: &Order<'_>,
        channel: u64,
        seen: Moment,
    ) -> Result<(), StoreError> {
        let mut statement = self.db.prepare_cached(PUT)?;
        self.outdate(signed(order.id))?;
        put(&mut statement, order, channel, seen)
    }

    /// Keeps orders that were set aside as seen at `seen`, and returns how many there were.
    ///
    /// # Errors
    ///
    /// When the file cannot be written, or what was set aside cannot be read.
    pub fn put_aside(&self, orders: Aside, seen: Moment) -> Result<u64, StoreError> {
        // Orders come by id and so all over the index, whose pages would be written many times over.
        let empty = "SELECT NOT EXISTS (SELECT 1 FROM orders)";
        let index = if self.db.query_row(empty, [], |row| row.get(0))? {
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
        let mut statement = self.db.prepare_cached(PUT)?;
        let count = orders.each(&mut |order| {
            self.outdate(signed(order.id))?;
            put(&mut statement, order, 0, seen)
        })?;
        if let Some(sql) = index {
            self.db.execute_batch(&sql)?;
        }
        self.pack_outdated()?;
        Ok(count)
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
        self.outdate(signed(id))?;
        let mut update = self.db.prepare_cached(
            "UPDATE orders SET completed_at = coalesce(?2, completed_at), \
             completed_estimated = iif(?2 IS NULL, completed_estimated, 0), \
             completion = coalesce(?3, completion), end_asked_at = ?4 WHERE id = ?1",
        )?;
        let at = at.map(Moment::millis);
        update.execute(params![signed(id), at, completion.map(completion_word), asked.millis()])?;
        Ok(())
    }
}

fn put(
    statement: &mut Statement<'_>,
    order: &Order<'_>,
    channel: u64,
    seen: Moment,
) -> Result<(), StoreError> {
    statement.execute(params![
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
    ])?;
    Ok(())
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
