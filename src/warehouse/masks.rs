//! Writes the question behind the masks.
//!
//! Each row of a table is one number with a bit for each atom; an order is their union. Texts are
//! compared only where they must be, because they cost most of what a statement costs.

use super::condition::{Condition, TimeColumn};
use super::statement::bits;
use super::tables::Field;
use super::writer::{Key, QueryWriter, SqlTable, flag, of_keys, trimmed};
use crate::domain::{Atom, DisputeAtom};

/// The largest number of the atoms that count in no figure alone: a dispute was seen.
const SEEN_ALONE: u32 =
    Atom::Some(DisputeAtom::Seen).bit() | Atom::SomeLive(DisputeAtom::Seen).bit();

/// When an id is written as a floating-point number: other ids have digits alone.
const PRINTED_ID: &str = "order_key LIKE '%.%' OR order_key LIKE '%e%' OR order_key LIKE '%E%'";

/// The disputes that are read.
const SEEN_OR_UNDATED: &[Condition] = &[Condition::SEEN, Condition::Missing(TimeColumn::Opened)];

/// Writes the union of numbers of a column, of which only these bits are used.
fn union(writer: &QueryWriter<'_>) -> String {
    match writer.dialect().bit_or() {
        Some(name) => format!("{name}(bits)"),
        None => {
            let bits = (0..bits::OF_ROWS.ilog2()).map(|at| format!("max(bits & {})", 1_u64 << at));
            bits.collect::<Vec<_>>().join(" + ")
        }
    }
}

impl QueryWriter<'_> {
    /// Writes what is wrong with the types of a row, as bits.
    fn type_faults(&self, table: SqlTable) -> Vec<String> {
        let id = match table {
            SqlTable::Orders => Field::OrderId,
            SqlTable::Disputes => Field::DisputeOrderId,
        };
        let mut found = Vec::new();
        let column = self.column(id).expect("tables have the columns that are needed");
        if let Some(fault) = self.dialect().id_fault(&column) {
            found.push(flag(&fault, bits::ID));
        }
        let columns = table.times().iter().filter_map(|column| self.time_column(*column));
        let wrong: Vec<String> = columns
            .filter_map(|column| self.dialect().time_fault(&column, self.bounds.times()))
            .map(|fault| format!("({fault})"))
            .collect();
        if !wrong.is_empty() {
            found.push(flag(&wrong.join(" OR "), bits::TIME));
        }
        found
    }

    /// Writes rows of the answer that say that a column is of the wrong type.
    fn wrong_types(&self) -> String {
        let select = |table: SqlTable| {
            let faults = self.type_faults(table);
            let letter = table.letter();
            let rows = format!("(SELECT * FROM {} LIMIT 1) {letter}", self.table(table));
            (!faults.is_empty()).then(|| {
                let mask = faults.join(" + ");
                format!("\nUNION ALL\nSELECT '' AS grp, mask, 1 AS counted FROM (SELECT {mask} AS mask FROM {rows}) types WHERE mask > 0")
            })
        };
        if !self.dialect().has_typed_columns() {
            return String::new();
        }
        [SqlTable::Orders, SqlTable::Disputes].into_iter().filter_map(select).collect()
    }

    /// Writes what is wrong with a row, as bits.
    fn faults(&self, table: SqlTable) -> Vec<String> {
        let mut found = Vec::new();
        if !self.dialect().has_typed_columns() {
            found.extend(self.type_faults(table));
        }
        if table == SqlTable::Disputes {
            let undated = self.sql(Condition::Missing(TimeColumn::Opened));
            found.push(flag(&undated, bits::UNDATED));
        }
        found
    }

    fn order_bits(&self) -> String {
        let paid = flag(&self.sql(Condition::PAID), u64::from(Atom::Paid.bit()));
        let completed = flag(&self.sql(Condition::COMPLETED), u64::from(Atom::Completed.bit()));
        let mut parts = vec![paid, completed];
        parts.extend(self.faults(SqlTable::Orders));
        parts.join("\n      + ")
    }

    fn dispute_bits(&self) -> String {
        let atoms = DisputeAtom::ALL
            .map(|atom| flag(&self.sql(Condition::of(atom)), u64::from(Atom::Some(atom).bit())));
        // The bit beside each says that it is true of a dispute that is not cancelled.
        let mut parts = vec![format!(
            "({})\n      * CASE WHEN {} THEN 3 ELSE 1 END",
            atoms.join("\n      + "),
            self.sql(Condition::LIVE)
        )];
        parts.extend(self.faults(SqlTable::Disputes));
        parts.join("\n      + ")
    }

    /// Writes the ids of disputes with something in the window, and of those that are not dated.
    pub(super) fn ids_in_window(&self) -> String {
        self.ids_of_disputes(&[Condition::Missing(TimeColumn::Opened), Condition::IN_WINDOW])
    }

    /// Writes the ids of disputes of which one of some conditions holds.
    pub(super) fn ids_of_disputes(&self, conditions: &[Condition]) -> String {
        format!(
            "SELECT {} AS order_key FROM {} WHERE {}",
            self.id(Field::DisputeOrderId),
            self.table(SqlTable::Disputes),
            self.any(conditions),
        )
    }

    fn any(&self, conditions: &[Condition]) -> String {
        conditions.iter().map(|part| self.sql(*part)).collect::<Vec<_>>().join(" OR ")
    }

    /// Writes the disputes of each order as one row; `further` narrows down which.
    fn disputed(&self, keys: &[Key], further: &str) -> String {
        let rows = of_keys(keys, ", ", |key| {
            format!("{} AS row_{}", self.key(key, SqlTable::Disputes), key.alias)
        });
        let ends = of_keys(keys, ", ", |Key { alias, .. }| {
            let apart = flag(&format!("min(row_{alias}) <> max(row_{alias})"), 1);
            format!("max(row_{alias}) AS dispute_{alias}, {apart} AS apart_{alias}")
        });
        let opened =
            self.time_column(TimeColumn::Opened).expect("tables have the columns that are needed");
        let live = flag(&self.sql(Condition::LIVE), 1);
        let states = "min(opened) = max(opened) AND min(live) <> max(live)";
        format!(
            "  SELECT order_key, {}, {} + {} AS marks\n  FROM (\n    SELECT {} AS order_key, {}, {opened} AS opened, {live} AS live,\n      {} AS bits\n    FROM {}\n    WHERE ({}){further}\n  ) of_disputes GROUP BY order_key",
            ends,
            union(self),
            flag(states, bits::STATES),
            self.id(Field::DisputeOrderId),
            rows,
            self.dispute_bits(),
            self.table(SqlTable::Disputes),
            self.any(SEEN_OR_UNDATED),
        )
    }

    /// Writes the order rows of the window and of disputes in it, with the texts of their keys.
    fn near(&self, key_texts: &str) -> String {
        let id = self.id(Field::OrderId);
        format!(
            "  SELECT {id} AS order_key, {key_texts},\n    {} AS bits\n  FROM {}\n  WHERE {} OR {}\n    OR {id} IN ({})",
            self.order_bits(),
            self.table(SqlTable::Orders),
            self.sql(Condition::PAID),
            self.sql(Condition::COMPLETED),
            self.ids_in_window(),
        )
    }

    /// Writes order rows and disputes as rows alike.
    fn facts(&self, keys: &[Key]) -> String {
        let key_texts = self.own_texts(keys, |key| self.key(key, SqlTable::Orders));
        format!("{}\n  UNION ALL\n{}", self.near(&key_texts), self.rows_of_disputes(keys))
    }

    /// Writes the texts of an order row, in the columns that rows of disputes have as well.
    fn own_texts(&self, keys: &[Key], text: impl Fn(&Key) -> String) -> String {
        let none = self.dialect().no_text();
        of_keys(keys, ", ", |key| {
            let alias = key.alias;
            format!("{} AS {alias}, {none} AS dispute_{alias}, 0 AS apart_{alias}", text(key))
        })
    }

    fn rows_of_disputes(&self, keys: &[Key]) -> String {
        let none = self.dialect().no_text();
        let columns = of_keys(keys, ", ", |Key { alias, .. }| {
            format!("{none} AS {alias}, dispute_{alias}, apart_{alias}")
        });
        format!("  SELECT order_key, {columns}, marks AS bits FROM disputed")
    }

    fn per_order(&self, keys: &[Key]) -> String {
        let ends = of_keys(keys, ", ", |Key { alias, .. }| {
            format!(
                "max({alias}) AS top_{alias}, min({alias}) AS low_{alias}, max(dispute_{alias}) AS top_dispute_{alias}, max(apart_{alias}) AS any_apart_{alias}"
            )
        });
        format!(
            "  SELECT order_key, {ends}, count(grp) AS order_rows, {} AS marks\n  FROM facts GROUP BY order_key",
            union(self),
        )
    }

    /// Writes the name of the group of each order, its mask, and that it is one.
    fn patterns(&self, keys: &[Key]) -> String {
        let group = keys.first().expect("orders are grouped by something, or by nothing");
        format!(
            "  SELECT {} AS name, marks\n    + {}\n    + {}\n    + {}\n    + {}\n    + {} AS mask, 1 AS number\n  FROM per_order\n  WHERE marks > {SEEN_ALONE}{}",
            group.value(),
            flag("order_rows > 1", bits::REPEATED),
            flag("order_rows = 0", bits::NO_ROW),
            flag(&of_keys(keys, " OR ", Key::conflict), bits::CONFLICT),
            flag("order_key = ''", bits::NO_ID),
            flag(PRINTED_ID, bits::PRINTED_ID),
            self.chosen(" AND ", keys, Key::value),
        )
    }

    /// Writes the question.
    pub(super) fn masks(&self, keys: &[Key]) -> String {
        let question = match self.dialect().once() {
            Some(once) => self.mostly_alone(keys, once),
            None => self.by_order(keys),
        };
        format!("{question}{}{}", self.wrong_types(), self.facts_of_tables(keys))
    }

    /// Writes the question with all order rows grouped by their id.
    fn by_order(&self, keys: &[Key]) -> String {
        format!(
            "WITH disputed AS (\n{}\n), facts AS (\n{}\n), per_order AS (\n{}\n), patterns AS (\n{}\n)\nSELECT {} AS grp, mask, count(*) AS counted\nFROM patterns\nGROUP BY name, mask",
            self.disputed(keys, ""),
            self.facts(keys),
            self.per_order(keys),
            self.patterns(keys),
            self.dialect().hex("name"),
        )
    }

    /// Writes the question for engines that compute a named part once. Most orders have one row and no
    /// dispute: all rows are counted by their own bits, those of other orders are taken off again, and
    /// these alone are grouped by their id.
    fn mostly_alone(&self, keys: &[Key], once: &str) -> String {
        let raw = of_keys(keys, ", ", |key| {
            format!("{} AS raw_{}", self.raw_key(key, SqlTable::Orders), key.alias)
        });
        let texts = self.own_texts(keys, |key| trimmed(&raw_alias(key)));
        format!(
            "WITH near AS {once}(\n{}\n), of_disputes AS (\n  {}\n  UNION ALL\n  SELECT order_key FROM near WHERE order_key IN ({})\n), disputed AS (\n{}\n), not_alone AS (\n  SELECT order_key FROM of_disputes\n  UNION ALL\n  SELECT order_key FROM near GROUP BY order_key HAVING count(*) > 1 OR order_key = ''\n), others AS (\n  SELECT * FROM near WHERE order_key IN (SELECT order_key FROM not_alone)\n), facts AS (\n  SELECT order_key, {texts}, bits FROM others\n  UNION ALL\n{}\n), per_order AS (\n{}\n), patterns AS (\n{}\n{}\n)\nSELECT {} AS grp, mask, {} AS counted\nFROM patterns\nGROUP BY name, mask HAVING sum(number) <> 0",
            self.near(&raw),
            self.ids_in_window(),
            self.ids_of_disputes(SEEN_OR_UNDATED),
            self.disputed(
                keys,
                &format!(
                    " AND {} IN (SELECT order_key FROM of_disputes)",
                    self.id(Field::DisputeOrderId)
                )
            ),
            self.rows_of_disputes(keys),
            self.per_order(keys),
            self.patterns(keys),
            self.rows_alone(keys),
            self.dialect().hex("name"),
            self.dialect().as_number("sum(number)"),
        )
    }

    /// Writes the numbers of order rows by their own bits, less those of orders that have more.
    fn rows_alone(&self, keys: &[Key]) -> String {
        let raw = of_keys(keys, ", ", raw_alias);
        let printed = flag(PRINTED_ID, bits::PRINTED_ID);
        let count = |number: &str, part: &str| {
            format!(
                "    SELECT {raw}, bits + {printed} AS mask, {number} AS number FROM {part} WHERE bits > 0 GROUP BY {raw}, mask"
            )
        };
        let group = keys.first().expect("orders are grouped by something, or by nothing");
        format!(
            "  UNION ALL\n  SELECT {} AS name, mask, number FROM (\n{}\n    UNION ALL\n{}\n  ) of_rows{}",
            trimmed(&raw_alias(group)),
            count("count(*)", "near"),
            count("-count(*)", "others"),
            self.chosen(" WHERE ", keys, |key| trimmed(&raw_alias(key))),
        )
    }
}

fn raw_alias(key: &Key) -> String {
    format!("raw_{}", key.alias)
}
