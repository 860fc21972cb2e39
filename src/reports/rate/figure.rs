//! What a report of rates holds.

use std::collections::BTreeSet;

use super::explain::ExplainRow;
use super::settings::Grouping;
use crate::domain::enum_with_ids;
use crate::domain::{AssessmentDay, CancelledReading, Count, Interval, Metric, Moment, Window};
use crate::rules::RuleSet;

/// Below this many orders a rate is called too few to say, where a rule set names no minimum.
pub const FEWEST_ORDERS: u32 = 30;

enum_with_ids! {
    /// Why a metric cannot be assessed.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum WhyNot {
        /// No order input was given.
        NoOrders = "no-orders",
        /// The orders name no shop, and their disputes name several.
        NoShops = "no-shops",
        /// The order input does not tell when orders were paid.
        NoPayments = "no-payments",
        /// The order input does not tell when orders were completed.
        NoCompletions = "no-completions",
        /// No dispute input tells reasons.
        NoReasons = "no-reasons",
        /// No dispute input tells when disputes were escalated.
        NoEscalations = "no-escalations",
        /// No dispute input tells rulings and who was liable.
        NoRulings = "no-rulings",
        /// Of no ruling in the window is the liable party known.
        NoLiableParties = "no-liable-parties",
        /// No order is in the denominator.
        NoneInWindow = "none-in-window",
    }
}

/// One metric's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The metric.
    pub metric: Metric,
    /// The span looked at.
    pub window: Window,
    /// The headline: under the rule set's reading of cancelled disputes. `None` where the
    /// numerator is not known.
    pub count: Option<Count>,
    /// The denominator; `None` where it is not known.
    pub denominator: Option<u64>,
    /// With cancelled disputes counted.
    pub counted: Option<Count>,
    /// With cancelled-only orders left out of the numerator.
    pub excluded: Option<Count>,
    /// The rule set's reading.
    pub reading: CancelledReading,
    /// 95 % Wilson interval of the headline; `None` where it is not assessable.
    pub interval: Option<Interval>,
    /// Why it cannot be assessed; `None` when it can.
    pub why_not: Option<WhyNot>,
    /// The fewest orders for which it says something.
    pub minimum: u32,
    /// Fewer orders than that.
    pub too_few: bool,
    /// Disputes behind the numerator of which the data says only that they are over.
    /// `None` where only orders were counted.
    pub unknown_endings: Option<u64>,
    /// Disputes in the window whose family is not known (family metrics only).
    /// `None` where only orders were counted.
    pub unknown_families: Option<u64>,
    /// Rulings in the window whose liable party is not known (seller-liable rate only).
    /// `None` where only orders were counted.
    pub unknown_parties: Option<u64>,
    /// The rate if the seller was liable in none of those, and if in all; `None` when there are none.
    pub by_parties: Option<(Count, Count)>,
    /// Order basis: share of the final figure expected to be in, in millionths; `None` where
    /// there is too little history.
    pub expected_share: Option<u64>,
    /// The rate if no skipped row were disputed, and if all were; `None` when none was skipped.
    pub skipped: Option<(Count, Count)>,
}

impl Figure {
    /// Returns the headline, where the metric can be assessed.
    pub fn assessed(&self) -> Option<Count> {
        self.count.filter(|_| self.why_not.is_none())
    }

    /// Returns the lowest and highest counts that what is not known leaves possible: rows that were left
    /// out, rulings of unknown party, and disputes of unknown family. Empty where all is known.
    pub fn possible_counts(&self) -> impl Iterator<Item = Count> {
        let ranges = [self.skipped, self.by_parties, self.by_families()].into_iter().flatten();
        ranges.flat_map(|(low, high)| [low, high])
    }

    /// Returns the rate if none of the disputes of unknown family were of the metric's, and if all were, each
    /// on an order of its own; `None` when there are none.
    pub fn by_families(&self) -> Option<(Count, Count)> {
        let unknown = self.unknown_families.filter(|unknown| *unknown > 0)?;
        let low = self.assessed()?;
        let high = low.numerator.saturating_add(unknown).min(low.denominator.max(low.numerator));
        Some((low, Count::new(high, low.denominator)))
    }

    /// Returns whether any order counts. One may be in a numerator alone: filed before the window and
    /// escalated in it.
    pub(super) fn has_orders(&self) -> bool {
        self.denominator != Some(0) || self.counted.is_some_and(|count| count.numerator > 0)
    }
}

/// The figures of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What was grouped by.
    pub by: Grouping,
    /// The group; empty where the input does not say.
    pub key: String,
    /// Its figures, in the order of [`Metric::ALL`].
    pub figures: Vec<Figure>,
}

/// The figures as of one moment of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The moment.
    pub as_of: Moment,
    /// The assessment day that ends with it or holds it.
    pub day: AssessmentDay,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// Everything `disputes rate` says.
#[derive(Clone, Debug)]
pub struct RateReport {
    /// The moment the figures are taken for.
    pub as_of: Moment,
    /// The rule set.
    pub rules: RuleSet,
    /// The span of the dispute rate.
    pub window: Window,
    /// Its length in days.
    pub days: u32,
    /// The figures, in the order of [`Metric::ALL`].
    pub figures: Vec<Figure>,
    /// By group, largest numerator first (months and families in their own order).
    pub groups: Vec<Group>,
    /// A series, oldest first.
    pub series: Vec<Point>,
    /// Every order that counted or was left out, when asked for.
    pub explain: Option<Vec<ExplainRow>>,
    /// Distinct orders read.
    pub orders: u64,
    /// Disputes read; `None` where only orders were counted.
    pub disputes: Option<u64>,
    /// Distinct orders with a dispute.
    pub disputed_orders: u64,
    /// Disputes whose order no order input holds; `None` where only orders were counted.
    pub disputes_without_order: Option<u64>,
    /// Completions whose moment is estimated.
    pub estimated: u64,
}

impl RateReport {
    /// Takes the rates away from shops of which no input has an order: of their disputes alone each would be
    /// 100 %.
    pub fn without_orders_of(&mut self, shops: &BTreeSet<String>) {
        let groups = self.groups.iter_mut().filter(|group| group.by == Grouping::Shop);
        let groups = groups.filter(|group| shops.contains(&group.key));
        let why = if shops.contains("") { WhyNot::NoShops } else { WhyNot::NoOrders };
        for figure in groups.flat_map(|group| &mut group.figures) {
            figure.why_not = Some(why);
            (figure.count, figure.counted, figure.excluded) = (None, None, None);
            (figure.by_parties, figure.skipped) = (None, None);
            (figure.denominator, figure.interval) = (None, None);
        }
    }
}
