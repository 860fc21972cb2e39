//! Events of many rows in one moment: a program wrote when it ran for what had happened before.

use crate::domain::{Caveat, CaveatKind, Moment, Zone};

/// Fewer rows, or less than one in so many, may share a moment by chance. Whole hours may be those of days.
const FEWEST: u64 = 20;
const ONE_IN: u64 = 10;
const HOUR_MS: i64 = 3_600_000;

/// A program that writes its own time row by row takes at most so long.
pub(crate) const RUN_MS: i64 = 600_000;

/// The rows of a run are so many times those of any other: a busy shop has many minutes alike.
const TIMES_OTHERS: u64 = 3;

/// Rows that share a moment, or whose moments are near each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Peak {
    /// At least so many rows have it.
    rows: u64,
    first: Moment,
    last: Moment,
}

/// Finds a moment that many rows share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SharedMoment {
    /// Moments that are no further apart, in milliseconds, are of one run.
    reach: i64,
    rows: u64,
    /// A moment, and by how many rows it is ahead of all others since it was taken up.
    held: Option<Moment>,
    ahead: u64,
    /// What it was ahead by at the most, and all moments that were taken for it.
    peak: Option<Peak>,
    /// The highest before, and how many rows the next had.
    most: Option<Peak>,
    next: u64,
}

impl SharedMoment {
    /// Finds moments that are not far apart too.
    pub(crate) fn of_runs() -> Self {
        Self { reach: RUN_MS, ..Self::default() }
    }

    /// Adds the times of rows that follow each other.
    pub(crate) fn add_column(&mut self, column: &[Option<Moment>]) {
        let (mut now, mut rest, mut pairs) = (*self, column, 0);
        while let [one, two, after @ ..] = rest {
            let is_apart = one.is_some()
                & two.is_some()
                & !now.are_near(*one, *two)
                & !now.are_near(now.held, *one);
            if now.ahead == 0 && is_apart {
                // The second takes back what the first has taken up: so do nearly all.
                now.take_up(*one);
                rest = after;
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

    #[inline(always)]
    fn are_near(&self, one: Option<Moment>, two: Option<Moment>) -> bool {
        let (Some(one), Some(two)) = (one, two) else { return false };
        one.millis().abs_diff(two.millis()) <= self.reach.unsigned_abs()
    }

    /// Takes up a moment in place of the one that was held.
    #[inline(always)]
    fn take_up(&mut self, at: Option<Moment>) {
        if self.peak.is_some_and(|peak| peak.rows > 1) {
            self.close();
        }
        self.held = at;
        self.peak = at.map(|at| Peak { rows: 1, first: at, last: at });
    }

    /// Ends the rows of the moment that is held.
    fn close(&mut self) {
        if let Some(peak) = self.peak.take().filter(|peak| peak.rows > 1) {
            self.compare(peak);
        }
    }

    fn compare(&mut self, peak: Peak) {
        let most = self.most.get_or_insert(peak);
        if *most == peak {
            return;
        }
        let gap = peak.first.millis().max(most.first.millis())
            - peak.last.millis().min(most.last.millis());
        if gap <= self.reach {
            let (first, last) = (most.first.min(peak.first), most.last.max(peak.last));
            *most = Peak { rows: most.rows.max(peak.rows), first, last };
        } else {
            self.next = self.next.max(most.rows.min(peak.rows));
            *most = (*most).max(peak);
        }
    }

    /// Adds the time of a row.
    #[inline(always)]
    pub(crate) fn add(&mut self, at: Option<Moment>) {
        let Some(at) = at else { return };
        self.rows += 1;
        if self.are_near(self.held, Some(at)) {
            self.ahead += 1;
            self.held = Some(at);
            if let Some(peak) = &mut self.peak {
                peak.rows = peak.rows.max(self.ahead);
                (peak.first, peak.last) = (peak.first.min(at), peak.last.max(at));
            }
        } else if self.ahead == 0 {
            self.take_up(Some(at));
            self.ahead = 1;
        } else {
            self.ahead -= 1;
        }
    }

    /// Adds other rows of the column.
    pub(crate) fn merge(&mut self, mut other: Self) {
        self.close();
        other.close();
        (self.held, self.ahead) = (None, 0);
        self.rows += other.rows;
        self.next = self.next.max(other.next);
        let Some(peak) = other.most else { return };
        match &mut self.most {
            // The rows of both are of one run.
            Some(most) if (most.first, most.last) == (peak.first, peak.last) => {
                most.rows += peak.rows;
            }
            _ => self.compare(peak),
        }
    }

    /// Returns what is said of a column with this title; `None` where no moment is shared by many rows.
    pub(crate) fn caveat(mut self, title: Option<String>) -> Option<Caveat> {
        self.close();
        let Peak { rows: count, first, last } = self.most?;
        // Where nearly all have it, the column is of one day's work, or made up.
        let are_some = count * ONE_IN <= self.rows * (ONE_IN - 1);
        let are_many = count >= FEWEST && count * ONE_IN >= self.rows && are_some;
        let took = last.millis() - first.millis();
        let is_run = took <= RUN_MS && count >= self.next * TIMES_OTHERS;
        let is_moment = first.millis() % HOUR_MS != 0;
        let caveat = Caveat::new(CaveatKind::SameMoment).counting(count).with("of", self.rows);
        let minutes = if took == 0 { 0 } else { took / 60_000 + 1 };
        let caveat = caveat.with("at", Zone::PLATFORM.show(first)).with("minutes", minutes);
        title
            .filter(|_| are_many && is_moment && (took == 0 || is_run))
            .map(|t| caveat.with("column", t))
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
            let reach = i64::try_from(number % 3).unwrap() - 1;
            (rows.reach, columns.reach) = (reach.max(0), reach.max(0));
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

    #[test]
    fn a_run_of_some_minutes_is_found_and_a_busy_day_is_none() {
        let start = 1_767_225_607_000_i64;
        let count = |times: &[i64]| {
            let mut parts = [SharedMoment::of_runs(); 2];
            let (first, second) = times.split_at(times.len() / 2);
            for (part, times) in parts.iter_mut().zip([first, second]) {
                times.iter().for_each(|at| part.add(Some(Moment::from_millis(start + at))));
            }
            let [mut all, other] = parts;
            all.merge(other);
            all.caveat(Some("t".to_owned())).and_then(|caveat| caveat.count)
        };
        let far = |n: i64| 86_400_000 + n * 7_300_000;
        // A program wrote its time for the first 80 of 200 rows, in the order of the rows or not.
        let run = |step: i64| -> Vec<i64> {
            (0..200).map(|n| if n < 80 { n * 37 % 80 * step } else { far(n) }).collect()
        };
        assert!(count(&run(1_000)) >= Some(60));
        assert!(count(&run(4_000)) >= Some(60));
        // Twenty minutes are no run, and so is a table whose rows follow each other by seconds.
        assert_eq!(count(&run(20_000)), None);
        assert_eq!(count(&(0..200).map(|n| n * 7_000).collect::<Vec<_>>()), None);
        // As many orders on each of some days, in one half of an hour or at one time of day.
        let days = |step: i64| -> Vec<i64> {
            (0..200).map(|n| n / 40 * 86_400_000 + n % 40 * step).collect()
        };
        assert_eq!(count(&days(10_000)), None);
        assert_eq!(count(&days(45_000)), None);
    }
}
