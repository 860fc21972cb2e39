//! What is in, whether the file is sound, and forgetting.

use std::collections::BTreeSet;

use rusqlite::params;

use super::batch::Batch;
use super::disputes::IS_DISPUTE;
use super::segments::{Looked, forget_orders, is_over};
use super::sums::{COUNTED, damage, recount_all};
use super::{Store, StoreError};
use crate::domain::{ColumnSet, Moment, OrderStatus, State, Window};

/// What was forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Forgotten {
    pub(crate) orders: usize,
    /// Those of the orders, whenever they were filed, and all that were filed before; none of an order with an
    /// open one.
    pub(crate) disputes: usize,
}

/// What a store holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Info {
    /// The schema's number.
    pub(crate) schema: u32,
    /// Bytes of the file, without its write-ahead log.
    pub(crate) bytes: u64,
    /// Orders.
    pub(crate) orders: u64,
    /// Orders whose completion is only estimated.
    pub(crate) estimated: u64,
    /// Placed first.
    pub(crate) first_order: Option<Moment>,
    /// Placed last.
    pub(crate) last_order: Option<Moment>,
    /// Disputes.
    pub(crate) disputes: u64,
    /// Disputes still open.
    pub(crate) open: u64,
    /// Files taken in.
    pub(crate) imports: u64,
    /// Disputes with a note of the seller's.
    pub(crate) notes: u64,
    /// Disputes that the seller has marked as handled.
    pub(crate) handled: u64,
}

impl Store {
    /// Returns how many rows of orders it holds; an order that was imported again may have several.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub(crate) fn order_rows(&self) -> Result<u64, StoreError> {
        let sql = "SELECT (SELECT coalesce(sum(rows), 0) FROM order_segments) + (SELECT count(*) FROM orders)";
        Ok(self.db.query_row(sql, [], |row| row.get(0))?)
    }

    /// Returns what the store holds.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn info(&self) -> Result<Info, StoreError> {
        let sql = format!(
            "SELECT (SELECT user_version FROM pragma_user_version), \
            (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size), \
            (SELECT count(*) FROM disputes WHERE {IS_DISPUTE}), \
            (SELECT count(*) FROM disputes WHERE state = 'open' AND {IS_DISPUTE}), \
            (SELECT count(*) FROM imports), (SELECT count(note) FROM marks), \
            (SELECT count(handled_at) FROM marks)"
        );
        let mut info = self.db.query_row(&sql, [], |row| {
            Ok(Info {
                schema: row.get(0)?,
                bytes: row.get(1)?,
                disputes: row.get(2)?,
                open: row.get(3)?,
                imports: row.get(4)?,
                notes: row.get(5)?,
                handled: row.get(6)?,
                ..Info::default()
            })
        })?;
        self.each_segment(Looked::of(ColumnSet::CREATED), &mut |segment| {
            for order in (0..segment.len()).filter_map(|row| segment.order(row)) {
                let at = Some(order.created_at);
                info.orders += 1;
                info.estimated += u64::from(order.completed_estimated);
                info.first_order = info.first_order.min(at).or(at);
                info.last_order = info.last_order.max(at);
            }
        })?;
        Ok(info)
    }

    /// Returns the shops of which anything is in.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn shops(&self) -> Result<Vec<String>, StoreError> {
        let mut shops = self.order_shops()?;
        for table in ["disputes", "channels"] {
            shops.extend(self.distinct_shops(table)?);
        }
        Ok(shops.into_iter().collect())
    }

    /// Returns the shops of a table, looking at one row of each.
    pub(super) fn distinct_shops(&self, table: &str) -> Result<Vec<String>, StoreError> {
        let first = format!("SELECT min(shop) FROM {table}");
        let mut shop: Option<String> = self.db.query_row(&first, [], |row| row.get(0))?;
        let mut next = self.db.prepare(&format!("{first} WHERE shop > ?1"))?;
        let mut shops = Vec::new();
        while let Some(found) = shop {
            shop = next.query_row([&found], |row| row.get(0))?;
            shops.push(found);
        }
        Ok(shops)
    }

    /// Returns whether there are orders, and whether there are disputes.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn holds(&self) -> Result<(bool, bool), StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM orders) \
            OR EXISTS (SELECT 1 FROM order_segments WHERE rows > 0), \
            EXISTS (SELECT 1 FROM disputes)";
        Ok(self.db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// Returns how many rows of one of the platform's lists ([`super::sync_coverage::LISTS`]) are in for a shop
    /// and a span of creation; 0 for a list that is not known.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn count(&self, shop: &str, list: &str, window: Window) -> Result<u64, StoreError> {
        let state = match list {
            "orders" => return self.count_placed(shop, window, |state| !is_over(state)),
            "orders/FINISH" => return self.count_placed(shop, window, is_over),
            "issues/processing" => "open",
            "issues/canceled_issue" => "cancelled",
            "issues/finish" => "ended",
            _ => "",
        };
        let (from, to) = (window.from.millis(), window.to.millis());
        let sql = format!(
            "SELECT count(*) FROM disputes WHERE shop = ?1 AND opened_at >= ?2 \
             AND opened_at < ?3 AND state = ?4 AND {IS_DISPUTE}"
        );
        Ok(self.db.query_row(&sql, params![shop, from, to, state], |row| row.get(0))?)
    }

    fn count_placed(
        &self,
        shop: &str,
        window: Window,
        counts: fn(OrderStatus) -> bool,
    ) -> Result<u64, StoreError> {
        let mut count = 0;
        let columns = ColumnSet::CREATED.and(ColumnSet::SHOP);
        self.each_segment(Looked::of(columns), &mut |segment| {
            let orders = (0..segment.len()).filter_map(|row| segment.order(row));
            count += orders
                .filter(|order| order.shop == shop && counts(order.state))
                .map(|order| u64::from(window.has(Some(order.created_at))))
                .sum::<u64>();
        })?;
        Ok(count)
    }

    /// Returns what is wrong with the file: nothing, when it is sound.
    ///
    /// # Errors
    ///
    /// When the file cannot be read at all.
    pub(crate) fn check(&self) -> Result<Vec<String>, StoreError> {
        let mut faults = self.broken_pages().unwrap_or_else(|error| vec![error.to_string()]);
        faults.extend(self.foreign_schema().unwrap_or_else(|error| vec![error.to_string()]));
        if faults.is_empty() {
            // What the first of these finds is found again by the others, or explained by it.
            let checks = [Self::wrong_rows, Self::wrong_totals, Self::orphans];
            for check in checks {
                faults.extend(check(self).unwrap_or_else(|error| vec![error.to_string()]));
            }
        }
        if faults.is_empty() {
            faults.extend(self.wrong_segments().unwrap_or_else(|error| vec![error.to_string()]));
        }
        self.require_unchanged()?;
        Ok(faults)
    }

    /// Returns what SQLite finds wrong with pages, trees and indexes.
    fn broken_pages(&self) -> rusqlite::Result<Vec<String>> {
        let mut integrity = self.db.prepare("PRAGMA integrity_check")?;
        let lines = integrity.query_map([], |row| row.get::<_, String>(0))?;
        let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    }

    /// Compares the tables and indexes with those of a new store.
    fn foreign_schema(&self) -> rusqlite::Result<Vec<String>> {
        let sql = "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') \
                   FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1";
        let list = |db: &rusqlite::Connection| -> rusqlite::Result<BTreeSet<String>> {
            db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        };
        let (here, right) = (list(&self.db)?, list(&super::file::in_memory()?)?);
        let fault = |text: &String| format!("the schema differs at `{}`", first_words(text));
        Ok(here.symmetric_difference(&right).map(fault).collect())
    }

    /// Compares every row with its checksum.
    fn wrong_rows(&self) -> rusqlite::Result<Vec<String>> {
        let mut faults = Vec::new();
        let details = "row_sum(key, line_id, title, reason, status, status_known, stage, turn, \
            response_due_at, refund, refund_currency, amount, currency, order_created_at, note, \
            part_dates)";
        let own = [("disputes", "details_sum", details.to_owned())];
        let totals = ("totals", "sum", "row_sum(name, shop, rows, total)".to_owned());
        let changes = ("changes", "sum", "row_sum(store, made)".to_owned());
        let counted = COUNTED.map(|counted| (counted.table, counted.sum, counted.row_sum()));
        for (table, sum, right) in own.into_iter().chain([totals, changes]).chain(counted) {
            let sql = format!("SELECT count(*) FROM {table} WHERE {sum} IS NOT {right}");
            let count: u64 = self.db.query_row(&sql, [], |row| row.get(0))?;
            if count > 0 {
                faults.push(format!("{count} rows of `{table}` do not match their checksum"));
            }
        }
        Ok(faults)
    }

    /// Compares how many rows there are with how many there must be.
    fn wrong_totals(&self) -> rusqlite::Result<Vec<String>> {
        let mut faults = Vec::new();
        for counted in COUNTED {
            let table = counted.table;
            let noted = "SELECT name, shop, rows, total FROM totals WHERE rows <> 0 AND name =";
            let there = counted.recount();
            let sql = format!(
                "SELECT count(*) FROM (SELECT * FROM ({noted} '{table}') EXCEPT SELECT * FROM \
                 ({there})) UNION ALL SELECT count(*) FROM (SELECT * FROM ({there}) EXCEPT \
                 {noted} '{table}')"
            );
            let mut select = self.db.prepare(&sql)?;
            let differ: Vec<u64> =
                select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            if differ.iter().any(|count| *count > 0) {
                faults.push(format!("rows of `{table}` are missing, or there are too many"));
            }
        }
        Ok(faults)
    }

    /// Returns rows that belong to no dispute.
    fn orphans(&self) -> rusqlite::Result<Vec<String>> {
        let mut orphans = self.db.prepare("PRAGMA foreign_key_check")?;
        let rows = orphans.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|table| Ok(format!("a row of `{}` belongs to no dispute", table?))).collect()
    }

    /// Gives space that is no longer used back to the file system.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn vacuum(&self) -> Result<(), StoreError> {
        self.db.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")?;
        Ok(())
    }

    /// Forgets orders placed and disputes filed before a moment, and disputes of those orders,
    /// overwriting them in the file. Figures over a time before it are refused from then on.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn forget(&mut self, before: Moment) -> Result<Forgotten, StoreError> {
        self.require_sound()?;
        self.db.pragma_update(None, "secure_delete", true)?;
        let batch = self.batch()?;
        let forgotten = batch.forget(before)?;
        batch.commit()?;
        self.vacuum()?;
        Ok(forgotten)
    }

    /// Returns what [`Self::forget`] would forget, and forgets nothing.
    ///
    /// # Errors
    ///
    /// As [`Self::forget`].
    pub(crate) fn would_forget(&mut self, before: Moment) -> Result<Forgotten, StoreError> {
        self.require_sound()?;
        // What is not committed is undone.
        self.batch()?.forget(before)
    }

    /// Refuses a damaged file: what is counted again afterwards would pass for sound.
    fn require_sound(&self) -> Result<(), StoreError> {
        let faults = self.check()?;
        faults.into_iter().next().map_or(Ok(()), |fault| Err(damage(fault).into()))
    }
}

impl Batch<'_> {
    /// An order with an open dispute stays, with all its disputes: its deadline is still to come.
    fn forget(&self, before: Moment) -> Result<Forgotten, StoreError> {
        self.pack_orders()?;
        let open: BTreeSet<i64> = self
            .db
            .prepare(&format!(
                "SELECT DISTINCT order_id FROM disputes WHERE state = ?1 AND {IS_DISPUTE}"
            ))?
            .query_map([State::Open.id()], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let orders = forget_orders(&self.db, before, &open)?;
        self.set_ids("gone", &mut orders.ids.iter())?;
        self.set_ids("kept", &mut open.iter())?;
        let moment = [before.millis()];
        let of_orders = "order_id IN (SELECT id FROM gone)";
        let of_others = "order_id NOT IN (SELECT id FROM kept)";
        let filed =
            format!("(opened_at < ?1 OR order_created_at < ?1 OR {of_orders}) AND {of_others}");
        let last =
            "max(opened_at, ifnull(escalated_at, 0), ifnull(ruled_at, 0), ifnull(closed_at, 0))";
        let count = format!("count(*) FILTER (WHERE {IS_DISPUTE})");
        let (last, disputes): (Option<i64>, usize) = self.db.query_row(
            &format!("SELECT max({last}), {count} FROM disputes WHERE {filed}"),
            moment,
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        self.db.execute(&format!("DELETE FROM disputes WHERE {filed}"), moment)?;
        let marks =
            format!("DELETE FROM marks WHERE (opened_at < ?1 OR {of_orders}) AND {of_others}");
        self.db.execute(&marks, moment)?;
        self.db.execute("DELETE FROM spans WHERE until <= ?1", moment)?;
        self.db.execute(
            "UPDATE spans SET since = ?1, \
             sum = row_sum(shop, channel, list, ?1, until, read_at) WHERE since < ?1",
            moment,
        )?;
        // What is gone counted as late as that: a figure over an earlier time would lack it.
        let last = orders.last.max(last.map(Moment::from_millis));
        let until = last.map_or(before, |last| {
            before.max(Moment::from_millis((last.millis() / 1_000 + 1) * 1_000))
        });
        self.note_forgotten(before, until)?;
        recount_all(&self.db)?;
        Ok(Forgotten { orders: orders.ids.len(), disputes })
    }

    /// Fills a temporary table with ids.
    fn set_ids(&self, table: &str, ids: &mut dyn Iterator<Item = &i64>) -> Result<(), StoreError> {
        self.db.execute_batch(&format!(
            "CREATE TEMP TABLE IF NOT EXISTS {table} (id INTEGER PRIMARY KEY); DELETE FROM {table}"
        ))?;
        let mut insert = self.db.prepare(&format!("INSERT OR IGNORE INTO {table} VALUES (?1)"))?;
        for id in ids {
            insert.execute([id])?;
        }
        Ok(())
    }
}

/// Returns the first words of a statement, enough to know the table.
fn first_words(text: &str) -> String {
    text.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}
