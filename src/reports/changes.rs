//! What changed since the last report: orders that entered or left a metric, rules, deadlines.

use std::collections::BTreeSet;

use serde::Serialize;

use super::list::ListRow;
use super::record::{MetricRecord, OpenRecord, Record, key};
use crate::domain::{Count, Metric, Moment, SortRows, State};

/// What changed in one metric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MetricChange {
    /// The metric.
    #[serde(rename = "id")]
    pub metric: Metric,
    /// As it was said; `None` where it was not known.
    pub before: Option<Count>,
    /// As it is; `None` where it is not known.
    pub now: Option<Count>,
    /// The level's word then.
    pub level_before: String,
    /// The level's word now.
    pub level_now: String,
    /// Orders that count now and did not.
    pub entered: Vec<String>,
    /// Orders that counted and do not now.
    pub left: Vec<String>,
}

/// A deadline that passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passed {
    /// The order.
    #[serde(rename = "order_id")]
    pub order: String,
    /// The deadline.
    pub due: Moment,
    /// The dispute is still open.
    pub open: bool,
}

/// Two words for the same thing, then and now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Switch {
    /// What it is: `rule-set`, or a metric's id for its reading of cancelled disputes.
    pub what: String,
    /// Then.
    pub before: String,
    /// Now.
    pub now: String,
}

/// What changed since the last report, as JSON has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// The moment the last report's figures were taken for.
    pub since: Moment,
    /// Metrics whose counts, orders or level changed.
    pub metrics: Vec<MetricChange>,
    /// Rule set and readings that changed.
    pub rules: Vec<Switch>,
    /// Deadlines that passed.
    #[serde(rename = "deadlines_passed")]
    pub passed: Vec<Passed>,
    /// Orders of disputes that are new.
    pub filed: Vec<String>,
    /// Orders of disputes that were open and are so no more.
    pub ended: Vec<String>,
}

impl Changes {
    /// Returns whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.metrics.is_empty()
            && self.rules.is_empty()
            && self.passed.is_empty()
            && self.filed.is_empty()
            && self.ended.is_empty()
    }
}

/// Compares a run with the one before. `None` when the record's moment cannot be read.
pub fn changes(before: &Record, now: &Record, disputes: &[ListRow]) -> Option<Changes> {
    let since = before.open_moment()?;
    let as_of = now.open_moment()?;
    let was_open: BTreeSet<&str> = before.open.iter().map(|open| open.key.as_str()).collect();
    let is_open: BTreeSet<&str> = now.open.iter().map(|open| open.key.as_str()).collect();
    let due = |open: &OpenRecord| {
        let due = Moment::from_rfc3339(open.due.as_deref()?)?;
        (since < due && due <= as_of).then(|| Passed {
            order: open.order.clone(),
            due,
            open: is_open.contains(open.key.as_str()),
        })
    };
    let newly = now.open.iter().filter(|open| !was_open.contains(open.key.as_str()));
    let mut passed: Vec<Passed> = before.open.iter().chain(newly).filter_map(due).collect();
    passed.sort_rows_by(|a, b| (a.due, &a.order).cmp(&(b.due, &b.order)));
    let filed = disputes.iter().filter(|row| row.dispute.opened_at >= since);
    let ended = disputes
        .iter()
        .filter(|row| row.state != State::Open && was_open.contains(key(row).as_str()));
    let order = |row: &ListRow| row.dispute.order_id.to_string();
    Some(Changes {
        since,
        metrics: now.metrics.iter().filter_map(|metric| change(before, metric)).collect(),
        rules: switches(before, now),
        passed,
        filed: sorted(filed.map(order)),
        ended: sorted(ended.map(order)),
    })
}

fn sorted(orders: impl Iterator<Item = String>) -> Vec<String> {
    orders.collect::<BTreeSet<_>>().into_iter().collect()
}

fn change(before: &Record, now: &MetricRecord) -> Option<MetricChange> {
    let metric = now.metric()?;
    let then = before.of(metric)?;
    let same = then.orders == now.orders && then.level == now.level && then.count() == now.count();
    (!same).then(|| MetricChange {
        metric,
        before: then.count(),
        now: now.count(),
        level_before: then.level.clone(),
        level_now: now.level.clone(),
        entered: now.orders.difference(&then.orders).cloned().collect(),
        left: then.orders.difference(&now.orders).cloned().collect(),
    })
}

fn switches(before: &Record, now: &Record) -> Vec<Switch> {
    let mut switches = Vec::new();
    let mut add = |what: &str, before: &str, now: &str| {
        if before != now {
            let (what, before, now) = (what.to_owned(), before.to_owned(), now.to_owned());
            switches.push(Switch { what, before, now });
        }
    };
    add("rule-set", &before.rule_set, &now.rule_set);
    for metric in &now.metrics {
        if let Some(then) = metric.metric().and_then(|metric| before.of(metric)) {
            add(&metric.id, &then.cancelled, &metric.cancelled);
        }
    }
    switches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(as_of: &str, orders: &[&str], open: &[(&str, Option<&str>)]) -> Record {
        Record {
            since: None,
            span: None,
            as_of: as_of.to_owned(),
            rule_set: "aliexpress-2021".to_owned(),
            open_as_of: None,
            metrics: vec![MetricRecord {
                id: "dispute_rate".to_owned(),
                numerator: Some(u64::try_from(orders.len()).unwrap()),
                denominator: Some(100),
                level: "ok".to_owned(),
                limit_bp: None,
                cancelled: "counted".to_owned(),
                days: 30,
                orders: orders.iter().map(|&order| order.to_owned()).collect(),
            }],
            open: open
                .iter()
                .map(|(key, due)| OpenRecord {
                    key: (*key).to_owned(),
                    order: format!("order of {key}"),
                    due: due.map(ToOwned::to_owned),
                })
                .collect(),
        }
    }

    #[test]
    fn orders_enter_and_leave_a_metric_although_its_count_stays() {
        let before = record("2026-01-15T16:00:00Z", &["1", "2"], &[]);
        let now = record("2026-01-16T16:00:00Z", &["2", "3"], &[]);
        let found = changes(&before, &now, &[]).unwrap();
        assert_eq!(found.metrics[0].entered, ["3"]);
        assert_eq!(found.metrics[0].left, ["1"]);
    }

    #[test]
    fn a_month_is_held_against_months_alone() {
        let of = |since: bool, span| Record {
            since: since.then(|| "2025-11-30T16:00:00Z".to_owned()),
            span,
            ..record("2026-01-16T16:00:00Z", &[], &[])
        };
        use crate::reports::record::SpanKind::{Cycle, Month};
        assert!(of(true, Some(Month)).is_like(&of(true, Some(Month))));
        assert!(!of(true, Some(Month)).is_like(&of(true, Some(Cycle))));
        // An older version of the program did not say which it was.
        assert!(!of(true, None).is_like(&of(true, Some(Cycle))));
        assert!(of(false, None).is_like(&of(false, None)));
    }

    #[test]
    fn a_deadline_between_two_reports_has_passed_once() {
        let due = Some("2026-01-16T00:00:00Z");
        let before = record("2026-01-15T16:00:00Z", &[], &[("a", due)]);
        let now = record("2026-01-16T16:00:00Z", &[], &[("a", due)]);
        let found = changes(&before, &now, &[]).unwrap();
        assert_eq!(found.passed.len(), 1);
        assert!(found.passed[0].open);
        let later = record("2026-01-17T16:00:00Z", &[], &[("a", due)]);
        assert!(changes(&now, &later, &[]).unwrap().is_empty());
    }

    #[test]
    fn a_rule_set_that_changed_is_named() {
        let before = record("2026-01-15T16:00:00Z", &[], &[]);
        let mut now = record("2026-01-16T16:00:00Z", &[], &[]);
        now.rule_set = "my-own".to_owned();
        let found = changes(&before, &now, &[]).unwrap();
        assert_eq!(found.rules[0].before, "aliexpress-2021");
        assert_eq!(found.rules[0].now, "my-own");
    }
}
