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
    /// Adds the times of rows that follow each other.
    pub(crate) fn add_column(&mut self, column: &[Option<Moment>]) {
        let (mut now, mut rest, mut pairs) = (*self, column, 0);
        while let [one, two, after @ ..] = rest {
            let is_apart = one.is_some() & two.is_some() & (one != two) & (now.held != *one);
            if now.ahead == 0 && is_apart {
                // The second takes back what the first has taken up: so do nearly all.
                (now.held, rest) = (*one, after);
                pairs += 1;
            } else {
                now.add(*one);
                rest = rest.split_first().map_or(&[], |(_, rest)| rest);
            }
        }
        rest.iter().for_each(|at| now.add(*at));
        now.rows += 2 * pairs;
        *self = now;
    }

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
    fn a_column_counts_as_its_rows_do() {
        let mut number = 7_u64;
        for _ in 0..2_000 {
            let column: Vec<_> = (0..number % 23)
                .map(|_| {
                    number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    let at = i64::try_from((number >> 33) % 5).unwrap();
                    (at > 0).then(|| Moment::from_millis(at))
                })
                .collect();
            let [mut rows, mut columns] = [SharedMoment::default(); 2];
            column.iter().for_each(|at| rows.add(*at));
            column.chunks(7).for_each(|part| columns.add_column(part));
            assert_eq!(rows, columns, "{column:?}");
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(9);
        }
    }

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
