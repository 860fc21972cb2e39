//! The section of a report that says what changed.

use super::document::Section;
use super::names::metric_name;
use super::report_parts::{SHOWN, day, section};
use super::translator::{Translator, values};
use crate::domain::{Count, Metric, Zone};
use crate::reports::changes::{Changes, MetricChange, Passed};

fn some(orders: &[String], words: Translator<'_>) -> String {
    first_of(orders, SHOWN, words)
}

/// Names the first of some things, and says how many more there are.
pub(super) fn first_of(all: &[String], most: usize, words: Translator<'_>) -> String {
    let separator = words.get("list-separator");
    match all.split_at_checked(most) {
        Some((shown, rest)) if !rest.is_empty() => {
            let more = words.fill("report-more", values!(count = rest.len()));
            words.fill("list-and-more", values!(shown = shown.join(&separator), more))
        }
        Some(_) | None => all.join(&separator),
    }
}

/// Says what changed since the last report.
pub(super) fn changes(changes: Option<&Changes>, zone: Zone, words: Translator<'_>) -> Section {
    let mut section = section("changes", words);
    let Some(changes) = changes else {
        section.say(words.get("changes-first"));
        return section;
    };
    let since = day(changes.since);
    section.title = words.fill("report-changes-since", values!(since));
    if changes.is_empty() {
        section.say(words.get("changes-none"));
        return section;
    }
    for switch in &changes.rules {
        let what = match Metric::from_id(&switch.what) {
            Some(metric) => metric_name(metric, words),
            None => words.get("changes-rule-set"),
        };
        section.say(
            words.fill("changes-rule", values!(what, before = switch.before, now = switch.now)),
        );
    }
    for (key, orders) in [("changes-filed", &changes.filed), ("changes-ended", &changes.ended)] {
        if !orders.is_empty() {
            let count = orders.len();
            section.say(words.fill(key, values!(count, orders = some(orders, words))));
        }
    }
    section.say_all(passed_lines(changes, zone, words));
    section.say_all(changes.metrics.iter().map(|metric| metric_line(metric, words)));
    section.say_all(order_lines(changes, words));
    section
}

fn passed_lines(changes: &Changes, zone: Zone, words: Translator<'_>) -> Vec<String> {
    let of = |key: &str, open: bool| {
        let one = |passed: &Passed| {
            let due = words.moment(zone, passed.due);
            words.fill("changes-passed-order", values!(order = passed.order, due))
        };
        let passed = changes.passed.iter().filter(|passed| passed.open == open);
        let orders: Vec<String> = passed.map(one).collect();
        (!orders.is_empty()).then(|| words.fill(key, values!(orders = some(&orders, words))))
    };
    [of("changes-passed-open", true), of("changes-passed", false)].into_iter().flatten().collect()
}

fn metric_line(metric: &MetricChange, words: Translator<'_>) -> String {
    let shown = |count: Option<Count>| match count {
        Some(count) => format!("{count} ({}/{})", count.numerator, count.denominator),
        None => "—".to_owned(),
    };
    let (before, now) = (shown(metric.before), shown(metric.now));
    let name = metric_name(metric.metric, words);
    let mut line = words.fill("changes-metric", values!(metric = name, before, now));
    if metric.level_before != metric.level_now {
        let level = |id: &str| words.get(&format!("level-{id}"));
        let (before, now) = (level(&metric.level_before), level(&metric.level_now));
        line.push_str(&words.fill("changes-level", values!(before, now)));
    }
    line
}

/// Takes a set of orders from what has changed in a metric.
type Orders = fn(&MetricChange) -> &Vec<String>;

/// Says which orders count now or no longer: each set of orders once, with the metrics it is of.
fn order_lines(changes: &Changes, words: Translator<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let sets: [(&str, Orders); 2] =
        [("changes-entered", |metric| &metric.entered), ("changes-left", |metric| &metric.left)];
    for (key, of) in sets {
        let mut said: Vec<&Vec<String>> = Vec::new();
        for orders in changes.metrics.iter().map(of).filter(|orders| !orders.is_empty()) {
            if said.contains(&orders) {
                continue;
            }
            said.push(orders);
            let same = changes.metrics.iter().filter(|metric| of(metric) == orders);
            let names: Vec<String> = same.map(|metric| metric_name(metric.metric, words)).collect();
            let names = names.join(&words.get("list-separator"));
            lines.push(words.fill(key, values!(metrics = names, orders = some(orders, words))));
        }
    }
    lines
}
