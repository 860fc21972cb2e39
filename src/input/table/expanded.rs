//! Records with a line for each field: what `psql` prints after `\x`, and `mysql` after `\G`.

use crate::input::table::drawn::row_count;
use crate::input::table::held::{HeldFormat, HeldSheet, TooManyCells};
use crate::input::table::sheet_cell::SheetCell;

/// A text that begins with the rule above its first record.
pub(crate) const FORMAT: HeldFormat = HeldFormat {
    is: |text| text.lines().next().is_some_and(|line| rule(line) == Some(1)),
    read: |input, text| match read(text) {
        Ok(sheet) => Ok(vec![sheet]),
        Err(TooManyCells) => Err(input.unknown_kind("records with too many fields")),
    },
};

/// One record.
struct LinedRecord<'a> {
    /// The line of its first field.
    row: u64,
    /// Its number, as the rule above it says.
    stated: u64,
    values: Vec<&'a str>,
    /// A line that is no field of it.
    stray: Option<&'a str>,
}

/// Returns the number of the record below a rule, as `-[ RECORD 1 ]---` or `*** 1. row ***`; `None` for
/// another line.
fn rule(line: &str) -> Option<u64> {
    let of_psql = || line.strip_prefix("-[ RECORD ")?.split_once(" ]").map(|(number, _)| number);
    let of_mysql = || line.strip_prefix('*')?.trim_matches(['*', ' ']).strip_suffix(". row");
    of_psql().or_else(of_mysql)?.parse().ok()
}

/// Reads the records, which all have the fields of the first. One that lacks a field, or whose number is
/// not the next, is an error in each of its cells, and so is a line that is no field, for the record above.
fn read(text: &str) -> Result<HeldSheet, TooManyCells> {
    let separator = if text.starts_with('-') { '|' } else { ':' };
    let (mut names, mut records) = (Vec::new(), Vec::<LinedRecord<'_>>::new());
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let count = records.len();
        if let Some(stated) = rule(line) {
            records.push(LinedRecord { row: number + 1, stated, values: Vec::new(), stray: None });
        } else if let Some(record) = records.last_mut() {
            let field = line.split_once(separator).map(|(name, value)| (name.trim(), value.trim()));
            let place = record.values.len();
            match field {
                Some((name, value)) if names.get(place).is_some_and(|known| *known == name) => {
                    record.values.push(value);
                }
                Some((name, value)) if count == 1 && !names.contains(&name) => {
                    names.push(name);
                    record.values.push(value);
                }
                _ if row_count(line).is_some_and(|rows| usize::try_from(rows) == Ok(count)) => {}
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
    fn both_programs_say_the_same() {
        for text in [PSQL, MYSQL] {
            let rows = rows(text);
            let cells: Vec<&[String]> = rows.iter().map(|(_, cells)| cells.as_slice()).collect();
            assert_eq!(cells, [["id", "note"], ["12", "a|b"], ["34", ""]], "{text}");
            assert_eq!(rows.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [1, 2, 5]);
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
        ] {
            let (row, cells) = rows(&text).pop().unwrap();
            assert!(row == 5 && cells.iter().all(|cell| cell.starts_with("Error")), "{text}");
        }
    }

    #[test]
    fn no_other_text_has_records() {
        for text in
            ["", "id,note\n1,2\n", "-[ RECORD 2 ]--\nid | 1\n", "*** a. row ***\n", "--- \n"]
        {
            assert!(!(FORMAT.is)(text), "{text}");
        }
    }
}
