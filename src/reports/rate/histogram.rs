//! Completions and payments by cells of 24 h that end at as-of.

/// Completions and payments of orders without disputes, by cells of 24 h counted back from as-of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    completed: Vec<DayCount>,
    paid: Vec<DayCount>,
}

/// Orders of one day: thousands of groups have a count for each, and what is small stays near. More
/// than it holds would be rows of 800 GB for one day.
pub(super) type DayCount = u32;

impl Histogram {
    /// Returns the histogram of completions and payments by cell.
    pub(super) fn of(completed: &[DayCount], paid: &[DayCount]) -> Self {
        Self { completed: completed.to_vec(), paid: paid.to_vec() }
    }

    pub(super) fn add(&mut self, completed: Option<usize>, paid: Option<usize>, cells: usize) {
        for (cell, counts) in [(completed, &mut self.completed), (paid, &mut self.paid)] {
            if let Some(cell) = cell {
                if counts.is_empty() {
                    counts.resize(cells, 0);
                }
                if let Some(count) = counts.get_mut(cell) {
                    *count = count.saturating_add(1);
                }
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (mine, theirs) in [(&mut self.completed, other.completed), (&mut self.paid, other.paid)]
        {
            if mine.is_empty() {
                *mine = theirs;
            } else {
                for (mine, theirs) in mine.iter_mut().zip(theirs) {
                    *mine = mine.saturating_add(theirs);
                }
            }
        }
    }

    /// Returns completions in the `days` that end `back` days before as-of.
    pub fn completed(&self, back: u32, days: u32) -> u64 {
        sum(&self.completed, back, days)
    }

    /// Returns payments in the `days` that end `back` days before as-of.
    pub fn paid(&self, back: u32, days: u32) -> u64 {
        sum(&self.paid, back, days)
    }

    /// Returns payments by cells of 24 h, the newest first.
    pub fn paid_cells(&self) -> impl Iterator<Item = u64> {
        self.paid.iter().copied().map(u64::from)
    }
}

fn sum(cells: &[DayCount], back: u32, days: u32) -> u64 {
    let from = usize::try_from(back).expect("a usize has at least 32 bits");
    let count = usize::try_from(days).expect("a usize has at least 32 bits");
    cells.iter().skip(from).take(count).copied().map(u64::from).sum()
}
