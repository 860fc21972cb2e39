//! Orders whose status says that they were paid or completed, in a table that leaves the time blank: the
//! cells were lost, and the orders do not count.

use std::collections::BTreeMap;

use crate::domain::{Caveat, CaveatKind, Fact, FactSet, Moment, OrderStatus, Severity, UnderWay};

/// Where nothing stands in so many rows that should have a time, the column gives none.
const NONE_FROM: u64 = 10;

/// Fewer than one in so many orders may be slips.
const ONE_IN: u64 = 20;

/// The rows of a table that should have a time, and those of them that have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct DueTimes {
    due: u64,
    blank: u64,
}

/// The same of both times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct BlankTimes {
    paid: DueTimes,
    completed: DueTimes,
    /// Rows of orders that are under way and have a time of completion.
    early: u64,
    /// Rows of orders that are paid and neither completed nor closed.
    pub(crate) under_way: u64,
}

impl DueTimes {
    #[inline(always)]
    fn see(&mut self, due: u64, time: Option<Moment>) {
        self.due += due;
        self.blank += due * u64::from(time.is_none());
    }

    fn merge(&mut self, other: Self) {
        self.due += other.due;
        self.blank += other.blank;
    }
}

impl BlankTimes {
    /// Counts a row.
    #[inline(always)]
    pub(crate) fn see(
        &mut self,
        status: OrderStatus,
        paid: Option<Moment>,
        completed: Option<Moment>,
    ) {
        let is_finished = status == OrderStatus::Finished;
        let is_shipped = matches!(status, OrderStatus::Shipped | OrderStatus::PartShipped);
        let is_under_way = is_shipped
            | matches!(status, OrderStatus::Unpaid | OrderStatus::RiskCheck | OrderStatus::ToShip);
        self.early += u64::from(is_under_way & completed.is_some());
        self.under_way += u64::from(UnderWay::of(status, completed) == UnderWay::Yes);
        self.paid.see(u64::from(is_finished | is_shipped), paid);
        self.completed.see(u64::from(is_finished), completed);
    }

    /// Counts orders whose status says that they were never completed, and that have a time of completion.
    pub(crate) fn count_early(&mut self, orders: u64) {
        self.early += orders;
    }

    /// Adds what was counted in other rows.
    pub(crate) fn merge(&mut self, other: Self) {
        self.paid.merge(other.paid);
        self.completed.merge(other.completed);
        self.early += other.early;
        self.under_way += other.under_way;
    }

    fn each(self) -> [(&'static str, Fact, DueTimes); 2] {
        [("paid_at", Fact::Paid, self.paid), ("completed_at", Fact::Completed, self.completed)]
    }

    /// Returns which times the table does not give, whatever its titles say.
    pub(crate) fn not_given(self) -> FactSet {
        let none = self.each().into_iter().filter(|(.., times)| times.blank >= NONE_FROM);
        none.filter(|(.., times)| times.blank == times.due).map(|(_, fact, _)| fact).collect()
    }

    /// Returns what is said of such rows, given the title of a field's column; of a table without the
    /// column it is said elsewhere that it has none.
    pub(crate) fn caveats(
        self,
        title: impl Fn(&str) -> Option<String>,
    ) -> impl Iterator<Item = Caveat> {
        let early = title("completed_at").filter(|_| self.early > 0).map(|column| {
            let caveat = Caveat::new(CaveatKind::CompletedEarly).counting(self.early);
            caveat.with("column", column)
        });
        let blank = self.each().into_iter().filter(|(.., times)| times.blank > 0).filter_map(
            move |(field, _, DueTimes { due, blank })| {
                let is_slip = blank * ONE_IN < due;
                let severity = if is_slip { Severity::Note } else { Severity::Warning };
                let caveat = Caveat::new(CaveatKind::TimesBlank).counting(blank).with("of", due);
                let caveat = caveat.with("field", field).with("column", title(field)?);
                Some(caveat.of_severity(severity))
            },
        );
        blank.chain(early)
    }
}

/// The orders of a table without states, by the week in which they were placed, and those of them without a
/// time of completion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UnstatedTimes(BTreeMap<i64, DueTimes>);

/// A week is 2 to this power milliseconds here, 6.2 days: no division is needed to find it.
const WEEK_SHIFT: u32 = 29;

/// An order that was placed so many of them before one that is completed should be so too, but for a few.
const WEEKS: i64 = 6;

/// More than one in so many orders that are never completed are no cancelled ones.
const LOST_ONE_IN: u64 = 3;

impl UnstatedTimes {
    /// Counts rows.
    pub(crate) fn see(&mut self, created: &[Option<Moment>], completed: &[Option<Moment>]) {
        // Rows of one week stand together.
        let (mut last, mut times) = (0, DueTimes::default());
        for (created, completed) in created.iter().zip(completed) {
            let Some(created) = created else { continue };
            let week = created.millis() >> WEEK_SHIFT;
            if week != last {
                self.add(last, std::mem::take(&mut times));
                last = week;
            }
            times.see(1, *completed);
        }
        self.add(last, times);
    }

    fn add(&mut self, week: i64, times: DueTimes) {
        if times.due > 0 {
            self.0.entry(week).or_default().merge(times);
        }
    }

    /// Adds what was counted in other rows.
    pub(crate) fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|(week, times)| self.add(*week, *times));
    }

    /// Returns which times the table does not give, whatever its titles say.
    pub(crate) fn not_given(&self) -> FactSet {
        let all = self.sum(i64::MAX);
        let is_none = all.blank >= NONE_FROM && all.blank == all.due;
        [Fact::Completed].into_iter().filter(|_| is_none).collect()
    }

    /// Returns the orders without a time that were placed within weeks of the last one, where they are too many
    /// for cancelled ones.
    pub(crate) fn under_way(&self) -> u64 {
        let Some((last, _)) = self.0.last_key_value() else { return 0 };
        let all = self.sum(i64::MAX);
        let old = self.sum(last - WEEKS);
        let (due, blank) = (all.due - old.due, all.blank - old.blank);
        if blank >= NONE_FROM && blank * LOST_ONE_IN > due { blank } else { 0 }
    }

    /// Returns what is said of old orders without a time, given the title of the column.
    pub(crate) fn caveat(&self, column: Option<String>) -> Option<Caveat> {
        let is_completed = |(_, times): &(&i64, &DueTimes)| times.blank < times.due;
        let last = self.0.iter().rfind(is_completed).map(|(week, _)| *week);
        let DueTimes { due, blank } = self.sum(last.map_or(i64::MAX, |week| week - WEEKS));
        let is_lost = blank >= NONE_FROM && blank * LOST_ONE_IN > due;
        let caveat = Caveat::new(CaveatKind::TimesBlank).counting(blank).with("of", due);
        column.filter(|_| is_lost).map(|column| caveat.with("field", "old").with("column", column))
    }

    fn sum(&self, before: i64) -> DueTimes {
        let mut sum = DueTimes::default();
        self.0.range(..before).for_each(|(_, times)| sum.merge(*times));
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(rows: &[(OrderStatus, bool, bool)]) -> BlankTimes {
        let mut times = BlankTimes::default();
        let time = |is_there: &bool| is_there.then_some(Moment::from_millis(0));
        for (status, paid, completed) in rows {
            times.see(*status, time(paid), time(completed));
        }
        times
    }

    fn said(times: BlankTimes) -> Vec<(String, Option<u64>, Severity)> {
        let caveats = times.caveats(|field| Some(field.to_owned()));
        caveats.map(|caveat| (caveat.parts[2].1.clone(), caveat.count, caveat.severity)).collect()
    }

    #[test]
    fn a_status_that_has_not_come_that_far_wants_no_time() {
        use OrderStatus as S;
        let early =
            [S::Unpaid, S::ToShip, S::Closed, S::InDispute, S::Unknown].map(|s| (s, false, false));
        assert_eq!(of(&early), BlankTimes::default());
        let whole = of(&[(S::Finished, true, true), (S::Shipped, true, false)]);
        assert!(said(whole).is_empty() && whole.not_given() == FactSet::default());
    }

    #[test]
    fn a_column_without_any_time_gives_none_and_one_with_some_is_said() {
        let finished = |blank: usize, filled: usize| {
            let rows = (0..blank + filled).map(|n| (OrderStatus::Finished, true, n >= blank));
            of(&rows.collect::<Vec<_>>())
        };
        let completed = |count, severity| vec![("completed_at".to_owned(), Some(count), severity)];
        assert!(finished(10, 0).not_given().has(Fact::Completed));
        assert!(!finished(9, 0).not_given().has(Fact::Completed));
        assert!(!finished(30, 1).not_given().has(Fact::Completed));
        assert_eq!(said(finished(30, 1)), completed(30, Severity::Warning));
        assert_eq!(said(finished(1, 19)), completed(1, Severity::Warning));
        assert_eq!(said(finished(1, 20)), completed(1, Severity::Note));
        assert_eq!(said(finished(0, 20)), []);
    }

    #[test]
    fn parts_of_a_table_together_say_what_the_whole_says() {
        let rows: Vec<_> = (0..9)
            .map(|n| ([OrderStatus::Finished, OrderStatus::Shipped][n % 2], n % 3 > 0, n % 4 > 0))
            .collect();
        let mut parts = of(&rows[..4]);
        parts.merge(of(&rows[4..]));
        assert_eq!(parts, of(&rows));
    }

    #[test]
    fn of_orders_without_a_state_old_ones_should_be_completed() {
        let at = |day: i64| Some(Moment::from_millis(1_767_225_600_000).plus_days(day));
        let times = |lost: &dyn Fn(i64) -> bool| {
            let mut times = UnstatedTimes::default();
            for day in 0..70 {
                let completed = at(day + 20).filter(|_| day < 55 && !lost(day));
                times.see(&[at(day); 3], &[completed; 3]);
            }
            let shown = times.caveat(Some("t".to_owned())).and_then(|caveat| caveat.count);
            (times.not_given().has(Fact::Completed), shown)
        };
        assert_eq!(times(&|_| false), (false, None));
        // Cancelled orders are never completed.
        assert_eq!(times(&|day| day % 5 == 0), (false, None));
        let (is_none, lost) = times(&|day| day % 2 == 0);
        assert!(!is_none && lost.is_some_and(|lost| lost >= NONE_FROM));
        assert!(times(&|_| true).0);
    }
}
