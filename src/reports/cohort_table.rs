//! How a shop's orders flow: paid, completed, disputed, by days before as-of. What forecasts learn
//! from.
//!
//! Cells are 24 h that end at as-of: cell 0 holds the last day. Knowledge as of an earlier moment
//! is the same table with the newest cells taken off.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{add_at, add_counts, index};
use crate::domain::{
    ColumnSet, Count, Course, Dispute, FiledCell, Filings, IdTable, Moment, OrderBatch, OrderTally,
    Projection, State, Window, is_asked,
};

const DAY_MS: i64 = 86_400_000;

/// Days looked back at most; older events teach little and cost memory.
const LONGEST: u32 = 1_100;

/// Counts the courses of orders.
#[derive(Clone, Debug)]
pub struct FlowTally {
    as_of: Moment,
    shops: Arc<Vec<String>>,
    places: Arc<IdTable>,
    clean: BTreeMap<Course, u64>,
    /// By place; `None` for an order that no input holds, or that is another shop's.
    disputed: Vec<Option<Course>>,
}

/// A shop's orders by what is known as of one moment.
#[derive(Clone, Debug, Default)]
pub struct CohortTable {
    /// Orders without disputes.
    clean: BTreeMap<Course, u64>,
    /// Orders with disputes, and their filings.
    disputed: Vec<(Course, Vec<FiledCell>)>,
}

/// Which filings count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountedFilings {
    /// All of them.
    All,
    /// Those not known to be cancelled.
    NotCancelled,
}

fn cell(as_of: Moment, moment: Moment) -> Option<u32> {
    let back = as_of.millis().checked_sub(1)?.checked_sub(moment.millis())?;
    let cell = u32::try_from(back.div_euclid(DAY_MS)).ok()?;
    (cell < LONGEST).then_some(cell)
}

fn filed_cell(as_of: Moment, dispute: &Dispute) -> Option<FiledCell> {
    let cancelled = match (dispute.state, dispute.closed_at().or(dispute.modified_at())) {
        (State::Cancelled, Some(at)) => cell(as_of, at),
        (State::Cancelled, None) => Some(0),
        (State::Open | State::Ended, _) => None,
    };
    Some(FiledCell { at: cell(as_of, dispute.opened_at)?, cancelled })
}

impl FlowTally {
    /// Prepares a tally; `shops` empty means all.
    pub fn new(as_of: Moment, shops: Vec<String>, filings: &Filings) -> Self {
        Self {
            as_of,
            shops: Arc::new(shops),
            places: filings.places(),
            clean: BTreeMap::new(),
            disputed: vec![None; filings.orders()],
        }
    }

    fn add_clean(&mut self, course: Course) {
        if course != Course::default() {
            *self.clean.entry(course).or_default() += 1;
        }
    }

    /// Returns the flow: what was counted, and the filings.
    pub fn flow(self, filings: &Filings) -> CohortTable {
        let disputed = self.disputed.iter().zip(filings.iter()).map(|(course, (_, disputes))| {
            // The order's shop decides; only where no input holds the order, the dispute's own.
            let counted =
                disputes.iter().filter(|d| course.is_some() || is_asked(&self.shops, &d.shop));
            let cells = counted.filter_map(|dispute| filed_cell(self.as_of, dispute));
            // Nothing is known of the course of an order that no input holds.
            (course.unwrap_or_default(), cells.collect())
        });
        CohortTable { disputed: disputed.collect(), clean: self.clean }
    }
}

impl OrderTally for FlowTally {
    fn projection(&self) -> Projection {
        let columns = ColumnSet::PAID.and(ColumnSet::COMPLETED);
        let projection = Projection::of_ids(columns, Arc::clone(&self.places));
        projection.or_in(Window::ending_at(self.as_of, LONGEST)).of_shops(&self.shops)
    }

    fn fresh(&self) -> Self {
        Self {
            as_of: self.as_of,
            shops: Arc::clone(&self.shops),
            places: Arc::clone(&self.places),
            clean: BTreeMap::new(),
            disputed: vec![None; self.disputed.len()],
        }
    }

    fn add(&mut self, batch: &OrderBatch) {
        let (places, shops) = (Arc::clone(&self.places), Arc::clone(&self.shops));
        let disputed = batch.disputed_in(&places);
        let moments = batch.paid().iter().zip(batch.counted_completions());
        for (row, ((paid_at, completed_at), index)) in moments.zip(disputed.iter()).enumerate() {
            if !is_asked(&shops, batch.shop(row)) {
                continue;
            }
            let cell = |moment: Option<Moment>| cell(self.as_of, moment?);
            let course = Course { paid: cell(*paid_at), completed: cell(completed_at) };
            match index {
                Some(index) => {
                    if let Some(slot) = self.disputed.get_mut(index.get()) {
                        *slot = Some(course);
                    }
                }
                None => self.add_clean(course),
            }
        }
    }

    fn merge(&mut self, other: Self) {
        add_counts(&mut self.clean, other.clean);
        for (mine, theirs) in self.disputed.iter_mut().zip(other.disputed) {
            *mine = theirs.or(*mine);
        }
    }
}

/// Takes the newest `days` cells off.
fn before(cell: Option<u32>, days: u32) -> Option<u32> {
    cell?.checked_sub(days)
}

/// Returns what was known of a course `days` earlier.
fn course_before(course: Course, days: u32) -> Course {
    Course { paid: before(course.paid, days), completed: before(course.completed, days) }
}

/// Returns whether a filing counts.
fn counts(filing: &FiledCell, counting: CountedFilings) -> bool {
    match counting {
        CountedFilings::All => true,
        CountedFilings::NotCancelled => filing.cancelled.is_none(),
    }
}

impl CohortTable {
    /// Adds so many orders of one course, each with these filings.
    pub fn add(&mut self, course: Course, filed: &[FiledCell], orders: u64) {
        if !filed.is_empty() {
            self.disputed.extend((0..orders).map(|_| (course, filed.to_vec())));
        } else if course != Course::default() {
            *self.clean.entry(course).or_default() += orders;
        }
    }

    /// Returns what was known `days` earlier.
    #[must_use]
    pub fn as_known(&self, days: u32) -> Self {
        let mut clean: BTreeMap<Course, u64> = BTreeMap::new();
        for (course, count) in &self.clean {
            *clean.entry(course_before(*course, days)).or_default() += count;
        }
        clean.remove(&Course::default());
        let disputed = self.disputed.iter().map(|(course, filed)| {
            let filed = filed.iter().filter_map(|filing| {
                let at = filing.at.checked_sub(days)?;
                Some(FiledCell { at, cancelled: before(filing.cancelled, days) })
            });
            (course_before(*course, days), filed.collect())
        });
        Self { clean, disputed: disputed.collect() }
    }

    /// Returns the rate over the last `days` days: distinct orders disputed, of those completed
    /// or disputed.
    pub fn rate(&self, days: u32, counting: CountedFilings) -> Count {
        let inside = |cell: Option<u32>| cell.is_some_and(|cell| cell < days);
        let clean: u64 = self
            .clean
            .iter()
            .filter(|(course, _)| inside(course.completed))
            .map(|(_, count)| count)
            .sum();
        let mut rate = Count::new(0, clean);
        for (course, filed) in &self.disputed {
            let mut recent = filed.iter().filter(|filing| filing.at < days).peekable();
            let disputed = recent.peek().is_some();
            rate.denominator += u64::from(disputed || inside(course.completed));
            rate.numerator += u64::from(recent.any(|filing| counts(filing, counting)));
        }
        rate
    }

    /// Returns payments by cell, the newest first, of all orders.
    pub fn paid(&self) -> Vec<u64> {
        let mut cells = Vec::new();
        let disputed = self.disputed.iter().map(|(course, _)| (course, 1));
        for (course, count) in self.clean.iter().map(|(c, n)| (c, *n)).chain(disputed) {
            course.paid.iter().for_each(|cell| add_at(&mut cells, index(*cell), count));
        }
        cells
    }

    /// Returns the first filing of each order that counts, as cells of payment and filing.
    pub fn filings(&self, counting: CountedFilings) -> Vec<(u32, u32)> {
        let first = self.disputed.iter().filter_map(|(course, filed)| {
            let counted = filed.iter().filter(|filing| counts(filing, counting));
            let at = counted.map(|filing| filing.at).max()?;
            course.paid.filter(|paid| *paid >= at).map(|paid| (paid, at))
        });
        first.collect()
    }

    /// Returns completions as cells of payment and completion, with their counts. Those within
    /// `days` of a filing on the same order are left out: the order is counted by its dispute.
    pub fn completions(&self, days: u32) -> Vec<((u32, u32), u64)> {
        let pair = |course: &Course| {
            let (paid, completed) = (course.paid?, course.completed?);
            (paid >= completed).then_some((paid, completed))
        };
        let clean = self.clean.iter().filter_map(|(course, n)| Some((pair(course)?, *n)));
        let apart = self.disputed.iter().filter_map(|(course, filed)| {
            let (paid, completed) = pair(course)?;
            let near = filed.iter().any(|filing| filing.at.abs_diff(completed) < days);
            (!near).then_some(((paid, completed), 1))
        });
        clean.chain(apart).collect()
    }
}

#[cfg(test)]
#[path = "cohort_table_tests.rs"]
mod tests;
