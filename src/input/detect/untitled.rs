//! Which table a sheet without titles continues: that whose columns fit its rows.

use std::collections::{BTreeMap, HashSet};

use crate::domain::OrderId;
use crate::input::SourceError;
use crate::input::container::raw_file::Input;
use crate::input::decode::date_column::is_no_time;
use crate::input::decode::dates;
use crate::input::decode::missing::is_missing;
use crate::input::decode::order_ids::read_id;
use crate::input::table::cell_padding::FIRST_ROWS;
use crate::input::table::header::Header;
use crate::input::table::kind::TableKind;
use crate::input::table::row::{Cell, Flow, Row};
use crate::input::table::workbook::Workbook;
use crate::input::text::written_times::holds_time;

/// So many tables with different columns are kept.
const MOST_TABLES: usize = 100;
/// The times that every order, and every dispute, has.
const BEGINNINGS: [&str; 2] = ["created_at", "opened_at"];

/// The tables with titles above a sheet, the last one last.
#[derive(Default)]
pub(super) struct TablesAbove {
    tables: Vec<TableAbove>,
    /// The last has no rows: they stand in the next sheet.
    pub(super) lacks_rows: bool,
}

/// Sheets with the same columns.
#[derive(Clone)]
pub(super) struct TableAbove {
    pub(super) header: Header,
    /// The last of them that has titles.
    pub(super) titled: String,
    /// All, with the row of their titles.
    sheets: Vec<(String, u64)>,
}

/// Which table the rows of a sheet continue.
pub(super) enum Continues {
    /// None: it does not begin with an order or a dispute, or has something else of orders.
    None,
    /// This one.
    Table(Box<TableAbove>),
    /// Orders, or disputes: the columns of both fit.
    Either { orders: Box<TableAbove>, disputes: Box<TableAbove> },
    /// A table of disputes whose columns do not fit.
    Unfit,
}

/// What the first rows of a sheet have in each column.
#[derive(Default)]
pub(super) struct FirstRows {
    rows: u64,
    columns: BTreeMap<usize, ColumnSeen>,
    /// Those of the tables above below whose titles the first row may stand.
    begun: Vec<usize>,
}

#[derive(Default)]
struct ColumnSeen {
    has_times: bool,
    has_numbers: bool,
    has_words: bool,
    /// A text or a number that is no time.
    has_others: bool,
}

impl TablesAbove {
    /// Takes the titles of a sheet.
    pub(super) fn add(&mut self, header: &Header, sheet: &str) {
        self.take(TableAbove {
            header: header.clone(),
            titled: sheet.to_owned(),
            sheets: vec![(sheet.to_owned(), header.row)],
        });
    }

    /// Takes a sheet that continues one of them.
    pub(super) fn add_continued(&mut self, mut table: TableAbove, sheet: &str) {
        table.sheets = vec![(sheet.to_owned(), 0)];
        self.take(table);
    }

    fn take(&mut self, mut table: TableAbove) {
        let is_same = |known: &TableAbove| known.header.means_same_columns(&table.header);
        if let Some(at) = self.tables.iter().position(is_same) {
            table.sheets.extend(self.tables.remove(at).sheets);
        }
        if self.tables.len() < MOST_TABLES {
            self.tables.push(table);
        }
    }

    /// Looks at the next row of a sheet; returns whether to go on, `None` where the first one that is not blank
    /// continues none of the tables.
    pub(super) fn look(&self, row: &dyn Row, seen: &mut FirstRows) -> Option<Flow> {
        if seen.rows == 0 && !row.is_blank() {
            let last = self.tables.len().saturating_sub(1);
            let first = if self.lacks_rows { last } else { 0 };
            let tables = self.tables.iter().enumerate().skip(first);
            let begun = tables.filter(|(_, table)| may_stand_below(row, &table.header));
            seen.begun = begun.map(|(at, _)| at).collect();
        }
        seen.rows += u64::from(seen.rows > 0 || !row.is_blank());
        if seen.begun.is_empty() {
            return None;
        }
        for column in 0..row.len() {
            seen.columns.entry(column).or_default().add(row.cell(column));
        }
        Some(if seen.rows < FIRST_ROWS { Flow::Next } else { Flow::Stop })
    }

    /// Returns which of the tables a sheet continues, by its first rows.
    pub(super) fn continued(&self, sheet: &str, seen: &FirstRows) -> Continues {
        let tables = || seen.begun.iter().filter_map(|at| self.tables.get(*at));
        let begun = || tables().filter(|table| seen.may_begin(&table.header));
        let Some(best) = begun().map(|table| seen.fit(&table.header)).max() else {
            return Continues::None;
        };
        let fitting = || begun().filter(|table| seen.fit(&table.header) == best);
        let is_of_words = || fitting().all(|table| seen.has_words_for_times(&table.header));
        // Disputes are on orders that are known: ids do not show that they are lost.
        let are_orders = !begun().any(|table| are_disputes(&table.header));
        if are_orders && (best < 0 || best == 0 && is_of_words()) {
            return Continues::None;
        }
        let own_stem = stem(sheet);
        let is_named =
            |table: &&TableAbove| table.sheets.iter().any(|(name, _)| stem(name) == own_stem);
        let of = |is_wanted: fn(&Header) -> bool| {
            let mut own = fitting().filter(move |table| is_wanted(&table.header));
            let named = own.clone().rfind(is_named);
            named.or(own.next_back()).cloned().map(Box::new)
        };
        match (of(|header| !are_disputes(header)), of(are_disputes)) {
            _ if best < 0 => Continues::Unfit,
            (None, None) => Continues::None,
            (Some(table), None) | (None, Some(table)) => Continues::Table(table),
            (Some(orders), Some(disputes)) => match (is_named(&&*orders), is_named(&&*disputes)) {
                (true, false) => Continues::Table(orders),
                (false, true) => Continues::Table(disputes),
                (true, true) | (false, false) => Continues::Either { orders, disputes },
            },
        }
    }

    /// Returns which of two tables a sheet continues, by its ids: those of disputes are among the orders, those of
    /// orders are not, and disputes are on some of them. `None` where neither holds.
    pub(super) fn by_ids(
        &self,
        input: &Input,
        workbook: &mut Workbook,
        sheet: &str,
        orders: Box<TableAbove>,
        disputes: Box<TableAbove>,
    ) -> Result<Option<Box<TableAbove>>, SourceError> {
        let (mut ordered, mut disputed) = (HashSet::new(), HashSet::new());
        for table in &self.tables {
            let set = if are_disputes(&table.header) { &mut disputed } else { &mut ordered };
            let column = table.header.id_column();
            for (sheet, titles) in &table.sheets {
                workbook.each_row(input, sheet, &mut |row| {
                    if row.number() > *titles {
                        set.extend(read_id(row.cell(column)));
                    }
                    Ok(Flow::Next)
                })?;
            }
        }
        let mut own: HashSet<OrderId> = HashSet::new();
        workbook.each_row(input, sheet, &mut |row| {
            own.extend(read_id(row.cell(orders.header.id_column())));
            Ok(Flow::Next)
        })?;
        let are_orders = own.is_disjoint(&ordered) && !own.is_disjoint(&disputed);
        Ok(match own.is_subset(&ordered) {
            true => Some(disputes),
            false => are_orders.then_some(orders),
        })
    }
}

impl FirstRows {
    /// Returns whether the first row may stand below one of the tables.
    pub(super) const fn is_begun(&self) -> bool {
        !self.begun.is_empty()
    }

    /// Returns whether the rows have the time with which each row of a table begins, or nothing else in its place.
    fn may_begin(&self, header: &Header) -> bool {
        let mut columns = BEGINNINGS.iter().filter_map(|field| header.column(field));
        columns.all(|column| self.columns.get(&column).is_none_or(ColumnSeen::may_be_of_times))
    }

    fn has_words_for_times(&self, header: &Header) -> bool {
        let mut columns = header.time_columns();
        columns.any(|column| self.columns.get(&column).is_some_and(|seen| seen.has_words))
    }

    /// Returns how many columns of times have times, less those in which something else stands, and times in other
    /// columns.
    fn fit(&self, header: &Header) -> i64 {
        let seen = |column: usize, is: fn(&ColumnSeen) -> bool| {
            i64::from(self.columns.get(&column).is_some_and(is))
        };
        let times: HashSet<usize> = header.time_columns().collect();
        let of_times = times.iter().map(|column| {
            let is_time =
                |seen: &ColumnSeen| (seen.has_times || seen.has_numbers) && !seen.has_words;
            seen(*column, is_time) - seen(*column, |seen| seen.has_words)
        });
        let others = header.read_columns().filter(|column| !times.contains(column));
        let of_others = others.map(|column| -seen(column, |seen| seen.has_times));
        let untitled = self.columns.keys().any(|column| header.title(*column).trim().is_empty());
        of_times.chain(of_others).sum::<i64>() - i64::from(untitled)
    }
}

impl ColumnSeen {
    fn add(&mut self, cell: Cell<'_>) {
        match cell {
            Cell::Date(_) | Cell::Moment(_) => self.has_times = true,
            Cell::Text(text) if is_missing(text) || is_no_time(text) => {}
            Cell::Text(text) if holds_time(text) => self.has_times = true,
            Cell::Text(text) => {
                self.has_words |= !text.contains(|c: char| c.is_ascii_digit());
                // The day may stand in another column.
                self.has_others |= !text.contains(':') && dates::parse(text).is_none();
            }
            Cell::Whole(number) if dates::parse(&number.to_string()).is_some() => {
                self.has_numbers = true;
            }
            Cell::Whole(_) => self.has_others = true,
            Cell::Empty | Cell::Error(_) => {}
        }
    }

    const fn may_be_of_times(&self) -> bool {
        self.has_times || self.has_numbers || !self.has_others
    }
}

/// Returns whether a row may be one below these titles.
fn may_stand_below(row: &dyn Row, header: &Header) -> bool {
    let is_filled =
        |field: &&str| header.column(field).is_none_or(|column| row.cell(column) != Cell::Empty);
    header.column("order_id").is_some_and(|column| read_id(row.cell(column)).is_ok())
        && BEGINNINGS.iter().all(is_filled)
}

fn are_disputes(header: &Header) -> bool {
    header.kind == TableKind::PlainDisputes
}

/// Returns what the names of parts of one table begin with: `订单` of `订单2`.
fn stem(sheet: &str) -> String {
    let is_number = |c: char| c.is_ascii_digit() || c.is_whitespace() || "()（）_-#.".contains(c);
    sheet.trim_end_matches(is_number).to_lowercase()
}
