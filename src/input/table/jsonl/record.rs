//! Plain tables as JSON lines: an object a line is a row, its keys are the titles.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::de::{DeserializeSeed, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::input::RowProblem;
use crate::input::rows::FILE_CUT;
use crate::input::table::row::{Cell, Row};
use crate::input::table::title_forms::{forms, zone_of};
use crate::input::table::title_zone::TitleZone;
use crate::input::text::extended_json::time_in_parts;
use crate::input::text::literal::{self, Literal};
use crate::input::text::wrapped_values::{ColumnOf, LONGEST, text_in};

/// One object as a row.
#[derive(Debug, Default)]
pub(crate) struct JsonRow {
    number: u64,
    values: Vec<RowValue>,
    /// The first two keys of one field that say different things; `None` where none do.
    conflict: Option<Conflict>,
}

/// Two keys of one field.
#[derive(Debug)]
struct Conflict {
    /// The later one.
    key: String,
    /// What both say.
    value: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum RowValue {
    #[default]
    Empty,
    Text(String),
    Odd(String),
}

/// The keys of all rows and their columns: first those that are known, then others as they come.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeyTable {
    names: Vec<String>,
    seen: Vec<bool>,
    known: usize,
    spellings: HashMap<String, KeyColumn>,
    /// Keys that name zones, which the names of their columns name too.
    zoned: HashMap<String, usize>,
    /// Every spelling, with the row that had it first.
    met: Vec<(u64, String)>,
}

/// The column of a key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyColumn {
    /// Its place.
    pub(crate) at: usize,
    /// Whether the key names another zone than the name of the column.
    pub(crate) is_of_other_zone: bool,
}

/// What a line is.
pub(crate) enum JsonLine {
    /// Nothing, or only blanks.
    Blank,
    /// An object, read into the row.
    Row,
    /// No object.
    Unreadable(RowProblem),
}

impl KeyTable {
    /// Starts with titles that are known, in normal form.
    pub(crate) fn new(titles: Vec<String>) -> Self {
        let (seen, known) = (vec![false; titles.len()], titles.len());
        Self { names: titles, seen, known, ..Self::default() }
    }

    /// Returns the column of a title; `None` where it is none of those that are known.
    pub(crate) fn column_of(&self, title: &str) -> Option<usize> {
        let place = |form: &String| self.names.iter().position(|name| name == form);
        forms(title).iter().find_map(place)
    }

    /// Takes a title as one that is known, before any row is read; it stands behind the others.
    pub(crate) fn know(&mut self, title: String) {
        if !self.names.contains(&title) {
            self.names.push(title);
            self.seen.push(false);
            self.known += 1;
        }
    }

    /// Returns a copy for a reader of a part of the rows.
    pub(crate) fn for_part(&self) -> Self {
        Self { met: Vec::new(), ..self.clone() }
    }

    /// Learns what readers of parts have met, as if one reader had met it row after row.
    pub(crate) fn join(&mut self, parts: impl IntoIterator<Item = Self>) {
        let mut met: Vec<_> = parts.into_iter().flat_map(|part| part.met).collect();
        met.sort_by_key(|(row, _)| *row);
        for (row, key) in met {
            self.column(&key, row);
        }
    }

    /// Returns the titles.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// Returns whether any row had the key of a column.
    pub(crate) fn seen(&self, column: usize) -> bool {
        self.seen.get(column).copied().unwrap_or(false)
    }

    /// Returns the keys that nobody knows.
    pub(crate) fn unknown(&self) -> &[String] {
        self.names.get(self.known..).unwrap_or_default()
    }

    /// Takes the zones that keys of the first row name into the names of their columns.
    pub(crate) fn take_zones(&mut self, keys: &[String]) {
        for key in keys.iter().filter(|key| zone_of(key) != TitleZone::None) {
            if let Some(column) = self.column_of(key) {
                if let Some(name) = self.names.get_mut(column) {
                    name.clone_from(key);
                }
                self.zoned.insert(key.clone(), column);
            }
        }
    }

    /// Returns the column of a key that a row has.
    pub(crate) fn column(&mut self, key: &str, row: u64) -> KeyColumn {
        if let Some(column) = self.spellings.get(key) {
            return *column;
        }
        let zoned = self.zoned.get(key).copied();
        let at = match zoned.or_else(|| self.column_of(key)) {
            Some(at) => at,
            None => {
                self.names.push(key.to_owned());
                self.seen.push(false);
                self.names.len() - 1
            }
        };
        if let Some(seen) = self.seen.get_mut(at) {
            *seen = true;
        }
        let is_of_other_zone = self.names.get(at).is_some_and(|name| zone_of(name) != zone_of(key));
        let column = KeyColumn { at, is_of_other_zone };
        self.spellings.insert(key.to_owned(), column);
        self.met.push((row, key.to_owned()));
        column
    }
}

impl JsonRow {
    /// Reads one line into this row, its end included or not.
    pub(crate) fn line(&mut self, line: &[u8], number: u64, keys: &mut KeyTable) -> JsonLine {
        let text = String::from_utf8_lossy(line);
        let text = text.trim();
        if text.is_empty() {
            return JsonLine::Blank;
        }
        match self.read(text, number, keys) {
            Ok(()) if is_failure(text) => JsonLine::Unreadable(RowProblem {
                sheet: None,
                row: number,
                column: "(line)".to_owned(),
                value: RowProblem::shorten(text),
                expected: "is the message of a program that failed, and no row; export it again"
                    .to_owned(),
            }),
            Ok(()) => match self.conflict.take() {
                None => JsonLine::Row,
                Some(Conflict { key, value }) => JsonLine::Unreadable(RowProblem {
                    sheet: None,
                    row: number,
                    column: key,
                    value: RowProblem::shorten(&value),
                    expected:
                        "two keys of this field say different things; leave out the one that does \
                               not count"
                            .to_owned(),
                }),
            },
            Err(error) => {
                // The last line of a file may lack a line break, or its rest.
                let is_cut = error.is_eof() && !line.ends_with(b"\n");
                JsonLine::Unreadable(RowProblem {
                    sheet: None,
                    row: number,
                    column: "(line)".to_owned(),
                    value: RowProblem::shorten(text),
                    expected: match is_cut {
                        true => format!("{FILE_CUT}, whose object has no end; export it again"),
                        false if text.starts_with('[') => {
                            "is a row with more cells than there are titles, or a list where an object is expected"
                                .to_owned()
                        }
                        false => format!("is not a JSON object: {error}"),
                    },
                })
            }
        }
    }

    /// Reads one object into this row.
    pub(crate) fn read(
        &mut self,
        text: &str,
        number: u64,
        keys: &mut KeyTable,
    ) -> Result<(), serde_json::Error> {
        let broken = match self.fill(text, number, keys) {
            Ok(()) => return Ok(()),
            Err(broken) => broken,
        };
        if !text.starts_with('{') {
            return Err(broken);
        }
        // Python writes `NaN` for a missing number, which is no JSON.
        match literal::read(text) {
            Ok(Literal { json, length }) if text.get(length..).is_some_and(is_blank) => {
                self.fill(&json, number, keys)
            }
            Ok(_) | Err(_) => Err(broken),
        }
    }

    fn fill(
        &mut self,
        text: &str,
        number: u64,
        keys: &mut KeyTable,
    ) -> Result<(), serde_json::Error> {
        self.number = number;
        self.values.clear();
        self.conflict = None;
        let mut deserializer = serde_json::Deserializer::from_str(text);
        Fill { row: self, keys }.deserialize(&mut deserializer)?;
        deserializer.end()
    }
}

/// Keys that the message of a program that failed begins with, where it stands in the place of a row.
pub(super) const OF_FAILURES: [&str; 4] = ["error", "errors", "exception", "message"];

/// Returns whether an object is the message of a program that failed: it begins as one, and has no id.
fn is_failure(text: &str) -> bool {
    let inner = text.strip_prefix('{').and_then(|text| text.trim_start().strip_prefix('"'));
    let key = inner.and_then(|text| text.split_once('"'));
    let is_digit = |c: char| c.is_ascii_digit();
    key.is_some_and(|(key, _)| OF_FAILURES.contains(&key))
        && !text.split(|c| !is_digit(c)).any(|run| run.len() > 15)
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

struct Fill<'a> {
    row: &'a mut JsonRow,
    keys: &'a mut KeyTable,
}

impl<'de> DeserializeSeed<'de> for Fill<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Fill<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            let value: &RawValue = map.next_value()?;
            let KeyColumn { at: column, is_of_other_zone } =
                self.keys.column(&key, self.row.number);
            if self.row.values.len() <= column {
                self.row.values.resize(column + 1, RowValue::Empty);
            }
            if let Some(slot) = self.row.values.get_mut(column) {
                let value = if is_of_other_zone {
                    RowValue::Odd(value.get().to_owned())
                } else {
                    match RowValue::of(value) {
                        RowValue::Odd(text) if column < self.keys.known => {
                            RowValue::within(text, ColumnOf::title(&key))
                        }
                        value => value,
                    }
                };
                if column < self.keys.known && slot.contradicts(&value) {
                    let value = format!("{} / {}", slot.text(), value.text());
                    self.row.conflict.get_or_insert(Conflict { key: key.into_owned(), value });
                } else if *slot == RowValue::Empty {
                    *slot = value;
                }
            }
        }
        Ok(())
    }
}

impl RowValue {
    fn of(value: &RawValue) -> Self {
        let text = value.get();
        match text.as_bytes().first() {
            Some(b'"') => match serde_json::from_str::<String>(text) {
                Ok(text) if text.trim().is_empty() => Self::Empty,
                Ok(text) => Self::Text(text.trim().to_owned()),
                Err(_) => Self::Odd(text.to_owned()),
            },
            Some(b'n') => Self::Empty,
            Some(b'{' | b'[') => Self::Odd(text.to_owned()),
            _ => Self::Text(text.to_owned()),
        }
    }

    /// Reads the one text or time that an object or a list holds; where it holds none, its own text is the value,
    /// so that it is named as one that nobody knows.
    fn within(json: String, of: ColumnOf) -> Self {
        let time = Some(&json).filter(|json| json.len() <= LONGEST);
        let time = time.and_then(|json| time_in_parts(&serde_json::from_str(json).ok()?));
        match time.or_else(|| text_in(&json, of)) {
            Some(text) if text.is_empty() => Self::Empty,
            Some(text) => Self::Text(text),
            None => Self::Text(json),
        }
    }

    /// Returns whether two keys of one column say different things.
    fn contradicts(&self, other: &Self) -> bool {
        *self != Self::Empty && *other != Self::Empty && self != other
    }

    fn text(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text) | Self::Odd(text) => text,
        }
    }
}

impl Row for JsonRow {
    fn number(&self) -> u64 {
        self.number
    }

    fn len(&self) -> usize {
        self.values.len()
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        match self.values.get(column) {
            None | Some(RowValue::Empty) => Cell::Empty,
            Some(RowValue::Text(text)) => Cell::Text(text),
            Some(RowValue::Odd(text)) => Cell::Error(text),
        }
    }
}

/// A row of titles, to ask which kind of table a set of keys is.
pub(crate) struct KeyRow<'a>(pub(crate) &'a [String]);

impl Row for KeyRow<'_> {
    fn number(&self) -> u64 {
        0
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        self.0.get(column).map_or(Cell::Empty, |title| Cell::Text(title))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_as_they_are_written() {
        let (mut row, mut keys) = (JsonRow::default(), KeyTable::default());
        row.read(r#"{"order_id":82000000000020002,"amount":12.30,"note":null}"#, 1, &mut keys)
            .unwrap();
        assert_eq!(row.cell(0), Cell::Text("82000000000020002"));
        assert_eq!(row.cell(1), Cell::Text("12.30"));
        assert_eq!(row.cell(2), Cell::Empty);
    }

    #[test]
    fn a_key_that_stands_twice_says_one_thing_or_is_no_value() {
        let cell = |line: &str| {
            let (mut row, mut keys) =
                (JsonRow::default(), KeyTable::new(vec!["paid_at".to_owned()]));
            row.read(line, 1, &mut keys).unwrap();
            row.cell(0).to_text()
        };
        assert_eq!(cell(r#"{"paid_at":"1","paidAt":"1"}"#), "1");
        assert_eq!(cell(r#"{"paid_at":null,"paid_at":"1"}"#), "1");
        assert_eq!(cell(r#"{"paid_at":"1","paid_at":""}"#), "1");
        assert_eq!(cell(r#"{"paid_at":{"$date":"2026-01-16T10:00:00Z"}}"#), "2026-01-16T10:00:00Z");
        assert_eq!(cell(r#"{"paid_at":{"$numberLong":"5"}}"#), "5");
        assert_eq!(cell(r#"{"paid_at":[{"text":"5","type":"text"}]}"#), "5");
        assert_eq!(cell(r#"{"paid_at":["5","6"]}"#), r#"["5","6"]"#);
    }

    #[test]
    fn two_spellings_of_a_key_that_differ_are_a_bad_row() {
        let line = |line: &str| {
            let (mut row, mut keys) =
                (JsonRow::default(), KeyTable::new(vec!["status".to_owned()]));
            match row.line(line.as_bytes(), 1, &mut keys) {
                JsonLine::Unreadable(problem) => Some((problem.column, problem.value)),
                JsonLine::Row | JsonLine::Blank => None,
            }
        };
        let found = Some(("Status".to_owned(), "finished / cancelled".to_owned()));
        assert_eq!(line(r#"{"status":"finished","Status":"cancelled"}"#), found);
        assert_eq!(line(r#"{"status":"finished","Status":"finished"}"#), None);
        assert_eq!(line(r#"{"status":"","Status":"finished"}"#), None);
        // What is not read may differ.
        assert_eq!(line(r#"{"note":"a","note":"b"}"#), None);
    }

    #[test]
    fn the_message_of_a_program_that_failed_is_no_row() {
        let is_row = |line: &str| {
            let (mut row, mut keys) = (JsonRow::default(), KeyTable::default());
            matches!(row.line(line.as_bytes(), 9, &mut keys), JsonLine::Row)
        };
        assert!(!is_row("{\"error\":\"timeout\"}"));
        assert!(!is_row("{ \"message\": \"Internal Server Error\", \"code\": 500 }"));
        assert!(is_row("{\"message\":\"\",\"order_id\":\"8200000000000123\"}"));
        assert!(is_row("{\"reason\":\"error\"}"));
    }

    #[test]
    fn keys_keep_their_column_from_row_to_row() {
        let (mut row, mut keys) = (JsonRow::default(), KeyTable::default());
        row.read(r#"{"a":1,"b":2}"#, 1, &mut keys).unwrap();
        row.read(r#"{"c":3,"b":4}"#, 2, &mut keys).unwrap();
        assert_eq!(row.cell(0), Cell::Empty);
        assert_eq!(row.cell(1), Cell::Text("4"));
        assert_eq!(row.cell(2), Cell::Text("3"));
        assert_eq!(keys.names(), ["a", "b", "c"]);
    }
}
