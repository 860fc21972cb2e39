//! One neutral grid a report, and its writers.

use std::io::{self, Write};

use comfy_table::{
    Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, LineStyle, Table, Width,
    presets,
};
use serde_json::{Map, Value};

use super::Format;
use super::escape::{markdown, one_line, spreadsheet_cell};

/// Where a column's texts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Texts.
    Left,
    /// Numbers.
    Right,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The key in csv and JSON lines; the same in every language.
    pub key: &'static str,
    /// The title people read.
    pub title: String,
    /// Where its texts stand.
    pub align: Align,
}

/// How a row stands out on a terminal with colour. Its texts say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Emphasis {
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
pub struct Grid {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with as many texts as there are columns.
    pub rows: Vec<Vec<String>>,
    /// How the rows stand out, in their order; a row without an entry does not.
    pub emphasis: Vec<Emphasis>,
}

/// Columns of a screen between two of a table.
pub(super) const COLUMN_GAP: usize = 3;
const GAP: u16 = 2;

/// How wide and whether in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Width in columns, if the seller asked for one.
    pub width: Option<u16>,
    /// Whether the output is a terminal, whose width then holds.
    pub terminal: bool,
    /// Whether colour may be used.
    pub color: bool,
}

impl Style {
    /// Returns the width that a table should keep to: the one asked for, else the terminal's;
    /// `None` for no limit.
    pub fn columns(self) -> Option<u16> {
        self.width.or_else(|| Table::new().width().filter(|_| self.terminal))
    }
}

impl Grid {
    /// Starts a grid with columns of key, title and alignment.
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new(), emphasis: Vec::new() }
    }

    /// Writes the grid in a format for rows; `Json` and `Html` are no such formats and give a table.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn write(
        &self,
        format: Format,
        style: Style,
        out: &mut (impl Write + ?Sized),
    ) -> io::Result<()> {
        match format {
            Format::Csv | Format::Jsonl | Format::Markdown => {
                self.head(format, out)?;
                self.rows.iter().try_for_each(|row| self.row(row, format, out))
            }
            Format::Table | Format::Json | Format::Html => self.table(style, out),
        }
    }

    /// Writes the grid with rows that are laid out when it is their turn; a table needs all at once.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn write_rows(
        mut self,
        rows: impl IntoIterator<Item = Vec<String>>,
        format: Format,
        style: Style,
        out: &mut (impl Write + ?Sized),
    ) -> io::Result<()> {
        match format {
            Format::Csv | Format::Markdown | Format::Jsonl => {
                self.head(format, out)?;
                rows.into_iter().try_for_each(|row| self.row(&row, format, out))
            }
            Format::Table | Format::Json | Format::Html => {
                self.rows.extend(rows);
                self.write(format, style, out)
            }
        }
    }

    fn table(&self, style: Style, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        let mut table = Table::new();
        let rule = LineStyle::none().fill('─').junction('─');
        table.load_style(presets::NOTHING.header_separator(rule));
        if style.terminal || style.width.is_some() {
            table.set_content_arrangement(ContentArrangement::Dynamic);
        }
        if let Some(width) = style.width {
            table.set_width(width);
        }
        let align = |column: &Column| match column.align {
            Align::Left => CellAlignment::Left,
            Align::Right => CellAlignment::Right,
        };
        table.set_header(self.columns.iter().map(|c| Cell::new(&c.title).set_alignment(align(c))));
        if style.color {
            table.enforce_styling();
        }
        for (place, row) in self.rows.iter().enumerate() {
            let emphasis = self.emphasis.get(place).copied().filter(|_| style.color);
            let cells = row.iter().zip(&self.columns).map(|(text, column)| {
                let cell = Cell::new(one_line(text)).set_alignment(align(column));
                match emphasis {
                    Some(Emphasis::Bad) => cell.fg(Color::Red),
                    Some(Emphasis::Near) => cell.fg(Color::Yellow),
                    Some(Emphasis::None) | None => cell,
                }
            });
            table.add_row(cells);
        }
        if style.terminal || style.width.is_some() {
            for (at, column) in table.column_iter_mut().enumerate() {
                column.set_constraint(self.constraint(at));
            }
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, GAP));
        }
        let wanted = style.columns().map(usize::from);
        let taken: usize = self.widths().iter().map(|own| own + COLUMN_GAP).sum();
        if wanted.is_some_and(|wanted| taken > wanted + 1)
            && let Some(last) = self.columns.len().checked_sub(1)
            && let Some(column) = table.column_mut(last)
        {
            // There is nothing behind it to keep apart, and the room is needed.
            column.set_padding((0, 0));
        }
        for line in table.to_string().lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Returns the width of each column, its title included.
    pub(super) fn widths(&self) -> Vec<usize> {
        let of = |(at, column): (usize, &Column)| {
            let cells = self.rows.iter().filter_map(|row| row.get(at));
            cells.map(|text| width(&one_line(text))).fold(width(&column.title), usize::max)
        };
        self.columns.iter().enumerate().map(of).collect()
    }

    /// Ids, moments and amounts are never broken; other texts only between words.
    fn constraint(&self, at: usize) -> ColumnConstraint {
        let title = self.columns.get(at).map(|column| column.title.as_str()).unwrap_or_default();
        let cells = || self.rows.iter().filter_map(|row| row.get(at)).filter(|t| !t.is_empty());
        let widest = cells().map(|text| width(text)).max().unwrap_or(0);
        if widest <= UNBROKEN && cells().all(|text| text.contains(|c: char| c.is_ascii_digit())) {
            return ColumnConstraint::ContentWidth;
        }
        let words = cells().map(String::as_str).chain([title]).flat_map(str::split_whitespace);
        let longest = words.map(width).max().unwrap_or(0).min(UNBROKEN);
        ColumnConstraint::LowerBoundary(Width::Fixed(
            u16::try_from(longest + 2).unwrap_or(u16::MAX),
        ))
    }

    /// Writes what stands above the rows.
    fn head(&self, format: Format, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
        match format {
            Format::Csv => {
                let keys: Vec<&str> = self.columns.iter().map(|column| column.key).collect();
                writeln!(out, "{}", keys.join(","))
            }
            Format::Markdown => {
                let rule = |column: &Column| match column.align {
                    Align::Left => "---".to_owned(),
                    Align::Right => "---:".to_owned(),
                };
                let titles = self.columns.iter().map(|column| markdown_cell(&column.title));
                out.write_all(markdown_line(titles).as_bytes())?;
                out.write_all(markdown_line(self.columns.iter().map(rule)).as_bytes())
            }
            Format::Jsonl | Format::Table | Format::Json | Format::Html => Ok(()),
        }
    }

    /// Writes a row in a format that needs to know no other row; what does not is not written.
    fn row(
        &self,
        row: &[String],
        format: Format,
        out: &mut (impl Write + ?Sized),
    ) -> io::Result<()> {
        match format {
            Format::Csv => {
                let mut line = String::new();
                for (place, text) in row.iter().enumerate() {
                    if place > 0 {
                        line.push(',');
                    }
                    line.push_str(&csv_cell(text));
                }
                line.push('\n');
                out.write_all(line.as_bytes())
            }
            Format::Markdown => {
                let cells = row.iter().map(|text| markdown_cell(text));
                out.write_all(markdown_line(cells).as_bytes())
            }
            Format::Jsonl => {
                serde_json::to_writer(&mut *out, &self.object(row)).map_err(io::Error::from)?;
                out.write_all(b"\n")
            }
            Format::Table | Format::Json | Format::Html => Ok(()),
        }
    }

    /// Returns a row by the keys of its columns; an empty cell is `null`.
    fn object(&self, row: &[String]) -> Map<String, Value> {
        let value = |text: &String| match one_line(text) {
            text if text.is_empty() => Value::Null,
            text => Value::String(text),
        };
        let keys = self.columns.iter().map(|column| column.key.to_owned());
        keys.zip(row.iter().map(value)).collect()
    }

    /// Returns the rows as one document, below a key.
    pub fn document(&self, schema: &str, key: &str) -> Map<String, Value> {
        let rows = self.rows.iter().map(|row| Value::Object(self.object(row))).collect();
        let schema = Value::String(schema.to_owned());
        [("schema".to_owned(), schema), (key.to_owned(), Value::Array(rows))].into_iter().collect()
    }
}

fn markdown_line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

fn markdown_cell(text: &str) -> String {
    markdown(text)
}

/// The widest text that is kept on one line, in columns: an id, a moment with its zone.
const UNBROKEN: usize = 24;

/// How many columns a text takes; signs of East Asia take two.
fn width(text: &str) -> usize {
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

fn csv_cell(text: &str) -> String {
    let cell = spreadsheet_cell(text);
    if cell.contains([',', '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid() -> Grid {
        let column = |key, title: &str, align| Column { key, title: title.to_owned(), align };
        let mut grid = Grid::new(vec![
            column("product", "产品", Align::Left),
            column("orders", "Orders", Align::Right),
        ]);
        grid.rows.push(vec!["=1+1 \"x\", |y|\u{1b}[2J".to_owned(), "7".to_owned()]);
        grid.rows.push(vec!["螺丝刀".to_owned(), "12".to_owned()]);
        grid
    }

    fn written(format: Format) -> String {
        let mut out = Vec::new();
        grid()
            .write(format, Style { width: None, terminal: false, color: false }, &mut out)
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_csv_cell_is_no_formula() {
        assert_eq!(
            written(Format::Csv),
            "product,orders\n\"'=1+1 \"\"x\"\", |y|<U+001B>[2J\",7\n螺丝刀,12\n"
        );
    }

    #[test]
    fn a_markdown_cell_ends_no_column() {
        assert_eq!(
            written(Format::Markdown),
            "| 产品 | Orders |\n| --- | ---: |\n| =1+1 \"x\", \\|y\\|&lt;U+001B>\\[2J | 7 |\n| 螺丝刀 | 12 |\n"
        );
    }

    #[test]
    fn wide_signs_count_as_two_columns() {
        let table = written(Format::Table);
        let widths: Vec<usize> = table.lines().map(width).collect();
        assert!(widths.iter().all(|width| *width <= widths[1]), "{table}");
    }
}
