//! What figures and groups are called, and percentages as text.

use super::one_line;
use super::translator::Translator;
use crate::domain::{Count, Metric};
use crate::reports::rate::Grouping;
use crate::rules::Limit;

pub(super) fn metric_name(metric: Metric, words: Translator<'_>) -> String {
    words.get(&format!("metric-{}", metric.id().replace('_', "-")))
}

pub(crate) fn percent(millionths: u64) -> String {
    Count::new(millionths, 1_000_000).to_string()
}

pub(super) fn limit_text(limit: Limit) -> String {
    format!("{} {}", limit.operator.id(), limit_percent(limit.bp))
}

/// Returns a group's name for people: a family is a code of ours.
pub(super) fn group_name(by: Grouping, key: &str, words: Translator<'_>) -> String {
    match by {
        Grouping::Family => words.code(key),
        Grouping::Shop | Grouping::Product | Grouping::Country | Grouping::Month => one_line(key),
    }
}

/// Returns a limit, in hundredths of a percent, as a percentage.
pub(super) fn limit_percent(bp: u32) -> String {
    Count::new(u64::from(bp), 10_000).to_string()
}
