//! Orders whose status says that they were paid or completed, in a table that leaves the time blank: the
//! cells were lost, and the orders do not count.

use std::collections::BTreeMap;

use crate::domain::{
    Caveat, CaveatKind, Fact, FactSet, Moment, OrderProgress, OrderStatus, Severity,
};

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

/// The rows of a table by their states and by which times they have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct BlankTimes {
    /// By [`OrderStatus::place`], and then by the bits of the times that are there.
    rows: [[u64; 1 << TIMES]; OrderStatus::ALL.len()],
    /// Rows of orders that have a time of completion and, by all that they say, were never completed.
    early: u64,
    /// Rows of closed orders that were paid, have a time of completion and none of shipment.
    unshipped: u64,
}

/// The times that are looked at, a bit each.
const TIMES: usize = 3;
const PAID: usize = 1;
const SHIPPED: usize = 1 << 1;
const COMPLETED: usize = 1 << 2;

/// No parcel arrives sooner after the payment; so many days are 2.
const SOONEST_MS: i64 = 2 * 86_400_000;

/// Returns the bits of the times that are there.
#[inline(always)]
fn given([paid, shipped, completed]: [Option<Moment>; TIMES]) -> usize {
    let bit = |time: Option<Moment>, bit: usize| if time.is_some() { bit } else { 0 };
    bit(paid, PAID) | bit(shipped, SHIPPED) | bit(completed, COMPLETED)
}

impl DueTimes {
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
        [paid, shipped, completed]: [Option<Moment>; TIMES],
    ) {
        let times = [paid, shipped, completed];
        *self.rows_of(status).get_mut(given(times)).expect("every set of times has a count") += 1;
        if status == OrderStatus::Closed {
            self.see_closed(times);
        }
    }

    /// Counts rows of one state.
    pub(crate) fn see_all(
        &mut self,
        status: OrderStatus,
        [paid, shipped, completed]: [&[Option<Moment>]; TIMES],
    ) {
        let times = paid.iter().zip(shipped).zip(completed);
        let times = times.map(|((paid, shipped), completed)| [*paid, *shipped, *completed]);
        if status == OrderStatus::Closed {
            times.clone().for_each(|times| self.see_closed(times));
        }
        let rows = self.rows_of(status);
        for times in times {
            *rows.get_mut(given(times)).expect("every set of times has a count") += 1;
        }
    }

    #[inline(always)]
    fn rows_of(&mut self, status: OrderStatus) -> &mut [u64; 1 << TIMES] {
        self.rows.get_mut(status.place()).expect("every state has counts")
    }

    /// Counts a closed order that was paid and has a time of completion, where that may be its end: it was
    /// cancelled before it was shipped.
    fn see_closed(&mut self, [paid, shipped, completed]: [Option<Moment>; TIMES]) {
        let Some((paid, completed)) = paid.zip(completed) else { return };
        let is_at_once = completed.millis() - paid.millis() < SOONEST_MS;
        self.early += u64::from(is_at_once);
        self.unshipped += u64::from(!is_at_once && shipped.is_none());
    }

    /// Counts orders whose status says that they were never completed, and that have a time of completion.
    pub(crate) fn count_early(&mut self, orders: u64) {
        self.early += orders;
    }

    /// Adds what was counted in other rows.
    pub(crate) fn merge(&mut self, other: Self) {
        let theirs = other.rows.iter().flatten();
        self.rows.iter_mut().flatten().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        self.early += other.early;
        self.unshipped += other.unshipped;
    }

    /// Returns how many rows are in a state and have times that are chosen.
    fn count(self, is_chosen: impl Fn(OrderStatus, usize) -> bool) -> u64 {
        let rows = OrderStatus::ALL.into_iter().zip(self.rows);
        let counts = rows.flat_map(|(status, rows)| {
            rows.into_iter().enumerate().map(move |(times, count)| (status, times, count))
        });
        let chosen = counts.filter(|(status, times, _)| is_chosen(*status, *times));
        chosen.map(|(.., count)| count).sum()
    }

    /// Returns the rows in some states, and those of them that lack a time.
    fn due(self, time: usize, states: &[OrderStatus]) -> DueTimes {
        let due = self.count(|status, _| states.contains(&status));
        let filled = self.count(|status, times| states.contains(&status) && times & time != 0);
        DueTimes { due, blank: due - filled }
    }

    /// Returns how many orders are paid and neither completed nor closed.
    pub(crate) fn under_way(self) -> u64 {
        self.count(|status, times| {
            // Whether there is a time counts, and not which.
            let completed = (times & COMPLETED != 0).then(|| Moment::from_millis(0));
            OrderProgress::of(status, completed) == OrderProgress::UnderWay
        })
    }

    /// Returns how many orders are under way, or were closed, and have a time of completion.
    fn early(self) -> u64 {
        use OrderStatus as S;
        let before = [S::Unpaid, S::RiskCheck, S::ToShip, S::PartShipped, S::Shipped];
        let is_early = |status, times| before.contains(&status) && times & COMPLETED != 0;
        self.early + self.count(is_early)
    }

    /// Returns how many orders are unpaid and have a time of payment.
    fn paid_early(self) -> u64 {
        self.count(|status, times| status == OrderStatus::Unpaid && times & PAID != 0)
    }

    fn each(self) -> [(&'static str, Fact, DueTimes); 2] {
        use OrderStatus as S;
        let paid = self.due(PAID, &[S::PartShipped, S::Shipped, S::Finished]);
        let completed = self.due(COMPLETED, &[S::Finished]);
        [("paid_at", Fact::Paid, paid), ("completed_at", Fact::Completed, completed)]
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
        // Where nearly all completed orders have a time of shipment, those without one were not shipped.
        let DueTimes { due, blank } = self.due(SHIPPED, &[OrderStatus::Finished]);
        let tells_shipped = due >= NONE_FROM && blank * ONE_IN <= due;
        let early = self.early() + if tells_shipped { self.unshipped } else { 0 };
        let early = [("paid_at", self.paid_early()), ("completed_at", early)];
        let early = early.map(|(field, count)| {
            let caveat = Caveat::new(CaveatKind::CompletedEarly).counting(count);
            let column = title(field).filter(|_| count > 0)?;
            Some(caveat.with("field", field).with("column", column))
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
        blank.chain(early.into_iter().flatten())
    }
}

/// The orders of a table without states, by the week in which they were placed, and those of them without a
/// time of completion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UnstatedTimes(BTreeMap<i64, WeekTimes>);

/// The orders of a week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct WeekTimes {
    times: DueTimes,
    /// How long they took from placing to completion, in units of some 65 seconds.
    took: i64,
}

impl WeekTimes {
    fn merge(&mut self, other: Self) {
        self.times.merge(other.times);
        self.took = self.took.saturating_add(other.took);
    }
}

/// A week is 2 to this power milliseconds here, 6.2 days: no division is needed to find it.
const WEEK_SHIFT: u32 = 29;

/// An order that was placed so many of them before one that is completed should be so too, but for a few.
const WEEKS: i64 = 6;

/// The last weeks, and those before with which they are compared, in which orders have had the time to be
/// completed.
const RECENT_WEEKS: i64 = 2;
const OLDER_WEEKS: std::ops::RangeInclusive<i64> = 4..=8;

/// So many orders in those say how long an order takes; a few without a time change nothing.
const OLDER_FROM: u64 = 30;
const BLANK_ONE_IN: u64 = 50;

/// Orders that are completed in less than one in so many of the time that others took were not.
const SOONER: i64 = 4;

/// More than one in so many orders that are never completed are no cancelled ones.
const LOST_ONE_IN: u64 = 3;

impl UnstatedTimes {
    /// Counts rows.
    pub(crate) fn see(&mut self, created: &[Option<Moment>], completed: &[Option<Moment>]) {
        // Rows of one week stand together.
        let (mut last, mut times) = (0, WeekTimes::default());
        for (created, completed) in created.iter().zip(completed) {
            let Some(created) = created else { continue };
            let week = created.millis() >> WEEK_SHIFT;
            if week != last {
                self.add(last, std::mem::take(&mut times));
                last = week;
            }
            times.times.see(1, *completed);
            let took = completed.map_or(0, |completed| completed.millis() - created.millis());
            times.took = times.took.saturating_add(took >> 16);
        }
        self.add(last, times);
    }

    fn add(&mut self, week: i64, times: WeekTimes) {
        if times.times.due > 0 {
            self.0.entry(week).or_default().merge(times);
        }
    }

    /// Adds what was counted in other rows.
    pub(crate) fn merge(&mut self, other: &Self) {
        other.0.iter().for_each(|(week, times)| self.add(*week, *times));
    }

    /// Returns which times the table does not give, whatever its titles say.
    pub(crate) fn not_given(&self) -> FactSet {
        let (all, old) = (self.sum(..).times, self.old());
        let is_none = old.blank >= NONE_FROM && all.blank == all.due;
        [Fact::Completed].into_iter().filter(|_| is_none).collect()
    }

    /// Returns the orders without a time that were placed within weeks of the last one, where they are too many
    /// for cancelled ones.
    pub(crate) fn under_way(&self) -> u64 {
        let Some((last, _)) = self.0.last_key_value() else { return 0 };
        let all = self.sum(..).times;
        let old = self.sum(..last - WEEKS).times;
        let (due, blank) = (all.due - old.due, all.blank - old.blank);
        if blank >= NONE_FROM && blank * LOST_ONE_IN > due { blank } else { 0 }
    }

    /// Returns what is said of old orders without a time, and of new ones that have one, given the title of
    /// the column.
    pub(crate) fn caveat(&self, column: Option<String>) -> Option<Caveat> {
        let column = column?;
        if let Some(count) = self.too_soon() {
            let caveat = Caveat::new(CaveatKind::CompletedEarly).counting(count);
            return Some(caveat.with("field", "recent").with("column", column));
        }
        let DueTimes { due, blank } = self.old();
        let is_lost = blank >= NONE_FROM && blank * LOST_ONE_IN > due;
        let caveat = Caveat::new(CaveatKind::TimesBlank).counting(blank).with("of", due);
        is_lost.then(|| caveat.with("field", "old").with("column", column))
    }

    /// Returns the orders that were placed weeks before the last one that is completed; where none is, before the
    /// last one. A shop may be younger than its first completion.
    fn old(&self) -> DueTimes {
        let is_completed = |(_, week): &(&i64, &WeekTimes)| week.times.blank < week.times.due;
        let last = self.0.iter().rfind(is_completed).or_else(|| self.0.last_key_value());
        last.map_or_else(DueTimes::default, |(last, _)| self.sum(..*last - WEEKS).times)
    }

    /// Returns how many orders were placed last, where all orders have a time of completion and these were
    /// completed far sooner than those before: the time is that of something else. A list of completed
    /// orders alone has few of them.
    fn too_soon(&self) -> Option<u64> {
        let all = self.sum(..).times;
        let (last, _) = self.0.last_key_value()?;
        let recent = self.sum(last + 1 - RECENT_WEEKS..);
        let older = self.sum(last - OLDER_WEEKS.end()..=last - OLDER_WEEKS.start());
        let completed = |week: WeekTimes| i128::from(week.times.due - week.times.blank);
        let weeks = u64::try_from(OLDER_WEEKS.count()).expect("a few weeks");
        let is_all = all.blank * BLANK_ONE_IN <= all.due;
        // Half as many a week as before; the last week has begun only.
        let are_many = recent.times.due * weeks >= older.times.due && older.times.due >= OLDER_FROM;
        let is_soon = i128::from(recent.took) * completed(older) * i128::from(SOONER)
            <= i128::from(older.took) * completed(recent);
        (is_all && are_many && is_soon).then_some(recent.times.due)
    }

    fn sum(&self, weeks: impl std::ops::RangeBounds<i64>) -> WeekTimes {
        let mut sum = WeekTimes::default();
        self.0.range(weeks).for_each(|(_, times)| sum.merge(*times));
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
            times.see(*status, [time(paid), None, time(completed)]);
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
        let early = [S::Unpaid, S::ToShip, S::Closed, S::InDispute, S::Unknown];
        let early = early.map(|s| (s, false, false));
        assert!(said(of(&early)).is_empty() && of(&early).not_given() == FactSet::default());
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

    #[test]
    fn a_shop_that_is_younger_than_its_first_completion_lacks_no_times() {
        let none_is_given = |days: i64| {
            let mut times = UnstatedTimes::default();
            for day in 0..days {
                let placed = Some(Moment::from_millis(1_767_225_600_000).plus_days(day));
                times.see(&[placed; 2], &[None; 2]);
            }
            let is_said = times.caveat(Some("t".to_owned())).is_some();
            assert_eq!(times.not_given().has(Fact::Completed), is_said);
            is_said
        };
        assert_eq!([10, 30, 60].map(none_is_given), [false, false, true]);
    }

    #[test]
    fn orders_that_have_not_come_that_far_and_have_the_time_are_said() {
        use OrderStatus as S;
        let at = |hours: i64| Some(Moment::from_millis(1_767_225_600_000).plus_hours(hours));
        let said = |rows: &[(S, [Option<Moment>; 3])]| {
            let mut times = BlankTimes::default();
            rows.iter().for_each(|(status, row)| times.see(*status, *row));
            let caveats = times.caveats(|field| Some(field.to_owned()));
            let early = caveats.filter(|caveat| caveat.kind == CaveatKind::CompletedEarly);
            early.map(|caveat| (caveat.parts[1].1.clone(), caveat.count)).collect::<Vec<_>>()
        };
        assert_eq!(said(&[(S::Unpaid, [at(0), None, None])]), [("paid_at".to_owned(), Some(1))]);
        let completed = |count| vec![("completed_at".to_owned(), Some(count))];
        assert_eq!(said(&[(S::Shipped, [at(0), at(9), at(99)])]), completed(1));
        // Cancelled a day after the payment.
        assert_eq!(said(&[(S::Closed, [at(0), None, at(22)])]), completed(1));
        assert_eq!(said(&[(S::Closed, [at(0), at(9), at(500)])]), []);
        // Never shipped, where others were.
        let closed = [(S::Closed, [at(0), None, at(99)])];
        assert_eq!(said(&closed), []);
        let shipped = [(S::Finished, [at(0), at(9), at(500)]); 10];
        assert_eq!(said(&[&shipped[..], &closed].concat()), completed(1));
        let unshipped = [(S::Finished, [at(0), None, at(500)]); 10];
        assert_eq!(said(&[&unshipped[..], &closed].concat()), []);
    }

    #[test]
    fn new_orders_are_not_completed_far_sooner_than_old_ones() {
        let at = |day: i64| Some(Moment::from_millis(1_767_225_600_000).plus_days(day));
        let said = |took: &dyn Fn(i64) -> Option<i64>| {
            let mut times = UnstatedTimes::default();
            for day in 0..90 {
                if let Some(took) = took(day) {
                    times.see(&[at(day); 3], &[at(day + took); 3]);
                }
            }
            times.caveat(Some("t".to_owned())).map(|caveat| caveat.parts[1].1.clone())
        };
        let recent = Some("recent".to_owned());
        assert_eq!(said(&|day| Some(if day + 20 > 90 { 1 } else { 20 })), recent);
        // Completed orders alone, and a shop whose orders are all completed soon.
        assert_eq!(said(&|day| Some(20).filter(|took| day + took <= 90)), None);
        assert_eq!(said(&|_| Some(4)), None);
    }
}
