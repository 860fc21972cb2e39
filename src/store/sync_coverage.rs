//! What of the platform's lists is in: finished spans, and how far a sync under way has come.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

use super::batch::Batch;
use super::disputes::IS_DISPUTE;
use super::sums::{CHANNELS, SPANS};
use super::{Store, StoreError};
use crate::domain::{Moment, Window, is_asked};

/// The lists that must be in before a figure is one: orders (finished ones are a list of their
/// own), and disputes by the platform's three states.
pub(crate) const LISTS: [&str; 5] =
    ["orders", "orders/FINISH", "issues/processing", "issues/canceled_issue", "issues/finish"];

/// A part of a list that is fully in: rows created in `[window.from, window.to)`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct SyncedRange {
    /// The shop.
    pub(crate) shop: String,
    /// The channel shop; 0 for a seller with one.
    pub(crate) channel: u64,
    /// One of [`LISTS`].
    pub(crate) list: String,
    /// When the rows were created.
    #[serde(flatten)]
    pub(crate) window: Window,
    /// When the reading ended.
    pub(crate) read_at: Moment,
}

/// A part of a list that a figure needs and that is not in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CoverageGap {
    /// The shop.
    pub(crate) shop: String,
    /// The channel shop; 0 for a seller with one.
    pub(crate) channel: u64,
    /// One of [`LISTS`].
    pub(crate) list: &'static str,
    /// The rows missing: created in here.
    pub(crate) window: Window,
}

/// A sync under way, or one that was killed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// The span it is to bring in.
    pub(crate) window: Window,
    /// How, in the words of anyone who runs it.
    pub(crate) plan: String,
    /// When it began.
    pub(crate) started_at: Moment,
}

/// How far a query of a sync under way has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    /// Pages in.
    pub(crate) pages: u64,
    /// Distinct rows in.
    pub(crate) rows: u64,
    /// Rows there are, as the platform last said; `None` when it did not.
    pub(crate) total: Option<u64>,
    /// Whether the query is finished.
    pub(crate) done: bool,
}

impl SyncedRange {
    fn is_of(&self, shop: &str, channel: u64, list: &str) -> bool {
        self.shop == shop && self.channel == channel && self.list == list
    }
}

impl Store {
    /// Returns the finished spans by shop, channel, list and time.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn spans(&self) -> Result<Vec<SyncedRange>, StoreError> {
        let spans = self.checked_rows(&SPANS, "shop, channel, list, since", |row| {
            Ok(SyncedRange {
                shop: row.get(0)?,
                channel: row.get(1)?,
                list: row.get(2)?,
                window: Window {
                    from: Moment::from_millis(row.get(3)?),
                    to: Moment::from_millis(row.get(4)?),
                },
                read_at: Moment::from_millis(row.get(5)?),
            })
        });
        Ok(spans?)
    }

    /// Returns the channel shops that a shop's lists are read for; empty for a shop that has never
    /// been synced.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn channels(&self, shop: &str) -> Result<Vec<u64>, StoreError> {
        let all = self.all_channels()?.into_iter();
        Ok(all.filter(|(of, _)| of == shop).map(|(_, channel)| channel).collect())
    }

    /// Returns whether the platform has named a shop's channel shops.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn channels_were_asked(&self, shop: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM channels_asked WHERE shop = ?1)";
        let asked: bool = self.db.query_row(sql, [shop], |row| row.get(0))?;
        Ok(asked && !self.channels(shop)?.is_empty())
    }

    /// Returns the channel shops of each shop that has been synced, sorted.
    fn all_channels(&self) -> Result<Vec<(String, u64)>, StoreError> {
        let both = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        Ok(self.checked_rows(&CHANNELS, "shop, channel", both)?)
    }

    /// Returns the shops that have been synced, or begun to be.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn synced_shops(&self) -> Result<Vec<String>, StoreError> {
        let mut shops: Vec<String> =
            self.all_channels()?.into_iter().map(|(shop, _)| shop).collect();
        shops.dedup();
        Ok(shops)
    }

    /// Returns the synced shops in `shops` (all, when there are none) of which no order is in, and those of which no
    /// dispute is.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn synced_without_rows(
        &self,
        shops: &[String],
    ) -> Result<(Vec<String>, Vec<String>), StoreError> {
        let mut synced = self.synced_shops()?;
        synced.retain(|shop| is_asked(shops, shop));
        if synced.is_empty() {
            return Ok((Vec::new(), Vec::new()));
        }
        let without = |shops: BTreeSet<String>| {
            synced.iter().filter(|shop| !shops.contains(*shop)).cloned().collect()
        };
        let orders = without(self.order_shops()?);
        let disputes = without(self.distinct_shops("disputes")?.into_iter().collect());
        Ok((orders, disputes))
    }

    /// Returns how many disputes of the synced shops in `shops` (all, when there are none) have no timeline, and how
    /// many there are.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn without_timeline(&self, shops: &[String]) -> Result<(u64, u64), StoreError> {
        let sql = format!(
            "SELECT count(*) FILTER (WHERE NOT EXISTS \
            (SELECT 1 FROM dispute_events WHERE dispute = key)), count(*) FROM disputes \
            WHERE shop = ?1 AND {IS_DISPUTE}"
        );
        let mut select = self.db.prepare_cached(&sql)?;
        let (mut without, mut all) = (0, 0);
        for shop in self.synced_shops()?.into_iter().filter(|shop| is_asked(shops, shop)) {
            let (lacking, count): (u64, u64) =
                select.query_row([&shop], |row| Ok((row.get(0)?, row.get(1)?)))?;
            (without, all) = (without + lacking, all + count);
        }
        Ok((without, all))
    }

    /// Returns the moment up to which every list of every synced shop in `shops` (of all, when
    /// there are none) is in; `None` when one has no span, or none is synced.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn synced_to(&self, shops: &[String]) -> Result<Option<Moment>, StoreError> {
        let spans = self.spans()?;
        let mut to: Option<Moment> = None;
        for (shop, channel, list) in self.needed(shops)? {
            let newest = spans
                .iter()
                .filter(|span| span.is_of(&shop, channel, list))
                .map(|s| s.window.to)
                .max();
            let Some(newest) = newest else { return Ok(None) };
            to = Some(to.map_or(newest, |to| to.min(newest)));
        }
        Ok(to)
    }

    /// Returns the newest span over which every list of a synced shop is in without a hole; `None`
    /// when there is none.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn coverage(&self, shop: &str) -> Result<Option<Window>, StoreError> {
        let spans = self.spans()?;
        let mut common: Option<Window> = None;
        for (shop, channel, list) in self.needed(&[shop.to_owned()])? {
            let of_list =
                |s: &&SyncedRange| s.shop == shop && s.channel == channel && s.list == list;
            // The spans come by time, so the last is the newest.
            let Some(newest) = spans.iter().rfind(of_list) else { return Ok(None) };
            let window = common.map_or(newest.window, |common| Window {
                from: common.from.max(newest.window.from),
                to: common.to.min(newest.window.to),
            });
            common = Some(window);
        }
        Ok(common.filter(|window| window.from < window.to))
    }

    /// Returns which parts of a window are not in for the synced shops among `shops` (for all,
    /// when there are none). Shops that were never synced have files only, and no gaps.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn gaps(
        &self,
        shops: &[String],
        window: Window,
    ) -> Result<Vec<CoverageGap>, StoreError> {
        let spans = self.spans()?;
        let mut gaps = Vec::new();
        for (shop, channel, list) in self.needed(shops)? {
            let mut from = window.from;
            for span in spans.iter().filter(|span| span.is_of(&shop, channel, list)) {
                if span.window.from > from {
                    break;
                }
                from = from.max(span.window.to);
            }
            if from < window.to {
                let window = Window { from, to: window.to };
                gaps.push(CoverageGap { shop: shop.clone(), channel, list, window });
            }
        }
        Ok(gaps)
    }

    fn needed(&self, shops: &[String]) -> Result<Vec<(String, u64, &'static str)>, StoreError> {
        let mut needed = Vec::new();
        for shop in self.synced_shops()? {
            if is_asked(shops, &shop) {
                for channel in self.channels(&shop)? {
                    needed.extend(LISTS.map(|list| (shop.clone(), channel, list)));
                }
            }
        }
        Ok(needed)
    }

    /// Returns a shop's sync that has begun and not ended.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn run(&self, shop: &str) -> Result<Option<Run>, StoreError> {
        let sql = "SELECT since, until, plan, started_at FROM runs WHERE shop = ?1";
        let run = self.db.query_row(sql, [shop], |row| {
            Ok(Run {
                window: Window {
                    from: Moment::from_millis(row.get(0)?),
                    to: Moment::from_millis(row.get(1)?),
                },
                plan: row.get(2)?,
                started_at: Moment::from_millis(row.get(3)?),
            })
        });
        Ok(run.optional()?)
    }

    /// Returns how far a query of a shop's sync has come; nothing in for one not begun.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub(crate) fn progress(&self, shop: &str, query: &str) -> Result<Progress, StoreError> {
        let sql = "SELECT pages, total, done, \
                   (SELECT count(*) FROM query_rows WHERE shop = ?1 AND query = ?2) \
                   FROM queries WHERE shop = ?1 AND query = ?2";
        let progress = self.db.prepare_cached(sql)?.query_row([shop, query], |row| {
            Ok(Progress {
                pages: row.get(0)?,
                total: row.get(1)?,
                done: row.get(2)?,
                rows: row.get(3)?,
            })
        });
        // A list that was never asked for has come nowhere.
        Ok(progress.optional()?.unwrap_or_default())
    }
}

impl Batch<'_> {
    /// Notes that the platform has named a shop's channel shops, which are then read.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn channels_are_asked(&self, shop: &str, at: Moment) -> Result<(), StoreError> {
        self.db.execute(
            "INSERT OR REPLACE INTO channels_asked VALUES (?1, ?2)",
            params![shop, at.millis()],
        )?;
        Ok(())
    }

    /// Begins a sync of a shop over its channel shops, forgetting the progress of an earlier one.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn start_run(
        &self,
        shop: &str,
        channels: &[u64],
        run: &Run,
    ) -> Result<(), StoreError> {
        self.forget_run(shop)?;
        self.db.execute(
            "INSERT INTO runs VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                shop,
                run.window.from.millis(),
                run.window.to.millis(),
                run.plan,
                run.started_at.millis()
            ],
        )?;
        self.changing(&CHANNELS, "shop = ?1", &shop, || {
            self.db.execute("DELETE FROM channels WHERE shop = ?1", [shop])?;
            let insert = "INSERT INTO channels VALUES (?1, ?2, row_sum(?1, ?2))";
            for channel in channels {
                self.db.execute(insert, params![shop, channel])?;
            }
            Ok(())
        })
    }

    /// Ends a shop's sync, forgets its progress, and packs for figures what it has changed.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn end_run(&self, shop: &str) -> Result<(), StoreError> {
        self.forget_run(shop)?;
        Ok(self.pack_orders()?)
    }

    fn forget_run(&self, shop: &str) -> Result<(), StoreError> {
        for table in ["runs", "queries", "query_rows"] {
            self.db.execute(&format!("DELETE FROM {table} WHERE shop = ?1"), [shop])?;
        }
        Ok(())
    }

    /// Forgets how far a query has come, to read it again. Its rows stay.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn forget_query(&self, shop: &str, query: &str) -> Result<(), StoreError> {
        for table in ["queries", "query_rows"] {
            let sql = format!("DELETE FROM {table} WHERE shop = ?1 AND query = ?2");
            self.db.execute(&sql, [shop, query])?;
        }
        Ok(())
    }

    /// Notes that a page of a query is in: its number from 1, the ids of its rows, and how many
    /// rows there are in all.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn page_is_in<'r>(
        &self,
        shop: &str,
        query: &str,
        page: u64,
        rows: impl IntoIterator<Item = &'r str>,
        total: Option<u64>,
    ) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO queries VALUES (?1, ?2, ?3, ?4, 0) ON CONFLICT (shop, query) \
                 DO UPDATE SET pages = ?3, total = coalesce(?4, total)",
            )?
            .execute(params![shop, query, page, total])?;
        let mut insert =
            self.db.prepare_cached("INSERT OR IGNORE INTO query_rows VALUES (?1, ?2, ?3)")?;
        for row in rows {
            insert.execute([shop, query, row])?;
        }
        Ok(())
    }

    /// Notes that a query is finished.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn query_is_in(&self, shop: &str, query: &str) -> Result<(), StoreError> {
        self.db.execute(
            "INSERT INTO queries VALUES (?1, ?2, 0, NULL, 1) ON CONFLICT (shop, query) \
             DO UPDATE SET done = 1",
            [shop, query],
        )?;
        self.db.execute("DELETE FROM query_rows WHERE shop = ?1 AND query = ?2", [shop, query])?;
        Ok(())
    }

    /// Notes that a part of a list is fully in, joining it with the parts that it touches.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub(crate) fn span_is_in(&self, span: &SyncedRange) -> Result<(), StoreError> {
        self.changing(&SPANS, "shop = ?1", &span.shop, || self.join_span(span))
    }

    fn join_span(&self, span: &SyncedRange) -> Result<(), StoreError> {
        let (since, until) = (span.window.from.millis(), span.window.to.millis());
        let list = params![span.shop, span.channel, span.list, since, until];
        let touching = "FROM spans WHERE shop = ?1 AND channel = ?2 AND list = ?3 \
                        AND since <= ?5 AND until >= ?4 \
                        AND sum = row_sum(shop, channel, list, since, until, read_at)";
        let (first, last): (Option<i64>, Option<i64>) = self.db.query_row(
            &format!("SELECT min(since), max(until) {touching}"),
            list,
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        self.db.execute(&format!("DELETE {touching}"), list)?;
        self.db.execute(
            "INSERT OR REPLACE INTO spans \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, row_sum(?1, ?2, ?3, ?4, ?5, ?6))",
            params![
                span.shop,
                span.channel,
                span.list,
                first.map_or(since, |first| first.min(since)),
                last.map_or(until, |last| last.max(until)),
                span.read_at.millis()
            ],
        )?;
        Ok(())
    }
}
