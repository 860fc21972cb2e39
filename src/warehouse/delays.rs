//! Writes the question behind the forecast: orders by the days on which they were paid, completed and
//! disputed, and by the delay of their first dispute.

use super::bounds::{StatementError, changes_clocks};
use super::condition::{Condition, TimeColumn, WordClass};
use super::question::MaskQuestion;
use super::tables::Field;
use super::writer::{Key, QueryWriter, SqlTable, of_keys};
use crate::domain::Window;

/// Cells of 24 h that are looked back at, and the number that stands for none of them.
pub(super) const CELLS: u32 = 1_100;
pub(super) const NO_CELL: u64 = 2_047;
/// A filing is `cell * CELL_STEP + cell of the cancellation`.
pub(super) const CELL_STEP: u64 = 2_048;

const DAY_MS: i64 = 86_400_000;

impl MaskQuestion<'_> {
    /// Returns the span of the question behind the forecast, which is longer than any window.
    pub fn span_of_delays(&self) -> Window {
        Window::ending_at(self.window.to, CELLS)
    }
}

impl QueryWriter<'_> {
    /// Refuses times whose differences are not known.
    pub(super) fn require_even_days(&self) -> Result<(), StatementError> {
        match self.question.zone.filter(|zone| changes_clocks(*zone, self.question.window)) {
            Some(zone) => Err(StatementError::UnevenDays(zone.name())),
            None => Ok(()),
        }
    }

    /// Writes a moment as milliseconds since 1970, of the wall's clocks where there is no zone.
    fn millis(&self, column: TimeColumn) -> Option<String> {
        let column = self.time_column(column)?;
        Some(self.dialect().millis(&column, self.bounds.times()))
    }

    fn end(&self) -> i64 {
        self.bounds.to.millis()
    }

    /// Writes the cell of milliseconds, and another number outside all cells.
    fn cell(&self, millis: &str, none: i64) -> String {
        let (end, first) = (self.end(), self.bounds.from.millis());
        let cell = self.dialect().quotient(&format!("({} - {millis})", end - 1), DAY_MS);
        format!("CASE WHEN {millis} >= {first} AND {millis} < {end} THEN {cell} ELSE {none} END")
    }

    /// Writes a filing with the cell from which on it is known to be cancelled; nothing outside all
    /// cells.
    fn filing(&self, opened: &str) -> String {
        let none = i64::try_from(NO_CELL).expect("it is a small number");
        let cancelled = self.sql(Condition::Is(WordClass::Cancelled));
        let closed = match self.millis(TimeColumn::Closed) {
            Some(millis) => {
                let undated = self.sql(Condition::Missing(TimeColumn::Closed));
                format!("CASE WHEN {undated} THEN 0 ELSE {} END", self.cell(&millis, none))
            }
            None => "0".to_owned(),
        };
        let first = self.bounds.from.millis();
        let cell = self.cell(opened, none);
        format!(
            "CASE WHEN {opened} >= {first} AND {opened} < {} THEN ({cell}) * {CELL_STEP} + CASE WHEN {cancelled} THEN {closed} ELSE {none} END END",
            self.end()
        )
    }

    fn first_filings(&self, keys: &[Key]) -> String {
        let opened =
            self.millis(TimeColumn::Opened).expect("tables have the columns that are needed");
        let rows = of_keys(keys, "", |key| {
            format!("{} AS row_{}, ", self.key(key, SqlTable::Disputes), key.alias)
        });
        let tops =
            of_keys(keys, "", |Key { alias, .. }| format!("max(row_{alias}) AS dispute_{alias}, "));
        format!(
            "  SELECT order_key, {}min(opened) AS first_filing, {} AS filed\n  FROM (\n    SELECT {} AS order_key, {}{opened} AS opened,\n      {} AS filing\n    FROM {}\n    WHERE {}\n  ) of_disputes GROUP BY order_key",
            tops,
            self.dialect().list("filing"),
            self.id(Field::DisputeOrderId),
            rows,
            self.filing(&opened),
            self.table(SqlTable::Disputes),
            self.sql(Condition::Not(&Condition::Missing(TimeColumn::Opened))),
        )
    }

    fn courses(&self, keys: &[Key]) -> String {
        let none = self.dialect().no_text();
        let number = self.dialect().as_number("NULL");
        let millis = |column: TimeColumn, condition: Condition| match self.millis(column) {
            Some(millis) => format!("CASE WHEN {} THEN {millis} END", self.sql(condition)),
            None => number.clone(),
        };
        let own = of_keys(keys, "", |key| {
            let alias = key.alias;
            let own = self.key(key, SqlTable::Orders);
            format!("{own} AS {alias}, {none} AS dispute_{alias}, ")
        });
        let of_disputes =
            of_keys(keys, "", |Key { alias, .. }| format!("{none} AS {alias}, dispute_{alias}, "));
        let paid = Condition::Before(TimeColumn::Paid);
        let id = self.id(Field::OrderId);
        format!(
            "  SELECT {id} AS order_key, {}{} AS paid_ms, {} AS completed_ms, {number} AS first_filing, {none} AS filed\n  FROM {}\n  WHERE {} OR {}\n    OR {id} IN (SELECT order_key FROM disputed)\n  UNION ALL\n  SELECT order_key, {}{number} AS paid_ms, {number} AS completed_ms, first_filing, filed FROM disputed",
            own,
            millis(TimeColumn::Paid, paid),
            millis(TimeColumn::Completed, Condition::COMPLETED),
            self.table(SqlTable::Orders),
            self.sql(Condition::PAID),
            self.sql(Condition::COMPLETED),
            of_disputes,
        )
    }

    /// Writes the question. Cells count back from as-of; -1 stands for none.
    pub(super) fn delays(&self, keys: &[Key]) -> String {
        let end = self.end();
        let tops = of_keys(keys, "", |Key { alias, .. }| {
            format!("max({alias}) AS top_{alias}, max(dispute_{alias}) AS top_dispute_{alias}, ")
        });
        let days = |from: &str| self.dialect().quotient(&format!("({from} - paid)"), DAY_MS);
        let aged = "paid IS NOT NULL AND first_filed IS NOT NULL";
        let delayed = format!("{aged} AND first_filed >= paid AND first_filed < {end}");
        let chosen = self.chosen("\n  WHERE ", keys, Key::value);
        format!(
            "WITH disputed AS (\n{}\n), facts AS (\n{}\n), per_order AS (\n  SELECT order_key, {}max(paid_ms) AS paid, max(completed_ms) AS completed, max(first_filing) AS first_filed, max(filed) AS all_filed\n  FROM facts GROUP BY order_key\n)\nSELECT paid_cell, completed_cell, age, delay, filings, count(*) AS counted\nFROM (\n  SELECT {} AS paid_cell,\n    {} AS completed_cell,\n    CASE WHEN {aged} THEN {} ELSE -1 END AS age,\n    CASE WHEN {delayed} THEN {} ELSE -1 END AS delay,\n    coalesce(all_filed, '') AS filings\n  FROM per_order{chosen}\n) courses\nGROUP BY paid_cell, completed_cell, age, delay, filings",
            self.first_filings(keys),
            self.courses(keys),
            tops,
            self.cell("paid", -1),
            self.cell("completed", -1),
            days(&end.to_string()),
            days("first_filed"),
        )
    }
}
