//! Orders whose status says that they were paid or completed, in a table that leaves the time blank: the
//! cells were lost, and the orders do not count.

use crate::domain::{Caveat, CaveatKind, Fact, FactSet, Moment, OrderStatus, Severity};

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
        self.paid.see(u64::from(is_finished | is_shipped), paid);
        self.completed.see(u64::from(is_finished), completed);
    }

    /// Adds what was counted in other rows.
    pub(crate) fn merge(&mut self, other: Self) {
        self.paid.merge(other.paid);
        self.completed.merge(other.completed);
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
        self.each().into_iter().filter(|(.., times)| times.blank > 0).filter_map(
            move |(field, _, DueTimes { due, blank })| {
                let is_slip = blank * ONE_IN < due;
                let severity = if is_slip { Severity::Note } else { Severity::Warning };
                let caveat = Caveat::new(CaveatKind::TimesBlank).counting(blank).with("of", due);
                let caveat = caveat.with("field", field).with("column", title(field)?);
                Some(caveat.of_severity(severity))
            },
        )
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
}
