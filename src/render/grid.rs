//! One neutral grid a report.

use std::fmt::{self, Write};

use comfy_table::Table;
use serde_json::{Map, Value};

use super::escape::one_line;
use super::translator::Translator;
use crate::domain::Zone;

/// Where a column's texts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// Texts.
    Left,
    /// Numbers.
    Right,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// The key in csv and JSON lines; the same in every language.
    pub(crate) key: &'static str,
    /// The title people read.
    pub(crate) title: String,
    /// Where its texts stand.
    pub(crate) align: Align,
}

impl Column {
    /// Returns a column of texts that is called by its key.
    pub(crate) fn plain(key: &'static str) -> Self {
        Self { key, title: key.to_owned(), align: Align::Left }
    }
}

/// How a row stands out on a terminal with colour. Its texts say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Emphasis {
    /// Not at all.
    #[default]
    None,
    /// Soon too late, or near a limit.
    Near,
    /// Too late, or over a limit.
    Bad,
}

/// A table without looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grid {
    /// The columns.
    pub(crate) columns: Vec<Column>,
    /// The rows, each with as many texts as there are columns.
    pub(crate) rows: Vec<Vec<String>>,
    /// How the rows stand out, in their order; a row without an entry does not.
    pub(crate) emphasis: Vec<Emphasis>,
}

/// The cells of a row, put in the place of those of the row before: of many rows most of the time would
/// go to memory taken and given back.
#[derive(Debug, Default)]
pub(crate) struct RowCells {
    cells: Vec<String>,
    count: usize,
}

impl RowCells {
    /// Begins another row.
    pub(super) fn begin(&mut self) {
        self.count = 0;
    }

    /// Begins another cell, and returns it to be written.
    pub(super) fn begin_cell(&mut self) -> &mut String {
        let at = self.count;
        self.count += 1;
        if self.cells.len() < self.count {
            self.cells.push(String::new());
        }
        let cell = self.cells.get_mut(at).expect("there is one more now");
        cell.clear();
        cell
    }

    /// Adds a cell that shows a value.
    pub(super) fn push(&mut self, value: impl fmt::Display) {
        write!(self.begin_cell(), "{value}").expect("a text takes any other");
    }

    /// Adds a cell that shows a value, empty where it is not known.
    pub(super) fn push_known(&mut self, value: Option<impl fmt::Display>) {
        match value {
            Some(value) => self.push(value),
            None => self.begin_cell().clear(),
        }
    }

    /// Returns the cells of the row.
    pub(super) fn get(&self) -> &[String] {
        self.cells.get(..self.count).expect("no more are counted than there are")
    }
}

/// Columns of a screen between two of a table.
pub(super) const COLUMN_GAP: usize = 3;

/// How wide and whether in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    /// Width in columns, if the seller asked for one.
    pub(crate) width: Option<u16>,
    /// Whether the output is a terminal, whose width then holds.
    pub(crate) terminal: bool,
    /// Whether colour may be used.
    pub(crate) color: bool,
}

impl Style {
    /// Returns the width that a table should keep to: the one asked for, else the terminal's;
    /// `None` for no limit.
    pub(crate) fn columns(self) -> Option<u16> {
        self.width.or_else(|| Table::new().width().filter(|_| self.terminal))
    }
}

impl Grid {
    /// Leaves out a column in which no row has a text.
    pub(crate) fn drop_if_empty(&mut self, key: &str) {
        let at = self.columns.iter().position(|column| column.key == key);
        let Some(at) = at else { return };
        let is_empty = |row: &Vec<String>| row.get(at).is_none_or(String::is_empty);
        if self.rows.iter().all(is_empty) {
            self.columns.remove(at);
            for row in self.rows.iter_mut().filter(|row| at < row.len()) {
                row.remove(at);
            }
        }
    }

    /// Starts a grid with columns of key, title and alignment.
    pub(crate) fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new(), emphasis: Vec::new() }
    }

    /// Starts a grid with columns of these keys. Their titles are the words of the prefix and the key,
    /// with `-` for `_`; those named stand at the right.
    pub(crate) fn of_keys(
        prefix: &str,
        keys: &[&'static str],
        right: &[&str],
        words: Translator<'_>,
    ) -> Self {
        let column = |key: &&'static str| Column {
            key,
            title: words.get(&format!("{prefix}-{}", key.replace('_', "-"))),
            align: if right.contains(key) { Align::Right } else { Align::Left },
        };
        Self::new(keys.iter().map(column).collect())
    }

    /// Makes a grid of columns that have their titles from the words of several tables: a prefix, and keys.
    pub(super) fn of_several(
        columns: &[(&str, &[&'static str])],
        right: &[&str],
        words: Translator<'_>,
    ) -> Self {
        let grids = columns.iter().map(|(prefix, keys)| Self::of_keys(prefix, keys, right, words));
        Self::new(grids.flat_map(|grid| grid.columns).collect())
    }

    /// Adds rows, given what puts the cells of each.
    pub(super) fn extend<R>(
        &mut self,
        rows: impl IntoIterator<Item = R>,
        mut put: impl FnMut(R, &mut RowCells),
    ) {
        let mut cells = RowCells::default();
        self.rows.extend(rows.into_iter().map(|row| {
            cells.begin();
            put(row, &mut cells);
            cells.get().to_vec()
        }));
    }

    /// Names the zone of its times in the titles of columns.
    pub(super) fn with_zone(mut self, times: &[&str], zone: Zone, words: Translator<'_>) -> Self {
        for column in self.columns.iter_mut().filter(|column| times.contains(&column.key)) {
            column.title = words.title_of_times(&column.title, zone);
        }
        self
    }

    /// Returns the width of each column, its title included.
    pub(super) fn widths(&self) -> Vec<usize> {
        let of = |(at, column): (usize, &Column)| {
            let cells = self.rows.iter().filter_map(|row| row.get(at));
            cells.map(|text| width(&one_line(text))).fold(width(&column.title), usize::max)
        };
        self.columns.iter().enumerate().map(of).collect()
    }

    /// Leaves columns out, one of these after the other, until the others fit into so many columns of a screen.
    pub(super) fn fit(&mut self, screen: usize, least_needed: &[&str]) {
        for key in least_needed {
            let taken: usize = self.widths().into_iter().map(|own| own + COLUMN_GAP).sum();
            if taken <= screen + COLUMN_GAP {
                return;
            }
            if let Some(place) = self.columns.iter().position(|column| column.key == *key) {
                self.columns.remove(place);
                for row in self.rows.iter_mut().filter(|row| row.len() > place) {
                    row.remove(place);
                }
            }
        }
    }

    /// Returns the rows as one document, below a key.
    pub(crate) fn document(&self, schema: &str, key: &str) -> Map<String, Value> {
        let rows = self.rows.iter().map(|row| Value::Object(object(&self.columns, row))).collect();
        let schema = Value::String(schema.to_owned());
        [("schema".to_owned(), schema), (key.to_owned(), Value::Array(rows))].into_iter().collect()
    }
}

/// Returns a row by the keys of its columns; an empty cell is `null`.
pub(super) fn object(columns: &[Column], row: &[String]) -> Map<String, Value> {
    let value = |text: &String| match one_line(text) {
        text if text.is_empty() => Value::Null,
        text => Value::String(text),
    };
    let keys = columns.iter().map(|column| column.key.to_owned());
    keys.zip(row.iter().map(value)).collect()
}

/// How many columns a text takes; signs of East Asia take two.
pub(super) fn width(text: &str) -> usize {
    let wide = |c: char| matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}');
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}

/// Returns a text that takes at most so many columns; one that is cut ends in an ellipsis.
pub(super) fn shortened(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if width(&kept) >= most {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}
