//! Whether our figures agree with the seller centre's.

use serde_json::{Value, json};

use super::names::metric_name;
use super::or_empty;
use super::rate_json::rate;
use super::translator::{Translator, values};
use crate::reports::agreement::{Agreement, DifferenceCause, Match};

pub(super) fn agreement_v1(agreement: &Agreement) -> Value {
    let matches = agreement.matches.iter().map(|found| {
        json!({
            "rule_set": found.rule_set,
            "window_days": found.window_days,
            "reading": found.reading,
            "numerator": found.count.numerator,
            "denominator": found.count.denominator,
            "rate": rate(found.count),
            "cause": found.cause.map(|cause| cause.id()),
            "amount": found.cause.and_then(|cause| cause.amount()),
        })
    });
    json!({
        "metric": agreement.metric.id(),
        "platform_figure": agreement.figure.to_string(),
        "agrees": agreement.agrees(),
        "matches": matches.collect::<Value>(),
    })
}

pub(super) fn agreement_lines(agreement: &Agreement, words: Translator<'_>) -> Vec<String> {
    let metric = metric_name(agreement.metric, words);
    let headline = or_empty(agreement.headline);
    let values = values!(metric, figure = agreement.figure, headline);
    if agreement.matches.is_empty() {
        return vec![words.fill("agreement-none", values)];
    }
    let key = if agreement.agrees() { "agreement-yes" } else { "agreement-no" };
    let mut lines = vec![words.fill(key, values)];
    let causes = agreement.matches.iter().filter_map(|found| Some((found, found.cause?)));
    lines.extend(causes.map(|(found, cause)| cause_line(found, cause, words)));
    lines
}

fn cause_line(found: &Match, cause: DifferenceCause, words: Translator<'_>) -> String {
    let hours = match cause {
        DifferenceCause::DayEdge { hours } => format!("{hours:+}"),
        DifferenceCause::CancelledReading
        | DifferenceCause::WindowLength
        | DifferenceCause::OtherRuleSet
        | DifferenceCause::Lines
        | DifferenceCause::BuyerOwnExempt
        | DifferenceCause::Missing { .. }
        | DifferenceCause::Exempted { .. } => String::new(),
    };
    let counts = format!("{}/{}", found.count.numerator, found.count.denominator);
    let reading = words.get(&format!("reading-{}", found.reading));
    words.fill(
        &format!("cause-{}", cause.id()),
        values!(
            id = found.rule_set,
            days = found.window_days,
            reading,
            counts,
            hours,
            amount = or_empty(cause.amount())
        ),
    )
}
