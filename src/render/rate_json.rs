//! Dispute rates as JSON.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::{Number, Value, json};

use super::json_line;
use crate::domain::{Count, Interval, Moment, Window};
use crate::reports::rate::{ExplainRow, Figure, Group, Point, RateReport, WhyNot};
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

/// A metric in JSON.
#[derive(Serialize)]
pub(crate) struct MetricV1 {
    id: &'static str,
    numerator: Option<u64>,
    denominator: Option<u64>,
    rate: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    range: RangeV1,
    cancelled: &'static str,
    assessable: bool,
    too_few: bool,
    minimum: u32,
    unknown_endings: Option<u64>,
    unknown_families: Option<u64>,
    unknown_parties: Option<u64>,
    expected_share: Option<Number>,
    window: Option<WindowV1>,
    reason: Option<&'static str>,
    note: Option<String>,
}

impl MetricV1 {
    /// Returns a figure as JSON; where the input is incomplete, its note says so.
    pub(crate) fn of(figure: &Figure, incomplete: &[String]) -> Self {
        let mut notes: Vec<String> =
            incomplete.iter().map(|reason| format!("incomplete: {reason}")).collect();
        notes.extend(figure.why_not.map(|why| why_english(why).to_owned()));
        let bound = |pick: fn(Interval) -> u32| {
            figure.interval.and_then(|interval| millionths(u64::from(pick(interval))))
        };
        Self {
            id: figure.metric.id(),
            numerator: figure.count.map(|count| count.numerator),
            denominator: figure.denominator,
            rate: figure.count.filter(|_| figure.why_not.is_none()).and_then(rate),
            low: bound(|interval| interval.low),
            high: bound(|interval| interval.high),
            range: RangeV1::of(figure),
            cancelled: figure.reading.id(),
            assessable: figure.why_not.is_none(),
            too_few: figure.too_few,
            minimum: figure.minimum,
            unknown_endings: figure.unknown_endings,
            unknown_families: figure.unknown_families,
            unknown_parties: figure.unknown_parties,
            expected_share: figure.expected_share.and_then(millionths),
            window: Some(WindowV1::of_figure(figure)),
            reason: figure.why_not.map(WhyNot::id),
            note: (!notes.is_empty()).then(|| notes.join("; ")),
        }
    }
}

/// JSON notes are English in every locale, so that they can be searched for.
/// Says in English why a figure is not assessable.
pub(crate) const fn why_english(why: WhyNot) -> &'static str {
    match why {
        WhyNot::NoOrders => "no order input was given",
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
    metrics: Vec<MetricV1>,
}

#[derive(Serialize)]
struct PointV1 {
    day: String,
    #[serde(serialize_with = "moment")]
    as_of: Moment,
    metrics: Vec<MetricV1>,
}

/// A list whose elements are made when they are written: there may be many thousands.
struct Each<'a, T, U> {
    of: &'a [T],
    make: fn(&'a T, &[String]) -> U,
    incomplete: &'a [String],
}

impl<T, U: Serialize> Serialize for Each<'_, T, U> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'a, T, U> Each<'a, T, U> {
    fn iter(&self) -> impl Iterator<Item = U> + use<'_, 'a, T, U> {
        self.of.iter().map(|element| (self.make)(element, self.incomplete))
    }
}

#[derive(Serialize)]
struct ExplainV1 {
    order_id: String,
    dispute_rate: &'static str,
    dispute_rate_reason: &'static str,
    order_dispute_rate: &'static str,
    order_dispute_rate_reason: &'static str,
    also_counts_in: Vec<&'static str>,
    disputes: Vec<FiledV1>,
    completed_at: Option<String>,
    paid_at: Option<String>,
}

#[derive(Serialize)]
struct FiledV1 {
    dispute_id: Option<String>,
    opened_at: String,
}

/// The rates in JSON.
#[derive(Serialize)]
pub(crate) struct RateV1<'a> {
    schema: &'static str,
    as_of: String,
    rule_set: Value,
    window: WindowV1,
    metrics: Vec<MetricV1>,
    groups: Each<'a, Group, RateGroupV1<'a>>,
    series: Each<'a, Point, PointV1>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<Vec<ExplainV1>>,
    inputs: Value,
}

fn metrics(figures: &[Figure], incomplete: &[String]) -> Vec<MetricV1> {
    figures.iter().map(|figure| MetricV1::of(figure, incomplete)).collect()
}

fn groups<'a>(
    report: &'a RateReport,
    incomplete: &'a [String],
) -> Each<'a, Group, RateGroupV1<'a>> {
    let make = |group: &'a Group, incomplete: &[String]| RateGroupV1 {
        by: group.by.id(),
        key: if group.key.is_empty() { "unknown" } else { &group.key },
        metrics: metrics(&group.figures, incomplete),
    };
    Each { of: &report.groups, make, incomplete }
}

fn series<'a>(report: &'a RateReport, incomplete: &'a [String]) -> Each<'a, Point, PointV1> {
    let make = |point: &Point, incomplete: &[String]| PointV1 {
        day: point.day.to_string(),
        as_of: point.as_of,
        metrics: metrics(&point.figures, incomplete),
    };
    Each { of: &report.series, make, incomplete }
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
        return rows.iter().try_for_each(|row| json_line(&explain_v1(row), out));
    }
    if !report.series.is_empty() {
        return series(report, incomplete).iter().try_for_each(|point| json_line(&point, out));
    }
    if !report.groups.is_empty() {
        return groups(report, incomplete).iter().try_for_each(|group| json_line(&group, out));
    }
    metrics(&report.figures, incomplete).iter().try_for_each(|metric| json_line(metric, out))
}

/// Returns the rates as JSON.
pub(crate) fn rate_json<'a>(
    report: &'a RateReport,
    files: &[FileV1],
    incomplete: &'a [String],
) -> RateV1<'a> {
    let metrics = |figures: &[Figure]| metrics(figures, incomplete);
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
        metrics: metrics(&report.figures),
        groups: groups(report, incomplete),
        series: series(report, incomplete),
        explain: report.explain.as_ref().map(|rows| rows.iter().map(explain_v1).collect()),
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

fn explain_v1(row: &ExplainRow) -> ExplainV1 {
    ExplainV1 {
        order_id: row.id.to_string(),
        dispute_rate: row.filed.0.id(),
        dispute_rate_reason: row.filed.1.id(),
        order_dispute_rate: row.paid.0.id(),
        order_dispute_rate_reason: row.paid.1.id(),
        also_counts_in: row.also.iter().map(|metric| metric.id()).collect(),
        disputes: row
            .disputes
            .iter()
            .map(|(id, at)| FiledV1 {
                dispute_id: (!id.is_empty()).then(|| id.to_string()),
                opened_at: at.to_string(),
            })
            .collect(),
        completed_at: row.completed_at.map(|at| at.to_string()),
        paid_at: row.paid_at.map(|at| at.to_string()),
    }
}
