//! How far each metric is from its limit, what would cross it, what heals it and when.

use std::collections::{BTreeMap, BTreeSet};

use super::exposure::{self, Exposure, WhatIf, WhatIfQuestion};
use super::forecast::Forecast;
use super::rate::{Figure, Group, RateReport, RateSettings, disputed_orders};
use super::rate::{Grouping, RateTally, WhyNot};
use super::shops::{self, ShopQueue, ShopRisk};
use crate::domain::enum_with_ids;
use crate::domain::{AssessmentDay, Count, Filings, Metric, Moment, OrderId, SortRows};
use crate::rules::{Confidence, Limit, LimitRule, LimitValue, Operator, RiskLevel, RuleSet};

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

enum_with_ids! {
    /// What the seller should know at first sight.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Verdict {
        /// A limit is broken.
        Act = "act",
        /// A limit is near, or likely to be broken within 30 days.
        Watch = "watch",
        /// Below all limits that are known.
        Fine = "fine",
        /// A limit is known, and no rate that could be held against it.
        NotAssessable = "not-assessable",
        /// No limit is known.
        NoLimit = "no-limit",
    }
}

/// Everything about risk that comes from orders and disputes.
#[derive(Clone, Debug)]
pub struct RiskReport {
    /// The moment the figures are taken for.
    pub as_of: Moment,
    /// The rule set.
    pub rules: RuleSet,
    /// Metrics, in the order of [`Metric::ALL`].
    pub metrics: Vec<MetricRisk>,
    /// Groups, largest contribution first.
    pub groups: Vec<GroupRisk>,
    /// Open disputes: those first for which an answer is worth most.
    /// `None` where only counts are known.
    pub exposure: Option<Vec<Exposure>>,
    /// What if; `None` when not asked.
    pub what_if: Option<WhatIf>,
    /// What is likely to come; `None` when the inputs tell of no payment.
    pub forecast: Option<Forecast>,
    /// The shops, the worst first; empty where none is named. Where there are several, each is judged by
    /// itself, and `metrics`, which are their sum, are not.
    pub shops: Vec<ShopRisk>,
    /// What the seller should know at first sight.
    pub verdict: Verdict,
}

/// A rate that was held against its limit: a metric's, or a shop's.
#[derive(Clone, Copy)]
struct JudgedRate<'a> {
    /// Whether there is any order to judge.
    has_orders: bool,
    limit: Option<&'a LimitInUse>,
    level: RiskLevel,
}

impl JudgedRate<'_> {
    /// Returns whether it cannot be said if the limit is broken, because of what is not known of the orders.
    fn is_in_doubt(self) -> bool {
        let has_both = self.has_orders && self.limit.is_some();
        has_both && self.level == RiskLevel::NotAssessable
    }
}

impl Verdict {
    /// Returns the verdict on several rates: that on the worst of them.
    fn of<'a>(judged: impl Iterator<Item = JudgedRate<'a>>) -> Self {
        let judged: Vec<JudgedRate<'_>> = judged.collect();
        let any = |level: RiskLevel| judged.iter().any(|one| one.level == level);
        if any(RiskLevel::Over) {
            Self::Act
        } else if any(RiskLevel::Near) {
            Self::Watch
        } else if any(RiskLevel::Ok) && !judged.iter().any(|one| one.is_in_doubt()) {
            Self::Fine
        } else if judged.iter().any(|one| one.limit.is_some()) {
            Self::NotAssessable
        } else {
            Self::NoLimit
        }
    }
}

impl GroupRisk {
    fn judged(&self) -> JudgedRate<'_> {
        let has_orders = self.count.denominator > 0;
        JudgedRate { has_orders, limit: self.limit.as_ref(), level: self.standing.level }
    }
}

impl MetricRisk {
    fn judged(&self) -> JudgedRate<'_> {
        let has_orders = self.figure.why_not != Some(WhyNot::NoneInWindow);
        JudgedRate { has_orders, limit: self.limit.as_ref(), level: self.standing.level }
    }

    /// Returns whether it cannot be said if the limit is broken, because of what is not known of the orders.
    pub fn is_in_doubt(&self) -> bool {
        self.judged().is_in_doubt()
    }
}

impl RiskReport {
    /// Returns the shops where there are several; empty where all is of one.
    pub fn several_shops(&self) -> &[ShopRisk] {
        if shops::are_several(&self.shops) { &self.shops } else { &[] }
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

impl RiskSettings {
    fn limit(&self, rules: &RuleSet, metric: Metric, own: &[OwnLimit]) -> Option<LimitInUse> {
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
    fn own_limits(&self, shop: &str) -> &[OwnLimit] {
        match self.shop_limits.get(shop) {
            Some(own) => own,
            None if shop.is_empty() => &self.limits,
            None => &self.limits_of_others,
        }
    }

    /// Returns the limit on the dispute rate of a group: a shop's own, else that of all orders.
    fn limit_of(&self, rules: &RuleSet, by: Grouping, key: &str) -> Option<LimitInUse> {
        match by {
            Grouping::Shop => self.limit(rules, Metric::DisputeRate, self.own_limits(key)),
            Grouping::Product | Grouping::Country | Grouping::Family | Grouping::Month => {
                self.limit_on(rules, Metric::DisputeRate)
            }
        }
    }

    /// Returns the settings for the orders of these shops: the limits of the only one, and none for the
    /// sum of several.
    fn for_shops(&self, shops: &[ShopRisk]) -> Self {
        let mut settings = self.clone();
        let named = shops.iter().find(|shop| !shop.risk.key.is_empty());
        match named {
            _ if shops::are_several(shops) => settings.limit_scope = LimitScope::ShopByShop,
            Some(only) => settings.limits = self.own_limits(&only.risk.key).to_vec(),
            None => {}
        }
        settings
    }

    /// Returns how a figure stands against a limit. Where the figure is a range that the limit lies in, the
    /// level cannot be assessed; headroom and recovery are those of its worst end.
    fn standing_of(&self, figure: &Figure, limit: Option<&LimitInUse>) -> Standing {
        let count = figure.count.filter(|_| figure.why_not.is_none());
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

/// Computes the report of orders and disputes of some shops.
///
/// # Errors
///
/// When a what-if names an order without a dispute.
pub fn report(
    parts: Parts<'_>,
    settings: &RiskSettings,
    shops: Vec<ShopRisk>,
    forecast: Option<Forecast>,
) -> Result<RiskReport, exposure::NoSuchDispute> {
    let settings = &settings.for_shops(&shops);
    let metrics = metrics(parts.rate, settings, |figure| Some(roll_off(parts, figure)));
    let what_if = exposure::what_if(parts, settings)?;
    Ok(RiskReport {
        as_of: parts.rate.as_of,
        groups: groups(parts.rate, settings),
        exposure: Some(exposure::exposure(parts, settings)),
        what_if,
        verdict: verdict(&metrics, &shops, forecast.as_ref()),
        shops,
        rules: parts.rate.rules.clone(),
        metrics,
        forecast,
    })
}

/// Computes the report of orders that were counted elsewhere: without what needs their rows.
pub fn report_of_counts(
    rate: &RateReport,
    settings: &RiskSettings,
    forecast: Option<Forecast>,
) -> RiskReport {
    let by_shop = rate.groups.first().is_some_and(|group| group.by == Grouping::Shop);
    let shops = if by_shop { shops_of(rate, settings, None) } else { Vec::new() };
    let settings = &settings.for_shops(&shops);
    let metrics = metrics(rate, settings, |_| None);
    RiskReport {
        as_of: rate.as_of,
        groups: groups(rate, settings),
        exposure: None,
        what_if: None,
        verdict: verdict(&metrics, &shops, forecast.as_ref()),
        shops,
        rules: rate.rules.clone(),
        metrics,
        forecast,
    }
}

/// Returns the shops of a rate by shop, each against its own limit, with its open disputes (`None` where
/// only counts are known), the worst first.
pub fn shops_of(
    by_shop: &RateReport,
    settings: &RiskSettings,
    queues: Option<BTreeMap<String, ShopQueue>>,
) -> Vec<ShopRisk> {
    let whole = by_shop.figures.first().and_then(|figure| figure.count);
    let empty = |key: &str| {
        let limit = settings.limit_of(&by_shop.rules, Grouping::Shop, key);
        let nothing = Count::new(0, 0);
        GroupRisk {
            by: Grouping::Shop,
            key: key.to_owned(),
            count: nothing,
            without: whole.unwrap_or(nothing),
            standing: settings.standing(None, limit.as_ref()),
            limit,
        }
    };
    let figures: BTreeMap<&str, &[Figure]> = by_shop
        .groups
        .iter()
        .filter(|group| group.by == Grouping::Shop)
        .map(|group| (group.key.as_str(), group.figures.as_slice()))
        .collect();
    let metrics = |key: &str| {
        let own = settings.own_limits(key);
        let metric = |figure: &Figure| {
            let limit = settings.limit(&by_shop.rules, figure.metric, own);
            MetricRisk {
                figure: figure.clone(),
                standing: settings.standing_of(figure, limit.as_ref()),
                limit,
                stated: Vec::new(),
                roll_off: None,
            }
        };
        figures.get(key).into_iter().flat_map(|figures| figures.iter()).map(metric).collect()
    };
    shops::shops(groups(by_shop, settings), queues, empty, metrics)
}

fn metrics(
    rate: &RateReport,
    settings: &RiskSettings,
    roll_off: impl Fn(&Figure) -> Option<Vec<RollOff>>,
) -> Vec<MetricRisk> {
    let metric = |figure: &Figure| {
        let limit = settings.limit_on(&rate.rules, figure.metric);
        MetricRisk {
            standing: settings.standing_of(figure, limit.as_ref()),
            roll_off: roll_off(figure),
            stated: rate.rules.limits_on(figure.metric).cloned().collect(),
            limit,
            figure: figure.clone(),
        }
    };
    rate.figures.iter().map(metric).collect()
}

/// Says at first sight how all stands: several shops as the worst of them, one shop by its metrics and by
/// what the forecast expects of its dispute rate.
fn verdict(metrics: &[MetricRisk], shops: &[ShopRisk], forecast: Option<&Forecast>) -> Verdict {
    if shops::are_several(shops) {
        let own = shops.iter().map(|shop| shop.risk.judged());
        let others = shops.iter().flat_map(|shop| shop.others().map(MetricRisk::judged));
        return Verdict::of(own.chain(others));
    }
    let expected = forecast.and_then(|forecast| forecast.in_30_days.rate).map(|rate| rate.expected);
    let crosses = metrics.iter().filter(|m| m.figure.metric == Metric::DisputeRate).any(|metric| {
        let limit = metric.limit.as_ref().map(|used| used.limit);
        let coming = expected.map(|millionths| Count::new(millionths, 1_000_000));
        limit.zip(coming).is_some_and(|(limit, coming)| limit.broken_by(coming))
    });
    match Verdict::of(metrics.iter().map(MetricRisk::judged)) {
        Verdict::Act => Verdict::Act,
        _ if crosses => Verdict::Watch,
        today => today,
    }
}

/// Returns which orders of a numerator leave the window on which day.
fn roll_off(parts: Parts<'_>, figure: &Figure) -> Vec<RollOff> {
    // Of a cycle or a month nothing leaves before its end.
    if figure.count.is_none() || parts.asked.since.is_some() {
        return Vec::new();
    }
    let days = i64::from(parts.asked.days(figure.metric));
    let mut by_day: BTreeMap<AssessmentDay, BTreeSet<OrderId>> = BTreeMap::new();
    for order in disputed_orders(parts.tally, parts.filings) {
        if let Some(last) = order.last_event(figure.metric, figure.window, figure.reading.reading())
        {
            by_day.entry(AssessmentDay::of(last.plus_days(days))).or_default().insert(order.id);
        }
    }
    let rows = by_day.into_iter();
    rows.map(|(day, orders)| RollOff { day, orders: orders.into_iter().collect() }).collect()
}

/// Ranks groups by how much they contribute.
fn groups(rate: &RateReport, settings: &RiskSettings) -> Vec<GroupRisk> {
    let whole = rate.figures.first().and_then(|figure| figure.count);
    let group = |group: &Group| {
        let figure = group.figures.first()?;
        let count = match group.by {
            // A shop of which nothing can be said is shown too.
            Grouping::Shop if figure.count.is_none() => Count::new(0, 0),
            _ => figure.count?,
        };
        let limit = settings.limit_of(&rate.rules, group.by, &group.key);
        let (n, d) = (whole?.numerator, whole?.denominator);
        // Families share their clean orders, so only the numerator shrinks.
        let clean = match group.by {
            Grouping::Family => d.saturating_sub(count.numerator),
            Grouping::Shop | Grouping::Product | Grouping::Country | Grouping::Month => {
                d.saturating_sub(count.denominator)
            }
        };
        Some(GroupRisk {
            by: group.by,
            key: group.key.clone(),
            count,
            without: Count::new(n.saturating_sub(count.numerator), clean),
            standing: settings.standing_of(figure, limit.as_ref()),
            limit,
        })
    };
    let mut groups: Vec<GroupRisk> = rate.groups.iter().filter_map(group).collect();
    groups.sort_rows_by(|a, b| {
        let size = |group: &GroupRisk| (group.count.numerator, group.count.denominator);
        size(b).cmp(&size(a)).then_with(|| a.key.cmp(&b.key))
    });
    groups
}
