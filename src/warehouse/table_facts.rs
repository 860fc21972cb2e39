//! Writes rows of the answer that are of no order: how new the tables are, and words that are not known.
//! They are few, and each table is read once for them, without sorting or grouping its orders.

use super::condition::{Condition, TimeColumn};
use super::statement::bits;
use super::tables::Field;
use super::writer::{Key, QueryWriter, SqlTable};

/// Days before as-of of which it is said how many disputes were filed.
pub(super) const DAYS: u32 = 180;

const DAY_MS: i64 = 86_400_000;

/// Words that are not known, at most: a column of free text has many.
const MOST_WORDS: u32 = 100;

/// A row that is of no order: what stands in its column of counts, and its mask.
struct AnswerRow<'a> {
    counted: &'a str,
    mask: u64,
}

impl QueryWriter<'_> {
    /// Writes what the answer says of the tables.
    pub(super) fn facts_of_tables(&self, keys: &[Key]) -> String {
        let orders = self.ages(
            keys,
            SqlTable::Orders,
            &[TimeColumn::Paid, TimeColumn::Completed],
            AnswerRow { counted: "0", mask: bits::ORDERS },
        );
        let disputes = self.ages(
            keys,
            SqlTable::Disputes,
            &[TimeColumn::Opened, TimeColumn::Escalated, TimeColumn::Ruled, TimeColumn::Closed],
            AnswerRow { counted: "count(*)", mask: bits::DISPUTES },
        );
        let words = [
            (Field::Status, bits::STATUS),
            (Field::Reason, bits::REASON),
            (Field::Liability, bits::LIABILITY),
        ];
        let words = words.into_iter();
        let words = words.filter_map(|(field, mask)| self.unknown_words(keys, field, mask));
        let parts = [orders, disputes, self.filed_by_day(keys)].into_iter().chain(words);
        parts.map(|part| format!("\nUNION ALL\n{part}")).collect()
    }

    /// Writes which rows of a table are of the shops asked for; nothing where all are.
    fn of_shops(&self, keys: &[Key], table: SqlTable) -> Option<String> {
        let has_shop = |key: &&Key| match table {
            SqlTable::Orders => key.order.is_some_and(|field| self.column(field).is_some()),
            SqlTable::Disputes => key.dispute.is_some_and(|field| self.column(field).is_some()),
        };
        keys.last().filter(has_shop)?;
        self.chosen(keys, |key| self.key(key, table))
    }

    /// Writes how many milliseconds before as-of the newest moment of each column is, with `+` between
    /// them: 0 where it is not before, and nothing where there is none. Of orders, also the oldest payment, where
    /// none has been completed.
    fn ages(
        &self,
        keys: &[Key],
        table: SqlTable,
        columns: &[TimeColumn],
        AnswerRow { counted, mask }: AnswerRow<'_>,
    ) -> String {
        let age = |moment: &str| {
            let millis = self.dialect().millis(moment, self.bounds.times());
            let to = self.bounds.to.millis();
            let age = format!("CASE WHEN {millis} >= {to} THEN 0 ELSE {to} - {millis} END");
            format!("coalesce({}, '')", self.dialect().as_text(&age))
        };
        let (mut read, mut texts) = (vec![format!("{counted} AS counted")], Vec::new());
        for (number, column) in columns.iter().enumerate() {
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
        let chosen = self.of_shops(keys, table).map_or(String::new(), |of| format!(" WHERE {of}"));
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
        let chosen = self.of_shops(keys, SqlTable::Disputes);
        format!(
            "SELECT {} AS grp, {} AS mask, count(*) AS counted FROM (SELECT {} AS age FROM {} WHERE {} AND {time} >= {}{}) filed GROUP BY age",
            self.dialect().as_text("age"),
            bits::FILED,
            self.dialect().quotient(&age, DAY_MS),
            self.table(SqlTable::Disputes),
            self.sql(Condition::SEEN),
            self.dialect().bound(self.bounds.to.days_before(DAYS)),
            chosen.map_or(String::new(), |of| format!(" AND {of}")),
        )
    }

    /// Writes the words of disputes in the window that are not known, with how many rows have them;
    /// `None` where there is no such column.
    fn unknown_words(&self, keys: &[Key], field: Field, mask: u64) -> Option<String> {
        let column = self.column(field)?;
        let chosen = self.of_shops(keys, SqlTable::Disputes);
        Some(format!(
            "SELECT {} AS grp, {mask} AS mask, counted FROM (SELECT name, count(*) AS counted FROM (SELECT {} AS name FROM {} WHERE {}{}) used GROUP BY name HAVING {} ORDER BY counted DESC, name LIMIT {MOST_WORDS}) words",
            self.dialect().hex("name"),
            self.word(&column),
            self.table(SqlTable::Disputes),
            self.sql(Condition::IN_WINDOW),
            chosen.map_or(String::new(), |of| format!(" AND {of}")),
            self.is_unknown(field, "name"),
        ))
    }
}
