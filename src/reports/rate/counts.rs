//! What counting gives and judging takes: whole numbers for each metric.
//!
//! A tally makes them from orders; anyone who has only the numbers of orders by their atoms makes them
//! from these, by the same formula.

use super::as_of::{AsOfPoints, PointRange};
use super::disputed_order::DisputedOrder;
use super::histogram::Histogram;
use super::settings::RateSettings;
use crate::domain::{
    Atom, AtomMask, Basis, Dispute, DisputeAtom, Fact, Family, Metric, Moment, Reading, State,
    Window,
};
use crate::reports::{add_at, index};
use crate::rules::Denominator;

/// The counts of one metric over some orders as of one moment.
pub type MetricCounts = CountsOf<u64>;

/// A value for each count of a metric.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CountsOf<T> {
    /// Orders in the denominator.
    pub denominator: T,
    /// Orders in the numerator, with cancelled disputes counted.
    pub counted: T,
    /// Orders in the numerator, without those all of whose disputes were cancelled.
    pub excluded: T,
    /// Disputes behind the numerator whose ending is not known.
    pub unknown_endings: T,
    /// Disputes in the window whose family is not known.
    pub unknown_families: T,
    /// Rulings in the window whose liable party is known (seller-liable rate only); where only orders
    /// were counted, the orders with such rulings.
    pub known_parties: T,
    /// The same of rulings whose liable party is not known.
    pub unknown_parties: T,
    /// Orders in the numerator if the seller was liable in all of those (seller-liable rate only).
    pub liable_at_most: T,
}

impl<T> CountsOf<T> {
    /// Returns a value for each, made of its own.
    fn each<U>(&mut self, mut of: impl FnMut(&mut T) -> U) -> CountsOf<U> {
        CountsOf {
            denominator: of(&mut self.denominator),
            counted: of(&mut self.counted),
            excluded: of(&mut self.excluded),
            unknown_endings: of(&mut self.unknown_endings),
            unknown_families: of(&mut self.unknown_families),
            known_parties: of(&mut self.known_parties),
            unknown_parties: of(&mut self.unknown_parties),
            liable_at_most: of(&mut self.liable_at_most),
        }
    }
}

/// The counts of every metric over some orders as of one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts([MetricCounts; Metric::ALL.len()]);

impl Counts {
    /// Returns the counts of a metric.
    pub fn of(&self, metric: Metric) -> MetricCounts {
        let at = Metric::ALL.iter().position(|one| *one == metric);
        at.and_then(|at| self.0.get(at)).copied().expect("there are counts of every metric")
    }

    /// Adds orders of which the same atoms are true, all of them in windows of the same length.
    pub fn add_orders(&mut self, atoms: AtomMask, orders: u64, formulas: &MetricFormulas) {
        let times = |is_in: bool| if is_in { orders } else { 0 };
        for (counts, formula) in self.0.iter_mut().zip(&formulas.0) {
            let add = |count: &mut u64, is_in| *count = count.saturating_add(times(is_in));
            add(&mut counts.denominator, atoms.has_any(formula.denominator));
            add(&mut counts.counted, atoms.has_all(formula.counted));
            add(&mut counts.excluded, atoms.has_all(formula.excluded));
            add(&mut counts.known_parties, atoms.has_any(formula.known_parties));
            add(&mut counts.unknown_parties, atoms.has_any(formula.unknown_parties));
            add(&mut counts.liable_at_most, atoms.has_any(formula.liable_at_most));
        }
    }

    /// Adds the counts of other orders.
    pub fn add(&mut self, other: &Self) {
        for (mine, other) in self.0.iter_mut().zip(&other.0) {
            let add = |mine: &mut u64, other: u64| *mine = mine.saturating_add(other);
            add(&mut mine.denominator, other.denominator);
            add(&mut mine.counted, other.counted);
            add(&mut mine.excluded, other.excluded);
            add(&mut mine.unknown_endings, other.unknown_endings);
            add(&mut mine.unknown_families, other.unknown_families);
            add(&mut mine.known_parties, other.known_parties);
            add(&mut mine.unknown_parties, other.unknown_parties);
            add(&mut mine.liable_at_most, other.liable_at_most);
        }
    }
}

/// What puts an order into the counts of every metric, by its atoms.
#[derive(Clone, Copy, Debug)]
pub struct MetricFormulas([MetricFormula; Metric::ALL.len()]);

#[derive(Clone, Copy, Debug)]
struct MetricFormula {
    /// Some of these put an order into the denominator.
    denominator: AtomMask,
    /// All of these put it into the numerator, with cancelled disputes counted.
    counted: AtomMask,
    /// The same, without those all of whose disputes were cancelled.
    excluded: AtomMask,
    /// Some of these are true of an order with a ruling whose liable party is known; none for other
    /// metrics than the seller-liable rate.
    known_parties: AtomMask,
    /// The same of rulings whose liable party is not known.
    unknown_parties: AtomMask,
    /// Some of these put an order into the numerator if the seller is liable wherever it is not known.
    liable_at_most: AtomMask,
}

impl MetricFormulas {
    /// Returns the formulas of a rule set.
    pub fn of(settings: &RateSettings) -> Self {
        Self(Metric::ALL.map(|metric| {
            let is_of_rulings = metric.needs() == Some(Fact::Rulings);
            let rulings = |atoms: &[DisputeAtom]| {
                let atoms = atoms.iter().filter(|_| is_of_rulings);
                AtomMask::of(atoms.map(|atom| Atom::Some(*atom)))
            };
            let denominator = settings.rules.metric(metric).denominator;
            MetricFormula {
                denominator: AtomMask::of(denominator.atoms().iter().copied()),
                counted: AtomMask::of_numerator(metric, Reading::CancelledCounted),
                excluded: AtomMask::of_numerator(metric, Reading::CancelledExcluded),
                known_parties: rulings(&[DisputeAtom::Liable, DisputeAtom::OtherLiable]),
                unknown_parties: rulings(&[DisputeAtom::LiableUnknown]),
                liable_at_most: rulings(&[DisputeAtom::Liable, DisputeAtom::LiableUnknown]),
            }
        }))
    }
}

/// Orders counted together: all of them, a group, a month.
pub(super) struct OrderGroup<'a> {
    pub(super) disputed: Vec<&'a DisputedOrder<'a>>,
    /// Orders without disputes.
    pub(super) clean: &'a Histogram,
    /// A span that cuts every window, for months.
    pub(super) within: Option<Window>,
}

impl OrderGroup<'_> {
    /// Counts as of one moment, `back` days before that of the histogram.
    pub(super) fn count(&self, settings: &RateSettings, as_of: Moment, back: u32) -> Counts {
        // Of many disputed orders few have any event in the windows, and the others count nowhere.
        let longest = Window::ending_at(as_of, settings.longest_window());
        let points = AsOfPoints::one(as_of).within_span(self.within);
        let near = self.disputed.iter().copied().filter(|order| order.may_count(longest));
        let mut sums = MetricSums::of_orders(near, settings, points);
        sums.next(settings, self.clean, back)
    }

    /// Returns the orders paid in a window by whole days before as-of, which is the moment of the
    /// histogram.
    pub(super) fn paid_by_age(&self, as_of: Moment, days: u32) -> Vec<u64> {
        let window = Window::ending_at(as_of, days).cut(self.within);
        let mut ages: Vec<u64> = self.clean.paid_cells().take(index(days)).collect();
        for order in &self.disputed {
            let paid = order.paid_at().filter(|at| window.contains(*at));
            if let Some(age) = paid.and_then(|at| usize::try_from(as_of.days_since(at)).ok()) {
                add_at(&mut ages, age, 1);
            }
        }
        ages
    }
}

/// Counts by point, as what changes from one to the next: empty until anything is counted, as most groups of many
/// have no disputed order.
#[derive(Clone, Debug, Default)]
struct DifferenceArray(Vec<i64>);

impl DifferenceArray {
    fn add(&mut self, range: PointRange) {
        if range.is_empty() {
            return;
        }
        self.0.resize(self.0.len().max(range.to + 1), 0);
        for (at, step) in [(range.from, 1), (range.to, -1)] {
            *self.0.get_mut(at).expect("there is room up to the end of the range") += step;
        }
    }

    /// Adds one to every point of any of the ranges.
    fn add_union(&mut self, ranges: &mut [PointRange]) {
        if let [range] = ranges {
            return self.add(*range);
        }
        ranges.sort_unstable_by_key(|range| range.from);
        let mut end = 0;
        for range in ranges.iter().filter(|range| !range.is_empty()) {
            self.add(PointRange { from: range.from.max(end), to: range.to });
            end = end.max(range.to);
        }
    }

    /// Returns the count at a point; every point is asked once, in order.
    fn next(&mut self, point: usize) -> u64 {
        // No range reaches beyond the last step.
        let here = self.0.get(point).copied().unwrap_or(0);
        if let Some(next) = self.0.get_mut(point + 1) {
            *next += here;
        }
        u64::try_from(here).expect("a point is in as many ranges as have begun and not ended")
    }
}

/// What disputed orders add to a metric, by point.
pub(super) struct MetricSums {
    metric: Metric,
    days: u32,
    atoms: Denominator,
    counts: CountsOf<DifferenceArray>,
}

/// What disputed orders add to every metric, by point.
pub(super) struct AllSums {
    metrics: [MetricSums; Metric::ALL.len()],
    /// The point that is asked next.
    point: usize,
}

impl AllSums {
    /// Returns the counts at the next point, with the orders without disputes.
    pub(super) fn next(&mut self, settings: &RateSettings, clean: &Histogram, back: u32) -> Counts {
        let point = self.point;
        self.point += 1;
        Counts(self.metrics.each_mut().map(|sums| {
            let days = settings.days(sums.metric);
            let clean = match sums.atoms {
                Denominator::Paid => clean.paid(back, days),
                Denominator::CompletedOrFiled | Denominator::CompletedResolvedOrEscalated => {
                    clean.completed(back, days)
                }
            };
            let counts = sums.counts.each(|count| count.next(point));
            MetricCounts { denominator: counts.denominator + clean, ..counts }
        }))
    }
}

impl MetricSums {
    /// Counts disputed orders at every point.
    pub(super) fn of_orders<'a>(
        orders: impl Iterator<Item = &'a DisputedOrder<'a>>,
        settings: &RateSettings,
        points: AsOfPoints,
    ) -> AllSums {
        let mut metrics = Metric::ALL.map(|metric| Self::new(metric, settings));
        let mut ranges = Vec::new();
        for order in orders {
            for sums in &mut metrics {
                sums.add(order, points, &mut ranges);
            }
        }
        AllSums { metrics, point: 0 }
    }

    fn new(metric: Metric, settings: &RateSettings) -> Self {
        Self {
            metric,
            days: settings.days(metric),
            atoms: settings.rules.metric(metric).denominator,
            counts: CountsOf::default(),
        }
    }

    fn add(&mut self, order: &DisputedOrder<'_>, points: AsOfPoints, ranges: &mut Vec<PointRange>) {
        self.add_denominator(order, points, ranges);
        let days = self.days;
        let reach = match self.metric.basis() {
            Basis::Filed => points.all(),
            Basis::Paid => points.in_window(order.paid_at(), days),
        };
        let atom = self.metric.numerator();
        let disputes = order.numerator_disputes();
        ranges.clear();
        for dispute in disputes {
            let range = points.of_dispute(atom, dispute, days).and(reach);
            ranges.push(range);
            if !dispute.ending_known && dispute.state == State::Ended {
                self.counts.unknown_endings.add(range.and(points.in_last_state(dispute)));
            }
        }
        if ranges.iter().any(|range| !range.is_empty()) {
            self.counts.counted.add_union(ranges);
            ranges.clear();
            ranges.extend(disputes.iter().map(|dispute| {
                let range = points.of_dispute(atom, dispute, days).and(reach);
                range.and(points.not_cancelled(dispute))
            }));
            self.counts.excluded.add_union(ranges);
        }
        if self.metric.needs() == Some(Fact::Reasons) {
            for dispute in disputes.iter().filter(|d| d.family == Family::Unknown) {
                self.counts.unknown_families.add(points.in_window(Some(dispute.opened_at), days));
            }
        }
        if self.metric.needs() == Some(Fact::Rulings) {
            self.add_parties(disputes, points, ranges);
        }
    }

    /// Counts rulings by whether their liable party is known.
    fn add_parties(
        &mut self,
        disputes: &[Dispute],
        points: AsOfPoints,
        ranges: &mut Vec<PointRange>,
    ) {
        ranges.clear();
        for dispute in disputes {
            let ruled = |atom| points.of_dispute(atom, dispute, self.days);
            let (liable, unknown) = (ruled(DisputeAtom::Liable), ruled(DisputeAtom::LiableUnknown));
            self.counts.known_parties.add(liable);
            self.counts.known_parties.add(ruled(DisputeAtom::OtherLiable));
            self.counts.unknown_parties.add(unknown);
            ranges.extend([liable, unknown]);
        }
        self.counts.liable_at_most.add_union(ranges);
    }

    fn add_denominator(
        &mut self,
        order: &DisputedOrder<'_>,
        points: AsOfPoints,
        ranges: &mut Vec<PointRange>,
    ) {
        let days = self.days;
        ranges.clear();
        for atom in self.atoms.atoms() {
            match *atom {
                Atom::Paid => ranges.push(points.in_window(order.paid_at(), days)),
                Atom::Completed => ranges.push(points.in_window(order.completed_at(), days)),
                Atom::Some(atom) => {
                    let disputes = order.all.iter();
                    ranges.extend(disputes.map(|dispute| points.of_dispute(atom, dispute, days)));
                }
                Atom::SomeLive(atom) => ranges.extend(order.all.iter().map(|dispute| {
                    let range = points.of_dispute(atom, dispute, days);
                    range.and(points.not_cancelled(dispute))
                })),
            }
        }
        self.counts.denominator.add_union(ranges);
    }
}

#[cfg(test)]
#[path = "counts_tests.rs"]
mod tests;
