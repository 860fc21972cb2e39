//! One pass over a plain dispute table, and the union of disputes from several files.

use super::RowProblem;
use super::date_column::DateColumn;
use super::disputes::DisputeColumns;
use super::gist::Sifter;
use super::order_pass::{is_rounded, locate};
use super::parallel::BlockPass;
use super::row_log::RowLog;
use super::table::{RawRow, Row};
use crate::domain::{Dispute, Filings, IdTable, Sieve};

/// What a pass over a dispute table finds.
pub(super) struct DisputePass<'a> {
    columns: DisputeColumns,
    shop: &'a str,
    sheet: Option<&'a str>,
    titles: &'a (dyn Fn(usize) -> String + Sync),
    /// Decides which disputes are kept; all are without it.
    pub(super) sifter: Option<Sifter<'a>>,
    /// Count of disputes, kept or not.
    pub(super) count: usize,
    /// The disputes, in the file's order.
    pub(super) disputes: Vec<Dispute>,
    /// Those of blocks that were read, by the block's number.
    blocks: Vec<(u64, Vec<Dispute>)>,
    /// What became of the rows.
    pub(super) log: RowLog,
    /// Count of ids that end in 0 after 15 digits.
    pub(super) rounded: u64,
}

impl<'a> DisputePass<'a> {
    /// Begins a pass.
    pub(super) fn new(
        columns: DisputeColumns,
        shop: &'a str,
        sheet: Option<&'a str>,
        titles: &'a (dyn Fn(usize) -> String + Sync),
    ) -> Self {
        let (disputes, blocks, log) = (Vec::new(), Vec::new(), RowLog::default());
        let (sifter, count, rounded) = (None, 0, 0);
        Self { columns, shop, sheet, titles, sifter, count, disputes, blocks, log, rounded }
    }

    /// Keeps only disputes that a sieve lets through.
    pub(super) fn sifted(self, sieve: Option<&'a Sieve>) -> Self {
        Self { sifter: sieve.map(Sifter::new), ..self }
    }

    /// Returns the columns with what they have proved.
    pub(super) fn columns(&self) -> &DisputeColumns {
        &self.columns
    }
}

impl BlockPass for DisputePass<'_> {
    fn record<R: RawRow>(&mut self, record: &R) {
        let sifter = self.sifter.as_mut();
        match sifter.and_then(|sifter| sifter.pass_over(&mut self.columns, record, self.shop)) {
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
        match self.columns.decode(row, self.shop) {
            Ok(dispute) => {
                self.rounded += u64::from(is_rounded(dispute.order_id));
                self.count += 1;
                let sifter = self.sifter.as_mut();
                if sifter.is_none_or(|sifter| sifter.keeps(&dispute)) {
                    self.disputes.push(dispute);
                }
            }
            Err(problem) => {
                let in_id_column = problem.column == Some(self.columns.id_column());
                let problem = locate(row, problem, self.sheet, self.titles);
                self.log.bad(problem, in_id_column);
            }
        }
    }

    fn end_block(&mut self, number: u64) {
        self.log.end_block();
        self.blocks.push((number, std::mem::take(&mut self.disputes)));
    }

    fn words_depend_on_rows_above(&self) -> bool {
        self.log.has_problems() && self.columns.dates().any(DateColumn::has_slashes)
    }

    fn absorb(&mut self, other: Self) {
        self.columns.merge(&other.columns);
        self.log.absorb(other.log);
        self.blocks.extend(other.blocks);
        self.rounded += other.rounded;
        self.count += other.count;
        if let (Some(sifter), Some(other)) = (&mut self.sifter, other.sifter) {
            sifter.absorb(other);
        }
    }

    fn settle(&mut self, real: &dyn Fn(u64) -> u64) {
        self.log.settle(real);
        self.columns.renumber(real);
        self.blocks.sort_unstable_by_key(|(number, _)| *number);
        let count = self.blocks.iter().map(|(_, disputes)| disputes.len()).sum();
        self.disputes.reserve_exact(count);
        for (_, mut disputes) in std::mem::take(&mut self.blocks) {
            self.disputes.append(&mut disputes);
        }
    }

    fn unreadable(&mut self, problem: RowProblem) {
        self.log.unreadable(problem);
    }
}

/// Disputes of several files, each once.
#[derive(Debug, Default)]
pub(super) struct Union {
    /// The disputes, in the order in which they were first met.
    disputes: Vec<Dispute>,
    places: IdTable,
    /// The last dispute of each order, by place.
    last: Vec<u32>,
    /// For each dispute the one before it on the same order; its own place where there is none.
    before: Vec<u32>,
}

impl Union {
    /// Adds the disputes of a file; returns how many of them were there already and were merged.
    pub(super) fn add(&mut self, disputes: Vec<Dispute>) -> u64 {
        if !self.disputes.is_empty() {
            return disputes.into_iter().map(|dispute| u64::from(!self.add_one(dispute))).sum();
        }
        // The first file's list is kept as it is, unless it says something twice.
        self.disputes = disputes;
        self.before.reserve_exact(self.disputes.len());
        let mut at = 0;
        while let Some(dispute) = self.disputes.get(at) {
            let place = self.places.insert(dispute.order_id);
            let last = self.last.get(place).copied();
            if last.is_some_and(|last| self.known(last, dispute).is_some()) {
                let rest = self.disputes.split_off(at);
                return rest.into_iter().map(|dispute| u64::from(!self.add_one(dispute))).sum();
            }
            self.link(place, last);
            at += 1;
        }
        0
    }

    /// Returns all disputes by order.
    pub(super) fn filings(self) -> Filings {
        Filings::with_places(self.disputes, self.places)
    }

    fn add_one(&mut self, dispute: Dispute) -> bool {
        let place = self.places.insert(dispute.order_id);
        let last = self.last.get(place).copied();
        let known = last.and_then(|last| self.known(last, &dispute));
        if let Some(old) = known.and_then(|at| self.disputes.get_mut(at)) {
            merge(old, dispute);
            return false;
        }
        self.link(place, last);
        self.disputes.push(dispute);
        true
    }

    /// Links the next dispute to the one before it on the same order.
    fn link(&mut self, place: usize, last: Option<u32>) {
        let at = u32::try_from(self.before.len()).unwrap_or(u32::MAX);
        self.before.push(last.unwrap_or(at));
        match self.last.get_mut(place) {
            Some(slot) => *slot = at,
            None => self.last.push(at),
        }
    }

    /// Finds the record of the same filing among those of its order. Not by shop: one file may name
    /// it and another not. A filing may have an id in one file and none in another.
    fn known(&self, last: u32, dispute: &Dispute) -> Option<usize> {
        let second = |dispute: &Dispute| dispute.opened_at.millis().div_euclid(1000);
        let mut same_line = None;
        for (at, other) in self.on_order(last) {
            if !dispute.id.is_empty() && other.id == dispute.id {
                return Some(at);
            }
            if other.line_id == dispute.line_id && second(other) == second(dispute) {
                same_line = Some((at, other));
            }
        }
        let (at, other) = same_line?;
        (dispute.id.is_empty() || other.id.is_empty()).then_some(at)
    }

    /// Visits the disputes of an order, the last first.
    fn on_order(&self, last: u32) -> impl Iterator<Item = (usize, &Dispute)> {
        let mut next = Some(last);
        std::iter::from_fn(move || {
            let at = usize::try_from(next?).ok()?;
            let before = self.before.get(at).copied();
            next = before.filter(|before| Some(*before) != next);
            Some((at, self.disputes.get(at)?))
        })
    }
}

/// Keeps the newer of two records of one dispute and fills its gaps from the older. Where neither
/// dates its last change, the one read later is the newer.
fn merge(old: &mut Dispute, new: Dispute) {
    let old_is_newer =
        match (old.modified_at.max(old.closed_at), new.modified_at.max(new.closed_at)) {
            (Some(old), Some(new)) => old > new,
            (Some(_), None) => !old.history.is_empty(),
            (None, _) => false,
        };
    let (mut base, gaps) = if old_is_newer { (old.clone(), new) } else { (new, old.clone()) };
    base.fill_gaps(&gaps);
    if base.status.is_empty() {
        base.status = gaps.status;
    }
    if base.reason.text.is_empty() {
        base.reason = gaps.reason;
    }
    if base.state == gaps.state {
        base.ending_known |= gaps.ending_known;
        base.stage = base.stage.or(gaps.stage);
        if base.turn == crate::domain::Turn::Unknown {
            base.turn = gaps.turn;
        }
        base.response_due_at = base.response_due_at.or(gaps.response_due_at);
    }
    base.modified_at = base.modified_at.or(gaps.modified_at);
    *old = base;
}
