//! Reads all order files into a tally, each order once.

use std::sync::Arc;

use crate::domain::{Caveat, CaveatKind, Filings, Moment, OrderTally};
use crate::ids::duplicate_ids::{self, Distinct, DuplicateIdFinder};
use crate::ids::sorted_runs::Keep;
use crate::input::SourceError;
use crate::input::scan::duplicates::DuplicateTracker;
use crate::input::scan::open::Inputs;
use crate::input::scan::order_file::OrderFile;
use crate::input::scan::order_reading::threads;

/// What a tally counted, and of how many distinct orders.
#[derive(Debug)]
pub struct OrdersRead<T> {
    /// The tally.
    pub tally: T,
    /// Count of distinct orders.
    pub orders: u64,
}

impl Inputs {
    /// Streams every order to a tally, each once. Of an order in several files, the file with the
    /// newest moment inside counts.
    ///
    /// # Errors
    ///
    /// When an order file has bad rows (unless they are skipped), damaged ids, or one id twice
    /// with different facts.
    pub fn read_orders<T: OrderTally>(&mut self, tally: T) -> Result<OrdersRead<T>, SourceError> {
        let read = self.read_each_once(tally)?;
        self.note_what_counts();
        Ok(read)
    }

    /// What the orders can tell is what the files tell of which a row counts.
    fn note_what_counts(&mut self) {
        if self.order_files.is_empty() {
            return;
        }
        let counts = |report: usize| self.reports.get(report).is_some_and(|r| r.rows.used > 0);
        let several = self.order_files.len() > 1;
        let some = self.order_files.iter().any(|(report, _)| counts(*report));
        let counting = |(report, _): &&(usize, OrderFile)| !some || counts(*report);
        let has = |field: &str| {
            self.order_files.iter().filter(counting).all(|(_, file)| file.source.has(field))
        };
        (self.knowledge.paid, self.knowledge.completed) = (has("paid_at"), has("completed_at"));
        if !several || self.knowledge.completed {
            return;
        }
        for (report, file) in &self.order_files {
            if let Some(report) = self.reports.get_mut(*report)
                && report.rows.used > 0
                && !file.source.has("completed_at")
            {
                let caveat = Caveat::new(CaveatKind::NoCompletionTimes).counting(report.rows.used);
                report.caveats.push(caveat.in_file(&report.path));
            }
        }
    }

    fn read_each_once<T: OrderTally>(&mut self, tally: T) -> Result<OrdersRead<T>, SourceError> {
        let filings = Arc::clone(self.filings());
        let mut order: Vec<usize> = (0..self.order_files.len()).collect();
        if order.len() > 1 {
            // They are compared with those of other files.
            self.order_files.iter_mut().for_each(|(_, file)| file.keep = Keep::Each);
        }
        let first = self.round(&tally, &filings, &order, None)?;
        let piles: Vec<&DuplicateIdFinder> = first.ids.iter().collect();
        // Of one file, the orders have been counted already.
        if order.len() < 2 {
            return Ok(OrdersRead { tally: first.tally, orders: first.orders });
        }
        let threads = |(_, file): &(usize, OrderFile)| threads(&self.options, &file.input);
        let threads = self.order_files.iter().map(threads).max().unwrap_or(1);
        let Distinct { count, repeated } = duplicate_ids::distinct(&piles, threads);
        if count == first.orders {
            return Ok(OrdersRead { tally: first.tally, orders: count });
        }
        // The newer export wins, so it is read first.
        let newest = first.newest;
        order.sort_by_key(|index| {
            (std::cmp::Reverse(newest.get(*index).copied().flatten()), *index)
        });
        drop((first.tally, first.ids));
        let second = self.round(&tally, &filings, &order, Some(DuplicateTracker::new(repeated)))?;
        Ok(OrdersRead { tally: second.tally, orders: count })
    }

    /// Streams the orders of each file to a tally of its own, and returns it with the newest moment
    /// in the file. An order that stands in several files comes with each.
    ///
    /// # Errors
    ///
    /// As [`Inputs::read_orders`].
    pub fn read_order_files<T: OrderTally>(
        &mut self,
        tally: &T,
    ) -> Result<Vec<(T, Option<Moment>)>, SourceError> {
        let filings = Arc::clone(self.filings());
        let mut files = Vec::new();
        for index in 0..self.order_files.len() {
            let round = self.round(tally, &filings, &[index], None)?;
            files.push((round.tally, round.newest.into_iter().flatten().next()));
        }
        Ok(files)
    }

    /// Reads all order files, in an order.
    fn round<T: OrderTally>(
        &mut self,
        tally: &T,
        filings: &Filings,
        order: &[usize],
        mut watch: Option<DuplicateTracker>,
    ) -> Result<Round<T>, SourceError> {
        let mut round =
            Round { tally: tally.fresh(), ids: Vec::new(), orders: 0, newest: Vec::new() };
        for index in order {
            let Some((report, file)) = self.order_files.get_mut(*index) else { continue };
            let mut read = file.read(tally.fresh(), filings, watch.take(), &self.options)?;
            watch = read.watch.take();
            if let Some(report) = self.reports.get_mut(*report) {
                read.report_into(report);
            }
            self.needs_details |= read.unnamed;
            round.newest.push(read.span.map(|(_, newest)| newest));
            round.tally.merge(read.tally);
            round.ids.extend(read.ids);
            round.orders += read.orders;
        }
        Ok(round)
    }
}

/// What one round over all order files gave.
struct Round<T> {
    tally: T,
    ids: Vec<DuplicateIdFinder>,
    /// Orders of each file, added up.
    orders: u64,
    /// The newest moment of each file, in the order in which they were read.
    newest: Vec<Option<Moment>>,
}
