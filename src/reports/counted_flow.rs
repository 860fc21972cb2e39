//! How orders flow that were counted elsewhere: the same tables, from counts in place of rows.

use super::cohort_table::CohortTable;
use super::reporting_delay::{Delay, DelayCurve, Delays};
use super::{add_at, index};
use crate::domain::CourseCount;

/// Orders by their course, with the delays of their first disputes.
#[derive(Clone, Debug, Default)]
pub struct CountedFlow {
    /// What forecasts learn from.
    pub table: CohortTable,
    delays: Delays,
    /// Payments: the cell, the whole days since, orders.
    paid: Vec<(u32, u32, u64)>,
}

impl CountedFlow {
    /// Takes counts.
    pub fn new(counts: &[CourseCount]) -> Self {
        let mut flow = Self::default();
        for count in counts {
            flow.table.add(count.course, &count.filed, count.orders);
            if let (Some(days), Some(age)) = (count.delay, count.age) {
                flow.delays.add(Delay { days, age }, count.orders);
            }
            if let Some(cell) = count.course.paid {
                flow.paid.push((cell, count.age.unwrap_or(cell), count.orders));
            }
        }
        flow
    }

    /// Returns how soon disputes come; `None` where too little is known.
    pub(super) fn curve(&self) -> Option<DelayCurve> {
        DelayCurve::learn(&self.delays)
    }

    /// Returns the orders paid in the last days by whole days before as-of.
    pub(super) fn paid_by_age(&self, days: u32) -> Vec<u64> {
        let mut ages = Vec::new();
        for (_, age, orders) in self.paid.iter().filter(|(cell, ..)| *cell < days) {
            add_at(&mut ages, index(*age), *orders);
        }
        ages
    }
}
