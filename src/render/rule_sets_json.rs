//! What rule sets say, in JSON.

use serde::Serialize;
use serde_json::Number;

use super::rate_json::millionths;
use super::rule_sets::{Unverified, basis, kind, shown, steps};
use crate::domain::Metric;
use crate::rules::{Deadline, LimitRule, LimitValue, MetricRule, PointsStep, RuleSet, Source};

#[derive(Serialize)]
struct RuleMetricV1 {
    id: &'static str,
    name: Option<String>,
    assessed: bool,
    basis: &'static str,
    window_days: u32,
    level: &'static str,
    denominator: &'static str,
    cancelled: &'static str,
    minimum_orders: Option<u32>,
    confidence: &'static str,
    sources: Vec<String>,
    note: Option<String>,
}

#[derive(Serialize)]
struct RuleLimitV1 {
    metric: &'static str,
    kind: &'static str,
    value: Option<Number>,
    operator: Option<&'static str>,
    consequence: Option<String>,
    confidence: &'static str,
    sources: Vec<String>,
    note: Option<String>,
}

#[derive(Serialize)]
struct DeadlineV1 {
    id: String,
    title: String,
    days: u32,
    starts: String,
    consequence: Option<String>,
    era: Option<String>,
    confidence: &'static str,
    sources: Vec<String>,
    note: Option<String>,
}

#[derive(Serialize)]
struct RuleStepV1 {
    at: u32,
    tally: Option<String>,
    consequence: String,
    believed: bool,
    confidence: &'static str,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct BelievedV1 {
    what: String,
    says: String,
}

#[derive(Serialize)]
struct SourceV1 {
    id: String,
    what: String,
    date: Option<String>,
    kind: String,
}

/// A rule set in JSON.
#[derive(Serialize)]
pub(crate) struct RuleSetV1 {
    schema: &'static str,
    id: String,
    title: String,
    from: String,
    to: Option<String>,
    source: String,
    retrieved: String,
    confidence: &'static str,
    note: Option<String>,
    metrics: Vec<RuleMetricV1>,
    limits: Vec<RuleLimitV1>,
    deadlines: Vec<DeadlineV1>,
    points_scale: Option<u32>,
    points_steps: Vec<RuleStepV1>,
    believed: Vec<BelievedV1>,
    sources: Vec<SourceV1>,
}

fn text(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn metric_v1(rule: &MetricRule) -> RuleMetricV1 {
    RuleMetricV1 {
        id: rule.metric.id(),
        name: rule.name.clone(),
        assessed: rule.assessed,
        basis: basis(rule.metric),
        window_days: rule.window_days,
        level: rule.level.id(),
        denominator: rule.denominator.id(),
        cancelled: rule.cancelled.id(),
        minimum_orders: rule.minimum_orders,
        confidence: rule.confidence.id(),
        sources: rule.sources.clone(),
        note: text(&rule.note),
    }
}

fn limit_v1(limit: &LimitRule) -> RuleLimitV1 {
    let value = match limit.value {
        LimitValue::Known(bp) | LimitValue::Believed(bp) => millionths(u64::from(bp) * 100),
        LimitValue::BackOffice => None,
    };
    RuleLimitV1 {
        metric: limit.metric.id(),
        kind: kind(limit),
        value,
        operator: limit.operator_stated.then(|| limit.operator.id()),
        consequence: text(&limit.consequence),
        confidence: limit.confidence.id(),
        sources: limit.sources.clone(),
        note: text(&limit.note),
    }
}

fn deadline_v1(deadline: &Deadline) -> DeadlineV1 {
    DeadlineV1 {
        id: deadline.id.clone(),
        title: deadline.title.clone(),
        days: deadline.days,
        starts: deadline.starts.clone(),
        consequence: text(&deadline.consequence),
        era: text(&deadline.era),
        confidence: deadline.confidence.id(),
        sources: deadline.sources.clone(),
        note: text(&deadline.note),
    }
}

/// Returns a rule set as JSON.
pub(crate) fn rule_set_json(rules: &RuleSet, unverified: Unverified) -> RuleSetV1 {
    let step = |step: &PointsStep| RuleStepV1 {
        at: step.at,
        tally: step.tally.clone(),
        consequence: step.consequence.clone(),
        believed: step.believed,
        confidence: step.confidence.id(),
        sources: step.sources.clone(),
    };
    let source = |source: &Source| SourceV1 {
        id: source.id.clone(),
        what: source.what.clone(),
        date: text(&source.date),
        kind: source.kind.clone(),
    };
    let believed = rules.believed.iter().filter(|_| unverified == Unverified::Shown);
    RuleSetV1 {
        schema: "disputes/rules/v1",
        id: rules.id.clone(),
        title: rules.title.clone(),
        from: rules.from.to_string(),
        to: rules.to.map(|day| day.to_string()),
        source: rules.source.clone(),
        retrieved: rules.retrieved.to_string(),
        confidence: rules.confidence.id(),
        note: text(&rules.note),
        metrics: Metric::ALL.map(|metric| metric_v1(rules.metric(metric))).into(),
        limits: rules.limits.iter().filter(|l| shown(l, unverified)).map(limit_v1).collect(),
        deadlines: rules.deadlines.iter().map(deadline_v1).collect(),
        points_scale: rules.points.as_ref().map(|points| points.scale),
        points_steps: steps(rules, unverified).into_iter().map(step).collect(),
        believed: believed
            .map(|b| BelievedV1 { what: b.what.clone(), says: b.says.clone() })
            .collect(),
        sources: rules.sources.iter().map(source).collect(),
    }
}

/// The rule sets there are, in JSON.
#[derive(Serialize)]
pub(crate) struct RuleSetsV1 {
    schema: &'static str,
    in_force: Option<String>,
    rule_sets: Vec<RuleSetV1>,
}

/// Returns the rule sets there are as JSON.
pub(crate) fn rule_sets_json(sets: &[RuleSet], in_force: &str) -> RuleSetsV1 {
    RuleSetsV1 {
        schema: "disputes/rules/v1",
        in_force: text(in_force),
        rule_sets: sets.iter().map(|set| rule_set_json(set, Unverified::Hidden)).collect(),
    }
}
