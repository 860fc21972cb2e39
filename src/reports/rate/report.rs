//! Dispute rates: from a tally, the disputes and a rule set to figures.

use super::counts::OrderGroup;
use super::disputed_order::snapshot;
use super::explain;
use super::figure::{Group, RateReport};
use super::grouped::groups_by;
use super::judge::Judge;
use super::series::series;
use super::settings::{RateQuestion, RateSettings};
use super::tally::RateTally;
use crate::domain::{Filings, Metric, Window};
use crate::reports::reporting_delay::DelayCurve;

/// Computes the groups alone.
pub fn groups(tally: &RateTally, filings: &Filings, settings: &RateSettings) -> Vec<Group> {
    let question = tally.question();
    let Some(by) = question.by else { return Vec::new() };
    let found = snapshot(tally, filings, Some(looked_at(question, settings)));
    let curve = DelayCurve::learn(&found.delays);
    let judge = Judge { settings, skipped: &settings.skipped_rows, curve: curve.as_ref() };
    groups_by(by, &judge, tally, &found)
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
    // The listing holds every order.
    let span = (!question.explain).then(|| looked_at(question, &settings));
    let found = snapshot(tally, filings, span);
    let curve = DelayCurve::learn(&found.delays);
    let judge =
        Judge { settings: &settings, skipped: &settings.skipped_rows, curve: curve.as_ref() };
    let whole = OrderGroup {
        disputed: found.disputed.iter().collect(),
        clean: tally.total(),
        within: settings.seen(None, as_of),
    };
    let figures = judge.figures_of(&whole, as_of);
    let groups = match question.by {
        Some(by) => groups_by(by, &judge, tally, &found),
        None => Vec::new(),
    };
    let series = series(&judge, &whole, as_of, question.points);
    let listed = || explain::rows(&found.disputed, &tally.clean, &settings, as_of);
    let explain = question.explain.then(listed);
    let days = settings.days(Metric::DisputeRate);
    RateReport {
        as_of,
        window: settings.window_at(Metric::DisputeRate, as_of),
        days,
        figures,
        groups,
        series,
        explain,
        orders: tally.orders,
        disputes: Some(found.disputes),
        disputed_orders: found.orders,
        disputes_without_order: Some(found.without_order),
        estimated: tally.estimated,
        rules: settings.rules,
    }
}
