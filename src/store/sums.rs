//! Checksums: written with every row, and compared whenever one is read, so that nothing is ever made
//! of a byte that has changed on the disk. Beside the rows stands how many there are of each kind
//! and what their checksums add up to, so that rows which can no longer be found are missed.

use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::Store;
use crate::domain::to_u64;

/// Bytes of the checksum at the end of a packed column.
const TAIL: usize = 4;

/// What was read is not what was written.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Damage(String);

/// Returns an error that says what is damaged.
pub(super) fn damage(what: impl Into<String>) -> rusqlite::Error {
    rusqlite::Error::UserFunctionError(Box::new(Damage(what.into())))
}

/// The checksum of a row: of its values one after another, each with its kind and length.
#[derive(Debug)]
struct RowSum(Vec<u8>);

/// Bytes that most rows need no more of.
const USUAL: usize = 512;

impl RowSum {
    fn new() -> Self {
        Self(Vec::with_capacity(USUAL))
    }

    fn add(&mut self, value: ValueRef<'_>) {
        match value {
            ValueRef::Null => self.0.push(0),
            ValueRef::Integer(number) => self.add_head(1, number.to_le_bytes()),
            ValueRef::Real(number) => self.add_head(2, number.to_le_bytes()),
            ValueRef::Text(bytes) => self.add_text(3, bytes),
            ValueRef::Blob(bytes) => self.add_text(4, bytes),
        }
    }

    fn add_head(&mut self, kind: u8, [a, b, c, d, e, f, g, h]: [u8; 8]) {
        self.0.extend_from_slice(&[kind, a, b, c, d, e, f, g, h]);
    }

    fn add_text(&mut self, kind: u8, bytes: &[u8]) {
        self.add_head(kind, to_u64(bytes.len()).to_le_bytes());
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> i64 {
        i64::from(crc32fast::hash(&self.0))
    }

    fn require(&self, sum: ValueRef<'_>, table: &str) -> rusqlite::Result<i64> {
        let found = self.finish();
        if sum == ValueRef::Integer(found) {
            return Ok(found);
        }
        Err(unlike_sum(table))
    }
}

fn unlike_sum(table: &str) -> rusqlite::Error {
    damage(format!("a row of `{table}` does not match its checksum"))
}

/// Makes `row_sum(…)` known to SQL.
pub(super) fn register(db: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8
        | FunctionFlags::SQLITE_DETERMINISTIC
        | FunctionFlags::SQLITE_INNOCUOUS;
    db.create_scalar_function("row_sum", -1, flags, |context| {
        let mut sum = RowSum::new();
        (0..context.len()).for_each(|at| sum.add(context.get_raw(at)));
        Ok(sum.finish())
    })
}

/// Compares the columns of a row with the checksum in another one, and returns it.
pub(super) fn verify(
    row: &Row<'_>,
    columns: impl Iterator<Item = usize>,
    sum: usize,
    table: &str,
) -> rusqlite::Result<i64> {
    let mut found = RowSum::new();
    for column in columns {
        found.add(row.get_ref(column)?);
    }
    found.require(row.get_ref(sum)?, table)
}

/// Compares values of a row with its checksum, and returns that.
pub(super) fn verify_values(
    values: &[ValueRef<'_>],
    sum: ValueRef<'_>,
    table: &str,
) -> rusqlite::Result<i64> {
    let mut found = RowSum::new();
    values.iter().for_each(|value| found.add(*value));
    found.require(sum, table)
}

/// Appends its checksum to a packed column, whose name and first id are summed too.
pub(super) fn seal(mut bytes: Vec<u8>, column: &str, first: i64) -> Vec<u8> {
    let sum = sealed_sum(&bytes, column, first);
    bytes.extend(sum.to_le_bytes());
    bytes
}

/// Returns a packed column without its checksum.
pub(super) fn unseal<'a>(bytes: &'a [u8], column: &str, first: i64) -> rusqlite::Result<&'a [u8]> {
    let split = bytes.split_last_chunk::<TAIL>();
    let (bytes, sum) = split.ok_or_else(|| damage("a packed column of orders is cut off"))?;
    if sealed_sum(bytes, column, first).to_le_bytes() == *sum {
        return Ok(bytes);
    }
    Err(damage(format!("the packed {column} of orders from {first} on do not match")))
}

fn sealed_sum(bytes: &[u8], column: &str, first: i64) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(bytes);
    hasher.update(column.as_bytes());
    hasher.update(&first.to_le_bytes());
    hasher.finalize()
}

/// How many rows there are, and what their checksums add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RowTotals {
    pub(super) rows: i64,
    pub(super) total: i64,
}

impl RowTotals {
    /// Counts a row.
    pub(super) fn add(&mut self, sum: i64) {
        self.rows += 1;
        self.total = self.total.wrapping_add(sum);
    }

    /// Counts those of another part.
    pub(super) fn add_all(&mut self, other: Self) {
        self.rows += other.rows;
        self.total = self.total.wrapping_add(other.total);
    }

    /// Returns what has come since.
    pub(super) fn since(self, before: Self) -> Self {
        Self { rows: self.rows - before.rows, total: self.total.wrapping_sub(before.total) }
    }
}

/// What is counted in `totals`: a table, whether by shop, its checksum, and the columns that it is
/// over.
pub(super) struct Counted {
    pub(super) table: &'static str,
    pub(super) by_shop: bool,
    pub(super) sum: &'static str,
    pub(super) columns: &'static str,
    /// How many columns the checksum is over; it is itself the column after them.
    pub(super) width: usize,
}

pub(super) const DISPUTES: Counted =
    Counted { by_shop: true, sum: "figures_sum", ..Counted::of("disputes", SUMMED) };
pub(super) const EVENTS: Counted = Counted::of("dispute_events", "dispute, position, at, kind, by");
pub(super) const SIGHTINGS: Counted = Counted::of(
    "dispute_sightings",
    "dispute, seen_from, seen_to, status, state, stage, turn, response_due_at",
);
pub(super) const SPANS: Counted =
    Counted::of("spans", "shop, channel, list, since, until, read_at");
pub(super) const IMPORTS: Counted = Counted::of(
    "imports",
    "path, kind, shop, at, used, incomplete, given, oldest, newest, completion_days, caveats, \
        skipped",
);
pub(super) const CHANNELS: Counted = Counted::of("channels", "shop, channel");

pub(super) const MARKS: Counted = Counted::of(
    "marks",
    "order_id, dispute_id, line_id, opened_at, note, noted_at, handled_at, turn, stage, due",
);

/// Orders that are not packed yet.
pub(super) const ORDERS: Counted = Counted::of(
    "orders",
    "id, shop, product, sku, country, amount, currency, created_at, paid_at, shipped_at, \
        completed_at, completion, completed_estimated, protection_ends_at, status, state, tracking, \
        carrier, dated, part_dates",
);

/// Everything that `totals` counts.
pub(super) const COUNTED: [&Counted; 8] =
    [&ORDERS, &DISPUTES, &EVENTS, &SIGHTINGS, &SPANS, &IMPORTS, &CHANNELS, &MARKS];

impl Counted {
    /// A table without shops, whose checksum stands in `sum`.
    const fn of(table: &'static str, columns: &'static str) -> Self {
        let (mut rest, mut width) = (columns.as_bytes(), 1);
        while let [byte, after @ ..] = rest {
            rest = after;
            if *byte == b',' {
                width += 1;
            }
        }
        Self { table, by_shop: false, sum: "sum", columns, width }
    }

    /// Returns the checksum of a row as SQL.
    pub(super) fn row_sum(&self) -> String {
        format!("row_sum({})", self.columns)
    }

    /// Returns what `totals` would say of the rows there are.
    pub(super) fn recount(&self) -> String {
        let Self { table, sum, .. } = self;
        let (shop, group) =
            if self.by_shop { ("shop", "GROUP BY shop") } else { ("''", "HAVING count(*) > 0") };
        format!("SELECT '{table}', {shop}, count(*), coalesce(sum({sum}), 0) FROM {table} {group}")
    }

    /// Selects all rows, each with its checksum as the last column.
    pub(super) fn select(&self) -> String {
        format!("SELECT {}, {} FROM {}", self.columns, self.sum, self.table)
    }

    /// Compares all rows with their checksums, and counts them. The database does so itself: to ask it for each
    /// value costs more than the checksum.
    pub(super) fn found(&self, db: &Connection) -> rusqlite::Result<RowTotals> {
        let Self { table, sum, .. } = self;
        let sql = format!(
            "SELECT count(*), coalesce(sum({sum} & {}), 0), coalesce(sum({sum} IS NOT {}), 0) \
             FROM {table}",
            u32::MAX,
            self.row_sum()
        );
        let (rows, total, damaged): (i64, i64, i64) =
            db.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        if damaged > 0 {
            return Err(unlike_sum(table));
        }
        Ok(RowTotals { rows, total })
    }

    /// Compares a row of [`Counted::select`] with its checksum, and counts it.
    pub(super) fn count(&self, row: &Row<'_>, found: &mut RowTotals) -> rusqlite::Result<()> {
        found.add(verify(row, 0..self.width, self.width, self.table)?);
        Ok(())
    }
}

/// Counts all rows again in `totals`.
pub(super) fn recount_all(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch("DELETE FROM totals")?;
    for counted in COUNTED {
        db.execute_batch(&format!(
            "INSERT INTO totals SELECT *, row_sum(name, shop, rows, total) FROM \
             (SELECT name, shop, rows, total FROM (SELECT '' AS name, '' AS shop, 0 AS rows, \
             0 AS total WHERE FALSE UNION ALL {}))",
            counted.recount()
        ))?;
    }
    Ok(())
}

impl Store {
    /// Reads all rows of a table in some order, each and all of them compared with their checksums.
    pub(super) fn checked_rows<T>(
        &self,
        counted: &Counted,
        order: &str,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let mut select = self.db.prepare(&format!("{} ORDER BY {order}", counted.select()))?;
        let mut rows = select.query([])?;
        let (mut found, mut all) = (RowTotals::default(), Vec::new());
        while let Some(row) = rows.next()? {
            counted.count(row, &mut found)?;
            all.push(read(row)?);
        }
        self.require_totals(counted, None, found)?;
        Ok(all)
    }

    /// Fails when other rows were found than there are: of a shop, where one is named.
    pub(super) fn require_totals(
        &self,
        counted: &Counted,
        shop: Option<&str>,
        found: RowTotals,
    ) -> rusqlite::Result<()> {
        let known = totals(&self.db, counted.table, shop)?;
        if known == found {
            return Ok(());
        }
        let RowTotals { rows, .. } = found;
        let table = counted.table;
        Err(damage(format!("`{table}` has {} rows, {rows} were found, or others", known.rows)))
    }
}

/// Returns what is noted of a table: of a shop, where one is named.
pub(super) fn totals(
    db: &Connection,
    table: &str,
    shop: Option<&str>,
) -> rusqlite::Result<RowTotals> {
    let mut select = db.prepare_cached(
        "SELECT name, shop, rows, total, sum FROM totals WHERE name = ?1 AND (?2 IS NULL OR shop = ?2)",
    )?;
    let mut rows = select.query(params![table, shop])?;
    let mut known = RowTotals::default();
    while let Some(row) = rows.next()? {
        verify(row, 0..4, 4, "totals")?;
        known.add_all(RowTotals { rows: row.get(2)?, total: row.get(3)? });
    }
    Ok(known)
}

/// Notes that rows have come or gone.
pub(super) fn note_rows(
    db: &Connection,
    counted: &Counted,
    shop: &str,
    change: RowTotals,
) -> rusqlite::Result<()> {
    if change == RowTotals::default() {
        return Ok(());
    }
    let known: Option<(i64, i64)> = db
        .prepare_cached(
            "SELECT rows, total FROM totals WHERE name = ?1 AND shop = ?2 \
             AND sum = row_sum(name, shop, rows, total)",
        )?
        .query_row([counted.table, shop], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let mut sum = RowTotals::default();
    if let Some((rows, total)) = known {
        sum = RowTotals { rows, total };
    }
    sum.add_all(change);
    db.prepare_cached(
        "INSERT OR REPLACE INTO totals VALUES (?1, ?2, ?3, ?4, row_sum(?1, ?2, ?3, ?4))",
    )?
    .execute(params![counted.table, shop, sum.rows, sum.total])?;
    Ok(())
}

/// What that checksum is over.
pub(super) const SUMMED: &str = "key, id, order_id, shop, product, opened_at, escalated_at, \
    ruled_at, closed_at, modified_at, family, state, liability, country, ending_known";
