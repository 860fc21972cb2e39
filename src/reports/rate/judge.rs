//! From counts to figures: what a rule set and the inputs say of them.

use super::counts::{Counts, MetricCounts, OrderGroup};
use super::figure::{FEWEST_ORDERS, Figure, WhyNot};
use super::settings::{AboveLine, RateSettings, SkippedCount};
use crate::domain::{Basis, Count, Fact, Metric, Moment, RowKind, SkippedRow, SkippedRows, Window};
use crate::reports::reporting_delay::DelayCurve;
use crate::reports::statistics::wilson;
use crate::rules::{Denominator, MetricRule};

/// What counts are judged by.
#[derive(Clone, Copy)]
pub(super) struct Judge<'a> {
    pub(super) settings: &'a RateSettings,
    /// The rows left out that may be of the orders.
    pub(super) skipped: &'a SkippedRows,
    /// How soon after payment disputes come; `None` where too little is known of that.
    pub(super) curve: Option<&'a DelayCurve>,
}

impl Judge<'_> {
    /// Counts orders as of the moment of their histogram, and judges the counts.
    pub(super) fn figures_of(&self, orders: &OrderGroup<'_>, as_of: Moment) -> Vec<Figure> {
        let counts = orders.count(self.settings, as_of, 0);
        let window = |days| Window::ending_at(as_of, days).cut(orders.within);
        self.figures(&counts, window, |days| orders.paid_by_age(as_of, days))
    }

    /// Judges the counts of every metric. Its window, and the orders paid in it by whole days before
    /// as-of, are asked for by its length in days.
    pub(super) fn figures(
        &self,
        counts: &Counts,
        window: impl Fn(u32) -> Window,
        paid_by_age: impl Fn(u32) -> Vec<u64>,
    ) -> Vec<Figure> {
        let figure = |metric: Metric| {
            let days = self.settings.days(metric);
            let share = self.expected_share(metric, || paid_by_age(days));
            self.figure(metric, window(days), counts.of(metric), share)
        };
        Metric::ALL.into_iter().map(figure).collect()
    }

    fn figure(
        &self,
        metric: Metric,
        window: Window,
        counts: MetricCounts,
        expected_share: Option<u64>,
    ) -> Figure {
        let rule = self.settings.rules.metric(metric);
        let denominator = counts.denominator;
        let is_party_unknown = counts.unknown_parties > 0 && counts.known_parties == 0;
        let why_not = self
            .why_not(metric, rule, denominator)
            .or(is_party_unknown.then_some(WhyNot::NoLiableParties));
        let numerator_known = matches!(why_not, None | Some(WhyNot::NoneInWindow));
        let known = |count: Count| numerator_known.then_some(count);
        let counted = Count::new(counts.counted, denominator);
        let excluded = Count::new(counts.excluded, denominator);
        let headline = if rule.cancelled.counts() { counted } else { excluded };
        let minimum = rule.minimum_orders.unwrap_or(FEWEST_ORDERS);
        let basis_known =
            !matches!(why_not, Some(WhyNot::NoOrders | WhyNot::NoPayments | WhyNot::NoCompletions));
        Figure {
            metric,
            window,
            count: known(headline),
            denominator: basis_known.then_some(denominator),
            counted: known(counted),
            excluded: known(excluded),
            reading: rule.cancelled,
            interval: if why_not.is_none() { wilson(headline) } else { None },
            why_not,
            minimum,
            too_few: denominator < u64::from(minimum),
            unknown_endings: Some(counts.unknown_endings),
            unknown_families: Some(counts.unknown_families),
            unknown_parties: Some(counts.unknown_parties),
            by_parties: (counts.unknown_parties > 0 && why_not.is_none())
                .then(|| (headline, Count::new(counts.liable_at_most, denominator))),
            expected_share,
            skipped: self.range(metric, window, headline).filter(|_| why_not.is_none()),
        }
    }

    /// Adds the range to a figure of no order, where rows that were left out may be of it.
    pub(super) fn add_range_of_none(&self, figure: &mut Figure) {
        if figure.why_not == Some(WhyNot::NoneInWindow) {
            let none = Count::new(0, 0);
            figure.skipped = self.range(figure.metric, figure.window, none);
        }
    }

    /// Returns between which rates a metric may be that counts so much; `None` where no row was left out.
    fn range(&self, metric: Metric, window: Window, count: Count) -> Option<(Count, Count)> {
        let above = AboveLine::of(metric, self.settings.rules.metric(metric).denominator);
        self.skipped(metric, window).bounds(count, above)
    }

    /// Returns how many rows left out may count in a metric's window.
    fn skipped(&self, metric: Metric, window: Window) -> SkippedCount {
        let may_count = |row: &SkippedRow| {
            // A disputed order may have been paid long before.
            let is_paid_before = metric.basis() == Basis::Paid && row.of == RowKind::Dispute;
            is_paid_before || row.from.is_none_or(|from| from < window.to)
        };
        let rows = self.skipped.iter().filter(|(row, _)| may_count(row));
        rows.fold(SkippedCount::default(), |sum, (row, count)| sum.with(row.of, count))
    }

    fn why_not(&self, metric: Metric, rule: &MetricRule, denominator: u64) -> Option<WhyNot> {
        let known = self.settings.known;
        let basis = match rule.denominator {
            _ if !known.has(Fact::Orders) => Some(WhyNot::NoOrders),
            Denominator::Paid if !known.has(Fact::Paid) => Some(WhyNot::NoPayments),
            Denominator::CompletedOrFiled | Denominator::CompletedResolvedOrEscalated
                if !known.has(Fact::Completed) =>
            {
                Some(WhyNot::NoCompletions)
            }
            Denominator::CompletedResolvedOrEscalated if !known.has(Fact::Escalations) => {
                Some(WhyNot::NoEscalations)
            }
            Denominator::Paid
            | Denominator::CompletedOrFiled
            | Denominator::CompletedResolvedOrEscalated => None,
        };
        let numerator = match metric.needs() {
            Some(fact) if known.has(fact) => None,
            Some(Fact::Reasons) => Some(WhyNot::NoReasons),
            Some(Fact::Escalations) => Some(WhyNot::NoEscalations),
            Some(Fact::Rulings) => Some(WhyNot::NoRulings),
            Some(_) | None => None,
        };
        basis.or(numerator).or((denominator == 0).then_some(WhyNot::NoneInWindow))
    }

    /// Returns the share of the final figure that is in, for orders by age; `None` for a metric
    /// that is in at once, or where nothing is known of delays.
    fn expected_share(&self, metric: Metric, ages: impl FnOnce() -> Vec<u64>) -> Option<u64> {
        if metric.basis() != Basis::Paid || !self.settings.known.has(Fact::Paid) {
            return None;
        }
        self.curve?.expected_share(&ages())
    }
}
