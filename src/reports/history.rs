//! What was said when, held against the same moments recomputed today.

use super::record::{MetricRecord, Record};
use crate::domain::{Count, Metric, Moment};

/// Why a figure is another today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Another rule set.
    Rule {
        /// Then.
        before: String,
        /// Now.
        now: String,
    },
    /// Data that came later.
    Late {
        /// Orders among the disputed that were not.
        entered: usize,
        /// Orders that were among the disputed and are not.
        left: usize,
        /// How many more orders there are in all; negative for fewer.
        denominator: i64,
    },
    /// The data no longer reaches so far back.
    Gone,
}

/// One moment, then and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The moment.
    pub as_of: Moment,
    /// What was said; `None` where it was not known.
    pub said: Option<Count>,
    /// What it comes to; `None` where it is not known.
    pub today: Option<Count>,
    /// Why they differ; empty when they do not.
    pub why: Vec<Difference>,
}

/// Holds records against what each comes to today.
pub fn compare(
    metric: Metric,
    records: &[Record],
    today: &[Option<MetricRecord>],
    rules: &str,
) -> Vec<Past> {
    let past = |(record, now): (&Record, &Option<MetricRecord>)| {
        let (as_of, then, now) = (record.moment()?, record.of(metric)?, now.as_ref()?);
        let said = then.count();
        Some(Past { as_of, said, today: now.count(), why: why(record, then, now, rules) })
    };
    records.iter().zip(today).filter_map(past).collect()
}

fn why(record: &Record, then: &MetricRecord, now: &MetricRecord, rules: &str) -> Vec<Difference> {
    let mut found = Vec::new();
    if then.count() == now.count() && then.orders == now.orders {
        return found;
    }
    if record.rule_set != rules {
        let (before, now) = (record.rule_set.clone(), rules.to_owned());
        found.push(Difference::Rule { before, now });
    }
    if now.denominator.is_none_or(|orders| orders == 0) {
        found.push(Difference::Gone);
        return found;
    }
    // A count that is not known adds none.
    let size = |count: Option<u64>| i64::try_from(count.unwrap_or(0)).unwrap_or(i64::MAX);
    let late = Difference::Late {
        entered: now.orders.difference(&then.orders).count(),
        left: then.orders.difference(&now.orders).count(),
        denominator: size(now.denominator) - size(then.denominator),
    };
    let nothing = Difference::Late { entered: 0, left: 0, denominator: 0 };
    if late != nothing {
        found.push(late);
    }
    found
}
