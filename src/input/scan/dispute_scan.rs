//! One scan of a plain dispute table.

use crate::domain::{Caveat, CaveatKind, Dispute, DisputeFilter, Moment, OrderId, arrange};
use crate::input::decode::disputes::{Details, DisputeDecoder, DisputeValues};
use crate::input::decode::problem::{RowFault, add_problems};
use crate::input::scan::cross_check::{DisputeIds, RoundedIds};
use crate::input::scan::dispute_filter::FilterPushdown;
use crate::input::scan::dispute_merge::Name;
use crate::input::scan::exchanged_days::{ExchangedDays, FilingsToCompare};
use crate::input::scan::row_log::{Place, RowLog};
use crate::input::scan::shared_moment::SharedMoment;
use crate::input::scan::time_order::TimeOrder;
use crate::input::table::cell_chunk::{CellChunk, ChunkScan};

/// Where the disputes of a block stand, or some of them that follow each other.
#[derive(Clone, Copy)]
struct DisputeBlock {
    number: u64,
    /// Disputes of the block that come before these.
    before: usize,
    start: usize,
    count: usize,
}

/// Disputes that are moved at a time.
const MOVED: usize = 8192;

impl DisputeBlock {
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

/// Escalations that have the time of another column: it stands where nothing was escalated.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CopiedEscalations {
    escalated: u64,
    copied: u64,
}

/// A program that copies a time writes it within so many milliseconds, or cuts it to the minute.
const WRITTEN_WITHIN: u64 = 60_000;

impl CopiedEscalations {
    /// Fewer, or less than half of all, may be in one moment by chance.
    const FEWEST: u64 = 3;

    /// Counts a row. A ruling may end a dispute in the moment by which its escalation is dated.
    fn see(&mut self, opened: Option<Moment>, [escalated, ruled, closed]: [Option<Moment>; 3]) {
        let is_near = |one: Option<Moment>, two: Option<Moment>| {
            one.zip(two)
                .is_some_and(|(one, two)| one.millis().abs_diff(two.millis()) <= WRITTEN_WITHIN)
        };
        let is_copied = is_near(escalated, opened) || is_near(escalated, closed) && ruled.is_none();
        self.escalated += u64::from(escalated.is_some());
        self.copied += u64::from(escalated.is_some() && is_copied);
    }

    fn merge(&mut self, other: Self) {
        self.escalated += other.escalated;
        self.copied += other.copied;
    }

    /// Returns what is said of them; `None` where they are few.
    pub(crate) fn caveat(self) -> Option<Caveat> {
        let is_said = self.copied >= Self::FEWEST && self.copied * 2 >= self.escalated;
        let caveat = Caveat::new(CaveatKind::EscalationsCopied).counting(self.copied);
        is_said.then(|| caveat.with("of", self.escalated))
    }
}

/// What a scan of a dispute table finds.
pub(crate) struct DisputeScan<'a> {
    /// The decoder with what its columns have proved.
    pub(crate) decoder: DisputeDecoder,
    values: DisputeValues,
    shop: &'a str,
    place: Place<'a>,
    /// Decides which disputes are kept; all are without it.
    pub(crate) sifter: Option<FilterPushdown<'a>>,
    /// Count of disputes, kept or not.
    pub(crate) count: usize,
    details: Details,
    /// The disputes, in the file's order once the scan is settled.
    pub(crate) disputes: Vec<Dispute>,
    /// What tells each of them from others of its order.
    pub(crate) names: Vec<Name>,
    /// Which of them each block holds; none where there are no blocks.
    blocks: Vec<DisputeBlock>,
    /// What became of the rows.
    pub(crate) log: RowLog,
    /// Order ids that may have lost their last digits.
    pub(crate) rounded: RoundedIds,
    /// Ids of disputes that may have lost theirs.
    pub(crate) own_ids: DisputeIds,
    /// Some row gives a reason.
    pub(crate) has_reasons: bool,
    /// Some row says how its dispute stands.
    pub(crate) has_states: bool,
    /// Escalations that have the time of another column.
    pub(crate) copied: CopiedEscalations,
    /// Moments in which many disputes were escalated, or ruled.
    pub(crate) shared_escalated: SharedMoment,
    pub(crate) shared_ruled: SharedMoment,
    /// Columns of times in which day and month may have been exchanged.
    pub(crate) exchanged: ExchangedDays,
    /// When disputes were opened, while that may be such a column.
    filings: Vec<(OrderId, Moment)>,
}

impl<'a> DisputeScan<'a> {
    /// Begins a scan.
    pub(crate) fn new(decoder: DisputeDecoder, shop: &'a str, place: Place<'a>) -> Self {
        Self {
            log: RowLog::new(
                decoder.place.of_any_row(shop),
                TimeOrder::of_disputes(decoder.table.times.zone()),
            ),
            exchanged: ExchangedDays::of_disputes(decoder.table.times.zones()),
            filings: Vec::new(),
            decoder,
            values: DisputeValues::default(),
            shop,
            place,
            sifter: None,
            count: 0,
            details: Details::Kept,
            disputes: Vec::new(),
            names: Vec::new(),
            blocks: Vec::new(),
            rounded: RoundedIds::default(),
            own_ids: DisputeIds::default(),
            has_reasons: false,
            has_states: false,
            copied: CopiedEscalations::default(),
            shared_escalated: SharedMoment::of_runs(),
            shared_ruled: SharedMoment::of_runs(),
        }
    }

    /// Keeps only disputes that a filter lets through, with or without their details.
    pub(crate) fn keeping(self, filter: Option<&'a DisputeFilter>, details: Details) -> Self {
        Self { sifter: filter.map(FilterPushdown::new), details, ..self }
    }

    /// Ends the scan.
    pub(crate) fn end(&mut self) {
        let decoder = &self.decoder;
        self.log.end(&|column| decoder.table.times.form(column));
    }

    /// Returns when the disputes were opened, where day and month may have been exchanged in that.
    pub(crate) fn filings_to_compare(&mut self, title: Option<String>) -> Option<FilingsToCompare> {
        let [zone, ..] = self.decoder.table.times.zones();
        let (title, zone) = title.zip(zone).filter(|_| self.exchanged.has_many_months())?;
        Some(FilingsToCompare { title, zone, filings: std::mem::take(&mut self.filings) })
    }

    /// Adds rows whose times are the wrong way round to what is wrong, and notes those whose times are
    /// not in their usual order.
    fn check_times(&mut self, chunk: &CellChunk) {
        let mut faults = self.values.problems.iter().map(|fault| fault.row).peekable();
        let mut found = Vec::new();
        for row in 0..self.values.orders.len() {
            let is_bad = faults.next_if_eq(&row).is_some();
            let Some(times) = self.values.times_of(row) else { continue };
            let [opened, events @ .., due] = times;
            self.copied.see(opened, events);
            if self.exchanged.is_open() {
                self.exchanged.add(times);
                let order = self.values.orders.get(row).copied().flatten();
                self.filings.extend(order.zip(opened));
            }
            let [escalated, ruled, _] = events;
            self.shared_escalated.add(escalated);
            self.shared_ruled.add(ruled);
            // Times that rise are all in order; a deadline may pass before or after any of them.
            let rise = [opened].iter().chain(&events).flatten().is_sorted();
            if is_bad || rise && due.is_none_or(|due| opened <= Some(due)) {
                continue;
            }
            let column = |at| self.decoder.table.times.column(at);
            match self.log.time_order.problem(&times, column, self.place.titles) {
                Some(problem) => found.push(RowFault { row, problem }),
                None => self.log.time_order.note_unusual(&times, chunk.row_number(row)),
            }
        }
        add_problems(&mut self.values.problems, found);
    }

    fn log_chunk(&mut self, chunk: &CellChunk) {
        let (values, decoder, shop) = (&self.values, &mut self.decoder, self.shop);
        let faults = values.problems.iter().map(|fault| {
            let of = decoder.skipped_row(chunk, values, fault, shop);
            self.place.fault(chunk, fault, &decoder.table, &decoder.other_rows, of)
        });
        self.log.chunk(chunk, faults.collect());
    }

    /// Takes the good rows of a chunk.
    fn take(&mut self, chunk: &CellChunk) {
        let mut faults = self.values.problems.iter().map(|fault| fault.row).peekable();
        for row in 0..chunk.len() {
            if faults.next_if_eq(&row).is_some() {
                continue;
            }
            let Some(row) = self.decoder.row(chunk, &self.values, row, self.shop) else { continue };
            self.rounded.add(row.order_id);
            self.count += 1;
            let (id, line) = self.decoder.id_and_line(&row);
            self.own_ids.add(&id);
            self.has_reasons = self.has_reasons || self.decoder.gives_reason(&row);
            self.has_states = self.has_states || DisputeDecoder::gives_state(&row);
            let sifter = self.sifter.as_mut();
            if sifter.is_none_or(|sifter| sifter.keeps(&row, &id)) {
                self.names.push(Name::new(&id, &line));
                self.disputes.push(self.decoder.dispute(&row, self.details));
            }
        }
    }
}

impl ChunkScan for DisputeScan<'_> {
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
        self.check_times(chunk);
        self.log_chunk(chunk);
        self.take(chunk);
    }

    fn end_block(&mut self, number: u64) {
        self.log.end_block();
        let start = self.blocks.last().map_or(0, |block| block.end());
        let count = self.disputes.len() - start;
        self.blocks.push(DisputeBlock { number, before: 0, start, count });
    }

    fn absorb(&mut self, mut other: Self) {
        other.decoder.table.times.note();
        self.decoder.merge(&other.decoder);
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
        self.rounded.merge(&other.rounded);
        self.own_ids.merge(&other.own_ids);
        self.has_reasons |= other.has_reasons;
        self.has_states |= other.has_states;
        self.count += other.count;
        self.copied.merge(other.copied);
        self.shared_escalated.merge(other.shared_escalated);
        self.shared_ruled.merge(other.shared_ruled);
        self.exchanged.merge(other.exchanged);
        self.filings.extend(other.filings);
        if let (Some(sifter), Some(other)) = (&mut self.sifter, other.sifter) {
            sifter.absorb(other);
        }
    }

    fn settle(&mut self, real: &dyn Fn(u64) -> u64) {
        self.log.settle(real);
        self.decoder.table.times.note();
        self.decoder.table.times.renumber(real);
        self.blocks.sort_unstable_by_key(|block| (block.number, block.before));
        if self.blocks.is_sorted_by_key(|block| block.start) {
            return;
        }
        // There is no room for a second list beside a long one.
        let from = |block: &DisputeBlock| block.start..block.end();
        let order = self.blocks.iter().flat_map(from);
        let order: Vec<u32> =
            order.map(|at| u32::try_from(at).expect("fewer disputes than 32 bits count")).collect();
        arrange(&mut self.disputes, order.clone());
        arrange(&mut self.names, order);
    }
}
