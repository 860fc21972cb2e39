//! What became of a table's rows, while they are read.

use std::collections::BTreeMap;

use crate::domain::{Caveat, CaveatKind, Moment, SkippedRow, SkippedRows, to_u64};
use crate::input::decode::left_out::{LeftOut, LeftOutCounts, OtherRows, WithoutId};
use crate::input::decode::problem::RowFault;
use crate::input::decode::row_marks::{MarkedRows, RowMark};
use crate::input::decode::table_columns::TableColumns;
use crate::input::rows::{CountedRows, MOST_LISTED, Problems, Rows};
use crate::input::scan::read_options::{ReadOptions, refuse_bad_rows};
use crate::input::scan::time_order::TimeOrder;
use crate::input::table::cell_chunk::{CellChunk, ShortRows};
use crate::input::table::row::{Cell, column_letters};
use crate::input::table::stated_length::{StatedLength, StatedLengths};
use crate::input::{RowProblem, SourceError};

/// How many lines a foot may have; more are a part of the table that cannot be read.
const LONGEST_FOOT: usize = 20;

/// The same of a table without any other row, which is more likely to be misread.
const LONGEST_FOOT_ALONE: usize = 2;

/// A bad row, and what its cells say of where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BadRow {
    /// What is wrong with it.
    pub(crate) problem: RowProblem,
    /// Where it belongs.
    pub(crate) of: SkippedRow,
}

/// Totals, bad rows, and rows that are none of the table's.
#[derive(Debug)]
pub(crate) struct RowLog {
    /// The totals.
    pub(crate) rows: Rows,
    /// Bad rows.
    pub(crate) problems: Problems,
    /// Where they may belong.
    pub(crate) skipped: SkippedRows,
    /// Where a row may belong whose cells cannot be told apart.
    unplaced: SkippedRow,
    /// Rows that are none of the table's.
    pub(crate) left_out: LeftOutCounts,
    /// Those of which a column says it, by reason and column.
    marked: BTreeMap<(LeftOut, usize), MarkedRows>,
    /// The first line of the foot.
    pub(crate) footer: Option<RowProblem>,
    /// Rows that are a foot if no row of the table follows, in the block at hand.
    pending: Vec<BadRow>,
    /// Such rows at the ends of blocks.
    trailing: Vec<BadRow>,
    /// The last row that is one of the table's.
    last_of_table: u64,
    /// What rows that are none of the table's say of its length.
    stated: StatedLengths,
    /// Rows that another table has alone.
    pub(crate) of_other: u64,
    /// Rows listed in which a column of times has a cell that is none.
    forms: Vec<FormOf>,
    /// Rows with fewer fields than titles.
    pub(crate) short: ShortRows,
    /// Times of rows that are the wrong way round.
    pub(crate) time_order: TimeOrder,
}

/// A cell that is no time: which forms were expected, its whole column says.
#[derive(Clone, Copy, Debug)]
struct FormOf {
    row: u64,
    column: usize,
}

/// What is wrong with a row, located in its file.
pub(crate) struct LocatedFault {
    bad: BadRow,
    /// What the row is, where its id cannot be read.
    what: WithoutId,
    /// What it says of the table's length, where it is none of its rows.
    said: Option<StatedLength>,
    form: Option<usize>,
}

impl LocatedFault {
    fn row(&self) -> u64 {
        self.bad.problem.row
    }

    /// Takes the row for one that names a further product of the order above.
    pub(crate) fn of_product(self) -> Self {
        Self { what: WithoutId::LeftOut(LeftOut::Product), ..self }
    }
}

/// Where rows stand, for messages.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The sheet; `None` where there are no sheets.
    pub(crate) sheet: Option<&'a str>,
    /// A column's letters and title.
    pub(crate) titles: &'a (dyn Fn(usize) -> String + Sync),
}

impl Place<'_> {
    /// Puts what is wrong with a row of a chunk into its sheet, row and column, of columns that are given,
    /// and says what the row is and where it belongs.
    pub(crate) fn fault(
        &self,
        chunk: &CellChunk,
        fault: &RowFault,
        table: &TableColumns,
        others: &OtherRows,
        of: SkippedRow,
    ) -> LocatedFault {
        let column = match fault.problem.column {
            Some(column) if column < usize::MAX => (self.titles)(column),
            Some(_) | None => column_letters(0),
        };
        let slot = fault.problem.column.and_then(|column| table.slot(column));
        let cell = slot.map_or(Cell::Empty, |slot| chunk.cell(slot, fault.row));
        let problem = RowProblem {
            sheet: self.sheet.map(str::to_owned),
            row: chunk.row_number(fault.row),
            column,
            value: RowProblem::shorten(cell.to_text().trim()),
            expected: fault.problem.expected.clone(),
        };
        let mut located = LocatedFault {
            bad: BadRow { problem, of },
            what: WithoutId::Bad,
            said: None,
            form: fault.problem.form,
        };
        let columns = chunk.columns().iter().enumerate();
        let cells: Vec<(usize, Cell<'_>)> =
            columns.map(|(slot, column)| (*column, chunk.cell(slot, fault.row))).collect();
        if others.is_of_other(&cells) {
            located.what = WithoutId::OfOther;
        } else if fault.problem.column == Some(others.id()) {
            located.what = others.judge(chunk.row_number(fault.row), &cells);
            if located.what != WithoutId::Bad {
                located.said = cells.iter().find_map(|(_, cell)| StatedLength::of(&cell.to_text()));
            }
            let changes = || others.changes_columns(&cells);
            if let Some(words) =
                Some(located.what).filter(|what| *what == WithoutId::Bad).and_then(|_| changes())
            {
                located.bad.problem.expected = words.to_owned();
            }
        }
        located
    }
}

impl RowLog {
    /// Begins a table with times in some order; rows whose cells cannot be told apart may belong where it says.
    pub(crate) fn new(unplaced: SkippedRow, time_order: TimeOrder) -> Self {
        Self {
            rows: Rows::default(),
            problems: Problems::default(),
            skipped: SkippedRows::default(),
            unplaced,
            left_out: LeftOutCounts::default(),
            marked: BTreeMap::new(),
            footer: None,
            pending: Vec::new(),
            trailing: Vec::new(),
            last_of_table: 0,
            stated: StatedLengths::default(),
            of_other: 0,
            forms: Vec::new(),
            short: ShortRows::default(),
            time_order,
        }
    }

    /// Begins a row of the table.
    #[inline]
    pub(crate) fn begin(&mut self, row: u64) {
        self.rows.read += 1;
        self.note_row(row);
    }

    /// Notes a row of the table: what may have been a foot above it is none.
    fn note_row(&mut self, row: u64) {
        self.last_of_table = self.last_of_table.max(row);
        for bad in std::mem::take(&mut self.pending) {
            self.skip(bad);
        }
    }

    /// Counts a bad row that was begun.
    pub(crate) fn skip(&mut self, BadRow { problem, of }: BadRow) {
        self.rows.skipped += 1;
        self.problems.add(problem);
        self.skipped.add(of, 1);
    }

    /// Counts the rows of a chunk, and those of them that are bad or none of the table's.
    pub(crate) fn chunk(&mut self, chunk: &CellChunk, faults: Vec<LocatedFault>) {
        self.rows.blank += chunk.blank;
        self.short.open_end = self.short.open_end.or(chunk.open_end);
        let count = chunk.len() + chunk.problems.len();
        self.rows.read += to_u64(count);
        let of_table = chunk.problems.iter().map(|problem| LocatedFault {
            bad: BadRow { problem: problem.clone(), of: self.unplaced.clone() },
            what: WithoutId::Bad,
            said: None,
            form: None,
        });
        let mut all: Vec<LocatedFault> = faults.into_iter().chain(of_table).collect();
        all.sort_by_key(LocatedFault::row);
        chunk
            .short
            .iter()
            .filter(|row| !is_other(&all, row))
            .for_each(|row| self.short.rows.add(*row));
        if let Some(last) = last_of_table(chunk, &all) {
            self.note_row(last);
        }
        for fault in all {
            let row = fault.row();
            if let Some(said) = fault.said {
                self.stated.add(row, said);
            }
            match fault.what {
                WithoutId::OfOther => {
                    self.rows.read -= 1;
                    self.rows.blank += 1;
                    self.of_other += 1;
                }
                WithoutId::LeftOut(why) => {
                    self.rows.skipped += 1;
                    self.left_out.entry(why).or_default().add(row);
                }
                WithoutId::MaybeFoot if row > self.last_of_table => {
                    self.pending.push(fault.bad);
                }
                WithoutId::MaybeFoot | WithoutId::Bad => {
                    if let Some(column) = fault.form
                        && self.problems.listed.len() < MOST_LISTED
                    {
                        self.forms.push(FormOf { row, column });
                    }
                    self.skip(fault.bad);
                }
            }
        }
    }

    /// Leaves the rows out of a chunk of which a column says that they are none of the table's.
    pub(crate) fn leave_out_others(&mut self, mark: RowMark, chunk: &mut CellChunk) {
        let last = chunk.rows().iter().copied().max();
        let others = mark.drop_others(chunk);
        let count = others.rows.count;
        self.marked.entry((mark.why(), mark.column)).or_default().merge(others);
        if let Some(last) = last.filter(|_| count > 0) {
            self.rows.read += count;
            self.rows.skipped += count;
            self.note_row(last);
        }
    }

    /// Says of cells that are no times which forms were expected.
    fn describe_forms(&mut self, form: &dyn Fn(usize) -> Option<String>) {
        for FormOf { row, column } in &self.forms {
            let listed = self.problems.listed.iter_mut().find(|problem| problem.row == *row);
            if let (Some(problem), Some(expected)) = (listed, form(*column)) {
                problem.expected = expected;
            }
        }
    }

    /// Ends a block of rows: what may be a foot is kept until it is known whether rows follow.
    pub(crate) fn end_block(&mut self) {
        self.trailing.append(&mut self.pending);
    }

    /// Adds what was found in other blocks of the same table.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.rows.read += other.rows.read;
        self.rows.used += other.rows.used;
        self.rows.merged += other.rows.merged;
        self.rows.skipped += other.rows.skipped;
        self.rows.blank += other.rows.blank;
        self.of_other += other.of_other;
        self.problems.total += other.problems.total;
        self.problems.listed.extend(other.problems.listed);
        self.problems.cut = self.problems.cut.max(other.problems.cut);
        self.skipped.merge(&other.skipped);
        self.trailing.extend(other.trailing);
        self.forms.extend(other.forms);
        self.short.merge(other.short);
        self.time_order.merge(other.time_order);
        self.stated.merge(other.stated);
        for (column, rows) in other.marked {
            self.marked.entry(column).or_default().merge(rows);
        }
        for (why, rows) in other.left_out {
            self.left_out.entry(why).or_default().merge(rows);
        }
        self.last_of_table = self.last_of_table.max(other.last_of_table);
    }

    /// Puts what was found in blocks in the order of the table, under the rows' real numbers.
    pub(crate) fn settle(&mut self, real: &dyn Fn(u64) -> u64) {
        let mut trailing = std::mem::take(&mut self.trailing);
        trailing.sort_by_key(|bad| bad.problem.row);
        // A foot is what stands below the last row of the table.
        let (rows, foot): (Vec<_>, Vec<_>) =
            trailing.into_iter().partition(|bad| bad.problem.row < self.last_of_table);
        for BadRow { problem, of } in rows {
            self.rows.skipped += 1;
            self.problems.total += 1;
            self.problems.listed.push(problem);
            self.skipped.add(of, 1);
        }
        self.pending.extend(foot);
        self.problems.listed.sort_by_key(|problem| problem.row);
        self.problems.listed.truncate(MOST_LISTED);
        let pending = self.pending.iter_mut().map(|bad| &mut bad.problem);
        for problem in self.problems.listed.iter_mut().chain(pending) {
            problem.row = real(problem.row);
        }
        self.problems.cut = self.problems.cut.map(real);
        self.stated.settle(real);
        self.forms.iter_mut().for_each(|form| form.row = real(form.row));
        let marked = self.marked.values_mut().map(|marked| &mut marked.rows);
        self.left_out.values_mut().chain(marked).for_each(|rows| rows.settle(real));
        self.last_of_table = real(self.last_of_table);
        self.short.settle(real);
        self.time_order.settle(real);
    }

    /// Ends the table, given which forms are expected in a column of times.
    pub(crate) fn end(&mut self, form: &dyn Fn(usize) -> Option<String>) {
        self.describe_forms(form);
        let foot = std::mem::take(&mut self.pending);
        let has_rows = self.rows.used + self.rows.merged > 0;
        if foot.len() > LONGEST_FOOT || (!has_rows && foot.len() > LONGEST_FOOT_ALONE) {
            foot.into_iter().for_each(|bad| self.skip(bad));
            return;
        }
        for bad in &foot {
            self.rows.skipped += 1;
            self.left_out.entry(LeftOut::Foot).or_default().add(bad.problem.row);
        }
        self.footer = foot.into_iter().next().map(|bad| bad.problem);
    }

    /// Refuses times in a wrong order that is a pattern, and bad rows unless they may be skipped; `title` is that
    /// of a column of times, by its place.
    ///
    /// # Errors
    ///
    /// When there are such times or rows.
    pub(crate) fn refuse(
        &mut self,
        path: &str,
        title: &dyn Fn(usize) -> Option<String>,
        options: &ReadOptions,
    ) -> Result<(), SourceError> {
        // Saved answers have no columns.
        let title = |at| title(at).unwrap_or_else(|| self.time_order.field(at).to_owned());
        self.time_order.refuse_pattern(path, self.rows.read, &title, &self.problems.listed)?;
        refuse_bad_rows(path, &mut self.problems, &self.rows, options)
    }

    /// Stops at a column that says of most rows that they are deleted, tests or not valid: it may mean something else;
    /// and at one that says neither yes nor no.
    ///
    /// # Errors
    ///
    /// When there is such a column.
    pub(crate) fn refuse_marks(
        &self,
        path: &str,
        title: &dyn Fn(usize) -> String,
    ) -> Result<(), SourceError> {
        /// So few rows of a short part may all be deleted.
        const FEW: u64 = 2;
        let rows = self.rows.read;
        let of_deleted = self.marked.iter().filter(|((why, _), _)| *why == LeftOut::Deleted);
        for ((_, column), marked) in of_deleted.filter(|(_, marked)| !marked.tells_none_apart(rows))
        {
            if let Some(words) = marked.unclear_words() {
                let (path, column) = (path.to_owned(), title(*column));
                let what =
                    format!("a table whose column {column} says neither yes nor no: {words}");
                let remedy = "write `1` and `0` in it, or remove the column";
                return Err(SourceError::Named { path, what, remedy });
            }
        }
        let mut marked = self.marked.iter().map(|(key, marked)| (*key, marked.rows.count));
        match marked
            .find(|((why, _), count)| *why == LeftOut::Deleted && *count > FEW && *count * 2 > rows)
        {
            None => Ok(()),
            Some(((_, column), marked)) => Err(SourceError::MostRowsMarked {
                path: path.to_owned(),
                column: title(column),
                marked,
                rows,
            }),
        }
    }

    /// Returns what the lines above a table and the rows that are none of its own say of its length, which is one
    /// of orders or of disputes.
    pub(crate) fn length_caveats(&self, what: &str, above: &[StatedLength]) -> Vec<Caveat> {
        self.all_stated(above).caveats(what, self.rows.read - self.rows.skipped)
    }

    /// Returns up to when lines say that the table reaches; `None` where none does.
    pub(crate) fn stated_end(&self, above: &[StatedLength]) -> Option<Moment> {
        self.all_stated(above).until()
    }

    fn all_stated(&self, above: &[StatedLength]) -> StatedLengths {
        let mut stated = self.stated.clone();
        above.iter().for_each(|said| stated.add(0, *said));
        stated
    }

    /// Says which rows were left out, because they are none of the table's.
    pub(crate) fn left_out_caveats(&self, title: &dyn Fn(usize) -> String) -> Vec<Caveat> {
        let caveat = |(why, rows): (&LeftOut, &CountedRows)| {
            let caveat = rows.caveat(left_out(why.id()))?;
            Some(match &self.footer {
                Some(footer) if *why == LeftOut::Foot => caveat.filled("row", footer),
                Some(_) | None => caveat,
            })
        };
        let marked = self.marked.iter().flat_map(|((why, at), rows)| {
            let unknown = Some(rows).filter(|_| *why == LeftOut::Platform);
            let unknown = unknown.and_then(|rows| rows.unknown_platforms(&title(*at)));
            rows.caveat(*why, &title(*at)).into_iter().chain(unknown)
        });
        self.left_out.iter().filter_map(caveat).chain(marked).collect()
    }
}

/// Begins to say that rows were left out of which no column says that they are none of the table's.
pub(crate) fn left_out(what: &str) -> Caveat {
    let caveat = Caveat::new(CaveatKind::RowsLeftOut).with("what", what);
    caveat.with("column", "none").with("words", "none")
}

/// Returns the last row of a chunk that is one of the table's; `None` where none is.
fn last_of_table(chunk: &CellChunk, faults: &[LocatedFault]) -> Option<u64> {
    let rows = chunk.rows().iter().copied().rfind(|row| !is_other(faults, row));
    rows.max(chunk.problems.iter().map(|problem| problem.row).max())
}

/// Returns whether a row is none of the table's, or may be none.
fn is_other(faults: &[LocatedFault], row: &u64) -> bool {
    let at = faults.binary_search_by_key(row, LocatedFault::row);
    let fault = at.ok().and_then(|at| faults.get(at));
    fault.is_some_and(|fault| fault.what != WithoutId::Bad)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{RowKind, Zone};

    fn bad(row: u64) -> BadRow {
        let (column, value, expected) = ("A".to_owned(), String::new(), String::new());
        let of = SkippedRow::anywhere(RowKind::Order);
        BadRow { problem: RowProblem { sheet: None, row, column, value, expected }, of }
    }

    fn log() -> RowLog {
        RowLog::new(SkippedRow::anywhere(RowKind::Order), TimeOrder::of_orders(Zone::PLATFORM))
    }

    /// Logs a chunk of rows: `o` an order, `f` what may be a foot, `s` a sum, `x` a bad row.
    fn log_chunk(log: &mut RowLog, rows: &[(u64, char)]) {
        let mut chunk = CellChunk::new(&[]);
        let mut faults = Vec::new();
        for (row, sign) in rows {
            chunk.push_row(*row);
            let what = match sign {
                'f' => WithoutId::MaybeFoot,
                's' => WithoutId::LeftOut(LeftOut::Sum),
                'x' => WithoutId::Bad,
                _ => {
                    log.rows.used += 1;
                    continue;
                }
            };
            faults.push(LocatedFault { bad: bad(*row), what, said: None, form: None });
        }
        log.chunk(&chunk, faults);
    }

    /// Reads blocks, each in chunks of so many rows.
    fn read(blocks: &[&str], size: usize) -> RowLog {
        let mut all = log();
        for (number, block) in blocks.iter().enumerate().rev() {
            let number = u64::try_from(number).unwrap();
            let mut log = self::log();
            let rows: Vec<_> = (1..).map(|row| number << 32 | row).zip(block.chars()).collect();
            rows.chunks(size).for_each(|rows| log_chunk(&mut log, rows));
            log.end_block();
            all.absorb(log);
        }
        let length = |block: &&str| u64::try_from(block.len()).unwrap();
        let real = |row: u64| {
            let before = blocks.iter().take(usize::try_from(row >> 32).unwrap());
            before.map(length).sum::<u64>() + (row & 0xffff_ffff)
        };
        all.settle(&real);
        all.end(&|_| None);
        all
    }

    #[test]
    fn where_blocks_and_chunks_end_does_not_change_what_a_foot_is() {
        for text in ["ooff", "osf", "offsf", "offof", "fofo", "oxff", "ffff", "sooosf", "ofxf"] {
            let whole = read(&[text], 100);
            let rows = whole.rows;
            assert_eq!(rows.read, rows.used + rows.skipped, "{text}");
            for (cut, second) in
                (1..text.len()).flat_map(|cut| (cut..text.len()).map(move |s| (cut, s)))
            {
                for size in [1, 2, 100] {
                    let blocks = [&text[..cut], &text[cut..second], &text[second..]];
                    let parts = read(&blocks, size);
                    assert_eq!(parts.rows, whole.rows, "{blocks:?}");
                    assert_eq!(parts.left_out, whole.left_out, "{blocks:?}");
                    assert_eq!(parts.skipped, whole.skipped, "{blocks:?}");
                    assert_eq!(parts.problems.listed, whole.problems.listed, "{blocks:?}");
                    assert_eq!(parts.footer, whole.footer, "{blocks:?}");
                }
            }
        }
    }

    #[test]
    fn a_foot_is_short_and_stands_at_the_end() {
        assert_eq!(
            read(&["ooff"], 3).left_out.get(&LeftOut::Foot),
            Some(&CountedRows { count: 2, first: Some(3) })
        );
        assert_eq!(read(&["offo"], 3).problems.total, 2);
        let long = format!("o{}", "f".repeat(LONGEST_FOOT + 1));
        assert_eq!(read(&[&long], 100).problems.total, 21);
    }
}
