//! Notices as lines of text.

use super::one_line;
use super::risk::metric_name;
use super::translator::Translator;
use crate::domain::{AssessmentDay, Count, Moment, Zone};
use crate::reports::notices::Notice;
use crate::rules::RiskLevel;

/// Returns the title of a message about a shop, or all of them.
pub(crate) fn notice_title(shop: Option<&str>, words: Translator<'_>) -> String {
    let shop = shop.map_or_else(|| words.get("notice-all-shops"), one_line);
    words.fill("notice-title", &[("shop", &shop)])
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
            let name = metric_name(*which, words);
            let named = |level: RiskLevel| words.get(&format!("level-{}", level.id()));
            let level = match before {
                Some(before) => format!("{} → {}", named(*before), named(*level)),
                None => named(*level),
            };
            let shown =
                |count: &Count| format!("{count} ({}/{})", count.numerator, count.denominator);
            let rate = count.as_ref().map_or_else(|| "—".to_owned(), shown);
            let limit = limit_bp.map(|bp| Count::new(u64::from(bp), 10_000).to_string());
            let mut values = vec![("metric", name.as_str()), ("level", &level), ("rate", &rate)];
            match &limit {
                Some(limit) => {
                    values.push(("limit", limit));
                    words.fill("notice-level", &values)
                }
                None => words.fill("notice-level-no-limit", &values),
            }
        }
        Notice::New { order, family, due } => {
            let order = order.to_string();
            let family = words.get(&format!("family-{}", family.id().replace('_', "-")));
            let due = due.map(|due| words.moment(zone, due));
            let mut values = vec![("order", order.as_str()), ("family", &family)];
            match &due {
                Some(due) => {
                    values.push(("due", due));
                    words.fill("notice-new", &values)
                }
                None => words.fill("notice-new-no-due", &values),
            }
        }
        Notice::Deadline { order, due } => {
            let (order, due) = (order.to_string(), words.moment(zone, *due));
            words.fill("notice-deadline", &[("order", &order), ("due", &due)])
        }
        Notice::Digest { count, open, overdue } => {
            let number = |value: Option<u64>| value.map_or("—".to_owned(), |n| n.to_string());
            words.fill(
                "notice-digest",
                &[
                    ("as_of", &AssessmentDay::of(before(as_of)).to_string()),
                    ("rate", &count.map_or("—".to_owned(), |count| count.to_string())),
                    ("numerator", &number(count.map(|count| count.numerator))),
                    ("denominator", &number(count.map(|count| count.denominator))),
                    ("open", &open.to_string()),
                    ("overdue", &overdue.to_string()),
                ],
            )
        }
    }
}

/// The last millisecond before a moment, which is of the day that ends there.
fn before(moment: Moment) -> Moment {
    Moment::from_millis(moment.millis() - 1)
}
