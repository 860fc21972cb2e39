//! Walks a TOML table and gathers every complaint, instead of stopping at the first.

use std::cell::RefCell;
use std::fmt;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::set::LimitValue;
use crate::domain::{AssessmentDay, SortRows, quoted_list};

/// One thing that is wrong in a rule file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Line in the file, from 1.
    pub line: usize,
    /// What was found and what was expected.
    pub text: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.text)
    }
}

/// The complaints about one file.
pub(super) struct Complaints<'t> {
    text: &'t str,
    found: RefCell<Vec<Complaint>>,
}

impl<'t> Complaints<'t> {
    pub(super) fn about(text: &'t str) -> Self {
        Self { text, found: RefCell::new(Vec::new()) }
    }

    /// Notes a complaint about what stands at a byte.
    pub(super) fn add(&self, at: usize, text: String) {
        let before = self.text.bytes().take(at);
        let line = 1 + before.filter(|byte| *byte == b'\n').count();
        self.found.borrow_mut().push(Complaint { line, text });
    }

    /// Returns the complaints by line.
    pub(super) fn into_sorted(self) -> Vec<Complaint> {
        let mut found = self.found.into_inner();
        found.sort_rows_by(|a, b| (a.line, &a.text).cmp(&(b.line, &b.text)));
        found
    }
}

/// One table of a file. Every key that is asked for is remembered; [`Fields::finish`] refuses the
/// rest.
pub(super) struct Fields<'t> {
    name: String,
    table: &'t DeTable<'t>,
    at: usize,
    complaints: &'t Complaints<'t>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'t> Fields<'t> {
    pub(super) fn new(
        name: impl Into<String>,
        table: &'t Spanned<DeTable<'t>>,
        complaints: &'t Complaints<'t>,
    ) -> Self {
        Self::of(name.into(), table.get_ref(), table.span().start, complaints)
    }

    fn of(name: String, table: &'t DeTable<'t>, at: usize, complaints: &'t Complaints<'t>) -> Self {
        let asked = RefCell::new(Vec::new());
        Self { name, table, at, complaints, asked }
    }

    /// Complains about the table as a whole.
    pub(super) fn complain(&self, text: impl fmt::Display) {
        self.complaints.add(self.at, format!("{}: {text}", self.name));
    }

    /// Complains about the value of a key.
    pub(super) fn refuse(&self, key: &'static str, text: impl fmt::Display) {
        let at = self.table.get(key).map_or(self.at, |value| value.span().start);
        self.complaints.add(at, format!("{}: `{key}` {text}", self.name));
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    fn value(&self, key: &'static str) -> Option<&'t DeValue<'t>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key).map(Spanned::get_ref)
    }

    fn typed<T>(
        &self,
        key: &'static str,
        expected: &str,
        read: impl FnOnce(&'t DeValue<'t>) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(key)?;
        let found = read(value);
        if found.is_none() {
            let shown = value.as_str().map(|text| format!("`{text}`"));
            let shown = shown.unwrap_or_else(|| format!("a value of type {}", value.type_str()));
            self.refuse(key, format!("is {shown}, expected {expected}"));
        }
        found
    }

    /// Returns the value, or complains that it is missing.
    pub(super) fn required<T>(&self, key: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() && !self.has(key) {
            self.complain(format!("`{key}` is missing"));
        }
        value
    }

    pub(super) fn text(&self, key: &'static str) -> Option<String> {
        self.typed(key, "a text that is not empty", |value| {
            value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
        })
    }

    /// Returns an optional text; empty where the key is absent.
    pub(super) fn text_or_empty(&self, key: &'static str) -> String {
        // What a set does not say is an empty text in it.
        self.text(key).unwrap_or_default()
    }

    pub(super) fn flag(&self, key: &'static str) -> Option<bool> {
        self.typed(key, "`true` or `false`", DeValue::as_bool)
    }

    pub(super) fn number(&self, key: &'static str) -> Option<u32> {
        self.typed(key, "a whole number above 0", |value| integer(value).filter(|n| *n > 0))
    }

    /// Returns a length of a window in days.
    pub(super) fn window(&self, key: &'static str) -> Option<u32> {
        self.typed(key, "a number of days from 1 to 3660", |value| {
            integer(value).filter(|days| (1..=3660).contains(days))
        })
    }

    pub(super) fn day(&self, key: &'static str) -> Option<AssessmentDay> {
        let found = self.typed(key, "a date such as \"2021-12-20\"", |value| {
            NaiveDate::parse_from_str(value.as_str()?, "%Y-%m-%d").ok()
        });
        found.map(AssessmentDay::new)
    }

    /// Returns a word of a closed list, as what it stands for.
    pub(super) fn word<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let list: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        self.typed(key, &list.join(" or "), |value| {
            let text = value.as_str()?;
            words.iter().find(|(word, _)| *word == text).map(|(_, meaning)| *meaning)
        })
    }

    /// Returns a list of texts; empty where the key is absent.
    pub(super) fn texts(&self, key: &'static str) -> Vec<String> {
        let found = self.typed(key, "a list of texts", |value| {
            let list = value.as_array()?.iter();
            list.map(|item| item.get_ref().as_str().map(str::to_owned)).collect::<Option<Vec<_>>>()
        });
        // A value of another type is noted as a mistake of the set.
        found.unwrap_or_default()
    }

    /// Reads each of a list of tables, and refuses its keys that nobody asked for; nothing where the key is absent.
    pub(super) fn tables<T>(
        &self,
        key: &'static str,
        mut read: impl FnMut(&Fields<'t>) -> Option<T>,
    ) -> Vec<T> {
        let found = self.typed(key, "a list of tables", |value| {
            let list = value.as_array()?.iter();
            list.map(|item| Some((item.get_ref().as_table()?, item.span().start)))
                .collect::<Option<Vec<_>>>()
        });
        let each = found.into_iter().flatten().filter_map(|(table, at)| {
            let id = table.get("id").or_else(|| table.get("metric"));
            let id = id.and_then(|value| value.get_ref().as_str());
            let name = id.map_or_else(|| key.to_owned(), |id| format!("{key} `{id}`"));
            Fields::of(name, table, at, self.complaints).read(&mut read)
        });
        each.collect()
    }

    fn read<T>(self, read: impl FnOnce(&Self) -> Option<T>) -> Option<T> {
        let found = read(&self);
        self.finish();
        found
    }

    /// Reads one table, as [`Fields::tables`] does.
    pub(super) fn table<T>(
        &self,
        key: &'static str,
        read: impl FnOnce(&Fields<'t>) -> Option<T>,
    ) -> Option<T> {
        let value = self.typed(key, "a table", DeValue::as_table)?;
        let at = self.table.get(key).map_or(self.at, |value| value.span().start);
        Fields::of(key.to_owned(), value, at, self.complaints).read(read)
    }

    /// Returns a limit: a number in hundredths of a percent, a word, or a table with such a number
    /// under `believed`. The caller complains.
    pub(super) fn limit(&self, key: &'static str) -> Option<LimitValue> {
        let expected = "a number in hundredths of a percent, \"back-office\" or { believed = … }";
        self.typed(key, expected, |value| match value {
            DeValue::Integer(_) => integer(value).filter(|n| *n <= 10_000).map(LimitValue::Known),
            DeValue::String(text) if text == "back-office" => Some(LimitValue::BackOffice),
            DeValue::Table(table) if table.len() == 1 => {
                let believed = integer(table.get("believed")?.get_ref())?;
                Some(believed).filter(|n| *n <= 10_000).map(LimitValue::Believed)
            }
            DeValue::String(_)
            | DeValue::Table(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_) => None,
        })
    }

    /// Refuses the keys that nobody asked for.
    pub(super) fn finish(self) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !asked.contains(&name) {
                let known = quoted_list(asked.iter());
                let text = format!("{}: unknown key `{name}`, known are {known}", self.name);
                self.complaints.add(key.span().start, text);
            }
        }
    }
}

fn integer(value: &DeValue<'_>) -> Option<u32> {
    let number = value.as_integer()?;
    u32::from_str_radix(number.as_str(), number.radix()).ok()
}
