//! From a rule file's text to a [`RuleSet`].

use toml::de::DeTable;

use super::RulesError;
use super::fields::{Complaints, Fields};
use super::load_assessment::{delay_rule, one_cycle, points_rule};
use super::set::{
    Believed, Deadline, Denominator, Level, LimitRule, LimitValue, MetricRule, Operator, Precision,
    RuleSet, Source,
};
use crate::domain::{Basis, CancelledReading, Metric};
use crate::rules::cited::{Cited, confidence};

/// Reads a rule file. `name` is the path or the id that complaints name.
pub(super) fn load(text: &str, name: &str, base: Option<&RuleSet>) -> Result<RuleSet, RulesError> {
    let complaints = Complaints::about(text);
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        complaints.add(error.span().map_or(0, |span| span.start), error.message().to_owned());
    }
    let set = errors.is_empty().then(|| {
        let fields = Fields::new("rule set", &document, &complaints);
        let set = rule_set(&fields, base);
        fields.finish();
        set
    });
    let found = complaints.into_sorted();
    match set.flatten() {
        Some(set) if found.is_empty() => Ok(set),
        Some(_) | None => Err(RulesError::Invalid { name: name.to_owned(), complaints: found }),
    }
}

/// Returns the id of the rule set that a file builds on, if it names one.
pub(super) fn base_of(text: &str) -> Option<String> {
    let document = DeTable::parse(text).ok()?;
    Some(document.get_ref().get("base")?.get_ref().as_str()?.to_owned())
}

fn rule_set(fields: &Fields<'_>, base: Option<&RuleSet>) -> Option<RuleSet> {
    let _named = fields.text("base");
    let id = fields.required("id", fields.text("id"));
    let title = fields.required("title", fields.text("title"));
    let from = fields.required("from", fields.day("from"));
    let to = fields.day("to");
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        fields.refuse("to", format!("is {to}, before the first day {from}"));
    }
    let precision = [("day", Precision::Day), ("year", Precision::Year)];
    let from_precision = fields.word("from-precision", &precision).unwrap_or(Precision::Day);
    let source = fields.required("source", fields.text("source"));
    let retrieved = fields.required("retrieved", fields.day("retrieved"));
    let confidence = confidence(fields);
    let note = fields.text_or_empty("note");
    let mut sources = fields.tables("reference", one_source);
    let inherited = base.map_or(&[][..], |set| set.sources.as_slice());
    let new = |old: &&Source| !sources.iter().any(|source| source.id == old.id);
    let old: Vec<_> = inherited.iter().filter(new).cloned().collect();
    sources.extend(old);
    let cited = Cited { known: &sources };
    let metrics = metrics(fields, &cited, base);
    let limits = fields.tables("limit", |limit| one_limit(limit, &cited));
    let deadlines = fields.tables("deadline", |deadline| one_deadline(deadline, &cited));
    let cycles = fields.tables("cycle", |cycle| one_cycle(cycle, &cited));
    let points = fields.table("points", |points| points_rule(points, &cited));
    let delay = fields.table("delay", |delay| delay_rule(delay, &cited));
    let believed = fields.tables("believed", one_belief);
    let or_base = |key| base.filter(|_| !fields.has(key));
    Some(RuleSet {
        id: id?,
        title: title?,
        from: from?,
        from_precision,
        to,
        source: source?,
        retrieved: retrieved?,
        confidence: confidence?,
        note,
        limits: or_base("limit").map_or(limits, |set| set.limits.clone()),
        deadlines: or_base("deadline").map_or(deadlines, |set| set.deadlines.clone()),
        cycles: or_base("cycle").map_or(cycles, |set| set.cycles.clone()),
        points: or_base("points").map_or(points, |set| set.points.clone()),
        delay: or_base("delay").map_or(delay, |set| set.delay.clone()),
        believed,
        metrics: metrics?,
        sources,
    })
}

fn one_source(fields: &Fields<'_>) -> Option<Source> {
    let id = fields.required("id", fields.text("id"));
    let what = fields.required("what", fields.text("what"));
    let kind = fields.required("kind", fields.text("kind"));
    let date = fields.text_or_empty("date");
    Some(Source { id: id?, what: what?, date, kind: kind? })
}

fn one_belief(fields: &Fields<'_>) -> Option<Believed> {
    let what = fields.required("what", fields.text("what"));
    let says = fields.required("says", fields.text("says"));
    Some(Believed { what: what?, says: says? })
}

/// Returns a rule for each metric.
fn metrics(
    fields: &Fields<'_>,
    cited: &Cited<'_>,
    base: Option<&RuleSet>,
) -> Option<Vec<MetricRule>> {
    let mut seen = Vec::new();
    let given = fields.tables("metric", |table| {
        let rule = one_metric(table, cited)?;
        if seen.contains(&rule.metric) {
            table.refuse("id", "is given twice");
        }
        seen.push(rule.metric);
        Some(rule)
    });
    let named = |metric: Metric| {
        let found = given.iter().find(|rule| rule.metric == metric);
        let found = found.or_else(|| base.map(|set| set.metric(metric)));
        if found.is_none() {
            let id = metric.id();
            fields.complain(format!(
                "metric `{id}` is missing: describe all six, or name a `base` to take it from"
            ));
        }
        found.cloned()
    };
    Metric::ALL.map(named).into_iter().collect()
}

fn one_metric(fields: &Fields<'_>, cited: &Cited<'_>) -> Option<MetricRule> {
    let metric = fields.required("id", fields.word("id", &Metric::BY_ID));
    let basis = fields.word("basis", &[("filed", Basis::Filed), ("paid", Basis::Paid)]);
    let basis = fields.required("basis", basis);
    let level = fields.required("level", fields.word("level", &Level::BY_ID));
    let denominator = fields.word("denominator", &Denominator::BY_ID);
    let denominator = fields.required("denominator", denominator);
    let cancelled = fields.word("cancelled", &CancelledReading::BY_ID);
    let cancelled = fields.required("cancelled", cancelled);
    let window_days = fields.required("window-days", fields.window("window-days"));
    let assessed = fields.required("assessed", fields.flag("assessed"));
    let confidence = confidence(fields);
    let sources = cited.read(fields);
    let (name, minimum) = (fields.text("name"), fields.number("minimum-orders"));
    let note = fields.text_or_empty("note");
    if let (Some(metric), Some(basis)) = (metric, basis)
        && metric.basis() != basis
    {
        fields.refuse("basis", format!("does not fit: `{}` has another one", metric.id()));
    }
    if let (Some(basis), Some(denominator)) = (basis, denominator)
        && (basis == Basis::Paid) != (denominator == Denominator::Paid)
    {
        fields.refuse("denominator", "does not fit `basis`: `paid` goes with `paid` only");
    }
    Some(MetricRule {
        metric: metric?,
        name,
        assessed: assessed?,
        window_days: window_days?,
        level: level?,
        denominator: denominator?,
        cancelled: cancelled?,
        minimum_orders: minimum,
        confidence: confidence?,
        sources,
        note,
    })
}

fn one_limit(fields: &Fields<'_>, cited: &Cited<'_>) -> Option<LimitRule> {
    let metric = fields.required("metric", fields.word("metric", &Metric::BY_ID));
    let value = fields.required("limit", fields.limit("limit"));
    let operator = fields.word("operator", &Operator::BY_ID);
    let consequence = fields.text_or_empty("consequence");
    let confidence = confidence(fields);
    let sources = match value {
        Some(LimitValue::Believed(_)) => cited.read_if_any(fields),
        Some(LimitValue::Known(_) | LimitValue::BackOffice) | None => cited.read(fields),
    };
    let note = fields.text_or_empty("note");
    Some(LimitRule {
        metric: metric?,
        value: value?,
        operator: operator.unwrap_or(Operator::Above),
        operator_stated: operator.is_some(),
        consequence,
        confidence: confidence?,
        sources,
        note,
    })
}

fn one_deadline(fields: &Fields<'_>, cited: &Cited<'_>) -> Option<Deadline> {
    let id = fields.required("id", fields.text("id"));
    let title = fields.required("title", fields.text("title"));
    let days = fields.required("days", fields.number("days"));
    let starts = fields.required("starts", fields.text("starts"));
    let consequence = fields.text_or_empty("consequence");
    let era = fields.text_or_empty("era");
    let confidence = confidence(fields);
    let sources = cited.read(fields);
    let note = fields.text_or_empty("note");
    Some(Deadline {
        id: id?,
        title: title?,
        days: days?,
        starts: starts?,
        consequence,
        era,
        confidence: confidence?,
        sources,
        note,
    })
}
