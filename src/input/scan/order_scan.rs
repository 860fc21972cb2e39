//! One pass over an order file: rows become orders, repeats are noticed, problems collected.

use crate::domain::{
    Dispute, DisputedIndex, Filings, Gap, Moment, Order, OrderBatch, OrderId, OrderTally, RowFilter,
};
use crate::ids::duplicate_ids::IdPile;
use crate::input::RowProblem;
use crate::input::decode::date_column::DateColumn;
use crate::input::decode::numeric_ids::is_rounded;
use crate::input::decode::order_times::{Skimmed, Skimmer};
use crate::input::decode::orders::{OrderColumns, Problem, Scratch};
use crate::input::scan::coverage::CompletionDays;
use crate::input::scan::duplicates::{Compare, Meeting, Repeats};
use crate::input::scan::parallel::BlockPass;
use crate::input::scan::row_log::{RowLog, locate};
use crate::input::scan::time_order::{self, TimeOrder, Violation};
use crate::input::scan::time_range::Span;
#[cfg(feature = "parquet")]
use crate::input::table::header::Header;
use crate::input::table::row::{Cell, RawRow, Row};

/// What a pass works with and what it finds.
pub(crate) struct OrderPass<'a, T> {
    columns: OrderColumns,
    shop: &'a str,
    sheet: Option<&'a str>,
    titles: &'a (dyn Fn(usize) -> String + Sync),
    filings: &'a Filings,
    /// Where the last order stands among disputed ones.
    gap: Gap,
    skimmer: Option<Skimmer>,
    platform: Option<usize>,
    scratch: Scratch,
    /// Which orders the tally looks at.
    filter: RowFilter,
    /// Orders that the tally has not counted yet.
    batch: OrderBatch,
    /// What counts.
    pub(crate) tally: T,
    /// What becomes of ids that come twice.
    pub(crate) repeats: Repeats<'a>,
    /// Ids of this file, repeats included; empty where it is known which come twice.
    pub(crate) ids: Vec<IdPile>,
    /// What became of the rows.
    pub(crate) log: RowLog,
    /// Rows whose id an earlier file holds.
    pub(crate) overlap: u64,
    /// Rows of another platform.
    pub(crate) foreign: u64,
    /// The oldest order and the newest moment in the file.
    span: Span,
    /// Count of ids that end in 0 after 15 digits.
    pub(crate) rounded: u64,
    /// Something is said of a dispute whose name was dropped.
    pub(crate) unnamed: bool,
    /// Times of rows that are the wrong way round.
    pub(crate) time_order: TimeOrder,
    /// How long orders took.
    pub(crate) completion_days: CompletionDays,
}

/// Where a pass reads from.
pub(crate) struct PassInput<'a> {
    /// Shop for rows that name none.
    pub(crate) shop: &'a str,
    /// Sheet, for messages.
    pub(crate) sheet: Option<&'a str>,
    /// A column's letters and title, for messages.
    pub(crate) titles: &'a (dyn Fn(usize) -> String + Sync),
    /// Disputes by order, to be asked for each order that is read.
    pub(crate) filings: &'a Filings,
    /// The column that names the platform an order comes from.
    pub(crate) platform: Option<usize>,
}

impl<'a, T: OrderTally> OrderPass<'a, T> {
    /// Begins a pass.
    pub(crate) fn new(
        columns: OrderColumns,
        input: &PassInput<'a>,
        tally: T,
        repeats: Repeats<'a>,
    ) -> Self {
        let skimmer = if input.platform.is_some() { None } else { Skimmer::of(&columns) };
        let (projection, disputed) = (tally.projection(), input.filings.places());
        Self {
            time_order: TimeOrder::of_orders(columns.moments.zone()),
            completion_days: CompletionDays::default(),
            columns,
            shop: input.shop,
            sheet: input.sheet,
            titles: input.titles,
            filings: input.filings,
            repeats,
            gap: Gap::default(),
            skimmer,
            platform: input.platform,
            scratch: Scratch::default(),
            filter: projection.row_filter(&disputed),
            batch: OrderBatch::new(projection.columns, disputed),
            tally,
            ids: vec![IdPile::default()],
            log: RowLog::default(),
            overlap: 0,
            foreign: 0,
            span: Span::default(),
            rounded: 0,
            unnamed: false,
        }
    }

    /// Returns the oldest order and the newest moment; `None` without any order.
    pub(crate) fn span(&self) -> Option<(Moment, Moment)> {
        self.span.get()
    }

    /// Returns the columns with what they have proved.
    pub(crate) fn columns(&self) -> &OrderColumns {
        &self.columns
    }

    /// Takes an order that was read whole.
    pub(crate) fn facts(&mut self, row: u64, order: &Order<'_>) {
        self.log.begin(row);
        if let Some(problem) = self.take(row, order, Compare::Nothing) {
            self.log.skip(RowProblem {
                sheet: None,
                row,
                column: "gmt_create".to_owned(),
                value: order.created_at.to_string(),
                expected: problem.expected,
            });
        }
    }

    /// Takes a record that is written in the usual way; returns false, and has changed nothing,
    /// where it is not.
    fn skim(&mut self, record: &impl RawRow) -> bool {
        let Some(skimmer) = &mut self.skimmer else { return false };
        let Some(skimmed) = skimmer.read(&mut self.columns, record) else { return false };
        let later = [skimmed.paid_at, skimmed.shipped_at, skimmed.completed_at];
        if !time_order::is_plain(skimmed.created_at, later) {
            return false;
        }
        let disputed = self.filings.index_near(skimmed.id, &mut self.gap);
        let late = |index| {
            let first = self.filings.of_index(index).first();
            first.is_some_and(|dispute| dispute.opened_at < skimmed.created_at)
        };
        if disputed.is_some_and(late) {
            return false;
        }
        let Some(meeting) = self.repeats.foresee(skimmed.id) else { return false };
        if meeting == Meeting::First && !self.offer_skimmed(&skimmed, disputed, record) {
            return false;
        }
        self.repeats.note(skimmed.id);
        self.columns.note(&skimmed);
        self.note(record.number(), skimmed.id, meeting);
        self.completion_days.add(skimmed.created_at, skimmed.completed_at);
        self.span.add(skimmed.created_at);
        for moment in [skimmed.paid_at, skimmed.shipped_at, skimmed.completed_at] {
            self.span.extend_to(moment.unwrap_or(skimmed.created_at));
        }
        true
    }

    /// Notes a row of which all is known that is to be noted by its id.
    fn note(&mut self, row: u64, id: OrderId, meeting: Meeting) {
        self.log.begin(row);
        self.rounded += u64::from(is_rounded(id));
        self.pile(id);
        self.count(meeting);
    }

    /// Counts a record of which the moments have been read; returns false, and has changed nothing,
    /// where one of its texts needs a closer look.
    #[inline]
    fn offer_skimmed(
        &mut self,
        skimmed: &Skimmed,
        disputed: Option<DisputedIndex>,
        record: &impl RawRow,
    ) -> bool {
        let Skimmed { id, paid_at, completed_at, .. } = *skimmed;
        if self.filter.has_every_shop() && !self.filter.has(id, disputed, paid_at, completed_at) {
            self.batch.filter_out(1);
            return true;
        }
        let (shop, columns) = (self.shop, self.batch.columns());
        let Some(skimmer) = &mut self.skimmer else { return false };
        let Some(order) = skimmer.whole(skimmed, &mut self.columns, record, shop, columns) else {
            return false;
        };
        if self.filter.has_every_shop() {
            self.batch.push(&order, disputed);
            if self.batch.is_full() {
                self.flush();
            }
        } else {
            self.offer(&order, disputed);
        }
        true
    }

    /// Counts an order if the tally looks at it.
    fn offer(&mut self, order: &Order<'_>, disputed: Option<DisputedIndex>) {
        if !self.filter.has_shop(order.shop) {
            return;
        }
        if self.filter.has(order.id, disputed, order.paid_at, order.completed_at) {
            self.push(order, disputed);
        } else {
            self.batch.filter_out(1);
        }
    }

    fn push(&mut self, order: &Order<'_>, disputed: Option<DisputedIndex>) {
        self.batch.push(order, disputed);
        if self.batch.is_full() {
            self.flush();
        }
    }

    /// Hands the batch to the tally.
    fn flush(&mut self) {
        if !self.batch.is_empty() {
            self.tally.add(&self.batch);
            self.batch.clear();
        }
    }

    /// Counts a row by what it is among those with its id.
    fn count(&mut self, meeting: Meeting) {
        match meeting {
            Meeting::First => self.log.rows.used += 1,
            Meeting::Overlap => {
                self.log.rows.merged += 1;
                self.overlap += 1;
            }
            Meeting::Repeat => self.log.rows.merged += 1,
        }
    }

    /// Keeps an id for the search for repeats, while it is not known which come twice.
    #[inline]
    fn pile(&mut self, id: OrderId) {
        if matches!(self.repeats, Repeats::Unknown)
            && let Some(pile) = self.ids.first_mut()
        {
            pile.push(id);
        }
    }

    /// Counts an order, or returns why it cannot be.
    fn take(&mut self, row: u64, order: &Order<'_>, compare: Compare) -> Option<Problem> {
        let disputed = self.filings.index(order.id);
        if let Some(first) = disputed.and_then(|index| self.filings.of_index(index).first())
            && first.opened_at < order.created_at
        {
            self.unnamed |= first.name().is_empty();
            return Some(placed_late(order, first));
        }
        self.rounded += u64::from(is_rounded(order.id));
        self.pile(order.id);
        let meeting = self.repeats.meet(order, row, compare);
        self.count(meeting);
        match meeting {
            Meeting::First => self.offer(order, disputed),
            Meeting::Overlap => {}
            Meeting::Repeat => return None,
        }
        self.completion_days.add(order.created_at, order.completed_at);
        self.span.add(order.created_at);
        for moment in [order.paid_at, order.shipped_at, order.completed_at] {
            self.span.extend_to(moment.unwrap_or(order.created_at));
        }
        None
    }

    /// Ends the pass: a text in the id column of the very last row is a footer, no bad row.
    pub(crate) fn end(&mut self) {
        self.flush();
        self.log.end();
    }

    fn out_of_order(&self, violation: &Violation) -> Problem {
        let first = self.columns.moments.place(violation.first).map(self.titles);
        Problem {
            column: self.columns.moments.place(violation.second),
            expected: self.time_order.expected(violation, &first.unwrap_or_default()),
        }
    }

    fn located<R: Row + ?Sized>(&self, row: &R, problem: Problem) -> RowProblem {
        locate(row, problem, self.sheet, self.titles)
    }
}

impl<T: OrderTally> BlockPass for OrderPass<'_, T> {
    fn record<R: RawRow>(&mut self, record: &R) {
        if !self.skim(record) {
            self.row(record);
        }
    }

    fn row<R: Row + ?Sized>(&mut self, row: &R) {
        if row.is_blank() {
            self.log.rows.blank += 1;
            return;
        }
        self.log.begin(row.number());
        if self.platform.is_some_and(|column| !is_aliexpress(row, column)) {
            self.log.rows.skipped += 1;
            self.foreign += 1;
            return;
        }
        let mut scratch = std::mem::take(&mut self.scratch);
        match self.columns.decode(row, self.shop, &mut scratch) {
            Ok(order) => {
                let times =
                    [Some(order.created_at), order.paid_at, order.shipped_at, order.completed_at];
                if let Some(violation) = self.time_order.check(&times) {
                    let problem = self.out_of_order(&violation);
                    let problem = self.located(row, problem);
                    self.log.skip(problem);
                } else if let Some(problem) =
                    self.take(row.number(), &order, self.columns.compare())
                {
                    // The first of the dates is that of placing.
                    let column = self.columns.dates().next().map(DateColumn::column);
                    let problem = self.located(row, Problem { column, ..problem });
                    self.log.skip(problem);
                }
            }
            Err(problem) => {
                // Only a text may be a footer; a value that cannot be read is none.
                let id = self.columns.id_column();
                let in_id_column =
                    problem.column == Some(id) && matches!(row.cell(id), Cell::Text(_));
                let problem = self.located(row, problem);
                self.log.bad(problem, in_id_column);
            }
        }
        self.scratch = scratch;
    }

    #[cfg(feature = "parquet")]
    fn wanted(&self, header: &Header) -> Vec<usize> {
        let asked = self.batch.columns();
        let mut columns = header.all_columns();
        columns.retain(|column| !self.columns.is_unasked_text(*column, asked));
        columns
    }

    fn end_block(&mut self, _number: u64) {
        self.flush();
        self.ids.iter_mut().for_each(IdPile::end_block);
        self.log.end_block();
    }

    fn words_depend_on_rows_above(&self) -> bool {
        self.log.has_problems() && self.columns.dates().any(|column| column.evidence.is_asked())
    }

    fn absorb(&mut self, mut other: Self) {
        other.flush();
        self.columns.merge(&other.columns);
        self.tally.merge(other.tally);
        self.ids.extend(other.ids);
        self.log.absorb(other.log);
        self.repeats.absorb(other.repeats);
        self.overlap += other.overlap;
        self.foreign += other.foreign;
        self.span.merge(other.span);
        self.rounded += other.rounded;
        self.unnamed |= other.unnamed;
        self.time_order.merge(other.time_order);
        self.completion_days.merge(&other.completion_days);
    }

    fn settle(&mut self, real: &dyn Fn(u64) -> u64) {
        self.log.settle(real);
        self.columns.renumber(real);
    }

    fn unreadable(&mut self, problem: RowProblem) {
        self.log.unreadable(problem);
    }
}

/// A dispute opened before its order was placed shows that one of the two dates is wrong.
fn placed_late(order: &Order<'_>, first: &Dispute) -> Problem {
    let name = first.name();
    Problem {
        column: None,
        expected: format!(
            "order {} was placed at {}, after its dispute {}was opened at {}",
            order.id,
            order.created_at,
            if name.is_empty() { String::new() } else { format!("{name} ") },
            first.opened_at,
        ),
    }
}

fn is_aliexpress<R: Row + ?Sized>(row: &R, column: usize) -> bool {
    match row.cell(column) {
        Cell::Text(text) => {
            let text = text.to_lowercase();
            text.contains("aliexpress") || text.contains("速卖通") || text == "smt"
        }
        Cell::Empty => true,
        Cell::Whole(_) | Cell::Date(_) | Cell::Moment(_) | Cell::Error(_) => false,
    }
}
