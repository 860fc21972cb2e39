//! A metric against its limit, of a whole or of a group.

use super::rate::{Figure, Grouping, WhyNot};
use crate::domain::{AssessmentDay, Count, OrderId};
use crate::reports::risk_settings::{LimitInUse, Standing};
use crate::rules::{LimitRule, RiskLevel};

/// Orders that leave the window on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollOff {
    /// The first assessment day at whose end they count no more.
    pub day: AssessmentDay,
    /// The orders.
    pub orders: Vec<OrderId>,
}

/// One metric's risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetricRisk {
    /// Its figures.
    pub figure: Figure,
    /// The limit in use; `None` where none is known.
    pub limit: Option<LimitInUse>,
    /// What the rule set says of limits on this metric, in its order.
    pub stated: Vec<LimitRule>,
    /// How it stands.
    pub standing: Standing,
    /// Which counted orders leave the window when, soonest first; `None` where only counts are known.
    pub roll_off: Option<Vec<RollOff>>,
}

impl MetricRisk {
    pub(super) fn judged(&self) -> JudgedRate<'_> {
        let has_orders = self.figure.why_not != Some(WhyNot::NoneInWindow);
        JudgedRate { has_orders, limit: self.limit.as_ref(), level: self.standing.level }
    }

    /// Returns whether it cannot be said if the limit is broken, because of what is not known of the orders.
    pub fn is_in_doubt(&self) -> bool {
        self.judged().is_in_doubt()
    }
}

/// A group's part in the dispute rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRisk {
    /// What was grouped by.
    pub by: Grouping,
    /// The group; empty where the input does not say.
    pub key: String,
    /// Its own dispute rate.
    pub count: Count,
    /// The dispute rate of all other orders.
    pub without: Count,
    /// The limit that it is held against; `None` where none is known.
    pub limit: Option<LimitInUse>,
    /// How its own rate stands.
    pub standing: Standing,
}

impl GroupRisk {
    pub(super) fn judged(&self) -> JudgedRate<'_> {
        let has_orders = self.count.denominator > 0;
        JudgedRate { has_orders, limit: self.limit.as_ref(), level: self.standing.level }
    }
}

/// A rate that was held against its limit: a metric's, or a shop's.
#[derive(Clone, Copy)]
pub(super) struct JudgedRate<'a> {
    /// Whether there is any order to judge.
    pub(super) has_orders: bool,
    pub(super) limit: Option<&'a LimitInUse>,
    pub(super) level: RiskLevel,
}

impl JudgedRate<'_> {
    /// Returns whether it cannot be said if the limit is broken, because of what is not known of the orders.
    pub(super) fn is_in_doubt(self) -> bool {
        let has_both = self.has_orders && self.limit.is_some();
        has_both && self.level == RiskLevel::NotAssessable
    }
}
