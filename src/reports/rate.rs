//! Dispute rates: from a tally, the disputes and a rule set to figures.

use super::case::survey;
pub(super) use super::case::{Case, cases_of};
use super::counter::{Counter, Part};
use super::explain::{self, ExplainRow};
use super::maturity::DelayCurve;
use super::rate_tally::{Grouping, RateQuestion, RateTally};
use super::sweep;
use crate::domain::{
    AssessmentDay, CancelledReading, Count, Filings, Interval, Metric, Moment, Window,
};
use crate::rules::RuleSet;

/// Below this many orders a rate is called too few to say, where a rule set names no minimum.
pub const FEWEST_ORDERS: u32 = 30;

/// What the inputs can tell at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate fact about the inputs")]
pub struct Known {
    /// There is an order input.
    pub orders: bool,
    /// It tells when orders were paid.
    pub paid: bool,
    /// It tells when orders were completed.
    pub completed: bool,
    /// Reasons are told, or there are no disputes.
    pub reasons: bool,
    /// Escalations are told, or there are no disputes.
    pub escalations: bool,
    /// Rulings are told, or there are no disputes.
    pub rulings: bool,
}

impl Known {
    /// Everything is told.
    pub const ALL: Self = Self {
        orders: true,
        paid: true,
        completed: true,
        reasons: true,
        escalations: true,
        rulings: true,
    };
}

/// Why a metric cannot be assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// No order input was given.
    NoOrders,
    /// The order input does not tell when orders were paid.
    NoPayments,
    /// The order input does not tell when orders were completed.
    NoCompletions,
    /// No dispute input tells reasons.
    NoReasons,
    /// No dispute input tells when disputes were escalated.
    NoEscalations,
    /// No dispute input tells rulings and who was liable.
    NoRulings,
    /// No order is in the denominator.
    NoneInWindow,
}

/// One metric's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The metric.
    pub metric: Metric,
    /// The span looked at.
    pub window: Window,
    /// The headline: under the rule set's reading of cancelled disputes. `None` where the
    /// numerator is not known.
    pub count: Option<Count>,
    /// The denominator; `None` where it is not known.
    pub denominator: Option<u64>,
    /// With cancelled disputes counted.
    pub counted: Option<Count>,
    /// With cancelled-only orders left out of the numerator.
    pub excluded: Option<Count>,
    /// The rule set's reading.
    pub reading: CancelledReading,
    /// 95 % Wilson interval of the headline; `None` where it is not assessable.
    pub interval: Option<Interval>,
    /// Why it cannot be assessed; `None` when it can.
    pub why_not: Option<WhyNot>,
    /// The fewest orders for which it says something.
    pub minimum: u32,
    /// Fewer orders than that.
    pub too_few: bool,
    /// Disputes behind the numerator of which the data says only that they are over.
    pub unknown_endings: u64,
    /// Disputes in the window whose family is not known (family metrics only).
    pub unknown_families: u64,
    /// Order basis: share of the final figure expected to be in, in millionths; `None` where
    /// there is too little history.
    pub expected_share: Option<u64>,
    /// The rate if no skipped row were disputed, and if all were; `None` when none was skipped.
    pub skipped: Option<(Count, Count)>,
}

impl Figure {
    /// Tells whether any order counts. One may be in a numerator alone: filed before the window and
    /// escalated in it.
    pub(super) fn has_orders(&self) -> bool {
        self.denominator != Some(0) || self.counted.is_some_and(|count| count.numerator > 0)
    }
}

/// The figures of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What was grouped by.
    pub by: Grouping,
    /// The group; empty where the input does not say.
    pub key: String,
    /// Its figures, in the order of [`Metric::ALL`].
    pub figures: Vec<Figure>,
}

/// The figures as of one moment of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The moment.
    pub as_of: Moment,
    /// The assessment day that ends with it or holds it.
    pub day: AssessmentDay,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// Everything `disputes rate` says.
#[derive(Clone, Debug)]
pub struct RateReport {
    /// The moment the figures are taken for.
    pub as_of: Moment,
    /// The rule set.
    pub rules: RuleSet,
    /// The span of the dispute rate.
    pub window: Window,
    /// Its length in days.
    pub days: u32,
    /// The figures, in the order of [`Metric::ALL`].
    pub figures: Vec<Figure>,
    /// By group, largest numerator first (months and families in their own order).
    pub groups: Vec<Group>,
    /// A series, oldest first.
    pub series: Vec<Point>,
    /// Every order that counted or was left out, when asked for.
    pub explain: Option<Vec<ExplainRow>>,
    /// Distinct orders read.
    pub orders: u64,
    /// Disputes read.
    pub disputes: u64,
    /// Distinct orders with a dispute.
    pub disputed_orders: u64,
    /// Disputes whose order no order input holds.
    pub disputes_without_order: u64,
    /// Completions whose moment is estimated.
    pub estimated: u64,
}

/// Rows left out because a value could not be understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SkippedRows {
    /// Rows of order inputs.
    pub orders: u64,
    /// Rows of dispute inputs.
    pub disputes: u64,
}

impl SkippedRows {
    /// Returns the lowest and the highest rate that is possible when the rows count as they may;
    /// `None` where none was left out.
    ///
    /// At its lowest each row is one more order without a dispute. At its highest an order row is one
    /// more disputed order, and a dispute row a dispute on an order that is in the denominator
    /// already, or, where all of those are disputed, on one that is not.
    pub fn bounds(self, count: Count) -> Option<(Count, Count)> {
        let all = self.orders.saturating_add(self.disputes);
        let low = Count::new(count.numerator, count.denominator.saturating_add(all));
        let disputed = count.numerator.saturating_add(all);
        let orders = count.denominator.saturating_add(self.orders);
        (all > 0).then(|| (low, Count::new(disputed, orders.max(disputed))))
    }
}

/// What a report needs besides tally and filings.
#[derive(Clone, Debug)]
pub struct RateSettings {
    /// The rule set.
    pub rules: RuleSet,
    /// A window that replaces the rule set's own, in days.
    pub window: Option<u32>,
    /// What the inputs can tell.
    pub known: Known,
    /// Rows left out because a value could not be understood.
    pub skipped_rows: SkippedRows,
}

impl RateSettings {
    /// Returns a metric's window in days.
    pub fn days(&self, metric: Metric) -> u32 {
        self.window.unwrap_or_else(|| self.rules.metric(metric).window_days)
    }

    /// Returns the longest window of any metric, in days.
    pub fn longest_window(&self) -> u32 {
        Metric::ALL.into_iter().map(|metric| self.days(metric)).max().unwrap_or(0)
    }
}

/// Computes the groups alone.
pub fn groups(tally: &RateTally, filings: &Filings, settings: &RateSettings) -> Vec<Group> {
    let question = tally.question();
    let Some(by) = question.by else { return Vec::new() };
    let found = survey(tally, filings, Some(looked_at(question, settings)));
    let curve = DelayCurve::learn(&found.delays);
    let counter = Counter { settings, curve: curve.as_ref(), skipped: settings.skipped_rows };
    counter.groups(by, tally, (&found.cases, &found.far))
}

/// Returns the span in which an event may count at any point of a question.
fn looked_at(question: &RateQuestion, settings: &RateSettings) -> Window {
    let days = settings.longest_window().saturating_add(question.points.saturating_sub(1));
    Window::ending_at(question.as_of, days)
}

/// Computes the report.
pub fn report(tally: &RateTally, filings: &Filings, settings: RateSettings) -> RateReport {
    let question = tally.question();
    let as_of = question.as_of;
    // The listing tells of every order.
    let span = (!question.explain).then(|| looked_at(question, &settings));
    let found = survey(tally, filings, span);
    let cases = &found.cases;
    let curve = DelayCurve::learn(&found.delays);
    let counter =
        Counter { settings: &settings, curve: curve.as_ref(), skipped: settings.skipped_rows };
    let whole = Part { cases: cases.iter().collect(), clean: tally.total(), within: None };
    let figures = counter.figures(&whole, as_of, 0);
    let groups =
        question.by.map(|by| counter.groups(by, tally, (cases, &found.far))).unwrap_or_default();
    let series = match question.points {
        0 => Vec::new(),
        points => sweep::series(&counter, &whole, as_of, points),
    };
    let explain = question.explain.then(|| explain::rows(cases, &tally.clean, &settings, as_of));
    let days = settings.days(Metric::DisputeRate);
    RateReport {
        as_of,
        window: Window::ending_at(as_of, days),
        days,
        figures,
        groups,
        series,
        explain,
        orders: tally.orders,
        disputes: found.disputes,
        disputed_orders: found.orders,
        disputes_without_order: found.without_order,
        estimated: tally.estimated,
        rules: settings.rules,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skipped_rows_are_taken_at_their_worst() {
        let bounds = |orders, disputes, count| SkippedRows { orders, disputes }.bounds(count);
        assert_eq!(bounds(0, 0, Count::new(3, 8)), None);
        // A dispute row may be on an order that is below the line already.
        let low = Count::new(3, 9);
        assert_eq!(bounds(0, 1, Count::new(3, 8)), Some((low, Count::new(4, 8))));
        // An order row is below the line wherever it is above it.
        assert_eq!(bounds(1, 0, Count::new(3, 8)), Some((low, Count::new(4, 9))));
        // Never more than all.
        let low = Count::new(7, 13);
        assert_eq!(bounds(0, 5, Count::new(7, 8)), Some((low, Count::new(12, 12))));
    }
}
