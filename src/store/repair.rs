//! Copies: a backup of a sound store, and of a damaged one what is left of it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params, params_from_iter};

use super::file::{self, require_own};
use super::log::LogState;
use super::look::has_pending;
use super::private::named_beside;
use super::segments::{join_segments, pack_orders};
use super::sums::{self, Counted, recount_all, verify};
use super::{Store, StoreError, changes, look};
use crate::domain::{Moment, to_u64};

/// Pages copied at once; between them other runs may write.
const PAGES: i32 = 4096;

/// What a repair has left of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Repaired {
    /// Orders kept.
    pub(crate) orders: u64,
    /// Disputes kept.
    pub(crate) disputes: u64,
    /// Rows of the damaged store that do not match their checksum or cannot be reached; `None` where
    /// it cannot be told how many there were.
    pub(crate) lost: Option<u64>,
    /// Where the damaged file is now.
    pub(crate) damaged: PathBuf,
}

/// A table that a repair copies: all its columns, and which of them each checksum is over.
struct Copied {
    table: &'static str,
    columns: String,
    /// The places of the columns, and that of the checksum.
    sums: Vec<(Vec<usize>, usize)>,
    /// What gives the rows an order that can be read from both ends.
    order: &'static str,
}

/// The tables that a repair copies.
fn copied_tables() -> [Copied; 8] {
    let summed = |counted: &Counted, order| Copied {
        table: counted.table,
        columns: format!("{}, sum", counted.columns),
        sums: vec![((0..counted.width).collect(), counted.width)],
        order,
    };
    [
        orders(),
        disputes(),
        summed(&sums::EVENTS, "dispute, position"),
        summed(&sums::SIGHTINGS, "dispute, seen_from"),
        summed(&sums::CHANNELS, "shop, channel"),
        Copied {
            columns: format!("rowid, {}, sum", sums::IMPORTS.columns),
            sums: vec![((1..=sums::IMPORTS.width).collect(), sums::IMPORTS.width + 1)],
            ..summed(&sums::IMPORTS, "rowid")
        },
        summed(&sums::SPANS, "shop, channel, list, since"),
        summed(&sums::MARKS, "order_id, dispute_id, line_id, opened_at"),
    ]
}

fn orders() -> Copied {
    let columns = "id, shop, product, sku, country, amount, currency, created_at, paid_at, shipped_at, \
        completed_at, completion, completed_estimated, protection_ends_at, status, state, tracking, \
        carrier, first_seen, last_seen, end_asked_at, channel, dated, part_dates, sum";
    let summed = (0..18).chain([22, 23]).collect();
    Copied { table: "orders", columns: columns.to_owned(), sums: vec![(summed, 24)], order: "id" }
}

fn disputes() -> Copied {
    let columns = "key, id, order_id, line_id, shop, product, title, opened_at, family, reason, status, \
        status_known, state, stage, turn, response_due_at, escalated_at, ruled_at, closed_at, \
        modified_at, liability, refund, refund_currency, amount, currency, country, \
        order_created_at, ending_known, note, first_seen, last_seen, detailed_state, part_dates, \
        figures_sum, details_sum";
    let figures = vec![0, 1, 2, 4, 5, 7, 16, 17, 18, 19, 8, 12, 20, 25, 27];
    let details = vec![0, 3, 6, 9, 10, 11, 13, 14, 15, 21, 22, 23, 24, 26, 28, 32];
    Copied {
        table: "disputes",
        columns: columns.to_owned(),
        sums: vec![(figures, 33), (details, 34)],
        order: "key",
    }
}

/// Gives a file a second name; copies it on a disk that has one name for each file.
fn keep(path: &Path, second: &Path) -> std::io::Result<()> {
    if std::fs::hard_link(path, second).is_ok() {
        return Ok(());
    }
    let file = super::private::copy_beside(second)?;
    std::io::copy(&mut std::fs::File::open(path)?, &mut file.as_file())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(second).map(drop).map_err(|error| error.error)
}

impl Store {
    /// Copies the store, as it is at one moment, to a file: whole or not at all, for its owner only,
    /// and checked. Other runs may go on. A store that is there already is replaced.
    ///
    /// # Errors
    ///
    /// When the file cannot be written, is something else than a store, or is in use; or when the
    /// store is damaged.
    pub(crate) fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let to = &file::plain(to)?;
        let failed = |cause| StoreError::Open { path: to.to_owned(), cause };
        if to.exists() {
            require_own(to)?;
            let same = |path: &Path| path.canonicalize().map_err(failed);
            if same(to)? == same(self.path())? || has_pending(to) {
                let holder = "the store itself, or another run".to_owned();
                return Err(StoreError::Held { path: to.to_owned(), holder });
            }
        }
        let copy = super::private::copy_beside(to).map_err(failed)?;
        let mut db = Connection::open(copy.path())?;
        sums::register(&db)?;
        Backup::new(&self.db, &mut db)?.run_to_completion(PAGES, Duration::ZERO, None)?;
        changes::begin(&db)?;
        // One file, without a log beside it.
        db.pragma_update(None, "journal_mode", "DELETE")?;
        let copied = Self::of(db, copy.path());
        if let Some(fault) = copied.check()?.into_iter().next() {
            return Err(sums::damage(fault).into());
        }
        drop(copied);
        copy.as_file().sync_all().map_err(failed)?;
        copy.persist(to).map_err(|error| failed(error.error))?;
        Ok(())
    }

    /// Replaces a damaged store by one with all of its rows that match their checksums; the damaged
    /// file is kept beside it. What is lost is noted, so that no figure is made without it until
    /// the files are imported, or the lists synced, again.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened at all, or the new one cannot be written.
    pub(crate) fn repair(path: &Path, now: Moment) -> Result<Repaired, StoreError> {
        let failed = |cause| StoreError::Open { path: path.to_owned(), cause };
        let path = &file::plain(path)?;
        require_own(path)?;
        let (old, log) = changes::left_of(path)?;
        let schema = look::schema(&old)?;
        if schema == 0 {
            return Err(sums::damage("nothing is left in it").into());
        }
        if schema != file::newest_schema() {
            // An older store has no checksums to tell what is sound.
            return Err(sums::damage("it is of an older version, which has no checksums").into());
        }
        let copy = super::private::copy_beside(path).map_err(failed)?;
        let mut new = Self::connect(copy.path())?;
        let lost = new.take_over(&old, log, now)?;
        if let Some(fault) = new.check()?.into_iter().next() {
            return Err(sums::damage(fault).into());
        }
        new.vacuum()?;
        let info = new.info()?;
        new.db.pragma_update(None, "journal_mode", "DELETE")?;
        drop((new, old));
        let damaged = named_beside(path, &format!(".damaged-{}", now.millis()));
        // A run that is killed from here on leaves a store under its name: the damaged one or the new one.
        keep(path, &damaged).map_err(failed)?;
        for suffix in ["-wal", "-shm"] {
            let log = named_beside(path, suffix);
            if log.exists() {
                std::fs::rename(&log, named_beside(&damaged, suffix)).map_err(failed)?;
            }
        }
        copy.persist(path).map_err(|error| failed(error.error))?;
        Ok(Repaired { orders: info.orders, disputes: info.disputes, lost, damaged })
    }

    /// Takes over what is sound in a damaged store, and returns how many rows are lost.
    fn take_over(
        &mut self,
        old: &Connection,
        log: LogState,
        now: Moment,
    ) -> Result<Option<u64>, StoreError> {
        let step = self.db.transaction()?;
        step.pragma_update(None, "defer_foreign_keys", true)?;
        let (mut kept, mut whole) = join_segments(old, &step)?;
        // What stood in the log from the damage on is not known.
        whole &= log == LogState::Sound;
        for copied in copied_tables() {
            let copy = copied.copy(old, &step);
            whole &= copy.is_whole;
            kept += copy.rows;
        }
        for table in ["dispute_events", "dispute_sightings"] {
            let orphans =
                format!("DELETE FROM {table} WHERE dispute NOT IN (SELECT key FROM disputes)");
            kept -= to_u64(step.execute(&orphans, [])?);
        }
        let known = known_rows(old).ok();
        let lost = known.map(|known| known.saturating_sub(kept)).filter(|lost| whole || *lost > 0);
        if lost != Some(0) {
            step.execute("DELETE FROM spans", [])?;
            let why = "a part was lost when the store was damaged; import it again";
            step.execute("UPDATE imports SET incomplete = coalesce(incomplete, ?1)", [why])?;
            let none = "SELECT NOT EXISTS (SELECT 1 FROM imports) \
                        AND NOT EXISTS (SELECT 1 FROM channels)";
            if step.query_row(none, [], |row| row.get(0))? {
                step.execute(
                    "INSERT INTO imports (path, kind, shop, at, used, incomplete) \
                     VALUES ('the damaged store', '', '', ?1, 0, ?2)",
                    params![now.millis(), why],
                )?;
            }
            step.execute(&format!("UPDATE imports SET sum = {}", sums::IMPORTS.row_sum()), [])?;
        }
        recount_all(&step)?;
        pack_orders(&step)?;
        step.commit()?;
        Ok(lost)
    }
}

/// How many rows a damaged store says that it has.
fn known_rows(old: &Connection) -> rusqlite::Result<u64> {
    let mut known = 0;
    for counted in sums::COUNTED {
        known += sums::totals(old, counted.table, None)?.rows;
    }
    known += super::segments::noted_orders(old)?;
    Ok(u64::try_from(known).expect("a count of rows is not negative"))
}

/// What a copy of a table took.
struct Copy {
    rows: u64,
    /// Every row could be reached, and matched its checksum.
    is_whole: bool,
}

impl Copied {
    /// Copies the rows that match their checksums: from the first on, and where a page cannot be read,
    /// from the last back.
    fn copy(&self, old: &Connection, new: &Connection) -> Copy {
        let mut copy = Copy { rows: 0, is_whole: true };
        if self.copy_from(old, new, "ASC", &mut copy).is_err() {
            copy.is_whole = false;
            // What cannot be reached from either end is lost.
            let _ = self.copy_from(old, new, "DESC", &mut copy);
        }
        copy
    }

    fn copy_from(
        &self,
        old: &Connection,
        new: &Connection,
        direction: &str,
        copy: &mut Copy,
    ) -> rusqlite::Result<()> {
        let Self { table, columns, order, .. } = self;
        let width = columns.split(',').count();
        let order = order.replace(',', &format!(" {direction},"));
        let mut select =
            old.prepare(&format!("SELECT {columns} FROM {table} ORDER BY {order} {direction}"))?;
        let places = vec!["?"; width].join(", ");
        let mut insert =
            new.prepare(&format!("INSERT OR IGNORE INTO {table} ({columns}) VALUES ({places})"))?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let Ok(values) = self.sound(row, width) else {
                copy.is_whole = false;
                continue;
            };
            // A row that is there already, or that a rule of the table refuses, is not new.
            copy.rows += match insert.execute(params_from_iter(values)) {
                Ok(count) => to_u64(count),
                Err(_) => 0,
            };
        }
        Ok(())
    }

    fn sound(&self, row: &Row<'_>, width: usize) -> rusqlite::Result<Vec<Value>> {
        for (columns, sum) in &self.sums {
            verify(row, columns.iter().copied(), *sum, self.table)?;
        }
        (0..width).map(|column| row.get(column)).collect()
    }
}
