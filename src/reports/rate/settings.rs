//! What rates are asked for.

use crate::domain::enum_with_ids;
use crate::domain::{
    AssessmentDay, Count, Fact, FactSet, Metric, Moment, RowKind, SkippedRows, Window,
};
use crate::rules::{Denominator, RuleSet};

enum_with_ids! {
    /// What orders are grouped by.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Grouping {
        /// Shop.
        Shop = "shop",
        /// Product, by its id; by SKU where the input has no product ids.
        Product = "product",
        /// Country.
        Country = "country",
        /// Family of the dispute.
        Family = "family",
        /// Calendar month in Asia/Shanghai.
        Month = "month",
    }
}

/// What a tally is asked for.
#[derive(Clone, Debug)]
pub struct RateQuestion {
    /// The moment figures are taken for.
    pub as_of: Moment,
    /// The longest window looked at, in days.
    pub longest_window: u32,
    /// As [`RateSettings::since`].
    pub since: Option<Moment>,
    /// Count of points, 24 h apart, the last at as-of; 0 for no series.
    pub points: u32,
    /// What to group by.
    pub by: Option<Grouping>,
    /// Only orders of these shops; empty means all.
    pub shops: Vec<String>,
    /// Whether to keep every order that counts, for the listing.
    pub explain: bool,
}

impl RateQuestion {
    /// Asks for the figures at a moment, of all shops together.
    pub const fn at(as_of: Moment, longest_window: u32) -> Self {
        Self {
            as_of,
            longest_window,
            since: None,
            points: 0,
            by: None,
            shops: Vec::new(),
            explain: false,
        }
    }
}

/// Returns the assessment month of a moment, as `2026-01`.
pub(in crate::reports) fn month_of(moment: Moment) -> String {
    AssessmentDay::of(moment).date().format("%Y-%m").to_string()
}

/// How many rows were left out because a value could not be understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SkippedCount {
    /// Rows of order inputs.
    pub orders: u64,
    /// Rows of dispute inputs.
    pub disputes: u64,
}

/// Which orders of a metric's numerator are in its denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AboveLine {
    /// All.
    AndBelow,
    /// Not all: one whose dispute was filed before the window may be escalated or ruled in it.
    OrAlone,
}

impl AboveLine {
    /// Returns which orders are, by what a rule set divides by.
    pub const fn of(metric: Metric, denominator: Denominator) -> Self {
        match (metric.needs(), denominator) {
            (Some(Fact::Escalations | Fact::Rulings), Denominator::CompletedOrFiled) => {
                Self::OrAlone
            }
            (
                Some(_) | None,
                Denominator::Paid
                | Denominator::CompletedOrFiled
                | Denominator::CompletedResolvedOrEscalated,
            ) => Self::AndBelow,
        }
    }
}

impl SkippedCount {
    /// Adds rows of a kind.
    #[must_use]
    pub const fn with(self, of: RowKind, count: u64) -> Self {
        match of {
            RowKind::Order => Self { orders: self.orders.saturating_add(count), ..self },
            RowKind::Dispute => Self { disputes: self.disputes.saturating_add(count), ..self },
        }
    }

    /// Returns the lowest and the highest rate that is possible when the rows count as they may;
    /// `None` where none was left out.
    ///
    /// At its lowest each row is one more order without a dispute. At its highest an order row is one
    /// more disputed order, and a dispute row a dispute on an order that is in the denominator
    /// already, or, where all of those are disputed, on one that is not; where an order may be above the
    /// line alone, each row is one of those.
    pub fn bounds(self, count: Count, above: AboveLine) -> Option<(Count, Count)> {
        let all = self.orders.saturating_add(self.disputes);
        let low = Count::new(count.numerator, count.denominator.saturating_add(all));
        let disputed = count.numerator.saturating_add(all);
        let orders = match above {
            AboveLine::AndBelow => count.denominator.saturating_add(self.orders).max(disputed),
            AboveLine::OrAlone => count.denominator.max(1),
        };
        (all > 0).then(|| (low, Count::new(disputed, orders)))
    }
}

/// What a report needs besides tally and filings.
#[derive(Clone, Debug)]
pub struct RateSettings {
    /// The rule set.
    pub rules: RuleSet,
    /// A window that replaces the rule set's own, in days.
    pub window: Option<u32>,
    /// The beginning of an assessment cycle or a month, before which no window reaches; `None` where
    /// windows have whole days.
    pub since: Option<Moment>,
    /// What the inputs can tell; of reasons, escalations and rulings also where there are no disputes.
    pub known: FactSet,
    /// Rows left out because a value could not be understood.
    pub skipped_rows: SkippedRows,
}

impl RateSettings {
    /// Asks for windows of whole days, of the rule set's lengths or all of one; no row was left out.
    pub fn new(rules: RuleSet, window: Option<u32>, known: FactSet) -> Self {
        Self { rules, window, since: None, known, skipped_rows: SkippedRows::default() }
    }

    /// Returns a metric's window in days.
    pub fn days(&self, metric: Metric) -> u32 {
        self.window.unwrap_or_else(|| self.rules.metric(metric).window_days)
    }

    /// Returns a metric's window as of a moment.
    pub fn window_at(&self, metric: Metric, as_of: Moment) -> Window {
        Window::ending_at(as_of, self.days(metric)).cut(self.seen(None, as_of))
    }

    /// Returns the span in which alone events count as of a moment, within a narrower one or not; `None`
    /// where the windows are all that is looked at.
    pub(super) fn seen(&self, within: Option<Window>, as_of: Moment) -> Option<Window> {
        match self.since {
            Some(from) => Some(Window { from, to: as_of }.cut(within)),
            None => within,
        }
    }

    /// Returns the longest window of any metric, in days.
    pub fn longest_window(&self) -> u32 {
        Metric::ALL.into_iter().map(|metric| self.days(metric)).fold(0, u32::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skipped_rows_are_taken_at_their_worst() {
        let bounds = |orders, disputes, count| {
            SkippedCount { orders, disputes }.bounds(count, AboveLine::AndBelow)
        };
        assert_eq!(bounds(0, 0, Count::new(3, 8)), None);
        // A dispute row may be on an order that is below the line already.
        let low = Count::new(3, 9);
        assert_eq!(bounds(0, 1, Count::new(3, 8)), Some((low, Count::new(4, 8))));
        // An order row is below the line wherever it is above it.
        assert_eq!(bounds(1, 0, Count::new(3, 8)), Some((low, Count::new(4, 9))));
        // Never more than all.
        let low = Count::new(7, 13);
        assert_eq!(bounds(0, 5, Count::new(7, 8)), Some((low, Count::new(12, 12))));
        // But where orders may be above the line alone, the range holds the figure, which may be more.
        let bounds =
            |count| SkippedCount { orders: 1, disputes: 1 }.bounds(count, AboveLine::OrAlone);
        assert_eq!(bounds(Count::new(3, 2)), Some((Count::new(3, 4), Count::new(5, 2))));
        assert_eq!(bounds(Count::new(0, 0)), Some((Count::new(0, 2), Count::new(2, 1))));
    }
}
