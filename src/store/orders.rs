//! Orders: kept by parent order id, lent one at a time.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{TransactionBehavior, params};

use super::batch::Batch;
use super::file::newest_schema;
use super::segments::{Looked, Rewrite, is_over, packed_order};
use super::spill_buffer::SpillBuffer;
use super::sums::{RowTotals, damage};
use super::{Store, StoreError, changes};
use crate::domain::{
    ColumnSet, Completion, Contradiction, Country, FactSet, Moment, Order, OrderId, OrderProgress,
    OrderRecord, OrdersUnderWay, PartDates, is_asked,
};
use crate::store::stored_order::{COLUMNS, StoredOrder, signed, stored, verify_order};

/// An order whose completion is only estimated, and the channel shop to ask its detail with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ToDate {
    /// The order.
    pub(crate) id: OrderId,
    /// The channel shop; 0 for a seller with one.
    pub(crate) channel: u64,
}

/// All that is kept of an order, with copies of its texts.
struct KeptOrder {
    record: OrderRecord,
    first_seen: i64,
    last_seen: i64,
    asked_at: Option<i64>,
    channel: u64,
    given: FactSet,
}

/// When and how something is seen of an order.
#[derive(Clone, Copy)]
struct Observation {
    at: Moment,
    /// How new it is; `None` when that is not known.
    dated: Option<Moment>,
    channel: u64,
    /// Which of [`FactSet::TIMES`] the input can give.
    given: FactSet,
}

impl Observation {
    /// An order of which nothing is known yet.
    fn first<'a>(self, order: &Order<'a>) -> StoredOrder<'a> {
        StoredOrder {
            order: order.clone(),
            dated: self.dated,
            part_dates: "",
            first_seen: self.at.millis(),
            last_seen: self.at.millis(),
            asked_at: None,
            channel: self.channel,
            given: self.given,
        }
    }
}

impl KeptOrder {
    fn of(stored: &StoredOrder<'_>) -> rusqlite::Result<Self> {
        let mut record = OrderRecord::new(stored.order.facts(), stored.dated);
        if !stored.part_dates.is_empty() {
            let dates = PartDates::from_text(stored.part_dates);
            let dates = dates.ok_or_else(|| damage("dates of an order's parts"))?;
            record.part_dates = Some(Box::new(dates));
        }
        let StoredOrder { first_seen, last_seen, asked_at, channel, given, .. } = *stored;
        Ok(Self { record, first_seen, last_seen, asked_at, channel, given })
    }

    /// Merges what is seen now, and returns what contradicts.
    fn merge(&mut self, order: &Order<'_>, seen: Observation) -> Vec<(String, Contradiction)> {
        let found = self.record.merge(&OrderRecord::new(order.facts(), seen.dated));
        self.see(seen);
        found.into_iter().map(|found| (order.id.to_string(), found)).collect()
    }

    fn see(&mut self, seen: Observation) {
        self.last_seen = self.last_seen.max(seen.at.millis());
        if seen.channel != 0 {
            self.channel = seen.channel;
        }
        self.given = self.given.union(seen.given);
    }

    /// Lends it to be written.
    fn write<T>(&self, write: impl FnOnce(&StoredOrder<'_>) -> T) -> T {
        let record = &self.record;
        let part_dates = record.part_dates.as_ref().and_then(|dates| dates.to_text(record.dated));
        write(&StoredOrder {
            order: record.facts.borrow(),
            dated: record.dated,
            part_dates: part_dates.as_deref().unwrap_or(""),
            first_seen: self.first_seen,
            last_seen: self.last_seen,
            asked_at: self.asked_at,
            channel: self.channel,
            given: self.given,
        })
    }
}

const PUT: &str = "
INSERT OR REPLACE INTO orders VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
  ?16, ?17, ?18, ?21, ?22, ?23, ?24, ?19, ?20, row_sum(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
  ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20))
RETURNING sum";

/// Memory for pages of the store during an import, in KB.
const IMPORT_CACHE: i64 = 16 * 1024;

impl Store {
    /// Begins writes that become visible together.
    ///
    /// # Errors
    ///
    /// When another process writes for longer than the store waits.
    pub(crate) fn batch(&mut self) -> Result<Batch<'_>, StoreError> {
        let db = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Batch {
            db,
            changed: Cell::default(),
            contradictions: RefCell::default(),
            days: RefCell::default(),
        })
    }

    /// Makes a change, all of it or, where anything fails, nothing.
    ///
    /// # Errors
    ///
    /// When the change fails, or the file cannot be written.
    pub(crate) fn change<T>(
        &mut self,
        change: impl FnOnce(&Batch<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let batch = self.batch()?;
        let answer = change(&batch)?;
        batch.commit()?;
        Ok(answer)
    }

    /// Lends every order of `shops` (of all, when there are none), by id, with which of
    /// [`FactSet::TIMES`] the inputs that have it could give; returns how many there are.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn each_order(
        &self,
        shops: &[String],
        visit: &mut dyn FnMut(&Order<'_>, FactSet),
    ) -> Result<u64, StoreError> {
        let mut count = 0;
        self.each_segment(Looked::of(ColumnSet::ORDER), &mut |segment| {
            for row in 0..segment.len() {
                let Some(order) = segment.order(row) else { continue };
                if is_asked(shops, order.shop) {
                    visit(&order, segment.given_of(row));
                    count += 1;
                }
            }
        })?;
        self.require_unchanged()?;
        Ok(count)
    }

    /// Returns the orders of `shops` (of all, when there are none) by the newest moment of the file that says the
    /// newest of them; those of which it is not known are left out.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn saved_orders(&self, shops: &[String]) -> Result<Vec<OrdersUnderWay>, StoreError> {
        let mut saved: BTreeMap<(String, Moment), OrdersUnderWay> = BTreeMap::new();
        self.each_segment(Looked::ALL, &mut |segment| {
            for stored in (0..segment.len()).filter_map(|row| segment.stored(row)) {
                let StoredOrder { order, dated: Some(dated), .. } = stored else { continue };
                if is_asked(shops, order.shop) {
                    let is_under_way = OrderProgress::of(order.state, order.completed_at);
                    let of_file = saved.entry((order.shop.to_owned(), dated)).or_default();
                    of_file.newest = Some(dated);
                    of_file.add(order.created_at, is_under_way);
                }
            }
        })?;
        let named =
            saved.into_iter().map(|((shop, _), of_file)| OrdersUnderWay { shop, ..of_file });
        Ok(named.collect())
    }

    /// Returns when the oldest order of a shop that may still change was placed.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn oldest_unfinished(&self, shop: &str) -> Result<Option<Moment>, StoreError> {
        let mut oldest = None;
        let columns = ColumnSet::CREATED.and(ColumnSet::SHOP);
        self.each_segment(Looked::of(columns), &mut |segment| {
            let orders = (0..segment.len()).filter_map(|row| segment.order(row));
            let waiting = orders.filter(|order| order.shop == shop && !is_over(order.state));
            oldest = waiting.map(|order| order.created_at).chain(oldest).min();
        })?;
        Ok(oldest)
    }

    /// Returns the orders of a shop whose completion is only estimated and has not been asked for,
    /// the newest first.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn orders_to_date(&self, shop: &str) -> Result<Vec<ToDate>, StoreError> {
        let mut orders = Vec::new();
        self.each_segment(Looked::ALL, &mut |segment| {
            for stored in (0..segment.len()).filter_map(|row| segment.stored(row)) {
                let StoredOrder { order, channel, asked_at, .. } = stored;
                if order.completed_estimated && asked_at.is_none() && order.shop == shop {
                    orders.push((order.completed_at, ToDate { id: order.id, channel }));
                }
            }
        })?;
        orders.sort_unstable_by_key(|(at, order)| std::cmp::Reverse((*at, order.id)));
        Ok(orders.into_iter().map(|(_, order)| order).collect())
    }
}

impl Batch<'_> {
    /// Makes the writes visible, and lasting.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn commit(self) -> Result<(), StoreError> {
        self.note_changed()?;
        let made = changes::count(&self.db)?;
        self.db.execute_batch("COMMIT")?;
        // Without it all is as well written, but for what is noticed of a log that is gone.
        if let Some(path) = self.db.path().filter(|path| !path.is_empty()) {
            let _ = made.note(Path::new(path));
        }
        // A change behind it, of nothing: that this one was whole once is seen in the log even where its last
        // page is damaged (`log.rs`). Without it all is as well written.
        let _ = self.db.pragma_update(None, "user_version", newest_schema());
        Ok(())
    }

    /// Returns what records of one dispute or order said differently, each with its name.
    pub(crate) fn contradictions(&self) -> Vec<(String, Contradiction)> {
        self.contradictions.take()
    }

    /// Keeps an order as seen at `seen` through `channel` (0 for a seller with one), merged with
    /// what is known of it.
    ///
    /// # Errors
    ///
    /// When the file cannot be written, or what is known of it is damaged.
    pub(crate) fn put_order(
        &self,
        order: &Order<'_>,
        channel: u64,
        seen: Moment,
    ) -> Result<(), StoreError> {
        let seen = Observation { at: seen, dated: Some(seen), channel, given: FactSet::TIMES };
        match self.known_order(order.id)? {
            None => self.write_order(&seen.first(order), None),
            Some((mut known, sum)) => {
                let found = known.merge(order, seen);
                self.contradictions.borrow_mut().extend(found);
                known.write(|stored| self.write_order(stored, sum))
            }
        }
    }

    /// Keeps orders that were spilled as seen at `seen`, from an export whose newest moment is
    /// `dated` and that can give so much of [`FactSet::TIMES`], and returns how many there were.
    ///
    /// # Errors
    ///
    /// When the file cannot be written, what was spilled cannot be read, or what is known of one
    /// is damaged.
    pub(crate) fn put_spilled(
        &self,
        orders: SpillBuffer,
        dated: Option<Moment>,
        given: FactSet,
        seen: Moment,
    ) -> Result<u64, StoreError> {
        self.pack_orders()?;
        self.db.pragma_update(None, "cache_size", -IMPORT_CACHE)?;
        let seen = Observation { at: seen, dated, channel: 0, given };
        let mut rewrite = Rewrite::new(&self.db)?;
        let count = orders.each(&mut |order| -> Result<(), StoreError> {
            match rewrite.known(signed(order.id))?.map(|known| KeptOrder::of(&known)).transpose()? {
                None => rewrite.put(&seen.first(order))?,
                Some(mut known) => {
                    let found = known.merge(order, seen);
                    self.contradictions.borrow_mut().extend(found);
                    known.write(|stored| rewrite.put(stored))?;
                }
            }
            Ok(())
        })?;
        rewrite.finish()?;
        Ok(count)
    }

    /// Returns when an order was placed; `None` for one that is not in.
    pub(super) fn placed_at(&self, id: OrderId) -> Result<Option<Moment>, StoreError> {
        Ok(self.known_order(id)?.map(|(known, _)| known.record.facts.created_at))
    }

    /// Returns what is known of an order, and the checksum of its row where it is not packed.
    fn known_order(&self, id: OrderId) -> Result<Option<(KeptOrder, Option<i64>)>, StoreError> {
        let mut select = self.db.prepare_cached(&by_id())?;
        let mut rows = select.query(params![signed(id)])?;
        if let Some(row) = rows.next()? {
            let sum = verify_order(row)?;
            let known = stored(row)?.map(|stored| KeptOrder::of(&stored)).transpose()?;
            return Ok(known.map(|known| (known, Some(sum))));
        }
        let packed = packed_order(&self.db, signed(id), KeptOrder::of)?;
        Ok(packed.transpose()?.map(|known| (known, None)))
    }

    /// Writes an order that is packed later, in the place of what was known, of which the checksum is
    /// given where it is not packed.
    fn write_order(&self, stored: &StoredOrder<'_>, old: Option<i64>) -> Result<(), StoreError> {
        let order = &stored.order;
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
            order.completion.map(Completion::id),
            order.completed_estimated,
            order.protection_ends_at.map(Moment::millis),
            order.status,
            order.state.id(),
            order.tracking,
            order.carrier,
            stored.dated.map(Moment::millis),
            Some(stored.part_dates).filter(|dates| !dates.is_empty()),
            stored.first_seen,
            stored.last_seen,
            stored.asked_at,
            stored.channel,
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
    pub(crate) fn date_order(
        &self,
        id: OrderId,
        at: Option<Moment>,
        completion: Option<Completion>,
        asked: Moment,
    ) -> Result<(), StoreError> {
        let Some((mut known, sum)) = self.known_order(id)? else { return Ok(()) };
        let facts = &mut known.record.facts;
        if let Some(at) = at {
            // The end of trade is stated from now on, whatever was estimated before.
            facts.completed_at = Some(at);
            facts.completed_estimated = false;
        }
        facts.completion = completion.or(facts.completion);
        known.see(Observation { at: asked, dated: None, channel: 0, given: FactSet::TIMES });
        known.asked_at = Some(asked.millis());
        known.write(|stored| self.write_order(stored, sum))
    }
}

/// The query of an order that is not packed.
fn by_id() -> String {
    format!("SELECT {COLUMNS} FROM orders WHERE id = ?1")
}
