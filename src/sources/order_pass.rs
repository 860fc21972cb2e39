//! One pass over an order file: rows become orders, repeats are noticed, problems collected.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::ids::SeenIds;
use super::orders::{DateColumn, OrderColumns, Problem, Scratch};
use super::read::Rows;
use super::table::{Cell, Row, column_letters};
use super::{RowProblem, SourceError};
use crate::domain::{Moment, Order, OrderId, OrderTally};

/// How many bad rows are listed; the rest are counted.
pub(super) const MOST_LISTED: usize = 20;

/// When the first dispute on each order was opened, and which it is.
pub(super) type Openings = HashMap<OrderId, (Moment, String)>;

/// Bad rows: the first of them, and how many.
#[derive(Debug, Default)]
pub(super) struct Problems {
    /// The first of them.
    pub(super) listed: Vec<RowProblem>,
    /// How many there are.
    pub(super) total: u64,
}

impl Problems {
    /// Counts a bad row, and lists it while there are few.
    pub(super) fn add(&mut self, problem: RowProblem) {
        self.total += 1;
        if self.listed.len() < MOST_LISTED {
            self.listed.push(problem);
        }
    }
}

/// What a pass works with and what it finds.
pub(super) struct OrderPass<'a, T> {
    columns: OrderColumns,
    shop: &'a str,
    sheet: Option<&'a str>,
    titles: &'a dyn Fn(usize) -> String,
    openings: &'a Openings,
    /// Ids of files already read, which are newer.
    earlier: &'a SeenIds,
    platform: Option<usize>,
    scratch: Scratch,
    pending: Option<RowProblem>,
    /// What counts.
    pub(super) tally: T,
    /// Ids of this file.
    pub(super) own: SeenIds,
    /// Ids that stand in more than one row of this file.
    pub(super) repeats: HashSet<OrderId>,
    /// The totals.
    pub(super) rows: Rows,
    /// Rows whose id an earlier file holds.
    pub(super) overlap: u64,
    /// Rows of another platform.
    pub(super) foreign: u64,
    /// Bad rows.
    pub(super) problems: Problems,
    /// A text in the id column of the last row, such as a sum.
    pub(super) footer: Option<RowProblem>,
    /// The newest moment in the file.
    pub(super) newest: Option<Moment>,
    /// The oldest order.
    pub(super) oldest: Option<Moment>,
    /// Count of ids that end in 0 after 15 digits.
    pub(super) rounded: u64,
}

/// Where a pass reads from.
pub(super) struct PassInput<'a> {
    /// Shop for rows that name none.
    pub(super) shop: &'a str,
    /// Sheet, for messages.
    pub(super) sheet: Option<&'a str>,
    /// A column's letters and title, for messages.
    pub(super) titles: &'a dyn Fn(usize) -> String,
    /// Openings of disputes.
    pub(super) openings: &'a Openings,
    /// Ids of files already read.
    pub(super) earlier: &'a SeenIds,
    /// The column that names the platform an order comes from.
    pub(super) platform: Option<usize>,
}

impl<'a, T: OrderTally> OrderPass<'a, T> {
    /// Begins a pass.
    pub(super) fn new(columns: OrderColumns, input: &PassInput<'a>, tally: T) -> Self {
        Self {
            columns,
            shop: input.shop,
            sheet: input.sheet,
            titles: input.titles,
            openings: input.openings,
            earlier: input.earlier,
            platform: input.platform,
            scratch: Scratch::default(),
            pending: None,
            tally,
            own: SeenIds::default(),
            repeats: HashSet::new(),
            rows: Rows::default(),
            overlap: 0,
            foreign: 0,
            problems: Problems::default(),
            footer: None,
            newest: None,
            oldest: None,
            rounded: 0,
        }
    }

    /// Returns the columns with what they have proved.
    pub(super) fn columns(&self) -> &OrderColumns {
        &self.columns
    }

    /// Takes a row.
    pub(super) fn row<R: Row + ?Sized>(&mut self, row: &R) {
        if row.is_blank() {
            self.rows.blank += 1;
            return;
        }
        self.rows.read += 1;
        if let Some(problem) = self.pending.take() {
            self.skip(problem);
        }
        if self.platform.is_some_and(|column| !is_aliexpress(row, column)) {
            self.rows.skipped += 1;
            self.foreign += 1;
            return;
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        match self.columns.decode(row, self.shop, &mut scratch) {
            Ok(order) => {
                if let Some(problem) = self.take(&order) {
                    // The first of the dates is that of placing.
                    let column = self.columns.dates().next().map(DateColumn::column);
                    let problem = self.located(row, Problem { column, ..problem });
                    self.skip(problem);
                }
            }
            Err(problem) => {
                let id = self.columns.id_column();
                let footer = problem.column == Some(id)
                    && matches!(row.cell(id), Cell::Text(text) if is_words(text));
                let problem = self.located(row, problem);
                if footer {
                    self.pending = Some(problem);
                } else {
                    self.skip(problem);
                }
            }
        }
        self.scratch = scratch;
    }

    /// Takes an order that was read whole.
    pub(super) fn facts(&mut self, row: u64, order: &Order<'_>) {
        self.rows.read += 1;
        if let Some(problem) = self.take(order) {
            self.skip(RowProblem {
                sheet: None,
                row,
                column: "gmt_create".to_owned(),
                value: order.created_at.to_string(),
                expected: problem.expected,
            });
        }
    }

    /// Counts an order, or returns why it cannot be.
    fn take(&mut self, order: &Order<'_>) -> Option<Problem> {
        if let Some(problem) = before_opening(order, self.openings) {
            return Some(problem);
        }
        self.rounded += u64::from(is_rounded(order.id));
        if !self.own.insert(order.id) {
            self.rows.merged += 1;
            self.repeats.insert(order.id);
            return None;
        }
        if self.earlier.contains(order.id) {
            self.rows.merged += 1;
            self.overlap += 1;
        } else {
            self.rows.used += 1;
            self.tally.add(order);
        }
        self.oldest = Some(self.oldest.map_or(order.created_at, |old| old.min(order.created_at)));
        let last = [Some(order.created_at), order.paid_at, order.shipped_at, order.completed_at];
        self.newest = self.newest.max(last.into_iter().flatten().max());
        None
    }

    /// Counts a row that could not be read before it became a row.
    pub(super) fn unreadable(&mut self, problem: RowProblem) {
        self.rows.read += 1;
        if let Some(problem) = self.pending.take() {
            self.skip(problem);
        }
        self.skip(problem);
    }

    /// Ends the pass: a text in the id column of the very last row is a footer, no bad row.
    pub(super) fn end(&mut self) {
        if let Some(problem) = self.pending.take() {
            self.rows.skipped += 1;
            self.footer = Some(problem);
        }
    }

    fn skip(&mut self, problem: RowProblem) {
        self.rows.skipped += 1;
        self.problems.add(problem);
    }

    fn located<R: Row + ?Sized>(&self, row: &R, problem: Problem) -> RowProblem {
        locate(row, problem, self.sheet, self.titles)
    }
}

/// Puts a problem into its sheet, row and column.
pub(super) fn locate<R: Row + ?Sized>(
    row: &R,
    problem: Problem,
    sheet: Option<&str>,
    titles: &dyn Fn(usize) -> String,
) -> RowProblem {
    let column = match problem.column {
        Some(column) if column < usize::MAX => titles(column),
        Some(_) | None => column_letters(0),
    };
    let value = problem.column.map(|column| row.text(column)).unwrap_or_default();
    RowProblem {
        sheet: sheet.map(str::to_owned),
        row: row.number(),
        column,
        value: RowProblem::shorten(value.trim()),
        expected: problem.expected,
    }
}

/// A dispute opened before its order was placed shows that one of the two dates is wrong. Exports
/// cut seconds off, so a minute's difference is none.
fn before_opening(order: &Order<'_>, openings: &Openings) -> Option<Problem> {
    let (opened, dispute) = openings.get(&order.id)?;
    (*opened < order.created_at).then(|| Problem {
        column: None,
        expected: format!(
            "order {} was placed at {}, after its dispute {}was opened at {opened}",
            order.id,
            order.created_at,
            if dispute.is_empty() { String::new() } else { format!("{dispute} ") },
        ),
    })
}

fn is_aliexpress<R: Row + ?Sized>(row: &R, column: usize) -> bool {
    match row.cell(column) {
        Cell::Text(text) => {
            let text = text.to_lowercase();
            text.contains("aliexpress") || text.contains("速卖通") || text == "smt"
        }
        Cell::Empty => true,
        Cell::Whole(_) | Cell::Date(_) | Cell::Error(_) => false,
    }
}

fn is_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.contains(['E', 'e', '+'])
}

/// Tells whether an id looks as a spreadsheet leaves it: 15 digits, then zeros.
pub(super) fn is_rounded(id: OrderId) -> bool {
    let number = id.number();
    if number >= 10_000_000_000_000_000 {
        number.is_multiple_of(100)
    } else {
        number.is_multiple_of(10)
    }
}

/// What an order's row says, to compare rows with the same id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    row: u64,
    fields: [u64; 8],
}

const FIELDS: [&str; 8] = [
    "the status",
    "the time of ordering",
    "the time of payment",
    "the time of completion",
    "the way of completion",
    "the country",
    "the amount",
    "the product",
];

/// Compares the rows of ids that stand in a file more than once. Holds no tally.
pub(super) struct RepeatCheck<'a> {
    columns: OrderColumns,
    repeats: &'a HashSet<OrderId>,
    first: HashMap<OrderId, Fingerprint>,
    scratch: Scratch,
    /// The first conflict found: id, first row, second row, field.
    pub(super) conflict: Option<(OrderId, u64, u64, &'static str)>,
}

impl<'a> RepeatCheck<'a> {
    /// Begins a check.
    pub(super) fn new(columns: OrderColumns, repeats: &'a HashSet<OrderId>) -> Self {
        Self {
            columns,
            repeats,
            first: HashMap::new(),
            scratch: Scratch::default(),
            conflict: None,
        }
    }

    /// Takes a row.
    pub(super) fn row<R: Row + ?Sized>(&mut self, row: &R) {
        let per_product = self.columns.row_per_product();
        let mut scratch = std::mem::take(&mut self.scratch);
        if let Ok(order) = self.columns.decode(row, "", &mut scratch)
            && self.repeats.contains(&order.id)
        {
            let print = Fingerprint::of(&order, row.number(), per_product);
            let first = *self.first.entry(order.id).or_insert(print);
            let differs = first.fields.iter().zip(&print.fields).position(|(a, b)| a != b);
            if let (Some(field), None) = (differs, self.conflict) {
                let field = FIELDS.get(field).copied().unwrap_or("a field");
                self.conflict = Some((order.id, first.row, print.row, field));
            }
        }
        self.scratch = scratch;
    }

    /// Returns the conflict as an error.
    pub(super) fn verdict(self, path: &str) -> Result<(), SourceError> {
        match self.conflict {
            None => Ok(()),
            Some((id, first, second, field)) => Err(SourceError::Conflict {
                path: path.to_owned(),
                id: id.to_string(),
                first,
                second,
                field,
            }),
        }
    }
}

impl Fingerprint {
    fn of(order: &Order<'_>, row: u64, per_product: bool) -> Self {
        let product = if per_product { "" } else { order.product };
        let amount = if per_product { None } else { order.amount };
        let fields = [
            hash(order.status),
            hash(order.created_at),
            hash(order.paid_at),
            hash(order.completed_at),
            hash(order.completion),
            hash(order.country),
            hash(amount),
            hash((product, if per_product { "" } else { order.sku })),
        ];
        Self { row, fields }
    }
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
