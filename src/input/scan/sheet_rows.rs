//! The rows of a sheet below its titles: those of merged cells, and those that are too long.

use crate::input::container::raw_file::Input;
use crate::input::decode::numeric_ids::NumericIds;
use crate::input::rows::CountedRows;
use crate::input::scan::beyond_titles::{BeyondTitles, TitledColumns};
use crate::input::table::header::Header;
use crate::input::table::held::MergedCells;
use crate::input::table::row::{Cell, Flow, Row};
use crate::input::table::workbook::Workbook;
use crate::input::{RowProblem, SourceError};

/// Takes a row, and what is wrong with the count of its cells.
pub(crate) type RowVisitor<'a> = &'a mut dyn FnMut(&dyn Row, Option<RowProblem>);

/// Fields that no row of an order or a dispute leaves blank, but for one cell over several rows.
const SELDOM_BLANK: [&str; 6] =
    ["order_id", "status", "created_at", "opened_at", "country", "product_id"];

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

/// What is known while the rows come.
struct SheetPass {
    /// The column of order ids.
    id: usize,
    /// A row with a date of its own is an order or a dispute of its own, whatever was merged beside it.
    date: Option<usize>,
    /// Columns that are blank in merged cells alone.
    asked: Vec<usize>,
    titled: Option<TitledColumns>,
    /// The last row that was visited.
    seen: u64,
    merges: Option<MergedCells>,
    beyond: Option<BeyondTitles>,
    /// The date of the row above.
    above: String,
}

impl SheetRows<'_> {
    /// Visits the rows. Those over which an order's id reaches from above belong to that order, and
    /// are counted; other cells that reach over several rows hold the same in each. Which these are is looked
    /// for when the first row comes that lacks an id, or what every order has; what stands right of the last title,
    /// when the first row comes that has anything there.
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
        let asked = SELDOM_BLANK.map(|field| header.column(field)).into_iter().flatten();
        Self {
            id: header.id_column(),
            date: header.column("created_at").or(header.column("opened_at")),
            asked: asked.collect(),
            titled: TitledColumns::of(header),
            seen: header.row,
            merges: None,
            beyond: None,
            above: String::new(),
        }
    }

    /// Returns what is to be looked for before a row is visited; `None` for most.
    fn looks_for(&self, row: &dyn Row) -> Option<LookedFor> {
        let lacks = |column: &usize| row.cell(*column) == Cell::Empty;
        if self.merges.is_none() && self.asked.iter().any(lacks) && !row.is_blank() {
            return Some(LookedFor::Merges);
        }
        let titled = self.titled.filter(|titled| self.beyond.is_none() && titled.are_exceeded(row));
        titled.map(LookedFor::BeyondTitles)
    }

    fn date_of(&self, row: &dyn Row) -> String {
        self.date.map_or_else(String::new, |at| row.cell(at).to_text())
    }

    /// Returns whether the id of the order above reaches over a row.
    fn is_of_order_above(&self, row: &dyn Row) -> bool {
        let continues = |merges: &MergedCells| merges.continues(row.number(), self.id);
        self.merges.as_ref().is_some_and(|merges| {
            row.cell(self.id) == Cell::Empty
                && continues(merges)
                && ["", &self.above].contains(&self.date_of(row).as_str())
        })
    }

    /// Visits a row, with what its merged cells hold.
    fn visit(&mut self, row: &dyn Row, visit: RowVisitor<'_>) {
        let problem = self.beyond.as_ref().and_then(|beyond| beyond.problem(row));
        match &self.merges {
            Some(merges) => {
                let above = self.date_of(row);
                visit(&merges.filled(row), problem);
                self.above = above;
            }
            None => visit(row, problem),
        }
    }
}
