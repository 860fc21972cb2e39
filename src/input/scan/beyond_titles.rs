//! Cells of a sheet that stand right of its last title: of a row that is one column too long, or of orders
//! whose titles are missing. A remark, or a column without a title, is neither.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::domain::OrderId;
use crate::input::RowProblem;
use crate::input::decode::order_ids::read_id;
use crate::input::table::header::{Header, RowsOf};
use crate::input::table::row::{Cell, Row, column_letters};

/// So many forms of a column's values are kept; a column with more has none of its own.
const MOST_FORMS: usize = 100;
/// A text of more parts than this has the form of a sentence.
const MOST_PARTS: usize = 9;

/// The columns that have titles.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TitledColumns {
    /// How many there are, up to the last title.
    count: usize,
    /// The column of order ids.
    id: usize,
}

/// What the rows of a sheet have right of its last title.
#[derive(Debug)]
pub(crate) struct BeyondTitles {
    columns: TitledColumns,
    /// The order ids below their title.
    ids: HashSet<OrderId>,
    /// The forms of the values below the last title, in rows with nothing right of it.
    forms: BTreeSet<String>,
    /// The same of the column left of it.
    forms_before: BTreeSet<String>,
    /// Order ids right of the last title, in rows with a time there: their rows, and the column.
    orders: BTreeMap<u64, (OrderId, usize)>,
}

impl TitledColumns {
    /// Returns those of a table; `None` where other tables share its rows.
    pub(crate) fn of(header: &Header) -> Option<Self> {
        let count = match header.rows {
            RowsOf::All | RowsOf::WithDisputes => header.last_titled()? + 1,
            // Further columns are those of other titles.
            RowsOf::PartOfLines | RowsOf::Filed => header.titles(),
        };
        Some(Self { count, id: header.column("order_id")? })
    }

    /// Returns whether anything in a row stands right of the last title.
    pub(crate) fn are_exceeded(self, row: &dyn Row) -> bool {
        (self.count..row.len()).any(|column| row.cell(column) != Cell::Empty)
    }
}

impl BeyondTitles {
    /// Begins with no rows.
    pub(crate) fn new(columns: TitledColumns) -> Self {
        let (ids, forms, forms_before, orders) = Default::default();
        Self { columns, ids, forms, forms_before, orders }
    }

    /// Takes a row of the sheet below its titles.
    pub(crate) fn add(&mut self, row: &dyn Row) {
        let TitledColumns { count, id } = self.columns;
        self.ids.extend(read_id(row.cell(id)));
        if !self.columns.are_exceeded(row) {
            let add = |forms: &mut BTreeSet<String>, column: Option<usize>| {
                let form = column.and_then(|column| form_of(row.cell(column)));
                forms.extend(form.filter(|_| forms.len() < MOST_FORMS));
            };
            add(&mut self.forms, count.checked_sub(1));
            add(&mut self.forms_before, count.checked_sub(2));
            return;
        }
        let cells = || (count..row.len()).map(|column| (column, row.cell(column)));
        let order = cells().find_map(|(column, cell)| Some((read_id(cell).ok()?, column)));
        let filled = |from: usize, to: usize| {
            (from..to).filter(|column| row.cell(*column) != Cell::Empty).count()
        };
        // A remark may name another order and its day.
        let is_row = filled(count, row.len()) * 2 > filled(0, count);
        if let Some(order) = order.filter(|_| is_row && cells().any(|(_, cell)| cell.is_time())) {
            self.orders.insert(row.number(), order);
        }
    }

    /// Returns what is wrong with a row; `None` where what stands right of its last title is no part of the table.
    pub(crate) fn problem(&self, row: &dyn Row) -> Option<RowProblem> {
        let number = row.number();
        let problem = |column: String, value: String, expected: String| RowProblem {
            sheet: None,
            row: number,
            column,
            value: RowProblem::shorten(&value),
            expected,
        };
        if let Some((id, column)) = self.orders.get(&number)
            && !self.ids.contains(id)
            && self.ids.iter().any(|known| begin_alike(*known, *id))
        {
            let expected = "is an order right of the last title; write titles above it, or move its cells below the \
                            rows of the table";
            return Some(problem(column_letters(*column), id.to_string(), expected.to_owned()));
        }
        if !self.is_shifted(row) {
            return None;
        }
        let titles = self.columns.count;
        let filled = (titles..row.len()).rev().find(|column| row.cell(*column) != Cell::Empty)?;
        let expected = format!(
            "has {} cells under {titles} titles; a value was cut in two, and all cells right of it stand in the \
             wrong column: join it again",
            filled + 1
        );
        Some(problem("(row)".to_owned(), row.whole_text(), expected))
    }

    /// Returns whether the last of a row's cells is a value of the last column that has a title, and in that column
    /// stands a value of the one before, or the end of one.
    fn is_shifted(&self, row: &dyn Row) -> bool {
        let titles = self.columns.count;
        let beyond = (titles..row.len()).map_while(|column| form_of(row.cell(column)));
        let has_form = |form: &String| self.forms.contains(form);
        let is_of_before =
            |form: &String| self.forms_before.iter().any(|before| before.ends_with(form));
        self.forms.len() < MOST_FORMS
            && beyond.last().is_some_and(|form| has_form(&form))
            && form_of(row.cell(titles - 1))
                .is_some_and(|form| !has_form(&form) && is_of_before(&form))
    }
}

/// Returns whether two ids have the same first two digits, as the orders of one shop do.
fn begin_alike(one: OrderId, other: OrderId) -> bool {
    let begin = |id: OrderId| id.to_string().chars().take(2).collect::<String>();
    begin(one) == begin(other)
}

/// Returns how a value is written: digits, letters and the signs between them; `None` where it has neither.
fn form_of(cell: Cell<'_>) -> Option<String> {
    let text = match cell {
        Cell::Empty => return None,
        Cell::Date(_) | Cell::Moment(_) => return Some("date".to_owned()),
        Cell::Text(_) | Cell::Whole(_) | Cell::Error(_) => cell.to_text(),
    };
    if !text.contains(char::is_alphanumeric) {
        return None;
    }
    let mut form = String::new();
    let mut digits = 0;
    for sign in text.chars().filter(|sign| !sign.is_whitespace()) {
        digits = if sign.is_ascii_digit() { digits + 1 } else { 0 };
        let kind = match sign {
            // An id is no number.
            '0'..='9' if digits > 11 => 'I',
            '0'..='9' => '9',
            sign if sign.is_alphabetic() => 'a',
            sign => sign,
        };
        if kind == 'I' && form.ends_with('9') {
            form.pop();
        }
        if !form.ends_with(kind) {
            form.push(kind);
        }
        if form.chars().count() > MOST_PARTS {
            return Some("sentence".to_owned());
        }
    }
    Some(form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::table::csv::records::first_records;

    const TITLES: &str = "订单号,下单时间,订单金额,收货国家";

    /// Returns the rows that are bad, and of what column.
    fn found(rows: &[&str]) -> Vec<(u64, String)> {
        let text = rows.join("\n");
        let rows = first_records(text.as_bytes(), b',', 99);
        let columns = TitledColumns { count: TITLES.split(',').count(), id: 0 };
        let mut beyond = BeyondTitles::new(columns);
        rows.iter().for_each(|row| beyond.add(row));
        let problems = rows.iter().filter_map(|row| beyond.problem(row));
        problems.map(|problem| (problem.row, problem.column)).collect()
    }

    #[test]
    fn a_row_with_a_value_cut_in_two_is_bad() {
        let good = "8208460785972844,2025-12-01 10:00,234.50,US";
        let cut = "8208460785980763,2025-12-01 10:00,1,234.50,ES";
        let twice = "8208460785980763,2025-12-01 10:00,1,001,234.50,ES";
        assert_eq!(found(&[good, cut, good]), [(2, "(row)".to_owned())]);
        assert_eq!(found(&[good, twice, good]), [(2, "(row)".to_owned())]);
    }

    #[test]
    fn orders_without_titles_are_bad_rows_wherever_they_begin() {
        let left = "8208460785972844,2025-12-01 10:00,234.50,US";
        for right in [
            "8208460785980763,2025-12-01 10:00,1.50,ES",
            ",8208460785980763,2025-12-01 10:00,1.50,ES",
            ",ES,2025/12/1 10:00,8208460785980763",
        ] {
            let found = found(&[&format!("{left},{right}"), left]);
            assert_eq!(found.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [1], "{right}");
        }
    }

    #[test]
    fn what_is_no_part_of_the_table_is_passed_over() {
        let row = "8208460785972844,2025-12-01 10:00,234.50,US";
        let odd = "8208460785972844,2025-12-01 10:00,234.50,US2,DE";
        let missing = "8208460785972844,2025-12-01 10:00,234.50,-,DE";
        assert_eq!(found(&[row, odd, missing]), []);
        for right in [
            "",
            "看一下",
            "US",
            ",看一下",
            "total:,40",
            "8208460785972999",
            "8208460785972844,2025-12-01 10:00",
            "8208460785972999 补发,2025-12-01 10:00",
            "1005001000000001,2025-12-01 10:00",
            "2025-12-01 10:00",
        ] {
            assert_eq!(found(&[row, &format!("{row},{right}"), row]), [], "{right}");
        }
    }
}
