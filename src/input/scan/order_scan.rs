//! One scan of an order table: chunks of cells become batches of orders, repeats are noticed,
//! problems collected.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::{
    ColumnSet, Completion, Dispute, DisputedIndex, Filings, IdTable, Moment, NeighbourCache, Order,
    OrderBatch, OrderId, OrderStatus, OrderTally, RowFilter, RowKind, SkippedRow, to_u64,
};
use crate::ids::duplicate_ids::DuplicateIdFinder;
use crate::input::RowProblem;
use crate::input::decode::orders::{ChosenRows, Compare, OrderDecoder, OrderValues, Scratch};
use crate::input::decode::problem::{Problem, RowFault, add_problems};
use crate::input::decode::table_columns::given;
use crate::input::scan::clock_check::{ClockCheck, OrderClocks};
use crate::input::scan::copied_times::CopiedTimes;
use crate::input::scan::cross_check::{LostDigits, Proofs, RoundedIds};
use crate::input::scan::duplicates::{Occurrence, Repeats, RowFingerprint};
use crate::input::scan::exchanged_days::ExchangedDays;
use crate::input::scan::line_rows::LineRows;
use crate::input::scan::lost_order_ids::{LostIdCandidates, LostOrderIds, REACH};
use crate::input::scan::orders_of_shop::OrdersByShop;
use crate::input::scan::parallel::BLOCK_SHIFT;
use crate::input::scan::row_log::{BadRow, Place, RowLog};
use crate::input::scan::row_runs::{FirstRow, RowRuns};
use crate::input::scan::shared_moment::SharedMoment;
use crate::input::scan::time_order::{self, TimeOrder};
use crate::input::table::cell_chunk::{CellChunk, ChunkScan};

/// The place of the end of protection among an order's times.
const PROTECTION: usize = 4;

/// What a scan works with and what it finds.
pub(crate) struct OrderScan<'a, T> {
    /// The decoder with what its columns have proved.
    pub(crate) decoder: OrderDecoder,
    values: OrderValues,
    /// Where the disputed orders of the chunk stand, a row each.
    disputed: Vec<Option<DisputedIndex>>,
    input: ScanInput<'a>,
    /// Where the last order stands among disputed ones.
    gap: NeighbourCache,
    filter: RowFilter,
    batch: OrderBatch,
    /// Rows of the chunk that are handed over.
    rows: Vec<usize>,
    scratch: Scratch,
    /// What counts.
    pub(crate) tally: T,
    /// What becomes of ids that come twice.
    pub(crate) repeats: Repeats<'a>,
    /// Rows of one order that follow each other.
    pub(crate) runs: RowRuns,
    /// Ids of this file, repeats included but for rows that follow each other; empty where it is known which come twice.
    pub(crate) ids: Vec<DuplicateIdFinder>,
    /// What became of the rows.
    pub(crate) log: RowLog,
    /// What may make a figure wrong.
    pub(crate) found: OrderFindings,
    /// When orders were placed, compared with what their disputes say.
    pub(crate) clocks: ClockCheck,
    /// Columns of times in which day and month may have been exchanged.
    pub(crate) exchanged: ExchangedDays,
    /// When orders of each shop were placed, how long they took, and which are disputed.
    pub(crate) by_shop: OrdersByShop,
    /// The id of the last row, where that is one of an order, and its number.
    above: Option<(OrderId, u64)>,
    /// Some row may continue an order that ends the block above, which another thread has read.
    pub(crate) needs_rows_above: bool,
}

/// What rows of orders say that may make a figure wrong.
#[derive(Debug, Default)]
pub(crate) struct OrderFindings {
    /// Rows whose id an earlier file holds.
    pub(crate) overlap: u64,
    /// Rows of orders that are in dispute, and of which there is none.
    pub(crate) disputes_lacking: u64,
    /// When the last dispute ended of orders that are in dispute, where all of theirs have.
    pub(crate) disputes_ended: Vec<Moment>,
    /// Moments that many orders were paid in, or completed.
    pub(crate) shared_paid: SharedMoment,
    pub(crate) shared_completed: SharedMoment,
    /// Whether the times of completion are those of another column.
    pub(crate) copied: CopiedTimes,
    /// Ids that may have lost their last digits.
    pub(crate) rounded: RoundedIds,
    /// Disputes whose ids have, as orders prove.
    pub(crate) proofs: Proofs,
    /// Orders whose ids have lost digits, as disputes prove.
    pub(crate) damaged: LostIdCandidates,
    /// Something is said of a dispute whose name was dropped.
    pub(crate) unnamed: bool,
    /// Rows that stand for lines of orders.
    pub(crate) lines: LineRows,
}

impl OrderFindings {
    /// Adds what other rows of the same table say.
    fn merge(&mut self, other: Self) {
        self.overlap += other.overlap;
        self.disputes_lacking += other.disputes_lacking;
        self.disputes_ended.extend(other.disputes_ended);
        self.shared_paid.merge(other.shared_paid);
        self.shared_completed.merge(other.shared_completed);
        self.copied.merge(other.copied);
        self.rounded.merge(&other.rounded);
        self.proofs.merge(other.proofs);
        self.damaged.merge(other.damaged);
        self.unnamed |= other.unnamed;
        self.lines.merge(other.lines);
    }
}

/// Where a scan reads from.
#[derive(Clone, Copy)]
pub(crate) struct ScanInput<'a> {
    /// Shop for rows that name none.
    pub(crate) shop: &'a str,
    /// Sheet and titles, for messages.
    pub(crate) place: Place<'a>,
    /// Disputes by order, to be asked for each order that is read.
    pub(crate) filings: &'a Filings,
    /// Disputes whose order ids may have lost their last digits.
    pub(crate) lost: &'a LostDigits,
    /// When disputed orders were placed, as their disputes say.
    pub(crate) clocks: &'a OrderClocks,
    /// What ids of disputed orders become where digits are lost.
    pub(crate) lost_orders: &'a LostOrderIds,
}

/// Returns the columns that a scan for a tally must have: where rows with one id are compared, all.
pub(crate) fn columns_of(tally: &impl OrderTally, repeats: &Repeats<'_>) -> ColumnSet {
    match repeats {
        Repeats::Watched(_) | Repeats::Across { .. } => ColumnSet::ORDER,
        Repeats::Unknown => tally.projection().columns,
    }
}

impl<'a, T: OrderTally> OrderScan<'a, T> {
    /// Begins a scan.
    pub(crate) fn new(
        decoder: OrderDecoder,
        input: ScanInput<'a>,
        tally: T,
        repeats: Repeats<'a>,
    ) -> Self {
        let disputed: Arc<IdTable> = input.filings.places();
        let projection = tally.projection();
        Self {
            clocks: ClockCheck::new(decoder.table.times.zone()),
            exchanged: ExchangedDays::of_orders(decoder.table.times.zones()),
            log: RowLog::new(
                decoder.place.of_any_row(input.shop),
                TimeOrder::of_orders(decoder.table.times.zone()),
            ),
            decoder,
            values: OrderValues::default(),
            disputed: Vec::new(),
            input,
            repeats,
            runs: RowRuns::default(),
            gap: NeighbourCache::default(),
            filter: projection.row_filter(&disputed),
            batch: OrderBatch::new(projection.columns, disputed),
            rows: Vec::new(),
            scratch: Scratch::default(),
            tally,
            ids: vec![DuplicateIdFinder::default()],
            found: OrderFindings {
                shared_completed: SharedMoment::of_runs(),
                ..OrderFindings::default()
            },
            by_shop: OrdersByShop::new(input.shop),
            above: None,
            needs_rows_above: false,
        }
    }

    /// Counts those of some orders, which are or were in dispute, that are in no dispute list.
    pub(crate) fn lack_disputes(&mut self, disputed: &BTreeSet<OrderId>) {
        let lacking = disputed.iter().filter(|id| self.input.filings.index(**id).is_none()).count();
        self.found.disputes_lacking += to_u64(lacking);
    }

    /// Looks whether a dispute of an order that is in dispute, according to its status, is in a list.
    fn note_in_dispute(&mut self, disputed: Option<DisputedIndex>) {
        let Some(disputed) = disputed else {
            self.found.disputes_lacking += 1;
            return;
        };
        let closed =
            self.input.filings.of_index(disputed).iter().map(|dispute| dispute.closed_at());
        self.found
            .disputes_ended
            .extend(closed.collect::<Option<Vec<_>>>().and_then(|all| all.into_iter().max()));
    }

    /// Takes an order that was read whole.
    pub(crate) fn whole(&mut self, row: u64, order: &Order<'_>) {
        self.log.begin(row);
        self.by_shop.read_one(order.shop);
        let disputed = self.input.filings.index(order.id);
        if let Some(truth) = self.input.clocks.get(disputed) {
            self.clocks.add(order.id, order.created_at, truth);
        }
        self.note_disputed(order.id, disputed);
        let times = [order.paid_at, order.shipped_at, order.completed_at];
        self.decoder.blank_times.see(order.state, times);
        if order.state == OrderStatus::InDispute {
            self.note_in_dispute(disputed);
        }
        let times = [Some(order.created_at), order.paid_at, order.shipped_at, order.completed_at];
        if let Some(problem) = self.log.time_order.problem_of_fields(&times) {
            self.skip_order(order, RowProblem { sheet: None, row, ..problem });
            return;
        }
        if order.completion != Some(Completion::Refund) {
            self.log.time_order.note_unusual(&times, row);
        }
        if let Some(expected) = self.late(order.id, order.created_at, disputed) {
            let problem = RowProblem {
                sheet: None,
                row,
                column: "gmt_create".to_owned(),
                value: order.created_at.to_string(),
                expected,
            };
            self.skip_order(order, problem);
            return;
        }
        self.look_at_id(order.id);
        self.keep_id(order.id);
        let meeting = self.repeats.meet(order, row, Compare::Nothing);
        self.count(meeting);
        if meeting != Occurrence::Repeat {
            self.by_shop.add(0, times);
        }
        if meeting == Occurrence::First {
            self.batch.push(order, disputed);
            if self.batch.is_full() {
                self.flush();
            }
        }
    }

    /// Counts an order that was read whole as a bad row; any of its times may be the wrong one.
    fn skip_order(&mut self, order: &Order<'_>, problem: RowProblem) {
        let item = if order.product.is_empty() { order.sku } else { order.product };
        let of = SkippedRow {
            shop: given(order.shop),
            product: given(item),
            country: order.country.map(|country| country.code().to_owned()),
            ..SkippedRow::anywhere(RowKind::Order)
        };
        self.log.skip(BadRow { problem, of });
    }

    /// Hands the batch over.
    fn flush(&mut self) {
        if !self.batch.is_empty() {
            self.tally.add(&self.batch);
            self.batch.clear();
        }
    }

    /// Ends the scan.
    pub(crate) fn end(&mut self) {
        self.flush();
        let decoder = &self.decoder;
        self.log.end(&|column| decoder.table.times.form(column));
    }

    /// Counts a row by what it is among those with its id.
    fn count(&mut self, meeting: Occurrence) {
        match meeting {
            Occurrence::First | Occurrence::Held => self.log.rows.used += 1,
            Occurrence::Overlap => {
                self.log.rows.merged += 1;
                self.found.overlap += 1;
            }
            Occurrence::Repeat => self.log.rows.merged += 1,
        }
    }

    #[inline]
    fn look_at_id(&mut self, id: OrderId) {
        self.found.rounded.add(id);
        self.input.lost.see(id, &mut self.found.proofs);
    }

    #[inline]
    fn keep_id(&mut self, id: OrderId) {
        // While it is not known which ids come twice, each is kept for the search.
        if matches!(self.repeats, Repeats::Unknown)
            && let Some(pile) = self.ids.first_mut()
        {
            pile.push(id);
        }
    }

    /// Notes which disputed orders came, and others whose ids may have lost digits.
    #[inline]
    fn note_disputed(&mut self, id: OrderId, disputed: Option<DisputedIndex>) {
        match disputed {
            Some(disputed) => self.by_shop.note_disputed(0, disputed),
            None => self.input.lost_orders.see(id, self.input.filings, &mut self.found.damaged),
        }
    }

    /// Returns what is wrong with an order that was placed after its dispute was opened.
    fn late(
        &mut self,
        id: OrderId,
        created_at: Moment,
        disputed: Option<DisputedIndex>,
    ) -> Option<String> {
        let first = self.input.filings.of_index(disputed?).first()?;
        if first.opened_at >= created_at {
            return None;
        }
        self.found.unnamed |= first.name().is_empty();
        let truth = self.input.clocks.get(disputed).filter(|truth| *truth != created_at);
        let said =
            truth.map(|truth| format!(", and its dispute says that it was placed at {truth}"));
        Some(placed_late(id, created_at, first) + said.as_deref().unwrap_or(""))
    }

    /// Adds rows whose times are the wrong way round to what is wrong, and notes those whose times are
    /// not in their usual order.
    fn check_times(&mut self, chunk: &CellChunk) {
        let mut values = std::mem::take(&mut self.values);
        let mut found = Vec::new();
        for (row, [created, later @ ..]) in values.all_moments().enumerate() {
            if !time_order::is_plain(created, later) {
                found.extend(self.time_problem(chunk, &values, row));
            }
        }
        add_problems(&mut values.problems, found);
        for [created, paid, shipped, completed] in values.all_moments() {
            if !self.exchanged.is_open() {
                break;
            }
            self.exchanged.add([created, paid, shipped, completed, None]);
        }
        if self.decoder.table.times.column(PROTECTION).is_some() {
            self.check_protection(chunk, &values);
        }
        self.values = values;
    }

    /// Notes rows whose protection ended days before they were completed: the columns may have been
    /// exchanged.
    fn check_protection(&mut self, chunk: &CellChunk, values: &OrderValues) {
        let [_, _, _, completed, protection] = &values.times;
        for (row, (completed, protection)) in completed.iter().zip(protection).enumerate() {
            let ended = time_order::protection_ended_early(*completed, *protection);
            if ended.is_some() && !values.is_bad(row) {
                let times = [None, None, None, *completed, ended];
                self.log.time_order.note_unusual(&times, chunk.row_number(row));
            }
        }
    }

    /// Returns what is wrong with the order of a row's times, or notes that it is not the usual one. A
    /// refund may end what is shipped later.
    #[cold]
    fn time_problem(
        &mut self,
        chunk: &CellChunk,
        values: &OrderValues,
        row: usize,
    ) -> Option<RowFault> {
        values.placed(row).filter(|_| !values.is_bad(row))?;
        let (times, column) = (values.moments(row), |at| self.decoder.table.times.column(at));
        let problem = self.log.time_order.problem(&times, column, self.input.place.titles);
        if problem.is_none() && !values.is_refunded(row) {
            self.log.time_order.note_unusual(&times, chunk.row_number(row));
        }
        problem.map(|problem| RowFault { row, problem })
    }

    /// Finds the disputed orders of a chunk, and adds the orders that were placed after their
    /// disputes to what is wrong.
    fn find_disputed(&mut self) {
        let mut values = std::mem::take(&mut self.values);
        let mut found = Vec::new();
        let (filings, lost_orders) = (self.input.filings, self.input.lost_orders);
        let mut places = std::mem::take(&mut self.disputed);
        places.clear();
        for (row, id) in values.ids.iter().enumerate() {
            let place = id.and_then(|id| filings.index_near(id, &mut self.gap));
            places.push(place);
            match (*id, place) {
                // What an id becomes is near it.
                (Some(id), None) if self.gap.is_apart(id, REACH) => {}
                (Some(id), None) => lost_orders.see(id, filings, &mut self.found.damaged),
                (Some(_), Some(place)) => {
                    self.by_shop.note_disputed(row, place);
                    found.extend(self.late_row(&values, row, Some(place)));
                }
                (None, _) => {}
            }
        }
        add_problems(&mut values.problems, found);
        for row in 0..self.decoder.in_dispute.len() {
            let row = self.decoder.in_dispute.get(row);
            if let Some(disputed) = row.and_then(|row| places.get(*row)) {
                self.note_in_dispute(*disputed);
            }
        }
        (self.values, self.disputed) = (values, places);
    }

    /// Returns what is wrong with the row of a disputed order that was placed after its dispute was
    /// opened, and compares the clocks of the two.
    fn late_row(
        &mut self,
        values: &OrderValues,
        row: usize,
        disputed: Option<DisputedIndex>,
    ) -> Option<RowFault> {
        let (id, created_at) = values.placed(row)?;
        if let Some(truth) = self.input.clocks.get(disputed) {
            self.clocks.add(id, created_at, truth);
        }
        let expected = self.late(id, created_at, disputed)?;
        let column = self.decoder.created_column();
        Some(RowFault { row, problem: Problem { column, expected, form: None } })
    }

    /// Counts the good rows of a chunk, and hands over those that the tally looks at.
    fn count_rows(&mut self, chunk: &CellChunk) {
        let values = std::mem::take(&mut self.values);
        let all_disputed = std::mem::take(&mut self.disputed);
        let mut rows = std::mem::take(&mut self.rows);
        rows.clear();
        let are_all_good = matches!(self.repeats, Repeats::Unknown) && values.problems.is_empty();
        if are_all_good && !self.runs.has_runs(&values.ids) {
            self.count_all(&values);
            rows.extend(0..chunk.len());
        } else {
            self.meet_rows(chunk, &values, &mut rows);
        }
        let good = rows.len();
        if let Some(first) = self.runs.left_open() {
            let says = self.fingerprint(chunk, &values, first);
            self.runs.leave(says);
        }
        if self.filter.has_every_shop() && !self.filter.has_every_order() {
            self.keep_looked_at(&values, &all_disputed, &mut rows);
        }
        self.batch.filter_out(u64::try_from(good - rows.len()).expect("rows of a chunk"));
        if !self.batch.has_room(rows.len()) {
            self.flush();
        }
        let (disputed, shop) = (all_disputed.as_slice(), self.input.shop);
        let from = ChosenRows { chunk, values: &values, disputed, rows: &rows, shop };
        self.decoder.fill(&from, &mut self.batch);
        (self.values, self.disputed, self.rows) = (values, all_disputed, rows);
    }

    /// Counts rows all of which are good, each the first with its id as far as is known, column
    /// after column.
    fn count_all(&mut self, values: &OrderValues) {
        let [created, paid, shipped, completed, _] = &values.times;
        self.log.rows.used += u64::try_from(values.ids.len()).expect("rows of a chunk");
        let ids = values.ids.iter().flatten().copied();
        self.found.rounded.add_all(ids.clone());
        ids.clone().for_each(|id| self.input.lost.see(id, &mut self.found.proofs));
        if let Some(pile) = self.ids.first_mut() {
            ids.for_each(|id| pile.push(id));
        }
        self.by_shop.add_columns([created, paid, shipped, completed]);
        if let Some((Some(last), above)) = values.ids.split_last() {
            self.runs.begin(*last, above.len());
        }
    }

    /// Counts the good rows of a chunk, and chooses those that are the first with their ids.
    fn meet_rows(&mut self, chunk: &CellChunk, values: &OrderValues, rows: &mut Vec<usize>) {
        let mut faults = values.problems.iter().map(|fault| fault.row).peekable();
        for (row, (id, moments)) in values.ids.iter().zip(values.all_moments()).enumerate() {
            let (Some(id), None) = (*id, faults.next_if_eq(&row)) else { continue };
            self.look_at_id(id);
            if self.joins(chunk, values, row, id) {
                self.count(Occurrence::Repeat);
                continue;
            }
            self.keep_id(id);
            let meeting = match self.repeats {
                Repeats::Unknown => Occurrence::First,
                _ => self.meet(chunk, values, row, id),
            };
            self.count(meeting);
            if meeting != Occurrence::Repeat {
                self.by_shop.add(row, moments);
            }
            if meeting == Occurrence::First {
                rows.push(row);
            }
        }
    }

    /// Returns whether a row is a further one of the order that the row above is of, and agrees with its first.
    /// One that may contradict is kept as an order, and all rows are compared in another reading.
    fn joins(&mut self, chunk: &CellChunk, values: &OrderValues, row: usize, id: OrderId) -> bool {
        let Some(first) = self.runs.first_of(id) else {
            self.runs.begin(id, row);
            return false;
        };
        let first = match first {
            FirstRow::OfChunk(first) if self.decoder.are_alike(chunk, values, first, row) => {
                return true;
            }
            FirstRow::OfChunk(first) => self.fingerprint(chunk, values, first),
            FirstRow::Above(says) => Some(says),
        };
        let Some((first, says)) = first.zip(self.fingerprint(chunk, values, row)) else {
            return false;
        };
        match self.decoder.reads_products() {
            true => first.difference(&says).is_none(),
            false => first.says_as(&says),
        }
    }

    /// Returns what a row says of its order, to be compared.
    fn fingerprint(
        &mut self,
        chunk: &CellChunk,
        values: &OrderValues,
        row: usize,
    ) -> Option<RowFingerprint> {
        let compare = self.decoder.compare();
        let order = self.decoder.order(chunk, values, row, self.input.shop, &mut self.scratch)?;
        Some(RowFingerprint::of(&order, chunk.row_number(row), compare))
    }

    /// Leaves out those of some rows that the tally does not look at.
    fn keep_looked_at(
        &self,
        values: &OrderValues,
        disputed: &[Option<DisputedIndex>],
        rows: &mut Vec<usize>,
    ) {
        let [_, paid, _, completed, _] = &values.times;
        let all = values.ids.iter().zip(disputed).zip(paid.iter().zip(completed));
        let (mut met, mut kept) = (0, 0);
        for (row, ((id, disputed), (paid, completed))) in all.enumerate() {
            if rows.get(met) != Some(&row) {
                continue;
            }
            met += 1;
            // Written whether it is kept or not, so that nothing has to be foreseen.
            if let Some(slot) = rows.get_mut(kept) {
                *slot = row;
            }
            let is_kept = id.is_some_and(|id| self.filter.has(id, *disputed, *paid, *completed));
            kept += usize::from(is_kept);
        }
        rows.truncate(kept);
    }

    /// Says what a row is among those with its id.
    #[inline]
    fn meet(
        &mut self,
        chunk: &CellChunk,
        values: &OrderValues,
        row: usize,
        id: OrderId,
    ) -> Occurrence {
        if !self.repeats.watches(id) {
            return Occurrence::First;
        }
        let compare = self.decoder.compare();
        let order = self.decoder.order(chunk, values, row, self.input.shop, &mut self.scratch);
        match order {
            Some(order) => self.repeats.meet(&order, chunk.row_number(row), compare),
            None => Occurrence::First,
        }
    }

    /// Returns the bad rows of a chunk that name further products of the order in the row above: they have its id,
    /// and nothing else that an order has.
    fn rows_of_products(&mut self, chunk: &CellChunk) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let (values, decoder) = (&self.values, &self.decoder);
        let id_of = |row: usize| values.ids.get(row).copied().flatten();
        // Of the block above, another thread may have read the rows.
        let block = chunk.rows().first().map_or(0, |row| row >> BLOCK_SHIFT);
        let above_chunk = self.above.filter(|(_, row)| row >> BLOCK_SHIFT == block);
        let is_cut = block > 0 && above_chunk.is_none();
        let is_of_order =
            |row: usize, found: &[usize]| !values.is_bad(row) || found.last() == Some(&row);
        for fault in &values.problems {
            let (row, Some(id)) = (fault.row, id_of(fault.row)) else { continue };
            if fault.problem.column != decoder.created_column() || !decoder.lacks_facts(chunk, row)
            {
                continue;
            }
            let above = match row.checked_sub(1) {
                Some(above) => id_of(above).filter(|_| is_of_order(above, &found)),
                None => above_chunk.map(|(id, _)| id),
            };
            found.extend(Some(row).filter(|_| above == Some(id)));
            self.needs_rows_above |= row == 0 && above != Some(id) && is_cut;
        }
        let last = chunk.len().checked_sub(1).filter(|last| is_of_order(*last, &found));
        if chunk.len() > 0 {
            self.above = last.and_then(|last| Some((id_of(last)?, chunk.row_number(last))));
        }
        found
    }

    fn log_chunk(&mut self, chunk: &CellChunk) {
        let products = self.rows_of_products(chunk);
        let (values, decoder, shop) = (&self.values, &mut self.decoder, self.input.shop);
        let faults = values.problems.iter().map(|fault| {
            let of = decoder.skipped_row(chunk, values, fault, shop);
            let located =
                self.input.place.fault(chunk, fault, &decoder.table, &decoder.other_rows, of);
            match products.binary_search(&fault.row) {
                Ok(_) => located.of_product(),
                Err(_) => located,
            }
        });
        self.log.chunk(chunk, faults.collect());
    }
}

impl<T: OrderTally> ChunkScan for OrderScan<'_, T> {
    fn columns(&self) -> &[usize] {
        self.decoder.table.asked()
    }

    fn chunk(&mut self, chunk: &mut CellChunk) {
        self.decoder.table.trim_cells(chunk);
        for mark in &self.decoder.marks {
            self.log.leave_out_others(*mark, chunk);
        }
        self.decoder.table.count_twin_blanks(chunk);
        self.decoder.table.join_split_times(chunk);
        self.decoder.decode(chunk, &mut self.values);
        self.by_shop.read(chunk, self.decoder.place.shop);
        let [created, paid, shipped, completed, _] = &self.values.times;
        self.found.lines.add(&self.values.ids, created);
        self.found.shared_paid.add_column(paid);
        self.found.shared_completed.add_column(completed);
        self.found.copied.add([created, paid, shipped, completed]);
        self.check_times(chunk);
        self.find_disputed();
        self.log_chunk(chunk);
        self.count_rows(chunk);
    }

    fn end_block(&mut self, _number: u64) {
        self.flush();
        self.runs.end_block();
        self.ids.iter_mut().for_each(DuplicateIdFinder::end_block);
        self.log.end_block();
    }

    fn absorb(&mut self, mut other: Self) {
        other.flush();
        other.decoder.table.times.note();
        self.decoder.merge(&other.decoder);
        self.tally.merge(other.tally);
        self.ids.extend(other.ids);
        self.log.absorb(other.log);
        self.repeats.absorb(other.repeats);
        self.found.merge(other.found);
        self.clocks.merge(other.clocks);
        self.exchanged.merge(other.exchanged);
        self.by_shop.merge(other.by_shop);
        self.needs_rows_above |= other.needs_rows_above;
    }

    fn settle(&mut self, real: &dyn Fn(u64) -> u64) {
        self.log.settle(real);
        self.decoder.table.times.note();
        self.decoder.table.times.renumber(real);
    }
}

/// A dispute opened before its order was placed shows that one of the two dates is wrong.
fn placed_late(id: OrderId, created_at: Moment, first: &Dispute) -> String {
    let name = first.name();
    format!(
        "order {id} was placed at {created_at}, after its dispute {}was opened at {}",
        if name.is_empty() { String::new() } else { format!("{name} ") },
        first.opened_at,
    )
}
