//! Events of many rows in one moment: a program wrote when it ran for what had happened before.

use crate::domain::{Caveat, CaveatKind, Moment, Zone};

/// Fewer rows, or less than one in so many, may share a moment by chance. Whole hours may be those of days.
const FEWEST: u64 = 20;
const ONE_IN: u64 = 10;
const HOUR_MS: i64 = 3_600_000;

/// Finds a moment that many rows share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SharedMoment {
    rows: u64,
    /// A moment, and by how many rows it is ahead of all others since it was taken up.
    held: Option<Moment>,
    ahead: u64,
    /// The one that was ahead the most: at least so many rows have it.
    most: Option<(u64, Moment)>,
}

impl SharedMoment {
    /// Adds the time of a row.
    #[inline(always)]
    pub(crate) fn add(&mut self, at: Option<Moment>) {
        let Some(at) = at else { return };
        self.rows += 1;
        if self.held == Some(at) {
            self.ahead += 1;
            self.most = self.most.max(Some((self.ahead, at)));
        } else if self.ahead == 0 {
            (self.held, self.ahead) = (Some(at), 1);
        } else {
            self.ahead -= 1;
        }
    }

    /// Adds other rows of the column.
    pub(crate) fn merge(&mut self, other: Self) {
        self.rows += other.rows;
        self.most = match (self.most, other.most) {
            (Some((one, at)), Some((two, same))) if at == same => Some((one + two, at)),
            (one, two) => one.max(two),
        };
    }

    /// Returns what is said of a column with this title; `None` where no moment is shared by many rows.
    pub(crate) fn caveat(self, title: Option<String>) -> Option<Caveat> {
        let (count, at) = self.most?;
        // Where nearly all have it, the column is of one day's work, or made up.
        let are_some = count * ONE_IN <= self.rows * (ONE_IN - 1);
        let are_many = count >= FEWEST && count * ONE_IN >= self.rows && are_some;
        let caveat = Caveat::new(CaveatKind::SameMoment).counting(count).with("of", self.rows);
        let caveat = caveat.with("at", Zone::PLATFORM.show(at));
        title.filter(|_| are_many && at.millis() % HOUR_MS != 0).map(|t| caveat.with("column", t))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_that_many_rows_share_is_found_wherever_they_stand() {
        let at = |n: i64| Some(Moment::from_millis(1_767_225_607_000 + n * 61_000));
        let count = |shared: &dyn Fn(i64) -> bool| {
            let mut parts = [SharedMoment::default(); 2];
            for n in 0..300 {
                let part = usize::try_from(n / 150).unwrap();
                parts[part].add(if shared(n) { at(0) } else { at(n + 1) });
            }
            let [mut all, other] = parts;
            all.merge(other);
            all.caveat(Some("t".to_owned())).and_then(|caveat| caveat.count)
        };
        assert_eq!(count(&|_| false), None);
        assert_eq!(count(&|n| n % 4 == 0), None);
        assert_eq!(count(&|n| n < 60), Some(60));
        assert_eq!(count(&|n| (100..210).contains(&n)), Some(110));
        assert!(count(&|n| n % 4 > 0) > Some(100));
    }
}
