//! Statements: one read-only `SELECT` for each question.
//!
//! A statement joins nothing but by `IN`, counts nothing distinct, and knows no zone: an order is a
//! group of `GROUP BY order_id`, and bounds are literals. So it means the same in every engine.

use super::bounds::{StatementError, WindowBounds};
use super::fingerprint::{Fingerprint, GroupBy, Shape};
use super::question::MaskQuestion;
use super::tables::Field;
use super::writer::{Key, QueryWriter};

/// Bits of a mask above those of the atoms: what is wrong with an order's rows.
pub(super) mod bits {
    /// A dispute has no moment of filing.
    pub(crate) const UNDATED: u64 = 1 << 20;
    /// A time is not of the type that it should be.
    pub(crate) const TIME: u64 = 1 << 21;
    /// The ids are floating-point numbers.
    pub(crate) const ID: u64 = 1 << 22;
    /// One row of the table of disputes says that a dispute was cancelled, and another, with the same moment
    /// of filing, that it was not.
    pub(crate) const STATES: u64 = 1 << 23;
    /// The bits above are of rows; those from here on of orders.
    pub(crate) const OF_ROWS: u64 = 1 << 24;
    /// The order has more than one row in the table of orders.
    pub(crate) const REPEATED: u64 = 1 << 24;
    /// The rows of the order are in different groups.
    pub(crate) const CONFLICT: u64 = 1 << 25;
    /// There is no id.
    pub(crate) const NO_ID: u64 = 1 << 26;
    /// The id is written as a floating-point number.
    pub(crate) const PRINTED_ID: u64 = 1 << 27;
    /// The order has no row in the table of orders.
    pub(crate) const NO_ROW: u64 = 1 << 28;
    /// Bits in all. Rows with this bit are of no order, but say something of a table.
    pub(crate) const END: u64 = 1 << 29;

    /// How long before as-of the newest payment and completion are.
    pub(crate) const ORDERS: u64 = END + 1;
    /// How long before as-of the newest moments of disputes are, and how many rows they have.
    pub(crate) const DISPUTES: u64 = END + 2;
    /// How many disputes were filed in a day, counted back from as-of.
    pub(crate) const FILED: u64 = END + 3;
    /// How many rows have a status that is not known.
    pub(crate) const STATUS: u64 = END + 4;
    /// How many rows have a reason that is not known.
    pub(crate) const REASON: u64 = END + 5;
    /// How many rows have a word for who is liable that is not known.
    pub(crate) const LIABILITY: u64 = END + 6;
    /// How many completed orders have a word for how that is not known.
    pub(crate) const COMPLETION: u64 = END + 7;
}

/// The cell of payment in the row of delays with the fingerprint; no order has it.
pub(super) const MARK_CELL: &str = "-2";

impl MaskQuestion<'_> {
    /// Returns what tells the answer from others.
    pub fn fingerprint(&self) -> Fingerprint {
        self.print_of(Shape::Masks)
    }

    /// Returns what distinguishes the answer behind the forecast from others.
    pub fn delays_fingerprint(&self) -> Fingerprint {
        MaskQuestion { by: GroupBy::Nothing, window: self.span_of_delays(), ..*self }
            .print_of(Shape::Delays)
    }

    fn print_of(&self, shape: Shape) -> Fingerprint {
        Fingerprint {
            shape,
            as_of: self.window.to,
            days: self.window.days(),
            by: self.by,
            shops: Fingerprint::of_shops(self.shops),
            missing: self.tables.missing(),
        }
    }

    /// Writes the statement: its first line is a comment with the fingerprint, and one row of the
    /// answer, which no order has, repeats it and says how many rows the answer has.
    ///
    /// # Errors
    ///
    /// When the question cannot be put to the engine.
    pub fn statement(&self) -> Result<String, StatementError> {
        let bounds = WindowBounds::new(self.dialect, self.window, self.zone)?;
        let keys = self.keys()?;
        let writer = QueryWriter { question: *self, bounds };
        let print = self.fingerprint().text();
        let mark = to_hex(&print);
        Ok(format!(
            "{}{print}\nSELECT grp, mask, CASE WHEN mask = 0 THEN count(*) OVER () ELSE counted END AS orders FROM (\n{}\nUNION ALL\nSELECT '{mark}' AS grp, 0 AS mask, 0 AS counted\n) answer{}\n",
            Fingerprint::MARK,
            writer.masks(&keys),
            self.dialect.tail(),
        ))
    }

    /// Writes the question behind the forecast, about all orders together. One row of the answer, which no
    /// order has, repeats the fingerprint and says how many rows the answer has.
    ///
    /// # Errors
    ///
    /// When the question cannot be put to the engine.
    pub fn delays_statement(&self) -> Result<String, StatementError> {
        let question = Self { by: GroupBy::Nothing, window: self.span_of_delays(), ..*self };
        let bounds = WindowBounds::new(self.dialect, question.window, self.zone)?;
        let mut keys = question.keys()?;
        // Nothing is grouped by; the key of the shops asked for remains.
        keys.retain(|key| key.order.is_some());
        let writer = QueryWriter { question, bounds };
        writer.require_even_days()?;
        let print = self.delays_fingerprint().text();
        Ok(format!(
            "{}{print}\nSELECT paid_cell, completed_cell, age, delay, filings, CASE WHEN paid_cell = {MARK_CELL} THEN count(*) OVER () ELSE counted END AS orders FROM (\n{}\nUNION ALL\nSELECT {MARK_CELL} AS paid_cell, -1 AS completed_cell, -1 AS age, -1 AS delay, '{}' AS filings, 0 AS counted\n) answer{}\n",
            Fingerprint::MARK,
            writer.delays(&keys),
            to_hex(&print),
            self.dialect.tail(),
        ))
    }

    /// Writes the question which words are in use near the window: `field, word, used`, the word as
    /// the hexadecimal digits of its bytes.
    ///
    /// # Errors
    ///
    /// When the question cannot be put to the engine.
    pub fn words_statement(&self) -> Result<String, StatementError> {
        self.words_of(&[
            Field::Completion,
            Field::Status,
            Field::Reason,
            Field::Liability,
            Field::Stage,
        ])
    }

    /// Writes the question of which shops there are, in the form of [`words_statement`](Self::words_statement).
    ///
    /// # Errors
    ///
    /// When the question cannot be put to the engine.
    pub fn shops_statement(&self) -> Result<String, StatementError> {
        self.words_of(&[Field::Shop, Field::DisputeShop])
    }

    fn words_of(&self, fields: &[Field]) -> Result<String, StatementError> {
        let bounds = WindowBounds::new(self.dialect, self.window, self.zone)?;
        let writer = QueryWriter { question: *self, bounds };
        let selects: Vec<String> = fields.iter().filter_map(|field| writer.words(*field)).collect();
        Ok(format!(
            "{}words\n{}{}\n",
            Fingerprint::MARK,
            selects.join("\nUNION ALL\n"),
            self.dialect.tail()
        ))
    }

    /// Writes the question of what types the columns are: `field, type, 1`, the type as the
    /// hexadecimal digits of its name; `None` where the engine cannot say.
    pub fn types_statement(&self) -> Option<String> {
        let kind = self.dialect.type_of()?;
        let select = |field: &Field| {
            let column = self.tables.column(*field)?;
            let parts =
                if field.is_of_orders() { self.tables.orders() } else { self.tables.disputes() };
            let table: Vec<String> = parts.iter().map(|part| self.dialect.name(part)).collect();
            let name = kind.replace("{}", &format!("t.{}", self.dialect.name(column)));
            Some(format!(
                "SELECT '{}' AS field, {} AS word, 1 AS used FROM (SELECT * FROM {} LIMIT 1) t",
                field.id(),
                self.dialect.hex(&name),
                table.join("."),
            ))
        };
        let selects: Vec<String> = Field::ALL.iter().filter_map(select).collect();
        Some(format!(
            "{}types\n{}{}\n",
            Fingerprint::MARK,
            selects.join("\nUNION ALL\n"),
            self.dialect.tail()
        ))
    }

    fn keys(&self) -> Result<Vec<Key>, StatementError> {
        let group = match self.by {
            GroupBy::Nothing => (None, None),
            GroupBy::Shop => (Some(Field::Shop), Some(Field::DisputeShop)),
            GroupBy::Product => (Some(Field::Product), Some(Field::DisputeProduct)),
            GroupBy::Country => (Some(Field::Country), Some(Field::DisputeCountry)),
        };
        let mut keys = vec![Key { alias: "grp", order: group.0, dispute: group.1 }];
        if !self.shops.is_empty() && self.by != GroupBy::Shop {
            let (order, dispute) = (Some(Field::Shop), Some(Field::DisputeShop));
            keys.push(Key { alias: "of_shop", order, dispute });
        }
        let lacking = keys.iter().filter_map(|key| key.order);
        match lacking.into_iter().find(|field| self.tables.column(*field).is_none()) {
            Some(field) => Err(StatementError::NoKey(field.id())),
            None => Ok(keys),
        }
    }
}

/// Writes the bytes of a text in hexadecimal digits.
fn to_hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}
