//! How far each metric is from its limit, what would cross it, what heals it and when.

use std::collections::{BTreeMap, BTreeSet};

use super::exposure::{self, Exposure, WhatIf};
use super::forecast::Forecast;
use super::rate::{Figure, Group, Grouping, RateReport, disputed_orders};
use super::shop_queue::ShopQueue;
use super::shops::{self, ShopRisk};
use super::what_if;
use crate::domain::{AssessmentDay, Count, Metric, Moment, OrderId, SortRows, enum_with_ids};
use crate::reports::metric_risk::{GroupRisk, JudgedRate, MetricRisk, RollOff};
use crate::reports::risk_settings::{Parts, RiskSettings};
use crate::rules::{RiskLevel, RuleSet};

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

impl RiskReport {
    /// Returns the shops where there are several; empty where all is of one.
    pub fn several_shops(&self) -> &[ShopRisk] {
        if shops::are_several(&self.shops) { &self.shops } else { &[] }
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
) -> Result<RiskReport, what_if::NoSuchDispute> {
    let settings = &settings.for_shops(&shops);
    let roll_off = |figure: &Figure| Some(roll_off(parts, figure));
    Ok(RiskReport {
        exposure: Some(exposure::exposure(parts, settings)),
        what_if: exposure::what_if(parts, settings)?,
        ..without_rows(parts.rate, settings, shops, forecast, roll_off)
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
    without_rows(rate, &settings.for_shops(&shops), shops, forecast, |_| None)
}

fn without_rows(
    rate: &RateReport,
    settings: &RiskSettings,
    shops: Vec<ShopRisk>,
    forecast: Option<Forecast>,
    roll_off: impl Fn(&Figure) -> Option<Vec<RollOff>>,
) -> RiskReport {
    let metrics = metrics(rate, settings, roll_off);
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
