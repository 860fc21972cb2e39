//! How many days orders take from placing to completion.

use super::Moment;

/// Days after which a completion falls into the last count.
const LONGEST: usize = 180;

const DAY_MS: u64 = 86_400_000;

/// All completions are looked at up to so many, and then one in [`ONE_IN`].
const ALL_UP_TO: u32 = 4_096;
const ONE_IN: u32 = 16;

/// Fewer completions say nothing of what is usual.
const FEWEST: u64 = 20;

/// How many days orders took from placing to completion, of a sample of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionDays {
    counts: Vec<u32>,
    seen: u32,
}

impl Default for CompletionDays {
    fn default() -> Self {
        Self { counts: vec![0; LONGEST + 1], seen: 0 }
    }
}

/// Returns whether a completion is one of the sample, given how many were seen with it.
#[inline]
fn is_counted(seen: u32) -> bool {
    seen.is_multiple_of(ONE_IN) || seen < ALL_UP_TO
}

impl CompletionDays {
    /// Adds an order.
    #[inline]
    pub fn add(&mut self, created_at: Moment, completed_at: Option<Moment>) {
        let Some(completed_at) = completed_at else { return };
        self.seen = self.seen.wrapping_add(1);
        if is_counted(self.seen) {
            self.count(created_at, completed_at);
        }
    }

    /// Adds a column of orders.
    pub fn add_columns(&mut self, created: &[Option<Moment>], completed: &[Option<Moment>]) {
        let mut seen = self.seen;
        for (created, completed) in created.iter().zip(completed) {
            let (Some(created), Some(completed)) = (*created, *completed) else { continue };
            seen = seen.wrapping_add(1);
            if is_counted(seen) {
                self.count(created, completed);
            }
        }
        self.seen = seen;
    }

    #[inline(always)]
    fn count(&mut self, created: Moment, completed: Moment) {
        let [from, to] = [created, completed].map(|at| Moment::rank(Some(at)));
        let days = to.saturating_sub(from) / DAY_MS;
        let days = usize::try_from(days).map_or(LONGEST, |days| days.min(LONGEST));
        if let Some(count) = self.counts.get_mut(days) {
            *count = count.saturating_add(1);
        }
    }

    /// Adds the orders of another part.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            *mine = mine.saturating_add(*theirs);
        }
    }

    /// Returns how many completions are in the sample, which are all of them where there are few.
    pub fn counted(&self) -> u64 {
        self.counts.iter().map(|count| u64::from(*count)).sum()
    }

    /// Returns the median; `None` where there are too few orders to say.
    pub fn median(&self) -> Option<i64> {
        self.quantile(5)
    }

    /// Returns the days within which nine in ten orders were completed; `None` where there are too few to say.
    pub fn most(&self) -> Option<i64> {
        self.quantile(9)
    }

    /// Returns how many thousandths of the orders took longer than so many days; `None` where there are too few to say.
    pub fn later_than(&self, days: i64) -> Option<u64> {
        let total = self.counted();
        let days = usize::try_from(days).unwrap_or(0);
        let later: u64 = self.counts.iter().skip(days + 1).map(|count| u64::from(*count)).sum();
        (total >= FEWEST).then(|| later * 1_000 / total)
    }

    /// Returns the days within which so many tenths of the orders were completed.
    fn quantile(&self, tenths: u64) -> Option<i64> {
        let total: u64 = self.counts.iter().map(|count| u64::from(*count)).sum();
        let mut before = 0;
        let days = self.counts.iter().position(|count| {
            before += u64::from(*count);
            before * 10 >= total * tenths
        })?;
        (total >= FEWEST).then(|| i64::try_from(days).expect("there are few days"))
    }

    /// Writes the counts as text, as `12:340 13:7`.
    pub fn to_text(&self) -> String {
        let counted = self.counts.iter().enumerate().filter(|(_, count)| **count > 0);
        counted.map(|(days, count)| format!("{days}:{count}")).collect::<Vec<_>>().join(" ")
    }

    /// Reads what [`CompletionDays::to_text`] wrote; `None` where the text is something else.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut read = Self::default();
        for pair in text.split_whitespace() {
            let (days, count) = pair.split_once(':')?;
            *read.counts.get_mut(days.parse::<usize>().ok()?)? = count.parse().ok()?;
        }
        Some(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64) -> Moment {
        Moment::from_millis(1_767_225_600_000).plus_days(day)
    }

    #[test]
    fn the_median_is_that_of_all_parts() {
        let mut days = CompletionDays::default();
        (0..10).for_each(|_| days.add(at(0), Some(at(12))));
        assert_eq!(days.median(), None);
        let mut more = CompletionDays::default();
        (0..11).for_each(|_| more.add(at(0), Some(at(30))));
        (0..9).for_each(|_| more.add(at(0), None));
        days.merge(&more);
        assert_eq!((days.median(), days.most()), (Some(30), Some(30)));
        let read = CompletionDays::from_text(&days.to_text()).unwrap();
        assert_eq!((read.to_text(), read.median()), ("12:10 30:11".to_owned(), Some(30)));
        assert_eq!(CompletionDays::from_text("181:1"), None);
    }
}
