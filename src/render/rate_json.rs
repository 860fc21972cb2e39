//! Dispute rates as JSON.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Number, Value, json};

use super::{json_line, not_empty};
use crate::domain::{Count, Interval, Moment, Text, Window};
use crate::reports::rate::{ExplainRow, Figure, RateReport, WhyNot};
use crate::reports::statistics::decimal as decimal_of;

/// Returns a list in JSON.
pub(super) fn list<T>(of: &[T], make: impl Fn(&T) -> Value) -> Value {
    of.iter().map(make).collect()
}

/// A file of the input, for the totals.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FileV1 {
    /// Its name.
    pub(crate) path: String,
    /// What it is.
    pub(crate) kind: String,
    /// What became of its rows.
    pub(crate) rows: RowsV1,
}

impl FileV1 {
    /// An input of which every row was used.
    pub(crate) fn whole(path: &str, kind: &str, read: u64) -> Self {
        let rows = RowsV1 { read, used: read, merged: 0, skipped: 0 };
        Self { path: path.to_owned(), kind: kind.to_owned(), rows }
    }
}

/// What became of a file's rows: read = used + merged + skipped.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct RowsV1 {
    pub(crate) read: u64,
    pub(crate) used: u64,
    pub(crate) merged: u64,
    pub(crate) skipped: u64,
}

/// Returns a rate as a JSON number; `None` where nothing can be divided.
pub(super) fn rate(count: Count) -> Option<Number> {
    count.millionths().and_then(millionths)
}

/// Returns two counts and their rate in JSON.
pub(super) fn count_v1(count: Count) -> Value {
    json!({
        "numerator": count.numerator,
        "denominator": count.denominator,
        "rate": rate(count),
    })
}

/// Returns millionths as a JSON number with at most six decimals.
pub(crate) fn millionths(value: u64) -> Option<Number> {
    Number::from_f64(decimal_of(value))
}

#[derive(Serialize)]
struct ReadingV1 {
    numerator: Option<u64>,
    denominator: Option<u64>,
    rate: Option<Number>,
}

impl ReadingV1 {
    fn of(count: Option<Count>, denominator: Option<u64>) -> Self {
        Self {
            numerator: count.map(|count| count.numerator),
            denominator,
            rate: count.and_then(rate),
        }
    }
}

#[derive(Serialize)]
struct RateSpanV1 {
    low: Option<Number>,
    high: Option<Number>,
}

/// The readings and ranges of a metric in JSON.
#[derive(Serialize)]
pub(super) struct RangeV1 {
    cancelled_excluded: ReadingV1,
    cancelled_counted: ReadingV1,
    skipped_rows: Option<RateSpanV1>,
    unknown_parties: Option<RateSpanV1>,
}

impl RangeV1 {
    pub(super) fn of(figure: &Figure) -> Self {
        let span = |ends: Option<(Count, Count)>| {
            ends.map(|(low, high)| RateSpanV1 { low: rate(low), high: rate(high) })
        };
        Self {
            cancelled_excluded: ReadingV1::of(figure.excluded, figure.denominator),
            cancelled_counted: ReadingV1::of(figure.counted, figure.denominator),
            skipped_rows: span(figure.skipped),
            unknown_parties: span(figure.by_parties),
        }
    }
}

/// The days that a figure is over.
#[derive(Serialize)]
pub(super) struct WindowV1 {
    #[serde(serialize_with = "moment")]
    from: Moment,
    #[serde(serialize_with = "moment")]
    to: Moment,
    days: u32,
}

impl WindowV1 {
    fn of(window: Window, days: u32) -> Self {
        Self { from: window.from, to: window.to, days }
    }

    pub(super) fn of_figure(figure: &Figure) -> Self {
        Self::of(figure.window, days_of(figure))
    }
}

/// Returns over how many days a figure is.
pub(super) fn days_of(figure: &Figure) -> u32 {
    let days = figure.window.to.days_since(figure.window.from);
    u32::try_from(days).expect("a window has at most some thousand days")
}

fn moment<S: Serializer>(moment: &Moment, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(moment)
}

/// A figure as JSON; where the input is incomplete, its note says so.
struct MetricV1<'a> {
    figure: &'a Figure,
    incomplete: &'a [String],
}

impl Serialize for MetricV1<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { figure, incomplete } = self;
        let incomplete = incomplete.iter().map(|reason| format!("incomplete: {reason}"));
        let why = figure.why_not.map(|why| why_english(why).to_owned());
        let notes: Vec<String> = incomplete.chain(why).collect();
        let assessable = figure.why_not.is_none();
        let bound = |pick: fn(Interval) -> u32| {
            figure.interval.and_then(|interval| millionths(u64::from(pick(interval))))
        };
        let mut to = serializer.serialize_map(None)?;
        to.serialize_entry("id", figure.metric.id())?;
        to.serialize_entry("numerator", &figure.count.map(|count| count.numerator))?;
        to.serialize_entry("denominator", &figure.denominator)?;
        to.serialize_entry("rate", &figure.count.filter(|_| assessable).and_then(rate))?;
        to.serialize_entry("low", &bound(|interval| interval.low))?;
        to.serialize_entry("high", &bound(|interval| interval.high))?;
        to.serialize_entry("range", &RangeV1::of(figure))?;
        to.serialize_entry("cancelled", figure.reading.id())?;
        to.serialize_entry("assessable", &assessable)?;
        to.serialize_entry("too_few", &figure.too_few)?;
        to.serialize_entry("minimum", &figure.minimum)?;
        to.serialize_entry("unknown_endings", &figure.unknown_endings)?;
        to.serialize_entry("unknown_families", &figure.unknown_families)?;
        to.serialize_entry("unknown_parties", &figure.unknown_parties)?;
        to.serialize_entry("expected_share", &figure.expected_share.and_then(millionths))?;
        to.serialize_entry("window", &WindowV1::of_figure(figure))?;
        to.serialize_entry("reason", &figure.why_not.map(WhyNot::id))?;
        to.serialize_entry("note", &(!notes.is_empty()).then(|| notes.join("; ")))?;
        to.end()
    }
}

/// Says in English why a figure is not assessable: JSON notes are English in every locale, so that they can be
/// searched for.
pub(crate) const fn why_english(why: WhyNot) -> &'static str {
    match why {
        WhyNot::NoOrders => "no order input was given",
        WhyNot::NoShops => "the orders name no shop, and their disputes name several",
        WhyNot::NoPayments => "an order input does not tell when orders were paid",
        WhyNot::NoCompletions => "an order input does not tell when orders were completed",
        WhyNot::NoReasons => "no dispute input gives the buyers' reasons",
        WhyNot::NoEscalations => "no dispute input says when disputes were escalated",
        WhyNot::NoRulings => "no dispute input gives rulings and who was liable",
        WhyNot::NoLiableParties => "no ruling in the window says who was liable",
        WhyNot::NoneInWindow => "no order is in the window",
    }
}

#[derive(Serialize)]
struct RateGroupV1<'a> {
    by: &'static str,
    key: &'a str,
    metrics: Vec<MetricV1<'a>>,
}

#[derive(Serialize)]
struct PointV1<'a> {
    day: String,
    #[serde(serialize_with = "moment")]
    as_of: Moment,
    metrics: Vec<MetricV1<'a>>,
}

/// An order of the listing as JSON.
struct ExplainV1<'a>(&'a ExplainRow);

impl Serialize for ExplainV1<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.0;
        let also: Vec<&str> = row.also.iter().map(|metric| metric.id()).collect();
        let dispute = |(id, at): &(Text, Moment)| json!({ "dispute_id": not_empty(id), "opened_at": at.to_string() });
        let disputes: Vec<Value> = row.disputes.iter().map(dispute).collect();
        let at = |moment: Option<Moment>| moment.map(|moment| moment.to_string());
        let mut to = serializer.serialize_map(None)?;
        to.serialize_entry("order_id", &row.id.to_string())?;
        to.serialize_entry("dispute_rate", row.filed.0.id())?;
        to.serialize_entry("dispute_rate_reason", row.filed.1.id())?;
        to.serialize_entry("order_dispute_rate", row.paid.0.id())?;
        to.serialize_entry("order_dispute_rate_reason", row.paid.1.id())?;
        to.serialize_entry("also_counts_in", &also)?;
        to.serialize_entry("disputes", &disputes)?;
        to.serialize_entry("completed_at", &at(row.completed_at))?;
        to.serialize_entry("paid_at", &at(row.paid_at))?;
        to.end()
    }
}

/// The rates in JSON.
#[derive(Serialize)]
pub(crate) struct RateV1<'a> {
    schema: &'static str,
    as_of: String,
    rule_set: Value,
    window: WindowV1,
    metrics: Vec<MetricV1<'a>>,
    groups: Vec<RateGroupV1<'a>>,
    series: Vec<PointV1<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<Vec<ExplainV1<'a>>>,
    inputs: Value,
}

fn metrics<'a>(figures: &'a [Figure], incomplete: &'a [String]) -> Vec<MetricV1<'a>> {
    figures.iter().map(|figure| MetricV1 { figure, incomplete }).collect()
}

fn groups<'a>(
    report: &'a RateReport,
    incomplete: &'a [String],
) -> impl Iterator<Item = RateGroupV1<'a>> {
    report.groups.iter().map(|group| RateGroupV1 {
        by: group.by.id(),
        key: not_empty(&group.key).unwrap_or("unknown"),
        metrics: metrics(&group.figures, incomplete),
    })
}

fn series<'a>(
    report: &'a RateReport,
    incomplete: &'a [String],
) -> impl Iterator<Item = PointV1<'a>> {
    report.series.iter().map(|point| PointV1 {
        day: point.day.to_string(),
        as_of: point.as_of,
        metrics: metrics(&point.figures, incomplete),
    })
}

/// Writes the rates as JSON lines: an object for each order of the listing, else for each day of
/// the series, else for each group, else for each metric.
///
/// # Errors
///
/// When the output cannot be written.
pub(crate) fn rate_lines(
    report: &RateReport,
    incomplete: &[String],
    out: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    if let Some(rows) = &report.explain {
        return rows.iter().try_for_each(|row| json_line(&ExplainV1(row), out));
    }
    if !report.series.is_empty() {
        return series(report, incomplete).try_for_each(|point| json_line(&point, out));
    }
    if !report.groups.is_empty() {
        return groups(report, incomplete).try_for_each(|group| json_line(&group, out));
    }
    metrics(&report.figures, incomplete).iter().try_for_each(|metric| json_line(metric, out))
}

/// Returns the rates as JSON.
pub(crate) fn rate_json<'a>(
    report: &'a RateReport,
    files: &[FileV1],
    incomplete: &'a [String],
) -> RateV1<'a> {
    RateV1 {
        schema: "disputes/rate/v1",
        as_of: report.as_of.to_string(),
        rule_set: json!({
            "id": report.rules.id,
            "title": report.rules.title,
            "confidence": report.rules.confidence.id(),
            "source": report.rules.source,
            "retrieved": report.rules.retrieved.to_string(),
        }),
        window: WindowV1::of(report.window, report.days),
        metrics: metrics(&report.figures, incomplete),
        groups: groups(report, incomplete).collect(),
        series: series(report, incomplete).collect(),
        explain: report.explain.as_ref().map(|rows| rows.iter().map(ExplainV1).collect()),
        inputs: json!({
            "files": files.to_vec(),
            "orders": report.orders,
            "disputes": report.disputes,
            "disputed_orders": report.disputed_orders,
            "disputes_without_order": report.disputes_without_order,
            "completions_estimated": report.estimated,
            "incomplete": (!incomplete.is_empty()).then(|| incomplete.to_vec()),
        }),
    }
}
