//! One pass over a plain dispute table.

use crate::domain::{Dispute, OrderId, Sieve, arrange};
use crate::input::RowProblem;
use crate::input::decode::dispute_fast::skim;
use crate::input::decode::disputes::{Details, DisputeColumns};
use crate::input::decode::numeric_ids::is_rounded;
use crate::input::decode::orders::Problem;
use crate::input::scan::dispute_filter::Sifter;
use crate::input::scan::dispute_merge::Name;
use crate::input::scan::parallel::BlockPass;
use crate::input::scan::row_log::{RowLog, locate};
use crate::input::scan::time_order::TimeOrder;
use crate::input::table::row::{Cell, RawRow, Row};

/// Where the disputes of a block stand, or some of them that follow each other.
#[derive(Clone, Copy)]
struct Block {
    number: u64,
    /// Disputes of the block that come before these.
    before: usize,
    start: usize,
    count: usize,
}

/// Disputes that are moved at a time.
const MOVED: usize = 8192;

impl Block {
    fn end(self) -> usize {
        self.start + self.count
    }

    /// Takes up to so many off its end, which will stand somewhere else.
    fn take_last(&mut self, most: usize, start: usize) -> Self {
        let count = most.min(self.count);
        self.count -= count;
        Self { start, count, before: self.before + self.count, ..*self }
    }
}

/// What a pass over a dispute table finds.
pub(crate) struct DisputePass<'a> {
    columns: DisputeColumns,
    shop: &'a str,
    sheet: Option<&'a str>,
    titles: &'a (dyn Fn(usize) -> String + Sync),
    /// Decides which disputes are kept; all are without it.
    pub(crate) sifter: Option<Sifter<'a>>,
    /// Count of disputes, kept or not.
    pub(crate) count: usize,
    details: Details,
    /// The disputes, in the file's order once the pass is settled.
    pub(crate) disputes: Vec<Dispute>,
    /// What tells each of them from others of its order.
    pub(crate) names: Vec<Name>,
    /// Which of them each block holds; none where there are no blocks.
    blocks: Vec<Block>,
    /// What became of the rows.
    pub(crate) log: RowLog,
    /// Count of ids that end in 0 after 15 digits.
    pub(crate) rounded: u64,
    /// Times of rows that are the wrong way round.
    pub(crate) time_order: TimeOrder,
}

impl<'a> DisputePass<'a> {
    /// Begins a pass.
    pub(crate) fn new(
        columns: DisputeColumns,
        shop: &'a str,
        sheet: Option<&'a str>,
        titles: &'a (dyn Fn(usize) -> String + Sync),
    ) -> Self {
        Self {
            time_order: TimeOrder::of_disputes(columns.moments.zone()),
            columns,
            shop,
            sheet,
            titles,
            sifter: None,
            count: 0,
            details: Details::Kept,
            disputes: Vec::new(),
            names: Vec::new(),
            blocks: Vec::new(),
            log: RowLog::default(),
            rounded: 0,
        }
    }

    /// Keeps only disputes that a sieve lets through, with or without their details.
    pub(crate) fn keeping(self, sieve: Option<&'a Sieve>, details: Details) -> Self {
        Self { sifter: sieve.map(Sifter::new), details, ..self }
    }

    /// Keeps the dispute of a record that is written in the usual way, and returns its order.
    fn skim<R: RawRow>(&mut self, record: &R) -> Option<OrderId> {
        let skimmed = skim(&mut self.columns, record, self.shop)?;
        let (dispute, name) = skimmed.figured(&mut self.columns, record)?;
        self.columns.moments.note_zoneless(skimmed.zoneless);
        self.disputes.push(dispute);
        self.names.push(name);
        Some(skimmed.gist.order_id)
    }

    fn out_of_order(&mut self, dispute: &Dispute) -> Option<Problem> {
        let later = [dispute.escalated_at(), dispute.ruled_at(), dispute.closed_at()];
        let [escalated, ruled, closed] = later;
        let times = [Some(dispute.opened_at), escalated, ruled, closed];
        let violation = self.time_order.check(&times)?;
        let first = self.columns.moments.place(violation.first).map(self.titles);
        Some(Problem {
            column: self.columns.moments.place(violation.second),
            expected: self.time_order.expected(&violation, &first.unwrap_or_default()),
        })
    }

    /// Returns the columns with what they have proved.
    pub(crate) fn columns(&self) -> &DisputeColumns {
        &self.columns
    }
}

impl BlockPass for DisputePass<'_> {
    fn record<R: RawRow>(&mut self, record: &R) {
        let skimmed = match (&mut self.sifter, self.details) {
            (Some(sifter), _) => sifter.pass_over(&mut self.columns, record, self.shop),
            (None, Details::Dropped) => self.skim(record),
            (None, Details::Kept) => None,
        };
        match skimmed {
            Some(order) => {
                self.log.begin(record.number());
                self.rounded += u64::from(is_rounded(order));
                self.count += 1;
            }
            None => self.row(record),
        }
    }

    fn row<R: Row + ?Sized>(&mut self, row: &R) {
        if row.is_blank() {
            self.log.rows.blank += 1;
            return;
        }
        self.log.begin(row.number());
        match self.columns.decode(row, self.shop, self.details) {
            Ok(dispute) if let Some(problem) = self.out_of_order(&dispute) => {
                let problem = locate(row, problem, self.sheet, self.titles);
                self.log.skip(problem);
            }
            Ok(dispute) => {
                self.rounded += u64::from(is_rounded(dispute.order_id));
                self.count += 1;
                let sifter = self.sifter.as_mut();
                if sifter.is_none_or(|sifter| sifter.keeps(&dispute)) {
                    self.disputes.push(dispute);
                    self.names.push(self.columns.name(row));
                }
            }
            Err(problem) => {
                // Only a text may be a footer; a value that cannot be read is none.
                let id = self.columns.id_column();
                let in_id_column =
                    problem.column == Some(id) && matches!(row.cell(id), Cell::Text(_));
                let problem = locate(row, problem, self.sheet, self.titles);
                self.log.bad(problem, in_id_column);
            }
        }
    }

    fn end_block(&mut self, number: u64) {
        self.log.end_block();
        let start = self.blocks.last().map_or(0, |block| block.end());
        let count = self.disputes.len() - start;
        self.blocks.push(Block { number, before: 0, start, count });
    }

    fn words_depend_on_rows_above(&self) -> bool {
        self.log.has_problems() && self.columns.dates().any(|column| column.evidence.is_asked())
    }

    fn absorb(&mut self, mut other: Self) {
        self.columns.merge(&other.columns);
        self.log.absorb(other.log);
        // Some at a time, so that there are never two lists of them all.
        self.disputes.reserve_exact(other.disputes.len());
        self.names.reserve_exact(other.names.len());
        for mut block in std::mem::take(&mut other.blocks).into_iter().rev() {
            while block.count > 0 {
                self.blocks.push(block.take_last(MOVED, self.disputes.len()));
                self.disputes.extend(other.disputes.drain(block.end()..));
                self.names.extend(other.names.drain(block.end()..));
                other.disputes.shrink_to_fit();
                other.names.shrink_to_fit();
            }
        }
        self.rounded += other.rounded;
        self.count += other.count;
        self.time_order.merge(other.time_order);
        if let (Some(sifter), Some(other)) = (&mut self.sifter, other.sifter) {
            sifter.absorb(other);
        }
    }

    fn settle(&mut self, real: &dyn Fn(u64) -> u64) {
        self.log.settle(real);
        self.columns.renumber(real);
        self.blocks.sort_unstable_by_key(|block| (block.number, block.before));
        if self.blocks.is_sorted_by_key(|block| block.start) {
            return;
        }
        // There is no room for a second list beside a long one.
        let from = |block: &Block| block.start..block.end();
        let order = self.blocks.iter().flat_map(from);
        let order: Vec<u32> = order.map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect();
        arrange(&mut self.disputes, order.clone());
        arrange(&mut self.names, order);
    }

    fn unreadable(&mut self, problem: RowProblem) {
        self.log.unreadable(problem);
    }
}
