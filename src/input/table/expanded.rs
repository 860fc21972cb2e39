//! Records with a line for each field: what `psql` prints after `\x`, `mysql` after `\G`, ClickHouse as `Vertical`, and
//! SQLite in its mode `line`.

use crate::domain::to_u64;
use crate::input::table::drawn::row_count;
use crate::input::table::held::{HeldFormat, HeldSheet, TooManyCells};
use crate::input::table::sheet_cell::SheetCell;

/// A text that begins with the rule above its first record, or with a record of SQLite.
pub(crate) const FORMAT: HeldFormat = HeldFormat {
    is: |text| text.lines().next().is_some_and(|line| rule(line) == Some(1)) || is_of_sqlite(text),
    read: |input, text| match read(text) {
        Ok(sheet) => Ok(vec![sheet]),
        Err(TooManyCells) => Err(input.unknown_kind("records with too many fields")),
    },
};

/// One record.
struct LinedRecord<'a> {
    /// The line of its first field, or the one below.
    row: u64,
    /// Its number, as the rule above it says.
    stated: u64,
    values: Vec<&'a str>,
    /// A line that is no field of it.
    stray: Option<&'a str>,
}

/// Returns whether a text begins with two fields or more, whose `=` stand below each other, and goes on with a blank
/// line and the first field again.
fn is_of_sqlite(text: &str) -> bool {
    let place = |line: &str| line.find(" =").map(|at| line.get(..at).map_or(0, str::len));
    let name = |line: &str| line.split_once('=').map(|(name, _)| name.trim().to_owned());
    let mut lines = text.lines();
    let first: Vec<&str> = lines.by_ref().take_while(|line| !line.trim().is_empty()).collect();
    // What is blank before the text is left out.
    let places: Vec<Option<usize>> = first.iter().skip(1).map(|line| place(line)).collect();
    let again = lines.find(|line| !line.trim().is_empty());
    let is_again = again.is_some_and(|again| {
        first.first().and_then(|line| name(line)) == name(again)
            && places.first().is_some_and(|other| *other == place(again))
    });
    is_again && places.iter().all(|other| other.is_some() && Some(other) == places.first())
}

/// Returns the number of the record below a rule, as `-[ RECORD 1 ]---`, `*** 1. row ***` or `Row 1:`; `None` for
/// another line.
fn rule(line: &str) -> Option<u64> {
    let of_psql = || line.strip_prefix("-[ RECORD ")?.split_once(" ]").map(|(number, _)| number);
    let of_mysql = || line.strip_prefix('*')?.trim_matches(['*', ' ']).strip_suffix(". row");
    let of_clickhouse = || line.trim_end().strip_prefix("Row ")?.strip_suffix(':');
    of_psql().or_else(of_mysql).or_else(of_clickhouse)?.parse().ok()
}

/// Reads the records, which all have the fields of the first. One that lacks a field, or whose number is
/// not the next, is an error in each of its cells, and so is a line that is no field, for the record above.
fn read(text: &str) -> Result<HeldSheet, TooManyCells> {
    let has_rules = text.lines().next().is_some_and(|line| rule(line).is_some());
    let separator = match has_rules {
        true if text.starts_with('-') => '|',
        true => ':',
        false => '=',
    };
    let (mut names, mut records) = (Vec::new(), Vec::<LinedRecord<'_>>::new());
    let mut begins = !has_rules;
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            begins = !has_rules;
            continue;
        }
        if std::mem::take(&mut begins) {
            records.push(LinedRecord::new(number + 1, to_u64(records.len()) + 1));
        }
        let count = records.len();
        if let Some(stated) = rule(line).filter(|_| has_rules) {
            records.push(LinedRecord::new(number + 1, stated));
        } else if line.trim_end().chars().all(|sign| sign == '─') {
            // The rule below the number of a record.
        } else if let Some(record) = records.last_mut() {
            let field = line.split_once(separator).map(|(name, value)| (name.trim(), value.trim()));
            let place = record.values.len();
            match field {
                _ if row_count(line).is_some_and(|rows| usize::try_from(rows) == Ok(count)) => {}
                Some((name, value)) if names.get(place).is_some_and(|known| *known == name) => {
                    record.values.push(value);
                }
                Some((name, value)) if count == 1 && !names.contains(&name) => {
                    names.push(name);
                    record.values.push(value);
                }
                _ => record.stray = Some(line.trim()),
            }
        }
    }
    let mut sheet = HeldSheet::named("records");
    for (column, name) in names.iter().enumerate() {
        sheet.put(1, column, SheetCell::Text((*name).to_owned().into()))?;
    }
    for (next, record) in (1..).zip(&records) {
        let wrong = record.wrong(next, names.len());
        for column in 0..names.len() {
            let cell = match (&wrong, record.values.get(column)) {
                (Some(wrong), _) => SheetCell::Error(wrong.clone()),
                (None, Some(value)) => SheetCell::Text((*value).to_owned().into()),
                (None, None) => SheetCell::Empty,
            };
            sheet.put(record.row, column, cell)?;
        }
    }
    Ok(sheet)
}

impl LinedRecord<'_> {
    const fn new(row: u64, stated: u64) -> Self {
        Self { row, stated, values: Vec::new(), stray: None }
    }

    /// Returns what is wrong with the record, which should have this number and so many fields.
    fn wrong(&self, number: u64, fields: usize) -> Option<String> {
        match self.stray {
            Some(line) => Some(format!("a line that is no field: {line}")),
            None if self.stated != number => {
                Some(format!("record {} stands where {number} should", self.stated))
            }
            None if self.values.len() != fields => {
                Some(format!("{} fields of {fields}", self.values.len()))
            }
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PSQL: &str =
        "-[ RECORD 1 ]----\nid   | 12\nnote | a|b\n-[ RECORD 2 ]----\nid   | 34\nnote | \n\n";
    const MYSQL: &str = "*************************** 1. row ***************************\n  id: 12\nnote: a|b\n*************************** 2. row ***************************\n  id: 34\nnote: \n2 rows in set (0.00 sec)\n";

    const CLICKHOUSE: &str = "Row 1:\n──────\nid:   12\nnote: a|b\n\nRow 2:\n──────\nid:   34\nnote: \n\n2 rows in set. Elapsed: 0.003 sec. \n";
    const SQLITE: &str = "id = 12\nnote = a|b\n\n  id = 34\nnote = \n";

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        assert!((FORMAT.is)(text), "{text}");
        let shown = |cell: &SheetCell<'static>| match cell {
            SheetCell::Text(text) => text.to_string(),
            other => format!("{other:?}"),
        };
        let row = |(number, cells): &(u64, Vec<SheetCell<'static>>)| {
            (*number, cells.iter().map(shown).collect())
        };
        read(text).unwrap().rows.iter().map(row).collect()
    }

    #[test]
    fn all_programs_say_the_same() {
        for text in [PSQL, MYSQL, CLICKHOUSE, SQLITE] {
            let rows = rows(text);
            let cells: Vec<&[String]> = rows.iter().map(|(_, cells)| cells.as_slice()).collect();
            assert_eq!(cells, [["id", "note"], ["12", "a|b"], ["34", ""]], "{text}");
            let numbers: Vec<u64> = rows.iter().map(|(row, _)| *row).collect();
            assert_eq!(numbers, [1, 2, if text == CLICKHOUSE { 7 } else { 5 }]);
        }
    }

    #[test]
    fn a_record_that_may_have_lost_something_is_an_error() {
        for text in [
            PSQL.replace("RECORD 2", "RECORD 3"),
            PSQL.replace("note | \n", ""),
            PSQL.replace("note | \n", "note | \nmore | 1\n"),
            MYSQL.replace("note: \n", "note: \nof two lines\n"),
            MYSQL.replace("2 rows", "3 rows"),
            CLICKHOUSE.replace("Row 2", "Row 3"),
            SQLITE.replace("note = \n", "note = \n\nof two lines\n"),
            SQLITE.replace("note = \n", ""),
        ] {
            let (row, cells) = rows(&text).pop().unwrap();
            assert!(row >= 4 && cells.iter().all(|cell| cell.starts_with("Error")), "{text}");
        }
    }

    #[test]
    fn no_other_text_has_records() {
        for text in [
            "",
            "id,note\n1,2\n",
            "a = 1\nb = 2\n",
            "a = 1\nbc = 2\n\na = 3\n",
            "-[ RECORD 2 ]--\nid | 1\n",
            "*** a. row ***\n",
            "--- \n",
        ] {
            assert!(!(FORMAT.is)(text), "{text}");
        }
    }
}
