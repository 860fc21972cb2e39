//! What is remembered of a run, so that the next one can say what changed.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::list::ListRow;
use super::rate::{Figure, disputed_orders};
use super::risk::RiskReport;
use super::risk_settings::Parts;
use crate::domain::{Count, Metric, Moment, State};

/// A metric as it was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MetricRecord {
    /// The metric's id.
    pub id: String,
    /// Disputed orders; `None` where not known.
    pub numerator: Option<u64>,
    /// Orders looked at; `None` where not known.
    pub denominator: Option<u64>,
    /// The level's word.
    pub level: String,
    /// The limit in hundredths of a percent; `None` without one.
    pub limit_bp: Option<u32>,
    /// How cancelled disputes were read.
    pub cancelled: String,
    /// Length of the window in days.
    pub days: i64,
    /// Ids of the disputed orders.
    pub orders: BTreeSet<String>,
}

/// An open dispute as it was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRecord {
    /// What tells it from others.
    pub key: String,
    /// Its order.
    pub order: String,
    /// The seller's deadline, as a moment in RFC 3339; `None` when none was known.
    pub due: Option<String>,
}

/// What a report is of that is of no whole days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpanKind {
    /// An assessment cycle.
    Cycle,
    /// A calendar month.
    Month,
}

/// What is remembered of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The moment the figures were taken for, in RFC 3339.
    pub as_of: String,
    /// The rule set's id.
    pub rule_set: String,
    /// The beginning of the assessment cycle or the month that the windows were cut to, in RFC 3339;
    /// `None` where they were of whole days.
    #[serde(default)]
    pub since: Option<String>,
    /// Whether that was a cycle or a month; `None` for windows of whole days, and where an older version of the
    /// program did not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<SpanKind>,
    /// Metrics, in the order of [`Metric::ALL`].
    pub metrics: Vec<MetricRecord>,
    /// Open disputes, the most urgent first.
    pub open: Vec<OpenRecord>,
    /// The moment these were taken for, in RFC 3339; `None` where it is that of the figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_as_of: Option<String>,
}

/// Returns what is to be remembered, given the moment that deadlines are taken for.
pub fn record(
    parts: Parts<'_>,
    risk: &RiskReport,
    disputes: &[ListRow],
    open_as_of: Moment,
) -> Record {
    let metrics = risk.metrics.iter().map(|metric| MetricRecord {
        level: metric.standing.level.id().to_owned(),
        limit_bp: metric.limit.as_ref().map(|used| used.limit.bp),
        ..metric_record(parts, &metric.figure)
    });
    let open = disputes.iter().filter(|row| row.state == State::Open);
    Record {
        as_of: risk.as_of.to_string(),
        rule_set: risk.rules.id.clone(),
        since: parts.asked.since.map(|since| since.to_string()),
        span: None,
        metrics: metrics.collect(),
        open: open.map(open_record).collect(),
        open_as_of: (open_as_of != risk.as_of).then(|| open_as_of.to_string()),
    }
}

/// Returns a figure as it is remembered, without level and limit.
pub fn metric_record(parts: Parts<'_>, figure: &Figure) -> MetricRecord {
    let orders = match figure.count {
        None => BTreeSet::new(),
        Some(_) => disputed_orders(parts.tally, parts.filings)
            .iter()
            .filter(|order| {
                let atoms = order.atoms(figure.window);
                atoms.is_in_numerator(figure.metric, figure.reading.reading())
            })
            .map(|order| order.id.to_string())
            .collect(),
    };
    MetricRecord {
        id: figure.metric.id().to_owned(),
        numerator: figure.count.map(|count| count.numerator),
        denominator: figure.denominator,
        level: String::new(),
        limit_bp: None,
        cancelled: figure.reading.id().to_owned(),
        days: figure.window.to.days_since(figure.window.from),
        orders,
    }
}

fn open_record(row: &ListRow) -> OpenRecord {
    OpenRecord {
        key: key(row),
        order: row.dispute.order_id.to_string(),
        due: row.due.as_ref().map(|due| due.at.to_string()),
    }
}

/// Returns what tells a dispute from others: its id, else its order, line and filing.
pub fn key(row: &ListRow) -> String {
    let dispute = &row.dispute;
    if dispute.details().id.is_empty() {
        let line = &dispute.details().line_id;
        format!("{}/{line}/{}", dispute.order_id, dispute.opened_at)
    } else {
        dispute.details().id.to_string()
    }
}

impl MetricRecord {
    /// Returns the counts; `None` where they are not known.
    pub fn count(&self) -> Option<Count> {
        Some(Count::new(self.numerator?, self.denominator?))
    }

    /// Returns the metric; `None` for one that this version does not know.
    pub fn metric(&self) -> Option<Metric> {
        Metric::from_id(&self.id)
    }
}

impl Record {
    /// Returns whether the figures of another run are of windows that those of this one can be held
    /// against: both of cycles, both of months, or of as many days. Another rule set may have other windows.
    pub fn is_like(&self, other: &Self) -> bool {
        let days = |record: &Self| -> Vec<(String, i64)> {
            record.metrics.iter().map(|metric| (metric.id.clone(), metric.days)).collect()
        };
        self.since.is_some() == other.since.is_some()
            && self.span == other.span
            && (self.since.is_some()
                || self.rule_set != other.rule_set
                || days(self) == days(other))
    }

    /// Returns the moment the figures were taken for; `None` when it cannot be read.
    pub fn moment(&self) -> Option<Moment> {
        Moment::from_rfc3339(&self.as_of)
    }

    /// Returns the moment the open disputes were taken for; `None` when it cannot be read.
    pub fn open_moment(&self) -> Option<Moment> {
        Moment::from_rfc3339(self.open_as_of.as_deref().unwrap_or(&self.as_of))
    }

    /// Returns a metric's record.
    pub fn of(&self, metric: Metric) -> Option<&MetricRecord> {
        self.metrics.iter().find(|record| record.id == metric.id())
    }
}
