//! Notices as lines of text.

use super::names::metric_name;
use super::one_line;
use super::translator::{Translator, values};
use crate::domain::{AssessmentDay, Count, Moment, Zone};
use crate::reports::notices::Notice;
use crate::rules::RiskLevel;

/// Returns the title of a message about a shop, or all of them.
pub(crate) fn notice_title(shop: Option<&str>, words: Translator<'_>) -> String {
    let shop = shop.map_or_else(|| words.get("notice-all-shops"), one_line);
    words.fill("notice-title", values!(shop))
}

/// Returns a notice as one line.
pub(crate) fn notice_line(
    notice: &Notice,
    as_of: Moment,
    zone: Zone,
    words: Translator<'_>,
) -> String {
    match notice {
        Notice::Level { metric: which, before, level, count, limit_bp } => {
            let metric = metric_name(*which, words);
            let named = |level: RiskLevel| words.get(&format!("level-{}", level.id()));
            let level = match before {
                Some(before) => format!("{} → {}", named(*before), named(*level)),
                None => named(*level),
            };
            let shown =
                |count: &Count| format!("{count} ({}/{})", count.numerator, count.denominator);
            let rate = count.as_ref().map_or_else(|| "—".to_owned(), shown);
            let limit = limit_bp.map(|bp| Count::new(u64::from(bp), 10_000).to_string());
            match limit {
                Some(limit) => words.fill("notice-level", values!(metric, level, rate, limit)),
                None => words.fill("notice-level-no-limit", values!(metric, level, rate)),
            }
        }
        Notice::New { order, family, due } => {
            let family = words.get(&format!("family-{}", family.id().replace('_', "-")));
            match due.map(|due| words.moment(zone, due)) {
                Some(due) => words.fill("notice-new", values!(order, family, due)),
                None => words.fill("notice-new-no-due", values!(order, family)),
            }
        }
        Notice::Deadline { order, due } => {
            words.fill("notice-deadline", values!(order, due = words.moment(zone, *due)))
        }
        Notice::Digest { count, open, overdue } => {
            let number = |value: Option<u64>| value.map_or("—".to_owned(), |n| n.to_string());
            words.fill(
                "notice-digest",
                values!(
                    as_of = AssessmentDay::before(as_of),
                    rate = count.map_or("—".to_owned(), |count| count.to_string()),
                    numerator = number(count.map(|count| count.numerator)),
                    denominator = number(count.map(|count| count.denominator)),
                    open,
                    overdue
                ),
            )
        }
    }
}
