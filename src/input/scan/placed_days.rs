//! When orders were placed, to find a hole among them: a month's file that was forgotten, or an export
//! filtered by status.

use std::collections::BTreeMap;

use crate::domain::{AssessmentDay, Caveat, CaveatKind, Moment, Window};
use crate::input::scan::inputs::Inputs;

/// A bucket is 2 to this power milliseconds long, 18.6 hours: no division is needed to find it.
const SHIFT: u32 = 26;

/// The buckets from 2010 to 2060.
const FIRST: i64 = 1_262_304_000_000 >> SHIFT;
const COUNT: usize = 23_513;

/// A hole has at least so many buckets, a week.
const SHORTEST: usize = 9;

/// Buckets with orders below which they tell no pace.
const FEWEST: usize = 10;

/// A hole that chance gives once in so many cases is no chance.
const NO_CHANCE: u128 = 150;

/// Days that orders take from placing to completion, where too few tell.
const UNKNOWN_DAYS: i64 = 30;

/// The buckets in which orders were placed, a bit each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlacedDays(Box<[u64]>);

impl Default for PlacedDays {
    fn default() -> Self {
        Self(vec![0; COUNT.div_ceil(64)].into())
    }
}

impl PlacedDays {
    /// Adds an order. One from before 2010 or after 2060 is of no bucket.
    #[inline(always)]
    pub(crate) fn add(&mut self, at: Moment) {
        let bucket = (at.millis() >> SHIFT) - FIRST;
        if let Some(word) = usize::try_from(bucket / 64).ok().and_then(|at| self.0.get_mut(at)) {
            *word |= 1 << (bucket & 63);
        }
    }

    /// Adds a column of orders.
    pub(crate) fn add_column(&mut self, placed: &[Option<Moment>]) {
        placed.iter().flatten().for_each(|at| self.add(*at));
    }

    /// Adds the orders of another part.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(mine, theirs)| *mine |= theirs);
    }

    /// Returns the longest span without orders that ends after a moment, up to another; `None` where chance
    /// may give one that long, as orders came before and after.
    pub(crate) fn hole(&self, needed: Window) -> Option<Window> {
        let place = |at: Moment| usize::try_from((at.millis() >> SHIFT) - FIRST).ok();
        let (from, to) = (place(needed.from).unwrap_or(0), place(needed.to)?);
        let filled: Vec<usize> = (0..to).filter(|at| self.has(*at)).collect();
        let first = *filled.first()?;
        let ends = filled.iter().skip(1).copied().chain([to]);
        let gaps = filled.iter().copied().zip(ends).filter(|(_, end)| *end > from);
        let (before, end) = gaps.max_by_key(|(before, end)| end - before)?;
        let (length, span) = (end - before - 1, to - first);
        let is_hole = length >= SHORTEST && filled.len() >= FEWEST && {
            // Beside the hole, so many buckets of the rest are empty; one more, as none may be by chance.
            let wide = |count: usize| u128::try_from(count).expect("a usize has at most 64 bits");
            let rest = wide(span - length);
            let empty = (rest + 1).saturating_sub(wide(filled.len()));
            const CERTAIN: u128 = 1_000_000_000_000;
            let chance = (0..length).fold(CERTAIN, |chance, _| chance * empty / (rest + 1));
            chance * rest * NO_CHANCE < CERTAIN
        };
        let start = |bucket: usize| {
            let bucket = i64::try_from(bucket).expect("there are few buckets");
            Moment::from_millis((bucket + FIRST) << SHIFT)
        };
        is_hole.then(|| Window { from: start(before + 1), to: start(end) })
    }

    fn has(&self, bucket: usize) -> bool {
        self.0.get(bucket / 64).is_some_and(|word| word >> (bucket % 64) & 1 == 1)
    }
}

impl Inputs {
    /// Returns the longest span in which no order of a shop was placed, of those that may matter to a window
    /// and that chance does not give.
    pub fn holes(&self, window: Window) -> Vec<Caveat> {
        let usual = self.coverage().usual_days.unwrap_or(UNKNOWN_DAYS);
        let needed = Window { from: window.from.plus_days(-2 * usual), ..window };
        let mut shops: BTreeMap<&str, PlacedDays> = BTreeMap::new();
        for report in self.reports.iter().filter(|report| report.span.is_some()) {
            shops.entry(&report.shop).or_default().merge(&report.placed);
        }
        let caveat = |hole: Window| {
            let caveat = Caveat::new(CaveatKind::OrdersHole);
            let caveat = caveat.with("from", AssessmentDay::of(hole.from));
            let caveat = caveat.with("to", AssessmentDay::of(hole.to));
            caveat.with("days", hole.to.days_since(hole.from))
        };
        shops.values().filter_map(|placed| placed.hole(needed)).map(caveat).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Moment {
        Moment::from_millis(1_760_000_000_000).plus_hours(hours)
    }

    fn hole(hours: impl Iterator<Item = i64>, needed: i64, to: i64) -> Option<i64> {
        let mut placed = PlacedDays::default();
        hours.for_each(|hour| placed.add(at(hour)));
        let hole = placed.hole(Window { from: at(needed), to: at(to) })?;
        Some(hole.to.days_since(hole.from))
    }

    #[test]
    fn a_month_without_orders_is_a_hole_where_orders_come_each_day() {
        let daily = || (0..100).map(|n| n * 24);
        let without = |from: i64, to: i64| daily().filter(move |hour| !(from..to).contains(hour));
        assert_eq!(hole(daily(), 0, 2400), None);
        assert_eq!(hole(without(720, 1440), 0, 2400), Some(30));
        // Of a week, and of three days; one that ends before anything counts.
        assert!(hole(without(720, 912), 0, 2400).is_some());
        assert_eq!(hole(without(720, 792), 0, 2400), None);
        assert_eq!(hole(without(720, 1440), 1500, 2400), None);
        // None came lately.
        assert!(hole(daily().take(80), 0, 2400).is_some());
        assert_eq!(hole(daily().take(5), 0, 2400), None);
    }

    #[test]
    fn a_shop_with_few_orders_has_long_spans_without() {
        let few = (0..100_i64).map(|n| n * 100 + n * n * 7 % 91);
        assert_eq!(hole(few, 0, 10_200), None);
        let weekly = (0..30_i64).map(|n| n * 168);
        assert_eq!(hole(weekly, 0, 5_200), None);
    }
}
