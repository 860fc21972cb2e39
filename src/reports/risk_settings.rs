//! What a risk report is asked for, and the limits it judges by.

use std::collections::BTreeMap;

use super::rate::{Figure, Grouping, RateReport, RateSettings, RateTally};
use super::what_if::WhatIfQuestion;
use crate::domain::{Count, Filings, Metric};
use crate::rules::{Confidence, Limit, LimitValue, Operator, RiskLevel, RuleSet};

/// Percentage of the limit from which a metric counts as near it, in percent, unless the seller says otherwise.
pub const NEAR_PERCENT: u32 = 70;

/// A limit that the seller has entered: what the seller centre shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnLimit {
    /// The metric.
    pub metric: Metric,
    /// The value in hundredths of a percent.
    pub bp: u32,
}

/// What a risk report is asked for.
#[derive(Clone, Debug, Default)]
pub struct RiskSettings {
    /// Percentage of the limit from which a metric counts as near it, in percent.
    pub near_percent: u32,
    /// The seller's own limits for all orders looked at.
    pub limits: Vec<OwnLimit>,
    /// The seller's own limits for a shop that is named and not in `shop_limits`.
    pub limits_of_others: Vec<OwnLimit>,
    /// The seller's own limits by shop.
    pub shop_limits: BTreeMap<String, Vec<OwnLimit>>,
    /// What if.
    pub what_if: WhatIfQuestion,
    /// Whether all orders looked at are held against a limit.
    pub limit_scope: LimitScope,
}

impl RiskSettings {
    pub(super) fn limit(
        &self,
        rules: &RuleSet,
        metric: Metric,
        own: &[OwnLimit],
    ) -> Option<LimitInUse> {
        let stated = rules.limits_on(metric).find(|limit| limit.operator_stated);
        let operator = stated.map_or(Operator::Above, |limit| limit.operator);
        if let Some(own) = own.iter().find(|own| own.metric == metric) {
            return Some(LimitInUse { limit: Limit { bp: own.bp, operator }, origin: Origin::Own });
        }
        rules.limits_on(metric).find_map(|limit| match limit.value {
            LimitValue::Known(bp) => Some(LimitInUse {
                limit: Limit { bp, operator: limit.operator },
                origin: Origin::RuleSet {
                    sources: limit.sources.clone(),
                    confidence: limit.confidence,
                },
            }),
            LimitValue::BackOffice | LimitValue::Believed(_) => None,
        })
    }

    /// Returns the limit on a metric over all orders looked at; `None` for several shops.
    pub fn limit_on(&self, rules: &RuleSet, metric: Metric) -> Option<LimitInUse> {
        match self.limit_scope {
            LimitScope::Together => self.limit(rules, metric, &self.limits),
            LimitScope::ShopByShop => None,
        }
    }

    /// Returns the seller's own limits of a shop; of orders that name none, those of all.
    pub(super) fn own_limits(&self, shop: &str) -> &[OwnLimit] {
        match self.shop_limits.get(shop) {
            Some(own) => own,
            None if shop.is_empty() => &self.limits,
            None => &self.limits_of_others,
        }
    }

    /// Returns the limit on the dispute rate of a group: a shop's own, else that of all orders.
    pub(super) fn limit_of(&self, rules: &RuleSet, by: Grouping, key: &str) -> Option<LimitInUse> {
        match by {
            Grouping::Shop => self.limit(rules, Metric::DisputeRate, self.own_limits(key)),
            Grouping::Product | Grouping::Country | Grouping::Family | Grouping::Month => {
                self.limit_on(rules, Metric::DisputeRate)
            }
        }
    }

    /// Returns how a figure stands against a limit. Where the figure is a range that the limit lies in, the
    /// level cannot be assessed; headroom and recovery are those of its worst end.
    pub(super) fn standing_of(&self, figure: &Figure, limit: Option<&LimitInUse>) -> Standing {
        let count = figure.assessed();
        let standing = self.standing(count, limit);
        let possible = figure.possible_counts().filter(|_| count.is_some());
        possible.map(|count| self.standing(Some(count), limit)).fold(standing, Standing::or)
    }

    /// Returns how a count stands against a limit.
    pub fn standing(&self, count: Option<Count>, limit: Option<&LimitInUse>) -> Standing {
        let count = count.filter(|count| count.denominator > 0);
        let level = match (count, limit) {
            (None, _) => RiskLevel::NotAssessable,
            (Some(_), None) => RiskLevel::NoLimit,
            (Some(count), Some(used)) => used.limit.level(count, self.near_percent),
        };
        let both = count.zip(limit.map(|used| used.limit));
        Standing {
            level,
            headroom: both.and_then(|(count, limit)| limit.headroom(count)),
            recovery: both.and_then(|(count, limit)| limit.recovery(count)),
        }
    }
}

/// What is held against limits, which are a shop's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LimitScope {
    /// All orders looked at: they are of one shop.
    #[default]
    Together,
    /// Each shop by itself: the orders looked at are of several, and no limit is the sum's.
    ShopByShop,
}

/// Where a limit comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The seller entered it.
    Own,
    /// The rule set states it.
    RuleSet {
        /// Ids of the rule set's sources.
        sources: Vec<String>,
        /// How sure it is.
        confidence: Confidence,
    },
}

/// A limit that a metric is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitInUse {
    /// The limit.
    pub limit: Limit,
    /// Where it comes from.
    pub origin: Origin,
}

/// A count against a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How it stands.
    pub level: RiskLevel,
    /// How many more disputed orders fit under the limit; `None` without a limit, or when no
    /// number of them breaks it.
    pub headroom: Option<u64>,
    /// How many clean completions bring it back under the limit; `None` without a limit, or when no number does.
    pub recovery: Option<u64>,
}

impl Standing {
    /// Returns how it stands if it is not known which of the two holds.
    fn or(self, other: Self) -> Self {
        let is_over = |standing: &Self| standing.level == RiskLevel::Over;
        Self {
            level: match is_over(&self) == is_over(&other) {
                true => self.level.max(other.level),
                false => RiskLevel::NotAssessable,
            },
            headroom: self.headroom.zip(other.headroom).map(|(one, two)| one.min(two)),
            recovery: self.recovery.zip(other.recovery).map(|(one, two)| one.max(two)),
        }
    }
}

/// The parts that a risk report is made of.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// The rates, with groups.
    pub rate: &'a RateReport,
    /// Their tally.
    pub tally: &'a RateTally,
    /// The disputes.
    pub filings: &'a Filings,
    /// How the rates were asked for.
    pub asked: &'a RateSettings,
}
