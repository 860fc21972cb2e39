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
/// The most columns and rows that a cell fills (WHATWG HTML, 4.9.11).
const MOST_COLUMNS: u16 = 1_000;
const MOST_ROWS: u16 = 65_534;
/// Tags that do not end a text.
const INLINE: [&[u8]; 14] = [
    b"a", b"b", b"i", b"u", b"s", b"em", b"strong", b"span", b"font", b"small", b"label", b"code",
    b"sub", b"sup",
];

/// Tags that end a cell, whatever is open in it.
const ENDS_CELL: [&[u8]; 4] = [b"td", b"th", b"tr", b"table"];
/// Kinds of fields of a form that show their value as text.
const FIELDS: [&str; 8] =
    ["text", "search", "number", "tel", "url", "date", "datetime-local", "time"];

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
    /// The last row above the group that is open (`tbody`).
    above: u64,
    column: usize,
    /// Columns that cells of rows above still fill, and down to which row.
    filled: Vec<u64>,
    cell: Option<OpenCell>,
    /// Rows that the page does not show.
    hidden: Vec<u64>,
}

/// A cell that has begun and not ended.
#[derive(Default)]
struct OpenCell {
    text: String,
    /// The number that a spreadsheet keeps beside the shown text.
    number: Option<String>,
    /// What stands in its first field of a form; it counts where there is no text.
    field: Option<String>,
    /// The options of the list that is open in it, each with whether it is the selected one.
    options: Vec<(bool, String)>,
    columns: usize,
    /// How many rows it fills; 0 for all that are left of its group.
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
    /// The element in a cell that the page does not show, and how many of its name are open in it.
    hidden: Option<(Vec<u8>, usize)>,
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
        if self.is_hidden(tag) {
            return Ok(());
        }
        match tag.name.as_slice() {
            b"select" => self.in_select = true,
            b"option" if self.in_select => {
                if let Some(cell) = self.cell() {
                    let is_selected = attribute(tag, b"selected").is_some();
                    cell.options.push((is_selected, String::new()));
                }
            }
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
                    kind.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("password"));
                let kind = kind.map_or_else(|| "text".to_owned(), |kind| kind.to_lowercase());
                let value = attribute(tag, b"value").filter(|_| FIELDS.contains(&kind.as_str()));
                if let Some(cell) = self.cell() {
                    cell.field = cell.field.take().or(value);
                }
            }
            // That of a component holds what is shown.
            b"template" if attribute(tag, b"shadowrootmode").is_none() => {
                self.unread = Some(tag.name.to_vec());
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
        if let Some((hidden, open)) = &mut self.hidden {
            *open -= usize::from(hidden == name);
            if *open > 0 && !ENDS_CELL.contains(&name) {
                return Ok(());
            }
            self.hidden = None;
        }
        match name {
            b"select" => {
                self.in_select = false;
                self.cell().into_iter().for_each(OpenCell::end_select);
            }
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

    fn cell(&mut self) -> Option<&mut OpenCell> {
        self.open.last_mut().and_then(|(_, table)| table.cell.as_mut())
    }

    /// Returns whether a tag stands in an element of a cell that the page does not show, or begins one.
    fn is_hidden(&mut self, tag: &StartTag<()>) -> bool {
        const WITHOUT_END: [&[u8]; 5] = [b"input", b"br", b"img", b"hr", b"wbr"];
        let name = tag.name.as_slice();
        if ENDS_CELL.contains(&name) {
            self.hidden = None;
        } else if let Some((hidden, open)) = &mut self.hidden {
            *open += usize::from(hidden == name);
        } else if self.cell().is_some() && is_not_shown(tag) {
            if WITHOUT_END.contains(&name) {
                return true;
            }
            self.hidden = Some((name.to_vec(), 1));
        }
        self.hidden.is_some()
    }

    fn end_table(&mut self) -> Result<(), TooManyCells> {
        if let Some((number, mut table)) = self.open.pop() {
            table.end_group()?;
            // One is what a page copies its rows from; several are other pages of the table, and the first has titles.
            if let [hidden] = table.hidden.as_slice() {
                let first = table.sheet.rows.first().map(|(row, _)| *row);
                table.sheet.rows.retain(|(row, _)| row != hidden || Some(*row) == first);
            }
            self.done.push((number, table.sheet));
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.in_title {
            self.page.title.push_str(text);
        } else if self.in_pre {
            self.page.verbatim.push_str(text);
        } else if self.hidden.is_some() {
            // The page does not show it.
        } else if let Some((_, table)) = self.open.last_mut()
            && let Some(cell) = &mut table.cell
        {
            match cell.options.last_mut().filter(|_| self.in_select) {
                Some((_, option)) => option.push_str(text),
                None => cell.text.push_str(text),
            }
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
            b"thead" | b"tbody" | b"tfoot" => self.end_group()?,
            b"tr" => {
                self.end_cell()?;
                self.row += 1;
                self.column = 0;
                self.hidden.extend(is_not_shown(tag).then_some(self.row));
            }
            b"td" | b"th" => {
                self.end_cell()?;
                self.row = self.row.max(1);
                let span = |name: &[u8], most: u16| -> Option<u16> {
                    let count: u64 = attribute(tag, name)?.trim().parse().ok()?;
                    Some(u16::try_from(count).unwrap_or(most).min(most))
                };
                let columns = span(b"colspan", MOST_COLUMNS).filter(|columns| *columns > 0);
                self.cell = Some(OpenCell {
                    number: attribute(tag, b"x:num").filter(|number| !number.is_empty()),
                    columns: columns.unwrap_or(1).into(),
                    rows: span(b"rowspan", MOST_ROWS).unwrap_or(1).into(),
                    ..OpenCell::default()
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

    /// Ends a group of rows, and with it the cells that fill more rows than it has.
    fn end_group(&mut self) -> Result<(), TooManyCells> {
        self.end_cell()?;
        let (above, row) = (self.above, self.row);
        let of_group = self.sheet.merges.iter_mut().rev().take_while(|cells| cells.first > above);
        of_group.for_each(|cells| cells.last = cells.last.min(row));
        self.filled.iter_mut().for_each(|last| *last = row.min(*last));
        self.above = row;
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), TooManyCells> {
        let Some(mut cell) = self.cell.take() else { return Ok(()) };
        cell.end_select();
        let row = self.row;
        while self.filled.get(self.column).is_some_and(|last| *last >= row) {
            self.column += 1;
        }
        let left = self.column;
        let last = cell.rows.checked_sub(1).map_or(u64::MAX, |more| row.saturating_add(more));
        // A blank that does not break is one that pages put for a plain one.
        let field = cell.field.filter(|_| cell.text.trim().is_empty());
        let text = cell.number.or(field).unwrap_or(cell.text).replace('\u{a0}', " ");
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

impl OpenCell {
    /// Takes the selected option of a list for its text, or the first, which is shown where none is selected.
    fn end_select(&mut self) {
        let options = std::mem::take(&mut self.options);
        let selected = options.iter().find(|(is_selected, _)| *is_selected);
        if let Some((_, text)) = selected.or(options.first()) {
            self.text.push_str(text);
        }
    }
}

/// Returns whether a page does not show an element.
fn is_not_shown(tag: &StartTag<()>) -> bool {
    let style = attribute(tag, b"style").unwrap_or_default();
    let style: String = style.to_lowercase().split_whitespace().collect();
    style.contains("display:none") || attribute(tag, b"hidden").is_some()
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
    fn what_a_page_does_not_show_is_no_text_of_a_cell() {
        for (cell, shown) in [
            ("<select><option>a<option selected>b<option>c</select>", "b"),
            ("<select><option>a</option><option>b</option></select> d", "a d"),
            ("<span style='display: none'>1<span>2</span></span>3", "3"),
            ("<i hidden>1</i><b>2</b>", "2"),
            ("<i hidden>1", ""),
            ("<template><b>1</b></template>2", "2"),
            ("<template shadowrootmode=open>1</template>2", "12"),
            ("<input type=checkbox value=on><input value='82'>", "82"),
            ("<input type=hidden value=1>", ""),
            ("2<input value=1>", "2"),
        ] {
            let page = read(&format!("<table><tr><td>{cell}</td><td>z</table>")).unwrap();
            assert_eq!(texts(&page.tables[0]), [[shown, "z"]], "{cell}");
        }
        let rows = |hidden: &str| {
            let page = format!("<table><tr><td>1<tr hidden><td>2<tr {hidden}><td>3</table>");
            texts(&read(&page).unwrap().tables[0]).concat().concat()
        };
        // One row is what others are copied from; of several, a script shows some at a time.
        assert_eq!([rows(""), rows("style='display:none;'")], ["13", "123"]);
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
    fn a_cell_fills_no_row_below_its_group_and_with_0_all_that_are_left_of_it() {
        for (span, last) in [("0", 3), ("3", 3), ("2000", 3), ("2", 2)] {
            let rows = "<tr><td>a<td>b<tr><td>c";
            let page = read(&format!(
                "<table><tbody><tr><td rowspan={span}>1<td>a<tr><td>b<tr><td>c<tbody>{rows}</table>"
            ))
            .unwrap();
            let merges = &page.tables[0].merges;
            assert_eq!(*merges, [Merge { first: 1, last, left: 0, right: 0 }], "{span}");
            let third = if last == 3 { ["", "c"] } else { ["c", ""] };
            assert_eq!(texts(&page.tables[0])[2][..1], third[..1], "{span}");
            assert_eq!(texts(&page.tables[0])[3], ["a", "b"], "{span}");
        }
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
