//! Completions in the moment of the payment or the shipment: the column was filled with another one.

use crate::domain::{Caveat, CaveatKind, Moment};

/// Fewer orders may be made up; so many in ten are no slips.
const FEWEST: u64 = 20;
const IN_TEN: u64 = 9;

/// The completed orders of a table, and those of them that were completed in the moment of another time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CopiedTimes {
    completed: u64,
    paid: u64,
    shipped: u64,
}

impl CopiedTimes {
    /// Adds rows by when they were placed, paid, shipped and completed. Rows with the same moment everywhere say
    /// nothing.
    pub(crate) fn add(&mut self, [created, paid, shipped, completed]: [&[Option<Moment>]; 4]) {
        let others = created.iter().zip(paid).zip(shipped);
        for (((created, paid), shipped), completed) in others.zip(completed) {
            let counts = u64::from(completed.is_some() & (completed != created));
            self.completed += counts;
            self.paid += counts & u64::from(completed == paid);
            self.shipped += counts & u64::from(completed == shipped);
        }
    }

    /// Adds other rows of the table.
    pub(crate) fn merge(&mut self, other: Self) {
        self.completed += other.completed;
        self.paid += other.paid;
        self.shipped += other.shipped;
    }

    /// Returns what is said of the column of completions, by its title.
    pub(crate) fn caveat(self, title: Option<String>) -> Option<Caveat> {
        let count = self.paid.max(self.shipped);
        let is_copy = count >= FEWEST && count * 10 >= self.completed * IN_TEN;
        let caveat = Caveat::new(CaveatKind::CompletedEarly).counting(count);
        let column = title.filter(|_| is_copy)?;
        Some(caveat.with("field", "copied").with("column", column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_is_a_copy_of_another_is_said() {
        let at = |n: i64| Some(Moment::from_millis(1_767_225_607_000 + n * 61_000));
        let count = |rows: i64, times: &dyn Fn(i64) -> [Option<Moment>; 4]| {
            let mut all = CopiedTimes::default();
            for n in 0..rows {
                let row = times(n);
                all.add([&row[..1], &row[1..2], &row[2..3], &row[3..]]);
            }
            all.caveat(Some("t".to_owned())).and_then(|caveat| caveat.count)
        };
        assert_eq!(count(40, &|n| [at(n), at(n + 1), at(n + 9), at(n + 9)]), Some(40));
        assert_eq!(count(40, &|n| [at(n), at(n + 1), None, at(n + 1)]), Some(40));
        assert_eq!(count(40, &|n| [at(n), at(n + 1), None, None]), None);
        assert_eq!(count(40, &|n| [at(n), at(n + 1), at(n + 9), at(n + 9 + n % 5)]), None);
        // Files that are made up: few, or one moment everywhere.
        assert_eq!(count(19, &|n| [at(n), at(n + 1), at(n + 9), at(n + 9)]), None);
        assert_eq!(count(40, &|n| [at(n); 4]), None);
    }
}
