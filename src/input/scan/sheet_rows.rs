//! The rows of a sheet below its titles: those of merged cells, and those that are too long.

use crate::input::container::raw_file::Input;
use crate::input::decode::numeric_ids::NumericIds;
use crate::input::rows::CountedRows;
use crate::input::scan::beyond_titles::{BeyondTitles, TitledColumns};
use crate::input::table::header::{Header, RowsOf};
use crate::input::table::held::MergedCells;
use crate::input::table::row::{Cell, Flow, Row};
use crate::input::table::workbook::Workbook;
use crate::input::{RowProblem, SourceError, TableKind};

/// Takes a row, and what is wrong with the count of its cells.
pub(crate) type RowVisitor<'a> = &'a mut dyn FnMut(&dyn Row, Option<RowProblem>);

/// Fields of which a row below a dispute has at least one of its own where it is another dispute.
const OF_DISPUTES: [&str; 10] = [
    "dispute_id",
    "opened_at",
    "reason",
    "status",
    "stage",
    "liability",
    "escalated_at",
    "ruled_at",
    "closed_at",
    "seller_response_due_at",
];

/// The rows of a sheet below its titles.
pub(crate) struct SheetRows<'a> {
    pub(crate) input: &'a Input,
    pub(crate) workbook: &'a mut Workbook,
    pub(crate) sheet: &'a str,
    pub(crate) header: &'a Header,
    /// The last row; `None` to the end of the sheet.
    pub(crate) last_row: Option<u64>,
}

/// What is looked for in the whole sheet before its next row is visited.
enum LookedFor {
    /// Cells over several rows.
    Merges,
    /// What stands right of the last title.
    BeyondTitles(TitledColumns),
}

/// A column that is read.
struct AskedColumn {
    column: usize,
    /// Something stands in it in each row so far.
    is_filled: bool,
}

/// What is known while the rows come.
struct SheetPass {
    /// The column of order ids.
    id: usize,
    /// When the order was placed or the dispute was filed.
    date: Option<usize>,
    /// The columns of what a dispute has of its own; `None` for a table of orders.
    of_disputes: Option<Vec<usize>>,
    rows: RowsOf,
    /// The columns that are read.
    asked: Vec<AskedColumn>,
    titled: Option<TitledColumns>,
    /// The last row that was visited.
    seen: u64,
    merges: Option<MergedCells>,
    beyond: Option<BeyondTitles>,
    /// The date of the row above.
    above: String,
}

impl SheetRows<'_> {
    /// Visits the rows. Those of orders over which an order's id reaches from above are its further products, and
    /// are counted; cells that reach over several rows hold the same in each. Which these are is looked for when the
    /// first cell comes that is blank below a filled one; what stands right of the last title, when the first row
    /// comes that has anything there.
    pub(crate) fn each(
        mut self,
        numeric: &mut NumericIds,
        merged: &mut CountedRows,
        visit: RowVisitor<'_>,
    ) -> Result<(), SourceError> {
        let mut pass = SheetPass::new(self.header);
        loop {
            let mut next = None;
            self.workbook.each_row(self.input, self.sheet, &mut |row| {
                let number = row.number();
                if self.last_row.is_some_and(|last| number > last) {
                    return Ok(Flow::Stop);
                }
                pass.merges.iter_mut().for_each(|merges| merges.enter(row));
                if number <= pass.seen {
                    if number == pass.seen {
                        pass.above = pass.date_of(row);
                    }
                    return Ok(Flow::Next);
                }
                next = pass.looks_for(row);
                if next.is_some() {
                    return Ok(Flow::Stop);
                }
                pass.seen = number;
                if pass.is_of_order_above(row) {
                    merged.add(number);
                } else {
                    numeric.add(number, row.cell(pass.id));
                    pass.visit(row, visit);
                }
                Ok(Flow::Next)
            })?;
            match next {
                Some(LookedFor::Merges) => {
                    let found = self.workbook.merges(self.input, self.sheet)?;
                    pass.merges = Some(MergedCells::new(found));
                }
                Some(LookedFor::BeyondTitles(titled)) => pass.beyond = Some(self.beyond(titled)?),
                None => return Ok(()),
            }
        }
    }

    /// Looks at what all rows have right of the last title.
    fn beyond(&mut self, titled: TitledColumns) -> Result<BeyondTitles, SourceError> {
        let mut beyond = BeyondTitles::new(titled);
        self.workbook.each_row(self.input, self.sheet, &mut |row| {
            let number = row.number();
            if self.last_row.is_some_and(|last| number > last) {
                return Ok(Flow::Stop);
            }
            if number > self.header.row {
                beyond.add(row);
            }
            Ok(Flow::Next)
        })?;
        Ok(beyond)
    }
}

impl SheetPass {
    fn new(header: &Header) -> Self {
        let columns = header.read_columns();
        let asked = columns.map(|column| AskedColumn { column, is_filled: false });
        let is_of_disputes = header.kind == TableKind::PlainDisputes;
        let of_disputes = OF_DISPUTES.map(|field| header.column(field)).into_iter().flatten();
        Self {
            id: header.id_column(),
            date: header.column(if is_of_disputes { "opened_at" } else { "created_at" }),
            of_disputes: is_of_disputes.then(|| of_disputes.collect()),
            rows: header.rows,
            asked: asked.collect(),
            titled: TitledColumns::of(header),
            seen: header.row,
            merges: None,
            beyond: None,
            above: String::new(),
        }
    }

    /// Returns what is to be looked for before a row is visited; `None` for most.
    fn looks_for(&mut self, row: &dyn Row) -> Option<LookedFor> {
        if self.merges.is_none() && self.lacks_any(row) && !row.is_blank() {
            return Some(LookedFor::Merges);
        }
        let titled = self.titled.filter(|titled| self.beyond.is_none() && titled.are_exceeded(row));
        titled.map(LookedFor::BeyondTitles)
    }

    /// Returns whether a cell is blank below a filled one.
    fn lacks_any(&mut self, row: &dyn Row) -> bool {
        let mut lacks = false;
        for AskedColumn { column, is_filled } in &mut self.asked {
            match row.cell(*column) {
                Cell::Empty => lacks |= *is_filled,
                _ => *is_filled = true,
            }
        }
        lacks
    }

    fn date_of(&self, row: &dyn Row) -> String {
        self.date.map_or_else(String::new, |at| row.cell(at).to_text())
    }

    /// Returns whether the id of the order above reaches over a row that is no order or dispute of its own.
    fn is_of_order_above(&self, row: &dyn Row) -> bool {
        let Some(merges) = self.merges.as_ref().filter(|merges| {
            row.cell(self.id) == Cell::Empty && merges.continues(row.number(), self.id)
        }) else {
            return false;
        };
        let is_filled = |row: &dyn Row, column: usize| row.cell(column) != Cell::Empty;
        match (&self.of_disputes, self.rows) {
            (None, _) => ["", &self.above].contains(&self.date_of(row).as_str()),
            (Some(own), _) if own.iter().any(|column| is_filled(row, *column)) => false,
            // A further product of a disputed order.
            (Some(_), RowsOf::Filed | RowsOf::WithDisputes) => true,
            (Some(_), RowsOf::All | RowsOf::PartOfLines) => {
                let filled = merges.filled(row);
                row.is_blank() || !self.date.is_some_and(|column| is_filled(&filled, column))
            }
        }
    }

    /// Visits a row, with what its merged cells hold.
    fn visit(&mut self, row: &dyn Row, visit: RowVisitor<'_>) {
        let problem = self.beyond.as_ref().and_then(|beyond| beyond.problem(row));
        match self.merges.as_ref().filter(|merges| merges.reach(row)) {
            Some(merges) => {
                let above = self.date_of(row);
                visit(&merges.filled(row), problem);
                self.above = above;
            }
            None => visit(row, problem),
        }
    }
}
