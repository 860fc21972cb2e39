//! Statements: one read-only `SELECT` for each question.
//!
//! A statement joins nothing but by `IN`, counts nothing distinct, and knows no zone: an order is a
//! group of `GROUP BY order_id`, and bounds are literals. So it means the same in every engine.

use super::condition::{Condition, TimeColumn, WordClass};
use super::dialect::{Dialect, Instant, TimeType};
use super::fingerprint::{Fingerprint, GroupBy};
use super::tables::{Field, Tables, Vocabulary};
use crate::domain::{Atom, AtomMask, DisputeAtom, Moment, Window, Zone};

/// Bits of a mask above those of the atoms: what is wrong with an order's rows.
pub(super) mod bits {
    /// Which fault a row has, in three bits; `counts_reader` gives each number its words.
    pub(crate) const FAULT: u64 = 1 << 16;
    /// The order has more than one row in the table of orders.
    pub(crate) const REPEATED: u64 = 1 << 19;
    /// The rows of the order are in different groups.
    pub(crate) const CONFLICT: u64 = 1 << 20;
    /// Bits in all.
    pub(crate) const END: u64 = 1 << 21;
}

/// What the faults of rows are called by: numbers, the worst the highest.
pub(super) mod faults {
    /// A dispute without the moment of filing.
    pub(crate) const UNDATED: u64 = 1;
    /// A time that is not of the type that it should be.
    pub(crate) const TIME: u64 = 2;
    /// An id that is a floating-point number.
    pub(crate) const ID: u64 = 3;
    /// A row without an order id.
    pub(crate) const NO_ID: u64 = 4;
}

/// Why a question cannot be put to an engine.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// The engine has no times with a zone.
    #[error("times of {0} have no zone, so the zone they are written in must be named")]
    NeedsZone(&'static str),
    /// The engine has no times without a zone.
    #[error("times of {0} are moments, so no zone can be named for them")]
    NeedsNoZone(&'static str),
    /// The zone's clocks are put back at other moments than those that are known to be safe.
    #[error(
        "times without a zone are counted only for zones without summer time and for America/Los_Angeles, and `{0}` is another"
    )]
    SummerTime(&'static str),
    /// A bound lies in the hour that comes twice.
    #[error("the window's end {bound} lies where the clocks of {zone} show an hour twice")]
    DoubledHour {
        /// The bound.
        bound: Moment,
        /// The zone.
        zone: &'static str,
    },
    /// The tables lack the column to group by.
    #[error("the table of orders has no column for `{0}`")]
    NoKey(&'static str),
}

/// The window, as the columns of times are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct WindowBounds {
    from: Instant,
    to: Instant,
    times: TimeType,
}

impl WindowBounds {
    /// Takes a window; the zone is that of columns that have none.
    ///
    /// # Errors
    ///
    /// When the engine cannot compare such times, or a bound cannot be written in the zone's time
    /// without being ambiguous.
    fn new(dialect: Dialect, window: Window, zone: Option<Zone>) -> Result<Self, StatementError> {
        let Some(zone) = zone else {
            if dialect.has_only_wall_times() {
                return Err(StatementError::NeedsZone(dialect.id()));
            }
            let (from, to) = (Instant::Moment(window.from), Instant::Moment(window.to));
            return Ok(Self { from, to, times: TimeType::Moment });
        };
        if dialect.has_only_moments() {
            return Err(StatementError::NeedsNoZone(dialect.id()));
        }
        if zone != Zone::PLATFORM && changes_clocks(zone, window) {
            return Err(StatementError::SummerTime(zone.name()));
        }
        let wall = |at: Moment| {
            // Rows before and after a bound lie before and after it on the wall too, unless its hour
            // comes twice.
            let doubled =
                zone.later_reading(at).is_some() || zone.later_reading(at.plus_hours(-1)).is_some();
            if doubled && !is_edge(zone, at) {
                return Err(StatementError::DoubledHour { bound: at, zone: zone.name() });
            }
            Ok(Instant::Wall(zone.wall(at)))
        };
        Ok(Self { from: wall(window.from)?, to: wall(window.to)?, times: TimeType::Wall })
    }
}

/// Returns whether a moment is the first of the doubled hour: whatever is written before it came
/// before it.
fn is_edge(zone: Zone, at: Moment) -> bool {
    let before = Moment::from_millis(at.millis() - 1);
    zone.later_reading(at).is_some() && zone.later_reading(before).is_none()
}

/// Returns whether a zone's clocks have changed, or will, within some years of a window.
fn changes_clocks(zone: Zone, window: Window) -> bool {
    let ahead = |at: Moment| zone.wall(at).and_utc().timestamp_millis() - at.millis();
    let first = ahead(window.to);
    (-24..=24).any(|months| ahead(window.to.plus_days(30 * months)) != first)
}

/// The question behind the masks.
#[derive(Clone, Copy, Debug)]
pub struct MaskQuestion<'a> {
    /// The engine.
    pub dialect: Dialect,
    /// The tables.
    pub tables: &'a Tables,
    /// The words.
    pub words: &'a Vocabulary,
    /// The window, which ends at as-of.
    pub window: Window,
    /// The zone of columns of times without one; `None` where they have one.
    pub zone: Option<Zone>,
    /// What orders are grouped by.
    pub by: GroupBy,
    /// Only orders of these shops; empty means all.
    pub shops: &'a [String],
}

/// One of the tables, with the letter that stands for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SqlTable {
    Orders,
    Disputes,
}

/// A text that orders are grouped or chosen by: the order's own, or that of its disputes where no
/// order row holds it, or where the order row leaves it blank. A blank shop stays blank.
struct Key {
    alias: &'static str,
    order: Option<Field>,
    dispute: Option<Field>,
}

impl Key {
    /// Writes the order's own text; nothing where its disputes' counts.
    fn own(&self) -> String {
        match self.order {
            Some(Field::Product | Field::Country) => format!("nullif(top_{}, '')", self.alias),
            _ => format!("top_{}", self.alias),
        }
    }

    /// Writes the text.
    fn value(&self) -> String {
        format!("coalesce({}, top_dispute_{}, '')", self.own(), self.alias)
    }

    /// Writes when the rows of one order have different texts.
    fn conflict(&self) -> String {
        let (own, alias) = (self.own(), self.alias);
        format!(
            "(low_{alias} <> top_{alias} OR ({own} IS NULL AND low_dispute_{alias} <> top_dispute_{alias}))"
        )
    }
}

/// Writes one question.
struct QueryWriter<'a> {
    question: MaskQuestion<'a>,
    bounds: WindowBounds,
}

impl MaskQuestion<'_> {
    /// Returns what tells the answer from others.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint {
            as_of: self.window.to,
            days: self.window.days(),
            by: self.by,
            shops: Fingerprint::of_shops(self.shops),
            missing: self.tables.missing(),
        }
    }

    /// Writes the statement: its first line is a comment with the fingerprint, and one row of the
    /// answer, without orders, repeats it.
    ///
    /// # Errors
    ///
    /// When the question cannot be put to the engine.
    pub fn statement(&self) -> Result<String, StatementError> {
        let bounds = WindowBounds::new(self.dialect, self.window, self.zone)?;
        let keys = self.keys()?;
        let writer = QueryWriter { question: *self, bounds };
        let print = self.fingerprint().text();
        let mark: String = print.bytes().map(|byte| format!("{byte:02x}")).collect();
        Ok(format!(
            "{}{print}\n{}\nUNION ALL\nSELECT '{mark}' AS grp, 0 AS mask, 0 AS orders{}\n",
            Fingerprint::MARK,
            writer.masks(&keys),
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
        let bounds = WindowBounds::new(self.dialect, self.window, self.zone)?;
        let writer = QueryWriter { question: *self, bounds };
        let fields =
            [Field::Completion, Field::Status, Field::Reason, Field::Liability, Field::Stage];
        let selects: Vec<String> =
            fields.into_iter().filter_map(|field| writer.words(field)).collect();
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

/// Returns the name of an atom's column.
fn alias(atom: Atom) -> String {
    let name = |atom: DisputeAtom| match atom {
        DisputeAtom::Seen => "seen",
        DisputeAtom::Filed => "filed",
        DisputeAtom::NotReceived => "not_received",
        DisputeAtom::NotAsDescribed => "not_as_described",
        DisputeAtom::Escalated => "escalated",
        DisputeAtom::Liable => "liable",
        DisputeAtom::Resolved => "resolved",
    };
    match atom {
        Atom::Paid => "m_paid".to_owned(),
        Atom::Completed => "m_completed".to_owned(),
        Atom::Some(atom) => format!("m_{}", name(atom)),
        Atom::SomeLive(atom) => format!("m_{}_live", name(atom)),
    }
}

/// Returns the atoms of disputes, in the order of their bits.
fn dispute_atoms() -> impl Iterator<Item = Atom> {
    DisputeAtom::ALL.into_iter().flat_map(|atom| [Atom::Some(atom), Atom::SomeLive(atom)])
}

fn all_atoms() -> impl Iterator<Item = Atom> {
    dispute_atoms().chain([Atom::Paid, Atom::Completed])
}

fn bit(atom: Atom) -> u16 {
    let mut mask = AtomMask::default();
    mask.set(atom);
    mask.bits()
}

fn flag(condition: &str) -> String {
    format!("CASE WHEN {condition} THEN 1 ELSE 0 END")
}

impl QueryWriter<'_> {
    fn dialect(&self) -> Dialect {
        self.question.dialect
    }

    fn table(&self, table: SqlTable) -> String {
        let parts = match table {
            SqlTable::Orders => self.question.tables.orders(),
            SqlTable::Disputes => self.question.tables.disputes(),
        };
        let quoted: Vec<String> = parts.iter().map(|part| self.dialect().name(part)).collect();
        let letter = if table == SqlTable::Orders { "o" } else { "d" };
        format!("{} {letter}", quoted.join("."))
    }

    /// Writes a column; `None` where the table has none.
    fn column(&self, field: Field) -> Option<String> {
        let letter = if field.is_of_orders() { "o" } else { "d" };
        let name = self.question.tables.column(field)?;
        Some(format!("{letter}.{}", self.dialect().name(name)))
    }

    fn time_column(&self, column: TimeColumn) -> Option<String> {
        let field = match column {
            TimeColumn::Paid => Field::Paid,
            TimeColumn::Completed => Field::Completed,
            TimeColumn::Opened => Field::Opened,
            TimeColumn::Escalated => Field::Escalated,
            TimeColumn::Ruled => Field::Ruled,
            TimeColumn::Closed => Field::Closed,
        };
        let column = self.column(field)?;
        Some(match self.dialect() {
            // Tables made of csv files have blanks for nothing.
            Dialect::Sqlite => format!("nullif({column}, '')"),
            _ => column,
        })
    }

    fn id(&self, field: Field) -> String {
        let column = self.column(field).expect("tables have the columns that are needed");
        self.dialect().as_text(&column)
    }

    /// Writes a condition, which is true or false and never unknown.
    fn sql(&self, condition: Condition) -> String {
        let join = |parts: &'static [Condition], word: &str, none: &str| match parts {
            [] => none.to_owned(),
            parts => {
                let parts: Vec<String> = parts.iter().map(|part| self.sql(*part)).collect();
                format!("({})", parts.join(word))
            }
        };
        let (from, to) = (self.bounds.from, self.bounds.to);
        match condition {
            Condition::Within(column) => match self.time_column(column) {
                Some(column) => {
                    let time = self.dialect().time(&column);
                    let (from, to) = (self.dialect().bound(from), self.dialect().bound(to));
                    format!("({column} IS NOT NULL AND {time} >= {from} AND {time} < {to})")
                }
                None => "1 = 0".to_owned(),
            },
            Condition::Before(column) => match self.time_column(column) {
                Some(column) => {
                    let time = self.dialect().time(&column);
                    format!("({column} IS NOT NULL AND {time} < {})", self.dialect().bound(to))
                }
                None => "1 = 0".to_owned(),
            },
            Condition::Missing(column) => match self.time_column(column) {
                Some(column) => format!("{column} IS NULL"),
                None => "1 = 1".to_owned(),
            },
            Condition::Is(class) => self.is(class),
            Condition::All(parts) => join(parts, " AND ", "1 = 1"),
            Condition::Any(parts) => join(parts, " OR ", "1 = 0"),
            Condition::Not(part) => format!("NOT {}", self.sql(*part)),
        }
    }

    fn is(&self, class: WordClass) -> String {
        let words = self.question.words.words(class);
        let constant = |holds: bool| if holds { "1 = 1" } else { "1 = 0" };
        let Some(column) = self.column(class.field()).filter(|_| !words.is_empty()) else {
            return constant(words.iter().any(String::is_empty)).to_owned();
        };
        let words: Vec<String> = words.iter().map(|word| self.dialect().text(word)).collect();
        format!("{} IN ({})", self.word(&column), words.join(", "))
    }

    fn word(&self, column: &str) -> String {
        format!("trim(coalesce({}, ''))", self.dialect().as_text(column))
    }

    /// Writes the worst that is wrong with a row.
    fn fault(&self, table: SqlTable) -> String {
        let (id, times): (Field, &[TimeColumn]) = match table {
            SqlTable::Orders => (Field::OrderId, &[TimeColumn::Paid, TimeColumn::Completed]),
            SqlTable::Disputes => (
                Field::DisputeOrderId,
                &[TimeColumn::Opened, TimeColumn::Escalated, TimeColumn::Ruled, TimeColumn::Closed],
            ),
        };
        let mut cases = Vec::new();
        let column = self.column(id).expect("tables have the columns that are needed");
        if let Some(fault) = self.dialect().id_fault(&column) {
            cases.push(format!("WHEN {fault} THEN {}", faults::ID));
        }
        let columns = times.iter().filter_map(|column| self.time_column(*column));
        let wrong =
            columns.filter_map(|column| self.dialect().time_fault(&column, self.bounds.times));
        cases.extend(wrong.map(|fault| format!("WHEN {fault} THEN {}", faults::TIME)));
        if table == SqlTable::Disputes {
            let undated = self.sql(Condition::Missing(TimeColumn::Opened));
            cases.push(format!("WHEN {undated} THEN {}", faults::UNDATED));
        }
        if cases.is_empty() {
            "0".to_owned()
        } else {
            format!("CASE {} ELSE 0 END", cases.join(" "))
        }
    }

    /// Writes the key columns of a branch: the order's own keys, then those of its disputes.
    fn keys(&self, keys: &[Key], table: SqlTable) -> String {
        let none = self.dialect().as_text("NULL");
        let key = |field: Option<Field>| match field.and_then(|field| self.column(field)) {
            Some(column) => self.word(&column),
            None => "''".to_owned(),
        };
        let columns = keys.iter().map(|Key { alias, order, dispute }| {
            let (own, other) = match table {
                SqlTable::Orders => (key(*order), none.clone()),
                SqlTable::Disputes => (none.clone(), key(*dispute)),
            };
            format!("{own} AS {alias}, {other} AS dispute_{alias}")
        });
        columns.collect::<Vec<_>>().join(", ")
    }

    fn order_rows(&self, keys: &[Key]) -> String {
        let (paid, completed) = (self.sql(Condition::PAID), self.sql(Condition::COMPLETED));
        let nothing: Vec<String> =
            dispute_atoms().map(|atom| format!("0 AS {}", alias(atom))).collect();
        format!(
            "  SELECT {} AS order_key, {}, 1 AS order_rows, {} AS fault,\n    {},\n    {} AS m_paid, {} AS m_completed\n  FROM {}\n  WHERE {paid} OR {completed}\n    OR {} IN (SELECT {} FROM {} WHERE {} AND {})",
            self.id(Field::OrderId),
            self.keys(keys, SqlTable::Orders),
            self.fault(SqlTable::Orders),
            nothing.join(", "),
            flag(&paid),
            flag(&completed),
            self.table(SqlTable::Orders),
            self.id(Field::OrderId),
            self.id(Field::DisputeOrderId),
            self.table(SqlTable::Disputes),
            self.sql(Condition::SEEN),
            self.sql(Condition::NEAR),
        )
    }

    fn dispute_rows(&self, keys: &[Key]) -> String {
        let live = self.sql(Condition::LIVE);
        let flags = dispute_atoms().map(|atom| {
            let condition = match atom {
                Atom::SomeLive(of) => format!("{} AND {live}", self.sql(Condition::of(of))),
                Atom::Some(of) => self.sql(Condition::of(of)),
                Atom::Paid | Atom::Completed => unreachable!("these are atoms of orders"),
            };
            format!("{} AS {}", flag(&condition), alias(atom))
        });
        format!(
            "  SELECT {} AS order_key, {}, 0 AS order_rows, {} AS fault,\n    {},\n    0 AS m_paid, 0 AS m_completed\n  FROM {}\n  WHERE {} OR {}",
            self.id(Field::DisputeOrderId),
            self.keys(keys, SqlTable::Disputes),
            self.fault(SqlTable::Disputes),
            flags.collect::<Vec<_>>().join(",\n    "),
            self.table(SqlTable::Disputes),
            self.sql(Condition::SEEN),
            self.sql(Condition::Missing(TimeColumn::Opened)),
        )
    }

    /// Writes when the rows of one order are in different groups.
    fn conflict(keys: &[Key]) -> String {
        keys.iter().map(Key::conflict).collect::<Vec<_>>().join(" OR ")
    }

    fn masks(&self, keys: &[Key]) -> String {
        let tops: Vec<String> =
            all_atoms().map(|atom| format!("max({0}) AS {0}", alias(atom))).collect();
        let ends: Vec<String> = keys
            .iter()
            .flat_map(|Key { alias, .. }| [(*alias).to_owned(), format!("dispute_{alias}")])
            .map(|name| format!("max({name}) AS top_{name}, min({name}) AS low_{name}"))
            .collect();
        let mask: Vec<String> =
            all_atoms().map(|atom| format!("{} * {}", bit(atom), alias(atom))).collect();
        let near: Vec<String> = all_atoms()
            .filter(|atom| !matches!(atom, Atom::Some(DisputeAtom::Seen) | Atom::SomeLive(_)))
            .map(alias)
            .collect();
        // Ids have digits alone; those of floating-point numbers have a point or an exponent.
        let fault = format!(
            "CASE WHEN order_key IS NULL OR order_key = '' THEN {} WHEN order_key LIKE '%.%' OR order_key LIKE '%e%' OR order_key LIKE '%E%' THEN {} ELSE fault END",
            faults::NO_ID,
            faults::ID,
        );
        let chosen = self.chosen(keys);
        format!(
            "WITH facts AS (\n{}\n  UNION ALL\n{}\n), per_order AS (\n  SELECT order_key, {}, sum(order_rows) AS order_rows, max(fault) AS fault,\n    {}\n  FROM facts GROUP BY order_key\n)\nSELECT {} AS grp, mask, count(*) AS orders\nFROM (\n  SELECT {} AS name,\n    {}\n    + {} * ({fault}) + {} * {} + {} * {} AS mask\n  FROM per_order\n  WHERE ({} + fault > 0){chosen}\n) patterns\nGROUP BY name, mask",
            self.order_rows(keys),
            self.dispute_rows(keys),
            ends.join(", "),
            tops.join(", "),
            self.dialect().hex("name"),
            keys.first().map(Key::value).expect("orders are grouped by something, or by nothing"),
            mask.join(" + "),
            bits::FAULT,
            bits::REPEATED,
            flag("order_rows > 1"),
            bits::CONFLICT,
            flag(&Self::conflict(keys)),
            near.join(" + "),
        )
    }

    /// Writes which words a column has, with how often; `None` where there is no such column.
    fn words(&self, field: Field) -> Option<String> {
        let word = self.word(&self.column(field)?);
        let (table, near) = if field.is_of_orders() {
            (SqlTable::Orders, self.sql(Condition::Within(TimeColumn::Completed)))
        } else {
            (SqlTable::Disputes, self.sql(Condition::SEEN))
        };
        Some(format!(
            "SELECT '{}' AS field, {} AS word, count(*) AS used\nFROM (SELECT {word} AS name FROM {} WHERE {near}) words GROUP BY name",
            field.id(),
            self.dialect().hex("name"),
            self.table(table),
        ))
    }

    fn chosen(&self, keys: &[Key]) -> String {
        let shops = self.question.shops;
        let Some(key) = keys.last().filter(|_| !shops.is_empty()) else {
            return String::new();
        };
        let shops: Vec<String> = shops.iter().map(|shop| self.dialect().text(shop)).collect();
        format!(" AND {} IN ({})", key.value(), shops.join(", "))
    }
}
