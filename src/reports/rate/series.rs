//! A series in one pass: each disputed order is counted once, for all points it counts at.

use super::as_of::AsOfPoints;
use super::counts::{MetricSums, OrderGroup};
use super::figure::Point;
use super::judge::Judge;
use crate::domain::{AssessmentDay, Moment, Window};
use crate::reports::{add_at, index};

const DAY_MS: i64 = 86_400_000;

/// Payments of disputed orders by whole days before as-of, those at the very hour apart: they are
/// as old as the window is long.
#[derive(Debug, Default)]
struct Ages {
    between: Vec<u64>,
    exact: Vec<u64>,
}

/// Returns the figures of `points` moments, the oldest first and `as_of` last.
pub(super) fn series(
    judge: &Judge<'_>,
    whole: &OrderGroup<'_>,
    as_of: Moment,
    points: u32,
) -> Vec<Point> {
    let line = AsOfPoints::ending_at(as_of, index(points)).within_span(whole.within);
    let mut sums = MetricSums::of_orders(whole.disputed.iter().copied(), judge.settings, line);
    let mut ages = Ages::default();
    for paid in whole.disputed.iter().filter_map(|order| order.paid_at()) {
        ages.add(as_of.millis(), paid);
    }
    let mut found = Vec::with_capacity(index(points));
    for back in 0..points {
        let as_of = as_of.plus_days(-i64::from(back));
        let counts = sums.next(judge.settings, whole.clean, back);
        let window = |days| Window::ending_at(as_of, days).cut(whole.within);
        let figures = judge.figures(&counts, window, |days| ages.at(back, days, whole));
        let day = AssessmentDay::before(as_of);
        found.push(Point { as_of, day, figures });
    }
    found.reverse();
    found
}

impl Ages {
    fn add(&mut self, as_of: i64, paid: Moment) {
        let Some(age @ 0..) = as_of.checked_sub(paid.millis()) else { return };
        let days = if age % DAY_MS == 0 { &mut self.exact } else { &mut self.between };
        let Ok(day) = usize::try_from(age / DAY_MS) else { return };
        // Older payments are in no window of any point.
        if day > 100_000 {
            return;
        }
        add_at(days, day, 1);
    }

    /// Returns the orders paid in the window of a point, by their age in days.
    fn at(&self, back: u32, days: u32, whole: &OrderGroup<'_>) -> Vec<u64> {
        let (skip, days) = (index(back), index(days));
        let mut clean = whole.clean.paid_cells().skip(skip);
        // Nothing was counted of days beyond the last cell.
        let count = |cells: &[u64], age: usize| cells.get(skip + age).copied().unwrap_or(0);
        let mut ages = Vec::with_capacity(days + 1);
        for age in 0..=days {
            // Nothing was counted of days beyond the last cell.
            let without = clean.next().unwrap_or(0);
            let inside = if age < days { without + count(&self.between, age) } else { 0 };
            ages.push(inside + if age > 0 { count(&self.exact, age) } else { 0 });
        }
        ages
    }
}

#[cfg(test)]
#[path = "series_tests.rs"]
mod tests;
