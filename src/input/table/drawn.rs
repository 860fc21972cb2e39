//! Tables drawn with lines: what `psql`, `mysql`, DuckDB and SQLite print on a terminal, and tables of
//! Markdown.

use crate::input::table::held::{HeldFormat, HeldSheet, TooManyCells};
use crate::input::table::sheet_cell::SheetCell;

/// The first lines with anything in them, among which the first rule is.
const LOOK_LINES: usize = 20;
/// What stands where lines cross, with what separates cells in its rows.
const JOINTS: &[char] = &[
    '|', '+', '┌', '┬', '┐', '├', '┼', '┤', '└', '┴', '┘', '╞', '╪', '╡', '┏', '┳', '┓', '┡', '╇',
    '┩', '┣', '╋', '┫', '┗', '┻', '┛',
];
/// What rules are drawn with.
const DASHES: &[char] = &['-', '=', '─', '═', '━'];
/// What separates cells; the vertical bar of a keyboard may also stand in a cell.
const BARS: &[char] = &['│', '┃', '║', '|'];
/// What the error in each cell of a line begins with that is no row.
pub(crate) const NO_ROW: &str = "no row:";
/// Dashes in a row that no missing value is written with.
const FEWEST_DASHES: usize = 3;

/// How the lines of a table are split.
#[derive(Clone, Copy)]
struct LineStyle {
    /// Rows begin and end with a bar.
    has_borders: bool,
    /// A backslash takes its meaning from the sign behind it.
    is_markdown: bool,
}

/// Returns whether a line is nothing but a rule between rows.
fn is_rule(line: &str) -> bool {
    // Nearly every other line ends this search with its first sign.
    let is_of_rules =
        |sign: char| JOINTS.contains(&sign) || DASHES.contains(&sign) || matches!(sign, ' ' | ':');
    if !line.chars().all(is_of_rules) {
        return false;
    }
    let parts = || line.split(JOINTS).map(|part| part.trim_matches([' ', ':']));
    line.contains(JOINTS)
        && parts().any(|part| !part.is_empty())
        && parts().filter(|part| !part.is_empty()).all(|part| {
            part.chars().count() >= FEWEST_DASHES && part.chars().all(|c| DASHES.contains(&c))
        })
}

/// Returns how the table that a text begins with is drawn; `None` where it begins with none.
fn line_style(text: &str) -> Option<LineStyle> {
    let mut before = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()).take(LOOK_LINES) {
        if is_rule(line) && before.is_none_or(|before: &str| before.contains(BARS)) {
            let is_markdown = line.contains('|');
            return Some(LineStyle { has_borders: line.starts_with(JOINTS), is_markdown });
        }
        before = Some(line);
    }
    None
}

/// A text that begins with a drawn table.
pub(crate) const FORMAT: HeldFormat = HeldFormat {
    is: |text| !text.starts_with('<') && line_style(text).is_some(),
    read: |input, text| match read(text) {
        Ok(sheet) => Ok(vec![sheet]),
        Err(TooManyCells) => Err(input.unknown_kind("a drawn table with too many cells")),
    },
};

/// Reads the table. Rows have the numbers of their lines; one that does not have as many cells as there are
/// titles is an error in each of its cells, and so is the count of rows below the table where it is not that of
/// the rows read.
fn read(text: &str) -> Result<HeldSheet, TooManyCells> {
    let mut sheet = HeldSheet::named("table");
    let Some(style) = line_style(text) else { return Ok(sheet) };
    let (mut columns, mut is_below_titles, mut rows) = (None, false, 0_u64);
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() {
            continue;
        }
        if is_rule(line.trim()) {
            is_below_titles |= columns.is_some();
            continue;
        }
        let cells = style.cells(line);
        match columns {
            None => {
                columns = (cells.len() > 1).then_some(cells.len());
                put(&mut sheet, number, cells)?;
            }
            // DuckDB names the types there.
            Some(_) if !is_below_titles => {}
            Some(_) if row_count(line) == Some(rows) => {}
            // What stands below a table of Markdown, without a bar, is a foot as that of any other.
            Some(_) if style.is_markdown && !line.contains(BARS) => put(&mut sheet, number, cells)?,
            Some(columns) if cells.len() == columns => {
                rows += 1;
                put(&mut sheet, number, cells)?;
            }
            Some(columns) => {
                let line = line.trim();
                let wrong = match row_count(line) {
                    Some(_) => format!("{NO_ROW} {line}, and {rows} stand above"),
                    None => {
                        format!("{NO_ROW} {} cells under {columns} titles: {line}", cells.len())
                    }
                };
                for column in 0..columns {
                    sheet.put(number, column, SheetCell::Error(wrong.clone()))?;
                }
            }
        }
    }
    Ok(sheet)
}

fn put(sheet: &mut HeldSheet, number: u64, cells: Vec<String>) -> Result<(), TooManyCells> {
    for (column, text) in cells.into_iter().enumerate() {
        let cell = if text.is_empty() { SheetCell::Empty } else { SheetCell::Text(text.into()) };
        sheet.put(number, column, cell)?;
    }
    Ok(())
}

/// Reads the line below a table, as `(12 rows)`, `12 rows in set (0.01 sec)` or `│ 12 rows   3 columns │`;
/// `None` where it is another, or says that not all rows are shown.
pub(super) fn row_count(line: &str) -> Option<u64> {
    let line = line.trim_matches(|c: char| c == '(' || c.is_whitespace() || BARS.contains(&c));
    let (count, rest) = line.split_once(' ')?;
    if !rest.starts_with("row") || rest.contains("shown") {
        return None;
    }
    count.parse().ok()
}

impl LineStyle {
    /// Splits a line.
    fn cells(self, line: &str) -> Vec<String> {
        let bar = BARS.iter().copied().find(|bar| line.contains(*bar)).unwrap_or('|');
        let mut cells = vec![String::new()];
        let mut rest = line.trim().chars().peekable();
        while let Some(sign) = rest.next() {
            let last = cells.last_mut().expect("there is a first cell");
            match sign {
                // Before any other sign it stands for itself.
                '\\' if self.is_markdown && rest.peek().is_some_and(char::is_ascii_punctuation) => {
                    last.extend(rest.next());
                }
                _ if sign == bar => cells.push(String::new()),
                _ => last.push(sign),
            }
        }
        let is_empty = |cell: Option<&String>| cell.is_some_and(|cell| cell.trim().is_empty());
        if self.has_borders && cells.len() > 2 && is_empty(cells.first()) && is_empty(cells.last())
        {
            cells.pop();
            cells.remove(0);
        }
        let entity = |cell: &str| cell.replace("&lt;", "<").replace("&amp;", "&");
        let text = |cell: &String| match self.is_markdown {
            true => entity(cell.trim()),
            false => cell.trim().to_owned(),
        };
        cells.iter().map(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let shown = |cell: &SheetCell<'static>| match cell {
            SheetCell::Text(text) => text.to_string(),
            SheetCell::Empty => String::new(),
            other => format!("{other:?}"),
        };
        let sheet = read(text).unwrap();
        let row = |(number, cells): &(u64, Vec<SheetCell<'static>>)| {
            (*number, cells.iter().map(shown).collect())
        };
        sheet.rows.iter().map(row).collect()
    }

    const PSQL: &str = " id | note \n----+------\n 12 | a b\n 34 | \n(2 rows)\n\n";
    const MYSQL: &str = "+-----+------+\n| id  | note |\n+-----+------+\n| 12  | a b  |\n| 34  |      |\n+-----+------+\n2 rows in set (0.00 sec)\n";
    const DUCKDB: &str = "┌───────┬─────────┐\n│  id   │  note   │\n│ int64 │ varchar │\n├───────┼─────────┤\n│    12 │ a b     │\n│    34 │         │\n├───────┴─────────┤\n│ 2 rows  2 columns │\n└─────────────────┘\n";
    const MARKDOWN: &str = "| id | note |\n|---:|:------|\n| 12 | a b |\n| 34 |  |\n";

    #[test]
    fn every_program_that_draws_says_the_same() {
        for text in [PSQL, MYSQL, DUCKDB, MARKDOWN] {
            let cells: Vec<Vec<String>> = rows(text).into_iter().map(|(_, cells)| cells).collect();
            assert_eq!(cells, [["id", "note"], ["12", "a b"], ["34", ""]], "{text}");
        }
        assert_eq!(rows(PSQL).last().unwrap().0, 4);
    }

    #[test]
    fn what_may_be_lost_is_an_error_in_its_row() {
        for (text, row) in [
            ("id | note\n---+-----\n12 | a | b\n", 3),
            (&PSQL.replace("(2 rows)", "(3 rows)"), 5),
            (&DUCKDB.replace("2 rows", "9 rows (2 shown)"), 8),
        ] {
            let (number, cells) = rows(text).pop().unwrap();
            assert!(number == row && cells.iter().all(|cell| cell.starts_with("Error")), "{text}");
        }
    }

    #[test]
    fn a_line_without_a_bar_below_a_table_of_markdown_is_a_text() {
        let read = rows(&format!("{MARKDOWN}\nSome remark\n"));
        assert_eq!(read.last().unwrap(), &(6, vec!["Some remark".to_owned()]));
    }

    #[test]
    fn markdown_takes_its_own_signs_back() {
        let text = "| id | note |\n| --- | --- |\n| 1 | a \\| b\\_c &lt;d> |\n";
        assert_eq!(rows(text)[1].1, ["1", "a | b_c <d>"]);
        let text = "| id | note |\n| --- | --- |\n| 1 | \\N |\n";
        assert_eq!(rows(text)[1].1, ["1", "\\N"]);
    }

    #[test]
    fn no_other_text_is_drawn() {
        for text in [
            "id|note\n-|-\n1|2\n",
            "id,note\n1,a+b\n",
            "id\tnote\n---\t---\n",
            "a\n----\n1 | 2\n",
            "2026-01-16 | x\n1 | 2\n",
            "",
        ] {
            assert!(!(FORMAT.is)(text), "{text}");
        }
    }
}
