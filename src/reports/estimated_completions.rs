//! Completions whose moment is estimated, among those that figures count.

use crate::domain::{
    Caveat, CaveatKind, ColumnSet, OrderBatch, OrderTally, Projection, Severity, Window, is_asked,
};

/// Fewer than one in so many move a figure less than chance does.
const FEW: u64 = 20;

/// Counts the completions in a window, and those of them whose moment is estimated.
#[derive(Clone, Debug)]
pub struct EstimatedCompletions {
    /// The window; `None` where nothing is counted.
    window: Option<Window>,
    /// Only orders of these; empty means all.
    shops: Vec<String>,
    completed: u64,
    estimated: u64,
}

impl EstimatedCompletions {
    /// Begins to count the orders of some shops, none named means all; without a window, none.
    pub fn in_window(window: Option<Window>, shops: &[String]) -> Self {
        Self { window, shops: shops.to_vec(), completed: 0, estimated: 0 }
    }

    /// Returns whether anything is counted.
    pub fn is_asked(&self) -> bool {
        self.window.is_some()
    }

    /// Returns what is said of them; `None` where no moment is estimated.
    pub fn caveat(&self) -> Option<Caveat> {
        let is_few = self.estimated * FEW <= self.completed;
        let severity = if is_few { Severity::Note } else { Severity::Warning };
        let caveat = Caveat::new(CaveatKind::CompletionsEstimated).of_severity(severity);
        let caveat = caveat.counting(self.estimated).with("of", self.completed);
        (self.estimated > 0).then_some(caveat)
    }
}

impl OrderTally for EstimatedCompletions {
    fn projection(&self) -> Projection {
        let none = Projection::of_count();
        let projection = match self.window {
            Some(window) => Projection { columns: ColumnSet::COMPLETED, ..none }.or_in(window),
            None => none,
        };
        projection.of_shops(&self.shops)
    }

    fn fresh(&self) -> Self {
        Self::in_window(self.window, &self.shops)
    }

    fn add(&mut self, batch: &OrderBatch) {
        let Some(window) = self.window else { return };
        let completed = batch.counted_completions().zip(batch.estimated()).enumerate();
        for (row, (at, is_estimated)) in completed {
            if is_asked(&self.shops, batch.shop(row)) && at.is_some_and(|at| window.contains(at)) {
                self.completed += 1;
                self.estimated += u64::from(*is_estimated);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.completed += other.completed;
        self.estimated += other.estimated;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Moment;

    #[test]
    fn one_in_twenty_is_a_note_and_none_is_nothing() {
        let at = Moment::from_millis(0);
        let said = |estimated, completed| {
            let tally = EstimatedCompletions::in_window(Some(Window::ending_at(at, 30)), &[]);
            let caveat = EstimatedCompletions { estimated, completed, ..tally }.caveat()?;
            Some((caveat.severity, caveat.count))
        };
        assert_eq!(said(0, 9), None);
        assert_eq!(said(1, 20), Some((Severity::Note, Some(1))));
        assert_eq!(said(2, 20), Some((Severity::Warning, Some(2))));
    }
}
