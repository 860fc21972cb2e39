//! What a rule set consists of.

use serde::{Serialize, Serializer};

use super::assessment::{CycleRule, DelayRule, PointsRule};
use super::confidence::Confidence;
use crate::domain::enum_with_ids;
use crate::domain::{AssessmentDay, Atom, AtomMask, CancelledReading, DisputeAtom, Metric};

/// How exactly a first day in force is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// The day is stated.
    Day,
    /// Only the year is known; the day is the first of it.
    Year,
}

enum_with_ids! {
    /// What one in the counts is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Level {
        /// The parent order, however many of its lines are disputed.
        ParentOrder = "parent-order",
        /// Not stated; parent orders are counted.
        Unstated = "unstated",
    }

    /// Which orders a rate is taken over.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Denominator {
        /// Distinct orders that, in the window, were completed or had a dispute filed.
        CompletedOrFiled = "completed-or-filed",
        /// Distinct orders that, in the window, were completed, had a dispute resolved, or were handed
        /// to the platform.
        CompletedResolvedOrEscalated = "completed-resolved-or-escalated",
        /// Distinct orders paid in the window.
        Paid = "paid",
    }
}

/// How a rule set sees one metric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetricRule {
    /// The metric.
    pub metric: Metric,
    /// The platform's own name for it; `None` where it has none.
    pub name: Option<String>,
    /// Whether the rule set names this metric; otherwise it is only computed in its manner.
    pub assessed: bool,
    /// Length of the window in days of 24 hours.
    pub window_days: u32,
    /// What is counted.
    pub level: Level,
    /// Over which orders.
    pub denominator: Denominator,
    /// What happens to disputes that the buyer cancelled.
    pub cancelled: CancelledReading,
    /// Below this many orders in the denominator nothing is assessed; `None` where no number is
    /// known.
    pub minimum_orders: Option<u32>,
    /// How sure all this is.
    pub confidence: Confidence,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// What else there is to know; empty when nothing.
    pub note: String,
}

enum_with_ids! {
    /// When a rate breaks a limit.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Operator {
        /// Above the limit (`>`).
        Above = ">",
        /// At the limit or above (`>=`).
        AtLeast = ">=",
    }
}

/// The value of a limit, in hundredths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitValue {
    /// Sourced.
    Known(u32),
    /// Shown by the platform to the seller only.
    BackOffice,
    /// Believed, without a source; never used for a level.
    Believed(u32),
}

/// A limit on a metric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitRule {
    /// The metric.
    pub metric: Metric,
    /// The value.
    pub value: LimitValue,
    /// When it is broken. Where the source does not say: above.
    pub operator: Operator,
    /// Whether the source says when it is broken.
    pub operator_stated: bool,
    /// What follows.
    pub consequence: String,
    /// How sure this is.
    pub confidence: Confidence,
    /// Ids of the sources; empty for a believed value.
    pub sources: Vec<String>,
    /// What else there is to know; empty when nothing.
    pub note: String,
}

/// Writes a text for JSON, which has `null` for an empty one.
fn text_or_null<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    (!text.is_empty()).then_some(text).serialize(to)
}

/// A number of days that somebody has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// Name, as `seller-response`.
    pub id: String,
    /// What has to happen.
    pub title: String,
    /// How many days.
    pub days: u32,
    /// What they are counted from.
    pub starts: String,
    /// What follows when nothing happens; empty when not known.
    #[serde(serialize_with = "text_or_null")]
    pub consequence: String,
    /// When the sources say so.
    #[serde(serialize_with = "text_or_null")]
    pub era: String,
    /// How sure this is.
    pub confidence: Confidence,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// What else there is to know; empty when nothing.
    #[serde(serialize_with = "text_or_null")]
    pub note: String,
}

/// Something remembered for which no source was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Believed {
    /// What it is about.
    pub what: String,
    /// What is believed.
    pub says: String,
}

/// Where a statement was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Name within the rule set.
    pub id: String,
    /// Page, code or document.
    pub what: String,
    /// When it was written, as far as known; empty when not.
    #[serde(serialize_with = "text_or_null")]
    pub date: String,
    /// What sort of source it is.
    pub kind: String,
}

/// The rules in force in one span of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    /// Name, printed with every figure.
    pub id: String,
    /// In words.
    pub title: String,
    /// First day in force.
    pub from: AssessmentDay,
    /// How exactly that day is known.
    pub from_precision: Precision,
    /// Last day in force; `None` while in force.
    pub to: Option<AssessmentDay>,
    /// Where it comes from.
    pub source: String,
    /// The day on which the sources were read.
    pub retrieved: AssessmentDay,
    /// How sure it is as a whole.
    pub confidence: Confidence,
    /// What else there is to know; empty when nothing.
    pub note: String,
    /// Limits, in the file's order.
    pub limits: Vec<LimitRule>,
    /// Deadlines, in the file's order.
    pub deadlines: Vec<Deadline>,
    /// Assessment cycles, in the file's order.
    pub cycles: Vec<CycleRule>,
    /// Penalty points; `None` where nothing is known.
    pub points: Option<PointsRule>,
    /// How late disputes come; `None` where nothing is known.
    pub delay: Option<DelayRule>,
    /// Remembered without a source.
    pub believed: Vec<Believed>,
    /// Where all this was read.
    pub sources: Vec<Source>,
    /// One for each metric.
    pub(super) metrics: Vec<MetricRule>,
}

impl RuleSet {
    /// Returns how this rule set sees a metric.
    pub fn metric(&self, metric: Metric) -> &MetricRule {
        let rule = self.metrics.iter().find(|rule| rule.metric == metric);
        rule.expect("a rule set without a rule for each metric is refused")
    }

    /// Returns the limits on a metric, in the file's order.
    pub fn limits_on(&self, metric: Metric) -> impl Iterator<Item = &LimitRule> {
        self.limits.iter().filter(move |limit| limit.metric == metric)
    }

    /// Returns the deadline with a name, or `None` where this rule set knows none.
    pub fn deadline(&self, id: &str) -> Option<&Deadline> {
        self.deadlines.iter().find(|deadline| deadline.id == id)
    }

    /// Returns whether a day lies between the first and the last day in force.
    pub fn in_force_on(&self, day: AssessmentDay) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl Denominator {
    /// Returns the atoms of which one puts an order into the denominator.
    pub const fn atoms(self) -> &'static [Atom] {
        match self {
            Self::CompletedOrFiled => &[Atom::Completed, Atom::Some(DisputeAtom::Filed)],
            Self::CompletedResolvedOrEscalated => &[
                Atom::Completed,
                Atom::Some(DisputeAtom::Resolved),
                Atom::Some(DisputeAtom::Escalated),
            ],
            Self::Paid => &[Atom::Paid],
        }
    }

    /// Returns whether an order is in the denominator.
    pub fn has(self, order: AtomMask) -> bool {
        self.atoms().iter().any(|atom| order.has(*atom))
    }
}
