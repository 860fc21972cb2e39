//! Plain rows of JSON documents, on their way to the reader of JSON lines.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::input::table::kind::TableKind;
use crate::input::text::wrapped_values::is_value;

/// Rows as JSON lines: as texts they take the least memory.
#[derive(Debug, Default)]
pub(crate) struct PlainRows {
    lines: String,
    /// Where lists of rows begin.
    begins: Vec<usize>,
    /// The tables that rows of the last list are of, as far as they were looked at.
    tables: Vec<TableKind>,
    /// Rows that stood in others: disputes in their orders.
    within: String,
    /// What is said beside the rows, a key and its value a line, as lines above a table say it.
    said: Vec<String>,
}

/// How many rows there were, in bytes of their lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PlainRowMark {
    lines: usize,
    within: usize,
}

impl PlainRows {
    /// Adds a row.
    fn add(&mut self, row: &Map<String, Value>) {
        self.lines.push_str(&Value::from(row.clone()).to_string());
        self.lines.push('\n');
    }

    /// Adds a row as it is written, so that a key that stands twice in it is found; without line breaks and the
    /// blanks at their sides, which stand in no text of JSON.
    pub(crate) fn add_written(&mut self, row: &str) {
        for line in row.lines() {
            self.lines.push_str(line.trim());
        }
        self.lines.push('\n');
    }

    /// Adds a field that stands beside the rows that were added since to each of them, unless one has it.
    pub(crate) fn add_field_since(&mut self, mark: PlainRowMark, key: &str, value: &str) {
        let rows = self.lines.split_off(mark.lines);
        let key = Value::from(key).to_string();
        let has_key = rows.contains(&key);
        let mut begins = self.begins.iter_mut().filter(|begin| **begin > mark.lines).peekable();
        let mut place = mark.lines;
        for row in rows.lines() {
            while let Some(begin) = begins.next_if(|begin| **begin <= place) {
                *begin = self.lines.len();
            }
            place += row.len() + 1;
            match row.trim_end().strip_suffix('}').filter(|_| !has_key) {
                Some(open) => self.lines.push_str(&format!("{open},{key}:{value}}}")),
                None => self.lines.push_str(row),
            }
            self.lines.push('\n');
        }
        begins.for_each(|begin| *begin = self.lines.len());
    }

    /// Adds a row of cells under these titles, each of which stays, also where two are the same. A row with more cells
    /// than titles is added as the list that it is, which the reader of lines refuses.
    pub(crate) fn add_cells(&mut self, titles: &[String], cells: &[Value]) {
        let more = cells.get(titles.len()..).unwrap_or_default();
        if more.iter().any(|cell| !cell.is_null() && cell.as_str() != Some("")) {
            self.add_written(&Value::from(cells).to_string());
            return;
        }
        let field = |(title, cell): (&String, &Value)| format!("{}:{cell}", Value::from(&**title));
        let fields: Vec<String> = titles.iter().zip(cells).map(field).collect();
        self.add_written(&format!("{{{}}}", fields.join(",")));
    }

    /// Notes what is said beside rows.
    pub(crate) fn note_said(&mut self, line: String) {
        self.said.push(line);
    }

    /// Returns what is said beside the rows.
    pub(crate) fn said(&self) -> &[String] {
        &self.said
    }

    /// Returns whether a text stands in any row.
    pub(crate) fn contain(&self, text: &str) -> bool {
        self.lines.contains(text) || self.within.contains(text)
    }

    /// Adds a row that stands in another one.
    pub(crate) fn add_within(&mut self, row: Map<String, Value>) {
        self.within.push_str(&Value::Object(row).to_string());
        self.within.push('\n');
    }

    /// Notes that rows of another list may follow.
    pub(crate) fn begin_list(&mut self) {
        self.begins.push(self.lines.len());
        self.tables.clear();
    }

    /// Begins a list with a row of tables, if none of its list so far is of each of these; returns whether it does.
    pub(crate) fn begin_list_of(&mut self, tables: Vec<TableKind>) -> bool {
        let is_other = !tables.iter().all(|kind| self.tables.contains(kind));
        if is_other {
            self.begin_list();
            self.tables = tables;
        }
        is_other
    }

    /// Returns the rows of each kind, by the first row of each list.
    pub(crate) fn by_kind<K: Ord>(&self, kind: impl Fn(&str) -> K) -> BTreeMap<K, String> {
        let mut tables: BTreeMap<K, String> = BTreeMap::new();
        let ends = self.begins.iter().copied().chain([self.lines.len()]);
        let starts = std::iter::once(0).chain(self.begins.iter().copied());
        let lists = starts.zip(ends).filter_map(|(start, end)| self.lines.get(start..end));
        for list in lists.chain([self.within.as_str()]).filter(|list| !list.is_empty()) {
            // The keys of its first row are the titles of a table.
            let (before, rows) = list.split_at(first_object(list));
            let first = rows.lines().next().unwrap_or(before);
            tables.entry(kind(first)).or_default().extend([rows, before]);
        }
        tables
    }

    /// Returns whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Returns where the rows end now.
    pub(crate) fn mark(&self) -> PlainRowMark {
        PlainRowMark { lines: self.lines.len(), within: self.within.len() }
    }

    /// Takes out the rows that were added since.
    pub(crate) fn back_to(&mut self, mark: PlainRowMark) {
        self.lines.truncate(mark.lines);
        self.within.truncate(mark.within);
        self.begins.retain(|begin| *begin <= mark.lines);
        self.tables.clear();
    }

    /// Returns the first row of each list that was added since.
    pub(crate) fn first_rows_since(&self, mark: PlainRowMark) -> impl Iterator<Item = &str> {
        let starts = self.begins.iter().filter(move |begin| **begin >= mark.lines);
        let starts = starts.copied().filter(|begin| *begin < self.lines.len());
        starts.filter_map(|start| self.lines.get(start..)?.lines().next())
    }

    /// Returns the rows that were added since, each in a line.
    pub(crate) fn since(&self, mark: PlainRowMark) -> std::str::Lines<'_> {
        self.lines.get(mark.lines..).expect("a mark stands between two lines").lines()
    }
}

/// Returns rows with all of their keys in the first, of which those that it lacks hold nothing.
pub(crate) fn with_all_keys(rows: &str) -> String {
    let (first, rest) = rows.split_once('\n').unwrap_or((rows, ""));
    let keys = |row: &str| serde_json::from_str::<Map<String, Value>>(row).unwrap_or_default();
    let mut lacking: Vec<String> = Vec::new();
    let own = keys(first);
    for key in rest.lines().flat_map(|row| keys(row).into_iter().map(|(key, _)| key)) {
        if !own.contains_key(&key) && !lacking.contains(&key) {
            lacking.push(key);
        }
    }
    let empty: String =
        lacking.iter().map(|key| format!(",{}:null", Value::from(&**key))).collect();
    match first.trim_end().strip_suffix('}') {
        Some(open) => format!("{open}{empty}}}\n{rest}"),
        None => rows.to_owned(),
    }
}

/// Returns where the first line begins that is an object; 0 without one.
fn first_object(lines: &str) -> usize {
    match lines.starts_with('{') {
        true => 0,
        false => lines.find("\n{").map_or(0, |at| at + 1),
    }
}

/// Returns the objects that stand in a row, alone or in lists.
pub(crate) fn rows_within(row: &Map<String, Value>) -> impl Iterator<Item = &Map<String, Value>> {
    row.values().flat_map(objects_of)
}

/// Returns the object that a value is, or those of the list that it is.
pub(crate) fn objects_of(value: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    let all = value.as_array().map_or_else(|| std::slice::from_ref(value), Vec::as_slice);
    all.iter().filter_map(Value::as_object)
}

/// Returns whether an object is a row itself: its keys are titles, and their values no columns.
pub(crate) fn is_row(object: &Map<String, Value>, are_titles: &dyn Fn(&[String]) -> bool) -> bool {
    let keys: Vec<String> = object.keys().cloned().collect();
    are_titles(&keys) && by_columns(object).is_none()
}

/// Adds the rows of an object whose keys are titles, of which each holds a column of values, or which has a list of
/// titles beside a list of rows; returns false, and adds nothing, for any other.
pub(crate) fn add_rows_of(
    mut object: Map<String, Value>,
    are_titles: &dyn Fn(&[String]) -> bool,
    rows: &mut PlainRows,
) -> bool {
    let keys: Vec<String> = object.keys().cloned().collect();
    if are_titles(&keys) {
        let by_columns = by_columns(&object);
        by_columns.iter().flatten().for_each(|row| rows.add(row));
        return by_columns.is_some();
    }
    let Some(titles) = titles_beside(&object).filter(|titles| are_titles(titles)) else {
        return false;
    };
    let list = ["data", "rows", "values"].into_iter().find_map(|key| match object.remove(key)? {
        Value::Array(list) => Some(list),
        _ => None,
    });
    let list: Option<Vec<Vec<Value>>> = list.and_then(|list| list.into_iter().map(cells).collect());
    list.iter().flatten().for_each(|cells| rows.add_cells(&titles, cells));
    list.is_some()
}

/// Returns the cells of a row that is a list, or an object of Google's query: `{"c": [{"v": 1}, null]}`.
fn cells(row: Value) -> Option<Vec<Value>> {
    let value = |mut cell: Value| cell.get_mut("v").map_or(Value::Null, Value::take);
    match row {
        Value::Array(cells) => Some(cells),
        Value::Object(mut row) => match row.remove("c")? {
            Value::Array(cells) => Some(cells.into_iter().map(value).collect()),
            _ => None,
        },
        _ => None,
    }
}

/// Returns whether titles stand beside what may be rows.
pub(crate) fn has_titles(object: &Map<String, Value>) -> bool {
    titles_beside(object).is_some()
}

/// Returns the titles that stand beside rows, as pandas (`columns`), ClickHouse (`meta`), Metabase and Google
/// (`cols`) write them.
fn titles_beside(object: &Map<String, Value>) -> Option<Vec<String>> {
    let columns = ["columns", "meta", "cols"].into_iter().find_map(|key| object.get(key))?;
    let columns = columns.as_array()?;
    let title = |column: &Value| match column {
        Value::String(title) => Some(title.clone()),
        column => Some(column.get("name").or_else(|| column.get("label"))?.as_str()?.to_owned()),
    };
    columns.iter().map(title).collect()
}

/// Returns the rows of columns that are lists of one length, or objects with the same keys; `None`
/// where they are not.
fn by_columns(object: &Map<String, Value>) -> Option<Vec<Map<String, Value>>> {
    let row = |cell: &dyn Fn(&Value) -> Option<Value>| -> Option<Map<String, Value>> {
        object.iter().map(|(title, column)| Some((title.clone(), cell(column)?))).collect()
    };
    match object.values().next()? {
        Value::Array(first) => {
            let is_as_long = |column: &Value| {
                column.as_array().is_some_and(|column| column.len() == first.len())
            };
            let rows = 0..first.len();
            let rows = rows.map(|at| row(&|column| column.get(at).cloned())).collect();
            object.values().all(is_as_long).then_some(rows)?
        }
        Value::Object(first) if !is_value(first.keys()) => {
            let is_as_long = |column: &Value| {
                column.as_object().is_some_and(|column| column.len() == first.len())
            };
            let rows = first.keys().map(|key| row(&|column| column.get(key).cloned())).collect();
            object.values().all(is_as_long).then_some(rows)?
        }
        _ => None,
    }
}
