//! Tables of web pages: what back offices and ERPs write under the name `.xls`, and what a browser
//! saves of a page.

use std::borrow::Cow;

use html5gum::{StartTag, Token, Tokenizer};

use crate::input::table::held::{HeldSheet, Merge, TooManyCells};
use crate::input::table::sheet_cell::SheetCell;

/// What a web page holds.
#[derive(Debug, Default)]
pub(crate) struct WebPage {
    /// Its title; empty without one.
    pub(crate) title: String,
    /// Its tables that have any cell, in the order in which they begin.
    pub(crate) tables: Vec<HeldSheet>,
    /// Its tables lie in files of their own, as a spreadsheet saves several sheets.
    pub(crate) has_frames: bool,
    /// It has a field for a password.
    pub(crate) asks_for_password: bool,
    /// What stands in it as it was written (`<pre>`): a browser shows an answer so.
    pub(crate) verbatim: String,
}

/// A table that has begun and not ended.
#[derive(Default)]
struct OpenTable {
    sheet: HeldSheet,
    row: u64,
    column: usize,
    /// Columns that cells of rows above still fill, and down to which row.
    filled: Vec<u64>,
    cell: Option<OpenCell>,
}

/// A cell that has begun and not ended.
#[derive(Default)]
struct OpenCell {
    text: String,
    /// The number that a spreadsheet keeps beside the shown text.
    number: Option<String>,
    columns: usize,
    rows: u64,
}

/// Reads the tables of a page. Cells are texts, as they stand there: ids keep their digits.
pub(crate) fn read(text: &str) -> Result<WebPage, TooManyCells> {
    let mut page = WebPage::default();
    let mut open: Vec<OpenTable> = Vec::new();
    let mut done: Vec<(usize, HeldSheet)> = Vec::new();
    let (mut begun, mut starts) = (0_usize, Vec::new());
    let (mut in_title, mut in_pre, mut unread) = (false, false, None::<Vec<u8>>);
    for Ok(token) in Tokenizer::new(text) {
        match token {
            Token::StartTag(tag) if unread.is_none() => match tag.name.as_slice() {
                b"table" => {
                    begun += 1;
                    starts.push(begun);
                    let sheet = HeldSheet::named(format!("table {begun}"));
                    open.push(OpenTable { sheet, ..OpenTable::default() });
                }
                b"title" => in_title = true,
                b"pre" if open.is_empty() => in_pre = true,
                b"input" => {
                    let kind = attribute(&tag, b"type");
                    page.asks_for_password |=
                        kind.is_some_and(|kind| kind.eq_ignore_ascii_case("password"));
                }
                b"frameset" => page.has_frames = true,
                b"script" | b"style" => unread = Some(tag.name.to_vec()),
                _ => {
                    if let Some(table) = open.last_mut() {
                        table.start(&tag)?;
                    }
                }
            },
            Token::EndTag(tag) => match tag.name.as_slice() {
                name if unread.as_deref() == Some(name) => unread = None,
                _ if unread.is_some() => {}
                b"title" => in_title = false,
                b"pre" => in_pre = false,
                b"table" => {
                    if let (Some(mut table), Some(start)) = (open.pop(), starts.pop()) {
                        table.end_cell()?;
                        done.push((start, table.sheet));
                    }
                }
                b"td" | b"th" | b"tr" => {
                    if let Some(table) = open.last_mut() {
                        table.end_cell()?;
                    }
                }
                _ => {}
            },
            Token::String(text) if unread.is_none() => {
                let text = String::from_utf8_lossy(&text);
                if in_title {
                    page.title.push_str(&text);
                } else if in_pre {
                    page.verbatim.push_str(&text);
                } else if let Some(cell) = open.last_mut().and_then(|t| t.cell.as_mut()) {
                    cell.text.push_str(&text);
                }
            }
            _ => {}
        }
    }
    // A page that was cut off does not close its table.
    while let (Some(mut table), Some(start)) = (open.pop(), starts.pop()) {
        table.end_cell()?;
        done.push((start, table.sheet));
    }
    done.sort_by_key(|(start, _)| *start);
    page.tables = done.into_iter().map(|(_, table)| table).filter(|t| !t.rows.is_empty()).collect();
    page.title = page.title.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(page)
}

impl OpenTable {
    fn start(&mut self, tag: &StartTag<()>) -> Result<(), TooManyCells> {
        match tag.name.as_slice() {
            b"tr" => {
                self.end_cell()?;
                self.row += 1;
                self.column = 0;
            }
            b"td" | b"th" => {
                self.end_cell()?;
                self.row = self.row.max(1);
                let span = |name: &[u8]| -> Option<usize> {
                    let value = attribute(tag, name)?;
                    value.trim().parse().ok().filter(|count| (1..=1000).contains(count))
                };
                self.cell = Some(OpenCell {
                    text: String::new(),
                    number: attribute(tag, b"x:num").filter(|number| !number.is_empty()),
                    columns: span(b"colspan").unwrap_or(1),
                    rows: span(b"rowspan").and_then(|rows| rows.try_into().ok()).unwrap_or(1),
                });
            }
            b"br" | b"p" | b"div" => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.text.is_empty()) {
                    cell.text.push('\n');
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), TooManyCells> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let row = self.row;
        while self.filled.get(self.column).is_some_and(|last| *last >= row) {
            self.column += 1;
        }
        let (left, last) = (self.column, row.saturating_add(cell.rows - 1));
        // A blank that does not break is one that pages put for a plain one.
        let text = cell.number.unwrap_or(cell.text).replace('\u{a0}', " ");
        let value = match text.trim() {
            "" => SheetCell::Empty,
            text => SheetCell::Text(Cow::Owned(text.to_owned())),
        };
        self.sheet.put(row, left, value)?;
        self.column += cell.columns;
        if last > row {
            self.filled.resize(self.filled.len().max(self.column), 0);
            self.filled.iter_mut().skip(left).take(cell.columns).for_each(|until| *until = last);
            let right = self.column - 1;
            self.sheet.merges.push(Merge { first: row, last, left, right });
        }
        Ok(())
    }
}

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.iter().find(|(key, _)| key.as_slice() == name)?.1;
    Some(String::from_utf8_lossy(value).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(sheet: &HeldSheet) -> Vec<Vec<String>> {
        let text = |cell: &SheetCell<'_>| match cell {
            SheetCell::Text(text) => text.to_string(),
            _ => String::new(),
        };
        sheet.rows.iter().map(|(_, cells)| cells.iter().map(text).collect()).collect()
    }

    #[test]
    fn cells_are_read_with_and_without_end_tags() {
        let page = read(
            "<title>Orders</title><table><tr><th>a<th>b &amp; c<tr><td>1<br>2<td x:num=\"82\">8E1\
             </table>",
        )
        .unwrap();
        assert_eq!(page.title, "Orders");
        assert_eq!(texts(&page.tables[0]), [["a", "b & c"], ["1\n2", "82"]]);
    }

    #[test]
    fn a_cell_over_several_rows_moves_those_beside_it() {
        let page = read(
            "<table><tr><td rowspan=2>1<td>a<tr><td>b</table><script>'<table><tr><td>x'</script>",
        )
        .unwrap();
        assert_eq!(page.tables.len(), 1);
        assert_eq!(texts(&page.tables[0]), [["1", "a"], ["", "b"]]);
        assert_eq!(page.tables[0].merges, [Merge { first: 1, last: 2, left: 0, right: 0 }]);
    }

    #[test]
    fn a_table_in_a_cell_is_a_table_of_its_own() {
        let page = read("<table><tr><td>outer<table><tr><td>in</table><td>x</table>").unwrap();
        assert_eq!(texts(&page.tables[0]), [["outer", "x"]]);
        assert_eq!(texts(&page.tables[1]), [["in"]]);
    }
}
