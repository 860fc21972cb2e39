//! Several shops: each against its own limit, with what of it is open, the worst first.

use std::collections::BTreeMap;

use super::metric_risk::{GroupRisk, MetricRisk};
use super::risk_settings::{LimitInUse, LimitScope, RiskSettings};
use crate::domain::{Count, Metric, SortRows};
use crate::reports::shop_queue::ShopQueue;
use crate::rules::RiskLevel;

/// One shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopRisk {
    /// Its dispute rate against its own limit; the key is the shop's name, empty where orders name none.
    pub risk: GroupRisk,
    /// Its open disputes; `None` where only counts are known.
    pub queue: Option<ShopQueue>,
    /// Its metrics, in the order of [`Metric::ALL`]; empty without an order in the window.
    pub metrics: Vec<MetricRisk>,
}

impl ShopRisk {
    /// Returns the levels of its dispute rate and of its other metrics with a limit.
    pub fn levels(&self) -> impl Iterator<Item = RiskLevel> {
        let others = self.others().map(|metric| metric.standing.level);
        std::iter::once(self.risk.standing.level).chain(others)
    }

    /// Returns how much of its limit the worst of its rates is, in hundredths of a percent of the limit; `None` where
    /// there is no limit, or no order.
    pub fn share_of_limit(&self) -> Option<u64> {
        let own = self.risk.limit.as_ref().map(|used| (self.risk.count, used));
        let others =
            self.others().filter_map(|risk| Some((risk.figure.count?, risk.limit.as_ref()?)));
        let share = |(count, used): (Count, &LimitInUse)| share_of_limit(count, used);
        own.into_iter().chain(others).filter_map(share).max()
    }

    /// Returns its metrics beside the dispute rate on which a limit is known.
    pub fn others(&self) -> impl Iterator<Item = &MetricRisk> {
        let others = self.metrics.iter().filter(|risk| risk.figure.metric != Metric::DisputeRate);
        others.filter(|risk| risk.limit.is_some())
    }
}

/// Returns how much of a limit a rate is, in hundredths of a percent of the limit; `None` without an order, or where
/// the limit is nothing.
pub fn share_of_limit(count: Count, used: &LimitInUse) -> Option<u64> {
    (count.millionths()? * 100).checked_div(u64::from(used.limit.bp))
}

/// Joins rates and open disputes by shop, and sorts the shops: those over or near their limits first,
/// by how much of its limit a rate is; then by rate and by overdue answers. Shops without an order in the window have
/// a rate of none.
pub fn shops(
    rates: Vec<GroupRisk>,
    queues: Option<BTreeMap<String, ShopQueue>>,
    empty: impl Fn(&str) -> GroupRisk,
    metrics: impl Fn(&str) -> Vec<MetricRisk>,
) -> Vec<ShopRisk> {
    let mut left = queues;
    let mut shops: Vec<ShopRisk> = rates
        .into_iter()
        .map(|risk| {
            // A shop without open disputes has an empty queue.
            let queue = left.as_mut().map(|left| left.remove(&risk.key).unwrap_or_default());
            ShopRisk { metrics: metrics(&risk.key), risk, queue }
        })
        .collect();
    let idle = left.into_iter().flatten();
    shops.extend(idle.map(|(shop, queue)| {
        let queue = Some(queue);
        ShopRisk { risk: empty(&shop), queue, metrics: metrics(&shop) }
    }));
    shops.sort_rows_by(|a, b| worst_first(b, a).then_with(|| a.risk.key.cmp(&b.risk.key)));
    shops
}

fn worst_first(a: &ShopRisk, b: &ShopRisk) -> std::cmp::Ordering {
    let overdue = |shop: &ShopRisk| shop.queue.map(|queue| queue.overdue);
    let rate = |shop: &ShopRisk| shop.risk.count.millionths();
    let levels = a.levels().max().cmp(&b.levels().max());
    let shares = a.share_of_limit().cmp(&b.share_of_limit());
    let rates = rate(a).cmp(&rate(b));
    levels.then(shares).then(rates).then_with(|| overdue(a).cmp(&overdue(b)))
}

/// Returns whether orders are of several shops. Orders that name none are taken for those of the only
/// shop that is named.
pub fn are_several(shops: &[ShopRisk]) -> bool {
    shops.iter().filter(|shop| !shop.risk.key.is_empty()).count() > 1
}

impl RiskSettings {
    /// Returns the settings for the orders of these shops: the limits of the only one, and none for the
    /// sum of several.
    pub(super) fn for_shops(&self, shops: &[ShopRisk]) -> Self {
        let mut settings = self.clone();
        let named = shops.iter().find(|shop| !shop.risk.key.is_empty());
        match named {
            _ if are_several(shops) => settings.limit_scope = LimitScope::ShopByShop,
            Some(only) => settings.limits = self.own_limits(&only.risk.key).to_vec(),
            None => {}
        }
        settings
    }
}
