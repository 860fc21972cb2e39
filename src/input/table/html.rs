//! Tables of web pages: what back offices and ERPs write under the name `.xls`, and what a browser
//! saves of a page.

use std::borrow::Cow;

use html5gum::{StartTag, Token, Tokenizer};

use crate::input::table::held::{HeldSheet, Merge, TooManyCells};
use crate::input::table::sheet_cell::SheetCell;
use crate::input::table::stated_length::StatedLength;
use crate::input::table::title_zone::zone_beside;

/// The most tables of a page: each is looked at by itself.
const MOST_TABLES: usize = 5_000;
/// A longer text beside a table, in bytes, says more than a length or a zone.
const LONGEST_REMARK: usize = 200;
/// Tags that do not end a text.
const INLINE: [&[u8]; 14] = [
    b"a", b"b", b"i", b"u", b"s", b"em", b"strong", b"span", b"font", b"small", b"label", b"code",
    b"sub", b"sup",
];

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
    let mut reader = PageReader::default();
    for Ok(token) in Tokenizer::new(text) {
        match token {
            Token::StartTag(tag) if reader.unread.is_none() => reader.start(&tag)?,
            Token::EndTag(tag) => reader.end(&tag.name)?,
            Token::String(text) if reader.unread.is_none() => {
                reader.text(&String::from_utf8_lossy(&text));
            }
            _ => {}
        }
    }
    reader.page()
}

/// A page while its tokens come.
#[derive(Default)]
struct PageReader {
    page: WebPage,
    /// Tables that have begun, each with its number on the page.
    open: Vec<(usize, OpenTable)>,
    /// Those that have ended.
    done: Vec<(usize, HeldSheet)>,
    begun: usize,
    in_title: bool,
    in_pre: bool,
    in_select: bool,
    /// The text outside all cells that is being read.
    remark: String,
    /// Those that say something of the tables, each with the number of the table that began before it.
    remarks: Vec<(usize, String)>,
    /// The element whose content is not read; `None` outside one.
    unread: Option<Vec<u8>>,
    /// The page has ended, whatever of it is still open.
    has_ended: bool,
}

impl PageReader {
    fn start(&mut self, tag: &StartTag<()>) -> Result<(), TooManyCells> {
        self.end_remark(&tag.name);
        match tag.name.as_slice() {
            b"select" => self.in_select = true,
            b"table" => {
                self.begun += 1;
                if self.begun > MOST_TABLES {
                    return Err(TooManyCells);
                }
                let sheet = HeldSheet::named(format!("table {}", self.begun));
                self.open.push((self.begun, OpenTable { sheet, ..OpenTable::default() }));
            }
            b"title" => self.in_title = true,
            b"pre" if self.open.is_empty() => self.in_pre = true,
            b"input" => {
                let kind = attribute(tag, b"type");
                self.page.asks_for_password |=
                    kind.is_some_and(|kind| kind.eq_ignore_ascii_case("password"));
            }
            b"frameset" => self.page.has_frames = true,
            b"script" | b"style" => self.unread = Some(tag.name.to_vec()),
            _ => {
                if let Some((_, table)) = self.open.last_mut() {
                    table.start(tag)?;
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), TooManyCells> {
        if let Some(unread) = &self.unread {
            if unread == name {
                self.unread = None;
            }
            return Ok(());
        }
        self.end_remark(name);
        match name {
            b"select" => self.in_select = false,
            b"title" => self.in_title = false,
            b"pre" => self.in_pre = false,
            b"table" => self.end_table()?,
            b"body" | b"html" => self.has_ended = true,
            b"td" | b"th" | b"tr" => {
                if let Some((_, table)) = self.open.last_mut() {
                    table.end_cell()?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), TooManyCells> {
        if let Some((number, mut table)) = self.open.pop() {
            table.end_cell()?;
            self.done.push((number, table.sheet));
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.in_title {
            self.page.title.push_str(text);
        } else if self.in_pre {
            self.page.verbatim.push_str(text);
        } else if let Some(cell) = self.open.last_mut().and_then(|(_, table)| table.cell.as_mut()) {
            cell.text.push_str(text);
        } else if !self.in_select {
            self.remark.push_str(text);
        }
    }

    /// Ends the text outside all cells at a tag, and keeps it where it says something of the tables.
    fn end_remark(&mut self, tag: &[u8]) {
        if self.remark.is_empty() || INLINE.contains(&tag) {
            return;
        }
        let remark = std::mem::take(&mut self.remark);
        let text = one_line(&remark);
        let is_short = !text.is_empty() && text.len() <= LONGEST_REMARK;
        if is_short && (StatedLength::of_page(&text).is_some() || zone_beside(&text).is_some()) {
            self.remarks.push((self.begun, text));
        }
    }

    fn page(mut self) -> Result<WebPage, TooManyCells> {
        while let Some((_, table)) = self.open.last_mut() {
            table.sheet.is_cut = !self.has_ended;
            self.end_table()?;
        }
        self.end_remark(b"html");
        self.page.title = one_line(&self.page.title);
        self.done.sort_by_key(|(number, _)| *number);
        self.done.retain(|(_, table)| !table.rows.is_empty());
        if let Some((_, first)) = self.done.first_mut() {
            first.beside.push(self.page.title.clone());
        }
        for (number, text) in self.remarks {
            let after = self.done.partition_point(|(table, _)| *table <= number);
            if let Some((_, table)) = self.done.get_mut(after.saturating_sub(1)) {
                table.beside.push(text);
            }
        }
        self.page.tables = self.done.into_iter().map(|(_, table)| table).collect();
        Ok(self.page)
    }
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

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
    fn a_table_that_the_text_does_not_close_is_cut() {
        let is_cut = |text: &str| read(text).unwrap().tables[0].is_cut;
        assert!(is_cut("<html><table><tr><td>1</td></tr>") && is_cut("<table><tr><td>1</table"));
        assert!(!is_cut("<table><tr><td>1</table>") && !is_cut("<html><table><tr><td>1</html>"));
    }

    #[test]
    fn texts_beside_a_table_are_kept_where_they_say_something_of_it() {
        let page = read(
            "<p>All times in Beijing time</p><p>Welcome</p><table><tr><td>1</table>\
             <div><span>共 64 </span><b>条</b></div><select><option>100 rows</select>\
             <table><caption>Page 1 of 2</caption><tr><td>2</table><li>3 new messages</li>",
        );
        let page = page.unwrap();
        let beside = page.tables.iter().map(|table| table.beside.join("|")).collect::<Vec<_>>();
        assert_eq!(beside, ["|All times in Beijing time|共 64 条", "Page 1 of 2"]);
    }

    #[test]
    fn a_table_in_a_cell_is_a_table_of_its_own() {
        let page = read("<table><tr><td>outer<table><tr><td>in</table><td>x</table>").unwrap();
        assert_eq!(texts(&page.tables[0]), [["outer", "x"]]);
        assert_eq!(texts(&page.tables[1]), [["in"]]);
    }
}
