//! Risk in JSON.

use serde::Serialize;
use serde_json::Number;

use super::CaveatV1;
use super::agreement::{AgreementV1, agreement_v1};
use super::forecast_json::{ForecastV1, forecast_v1};
use super::points::{PointsV1, points_v1};
use super::rate_json::{RangeV1, millionths};
use super::shops::{ShopV1, shops_v1};
use crate::domain::{Count, Metric, Moment};
use crate::reports::agreement::Agreement;
use crate::reports::exposure::{Effect, Exposure, Supposed, WhatIf};
use crate::reports::points::PointsReport;
use crate::reports::rate::Figure;
use crate::reports::risk::{
    GroupRisk, LimitInUse, MetricRisk, Origin, RiskReport, RollOff, Standing,
};
use crate::rules::{Cycle, LimitRule, LimitValue};

/// What a risk document is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RiskParts<'a> {
    /// Metrics, groups, exposure, forecast.
    pub(crate) report: &'a RiskReport,
    /// The ledger of points.
    pub(crate) points: &'a PointsReport,
    /// The agreement checks asked for.
    pub(crate) agreement: &'a [Agreement],
    /// The assessment cycle under way; `None` where the rule set has none.
    pub(crate) cycle: Option<Cycle>,
    /// Why the input is incomplete; empty when it is whole.
    pub(crate) incomplete: &'a [String],
    /// What can make the figures wrong, the worst first.
    pub(crate) caveats: &'a [CaveatV1],
}

#[derive(Serialize)]
struct RiskRuleSetV1 {
    id: String,
    confidence: &'static str,
    source: String,
    retrieved: String,
}

/// A limit in JSON.
#[derive(Serialize)]
pub(super) struct RiskLimitV1 {
    value: Option<Number>,
    operator: &'static str,
    source: String,
    confidence: &'static str,
}

#[derive(Serialize)]
struct StatedV1 {
    kind: &'static str,
    value: Option<Number>,
    operator: Option<&'static str>,
    consequence: String,
    sources: Vec<String>,
    confidence: &'static str,
}

#[derive(Serialize)]
struct RollOffV1 {
    day: String,
    orders: Vec<String>,
    count: usize,
}

/// A metric's risk in JSON.
#[derive(Serialize)]
pub(super) struct RiskMetricV1 {
    id: &'static str,
    numerator: Option<u64>,
    denominator: Option<u64>,
    rate: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
    range: RangeV1,
    assessable: bool,
    too_few: bool,
    cancelled: &'static str,
    level: &'static str,
    limit: Option<RiskLimitV1>,
    stated_limits: Vec<StatedV1>,
    headroom: Option<u64>,
    crosses_at: Option<u64>,
    recovery: Option<u64>,
    roll_off: Option<Vec<RollOffV1>>,
}

#[derive(Serialize)]
struct StandingV1 {
    id: &'static str,
    numerator: u64,
    denominator: u64,
    rate: Option<Number>,
    level: &'static str,
    headroom: Option<u64>,
    recovery: Option<u64>,
}

#[derive(Serialize)]
struct EndingV1 {
    ending: &'static str,
    metrics: Vec<StandingV1>,
}

#[derive(Serialize)]
struct ExposureV1 {
    dispute_id: Option<String>,
    order_id: String,
    shop: Option<String>,
    family: &'static str,
    opened_at: String,
    due: Option<String>,
    worth: u64,
    endings: Vec<EndingV1>,
}

#[derive(Serialize)]
struct SupposedV1 {
    id: &'static str,
    before: ReadV1,
    after: ReadV1,
    level: &'static str,
    headroom: Option<u64>,
    recovery: Option<u64>,
    at_most: bool,
}

#[derive(Serialize)]
struct ReadV1 {
    numerator: u64,
    denominator: u64,
    rate: Option<Number>,
}

#[derive(Serialize)]
struct WhatIfV1 {
    add: u64,
    changes: Vec<ChangeV1>,
    rule_set: String,
    metrics: Vec<SupposedV1>,
}

#[derive(Serialize)]
struct ChangeV1 {
    change: &'static str,
    order_id: String,
}

#[derive(Serialize)]
struct RiskGroupV1 {
    by: &'static str,
    key: String,
    numerator: u64,
    denominator: u64,
    rate: Option<Number>,
    rate_without: Option<Number>,
    level: &'static str,
    headroom: Option<u64>,
    recovery: Option<u64>,
}

#[derive(Serialize)]
struct CycleV1 {
    first: String,
    last: String,
    gives_points: bool,
}

/// Risk in JSON.
#[derive(Serialize)]
pub(crate) struct RiskV1 {
    schema: &'static str,
    as_of: String,
    rule_set: RiskRuleSetV1,
    verdict: &'static str,
    cycle: Option<CycleV1>,
    metrics: Vec<RiskMetricV1>,
    points: PointsV1,
    exposure: Option<Vec<ExposureV1>>,
    what_if: Option<WhatIfV1>,
    forecast: Option<ForecastV1>,
    groups: Vec<RiskGroupV1>,
    agreement: Vec<AgreementV1>,
    shops: Vec<ShopV1>,
    incomplete: Option<Vec<String>>,
}

fn rate(count: Count) -> Option<Number> {
    count.millionths().and_then(millionths)
}

pub(super) fn limit_v1(used: &LimitInUse) -> RiskLimitV1 {
    let (source, confidence) = match &used.origin {
        Origin::Own => ("your figure".to_owned(), "your-figure"),
        Origin::RuleSet { sources, confidence } => (sources.join(" "), confidence.id()),
    };
    RiskLimitV1 {
        value: millionths(u64::from(used.limit.bp) * 100),
        operator: used.limit.operator.id(),
        source,
        confidence,
    }
}

fn stated_v1(limit: &LimitRule) -> StatedV1 {
    // A value that is only believed is shown by `rules show --unverified` and nowhere else.
    let (kind, value) = match limit.value {
        LimitValue::Known(bp) => ("known", millionths(u64::from(bp) * 100)),
        LimitValue::BackOffice => ("back-office", None),
        LimitValue::Believed(_) => ("believed", None),
    };
    StatedV1 {
        kind,
        value,
        operator: limit.operator_stated.then(|| limit.operator.id()),
        consequence: limit.consequence.clone(),
        sources: limit.sources.clone(),
        confidence: limit.confidence.id(),
    }
}

pub(super) fn metric_v1(risk: &MetricRisk) -> RiskMetricV1 {
    let figure: &Figure = &risk.figure;
    let bound = |value: Option<u32>| value.and_then(|value| millionths(u64::from(value)));
    let assessable = figure.why_not.is_none();
    RiskMetricV1 {
        id: figure.metric.id(),
        numerator: figure.count.map(|count| count.numerator),
        denominator: figure.denominator,
        rate: figure.count.filter(|_| assessable).and_then(rate),
        low: bound(figure.interval.map(|interval| interval.low)),
        high: bound(figure.interval.map(|interval| interval.high)),
        range: RangeV1::of(figure),
        assessable,
        too_few: figure.too_few,
        cancelled: figure.reading.id(),
        level: risk.standing.level.id(),
        limit: risk.limit.as_ref().map(limit_v1),
        stated_limits: risk.stated.iter().map(stated_v1).collect(),
        headroom: risk.standing.headroom,
        crosses_at: risk.standing.headroom.map(|orders| orders.saturating_add(1)),
        recovery: risk.standing.recovery,
        roll_off: risk.roll_off.as_ref().map(|days| days.iter().map(roll_off_v1).collect()),
    }
}

fn roll_off_v1(row: &RollOff) -> RollOffV1 {
    RollOffV1 {
        day: row.day.to_string(),
        orders: row.orders.iter().map(ToString::to_string).collect(),
        count: row.orders.len(),
    }
}

fn standing_v1(metric: Metric, count: Count, standing: Standing) -> StandingV1 {
    StandingV1 {
        id: metric.id(),
        numerator: count.numerator,
        denominator: count.denominator,
        rate: rate(count),
        level: standing.level.id(),
        headroom: standing.headroom,
        recovery: standing.recovery,
    }
}

fn exposure_v1(exposure: &Exposure) -> ExposureV1 {
    let dispute = &exposure.dispute;
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let effect = |effect: &Effect| standing_v1(effect.metric, effect.count, effect.standing);
    ExposureV1 {
        dispute_id: text(&dispute.details().id),
        order_id: dispute.order_id.to_string(),
        shop: text(&dispute.shop),
        family: dispute.family.id(),
        opened_at: dispute.opened_at.to_string(),
        due: dispute.details().response_due_at.map(|at: Moment| at.to_string()),
        worth: exposure.worth,
        endings: exposure
            .endings
            .iter()
            .map(|(ending, effects)| EndingV1 {
                ending: ending.id(),
                metrics: effects.iter().map(effect).collect(),
            })
            .collect(),
    }
}

fn what_if_v1(what_if: &WhatIf, rule_set: &str) -> WhatIfV1 {
    let read = |count: Count| ReadV1 {
        numerator: count.numerator,
        denominator: count.denominator,
        rate: rate(count),
    };
    let supposed = |supposed: &Supposed| SupposedV1 {
        id: supposed.metric.id(),
        before: read(supposed.before),
        after: read(supposed.after),
        level: supposed.standing.level.id(),
        headroom: supposed.standing.headroom,
        recovery: supposed.standing.recovery,
        at_most: supposed.at_most,
    };
    let changes = what_if.question.changes.iter().map(|change| {
        let (change, order) = change.named();
        ChangeV1 { change, order_id: order.to_string() }
    });
    WhatIfV1 {
        add: what_if.question.add,
        changes: changes.collect(),
        rule_set: rule_set.to_owned(),
        metrics: what_if.metrics.iter().map(supposed).collect(),
    }
}

fn group_v1(group: &GroupRisk) -> RiskGroupV1 {
    RiskGroupV1 {
        by: group.by.id(),
        key: if group.key.is_empty() { "unknown".to_owned() } else { group.key.clone() },
        numerator: group.count.numerator,
        denominator: group.count.denominator,
        rate: rate(group.count),
        rate_without: rate(group.without),
        level: group.standing.level.id(),
        headroom: group.standing.headroom,
        recovery: group.standing.recovery,
    }
}

/// Returns the risk as JSON.
pub(crate) fn risk_json(parts: RiskParts<'_>) -> RiskV1 {
    let report = parts.report;
    RiskV1 {
        schema: "disputes/risk/v1",
        as_of: report.as_of.to_string(),
        rule_set: RiskRuleSetV1 {
            id: report.rules.id.clone(),
            confidence: report.rules.confidence.id(),
            source: report.rules.source.clone(),
            retrieved: report.rules.retrieved.to_string(),
        },
        verdict: report.verdict.id(),
        cycle: parts.cycle.map(|cycle| CycleV1 {
            first: cycle.first.to_string(),
            last: cycle.last.to_string(),
            gives_points: cycle.gives_points,
        }),
        metrics: report.metrics.iter().map(metric_v1).collect(),
        points: points_v1(parts.points),
        exposure: report.exposure.as_ref().map(|all| all.iter().map(exposure_v1).collect()),
        what_if: report.what_if.as_ref().map(|what| what_if_v1(what, &report.rules.id)),
        forecast: report.forecast.as_ref().map(forecast_v1),
        groups: report.groups.iter().map(group_v1).collect(),
        shops: shops_v1(&report.shops),
        agreement: parts.agreement.iter().map(agreement_v1).collect(),
        incomplete: (!parts.incomplete.is_empty()).then(|| parts.incomplete.to_vec()),
    }
}
