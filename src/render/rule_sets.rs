//! What rule sets say.

use super::audience::Audience;
use super::document::{Document, Section, SectionRole};
use super::grid::Grid;
use super::one_line;
use super::or_empty;
use super::translator::{Translator, values};
use crate::domain::{Count, Metric};
use crate::rules::{Deadline, LimitRule, LimitValue, MetricRule, PointsStep, RuleSet};

/// Whether what is only believed is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unverified {
    /// Shown, and marked.
    Shown,
    /// Left out.
    Hidden,
}

pub(super) const fn basis(metric: Metric) -> &'static str {
    match metric.basis() {
        crate::domain::Basis::Filed => "filed",
        crate::domain::Basis::Paid => "paid",
    }
}

pub(super) const fn kind(limit: &LimitRule) -> &'static str {
    match limit.value {
        LimitValue::Known(_) => "known",
        LimitValue::BackOffice => "back-office",
        LimitValue::Believed(_) => "believed",
    }
}

pub(super) fn shown(limit: &LimitRule, unverified: Unverified) -> bool {
    match limit.value {
        LimitValue::Known(_) | LimitValue::BackOffice => true,
        LimitValue::Believed(_) => unverified == Unverified::Shown,
    }
}

pub(super) fn steps(rules: &RuleSet, unverified: Unverified) -> Vec<&PointsStep> {
    let steps = rules.points.as_ref().map_or(&[][..], |points| &points.steps);
    steps.iter().filter(|step| !step.believed || unverified == Unverified::Shown).collect()
}

/// Lays out the rule sets there are; `in_force` is the id of the one in force.
pub(crate) fn rule_sets_document(
    sets: &[RuleSet],
    in_force: &str,
    audience: Audience,
    words: Translator<'_>,
) -> Document {
    let keys = ["id", "from", "to", "confidence", "in_force", "title"];
    let mut grid = grid(&keys, words);
    for set in sets {
        grid.rows.push(vec![
            set.id.clone(),
            set.from.to_string(),
            or_empty(set.to),
            words.cell(set.confidence.id(), audience),
            if set.id == in_force { words.cell("yes", audience) } else { String::new() },
            set.title.clone(),
        ]);
    }
    Document::of_grid("rules", grid)
}

fn grid(keys: &[&'static str], words: Translator<'_>) -> Grid {
    Grid::of_keys("rules-column", keys, &["days", "window"], words)
}

/// Lays a rule set out for people.
pub(crate) fn rule_set_document(
    rules: &RuleSet,
    unverified: Unverified,
    words: Translator<'_>,
) -> Document {
    let to = rules.to.map_or_else(|| words.get("rules-still"), |day| day.to_string());
    let confidence = words.get(&format!("confidence-{}", rules.confidence.id()));
    let mut head = vec![
        words.fill("rules-fact", values!(name = rules.id, value = rules.title)),
        words.fill("rules-in-force", values!(from = rules.from, to, confidence)),
        words.fill("rules-source", values!(source = rules.source, retrieved = rules.retrieved)),
    ];
    head.extend(Some(rules.note.clone()).filter(|note| !note.is_empty()));
    let mut lines: Vec<String> = rules
        .limits
        .iter()
        .filter(|limit| shown(limit, unverified))
        .map(|limit| limit_line(limit, words))
        .collect();
    if lines.is_empty() {
        lines.push(words.get("rules-no-limits"));
    }
    lines.extend(rules.deadlines.iter().map(|deadline| deadline_line(deadline, words)));
    lines.extend(steps(rules, unverified).into_iter().map(|step| step_line(step, words)));
    let believed = rules.believed.iter().filter(|_| unverified == Unverified::Shown);
    lines.extend(believed.map(|believed| {
        words.fill("rules-believed", values!(what = believed.what, says = believed.says))
    }));
    let metrics = Section::of_grid(metrics_grid(rules, words));
    Document::new("rules", vec![Section::of_lines(head), metrics, Section::of_lines(lines)])
}

fn metrics_grid(rules: &RuleSet, words: Translator<'_>) -> Grid {
    let mut grid =
        grid(&["metric", "assessed", "window", "denominator", "cancelled", "confidence"], words);
    for metric in Metric::ALL {
        let rule = rules.metric(metric);
        grid.rows.push(vec![
            named(metric, words),
            words.code(if rule.assessed { "yes" } else { "no" }),
            rule.window_days.to_string(),
            words.code(rule.denominator.id()),
            words.code(rule.cancelled.id()),
            words.code(rule.confidence.id()),
        ]);
    }
    grid
}

/// Returns a metric's name with the id by which flags and files call it.
fn named(metric: Metric, words: Translator<'_>) -> String {
    match (words.code(metric.id()), metric.id()) {
        (name, id) if name == id => name,
        (name, id) => format!("{name} {id}"),
    }
}

fn limit_line(limit: &LimitRule, words: Translator<'_>) -> String {
    let percent = |bp: u32| Count::new(u64::from(bp), 10_000).to_string();
    let value = match limit.value {
        LimitValue::Known(bp) | LimitValue::Believed(bp) => {
            format!("{} {}", limit.operator.id(), percent(bp))
        }
        LimitValue::BackOffice => String::new(),
    };
    let metric = named(limit.metric, words);
    words.fill(
        &format!("rules-limit-{}", kind(limit)),
        values!(metric, value, consequence = limit.consequence, sources = limit.sources.join(" ")),
    )
}

fn deadline_line(deadline: &Deadline, words: Translator<'_>) -> String {
    let confidence = words.get(&format!("confidence-{}", deadline.confidence.id()));
    words.fill(
        "rules-deadline",
        values!(
            title = deadline.title,
            days = deadline.days,
            starts = deadline.starts,
            era = deadline.era,
            confidence
        ),
    )
}

fn step_line(step: &PointsStep, words: Translator<'_>) -> String {
    let consequence = match &step.tally {
        Some(tally) => words.fill("rules-fact", values!(name = tally, value = step.consequence)),
        None => step.consequence.clone(),
    };
    words.fill(
        if step.believed { "rules-step-believed" } else { "rules-step" },
        values!(at = step.at, consequence),
    )
}

/// Lays out everything a rule set says of one metric.
pub(crate) fn metric_document(
    rules: &RuleSet,
    metric: Metric,
    unverified: Unverified,
    words: Translator<'_>,
) -> Document {
    let rule = rules.metric(metric);
    let title = format!("{} / {}", rules.id, named(metric, words));
    let mut section = Section::new(SectionRole::Group, title);
    section.say_all(facts(rule).into_iter().map(|(key, value)| {
        let value = words.code(&one_line(&value));
        words.fill("rules-fact", values!(name = words.code(key), value))
    }));
    let limits = rules.limits_on(metric).filter(|limit| shown(limit, unverified));
    section.say_all(limits.map(|limit| limit_line(limit, words)));
    let sources = rules.sources.iter().filter(|source| rule.sources.contains(&source.id));
    section.say_all(sources.map(|source| {
        let of = [source.date.clone(), words.code(&source.kind)];
        let of = of.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let of = of.join(&words.get("clause-separator"));
        words.fill("rules-source-of-fact", values!(id = source.id, what = source.what, of))
    }));
    Document::new("rules", vec![section])
}

/// Returns what a rule says of a metric, as names of the rule file and values.
fn facts(rule: &MetricRule) -> Vec<(&'static str, String)> {
    let minimum = rule.minimum_orders.map_or_else(|| "not known".to_owned(), |n| n.to_string());
    let mut facts = vec![
        ("assessed", rule.assessed.to_string()),
        ("basis", basis(rule.metric).to_owned()),
        ("window-days", rule.window_days.to_string()),
        ("level", rule.level.id().to_owned()),
        ("denominator", rule.denominator.id().to_owned()),
        ("cancelled", rule.cancelled.id().to_owned()),
        ("minimum-orders", minimum),
        ("confidence", rule.confidence.id().to_owned()),
        ("source", rule.sources.join(" ")),
    ];
    facts.extend(rule.name.clone().map(|name| ("name", name)));
    if !rule.note.is_empty() {
        facts.push(("note", rule.note.clone()));
    }
    facts
}

/// Lays out in what two rule sets differ.
pub(crate) fn rules_diff_document(
    a: &RuleSet,
    b: &RuleSet,
    audience: Audience,
    words: Translator<'_>,
) -> Document {
    let mut grid = grid(&["what", "first", "second"], words);
    let mut add = |what: String, first: String, second: String| {
        if first != second {
            grid.rows.push(vec![what, words.cell(&first, audience), words.cell(&second, audience)]);
        }
    };
    let of = |whose: String, what: &str| match audience {
        Audience::People | Audience::Spreadsheet => {
            words.fill("rules-fact", values!(name = whose, value = words.code(what)))
        }
        Audience::Programs => format!("{whose}: {what}"),
    };
    let whole = |set: &RuleSet| {
        let to = or_empty(set.to);
        [("id", set.id.clone()), ("from", set.from.to_string()), ("to", to)]
    };
    for ((what, first), (_, second)) in whole(a).into_iter().zip(whole(b)) {
        add(words.cell(what, audience), first, second);
    }
    for metric in Metric::ALL {
        let (first, second) = (facts(a.metric(metric)), facts(b.metric(metric)));
        for (key, value) in &first {
            let other = second.iter().find(|(name, _)| name == key);
            // What one of two sets does not state is an empty cell.
            let other = other.map(|(_, value)| value.clone()).unwrap_or_default();
            add(of(words.cell(metric.id(), audience), key), value.clone(), other);
        }
        let limits = |set: &RuleSet| {
            let kinds: Vec<&str> = set.limits_on(metric).map(kind).collect();
            if kinds.is_empty() { "none".to_owned() } else { kinds.join(" ") }
        };
        add(of(words.cell(metric.id(), audience), "limit"), limits(a), limits(b));
    }
    let mut ids: Vec<&str> =
        a.deadlines.iter().chain(&b.deadlines).map(|d| d.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let days = |set: &RuleSet| or_empty(set.deadline(id).map(|deadline| deadline.days));
        add(of(id.to_owned(), "days"), days(a), days(b));
    }
    Document::of_grid("rules", grid)
}
