//! What rule sets say, in JSON.

use serde_json::{Value, json};

use super::not_empty;
use super::rate_json::{list, millionths};
use super::rule_sets::{Unverified, basis, kind, shown, steps};
use crate::domain::Metric;
use crate::rules::{LimitRule, LimitValue, MetricRule, RuleSet};

fn metric_v1(rule: &MetricRule) -> Value {
    json!({
        "id": rule.metric.id(),
        "name": rule.name,
        "assessed": rule.assessed,
        "basis": basis(rule.metric),
        "window_days": rule.window_days,
        "level": rule.level.id(),
        "denominator": rule.denominator.id(),
        "cancelled": rule.cancelled.id(),
        "minimum_orders": rule.minimum_orders,
        "confidence": rule.confidence.id(),
        "sources": rule.sources,
        "note": not_empty(&rule.note),
    })
}

fn limit_v1(limit: &LimitRule) -> Value {
    let value = match limit.value {
        LimitValue::Known(bp) | LimitValue::Believed(bp) => millionths(u64::from(bp) * 100),
        LimitValue::BackOffice => None,
    };
    json!({
        "metric": limit.metric.id(),
        "kind": kind(limit),
        "value": value,
        "operator": limit.operator_stated.then(|| limit.operator.id()),
        "consequence": not_empty(&limit.consequence),
        "confidence": limit.confidence.id(),
        "sources": limit.sources,
        "note": not_empty(&limit.note),
    })
}

/// Returns a rule set as JSON.
pub(crate) fn rule_set_json(rules: &RuleSet, unverified: Unverified) -> Value {
    let limits = rules.limits.iter().filter(|limit| shown(limit, unverified));
    let believed = rules.believed.iter().filter(|_| unverified == Unverified::Shown);
    json!({
        "schema": "disputes/rules/v1",
        "id": rules.id,
        "title": rules.title,
        "from": rules.from.to_string(),
        "to": rules.to.map(|day| day.to_string()),
        "source": rules.source,
        "retrieved": rules.retrieved.to_string(),
        "confidence": rules.confidence.id(),
        "note": not_empty(&rules.note),
        "metrics": Metric::ALL.map(|metric| metric_v1(rules.metric(metric))),
        "limits": limits.map(limit_v1).collect::<Value>(),
        "deadlines": rules.deadlines,
        "points_scale": rules.points.as_ref().map(|points| points.scale),
        "points_steps": steps(rules, unverified),
        "believed": believed.collect::<Vec<_>>(),
        "sources": rules.sources,
    })
}

/// Returns the rule sets there are as JSON.
pub(crate) fn rule_sets_json(sets: &[RuleSet], in_force: &str) -> Value {
    json!({
        "schema": "disputes/rules/v1",
        "in_force": not_empty(in_force),
        "rule_sets": list(sets, |set| rule_set_json(set, Unverified::Hidden)),
    })
}
