//! Counts orders and disputed orders by what may be a cause, in one pass.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::add_counts;
use super::rate::month_of;
use crate::domain::enum_with_ids;
use crate::domain::{
    ColumnSet, Count, DisputedIndex, Family, Filings, IdTable, Moment, Money, Order, OrderBatch,
    OrderId, OrderStatus, OrderTally, Projection, Window, is_asked,
};

enum_with_ids! {
    /// What may be a cause.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Factor {
        /// Product id.
        Product = "product",
        /// SKU.
        Sku = "sku",
        /// Country shipped to.
        Country = "country",
        /// Carrier or logistics line.
        Carrier = "carrier",
        /// Days from payment to shipping.
        ShippingDelay = "days-to-shipping",
        /// Days from shipping to completion.
        Transit = "days-in-transit",
        /// What the order cost.
        Price = "price",
        /// Assessment month of the payment.
        Month = "month",
        /// What the dispute is about.
        Family = "family",
        /// The last four digits of the order id, which one buyer's orders share: a hint.
        Buyer = "buyer",
    }
}

/// An order under way without a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnderWay {
    /// The order.
    pub id: OrderId,
    /// The shop.
    pub shop: Box<str>,
    /// Product, by id, else by SKU.
    pub product: Box<str>,
    /// Paid.
    pub paid_at: Moment,
    /// Shipped; `None` when not, or not told.
    pub shipped_at: Option<Moment>,
    /// Whether it waits to be shipped.
    pub to_ship: bool,
}

/// The tally.
#[derive(Clone, Debug)]
pub struct CausesTally {
    question: Arc<CausesQuestion>,
    pub(super) counts: CausesCounts,
}

#[derive(Debug)]
struct CausesQuestion {
    window: Window,
    shops: Vec<String>,
    places: Arc<IdTable>,
    /// By place: families of the disputes filed before the window's end; empty when there are none.
    families: Vec<Vec<Family>>,
}

/// What was counted.
#[derive(Clone, Debug, Default)]
pub(super) struct CausesCounts {
    pub(super) whole: Count,
    pub(super) groups: BTreeMap<(Factor, Box<str>), Count>,
    pub(super) under_way: Vec<UnderWay>,
    /// Days from payment to shipping, and to completion, with their counts.
    pub(super) shipping_days: BTreeMap<i64, u64>,
    pub(super) completion_days: BTreeMap<i64, u64>,
}

impl CausesTally {
    /// Prepares a tally of orders paid in a window; `shops` empty means all.
    pub fn new(window: Window, shops: Vec<String>, filings: &Filings) -> Self {
        let families = filings.iter().map(|(_, disputes)| {
            let seen = disputes.iter().filter(|dispute| dispute.exists(window.to));
            let mut families: Vec<Family> = seen.map(|dispute| dispute.family).collect();
            families.sort_unstable();
            families.dedup();
            families
        });
        let (families, places) = (families.collect(), filings.places());
        let question = CausesQuestion { window, shops, places, families };
        Self { question: Arc::new(question), counts: CausesCounts::default() }
    }
}

impl CausesCounts {
    fn count(&mut self, factor: Factor, key: &str, order: Count) {
        if !key.is_empty() {
            *self.groups.entry((factor, key.into())).or_default() += order;
        }
    }

    fn add_order(
        &mut self,
        question: &CausesQuestion,
        order: &Order<'_>,
        disputed: Option<DisputedIndex>,
    ) {
        let ours = is_asked(&question.shops, order.shop);
        let Some(paid_at) = order.paid_at.filter(|at| ours && question.window.contains(*at)) else {
            return;
        };
        let as_of = question.window.to;
        let families = disputed.and_then(|index| question.families.get(index.get()));
        let families = families.map_or(&[][..], Vec::as_slice);
        let disputed = !families.is_empty();
        let one = Count::new(u64::from(disputed), 1);
        self.whole += one;
        let shipped = order.shipped_at.filter(|at| *at < as_of && *at >= paid_at);
        let completed = order.counted_completion().filter(|at| *at < as_of);
        let country = order.country.map_or_else(String::new, |country| country.to_string());
        self.count(Factor::Product, order.product, one);
        self.count(Factor::Sku, order.sku, one);
        self.count(Factor::Country, &country, one);
        self.count(Factor::Carrier, order.carrier, one);
        self.count(Factor::Month, &month_of(paid_at), one);
        if let Some(amount) = order.amount {
            self.count(Factor::Price, &price_band(amount), one);
        }
        if let Some(shipped) = shipped {
            let days = shipped.days_since(paid_at);
            self.count(Factor::ShippingDelay, days_band(days), one);
            *self.shipping_days.entry(days).or_default() += 1;
            if let Some(completed) = completed.filter(|at| *at >= shipped) {
                self.count(Factor::Transit, days_band(completed.days_since(shipped)), one);
            }
        }
        if let Some(completed) = completed.filter(|at| *at >= paid_at) {
            *self.completion_days.entry(completed.days_since(paid_at)).or_default() += 1;
        }
        for family in families {
            self.count(Factor::Family, family.id(), one);
        }
        let id = order.id.to_string();
        self.count(Factor::Buyer, id.get(id.len().saturating_sub(4)..).unwrap_or(""), one);
        if !disputed {
            self.keep_under_way(order, paid_at, as_of);
        }
    }

    fn keep_under_way(&mut self, order: &Order<'_>, paid_at: Moment, as_of: Moment) {
        let waits = matches!(order.state, OrderStatus::ToShip | OrderStatus::PartShipped);
        let completed = order.completed_at.is_some_and(|at| at < as_of);
        if (waits || order.state == OrderStatus::Shipped) && !completed {
            self.under_way.push(UnderWay {
                id: order.id,
                shop: order.shop.into(),
                product: order.item().into(),
                paid_at,
                shipped_at: order.shipped_at.filter(|at| *at < as_of),
                to_ship: waits,
            });
        }
    }
}

/// Returns a band of days.
fn days_band(days: i64) -> &'static str {
    match days {
        ..1 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "3-4",
        5..=6 => "5-6",
        7..=13 => "7-13",
        14..=20 => "14-20",
        21..=29 => "21-29",
        30..=44 => "30-44",
        45.. => "45+",
    }
}

/// Returns a band of prices: 1, 2 and 5 times the powers of ten, with the currency.
fn price_band(money: Money) -> String {
    let unit = 10_u64.saturating_pow(money.currency.digits());
    let whole = money.minor.unsigned_abs() / unit;
    let code = money.currency.code();
    if whole == 0 {
        return format!("{code} 0-1");
    }
    let base = 10_u64.saturating_pow(whole.ilog10());
    let (low, high) = match whole / base {
        1 => (1, 2),
        2..=4 => (2, 5),
        _ => (5, 10),
    };
    format!("{code} {}-{}", base * low, base.saturating_mul(high))
}

impl OrderTally for CausesTally {
    fn projection(&self) -> Projection {
        let CausesQuestion { window, shops, .. } = &*self.question;
        let projection = Projection::of_count().or_in(*window).of_shops(shops);
        Projection { columns: ColumnSet::ORDER, ..projection }
    }

    fn fresh(&self) -> Self {
        Self { question: Arc::clone(&self.question), counts: CausesCounts::default() }
    }

    fn add(&mut self, batch: &OrderBatch) {
        let orders = batch.orders().expect("the projection asks for every column of an order");
        for (order, disputed) in orders.zip(batch.disputed_in(&self.question.places).iter()) {
            self.counts.add_order(&self.question, &order, *disputed);
        }
    }

    fn merge(&mut self, other: Self) {
        let (counts, theirs) = (&mut self.counts, other.counts);
        counts.whole += theirs.whole;
        add_counts(&mut counts.groups, theirs.groups);
        counts.under_way.extend(theirs.under_way);
        add_counts(&mut counts.shipping_days, theirs.shipping_days);
        add_counts(&mut counts.completion_days, theirs.completion_days);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;

    #[test]
    fn a_price_band_holds_its_lower_end() {
        let band =
            |minor| price_band(Money { minor, currency: Currency::from_code("USD").unwrap() });
        assert_eq!(band(99), "USD 0-1");
        assert_eq!(band(100), "USD 1-2");
        assert_eq!(band(499), "USD 2-5");
        assert_eq!(band(500), "USD 5-10");
        assert_eq!(band(1_000), "USD 10-20");
        assert_eq!(band(23_587), "USD 200-500");
    }
}
