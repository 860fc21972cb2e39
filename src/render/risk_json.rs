//! Risk in JSON.

use serde_json::{Value, json};

use super::agreement::agreement_v1;
use super::forecast_json::forecast_v1;
use super::points::points_v1;
use super::rate_json::{RangeV1, WindowV1, count_v1, list, millionths, rate};
use super::{CaveatV1, not_empty};
use crate::domain::{Count, Metric, Moment};
use crate::reports::agreement::Agreement;
use crate::reports::exposure::{Effect, Exposure, Supposed, WhatIf};
use crate::reports::metric_risk::{GroupRisk, MetricRisk, RollOff};
use crate::reports::points::PointsReport;
use crate::reports::rate::Figure;
use crate::reports::risk::RiskReport;
use crate::reports::risk_settings::{LimitInUse, Origin, Standing};
use crate::reports::shops::ShopRisk;
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

pub(super) fn limit_v1(used: &LimitInUse) -> Value {
    let (source, confidence) = match &used.origin {
        Origin::Own => ("your figure".to_owned(), "your-figure"),
        Origin::RuleSet { sources, confidence } => (sources.join(" "), confidence.id()),
    };
    json!({
        "value": millionths(u64::from(used.limit.bp) * 100),
        "operator": used.limit.operator.id(),
        "source": source,
        "confidence": confidence,
    })
}

fn stated_v1(limit: &LimitRule) -> Value {
    // A value that is only believed is shown by `rules show --unverified` and nowhere else.
    let (kind, value) = match limit.value {
        LimitValue::Known(bp) => ("known", millionths(u64::from(bp) * 100)),
        LimitValue::BackOffice => ("back-office", None),
        LimitValue::Believed(_) => ("believed", None),
    };
    json!({
        "kind": kind,
        "value": value,
        "operator": limit.operator_stated.then(|| limit.operator.id()),
        "consequence": limit.consequence,
        "sources": limit.sources,
        "confidence": limit.confidence.id(),
    })
}

pub(super) fn metric_v1(risk: &MetricRisk) -> Value {
    let figure: &Figure = &risk.figure;
    let bound = |value: Option<u32>| value.and_then(|value| millionths(u64::from(value)));
    let assessable = figure.why_not.is_none();
    json!({
        "id": figure.metric.id(),
        "numerator": figure.count.map(|count| count.numerator),
        "denominator": figure.denominator,
        "rate": figure.count.filter(|_| assessable).and_then(rate),
        "low": bound(figure.interval.map(|interval| interval.low)),
        "high": bound(figure.interval.map(|interval| interval.high)),
        "range": RangeV1::of(figure),
        "window": WindowV1::of_figure(figure),
        "assessable": assessable,
        "too_few": figure.too_few,
        "cancelled": figure.reading.id(),
        "level": risk.standing.level.id(),
        "limit": risk.limit.as_ref().map(limit_v1),
        "stated_limits": list(&risk.stated, stated_v1),
        "headroom": risk.standing.headroom,
        "crosses_at": risk.standing.headroom.map(|orders| orders.saturating_add(1)),
        "recovery": risk.standing.recovery,
        "roll_off": risk.roll_off.as_ref().map(|days| list(days, roll_off_v1)),
    })
}

fn roll_off_v1(row: &RollOff) -> Value {
    json!({
        "day": row.day.to_string(),
        "orders": row.orders.iter().map(ToString::to_string).collect::<Value>(),
        "count": row.orders.len(),
    })
}

fn standing_v1(metric: Metric, count: Count, standing: Standing) -> Value {
    json!({
        "id": metric.id(),
        "numerator": count.numerator,
        "denominator": count.denominator,
        "rate": rate(count),
        "level": standing.level.id(),
        "headroom": standing.headroom,
        "recovery": standing.recovery,
    })
}

fn exposure_v1(exposure: &Exposure) -> Value {
    let dispute = &exposure.dispute;
    let effect = |effect: &Effect| standing_v1(effect.metric, effect.count, effect.standing);
    json!({
        "dispute_id": not_empty(&dispute.details().id),
        "order_id": dispute.order_id.to_string(),
        "shop": not_empty(&dispute.shop),
        "family": dispute.family.id(),
        "opened_at": dispute.opened_at.to_string(),
        "due": dispute.details().response_due_at.map(|at: Moment| at.to_string()),
        "worth": exposure.worth,
        "endings": exposure
            .endings
            .iter()
            .map(|(ending, effects)| json!({
                "ending": ending.id(),
                "metrics": list(effects, effect),
            }))
            .collect::<Value>(),
    })
}

fn what_if_v1(what_if: &WhatIf, rule_set: &str) -> Value {
    let supposed = |supposed: &Supposed| {
        json!({
            "id": supposed.metric.id(),
            "before": count_v1(supposed.before),
            "after": count_v1(supposed.after),
            "level": supposed.standing.level.id(),
            "headroom": supposed.standing.headroom,
            "recovery": supposed.standing.recovery,
            "at_most": supposed.at_most,
        })
    };
    let changes = what_if.question.changes.iter().map(|change| {
        let (change, order) = change.named();
        json!({ "change": change, "order_id": order.to_string() })
    });
    json!({
        "add": what_if.question.add,
        "changes": changes.collect::<Value>(),
        "rule_set": rule_set,
        "metrics": list(&what_if.metrics, supposed),
    })
}

fn group_v1(group: &GroupRisk) -> Value {
    json!({
        "by": group.by.id(),
        "key": if group.key.is_empty() { "unknown".to_owned() } else { group.key.clone() },
        "numerator": group.count.numerator,
        "denominator": group.count.denominator,
        "rate": rate(group.count),
        "rate_without": rate(group.without),
        "level": group.standing.level.id(),
        "headroom": group.standing.headroom,
        "recovery": group.standing.recovery,
    })
}

/// Returns the risk as JSON.
pub(crate) fn risk_json(parts: RiskParts<'_>) -> Value {
    let report = parts.report;
    json!({
        "schema": "disputes/risk/v1",
        "as_of": report.as_of.to_string(),
        "rule_set": {
            "id": report.rules.id,
            "confidence": report.rules.confidence.id(),
            "source": report.rules.source,
            "retrieved": report.rules.retrieved.to_string(),
        },
        "verdict": report.verdict.id(),
        "cycle": parts.cycle,
        "metrics": list(&report.metrics, metric_v1),
        "points": points_v1(parts.points),
        "exposure": report.exposure.as_ref().map(|all| list(all, exposure_v1)),
        "what_if": report.what_if.as_ref().map(|what| what_if_v1(what, &report.rules.id)),
        "forecast": report.forecast.as_ref().map(forecast_v1),
        "groups": list(&report.groups, group_v1),
        "agreement": list(parts.agreement, agreement_v1),
        "shops": shops_v1(&report.shops),
        "incomplete": (!parts.incomplete.is_empty()).then(|| parts.incomplete.to_vec()),
    })
}

pub(super) fn shops_v1(shops: &[ShopRisk]) -> Vec<Value> {
    let shop = |shop: &ShopRisk| {
        let risk = &shop.risk;
        json!({
            "shop": Some(risk.key.clone()).filter(|key| !key.is_empty()),
            "numerator": risk.count.numerator,
            "denominator": risk.count.denominator,
            "rate": rate(risk.count),
            "limit": risk.limit.as_ref().map(limit_v1),
            "level": risk.standing.level.id(),
            "headroom": risk.standing.headroom,
            "recovery": risk.standing.recovery,
            "open": shop.queue.map(|queue| queue.open),
            "due_24h": shop.queue.map(|queue| queue.due_24h),
            "overdue": shop.queue.map(|queue| queue.overdue),
            "metrics": list(&shop.metrics, metric_v1),
        })
    };
    shops.iter().map(shop).collect()
}
