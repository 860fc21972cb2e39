//! Writes rows of the answer that are of no order: how new the tables are, and words that are not known.
//! They are few, and no orders are sorted or grouped for them.

use super::condition::{Condition, TimeColumn};
use super::statement::bits;
use super::tables::Field;
use super::writer::{Key, QueryWriter, SqlTable};

/// Days before as-of of which it is said how many disputes were filed.
pub(super) const DAYS: u32 = 180;

const DAY_MS: i64 = 86_400_000;

/// Words that are not known, at most: a column of free text has many.
const MOST_WORDS: u32 = 100;

impl QueryWriter<'_> {
    /// Writes what the answer says of the tables.
    pub(super) fn facts_of_tables(&self, keys: &[Key]) -> String {
        let [orders, disputes] =
            [SqlTable::Orders, SqlTable::Disputes].map(|table| self.ages(keys, table));
        let words = [
            (Field::Completion, bits::COMPLETION),
            (Field::Status, bits::STATUS),
            (Field::Reason, bits::REASON),
            (Field::Liability, bits::LIABILITY),
        ];
        let words = words.into_iter();
        let words = words.filter_map(|(field, mask)| self.unknown_words(keys, field, mask));
        let parts = [orders, disputes, self.filed_by_day(keys)].into_iter().chain(words);
        parts.map(|part| format!("\nUNION ALL\n{part}")).collect()
    }

    /// Writes which rows of a table are of the shops asked for, and what stands before that; nothing where all are.
    fn of_shops(&self, before: &str, keys: &[Key], table: SqlTable) -> String {
        let has_shop = |key: &Key| key.field(table).is_some_and(|of| self.column(of).is_some());
        match keys.last().is_some_and(has_shop) {
            true => self.chosen(before, keys, |key| self.key(key, table)),
            false => String::new(),
        }
    }

    /// Writes how many milliseconds before as-of the newest moment of each column is, with `+` between
    /// them: 0 where it is not before, and nothing where there is none. Of orders, also the oldest payment, where
    /// none has been completed.
    fn ages(&self, keys: &[Key], table: SqlTable) -> String {
        let (counted, mask) = match table {
            SqlTable::Orders => ("0", bits::ORDERS),
            SqlTable::Disputes => ("count(*)", bits::DISPUTES),
        };
        let age = |moment: &str| {
            let millis = self.dialect().millis(moment, self.bounds.times());
            let to = self.bounds.to.millis();
            let age = format!("CASE WHEN {millis} >= {to} THEN 0 ELSE {to} - {millis} END");
            format!("coalesce({}, '')", self.dialect().as_text(&age))
        };
        let (mut read, mut texts) = (vec![format!("{counted} AS counted")], Vec::new());
        for (number, column) in table.times().iter().enumerate() {
            if number > 0 {
                texts.push("'+'".to_owned());
            }
            let Some(column) = self.time_column(*column) else { continue };
            read.push(format!("max({}) AS newest_{number}", self.dialect().time(&column)));
            texts.push(age(&format!("newest_{number}")));
        }
        if table == SqlTable::Orders {
            texts.push("'+'".to_owned());
            texts.extend(self.time_column(TimeColumn::Paid).map(|paid| {
                read.push(format!("min({}) AS oldest", self.dialect().time(&paid)));
                let oldest = age("oldest");
                match self.time_column(TimeColumn::Completed) {
                    Some(_) => format!("CASE WHEN newest_1 IS NULL THEN {oldest} ELSE '' END"),
                    None => oldest,
                }
            }));
        }
        let chosen = self.of_shops(" WHERE ", keys, table);
        format!(
            "SELECT {} AS grp, {mask} AS mask, counted FROM (SELECT {} FROM {}{chosen}) newest",
            self.dialect().joined(&texts),
            read.join(", "),
            self.table(table),
        )
    }

    /// Writes how many disputes were filed in each of the last days.
    fn filed_by_day(&self, keys: &[Key]) -> String {
        let opened =
            self.time_column(TimeColumn::Opened).expect("tables have the columns that are needed");
        let time = self.dialect().time(&opened);
        let millis = self.dialect().millis(&opened, self.bounds.times());
        let age = format!("({} - {millis})", self.bounds.to.millis() - 1);
        format!(
            "SELECT {} AS grp, {} AS mask, count(*) AS counted FROM (SELECT {} AS age FROM {} WHERE {} AND {time} >= {}{}) filed GROUP BY age",
            self.dialect().as_text("age"),
            bits::FILED,
            self.dialect().quotient(&age, DAY_MS),
            self.table(SqlTable::Disputes),
            self.sql(Condition::SEEN),
            self.dialect().bound(self.bounds.to.days_before(DAYS)),
            self.of_shops(" AND ", keys, SqlTable::Disputes),
        )
    }

    /// Writes the words of completions or of disputes in the window that are not known, with how many rows have
    /// them; `None` where there is no such column.
    fn unknown_words(&self, keys: &[Key], field: Field, mask: u64) -> Option<String> {
        let column = self.column(field)?;
        let (table, near) = match field.is_of_orders() {
            true => (SqlTable::Orders, Condition::Within(TimeColumn::Completed)),
            false => (SqlTable::Disputes, Condition::IN_WINDOW),
        };
        Some(format!(
            "SELECT {} AS grp, {mask} AS mask, counted FROM (SELECT name, count(*) AS counted FROM (SELECT {} AS name FROM {} WHERE {}{}) used GROUP BY name HAVING {} ORDER BY counted DESC, name LIMIT {MOST_WORDS}) words",
            self.dialect().hex("name"),
            self.word(&column),
            self.table(table),
            self.sql(near),
            self.of_shops(" AND ", keys, table),
            self.is_unknown(field, "name"),
        ))
    }
}
