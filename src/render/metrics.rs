//! Figures for Prometheus: the text format that node exporters pick up from a file.

use std::fmt::Write as _;

use super::caveats::counts;
use super::report_parts::ReportParts;
use crate::domain::{Count, Metric, Moment, State};
use crate::reports::list::Tier;
use crate::reports::metric_risk::MetricRisk;
use crate::reports::risk_settings::Standing;
use crate::rules::RiskLevel;

/// A family under way.
struct MetricFamily {
    name: &'static str,
    help: &'static str,
    lines: String,
}

impl MetricFamily {
    const fn new(name: &'static str, help: &'static str) -> Self {
        Self { name, help, lines: String::new() }
    }

    /// Labels keep their order; a name is this family's.
    fn add(&mut self, labels: &[(&str, &str)], value: &str) {
        let name = self.name;
        let labels: Vec<String> =
            labels.iter().map(|(key, value)| format!("{key}=\"{}\"", escape(value))).collect();
        let labels =
            if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
        // Writing to a text does not fail.
        let _ = writeln!(self.lines, "{name}{labels} {value}");
    }

    fn finish(self) -> String {
        let Self { name, help, lines } = self;
        if lines.is_empty() {
            return lines;
        }
        format!("# HELP {name} {help}\n# TYPE {name} gauge\n{lines}")
    }
}

fn escape(text: &str) -> String {
    super::one_line(text).replace('\\', "\\\\").replace('"', "\\\"")
}

/// Exact to six places, without floats.
fn ratio(count: Count) -> Option<String> {
    let millionths = count.millionths()?;
    Some(format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000))
}

/// What the figures of a metrics file are about. Several files may be picked up from one folder, so
/// no two of them may hold the same series, and no shop may be mistaken for a sum over shops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MetricsScope<'a> {
    /// One shop, by its name: label `shop`.
    Shop(&'a str),
    /// A sum over shops or files, by their names: label `total`.
    Total(&'a str),
}

impl<'a> MetricsScope<'a> {
    fn label(self) -> (&'static str, &'a str) {
        match self {
            Self::Shop(name) => ("shop", name),
            Self::Total(names) => ("total", names),
        }
    }
}

/// Returns the report's figures as a metrics file. `now` is when the run succeeded.
pub(crate) fn report_metrics(
    parts: ReportParts<'_>,
    scope: MetricsScope<'_>,
    now: Moment,
) -> String {
    let mut rate = MetricFamily::new("disputes_rate_ratio", "Share of orders, by metric.");
    let mut disputed =
        MetricFamily::new("disputes_rate_disputed_orders", "Orders that count, by metric.");
    let mut orders = MetricFamily::new("disputes_rate_orders", "Orders looked at, by metric.");
    let mut limit =
        MetricFamily::new("disputes_limit_ratio", "Limit that a metric is held against.");
    let mut level =
        MetricFamily::new("disputes_level", "0 below the limit, 1 near it, 2 over; else absent.");
    let mut room =
        MetricFamily::new("disputes_headroom_orders", "Further disputed orders under the limit.");
    let own = scope.label();
    let mut add = |of: (&str, &str), metric: Metric, count: Option<Count>, standing: Standing| {
        let labels = [of, ("metric", metric.id())];
        let Some((count, value)) = count.and_then(|count| Some((count, ratio(count)?))) else {
            return;
        };
        rate.add(&labels, &value);
        disputed.add(&labels, &count.numerator.to_string());
        orders.add(&labels, &count.denominator.to_string());
        if let Some(number) = level_number(standing.level) {
            level.add(&labels, number);
        }
        if let Some(headroom) = standing.headroom {
            room.add(&labels, &headroom.to_string());
        }
    };
    let assessed = |risk: &MetricRisk| risk.figure.assessed();
    for risk in &parts.risk.report.metrics {
        add(own, risk.figure.metric, assessed(risk), risk.standing);
        if let Some(bp) = risk.limit.as_ref().map(|used| used.limit.bp) {
            let value = format!("{}.{:04}", bp / 10_000, bp % 10_000);
            limit.add(&[own, ("metric", risk.figure.metric.id())], &value);
        }
    }
    let shops = match scope {
        MetricsScope::Shop(_) => &[],
        MetricsScope::Total(_) => parts.risk.report.shops.as_slice(),
    };
    for shop in shops.iter().filter(|shop| !shop.risk.key.is_empty()) {
        let (own, group) = (("shop", shop.risk.key.as_str()), &shop.risk);
        add(own, Metric::DisputeRate, Some(group.count), group.standing);
        for risk in shop.others() {
            add(own, risk.figure.metric, assessed(risk), risk.standing);
        }
    }
    let families = [rate, disputed, orders, limit, level, room];
    let mut text: String = families.into_iter().map(MetricFamily::finish).collect();
    text.push_str(&open(parts, scope));
    text.push_str(&caveats(parts, scope));
    text.push_str(&times(parts, scope, now));
    text
}

/// Returns the number that stands for a level; `None` where nothing is compared with a limit.
const fn level_number(level: RiskLevel) -> Option<&'static str> {
    match level {
        RiskLevel::Ok => Some("0"),
        RiskLevel::Near => Some("1"),
        RiskLevel::Over => Some("2"),
        RiskLevel::NoLimit | RiskLevel::NotAssessable => None,
    }
}

fn open(parts: ReportParts<'_>, scope: MetricsScope<'_>) -> String {
    let own = scope.label();
    let mut open =
        MetricFamily::new("disputes_open", "Open disputes, by how soon the time runs out.");
    let Some(known) = parts.rows else { return String::new() };
    for tier in Tier::ALL {
        let rows = known.disputes.iter().filter(|row| row.state == State::Open && row.tier == tier);
        open.add(&[own, ("tier", tier.id())], &rows.count().to_string());
    }
    open.finish()
}

fn caveats(parts: ReportParts<'_>, scope: MetricsScope<'_>) -> String {
    let own = scope.label();
    let help = "What can make a figure wrong, by kind and severity.";
    let mut family = MetricFamily::new("disputes_caveats", help);
    for ((kind, severity), count) in counts(parts.risk.caveats) {
        let labels = [own, ("kind", kind), ("severity", severity)];
        family.add(&labels, &count.to_string());
    }
    family.finish()
}

fn times(parts: ReportParts<'_>, scope: MetricsScope<'_>, now: Moment) -> String {
    let own = scope.label();
    let seconds = |moment: Moment| (moment.millis() / 1000).to_string();
    let mut text = String::new();
    let incomplete = if parts.risk.incomplete.is_empty() { "0" } else { "1" };
    for (name, help, value) in [
        ("disputes_incomplete", "1 when pages or spans are missing.", incomplete.to_owned()),
        ("disputes_bad_rows", "Rows left out.", parts.bad_rows.to_string()),
        ("disputes_as_of_timestamp_seconds", "Moment of the figures.", seconds(parts.rate.as_of)),
        ("disputes_last_success_timestamp_seconds", "When this was written.", seconds(now)),
    ] {
        let mut family = MetricFamily::new(name, help);
        family.add(&[own], &value);
        text.push_str(&family.finish());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_cannot_be_left_by_a_quote() {
        let mut family = MetricFamily::new("a", "b");
        family.add(&[("shop", "x\"} 1\ny\\")], "1");
        assert_eq!(family.finish(), "# HELP a b\n# TYPE a gauge\na{shop=\"x\\\"} 1 y\\\\\"} 1\n");
    }

    #[test]
    fn ratios_have_six_places() {
        assert_eq!(ratio(Count::new(1, 3)).unwrap(), "0.333333");
        assert_eq!(ratio(Count::new(0, 0)), None);
    }
}
