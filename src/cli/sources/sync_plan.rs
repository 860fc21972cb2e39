//! What a sync has to bring in, given what is in.

use crate::domain::{Moment, Window};
use crate::platform::sync::{Lack, Report, Short};

/// How far back a first sync goes when nothing is said: as far as the platform's order list does by
/// itself (`docs/platform/open-platform.md`).
const FIRST_DAYS: i64 = 180;

/// A later sync begins so long before the end of the last one, for changes that the platform's
/// lists show late.
const OVERLAP_DAYS: i64 = 1;

/// What the store has of a shop.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Have {
    /// The span that is fully in.
    pub(crate) covered: Option<Window>,
    /// The oldest dispute that may still change.
    pub(crate) oldest_open: Option<Moment>,
    /// The oldest order that may still change.
    pub(crate) oldest_unfinished: Option<Moment>,
}

/// What a sync brings in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SyncPlan {
    /// Orders created in here,
    pub(crate) orders: Window,
    /// of these only those changed since; `None` for all.
    pub(crate) changed_since: Option<Moment>,
    /// Disputes filed in here.
    pub(crate) disputes: Window,
    /// The span that is in when all is read.
    pub(crate) covers: Window,
}

/// How much a sync reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SyncExtent {
    /// What may have changed since the last sync, where there was one.
    Changes,
    /// Everything again.
    Everything,
}

impl SyncPlan {
    /// Plans a sync up to `now`: of all since `since`, or only of what may have changed where the
    /// span is already in and the changes are enough.
    ///
    /// Only disputes that were open, and orders that were under way, can have changed; so what is
    /// read begins with the oldest of them, and nothing that ended long ago is read again.
    pub(crate) fn new(have: Have, since: Option<Moment>, extent: SyncExtent, now: Moment) -> Self {
        // Clocks differ by a little, and the hour of the autumn change is written twice.
        let to = now.plus_hours(1);
        if let Some(covered) = have.covered
            && extent == SyncExtent::Changes
            && since.is_none_or(|since| since >= covered.from)
        {
            let changed = covered.to.plus_days(-OVERLAP_DAYS).max(covered.from);
            let from =
                |oldest: Option<Moment>| oldest.map_or(changed, |oldest| oldest.min(changed));
            return Self {
                orders: Window { from: from(have.oldest_unfinished).max(covered.from), to },
                changed_since: Some(changed),
                disputes: Window { from: from(have.oldest_open), to },
                covers: Window { from: covered.from, to: now.max(covered.to) },
            };
        }
        let from = since
            .or(have.covered.map(|covered| covered.from))
            .unwrap_or_else(|| now.plus_days(-FIRST_DAYS));
        let window = Window { from, to };
        let covers = Window { from, to: now };
        Self { orders: window, changed_since: None, disputes: window, covers }
    }

    /// Returns the plan as text, to go on with after a kill.
    pub(crate) fn to_text(self) -> String {
        let since = self.changed_since.map_or(-1, Moment::millis);
        let parts = [
            self.orders.from.millis(),
            self.orders.to.millis(),
            since,
            self.disputes.from.millis(),
            self.disputes.to.millis(),
            self.covers.from.millis(),
            self.covers.to.millis(),
        ];
        parts.map(|part| part.to_string()).join(" ")
    }

    /// Reads what [`SyncPlan::to_text`] wrote, or returns `None`.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let parts: Result<Vec<i64>, _> = text.split(' ').map(str::parse).collect();
        let parts: [i64; 7] = parts.ok()?.try_into().ok()?;
        let [a, b, since, c, d, e, f] = parts.map(Moment::from_millis);
        Some(Self {
            orders: Window { from: a, to: b },
            changed_since: (since.millis() >= 0).then_some(since),
            disputes: Window { from: c, to: d },
            covers: Window { from: e, to: f },
        })
    }
}

/// Names what a sync did not bring.
pub(crate) fn problems(report: &Report) -> Vec<String> {
    let mut problems: Vec<String> = report
        .short
        .iter()
        .map(|short| {
            let Short { list, rows, total, lack, .. } = short;
            match (lack, total) {
                (Lack::Unsteady, _) => {
                    format!("{list}: rows moved all the time while they were read; {rows} came")
                }
                (_, Some(total)) => {
                    format!("of {list} {rows} rows came and the platform counts {total}")
                }
                (_, None) => format!(
                    "of {list} {rows} rows came, the platform gives no count, and the last page \
                     that it shows is full"
                ),
            }
        })
        .collect();
    let (count, named) = &report.unreadable;
    if *count > 0 {
        let rows: Vec<String> = named
            .iter()
            .map(|fault| {
                format!(
                    "{} page {} row {}: {}",
                    fault.list, fault.page, fault.position, fault.fault
                )
            })
            .collect();
        problems.push(format!("{count} rows cannot be read ({})", rows.join("; ")));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> Moment {
        Moment::from_millis(0).plus_days(n)
    }

    fn covered() -> Have {
        Have { covered: Some(Window { from: day(100), to: day(200) }), ..Have::default() }
    }

    #[test]
    fn a_first_sync_reads_everything_since_the_day_given() {
        let plan = SyncPlan::new(Have::default(), Some(day(100)), SyncExtent::Changes, day(200));
        assert_eq!(plan.covers, Window { from: day(100), to: day(200) });
        assert_eq!((plan.orders.from, plan.changed_since), (day(100), None));
        assert_eq!(
            SyncPlan::new(Have::default(), None, SyncExtent::Changes, day(200)).covers.from,
            day(20)
        );
    }

    #[test]
    fn a_later_sync_begins_with_the_oldest_that_may_have_changed() {
        let have =
            Have { oldest_open: Some(day(150)), oldest_unfinished: Some(day(120)), ..covered() };
        let plan = SyncPlan::new(have, None, SyncExtent::Changes, day(201));
        assert_eq!((plan.orders.from, plan.changed_since), (day(120), Some(day(199))));
        assert_eq!((plan.disputes.from, plan.covers.from), (day(150), day(100)));
        let quiet = SyncPlan::new(covered(), None, SyncExtent::Changes, day(201));
        assert_eq!((quiet.orders.from, quiet.disputes.from), (day(199), day(199)));
    }

    #[test]
    fn an_earlier_day_or_full_reads_everything_again() {
        let earlier = SyncPlan::new(covered(), Some(day(50)), SyncExtent::Changes, day(201));
        assert_eq!((earlier.covers.from, earlier.changed_since), (day(50), None));
        let full = SyncPlan::new(covered(), None, SyncExtent::Everything, day(201));
        assert_eq!((full.covers.from, full.changed_since), (day(100), None));
    }

    #[test]
    fn a_plan_is_read_back() {
        for have in [Have::default(), covered()] {
            let plan = SyncPlan::new(have, None, SyncExtent::Changes, day(201));
            assert_eq!(SyncPlan::from_text(&plan.to_text()), Some(plan));
        }
        assert_eq!(SyncPlan::from_text("1 2 3"), None);
    }
}
