//! A series in one pass: each disputed order is counted once, for all points it counts at.
//!
//! Points lie 24 h apart, so whatever an event decides, it decides for a run of points. Of each
//! order the runs are united, and the counts of all points are sums over their ends.

use super::case::Case;
use super::counter::{Counter, Counts, Part};
use super::rate::Point;
use crate::domain::{
    AssessmentDay, Basis, Dispute, Family, Liability, Metric, Moment, State, Window,
};
use crate::rules::Denominator;

const DAY_MS: i64 = 86_400_000;

/// Points counted back from as-of, the first inside and the first after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    from: usize,
    to: usize,
}

/// Counts by point, as what changes from one to the next.
#[derive(Clone, Debug)]
struct Steps(Vec<i64>);

/// What is counted of one metric.
struct Sums {
    metric: Metric,
    days: u32,
    denominator: Denominator,
    disputed: Steps,
    counted: Steps,
    excluded: Steps,
    unknown_endings: Steps,
    unknown_families: Steps,
}

/// The points of a series.
#[derive(Clone, Copy, Debug)]
struct Points {
    as_of: i64,
    count: usize,
}

/// Payments of disputed orders by whole days before as-of, those at the very hour apart: they are
/// as old as the window is long.
#[derive(Debug, Default)]
struct Ages {
    between: Vec<u64>,
    exact: Vec<u64>,
}

/// Returns the figures of `points` moments, the oldest first and `as_of` last.
pub(super) fn series(
    counter: &Counter<'_>,
    whole: &Part<'_>,
    as_of: Moment,
    points: u32,
) -> Vec<Point> {
    let count = usize::try_from(points).unwrap_or(0);
    let line = Points { as_of: as_of.millis(), count };
    let mut sums = Metric::ALL.map(|metric| Sums::new(metric, counter, count));
    let mut ages = Ages::default();
    let mut runs = Vec::new();
    for case in &whole.cases {
        for sums in &mut sums {
            sums.add(case, line, &mut runs);
        }
        if let Some(paid) = case.facts.and_then(|facts| facts.paid_at) {
            ages.add(line.as_of, paid);
        }
    }
    let mut found = Vec::with_capacity(count);
    for back in 0..points {
        let as_of = as_of.plus_days(-i64::from(back));
        let figure = |sums: &mut Sums| {
            let window = Window::ending_at(as_of, sums.days);
            let counts = sums.next(back);
            let share = counter.share(sums.metric, || ages.at(back, sums.days, whole));
            counter.assemble(sums.metric, (window, back), whole.clean, (counts, share))
        };
        let figures = sums.iter_mut().map(figure).collect();
        let day = AssessmentDay::of(Moment::from_millis(as_of.millis() - 1));
        found.push(Point { as_of, day, figures });
    }
    found.reverse();
    found
}

impl Points {
    /// Returns how many points come after a moment.
    fn after(self, moment: Moment) -> usize {
        match self.as_of.saturating_sub(moment.millis()) {
            before @ 1.. => usize::try_from((before - 1) / DAY_MS + 1).unwrap_or(0).min(self.count),
            _ => 0,
        }
    }

    /// The points in whose window of so many days a moment lies.
    fn within(self, moment: Option<Moment>, days: u32) -> Run {
        moment.map_or(Run { from: 0, to: 0 }, |moment| Run {
            from: self.after(moment.plus_days(i64::from(days))),
            to: self.after(moment),
        })
    }

    fn all(self) -> Run {
        Run { from: 0, to: self.count }
    }

    /// The points that come after a moment.
    fn since(self, moment: Moment) -> Run {
        Run { from: 0, to: self.after(moment) }
    }

    /// The points as of which a dispute is in its last state.
    fn ended(self, dispute: &Dispute) -> Run {
        dispute.closed_at().map_or(self.all(), |closed| self.since(closed))
    }
}

impl Run {
    fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), to: self.to.min(other.to) }
    }

    fn is_empty(self) -> bool {
        self.from >= self.to
    }
}

impl Steps {
    fn new(count: usize) -> Self {
        Self(vec![0; count + 1])
    }

    fn add(&mut self, run: Run) {
        if run.is_empty() {
            return;
        }
        for (at, step) in [(run.from, 1), (run.to, -1)] {
            if let Some(slot) = self.0.get_mut(at) {
                *slot += step;
            }
        }
    }

    /// Adds one to every point of any of the runs.
    fn add_union(&mut self, runs: &mut [Run]) {
        if let [run] = runs {
            return self.add(*run);
        }
        runs.sort_unstable_by_key(|run| run.from);
        let mut end = 0;
        for run in runs.iter().filter(|run| !run.is_empty()) {
            self.add(Run { from: run.from.max(end), to: run.to });
            end = end.max(run.to);
        }
    }

    /// Returns the count at a point; every point is asked once, in order.
    fn next(&mut self, back: u32) -> u64 {
        let at = usize::try_from(back).unwrap_or(usize::MAX);
        let here = self.0.get(at).copied().unwrap_or(0);
        if let Some(next) = self.0.get_mut(at + 1) {
            *next += here;
        }
        u64::try_from(here).unwrap_or(0)
    }
}

impl Sums {
    fn new(metric: Metric, counter: &Counter<'_>, count: usize) -> Self {
        let steps = || Steps::new(count);
        Self {
            metric,
            days: counter.settings.days(metric),
            denominator: counter.settings.rules.metric(metric).denominator,
            disputed: steps(),
            counted: steps(),
            excluded: steps(),
            unknown_endings: steps(),
            unknown_families: steps(),
        }
    }

    fn next(&mut self, back: u32) -> Counts {
        Counts {
            disputed: self.disputed.next(back),
            counted: self.counted.next(back),
            excluded: self.excluded.next(back),
            unknown_endings: self.unknown_endings.next(back),
            unknown_families: self.unknown_families.next(back),
        }
    }

    fn add(&mut self, case: &Case<'_>, points: Points, runs: &mut Vec<Run>) {
        self.add_denominator(case, points, runs);
        let paid = || points.within(case.facts.and_then(|facts| facts.paid_at), self.days);
        let reach = match self.metric.basis() {
            Basis::Filed => points.all(),
            Basis::Paid => paid(),
        };
        let days = self.days;
        let relevant = |dispute: &Dispute| self.relevant(dispute, points).and(reach);
        runs.clear();
        runs.extend(case.all.iter().map(relevant).filter(|run| !run.is_empty()));
        let any = !runs.is_empty();
        self.counted.add_union(runs);
        if let Metric::NotReceivedRate | Metric::NotAsDescribedRate = self.metric {
            let unknown = case.all.iter().filter(|d| d.family == Family::Unknown);
            for dispute in unknown {
                self.unknown_families.add(points.within(Some(dispute.opened_at), days));
            }
        }
        if !any {
            return;
        }
        runs.clear();
        for dispute in case.all {
            let run = self.relevant(dispute, points).and(reach);
            runs.push(run.and(not_cancelled(dispute, points)));
            if !dispute.ending_known && dispute.state == State::Ended {
                self.unknown_endings.add(run.and(points.ended(dispute)));
            }
        }
        self.excluded.add_union(runs);
    }

    /// The points as of which a dispute puts its order into the numerator, payment apart.
    fn relevant(&self, dispute: &Dispute, points: Points) -> Run {
        let seen = points.since(dispute.opened_at);
        let within = |moment| points.within(moment, self.days);
        let filed = || within(Some(dispute.opened_at));
        let of = |family: Family| dispute.family == family;
        match self.metric {
            Metric::DisputeRate => filed(),
            Metric::OrderDisputeRate => seen,
            Metric::NotReceivedRate if of(Family::NotReceived) => filed(),
            Metric::NotAsDescribedRate if of(Family::NotAsDescribed) => filed(),
            Metric::EscalationRate => seen.and(within(dispute.escalated_at())),
            Metric::SellerLiableRate if dispute.liability == Liability::Seller => {
                seen.and(within(dispute.ruled_at()))
            }
            Metric::NotReceivedRate | Metric::NotAsDescribedRate | Metric::SellerLiableRate => {
                Run { from: 0, to: 0 }
            }
        }
    }

    fn add_denominator(&mut self, case: &Case<'_>, points: Points, runs: &mut Vec<Run>) {
        let within = |moment| points.within(moment, self.days);
        let completed = within(case.facts.and_then(|facts| facts.completed_at));
        runs.clear();
        match self.denominator {
            Denominator::Paid => runs.push(within(case.facts.and_then(|facts| facts.paid_at))),
            Denominator::CompletedOrFiled => {
                runs.push(completed);
                runs.extend(case.all.iter().map(|dispute| within(Some(dispute.opened_at))));
            }
            Denominator::CompletedResolvedOrEscalated => {
                runs.push(completed);
                for dispute in case.all {
                    if dispute.state != State::Open {
                        runs.push(within(Some(dispute.opened_at)).and(points.ended(dispute)));
                    }
                    runs.push(points.since(dispute.opened_at).and(within(dispute.escalated_at())));
                }
            }
        }
        self.disputed.add_union(runs);
    }
}

/// The points as of which a dispute is not cancelled.
fn not_cancelled(dispute: &Dispute, points: Points) -> Run {
    match dispute.state {
        State::Cancelled => Run { from: points.ended(dispute).to, to: points.count },
        State::Open | State::Ended => points.all(),
    }
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
        if days.len() <= day {
            days.resize(day + 1, 0);
        }
        if let Some(count) = days.get_mut(day) {
            *count += 1;
        }
    }

    /// Returns the orders paid in the window of a point, by their age in days.
    fn at(&self, back: u32, days: u32, whole: &Part<'_>) -> Vec<u64> {
        let skip = usize::try_from(back).unwrap_or(usize::MAX);
        let days = usize::try_from(days).unwrap_or(usize::MAX);
        let mut clean = whole.clean.paid_cells().skip(skip);
        let count = |cells: &[u64], age: usize| cells.get(skip + age).copied().unwrap_or(0);
        let mut ages = Vec::with_capacity(days + 1);
        for age in 0..=days {
            let without = clean.next().unwrap_or(0);
            let inside = if age < days { without + count(&self.between, age) } else { 0 };
            ages.push(inside + if age > 0 { count(&self.exact, age) } else { 0 });
        }
        ages
    }
}

#[cfg(test)]
#[path = "sweep_tests.rs"]
mod tests;
