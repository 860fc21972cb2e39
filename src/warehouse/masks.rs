//! Writes the question behind the masks.
//!
//! Each row of a table is one number with a bit for each atom; an order is their union. Texts are
//! compared only where they must be, because they cost most of what a statement costs.

use super::condition::{Condition, TimeColumn};
use super::statement::bits;
use super::tables::Field;
use super::writer::{Key, QueryWriter, SqlTable, flag};
use crate::domain::{Atom, AtomMask, DisputeAtom};

/// The largest number of the atoms that count in no figure alone: a dispute was seen.
const SEEN_ALONE: u32 = bit(Atom::Some(DisputeAtom::Seen)) | bit(Atom::SomeLive(DisputeAtom::Seen));

const fn bit(atom: Atom) -> u32 {
    let mut mask = AtomMask::from_bits(0);
    mask.set(atom);
    mask.bits()
}

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
        let (id, times): (Field, &[TimeColumn]) = match table {
            SqlTable::Orders => (Field::OrderId, &[TimeColumn::Paid, TimeColumn::Completed]),
            SqlTable::Disputes => (
                Field::DisputeOrderId,
                &[TimeColumn::Opened, TimeColumn::Escalated, TimeColumn::Ruled, TimeColumn::Closed],
            ),
        };
        let mut found = Vec::new();
        let column = self.column(id).expect("tables have the columns that are needed");
        if let Some(fault) = self.dialect().id_fault(&column) {
            found.push(flag(&fault, bits::ID));
        }
        let columns = times.iter().filter_map(|column| self.time_column(*column));
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
                format!("\nUNION ALL\nSELECT '' AS grp, mask, 1 AS orders FROM (SELECT {mask} AS mask FROM {rows}) types WHERE mask > 0")
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
        let paid = flag(&self.sql(Condition::PAID), u64::from(bit(Atom::Paid)));
        let completed = flag(&self.sql(Condition::COMPLETED), u64::from(bit(Atom::Completed)));
        let mut parts = vec![paid, completed];
        parts.extend(self.faults(SqlTable::Orders));
        parts.join("\n      + ")
    }

    fn dispute_bits(&self) -> String {
        let atoms = DisputeAtom::ALL
            .map(|atom| flag(&self.sql(Condition::of(atom)), u64::from(bit(Atom::Some(atom)))));
        // The bit beside each says that it is true of a dispute that is not cancelled.
        let mut parts = vec![format!(
            "({})\n      * CASE WHEN {} THEN 3 ELSE 1 END",
            atoms.join("\n      + "),
            self.sql(Condition::LIVE)
        )];
        parts.extend(self.faults(SqlTable::Disputes));
        parts.join("\n      + ")
    }

    /// Writes the disputes of each order as one row.
    pub(super) fn disputed(&self, keys: &[Key]) -> String {
        let rows: Vec<String> = keys
            .iter()
            .map(|key| format!("{} AS row_{}", self.key(key, SqlTable::Disputes), key.alias))
            .collect();
        let ends: Vec<String> = keys
            .iter()
            .map(|Key { alias, .. }| {
                let apart = flag(&format!("min(row_{alias}) <> max(row_{alias})"), 1);
                format!("max(row_{alias}) AS dispute_{alias}, {apart} AS apart_{alias}")
            })
            .collect();
        format!(
            "  SELECT order_key, {}, {} AS marks\n  FROM (\n    SELECT {} AS order_key, {},\n      {} AS bits\n    FROM {}\n    WHERE {} OR {}\n  ) of_disputes GROUP BY order_key",
            ends.join(", "),
            union(self),
            self.id(Field::DisputeOrderId),
            rows.join(", "),
            self.dispute_bits(),
            self.table(SqlTable::Disputes),
            self.sql(Condition::SEEN),
            self.sql(Condition::Missing(TimeColumn::Opened)),
        )
    }

    /// Writes orders and disputes as rows alike.
    fn facts(&self, keys: &[Key]) -> String {
        let none = self.dialect().as_text("NULL");
        let own: Vec<String> = keys
            .iter()
            .map(|key| {
                let (own, alias) = (self.key(key, SqlTable::Orders), key.alias);
                format!("{own} AS {alias}, {none} AS dispute_{alias}, 0 AS apart_{alias}")
            })
            .collect();
        let of_disputes: Vec<String> = keys
            .iter()
            .map(|Key { alias, .. }| format!("{none} AS {alias}, dispute_{alias}, apart_{alias}"))
            .collect();
        let id = self.id(Field::OrderId);
        format!(
            "  SELECT {id} AS order_key, {},\n    {} AS bits\n  FROM {}\n  WHERE {} OR {}\n    OR {id} IN (SELECT order_key FROM disputed WHERE marks > {SEEN_ALONE})\n  UNION ALL\n  SELECT order_key, {}, marks AS bits FROM disputed",
            own.join(", "),
            self.order_bits(),
            self.table(SqlTable::Orders),
            self.sql(Condition::PAID),
            self.sql(Condition::COMPLETED),
            of_disputes.join(", "),
        )
    }

    fn per_order(&self, keys: &[Key]) -> String {
        let ends: Vec<String> = keys
            .iter()
            .map(|Key { alias, .. }| {
                format!(
                    "max({alias}) AS top_{alias}, min({alias}) AS low_{alias}, max(dispute_{alias}) AS top_dispute_{alias}, max(apart_{alias}) AS any_apart_{alias}"
                )
            })
            .collect();
        format!(
            "  SELECT order_key, {}, count(grp) AS order_rows, {} AS marks\n  FROM facts GROUP BY order_key",
            ends.join(", "),
            union(self),
        )
    }

    /// Writes the question.
    pub(super) fn masks(&self, keys: &[Key]) -> String {
        let conflict: Vec<String> = keys.iter().map(Key::conflict).collect();
        // Ids have digits alone; those of floating-point numbers have a point or an exponent.
        let printed = "order_key LIKE '%.%' OR order_key LIKE '%e%' OR order_key LIKE '%E%'";
        let group = keys.first().expect("orders are grouped by something, or by nothing");
        format!(
            "WITH disputed AS (\n{}\n), facts AS (\n{}\n), per_order AS (\n{}\n)\nSELECT {} AS grp, mask, count(*) AS orders\nFROM (\n  SELECT {} AS name, marks\n    + {}\n    + {}\n    + {}\n    + {} AS mask\n  FROM per_order\n  WHERE marks > {SEEN_ALONE}{}\n) patterns\nGROUP BY name, mask{}",
            self.disputed(keys),
            self.facts(keys),
            self.per_order(keys),
            self.dialect().hex("name"),
            group.value(),
            flag("order_rows > 1", bits::REPEATED),
            flag(&conflict.join(" OR "), bits::CONFLICT),
            flag("order_key IS NULL OR order_key = ''", bits::NO_ID),
            flag(printed, bits::PRINTED_ID),
            self.chosen(keys).map_or(String::new(), |chosen| format!(" AND {chosen}")),
            self.wrong_types(),
        )
    }
}
